//! What was published (考评结果公布), and corrections of it: a new version with what changed and why; the old one stays.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::metric::Period;
use super::rank::Place;
use super::ranks::{Score, UnitRank};
use super::sheet::Marks;
use crate::error::InputError;

/// A line of a published result (结果行).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ResultRow {
    /// The unit.
    pub unit: String,
    /// Its rank; `None` where it has none.
    pub rank: Option<u32>,
    /// What was counted, where it is ranked by a figure.
    pub numerator: Option<i64>,
    /// Over what.
    pub denominator: Option<i64>,
    /// Its marks, where it has any.
    pub marks: Option<Decimal>,
}

impl From<&UnitRank> for ResultRow {
    fn from(row: &UnitRank) -> Self {
        let (rate, marks) = match row.score {
            Score::Rate(rate) => (Some(rate), None),
            Score::Marks(Marks::Given(marks)) => (None, Some(marks)),
            Score::Marks(Marks::NotApplicable) => (None, None),
        };
        let rank = match row.place {
            Place::Rank { rank, .. } => Some(rank),
            _ => None,
        };
        Self {
            unit: row.unit.clone(),
            rank,
            numerator: rate.map(|rate| rate.numerator),
            denominator: rate.map(|rate| rate.denominator),
            marks,
        }
    }
}

/// A version of a published result (公布版本).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Version {
    /// From 1.
    pub number: u32,
    /// The day it was published.
    pub on: NaiveDate,
    /// Why it replaces the one before; `None` for the first.
    pub why: Option<String>,
    /// The lines, in order.
    pub rows: Vec<ResultRow>,
}

/// A published result with all its versions (公布结果). Nothing that was published is lost.
///
/// ```
/// use wangge::assess::{Period, PublishedResult, ResultRow};
/// # fn main() -> Result<(), wangge::InputError> {
/// let day = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).expect("a day");
/// let row = |rank, numerator| ResultRow {
///     unit: "示例村".to_owned(), rank: Some(rank), numerator: Some(numerator), denominator: Some(10), marks: None,
/// };
/// let mut result = PublishedResult::new("排名", Period::new(day(7, 1), day(9, 30))?, day(10, 9), vec![row(2, 8)])?;
/// let changes = result.correct(day(10, 20), "一件申诉成立", vec![row(1, 9)])?;
/// assert_eq!((changes.len(), result.current().number), (1, 2));
/// assert_eq!(result.versions()[0].rows[0].rank, Some(2));
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct PublishedResult {
    title: String,
    period: Period,
    versions: Vec<Version>,
}

/// A line that a correction changes (更正).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Correction {
    /// The unit.
    pub unit: String,
    /// Its line before; `None` where it had none.
    pub before: Option<ResultRow>,
    /// Its line now; `None` where it has none.
    pub after: Option<ResultRow>,
}

fn once(rows: &[ResultRow]) -> Result<(), InputError> {
    let again =
        rows.iter().enumerate().find(|(nth, row)| rows.iter().take(*nth).any(|other| other.unit == row.unit));
    again.map_or(Ok(()), |(row, found)| {
        Err(InputError::value("unit", format!("{:?}", found.unit), "one result a unit").at(row))
    })
}

impl PublishedResult {
    /// The first version.
    ///
    /// # Errors
    /// [`InputError`] for a unit with two lines, or a day before the period is over.
    pub fn new(
        title: impl Into<String>,
        period: Period,
        on: NaiveDate,
        rows: Vec<ResultRow>,
    ) -> Result<Self, InputError> {
        once(&rows)?;
        if on < period.end() {
            return Err(InputError::value(
                "on",
                on,
                format!("{} or later, the end of the period", period.end()),
            ));
        }
        let first = Version { number: 1, on, why: None, rows };
        Ok(Self { title: title.into(), period, versions: vec![first] })
    }

    /// Its title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The period it is for.
    pub fn period(&self) -> Period {
        self.period
    }

    /// All versions, the first first.
    pub fn versions(&self) -> &[Version] {
        &self.versions
    }

    /// The version that holds.
    pub fn current(&self) -> &Version {
        // There is a first one from the beginning.
        self.versions
            .last()
            .unwrap_or(const { &Version { number: 0, on: NaiveDate::MIN, why: None, rows: Vec::new() } })
    }

    /// Publishes a new version, and says what it changes.
    ///
    /// # Errors
    /// [`InputError`] for a correction without a reason, before the version that it corrects, that changes nothing, or with two
    /// lines for a unit.
    pub fn correct(
        &mut self,
        on: NaiveDate,
        why: &str,
        rows: Vec<ResultRow>,
    ) -> Result<Vec<Correction>, InputError> {
        once(&rows)?;
        if why.trim().is_empty() {
            return Err(InputError::value("why", "\"\"", "the reason of the correction"));
        }
        let before = self.current();
        if on < before.on {
            return Err(InputError::value(
                "on",
                on,
                format!("{} or later, the day of the version before", before.on),
            ));
        }
        let changes = changes(&before.rows, &rows);
        if changes.is_empty() {
            return Err(InputError::value(
                "rows",
                "the same",
                "a result that differs from the one that holds",
            ));
        }
        let number = before.number + 1;
        self.versions.push(Version { number, on, why: Some(why.to_owned()), rows });
        Ok(changes)
    }

    /// What a version changed; nothing for the first.
    pub fn changes(&self, number: u32) -> Vec<Correction> {
        let of = |number: u32| self.versions.iter().find(|version| version.number == number);
        match (number.checked_sub(1).and_then(of), of(number)) {
            (Some(before), Some(after)) => changes(&before.rows, &after.rows),
            _ => Vec::new(),
        }
    }
}

fn changes(before: &[ResultRow], after: &[ResultRow]) -> Vec<Correction> {
    let find = |rows: &[ResultRow], unit: &str| rows.iter().find(|row| row.unit == unit).cloned();
    let mut found: Vec<Correction> = after
        .iter()
        .map(|row| Correction {
            unit: row.unit.clone(),
            before: find(before, &row.unit),
            after: Some(row.clone()),
        })
        .filter(|change| change.before != change.after)
        .collect();
    let gone = before.iter().filter(|row| find(after, &row.unit).is_none());
    found.extend(gone.map(|row| Correction {
        unit: row.unit.clone(),
        before: Some(row.clone()),
        after: None,
    }));
    found
}
