//! What is taken out of a request (请求解析): who asks, which case, the body; each with its own refusal.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::{BytesRejection, FailedToBufferBody, JsonRejection, PathRejection};
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use serde::de::DeserializeOwned;

use crate::refusal::{
    BAD_BODY, BAD_PATH, BAD_TOKEN, BROKEN, NO_TOKEN, NO_TYPE, NOT_JSON, NOT_THEIRS, Refusal, TOO_LARGE,
};
use crate::service::Service;
use crate::tokens::Holder;

/// Who asks, by the bearer token.
pub(crate) struct Caller(pub(crate) Holder);

impl Caller {
    /// Refuses a case that is none of theirs, whether there is such a case or not.
    pub(crate) fn sees(&self, case: &str) -> Result<(), Refusal> {
        if self.0.may_see(case) { Ok(()) } else { Err(NOT_THEIRS.into()) }
    }
}

/// The token of an `Authorization` header.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

impl FromRequestParts<Arc<Service>> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, service: &Arc<Service>) -> Result<Self, Refusal> {
        let token = bearer(&parts.headers).ok_or_else(|| Refusal::from(NO_TOKEN))?;
        let holder = service.tokens().find(token).ok_or_else(|| Refusal::from(BAD_TOKEN))?;
        Ok(Self(holder.clone()))
    }
}

/// The id of the case in the address.
pub(crate) struct CaseId(pub(crate) String);

impl<S: Send + Sync> FromRequestParts<S> for CaseId {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let path: Result<Path<String>, PathRejection> = Path::from_request_parts(parts, state).await;
        path.map(|Path(id)| Self(id)).map_err(|_| BAD_PATH.into())
    }
}

/// A body of JSON.
pub(crate) struct Body<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        match Json::<T>::from_request(request, state).await {
            Ok(Json(body)) => Ok(Self(body)),
            Err(JsonRejection::JsonDataError(error)) => Err(Refusal::about(BAD_BODY, &error.body_text())),
            Err(JsonRejection::MissingJsonContentType(_)) => Err(NO_TYPE.into()),
            Err(JsonRejection::BytesRejection(BytesRejection::FailedToBufferBody(
                FailedToBufferBody::LengthLimitError(_),
            ))) => Err(TOO_LARGE.into()),
            Err(JsonRejection::JsonSyntaxError(_) | JsonRejection::BytesRejection(_)) => Err(NOT_JSON.into()),
            Err(_) => Err(BROKEN.into()),
        }
    }
}
