//! Commands and events: who acts, what is known, what happened.

use pyo3::PyTypeInfo;
use pyo3::prelude::*;
use pyo3::types::PyType;
use wangge::case::{Actor, CaseFacts, Event};
use wangge::{EventHead, Vocabulary as _};

use crate::date::Moment;
use crate::error::PyError;
use crate::record::{hinted, record};
use crate::term::{Complexity, Role, Scope, StepKind, Work};

record! {
    /// Who acts: an id of the embedder's own, and the role in which it acts. Wherever an actor is asked for, the two as
    /// a tuple do as well.
    ///
    /// >>> import wangge as wg
    /// >>> wg.Actor("p-3", "assistant")
    /// Actor('p-3', 'assistant')
    PyActor = "Actor" {
        /// The id. The library keeps no names.
        id: String,
        /// The role.
        role: Role,
    }
}

impl PyActor {
    pub(crate) fn core(&self) -> Actor {
        Actor::new(self.id.clone(), self.role.0)
    }

    pub(crate) fn from_core(actor: &Actor) -> Self {
        Self { id: actor.id.clone(), role: Role(actor.role) }
    }

    fn shown(&self) -> String {
        format!("Actor('{}', '{}')", self.id, self.role.0)
    }
}

record! {
    /// What is known of a matter: what decides its route and its limit.
    ///
    /// >>> import wangge as wg
    /// >>> wg.CaseFacts("village", major=False, sudden=False, work="coordination")
    /// CaseFacts(scope='village', major=False, sudden=False, work='coordination', complexity=None)
    PyCaseFacts = "CaseFacts" {
        /// How far it reaches (E-13).
        scope: Scope,
        /// Whether it is major (E-4).
        major: bool,
        /// Whether it is sudden (E-4).
        sudden: bool,
        /// The type of work, where it is known (M-1.2 to M-1.5).
        work: Option<Work>,
        /// The complexity; where it is None, that of the level (E-1).
        complexity: Option<Complexity>,
    }
    signature (scope, major, sudden, work = None, complexity = None)
}

impl PyCaseFacts {
    pub(crate) fn from_core(facts: CaseFacts) -> Self {
        let CaseFacts { scope, major, sudden, work, complexity } = facts;
        Self {
            scope: Scope(scope),
            major,
            sudden,
            work: work.map(Work),
            complexity: complexity.map(Complexity),
        }
    }

    pub(super) fn core(&self) -> CaseFacts {
        CaseFacts {
            scope: self.scope.0,
            major: self.major,
            sudden: self.sudden,
            work: self.work.map(|work| work.0),
            complexity: self.complexity.map(|complexity| complexity.0),
        }
    }

    fn shown(&self) -> String {
        let word = |word: Option<&str>| word.map_or_else(|| "None".to_owned(), |word| format!("'{word}'"));
        let truth = |truth| if truth { "True" } else { "False" };
        format!(
            "CaseFacts(scope='{}', major={}, sudden={}, work={}, complexity={})",
            self.scope.0,
            truth(self.major),
            truth(self.sudden),
            word(self.work.map(|work| work.0.code())),
            word(self.complexity.map(|complexity| complexity.0.code()))
        )
    }
}

record! {
    /// What stands at the head of an event, or of a command: which, what, when, by whom.
    PyEventHead = "EventHead" {
        /// Its number in the case; of a command, the number it would have had.
        sequence: u64,
        /// The step.
        step: StepKind,
        /// When.
        at: Moment,
        /// By whom.
        actor: PyActor,
    }
}

impl PyEventHead {
    pub(crate) fn from_core(head: &EventHead) -> Option<Self> {
        let role = Role(wangge::Role::find(head.role.code)?);
        let actor = PyActor { id: head.actor.clone(), role };
        Some(Self { sequence: head.sequence, step: StepKind::of(head.step)?, at: Moment(head.at), actor })
    }

    fn shown(&self) -> String {
        let Self { sequence, step, at, actor } = self;
        format!("EventHead({sequence}, '{}', {}, {})", step.0, at.0, actor.shown())
    }
}

hinted! {
    /// What a step says, as a `dict`.
    Said = "Said"
}

/// What happened to a case. Its JSON is what an embedder stores, one line an event.
///
/// >>> import wangge as wg
/// >>> line = '{"schema":1,"case":"C-1","sequence":2,"at":"2026-11-23T09:30:00","actor":{"id":"p-7","role":"office"},'
/// >>> event = wg.Event.from_json(line + '"kind":"dispatch","data":{"to":"unit-3"}}')
/// >>> event.kind, event.data["to"], wg.Event.from_json(event.to_json()) == event
/// (<StepKind.DISPATCH: 'dispatch'>, 'unit-3', True)
#[pyclass(frozen, eq, hash, name = "Event", module = "wangge")]
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct PyEvent(pub(crate) Event);

#[pymethods]
impl PyEvent {
    /// The event from its JSON.
    ///
    /// Raises InputError for the field that cannot be used: a `schema` of a later version, a `kind` that is not known,
    /// `data` that is not of that kind, a field too many.
    #[classmethod]
    fn from_json(_cls: &Bound<'_, PyType>, text: &str) -> Result<Self, PyError> {
        Ok(Self(Event::from_json(text)?))
    }

    /// The event as JSON, on one line.
    fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// The case.
    #[getter]
    fn case(&self) -> &str {
        &self.0.case
    }

    /// Its number in the case, from 1 without a gap.
    #[getter]
    fn sequence(&self) -> u64 {
        self.0.sequence
    }

    /// When it happened, in the county's local time, to the microsecond; its JSON keeps what is finer.
    #[getter]
    fn at(&self) -> Moment {
        Moment(self.0.at)
    }

    /// By whom.
    #[getter]
    fn actor(&self) -> PyActor {
        PyActor::from_core(&self.0.actor)
    }

    /// The id of the command that made it; None where it had none.
    #[getter]
    fn command(&self) -> Option<&str> {
        self.0.command.as_deref()
    }

    /// What happened.
    #[getter]
    fn kind(&self) -> StepKind {
        StepKind(self.0.step.kind())
    }

    /// What it says, as its JSON has it: a new `dict` each time.
    #[getter]
    fn data<'py>(&self, py: Python<'py>) -> PyResult<Said<'py>> {
        Ok(Said(py.import("json")?.call_method1("loads", (self.0.step.data(),))?))
    }

    fn __repr__(&self) -> String {
        let Event { case, sequence, at, actor, step, .. } = &self.0;
        let (kind, data) = (step.kind(), step.data());
        format!("Event('{case}', {sequence}, '{kind}', {at}, {} '{}', {data})", actor.role, actor.id)
    }

    #[pyo3(signature = () -> "tuple[object, ...]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let read = Self::type_object(py).getattr("from_json")?;
        Ok((read, (self.to_json(),)).into_pyobject(py)?.into_any())
    }
}
