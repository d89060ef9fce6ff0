//! The monthly bulletin.

use pyo3::prelude::*;
use wangge::assess;

use super::rows_of;
use crate::case::PyCaseLog;
use crate::date::Moment;
use crate::duty::PyHeld;
use crate::error::PyError;
use crate::record::{PyReason, Tuple, record};
use crate::term::Cause;

record! {
    /// A line of the monthly bulletin (督办事项).
    PyBulletinItem = "BulletinItem" {
        /// Why it is supervised.
        cause: Cause,
        /// The case, or the grid or village.
        subject: String,
        /// The grid or village it lies in, where that is known.
        unit: Option<String>,
        /// Whom to ask: the holder of the case, those who hold the post, or the roles whose turn it is.
        ask: Tuple<String>,
        /// The clause, and what it is.
        reason: PyReason,
    }
}

impl PyBulletinItem {
    fn shown(&self) -> String {
        format!("BulletinItem('{}', '{}', ask {})", self.cause.0, self.subject, self.ask.0.join(", "))
    }
}

rows_of! {
    /// What a month's supervision looks at (督办通报, X-4.3a): cases by cause, then duties by unit.
    PyBulletin = "Bulletin" of PyBulletinItem {
        /// The moment it is of.
        now: Moment,
    }
    "table_of_bulletin" {
        /// The columns `cause`, `subject`, `unit`, `ask`, `clause`, `said` (in Chinese).
    }
}

impl PyBulletin {
    fn shown(&self) -> String {
        format!("Bulletin({} items, {})", self.rows.0.len(), self.now.0)
    }
}

/// What is late, nearly late, given back again, untold, unreported, unvisited or missed, with whom to ask
/// (督办通报, X-4.3a).
///
/// `matched` are the duties of the month, as `Obligations.match` has them. Raises UnspecifiedError for
/// `supervision`.
///
/// >>> from datetime import datetime
/// >>> import wangge as wg
/// >>> log = wg.CaseLog(wg.Policy.preset("combined"), wg.WorkCalendar.china())
/// >>> _ = log.open("C-1", at=datetime(2026, 11, 2, 9), actor=("p-3", "assistant"), channel="visit", served="known",
/// ...              scope="grid", major=False, sudden=False)
/// >>> [(item.cause.zh, item.subject) for item in wg.bulletin(log, datetime(2026, 11, 30, 18))]
/// [('逾期', 'C-1')]
#[pyfunction]
#[pyo3(signature = (log, now, matched = None))]
pub(crate) fn bulletin(
    log: &Bound<'_, PyCaseLog>,
    now: Moment,
    matched: Option<&Bound<'_, PyAny>>,
) -> PyResult<PyBulletin> {
    let held = matched.map(|matched| matched.getattr("_held")).transpose()?;
    let held = held.as_ref().map(|held| held.cast::<PyHeld>()).transpose()?;
    let log = log.get().log();
    let found = assess::bulletin(log.rules(), log.cases(), held.map(|held| &held.get().matched), now.0);
    let rows = found.map_err(PyError::from)?.into_iter().map(|item| PyBulletinItem {
        cause: Cause(item.cause),
        subject: item.subject,
        unit: item.unit,
        ask: Tuple(item.ask),
        reason: PyReason::one(&item.reason),
    });
    Ok(PyBulletin { rows: Tuple(rows.collect()), now })
}
