//! What a policy says of assessment (考评办法), checked: figures, sheets, ranks, the two sheets of a year.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::metrics::StandardMetric;
use super::{Dated, Policy};
use crate::clause::ClauseId;
use crate::error::Error;
use crate::term::{Belongs, Empty, Join, PartUnit, RoundAt, Rounding, Tally, TieBreak};

/// A count, added or taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Signed {
    /// The count.
    pub tally: Tally,
    /// Whether it is taken away.
    pub less: bool,
}

/// A figure: counts over counts (指标).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetricRule {
    /// Its name.
    pub id: String,
    /// Its Chinese name.
    pub zh: String,
    /// Its English name.
    pub en: String,
    /// What is counted.
    pub numerator: Vec<Signed>,
    /// Over what.
    pub denominator: Vec<Signed>,
    /// By which day a case belongs to a period.
    pub belongs_by: Belongs,
    /// Whether cases that an appeal exempted are left out.
    pub exempt: bool,
    /// Whether more of it is better.
    pub more_is_better: bool,
    /// The clause it measures.
    pub clause: ClauseId,
}

/// How a figure becomes marks (计分方法). Percentages are those of the figure, or with `reverse` of what is missing to 100.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum CurveRule {
    /// The full marks times the figure.
    Linear,
    /// Full marks at the target, so many off for each percentage point below, never under the floor.
    Slope {
        /// The percentage of full marks.
        target: Decimal,
        /// The marks off for each percentage point below it.
        per: Decimal,
        /// The least marks.
        floor: Decimal,
    },
    /// From which percentage on how many marks, the highest first; below the last, none.
    Steps(Vec<(Decimal, Decimal)>),
    /// So many marks off for each that the numerator counts, at most the cap.
    Deduct {
        /// The marks off for each.
        per: Decimal,
        /// The most marks off.
        cap: Decimal,
    },
}

/// An item of a sheet (考评项).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetItem {
    /// The figure.
    pub metric: String,
    /// Its weight in marks.
    pub weight: u32,
    /// How the figure becomes marks.
    pub curve: CurveRule,
    /// Whether what is missing to 100 percent counts in place of the figure.
    pub reverse: bool,
    /// What it does when there is nothing to count.
    pub empty: Empty,
}

/// A sheet (考评表).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// A short name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The group of units it is for; `None` for those that no other of its name is for.
    pub group: Option<String>,
    /// The full marks.
    pub full: u32,
    /// How many decimal places the marks have.
    pub places: u32,
    /// How they are rounded.
    pub rounding: Rounding,
    /// Whether the total is rounded, or each item.
    pub round: RoundAt,
    /// Whether its marks are given from outside.
    pub given: bool,
    /// The items.
    pub items: Vec<SheetItem>,
}

/// What units are ranked by (排名依据).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RankBy {
    /// A figure.
    Metric(String),
    /// The marks of a sheet.
    Sheet(String),
}

/// How units are ranked (排名).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranking {
    /// By what.
    pub by: RankBy,
    /// Which day decides the period that a case belongs to.
    pub belongs_by: Belongs,
    /// Units with fewer cases that count are listed, not ranked.
    pub least_volume: u32,
    /// What decides between equals, in order.
    pub ties: Vec<TieBreak>,
    /// Whether units are ranked within their groups only.
    pub within_groups: bool,
    /// What becomes of a unit that existed for a part of the period; `None` where the policy does not say.
    pub part_period: Option<PartUnit>,
}

/// The two sheets of a year, and how they are joined (双百分考核).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoubleHundred {
    /// The names of the two.
    pub sheets: [String; 2],
    /// How their marks are joined.
    pub join: Join,
    /// The percentage of the first, where they are weighed.
    pub first_percent: Option<u32>,
}

/// What a file says of assessment.
#[derive(Debug, PartialEq)]
pub(super) struct AssessRulesOfFile {
    pub(super) metrics: Vec<Dated<MetricRule>>,
    pub(super) sheets: Vec<Dated<Sheet>>,
    pub(super) rankings: Vec<Dated<Ranking>>,
    pub(super) double_hundreds: Vec<Dated<DoubleHundred>>,
}

/// What a policy says of assessment; `day` is the last day of the period.
impl Policy {
    fn assess(&self) -> &AssessRulesOfFile {
        &self.inner.checked.assess
    }

    /// A figure by its name: the county's own, or one that ships with the library.
    ///
    /// # Errors
    /// As said above; the key is `metric[id = "…"]`.
    pub fn metric(&self, id: &str, day: NaiveDate) -> Result<MetricRule, Error> {
        let mut own = self.assess().metrics.iter().filter(|metric| metric.value.id == id).peekable();
        match StandardMetric::find(id) {
            Some(standard) if own.peek().is_none() => Ok(standard.rule()),
            _ => Ok(self.one(&format!("metric[id = \"{id}\"]"), own, Some(day))?.value.clone()),
        }
    }

    /// The figures that it can name on a day: those that ship with the library, then its own.
    pub fn metrics(&self, day: NaiveDate) -> Vec<MetricRule> {
        let own = self.assess().metrics.iter().filter(|metric| metric.span.contains(self.at.unwrap_or(day)));
        let standard = super::metrics::METRICS.iter().map(StandardMetric::rule);
        standard.chain(own.map(|metric| metric.value.clone())).collect()
    }

    /// The sheet of that name for a unit without a group.
    ///
    /// # Errors
    /// As said above; the key is `sheet[id = "…"]`.
    pub fn sheet(&self, id: &str, day: NaiveDate) -> Result<&Dated<Sheet>, Error> {
        self.sheet_of(id, None, day)
    }

    /// The sheet of that name for a unit of a group: the group's own, else the one for all others.
    ///
    /// # Errors
    /// As said above; the key is `sheet[id = "…"]`, with the group where only groups have one.
    pub fn sheet_of(&self, id: &str, group: Option<&str>, day: NaiveDate) -> Result<&Dated<Sheet>, Error> {
        let of = |wanted: Option<&str>| {
            let values = self.assess().sheets.iter();
            values.filter(|sheet| sheet.value.id == id && sheet.value.group.as_deref() == wanted).collect()
        };
        let mut values: Vec<&Dated<Sheet>> = of(group);
        if values.is_empty() {
            values = of(None);
        }
        let key = match group {
            Some(group) => format!("sheet[id = \"{id}\", group = \"{group}\"]"),
            None => format!("sheet[id = \"{id}\"]"),
        };
        self.one(&key, values.into_iter(), Some(day))
    }

    /// The sheets there are, over all time.
    pub fn sheets(&self) -> &[Dated<Sheet>] {
        &self.assess().sheets
    }

    /// How units are ranked.
    ///
    /// # Errors
    /// As said above; the key is `ranking`.
    pub fn ranking(&self, day: NaiveDate) -> Result<&Dated<Ranking>, Error> {
        self.one("ranking", self.assess().rankings.iter(), Some(day))
    }

    /// The two sheets of a year, and how they are joined.
    ///
    /// # Errors
    /// As said above; the key is `double_hundred`.
    pub fn double_hundred(&self, day: NaiveDate) -> Result<&Dated<DoubleHundred>, Error> {
        self.one("double_hundred", self.assess().double_hundreds.iter(), Some(day))
    }
}
