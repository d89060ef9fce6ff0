//! What was owed in the month of a day, what became of it, and how many households were seen.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, TimeDelta};
use wangge::duty::{
    DiaryGap, DutyOrder, DutyRecord, Matched, Obligation, Outcome, Territory, completeness, diary_gaps,
    obligations,
};
use wangge::export::{IcsOptions, MonthOptions, ics, month};
use wangge::{
    CheckItem, Covers, DutyKind, DutyState, Error, Lang, Policy, RecordUse, Role, Unspecified, Vocabulary,
    WorkCalendar,
};

use crate::input::Township;

/// The name of the township among those of villages.
pub const TOWNSHIP: &str = "乡镇";
/// How wide a month is drawn, in pixels: what ten grids owe has room in a day.
const WIDE: u32 = 1060;
/// How far the county's clock is ahead of UTC.
const AHEAD: TimeDelta = TimeDelta::hours(8);
/// The part of the ids of the calendar after the `@`.
const DOMAIN: &str = "township.example";

/// How many are in each state, in the order of [`DutyState`].
pub type Counts = [usize; 4];

/// What one grid, village or the township missed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The grid or the village.
    pub unit: String,
    /// Its village.
    pub village: String,
    /// How many.
    pub count: usize,
    /// Of how many that were due.
    pub due: usize,
    /// How many of each kind.
    pub kinds: Vec<(DutyKind, usize)>,
    /// Which posts answer for them, and who holds them: nobody where one is vacant, `None` where no table has that post.
    pub owners: Vec<(Role, Option<Vec<String>>)>,
}

/// How many households of a village were seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The village.
    pub village: String,
    /// How many there are.
    pub needed: u32,
    /// How many of them were seen, late ones included.
    pub seen: u32,
    /// The grid with the smallest share, and its numbers.
    pub least: (String, u32, u32),
    /// How many households of the village have no grid, so that nobody is to see them.
    pub ungridded: u32,
}

/// How complete the records of one kind are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The kind.
    pub kind: DutyKind,
    /// The clause that has the list.
    pub clause: String,
    /// How many records there are in the month.
    pub records: usize,
    /// How many of them hold every item.
    pub complete: usize,
    /// How often each item is missing.
    pub missing: Vec<(CheckItem, usize)>,
}

/// The duties of a month.
#[derive(Debug)]
pub struct Duties {
    /// The first and the last day of the month.
    pub month: (NaiveDate, NaiveDate),
    /// The moment asked about; its day counts.
    pub now: NaiveDateTime,
    /// What was owed and what became of it, or why that cannot be said of any.
    pub matched: Result<Matched, Error>,
    /// The kinds that were looked at.
    kinds: Vec<DutyKind>,
    /// The kinds left out, or their checklists, and why.
    pub refused: Vec<(DutyKind, Error)>,
    /// The records up to the day, in their order.
    pub records: Vec<DutyRecord>,
    /// What each of them counted for, in the month or towards the households to be seen.
    uses: Vec<RecordUse>,
    /// Those that are visits to a household that the grid does not have.
    unlisted: Vec<usize>,
    /// The records after it, of which nothing is said.
    pub later: usize,
    /// The window in which every household is to be seen, and how many were.
    pub coverage: Option<((NaiveDate, NaiveDate), Vec<Seen>)>,
    /// The checklists.
    pub checked: Vec<Checked>,
    /// The months of the villages, drawn.
    pub months: Result<Vec<(String, String)>, Error>,
    /// Grids whose village is not known.
    pub lost: Vec<String>,
    /// The villages in the order of their table.
    order: Vec<String>,
}

/// What is owed from one day to another of the kinds asked for, and what became of it.
fn matched(
    policy: &Policy,
    calendar: &WorkCalendar,
    territory: &Territory,
    records: &[DutyRecord],
    order: &DutyOrder,
    on: NaiveDate,
) -> Result<Matched, Error> {
    obligations(policy, calendar, territory, order)?.matched(records, on)
}

impl Duties {
    /// The duties of the month of a day, as of that day.
    pub fn new(
        policy: &Policy,
        calendar: &WorkCalendar,
        township: &Township,
        done: &[DutyRecord],
        now: NaiveDateTime,
    ) -> Self {
        let on = now.date();
        let first = on.with_day(1).unwrap_or(on);
        let last = last_of(first, 1);
        let (records, after): (Vec<DutyRecord>, Vec<DutyRecord>) =
            done.iter().cloned().partition(|record| record.day <= on);
        let territory = township.territory();
        let mut kinds: Vec<DutyKind> = Vec::new();
        let stated = policy.duties();
        let asked = stated.iter().map(|rule| rule.value.kind).chain(records.iter().map(|record| record.kind));
        for kind in asked {
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        let order = |kinds: Vec<DutyKind>, from, to| DutyOrder { from, to, kinds: Some(kinds) };
        let mut refused = Vec::new();
        kinds.retain(|kind| {
            let of_kind: Vec<DutyRecord> =
                records.iter().filter(|record| record.kind == *kind).cloned().collect();
            let asked = order(vec![*kind], first, last);
            match matched(policy, calendar, &territory, &of_kind, &asked, on) {
                Ok(_) => true,
                Err(error) => {
                    refused.push((*kind, error));
                    false
                }
            }
        });
        let found = if kinds.is_empty() {
            Err(refused.first().map_or_else(
                || Unspecified { policy: policy.id().to_owned(), key: "duty".to_owned() }.into(),
                |(_, error)| error.clone(),
            ))
        } else {
            matched(policy, calendar, &territory, &records, &order(kinds.clone(), first, last), on)
        };
        let quarter = NaiveDate::from_ymd_opt(on.year(), on.month0() / 3 * 3 + 1, 1).unwrap_or(first);
        let households: Vec<DutyKind> = stated
            .iter()
            .filter(|rule| rule.value.covers == Covers::Household && kinds.contains(&rule.value.kind))
            .map(|rule| rule.value.kind)
            .collect();
        let asked = order(households.clone(), quarter, last_of(quarter, 3));
        let visits = (!households.is_empty())
            .then(|| matched(policy, calendar, &territory, &records, &asked, on))
            .transpose();
        let mut uses: Vec<RecordUse> =
            found.iter().flat_map(|found| &found.uses).map(|(used, _)| *used).collect();
        let mut unlisted = Vec::new();
        let coverage = match visits {
            Ok(visits) => visits.and_then(|visits| {
                unlisted.clone_from(&visits.unlisted);
                for (used, (towards, _)) in uses.iter_mut().zip(&visits.uses) {
                    if *used == RecordUse::Extra {
                        *used = *towards;
                    }
                }
                seen(&visits, township, on)
            }),
            Err(error) => {
                refused.extend(households.first().map(|kind| (*kind, error)));
                None
            }
        };
        let known: Vec<String> = township.villages.iter().map(|village| village.name.clone()).collect();
        let mut checked = Vec::new();
        for kind in [DutyKind::Patrol, DutyKind::Visit] {
            match check(policy, kind, &records, found.as_ref().ok(), first) {
                Ok(found) => checked.extend(found),
                Err(error) => refused.push((kind, error)),
            }
        }
        let months = match &found {
            Ok(found) => drawn(found, calendar, first),
            Err(_) => Ok(Vec::new()),
        };
        Self {
            month: (first, last),
            now,
            matched: found,
            kinds,
            refused,
            records,
            uses,
            unlisted,
            later: after.len(),
            coverage,
            checked,
            months,
            lost: township.lost_grids().into_iter().map(str::to_owned).collect(),
            order: known,
        }
    }

    /// Each obligation with what became of it.
    pub fn iter(&self) -> impl Iterator<Item = (Obligation<'_>, Outcome)> {
        self.matched.iter().flat_map(Matched::iter)
    }

    /// How many are in each state.
    pub fn counts(&self) -> Counts {
        self.matched.as_ref().map(Matched::counts).unwrap_or_default()
    }

    /// How many of each kind are in each state, with the clauses; the kinds that owed nothing are not among them.
    pub fn by_kind(&self) -> Vec<(DutyKind, Counts, Vec<String>)> {
        let mut found: BTreeMap<DutyKind, (Counts, Vec<String>)> = BTreeMap::new();
        for (owed, outcome) in self.iter() {
            let (counts, clauses) = found.entry(owed.kind()).or_default();
            add(counts, outcome.state);
            for clause in owed.clauses() {
                if !clauses.iter().any(|known| known == clause) {
                    clauses.push(clause.to_owned());
                }
            }
        }
        found.into_iter().map(|(kind, (counts, clauses))| (kind, counts, clauses)).collect()
    }

    /// How many of each village are in each state, in the order of their table, the township last.
    pub fn by_village(&self) -> Vec<(String, Counts)> {
        let mut found: BTreeMap<String, Counts> = BTreeMap::new();
        for (owed, outcome) in self.iter() {
            let village = owed.village().unwrap_or(TOWNSHIP).to_owned();
            add(found.entry(village).or_default(), outcome.state);
        }
        let mut found: Vec<(String, Counts)> = found.into_iter().collect();
        found.sort_by_key(|(village, _)| self.place(village));
        found
    }

    fn place(&self, village: &str) -> usize {
        self.order.iter().position(|known| known == village).unwrap_or(usize::MAX)
    }

    /// Who missed what, most first; equal ones in the order of the villages.
    pub fn missing(&self) -> Vec<Missing> {
        let mut found: BTreeMap<(usize, String), Missing> = BTreeMap::new();
        for (owed, outcome) in self.iter() {
            let village = owed.village().unwrap_or(TOWNSHIP);
            let unit = if owed.unit().is_empty() { TOWNSHIP } else { owed.unit() };
            let row = found.entry((self.place(village), unit.to_owned())).or_insert_with(|| Missing {
                unit: unit.to_owned(),
                village: village.to_owned(),
                count: 0,
                due: 0,
                kinds: Vec::new(),
                owners: Vec::new(),
            });
            row.due += usize::from(outcome.state != DutyState::NotDue);
            if outcome.state != DutyState::Missed {
                continue;
            }
            row.count += 1;
            match row.kinds.iter_mut().find(|(kind, _)| *kind == owed.kind()) {
                Some((_, count)) => *count += 1,
                None => row.kinds.push((owed.kind(), 1)),
            }
            let place = row.owners.iter().position(|(role, _)| *role == owed.owner()).unwrap_or_else(|| {
                row.owners.push((owed.owner(), owed.is_listed().then(Vec::new)));
                row.owners.len() - 1
            });
            if let Some((_, Some(persons))) = row.owners.get_mut(place) {
                for person in owed.persons() {
                    if !persons.iter().any(|known| known == person) {
                        persons.push(person.to_owned());
                    }
                }
            }
        }
        let mut found: Vec<Missing> = found.into_values().filter(|row| row.count > 0).collect();
        found.sort_by_key(|row| core::cmp::Reverse(row.count));
        found
    }

    /// The days without a diary, the longest first.
    pub fn gaps(&self) -> Vec<DiaryGap> {
        let mut gaps = self.matched.as_ref().map(diary_gaps).unwrap_or_default();
        gaps.sort_by_key(|gap| core::cmp::Reverse(gap.days));
        gaps
    }

    /// How many records of the month counted for what, in the order of [`RecordUse`].
    pub fn uses(&self) -> [usize; 4] {
        let mut counts = [0; 4];
        for (_, used) in self.used() {
            if let Some(count) = counts.get_mut(used.index()) {
                *count += 1;
            }
        }
        counts
    }

    /// How many records are of a kind that was left out.
    pub fn unused(&self) -> usize {
        self.records.iter().filter(|record| !self.kinds.contains(&record.kind)).count()
    }

    /// The records of the month, each with what it counted for; those of kinds left out are not among them.
    pub fn used(&self) -> impl Iterator<Item = (&DutyRecord, RecordUse)> {
        let counts = |(record, _): &(&DutyRecord, RecordUse)| {
            record.day >= self.month.0 && self.kinds.contains(&record.kind)
        };
        self.records.iter().zip(self.uses.iter().copied()).filter(counts)
    }

    /// The visits to a household that the grid does not have.
    pub fn unlisted(&self) -> Vec<&DutyRecord> {
        self.unlisted.iter().filter_map(|row| self.records.get(*row)).collect()
    }

    /// What a village and its grids owe in the month, as a calendar of that moment.
    pub fn calendar(&self, village: &str) -> String {
        let options = IcsOptions {
            stamp: self.now - AHEAD,
            name: Some(format!("{village}经常性工作")),
            domain: DOMAIN.to_owned(),
            lang: Lang::Zh,
        };
        ics(self.iter().map(|(owed, _)| owed).filter(|owed| owed.village() == Some(village)), &options)
    }

    /// Every clause that they rest on.
    pub fn clauses(&self) -> Vec<String> {
        let mut found: Vec<String> = self.by_kind().into_iter().flat_map(|(_, _, clauses)| clauses).collect();
        found.extend(self.checked.iter().map(|checked| checked.clause.clone()));
        found.sort();
        found.dedup();
        found
    }
}

/// The last day of so many months from the first of one.
fn last_of(first: NaiveDate, months: u32) -> NaiveDate {
    let next = first.checked_add_months(Months::new(months));
    next.and_then(|next| next.checked_sub_days(Days::new(1))).unwrap_or(first)
}

fn add(counts: &mut Counts, state: DutyState) {
    if let Some(count) = counts.get_mut(state.index()) {
        *count += 1;
    }
}

/// The households seen in the window that holds the day, village by village.
fn seen(visits: &Matched, township: &Township, on: NaiveDate) -> Option<((NaiveDate, NaiveDate), Vec<Seen>)> {
    let mut window = None;
    let mut found: BTreeMap<usize, Seen> = BTreeMap::new();
    for coverage in &visits.coverage {
        let Some(owed) = visits.owed.get(coverage.index) else { continue };
        if on < owed.opens() || owed.due() < on {
            continue;
        }
        let (village, grid) = (owed.village().unwrap_or_default(), owed.unit());
        // Where several are owed to every household, the first that the policy states.
        let own = (owed.opens(), owed.due());
        if *window.get_or_insert(own) != own {
            continue;
        }
        let seen = coverage.seen + coverage.seen_late;
        let place = township.villages.iter().position(|one| one.name == village).unwrap_or(usize::MAX);
        let row = found.entry(place).or_insert_with(|| Seen {
            village: village.to_owned(),
            needed: 0,
            seen: 0,
            least: (grid.to_owned(), seen, coverage.needed),
            ungridded: township.ungridded.get(village).copied().unwrap_or_default(),
        });
        row.needed += coverage.needed;
        row.seen += seen;
        let less =
            u64::from(seen) * u64::from(row.least.2) < u64::from(row.least.1) * u64::from(coverage.needed);
        if less {
            row.least = (grid.to_owned(), seen, coverage.needed);
        }
    }
    window.map(|window| (window, found.into_values().collect()))
}

/// How complete the records of a kind are that count, from a day on; nothing without any.
fn check(
    policy: &Policy,
    kind: DutyKind,
    records: &[DutyRecord],
    matched: Option<&Matched>,
    from: NaiveDate,
) -> Result<Option<Checked>, Error> {
    let mut found: Option<Checked> = None;
    for (row, record) in records.iter().enumerate() {
        let used = matched.and_then(|matched| matched.uses.get(row)).map(|(used, _)| *used);
        if record.kind != kind || record.day < from || used == Some(RecordUse::Duplicate) {
            continue;
        }
        let answer = completeness(policy, record)?;
        let clause = answer.clauses().first().map(ToString::to_string).unwrap_or_default();
        let checked = found.get_or_insert_with(|| Checked {
            kind,
            clause,
            records: 0,
            complete: 0,
            missing: Vec::new(),
        });
        checked.records += 1;
        checked.complete += usize::from(answer.value.missing.is_empty());
        for item in answer.value.missing {
            match checked.missing.iter_mut().find(|(known, _)| *known == item) {
                Some((_, count)) => *count += 1,
                None => checked.missing.push((item, 1)),
            }
        }
    }
    if let Some(checked) = &mut found {
        checked.missing.sort_by_key(|(item, count)| (core::cmp::Reverse(*count), *item));
    }
    Ok(found)
}

/// The months of the villages.
fn drawn(
    matched: &Matched,
    calendar: &WorkCalendar,
    first: NaiveDate,
) -> Result<Vec<(String, String)>, Error> {
    let mut villages: Vec<&str> = Vec::new();
    for village in matched.owed.unit_villages().filter(|village| !village.is_empty()) {
        if !villages.contains(&village) {
            villages.push(village);
        }
    }
    let options = MonthOptions { width: WIDE, ..MonthOptions::default() };
    let draw =
        |village: &str| month(&matched.owed, Some(&matched.outcomes), calendar, village, first, options);
    villages.into_iter().map(|village| Ok((village.to_owned(), draw(village)?))).collect()
}
