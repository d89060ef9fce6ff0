//! Dividing, and what comes of it.

use std::sync::Arc;

use wangge::division::{self, Go, divide_with};

use super::{DivisionOptions, Households, Measures};
use crate::decision::{Reason, reasons};
use crate::error::WanggeError;
use crate::number::{length, signed};
use crate::policy::Policy;

/// How far a division has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct Progress {
    /// Zones that are done.
    pub zones_done: i32,
    /// All zones.
    pub zones: i32,
    /// Rounds done in the present zone.
    pub rounds_done: i32,
    /// The rounds it is given at most.
    pub rounds: i32,
}

/// What the listener says to that.
#[uniffi::remote(Enum)]
pub enum Go {
    /// Go on.
    On,
    /// It is good enough: end with the lawful division there is.
    Enough,
    /// End without one.
    Cancel,
}

/// Is told how far a division has come, on the thread that divides.
#[uniffi::export(foreign)]
pub trait ProgressListener: Send + Sync {
    /// Says whether to go on. What it throws ends the division: a `WanggeException` comes out as it is, anything else
    /// as `ListenerFailed`.
    fn on_progress(&self, progress: Progress) -> Result<Go, WanggeError>;
}

/// How many households of a group are in a grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct SplitPart {
    /// The grid, by its place in the list.
    pub grid: i32,
    /// Its households of the group.
    pub households: i32,
}

/// A natural group that lies in several grids, and why.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Split {
    /// The group.
    pub group: String,
    /// Its zone; none where there are no zones.
    pub zone: Option<String>,
    /// Its households.
    pub households: i32,
    /// How many of them are in each grid.
    pub parts: Vec<SplitPart>,
    /// Why.
    pub because: Reason,
}

/// Households divided into grids.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Division {
    /// The grid of each row, by its place in the list of grids.
    pub labels: Vec<i32>,
    /// The grids, zone by zone, each zone row by row from its north-west; what they and the whole are like.
    pub measures: Measures,
    /// The natural groups that lie in several grids; not listed where groups were not to stay whole.
    pub splits: Vec<Split>,
    /// What was decided, and why.
    pub log: Vec<Reason>,
}

impl Division {
    pub(super) fn of(division: division::Division, households: &Households) -> Result<Self, WanggeError> {
        let measures = division.measure(&households.0)?.into();
        let division::Division { labels, grids: _, splits, log } = division;
        Ok(Self {
            labels: labels.into_iter().map(signed).collect(),
            measures,
            splits: splits.into_iter().map(Split::from).collect(),
            log: reasons(&log),
        })
    }
}

impl From<division::Split> for Split {
    fn from(division::Split { group, zone, households, parts, because }: division::Split) -> Self {
        let part = |(grid, households)| SplitPart { grid: signed(grid), households: signed(households) };
        Self {
            group,
            zone,
            households: signed(households),
            parts: parts.into_iter().map(part).collect(),
            because: (&because).into(),
        }
    }
}

impl From<division::Progress> for Progress {
    fn from(progress: division::Progress) -> Self {
        let division::Progress { zones_done, zones, rounds_done, rounds } = progress;
        Self {
            zones_done: length(zones_done),
            zones: length(zones),
            rounds_done: signed(rounds_done),
            rounds: signed(rounds),
        }
    }
}

#[uniffi::export]
impl Policy {
    /// Divides households into grids: every grid in the policy's band and in one zone, every household
    /// in one grid, the rounds short. The same households get the same division, whatever the order of their rows and
    /// on every device.
    ///
    /// Refuses with `Infeasible` where no lawful division exists, with the nearest choices; with `DivisionNotFound` where
    /// buildings, pins or several counts stand against one; with `InParts` where `contiguous` was asked for and cannot
    /// be had; with `Cancelled` where the listener says so; with `Input` for a value that cannot be used; with
    /// `Unspecified` for `grid.size`, `grid.prefer` or `grid.aims`, where the options do not say.
    // A bare default has to stand last.
    #[uniffi::method(default(progress = None, options))]
    pub fn divide(
        &self,
        households: &Households,
        options: DivisionOptions,
        progress: Option<Arc<dyn ProgressListener>>,
    ) -> Result<Division, WanggeError> {
        let mut thrown = None;
        let found = divide_with(&self.0, &households.0, &options.core()?, &mut |at| {
            let Some(listener) = &progress else { return Go::On };
            listener.on_progress(at.into()).unwrap_or_else(|error| {
                thrown = Some(error);
                Go::Cancel
            })
        });
        match thrown {
            Some(error) => Err(error),
            None => Division::of(found?, households),
        }
    }
}
