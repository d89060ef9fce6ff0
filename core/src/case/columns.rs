//! A whole log at once (办件台账整列归并): columns of events in, one row a case out, by the same steps as [`Case`](super::Case).

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::clock::Plan;
use super::course::{Course, Misstep, Turn};
use super::step::Step;
use super::{Case, CaseRules};
use crate::calendar::OnBad;
use crate::error::{CaseError, Error, InputError};
use crate::rules::due::Amount;
use crate::term::{CaseState, Complexity, Light, Settlement, StepKind, SupervisionLevel};
use crate::threads::Threads;
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
    let threads = Threads::new(options.threads);
    let work = |part: &Part| -> Folded {
        let mut folder = Folder::new(rules, now, options.on_bad);
        match part {
            Part::Run(from, to) => folder.run(table, *from..*to),
            Part::Picked(rows) => folder.run(table, rows.iter().map(|row| *row as usize)),
        }
        folder.done()
    };
    let parts = match runs(table, options.threads, &threads) {
        Some(parts) => parts,
        None => picked(table, options.threads, &threads)?,
    };
    let mut folded = threads.each(&parts, || (), &|(), part| work(part));
    let wrong = folded.iter_mut().filter_map(|part| part.wrong.take()).min_by_key(|(row, _)| *row);
    if let Some((_, error)) = wrong {
        return Err(error);
    }
    let sorted = parts.iter().all(|part| matches!(part, Part::Run(..)));
    let mut rows =
        folded.iter_mut().map(|part| core::mem::take(&mut part.rows)).collect::<Vec<_>>().into_iter();
    let mut all = rows.next().unwrap_or_default();
    all.reserve_exact(rows.as_slice().iter().map(Vec::len).sum());
    rows.for_each(|mut more| all.append(&mut more));
    if !sorted {
        all.sort_unstable_by_key(|row| row.first);
    }
    Ok(all)
}

/// The rows that one worker folds.
enum Part {
    /// A run of rows, its cases whole and ascending.
    Run(usize, usize),
    /// Rows in the order of their cases.
    Picked(Vec<u32>),
}

/// What a worker made of its rows.
#[derive(Default)]
struct Folded {
    rows: Vec<CaseStanding>,
    /// The first row that is wrong, and why.
    wrong: Option<(usize, Error)>,
}

/// Runs of whole cases, where the cases of the table ascend; else `None`.
fn runs(table: &impl EventTable, threads: usize, pool: &Threads) -> Option<Vec<Part>> {
    let rows = table.rows();
    // More parts than threads, so that none waits long for another.
    let wanted = if threads > 1 { threads.saturating_mul(4).min(rows.max(1)) } else { 1 };
    let mut cuts = vec![0];
    for part in 1..wanted {
        let mut cut = rows / wanted * part;
        while cut < rows && cut > 0 && table.case(cut) == table.case(cut - 1) {
            cut += 1;
        }
        if cuts.last().is_some_and(|last| cut > *last) && cut < rows {
            cuts.push(cut);
        }
    }
    cuts.push(rows);
    let spans: Vec<(usize, usize)> =
        cuts.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?))).collect();
    let ascending = |&(from, to): &(usize, usize)| {
        // The row before a part belongs to it, so that the seams are looked at too.
        (from.max(1)..to).all(|row| table.case(row - 1) <= table.case(row))
    };
    let all = pool.each(&spans, || (), &|(), span| ascending(span));
    all.iter()
        .all(|ascends| *ascends)
        .then(|| spans.into_iter().map(|(from, to)| Part::Run(from, to)).collect())
}

/// The rows of each case together, in the order of the table, the cases dealt out by a hash of their ids.
fn picked(table: &impl EventTable, threads: usize, pool: &Threads) -> Result<Vec<Part>, Error> {
    let rows = u32::try_from(table.rows()).map_err(|_| {
        let allowed = format!("at most {} where the cases do not ascend", u32::MAX);
        InputError::value("rows", table.rows(), allowed)
    })?;
    let shares: Vec<u64> = (0..threads.max(1) as u64).collect();
    let deal = |&share: &u64| {
        let mut places: HashMap<Hashed<'_>, u32, Mixed> = HashMap::default();
        // For each row of this share the place of its case; the rows follow one another.
        let mut mine: Vec<(u32, u32)> = Vec::new();
        let mut counts: Vec<u32> = Vec::new();
        for row in 0..rows {
            let case = table.case(row as usize);
            let hash = mix(case);
            if (hash >> 32) % shares.len() as u64 != share {
                continue;
            }
            let next = u32::try_from(counts.len()).unwrap_or(u32::MAX);
            let place = *places.entry(Hashed(hash, case)).or_insert(next);
            match counts.get_mut(place as usize) {
                Some(count) => *count += 1,
                None => counts.push(1),
            }
            mine.push((place, row));
        }
        let mut begins = 0;
        for count in &mut counts {
            begins += core::mem::replace(count, begins);
        }
        let mut order = vec![0; mine.len()];
        for (place, row) in mine {
            if let Some(begin) = counts.get_mut(place as usize) {
                if let Some(slot) = order.get_mut(*begin as usize) {
                    *slot = row;
                }
                *begin += 1;
            }
        }
        Part::Picked(order)
    };
    Ok(pool.each(&shares, || (), &|(), share| deal(share)))
}

/// A hash of a name, the same everywhere: which worker takes a case changes nothing but the time.
fn mix(bytes: &[u8]) -> u64 {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64 ^ bytes.len() as u64;
    let mut fold = |word: u64| {
        let wide = u128::from(state ^ word) * 0xa076_1d64_78bd_642f_u128;
        let bytes = wide.to_le_bytes();
        let half = |at: usize| {
            let mut half = [0; 8];
            half.iter_mut().zip(bytes.iter().skip(at)).for_each(|(to, from)| *to = *from);
            u64::from_le_bytes(half)
        };
        state = half(0) ^ half(8);
    };
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        fold(u64::from_le_bytes(*word));
    }
    let mut last = [0; 8];
    last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    fold(u64::from_le_bytes(last));
    state
}

/// A name with its hash, which is made once.
#[derive(PartialEq, Eq)]
struct Hashed<'t>(u64, &'t [u8]);

impl core::hash::Hash for Hashed<'_> {
    fn hash<H: core::hash::Hasher>(&self, state: &mut H) {
        state.write_u64(self.0);
    }
}

/// That hash for a map.
#[derive(Default, Clone, Copy)]
struct Mixed;

impl core::hash::BuildHasher for Mixed {
    type Hasher = Mixer;

    fn build_hasher(&self) -> Mixer {
        Mixer(0)
    }
}

struct Mixer(u64);

impl core::hash::Hasher for Mixer {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = self.0.rotate_left(5) ^ mix(bytes);
    }

    fn write_u64(&mut self, word: u64) {
        self.0 ^= word;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// The longest data that is remembered, and how many of them: few words say most of what happens.
const REMEMBERED: (usize, usize) = (256, 4096);

/// Folds rows, case after case.
struct Folder<'r> {
    rules: &'r CaseRules,
    now: NaiveDateTime,
    on_bad: OnBad,
    course: Course,
    /// The first row of the case at hand, and how many events it has.
    at_hand: Option<(usize, u64)>,
    plans: HashMap<NaiveDate, Result<Box<Plan>, Error>, Mixed>,
    /// What was read before, by the step and what it says.
    turns: Vec<HashMap<Box<[u8]>, Turn, Mixed>>,
    folded: Folded,
}

impl<'r> Folder<'r> {
    fn new(rules: &'r CaseRules, now: NaiveDateTime, on_bad: OnBad) -> Self {
        Self {
            rules,
            now,
            on_bad,
            course: Course::blank(),
            at_hand: None,
            plans: HashMap::default(),
            turns: StepKind::ALL.iter().map(|_| HashMap::default()).collect(),
            folded: Folded::default(),
        }
    }

    fn run(&mut self, table: &impl EventTable, rows: impl Iterator<Item = usize>) {
        let mut case: &[u8] = b"";
        // The part is not in the order of the table where cases are mixed: all of it is looked at for the first fault.
        for row in rows {
            let here = table.case(row);
            if self.at_hand.is_none() || here != case {
                self.finish();
                case = here;
                self.course.restart();
                self.at_hand = Some((row, 0));
            } else if self.at_hand.is_some_and(|(_, events)| events == u64::MAX) {
                // A case with a fault is not taken further.
                continue;
            }
            if let Err(error) = self.take(table, row) {
                self.fault(row, error);
                self.at_hand = Some((row, u64::MAX));
            }
        }
        self.finish();
    }

    fn fault(&mut self, row: usize, error: Error) {
        if self.folded.wrong.as_ref().is_none_or(|(first, _)| row < *first) {
            self.folded.wrong = Some((row, error));
        }
    }

    fn turn(&mut self, kind: StepKind, data: &[u8]) -> Result<Turn, InputError> {
        if matches!(data, b"" | b"{}") && silent(kind) {
            return Ok(Turn::Plain(kind));
        }
        let known = self.turns.get_mut(kind.index());
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

    fn take(&mut self, table: &impl EventTable, row: usize) -> Result<(), Error> {
        let here = |error: InputError| error.at(row);
        let (kind, at) = (table.kind(row).map_err(here)?, table.at(row).map_err(here)?);
        let turn = self.turn(kind, table.data(row)).map_err(here)?;
        if at > self.now {
            let allowed = format!("{} or before, the moment asked about", self.now);
            return Err(here(InputError::value("at", at, allowed)).into());
        }
        let events = self.at_hand.map_or(0, |(_, events)| events);
        let (expected, found) = (events + 1, table.sequence(row));
        if table.case(row).is_empty() {
            return Err(here(InputError::value("case", "", "an id in every row")).into());
        }
        let case = || String::from_utf8_lossy(table.case(row)).into_owned();
        if expected != found {
            return Err(CaseError::Sequence { case: case(), expected, found }.into());
        }
        let done = if events == 0 { self.course.begin(turn, at) } else { self.course.follow(turn, at) };
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
                    step: kind.term(),
                    state: self.course.state.term(),
                    why,
                    allowed: StepKind::ALL.iter().filter(open).map(|kind| kind.term()).collect(),
                }
            }
        })?;
        if let Some((_, events)) = &mut self.at_hand {
            *events += 1;
        }
        Ok(())
    }

    /// Writes the row of the case at hand.
    fn finish(&mut self) {
        let Some((first, events)) = self.at_hand.take().filter(|(_, events)| (1..u64::MAX).contains(events))
        else {
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
            .or_insert_with(|| Plan::of(rules, course.received).map(Box::new));
        let timed =
            plan.as_mut().map_err(|error| error.clone()).and_then(|plan| time(plan, course, now, &mut row));
        if let Err(error) = timed {
            row.problem = Some(error.code());
            if self.on_bad == OnBad::Error {
                self.fault(first, error);
            }
        }
        self.folded.rows.push(row);
    }

    fn done(self) -> Folded {
        self.folded
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

/// What the clock says of a case.
fn time(plan: &mut Plan, course: &Course, now: NaiveDateTime, row: &mut CaseStanding) -> Result<(), Error> {
    let (terms, due, light) = plan.light(course, now)?;
    let left = if course.ended.is_none() { Some(due.remaining(now)?) } else { None };
    row.complexity = Some(terms.limit.complexity);
    (row.due, row.due_date) = (due.at, due.date);
    row.light = Some(light);
    row.late = Some(matches!(light, Light::Red | Light::DoneLate));
    row.left = left;
    Ok(())
}

impl CaseStanding {
    /// The row of one case at a moment, as a fold of its events has it; `first` is 0.
    ///
    /// # Errors
    /// Those of [`fold`].
    pub fn of(rules: &CaseRules, case: &Case, now: NaiveDateTime) -> Result<Self, Error> {
        let rows = fold(rules, &EventRows::new(case.events()), now, FoldOptions::default())?;
        rows.into_iter().next().ok_or_else(|| CaseError::Unknown { case: case.id().to_owned() }.into())
    }
}
