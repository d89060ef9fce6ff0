//! What was counted of each unit and period (计数): cases, duties, records. Counts add up; rates never do.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::metric::{OnTime, Period};
use super::record::RecordFact;
use crate::calendar::number;
use crate::case::CaseStanding;
use crate::error::InputError;
use crate::term::{Belongs, CaseState, Channel, Settlement, SupervisionLevel, Tally};
use crate::vocabulary::Vocabulary as _;

/// How many counts of cases there are for each day by which they may belong to a period.
const OF_CASES: usize = Tally::OF_CASES;
/// Received, fell due, closed.
const DAYS: usize = 3;

/// The counts that a case is in, as a set (办件计数).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CaseCounts(u64);

impl CaseCounts {
    fn put(&mut self, tally: Tally, holds: bool) {
        if holds {
            self.0 |= 1 << (tally as u32);
        }
    }

    /// Whether it is in a count; never in one that is not of cases.
    pub fn has(self, tally: Tally) -> bool {
        tally.is_of_cases() && self.0 >> (tally as u32) & 1 == 1
    }
}

/// What of a case is counted (办件计数依据).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseFact {
    /// The day it was received.
    pub received: NaiveDate,
    /// The day it fell or falls due; `None` while its clock stands, or where its limit is not known.
    pub due: Option<NaiveDate>,
    /// The day it was closed; `None` where it was not.
    pub closed: Option<NaiveDate>,
    /// The counts it is in.
    pub counts: CaseCounts,
    /// Whether an appeal exempted it.
    pub exempted: bool,
}

impl CaseFact {
    /// What of a case is counted, as it stands.
    pub fn of(case: &CaseStanding) -> Self {
        let mut counts = CaseCounts::default();
        let state = case.state;
        let closed = state == CaseState::Closed;
        let taken = !matches!(state, CaseState::Declined | CaseState::Merged | CaseState::Withdrawn);
        let late = case.late == Some(true);
        let known = case.late.is_some();
        let on_spot = closed && !case.reached(CaseState::Filed);
        counts.put(Tally::Received, true);
        counts.put(Tally::Cases, taken);
        counts.put(Tally::Filed, case.reached(CaseState::Filed));
        counts.put(Tally::Declined, state == CaseState::Declined);
        counts.put(Tally::Merged, state == CaseState::Merged);
        counts.put(Tally::Withdrawn, state == CaseState::Withdrawn);
        counts.put(Tally::Exempted, taken && case.exempted);
        if taken {
            counts.put(Tally::SettledOnSpot, on_spot);
            counts.put(Tally::Dispatched, case.reached(CaseState::Dispatched));
            counts.put(Tally::Accepted, case.reached(CaseState::Handling));
            counts.put(Tally::FedBack, case.reached(CaseState::FedBack));
            let verified = case.reached(CaseState::Verified);
            counts.put(Tally::Verified, verified);
            counts.put(Tally::VerifiedAtOnce, verified && case.reworked == 0);
            counts.put(Tally::Closed, closed);
            counts.put(Tally::ClosedOnTime, closed && known && !late);
            counts.put(Tally::ClosedLate, closed && late);
            counts.put(Tally::OverdueOpen, !closed && late);
            counts.put(Tally::Pending, !closed && known && !late);
            counts.put(Tally::Due, known && (closed || late));
            counts.put(Tally::Reworked, case.reworked > 0);
            counts.put(Tally::Returned, case.returned > 0);
            counts.put(Tally::ReturnedTwice, case.returned > 1);
            counts.put(Tally::Transferred, case.transferred > 0);
            counts.put(Tally::TransferredTwice, case.transferred > 1);
            counts.put(Tally::Extended, case.extended > 0);
            counts.put(Tally::Suspended, case.suspensions > 0);
            counts.put(Tally::Reopened, case.reopened > 0);
            let told_due = case.told_due && closed;
            counts.put(Tally::ToldDue, told_due);
            counts.put(Tally::Told, told_due && case.told);
            counts.put(Tally::ReportDue, case.report_due);
            counts.put(Tally::Reported, case.report_due && case.reported.is_some());
            counts.put(Tally::Supervised, case.supervision.is_some());
            counts.put(Tally::Carded, case.supervision > Some(SupervisionLevel::Ordinary));
            let eased = closed && case.settlement == Some(Settlement::Eased);
            counts.put(Tally::Eased, eased);
            counts.put(Tally::FollowUpOpen, eased && case.needs_follow_up);
            counts.put(Tally::FromHotline, case.channel == Channel::Hotline);
            counts.put(Tally::SelfFound, matches!(case.channel, Channel::Patrol | Channel::Visit));
        }
        let closed = case.ended.filter(|_| closed).map(|at| at.date());
        Self { received: case.received.date(), due: case.due_date, closed, counts, exempted: case.exempted }
    }

    /// The same with what the person served said of it.
    #[must_use]
    pub fn rated(mut self, satisfied: bool) -> Self {
        self.counts.put(Tally::Rated, true);
        self.counts.put(Tally::Satisfied, satisfied);
        self
    }

    /// The same as one that repeats an earlier complaint.
    #[must_use]
    pub fn repeated(mut self) -> Self {
        self.counts.put(Tally::Repeated, true);
        self
    }

    /// The day by which it belongs to a period; `None` where it has none.
    pub fn day(&self, belongs: Belongs) -> Option<NaiveDate> {
        match belongs {
            Belongs::Received => Some(self.received),
            Belongs::FellDue => self.due,
            Belongs::Closed => self.closed,
        }
    }
}

/// Counts of units and periods (计数表). Those of parts of a log, or of several townships, are merged by adding them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tallies {
    units: Vec<String>,
    periods: Vec<Period>,
    /// Unit after unit, period after period, count after count.
    counts: Vec<u32>,
    /// The counts of exempted cases alone, where there are any.
    exempted: BTreeMap<usize, Vec<u32>>,
    /// Which counts some record fed.
    fed: u128,
}

/// One count (计数行).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CountRow {
    /// The place of the unit.
    pub unit: usize,
    /// The place of the period.
    pub period: usize,
    /// What is counted.
    pub tally: Tally,
    /// By which day the cases belong to the period; `None` for what counts no cases.
    pub belongs_by: Option<Belongs>,
    /// Whether only those that an appeal exempted are counted.
    pub exempted: bool,
    /// How many.
    pub count: u32,
}

const NOT_OF_CASES: &str = "a count of duties or records; cases are counted from the log";

const EACH_DAY: [Option<Belongs>; DAYS] =
    [Some(Belongs::Received), Some(Belongs::FellDue), Some(Belongs::Closed)];

/// How many counts a unit has in a period.
const WIDE: usize = OF_CASES * DAYS + (Tally::ALL.len() - OF_CASES);

fn slot(tally: Tally, belongs: Belongs) -> usize {
    let place = tally as usize;
    if place < OF_CASES { belongs as usize * OF_CASES + place } else { DAYS * OF_CASES + place - OF_CASES }
}

impl Tallies {
    /// Nothing counted yet, of units and of periods that follow one another.
    ///
    /// # Errors
    /// [`InputError`] for no units or none of the periods, a unit that stands twice, periods that overlap or do not ascend.
    pub fn new(units: Vec<String>, periods: Vec<Period>) -> Result<Self, InputError> {
        let mut seen: HashMap<&str, usize> = HashMap::with_capacity(units.len());
        for (row, unit) in units.iter().enumerate() {
            if unit.is_empty() || seen.insert(unit, row).is_some() {
                return Err(
                    InputError::value("unit", format!("{unit:?}"), "each unit once, by its name").at(row)
                );
            }
        }
        if units.is_empty() {
            return Err(InputError::value("units", "none", "one or more"));
        }
        if periods.is_empty() {
            return Err(InputError::value("periods", "none", "one or more"));
        }
        let overlap = periods.windows(2).position(|pair| match pair {
            [one, other] => other.start() <= one.end(),
            _ => false,
        });
        if let Some(row) = overlap {
            let found = periods.get(row + 1).map_or_else(String::new, |one| one.start().to_string());
            return Err(
                InputError::value("periods", found, "periods that ascend without overlapping").at(row + 1)
            );
        }
        Ok(Self::blank(units, periods))
    }

    fn blank(units: Vec<String>, periods: Vec<Period>) -> Self {
        let counts = vec![0; units.len() * periods.len() * WIDE];
        Self { units, periods, counts, exempted: BTreeMap::new(), fed: 0 }
    }

    /// The counts of a table of cases, of one period; whichever day a case belongs by, it is the same one.
    pub(super) fn of_table(found: &OnTime) -> Self {
        let units = found.villages.iter().map(|(village, _)| village.clone()).collect();
        let mut made = Self::blank(units, vec![found.period]);
        for (unit, (_, figures)) in found.villages.iter().enumerate() {
            let counts = [
                (Tally::Cases, figures.cases),
                (Tally::ClosedOnTime, figures.on_time),
                (Tally::ClosedLate, figures.late),
                (Tally::Closed, figures.on_time + figures.late),
                (Tally::OverdueOpen, figures.overdue),
                (Tally::Pending, figures.pending),
                (Tally::Due, figures.decided()),
            ];
            for (tally, count) in counts {
                made.feed(tally);
                for belongs in Belongs::ALL {
                    if let Some(place) = made.row(unit, 0).and_then(|row| row.get_mut(slot(tally, *belongs)))
                    {
                        *place = count;
                    }
                }
            }
        }
        made
    }

    /// The counts of folded cases, each of a unit by its place.
    ///
    /// # Errors
    /// As for [`new`](Self::new) and [`add_cases`](Self::add_cases).
    pub fn of_cases(
        units: Vec<String>,
        periods: Vec<Period>,
        of: &[u32],
        cases: &[CaseStanding],
    ) -> Result<Self, InputError> {
        let mut made = Self::new(units, periods)?;
        let facts: Vec<CaseFact> = cases.iter().map(CaseFact::of).collect();
        made.add_cases(of, &facts)?;
        Ok(made)
    }

    /// The units, in order.
    pub fn units(&self) -> &[String] {
        &self.units
    }

    /// The periods, in order.
    pub fn periods(&self) -> &[Period] {
        &self.periods
    }

    /// Whether some record fed a count; else it is not nought, but unknown.
    pub fn is_fed(&self, tally: Tally) -> bool {
        self.fed >> (tally as u32) & 1 == 1
    }

    fn feed(&mut self, tally: Tally) {
        self.fed |= 1 << (tally as u32);
    }

    fn row(&mut self, unit: usize, period: usize) -> Option<&mut [u32]> {
        let begin = (unit * self.periods.len() + period) * WIDE;
        self.counts.get_mut(begin..begin + WIDE)
    }

    /// Counts cases, each of a unit by its place; nothing of a case outside all periods is counted.
    ///
    /// # Errors
    /// [`InputError`] for columns of different lengths, or a place that is none.
    pub fn add_cases(&mut self, units: &[u32], cases: &[CaseFact]) -> Result<(), InputError> {
        if units.len() != cases.len() {
            let allowed = format!("{}, one for each case", cases.len());
            return Err(InputError::value("units", units.len(), allowed));
        }
        let table = Days::new(&self.periods);
        let most = u32::try_from(self.units.len()).unwrap_or(u32::MAX);
        for tally in Tally::ALL.iter().filter(|tally| tally.is_of_cases()) {
            // Ratings and repeats are known only where a case says so.
            if !matches!(tally, Tally::Rated | Tally::Satisfied | Tally::Repeated) {
                self.feed(*tally);
            }
        }
        let mut said = CaseCounts::default();
        for (row, (unit, case)) in units.iter().zip(cases).enumerate() {
            if *unit >= most {
                return Err(InputError::value("unit", unit, format!("below {most}")).at(row));
            }
            said.0 |= case.counts.0;
            let days = [Some(case.received), case.due, case.closed];
            for (base, day) in days.into_iter().enumerate() {
                let Some(period) = day.and_then(|day| table.period(day)) else { continue };
                let begin = base * OF_CASES;
                if let Some(row) =
                    self.row(*unit as usize, period).and_then(|row| row.get_mut(begin..begin + OF_CASES))
                {
                    add(row, case.counts.0);
                }
                if case.exempted {
                    let cell = *unit as usize * self.periods.len() + period;
                    let row = self.exempted.entry(cell).or_insert_with(|| vec![0; DAYS * OF_CASES]);
                    if let Some(row) = row.get_mut(begin..begin + OF_CASES) {
                        add(row, case.counts.0);
                    }
                }
            }
        }
        for tally in [Tally::Rated, Tally::Satisfied, Tally::Repeated] {
            // Who was asked at all may have been satisfied or not.
            if said.has(tally) || (tally == Tally::Satisfied && said.has(Tally::Rated)) {
                self.feed(tally);
            }
        }
        Ok(())
    }

    /// Says that what the persons served rated, or what repeats, was recorded, so that none is nought.
    pub fn recorded(&mut self, tally: Tally) {
        self.feed(tally);
    }

    /// Counts records, each of the unit that it names, or else of its village. What lies outside all periods, or is not yet
    /// due, is not counted, but says that it was looked at. The rows that are of no unit here come back.
    ///
    /// # Errors
    /// [`InputError`] with the row for a record that says to count cases.
    pub fn add_records(&mut self, records: &[RecordFact]) -> Result<Vec<usize>, InputError> {
        for (row, record) in records.iter().enumerate() {
            if let Some((tally, _)) = record.counts.iter().find(|(tally, _)| tally.is_of_cases()) {
                return Err(InputError::value("count", tally.code(), NOT_OF_CASES).at(row));
            }
        }
        let places: HashMap<String, usize> =
            self.units.iter().enumerate().map(|(place, unit)| (unit.clone(), place)).collect();
        let table = Days::new(&self.periods);
        let mut strays = Vec::new();
        for (row, record) in records.iter().enumerate() {
            for (tally, _) in &record.counts {
                self.feed(*tally);
            }
            let unit = places.get(&record.unit).or_else(|| places.get(record.village.as_ref()?));
            let Some(unit) = unit else {
                strays.push(row);
                continue;
            };
            let Some(period) = table.period(record.day).filter(|_| !record.pending) else { continue };
            if let Some(cells) = self.row(*unit, period) {
                for (tally, count) in &record.counts {
                    if let Some(place) = cells.get_mut(slot(*tally, Belongs::FellDue)) {
                        *place = place.saturating_add(*count);
                    }
                }
            }
        }
        Ok(strays)
    }

    /// Adds to a count that is not of cases, by the place of its unit and period.
    ///
    /// # Errors
    /// [`InputError`] for a count of cases, or a place that is none.
    pub fn add(&mut self, unit: usize, period: usize, tally: Tally, count: u32) -> Result<(), InputError> {
        self.add_row(&CountRow { unit, period, tally, belongs_by: None, exempted: false, count })
    }

    /// Adds to any count: so counts that were made elsewhere, of a part of the cases, come together again.
    ///
    /// # Errors
    /// [`InputError`] for a place that is none, for a count of cases without the day by which they belong, for another with one.
    pub fn add_row(&mut self, row: &CountRow) -> Result<(), InputError> {
        let CountRow { unit, period, tally, belongs_by, exempted, count } = *row;
        if tally.is_of_cases() != belongs_by.is_some() || exempted && !tally.is_of_cases() {
            let found = belongs_by.map_or("none", Belongs::code);
            let allowed = if tally.is_of_cases() {
                format!("{}: {} counts cases", Belongs::codes().join(", "), tally.code())
            } else {
                format!("none, and nothing exempted: {} counts no cases", tally.code())
            };
            return Err(InputError::value("belongs_by", found, allowed));
        }
        for (column, value, most) in
            [("unit", unit, self.units.len()), ("period", period, self.periods.len())]
        {
            if value >= most {
                return Err(InputError::value(column, value, format!("below {most}")));
            }
        }
        self.feed(tally);
        let place = slot(tally, belongs_by.unwrap_or(Belongs::FellDue));
        if exempted && count > 0 {
            let cell = unit * self.periods.len() + period;
            let cells = self.exempted.entry(cell).or_insert_with(|| vec![0; DAYS * OF_CASES]);
            if let Some(place) = cells.get_mut(place) {
                *place = place.saturating_add(count);
            }
        } else if let Some(place) = self.row(unit, period).and_then(|row| row.get_mut(place)) {
            *place = place.saturating_add(count);
        }
        Ok(())
    }

    /// All counts that are not 0, so that another process can add them up by [`add_row`](Self::add_row); one that was looked
    /// at and is 0 throughout stands there once. Those of exempted cases are among the others, and once more by themselves.
    pub fn rows(&self) -> Vec<CountRow> {
        let mut rows = Vec::new();
        let mut told = 0_u128;
        let days =
            |tally: Tally| -> &[Option<Belongs>] { if tally.is_of_cases() { &EACH_DAY } else { &[None] } };
        for unit in 0..self.units.len() {
            for period in 0..self.periods.len() {
                let cell = unit * self.periods.len() + period;
                let all = self.counts.get(cell * WIDE..(cell + 1) * WIDE).unwrap_or_default();
                let alone = self.exempted.get(&cell).map(Vec::as_slice).unwrap_or_default();
                for tally in Tally::ALL.iter().copied() {
                    for belongs_by in days(tally).iter().copied() {
                        let place = slot(tally, belongs_by.unwrap_or(Belongs::FellDue));
                        for (cells, exempted) in [(all, false), (alone, true)] {
                            let count = cells.get(place).copied().unwrap_or_default();
                            if count > 0 && (!exempted || tally.is_of_cases()) {
                                told |= 1 << (tally as u32);
                                rows.push(CountRow { unit, period, tally, belongs_by, exempted, count });
                            }
                        }
                    }
                }
            }
        }
        for tally in Tally::ALL.iter().copied().filter(|tally| self.is_fed(*tally)) {
            if told >> (tally as u32) & 1 == 0 {
                let belongs_by = tally.is_of_cases().then_some(Belongs::FellDue);
                rows.push(CountRow { unit: 0, period: 0, tally, belongs_by, exempted: false, count: 0 });
            }
        }
        rows
    }

    /// Adds the counts of another part of the same units and periods.
    ///
    /// # Errors
    /// [`InputError`] where the units or the periods are others.
    pub fn merge(&mut self, other: &Self) -> Result<(), InputError> {
        if self.units != other.units || self.periods != other.periods {
            return Err(InputError::value(
                "parts",
                "other units or periods",
                "parts of the same units and periods",
            ));
        }
        self.fed |= other.fed;
        for (one, more) in self.counts.iter_mut().zip(&other.counts) {
            *one = one.saturating_add(*more);
        }
        for (cell, more) in &other.exempted {
            let row = self.exempted.entry(*cell).or_insert_with(|| vec![0; DAYS * OF_CASES]);
            row.iter_mut().zip(more).for_each(|(one, more)| *one = one.saturating_add(*more));
        }
        Ok(())
    }

    /// The counts of larger units, each made of some of these: of villages out of grids, of a township out of villages.
    ///
    /// # Errors
    /// [`InputError`] where a unit is given no place, or one that is none, and as for [`new`](Self::new).
    pub fn roll_up(&self, into: &[u32], units: Vec<String>) -> Result<Self, InputError> {
        if into.len() != self.units.len() {
            let allowed = format!("{}, one for each unit", self.units.len());
            return Err(InputError::value("into", into.len(), allowed));
        }
        let mut made = Self::new(units, self.periods.clone())?;
        made.fed = self.fed;
        let periods = self.periods.len();
        for (unit, place) in into.iter().enumerate() {
            let place = *place as usize;
            if place >= made.units.len() {
                let allowed = format!("below {}", made.units.len());
                return Err(InputError::value("into", place, allowed).at(unit));
            }
            for period in 0..periods {
                let begin = (unit * periods + period) * WIDE;
                let from = self.counts.get(begin..begin + WIDE).unwrap_or_default();
                if let Some(row) = made.row(place, period) {
                    row.iter_mut().zip(from).for_each(|(one, more)| *one = one.saturating_add(*more));
                }
                if let Some(more) = self.exempted.get(&(unit * periods + period)) {
                    let row = made
                        .exempted
                        .entry(place * periods + period)
                        .or_insert_with(|| vec![0; DAYS * OF_CASES]);
                    row.iter_mut().zip(more).for_each(|(one, more)| *one = one.saturating_add(*more));
                }
            }
        }
        Ok(made)
    }

    /// The counts of longer periods, each made of whole ones of these: of quarters out of months.
    ///
    /// # Errors
    /// [`InputError`] for a period that cuts one of these, and as for [`new`](Self::new).
    pub fn over(&self, periods: Vec<Period>) -> Result<Self, InputError> {
        let mut made = Self::new(self.units.clone(), periods)?;
        made.fed = self.fed;
        for (nth, period) in self.periods.iter().enumerate() {
            let whole = |long: &&Period| long.contains(period.start()) && long.contains(period.end());
            let cut = |long: &&Period| long.contains(period.start()) || long.contains(period.end());
            let Some(place) = made.periods.iter().position(|long| whole(&long)) else {
                if let Some(long) = made.periods.iter().find(|long| cut(long)) {
                    let found = format!("{} to {}", long.start(), long.end());
                    let allowed = format!("whole periods; {} to {} is cut", period.start(), period.end());
                    return Err(InputError::value("periods", found, allowed));
                }
                continue;
            };
            for unit in 0..self.units.len() {
                let cell = unit * self.periods.len() + nth;
                let from = self.counts.get(cell * WIDE..(cell + 1) * WIDE).unwrap_or_default();
                if let Some(row) = made.row(unit, place) {
                    row.iter_mut().zip(from).for_each(|(one, more)| *one = one.saturating_add(*more));
                }
                if let Some(more) = self.exempted.get(&cell) {
                    let target = unit * made.periods.len() + place;
                    let row = made.exempted.entry(target).or_insert_with(|| vec![0; DAYS * OF_CASES]);
                    row.iter_mut().zip(more).for_each(|(one, more)| *one = one.saturating_add(*more));
                }
            }
        }
        Ok(made)
    }

    /// A count of a unit and a period; 0 outside. With `exempt`, cases that an appeal exempted are left out.
    pub fn count(&self, unit: usize, period: usize, tally: Tally, belongs: Belongs, exempt: bool) -> u32 {
        if unit >= self.units.len() || period >= self.periods.len() {
            return 0;
        }
        let cell = unit * self.periods.len() + period;
        let all = self.counts.get(cell * WIDE + slot(tally, belongs)).copied().unwrap_or_default();
        if !exempt || !tally.is_of_cases() || tally == Tally::Exempted {
            return all;
        }
        let without = self.exempted.get(&cell).and_then(|row| row.get(slot(tally, belongs)));
        all - without.copied().unwrap_or_default()
    }
}

/// Adds one to each count of a set.
fn add(row: &mut [u32], mut set: u64) {
    while set != 0 {
        let place = set.trailing_zeros() as usize;
        if let Some(count) = row.get_mut(place) {
            *count = count.saturating_add(1);
        }
        set &= set - 1;
    }
}

/// Which period a day lies in, by its number.
struct Days {
    first: i32,
    /// The place of the period, above 0; 0 between two of them.
    places: Vec<u32>,
}

impl Days {
    fn new(periods: &[Period]) -> Self {
        let first = periods.first().map_or(0, |period| number(period.start()));
        let last = periods.last().map_or(first, |period| number(period.end()));
        let mut places = vec![0; usize::try_from(last - first + 1).unwrap_or_default()];
        for (place, period) in (1_u32..).zip(periods) {
            let begin = usize::try_from(number(period.start()) - first).unwrap_or_default();
            let end = usize::try_from(number(period.end()) - first).unwrap_or_default();
            if let Some(days) = places.get_mut(begin..=end) {
                days.fill(place);
            }
        }
        Self { first, places }
    }

    fn period(&self, day: NaiveDate) -> Option<usize> {
        let place = self.places.get(usize::try_from(number(day) - self.first).ok()?)?;
        (*place as usize).checked_sub(1)
    }
}
