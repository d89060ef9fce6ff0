//! The hotline (民情热线, M-5): who is on duty, what a call's record must hold, when it is fed back and how, and the
//! figures of a month.
//!
//! A call is answered on the spot, or becomes a [case](crate::case). Whoever takes it is the 首问责任人 (M-5.3). The
//! library keeps ids, never a caller's name or number.

mod call;
mod figures;
mod privacy;
mod roster;

pub use call::{Call, Published, check, feedback_due, publication};
pub use figures::{HotlineFigures, figures};
pub use privacy::{PrivatePart, private_parts};
pub use roster::{DutyDay, Leave, Roster, Shift, Swap};

#[cfg(test)]
pub(crate) use {call::TEMPLATES as CALL_TEMPLATES, roster::TEMPLATES as ROSTER_TEMPLATES};
