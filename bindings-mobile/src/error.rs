//! Refusals: typed, with the offending value and what is allowed.

use core::fmt;

use chrono::NaiveDate;
use wangge::policy::Span;
use wangge::{CalendarError, DivisionError, Error, InputError, PolicyError, Unspecified};

use crate::number::length;

/// A refusal, with the offending value and what is allowed.
// Own, not a mirror: the core's error nests one enum a floor, and a mirror of it would be an exception with another
// exception as its only field. Flat, each refusal is one class to catch. `From` below matches every variant and
// field of the core, so a new one does not compile.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Error)]
pub enum WanggeError {
    /// A day outside the calendar, or a count that runs out of it: code `calendar.unknown_day`.
    UnknownDay {
        /// The first day that was needed and is not known.
        day: NaiveDate,
        /// The first day the calendar knows.
        first: NaiveDate,
        /// The last day the calendar knows.
        last: NaiveDate,
    },
    /// A table of days or an overlay that cannot be used: code `calendar.table`.
    CalendarTable {
        /// Where in the table, such as `2027.holidays.2027-02-30`.
        at: String,
        /// What stands there.
        found: String,
        /// What may stand there.
        allowed: String,
    },
    /// A policy file with faults: code `policy.faults`.
    PolicyFaults {
        /// All of them, in the order of the file.
        faults: Vec<Fault>,
        /// All of them in one Chinese sentence.
        zh: String,
        /// All of them in one English sentence.
        en: String,
    },
    /// The policy, or a rule of it, is not in force on that day: code `policy.not_in_force`.
    NotInForce {
        /// The policy's id, or the key of the rule.
        key: String,
        /// The day asked for.
        day: NaiveDate,
        /// The spans of days on which it is in force, in order.
        spans: Vec<Span>,
    },
    /// The rule has several values over time, and no day was given: ask `policy.at(day)`. Code
    /// `policy.several_in_force`.
    SeveralInForce {
        /// The key of the rule.
        key: String,
        /// The spans of days of its values, in order.
        spans: Vec<Span>,
    },
    /// No preset has that name: code `policy.unknown_preset`.
    UnknownPreset {
        /// The name asked for.
        found: String,
        /// The presets there are.
        allowed: Vec<String>,
    },
    /// A rule that the policy does not state: code `policy.unspecified`.
    Unspecified {
        /// The policy's id.
        policy: String,
        /// The key that would state it, such as `limit[complexity = "general"]`.
        key: String,
    },
    /// A value among the facts that cannot be used: code `input.value` or `input.row`.
    Input {
        /// The row, counted from 0, where the facts are a list.
        row: Option<i32>,
        /// The column or the name of the fact.
        column: String,
        /// The value, as text.
        value: String,
        /// What may stand there.
        allowed: String,
    },
    /// A division that cannot be had: codes `division.infeasible`, `division.not_found`, `division.in_parts`,
    /// `division.unlawful`, `division.cancelled`.
    Division {
        /// The stable code.
        code: String,
        /// The zone; empty where there is but one.
        zone: String,
        /// The nearest lawful choices.
        choices: Vec<RefusalText>,
        /// The refusal in Chinese.
        zh: String,
        /// The refusal in English.
        en: String,
    },
}

/// One fault of a policy file.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Fault {
    /// The path of the key, such as `limit[2].within.count`.
    pub path: String,
    /// The line in the file, counted from 1.
    pub line: i32,
    /// The column in that line, in characters, counted from 1.
    pub column: i32,
    /// The stable code, such as `policy.unknown_key`.
    pub code: String,
    /// The fault in Chinese, place first.
    pub zh: String,
    /// The fault in English, place first.
    pub en: String,
}

/// A refusal as a sentence, in both languages.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct RefusalText {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// A span of days, both ends inclusive.
#[uniffi::remote(Record)]
pub struct Span {
    /// The first day.
    pub from: NaiveDate,
    /// The last day; none where it is open-ended.
    pub to: Option<NaiveDate>,
}

fn spans(pairs: Vec<(NaiveDate, Option<NaiveDate>)>) -> Vec<Span> {
    pairs.into_iter().map(|(from, to)| Span { from, to }).collect()
}

fn pairs(spans: &[Span]) -> Vec<(NaiveDate, Option<NaiveDate>)> {
    spans.iter().map(|span| (span.from, span.to)).collect()
}

impl From<wangge::Fault> for Fault {
    fn from(fault: wangge::Fault) -> Self {
        let (code, zh, en) = (fault.code().to_owned(), fault.zh(), fault.en());
        Self { path: fault.path, line: length(fault.line), column: length(fault.column), code, zh, en }
    }
}

impl From<Error> for WanggeError {
    fn from(error: Error) -> Self {
        match error {
            Error::Calendar(error) => error.into(),
            Error::Policy(error) => error.into(),
            Error::Unspecified(Unspecified { policy, key }) => Self::Unspecified { policy, key },
            Error::Input(error) => error.into(),
            Error::Division(error) => error.into(),
        }
    }
}

impl From<CalendarError> for WanggeError {
    fn from(error: CalendarError) -> Self {
        match error {
            CalendarError::Unknown { day, first, last } => Self::UnknownDay { day, first, last },
            CalendarError::Table { at, found, allowed } => Self::CalendarTable { at, found, allowed },
        }
    }
}

impl From<PolicyError> for WanggeError {
    fn from(error: PolicyError) -> Self {
        let wording = error.wording();
        match error {
            PolicyError::Faults(faults) => Self::PolicyFaults {
                faults: faults.into_iter().map(Fault::from).collect(),
                zh: wording.zh(),
                en: wording.en(),
            },
            PolicyError::NotInForce { key, day, spans: found } => {
                Self::NotInForce { key, day, spans: spans(found) }
            }
            PolicyError::SeveralInForce { key, spans: found } => {
                Self::SeveralInForce { key, spans: spans(found) }
            }
            PolicyError::UnknownPreset { found, allowed } => {
                Self::UnknownPreset { found, allowed: allowed.into_iter().map(str::to_owned).collect() }
            }
        }
    }
}

impl From<DivisionError> for WanggeError {
    fn from(error: DivisionError) -> Self {
        let wording = error.wording();
        let text = |wording: wangge::Wording| RefusalText { zh: wording.zh(), en: wording.en() };
        let (zone, choices) = match error {
            DivisionError::Infeasible { zone, choices, households: _, band: _ } => {
                (zone, choices.into_iter().map(text).collect())
            }
            DivisionError::NotFound { zone, grids: _, households: _ }
            | DivisionError::InParts { zone, grids: _ } => (zone, Vec::new()),
            DivisionError::Unlawful { findings: _ } | DivisionError::Cancelled => (String::new(), Vec::new()),
        };
        let (code, zh, en) = (wording.code().to_owned(), wording.zh(), wording.en());
        Self::Division { code, zone, choices, zh, en }
    }
}

impl From<InputError> for WanggeError {
    fn from(InputError { row, column, value, allowed }: InputError) -> Self {
        Self::Input { row: row.map(length), column, value, allowed }
    }
}

impl WanggeError {
    /// The core's refusal again, which has the code and the words; that of a policy file without its faults, that
    /// of a division by its code and words alone.
    fn core(&self) -> Error {
        match self.clone() {
            Self::UnknownDay { day, first, last } => CalendarError::Unknown { day, first, last }.into(),
            Self::CalendarTable { at, found, allowed } => CalendarError::Table { at, found, allowed }.into(),
            Self::PolicyFaults { .. } => PolicyError::Faults(Vec::new()).into(),
            Self::Division { .. } => DivisionError::Cancelled.into(),
            Self::NotInForce { key, day, spans } => {
                PolicyError::NotInForce { key, day, spans: pairs(&spans) }.into()
            }
            Self::SeveralInForce { key, spans } => {
                PolicyError::SeveralInForce { key, spans: pairs(&spans) }.into()
            }
            Self::UnknownPreset { found, .. } => {
                PolicyError::UnknownPreset { found, allowed: wangge::Policy::PRESETS.to_vec() }.into()
            }
            Self::Unspecified { policy, key } => Unspecified { policy, key }.into(),
            Self::Input { row, column, value, allowed } => {
                let row = row.and_then(|row| usize::try_from(row).ok());
                InputError { row, column, value, allowed }.into()
            }
        }
    }
}

impl fmt::Display for WanggeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PolicyFaults { en, .. } | Self::Division { en, .. } => f.write_str(en),
            other => fmt::Display::fmt(&other.core(), f),
        }
    }
}

impl std::error::Error for WanggeError {}

/// The refusal of a number of days that is no date the library can hold.
pub(crate) fn no_date(days: i32) -> WanggeError {
    WanggeError::Input {
        row: None,
        column: "date".to_owned(),
        value: format!("{days} days from 1970-01-01"),
        allowed: format!("{} to {}", NaiveDate::MIN, NaiveDate::MAX),
    }
}

/// The stable code of a refusal, such as `calendar.unknown_day`.
#[uniffi::export]
pub fn code_of(error: WanggeError) -> String {
    if let WanggeError::Division { code, .. } = error {
        return code;
    }
    error.core().code().to_owned()
}

/// A refusal as a sentence, in both languages.
#[uniffi::export]
pub fn text_of(error: WanggeError) -> RefusalText {
    if let WanggeError::PolicyFaults { zh, en, .. } | WanggeError::Division { zh, en, .. } = error {
        return RefusalText { zh, en };
    }
    let wording = error.core().wording();
    RefusalText { zh: wording.zh(), en: wording.en() }
}
