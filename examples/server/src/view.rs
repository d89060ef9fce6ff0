//! What the service answers (应答): a case, its events, its clocks and the board as JSON.

use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa::openapi::{RefOr, Schema};
use wangge::case::{Actor, Board, BoardRow, Case, CaseFacts, CaseRules, OpenCommand, StageClock};
use wangge::rules::due::{Amount, DueAt};
use wangge::{Decision, Error, Light, Reason, Term, Vocabulary, Wording};

use crate::field::described;

/// The codes of a vocabulary, as the description has them.
fn codes<V: Vocabulary>() -> RefOr<Schema> {
    described(serde_json::json!({"type": "string", "enum": V::codes()}))
}

fn code<V: Vocabulary>(member: V) -> &'static str {
    member.code()
}

/// A word of the vocabulary: its code, in Chinese, in English.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Word {
    /// The code.
    pub code: &'static str,
    /// In Chinese.
    pub zh: &'static str,
    /// In English.
    pub en: &'static str,
}

impl From<Term> for Word {
    fn from(term: Term) -> Self {
        Self { code: term.code, zh: term.zh, en: term.en }
    }
}

/// A sentence in both languages, with its code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Sentence {
    /// The code.
    pub code: String,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl From<&Wording> for Sentence {
    fn from(words: &Wording) -> Self {
        Self { code: words.code().to_owned(), zh: words.zh(), en: words.en() }
    }
}

impl From<&Error> for Sentence {
    fn from(error: &Error) -> Self {
        Self { code: error.code().to_owned(), ..Self::from(&error.wording()) }
    }
}

/// A reason: the clause, and what it says of the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Because {
    /// The clause.
    pub clause: String,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl From<&Reason> for Because {
    fn from(reason: &Reason) -> Self {
        let (clause, words) = (reason.clause.to_string(), &reason.wording);
        Self { clause, zh: words.zh(), en: words.en() }
    }
}

/// Who acts: an id and a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Who {
    /// The id.
    pub id: String,
    /// The role.
    #[schema(schema_with = codes::<wangge::Role>)]
    pub role: &'static str,
}

impl From<&Actor> for Who {
    fn from(actor: &Actor) -> Self {
        Self { id: actor.id.clone(), role: code(actor.role) }
    }
}

/// How much: days where the clock counts days, else seconds; below 0 where it is late.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct HowMuch {
    /// Days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<i64>,
    /// Seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seconds: Option<i64>,
}

impl From<Amount> for HowMuch {
    fn from(amount: Amount) -> Self {
        match amount {
            Amount::Days(days) => Self { days: Some(days), seconds: None },
            Amount::Time(time) => Self { days: None, seconds: Some(time.num_seconds()) },
        }
    }
}

/// When something is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Due {
    /// The due moment; absent while the clock stands.
    #[schema(value_type = Option<String>, example = "2026-12-03T18:00:00")]
    pub at: Option<NaiveDateTime>,
    /// The day it lies in.
    #[schema(value_type = Option<String>, format = Date)]
    pub date: Option<NaiveDate>,
    /// How much is left.
    pub left: HowMuch,
    /// The term, such as `7 working_day`.
    pub term: String,
    /// Whether the calendar may still change before then.
    pub provisional: bool,
    /// Why.
    pub because: Vec<Because>,
}

impl Due {
    fn of(due: &Decision<DueAt>, now: NaiveDateTime) -> Result<Self, Error> {
        let value = &due.value;
        Ok(Self {
            at: value.at,
            date: value.date,
            left: value.remaining(now)?.into(),
            term: value.term.to_string(),
            provisional: value.status == Some(wangge::DayStatus::Provisional),
            because: due.because.iter().map(Because::from).collect(),
        })
    }
}

/// The clock of a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Stage {
    /// The stage.
    #[schema(schema_with = codes::<wangge::Stage>)]
    pub stage: &'static str,
    /// When it was entered.
    #[schema(value_type = String)]
    pub entered: NaiveDateTime,
    /// When it was left.
    #[schema(value_type = Option<String>)]
    pub left: Option<NaiveDateTime>,
    /// When its limit runs out.
    #[schema(value_type = Option<String>)]
    pub due: Option<NaiveDateTime>,
    /// Whether it is late, or was left too late.
    pub late: bool,
    /// The clause of the limit.
    pub clause: String,
}

impl Stage {
    pub(crate) fn of(clock: &StageClock, now: NaiveDateTime) -> Self {
        Self {
            stage: code(clock.stage),
            entered: clock.entered,
            left: clock.left,
            due: clock.due.at,
            late: clock.is_late(now),
            clause: clock.clause.to_string(),
        }
    }
}

/// What is known of the matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Facts {
    /// How far it reaches.
    #[schema(schema_with = codes::<wangge::Scope>)]
    pub scope: &'static str,
    /// Whether it is major.
    pub major: bool,
    /// Whether it is sudden.
    pub sudden: bool,
    /// The type of work.
    pub work: Option<&'static str>,
    /// The complexity.
    pub complexity: Option<&'static str>,
}

impl From<CaseFacts> for Facts {
    fn from(facts: CaseFacts) -> Self {
        Self {
            scope: code(facts.scope),
            major: facts.major,
            sudden: facts.sudden,
            work: facts.work.map(code),
            complexity: facts.complexity.map(code),
        }
    }
}

/// How often something happened to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Counts {
    /// Given back.
    pub returned: u32,
    /// Passed on.
    pub transferred: u32,
    /// Not verified.
    pub reworked: u32,
    /// Opened again.
    pub reopened: usize,
    /// Before the meeting.
    pub meetings: u32,
}

/// A case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CaseView {
    /// Its id.
    pub id: String,
    /// The number of its last event: what the next command expects.
    pub sequence: u64,
    /// The moment of this answer.
    #[schema(value_type = String)]
    pub now: NaiveDateTime,
    /// Where it stands.
    #[schema(schema_with = codes::<wangge::CaseState>)]
    pub state: &'static str,
    /// Its light; absent where its due date is not known.
    #[schema(schema_with = codes::<Light>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub light: Option<&'static str>,
    /// When it was received.
    #[schema(value_type = String)]
    pub received: NaiveDateTime,
    /// How it came in.
    #[schema(schema_with = codes::<wangge::Channel>)]
    pub channel: &'static str,
    /// Whether there is somebody to be told.
    #[schema(schema_with = codes::<wangge::ServedParty>)]
    pub served: &'static str,
    /// The grid it lies in.
    pub grid: Option<String>,
    /// What is known of it.
    pub facts: Facts,
    /// Whose turn it is.
    pub holder: Option<String>,
    /// 首问责任人.
    pub first_asked: Who,
    /// 第一责任人.
    pub first_responsible: Option<Who>,
    /// When it is due.
    pub due: Option<Due>,
    /// Why it has no due date, where it has none.
    pub not_due: Option<Sentence>,
    /// The clocks of its stages.
    pub stages: Vec<Stage>,
    /// Under which supervision it is.
    pub supervision: Option<&'static str>,
    /// What was fed back.
    pub outcome: Option<&'static str>,
    /// Whether the person served was told.
    pub told: bool,
    /// How it was closed.
    pub settlement: Option<&'static str>,
    /// When it ended.
    #[schema(value_type = Option<String>)]
    pub ended: Option<NaiveDateTime>,
    /// The case it went into.
    pub merged_into: Option<String>,
    /// How often what happened.
    pub counts: Counts,
    /// Whether it was eased and is to be followed up.
    pub follow_up: bool,
    /// Whether an appeal was granted.
    pub exempted: bool,
    /// When something of it changes by itself.
    #[schema(value_type = Option<String>)]
    pub next_change: Option<NaiveDateTime>,
}

impl CaseView {
    pub(crate) fn of(rules: &CaseRules, case: &Case, now: NaiveDateTime) -> Self {
        let due = case.due(rules).and_then(|due| Due::of(&due, now));
        let stages = case.stages(rules).unwrap_or_default();
        Self {
            id: case.id().to_owned(),
            sequence: case.sequence(),
            now,
            state: code(case.state()),
            light: case.light(rules, now).ok().map(code),
            received: case.received(),
            channel: code(case.channel()),
            served: code(case.served()),
            grid: case.grid().map(str::to_owned),
            facts: case.facts().into(),
            holder: case.holder().map(str::to_owned),
            first_asked: case.first_asked().into(),
            first_responsible: case.first_responsible().map(Who::from),
            not_due: due.as_ref().err().map(Sentence::from),
            due: due.ok(),
            stages: stages.iter().map(|clock| Stage::of(clock, now)).collect(),
            supervision: case.supervision().map(code),
            outcome: case.outcome().map(code),
            told: case.is_told(),
            settlement: case.settlement().map(code),
            ended: case.ended(),
            merged_into: case.merged_into().map(str::to_owned),
            counts: Counts {
                returned: case.returned(),
                transferred: case.transferred(),
                reworked: case.reworked(),
                reopened: case.reopened(),
                meetings: case.meetings(),
            },
            follow_up: case.needs_follow_up(),
            exempted: case.is_exempted(),
            next_change: case.next_change(rules, now).ok().flatten(),
        }
    }
}

/// What became of a command.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Done {
    /// Whether it was done before, and nothing was stored now.
    pub(crate) repeated: bool,
    /// The events it made, as they are stored.
    #[schema(value_type = Vec<Object>)]
    pub(crate) events: Vec<Box<serde_json::value::RawValue>>,
    /// The case as it stands now.
    pub(crate) case: CaseView,
}

/// The due moment, day by day or session by session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Explanation {
    /// The receipt and the term, then each extension.
    pub head: Vec<Sentence>,
    /// The days or sessions, in order.
    pub steps: Vec<ExplainedStep>,
    /// How it ends.
    pub due: Sentence,
    /// Why.
    pub because: Vec<Because>,
}

/// A day or a session of a clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ExplainedStep {
    /// When it begins.
    #[schema(value_type = String)]
    pub from: NaiveDateTime,
    /// When it ends.
    #[schema(value_type = String)]
    pub to: NaiveDateTime,
    /// How much ran in it.
    pub counted: HowMuch,
    /// How much a pause took.
    pub paused: HowMuch,
    /// Why.
    pub why: Sentence,
}

impl Explanation {
    pub(crate) fn of(rules: &CaseRules, case: &Case) -> Result<Self, Error> {
        let due = case.due(rules)?;
        let explained = due.value.explain()?;
        let steps = explained.steps.iter().map(|step| ExplainedStep {
            from: step.from,
            to: step.to,
            counted: step.counted.into(),
            paused: step.paused.into(),
            why: (&step.why).into(),
        });
        Ok(Self {
            head: explained.head.iter().map(Sentence::from).collect(),
            steps: steps.collect(),
            due: (&explained.due).into(),
            because: due.because.iter().map(Because::from).collect(),
        })
    }
}

/// A step, and whether it is open to whoever asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Open {
    /// The step.
    pub step: Word,
    /// Whether it is open.
    pub open: bool,
    /// Why it is shut.
    pub why: Option<Sentence>,
    /// The clause that shuts it.
    pub clause: Option<String>,
}

impl From<&OpenCommand> for Open {
    fn from(command: &OpenCommand) -> Self {
        Self {
            step: command.step.term().into(),
            open: command.is_open(),
            why: command.shut.as_ref().map(Sentence::from),
            clause: command.clause.as_ref().map(ToString::to_string),
        }
    }
}

/// A case on the board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Row {
    /// Its id.
    pub case: String,
    /// The number of its last event.
    pub sequence: u64,
    /// Where it stands.
    #[schema(schema_with = codes::<wangge::CaseState>)]
    pub state: &'static str,
    /// The grid it lies in.
    pub grid: Option<String>,
    /// Its light.
    #[schema(schema_with = codes::<Light>)]
    pub light: &'static str,
    /// When it is due; absent while its clock stands.
    #[schema(value_type = Option<String>)]
    pub due: Option<NaiveDateTime>,
    /// How much is left.
    pub left: HowMuch,
    /// Whose turn it is.
    pub holder: Option<String>,
    /// The roles that may take the step it waits for.
    pub waits_for: Vec<&'static str>,
    /// The stage it is in, where that is late.
    pub late_stage: Option<&'static str>,
    /// Under which supervision it is.
    pub supervision: Option<&'static str>,
    /// Whether the person served has yet to be told of a result that stands.
    pub to_tell: bool,
    /// Whether it was reported upwards, where it had to be at once.
    pub reported: Option<bool>,
    /// When something of it changes by itself.
    #[schema(value_type = Option<String>)]
    pub next_change: Option<NaiveDateTime>,
}

impl From<&BoardRow> for Row {
    fn from(row: &BoardRow) -> Self {
        Self {
            case: row.case.clone(),
            sequence: row.sequence,
            state: code(row.state),
            grid: row.grid.clone(),
            light: code(row.light),
            due: row.due,
            left: row.left.into(),
            holder: row.holder.clone(),
            waits_for: row.waits_for.iter().copied().map(code).collect(),
            late_stage: row.late_stage.map(code),
            supervision: row.supervision.map(code),
            to_tell: row.to_tell,
            reported: row.reported,
            next_change: row.next_change,
        }
    }
}

/// How many open cases have each light.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Lights {
    /// In time.
    pub green: usize,
    /// Soon due.
    pub yellow: usize,
    /// Late.
    pub red: usize,
    /// Suspended.
    pub grey: usize,
}

/// A case that cannot be placed on the board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Unplaced {
    /// Its id.
    pub case: String,
    /// Why.
    pub why: Sentence,
}

/// All open cases at a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct BoardView {
    /// The moment.
    #[schema(value_type = String)]
    pub now: NaiveDateTime,
    /// How many open cases have each light.
    pub lights: Lights,
    /// The open cases, the most pressing first.
    pub rows: Vec<Row>,
    /// Closed cases that were eased and are to be followed up.
    pub follow_up: Vec<String>,
    /// Cases that cannot be placed.
    pub unplaced: Vec<Unplaced>,
    /// When anything of it changes by itself.
    #[schema(value_type = Option<String>)]
    pub next_change: Option<NaiveDateTime>,
}

/// The lights of the open cases.
pub(crate) fn lights(board: &Board) -> Lights {
    let count = |light: Light| board.rows.iter().filter(|row| row.light == light).count();
    Lights {
        green: count(Light::Green),
        yellow: count(Light::Yellow),
        red: count(Light::Red),
        grey: count(Light::Grey),
    }
}

impl From<&Board> for BoardView {
    fn from(board: &Board) -> Self {
        Self {
            now: board.now,
            lights: lights(board),
            rows: board.rows.iter().map(Row::from).collect(),
            follow_up: board.follow_up.clone(),
            unplaced: board
                .unplaced
                .iter()
                .map(|one| Unplaced { case: one.case.clone(), why: (&one.why).into() })
                .collect(),
            next_change: board.next_change,
        }
    }
}

/// How the service is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Health {
    /// `ok`.
    pub status: &'static str,
    /// `sqlite` or `postgresql`.
    pub database: &'static str,
}
