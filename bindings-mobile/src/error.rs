//! Refusals: typed, with the offending value and what is allowed.

use core::fmt;

use chrono::{NaiveDate, NaiveDateTime};
use uniffi::UnexpectedUniFFICallbackError;
use wangge::policy::Span;
use wangge::{CalendarError, DivisionError, Error, InputError, PolicyError, Unspecified, Wording};

use crate::decision::{Finding, findings};
use crate::number::{length, signed};

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
    /// So many households have no lawful division: code `division.infeasible`.
    Infeasible {
        /// The zone; empty where there is but one.
        zone: String,
        /// Its households.
        households: i32,
        /// The least households of a grid.
        min: i32,
        /// The most households of a grid; none where the policy sets no most.
        max: Option<i32>,
        /// The lawful choices that are nearest.
        choices: Vec<RefusalText>,
        /// The refusal in Chinese.
        zh: String,
        /// The refusal in English.
        en: String,
    },
    /// No division was found, though the totals allow for one: buildings, pins or several counts stand against it.
    /// Code `division.not_found`.
    DivisionNotFound {
        /// The zone; empty where there is but one.
        zone: String,
        /// The number of grids that was tried.
        grids: i32,
        /// Its households.
        households: i32,
    },
    /// Grids that lie in one piece were asked for, and some do not: code `division.in_parts`.
    InParts {
        /// The zone; empty where there is but one.
        zone: String,
        /// The grids in parts, by number.
        grids: Vec<i32>,
    },
    /// A division that would break the rules: code `division.unlawful`.
    Unlawful {
        /// The breaches.
        findings: Vec<Finding>,
        /// All of them in one Chinese sentence.
        zh: String,
        /// All of them in one English sentence.
        en: String,
    },
    /// The listener ended the division: code `division.cancelled`.
    Cancelled,
    /// The listener threw an exception of its own, which ended the division: code `division.listener_failed`.
    ListenerFailed {
        /// What it threw.
        reason: String,
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
        match error {
            DivisionError::Infeasible { zone, households, band: (min, max), choices } => Self::Infeasible {
                zone,
                households: signed(households),
                min: signed(min),
                max: Some(max).filter(|max| *max < u32::MAX).map(signed),
                choices: choices.iter().map(RefusalText::of).collect(),
                zh: wording.zh(),
                en: wording.en(),
            },
            DivisionError::NotFound { zone, grids, households } => {
                Self::DivisionNotFound { zone, grids: signed(grids), households: signed(households) }
            }
            DivisionError::InParts { zone, grids } => {
                Self::InParts { zone, grids: grids.into_iter().map(signed).collect() }
            }
            DivisionError::Unlawful { findings: found } => {
                Self::Unlawful { findings: findings(&found), zh: wording.zh(), en: wording.en() }
            }
            DivisionError::Cancelled => Self::Cancelled,
        }
    }
}

impl From<InputError> for WanggeError {
    fn from(InputError { row, column, value, allowed }: InputError) -> Self {
        Self::Input { row: row.map(length), column, value, allowed }
    }
}

impl From<UnexpectedUniFFICallbackError> for WanggeError {
    fn from(error: UnexpectedUniFFICallbackError) -> Self {
        // A stack trace, of which the first line says what was thrown.
        Self::ListenerFailed { reason: error.reason.lines().next().unwrap_or_default().to_owned() }
    }
}

impl RefusalText {
    fn of(wording: &Wording) -> Self {
        Self { zh: wording.zh(), en: wording.en() }
    }
}

impl WanggeError {
    /// The core's refusal again, which has the code and the words; lists that are texts here are left empty there. A
    /// listener's own failure, which the core does not know, stays what it threw.
    fn core(&self) -> Result<Error, String> {
        let known = |count: i32| u32::try_from(count).unwrap_or_default();
        Ok(match self.clone() {
            Self::UnknownDay { day, first, last } => CalendarError::Unknown { day, first, last }.into(),
            Self::CalendarTable { at, found, allowed } => CalendarError::Table { at, found, allowed }.into(),
            Self::PolicyFaults { .. } => PolicyError::Faults(Vec::new()).into(),
            Self::Infeasible { zone, households, min, max, .. } => {
                let (households, band) = (known(households), (known(min), max.map_or(u32::MAX, known)));
                DivisionError::Infeasible { zone, households, band, choices: Vec::new() }.into()
            }
            Self::DivisionNotFound { zone, grids, households } => {
                let (grids, households) = (known(grids), known(households));
                DivisionError::NotFound { zone, grids, households }.into()
            }
            Self::InParts { zone, grids } => {
                DivisionError::InParts { zone, grids: grids.into_iter().map(known).collect() }.into()
            }
            Self::Unlawful { .. } => DivisionError::Unlawful { findings: Vec::new() }.into(),
            Self::Cancelled => DivisionError::Cancelled.into(),
            Self::ListenerFailed { reason } => return Err(reason),
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
        })
    }

    /// The stable code.
    fn code(&self) -> &'static str {
        self.core().map_or("division.listener_failed", |error| error.code())
    }

    /// The refusal as a sentence, in both languages.
    fn text(&self) -> RefusalText {
        match self {
            Self::PolicyFaults { zh, en, .. }
            | Self::Infeasible { zh, en, .. }
            | Self::Unlawful { zh, en, .. } => RefusalText { zh: zh.clone(), en: en.clone() },
            other => match other.core() {
                Ok(error) => RefusalText::of(&error.wording()),
                Err(reason) => RefusalText {
                    zh: format!("进度监听器出错，划分已中止：{reason}"),
                    en: format!("the progress listener failed, which ended the division: {reason}"),
                },
            },
        }
    }
}

impl fmt::Display for WanggeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().en)
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

/// The refusal of a number of seconds that is no moment the library can hold.
pub(crate) fn no_moment(seconds: i64) -> WanggeError {
    WanggeError::Input {
        row: None,
        column: "moment".to_owned(),
        value: format!("{seconds} seconds from 1970-01-01 00:00"),
        allowed: format!("{} to {}", NaiveDateTime::MIN, NaiveDateTime::MAX),
    }
}

/// The stable code of a refusal, such as `calendar.unknown_day`.
#[uniffi::export]
pub fn code_of(error: WanggeError) -> String {
    error.code().to_owned()
}

/// A refusal as a sentence, in both languages.
#[uniffi::export]
pub fn text_of(error: WanggeError) -> RefusalText {
    error.text()
}
