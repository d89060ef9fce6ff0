//! Where a case stands (办件状态).

use crate::vocabulary::vocabulary;

vocabulary! {
    /// Where a case stands (办件状态, X-4.0).
    pub enum CaseState as "state" {
        /// Taken in, no file yet.
        Collected = "collected", "已采集", "collected";
        /// On file, given to nobody.
        Filed = "filed", "已建案", "filed";
        /// Given to somebody who has not taken it yet.
        Dispatched = "dispatched", "已派遣", "dispatched";
        /// In somebody's hands.
        Handling = "handling", "办理中", "being handled";
        /// Before the meeting.
        AtMeeting = "at_meeting", "会商中", "before the meeting";
        /// Fed back, not verified.
        FedBack = "fed_back", "已反馈", "fed back";
        /// Verified, not closed.
        Verified = "verified", "已核查", "verified";
        /// Closed.
        Closed = "closed", "已结案", "closed";
        /// Not taken on.
        Declined = "declined", "不予受理", "declined";
        /// Taken back by whoever brought it.
        Withdrawn = "withdrawn", "已撤回", "withdrawn";
        /// Gone into another case.
        Merged = "merged", "已并案", "merged";
    }
}

impl CaseState {
    /// Whether the case still has to be ended.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Closed | Self::Declined | Self::Withdrawn | Self::Merged)
    }
}
