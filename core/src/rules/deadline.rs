//! The limit of a matter (办结时限, X-4.2): its due date, and every day of the count.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use crate::calendar::{
    ColumnOptions, Counting, DEEMED, DayMeasure, DayNumber, DayStatus, Nulls, OUTSIDE, OnBad, Roll, Start,
    Step, Walk, WorkCalendar, date, fill, look_up, look_up_each, same_length,
};
use crate::clause::ClauseId;
use crate::decision::{Arg, Decision, Lang, Reason, Template, Wording};
use crate::error::{CalendarError, Error, InputError};
use crate::policy::{LimitRule, Policy, Span, TermOfTime};
use crate::term::{Complexity, Level, Settlement, Unit};
use crate::vocabulary::Vocabulary;

/// When a matter came in (受理时间): a day, or a moment where the hour is known. The hour matters only where the
/// policy sets a cut-off hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Receipt {
    /// The day.
    pub day: NaiveDate,
    /// The hour, in the county's local time, where it is known.
    pub time: Option<NaiveTime>,
}

impl From<NaiveDate> for Receipt {
    fn from(day: NaiveDate) -> Self {
        Self { day, time: None }
    }
}

impl From<NaiveDateTime> for Receipt {
    fn from(moment: NaiveDateTime) -> Self {
        Self { day: moment.date(), time: Some(moment.time()) }
    }
}

impl Receipt {
    /// The policy's cut-off hour, where this receipt came at it or after it.
    fn missed(&self, policy: &Policy) -> Result<Option<NaiveTime>, Error> {
        let Some(time) = self.time else { return Ok(None) };
        Ok(policy.cut_off(self.day)?.filter(|cut_off| time >= *cut_off))
    }
}

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
    /// The cut-off hour, where the matter came in at it or after it; the receipt is deemed one of the next
    /// working day then.
    pub missed_cut_off: Option<NaiveTime>,
}

static WITHIN: Template =
    Template::new("deadline.within", "{0}问题应在{1}{2}内{3}", "{0}: {3} within {1} {2}");
pub(crate) static COUNTED: Template =
    Template::new("deadline.counted", "{0}，调休上班日{1}", "counting from {0}; make-up working days {1}");
pub(super) static BY_CALENDAR: Template =
    Template::new("deadline.calendar", "按{0}计算工作日", "working days by the {0}");
static BY_LEVEL: Template = Template::new(
    "deadline.by_level",
    "{0}问题未给出难易程度，按{1}计",
    "{0} issue without a complexity: taken as {1}",
);
pub(super) static PROVISIONAL: Template = Template::new(
    "deadline.provisional",
    "{0}以后的放假安排尚未最终确定，结果为暂定",
    "the arrangement after {0} is not final yet: the date is provisional",
);
pub(super) static RECEIVED: Template = Template::new("deadline.received", "{0}，受理", "{0}: received");
pub(super) static MISSED: Template = Template::new(
    "deadline.missed_cut_off",
    "{0}及以后收到，视为次一工作日收到",
    "received at {0} or later: deemed received on the next working day",
);
static RECEIVED_LATE: Template = Template::new(
    "deadline.received_late",
    "{0}，{1}及以后受理，不计",
    "{0}: received at {1} or later, not counted",
);
static DAY_OF: Template = Template::new("deadline.day", "{0}，第{1}天", "{0}: day {1}");
pub(super) static ROLLED: Template = Template::new(
    "deadline.rolled",
    "{0}，末日遇休息日，{1}",
    "{0}: the last day is a rest day; moved to {1}",
);
static DUE: Template = Template::new("deadline.due", "到期日：{0}", "due on {0}");

/// What a limit says.
pub(crate) fn within(rule: &LimitRule) -> Wording {
    let settled = Arg::terms(&rule.settled_by);
    WITHIN.with([rule.complexity.into(), rule.within.count.into(), rule.within.unit.into(), settled])
}

/// The due date of a matter received on a day, or at a moment, by the policy in force on that day.
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
    received: impl Into<Receipt>,
    complexity: Complexity,
) -> Result<Decision<Deadline>, Error> {
    let receipt = received.into();
    let missed = receipt.missed(policy)?;
    let received = receipt.day;
    let limit = policy.limit(complexity, received)?;
    let counting = policy.counting(received)?;
    let rule = &limit.value;
    if rule.within.unit == Unit::WorkingDay && policy.clock(received)?.value.measure == DayMeasure::Elapsed {
        return Err(no_last_day("counting.day", DayMeasure::Elapsed));
    }
    let start = counted_from(calendar, received, missed.is_some())?;
    let date = last_day(calendar, start, rule.within, counting.value, rule.roll)?;
    let status = calendar.status(date.max(received))?;
    let mut because = vec![
        Reason::new(&limit.clause, within(rule)),
        Reason::new(
            &counting.clause,
            COUNTED.with([Arg::from(counting.value.start), counting.value.make_up.into()]),
        ),
    ];
    if let Some(cut_off) = missed {
        because.push(Reason::new(&counting.clause, MISSED.with([Arg::from(hour(cut_off))])));
    }
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
        missed_cut_off: missed,
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
    received: impl Into<Receipt>,
    level: Level,
) -> Result<Decision<Deadline>, Error> {
    let (complexity, clause) = policy.complexity_of(level)?;
    let reason = Reason::new(clause, BY_LEVEL.with([Arg::from(level), complexity.into()]));
    let mut due = due(policy, calendar, received, complexity)?;
    due.because.push(reason);
    Ok(due)
}

fn hour(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// The day to count from: a rest day is deemed the next working day by the convention itself, so a receipt after
/// the cut-off hour is one of the day after.
fn counted_from(calendar: &WorkCalendar, received: NaiveDate, late: bool) -> Result<NaiveDate, Error> {
    if !late {
        return Ok(received);
    }
    let (first, last) = (calendar.first(), calendar.last());
    Ok(received.succ_opt().ok_or(CalendarError::Unknown { day: received, first, last })?)
}

/// The last day of a term of whole days that begins on a day.
pub(crate) fn last_day(
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
        Unit::WorkingHour | Unit::UrgentHour => Err(no_last_day("limit.within", within)),
    }
}

/// The refusal of a term that ends at a moment, not with a day.
fn no_last_day(column: &str, found: impl core::fmt::Display) -> Error {
    let allowed = "a term of whole days; other terms have a due moment (due_at), not a due date";
    InputError::value(column, found, allowed).into()
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
                let start = counted_from(calendar, self.received, self.missed_cut_off.is_some())?;
                let Walk { mut steps, .. } = calendar.explain(start, count, self.counting)?;
                if let Some(cut_off) = self.missed_cut_off {
                    // The day counted from is deemed the day of receipt, where it is worked.
                    if let Some(deemed) = steps.first_mut().filter(|step| step.day.workday) {
                        deemed.why = DEEMED.with([Arg::Wording(deemed.day.wording())]);
                    }
                    steps.insert(0, self.received_late(calendar, cut_off)?);
                }
                steps
            }
            Unit::NaturalDay => self.natural_steps(calendar)?,
            Unit::WorkingHour | Unit::UrgentHour => return Err(no_last_day("limit.within", self.within)),
        };
        Ok(Explanation { steps, due })
    }

    fn received_late(&self, calendar: &WorkCalendar, cut_off: NaiveTime) -> Result<Step, Error> {
        let day = calendar.day(self.received)?;
        let why = RECEIVED_LATE.with([Arg::Wording(day.wording()), hour(cut_off).into()]);
        Ok(Step { day, counted: None, why })
    }

    fn natural_steps(&self, calendar: &WorkCalendar) -> Result<Vec<Step>, Error> {
        let start = counted_from(calendar, self.received, self.missed_cut_off.is_some())?;
        let last = natural_last_day(calendar, start, self.within, self.counting)?;
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
            match self.missed_cut_off.filter(|_| date == self.received) {
                Some(cut_off) => self.received_late(calendar, cut_off),
                None => Ok(Step { day, counted, why }),
            }
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
    /// A run of days for each complexity, in the order of [`Complexity::ALL`]; then the same for receipts after
    /// the cut-off hour, where the policy sets one.
    places: Vec<u16>,
    /// First day, last day and second of the day of each cut-off hour.
    cut_offs: Vec<(i64, i64, u32)>,
}

impl DeadlineTable {
    /// Lays the limits of a policy out. What it does not state makes no error here, but for the rows that ask.
    pub fn new(policy: &Policy, calendar: &WorkCalendar) -> Self {
        let (from, to) = (calendar.first(), calendar.last());
        let days = usize::try_from((to - from).num_days() + 1).unwrap_or_default();
        let late = policy.cut_offs().iter().any(|cut_off| cut_off.value.is_some());
        let mut places = vec![OUTSIDE; days * Complexity::ALL.len() * if late { 2 } else { 1 }];
        let in_force = |span: &Span| policy.as_of().is_none_or(|day| span.contains(day));
        for limit in policy.limits().iter().filter(|limit| in_force(&limit.span)) {
            for (counting, clock) in policy
                .countings()
                .iter()
                .zip(policy.clocks())
                .filter(|(counting, _)| in_force(&counting.span))
            {
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
                // A working day counted by its minutes has no due date: its rows stay without an answer.
                if clock.value.measure == DayMeasure::Elapsed && rule.within.unit == Unit::WorkingDay {
                    continue;
                }
                let answers = Self::answers(calendar, rule, counting.value);
                let kinds = if clock.value.cut_off.is_some() { 2 } else { 1 };
                for kind in 0..kinds {
                    let run = (rule.complexity.index() + kind * Complexity::ALL.len()) * days;
                    // After the cut-off hour the count begins a day later; past the last day nothing is known.
                    let shifted = answers.iter().skip(start + kind).chain([&OUTSIDE]);
                    let run = places.get_mut(run + start..run + end).unwrap_or_default();
                    run.iter_mut().zip(shifted).for_each(|(place, answer)| *place = *answer);
                }
            }
        }
        let hours = policy.cut_offs().iter().filter(|cut_off| in_force(&cut_off.span));
        let cut_offs = hours.map(|hour| {
            let span = if policy.as_of().is_none() { hour.span } else { Span { from, to: None } };
            let number = |day: NaiveDate| i64::from(crate::calendar::number(day));
            let seconds = hour.value.map(|time| time.num_seconds_from_midnight());
            (number(span.from), span.to.map_or(i64::MAX, number), seconds)
        });
        let first = calendar.first_number();
        let cut_offs = cut_offs.filter_map(|(from, to, seconds)| Some((from, to, seconds?))).collect();
        Self { calendar: calendar.clone(), policy: policy.clone(), first, days, places, cut_offs }
    }

    /// The place of the last day for each day of the calendar as the day to count from.
    fn answers(calendar: &WorkCalendar, rule: &LimitRule, counting: Counting) -> Vec<u16> {
        if rule.within.unit == Unit::WorkingDay {
            let count = i32::try_from(rule.within.count).unwrap_or(i32::MAX);
            return calendar.fused(count, counting);
        }
        let (from, to) = (calendar.first(), calendar.last());
        let days = from.iter_days().take_while(|day| *day <= to);
        days.map(|received| {
            last_day(calendar, received, rule.within, counting, rule.roll)
                .ok()
                .filter(|date| *date <= to)
                .and_then(|date| u16::try_from((date - from).num_days()).ok())
                .unwrap_or(OUTSIDE)
        })
        .collect()
    }

    /// Whether it was laid out over this very calendar: not an equal one, the same in memory.
    pub fn is_over(&self, calendar: &WorkCalendar) -> bool {
        self.calendar.is_same(calendar)
    }

    /// What to add to the code of a complexity where the matter came in at the cut-off hour or after it.
    #[expect(clippy::cast_possible_truncation, reason = "a handful of complexities")]
    pub const AFTER_CUT_OFF: u8 = Complexity::ALL.len() as u8;

    /// Whether the policy sets a cut-off hour on any day.
    pub fn has_cut_off(&self) -> bool {
        !self.cut_offs.is_empty()
    }

    /// The second of the day from which on a receipt on a day is deemed one of the next working day.
    pub fn cut_off(&self, day: i64) -> Option<u32> {
        let holds = |(from, to, _): &&(i64, i64, u32)| (*from..=*to).contains(&day);
        self.cut_offs.iter().find(holds).map(|(_, _, seconds)| *seconds)
    }

    /// The due dates of a column: days of receipt and codes of complexity (places in [`Complexity::ALL`], with
    /// [`AFTER_CUT_OFF`](Self::AFTER_CUT_OFF) added where it came in late in the day) in, day numbers out. One code
    /// serves every row.
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
        let late = self.has_cut_off() && code.is_some_and(|code| code >= Self::AFTER_CUT_OFF);
        let word = code.map(|code| usize::from(if late { code - Self::AFTER_CUT_OFF } else { code }));
        let Some(complexity) = word.and_then(|word| Complexity::ALL.get(word)) else {
            let allowed = format!("a code from 0 to {}", Complexity::ALL.len() - 1);
            return InputError::value("complexity", code.unwrap_or_default(), allowed).at(row + first_row);
        };
        let date = received.get(row).and_then(|day| i32::try_from(day.wide()).ok()).and_then(date);
        let time = late.then(|| self.cut_off(received.get(row).map_or(0, |day| day.wide()))).flatten();
        let time = time.and_then(|seconds| NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0));
        match date.map(|day| due(&self.policy, &self.calendar, Receipt { day, time }, *complexity)) {
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
            Some(Err(error @ Error::Unspecified(_))) => {
                InputError::value("complexity", complexity, error.to_string()).at(row + first_row)
            }
            Some(Err(error)) => {
                let value = date.map_or_else(String::new, |date| date.to_string());
                InputError::value("received", value, error.to_string()).at(row + first_row)
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
pub(crate) static TEMPLATES: &[&Template] = &[
    &WITHIN,
    &COUNTED,
    &BY_CALENDAR,
    &BY_LEVEL,
    &PROVISIONAL,
    &RECEIVED,
    &MISSED,
    &RECEIVED_LATE,
    &DAY_OF,
    &ROLLED,
    &DUE,
];
