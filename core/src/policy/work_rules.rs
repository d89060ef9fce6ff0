//! What a policy says of meetings, conduct, the roll-out and the thirteen systems, checked
//! (会议、纪律、推进、制度规则).

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::sessions::MonthDay;
use super::share::Share;
use super::{Dated, Policy, TermOfTime};
use crate::clause::ClauseId;
use crate::error::Error;
use crate::term::{
    Conduct, DeliberationStep, MajorityOf, MeetingKind, Role, RolloutPhase, RolloutTask, System,
};
use crate::vocabulary::Vocabulary as _;

/// What a step of 四议两公开 needs (X-4.4b, E-12): the first four a quorum and a majority, the publications their length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliberationRule {
    /// Which step.
    pub step: DeliberationStep,
    /// How many of those eligible must be there.
    pub quorum: Option<Share>,
    /// How many must be in favour.
    pub majority: Option<Share>,
    /// Of whom the majority is counted.
    pub of: Option<MajorityOf>,
    /// How long it stays public, in working days or natural days.
    pub publish: Option<TermOfTime>,
}

/// What an upheld finding takes from the marks (扣分).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// For which conduct.
    pub conduct: Conduct,
    /// How many points.
    pub deduct: Decimal,
}

/// From when on the events of cases show a conduct (推定标准).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Threshold {
    /// More often, or more cases, than this.
    More(u32),
    /// Longer than this.
    Longer(TermOfTime),
}

/// From when on the events of cases show a conduct (推定标准).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeriveRule {
    /// Which one.
    pub conduct: Conduct,
    /// The threshold.
    pub threshold: Threshold,
}

/// The phases of the roll-out (实施步骤, X-7), one after another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rollout {
    /// The phases, in order, the last perhaps without an end.
    pub phases: Vec<Phase>,
}

/// A phase of the roll-out (阶段), in any year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phase {
    /// Which one.
    pub phase: RolloutPhase,
    /// Its first day.
    pub from: MonthDay,
    /// Its last day; `None` where it has no end.
    pub to: Option<MonthDay>,
    /// What is done in it.
    pub tasks: Vec<RolloutTask>,
    /// Which of them must be done before the next phase.
    pub required: Vec<RolloutTask>,
    /// The clause it rests on.
    pub clause: ClauseId,
}

/// How a system is arranged (制度安排).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SystemRule {
    /// Which one.
    pub system: System,
    /// The sections of the file that arrange it.
    pub sections: Vec<String>,
    /// The documents that arrange it.
    pub documents: Vec<String>,
}

/// One of the thirteen systems, and whether a policy arranges it (制度覆盖).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct SystemCoverage {
    /// Which one.
    pub system: System,
    /// The clause that asks for it, `X-4.0b.1` to `X-4.0b.13`.
    pub asked_by: ClauseId,
    /// Whether it is arranged.
    pub arranged: bool,
    /// The sections of the file that arrange it and are in force on the day.
    pub sections: Vec<String>,
    /// The documents that arrange it.
    pub documents: Vec<String>,
    /// The clause that the arrangement rests on; `None` where there is none.
    pub clause: Option<ClauseId>,
}

/// What a file says of them.
#[derive(Debug, PartialEq)]
pub(super) struct WorkRulesOfFile {
    pub(super) analyses: Vec<Dated<Vec<Role>>>,
    pub(super) leaders: Vec<Dated<Vec<Role>>>,
    pub(super) deliberations: Vec<Dated<DeliberationRule>>,
    pub(super) answers: Vec<Dated<TermOfTime>>,
    pub(super) effects: Vec<Dated<Effect>>,
    pub(super) derives: Vec<Dated<DeriveRule>>,
    pub(super) rollouts: Vec<Dated<Rollout>>,
    pub(super) systems: Vec<Dated<SystemRule>>,
}

/// What a policy says of meetings, conduct, the roll-out and the thirteen systems. A rule that it does not state is
/// [`Unspecified`](crate::Unspecified), with the key.
impl Policy {
    fn work(&self) -> &WorkRulesOfFile {
        &self.inner.checked.work
    }

    /// Who must attend a meeting on a day (M-4.2, X-4.1b).
    ///
    /// # Errors
    /// As said above; the key is `meeting.analysis` or `meeting.leaders`.
    pub fn attendance(&self, kind: MeetingKind, day: NaiveDate) -> Result<&Dated<Vec<Role>>, Error> {
        let values = match kind {
            MeetingKind::Analysis => &self.work().analyses,
            MeetingKind::Leaders => &self.work().leaders,
        };
        self.one(&format!("meeting.{kind}"), values.iter(), Some(day))
    }

    /// What a step of 四议两公开 needs on a day (X-4.4b, E-12).
    ///
    /// # Errors
    /// As said above; the key is `deliberation.step[step = "…"]`.
    pub fn deliberation_step(
        &self,
        step: DeliberationStep,
        day: NaiveDate,
    ) -> Result<&Dated<DeliberationRule>, Error> {
        let values = self.work().deliberations.iter().filter(|rule| rule.value.step == step);
        self.one(&format!("deliberation.step[step = \"{step}\"]"), values, Some(day))
    }

    /// How long somebody has to answer a finding that is raised on a day (申辩期限).
    ///
    /// # Errors
    /// As said above; the key is `conduct.answer`.
    pub fn conduct_answer(&self, day: NaiveDate) -> Result<&Dated<TermOfTime>, Error> {
        self.one("conduct.answer", self.work().answers.iter(), Some(day))
    }

    /// What a finding that is upheld on a day takes from the marks (扣分).
    ///
    /// # Errors
    /// As said above; the key is `conduct.effect[conduct = "…"]`.
    pub fn conduct_effect(&self, conduct: Conduct, day: NaiveDate) -> Result<&Dated<Effect>, Error> {
        let values = self.work().effects.iter().filter(|rule| rule.value.conduct == conduct);
        self.one(&format!("conduct.effect[conduct = \"{conduct}\"]"), values, Some(day))
    }

    /// From when on the events of cases show a conduct (推定标准).
    ///
    /// # Errors
    /// As said above; the key is `conduct.derive[conduct = "…"]`.
    pub fn conduct_threshold(&self, conduct: Conduct, day: NaiveDate) -> Result<&Dated<DeriveRule>, Error> {
        let values = self.work().derives.iter().filter(|rule| rule.value.conduct == conduct);
        self.one(&format!("conduct.derive[conduct = \"{conduct}\"]"), values, Some(day))
    }

    /// The phases of the roll-out, as in force on a day (X-7.1 to X-7.4).
    ///
    /// # Errors
    /// As said above; the key is `rollout`.
    pub fn rollout(&self, day: NaiveDate) -> Result<&Dated<Rollout>, Error> {
        self.one("rollout", self.work().rollouts.iter(), Some(day))
    }

    /// The thirteen systems, each arranged or not on a day (X-4.0b.1 to X-4.0b.13): thirteen rows, in their order.
    /// A section that is not in force on that day arranges nothing then; a document, which has no dates, does.
    ///
    /// ```
    /// use wangge::{Policy, System};
    /// # fn main() -> Result<(), wangge::Error> {
    /// let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
    /// let systems = Policy::preset("xiang-2011")?.systems(day)?;
    /// assert_eq!((systems.len(), systems[7].system), (13, System::LeadersMeeting));
    /// assert_eq!(systems[7].sections, ["meeting.leaders"]);
    /// assert!(!systems[8].arranged, "no document says how responsibility is signed for");
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// [`PolicyError`](crate::PolicyError) where the policy is not in force on that day.
    pub fn systems(&self, day: NaiveDate) -> Result<Vec<SystemCoverage>, Error> {
        let day = self.at.unwrap_or(day);
        self.in_force(day)?;
        let rules = &self.work().systems;
        let coverage = System::ALL.iter().map(|system| {
            let rule = rules.iter().find(|rule| rule.value.system == *system && rule.span.contains(day));
            let mut sections = rule.map(|rule| rule.value.sections.clone()).unwrap_or_default();
            sections.retain(|section| self.inner.checked.states(section, day));
            let documents = rule.map(|rule| rule.value.documents.clone()).unwrap_or_default();
            let arranged = !sections.is_empty() || !documents.is_empty();
            let clause = rule.filter(|_| arranged).map(|rule| rule.clause.clone());
            SystemCoverage {
                system: *system,
                asked_by: system.clause(),
                arranged,
                sections,
                documents,
                clause,
            }
        });
        Ok(coverage.collect())
    }
}
