//! What a patrol looks at and a visit asks (四查看、四必问), and the days without a diary.

use chrono::NaiveDate;

use super::matching::{DutyRecord, Matched};
use crate::decision::{Arg, Decision, Reason, Template};
use crate::error::Error;
use crate::policy::Policy;
use crate::term::{CheckItem, DutyKind, DutyState};

static LOOKED: Template = Template::new(
    "checklist.complete",
    "{0}应查问{1}项，已全部查问",
    "{0}: all {1} items were looked at or asked",
);
static MISSING: Template =
    Template::new("checklist.missing", "{0}应查问{1}项，缺：{2}", "{0}: of {1} items these are missing: {2}");

/// How much of a checklist a record holds (检查项完整度).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Completeness {
    /// How many items there are to look at or ask.
    pub needed: u32,
    /// Those that are missing, in the order of the list.
    pub missing: Vec<CheckItem>,
    /// Those that the list does not have.
    pub beyond: Vec<CheckItem>,
}

/// What of its checklist a patrol (M-3.2) or a visit (M-3.3) holds.
///
/// ```
/// use wangge::duty::{DutyRecord, completeness};
/// use wangge::{CheckItem, DutyKind, Policy};
/// # fn main() -> Result<(), wangge::Error> {
/// let record = DutyRecord {
///     id: "R-1".to_owned(), kind: DutyKind::Visit, unit: "G-1".to_owned(),
///     day: chrono::NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day"), person: None, household: None,
///     items: vec![CheckItem::Worries, CheckItem::HelpWanted],
/// };
/// let found = completeness(&Policy::preset("modian-2012")?, &record)?;
/// assert_eq!(found.value.missing, [CheckItem::Satisfaction, CheckItem::Suggestions]);
/// assert_eq!(found.because[0].zh(), "〔M-3.3〕入户走访应查问4项，缺：对服务是否满意、意见建议");
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`Unspecified`](crate::Unspecified) for `checklist[kind = "…"]`; [`PolicyError`](crate::PolicyError) where it is not in
/// force on the day of the record.
pub fn completeness(policy: &Policy, record: &DutyRecord) -> Result<Decision<Completeness>, Error> {
    let list = policy.checklist(record.kind, record.day)?;
    let items = &list.value.items;
    let missing: Vec<CheckItem> = items.iter().copied().filter(|item| !record.items.contains(item)).collect();
    let beyond = record.items.iter().copied().filter(|item| !items.contains(item)).collect();
    let needed = u32::try_from(items.len()).unwrap_or(u32::MAX);
    let words = if missing.is_empty() {
        LOOKED.with([record.kind.into(), needed.into()])
    } else {
        MISSING.with([record.kind.into(), needed.into(), Arg::terms(&missing)])
    };
    let value = Completeness { needed, missing, beyond };
    Ok(Decision { value, because: vec![Reason::new(&list.clause, words)] })
}

/// Days owed a diary, one after another, that have none (民情日记断档, M-3.4).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DiaryGap {
    /// The grid or the village.
    pub unit: String,
    /// The first day without.
    pub from: NaiveDate,
    /// The last.
    pub to: NaiveDate,
    /// How many days it was owed from the one to the other.
    pub days: u32,
}

/// The gaps of the diaries, unit after unit, each by date: runs of days on which it was owed and missed or written later.
pub fn diary_gaps(matched: &Matched) -> Vec<DiaryGap> {
    let mut gaps: Vec<DiaryGap> = Vec::new();
    let mut open = false;
    for (owed, outcome) in matched.iter() {
        if owed.kind() != DutyKind::Diary {
            open = false;
            continue;
        }
        if !matches!(outcome.state, DutyState::Missed | DutyState::DoneLate) {
            open = false;
            continue;
        }
        match gaps.last_mut().filter(|gap| open && gap.unit == owed.unit()) {
            Some(gap) => {
                gap.to = owed.due();
                gap.days += 1;
            }
            None => {
                gaps.push(DiaryGap {
                    unit: owed.unit().to_owned(),
                    from: owed.due(),
                    to: owed.due(),
                    days: 1,
                });
            }
        }
        open = true;
    }
    gaps
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[&LOOKED, &MISSING];
