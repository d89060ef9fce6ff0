//! Moments and durations: to the nanosecond, both ways.

use chrono::{DateTime, NaiveDateTime, TimeDelta};

use crate::error::WanggeError;

/// How a moment or a duration crosses: whole seconds, and what is beyond them. On the other side both are types of
/// `java.time`; nobody need make one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct ExactSeconds {
    /// Seconds, of a moment from 1970-01-01 00:00 of the county's own clock.
    pub seconds: i64,
    /// Nanoseconds beyond them: of a moment 0 or more, of a duration with the sign of the seconds.
    pub nanos: i32,
}

const SECOND: u32 = 1_000_000_000;

// `uniffi.toml` lifts it to the language's own type. The refusal of a moment that the library cannot hold comes out as
// the typed one, since every function that takes a moment may refuse with `WanggeError`.
uniffi::custom_type!(NaiveDateTime, ExactSeconds, {
    remote,
    try_lift: |parts| Ok(moment(parts)?),
    lower: |moment| parts(moment),
});

uniffi::custom_type!(TimeDelta, ExactSeconds, {
    remote,
    try_lift: |parts| Ok(duration(parts)?),
    lower: |time| ExactSeconds { seconds: time.num_seconds(), nanos: time.subsec_nanos() },
});

fn moment(ExactSeconds { seconds, nanos }: ExactSeconds) -> Result<NaiveDateTime, WanggeError> {
    let found = u32::try_from(nanos).ok().filter(|nanos| *nanos < SECOND);
    let moment = found.and_then(|nanos| DateTime::from_timestamp(seconds, nanos));
    moment.map(|moment| moment.naive_utc()).ok_or_else(|| WanggeError::Input {
        row: None,
        column: "moment".to_owned(),
        value: format!("{seconds} s {nanos} ns from 1970-01-01 00:00"),
        allowed: format!("{} to {}", NaiveDateTime::MIN, NaiveDateTime::MAX),
        table: None,
    })
}

// Chrono counts a leap second as a fraction beyond a whole one. Events with such a moment are refused when they are
// read, so none comes here; were there one, it would be the second after.
fn parts(moment: NaiveDateTime) -> ExactSeconds {
    let (at, nanos) = (moment.and_utc(), moment.and_utc().timestamp_subsec_nanos());
    let (beyond, nanos) = (i64::from(nanos / SECOND), nanos % SECOND);
    ExactSeconds { seconds: at.timestamp() + beyond, nanos: i32::try_from(nanos).unwrap_or_default() }
}

fn duration(ExactSeconds { seconds, nanos }: ExactSeconds) -> Result<TimeDelta, WanggeError> {
    let whole = TimeDelta::try_seconds(seconds);
    whole.and_then(|whole| whole.checked_add(&TimeDelta::nanoseconds(nanos.into()))).ok_or_else(|| {
        WanggeError::Input {
            row: None,
            column: "duration".to_owned(),
            value: format!("{seconds} s {nanos} ns"),
            allowed: format!("{} to {}", TimeDelta::MIN, TimeDelta::MAX),
            table: None,
        }
    })
}
