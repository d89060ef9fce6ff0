//! Columns read whole into the core's own vectors: places, counts and names of households.

use arrow_buffer::ArrowNativeType;
use arrow_data::ArrayData;
use arrow_schema::DataType;
use numpy::{PyArray1, PyUntypedArray};
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use wangge::division::Names;

use super::input::{Numbers, contiguous, describe, refuse, text_at, typed};
use crate::arrow::ArrowColumn;
use crate::error::{PyError, refused};

/// Numbers with a point, every row one.
pub(crate) fn floats(name: &str, object: &Bound<'_, PyAny>) -> PyResult<Vec<f64>> {
    let allowed = "a column of numbers";
    if object.cast::<PyUntypedArray>().is_ok() {
        if object.cast::<PyArray1<f64>>().is_err() {
            return Err(refused(name, describe(object), "a column of float64").into());
        }
        return Ok(contiguous::<f64>(name, object)?.as_slice()?.to_vec());
    }
    let Some(column) = ArrowColumn::import(object)? else {
        return Err(refused(name, describe(object), allowed).into());
    };
    let mut out = Vec::with_capacity(column.rows());
    for chunk in &column.chunks {
        let first = out.len();
        match chunk.data_type() {
            DataType::Float64 => out.extend_from_slice(typed::<f64>(chunk, 0)),
            DataType::Float32 => out.extend(typed::<f32>(chunk, 0).iter().map(|cell| f64::from(*cell))),
            DataType::Int8 => widen::<i8>(chunk, &mut out),
            DataType::Int16 => widen::<i16>(chunk, &mut out),
            DataType::Int32 => widen::<i32>(chunk, &mut out),
            DataType::UInt8 => widen::<u8>(chunk, &mut out),
            DataType::UInt16 => widen::<u16>(chunk, &mut out),
            DataType::UInt32 => widen::<u32>(chunk, &mut out),
            other => return Err(refused(name, format!("a column of {other}"), allowed).into()),
        }
        if let Some(row) = first_null(chunk) {
            return Err(null(first + row, name, "a number in every row"));
        }
    }
    Ok(out)
}

fn widen<T: ArrowNativeType + Into<f64>>(chunk: &ArrayData, out: &mut Vec<f64>) {
    out.extend(typed::<T>(chunk, 0).iter().map(|cell| (*cell).into()));
}

fn first_null(chunk: &ArrayData) -> Option<usize> {
    let nulls = chunk.nulls()?;
    (0..nulls.len()).find(|row| nulls.is_null(*row))
}

fn null(row: usize, name: &str, allowed: &str) -> PyErr {
    PyError::from(refuse(row, name, "null".to_owned(), allowed)).into()
}

/// Whole numbers from 0, every row one.
pub(crate) fn whole_numbers(name: &'static str, object: &Bound<'_, PyAny>) -> PyResult<Vec<u32>> {
    let read = Numbers::read(name, object)?;
    let Some(rows) = read.rows() else {
        return Err(refused(name, "one number", "a column of whole numbers").into());
    };
    let (mut cells, mut nulls) = (vec![0; rows], vec![false; rows]);
    read.cells(name)?.fill(0, &mut cells, &mut nulls).map_err(PyError::from)?;
    if let Some(row) = nulls.iter().position(|null| *null) {
        return Err(null(row, name, "a whole number in every row"));
    }
    let whole = |(row, cell): (usize, i32)| {
        u32::try_from(cell)
            .map_err(|_| PyErr::from(PyError::from(refuse(row, name, cell.to_string(), "0 or more"))))
    };
    cells.into_iter().enumerate().map(whole).collect()
}

/// Names by row, with none for nulls and empty texts: a pair of int32 places (below 0 for none) and the words that
/// they stand for, or a column of texts, dictionaries or whole numbers.
pub(crate) fn names(name: &'static str, object: &Bound<'_, PyAny>) -> PyResult<Names> {
    if let Ok(pair) = object.cast::<PyTuple>() {
        let (places, words) = (pair.get_item(0)?, pair.get_item(1)?);
        let words: Vec<String> = words.extract()?;
        let places = contiguous::<i32>(name, &places)?;
        let word = |place: &i32| usize::try_from(*place).ok().and_then(|place| words.get(place));
        return Ok(Names::new(
            places.as_slice()?.iter().map(|place| word(place).filter(|word| !word.is_empty())),
        ));
    }
    let allowed = "a column of texts, of categories, or of whole numbers";
    let Some(column) = ArrowColumn::import(object)? else {
        return Err(refused(name, describe(object), allowed).into());
    };
    let kind = column.field.data_type();
    if kind.is_integer() {
        let numbers = column.chunks.iter().flat_map(|chunk| {
            (0..chunk.len()).map(|row| whole_at(chunk, row).map(|number| number.to_string()))
        });
        return Ok(Names::new(numbers));
    }
    let texts = |kind: &DataType| matches!(kind, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View);
    let good = match kind {
        DataType::Dictionary(_, words) => texts(words),
        DataType::Null => true,
        other => texts(other),
    };
    if !good {
        return Err(refused(name, format!("a column of {kind}"), allowed).into());
    }
    let text = |chunk, row| {
        let text = match kind {
            DataType::Dictionary(..) => {
                key_of(chunk, row).and_then(|key| text_at(chunk.child_data().first()?, key))
            }
            _ => text_at(chunk, row),
        };
        text.filter(|text| !text.is_empty()).map(String::from_utf8_lossy)
    };
    Ok(Names::new(column.chunks.iter().flat_map(|chunk| (0..chunk.len()).map(move |row| text(chunk, row)))))
}

pub(super) fn key_of(chunk: &ArrayData, row: usize) -> Option<usize> {
    let DataType::Dictionary(keys, _) = chunk.data_type() else { return None };
    usize::try_from(cell_at(keys, chunk, row)?).ok()
}

fn whole_at(chunk: &ArrayData, row: usize) -> Option<i128> {
    cell_at(chunk.data_type(), chunk, row)
}

fn cell<T: ArrowNativeType + Into<i128>>(chunk: &ArrayData, row: usize) -> Option<i128> {
    typed::<T>(chunk, row).first().map(|cell| (*cell).into())
}

/// A whole number of any width.
fn cell_at(kind: &DataType, chunk: &ArrayData, row: usize) -> Option<i128> {
    if chunk.nulls().is_some_and(|nulls| nulls.is_null(row)) {
        return None;
    }
    match kind {
        DataType::Int8 => cell::<i8>(chunk, row),
        DataType::Int16 => cell::<i16>(chunk, row),
        DataType::Int32 => cell::<i32>(chunk, row),
        DataType::Int64 => cell::<i64>(chunk, row),
        DataType::UInt8 => cell::<u8>(chunk, row),
        DataType::UInt16 => cell::<u16>(chunk, row),
        DataType::UInt32 => cell::<u32>(chunk, row),
        DataType::UInt64 => cell::<u64>(chunk, row),
        _ => None,
    }
}
