//! The household ledger: what `wangge.ledger` asks of the core.

use pyo3::import_exception;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use wangge::Vocabulary as _;
use wangge::rules::ledger::{self, Household, Imported, Ledger, LedgerFinding, LedgerRow, Member, Secret};
use wangge::table::{Serials, Table, TableOptions, read_ledger};

use crate::date::Date;
use crate::error::{PyError, refused};
use crate::policy::PyPolicy;
use crate::record::{PyReason, Tuple};
use crate::term::{FigureBy, IdentityFault, LedgerField, PhoneFault, Private, Section, Sex, View};

import_exception!(wangge.errors, TableError);

/// A finding: weight, row, household, member, field, code, clause, and it in Chinese and English.
type Told = (
    &'static str,
    Option<u64>,
    String,
    Option<u32>,
    Option<&'static str>,
    &'static str,
    String,
    String,
    String,
);

fn told(found: &[LedgerFinding]) -> Vec<Told> {
    let one = |one: &LedgerFinding| {
        (
            one.weight.code(),
            one.row,
            one.household.clone(),
            one.member,
            one.field.map(wangge::LedgerField::code),
            one.code(),
            one.reason.clause.to_string(),
            one.zh(),
            one.en(),
        )
    };
    found.iter().map(one).collect()
}

/// Rows: their numbers, and what stands in them by field.
type Rows = Vec<(u64, Vec<(LedgerField, String)>)>;

/// What is seen: household, grid, member, field, text, whether it is masked.
type Cell = (String, String, Option<u32>, &'static str, String, bool);

/// A change: kind, household, member, field, before, after.
type Changed = (&'static str, String, Option<u32>, Option<&'static str>, Option<String>, Option<String>);

/// A ledger, as `wangge.Ledger` holds it. Nothing of it shows.
#[pyclass(frozen, eq, name = "LedgerData", module = "wangge._wangge")]
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct PyLedgerData(Ledger);

impl PyLedgerData {
    pub(crate) fn core(&self) -> &Ledger {
        &self.0
    }
}

fn read(imported: Imported) -> (PyLedgerData, Vec<Told>) {
    (PyLedgerData(imported.ledger), told(&imported.faults))
}

#[pymethods]
impl PyLedgerData {
    /// Rows into a ledger, and the faults.
    #[staticmethod]
    fn of_rows(rows: Rows) -> Result<(Self, Vec<Told>), PyError> {
        let rows = rows.into_iter().map(|(row, values)| LedgerRow {
            row,
            values: values.into_iter().map(|(field, text)| (field.0, Secret::new(text))).collect(),
        });
        Ok(read(Ledger::from_rows(rows)?))
    }

    /// The bytes of a table into a ledger, and the faults.
    #[staticmethod]
    fn of_bytes(
        py: Python<'_>,
        bytes: &[u8],
        file: &str,
        sheet: Option<String>,
        heading_row: Option<u64>,
        mapping: Vec<(LedgerField, String)>,
        serials: Option<&str>,
    ) -> PyResult<(Self, Vec<Told>)> {
        let serials = match serials {
            None => None,
            Some("1900") => Some(Serials::From1900),
            Some("1904") => Some(Serials::From1904),
            Some(other) => return Err(refused("serials", other, "1900, 1904").into()),
        };
        let own: Vec<(wangge::LedgerField, String)> =
            mapping.into_iter().map(|(field, heading)| (field.0, heading)).collect();
        let options = TableOptions { sheet, heading_row, serials };
        let imported = py.detach(|| read_ledger(Table::read(bytes, file, &options)?, &own));
        let unreadable = |error: wangge::table::TableError| {
            TableError::new_err((error.to_string(), error.to_string(), "table.unreadable"))
        };
        Ok(read(imported.map_err(unreadable)?))
    }

    /// The rows that it is made of, for pickling.
    fn rows(&self) -> Rows {
        self.0.households().iter().flat_map(rows_of).collect()
    }

    #[pyo3(signature = () -> "tuple[object, ...]")]
    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let make = slf.py().import("wangge.ledger")?.getattr("_restored")?;
        (make, (slf.get().rows(),)).into_pyobject(slf.py())
    }

    fn __repr__(&self) -> String {
        format!("LedgerData({} households, {} people)", self.households(), self.people())
    }

    #[getter]
    fn households(&self) -> usize {
        self.0.households().len()
    }

    #[getter]
    fn people(&self) -> usize {
        self.0.people()
    }

    fn check(&self, py: Python<'_>, policy: &Bound<'_, PyPolicy>, day: Date) -> Result<Vec<Told>, PyError> {
        let policy = &policy.get().0;
        let found = py.detach(|| ledger::check(policy, &self.0, day.0))?;
        Ok(told(&found))
    }

    fn view(
        &self,
        policy: &Bound<'_, PyPolicy>,
        view: View,
        of: Option<&str>,
        day: Date,
    ) -> Result<(Vec<Cell>, Tuple<PyReason>), PyError> {
        let seen = ledger::view(&policy.get().0, &self.0, view.0, of, day.0)?;
        let cell = |one: ledger::Seen| {
            let text = one.text.reveal().clone();
            (one.household, one.grid, one.member, one.field.code(), text, one.masked)
        };
        Ok((seen.value.into_iter().map(cell).collect(), PyReason::all(&seen.because)))
    }

    #[expect(clippy::type_complexity, reason = "called by one function of Python")]
    fn completeness(
        &self,
        policy: &Bound<'_, PyPolicy>,
        day: Date,
    ) -> Result<Vec<(Option<String>, Section, u64, u64, String)>, PyError> {
        let found = ledger::completeness(&policy.get().0, &self.0, day.0)?;
        let one = |one: ledger::Completeness| {
            (one.grid, Section(one.section), one.filled, one.required, one.clause.to_string())
        };
        Ok(found.into_iter().map(one).collect())
    }

    #[expect(clippy::type_complexity, reason = "called by one function of Python")]
    fn figures(
        &self,
        py: Python<'_>,
        policy: &Bound<'_, PyPolicy>,
        by: FigureBy,
        day: Date,
    ) -> Result<(Vec<(Option<String>, String, String, Option<u64>)>, Tuple<PyReason>), PyError> {
        let policy = &policy.get().0;
        let found = py.detach(|| ledger::figures(policy, &self.0, day.0, by.0))?;
        let one = |one: ledger::Figure| (one.grid, one.group.code(), one.group.zh(), one.count);
        Ok((found.value.into_iter().map(one).collect(), PyReason::all(&found.because)))
    }

    fn diff(&self, later: &Bound<'_, Self>, day: Date, who: &str) -> Vec<Changed> {
        let one = |one: ledger::Change| {
            let field = one.field.map(wangge::LedgerField::code);
            (one.kind.code(), one.household, one.member, field, one.before, one.after)
        };
        self.0.diff(&later.get().0, day.0, who).into_iter().map(one).collect()
    }

    fn merge(&self, other: &Bound<'_, Self>) -> Self {
        Self(self.0.merge(&other.get().0))
    }

    #[expect(clippy::type_complexity, reason = "called by one function of Python")]
    fn expired(
        &self,
        policy: &Bound<'_, PyPolicy>,
        day: Date,
    ) -> Result<Vec<(String, Option<u32>, Section, Date, String)>, PyError> {
        let found = ledger::expired(&policy.get().0, &self.0, day.0)?;
        let one = |one: ledger::Expired| {
            (one.household, one.member, Section(one.section), Date(one.until), one.clause.to_string())
        };
        Ok(found.into_iter().map(one).collect())
    }

    fn drop_expired(&self, policy: &Bound<'_, PyPolicy>, day: Date) -> Result<Self, PyError> {
        Ok(Self(ledger::drop_expired(&policy.get().0, &self.0, day.0)?))
    }
}

/// A household as rows: its own values in that of its first member, and a row more for each grid more.
fn rows_of(household: &Household) -> Rows {
    let field = |field: wangge::LedgerField, text: &str| (LedgerField(field), text.to_owned());
    let id = || field(wangge::LedgerField::Household, &household.id);
    let number = household.row.unwrap_or_default();
    let mut own = vec![id()];
    own.extend(household.grids.first().map(|grid| field(wangge::LedgerField::Grid, grid)));
    own.extend(household.sections.iter().map(|(of, text)| field(*of, text.reveal())));
    let with = |member: &Member, mut row: Vec<(LedgerField, String)>| {
        row.extend(
            member
                .filled()
                .into_iter()
                .filter_map(|of| Some(field(of, &member.value(of)?)))
                .collect::<Vec<_>>(),
        );
        (member.row.unwrap_or_default(), row)
    };
    let mut members = household.members.iter();
    let mut rows = match household.members.first() {
        Some(first) if first.row == household.row => {
            members.next();
            vec![with(first, own)]
        }
        _ => vec![(number, own)],
    };
    rows.extend(members.map(|member| with(member, vec![id()])));
    let more = household.grids.iter().skip(1);
    rows.extend(more.map(|grid| (number, vec![id(), field(wangge::LedgerField::Grid, grid)])));
    rows
}

/// The headings that each field goes by in a table of the ledger.
#[pyfunction]
pub(crate) fn ledger_headings() -> Vec<(&'static str, Vec<&'static str>)> {
    let all = wangge::LedgerField::ALL.iter();
    all.map(|field| (field.code(), wangge::table::ledger_headings(*field))).collect()
}

/// What of a value may stand in a list of faults or of changes, or in a masked view: of a name the first
/// character, of an identity number the first three signs and the last, of a number to call the first three and
/// the last two, of a birthday the year, of anything else nothing.
///
/// >>> import wangge as wg
/// >>> wg.mask("name", "示例甲"), wg.mask("phone", "14200001234"), wg.mask("address", "示例村1号")
/// ('示**', '142******34', '***')
#[pyfunction]
pub(crate) fn mask(field: LedgerField, text: &str) -> String {
    ledger::mask(field.0, text)
}

/// What is wrong with an identity number (GB 11643-1999) as of a day, all faults at once; then the birthday and
/// the sex that a lawful one says, else None for both.
///
/// >>> from datetime import date
/// >>> import wangge as wg
/// >>> wg.read_identity("110000190001010012", date(2026, 11, 25))  # made up: there is no district 110000
/// ((), datetime.date(1900, 1, 1), <Sex.MALE: 'male'>)
/// >>> [fault.zh for fault in wg.read_identity("110000190002300010", date(2026, 11, 25))[0]]
/// ['出生日期不存在', '校验码不符']
#[pyfunction]
pub(crate) fn read_identity(number: &str, day: Date) -> (Tuple<IdentityFault>, Option<Date>, Option<Sex>) {
    match ledger::read_identity(number, day.0) {
        Ok(facts) => (Tuple(Vec::new()), Some(Date(facts.birthday)), Some(Sex(facts.sex))),
        Err(faults) => (Tuple(faults.into_iter().map(IdentityFault).collect()), None, None),
    }
}

/// What a number to call is, `mobile` or `landline`, and what is wrong with it; one of the two is None.
///
/// >>> import wangge as wg
/// >>> wg.read_phone("0551-10000001"), wg.read_phone("10000001")
/// ((<Private.LANDLINE: 'landline'>, None), (None, <PhoneFault.AREA_CODE: 'area_code'>))
#[pyfunction]
pub(crate) fn read_phone(phone: &str) -> (Option<Private>, Option<PhoneFault>) {
    match ledger::read_phone(phone) {
        Ok(kind) => (Some(Private(kind)), None),
        Err(fault) => (None, Some(PhoneFault(fault))),
    }
}
