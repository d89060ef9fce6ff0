//! When a clock runs out (到期时刻), and limits read from text.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use wangge::policy::TermOfTime;
use wangge::rules::due::{self, Amount, DueOptions};
use wangge::rules::limit_text;
use wangge::{DayStatus, Decision, Roll};

use crate::calendar::WorkCalendar;
use crate::decision::{Reason, reasons};
use crate::error::WanggeError;
use crate::number::{signed, unsigned};
use crate::policy::Policy;
use crate::term::TermUnit;

/// A time in which a clock stands still (挂账): `from` lies in it, `to` does not; none while it goes on.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Pause {
    /// From when on.
    pub from: NaiveDateTime,
    /// Until when.
    pub to: Option<NaiveDateTime>,
}

/// How much of a term has run, or is left: days where it is counted by whole days, else running time, to the nanosecond.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ClockAmount {
    /// Days, where it is counted by whole days.
    pub days: Option<i64>,
    /// Running time, where it is not.
    pub time: Option<TimeDelta>,
}

impl From<Amount> for ClockAmount {
    fn from(amount: Amount) -> Self {
        match amount {
            Amount::Days(days) => Self { days: Some(days), time: None },
            Amount::Time(time) => Self { days: None, time: Some(time) },
        }
    }
}

/// A clock: a term that started at a moment, its pauses and extensions.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ClockFacts {
    /// When it started, on the county's own clock; like every moment that crosses, to the nanosecond.
    pub start: NaiveDateTime,
    /// How many units the term has, 1 to 10000.
    pub count: i32,
    /// What it is counted in.
    pub unit: TermUnit,
    /// The pauses; overlapping ones count once.
    pub pauses: Vec<Pause>,
    /// What was added to the term, each in its own unit.
    pub extensions: Vec<i32>,
    /// Where a last day in natural days moves when it is a rest day.
    pub roll: Roll,
}

/// When a clock runs out (到期时刻). It is late from that moment on.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct DueAt {
    /// The due moment; none while a pause that goes on stands before it.
    pub at: Option<NaiveDateTime>,
    /// The day that the due moment closes or lies in; none with it.
    pub date: Option<NaiveDate>,
    /// How sure the calendar is of every day up to it; none with it.
    pub status: Option<DayStatus>,
    /// What is left when the clock runs again, where a pause goes on.
    pub left: Option<ClockAmount>,
    /// The term with its extensions.
    pub total: ClockAmount,
    /// The reasons, with their clauses.
    pub because: Vec<Reason>,
}

/// Where a clock stands at a moment.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ClockState {
    /// How much of the term has run, pauses left out.
    pub elapsed: ClockAmount,
    /// How much is left; below 0 what has run since the due moment.
    pub remaining: ClockAmount,
    /// Whether it has run out.
    pub late: bool,
}

/// A line of an explanation, in both languages.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ClockLine {
    /// The line in Chinese.
    pub zh: String,
    /// The line in English.
    pub en: String,
}

/// What a limit written by people says. `condition`, `said` and `remainder` one after the other are the text.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct LimitText {
    /// How many.
    pub count: i32,
    /// Of what.
    pub unit: TermUnit,
    /// The words that say the term.
    pub said: String,
    /// Whether the word of the unit (天, 日, 小时) leaves open if working time is meant.
    pub bare: bool,
    /// The words before it: when it holds.
    pub condition: Option<String>,
    /// The words after it: what must be done by then.
    pub remainder: Option<String>,
}

impl DueAt {
    pub(crate) fn of(due: &due::DueAt, because: &[wangge::Reason]) -> Self {
        Self {
            at: due.at,
            date: due.date,
            status: due.status,
            left: due.left.map(ClockAmount::from),
            total: due.total().into(),
            because: reasons(because),
        }
    }
}

impl ClockState {
    pub(crate) fn of(due: &due::DueAt, now: NaiveDateTime) -> Result<Self, WanggeError> {
        let (elapsed, remaining) = (due.elapsed(now)?.into(), due.remaining(now)?.into());
        Ok(Self { elapsed, remaining, late: due.is_late(now) })
    }
}

pub(crate) fn lines(due: &due::DueAt) -> Result<Vec<ClockLine>, WanggeError> {
    let due::ClockExplanation { head, steps, due } = due.explain()?;
    let steps = steps.into_iter().map(|step| step.why);
    let words = head.into_iter().chain(steps).chain([due]);
    Ok(words.map(|words| ClockLine { zh: words.zh(), en: words.en() }).collect())
}

fn ask(
    policy: &Policy,
    facts: &ClockFacts,
    calendar: &WorkCalendar,
) -> Result<Decision<due::DueAt>, WanggeError> {
    let term = |name: &str, count| Ok(TermOfTime { count: unsigned(name, count)?, unit: facts.unit });
    let pauses: Vec<_> =
        facts.pauses.iter().map(|pause| due::Pause { from: pause.from, to: pause.to }).collect();
    let extensions: Result<Vec<_>, WanggeError> =
        facts.extensions.iter().map(|count| term("extensions", *count)).collect();
    let options = DueOptions { roll: facts.roll };
    let within = term("count", facts.count)?;
    Ok(due::due_at(&policy.0, &calendar.0, facts.start, within, &pauses, &extensions?, options)?)
}

#[uniffi::export]
impl Policy {
    /// When a clock runs out (X-4.2, E-2), by the policy in force on the day it started.
    ///
    /// Refuses with `Unspecified` where the policy states no `counting` or `counting.sessions`, with `UnknownDay`
    /// where the calendar does not reach, with `Input` for a pause that ends before it begins or a count that cannot be.
    pub fn due_at(&self, facts: ClockFacts, calendar: &WorkCalendar) -> Result<DueAt, WanggeError> {
        let Decision { value, because } = ask(self, &facts, calendar)?;
        Ok(DueAt::of(&value, &because))
    }

    /// How much of a clock has run and is left at a moment.
    ///
    /// Refuses as `dueAt` does, and with `UnknownDay` where the moment lies outside the calendar.
    pub fn clock_state(
        &self,
        facts: ClockFacts,
        now: NaiveDateTime,
        calendar: &WorkCalendar,
    ) -> Result<ClockState, WanggeError> {
        ClockState::of(&ask(self, &facts, calendar)?.value, now)
    }

    /// Every day or session of a clock: what counted, what a pause took, which extension added; the due moment last.
    ///
    /// Refuses as `dueAt` does.
    pub fn explain_due_at(
        &self,
        facts: ClockFacts,
        calendar: &WorkCalendar,
    ) -> Result<Vec<ClockLine>, WanggeError> {
        lines(&ask(self, &facts, calendar)?.value)
    }
}

/// Reads a limit as people write it, dropping no word: 7个工作日, 2紧急工作时, 1天.
///
/// Refuses with `Input`, saying what to ask, where the text cannot be read for certain: 紧急工作日, two numbers.
#[uniffi::export]
pub fn read_limit(text: String) -> Result<LimitText, WanggeError> {
    let limit_text::LimitText { term, said, bare, condition, remainder } = limit_text::read(&text)?;
    Ok(LimitText { count: signed(term.count), unit: term.unit, said, bare, condition, remainder })
}
