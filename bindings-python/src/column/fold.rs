//! A whole log folded into one row a case: columns of events in, columns of cases out.

use std::borrow::Cow;
use std::collections::HashMap;

use arrow_schema::{DataType, TimeUnit};
use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta};
use numpy::{PyArray1, PyReadonlyArray1};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use wangge::case::{self, CaseRules, CaseStanding, EventTable, FoldOptions};
use wangge::rules::due::Amount;
use wangge::{
    CaseState, Complexity, InputError, Light, OnBad, Settlement, StepKind, SupervisionLevel, Vocabulary,
};

use super::answer::{NO_WORD, flags, numbers, words};
use super::facts::key_of;
use super::input::{Numbers, Starts, Words, as_many, contiguous, describe, refuse, text_at, typed};
use crate::arrow::{ArrowColumn, Parts};
use crate::calendar::PyWorkCalendar;
use crate::error::{PyError, refused};
use crate::policy::PyPolicy;

/// A column of texts.
enum Texts {
    Arrow {
        column: ArrowColumn,
        starts: Starts,
    },
    /// Places in a list of words; below 0 for none.
    Listed {
        places: Vec<i32>,
        words: Vec<String>,
    },
}

impl Texts {
    fn read(name: &'static str, object: &Bound<'_, PyAny>) -> PyResult<Self> {
        if let Ok(pair) = object.cast::<PyTuple>() {
            let (places, words) = (pair.get_item(0)?, pair.get_item(1)?);
            let places = contiguous::<i32>(name, &places)?.as_slice()?.to_vec();
            return Ok(Self::Listed { places, words: words.extract()? });
        }
        let allowed = "a column of texts, or of categories";
        let Some(column) = ArrowColumn::import(object)? else {
            return Err(refused(name, describe(object), allowed).into());
        };
        let texts =
            |kind: &DataType| matches!(kind, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View);
        let good = match column.field.data_type() {
            DataType::Dictionary(_, words) => texts(words),
            DataType::Null => true,
            other => texts(other),
        };
        if !good {
            return Err(refused(name, format!("a column of {}", column.field.data_type()), allowed).into());
        }
        Ok(Self::Arrow { starts: Starts::of(&column.chunks), column })
    }

    fn rows(&self) -> usize {
        match self {
            Self::Arrow { column, .. } => column.rows(),
            Self::Listed { places, .. } => places.len(),
        }
    }

    fn at(&self, row: usize) -> Option<&[u8]> {
        match self {
            Self::Arrow { column, starts } => {
                let (chunk, row) = starts.find(row)?;
                let chunk = column.chunks.get(chunk)?;
                match chunk.data_type() {
                    DataType::Dictionary(..) => text_at(chunk.child_data().first()?, key_of(chunk, row)?),
                    _ => text_at(chunk, row),
                }
            }
            Self::Listed { places, words } => usize::try_from(*places.get(row)?)
                .ok()
                .and_then(|place| words.get(place))
                .map(String::as_bytes),
        }
    }
}

/// Moments as ticks of a unit since 1970-01-01.
struct Moments {
    ticks: Vec<i64>,
    /// How many of a second's ticks there are.
    a_second: i64,
}

impl Moments {
    const NONE: i64 = i64::MIN;

    fn read(name: &'static str, object: &Bound<'_, PyAny>) -> PyResult<Self> {
        let allowed = "moments without a zone: datetime64[s], [ms], [us] or [ns], or timestamps of Arrow";
        let of = |unit: &str| match unit {
            "s" => Some(1),
            "ms" => Some(1_000),
            "us" => Some(1_000_000),
            "ns" => Some(1_000_000_000),
            _ => None,
        };
        if let Ok(pair) = object.cast::<PyTuple>() {
            let (ticks, unit) = (pair.get_item(0)?, pair.get_item(1)?.extract::<String>()?);
            let a_second = of(&unit).ok_or_else(|| refused(name, format!("datetime64[{unit}]"), allowed))?;
            let ticks: PyReadonlyArray1<'_, i64> = contiguous(name, &ticks)?;
            return Ok(Self { ticks: ticks.as_slice()?.to_vec(), a_second });
        }
        let Some(column) = ArrowColumn::import(object)? else {
            return Err(refused(name, describe(object), allowed).into());
        };
        let a_second = match column.field.data_type() {
            DataType::Timestamp(TimeUnit::Second, None) => 1,
            DataType::Timestamp(TimeUnit::Millisecond, None) => 1_000,
            DataType::Timestamp(TimeUnit::Microsecond, None) => 1_000_000,
            DataType::Timestamp(TimeUnit::Nanosecond, None) => 1_000_000_000,
            other => return Err(refused(name, format!("a column of {other}"), allowed).into()),
        };
        let mut ticks = Vec::with_capacity(column.rows());
        for chunk in &column.chunks {
            let first = ticks.len();
            ticks.extend_from_slice(typed::<i64>(chunk, 0));
            if let Some(valid) = chunk.nulls() {
                let marked = ticks.iter_mut().skip(first).enumerate();
                marked.filter(|(row, _)| valid.is_null(*row)).for_each(|(_, tick)| *tick = Self::NONE);
            }
        }
        Ok(Self { ticks, a_second })
    }

    fn at(&self, row: usize) -> Option<NaiveDateTime> {
        self.at_tick(self.ticks.get(row).copied().filter(|tick| *tick != Self::NONE)?)
    }

    fn at_tick(&self, tick: i64) -> Option<NaiveDateTime> {
        let nanos = tick.rem_euclid(self.a_second) * (1_000_000_000 / self.a_second);
        let nanos = u32::try_from(nanos).ok()?;
        DateTime::from_timestamp(tick.div_euclid(self.a_second), nanos).map(|at| at.naive_utc())
    }

    fn length(&self, time: TimeDelta) -> Option<i64> {
        Some(time.num_nanoseconds()? / (1_000_000_000 / self.a_second))
    }

    fn tick(&self, at: NaiveDateTime) -> i64 {
        let at = at.and_utc();
        at.timestamp() * self.a_second
            + i64::from(at.timestamp_subsec_nanos()) / (1_000_000_000 / self.a_second)
    }
}

struct Log {
    cases: Texts,
    sequences: Vec<i32>,
    kinds: Vec<u8>,
    moments: Moments,
    data: Texts,
}

impl EventTable for Log {
    fn rows(&self) -> usize {
        self.kinds.len()
    }

    fn case(&self, row: usize) -> &[u8] {
        self.cases.at(row).unwrap_or_default()
    }

    fn sequence(&self, row: usize) -> u64 {
        self.sequences.get(row).and_then(|number| u64::try_from(*number).ok()).unwrap_or_default()
    }

    fn kind(&self, row: usize) -> Result<StepKind, InputError> {
        let kind = self.kinds.get(row).and_then(|code| StepKind::ALL.get(usize::from(*code))).copied();
        kind.ok_or_else(|| refuse(row, "kind", "null".to_owned(), &StepKind::codes().join(", ")))
    }

    fn at(&self, row: usize) -> Result<NaiveDateTime, InputError> {
        let found = self.moments.at(row);
        found.ok_or_else(|| refuse(row, "at", "null".to_owned(), "a moment in every row"))
    }

    fn data(&self, row: usize) -> &[u8] {
        self.data.at(row).unwrap_or_default()
    }
}

/// The grid of each case, as its first event names it.
struct Grids {
    /// Places in the names; below 0 for none.
    places: Vec<i32>,
    names: Vec<String>,
}

/// What is looked for; the fold has read the whole.
#[derive(serde::Deserialize)]
struct Named<'d> {
    #[serde(borrow)]
    grid: Option<Cow<'d, str>>,
}

impl Grids {
    fn of(data: &Texts, rows: &[CaseStanding]) -> Self {
        let (mut said, mut known) = (HashMap::<&[u8], i32>::new(), HashMap::<String, i32>::new());
        let mut names = Vec::new();
        let mut place = |text: &[u8]| -> i32 {
            let Ok(Named { grid: Some(grid) }) = serde_json::from_slice::<Named<'_>>(text) else { return -1 };
            if let Some(place) = known.get(grid.as_ref()) {
                return *place;
            }
            let place = i32::try_from(names.len()).unwrap_or(-1);
            names.push(grid.to_string());
            known.insert(grid.into_owned(), place);
            place
        };
        let mut places = Vec::with_capacity(rows.len());
        for row in rows {
            let text = data.at(row.first).unwrap_or_default();
            let known = said.get(text).copied();
            places.push(known.unwrap_or_else(|| {
                let found = place(text);
                // Texts that come again are few; those of a case's own are not kept.
                if said.len() < 4096 {
                    said.insert(text, found);
                }
                found
            }));
        }
        Self { places, names }
    }
}

/// What a column of answers holds.
#[derive(Clone, Copy)]
enum Holds {
    /// Places in a list of words.
    Words(fn() -> Vec<&'static str>),
    /// Whole numbers.
    Numbers,
    /// 1 for yes, 0 for no.
    Flags,
    /// Ticks of the log's own unit.
    Moments,
    /// Ticks of that unit.
    Durations,
    /// Days since 1970-01-01.
    Days,
}

/// What a row says in a column.
type Say = Box<dyn Fn(&CaseStanding, &Moments) -> Option<i64> + Send>;

/// A column of answers: its name, what it holds, and what a row says.
struct Answer {
    name: &'static str,
    holds: Holds,
    say: Say,
    /// The cells of words and flags.
    bytes: Vec<u8>,
    /// The cells of the others.
    cells: Vec<i64>,
    /// Which rows have none; empty while all have one.
    nulls: Vec<bool>,
}

/// The columns of a fold, in order.
fn columns() -> Vec<Answer> {
    fn index<V: Vocabulary>(word: Option<V>) -> Option<i64> {
        word.and_then(|word| i64::try_from(word.index()).ok())
    }
    fn words<V: Vocabulary>() -> Holds {
        Holds::Words(V::codes)
    }
    let column = |name, holds, say: Say| Answer {
        name,
        holds,
        say,
        bytes: Vec::new(),
        cells: Vec::new(),
        nulls: Vec::new(),
    };
    let flag =
        |flag: fn(&CaseStanding) -> Option<bool>| -> Say { Box::new(move |row, _| flag(row).map(i64::from)) };
    let count = |count: fn(&CaseStanding) -> u32| -> Say { Box::new(move |row, _| Some(count(row).into())) };
    let moment = |at: fn(&CaseStanding) -> Option<NaiveDateTime>| -> Say {
        Box::new(move |row, unit| at(row).map(|at| unit.tick(at)))
    };
    vec![
        column("state", words::<CaseState>(), Box::new(|row, _| index(Some(row.state)))),
        column("light", words::<Light>(), Box::new(|row, _| index(row.light))),
        column("complexity", words::<Complexity>(), Box::new(|row, _| index(row.complexity))),
        column("received", Holds::Moments, moment(|row| Some(row.received))),
        column("due", Holds::Moments, moment(|row| row.due)),
        column(
            "due_date",
            Holds::Days,
            Box::new(|row, _| {
                row.due_date.map(|day| day.signed_duration_since(NaiveDate::default()).num_days())
            }),
        ),
        column("ended", Holds::Moments, moment(|row| row.ended)),
        column("settlement", words::<Settlement>(), Box::new(|row, _| index(row.settlement))),
        column("late", Holds::Flags, flag(|row| row.late)),
        column(
            "left_days",
            Holds::Numbers,
            Box::new(|row, _| match row.left {
                Some(Amount::Days(days)) => Some(days),
                _ => None,
            }),
        ),
        column(
            "left_time",
            Holds::Durations,
            Box::new(|row, unit| match row.left {
                Some(Amount::Time(time)) => unit.length(time),
                _ => None,
            }),
        ),
        column("events", Holds::Numbers, Box::new(|row, _| i64::try_from(row.events).ok())),
        column("reworked", Holds::Numbers, count(|row| row.reworked)),
        column("returned", Holds::Numbers, count(|row| row.returned)),
        column("transferred", Holds::Numbers, count(|row| row.transferred)),
        column("reopened", Holds::Numbers, count(|row| row.reopened)),
        column("extended", Holds::Numbers, count(|row| row.extended)),
        column("suspensions", Holds::Numbers, count(|row| row.suspensions)),
        column("suspended", Holds::Durations, Box::new(|row, unit| unit.length(row.suspended))),
        column("supervision", words::<SupervisionLevel>(), Box::new(|row, _| index(row.supervision))),
        column("reported", Holds::Moments, moment(|row| row.reported)),
        column("told", Holds::Flags, flag(|row| Some(row.told))),
        column("exempted", Holds::Flags, flag(|row| Some(row.exempted))),
        column("needs_follow_up", Holds::Flags, flag(|row| Some(row.needs_follow_up))),
    ]
}

/// How many rows are told at a time, in every column, while they are at hand.
const AT_HAND: usize = 2048;

/// Tells all rows in some columns, block after block.
fn tell(columns: &mut [Answer], rows: &[CaseStanding], unit: &Moments) {
    for column in &mut *columns {
        match column.holds {
            Holds::Words(_) | Holds::Flags => column.bytes.reserve_exact(rows.len()),
            _ => column.cells.reserve_exact(rows.len()),
        }
    }
    for (nth, block) in rows.chunks(AT_HAND).enumerate() {
        for column in &mut *columns {
            let (say, first) = (&column.say, nth * AT_HAND);
            let said = block.iter().map(|row| say(row, unit));
            if matches!(column.holds, Holds::Words(_) | Holds::Flags) {
                let byte =
                    |cell: Option<i64>| cell.and_then(|cell| u8::try_from(cell).ok()).unwrap_or(NO_WORD);
                column.bytes.extend(said.map(byte));
                continue;
            }
            for (place, cell) in (first..).zip(said) {
                if cell.is_none() {
                    column.nulls.resize(place, false);
                    column.nulls.push(true);
                }
                column.cells.push(cell.unwrap_or_default());
            }
        }
    }
    for column in columns.iter_mut().filter(|column| !column.nulls.is_empty()) {
        column.nulls.resize(rows.len(), false);
    }
}

impl Answer {
    /// The column for numpy or for Arrow, with what it is.
    fn given(
        self,
        py: Python<'_>,
        arrow: bool,
        unit: TimeUnit,
    ) -> PyResult<(&'static str, Bound<'_, PyAny>)> {
        let nulls = || (!self.nulls.is_empty()).then(|| PyArray1::from_slice(py, &self.nulls));
        let (kind, of) = match self.holds {
            Holds::Words(list) => {
                let list = list().into_iter().map(str::to_owned).collect();
                return Ok(("word", words(arrow, &PyArray1::from_vec(py, self.bytes), list)?));
            }
            Holds::Flags => {
                let nulls = self
                    .bytes
                    .contains(&NO_WORD)
                    .then(|| PyArray1::from_iter(py, self.bytes.iter().map(|byte| *byte == NO_WORD)));
                let cells = PyArray1::from_iter(py, self.bytes.iter().map(|byte| *byte == 1));
                return Ok(("flag", flags(arrow, cells, nulls)?));
            }
            Holds::Days if arrow => {
                let cells = self.cells.iter().map(|cell| i32::try_from(*cell).unwrap_or_default()).collect();
                return Ok(("day", numbers(Some(DataType::Date32), PyArray1::from_vec(py, cells), nulls())?));
            }
            Holds::Numbers => ("number", DataType::Int64),
            Holds::Moments => ("moment", DataType::Timestamp(unit, None)),
            Holds::Durations => ("duration", DataType::Duration(unit)),
            Holds::Days => ("day", DataType::Date32),
        };
        let nulls = nulls();
        let mut cells = self.cells;
        if !arrow && kind != "number" {
            // numpy marks in the cell that there is none.
            let marked = cells.iter_mut().zip(&self.nulls);
            marked.filter(|(_, null)| **null).for_each(|(cell, _)| *cell = Moments::NONE);
            return Ok((kind, PyArray1::from_vec(py, cells).into_any()));
        }
        Ok((kind, numbers(arrow.then_some(of), PyArray1::from_vec(py, cells), nulls)?))
    }
}

/// `wangge.fold` over numpy and Arrow: the columns by name, each with what it is, the row of each case's first event,
/// and the unit of the moments.
#[pyfunction]
#[pyo3(signature = (case, sequence, kind, at, data, policy, calendar, now, null, arrow, threads))]
#[expect(clippy::too_many_arguments, reason = "called by one function of Python")]
#[expect(clippy::needless_pass_by_value, reason = "arguments of Python")]
pub(crate) fn fold_events<'py>(
    py: Python<'py>,
    case: &Bound<'py, PyAny>,
    sequence: &Bound<'py, PyAny>,
    kind: &Bound<'py, PyAny>,
    at: &Bound<'py, PyAny>,
    data: &Bound<'py, PyAny>,
    policy: PyRef<'py, PyPolicy>,
    calendar: PyRef<'py, PyWorkCalendar>,
    now: NaiveDateTime,
    null: bool,
    arrow: bool,
    threads: usize,
) -> PyResult<(Parts<'py>, Bound<'py, PyArray1<i64>>, &'static str)> {
    let cases = Texts::read("case", case)?;
    let rows = cases.rows();
    let data = Texts::read("data", data)?;
    as_many("data", data.rows(), rows)?;
    let moments = Moments::read("at", at)?;
    as_many("at", moments.ticks.len(), rows)?;
    let read = Numbers::read("sequence", sequence)?;
    as_many("sequence", read.rows().unwrap_or(rows), rows)?;
    let (mut sequences, mut nulls) = (vec![0; rows], vec![false; rows]);
    read.cells("sequence")?.fill(0, &mut sequences, &mut nulls).map_err(PyError::from)?;
    if let Some(row) = nulls.iter().position(|null| *null) {
        return Err(PyError::from(refuse(row, "sequence", "null".to_owned(), "a number in every row")).into());
    }
    drop(nulls);
    let read = Words::read::<StepKind>("kind", kind)?;
    as_many("kind", read.rows().unwrap_or(rows), rows)?;
    let mut kinds = vec![0; rows];
    let cells = read.cells()?;
    cells.fill(0, &mut kinds);
    if let Some(row) = kinds.iter().position(|code| usize::from(*code) >= StepKind::ALL.len()) {
        return Err(PyError::from(cells.refuse(row)).into());
    }
    let log = Log { cases, sequences, kinds, moments, data };
    if log.moments.at_tick(log.moments.tick(now)) != Some(now) {
        let allowed = "a moment in the unit of the column of moments";
        return Err(PyError::from(InputError {
            row: None,
            column: "now".to_owned(),
            value: now.to_string(),
            allowed: allowed.to_owned(),
        })
        .into());
    }
    let rules = CaseRules::new(&policy.0, &calendar.0);
    let options = FoldOptions { on_bad: if null { OnBad::Null } else { OnBad::Error }, threads };
    let (folded, grids, told) = py
        .detach(|| {
            let folded = case::fold(&rules, &log, now, options)?;
            let mut told = columns();
            let half = told.len() / 2;
            let (first, second) = told.split_at_mut(half);
            let unit = &log.moments;
            let grids = if threads > 1 {
                std::thread::scope(|scope| {
                    scope.spawn(|| tell(first, &folded, unit));
                    let grids = Grids::of(&log.data, &folded);
                    tell(second, &folded, unit);
                    grids
                })
            } else {
                tell(first, &folded, unit);
                tell(second, &folded, unit);
                Grids::of(&log.data, &folded)
            };
            Ok::<_, wangge::Error>((folded, grids, told))
        })
        .map_err(PyError::from)?;
    let (unit, named) = match log.moments.a_second {
        1 => (TimeUnit::Second, "s"),
        1_000 => (TimeUnit::Millisecond, "ms"),
        1_000_000 => (TimeUnit::Microsecond, "us"),
        _ => (TimeUnit::Nanosecond, "ns"),
    };
    let first =
        PyArray1::from_iter(py, folded.iter().map(|row| i64::try_from(row.first).unwrap_or(i64::MAX)));
    let out = PyDict::new(py);
    out.set_item("grid", ("coded", (PyArray1::from_vec(py, grids.places), grids.names)))?;
    for column in told {
        let name = column.name;
        out.set_item(name, column.given(py, arrow, unit)?)?;
    }
    out.set_item("problem", ("word", problem(py, &folded, arrow)?))?;
    Ok((Parts(out), first, named))
}

/// Why the limit of a case is not known.
fn problem<'py>(py: Python<'py>, rows: &[CaseStanding], arrow: bool) -> PyResult<Bound<'py, PyAny>> {
    let mut problems: Vec<&'static str> = rows.iter().filter_map(|row| row.problem).collect();
    problems.sort_unstable();
    problems.dedup();
    let code = |row: &CaseStanding| {
        let place = problems.iter().position(|code| Some(*code) == row.problem);
        place.and_then(|place| u8::try_from(place).ok()).unwrap_or(NO_WORD)
    };
    let codes = PyArray1::from_iter(py, rows.iter().map(code));
    let list = problems.iter().map(|code| (*code).to_owned()).collect();
    words(arrow, &codes, list)
}
