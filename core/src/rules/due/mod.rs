//! When a clock runs out (计时): a term in days or hours, with pauses and extensions (X-4.2, E-2).
//!
//! | unit | runs |
//! |---|---|
//! | 工作日 `working_day` | by whole days; where the policy says `day = "elapsed"`, as many working minutes |
//! | 自然日 `natural_day` | every day of the calendar |
//! | 工作时 `working_hour` | the minutes of the sessions of working days |
//! | 紧急工作时 `urgent_hour` | every minute, day and night |

mod clock;
mod days;
mod explain;
mod pause;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use self::clock::{HOUR, MINUTE, Pace, RunningTime, moment, split, stamp};
use self::days::{Days, Last};
use self::pause::Stop;
use super::deadline::{BY_CALENDAR, COUNTED, MISSED, PROVISIONAL};
use crate::calendar::{DayMeasure, DayStatus, Roll, Start, WorkCalendar, date};
use crate::clause::ClauseId;
use crate::decision::{Arg, Decision, Reason, Template, Wording};
use crate::error::{Error, InputError};
use crate::policy::{ClockRule, Dated, Policy, TermOfTime};
use crate::term::Unit;

pub use explain::{ClockExplanation, ClockStep};
pub use pause::Pause;

static SESSIONS: Template = Template::new("due.sessions", "工作时段为{0}", "the working sessions are {0}");
static BY_MINUTES: Template = Template::new(
    "due.elapsed",
    "一个工作日按{0}计，自受理之时起逐分钟计算",
    "a working day is {0}, counted minute by minute from the receipt on",
);
static ALWAYS: Template =
    Template::new("due.always", "不分昼夜，逐分钟计算", "every minute runs, day and night");
static DAYS: Template = Template::new("due.days", "{0}天", "{0} d");
static HOURS: Template = Template::new("due.hours", "{0}小时", "{0} h");
static MINUTES: Template = Template::new("due.minutes", "{0}分", "{0} min");
static HOURS_MINUTES: Template = Template::new("due.hours_minutes", "{0}小时{1}分", "{0} h {1} min");
static WITH_SECONDS: Template = Template::new("due.with_seconds", "{0}小时{1}分{2}秒", "{0} h {1} min {2} s");
static LATE_BY: Template = Template::new("due.minus", "负{0}", "minus {0}");

/// How much of a term has run, or is left (已用、剩余): days where it is counted by whole days, else time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Amount {
    /// So many days.
    Days(i64),
    /// So much running time.
    Time(TimeDelta),
}

impl Amount {
    fn of(by_days: bool, amount: i64) -> Self {
        if by_days { Self::Days(amount) } else { Self::Time(TimeDelta::nanoseconds(amount)) }
    }

    /// The amount in words, in both languages.
    pub fn wording(self) -> Wording {
        let time = match self {
            Self::Days(days) => return DAYS.with([Arg::from(days)]),
            Self::Time(time) if time < TimeDelta::zero() => {
                return LATE_BY.with([Arg::Wording(Self::Time(-time).wording())]);
            }
            Self::Time(time) => time,
        };
        let (hours, minutes, seconds) = (time.num_hours(), time.num_minutes() % 60, time.num_seconds() % 60);
        let nanos = time.subsec_nanos();
        if nanos != 0 {
            let seconds = format!("{seconds}.{nanos:09}");
            return WITH_SECONDS.with([
                Arg::from(hours),
                minutes.into(),
                seconds.trim_end_matches('0').into(),
            ]);
        }
        match (hours, minutes, seconds) {
            (_, 0, 0) => HOURS.with([Arg::from(hours)]),
            (0, _, 0) => MINUTES.with([Arg::from(minutes)]),
            (_, _, 0) => HOURS_MINUTES.with([Arg::from(hours), minutes.into()]),
            _ => WITH_SECONDS.with([Arg::from(hours), minutes.into(), seconds.into()]),
        }
    }
}

/// `{"days": 3}`, or `{"seconds": 5400}` with `nanos` where a part of a second is left.
impl serde::Serialize for Amount {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let nanos = if let Self::Time(time) = self { time.subsec_nanos() } else { 0 };
        let mut out = serializer.serialize_struct("Amount", if nanos == 0 { 1 } else { 2 })?;
        match self {
            Self::Days(days) => out.serialize_field("days", days)?,
            Self::Time(time) => out.serialize_field("seconds", &time.num_seconds())?,
        }
        if nanos != 0 {
            out.serialize_field("nanos", &nanos)?;
        }
        out.end()
    }
}

/// What is asked beside the term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueOptions {
    /// Where a last day in natural days moves when it is a rest day; nowhere, unless said.
    pub roll: Roll,
}

impl Default for DueOptions {
    fn default() -> Self {
        Self { roll: Roll::None }
    }
}

/// When a clock runs out (到期时刻). It is late from that moment on.
///
/// Equal where the question and the answer are, and the rule and the calendar behind them.
#[derive(Debug, Clone, serde::Serialize)]
pub struct DueAt {
    /// When the clock started.
    pub start: NaiveDateTime,
    /// The term.
    pub term: TermOfTime,
    /// What was added to it, each in the unit of the term.
    pub extensions: Vec<TermOfTime>,
    /// The pauses from the start on, in order and apart.
    pub pauses: Vec<Pause>,
    /// The due moment; `None` while a pause that goes on stands before it.
    pub at: Option<NaiveDateTime>,
    /// The day that the due moment closes or lies in; `None` with it.
    pub date: Option<NaiveDate>,
    /// How sure the calendar is of every day up to it; `None` with it.
    pub status: Option<DayStatus>,
    /// What is left when the clock runs again, where a pause goes on.
    pub left: Option<Amount>,
    /// Where a last day in natural days moves when it is a rest day.
    pub roll: Roll,
    /// Whether the receipt came at the policy's cut-off hour or after it.
    pub missed_cut_off: bool,
    #[serde(skip)]
    time: RunningTime,
}

impl PartialEq for DueAt {
    fn eq(&self, other: &Self) -> bool {
        let of = |due: &Self| {
            (due.start, due.term, due.at, due.date, due.status, due.left, due.roll, due.missed_cut_off)
        };
        of(self) == of(other)
            && self.extensions == other.extensions
            && self.pauses == other.pauses
            && self.time.rule == other.time.rule
            && (self.time.calendar.is_same(&other.time.calendar) || self.time.calendar == other.time.calendar)
    }
}

impl Eq for DueAt {}

impl core::hash::Hash for DueAt {
    fn hash<H: core::hash::Hasher>(&self, state: &mut H) {
        (self.start, self.term, self.at, self.left).hash(state);
        (&self.extensions, &self.pauses).hash(state);
    }
}

/// How the time of a term is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Days,
    Time(Pace),
}

/// What of a receipt's hour terms of whole days hang on: those received on one day that agree in it run out together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Receipt {
    /// At the policy's cut-off hour or after it.
    late: bool,
    /// At the close of a day that counts itself, or after it.
    closed: bool,
}

/// A clock of a policy (计时规则): the rule in force on one day, laid over a calendar.
///
/// [`due_at`] makes one for every question, which is cheap where all days have the same sessions; one that is kept
/// answers fast where they differ by season or weekday too.
#[derive(Debug, Clone)]
pub struct Clock {
    policy: Policy,
    rule: Dated<ClockRule>,
    time: RunningTime,
}

impl Clock {
    /// The clock of matters received on a day.
    ///
    /// # Errors
    /// [`Unspecified`](crate::Unspecified) for `counting`, [`PolicyError`](crate::PolicyError) where nothing is in
    /// force on that day.
    pub fn new(policy: &Policy, calendar: &WorkCalendar, day: NaiveDate) -> Result<Self, Error> {
        let rule = policy.clock(day)?.clone();
        let time = RunningTime::new(rule.value.clone(), calendar);
        Ok(Self { policy: policy.clone(), rule, time })
    }

    fn way(&self, unit: Unit) -> Result<Way, Error> {
        if unit != Unit::UrgentHour && self.rule.value.sessions.is_none() {
            return Err(self.policy.unspecified("counting.sessions"));
        }
        Ok(way(unit, &self.rule.value))
    }

    /// What of a receipt's hour terms of whole days hang on; `None` for a moment that has no due moment.
    pub(crate) fn receipt(&self, start: NaiveDateTime) -> Option<Receipt> {
        let from = stamp(start, "start").ok()?;
        let rule = &self.rule.value;
        let closed = match rule.counting.start {
            Start::SameDay => from >= self.time.close(split(from).0).ok()?,
            Start::NextDay | Start::DeemedNextWorkingDay => false,
        };
        Some(Receipt { late: rule.cut_off.is_some_and(|cut_off| start.time() >= cut_off), closed })
    }

    /// When a term runs out. See [`due_at`].
    ///
    /// # Errors
    /// As for [`due_at`].
    pub fn due_at(
        &self,
        start: NaiveDateTime,
        term: TermOfTime,
        pauses: &[Pause],
        extensions: &[TermOfTime],
        options: DueOptions,
    ) -> Result<DueAt, Error> {
        let way = self.way(term.unit)?;
        if options.roll != Roll::None && term.unit != Unit::NaturalDay {
            let allowed = "none: only a term of natural days is rolled";
            return Err(InputError::value("roll", options.roll, allowed).into());
        }
        let from = stamp(start, "start")?;
        let total = total(term, extensions, &self.time, way)?;
        let stops = Stop::merged(pauses, from)?;
        let late = self.rule.value.cut_off.is_some_and(|cut_off| start.time() >= cut_off);
        let missed_cut_off = late && way == Way::Days;
        let mut due = DueAt {
            start,
            term,
            extensions: extensions.to_vec(),
            pauses: stops.iter().map(|stop| stop.pause()).collect(),
            at: None,
            date: None,
            status: None,
            left: None,
            roll: options.roll,
            missed_cut_off,
            time: self.time.clone(),
        };
        match due.run_out(&self.time, way, total, &stops, options.roll)? {
            Ending::At(at) => due.ends(at)?,
            Ending::Open(left) => due.left = Some(left),
        }
        Ok(due)
    }

    /// What a due moment of this clock rests on.
    pub(crate) fn because(&self, due: &DueAt) -> Result<Vec<Reason>, Error> {
        let rule = &self.rule.value;
        let mut because = Vec::with_capacity(4);
        let way = way(due.term.unit, rule);
        if way == Way::Days {
            let counted = COUNTED.with([Arg::from(rule.counting.start), rule.counting.make_up.into()]);
            because.push(Reason::new(&self.rule.clause, counted));
            if let Some(cut_off) = rule.cut_off.filter(|_| due.missed_cut_off) {
                let hour = cut_off.format("%H:%M").to_string();
                because.push(Reason::new(&self.rule.clause, MISSED.with([Arg::from(hour)])));
            }
        }
        let day = due.start.date();
        let row = rule.sessions.as_deref().and_then(|sessions| sessions.on(day));
        let clause = row.map_or(&self.rule.clause, |row| &row.clause);
        if due.term.unit == Unit::UrgentHour {
            because.push(Reason::new(clause, ALWAYS.with([])));
            return Ok(because);
        }
        if let (Some(length), Way::Time(_), Unit::WorkingDay) = (self.time.day_length(), way, due.term.unit) {
            let length = Arg::Wording(Amount::of(false, length).wording());
            because.push(Reason::new(&self.rule.clause, BY_MINUTES.with([length])));
        }
        if let Some(row) = row {
            let hours = row.hours.iter().map(|session| Arg::from(session.text())).collect();
            because.push(Reason::new(clause, SESSIONS.with([Arg::List(hours)])));
        }
        if let Some(table) = self.policy.calendar(day)? {
            because.push(Reason::new(&table.clause, BY_CALENDAR.with([Arg::from(table.value)])));
        }
        if due.status == Some(DayStatus::Provisional) {
            let words = PROVISIONAL.with([Arg::from(self.time.calendar.firm_through())]);
            because.push(Reason::new(&ClauseId::fixed("E-3"), words));
        }
        Ok(because)
    }
}

fn way(unit: Unit, rule: &ClockRule) -> Way {
    match unit {
        Unit::NaturalDay => Way::Days,
        Unit::WorkingDay if rule.measure == DayMeasure::Whole => Way::Days,
        Unit::WorkingDay | Unit::WorkingHour => Way::Time(Pace::Sessions),
        Unit::UrgentHour => Way::Time(Pace::Always),
    }
}

/// The term and its extensions together: days, or nanoseconds.
fn total(term: TermOfTime, extensions: &[TermOfTime], time: &RunningTime, way: Way) -> Result<i64, Error> {
    let counts = |column: &dyn Fn() -> String, part: &TermOfTime| -> Result<i64, InputError> {
        if !(1..=TermOfTime::MOST).contains(&part.count) {
            return Err(InputError::value(column(), part, format!("1 to {}", TermOfTime::MOST)));
        }
        if part.unit != term.unit {
            return Err(InputError::value(column(), part, format!("{}, as the term", term.unit)));
        }
        Ok(i64::from(part.count))
    };
    let mut count = counts(&|| "term".to_owned(), &term)?;
    for (nth, extension) in extensions.iter().enumerate() {
        count += counts(&|| format!("extensions[{nth}]"), extension)?;
    }
    let each = match (way, term.unit) {
        (Way::Days, _) => 1,
        (Way::Time(_), Unit::WorkingDay) => time.day_length().unwrap_or(0),
        (Way::Time(_), _) => HOUR,
    };
    let allowed = "less than 292 years together";
    count.checked_mul(each).ok_or_else(|| InputError::value("extensions", count, allowed).into())
}

/// When so much has run.
enum Ending {
    /// At this moment.
    At(i64),
    /// Not before a pause that goes on has ended, and then this is left.
    Open(Amount),
}

impl DueAt {
    /// When so much has run: days, or nanoseconds.
    fn run_out(
        &self,
        time: &RunningTime,
        way: Way,
        total: i64,
        stops: &[Stop],
        roll: Roll,
    ) -> Result<Ending, Error> {
        let from = stamp(self.start, "start")?;
        let pace = match way {
            Way::Days => {
                let days = Days::new(time, self.term.unit, from, self.missed_cut_off)?;
                return Ok(match days.last(total, stops, roll)? {
                    Last::On(_, day) => Ending::At(time.close(day)?),
                    Last::Open(left) => Ending::Open(Amount::Days(left)),
                });
            }
            Way::Time(pace) => pace,
        };
        let ran_out = || time.calendar.ran_out(self.start.date(), 1);
        let mut target = time.ran(pace, from)?.saturating_add(total);
        for stop in stops {
            let Ok(before) = time.ran(pace, stop.from) else { break };
            if before >= target {
                break;
            }
            if stop.to == Stop::OPEN {
                return Ok(Ending::Open(Amount::of(false, target - before)));
            }
            let after = time.ran(pace, stop.to).map_err(|_| ran_out())?;
            target = target.saturating_add(after - before);
        }
        let at = time.reach(pace, target).ok_or_else(ran_out)?;
        // The minute in which the term runs out is given whole.
        let at = at.checked_add((-at).rem_euclid(MINUTE)).ok_or_else(ran_out)?;
        Ok(Ending::At(at))
    }

    /// When so much of the term has run, at the end of a minute; `None` while a pause that goes on stands before that.
    ///
    /// # Errors
    /// [`InputError`] where the amount is not above 0 or in another kind of unit than the term;
    /// [`CalendarError`](crate::CalendarError) where a day that is needed is not known.
    pub fn when(&self, ran: Amount) -> Result<Option<NaiveDateTime>, Error> {
        let way = self.way();
        let total = match (ran, way) {
            (Amount::Days(days), Way::Days) => Some(days),
            (Amount::Time(time), Way::Time(_)) => time.num_nanoseconds(),
            _ => None,
        };
        let total = total.filter(|total| *total > 0).ok_or_else(|| {
            let allowed =
                if way == Way::Days { "1 day or more" } else { "more than no time, less than 292 years" };
            InputError::value("ran", ran.wording(), allowed)
        })?;
        Ok(match self.run_out(&self.time, way, total, &self.stops()?, Roll::None)? {
            Ending::At(at) => Some(moment(at)),
            Ending::Open(_) => None,
        })
    }

    /// What a term comes to on this clock.
    ///
    /// # Errors
    /// [`InputError`] where it is in another unit than the term of the clock.
    pub fn amount(&self, term: TermOfTime) -> Result<Amount, Error> {
        let way = self.way();
        let whole = total(TermOfTime { count: 1, ..self.term }, &[term], &self.time, way)?;
        let one = total(TermOfTime { count: 1, ..self.term }, &[], &self.time, way)?;
        Ok(Amount::of(way == Way::Days, whole - one))
    }

    fn ends(&mut self, at: i64) -> Result<(), Error> {
        let (day, _) = split(at.saturating_sub(1));
        let day = date(day).unwrap_or_default();
        self.at = Some(moment(at));
        self.date = Some(day);
        self.status = Some(match self.term.unit {
            Unit::UrgentHour => DayStatus::Confirmed,
            _ => self.time.calendar.status(day.max(self.start.date()))?,
        });
        Ok(())
    }

    fn way(&self) -> Way {
        way(self.term.unit, &self.time.rule)
    }

    /// Whether its term is counted by whole days.
    pub(crate) fn is_of_days(&self) -> bool {
        self.way() == Way::Days
    }

    fn stops(&self) -> Result<Vec<Stop>, InputError> {
        Stop::merged(&self.pauses, stamp(self.start, "start")?)
    }

    /// The term with its extensions.
    pub fn total(&self) -> Amount {
        let way = self.way();
        let total = total(self.term, &self.extensions, &self.time, way);
        Amount::of(way == Way::Days, total.unwrap_or_default())
    }

    /// Whether the clock has run out by a moment; never while a pause that goes on stands before the due moment.
    pub fn is_late(&self, now: NaiveDateTime) -> bool {
        self.at.is_some_and(|at| now >= at)
    }

    fn ran(&self, now: i64) -> Result<i64, Error> {
        let (start, stops) = (stamp(self.start, "start")?, self.stops()?);
        match self.way() {
            Way::Days => {
                let days = Days::new(&self.time, self.term.unit, start, self.missed_cut_off)?;
                Ok(days.elapsed(now, &stops)?)
            }
            Way::Time(_) if now <= start => Ok(0),
            Way::Time(pace) => {
                let mut ran = self.time.ran(pace, now)? - self.time.ran(pace, start)?;
                for stop in stops.iter().take_while(|stop| stop.from < now) {
                    ran -= self.time.ran(pace, stop.to.min(now))? - self.time.ran(pace, stop.from)?;
                }
                Ok(ran)
            }
        }
    }

    /// How much of the term has run by a moment: days that counted and have closed, or running time; pauses left
    /// out. It goes on after the due moment.
    ///
    /// # Errors
    /// [`CalendarError`](crate::CalendarError) where the moment lies outside the calendar.
    pub fn elapsed(&self, now: NaiveDateTime) -> Result<Amount, Error> {
        Ok(Amount::of(self.way() == Way::Days, self.ran(stamp(now, "now")?)?))
    }

    /// How much is left at a moment; below 0 what has run since the due moment. A due date that moved from a rest
    /// day leaves 0 until it has closed.
    ///
    /// # Errors
    /// As for [`elapsed`](Self::elapsed).
    pub fn remaining(&self, now: NaiveDateTime) -> Result<Amount, Error> {
        let (way, now) = (self.way(), stamp(now, "now")?);
        let ran = self.ran(now)?;
        let left = match self.at.map(|at| stamp(at, "at")).transpose()? {
            Some(at) if now > at => self.ran(at)? - ran,
            _ => (total(self.term, &self.extensions, &self.time, way)? - ran).max(0),
        };
        Ok(Amount::of(way == Way::Days, left))
    }
}

/// When a term runs out that started at a moment, by the policy in force on that day.
///
/// Day units end with the close of the n-th counted day at whose close the clock is running; hour units at the end
/// of the minute in which the term has run. Pauses are half-open, overlapping ones count once; extensions are in the
/// unit of the term.
///
/// ```
/// use chrono::NaiveDate;
/// use wangge::rules::due::{self, DueOptions, Pause};
/// use wangge::{Policy, WorkCalendar};
/// # fn main() -> Result<(), wangge::Error> {
/// let at = |day, hour| NaiveDate::from_ymd_opt(2026, 11, day).and_then(|day| day.and_hms_opt(hour, 0, 0)).expect("a moment");
/// // From Friday 16:00 four working hours, paused from 17:00 until Monday 09:00: one ran on Friday, three on Monday.
/// let pauses = [Pause::new(at(20, 17), at(23, 9))];
/// let (policy, calendar) = (Policy::preset("combined")?, WorkCalendar::china());
/// let due = due::due_at(&policy, &calendar, at(20, 16), "4 working_hour".parse()?, &pauses, &[], DueOptions::default())?;
/// assert_eq!(due.value.at, Some(at(23, 12)));
/// assert_eq!(due.clauses(), ["W-3", "E-3"]);
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`Unspecified`](crate::Unspecified) where the policy states no `counting`, or no `counting.sessions` and the unit
/// is not `urgent_hour`; [`CalendarError`](crate::CalendarError) where a day that is needed is not known;
/// [`InputError`] for a pause that ends before it begins, an extension in another unit, or a count outside 1 to 10000.
pub fn due_at(
    policy: &Policy,
    calendar: &WorkCalendar,
    start: NaiveDateTime,
    term: TermOfTime,
    pauses: &[Pause],
    extensions: &[TermOfTime],
    options: DueOptions,
) -> Result<Decision<DueAt>, Error> {
    let clock = Clock::new(policy, calendar, start.date())?;
    let value = clock.due_at(start, term, pauses, extensions, options)?;
    let because = clock.because(&value)?;
    Ok(Decision { value, because })
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] =
    &[&SESSIONS, &BY_MINUTES, &ALWAYS, &DAYS, &HOURS, &MINUTES, &HOURS_MINUTES, &WITH_SECONDS, &LATE_BY];
#[cfg(test)]
pub(crate) use explain::TEMPLATES as EXPLAIN_TEMPLATES;
