//! A call, whether its record is complete, when it is fed back and how.

use chrono::{NaiveDate, NaiveDateTime};
use wangge::hotline::{self, Call};
use wangge::term::RecordField;
use wangge::{CallState, Channel, Decision, Publication, ServedParty};

use super::privacy::{PrivatePart, parts};
use crate::calendar::WorkCalendar;
use crate::decision::{Finding, Reason, findings, reasons};
use crate::due::DueAt;
use crate::error::WanggeError;
use crate::policy::Policy;

/// What somebody called about, or told on the way (来电、来访记录, M-5.2). Of the caller it says only whether an answer can
/// reach them.
#[uniffi::remote(Record)]
pub struct Call {
    /// Its id.
    pub id: String,
    /// When it came in, on the county's own clock.
    pub at: NaiveDateTime,
    /// How it came in (M-5.1).
    pub channel: Channel,
    /// Who took it, by an id: the 首问责任人 (M-5.3).
    #[uniffi(default = None)]
    pub taken_by: Option<String>,
    /// Whether the caller can be told; anonymous calls are taken like any other.
    pub served: ServedParty,
    /// Whether it is to be kept confidential (M-7.1.4).
    #[uniffi(default = false)]
    pub confidential: bool,
    /// Whether it is of general concern (M-5.5).
    #[uniffi(default = false)]
    pub general_concern: bool,
    /// What was said.
    #[uniffi(default = None)]
    pub content: Option<String>,
    /// What is wanted.
    #[uniffi(default = None)]
    pub need: Option<String>,
    /// Where it is.
    #[uniffi(default = None)]
    pub place: Option<String>,
    /// When it was answered on the spot.
    #[uniffi(default = None)]
    pub answered: Option<NaiveDateTime>,
    /// The case that it became.
    #[uniffi(default = None)]
    pub case: Option<String>,
    /// When the caller was told how it stands.
    #[uniffi(default = None)]
    pub fed_back: Option<NaiveDateTime>,
    /// The day its answer was put on the notice board.
    #[uniffi(default = None)]
    pub published: Option<NaiveDate>,
}

/// What the record of a call must hold (M-5.2).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct HotlineRecord {
    /// The fields.
    pub fields: Vec<RecordField>,
    /// The id of the clause.
    pub clause: String,
}

/// How the answer to a call is made known (反馈方式, M-5.5).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Published {
    /// How.
    pub way: Publication,
    /// What stands in the way of publishing the text: nothing may be published while there is any.
    pub private: Vec<PrivatePart>,
    /// The reasons, with their clauses.
    pub because: Vec<Reason>,
}

#[uniffi::export]
impl Policy {
    /// What the record of a call of a day must hold (M-5.2).
    ///
    /// Refuses with `Unspecified` for `hotline.record`.
    pub fn hotline_record(&self, day: NaiveDate) -> Result<HotlineRecord, WanggeError> {
        let rule = self.0.hotline_record(day)?;
        Ok(HotlineRecord { fields: rule.value.clone(), clause: rule.clause.to_string() })
    }

    /// Whether the record of a call is complete, and its times can be (M-5.2, M-7.1.4): the findings, none where all is
    /// well.
    ///
    /// Refuses with `Unspecified` for `hotline.record`.
    pub fn check_call(&self, call: &Call) -> Result<Vec<Finding>, WanggeError> {
        Ok(findings(&hotline::check(&self.0, call)?))
    }

    /// When the caller is to be told how it stands; none where there is no such duty: it was answered on the spot, or
    /// the caller cannot be reached.
    ///
    /// Refuses with `Unspecified` for `hotline.feedback`, and as `dueAt` does.
    pub fn feedback_due(&self, call: &Call, calendar: &WorkCalendar) -> Result<Option<DueAt>, WanggeError> {
        let due = hotline::feedback_due(&self.0, &calendar.0, call)?;
        Ok(due.map(|Decision { value, because }| DueAt::of(&value, &because)))
    }
}

/// How the answer to a call is made known (M-5.5): on the notice board where it is of general concern, once nothing of
/// a person stands in the text; else one by one. What is confidential is never published (M-7.1.4).
#[uniffi::export]
pub fn publication(call: &Call, text: &str) -> Published {
    let Decision { value, because } = hotline::publication(call, text);
    let hotline::Published { way, private } = value;
    Published { way, private: parts(text, private), because: reasons(&because) }
}

/// What became of a call (M-5.2).
#[uniffi::export]
pub fn call_state(call: &Call) -> CallState {
    call.state()
}
