//! Households divided into grids: the columns in, the work on a thread of its own, the records out. What knows the
//! caller's library is Python's: `wangge.division`.

mod asked;
mod divided;
mod grid;
mod households;
mod run;

pub(crate) use divided::{PyDivided, divide};
pub(crate) use grid::{PyGrid, PyGroupShare, PyMeasures, PySplit};
pub(crate) use households::PyHouseholds;
pub(crate) use run::PyProgress;
