//! The library through its public face only.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::cast_possible_truncation,
    clippy::items_after_statements,
    clippy::print_stdout,
    reason = "a test stops where its ground is not as it must be"
)]

mod assess;
mod bad_input;
mod calendar;
mod card;
mod case_columns;
mod case_laws;
mod cases;
mod clauses;
mod columns;
mod coverage;
mod cut_off;
mod divide;
mod division;
mod due;
mod duty;
mod example_policies;
#[cfg(all(feature = "geojson", feature = "svg"))]
mod export;
#[cfg(feature = "svg")]
mod export_assess;
#[cfg(all(feature = "ical", feature = "svg"))]
mod export_duty;
#[cfg(all(feature = "ical", feature = "svg", feature = "card"))]
mod export_files;
mod floors;
mod full_policies;
mod hotline;
mod laws;
mod ledger;
mod limit_text;
mod policy;
mod policy_on_day;
mod policy_template;
#[cfg(feature = "cells")]
mod shapes;
#[cfg(all(feature = "gb18030", feature = "xlsx"))]
mod tables;
mod vectors;
mod vectors_assess;
mod vectors_cases;
mod vectors_division;
mod vectors_duty;
mod vectors_records;
mod vectors_work;
mod work;

use chrono::{NaiveDate, NaiveDateTime};

/// A day as the tests write it.
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_else(|_| panic!("{text} is no day"))
}

/// A moment as the tests write it, to the minute.
pub(crate) fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap_or_else(|_| panic!("{text} is no moment"))
}
