//! The board: many cases at a moment.

use std::hash::{Hash, Hasher};

use pyo3::prelude::*;
use pyo3::types::PyDict;
use wangge::Vocabulary as _;
use wangge::case::{Board, BoardRow, Unplaced};

use crate::date::{Date, Moment};
use crate::due::PyAmount;
use crate::record::{Tabled, Tuple, hinted, record, table_of};
use crate::term::{CaseState, Light, Role, Stage, SupervisionLevel};

record! {
    /// A case on the board.
    PyBoardRow = "BoardRow" {
        /// Its id.
        case: String,
        /// The number of its last event.
        sequence: u64,
        /// Where it stands.
        state: CaseState,
        /// The grid it lies in, where that was said.
        grid: Option<String>,
        /// Its light.
        light: Light,
        /// When it is due; None while its clock stands.
        due: Option<Moment>,
        /// The day it is due; None with it.
        date: Option<Date>,
        /// How much of its term is left, below 0 where it is late: days, or a `timedelta`.
        left: PyAmount,
        /// Whose turn it is: the id of whoever it was given to, or accepted it.
        holder: Option<String>,
        /// The roles that may take the step it waits for.
        waits_for: Tuple<Role>,
        /// The stage it is in, where that is late.
        late_stage: Option<Stage>,
        /// Under which level of supervision it is.
        supervision: Option<SupervisionLevel>,
        /// Whether the result stands and the person served has yet to be told.
        to_tell: bool,
        /// Whether it was reported upwards where it had to be at once; None where it had not.
        reported: Option<bool>,
        /// The next moment at which something of it changes by itself.
        next_change: Option<Moment>,
    }
    new { #[expect(clippy::too_many_arguments, reason = "named ones of Python")] }
}

impl PyBoardRow {
    fn from_core(row: &BoardRow) -> Self {
        Self {
            case: row.case.clone(),
            sequence: row.sequence,
            state: CaseState(row.state),
            grid: row.grid.clone(),
            light: Light(row.light),
            due: row.due.map(Moment),
            date: row.date.map(Date),
            left: PyAmount(row.left),
            holder: row.holder.clone(),
            waits_for: Tuple(row.waits_for.iter().copied().map(Role).collect()),
            late_stage: row.late_stage.map(Stage),
            supervision: row.supervision.map(SupervisionLevel),
            to_tell: row.to_tell,
            reported: row.reported,
            next_change: row.next_change.map(Moment),
        }
    }

    fn core(&self) -> BoardRow {
        BoardRow {
            case: self.case.clone(),
            sequence: self.sequence,
            state: self.state.0,
            grid: self.grid.clone(),
            light: self.light.0,
            due: self.due.map(|due| due.0),
            date: self.date.map(|date| date.0),
            left: self.left.0,
            holder: self.holder.clone(),
            waits_for: self.waits_for.0.iter().map(|role| role.0).collect(),
            late_stage: self.late_stage.map(|stage| stage.0),
            supervision: self.supervision.map(|level| level.0),
            to_tell: self.to_tell,
            reported: self.reported,
            next_change: self.next_change.map(|next| next.0),
        }
    }

    fn shown(&self) -> String {
        let due = self.due.map_or_else(|| "None".to_owned(), |due| due.0.to_string());
        let holder = self.holder.as_ref().map_or_else(|| "None".to_owned(), |holder| format!("'{holder}'"));
        format!(
            "BoardRow('{}', '{}', light='{}', due={due}, holder={holder})",
            self.case, self.state.0, self.light.0
        )
    }
}

record! {
    /// A case that cannot be placed on the board, and why: what the policy does not state, or the calendar not know.
    PyUnplaced = "Unplaced" {
        /// Its id.
        case: String,
        /// The stable code of why, such as `policy.unspecified`.
        code: String,
        /// Why, in Chinese.
        zh: String,
        /// Why, in English.
        en: String,
    }
}

impl PyUnplaced {
    fn from_core(unplaced: &Unplaced) -> Self {
        let (wording, code) = (unplaced.why.wording(), unplaced.why.code().to_owned());
        Self { case: unplaced.case.clone(), code, zh: wording.zh(), en: wording.en() }
    }

    fn shown(&self) -> String {
        format!("Unplaced('{}': {})", self.case, self.en)
    }
}

hinted! {
    /// How many by light.
    Lights = "Lights"
}
hinted! {
    /// Rows by whose turn it is.
    Reminders = "Reminders"
}

/// The board: every open case at a moment, the most pressing first.
///
/// >>> from datetime import datetime
/// >>> import wangge as wg
/// >>> log = wg.CaseLog(wg.Policy.preset("combined"), wg.WorkCalendar.china())
/// >>> _ = log.open("C-1", at=datetime(2026, 11, 2, 9), actor=("p-3", "assistant"), channel="patrol", served="nobody",
/// ...              scope="grid", major=False, sudden=False)
/// >>> board = log.board(datetime(2026, 11, 23, 8))
/// >>> board
/// Board(2026-11-23 08:00:00: 1 open, 1 late)
/// >>> board.late[0].case, board.lights["red"], board.next_change
/// ('C-1', 1, None)
#[pyclass(frozen, eq, hash, name = "Board", module = "wangge")]
pub(crate) struct PyBoard {
    /// Its `unplaced` are those below: an error of the core cannot be made anew from its words.
    board: Board,
    unplaced: Tuple<PyUnplaced>,
}

impl PartialEq for PyBoard {
    fn eq(&self, other: &Self) -> bool {
        self.board == other.board && self.unplaced == other.unplaced
    }
}

impl Eq for PyBoard {}

impl Hash for PyBoard {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let board = &self.board;
        (board.now, board.lights, &board.follow_up, board.next_change, &self.unplaced).hash(state);
        self.rows().hash(state);
    }
}

impl PyBoard {
    pub(super) fn from_core(mut board: Board) -> Self {
        let unplaced = std::mem::take(&mut board.unplaced);
        Self { board, unplaced: Tuple(unplaced.iter().map(PyUnplaced::from_core).collect()) }
    }

    fn of<'r>(rows: impl Iterator<Item = &'r BoardRow>) -> Tuple<PyBoardRow> {
        Tuple(rows.map(PyBoardRow::from_core).collect())
    }
}

#[pymethods]
#[expect(clippy::needless_pass_by_value, reason = "arguments of Python")]
impl PyBoard {
    /// A board of its parts: what unpickling calls.
    #[new]
    fn new(
        now: Moment,
        rows: Vec<PyBoardRow>,
        follow_up: Vec<String>,
        lights: [usize; 6],
        unplaced: Tuple<PyUnplaced>,
        next_change: Option<Moment>,
    ) -> Self {
        let rows = rows.iter().map(PyBoardRow::core).collect();
        let next_change = next_change.map(|next| next.0);
        let board = Board { now: now.0, rows, follow_up, lights, unplaced: Vec::new(), next_change };
        Self { board, unplaced }
    }

    /// The moment.
    #[getter]
    fn now(&self) -> Moment {
        Moment(self.board.now)
    }

    /// The open cases: late ones first, then by their due moment, then by id; those whose clock stands last.
    #[getter]
    fn rows(&self) -> Tuple<PyBoardRow> {
        Self::of(self.board.rows.iter())
    }

    /// How many cases have each light, the ended ones included.
    #[getter]
    fn lights<'py>(&self, py: Python<'py>) -> PyResult<Lights<'py>> {
        let lights = PyDict::new(py);
        for (light, count) in wangge::Light::ALL.iter().zip(self.board.lights) {
            lights.set_item(Light(*light), count)?;
        }
        Ok(Lights(lights.into_any()))
    }

    /// The rows that are late.
    #[getter]
    fn late(&self) -> Tuple<PyBoardRow> {
        Self::of(self.board.late())
    }

    /// The rows that are due today and not late yet.
    #[getter]
    fn due_today(&self) -> Tuple<PyBoardRow> {
        Self::of(self.board.due_today())
    }

    /// The rows that are due from today to Sunday and not late yet.
    #[getter]
    fn due_this_week(&self) -> Tuple<PyBoardRow> {
        Self::of(self.board.due_this_week())
    }

    /// The rows whose due day lies in a span of days, both ends included, late ones left out.
    fn due_between(&self, first: Date, last: Date) -> Tuple<PyBoardRow> {
        Self::of(self.board.due_between(first.0, last.0))
    }

    /// Whom to remind of what: the rows that are late, soon due, due today, late in their stage, not told or not
    /// reported, by the id of whose turn it is; None for those that were given to nobody.
    #[getter]
    fn to_remind<'py>(&self, py: Python<'py>) -> PyResult<Reminders<'py>> {
        let reminded = PyDict::new(py);
        for (holder, rows) in self.board.to_remind() {
            reminded.set_item(holder, Self::of(rows.into_iter()))?;
        }
        Ok(Reminders(reminded.into_any()))
    }

    /// The ids of closed cases that were eased and are to be followed up (X-4.2c).
    #[getter]
    fn follow_up(&self) -> Tuple<String> {
        Tuple(self.board.follow_up.clone())
    }

    /// The cases that cannot be placed, and why.
    #[getter]
    fn unplaced(&self) -> Tuple<PyUnplaced> {
        self.unplaced.clone()
    }

    /// The next moment at which anything of it changes by itself: a server sets one timer.
    #[getter]
    fn next_change(&self) -> Option<Moment> {
        self.board.next_change.map(Moment)
    }

    /// The rows as a Table, a row a case: `case`, `sequence`, `state`, `grid`, `light`, `due`, `date`, `left_days` and
    /// `left_time` (one of the two, as the term is counted), `holder`, `waits_for` (codes with commas between),
    /// `late_stage`, `supervision`, `to_tell`, `reported`, `next_change`.
    fn table<'py>(slf: &Bound<'py, Self>) -> PyResult<Tabled<'py>> {
        table_of(slf.as_any(), "wangge._cases", "table_of_board")
    }

    /// The rows as a DataFrame of pandas, with the columns of `table`.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::table(slf)?.0.call_method0("to_pandas")
    }

    /// The rows as a DataFrame of polars, with the columns of `table`.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::table(slf)?.0.call_method0("to_polars")
    }

    /// The rows as a Table of pyarrow, with the columns of `table`.
    fn to_arrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::table(slf)?.0.call_method0("to_arrow")
    }

    /// How many rows it has.
    fn __len__(&self) -> usize {
        self.board.rows.len()
    }

    /// The board as a notebook shows it, in Chinese.
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<Option<String>> {
        crate::record::html(slf.as_any())
    }

    fn __repr__(&self) -> String {
        let Board { now, rows, .. } = &self.board;
        format!("Board({now}: {} open, {} late)", rows.len(), self.board.late().count())
    }

    #[pyo3(signature = () -> "tuple[object, ...]")]
    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let own = slf.get();
        let lights = Tuple(own.board.lights.to_vec());
        let parts = (own.now(), own.rows(), own.follow_up(), lights, own.unplaced(), own.next_change());
        Ok((slf.get_type(), parts).into_pyobject(slf.py())?.into_any())
    }
}
