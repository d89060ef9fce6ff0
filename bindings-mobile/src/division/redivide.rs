//! Lawful again with few changes.

use wangge::division;

use super::{Division, DivisionOptions, GridName, Households};
use crate::decision::Reason;
use crate::error::WanggeError;
use crate::number::{length, signed, unsigned, unsigned_at};
use crate::policy::Policy;

/// A division as it was, for the households as they are now.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Previous {
    /// The grid that each row was in, by its place in `grids`; none for a household that came since.
    pub labels: Vec<Option<i32>>,
    /// The grids.
    pub grids: Vec<GridName>,
}

/// A household that changes its grid.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Moved {
    /// The row.
    pub row: i32,
    /// The grid it was in.
    pub from: GridName,
    /// The grid it comes to, by its place in the new list.
    pub to: i32,
    /// Why.
    pub because: Reason,
}

/// A division adapted to the households as they are now.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Redivision {
    /// The division; grids that stay keep their numbers and codes.
    pub division: Division,
    /// Who changes grid.
    pub moved: Vec<Moved>,
}

impl Previous {
    fn core(self) -> Result<division::Previous, WanggeError> {
        let label = |(row, label): (usize, Option<i32>)| {
            label.map(|label| unsigned_at("previous", row, label, 0)).transpose()
        };
        Ok(division::Previous {
            labels: self.labels.into_iter().enumerate().map(label).collect::<Result<_, _>>()?,
            grids: self.grids.into_iter().map(GridName::core).collect::<Result<_, _>>()?,
        })
    }
}

impl From<division::Moved> for Moved {
    fn from(division::Moved { row, from, to, because }: division::Moved) -> Self {
        Self { row: length(row), from: from.into(), to: signed(to), because: (&because).into() }
    }
}

#[uniffi::export]
impl Policy {
    /// Adapts a division to the households as they are now.
    ///
    /// `freedom` (0 to 100 percent) is the dial from least change to best shape: at 0 a household changes its grid only
    /// where the sizes ask for it or its grid is dissolved, at 100 wherever it shortens a round.
    ///
    /// Refuses as `divide` does; with `Input` for a label that is no place in the list of grids, or a household whose
    /// grid lies in another zone.
    #[uniffi::method(default(options))]
    pub fn redivide(
        &self,
        households: &Households,
        previous: Previous,
        freedom: i32,
        options: DivisionOptions,
    ) -> Result<Redivision, WanggeError> {
        let (previous, freedom) = (previous.core()?, unsigned("freedom", freedom)?);
        let found = division::redivide(&self.0, &households.0, &previous, &options.core()?, freedom)?;
        Ok(Redivision {
            division: Division::of(found.division, households)?,
            moved: found.moved.into_iter().map(Moved::from).collect(),
        })
    }
}
