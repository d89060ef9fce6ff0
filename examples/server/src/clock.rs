//! The moment of a command (时刻): the server's clock, in the county's local time.

use std::sync::Mutex;
use std::time::Instant;

use chrono::{FixedOffset, NaiveDateTime, SubsecRound, TimeDelta, Utc};

/// Tells the county's local time, whole seconds.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> NaiveDateTime;
}

/// The clock of the machine, shown at an offset from UTC (`+08:00` in China).
#[derive(Debug, Clone, Copy)]
pub struct SystemClock {
    /// The offset of the county's local time.
    pub offset: FixedOffset,
}

impl Clock for SystemClock {
    fn now(&self) -> NaiveDateTime {
        Utc::now().with_timezone(&self.offset).naive_local().trunc_subsecs(0)
    }
}

/// A clock that starts at a moment and runs on from there: for the example, trainings and tests.
#[derive(Debug, Clone, Copy)]
pub struct ClockFrom {
    start: NaiveDateTime,
    since: Instant,
}

impl ClockFrom {
    /// A clock that shows this moment now.
    pub fn new(start: NaiveDateTime) -> Self {
        Self { start: start.trunc_subsecs(0), since: Instant::now() }
    }
}

impl Clock for ClockFrom {
    fn now(&self) -> NaiveDateTime {
        let ran = TimeDelta::from_std(self.since.elapsed()).unwrap_or(TimeDelta::MAX);
        self.start.checked_add_signed(ran).unwrap_or(NaiveDateTime::MAX).trunc_subsecs(0)
    }
}

/// A clock that stands until it is set: for tests, and for the days of the example.
#[derive(Debug)]
pub struct SetClock(Mutex<NaiveDateTime>);

impl SetClock {
    /// A clock that shows this moment.
    pub const fn new(at: NaiveDateTime) -> Self {
        Self(Mutex::new(at))
    }

    /// Sets it.
    pub fn set(&self, at: NaiveDateTime) {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = at;
    }
}

impl Clock for SetClock {
    fn now(&self) -> NaiveDateTime {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
