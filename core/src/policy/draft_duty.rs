//! What the policy file says of duties, typed and not yet checked (草稿：经常性工作).

use super::draft::WithinDraft;
use super::read::{TomlDay, draft};
use crate::term::{
    Answers, CheckItem, Collide, Covers, DueOn, DutyDays, DutyKind, DutyRoll, DutyUnit, Every, Opens,
    PartPeriod, Role,
};

draft! {
    /// What somebody owes again and again (经常性工作).
    pub struct DutyDraft {
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
        /// Which day of the period it is due.
        due: Option<DueOn>,
        /// Which day of the month it is due, 1 to 28, in place of `due`.
        due_day: Option<u32>,
        /// The last day of the first half of a month, 1 to 27.
        split: Option<u32>,
        /// Where a due day that is a rest day goes.
        roll: Option<DutyRoll>,
        /// What becomes of two that fall on one day.
        collide: Option<Collide>,
        /// How long after the occasion, in days.
        within: Option<WithinDraft>,
        /// Whether it is owed to the grid or to every household; absent: to the grid.
        covers: Option<Covers>,
        /// What is owed for a part of a period.
        partial: Option<PartPeriod>,
        /// Who answers where a post changes hands.
        answers: Option<Answers>,
        /// How many days after its due day it still counts as done late; 0: it does not.
        late_days: Option<u32>,
        /// The clause that settles what the first leaves open.
        reading: Option<String>,
        /// The clause it rests on.
        clause: String,
        /// The first due day it is for.
        from: Option<TomlDay>,
        /// The last due day it is for.
        to: Option<TomlDay>,
    }

    /// What is looked at or asked (检查清单).
    pub struct ChecklistDraft {
        /// On which occasion.
        kind: DutyKind,
        /// What, each at most once.
        items: Vec<CheckItem>,
        /// The clause it rests on.
        clause: String,
        /// The first day it is in force.
        from: Option<TomlDay>,
        /// The last day it is in force.
        to: Option<TomlDay>,
    }
}
