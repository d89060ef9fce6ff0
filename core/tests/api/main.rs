//! The library through its public face only.
#![expect(missing_docs, reason = "tests speak for themselves")]

mod bad_input;
mod calendar;
mod clauses;
mod columns;
mod floors;
mod laws;
mod policy;
mod vectors;

use chrono::NaiveDate;

/// A day as the tests write it.
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_else(|_| panic!("{text} is no day"))
}
