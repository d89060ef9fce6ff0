//! What grids are like.

use std::collections::HashMap;

use wangge::{Dimension, division};

use super::Position;
use crate::error::WanggeError;
use crate::number::{length, signed, unsigned};

/// How much of a natural group is in a grid.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct GroupShare {
    /// The group.
    pub group: String,
    /// Its households in this grid.
    pub here: i32,
    /// Its households in the zone.
    pub all: i32,
    /// Whether all of it is in this grid.
    pub whole: bool,
}

/// A grid and what it is like.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Grid {
    /// Its zone; none where there are no zones.
    pub zone: Option<String>,
    /// The number in its zone, from 1: row by row from the north-west.
    pub number: i32,
    /// The code by the policy's scheme, or the name it was given; none where it has none.
    pub code: Option<String>,
    /// Its households.
    pub households: i32,
    /// Its rows: fewer than its households where buildings hold several.
    pub rows: i32,
    /// Its other counts, such as people.
    pub amounts: HashMap<Dimension, i32>,
    /// Its middle, in the coordinates that were given.
    pub centre: Position,
    /// The row of the household farthest from there.
    pub farthest_row: i32,
    /// How far that is, in metres.
    pub farthest: f64,
    /// The root of the mean squared distance to the middle, in metres.
    pub rms: f64,
    /// In how many parts it lies: 1 where it is in one piece.
    pub parts: i32,
    /// The grids beside it, by their places in the list.
    pub neighbours: Vec<i32>,
    /// Its natural groups.
    pub groups: Vec<GroupShare>,
}

/// Which grid: its zone, its number there, and its code.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct GridName {
    /// Its zone; none where there are no zones.
    pub zone: Option<String>,
    /// The number in its zone, from 1: row by row from the north-west.
    pub number: i32,
    /// The code by the policy's scheme, or the name it was given; none where it has none.
    pub code: Option<String>,
}

/// A whole division and what it is like.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Measures {
    /// The grids.
    pub grids: Vec<Grid>,
    /// The root of the mean squared distance of all households to the middle of their grid, in metres.
    pub rms: f64,
    /// How many grids lie in one piece.
    pub connected: i32,
    /// How many natural groups there are.
    pub groups: i32,
    /// How many of them lie in one grid.
    pub groups_whole: i32,
}

impl From<division::GroupShare> for GroupShare {
    fn from(share: division::GroupShare) -> Self {
        let whole = share.is_whole();
        let division::GroupShare { group, here, all } = share;
        Self { group, here: signed(here), all: signed(all), whole }
    }
}

impl From<division::Grid> for Grid {
    fn from(grid: division::Grid) -> Self {
        let division::Grid {
            name,
            households,
            rows,
            amounts,
            centre: (x, y),
            farthest,
            rms,
            parts,
            neighbours,
            groups,
        } = grid;
        let GridName { zone, number, code } = name.into();
        Self {
            zone,
            number,
            code,
            households: signed(households),
            rows: signed(rows),
            amounts: amounts.into_iter().map(|(dimension, amount)| (dimension, signed(amount))).collect(),
            centre: Position { x, y },
            farthest_row: length(farthest.row),
            farthest: farthest.metres,
            rms,
            parts: signed(parts),
            neighbours: neighbours.into_iter().map(signed).collect(),
            groups: groups.into_iter().map(GroupShare::from).collect(),
        }
    }
}

impl From<division::GridName> for GridName {
    fn from(division::GridName { zone, number, code }: division::GridName) -> Self {
        Self { zone, number: signed(number), code }
    }
}

impl GridName {
    pub(super) fn core(self) -> Result<division::GridName, WanggeError> {
        let Self { zone, number, code } = self;
        Ok(division::GridName { zone, number: unsigned("number", number)?, code })
    }
}

impl From<division::Measures> for Measures {
    fn from(measures: division::Measures) -> Self {
        let division::Measures { grids, rms, connected, groups, groups_whole } = measures;
        Self {
            grids: grids.into_iter().map(Grid::from).collect(),
            rms,
            connected: length(connected),
            groups: length(groups),
            groups_whole: length(groups_whole),
        }
    }
}
