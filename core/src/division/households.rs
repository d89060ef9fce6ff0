//! Where households stand, and what is known of each row (住户).

use std::collections::HashMap;

use super::crs::{Crs, check_place};
use crate::error::InputError;
use crate::term::Dimension;

/// The most rows of one table: what is divided is a county at most.
pub const MOST_ROWS: usize = 5_000_000;

/// Names by row, such as the village of each household; a row may have none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// Each name once, sorted.
    names: Vec<String>,
    /// The place of each row's name in `names`; none is `u32::MAX`.
    of: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl Names {
    /// Names from one a row.
    ///
    /// ```
    /// use wangge::division::Names;
    /// let names = Names::new([Some("东村"), None, Some("东村")]);
    /// assert_eq!((names.len(), names.get(0), names.get(1)), (3, Some("东村"), None));
    /// ```
    pub fn new<S: AsRef<str>>(rows: impl IntoIterator<Item = Option<S>>) -> Self {
        let rows: Vec<Option<S>> = rows.into_iter().collect();
        // Each name is met once, then they are sorted: a county has many rows and few names.
        let mut met: HashMap<&str, u32> = HashMap::new();
        let mut of: Vec<u32> = Vec::with_capacity(rows.len());
        for row in &rows {
            let next = met.len() as u32;
            of.push(row.as_ref().map_or(NONE, |name| *met.entry(name.as_ref()).or_insert(next)));
        }
        let mut sorted: Vec<(&str, u32)> = met.into_iter().collect();
        sorted.sort_unstable();
        let mut place = vec![0; sorted.len()];
        for ((_, nth), sorted) in sorted.iter().zip(0_u32..) {
            place[*nth as usize] = sorted;
        }
        for code in of.iter_mut().filter(|code| **code != NONE) {
            *code = place[*code as usize];
        }
        Self { of, names: sorted.into_iter().map(|(name, _)| name.to_owned()).collect() }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.of.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.of.is_empty()
    }

    /// The name of a row.
    pub fn get(&self, row: usize) -> Option<&str> {
        self.names.get(*self.of.get(row)? as usize).map(String::as_str)
    }

    /// Each name once, sorted.
    pub fn distinct(&self) -> &[String] {
        &self.names
    }

    /// The place of a row's name in [`distinct`](Self::distinct).
    pub fn code(&self, row: usize) -> Option<u32> {
        self.of.get(row).copied().filter(|code| *code != NONE)
    }
}

/// The households that are divided (住户): one a row, or one building of several a row.
///
/// ```
/// use wangge::division::{Crs, Households};
/// # fn main() -> Result<(), wangge::InputError> {
/// let households = Households::new(vec![117.281, 117.283], vec![31.952, 31.951], Crs::Lonlat)?
///     .with_weights(vec![1, 12])?
///     .with_groups([Some("东组"), Some("西组")])?;
/// assert_eq!((households.len(), households.total()), (2, 13));
///
/// let swapped = Households::new(vec![31.95], vec![117.28], Crs::Lonlat).expect_err("latitude first");
/// assert_eq!((swapped.row, swapped.column.as_str()), (Some(0), "y"));
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Households {
    pub(super) x: Vec<f64>,
    pub(super) y: Vec<f64>,
    pub(super) crs: Crs,
    pub(super) weights: Option<Vec<u32>>,
    pub(super) amounts: Vec<(Dimension, Vec<u32>)>,
    pub(super) zones: Option<Names>,
    pub(super) groups: Option<Names>,
    pub(super) pins: Option<Names>,
    pub(super) barriers: Vec<Vec<(f64, f64)>>,
}

impl Households {
    /// Households at places: `x` east in metres, or longitude in degrees; `y` north in metres, or latitude.
    ///
    /// # Errors
    /// [`InputError`] naming the first row whose place is none: not a number, without end, out of range, or with
    /// longitude and latitude swapped; columns of two lengths; more rows than a county has (5 million).
    pub fn new(x: Vec<f64>, y: Vec<f64>, crs: Crs) -> Result<Self, InputError> {
        same_length("y", y.len(), x.len())?;
        if x.len() > MOST_ROWS {
            return Err(InputError::value(
                "x",
                format!("{} rows", x.len()),
                format!("at most {MOST_ROWS} rows; divide county by county"),
            ));
        }
        for (row, (x, y)) in x.iter().zip(&y).enumerate() {
            check_place(crs, *x, *y).map_err(|error| error.at(row))?;
        }
        Ok(Self {
            x,
            y,
            crs,
            weights: None,
            amounts: Vec::new(),
            zones: None,
            groups: None,
            pins: None,
            barriers: Vec::new(),
        })
    }

    /// How many households stand at each row: 1 or more (a building).
    ///
    /// # Errors
    /// [`InputError`] naming the first row of none; a column of another length.
    pub fn with_weights(mut self, weights: Vec<u32>) -> Result<Self, InputError> {
        same_length("weight", weights.len(), self.len())?;
        if let Some(row) = weights.iter().position(|weight| *weight == 0) {
            return Err(InputError::value("weight", 0, "1 household or more").at(row));
        }
        if let Err(overflow) = u32::try_from(weights.iter().map(|weight| u64::from(*weight)).sum::<u64>()) {
            return Err(InputError::value("weight", overflow, "at most 4 294 967 295 households together"));
        }
        self.weights = Some(weights);
        Ok(self)
    }

    /// How much of another count of the size rule stands at each row, such as people.
    ///
    /// # Errors
    /// [`InputError`] for the count of households, which the weight is, one given twice, or another length.
    pub fn with_amounts(mut self, dimension: Dimension, amounts: Vec<u32>) -> Result<Self, InputError> {
        use crate::vocabulary::Vocabulary;
        same_length(dimension.code(), amounts.len(), self.len())?;
        if dimension == Dimension::Household || self.amounts.iter().any(|(known, _)| *known == dimension) {
            let allowed = "each count once; households are given as the weight";
            return Err(InputError::value("amounts", dimension.code(), allowed));
        }
        if amounts.iter().map(|amount| u64::from(*amount)).sum::<u64>() > u64::from(u32::MAX) {
            return Err(InputError::value(dimension.code(), "the sum", "at most 4 294 967 295 together"));
        }
        self.amounts.push((dimension, amounts));
        self.amounts.sort_by_key(|(dimension, _)| dimension.index());
        Ok(self)
    }

    /// The zone of each row, a village: no grid lies in two.
    ///
    /// # Errors
    /// [`InputError`] naming the first row without one; another length.
    pub fn with_zones<S: AsRef<str>>(
        mut self,
        zones: impl IntoIterator<Item = Option<S>>,
    ) -> Result<Self, InputError> {
        let zones = Names::new(zones);
        same_length("zone", zones.len(), self.len())?;
        if let Some(row) = zones.of.iter().position(|zone| *zone == NONE) {
            return Err(InputError::value("zone", "", "the zone of every row, or of none").at(row));
        }
        self.zones = Some(zones);
        Ok(self)
    }

    /// The zones that there are: a row in another is a mistake.
    ///
    /// # Errors
    /// [`InputError`] naming the first row whose zone is not one of them.
    pub fn in_zones<S: AsRef<str>>(self, known: &[S]) -> Result<Self, InputError> {
        let names = self.zones.as_ref();
        let unknown = |row: &usize| {
            names
                .and_then(|names| names.get(*row))
                .is_some_and(|name| !known.iter().any(|zone| zone.as_ref() == name))
        };
        if let Some(row) = (0..self.len()).find(unknown) {
            let name = names.and_then(|names| names.get(row)).unwrap_or_default();
            let allowed = known.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", ");
            return Err(InputError::value("zone", name, format!("one of {allowed}")).at(row));
        }
        Ok(self)
    }

    /// The natural group (自然村组) of each row; a row may have none.
    ///
    /// # Errors
    /// [`InputError`] for another length.
    pub fn with_groups<S: AsRef<str>>(
        mut self,
        groups: impl IntoIterator<Item = Option<S>>,
    ) -> Result<Self, InputError> {
        let groups = Names::new(groups);
        same_length("group", groups.len(), self.len())?;
        self.groups = Some(groups);
        Ok(self)
    }

    /// Pins: rows with the same pin come to one grid, rows with different pins to different grids (leaders' homes).
    ///
    /// # Errors
    /// [`InputError`] for another length.
    pub fn with_pins<S: AsRef<str>>(
        mut self,
        pins: impl IntoIterator<Item = Option<S>>,
    ) -> Result<Self, InputError> {
        let pins = Names::new(pins);
        same_length("pin", pins.len(), self.len())?;
        self.pins = Some(pins);
        Ok(self)
    }

    /// Lines that no grid should straddle (河流、铁路), in the same coordinates.
    ///
    /// # Errors
    /// [`InputError`] naming the line, as a row, with an end that is no place, or with fewer than two ends.
    pub fn with_barriers(mut self, barriers: Vec<Vec<(f64, f64)>>) -> Result<Self, InputError> {
        for (nth, line) in barriers.iter().enumerate() {
            if line.len() < 2 {
                return Err(InputError::value("barriers", line.len(), "lines of two ends or more").at(nth));
            }
            for (x, y) in line {
                check_place(self.crs, *x, *y)
                    .map_err(|error| InputError { column: "barriers".to_owned(), ..error.at(nth) })?;
            }
        }
        self.barriers = barriers;
        Ok(self)
    }

    /// The same without the other rows.
    pub(super) fn pick(&self, rows: &[u32]) -> Self {
        let names = |names: &Option<Names>| {
            names.as_ref().map(|names| Names::new(rows.iter().map(|row| names.get(*row as usize))))
        };
        let numbers = |all: &[u32]| rows.iter().map(|row| all[*row as usize]).collect::<Vec<_>>();
        Self {
            x: rows.iter().map(|row| self.x[*row as usize]).collect(),
            y: rows.iter().map(|row| self.y[*row as usize]).collect(),
            crs: self.crs,
            weights: self.weights.as_deref().map(numbers),
            amounts: self.amounts.iter().map(|(of, amounts)| (*of, numbers(amounts))).collect(),
            zones: names(&self.zones),
            groups: names(&self.groups),
            pins: names(&self.pins),
            barriers: self.barriers.clone(),
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.x.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.x.is_empty()
    }

    /// How many households there are in all.
    pub fn total(&self) -> u32 {
        match &self.weights {
            Some(weights) => weights.iter().sum(),
            None => u32::try_from(self.len()).unwrap_or(u32::MAX),
        }
    }

    /// What the coordinates are.
    pub fn crs(&self) -> Crs {
        self.crs
    }

    /// The place of a row as it was given.
    pub fn place(&self, row: usize) -> Option<(f64, f64)> {
        self.x.get(row).copied().zip(self.y.get(row).copied())
    }

    /// The name of a row's zone.
    pub fn zone(&self, row: usize) -> Option<&str> {
        self.zones.as_ref()?.get(row)
    }

    /// The name of a row's natural group.
    pub fn group(&self, row: usize) -> Option<&str> {
        self.groups.as_ref()?.get(row)
    }

    /// How many households stand at each row; `None` where each row is one.
    pub fn weights(&self) -> Option<&[u32]> {
        self.weights.as_deref()
    }

    /// The other counts of the size rule, by row.
    pub fn amounts(&self) -> &[(Dimension, Vec<u32>)] {
        &self.amounts
    }

    /// The zones by row, where any were given.
    pub fn zones(&self) -> Option<&Names> {
        self.zones.as_ref()
    }

    /// The natural groups by row, where any were given.
    pub fn groups(&self) -> Option<&Names> {
        self.groups.as_ref()
    }

    /// The pins by row, where any were given.
    pub fn pins(&self) -> Option<&Names> {
        self.pins.as_ref()
    }

    /// The lines that no grid should straddle, as they were given.
    pub fn barriers(&self) -> &[Vec<(f64, f64)>] {
        &self.barriers
    }

    pub(crate) fn weight(&self, row: usize) -> u32 {
        self.weights.as_ref().map_or(1, |weights| weights[row])
    }
}

fn same_length(column: &str, found: usize, rows: usize) -> Result<(), InputError> {
    if found == rows {
        return Ok(());
    }
    Err(InputError::value(column, format!("{found} rows"), format!("{rows} rows, as many as x")))
}
