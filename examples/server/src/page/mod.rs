//! The page (页面): the board, a case with its timeline, buttons from the open commands. Forms, and no script.

mod board;
mod case;
mod form;

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, FromRequestParts, Path, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use wangge::{Error, Role, StepKind, Vocabulary as _};

use self::form::Given;
use crate::api::escaped;
use crate::example;
use crate::extract::CaseId;
use crate::refusal::{BAD_TOKEN, BROKEN, NO_ROUTE, NOT_OURS, NOT_THEIRS, Refusal, STAFF_ONLY, TOO_LARGE};
use crate::service::{Asked, Service};
use crate::tokens::{Holder, form_key, hex, is_form_key};

const COOKIE: &str = "wangge_token";

/// The routes of the page.
pub(crate) fn routes() -> Router<Arc<Service>> {
    Router::new()
        .route("/", get(show_board))
        .route("/login", get(show_login).post(log_in))
        .route("/logout", post(log_out))
        .route("/new", get(show_new).post(open))
        .route("/case/{id}", get(show_case))
        .route("/case/{id}/{step}", post(act))
        .route("/style.css", get(style))
}

async fn style() -> Response {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("../../templates/style.css"))
        .into_response()
}

/// Who looks at the page, by the cookie.
struct Visitor {
    holder: Holder,
    key: String,
    token: String,
}

/// Nobody: log in first.
struct Unknown;

impl IntoResponse for Unknown {
    fn into_response(self) -> Response {
        Redirect::to("/login").into_response()
    }
}

impl FromRequestParts<Arc<Service>> for Visitor {
    type Rejection = Unknown;

    async fn from_request_parts(parts: &mut Parts, service: &Arc<Service>) -> Result<Self, Unknown> {
        let jar = CookieJar::from_headers(&parts.headers);
        let token = jar.get(COOKIE).map(Cookie::value).ok_or(Unknown)?;
        let holder = service.tokens().find(token).cloned().ok_or(Unknown)?;
        Ok(Self { holder, key: form_key(token), token: token.to_owned() })
    }
}

impl Visitor {
    /// Shows a case only to those who may see it.
    fn sees(&self, case: &str) -> Result<(), Problem> {
        if self.holder.may_see(case) { Ok(()) } else { Err(Problem(NOT_THEIRS.into())) }
    }

    /// Takes a form only from this page: the browser says where it comes from, and it carries the key.
    fn trusts(&self, headers: &HeaderMap, given: &Given) -> Result<(), Problem> {
        let ours = given.get("key").is_some_and(|key| is_form_key(key, &self.token));
        if ours && is_same_site(headers) { Ok(()) } else { Err(Problem(NOT_OURS.into())) }
    }
}

fn is_same_site(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-site").is_none_or(|site| site == "same-origin" || site == "none")
}

/// What every page has at its head.
struct Head {
    title: String,
    example: bool,
    who: Option<(String, &'static str)>,
    staff: bool,
    key: String,
    now: String,
}

impl Head {
    fn new(service: &Service, visitor: Option<&Visitor>, title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            example: service.is_example(),
            who: visitor.map(|visitor| (visitor.holder.actor.id.clone(), visitor.holder.actor.role.zh())),
            staff: visitor.is_some_and(|visitor| visitor.holder.actor.role != Role::Served),
            key: visitor.map(|visitor| visitor.key.clone()).unwrap_or_default(),
            now: minute(service.now()),
        }
    }
}

/// A moment as a person reads it.
fn minute(at: chrono::NaiveDateTime) -> String {
    at.format("%Y-%m-%d %H:%M").to_string()
}

fn page(status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        Ok(text) => (status, Html(text)).into_response(),
        Err(_) => Refusal::from(BROKEN).into_response(),
    }
}

/// A refusal as a page.
struct Problem(Refusal);

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Self(refusal)
    }
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage {
    head: Head,
    refusal: Refusal,
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        tracing::info!(code = self.0.code, status = self.0.status, "refused");
        let head = Head {
            title: "没有办成".to_owned(),
            example: false,
            who: None,
            staff: false,
            key: String::new(),
            now: String::new(),
        };
        page(self.0.status(), &ProblemPage { head, refusal: self.0 })
    }
}

#[derive(Template)]
#[template(path = "login.html")]
struct LoginPage {
    head: Head,
    wrong: Option<Refusal>,
    examples: Vec<(&'static str, &'static str)>,
}

fn login(service: &Service, status: StatusCode, wrong: Option<Refusal>) -> Response {
    let examples = if service.is_example() { example::tokens().collect() } else { Vec::new() };
    page(status, &LoginPage { head: Head::new(service, None, "登录"), wrong, examples })
}

async fn show_login(State(service): State<Arc<Service>>) -> Response {
    login(&service, StatusCode::OK, None)
}

type Sent = Result<Form<BTreeMap<String, String>>, FormRejection>;

fn given(sent: Sent) -> Result<Given, Problem> {
    match sent {
        Ok(Form(fields)) => Ok(Given::new(fields)),
        Err(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => Err(Problem(TOO_LARGE.into())),
        Err(_) => Err(Problem(NOT_OURS.into())),
    }
}

async fn log_in(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
    sent: Sent,
) -> Result<Response, Problem> {
    let given = given(sent)?;
    if !is_same_site(&headers) {
        return Err(Problem(NOT_OURS.into()));
    }
    let token = given.get("token").unwrap_or_default().trim().to_owned();
    let Some(holder) = service.tokens().find(&token) else {
        return Ok(login(&service, StatusCode::UNAUTHORIZED, Some(BAD_TOKEN.into())));
    };
    let home = holder.cases.first().map_or("/".to_owned(), |case| format!("/case/{}", escaped(case)));
    let cookie = Cookie::build((COOKIE, token))
        .http_only(true)
        .same_site(SameSite::Strict)
        .secure(service.is_secure())
        .path("/");
    Ok((CookieJar::new().add(cookie), Redirect::to(&home)).into_response())
}

async fn log_out(visitor: Visitor, headers: HeaderMap, sent: Sent) -> Result<Response, Problem> {
    visitor.trusts(&headers, &given(sent)?)?;
    let gone = CookieJar::from_headers(&headers).remove(Cookie::build(COOKIE).path("/"));
    Ok((gone, Redirect::to("/login")).into_response())
}

async fn show_board(State(service): State<Arc<Service>>, visitor: Visitor) -> Result<Response, Problem> {
    if visitor.holder.actor.role == Role::Served {
        return Err(Problem(STAFF_ONLY.into()));
    }
    let (board, briefs) = service.board().await.map_err(Refusal::from)?;
    let head = Head::new(&service, Some(&visitor), "办件看板");
    Ok(page(StatusCode::OK, &board::BoardPage::of(head, &service, &board, &briefs)))
}

async fn show_new(State(service): State<Arc<Service>>, visitor: Visitor) -> Result<Response, Problem> {
    let id = new_id(service.now(), 3).ok_or_else(|| Refusal::from(BROKEN))?;
    Ok(new_page(&service, &visitor, StatusCode::OK, &Given::fresh(&id)?, None))
}

fn new_page(
    service: &Service,
    visitor: &Visitor,
    status: StatusCode,
    given: &Given,
    refusal: Option<Refusal>,
) -> Response {
    let head = Head::new(service, Some(visitor), "登记新件");
    page(status, &form::NewPage::of(head, service, given, refusal))
}

/// An id: the day, and some letters that nobody else has drawn.
fn new_id(now: chrono::NaiveDateTime, bytes: usize) -> Option<String> {
    let mut drawn = vec![0_u8; bytes];
    getrandom::fill(&mut drawn).ok()?;
    Some(format!("{}-{}", now.format("%Y%m%d"), hex(&drawn).to_uppercase()))
}

async fn open(
    State(service): State<Arc<Service>>,
    visitor: Visitor,
    headers: HeaderMap,
    sent: Sent,
) -> Result<Response, Problem> {
    let given = given(sent)?;
    visitor.trusts(&headers, &given)?;
    let case = given.get("case").unwrap_or_default().to_owned();
    let done = match given.step(StepKind::Collect) {
        Ok(step) => service
            .run(&visitor.holder.actor, Asked { case, id: given.command(), expected: 0, step })
            .await
            .map_err(Refusal::from),
        Err(error) => Err(Refusal::from(Error::from(error))),
    };
    match done {
        Ok(done) => Ok(Redirect::to(&format!("/case/{}", escaped(done.case.id()))).into_response()),
        Err(refusal) => Ok(new_page(&service, &visitor, refusal.status(), &given, Some(refusal))),
    }
}

async fn show_case(
    State(service): State<Arc<Service>>,
    visitor: Visitor,
    CaseId(id): CaseId,
) -> Result<Response, Problem> {
    case_page(&service, &visitor, &id, None).await
}

async fn case_page(
    service: &Service,
    visitor: &Visitor,
    id: &str,
    refused: Option<(StepKind, &Given, Refusal)>,
) -> Result<Response, Problem> {
    visitor.sees(id)?;
    let (case, now) = service.case(id).await.map_err(Refusal::from)?;
    let status = refused.as_ref().map_or(StatusCode::OK, |(_, _, refusal)| refusal.status());
    let head = Head::new(service, Some(visitor), format!("办件 {id}"));
    let view = case::CasePage::of(head, service, &visitor.holder.actor, &case, now, refused)?;
    Ok(page(status, &view))
}

async fn act(
    State(service): State<Arc<Service>>,
    visitor: Visitor,
    path: Result<Path<(String, String)>, axum::extract::rejection::PathRejection>,
    headers: HeaderMap,
    sent: Sent,
) -> Result<Response, Problem> {
    let Ok(Path((id, step))) = path else { return Err(Problem(NO_ROUTE.into())) };
    let Some(kind) = StepKind::find(&step).filter(|kind| *kind != StepKind::Collect) else {
        return Err(Problem(NO_ROUTE.into()));
    };
    let given = given(sent)?;
    visitor.trusts(&headers, &given)?;
    visitor.sees(&id)?;
    let done = match given.step(kind) {
        Ok(step) => {
            let asked = Asked { case: id.clone(), id: given.command(), expected: given.expected(), step };
            service.run(&visitor.holder.actor, asked).await.map_err(Refusal::from)
        }
        Err(error) => Err(Refusal::from(Error::from(error))),
    };
    match done {
        Ok(_) => Ok(Redirect::to(&format!("/case/{}", escaped(&id))).into_response()),
        Err(refusal) => case_page(&service, &visitor, &id, Some((kind, &given, refusal))).await,
    }
}
