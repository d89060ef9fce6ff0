//! The steps of a case with what each says (办件步骤).

use chrono::{NaiveDate, NaiveDateTime};
use wangge::case::step as said;
use wangge::case::{self, Step};
use wangge::policy;
use wangge::{
    Channel, Complexity, Handler, Outcome, Scope, ServedParty, Settlement, SupervisionLevel, Topic, Work,
};

use crate::error::WanggeError;
use crate::number::{signed, unsigned};
use crate::term::TermUnit;

/// What is known of a matter (办件事实): what decides its route and its limit.
#[uniffi::remote(Record)]
pub struct CaseFacts {
    /// How far it reaches (E-13).
    pub scope: Scope,
    /// Whether it is major (E-4).
    pub major: bool,
    /// Whether it is sudden (E-4).
    pub sudden: bool,
    /// The type of work, where it is known (M-1.2 to M-1.5).
    #[uniffi(default = None)]
    pub work: Option<Work>,
    /// The complexity; where it is not given, that of the level (E-1).
    #[uniffi(default = None)]
    pub complexity: Option<Complexity>,
}

pub use case::CaseFacts;

/// A length of time in its own unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct TermOfTime {
    /// How many, 1 to 10000.
    pub count: i32,
    /// Of what.
    pub unit: TermUnit,
}

impl From<policy::TermOfTime> for TermOfTime {
    fn from(policy::TermOfTime { count, unit }: policy::TermOfTime) -> Self {
        Self { count: signed(count), unit }
    }
}

impl TryFrom<TermOfTime> for policy::TermOfTime {
    type Error = WanggeError;

    fn try_from(TermOfTime { count, unit }: TermOfTime) -> Result<Self, WanggeError> {
        Ok(Self { count: unsigned("by", count)?, unit })
    }
}

/// A step of a case with what it says (办件步骤). Names (`to`, `into`, `grid`) have 1 to 200 bytes, texts 1 to 20000.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum CaseStep {
    /// 信息采集: the matter is taken in (M-5.1, M-5.2, X-4.0).
    Collect {
        /// How it came in.
        channel: Channel,
        /// Whether there is somebody to be told of the result.
        served: ServedParty,
        /// What is known of it.
        facts: CaseFacts,
        /// When it was received, where that was before it was entered.
        #[uniffi(default = None)]
        received: Option<NaiveDateTime>,
        /// The grid it lies in.
        #[uniffi(default = None)]
        grid: Option<String>,
        /// What it is about.
        #[uniffi(default = None)]
        text: Option<String>,
    },
    /// 案卷建立: a file is made of it.
    File {
        /// What is to be remembered.
        #[uniffi(default = None)]
        note: Option<String>,
    },
    /// 不予受理: it is not taken on.
    Decline {
        /// Why.
        ground: String,
        /// What is to be remembered.
        #[uniffi(default = None)]
        note: Option<String>,
    },
    /// 现场办结: accepted, registered and settled on the spot (M-1.2, M-6.2).
    SettleOnSpot {
        /// How.
        settlement: Settlement,
        /// Whether the person served was told on the spot.
        told: bool,
        /// What was done.
        #[uniffi(default = None)]
        note: Option<String>,
    },
    /// 任务派遣: it is given to somebody.
    Dispatch {
        /// To whom: a person or a unit of the embedder's.
        to: String,
        /// What is to be remembered.
        #[uniffi(default = None)]
        note: Option<String>,
    },
    /// 接收: the first to accept is the 第一责任人 (M-5.4).
    Accept {
        /// What is to be remembered.
        #[uniffi(default = None)]
        note: Option<String>,
    },
    /// 退回: it is given back.
    Return {
        /// Why, and who should have it.
        opinion: String,
    },
    /// 转办: it is passed to somebody else, who has yet to accept it.
    Transfer {
        /// To whom.
        to: String,
        /// What is to be remembered.
        #[uniffi(default = None)]
        note: Option<String>,
    },
    /// 上报: it is reported upwards (M-4.4, M-6.4, M-6.5, X-4.1c).
    ReportUp {
        /// To whom.
        to: Handler,
        /// Whether it is handed over with it: whoever it is reported to has yet to accept it.
        hand_over: bool,
        /// What is to be remembered.
        #[uniffi(default = None)]
        note: Option<String>,
    },
    /// 提交民情分析会: it is put to the meeting (M-1.3, M-4.3).
    PutToMeeting {
        /// Why it is a topic.
        topic: Topic,
        /// The day of the meeting.
        #[uniffi(default = None)]
        meeting: Option<NaiveDate>,
        /// What is to be remembered.
        #[uniffi(default = None)]
        note: Option<String>,
    },
    /// 民情分析会议定: it comes back from the meeting (M-4.3, M-4.4).
    TakeFromMeeting {
        /// Whether the community cannot settle it, so that it goes up (M-4.4).
        beyond: bool,
        /// What the meeting holds.
        opinion: String,
    },
    /// 处理反馈: what was done is fed back.
    Feedback {
        /// What was done.
        outcome: Outcome,
        /// How.
        #[uniffi(default = None)]
        note: Option<String>,
    },
    /// 核查: what was fed back is verified.
    Verify {
        /// Whether it passed; else it is handled again.
        passed: bool,
        /// What was found.
        #[uniffi(default = None)]
        note: Option<String>,
    },
    /// 告知服务对象: the person served is told of the result (M-6.2 to M-6.4).
    Tell {
        /// How.
        #[uniffi(default = None)]
        note: Option<String>,
    },
    /// 结案: it is closed.
    Close {
        /// How it ended.
        settlement: Settlement,
        /// What is to be remembered.
        #[uniffi(default = None)]
        note: Option<String>,
    },
    /// 并案: it is another case once more.
    Merge {
        /// The case it goes into.
        into: String,
        /// What is to be remembered.
        #[uniffi(default = None)]
        note: Option<String>,
    },
    /// 撤回: whoever brought it takes it back.
    Withdraw {
        /// Why.
        #[uniffi(default = None)]
        note: Option<String>,
    },
    /// 重新办理: it is opened again.
    Reopen {
        /// Why.
        ground: String,
    },
    /// 跟踪回访: what was eased is looked at again (X-4.2c).
    FollowUp {
        /// Whether it is settled by now, so that it need not be looked at again.
        resolved: bool,
        /// What was found.
        #[uniffi(default = None)]
        note: Option<String>,
    },
    /// 申诉: its being late is appealed against.
    Appeal {
        /// Why.
        ground: String,
        /// What is to be remembered.
        #[uniffi(default = None)]
        note: Option<String>,
    },
    /// 申诉裁定: the appeal is decided. The fact stays; a granted one keeps it out of the assessment.
    DecideAppeal {
        /// Whether it is granted.
        granted: bool,
        /// Why.
        #[uniffi(default = None)]
        note: Option<String>,
    },
    /// 挂账: its clock is stopped.
    Pause {
        /// Why.
        ground: String,
        /// What is to be remembered.
        #[uniffi(default = None)]
        note: Option<String>,
    },
    /// 恢复办理: its clock runs again.
    Resume {
        /// What is to be remembered.
        #[uniffi(default = None)]
        note: Option<String>,
    },
    /// 申请延期: more time is asked for.
    AskExtension {
        /// How much, in the unit of the limit.
        by: TermOfTime,
        /// Why.
        ground: String,
        /// What is to be remembered.
        #[uniffi(default = None)]
        note: Option<String>,
    },
    /// 延期审批: the extension is granted or refused.
    DecideExtension {
        /// Whether it is granted.
        granted: bool,
        /// How much, where less than was asked for.
        #[uniffi(default = None)]
        by: Option<TermOfTime>,
        /// Why.
        #[uniffi(default = None)]
        note: Option<String>,
    },
    /// 督办: it is put under supervision, or under a higher level of it (X-4.3a).
    Supervise {
        /// The level.
        level: SupervisionLevel,
        /// Why.
        #[uniffi(default = None)]
        note: Option<String>,
    },
    /// 解除督办: supervision ends.
    Lift {
        /// Why.
        #[uniffi(default = None)]
        note: Option<String>,
    },
    /// 重新定性: its facts are corrected; the limit follows, the receipt does not.
    Reclassify {
        /// What is known now.
        facts: CaseFacts,
        /// Why.
        ground: String,
    },
    /// 备注: something is written down.
    Note {
        /// What.
        text: String,
    },
}

impl From<Step> for CaseStep {
    fn from(step: Step) -> Self {
        match step {
            Step::Collect(said::Collect { channel, served, facts, received, grid, text }) => {
                Self::Collect { channel, served, facts, received, grid, text }
            }
            Step::File(said::File { note }) => Self::File { note },
            Step::Decline(said::Decline { ground, note }) => Self::Decline { ground, note },
            Step::SettleOnSpot(said::SettleOnSpot { settlement, told, note }) => {
                Self::SettleOnSpot { settlement, told, note }
            }
            Step::Dispatch(said::Dispatch { to, note }) => Self::Dispatch { to, note },
            Step::Accept(said::Accept { note }) => Self::Accept { note },
            Step::Return(said::Return { opinion }) => Self::Return { opinion },
            Step::Transfer(said::Transfer { to, note }) => Self::Transfer { to, note },
            Step::ReportUp(said::ReportUp { to, hand_over, note }) => Self::ReportUp { to, hand_over, note },
            Step::PutToMeeting(said::PutToMeeting { topic, meeting, note }) => {
                Self::PutToMeeting { topic, meeting, note }
            }
            Step::TakeFromMeeting(said::TakeFromMeeting { beyond, opinion }) => {
                Self::TakeFromMeeting { beyond, opinion }
            }
            Step::Feedback(said::Feedback { outcome, note }) => Self::Feedback { outcome, note },
            Step::Verify(said::Verify { passed, note }) => Self::Verify { passed, note },
            Step::Tell(said::Tell { note }) => Self::Tell { note },
            Step::Close(said::Close { settlement, note }) => Self::Close { settlement, note },
            Step::Merge(said::Merge { into, note }) => Self::Merge { into, note },
            Step::Withdraw(said::Withdraw { note }) => Self::Withdraw { note },
            Step::Reopen(said::Reopen { ground }) => Self::Reopen { ground },
            Step::FollowUp(said::FollowUp { resolved, note }) => Self::FollowUp { resolved, note },
            Step::Appeal(said::Appeal { ground, note }) => Self::Appeal { ground, note },
            Step::DecideAppeal(said::DecideAppeal { granted, note }) => Self::DecideAppeal { granted, note },
            Step::Pause(said::Pause { ground, note }) => Self::Pause { ground, note },
            Step::Resume(said::Resume { note }) => Self::Resume { note },
            Step::AskExtension(said::AskExtension { by, ground, note }) => {
                Self::AskExtension { by: by.into(), ground, note }
            }
            Step::DecideExtension(said::DecideExtension { granted, by, note }) => {
                Self::DecideExtension { granted, by: by.map(TermOfTime::from), note }
            }
            Step::Supervise(said::Supervise { level, note }) => Self::Supervise { level, note },
            Step::Lift(said::Lift { note }) => Self::Lift { note },
            Step::Reclassify(said::Reclassify { facts, ground }) => Self::Reclassify { facts, ground },
            Step::Note(said::Note { text }) => Self::Note { text },
        }
    }
}

impl TryFrom<CaseStep> for Step {
    type Error = WanggeError;

    fn try_from(step: CaseStep) -> Result<Self, WanggeError> {
        Ok(match step {
            CaseStep::Collect { channel, served, facts, received, grid, text } => {
                said::Collect { channel, served, facts, received, grid, text }.into()
            }
            CaseStep::File { note } => said::File { note }.into(),
            CaseStep::Decline { ground, note } => said::Decline { ground, note }.into(),
            CaseStep::SettleOnSpot { settlement, told, note } => {
                said::SettleOnSpot { settlement, told, note }.into()
            }
            CaseStep::Dispatch { to, note } => said::Dispatch { to, note }.into(),
            CaseStep::Accept { note } => said::Accept { note }.into(),
            CaseStep::Return { opinion } => said::Return { opinion }.into(),
            CaseStep::Transfer { to, note } => said::Transfer { to, note }.into(),
            CaseStep::ReportUp { to, hand_over, note } => said::ReportUp { to, hand_over, note }.into(),
            CaseStep::PutToMeeting { topic, meeting, note } => {
                said::PutToMeeting { topic, meeting, note }.into()
            }
            CaseStep::TakeFromMeeting { beyond, opinion } => said::TakeFromMeeting { beyond, opinion }.into(),
            CaseStep::Feedback { outcome, note } => said::Feedback { outcome, note }.into(),
            CaseStep::Verify { passed, note } => said::Verify { passed, note }.into(),
            CaseStep::Tell { note } => said::Tell { note }.into(),
            CaseStep::Close { settlement, note } => said::Close { settlement, note }.into(),
            CaseStep::Merge { into, note } => said::Merge { into, note }.into(),
            CaseStep::Withdraw { note } => said::Withdraw { note }.into(),
            CaseStep::Reopen { ground } => said::Reopen { ground }.into(),
            CaseStep::FollowUp { resolved, note } => said::FollowUp { resolved, note }.into(),
            CaseStep::Appeal { ground, note } => said::Appeal { ground, note }.into(),
            CaseStep::DecideAppeal { granted, note } => said::DecideAppeal { granted, note }.into(),
            CaseStep::Pause { ground, note } => said::Pause { ground, note }.into(),
            CaseStep::Resume { note } => said::Resume { note }.into(),
            CaseStep::AskExtension { by, ground, note } => {
                said::AskExtension { by: by.try_into()?, ground, note }.into()
            }
            CaseStep::DecideExtension { granted, by, note } => {
                said::DecideExtension { granted, by: by.map(policy::TermOfTime::try_from).transpose()?, note }
                    .into()
            }
            CaseStep::Supervise { level, note } => said::Supervise { level, note }.into(),
            CaseStep::Lift { note } => said::Lift { note }.into(),
            CaseStep::Reclassify { facts, ground } => said::Reclassify { facts, ground }.into(),
            CaseStep::Note { text } => said::Note { text }.into(),
        })
    }
}
