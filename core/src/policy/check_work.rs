//! From a draft to a policy: what a file says of meetings, conduct, the roll-out and the thirteen systems.

use super::Dated;
use super::check::{Check, REPEATED};
use super::draft::{PolicyDraft, WithinDraft};
use super::draft_work::{
    AttendDraft, ConductDeriveDraft, DeliberationStepDraft, PhaseDraft, RolloutDraft, SystemDraft,
};
use super::read::in_section;
use super::sessions::MonthDay;
use super::work_rules::{
    DeliberationRule, DeriveRule, Effect, Phase, Rollout, SystemRule, Threshold, WorkRulesOfFile,
};
use crate::clause::ClauseId;
use crate::decision::{Arg, Template};
use crate::term::{Conduct, Role, Unit};
use crate::vocabulary::Vocabulary as _;

static NOT_OF_STEP: Template = Template::new("deliberation.not_of_step", "“{0}”没有{1}", "{0} has no {1}");
static NEEDS: Template = Template::new("deliberation.needs", "“{0}”应写明{1}", "{0} must state {1}");
static DAYS_ONLY: Template = Template::new(
    "policy.whole_days",
    "此处以天计，不能以{0}计",
    "this is a term of whole days, not of {0}s",
);
static NOT_DERIVED: Template = Template::new(
    "conduct.not_derived",
    "“{0}”不能以办件推定；可以的是：{1}",
    "{0} has no threshold to derive it by; these have: {1}",
);
static THRESHOLD: Template =
    Template::new("conduct.threshold", "“{0}”只应写明{1}", "{0} must state {1}, and nothing else");
static NO_PHASE: Template = Template::new("rollout.empty", "没有写明任何阶段", "states no phase");
static EVERY_YEAR: Template =
    Template::new("rollout.every_year", "{0}不是每年都有", "not every year has {0}");
static OPEN_END: Template = Template::new(
    "rollout.open_end",
    "只有最后一个阶段可以没有截止日",
    "only the last phase may have no end",
);
static NOT_NEXT: Template = Template::new(
    "rollout.not_next",
    "应自{0}起，紧接上一阶段",
    "should begin on {0}, the day after the phase before it",
);
static BACKWARDS: Template = Template::new("rollout.backwards", "{0}早于{1}", "{0} lies before {1}");
static NOT_A_TASK: Template = Template::new(
    "rollout.not_a_task",
    "“{0}”不在本阶段的任务之中",
    "{0} is not among the tasks of the phase",
);
static TASK_TWICE: Template =
    Template::new("rollout.task_twice", "“{0}”已列入上文", "{0} is listed above already");
static NOTHING_ARRANGED: Template = Template::new(
    "system.empty",
    "没有写明由什么安排：sections（本文件的部分）、documents（文件），至少写一项",
    "says not by what it is arranged: state sections of this file, documents, or both",
);
static NO_SECTION: Template =
    Template::new("system.no_section", "本文件没有“{0}”；已有：{1}", "this file has no {0}; it has: {1}");
static NEVER_MEETS: Template = Template::new(
    "system.never_meets",
    "“{0}”在这一行的生效期间内从不生效",
    "{0} is not in force on any day that this is",
);

impl Check<'_, '_, '_> {
    pub(super) fn work(&mut self, draft: &PolicyDraft) -> WorkRulesOfFile {
        let (meeting, conduct) = (draft.meeting.as_ref(), draft.conduct.as_ref());
        let steps = draft.deliberation.as_ref().and_then(|draft| draft.step.as_deref());
        let effects = conduct.and_then(|conduct| conduct.effect.as_deref());
        let derives = conduct.and_then(|conduct| conduct.derive.as_deref());
        WorkRulesOfFile {
            analyses: self.section(
                meeting.map_or(&[][..], |meeting| &meeting.analysis.0),
                |_| (),
                Self::attend,
            ),
            leaders: self.section(
                meeting.map_or(&[][..], |meeting| &meeting.leaders.0),
                |_| (),
                Self::attend,
            ),
            deliberations: self.section(steps.unwrap_or_default(), |step| step.step, Self::deliberation),
            answers: self.section(
                conduct.map_or(&[][..], |conduct| &conduct.answer.0),
                |_| (),
                |check, rule| {
                    check.days_only(&rule.within);
                    (check.within(&rule.within), check.clause(&rule.clause, &rule.at))
                },
            ),
            effects: self.section(
                effects.unwrap_or_default(),
                |effect| effect.conduct,
                |check, rule| {
                    let value = Effect { conduct: rule.conduct, deduct: rule.deduct.0 };
                    (value, check.clause(&rule.clause, &rule.at))
                },
            ),
            derives: self.section(derives.unwrap_or_default(), |rule| rule.conduct, Self::derive),
            rollouts: self.section(&draft.rollout.0, |_| (), Self::rollout),
            systems: self.systems(draft.system.as_deref().unwrap_or_default()),
        }
    }

    fn days_only(&mut self, within: &WithinDraft) {
        if !matches!(within.unit, Unit::WorkingDay | Unit::NaturalDay) {
            self.faults.push(within.at.field("unit"), DAYS_ONLY.with([within.unit.into()]));
        }
    }

    fn attend(&mut self, rule: &AttendDraft) -> (Vec<Role>, ClauseId) {
        self.filled(&rule.attend, rule.at.field("attend"));
        if rule.attend.contains(&Role::Served) {
            let officials: Vec<_> = Role::ALL.iter().filter(|role| **role != Role::Served).collect();
            let codes: Vec<_> = officials.iter().map(|role| role.code()).collect();
            self.faults.bad_value(rule.at.field("attend"), Role::Served.code(), codes.join(", "));
        }
        (rule.attend.clone(), self.clause(&rule.clause, &rule.at))
    }

    fn deliberation(&mut self, rule: &DeliberationStepDraft) -> (DeliberationRule, ClauseId) {
        let votes = ["quorum", "majority", "of"];
        let stands = [rule.quorum.is_some(), rule.majority.is_some(), rule.of.is_some()];
        let publication = rule.step.is_publication();
        for (key, stands) in votes.into_iter().zip(stands).chain([("publish", rule.publish.is_some())]) {
            let belongs = (key == "publish") == publication;
            if stands && !belongs {
                self.faults.push(rule.at.field(key), NOT_OF_STEP.with([Arg::from(rule.step), key.into()]));
            }
            if !stands && belongs {
                self.faults.push(rule.at.field(key), NEEDS.with([Arg::from(rule.step), key.into()]));
            }
        }
        let publish = rule.publish.as_ref().map(|publish| {
            self.days_only(publish);
            self.within(publish)
        });
        let value = DeliberationRule {
            step: rule.step,
            quorum: rule.quorum,
            majority: rule.majority,
            of: rule.of,
            publish,
        };
        (value, self.clause(&rule.clause, &rule.at))
    }

    fn derive(&mut self, rule: &ConductDeriveDraft) -> (DeriveRule, ClauseId) {
        let by_count = matches!(rule.conduct, Conduct::BuckPassing | Conduct::Backlog);
        let by_time = matches!(rule.conduct, Conduct::BrokenFeedback | Conduct::Stranded);
        let within = rule.longer_than.as_ref().map(|longer| self.within(longer));
        if !by_count && !by_time {
            let with = [Conduct::BuckPassing, Conduct::BrokenFeedback, Conduct::Backlog, Conduct::Stranded];
            let words = NOT_DERIVED.with([Arg::from(rule.conduct), Arg::terms(&with)]);
            self.faults.push(rule.at.field("conduct"), words);
        } else if by_count != rule.more_than.is_some() || by_time != within.is_some() {
            let key = if by_count { "more_than" } else { "longer_than" };
            self.faults.push(rule.at.field(key), THRESHOLD.with([Arg::from(rule.conduct), key.into()]));
        }
        let threshold = match (rule.more_than, within) {
            (_, Some(longer)) => Threshold::Longer(longer),
            (more, None) => Threshold::More(more.unwrap_or_default()),
        };
        (DeriveRule { conduct: rule.conduct, threshold }, self.clause(&rule.clause, &rule.at))
    }

    fn rollout(&mut self, rule: &RolloutDraft) -> (Rollout, ClauseId) {
        let mut phases: Vec<Phase> = Vec::with_capacity(rule.phase.len());
        for (nth, draft) in rule.phase.iter().enumerate() {
            let is_last = nth + 1 == rule.phase.len();
            let phase = self.phase(draft, &phases, is_last);
            phases.push(phase);
        }
        if phases.is_empty() {
            self.faults.push((rule.at.path.clone(), rule.at.span.clone()), NO_PHASE.with([]));
        }
        let clause = phases.first().map_or_else(|| ClauseId::fixed("X-7.1"), |phase| phase.clause.clone());
        (Rollout { phases }, clause)
    }

    fn phase(&mut self, draft: &PhaseDraft, before: &[Phase], is_last: bool) -> Phase {
        for (key, day) in [("from", Some(draft.from)), ("to", draft.to)] {
            if day == Some(MonthDay { month: 2, day: 29 }) {
                self.faults.push(draft.at.field(key), EVERY_YEAR.with([Arg::from("02-29")]));
            }
        }
        match draft.to {
            Some(to) if to < draft.from => {
                let words = BACKWARDS.with([Arg::from(to.to_string()), draft.from.to_string().into()]);
                self.faults.push(draft.at.field("to"), words);
            }
            None if !is_last => self.faults.push(draft.at.field("to"), OPEN_END.with([])),
            _ => {}
        }
        let due = before.last().and_then(|phase| phase.to).map(MonthDay::next);
        if let Some(due) = due.filter(|due| *due != draft.from) {
            self.faults.push(draft.at.field("from"), NOT_NEXT.with([Arg::from(due.to_string())]));
        }
        if before.iter().any(|phase| phase.phase == draft.phase) {
            self.faults.push(draft.at.field("phase"), REPEATED.with([Arg::from(draft.phase.code())]));
        }
        self.filled(&draft.tasks, draft.at.field("tasks"));
        let required = draft.required.clone().unwrap_or_default();
        for task in required.iter().filter(|task| !draft.tasks.contains(task)) {
            self.faults.push(draft.at.field("required"), NOT_A_TASK.with([(*task).into()]));
        }
        for task in &draft.tasks {
            if before.iter().any(|phase| phase.tasks.contains(task)) {
                self.faults.push(draft.at.field("tasks"), TASK_TWICE.with([(*task).into()]));
            }
        }
        Phase {
            phase: draft.phase,
            from: draft.from,
            to: draft.to,
            tasks: draft.tasks.clone(),
            required,
            clause: self.clause(&draft.clause, &draft.at),
        }
    }

    fn systems(&mut self, drafts: &[SystemDraft]) -> Vec<Dated<SystemRule>> {
        let stated = self.sections.clone();
        let mut tops: Vec<&str> = stated.iter().filter_map(|(name, _)| name.split('.').next()).collect();
        tops.sort_unstable();
        tops.dedup();
        let rules = self.section(
            drafts,
            |rule| rule.system,
            |check, rule| {
                if !rule.is_arranged() {
                    let at = (rule.at.path.clone(), rule.at.span.clone());
                    check.faults.push(at, NOTHING_ARRANGED.with([]));
                }
                let (sections, documents) =
                    (rule.sections.clone().unwrap_or_default(), rule.documents.clone().unwrap_or_default());
                (
                    SystemRule { system: rule.system, sections, documents },
                    check.clause(&rule.clause, &rule.at),
                )
            },
        );
        for (draft, rule) in drafts.iter().zip(&rules) {
            for section in &rule.value.sections {
                let spans: Vec<_> = stated.iter().filter(|(name, _)| in_section(name, section)).collect();
                if spans.iter().any(|(_, span)| span.overlaps(&rule.span)) || self.faults.any_in(section) {
                    continue;
                }
                let words = if spans.is_empty() {
                    NO_SECTION.with([Arg::from(section.as_str()), tops.join(", ").into()])
                } else {
                    NEVER_MEETS.with([Arg::from(section.as_str())])
                };
                self.faults.push(draft.at.field("sections"), words);
            }
        }
        rules
    }
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[
    &NOT_OF_STEP,
    &NEEDS,
    &DAYS_ONLY,
    &NOT_DERIVED,
    &THRESHOLD,
    &NO_PHASE,
    &EVERY_YEAR,
    &OPEN_END,
    &NOT_NEXT,
    &BACKWARDS,
    &NOT_A_TASK,
    &TASK_TWICE,
    &NOTHING_ARRANGED,
    &NO_SECTION,
    &NEVER_MEETS,
];
