//! A day: `datetime.date` on the other side.
//!
//! A newtype for two reasons: a class with an attribute `date` hides the type `date` from the rest of its stub
//! (so the hint is the alias `wangge._types.Date`), and a `datetime` is refused, where chrono would drop its time.

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDate, PyDateTime};
use pyo3::{intern, type_hint_identifier};
use wangge::rules::deadline::Receipt;

use crate::error::refused;

/// A day.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Date(pub(crate) NaiveDate);

/// A day as Python's ordinal and back: one call each way, where the stable interface would ask for year, month
/// and day one by one.
impl<'py> IntoPyObject<'py> for Date {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;
    const OUTPUT_TYPE: PyStaticExpr = type_hint_identifier!("wangge._types", "Date");

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        static FROM_ORDINAL: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
        let make = FROM_ORDINAL.get_or_try_init(py, || {
            let date = py.import(intern!(py, "datetime"))?.getattr(intern!(py, "date"))?;
            Ok::<_, PyErr>(date.getattr(intern!(py, "fromordinal"))?.unbind())
        })?;
        make.bind(py).call1((self.0.num_days_from_ce(),))
    }
}

impl<'py> IntoPyObject<'py> for &Date {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;
    const OUTPUT_TYPE: PyStaticExpr = Date::OUTPUT_TYPE;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        (*self).into_pyobject(py)
    }
}

impl FromPyObject<'_, '_> for Date {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr = type_hint_identifier!("wangge._types", "Date");

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        let date = object.cast::<PyDate>()?;
        if object.is_instance_of::<PyDateTime>() {
            return Err(PyTypeError::new_err("a datetime.date is wanted, not a datetime: take its .date()"));
        }
        let ordinal: i32 = date.call_method0(intern!(object.py(), "toordinal"))?.extract()?;
        let day = NaiveDate::from_num_days_from_ce_opt(ordinal);
        Ok(Self(day.ok_or_else(|| PyValueError::new_err("a day of the years 1 to 9999 is wanted"))?))
    }
}

/// When a matter came in: a `date`, or a `datetime` without a zone.
#[derive(Clone, Copy)]
pub(crate) struct Received(pub(crate) Receipt);

impl FromPyObject<'_, '_> for Received {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr = type_hint_identifier!("wangge._types", "Date");

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        if !object.is_instance_of::<PyDateTime>() {
            return Ok(Self(object.extract::<Date>()?.0.into()));
        }
        let py = object.py();
        if !object.getattr(intern!(py, "tzinfo"))?.is_none() {
            let allowed = "a time without a zone: the county's own clock";
            return Err(refused("received", object.str()?.to_string(), allowed).into());
        }
        Ok(Self(object.extract::<NaiveDateTime>()?.into()))
    }
}

impl<'py> IntoPyObject<'py> for Received {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;
    const OUTPUT_TYPE: PyStaticExpr = Date::OUTPUT_TYPE;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        let Receipt { day, time } = self.0;
        match time {
            None => Date(day).into_pyobject(py),
            Some(time) => Ok(day.and_time(time).into_pyobject(py)?.into_any()),
        }
    }
}

/// A moment of the county's own clock: a `datetime` without a zone.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Moment(pub(crate) NaiveDateTime);

impl FromPyObject<'_, '_> for Moment {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr = type_hint_identifier!("datetime", "datetime");

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        let py = object.py();
        if object.is_instance_of::<PyDateTime>() && !object.getattr(intern!(py, "tzinfo"))?.is_none() {
            let allowed = "a time without a zone: the county's own clock";
            return Err(refused("moment", object.str()?.to_string(), allowed).into());
        }
        Ok(Self(object.extract::<NaiveDateTime>()?))
    }
}

impl<'py> IntoPyObject<'py> for Moment {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;
    const OUTPUT_TYPE: PyStaticExpr = type_hint_identifier!("datetime", "datetime");

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        Ok(self.0.into_pyobject(py)?.into_any())
    }
}

impl<'py> IntoPyObject<'py> for &Moment {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;
    const OUTPUT_TYPE: PyStaticExpr = Moment::OUTPUT_TYPE;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        (*self).into_pyobject(py)
    }
}
