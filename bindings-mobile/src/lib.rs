//! The phone's face of `wangge`: mirrors of its records and enums, newtypes of its objects, bodies of a line or two.
//!
//! Proc-macros only. A mirror that lacks a field or a variant of the core does not compile; a record of its own
//! stands where the core's has unsigned numbers, a borrowed text or a nested error, which do not cross.

#![expect(
    clippy::result_large_err,
    reason = "a refusal crosses at once and is never passed on; boxing its texts would say `Box` in each of them"
)]

mod assess;
mod calendar;
mod case;
mod clause;
mod deadline;
mod decision;
mod division;
mod due;
mod duty;
mod error;
#[cfg(feature = "exports")]
mod export;
mod hotline;
mod moment;
mod number;
mod policy;
mod records;
mod route;
mod size;
mod team;
mod term;
mod work;

use chrono::NaiveDate;

pub use assess::{
    CountRow, Curve, CurveStep, Figures, GivenMarks, ItemMarks, Period, RankPlace, Ranked, Ranking, Ranks,
    Rate, RateOf, Review, Scored, Scores, SheetMarks, Tallies, UnitMarks, UnitRank, UnitYear, rank, score,
};
pub use calendar::{Step, Walk, WorkCalendar};
pub use case::{
    Actor, Appeal, Board, BoardRow, Case, CaseFacts, CaseLog, CaseStep, CaseView, Command, Decided, Event,
    Extension, Lights, OpenCommand, StageClock, TermOfTime, Unplaced, event_from_json,
};
pub use clause::{Clause, ClauseText, clauses, find_clause};
pub use deadline::{Deadline, Line};
pub use decision::{Finding, Reason};
pub use division::{
    Audit, Division, DivisionOptions, Grid, GridName, GridsWanted, GroupShare, Household, Households,
    Measures, Moved, Position, Previous, Progress, ProgressListener, Redivision, Split, SplitPart,
};
pub use due::{ClockAmount, ClockFacts, ClockLine, ClockState, DueAt, LimitText, Pause, read_limit};
pub use duty::{
    Completeness, Coverage, DiaryGap, DutyCounts, DutyOutcome, Matched, Obligation, Obligations, UseOfRecord,
};
pub use error::{EventHead, Fault, RefusalText, WanggeError, code_of, text_of};
#[cfg(feature = "exports")]
pub use export::{GanttOptions, IcsOptions, MonthOptions, PageOptions, page, qr, vcard, vcards};
pub use hotline::{
    HotlineDuty, HotlineFigures, HotlineRecord, PrivatePart, Published, RosterCheck, call_state,
    private_parts, publication,
};
pub use moment::ExactSeconds;
pub use policy::{Policy, preset_toml, presets};
pub use records::{
    CardValidity, Change, Expired, Figure, IdentityReading, Ledger, LedgerCompleteness, LedgerFinding,
    LedgerView, PhoneReading, Seen, mask, read_identity, read_phone,
};
pub use route::Route;
pub use size::{Choice, ChoiceKind, Extent, GridCounts, Neighbour, Sizes};
pub use team::standing_of;
pub use term::Term;
pub use work::{
    AttendanceSheet, Attended, ConductEffect, ConductEvent, ConductFinding, ConductRegister, Deliberation,
    DeliberationStanding, DeliberationTaken, DerivedConduct, EventRef, HeldBack, Meeting, Minutes,
    MinutesItem, PlannedPhase, Proposal, Raise, RolloutStanding, RoundUp, StepStanding, SystemCoverage,
    TaskStanding, meeting_from_json,
};

// The namespace names the generated file, and so the Java class of the functions: `WanggeKt`.
uniffi::setup_scaffolding!("wangge");

// Days since 1970-01-01; `uniffi.toml` lifts them to the language's own date. The refusal of a number that is no
// date comes out as the typed one, since every function that takes a date may refuse with `WanggeError`.
uniffi::custom_type!(NaiveDate, i32, {
    remote,
    try_lift: |days| NaiveDate::from_epoch_days(days).ok_or_else(|| error::no_date(days).into()),
    lower: |date| date.to_epoch_days(),
});

/// The version of the native library.
#[uniffi::export]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
