//! 四议两公开.

use std::sync::{Mutex, MutexGuard, PoisonError};

use pyo3::PyTypeInfo;
use pyo3::prelude::*;
use pyo3::types::PyType;
use wangge::duty::deliberation::{
    Deliberation, DeliberationEvent, DeliberationStanding, Objection, StepStanding,
};
use wangge::{Policy, WorkCalendar};

use crate::calendar::PyWorkCalendar;
use crate::date::Date;
use crate::error::PyError;
use crate::policy::PyPolicy;
use crate::record::{PyReason, Tuple, record};
use crate::term::DeliberationStep;

record! {
    /// What became of an event (结果).
    PyDeliberationTaken = "DeliberationTaken" {
        /// Whether a vote carried, or an objection was upheld; True for what was made public or objected to.
        carried: bool,
        /// Why: quorum and majority, or the period.
        because: Tuple<PyReason>,
    }
}

impl PyDeliberationTaken {
    fn shown(&self) -> String {
        format!("DeliberationTaken(carried={})", if self.carried { "True" } else { "False" })
    }
}

record! {
    /// How a step stands (步骤现状).
    PyStepStanding = "StepStanding" {
        /// Which.
        step: DeliberationStep,
        /// Whether it carried; of a publication, whether its period is over and every objection answered.
        done: bool,
        /// The day it was held, or made public, the last time.
        on: Option<Date>,
        /// The last day of a publication.
        ends: Option<Date>,
        /// How often it was held without carrying.
        failed: u32,
    }
}

impl PyStepStanding {
    fn from_core(one: &StepStanding) -> Self {
        let (on, ends) = (one.on.map(Date), one.ends.map(Date));
        Self { step: DeliberationStep(one.step), done: one.done, on, ends, failed: one.failed }
    }

    fn shown(&self) -> String {
        format!("StepStanding('{}', done={})", self.step.0, if self.done { "True" } else { "False" })
    }
}

record! {
    /// An objection to what is public (异议).
    PyObjection = "Objection" {
        /// Its id.
        id: String,
        /// The publication it is to.
        to: DeliberationStep,
        /// The day.
        on: Date,
        /// When it was answered.
        answered: Option<Date>,
        /// Whether it was right.
        upheld: bool,
    }
}

impl PyObjection {
    fn from_core(one: &Objection) -> Self {
        let answered = one.answered.map(Date);
        let (to, on) = (DeliberationStep(one.to), Date(one.on));
        Self { id: one.id.clone(), to, on, answered, upheld: one.upheld }
    }

    fn shown(&self) -> String {
        format!("Objection('{}', {})", self.id, self.on.0)
    }
}

record! {
    /// How a deliberation stands on a day (进展).
    PyDeliberationStanding = "DeliberationStanding" {
        /// The six steps, in order.
        steps: Tuple<PyStepStanding>,
        /// The steps that are open on that day.
        open: Tuple<DeliberationStep>,
        /// The steps that are not done.
        missing: Tuple<DeliberationStep>,
        /// The publication that runs on that day.
        public: Option<DeliberationStep>,
        /// Its last day.
        public_until: Option<Date>,
        /// The objections, in order.
        objections: Tuple<PyObjection>,
        /// Whether all of it is done.
        complete: bool,
    }
}

impl PyDeliberationStanding {
    fn from_core(stands: &DeliberationStanding) -> Self {
        let words =
            |steps: &[wangge::DeliberationStep]| Tuple(steps.iter().copied().map(DeliberationStep).collect());
        Self {
            steps: Tuple(stands.steps.iter().map(PyStepStanding::from_core).collect()),
            open: words(&stands.open),
            missing: words(&stands.missing),
            public: stands.public.map(|(step, _)| DeliberationStep(step)),
            public_until: stands.public.map(|(_, ends)| Date(ends)),
            objections: Tuple(stands.objections.iter().map(PyObjection::from_core).collect()),
            complete: stands.complete,
        }
    }

    fn shown(&self) -> String {
        let words = |steps: &Tuple<DeliberationStep>| {
            steps.0.iter().map(|step| step.0.to_string()).collect::<Vec<_>>().join(", ")
        };
        format!("DeliberationStanding(open: {}; missing: {})", words(&self.open), words(&self.missing))
    }
}

/// A matter that goes through 四议两公开 (X-4.4b): six dated steps in their order, with quorum, majority and periods as
/// the policy has them. No preset states those (E-12).
///
/// >>> from datetime import date
/// >>> import wangge as wg
/// >>> road = wg.Deliberation(wg.Policy.preset("combined"), wg.WorkCalendar.china(), "D-1", "道路硬化（虚构）")
/// >>> try:
/// ...     road.hold("decision", date(2026, 11, 2), eligible=45, present=30, in_favour=30)
/// ... except wg.StepError as error:
/// ...     print(error.code, error.allowed)
/// deliberation.order ('proposal',)
/// >>> try:
/// ...     road.hold("proposal", date(2026, 11, 2), eligible=9, present=9, in_favour=9)
/// ... except wg.UnspecifiedError as error:
/// ...     print(error.key)
/// deliberation.step[step = "proposal"]
#[pyclass(frozen, name = "Deliberation", module = "wangge")]
pub(crate) struct PyDeliberation {
    policy: Policy,
    calendar: WorkCalendar,
    made: Mutex<Deliberation>,
}

impl PyDeliberation {
    fn made(&self) -> MutexGuard<'_, Deliberation> {
        // An event is taken up whole or not at all, so what a panic left is sound.
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self, event: DeliberationEvent) -> Result<PyDeliberationTaken, PyError> {
        let taken = self.made().take(&self.policy, &self.calendar, event)?;
        Ok(PyDeliberationTaken { carried: taken.value, because: PyReason::all(&taken.because) })
    }
}

#[pymethods]
impl PyDeliberation {
    #[new]
    fn new(
        policy: &Bound<'_, PyPolicy>,
        calendar: &Bound<'_, PyWorkCalendar>,
        id: String,
        title: String,
    ) -> Result<Self, PyError> {
        let made = Mutex::new(Deliberation::new(id, title)?);
        Ok(Self { policy: policy.get().0.clone(), calendar: calendar.get().0.clone(), made })
    }

    /// The deliberation that its JSON comes to, every event taken anew. Raises as the steps do.
    #[classmethod]
    fn from_json(
        _cls: &Bound<'_, PyType>,
        policy: &Bound<'_, PyPolicy>,
        calendar: &Bound<'_, PyWorkCalendar>,
        text: &str,
    ) -> Result<Self, PyError> {
        let (policy, calendar) = (policy.get().0.clone(), calendar.get().0.clone());
        let made = Mutex::new(Deliberation::from_json(&policy, &calendar, text)?);
        Ok(Self { policy, calendar, made })
    }

    /// The deliberation as JSON, on one line.
    fn to_json(&self) -> String {
        self.made().to_json()
    }

    /// Its id.
    #[getter]
    fn id(&self) -> String {
        self.made().id().to_owned()
    }

    /// What it is about.
    #[getter]
    fn title(&self) -> String {
        self.made().title().to_owned()
    }

    /// One of the first four steps was held and voted on: whether it carried. One that did not stays open.
    ///
    /// Raises StepError with what is open, UnspecifiedError for `deliberation.step[step = "…"]`, InputError for
    /// numbers
    /// that cannot be or a day before the last.
    #[pyo3(signature = (step, on, *, eligible, present, in_favour))]
    fn hold(
        &self,
        step: DeliberationStep,
        on: Date,
        eligible: u32,
        present: u32,
        in_favour: u32,
    ) -> Result<PyDeliberationTaken, PyError> {
        self.take(DeliberationEvent::Hold { step: step.0, on: on.0, eligible, present, in_favour })
    }

    /// The decision, or its outcome, was made public. Raises as `hold` does; CalendarError where its end is not
    /// known.
    fn publish(&self, step: DeliberationStep, on: Date) -> Result<PyDeliberationTaken, PyError> {
        self.take(DeliberationEvent::Publish { step: step.0, on: on.0 })
    }

    /// Somebody objected to what is public. `id` is the objection's own, nobody's name. Raises StepError,
    /// InputError.
    fn object(&self, id: String, on: Date, text: String) -> Result<PyDeliberationTaken, PyError> {
        self.take(DeliberationEvent::Object { id, on: on.0, text })
    }

    /// An objection was answered; one that is upheld sends the decision back. Raises StepError, InputError.
    fn answer(
        &self,
        id: String,
        on: Date,
        upheld: bool,
        text: String,
    ) -> Result<PyDeliberationTaken, PyError> {
        self.take(DeliberationEvent::Answer { id, on: on.0, upheld, text })
    }

    /// How it stands on a day. Raises InputError for a day before the last event.
    fn standing(&self, on: Date) -> Result<PyDeliberationStanding, PyError> {
        Ok(PyDeliberationStanding::from_core(&self.made().standing(on.0)?))
    }

    /// How many events it has.
    fn __len__(&self) -> usize {
        self.made().events().len()
    }

    fn __repr__(&self) -> String {
        let made = self.made();
        format!("Deliberation('{}', {} events)", made.id(), made.events().len())
    }

    #[pyo3(signature = () -> "tuple[object, ...]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let read = Self::type_object(py).getattr("from_json")?;
        let (policy, calendar) = (PyPolicy::new(self.policy.clone()), PyWorkCalendar(self.calendar.clone()));
        let text = self.made().to_json();
        Ok((read, (policy, calendar, text)).into_pyobject(py)?.into_any())
    }
}
