//! What is owed: asked once, then one by one or in columns.

use std::sync::Arc;

use chrono::NaiveDateTime;
use numpy::PyArray1;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use wangge::Vocabulary as _;
use wangge::duty::{DutyOrder, Obligation, ObligationColumns, Obligations, obligations};
use wangge::export::{IcsOptions, MonthOptions, ics, month};

use super::held::PyHeld;
use super::quoted;
use super::record::Records;
use super::territory::{Dwellings, Grids, Holders, Occasions, columns, territory};
use crate::arrow::Parts;
use crate::calendar::PyWorkCalendar;
use crate::date::Date;
use crate::error::PyError;
use crate::policy::PyPolicy;
use crate::record::{PyReason, Tuple, hinted, place, record};
use crate::term::{Covers, DayStatus, DutyKind, DutyUnit, Every, Role};

record! {
    /// What is owed once (应完成事项).
    PyObligation = "Obligation" {
        /// What is owed.
        kind: DutyKind,
        /// Which post owes it.
        owner: Role,
        /// How often.
        every: Every,
        /// Whether it is owed to every household.
        covers: Covers,
        /// The kind of unit that owes it.
        unit_kind: DutyUnit,
        /// The grid or the village that owes it; empty for the township.
        unit: String,
        /// The grid; None where a village or the township owes it.
        grid: Option<String>,
        /// The village; None where the township owes it.
        village: Option<String>,
        /// The first day it may be done.
        opens: Date,
        /// The last day it is done in time.
        due: Date,
        /// How sure that day is.
        status: DayStatus,
        /// The first day of its period, or the day of its occasion.
        period: Date,
        /// The occasion that called for it.
        occasion: Option<String>,
        /// Those who answer for it; nobody where the post is vacant.
        persons: Tuple<String>,
        /// The clause it rests on.
        clause: String,
        /// The clauses it rests on: that of the duty, and that of how it is read.
        clauses: Tuple<String>,
        /// Why it is owed, and when.
        because: Tuple<PyReason>,
        /// A name that stays the same whatever moves it.
        uid: String,
    }
    new { #[expect(clippy::too_many_arguments, reason = "named ones of Python")] }
}

impl PyObligation {
    pub(super) fn from_core(one: &Obligation<'_>) -> Self {
        let texts = |texts: Vec<&str>| Tuple(texts.into_iter().map(str::to_owned).collect());
        Self {
            kind: DutyKind(one.kind()),
            owner: Role(one.owner()),
            every: Every(one.every()),
            covers: Covers(one.covers()),
            unit_kind: DutyUnit(one.unit_kind()),
            unit: one.unit().to_owned(),
            grid: one.grid().map(str::to_owned),
            village: one.village().map(str::to_owned),
            opens: Date(one.opens()),
            due: Date(one.due()),
            status: DayStatus(one.status()),
            period: Date(one.period()),
            occasion: one.occasion().map(str::to_owned),
            persons: texts(one.persons()),
            clause: one.clause().to_owned(),
            clauses: texts(one.clauses()),
            because: PyReason::all(&one.because()),
            uid: one.uid(),
        }
    }

    fn shown(&self) -> String {
        let window = if self.opens == self.due {
            self.due.0.to_string()
        } else {
            format!("{} to {}", self.opens.0, self.due.0)
        };
        let unit = if self.unit.is_empty() { "the township".to_owned() } else { quoted(&self.unit) };
        let doubt = if self.status.0 == wangge::DayStatus::Confirmed { "" } else { ", provisional" };
        let clauses = self.clauses.0.join(", ");
        format!("Obligation('{}', {unit}, {window}{doubt}, '{}', {clauses})", self.kind.0, self.owner.0)
    }
}

/// What is asked again where the answer is unpickled.
struct Question {
    policy: wangge::Policy,
    calendar: wangge::WorkCalendar,
    order: DutyOrder,
}

/// All that is owed: what `wangge.duty.Obligations` keeps.
#[pyclass(frozen, eq, name = "Owed", module = "wangge")]
pub(crate) struct PyOwed {
    pub(super) owed: Arc<Obligations>,
    question: Question,
}

impl PartialEq for PyOwed {
    fn eq(&self, other: &Self) -> bool {
        let (own, its) = (&self.question, &other.question);
        own.order == its.order
            && own.calendar == its.calendar
            && own.policy == its.policy
            && self.owed.territory() == other.owed.territory()
    }
}

hinted! {
    /// Obligations, one after the other.
    ObligationIterator = "ObligationIterator"
}

/// Obligations, made as they are asked for.
#[pyclass(name = "_ObligationIterator", module = "wangge")]
pub(crate) struct Walk {
    owed: Arc<Obligations>,
    next: usize,
}

#[pymethods]
impl Walk {
    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__(&mut self) -> Option<PyObligation> {
        let one = PyObligation::from_core(&self.owed.get(self.next)?);
        self.next += 1;
        Some(one)
    }
}

/// What is owed by whom from one day to another, over the columns of tables.
#[pyfunction]
#[pyo3(signature = (policy, calendar, grids, holders, dwellings, occasions, start, end, kinds))]
#[expect(clippy::too_many_arguments, reason = "called by one function of Python")]
pub(crate) fn owe(
    py: Python<'_>,
    policy: &Bound<'_, PyPolicy>,
    calendar: &Bound<'_, PyWorkCalendar>,
    grids: Grids,
    holders: Holders,
    dwellings: Dwellings,
    occasions: Occasions,
    start: Date,
    end: Date,
    kinds: Option<Vec<DutyKind>>,
) -> Result<PyOwed, PyError> {
    let (policy, calendar) = (policy.get().0.clone(), calendar.get().0.clone());
    let kinds = kinds.map(|kinds| kinds.into_iter().map(|kind| kind.0).collect());
    let order = DutyOrder { from: start.0, to: end.0, kinds };
    let territory = territory(grids, holders, dwellings, occasions)?;
    let owed = py.detach(|| obligations(&policy, &calendar, &territory, &order)).map_err(in_python)?;
    Ok(PyOwed { owed: Arc::new(owed), question: Question { policy, calendar, order } })
}

/// A refusal of the core by the names of Python's arguments: a span ends at `end`.
fn in_python(error: wangge::Error) -> PyError {
    match error {
        wangge::Error::Input(error) if error.column == "to" && error.row.is_none() => {
            wangge::InputError { column: "end".to_owned(), ..error }.into()
        }
        other => other.into(),
    }
}

#[pymethods]
#[expect(clippy::needless_pass_by_value, reason = "arguments of Python")]
impl PyOwed {
    fn __len__(&self) -> usize {
        self.owed.len()
    }

    fn __getitem__(&self, index: isize) -> PyResult<PyObligation> {
        let found = self.owed.get(place(index, self.owed.len())?);
        let one = found.ok_or_else(|| pyo3::exceptions::PyIndexError::new_err("no such item"))?;
        Ok(PyObligation::from_core(&one))
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<ObligationIterator<'py>> {
        let walk = Walk { owed: Arc::clone(&self.owed), next: 0 };
        Ok(ObligationIterator(Bound::new(py, walk)?.into_any()))
    }

    /// The first and the last day that were asked for.
    #[getter]
    fn span(&self) -> (Date, Date) {
        let (from, to) = self.owed.span();
        (Date(from), Date(to))
    }

    /// The id of the policy.
    #[getter]
    fn policy(&self) -> &str {
        self.question.policy.id()
    }

    /// How many are owed of each kind, those of which none is owed left out.
    #[getter]
    fn counts(&self) -> Vec<(DutyKind, usize)> {
        self.owed.counts().into_iter().map(|(kind, count)| (DutyKind(kind), count)).collect()
    }

    /// The columns of `Table`, by name: each with what it is.
    fn columns<'py>(&self, py: Python<'py>, uid: bool) -> PyResult<Parts<'py>> {
        let columns = py.detach(|| Columns::of(&self.owed, uid));
        columns.given(py)
    }

    /// Records held against it.
    #[pyo3(name = "match")]
    fn matched(&self, py: Python<'_>, records: Records, as_of: Date) -> Result<PyHeld, PyError> {
        PyHeld::of(py, &self.owed, records, as_of.0)
    }

    /// As iCalendar.
    #[pyo3(signature = (stamp, domain, name, lang, person, village, grid))]
    #[expect(clippy::too_many_arguments, reason = "called by one function of Python")]
    fn ics(
        &self,
        py: Python<'_>,
        stamp: NaiveDateTime,
        domain: String,
        name: Option<String>,
        lang: &str,
        person: Option<&str>,
        village: Option<&str>,
        grid: Option<&str>,
    ) -> Result<String, PyError> {
        let options = IcsOptions { stamp, name, domain, lang: crate::record::lang(lang)? };
        let mine = |one: &Obligation<'_>| {
            person.is_none_or(|person| one.persons().contains(&person))
                && village.is_none_or(|village| one.village() == Some(village))
                && grid.is_none_or(|grid| one.grid() == Some(grid))
        };
        Ok(py.detach(|| ics(self.owed.iter().filter(mine), &options)))
    }

    /// A month of one unit as SVG.
    #[pyo3(signature = (unit, day, width, lang, held = None))]
    fn month(
        &self,
        py: Python<'_>,
        unit: &str,
        day: Date,
        width: u32,
        lang: &str,
        held: Option<PyRef<'_, PyHeld>>,
    ) -> Result<String, PyError> {
        let options = MonthOptions { width, lang: crate::record::lang(lang)? };
        let outcomes = held.as_ref().map(|held| held.matched.outcomes.as_slice());
        let calendar = &self.question.calendar;
        Ok(py.detach(|| month(&self.owed, outcomes, calendar, unit, day.0, options))?)
    }

    #[pyo3(signature = () -> "tuple[object, ...]")]
    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let (py, own) = (slf.py(), slf.get());
        let Question { policy, calendar, order } = &own.question;
        let (grids, holders, dwellings, occasions) = columns(own.owed.territory());
        let kinds = order.kinds.as_ref().map(|kinds| kinds.iter().copied().map(DutyKind).collect::<Vec<_>>());
        let (policy, calendar) = (PyPolicy::new(policy.clone()), PyWorkCalendar(calendar.clone()));
        let asked =
            (policy, calendar, grids, holders, dwellings, occasions, Date(order.from), Date(order.to), kinds);
        let ask = py.import("wangge._wangge")?.getattr("owe")?;
        Ok((ask, asked).into_pyobject(py)?.into_any())
    }
}

/// The columns of a table: places in lists of words, days as numbers.
pub(super) struct Columns {
    core: ObligationColumns,
    grid: Vec<i32>,
    village: Vec<i32>,
    clause: Vec<u8>,
    uid: Option<Vec<String>>,
    grids: Vec<String>,
    villages: Vec<String>,
    units: Vec<String>,
    clauses: Vec<String>,
}

impl Columns {
    pub(super) fn of(owed: &Obligations, uid: bool) -> Self {
        let core = owed.columns();
        let of_grids = owed.unit_kinds().map(|kind| kind == wangge::DutyUnit::Grid);
        let mut grids = Vec::new();
        let mut places = Vec::new();
        for (name, is_grid) in owed.unit_names().zip(of_grids) {
            places.push(if is_grid { number(grids.len()) } else { -1 });
            if is_grid {
                grids.push(name.to_owned());
            }
        }
        let mut villages: Vec<String> = Vec::new();
        let mut known = std::collections::HashMap::new();
        let of_villages: Vec<i32> = owed
            .unit_villages()
            .map(|village| {
                if village.is_empty() {
                    return -1;
                }
                *known.entry(village).or_insert_with(|| {
                    villages.push(village.to_owned());
                    number(villages.len() - 1)
                })
            })
            .collect();
        let mut clauses: Vec<String> = Vec::new();
        let of_rules: Vec<u8> = owed
            .rules()
            .iter()
            .map(|rule| {
                let clause = rule.clause.as_str();
                let place = clauses.iter().position(|known| known == clause).unwrap_or_else(|| {
                    clauses.push(clause.to_owned());
                    clauses.len() - 1
                });
                u8::try_from(place).unwrap_or(u8::MAX)
            })
            .collect();
        let at = |list: &[i32], place: u32| list.get(place as usize).copied().unwrap_or(-1);
        Self {
            grid: core.unit.iter().map(|unit| at(&places, *unit)).collect(),
            village: core.unit.iter().map(|unit| at(&of_villages, *unit)).collect(),
            clause: core
                .rule
                .iter()
                .map(|rule| of_rules.get(usize::from(*rule)).copied().unwrap_or(u8::MAX))
                .collect(),
            uid: uid.then(|| owed.iter().map(|one| one.uid()).collect()),
            grids,
            villages,
            units: owed.unit_names().map(str::to_owned).collect(),
            clauses,
            core,
        }
    }

    pub(super) fn given(self, py: Python<'_>) -> PyResult<Parts<'_>> {
        let Self { core, grid, village, clause, uid, grids, villages, units, clauses } = self;
        let parts = PyDict::new(py);
        let codes = |codes: Vec<&'static str>| codes.into_iter().map(str::to_owned).collect::<Vec<_>>();
        let kinds = codes(wangge::DutyKind::codes());
        parts.set_item("kind", ("word", (PyArray1::from_vec(py, core.kind), kinds)))?;
        let roles = codes(wangge::Role::codes());
        parts.set_item("owner", ("word", (PyArray1::from_vec(py, core.owner), roles)))?;
        parts.set_item("grid", ("word", (PyArray1::from_vec(py, grid), grids)))?;
        parts.set_item("opens", ("moment", days(&PyArray1::from_vec(py, core.opens))?))?;
        parts.set_item("due", ("moment", days(&PyArray1::from_vec(py, core.due))?))?;
        parts.set_item("clause", ("word", (PyArray1::from_vec(py, clause), clauses)))?;
        let unit = core.unit.into_iter().map(u32::cast_signed).collect();
        parts.set_item("unit", ("word", (PyArray1::from_vec(py, unit), units)))?;
        parts.set_item("village", ("word", (PyArray1::from_vec(py, village), villages)))?;
        parts.set_item("provisional", ("flag", PyArray1::from_vec(py, core.provisional)))?;
        if let Some(uid) = uid {
            parts.set_item("uid", ("text", uid))?;
        }
        Ok(Parts(parts))
    }
}

fn number(place: usize) -> i32 {
    i32::try_from(place).unwrap_or(-1)
}

/// Numbers of days as numpy's own days.
pub(super) fn days<'py, T: numpy::Element>(numbers: &Bound<'py, PyArray1<T>>) -> PyResult<Bound<'py, PyAny>> {
    numbers.call_method1("astype", ("datetime64[D]",))
}
