//! The fold of one part of a log (归并): case after case by the same steps as [`Case`](super::Case), each into its row.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};

use super::CaseRules;
use super::clock::{Plan, Terms};
use super::columns::{CaseSink, CaseStanding, EventTable};
use super::course::{Course, Misstep, Turn};
use super::parts::Mixed;
use super::step::{CaseFacts, Step};
use crate::calendar::OnBad;
use crate::error::{CaseError, Error, InputError};
use crate::rules::due::{Amount, DueAt, Receipt};
use crate::term::{Light, ServedParty, StepKind};
use crate::vocabulary::Vocabulary as _;

/// The longest data that is remembered, and how many of them: few words say most of what happens.
const REMEMBERED: (usize, usize) = (256, 4096);

/// How many rows are read before they are folded: what lies far apart in memory is fetched together.
const AT_ONCE: usize = 64;

/// A row as it was read.
struct Read {
    row: usize,
    /// Whether it begins a case.
    begins: bool,
    at: NaiveDateTime,
    turn: Turn,
    sequence: u64,
    wrong: Option<Box<InputError>>,
}

/// The case at hand.
#[derive(Clone, Copy)]
struct AtHand {
    first: usize,
    events: u64,
    /// A case with a fault is not taken further.
    faulty: bool,
}

/// Folds rows, case after case, into a sink.
pub(super) struct Folder<'r, S> {
    rules: &'r CaseRules,
    now: NaiveDateTime,
    on_bad: OnBad,
    course: Course,
    at_hand: Option<AtHand>,
    plans: HashMap<NaiveDate, Result<Box<DayPlan>, Error>, Mixed>,
    turns: Turns,
    sink: Option<S>,
    /// The first row that is wrong, and why.
    wrong: Option<(usize, Error)>,
}

impl<'r, S: CaseSink> Folder<'r, S> {
    pub(super) fn new(rules: &'r CaseRules, now: NaiveDateTime, on_bad: OnBad, sink: Option<S>) -> Self {
        Self {
            rules,
            now,
            on_bad,
            course: Course::blank(),
            at_hand: None,
            plans: HashMap::default(),
            turns: Turns::default(),
            sink,
            wrong: None,
        }
    }

    /// Folds rows, those of a case together, each with whether it begins one.
    pub(super) fn run(&mut self, table: &impl EventTable, rows: impl Iterator<Item = (usize, bool)>) {
        let mut rows = rows.fuse();
        let mut read: Vec<Read> = Vec::with_capacity(AT_ONCE);
        // Cases need not stand in the order of the table: all of them are looked at for the first fault.
        loop {
            read.clear();
            read.extend(rows.by_ref().take(AT_ONCE).map(|(row, begins)| self.turns.read(table, row, begins)));
            if read.is_empty() {
                break;
            }
            for event in &mut read {
                if event.begins {
                    self.finish();
                    self.course.restart();
                    self.at_hand = Some(AtHand { first: event.row, events: 0, faulty: false });
                }
                let Some(at_hand) = self.at_hand.filter(|at_hand| !at_hand.faulty) else { continue };
                let taken = self.take(table, event, at_hand.events);
                let faulty = taken.is_err();
                self.at_hand = Some(AtHand { events: at_hand.events + 1, faulty, ..at_hand });
                if let Err(error) = taken {
                    self.fault(event.row, error);
                }
            }
        }
        self.finish();
    }

    /// The sink, and the first row that is wrong, with why.
    pub(super) fn done(self) -> (Option<S>, Option<(usize, Error)>) {
        (self.sink, self.wrong)
    }

    fn fault(&mut self, row: usize, error: Error) {
        if self.wrong.as_ref().is_none_or(|(first, _)| row < *first) {
            self.wrong = Some((row, error));
        }
    }

    /// Takes up a row, of a case that has so many before.
    fn take(&mut self, table: &impl EventTable, read: &mut Read, events: u64) -> Result<(), Error> {
        let here = |error: InputError| error.at(read.row);
        if let Some(error) = read.wrong.take() {
            return Err(here(*error).into());
        }
        let at = read.at;
        if at > self.now {
            let allowed = format!("{} or before, the moment asked about", self.now);
            return Err(here(InputError::value("at", at, allowed)).into());
        }
        if events == 0 && table.case(read.row).is_empty() {
            return Err(here(InputError::value("case", "", "an id in every row")).into());
        }
        let case = || String::from_utf8_lossy(table.case(read.row)).into_owned();
        let (expected, found) = (events + 1, read.sequence);
        if expected != found {
            return Err(CaseError::Sequence { case: case(), expected, found }.into());
        }
        let done =
            if events == 0 { self.course.begin(read.turn, at) } else { self.course.follow(read.turn, at) };
        done.map_err(|misstep| match misstep {
            Misstep::Before(last) => CaseError::Backwards { case: case(), at, last },
            Misstep::NotOpen(why) => {
                let open = |kind: &&StepKind| {
                    if events == 0 {
                        **kind == StepKind::Collect
                    } else {
                        self.course.is_open(**kind).is_ok()
                    }
                };
                CaseError::NotOpen {
                    case: case(),
                    step: read.turn.kind().term(),
                    state: self.course.state.term(),
                    why,
                    allowed: StepKind::ALL.iter().filter(open).map(|kind| kind.term()).collect(),
                }
            }
        })?;
        Ok(())
    }

    /// Hands on the row of the case at hand.
    fn finish(&mut self) {
        let Some(AtHand { first, events, .. }) = self.at_hand.take().filter(|at_hand| !at_hand.faulty) else {
            return;
        };
        let (course, now) = (&self.course, self.now);
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let until = course.ended.unwrap_or(now);
        let mut row = CaseStanding {
            first,
            events,
            state: course.state,
            received: course.received,
            last: course.last,
            ended: course.ended,
            settlement: course.settlement,
            channel: course.channel,
            states: course.entries.iter().fold(0, |set, (state, _)| set | 1 << state.index()),
            told_due: false,
            report_due: false,
            complexity: None,
            due: None,
            due_date: None,
            light: None,
            late: None,
            left: None,
            reworked: course.reworked,
            returned: course.returned,
            transferred: course.transferred,
            reopened: count(course.reopened.len()),
            extended: count(course.extensions.iter().filter(|extension| extension.granted.is_some()).count()),
            suspensions: count(course.suspensions.len()),
            suspended: course.suspensions.iter().map(|pause| pause.to.unwrap_or(until) - pause.from).sum(),
            supervision: course.supervision,
            reported: course.reported,
            told: course.told,
            exempted: course.appeal_granted == Some(true),
            needs_follow_up: course.follow_up,
            problem: None,
        };
        let rules = self.rules;
        let plan = self
            .plans
            .entry(course.received.date())
            .or_insert_with(|| Plan::of(rules, course.received).map(|plan| Box::new(DayPlan::of(plan))));
        let timed =
            plan.as_mut().map_err(|error| error.clone()).and_then(|plan| plan.time(course, now, &mut row));
        if let Err(error) = timed {
            row.problem = Some(error.code());
            if self.on_bad == OnBad::Error {
                self.fault(first, error);
            }
        }
        if let Some(sink) = &mut self.sink {
            sink.take(row);
        }
    }
}

/// What was read before, by the step and what it says.
struct Turns(Vec<HashMap<Box<[u8]>, Turn, Mixed>>);

impl Default for Turns {
    fn default() -> Self {
        Self(StepKind::ALL.iter().map(|_| HashMap::default()).collect())
    }
}

impl Turns {
    fn read(&mut self, table: &impl EventTable, row: usize, begins: bool) -> Read {
        let mut read = Read {
            row,
            begins,
            at: NaiveDateTime::MIN,
            turn: Turn::Plain(StepKind::Note),
            sequence: table.sequence(row),
            wrong: None,
        };
        let said = || -> Result<(NaiveDateTime, Turn), InputError> {
            let (kind, at) = (table.kind(row)?, table.at(row)?);
            Ok((at, self.turn(kind, table.data(row))?))
        };
        match { said }() {
            Ok((at, turn)) => (read.at, read.turn) = (at, turn),
            Err(error) => read.wrong = Some(Box::new(error)),
        }
        read
    }

    fn turn(&mut self, kind: StepKind, data: &[u8]) -> Result<Turn, InputError> {
        if matches!(data, b"" | b"{}") && silent(kind) {
            return Ok(Turn::Plain(kind));
        }
        let known = self.0.get_mut(kind.index());
        if let Some(turn) = known.as_ref().and_then(|known| known.get(data)) {
            return Ok(*turn);
        }
        let text = core::str::from_utf8(if data.is_empty() { b"{}" } else { data });
        let text = text.map_err(|error| InputError::value("data", error, "text in UTF-8"))?;
        let turn = Turn::from(&Step::parse(kind, text)?);
        if let Some(known) = known.filter(|known| data.len() <= REMEMBERED.0 && known.len() < REMEMBERED.1) {
            known.insert(data.into(), turn);
        }
        Ok(turn)
    }
}

/// Whether a step may say nothing at all.
const fn silent(kind: StepKind) -> bool {
    matches!(
        kind,
        StepKind::File
            | StepKind::Accept
            | StepKind::Tell
            | StepKind::Withdraw
            | StepKind::Resume
            | StepKind::Lift
    )
}

/// How many answers of a day are remembered.
const ANSWERS: usize = 32;

/// The rules of a day of receipt, with what they came to before.
struct DayPlan {
    plan: Plan,
    known: Vec<Known>,
}

/// When cases of a day run out that never stood and were not extended: all whose receipts are alike run out together.
struct Known {
    facts: CaseFacts,
    receipt: Receipt,
    terms: Terms,
    due: DueAt,
    /// The light and what is left, at the moment of the fold, of a case that is open.
    open: Option<(Light, Amount)>,
}

impl DayPlan {
    fn of(plan: Plan) -> Self {
        Self { plan, known: Vec::new() }
    }

    /// Writes what the clock says of a case.
    fn time(&mut self, course: &Course, now: NaiveDateTime, row: &mut CaseStanding) -> Result<(), Error> {
        let through =
            course.suspensions.is_empty() && course.reopened.is_empty() && course.extensions.is_empty();
        let clock = if through { self.plan.clock().ok() } else { None };
        let receipt = clock.and_then(|clock| clock.receipt(course.received));
        let alike = |known: &Known| known.facts == course.facts && Some(known.receipt) == receipt;
        let place = self.known.iter().position(alike);
        match (place.and_then(|place| self.known.get(place)), course.ended) {
            (Some(Known { terms, due, .. }), Some(_)) => {
                write(row, course, terms, due, course.light(due, None, now), None);
                return Ok(());
            }
            (Some(Known { terms, due, open: Some((light, left)), .. }), None) => {
                write(row, course, terms, due, *light, Some(*left));
                return Ok(());
            }
            _ => {}
        }
        let (terms, due, light) = self.plan.light(course, now)?;
        let left = if course.ended.is_none() { Some(due.remaining(now)?) } else { None };
        write(row, course, &terms, &due, light, left);
        let open = left.map(|left| (light, left));
        let room = due.is_of_days() && self.known.len() < ANSWERS;
        match (place.and_then(|place| self.known.get_mut(place)), receipt) {
            (Some(known), _) => known.open = open,
            (None, Some(receipt)) if room => {
                self.known.push(Known { facts: course.facts, receipt, terms, due, open });
            }
            _ => {}
        }
        Ok(())
    }
}

fn write(
    row: &mut CaseStanding,
    course: &Course,
    terms: &Terms,
    due: &DueAt,
    light: Light,
    left: Option<Amount>,
) {
    row.complexity = Some(terms.limit.complexity);
    row.told_due = terms.told && course.served == ServedParty::Known;
    row.report_due = terms.report;
    (row.due, row.due_date) = (due.at, due.date);
    row.light = Some(light);
    row.late = Some(matches!(light, Light::Red | Light::DoneLate));
    row.left = left;
}
