//! The same log under another policy (政策回测): what would have been late, and which rule made each difference.

use chrono::NaiveDateTime;

use super::figure::Rate;
use crate::calendar::{OnBad, WorkCalendar};
use crate::case::{CaseRules, CaseStanding, EventTable, FoldOptions, fold};
use crate::decision::{Arg, Template, Wording};
use crate::error::Error;
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

fn folded(
    policy: &Policy,
    calendar: &WorkCalendar,
    log: &impl EventTable,
    now: NaiveDateTime,
    threads: usize,
) -> Result<Vec<CaseStanding>, Error> {
    let rules = CaseRules::new(policy, calendar);
    fold(&rules, log, now, FoldOptions { on_bad: OnBad::Null, threads })
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

/// Folds a log under two policies and traces the difference to the rules that differ, one at a time. What one rule does, it
/// does alone in the first policy; what is left over, the rules do by acting on each other, and is named so.
///
/// # Errors
/// As for [`fold`], but a limit that is not known is a case that is `unplaced`; as for [`Policy::diff`].
pub fn backtest(
    log: &impl EventTable,
    policy: &Policy,
    other: &Policy,
    calendar: &WorkCalendar,
    now: NaiveDateTime,
    threads: usize,
) -> Result<Backtest, Error> {
    let rows = folded(policy, calendar, log, now, threads)?;
    let other_rows = folded(other, calendar, log, now, threads)?;
    let (before, after) = (Lateness::of(&rows), Lateness::of(&other_rows));
    let changes = policy.diff(other)?;
    let mut rules: Vec<(&str, Option<&str>)> =
        changes.iter().map(|change| (change.rule.as_str(), change.clause.as_deref())).collect();
    rules.dedup();
    let mut attributions = Vec::with_capacity(rules.len());
    // A clause of its own changes no case, and comes along with the rule that cites it.
    for (rule, clause) in
        rules.into_iter().filter(|(rule, _)| !rule.starts_with("clause[") && !is_title(rule))
    {
        let alone = policy.with(other, rule).and_then(|policy| folded(&policy, calendar, log, now, threads));
        let made = Attribution {
            rule: rule.to_owned(),
            clause: clause.map(str::to_owned),
            effect: None,
            refused: None,
            late: 0,
            before: before.late,
        };
        attributions.push(match alone {
            Ok(alone) => {
                Attribution { effect: Some(effect(&rows, &alone)), late: Lateness::of(&alone).late, ..made }
            }
            Err(why) => Attribution { refused: Some(why), ..made },
        });
    }
    let differences =
        rows.iter().zip(&other_rows).filter(|(one, other)| (one.due, one.late) != (other.due, other.late));
    let differences = differences.map(|(one, other)| CaseDifference {
        first: one.first,
        due: one.due,
        other_due: other.due,
        late: one.late,
        other_late: other.late,
    });
    let differences = differences.collect();
    let mut made =
        Backtest { rows, other_rows, before, after, differences, changes, attributions, interaction: 0 };
    let (alone, together) = made.sums();
    made.interaction = together - alone;
    Ok(made)
}

fn is_title(rule: &str) -> bool {
    matches!(rule, "id" | "title" | "schema")
}

/// A log under one policy with each of several values of a key (取值比较): what 7, 6 or 5 days would mean.
///
/// # Errors
/// As for [`Policy::with_value`] and [`fold`]; nothing is half computed.
pub fn sweep(
    log: &impl EventTable,
    policy: &Policy,
    key: &str,
    values: &[String],
    calendar: &WorkCalendar,
    now: NaiveDateTime,
    threads: usize,
) -> Result<Vec<(String, Lateness)>, Error> {
    let of = |value: &String| {
        let policy = policy.with_value(key, value)?;
        Ok((value.clone(), Lateness::of(&folded(&policy, calendar, log, now, threads)?)))
    };
    values.iter().map(of).collect()
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[&SINGLE, &TOGETHER, &ALONE];
