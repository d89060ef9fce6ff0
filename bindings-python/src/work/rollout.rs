//! The roll-out: the phases of a year, and where a village stands.

use pyo3::PyTypeInfo;
use pyo3::prelude::*;
use wangge::duty::rollout::{self, PlannedPhase, RolloutStanding, TaskDone, TaskStanding};
use wangge::export::{GanttOptions, gantt};
use wangge::{Decision, Policy};

use super::table_of;
use crate::date::Date;
use crate::error::{PyError, refused};
use crate::policy::PyPolicy;
use crate::record::{PyFindings, PyReason, Tabled, Tuple, record};
use crate::term::{RolloutPhase, RolloutTask, TaskState};

record! {
    /// A phase of a year (当年阶段).
    PyPlannedPhase = "PlannedPhase" {
        /// Which one.
        phase: RolloutPhase,
        /// Its first day.
        start: Date,
        /// Its last day; None where it has no end.
        end: Option<Date>,
        /// What is done in it.
        tasks: Tuple<RolloutTask>,
        /// Which of them must be done before the next phase.
        required: Tuple<RolloutTask>,
        /// The clause it rests on.
        clause: String,
    }
}

fn words(tasks: &[wangge::RolloutTask]) -> Tuple<RolloutTask> {
    Tuple(tasks.iter().copied().map(RolloutTask).collect())
}

impl PyPlannedPhase {
    fn from_core(phase: &PlannedPhase) -> Self {
        Self {
            phase: RolloutPhase(phase.phase),
            start: Date(phase.from),
            end: phase.to.map(Date),
            tasks: words(&phase.tasks),
            required: words(&phase.required),
            clause: phase.clause.to_string(),
        }
    }

    fn shown(&self) -> String {
        let end = self.end.map_or_else(|| "None".to_owned(), |end| end.0.to_string());
        format!("PlannedPhase('{}', {}, {end})", self.phase.0, self.start.0)
    }
}

record! {
    /// Where a task stands (任务现状).
    PyTaskStanding = "TaskStanding" {
        /// Its phase.
        phase: RolloutPhase,
        /// Which task.
        task: RolloutTask,
        /// Whether it must be done before the next phase.
        required: bool,
        /// The last day for it; None where its phase has no end.
        due: Option<Date>,
        /// When it was done.
        done: Option<Date>,
        /// Where it stands.
        state: TaskState,
    }
}

impl PyTaskStanding {
    fn from_core(one: &TaskStanding) -> Self {
        Self {
            phase: RolloutPhase(one.phase),
            task: RolloutTask(one.task),
            required: one.required,
            due: one.due.map(Date),
            done: one.done.map(Date),
            state: TaskState(one.state),
        }
    }

    fn shown(&self) -> String {
        format!("TaskStanding('{}', '{}')", self.task.0, self.state.0)
    }
}

record! {
    /// Where a village stands on a day (推进现状).
    PyRolloutStanding = "RolloutStanding" {
        /// The village.
        village: String,
        /// The day.
        on: Date,
        /// The phase of the day; None before the first.
        by_date: Option<RolloutPhase>,
        /// The first phase whose required tasks are not all done.
        reached: RolloutPhase,
        /// Every task, in order.
        tasks: Tuple<PyTaskStanding>,
        /// Whether the next phase after that of the day may begin.
        may_go_on: bool,
        /// What is missing for that, in order.
        missing: Tuple<RolloutTask>,
        /// Tasks that are overdue or were done late.
        findings: PyFindings,
        /// The phase of the day, and what must be done before the next.
        because: Tuple<PyReason>,
    }
    new { #[expect(clippy::too_many_arguments, reason = "a record of many fields")] }
    methods {
        /// The tasks as a Table: `village`, `phase`, `task`, `required`, `due`, `done`, `state`.
        fn table<'py>(slf: &Bound<'py, Self>) -> PyResult<Tabled<'py>> {
            table_of(slf.as_any(), "table_of_rollout")
        }

        /// The tasks as a DataFrame of pandas, with the columns of `table`.
        fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
            Self::table(slf)?.0.call_method0("to_pandas")
        }

        /// The tasks as a DataFrame of polars, with the columns of `table`.
        fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
            Self::table(slf)?.0.call_method0("to_polars")
        }
    }
}

impl PyRolloutStanding {
    fn from_core(stands: &Decision<RolloutStanding>) -> Self {
        let value = &stands.value;
        Self {
            village: value.village.clone(),
            on: Date(value.on),
            by_date: value.by_date.map(RolloutPhase),
            reached: RolloutPhase(value.reached),
            tasks: Tuple(value.tasks.iter().map(PyTaskStanding::from_core).collect()),
            may_go_on: value.may_go_on,
            missing: words(&value.missing),
            findings: PyFindings::from_core(&value.findings),
            because: PyReason::all(&stands.because),
        }
    }

    fn shown(&self) -> String {
        let phase = self.by_date.map_or_else(|| "None".to_owned(), |phase| format!("'{}'", phase.0));
        let may = if self.may_go_on { "True" } else { "False" };
        format!("RolloutStanding('{}', {}, {phase}, may_go_on={may})", self.village, self.on.0)
    }
}

/// The roll-out of a year (实施步骤, X-7.1 to ): its phases, where a village stands, and a picture.
///
/// >>> from datetime import date
/// >>> import wangge as wg
/// >>> rollout = wg.Rollout(wg.Policy.preset("xiang-2011"), 2026)
/// >>> rollout.phases[3]
/// PlannedPhase('running', 2026-09-01, None)
/// >>> stands = rollout.standing("东村", [("leading_group", date(2026, 6, 8))], date(2026, 6, 24))
/// >>> stands.by_date, stands.reached
/// (<RolloutPhase.DIVISION: 'division'>, <RolloutPhase.PREPARATION: 'preparation'>)
/// >>> stands.missing[0].zh
/// '制定实施方案'
#[pyclass(frozen, eq, hash, name = "Rollout", module = "wangge")]
#[derive(PartialEq, Eq)]
pub(crate) struct PyRollout {
    policy: Policy,
    year: i32,
    plan: Vec<PlannedPhase>,
}

impl std::hash::Hash for PyRollout {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (self.policy.id(), self.year).hash(state);
    }
}

fn done_of(done: &[(RolloutTask, Date)]) -> Vec<TaskDone> {
    done.iter().map(|(task, on)| TaskDone { task: task.0, on: on.0 }).collect()
}

#[pymethods]
impl PyRollout {
    /// Raises UnspecifiedError for `rollout`, PolicyError where the policy is not in force in that year.
    #[new]
    fn new(policy: &Bound<'_, PyPolicy>, year: i32) -> Result<Self, PyError> {
        let policy = policy.get().0.clone();
        let plan = rollout::plan(&policy, year)?;
        Ok(Self { policy, year, plan })
    }

    /// The year.
    #[getter]
    fn year(&self) -> i32 {
        self.year
    }

    /// The phases, in order; the last without an end.
    #[getter]
    fn phases(&self) -> Tuple<PyPlannedPhase> {
        Tuple(self.plan.iter().map(PyPlannedPhase::from_core).collect())
    }

    /// Where a village stands on a day, by the tasks it has done and when.
    ///
    /// Raises InputError with the row of a task that is not of the policy, stands twice or was done after that day.
    #[expect(clippy::needless_pass_by_value, reason = "arguments of Python")]
    fn standing(
        &self,
        village: &str,
        done: Vec<(RolloutTask, Date)>,
        on: Date,
    ) -> Result<PyRolloutStanding, PyError> {
        let stands = rollout::standing(&self.policy, self.year, village, &done_of(&done), on.0)?;
        Ok(PyRolloutStanding::from_core(&stands))
    }

    /// The phases as a picture in SVG, with the tasks of a village where one is given with a day.
    ///
    /// `width` is in pixels, 560 to 8000. Raises InputError as `standing` does.
    ///
    /// >>> import wangge as wg
    /// >>> wg.Rollout(wg.Policy.preset("xiang-2011"), 2026).to_svg()[:4]
    /// '<svg'
    #[pyo3(signature = (village = None, done = Vec::new(), on = None, *, title = None, width = 960, lang = "zh"))]
    #[expect(clippy::needless_pass_by_value, reason = "arguments of Python")]
    fn to_svg(
        &self,
        village: Option<&str>,
        done: Vec<(RolloutTask, Date)>,
        on: Option<Date>,
        title: Option<String>,
        width: u32,
        lang: &str,
    ) -> Result<String, PyError> {
        let stands = match (village, on) {
            (Some(village), Some(on)) => {
                Some(rollout::standing(&self.policy, self.year, village, &done_of(&done), on.0)?.value)
            }
            (None, None) => None,
            (Some(_), None) => return Err(refused("on", "none given", "the day, beside a village")),
            (None, Some(_)) => return Err(refused("village", "none given", "the village, beside a day")),
        };
        let options = GanttOptions { title, width, lang: crate::record::lang(lang)? };
        Ok(gantt(&self.plan, stands.as_ref(), &options)?)
    }

    fn __repr__(&self) -> String {
        format!("Rollout('{}', {}, {} phases)", self.policy.id(), self.year, self.plan.len())
    }

    #[pyo3(signature = () -> "tuple[object, ...]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let policy = PyPolicy::new(self.policy.clone());
        Ok((Self::type_object(py), (policy, self.year)).into_pyobject(py)?.into_any())
    }
}
