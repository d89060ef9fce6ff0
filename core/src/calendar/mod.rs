//! Working days (工作日历): the State Council's table, overlays, and how far it is known.
//!
//! The table holds 2001 to 2026. A day is a rest day when it is a weekend day or named off, unless it is
//! named a make-up working day. Days after 25 December of the last year are provisional, since the next
//! year's notice has moved them six times; a year whose notice is not out is known only to a caller who
//! asks for provisional answers. Any other day is a typed error that names the first and the last day known.

mod base;
mod column;
mod counting;
mod day;
mod load;
mod overlay;
mod ranks;
mod table;
mod walk;

use core::fmt;
use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Datelike, Months, NaiveDate};

use crate::error::{CalendarError, Error, InputError};
use base::{Base, Mark};
use ranks::Ranks;

pub(crate) use base::{date, number};
pub(crate) use column::{fill, look_up, look_up_each, same_length};
pub(crate) use ranks::OUTSIDE;
pub(crate) use walk::DEEMED;

pub use column::{ColumnOptions, Count, DayNumber, Nulls, OnBad, ShiftTable};
pub use counting::{Counting, DayMeasure, MakeUp, Roll, Start};
pub use day::{Day, DayKind, DayStatus};
pub use overlay::{Overlay, OverlayDay};
pub use walk::{Step, Walk};

/// A calendar of working days (工作日历). Cheap to clone; never changed once made.
///
/// ```
/// use chrono::NaiveDate;
/// use wangge::{Start, WorkCalendar};
/// # fn main() -> Result<(), wangge::Error> {
/// let calendar = WorkCalendar::china();
/// let received = NaiveDate::from_ymd_opt(2022, 9, 30).expect("a day");
/// // Source: a court file of 2022; the make-up days 8 and 9 October count.
/// let due = calendar.add_workdays(received, 20, Start::NextDay.into())?;
/// assert_eq!(due, NaiveDate::from_ymd_opt(2022, 11, 2).expect("a day"));
/// # Ok(()) }
/// ```
#[derive(Debug, Clone)]
pub struct WorkCalendar {
    inner: Arc<Inner>,
}

struct Inner {
    base: Base,
    years: Years,
    provisional: bool,
    overlays: Vec<Overlay>,
    /// The days that overlays settle: which overlay, which of its days. The later overlay wins.
    local: BTreeMap<i32, (usize, usize)>,
    /// With make-up days counted, and with them left out.
    counted: Ranks,
    ignored: Ranks,
}

/// Where the years came from, beside the shipped ones.
#[derive(Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum Years {
    /// The shipped ones.
    Shipped,
    /// Joined to the shipped ones, from this JSON.
    Joined(String),
    /// These alone.
    Alone(String),
}

impl fmt::Debug for Inner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days = (date(self.base.first), date(self.base.firm_through), date(self.base.last));
        let overlays: Vec<_> = self.overlays.iter().map(|overlay| &overlay.title).collect();
        write!(
            f,
            "first to firm to last: {days:?}, provisional: {}, overlays: {overlays:?}",
            self.provisional
        )
    }
}

impl PartialEq for WorkCalendar {
    fn eq(&self, other: &Self) -> bool {
        self.inner.base == other.inner.base
            && self.inner.provisional == other.inner.provisional
            && self.inner.overlays == other.inner.overlays
    }
}

impl Eq for WorkCalendar {}

/// Whether a day is worked by the national table.
fn is_worked(mark: Option<&Mark>, day: i32) -> bool {
    mark.map_or_else(|| !is_weekend(day), |mark| mark.work)
}

/// Saturday or Sunday: 1970-01-01 was a Thursday.
const fn is_weekend(day: i32) -> bool {
    matches!((day as i64 + 3).rem_euclid(7), 5 | 6)
}

impl WorkCalendar {
    /// The State Council's arrangements of 2001 to 2026, all corrections included (E-3).
    pub fn china() -> Self {
        Self::build(Base::china(), Years::Shipped, false, Vec::new())
    }

    /// Whether another is this very calendar: a copy of it in the same memory, not only an equal one. Cheap, for
    /// those who keep what they computed with a calendar.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.inner, &other.inner)
    }

    /// The same calendar, reaching into the year whose notice is not out yet by its statutory days.
    ///
    /// Such days are [`DayStatus::Provisional`]: no make-up days are known. [`last`](Self::last) says how far
    /// it reaches; it reaches no further than before where no such year is known.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use wangge::{DayStatus, WorkCalendar};
    /// # fn main() -> Result<(), wangge::Error> {
    /// let day = NaiveDate::from_ymd_opt(2027, 2, 5).expect("a day");
    /// assert!(WorkCalendar::china().day(day).is_err());
    /// let asked = WorkCalendar::china().with_provisional().day(day)?;
    /// assert_eq!((asked.workday, asked.status), (false, DayStatus::Provisional));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn with_provisional(&self) -> Self {
        let inner = &self.inner;
        Self::build(inner.base.clone().with_year_ahead(), inner.years.clone(), true, inner.overlays.clone())
    }

    /// The same calendar with the years of that JSON in place of its own, or joined to them.
    ///
    /// The JSON is an object of years; each has `holidays` and `makeup_workdays` (day → festival) and may have
    /// `notices` (`no`, `title`) and `workdays_in_year`, which is then checked. A notice that also settles
    /// days of the year before is loaded as both years.
    ///
    /// # Errors
    /// [`CalendarError::Table`] naming the place, when it is not such JSON, when a day stands twice or in
    /// another year, when a make-up day is no weekend day, or when a year would leave a gap.
    pub fn with_years(&self, json: &str) -> Result<Self, CalendarError> {
        let inner = &self.inner;
        if inner.provisional && inner.base.last != Base::china().last {
            let allowed = "published years first, provisional answers after";
            return Err(CalendarError::table("table", "a calendar with a provisional year", allowed));
        }
        if inner.years != Years::Shipped {
            return Err(CalendarError::table("table", "years loaded twice", "all further years in one JSON"));
        }
        let base = inner.base.clone().with_years(json)?;
        let made = Self::build(base, Years::Joined(json.to_owned()), inner.provisional, Vec::new());
        made.with_overlays(inner.overlays.clone())
    }

    /// The same calendar with an overlay laid over it. Where two overlays settle one day, the later wins.
    ///
    /// # Errors
    /// [`CalendarError::Table`] for an overlay without a source or with a day twice,
    /// [`CalendarError::Unknown`] for a day outside the calendar.
    pub fn with_overlay(&self, overlay: Overlay) -> Result<Self, CalendarError> {
        self.with_overlays(vec![overlay])
    }

    fn with_overlays(&self, more: Vec<Overlay>) -> Result<Self, CalendarError> {
        let mut overlays = self.inner.overlays.clone();
        for overlay in more {
            let overlay = overlay.checked()?;
            for day in &overlay.days {
                self.place(day.date)?;
            }
            overlays.push(overlay);
        }
        let inner = &self.inner;
        Ok(Self::build(inner.base.clone(), inner.years.clone(), inner.provisional, overlays))
    }

    fn build(base: Base, years: Years, provisional: bool, overlays: Vec<Overlay>) -> Self {
        let mut local = BTreeMap::new();
        for (which, overlay) in overlays.iter().enumerate() {
            for (nth, day) in overlay.days.iter().enumerate() {
                local.insert(number(day.date), (which, nth));
            }
        }
        let worked = |make_up: MakeUp| {
            let (base, local, overlays) = (&base, &local, &overlays);
            let mut marks = base.marks.iter().peekable();
            (base.first..=base.last).map(move |day| {
                while marks.next_if(|mark| mark.day < day).is_some() {}
                let mark = marks.peek().copied().filter(|mark| mark.day == day);
                if let Some(settled) = local.get(&day).and_then(|place| local_day(overlays, *place)) {
                    return settled.workday && (make_up == MakeUp::Count || !is_weekend(day));
                }
                is_worked(mark, day) && (make_up == MakeUp::Count || !is_weekend(day))
            })
        };
        let (counted, ignored) = (Ranks::new(worked(MakeUp::Count)), Ranks::new(worked(MakeUp::Ignore)));
        Self { inner: Arc::new(Inner { base, years, provisional, overlays, local, counted, ignored }) }
    }

    /// A calendar from JSON: what [`to_json`](Self::to_json) wrote, or an object of years alone.
    ///
    /// # Errors
    /// [`CalendarError::Table`] as for [`with_years`](Self::with_years) and [`with_overlay`](Self::with_overlay).
    pub fn from_json(text: &str) -> Result<Self, CalendarError> {
        let value: serde_json::Value = serde_json::from_str(text)
            .map_err(|error| CalendarError::table("calendar", error, "JSON of a calendar or of years"))?;
        if value.get("wangge_calendar").is_none() {
            let base = Base::from_years(text)?;
            return Ok(Self::build(base, Years::Alone(text.to_owned()), false, Vec::new()));
        }
        let saved: Saved = serde_json::from_value(value)
            .map_err(|error| CalendarError::table("calendar", error, "a calendar as to_json writes it"))?;
        if saved.wangge_calendar != 1 {
            return Err(CalendarError::table("calendar.wangge_calendar", saved.wangge_calendar, "1"));
        }
        let base = match &saved.years {
            Years::Shipped => Base::china(),
            Years::Joined(years) => Base::china().with_years(years)?,
            Years::Alone(years) => Base::from_years(years)?,
        };
        let base = if saved.provisional { base.with_year_ahead() } else { base };
        let made = Self::build(base, saved.years, saved.provisional, Vec::new());
        made.with_overlays(saved.overlays)
    }

    /// The calendar as JSON: what was loaded and laid over it, not the shipped table.
    ///
    /// ```
    /// use wangge::WorkCalendar;
    /// # fn main() -> Result<(), wangge::Error> {
    /// let calendar = WorkCalendar::china().with_provisional();
    /// assert_eq!(WorkCalendar::from_json(&calendar.to_json())?, calendar);
    /// # Ok(()) }
    /// ```
    pub fn to_json(&self) -> String {
        let inner = &self.inner;
        serde_json::json!(Saved {
            wangge_calendar: 1,
            years: inner.years.clone(),
            provisional: inner.provisional,
            overlays: inner.overlays.clone(),
        })
        .to_string()
    }

    /// The first day it knows.
    pub fn first(&self) -> NaiveDate {
        date(self.inner.base.first).unwrap_or(NaiveDate::MIN)
    }

    /// The last day that is [`DayStatus::Confirmed`].
    pub fn firm_through(&self) -> NaiveDate {
        date(self.inner.base.firm_through).unwrap_or(NaiveDate::MIN)
    }

    /// The last day it knows.
    pub fn last(&self) -> NaiveDate {
        date(self.inner.base.last).unwrap_or(NaiveDate::MIN)
    }

    /// The overlays laid over the national table, in order.
    pub fn overlays(&self) -> &[Overlay] {
        &self.inner.overlays
    }

    /// How sure it is of a day, or of an answer that rests on all days up to this one.
    ///
    /// # Errors
    /// [`CalendarError::Unknown`] outside the calendar.
    pub fn status(&self, day: NaiveDate) -> Result<DayStatus, CalendarError> {
        self.place(day)?;
        Ok(self.status_of(number(day)))
    }

    fn status_of(&self, day: i32) -> DayStatus {
        if day > self.inner.base.firm_through { DayStatus::Provisional } else { DayStatus::Confirmed }
    }

    /// What it knows of a day: worked or not, why, the notice, and how sure it is.
    ///
    /// # Errors
    /// [`CalendarError::Unknown`] outside the calendar, with the first and the last day known.
    pub fn day(&self, day: NaiveDate) -> Result<Day, CalendarError> {
        self.place(day)?;
        Ok(self.describe(day))
    }

    fn describe(&self, day: NaiveDate) -> Day {
        let (inner, place) = (&self.inner, number(day));
        let status = self.status_of(place);
        let local = inner.local.get(&place).copied();
        if let Some((settled, overlay)) =
            local.and_then(|place| Some((local_day(&inner.overlays, place)?, inner.overlays.get(place.0)?)))
        {
            let kind = if settled.workday { DayKind::LocalWork } else { DayKind::LocalRest };
            let name = Some(settled.name.clone()).filter(|name| !name.is_empty());
            let source = overlay.source.clone();
            return Day { date: day, workday: settled.workday, kind, name, status, source };
        }
        let mark = inner.base.mark(place);
        let kind = match (mark.map(|mark| mark.work), is_weekend(place)) {
            (Some(true), _) => DayKind::MakeUp,
            (Some(false), _) => DayKind::Holiday,
            (None, true) => DayKind::Weekend,
            (None, false) => DayKind::Workday,
        };
        Day {
            date: day,
            workday: is_worked(mark, place),
            kind,
            name: mark.map(|mark| mark.name.clone().into_owned()),
            status,
            source: inner.base.source(place).to_owned(),
        }
    }

    /// Whether a day is a working day, make-up days included.
    ///
    /// # Errors
    /// [`CalendarError::Unknown`] outside the calendar.
    pub fn is_workday(&self, day: NaiveDate) -> Result<bool, CalendarError> {
        let place = self.place(day)?;
        self.inner.counted.worked(place).ok_or_else(|| self.unknown(day))
    }

    /// The working day that `n` working days from a day come to, by a convention of counting.
    ///
    /// * `n` above 0: the `n`-th day that counts. By A (`next_day`) the first is the first working day after
    ///   `day`; by B (`deemed_next_working_day`) a rest day is first moved to the next working day, and
    ///   counting starts after that; by C (`same_day`) `day` itself is the first, if it is a working day.
    /// * `n` = 0: by A and C `day` itself, worked or not, since nothing is added; by B the day it is deemed.
    /// * `n` below 0: the same walk backwards: by A and B the `|n|`-th working day before (the deemed) `day`;
    ///   by C `day` itself is the first, if it is a working day.
    ///
    /// # Errors
    /// [`CalendarError::Unknown`] when `day`, or a day the count needs, lies outside the calendar; it names the
    /// first such day.
    pub fn add_workdays(
        &self,
        day: NaiveDate,
        n: i32,
        counting: Counting,
    ) -> Result<NaiveDate, CalendarError> {
        let place = self.place(day)?;
        let found = self.shift(place, n, counting).ok_or_else(|| self.ran_out(day, n))?;
        self.date_at(found)
    }

    /// The place that a shift comes to; `None` where it leaves the table.
    fn shift(&self, place: usize, n: i32, counting: Counting) -> Option<usize> {
        let ranks = self.ranks(counting.make_up);
        let through = i64::from(ranks.before(place.checked_add(1)?)?);
        let before = i64::from(ranks.before(place)?);
        let steps = i64::from(n);
        let target = match (counting.start, n) {
            (Start::NextDay | Start::SameDay, 0) => return Some(place),
            (Start::NextDay, 1..) => through + steps - 1,
            (Start::SameDay, 1..) => before + steps - 1,
            (Start::SameDay, _) => through + steps,
            // The deemed day is working day number `before`, whether `place` is worked or not; and that many
            // working days before any day are as many before it.
            (Start::NextDay | Start::DeemedNextWorkingDay, _) => before + steps,
        };
        ranks.nth(target).map(usize::from)
    }

    /// How many working days lie in `(a, b]`, make-up days counted or not; negative when `b` is before `a`.
    ///
    /// # Errors
    /// [`CalendarError::Unknown`] when either day lies outside the calendar.
    pub fn workdays_between(
        &self,
        a: NaiveDate,
        b: NaiveDate,
        make_up: MakeUp,
    ) -> Result<i32, CalendarError> {
        let (from, to) = (self.place(a)?, self.place(b)?);
        let ranks = self.ranks(make_up);
        let count = |place: usize| ranks.before(place + 1).map(i32::from);
        Ok(count(to).ok_or_else(|| self.unknown(b))? - count(from).ok_or_else(|| self.unknown(a))?)
    }

    /// The `n`-th working day of a month, from 1; below 0 counted from the end, so that -1 is the last.
    ///
    /// # Errors
    /// [`InputError`] when there is no such month, `n` is 0, or the month has fewer working days;
    /// [`CalendarError::Unknown`] when the month lies outside the calendar.
    pub fn nth_workday_of_month(&self, year: i32, month: u32, n: i32) -> Result<NaiveDate, Error> {
        let first = NaiveDate::from_ymd_opt(year, month, 1).ok_or_else(|| {
            let known = format!("{} to {}", self.first().year(), self.last().year());
            match month {
                1..=12 => InputError::value("year", year, known),
                _ => InputError::value("month", month, "1 to 12"),
            }
        })?;
        let last =
            first.checked_add_months(Months::new(1)).and_then(|next| next.pred_opt()).ok_or_else(|| {
                InputError::value("month", format!("{year}-{month}"), "a month of the calendar")
            })?;
        let (from, to) = (self.place(first)?, self.place(last)?);
        let ranks = &self.inner.counted;
        let ends = ranks.before(from).zip(ranks.before(to + 1));
        let (low, high) = ends.ok_or_else(|| self.unknown(last))?;
        let target = if n > 0 { i64::from(low) + i64::from(n) - 1 } else { i64::from(high) + i64::from(n) };
        if n == 0 || target < i64::from(low) || target >= i64::from(high) {
            let count = high - low;
            let allowed = format!("1 to {count}, or -{count} to -1 from the end of {year}-{month:02}");
            return Err(InputError::value("n", n, allowed).into());
        }
        let found = ranks.nth(target).ok_or_else(|| self.unknown(last))?;
        Ok(self.date_at(usize::from(found))?)
    }

    /// The last working day of a month (E-8).
    ///
    /// ```
    /// use wangge::WorkCalendar;
    /// # fn main() -> Result<(), wangge::Error> {
    /// let last = WorkCalendar::china().last_workday_of_month(2026, 2)?;
    /// assert_eq!(last.to_string(), "2026-02-28"); // a Saturday, worked to make up for the Spring Festival
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// As for [`nth_workday_of_month`](Self::nth_workday_of_month).
    pub fn last_workday_of_month(&self, year: i32, month: u32) -> Result<NaiveDate, Error> {
        self.nth_workday_of_month(year, month, -1)
    }

    /// Where a day moves to by a rule; a working day stays where it is.
    ///
    /// # Errors
    /// [`CalendarError::Unknown`] when the day, or the working day looked for, lies outside the calendar.
    pub fn roll(&self, day: NaiveDate, roll: Roll) -> Result<NaiveDate, CalendarError> {
        let place = self.place(day)?;
        let same_day = Counting::from(Start::SameDay);
        let move_by = |n: i32| {
            let found = self.shift(place, n, same_day).ok_or_else(|| self.ran_out(day, n))?;
            self.date_at(found)
        };
        match roll {
            Roll::None => Ok(day),
            Roll::Following => move_by(1),
            Roll::Preceding => move_by(-1),
            Roll::ModifiedFollowing => {
                let next = move_by(1)?;
                if (next.year(), next.month()) == (day.year(), day.month()) { Ok(next) } else { move_by(-1) }
            }
        }
    }

    fn ranks(&self, make_up: MakeUp) -> &Ranks {
        match make_up {
            MakeUp::Count => &self.inner.counted,
            MakeUp::Ignore => &self.inner.ignored,
        }
    }

    /// The place of a day in the tables.
    fn place(&self, day: NaiveDate) -> Result<usize, CalendarError> {
        let place = i64::from(number(day)) - i64::from(self.inner.base.first);
        usize::try_from(place)
            .ok()
            .filter(|place| *place < self.inner.counted.days())
            .ok_or_else(|| self.unknown(day))
    }

    /// How many working days lie before a day, by its number; known up to the day after the last.
    pub(crate) fn worked_before(&self, day: i32, make_up: MakeUp) -> Option<i64> {
        let place = usize::try_from(i64::from(day) - i64::from(self.inner.base.first)).ok()?;
        self.ranks(make_up).before(place).map(i64::from)
    }

    /// The number of the day that is the `nth` working day of the table, from 0.
    pub(crate) fn nth_worked(&self, nth: i64, make_up: MakeUp) -> Option<i32> {
        Some(self.inner.base.first + i32::from(self.ranks(make_up).nth(nth)?))
    }

    fn date_at(&self, place: usize) -> Result<NaiveDate, CalendarError> {
        let day = i32::try_from(place).ok().and_then(|place| date(self.inner.base.first + place));
        day.ok_or_else(|| self.unknown(self.last()))
    }

    pub(crate) fn unknown(&self, day: NaiveDate) -> CalendarError {
        CalendarError::Unknown { day, first: self.first(), last: self.last() }
    }

    /// The refusal of a count that leaves the table: the first day that it would need.
    pub(crate) fn ran_out(&self, from: NaiveDate, n: i32) -> CalendarError {
        let needed = if n < 0 { self.first().pred_opt() } else { self.last().succ_opt() };
        self.unknown(needed.unwrap_or(from))
    }
}

impl Default for WorkCalendar {
    fn default() -> Self {
        Self::china()
    }
}

fn local_day(overlays: &[Overlay], (which, nth): (usize, usize)) -> Option<&OverlayDay> {
    overlays.get(which)?.days.get(nth)
}

/// A calendar as it is saved.
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Saved {
    wangge_calendar: u32,
    years: Years,
    provisional: bool,
    overlays: Vec<Overlay>,
}

#[cfg(test)]
pub(crate) use day::TEMPLATES as DAY_TEMPLATES;
#[cfg(test)]
pub(crate) use walk::TEMPLATES as WALK_TEMPLATES;
