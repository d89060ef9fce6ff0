//! The limit of a matter.

use chrono::NaiveDate;
use wangge::rules::deadline;
use wangge::{Complexity, Counting, DayStatus, Decision, Level, MakeUp, OnBad, Roll, Settlement, Start};

use crate::calendar::WorkCalendar;
use crate::decision::{Reason, reasons};
use crate::error::WanggeError;
use crate::number::signed;
use crate::policy::Policy;
use crate::term::TermUnit;

/// By when a matter must be settled. It is late from the close of that day on.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Deadline {
    /// The day of receipt.
    pub received: NaiveDate,
    /// The complexity that decides the limit.
    pub complexity: Complexity,
    /// The last day.
    pub date: NaiveDate,
    /// How sure the calendar is of every day up to it.
    pub status: DayStatus,
    /// The length of the limit.
    pub count: i32,
    /// What the limit is counted in.
    pub unit: TermUnit,
    /// What settles the matter in time.
    pub settled_by: Vec<Settlement>,
    /// Which day was the first that could count.
    pub start: Start,
    /// Whether make-up working days counted.
    pub make_up: MakeUp,
    /// Where a last day in natural days moved when it was a rest day.
    pub roll: Roll,
    /// The reasons, the deciding one first.
    pub because: Vec<Reason>,
}

/// One line of an explanation: a day from receipt to the due date, or at the end the due date itself.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Line {
    /// The day.
    pub date: NaiveDate,
    /// Which day of the count it is, from 1; none where it does not count, and on the last line.
    pub counted: Option<i32>,
    /// The line in Chinese.
    pub zh: String,
    /// The line in English.
    pub en: String,
}

impl From<Decision<deadline::Deadline>> for Deadline {
    fn from(found: Decision<deadline::Deadline>) -> Self {
        let deadline::Deadline {
            received, complexity, date, status, within, settled_by, counting, roll, ..
        } = found.value;
        let Counting { start, make_up } = counting;
        let (count, unit, because) = (signed(within.count), within.unit, reasons(&found.because));
        Self { received, complexity, date, status, count, unit, settled_by, start, make_up, roll, because }
    }
}

#[uniffi::export]
impl Policy {
    /// The due date of a matter received on a day, by the policy in force on that day.
    ///
    /// Refuses with `Unspecified` where the policy states no such limit or no way of counting, with `NotInForce`
    /// where it is not in force on the day of receipt, with `UnknownDay` where the calendar does not reach.
    pub fn deadline(
        &self,
        received: NaiveDate,
        complexity: Complexity,
        calendar: &WorkCalendar,
    ) -> Result<Deadline, WanggeError> {
        Ok(deadline::due(&self.0, &calendar.0, received, complexity)?.into())
    }

    /// The due date of a matter of which only the level is known: the complexity follows by E-1.
    ///
    /// Refuses as `deadline` does, and with `Unspecified` for `complexity_by_level`.
    pub fn deadline_by_level(
        &self,
        received: NaiveDate,
        level: Level,
        calendar: &WorkCalendar,
    ) -> Result<Deadline, WanggeError> {
        Ok(deadline::due_by_level(&self.0, &calendar.0, received, level)?.into())
    }

    /// Every day from receipt to the due date: which day of the count it is, or why it does not count; the due
    /// date is the last line.
    ///
    /// Refuses as `deadline` does.
    pub fn explain_deadline(
        &self,
        received: NaiveDate,
        complexity: Complexity,
        calendar: &WorkCalendar,
    ) -> Result<Vec<Line>, WanggeError> {
        let due = deadline::due(&self.0, &calendar.0, received, complexity)?.value;
        let deadline::Explanation { steps, due: last } = due.explain(&calendar.0)?;
        let line = |step: wangge::Step| Line {
            date: step.day.date,
            counted: step.counted.map(signed),
            zh: step.why.zh(),
            en: step.why.en(),
        };
        let last = Line { date: due.date, counted: None, zh: last.zh(), en: last.en() };
        Ok(steps.into_iter().map(line).chain([last]).collect())
    }

    /// `deadline` for a list: days of receipt since 1970-01-01 and their complexities in, due dates as such days
    /// out, in one crossing. One complexity serves the whole list.
    ///
    /// Refuses with `Input`, naming the first row without an answer and why, or that the lengths differ.
    pub fn deadlines(
        &self,
        received: &[i32],
        complexities: Vec<Complexity>,
        calendar: &WorkCalendar,
    ) -> Result<Vec<i32>, WanggeError> {
        let mut out = vec![0; received.len()];
        deadline::due_column(&self.0, &calendar.0, received, &complexities, OnBad::Error, &mut out)?;
        Ok(out)
    }
}
