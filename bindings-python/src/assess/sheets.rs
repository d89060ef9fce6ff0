//! Marks on a sheet, and the two sheets of a year.

use pyo3::prelude::*;
use rust_decimal::Decimal;
use wangge::assess::{self, GivenMarks, ItemMarks, UnitMarks, UnitYear};

use super::fact::{PyUnitFact, units};
use super::tallies::{PyRate, PyTallies};
use super::{Span, given, period, rows_of};
use crate::error::PyError;
use crate::policy::PyPolicy;
use crate::record::{PyReason, Tuple, record};
use crate::term::ItemState;

record! {
    /// The marks of an item (单项得分).
    PyItemMarks = "ItemMarks" {
        /// The figure.
        metric: String,
        /// Its Chinese name.
        zh: String,
        /// Its weight in marks.
        weight: u32,
        /// What was counted.
        rate: PyRate,
        /// How it came to its marks.
        state: ItemState,
        /// The marks, to the places of the sheet; None where it has none.
        marks: Option<Decimal>,
    }
}

fn shown(marks: Option<Decimal>) -> String {
    marks.map_or_else(|| "None".to_owned(), |marks| marks.to_string())
}

impl PyItemMarks {
    fn from_core(item: &ItemMarks) -> Self {
        Self {
            metric: item.metric.clone(),
            zh: item.zh.clone(),
            weight: item.weight,
            rate: PyRate::from_core(item.rate),
            state: ItemState(item.state),
            marks: item.marks,
        }
    }

    fn shown(&self) -> String {
        let Self { metric, weight, rate, .. } = self;
        format!(
            "ItemMarks('{metric}', {}/{}, {} of {weight})",
            rate.numerator,
            rate.denominator,
            shown(self.marks)
        )
    }
}

record! {
    /// The marks of a unit on a sheet (考评得分).
    PyUnitMarks = "UnitMarks" {
        /// The unit.
        unit: String,
        /// Its group.
        group: Option<String>,
        /// The items, in the order of the sheet.
        items: Tuple<PyItemMarks>,
        /// The total; None where an item had nothing to count and the sheet gives nothing for that.
        total: Option<Decimal>,
    }
}

impl PyUnitMarks {
    fn from_core(unit: &UnitMarks) -> Self {
        Self {
            unit: unit.unit.clone(),
            group: unit.group.clone(),
            items: Tuple(unit.items.iter().map(PyItemMarks::from_core).collect()),
            total: given(unit.total),
        }
    }

    fn shown(&self) -> String {
        format!("UnitMarks('{}', {}, {} items)", self.unit, shown(self.total), self.items.0.len())
    }
}

rows_of! {
    /// The marks of every unit on a sheet.
    PySheetMarks = "SheetMarks" of PyUnitMarks {
        /// The sheet.
        sheet: String,
        /// The first and the last day of the period.
        period: Span,
        /// The reasons, with their clauses.
        because: Tuple<PyReason>,
    }
    "table_of_marks" {
        /// The columns `unit`, `group`, for each item its `numerator`, `denominator` and `marks` with its
        /// figure before them (`on_time_rate_marks`), and `total`; marks as texts of exact decimals.
    }
}

impl PySheetMarks {
    fn shown(&self) -> String {
        format!(
            "SheetMarks('{}', {} units, {} to {})",
            self.sheet,
            self.rows.0.len(),
            self.period.0.0,
            self.period.1.0
        )
    }
}

/// The marks of every unit on a sheet of the policy, each on the sheet of its group (考评得分).
///
/// Raises UnspecifiedError for a sheet or a figure of it that the policy does not state; InputError for a
/// period that was not counted, and with the row of the unit for figures that no record fed or that no curve
/// takes.
#[pyfunction]
#[pyo3(signature = (policy, sheet, tallies, period, units = Vec::new()))]
#[expect(clippy::needless_pass_by_value, reason = "arguments of Python")]
pub(crate) fn marks(
    policy: &Bound<'_, PyPolicy>,
    sheet: &str,
    tallies: &Bound<'_, PyTallies>,
    period: Span,
    units: Vec<PyUnitFact>,
) -> Result<PySheetMarks, PyError> {
    let units = self::units(&units)?;
    let found = assess::marks(&policy.get().0, sheet, &tallies.get().0, self::period(period)?, &units)?;
    Ok(PySheetMarks {
        rows: Tuple(found.value.iter().map(PyUnitMarks::from_core).collect()),
        sheet: sheet.to_owned(),
        period,
        because: PyReason::all(&found.because),
    })
}

record! {
    /// The year of a unit (年度总评).
    PyUnitYear = "UnitYear" {
        /// The unit.
        unit: String,
        /// Its marks on the first sheet.
        first: Option<Decimal>,
        /// Its marks on the second.
        second: Option<Decimal>,
        /// What they come to.
        total: Option<Decimal>,
    }
}

impl PyUnitYear {
    fn from_core(unit: &UnitYear) -> Self {
        let [first, second] = unit.sheets.map(given);
        Self { unit: unit.unit.clone(), first, second, total: given(unit.total) }
    }

    fn shown(&self) -> String {
        format!(
            "UnitYear('{}', {} and {}: {})",
            self.unit,
            shown(self.first),
            shown(self.second),
            shown(self.total)
        )
    }
}

rows_of! {
    /// The year of every unit: its two sheets, joined as the policy says (双百分考核, X-4.3c).
    PyReview = "Review" of PyUnitYear {
        /// The first and the last day of the year.
        year: Span,
        /// The reasons, with their clauses.
        because: Tuple<PyReason>,
    }
    "table_of_review" {
        /// The columns `unit`, `first`, `second`, `total`; marks as texts of exact decimals.
    }
}

impl PyReview {
    fn shown(&self) -> String {
        format!("Review({} units, {} to {})", self.rows.0.len(), self.year.0.0, self.year.1.0)
    }
}

/// The year of every unit: its marks on the two sheets of the policy, joined as it says (年度总评, X-4.3c).
///
/// `given` are the marks of a sheet that has no items, as (sheet, unit, marks).
///
/// Raises UnspecifiedError for `double_hundred` (E-11) and for its sheets; InputError with the row for marks
/// that are given twice, for a sheet that has items, for a unit that is not counted, below 0 or above the
/// full ones, and for a unit without.
#[pyfunction]
#[pyo3(signature = (policy, tallies, year, given = Vec::new(), units = Vec::new()))]
#[expect(clippy::needless_pass_by_value, reason = "arguments of Python")]
pub(crate) fn review(
    policy: &Bound<'_, PyPolicy>,
    tallies: &Bound<'_, PyTallies>,
    year: Span,
    given: Vec<(String, String, super::curve::Exactly)>,
    units: Vec<PyUnitFact>,
) -> Result<PyReview, PyError> {
    let given: Vec<GivenMarks> =
        given.into_iter().map(|(sheet, unit, marks)| GivenMarks { sheet, unit, marks: marks.0 }).collect();
    let units = self::units(&units)?;
    let found = assess::review(&policy.get().0, &tallies.get().0, period(year)?, &units, &given)?;
    Ok(PyReview {
        rows: Tuple(found.value.iter().map(PyUnitYear::from_core).collect()),
        year,
        because: PyReason::all(&found.because),
    })
}
