//! What the service answers when it does not do what was asked (拒绝): a status, a code, words in both languages.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::NaiveDateTime;
use serde::Serialize;
use utoipa::ToSchema;
use wangge::policy::TermOfTime;
use wangge::{CaseError, Error, EventHead, Role, Settlement, StepKind, SupervisionLevel, Topic, Vocabulary};

use crate::service::Fault;
use crate::view::Word;

/// A refusal: what is wrong and what is allowed, in Chinese and English.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Refusal {
    /// The stable code, such as `case.conflict`.
    pub code: &'static str,
    /// In Chinese.
    #[schema(value_type = String)]
    pub zh: Box<str>,
    /// In English.
    #[schema(value_type = String)]
    pub en: Box<str>,
    /// What is allowed instead: steps, roles, grounds, lengths; empty where nothing is.
    pub allowed: Vec<String>,
    /// The clause that stands against it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub clause: Option<Box<str>>,
    /// Who was first, where somebody was.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Conflict>)]
    pub conflict: Option<Box<Conflict>>,
    #[serde(skip)]
    pub(crate) status: u16,
    /// Why a rule stands against it, and what is allowed, in the words of the staff.
    #[serde(skip)]
    pub(crate) why: Option<Box<str>>,
}

/// Somebody else was first: the event that was not seen, and the command that came too late.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Conflict {
    /// The number of the last event that was seen.
    pub expected: u64,
    /// The number of the last event there is.
    pub found: u64,
    /// The first event that was not seen.
    pub event: Option<Head>,
    /// The command that came too late.
    pub command: Head,
}

/// What stands at the head of an event or a command.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Head {
    /// Its number in the case; of a command, the number it would have had.
    pub sequence: u64,
    /// The step.
    pub step: Word,
    /// When, in the county's local time.
    #[schema(value_type = String, example = "2026-11-24T09:30:00")]
    pub at: NaiveDateTime,
    /// Who, by its id.
    pub actor: String,
    /// In which role.
    pub role: Word,
}

impl From<&EventHead> for Head {
    fn from(head: &EventHead) -> Self {
        Self {
            sequence: head.sequence,
            step: head.step.into(),
            at: head.at,
            actor: head.actor.clone(),
            role: head.role.into(),
        }
    }
}

/// What the service itself has to say: status, code, Chinese, English.
type Said = (StatusCode, &'static str, &'static str, &'static str);

pub(crate) const NO_TOKEN: Said = (
    StatusCode::UNAUTHORIZED,
    "auth.missing",
    "须提供令牌：Authorization: Bearer 令牌",
    "a token is needed: Authorization: Bearer TOKEN",
);
pub(crate) const BAD_TOKEN: Said =
    (StatusCode::UNAUTHORIZED, "auth.unknown", "令牌无效", "the token is not known");
pub(crate) const STAFF_ONLY: Said =
    (StatusCode::FORBIDDEN, "auth.staff", "看板仅供工作人员查看", "the board is for the staff");
pub(crate) const NOT_THEIRS: Said =
    (StatusCode::FORBIDDEN, "auth.case", "只能查看和办理本人的办件", "only cases of one's own");
pub(crate) const NOT_OURS: Said = (
    StatusCode::FORBIDDEN,
    "auth.form",
    "表单不是从本系统页面提交的，请刷新后再试",
    "the form did not come from this page: load it again",
);
pub(crate) const NO_ROUTE: Said =
    (StatusCode::NOT_FOUND, "request.not_found", "没有这个地址", "there is nothing at this address");
pub(crate) const NO_METHOD: Said = (
    StatusCode::METHOD_NOT_ALLOWED,
    "request.method",
    "该地址不接受这种请求方法",
    "this address does not take that method",
);
pub(crate) const TOO_LARGE: Said =
    (StatusCode::PAYLOAD_TOO_LARGE, "request.too_large", "请求内容过大", "the body is too large");
pub(crate) const NOT_JSON: Said =
    (StatusCode::BAD_REQUEST, "request.json", "请求内容不是 JSON", "the body is not JSON");
pub(crate) const NO_TYPE: Said = (
    StatusCode::UNSUPPORTED_MEDIA_TYPE,
    "request.type",
    "请求内容应为 application/json",
    "the body must be application/json",
);
pub(crate) const BAD_BODY: Said = (
    StatusCode::UNPROCESSABLE_ENTITY,
    "request.body",
    "请求内容的字段不可用",
    "a field of the body cannot be used",
);
pub(crate) const BAD_PATH: Said =
    (StatusCode::BAD_REQUEST, "request.path", "地址不可用", "the address cannot be read");
pub(crate) const TOO_SLOW: Said = (
    StatusCode::REQUEST_TIMEOUT,
    "request.timeout",
    "请求超时，请以同一命令编号重试",
    "the request took too long: send it again with the same command id",
);
const STORE_DOWN: Said = (
    StatusCode::SERVICE_UNAVAILABLE,
    "server.store",
    "数据库暂不可用，请以同一命令编号重试",
    "the database does not answer: send it again with the same command id",
);
const BUSY: Said = (
    StatusCode::SERVICE_UNAVAILABLE,
    "server.busy",
    "同时办理的人过多，请重试",
    "too many at once: send it again",
);
const STORED: Said = (
    StatusCode::INTERNAL_SERVER_ERROR,
    "server.stored",
    "库中该办件的记录有误，请联系管理员",
    "what is stored of the case cannot be read",
);
pub(crate) const BROKEN: Said =
    (StatusCode::INTERNAL_SERVER_ERROR, "server.internal", "系统内部错误", "something broke inside");

impl From<Said> for Refusal {
    fn from((status, code, zh, en): Said) -> Self {
        Self {
            code,
            zh: zh.into(),
            en: en.into(),
            allowed: Vec::new(),
            clause: None,
            conflict: None,
            status: status.as_u16(),
            why: None,
        }
    }
}

impl Refusal {
    /// What the service has to say, with what exactly was wrong.
    pub(crate) fn about(said: Said, what: &str) -> Self {
        let mut refusal = Self::from(said);
        refusal.zh = format!("{}：{what}", refusal.zh).into();
        refusal.en = format!("{}: {what}", refusal.en).into();
        refusal
    }

    /// Its status.
    pub fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

/// What is allowed, as the staff says it: a step, a role, a length, a word; else as it stands.
fn in_words(allowed: &str) -> String {
    fn word<V: Vocabulary>(code: &str) -> Option<&'static str> {
        V::ALL.iter().find(|member| member.code() == code).map(|member| member.zh())
    }
    if let Ok(length) = allowed.parse::<TermOfTime>() {
        return format!("{}{}", length.count, length.unit.zh());
    }
    let found = word::<StepKind>(allowed)
        .or_else(|| word::<Role>(allowed))
        .or_else(|| word::<Settlement>(allowed))
        .or_else(|| word::<Topic>(allowed))
        .or_else(|| word::<SupervisionLevel>(allowed));
    found.map_or_else(|| allowed.to_owned(), str::to_owned)
}

/// | status | when |
/// |---|---|
/// | 403 | another role may, or another person must (separation of duties) |
/// | 404 | no such case |
/// | 409 | somebody was first, the state does not allow it, the case or the command id is there already |
/// | 422 | a rule stands against it, a value cannot be used, the policy or the calendar does not say |
fn status_of(error: &Error) -> StatusCode {
    let Error::Case(case) = error else { return StatusCode::UNPROCESSABLE_ENTITY };
    match **case {
        CaseError::NotYours { .. } => StatusCode::FORBIDDEN,
        CaseError::Refused { .. } if ["case.same_person", "case.told_by"].contains(&case.code()) => {
            StatusCode::FORBIDDEN
        }
        CaseError::Unknown { .. } => StatusCode::NOT_FOUND,
        CaseError::Conflict { .. }
        | CaseError::NotOpen { .. }
        | CaseError::Reused { .. }
        | CaseError::Exists { .. }
        | CaseError::Sequence { .. } => StatusCode::CONFLICT,
        CaseError::Refused { .. } | CaseError::Backwards { .. } | CaseError::OtherCase { .. } => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        let words = error.wording();
        let mut refusal = Self {
            code: error.code(),
            zh: words.zh().into(),
            en: words.en().into(),
            allowed: Vec::new(),
            clause: None,
            conflict: None,
            status: status_of(&error).as_u16(),
            why: None,
        };
        match &error {
            Error::Case(case) => {
                refusal.allowed = case.allowed();
                match &**case {
                    CaseError::Refused { clause, why, allowed, .. } => {
                        let allowed: Vec<String> = allowed.iter().map(|one| in_words(one)).collect();
                        let allowed =
                            (!allowed.is_empty()).then(|| format!("；允许：{}", allowed.join("、")));
                        refusal.why = Some(format!("{}{}", why.zh(), allowed.unwrap_or_default()).into());
                        refusal.clause = clause.as_ref().map(|clause| clause.as_str().into());
                    }
                    CaseError::Conflict { expected, found, event, command, .. } => {
                        refusal.conflict = Some(Box::new(Conflict {
                            expected: *expected,
                            found: *found,
                            event: event.as_deref().map(Head::from),
                            command: (&**command).into(),
                        }));
                    }
                    _ => {}
                }
            }
            Error::Input(input) => refusal.allowed = vec![input.allowed.clone()],
            _ => {}
        }
        refusal
    }
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        use crate::store::StoreError;
        match fault {
            Fault::Refused(error) => error.into(),
            Fault::Busy => BUSY.into(),
            Fault::Store(error) => {
                tracing::error!(kind = error.kind(), "store");
                match error {
                    StoreError::Stored(_) => STORED.into(),
                    StoreError::Database(_) | StoreError::Address => STORE_DOWN.into(),
                }
            }
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = self.status();
        tracing::info!(code = self.code, status = self.status, "refused");
        let mut response = (status, Json(&self)).into_response();
        if status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        }
        response
    }
}
