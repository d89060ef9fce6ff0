//! A whole log folded into one row a case: columns of events in, columns of cases out.

use std::borrow::Cow;
use std::collections::HashMap;

use arrow_schema::DataType;
use chrono::{NaiveDate, NaiveDateTime};
use numpy::{Element, PyArray1, PyArrayMethods, PyReadwriteArray1};
use pyo3::prelude::*;
use pyo3::types::PyDict;
use wangge::case::{CaseRules, CaseSink, CaseStanding, LogParts};
use wangge::rules::due::Amount;
use wangge::{CaseState, Complexity, Light, OnBad, Settlement, SupervisionLevel, Vocabulary};

use super::answer::{NO_WORD, empty, flags, no_nulls, numbers, words};
use super::log::{EventColumns, Events, NONE, Unit};
use super::text::TextCells;
use crate::arrow::Parts;
use crate::calendar::PyWorkCalendar;
use crate::error::PyError;
use crate::policy::PyPolicy;

/// What a column of answers holds.
#[derive(Clone, Copy)]
enum Holds {
    /// Places in a list of words.
    Words(fn() -> Vec<&'static str>),
    /// 1 for yes, 0 for no.
    Flags,
    /// Whole numbers.
    Numbers,
    /// Whole numbers that are mostly 0 or none.
    Counts,
    /// Ticks of the log's own unit.
    Moments,
    /// Such moments of few cases.
    RareMoments,
    /// Ticks of that unit, mostly 0 or none.
    Durations,
    /// Days since 1970-01-01.
    Days,
}

/// Writes what some rows say into their cells.
type Say = Box<dyn Fn(&[CaseStanding], Unit, &mut Cells<'_>) + Sync>;

/// A column of answers: its name, what it holds, and what rows say.
struct Answer {
    name: &'static str,
    holds: Holds,
    say: Say,
}

/// The cells of some rows of a column.
enum Cells<'a> {
    /// Words and flags; [`NO_WORD`] for none.
    Bytes(&'a mut [u8]),
    /// Numbers, and which are none.
    Numbers(&'a mut [i64], &'a mut [bool]),
    /// Numbers that are 0 before, and which are none.
    Rare(&'a mut [i64], &'a mut [bool]),
    Days(&'a mut [i32], &'a mut [bool]),
}

impl Cells<'_> {
    /// Cuts off the cells of the first rows.
    fn cut(&mut self, rows: usize) -> Self {
        match self {
            Self::Bytes(bytes) => Self::Bytes(bytes.split_off_mut(..rows).unwrap_or_default()),
            Self::Numbers(cells, nulls) => Self::Numbers(
                cells.split_off_mut(..rows).unwrap_or_default(),
                nulls.split_off_mut(..rows).unwrap_or_default(),
            ),
            Self::Rare(cells, nulls) => Self::Rare(
                cells.split_off_mut(..rows).unwrap_or_default(),
                nulls.split_off_mut(..rows).unwrap_or_default(),
            ),
            Self::Days(cells, nulls) => Self::Days(
                cells.split_off_mut(..rows).unwrap_or_default(),
                nulls.split_off_mut(..rows).unwrap_or_default(),
            ),
        }
    }

    fn fill(&mut self, said: impl Iterator<Item = Option<i64>>) {
        match self {
            Self::Bytes(bytes) => {
                for (byte, cell) in bytes.iter_mut().zip(said) {
                    *byte = cell.and_then(|cell| u8::try_from(cell).ok()).unwrap_or(NO_WORD);
                }
            }
            Self::Numbers(cells, nulls) => {
                for ((to, null), cell) in cells.iter_mut().zip(nulls.iter_mut()).zip(said) {
                    *to = cell.unwrap_or_default();
                    if cell.is_none() {
                        *null = true;
                    }
                }
            }
            Self::Rare(cells, nulls) => {
                for ((to, null), cell) in cells.iter_mut().zip(nulls.iter_mut()).zip(said) {
                    // What is 0 already is not touched: such memory costs nothing.
                    match cell {
                        Some(0) => {}
                        Some(cell) => *to = cell,
                        None => *null = true,
                    }
                }
            }
            Self::Days(cells, nulls) => {
                for ((to, null), cell) in cells.iter_mut().zip(nulls.iter_mut()).zip(said) {
                    let day = cell.and_then(|cell| i32::try_from(cell).ok());
                    *to = day.unwrap_or_default();
                    if day.is_none() {
                        *null = true;
                    }
                }
            }
        }
    }
}

/// The columns of a fold, in order.
fn columns() -> Vec<Answer> {
    fn index<V: Vocabulary>(word: Option<V>) -> Option<i64> {
        word.and_then(|word| i64::try_from(word.index()).ok())
    }
    fn words<V: Vocabulary>() -> Holds {
        Holds::Words(V::codes)
    }
    fn column(
        name: &'static str,
        holds: Holds,
        say: impl Fn(&CaseStanding, Unit) -> Option<i64> + Sync + 'static,
    ) -> Answer {
        let say: Say = Box::new(move |rows, unit, cells| cells.fill(rows.iter().map(|row| say(row, unit))));
        Answer { name, holds, say }
    }
    fn flag(name: &'static str, flag: fn(&CaseStanding) -> Option<bool>) -> Answer {
        column(name, Holds::Flags, move |row, _| flag(row).map(i64::from))
    }
    fn count(name: &'static str, count: fn(&CaseStanding) -> u32) -> Answer {
        column(name, Holds::Counts, move |row, _| Some(count(row).into()))
    }
    fn moment(name: &'static str, at: fn(&CaseStanding) -> Option<NaiveDateTime>) -> Answer {
        let holds = if name == "reported" { Holds::RareMoments } else { Holds::Moments };
        column(name, holds, move |row, unit| at(row).map(|at| unit.tick(at)))
    }
    let left_days = |row: &CaseStanding, _| match row.left {
        Some(Amount::Days(days)) => Some(days),
        _ => None,
    };
    let left_time = |row: &CaseStanding, unit: Unit| match row.left {
        Some(Amount::Time(time)) => unit.length(time),
        _ => None,
    };
    let due_date = |row: &CaseStanding, _| {
        row.due_date.map(|day| day.signed_duration_since(NaiveDate::default()).num_days())
    };
    vec![
        column("state", words::<CaseState>(), |row, _| index(Some(row.state))),
        column("light", words::<Light>(), |row, _| index(row.light)),
        column("complexity", words::<Complexity>(), |row, _| index(row.complexity)),
        moment("received", |row| Some(row.received)),
        moment("due", |row| row.due),
        column("due_date", Holds::Days, due_date),
        moment("ended", |row| row.ended),
        column("settlement", words::<Settlement>(), |row, _| index(row.settlement)),
        flag("late", |row| row.late),
        column("left_days", Holds::Counts, left_days),
        column("left_time", Holds::Durations, left_time),
        column("events", Holds::Numbers, |row, _| i64::try_from(row.events).ok()),
        count("reworked", |row| row.reworked),
        count("returned", |row| row.returned),
        count("transferred", |row| row.transferred),
        count("reopened", |row| row.reopened),
        count("extended", |row| row.extended),
        count("suspensions", |row| row.suspensions),
        column("suspended", Holds::Durations, |row, unit| unit.length(row.suspended)),
        column("supervision", words::<SupervisionLevel>(), |row, _| index(row.supervision)),
        moment("reported", |row| row.reported),
        flag("told", |row| Some(row.told)),
        flag("exempted", |row| Some(row.exempted)),
        flag("needs_follow_up", |row| Some(row.needs_follow_up)),
    ]
}

/// The memory of a column of answers, with the marks of null.
enum Memory<'py> {
    Bytes(Bound<'py, PyArray1<u8>>),
    Numbers(Bound<'py, PyArray1<i64>>, Bound<'py, PyArray1<bool>>),
    Days(Bound<'py, PyArray1<i32>>, Bound<'py, PyArray1<bool>>),
}

/// That memory while it is written to.
enum Writing<'py> {
    Bytes(PyReadwriteArray1<'py, u8>),
    Numbers(PyReadwriteArray1<'py, i64>, PyReadwriteArray1<'py, bool>, bool),
    Days(PyReadwriteArray1<'py, i32>, PyReadwriteArray1<'py, bool>),
}

impl<'py> Memory<'py> {
    fn of(py: Python<'py>, holds: Holds, rows: usize) -> PyResult<Self> {
        Ok(match holds {
            Holds::Words(_) | Holds::Flags => Self::Bytes(empty(py, rows)?),
            Holds::Days => Self::Days(empty(py, rows)?, no_nulls(py, rows)?),
            Holds::Numbers | Holds::Moments => Self::Numbers(empty(py, rows)?, no_nulls(py, rows)?),
            Holds::Counts | Holds::Durations | Holds::RareMoments => {
                Self::Numbers(zeros(py, rows), no_nulls(py, rows)?)
            }
        })
    }

    fn writing(&self, holds: Holds) -> Writing<'py> {
        let rare = matches!(holds, Holds::Counts | Holds::Durations | Holds::RareMoments);
        match self {
            Self::Bytes(bytes) => Writing::Bytes(bytes.readwrite()),
            Self::Numbers(cells, nulls) => Writing::Numbers(cells.readwrite(), nulls.readwrite(), rare),
            Self::Days(cells, nulls) => Writing::Days(cells.readwrite(), nulls.readwrite()),
        }
    }
}

impl Writing<'_> {
    fn cells(&mut self) -> PyResult<Cells<'_>> {
        Ok(match self {
            Self::Bytes(bytes) => Cells::Bytes(bytes.as_slice_mut()?),
            Self::Numbers(cells, nulls, true) => Cells::Rare(cells.as_slice_mut()?, nulls.as_slice_mut()?),
            Self::Numbers(cells, nulls, false) => {
                Cells::Numbers(cells.as_slice_mut()?, nulls.as_slice_mut()?)
            }
            Self::Days(cells, nulls) => Cells::Days(cells.as_slice_mut()?, nulls.as_slice_mut()?),
        })
    }
}

/// Numbers that are 0; memory that is not touched costs nothing.
fn zeros(py: Python<'_>, rows: usize) -> Bound<'_, PyArray1<i64>> {
    PyArray1::zeros(py, rows, false)
}

/// How many rows are written at a time, in every column, while they are at hand.
const AT_HAND: usize = 512;

/// The rows of one part of a log, on their way into the columns.
struct Rows<'a> {
    answers: &'a [Answer],
    unit: Unit,
    data: &'a TextCells<'a>,
    at_hand: Vec<CaseStanding>,
    cells: Vec<Cells<'a>>,
    /// The row of the first event of each case.
    first: &'a mut [i64],
    /// The place of its grid in those of this part; below 0 for none.
    grid: &'a mut [i32],
    grids: Grids<'a>,
    /// The place of its problem in those of this part.
    problem: &'a mut [u8],
    problems: Vec<&'static str>,
}

impl CaseSink for Rows<'_> {
    fn take(&mut self, standing: CaseStanding) {
        self.at_hand.push(standing);
        if self.at_hand.len() == AT_HAND {
            self.write();
        }
    }
}

impl Rows<'_> {
    fn write(&mut self) {
        let rows = self.at_hand.len();
        for (answer, cells) in self.answers.iter().zip(&mut self.cells) {
            (answer.say)(&self.at_hand, self.unit, &mut cells.cut(rows));
        }
        let first = self.first.split_off_mut(..rows).unwrap_or_default();
        let grid = self.grid.split_off_mut(..rows).unwrap_or_default();
        let problem = self.problem.split_off_mut(..rows).unwrap_or_default();
        for (((row, first), grid), problem) in self.at_hand.drain(..).zip(first).zip(grid).zip(problem) {
            *first = i64::try_from(row.first).unwrap_or(i64::MAX);
            *grid = self.grids.place(self.data.at(row.first).unwrap_or_default());
            *problem = row.problem.map_or(NO_WORD, |code| {
                let known = self.problems.iter().position(|one| *one == code);
                let place = known.unwrap_or_else(|| {
                    self.problems.push(code);
                    self.problems.len() - 1
                });
                u8::try_from(place).unwrap_or(NO_WORD)
            });
        }
    }

    /// Writes what is left, and tells the names of the grids and the problems.
    fn done(mut self) -> (Vec<String>, Vec<&'static str>) {
        self.write();
        (self.grids.names, self.problems)
    }
}

/// The grids of cases, as their first events name them.
#[derive(Default)]
pub(super) struct Grids<'a> {
    pub(super) names: Vec<String>,
    places: HashMap<String, i32>,
    /// Texts that were read before: those that come again are few, others are not kept.
    read: HashMap<&'a [u8], i32>,
}

/// What is looked for; the fold has read the whole.
#[derive(serde::Deserialize)]
struct Named<'d> {
    #[serde(borrow)]
    grid: Option<Cow<'d, str>>,
}

impl<'a> Grids<'a> {
    pub(super) fn place(&mut self, text: &'a [u8]) -> i32 {
        if let Some(place) = self.read.get(text) {
            return *place;
        }
        let named = serde_json::from_slice::<Named<'_>>(text).ok().and_then(|named| named.grid);
        let place = named.map_or(-1, |grid| self.place_of(&grid));
        if self.read.len() < 4096 {
            self.read.insert(text, place);
        }
        place
    }

    fn place_of(&mut self, grid: &str) -> i32 {
        if let Some(place) = self.places.get(grid) {
            return *place;
        }
        let place = i32::try_from(self.names.len()).unwrap_or(-1);
        self.names.push(grid.to_owned());
        self.places.insert(grid.to_owned(), place);
        place
    }
}

/// The cells of a column, cut into parts.
fn parted<'a, T>(mut cells: &'a mut [T], parts: &[usize]) -> Vec<&'a mut [T]> {
    parts.iter().map(|rows| cells.split_off_mut(..*rows).unwrap_or_default()).collect()
}

impl Answer {
    /// The column for numpy or for Arrow, with what it is.
    fn given<'py>(
        &self,
        memory: Memory<'py>,
        arrow: bool,
        unit: Unit,
    ) -> PyResult<(&'static str, Bound<'py, PyAny>)> {
        let (kind, of) = match self.holds {
            Holds::Words(_) => ("word", DataType::Int8),
            Holds::Flags => ("flag", DataType::Boolean),
            Holds::Numbers | Holds::Counts => ("number", DataType::Int64),
            Holds::Moments | Holds::RareMoments => ("moment", DataType::Timestamp(unit.names().0, None)),
            Holds::Durations => ("duration", DataType::Duration(unit.names().0)),
            Holds::Days => ("day", DataType::Date32),
        };
        let given = match (memory, self.holds) {
            (Memory::Bytes(bytes), Holds::Words(list)) => {
                words(arrow, &bytes, list().into_iter().map(str::to_owned).collect())?
            }
            (Memory::Bytes(bytes), _) => {
                let py = bytes.py();
                let read = bytes.readonly();
                let cells = read.as_slice()?;
                let nulls = cells
                    .contains(&NO_WORD)
                    .then(|| PyArray1::from_iter(py, cells.iter().map(|byte| *byte == NO_WORD)));
                flags(arrow, PyArray1::from_iter(py, cells.iter().map(|byte| *byte == 1)), nulls)?
            }
            (Memory::Days(cells, nulls), _) if arrow => numbers(Some(of), cells, marks(nulls)?)?,
            (Memory::Days(cells, nulls), _) => {
                let long = {
                    let read = cells.readonly();
                    PyArray1::from_iter(cells.py(), read.as_slice()?.iter().copied().map(i64::from))
                };
                marked(long, &nulls)?
            }
            (Memory::Numbers(cells, nulls), _) if arrow || kind == "number" => {
                numbers(arrow.then_some(of), cells, marks(nulls)?)?
            }
            (Memory::Numbers(cells, nulls), _) => marked(cells, &nulls)?,
        };
        Ok((kind, given))
    }
}

/// The marks of null, where there is any.
fn marks(nulls: Bound<'_, PyArray1<bool>>) -> PyResult<Option<Bound<'_, PyArray1<bool>>>> {
    let any = nulls.readonly().as_slice()?.contains(&true);
    Ok(any.then_some(nulls))
}

/// Moments, durations or days for numpy, which marks in the cell that there is none.
fn marked<'py>(
    cells: Bound<'py, PyArray1<i64>>,
    nulls: &Bound<'py, PyArray1<bool>>,
) -> PyResult<Bound<'py, PyAny>> {
    {
        let (mut cells, nulls) = (cells.readwrite(), nulls.readonly());
        let marked = cells.as_slice_mut()?.iter_mut().zip(nulls.as_slice()?);
        marked.filter(|(_, null)| **null).for_each(|(cell, _)| *cell = NONE);
    }
    Ok(cells.into_any())
}

/// Turns the places of each part into places in the list of all; those in no list stay.
fn joined<N: Clone + Eq + std::hash::Hash, P: Element + Copy + TryFrom<usize>>(
    places: &mut [P],
    parts: &[usize],
    named: Vec<Vec<N>>,
) -> Vec<N>
where
    usize: TryFrom<P>,
{
    let mut all: Vec<N> = Vec::new();
    let mut known: HashMap<N, usize> = HashMap::new();
    for (places, names) in parted(places, parts).into_iter().zip(named) {
        let now: Vec<usize> = names
            .into_iter()
            .map(|name| {
                *known.entry(name).or_insert_with_key(|name| {
                    all.push(name.clone());
                    all.len() - 1
                })
            })
            .collect();
        if now.iter().enumerate().all(|(before, now)| before == *now) {
            continue;
        }
        for place in places {
            let found = usize::try_from(*place).ok().and_then(|before| now.get(before));
            if let Some(found) = found.and_then(|now| P::try_from(*now).ok()) {
                *place = found;
            }
        }
    }
    all
}

/// `wangge.fold` over numpy and Arrow: the columns by name, each with what it is, the row of each case's first event,
/// and the unit of the moments.
#[pyfunction]
#[expect(clippy::too_many_arguments, reason = "called by one function of Python")]
#[expect(clippy::needless_pass_by_value, reason = "arguments of Python")]
pub(crate) fn fold_events<'py>(
    py: Python<'py>,
    events: Events<'py>,
    policy: PyRef<'py, PyPolicy>,
    calendar: PyRef<'py, PyWorkCalendar>,
    now: NaiveDateTime,
    null: bool,
    arrow: bool,
    threads: usize,
) -> PyResult<(Parts<'py>, Bound<'py, PyArray1<i64>>, &'static str)> {
    let read = EventColumns::read(&events)?;
    let log = read.log(now)?;
    let unit = log.unit;
    let rules = CaseRules::new(&policy.0, &calendar.0);
    let on_bad = if null { OnBad::Null } else { OnBad::Error };
    let parts = py.detach(|| LogParts::of(&log, threads)).map_err(PyError::from)?;
    let (sizes, answers) = (parts.cases(), columns());
    let many = sizes.iter().sum();
    let memory: Vec<Memory<'py>> =
        answers.iter().map(|answer| Memory::of(py, answer.holds, many)).collect::<PyResult<_>>()?;
    let (first, grid, problem) = (empty::<i64>(py, many)?, empty::<i32>(py, many)?, empty::<u8>(py, many)?);
    let (grids, problems) = {
        let mut writing: Vec<Writing<'py>> =
            answers.iter().zip(&memory).map(|(answer, memory)| memory.writing(answer.holds)).collect();
        let mut all: Vec<Cells<'_>> = writing.iter_mut().map(Writing::cells).collect::<PyResult<_>>()?;
        let (mut first, mut grid, mut problem) = (first.readwrite(), grid.readwrite(), problem.readwrite());
        let (grid, problem) = (grid.as_slice_mut()?, problem.as_slice_mut()?);
        let firsts = parted(first.as_slice_mut()?, &sizes);
        let columns = firsts.into_iter().zip(parted(grid, &sizes)).zip(parted(problem, &sizes));
        let sinks = columns.zip(&sizes).map(|(((first, grid), problem), rows)| Rows {
            answers: &answers,
            unit,
            data: &log.data,
            at_hand: Vec::with_capacity(AT_HAND),
            cells: all.iter_mut().map(|cells| cells.cut(*rows)).collect(),
            first,
            grid,
            grids: Grids::default(),
            problem,
            problems: Vec::new(),
        });
        let sinks = sinks.collect();
        let folded = py.detach(|| {
            let folded = parts.fold(&rules, now, on_bad, sinks)?;
            Ok::<_, wangge::Error>(folded.into_iter().map(Rows::done).unzip::<_, _, Vec<_>, Vec<_>>())
        });
        folded.map_err(PyError::from)?
    };
    let grids = joined(grid.readwrite().as_slice_mut()?, &sizes, grids);
    let mut problems = joined(problem.readwrite().as_slice_mut()?, &sizes, problems);
    let out = PyDict::new(py);
    out.set_item("grid", ("coded", (grid, grids)))?;
    for (answer, memory) in answers.iter().zip(memory) {
        out.set_item(answer.name, answer.given(memory, arrow, unit)?)?;
    }
    sort_words(problem.readwrite().as_slice_mut()?, &mut problems);
    let problems = problems.into_iter().map(str::to_owned).collect();
    out.set_item("problem", ("word", words(arrow, &problem, problems)?))?;
    Ok((Parts(out), first, unit.names().1))
}

/// Puts words in order, and their places with them.
fn sort_words(places: &mut [u8], words: &mut [&'static str]) {
    if words.is_sorted() {
        return;
    }
    let before = words.to_vec();
    words.sort_unstable();
    let now = |word: &&str| words.iter().position(|one| one == word).and_then(|now| u8::try_from(now).ok());
    let moved: Vec<u8> = before.iter().map(|word| now(word).unwrap_or(NO_WORD)).collect();
    for place in places {
        *place = moved.get(usize::from(*place)).copied().unwrap_or(NO_WORD);
    }
}
