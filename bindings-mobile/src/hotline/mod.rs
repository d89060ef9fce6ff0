//! The hotline (民情热线, M-5): who is on duty, the records of calls, feedback, the notice board, figures.

mod call;
mod figures;
mod privacy;
mod roster;
mod term;

pub use call::{HotlineRecord, Published, call_state, publication};
pub use figures::HotlineFigures;
pub use privacy::{PrivatePart, private_parts};
pub use roster::{HotlineDuty, RosterCheck};
