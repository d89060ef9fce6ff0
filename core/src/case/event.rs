//! Commands and events (命令、事件): what is asked of a case, and what happened to it.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::step::Step;
use crate::error::{EventHead, InputError};
use crate::term::{Role, StepKind};
use crate::vocabulary::Vocabulary as _;

/// Who acts (办理人): an id of the embedder's, and the role in which it acts. The library keeps no names.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// The id.
    pub id: String,
    /// The role.
    pub role: Role,
}

impl Actor {
    /// Whoever has that id, in that role.
    pub fn new(id: impl Into<String>, role: Role) -> Self {
        Self { id: id.into(), role }
    }
}

/// What is asked of a case (命令).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Command {
    /// The case.
    pub case: String,
    /// An id of its own, so that sent twice it is done once; `None` where nothing is sent twice.
    pub id: Option<String>,
    /// The sequence number of the last event that whoever asks has seen; 0 before the first.
    pub expected: u64,
    /// When.
    pub at: NaiveDateTime,
    /// By whom.
    pub actor: Actor,
    /// What.
    pub step: Step,
}

impl Command {
    /// Checks the names, the texts and the moment in it.
    ///
    /// # Errors
    /// [`InputError`] for the field.
    pub fn check(&self) -> Result<(), InputError> {
        check(&self.case, &self.actor, self.id.as_deref(), self.at)?;
        self.step.check()
    }

    pub(super) fn head(&self) -> EventHead {
        head(self.expected.saturating_add(1), &self.step, self.at, &self.actor)
    }
}

/// What happened to a case (事件). Its JSON is what an embedder stores.
///
/// ```
/// use wangge::case::Event;
/// let text = r#"{"schema":1,"case":"C-1","sequence":2,"at":"2026-11-23T09:30:00","actor":{"id":"p-7","role":"office"},"kind":"dispatch","data":{"to":"unit-3"}}"#;
/// let event = Event::from_json(text)?;
/// assert_eq!((event.sequence, event.step.kind().to_string()), (2, "dispatch".to_owned()));
/// assert_eq!(event.to_json(), text);
/// # Ok::<(), wangge::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Event {
    /// The case.
    pub case: String,
    /// Its number in the case, from 1 without a gap.
    pub sequence: u64,
    /// When it happened, in the county's local time.
    pub at: NaiveDateTime,
    /// By whom.
    pub actor: Actor,
    /// The id of the command that made it.
    pub command: Option<String>,
    /// What happened.
    pub step: Step,
}

/// An event as it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written<'e> {
    schema: u32,
    case: std::borrow::Cow<'e, str>,
    sequence: u64,
    at: NaiveDateTime,
    actor: Actor,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    command: Option<String>,
    kind: StepKind,
    data: Box<serde_json::value::RawValue>,
}

impl Event {
    /// The version of what is written.
    pub const SCHEMA: u32 = 1;

    pub(super) fn head(&self) -> EventHead {
        head(self.sequence, &self.step, self.at, &self.actor)
    }

    /// The event from its JSON.
    ///
    /// # Errors
    /// [`InputError`] for the field that cannot be used: a `schema` of a later version, a `kind` that is not known,
    /// `data` that is not of that kind, a field too many.
    pub fn from_json(text: &str) -> Result<Self, InputError> {
        let written: Written<'_> = serde_json::from_str(text).map_err(|error| {
            let shown: String = text.chars().take(200).collect();
            InputError::value("event", shown, format!("an event as JSON: {error}"))
        })?;
        if written.schema != Self::SCHEMA {
            return Err(InputError::value("schema", written.schema, Self::SCHEMA.to_string()));
        }
        let event = Self {
            case: written.case.into_owned(),
            sequence: written.sequence,
            at: written.at,
            actor: written.actor,
            command: written.command,
            step: Step::parse(written.kind, written.data.get())?,
        };
        event.check_head()?;
        Ok(event)
    }

    /// Checks the names, the texts, the number and the moment in it, as reading its JSON does.
    ///
    /// # Errors
    /// [`InputError`] for the field.
    pub fn check(&self) -> Result<(), InputError> {
        self.check_head()?;
        self.step.check()
    }

    fn check_head(&self) -> Result<(), InputError> {
        if self.sequence == 0 {
            return Err(InputError::value("sequence", 0, "1 or more"));
        }
        check(&self.case, &self.actor, self.command.as_deref(), self.at)
    }

    /// The event as JSON, on one line.
    pub fn to_json(&self) -> String {
        let written = Written {
            schema: Self::SCHEMA,
            case: self.case.as_str().into(),
            sequence: self.sequence,
            at: self.at,
            actor: self.actor.clone(),
            command: self.command.clone(),
            kind: self.step.kind(),
            // What a step says was written as JSON: it is JSON.
            data: serde_json::value::RawValue::from_string(self.step.data()).unwrap_or_default(),
        };
        serde_json::to_string(&written).unwrap_or_default()
    }
}

/// In whose hands a step puts a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hand<'e> {
    /// In the same as before.
    Same,
    /// In nobody's.
    Nobody,
    /// In those of a person or a unit, with the role where the step says it.
    Of(&'e str, Option<Role>),
}

impl Event {
    /// In whose hands it puts the case.
    pub(super) fn hand(&self) -> Hand<'_> {
        match &self.step {
            Step::Dispatch(said) => Hand::Of(&said.to, None),
            Step::Transfer(said) => Hand::Of(&said.to, None),
            Step::ReportUp(said) if said.hand_over => Hand::Of(said.to.code(), Some(said.to.into())),
            Step::Accept(_) => Hand::Of(&self.actor.id, Some(self.actor.role)),
            Step::Return(_) | Step::Reopen(_) => Hand::Nobody,
            _ => Hand::Same,
        }
    }
}

fn check(case: &str, actor: &Actor, command: Option<&str>, at: NaiveDateTime) -> Result<(), InputError> {
    InputError::name(case, "case")?;
    InputError::name(&actor.id, "actor")?;
    command.map_or(Ok(()), |id| InputError::name(id, "command"))?;
    InputError::moment(at, "at")
}

fn head(sequence: u64, step: &Step, at: NaiveDateTime, actor: &Actor) -> EventHead {
    EventHead { sequence, step: step.kind().term(), at, actor: actor.id.clone(), role: actor.role.term() }
}
