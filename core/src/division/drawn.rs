//! A division that is there already (既有划分): drawn by hand, or read from a table.

use std::collections::BTreeSet;

use super::divide::{Division, GridName};
use super::households::{Households, Names};
use crate::error::InputError;

impl Division {
    /// The division that `labels` names, in any words, one a row: it is taken as it is, lawful or not.
    ///
    /// A grid's code is the name it was given, and its number its place among the names. What it breaks says
    /// [`audit`](super::audit()).
    ///
    /// ```
    /// use wangge::division::{Crs, Division, Households, Names};
    /// # fn main() -> Result<(), wangge::InputError> {
    /// let households = Households::new(vec![0., 900., 3.], vec![0., 0., 4.], Crs::Metres)?;
    /// let division = Division::drawn(&households, &Names::new([Some("甲"), Some("乙"), Some("甲")]))?;
    /// assert_eq!(division.labels, [1, 0, 1]);
    /// assert_eq!(division.grids[1].code.as_deref(), Some("甲"));
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// [`InputError`] naming the first row without a name; a column of another length.
    pub fn drawn(households: &Households, labels: &Names) -> Result<Self, InputError> {
        if labels.len() != households.len() {
            let allowed = format!("{} rows, as many as x", households.len());
            return Err(InputError::value("labels", format!("{} rows", labels.len()), allowed));
        }
        let label = |row: usize| {
            let missing = || InputError::value("labels", "", "the grid of each household").at(row);
            labels.code(row).ok_or_else(missing)
        };
        let rows = (0..labels.len()).map(label).collect::<Result<Vec<u32>, InputError>>()?;
        let (grids, _) = grids(households, &rows, labels);
        Ok(Self { labels: rows, grids, splits: Vec::new(), log: Vec::new() })
    }

    pub(super) fn check_rows(&self, households: &Households) -> Result<(), InputError> {
        if self.labels.len() == households.len() {
            return Ok(());
        }
        let allowed = format!("the {} rows that were divided", self.labels.len());
        Err(InputError::value("households", format!("{} rows", households.len()), allowed))
    }
}

/// The grids by the names they were given, and the zones that each lies in.
pub(super) fn grids<'h>(
    households: &'h Households,
    rows: &[u32],
    labels: &Names,
) -> (Vec<GridName>, Vec<BTreeSet<Option<&'h str>>>) {
    // Names that no row bears any more are not there at all: `Names` has none.
    let mut zones: Vec<BTreeSet<Option<&str>>> = vec![BTreeSet::new(); labels.distinct().len()];
    for (row, label) in rows.iter().enumerate() {
        zones[*label as usize].insert(households.zone(row));
    }
    let named = labels.distinct().iter().zip(&zones).zip(1_u32..);
    let grids = named.map(|((name, zones), number)| GridName {
        zone: zones.first().copied().flatten().map(str::to_owned),
        number,
        code: Some(name.clone()),
    });
    (grids.collect(), zones)
}
