//! Assessment, first part (考评): how many cases of a village were settled in time, marks, and ranks.
//!
//! Every figure keeps its numerator and denominator; a rate is compared as a fraction and rounded once, where
//! the sheet says. A village with nothing to count has no rate, and one below the least volume is listed, not
//! ranked.

mod metric;
mod rank;
mod sheet;

pub use metric::{CaseRow, Figures, OnTime, Period, Standing, on_time, standing};
pub use rank::{Place, Ranked, rank};
pub use sheet::{Marks, Scored, score};

#[cfg(test)]
pub(crate) use {
    metric::TEMPLATES as METRIC_TEMPLATES, rank::TEMPLATES as RANK_TEMPLATES,
    sheet::TEMPLATES as SHEET_TEMPLATES,
};
