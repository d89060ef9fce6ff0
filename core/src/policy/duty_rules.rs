//! What a policy says of duties (经常性工作), checked: what is owed how often, by whom, and how a period ends.

use chrono::NaiveDate;

use super::{Dated, Policy, TermOfTime};
use crate::clause::ClauseId;
use crate::error::{Error, PolicyError};
use crate::term::{
    Answers, CheckItem, Collide, Covers, DueOn, DutyDays, DutyKind, DutyRoll, DutyUnit, Every, Opens,
    PartPeriod, Role,
};

/// What somebody owes again and again (经常性工作). What the policy leaves open is `None`; an answer that needs it
/// is [`Unspecified`](crate::Unspecified).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyRule {
    /// What.
    pub kind: DutyKind,
    /// Who owes it.
    pub owner: Role,
    /// For what it is owed.
    pub each: DutyUnit,
    /// How often.
    pub every: Every,
    /// On which days, where it is owed every day.
    pub days: Option<DutyDays>,
    /// From when on it may be done.
    pub opens: Option<Opens>,
    /// When in its period it is due.
    pub due: Option<DueDay>,
    /// The last day of the first half of a month.
    pub split: Option<u32>,
    /// Where a due day that is a rest day goes.
    pub roll: Option<DutyRoll>,
    /// What becomes of two that fall on one day.
    pub collide: Option<Collide>,
    /// How long after the occasion.
    pub within: Option<TermOfTime>,
    /// Whether it is owed to the grid or to every household.
    pub covers: Covers,
    /// What is owed for a part of a period.
    pub partial: Option<PartPeriod>,
    /// Who answers where a post changes hands.
    pub answers: Option<Answers>,
    /// How many days after its due day it still counts as done late.
    pub late_days: Option<u32>,
    /// The clause that settles what the first leaves open.
    pub reading: Option<ClauseId>,
}

/// When in its period a duty is due (到期日).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueDay {
    /// A day of the period by name.
    On(DueOn),
    /// A day of the month by number, 1 to 28.
    OfMonth(u32),
}

impl DutyRule {
    /// The key of one of its fields, as an error names it.
    pub(crate) fn key(&self, field: &str) -> String {
        format!("duty[kind = \"{}\", every = \"{}\"].{field}", self.kind, self.every)
    }
}

/// What is looked at or asked on an occasion (检查清单).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checklist {
    /// On which occasion.
    pub kind: DutyKind,
    /// What.
    pub items: Vec<CheckItem>,
}

/// What a file says of duties.
#[derive(Debug, PartialEq)]
pub(super) struct DutyRulesOfFile {
    pub(super) duties: Vec<Dated<DutyRule>>,
    pub(super) checklists: Vec<Dated<Checklist>>,
}

/// What a policy says of duties.
impl Policy {
    /// The duties there are, over all time, the hotline's among them where the policy states it; those of one day
    /// after [`at`](Self::at).
    pub fn duties(&self) -> Vec<Dated<DutyRule>> {
        let hotline = self.inner.checked.cases.duties.iter().map(|duty| Dated {
            value: DutyRule {
                kind: DutyKind::HotlineDuty,
                owner: Role::DutyStaff,
                each: DutyUnit::Village,
                every: Every::Day,
                days: Some(duty.value.days),
                opens: None,
                due: None,
                split: None,
                roll: None,
                collide: None,
                within: None,
                covers: Covers::Grid,
                partial: None,
                answers: None,
                late_days: Some(0),
                reading: None,
            },
            clause: duty.clause.clone(),
            span: duty.span,
        });
        let stated = self.inner.checked.duties.duties.iter().cloned();
        let all = stated.chain(hotline);
        all.filter(|duty| self.at.is_none_or(|day| duty.span.contains(day))).collect()
    }

    /// Whether the policy is in force on both ends of a span of days.
    pub(crate) fn in_force_through(&self, from: NaiveDate, to: NaiveDate) -> Result<(), PolicyError> {
        if self.at.is_some() {
            return Ok(());
        }
        self.in_force(from)?;
        self.in_force(to)
    }

    /// What is looked at or asked on an occasion.
    ///
    /// # Errors
    /// As said above; the key is `checklist[kind = "…"]`.
    pub fn checklist(&self, kind: DutyKind, day: NaiveDate) -> Result<&Dated<Checklist>, Error> {
        let values = self.inner.checked.duties.checklists.iter().filter(|list| list.value.kind == kind);
        self.one(&format!("checklist[kind = \"{kind}\"]"), values, Some(day))
    }
}
