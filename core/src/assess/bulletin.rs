//! The monthly supervision (每月督办, X-4.3a): what is late, nearly late, given back again, unanswered or unvisited, and whom to
//! ask.

use crate::case::{Board, Case, CaseRules};
use crate::clause::ClauseId;
use crate::decision::{Arg, Reason, Template};
use crate::duty::Matched;
use crate::error::Error;
use crate::term::{Covers, DutyKind, DutyState, Light};
use crate::vocabulary::{Vocabulary as _, vocabulary};

static LATE: Template =
    Template::new("bulletin.late", "{0}已逾期，应于{1}前办结", "{0} is late: it was due {1}");
static NEAR: Template =
    Template::new("bulletin.near", "{0}临期，{1}到期", "{0} is nearly late: it is due {1}");
static RETURNED: Template =
    Template::new("bulletin.returned", "{0}已退回{1}次", "{0} was given back {1} times");
static UNTOLD: Template = Template::new(
    "bulletin.untold",
    "{0}已有结果，尚未告知服务对象",
    "{0} has its result, and the person served was not told",
);
static UNREPORTED: Template = Template::new(
    "bulletin.unreported",
    "{0}应立即上报，尚未上报",
    "{0} must be reported at once and was not",
);
static MISSED: Template =
    Template::new("bulletin.missed", "{0}{1}未完成，应于{2}前完成", "{1} of {0} was missed: it was due {2}");
static UNSEEN: Template = Template::new(
    "bulletin.unseen",
    "{0}尚有{1}户未走访，应走访{2}户",
    "{0}: {1} of {2} households were not seen",
);

vocabulary! {
    /// Why something is supervised (督办事由, X-4.3a).
    pub enum Cause as "cause of supervision" {
        /// A case is late.
        Late = "late", "逾期", "late";
        /// A case is nearly late.
        Near = "near", "临期", "nearly late";
        /// A case was given back twice or more.
        ReturnedAgain = "returned_again", "多次退回", "given back again";
        /// Whoever is served was not told.
        Untold = "untold", "未告知", "not told";
        /// What had to be reported at once was not.
        Unreported = "unreported", "未上报", "not reported";
        /// Households were not visited.
        Unvisited = "unvisited", "未走访", "not visited";
        /// Another duty was missed.
        Missed = "missed", "未履行", "missed";
    }
}

/// A line of the monthly bulletin (督办事项).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct BulletinItem {
    /// Why.
    pub cause: Cause,
    /// The case, or the grid or village.
    pub subject: String,
    /// The grid or village it lies in, where that is known.
    pub unit: Option<String>,
    /// Whom to ask: the holder of the case, those who hold the post, or the roles whose turn it is.
    pub ask: Vec<String>,
    /// The clause, and what it is.
    pub reason: Reason,
}

/// The bulletin of a moment: cases by cause, then duties by unit. A case may stand there for more than one cause.
///
/// # Errors
/// [`Unspecified`](crate::Unspecified) for `supervision`, which makes the duty of X-4.3a.
pub fn bulletin<'c>(
    rules: &CaseRules,
    cases: impl IntoIterator<Item = &'c Case>,
    matched: Option<&Matched>,
    now: chrono::NaiveDateTime,
) -> Result<Vec<BulletinItem>, Error> {
    let clause = rules.policy().supervision(now.date())?.clause.clone();
    let cases: Vec<&Case> = cases.into_iter().collect();
    let board = Board::of(rules, cases.iter().copied(), now);
    let mut items = Vec::new();
    let codes =
        |turn: &[crate::term::Role]| turn.iter().map(|role| role.code().to_owned()).collect::<Vec<_>>();
    for row in &board.rows {
        let ask = row.holder.clone().map_or_else(|| codes(&row.waits_for), |holder| vec![holder]);
        let mut put = |cause, clause: &ClauseId, words| {
            items.push(BulletinItem {
                cause,
                subject: row.case.clone(),
                unit: row.grid.clone(),
                ask: ask.clone(),
                reason: Reason::new(clause, words),
            });
        };
        let case = Arg::from(row.case.as_str());
        if let Some(date) = row.date {
            match row.light {
                Light::Red => put(Cause::Late, &clause, LATE.with([case.clone(), date.into()])),
                Light::Yellow => put(Cause::Near, &clause, NEAR.with([case.clone(), date.into()])),
                _ => {}
            }
        }
        if row.to_tell {
            put(Cause::Untold, &clause, UNTOLD.with([case.clone()]));
        }
        if row.reported == Some(false) {
            put(Cause::Unreported, &clause, UNREPORTED.with([case.clone()]));
        }
    }
    for case in cases.into_iter().filter(|case| case.state().is_open() && case.returned() > 1) {
        let ask = board.rows.iter().find(|row| row.case == case.id());
        items.push(BulletinItem {
            cause: Cause::ReturnedAgain,
            subject: case.id().to_owned(),
            unit: case.grid().map(str::to_owned),
            ask: ask
                .map(|row| row.holder.clone().map_or_else(|| codes(&row.waits_for), |one| vec![one]))
                .unwrap_or_default(),
            reason: Reason::new(&clause, RETURNED.with([case.id().into(), case.returned().into()])),
        });
    }
    items.sort_by_key(|item| item.cause);
    items.extend(matched.into_iter().flat_map(unfulfilled));
    Ok(items)
}

/// The duties that were missed, each by the clause that it rests on.
fn unfulfilled(matched: &Matched) -> impl Iterator<Item = BulletinItem> + '_ {
    let missed = matched.iter().filter(|(_, outcome)| outcome.state == DutyState::Missed);
    missed.map(|(owed, _)| {
        let visit = owed.kind() == DutyKind::Visit;
        let coverage = matched.coverage_of(owed.index).filter(|_| owed.covers() == Covers::Household);
        let words = match coverage {
            Some(coverage) => {
                let left = coverage.needed - coverage.seen - coverage.seen_late;
                UNSEEN.with([owed.unit().into(), left.into(), coverage.needed.into()])
            }
            None => MISSED.with([owed.unit().into(), owed.kind().into(), owed.due().into()]),
        };
        let persons: Vec<String> = owed.persons().into_iter().map(str::to_owned).collect();
        BulletinItem {
            cause: if visit { Cause::Unvisited } else { Cause::Missed },
            subject: owed.unit().to_owned(),
            unit: owed.village().map(str::to_owned),
            ask: if persons.is_empty() { vec![owed.owner().code().to_owned()] } else { persons },
            reason: Reason::new(&ClauseId::checked(owed.clause()), words),
        }
    })
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] =
    &[&LATE, &NEAR, &RETURNED, &UNTOLD, &UNREPORTED, &MISSED, &UNSEEN];
