//! The chapters of the roll-out and of the thirteen systems.

use wangge::duty::rollout::RolloutStanding;
use wangge::policy::SystemCoverage;
use wangge::{RolloutPhase, TaskState, Vocabulary};

use super::division;
use crate::rollout::{Rollout, count};

/// A village.
#[derive(Debug)]
pub(super) struct VillageRow {
    pub(super) village: String,
    /// For each phase, done of all, and how it looks.
    pub(super) phases: Vec<(String, &'static str)>,
    pub(super) overdue: String,
    pub(super) late: String,
    /// Why nothing is said of it.
    pub(super) refused: String,
}

/// The chapter of the roll-out.
#[derive(Debug)]
pub(super) struct RolloutPart {
    pub(super) on: String,
    pub(super) refused: String,
    pub(super) today: String,
    /// The phases with their clauses.
    pub(super) phases: Vec<(&'static str, String)>,
    pub(super) villages: Vec<VillageRow>,
    pub(super) later: usize,
    pub(super) picture: String,
}

/// One of the thirteen systems.
#[derive(Debug)]
pub(super) struct SystemRow {
    pub(super) system: &'static str,
    pub(super) asked_by: String,
    pub(super) arranged: bool,
    pub(super) sections: Vec<String>,
    pub(super) documents: String,
    pub(super) clause: String,
}

fn phase(stands: &RolloutStanding, phase: RolloutPhase) -> (String, &'static str) {
    let own: Vec<TaskState> =
        stands.tasks.iter().filter(|task| task.phase == phase).map(|task| task.state).collect();
    let of = |state: TaskState| own.iter().filter(|one| **one == state).count();
    let tone = match () {
        () if of(TaskState::Overdue) > 0 => "bad",
        () if of(TaskState::DoneLate) > 0 => "warn",
        () if of(TaskState::Done) == own.len() => "good",
        () => "soft",
    };
    (format!("{}/{}", of(TaskState::Done) + of(TaskState::DoneLate), own.len()), tone)
}

/// The tasks of a state, by name.
pub(crate) fn tasks(stands: &RolloutStanding, state: TaskState) -> String {
    let own = stands.tasks.iter().filter(|task| task.state == state);
    own.map(|task| task.task.zh()).collect::<Vec<_>>().join("；")
}

pub(super) fn part(rollout: &Rollout) -> RolloutPart {
    let phases = || rollout.plan.iter().flatten();
    let villages = rollout.villages.iter().map(|(village, stands)| match stands {
        Ok(stands) => VillageRow {
            village: village.clone(),
            phases: phases().map(|one| phase(stands, one.phase)).collect(),
            overdue: tasks(stands, TaskState::Overdue),
            late: tasks(stands, TaskState::DoneLate),
            refused: String::new(),
        },
        Err(error) => VillageRow {
            village: village.clone(),
            phases: Vec::new(),
            overdue: String::new(),
            late: String::new(),
            refused: error.wording().zh(),
        },
    });
    let today = rollout.phase().map_or_else(
        || "不在任何阶段之内".to_owned(),
        |phase| {
            let all = rollout.villages.len();
            format!("{}；{all}个村中{}个已到这一阶段", phase.because().zh(), rollout.on_time())
        },
    );
    RolloutPart {
        on: wangge::decision::date_zh(rollout.on),
        refused: super::refusal(&rollout.plan),
        today,
        phases: phases().map(|phase| (phase.phase.zh(), phase.clause.to_string())).collect(),
        villages: villages.collect(),
        later: rollout.later,
        picture: rollout.picture.as_deref().map(division::inline).unwrap_or_default(),
    }
}

pub(super) fn system_rows(systems: &[SystemCoverage]) -> Vec<SystemRow> {
    let rows = systems.iter().map(|row| SystemRow {
        system: row.system.zh(),
        asked_by: row.asked_by.to_string(),
        arranged: row.arranged,
        sections: row.sections.clone(),
        documents: row.documents.join("、"),
        clause: row.clause.as_ref().map(ToString::to_string).unwrap_or_default(),
    });
    rows.collect()
}

/// Which village did which task when, as CSV.
pub(super) fn write(folder: &std::path::Path, rollout: &Rollout) -> std::io::Result<()> {
    let headings = ["村", "阶段", "任务", "进入下一阶段前须完成", "期限", "完成日期", "状态"];
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let rows = rollout.standings().flat_map(|stands| stands.tasks.iter().map(move |task| (stands, task)));
    let rows = rows.map(|(stands, task)| {
        vec![
            stands.village.clone(),
            task.phase.zh().to_owned(),
            task.task.zh().to_owned(),
            if task.required { "是" } else { "否" }.to_owned(),
            day(task.due),
            day(task.done),
            task.state.zh().to_owned(),
        ]
    });
    super::table(folder, "推进阶段.csv", &headings, rows)
}

/// How many tasks are overdue.
pub(crate) fn overdue(rollout: &Rollout) -> usize {
    rollout.standings().map(|stands| count(stands, TaskState::Overdue)).sum()
}
