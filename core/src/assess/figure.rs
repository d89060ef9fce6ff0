//! Figures (指标): counts over counts, exactly; how sure they are; and what made them.

use rust_decimal::Decimal;

use super::exact::Exact;
use super::record::RecordFact;
use super::tally::{CaseFact, Tallies};
use crate::decision::{Decision, Reason, Template};
use crate::error::{Error, InputError};
use crate::policy::{MetricRule, Policy, Signed};
use crate::term::Tally;
use crate::vocabulary::{Vocabulary as _, vocabulary};

use super::metric::Period;

static FIGURE: Template =
    Template::new("figure.value", "{0}：分子{1}（{2}），分母{3}（{4}）", "{0}: {1} ({2}) over {3} ({4})");
static PLUS: Template = Template::new("figure.plus", "加{0}", "and {0}");
static MINUS: Template = Template::new("figure.minus", "减{0}", "less {0}");

/// A figure as two whole numbers (比率): 2 of 3 is no decimal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Rate {
    /// What was counted.
    pub numerator: i64,
    /// Over what; 0 where there is nothing to count.
    pub denominator: i64,
}

impl Rate {
    /// The fraction to so many places, half up; `None` where there is nothing to count.
    ///
    /// ```
    /// use wangge::assess::Rate;
    /// assert_eq!(Rate { numerator: 2, denominator: 3 }.value(4).expect("counted").to_string(), "0.6667");
    /// assert_eq!(Rate { numerator: 0, denominator: 0 }.value(4), None);
    /// ```
    pub fn value(self, places: u32) -> Option<Decimal> {
        self.exact()?.rounded(places)
    }

    /// The percentage to so many places, half up.
    pub fn percent(self, places: u32) -> Option<Decimal> {
        self.exact()?.times(&Exact::whole(100)).rounded(places)
    }

    pub(super) fn exact(self) -> Option<Exact> {
        Exact::fraction(self.numerator, self.denominator)
    }

    /// Between which rates the true one lies in 95 of 100 such samples (Wilson), outwards to four places; `None` where
    /// there is nothing to count, or the figure is no share of its denominator.
    ///
    /// ```
    /// use wangge::assess::Rate;
    /// let (low, high) = Rate { numerator: 9, denominator: 10 }.interval().expect("a share");
    /// assert_eq!((low.to_string(), high.to_string()), ("0.5958".to_owned(), "0.9822".to_owned()));
    /// ```
    #[expect(clippy::float_arithmetic, clippy::cast_precision_loss, reason = "an estimate, rounded outwards")]
    pub fn interval(self) -> Option<(Decimal, Decimal)> {
        if self.denominator <= 0 || !(0..=self.denominator).contains(&self.numerator) {
            return None;
        }
        // The quantile of the normal distribution for 95 percent, to double precision; only + - * / and the square root,
        // which are the same everywhere.
        let z = 1.959_963_984_540_054_f64;
        let (part, whole) = (self.numerator as f64, self.denominator as f64);
        let (share, square) = (part / whole, z * z);
        let middle = share + square / (2.0 * whole);
        let half = z * (share * (1.0 - share) / whole + square / (4.0 * whole * whole)).sqrt();
        let below = 1.0 + square / whole;
        let low = ((middle - half) / below * 10_000.0).floor().clamp(0.0, 10_000.0);
        let high = ((middle + half) / below * 10_000.0).ceil().clamp(0.0, 10_000.0);
        Some((four_places(low), four_places(high)))
    }

    /// Whether two figures really differ: their intervals do not meet.
    pub fn differs(self, other: Self) -> Option<bool> {
        let ((low, high), (other_low, other_high)) = (self.interval()?, other.interval()?);
        Some(high < other_low || other_high < low)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "between 0 and 10000")]
fn four_places(value: f64) -> Decimal {
    Decimal::new(value as i64, 4)
}

/// A figure of every unit and period, as columns of equal length (指标列).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MetricColumns {
    /// The place of the unit.
    pub unit: Vec<u32>,
    /// The place of the period.
    pub period: Vec<u32>,
    /// The place of the figure among those that were asked for.
    pub metric: Vec<u32>,
    /// What was counted.
    pub numerator: Vec<i64>,
    /// Over what; 0 where there is nothing to count.
    pub denominator: Vec<i64>,
    /// Whether the records that it needs were there at all.
    pub fed: Vec<bool>,
}

vocabulary! {
    /// Why a case or a record is in no figure of a period (未计入原因).
    pub enum LeftOut as "reason something is left out" {
        /// It has no such day: not due, not closed.
        NoDay = "no_day", "没有归属日", "it has no such day yet";
        /// It belongs to another period.
        OtherPeriod = "other_period", "归属其他期间", "it belongs to another period";
        /// An appeal exempted it.
        Exempted = "exempted", "申诉成立，免责", "an appeal exempted it";
        /// It is open and not late, or owed and not yet due.
        NotDue = "not_due", "未到期", "it is not yet due";
        /// It was not taken on.
        Declined = "declined", "不予受理", "it was not taken on";
        /// It was joined with another.
        Merged = "merged", "已并案", "it was joined with another";
        /// It was taken back.
        Withdrawn = "withdrawn", "已撤回", "it was taken back";
        /// It is in neither count.
        NotCounted = "not_counted", "不在计数范围", "it is in neither count";
    }
}

/// What made a figure (指标明细): the rows of its cases or records, and how much each counts: below 0 where it is taken
/// away. The counts of all cases and all records add up to the figure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Opened {
    /// What made the numerator.
    pub numerator: Vec<(usize, i64)>,
    /// What made the denominator.
    pub denominator: Vec<(usize, i64)>,
    /// The rows of the unit that are in neither, and why.
    pub left_out: Vec<(usize, LeftOut)>,
}

impl Opened {
    fn take(&mut self, row: usize, [top, below]: [i64; 2], why: Option<LeftOut>) {
        match why {
            Some(why) => self.left_out.push((row, why)),
            None => {
                for (count, rows) in [(top, &mut self.numerator), (below, &mut self.denominator)] {
                    if count != 0 {
                        rows.push((row, count));
                    }
                }
            }
        }
    }
}

impl MetricRule {
    /// The counts that it is made of.
    pub fn tallies(&self) -> impl Iterator<Item = Tally> {
        self.numerator.iter().chain(&self.denominator).map(|one| one.tally)
    }

    fn side(&self, tallies: &Tallies, unit: usize, period: usize, side: &[Signed]) -> i64 {
        side.iter()
            .map(|one| {
                let count = tallies.count(unit, period, one.tally, self.belongs_by, self.exempt);
                if one.less { -i64::from(count) } else { i64::from(count) }
            })
            .sum()
    }

    /// The figure of a unit and a period by their places.
    ///
    /// # Errors
    /// [`InputError`] where no record fed a count that it is made of, and for a numerator or denominator below nought.
    pub fn rate(&self, tallies: &Tallies, unit: usize, period: usize) -> Result<Rate, InputError> {
        if let Some(tally) = self.tallies().find(|tally| !tallies.is_fed(*tally)) {
            let allowed = format!("records that count {}, for {}", tally.code(), self.id);
            return Err(InputError::value(tally.code(), "not counted", allowed));
        }
        self.counted(tallies, unit, period)
    }

    /// The same, where all of its counts are fed.
    fn counted(&self, tallies: &Tallies, unit: usize, period: usize) -> Result<Rate, InputError> {
        let rate = Rate {
            numerator: self.side(tallies, unit, period, &self.numerator),
            denominator: self.side(tallies, unit, period, &self.denominator),
        };
        for (side, value) in [("numerator", rate.numerator), ("denominator", rate.denominator)] {
            if value < 0 {
                return Err(InputError::value(format!("{}.{side}", self.id), value, "0 or more"));
            }
        }
        Ok(rate)
    }

    /// How much something counts on both sides, by how often it is in a count.
    fn sides(&self, counts: impl Fn(Tally) -> i64) -> [i64; 2] {
        let side = |side: &[Signed]| {
            side.iter().map(|one| if one.less { -counts(one.tally) } else { counts(one.tally) }).sum()
        };
        [side(&self.numerator), side(&self.denominator)]
    }

    /// Which cases made the figure of a unit and a period, and why others of the unit are left out.
    pub fn open(&self, cases: &[CaseFact], of_unit: impl Fn(usize) -> bool, period: Period) -> Opened {
        let mut opened = Opened::default();
        for (row, case) in cases.iter().enumerate().filter(|(row, _)| of_unit(*row)) {
            let sides = self.sides(|tally| i64::from(case.counts.has(tally)));
            let ended = || {
                let states = [
                    (Tally::Declined, LeftOut::Declined),
                    (Tally::Merged, LeftOut::Merged),
                    (Tally::Withdrawn, LeftOut::Withdrawn),
                ];
                states.into_iter().find(|(tally, _)| case.counts.has(*tally)).map(|(_, why)| why)
            };
            let pending = case.counts.has(Tally::Pending);
            let why = match case.day(self.belongs_by) {
                None => Some(ended().unwrap_or(LeftOut::NoDay)),
                Some(day) if !period.contains(day) => Some(LeftOut::OtherPeriod),
                Some(_) if self.exempt && case.exempted => Some(LeftOut::Exempted),
                Some(_) if sides != [0, 0] => None,
                Some(_) if pending => Some(LeftOut::NotDue),
                Some(_) => Some(ended().unwrap_or(LeftOut::NotCounted)),
            };
            opened.take(row, sides, why);
        }
        opened
    }

    /// Which records, and which duties, made the figure of a unit and a period, and why others of the unit are left out.
    pub fn open_records(
        &self,
        records: &[RecordFact],
        of_unit: impl Fn(usize) -> bool,
        period: Period,
    ) -> Opened {
        let mut opened = Opened::default();
        for (row, record) in records.iter().enumerate().filter(|(row, _)| of_unit(*row)) {
            let counts = |tally: Tally| {
                record.counts.iter().filter(|(of, _)| *of == tally).map(|(_, count)| i64::from(*count)).sum()
            };
            let sides = self.sides(counts);
            let about = record.counts.iter().any(|(of, _)| self.tallies().any(|tally| tally == *of));
            let why = match () {
                () if !about => Some(LeftOut::NotCounted),
                () if !period.contains(record.day) => Some(LeftOut::OtherPeriod),
                () if record.pending => Some(LeftOut::NotDue),
                () if sides == [0, 0] => Some(LeftOut::NotCounted),
                () => None,
            };
            opened.take(row, sides, why);
        }
        opened
    }

    /// What a figure says, and the clause.
    pub(super) fn because(&self, rate: Rate) -> Reason {
        use crate::decision::Arg;
        let side = |side: &[Signed]| {
            let words = side.iter().enumerate().map(|(nth, one)| {
                let name = Arg::from(one.tally);
                match (nth, one.less) {
                    (_, true) => Arg::Wording(MINUS.with([name])),
                    (0, false) => name,
                    (_, false) => Arg::Wording(PLUS.with([name])),
                }
            });
            Arg::List(words.collect())
        };
        let name = super::named(self);
        let args = [
            name,
            rate.numerator.into(),
            side(&self.numerator),
            rate.denominator.into(),
            side(&self.denominator),
        ];
        Reason::new(&self.clause, FIGURE.with(args))
    }
}

/// A figure of one unit and period, with what it rests on.
///
/// # Errors
/// [`Unspecified`](crate::Unspecified) for `metric[id = "…"]`; [`InputError`] for a unit or a period that the counts do not have,
/// and as for [`MetricRule::rate`].
pub fn figure(
    policy: &Policy,
    metric: &str,
    tallies: &Tallies,
    unit: &str,
    period: Period,
) -> Result<Decision<Rate>, Error> {
    let rule = policy.metric(metric, period.end())?;
    let unit_place = tallies.units().iter().position(|name| name == unit);
    let unit_place = unit_place
        .ok_or_else(|| InputError::value("unit", format!("{unit:?}"), tallies.units().join(", ")))?;
    let period_place = tallies.period_place(period)?;
    let rate = rule.rate(tallies, unit_place, period_place)?;
    Ok(Decision { value: rate, because: vec![rule.because(rate)] })
}

impl Tallies {
    /// The place of a period.
    ///
    /// # Errors
    /// [`InputError`] for one that was not counted.
    pub fn period_place(&self, period: Period) -> Result<usize, InputError> {
        let name = |one: &Period| format!("{} to {}", one.start(), one.end());
        self.periods().iter().position(|one| *one == period).ok_or_else(|| {
            let allowed = self.periods().iter().map(name).collect::<Vec<_>>().join(", ");
            InputError::value("period", name(&period), allowed)
        })
    }

    /// Figures of all units and periods as columns, metric after metric. One whose records were not there is not fed, and
    /// has 0 over 0.
    ///
    /// # Errors
    /// [`InputError`] for a numerator or denominator below nought.
    pub fn metrics(&self, rules: &[MetricRule]) -> Result<MetricColumns, InputError> {
        let (units, periods) = (self.units().len(), self.periods().len());
        let cells = units * periods;
        let place = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        let mut numerator = vec![0; rules.len() * cells];
        let mut denominator = vec![0; rules.len() * cells];
        let fed: Vec<bool> =
            rules.iter().map(|rule| rule.tallies().all(|tally| self.is_fed(tally))).collect();
        // Unit after unit, since the counts of one lie together.
        for unit in 0..units {
            for period in 0..periods {
                let cell = unit * periods + period;
                for (nth, (rule, _)) in rules.iter().zip(&fed).enumerate().filter(|(_, (_, fed))| **fed) {
                    let rate = rule.counted(self, unit, period).map_err(|error| error.at(unit))?;
                    let at = nth * cells + cell;
                    if let (Some(top), Some(below)) = (numerator.get_mut(at), denominator.get_mut(at)) {
                        (*top, *below) = (rate.numerator, rate.denominator);
                    }
                }
            }
        }
        let each_cell = || (0..units).flat_map(|unit| (0..periods).map(move |period| (unit, period)));
        let all = || rules.iter().flat_map(|_| each_cell());
        Ok(MetricColumns {
            unit: all().map(|(unit, _)| place(unit)).collect(),
            period: all().map(|(_, period)| place(period)).collect(),
            metric: (0..rules.len()).flat_map(|nth| core::iter::repeat_n(place(nth), cells)).collect(),
            numerator,
            denominator,
            fed: fed.into_iter().flat_map(|fed| core::iter::repeat_n(fed, cells)).collect(),
        })
    }
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[&FIGURE, &PLUS, &MINUS];
