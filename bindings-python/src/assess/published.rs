//! What was published, and corrections of it.

use pyo3::prelude::*;
use rust_decimal::Decimal;
use wangge::assess::{Period, PublishedResult, ResultRow};

use super::ranking::PyRanks;
use super::{Span, period};
use crate::date::Date;
use crate::error::PyError;
use crate::record::{Tuple, record};

record! {
    /// A line of a published result (结果行).
    PyResultRow = "ResultRow" {
        /// The unit.
        unit: String,
        /// Its rank; None where it has none.
        rank: Option<u32>,
        /// What was counted, where it is ranked by a figure.
        numerator: Option<i64>,
        /// Over what.
        denominator: Option<i64>,
        /// Its marks, where it has any.
        marks: Option<Decimal>,
    }
    signature (unit, rank = None, numerator = None, denominator = None, marks = None)
}

impl PyResultRow {
    fn from_core(row: &ResultRow) -> Self {
        let ResultRow { unit, rank, numerator, denominator, marks } = row.clone();
        Self { unit, rank, numerator, denominator, marks }
    }

    fn core(&self) -> ResultRow {
        let Self { unit, rank, numerator, denominator, marks } = self.clone();
        ResultRow { unit, rank, numerator, denominator, marks }
    }

    fn shown(&self) -> String {
        let rank = self.rank.map_or_else(|| "None".to_owned(), |rank| rank.to_string());
        format!("ResultRow('{}', {rank})", self.unit)
    }
}

record! {
    /// A version of a published result (公布版本).
    PyVersion = "Version" {
        /// From 1.
        number: u32,
        /// The day it was published.
        on: Date,
        /// Why it replaces the one before; None for the first.
        why: Option<String>,
        /// The lines, in order.
        rows: Tuple<PyResultRow>,
    }
}

impl PyVersion {
    fn shown(&self) -> String {
        format!("Version({}, {}, {} rows)", self.number, self.on.0, self.rows.0.len())
    }
}

record! {
    /// A line that a correction changes (更正).
    PyCorrection = "Correction" {
        /// The unit.
        unit: String,
        /// Its line before; None where it had none.
        before: Option<PyResultRow>,
        /// Its line now; None where it has none.
        after: Option<PyResultRow>,
    }
}

impl PyCorrection {
    fn shown(&self) -> String {
        let shown =
            |row: &Option<PyResultRow>| row.as_ref().map_or_else(|| "None".to_owned(), PyResultRow::shown);
        format!("Correction('{}', {} -> {})", self.unit, shown(&self.before), shown(&self.after))
    }
}

record! {
    /// A published result with all its versions (公布结果): nothing that was published is lost.
    ///
    /// >>> from datetime import date
    /// >>> import wangge as wg
    /// >>> quarter = (date(2026, 7, 1), date(2026, 9, 30))
    /// >>> rows = [wg.ResultRow("示例村", 2, 8, 10)]
    /// >>> result = wg.PublishedResult.first("排名", quarter, date(2026, 10, 9), rows)
    /// >>> now = result.correct(date(2026, 10, 20), "一件申诉成立", [wg.ResultRow("示例村", 1, 9, 10)])
    /// >>> now.changes(2)
    /// (Correction('示例村', ResultRow('示例村', 2) -> ResultRow('示例村', 1)),)
    /// >>> [version.number for version in now.versions]
    /// [1, 2]
    PyPublishedResult = "PublishedResult" {
        /// Its title.
        title: String,
        /// The first and the last day of the period it is for.
        period: Span,
        /// All versions, the first first.
        versions: Tuple<PyVersion>,
    }
    methods {
        /// The first version of a result: of `Ranks`, or of lines.
        ///
        /// Raises InputError for a unit with two lines, or a day before the period is over.
        #[classmethod]
        fn first(
            _cls: &Bound<'_, pyo3::types::PyType>,
            title: String,
            period: Span,
            on: Date,
            rows: Lines,
        ) -> Result<Self, PyError> {
            let span = self::period(period)?;
            let made = PublishedResult::new(title, span, on.0, rows.core())?;
            Ok(Self::from_core(&made))
        }

        /// The version that holds.
        #[getter]
        fn current(&self) -> Option<PyVersion> {
            self.versions.0.last().cloned()
        }

        /// The result with a new version.
        ///
        /// Raises InputError for a correction without a reason, before the version that it corrects, that changes
        /// nothing, or with two lines for a unit.
        fn correct(&self, on: Date, why: &str, rows: Lines) -> Result<Self, PyError> {
            let mut made = self.core()?;
            made.correct(on.0, why, rows.core())?;
            Ok(Self::from_core(&made))
        }

        /// What a version changed; nothing for the first.
        fn changes(&self, number: u32) -> Result<Tuple<PyCorrection>, PyError> {
            let found = self.core()?.changes(number);
            let one = |row: &Option<ResultRow>| row.as_ref().map(PyResultRow::from_core);
            let of = found.iter().map(|change| PyCorrection {
                unit: change.unit.clone(),
                before: one(&change.before),
                after: one(&change.after),
            });
            Ok(Tuple(of.collect()))
        }
    }
}

/// The lines of a result, or ranks.
pub(crate) enum Lines {
    Rows(Vec<PyResultRow>),
    Ranks(PyRanks),
}

impl FromPyObject<'_, '_> for Lines {
    type Error = PyErr;
    const INPUT_TYPE: pyo3::inspect::PyStaticExpr = pyo3::type_hint_identifier!("wangge._types", "Lines");

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        if let Ok(ranks) = object.extract::<PyRanks>() {
            return Ok(Self::Ranks(ranks));
        }
        Ok(Self::Rows(object.extract()?))
    }
}

impl Lines {
    fn core(self) -> Vec<ResultRow> {
        match self {
            Self::Rows(rows) => rows.iter().map(PyResultRow::core).collect(),
            Self::Ranks(ranks) => {
                let of = ranks.rows.0.iter().map(|row| ResultRow {
                    unit: row.unit.clone(),
                    rank: row.rank,
                    numerator: row.rate.as_ref().map(|rate| rate.numerator),
                    denominator: row.rate.as_ref().map(|rate| rate.denominator),
                    marks: row.marks,
                });
                of.collect()
            }
        }
    }
}

impl PyPublishedResult {
    fn from_core(result: &PublishedResult) -> Self {
        let versions = result.versions().iter().map(|version| PyVersion {
            number: version.number,
            on: Date(version.on),
            why: version.why.clone(),
            rows: Tuple(version.rows.iter().map(PyResultRow::from_core).collect()),
        });
        let period = result.period();
        Self {
            title: result.title().to_owned(),
            period: (Date(period.start()), Date(period.end())),
            versions: Tuple(versions.collect()),
        }
    }

    fn core(&self) -> Result<PublishedResult, PyError> {
        let span: Period = period(self.period)?;
        let mut versions = self.versions.0.iter();
        let lines = |version: &PyVersion| version.rows.0.iter().map(PyResultRow::core).collect::<Vec<_>>();
        let first = versions.next();
        let on = first.map_or(span.end(), |version| version.on.0);
        let mut made = PublishedResult::new(&self.title, span, on, first.map(lines).unwrap_or_default())?;
        for version in versions {
            made.correct(version.on.0, version.why.as_deref().unwrap_or_default(), lines(version))?;
        }
        Ok(made)
    }

    fn shown(&self) -> String {
        let on = self.versions.0.last().map_or_else(String::new, |version| version.on.0.to_string());
        format!("PublishedResult('{}', {} versions, {on})", self.title, self.versions.0.len())
    }
}
