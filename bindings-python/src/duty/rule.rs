//! What a policy says of duties, to be read.

use pyo3::prelude::*;
use wangge::policy::{Checklist, Dated, DueDay, DutyRule};

use crate::date::Date;
use crate::record::{Tuple, record};
use crate::term::{
    Answers, CheckItem, Collide, Covers, DueOn, DutyDays, DutyKind, DutyRoll, DutyUnit, Every, Opens,
    PartPeriod, Role,
};

record! {
    /// What somebody owes again and again (经常性工作). What the policy leaves open is None; an answer that needs it is
    /// an UnspecifiedError.
    PyDutyRule = "DutyRule" {
        /// What.
        kind: DutyKind,
        /// Who owes it.
        owner: Role,
        /// For what it is owed.
        each: DutyUnit,
        /// How often.
        every: Every,
        /// On which days, where it is owed every day.
        days: Option<DutyDays>,
        /// From when on it may be done.
        opens: Option<Opens>,
        /// Which day of its period it is due.
        due: Option<DueOn>,
        /// Which day of the month it is due, 1 to 28, in place of `due`.
        due_day: Option<u32>,
        /// The last day of the first half of a month.
        split: Option<u32>,
        /// Where a due day that is a rest day goes.
        roll: Option<DutyRoll>,
        /// What becomes of two that fall on one day.
        collide: Option<Collide>,
        /// How long after the occasion, such as `3 working_day`.
        within: Option<String>,
        /// Whether it is owed to the grid or to every household.
        covers: Covers,
        /// What is owed for a part of a period.
        partial: Option<PartPeriod>,
        /// Who answers where a post changes hands.
        answers: Option<Answers>,
        /// How many days after its due day it still counts as done late.
        late_days: Option<u32>,
        /// The clause it rests on.
        clause: String,
        /// The clause that settles what the first leaves open.
        reading: Option<String>,
        /// The first due day it is for.
        from_: Date,
        /// The last due day it is for.
        to: Option<Date>,
    }
    new { #[expect(clippy::too_many_arguments, reason = "named ones of Python")] }
}

impl PyDutyRule {
    pub(crate) fn from_core(rule: &Dated<DutyRule>) -> Self {
        let Dated { value, clause, span } = rule;
        let (due, due_day) = match value.due {
            None => (None, None),
            Some(DueDay::On(due)) => (Some(DueOn(due)), None),
            Some(DueDay::OfMonth(day)) => (None, Some(day)),
        };
        Self {
            kind: DutyKind(value.kind),
            owner: Role(value.owner),
            each: DutyUnit(value.each),
            every: Every(value.every),
            days: value.days.map(DutyDays),
            opens: value.opens.map(Opens),
            due,
            due_day,
            split: value.split,
            roll: value.roll.map(DutyRoll),
            collide: value.collide.map(Collide),
            within: value.within.map(|within| within.to_string()),
            covers: Covers(value.covers),
            partial: value.partial.map(PartPeriod),
            answers: value.answers.map(Answers),
            late_days: value.late_days,
            clause: clause.to_string(),
            reading: value.reading.as_ref().map(ToString::to_string),
            from_: Date(span.from),
            to: span.to.map(Date),
        }
    }

    fn shown(&self) -> String {
        let reading = self.reading.as_ref().map(|reading| format!(", {reading}")).unwrap_or_default();
        let Self { kind, owner, each, every, clause, .. } = self;
        format!(
            "DutyRule('{}', '{}', each='{}', every='{}', {clause}{reading})",
            kind.0, owner.0, each.0, every.0
        )
    }
}

record! {
    /// What is looked at or asked on an occasion (检查清单).
    PyChecklist = "Checklist" {
        /// On which occasion.
        kind: DutyKind,
        /// What.
        items: Tuple<CheckItem>,
        /// The clause it rests on.
        clause: String,
        /// The first day it is in force.
        from_: Date,
        /// The last day it is in force.
        to: Option<Date>,
    }
}

impl PyChecklist {
    pub(crate) fn from_core(list: &Dated<Checklist>) -> Self {
        Self {
            kind: DutyKind(list.value.kind),
            items: Tuple(list.value.items.iter().copied().map(CheckItem).collect()),
            clause: list.clause.to_string(),
            from_: Date(list.span.from),
            to: list.span.to.map(Date),
        }
    }

    fn shown(&self) -> String {
        let items: Vec<String> = self.items.0.iter().map(|item| item.0.to_string()).collect();
        format!("Checklist('{}', {}, {})", self.kind.0, items.join(", "), self.clause)
    }
}
