//! The thirteen systems (十三项制度).

use crate::clause::ClauseId;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// The thirteen systems that a township sets up (制度, X-4.0b.1 to X-4.0b.13), in their order.
    pub enum System as "system" {
        /// X-4.0b.1.
        WorkMeeting = "work_meeting", "工作例会制度", "regular working meetings";
        /// X-4.0b.2.
        HouseholdVisits = "household_visits", "下村入户走访制度", "visits to villages and households";
        /// X-4.0b.3.
        InformationReporting = "information_reporting", "信息排查报送制度", "screening and reporting of information";
        /// X-4.0b.4.
        HandlingFeedback = "handling_feedback", "处理反馈制度", "handling and feedback";
        /// X-4.0b.5.
        MemberContact = "member_contact", "成员联系制度", "contact among members";
        /// X-4.0b.6.
        WorkDiscipline = "work_discipline", "工作纪律制度", "discipline at work";
        /// X-4.0b.7.
        CallRegister = "call_register", "来电来访登记管理制度", "register of calls and callers";
        /// X-4.0b.8.
        LeadersMeeting = "leaders_meeting", "网格长例会制度", "meetings of grid leaders";
        /// X-4.0b.9.
        ResponsibilitySigning = "responsibility_signing", "网格长责任签约制", "signed responsibility of leaders";
        /// X-4.0b.10.
        LeaderAssessment = "leader_assessment", "网格长考评激励制度", "assessment and encouragement of leaders";
        /// X-4.0b.11.
        Diary = "diary", "民情日记", "the diary of the people's matters";
        /// X-4.0b.12.
        ServiceCard = "service_card", "服务联系卡片制度", "the service card";
        /// X-4.0b.13.
        HouseholdLedger = "household_ledger", "住户信息台账制度", "the ledger of households";
    }
}

impl System {
    /// The clause that asks for it.
    ///
    /// ```
    /// assert_eq!(wangge::System::Diary.clause().as_str(), "X-4.0b.11");
    /// ```
    pub const fn clause(self) -> ClauseId {
        ClauseId::fixed(match self {
            Self::WorkMeeting => "X-4.0b.1",
            Self::HouseholdVisits => "X-4.0b.2",
            Self::InformationReporting => "X-4.0b.3",
            Self::HandlingFeedback => "X-4.0b.4",
            Self::MemberContact => "X-4.0b.5",
            Self::WorkDiscipline => "X-4.0b.6",
            Self::CallRegister => "X-4.0b.7",
            Self::LeadersMeeting => "X-4.0b.8",
            Self::ResponsibilitySigning => "X-4.0b.9",
            Self::LeaderAssessment => "X-4.0b.10",
            Self::Diary => "X-4.0b.11",
            Self::ServiceCard => "X-4.0b.12",
            Self::HouseholdLedger => "X-4.0b.13",
        })
    }
}
