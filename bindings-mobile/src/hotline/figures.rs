//! The figures of the hotline over a period.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};
use wangge::hotline::{self, Call, Roster};
use wangge::{Channel, Vocabulary as _};

use crate::calendar::WorkCalendar;
use crate::decision::{Finding, findings};
use crate::error::WanggeError;
use crate::number::signed;
use crate::policy::Policy;

/// The figures of the hotline over a period (热线统计, M-5.6). Counts only: a rate is made where a sheet says what an empty
/// denominator means.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct HotlineFigures {
    /// Calls that came in.
    pub calls: i32,
    /// The same by channel: every channel, 0 where none came in by it.
    pub by_channel: HashMap<Channel, i32>,
    /// Answered on the spot.
    pub answered: i32,
    /// Became cases.
    pub cases: i32,
    /// Neither yet.
    pub open: i32,
    /// Records without a finding.
    pub complete: i32,
    /// Whose caller gave no way to be told.
    pub anonymous: i32,
    /// Whose caller was to be told how it stands by the moment asked about.
    pub feedback_due: i32,
    /// Of those, told in time.
    pub feedback_on_time: i32,
    /// Of those, told late.
    pub feedback_late: i32,
    /// Of those, not told yet.
    pub feedback_missing: i32,
    /// Answers put on the notice board.
    pub published: i32,
    /// Days of duty.
    pub duty_days: i32,
    /// Of those, days without anyone.
    pub unmanned_days: i32,
    /// What is wrong: with records, then with the roster.
    pub findings: Vec<Finding>,
    /// The id of the clause of the duty.
    pub clause: String,
}

impl From<hotline::HotlineFigures> for HotlineFigures {
    fn from(figures: hotline::HotlineFigures) -> Self {
        let hotline::HotlineFigures {
            calls,
            by_channel,
            answered,
            cases,
            open,
            complete,
            anonymous,
            feedback_due,
            feedback_on_time,
            feedback_late,
            feedback_missing,
            published,
            duty_days,
            unmanned_days,
            findings: found,
            clause,
        } = figures;
        Self {
            calls: signed(calls),
            by_channel: Channel::ALL.iter().copied().zip(by_channel.map(signed)).collect(),
            answered: signed(answered),
            cases: signed(cases),
            open: signed(open),
            complete: signed(complete),
            anonymous: signed(anonymous),
            feedback_due: signed(feedback_due),
            feedback_on_time: signed(feedback_on_time),
            feedback_late: signed(feedback_late),
            feedback_missing: signed(feedback_missing),
            published: signed(published),
            duty_days: signed(duty_days),
            unmanned_days: signed(unmanned_days),
            findings: findings(&found),
            clause: clause.to_string(),
        }
    }
}

#[uniffi::export]
impl Policy {
    /// The figures of the calls that came in from one day to another, both included, as things stand at `now` (M-5.6).
    ///
    /// Refuses with `Unspecified` for `hotline.duty`, `hotline.record`, or `hotline.feedback` where a call has to be fed
    /// back, with `Input` for an id that stands twice, naming its row, or a span that goes backwards, and as `dueAt` does.
    pub fn hotline_figures(
        &self,
        calls: &[Call],
        roster: &Roster,
        from: NaiveDate,
        to: NaiveDate,
        now: NaiveDateTime,
        calendar: &WorkCalendar,
    ) -> Result<HotlineFigures, WanggeError> {
        Ok(hotline::figures(&self.0, &calendar.0, calls, roster, (from, to), now)?.into())
    }
}
