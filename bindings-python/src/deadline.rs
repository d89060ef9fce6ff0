//! By when a matter must be settled.

use pyo3::prelude::*;
use wangge::rules::deadline::{self, Deadline};
use wangge::{Decision, Policy, WorkCalendar};

use crate::calendar::PyWorkCalendar;
use crate::date::{Date, Received};
use crate::error::PyError;
use crate::policy::PyPolicy;
use crate::record::{PyExplanation, PyReason, Tuple, equal_by_decision};
use crate::term::{Complexity, DayStatus, Level, Settlement, Unit};

/// By when a matter must be settled, and why. It is late from the close of that day on.
///
/// >>> import datetime, wangge as wg
/// >>> wg.Policy.preset("combined").deadline(datetime.date(2026, 11, 23), "general")
/// Deadline(date=2026-12-02, status='confirmed', because=(X-4.2a, E-2, E-3))
#[pyclass(frozen, eq, hash, name = "Deadline", module = "wangge")]
pub(crate) struct PyDeadline {
    decision: Decision<Deadline>,
    policy: Policy,
    calendar: WorkCalendar,
    received: Received,
    level: Option<Level>,
}

equal_by_decision!(PyDeadline);

impl PyDeadline {
    pub(crate) fn ask(
        policy: &Policy,
        calendar: WorkCalendar,
        received: Received,
        complexity: Complexity,
    ) -> Result<Self, PyError> {
        let decision = deadline::due(policy, &calendar, received.0, complexity.0)?;
        Ok(Self { decision, policy: policy.clone(), calendar, received, level: None })
    }

    pub(crate) fn ask_by_level(
        policy: &Policy,
        calendar: WorkCalendar,
        received: Received,
        level: Level,
    ) -> Result<Self, PyError> {
        let decision = deadline::due_by_level(policy, &calendar, received.0, level.0)?;
        Ok(Self { decision, policy: policy.clone(), calendar, received, level: Some(level) })
    }
}

#[pymethods]
impl PyDeadline {
    /// The day of receipt.
    #[getter]
    fn received(&self) -> Date {
        Date(self.decision.value.received)
    }

    /// The complexity that decides the limit.
    #[getter]
    fn complexity(&self) -> Complexity {
        Complexity(self.decision.value.complexity)
    }

    /// The last day.
    #[getter]
    fn date(&self) -> Date {
        Date(self.decision.value.date)
    }

    /// How sure the calendar is of every day up to it.
    #[getter]
    fn status(&self) -> DayStatus {
        DayStatus(self.decision.value.status)
    }

    /// The length of the limit.
    #[getter]
    fn count(&self) -> u32 {
        self.decision.value.within.count
    }

    /// What the length is counted in.
    #[getter]
    fn unit(&self) -> Unit {
        Unit(self.decision.value.within.unit)
    }

    /// What settles the matter in time.
    #[getter]
    fn settled_by(&self) -> Tuple<Settlement> {
        Tuple(self.decision.value.settled_by.iter().copied().map(Settlement).collect())
    }

    /// The reasons, with their clauses.
    #[getter]
    fn because(&self) -> Tuple<PyReason> {
        PyReason::all(&self.decision.because)
    }

    /// Every day from receipt to the due date, and why it counts or not.
    fn explain(&self) -> Result<PyExplanation, PyError> {
        let explanation = self.decision.value.explain(&self.calendar)?;
        Ok(PyExplanation::from_core(self.date(), explanation.steps, Some(&explanation.due)))
    }

    /// The answer as a notebook shows it, in Chinese.
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<Option<String>> {
        crate::record::html(slf.as_any())
    }

    fn __repr__(&self) -> String {
        let value = &self.decision.value;
        let because = self.decision.clauses().join(", ");
        format!("Deadline(date={}, status='{}', because=({because}))", value.date, value.status)
    }

    #[pyo3(signature = () -> "tuple[object, ...]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let policy = PyPolicy::new(self.policy.clone()).into_pyobject(py)?.into_any();
        let calendar = PyWorkCalendar(self.calendar.clone()).into_pyobject(py)?.into_any();
        let received = self.received.into_pyobject(py)?;
        let (question, word) = match self.level {
            Some(level) => ("deadline_by_level", level.into_pyobject(py)?),
            None => ("deadline", self.complexity().into_pyobject(py)?),
        };
        Ok((policy.getattr(question)?, (received, word, calendar)).into_pyobject(py)?.into_any())
    }
}
