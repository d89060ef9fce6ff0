//! A call, its record, and when it is fed back.

use pyo3::prelude::*;
use wangge::hotline::{self, Call};

use crate::calendar::PyWorkCalendar;
use crate::date::{Date, Moment};
use crate::due::PyDueAt;
use crate::error::PyError;
use crate::policy::PyPolicy;
use crate::record::{PyFindings, record};
use crate::term::{CallState, Channel, ServedParty};

record! {
    /// What somebody called about, or told on the way (来电、来访记录, M-5.2 to M-5.5). Of the caller it says only whether
    /// an answer can reach them. What is left out is not recorded, has not happened, or is not so.
    ///
    /// >>> from datetime import datetime
    /// >>> import wangge as wg
    /// >>> call = wg.Call("H-1", at=datetime(2026, 11, 23, 9), channel="hotline", served="known", content="停水")
    /// >>> call.state.zh, call.taken_by
    /// ('待处理', None)
    PyCall = "Call" {
        /// Its id.
        id: String,
        /// When it came in.
        at: Moment,
        /// How it came in (M-5.1).
        channel: Channel,
        /// Whether the caller can be told; anonymous calls are taken like any other.
        served: ServedParty,
        /// The 首问责任人: who took it, by an id of your own (M-5.3).
        taken_by: Option<String>,
        /// Whether it is to be kept confidential (M-7.1.4).
        confidential: bool,
        /// Whether it is of general concern (M-5.5).
        general_concern: bool,
        /// What was said.
        content: Option<String>,
        /// What is wanted.
        need: Option<String>,
        /// Where it is.
        place: Option<String>,
        /// When it was answered on the spot.
        answered: Option<Moment>,
        /// The case that it became.
        case: Option<String>,
        /// When the caller was told how it stands.
        fed_back: Option<Moment>,
        /// The day its answer was put on the notice board.
        published: Option<Date>,
    }
    signature (
        id, at, channel, served, taken_by = None, confidential = false, general_concern = false, content = None,
        need = None, place = None, answered = None, case = None, fed_back = None, published = None
    )
    new { #[expect(clippy::too_many_arguments, reason = "named ones of Python")] }
    methods {
        /// What became of it.
        #[getter]
        fn state(&self) -> CallState {
            CallState(self.core().state())
        }
    }
}

impl PyCall {
    pub(crate) fn core(&self) -> Call {
        Call {
            id: self.id.clone(),
            at: self.at.0,
            channel: self.channel.0,
            taken_by: self.taken_by.clone(),
            served: self.served.0,
            confidential: self.confidential,
            general_concern: self.general_concern,
            content: self.content.clone(),
            need: self.need.clone(),
            place: self.place.clone(),
            answered: self.answered.map(|at| at.0),
            case: self.case.clone(),
            fed_back: self.fed_back.map(|at| at.0),
            published: self.published.map(|day| day.0),
        }
    }

    fn shown(&self) -> String {
        let Self { id, at, channel, served, .. } = self;
        let state = self.core().state();
        format!("Call('{id}', {}, channel='{}', served='{}', state='{state}')", at.0, channel.0, served.0)
    }
}

/// Whether the record of a call is complete, and its times can be (M-5.2): the findings, none where all is well.
///
/// Raises UnspecifiedError where the policy states no `hotline.record`.
///
/// >>> from datetime import datetime
/// >>> import wangge as wg
/// >>> call = wg.Call("H-1", at=datetime(2026, 11, 23, 9), channel="hotline", served="known", content="停水")
/// >>> [(finding.clause, finding.zh) for finding in wg.check_call(wg.Policy.preset("combined"), call)]
/// [('M-5.2', '没有记录受理人')]
#[pyfunction]
pub(crate) fn check_call(
    policy: &Bound<'_, PyPolicy>,
    call: &Bound<'_, PyCall>,
) -> Result<PyFindings, PyError> {
    Ok(PyFindings::from_core(&hotline::check(&policy.get().0, &call.get().core())?))
}

/// When the caller is to be told how it stands; None where there is no such duty: it was answered on the spot, or the
/// caller cannot be reached.
///
/// Raises UnspecifiedError where the policy states no `hotline.feedback`; else as `Policy.due_at` does.
///
/// >>> from datetime import datetime
/// >>> import wangge as wg
/// >>> call = wg.Call("H-1", at=datetime(2026, 11, 23, 9), channel="hotline", served="anonymous")
/// >>> wg.feedback_due(wg.Policy.preset("combined"), wg.WorkCalendar.china(), call) is None
/// True
#[pyfunction]
pub(crate) fn feedback_due(
    policy: &Bound<'_, PyPolicy>,
    calendar: &Bound<'_, PyWorkCalendar>,
    call: &Bound<'_, PyCall>,
) -> Result<Option<PyDueAt>, PyError> {
    let (policy, calendar, call) = (&policy.get().0, &calendar.get().0, call.get());
    let due = hotline::feedback_due(policy, calendar, &call.core())?;
    Ok(due.map(|decision| PyDueAt::of_call(policy, calendar, call, decision)))
}
