//! What was done of what is owed (完成情况): records held against obligations.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap, HashMap, HashSet};

use chrono::{Days, NaiveDate};

use super::obligation::{Obligation, Obligations};
use super::territory::{Dwelling, Unit};
use crate::error::{Error, InputError, Unspecified};
use crate::policy::{Dated, DutyRule};
use crate::term::{CheckItem, Covers, DutyKind, DutyState, RecordUse};
use crate::vocabulary::Vocabulary as _;

/// Something that was done (工作记录): a patrol, a visit, an entry of the diary, a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DutyRecord {
    /// Its id, unlike every other's.
    pub id: String,
    /// What was done.
    pub kind: DutyKind,
    /// For which grid or village; empty for the township.
    pub unit: String,
    /// On which day.
    pub day: NaiveDate,
    /// By whom.
    pub person: Option<String>,
    /// Which household was visited.
    pub household: Option<String>,
    /// What was looked at or asked.
    pub items: Vec<CheckItem>,
}

/// What became of one obligation (完成情况).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// Done, done late, missed or not yet due.
    pub state: DutyState,
    /// The day it was done; for all households, the day the last of them was seen.
    pub on: Option<NaiveDate>,
    /// The row of the record that it was done by; none for all households.
    pub record: Option<u32>,
}

/// How many households of those owed a visit were seen (入户覆盖).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coverage {
    /// The place of the obligation.
    pub index: usize,
    /// How many households there are on its due day; above 0.
    pub needed: u32,
    /// How many of them were seen in its window.
    pub seen: u32,
    /// How many more after it, while that still counts.
    pub seen_late: u32,
}

/// Obligations with what became of them (履职台账).
#[derive(Debug, Clone)]
pub struct Matched {
    /// What is owed.
    pub owed: Obligations,
    /// The day asked about.
    pub as_of: NaiveDate,
    /// What became of each, in their order.
    pub outcomes: Vec<Outcome>,
    /// The visits owed to every household, in their order.
    pub coverage: Vec<Coverage>,
    /// What each record counted for, in their order, and the place of the obligation.
    pub uses: Vec<(RecordUse, Option<usize>)>,
    /// The rows of visits to a household that the grid does not have on that day.
    pub unlisted: Vec<usize>,
}

/// An obligation as it is matched.
#[derive(Debug, Clone, Copy)]
struct Slot {
    index: usize,
    rule: u16,
    opens: NaiveDate,
    due: NaiveDate,
    /// The last day it counts as done late; `None` where the policy is silent.
    until: Option<NaiveDate>,
}

impl Matched {
    /// How many are in each state, in the order of [`DutyState`].
    pub fn counts(&self) -> [usize; 4] {
        let count = |state| self.outcomes.iter().filter(|outcome| outcome.state == state).count();
        [DutyState::Done, DutyState::DoneLate, DutyState::Missed, DutyState::NotDue].map(count)
    }

    /// Each obligation with what became of it.
    pub fn iter(&self) -> impl Iterator<Item = (Obligation<'_>, Outcome)> {
        self.owed.iter().zip(self.outcomes.iter().copied())
    }

    /// How many households were seen, for an obligation to all of them.
    pub fn coverage_of(&self, index: usize) -> Option<Coverage> {
        let place = self.coverage.binary_search_by_key(&index, |coverage| coverage.index).ok()?;
        self.coverage.get(place).copied()
    }
}

impl Obligations {
    /// Holds records against what is owed, as of a day.
    ///
    /// Each record counts once among the duties of its kind and unit: for as many as can be in time first, the one due
    /// first before the others; what is left over then makes good what was missed, while that still counts. Where
    /// several would do, the earliest stands for what was done in time, and the earliest left over makes good first; of
    /// windows alike, and of records of one day, it is the later. Coverage of households is a measure over the same
    /// visits, beside that count. A second record of the same day, person and household is one recorded twice.
    ///
    /// ```
    /// use wangge::duty::{DutyGrid, DutyOrder, DutyRecord, Territory, obligations};
    /// use wangge::{DutyKind, DutyState, Policy, RecordUse, WorkCalendar};
    /// # fn main() -> Result<(), wangge::Error> {
    /// let day = |day| chrono::NaiveDate::from_ymd_opt(2026, 11, day).expect("a day");
    /// let territory = Territory { grids: vec![DutyGrid::new("G-1", "V-1")], ..Territory::default() };
    /// let order = DutyOrder { from: day(1), to: day(15), kinds: Some(vec![DutyKind::Exchange]) };
    /// let owed = obligations(&Policy::preset("combined")?, &WorkCalendar::china(), &territory, &order)?;
    /// let record = |id: &str, on| DutyRecord {
    ///     id: id.to_owned(), kind: DutyKind::Exchange, unit: "G-1".to_owned(), day: day(on), person: None,
    ///     household: None, items: Vec::new(),
    /// };
    /// let matched = owed.matched(&[record("a", 4), record("b", 5)], day(12))?;
    /// let states: Vec<_> = matched.outcomes.iter().map(|outcome| outcome.state).collect();
    /// assert_eq!(states, [DutyState::DoneLate, DutyState::Done, DutyState::NotDue]);
    /// assert_eq!(matched.uses, [(RecordUse::Late, Some(0)), (RecordUse::InTime, Some(1))]);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// [`InputError`] with the row for a record after `as_of`, an id that stands twice, or a unit that is not known, and
    /// where a grid owes a visit to every household and has none; [`Unspecified`] for `duty[…].late_days` where a record
    /// could make good what was missed and the policy does not say how long it may.
    pub fn matched(&self, records: &[DutyRecord], as_of: NaiveDate) -> Result<Matched, Error> {
        let mut uses = vec![(RecordUse::Extra, None); records.len()];
        let sorted = self.sorted(records, as_of, &mut uses)?;
        let blank = Outcome { state: DutyState::NotDue, on: None, record: None };
        let mut outcomes = vec![blank; self.len()];
        let (mut coverage, mut unlisted) = (Vec::new(), Vec::new());
        for group in self.series.chunk_by(|one, other| one.unit == other.unit) {
            let Some(first) = group.first() else { continue };
            let unit = first.unit;
            let from = sorted.partition_point(|record| record.unit < unit);
            let to = sorted.partition_point(|record| record.unit <= unit);
            let mine = sorted.get(from..to).unwrap_or_default();
            let Some(place) = self.units.get(unit as usize) else { continue };
            let mut kinds: Vec<DutyKind> = Vec::new();
            for series in group {
                if let Some(rule) = self.rules.get(usize::from(series.rule))
                    && !kinds.contains(&rule.value.kind)
                {
                    kinds.push(rule.value.kind);
                }
            }
            for kind in kinds {
                let from = mine.partition_point(|record| record.kind < kind.index());
                let to = mine.partition_point(|record| record.kind <= kind.index());
                let of_kind = mine.get(from..to).unwrap_or_default();
                let (mut once, mut all) = (Vec::new(), Vec::new());
                for series in group {
                    let Some(rule) = self.rules.get(usize::from(series.rule)) else { continue };
                    if rule.value.kind != kind {
                        continue;
                    }
                    let slots = if rule.value.covers == Covers::Grid { &mut once } else { &mut all };
                    for (nth, (window, _)) in self.of(series).enumerate() {
                        let late = |days: u32| window.due.checked_add_days(Days::new(days.into()));
                        slots.push(Slot {
                            index: series.begin + nth,
                            rule: series.rule,
                            opens: window.opens,
                            due: window.due,
                            until: rule.value.late_days.map(|days| late(days).unwrap_or(NaiveDate::MAX)),
                        });
                    }
                }
                self.once(&mut once, of_kind, &mut outcomes, &mut uses)?;
                if !all.is_empty() {
                    let households = self.households(
                        place,
                        &all,
                        of_kind,
                        records,
                        &mut outcomes,
                        &mut uses,
                        &mut unlisted,
                    )?;
                    coverage.extend(households);
                }
            }
        }
        for (outcome, due) in outcomes.iter_mut().zip(self.dues()) {
            if outcome.state == DutyState::NotDue && due < as_of {
                outcome.state = DutyState::Missed;
            }
        }
        coverage.sort_by_key(|coverage| coverage.index);
        unlisted.sort_unstable();
        Ok(Matched { owed: self.clone(), as_of, outcomes, coverage, uses, unlisted })
    }

    fn dues(&self) -> impl Iterator<Item = NaiveDate> {
        self.series.iter().flat_map(|series| self.of(series).map(|(window, _)| window.due))
    }

    /// The records by unit, kind and day; what is recorded twice is told and left out.
    fn sorted(
        &self,
        records: &[DutyRecord],
        as_of: NaiveDate,
        uses: &mut [(RecordUse, Option<usize>)],
    ) -> Result<Vec<Sorted>, InputError> {
        let mut ids = HashSet::with_capacity(records.len());
        let mut sorted = Vec::with_capacity(records.len());
        for (row, record) in records.iter().enumerate() {
            if record.id.is_empty() || !ids.insert(record.id.as_str()) {
                return Err(InputError::value("record", format!("{:?}", record.id), "an id, each once")
                    .at(row)
                    .of("records"));
            }
            if record.day > as_of {
                let allowed = format!("{as_of} or before, the day asked about");
                return Err(InputError::value("day", record.day, allowed).at(row).of("records"));
            }
            let unit = self.places.get(&record.unit).copied().ok_or_else(|| {
                let allowed = "a grid or a village of the territory, or nothing for the township";
                InputError::value("unit", format!("{:?}", record.unit), allowed).at(row).of("records")
            })?;
            let row = u32::try_from(row).unwrap_or(u32::MAX);
            sorted.push(Sorted { unit, kind: record.kind.index(), day: record.day, row });
        }
        sorted.sort_unstable_by_key(|record| (record.unit, record.kind, record.day, record.row));
        let same = |one: &Sorted, other: &Sorted| {
            (one.unit, one.kind, one.day) == (other.unit, other.kind, other.day)
        };
        let mut kept = Vec::with_capacity(sorted.len());
        for day in sorted.chunk_by(same) {
            let mut seen = HashSet::new();
            for record in day {
                let of = records.get(record.row as usize);
                let key = of.map(|record| (record.person.as_deref(), record.household.as_deref()));
                if day.len() == 1 || seen.insert(key) {
                    kept.push(*record);
                } else if let Some(used) = uses.get_mut(record.row as usize) {
                    used.0 = RecordUse::Duplicate;
                }
            }
        }
        Ok(kept)
    }

    /// The duties that one record settles.
    fn once(
        &self,
        slots: &mut [Slot],
        records: &[Sorted],
        outcomes: &mut [Outcome],
        uses: &mut [(RecordUse, Option<usize>)],
    ) -> Result<(), Error> {
        if slots.is_empty() || records.is_empty() {
            return Ok(());
        }
        // In time, from the last record back, each for the window that opened last: as many as can be, and the early
        // ones stay free.
        slots.sort_by_key(|slot| (slot.due, slot.opens, slot.index));
        let mut by: Vec<Option<u32>> = vec![None; slots.len()];
        let mut open: BinaryHeap<(NaiveDate, usize)> = BinaryHeap::new();
        let mut free: BTreeSet<(NaiveDate, u32)> = BTreeSet::new();
        let mut next = slots.len();
        for record in records.iter().rev() {
            while let Some((nth, slot)) = next
                .checked_sub(1)
                .and_then(|nth| Some((nth, slots.get(nth)?)))
                .filter(|(_, slot)| slot.due >= record.day)
            {
                open.push((slot.opens, nth));
                next = nth;
            }
            while open.peek().is_some_and(|(opens, _)| *opens > record.day) {
                open.pop();
            }
            match open.pop() {
                Some((_, nth)) => {
                    if let Some(by) = by.get_mut(nth) {
                        *by = Some(record.row);
                    }
                }
                None => {
                    free.insert((record.day, record.row));
                }
            }
        }
        let days: HashMap<u32, NaiveDate> = records.iter().map(|record| (record.row, record.day)).collect();
        let late = self.late(slots, &by, &mut free)?;
        for ((slot, by), late) in slots.iter().zip(&by).zip(&late) {
            let (mut row, state) = match (by, late) {
                (Some(row), _) => (*row, DutyState::Done),
                (None, Some(row)) => (*row, DutyState::DoneLate),
                (None, None) => continue,
            };
            let mut on = days.get(&row).copied();
            // The earliest that is left stands for what was done in time.
            if state == DutyState::Done
                && let Some(day) = on
                && let Some(earlier) = free.range((slot.opens, 0)..(day, 0)).next().copied()
            {
                free.remove(&earlier);
                free.insert((day, row));
                (on, row) = (Some(earlier.0), earlier.1);
            }
            if let Some(outcome) = outcomes.get_mut(slot.index) {
                *outcome = Outcome { state, on, record: Some(row) };
            }
            if let Some(used) = uses.get_mut(row as usize) {
                let counted = if state == DutyState::Done { RecordUse::InTime } else { RecordUse::Late };
                *used = (counted, Some(slot.index));
            }
        }
        Ok(())
    }

    /// What is left over makes good what was missed, the one that lapses first before the others.
    fn late(
        &self,
        slots: &[Slot],
        by: &[Option<u32>],
        free: &mut BTreeSet<(NaiveDate, u32)>,
    ) -> Result<Vec<Option<u32>>, Error> {
        let mut late = vec![None; slots.len()];
        let missed: Vec<(usize, &Slot)> =
            slots.iter().enumerate().filter(|(nth, _)| by.get(*nth).is_some_and(Option::is_none)).collect();
        let mut missed = missed.into_iter().peekable();
        let mut open: BinaryHeap<Reverse<(NaiveDate, usize)>> = BinaryHeap::new();
        for record in free.clone() {
            while let Some((nth, slot)) = missed.next_if(|(_, slot)| slot.due < record.0) {
                let until = slot.until.ok_or_else(|| self.late_days(slot))?;
                open.push(Reverse((until, nth)));
            }
            while open.peek().is_some_and(|Reverse((until, _))| *until < record.0) {
                open.pop();
            }
            if let Some(Reverse((_, nth))) = open.pop() {
                free.remove(&record);
                if let Some(late) = late.get_mut(nth) {
                    *late = Some(record.1);
                }
            }
        }
        Ok(late)
    }

    fn late_days(&self, slot: &Slot) -> Error {
        let key =
            self.rules.get(usize::from(slot.rule)).map(|rule: &Dated<DutyRule>| rule.value.key("late_days"));
        Unspecified { policy: self.policy_id().to_owned(), key: key.unwrap_or_default() }.into()
    }

    /// The duties to every household.
    #[expect(clippy::too_many_arguments, reason = "what is read, and the three things that are written")]
    fn households(
        &self,
        unit: &Unit,
        slots: &[Slot],
        visits: &[Sorted],
        records: &[DutyRecord],
        outcomes: &mut [Outcome],
        uses: &mut [(RecordUse, Option<usize>)],
        unlisted: &mut Vec<usize>,
    ) -> Result<Vec<Coverage>, Error> {
        let territory = self.territory();
        let dwellings: Vec<_> =
            unit.dwellings.iter().filter_map(|place| territory.dwellings.get(*place as usize)).collect();
        let mut homes: HashMap<&str, Vec<&Dwelling>> = HashMap::with_capacity(dwellings.len());
        for dwelling in &dwellings {
            homes.entry(&dwelling.household).or_default().push(dwelling);
        }
        let mut days: HashMap<&str, Vec<(NaiveDate, u32)>> = HashMap::new();
        for visit in visits {
            let Some(household) =
                records.get(visit.row as usize).and_then(|record| record.household.as_deref())
            else {
                continue;
            };
            if !homes.get(household).into_iter().flatten().any(|home| home.lives(visit.day)) {
                unlisted.push(visit.row as usize);
            }
            days.entry(household).or_default().push((visit.day, visit.row));
        }
        let mut coverage = Vec::with_capacity(slots.len());
        for slot in slots {
            let (mut counts, mut last, mut all) =
                (Coverage { index: slot.index, needed: 0, seen: 0, seen_late: 0 }, None, true);
            for dwelling in dwellings.iter().filter(|one| one.lives(slot.due)) {
                counts.needed += 1;
                let visits = days.get(dwelling.household.as_str()).map_or(&[][..], Vec::as_slice);
                let from = visits.partition_point(|(day, _)| *day < slot.opens);
                let Some((day, row)) = visits.get(from).copied() else {
                    all = false;
                    continue;
                };
                let counted = if day <= slot.due {
                    counts.seen += 1;
                    RecordUse::InTime
                } else if day <= slot.until.ok_or_else(|| self.late_days(slot))? {
                    counts.seen_late += 1;
                    RecordUse::Late
                } else {
                    all = false;
                    continue;
                };
                last = last.max(Some(day));
                if let Some(place) =
                    uses.get_mut(row as usize).filter(|(known, _)| *known == RecordUse::Extra)
                {
                    *place = (counted, Some(slot.index));
                }
            }
            if counts.needed == 0 {
                let allowed = "the households of every grid that owes each of them a visit";
                return Err(InputError::value("dwellings", format!("none of {}", unit.name), allowed).into());
            }
            if all && let Some(outcome) = outcomes.get_mut(slot.index) {
                let state = if counts.seen_late == 0 { DutyState::Done } else { DutyState::DoneLate };
                *outcome = Outcome { state, on: last, record: None };
            }
            coverage.push(counts);
        }
        Ok(coverage)
    }
}

/// A record by where it belongs.
#[derive(Debug, Clone, Copy)]
struct Sorted {
    unit: u32,
    kind: usize,
    day: NaiveDate,
    row: u32,
}
