//! The service as a whole (应用): routes, page, limits, log of requests.

use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tracing::Instrument as _;

use crate::refusal::{BROKEN, NO_METHOD, NO_ROUTE, Refusal, TOO_SLOW};
use crate::service::Service;
use crate::{api, page};

/// What a request may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The most bytes of a body.
    pub body: usize,
    /// The longest time for a request.
    pub time: Duration,
}

impl Default for Limits {
    /// 128 KiB, and 15 seconds.
    fn default() -> Self {
        Self { body: 128 * 1024, time: Duration::from_secs(15) }
    }
}

/// The service as routes: those of the description, and the page.
pub fn app(service: Arc<Service>, limits: Limits) -> Router {
    let never = |name, value| SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value));
    Router::new()
        .merge(api::routes())
        .merge(page::routes())
        .fallback(async || Refusal::from(NO_ROUTE))
        .method_not_allowed_fallback(async || Refusal::from(NO_METHOD))
        .with_state(service)
        .layer(DefaultBodyLimit::max(limits.body))
        .layer(from_fn_with_state(limits.time, in_time))
        .layer(CatchPanicLayer::custom(broken))
        .layer(never(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(never(header::REFERRER_POLICY, "same-origin"))
        .layer(never(header::CACHE_CONTROL, "no-store"))
        .layer(never(
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        ))
        .layer(from_fn(logged))
}

async fn in_time(State(time): State<Duration>, request: Request, next: Next) -> Response {
    tokio::time::timeout(time, next.run(request))
        .await
        .unwrap_or_else(|_| Refusal::from(TOO_SLOW).into_response())
}

/// What a panic says may hold a text, so it is not said.
fn broken(_: Box<dyn Any + Send>) -> Response {
    tracing::error!("a request broke");
    Refusal::from(BROKEN).into_response()
}

/// Logs the method, the route and the status of a request: no address, no header, no body.
async fn logged(request: Request, next: Next) -> Response {
    let path = request.extensions().get::<MatchedPath>();
    let route = path.map_or("none", MatchedPath::as_str).to_owned();
    let span = tracing::info_span!("request", method = request.method().as_str(), route);
    let start = std::time::Instant::now();
    async {
        let response = next.run(request).await;
        let millis = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
        tracing::info!(status = response.status().as_u16(), millis, "answered");
        response
    }
    .instrument(span)
    .await
}
