//! A division and the households it is of; a person's edits of it.

use std::sync::Arc;

use numpy::PyArray1;
use pyo3::PyTypeInfo;
use pyo3::prelude::*;
use pyo3::types::{PyTuple, PyType};
use wangge::Error;
use wangge::division::{self, Anchor, Division, DivisionOptions, GridName, Households, Outlines, Polygon};
use wangge::export::{GeoJsonOptions, MapOptions, geojson, map};

use super::asked::Asked;
use super::grid::{PyGridName, PyMeasures, PySplit};
use super::households::PyHouseholds;
use super::land::{Outlined, PyPolygon, PyTour};
use super::run::{Watch, here, named};
use crate::column::{names, whole_numbers};
use crate::error::{PyError, refused};
use crate::policy::PyPolicy;
use crate::record::{PyReason, Tuple};
use crate::term::Shape;

/// Households divided into grids: what `wangge.Division` is made of.
#[pyclass(frozen, eq, name = "Divided", module = "wangge._wangge")]
pub(crate) struct PyDivided {
    pub(super) division: Arc<Division>,
    pub(super) households: Arc<Households>,
    splits: Tuple<PySplit>,
    log: Tuple<PyReason>,
}

impl PartialEq for PyDivided {
    fn eq(&self, other: &Self) -> bool {
        self.division == other.division
            && self.splits == other.splits
            && self.log == other.log
            && self.households == other.households
    }
}

impl PyDivided {
    pub(super) fn of(mut division: Division, households: Arc<Households>) -> Self {
        // Worded at once: a record can be pickled, a sentence of the core cannot.
        let splits = std::mem::take(&mut division.splits).into_iter().map(PySplit::from_core).collect();
        let log = PyReason::all(&std::mem::take(&mut division.log));
        Self { division: Arc::new(division), households, splits: Tuple(splits), log }
    }

    /// A division changed by hand, or the refusal of the change.
    fn edited(
        &self,
        py: Python<'_>,
        policy: &Bound<'_, PyPolicy>,
        asked: Asked,
        edit: impl FnOnce(&Division, &wangge::Policy, &Households, &DivisionOptions) -> Result<Division, Error>
        + Send
        + 'static,
    ) -> PyResult<Self> {
        let (division, households) = (Arc::clone(&self.division), Arc::clone(&self.households));
        let (policy, given) = (policy.get().0.clone(), Arc::clone(&self.households));
        let changed = here(py, move || edit(&division, &policy, &given, &asked.0))?;
        Ok(Self::of(changed, households))
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
    let found = watch.run(py, move |hook| division::divide_with(&policy, &given, &asked.0, hook))?;
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

    /// Which grids there are.
    #[getter]
    fn names(&self) -> Tuple<PyGridName> {
        Tuple(self.division.grids.iter().map(PyGridName::from_core).collect())
    }

    /// The groups that lie in several grids, and why.
    #[getter]
    fn splits(&self) -> Tuple<PySplit> {
        self.splits.clone()
    }

    /// What was decided, and why.
    #[getter]
    fn log(&self) -> Tuple<PyReason> {
        self.log.clone()
    }

    /// The households that were divided.
    #[getter]
    fn households(&self) -> PyHouseholds {
        PyHouseholds(Arc::clone(&self.households))
    }

    /// How many households each grid has.
    #[getter]
    fn sizes<'py>(&self, py: Python<'py>) -> Bound<'py, PyArray1<i64>> {
        let mut sizes = vec![0_i64; self.division.grids.len()];
        let weights = self.households.weights();
        for (row, label) in self.division.labels.iter().enumerate() {
            let weight = weights.map_or(1, |weights| weights.get(row).copied().unwrap_or_default());
            if let Some(size) = sizes.get_mut(*label as usize) {
                *size += i64::from(weight);
            }
        }
        PyArray1::from_vec(py, sizes)
    }

    /// What its grids are like.
    fn measure(&self, py: Python<'_>) -> PyResult<PyMeasures> {
        let (division, households) = (Arc::clone(&self.division), Arc::clone(&self.households));
        here(py, move || Ok(division.measure(&households)?)).map(PyMeasures::from_core)
    }

    /// The convex hull of each grid: places in the coordinates that were given, counter-clockwise.
    fn hulls(&self, py: Python<'_>) -> PyResult<Vec<Vec<(f64, f64)>>> {
        let (division, households) = (Arc::clone(&self.division), Arc::clone(&self.households));
        here(py, move || Ok(division.hulls(&households)?))
    }

    /// A round of each grid through all its places.
    fn tours(&self, py: Python<'_>) -> PyResult<Tuple<PyTour>> {
        let (division, households) = (Arc::clone(&self.division), Arc::clone(&self.households));
        let tours = here(py, move || Ok(division.tours(&households)?))?;
        Ok(Tuple(tours.into_iter().map(PyTour::from_core).collect()))
    }

    /// The land of each grid, within the outlines of its zones or so many metres around them.
    fn cells(&self, py: Python<'_>, outlines: Outlined, margin: f64) -> PyResult<Tuple<Tuple<PyPolygon>>> {
        let (division, households) = (Arc::clone(&self.division), Arc::clone(&self.households));
        let outlines = Outlines { zones: outlines.0, margin };
        let cells = here(py, move || Ok(division.cells(&households, &outlines)?))?;
        let grid = |cell: Vec<Polygon>| Tuple(cell.into_iter().map(PyPolygon::from_core).collect());
        Ok(Tuple(cells.into_iter().map(grid).collect()))
    }

    /// The division as GeoJSON in WGS-84; plane metres need an anchor: a place, and its longitude and latitude.
    #[pyo3(signature = (shape, outlines, margin, anchor = None))]
    fn geojson(
        &self,
        py: Python<'_>,
        shape: Shape,
        outlines: Outlined,
        margin: f64,
        anchor: Option<((f64, f64), (f64, f64))>,
    ) -> PyResult<String> {
        let (division, households) = (Arc::clone(&self.division), Arc::clone(&self.households));
        let outlines = Outlines { zones: outlines.0, margin };
        here(py, move || {
            let anchor = anchor.map(|(plane, place)| Anchor::new(plane, place.0, place.1)).transpose()?;
            Ok(geojson(&division, &households, &GeoJsonOptions { shape: shape.0, outlines, anchor })?)
        })
    }

    /// The division as a picture in SVG.
    #[pyo3(signature = (title, outlines, margin, groups, tours, width, lang))]
    #[expect(clippy::too_many_arguments, reason = "what is asked of a picture")]
    fn svg(
        &self,
        py: Python<'_>,
        title: Option<String>,
        outlines: Outlined,
        margin: f64,
        groups: bool,
        tours: bool,
        width: u32,
        lang: &str,
    ) -> PyResult<String> {
        let (division, households) = (Arc::clone(&self.division), Arc::clone(&self.households));
        let outlines = Outlines { zones: outlines.0, margin };
        let options = MapOptions { title, outlines, groups, tours, width, lang: crate::record::lang(lang)? };
        here(py, move || Ok(map(&division, &households, &options)?))
    }

    /// The same with households in another grid.
    fn move_rows(
        &self,
        py: Python<'_>,
        policy: &Bound<'_, PyPolicy>,
        asked: Asked,
        rows: Vec<usize>,
        to: u32,
    ) -> PyResult<Self> {
        self.edited(py, policy, asked, move |division, policy, households, options| {
            division.move_rows(policy, households, options, &rows, to)
        })
    }

    /// The same with a grid put into another.
    fn merge(
        &self,
        py: Python<'_>,
        policy: &Bound<'_, PyPolicy>,
        asked: Asked,
        grid: u32,
        into: u32,
    ) -> PyResult<Self> {
        self.edited(py, policy, asked, move |division, policy, households, options| {
            division.merge(policy, households, options, grid, into)
        })
    }

    /// The same with a grid cut into several.
    fn split(
        &self,
        py: Python<'_>,
        policy: &Bound<'_, PyPolicy>,
        asked: Asked,
        grid: u32,
        parts: u32,
    ) -> PyResult<Self> {
        self.edited(py, policy, asked, move |division, policy, households, options| {
            division.split(policy, households, options, grid, parts).map_err(|error| named(error, "parts"))
        })
    }

    fn __repr__(&self) -> String {
        format!("Divided({} households, {} grids)", self.households.total(), self.division.grids.len())
    }

    /// A division that is there already, as it is: `labels` names the grid of each row.
    #[classmethod]
    fn drawn(
        _cls: &Bound<'_, PyType>,
        labels: &Bound<'_, PyAny>,
        households: &Bound<'_, PyHouseholds>,
    ) -> PyResult<Self> {
        let households = Arc::clone(&households.get().0);
        let labels = names("labels", labels)?;
        Ok(Self::of(Division::drawn(&households, &labels).map_err(PyError::from)?, households))
    }

    /// What `__reduce__` kept.
    #[classmethod]
    #[expect(clippy::needless_pass_by_value, reason = "arguments of Python")]
    fn restored(
        _cls: &Bound<'_, PyType>,
        households: &Bound<'_, PyHouseholds>,
        labels: &Bound<'_, PyAny>,
        names: Vec<PyGridName>,
        splits: Tuple<PySplit>,
        log: Tuple<PyReason>,
    ) -> PyResult<Self> {
        let households = Arc::clone(&households.get().0);
        let labels = whole_numbers("labels", labels)?;
        let grids: Vec<GridName> = names.iter().map(PyGridName::core).collect();
        if labels.len() != households.len() || labels.iter().any(|label| *label as usize >= grids.len()) {
            let wanted = "a place in the list of grids for every household";
            return Err(refused("labels", "other labels", wanted).into());
        }
        let division = Division { labels, grids, splits: Vec::new(), log: Vec::new() };
        Ok(Self { division: Arc::new(division), households, splits, log })
    }

    #[pyo3(signature = () -> "tuple[object, ...]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let state = (self.households(), self.labels(py), self.names(), self.splits(), self.log());
        (Self::type_object(py).getattr("restored")?, state.into_pyobject(py)?).into_pyobject(py)
    }
}
