//! Tables as people keep them: what `wangge.tables` makes columns of.

use numpy::PyArray1;
use pyo3::import_exception;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use wangge::table::{BadRow, Layout, Read, Serials, Table, TableOptions, Values};

use crate::arrow::Parts;
use crate::error::refused;

import_exception!(wangge.errors, TableError);

fn layout(name: &str) -> PyResult<Layout> {
    Ok(match name {
        "cases" => Layout::CASES,
        "households" => Layout::HOUSEHOLDS,
        "villages" => Layout::VILLAGES,
        "roster" => Layout::ROSTER,
        other => return Err(refused("layout", other, "cases, households, villages, roster").into()),
    })
}

/// The columns of a kind of table: name in English, heading in Chinese.
#[pyfunction]
pub(crate) fn headings_of(kind: &str) -> PyResult<Vec<(&'static str, &'static str)>> {
    let specs = layout(kind)?.0.iter();
    Ok(specs.map(|spec| (spec.name, spec.headings.first().copied().unwrap_or_default())).collect())
}

/// A fault: file, sheet, row, column, value, and what is allowed in Chinese and English.
type Told = (String, Option<String>, u64, String, String, String, String);

fn told(bad: BadRow) -> Told {
    let BadRow { file, sheet, row, column, value, allowed } = bad;
    (file, sheet, row, column, value, allowed.zh, allowed.en)
}

/// Reads the bytes of a table: the number of rows, the columns by name, and the faults.
#[pyfunction]
#[pyo3(signature = (bytes, file, kind, sheet, heading_row, headings, serials))]
#[expect(clippy::too_many_arguments, reason = "called by one function of Python")]
#[expect(clippy::needless_pass_by_value, reason = "arguments of Python")]
pub(crate) fn read_table<'py>(
    py: Python<'py>,
    bytes: &[u8],
    file: &str,
    kind: &str,
    sheet: Option<String>,
    heading_row: Option<u64>,
    headings: Vec<(String, String)>,
    serials: Option<&str>,
) -> PyResult<(usize, Parts<'py>, Vec<Told>)> {
    let serials = match serials {
        None => None,
        Some("1900") => Some(Serials::From1900),
        Some("1904") => Some(Serials::From1904),
        Some(other) => return Err(refused("serials", other, "1900, 1904").into()),
    };
    let layout = layout(kind)?;
    let options = TableOptions { sheet, heading_row, serials };
    let read = py.detach(|| Table::read(bytes, file, &options)?.columns(layout, &headings));
    let Read { columns, rows, bad } = read
        .map_err(|error| TableError::new_err((error.to_string(), error.to_string(), "table.unreadable")))?;
    let parts = PyDict::new(py);
    for (name, values) in columns {
        let column = match values {
            Values::Text(texts) => ("text", texts.into_pyobject(py)?.into_any()),
            Values::Moment(moments, timed) => {
                let seconds =
                    |at: Option<chrono::NaiveDateTime>| at.map_or(i64::MIN, |at| at.and_utc().timestamp());
                let cells = PyArray1::from_iter(py, moments.into_iter().map(seconds));
                let kind = if timed { "M8[s]" } else { "M8[D]" };
                let view = cells.call_method1("view", ("M8[s]",))?;
                ("moment", view.call_method1("astype", (kind,))?)
            }
            Values::Number(numbers) => ("number", numbers.into_pyobject(py)?.into_any()),
            Values::Flag(flags) => ("flag", flags.into_pyobject(py)?.into_any()),
            Values::Word(places, words) => {
                let places = places
                    .into_iter()
                    .map(|place| place.map_or(-1, |place| i8::try_from(place).unwrap_or(-1)));
                let places = PyArray1::from_iter(py, places);
                ("word", (places, words).into_pyobject(py)?.into_any())
            }
        };
        parts.set_item(name, column)?;
    }
    Ok((rows, Parts(parts), bad.into_iter().map(told).collect()))
}
