//! A day: `datetime.date` on the other side.
//!
//! A newtype for two reasons: a class with an attribute `date` hides the type `date` from the rest of its stub
//! (so the hint is the alias `wangge._types.Date`), and a `datetime` is refused, where chrono would drop its time.

use chrono::NaiveDate;
use pyo3::exceptions::PyTypeError;
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::type_hint_identifier;
use pyo3::types::{PyDate, PyDateTime};

/// A day.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Date(pub(crate) NaiveDate);

impl<'py> IntoPyObject<'py> for Date {
    type Target = PyDate;
    type Output = Bound<'py, PyDate>;
    type Error = PyErr;
    const OUTPUT_TYPE: PyStaticExpr = type_hint_identifier!("wangge._types", "Date");

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        self.0.into_pyobject(py)
    }
}

impl<'py> IntoPyObject<'py> for &Date {
    type Target = PyDate;
    type Output = Bound<'py, PyDate>;
    type Error = PyErr;
    const OUTPUT_TYPE: PyStaticExpr = Date::OUTPUT_TYPE;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        self.0.into_pyobject(py)
    }
}

impl FromPyObject<'_, '_> for Date {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr = type_hint_identifier!("wangge._types", "Date");

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        if object.is_instance_of::<PyDateTime>() {
            return Err(PyTypeError::new_err("a datetime.date is wanted, not a datetime: take its .date()"));
        }
        Ok(Self(object.extract()?))
    }
}
