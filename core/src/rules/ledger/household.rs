//! A household, its members, and a ledger of them (户、成员、台账, X-5).

use core::fmt;
use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::secret::Secret;
use crate::term::{LedgerField, Relation, Sex};
use crate::vocabulary::Vocabulary as _;

/// A member of a household (家庭成员). Nothing of it is checked when it is made: [`check`](super::check()) tells all faults
/// at once.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Member {
    /// The row of the table that it was read from, from 1; none where it was made otherwise.
    pub row: Option<u64>,
    /// The name.
    pub name: Option<Secret<String>>,
    /// The sex.
    pub sex: Option<Sex>,
    /// The day of birth.
    pub birthday: Option<Secret<NaiveDate>>,
    /// The identity number, as written.
    pub identity: Option<Secret<String>>,
    /// A number to call, as written.
    pub phone: Option<Secret<String>>,
    /// What they are to the head.
    pub relation: Option<Relation>,
    /// The day they left the household, for another or for good.
    pub left: Option<NaiveDate>,
    /// What else stands of them, by field; fields of a household, and those above, are not among them.
    pub sections: BTreeMap<LedgerField, Secret<String>>,
}

impl Member {
    /// What stands in a field, as text; `None` where nothing does, or the field is one of the household.
    pub fn value(&self, field: LedgerField) -> Option<Cow<'_, str>> {
        let text =
            |value: &'_ Option<Secret<String>>| value.as_ref().map(|text| text.reveal().clone().into());
        match field {
            LedgerField::Name => text(&self.name),
            LedgerField::Identity => text(&self.identity),
            LedgerField::Phone => text(&self.phone),
            LedgerField::Sex => self.sex.map(|sex| sex.zh().into()),
            LedgerField::Relation => self.relation.map(|relation| relation.zh().into()),
            LedgerField::Birthday => self.birthday.as_ref().map(|day| day.reveal().to_string().into()),
            LedgerField::Left => self.left.map(|day| day.to_string().into()),
            other => self.sections.get(&other).map(|text| text.reveal().as_str().into()),
        }
    }

    /// The fields in which something stands, in the order of [`LedgerField`].
    pub fn filled(&self) -> Vec<LedgerField> {
        LedgerField::ALL.iter().copied().filter(|field| self.value(*field).is_some()).collect()
    }

    /// Whether they belong to the household on a day.
    pub fn is_there(&self, day: NaiveDate) -> bool {
        self.left.is_none_or(|left| day < left)
    }
}

/// Says which fields are filled, never with what.
impl fmt::Debug for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let filled: Vec<_> = self.filled().into_iter().map(LedgerField::code).collect();
        f.debug_struct("Member").field("row", &self.row).field("filled", &filled).finish_non_exhaustive()
    }
}

/// A household (户).
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Household {
    /// The row of the table in which it stands first, from 1; none where it was made otherwise.
    pub row: Option<u64>,
    /// The number of the household (户号): an id of the embedder's, not of a person.
    pub id: String,
    /// The codes of its grids; one is lawful.
    pub grids: Vec<String>,
    /// Its members, in their order.
    pub members: Vec<Member>,
    /// What stands of the household, by field: address, dwelling, tenure.
    pub sections: BTreeMap<LedgerField, Secret<String>>,
}

impl Household {
    /// What stands in a field of the household, as text; `None` where nothing does, or it is one of its members.
    pub fn value(&self, field: LedgerField) -> Option<Cow<'_, str>> {
        match field {
            LedgerField::Household => Some(self.id.as_str().into()),
            LedgerField::Grid => (!self.grids.is_empty()).then(|| self.grids.join(", ").into()),
            other => self.sections.get(&other).map(|text| text.reveal().as_str().into()),
        }
    }

    /// The grid, where there is one and no other.
    pub fn grid(&self) -> Option<&str> {
        match self.grids.as_slice() {
            [one] => Some(one),
            _ => None,
        }
    }
}

impl fmt::Debug for Household {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let filled: Vec<_> = self.sections.keys().map(|field| field.code()).collect();
        f.debug_struct("Household")
            .field("row", &self.row)
            .field("id", &self.id)
            .field("grids", &self.grids)
            .field("filled", &filled)
            .field("members", &self.members)
            .finish()
    }
}

/// A ledger (民情台账): households in their order. It is for services that residents ask for: it counts people in groups,
/// and rates nobody.
///
/// ```
/// use wangge::rules::ledger::{Household, Ledger, Member};
/// let member = Member { name: Some("示例甲".into()), ..Member::default() };
/// let household = Household { id: "H-1".into(), members: vec![member], ..Household::default() };
/// let ledger = Ledger::new(vec![household]);
/// assert_eq!((ledger.households().len(), ledger.people()), (1, 1));
/// assert!(!format!("{ledger:?}").contains("示例甲"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ledger {
    households: Vec<Household>,
}

impl Ledger {
    /// A ledger of these households.
    pub const fn new(households: Vec<Household>) -> Self {
        Self { households }
    }

    /// Its households.
    pub fn households(&self) -> &[Household] {
        &self.households
    }

    /// How many members all households have together, those that left included.
    pub fn people(&self) -> usize {
        self.households.iter().map(|household| household.members.len()).sum()
    }

    /// The first household with this number.
    pub fn household(&self, id: &str) -> Option<&Household> {
        self.households.iter().find(|household| household.id == id)
    }
}
