//! What was done of what is owed.

use std::sync::Arc;

use chrono::NaiveDate;
use numpy::PyArray1;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use wangge::Vocabulary as _;
use wangge::duty::{DutyRecord, Matched, Obligations, Outcome, diary_gaps};

use super::owed::{Columns, PyObligation, days};
use super::quoted;
use super::record::{PyDiaryGap, Records};
use crate::arrow::Parts;
use crate::date::Date;
use crate::error::PyError;
use crate::record::{Tuple, place, record};
use crate::term::DutyState;

record! {
    /// What became of one obligation (完成情况).
    PyDutyOutcome = "DutyOutcome" {
        /// Done, done late, missed or not yet due.
        state: DutyState,
        /// The day it was done; for all households, the day the last of them was seen.
        on: Option<Date>,
        /// The id of the record that it was done by; None for all households.
        record: Option<String>,
    }
}

impl PyDutyOutcome {
    fn shown(&self) -> String {
        let on = self.on.map(|on| format!(", on={}", on.0)).unwrap_or_default();
        let record =
            self.record.as_ref().map(|record| format!(", record={}", quoted(record))).unwrap_or_default();
        format!("DutyOutcome('{}'{on}{record})", self.state.0)
    }
}

/// Obligations with what became of them: what `wangge.duty.Matched` keeps.
#[pyclass(frozen, name = "Held", module = "wangge")]
pub(crate) struct PyHeld {
    pub(crate) matched: Matched,
    records: Vec<DutyRecord>,
}

impl PyHeld {
    pub(super) fn of(
        py: Python<'_>,
        owed: &Arc<Obligations>,
        records: Records,
        as_of: NaiveDate,
    ) -> Result<Self, PyError> {
        let records = records.core()?;
        let matched = py.detach(|| owed.matched(&records, as_of))?;
        Ok(Self { matched, records })
    }

    fn id(&self, outcome: &Outcome) -> Option<&str> {
        self.records.get(outcome.record? as usize).map(|record| record.id.as_str())
    }

    fn one(&self, index: usize) -> Option<PyDutyOutcome> {
        let outcome = self.matched.outcomes.get(index)?;
        Some(PyDutyOutcome {
            state: DutyState(outcome.state),
            on: outcome.on.map(Date),
            record: self.id(outcome).map(str::to_owned),
        })
    }
}

#[pymethods]
impl PyHeld {
    fn __len__(&self) -> usize {
        self.matched.outcomes.len()
    }

    fn __getitem__(&self, index: isize) -> PyResult<(PyObligation, PyDutyOutcome)> {
        let place = place(index, self.matched.outcomes.len())?;
        let (one, outcome) = (self.matched.owed.get(place), self.one(place));
        let missing = || pyo3::exceptions::PyIndexError::new_err("no such item");
        Ok((PyObligation::from_core(&one.ok_or_else(missing)?), outcome.ok_or_else(missing)?))
    }

    /// The day asked about.
    #[getter]
    fn as_of(&self) -> Date {
        Date(self.matched.as_of)
    }

    /// How many are in each state, in their order.
    #[getter]
    fn counts(&self) -> [usize; 4] {
        self.matched.counts()
    }

    /// The ids of the visits to a household that the grid does not have on that day.
    #[getter]
    fn unlisted(&self) -> Tuple<String> {
        let rows = self.matched.unlisted.iter();
        Tuple(rows.filter_map(|row| self.records.get(*row)).map(|record| record.id.clone()).collect())
    }

    /// The gaps of the diaries.
    #[getter]
    fn diary_gaps(&self) -> Tuple<PyDiaryGap> {
        Tuple(diary_gaps(&self.matched).into_iter().map(PyDiaryGap::from_core).collect())
    }

    /// The columns of what is owed, and what became of it.
    fn columns<'py>(&self, py: Python<'py>, uid: bool) -> PyResult<Parts<'py>> {
        let Parts(parts) = py.detach(|| Columns::of(&self.matched.owed, uid)).given(py)?;
        let outcomes = &self.matched.outcomes;
        let states = outcomes.iter().map(|one| u8::try_from(one.state.index()).unwrap_or(u8::MAX));
        let words: Vec<&str> = wangge::DutyState::codes();
        parts.set_item("state", ("word", (PyArray1::from_vec(py, states.collect()), words)))?;
        let on = outcomes.iter().map(|one| one.on.map_or(i64::MIN, since_epoch)).collect();
        parts.set_item("on", ("moment", days(&PyArray1::from_vec(py, on))?))?;
        let ids: Vec<Option<&str>> = outcomes.iter().map(|one| self.id(one)).collect();
        parts.set_item("record", ("text", ids))?;
        Ok(Parts(parts))
    }

    /// The columns of the coverage of households.
    fn coverage<'py>(&self, py: Python<'py>) -> PyResult<Parts<'py>> {
        let rows = &self.matched.coverage;
        let of = |row: &wangge::duty::Coverage| self.matched.owed.get(row.index);
        let grids: Vec<_> = rows.iter().map(|row| of(row).map(|one| one.unit())).collect();
        let villages: Vec<_> = rows.iter().map(|row| of(row).and_then(|one| one.village())).collect();
        let owners = rows
            .iter()
            .map(|row| of(row).and_then(|one| i8::try_from(one.owner().index()).ok()).unwrap_or(-1));
        let opens = rows.iter().map(|row| of(row).map_or(i64::MIN, |one| since_epoch(one.opens())));
        let due = rows.iter().map(|row| of(row).map_or(i64::MIN, |one| since_epoch(one.due())));
        let parts = PyDict::new(py);
        let index: Vec<usize> = rows.iter().map(|row| row.index).collect();
        parts.set_item("obligation", ("number", index))?;
        parts.set_item("owner", ("word", (PyArray1::from_iter(py, owners), wangge::Role::codes())))?;
        parts.set_item("grid", ("text", grids))?;
        parts.set_item("village", ("text", villages))?;
        parts.set_item("opens", ("moment", days(&PyArray1::from_iter(py, opens))?))?;
        parts.set_item("due", ("moment", days(&PyArray1::from_iter(py, due))?))?;
        parts.set_item("needed", ("number", rows.iter().map(|row| row.needed).collect::<Vec<_>>()))?;
        parts.set_item("seen", ("number", rows.iter().map(|row| row.seen).collect::<Vec<_>>()))?;
        parts.set_item("seen_late", ("number", rows.iter().map(|row| row.seen_late).collect::<Vec<_>>()))?;
        Ok(Parts(parts))
    }

    /// The columns of what each record counted for.
    fn uses<'py>(&self, py: Python<'py>) -> PyResult<Parts<'py>> {
        let parts = PyDict::new(py);
        let ids: Vec<&str> = self.records.iter().map(|record| record.id.as_str()).collect();
        parts.set_item("record", ("text", ids))?;
        let places = self.matched.uses.iter().map(|(used, _)| u8::try_from(used.index()).unwrap_or(u8::MAX));
        let words: Vec<&str> = wangge::RecordUse::codes();
        parts.set_item("use", ("word", (PyArray1::from_iter(py, places), words)))?;
        let of: Vec<Option<usize>> = self.matched.uses.iter().map(|(_, index)| *index).collect();
        parts.set_item("obligation", ("number", of))?;
        Ok(Parts(parts))
    }

    /// The records, as they were given.
    #[getter]
    fn records(&self) -> Records {
        Records::of(&self.records)
    }
}

/// Days since 1970-01-01.
fn since_epoch(day: NaiveDate) -> i64 {
    day.signed_duration_since(NaiveDate::default()).num_days()
}
