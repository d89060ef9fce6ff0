//! Where an issue goes.

use pyo3::prelude::*;
use wangge::case::{Case, CaseRules};
use wangge::policy::Facts;
use wangge::rules::route::{self, Route};
use wangge::{Decision, Policy};

use crate::error::PyError;
use crate::policy::PyPolicy;
use crate::record::{PyReason, Tuple, equal_by_decision};
use crate::term::{Action, Complexity, Handler, Level, Scope, Work};

/// Where an issue goes: level, handler, steps, the way upwards, who tells the person served.
#[pyclass(frozen, eq, hash, name = "Route", module = "wangge")]
pub(crate) struct PyRoute {
    decision: Decision<Route>,
    policy: Policy,
    facts: Facts,
    given: Option<Complexity>,
}

equal_by_decision!(PyRoute);

impl PyRoute {
    pub(crate) fn ask(policy: &Policy, facts: Facts, given: Option<Complexity>) -> Result<Self, PyError> {
        let decision = route::decide(policy, &facts, given.map(|given| given.0))?;
        Ok(Self { decision, policy: policy.clone(), facts, given })
    }

    pub(crate) fn of_case(case: &Case, rules: &CaseRules) -> Result<Self, PyError> {
        let known = case.facts();
        let policy = rules.policy_of(case.received())?;
        Ok(Self {
            decision: case.route(rules)?,
            policy,
            facts: known.route(),
            given: known.complexity.map(Complexity),
        })
    }
}

#[pymethods]
impl PyRoute {
    /// The level of the issue.
    #[getter]
    fn level(&self) -> Level {
        Level(self.decision.value.level)
    }

    /// Who handles it.
    #[getter]
    fn handler(&self) -> Handler {
        Handler(self.decision.value.handler)
    }

    /// What is done, in order.
    #[getter]
    fn steps(&self) -> Tuple<Action> {
        Tuple(self.decision.value.steps.iter().copied().map(Action).collect())
    }

    /// The way upwards, from whom to whom; empty where it stays inside the grid.
    #[getter]
    fn path(&self) -> Tuple<Handler> {
        Tuple(self.decision.value.path.iter().copied().map(Handler).collect())
    }

    /// Whether it is reported at once.
    #[getter]
    fn report_at_once(&self) -> bool {
        self.decision.value.report_at_once
    }

    /// Who must tell the person served; None where no clause says.
    #[getter]
    fn told_by(&self) -> Option<Handler> {
        self.decision.value.told_by.map(Handler)
    }

    /// The complexity given, or by E-1; None where neither the facts nor the policy say.
    #[getter]
    fn complexity(&self) -> Option<Complexity> {
        self.decision.value.complexity.map(Complexity)
    }

    /// The reasons, with their clauses.
    #[getter]
    fn because(&self) -> Tuple<PyReason> {
        PyReason::all(&self.decision.because)
    }

    /// The answer as a notebook shows it, in Chinese.
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<Option<String>> {
        crate::record::html(slf.as_any())
    }

    fn __repr__(&self) -> String {
        let value = &self.decision.value;
        let steps: Vec<String> = value.steps.iter().map(ToString::to_string).collect();
        format!(
            "Route(level='{}', handler='{}', steps=({}), because=({}))",
            value.level,
            value.handler,
            steps.join(", "),
            self.decision.clauses().join(", ")
        )
    }

    #[pyo3(signature = () -> "tuple[object, ...]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let policy = PyPolicy::new(self.policy.clone()).into_pyobject(py)?.into_any();
        let Facts { scope, major, sudden, work } = self.facts;
        let facts = (Scope(scope), major, sudden, work.map(Work), self.given);
        Ok((policy.getattr("route")?, facts).into_pyobject(py)?.into_any())
    }
}
