//! The figures of the hotline over a period.

use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::type_hint_identifier;
use pyo3::types::PyDict;
use wangge::Vocabulary as _;
use wangge::hotline::{self, Call, HotlineFigures};

use super::call::PyCall;
use super::roster::{PyRoster, in_python};
use crate::calendar::PyWorkCalendar;
use crate::date::{Date, Moment};
use crate::error::{PyError, refused};
use crate::policy::PyPolicy;
use crate::record::{PyFindings, record};
use crate::term::Channel;

/// Counts by channel: a `dict` with every channel, in their order; a new one each time.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct ByChannel([u32; wangge::Channel::ALL.len()]);

impl<'py> IntoPyObject<'py> for ByChannel {
    type Target = PyDict;
    type Output = Bound<'py, PyDict>;
    type Error = PyErr;
    const OUTPUT_TYPE: PyStaticExpr = type_hint_identifier!("wangge._types", "ByChannel");

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        let counts = PyDict::new(py);
        for (channel, count) in wangge::Channel::ALL.iter().zip(self.0) {
            counts.set_item(Channel(*channel), count)?;
        }
        Ok(counts)
    }
}

impl<'py> IntoPyObject<'py> for &ByChannel {
    type Target = PyDict;
    type Output = Bound<'py, PyDict>;
    type Error = PyErr;
    const OUTPUT_TYPE: PyStaticExpr = ByChannel::OUTPUT_TYPE;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        (*self).into_pyobject(py)
    }
}

impl FromPyObject<'_, '_> for ByChannel {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr = ByChannel::OUTPUT_TYPE;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        let given = object.cast::<PyDict>()?;
        let mut counts = [None; wangge::Channel::ALL.len()];
        for (channel, count) in given.iter() {
            let Channel(channel) = channel.extract()?;
            if let Some(place) = counts.get_mut(channel.index()) {
                *place = Some(count.extract()?);
            }
        }
        let mut whole = [0; wangge::Channel::ALL.len()];
        for ((channel, count), place) in wangge::Channel::ALL.iter().zip(counts).zip(&mut whole) {
            let missing = || refused("by_channel", format!("no {channel}"), "a count for every channel");
            *place = count.ok_or_else(missing)?;
        }
        Ok(Self(whole))
    }
}

record! {
    /// The figures of a period (热线统计, M-5.6), counted from the records. Counts only: a rate is made where a sheet says
    /// what an empty denominator means.
    PyHotlineFigures = "HotlineFigures" {
        /// Calls that came in.
        calls: u32,
        /// The same by channel, every channel in its order.
        by_channel: ByChannel,
        /// Answered on the spot.
        answered: u32,
        /// Became cases.
        cases: u32,
        /// Neither yet.
        open: u32,
        /// Records without a finding.
        complete: u32,
        /// Whose caller gave no way to be told.
        anonymous: u32,
        /// Whose caller was to be told how it stands by the moment asked about.
        feedback_due: u32,
        /// Of those, told in time.
        feedback_on_time: u32,
        /// Of those, told late.
        feedback_late: u32,
        /// Of those, not told yet.
        feedback_missing: u32,
        /// Answers put on the notice board.
        published: u32,
        /// Days of duty.
        duty_days: u32,
        /// Of those, days without anyone.
        unmanned_days: u32,
        /// What is wrong: with records, then with the roster.
        findings: PyFindings,
        /// The id of the clause of the duty.
        clause: String,
    }
    new { #[expect(clippy::too_many_arguments, reason = "named ones of Python")] }
}

impl PyHotlineFigures {
    fn from_core(found: &HotlineFigures) -> Self {
        Self {
            calls: found.calls,
            by_channel: ByChannel(found.by_channel),
            answered: found.answered,
            cases: found.cases,
            open: found.open,
            complete: found.complete,
            anonymous: found.anonymous,
            feedback_due: found.feedback_due,
            feedback_on_time: found.feedback_on_time,
            feedback_late: found.feedback_late,
            feedback_missing: found.feedback_missing,
            published: found.published,
            duty_days: found.duty_days,
            unmanned_days: found.unmanned_days,
            findings: PyFindings::from_core(&found.findings),
            clause: found.clause.to_string(),
        }
    }

    fn shown(&self) -> String {
        let Self { calls, answered, cases, open, duty_days, unmanned_days, findings, .. } = self;
        format!(
            "HotlineFigures({calls} calls: {answered} answered, {cases} cases, {open} open; {duty_days} days of duty, \
             {unmanned_days} without anyone; {} findings)",
            findings.items.0.len()
        )
    }
}

/// The figures of the calls that came in from one day to another, both included, as things stand at a moment.
///
/// Raises UnspecifiedError where the policy states no `hotline.duty`, no `hotline.record`, or no `hotline.feedback` and
/// a call has to be fed back; InputError for an id that stands twice, with its `row`, or an end before the start;
/// CalendarError where days are not known.
///
/// >>> from datetime import date, datetime
/// >>> import wangge as wg
/// >>> policy, calendar = wg.Policy.preset("combined"), wg.WorkCalendar.china()
/// >>> days = date(2026, 11, 1), date(2026, 11, 30)
/// >>> roster = wg.Roster.round(policy, calendar, ["p-1", "p-2"], [], *days)
/// >>> call = wg.Call("H-1", at=datetime(2026, 11, 23, 9), channel="hotline", served="known", taken_by="p-1",
/// ...                content="停水", need="送水", place="东村", answered=datetime(2026, 11, 23, 9, 5))
/// >>> figures = wg.hotline_figures(policy, calendar, [call], roster, *days, now=datetime(2026, 12, 1))
/// >>> figures.answered, figures.complete, figures.by_channel["hotline"], figures.unmanned_days
/// (1, 1, 1, 0)
#[pyfunction]
#[expect(clippy::needless_pass_by_value, reason = "arguments of Python")]
pub(crate) fn hotline_figures(
    policy: &Bound<'_, PyPolicy>,
    calendar: &Bound<'_, PyWorkCalendar>,
    calls: Vec<PyCall>,
    roster: &Bound<'_, PyRoster>,
    start: Date,
    end: Date,
    now: Moment,
) -> Result<PyHotlineFigures, PyError> {
    let (policy, calendar) = (&policy.get().0, &calendar.get().0);
    let calls: Vec<Call> = calls.iter().map(PyCall::core).collect();
    let roster = roster.get().core();
    let found = hotline::figures(policy, calendar, &calls, &roster, (start.0, end.0), now.0);
    Ok(PyHotlineFigures::from_core(&found.map_err(in_python)?))
}
