//! Refusals: typed, with the offending value and what is allowed.

use core::fmt;

use chrono::{NaiveDate, NaiveDateTime};
use uniffi::UnexpectedUniFFICallbackError;
use wangge::policy::Span;
use wangge::{
    CalendarError, CaseError, CaseState, DivisionError, Error, InputError, PolicyError, Role, StepError,
    StepKind, UnknownTerm, Unspecified, Vocabulary, Wording,
};

use crate::decision::{Finding, findings};
use crate::number::{counted, length, sequence, signed};

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
        /// Which of several tables the row is of, such as `holders` of a territory; none where there is but one.
        table: Option<String>,
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
    /// The step is not open where the case stands: code `case.not_open`, or that of what stands against it, such as
    /// `case.suspended`.
    StepNotOpen {
        /// The case.
        case: String,
        /// The step.
        step: StepKind,
        /// Where the case stands.
        state: CaseState,
        /// The steps that are open.
        allowed: Vec<StepKind>,
        /// The stable code of why.
        code: String,
        /// The refusal in Chinese.
        zh: String,
        /// The refusal in English.
        en: String,
    },
    /// The role may not take the step: code `case.not_yours`.
    StepNotYours {
        /// The case.
        case: String,
        /// The step.
        step: StepKind,
        /// The role.
        role: Role,
        /// The roles that may.
        allowed: Vec<Role>,
    },
    /// A rule of the policy stands against the step: the code is that of the rule, such as `case.untold`.
    StepRefused {
        /// The case.
        case: String,
        /// The step.
        step: StepKind,
        /// The clause of the rule; none where no clause shuts it.
        clause: Option<String>,
        /// What is allowed, as the policy has it: grounds, lengths, kinds; empty where nothing is.
        allowed: Vec<String>,
        /// The stable code of the rule.
        code: String,
        /// The refusal in Chinese.
        zh: String,
        /// The refusal in English.
        en: String,
    },
    /// Somebody else was first, so read the case again: code `case.conflict`; or more events were expected than
    /// there are: code `case.ahead`.
    CaseConflict {
        /// The case.
        case: String,
        /// The last event that whoever asks had seen.
        expected: i64,
        /// The last event there is.
        found: i64,
        /// The first event that was not seen; none where more were seen than there are.
        event: Option<EventHead>,
        /// The command that came too late.
        command: EventHead,
    },
    /// An event out of its turn, a gap or a repeat: code `case.sequence`.
    EventSequence {
        /// The case.
        case: String,
        /// The number that was expected.
        expected: i64,
        /// The number that came.
        found: i64,
    },
    /// A moment before that of the last event, or a receipt after its entry: code `case.backwards`.
    CaseBackwards {
        /// The case.
        case: String,
        /// The moment.
        at: NaiveDateTime,
        /// The moment it may not be before.
        last: NaiveDateTime,
    },
    /// The id of a command that was given before, for something else: code `case.command_reused`.
    CommandReused {
        /// The case.
        case: String,
        /// The id.
        command: String,
        /// What it was given for.
        event: EventHead,
    },
    /// No such case: code `case.unknown`.
    UnknownCase {
        /// The case.
        case: String,
    },
    /// There is such a case already: code `case.exists`.
    CaseExists {
        /// The case.
        case: String,
    },
    /// An event or a command of another case: code `case.other_case`.
    OtherCase {
        /// The case.
        case: String,
        /// The case it speaks of.
        found: String,
    },
    /// A step that a process does not allow where it stands, of 四议两公开 or of a finding of conduct: the code is that of
    /// why, such as `deliberation.order`.
    StepShut {
        /// The id of the deliberation or of the finding.
        of: String,
        /// The code of the step.
        step: String,
        /// The codes of the steps that are open.
        allowed: Vec<String>,
        /// The stable code of why.
        code: String,
        /// The refusal in Chinese.
        zh: String,
        /// The refusal in English.
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

/// What stands at the head of an event, or of a command: which, what, when, by whom.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct EventHead {
    /// Its number in the case; of a command, the number it would have had.
    pub sequence: i64,
    /// The step.
    pub step: StepKind,
    /// When.
    pub at: NaiveDateTime,
    /// Who, by its id.
    pub actor: String,
    /// In which role.
    pub role: Role,
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
            Error::Case(error) => case(*error).unwrap_or_else(Self::from),
            Error::Step(error) => (*error).into(),
        }
    }
}

impl From<StepError> for WanggeError {
    fn from(error: StepError) -> Self {
        let (wording, allowed) = (error.wording(), error.allowed());
        let (code, step) = (error.code().to_owned(), error.step.code.to_owned());
        Self::StepShut { of: error.of, step, allowed, code, zh: wording.zh(), en: wording.en() }
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

/// The refusal of a case, the words of the core's terms as the members of their enums again.
fn case(error: CaseError) -> Result<WanggeError, UnknownTerm> {
    let (code, wording) = (error.code().to_owned(), error.wording());
    let (zh, en) = (wording.zh(), wording.en());
    Ok(match error {
        CaseError::NotOpen { case, step, state, why: _, allowed } => {
            let (step, state, allowed) = (word(step)?, word(state)?, words(allowed)?);
            WanggeError::StepNotOpen { case, step, state, allowed, code, zh, en }
        }
        CaseError::NotYours { case, step, role, allowed } => {
            WanggeError::StepNotYours { case, step: word(step)?, role: word(role)?, allowed: words(allowed)? }
        }
        CaseError::Refused { case, step, clause, why: _, allowed } => {
            let (step, clause) = (word(step)?, clause.map(|clause| clause.to_string()));
            WanggeError::StepRefused { case, step, clause, allowed, code, zh, en }
        }
        CaseError::Conflict { case, expected, found, event, command } => WanggeError::CaseConflict {
            case,
            expected: sequence(expected),
            found: sequence(found),
            event: event.map(|event| EventHead::of(*event)).transpose()?,
            command: EventHead::of(*command)?,
        },
        CaseError::Sequence { case, expected, found } => {
            WanggeError::EventSequence { case, expected: sequence(expected), found: sequence(found) }
        }
        CaseError::Backwards { case, at, last } => WanggeError::CaseBackwards { case, at, last },
        CaseError::Reused { case, command, event } => {
            WanggeError::CommandReused { case, command, event: EventHead::of(*event)? }
        }
        CaseError::Unknown { case } => WanggeError::UnknownCase { case },
        CaseError::Exists { case } => WanggeError::CaseExists { case },
        CaseError::OtherCase { case, found } => WanggeError::OtherCase { case, found },
    })
}

fn word<V: Vocabulary>(term: wangge::Term) -> Result<V, UnknownTerm> {
    let unknown = || UnknownTerm { name: V::NAME, found: term.code.to_owned(), allowed: V::codes() };
    V::find(term.code).ok_or_else(unknown)
}

fn words<V: Vocabulary>(terms: Vec<wangge::Term>) -> Result<Vec<V>, UnknownTerm> {
    terms.into_iter().map(word).collect()
}

impl EventHead {
    fn of(head: wangge::EventHead) -> Result<Self, UnknownTerm> {
        let wangge::EventHead { sequence: nth, step, at, actor, role } = head;
        Ok(Self { sequence: sequence(nth), step: word(step)?, at, actor, role: word(role)? })
    }

    fn core(self) -> wangge::EventHead {
        let Self { sequence, step, at, actor, role } = self;
        wangge::EventHead { sequence: counted(sequence), step: step.term(), at, actor, role: role.term() }
    }
}

impl From<UnknownTerm> for WanggeError {
    fn from(UnknownTerm { name, found, allowed }: UnknownTerm) -> Self {
        Self::Input {
            row: None,
            column: name.to_owned(),
            value: found,
            allowed: allowed.join(", "),
            table: None,
        }
    }
}

impl From<InputError> for WanggeError {
    fn from(InputError { row, column, value, allowed, table }: InputError) -> Self {
        Self::Input { row: row.map(length), column, value, allowed, table }
    }
}

impl From<UnexpectedUniFFICallbackError> for WanggeError {
    fn from(error: UnexpectedUniFFICallbackError) -> Self {
        // A stack trace, of which the first line says what was thrown.
        Self::ListenerFailed { reason: error.reason.lines().next().unwrap_or_default().to_owned() }
    }
}

impl RefusalText {
    pub(crate) fn of(wording: &Wording) -> Self {
        Self { zh: wording.zh(), en: wording.en() }
    }
}

/// A refusal that brings its own code and words: the core could not word it again.
struct Worded {
    code: String,
    text: RefusalText,
}

impl WanggeError {
    /// The core's refusal again, which has the code and the words; lists that are texts here are left empty there. A
    /// listener's own failure, which the core does not know, and the rules of cases bring theirs.
    fn core(&self) -> Result<Error, Worded> {
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
            Self::ListenerFailed { reason } => {
                let code = "division.listener_failed".to_owned();
                let zh = format!("进度监听器出错，划分已中止：{reason}");
                let en = format!("the progress listener failed, which ended the division: {reason}");
                return Err(Worded { code, text: RefusalText { zh, en } });
            }
            Self::StepNotOpen { code, zh, en, .. }
            | Self::StepRefused { code, zh, en, .. }
            | Self::StepShut { code, zh, en, .. } => {
                return Err(Worded { code, text: RefusalText { zh, en } });
            }
            Self::StepNotYours { case, step, role, allowed } => {
                let allowed = allowed.into_iter().map(Role::term).collect();
                CaseError::NotYours { case, step: step.term(), role: role.term(), allowed }.into()
            }
            Self::CaseConflict { case, expected, found, event, command } => {
                let (expected, found) = (counted(expected), counted(found));
                let (event, command) = (event.map(|event| Box::new(event.core())), Box::new(command.core()));
                CaseError::Conflict { case, expected, found, event, command }.into()
            }
            Self::EventSequence { case, expected, found } => {
                CaseError::Sequence { case, expected: counted(expected), found: counted(found) }.into()
            }
            Self::CaseBackwards { case, at, last } => CaseError::Backwards { case, at, last }.into(),
            Self::CommandReused { case, command, event } => {
                CaseError::Reused { case, command, event: Box::new(event.core()) }.into()
            }
            Self::UnknownCase { case } => CaseError::Unknown { case }.into(),
            Self::CaseExists { case } => CaseError::Exists { case }.into(),
            Self::OtherCase { case, found } => CaseError::OtherCase { case, found }.into(),
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
            Self::Input { row, column, value, allowed, table } => {
                let row = row.and_then(|row| usize::try_from(row).ok());
                InputError { row, column, value, allowed, table }.into()
            }
        })
    }

    /// The stable code.
    pub(crate) fn code(&self) -> String {
        self.core().map_or_else(|worded| worded.code, |error| error.code().to_owned())
    }

    /// The refusal as a sentence, in both languages.
    pub(crate) fn text(&self) -> RefusalText {
        match self {
            Self::PolicyFaults { zh, en, .. }
            | Self::Infeasible { zh, en, .. }
            | Self::Unlawful { zh, en, .. } => RefusalText { zh: zh.clone(), en: en.clone() },
            other => match other.core() {
                Ok(error) => RefusalText::of(&error.wording()),
                Err(worded) => worded.text,
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
        table: None,
    }
}

/// The stable code of a refusal, such as `calendar.unknown_day`.
#[uniffi::export]
pub fn code_of(error: WanggeError) -> String {
    error.code()
}

/// A refusal as a sentence, in both languages.
#[uniffi::export]
pub fn text_of(error: WanggeError) -> RefusalText {
    error.text()
}
