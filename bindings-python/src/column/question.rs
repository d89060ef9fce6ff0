//! Questions about days: answered by days, numbers, yes or no, and states.

use std::sync::Arc;

use arrow_schema::DataType;
use numpy::{PyArray1, PyArrayMethods, PyUntypedArray, PyUntypedArrayMethods};
use pyo3::intern;
use pyo3::prelude::*;
use wangge::calendar::ShiftTable;
use wangge::rules::deadline::DeadlineTable;
use wangge::{
    ColumnOptions, Complexity, Count, Counting, DayNumber, DayStatus, Error, Nulls, OnBad, Vocabulary,
    WorkCalendar,
};

use super::answer::{empty, flags, no_nulls, numbers, words};
use super::days::{Cells, DayCells, Days, Kind, NULL};
use super::drive::{BLOCK, Cut, Refused, Way};
use super::input::{NONE, NumberCells, Numbers, WordCells, Words, as_many, describe, refuse};
use crate::calendar::{PyWorkCalendar, counting, or_china};
use crate::error::refused;
use crate::policy::PyPolicy;
use crate::term::{MakeUp, Start};

/// Below this many rows a table for the whole calendar costs more than it saves.
const FEW_ROWS: usize = 512;

/// A question about a day that is answered by a day.
enum Question<'a> {
    /// The same number of working days for each row, laid out.
    Table(ShiftTable),
    /// A number a row.
    Each { calendar: WorkCalendar, counting: Counting, counts: NumberCells<'a> },
    /// The limit of a complexity.
    Due { table: Arc<DeadlineTable>, words: WordCells<'a> },
}

/// What a block is read into.
#[derive(Default)]
struct Scratch {
    days: Vec<i64>,
    out: Vec<i64>,
    seconds: Vec<u32>,
    counts: Vec<i32>,
    codes: Vec<u8>,
    null: Vec<bool>,
}

impl Question<'_> {
    /// Answers days as they lie in memory, where the other column does too; `None` where it does not.
    fn direct<D: DayNumber>(
        &self,
        days: &[D],
        start: usize,
        on_bad: OnBad,
        out: &mut [D],
    ) -> Option<Result<usize, Error>> {
        let options = ColumnOptions { on_bad, first_row: start, ..ColumnOptions::default() };
        Some(match self {
            Self::Table(table) => table.column(days, Nulls::default(), options, out),
            Self::Each { calendar, counting, counts } => {
                let counts = Count::Each(counts.direct(start, days.len())?);
                let options = ColumnOptions { counting: *counting, ..options };
                calendar.add_workdays_column(days, counts, Nulls::default(), options, out)
            }
            Self::Due { table, words } => {
                let same;
                let codes = match words.same() {
                    Some(NONE) => return None,
                    Some(code) => {
                        same = [code];
                        &same
                    }
                    // A place past the complexities would be read as one after the cut-off hour.
                    None if table.has_cut_off() => return None,
                    None => words.direct(start, days.len())?,
                };
                table.column(days, codes, Nulls::default(), options, out)
            }
        })
    }

    /// Reads the other column for the days in `scratch`; a row without a value there becomes a null.
    fn load(&self, start: usize, timed: bool, scratch: &mut Scratch, refused: &Refused) -> Result<(), Error> {
        let rows = scratch.days.len();
        match self {
            Self::Table(_) => {}
            Self::Each { counts, .. } => {
                scratch.counts.resize(rows, 0);
                scratch.null.clear();
                scratch.null.resize(rows, false);
                if counts.fill(start, &mut scratch.counts, &mut scratch.null).is_err() {
                    // One that is too large among them: row by row, so that each is told.
                    let cells = scratch.counts.iter_mut().zip(&mut scratch.null).enumerate();
                    for (row, (count, null)) in cells {
                        let one = (std::slice::from_mut(count), std::slice::from_mut(null));
                        if let Err(error) = counts.fill(start + row, one.0, one.1) {
                            refused.row(|| error)?;
                            *null = true;
                        }
                    }
                }
                for (day, null) in scratch.days.iter_mut().zip(&scratch.null) {
                    if *null {
                        *day = NULL;
                    }
                }
            }
            Self::Due { table, words } => {
                scratch.codes.resize(rows, 0);
                words.fill(start, &mut scratch.codes);
                for (row, (day, code)) in scratch.days.iter_mut().zip(&mut scratch.codes).enumerate() {
                    if usize::from(*code) >= Complexity::ALL.len() {
                        if *code != NONE {
                            refused.row(|| words.refuse(start + row))?;
                        }
                        *day = NULL;
                        *code = 0;
                    }
                }
                if timed {
                    let cells = scratch.codes.iter_mut().zip(&scratch.days).zip(&scratch.seconds);
                    for ((code, day), second) in cells {
                        if table.cut_off(*day).is_some_and(|cut_off| *second >= cut_off) {
                            *code += DeadlineTable::AFTER_CUT_OFF;
                        }
                    }
                }
            }
        }
        Ok(())
    }

    fn wants_time(&self) -> bool {
        matches!(self, Self::Due { table, .. } if table.has_cut_off())
    }

    /// Reads the other column for days that lie in memory; false where one of its rows has no value.
    fn load_whole(&self, start: usize, rows: usize, scratch: &mut Scratch) -> bool {
        match self {
            Self::Table(_) => true,
            Self::Each { counts, .. } => {
                scratch.counts.resize(rows, 0);
                scratch.null.clear();
                scratch.null.resize(rows, false);
                counts.fill(start, &mut scratch.counts, &mut scratch.null).is_ok()
                    && !scratch.null.contains(&true)
            }
            Self::Due { words, .. } => {
                scratch.codes.resize(rows, 0);
                words.fill(start, &mut scratch.codes);
                let most = scratch.codes.iter().fold(0, |most, code| most.max(*code));
                usize::from(most) < Complexity::ALL.len()
            }
        }
    }

    /// One block of days as they lie in memory, where the other column has a value in each row.
    fn short_block(
        &self,
        days: &[i32],
        start: usize,
        scratch: &mut Scratch,
        out: &mut [i32],
    ) -> Option<Result<(), Error>> {
        let whole = self.load_whole(start, days.len(), scratch);
        whole.then(|| self.answer(days, start, OnBad::Error, scratch, 0..days.len(), out).map(drop))
    }

    /// Answers days with the rows `rows` of the other column in `scratch`.
    fn answer<D: DayNumber>(
        &self,
        days: &[D],
        start: usize,
        on_bad: OnBad,
        scratch: &Scratch,
        rows: core::ops::Range<usize>,
        out: &mut [D],
    ) -> Result<usize, Error> {
        let options = ColumnOptions { on_bad, first_row: start + rows.start, ..ColumnOptions::default() };
        match self {
            Self::Table(table) => table.column(days, Nulls::default(), options, out),
            Self::Each { calendar, counting, .. } => {
                let counts = Count::Each(scratch.counts.get(rows).unwrap_or_default());
                let options = ColumnOptions { counting: *counting, ..options };
                calendar.add_workdays_column(days, counts, Nulls::default(), options, out)
            }
            Self::Due { table, .. } => {
                let codes = scratch.codes.get(rows).unwrap_or_default();
                table.column(days, codes, Nulls::default(), options, out)
            }
        }
    }

    /// One block by way of scratch.
    fn block(
        &self,
        days: &DayCells<'_>,
        start: usize,
        rows: usize,
        scratch: &mut Scratch,
        refused: &Refused,
    ) -> Result<(), Error> {
        let timed = self.wants_time();
        scratch.days.resize(rows, 0);
        scratch.out.resize(rows, 0);
        if timed {
            scratch.seconds.clear();
            scratch.seconds.resize(rows, 0);
            days.fill(start, &mut scratch.days, Some(&mut scratch.seconds));
        } else {
            days.fill(start, &mut scratch.days, None);
        }
        self.load(start, timed, scratch, refused)?;
        let on_bad = if refused.go_on() { OnBad::Null } else { OnBad::Error };
        let mut out = std::mem::take(&mut scratch.out);
        let made = self.answer(&scratch.days, start, on_bad, scratch, 0..rows, &mut out)?;
        if made > 0 {
            refused.made_null();
        }
        if refused.wanted() && made > 0 {
            for (row, (day, answer)) in scratch.days.iter().zip(&out).enumerate() {
                if *answer == NULL && *day != NULL {
                    // Asked again alone, so that the refusal is the one of the first row.
                    match self.answer(&[*day], start, OnBad::Error, scratch, row..row + 1, &mut [0]) {
                        Err(Error::Input(error)) => refused.row(|| error)?,
                        Err(error) => return Err(error),
                        Ok(_) => {}
                    }
                }
            }
        }
        scratch.out = out;
        Ok(())
    }
}

/// Where the days of an answer are written.
enum Out<'a> {
    /// Days of 64 bits, [`NULL`] among them.
    Long(&'a mut [i64]),
    /// Ticks, so many a day.
    Ticks(&'a mut [i64], i64),
    /// Days of 32 bits, with marks of null where there is room for them.
    Short(&'a mut [i32], Option<&'a mut [bool]>),
}

impl Cut for Out<'_> {
    fn rows(&self) -> usize {
        match self {
            Self::Long(cells) | Self::Ticks(cells, _) => cells.len(),
            Self::Short(cells, _) => cells.len(),
        }
    }

    fn cut(self, at: usize) -> (Self, Self) {
        match self {
            Self::Long(cells) => {
                let (a, b) = cells.split_at_mut(at);
                (Self::Long(a), Self::Long(b))
            }
            Self::Ticks(cells, a_day) => {
                let (a, b) = cells.split_at_mut(at);
                (Self::Ticks(a, a_day), Self::Ticks(b, a_day))
            }
            Self::Short(cells, None) => {
                let (a, b) = cells.split_at_mut(at);
                (Self::Short(a, None), Self::Short(b, None))
            }
            Self::Short(cells, Some(nulls)) => {
                let ((a, b), (c, d)) = (cells.split_at_mut(at), nulls.split_at_mut(at));
                (Self::Short(a, Some(c)), Self::Short(b, Some(d)))
            }
        }
    }
}

impl Out<'_> {
    /// Writes a block of answers.
    fn write(&mut self, start: usize, from: usize, answers: &[i64]) -> Result<(), Error> {
        let rows = from..from + answers.len();
        match self {
            Self::Long(cells) => {
                if let Some(cells) = cells.get_mut(rows) {
                    cells.copy_from_slice(answers);
                }
            }
            Self::Ticks(cells, a_day) => {
                for (cell, day) in cells.get_mut(rows).unwrap_or_default().iter_mut().zip(answers) {
                    *cell = if *day == NULL { NULL } else { *day * *a_day };
                }
            }
            Self::Short(cells, nulls) => {
                let cells = cells.get_mut(rows.clone()).unwrap_or_default();
                for (cell, day) in cells.iter_mut().zip(answers) {
                    // A day of the calendar fits; a null is marked below.
                    *cell = i32::try_from(*day).unwrap_or(0);
                }
                if !answers.contains(&NULL) {
                    return Ok(());
                }
                match nulls {
                    Some(nulls) => {
                        for (null, day) in nulls.get_mut(rows).unwrap_or_default().iter_mut().zip(answers) {
                            *null = *day == NULL;
                        }
                    }
                    None => {
                        if let Some(row) = answers.iter().position(|day| *day == NULL) {
                            let allowed = "a value: a column of int32 has no null; take datetime64[D]";
                            return Err(refuse(start + row, "days", "null".to_owned(), allowed).into());
                        }
                    }
                }
            }
        }
        Ok(())
    }
}

/// Works through the rows of one piece.
fn work(
    question: &Question<'_>,
    days: &DayCells<'_>,
    first: usize,
    mut out: Out<'_>,
    refused: &Refused,
) -> Result<(), Error> {
    let rows = out.rows();
    if !refused.wanted() {
        // The whole piece at once, where nothing has to be read or written another way.
        let done = match (days.direct(first, rows), &mut out) {
            (Some(Cells::Long(days)), Out::Long(out)) => question.direct(days, first, refused.on_bad, out),
            (Some(Cells::Short(days)), Out::Short(out, _)) if refused.on_bad == OnBad::Error => {
                question.direct(days, first, OnBad::Error, out)
            }
            _ => None,
        };
        if let Some(done) = done {
            return done.map(drop);
        }
    }
    let mut scratch = Scratch::default();
    let mut done = 0;
    while done < rows {
        let now = BLOCK.min(rows - done);
        let start = first + done;
        if refused.on_bad == OnBad::Error && !refused.wanted() {
            let answered = match (days.direct(start, now), &mut out) {
                (Some(Cells::Short(days)), Out::Short(cells, _)) => cells
                    .get_mut(done..done + now)
                    .and_then(|cells| question.short_block(days, start, &mut scratch, cells)),
                _ => None,
            };
            if let Some(answered) = answered {
                answered?;
                done += now;
                continue;
            }
        }
        question.block(days, start, now, &mut scratch, refused)?;
        out.write(start, done, &scratch.out)?;
        done += now;
    }
    Ok(())
}

/// Makes or checks the output, and has the question answered.
fn map_days<'py>(
    days: &Days<'py>,
    given: &Bound<'py, PyAny>,
    out: Option<Bound<'py, PyAny>>,
    keep_unit: bool,
    way: &Way<'py>,
    question: &Question<'_>,
) -> PyResult<Bound<'py, PyAny>> {
    let py = given.py();
    let (rows, cells, refused) = (days.rows(), days.cells()?, way.refused());
    if out.is_some() && days.is_arrow() {
        return Err(crate::error::refused("out", describe(given), "out= for arrays of numpy").into());
    }
    let drive = |out: Out<'_>| -> PyResult<()> {
        way.drive(py, out, |first, out| work(question, &cells, first, out, &refused))
    };
    let answer = if days.is_arrow() {
        let (cells, nulls) = (empty::<i32>(py, rows)?, no_nulls(py, rows)?);
        {
            let (mut cells, mut nulls) = (cells.readwrite(), nulls.readwrite());
            drive(Out::Short(cells.as_slice_mut()?, Some(nulls.as_slice_mut()?)))?;
        }
        let kind = if days.dates { DataType::Date32 } else { DataType::Int32 };
        numbers(Some(kind), cells, refused.has_nulls().then_some(nulls))?
    } else if days.kind == Kind::Short {
        if way.on_bad() == OnBad::Null {
            let allowed = "raise: a column of int32 has no null; take datetime64[D]";
            return Err(crate::error::refused("errors", "null", allowed).into());
        }
        let out = match out {
            Some(out) => out,
            None => empty::<i32>(py, rows)?.into_any(),
        };
        into_array::<i32>(&out, given, rows, "int32 as the days are", |cells| {
            drive(Out::Short(cells, None))
        })?;
        out
    } else {
        let numpy = py.import(intern!(py, "numpy"))?;
        let same = keep_unit && matches!(days.kind, Kind::Ticks(_));
        let dtype = if same {
            given.cast::<PyUntypedArray>()?.dtype().into_any()
        } else {
            intern!(py, "M8[D]").clone().into_any()
        };
        let out = match out {
            Some(out) => out,
            None => numpy.call_method1(intern!(py, "empty"), (rows, &dtype))?,
        };
        let dtype = numpy.call_method1(intern!(py, "dtype"), (dtype,))?;
        let allowed = format!("{dtype} for these days");
        let found = out.cast::<PyUntypedArray>().ok().map(PyUntypedArrayMethods::dtype);
        if found.is_none_or(|found| !found.eq(&dtype).unwrap_or(false)) {
            return Err(crate::error::refused("out", describe(&out), allowed).into());
        }
        let view = out.call_method1(intern!(py, "view"), (intern!(py, "i8"),))?;
        into_array::<i64>(&view, given, rows, &allowed, |cells| {
            drive(match days.kind {
                Kind::Ticks(a_day) if same => Out::Ticks(cells, a_day),
                _ => Out::Long(cells),
            })
        })?;
        out
    };
    way.tell(py, refused)?;
    Ok(answer)
}

/// The slice of an output that is as long as the days and not the days themselves.
fn into_array<T: numpy::Element>(
    out: &Bound<'_, PyAny>,
    given: &Bound<'_, PyAny>,
    rows: usize,
    allowed: &str,
    fill: impl FnOnce(&mut [T]) -> PyResult<()>,
) -> PyResult<()> {
    let py = out.py();
    let cast = out.cast::<PyArray1<T>>().map_err(|_| refused("out", describe(out), allowed))?;
    let alone = "a writable array in one piece that does not overlap the days";
    let shared =
        py.import(intern!(py, "numpy"))?.call_method1(intern!(py, "may_share_memory"), (out, given))?;
    if shared.is_truthy()? {
        return Err(refused("out", "the days themselves", alone).into());
    }
    let mut write = cast.try_readwrite().map_err(|error| refused("out", error.to_string(), alone))?;
    let cells = write.as_slice_mut().map_err(|error| refused("out", error.to_string(), alone))?;
    if cells.len() != rows {
        let found = format!("{} rows", cells.len());
        return Err(refused("out", found, format!("{rows} rows, as many as there are days")).into());
    }
    fill(cells)
}

/// `wangge.columns.add_workdays` over numpy and Arrow.
#[pyfunction]
#[pyo3(signature = (days, n, calendar, start, make_up, out, keep_unit, way))]
#[expect(clippy::too_many_arguments, reason = "called by one function of Python")]
#[expect(clippy::needless_pass_by_value, reason = "arguments of Python")]
pub(crate) fn add_workdays<'py>(
    days: &Bound<'py, PyAny>,
    n: &Bound<'py, PyAny>,
    calendar: Option<&Bound<'py, PyWorkCalendar>>,
    start: Option<Start>,
    make_up: Option<MakeUp>,
    out: Option<Bound<'py, PyAny>>,
    keep_unit: bool,
    way: Way<'py>,
) -> PyResult<Bound<'py, PyAny>> {
    let (calendar, counting) = (or_china(calendar), counting(start, make_up));
    let read = Days::read("days", days)?;
    let counts = Numbers::read("n", n)?;
    let few;
    let counts = match &counts {
        // One row at a time is cheaper than a table of every day.
        Numbers::Same(n) if read.rows() <= FEW_ROWS => {
            few = vec![*n; read.rows()];
            Numbers::Short(PyArray1::from_vec(days.py(), few).readonly())
        }
        _ => counts,
    };
    if let Some(rows) = counts.rows() {
        as_many("n", rows, read.rows())?;
    }
    let cells = counts.cells("n")?;
    let question = match cells.same() {
        Some(n) => Question::Table(ShiftTable::new(&calendar, n, counting)),
        None => Question::Each { calendar, counting, counts: cells },
    };
    map_days(&read, days, out, keep_unit, &way, &question)
}

/// `wangge.columns.deadlines` over numpy and Arrow.
#[pyfunction]
#[pyo3(signature = (received, complexity, policy, calendar, out, keep_unit, way))]
#[expect(clippy::needless_pass_by_value, reason = "arguments of Python")]
pub(crate) fn deadlines<'py>(
    received: &Bound<'py, PyAny>,
    complexity: &Bound<'py, PyAny>,
    policy: &Bound<'py, PyPolicy>,
    calendar: Option<&Bound<'py, PyWorkCalendar>>,
    out: Option<Bound<'py, PyAny>>,
    keep_unit: bool,
    way: Way<'py>,
) -> PyResult<Bound<'py, PyAny>> {
    let read = Days::read("received", received)?;
    let words = Words::read::<Complexity>("complexity", complexity)?;
    if let Some(rows) = words.rows() {
        as_many("complexity", rows, read.rows())?;
    }
    let table = policy.get().table(&or_china(calendar));
    let question = Question::Due { table, words: words.cells()? };
    map_days(&read, received, out, keep_unit, &way, &question)
}

/// Days of one or two columns, answered by something else than days.
struct Ask<'a, F> {
    columns: Vec<DayCells<'a>>,
    calendar: &'a WorkCalendar,
    /// Whether a null of the input is a null of the answer; else it is a row without an answer.
    nullable: bool,
    refused: &'a Refused,
    answer: F,
}

impl<F> Ask<'_, F> {
    fn work<T: Copy + Default>(
        &self,
        first: usize,
        (out, nulls): (&mut [T], &mut [bool]),
    ) -> Result<(), Error>
    where
        F: Fn(&[Vec<i64>], usize, &mut [T]) -> Result<(), Error>,
    {
        let known = i64::from(self.calendar.first_number())..=i64::from(self.calendar.last_number());
        let mut days: Vec<Vec<i64>> = vec![Vec::new(); self.columns.len()];
        let blocks = out.chunks_mut(BLOCK).zip(nulls.chunks_mut(BLOCK));
        for (nth, (out, nulls)) in blocks.enumerate() {
            let start = first + nth * BLOCK;
            for (days, column) in days.iter_mut().zip(&self.columns) {
                days.resize(out.len(), 0);
                column.fill(start, days, None);
            }
            if days.iter().any(|days| days.iter().any(|day| !known.contains(day))) {
                for (row, null) in nulls.iter_mut().enumerate() {
                    let cells: Vec<i64> = days.iter().filter_map(|days| days.get(row).copied()).collect();
                    if cells.iter().all(|day| known.contains(day)) {
                        continue;
                    }
                    let absent = self.nullable && cells.contains(&NULL);
                    if !absent {
                        let alone: Vec<Vec<i64>> = cells.iter().map(|day| vec![*day]).collect();
                        match (self.answer)(&alone, start + row, &mut [T::default()]) {
                            Err(Error::Input(error)) => self.refused.row(|| error)?,
                            Err(error) => return Err(error),
                            Ok(()) => {}
                        }
                    }
                    *null = true;
                    self.refused.made_null();
                    // Something known, so that the block can be answered; the row stays marked.
                    for cell in days.iter_mut().filter_map(|days| days.get_mut(row)) {
                        *cell = *known.start();
                    }
                }
            }
            (self.answer)(&days, start, out)?;
        }
        Ok(())
    }
}

fn options(make_up: Option<MakeUp>, first_row: usize) -> ColumnOptions {
    ColumnOptions { first_row, ..ColumnOptions::from(counting(None, make_up).make_up) }
}

fn one(days: &[Vec<i64>], nth: usize) -> &[i64] {
    days.get(nth).map(Vec::as_slice).unwrap_or_default()
}

/// Answers, and the marks of null where there is any.
type Answers<'py, T> = (Bound<'py, PyArray1<T>>, Option<Bound<'py, PyArray1<bool>>>);

/// Has a question answered; what comes back are the answers and the marks of null.
fn ask<'py, T: numpy::Element + Copy + Default + Send>(
    py: Python<'py>,
    columns: &[&Days<'py>],
    calendar: &WorkCalendar,
    nullable: bool,
    way: &Way<'py>,
    answer: impl Fn(&[Vec<i64>], usize, &mut [T]) -> Result<(), Error> + Sync,
) -> PyResult<Answers<'py, T>> {
    let rows = columns.first().map_or(0, |days| days.rows());
    let (out, nulls, refused) = (empty::<T>(py, rows)?, no_nulls(py, rows)?, way.refused());
    if !nullable && way.on_bad() == OnBad::Null {
        let allowed =
            "raise: an array of numpy has no null for this answer; take a Series or an Arrow column";
        return Err(crate::error::refused("errors", "null", allowed).into());
    }
    {
        let columns: Vec<DayCells<'_>> = columns.iter().map(|days| days.cells()).collect::<Result<_, _>>()?;
        let ask = Ask { columns, calendar, nullable, refused: &refused, answer };
        let (mut out, mut nulls) = (out.readwrite(), nulls.readwrite());
        way.drive(py, (out.as_slice_mut()?, nulls.as_slice_mut()?), |first, piece| ask.work(first, piece))?;
    }
    let any = refused.has_nulls();
    way.tell(py, refused)?;
    Ok((out, any.then_some(nulls)))
}

/// `wangge.columns.is_workday` over numpy and Arrow.
#[pyfunction]
#[pyo3(signature = (days, calendar, make_up, nullable, way))]
#[expect(clippy::needless_pass_by_value, reason = "arguments of Python")]
pub(crate) fn is_workday<'py>(
    days: &Bound<'py, PyAny>,
    calendar: Option<&Bound<'py, PyWorkCalendar>>,
    make_up: Option<MakeUp>,
    nullable: bool,
    way: Way<'py>,
) -> PyResult<Bound<'py, PyAny>> {
    let (read, calendar) = (Days::read("days", days)?, or_china(calendar));
    let (out, nulls) =
        ask(days.py(), &[&read], &calendar, nullable, &way, |days, start, out: &mut [bool]| {
            calendar.is_workday_column(one(days, 0), options(make_up, start), out)
        })?;
    flags(read.is_arrow(), out, nulls)
}

/// `wangge.columns.workdays_between` over numpy and Arrow.
#[pyfunction]
#[pyo3(signature = (a, b, calendar, make_up, nullable, way))]
#[expect(clippy::needless_pass_by_value, reason = "arguments of Python")]
pub(crate) fn workdays_between<'py>(
    a: &Bound<'py, PyAny>,
    b: &Bound<'py, PyAny>,
    calendar: Option<&Bound<'py, PyWorkCalendar>>,
    make_up: Option<MakeUp>,
    nullable: bool,
    way: Way<'py>,
) -> PyResult<Bound<'py, PyAny>> {
    let (from, to, calendar) = (Days::read("a", a)?, Days::read("b", b)?, or_china(calendar));
    as_many("b", to.rows(), from.rows())?;
    let (out, nulls) =
        ask(a.py(), &[&from, &to], &calendar, nullable, &way, |days, start, out: &mut [i32]| {
            calendar.workdays_between_column(one(days, 0), one(days, 1), options(make_up, start), out)
        })?;
    numbers(from.is_arrow().then_some(DataType::Int32), out, nulls)
}

/// `wangge.columns.day_status` over numpy and Arrow.
#[pyfunction]
#[pyo3(signature = (days, calendar, nullable, way))]
#[expect(clippy::needless_pass_by_value, reason = "arguments of Python")]
pub(crate) fn day_status<'py>(
    days: &Bound<'py, PyAny>,
    calendar: Option<&Bound<'py, PyWorkCalendar>>,
    nullable: bool,
    way: Way<'py>,
) -> PyResult<Bound<'py, PyAny>> {
    let (read, calendar) = (Days::read("days", days)?, or_china(calendar));
    let (codes, nulls) =
        ask(days.py(), &[&read], &calendar, nullable, &way, |days, start, out: &mut [u8]| {
            calendar.status_column(one(days, 0), options(None, start), out)
        })?;
    if let Some(nulls) = nulls {
        let (mut codes, nulls) = (codes.readwrite(), nulls.readonly());
        for (code, null) in codes.as_slice_mut()?.iter_mut().zip(nulls.as_slice()?) {
            if *null {
                *code = super::answer::NO_WORD;
            }
        }
    }
    let list = DayStatus::codes().into_iter().map(str::to_owned).collect();
    words(read.is_arrow(), &codes, list)
}
