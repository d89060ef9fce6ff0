//! What is no longer needed (到期清理): entries of people who left, past the time that the policy keeps them.

use chrono::NaiveDate;

use super::finding::nth;
use super::household::{Household, Ledger, Member};
use crate::clause::ClauseId;
use crate::error::Error;
use crate::policy::{Dated, Keep, LedgerSection, Policy};
use crate::term::{LedgerField, Section};
use crate::vocabulary::Vocabulary as _;

/// A section of somebody, or of a household, that is no longer needed (到期信息).
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Expired {
    /// The household.
    pub household: String,
    /// The member, counted within the household from 1; `None` for what is said of the household.
    pub member: Option<u32>,
    /// The section.
    pub section: Section,
    /// The last day on which it was kept.
    pub until: NaiveDate,
    /// The clause.
    pub clause: ClauseId,
}

/// What a ledger holds on a day that is no longer needed: of each member that has left, the sections whose time is past;
/// of a household that everybody has left, likewise, from the day the last one did.
///
/// ```
/// use wangge::{LedgerField, Policy, Section};
/// use wangge::rules::ledger::{self, Household, Ledger, Member};
/// # fn main() -> Result<(), wangge::Error> {
/// let day = |text: &str| text.parse::<chrono::NaiveDate>().expect("a day");
/// let sections = [(LedgerField::Health, "示例".into())].into();
/// let left = Member { name: Some("示例甲".into()), left: Some(day("2023-06-30")), sections, ..Member::default() };
/// let stays = Member { name: Some("示例乙".into()), ..Member::default() };
/// let household = Household { id: "H-1".into(), members: vec![left, stays], ..Household::default() };
/// let (policy, ledger) = (Policy::preset("combined")?, Ledger::new(vec![household]));
/// assert_eq!(ledger::expired(&policy, &ledger, day("2024-06-30"))?, []);
/// let past = ledger::expired(&policy, &ledger, day("2024-07-01"))?;
/// assert_eq!((past[0].member, past[0].section), (Some(1), Section::Medical));
/// assert_eq!(ledger::drop_expired(&policy, &ledger, day("2040-01-01"))?.people(), 1);
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`Unspecified`](crate::Unspecified) for `ledger.section[section = "…"]`, or its `keep`, where something stands in a
/// section of somebody that has left; [`PolicyError`](crate::PolicyError) where the policy is not in force on the day.
pub fn expired(policy: &Policy, ledger: &Ledger, day: NaiveDate) -> Result<Vec<Expired>, Error> {
    let mut found = Vec::new();
    for household in ledger.households() {
        found.extend(expired_of(policy, household, day)?);
    }
    Ok(found)
}

fn expired_of(policy: &Policy, household: &Household, day: NaiveDate) -> Result<Vec<Expired>, Error> {
    let mut found = Vec::new();
    let mut look = |member, left, fields: &[LedgerField]| -> Result<(), Error> {
        for section in Section::ALL {
            if fields.iter().any(|field| field.section() == Some(*section))
                && let Some((until, rule)) = past(policy, *section, left, day)?
            {
                let (household, clause) = (household.id.clone(), rule.clause.clone());
                found.push(Expired { household, member, section: *section, until, clause });
            }
        }
        Ok(())
    };
    if let Some(left) = gone(household, day) {
        look(None, left, &household.sections.keys().copied().collect::<Vec<_>>())?;
    }
    for (place, member) in household.members.iter().enumerate() {
        if let Some(left) = member.left.filter(|left| *left <= day) {
            look(Some(nth(place)), left, &member.filled())?;
        }
    }
    Ok(found)
}

/// The ledger without what is no longer needed on a day. A member of whom nothing is left, and a household that has neither
/// a member nor a value any more, are gone.
///
/// # Errors
/// As for [`expired`].
pub fn drop_expired(policy: &Policy, ledger: &Ledger, day: NaiveDate) -> Result<Ledger, Error> {
    let mut kept = Vec::with_capacity(ledger.households().len());
    for household in ledger.households() {
        let past = expired_of(policy, household, day)?;
        if past.is_empty() {
            kept.push(household.clone());
            continue;
        }
        let of = |member: Option<u32>, section: Section| {
            past.iter().any(|one| one.member == member && one.section == section)
        };
        let mut left = household.clone();
        left.sections.retain(|field, _| !field.section().is_some_and(|section| of(None, section)));
        let members = household.members.iter().enumerate();
        left.members = members
            .filter_map(|(place, member)| without(member, |section| of(Some(nth(place)), section)))
            .collect();
        if !(left.members.is_empty() && left.sections.is_empty()) {
            kept.push(left);
        }
    }
    Ok(Ledger::new(kept))
}

/// The day the last member left; `None` while anybody is there, or nobody ever was.
fn gone(household: &Household, day: NaiveDate) -> Option<NaiveDate> {
    if household.members.iter().any(|member| member.is_there(day)) {
        return None;
    }
    household.members.iter().filter_map(|member| member.left).max()
}

/// The last day on which a section is kept, where that is past.
fn past(
    policy: &Policy,
    section: Section,
    left: NaiveDate,
    day: NaiveDate,
) -> Result<Option<(NaiveDate, &Dated<LedgerSection>)>, Error> {
    let (keep, rule): (Keep, _) = policy.ledger_keep(section, day)?;
    Ok(keep.until(left).filter(|until| *until < day).map(|until| (until, rule)))
}

/// A member without some sections; `None` where nothing is left. The day of leaving goes last: other sections count from it.
fn without(member: &Member, expired: impl Fn(Section) -> bool) -> Option<Member> {
    let mut kept = member.clone();
    kept.sections.retain(|field, _| !field.section().is_some_and(&expired));
    if expired(Section::Family) {
        kept = Member { row: kept.row, left: kept.left, sections: kept.sections, ..Member::default() };
    }
    let nothing = kept.filled().iter().all(|field| *field == LedgerField::Left);
    // Somebody of whom nothing stood, and whose time is not past, stays.
    (!(nothing && Section::ALL.iter().any(|section| expired(*section)))).then_some(kept)
}
