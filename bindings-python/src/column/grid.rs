//! How many grids, for a column of villages.

use std::collections::BTreeMap;

use arrow_schema::DataType;
use numpy::PyArrayMethods;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use wangge::rules::size;
use wangge::{Error, InputError};

use super::answer::{empty, no_nulls, numbers};
use super::drive::Way;
use super::input::{Numbers, refuse};
use crate::arrow::Parts;
use crate::error::refused;
use crate::policy::PyPolicy;

const COLUMNS: [&str; 5] = ["least", "most", "preferred", "below", "above"];

/// The answers of one village, in the order of [`COLUMNS`].
type Counts = [Option<i32>; 5];

fn counts(policy: &wangge::Policy, households: i32) -> Result<Counts, Error> {
    let allowed = "0 to 2147483647 households";
    let households =
        u32::try_from(households).map_err(|_| refuse(0, "households", households.to_string(), allowed))?;
    let found = size::counts(policy, households)?.value;
    let whole = |number: Option<u32>| number.and_then(|number| i32::try_from(number).ok());
    let (least, most) = found.feasible.unzip();
    Ok([whole(least), whole(most), whole(found.preferred), whole(found.below), whole(found.above)])
}

/// `wangge.columns.grid_counts` over numpy and Arrow: each column by name.
#[pyfunction]
#[pyo3(signature = (households, policy, arrow, way))]
#[expect(clippy::needless_pass_by_value, reason = "arguments of Python")]
pub(crate) fn grid_counts<'py>(
    households: &Bound<'py, PyAny>,
    policy: &Bound<'py, PyPolicy>,
    arrow: bool,
    way: Way<'py>,
) -> PyResult<Parts<'py>> {
    let py = households.py();
    let read = Numbers::read("households", households)?;
    let Some(rows) = read.rows() else {
        return Err(
            refused("households", "one number", "a column; Policy.grid_counts takes one number").into()
        );
    };
    let policy = &policy.get().0;
    let told = way.refused();
    let mut answers: Vec<Option<Counts>> = vec![None; rows];
    {
        let cells = read.cells("households")?;
        way.drive(py, answers.as_mut_slice(), |first, answers| {
            // Villages of a county come in few sizes.
            let mut known: BTreeMap<i32, Counts> = BTreeMap::new();
            for (nth, answer) in answers.iter_mut().enumerate() {
                let (mut number, mut null) = ([0], [false]);
                if let Err(error) = cells.fill(first + nth, &mut number, &mut null) {
                    told.row(|| error)?;
                    continue;
                }
                if null == [true] {
                    continue;
                }
                let [number] = number;
                if let Some(found) = known.get(&number) {
                    *answer = Some(*found);
                    continue;
                }
                match counts(policy, number) {
                    Ok(found) => {
                        known.insert(number, found);
                        *answer = Some(found);
                    }
                    Err(Error::Input(error)) => {
                        told.row(|| InputError { row: Some(first + nth), ..error })?;
                    }
                    Err(error) => return Err(error),
                }
            }
            Ok(())
        })?;
    }
    way.tell(py, told)?;
    let table = PyDict::new(py);
    for (place, name) in COLUMNS.iter().enumerate() {
        let (cells, nulls) = (empty::<i32>(py, rows)?, no_nulls(py, rows)?);
        let mut any = false;
        {
            let (mut cells, mut nulls) = (cells.readwrite(), nulls.readwrite());
            let rows = cells.as_slice_mut()?.iter_mut().zip(nulls.as_slice_mut()?).zip(&answers);
            for ((cell, null), answer) in rows {
                let found = answer.and_then(|answer| answer.get(place).copied().flatten());
                (*cell, *null) = (found.unwrap_or_default(), found.is_none());
                any |= found.is_none();
            }
        }
        table.set_item(name, numbers(arrow.then_some(DataType::Int32), cells, any.then_some(nulls))?)?;
    }
    Ok(Parts(table))
}
