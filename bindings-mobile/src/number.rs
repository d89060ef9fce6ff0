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

/// A count that came in; below 0 is a refusal that names it.
pub(crate) fn unsigned(name: &str, count: i32) -> Result<u32, WanggeError> {
    u32::try_from(count).map_err(|_| {
        let error = InputError {
            row: None,
            column: name.to_owned(),
            value: count.to_string(),
            allowed: format!("0 to {}", i32::MAX),
        };
        error.into()
    })
}
