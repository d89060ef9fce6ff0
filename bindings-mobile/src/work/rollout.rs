//! The roll-out, and the thirteen systems.

use chrono::NaiveDate;
use wangge::duty::rollout::{self, TaskDone};
use wangge::{RolloutPhase, RolloutTask, TaskState};

use crate::decision::{Finding, Reason, findings, reasons};
use crate::error::WanggeError;
use crate::policy::Policy;
use crate::term::TermSystem;

/// A phase of a year (当年阶段, X-7.1 to ).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct PlannedPhase {
    /// Which one.
    pub phase: RolloutPhase,
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day; none where it has no end.
    pub to: Option<NaiveDate>,
    /// What is done in it.
    pub tasks: Vec<RolloutTask>,
    /// Which of them must be done before the next phase.
    pub required: Vec<RolloutTask>,
    /// The clause it rests on.
    pub clause: String,
}

/// A task that a village has done (已完成任务).
#[uniffi::remote(Record)]
pub struct TaskDone {
    /// Which.
    pub task: RolloutTask,
    /// On which day.
    pub on: NaiveDate,
}

/// Where a task stands (任务现状).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct TaskStanding {
    /// Its phase.
    pub phase: RolloutPhase,
    /// Which task.
    pub task: RolloutTask,
    /// Whether it must be done before the next phase.
    pub required: bool,
    /// The last day for it; none where its phase has no end.
    pub due: Option<NaiveDate>,
    /// When it was done.
    pub done: Option<NaiveDate>,
    /// Where it stands.
    pub state: TaskState,
}

/// Where a village stands on a day (推进现状).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct RolloutStanding {
    /// The phase of the day; none before the first.
    pub by_date: Option<RolloutPhase>,
    /// The first phase whose required tasks are not all done.
    pub reached: RolloutPhase,
    /// Every task, in order.
    pub tasks: Vec<TaskStanding>,
    /// Whether the next phase after that of the day may begin.
    pub may_go_on: bool,
    /// What is missing for that, in order.
    pub missing: Vec<RolloutTask>,
    /// Tasks that are overdue or were done late.
    pub findings: Vec<Finding>,
    /// The phase of the day, and what must be done before the next.
    pub because: Vec<Reason>,
}

/// One of the thirteen systems, and whether a policy arranges it (制度覆盖, X-4.0b).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SystemCoverage {
    /// Which one.
    pub system: TermSystem,
    /// The clause that asks for it, X-4.0b.1 to X-4.0b.13.
    pub asked_by: String,
    /// Whether it is arranged.
    pub arranged: bool,
    /// The sections of the file that arrange it and are in force on the day.
    pub sections: Vec<String>,
    /// The documents that arrange it.
    pub documents: Vec<String>,
    /// The clause that the arrangement rests on; none where there is none.
    pub clause: Option<String>,
}

#[uniffi::export]
impl Policy {
    /// The phases of a year, the last without an end.
    ///
    /// Refuses with `Unspecified` for `rollout`, `NotInForce`.
    pub fn rollout(&self, year: i32) -> Result<Vec<PlannedPhase>, WanggeError> {
        let one = |phase: rollout::PlannedPhase| PlannedPhase {
            phase: phase.phase,
            from: phase.from,
            to: phase.to,
            tasks: phase.tasks,
            required: phase.required,
            clause: phase.clause.to_string(),
        };
        Ok(rollout::plan(&self.0, year)?.into_iter().map(one).collect())
    }

    /// Where a village stands on a day of the year of its roll-out, by what it has done.
    ///
    /// Refuses as `rollout` does, and with `Input` with the row of a task that is not of the policy, stands twice or was
    /// done after that day.
    pub fn rollout_standing(
        &self,
        year: i32,
        village: &str,
        done: &[TaskDone],
        on: NaiveDate,
    ) -> Result<RolloutStanding, WanggeError> {
        let wangge::Decision { value, because } = rollout::standing(&self.0, year, village, done, on)?;
        let task = |one: rollout::TaskStanding| TaskStanding {
            phase: one.phase,
            task: one.task,
            required: one.required,
            due: one.due,
            done: one.done,
            state: one.state,
        };
        Ok(RolloutStanding {
            by_date: value.by_date,
            reached: value.reached,
            tasks: value.tasks.into_iter().map(task).collect(),
            may_go_on: value.may_go_on,
            missing: value.missing,
            findings: findings(&value.findings),
            because: reasons(&because),
        })
    }

    /// The thirteen systems, each arranged or not on a day (X-4.0b.1 to X-4.0b.13).
    ///
    /// Refuses with `NotInForce`.
    pub fn systems(&self, on: NaiveDate) -> Result<Vec<SystemCoverage>, WanggeError> {
        let one = |one: wangge::policy::SystemCoverage| SystemCoverage {
            system: one.system,
            asked_by: one.asked_by.to_string(),
            arranged: one.arranged,
            sections: one.sections,
            documents: one.documents,
            clause: one.clause.map(|clause| clause.to_string()),
        };
        Ok(self.0.systems(on)?.into_iter().map(one).collect())
    }
}
