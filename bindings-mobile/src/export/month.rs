//! A month of what is owed, as a picture.

use chrono::NaiveDate;
use wangge::{Lang, duty, export};

use super::lang;
use crate::calendar::WorkCalendar;
use crate::duty::{DutyOutcome, Obligations};
use crate::error::WanggeError;
use crate::number::unsigned;

/// What is asked of the picture of a month (绘图要求).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct MonthOptions {
    /// How wide it is, in pixels: 560 to 8000.
    #[uniffi(default = 960)]
    pub width: i32,
    /// The language of its words; none: Chinese.
    #[uniffi(default = None)]
    pub lang: Option<Lang>,
}

#[uniffi::export]
impl Obligations {
    /// The month that holds a day as a picture (月历图, SVG): what a unit owes on each day, for a village what its grids owe
    /// too, counted; an empty unit is the township. With the outcomes of `matched` what became of it: a filled dot is done, a
    /// triangle done late, a cross missed, a ring not yet due.
    ///
    /// Refuses with `Input` for a width that is none, a unit that is not known, or outcomes of another number than there
    /// are obligations; with `UnknownDay` where days are not known.
    // A bare default has to stand last.
    #[uniffi::method(default(outcomes = None, options))]
    pub fn to_svg(
        &self,
        unit: &str,
        day: NaiveDate,
        calendar: &WorkCalendar,
        outcomes: Option<Vec<DutyOutcome>>,
        options: MonthOptions,
    ) -> Result<String, WanggeError> {
        let options =
            export::MonthOptions { width: unsigned("width", options.width)?, lang: lang(options.lang) };
        // The picture shows states; by which record is not on it.
        let outcomes: Option<Vec<duty::Outcome>> = outcomes.map(|outcomes| {
            outcomes
                .into_iter()
                .map(|one| duty::Outcome { state: one.state, on: one.on, record: None })
                .collect()
        });
        Ok(export::month(&self.0, outcomes.as_deref(), &calendar.0, unit, day, options)?)
    }
}
