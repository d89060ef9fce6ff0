//! What comes back: arrays of numpy for arrays of numpy, columns of Arrow for the rest.

use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer};
use arrow_schema::DataType;
use numpy::{Element, PyArray1, PyArrayMethods, PyUntypedArrayMethods};
use pyo3::intern;
use pyo3::prelude::*;

use crate::arrow::{ArrowColumn, buffer_of, column, dictionary};

/// numpy allocates: it asks for huge pages, and takes no zeroing.
pub(crate) fn empty<T: Element>(py: Python<'_>, rows: usize) -> PyResult<Bound<'_, PyArray1<T>>> {
    let made =
        py.import(intern!(py, "numpy"))?.call_method1(intern!(py, "empty"), (rows, T::get_dtype(py)))?;
    Ok(made.cast_into::<PyArray1<T>>()?)
}

/// Marks of null, none set: memory that is not touched costs nothing.
pub(crate) fn no_nulls(py: Python<'_>, rows: usize) -> PyResult<Bound<'_, PyArray1<bool>>> {
    let made =
        py.import(intern!(py, "numpy"))?.call_method1(intern!(py, "zeros"), (rows, intern!(py, "?")))?;
    Ok(made.cast_into::<PyArray1<bool>>()?)
}

/// Which rows have a value.
fn validity(nulls: &Bound<'_, PyArray1<bool>>) -> PyResult<NullBuffer> {
    let read = nulls.readonly();
    let nulls = read.as_slice()?;
    let valid = BooleanBuffer::collect_bool(nulls.len(), |row| nulls.get(row) == Some(&false));
    Ok(NullBuffer::new(valid))
}

/// Numbers and the marks of null, where there is any: a column of Arrow, or both.
pub(crate) fn numbers<'py, T: Element>(
    arrow: Option<DataType>,
    cells: Bound<'py, PyArray1<T>>,
    nulls: Option<Bound<'py, PyArray1<bool>>>,
) -> PyResult<Bound<'py, PyAny>> {
    let py = cells.py();
    if let Some(kind) = arrow {
        let valid = nulls.as_ref().map(validity).transpose()?;
        let data = column(kind, cells.len(), buffer_of(&cells)?, valid)?;
        return Ok(ArrowColumn::new(data).into_pyobject(py)?.into_any());
    }
    Ok((cells, nulls).into_pyobject(py)?.into_any())
}

/// The same for yes and no, which Arrow keeps as bits.
pub(crate) fn flags<'py>(
    arrow: bool,
    cells: Bound<'py, PyArray1<bool>>,
    nulls: Option<Bound<'py, PyArray1<bool>>>,
) -> PyResult<Bound<'py, PyAny>> {
    if !arrow {
        return numbers(None, cells, nulls);
    }
    let py = cells.py();
    let (rows, valid) = (cells.len(), nulls.as_ref().map(validity).transpose()?);
    let bits: Buffer = {
        let read = cells.readonly();
        let cells = read.as_slice()?;
        BooleanBuffer::collect_bool(rows, |row| cells.get(row) == Some(&true)).into_inner()
    };
    let data = column(DataType::Boolean, rows, bits, valid)?;
    Ok(ArrowColumn::new(data).into_pyobject(py)?.into_any())
}

/// The code of a row without a word.
pub(crate) const NO_WORD: u8 = 255;

/// Words by their places in a list, [`NO_WORD`] for none: a dictionary column of Arrow, or the places as int8 (-1
/// for none) with the list.
pub(crate) fn words<'py>(
    arrow: bool,
    codes: &Bound<'py, PyArray1<u8>>,
    list: Vec<String>,
) -> PyResult<Bound<'py, PyAny>> {
    let py = codes.py();
    if !arrow {
        let places = codes.call_method1(intern!(py, "view"), (intern!(py, "i1"),))?;
        return Ok((places, list).into_pyobject(py)?.into_any());
    }
    let valid = {
        let read = codes.readonly();
        let cells = read.as_slice()?;
        let whole = !cells.contains(&NO_WORD);
        let bits = || BooleanBuffer::collect_bool(cells.len(), |row| cells.get(row) != Some(&NO_WORD));
        (!whole).then(|| NullBuffer::new(bits()))
    };
    let data = dictionary(DataType::Int8, codes.len(), buffer_of(codes)?, valid, &list)?;
    Ok(ArrowColumn::new(data).into_pyobject(py)?.into_any())
}
