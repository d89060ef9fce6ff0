//! What is counted of records, and what is known of units.

use std::collections::BTreeMap;

use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::type_hint_identifier;
use pyo3::types::{PyDict, PyType};
use wangge::Vocabulary as _;
use wangge::assess::{RecordFact, UnitFact, Units};
use wangge::rules::ledger;

use crate::date::Date;
use crate::duty::{PyDutyRecord, PyHeld};
use crate::error::{PyError, refused};
use crate::hotline::PyCall;
use crate::policy::PyPolicy;
use crate::record::{Tuple, record};
use crate::records::PyServiceCard;
use crate::work::{PyConductRegister, PyMeeting};

/// How many of each, by a code or a name: any mapping of Python.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Counts(pub(super) BTreeMap<String, u32>);

impl FromPyObject<'_, '_> for Counts {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr = type_hint_identifier!("wangge._types", "CountsByName");

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        let plain = object.py().get_type::<PyDict>().call1((object,))?;
        plain.extract().map(Self)
    }
}

impl<'py> IntoPyObject<'py> for Counts {
    type Target = PyDict;
    type Output = Bound<'py, PyDict>;
    type Error = PyErr;
    const OUTPUT_TYPE: PyStaticExpr = <BTreeMap<String, u32> as IntoPyObject<'py>>::OUTPUT_TYPE;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        self.0.into_pyobject(py)
    }
}

impl<'py> IntoPyObject<'py> for &Counts {
    type Target = PyDict;
    type Output = Bound<'py, PyDict>;
    type Error = PyErr;
    const OUTPUT_TYPE: PyStaticExpr = Counts::OUTPUT_TYPE;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        self.clone().into_pyobject(py)
    }
}

record! {
    /// What of a record, or of something owed, is counted (记录计数依据).
    PyRecordFact = "RecordFact" {
        /// Its name: of something owed its `uid`, of a record its id.
        record: String,
        /// The grid or village that it is of.
        unit: String,
        /// The day it was due, or was made.
        day: Date,
        /// What it counts, by the code of the count; a count of 0 says that it was looked at.
        counts: Counts,
        /// The village of that grid; it counts for the village where the grid is no unit.
        village: Option<String>,
        /// Whether it is not yet due, so that nothing of it counts.
        pending: bool,
    }
    signature (record, unit, day, counts, village = None, pending = false)
    methods {
        /// What was owed and done, each by the day it was due: of `Obligations.match`.
        #[classmethod]
        fn of_duties(_cls: &Bound<'_, PyType>, matched: &Bound<'_, PyAny>) -> PyResult<Tuple<Self>> {
            let held = matched.getattr("_held")?;
            let held = held.cast::<PyHeld>()?;
            Ok(Tuple(RecordFact::of_duties(&held.get().matched).iter().map(Self::from_core).collect()))
        }

        /// What a patrol or a visit had to look at or ask, and did (M-3.2, M-3.3).
        #[classmethod]
        fn of_checklist(
            _cls: &Bound<'_, PyType>,
            policy: &Bound<'_, PyPolicy>,
            record: &Bound<'_, PyDutyRecord>,
        ) -> Result<Self, PyError> {
            Ok(Self::from_core(&RecordFact::of_checklist(&policy.get().0, &record.get().core())?))
        }

        /// Who had to attend a meeting of a unit, who came in time and stayed, and who had leave (M-4.2, M-4.5).
        #[classmethod]
        fn of_meeting(
            _cls: &Bound<'_, PyType>,
            policy: &Bound<'_, PyPolicy>,
            meeting: &Bound<'_, PyMeeting>,
            unit: &str,
        ) -> Result<Self, PyError> {
            Ok(Self::from_core(&RecordFact::of_meeting(&policy.get().0, &meeting.get().core()?, unit)?))
        }

        /// A call to the hotline of a unit, and whether its record is complete (M-5.2).
        #[classmethod]
        fn of_call(
            _cls: &Bound<'_, PyType>,
            policy: &Bound<'_, PyPolicy>,
            call: &Bound<'_, PyCall>,
            unit: &str,
        ) -> Result<Self, PyError> {
            Ok(Self::from_core(&RecordFact::of_call(&policy.get().0, &call.get().core(), unit)?))
        }

        /// How far the ledger is filled on a day, by grid and section; for the unit where it names no grid at
        /// all. A household of no grid, where others have one, counts for none.
        #[classmethod]
        fn of_ledger(
            _cls: &Bound<'_, PyType>,
            policy: &Bound<'_, PyPolicy>,
            ledger: &Bound<'_, PyAny>,
            unit: &str,
            day: Date,
        ) -> PyResult<Tuple<Self>> {
            let data = ledger.getattr("_data")?;
            let data = data.cast::<crate::records::PyLedgerData>()?;
            let found = ledger::completeness(&policy.get().0, data.get().core(), day.0).map_err(PyError::from)?;
            let facts = RecordFact::of_ledger(&found, unit, day.0);
            Ok(Tuple(facts.iter().map(Self::from_core).collect()))
        }

        /// The service card of a grid, and whether on a day nothing is wrong with it.
        #[classmethod]
        fn of_card(
            _cls: &Bound<'_, PyType>,
            policy: &Bound<'_, PyPolicy>,
            card: &Bound<'_, PyServiceCard>,
            day: Date,
        ) -> Result<Self, PyError> {
            Ok(Self::from_core(&RecordFact::of_card(&policy.get().0, &card.get().core(), day.0)?))
        }

        /// A finding of a register on the conduct of somebody of a unit, by the day it was decided (M-7); one that is
        /// open or was dismissed counts nothing.
        #[classmethod]
        fn of_finding(
            _cls: &Bound<'_, PyType>,
            register: &Bound<'_, PyConductRegister>,
            finding: &str,
            unit: &str,
        ) -> Result<Self, PyError> {
            let register = register.get().register();
            Ok(Self::from_core(&RecordFact::of_finding(register.finding(finding)?, unit)))
        }
    }
}

impl PyRecordFact {
    fn from_core(fact: &RecordFact) -> Self {
        Self {
            record: fact.record.clone(),
            unit: fact.unit.clone(),
            day: Date(fact.day),
            counts: Counts(
                fact.counts.iter().map(|(tally, count)| (tally.code().to_owned(), *count)).collect(),
            ),
            village: fact.village.clone(),
            pending: fact.pending,
        }
    }

    pub(super) fn core(&self) -> Result<RecordFact, PyError> {
        let counts = self.counts.0.iter().map(|(code, count)| Ok((tally(code)?, *count)));
        Ok(RecordFact {
            record: self.record.clone(),
            unit: self.unit.clone(),
            village: self.village.clone(),
            day: self.day.0,
            counts: counts.collect::<Result<_, PyError>>()?,
            pending: self.pending,
        })
    }

    fn shown(&self) -> String {
        let counts: Vec<String> =
            self.counts.0.iter().map(|(code, count)| format!("{code}={count}")).collect();
        format!("RecordFact('{}', '{}', {}, {})", self.record, self.unit, self.day.0, counts.join(", "))
    }
}

/// A count by its code.
pub(super) fn tally(code: &str) -> Result<wangge::Tally, PyError> {
    wangge::Tally::find(code).ok_or_else(|| refused("count", code, wangge::Tally::codes().join(", ")))
}

record! {
    /// What is known of a unit beside its counts (考评单位).
    PyUnitFact = "UnitFact" {
        /// The unit.
        unit: String,
        /// The group it is compared in, such as villages in the hills.
        group: Option<String>,
        /// The first day it exists; None: it always did.
        from_: Option<Date>,
        /// The last day it exists; None: it has no end.
        to: Option<Date>,
    }
    signature (unit, group = None, from_ = None, to = None)
}

impl PyUnitFact {
    fn shown(&self) -> String {
        let group = self.group.as_ref().map(|group| format!(", '{group}'")).unwrap_or_default();
        let day =
            |name: &str, day: Option<Date>| day.map(|day| format!(", {name}={}", day.0)).unwrap_or_default();
        format!("UnitFact('{}'{group}{}{})", self.unit, day("from_", self.from_), day("to", self.to))
    }
}

/// The units of a list.
pub(super) fn units(facts: &[PyUnitFact]) -> Result<Units, PyError> {
    let of = |fact: &PyUnitFact| UnitFact {
        unit: fact.unit.clone(),
        group: fact.group.clone(),
        from: fact.from_.map(|day| day.0),
        to: fact.to.map(|day| day.0),
    };
    Ok(Units::new(facts.iter().map(of).collect())?)
}
