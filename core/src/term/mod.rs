//! The vocabulary (术语): one file an enum, each with its stable codes, Chinese terms and English labels.
//!
//! | Chinese | item |
//! |---|---|
//! | 一般 / 区域 / 全局 / 重大或突发 | [`Level`] |
//! | 一般 / 较复杂 / 重大疑难 | [`Complexity`] |
//! | 网格内 / 跨网格 / 超出本社区（村） | [`Scope`] |
//! | 一般性 / 协调性 / 突发性 / 审批性工作 | [`Work`] |
//! | 办结 / 答复 / 缓解性处置 | [`Settlement`] |
//! | 网格责任人 / 社区两委 / 主要负责人 / 上级有关单位 | [`Handler`] |
//! | 现场受理、登记备案 … | [`Action`] |
//! | 网格长的身份 | [`Identity`] |
//! | 领导小组职务、任职人员 | [`Post`], [`Office`] |
//! | 村组完整 / 连片 / 紧凑 / 均匀 | [`Aim`] |
//! | 农户 / 人口 / 面积 / 商户 | [`Dimension`] |
//! | 村 / 社区 / 集镇 | [`Place`] |
//! | 按期办结率、归属期、同分排序 … | [`Tally`], [`Belongs`], [`TieBreak`], [`Rounding`], [`CurveKind`], [`Empty`] |
//! | 工作日 / 自然日 / 工作时 / 紧急工作时 | [`Unit`] |
//! | 周一至周日 | [`Weekday`] |
//! | 办件角色、步骤、状态、亮灯 | [`Role`], [`StepKind`], [`CaseState`], [`Light`] |
//! | 来源、服务对象、处理结果 | [`Channel`], [`ServedParty`], [`Outcome`] |
//! | 督办等级、环节、议题 | [`SupervisionLevel`], [`Stage`], [`ReEntry`], [`ReopenClock`], [`Topic`] |
//! | 热线值班日、记录项、反馈方式、个人信息 | [`DutyDays`], [`CallState`], [`RecordField`], [`Publication`], [`Private`] |
//! | 巡查、走访、例会等事项，频次、到期日、完成情况 | [`DutyKind`], [`Every`], [`DueOn`], [`DutyRoll`], [`DutyState`] |
//! | 四查看、四必问 | [`CheckItem`] |
//! | 会议、到会、议定、四议两公开 | [`MeetingKind`], [`Presence`], [`ItemOutcome`], [`MinutesView`], [`DeliberationStep`], [`MajorityOf`] |
//! | 六不准、六不让、认定 | [`Conduct`], [`ConductSource`], [`ConductState`], [`ConductStep`] |
//! | 四个阶段、任务；十三项制度 | [`RolloutPhase`], [`RolloutTask`], [`TaskState`], [`System`] |
//! | 台账类别、字段、查看角色、与户主关系 … | [`Section`], [`LedgerField`], [`View`], [`Relation`], [`Sex`], [`KeepUnit`], [`ChangeKind`], [`FigureBy`] |
//! | 身份证号、电话号码差错 | [`IdentityFault`], [`PhoneFault`] |
//! | 服务卡内容、公示途径 | [`CardPart`], [`CardPlace`] |
//! | 命中规则、报告要求、采用的日历 | [`HitPolicy`], [`Report`], [`CalendarTable`] |

mod action;
mod aim;
mod card;
mod case_state;
mod channel;
mod complexity;
mod conduct;
mod dimension;
mod duty;
mod handler;
mod hotline;
mod identity;
mod ledger;
mod level;
mod light;
mod meeting;
mod office;
mod outcome;
mod place;
mod preference;
mod role;
mod rollout;
mod scope;
mod scoring;
mod settlement;
mod stage;
mod step_kind;
mod supervision;
mod system;
mod tally;
mod unit;
mod weekday;
mod work;

pub use action::Action;
pub use aim::Aim;
pub use card::{CardPart, CardPlace};
pub use case_state::CaseState;
pub use channel::{Channel, ServedParty};
pub use complexity::Complexity;
pub use conduct::{Conduct, ConductSource, ConductState, ConductStep};
pub use dimension::{Binding, Dimension};
pub use duty::{
    Answers, CheckItem, Collide, Covers, DueOn, DutyKind, DutyRoll, DutyState, DutyUnit, Every, Opens,
    PartPeriod, RecordUse,
};
pub use handler::Handler;
pub use hotline::{CallState, DutyDays, Private, Publication, RecordField};
pub use identity::Identity;
pub use ledger::{
    ChangeKind, FigureBy, IdentityFault, KeepUnit, LedgerField, PhoneFault, Relation, Section, Sex, View,
};
pub use level::Level;
pub use light::Light;
pub use meeting::{DeliberationStep, ItemOutcome, MajorityOf, MeetingKind, MinutesView, Presence};
pub use office::{Office, Post};
pub use outcome::Outcome;
pub use place::Place;
pub use preference::Preference;
pub use role::Role;
pub use rollout::{RolloutPhase, RolloutTask, TaskState};
pub use scope::Scope;
pub use scoring::{
    Belongs, CalendarTable, CurveKind, Empty, HitPolicy, Join, PartUnit, Report, RoundAt, Rounding, TieBreak,
};
pub use settlement::Settlement;
pub use stage::{ReEntry, ReopenClock, Stage, Topic};
pub use step_kind::StepKind;
pub use supervision::SupervisionLevel;
pub use system::System;
pub use tally::Tally;
pub use unit::Unit;
pub use weekday::Weekday;
pub use work::Work;
