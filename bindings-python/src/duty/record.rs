//! What was done, what a checklist wants of it, and the days without a diary.

use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::type_hint_identifier;
use pyo3::types::PyTuple;
use wangge::duty::{self, Completeness, DiaryGap, DutyRecord};
use wangge::{Decision, InputError, Vocabulary as _};

use super::{quoted, word};
use crate::date::Date;
use crate::error::PyError;
use crate::policy::PyPolicy;
use crate::record::{PyReason, Tuple, record};
use crate::term::{CheckItem, DutyKind};

record! {
    /// Something that was done (工作记录): a patrol, a visit, an entry of the diary, a meeting.
    ///
    /// >>> from datetime import date
    /// >>> import wangge as wg
    /// >>> wg.DutyRecord("R-1", "visit", "G-1", date(2026, 11, 23), household="H-1")
    /// DutyRecord('R-1', 'visit', 'G-1', 2026-11-23, household='H-1')
    PyDutyRecord = "DutyRecord" {
        /// Its id, unlike every other's.
        id: String,
        /// What was done.
        kind: DutyKind,
        /// For which grid or village; empty for the township.
        unit: String,
        /// On which day.
        day: Date,
        /// By whom.
        person: Option<String>,
        /// Which household was visited.
        household: Option<String>,
        /// What was looked at or asked.
        items: Tuple<CheckItem>,
    }
    signature (id, kind, unit, day, person = None, household = None, items = Tuple(Vec::new()))
}

impl PyDutyRecord {
    pub(crate) fn core(&self) -> DutyRecord {
        DutyRecord {
            id: self.id.clone(),
            kind: self.kind.0,
            unit: self.unit.clone(),
            day: self.day.0,
            person: self.person.clone(),
            household: self.household.clone(),
            items: self.items.0.iter().map(|item| item.0).collect(),
        }
    }

    fn shown(&self) -> String {
        let named = |name: &str, text: &Option<String>| {
            text.as_ref().map(|text| format!(", {name}={}", quoted(text))).unwrap_or_default()
        };
        let (id, unit) = (quoted(&self.id), quoted(&self.unit));
        let items = match self.items.0.len() {
            0 => String::new(),
            items => format!(", {items} items"),
        };
        let (person, household) = (named("person", &self.person), named("household", &self.household));
        format!("DutyRecord({id}, '{}', {unit}, {}{person}{household}{items})", self.kind.0, self.day.0)
    }
}

/// The columns of records: id, kind, unit, day, person, household.
pub(crate) struct Records {
    ids: Vec<String>,
    kinds: Vec<String>,
    units: Vec<String>,
    days: Vec<Date>,
    persons: Vec<Option<String>>,
    households: Vec<Option<String>>,
}

impl FromPyObject<'_, '_> for Records {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr = type_hint_identifier!("wangge._types", "Records");

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        let (ids, kinds, units, days, persons, households) = object.extract()?;
        Ok(Self { ids, kinds, units, days, persons, households })
    }
}

impl<'py> IntoPyObject<'py> for Records {
    type Target = PyTuple;
    type Output = Bound<'py, PyTuple>;
    type Error = PyErr;
    const OUTPUT_TYPE: PyStaticExpr = type_hint_identifier!("wangge._types", "Records");

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        let Self { ids, kinds, units, days, persons, households } = self;
        (ids, kinds, units, days, persons, households).into_pyobject(py)
    }
}

impl Records {
    pub(super) fn of(records: &[DutyRecord]) -> Self {
        Self {
            ids: records.iter().map(|one| one.id.clone()).collect(),
            kinds: records.iter().map(|one| one.kind.code().to_owned()).collect(),
            units: records.iter().map(|one| one.unit.clone()).collect(),
            days: records.iter().map(|one| Date(one.day)).collect(),
            persons: records.iter().map(|one| one.person.clone()).collect(),
            households: records.iter().map(|one| one.household.clone()).collect(),
        }
    }

    /// The records; their columns are of one length.
    pub(super) fn core(self) -> Result<Vec<DutyRecord>, InputError> {
        let Self { ids, kinds, units, days, persons, households } = self;
        let people = persons.into_iter().zip(households);
        let rows = ids.into_iter().zip(kinds).zip(units).zip(days).zip(people).enumerate();
        rows.map(|(row, ((((id, kind), unit), day), (person, household)))| {
            let kind = word("records", "kind", row, &kind)?;
            Ok(DutyRecord { id, kind, unit, day: day.0, person, household, items: Vec::new() })
        })
        .collect()
    }
}

record! {
    /// How much of a checklist a record holds (检查项完整度).
    PyCompleteness = "Completeness" {
        /// How many items there are to look at or ask.
        needed: u32,
        /// Those that are missing, in the order of the list.
        missing: Tuple<CheckItem>,
        /// Those that the list does not have.
        beyond: Tuple<CheckItem>,
        /// Why.
        because: Tuple<PyReason>,
    }
}

impl PyCompleteness {
    fn from_core(found: Decision<Completeness>) -> Self {
        let Decision { value: Completeness { needed, missing, beyond }, because } = found;
        let items = |items: Vec<wangge::CheckItem>| Tuple(items.into_iter().map(CheckItem).collect());
        Self { needed, missing: items(missing), beyond: items(beyond), because: PyReason::all(&because) }
    }

    fn shown(&self) -> String {
        let missing: Vec<String> = self.missing.0.iter().map(|item| item.0.to_string()).collect();
        let told = if missing.is_empty() {
            "complete".to_owned()
        } else {
            format!("missing {}", missing.join(", "))
        };
        format!("Completeness({} items: {told})", self.needed)
    }
}

/// What of its checklist a patrol (M-3.2) or a visit (M-3.3) holds.
///
/// >>> from datetime import date
/// >>> import wangge as wg
/// >>> record = wg.DutyRecord("R-1", "visit", "G-1", date(2026, 11, 23), items=["worries", "help_wanted"])
/// >>> found = wg.completeness(wg.Policy.preset("modian-2012"), record)
/// >>> found.because[0].zh
/// '入户走访应查问4项，缺：对服务是否满意、意见建议'
///
/// Raises UnspecifiedError for `checklist[kind = "…"]`, PolicyError where it is not in force on the day of the record.
#[pyfunction]
pub(crate) fn completeness(
    policy: &Bound<'_, PyPolicy>,
    record: &Bound<'_, PyDutyRecord>,
) -> Result<PyCompleteness, PyError> {
    Ok(PyCompleteness::from_core(duty::completeness(&policy.get().0, &record.get().core())?))
}

record! {
    /// Days owed a diary, one after another, that have none (民情日记断档, M-3.4).
    PyDiaryGap = "DiaryGap" {
        /// The grid or the village.
        unit: String,
        /// The first day without.
        from_: Date,
        /// The last.
        to: Date,
        /// How many days it was owed from the one to the other.
        days: u32,
    }
}

impl PyDiaryGap {
    pub(super) fn from_core(gap: DiaryGap) -> Self {
        Self { unit: gap.unit, from_: Date(gap.from), to: Date(gap.to), days: gap.days }
    }

    fn shown(&self) -> String {
        format!("DiaryGap({}, {} to {}, {} days)", quoted(&self.unit), self.from_.0, self.to.0, self.days)
    }
}
