//! What changed between two ledgers (变更记录): by household, member and field, with the day and who did it; values masked.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::finding::nth;
use super::household::{Household, Ledger, Member};
use super::secret::mask;
use crate::term::{ChangeKind, LedgerField};
use crate::vocabulary::Vocabulary as _;

/// A change of a ledger (变更). Values stand in it as [`mask`](super::mask()) shows them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Change {
    /// The day of the change.
    pub day: NaiveDate,
    /// Who changed it, by an id of the embedder's.
    pub who: String,
    /// What became of it.
    pub kind: ChangeKind,
    /// The household.
    pub household: String,
    /// The member, counted within the household from 1: of the later ledger, or of the earlier where it is gone; `None` for
    /// what is said of the household.
    pub member: Option<u32>,
    /// The field; `None` where a whole household or member came or went.
    pub field: Option<LedgerField>,
    /// What stood there, masked.
    pub before: Option<String>,
    /// What stands there, masked.
    pub after: Option<String>,
}

impl Ledger {
    /// What changed from this ledger to a later one, in the order of the later; what went comes last.
    ///
    /// A household is known by its number. Within it a member is known by the identity number; those that are left, by the
    /// name and birthday, then by the name alone. So a corrected number is one change, and whoever moved went from one
    /// household and came to another.
    ///
    /// ```
    /// use wangge::{ChangeKind, LedgerField};
    /// use wangge::rules::ledger::{Household, Ledger, Member};
    /// let one = |phone: &str| {
    ///     let member = Member { name: Some("示例甲".into()), phone: Some(phone.into()), ..Member::default() };
    ///     Ledger::new(vec![Household { id: "H-1".into(), members: vec![member], ..Household::default() }])
    /// };
    /// let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 25).expect("a day");
    /// let changes = one("14200001234").diff(&one("14200005678"), day, "office-1");
    /// assert_eq!((changes[0].kind, changes[0].field), (ChangeKind::Changed, Some(LedgerField::Phone)));
    /// assert_eq!(changes[0].after.as_deref(), Some("142******78"));
    /// ```
    pub fn diff(&self, later: &Self, day: NaiveDate, who: &str) -> Vec<Change> {
        let mut log = Log { day, who, changes: Vec::new() };
        let mut before = by_id(self);
        for household in later.households() {
            let earlier = before.get_mut(household.id.as_str()).and_then(Vec::pop);
            match earlier {
                Some((_, earlier)) => log.household(earlier, household),
                None => log.whole(ChangeKind::Added, household),
            }
        }
        for household in in_order(before) {
            log.whole(ChangeKind::Removed, household);
        }
        log.changes
    }

    /// This ledger with the households of another: those with a number that it has are taken from the other, new ones come
    /// at the end, and the rest stays.
    ///
    /// ```
    /// use wangge::rules::ledger::{Household, Ledger};
    /// let of = |ids: &[&str]| {
    ///     Ledger::new(ids.iter().map(|id| Household { id: (*id).into(), ..Household::default() }).collect())
    /// };
    /// assert_eq!(of(&["H-1", "H-2"]).merge(&of(&["H-2", "H-3"])), of(&["H-1", "H-2", "H-3"]));
    /// ```
    #[must_use]
    pub fn merge(&self, other: &Self) -> Self {
        let mut new = by_id(other);
        let mut households: Vec<Household> = self
            .households()
            .iter()
            .map(|old| new.get_mut(old.id.as_str()).and_then(Vec::pop).map_or(old, |(_, new)| new).clone())
            .collect();
        households.extend(in_order(new).cloned());
        Self::new(households)
    }
}

/// The households by number, the first of a number last.
type ById<'l> = BTreeMap<&'l str, Vec<(usize, &'l Household)>>;

fn by_id(ledger: &Ledger) -> ById<'_> {
    let mut found = ById::new();
    for (place, household) in ledger.households().iter().enumerate().rev() {
        found.entry(&household.id).or_default().push((place, household));
    }
    found
}

/// Those that are left, in the order of their ledger.
fn in_order(left: ById<'_>) -> impl Iterator<Item = &Household> {
    let mut left: Vec<_> = left.into_values().flatten().collect();
    left.sort_by_key(|(place, _)| *place);
    left.into_iter().map(|(_, household)| household)
}

struct Log<'w> {
    day: NaiveDate,
    who: &'w str,
    changes: Vec<Change>,
}

impl Log<'_> {
    fn push(
        &mut self,
        kind: ChangeKind,
        (household, member): (&str, Option<u32>),
        field: Option<LedgerField>,
        (before, after): (Option<&str>, Option<&str>),
    ) {
        let shown = |text: Option<&str>| Some(mask(field?, text?));
        self.changes.push(Change {
            day: self.day,
            who: self.who.to_owned(),
            kind,
            household: household.to_owned(),
            member,
            field,
            before: shown(before),
            after: shown(after),
        });
    }

    fn whole(&mut self, kind: ChangeKind, household: &Household) {
        self.push(kind, (&household.id, None), None, (None, None));
        for place in 0..household.members.len() {
            self.push(kind, (&household.id, Some(nth(place))), None, (None, None));
        }
    }

    fn fields<'a>(
        &mut self,
        at: (&str, Option<u32>),
        before: impl Fn(LedgerField) -> Option<std::borrow::Cow<'a, str>>,
        after: impl Fn(LedgerField) -> Option<std::borrow::Cow<'a, str>>,
    ) {
        for field in LedgerField::ALL.iter().copied() {
            let (old, new) = (before(field), after(field));
            let kind = match (&old, &new) {
                (None, None) => continue,
                (Some(old), Some(new)) if old == new => continue,
                (None, Some(_)) => ChangeKind::Added,
                (Some(_), None) => ChangeKind::Removed,
                (Some(_), Some(_)) => ChangeKind::Changed,
            };
            self.push(kind, at, Some(field), (old.as_deref(), new.as_deref()));
        }
    }

    fn household(&mut self, old: &Household, new: &Household) {
        self.fields((&new.id, None), |field| old.value(field), |field| new.value(field));
        let pairs = pairs(old, new);
        for (place, member) in new.members.iter().enumerate() {
            let at = (new.id.as_str(), Some(nth(place)));
            match pairs.get(&place).and_then(|earlier| old.members.get(*earlier)) {
                Some(earlier) => self.fields(at, |field| earlier.value(field), |field| member.value(field)),
                None => self.push(ChangeKind::Added, at, None, (None, None)),
            }
        }
        for place in 0..old.members.len() {
            if !pairs.values().any(|earlier| *earlier == place) {
                self.push(ChangeKind::Removed, (&new.id, Some(nth(place))), None, (None, None));
            }
        }
    }
}

/// Which member of the later household is which of the earlier.
fn pairs(old: &Household, new: &Household) -> BTreeMap<usize, usize> {
    let mut pairs: BTreeMap<usize, usize> = BTreeMap::new();
    let ways: [fn(&Member, &Member) -> bool; 4] = [
        |one, other| one.identity.is_some() && one.identity == other.identity,
        |one, other| one.name.is_some() && one.name == other.name && one.birthday == other.birthday,
        |one, other| one.name.is_some() && one.name == other.name,
        |one, other| one.name.is_none() && one == other,
    ];
    for same in ways {
        for (place, member) in new.members.iter().enumerate() {
            if pairs.contains_key(&place) {
                continue;
            }
            let found =
                old.members.iter().enumerate().find(|(earlier, other)| {
                    !pairs.values().any(|one| one == earlier) && same(member, other)
                });
            if let Some((earlier, _)) = found {
                pairs.insert(place, earlier);
            }
        }
    }
    pairs
}
