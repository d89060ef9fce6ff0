//! From a draft to a policy: what a file says of cases.

use core::ops::Range;

use super::TermOfTime;
use super::case_rules::{
    AppealRule, CaseRulesOfFile, ExtensionRule, HotlineDuty, PowerRule, ReopenRule, SeparationRule,
    StageRule, SupervisionRule, SuspensionRule, WarnRule,
};
use super::check::Check;
use super::draft::{PolicyDraft, WithinDraft};
use super::draft_case::{ExtensionDraft, PowerDraft, SupervisionDraft, SuspensionDraft, WarnDraft};
use crate::clause::ClauseId;
use crate::decision::{Arg, Template};
use crate::term::{Complexity, StepKind, SupervisionLevel, Unit};
use crate::vocabulary::Vocabulary as _;

static POWER_TWICE: Template =
    Template::new("power.twice", "“{0}”已由上文授予“{1}”", "{0} is given to {1} above already");
static NOT_UPWARDS: Template = Template::new(
    "supervision.order",
    "督办等级应由低到高排列：{0}",
    "the ladder goes from the lowest upwards: {0}",
);
static NO_WARNING: Template = Template::new(
    "warn.empty",
    "没有写明何时预警：used（百分比）、left（剩余），至少写一项",
    "says nothing of when to warn: state used (percent), left, or both",
);
static WARN_UNIT: Template = Template::new(
    "warn.unit",
    "剩余以{0}计，而时限以{1}计，单位应相同",
    "left is in {0} and the limit in {1}: one unit for both",
);

static EXTENSION_UNIT: Template = Template::new(
    "extension.unit",
    "延期以{0}计，而时限以{1}计，单位应相同",
    "the extension is in {0} and the limit in {1}: one unit for both",
);

impl Check<'_, '_, '_> {
    pub(super) fn cases(&mut self, draft: &PolicyDraft) -> CaseRulesOfFile {
        let hotline = draft.hotline.as_ref();
        let powers = draft.power.as_deref().unwrap_or_default();
        let powers = self.section(powers, |power| (power.role, power.commands.clone()), Self::power);
        self.powers_once(draft, &powers);
        CaseRulesOfFile {
            powers,
            separations: self.section(
                draft.separation.as_deref().unwrap_or_default(),
                |rule| (rule.did, rule.may_not),
                |check, rule| {
                    let value = SeparationRule { did: rule.did, may_not: rule.may_not };
                    (value, check.clause(&rule.clause, &rule.at))
                },
            ),
            suspensions: self.section(&draft.suspension.0, |_| (), Self::suspension),
            extensions: self.section(
                &draft.extension.0,
                |rule| rule.complexity,
                |check, rule| check.extension(rule, draft),
            ),
            supervisions: self.section(&draft.supervision.0, |_| (), Self::supervision),
            stages: self.section(
                draft.stage.as_deref().unwrap_or_default(),
                |rule| (rule.stage, rule.complexity),
                |check, rule| {
                    let value = StageRule {
                        stage: rule.stage,
                        complexity: rule.complexity,
                        within: check.within(&rule.within),
                        re_entry: rule.re_entry,
                    };
                    (value, check.clause(&rule.clause, &rule.at))
                },
            ),
            warns: self.section(&draft.warn.0, |rule| rule.complexity, |check, rule| check.warn(rule, draft)),
            reopens: self.section(
                &draft.reopen.0,
                |_| (),
                |check, rule| {
                    check.some(rule.most, rule.at.field("most"));
                    let within = rule.within.as_ref().map(|within| check.within(within));
                    let value = ReopenRule { clock: rule.clock, most: rule.most, within };
                    (value, check.clause(&rule.clause, &rule.at))
                },
            ),
            appeals: self.section(
                &draft.appeal.0,
                |_| (),
                |check, rule| {
                    check.grounds(&rule.grounds, rule.at.field("grounds"));
                    let within = rule.within.as_ref().map(|within| check.within(within));
                    let value = AppealRule { grounds: rule.grounds.clone(), within };
                    (value, check.clause(&rule.clause, &rule.at))
                },
            ),
            declines: self.section(
                &draft.decline.0,
                |_| (),
                |check, rule| {
                    check.grounds(&rule.grounds, rule.at.field("grounds"));
                    (rule.grounds.clone(), check.clause(&rule.clause, &rule.at))
                },
            ),
            duties: self.section(
                hotline.map_or(&[][..], |hotline| &hotline.duty.0),
                |_| (),
                |check, rule| {
                    check.at_least(rule.staff, 1, rule.at.field("staff"));
                    let value = HotlineDuty { days: rule.days, staff: rule.staff };
                    (value, check.clause(&rule.clause, &rule.at))
                },
            ),
            records: self.section(
                hotline.map_or(&[][..], |hotline| &hotline.record.0),
                |_| (),
                |check, rule| {
                    check.filled(&rule.fields, rule.at.field("fields"));
                    (rule.fields.clone(), check.clause(&rule.clause, &rule.at))
                },
            ),
            feedbacks: self.section(
                hotline.map_or(&[][..], |hotline| &hotline.feedback.0),
                |_| (),
                |check, rule| (check.within(&rule.within), check.clause(&rule.clause, &rule.at)),
            ),
        }
    }

    pub(super) fn within(&mut self, within: &WithinDraft) -> TermOfTime {
        if !(1..=TermOfTime::MOST).contains(&within.count) {
            let allowed = format!("1 to {}", TermOfTime::MOST);
            self.faults.bad_value(within.at.field("count"), within.count, allowed);
        }
        TermOfTime { count: within.count, unit: within.unit }
    }

    fn some(&mut self, most: Option<u32>, at: (String, Range<usize>)) {
        if let Some(most) = most {
            self.at_least(most, 1, at);
        }
    }

    fn grounds(&mut self, grounds: &[String], at: (String, Range<usize>)) {
        if grounds.is_empty() {
            self.faults.bad_value(at, "[]", "one ground or more");
            return;
        }
        let again = grounds
            .iter()
            .enumerate()
            .find(|(nth, ground)| grounds.iter().take(*nth).any(|one| one == *ground));
        if let Some((_, ground)) = again {
            self.faults.push(at, super::check::REPEATED.with([Arg::from(ground.as_str())]));
        }
    }

    fn power(&mut self, power: &PowerDraft) -> (PowerRule, ClauseId) {
        self.filled(&power.commands, power.at.field("commands"));
        let value = PowerRule { role: power.role, commands: power.commands.clone() };
        (value, self.clause(&power.clause, &power.at))
    }

    /// No step is given twice to a role on one day: the clause of an answer would be either.
    fn powers_once(&mut self, draft: &PolicyDraft, powers: &[super::Dated<PowerRule>]) {
        for (nth, (power, at)) in powers.iter().zip(draft.power.iter().flatten()).enumerate() {
            let before = powers
                .iter()
                .take(nth)
                .filter(|other| other.value.role == power.value.role && other.span.overlaps(&power.span));
            let again: Vec<StepKind> = before
                .flat_map(|other| other.value.commands.iter().copied())
                .filter(|step| power.value.commands.contains(step))
                .collect();
            if let Some(step) = again.first() {
                let words = POWER_TWICE.with([Arg::from(*step), power.value.role.into()]);
                self.faults.push(at.at.field("commands"), words);
            }
        }
    }

    fn suspension(&mut self, rule: &SuspensionDraft) -> (SuspensionRule, ClauseId) {
        self.grounds(&rule.grounds, rule.at.field("grounds"));
        self.some(rule.most, rule.at.field("most"));
        let longest = rule.longest.as_ref().map(|longest| self.within(longest));
        let value = SuspensionRule { grounds: rule.grounds.clone(), most: rule.most, longest };
        (value, self.clause(&rule.clause, &rule.at))
    }

    /// The unit of a limit that is meant and is in another unit.
    fn other_unit(draft: &PolicyDraft, complexity: Option<Complexity>, unit: Unit) -> Option<Unit> {
        let limits = draft.limit.iter().flatten();
        let meant = limits.filter(|limit| complexity.is_none_or(|one| one == limit.complexity));
        let mut units = meant.map(|limit| limit.within.unit);
        units.find(|other| *other != unit)
    }

    fn extension(&mut self, rule: &ExtensionDraft, draft: &PolicyDraft) -> (ExtensionRule, ClauseId) {
        self.grounds(&rule.grounds, rule.at.field("grounds"));
        self.at_least(rule.most, 1, rule.at.field("most"));
        let unit = rule.longest.unit;
        if let Some(other) = Self::other_unit(draft, rule.complexity, unit) {
            self.faults.push(rule.at.field("longest"), EXTENSION_UNIT.with([Arg::from(unit), other.into()]));
        }
        let value = ExtensionRule {
            complexity: rule.complexity,
            grounds: rule.grounds.clone(),
            most: rule.most,
            longest: self.within(&rule.longest),
        };
        (value, self.clause(&rule.clause, &rule.at))
    }

    fn supervision(&mut self, rule: &SupervisionDraft) -> (SupervisionRule, ClauseId) {
        self.filled(&rule.ladder, rule.at.field("ladder"));
        if !rule.ladder.is_sorted() {
            let order = SupervisionLevel::codes().join(", ");
            self.faults.push(rule.at.field("ladder"), NOT_UPWARDS.with([Arg::from(order)]));
        }
        let value = SupervisionRule { ladder: rule.ladder.clone(), skip: rule.skip.unwrap_or(false) };
        (value, self.clause(&rule.clause, &rule.at))
    }

    fn warn(&mut self, rule: &WarnDraft, draft: &PolicyDraft) -> (WarnRule, ClauseId) {
        if rule.used.is_none() && rule.left.is_none() {
            self.faults.push((rule.at.path.clone(), rule.at.span.clone()), NO_WARNING.with([]));
        }
        if let Some(used) = rule.used.filter(|used| !(1..=99).contains(used)) {
            self.faults.bad_value(rule.at.field("used"), used, "1 to 99 percent");
        }
        let left = rule.left.as_ref().map(|left| self.within(left));
        if let Some((left, other)) =
            left.and_then(|left| Some((left, Self::other_unit(draft, rule.complexity, left.unit)?)))
        {
            self.faults.push(rule.at.field("left"), WARN_UNIT.with([Arg::from(left.unit), other.into()]));
        }
        let value = WarnRule { complexity: rule.complexity, used: rule.used, left };
        (value, self.clause(&rule.clause, &rule.at))
    }
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] =
    &[&POWER_TWICE, &NOT_UPWARDS, &NO_WARNING, &WARN_UNIT, &EXTENSION_UNIT];
