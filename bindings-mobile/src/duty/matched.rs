//! What was done of what is owed.

use chrono::NaiveDate;
use wangge::duty::{self, DutyRecord, diary_gaps};
use wangge::{CheckItem, DutyState, RecordUse};

use crate::decision::{Reason, reasons};
use crate::error::WanggeError;
use crate::number::{length, signed};
use crate::policy::Policy;

/// What became of one obligation (完成情况).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct DutyOutcome {
    /// Done, done late, missed or not yet due.
    pub state: DutyState,
    /// The day it was done; for all households, the day the last of them was seen.
    pub on: Option<NaiveDate>,
    /// The id of the record that it was done by; none for all households.
    pub record: Option<String>,
}

/// How many households of those owed a visit were seen (入户覆盖).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Coverage {
    /// The place of the obligation.
    pub obligation: i32,
    /// How many households there are on its due day.
    pub needed: i32,
    /// How many of them were seen in its window.
    pub seen: i32,
    /// How many more after it, while that still counts.
    pub seen_late: i32,
}

/// What a record counted for (记录去向).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct UseOfRecord {
    /// In time, late, beyond what is owed, or recorded twice.
    pub counted: RecordUse,
    /// The place of the obligation it counted for.
    pub obligation: Option<i32>,
}

/// Days owed a diary, one after another, that have none (民情日记断档, M-3.4).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct DiaryGap {
    /// The grid or the village.
    pub unit: String,
    /// The first day without.
    pub from: NaiveDate,
    /// The last.
    pub to: NaiveDate,
    /// How many days it was owed from the one to the other.
    pub days: i32,
}

/// How many obligations are in each state.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct DutyCounts {
    /// Done in time.
    pub done: i32,
    /// Done late.
    pub done_late: i32,
    /// Missed.
    pub missed: i32,
    /// Not yet due.
    pub not_due: i32,
}

/// Obligations with what became of them (履职台账).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Matched {
    /// The day asked about.
    pub as_of: NaiveDate,
    /// What became of each obligation, in their order.
    pub outcomes: Vec<DutyOutcome>,
    /// How many are in each state.
    pub counts: DutyCounts,
    /// The visits owed to every household, in their order.
    pub coverage: Vec<Coverage>,
    /// What each record counted for, in their order.
    pub uses: Vec<UseOfRecord>,
    /// The ids of visits to a household that the grid does not have on that day.
    pub unlisted: Vec<String>,
    /// The gaps of the diaries, unit after unit.
    pub diary_gaps: Vec<DiaryGap>,
}

impl Matched {
    pub(super) fn of(matched: &duty::Matched, records: &[DutyRecord]) -> Self {
        let id = |row: usize| records.get(row).map(|record| record.id.clone());
        let outcome = |one: &duty::Outcome| DutyOutcome {
            state: one.state,
            on: one.on,
            record: one.record.and_then(|row| id(row as usize)),
        };
        let covered = |one: &duty::Coverage| Coverage {
            obligation: length(one.index),
            needed: signed(one.needed),
            seen: signed(one.seen),
            seen_late: signed(one.seen_late),
        };
        let used = |(counted, index): &(RecordUse, Option<usize>)| UseOfRecord {
            counted: *counted,
            obligation: index.map(length),
        };
        let gap = |gap: duty::DiaryGap| DiaryGap {
            unit: gap.unit,
            from: gap.from,
            to: gap.to,
            days: signed(gap.days),
        };
        let [done, done_late, missed, not_due] = matched.counts().map(length);
        Self {
            as_of: matched.as_of,
            outcomes: matched.outcomes.iter().map(outcome).collect(),
            counts: DutyCounts { done, done_late, missed, not_due },
            coverage: matched.coverage.iter().map(covered).collect(),
            uses: matched.uses.iter().map(used).collect(),
            unlisted: matched.unlisted.iter().filter_map(|row| id(*row)).collect(),
            diary_gaps: diary_gaps(matched).into_iter().map(gap).collect(),
        }
    }
}

/// How much of a checklist a record holds (检查项完整度).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Completeness {
    /// How many items there are to look at or ask.
    pub needed: i32,
    /// Those that are missing, in the order of the list.
    pub missing: Vec<CheckItem>,
    /// Those that the list does not have.
    pub beyond: Vec<CheckItem>,
    /// Why.
    pub because: Vec<Reason>,
}

#[uniffi::export]
impl Policy {
    /// What of its checklist a patrol (M-3.2) or a visit (M-3.3) holds.
    ///
    /// Refuses with `Unspecified` for `checklist[kind = "…"]`, with `NotInForce` on the day of the record.
    pub fn completeness(&self, record: &DutyRecord) -> Result<Completeness, WanggeError> {
        let found = duty::completeness(&self.0, record)?;
        let duty::Completeness { needed, missing, beyond } = found.value;
        Ok(Completeness { needed: signed(needed), missing, beyond, because: reasons(&found.because) })
    }
}
