//! The roll-out, as a picture.

use chrono::NaiveDate;
use wangge::duty::rollout::{self, RolloutStanding, TaskDone};
use wangge::{Lang, export};

use super::lang;
use crate::error::WanggeError;
use crate::number::unsigned;
use crate::policy::Policy;

/// What is asked of the picture of the roll-out (绘图要求).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct GanttOptions {
    /// A heading; none: the village, where one is shown.
    #[uniffi(default = None)]
    pub title: Option<String>,
    /// How wide it is, in pixels: 560 to 8000.
    #[uniffi(default = 960)]
    pub width: i32,
    /// The language of its words; none: Chinese.
    #[uniffi(default = None)]
    pub lang: Option<Lang>,
}

#[uniffi::export]
impl Policy {
    /// The phases of a year and their tasks as a picture (推进图, SVG, X-7.1 to ); the open phase runs to the end of its year.
    ///
    /// Refuses as `rollout` does, and with `Input` for a width that is none.
    #[uniffi::method(default(options))]
    pub fn gantt(&self, year: i32, options: GanttOptions) -> Result<String, WanggeError> {
        self.drawn(year, None, options)
    }

    /// The same with where a village stands on a day: its tasks with a mark on the day they were done, or the sign of where
    /// they stand.
    ///
    /// Refuses as `rolloutStanding` does, and with `Input` for a width that is none.
    #[uniffi::method(default(options))]
    pub fn gantt_standing(
        &self,
        year: i32,
        village: &str,
        done: &[TaskDone],
        on: NaiveDate,
        options: GanttOptions,
    ) -> Result<String, WanggeError> {
        let stands = rollout::standing(&self.0, year, village, done, on)?.value;
        self.drawn(year, Some(&stands), options)
    }
}

impl Policy {
    fn drawn(
        &self,
        year: i32,
        village: Option<&RolloutStanding>,
        options: GanttOptions,
    ) -> Result<String, WanggeError> {
        let GanttOptions { title, width, lang: asked } = options;
        let options = export::GanttOptions { title, width: unsigned("width", width)?, lang: lang(asked) };
        Ok(export::gantt(&rollout::plan(&self.0, year)?, village, &options)?)
    }
}
