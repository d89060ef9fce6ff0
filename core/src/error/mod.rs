//! Refusals (错误): typed, with the offending value and what is allowed, worded in both languages.

mod case;
mod step;

use core::fmt;
use core::ops::Range;

use chrono::{NaiveDate, NaiveDateTime, Timelike as _};

use crate::decision::{Arg, Finding, Template, Wording};

pub use case::{CaseError, EventHead};
pub use step::StepError;

/// Any refusal of the library.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A day that the calendar does not know, or a table that cannot be read.
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    /// A policy with faults, or one not in force.
    #[error(transparent)]
    Policy(#[from] PolicyError),
    /// A rule that the policy does not state.
    #[error(transparent)]
    Unspecified(#[from] Unspecified),
    /// A value among the facts that cannot be used.
    #[error(transparent)]
    Input(#[from] InputError),
    /// A division that cannot be had.
    #[error(transparent)]
    Division(#[from] DivisionError),
    /// A step that a case does not allow.
    #[error(transparent)]
    Case(#[from] Box<CaseError>),
    /// A step that a process does not allow where it stands.
    #[error(transparent)]
    Step(#[from] Box<StepError>),
}

impl Error {
    /// The stable code of the refusal, such as `calendar.unknown_day`.
    ///
    /// ```
    /// use wangge::{Complexity, Policy, WorkCalendar, rules::deadline};
    /// # fn main() -> Result<(), wangge::Error> {
    /// let day = chrono::NaiveDate::from_ymd_opt(2012, 6, 1).expect("a day");
    /// let error = deadline::due(&Policy::preset("modian-2012")?, &WorkCalendar::china(), day, Complexity::General)
    ///     .expect_err("that document states no limit in days");
    /// assert_eq!(error.code(), "policy.unspecified");
    /// # Ok(()) }
    /// ```
    pub fn code(&self) -> &'static str {
        match self {
            Self::Case(error) => error.code(),
            Self::Step(error) => error.code(),
            _ => self.wording().code(),
        }
    }

    /// The refusal in words, in both languages.
    pub fn wording(&self) -> Wording {
        match self {
            Self::Calendar(error) => error.wording(),
            Self::Policy(error) => error.wording(),
            Self::Unspecified(error) => error.wording(),
            Self::Input(error) => error.wording(),
            Self::Division(error) => error.wording(),
            Self::Case(error) => error.wording(),
            Self::Step(error) => error.wording(),
        }
    }
}

/// What a calendar refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CalendarError {
    /// A day outside the table, or a count that runs out of it.
    Unknown {
        /// The first day that was needed and is not known.
        day: NaiveDate,
        /// The first day the table knows.
        first: NaiveDate,
        /// The last day the table knows.
        last: NaiveDate,
    },
    /// A table or an overlay that cannot be used.
    Table {
        /// Where in the table, such as `2027.holidays.2027-02-30`.
        at: String,
        /// What stands there.
        found: String,
        /// What may stand there.
        allowed: String,
    },
}

static UNKNOWN_DAY: Template = Template::new(
    "calendar.unknown_day",
    "{0}不在已知的工作日历内（{1}至{2}）；请加载当年的放假安排，或明确要求暂定结果",
    "{0} is outside the calendar, which knows {1} to {2}; load that year's notice, or ask for provisional answers",
);
static BAD_TABLE: Template = Template::new(
    "calendar.table",
    "日历数据{0}处为“{1}”，允许：{2}",
    "calendar data at {0}: found {1}; allowed: {2}",
);

impl CalendarError {
    /// The refusal in words, in both languages.
    pub fn wording(&self) -> Wording {
        match self {
            Self::Unknown { day, first, last } => {
                UNKNOWN_DAY.with([Arg::from(*day), (*first).into(), (*last).into()])
            }
            Self::Table { at, found, allowed } => {
                BAD_TABLE.with([Arg::from(at.as_str()), found.as_str().into(), allowed.as_str().into()])
            }
        }
    }

    pub(crate) fn table(at: impl Into<String>, found: impl fmt::Display, allowed: impl Into<String>) -> Self {
        Self::Table { at: at.into(), found: found.to_string(), allowed: allowed.into() }
    }
}

/// A rule that the policy does not state: the key to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unspecified {
    /// The policy's id.
    pub policy: String,
    /// The key that would state it, such as `limit[complexity = "general"]`.
    pub key: String,
}

static UNSPECIFIED: Template = Template::new(
    "policy.unspecified",
    "政策“{0}”没有规定 {1}；请在政策文件中写明该键",
    "policy {0} does not state {1}; write that key in the policy file",
);

impl Unspecified {
    /// The refusal in words, in both languages.
    pub fn wording(&self) -> Wording {
        UNSPECIFIED.with([Arg::from(self.policy.as_str()), self.key.as_str().into()])
    }
}

/// A value among the facts that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputError {
    /// The row, counted from 0, where the facts are a table.
    pub row: Option<usize>,
    /// The column or the name of the fact.
    pub column: String,
    /// The value, as text.
    pub value: String,
    /// What may stand there.
    pub allowed: String,
    /// Which of several tables the row is of, such as `holders` of a territory; none where there is but one.
    pub table: Option<String>,
}

/// The longest name of a case, a person, a unit or a grid, in bytes.
const LONGEST_NAME: usize = 200;

/// The longest text that somebody writes, in bytes.
const LONGEST_TEXT: usize = 20_000;

static BAD_ROW: Template = Template::new(
    "input.row",
    "{4}第{0}行（从0数起）“{1}”列的值“{2}”不可用，允许：{3}",
    "{4}row {0}, column {1}: {2} cannot be used; allowed: {3}",
);
static BAD_VALUE: Template =
    Template::new("input.value", "“{0}”的值“{1}”不可用，允许：{2}", "{0}: {1} cannot be used; allowed: {2}");

impl InputError {
    pub(crate) fn value(
        column: impl Into<String>,
        value: impl fmt::Display,
        allowed: impl Into<String>,
    ) -> Self {
        Self {
            row: None,
            column: column.into(),
            value: value.to_string(),
            allowed: allowed.into(),
            table: None,
        }
    }

    /// Refuses what is no name of a case, a person, a unit or a grid.
    pub(crate) fn name(text: &str, column: &str) -> Result<(), Self> {
        let fits = !text.is_empty()
            && text.len() <= LONGEST_NAME
            && text.trim() == text
            && !text.chars().any(char::is_control);
        if fits {
            return Ok(());
        }
        let shown: String = text.chars().take(40).collect();
        let allowed = format!("1 to {LONGEST_NAME} bytes, no blanks at the ends, no control characters");
        Err(Self::value(column, format!("{shown:?}"), allowed))
    }

    /// Refuses a text that says nothing, or too much.
    pub(crate) fn text(text: &str, column: &str) -> Result<(), Self> {
        if !text.trim().is_empty() && text.len() <= LONGEST_TEXT && !text.contains('\0') {
            return Ok(());
        }
        let shown: String = text.chars().take(40).collect();
        Err(Self::value(column, format!("{shown:?}"), Self::text_allowed()))
    }

    /// What a text may be, in words.
    pub(crate) fn text_allowed() -> String {
        format!("a text that is not empty, of at most {LONGEST_TEXT} bytes")
    }

    /// Refuses a moment that not every language's clock can tell.
    pub(crate) fn moment(at: NaiveDateTime, column: &str) -> Result<(), Self> {
        if at.nanosecond() < 1_000_000_000 {
            return Ok(());
        }
        Err(Self::value(column, at, "a moment outside a leap second"))
    }

    pub(crate) fn at(self, row: usize) -> Self {
        Self { row: Some(row), ..self }
    }

    /// The same of one of several tables.
    pub(crate) fn of(self, table: &str) -> Self {
        Self { table: Some(table.to_owned()), ..self }
    }

    /// The refusal in words, in both languages.
    pub fn wording(&self) -> Wording {
        let (column, value) = (Arg::from(self.column.as_str()), Arg::from(self.value.as_str()));
        let allowed = Arg::from(self.allowed.as_str());
        match self.row {
            Some(row) => {
                let table = self.table.as_ref().map(|table| format!("{table}: ")).unwrap_or_default();
                BAD_ROW.with([Arg::from(row.to_string()), column, value, allowed, table.into()])
            }
            None => BAD_VALUE.with([column, value, allowed]),
        }
    }
}

/// What a division refuses (划分错误).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DivisionError {
    /// So many households have no lawful division.
    Infeasible {
        /// The zone; empty where there is but one.
        zone: String,
        /// Its households.
        households: u32,
        /// The least and the most households of a grid.
        band: (u32, u32),
        /// The lawful choices that are nearest.
        choices: Vec<Wording>,
    },
    /// None was found, though the totals allow for one: buildings, pins or several counts stand against it.
    NotFound {
        /// The zone; empty where there is but one.
        zone: String,
        /// The number of grids that was tried.
        grids: u32,
        /// Its households.
        households: u32,
    },
    /// Grids that lie in one piece were asked for, and some do not.
    InParts {
        /// The zone; empty where there is but one.
        zone: String,
        /// The grids in parts, by number.
        grids: Vec<u32>,
    },
    /// An edit that would break the rules: what it would break.
    Unlawful {
        /// The breaches.
        findings: Vec<Finding>,
    },
    /// The caller ended it.
    Cancelled,
}

static INFEASIBLE: Template = Template::new(
    "division.infeasible",
    "{0}共{1}户，每格{2}至{3}户，没有合规的划分。可行选择：{4}",
    "{0}{1} households at {2} to {3} a grid have no lawful division; the nearest choices: {4}",
);
static NOT_FOUND: Template = Template::new(
    "division.not_found",
    "{0}共{1}户，未找到划为{2}个网格的合规划分：楼栋、固定住户或多项规模要求不能同时满足；请换一个网格数",
    "{0}no lawful division of {1} households into {2} grids was found: buildings, pins or several counts stand against it; try another number of grids",
);
static IN_PARTS: Template = Template::new(
    "division.in_parts",
    "{0}要求网格连片，但网格{1}不连片",
    "{0}grids in one piece were asked for, and these are not: {1}",
);
static UNLAWFUL: Template =
    Template::new("division.unlawful", "这样调整不合规：{0}", "that change is not lawful: {0}");
static CANCELLED: Template = Template::new("division.cancelled", "划分已取消", "the division was cancelled");
static OF_ZONE: Template = Template::new("division.of_zone", "{0}：", "{0}: ");

impl DivisionError {
    /// The refusal in words, in both languages.
    pub fn wording(&self) -> Wording {
        let of = |zone: &str| {
            if zone.is_empty() { Arg::from("") } else { Arg::Wording(OF_ZONE.with([Arg::from(zone)])) }
        };
        match self {
            Self::Infeasible { zone, households, band, choices } => {
                let choices = choices.iter().cloned().map(Arg::Wording).collect();
                INFEASIBLE.with([
                    of(zone),
                    (*households).into(),
                    band.0.into(),
                    band.1.into(),
                    Arg::List(choices),
                ])
            }
            Self::NotFound { zone, grids, households } => {
                NOT_FOUND.with([of(zone), (*households).into(), (*grids).into()])
            }
            Self::InParts { zone, grids } => {
                IN_PARTS.with([of(zone), Arg::List(grids.iter().map(|grid| Arg::from(*grid)).collect())])
            }
            Self::Unlawful { findings } => UNLAWFUL.with([Arg::List(
                findings.iter().map(|finding| Arg::Wording(finding.reason.wording.clone())).collect(),
            )]),
            Self::Cancelled => CANCELLED.with([]),
        }
    }
}

/// One fault of a policy file (文件错误): where it lies, what was found, what is allowed.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Fault {
    /// The path of the key, such as `limit[2].within.count`.
    pub path: String,
    /// The line in the file, counted from 1.
    pub line: usize,
    /// The column in that line, in characters, counted from 1.
    pub column: usize,
    /// The bytes of the file that it concerns.
    pub span: Range<usize>,
    /// What is wrong and what is allowed.
    pub wording: Wording,
}

impl Fault {
    /// The stable code of the fault, such as `policy.unknown_key`.
    pub fn code(&self) -> &'static str {
        self.wording.code()
    }

    /// The fault in Chinese, place first.
    pub fn zh(&self) -> String {
        format!("第{}行 {}：{}", self.line, self.path, self.wording.zh())
    }

    /// The fault in English, place first.
    pub fn en(&self) -> String {
        format!("line {}, {}: {}", self.line, self.path, self.wording.en())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en())
    }
}

/// What a policy refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PolicyError {
    /// The file has faults: all of them, in the order of the file.
    Faults(Vec<Fault>),
    /// The policy, or a rule of it, is not in force on that day.
    NotInForce {
        /// The policy's id, or the key of the rule.
        key: String,
        /// The day asked for.
        day: NaiveDate,
        /// The spans of days on which it is in force, in order; an open end is `None`.
        spans: Vec<(NaiveDate, Option<NaiveDate>)>,
    },
    /// The rule has several values over time, and no day was given: ask `policy.at(day)`.
    SeveralInForce {
        /// The key of the rule.
        key: String,
        /// The spans of days of its values, in order; an open end is `None`.
        spans: Vec<(NaiveDate, Option<NaiveDate>)>,
    },
    /// No preset has that name.
    UnknownPreset {
        /// The name asked for.
        found: String,
        /// The presets there are.
        allowed: Vec<&'static str>,
    },
}

static FAULTS: Template =
    Template::new("policy.faults", "政策文件有{0}处错误：{1}", "the policy file has {0} faults: {1}");
static NOT_IN_FORCE: Template = Template::new(
    "policy.not_in_force",
    "{0}在{1}不生效；生效期间：{2}",
    "{0} is not in force on {1}; in force: {2}",
);
static SEVERAL: Template = Template::new(
    "policy.several_in_force",
    "{0}先后有不同规定（{1}）；请先用 at(日期) 取某一天的规定",
    "{0} has several values over time ({1}); take the rules of one day with at(day) first",
);
static SPAN: Template = Template::new("policy.span", "{0}至{1}", "{0} to {1}");
static SPAN_OPEN: Template = Template::new("policy.span_open", "{0}起", "from {0}");
static UNKNOWN_PRESET: Template = Template::new(
    "policy.unknown_preset",
    "没有名为“{0}”的预设，可用：{1}",
    "no preset is called {0}; there are: {1}",
);

fn spans_arg(spans: &[(NaiveDate, Option<NaiveDate>)]) -> Arg {
    Arg::List(
        spans
            .iter()
            .map(|(from, to)| {
                Arg::Wording(match to {
                    Some(to) => SPAN.with([Arg::from(*from), (*to).into()]),
                    None => SPAN_OPEN.with([Arg::from(*from)]),
                })
            })
            .collect(),
    )
}

impl PolicyError {
    /// The refusal in words, in both languages.
    pub fn wording(&self) -> Wording {
        match self {
            Self::Faults(faults) => {
                let list = faults
                    .iter()
                    .map(|fault| {
                        Arg::List(vec![
                            Arg::from(format!("{}:{} {}", fault.line, fault.column, fault.path)),
                            Arg::Wording(fault.wording.clone()),
                        ])
                    })
                    .collect();
                FAULTS.with([Arg::from(faults.len().to_string()), Arg::List(list)])
            }
            Self::NotInForce { key, day, spans } => {
                NOT_IN_FORCE.with([Arg::from(key.as_str()), (*day).into(), spans_arg(spans)])
            }
            Self::SeveralInForce { key, spans } => SEVERAL.with([Arg::from(key.as_str()), spans_arg(spans)]),
            Self::UnknownPreset { found, allowed } => {
                UNKNOWN_PRESET.with([Arg::from(found.as_str()), allowed.join(", ").into()])
            }
        }
    }

    /// The faults, when the file has any.
    pub fn faults(&self) -> &[Fault] {
        match self {
            Self::Faults(faults) => faults,
            _ => &[],
        }
    }
}

macro_rules! display_as_worded {
    ($($error:ty),+) => { $(
        impl fmt::Display for $error {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.wording().en())
            }
        }
        impl std::error::Error for $error {}
    )+ };
}
display_as_worded!(CalendarError, PolicyError, Unspecified, InputError, DivisionError, CaseError, StepError);

#[cfg(test)]
pub(crate) use {case::TEMPLATES as CASE_TEMPLATES, step::TEMPLATES as STEP_TEMPLATES};

/// The sentences of this file, for the test that checks them.
#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[
    &UNKNOWN_DAY,
    &BAD_TABLE,
    &UNSPECIFIED,
    &BAD_ROW,
    &BAD_VALUE,
    &FAULTS,
    &NOT_IN_FORCE,
    &SEVERAL,
    &SPAN,
    &SPAN_OPEN,
    &UNKNOWN_PRESET,
    &INFEASIBLE,
    &NOT_FOUND,
    &IN_PARTS,
    &UNLAWFUL,
    &CANCELLED,
    &OF_ZONE,
];
