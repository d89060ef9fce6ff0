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
use crate::arrow::ArrowColumn;
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

    fn at(&self, row: usize) -> Option<&str> {
        match self {
            Self::Arrow { column, starts } => {
                let (chunk, row) = starts.find(row)?;
                let chunk = column.chunks.get(chunk)?;
                let bytes = match chunk.data_type() {
                    DataType::Dictionary(..) => text_at(chunk.child_data().first()?, key_of(chunk, row)?),
                    _ => text_at(chunk, row),
                };
                // What Arrow calls a text is UTF-8.
                core::str::from_utf8(bytes?).ok()
            }
            Self::Listed { places, words } => {
                usize::try_from(*places.get(row)?).ok().and_then(|place| words.get(place)).map(String::as_str)
            }
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

    fn case(&self, row: usize) -> &str {
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

    fn data(&self, row: usize) -> &str {
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
        let (mut said, mut known) = (HashMap::<&str, i32>::new(), HashMap::<String, i32>::new());
        let mut names = Vec::new();
        let mut place = |text: &str| -> i32 {
            let Ok(Named { grid: Some(grid) }) = serde_json::from_str::<Named<'_>>(text) else { return -1 };
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
            places.push(match said.get(text) {
                Some(place) => *place,
                None => {
                    let found = place(text);
                    // Texts that come again are few; those of a case's own are not kept.
                    if said.len() < 4096 {
                        said.insert(text, found);
                    }
                    found
                }
            });
        }
        Self { places, names }
    }
}

/// A count of a row.
type Count = fn(&CaseStanding) -> u32;

/// Columns of answers, for numpy or for Arrow.
struct Answers<'py> {
    rows: Vec<CaseStanding>,
    arrow: bool,
    out: Bound<'py, PyDict>,
}

impl Answers<'_> {
    fn word<V: Vocabulary>(&self, name: &str, word: impl Fn(&CaseStanding) -> Option<V>) -> PyResult<()> {
        let code = |row: &CaseStanding| {
            word(row).and_then(|word| u8::try_from(word.index()).ok()).unwrap_or(NO_WORD)
        };
        let codes = PyArray1::from_iter(self.out.py(), self.rows.iter().map(code));
        let list = V::codes().into_iter().map(str::to_owned).collect();
        self.out.set_item(name, ("word", words(self.arrow, &codes, list)?))
    }

    fn number(&self, name: &str, number: impl Fn(&CaseStanding) -> Option<i64>) -> PyResult<()> {
        let py = self.out.py();
        let cells = PyArray1::from_iter(py, self.rows.iter().map(|row| number(row).unwrap_or_default()));
        let nulls = self.rows.iter().any(|row| number(row).is_none());
        let nulls = nulls.then(|| PyArray1::from_iter(py, self.rows.iter().map(|row| number(row).is_none())));
        let made = numbers(self.arrow.then_some(DataType::Int64), cells, nulls)?;
        self.out.set_item(name, ("number", made))
    }

    fn flag(&self, name: &str, flag: impl Fn(&CaseStanding) -> Option<bool>) -> PyResult<()> {
        let py = self.out.py();
        let cells = PyArray1::from_iter(py, self.rows.iter().map(|row| flag(row).unwrap_or_default()));
        let nulls = self.rows.iter().any(|row| flag(row).is_none());
        let nulls = nulls.then(|| PyArray1::from_iter(py, self.rows.iter().map(|row| flag(row).is_none())));
        self.out.set_item(name, ("flag", flags(self.arrow, cells, nulls)?))
    }

    /// Days; NaT, or null, for none.
    fn day(&self, name: &str, day: impl Fn(&CaseStanding) -> Option<NaiveDate>) -> PyResult<()> {
        let number = |row: &CaseStanding| {
            day(row).and_then(|day| {
                i32::try_from(day.signed_duration_since(NaiveDate::default()).num_days()).ok()
            })
        };
        if !self.arrow {
            return self.ticks(name, ("day", DataType::Date32), |row| number(row).map(i64::from));
        }
        let py = self.out.py();
        let cells = PyArray1::from_iter(py, self.rows.iter().map(|row| number(row).unwrap_or_default()));
        let nulls = PyArray1::from_iter(py, self.rows.iter().map(|row| number(row).is_none()));
        self.out.set_item(name, ("day", numbers(Some(DataType::Date32), cells, Some(nulls))?))
    }

    /// Ticks of the log's own unit; NaT, or null, for none.
    fn ticks(
        &self,
        name: &str,
        kind: (&str, DataType),
        tick: impl Fn(&CaseStanding) -> Option<i64>,
    ) -> PyResult<()> {
        let py = self.out.py();
        // What Arrow marks as null holds nothing that a reader could stumble over.
        let none = if self.arrow { 0 } else { Moments::NONE };
        let cells = PyArray1::from_iter(py, self.rows.iter().map(|row| tick(row).unwrap_or(none)));
        if !self.arrow {
            return self.out.set_item(name, (kind.0, cells));
        }
        let nulls = self.rows.iter().any(|row| tick(row).is_none());
        let nulls = nulls.then(|| PyArray1::from_iter(py, self.rows.iter().map(|row| tick(row).is_none())));
        self.out.set_item(name, (kind.0, numbers(Some(kind.1), cells, nulls)?))
    }
}

/// `wangge.columns.fold` over numpy and Arrow: the columns by name, each with what it is, and the row of each case's
/// first event.
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
) -> PyResult<(Bound<'py, PyDict>, Bound<'py, PyArray1<i64>>)> {
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
    if let Some(row) = (0..rows).find(|row| log.cases.at(*row).is_none_or(str::is_empty)) {
        return Err(PyError::from(refuse(row, "case", "null".to_owned(), "an id in every row")).into());
    }
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
    let folded = py.detach(|| case::fold(&rules, &log, now, options)).map_err(PyError::from)?;
    let unit = match log.moments.a_second {
        1 => TimeUnit::Second,
        1_000 => TimeUnit::Millisecond,
        1_000_000 => TimeUnit::Microsecond,
        _ => TimeUnit::Nanosecond,
    };
    let grids = Grids::of(&log.data, &folded);
    let first =
        PyArray1::from_iter(py, folded.iter().map(|row| i64::try_from(row.first).unwrap_or(i64::MAX)));
    let answers = Answers { rows: folded, arrow, out: PyDict::new(py) };
    let moment = || ("moment", DataType::Timestamp(unit, None));
    let duration = || ("duration", DataType::Duration(unit));
    let tick = |at: Option<NaiveDateTime>| at.map(|at| log.moments.tick(at));
    let places = PyArray1::from_vec(py, grids.places);
    answers.out.set_item("grid", ("coded", (places, grids.names)))?;
    answers.word::<CaseState>("state", |row| Some(row.state))?;
    answers.word::<Light>("light", |row| row.light)?;
    answers.word::<Complexity>("complexity", |row| row.complexity)?;
    answers.ticks("received", moment(), |row| tick(Some(row.received)))?;
    answers.ticks("due", moment(), |row| tick(row.due))?;
    answers.day("due_date", |row| row.due_date)?;
    answers.ticks("ended", moment(), |row| tick(row.ended))?;
    answers.word::<Settlement>("settlement", |row| row.settlement)?;
    answers.flag("late", |row| row.late)?;
    answers.number("left_days", |row| match row.left {
        Some(Amount::Days(days)) => Some(days),
        _ => None,
    })?;
    let length = |time: TimeDelta| log.moments.length(time);
    answers.ticks("left_time", duration(), |row| match row.left {
        Some(Amount::Time(time)) => length(time),
        _ => None,
    })?;
    answers.number("events", |row| i64::try_from(row.events).ok())?;
    let counts: [(&str, Count); 6] = [
        ("reworked", |row| row.reworked),
        ("returned", |row| row.returned),
        ("transferred", |row| row.transferred),
        ("reopened", |row| row.reopened),
        ("extended", |row| row.extended),
        ("suspensions", |row| row.suspensions),
    ];
    for (name, count) in counts {
        answers.number(name, |row| Some(count(row).into()))?;
    }
    answers.ticks("suspended", duration(), |row| length(row.suspended))?;
    answers.word::<SupervisionLevel>("supervision", |row| row.supervision)?;
    answers.ticks("reported", moment(), |row| tick(row.reported))?;
    answers.flag("told", |row| Some(row.told))?;
    answers.flag("exempted", |row| Some(row.exempted))?;
    answers.flag("needs_follow_up", |row| Some(row.needs_follow_up))?;
    let mut problems: Vec<&'static str> = answers.rows.iter().filter_map(|row| row.problem).collect();
    problems.sort_unstable();
    problems.dedup();
    let code = |row: &CaseStanding| {
        let place = problems.iter().position(|code| Some(*code) == row.problem);
        place.and_then(|place| u8::try_from(place).ok()).unwrap_or(NO_WORD)
    };
    let codes = PyArray1::from_iter(py, answers.rows.iter().map(code));
    let list = problems.iter().map(|code| (*code).to_owned()).collect();
    answers.out.set_item("problem", ("word", words(arrow, &codes, list)?))?;
    Ok((answers.out, first))
}
