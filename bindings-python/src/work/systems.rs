//! The thirteen systems, each arranged or not.

use pyo3::prelude::*;
use wangge::policy::SystemCoverage;

use super::table_of;
use crate::record::{Tabled, Tuple, item, record};
use crate::term::System;

record! {
    /// One of the thirteen systems, and whether a policy arranges it (制度覆盖, X-4.0b).
    PySystemCoverage = "SystemCoverage" {
        /// Which one.
        system: System,
        /// The clause that asks for it, X-4.0b.1 to X-4.0b.13.
        asked_by: String,
        /// Whether it is arranged.
        arranged: bool,
        /// The sections of the file that arrange it and are in force on the day.
        sections: Tuple<String>,
        /// The documents that arrange it.
        documents: Tuple<String>,
        /// The clause that the arrangement rests on; None where there is none.
        clause: Option<String>,
    }
}

impl PySystemCoverage {
    fn from_core(one: SystemCoverage) -> Self {
        Self {
            system: System(one.system),
            asked_by: one.asked_by.to_string(),
            arranged: one.arranged,
            sections: Tuple(one.sections),
            documents: Tuple(one.documents),
            clause: one.clause.map(|clause| clause.to_string()),
        }
    }

    fn shown(&self) -> String {
        let arranged = if self.arranged { "True" } else { "False" };
        format!("SystemCoverage('{}', arranged={arranged})", self.system.0)
    }
}

record! {
    /// The thirteen systems of a policy on a day (十三项制度), in their order.
    PySystems = "Systems" {
        /// The thirteen rows.
        rows: Tuple<PySystemCoverage>,
    }
    methods {
        /// Those that are arranged.
        #[getter]
        fn arranged(&self) -> Tuple<System> {
            self.of(true)
        }

        /// Those that are not.
        #[getter]
        fn missing(&self) -> Tuple<System> {
            self.of(false)
        }

        /// The rows as a Table: `system`, `term` (in Chinese), `asked_by`, `arranged`, `sections` and `documents` (with
        /// commas between), `clause`.
        fn table<'py>(slf: &Bound<'py, Self>) -> PyResult<Tabled<'py>> {
            table_of(slf.as_any(), "table_of_systems")
        }

        /// The rows as a DataFrame of pandas, with the columns of `table`.
        fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
            Self::table(slf)?.0.call_method0("to_pandas")
        }

        /// The rows as a DataFrame of polars, with the columns of `table`.
        fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
            Self::table(slf)?.0.call_method0("to_polars")
        }

        fn __len__(&self) -> usize {
            self.rows.0.len()
        }

        fn __getitem__(&self, index: isize) -> PyResult<PySystemCoverage> {
            item(&self.rows.0, index)
        }
    }
}

impl PySystems {
    pub(crate) fn from_core(rows: Vec<SystemCoverage>) -> Self {
        Self { rows: Tuple(rows.into_iter().map(PySystemCoverage::from_core).collect()) }
    }

    fn of(&self, arranged: bool) -> Tuple<System> {
        Tuple(self.rows.0.iter().filter(|row| row.arranged == arranged).map(|row| row.system).collect())
    }

    fn shown(&self) -> String {
        format!("Systems({} of {} arranged)", self.of(true).0.len(), self.rows.0.len())
    }
}
