//! Duties: for whom they are owed, what is owed by when, what was done of it.

mod matched;
mod owed;
mod territory;

pub use matched::{Completeness, Coverage, DiaryGap, DutyCounts, DutyOutcome, Matched, UseOfRecord};
pub use owed::{Obligation, Obligations};
