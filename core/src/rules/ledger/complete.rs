//! How complete a ledger is (完整性, X-5): of what is to be filled, how much is.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::household::{Household, Ledger};
use crate::clause::ClauseId;
use crate::error::Error;
use crate::policy::Policy;
use crate::term::Section;
use crate::vocabulary::Vocabulary as _;

/// How complete a section is (台账完整性): two whole numbers, so that a share is made where it is known what an empty
/// denominator means.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Completeness {
    /// The grid; `None` for all.
    pub grid: Option<String>,
    /// The section.
    pub section: Section,
    /// How many of the values that are to stand do.
    pub filled: u64,
    /// How many are to stand; 0 where there is nobody of whom anything is to stand.
    pub required: u64,
    /// The clause.
    pub clause: ClauseId,
}

impl Completeness {
    /// Both numbers, or `None` where nothing is to stand: then there is no share, neither 0 nor 100 percent.
    pub fn share(&self) -> Option<(u64, u64)> {
        (self.required > 0).then_some((self.filled, self.required))
    }
}

/// How complete each section is that the policy states, over all and then grid by grid: of a household's fields once a
/// household, of a member's once a member that has not left by the day.
///
/// ```
/// use wangge::Policy;
/// use wangge::rules::ledger::{self, Household, Ledger, Member};
/// # fn main() -> Result<(), wangge::Error> {
/// let member = Member { name: Some("示例甲".into()), ..Member::default() };
/// let household = Household { id: "H-1".into(), members: vec![member], ..Household::default() };
/// let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 25).expect("a day");
/// let found = ledger::completeness(&Policy::preset("combined")?, &Ledger::new(vec![household]), day)?;
/// // Of name, sex, birthday, identity number and relation, one stands.
/// assert_eq!((found[0].filled, found[0].required), (1, 5));
/// let nobody = ledger::completeness(&Policy::preset("combined")?, &Ledger::default(), day)?;
/// assert_eq!(nobody[0].share(), None);
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`Unspecified`](crate::Unspecified) for `ledger.section` where the policy states none;
/// [`PolicyError`](crate::PolicyError) where it is not in force on the day.
pub fn completeness(policy: &Policy, ledger: &Ledger, day: NaiveDate) -> Result<Vec<Completeness>, Error> {
    let mut by_grid: BTreeMap<&str, Vec<&Household>> = BTreeMap::new();
    for household in ledger.households() {
        for grid in &household.grids {
            by_grid.entry(grid).or_default().push(household);
        }
    }
    let all: Vec<&Household> = ledger.households().iter().collect();
    let places = core::iter::once((None, &all)).chain(by_grid.iter().map(|(grid, of)| (Some(*grid), of)));
    let rules = super::view::rules(policy, day)?;
    let mut found = Vec::new();
    for (grid, households) in places {
        for section in Section::ALL {
            let Some(rule) = rules.iter().find(|rule| rule.value.section == *section) else { continue };
            let (mut filled, mut required) = (0_u64, 0_u64);
            let mut count = |stands: bool| {
                required += 1;
                filled += u64::from(stands);
            };
            for household in households {
                for field in &rule.value.fields {
                    if field.of_household() {
                        count(household.value(*field).is_some());
                        continue;
                    }
                    for member in household.members.iter().filter(|member| member.is_there(day)) {
                        count(member.value(*field).is_some());
                    }
                }
            }
            found.push(Completeness {
                grid: grid.map(str::to_owned),
                section: *section,
                filled,
                required,
                clause: rule.clause.clone(),
            });
        }
    }
    Ok(found)
}
