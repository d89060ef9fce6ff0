//! Households divided into grids: every grid in the policy's band, and its rounds short.

mod audit;
mod divide;
mod households;
mod measures;
mod options;
mod redivide;

pub use audit::Audit;
pub use divide::{Division, Progress, ProgressListener, Split, SplitPart};
pub use households::{Household, Households, Position};
pub use measures::{Grid, GridName, GroupShare, Measures};
pub use options::{DivisionOptions, GridsWanted};
pub use redivide::{Moved, Previous, Redivision};
