//! The figures of the hotline over a period (热线统计, M-5.6), counted from its records.

use chrono::{NaiveDate, NaiveDateTime};

use super::call::{Call, check, feedback_due};
use super::roster::{Roster, clause};
use crate::calendar::WorkCalendar;
use crate::clause::ClauseId;
use crate::decision::Finding;
use crate::error::{Error, InputError};
use crate::policy::Policy;
use crate::term::{CallState, Channel, ServedParty};
use crate::vocabulary::Vocabulary as _;

/// The figures of a period (热线统计). Counts only: a rate is made where a sheet says what an empty denominator means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HotlineFigures {
    /// Calls that came in.
    pub calls: u32,
    /// The same by channel, in the order of [`Channel`].
    pub by_channel: [u32; 7],
    /// Answered on the spot.
    pub answered: u32,
    /// Became cases.
    pub cases: u32,
    /// Neither yet.
    pub open: u32,
    /// Records without a finding.
    pub complete: u32,
    /// Whose caller gave no way to be told.
    pub anonymous: u32,
    /// Whose caller was to be told how it stands by the moment asked about.
    pub feedback_due: u32,
    /// Of those, told in time.
    pub feedback_on_time: u32,
    /// Of those, told late.
    pub feedback_late: u32,
    /// Of those, not told yet.
    pub feedback_missing: u32,
    /// Answers put on the notice board.
    pub published: u32,
    /// Days of duty.
    pub duty_days: u32,
    /// Of those, days without anyone.
    pub unmanned_days: u32,
    /// What is wrong: with records, then with the roster.
    pub findings: Vec<Finding>,
    /// The clause of the duty.
    pub clause: ClauseId,
}

/// The figures of the calls that came in from one day to another, both included, as things stand at a moment.
///
/// # Errors
/// [`Unspecified`](crate::Unspecified) for `hotline.duty`, `hotline.record`, or `hotline.feedback` where a call has to be
/// fed back; [`InputError`] for an id that stands twice, with its row.
pub fn figures(
    policy: &Policy,
    calendar: &WorkCalendar,
    calls: &[Call],
    roster: &Roster,
    (from, to): (NaiveDate, NaiveDate),
    now: NaiveDateTime,
) -> Result<HotlineFigures, Error> {
    let (duty, roster_findings) = roster.check(policy, calendar, from, to)?;
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let mut found = HotlineFigures {
        calls: 0,
        by_channel: [0; 7],
        answered: 0,
        cases: 0,
        open: 0,
        complete: 0,
        anonymous: 0,
        feedback_due: 0,
        feedback_on_time: 0,
        feedback_late: 0,
        feedback_missing: 0,
        published: 0,
        duty_days: count(duty.len()),
        unmanned_days: count(duty.iter().filter(|day| day.staff.is_empty()).count()),
        findings: Vec::new(),
        clause: clause(policy, to)?,
    };
    let mut ids = std::collections::BTreeSet::new();
    for (row, call) in calls.iter().enumerate() {
        if !ids.insert(&call.id) {
            return Err(InputError::value("id", &call.id, "each id once").at(row).into());
        }
        if !(from <= call.at.date() && call.at.date() <= to) {
            continue;
        }
        found.calls += 1;
        if let Some(channel) = found.by_channel.get_mut(Channel::index(call.channel)) {
            *channel += 1;
        }
        match call.state() {
            CallState::Answered => found.answered += 1,
            CallState::Case => found.cases += 1,
            CallState::Open => found.open += 1,
        }
        found.anonymous += u32::from(call.served == ServedParty::Anonymous);
        found.published += u32::from(call.published.is_some());
        let findings = check(policy, call)?;
        found.complete += u32::from(findings.is_empty());
        found.findings.extend(findings);
        let Some(due) = feedback_due(policy, calendar, call)?.and_then(|due| due.value.at) else { continue };
        match call.fed_back {
            Some(told) if told < due => found.feedback_on_time += 1,
            Some(_) => found.feedback_late += 1,
            None if now >= due => found.feedback_missing += 1,
            // It may still be told in time: it does not count yet.
            None => continue,
        }
        found.feedback_due += 1;
    }
    found.findings.extend(roster_findings);
    Ok(found)
}
