//! The board (办件看板): many cases at a moment, who is to be reminded, and when to look again.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime};

use super::{Case, CaseRules, StageClock};
use crate::error::Error;
use crate::rules::due::Amount;
use crate::term::{CaseState, Light, Role, ServedParty, Stage, StepKind, SupervisionLevel};

/// A case on the board (看板行).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct BoardRow {
    /// Its id.
    pub case: String,
    /// The number of its last event.
    pub sequence: u64,
    /// Where it stands.
    pub state: CaseState,
    /// The grid it lies in.
    pub grid: Option<String>,
    /// Its light.
    pub light: Light,
    /// When it is due; `None` while its clock stands.
    pub due: Option<NaiveDateTime>,
    /// The day it is due.
    pub date: Option<NaiveDate>,
    /// How much of its term is left, below 0 where it is late.
    pub left: Amount,
    /// Whose turn it is: whoever it was given to or accepted it.
    pub holder: Option<String>,
    /// The roles that may take the step it waits for.
    pub waits_for: Vec<Role>,
    /// The stage it is in, where that is late.
    pub late_stage: Option<Stage>,
    /// Under which level of supervision it is.
    pub supervision: Option<SupervisionLevel>,
    /// Whether the result stands and the person served has yet to be told.
    pub to_tell: bool,
    /// Whether it was reported upwards where it had to be at once; `None` where it had not.
    pub reported: Option<bool>,
    /// The next moment at which something of it changes by itself.
    pub next_change: Option<NaiveDateTime>,
}

/// A case that cannot be placed on the board, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unplaced {
    /// Its id.
    pub case: String,
    /// Why: what the policy does not state, or what the calendar does not know.
    pub why: Error,
}

/// The board (办件看板): every open case at a moment, the most pressing first.
///
/// ```
/// use wangge::case::{Actor, Board, CaseFacts, CaseLog, CaseRules, step};
/// use wangge::{Channel, Light, Policy, Role, Scope, ServedParty, WorkCalendar};
/// # fn main() -> Result<(), wangge::Error> {
/// let at = |day, hour| chrono::NaiveDate::from_ymd_opt(2026, 11, day).and_then(|day| day.and_hms_opt(hour, 0, 0)).expect("a moment");
/// let mut log = CaseLog::new(CaseRules::new(&Policy::preset("combined")?, &WorkCalendar::china()));
/// let facts = CaseFacts { scope: Scope::Grid, major: false, sudden: false, work: None, complexity: None };
/// let collect = step::Collect { channel: Channel::Patrol, served: ServedParty::Nobody, facts, received: None, grid: None, text: None };
/// log.open("C-1", at(2, 9), &Actor::new("p-3", Role::Assistant), collect)?;
/// let board = Board::of(log.rules(), log.cases(), at(23, 8));
/// assert_eq!((board.rows[0].light, board.rows[0].waits_for.as_slice()), (Light::Red, &[Role::GridResponsible, Role::DutyStaff, Role::Office][..]));
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    /// The moment.
    pub now: NaiveDateTime,
    /// The open cases: late ones first, then by their due moment, then by id; those whose clock stands last.
    pub rows: Vec<BoardRow>,
    /// Closed cases that were eased and are to be followed up, by id (X-4.2c).
    pub follow_up: Vec<String>,
    /// How many cases have each light, in the order of [`Light`], the ended ones included.
    pub lights: [usize; 6],
    /// Cases that cannot be placed.
    pub unplaced: Vec<Unplaced>,
    /// The next moment at which anything of it changes by itself: a server sets one timer.
    pub next_change: Option<NaiveDateTime>,
}

impl Board {
    /// The board of cases at a moment.
    pub fn of<'c>(rules: &CaseRules, cases: impl IntoIterator<Item = &'c Case>, now: NaiveDateTime) -> Self {
        let mut board = Self {
            now,
            rows: Vec::new(),
            follow_up: Vec::new(),
            lights: [0; 6],
            unplaced: Vec::new(),
            next_change: None,
        };
        for case in cases {
            if let Err(why) = board.place(rules, case) {
                board.unplaced.push(Unplaced { case: case.id().to_owned(), why });
            }
        }
        let pressing = |row: &BoardRow| (row.light != Light::Red, row.due.is_none(), row.due);
        board.rows.sort_by(|one, other| {
            pressing(one).cmp(&pressing(other)).then_with(|| one.case.cmp(&other.case))
        });
        board.next_change = board.rows.iter().filter_map(|row| row.next_change).min();
        board
    }

    fn place(&mut self, rules: &CaseRules, case: &Case) -> Result<(), Error> {
        if case.needs_follow_up() {
            self.follow_up.push(case.id().to_owned());
        }
        let light = case.light(rules, self.now)?;
        if case.state().is_open() {
            let row = BoardRow::of(rules, case, light, self.now)?;
            self.rows.push(row);
        }
        if let Some(count) = self.lights.get_mut(light as usize) {
            *count += 1;
        }
        Ok(())
    }

    /// The rows whose due day lies in a span of days, both ends included, late ones left out.
    pub fn due_between(&self, from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = &BoardRow> {
        self.rows.iter().filter(move |row| {
            row.light != Light::Red && row.date.is_some_and(|date| from <= date && date <= to)
        })
    }

    /// The rows that are due today and not late yet.
    pub fn due_today(&self) -> impl Iterator<Item = &BoardRow> {
        self.due_between(self.now.date(), self.now.date())
    }

    /// The rows that are due from today to Sunday and not late yet.
    pub fn due_this_week(&self) -> impl Iterator<Item = &BoardRow> {
        let today = self.now.date();
        let left = 6 - u64::from(today.weekday().num_days_from_monday());
        self.due_between(today, today.checked_add_days(Days::new(left)).unwrap_or(today))
    }

    /// The rows that are late.
    pub fn late(&self) -> impl Iterator<Item = &BoardRow> {
        self.rows.iter().filter(|row| row.light == Light::Red)
    }

    /// Whom to remind of what: the cases that are late, soon due, due today, late in their stage, not told or not
    /// reported, by whose turn it is; `None` for those that were given to nobody.
    pub fn to_remind(&self) -> BTreeMap<Option<&str>, Vec<&BoardRow>> {
        let mut by_holder: BTreeMap<Option<&str>, Vec<&BoardRow>> = BTreeMap::new();
        let today = self.now.date();
        for row in &self.rows {
            let pressing = matches!(row.light, Light::Red | Light::Yellow) || row.date == Some(today);
            if pressing || row.late_stage.is_some() || row.to_tell || row.reported == Some(false) {
                by_holder.entry(row.holder.as_deref()).or_default().push(row);
            }
        }
        by_holder
    }
}

impl BoardRow {
    fn of(rules: &CaseRules, case: &Case, light: Light, now: NaiveDateTime) -> Result<Self, Error> {
        let due = case.due(rules)?.value;
        let stages = case.stages(rules)?;
        let here = |clock: &&StageClock| clock.left.is_none() && clock.is_late(now);
        let step = match case.state() {
            CaseState::Collected => StepKind::File,
            CaseState::Filed => StepKind::Dispatch,
            CaseState::Dispatched => StepKind::Accept,
            CaseState::Handling => StepKind::Feedback,
            CaseState::AtMeeting => StepKind::TakeFromMeeting,
            CaseState::FedBack => StepKind::Verify,
            _ => StepKind::Close,
        };
        let route = case.route(rules)?.value;
        let has_result = matches!(case.state(), CaseState::FedBack | CaseState::Verified);
        let to_tell =
            has_result && case.served() == ServedParty::Known && route.told_by.is_some() && !case.is_told();
        // What is verified is closed once it is told.
        let step = if to_tell && case.state() == CaseState::Verified { StepKind::Tell } else { step };
        let step = if case.suspensions().last().is_some_and(|pause| pause.to.is_none()) {
            StepKind::Resume
        } else {
            step
        };
        let mut waits_for: Vec<Role> = match rules.policy().powers(step, now.date()) {
            Ok(powers) => powers.into_iter().map(|(role, _)| role).collect(),
            // A policy that names nobody leaves the list empty; what it does not state is told where it is asked for.
            Err(Error::Unspecified(_)) => Vec::new(),
            Err(error) => return Err(error),
        };
        if step == StepKind::Tell {
            waits_for.retain(|role| route.told_by.is_some_and(|teller| *role == Role::from(teller)));
        }
        waits_for.sort_unstable();
        waits_for.dedup();
        Ok(Self {
            case: case.id().to_owned(),
            sequence: case.sequence(),
            state: case.state(),
            grid: case.grid().map(str::to_owned),
            light,
            due: due.at,
            date: due.date,
            left: due.remaining(now)?,
            holder: case.holder().map(str::to_owned),
            waits_for,
            late_stage: stages.iter().find(here).map(|clock| clock.stage),
            supervision: case.supervision(),
            to_tell,
            reported: route.report_at_once.then(|| case.reported().is_some()),
            next_change: case.next_change(rules, now)?,
        })
    }
}
