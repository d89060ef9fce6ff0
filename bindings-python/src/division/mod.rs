//! Households divided into grids: the columns in, the work on a thread of its own, the records out. What knows the
//! caller's library is Python's: `wangge.division`.

mod asked;
mod audited;
mod divided;
mod grid;
mod households;
mod land;
mod redivided;
mod run;

pub(crate) use audited::{PyAudit, audit};
pub(crate) use divided::{PyDivided, divide};
pub(crate) use grid::{PyGrid, PyGridName, PyGroupShare, PyMeasures, PySplit};
pub(crate) use households::{PyHouseholds, place_faults};
pub(crate) use land::{PyPolygon, PyTour, from_wgs84, to_wgs84};
pub(crate) use redivided::{PyMoved, redivide};
pub(crate) use run::PyProgress;
