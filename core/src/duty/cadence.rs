//! The periods of a duty, when each is due, and where a rest day moves it.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::calendar::{DayStatus, Roll, WorkCalendar};
use crate::error::{CalendarError, Error, Unspecified};
use crate::policy::{DueDay, DutyRule};
use crate::term::{Collide, DueOn, DutyDays, DutyRoll, Every, Opens};

/// When a duty may be done, and when it is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Window {
    /// The first day of its period, by which it is known whatever moves.
    pub(super) period: NaiveDate,
    pub(super) opens: NaiveDate,
    pub(super) due: NaiveDate,
    pub(super) status: DayStatus,
}

/// What a duty is asked against.
pub(super) struct Cadence<'a> {
    pub(super) policy: &'a str,
    pub(super) calendar: &'a WorkCalendar,
    pub(super) rule: &'a DutyRule,
}

/// A period: its first and its last day.
#[derive(Debug, Clone, Copy)]
struct Period {
    first: NaiveDate,
    last: NaiveDate,
}

impl Cadence<'_> {
    pub(super) fn unspecified(&self, field: &str) -> Error {
        Unspecified { policy: self.policy.to_owned(), key: self.rule.key(field) }.into()
    }

    /// The windows whose due day, before it is moved, lies from one day to another. `begins` is the first due day that
    /// the rule is for: nothing is joined with what was owed before it.
    pub(super) fn windows(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        begins: Option<NaiveDate>,
    ) -> Result<Vec<Window>, Error> {
        match self.rule.every {
            Every::Day => self.days(from, to),
            Every::Occasion => Ok(Vec::new()),
            _ => self.periods(from, to, begins),
        }
    }

    fn days(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<Window>, Error> {
        let days = self.rule.days.ok_or_else(|| self.unspecified("days"))?;
        let mut windows = Vec::new();
        for day in from.iter_days().take_while(|day| *day <= to) {
            let status = match days {
                DutyDays::EveryDay => DayStatus::Confirmed,
                DutyDays::WorkingDays if !self.calendar.is_workday(day)? => continue,
                DutyDays::WorkingDays => self.calendar.status(day)?,
            };
            windows.push(Window { period: day, opens: day, due: day, status });
        }
        Ok(windows)
    }

    fn periods(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        begins: Option<NaiveDate>,
    ) -> Result<Vec<Window>, Error> {
        let mut windows = Vec::new();
        let mut period = self.period(from)?;
        // What the period before was moved to, so that two that meet are seen.
        let mut before = self.before(period, begins);
        while period.first <= to {
            if let Some(named) = self.named(period)? {
                if named > to {
                    break;
                }
                if from <= named {
                    let moved = self.moved(named, period)?;
                    if let Some((due, status)) = moved
                        && (before != Some(due) || self.both()?)
                    {
                        let opens = match self.rule.opens.ok_or_else(|| self.unspecified("opens"))? {
                            Opens::Period => period.first.min(due),
                            Opens::DueDay => due,
                        };
                        windows.push(Window { period: period.first, opens, due, status });
                    }
                    before = moved.map(|(due, _)| due).or(before);
                } else if begins.is_none_or(|begins| begins <= named) {
                    before = self.moved(named, period).ok().flatten().map(|(due, _)| due).or(before);
                }
            }
            let Some(next) = period.last.succ_opt() else { break };
            period = self.period(next)?;
        }
        Ok(windows)
    }

    /// Whether two that fall on one day are both owed.
    fn both(&self) -> Result<bool, Error> {
        if self.rule.roll == Some(DutyRoll::Merge) {
            return Ok(false);
        }
        Ok(self.rule.collide.ok_or_else(|| self.unspecified("collide"))? == Collide::Both)
    }

    /// Where the due day of the last period before this one was moved to; nowhere where the rule, or what the calendar
    /// knows, begins later.
    fn before(&self, period: Period, begins: Option<NaiveDate>) -> Option<NaiveDate> {
        let before = self.period(period.first.pred_opt()?).ok()?;
        let named = self.named(before).ok()??;
        if begins.is_some_and(|begins| named < begins) {
            return None;
        }
        Some(self.moved(named, before).ok()??.0)
    }

    fn period(&self, day: NaiveDate) -> Result<Period, Error> {
        let month = day.with_day(1).unwrap_or(day);
        let months = |first: NaiveDate, count: u32| {
            let next = first.checked_add_months(Months::new(count));
            Period { first, last: next.and_then(|next| next.pred_opt()).unwrap_or(NaiveDate::MAX) }
        };
        Ok(match self.rule.every {
            Every::Week => {
                let back = u64::from(day.weekday().num_days_from_monday());
                let first = day.checked_sub_days(Days::new(back)).unwrap_or(day);
                Period { first, last: first.checked_add_days(Days::new(6)).unwrap_or(NaiveDate::MAX) }
            }
            Every::HalfMonth => {
                let split = self.rule.split.ok_or_else(|| self.unspecified("split"))?;
                let half = month.with_day(split).unwrap_or(month);
                if day <= half {
                    Period { first: month, last: half }
                } else {
                    Period { first: half.succ_opt().unwrap_or(half), last: months(month, 1).last }
                }
            }
            Every::Quarter => {
                let first = month.with_month((month.month() - 1) / 3 * 3 + 1).unwrap_or(month);
                months(first, 3)
            }
            Every::Year => months(month.with_month(1).unwrap_or(month), 12),
            _ => months(month, 1),
        })
    }

    /// The due day of a period before it is moved; none in a period without working days that is due on its last.
    fn named(&self, period: Period) -> Result<Option<NaiveDate>, Error> {
        let day = match self.rule.due.ok_or_else(|| self.unspecified("due"))? {
            DueDay::OfMonth(day) => period.first.with_day(day),
            DueDay::On(DueOn::FirstDay | DueOn::SameDay | DueOn::Monday) => Some(period.first),
            DueDay::On(DueOn::LastDay) => Some(period.last),
            DueDay::On(DueOn::LastWorkingDay) => {
                let day = self.calendar.roll(period.last, Roll::Preceding)?;
                return Ok(Some(day).filter(|day| *day >= period.first));
            }
            DueDay::On(DueOn::Tuesday) => period.first.checked_add_days(Days::new(1)),
            DueDay::On(DueOn::Wednesday) => period.first.checked_add_days(Days::new(2)),
            DueDay::On(DueOn::Thursday) => period.first.checked_add_days(Days::new(3)),
            DueDay::On(DueOn::Friday) => period.first.checked_add_days(Days::new(4)),
            DueDay::On(DueOn::Saturday) => period.first.checked_add_days(Days::new(5)),
            DueDay::On(DueOn::Sunday) => period.first.checked_add_days(Days::new(6)),
        };
        Ok(day)
    }

    /// Where a due day goes, and how sure that is; nowhere where nothing is owed for its period.
    fn moved(&self, day: NaiveDate, period: Period) -> Result<Option<(NaiveDate, DayStatus)>, Error> {
        if self.rule.roll == Some(DutyRoll::None) {
            return Ok(Some((day, DayStatus::Confirmed)));
        }
        let sure = |day| -> Result<_, CalendarError> { Ok(Some((day, self.calendar.status(day)?))) };
        if self.rule.due == Some(DueDay::On(DueOn::LastWorkingDay)) || self.calendar.is_workday(day)? {
            return Ok(sure(day)?);
        }
        let roll = |roll| -> Result<_, CalendarError> { sure(self.calendar.roll(day, roll)?) };
        Ok(match self.rule.roll.ok_or_else(|| self.unspecified("roll"))? {
            DutyRoll::None => sure(day)?,
            DutyRoll::Following | DutyRoll::Merge => roll(Roll::Following)?,
            DutyRoll::Preceding => roll(Roll::Preceding)?,
            DutyRoll::ModifiedFollowing => roll(Roll::ModifiedFollowing)?,
            DutyRoll::FollowingInPeriod => roll(Roll::Following)?.filter(|(day, _)| *day <= period.last),
            DutyRoll::Skip => None,
        })
    }
}
