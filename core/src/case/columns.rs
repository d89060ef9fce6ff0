//! A whole log at once (办件台账整列归并): columns of events in, one row a case out, by the same steps as [`Case`](super::Case).

use std::cmp::Ordering;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::parts::LogParts;
use super::{Case, CaseRules};
use crate::calendar::OnBad;
use crate::error::{CaseError, Error, InputError};
use crate::rules::due::Amount;
use crate::term::{CaseState, Channel, Complexity, Light, Settlement, StepKind, SupervisionLevel};
use crate::vocabulary::Vocabulary as _;

/// A log as columns (事件列): one row an event. Those of a case stand in the order of their numbers; cases that stand
/// one after another, their ids ascending, are folded fastest.
pub trait EventTable: Sync {
    /// How many rows there are.
    fn rows(&self) -> usize;
    /// The case of a row, as the bytes of its id in UTF-8; empty where it names none.
    fn case(&self, row: usize) -> &[u8];
    /// The number of the event in its case.
    fn sequence(&self, row: usize) -> u64;
    /// What happened.
    ///
    /// # Errors
    /// [`InputError`] for a step that is not known.
    fn kind(&self, row: usize) -> Result<StepKind, InputError>;
    /// When.
    ///
    /// # Errors
    /// [`InputError`] for a moment that cannot be had.
    fn at(&self, row: usize) -> Result<NaiveDateTime, InputError>;
    /// What the step says, as the bytes of its JSON in UTF-8; empty or `{}` where it says nothing.
    fn data(&self, row: usize) -> &[u8];

    /// How the ids of two rows' cases compare, as bytes; for a table that knows it without looking at the bytes.
    fn compare_cases(&self, row: usize, other: usize) -> Ordering {
        self.case(row).cmp(self.case(other))
    }

    /// Whether two rows are of one case.
    fn is_same_case(&self, row: usize, other: usize) -> bool {
        self.case(row) == self.case(other)
    }
}

/// Events are a table of themselves; their texts are made anew, so that a large log is better kept in columns.
pub struct EventRows<'e> {
    events: &'e [super::Event],
    data: Vec<String>,
}

impl<'e> EventRows<'e> {
    /// The table of events.
    pub fn new(events: &'e [super::Event]) -> Self {
        Self { events, data: events.iter().map(|event| event.step.data()).collect() }
    }

    fn event(&self, row: usize) -> Result<&'e super::Event, InputError> {
        let allowed = || format!("a row below {}", self.events.len());
        self.events.get(row).ok_or_else(|| InputError::value("row", row, allowed()))
    }
}

impl EventTable for EventRows<'_> {
    fn rows(&self) -> usize {
        self.events.len()
    }

    fn case(&self, row: usize) -> &[u8] {
        self.event(row).map_or(b"", |event| event.case.as_bytes())
    }

    fn sequence(&self, row: usize) -> u64 {
        self.event(row).map_or(0, |event| event.sequence)
    }

    fn kind(&self, row: usize) -> Result<StepKind, InputError> {
        self.event(row).map(|event| event.step.kind())
    }

    fn at(&self, row: usize) -> Result<NaiveDateTime, InputError> {
        self.event(row).map(|event| event.at)
    }

    fn data(&self, row: usize) -> &[u8] {
        self.data.get(row).map_or(b"", |data| data.as_bytes())
    }
}

/// How a case stands at a moment, by its events (办件现状).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "what a row says yes or no to")]
pub struct CaseStanding {
    /// The row of its first event.
    pub first: usize,
    /// How many events it has.
    pub events: u64,
    /// Where it stands.
    pub state: CaseState,
    /// When it was received.
    pub received: NaiveDateTime,
    /// When its last event happened.
    pub last: NaiveDateTime,
    /// When it ended.
    pub ended: Option<NaiveDateTime>,
    /// How it was closed.
    pub settlement: Option<Settlement>,
    /// How it came in.
    pub channel: Channel,
    /// The states it ever came into: a bit for each, by its place in [`CaseState::ALL`](crate::Vocabulary::ALL).
    pub states: u16,
    /// Whether somebody is to be told of its result; not where its route is not known.
    pub told_due: bool,
    /// Whether it must be reported at once; not where its route is not known.
    pub report_due: bool,
    /// Its complexity, given or by its level; `None` with `problem`.
    pub complexity: Option<Complexity>,
    /// When it is due; `None` while its clock stands, or with `problem`.
    pub due: Option<NaiveDateTime>,
    /// The day it is due; `None` with `due`.
    pub due_date: Option<NaiveDate>,
    /// Its light; `None` with `problem`.
    pub light: Option<Light>,
    /// Whether it is late, or ended late; `None` with `problem`.
    pub late: Option<bool>,
    /// How much of its term is left; `None` where it has ended, or with `problem`.
    pub left: Option<Amount>,
    /// How often its verification failed.
    pub reworked: u32,
    /// How often it was given back.
    pub returned: u32,
    /// How often it was passed on.
    pub transferred: u32,
    /// How often it was opened again.
    pub reopened: u32,
    /// How many extensions were granted.
    pub extended: u32,
    /// How often it was suspended.
    pub suspensions: u32,
    /// How long it was suspended in all, on the clock on the wall; to the moment asked about where that goes on.
    pub suspended: TimeDelta,
    /// Under which level of supervision it is.
    pub supervision: Option<SupervisionLevel>,
    /// When it was first reported upwards.
    pub reported: Option<NaiveDateTime>,
    /// Whether the person served was told.
    pub told: bool,
    /// Whether an appeal was granted.
    pub exempted: bool,
    /// Whether it was eased and is still to be followed up.
    pub needs_follow_up: bool,
    /// Why its limit is not known, as the code of the refusal, such as `policy.unspecified`.
    pub problem: Option<&'static str>,
}

/// How a log is folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoldOptions {
    /// What becomes of a case whose limit is not known: an error, or a row that says so in `problem`. An event that
    /// does not follow is always an error.
    pub on_bad: OnBad,
    /// How many threads may work; the answer is the same. One without the feature `rayon`.
    pub threads: usize,
}

impl Default for FoldOptions {
    fn default() -> Self {
        Self { on_bad: OnBad::Error, threads: 1 }
    }
}

/// Where the rows of a fold go (归并去处): those of one part of the log, in the order of their first events.
pub trait CaseSink: Send {
    /// Takes the row of the next case.
    fn take(&mut self, standing: CaseStanding);
}

impl CaseSink for Vec<CaseStanding> {
    fn take(&mut self, standing: CaseStanding) {
        self.push(standing);
    }
}

/// Folds a log into one row a case, as of a moment, in the order of their first events.
///
/// ```
/// use wangge::case::{Actor, CaseFacts, CaseLog, CaseRules, EventRows, FoldOptions, fold, step};
/// use wangge::{Channel, Light, Policy, Role, Scope, ServedParty, WorkCalendar};
/// # fn main() -> Result<(), wangge::Error> {
/// let at = |day, hour| chrono::NaiveDate::from_ymd_opt(2026, 11, day).and_then(|day| day.and_hms_opt(hour, 0, 0)).expect("a moment");
/// let mut log = CaseLog::new(CaseRules::new(&Policy::preset("combined")?, &WorkCalendar::china()));
/// let facts = CaseFacts { scope: Scope::Grid, major: false, sudden: false, work: None, complexity: None };
/// let collect = step::Collect { channel: Channel::Patrol, served: ServedParty::Nobody, facts, received: None, grid: None, text: None };
/// log.open("C-1", at(2, 9), &Actor::new("p-3", Role::Assistant), collect)?;
/// let events: Vec<_> = log.events().cloned().collect();
/// let rows = fold(log.rules(), &EventRows::new(&events), at(23, 8), FoldOptions::default())?;
/// assert_eq!((rows.len(), rows[0].light, rows[0].late), (1, Some(Light::Red), Some(true)));
/// # Ok(()) }
/// ```
///
/// # Errors
/// The first of the table, by its row: [`CaseError::Sequence`] for a gap or a repeat, [`CaseError::NotOpen`] for a step
/// that the state does not allow, [`CaseError::Backwards`]; [`InputError`] with the row for a step or data that cannot
/// be read, or an event after `now`; [`Unspecified`](crate::Unspecified) and
/// [`CalendarError`](crate::CalendarError) where a limit is not known and [`OnBad::Error`] holds.
pub fn fold(
    rules: &CaseRules,
    table: &impl EventTable,
    now: NaiveDateTime,
    options: FoldOptions,
) -> Result<Vec<CaseStanding>, Error> {
    let parts = LogParts::of(table, options.threads)?;
    let sinks = parts.cases().into_iter().map(Vec::with_capacity).collect();
    let mut folded = parts.fold(rules, now, options.on_bad, sinks)?.into_iter();
    let mut all = folded.next().unwrap_or_default();
    all.reserve_exact(folded.as_slice().iter().map(Vec::len).sum());
    folded.for_each(|mut more| all.append(&mut more));
    Ok(all)
}

impl CaseStanding {
    /// Whether it ever came into a state.
    pub fn reached(&self, state: CaseState) -> bool {
        self.states >> state.index() & 1 == 1
    }

    /// The row of one case at a moment, as a fold of its events has it; `first` is 0.
    ///
    /// # Errors
    /// Those of [`fold`].
    pub fn of(rules: &CaseRules, case: &Case, now: NaiveDateTime) -> Result<Self, Error> {
        let rows = fold(rules, &EventRows::new(case.events()), now, FoldOptions::default())?;
        rows.into_iter().next().ok_or_else(|| CaseError::Unknown { case: case.id().to_owned() }.into())
    }
}
