//! The rules of Chinese grid management (网格化管理) as pure functions over a county's policy.
//!
//! A policy is one TOML file; a rule answers from the policy, a calendar and facts, and every answer names the
//! clause it rests on. Nothing here reads a file, asks for the time, or keeps state.
//!
//! | the documents say | item |
//! |---|---|
//! | 条款 clause | [`Clause`], [`CLAUSES`] |
//! | 结论与依据 decision and reasons | [`Decision`], [`Reason`], [`Finding`] |
//! | 工作日、放假、调休 working days | [`WorkCalendar`], [`Day`], [`Overlay`] |
//! | 起算规则 how a term is counted | [`Counting`], [`Start`], [`MakeUp`], [`Roll`] |
//! | 政策 policy | [`Policy`] |
//! | 网格规模 size of a grid | [`rules::size`] |
//! | 网格划分、评审、调整 dividing households into grids | [`division`] |
//! | 网格长、管理小组、领导小组 leader, team, leading group | [`rules::team`] |
//! | 分类分层 route of an issue | [`rules::route`] |
//! | 办结时限 deadline | [`rules::deadline`] |
//! | 到期时刻、工作时、挂账、延期 due moment, pauses, extensions | [`rules::due`] |
//! | 办件、事件、状态、权限 the life of a case | [`case`] |
//! | 民情热线 hotline: duty, records, feedback, notice board | [`hotline`] |
//! | 经常性工作 duties: who owes what by when, and what was done | [`duty`] |
//! | 民情分析会、网格长例会、四议两公开 meetings | [`duty::meeting`] |
//! | 六不准、六不让 conduct | [`rules::conduct`], [`case::derive`] |
//! | 四个阶段 roll-out | [`duty::rollout`] |
//! | 十三项制度 the thirteen systems | [`Policy::systems`] |
//! | 民情台账 household ledger | [`rules::ledger`] |
//! | 民情联系服务卡 service card | [`rules::card`] |
//! | 时限的写法 limits read from text | [`rules::limit_text`] |
//! | 考评、排名 assessment and ranks | [`assess`] |
//!
//! ```
//! use chrono::NaiveDate;
//! use wangge::rules::{deadline, route, size};
//! use wangge::{Level, Policy, Scope, WorkCalendar, policy::Facts};
//! # fn main() -> Result<(), wangge::Error> {
//! let policy = Policy::preset("combined")?;
//! let calendar = WorkCalendar::china();
//!
//! // A village of 430 households: three or four grids of 100 to 150.
//! assert_eq!(size::counts(&policy, 430)?.value.feasible, Some((3, 4)));
//!
//! // An issue that touches several grids goes to both committees, and has 15 working days.
//! let facts = Facts { scope: Scope::Village, major: false, sudden: false, work: None };
//! let route = route::decide(&policy, &facts, None)?;
//! assert_eq!(route.value.level, Level::Regional);
//! let complexity = route.value.complexity.expect("E-1 gives one");
//!
//! let received = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
//! let due = deadline::due(&policy, &calendar, received, complexity)?;
//! assert_eq!(due.value.date.to_string(), "2026-12-14");
//! assert_eq!(due.because[0].zh(), "〔X-4.2b〕较复杂问题应在15个工作日内办结、答复");
//! # Ok(()) }
//! ```
//!
//! # Features
//!
//! | feature | what it adds |
//! |---|---|
//! | `diagnostics` (default) | [`Policy::render`] draws the faults of a policy file beside their lines |
//! | `write` (default) | [`Policy::to_toml`] writes a policy back; without it a smaller library keeps its text only |
//! | `schema` | `Policy::json_schema`, the JSON Schema of the policy file |
//! | `tables`, `gb18030`, `xlsx` | `table`: people's tables, CSV and workbooks |
//! | `cells` | `Division::cells`, the land of each grid as polygons |
//! | `geojson` | `export::geojson`, a division for maps |
//! | `svg` | `export::map`, a division as a picture; `export::month`, a month of duties |
//! | `ical` | `export::ics`, what is owed as iCalendar |
//! | `card` | `export::card`: a service card as vCards, with a QR code, as a page to print |
//! | `rayon` | divisions on several threads |
//!
//! The floors of the crate, and why things are as they are: [`architecture`].
#![forbid(unsafe_code)]

pub mod assess;
pub mod calendar;
pub mod case;
pub mod clause;
pub mod decision;
pub mod division;
pub mod duty;
pub mod error;
#[cfg(any(feature = "geojson", feature = "svg", feature = "ical", feature = "card"))]
pub mod export;
pub mod hotline;
pub mod policy;
pub mod rules;
#[cfg(feature = "tables")]
pub mod table;
pub mod term;
mod threads;
pub mod vocabulary;

#[doc = include_str!("../ARCHITECTURE.md")]
pub mod architecture {}

pub use calendar::{
    ColumnOptions, Count, Counting, Day, DayKind, DayMeasure, DayNumber, DayStatus, MakeUp, Nulls, OnBad,
    Overlay, OverlayDay, Roll, Start, Step, Walk, WorkCalendar,
};
pub use clause::{CLAUSES, Clause, ClauseId, Document};
pub use decision::{Arg, Decision, Finding, Lang, Reason, Template, Weight, Wording};
pub use error::{
    CalendarError, CaseError, DivisionError, Error, EventHead, Fault, InputError, PolicyError, StepError,
    Unspecified,
};
pub use policy::Policy;
pub use term::{
    Action, Aim, Answers, Belongs, Binding, CalendarTable, CallState, CaseState, Channel, CheckItem, Collide,
    Complexity, Covers, CurveKind, Dimension, DueOn, DutyDays, DutyKind, DutyRoll, DutyState, DutyUnit,
    Empty, Every, Handler, HitPolicy, Identity, Join, Level, Light, Office, Opens, Outcome, PartPeriod,
    PartUnit, Place, Post, Preference, Private, Publication, ReEntry, RecordField, RecordUse, ReopenClock,
    Report, Role, RoundAt, Rounding, Scope, ServedParty, Settlement, Stage, StepKind, SupervisionLevel,
    Tally, TieBreak, Topic, Unit, Weekday, Work,
};
pub use term::{
    CardPart, CardPlace, ChangeKind, FigureBy, IdentityFault, KeepUnit, LedgerField, PhoneFault, Relation,
    Section, Sex, View,
};
pub use term::{
    Conduct, ConductSource, ConductState, ConductStep, DeliberationStep, ItemOutcome, MajorityOf,
    MeetingKind, MinutesView, Presence, RolloutPhase, RolloutTask, System, TaskState,
};
pub use vocabulary::{Term, UnknownTerm, Vocabulary};

#[cfg(test)]
mod tests;
