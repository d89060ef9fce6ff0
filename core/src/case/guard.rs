//! What a policy sets against a step (办件规则): grounds, numbers, lengths, who tells, what must come before.

use chrono::NaiveDateTime;

use super::clock::policy_of;
use super::event::{Actor, Command};
use super::step::Step;
use super::{Case, CaseRules};
use crate::clause::ClauseId;
use crate::decision::{Arg, Template, Wording};
use crate::error::Error;
use crate::policy::{Policy, TermOfTime};
use crate::rules::due::{self, DueOptions};
use crate::term::{Level, Role, ServedParty, Settlement, StepKind, SupervisionLevel, Topic, Work};
use crate::vocabulary::Vocabulary as _;

static NOT_GENERAL: Template = Template::new(
    "case.not_general",
    "这是{0}问题，只有一般性问题可现场办结",
    "it is a {0} issue; only a general one is settled on the spot",
);
static NOT_GENERAL_WORK: Template = Template::new(
    "case.not_general_work",
    "这是{0}工作，只有一般性工作可现场办结",
    "it is {0} work; only general work is settled on the spot",
);
static NOBODY_TO_TELL: Template =
    Template::new("case.nobody_to_tell", "没有可告知的服务对象（{0}）", "there is nobody to tell ({0})");
static TOLD_BY: Template = Template::new("case.told_by", "由{0}负责告知", "{0} tells the person served");
static TOLD_ALREADY: Template = Template::new("case.told", "已告知服务对象", "the person served was told");
static UNTOLD: Template =
    Template::new("case.untold", "尚未告知服务对象", "the person served has not been told yet");
static UNREPORTED: Template = Template::new(
    "case.unreported",
    "重大或突发问题尚未上报",
    "it is major or sudden and was not reported yet",
);
static MUST_GO_UP: Template = Template::new(
    "case.must_go_up",
    "民情分析会认为本级不能解决，尚未上报",
    "the meeting held that it goes up, and it was not reported since",
);
static NOT_A_TOPIC: Template = Template::new(
    "case.not_a_topic",
    "一般性问题不作为区域性议题提交",
    "a general issue is no regional topic",
);
static TOO_OFTEN: Template =
    Template::new("case.too_often", "最多{0}次，已有{1}次", "at most {0} times, and it was done {1} times");
static BAD_GROUND: Template =
    Template::new("case.ground", "事由“{0}”不在政策所列之内", "the policy knows no ground {0}");
static IS_LATE: Template =
    Template::new("case.late", "已于{0}到期，逾期后不能申请延期", "it was due at {0}: too late to ask");
static DUE_UNKNOWN: Template = Template::new(
    "case.due_unknown",
    "挂账期间不能申请延期",
    "no extension is asked for while it is suspended",
);
static TOO_LONG: Template =
    Template::new("case.too_long", "{0}{1}超过了可延长的时间", "{0} {1} is longer than may be granted");
static OTHER_UNIT: Template = Template::new(
    "case.other_unit",
    "时限以{0}计，延期也应以{0}计，不能是{1}",
    "the limit is in {0}, and so is an extension: not {1}",
);
static MORE_THAN_ASKED: Template = Template::new(
    "case.more_than_asked",
    "批准的{0}{1}多于申请的{2}{3}",
    "{0} {1} is more than the {2} {3} asked for",
);
static NOTHING_REFUSED: Template = Template::new(
    "case.refused_with_length",
    "不同意延期时不写延期时间",
    "a refused extension has no length",
);
static NO_HIGHER: Template =
    Template::new("case.no_higher", "已是{0}，没有更高等级", "it is at {0}: there is no higher level");
static NOT_HIGHER: Template = Template::new(
    "case.not_higher",
    "已在{0}，不能重复或降为{1}",
    "it is at {0}: neither repeated nor lowered to {1}",
);
static SKIPPED: Template = Template::new(
    "case.skipped",
    "督办应逐级提高，不能越级到{0}",
    "supervision goes up level by level, not to {0}",
);
static NOT_ON_LADDER: Template =
    Template::new("case.not_on_ladder", "政策没有{0}", "the policy has no {0} supervision");
static NOT_SETTLED_BY: Template =
    Template::new("case.settled_by", "该时限不得以{0}办结", "its limit is not met by: {0}");
static OTHER_OUTCOME: Template = Template::new(
    "case.outcome",
    "反馈结果为“{0}”，不能按“{1}”结案",
    "what was fed back is: {0}; it is not closed as: {1}",
);
static NOT_TOLD_ON_SPOT: Template = Template::new(
    "case.not_told_on_spot",
    "现场办结应当场告知服务对象",
    "what is settled on the spot is told on the spot",
);
static OVER_TIME: Template =
    Template::new("case.over_time", "应在{0}之前提出", "it had to be asked for before {0}");
static NOT_LATE: Template =
    Template::new("case.not_late", "没有逾期，无须申诉", "it was not late: there is nothing to appeal");
static INTO_ITSELF: Template =
    Template::new("case.into_itself", "不能并入自身", "a case does not go into itself");
static UNIT_CHANGES: Template = Template::new(
    "case.unit_changes",
    "已批准延期{0}{1}，新的时限以{2}计，单位不同",
    "an extension of {0} {1} was granted, and the new limit is in {2}",
);

fn term(term: TermOfTime) -> [Arg; 2] {
    [Arg::from(term.count), term.unit.into()]
}

impl Case {
    /// Names the key of a step that the policy says nothing of.
    pub(super) fn stated(&self, rules: &CaseRules, kind: StepKind, at: NaiveDateTime) -> Result<(), Error> {
        let policy = policy_of(rules, self.received())?;
        let received = self.received().date();
        match kind {
            StepKind::Pause => policy.suspension(received).map(|_| ()),
            StepKind::AskExtension => {
                policy.extension(self.course.complexity(&policy)?, received).map(|_| ())
            }
            StepKind::Supervise => rules.policy().supervision(at.date()).map(|_| ()),
            StepKind::Reopen => policy.reopen(received).map(|_| ()),
            StepKind::Appeal => policy.appeal(received).map(|_| ()),
            _ => Ok(()),
        }
    }

    /// Refuses a step that a rule shuts, whatever the step would say.
    pub(super) fn shut_by_rule(
        &self,
        rules: &CaseRules,
        kind: StepKind,
        actor: &Actor,
        at: NaiveDateTime,
    ) -> Result<(), Error> {
        let policy = policy_of(rules, self.received())?;
        match kind {
            StepKind::SettleOnSpot => self.may_settle_on_spot(&policy),
            StepKind::Tell => self.may_tell(&policy, actor),
            StepKind::Close => self.may_close(&policy),
            StepKind::Pause => {
                let rule = policy.suspension(self.received().date())?;
                self.not_too_often(kind, rule.value.most, self.suspensions().len(), &rule.clause)
            }
            StepKind::AskExtension => self.may_ask(rules, &policy, at),
            StepKind::Supervise => {
                let rule = rules.policy.supervision(at.date())?;
                match (self.supervision(), rule.value.ladder.last()) {
                    (Some(level), Some(last)) if level >= *last => Err(self.refused(
                        kind,
                        Some(&rule.clause),
                        NO_HIGHER.with([level.into()]),
                        Vec::new(),
                    )),
                    _ => Ok(()),
                }
            }
            StepKind::Reopen => {
                let rule = policy.reopen(self.received().date())?;
                self.not_too_often(kind, rule.value.most, self.reopened(), &rule.clause)?;
                self.in_time(rules, &policy, kind, rule.value.within, &rule.clause, at)
            }
            StepKind::Appeal => {
                let rule = policy.appeal(self.received().date())?;
                let due = self.due(rules)?.value;
                if !self.ended().is_some_and(|ended| due.is_late(ended)) {
                    return Err(self.refused(kind, Some(&rule.clause), NOT_LATE.with([]), Vec::new()));
                }
                self.in_time(rules, &policy, kind, rule.value.within, &rule.clause, at)
            }
            _ => Ok(()),
        }
    }

    fn may_settle_on_spot(&self, policy: &Policy) -> Result<(), Error> {
        let kind = StepKind::SettleOnSpot;
        let level = self.course.route(policy)?.value.level;
        if level != Level::General {
            let clause = ClauseId::fixed("M-6.2");
            return Err(self.refused(kind, Some(&clause), NOT_GENERAL.with([level.into()]), Vec::new()));
        }
        match self.facts().work {
            Some(work) if work != Work::General => {
                let clause = ClauseId::fixed("M-1.2");
                Err(self.refused(kind, Some(&clause), NOT_GENERAL_WORK.with([work.into()]), Vec::new()))
            }
            _ => Ok(()),
        }
    }

    fn may_tell(&self, policy: &Policy, actor: &Actor) -> Result<(), Error> {
        let kind = StepKind::Tell;
        if self.served() != ServedParty::Known {
            return Err(self.refused(kind, None, NOBODY_TO_TELL.with([self.served().into()]), Vec::new()));
        }
        if self.is_told() {
            return Err(self.refused(kind, None, TOLD_ALREADY.with([]), Vec::new()));
        }
        let route = self.course.route(policy)?;
        let teller = route.value.told_by.map(Role::from);
        match teller.filter(|teller| *teller != actor.role) {
            Some(teller) => {
                let clause = route.because.first().map(|reason| reason.clause.clone());
                let allowed = vec![teller.code().to_owned()];
                Err(self.refused(kind, clause.as_ref(), TOLD_BY.with([teller.into()]), allowed))
            }
            None => Ok(()),
        }
    }

    fn may_close(&self, policy: &Policy) -> Result<(), Error> {
        let kind = StepKind::Close;
        let route = self.course.route(policy)?;
        let clause = route.because.first().map(|reason| reason.clause.clone());
        let refused = |why: Wording, step: StepKind, clause: Option<&ClauseId>| {
            Err(self.refused(kind, clause, why, vec![step.code().to_owned()]))
        };
        if route.value.report_at_once && self.reported().is_none() {
            return refused(UNREPORTED.with([]), StepKind::ReportUp, clause.as_ref());
        }
        if self.course.must_go_up {
            return refused(MUST_GO_UP.with([]), StepKind::ReportUp, Some(&ClauseId::fixed("M-4.4")));
        }
        if self.served() == ServedParty::Known && route.value.told_by.is_some() && !self.is_told() {
            return refused(UNTOLD.with([]), StepKind::Tell, clause.as_ref());
        }
        Ok(())
    }

    fn may_ask(&self, rules: &CaseRules, policy: &Policy, at: NaiveDateTime) -> Result<(), Error> {
        let kind = StepKind::AskExtension;
        let rule = policy.extension(self.course.complexity(policy)?, self.received().date())?;
        let granted = self.extensions().iter().filter(|extension| extension.granted.is_some()).count();
        self.not_too_often(kind, Some(rule.value.most), granted, &rule.clause)?;
        let due = self.due(rules)?.value;
        match due.at {
            Some(end) if at >= end => {
                Err(self.refused(kind, Some(&rule.clause), IS_LATE.with([end.into()]), Vec::new()))
            }
            Some(_) => Ok(()),
            None => Err(self.refused(kind, Some(&rule.clause), DUE_UNKNOWN.with([]), Vec::new())),
        }
    }

    fn not_too_often(
        &self,
        kind: StepKind,
        most: Option<u32>,
        times: usize,
        clause: &ClauseId,
    ) -> Result<(), Error> {
        match most {
            Some(most) if usize::try_from(most).is_ok_and(|most| times >= most) => {
                let words = TOO_OFTEN.with([most.into(), times.into()]);
                Err(self.refused(kind, Some(clause), words, Vec::new()))
            }
            _ => Ok(()),
        }
    }

    /// Refuses what comes later after the end of the case than the policy has it.
    fn in_time(
        &self,
        rules: &CaseRules,
        policy: &Policy,
        kind: StepKind,
        within: Option<TermOfTime>,
        clause: &ClauseId,
        at: NaiveDateTime,
    ) -> Result<(), Error> {
        let (Some(within), Some(ended)) = (within, self.ended()) else { return Ok(()) };
        let end =
            due::due_at(policy, rules.calendar(), ended, within, &[], &[], DueOptions::default())?.value;
        match end.at {
            Some(end) if at >= end => {
                Err(self.refused(kind, Some(clause), OVER_TIME.with([end.into()]), vec![within.to_string()]))
            }
            _ => Ok(()),
        }
    }

    /// Refuses a step for what it says.
    pub(super) fn guard(&self, rules: &CaseRules, command: &Command) -> Result<(), Error> {
        let kind = command.step.kind();
        let received = self.received().date();
        let policy = policy_of(rules, self.received())?;
        match &command.step {
            Step::Decline(said) => match policy.decline_grounds(received)? {
                Some(rule) => self.known(kind, &said.ground, &rule.value, &rule.clause),
                None => Ok(()),
            },
            Step::SettleOnSpot(said) => {
                self.settles(&policy, kind, said.settlement)?;
                if self.served() == ServedParty::Known && !said.told {
                    let clause = ClauseId::fixed("M-6.2");
                    return Err(self.refused(kind, Some(&clause), NOT_TOLD_ON_SPOT.with([]), Vec::new()));
                }
                if self.served() != ServedParty::Known && said.told {
                    let words = NOBODY_TO_TELL.with([self.served().into()]);
                    return Err(self.refused(kind, None, words, Vec::new()));
                }
                Ok(())
            }
            Step::PutToMeeting(said) => {
                let level = self.course.route(&policy)?.value.level;
                if said.topic == Topic::Regional && level == Level::General {
                    let (clause, allowed) =
                        (ClauseId::fixed("M-4.3"), vec![Topic::ManyPeople.code().to_owned()]);
                    return Err(self.refused(kind, Some(&clause), NOT_A_TOPIC.with([]), allowed));
                }
                Ok(())
            }
            Step::Feedback(said) => self.settles(&policy, kind, said.outcome.settlement()),
            Step::Close(said) => {
                if let Some(outcome) =
                    self.outcome().filter(|outcome| outcome.settlement() != said.settlement)
                {
                    let words = OTHER_OUTCOME.with([outcome.into(), said.settlement.into()]);
                    return Err(self.refused(
                        kind,
                        None,
                        words,
                        vec![outcome.settlement().code().to_owned()],
                    ));
                }
                self.settles(&policy, kind, said.settlement)
            }
            Step::Pause(said) => {
                let rule = policy.suspension(received)?;
                self.known(kind, &said.ground, &rule.value.grounds, &rule.clause)
            }
            Step::Appeal(said) => {
                let rule = policy.appeal(received)?;
                self.known(kind, &said.ground, &rule.value.grounds, &rule.clause)
            }
            Step::AskExtension(said) => {
                let rule = policy.extension(self.course.complexity(&policy)?, received)?;
                self.known(kind, &said.ground, &rule.value.grounds, &rule.clause)?;
                self.not_too_long(rules, kind, said.by, rule.value.longest, &rule.clause)
            }
            Step::DecideExtension(said) => self.fits_asked(kind, said.granted, said.by),
            Step::Supervise(said) => self.goes_up(rules, said.level, command.at),
            Step::Merge(said) if said.into == self.id() => {
                Err(self.refused(kind, None, INTO_ITSELF.with([]), Vec::new()))
            }
            Step::Reclassify(said) => {
                let mut course = self.course.clone();
                course.facts = said.facts;
                let complexity = course.complexity(&policy)?;
                let unit = policy.limit(complexity, received)?.value.within.unit;
                let granted = self.extensions().iter().filter_map(|extension| extension.granted);
                match granted.into_iter().find(|by| by.unit != unit) {
                    Some(by) => {
                        let words = UNIT_CHANGES.with([term(by).as_slice(), &[unit.into()]].concat());
                        Err(self.refused(kind, None, words, Vec::new()))
                    }
                    None => Ok(()),
                }
            }
            _ => Ok(()),
        }
    }

    fn known(
        &self,
        kind: StepKind,
        ground: &String,
        grounds: &[String],
        clause: &ClauseId,
    ) -> Result<(), Error> {
        if grounds.contains(ground) {
            return Ok(());
        }
        let words = BAD_GROUND.with([Arg::from(ground.as_str())]);
        Err(self.refused(kind, Some(clause), words, grounds.to_vec()))
    }

    /// Refuses a settlement that the limit of the case does not know.
    fn settles(&self, policy: &Policy, kind: StepKind, settlement: Settlement) -> Result<(), Error> {
        let limit = policy.limit(self.course.complexity(policy)?, self.received().date())?;
        if limit.value.settled_by.contains(&settlement) {
            return Ok(());
        }
        let allowed = limit.value.settled_by.iter().map(|one| one.code().to_owned()).collect();
        Err(self.refused(kind, Some(&limit.clause), NOT_SETTLED_BY.with([settlement.into()]), allowed))
    }

    fn not_too_long(
        &self,
        rules: &CaseRules,
        kind: StepKind,
        by: TermOfTime,
        longest: TermOfTime,
        clause: &ClauseId,
    ) -> Result<(), Error> {
        let unit = self.due(rules)?.value.term.unit;
        let allowed = || vec![longest.to_string()];
        if by.unit != unit || longest.unit != unit {
            let words = OTHER_UNIT.with([unit.into(), by.unit.into()]);
            return Err(self.refused(kind, Some(clause), words, allowed()));
        }
        if by.count > longest.count {
            return Err(self.refused(kind, Some(clause), TOO_LONG.with(term(by)), allowed()));
        }
        Ok(())
    }

    fn fits_asked(&self, kind: StepKind, granted: bool, by: Option<TermOfTime>) -> Result<(), Error> {
        let (Some(asked), Some(by)) = (self.course.pending(), by) else { return Ok(()) };
        if !granted {
            return Err(self.refused(kind, None, NOTHING_REFUSED.with([]), Vec::new()));
        }
        if by.unit != asked.by.unit || by.count > asked.by.count {
            let words = MORE_THAN_ASKED.with([term(by), term(asked.by)].concat());
            return Err(self.refused(kind, None, words, vec![asked.by.to_string()]));
        }
        Ok(())
    }

    fn goes_up(&self, rules: &CaseRules, level: SupervisionLevel, at: NaiveDateTime) -> Result<(), Error> {
        let kind = StepKind::Supervise;
        let rule = rules.policy().supervision(at.date())?;
        let ladder = &rule.value.ladder;
        let higher: Vec<SupervisionLevel> =
            ladder.iter().copied().filter(|one| self.supervision().is_none_or(|now| *one > now)).collect();
        let may = if rule.value.skip { higher.as_slice() } else { higher.get(..1).unwrap_or_default() };
        if may.contains(&level) {
            return Ok(());
        }
        let why = match self.supervision() {
            _ if !ladder.contains(&level) => NOT_ON_LADDER.with([level.into()]),
            Some(now) if level <= now => NOT_HIGHER.with([now.into(), level.into()]),
            _ => SKIPPED.with([level.into()]),
        };
        let allowed = may.iter().map(|one| one.code().to_owned()).collect();
        Err(self.refused(kind, Some(&rule.clause), why, allowed))
    }
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[
    &super::decide::SAME_PERSON,
    &super::decide::NOT_NOW,
    &super::decide::ONLY,
    &NOT_GENERAL,
    &NOT_GENERAL_WORK,
    &NOBODY_TO_TELL,
    &TOLD_BY,
    &TOLD_ALREADY,
    &UNTOLD,
    &UNREPORTED,
    &MUST_GO_UP,
    &NOT_A_TOPIC,
    &TOO_OFTEN,
    &BAD_GROUND,
    &IS_LATE,
    &DUE_UNKNOWN,
    &TOO_LONG,
    &OTHER_UNIT,
    &MORE_THAN_ASKED,
    &NOTHING_REFUSED,
    &NO_HIGHER,
    &NOT_HIGHER,
    &SKIPPED,
    &NOT_ON_LADDER,
    &NOT_SETTLED_BY,
    &OTHER_OUTCOME,
    &NOT_TOLD_ON_SPOT,
    &OVER_TIME,
    &NOT_LATE,
    &INTO_ITSELF,
    &UNIT_CHANGES,
];
