//! Pauses of a clock (挂账、中止): half-open, overlapping ones counted once.

use chrono::NaiveDateTime;

use super::clock::{moment, stamp};
use crate::error::InputError;

/// A time in which a clock stands still (挂账): `from` lies in it, `to` does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Pause {
    /// From when on.
    pub from: NaiveDateTime,
    /// Until when; `None` while it goes on.
    pub to: Option<NaiveDateTime>,
}

impl Pause {
    /// A pause that has ended.
    pub fn new(from: NaiveDateTime, to: NaiveDateTime) -> Self {
        Self { from, to: Some(to) }
    }

    /// A pause that goes on.
    pub fn open(from: NaiveDateTime) -> Self {
        Self { from, to: None }
    }
}

/// A pause as numbers; [`Stop::OPEN`] where it goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stop {
    pub(super) from: i64,
    pub(super) to: i64,
}

impl Stop {
    pub(super) const OPEN: i64 = i64::MAX;

    /// Whether the clock stands still at a moment.
    pub(super) fn holds(self, stamp: i64) -> bool {
        self.from <= stamp && stamp < self.to
    }

    pub(super) fn pause(self) -> Pause {
        Pause { from: moment(self.from), to: Some(self.to).filter(|to| *to != Self::OPEN).map(moment) }
    }

    /// Pauses in order and apart, what lies before the start of the clock left out.
    pub(super) fn merged(pauses: &[Pause], start: i64) -> Result<Vec<Self>, InputError> {
        let mut stops = Vec::with_capacity(pauses.len());
        for (nth, pause) in pauses.iter().enumerate() {
            let column = || format!("pauses[{nth}]");
            // The name of the column is only made where something is wrong with it.
            let named = |error: InputError| InputError { column: column(), ..error };
            let from = stamp(pause.from, "pauses").map_err(named)?;
            let to = pause.to.map_or(Ok(Self::OPEN), |to| stamp(to, "pauses")).map_err(named)?;
            if to < from {
                let found = format!("{} to {}", pause.from, moment(to));
                return Err(InputError::value(column(), found, "an end that is not before the beginning"));
            }
            let stop = Self { from: from.max(start), to };
            if stop.from < stop.to {
                stops.push(stop);
            }
        }
        if !stops.is_sorted() {
            stops.sort_unstable();
        }
        stops.dedup_by(|next, last| {
            let joined = next.from <= last.to;
            if joined {
                last.to = last.to.max(next.to);
            }
            joined
        });
        Ok(stops)
    }
}
