//! The same log under another policy (政策回测): what would have been late, and which rule made each difference.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use super::figure::Rate;
use super::groups::Units;
use super::metric::Period;
use super::rank::Place;
use super::ranks::{UnitRank, ranks};
use super::tally::Tallies;
use crate::calendar::{OnBad, WorkCalendar};
use crate::case::{CaseRules, CaseStanding, EventTable, FoldOptions, fold};
use crate::decision::{Arg, Template, Wording};
use crate::error::{Error, InputError};
use crate::policy::{Change, Policy};
use crate::term::CaseState;

static SINGLE: Template = Template::new(
    "backtest.single",
    "只改 {0}：逾期{1}件变为{2}件，其中新逾期{3}件、不再逾期{4}件",
    "{0} alone: late cases go from {1} to {2}; newly late {3}, no longer late {4}",
);
static TOGETHER: Template = Template::new(
    "backtest.together",
    "各项单独改动合计{0}件，一并改动{1}件，相互作用{2}件",
    "one by one the changes come to {0}, together to {1}: by acting on each other {2}",
);
static ALONE: Template =
    Template::new("backtest.alone", "{0} 不能单独改动：{1}", "{0} cannot be changed alone: {1}");

/// How the cases of a log stand under one policy (回测结果).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Lateness {
    /// All cases of which that is known.
    pub known: u32,
    /// Those whose limit is not known.
    pub unplaced: u32,
    /// Late or closed late.
    pub late: u32,
    /// Closed in time over all that were to be closed.
    pub on_time: Option<Rate>,
}

impl Lateness {
    fn of(rows: &[CaseStanding]) -> Self {
        let count = |holds: &dyn Fn(&&CaseStanding) -> bool| {
            u32::try_from(rows.iter().filter(holds).count()).unwrap_or(u32::MAX)
        };
        let in_time = count(&|row| row.state == CaseState::Closed && row.late == Some(false));
        let late = count(&|row| row.late == Some(true));
        let due = in_time.saturating_add(late);
        let rate = Rate { numerator: in_time.into(), denominator: due.into() };
        Self {
            known: count(&|row| row.late.is_some()),
            unplaced: count(&|row| row.late.is_none()),
            late,
            on_time: (due > 0).then_some(rate),
        }
    }
}

/// A case that another policy judges differently (逐件差异).
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct CaseDifference {
    /// The row of its first event in the log.
    pub first: usize,
    /// When it was due under the one policy.
    pub due: Option<NaiveDateTime>,
    /// When it would have been under the other.
    pub other_due: Option<NaiveDateTime>,
    /// Whether it was late; `None` where its limit is not known.
    pub late: Option<bool>,
    /// Whether it would have been.
    pub other_late: Option<bool>,
}

/// What one changed rule does by itself (归因).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// The rule, as [`Policy::diff`] gives it.
    pub rule: String,
    /// Its clause in the other policy.
    pub clause: Option<String>,
    /// Cases that become late by it, and that no longer are; `None` where it cannot be changed alone.
    pub effect: Option<(u32, u32)>,
    /// The units that it ranks otherwise, where ranks were asked for.
    pub moves: Vec<RankMove>,
    /// Why it cannot.
    pub refused: Option<Error>,
    late: u32,
    before: u32,
}

impl Attribution {
    /// The effect in words, in both languages.
    pub fn wording(&self) -> Wording {
        let rule = Arg::from(self.rule.as_str());
        match (self.effect, &self.refused) {
            (Some((newly, no_longer)), _) => {
                SINGLE.with([rule, self.before.into(), self.late.into(), newly.into(), no_longer.into()])
            }
            (None, why) => {
                let why = why.as_ref().map(|why| Arg::Wording(why.wording()));
                ALONE.with([rule, why.unwrap_or_else(|| Arg::from(""))])
            }
        }
    }
}

/// A unit that another policy ranks otherwise (名次变动).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct RankMove {
    /// The unit.
    pub unit: String,
    /// Its place under the one policy.
    pub before: Place,
    /// Its place under the other.
    pub after: Place,
}

/// The ranks of a log under two policies, side by side (排名对照).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankTest {
    /// Under the one.
    pub before: Vec<UnitRank>,
    /// Under the other.
    pub after: Vec<UnitRank>,
    /// The units that stand elsewhere.
    pub moves: Vec<RankMove>,
    /// Those whose place no rule makes by itself: the rules make it by acting on each other.
    pub together: Vec<String>,
}

/// How the units of a log are ranked in a backtest (回测排名).
#[derive(Clone, Copy)]
pub struct RankOptions<'b> {
    /// What counts for each unit, out of the cases as they stand under a policy, in the order of their first events.
    pub count: &'b dyn Fn(&[CaseStanding]) -> Result<Tallies, Error>,
    /// The period to rank.
    pub period: Period,
    /// The groups of the units.
    pub units: &'b Units,
}

/// How a log is tested (回测选项).
#[derive(Clone, Copy)]
pub struct BacktestOptions<'b> {
    /// The moment asked about.
    pub now: NaiveDateTime,
    /// How many threads may work; the answer is the same.
    pub threads: usize,
    /// How the units are ranked; `None` to compare the cases alone.
    pub ranks: Option<RankOptions<'b>>,
}

/// A log under two policies, side by side (政策回测).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backtest {
    /// Its cases under the one, in the order of their first events.
    pub rows: Vec<CaseStanding>,
    /// The same under the other.
    pub other_rows: Vec<CaseStanding>,
    /// Under the one.
    pub before: Lateness,
    /// Under the other.
    pub after: Lateness,
    /// What differs between the policies.
    pub changes: Vec<Change>,
    /// Each case that is due at another moment or judged differently, in the order of the log.
    pub differences: Vec<CaseDifference>,
    /// The ranks, where they were asked for.
    pub ranks: Option<RankTest>,
    /// What each changed rule does by itself.
    pub attributions: Vec<Attribution>,
    /// How many cases the rules change together beyond what they do one by one; below 0 where they undo each other.
    pub interaction: i64,
}

impl Backtest {
    /// What the rules do together, in words.
    pub fn wording(&self) -> Wording {
        let (alone, together) = self.sums();
        TOGETHER.with([alone.into(), together.into(), self.interaction.into()])
    }

    fn sums(&self) -> (i64, i64) {
        let effects = self.attributions.iter().filter_map(|one| one.effect);
        let alone = effects.map(|(newly, no_longer)| i64::from(newly) - i64::from(no_longer)).sum();
        (alone, i64::from(self.after.late) - i64::from(self.before.late))
    }
}

/// What a policy makes of a log.
struct Outcome {
    rows: Vec<CaseStanding>,
    ranks: Option<Vec<UnitRank>>,
}

fn outcome(
    policy: &Policy,
    calendar: &WorkCalendar,
    log: &impl EventTable,
    options: &BacktestOptions<'_>,
) -> Result<Outcome, Error> {
    let rules = CaseRules::new(policy, calendar);
    let how = FoldOptions { on_bad: OnBad::Null, threads: options.threads };
    let rows = fold(&rules, log, options.now, how)?;
    let ranked = |asked: RankOptions<'_>| -> Result<Vec<UnitRank>, Error> {
        Ok(ranks(policy, &(asked.count)(&rows)?, asked.period, asked.units)?.value)
    };
    let ranks = options.ranks.map(ranked).transpose()?;
    Ok(Outcome { rows, ranks })
}

/// How many become late, and how many no longer are.
fn effect(before: &[CaseStanding], after: &[CaseStanding]) -> (u32, u32) {
    let pairs = || before.iter().zip(after);
    let late = |row: &CaseStanding| row.late == Some(true);
    let count = |found: usize| u32::try_from(found).unwrap_or(u32::MAX);
    (
        count(pairs().filter(|(one, other)| !late(one) && late(other)).count()),
        count(pairs().filter(|(one, other)| late(one) && !late(other)).count()),
    )
}

/// The units that stand elsewhere, by name.
fn moves(before: Option<&[UnitRank]>, after: Option<&[UnitRank]>) -> Vec<RankMove> {
    let places = |rows: Option<&[UnitRank]>| -> BTreeMap<String, Place> {
        rows.into_iter().flatten().map(|row| (row.unit.clone(), row.place)).collect()
    };
    let after = places(after);
    let moved = places(before).into_iter().filter_map(|(unit, before)| {
        let after = *after.get(&unit)?;
        (before != after).then_some(RankMove { unit, before, after })
    });
    moved.collect()
}

/// Those whose place under both policies no rule makes alone, or that one rule moves and another moves back.
fn by_interaction(moves: &[RankMove], alone: &[Attribution]) -> Vec<String> {
    let explained = |one: &RankMove| alone.iter().any(|rule| rule.moves.contains(one));
    let stays = |unit: &String| moves.iter().all(|one| one.unit != *unit);
    let mut units: Vec<String> =
        moves.iter().filter(|one| !explained(one)).map(|one| one.unit.clone()).collect();
    let undone = alone.iter().flat_map(|rule| &rule.moves).map(|one| &one.unit).filter(|unit| stays(unit));
    units.extend(undone.cloned());
    units.sort();
    units.dedup();
    units
}

/// Folds a log under two policies and traces the difference to the rules that differ, one at a time. What one rule does, it
/// does alone in the first policy; what is left over, the rules do by acting on each other, and is named so.
///
/// # Errors
/// As for [`fold`], but a limit that is not known is a case that is `unplaced`; as for [`Policy::diff`], and for [`ranks`]
/// where they are asked for. A rule that cannot stand alone is no error, but says why.
pub fn backtest(
    log: &impl EventTable,
    policy: &Policy,
    other: &Policy,
    calendar: &WorkCalendar,
    options: &BacktestOptions<'_>,
) -> Result<Backtest, Error> {
    let one = outcome(policy, calendar, log, options)?;
    let two = outcome(other, calendar, log, options)?;
    let (before, after) = (Lateness::of(&one.rows), Lateness::of(&two.rows));
    let changes = policy.diff(other)?;
    let mut rules: Vec<(&str, Option<&str>)> =
        changes.iter().map(|change| (change.rule.as_str(), change.clause.as_deref())).collect();
    rules.dedup();
    let mut attributions = Vec::with_capacity(rules.len());
    // A clause of its own changes no case, and comes along with the rule that cites it.
    for (rule, clause) in
        rules.into_iter().filter(|(rule, _)| !rule.starts_with("clause[") && !is_title(rule))
    {
        let alone = policy.with(other, rule).and_then(|policy| outcome(&policy, calendar, log, options));
        let made = Attribution {
            rule: rule.to_owned(),
            clause: clause.map(str::to_owned),
            effect: None,
            moves: Vec::new(),
            refused: None,
            late: 0,
            before: before.late,
        };
        attributions.push(match alone {
            Ok(alone) => Attribution {
                effect: Some(effect(&one.rows, &alone.rows)),
                moves: moves(one.ranks.as_deref(), alone.ranks.as_deref()),
                late: Lateness::of(&alone.rows).late,
                ..made
            },
            Err(why) => Attribution { refused: Some(why), ..made },
        });
    }
    let differences =
        one.rows.iter().zip(&two.rows).filter(|(one, other)| (one.due, one.late) != (other.due, other.late));
    let differences = differences.map(|(one, other)| CaseDifference {
        first: one.first,
        due: one.due,
        other_due: other.due,
        late: one.late,
        other_late: other.late,
    });
    let differences = differences.collect();
    let moved = moves(one.ranks.as_deref(), two.ranks.as_deref());
    let ranks = one.ranks.zip(two.ranks).map(|(before, after)| {
        let together = by_interaction(&moved, &attributions);
        RankTest { before, after, moves: moved, together }
    });
    let (rows, other_rows) = (one.rows, two.rows);
    let mut made = Backtest {
        rows,
        other_rows,
        before,
        after,
        differences,
        changes,
        ranks,
        attributions,
        interaction: 0,
    };
    let (alone, together) = made.sums();
    made.interaction = together - alone;
    Ok(made)
}

fn is_title(rule: &str) -> bool {
    matches!(rule, "id" | "title" | "schema")
}

/// A key and the values to try for it (取值).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SweepKey {
    /// The key, as [`Policy::diff`] gives it.
    pub key: String,
    /// The values, as TOML.
    pub values: Vec<String>,
}

/// A log under one policy with the values of some keys (取值比较的一行).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct SweepRow {
    /// The value of each key.
    pub values: Vec<String>,
    /// How its cases stand.
    pub lateness: Lateness,
}

/// The most combinations that a sweep tries.
const MOST_TRIED: usize = 10_000;

/// A log under one policy with each of several values of a key, or of several keys together (取值比较): what 7, 6 or 5 days
/// would mean. The last key changes fastest.
///
/// # Errors
/// [`InputError`] for no key, a key without values or more than 10 000 combinations; as for [`Policy::with_value`] and [`fold`];
/// nothing is half computed.
pub fn sweep(
    log: &impl EventTable,
    policy: &Policy,
    grid: &[SweepKey],
    calendar: &WorkCalendar,
    options: &BacktestOptions<'_>,
) -> Result<Vec<SweepRow>, Error> {
    let tried = grid.iter().try_fold(1_usize, |tried, key| tried.checked_mul(key.values.len()));
    let lawful = tried.is_some_and(|tried| (1..=MOST_TRIED).contains(&tried));
    if grid.is_empty() || !lawful {
        let found =
            tried.map_or_else(|| "too many".to_owned(), |tried| format!("{tried} of {} keys", grid.len()));
        let allowed = format!("1 to {MOST_TRIED} combinations, with a value or more for each key");
        return Err(InputError::value("values", found, allowed).into());
    }
    let mut policies = vec![(Vec::new(), policy.clone())];
    for key in grid {
        let mut next = Vec::with_capacity(policies.len() * key.values.len());
        for (values, policy) in policies {
            for value in &key.values {
                let values = values.iter().chain([value]).cloned().collect::<Vec<String>>();
                next.push((values, policy.with_value(&key.key, value)?));
            }
        }
        policies = next;
    }
    let alone = BacktestOptions { ranks: None, ..*options };
    let of = |(values, policy): (Vec<String>, Policy)| {
        Ok(SweepRow { values, lateness: Lateness::of(&outcome(&policy, calendar, log, &alone)?.rows) })
    };
    policies.into_iter().map(of).collect()
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[&SINGLE, &TOGETHER, &ALONE];
