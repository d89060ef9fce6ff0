//! A count of working days, day by day: what counted, and why (逐日说明).

use chrono::NaiveDate;

use super::{Counting, Day, MakeUp, Start, WorkCalendar};
use crate::decision::{Arg, Lang, Template, Wording};
use crate::error::CalendarError;

/// One day of a count.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Step {
    /// The day.
    pub day: Day,
    /// Which day of the count it is, from 1; `None` where it does not count.
    pub counted: Option<u32>,
    /// Why it counted or not.
    pub why: Wording,
}

/// A count of working days with every day walked (逐日说明).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Walk {
    /// Where it starts.
    pub from: NaiveDate,
    /// How many working days; below 0 backwards.
    pub n: i32,
    /// The day it comes to.
    pub date: NaiveDate,
    /// Every day from the start to the end, in the order walked.
    pub steps: Vec<Step>,
}

static COUNTS: Template = Template::new("walk.counts", "{0}，计为第{1}天", "{0}: day {1}");
static RESTS: Template = Template::new("walk.rests", "{0}，不计", "{0}: not counted");
static START_NOT: Template =
    Template::new("walk.start", "{0}，起始当日不计", "{0}: the day it starts from, not counted");
pub(crate) static DEEMED: Template =
    Template::new("walk.deemed", "{0}，视为当日收到，不计", "{0}: deemed the day of receipt, not counted");
static MAKE_UP_NOT: Template = Template::new(
    "walk.make_up_ignored",
    "{0}，按约定调休上班日不计",
    "{0}: not counted, make-up days are left out",
);

impl Walk {
    /// The walk in words, a line a day.
    pub fn lines(&self, lang: Lang) -> Vec<String> {
        self.steps.iter().map(|step| step.why.render(lang)).collect()
    }
}

impl WorkCalendar {
    /// The count of [`add_workdays`](Self::add_workdays) with every day walked and why it counted or not.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use wangge::{Counting, WorkCalendar};
    /// # fn main() -> Result<(), wangge::Error> {
    /// let from = NaiveDate::from_ymd_opt(2026, 9, 18).expect("a day");
    /// let walk = WorkCalendar::china().explain(from, 2, Counting::default())?;
    /// assert_eq!(walk.date.to_string(), "2026-09-21");
    /// assert_eq!(walk.steps[2].why.zh(), "2026年9月20日（周日）：调休上班（国庆节），计为第1天");
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// As for [`add_workdays`](Self::add_workdays).
    pub fn explain(&self, from: NaiveDate, n: i32, counting: Counting) -> Result<Walk, CalendarError> {
        let date = self.add_workdays(from, n, counting)?;
        let deemed = match counting.start {
            Start::DeemedNextWorkingDay => self.add_workdays(from, 0, counting)?,
            Start::NextDay | Start::SameDay => from,
        };
        let mut steps = Vec::new();
        let mut counted = 0;
        let mut walk = |day: NaiveDate, may_count: bool| -> Result<(), CalendarError> {
            let what = self.day(day)?;
            let ignored = counting.make_up == MakeUp::Ignore && super::is_weekend(super::number(day));
            let (template, number): (&'static Template, _) = if day == deemed && day != from {
                (&DEEMED, None)
            } else if !may_count {
                (&START_NOT, None)
            } else if !what.workday {
                (&RESTS, None)
            } else if ignored {
                (&MAKE_UP_NOT, None)
            } else {
                counted += 1;
                (&COUNTS, Some(counted))
            };
            let mut args = vec![Arg::Wording(what.wording())];
            args.extend(number.map(Arg::from));
            steps.push(Step { day: what, counted: number, why: template.with(args) });
            Ok(())
        };
        let start_counts = counting.start == Start::SameDay && n != 0;
        walk(from, start_counts)?;
        let mut day = from;
        // A rest day deemed received later is first walked forward to that day.
        while day < deemed {
            let Some(next) = day.succ_opt() else { break };
            day = next;
            walk(day, day == deemed)?;
        }
        while day != date {
            let next = if n < 0 { day.pred_opt() } else { day.succ_opt() };
            let Some(next) = next else { break };
            day = next;
            walk(day, true)?;
        }
        Ok(Walk { from, n, date, steps })
    }
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[&COUNTS, &RESTS, &START_NOT, &DEEMED, &MAKE_UP_NOT];
