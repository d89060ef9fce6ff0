//! Numbers that cross are signed: Kotlin mangles names with unsigned parameters, and Java cannot call them.

use crate::error::WanggeError;
use wangge::InputError;

/// A count as it crosses; one past the signed range becomes the greatest.
pub(crate) fn signed(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// The same for a count of things in memory.
pub(crate) fn length(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// The number of an event as it crosses; one past the signed range becomes the greatest.
pub(crate) fn sequence(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A number that went out by [`sequence`], for the words of a refusal.
pub(crate) fn counted(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

/// The number of an event that came in; below `least` is a refusal that names it.
pub(crate) fn sequence_from(name: &str, number: i64, least: u64) -> Result<u64, WanggeError> {
    u64::try_from(number).ok().filter(|number| *number >= least).ok_or_else(|| {
        let (column, value, allowed) =
            (name.to_owned(), number.to_string(), format!("{least} to {}", i64::MAX));
        InputError { row: None, column, value, allowed, table: None }.into()
    })
}

/// A count that came in; below 0 is a refusal that names it.
pub(crate) fn unsigned(name: &str, count: i32) -> Result<u32, WanggeError> {
    u32::try_from(count).map_err(|_| refused(name, None, count, 0))
}

/// The same for a count of a row, which may be `least` or more.
pub(crate) fn unsigned_at(column: &str, row: usize, count: i32, least: i32) -> Result<u32, WanggeError> {
    u32::try_from(count).map_err(|_| refused(column, Some(row), count, least))
}

fn refused(name: &str, row: Option<usize>, count: i32, least: i32) -> WanggeError {
    let (column, value, allowed) = (name.to_owned(), count.to_string(), format!("{least} to {}", i32::MAX));
    InputError { row, column, value, allowed, table: None }.into()
}
