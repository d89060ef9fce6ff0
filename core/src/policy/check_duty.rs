//! From a draft to a policy: what a file says of duties.

use super::check::Check;
use super::draft::PolicyDraft;
use super::draft_duty::DutyDraft;
use super::duty_rules::{Checklist, DueDay, DutyRule, DutyRulesOfFile};
use crate::clause::ClauseId;
use crate::decision::{Arg, Template};
use crate::term::{Covers, DueOn, DutyKind, DutyRoll, DutyUnit, Every, Unit};
use crate::vocabulary::Vocabulary as _;

static NOT_FOR: Template =
    Template::new("duty.not_for", "“{0}”不适用于频次“{1}”", "{0} is not for a duty owed {1}");
static TWO_DUE: Template =
    Template::new("duty.two_due", "due 与 due_day 只能写一项", "state due or due_day, not both");
static NEVER_REST: Template = Template::new(
    "duty.never_rest",
    "“{0}”不会是休息日，不必写 roll",
    "{0} is never a rest day: there is nothing to move",
);
static IS_ONE: Template = Template::new(
    "duty.is_one",
    "roll = \"merge\" 已写明合并，不必再写 collide",
    "roll = \"merge\" says already that they are one",
);
static IN_DAYS: Template = Template::new(
    "duty.in_days",
    "以{0}计，应以工作日或自然日计",
    "is in {0}: it should be in working or natural days",
);
static HOUSEHOLDS: Template = Template::new(
    "duty.households",
    "按户计算只用于每个网格的入户走访",
    "every household: only for visits, owed for each grid",
);
static NO_LIST: Template = Template::new(
    "checklist.kind",
    "“{0}”没有检查清单，可用：{1}",
    "there is no checklist for {0}; there is for: {1}",
);

/// The last days by which something may still count as done late: a year.
const MOST_LATE: u32 = 366;

impl Check<'_, '_, '_> {
    pub(super) fn duties(&mut self, draft: &PolicyDraft) -> DutyRulesOfFile {
        DutyRulesOfFile {
            duties: self.section(
                draft.duty.as_deref().unwrap_or_default(),
                |duty| (duty.kind, duty.every, duty.each, duty.covers),
                Self::duty,
            ),
            checklists: self.section(
                draft.checklist.as_deref().unwrap_or_default(),
                |list| list.kind,
                |check, list| {
                    check.filled(&list.items, list.at.field("items"));
                    if !matches!(list.kind, DutyKind::Patrol | DutyKind::Visit) {
                        let allowed = [DutyKind::Patrol, DutyKind::Visit];
                        let words = NO_LIST.with([Arg::from(list.kind), Arg::terms(&allowed)]);
                        check.faults.push(list.at.field("kind"), words);
                    }
                    let value = Checklist { kind: list.kind, items: list.items.clone() };
                    (value, check.clause(&list.clause, &list.at))
                },
            ),
        }
    }

    fn duty(&mut self, duty: &DutyDraft) -> (DutyRule, ClauseId) {
        let period = !matches!(duty.every, Every::Day | Every::Occasion);
        let stands = [
            ("days", duty.days.is_some(), duty.every == Every::Day),
            ("opens", duty.opens.is_some(), period),
            ("due", duty.due.is_some(), duty.every != Every::Day),
            ("due_day", duty.due_day.is_some(), duty.every == Every::Month),
            ("split", duty.split.is_some(), duty.every == Every::HalfMonth),
            ("roll", duty.roll.is_some(), period),
            ("collide", duty.collide.is_some(), period),
            ("within", duty.within.is_some(), duty.every == Every::Occasion),
            ("partial", duty.partial.is_some(), period),
        ];
        for (key, _, _) in stands.iter().filter(|(_, stands, fits)| *stands && !fits) {
            self.faults.push(duty.at.field(key), NOT_FOR.with([Arg::from(*key), duty.every.into()]));
        }
        if duty.due.is_some() && duty.due_day.is_some() {
            self.faults.push(duty.at.field("due_day"), TWO_DUE.with([]));
        }
        if let Some(due) = duty.due.filter(|due| !fits(*due, duty.every)) {
            let allowed: Vec<DueOn> =
                DueOn::ALL.iter().copied().filter(|due| fits(*due, duty.every)).collect();
            let allowed = allowed.iter().map(|due| due.code()).collect::<Vec<_>>().join(", ");
            self.faults.bad_value(duty.at.field("due"), due.code(), allowed);
        }
        if duty.due == Some(DueOn::LastWorkingDay) && duty.roll.is_some() {
            self.faults.push(duty.at.field("roll"), NEVER_REST.with([Arg::from(DueOn::LastWorkingDay)]));
        }
        if duty.roll == Some(DutyRoll::Merge) && duty.collide.is_some() {
            self.faults.push(duty.at.field("collide"), IS_ONE.with([]));
        }
        for (key, value, most) in [("due_day", duty.due_day, 28), ("split", duty.split, 27)] {
            if let Some(value) = value.filter(|value| !(1..=most).contains(value)) {
                self.faults.bad_value(duty.at.field(key), value, format!("1 to {most}"));
            }
        }
        if let Some(late) = duty.late_days.filter(|late| *late > MOST_LATE) {
            self.faults.bad_value(duty.at.field("late_days"), late, format!("0 to {MOST_LATE}"));
        }
        if let Some(within) = &duty.within
            && !matches!(within.unit, Unit::WorkingDay | Unit::NaturalDay)
        {
            self.faults.push(within.at.field("unit"), IN_DAYS.with([Arg::from(within.unit)]));
        }
        let covers = duty.covers.unwrap_or(Covers::Grid);
        let of_visits = duty.kind == DutyKind::Visit && duty.each == DutyUnit::Grid && period;
        if covers == Covers::Household && !of_visits {
            self.faults.push(duty.at.field("covers"), HOUSEHOLDS.with([]));
        }
        if duty.kind == DutyKind::HotlineDuty {
            let allowed = "every other kind; the hotline's duty is stated in [hotline.duty]";
            self.faults.bad_value(duty.at.field("kind"), duty.kind.code(), allowed);
        }
        let value = DutyRule {
            kind: duty.kind,
            owner: duty.owner,
            each: duty.each,
            every: duty.every,
            days: duty.days,
            opens: duty.opens,
            due: duty.due.map(DueDay::On).or(duty.due_day.map(DueDay::OfMonth)),
            split: duty.split,
            roll: duty.roll,
            collide: duty.collide,
            within: duty.within.as_ref().map(|within| self.within(within)),
            covers,
            partial: duty.partial,
            answers: duty.answers,
            late_days: duty.late_days,
            reading: duty.reading.as_ref().map(|id| self.reading(id, &duty.at)),
        };
        (value, self.clause(&duty.clause, &duty.at))
    }
}

/// Whether a due day can be one of such a period.
const fn fits(due: DueOn, every: Every) -> bool {
    match due {
        DueOn::SameDay => matches!(every, Every::Occasion),
        DueOn::FirstDay | DueOn::LastDay | DueOn::LastWorkingDay => {
            !matches!(every, Every::Day | Every::Occasion)
        }
        _ => matches!(every, Every::Week),
    }
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] =
    &[&NOT_FOR, &TWO_DUE, &NEVER_REST, &IS_ONE, &IN_DAYS, &HOUSEHOLDS, &NO_LIST];
