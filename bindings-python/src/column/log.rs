//! A log as columns of numpy or Arrow: what the fold reads, where it lies in memory.

use std::borrow::Cow;
use std::cmp::Ordering;

use arrow_schema::{DataType, TimeUnit};
use chrono::{DateTime, NaiveDateTime, TimeDelta};
use numpy::PyReadonlyArray1;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use wangge::case::EventTable;
use wangge::{InputError, StepKind, Vocabulary};

use super::fold::Grids;
use super::input::{Numbers, Words, as_many, contiguous, describe, refuse, typed};
use super::text::{TextCells, Texts};
use crate::arrow::ArrowColumn;
use crate::error::{PyError, refused};

/// A column of moments.
pub(super) struct Moments<'py> {
    held: Held<'py>,
    pub(super) unit: Unit,
}

enum Held<'py> {
    Numpy(PyReadonlyArray1<'py, i64>),
    Arrow(ArrowColumn),
}

/// The unit of moments, by how many of its ticks a second has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Second,
    Milli,
    Micro,
    Nano,
}

/// The tick of no moment, as numpy has it.
pub(super) const NONE: i64 = i64::MIN;

impl Unit {
    /// The unit as Arrow has it, and as numpy writes it.
    pub(super) const fn names(self) -> (TimeUnit, &'static str) {
        match self {
            Self::Second => (TimeUnit::Second, "s"),
            Self::Milli => (TimeUnit::Millisecond, "ms"),
            Self::Micro => (TimeUnit::Microsecond, "us"),
            Self::Nano => (TimeUnit::Nanosecond, "ns"),
        }
    }

    const fn a_second(self) -> i64 {
        match self {
            Self::Second => 1,
            Self::Milli => 1_000,
            Self::Micro => 1_000_000,
            Self::Nano => 1_000_000_000,
        }
    }

    pub(super) fn at(self, tick: i64) -> Option<NaiveDateTime> {
        let at = match self {
            Self::Second => DateTime::from_timestamp_secs(tick)?,
            Self::Milli => DateTime::from_timestamp_millis(tick)?,
            Self::Micro => DateTime::from_timestamp_micros(tick)?,
            Self::Nano => DateTime::from_timestamp_nanos(tick),
        };
        Some(at.naive_utc())
    }

    pub(super) fn length(self, time: TimeDelta) -> Option<i64> {
        Some(time.num_nanoseconds()? / (1_000_000_000 / self.a_second()))
    }

    pub(super) fn tick(self, at: NaiveDateTime) -> i64 {
        let at = at.and_utc();
        at.timestamp() * self.a_second()
            + i64::from(at.timestamp_subsec_nanos()) / (1_000_000_000 / self.a_second())
    }
}

impl<'py> Moments<'py> {
    pub(super) fn read(name: &'static str, object: &Bound<'py, PyAny>) -> PyResult<Self> {
        let allowed = "moments without a zone: datetime64[s], [ms], [us] or [ns], or timestamps of Arrow";
        let units = [Unit::Second, Unit::Milli, Unit::Micro, Unit::Nano];
        if let Ok(pair) = object.cast::<PyTuple>() {
            let (ticks, unit) = (pair.get_item(0)?, pair.get_item(1)?.extract::<String>()?);
            let known = units.into_iter().find(|one| one.names().1 == unit);
            let unit = known.ok_or_else(|| refused(name, format!("datetime64[{unit}]"), allowed))?;
            return Ok(Self { held: Held::Numpy(contiguous(name, &ticks)?), unit });
        }
        let Some(column) = ArrowColumn::import(object)? else {
            return Err(refused(name, describe(object), allowed).into());
        };
        let kind = column.field.data_type();
        let known = units.into_iter().find(|one| *kind == DataType::Timestamp(one.names().0, None));
        let unit = known.ok_or_else(|| refused(name, format!("a column of {kind}"), allowed))?;
        Ok(Self { held: Held::Arrow(column), unit })
    }

    /// The ticks, [`NONE`] for a null: where they lie, or copied out of several chunks, or for their nulls.
    pub(super) fn ticks(&self) -> PyResult<Cow<'_, [i64]>> {
        let column = match &self.held {
            Held::Numpy(array) => return Ok(Cow::Borrowed(array.as_slice()?)),
            Held::Arrow(column) => column,
        };
        if let [chunk] = column.chunks.as_slice()
            && chunk.nulls().is_none()
        {
            return Ok(Cow::Borrowed(typed::<i64>(chunk, 0)));
        }
        let mut ticks = Vec::with_capacity(column.rows());
        for chunk in &column.chunks {
            let first = ticks.len();
            ticks.extend_from_slice(typed::<i64>(chunk, 0));
            if let Some(valid) = chunk.nulls() {
                let marked = ticks.iter_mut().skip(first).enumerate();
                marked.filter(|(row, _)| valid.is_null(*row)).for_each(|(_, tick)| *tick = NONE);
            }
        }
        Ok(Cow::Owned(ticks))
    }
}

/// The columns of a log, read.
pub(crate) struct Log<'a> {
    pub(super) cases: TextCells<'a>,
    pub(super) sequences: Cow<'a, [i32]>,
    /// Places in the vocabulary of steps.
    pub(super) kinds: Cow<'a, [u8]>,
    pub(super) ticks: Cow<'a, [i64]>,
    pub(super) unit: Unit,
    pub(super) data: TextCells<'a>,
}

/// What Python gives of a log: case, sequence, kind, at and data.
pub(crate) type Events<'py> =
    (Bound<'py, PyAny>, Bound<'py, PyAny>, Bound<'py, PyAny>, Bound<'py, PyAny>, Bound<'py, PyAny>);

/// The columns of a log as they were given, held while they are read.
pub(crate) struct EventColumns<'py> {
    cases: Texts,
    sequences: Numbers<'py>,
    kinds: Words<'py>,
    moments: Moments<'py>,
    data: Texts,
}

impl<'py> EventColumns<'py> {
    pub(crate) fn read((case, sequence, kind, at, data): &Events<'py>) -> PyResult<Self> {
        Ok(Self {
            cases: Texts::read("case", case)?,
            sequences: Numbers::read("sequence", sequence)?,
            kinds: Words::read::<StepKind>("kind", kind)?,
            moments: Moments::read("at", at)?,
            data: Texts::read("data", data)?,
        })
    }

    /// The log, its columns of one length, as of a moment that its unit can say.
    pub(crate) fn log(&self, now: NaiveDateTime) -> PyResult<Log<'_>> {
        let rows = self.cases.rows();
        as_many("data", self.data.rows(), rows)?;
        let ticks = self.moments.ticks()?;
        as_many("at", ticks.len(), rows)?;
        as_many("sequence", self.sequences.rows().unwrap_or(rows), rows)?;
        as_many("kind", self.kinds.rows().unwrap_or(rows), rows)?;
        let unit = self.moments.unit;
        let log = Log {
            cases: self.cases.cells(),
            sequences: sequences_of(&self.sequences, rows)?,
            kinds: kinds_of(&self.kinds, rows)?,
            ticks,
            unit,
            data: self.data.cells(),
        };
        if unit.at(unit.tick(now)) != Some(now) {
            return Err(
                refused("now", now.to_string(), "a moment in the unit of the column of moments").into()
            );
        }
        Ok(log)
    }
}

impl Log<'_> {
    /// The grid that each of these events names, as its place in a list; below 0 for none.
    pub(crate) fn grids(&self, rows: impl Iterator<Item = usize>) -> (Vec<i32>, Vec<String>) {
        let mut grids = Grids::default();
        let places = rows.map(|row| grids.place(self.data.at(row).unwrap_or_default())).collect();
        (places, grids.names)
    }

    /// The grids that its first events name, in order.
    pub(crate) fn all_grids(&self) -> Vec<String> {
        let (_, mut names) = self.grids((0..self.rows()).filter(|row| self.sequence(*row) == 1));
        names.sort_unstable();
        names
    }
}

impl EventTable for Log<'_> {
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
        let tick = self.ticks.get(row).copied().filter(|tick| *tick != NONE);
        let found = tick.and_then(|tick| self.unit.at(tick));
        found.ok_or_else(|| refuse(row, "at", "null".to_owned(), "a moment in every row"))
    }

    fn data(&self, row: usize) -> &[u8] {
        self.data.at(row).unwrap_or_default()
    }

    fn compare_cases(&self, row: usize, other: usize) -> Ordering {
        match self.cases.short(row, other) {
            Some((one, other)) => one.cmp(&other),
            None => self.case(row).cmp(self.case(other)),
        }
    }

    fn is_same_case(&self, row: usize, other: usize) -> bool {
        match self.cases.short(row, other) {
            Some((one, other)) => one == other,
            None => self.case(row) == self.case(other),
        }
    }
}

/// The numbers of events: where they lie, or copied; none null.
fn sequences_of<'a>(read: &'a Numbers<'_>, rows: usize) -> PyResult<Cow<'a, [i32]>> {
    let cells = read.cells("sequence")?;
    if let Some(direct) = cells.direct(0, rows) {
        return Ok(Cow::Borrowed(direct));
    }
    let (mut numbers, mut nulls) = (vec![0; rows], vec![false; rows]);
    cells.fill(0, &mut numbers, &mut nulls).map_err(PyError::from)?;
    match nulls.iter().position(|null| *null) {
        Some(row) => {
            Err(PyError::from(refuse(row, "sequence", "null".to_owned(), "a number in every row")).into())
        }
        None => Ok(Cow::Owned(numbers)),
    }
}

/// The steps of events as places in their vocabulary: where they lie, or looked up.
fn kinds_of<'a>(read: &'a Words<'_>, rows: usize) -> PyResult<Cow<'a, [u8]>> {
    let cells = read.cells()?;
    let kinds = if let Some(direct) = cells.direct(0, rows) {
        Cow::Borrowed(direct)
    } else {
        let mut kinds = vec![0; rows];
        cells.fill(0, &mut kinds);
        Cow::Owned(kinds)
    };
    match kinds.iter().position(|code| usize::from(*code) >= StepKind::ALL.len()) {
        Some(row) => Err(PyError::from(cells.refuse(row)).into()),
        None => Ok(kinds),
    }
}
