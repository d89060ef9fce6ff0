//! What is owed as columns (整列): millions of rows without a row being made.

use super::cadence::Window;
use super::obligation::{Obligations, Which};
use crate::calendar::{DayStatus, number};
use crate::vocabulary::Vocabulary as _;

/// All that is owed, as columns of equal length (整列).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ObligationColumns {
    /// The place of the kind in [`DutyKind::ALL`](crate::Vocabulary::ALL).
    pub kind: Vec<u8>,
    /// The place of the owner in [`Role::ALL`](crate::Vocabulary::ALL).
    pub owner: Vec<u8>,
    /// The place of the unit in [`Obligations::unit_names`].
    pub unit: Vec<u32>,
    /// The place of the rule in [`Obligations::rules`].
    pub rule: Vec<u16>,
    /// The first day it may be done, as days since 1970-01-01.
    pub opens: Vec<i32>,
    /// The day it is due, as days since 1970-01-01.
    pub due: Vec<i32>,
    /// Whether a notice still to come may move it.
    pub provisional: Vec<bool>,
}

impl Obligations {
    /// All of them as columns.
    pub fn columns(&self) -> ObligationColumns {
        let count = self.count;
        let mut columns = ObligationColumns {
            kind: Vec::with_capacity(count),
            owner: Vec::with_capacity(count),
            unit: Vec::with_capacity(count),
            rule: Vec::with_capacity(count),
            opens: Vec::with_capacity(count),
            due: Vec::with_capacity(count),
            provisional: Vec::with_capacity(count),
        };
        // The days of each rule are numbered once.
        let numbered: Vec<(Vec<i32>, Vec<i32>, Vec<bool>)> = self
            .windows
            .iter()
            .map(|windows| {
                let open = windows.iter().map(|window| number(window.opens)).collect();
                let due = windows.iter().map(|window| number(window.due)).collect();
                let unsure = |window: &Window| window.status == DayStatus::Provisional;
                (open, due, windows.iter().map(unsure).collect())
            })
            .collect();
        let code = |index: usize| u8::try_from(index).unwrap_or(u8::MAX);
        for series in &self.series {
            let Some(rule) = self.rules.get(usize::from(series.rule)) else { continue };
            let before = columns.due.len();
            if let (Which::All, Some((opens, due, unsure))) =
                (&series.which, numbered.get(usize::from(series.rule)))
            {
                columns.opens.extend_from_slice(opens);
                columns.due.extend_from_slice(due);
                columns.provisional.extend_from_slice(unsure);
            } else {
                for (window, _) in self.of(series) {
                    columns.opens.push(number(window.opens));
                    columns.due.push(number(window.due));
                    columns.provisional.push(window.status == DayStatus::Provisional);
                }
            }
            let after = columns.due.len();
            debug_assert_eq!(before, series.begin, "series follow one another");
            columns.kind.resize(after, code(rule.value.kind.index()));
            columns.owner.resize(after, code(rule.value.owner.index()));
            columns.unit.resize(after, series.unit);
            columns.rule.resize(after, series.rule);
        }
        columns
    }
}
