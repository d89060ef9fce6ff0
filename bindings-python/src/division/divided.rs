//! A division and the households it is of.

use std::sync::Arc;

use numpy::PyArray1;
use pyo3::prelude::*;
use wangge::division::{self, Division, GridName, Households};

use super::asked::Asked;
use super::grid::{PyMeasures, PySplit};
use super::households::PyHouseholds;
use super::run::Watch;
use crate::policy::PyPolicy;
use crate::record::{PyReason, Tuple};

/// Households divided into grids: what `wangge.Division` is made of.
#[pyclass(frozen, name = "Divided", module = "wangge._wangge")]
pub(crate) struct PyDivided {
    division: Arc<Division>,
    households: Arc<Households>,
    splits: Vec<PySplit>,
    log: Vec<PyReason>,
}

impl PyDivided {
    fn of(mut division: Division, households: Arc<Households>) -> Self {
        let splits = std::mem::take(&mut division.splits).into_iter().map(PySplit::from_core).collect();
        let log = std::mem::take(&mut division.log).iter().map(PyReason::one).collect();
        Self { division: Arc::new(division), households, splits, log }
    }
}

/// `wangge.divide` over households that are read already.
#[pyfunction]
#[pyo3(signature = (households, policy, asked, seconds = None, progress = None))]
pub(crate) fn divide<'py>(
    py: Python<'py>,
    households: &Bound<'py, PyHouseholds>,
    policy: &Bound<'py, PyPolicy>,
    asked: Asked,
    seconds: Option<f64>,
    progress: Option<Bound<'py, PyAny>>,
) -> PyResult<PyDivided> {
    let (households, policy) = (Arc::clone(&households.get().0), policy.get().0.clone());
    let given = Arc::clone(&households);
    let watch = Watch::new(progress, seconds)?;
    let found = watch.run(py, move |hook| {
        division::divide_with(&policy, &given, &asked.0, &mut |progress| hook(progress))
    })?;
    Ok(PyDivided::of(found, households))
}

#[pymethods]
impl PyDivided {
    /// The grid of each row, by its place in the list.
    #[getter]
    fn labels<'py>(&self, py: Python<'py>) -> Bound<'py, PyArray1<i32>> {
        let labels = self.division.labels.iter();
        PyArray1::from_iter(py, labels.map(|label| i32::try_from(*label).unwrap_or(i32::MAX)))
    }

    /// Zone, number and code of each grid.
    #[getter]
    fn names(&self) -> Vec<(Option<String>, u32, Option<String>)> {
        let one = |name: &GridName| (name.zone.clone(), name.number, name.code.clone());
        self.division.grids.iter().map(one).collect()
    }

    /// The groups that lie in several grids, and why.
    #[getter]
    fn splits(&self) -> Tuple<PySplit> {
        Tuple(self.splits.clone())
    }

    /// What was decided, and why.
    #[getter]
    fn log(&self) -> Tuple<PyReason> {
        Tuple(self.log.clone())
    }

    /// The households that were divided.
    #[getter]
    fn households(&self) -> PyHouseholds {
        PyHouseholds(Arc::clone(&self.households))
    }

    /// What its grids are like.
    fn measure(&self, py: Python<'_>) -> PyResult<PyMeasures> {
        let (division, households) = (Arc::clone(&self.division), Arc::clone(&self.households));
        let watch = Watch::new(None, None)?;
        watch.run(py, move |_| Ok(division.measure(&households)?)).map(PyMeasures::from_core)
    }
}
