//! The running time of a clock (计时): how much of it lies before a moment, and when so much has run.
//!
//! Moments are nanoseconds since 1970-01-01 00:00 in the county's local time, days their numbers.

use std::sync::{Arc, OnceLock};

use chrono::{DateTime, NaiveDateTime};

use crate::calendar::{MakeUp, WorkCalendar, date};
use crate::error::{CalendarError, InputError};
use crate::policy::{ClockRule, SessionRow};

pub(super) const MINUTE: i64 = 60_000_000_000;
pub(super) const HOUR: i64 = 60 * MINUTE;
pub(super) const DAY: i64 = 24 * HOUR;

/// A moment as a number.
pub(super) fn stamp(moment: NaiveDateTime, column: &str) -> Result<i64, InputError> {
    let known = moment.and_utc().timestamp_nanos_opt();
    known.ok_or_else(|| InputError::value(column, moment, "a moment between 1678 and 2261"))
}

/// The moment of a number.
pub(super) fn moment(stamp: i64) -> NaiveDateTime {
    DateTime::from_timestamp_nanos(stamp).naive_utc()
}

/// The day that a moment lies in, by its number, and how far into it.
pub(super) fn split(stamp: i64) -> (i32, i64) {
    // Nanoseconds in 64 bits reach no further than 292 years: the number of a day is small.
    (i32::try_from(stamp.div_euclid(DAY)).unwrap_or(i32::MAX), stamp.rem_euclid(DAY))
}

/// The first moment of a day.
pub(super) fn opening(day: i32) -> i64 {
    i64::from(day).saturating_mul(DAY)
}

/// Which minutes run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pace {
    /// All of them, day and night.
    Always,
    /// Those of the sessions of working days.
    Sessions,
}

/// The running time of a rule over a calendar.
#[derive(Debug, Clone)]
pub(super) struct RunningTime {
    pub(super) calendar: WorkCalendar,
    pub(super) rule: ClockRule,
    /// The running time before each day of the calendar, and after the last; only where days differ in length, and
    /// summed up when it is first asked for.
    sums: Option<Arc<OnceLock<Box<[i64]>>>>,
}

impl RunningTime {
    pub(super) fn new(rule: ClockRule, calendar: &WorkCalendar) -> Self {
        let varied = rule.sessions.as_ref().is_some_and(|sessions| sessions.uniform().is_none());
        Self { calendar: calendar.clone(), rule, sums: varied.then(Arc::default) }
    }

    fn sums(&self) -> Option<&[i64]> {
        let sums = self.sums.as_ref()?.get_or_init(|| {
            let days = self.calendar.first().iter_days().take_while(|day| *day <= self.calendar.last());
            let mut sum = 0;
            let after = (self.first()..).zip(days).map(|(day, _)| {
                if self.is_worked(day, self.rule.counting.make_up) == Some(true) {
                    sum += self.row(day).map_or(0, |row| row.minutes() * MINUTE);
                }
                sum
            });
            [0].into_iter().chain(after).collect()
        });
        Some(sums)
    }

    fn first(&self) -> i32 {
        self.calendar.first_number()
    }

    /// The sessions of a day, were it worked.
    pub(super) fn row(&self, day: i32) -> Option<&SessionRow> {
        let sessions = self.rule.sessions.as_deref()?;
        sessions.uniform().or_else(|| sessions.on(date(day)?))
    }

    pub(super) fn is_worked(&self, day: i32, make_up: MakeUp) -> Option<bool> {
        let before = self.calendar.worked_before(day, make_up)?;
        Some(before != self.calendar.worked_before(day.checked_add(1)?, make_up)?)
    }

    /// The refusal of a day.
    pub(super) fn unknown(&self, day: i32) -> CalendarError {
        self.calendar.unknown(date(day).unwrap_or_default())
    }

    /// When a day closes: with its last session where it is worked, else at midnight.
    pub(super) fn close(&self, day: i32) -> Result<i64, CalendarError> {
        let worked = self.is_worked(day, MakeUp::Count).ok_or_else(|| self.unknown(day))?;
        let minute = if worked { self.row(day).map_or(1440, SessionRow::close) } else { 1440 };
        Ok(opening(day) + i64::from(minute) * MINUTE)
    }

    /// The length of a working day, where all are alike.
    pub(super) fn day_length(&self) -> Option<i64> {
        Some(self.rule.sessions.as_deref()?.rows.first()?.minutes() * MINUTE)
    }

    /// How much had run before a moment, since the first day of the calendar.
    pub(super) fn ran(&self, pace: Pace, stamp: i64) -> Result<i64, CalendarError> {
        if pace == Pace::Always {
            return Ok(stamp);
        }
        let (day, within) = split(stamp);
        self.ran_in_sessions(day, within).ok_or_else(|| self.unknown(day))
    }

    fn ran_in_sessions(&self, day: i32, within: i64) -> Option<i64> {
        let make_up = self.rule.counting.make_up;
        let before = match self.sums() {
            Some(sums) => *sums.get(usize::try_from(day.checked_sub(self.first())?).ok()?)?,
            None => self.calendar.worked_before(day, make_up)?.checked_mul(self.day_length()?)?,
        };
        if within == 0 || !self.is_worked(day, make_up)? {
            return Some(before);
        }
        let ran = self.row(day)?.hours.iter().map(|session| {
            let (open, close) = (i64::from(session.open) * MINUTE, i64::from(session.close) * MINUTE);
            within.clamp(open, close) - open
        });
        Some(before + ran.sum::<i64>())
    }

    /// The first moment at which so much has run.
    pub(super) fn reach(&self, pace: Pace, ran: i64) -> Option<i64> {
        if pace == Pace::Always {
            return Some(ran);
        }
        let (day, mut left) = if let Some(sums) = self.sums() {
            let nth = sums.partition_point(|sum| *sum < ran).checked_sub(1)?;
            // Past the last day there is no entry behind it.
            sums.get(nth.checked_add(1)?)?;
            (self.first().checked_add(i32::try_from(nth).ok()?)?, ran - sums.get(nth)?)
        } else {
            let length = self.day_length()?;
            let worked = (ran - 1).div_euclid(length);
            (self.calendar.nth_worked(worked, self.rule.counting.make_up)?, ran - worked * length)
        };
        for session in &self.row(day)?.hours {
            let length = i64::from(session.minutes()) * MINUTE;
            if left <= length {
                return Some(opening(day) + i64::from(session.open) * MINUTE + left);
            }
            left -= length;
        }
        None
    }
}
