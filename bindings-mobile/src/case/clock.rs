//! The clocks of a case, and which steps are open to whom.

use chrono::NaiveDateTime;
use wangge::case;
use wangge::{Stage, StepKind};

use crate::due::DueAt;
use crate::error::RefusalText;
use crate::number::length;

/// The clock of a stage (环节计时): of one entry, or of all of them where they share the limit.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct StageClock {
    /// The stage.
    pub stage: Stage,
    /// When it was entered, for the first time where all entries share the limit.
    pub entered: NaiveDateTime,
    /// When it was left; none while the case is in it.
    pub left: Option<NaiveDateTime>,
    /// How many entries share the limit.
    pub entries: i32,
    /// When its limit runs out.
    pub due: DueAt,
    /// The clause of the limit.
    pub clause: String,
}

/// A step, and whether it is open to somebody (可办步骤).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct OpenCommand {
    /// The step.
    pub step: StepKind,
    /// Whether it is open.
    pub open: bool,
    /// Why it is shut; none where it is open.
    pub shut: Option<RefusalText>,
    /// The stable code of why.
    pub code: Option<String>,
    /// The clause that shuts it, where one does.
    pub clause: Option<String>,
}

impl From<case::StageClock> for StageClock {
    fn from(clock: case::StageClock) -> Self {
        let case::StageClock { stage, entered, left, entries, due, clause } = clock;
        let (entries, due) = (length(entries), DueAt::of(&due, &[]));
        Self { stage, entered, left, entries, due, clause: clause.to_string() }
    }
}

impl From<case::OpenCommand> for OpenCommand {
    fn from(command: case::OpenCommand) -> Self {
        let open = command.is_open();
        let case::OpenCommand { step, shut, clause } = command;
        Self {
            step,
            open,
            code: shut.as_ref().map(|why| why.code().to_owned()),
            shut: shut.as_ref().map(RefusalText::of),
            clause: clause.map(|clause| clause.to_string()),
        }
    }
}
