//! The words of discipline at work (工作纪律用语).

use crate::clause::ClauseId;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What officials must not do, the 六不准 (M-7.1.1 to M-7.1.6), and what they must not let happen, the 六不让 (M-7.2.1 to M-7.2.6).
    pub enum Conduct as "conduct" {
        /// M-7.1.1.
        Falsification = "falsification", "弄虚作假", "falsification";
        /// M-7.1.2.
        Gifts = "gifts", "接受馈赠和宴请", "gifts and banquets";
        /// M-7.1.3.
        BuckPassing = "buck_passing", "推诿扯皮", "buck-passing";
        /// M-7.1.4.
        PrivacyLeak = "privacy_leak", "泄露隐私", "leaking privacy";
        /// M-7.1.5.
        Lawbreaking = "lawbreaking", "参与违法乱纪", "taking part in breaking the law";
        /// M-7.1.6.
        HarmfulTalk = "harmful_talk", "发表不利于工作的言论", "harmful talk";
        /// M-7.2.1.
        Delay = "delay", "工作延误", "delay";
        /// M-7.2.2.
        BrokenFeedback = "broken_feedback", "反馈中断", "broken feedback";
        /// M-7.2.3.
        Backlog = "backlog", "事情积压", "backlog";
        /// M-7.2.4.
        HarmToWhole = "harm_to_whole", "影响全局", "harm to the whole";
        /// M-7.2.5.
        Errors = "errors", "出现差错", "errors";
        /// M-7.2.6.
        Stranded = "stranded", "事情搁浅", "stranded matters";
    }
}

impl Conduct {
    /// The clause of the documents that forbids it.
    ///
    /// ```
    /// assert_eq!(wangge::Conduct::Stranded.clause().as_str(), "M-7.2.6");
    /// ```
    pub const fn clause(self) -> ClauseId {
        ClauseId::fixed(match self {
            Self::Falsification => "M-7.1.1",
            Self::Gifts => "M-7.1.2",
            Self::BuckPassing => "M-7.1.3",
            Self::PrivacyLeak => "M-7.1.4",
            Self::Lawbreaking => "M-7.1.5",
            Self::HarmfulTalk => "M-7.1.6",
            Self::Delay => "M-7.2.1",
            Self::BrokenFeedback => "M-7.2.2",
            Self::Backlog => "M-7.2.3",
            Self::HarmToWhole => "M-7.2.4",
            Self::Errors => "M-7.2.5",
            Self::Stranded => "M-7.2.6",
        })
    }

    /// Whether it can be read off the events of cases: buck-passing, delay, broken feedback, backlog, stranded matters.
    pub const fn is_derived(self) -> bool {
        matches!(
            self,
            Self::BuckPassing | Self::Delay | Self::BrokenFeedback | Self::Backlog | Self::Stranded
        )
    }
}

vocabulary! {
    /// Where a finding of conduct comes from (线索来源).
    pub enum ConductSource as "source of a finding" {
        /// Somebody complained.
        Complaint = "complaint", "投诉", "complaint";
        /// A check found it.
        Check = "check", "检查", "check";
        /// The events of cases show it.
        Cases = "cases", "办件推定", "derived from cases";
    }
}

vocabulary! {
    /// Where a finding of conduct stands (认定状态).
    pub enum ConductState as "state of a finding" {
        /// It was raised.
        Raised = "raised", "已提出", "raised";
        /// Whoever it concerns has answered.
        Answered = "answered", "已申辩", "answered";
        /// It counts.
        Upheld = "upheld", "认定成立", "upheld";
        /// It does not count.
        Dismissed = "dismissed", "不予认定", "dismissed";
    }
}

vocabulary! {
    /// What is done to a finding of conduct (认定步骤).
    pub enum ConductStep as "step of a finding" {
        /// It is raised.
        Raise = "raise", "提出", "raise";
        /// Whoever it concerns answers it.
        Answer = "answer", "申辩", "answer";
        /// It is upheld.
        Uphold = "uphold", "认定", "uphold";
        /// It is dismissed.
        Dismiss = "dismiss", "不予认定", "dismiss";
    }
}
