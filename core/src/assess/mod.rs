//! Assessment (考评): counts of units and periods, figures, marks, ranks, and the same log under another policy.
//!
//! Every figure keeps its numerator and denominator; a rate is compared as a fraction, marks are exact and rounded once, where
//! the sheet says. A unit with nothing to count has no rate, and one below the least volume is listed, not ranked.

#[cfg(feature = "write")]
mod backtest;
mod bulletin;
mod curve;
mod exact;
mod figure;
mod groups;
mod marks;
mod metric;
mod publish;
mod rank;
mod ranks;
mod record;
mod sheet;
mod tally;
mod year;

#[cfg(feature = "write")]
pub use backtest::{
    Attribution, Backtest, BacktestOptions, CaseDifference, Lateness, RankMove, RankOptions, RankTest,
    SweepKey, SweepRow, backtest, sweep,
};
pub use bulletin::{BulletinItem, Cause, bulletin};
pub use curve::Curve;
pub use figure::{LeftOut, MetricColumns, Opened, Rate, figure};
pub use groups::{UnitFact, Units};
pub use marks::{ItemMarks, ItemState, UnitMarks, marks};
pub use metric::{CaseRow, Figures, OnTime, Period, Standing, on_time, standing};
pub use publish::{Correction, PublishedResult, ResultRow, Version};
pub use rank::{Place, Ranked, rank};
pub use ranks::{Score, ToNext, UnitRank, ranks};
pub use record::RecordFact;
pub use sheet::{Marks, Scored, score};
pub use tally::{CaseCounts, CaseFact, CountRow, Tallies};
pub use year::{GivenMarks, UnitYear, review};

use crate::decision::Arg;
use crate::policy::{MetricRule, StandardMetric};
use crate::vocabulary::Term;

/// The name of a figure in the language of the sentence; a county's own has one in Chinese only.
pub(crate) fn named(metric: &MetricRule) -> Arg {
    match StandardMetric::find(&metric.id) {
        Some(one) => Arg::Term(Term { code: one.id, zh: one.zh, en: one.en }),
        None => Arg::from(metric.zh.as_str()),
    }
}

#[cfg(all(test, feature = "write"))]
pub(crate) use backtest::TEMPLATES as BACKTEST_TEMPLATES;
#[cfg(test)]
pub(crate) use {
    bulletin::TEMPLATES as BULLETIN_TEMPLATES, figure::TEMPLATES as FIGURE_TEMPLATES,
    marks::TEMPLATES as MARKS_TEMPLATES, metric::TEMPLATES as METRIC_TEMPLATES,
    rank::TEMPLATES as RANK_TEMPLATES, ranks::TEMPLATES as RANKS_TEMPLATES,
    year::TEMPLATES as YEAR_TEMPLATES,
};
