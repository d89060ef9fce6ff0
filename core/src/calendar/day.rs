//! One day of the calendar: worked or not, why, and how sure that is.

use core::fmt;

use chrono::NaiveDate;

use crate::decision::{Arg, Template, Wording};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// Why a day is worked or not (日期性质).
    pub enum DayKind as "kind of day" {
        /// Monday to Friday, nothing special.
        Workday = "workday", "工作日", "working day";
        /// Saturday or Sunday.
        Weekend = "weekend", "周末", "weekend";
        /// In a festival's block of days off, weekends within it included.
        Holiday = "holiday", "放假", "holiday";
        /// A weekend day worked to make up for a day off.
        MakeUp = "make_up", "调休上班", "make-up working day";
        /// A day that an overlay takes off.
        LocalRest = "local_rest", "本地放假", "local day off";
        /// A day that an overlay makes a working day.
        LocalWork = "local_work", "本地上班", "local working day";
    }
}

vocabulary! {
    /// How sure the calendar is of a day (确定程度). A day that it does not know is an error, not a status.
    pub enum DayStatus as "status of a day" {
        /// Settled by a published notice that no later one is expected to touch.
        Confirmed = "confirmed", "已确定", "confirmed";
        /// After 25 December of the last published year, or in a year whose notice is not out.
        Provisional = "provisional", "暂定", "provisional";
    }
}

/// What the calendar knows of one day.
///
/// ```
/// use chrono::NaiveDate;
/// use wangge::{DayKind, WorkCalendar};
/// # fn main() -> Result<(), wangge::Error> {
/// let day = WorkCalendar::china().day(NaiveDate::from_ymd_opt(2026, 10, 10).expect("a day"))?;
/// assert!(day.workday);
/// assert_eq!((day.kind, day.name.as_deref()), (DayKind::MakeUp, Some("国庆节")));
/// assert_eq!(day.source, "国办发明电〔2025〕7号");
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize)]
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

static PLAIN: Template = Template::new("calendar.day", "{0}：{1}", "{0}: {1}");
static NAMED: Template = Template::new("calendar.day_named", "{0}：{1}（{2}）", "{0}: {1} ({2})");

impl Day {
    /// The day in words, in both languages.
    pub fn wording(&self) -> Wording {
        let (date, kind) = (Arg::from(self.date), Arg::from(self.kind));
        match &self.name {
            Some(name) => NAMED.with([date, kind, name.as_str().into()]),
            None => PLAIN.with([date, kind]),
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.wording().en())
    }
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[&PLAIN, &NAMED];
