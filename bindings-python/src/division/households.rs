//! The households that are divided, out of columns.

use std::sync::Arc;

use numpy::PyArray1;
use pyo3::PyTypeInfo;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use wangge::division::{self, Households, Names};
use wangge::{InputError, Vocabulary};

use crate::column::{floats, names, whole_numbers};
use crate::error::PyError;
use crate::term::{Crs, Dimension};

/// Households at places: what `wangge.division` makes of columns.
#[pyclass(frozen, eq, name = "Households", module = "wangge._wangge")]
#[derive(PartialEq)]
pub(crate) struct PyHouseholds(pub(crate) Arc<Households>);

#[pymethods]
impl PyHouseholds {
    /// Columns of one length. Raises InputError naming the row and the argument.
    #[new]
    #[pyo3(signature = (x, y, crs, weight = None, amounts = None, zone = None, group = None, pin = None, barriers = None, zones = None))]
    #[expect(clippy::too_many_arguments, reason = "the columns of a table")]
    fn new(
        x: &Bound<'_, PyAny>,
        y: &Bound<'_, PyAny>,
        crs: Crs,
        weight: Option<&Bound<'_, PyAny>>,
        amounts: Option<Vec<(Dimension, Bound<'_, PyAny>)>>,
        zone: Option<&Bound<'_, PyAny>>,
        group: Option<&Bound<'_, PyAny>>,
        pin: Option<&Bound<'_, PyAny>>,
        barriers: Option<Vec<Vec<(f64, f64)>>>,
        zones: Option<Vec<String>>,
    ) -> PyResult<Self> {
        let mut made = Households::new(floats("x", x)?, floats("y", y)?, crs.0).map_err(PyError::from)?;
        if let Some(weight) = weight {
            made = made.with_weights(whole_numbers("weight", weight)?).map_err(PyError::from)?;
        }
        for (dimension, column) in amounts.unwrap_or_default() {
            let numbers = whole_numbers(dimension.0.code(), &column)?;
            made = made.with_amounts(dimension.0, numbers).map_err(PyError::from)?;
        }
        if let Some(zone) = zone {
            made = made.with_zones(rows(&names("zone", zone)?)).map_err(PyError::from)?;
        }
        if let Some(zones) = zones {
            made = made.in_zones(&zones).map_err(PyError::from)?;
        }
        if let Some(group) = group {
            made = made.with_groups(rows(&names("group", group)?)).map_err(PyError::from)?;
        }
        if let Some(pin) = pin {
            made = made.with_pins(rows(&names("pin", pin)?)).map_err(PyError::from)?;
        }
        if let Some(barriers) = barriers {
            made = made.with_barriers(barriers).map_err(PyError::from)?;
        }
        Ok(Self(Arc::new(made)))
    }

    /// How many rows.
    fn __len__(&self) -> usize {
        self.0.len()
    }

    /// How many households there are in all.
    #[getter]
    fn total(&self) -> u32 {
        self.0.total()
    }

    /// What the coordinates are.
    #[getter]
    fn crs(&self) -> Crs {
        Crs(self.0.crs())
    }

    /// East in metres, or longitude, by row.
    #[getter]
    fn x<'py>(&self, py: Python<'py>) -> Bound<'py, PyArray1<f64>> {
        PyArray1::from_iter(py, self.places().map(|(x, _)| x))
    }

    /// North in metres, or latitude, by row.
    #[getter]
    fn y<'py>(&self, py: Python<'py>) -> Bound<'py, PyArray1<f64>> {
        PyArray1::from_iter(py, self.places().map(|(_, y)| y))
    }

    /// The lines that no grid should straddle.
    #[getter]
    fn barriers(&self) -> Vec<Vec<(f64, f64)>> {
        self.0.barriers().to_vec()
    }

    /// The same households at other places.
    fn placed(
        &self,
        x: &Bound<'_, PyAny>,
        y: &Bound<'_, PyAny>,
        crs: Crs,
        barriers: Vec<Vec<(f64, f64)>>,
    ) -> PyResult<Self> {
        let (x, y) = (floats("x", x)?, floats("y", y)?);
        let made = moved(&self.0, x, y, crs.0, barriers).map_err(PyError::from)?;
        Ok(Self(Arc::new(made)))
    }

    fn __repr__(&self) -> String {
        format!("Households({} in {} rows)", self.0.total(), self.0.len())
    }

    #[pyo3(signature = () -> "tuple[object, ...]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let all = &self.0;
        let amounts: Vec<_> = all
            .amounts()
            .iter()
            .map(|(dimension, numbers)| {
                (Dimension(*dimension), PyArray1::from_iter(py, numbers.iter().map(|n| i64::from(*n))))
            })
            .collect();
        let weights =
            all.weights().map(|weights| PyArray1::from_iter(py, weights.iter().map(|n| i64::from(*n))));
        let coded = |names: Option<&Names>| names.map(|names| coded(py, names));
        let arguments = (
            self.x(py),
            self.y(py),
            self.crs(),
            weights,
            (!amounts.is_empty()).then_some(amounts),
            coded(all.zones()),
            coded(all.groups()),
            coded(all.pins()),
            all.barriers().to_vec(),
        )
            .into_pyobject(py)?;
        (Self::type_object(py), arguments).into_pyobject(py)
    }
}

impl PyHouseholds {
    fn places(&self) -> impl ExactSizeIterator<Item = (f64, f64)> + '_ {
        (0..self.0.len()).map(|row| self.0.place(row).unwrap_or_default())
    }
}

fn moved(
    all: &Households,
    x: Vec<f64>,
    y: Vec<f64>,
    crs: division::Crs,
    barriers: Vec<Vec<(f64, f64)>>,
) -> Result<Households, InputError> {
    let mut made = Households::new(x, y, crs)?;
    if let Some(weights) = all.weights() {
        made = made.with_weights(weights.to_vec())?;
    }
    for (dimension, amounts) in all.amounts() {
        made = made.with_amounts(*dimension, amounts.clone())?;
    }
    if let Some(names) = all.zones() {
        made = made.with_zones(rows(names))?;
    }
    if let Some(names) = all.groups() {
        made = made.with_groups(rows(names))?;
    }
    if let Some(names) = all.pins() {
        made = made.with_pins(rows(names))?;
    }
    made.with_barriers(barriers)
}

/// Every row whose place is none: row, argument, value, and what is allowed.
#[pyfunction]
pub(crate) fn place_faults(
    x: &Bound<'_, PyAny>,
    y: &Bound<'_, PyAny>,
    crs: Crs,
) -> PyResult<Vec<(usize, String, String, String)>> {
    let (x, y) = (floats("x", x)?, floats("y", y)?);
    let fault = |(row, (x, y)): (usize, (&f64, &f64))| {
        let error = Households::new(vec![*x], vec![*y], crs.0).err()?;
        Some((row, error.column, error.value, error.allowed))
    };
    Ok(x.iter().zip(&y).enumerate().filter_map(fault).collect())
}

/// Names as places and the words that they stand for, -1 for none: what `names` reads.
fn coded<'py>(py: Python<'py>, names: &Names) -> (Bound<'py, PyArray1<i32>>, Vec<String>) {
    let place = |row| names.code(row).and_then(|code| i32::try_from(code).ok()).unwrap_or(-1);
    (PyArray1::from_iter(py, (0..names.len()).map(place)), names.distinct().to_vec())
}

fn rows(names: &Names) -> impl Iterator<Item = Option<&str>> {
    (0..names.len()).map(|row| names.get(row))
}
