//! The limit of a matter (办结时限, X-4.2): its due date, and every day of the count.

use chrono::{Days, NaiveDate};

use crate::calendar::{
    ColumnOptions, Counting, DayNumber, DayStatus, Nulls, OUTSIDE, OnBad, Roll, Start, Step, Walk,
    WorkCalendar, date, fill, look_up, look_up_each, same_length,
};
use crate::clause::ClauseId;
use crate::decision::{Arg, Decision, Lang, Reason, Template, Wording};
use crate::error::{CalendarError, Error, InputError};
use crate::policy::{Policy, Span, TermOfTime};
use crate::term::{Complexity, Level, Settlement, Unit};
use crate::vocabulary::Vocabulary;

/// By when a matter must be settled (办结时限). It is late from the close of that day on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize)]
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
    pub within: TermOfTime,
    /// What settles the matter in time.
    pub settled_by: Vec<Settlement>,
    /// How it was counted.
    #[serde(skip)]
    pub counting: Counting,
    /// Where a last day in natural days moved when it was a rest day.
    pub roll: Roll,
}

static WITHIN: Template =
    Template::new("deadline.within", "{0}问题应在{1}{2}内{3}", "{0}: {3} within {1} {2}");
static COUNTED: Template =
    Template::new("deadline.counted", "{0}，调休上班日{1}", "counting from {0}; make-up working days {1}");
static BY_CALENDAR: Template =
    Template::new("deadline.calendar", "按{0}计算工作日", "working days by the {0}");
static BY_LEVEL: Template = Template::new(
    "deadline.by_level",
    "{0}问题未给出难易程度，按{1}计",
    "{0} issue without a complexity: taken as {1}",
);
static PROVISIONAL: Template = Template::new(
    "deadline.provisional",
    "{0}以后的放假安排尚未最终确定，结果为暂定",
    "the arrangement after {0} is not final yet: the date is provisional",
);
static RECEIVED: Template = Template::new("deadline.received", "{0}，受理", "{0}: received");
static DAY_OF: Template = Template::new("deadline.day", "{0}，第{1}天", "{0}: day {1}");
static ROLLED: Template = Template::new(
    "deadline.rolled",
    "{0}，末日遇休息日，{1}",
    "{0}: the last day is a rest day; moved to {1}",
);
static DUE: Template = Template::new("deadline.due", "到期日：{0}", "due on {0}");

/// The due date of a matter received on a day, by the policy in force on that day.
///
/// ```
/// use chrono::NaiveDate;
/// use wangge::{Complexity, Policy, WorkCalendar, rules::deadline};
/// # fn main() -> Result<(), wangge::Error> {
/// let received = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
/// let due = deadline::due(&Policy::preset("combined")?, &WorkCalendar::china(), received, Complexity::General)?;
/// assert_eq!(due.value.date.to_string(), "2026-12-02");
/// assert_eq!(due.clauses(), ["X-4.2a", "E-2", "E-3"]);
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`Unspecified`](crate::Unspecified) where the policy states no such limit or no way of counting,
/// [`PolicyError`](crate::PolicyError) where it is not in force on the day of receipt,
/// [`CalendarError`] where a day that is needed is not known.
pub fn due(
    policy: &Policy,
    calendar: &WorkCalendar,
    received: NaiveDate,
    complexity: Complexity,
) -> Result<Decision<Deadline>, Error> {
    let limit = policy.limit(complexity, received)?;
    let counting = policy.counting(received)?;
    let rule = &limit.value;
    let date = last_day(calendar, received, rule.within, counting.value, rule.roll)?;
    let status = calendar.status(date.max(received))?;
    let within = Arg::from(rule.within.count);
    let settled = Arg::terms(&rule.settled_by);
    let mut because = vec![
        Reason::new(
            &limit.clause,
            WITHIN.with([complexity.into(), within, rule.within.unit.into(), settled]),
        ),
        Reason::new(
            &counting.clause,
            COUNTED.with([Arg::from(counting.value.start), counting.value.make_up.into()]),
        ),
    ];
    if let Some(table) = policy.calendar(received)? {
        because.push(Reason::new(&table.clause, BY_CALENDAR.with([Arg::from(table.value)])));
    }
    if status == DayStatus::Provisional {
        let clause = ClauseId::fixed("E-3");
        because.push(Reason::new(&clause, PROVISIONAL.with([Arg::from(calendar.firm_through())])));
    }
    let value = Deadline {
        received,
        complexity,
        date,
        status,
        within: rule.within,
        settled_by: rule.settled_by.clone(),
        counting: counting.value,
        roll: rule.roll,
    };
    Ok(Decision { value, because })
}

/// The due date of a matter of which only the level is known: the complexity follows by E-1.
///
/// # Errors
/// As for [`due`], and [`Unspecified`](crate::Unspecified) for `complexity_by_level`.
pub fn due_by_level(
    policy: &Policy,
    calendar: &WorkCalendar,
    received: NaiveDate,
    level: Level,
) -> Result<Decision<Deadline>, Error> {
    let (complexity, clause) = policy.complexity_of(level)?;
    let reason = Reason::new(clause, BY_LEVEL.with([Arg::from(level), complexity.into()]));
    let mut due = due(policy, calendar, received, complexity)?;
    due.because.push(reason);
    Ok(due)
}

fn last_day(
    calendar: &WorkCalendar,
    received: NaiveDate,
    within: TermOfTime,
    counting: Counting,
    roll: Roll,
) -> Result<NaiveDate, Error> {
    let count = i32::try_from(within.count)
        .map_err(|_| InputError::value("within.count", within.count, "1 to 10000"))?;
    match within.unit {
        Unit::WorkingDay => Ok(calendar.add_workdays(received, count, counting)?),
        Unit::NaturalDay => Ok(calendar.roll(natural_last_day(calendar, received, within, counting)?, roll)?),
    }
}

/// The last day of a term of natural days before any rolling.
fn natural_last_day(
    calendar: &WorkCalendar,
    received: NaiveDate,
    within: TermOfTime,
    counting: Counting,
) -> Result<NaiveDate, Error> {
    let start = match counting.start {
        Start::NextDay => Some(received),
        Start::SameDay => received.pred_opt(),
        Start::DeemedNextWorkingDay => Some(calendar.add_workdays(received, 0, counting)?),
    };
    let last = start.and_then(|start| start.checked_add_days(Days::new(u64::from(within.count))));
    let (first, end) = (calendar.first(), calendar.last());
    Ok(last.ok_or(CalendarError::Unknown { day: received, first, last: end })?)
}

/// Every day of the count of a deadline (逐日说明), for people to read.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Explanation {
    /// The days, in order.
    pub steps: Vec<Step>,
    /// How it ends.
    pub due: Wording,
}

impl Explanation {
    /// The explanation in words, a line a day, the due date last.
    pub fn lines(&self, lang: Lang) -> Vec<String> {
        let days = self.steps.iter().map(|step| step.why.render(lang));
        days.chain([self.due.render(lang)]).collect()
    }
}

impl Deadline {
    /// Every day from receipt to the due date: which day of the count it is, or why it does not count.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use wangge::{Complexity, Lang, Policy, WorkCalendar, rules::deadline};
    /// # fn main() -> Result<(), wangge::Error> {
    /// let calendar = WorkCalendar::china();
    /// let received = NaiveDate::from_ymd_opt(2026, 2, 13).expect("a day");
    /// let due = deadline::due(&Policy::preset("combined")?, &calendar, received, Complexity::General)?.value;
    /// let lines = due.explain(&calendar)?.lines(Lang::En);
    /// assert_eq!(lines[1], "2026-02-14: make-up working day (春节): day 1");
    /// assert_eq!(lines.last().map(String::as_str), Some("due on 2026-03-02"));
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// [`CalendarError`] when the calendar is another one and does not know a day.
    pub fn explain(&self, calendar: &WorkCalendar) -> Result<Explanation, Error> {
        let due = DUE.with([Arg::from(self.date)]);
        let steps = match self.within.unit {
            Unit::WorkingDay => {
                let count = i32::try_from(self.within.count)
                    .map_err(|_| InputError::value("within.count", self.within.count, "1 to 10000"))?;
                let Walk { steps, .. } = calendar.explain(self.received, count, self.counting)?;
                steps
            }
            Unit::NaturalDay => self.natural_steps(calendar)?,
        };
        Ok(Explanation { steps, due })
    }

    fn natural_steps(&self, calendar: &WorkCalendar) -> Result<Vec<Step>, Error> {
        let last = natural_last_day(calendar, self.received, self.within, self.counting)?;
        let before_first = last.checked_sub_days(Days::new(u64::from(self.within.count)));
        let days = self.received.iter_days().take_while(|day| *day <= last.max(self.date));
        days.map(|date| {
            let day = calendar.day(date)?;
            let number = before_first.map_or(0, |before| (date - before).num_days());
            let counts = number >= 1 && date <= last;
            let counted = if counts { u32::try_from(number).ok() } else { None };
            let said = Arg::Wording(day.wording());
            let why = match counted {
                Some(number) => DAY_OF.with([said, number.into()]),
                None if date > last => ROLLED.with([said, self.roll.into()]),
                None => RECEIVED.with([said]),
            };
            Ok(Step { day, counted, why })
        })
        .collect()
    }
}

/// The limits of a policy laid out over every day of a calendar, for columns (时限速查表).
///
/// Making one costs well under a millisecond; answering a row costs one look-up.
///
/// ```
/// use wangge::{ColumnOptions, Nulls, Policy, WorkCalendar, rules::deadline::DeadlineTable};
/// # fn main() -> Result<(), wangge::Error> {
/// let table = DeadlineTable::new(&Policy::preset("combined")?, &WorkCalendar::china());
/// let received = [20_780_i64, 20_780]; // 2026-11-23
/// let mut due = [0_i64; 2];
/// table.column(&received, &[0, 1], Nulls::default(), ColumnOptions::default(), &mut due)?;
/// assert_eq!(due, [20_789, 20_801]); // 7 and 15 working days: 2026-12-02 and 12-14
/// # Ok(()) }
/// ```
#[derive(Debug, Clone)]
pub struct DeadlineTable {
    calendar: WorkCalendar,
    policy: Policy,
    first: i32,
    days: usize,
    /// A run of days for each complexity, in the order of [`Complexity::ALL`].
    places: Vec<u16>,
}

impl DeadlineTable {
    /// Lays the limits of a policy out. What it does not state makes no error here, but for the rows that ask.
    pub fn new(policy: &Policy, calendar: &WorkCalendar) -> Self {
        let (from, to) = (calendar.first(), calendar.last());
        let days = usize::try_from((to - from).num_days() + 1).unwrap_or_default();
        let mut places = vec![OUTSIDE; days * Complexity::ALL.len()];
        let in_force = |span: &Span| policy.as_of().is_none_or(|day| span.contains(day));
        for limit in policy.limits().iter().filter(|limit| in_force(&limit.span)) {
            for counting in policy.countings().iter().filter(|counting| in_force(&counting.span)) {
                // The days of receipt that both are for; after `at` every day is answered by that day's rules.
                let spans = [policy.span(), limit.span, counting.span];
                let (mut low, mut high) = (from, to);
                if policy.as_of().is_none() {
                    for span in spans {
                        low = low.max(span.from);
                        high = high.min(span.to.unwrap_or(high));
                    }
                }
                if low > high {
                    continue;
                }
                let start = usize::try_from((low - from).num_days()).unwrap_or_default();
                let end = usize::try_from((high - from).num_days() + 1).unwrap_or_default();
                let rule = &limit.value;
                let run = rule.complexity.index() * days;
                let Some(run) = places.get_mut(run + start..run + end) else {
                    continue;
                };
                if rule.within.unit == Unit::WorkingDay {
                    let count = i32::try_from(rule.within.count).unwrap_or(i32::MAX);
                    let fused = calendar.fused(count, counting.value);
                    run.copy_from_slice(fused.get(start..end).unwrap_or_default());
                    continue;
                }
                for (place, received) in run.iter_mut().zip(low.iter_days()) {
                    let date = last_day(calendar, received, rule.within, counting.value, rule.roll)
                        .ok()
                        .filter(|date| *date <= to)
                        .and_then(|date| u16::try_from((date - from).num_days()).ok());
                    *place = date.unwrap_or(OUTSIDE);
                }
            }
        }
        let first = calendar.first_number();
        Self { calendar: calendar.clone(), policy: policy.clone(), first, days, places }
    }

    /// The due dates of a column: days of receipt and codes of complexity (places in [`Complexity::ALL`]) in,
    /// day numbers out. One code serves every row.
    ///
    /// # Errors
    /// [`InputError`] naming the first row without an answer and what is wrong with it.
    pub fn column<D: DayNumber>(
        &self,
        received: &[D],
        complexity: &[u8],
        nulls: Nulls<'_>,
        options: ColumnOptions,
        out: &mut [D],
    ) -> Result<usize, Error> {
        let bad = |row: usize| self.bad(received, complexity, row, options.first_row);
        if let [one] = complexity {
            let table = self.places_of(*one);
            return fill(received, nulls, options, out, bad, |days, _, out| {
                look_up(table, self.first, days, out)
            });
        }
        same_length("complexity", complexity.len(), received.len())?;
        fill(received, nulls, options, out, bad, |days, start, out| {
            let Some(codes) = complexity.get(start..start + days.len()) else {
                return false;
            };
            look_up_each(&self.places, self.days, self.first, days, codes, out)
        })
    }

    fn places_of(&self, code: u8) -> &[u16] {
        let start = usize::from(code) * self.days;
        self.places.get(start..start + self.days).unwrap_or_default()
    }

    /// What is wrong with a row, asked again one by one.
    fn bad<D: DayNumber>(
        &self,
        received: &[D],
        complexity: &[u8],
        row: usize,
        first_row: usize,
    ) -> InputError {
        let code = match complexity {
            [one] => Some(*one),
            many => many.get(row).copied(),
        };
        let Some(complexity) = code.and_then(|code| Complexity::ALL.get(usize::from(code))) else {
            let allowed = format!("a code from 0 to {}", Complexity::ALL.len() - 1);
            return InputError::value("complexity", code.unwrap_or_default(), allowed).at(row + first_row);
        };
        let date = received.get(row).and_then(|day| i32::try_from(day.wide()).ok()).and_then(date);
        match date.map(|date| due(&self.policy, &self.calendar, date, *complexity)) {
            // The day itself is known, but not every day that its limit needs.
            Some(Err(Error::Calendar(error)))
                if self.places_of(0).len()
                    > received.get(row).map_or(usize::MAX, |day| day.place(self.first)) =>
            {
                let value = date.map_or_else(String::new, |date| format!("{date} {complexity}"));
                InputError::value("received", value, error.to_string()).at(row + first_row)
            }
            Some(Err(Error::Calendar(_))) | None => {
                self.calendar.bad_named("received", received, row, first_row)
            }
            Some(Err(error)) => {
                InputError::value("received", format!("{complexity}"), error.to_string()).at(row + first_row)
            }
            Some(Ok(_)) => self.calendar.bad_named("received", received, row, first_row),
        }
    }
}

/// The due dates of a column in one call; see [`DeadlineTable`] to keep the table.
///
/// # Errors
/// As for [`DeadlineTable::column`].
pub fn due_column<D: DayNumber>(
    policy: &Policy,
    calendar: &WorkCalendar,
    received: &[D],
    complexity: &[Complexity],
    on_bad: OnBad,
    out: &mut [D],
) -> Result<usize, Error> {
    let table = DeadlineTable::new(policy, calendar);
    let codes: Vec<u8> =
        complexity.iter().map(|word| u8::try_from(word.index()).unwrap_or(u8::MAX)).collect();
    table.column(
        received,
        &codes,
        Nulls::default(),
        ColumnOptions { on_bad, ..ColumnOptions::default() },
        out,
    )
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] =
    &[&WITHIN, &COUNTED, &BY_CALENDAR, &BY_LEVEL, &PROVISIONAL, &RECEIVED, &DAY_OF, &ROLLED, &DUE];
