//! From a draft to a policy: where an issue goes, and how it is taken in.

use super::check::{Check, REPEATED};
use super::draft::{RouteDraft, WhenDraft};
use super::table::{IntakeRow, RouteRow, RouteTable, TableFault, When};
use crate::clause::ClauseId;
use crate::decision::{Arg, Template};
use crate::term::Work;
use crate::vocabulary::Vocabulary as _;

static HOLE: Template = Template::new(
    "route.hole",
    "有{1}种情形没有对应的行，例如：{0}",
    "{1} combinations of facts have no row, such as: {0}",
);
pub(super) static UNREACHABLE: Template = Template::new(
    "route.unreachable",
    "这一行永远不会命中，前面的行已包括其全部情形",
    "this row never decides: rows above it take all its facts",
);
static OVERLAP: Template = Template::new(
    "route.overlap",
    "与第{0}行冲突，两行都适用于：{1}",
    "contradicts row {0}: both are for {1}",
);
static NO_INTAKE: Template = Template::new(
    "route.no_intake",
    "没有写明如何受理“{0}”工作",
    "does not say how work of type {0} is taken in",
);

impl Check<'_, '_, '_> {
    pub(super) fn route(&mut self, route: &RouteDraft) -> (RouteTable, ClauseId) {
        let mut rows = Vec::with_capacity(route.row.len());
        for row in &route.row {
            self.when(&row.when);
            self.filled(&row.steps, row.at.field("steps"));
            rows.push(RouteRow {
                when: When::new(&row.when),
                level: row.level,
                handler: row.handler,
                steps: row.steps.clone(),
                path: row.path.clone().unwrap_or_default(),
                report: row.report,
                told_by: row.told_by,
                clause: self.clause(&row.clause, &row.at),
            });
        }
        let whens: Vec<When> = rows.iter().map(|row| row.when.clone()).collect();
        for fault in RouteTable::faults(route.hit, &whens) {
            let row_at = |nth: usize| {
                let at = route.row.get(nth).map_or(&route.at, |row| &row.at);
                (at.path.clone(), at.span.clone())
            };
            match fault {
                TableFault::Hole(facts, count) => {
                    let args = [Arg::from(facts.to_string()), count.to_string().into()];
                    self.faults.push((route.at.path.clone(), route.at.span.clone()), HOLE.with(args));
                }
                TableFault::Unreachable(nth) => self.faults.push(row_at(nth), UNREACHABLE.with([])),
                TableFault::Overlap(first, second, facts) => {
                    let args = [Arg::from(format!("{}", first + 1)), facts.to_string().into()];
                    self.faults.push(row_at(second), OVERLAP.with(args));
                }
            }
        }
        let intake = self.intake(route);
        let clause = rows.first().map_or_else(|| ClauseId::fixed("M-6.1"), |row| row.clause.clone());
        (RouteTable { hit: route.hit, rows, intake }, clause)
    }

    fn when(&mut self, when: &WhenDraft) {
        if let Some(scope) = &when.scope {
            self.repeated(&scope.0, when.at.field("scope"));
        }
        if let Some(work) = &when.work {
            self.repeated(&work.0, when.at.field("work"));
        }
        if when.any.as_ref().is_some_and(Vec::is_empty) {
            self.faults.bad_value(when.at.field("any"), "[]", "one condition or more");
        }
        when.any.iter().flatten().for_each(|inner| self.when(inner));
    }

    fn intake(&mut self, route: &RouteDraft) -> Vec<IntakeRow> {
        let Some(drafts) = &route.intake else {
            return Vec::new();
        };
        let mut rows: Vec<IntakeRow> = Vec::new();
        for draft in drafts {
            self.filled(&draft.steps, draft.at.field("steps"));
            if rows.iter().any(|row| row.work == draft.work) {
                self.faults.push(draft.at.field("work"), REPEATED.with([Arg::from(draft.work.code())]));
            }
            rows.push(IntakeRow {
                work: draft.work,
                steps: draft.steps.clone(),
                report: draft.report,
                clause: self.clause(&draft.clause, &draft.at),
            });
        }
        for work in Work::ALL.iter().filter(|work| !rows.iter().any(|row| row.work == **work)) {
            self.faults.push(route.at.field("intake"), NO_INTAKE.with([Arg::from(work.code())]));
        }
        rows
    }
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[&HOLE, &UNREACHABLE, &OVERLAP, &NO_INTAKE];
