//! The routes (接口) and their description.

#![expect(unused_qualifications, reason = "what utoipa writes for the bodies it is given")]

use std::borrow::Cow;
use std::fmt::Write as _;
use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{Modify, OpenApi, PartialSchema, ToSchema};
use wangge::case::Step;
use wangge::{CaseError, Error, Role, StepKind, Vocabulary as _};

use crate::extract::{Body, Caller, CaseId};
use crate::field::{described, later_steps, name_schema, schema_of};
use crate::refusal::{Refusal, STAFF_ONLY};
use crate::service::{Asked, Fault, Service};
use crate::view::{BoardView, CaseView, Done, Explanation, Health, Open};

/// The routes of the service, without the page.
pub(crate) fn routes() -> Router<Arc<Service>> {
    Router::new()
        .route("/cases", post(open))
        .route("/cases/{id}", get(case))
        .route("/cases/{id}/commands", post(command))
        .route("/cases/{id}/events", get(events))
        .route("/cases/{id}/explain", get(explain))
        .route("/cases/{id}/open", get(open_commands))
        .route("/board", get(board))
        .route("/health", get(health))
        .route("/openapi.json", get(async || Json(description())))
}

/// The description of the service, as OpenAPI.
pub fn description() -> utoipa::openapi::OpenApi {
    Api::openapi()
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "网格办件服务 | cases of grid management",
        description = "A case is its events. A command says which event it expects to be the last; who was first wins, and the \
                       other gets 409 with both heads. A command sent twice with the same id is done once. The moment of a \
                       command is the server's clock, in the county's local time; what was received earlier is said in \
                       `received`."
    ),
    paths(open, command, case, events, explain, open_commands, board, health),
    modifiers(&Bearer)
)]
struct Api;

struct Bearer;

impl Modify for Bearer {
    fn modify(&self, api: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
        api.components.get_or_insert_default().add_security_scheme("token", SecurityScheme::Http(scheme));
    }
}

/// A case to be opened.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewCase {
    /// Its id.
    case: String,
    /// The id of the command.
    id: String,
    /// What `collect` says.
    data: Box<RawValue>,
}

/// A command to a case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewCommand {
    /// Its id.
    id: String,
    /// The number of the last event that was seen.
    expected: u64,
    /// The step.
    kind: StepKind,
    /// What the step says.
    data: Box<RawValue>,
}

fn name_of(what: &str) -> Value {
    let mut schema = name_schema();
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("description".to_owned(), what.into());
    }
    schema
}

impl PartialSchema for NewCase {
    fn schema() -> RefOr<Schema> {
        described(json!({
            "type": "object",
            "required": ["case", "id", "data"],
            "properties": {
                "case": name_of("The id of the case."),
                "id": name_of("The id of the command: sent twice, it is done once."),
                "data": schema_of(StepKind::Collect),
            },
            "additionalProperties": false,
        }))
    }
}

impl ToSchema for NewCase {
    fn name() -> Cow<'static, str> {
        "NewCase".into()
    }
}

impl PartialSchema for NewCommand {
    fn schema() -> RefOr<Schema> {
        let of = |step: StepKind| {
            json!({
                "type": "object",
                "title": step.code(),
                "description": format!("{}: {}", step.zh(), step.en()),
                "required": ["id", "expected", "kind", "data"],
                "properties": {
                    "id": name_of("The id of the command: sent twice, it is done once."),
                    "expected": {
                        "type": "integer", "format": "int64", "minimum": 0,
                        "description": "The number of the last event that was seen.",
                    },
                    "kind": {"type": "string", "enum": [step.code()]},
                    "data": schema_of(step),
                },
                "additionalProperties": false,
            })
        };
        described(json!({"oneOf": later_steps().map(of).collect::<Vec<_>>()}))
    }
}

impl ToSchema for NewCommand {
    fn name() -> Cow<'static, str> {
        "NewCommand".into()
    }
}

fn stored(events: &[wangge::case::Event]) -> Vec<Box<RawValue>> {
    events.iter().filter_map(|event| RawValue::from_string(event.to_json()).ok()).collect()
}

fn done(service: &Service, done: &crate::service::Done) -> Done {
    Done {
        repeated: done.repeated,
        events: stored(&done.events),
        case: CaseView::of(service.rules(), &done.case, done.now),
    }
}

/// Opens a case.
#[utoipa::path(post, path = "/cases", request_body = NewCase, security(("token" = [])), responses(
    (status = 201, description = "opened", body = Done, headers(("Location" = String, description = "the case"))),
    (status = 200, description = "opened before by the same command", body = Done),
    (status = 400, description = "no JSON", body = Refusal), (status = 401, description = "no token, or not a known one", body = Refusal),
    (status = 403, description = "the role may not", body = Refusal), (status = 409, description = "there is such a case", body = Refusal),
    (status = 413, description = "too large", body = Refusal), (status = 415, description = "no JSON by its type", body = Refusal),
    (status = 422, description = "a value or a rule stands against it", body = Refusal),
))]
async fn open(
    State(service): State<Arc<Service>>,
    Caller(holder): Caller,
    Body(body): Body<NewCase>,
) -> Result<Response, Refusal> {
    let step = Step::parse(StepKind::Collect, body.data.get()).map_err(Error::from)?;
    let result =
        service.run(&holder.actor, Asked { case: body.case, id: body.id, expected: 0, step }).await?;
    let status = if result.repeated { StatusCode::OK } else { StatusCode::CREATED };
    let mut response = (status, Json(done(&service, &result))).into_response();
    let place = format!("/cases/{}", escaped(result.case.id()));
    if let Ok(place) = HeaderValue::from_str(&place) {
        response.headers_mut().insert(header::LOCATION, place);
    }
    Ok(response)
}

/// A name as a part of an address.
pub(crate) fn escaped(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    name.bytes().fold(String::new(), |mut text, byte| {
        // Writing to a text does not fail.
        let _ = if plain(byte) { write!(text, "{}", char::from(byte)) } else { write!(text, "%{byte:02X}") };
        text
    })
}

/// Takes a step of a case.
#[utoipa::path(post, path = "/cases/{id}/commands", request_body = NewCommand, security(("token" = [])),
    params(("id" = String, Path, description = "the case", min_length = 1)), responses(
    (status = 200, description = "done, now or before", body = Done),
    (status = 400, description = "no JSON", body = Refusal), (status = 401, description = "no token, or not a known one", body = Refusal),
    (status = 403, description = "the role or the person may not", body = Refusal), (status = 404, description = "no such case", body = Refusal),
    (status = 409, description = "somebody was first, or it is not open", body = Refusal),
    (status = 413, description = "too large", body = Refusal), (status = 415, description = "no JSON by its type", body = Refusal),
    (status = 422, description = "a value or a rule stands against it", body = Refusal),
))]
async fn command(
    State(service): State<Arc<Service>>,
    caller: Caller,
    CaseId(case): CaseId,
    Body(body): Body<NewCommand>,
) -> Result<Json<Done>, Refusal> {
    caller.sees(&case)?;
    if body.kind == StepKind::Collect {
        // A case is opened at its own address.
        return Err(Error::from(CaseError::Exists { case }).into());
    }
    let step = Step::parse(body.kind, body.data.get()).map_err(Error::from)?;
    let asked = Asked { case, id: body.id, expected: body.expected, step };
    let result = service.run(&caller.0.actor, asked).await?;
    Ok(Json(done(&service, &result)))
}

/// A case as it stands.
#[utoipa::path(get, path = "/cases/{id}", security(("token" = [])),
    params(("id" = String, Path, description = "the case", min_length = 1)), responses(
    (status = 200, description = "the case", body = CaseView), (status = 400, description = "no address", body = Refusal),
    (status = 401, description = "no token, or not a known one", body = Refusal), (status = 403, description = "not a case of theirs", body = Refusal), (status = 404, description = "no such case", body = Refusal),
))]
async fn case(
    State(service): State<Arc<Service>>,
    caller: Caller,
    CaseId(id): CaseId,
) -> Result<Json<CaseView>, Refusal> {
    caller.sees(&id)?;
    let (case, now) = service.case(&id).await?;
    Ok(Json(CaseView::of(service.rules(), &case, now)))
}

/// The events of a case, as they are stored.
#[utoipa::path(get, path = "/cases/{id}/events", security(("token" = [])),
    params(("id" = String, Path, description = "the case", min_length = 1)), responses(
    (status = 200, description = "its events in order", body = Vec<Object>), (status = 400, description = "no address", body = Refusal),
    (status = 401, description = "no token, or not a known one", body = Refusal), (status = 403, description = "not a case of theirs", body = Refusal), (status = 404, description = "no such case", body = Refusal),
))]
async fn events(
    State(service): State<Arc<Service>>,
    caller: Caller,
    CaseId(id): CaseId,
) -> Result<Json<Vec<Box<RawValue>>>, Refusal> {
    caller.sees(&id)?;
    let (case, _) = service.case(&id).await?;
    Ok(Json(stored(case.events())))
}

/// Every day or session up to the due moment, and why it counts or not.
#[utoipa::path(get, path = "/cases/{id}/explain", security(("token" = [])),
    params(("id" = String, Path, description = "the case", min_length = 1)), responses(
    (status = 200, description = "day by day", body = Explanation), (status = 400, description = "no address", body = Refusal),
    (status = 401, description = "no token, or not a known one", body = Refusal), (status = 403, description = "not a case of theirs", body = Refusal), (status = 404, description = "no such case", body = Refusal),
    (status = 422, description = "the policy or the calendar does not say", body = Refusal),
))]
async fn explain(
    State(service): State<Arc<Service>>,
    caller: Caller,
    CaseId(id): CaseId,
) -> Result<Json<Explanation>, Refusal> {
    caller.sees(&id)?;
    let (case, _) = service.case(&id).await?;
    Ok(Json(Explanation::of(service.rules(), &case)?))
}

/// Every step, whether it is open to whoever asks, and why it is not.
#[utoipa::path(get, path = "/cases/{id}/open", security(("token" = [])),
    params(("id" = String, Path, description = "the case", min_length = 1)), responses(
    (status = 200, description = "the steps", body = Vec<Open>), (status = 400, description = "no address", body = Refusal),
    (status = 401, description = "no token, or not a known one", body = Refusal), (status = 403, description = "not a case of theirs", body = Refusal), (status = 404, description = "no such case", body = Refusal),
))]
async fn open_commands(
    State(service): State<Arc<Service>>,
    caller: Caller,
    CaseId(id): CaseId,
) -> Result<Json<Vec<Open>>, Refusal> {
    caller.sees(&id)?;
    let (case, now) = service.case(&id).await?;
    let commands = case.open_commands(service.rules(), &caller.0.actor, now)?;
    Ok(Json(commands.iter().map(Open::from).collect()))
}

/// All open cases now; for the staff.
#[utoipa::path(get, path = "/board", security(("token" = [])), responses(
    (status = 200, description = "the board", body = BoardView), (status = 401, description = "no token, or not a known one", body = Refusal),
    (status = 403, description = "not of the staff", body = Refusal),
))]
async fn board(
    State(service): State<Arc<Service>>,
    Caller(holder): Caller,
) -> Result<Json<BoardView>, Refusal> {
    if holder.actor.role == Role::Served {
        return Err(STAFF_ONLY.into());
    }
    Ok(Json(BoardView::from(&service.board().await?.0)))
}

/// Whether the service and its database answer.
#[utoipa::path(get, path = "/health", responses(
    (status = 200, description = "both answer", body = Health), (status = 503, description = "the database does not", body = Refusal),
))]
async fn health(State(service): State<Arc<Service>>) -> Result<Json<Health>, Refusal> {
    service.store().ping().await.map_err(Fault::from)?;
    Ok(Json(Health { status: "ok", database: service.store().database().name() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_description_holds_every_step() {
        let text = description().to_json().expect("JSON");
        let description: Value = serde_json::from_str(&text).expect("JSON");
        let steps = description["components"]["schemas"]["NewCommand"]["oneOf"].as_array().expect("steps");
        assert_eq!(steps.len(), StepKind::ALL.len() - 1);
        assert_eq!(steps[0]["properties"]["kind"]["enum"], json!(["file"]));
        assert_eq!(description["paths"].as_object().expect("paths").len(), 8);
    }
}
