//! How far the villages are with the roll-out on a day, and which of the thirteen systems the policy arranges.

use std::collections::HashSet;
use std::path::Path;

use chrono::{Datelike, NaiveDate};
use wangge::duty::rollout::{PlannedPhase, RolloutStanding, TaskDone, plan, standing};
use wangge::export::{GanttOptions, gantt};
use wangge::table::Column;
use wangge::{Error, Policy, RolloutPhase, RolloutTask, TaskState};

use crate::input::{TableError, Township, VILLAGE, open};

const TASK: Column = Column(&["任务", "task"]);
const DAY: Column = Column(&["完成日期", "日期", "day", "date"]);

/// The villages on a day.
#[derive(Debug)]
pub struct Rollout {
    /// The year of the roll-out: that of the first task that was done, else that of the day.
    pub year: i32,
    /// The day asked about.
    pub on: NaiveDate,
    /// The phases of that year, or why there are none.
    pub plan: Result<Vec<PlannedPhase>, Error>,
    /// Where each village stands, or why that cannot be said.
    pub villages: Vec<(String, Result<RolloutStanding, Error>)>,
    /// The village that is furthest behind, drawn.
    pub picture: Option<String>,
    /// The tasks done after the day, of which nothing is said.
    pub later: usize,
}

impl Rollout {
    /// The villages on a day, by what they have done.
    pub fn new(policy: &Policy, township: &Township, tasks: &[(String, TaskDone)], on: NaiveDate) -> Self {
        let year = tasks.iter().map(|(_, task)| task.on.year()).min().unwrap_or(on.year()).min(on.year());
        let plan = plan(policy, year);
        let mut names: Vec<&String> = township.villages.iter().map(|village| &village.name).collect();
        for (village, _) in tasks {
            if !names.contains(&village) {
                names.push(village);
            }
        }
        let stands = |village: &String| {
            let own = tasks.iter().filter(|(name, task)| name == village && task.on <= on);
            let own: Vec<TaskDone> = own.map(|(_, task)| *task).collect();
            Ok(standing(policy, year, village, &own, on)?.value)
        };
        let villages: Vec<(String, Result<RolloutStanding, Error>)> = match &plan {
            Ok(_) => names.into_iter().map(|village| (village.clone(), stands(village))).collect(),
            Err(_) => Vec::new(),
        };
        // The first of those that are equally far behind.
        let behind = |stands: &&RolloutStanding| (count(stands, TaskState::Overdue), stands.missing.len());
        let worst = villages.iter().rev().filter_map(|(_, stands)| stands.as_ref().ok()).max_by_key(behind);
        let picture = plan
            .as_ref()
            .ok()
            .zip(worst)
            .and_then(|(plan, worst)| gantt(plan, Some(worst), &GanttOptions::default()).ok());
        let later = tasks.iter().filter(|(_, task)| task.on > on).count();
        Self { year, on, plan, villages, picture, later }
    }

    /// The phase of the day.
    pub fn phase(&self) -> Option<&PlannedPhase> {
        let today = |phase: &&PlannedPhase| phase.from <= self.on && phase.to.is_none_or(|to| self.on <= to);
        self.plan.iter().flatten().rfind(today)
    }

    /// The villages that stand in the phase of the day or further.
    pub fn on_time(&self) -> usize {
        let today: Option<RolloutPhase> = self.phase().map(|phase| phase.phase);
        self.standings().filter(|stands| Some(stands.reached) >= today).count()
    }

    /// Where each village stands of which it can be said.
    pub fn standings(&self) -> impl Iterator<Item = &RolloutStanding> {
        self.villages.iter().filter_map(|(_, stands)| stands.as_ref().ok())
    }
}

/// How many tasks are in a state.
pub fn count(stands: &RolloutStanding, state: TaskState) -> usize {
    stands.tasks.iter().filter(|task| task.state == state).count()
}

impl Township {
    /// Reads which village did which task of the roll-out when, after the villages are known.
    ///
    /// # Errors
    /// [`TableError`] when the file is no such table.
    pub fn read_rollout(&mut self, path: &Path) -> Result<(), TableError> {
        let table = open(path)?;
        let (village, task, day) = (table.need(VILLAGE)?, table.need(TASK)?, table.need(DAY)?);
        let known: Vec<String> = self.villages.iter().map(|village| village.name.clone()).collect();
        let mut seen = HashSet::new();
        let mut bad = std::mem::take(&mut self.bad);
        let read = table.rows(&mut bad, |row| {
            let name = row.need(village)?;
            if !known.is_empty() && !known.contains(&name) {
                return Err(row.fault(village, format!("村表中的村：{}", known.join("、"))));
            }
            let done: RolloutTask = row.word(Some(task))?.ok_or_else(|| row.fault(task, "不能为空"))?;
            if !seen.insert((name.clone(), done)) {
                return Err(row.fault(task, "每村每项任务一行"));
            }
            Ok((name, TaskDone { task: done, on: row.day(day)? }))
        });
        self.bad = bad;
        self.tasks = Some(read);
        Ok(())
    }
}
