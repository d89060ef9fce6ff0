//! What is asked of a division, beside the policy (划分要求), and what a caller hears meanwhile (进度).

use std::collections::BTreeMap;

use crate::term::{Aim, Place};

/// How many grids are wanted (网格数).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum GridsWanted {
    /// What the policy prefers (`grid.prefer`).
    #[default]
    Preferred,
    /// That many in each zone.
    Exactly(u32),
    /// That many in each zone named; in the others what the policy prefers.
    ByZone(BTreeMap<String, u32>),
}

/// What is asked of a division, beside the policy (划分要求).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DivisionOptions {
    /// How many grids.
    pub grids: GridsWanted,
    /// What to strive for; absent: the policy's `grid.aims`.
    pub aims: Option<Vec<Aim>>,
    /// Percent of the largest size to leave free; absent: the policy's `grid.headroom`, none where it does not say.
    pub headroom: Option<u32>,
    /// Refuse a division with a grid in several parts, where its zone is in one.
    pub contiguous: bool,
    /// The kind of place, for policies with bands of their own for it.
    pub place: Option<Place>,
    /// Codes of the regions by zone; a zone whose name is such a code needs none.
    pub regions: BTreeMap<String, String>,
    /// Another seed may find another division; the same seed finds the same.
    pub seed: u64,
    /// How many rounds are sought: fewer cost shape, never lawfulness.
    pub rounds: Option<u32>,
    /// How many threads; they change how long it takes, not the answer. Without the feature `rayon` there is one.
    pub threads: usize,
}

impl Default for DivisionOptions {
    fn default() -> Self {
        Self {
            grids: GridsWanted::Preferred,
            aims: None,
            headroom: None,
            contiguous: false,
            place: None,
            regions: BTreeMap::new(),
            seed: 0,
            rounds: None,
            threads: 1,
        }
    }
}

/// How far a division has come (进度).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Zones that are done.
    pub zones_done: usize,
    /// All zones.
    pub zones: usize,
    /// Rounds done in the present zone.
    pub rounds_done: u32,
    /// The rounds it is given at most.
    pub rounds: u32,
}

/// What the caller says to that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Go {
    /// Go on.
    On,
    /// It is good enough: end with the lawful division there is.
    Enough,
    /// End without one.
    Cancel,
}
