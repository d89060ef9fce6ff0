//! The on-time rate of a period (按期办结率), out of a table of cases.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::calendar::WorkCalendar;
use crate::decision::{Arg, Decision, Reason, Template};
use crate::error::{Error, InputError, PolicyError};
use crate::policy::Policy;
use crate::rules::deadline::{self, Deadline};
use crate::term::{Belongs, Complexity};
use crate::vocabulary::vocabulary;

/// One case, as a table has it (一件一行).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CaseRow {
    /// The village.
    pub village: String,
    /// The day of receipt.
    pub received: NaiveDate,
    /// The day it was settled; `None` while it is open.
    pub closed: Option<NaiveDate>,
    /// The complexity that decides its limit.
    pub complexity: Complexity,
}

/// A span of days, both inclusive (考评期间).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Period {
    start: NaiveDate,
    end: NaiveDate,
}

impl Period {
    /// The period from `start` to `end`, both inclusive.
    ///
    /// # Errors
    /// [`InputError`] when it ends before it starts.
    pub fn new(start: NaiveDate, end: NaiveDate) -> Result<Self, InputError> {
        if end < start {
            return Err(InputError::value(
                "period",
                format!("{start} to {end}"),
                "an end not before the start",
            ));
        }
        Ok(Self { start, end })
    }

    /// Its first day.
    pub fn start(&self) -> NaiveDate {
        self.start
    }

    /// Its last day.
    pub fn end(&self) -> NaiveDate {
        self.end
    }

    /// Whether a day lies in it.
    pub fn contains(&self, day: NaiveDate) -> bool {
        (self.start..=self.end).contains(&day)
    }
}

vocabulary! {
    /// How a case stands at the close of a day (办理状况).
    pub enum Standing as "standing" {
        /// Settled by its due date.
        OnTime = "on_time", "按期办结", "settled in time";
        /// Settled after its due date.
        Late = "late", "超期办结", "settled late";
        /// Open, and past its due date.
        Overdue = "overdue", "逾期未结", "open and overdue";
        /// Open, and not yet past its due date.
        Pending = "pending", "在办未到期", "open, not yet due";
    }
}

/// How a case stands at the close of a day. A settlement after that day has not happened yet.
///
/// ```
/// use chrono::NaiveDate;
/// use wangge::assess::{CaseRow, Standing, standing};
/// use wangge::{Complexity, Policy, WorkCalendar};
/// # fn main() -> Result<(), wangge::Error> {
/// let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).expect("a day");
/// let case = CaseRow { village: "示例村".into(), received: day(2), closed: None, complexity: Complexity::General };
/// let (policy, calendar) = (Policy::preset("combined")?, WorkCalendar::china());
/// assert_eq!(standing(&policy, &calendar, &case, day(11))?.0, Standing::Pending); // the due date itself
/// assert_eq!(standing(&policy, &calendar, &case, day(12))?.0, Standing::Overdue);
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`InputError`] when it was settled before it was received, and the errors of [`deadline::due`].
pub fn standing(
    policy: &Policy,
    calendar: &WorkCalendar,
    case: &CaseRow,
    as_of: NaiveDate,
) -> Result<(Standing, Deadline), Error> {
    if let Some(closed) = case.closed.filter(|closed| *closed < case.received) {
        let allowed = format!("a day not before {}, the day of receipt", case.received);
        return Err(InputError::value("closed", closed, allowed).into());
    }
    let due = deadline::due(policy, calendar, case.received, case.complexity)?.value;
    let standing = match case.closed.filter(|closed| *closed <= as_of) {
        Some(closed) if closed <= due.date => Standing::OnTime,
        Some(_) => Standing::Late,
        None if as_of <= due.date => Standing::Pending,
        None => Standing::Overdue,
    };
    Ok((standing, due))
}

/// What was counted of one village (计数).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize)]
pub struct Figures {
    /// Cases that belong to the period.
    pub cases: u32,
    /// Settled by their due date.
    pub on_time: u32,
    /// Settled after it.
    pub late: u32,
    /// Open and past it.
    pub overdue: u32,
    /// Open and not yet past it: in the period, but not in the rate.
    pub pending: u32,
}

impl Figures {
    /// The denominator: cases whose outcome is known.
    pub fn decided(&self) -> u32 {
        self.on_time + self.late + self.overdue
    }

    /// The rate to so many decimal places, half up; `None` where nothing is decided.
    pub fn rate(&self, places: u32) -> Option<Decimal> {
        share(Decimal::ONE, self.on_time, self.decided(), places)
    }

    /// Compares two rates exactly, as fractions; `None` where either has nothing decided.
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        let product = |a: u32, b: u32| u64::from(a) * u64::from(b);
        let both = self.decided() > 0 && other.decided() > 0;
        both.then(|| product(self.on_time, other.decided()).cmp(&product(other.on_time, self.decided())))
    }
}

/// `full · part / whole`, rounded half up once; `None` for an empty denominator.
pub(super) fn share(full: Decimal, part: u32, whole: u32, places: u32) -> Option<Decimal> {
    use rust_decimal::RoundingStrategy::MidpointAwayFromZero;
    let exact = (full * Decimal::from(part)).checked_div(Decimal::from(whole))?;
    let mut rounded = exact.round_dp_with_strategy(places, MidpointAwayFromZero);
    rounded.rescale(places);
    Some(rounded)
}

/// The on-time figures of every village (按期办结率), in the order of their names.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct OnTime {
    /// The period.
    pub period: Period,
    /// The day at whose close it was counted.
    pub as_of: NaiveDate,
    /// Which day decided the period that a case belongs to.
    pub belongs_by: Belongs,
    /// Village and figures.
    pub villages: Vec<(String, Figures)>,
}

static COUNTED: Template = Template::new(
    "assess.on_time",
    "按期办结率：{0}至{1}，按{2}归属；分子为按期办结，分母为按期、超期与逾期未结之和，截至{3}",
    "on-time rate: {0} to {1}, cases by the day they {2}; settled in time over settled or overdue, as of {3}",
);

/// The on-time figures of a period, as they stand at the close of a day.
///
/// A case belongs to the period by the day that `ranking.belongs_by` names. By `fell_due` and `closed` every
/// case of the period has its outcome once the period is over; by `received` some may still be open and not
/// due: these are counted as pending and are in no rate.
///
/// ```
/// use chrono::NaiveDate;
/// use wangge::assess::{CaseRow, Period, on_time};
/// use wangge::{Complexity, Policy, WorkCalendar};
/// # fn main() -> Result<(), wangge::Error> {
/// let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).expect("a day");
/// let case = |closed| CaseRow {
///     village: "示例村".into(),
///     received: day(7, 1),
///     closed,
///     complexity: Complexity::General, // due on 10 July
/// };
/// let cases = [case(Some(day(7, 10))), case(Some(day(7, 13))), case(None)];
/// let period = Period::new(day(7, 1), day(9, 30))?;
/// let found = on_time(&Policy::preset("combined")?, &WorkCalendar::china(), &cases, period, day(9, 30))?;
/// let (village, figures) = &found.value.villages[0];
/// assert_eq!((village.as_str(), figures.on_time, figures.decided()), ("示例村", 1, 3));
/// assert_eq!(figures.rate(4).expect("cases were decided").to_string(), "0.3333");
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`InputError`] naming the row of a case that was settled before it was received;
/// [`Unspecified`](crate::Unspecified) for `ranking`, and the errors of [`deadline::due`].
pub fn on_time(
    policy: &Policy,
    calendar: &WorkCalendar,
    cases: &[CaseRow],
    period: Period,
    as_of: NaiveDate,
) -> Result<Decision<OnTime>, Error> {
    let ranking = policy.ranking(period.end())?;
    let belongs_by = ranking.value.belongs_by;
    let mut villages: BTreeMap<&str, Figures> = BTreeMap::new();
    for (row, case) in cases.iter().enumerate() {
        let figures = villages.entry(&case.village).or_default();
        let (standing, due) = standing(policy, calendar, case, as_of).map_err(|error| match error {
            Error::Input(error) => Error::Input(error.at(row)),
            Error::Calendar(_) | Error::Policy(PolicyError::NotInForce { .. }) => {
                InputError::value("received", case.received, error.to_string()).at(row).into()
            }
            other => other,
        })?;
        let day = match belongs_by {
            Belongs::Received => Some(case.received),
            Belongs::FellDue => Some(due.date),
            Belongs::Closed => case.closed.filter(|closed| *closed <= as_of),
        };
        if !day.is_some_and(|day| period.contains(day)) {
            continue;
        }
        figures.cases += 1;
        match standing {
            Standing::OnTime => figures.on_time += 1,
            Standing::Late => figures.late += 1,
            Standing::Overdue => figures.overdue += 1,
            Standing::Pending => figures.pending += 1,
        }
    }
    let args = [Arg::from(period.start()), period.end().into(), belongs_by.into(), as_of.into()];
    let because = vec![Reason::new(&ranking.clause, COUNTED.with(args))];
    let villages = villages.into_iter().map(|(name, figures)| (name.to_owned(), figures)).collect();
    Ok(Decision { value: OnTime { period, as_of, belongs_by, villages }, because })
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[&COUNTED];
