//! Ranks of units (排名) by a figure or by the marks of a sheet, within their groups, with how sure each is.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::figure::Rate;
use super::groups::Units;
use super::marks::Scale;
use super::metric::Period;
use super::rank::Place;
use super::sheet::Marks;
use super::tally::Tallies;
use crate::clause::ClauseId;
use crate::decision::{Arg, Decision, Reason, Template};
use crate::error::Error;
use crate::policy::{MetricRule, Policy, RankBy, Ranking};
use crate::term::{PartUnit, Tally, TieBreak};

static BY_METRIC: Template = Template::new(
    "ranks.by_metric",
    "按{0}排名；计入件数不足{1}的只列出不排名；相同的{2}",
    "ranked by {0}; those with fewer than {1} that count are listed, not ranked; equals are {2}",
);
static BY_SHEET: Template = Template::new(
    "ranks.by_sheet",
    "按《{0}》得分排名；计入件数不足{1}的只列出不排名；相同的{2}",
    "ranked by the marks of {0}; those with fewer than {1} that count are listed, not ranked; equals are {2}",
);
static SHARED: Template = Template::new("ranks.shared", "并列", "tied");
static BROKEN: Template = Template::new("ranks.broken", "依次按{0}", "decided by {0}");
static WITHIN: Template = Template::new("ranks.within", "各组分别排名", "each group is ranked by itself");
static QUARTERLY: Template = Template::new("ranks.quarter", "每季排名", "ranked every quarter");

/// What a unit is ranked by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub enum Score {
    /// A figure.
    Rate(Rate),
    /// The marks of a sheet, as published: rounded.
    Marks(Marks),
}

/// How far the next rank is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub enum ToNext {
    /// So many more of the numerator, or fewer where less is better, would bring it level; 0 where a tie-break parts them.
    Count(u32),
    /// So many marks.
    Marks(Decimal),
}

/// A unit with its rank (名次).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct UnitRank {
    /// The unit.
    pub unit: String,
    /// Its group, where groups are ranked by themselves.
    pub group: Option<String>,
    /// What it is ranked by.
    pub score: Score,
    /// How many count: the denominator of the figure, or the cases to be closed.
    pub volume: u32,
    /// Its place.
    pub place: Place,
    /// How far the rank above is; `None` for the first and for those without a rank.
    pub to_next: Option<ToNext>,
    /// Whether one case decided otherwise, its own or another's, would change its place or who shares it.
    pub one_case_decides: bool,
    /// Whether it really differs from the first of its group: their intervals do not meet; `None` where that cannot be told.
    pub differs_from_first: Option<bool>,
}

/// Ranks the units of a period, group after group by name, the best first; then those that are listed, then those with
/// nothing to count, each by name.
///
/// # Errors
/// [`Unspecified`](crate::Unspecified) for `ranking`, for `ranking.part_period` where a unit existed for a part of the period, and for
/// the figure or sheet that it names; [`InputError`](crate::InputError) as for [`marks`](super::marks) and [`MetricRule::rate`].
pub fn ranks(
    policy: &Policy,
    tallies: &Tallies,
    period: Period,
    units: &Units,
) -> Result<Decision<Vec<UnitRank>>, Error> {
    let rule = policy.ranking(period.end())?;
    let place = tallies.period_place(period)?;
    let better = match &rule.value.by {
        RankBy::Metric(id) => policy.metric(id, period.end())?.more_is_better,
        RankBy::Sheet(_) => true,
    };
    let mut groups: Vec<Option<&str>> = if rule.value.within_groups {
        tallies.units().iter().map(|unit| units.group(unit)).collect()
    } else {
        vec![None]
    };
    groups.sort_unstable();
    groups.dedup();
    let mut rows = Vec::with_capacity(tallies.units().len());
    for group in groups {
        let of = |unit: &String| !rule.value.within_groups || units.group(unit) == group;
        let mut entries = Vec::new();
        for (nth, unit) in tallies.units().iter().enumerate().filter(|(_, unit)| of(unit)) {
            entries.push(entry(policy, &rule.value, tallies, (nth, unit), (place, period), units)?);
        }
        rows.extend(ranked(&rule.value, better, group, entries));
    }
    Ok(Decision { value: rows, because: said(policy, &rule.value, &rule.clause, period)? })
}

/// A unit as it is ranked.
struct Entry {
    unit: String,
    score: Score,
    volume: u32,
    overdue: u32,
    place: Option<Place>,
    /// What it would have with one case more, and with one less.
    around: Vec<Score>,
}

fn entry(
    policy: &Policy,
    rule: &Ranking,
    tallies: &Tallies,
    (nth, unit): (usize, &str),
    (place, period): (usize, Period),
    units: &Units,
) -> Result<Entry, Error> {
    let count = |tally: Tally| tallies.count(nth, place, tally, rule.belongs_by, true);
    let mut made = match &rule.by {
        RankBy::Metric(id) => {
            let metric = MetricRule { belongs_by: rule.belongs_by, ..policy.metric(id, period.end())? };
            let rate = metric.rate(tallies, nth, place).map_err(|error| error.at(nth))?;
            let around = [-1, 1].map(|step| Rate { numerator: rate.numerator + step, ..rate });
            let lawful = |one: &Rate| (0..=one.denominator).contains(&one.numerator);
            Entry {
                unit: unit.to_owned(),
                score: Score::Rate(rate),
                volume: u32::try_from(rate.denominator).unwrap_or(u32::MAX),
                overdue: count(Tally::OverdueOpen),
                place: None,
                around: around.into_iter().filter(lawful).map(Score::Rate).collect(),
            }
        }
        RankBy::Sheet(id) => {
            let scale = Scale::new(policy, id, units.group(unit), period)?;
            let rates = scale.rates(tallies, nth, place)?;
            let marks = |rates: &[Rate]| -> Result<Marks, Error> {
                Ok(scale.marks(rates).map_err(|error| error.at(nth))?.1)
            };
            let mut around = Vec::with_capacity(rates.len() * 2);
            for at in 0..rates.len() {
                for step in [-1, 1] {
                    let mut moved = rates.clone();
                    let Some(one) = moved.get_mut(at) else { continue };
                    one.numerator += step;
                    if (0..=one.denominator).contains(&one.numerator) {
                        around.push(Score::Marks(marks(&moved)?));
                    }
                }
            }
            Entry {
                unit: unit.to_owned(),
                score: Score::Marks(marks(&rates)?),
                volume: count(Tally::Due),
                overdue: count(Tally::OverdueOpen),
                place: None,
                around,
            }
        }
    };
    let nothing = match made.score {
        Score::Rate(rate) => rate.denominator == 0,
        Score::Marks(marks) => marks == Marks::NotApplicable,
    };
    if nothing {
        made.place = Some(Place::NothingToCount);
    } else if made.volume < rule.least_volume.max(1) {
        made.place = Some(Place::BelowVolume);
    } else if !units.is_whole(unit, period) {
        let part = rule.part_period.ok_or_else(|| policy.unspecified("ranking.part_period"))?;
        made.place = (part == PartUnit::Listed).then_some(Place::PartOfPeriod);
    }
    Ok(made)
}

/// The greater is the better.
fn compare(more_is_better: bool, one: &Score, other: &Score) -> Ordering {
    match (one, other) {
        (Score::Rate(one), Score::Rate(other)) => {
            let product = |a: i64, b: i64| i128::from(a) * i128::from(b);
            let order =
                product(one.numerator, other.denominator).cmp(&product(other.numerator, one.denominator));
            if more_is_better { order } else { order.reverse() }
        }
        (Score::Marks(Marks::Given(one)), Score::Marks(Marks::Given(other))) => one.cmp(other),
        (Score::Marks(Marks::Given(_)), _) => Ordering::Greater,
        (_, Score::Marks(Marks::Given(_))) => Ordering::Less,
        _ => Ordering::Equal,
    }
}

fn ranked(rule: &Ranking, better: bool, group: Option<&str>, entries: Vec<Entry>) -> Vec<UnitRank> {
    let order = |one: &Entry, other: &Entry| {
        let by_score = compare(better, &other.score, &one.score);
        rule.ties.iter().fold(by_score, |so_far, tie| {
            so_far.then_with(|| match tie {
                TieBreak::MoreCases => other.volume.cmp(&one.volume),
                TieBreak::FewerOverdue => one.overdue.cmp(&other.overdue),
            })
        })
    };
    let (mut first, mut rest): (Vec<Entry>, Vec<Entry>) =
        entries.into_iter().partition(|entry| entry.place.is_none());
    first.sort_by(|one, other| order(one, other).then_with(|| one.unit.cmp(&other.unit)));
    rest.sort_by(|one, other| {
        let nothing = |entry: &Entry| entry.place == Some(Place::NothingToCount);
        nothing(one).cmp(&nothing(other)).then_with(|| one.unit.cmp(&other.unit))
    });
    let top = first.first().map(|entry| entry.score);
    let (worst, best) = reach(better, &first);
    let mut rows: Vec<UnitRank> = Vec::with_capacity(first.len() + rest.len());
    let mut above: Option<&Entry> = None;
    let mut done = 0;
    for tied in first.chunk_by(|one, other| order(one, other) == Ordering::Equal) {
        let rank = u32::try_from(done).unwrap_or(u32::MAX).saturating_add(1);
        let shared_by = u32::try_from(tied.len()).unwrap_or(u32::MAX);
        let end = done + tied.len();
        let below = first.get(end);
        // How low one case brings those above, and how high those below.
        let (falls, rises) = (done.checked_sub(1).and_then(|nth| worst.get(nth)), best.get(end));
        for entry in tied {
            let crosses = |score: &Score| {
                above.is_some_and(|above| compare(better, score, &above.score) != Ordering::Less)
                    || below.is_some_and(|below| compare(better, score, &below.score) != Ordering::Greater)
            };
            let parts = |score: &Score| compare(better, score, &entry.score) != Ordering::Equal;
            let decides = entry.around.iter().any(crosses)
                || tied.len() > 1 && tied.iter().any(|other| other.around.iter().any(parts))
                || falls.is_some_and(|score| compare(better, score, &entry.score) != Ordering::Greater)
                || rises.is_some_and(|score| compare(better, score, &entry.score) != Ordering::Less);
            let differs = match (entry.score, top) {
                (Score::Rate(rate), Some(Score::Rate(top))) => rate.differs(top),
                _ => None,
            };
            rows.push(UnitRank {
                unit: entry.unit.clone(),
                group: group.map(str::to_owned),
                score: entry.score,
                volume: entry.volume,
                place: Place::Rank { rank, shared_by },
                to_next: above.and_then(|above| to_next(better, entry, above)),
                one_case_decides: decides,
                differs_from_first: differs,
            });
        }
        done = end;
        above = tied.first();
    }
    rows.extend(rest.into_iter().map(|entry| UnitRank {
        unit: entry.unit,
        group: group.map(str::to_owned),
        score: entry.score,
        volume: entry.volume,
        place: entry.place.unwrap_or(Place::NothingToCount),
        to_next: None,
        one_case_decides: false,
        differs_from_first: None,
    }));
    rows
}

/// For each place the worst that one case makes of any down to it, and the best of any from it on.
fn reach(better: bool, entries: &[Entry]) -> (Vec<Score>, Vec<Score>) {
    let extreme = |entry: &Entry, wanted: Ordering| {
        let scores = entry.around.iter().chain([&entry.score]).copied();
        scores.fold(
            entry.score,
            |so_far, score| {
                if compare(better, &score, &so_far) == wanted { score } else { so_far }
            },
        )
    };
    let run = |entries: &mut dyn Iterator<Item = &Entry>, wanted: Ordering| {
        let mut so_far: Option<Score> = None;
        let mut found = Vec::new();
        for entry in entries {
            let own = extreme(entry, wanted);
            let kept = so_far.filter(|kept| compare(better, &own, kept) != wanted).unwrap_or(own);
            so_far = Some(kept);
            found.push(kept);
        }
        found
    };
    let worst = run(&mut entries.iter(), Ordering::Less);
    let mut best = run(&mut entries.iter().rev(), Ordering::Greater);
    best.reverse();
    (worst, best)
}

/// How far the rank above is.
fn to_next(more_is_better: bool, entry: &Entry, above: &Entry) -> Option<ToNext> {
    match (entry.score, above.score) {
        (Score::Rate(own), Score::Rate(above)) => {
            let product = i128::from(above.numerator) * i128::from(own.denominator);
            let below = i128::from(above.denominator.max(1));
            // The least, or the greatest, numerator that is level with the one above.
            let wanted = if more_is_better { (product + below - 1) / below } else { product / below };
            let lacking = (wanted - i128::from(own.numerator)).unsigned_abs();
            let lacks =
                if more_is_better { wanted > own.numerator.into() } else { wanted < own.numerator.into() };
            let count = if lacks { u32::try_from(lacking).unwrap_or(u32::MAX) } else { 0 };
            Some(ToNext::Count(count))
        }
        (Score::Marks(Marks::Given(own)), Score::Marks(Marks::Given(above))) => {
            Some(ToNext::Marks(above - own))
        }
        _ => None,
    }
}

fn said(policy: &Policy, rule: &Ranking, clause: &ClauseId, period: Period) -> Result<Vec<Reason>, Error> {
    let ties = match rule.ties.as_slice() {
        [] => SHARED.with([]),
        ties => BROKEN.with([Arg::terms(ties)]),
    };
    let least = Arg::from(rule.least_volume);
    let words = match &rule.by {
        RankBy::Metric(id) => {
            let metric = policy.metric(id, period.end())?;
            BY_METRIC.with([super::named(&metric), least, Arg::Wording(ties)])
        }
        RankBy::Sheet(id) => {
            let title = policy.sheets().iter().find(|sheet| sheet.value.id == *id);
            let title = title.map_or(id.as_str(), |sheet| sheet.value.title.as_str());
            BY_SHEET.with([Arg::from(title), least, Arg::Wording(ties)])
        }
    };
    let mut because = vec![Reason::new(clause, words)];
    if rule.within_groups {
        because.push(Reason::new(clause, WITHIN.with([])));
    }
    because.push(Reason::new(&ClauseId::fixed("X-4.3b"), QUARTERLY.with([])));
    Ok(because)
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[&BY_METRIC, &BY_SHEET, &SHARED, &BROKEN, &WITHIN, &QUARTERLY];
