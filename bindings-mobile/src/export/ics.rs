//! What is owed, as a calendar that phones and desktops subscribe to.

use std::time::SystemTime;

use chrono::{DateTime, Datelike as _, NaiveDateTime};
use wangge::duty::Obligation;
use wangge::{Lang, export};

use super::lang;
use crate::duty::Obligations;
use crate::error::WanggeError;

/// What is asked of the calendar (日程要求).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct IcsOptions {
    /// When it is written: a later one brings an earlier one up to date.
    pub stamp: SystemTime,
    /// The part of the ids after the `@`, the embedder's own.
    pub domain: String,
    /// What it is called.
    #[uniffi(default = None)]
    pub name: Option<String>,
    /// The language of its words; none: Chinese.
    #[uniffi(default = None)]
    pub lang: Option<Lang>,
}

#[uniffi::export]
impl Obligations {
    /// As iCalendar (RFC 5545): all-day events, each on its due day. Only those of one person, village or grid, where that
    /// is given. Their ids stay the same: imported again, an event moves instead of standing twice.
    ///
    /// Refuses with `Input` for a stamp outside the years 1 to 9999.
    #[uniffi::method(default(person = None, village = None, grid = None))]
    pub fn to_ics(
        &self,
        options: IcsOptions,
        person: Option<String>,
        village: Option<String>,
        grid: Option<String>,
    ) -> Result<String, WanggeError> {
        let IcsOptions { stamp, domain, name, lang: asked } = options;
        let options = export::IcsOptions { stamp: utc(stamp)?, name, domain, lang: lang(asked) };
        let mine = |one: &Obligation<'_>| {
            person.as_deref().is_none_or(|person| one.persons().contains(&person))
                && village.as_deref().is_none_or(|village| one.village() == Some(village))
                && grid.as_deref().is_none_or(|grid| one.grid() == Some(grid))
        };
        Ok(export::ics(self.0.iter().filter(mine), &options))
    }
}

/// A moment in UTC, to the second, as a calendar writes it.
fn utc(stamp: SystemTime) -> Result<NaiveDateTime, WanggeError> {
    // A part of a second before 1970 belongs to the second that it lies in, as after 1970.
    let seconds = match stamp.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_secs()).ok(),
        Err(before) => {
            let before = before.duration();
            let whole = before.as_secs().saturating_add(u64::from(before.subsec_nanos() > 0));
            i64::try_from(whole).ok().map(|seconds| -seconds)
        }
    };
    let moment = seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0)).map(|at| at.naive_utc());
    moment.filter(|at| (1..=9999).contains(&at.year())).ok_or_else(|| WanggeError::Input {
        row: None,
        column: "stamp".to_owned(),
        value: seconds.map_or_else(|| "out of range".to_owned(), |at| format!("{at} s from 1970-01-01")),
        allowed: "a moment of the years 1 to 9999".to_owned(),
        table: None,
    })
}
