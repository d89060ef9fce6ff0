//! Commands and events: what is asked of a case, and what happened to it.

use chrono::NaiveDateTime;
use wangge::case::{self, Step};
use wangge::{InputError, Role};

use super::step::CaseStep;
use crate::error::WanggeError;
use crate::number::{sequence, sequence_from};

/// Who acts (办理人): an id of the app's, and the role in which it acts. The library keeps no names.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Actor {
    /// The id: 1 to 200 bytes, no blanks at the ends, no control characters.
    pub id: String,
    /// The role.
    pub role: Role,
}

/// What is asked of a case (命令).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Command {
    /// The case.
    pub case: String,
    /// The sequence number of the last event that whoever asks has seen; 0 before the first.
    pub expected: i64,
    /// When, on the county's own clock.
    pub at: NaiveDateTime,
    /// By whom.
    pub actor: Actor,
    /// What.
    pub step: CaseStep,
    /// An id of its own, so that sent twice it is done once; none where nothing is sent twice.
    #[uniffi(default = None)]
    pub id: Option<String>,
}

/// What happened to a case (事件). Its JSON, of `toJson`, is what an app stores.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Event {
    /// The case.
    pub case: String,
    /// Its number in the case, from 1 without a gap.
    pub sequence: i64,
    /// When it happened, on the county's own clock.
    pub at: NaiveDateTime,
    /// By whom.
    pub actor: Actor,
    /// The id of the command that made it.
    pub command: Option<String>,
    /// What happened.
    pub step: CaseStep,
}

/// What a command comes to (决定结果).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Decided {
    /// The events, to be stored.
    pub events: Vec<Event>,
    /// Whether the command was done before: the events are those it made then, and nothing is to be stored.
    pub repeated: bool,
}

#[uniffi::export]
impl Event {
    /// The event as JSON, on one line; `eventFromJson` reads it.
    ///
    /// Refuses with `Input` for a name, a text or a number that cannot be used.
    pub fn to_json(&self) -> Result<String, WanggeError> {
        Ok(case::Event::try_from(self.clone())?.to_json())
    }
}

/// The event from its JSON.
///
/// Refuses with `Input` for the field that cannot be used: a `schema` of a later version, a `kind` that is not known,
/// `data` that is not of that kind, a field too many.
#[uniffi::export]
pub fn event_from_json(text: &str) -> Result<Event, WanggeError> {
    let event = case::Event::from_json(text)?;
    if i64::try_from(event.sequence).is_err() {
        let (column, value) = ("sequence".to_owned(), event.sequence.to_string());
        return Err(InputError {
            row: None,
            column,
            value,
            allowed: format!("1 to {}", i64::MAX),
            table: None,
        }
        .into());
    }
    Ok(event.into())
}

impl From<case::Event> for Event {
    fn from(event: case::Event) -> Self {
        let case::Event { case, sequence: nth, at, actor, command, step } = event;
        Self { case, sequence: sequence(nth), at, actor: actor.into(), command, step: step.into() }
    }
}

impl TryFrom<Event> for case::Event {
    type Error = WanggeError;

    fn try_from(event: Event) -> Result<Self, WanggeError> {
        let Event { case, sequence: nth, at, actor, command, step } = event;
        let (sequence, step) = (sequence_from("sequence", nth, 1)?, Step::try_from(step)?);
        let event = Self { case, sequence, at, actor: actor.into(), command, step };
        event.check()?;
        Ok(event)
    }
}

impl TryFrom<Command> for case::Command {
    type Error = WanggeError;

    fn try_from(command: Command) -> Result<Self, WanggeError> {
        let Command { case, expected, at, actor, step, id } = command;
        let (expected, step) = (sequence_from("expected", expected, 0)?, Step::try_from(step)?);
        Ok(Self { case, id, expected, at, actor: actor.into(), step })
    }
}

impl From<case::Decided> for Decided {
    fn from(case::Decided { events, repeated }: case::Decided) -> Self {
        Self { events: events.into_iter().map(Event::from).collect(), repeated }
    }
}

impl From<case::Actor> for Actor {
    fn from(case::Actor { id, role }: case::Actor) -> Self {
        Self { id, role }
    }
}

impl From<Actor> for case::Actor {
    fn from(Actor { id, role }: Actor) -> Self {
        Self { id, role }
    }
}
