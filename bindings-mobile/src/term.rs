//! The vocabulary: mirrors of the core's enums, and the words for each of their members.

use wangge::division::Crs;
use wangge::term::{DutyDays, RecordField};
use wangge::{
    Action, Aim, CallState, CaseState, Channel, Complexity, DayKind, DayStatus, Dimension, Document, Handler,
    Identity, Level, Light, MakeUp, Office, Outcome, Place, Post, Private, Publication, Role, Roll, Scope,
    ServedParty, Settlement, Stage, Start, StepKind, SupervisionLevel, Topic, Vocabulary, Weight, Work,
};
use wangge::{CheckItem, Covers, DutyKind, DutyState, DutyUnit, Every, RecordUse};

use wangge::{CardPlace, ChangeKind, FigureBy, IdentityFault, LedgerField, PhoneFault, Section, Sex, View};

use wangge::{
    Conduct, ConductSource, ConductState, ConductStep, DeliberationStep, ItemOutcome, MeetingKind,
    MinutesView, Presence, RolloutPhase, RolloutTask, TaskState,
};

use wangge::Belongs;
use wangge::assess::ItemState;

use crate::error::WanggeError;

// Under its own name it would hide `kotlin.Unit` in the generated code.
pub(crate) use wangge::Unit as TermUnit;
// And this one `java.lang.System`.
pub(crate) use wangge::System as TermSystem;

/// A word of a vocabulary: its stable code, the Chinese term and the English label.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Term {
    /// The code that policies and tables use.
    pub code: String,
    /// The Chinese term.
    pub zh: String,
    /// The English label.
    pub en: String,
}

/// Where a clause stands.
#[uniffi::remote(Enum)]
pub enum Document {
    /// The scheme of 磨店社区, with seven annexes and a notice, 2012-05-15 (`M-…`).
    Modian,
    /// The scheme of a township, 2011-06-07 (`X-…`).
    Xiang,
    /// A question that both leave open, and the reading taken by default (`E-…`).
    Extension,
}

/// Which day decides the period that a case belongs to (归属期).
#[uniffi::remote(Enum)]
pub enum Belongs {
    /// 受理日: The day it was received.
    Received,
    /// 到期日: The day it fell due.
    FellDue,
    /// 办结日: The day it was settled.
    Closed,
}

/// How an item of a sheet came to its marks (得分情况).
#[uniffi::remote(Enum)]
pub enum ItemState {
    /// 按指标: By its figure.
    Counted,
    /// 不适用: There was nothing to count: no marks.
    NotApplicable,
    /// 无数据计满分: There was nothing to count: full marks.
    FullMarks,
    /// 无数据分摊: There was nothing to count: its weight is spread over the rest.
    Spread,
}

/// How hard a matter is (难易程度, X-4.2): it decides the limit.
#[uniffi::remote(Enum)]
pub enum Complexity {
    /// 一般: 7 working days in X-4.2a.
    General,
    /// 较复杂: 15 working days in X-4.2b.
    Complex,
    /// 重大疑难: 30 working days in X-4.2c.
    Major,
}

/// The level of an issue (问题层级, M-6.1).
#[uniffi::remote(Enum)]
pub enum Level {
    /// 一般: Settled inside the grid (M-6.2).
    General,
    /// 区域: Needs joint coordination (M-6.3).
    Regional,
    /// 全局: Beyond what the community can settle (M-6.4).
    Overall,
    /// 重大或突发: Major or sudden (M-6.5).
    Major,
}

/// How far an issue reaches (涉及范围, E-13).
#[uniffi::remote(Enum)]
pub enum Scope {
    /// 网格内: Within one grid.
    Grid,
    /// 跨网格、本社区（村）: More than one grid, or both committees needed.
    Village,
    /// 超出本社区（村）: Beyond what the community (village) can settle.
    Beyond,
}

/// The type of work (工作类型, M-1.2 to M-1.5): it decides how a matter is taken in.
#[uniffi::remote(Enum)]
pub enum Work {
    /// 一般性: Accepted and filed on the spot (M-1.2).
    General,
    /// 协调性: Taken back for deliberation (M-1.3).
    Coordination,
    /// 突发性: Reported at once (M-1.4).
    Emergency,
    /// 审批性: The procedure is explained (M-1.5).
    Approval,
}

/// Who handles an issue (办理主体, M-6).
#[uniffi::remote(Enum)]
pub enum Handler {
    /// 网格责任人: The person responsible for the grid.
    GridResponsible,
    /// 社区两委: Both committees of the community (village).
    Committees,
    /// 社区两委主要负责人: The head of both committees.
    CommitteesHead,
    /// 上级有关单位: The competent units above.
    UnitsAbove,
}

/// One step of handling an issue (办理步骤, M-1.2 to M-1.5, M-6.2 to M-6.5).
#[uniffi::remote(Enum)]
pub enum Action {
    /// 现场受理: M-1.2, M-1.3.
    AcceptOnSpot,
    /// 登记备案: M-1.2.
    Register,
    /// 带回商处: M-1.3.
    TakeBack,
    /// 立即上报: M-1.4.
    ReportAtOnce,
    /// 现场跟踪: M-1.4.
    FollowOnSpot,
    /// 掌握信息: M-1.5.
    TakeFacts,
    /// 告知流程: M-1.5.
    ExplainProcedure,
    /// 在网格内解决: M-6.2.
    SettleInGrid,
    /// 提交社区两委: M-6.3.
    SubmitToCommittees,
    /// 集中协调解决: M-6.3.
    CoordinateJointly,
    /// 报告社区两委主要负责人: M-6.5.
    ReportToCommitteesHead,
    /// 向上级报告: M-6.4, M-6.5.
    ReportUpwards,
    /// 上级协调解决: M-6.4.
    CoordinateAbove,
    /// 按规定处置: M-6.5.
    Dispose,
    /// 告知服务对象: M-6.2 to M-6.4.
    TellServed,
}

/// How a matter ends (办理结果, X-4.2).
#[uniffi::remote(Enum)]
pub enum Settlement {
    /// 办结: Settled.
    Closed,
    /// 答复: Answered.
    Answered,
    /// 缓解性处置: Eased, and kept for follow-up.
    Eased,
}

/// What a limit is counted in (时限单位, X-4.2).
#[uniffi::remote(Enum)]
pub enum TermUnit {
    /// 个工作日: Whole working days.
    WorkingDay,
    /// 个自然日: Calendar days.
    NaturalDay,
    /// 个工作时: Hours in the sessions of working days.
    WorkingHour,
    /// 个紧急工作时: Hours round the clock.
    UrgentHour,
}

/// Who may lead a grid (网格长的身份, X-3.2).
#[uniffi::remote(Enum)]
pub enum Identity {
    /// 包村干部: May lead from outside the grid.
    CadreInCharge,
    /// 大学生村官: May lead from outside the grid.
    GraduateOfficial,
    /// 离退干部: Leads from inside the grid.
    Retired,
    /// 教师: Leads from inside the grid.
    Teacher,
    /// 村支两委干部: Leads from inside the grid.
    CommitteeMember,
    /// 党员代表: Leads from inside the grid.
    PartyDelegate,
    /// 村民代表: Leads from inside the grid.
    VillagersDelegate,
}

/// A post in the leading group (领导小组职务, M-8, X-8.1).
#[uniffi::remote(Enum)]
pub enum Post {
    /// 组长: One.
    Head,
    /// 副组长: One or more.
    Deputy,
    /// 成员: The rest.
    Member,
    /// 办公室主任: Runs the office.
    OfficeDirector,
}

/// The office that a member of the leading group holds (任职, M-8, X-8.1).
#[uniffi::remote(Enum)]
pub enum Office {
    /// 党（工）委书记: M-8, X-8.1.
    PartySecretary,
    /// 党委副书记: M-8.
    DeputyPartySecretary,
    /// 乡长.
    TownshipHead,
    /// 纪检书记.
    DisciplineSecretary,
    /// 其他班子成员: another member of the leadership.
    LeadershipMember,
    /// 部门负责人: M-8.
    DepartmentHead,
    /// 村（居）书记: M-8.
    VillageSecretary,
    /// 社会事务办分管副主任: M-8: runs the office in the social affairs office.
    SocialAffairsDeputy,
    /// 指定的一名同志: one comrade named for it.
    Designated,
}

/// The kind of place that is divided (地方类型).
#[uniffi::remote(Enum)]
pub enum Place {
    /// 村: A village.
    Village,
    /// 社区: An urban community.
    Community,
    /// 集镇: A market town.
    Town,
}

/// What the size of a grid is measured in (规模口径, X-3.1).
#[uniffi::remote(Enum)]
pub enum Dimension {
    /// 户: Farm households.
    Household,
    /// 人: People.
    Population,
    /// 公顷: Hectares.
    Area,
    /// 商户: Merchants.
    Merchant,
}

/// What a division strives for, beside the sizes that must hold (划分取向, X-3.0).
#[uniffi::remote(Enum)]
pub enum Aim {
    /// 自然村组完整: Natural groups stay together.
    WholeGroups,
    /// 网格连片: Each grid lies in one piece.
    Connected,
    /// 网格紧凑: Short rounds: the sum of squared distances to the middles is small.
    Compact,
    /// 规模均匀: Grids of the same size.
    Even,
}

/// What coordinates are (坐标系).
#[uniffi::remote(Enum)]
pub enum Crs {
    /// 平面坐标（米）: Metres in a plane, east and north.
    Metres,
    /// WGS-84 经纬度: Longitude and latitude in WGS-84.
    Lonlat,
    /// GCJ-02 火星坐标: Longitude and latitude in GCJ-02.
    Gcj02,
    /// BD-09 百度坐标: Longitude and latitude in BD-09.
    Bd09,
}

/// Which day is the first that can count (起算日).
#[uniffi::remote(Enum)]
pub enum Start {
    /// 次日起算: A: the first working day after receipt is day 1.
    NextDay,
    /// 休息日收到视为下一工作日收到: B: a receipt on a rest day counts as received on the next working day, itself not counted.
    DeemedNextWorkingDay,
    /// 当日起算: C: the day of receipt, if it is a working day, is day 1.
    SameDay,
}

/// Whether make-up working days count (调休上班日是否计入).
#[uniffi::remote(Enum)]
pub enum MakeUp {
    /// 计入: They count, as the notices have it.
    Count,
    /// 不计入: D: they are left out.
    Ignore,
}

/// Where a day that is a rest day moves to (顺延规则).
#[uniffi::remote(Enum)]
pub enum Roll {
    /// 顺延至下一工作日: The next working day.
    Following,
    /// 提前至上一工作日: The working day before.
    Preceding,
    /// 顺延但不跨月: The next working day, but the one before if that would leave the month.
    ModifiedFollowing,
    /// 不调整: Nowhere.
    None,
}

/// Why a day is worked or not (日期性质).
#[uniffi::remote(Enum)]
pub enum DayKind {
    /// 工作日: Monday to Friday, nothing special.
    Workday,
    /// 周末: Saturday or Sunday.
    Weekend,
    /// 放假: In a festival's block of days off, weekends within it included.
    Holiday,
    /// 调休上班: A weekend day worked to make up for a day off.
    MakeUp,
    /// 本地放假: A day that an overlay takes off.
    LocalRest,
    /// 本地上班: A day that an overlay makes a working day.
    LocalWork,
}

/// How sure the calendar is of a day (确定程度). A day that it does not know is an error, not a status.
#[uniffi::remote(Enum)]
pub enum DayStatus {
    /// 已确定: Settled by a published notice that no later one is expected to touch.
    Confirmed,
    /// 暂定: After 25 December of the last published year, or in a year whose notice is not out.
    Provisional,
}

/// How much a finding weighs (分量).
#[uniffi::remote(Enum)]
pub enum Weight {
    /// 不符合: Against a clause.
    Breach,
    /// 提示: Lawful, and worth a look.
    Advice,
}

/// Who acts on a case or owes a duty (角色, M-5, M-6, X-3, X-4).
#[uniffi::remote(Enum)]
pub enum Role {
    /// 网格责任人: The person responsible for the grid.
    GridResponsible,
    /// 网格长: The leader of the grid.
    GridLeader,
    /// 协理员: An assistant who visits the grid.
    Assistant,
    /// 值班人员: The member of staff who answers the hotline.
    DutyStaff,
    /// 社区两委: Both committees of the community (village).
    Committees,
    /// 社区两委主要负责人: The head of both committees.
    CommitteesHead,
    /// 上级有关单位: The competent units above.
    UnitsAbove,
    /// 领导小组办公室: The office of the leading group.
    Office,
    /// 网格管理小组: The team of the grid.
    GridTeam,
    /// 村委会: The village committee.
    VillageCommittee,
    /// 村干部: The cadres of the village.
    VillageCadres,
    /// 服务对象: The person served.
    Served,
}

/// What is owed (工作事项, M-3, M-4.1, M-5.2, X-4.1, X-4.3, X-4.4).
#[uniffi::remote(Enum)]
pub enum DutyKind {
    /// 巡查: Going round the grid (M-3.1).
    Patrol,
    /// 交流: An exchange among those who serve (M-3.1).
    Exchange,
    /// 小结: A summary (M-3.1).
    Summary,
    /// 入户走访: Visiting households (M-3.1, X-4.1a).
    Visit,
    /// 民情日记: Writing the diary of the people's concerns (M-3.4).
    Diary,
    /// 信息录入: Entering what was gathered (M-3.4).
    Entry,
    /// 转办: Handing on what others must do (M-3.4).
    HandOver,
    /// 及时报告: Reporting what matters at once (M-3.4, X-4.1c).
    PromptReport,
    /// 民情分析会: The meeting that analyses the people's concerns (M-4.1).
    AnalysisMeeting,
    /// 网格长例会: The month-end meeting of grid leaders (X-4.1b).
    LeadersMeeting,
    /// 周一集中办公: Village cadres working together on Mondays (X-4.4a).
    MondayOffice,
    /// 热线值班: Answering the hotline (M-5.2).
    HotlineDuty,
    /// 督办: The monthly supervision (X-4.3a).
    Supervision,
    /// 排名: The quarterly ranking (X-4.3b).
    Ranking,
    /// 总评: The yearly review (X-4.3c).
    Review,
}

/// How often (频次).
#[uniffi::remote(Enum)]
pub enum Every {
    /// 每天: Each day.
    Day,
    /// 每周: Each week, Monday to Sunday.
    Week,
    /// 每半月: Each half of a month.
    HalfMonth,
    /// 每月: Each month.
    Month,
    /// 每季度: Each quarter.
    Quarter,
    /// 每年: Each year.
    Year,
    /// 遇事: Whenever something calls for it.
    Occasion,
}

/// For what it is owed (责任单元).
#[uniffi::remote(Enum)]
pub enum DutyUnit {
    /// 网格: For each grid.
    Grid,
    /// 村（社区）: For each village or community.
    Village,
    /// 乡镇: Once for the whole township.
    Township,
}

/// What a visit is owed to (走访对象, E-10).
#[uniffi::remote(Enum)]
pub enum Covers {
    /// 按网格: The grid: going out once will do.
    Grid,
    /// 按户: Every household of it.
    Household,
}

/// What became of something owed (完成情况).
#[uniffi::remote(Enum)]
pub enum DutyState {
    /// 按期完成: Done in its window.
    Done,
    /// 逾期完成: Done after it, while that still counts.
    DoneLate,
    /// 未完成: Not done, and due before the day asked about.
    Missed,
    /// 未到期: Not done, and not yet due.
    NotDue,
}

/// What a record counted for (记录去向).
#[uniffi::remote(Enum)]
pub enum RecordUse {
    /// 计入按期: For something owed, in time.
    InTime,
    /// 计入逾期: For something owed, late.
    Late,
    /// 额外完成: For nothing: done without being owed.
    Extra,
    /// 重复记录: For nothing: the same is recorded already.
    Duplicate,
}

/// What a patrol looks at (四查看, M-3.2) and a visit asks (四必问, M-3.3).
#[uniffi::remote(Enum)]
pub enum CheckItem {
    /// 闲散、流浪和陌生人员: Strangers and drifters.
    Strangers,
    /// 婚丧嫁娶和住户迁移: Weddings, funerals, moving in or out.
    ComingsAndGoings,
    /// 违法建设和环境卫生: Illegal building and dirt.
    BuildingAndDirt,
    /// 突发事件和异常情况: Emergencies and anomalies.
    Emergencies,
    /// 烦心事: What worries a household.
    Worries,
    /// 对服务是否满意: Whether it is satisfied with the services.
    Satisfaction,
    /// 意见建议: What it suggests.
    Suggestions,
    /// 是否需要帮助: Whether it wants help.
    HelpWanted,
}

/// What is done to a case (办件步骤, X-4.0): the command, and the event that it leaves.
#[uniffi::remote(Enum)]
pub enum StepKind {
    /// 信息采集: The matter is taken in; the first event of every case.
    Collect,
    /// 案卷建立: A file is made of it.
    File,
    /// 不予受理: It is not taken on.
    Decline,
    /// 现场办结: It is settled where it was met, registered and told (M-1.2, M-6.2).
    SettleOnSpot,
    /// 任务派遣: It is given to somebody.
    Dispatch,
    /// 接收: Whoever it was given to takes it (M-5.4).
    Accept,
    /// 退回: It is given back with an opinion.
    Return,
    /// 转办: It is passed to somebody else.
    Transfer,
    /// 上报: It is reported upwards (M-4.4, M-6.4, M-6.5, X-4.1c).
    ReportUp,
    /// 提交民情分析会: It is put to the meeting that deliberates on it (M-1.3, M-4.3).
    PutToMeeting,
    /// 民情分析会议定: It comes back from the meeting (M-4.4).
    TakeFromMeeting,
    /// 处理反馈: What was done about it is fed back.
    Feedback,
    /// 核查: What was fed back is verified.
    Verify,
    /// 告知服务对象: The person served is told (M-6.2 to M-6.4).
    Tell,
    /// 结案: It is closed.
    Close,
    /// 并案: It is found to be another case once more.
    Merge,
    /// 撤回: It is taken back by whoever brought it.
    Withdraw,
    /// 重新办理: It is opened again.
    Reopen,
    /// 跟踪回访: What was eased is looked at again (X-4.2c).
    FollowUp,
    /// 申诉: Its being late is appealed against.
    Appeal,
    /// 申诉裁定: The appeal is decided.
    DecideAppeal,
    /// 挂账: Its clock is stopped.
    Pause,
    /// 恢复办理: Its clock runs again.
    Resume,
    /// 申请延期: More time is asked for.
    AskExtension,
    /// 延期审批: The extension is granted or refused.
    DecideExtension,
    /// 督办: It is put under supervision (X-4.3a).
    Supervise,
    /// 解除督办: Supervision ends.
    Lift,
    /// 重新定性: Its facts are corrected: the limit follows, the receipt does not.
    Reclassify,
    /// 备注: Something is written down.
    Note,
}

/// Where a case stands (办件状态, X-4.0).
#[uniffi::remote(Enum)]
pub enum CaseState {
    /// 已采集: Taken in, no file yet.
    Collected,
    /// 已建案: On file, given to nobody.
    Filed,
    /// 已派遣: Given to somebody who has not taken it yet.
    Dispatched,
    /// 办理中: In somebody's hands.
    Handling,
    /// 会商中: Before the meeting.
    AtMeeting,
    /// 已反馈: Fed back, not verified.
    FedBack,
    /// 已核查: Verified, not closed.
    Verified,
    /// 已结案: Closed.
    Closed,
    /// 不予受理: Not taken on.
    Declined,
    /// 已撤回: Taken back by whoever brought it.
    Withdrawn,
    /// 已并案: Gone into another case.
    Merged,
}

/// The light of a case at a moment (办件亮灯).
#[uniffi::remote(Enum)]
pub enum Light {
    /// 正常: In time.
    Green,
    /// 临期: Soon due.
    Yellow,
    /// 逾期: Late, and open.
    Red,
    /// 挂账: Its clock stands.
    Grey,
    /// 按期办结: Ended in time.
    Done,
    /// 逾期办结: Ended late.
    DoneLate,
}

/// What was done about a case, as fed back (处理结果, X-4.0).
#[uniffi::remote(Enum)]
pub enum Outcome {
    /// 已办结: Settled.
    Settled,
    /// 已答复: Answered.
    Answered,
    /// 已作缓解性处置: Eased.
    Eased,
    /// 无法办理: It cannot be done.
    Cannot,
}

/// How a matter came in (来源, M-3, M-5.1, X-4.1).
#[uniffi::remote(Enum)]
pub enum Channel {
    /// 民情热线: By the hotline.
    Hotline,
    /// 告知协理员: Told to an assistant on the way.
    Assistant,
    /// 告知责任人: Told to the responsible person.
    Responsible,
    /// 巡查发现: Met on a patrol.
    Patrol,
    /// 入户走访: Heard on a visit to a household.
    Visit,
    /// 来访: Brought by somebody who came.
    WalkIn,
    /// 上级交办: Handed down from above.
    FromAbove,
}

/// Whether there is somebody to be told of the result (服务对象).
#[uniffi::remote(Enum)]
pub enum ServedParty {
    /// 可告知: Somebody who can be told.
    Known,
    /// 匿名: Somebody who gave no way to be told.
    Anonymous,
    /// 无: Nobody: found on a patrol.
    Nobody,
}

/// A level of supervision, from the lowest (督办等级, X-4.3a).
#[uniffi::remote(Enum)]
pub enum SupervisionLevel {
    /// 普通督办: Ordinary.
    Ordinary,
    /// 黄牌督办: Yellow card.
    Yellow,
    /// 红牌督办: Red card.
    Red,
}

/// A stage of a case that may have a limit of its own (环节, X-4.0).
#[uniffi::remote(Enum)]
pub enum Stage {
    /// 建案: From the receipt to the file.
    File,
    /// 派遣: From the file to the dispatch.
    Dispatch,
    /// 接收: From the dispatch to whoever takes it.
    Accept,
    /// 处置: From then to the feedback, the meeting included.
    Handle,
    /// 核查: From the feedback to the verification.
    Verify,
    /// 结案: From the verification to the close.
    Close,
    /// 上报: From the receipt to the report of what is major or sudden.
    Report,
}

/// Why a matter is put to the meeting (议题, M-4.3).
#[uniffi::remote(Enum)]
pub enum Topic {
    /// 区域性问题: It is regional, or beyond.
    Regional,
    /// 群众反映强烈: Many people feel strongly about it.
    ManyPeople,
}

macro_rules! terms {
    ($($word:ident),+ $(,)?) => {
        /// The words of a vocabulary, in the order of the members of its enum. `vocabulary` is the name of the enum.
        ///
        /// Refuses with `Input`, naming those there are.
        #[uniffi::export]
        pub fn terms(vocabulary: &str) -> Result<Vec<Term>, WanggeError> {
            let words = match vocabulary {
                $( stringify!($word) => $word::ALL.iter().map(|word| word.term()).collect(), )+
                other => {
                    let (column, value) = ("vocabulary".to_owned(), other.to_owned());
                    let allowed = [$( stringify!($word) ),+].join(", ");
                    return Err(WanggeError::Input { row: None, column, value, allowed, table: None });
                }
            };
            Ok(spoken(words))
        }
    };
}
terms!(
    Complexity,
    Level,
    Scope,
    Work,
    Handler,
    Action,
    Settlement,
    TermUnit,
    Identity,
    Post,
    Office,
    Place,
    Start,
    MakeUp,
    Roll,
    DayKind,
    DayStatus,
    Weight,
    Dimension,
    Aim,
    Crs,
    Role,
    StepKind,
    CaseState,
    Light,
    Outcome,
    Channel,
    ServedParty,
    SupervisionLevel,
    Stage,
    Topic,
    DutyDays,
    CallState,
    RecordField,
    Publication,
    Private,
    DutyKind,
    Every,
    DutyUnit,
    Covers,
    DutyState,
    RecordUse,
    CheckItem,
    CardPlace,
    ChangeKind,
    FigureBy,
    IdentityFault,
    LedgerField,
    PhoneFault,
    Section,
    Sex,
    View,
    Conduct,
    ConductSource,
    ConductState,
    ConductStep,
    MeetingKind,
    Presence,
    ItemOutcome,
    MinutesView,
    DeliberationStep,
    RolloutPhase,
    RolloutTask,
    TaskState,
    TermSystem,
    Belongs,
    ItemState,
);

fn spoken(words: Vec<wangge::Term>) -> Vec<Term> {
    let term = |wangge::Term { code, zh, en }| Term { code: code.into(), zh: zh.into(), en: en.into() };
    words.into_iter().map(term).collect()
}
