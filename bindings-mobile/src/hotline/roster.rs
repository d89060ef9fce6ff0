//! Who answers the hotline on which day.

use chrono::NaiveDate;
use wangge::hotline::{DutyDay, Leave, Roster, Shift, Swap};
use wangge::term::DutyDays;

use crate::calendar::WorkCalendar;
use crate::decision::{Finding, Reason, findings, reasons};
use crate::error::WanggeError;
use crate::number::signed;
use crate::policy::Policy;

/// One member of staff on one day (值班).
#[uniffi::remote(Record)]
pub struct Shift {
    /// The day.
    pub day: NaiveDate,
    /// Who, by an id of the app's.
    pub staff: String,
}

/// Leave from one day of duty (请假).
#[uniffi::remote(Record)]
pub struct Leave {
    /// The day.
    pub day: NaiveDate,
    /// Who.
    pub staff: String,
    /// Whether it was granted; else the shift stands.
    pub granted: bool,
}

/// A day of duty that somebody takes over (替班).
#[uniffi::remote(Record)]
pub struct Swap {
    /// The day.
    pub day: NaiveDate,
    /// Whose day it was.
    pub from: String,
    /// Who takes it.
    pub to: String,
}

/// A roster (值班表).
#[uniffi::remote(Record)]
pub struct Roster {
    /// The shifts.
    pub shifts: Vec<Shift>,
    /// Leave that was asked for.
    #[uniffi(default = [])]
    pub leaves: Vec<Leave>,
    /// Days that were taken over.
    #[uniffi(default = [])]
    pub swaps: Vec<Swap>,
}

/// A day of duty, and who is there (值班日).
#[uniffi::remote(Record)]
pub struct DutyDay {
    /// The day.
    pub day: NaiveDate,
    /// Who is there, after leave and swaps, in order.
    pub staff: Vec<String>,
}

/// Who is there on each day of duty, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct RosterCheck {
    /// The days of duty, in order.
    pub days: Vec<DutyDay>,
    /// The findings, by day; none where all is well.
    pub findings: Vec<Finding>,
}

/// On which days the hotline is answered, and by how many (M-5.2, E-6).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct HotlineDuty {
    /// On which days.
    pub days: DutyDays,
    /// By how many on each.
    pub staff: i32,
    /// The reason, with its clause.
    pub because: Vec<Reason>,
}

#[uniffi::export]
impl Policy {
    /// On which days the hotline is answered, and by how many, as the policy says it on a day (M-5.2, E-6).
    ///
    /// Refuses with `Unspecified` for `hotline.duty`.
    pub fn hotline_duty(&self, day: NaiveDate) -> Result<HotlineDuty, WanggeError> {
        let found = Roster::rule(&self.0, day)?;
        let (days, staff) = found.value;
        Ok(HotlineDuty { days, staff: signed(staff), because: reasons(&found.because) })
    }

    /// A roster from one day to another, both included, that goes round a staff, day after day of duty, past those on
    /// leave: as even as it can be (M-5.2).
    ///
    /// Refuses with `Unspecified` for `hotline.duty`, with `Input` for a staff without anyone, or with somebody twice, or
    /// a span that goes backwards, with `UnknownDay` where the calendar does not reach.
    pub fn roster_round(
        &self,
        staff: &[String],
        leaves: &[Leave],
        from: NaiveDate,
        to: NaiveDate,
        calendar: &WorkCalendar,
    ) -> Result<Roster, WanggeError> {
        Ok(Roster::round(&self.0, &calendar.0, staff, leaves, from, to)?)
    }

    /// Who is there on each day of duty from one day to another, both included, and what is wrong with it: a day
    /// without anyone is a breach of M-5.2; somebody too many, or on a day without duty, is told as advice.
    ///
    /// Refuses with `Unspecified` for `hotline.duty`, with `Input` for a span that goes backwards, with `UnknownDay`
    /// where the calendar does not reach.
    pub fn check_duty_roster(
        &self,
        roster: &Roster,
        from: NaiveDate,
        to: NaiveDate,
        calendar: &WorkCalendar,
    ) -> Result<RosterCheck, WanggeError> {
        let (days, found) = roster.check(&self.0, &calendar.0, from, to)?;
        Ok(RosterCheck { days, findings: findings(&found) })
    }
}
