//! The roll-out (实施步骤, X-7.1 to X-7.4): four phases in any year, their tasks, and where a village stands on a day.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::clause::ClauseId;
use crate::decision::{Arg, Decision, Finding, Reason, Template, Weight};
use crate::error::{Error, InputError};
use crate::policy::Policy;
use crate::term::{RolloutPhase, RolloutTask, TaskState};

static SPAN: Template = Template::new("rollout.span", "{0}阶段：{1}至{2}", "{0}: {1} to {2}");
static SPAN_OPEN: Template = Template::new("rollout.span_open", "{0}阶段：{1}起", "{0}: from {1}");
static OVERDUE: Template =
    Template::new("rollout.overdue", "“{0}”应在{1}前完成，尚未完成", "{0} was to be done by {1}, and is not");
static LATE: Template =
    Template::new("rollout.late", "“{0}”于{1}完成，应在{2}前完成", "{0} was done on {1}, due by {2}");
static BEFORE_NEXT: Template = Template::new(
    "rollout.before_next",
    "进入“{0}”阶段前须完成“{1}”",
    "{1} must be done before the phase of {0}",
);
static VILLAGE: Template = Template::new("rollout.village", "{0}：实施步骤", "{0}, the roll-out");

/// A phase of a year (当年阶段).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlannedPhase {
    /// Which one.
    pub phase: RolloutPhase,
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day; `None` where it has no end.
    pub to: Option<NaiveDate>,
    /// What is done in it.
    pub tasks: Vec<RolloutTask>,
    /// Which of them must be done before the next phase.
    pub required: Vec<RolloutTask>,
    /// The clause it rests on.
    pub clause: ClauseId,
}

impl PlannedPhase {
    /// Its days in words, with its clause.
    pub fn because(&self) -> Reason {
        let words = match self.to {
            Some(to) => SPAN.with([Arg::from(self.phase), self.from.into(), to.into()]),
            None => SPAN_OPEN.with([Arg::from(self.phase), self.from.into()]),
        };
        Reason::new(&self.clause, words)
    }
}

/// A task that a village has done (已完成任务).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskDone {
    /// Which.
    pub task: RolloutTask,
    /// On which day.
    pub on: NaiveDate,
}

/// Where a task stands (任务现状).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TaskStanding {
    /// Its phase.
    pub phase: RolloutPhase,
    /// Which task.
    pub task: RolloutTask,
    /// Whether it must be done before the next phase.
    pub required: bool,
    /// The last day for it; `None` where its phase has no end.
    pub due: Option<NaiveDate>,
    /// When it was done.
    pub done: Option<NaiveDate>,
    /// Where it stands.
    pub state: TaskState,
}

/// Where a village stands on a day (推进现状).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RolloutStanding {
    /// The village.
    pub village: String,
    /// The day.
    pub on: NaiveDate,
    /// The phase of the day; `None` before the first, or after the last where that has an end.
    pub by_date: Option<RolloutPhase>,
    /// The first phase whose required tasks are not all done; the last where they are. A village cannot be further.
    pub reached: RolloutPhase,
    /// Every task, in order.
    pub tasks: Vec<TaskStanding>,
    /// Whether the next phase after that of the day may begin: nothing that is required up to it is missing.
    pub may_go_on: bool,
    /// What is missing for that, in order.
    pub missing: Vec<RolloutTask>,
    /// Tasks that are overdue or were done late, each with its clause.
    pub findings: Vec<Finding>,
}

/// The phases of a year, by the policy in force on the first day of that year, or from its own first day on (X-7.1 to X-7.4).
///
/// ```
/// use wangge::{Policy, duty::rollout};
/// # fn main() -> Result<(), wangge::Error> {
/// let plan = rollout::plan(&Policy::preset("xiang-2011")?, 2026)?;
/// assert_eq!(plan.len(), 4);
/// assert_eq!((plan[1].from.to_string(), plan[1].to.map(|to| to.to_string())), ("2026-06-23".into(), Some("2026-06-30".into())));
/// assert_eq!((plan[3].from.to_string(), plan[3].to), ("2026-09-01".into(), None));
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`Unspecified`](crate::Unspecified) for `rollout`; [`PolicyError`](crate::PolicyError) where it is not in force in
/// that year; [`InputError`] for a year that no calendar has.
pub fn plan(policy: &Policy, year: i32) -> Result<Vec<PlannedPhase>, Error> {
    let no_year = || InputError::value("year", year, "a year of the calendar");
    let first = NaiveDate::from_ymd_opt(year, 1, 1).ok_or_else(no_year)?;
    let from = policy.span().from;
    let day = if from.year() == year { from } else { first };
    let rollout = policy.rollout(day)?;
    let mut plan = Vec::with_capacity(rollout.value.phases.len());
    for phase in &rollout.value.phases {
        let from = phase.from.in_year(year).ok_or_else(no_year)?;
        let to = match phase.to {
            Some(to) => Some(to.in_year(year).ok_or_else(no_year)?),
            None => None,
        };
        plan.push(PlannedPhase {
            phase: phase.phase,
            from,
            to,
            tasks: phase.tasks.clone(),
            required: phase.required.clone(),
            clause: phase.clause.clone(),
        });
    }
    Ok(plan)
}

/// Where a village stands on a day of the year of its roll-out, by what it has done.
///
/// ```
/// use chrono::NaiveDate;
/// use wangge::duty::rollout::{self, TaskDone};
/// use wangge::{Policy, RolloutPhase, RolloutTask};
/// # fn main() -> Result<(), wangge::Error> {
/// let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).expect("a day");
/// let done = [(RolloutTask::LeadingGroup, 8), (RolloutTask::Plan, 12)].map(|(task, on)| TaskDone { task, on: day(6, on) });
/// let stands = rollout::standing(&Policy::preset("xiang-2011")?, 2026, "东村", &done, day(6, 24))?.value;
/// assert_eq!((stands.by_date, stands.reached), (Some(RolloutPhase::Division), RolloutPhase::Preparation));
/// assert!(!stands.may_go_on && stands.missing[0] == RolloutTask::Mobilisation);
/// # Ok(()) }
/// ```
///
/// # Errors
/// As for [`plan`]; [`InputError`] with the row of a task that the policy does not have, that stands twice or that was done
/// after that day, and for a day before the year.
pub fn standing(
    policy: &Policy,
    year: i32,
    village: &str,
    done: &[TaskDone],
    on: NaiveDate,
) -> Result<Decision<RolloutStanding>, Error> {
    InputError::name(village, "village")?;
    let plan = plan(policy, year)?;
    if on.year() < year {
        return Err(InputError::value("on", on, format!("a day of {year} or later")).into());
    }
    check(&plan, done, on)?;
    let mut tasks = Vec::new();
    let mut findings = Vec::new();
    for phase in &plan {
        for task in &phase.tasks {
            let at = done.iter().find(|one| one.task == *task).map(|one| one.on);
            let late = |day: NaiveDate| phase.to.filter(|to| day > *to);
            let mut find = |words| {
                let subject = VILLAGE.with([village.into()]);
                findings.push(Finding::new(Weight::Breach, subject, &phase.clause, words));
            };
            let state = match at {
                Some(at) => match late(at) {
                    Some(to) => {
                        find(LATE.with([Arg::from(*task), at.into(), to.into()]));
                        TaskState::DoneLate
                    }
                    None => TaskState::Done,
                },
                None => match late(on) {
                    Some(to) => {
                        find(OVERDUE.with([Arg::from(*task), to.into()]));
                        TaskState::Overdue
                    }
                    None if on < phase.from => TaskState::Upcoming,
                    None => TaskState::Open,
                },
            };
            let required = phase.required.contains(task);
            tasks.push(TaskStanding {
                phase: phase.phase,
                task: *task,
                required,
                due: phase.to,
                done: at,
                state,
            });
        }
    }
    let is_done = |task: &RolloutTask| done.iter().any(|one| one.task == *task);
    let by_date = plan.iter().rfind(|phase| phase.from <= on && phase.to.is_none_or(|to| on <= to));
    let up_to = plan.iter().filter(|phase| phase.from <= on);
    let missing: Vec<RolloutTask> =
        up_to.flat_map(|phase| &phase.required).filter(|task| !is_done(task)).copied().collect();
    let waits = |phase: &&PlannedPhase| !phase.required.iter().all(is_done);
    let reached = plan.iter().find(waits).or(plan.last());
    let mut because: Vec<Reason> = by_date.map(PlannedPhase::because).into_iter().collect();
    for (phase, next) in plan.iter().zip(plan.iter().skip(1)) {
        for task in phase.required.iter().filter(|task| missing.contains(task)) {
            because
                .push(Reason::new(&phase.clause, BEFORE_NEXT.with([Arg::from(next.phase), (*task).into()])));
        }
    }
    let value = RolloutStanding {
        village: village.to_owned(),
        on,
        by_date: by_date.map(|phase| phase.phase),
        // A policy has one phase at least.
        reached: reached.map_or(RolloutPhase::Preparation, |phase| phase.phase),
        tasks,
        may_go_on: missing.is_empty(),
        missing,
        findings,
    };
    Ok(Decision { value, because })
}

fn check(plan: &[PlannedPhase], done: &[TaskDone], on: NaiveDate) -> Result<(), InputError> {
    for (row, one) in done.iter().enumerate() {
        if !plan.iter().any(|phase| phase.tasks.contains(&one.task)) {
            let tasks: Vec<String> =
                plan.iter().flat_map(|phase| &phase.tasks).map(ToString::to_string).collect();
            return Err(InputError::value("task", one.task, tasks.join(", ")).at(row));
        }
        if done.iter().take(row).any(|other| other.task == one.task) {
            return Err(InputError::value("task", one.task, "each task once").at(row));
        }
        if one.on > on {
            return Err(InputError::value("on", one.on, format!("{on} or before")).at(row));
        }
    }
    Ok(())
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[&SPAN, &SPAN_OPEN, &OVERDUE, &LATE, &BEFORE_NEXT, &VILLAGE];
