//! Duties: for whom they are owed, what is owed by when, what was done of it. The public functions, which know
//! pandas, polars and the others, are Python's: `wangge.duty`.

mod held;
mod owed;
mod record;
mod rule;
mod territory;

pub(crate) use held::{PyDutyOutcome, PyHeld};
pub(crate) use owed::{PyObligation, PyOwed, owe};
pub(crate) use record::{PyCompleteness, PyDiaryGap, PyDutyRecord, completeness};
pub(crate) use rule::{PyChecklist, PyDutyRule};
pub(crate) use territory::{PyDutyGrid, PyDwelling, PyHolder, PyOccasion};

/// A text as Python writes it.
fn quoted(text: &str) -> String {
    format!("{text:?}").replace('"', "'")
}

/// A word of a vocabulary in a row of a table.
fn word<V: wangge::Vocabulary>(
    table: &str,
    column: &str,
    row: usize,
    text: &str,
) -> Result<V, wangge::InputError> {
    V::find(text).ok_or_else(|| wangge::InputError {
        row: Some(row),
        column: column.to_owned(),
        value: text.to_owned(),
        allowed: V::codes().join(", "),
        table: Some(table.to_owned()),
    })
}
