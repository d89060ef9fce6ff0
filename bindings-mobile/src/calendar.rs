//! Working days: the State Council's table, overlays, and how far it is known.

use core::fmt;
use core::hash::{Hash, Hasher};

use chrono::NaiveDate;
use wangge::{ColumnOptions, Count, Counting, Day, DayKind, DayStatus, MakeUp, Nulls, Overlay, Roll, Start};

use crate::error::WanggeError;
use crate::number::{signed, unsigned};

/// A calendar of working days. It never changes; any thread may ask it.
#[derive(PartialEq, Eq, uniffi::Object)]
#[uniffi::export(Debug, Eq, Hash)]
pub struct WorkCalendar(pub(crate) wangge::WorkCalendar);

// By hand: a derived one would say `WorkCalendar(WorkCalendar { .. })`.
impl fmt::Debug for WorkCalendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

// The core has no hash of a calendar; equal calendars know the same days.
impl Hash for WorkCalendar {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.0.first(), self.0.firm_through(), self.0.last()).hash(state);
    }
}

/// What the calendar knows of one day.
#[uniffi::remote(Record)]
pub struct Day {
    /// The day.
    pub date: NaiveDate,
    /// Whether it is a working day.
    pub workday: bool,
    /// Why.
    pub kind: DayKind,
    /// The festival, or the overlay's name for it.
    pub name: Option<String>,
    /// How sure that is.
    pub status: DayStatus,
    /// The notice that rules it: its number, or its title where the number was not read; an overlay's source.
    pub source: String,
}

/// One day of a count.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Step {
    /// The day.
    pub day: Day,
    /// Which day of the count it is, from 1; none where it does not count.
    pub counted: Option<i32>,
    /// Why it counted or not, in Chinese.
    pub zh: String,
    /// Why it counted or not, in English.
    pub en: String,
}

/// A count of working days with every day walked.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Walk {
    /// Where it starts.
    pub from: NaiveDate,
    /// How many working days; below 0 backwards.
    pub n: i32,
    /// The day it comes to.
    pub date: NaiveDate,
    /// Every day from the start to the end, in the order walked.
    pub steps: Vec<Step>,
}

impl From<wangge::Step> for Step {
    fn from(wangge::Step { day, counted, why }: wangge::Step) -> Self {
        Self { day, counted: counted.map(signed), zh: why.zh(), en: why.en() }
    }
}

impl From<wangge::Walk> for Walk {
    fn from(wangge::Walk { from, n, date, steps }: wangge::Walk) -> Self {
        Self { from, n, date, steps: steps.into_iter().map(Step::from).collect() }
    }
}

fn counting(start: Option<Start>, make_up: Option<MakeUp>) -> Counting {
    let usual = Counting::default();
    Counting { start: start.unwrap_or(usual.start), make_up: make_up.unwrap_or(usual.make_up) }
}

#[uniffi::export]
impl WorkCalendar {
    /// The State Council's arrangements of 2001 to 2026, all corrections included (E-3).
    #[uniffi::constructor]
    pub fn china() -> Self {
        Self(wangge::WorkCalendar::china())
    }

    /// A calendar from JSON: what `toJson` wrote, or an object of years alone.
    ///
    /// Refuses with `CalendarTable`, naming the place.
    #[uniffi::constructor]
    pub fn from_json(text: &str) -> Result<Self, WanggeError> {
        Ok(Self(wangge::WorkCalendar::from_json(text)?))
    }

    /// The calendar as JSON: what was loaded and laid over it, not the shipped table.
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// The same calendar, reaching into the year whose notice is not out yet by its statutory days; such days are
    /// provisional.
    pub fn with_provisional(&self) -> Self {
        Self(self.0.with_provisional())
    }

    /// The same calendar with the years of that JSON in place of its own, or joined to them: an object of years,
    /// each with `holidays` and `makeup_workdays` (day to festival).
    ///
    /// Refuses with `CalendarTable`, naming the place.
    pub fn with_years(&self, json: &str) -> Result<Self, WanggeError> {
        Ok(Self(self.0.with_years(json)?))
    }

    /// The same calendar with an overlay laid over it: JSON with `title`, `source` and `days` (`date`, `workday`,
    /// `name`). Where two overlays settle one day, the later wins.
    ///
    /// Refuses with `CalendarTable`, naming the place, or with `UnknownDay` for a day outside the calendar.
    pub fn with_overlay(&self, json: &str) -> Result<Self, WanggeError> {
        Ok(Self(self.0.with_overlay(Overlay::from_json(json)?)?))
    }

    /// The first day it knows.
    pub fn first(&self) -> NaiveDate {
        self.0.first()
    }

    /// The last day that is confirmed.
    pub fn firm_through(&self) -> NaiveDate {
        self.0.firm_through()
    }

    /// The last day it knows.
    pub fn last(&self) -> NaiveDate {
        self.0.last()
    }

    /// What it knows of a day: worked or not, why, the notice, and how sure it is.
    ///
    /// Refuses with `UnknownDay` outside the calendar.
    pub fn day(&self, date: NaiveDate) -> Result<Day, WanggeError> {
        Ok(self.0.day(date)?)
    }

    /// Whether a day is a working day, make-up days included.
    ///
    /// Refuses with `UnknownDay` outside the calendar.
    pub fn is_workday(&self, date: NaiveDate) -> Result<bool, WanggeError> {
        Ok(self.0.is_workday(date)?)
    }

    /// How sure it is of a day, or of an answer that rests on all days up to this one.
    ///
    /// Refuses with `UnknownDay` outside the calendar.
    pub fn status(&self, date: NaiveDate) -> Result<DayStatus, WanggeError> {
        Ok(self.0.status(date)?)
    }

    /// The working day that `n` working days from a day come to; below 0 backwards. Without `start` counting
    /// begins on the day after (E-2), without `makeUp` make-up days count (E-3).
    ///
    /// Refuses with `UnknownDay` when a day that is needed lies outside the calendar.
    #[uniffi::method(default(start = None, make_up = None))]
    pub fn add_workdays(
        &self,
        date: NaiveDate,
        n: i32,
        start: Option<Start>,
        make_up: Option<MakeUp>,
    ) -> Result<NaiveDate, WanggeError> {
        Ok(self.0.add_workdays(date, n, counting(start, make_up))?)
    }

    /// `addWorkdays` for a list of days since 1970-01-01, in and out: one crossing for the whole list.
    ///
    /// Refuses with `Input`, naming the first row without an answer.
    #[uniffi::method(default(start = None, make_up = None))]
    pub fn add_workdays_list(
        &self,
        days: &[i32],
        n: i32,
        start: Option<Start>,
        make_up: Option<MakeUp>,
    ) -> Result<Vec<i32>, WanggeError> {
        let mut out = vec![0; days.len()];
        let options = ColumnOptions { counting: counting(start, make_up), ..ColumnOptions::default() };
        self.0.add_workdays_column(days, Count::Same(n), Nulls::default(), options, &mut out)?;
        Ok(out)
    }

    /// How many working days lie after `a` up to and including `b`; negative when `b` is before `a`. Without
    /// `makeUp` make-up days count.
    ///
    /// Refuses with `UnknownDay` when either day lies outside the calendar.
    #[uniffi::method(default(make_up = None))]
    pub fn workdays_between(
        &self,
        a: NaiveDate,
        b: NaiveDate,
        make_up: Option<MakeUp>,
    ) -> Result<i32, WanggeError> {
        Ok(self.0.workdays_between(a, b, counting(None, make_up).make_up)?)
    }

    /// The `n`-th working day of a month, from 1; below 0 counted from the end, so that -1 is the last.
    ///
    /// Refuses with `Input` when there is no such month or working day, with `UnknownDay` outside the calendar.
    pub fn nth_workday_of_month(&self, year: i32, month: i32, n: i32) -> Result<NaiveDate, WanggeError> {
        Ok(self.0.nth_workday_of_month(year, unsigned("month", month)?, n)?)
    }

    /// The last working day of a month (E-8).
    ///
    /// Refuses as `nthWorkdayOfMonth` does.
    pub fn last_workday_of_month(&self, year: i32, month: i32) -> Result<NaiveDate, WanggeError> {
        Ok(self.0.last_workday_of_month(year, unsigned("month", month)?)?)
    }

    /// Where a day moves to by a rule; a working day stays where it is.
    ///
    /// Refuses with `UnknownDay` when the day, or the working day looked for, lies outside the calendar.
    pub fn roll(&self, date: NaiveDate, roll: Roll) -> Result<NaiveDate, WanggeError> {
        Ok(self.0.roll(date, roll)?)
    }

    /// The count of `addWorkdays` with every day walked and why it counted or not.
    ///
    /// Refuses as `addWorkdays` does.
    #[uniffi::method(default(start = None, make_up = None))]
    pub fn explain(
        &self,
        date: NaiveDate,
        n: i32,
        start: Option<Start>,
        make_up: Option<MakeUp>,
    ) -> Result<Walk, WanggeError> {
        Ok(self.0.explain(date, n, counting(start, make_up))?.into())
    }
}
