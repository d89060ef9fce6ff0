//! Days that a province, a county or a single order adds or takes (本地日历).

use chrono::NaiveDate;

use crate::error::CalendarError;

/// Days off and working days of a place, laid over the national table (本地日历), with their own source.
///
/// It is written and read as JSON, so that a county ships it without a new release.
///
/// ```
/// use chrono::NaiveDate;
/// use wangge::{DayKind, Overlay, WorkCalendar};
/// # fn main() -> Result<(), wangge::Error> {
/// let overlay = Overlay::from_json(r#"{
///     "title": "某自治区三月三放假（虚构示例）",
///     "source": "示例文件1号",
///     "days": [{ "date": "2026-04-20", "workday": false, "name": "三月三" }]
/// }"#)?;
/// let calendar = WorkCalendar::china().with_overlay(overlay)?;
/// let day = calendar.day(NaiveDate::from_ymd_opt(2026, 4, 20).expect("a day"))?;
/// assert_eq!((day.workday, day.kind, day.source.as_str()), (false, DayKind::LocalRest, "示例文件1号"));
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overlay {
    /// What it is called.
    pub title: String,
    /// The order or notice it rests on.
    pub source: String,
    /// The days it settles; each day once.
    pub days: Vec<OverlayDay>,
}

/// One day that an overlay settles.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OverlayDay {
    /// The day.
    pub date: NaiveDate,
    /// Whether it is a working day there.
    pub workday: bool,
    /// Why, in the words of the source.
    pub name: String,
}

impl Overlay {
    /// Reads an overlay from JSON.
    ///
    /// # Errors
    /// [`CalendarError::Table`] when it is not such JSON, has no source, or names a day twice.
    pub fn from_json(text: &str) -> Result<Self, CalendarError> {
        let overlay: Self = serde_json::from_str(text).map_err(|error| {
            CalendarError::table(
                "overlay",
                error,
                "an object with title, source and days[{date, workday, name}]",
            )
        })?;
        overlay.checked()
    }

    /// The overlay as JSON.
    pub fn to_json(&self) -> String {
        serde_json::json!(self).to_string()
    }

    pub(super) fn checked(self) -> Result<Self, CalendarError> {
        if self.source.trim().is_empty() {
            return Err(CalendarError::table("overlay.source", "nothing", "the order or notice it rests on"));
        }
        let mut dates: Vec<_> = self.days.iter().map(|day| day.date).collect();
        dates.sort_unstable();
        match dates.windows(2).find_map(|pair| match pair {
            [a, b] if a == b => Some(*a),
            _ => None,
        }) {
            Some(day) => Err(CalendarError::table("overlay.days", day, "each day once")),
            None => Ok(self),
        }
    }
}
