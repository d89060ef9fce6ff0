//! Where grids lie: their land, their rounds, and coordinates converted.

use std::collections::BTreeMap;

use numpy::PyArray1;
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::type_hint_identifier;
use wangge::InputError;
use wangge::division::{self, Polygon, Tour};

use crate::column::floats;
use crate::error::PyError;
use crate::record::{Float, Tuple, record};
use crate::term::Crs;

/// A place, as x and y.
type Place = (Float, Float);

record! {
    /// A polygon with holes (多边形), in the coordinates that were given; the first point of a ring is not repeated.
    PyPolygon = "Polygon" {
        /// The ring around it, counter-clockwise.
        outer: Tuple<Place>,
        /// The rings of its holes, clockwise.
        holes: Tuple<Tuple<Place>>,
    }
}

fn ring(ring: Vec<(f64, f64)>) -> Tuple<Place> {
    Tuple(ring.into_iter().map(|(x, y)| (Float(x), Float(y))).collect())
}

impl PyPolygon {
    pub(super) fn from_core(polygon: Polygon) -> Self {
        let Polygon { outer, holes } = polygon;
        Self { outer: ring(outer), holes: Tuple(holes.into_iter().map(ring).collect()) }
    }

    fn shown(&self) -> String {
        let holes =
            if self.holes.0.is_empty() { String::new() } else { format!(", {} holes", self.holes.0.len()) };
        format!("Polygon({} points{holes})", self.outer.0.len())
    }
}

record! {
    /// A closed tour through all places of a grid (走访路线), as the crow flies.
    PyTour = "Tour" {
        /// The places in the order of the walk: a row each, the first of the rows that share the place.
        stops: Tuple<usize>,
        /// How long it is, in metres, back to the first stop.
        metres: Float,
    }
}

impl PyTour {
    pub(super) fn from_core(tour: Tour) -> Self {
        Self { stops: Tuple(tour.stops), metres: Float(tour.metres) }
    }

    fn shown(&self) -> String {
        format!("Tour({} stops, {:.0} m)", self.stops.0.len(), self.metres.0)
    }
}

/// The outlines of zones: polygons by zone, each its outer ring and its holes.
pub(crate) struct Outlined(pub(super) BTreeMap<String, Vec<Polygon>>);

type Rings = (Vec<(f64, f64)>, Vec<Vec<(f64, f64)>>);

impl FromPyObject<'_, '_> for Outlined {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr = type_hint_identifier!("wangge._types", "Outlined");

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        let zones: BTreeMap<String, Vec<Rings>> = object.extract()?;
        let polygon = |(outer, holes): Rings| Polygon { outer, holes };
        let made = zones.into_iter().map(|(zone, all)| (zone, all.into_iter().map(polygon).collect()));
        Ok(Self(made.collect()))
    }
}

type Columns<'py> = (Bound<'py, PyArray1<f64>>, Bound<'py, PyArray1<f64>>);

fn converted<'py>(
    x: &Bound<'py, PyAny>,
    y: &Bound<'py, PyAny>,
    convert: impl Fn(f64, f64) -> Result<(f64, f64), InputError> + Sync,
) -> PyResult<Columns<'py>> {
    let py = x.py();
    let (mut x, mut y) = (floats("x", x)?, floats("y", y)?);
    if x.len() != y.len() {
        return Err(crate::error::refused(
            "y",
            format!("{} rows", y.len()),
            format!("{} rows, as many as x", x.len()),
        )
        .into());
    }
    py.detach(|| {
        for (row, (x, y)) in x.iter_mut().zip(&mut y).enumerate() {
            (*x, *y) = convert(*x, *y).map_err(|error| InputError { row: Some(row), ..error })?;
        }
        Ok(())
    })
    .map_err(|error: InputError| PyError::from(error))?;
    Ok((PyArray1::from_vec(py, x), PyArray1::from_vec(py, y)))
}

/// `wangge.to_wgs84` over columns of numpy or Arrow.
#[pyfunction]
pub(crate) fn to_wgs84<'py>(
    x: &Bound<'py, PyAny>,
    y: &Bound<'py, PyAny>,
    crs: Crs,
) -> PyResult<Columns<'py>> {
    converted(x, y, |x, y| division::to_wgs84(crs.0, x, y))
}

/// `wangge.from_wgs84` over columns of numpy or Arrow.
#[pyfunction]
pub(crate) fn from_wgs84<'py>(
    x: &Bound<'py, PyAny>,
    y: &Bound<'py, PyAny>,
    crs: Crs,
) -> PyResult<Columns<'py>> {
    converted(x, y, |x, y| division::from_wgs84(crs.0, x, y))
}
