//! Terms of whole days: the n-th counted day on which the clock is running at the close of business.

use super::clock::{RunningTime, opening, split};
use super::pause::Stop;
use crate::calendar::{MakeUp, Roll, Start, date, number};
use crate::error::CalendarError;
use crate::term::Unit;

/// The days that can count for a clock: working days, or all days, from the first on.
pub(super) struct Days<'c> {
    pub(super) time: &'c RunningTime,
    working: bool,
    /// The first day that can count.
    pub(super) first: i32,
    /// The day that the receipt is deemed to be of, where that is another one.
    pub(super) deemed: Option<i32>,
}

/// Where a count of days comes to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Last {
    /// The last day, before and after any rolling.
    On(i32, i32),
    /// A pause that goes on stands before it; so many days are left, none where only a rolled day is.
    Open(i64),
}

impl<'c> Days<'c> {
    pub(super) fn new(
        time: &'c RunningTime,
        unit: Unit,
        start: i64,
        late: bool,
    ) -> Result<Self, CalendarError> {
        let working = unit == Unit::WorkingDay;
        let (day, _) = split(start);
        let mut days = Self { time, working, first: day, deemed: None };
        match time.rule.counting.start {
            Start::NextDay => days.first = day.saturating_add(1),
            // A day that closed before the clock started has no close at which it could run.
            Start::SameDay if start >= time.close(day)? => days.first = day.saturating_add(1),
            Start::SameDay => {}
            Start::DeemedNextWorkingDay => {
                let from = if late { day.saturating_add(1) } else { day };
                let make_up = time.rule.counting.make_up;
                let before = time.calendar.worked_before(from, make_up).ok_or_else(|| time.unknown(from))?;
                let deemed = time.calendar.nth_worked(before, make_up).ok_or_else(|| days.ran_out())?;
                days.deemed = Some(deemed).filter(|deemed| *deemed != day);
                days.first = deemed.saturating_add(1);
            }
        }
        // The day of receipt itself must be known.
        time.is_worked(day, MakeUp::Count).ok_or_else(|| time.unknown(day))?;
        Ok(days)
    }

    /// How many days that can count lie before a day.
    pub(super) fn before(&self, day: i32) -> Option<i64> {
        if self.working {
            self.time.calendar.worked_before(day, self.time.rule.counting.make_up)
        } else {
            Some(i64::from(day))
        }
    }

    fn nth(&self, nth: i64) -> Option<i32> {
        if self.working {
            return self.time.calendar.nth_worked(nth, self.time.rule.counting.make_up);
        }
        let day = i32::try_from(nth).ok()?;
        self.time.is_worked(day, MakeUp::Count).map(|_| day)
    }

    fn ran_out(&self) -> CalendarError {
        self.time.calendar.ran_out(self.time.calendar.last(), 1)
    }

    fn count_before(&self, day: i32) -> Result<i64, CalendarError> {
        self.before(day).ok_or_else(|| self.ran_out())
    }

    /// The first day that can count whose close is not before a moment.
    fn closing_from(&self, stamp: i64) -> Result<i32, CalendarError> {
        let mut day = split(stamp).0.max(self.first);
        // A rest day closes with its last minute, at which the next begins.
        if day > self.first && self.time.close(day - 1)? >= stamp {
            day -= 1;
        } else if self.time.close(day)? < stamp {
            day += 1;
        }
        Ok(day)
    }

    /// The day after the last day whose close is before a moment, or at it.
    fn closed_by(&self, stamp: i64, at_it_too: bool) -> Result<i32, CalendarError> {
        let closed = |day: i32| -> Result<bool, CalendarError> {
            let close = self.time.close(day)?;
            Ok(close < stamp || (at_it_too && close == stamp))
        };
        let (day, within) = split(stamp);
        if within > 0 && closed(day)? {
            return Ok(day + 1);
        }
        if day <= self.first {
            return Ok(self.first);
        }
        Ok(if closed(day - 1)? { day } else { day - 1 })
    }

    /// The days whose close a pause covers, as a first one and the one after the last.
    fn stopped(&self, stop: Stop) -> Result<(i32, i32), CalendarError> {
        let from = self.closing_from(stop.from)?;
        Ok((from, self.closed_by(stop.to, false)?.max(from)))
    }

    /// The last day of a term of `count` days.
    pub(super) fn last(&self, count: i64, stops: &[Stop], roll: Roll) -> Result<Last, CalendarError> {
        let mut target = self.count_before(self.first)? + count - 1;
        for stop in stops {
            let Ok(from) = self.closing_from(stop.from) else { break };
            let Some(before) = self.before(from) else { break };
            if target < before {
                break;
            }
            if stop.to == Stop::OPEN {
                return Ok(Last::Open(target - before + 1));
            }
            let (from, end) = self.stopped(*stop).map_err(|_| self.ran_out())?;
            target += self.count_before(end)? - self.count_before(from)?;
        }
        let day = self.nth(target).ok_or_else(|| self.ran_out())?;
        self.rolled(day, stops, roll)
    }

    /// Where a last day moves to: a rest day as the policy says, then past any pause that covers its close.
    fn rolled(&self, day: i32, stops: &[Stop], roll: Roll) -> Result<Last, CalendarError> {
        let place = |day: i32| date(day).ok_or_else(|| self.ran_out());
        let mut moved = number(self.time.calendar.roll(place(day)?, roll)?);
        if moved == day {
            return Ok(Last::On(day, day));
        }
        for stop in stops {
            if stop.holds(self.time.close(moved)?) {
                if stop.to == Stop::OPEN {
                    return Ok(Last::Open(0));
                }
                let next = self.stopped(*stop)?.1;
                moved = number(self.time.calendar.roll(place(next)?, Roll::Following)?);
            }
        }
        Ok(Last::On(day, moved))
    }

    /// How many days have counted by a moment.
    pub(super) fn elapsed(&self, now: i64, stops: &[Stop]) -> Result<i64, CalendarError> {
        if now <= opening(self.first) {
            return Ok(0);
        }
        let end = self.closed_by(now, true)?;
        if end <= self.first {
            return Ok(0);
        }
        let mut counted = self.count_before(end)? - self.count_before(self.first)?;
        for stop in stops {
            if stop.from > now {
                break;
            }
            let from = self.closing_from(stop.from)?;
            let to = if stop.to > now { end } else { self.stopped(*stop)?.1 };
            let (from, to) = (from.min(end), to.min(end));
            counted -= self.count_before(to.max(from))? - self.count_before(from)?;
        }
        Ok(counted)
    }
}
