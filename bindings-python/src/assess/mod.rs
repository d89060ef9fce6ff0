//! Assessment: what counts, figures, marks, ranks, what was published, the same log under another policy.

mod backtest;
mod curve;
mod fact;
mod published;
mod ranking;
mod sheets;
mod supervised;
mod table;
mod tallies;

pub(crate) use backtest::{
    PyAttribution, PyBacktested, PyChange, PyLateness, PyLint, PyMetric, PyRankMove, backtest_events,
    event_grids, sweep_events,
};
pub(crate) use curve::PyCurve;
pub(crate) use fact::{PyRecordFact, PyUnitFact};
pub(crate) use published::{PyCorrection, PyPublishedResult, PyResultRow, PyVersion};
pub(crate) use ranking::{PyRanks, PyUnitRank, rank_paths, ranks};
pub(crate) use sheets::{PyItemMarks, PyReview, PySheetMarks, PyUnitMarks, PyUnitYear, marks, review};
pub(crate) use supervised::{PyBulletin, PyBulletinItem, bulletin};
pub(crate) use table::{PyFigures, PyRanked, PyScore, PyScores, rank, score_rows};
pub(crate) use tallies::{PyCounted, PyFigure, PyRate, PyTallies, count_events, open_records};

use pyo3::prelude::*;
use wangge::assess::{Marks, Period};

use crate::date::Date;
use crate::error::PyError;
use crate::record::{Tabled, hinted};

hinted! {
    /// Rows, one after the other.
    RowIterator = "RowIterator"
}

/// The table that a function of `wangge._assess` makes of an answer.
fn table_of<'py>(answer: &Bound<'py, PyAny>, name: &str) -> PyResult<Tabled<'py>> {
    crate::record::table_of(answer, "wangge._assess", name)
}

/// A period as Python gives it: its first and its last day.
type Span = (Date, Date);

fn period(span: Span) -> Result<Period, PyError> {
    Ok(Period::new(span.0.0, span.1.0)?)
}

/// The marks; None where they are not applicable.
fn given(marks: Marks) -> Option<rust_decimal::Decimal> {
    match marks {
        Marks::Given(marks) => Some(marks),
        Marks::NotApplicable => None,
    }
}

/// Rows that are one answer: as long as they are, one after another, by their place.
macro_rules! rows_of {
    ($(#[$doc:meta])* $py:ident = $name:literal of $row:ident { $( $(#[doc = $field_doc:literal])* $field:ident : $ty:ty, )* } $table:literal { $(#[$columns:meta])+ }) => {
        $crate::record::record! {
            $(#[$doc])*
            $py = $name {
                /// One row each.
                rows: $crate::record::Tuple<$row>,
                $( $(#[doc = $field_doc])* $field: $ty, )*
            }
            methods {
                fn __len__(&self) -> usize {
                    self.rows.0.len()
                }

                fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<$crate::assess::RowIterator<'py>> {
                    Ok($crate::assess::RowIterator((&self.rows).into_pyobject(py)?.try_iter()?.into_any()))
                }

                fn __getitem__(&self, index: isize) -> PyResult<$row> {
                    $crate::record::item(&self.rows.0, index)
                }

                $(#[$columns])+
                fn table<'py>(slf: &Bound<'py, Self>) -> PyResult<$crate::record::Tabled<'py>> {
                    $crate::assess::table_of(slf.as_any(), $table)
                }

                /// A DataFrame of pandas with the columns of `table`.
                fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
                    Self::table(slf)?.0.call_method0("to_pandas")
                }

                /// A DataFrame of polars with the columns of `table`.
                fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
                    Self::table(slf)?.0.call_method0("to_polars")
                }

                /// A Table of pyarrow with the columns of `table`.
                fn to_arrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
                    Self::table(slf)?.0.call_method0("to_arrow")
                }
            }
        }
    };
}
use rows_of;
