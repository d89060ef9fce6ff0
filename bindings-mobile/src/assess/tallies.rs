//! Counts of units and periods, and their figures.

use core::fmt;

use chrono::NaiveDate;
use wangge::assess::{self, UnitFact};
use wangge::{Belongs, InputError, Tally, Vocabulary as _};

use crate::decision::{Reason, reasons};
use crate::error::WanggeError;
use crate::number::unsigned_at;
use crate::policy::Policy;

/// A period, both days inclusive (考评期间).
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct Period {
    /// The first day.
    pub start: NaiveDate,
    /// The last day.
    pub end: NaiveDate,
}

impl Period {
    pub(super) fn core(self) -> Result<assess::Period, WanggeError> {
        Ok(assess::Period::new(self.start, self.end)?)
    }
}

/// One count (计数行).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct CountRow {
    /// The place of the unit, from 0.
    pub unit: i32,
    /// The place of the period, from 0.
    pub period: i32,
    /// What is counted, as its code: `due`, `closed_on_time`, `patrols_done`.
    pub tally: String,
    /// By which day the cases belong to the period; none for what counts no cases.
    pub belongs_by: Option<Belongs>,
    /// Whether only those that an appeal exempted are counted.
    pub exempted: bool,
    /// How many.
    pub count: i32,
}

/// What is known of a unit beside its counts (考评单位).
#[uniffi::remote(Record)]
pub struct UnitFact {
    /// The unit.
    pub unit: String,
    /// The group it is compared in, such as villages in the hills.
    #[uniffi(default = None)]
    pub group: Option<String>,
    /// The first day it exists; none: it always did.
    #[uniffi(default = None)]
    pub from: Option<NaiveDate>,
    /// The last day it exists; none: it has no end.
    #[uniffi(default = None)]
    pub to: Option<NaiveDate>,
}

/// A figure as two whole numbers (比率): 2 of 3 is no decimal.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Rate {
    /// What was counted.
    pub numerator: i64,
    /// Over what; 0 where there is nothing to count.
    pub denominator: i64,
    /// The percentage to two places, half up; none where there is nothing to count.
    pub percent: Option<String>,
    /// The low end of the 95 percent interval (Wilson) of the rate, to four places outwards; none where it is no share.
    pub low: Option<String>,
    /// Its high end.
    pub high: Option<String>,
}

impl From<assess::Rate> for Rate {
    fn from(rate: assess::Rate) -> Self {
        let interval = rate.interval();
        Self {
            numerator: rate.numerator,
            denominator: rate.denominator,
            percent: rate.percent(2).map(|percent| percent.to_string()),
            low: interval.map(|(low, _)| low.to_string()),
            high: interval.map(|(_, high)| high.to_string()),
        }
    }
}

/// A figure of a unit and a period, with its clause.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct RateOf {
    /// The figure.
    pub rate: Rate,
    /// What was counted over what, with the clause.
    pub because: Vec<Reason>,
}

/// Counts of units and periods (计数表). Those of several servers or townships are merged by adding them, never their rates.
#[derive(PartialEq, Eq, uniffi::Object)]
#[uniffi::export(Display, Eq)]
pub struct Tallies(pub(super) assess::Tallies);

impl fmt::Display for Tallies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tallies({} units, {} periods)", self.0.units().len(), self.0.periods().len())
    }
}

#[uniffi::export]
impl Tallies {
    /// The counts of units, and of periods that follow one another; a count that stands twice is added.
    ///
    /// Refuses with `Input`, naming the row: for no units or none of the periods, a unit that stands twice, periods that
    /// overlap or do not ascend, a place that is none, a code that is none, a count below 0, a count of cases without the day
    /// by which they belong, another one with it.
    #[uniffi::constructor]
    pub fn new(units: Vec<String>, periods: Vec<Period>, counts: Vec<CountRow>) -> Result<Self, WanggeError> {
        let periods = periods.into_iter().map(Period::core).collect::<Result<_, _>>()?;
        let mut made = assess::Tallies::new(units, periods)?;
        for (row, one) in counts.iter().enumerate() {
            let tally = Tally::find(&one.tally).ok_or_else(|| {
                let allowed = Tally::codes().join(", ");
                InputError {
                    row: Some(row),
                    column: "tally".to_owned(),
                    value: one.tally.clone(),
                    allowed,
                    table: None,
                }
            })?;
            let place = |name, count| unsigned_at(name, row, count, 0).map(|place| place as usize);
            let counted = assess::CountRow {
                unit: place("unit", one.unit)?,
                period: place("period", one.period)?,
                tally,
                belongs_by: one.belongs_by,
                exempted: one.exempted,
                count: unsigned_at("count", row, one.count, 0)?,
            };
            made.add_row(&counted).map_err(|error| InputError { row: Some(row), ..error })?;
        }
        Ok(Self(made))
    }

    /// These counts and those of the same units and periods elsewhere, added.
    ///
    /// Refuses with `Input` where the units or the periods are not the same.
    pub fn merged(&self, other: &Self) -> Result<Self, WanggeError> {
        let mut made = self.0.clone();
        made.merge(&other.0)?;
        Ok(Self(made))
    }

    /// The units, in order.
    pub fn units(&self) -> Vec<String> {
        self.0.units().to_vec()
    }
}

#[uniffi::export]
impl Policy {
    /// A figure of a unit and a period, such as `on_time_rate`, with its clause.
    ///
    /// Refuses with `Unspecified` for a figure that the policy does not state, with `Input` for a unit or a period that is
    /// not counted, and for what no record fed.
    pub fn rate_of(
        &self,
        metric: &str,
        tallies: &Tallies,
        unit: &str,
        period: Period,
    ) -> Result<RateOf, WanggeError> {
        let found = assess::figure(&self.0, metric, &tallies.0, unit, period.core()?)?;
        Ok(RateOf { rate: found.value.into(), because: reasons(&found.because) })
    }
}

pub(super) fn units(facts: Vec<UnitFact>) -> Result<assess::Units, WanggeError> {
    Ok(assess::Units::new(facts)?)
}
