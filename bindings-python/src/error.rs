//! The core's errors, one to one onto the exceptions of `wangge.errors`.

use pyo3::prelude::*;
use pyo3::types::PyTuple;
use pyo3::{IntoPyObjectExt as _, PyErrArguments, import_exception};
use wangge::policy::RenderOptions;
use wangge::{
    CalendarError as CoreCalendarError, CaseError as CoreCaseError, DivisionError as CoreDivisionError,
    Error, Finding, InputError as CoreInputError, Lang, Policy, UnknownTerm, Vocabulary as _,
};

use crate::case::PyEventHead;
use crate::date::{Date, Moment};
use crate::record::{PyFault, PyFindings, Tuple};
use crate::term::{CaseState, Role, StepKind};

import_exception!(wangge.errors, CalendarError);
import_exception!(wangge.errors, Cancelled);
import_exception!(wangge.errors, CaseError);
import_exception!(wangge.errors, DivisionError);
import_exception!(wangge.errors, InputError);
import_exception!(wangge.errors, PolicyError);
import_exception!(wangge.errors, StepError);
import_exception!(wangge.errors, UnspecifiedError);

/// So that bodies stay one line: `Ok(Self(wangge::Policy::preset(name)?))`.
pub(crate) struct PyError(Box<Inner>);

struct Inner {
    error: Error,
    /// The faults of a policy file drawn beside their lines.
    drawn: Option<String>,
}

impl<E: Into<Error>> From<E> for PyError {
    fn from(error: E) -> Self {
        Self(Box::new(Inner { error: error.into(), drawn: None }))
    }
}

impl PyError {
    /// The refusal of a policy file, drawn.
    pub(crate) fn policy(error: wangge::PolicyError, source: &str, name: &str) -> Self {
        let options = RenderOptions { lang: Lang::En, color: false, width: 100 };
        let drawn = (!error.faults().is_empty()).then(|| Policy::render(&error, source, name, options));
        Self(Box::new(Inner { error: error.into(), drawn }))
    }
}

impl From<PyError> for PyErr {
    fn from(PyError(inner): PyError) -> Self {
        let Inner { error, drawn } = *inner;
        let wording = error.wording();
        let said = (drawn.unwrap_or_else(|| wording.en()), wording.zh(), error.code());
        match error {
            Error::Calendar(CoreCalendarError::Unknown { day, first, last }) => {
                CalendarError::new_err((said.0, said.1, said.2, Date(day), Date(first), Date(last)))
            }
            Error::Calendar(CoreCalendarError::Table { .. }) => {
                CalendarError::new_err((said.0, said.1, said.2, None::<Date>, None::<Date>, None::<Date>))
            }
            Error::Unspecified(error) => {
                UnspecifiedError::new_err((said.0, said.1, said.2, error.key, error.policy))
            }
            Error::Policy(error) => {
                let faults: Vec<PyFault> = error.faults().iter().map(PyFault::from_core).collect();
                PolicyError::new_err((said.0, said.1, said.2, Tuple(faults)))
            }
            Error::Division(CoreDivisionError::Cancelled) => Cancelled::new_err((said.0, said.1, said.2)),
            Error::Division(error) => {
                let Refusal { zone, households, grids, choices, band, findings } = Refusal::of(error);
                let rest =
                    (zone, households, Tuple(grids), Tuple(choices), band, PyFindings::from_core(&findings));
                DivisionError::new_err((
                    said.0, said.1, said.2, rest.0, rest.1, rest.2, rest.3, rest.4, rest.5,
                ))
            }
            Error::Case(error) => CaseError::new_err(CaseRefusal::of(said, *error)),
            Error::Step(error) => {
                let (step, allowed) = (error.step.code, Tuple(error.allowed()));
                StepError::new_err((said.0, said.1, said.2, error.of, step, allowed))
            }
            Error::Input(error) => InputError::new_err((
                said.0,
                said.1,
                said.2,
                error.row,
                error.column,
                error.value,
                error.allowed,
                error.table,
            )),
        }
    }
}

/// The fields of every refusal of a case, as `CaseError` of Python has them.
#[derive(Default)]
struct CaseRefusal {
    said: (String, String, &'static str),
    case: String,
    step: Option<StepKind>,
    state: Option<CaseState>,
    role: Option<Role>,
    allowed: Vec<String>,
    clause: Option<String>,
    expected: Option<u64>,
    found: Option<u64>,
    event: Option<PyEventHead>,
    command: Option<PyEventHead>,
    command_id: Option<String>,
    at: Option<Moment>,
    last: Option<Moment>,
    other: Option<String>,
}

impl CaseRefusal {
    fn of(said: (String, String, &'static str), error: CoreCaseError) -> Self {
        let none = Self { said, allowed: error.allowed(), ..Self::default() };
        match error {
            CoreCaseError::NotOpen { case, step, state, .. } => {
                let (step, state) = (StepKind::of(step), wangge::CaseState::find(state.code).map(CaseState));
                Self { case, step, state, ..none }
            }
            CoreCaseError::NotYours { case, step, role, .. } => {
                let role = wangge::Role::find(role.code).map(Role);
                Self { case, step: StepKind::of(step), role, ..none }
            }
            CoreCaseError::Refused { case, step, clause, .. } => {
                let clause = clause.map(|clause| clause.to_string());
                Self { case, step: StepKind::of(step), clause, ..none }
            }
            CoreCaseError::Conflict { case, expected, found, event, command } => Self {
                case,
                step: StepKind::of(command.step),
                expected: Some(expected),
                found: Some(found),
                event: event.as_deref().and_then(PyEventHead::from_core),
                command: PyEventHead::from_core(&command),
                ..none
            },
            CoreCaseError::Sequence { case, expected, found } => {
                Self { case, expected: Some(expected), found: Some(found), ..none }
            }
            CoreCaseError::Backwards { case, at, last } => {
                Self { case, at: Some(Moment(at)), last: Some(Moment(last)), ..none }
            }
            CoreCaseError::Reused { case, command, event } => {
                let event = PyEventHead::from_core(&event);
                Self { case, command_id: Some(command), event, ..none }
            }
            CoreCaseError::Unknown { case } | CoreCaseError::Exists { case } => Self { case, ..none },
            CoreCaseError::OtherCase { case, found } => Self { case, other: Some(found), ..none },
        }
    }
}

impl PyErrArguments for CaseRefusal {
    fn arguments(self, py: Python<'_>) -> Py<PyAny> {
        macro_rules! tuple {
            ($($value:expr),+ $(,)?) => {
                (|| PyTuple::new(py, [$( $value.into_bound_py_any(py)?, )+]))()
            };
        }
        let Self { said, case, step, state, role, allowed, clause, expected, found, event, command, .. } =
            self;
        let made = tuple![
            said.0,
            said.1,
            said.2,
            case,
            step,
            state,
            role,
            Tuple(allowed),
            clause,
            expected,
            found,
            event,
            command,
            self.command_id,
            self.at,
            self.last,
            self.other,
        ];
        // A value that does not cross leaves its own error in the place of the words.
        made.map_or_else(|error| error.into_value(py).into_any(), |made| made.into_any().unbind())
    }
}

/// The fields of every refusal of a division, as `DivisionError` of Python has them.
#[derive(Default)]
struct Refusal {
    zone: String,
    households: Option<u32>,
    grids: Vec<u32>,
    choices: Vec<String>,
    band: Option<(u32, u32)>,
    findings: Vec<Finding>,
}

impl Refusal {
    fn of(error: CoreDivisionError) -> Self {
        let none = Self::default();
        match error {
            CoreDivisionError::Infeasible { zone, households, band, choices } => {
                let choices = choices.iter().map(wangge::Wording::zh).collect();
                Self { zone, households: Some(households), choices, band: Some(band), ..none }
            }
            CoreDivisionError::NotFound { zone, grids, households } => {
                Self { zone, households: Some(households), grids: vec![grids], ..none }
            }
            CoreDivisionError::InParts { zone, grids } => Self { zone, grids, ..none },
            CoreDivisionError::Unlawful { findings } => Self { findings, ..none },
            CoreDivisionError::Cancelled => none,
        }
    }
}

/// A word that a vocabulary does not have.
pub(crate) fn unknown_term(error: &UnknownTerm) -> PyError {
    refused(error.name, error.found.clone(), error.allowed.join(", "))
}

/// What an argument may not be.
pub(crate) fn refused(column: &str, value: impl Into<String>, allowed: impl Into<String>) -> PyError {
    CoreInputError {
        row: None,
        column: column.to_owned(),
        value: value.into(),
        allowed: allowed.into(),
        table: None,
    }
    .into()
}

/// The words of an InputError in English and Chinese, and its code: for the refusals of the Python half.
#[pyfunction]
#[pyo3(signature = (column, value, allowed, row = None, table = None))]
pub(crate) fn refusal(
    column: String,
    value: String,
    allowed: String,
    row: Option<usize>,
    table: Option<String>,
) -> (String, String, &'static str) {
    let wording = CoreInputError { row, column, value, allowed, table }.wording();
    (wording.en(), wording.zh(), wording.code())
}
