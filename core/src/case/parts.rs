//! A log cut into parts (台账分片): whole cases, for several threads, in the order of their first events.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use chrono::NaiveDateTime;

use super::CaseRules;
use super::columns::{CaseSink, EventTable};
use super::folder::Folder;
use crate::calendar::OnBad;
use crate::error::{Error, InputError};
use crate::threads::Threads;

/// A log cut into parts (台账分片), each of whole cases, for rows that go somewhere else than into a list:
/// [`fold`](super::fold) is the same with lists.
///
/// ```
/// use wangge::case::{Actor, CaseFacts, CaseLog, CaseRules, CaseSink, CaseStanding, EventRows, LogParts, step};
/// use wangge::{Channel, Light, OnBad, Policy, Role, Scope, ServedParty, WorkCalendar};
/// # fn main() -> Result<(), wangge::Error> {
/// /// How many cases are late.
/// struct Late(usize);
/// impl CaseSink for Late {
///     fn take(&mut self, standing: CaseStanding) {
///         self.0 += usize::from(standing.late == Some(true));
///     }
/// }
/// let at = |day, hour| chrono::NaiveDate::from_ymd_opt(2026, 11, day).and_then(|day| day.and_hms_opt(hour, 0, 0)).expect("a moment");
/// let mut log = CaseLog::new(CaseRules::new(&Policy::preset("combined")?, &WorkCalendar::china()));
/// let facts = CaseFacts { scope: Scope::Grid, major: false, sudden: false, work: None, complexity: None };
/// let collect = step::Collect { channel: Channel::Patrol, served: ServedParty::Nobody, facts, received: None, grid: None, text: None };
/// log.open("C-1", at(2, 9), &Actor::new("p-3", Role::Assistant), collect)?;
/// let events: Vec<_> = log.events().cloned().collect();
/// let table = EventRows::new(&events);
/// let parts = LogParts::of(&table, 2)?;
/// assert_eq!(parts.cases(), [1]);
/// let late = parts.fold(log.rules(), at(23, 8), OnBad::Error, vec![Late(0)])?;
/// assert_eq!(late[0].0, 1);
/// # Ok(()) }
/// ```
pub struct LogParts<'t, T> {
    table: &'t T,
    parts: Vec<Part>,
    /// The rows, those of a case together; none where the table has them so.
    order: Vec<u32>,
    /// Where each case begins in `order`, and the end; none where the table has them in order.
    begins: Vec<u32>,
    threads: Threads,
}

/// What one worker folds.
#[derive(Debug, Clone, Copy)]
struct Part {
    /// Its first row, or its first case where the rows are put in order.
    from: usize,
    /// The one after its last.
    to: usize,
    cases: usize,
}

/// Parts for so many threads: more than threads, so that none waits long for another.
fn wanted(threads: usize, most: usize) -> usize {
    if threads > 1 { threads.saturating_mul(4).min(most.max(1)) } else { 1 }
}

impl<'t, T: EventTable> LogParts<'t, T> {
    /// Cuts a log for so many threads: where its cases ascend, as it is; else by an order of its rows.
    ///
    /// # Errors
    /// [`InputError`] for more than 4 294 967 295 rows whose cases do not ascend.
    pub fn of(table: &'t T, threads: usize) -> Result<Self, InputError> {
        let pool = Threads::new(threads);
        if let Some(parts) = runs(table, threads, &pool) {
            return Ok(Self { table, parts, order: Vec::new(), begins: Vec::new(), threads: pool });
        }
        let rows = u32::try_from(table.rows()).map_err(|_| {
            let allowed = format!("at most {} where the cases do not ascend", u32::MAX);
            InputError::value("rows", table.rows(), allowed)
        })?;
        let (order, begins) = ordered(table, rows, threads, &pool);
        let cases = begins.len().saturating_sub(1);
        let share = cases.div_ceil(wanted(threads, cases)).max(1);
        let parts = (0..cases).step_by(share).map(|from| {
            let to = (from + share).min(cases);
            Part { from, to, cases: to - from }
        });
        Ok(Self { table, parts: parts.collect(), order, begins, threads: pool })
    }

    /// How many cases each part has.
    pub fn cases(&self) -> Vec<usize> {
        self.parts.iter().map(|part| part.cases).collect()
    }

    /// Folds the cases of each part into its sink, as of a moment: one after another in the order of their first
    /// events, those of the first part first. A part without a sink goes nowhere, and is checked all the same.
    ///
    /// # Errors
    /// Those of [`fold`](super::fold); the sinks are dropped then.
    pub fn fold<S: CaseSink>(
        &self,
        rules: &CaseRules,
        now: NaiveDateTime,
        on_bad: OnBad,
        sinks: Vec<S>,
    ) -> Result<Vec<S>, Error> {
        let mut sinks = sinks.into_iter();
        let work: Vec<(Part, Mutex<Option<S>>)> =
            self.parts.iter().map(|part| (*part, Mutex::new(sinks.next()))).collect();
        let folded = self.threads.each(&work, || (), &|(), (part, sink)| {
            let sink = sink.lock().unwrap_or_else(PoisonError::into_inner).take();
            let mut folder = Folder::new(rules, now, on_bad, sink);
            self.run(part, &mut folder);
            folder.done()
        });
        let (sinks, wrong): (Vec<_>, Vec<_>) = folded.into_iter().unzip();
        match wrong.into_iter().flatten().min_by_key(|(row, _)| *row) {
            Some((_, error)) => Err(error),
            None => Ok(sinks.into_iter().flatten().collect()),
        }
    }

    fn run<S: CaseSink>(&self, part: &Part, folder: &mut Folder<'_, S>) {
        if self.begins.is_empty() {
            let begins = |row: &usize| *row == part.from || !self.table.is_same_case(*row - 1, *row);
            folder.run(self.table, (part.from..part.to).map(|row| (row, begins(&row))));
            return;
        }
        let cases = self.begins.get(part.from..=part.to).unwrap_or_default();
        let rows = cases.iter().zip(cases.iter().skip(1)).flat_map(|(from, to)| {
            let rows = self.order.get(*from as usize..*to as usize).unwrap_or_default();
            rows.iter().enumerate().map(|(nth, row)| (*row as usize, nth == 0))
        });
        folder.run(self.table, rows);
    }
}

/// Runs of whole cases, where the cases of the table ascend; else `None`.
fn runs(table: &impl EventTable, threads: usize, pool: &Threads) -> Option<Vec<Part>> {
    let rows = table.rows();
    let wanted = wanted(threads, rows);
    let mut cuts = vec![0];
    for part in 1..wanted {
        let mut cut = rows / wanted * part;
        while cut < rows && cut > 0 && table.is_same_case(cut - 1, cut) {
            cut += 1;
        }
        if cuts.last().is_some_and(|last| cut > *last) && cut < rows {
            cuts.push(cut);
        }
    }
    cuts.push(rows);
    let spans: Vec<(usize, usize)> =
        cuts.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?))).collect();
    let run = |&(from, to): &(usize, usize)| {
        let mut cases = usize::from(from == 0 && rows > 0);
        // The row before a part belongs to it, so that the seams are looked at too.
        for row in from.max(1)..to {
            match table.compare_cases(row - 1, row) {
                core::cmp::Ordering::Less => cases += 1,
                core::cmp::Ordering::Equal => {}
                core::cmp::Ordering::Greater => return None,
            }
        }
        Some(Part { from, to, cases })
    };
    pool.each(&spans, || (), &|(), span| run(span)).into_iter().collect()
}

/// How many rows are put in order at a time: the table of their cases lies in the caches.
const AT_HAND: u32 = 1 << 15;

/// Rows whose cases have like hashes.
struct Heap {
    /// The rows, each with the place of its case.
    rows: Vec<(u32, u32)>,
    /// The first row of each case, and how many it has.
    cases: Vec<(u32, u32)>,
}

/// The rows, those of a case together in the order of the table, the cases in the order of their first rows; and
/// where each case begins among them, with the end.
fn ordered(table: &impl EventTable, rows: u32, threads: usize, pool: &Threads) -> (Vec<u32>, Vec<u32>) {
    // Rows are dealt out to heaps by the upper half of their hashes, and told apart by the whole.
    let bits = (rows / AT_HAND).max(1).next_power_of_two().ilog2().min(16);
    let heap_of = |hash: u64| (hash >> 32 << bits >> 32) as usize;
    let span = rows.div_ceil(u32::try_from(threads.max(1)).unwrap_or(u32::MAX)).max(1);
    let spans: Vec<(u32, u32)> =
        (0..rows).step_by(span as usize).map(|from| (from, rows.min(from.saturating_add(span)))).collect();
    let dealt: Vec<Vec<Vec<(u32, u32)>>> = pool.each(&spans, || (), &|(), (from, to)| {
        let room = ((to - from) as usize >> bits) * 9 / 8;
        let mut heaps: Vec<Vec<(u32, u32)>> = (0..1_u32 << bits).map(|_| Vec::with_capacity(room)).collect();
        for row in *from..*to {
            let hash = mix(table.case(row as usize));
            if let Some(heap) = heaps.get_mut(heap_of(hash)) {
                heap.push((low(hash), row));
            }
        }
        heaps
    });
    let numbers: Vec<usize> = (0..1 << bits).collect();
    let heaps = pool.each(&numbers, || (), &|(), nth| {
        let mut places: HashMap<Hashed<'_>, u32, Mixed> = HashMap::default();
        let dealt = dealt.iter().filter_map(|heaps| heaps.get(*nth));
        let mut heap =
            Heap { rows: Vec::with_capacity(dealt.clone().map(Vec::len).sum()), cases: Vec::new() };
        for (hash, row) in dealt.flatten() {
            let next = u32::try_from(heap.cases.len()).unwrap_or(u32::MAX);
            let place = *places.entry(Hashed(*hash, table.case(*row as usize))).or_insert(next);
            match heap.cases.get_mut(place as usize) {
                Some((_, count)) => *count += 1,
                None => heap.cases.push((*row, 1)),
            }
            heap.rows.push((*row, place));
        }
        heap
    });
    drop(dealt);
    // At the first row of a case how many it has, then where they begin.
    let mut firsts = vec![0; rows as usize];
    for (first, count) in heaps.iter().flat_map(|heap| &heap.cases) {
        if let Some(slot) = firsts.get_mut(*first as usize) {
            *slot = *count;
        }
    }
    let mut begins = Vec::with_capacity(heaps.iter().map(|heap| heap.cases.len()).sum::<usize>() + 1);
    let mut begin = 0;
    for slot in firsts.iter_mut().filter(|count| **count > 0) {
        begins.push(begin);
        begin += core::mem::replace(slot, begin);
    }
    begins.push(begin);
    // Each place is written once; what is atomic is that several threads write between each other.
    let order: Vec<AtomicU32> = (0..rows).map(|_| AtomicU32::new(0)).collect();
    pool.each(&heaps, || (), &|(), heap| {
        let begin = |(first, _): &(u32, u32)| firsts.get(*first as usize).copied().unwrap_or_default();
        let mut next: Vec<u32> = heap.cases.iter().map(begin).collect();
        for (row, place) in &heap.rows {
            let Some(next) = next.get_mut(*place as usize) else { continue };
            if let Some(slot) = order.get(*next as usize) {
                slot.store(*row, Ordering::Relaxed);
            }
            *next += 1;
        }
    });
    (order.into_iter().map(AtomicU32::into_inner).collect(), begins)
}

/// The lower half of a hash.
fn low(hash: u64) -> u32 {
    u32::try_from(hash & u64::from(u32::MAX)).unwrap_or_default()
}

/// A hash of a text, the same everywhere: which worker takes a case changes nothing but the time.
#[inline]
pub(super) fn mix(bytes: &[u8]) -> u64 {
    const FIRST: u64 = 0x9e37_79b9_7f4a_7c15;
    const SECOND: u64 = 0xa076_1d64_78bd_642f;
    let half = |wide: u128| u64::try_from(wide & u128::from(u64::MAX)).unwrap_or_default();
    let fold = |state: u64, one: u64, other: u64| {
        let wide = u128::from(state ^ one) * u128::from(other ^ SECOND);
        half(wide) ^ half(wide >> 64)
    };
    let pair = |chunk: &[u8; 16]| {
        let wide = u128::from_le_bytes(*chunk);
        (half(wide), half(wide >> 64))
    };
    let mut state = FIRST ^ bytes.len() as u64;
    let (chunks, _) = bytes.as_chunks::<16>();
    for chunk in chunks {
        let (one, other) = pair(chunk);
        state = fold(state, one, other);
    }
    // The rest, with what stands before it where that makes a whole.
    let (one, other) = if let Some(last) = bytes.last_chunk::<16>() {
        pair(last)
    } else if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        (u64::from_le_bytes(*first), u64::from_le_bytes(*last))
    } else {
        (bytes.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)), 0)
    };
    fold(fold(state, one, other), FIRST, 0)
}

/// A text with a hash of it, which is made once.
#[derive(PartialEq, Eq)]
struct Hashed<'t>(u32, &'t [u8]);

impl core::hash::Hash for Hashed<'_> {
    fn hash<H: core::hash::Hasher>(&self, state: &mut H) {
        state.write_u32(self.0);
    }
}

/// That hash for a map.
#[derive(Default, Clone, Copy)]
pub(super) struct Mixed;

impl core::hash::BuildHasher for Mixed {
    type Hasher = Mixer;

    fn build_hasher(&self) -> Mixer {
        Mixer(0)
    }
}

pub(super) struct Mixer(u64);

impl core::hash::Hasher for Mixer {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = self.0.rotate_left(5) ^ mix(bytes);
    }

    fn write_u32(&mut self, word: u32) {
        self.0 = (self.0.rotate_left(5) ^ u64::from(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn finish(&self) -> u64 {
        // The maps look at the lowest bits too, which a product mixes least.
        self.0 ^ (self.0 >> 32)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::mix;

    /// Names that differ in little have other hashes, in either half: else a log would take as long as its square.
    #[test]
    fn a_hash_tells_names_apart() {
        for width in [1, 4, 7, 8, 9, 15, 16, 17, 40] {
            let names = (0..10_u64.pow(width.min(4))).map(|nth| {
                let width = width as usize;
                mix(format!("{nth:0width$}").as_bytes())
            });
            let hashes: Vec<u64> = names.collect();
            let halves =
                |shift: u32| hashes.iter().map(|hash| hash >> shift & 0xffff_ffff).collect::<BTreeSet<_>>();
            // Of ten thousand in four milliards about one in a hundred thousand meets another.
            assert!(hashes.len() - halves(0).len() <= 1, "{width}");
            assert!(hashes.len() - halves(32).len() <= 1, "{width}");
            let heaps: BTreeSet<u64> = hashes.iter().map(|hash| hash >> 58).collect();
            assert!(heaps.len() == 64.min(hashes.len()) || width == 1, "{width}");
        }
        // A text that goes on with zeros is another.
        assert_ne!(mix(b"C-1"), mix(b"C-1\0"));
        assert_ne!(mix(b""), mix(b"\0"));
    }
}
