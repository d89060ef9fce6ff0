//! Whole columns of days: the same answers as the scalar questions, without an allocation a row.
//!
//! A column is a slice of day numbers since 1970-01-01, `i32` (Arrow `date32`) or `i64` (numpy
//! `datetime64[D]`, whose `NaT` is a null). A constant count is answered from one fused table, a count a row
//! from rank and select. Work goes in blocks: a block whose rows are all known takes the short loop; only a
//! block with a null or an unknown day is looked at row by row.

use super::base::date;
use super::ranks::OUTSIDE;
use super::{Counting, DayStatus, MakeUp, Start, WorkCalendar};
use crate::error::{Error, InputError};
use crate::vocabulary::Vocabulary;

/// Rows a block, small enough to stay in the first cache.
const BLOCK: usize = 2048;

/// A day number since 1970-01-01 as columns hold it: `i32`, or `i64` with `i64::MIN` for null.
pub trait DayNumber: Copy + PartialEq + sealed::Sealed {
    /// The value that stands for a null in the column itself, where there is one.
    const NULL: Option<Self>;
    /// The number, widened.
    fn wide(self) -> i64;
    /// How far after `first`; a huge number where before.
    #[doc(hidden)]
    fn place(self, first: i32) -> usize;
    /// The day at that place after `first`.
    #[doc(hidden)]
    fn at(first: i32, place: u16) -> Self;
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for i32 {}
    impl Sealed for i64 {}
}

impl DayNumber for i32 {
    const NULL: Option<Self> = None;

    fn wide(self) -> i64 {
        i64::from(self)
    }

    #[expect(clippy::cast_sign_loss, reason = "a day before the first must become a number past every table")]
    fn place(self, first: i32) -> usize {
        self.wrapping_sub(first) as u32 as usize
    }

    fn at(first: i32, place: u16) -> Self {
        first + Self::from(place)
    }
}

impl DayNumber for i64 {
    const NULL: Option<Self> = Some(Self::MIN);

    fn wide(self) -> i64 {
        self
    }

    #[expect(
        clippy::cast_sign_loss,
        clippy::cast_possible_truncation,
        reason = "a day before the first must become a number past every table; clamped, so no target narrows it"
    )]
    fn place(self, first: i32) -> usize {
        (self.wrapping_sub(Self::from(first)) as u64).min(u64::from(u32::MAX)) as usize
    }

    fn at(first: i32, place: u16) -> Self {
        Self::from(first) + Self::from(place)
    }
}

/// How many working days to add: the same for every row, or one a row.
#[derive(Debug, Clone, Copy)]
pub enum Count<'a> {
    /// The same for every row.
    Same(i32),
    /// One a row; as many as there are days.
    Each(&'a [i32]),
}

/// Where nulls are: a bitmap in Arrow's order (bit `i % 8` of byte `i / 8`, set where there is a value).
#[derive(Debug, Default)]
pub struct Nulls<'a> {
    /// The bitmap of the rows that come in; without one every row has a value.
    pub input: Option<&'a [u8]>,
    /// The bitmap for the rows that go out: each bit is written.
    pub output: Option<&'a mut [u8]>,
}

/// What becomes of a row that the calendar cannot answer (坏行处理).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OnBad {
    /// The first such row is an error that names it.
    #[default]
    Error,
    /// The row becomes a null.
    Null,
}

/// How a column is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ColumnOptions {
    /// The convention of counting.
    pub counting: Counting,
    /// What becomes of a row without an answer.
    pub on_bad: OnBad,
    /// What to add to the row numbers of errors, where the slice is a part of a longer column.
    pub first_row: usize,
}

impl WorkCalendar {
    /// [`add_workdays`](Self::add_workdays) for a column: day numbers in, day numbers out.
    ///
    /// Returns how many rows became null (those that came in null included).
    ///
    /// ```
    /// use wangge::{ColumnOptions, Count, Nulls, WorkCalendar};
    /// # fn main() -> Result<(), wangge::Error> {
    /// let received = [20_780_i32, 20_781]; // 2026-11-23 and 24
    /// let mut due = [0; 2];
    /// let calendar = WorkCalendar::china();
    /// let options = ColumnOptions::default();
    /// calendar.add_workdays_column(&received, Count::Same(7), Nulls::default(), options, &mut due)?;
    /// assert_eq!(due, [20_789, 20_790]); // 2026-12-02 and 03
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// [`InputError`] naming the first row, when a row has no answer and [`OnBad::Error`] holds, when lengths
    /// differ, or when a null has nowhere to be written (an `i32` column without an output bitmap).
    pub fn add_workdays_column<D: DayNumber>(
        &self,
        days: &[D],
        count: Count<'_>,
        nulls: Nulls<'_>,
        options: ColumnOptions,
        out: &mut [D],
    ) -> Result<usize, Error> {
        let first = self.inner.base.first;
        let counting = options.counting;
        let bad = |row: usize, n: i32| self.bad_day(days, row, n, options.first_row);
        match count {
            Count::Same(n) => ShiftTable::new(self, n, counting).column(days, nulls, options, out),
            Count::Each(counts) => {
                same_length("n", counts.len(), days.len())?;
                let ranks = self.ranks(counting.make_up);
                let (before, places) = (ranks.counts(), ranks.places());
                let count_at = |row: usize| counts.get(row).copied().unwrap_or_default();
                let through = before.get(1..).unwrap_or_default();
                let known = before.get(..through.len()).unwrap_or_default();
                // Counts above 0 need one table: its entry is the number of the first day that counts.
                let (ranks, base) = match counting.start {
                    Start::NextDay => (through, 0),
                    Start::SameDay => (known, 0),
                    Start::DeemedNextWorkingDay => (known, 1),
                };
                fill(
                    days,
                    nulls,
                    options,
                    out,
                    |row| bad(row, count_at(row)),
                    |days, start, out| {
                        let Some(counts) = counts.get(start..start + days.len()) else { return false };
                        let (least, most) =
                            counts.iter().fold((i32::MAX, 0), |(a, b), n| (a.min(*n), b.max(*n)));
                        if least >= 1 && most < i32::from(OUTSIDE) {
                            return shift_forward(ranks, places, base, first, days, counts, out);
                        }
                        for ((day, n), out) in days.iter().zip(counts).zip(out) {
                            let found = self.shift(day.place(first), *n, counting).map(u16::try_from);
                            let Some(Ok(found)) = found else { return false };
                            *out = D::at(first, found);
                        }
                        true
                    },
                )
            }
        }
    }

    /// [`workdays_between`](Self::workdays_between) for two columns: working days in `(a, b]`.
    ///
    /// # Errors
    /// [`InputError`] naming the first row with a null or a day outside the calendar, or lengths that differ.
    pub fn workdays_between_column<A: DayNumber, B: DayNumber>(
        &self,
        a: &[A],
        b: &[B],
        options: ColumnOptions,
        out: &mut [i32],
    ) -> Result<(), Error> {
        same_length("b", b.len(), a.len())?;
        same_length("out", out.len(), a.len())?;
        let first = self.inner.base.first;
        // Entry `i + 1` counts through day `i`; without the leading entry a place needs no `+ 1`.
        let through = self.ranks(options.counting.make_up).counts().get(1..).unwrap_or_default();
        for (row, ((from, to), out)) in a.iter().zip(b).zip(out).enumerate() {
            let counts = through.get(from.place(first)).zip(through.get(to.place(first)));
            let Some((low, high)) = counts else {
                let known = through.get(from.place(first)).is_some();
                let error = if known {
                    self.bad_named("b", b, row, options.first_row)
                } else {
                    self.bad_named("a", a, row, options.first_row)
                };
                return Err(error.into());
            };
            *out = i32::from(*high) - i32::from(*low);
        }
        Ok(())
    }

    /// [`is_workday`](Self::is_workday) for a column.
    ///
    /// # Errors
    /// [`InputError`] naming the first row with a null or a day outside the calendar, or lengths that differ.
    pub fn is_workday_column<D: DayNumber>(
        &self,
        days: &[D],
        options: ColumnOptions,
        out: &mut [bool],
    ) -> Result<(), Error> {
        same_length("out", out.len(), days.len())?;
        let first = self.inner.base.first;
        let ranks = self.ranks(options.counting.make_up);
        // Entry `i + 1` counts through day `i`.
        let before = ranks.counts();
        let through = before.get(1..).unwrap_or_default();
        for (row, (day, out)) in days.iter().zip(out).enumerate() {
            let place = day.place(first);
            let counts = before.get(place).zip(through.get(place));
            let Some((low, high)) = counts else {
                return Err(self.bad_named("days", days, row, options.first_row).into());
            };
            *out = low != high;
        }
        Ok(())
    }

    /// [`status`](Self::status) for a column: the place of each row's status in [`DayStatus::ALL`].
    ///
    /// # Errors
    /// [`InputError`] naming the first row with a null or a day outside the calendar, or lengths that differ.
    pub fn status_column<D: DayNumber>(
        &self,
        days: &[D],
        options: ColumnOptions,
        out: &mut [u8],
    ) -> Result<(), Error> {
        same_length("out", out.len(), days.len())?;
        let base = &self.inner.base;
        let known = i64::from(base.first)..=i64::from(base.last);
        for (row, (day, out)) in days.iter().zip(out).enumerate() {
            if !known.contains(&day.wide()) {
                return Err(self.bad_named("days", days, row, options.first_row).into());
            }
            let provisional = day.wide() > i64::from(base.firm_through);
            let status = if provisional { DayStatus::Provisional } else { DayStatus::Confirmed };
            *out = u8::try_from(status.index()).unwrap_or(u8::MAX);
        }
        Ok(())
    }

    /// For each day of the calendar the place that a constant shift comes to, or [`OUTSIDE`].
    pub(crate) fn fused(&self, n: i32, counting: Counting) -> Vec<u16> {
        (0..self.inner.counted.days())
            .map(|place| {
                self.shift(place, n, counting).and_then(|place| u16::try_from(place).ok()).unwrap_or(OUTSIDE)
            })
            .collect()
    }

    /// The refusal of one row of a column that was to be shifted.
    fn bad_day<D: DayNumber>(&self, days: &[D], row: usize, n: i32, first_row: usize) -> InputError {
        let known =
            days.get(row).is_some_and(|day| day.place(self.inner.base.first) < self.inner.counted.days());
        if known {
            let allowed = format!("a count that stays within {} to {}", self.first(), self.last());
            let value = format!("{} {n:+} working days", Self::text(days, row));
            return InputError::value("n", value, allowed).at(row + first_row);
        }
        self.bad_named("days", days, row, first_row)
    }

    /// The refusal of one row whose day the calendar does not know.
    pub(crate) fn bad_named<D: DayNumber>(
        &self,
        column: &str,
        days: &[D],
        row: usize,
        first_row: usize,
    ) -> InputError {
        let allowed = format!("a day from {} to {}", self.first(), self.last());
        InputError::value(column, Self::text(days, row), allowed).at(row + first_row)
    }

    fn text<D: DayNumber>(days: &[D], row: usize) -> String {
        let Some(day) = days.get(row).copied() else {
            return String::new();
        };
        if Some(day) == D::NULL {
            return "null".to_owned();
        }
        let known = i32::try_from(day.wide()).ok().and_then(date);
        known.map_or_else(|| format!("day number {}", day.wide()), |day| day.to_string())
    }

    /// The first day it knows, as a number since 1970-01-01.
    pub fn first_number(&self) -> i32 {
        self.inner.base.first
    }

    /// The last day it knows, as a number since 1970-01-01.
    pub fn last_number(&self) -> i32 {
        self.inner.base.last
    }
}

/// The day that a constant count comes to, laid out over every day of a calendar (定数推算表): to keep where a column
/// comes in many pieces.
///
/// ```
/// use wangge::calendar::ShiftTable;
/// use wangge::{ColumnOptions, Counting, Nulls, WorkCalendar};
/// # fn main() -> Result<(), wangge::Error> {
/// let table = ShiftTable::new(&WorkCalendar::china(), 7, Counting::default());
/// let mut due = [0];
/// table.column(&[20_780_i32], Nulls::default(), ColumnOptions::default(), &mut due)?;
/// assert_eq!(due, [20_789]); // 2026-11-23 to 2026-12-02
/// # Ok(()) }
/// ```
#[derive(Debug, Clone)]
pub struct ShiftTable {
    calendar: WorkCalendar,
    n: i32,
    fused: Vec<u16>,
}

impl ShiftTable {
    /// Lays the count out; a day of which nothing is known makes no error here, but for the rows that ask.
    pub fn new(calendar: &WorkCalendar, n: i32, counting: Counting) -> Self {
        Self { calendar: calendar.clone(), n, fused: calendar.fused(n, counting) }
    }

    /// [`WorkCalendar::add_workdays_column`] with this count; the counting of the options is not looked at.
    ///
    /// # Errors
    /// As there.
    pub fn column<D: DayNumber>(
        &self,
        days: &[D],
        nulls: Nulls<'_>,
        options: ColumnOptions,
        out: &mut [D],
    ) -> Result<usize, Error> {
        let first = self.calendar.inner.base.first;
        let bad = |row| self.calendar.bad_day(days, row, self.n, options.first_row);
        fill(days, nulls, options, out, bad, |days, _, out| look_up(&self.fused, first, days, out))
    }
}

pub(crate) fn same_length(column: &str, found: usize, expected: usize) -> Result<(), Error> {
    if found == expected {
        return Ok(());
    }
    let allowed = format!("{expected} rows, as many as there are days");
    Err(InputError::value(column, format!("{found} rows"), allowed).into())
}

/// One look-up a row; false when a row has no answer (what it wrote there means nothing).
pub(crate) fn look_up<D: DayNumber>(table: &[u16], first: i32, days: &[D], out: &mut [D]) -> bool {
    let mut worst = 0;
    for (day, out) in days.iter().zip(out) {
        let Some(place) = table.get(day.place(first)) else { return false };
        worst = worst.max(*place);
        *out = D::at(first, *place);
    }
    worst != OUTSIDE
}

/// One look-up a row in the table of the row's code; false when a row has no answer.
pub(crate) fn look_up_each<D: DayNumber>(
    tables: &[u16],
    length: usize,
    first: i32,
    days: &[D],
    codes: &[u8],
    out: &mut [D],
) -> bool {
    let mut worst = 0;
    for ((day, code), out) in days.iter().zip(codes).zip(out) {
        let place = day.place(first);
        let entry = (usize::from(*code) * length).wrapping_add(place);
        let Some(found) = tables.get(entry) else { return false };
        // A day past its own table would be answered by the next code's.
        if place >= length {
            return false;
        }
        worst = worst.max(*found);
        *out = D::at(first, *found);
    }
    worst != OUTSIDE
}

/// Rank, add, select, for counts from 1 to 65 534; false when a row has no answer.
fn shift_forward<D: DayNumber>(
    ranks: &[u16],
    places: &[u16],
    base: u32,
    first: i32,
    days: &[D],
    counts: &[i32],
    out: &mut [D],
) -> bool {
    for ((day, n), out) in days.iter().zip(counts).zip(out) {
        let Some(rank) = ranks.get(day.place(first)) else { return false };
        let target = u32::from(*rank).wrapping_add_signed(*n).wrapping_add(base).wrapping_sub(1);
        let Some(found) = places.get(target as usize) else { return false };
        *out = D::at(first, *found);
    }
    true
}

fn bit(bitmap: &[u8], row: usize) -> bool {
    bitmap.get(row / 8).is_some_and(|byte| byte >> (row % 8) & 1 == 1)
}

/// Fills `out` block by block; only blocks with a null or a row without an answer are looked at by row.
pub(crate) fn fill<D: DayNumber>(
    days: &[D],
    nulls: Nulls<'_>,
    options: ColumnOptions,
    out: &mut [D],
    bad: impl Fn(usize) -> InputError,
    block: impl Fn(&[D], usize, &mut [D]) -> bool,
) -> Result<usize, Error> {
    same_length("out", out.len(), days.len())?;
    let Nulls { input, mut output } = nulls;
    for bitmap in [input.map(<[u8]>::len), output.as_ref().map(|output| output.len())].into_iter().flatten() {
        if bitmap < days.len().div_ceil(8) {
            let allowed = format!("{} bytes or more", days.len().div_ceil(8));
            return Err(InputError::value("validity", format!("{bitmap} bytes"), allowed).into());
        }
    }
    if let Some(output) = output.as_deref_mut() {
        output.fill(u8::MAX);
    }
    let mut made_null = 0;
    for (nth, (days_in, out)) in days.chunks(BLOCK).zip(out.chunks_mut(BLOCK)).enumerate() {
        let start = nth * BLOCK;
        let whole = block(days_in, start, out);
        if whole && input.is_none() {
            continue;
        }
        for (offset, (day, out)) in days_in.iter().zip(out.iter_mut()).enumerate() {
            let row = start + offset;
            let came_null = Some(*day) == D::NULL || input.is_some_and(|input| !bit(input, row));
            let one = core::slice::from_ref(day);
            if !came_null && (whole || block(one, row, core::slice::from_mut(out))) {
                continue;
            }
            if !came_null && options.on_bad == OnBad::Error {
                return Err(bad(row).into());
            }
            made_null += 1;
            *out = D::NULL.unwrap_or(*day);
            match output.as_deref_mut().and_then(|output| output.get_mut(row / 8)) {
                Some(byte) => *byte &= !(1 << (row % 8)),
                None if D::NULL.is_some() => {}
                None => {
                    let allowed = "an output bitmap for nulls, or no nulls";
                    let row = row + options.first_row;
                    return Err(InputError::value("validity", "none", allowed).at(row).into());
                }
            }
        }
    }
    Ok(made_null)
}

/// The convention's make-up rule, for callers that only count.
impl From<MakeUp> for ColumnOptions {
    fn from(make_up: MakeUp) -> Self {
        Self { counting: Counting { make_up, ..Counting::default() }, ..Self::default() }
    }
}
