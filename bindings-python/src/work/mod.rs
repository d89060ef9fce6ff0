//! Meetings, 四议两公开, conduct, the roll-out, the thirteen systems.

mod conduct;
mod deliberation;
mod meeting;
mod minutes;
mod rollout;
mod systems;

pub(crate) use conduct::{
    PyConductEffect, PyConductEvent, PyConductFinding, PyConductRegister, PyDerivedConduct, derive_conduct,
};
pub(crate) use deliberation::{
    PyDeliberation, PyDeliberationStanding, PyDeliberationTaken, PyObjection, PyStepStanding,
};
pub(crate) use meeting::{
    PyAgendaItem, PyAttendance, PyAttendanceSheet, PyAttended, PyMeeting, PyProposal, PyRoundUp, agenda,
};
pub(crate) use minutes::{PyHeldBack, PyMinutes, PyMinutesItem};
pub(crate) use rollout::{PyPlannedPhase, PyRollout, PyRolloutStanding, PyTaskStanding};
pub(crate) use systems::{PySystemCoverage, PySystems};

use pyo3::prelude::*;

use crate::record::Tabled;

/// The table that a function of `wangge._work` makes of an answer.
fn table_of<'py>(answer: &Bound<'py, PyAny>, name: &str) -> PyResult<Tabled<'py>> {
    crate::record::table_of(answer, "wangge._work", name)
}
