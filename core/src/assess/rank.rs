//! Ranks (排名, X-4.3b): 1, 2, 2, 4; a tie is broken only by what the policy names.

use std::collections::HashMap;

use super::groups::Units;
use super::metric::{Figures, OnTime};
use super::ranks::{ToNext, ranks};
use super::tally::Tallies;
use crate::decision::{Arg, Decision, Reason, Template};
use crate::error::{Error, InputError};
use crate::policy::{Policy, RankBy};

/// The place of a village in a ranking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
pub enum Place {
    /// Its rank, and how many share it.
    Rank {
        /// From 1; after two at 2 comes 4.
        rank: u32,
        /// How many villages have this rank.
        shared_by: u32,
    },
    /// Fewer decided cases than the least volume: listed, not ranked.
    BelowVolume,
    /// No decided case at all.
    NothingToCount,
    /// It existed for a part of the period, and the policy lists such units.
    PartOfPeriod,
}

/// A village in a ranking.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Ranked {
    /// The village.
    pub village: String,
    /// What was counted.
    pub figures: Figures,
    /// Its place.
    pub place: Place,
    /// How many more cases in time, of those decided, would have brought it level with the rank above;
    /// 0 where only a tie-break parts them; `None` for the first rank and for villages without a rank.
    pub to_next: Option<u32>,
}

static RANKED: Template = Template::new(
    "assess.rank",
    "按{0}排名；不足{1}件的只列出不排名；同率{2}",
    "ranked by {0}; fewer than {1} cases are listed, not ranked; equal rates: {2}",
);
static QUARTERLY: Template = Template::new("assess.quarter", "每季排名", "ranked every quarter");
static SHARED: Template = Template::new("assess.shared", "并列", "shared");
static BROKEN: Template = Template::new("assess.broken", "依次按{0}", "decided by {0}");

/// Ranks the villages by their on-time rate, the best first; then those below the least volume, then those
/// with nothing to count, each in the order of their names.
///
/// ```
/// use chrono::NaiveDate;
/// use wangge::assess::{CaseRow, Period, Place, on_time, rank};
/// use wangge::{Complexity, Policy, WorkCalendar};
/// # fn main() -> Result<(), wangge::Error> {
/// let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).expect("a day");
/// let mut cases = vec![];
/// for (village, in_time) in [("甲村", 5), ("乙村", 4), ("丙村", 5), ("丁村", 3)] {
///     cases.extend((0..6).map(|nth| CaseRow {
///         village: village.into(),
///         received: day(7, 1),
///         closed: (nth < in_time).then(|| day(7, 2)),
///         complexity: Complexity::General,
///     }));
/// }
/// let (policy, calendar) = (Policy::preset("combined")?, WorkCalendar::china());
/// let found = on_time(&policy, &calendar, &cases, Period::new(day(7, 1), day(9, 30))?, day(9, 30))?.value;
/// let ranked = rank(&policy, &found)?.value;
/// let places: Vec<_> = ranked.iter().map(|row| row.place).collect();
/// let at = |rank, shared_by| Place::Rank { rank, shared_by };
/// assert_eq!(places, [at(1, 2), at(1, 2), at(3, 1), at(4, 1)]);
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`Unspecified`](crate::Unspecified) for `ranking` where the policy does not state it.
pub fn rank(policy: &Policy, found: &OnTime) -> Result<Decision<Vec<Ranked>>, Error> {
    let rule = policy.ranking(found.period.end())?;
    if rule.value.by != RankBy::Metric("on_time_rate".to_owned()) {
        let (column, by) = match &rule.value.by {
            RankBy::Metric(metric) => ("ranking.metric", metric),
            RankBy::Sheet(sheet) => ("ranking.sheet", sheet),
        };
        let allowed = "on_time_rate, for a table of cases; others are ranked by their counts";
        return Err(InputError::value(column, by, allowed).into());
    }
    let least = rule.value.least_volume;
    // A table of cases has the counts of this figure, and neither groups nor units that begin or end.
    let ranked = ranks(policy, &Tallies::of_table(found), found.period, &Units::default())?.value;
    let figures: HashMap<&str, Figures> =
        found.villages.iter().map(|(village, figures)| (village.as_str(), *figures)).collect();
    let rows = ranked.into_iter().filter_map(|row| {
        let to_next = row.to_next.and_then(|lacking| match lacking {
            ToNext::Count(count) => Some(count),
            ToNext::Marks(_) => None,
        });
        let figures = *figures.get(row.unit.as_str())?;
        Some(Ranked { village: row.unit, figures, place: row.place, to_next })
    });
    let rows = rows.collect();
    let ties = match rule.value.ties.as_slice() {
        [] => SHARED.with([]),
        ties => BROKEN.with([Arg::terms(ties)]),
    };
    let by = policy.metric("on_time_rate", found.period.end())?;
    let args = [super::named(&by), least.into(), Arg::Wording(ties)];
    let because = vec![
        Reason::new(&rule.clause, RANKED.with(args)),
        Reason::new(&crate::clause::ClauseId::fixed("X-4.3b"), QUARTERLY.with([])),
    ];
    Ok(Decision { value: rows, because })
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[&RANKED, &QUARTERLY, &SHARED, &BROKEN];
