//! Where households stand, and what is known of each.

use std::collections::{BTreeSet, HashMap};

use wangge::division::{self, Crs};
use wangge::{Dimension, InputError, Vocabulary};

use crate::error::WanggeError;
use crate::number::{length, signed, unsigned_at};

/// A household, or a building of several.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Household {
    /// East in metres, or the longitude in degrees.
    pub x: f64,
    /// North in metres, or the latitude in degrees.
    pub y: f64,
    /// The natural group (自然村组); none where it has none.
    #[uniffi(default = None)]
    pub group: Option<String>,
    /// How many households stand here: 1 or more.
    #[uniffi(default = 1)]
    pub weight: i32,
    /// The zone, a village: no grid lies in two. Of every household, or of none.
    #[uniffi(default = None)]
    pub zone: Option<String>,
    /// Households with the same pin come to one grid, those with different pins to different grids.
    #[uniffi(default = None)]
    pub pin: Option<String>,
    /// Other counts of the size rule, such as people: each of every household, or of none.
    #[uniffi(default)]
    pub amounts: HashMap<Dimension, i32>,
}

/// A place: east and north in metres, or longitude and latitude in degrees.
#[derive(Debug, Clone, Copy, PartialEq, uniffi::Record)]
pub struct Position {
    /// East in metres, or the longitude in degrees.
    pub x: f64,
    /// North in metres, or the latitude in degrees.
    pub y: f64,
}

/// The households that are divided, checked. They never change; any thread may divide them. A row is a place in the
/// list, counted from 0.
#[derive(uniffi::Object)]
pub struct Households(pub(crate) division::Households);

#[uniffi::export]
impl Households {
    /// Checks households, and keeps them for any number of questions.
    ///
    /// `crs` says what their coordinates are. `barriers` are lines that no grid should straddle (rivers, railways) in
    /// the same coordinates; `zones` the zones that there are, where they are known: any other is a mistake.
    ///
    /// Refuses with `Input`, naming the row and the column: a place that is none, or with longitude and latitude
    /// swapped; a weight below 1; a zone or a count that only some rows have; an unknown zone; a barrier with fewer than
    /// two ends.
    #[uniffi::constructor(default(barriers = [], zones = None))]
    pub fn new(
        rows: Vec<Household>,
        crs: Crs,
        barriers: Vec<Vec<Position>>,
        zones: Option<Vec<String>>,
    ) -> Result<Self, WanggeError> {
        let (x, y) = rows.iter().map(|row| (row.x, row.y)).unzip();
        let mut made = division::Households::new(x, y, crs)?;
        if rows.iter().any(|row| row.weight != 1) {
            let weights = rows.iter().enumerate().map(|(nth, row)| unsigned_at("weight", nth, row.weight, 1));
            made = made.with_weights(weights.collect::<Result<_, _>>()?)?;
        }
        for dimension in rows.iter().flat_map(|row| row.amounts.keys().copied()).collect::<BTreeSet<_>>() {
            made = made.with_amounts(dimension, amounts(&rows, dimension)?)?;
        }
        if rows.iter().any(|row| row.zone.is_some()) {
            made = made.with_zones(rows.iter().map(|row| row.zone.as_deref()))?;
        }
        if let Some(zones) = zones {
            made = made.in_zones(&zones)?;
        }
        if rows.iter().any(|row| row.group.is_some()) {
            made = made.with_groups(rows.iter().map(|row| row.group.as_deref()))?;
        }
        if rows.iter().any(|row| row.pin.is_some()) {
            made = made.with_pins(rows.iter().map(|row| row.pin.as_deref()))?;
        }
        let barriers = barriers.iter().map(|line| line.iter().map(|end| (end.x, end.y)).collect());
        Ok(Self(made.with_barriers(barriers.collect())?))
    }

    /// How many rows there are.
    pub fn size(&self) -> i32 {
        length(self.0.len())
    }

    /// How many households there are in all: the sum of the weights.
    pub fn total(&self) -> i32 {
        signed(self.0.total())
    }

    /// What the coordinates are.
    pub fn crs(&self) -> Crs {
        self.0.crs()
    }
}

/// A count of every row.
fn amounts(rows: &[Household], dimension: Dimension) -> Result<Vec<u32>, WanggeError> {
    let amount = |(nth, row): (usize, &Household)| match row.amounts.get(&dimension) {
        Some(amount) => unsigned_at(dimension.code(), nth, *amount, 0),
        None => {
            let allowed = "the count of every row, or of none".to_owned();
            let column = dimension.code().to_owned();
            Err(InputError { row: Some(nth), column, value: String::new(), allowed, table: None }.into())
        }
    };
    rows.iter().enumerate().map(amount).collect()
}
