//! Ranks (排名, X-4.3b): 1, 2, 2, 4; a tie is broken only by what the policy names.

use std::cmp::Ordering;

use super::metric::{Figures, OnTime};
use crate::decision::{Arg, Decision, Reason, Template};
use crate::error::{Error, InputError};
use crate::policy::{Policy, RankBy};
use crate::term::TieBreak;

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
    let (mut ranked, mut listed): (Vec<&(String, Figures)>, Vec<_>) =
        found.villages.iter().partition(|(_, figures)| figures.decided() >= least.max(1));
    // Names decide the order on the page among equals, never the rank.
    ranked.sort_by(|(a_name, a), (b_name, b)| order(&rule.value.ties, a, b).then_with(|| a_name.cmp(b_name)));
    listed.sort_by(|(a_name, a), (b_name, b)| {
        (a.decided() == 0).cmp(&(b.decided() == 0)).then_with(|| a_name.cmp(b_name))
    });
    let mut rows: Vec<Ranked> = Vec::with_capacity(found.villages.len());
    let mut above: Option<&Figures> = None;
    for tied in ranked.chunk_by(|(_, a), (_, b)| order(&rule.value.ties, a, b) == Ordering::Equal) {
        let rank = u32::try_from(rows.len()).unwrap_or(u32::MAX).saturating_add(1);
        let shared_by = u32::try_from(tied.len()).unwrap_or(u32::MAX);
        rows.extend(tied.iter().map(|(village, figures)| Ranked {
            village: village.clone(),
            figures: *figures,
            place: Place::Rank { rank, shared_by },
            to_next: above.map(|above| lacking(figures, above)),
        }));
        above = tied.first().map(|(_, figures)| figures);
    }
    rows.extend(listed.into_iter().map(|(village, figures)| Ranked {
        village: village.clone(),
        figures: *figures,
        place: if figures.decided() == 0 { Place::NothingToCount } else { Place::BelowVolume },
        to_next: None,
    }));
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

/// The better first.
fn order(ties: &[TieBreak], a: &Figures, b: &Figures) -> Ordering {
    let by_rate = b.compare(a).unwrap_or(Ordering::Equal);
    ties.iter().fold(by_rate, |so_far, tie| {
        so_far.then_with(|| match tie {
            TieBreak::MoreCases => b.decided().cmp(&a.decided()),
            TieBreak::FewerOverdue => a.overdue.cmp(&b.overdue),
        })
    })
}

/// How many more cases in time would have made the rate at least that of the village above.
fn lacking(figures: &Figures, above: &Figures) -> u32 {
    let needed =
        (u64::from(above.on_time) * u64::from(figures.decided())).div_ceil(u64::from(above.decided().max(1)));
    u32::try_from(needed.saturating_sub(u64::from(figures.on_time))).unwrap_or(u32::MAX)
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[&RANKED, &QUARTERLY, &SHARED, &BROKEN];
