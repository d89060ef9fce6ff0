//! The hotline: calls and their records, who is on duty, what may be published, the figures of a period.

mod call;
mod figures;
mod published;
mod roster;

pub(crate) use call::{PyCall, check_call, feedback_due};
pub(crate) use figures::{PyHotlineFigures, hotline_figures};
pub(crate) use published::{PyPrivatePart, PyPublished, private_parts, publication};
pub(crate) use roster::{PyDutyDay, PyLeave, PyRoster, PyShift, PySwap};
