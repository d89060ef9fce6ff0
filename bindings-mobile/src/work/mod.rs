//! Meetings (M-4, X-4.1b), 四议两公开 (X-4.4b), conduct (M-7), the roll-out and the thirteen systems (X-4.0b).

mod conduct;
mod deliberation;
mod meeting;
mod rollout;
mod term;

pub use conduct::{
    ConductEffect, ConductEvent, ConductFinding, ConductRegister, DerivedConduct, EventRef, Raise,
};
pub use deliberation::{Deliberation, DeliberationStanding, DeliberationTaken, StepStanding};
pub use meeting::{
    AttendanceSheet, Attended, HeldBack, Meeting, Minutes, MinutesItem, Proposal, RoundUp, meeting_from_json,
};
pub use rollout::{PlannedPhase, RolloutStanding, SystemCoverage, TaskStanding};
