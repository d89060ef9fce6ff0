//! The vocabulary: mirrors of the core's enums, and the words for each of their members.

use wangge::division::Crs;
use wangge::{
    Action, Aim, Complexity, DayKind, DayStatus, Dimension, Document, Handler, Identity, Level, MakeUp,
    Office, Place, Post, Roll, Scope, Settlement, Start, Vocabulary, Weight, Work,
};

// Under its own name it would hide `kotlin.Unit` in the generated code.
pub(crate) use wangge::Unit as TermUnit;

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

macro_rules! terms {
    ($($function:ident($word:ident);)+) => { $(
        /// The code, the Chinese term and the English label of a word.
        #[uniffi::export]
        pub fn $function(word: $word) -> Term {
            let term = Vocabulary::term(word);
            Term { code: term.code.to_owned(), zh: term.zh.to_owned(), en: term.en.to_owned() }
        }
    )+ };
}
terms! {
    complexity_term(Complexity);
    level_term(Level);
    scope_term(Scope);
    work_term(Work);
    handler_term(Handler);
    action_term(Action);
    settlement_term(Settlement);
    term_unit_term(TermUnit);
    identity_term(Identity);
    post_term(Post);
    office_term(Office);
    place_term(Place);
    start_term(Start);
    make_up_term(MakeUp);
    roll_term(Roll);
    day_kind_term(DayKind);
    day_status_term(DayStatus);
    weight_term(Weight);
    dimension_term(Dimension);
    aim_term(Aim);
    crs_term(Crs);
}
