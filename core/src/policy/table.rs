//! The route table: rows over facts, with its holes, overlaps and rows out of reach found by trying all facts.

use super::draft::{AnyOf, WhenDraft};
use crate::clause::ClauseId;
use crate::term::{Action, Handler, HitPolicy, Level, Report, Scope, Work};
use crate::vocabulary::Vocabulary;

/// The facts of an issue that decide its route (事实).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Facts {
    /// How far it reaches (E-13).
    pub scope: Scope,
    /// Whether it is major (E-4).
    pub major: bool,
    /// Whether it is sudden (E-4).
    pub sudden: bool,
    /// The type of work, where it is known (M-1.2 to M-1.5).
    pub work: Option<Work>,
}

impl Facts {
    /// Every combination there is.
    pub fn every() -> impl Iterator<Item = Self> {
        let works = core::iter::once(None).chain(Work::ALL.iter().copied().map(Some));
        works.flat_map(|work| {
            [false, true].into_iter().flat_map(move |sudden| {
                [false, true].into_iter().flat_map(move |major| {
                    Scope::ALL.iter().map(move |&scope| Self { scope, major, sudden, work })
                })
            })
        })
    }
}

impl core::fmt::Display for Facts {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "scope = {}, major = {}, sudden = {}", self.scope, self.major, self.sudden)?;
        self.work.map_or(Ok(()), |work| write!(f, ", work = {work}"))
    }
}

/// Which facts a row is for (适用条件).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct When {
    scope: Option<Vec<Scope>>,
    major: Option<bool>,
    sudden: Option<bool>,
    work: Option<Vec<Work>>,
    any: Option<Vec<When>>,
}

impl When {
    pub(super) fn new(draft: &WhenDraft) -> Self {
        Self {
            scope: draft.scope.as_ref().map(|AnyOf(words)| words.clone()),
            major: draft.major,
            sudden: draft.sudden,
            work: draft.work.as_ref().map(|AnyOf(words)| words.clone()),
            any: draft.any.as_ref().map(|any| any.iter().map(Self::new).collect()),
        }
    }

    /// Whether the row is for these facts.
    pub fn fits(&self, facts: &Facts) -> bool {
        let scope = self.scope.as_ref().is_none_or(|words| words.contains(&facts.scope));
        let work =
            self.work.as_ref().is_none_or(|words| facts.work.is_some_and(|work| words.contains(&work)));
        scope
            && work
            && self.major.is_none_or(|major| major == facts.major)
            && self.sudden.is_none_or(|sudden| sudden == facts.sudden)
            && self.any.as_ref().is_none_or(|any| any.iter().any(|when| when.fits(facts)))
    }
}

/// A row of the route table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteRow {
    /// The facts it is for.
    pub when: When,
    /// The level it gives.
    pub level: Level,
    /// Who handles it.
    pub handler: Handler,
    /// What is done, in order.
    pub steps: Vec<Action>,
    /// The way upwards.
    pub path: Vec<Handler>,
    /// Whether it is reported at once.
    pub report: Option<Report>,
    /// Who must tell the person served.
    pub told_by: Option<Handler>,
    /// The clause it rests on.
    pub clause: ClauseId,
}

/// How a matter of one type of work is taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntakeRow {
    /// The type of work.
    pub work: Work,
    /// What is done first, in order.
    pub steps: Vec<Action>,
    /// Whether it is reported at once.
    pub report: Option<Report>,
    /// The clause it rests on.
    pub clause: ClauseId,
}

/// The route table (分类分层), checked: every combination of facts has exactly one deciding row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteTable {
    /// How the rows are tried.
    pub hit: HitPolicy,
    /// The rows.
    pub rows: Vec<RouteRow>,
    /// How matters are taken in, by the type of work; empty where the policy does not say.
    pub intake: Vec<IntakeRow>,
}

/// What is wrong with the rows of a table.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum TableFault {
    /// These facts have no row; so many combinations in all.
    Hole(Facts, usize),
    /// This row never decides.
    Unreachable(usize),
    /// These two rows are both for these facts.
    Overlap(usize, usize, Facts),
}

impl RouteTable {
    /// The row that decides.
    pub fn row(&self, facts: &Facts) -> Option<&RouteRow> {
        self.rows.iter().find(|row| row.when.fits(facts))
    }

    /// Tries every combination of facts against the rows.
    pub(super) fn faults(hit: HitPolicy, rows: &[When]) -> Vec<TableFault> {
        let mut faults: Vec<TableFault> = Vec::new();
        let mut decides = vec![false; rows.len()];
        let mut holes = Vec::new();
        for facts in Facts::every() {
            let fits: Vec<usize> =
                rows.iter().enumerate().filter(|(_, when)| when.fits(&facts)).map(|(nth, _)| nth).collect();
            match fits.as_slice() {
                [] => holes.push(facts),
                [first, second, ..] if hit == HitPolicy::Unique => {
                    let known = faults.iter().any(
                        |fault| matches!(fault, TableFault::Overlap(a, b, _) if (a, b) == (first, second)),
                    );
                    if !known {
                        faults.push(TableFault::Overlap(*first, *second, facts));
                    }
                    for nth in fits {
                        decides.get_mut(nth).into_iter().for_each(|decides| *decides = true);
                    }
                }
                [first, ..] => decides.get_mut(*first).into_iter().for_each(|decides| *decides = true),
            }
        }
        faults.extend(holes.first().map(|first| TableFault::Hole(*first, holes.len())));
        let idle = decides.iter().enumerate().filter(|(_, decides)| !**decides);
        faults.extend(idle.map(|(nth, _)| TableFault::Unreachable(nth)));
        faults
    }
}
