//! What is asked of a division, beside the policy.

use std::collections::HashMap;

use wangge::{Aim, InputError, Place, division};

use crate::error::WanggeError;
use crate::number::unsigned;

/// How many grids are wanted.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum GridsWanted {
    /// What the policy prefers (`grid.prefer`).
    Preferred,
    /// That many in each zone.
    Exactly {
        /// How many.
        grids: i32,
    },
    /// That many in each zone named; in the others what the policy prefers.
    ByZone {
        /// How many, by zone.
        grids: HashMap<String, i32>,
    },
}

/// What is asked of a division, beside the policy.
// Without the core's number of threads: the phone's library links no pool of them.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct DivisionOptions {
    /// How many grids; absent: what the policy prefers.
    #[uniffi(default = None)]
    pub grids: Option<GridsWanted>,
    /// What to strive for, the first before the others; absent: the policy's `grid.aims`.
    #[uniffi(default = None)]
    pub aims: Option<Vec<Aim>>,
    /// Percent of the largest size to leave free; absent: the policy's `grid.headroom`, none where it does not say.
    #[uniffi(default = None)]
    pub headroom: Option<i32>,
    /// Refuse a division with a grid in several parts, where its zone is in one.
    #[uniffi(default = false)]
    pub contiguous: bool,
    /// The kind of place, for policies with bands of their own for it.
    #[uniffi(default = None)]
    pub place: Option<Place>,
    /// Codes of the regions by zone (by the empty name where there are no zones); a zone whose name is such a code
    /// needs none.
    #[uniffi(default)]
    pub regions: HashMap<String, String>,
    /// Another seed may find another division; the same seed finds the same. 0 or more.
    #[uniffi(default = 0)]
    pub seed: i64,
    /// How many rounds are sought: fewer cost shape, never lawfulness; absent: as many as pay.
    #[uniffi(default = None)]
    pub rounds: Option<i32>,
}

impl GridsWanted {
    fn core(self) -> Result<division::GridsWanted, WanggeError> {
        Ok(match self {
            Self::Preferred => division::GridsWanted::Preferred,
            Self::Exactly { grids } => division::GridsWanted::Exactly(unsigned("grids", grids)?),
            Self::ByZone { grids } => {
                let grids = grids.into_iter().map(|(zone, grids)| Ok((zone, unsigned("grids", grids)?)));
                division::GridsWanted::ByZone(grids.collect::<Result<_, WanggeError>>()?)
            }
        })
    }
}

impl DivisionOptions {
    pub(super) fn core(self) -> Result<division::DivisionOptions, WanggeError> {
        let Self { grids, aims, headroom, contiguous, place, regions, seed, rounds } = self;
        let seed = u64::try_from(seed).map_err(|_| InputError {
            row: None,
            column: "seed".to_owned(),
            value: seed.to_string(),
            allowed: format!("0 to {}", i64::MAX),
            table: None,
        })?;
        Ok(division::DivisionOptions {
            grids: grids.unwrap_or(GridsWanted::Preferred).core()?,
            aims,
            headroom: headroom.map(|percent| unsigned("headroom", percent)).transpose()?,
            contiguous,
            place,
            regions: regions.into_iter().collect(),
            seed,
            rounds: rounds.map(|rounds| unsigned("rounds", rounds)).transpose()?,
            threads: 1,
        })
    }
}
