//! What grids are like.

use std::collections::BTreeMap;

use pyo3::prelude::*;
use wangge::Vocabulary;
use wangge::division::{Grid, GridName, GroupShare, Measures, Split};

use crate::record::{Float, PyReason, Tuple, record};

record! {
    /// How much of a natural group is in a grid (村组).
    PyGroupShare = "GroupShare" {
        /// The group.
        group: String,
        /// Its households in this grid.
        here: u32,
        /// Its households in the zone.
        all: u32,
    }
    methods {
        /// Whether all of it is in this grid.
        #[getter]
        fn whole(&self) -> bool {
            self.here == self.all
        }
    }
}

impl PyGroupShare {
    fn from_core(share: GroupShare) -> Self {
        let GroupShare { group, here, all } = share;
        Self { group, here, all }
    }

    fn shown(&self) -> String {
        format!("GroupShare('{}', {} of {})", self.group, self.here, self.all)
    }
}

record! {
    /// A grid and what it is like (网格).
    PyGrid = "Grid" {
        /// The zone; None where there is but one.
        zone: Option<String>,
        /// The number in its zone, from 1: row by row from the north-west.
        number: u32,
        /// The code by the policy's scheme, or the name it was given; None where it has none.
        code: Option<String>,
        /// Its households.
        households: u32,
        /// Its rows: fewer than its households where buildings hold several.
        rows: u32,
        /// Its other counts by their dimension, such as people.
        amounts: BTreeMap<String, u32>,
        /// Its middle, in the coordinates that were given.
        centre: (Float, Float),
        /// The row of the household farthest from there.
        farthest_row: usize,
        /// How far that is, in metres.
        farthest: Float,
        /// The root of the mean squared distance to the middle, in metres.
        rms: Float,
        /// In how many parts it lies: 1 where it is in one piece.
        parts: u32,
        /// The grids beside it, by their places in the list.
        neighbours: Tuple<u32>,
        /// Its natural groups.
        groups: Tuple<PyGroupShare>,
    }
    new { #[expect(clippy::too_many_arguments, reason = "a grid has so many measures")] }
    methods {
        /// How it is called: its code, else its zone and number.
        #[getter]
        pub(super) fn name(&self) -> String {
            called(self.zone.as_deref(), self.number, self.code.as_deref())
        }
    }
}

record! {
    /// Which grid (网格).
    PyGridName = "GridName" {
        /// The zone; None where there is but one.
        zone: Option<String>,
        /// The number in its zone, from 1: row by row from the north-west.
        number: u32,
        /// The code by the policy's scheme, or the name it was given; None where it has none.
        code: Option<String>,
    }
    methods {
        /// How it is called: its code, else its zone and number.
        #[getter]
        pub(super) fn name(&self) -> String {
            called(self.zone.as_deref(), self.number, self.code.as_deref())
        }
    }
}

impl PyGridName {
    pub(super) fn from_core(name: &GridName) -> Self {
        Self { zone: name.zone.clone(), number: name.number, code: name.code.clone() }
    }

    pub(super) fn core(&self) -> GridName {
        GridName { zone: self.zone.clone(), number: self.number, code: self.code.clone() }
    }

    fn shown(&self) -> String {
        format!("GridName('{}')", self.name())
    }
}

/// How a grid is called: by its code, else by its zone and number.
pub(super) fn called(zone: Option<&str>, number: u32, code: Option<&str>) -> String {
    match (code, zone) {
        (Some(code), _) => code.to_owned(),
        (None, Some(zone)) => format!("{zone}{number}"),
        (None, None) => number.to_string(),
    }
}

impl PyGrid {
    pub(super) fn from_core(grid: Grid) -> Self {
        let GridName { zone, number, code } = grid.name;
        let amounts = grid.amounts.iter().map(|(dimension, amount)| (dimension.code().to_owned(), *amount));
        Self {
            zone,
            number,
            code,
            households: grid.households,
            rows: grid.rows,
            amounts: amounts.collect(),
            centre: (Float(grid.centre.0), Float(grid.centre.1)),
            farthest_row: grid.farthest.row,
            farthest: Float(grid.farthest.metres),
            rms: Float(grid.rms),
            parts: grid.parts,
            neighbours: Tuple(grid.neighbours),
            groups: Tuple(grid.groups.into_iter().map(PyGroupShare::from_core).collect()),
        }
    }

    fn shown(&self) -> String {
        let parts = if self.parts > 1 { format!(", in {} parts", self.parts) } else { String::new() };
        format!("Grid('{}', {} households, rms {:.0} m{parts})", self.name(), self.households, self.rms.0)
    }
}

record! {
    /// A whole division and what it is like (划分指标).
    PyMeasures = "Measures" {
        /// The grids.
        grids: Tuple<PyGrid>,
        /// The root of the mean squared distance of all households to the middle of their grid, in metres.
        rms: Float,
        /// How many grids lie in one piece.
        connected: usize,
        /// How many natural groups there are.
        groups: usize,
        /// How many of them lie in one grid.
        groups_whole: usize,
    }
}

impl PyMeasures {
    pub(super) fn from_core(measures: Measures) -> Self {
        Self {
            grids: Tuple(measures.grids.into_iter().map(PyGrid::from_core).collect()),
            rms: Float(measures.rms),
            connected: measures.connected,
            groups: measures.groups,
            groups_whole: measures.groups_whole,
        }
    }

    fn shown(&self) -> String {
        let groups = if self.groups > 0 {
            format!(", groups whole {} of {}", self.groups_whole, self.groups)
        } else {
            String::new()
        };
        let many = self.grids.0.len();
        format!("Measures({many} grids, rms {:.1} m, in one piece {}{groups})", self.rms.0, self.connected)
    }
}

record! {
    /// A natural group that lies in several grids, and why (拆分的自然村组).
    PySplit = "Split" {
        /// The group.
        group: String,
        /// Its zone; None where there is but one.
        zone: Option<String>,
        /// Its households.
        households: u32,
        /// How many of them are in each grid, by the grid's place in the list.
        parts: BTreeMap<u32, u32>,
        /// Why.
        because: PyReason,
    }
}

impl PySplit {
    pub(super) fn from_core(split: Split) -> Self {
        let Split { group, zone, households, parts, because } = split;
        Self { group, zone, households, parts: parts.into_iter().collect(), because: PyReason::one(&because) }
    }

    fn shown(&self) -> String {
        format!(
            "Split('{}', {} households in {} grids: {})",
            self.group,
            self.households,
            self.parts.len(),
            self.because.en
        )
    }
}
