//! The working sessions of a day (工作时段): which minutes a working day has, by weekday and season.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use toml::Spanned;
use toml::de::DeValue;

use super::read::{Faults, Read, wrong_type};
use crate::calendar::{Counting, DayMeasure};
use crate::clause::ClauseId;
use crate::term::Weekday;
use crate::vocabulary::Vocabulary as _;

/// One session of a day, such as `"08:00-12:00"` (工作时段): minutes of the day, the end not included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Session {
    /// The minute it opens, from 0.
    pub open: u16,
    /// The minute it closes, to 1440.
    pub close: u16,
}

impl Session {
    /// How many minutes it has.
    pub fn minutes(self) -> u16 {
        self.close.saturating_sub(self.open)
    }

    /// The session as the file has it. Every answer of a clock says it, so it is put together by hand.
    pub(crate) fn text(self) -> String {
        let mut text = String::with_capacity(11);
        for (nth, minute) in [self.open, self.close].into_iter().enumerate() {
            if nth > 0 {
                text.push('-');
            }
            let (hour, minute) = (u32::from(minute / 60), u32::from(minute % 60));
            let digits = [hour / 10, hour % 10, minute / 10, minute % 10];
            for (place, digit) in digits.into_iter().enumerate() {
                if place == 2 {
                    text.push(':');
                }
                text.push(char::from_digit(digit, 10).unwrap_or('?'));
            }
        }
        text
    }
}

/// The minute of the day that `"17:30"` says; `"24:00"` is the end of the day.
fn minute(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let two = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    if !two(hour) || !two(minute) {
        return None;
    }
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    Some(hour * 60 + minute).filter(|all| minute < 60 && *all <= 1440)
}

impl core::fmt::Display for Session {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&self.text())
    }
}

impl Read for Session {
    fn read(value: &Spanned<DeValue<'_>>, path: &str, faults: &mut Faults<'_>) -> Option<Self> {
        let allowed = "hours as \"08:00-12:00\", the end after the beginning";
        let Some(text) = value.get_ref().as_str() else {
            return wrong_type(value, path, faults, allowed);
        };
        let session = text.split_once('-').and_then(|(open, close)| {
            Some(Self { open: minute(open)?, close: minute(close)? }).filter(|read| read.open < read.close)
        });
        if session.is_none() {
            faults.bad_value((path.to_owned(), value.span()), text, allowed);
        }
        session
    }
}

/// A day of any year, such as `"06-01"` (月日).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MonthDay {
    /// The month, from 1.
    pub month: u8,
    /// The day, from 1.
    pub day: u8,
}

impl MonthDay {
    /// The day after it, in a year with 28 days in February.
    pub(super) fn next(self) -> Self {
        let day = self.in_year(2001).and_then(|day| day.succ_opt());
        day.map_or(self, Self::of)
    }

    /// The day in a year; `None` for 29 February where the year has none.
    pub fn in_year(self, year: i32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, u32::from(self.month), u32::from(self.day))
    }

    fn of(date: NaiveDate) -> Self {
        let part = |part: u32| u8::try_from(part).unwrap_or_default();
        Self { month: part(date.month()), day: part(date.day()) }
    }
}

impl core::fmt::Display for MonthDay {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

impl Read for MonthDay {
    fn read(value: &Spanned<DeValue<'_>>, path: &str, faults: &mut Faults<'_>) -> Option<Self> {
        let allowed = "a day of the year as \"06-01\"";
        let Some(text) = value.get_ref().as_str() else {
            return wrong_type(value, path, faults, allowed);
        };
        // 2000 was a leap year, so that 02-29 is a day.
        let date = NaiveDate::parse_from_str(&format!("2000-{text}"), "%Y-%m-%d").ok();
        let day = date.map(Self::of).filter(|day| day.to_string() == text);
        if day.is_none() {
            faults.bad_value((path.to_owned(), value.span()), text, allowed);
        }
        day
    }
}

#[cfg(feature = "write")]
mod write {
    use super::{MonthDay, Session};
    use crate::policy::read::Blank;

    impl Blank for MonthDay {}

    impl serde::Serialize for Session {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_str(self)
        }
    }

    impl serde::Serialize for MonthDay {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_str(self)
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Session {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Session".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let hour = "(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)";
        schemars::json_schema!({ "type": "string", "pattern": format!("^{hour}-{hour}$") })
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for MonthDay {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "MonthDay".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$" })
    }
}

/// The sessions of the days that one row is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// The sessions of such a day, in order, apart from each other; at least one.
    pub hours: Vec<Session>,
    /// For which days of the week; `None` for all.
    pub weekdays: Option<Vec<Weekday>>,
    /// For which part of the year, both ends inclusive, over the new year where the end is before the beginning;
    /// `None` for all of it.
    pub season: Option<(MonthDay, MonthDay)>,
    /// The clause it rests on.
    pub clause: ClauseId,
}

impl SessionRow {
    /// How many minutes such a day has.
    pub fn minutes(&self) -> i64 {
        self.hours.iter().map(|session| i64::from(session.minutes())).sum()
    }

    /// The minute at which its last session closes.
    pub fn close(&self) -> u16 {
        self.hours.last().map_or(1440, |session| session.close)
    }

    /// Whether it is for a day.
    pub fn is_for(&self, date: NaiveDate) -> bool {
        let weekday = usize::try_from(date.weekday().num_days_from_monday()).ok();
        let weekday = weekday.and_then(|nth| Weekday::ALL.get(nth)).copied();
        weekday.is_some_and(|weekday| self.fits(weekday, MonthDay::of(date)))
    }

    fn fits(&self, weekday: Weekday, day: MonthDay) -> bool {
        self.weekdays.as_ref().is_none_or(|words| words.contains(&weekday))
            && self.season.is_none_or(|(from, to)| {
                if from <= to { from <= day && day <= to } else { from <= day || day <= to }
            })
    }
}

/// The working sessions of every day (工作时段): the first row that is for a day decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sessions {
    /// The rows, in the order of the file. Every day of the year has one.
    pub rows: Vec<SessionRow>,
}

impl Sessions {
    /// The row of a day.
    pub fn on(&self, date: NaiveDate) -> Option<&SessionRow> {
        self.uniform().or_else(|| self.rows.iter().find(|row| row.is_for(date)))
    }

    /// The row that serves every day, where there is but one.
    pub fn uniform(&self) -> Option<&SessionRow> {
        match self.rows.as_slice() {
            [one] => Some(one),
            _ => None,
        }
    }

    /// A day for which there is no row, and the rows that no day comes to.
    pub(super) fn gaps(rows: &[SessionRow]) -> (Option<(Weekday, MonthDay)>, Vec<usize>) {
        let mut used = vec![false; rows.len()];
        let mut hole = None;
        // A leap year: it has every day.
        let days = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default().iter_days().take(366);
        for day in days.map(MonthDay::of) {
            for &weekday in Weekday::ALL {
                match rows.iter().position(|row| row.fits(weekday, day)) {
                    Some(row) => used.iter_mut().skip(row).take(1).for_each(|used| *used = true),
                    None => hole = hole.or(Some((weekday, day))),
                }
            }
        }
        let idle = used.iter().enumerate().filter(|(_, used)| !**used).map(|(row, _)| row);
        (hole, idle.collect())
    }
}

/// How a clock runs (计时规则): everything of `[counting]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockRule {
    /// Which day is the first that can count, and whether make-up days count.
    pub counting: Counting,
    /// Whether a working day is a whole day, or as many minutes.
    pub measure: DayMeasure,
    /// From which hour on a receipt is one of the next working day.
    pub cut_off: Option<chrono::NaiveTime>,
    /// The working sessions, where the policy states them.
    pub sessions: Option<Arc<Sessions>>,
}
