//! The clocks of a case, and the steps that are open.

use std::hash::{Hash, Hasher};

use pyo3::PyTypeInfo;
use pyo3::prelude::*;
use pyo3::types::PyType;
use wangge::Decision;
use wangge::case::{Extension, OpenCommand, StageClock};

use super::one::PyCase;
use crate::date::Moment;
use crate::due::PyDueAt;
use crate::error::{PyError, refused};
use crate::record::record;
use crate::term::{Stage, StepKind};

record! {
    /// An extension that was asked for.
    PyExtension = "Extension" {
        /// When it was asked for.
        asked: Moment,
        /// How much was asked for, such as `3 working_day`.
        by: String,
        /// When it was decided; None while it waits.
        decided: Option<Moment>,
        /// How much was granted; None where it waits or was refused.
        granted: Option<String>,
    }
}

impl PyExtension {
    pub(super) fn from_core(extension: &Extension) -> Self {
        Self {
            asked: Moment(extension.asked),
            by: extension.by.to_string(),
            decided: extension.decided.map(Moment),
            granted: extension.granted.map(|granted| granted.to_string()),
        }
    }

    fn shown(&self) -> String {
        let granted = match (&self.granted, self.decided) {
            (Some(granted), _) => format!("granted '{granted}'"),
            (None, Some(_)) => "refused".to_owned(),
            (None, None) => "waits".to_owned(),
        };
        format!("Extension({}, '{}', {granted})", self.asked.0, self.by)
    }
}

record! {
    /// A step, and whether it is open to somebody: a button, and where it is shut, why.
    PyOpenCommand = "OpenCommand" {
        /// The step.
        step: StepKind,
        /// Whether it is open. It may still be refused for what it says, such as a ground that the policy does not know.
        is_open: bool,
        /// Why it is shut, in Chinese; None where it is open.
        zh: Option<String>,
        /// Why it is shut, in English.
        en: Option<String>,
        /// The id of the clause that shuts it; None where it is open, or no clause does.
        clause: Option<String>,
    }
}

impl PyOpenCommand {
    pub(super) fn from_core(command: &OpenCommand) -> Self {
        Self {
            step: StepKind(command.step),
            is_open: command.is_open(),
            zh: command.shut.as_ref().map(wangge::Wording::zh),
            en: command.shut.as_ref().map(wangge::Wording::en),
            clause: command.clause.as_ref().map(ToString::to_string),
        }
    }

    fn shown(&self) -> String {
        match &self.en {
            None => format!("OpenCommand('{}')", self.step.0),
            Some(why) => format!("OpenCommand('{}', shut: {why})", self.step.0),
        }
    }
}

/// The clock of a stage: of one entry, or of all of them where they share the limit.
#[pyclass(frozen, eq, hash, name = "StageClock", module = "wangge")]
#[derive(Clone)]
pub(crate) struct PyStageClock {
    case: PyCase,
    place: usize,
    clock: StageClock,
}

impl PartialEq for PyStageClock {
    fn eq(&self, other: &Self) -> bool {
        self.clock == other.clock
    }
}

impl Eq for PyStageClock {}

impl Hash for PyStageClock {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.clock.stage, self.clock.entered, self.clock.left, self.clock.entries).hash(state);
    }
}

impl PyStageClock {
    pub(super) fn all(case: &PyCase) -> Result<Vec<Self>, PyError> {
        let clocks = case.case.stages(&case.rules)?;
        let one = |(place, clock)| Self { case: case.clone(), place, clock };
        Ok(clocks.into_iter().enumerate().map(one).collect())
    }
}

#[pymethods]
impl PyStageClock {
    /// The clock at a place among those of a case: what unpickling calls.
    #[classmethod]
    fn restored(_cls: &Bound<'_, PyType>, case: &Bound<'_, PyCase>, place: usize) -> Result<Self, PyError> {
        let clocks = Self::all(case.get())?;
        let many = clocks.len();
        let found = clocks.into_iter().nth(place);
        found.ok_or_else(|| refused("place", place.to_string(), format!("below {many}")))
    }

    /// The stage.
    #[getter]
    fn stage(&self) -> Stage {
        Stage(self.clock.stage)
    }

    /// When it was entered, for the first time where all entries share the limit.
    #[getter]
    fn entered(&self) -> Moment {
        Moment(self.clock.entered)
    }

    /// When it was left; None while the case is in it.
    #[getter]
    fn left(&self) -> Option<Moment> {
        self.clock.left.map(Moment)
    }

    /// How many entries share the limit.
    #[getter]
    fn entries(&self) -> usize {
        self.clock.entries
    }

    /// When its limit runs out, and the rule of the limit; how time is counted is told by the due moment of the case.
    #[getter]
    fn due(&self) -> PyDueAt {
        let decision = Decision { value: self.clock.due.clone(), because: vec![self.clock.because()] };
        PyDueAt::of_stage(self, decision)
    }

    /// The id of the clause of the limit.
    #[getter]
    fn clause(&self) -> String {
        self.clock.clause.to_string()
    }

    /// Whether it was left too late, or is late at a moment.
    fn is_late(&self, now: Moment) -> bool {
        self.clock.is_late(now.0)
    }

    fn __repr__(&self) -> String {
        let moment =
            |at: Option<chrono::NaiveDateTime>| at.map_or_else(|| "None".to_owned(), |at| at.to_string());
        let StageClock { stage, entered, left, due, clause, .. } = &self.clock;
        let (due, left) = (moment(due.at), moment(*left));
        format!("StageClock('{stage}', entered={entered}, due={due}, left={left}, clause='{clause}')")
    }

    #[pyo3(signature = () -> "tuple[object, ...]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let restored = Self::type_object(py).getattr("restored")?;
        Ok((restored, (self.case.clone(), self.place)).into_pyobject(py)?.into_any())
    }
}
