//! Assessment: marks and ranks, of a table of cases or of counts of any kind.

mod curve;
mod ranks;
mod sheets;
mod table;
mod tallies;

pub use curve::{Curve, CurveStep};
pub use ranks::{Ranks, UnitRank};
pub use sheets::{GivenMarks, ItemMarks, Review, SheetMarks, UnitMarks, UnitYear};
pub use table::{Figures, RankPlace, Ranked, Ranking, Scored, Scores, rank, score};
pub use tallies::{CountRow, Period, Rate, RateOf, Tallies};

use rust_decimal::Decimal;
use wangge::InputError;
use wangge::assess::Marks;

use crate::error::WanggeError;

/// Marks as text; none where they are not applicable.
fn given(marks: Marks) -> Option<String> {
    match marks {
        Marks::Given(marks) => Some(marks.to_string()),
        Marks::NotApplicable => None,
    }
}

/// A decimal that came in as text, such as `12.5`.
fn decimal(name: &str, row: Option<usize>, text: &str) -> Result<Decimal, WanggeError> {
    text.parse().map_err(|_| {
        let allowed = "a decimal, such as 12.5".to_owned();
        InputError { row, column: name.to_owned(), value: text.to_owned(), allowed, table: None }.into()
    })
}
