//! The core's errors, one to one onto the exceptions of `wangge.errors`.

use pyo3::import_exception;
use pyo3::prelude::*;
use wangge::policy::RenderOptions;
use wangge::{
    CalendarError as CoreCalendarError, DivisionError as CoreDivisionError, Error,
    InputError as CoreInputError, Lang, Policy, UnknownTerm,
};

use crate::date::Date;
use crate::record::{PyFault, Tuple};

import_exception!(wangge.errors, CalendarError);
import_exception!(wangge.errors, DivisionError);
import_exception!(wangge.errors, InputError);
import_exception!(wangge.errors, PolicyError);
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
        let said = (drawn.unwrap_or_else(|| wording.en()), wording.zh(), wording.code());
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
            Error::Division(error) => {
                let (zone, households, grids, choices) = match error {
                    CoreDivisionError::Infeasible { zone, households, band: _, choices } => {
                        (zone, Some(households), Vec::new(), choices)
                    }
                    CoreDivisionError::NotFound { zone, grids, households } => {
                        (zone, Some(households), vec![grids], Vec::new())
                    }
                    CoreDivisionError::InParts { zone, grids } => (zone, None, grids, Vec::new()),
                    CoreDivisionError::Unlawful { .. } | CoreDivisionError::Cancelled => {
                        (String::new(), None, Vec::new(), Vec::new())
                    }
                };
                let choices: Vec<String> = choices.iter().map(wangge::Wording::zh).collect();
                let (grids, choices) = (Tuple(grids), Tuple(choices));
                DivisionError::new_err((said.0, said.1, said.2, zone, households, grids, choices))
            }
            Error::Input(error) => InputError::new_err((
                said.0,
                said.1,
                said.2,
                error.row,
                error.column,
                error.value,
                error.allowed,
            )),
        }
    }
}

/// A word that a vocabulary does not have.
pub(crate) fn unknown_term(error: &UnknownTerm) -> PyError {
    refused(error.name, error.found.clone(), error.allowed.join(", "))
}

/// What an argument may not be.
pub(crate) fn refused(column: &str, value: impl Into<String>, allowed: impl Into<String>) -> PyError {
    CoreInputError { row: None, column: column.to_owned(), value: value.into(), allowed: allowed.into() }
        .into()
}

/// The words of an InputError in English and Chinese, and its code: for the refusals of the Python half.
#[pyfunction]
#[pyo3(signature = (column, value, allowed, row = None))]
pub(crate) fn refusal(
    column: String,
    value: String,
    allowed: String,
    row: Option<usize>,
) -> (String, String, &'static str) {
    let wording = CoreInputError { row, column, value, allowed }.wording();
    (wording.en(), wording.zh(), wording.code())
}
