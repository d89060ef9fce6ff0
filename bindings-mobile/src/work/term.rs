//! The vocabulary of meetings, conduct, the roll-out and the thirteen systems: mirrors of the core's enums. Their words are
//! with the others, in `term.rs`.

use wangge::{
    Conduct, ConductSource, ConductState, ConductStep, DeliberationStep, ItemOutcome, MeetingKind,
    MinutesView, Presence, RolloutPhase, RolloutTask, TaskState,
};

use crate::term::TermSystem;

/// What officials must not do, the 六不准 (M-7.1.1 to M-7.1.6), and what they must not let happen, the 六不让 (M-7.2.1 to M-7.2.6).
#[uniffi::remote(Enum)]
pub enum Conduct {
    /// 弄虚作假: M-7.1.1.
    Falsification,
    /// 接受馈赠和宴请: M-7.1.2.
    Gifts,
    /// 推诿扯皮: M-7.1.3.
    BuckPassing,
    /// 泄露隐私: M-7.1.4.
    PrivacyLeak,
    /// 参与违法乱纪: M-7.1.5.
    Lawbreaking,
    /// 发表不利于工作的言论: M-7.1.6.
    HarmfulTalk,
    /// 工作延误: M-7.2.1.
    Delay,
    /// 反馈中断: M-7.2.2.
    BrokenFeedback,
    /// 事情积压: M-7.2.3.
    Backlog,
    /// 影响全局: M-7.2.4.
    HarmToWhole,
    /// 出现差错: M-7.2.5.
    Errors,
    /// 事情搁浅: M-7.2.6.
    Stranded,
}

/// Where a finding of conduct comes from (线索来源).
#[uniffi::remote(Enum)]
pub enum ConductSource {
    /// 投诉: Somebody complained.
    Complaint,
    /// 检查: A check found it.
    Check,
    /// 办件推定: The events of cases show it.
    Cases,
}

/// Where a finding of conduct stands (认定状态).
#[uniffi::remote(Enum)]
pub enum ConductState {
    /// 已提出: It was raised.
    Raised,
    /// 已申辩: Whoever it concerns has answered.
    Answered,
    /// 认定成立: It counts.
    Upheld,
    /// 不予认定: It does not count.
    Dismissed,
}

/// What is done to a finding of conduct (认定步骤).
#[uniffi::remote(Enum)]
pub enum ConductStep {
    /// 提出: It is raised.
    Raise,
    /// 申辩: Whoever it concerns answers it.
    Answer,
    /// 认定: It is upheld.
    Uphold,
    /// 不予认定: It is dismissed.
    Dismiss,
}

/// Which meeting it is (会议).
#[uniffi::remote(Enum)]
pub enum MeetingKind {
    /// 民情分析会: M-4.1: every half month, and on call.
    Analysis,
    /// 网格长例会: X-4.1b: at the end of the month.
    Leaders,
}

/// How somebody attended (到会情况, M-4.5).
#[uniffi::remote(Enum)]
pub enum Presence {
    /// 到会: From the beginning to the end.
    Present,
    /// 迟到: Came after the beginning, whenever they left.
    Late,
    /// 早退: Came in time, and left before the end.
    LeftEarly,
    /// 请假: Not there; leave was asked for and granted beforehand.
    Excused,
    /// 缺席: Not there, without such leave.
    Absent,
}

/// What a meeting decides of an item (议定方式, M-4.3, M-4.4).
#[uniffi::remote(Enum)]
pub enum ItemOutcome {
    /// 本级解决: It is settled here: somebody does it by a day (M-4.3).
    Settle,
    /// 向上级反映: The community cannot settle it: it goes up (M-4.4).
    ReferUp,
}

/// Who reads the minutes (纪要用途, M-4.5).
#[uniffi::remote(Enum)]
pub enum MinutesView {
    /// 内部: Whoever was there: all of it.
    Full,
    /// 公开: Everybody: nothing that is confidential, and no names.
    Public,
}

/// The steps of 四议两公开 (X-4.4b), in their order.
#[uniffi::remote(Enum)]
pub enum DeliberationStep {
    /// 党支部提议: The Party branch proposes.
    Proposal,
    /// 村“两委”商议: Both committees consult.
    Consultation,
    /// 党员大会审议: The Party members deliberate.
    Deliberation,
    /// 村民会议或村民代表会议决议: The villagers, or their representatives, decide.
    Decision,
    /// 决议公开: The decision is made public.
    PublishDecision,
    /// 实施结果公开: The outcome is made public.
    PublishOutcome,
}

/// A phase of the roll-out (阶段, X-7.1 to ).
#[uniffi::remote(Enum)]
pub enum RolloutPhase {
    /// 宣传发动、制定方案.
    Preparation,
    /// 网格划分、组建团队.
    Division,
    /// 总结提高.
    Trial,
    /// 巩固成果、正常运行.
    Running,
}

/// A task of the roll-out (任务, X-7.1 to ).
#[uniffi::remote(Enum)]
pub enum RolloutTask {
    /// 调研摸底、征求意见.
    Survey,
    /// 成立领导机构.
    LeadingGroup,
    /// 制定实施方案.
    Plan,
    /// 召开动员大会.
    Mobilisation,
    /// 广泛宣传.
    Publicity,
    /// 划分网格.
    Divide,
    /// 配置管理服务团队.
    Staff,
    /// 学习培训.
    Train,
    /// 试运行并总结.
    TrialRun,
    /// 排查问题.
    FindProblems,
    /// 落实整改.
    MendProblems,
    /// 理顺层级关系、完善制度流程.
    Consolidate,
}

/// Where a task of the roll-out stands (任务状态).
#[uniffi::remote(Enum)]
pub enum TaskState {
    /// 已完成: Done by the last day of its phase.
    Done,
    /// 逾期完成: Done after it.
    DoneLate,
    /// 进行中: Its phase goes on.
    Open,
    /// 逾期未完成: Its phase is over.
    Overdue,
    /// 未开始: Its phase has not begun.
    Upcoming,
}

/// The thirteen systems that a township sets up (制度, X-4.0b.1 to X-4.0b.13), in their order.
#[uniffi::remote(Enum)]
pub enum TermSystem {
    /// 工作例会制度: X-4.0b.1.
    WorkMeeting,
    /// 下村入户走访制度: X-4.0b.2.
    HouseholdVisits,
    /// 信息排查报送制度: X-4.0b.3.
    InformationReporting,
    /// 处理反馈制度: X-4.0b.4.
    HandlingFeedback,
    /// 成员联系制度: X-4.0b.5.
    MemberContact,
    /// 工作纪律制度: X-4.0b.6.
    WorkDiscipline,
    /// 来电来访登记管理制度: X-4.0b.7.
    CallRegister,
    /// 网格长例会制度: X-4.0b.8.
    LeadersMeeting,
    /// 网格长责任签约制: X-4.0b.9.
    ResponsibilitySigning,
    /// 网格长考评激励制度: X-4.0b.10.
    LeaderAssessment,
    /// 民情日记: X-4.0b.11.
    Diary,
    /// 服务联系卡片制度: X-4.0b.12.
    ServiceCard,
    /// 住户信息台账制度: X-4.0b.13.
    HouseholdLedger,
}
