//! The words of meetings and of 四议两公开 (会议用语).

use crate::vocabulary::vocabulary;

vocabulary! {
    /// Which meeting it is (会议).
    pub enum MeetingKind as "meeting" {
        /// M-4.1: every half month, and on call.
        Analysis = "analysis", "民情分析会", "the meeting on the people's matters";
        /// X-4.1b: at the end of the month.
        Leaders = "leaders", "网格长例会", "the month-end meeting of grid leaders";
    }
}

vocabulary! {
    /// How somebody attended (到会情况, M-4.5).
    pub enum Presence as "presence" {
        /// From the beginning to the end.
        Present = "present", "到会", "present";
        /// Came after the beginning, whenever they left.
        Late = "late", "迟到", "late";
        /// Came in time, and left before the end.
        LeftEarly = "left_early", "早退", "left early";
        /// Not there; leave was asked for and granted beforehand.
        Excused = "excused", "请假", "excused";
        /// Not there, without such leave.
        Absent = "absent", "缺席", "absent";
    }
}

vocabulary! {
    /// What a meeting decides of an item (议定方式, M-4.3, M-4.4).
    pub enum ItemOutcome as "outcome of an item" {
        /// It is settled here: somebody does it by a day (M-4.3).
        Settle = "settle", "本级解决", "settled here";
        /// The community cannot settle it: it goes up (M-4.4).
        ReferUp = "refer_up", "向上级反映", "referred upwards";
    }
}

vocabulary! {
    /// Who reads the minutes (纪要用途, M-4.5).
    pub enum MinutesView as "view of the minutes" {
        /// Whoever was there: all of it.
        Full = "full", "内部", "internal";
        /// Everybody: nothing that is confidential, and no names.
        Public = "public", "公开", "public";
    }
}

vocabulary! {
    /// The steps of 四议两公开 (X-4.4b), in their order.
    pub enum DeliberationStep as "step of deliberation" {
        /// The Party branch proposes.
        Proposal = "proposal", "党支部提议", "proposal by the Party branch";
        /// Both committees consult.
        Consultation = "consultation", "村“两委”商议", "consultation by both committees";
        /// The Party members deliberate.
        Deliberation = "deliberation", "党员大会审议", "deliberation by the Party members";
        /// The villagers, or their representatives, decide.
        Decision = "decision", "村民会议或村民代表会议决议", "decision by the villagers' assembly";
        /// The decision is made public.
        PublishDecision = "publish_decision", "决议公开", "publication of the decision";
        /// The outcome is made public.
        PublishOutcome = "publish_outcome", "实施结果公开", "publication of the outcome";
    }
}

impl DeliberationStep {
    /// Whether it makes something public; else people meet and vote.
    pub const fn is_publication(self) -> bool {
        matches!(self, Self::PublishDecision | Self::PublishOutcome)
    }
}

vocabulary! {
    /// Of whom a majority is counted (表决基数, E-12).
    pub enum MajorityOf as "base of a majority" {
        /// Of everybody who is eligible.
        Eligible = "eligible", "应到人数", "those eligible";
        /// Of those present.
        Present = "present", "到会人数", "those present";
    }
}
