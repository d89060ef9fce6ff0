//! Columns of numpy: `datetime64[D]` or `int32` days in, the same out. numpy is imported by the first call, not by
//! `import wangge`.

use numpy::datetime::{Datetime, units::Days};
use numpy::{Element, PyArray1, PyArrayMethods, PyReadonlyArray1, PyUntypedArray, PyUntypedArrayMethods};
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::types::PyString;
use pyo3::{intern, type_hint_identifier, type_hint_union};
use wangge::rules::deadline::DeadlineTable;
use wangge::{ColumnOptions, Count, DayNumber, DayStatus, Error, InputError, Nulls, OnBad, Vocabulary};

use crate::calendar::{PyWorkCalendar, counting, or_china, threads_for};
use crate::error::{PyError, refused};
use crate::policy::PyPolicy;
use crate::term::{Complexity, MakeUp, Start};

/// Below this many rows a table for the whole calendar costs more than it saves.
const FEW_ROWS: usize = 512;

/// A column whose type only the stub knows.
macro_rules! column_type {
    ($(#[$doc:meta])* $name:ident: $hint:expr) => {
        $(#[$doc])*
        pub(crate) struct $name<'py>(Bound<'py, PyAny>);

        impl<'py> FromPyObject<'_, 'py> for $name<'py> {
            type Error = PyErr;
            const INPUT_TYPE: PyStaticExpr = $hint;

            fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
                Ok(Self(object.to_owned()))
            }
        }

        impl<'py> IntoPyObject<'py> for $name<'py> {
            type Target = PyAny;
            type Output = Bound<'py, PyAny>;
            type Error = PyErr;
            const OUTPUT_TYPE: PyStaticExpr = $hint;

            fn into_pyobject(self, _py: Python<'py>) -> PyResult<Self::Output> {
                Ok(self.0)
            }
        }
    };
}

column_type! {
    /// Days: `datetime64[D]` or `int32`.
    DaysColumn: type_hint_identifier!("wangge._types", "DaysT")
}
column_type! {
    /// Counts: one number, or an array of them.
    CountColumn: type_hint_identifier!("wangge._types", "Counts")
}
column_type! {
    /// Complexities: one word, or an array of words or codes.
    ComplexityColumn: type_hint_identifier!("wangge._types", "Complexities")
}
column_type! {
    /// Booleans.
    BoolColumn: type_hint_identifier!("wangge._types", "Bools")
}
column_type! {
    /// Numbers of days.
    NumberColumn: type_hint_identifier!("wangge._types", "Numbers")
}
column_type! {
    /// Words.
    WordColumn: type_hint_identifier!("wangge._types", "Words")
}

/// What becomes of a row without an answer: `raise` or `null`.
pub(crate) struct Errors(OnBad);

impl FromPyObject<'_, '_> for Errors {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr = type_hint_union!(
        type_hint_identifier!("wangge._types", "Errors"),
        type_hint_identifier!("builtins", "str")
    );

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        match object.cast::<PyString>()?.to_str()? {
            "raise" => Ok(Self(OnBad::Error)),
            "null" => Ok(Self(OnBad::Null)),
            other => Err(refused("errors", other, "raise, null").into()),
        }
    }
}

fn describe(object: &Bound<'_, PyAny>) -> String {
    match object.cast::<PyUntypedArray>() {
        Ok(array) => format!("{}-dimensional array of {}", array.ndim(), array.dtype()),
        Err(_) => object.get_type().to_string(),
    }
}

const DAYS_ALLOWED: &str = "a one-dimensional array of datetime64[D] or int32";

/// The slice of an array; a strided one is copied once, by numpy.
fn contiguous<'py, T: Element>(name: &str, array: &Bound<'py, PyAny>) -> PyResult<PyReadonlyArray1<'py, T>> {
    let cast = array.cast::<PyArray1<T>>().map_err(|_| refused(name, describe(array), DAYS_ALLOWED))?;
    let read =
        cast.try_readonly().map_err(|error| refused(name, error.to_string(), "an array nobody writes"))?;
    if read.as_slice().is_ok() {
        return Ok(read);
    }
    Ok(array.call_method0(intern!(array.py(), "copy"))?.cast_into::<PyArray1<T>>()?.readonly())
}

/// numpy allocates: it asks for huge pages, and takes no zeroing.
fn empty<'py>(py: Python<'py>, rows: usize, dtype: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    py.import(intern!(py, "numpy"))?.call_method1(intern!(py, "empty"), (rows, dtype))
}

/// Work over pieces of a column, on as many threads; the first refused row of the whole column is the answer.
fn in_pieces<T: Send, R: Send>(
    out: &mut [T],
    threads: usize,
    work: impl Fn(usize, &mut [T]) -> Result<R, Error> + Sync,
) -> Result<(), PyError> {
    let piece = out.len().div_ceil(threads).max(1);
    let mut pieces = out.chunks_mut(piece).enumerate();
    let Some((_, first)) = pieces.next() else { return Ok(()) };
    let work = &work;
    let result = std::thread::scope(|scope| {
        let others: Vec<_> =
            pieces.map(|(nth, out)| scope.spawn(move || work(nth * piece, out).map(drop))).collect();
        let first = work(0, first).map(drop);
        others.into_iter().fold(first, |so_far, other| {
            let other = other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            so_far.and(other)
        })
    });
    Ok(result?)
}

/// The part of a column that belongs to a piece of the output.
fn part<T>(column: &[T], start: usize, rows: usize) -> &[T] {
    column.get(start..start + rows).unwrap_or_default()
}

/// A question about days that is answered by days, for either kind of column.
trait DaysAnswer: Sync {
    fn answer<D: DayNumber + Send + Sync>(
        &self,
        days: &[D],
        start: usize,
        out: &mut [D],
    ) -> Result<usize, Error>;
}

/// Dispatches on the kind of the column, makes or checks the output, lets go of the interpreter.
fn map_days<'py>(
    days: &Bound<'py, PyAny>,
    out: Option<Bound<'py, PyAny>>,
    threads: Option<usize>,
    question: &impl DaysAnswer,
) -> PyResult<Bound<'py, PyAny>> {
    let py = days.py();
    let wide = days.cast::<PyArray1<Datetime<Days>>>().is_ok();
    if !wide && days.cast::<PyArray1<i32>>().is_err() {
        return Err(refused("days", describe(days), DAYS_ALLOWED).into());
    }
    let array = days.cast::<PyUntypedArray>()?;
    let out = match out {
        Some(out) => out,
        None => empty(py, array.len(), array.dtype().as_any())?,
    };
    if wide {
        // A view of the same bytes: numpy makes it without copying, and the borrow checker still sees whose they are.
        out.cast::<PyArray1<Datetime<Days>>>()
            .map_err(|_| refused("out", describe(&out), "datetime64[D] as the days are"))?;
        let view = |array: &Bound<'py, PyAny>| array.call_method1(intern!(py, "view"), (intern!(py, "i8"),));
        fill::<i64>(&view(days)?, &view(&out)?, threads, question)?;
    } else {
        out.cast::<PyArray1<i32>>().map_err(|_| refused("out", describe(&out), "int32 as the days are"))?;
        fill::<i32>(days, &out, threads, question)?;
    }
    Ok(out)
}

fn fill<'py, T: Element + DayNumber + Send + Sync>(
    days: &Bound<'py, PyAny>,
    out: &Bound<'py, PyAny>,
    threads: Option<usize>,
    question: &impl DaysAnswer,
) -> PyResult<()> {
    let allowed = "a writable array in one piece that does not overlap the days";
    let source = contiguous::<T>("days", days)?;
    let mut target = out
        .cast::<PyArray1<T>>()?
        .try_readwrite()
        .map_err(|error| refused("out", error.to_string(), allowed))?;
    let source = source.as_slice()?;
    let target = target.as_slice_mut().map_err(|error| refused("out", error.to_string(), allowed))?;
    if source.len() != target.len() {
        let found = format!("{} rows", target.len());
        return Err(refused("out", found, format!("{} rows, as many as there are days", source.len())).into());
    }
    let threads = threads_for(source.len(), threads)?;
    days.py().detach(|| {
        in_pieces(target, threads, |start, out| question.answer(part(source, start, out.len()), start, out))
    })?;
    Ok(())
}

struct AddWorkdays<'a> {
    calendar: wangge::WorkCalendar,
    counts: Counts<'a>,
    options: ColumnOptions,
}

enum Counts<'a> {
    Same(i32),
    Each(&'a [i32]),
}

impl DaysAnswer for AddWorkdays<'_> {
    fn answer<D: DayNumber + Send + Sync>(
        &self,
        days: &[D],
        start: usize,
        out: &mut [D],
    ) -> Result<usize, Error> {
        let options = ColumnOptions { first_row: start, ..self.options };
        let same;
        let count = match &self.counts {
            Counts::Each(counts) => Count::Each(part(counts, start, days.len())),
            Counts::Same(n) if days.len() <= FEW_ROWS => {
                same = vec![*n; days.len()];
                Count::Each(&same)
            }
            Counts::Same(n) => Count::Same(*n),
        };
        self.calendar.add_workdays_column(days, count, Nulls::default(), options, out)
    }
}

/// `WorkCalendar.add_workdays` over a column: `datetime64[D]` or `int32` days in, the same kind out.
///
/// `n` is one number or an array of int32 or int64, one a row. NaT stays NaT. `errors="raise"` names the first row
/// without an answer in an InputError; `errors="null"` makes it NaT (an int32 column has no null, and refuses). `out`
/// takes the answers; `threads` is by default 1 for short columns, else as many as there are cores.
///
/// >>> import numpy as np, wangge as wg
/// >>> wg.add_workdays(np.array(["2026-11-20", "NaT"], dtype="datetime64[D]"), 15)
/// array(['2026-12-11',        'NaT'], dtype='datetime64[D]')
#[pyfunction]
#[pyo3(signature = (days, n, calendar = None, *, start = None, make_up = None, errors = None, out = None, threads = None))]
#[expect(clippy::too_many_arguments, reason = "arguments by name")]
#[expect(clippy::needless_pass_by_value, reason = "arguments of Python")]
pub(crate) fn add_workdays<'py>(
    days: DaysColumn<'py>,
    n: CountColumn<'py>,
    calendar: Option<&Bound<'py, PyWorkCalendar>>,
    start: Option<Start>,
    make_up: Option<MakeUp>,
    errors: Option<Errors>,
    out: Option<DaysColumn<'py>>,
    threads: Option<usize>,
) -> PyResult<DaysColumn<'py>> {
    let on_bad = errors.map(|errors| errors.0).unwrap_or_default();
    let options = ColumnOptions { counting: counting(start, make_up), on_bad, first_row: 0 };
    let calendar = or_china(calendar);
    let out = out.map(|out| out.0);
    if n.0.cast::<PyUntypedArray>().is_err() {
        let counts = Counts::Same(n.0.extract()?);
        return map_days(&days.0, out, threads, &AddWorkdays { calendar, counts, options }).map(DaysColumn);
    }
    let narrow = narrowed(&n.0)?;
    let read = contiguous::<i32>("n", &narrow)?;
    as_many("n", read.len(), &days.0)?;
    let counts = Counts::Each(read.as_slice()?);
    map_days(&days.0, out, threads, &AddWorkdays { calendar, counts, options }).map(DaysColumn)
}

/// A second column has as many rows as there are days.
fn as_many(name: &str, found: usize, days: &Bound<'_, PyAny>) -> PyResult<()> {
    let rows = days.len()?;
    if found == rows {
        return Ok(());
    }
    let allowed = format!("{rows} rows, as many as there are days");
    Err(refused(name, format!("{found} rows"), allowed).into())
}

/// Counts as int32; an int64 that does not fit is an error that names its row.
fn narrowed<'py>(counts: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let py = counts.py();
    let Ok(_) = counts.cast::<PyArray1<i64>>() else {
        let Ok(_) = counts.cast::<PyArray1<i32>>() else {
            let allowed = "a number, or a one-dimensional array of int32 or int64";
            return Err(refused("n", describe(counts), allowed).into());
        };
        return Ok(counts.clone());
    };
    let wide = contiguous::<i64>("n", counts)?;
    for (row, count) in wide.as_slice()?.iter().enumerate() {
        if i32::try_from(*count).is_err() {
            let allowed = format!("{} to {}", i32::MIN, i32::MAX);
            let error =
                InputError { row: Some(row), column: "n".to_owned(), value: count.to_string(), allowed };
            return Err(PyError::from(error).into());
        }
    }
    counts.call_method1(intern!(py, "astype"), (intern!(py, "i4"),))
}

struct Deadlines<'a> {
    table: DeadlineTable,
    codes: Codes<'a>,
    options: ColumnOptions,
}

enum Codes<'a> {
    Same(u8),
    Each(&'a [u8]),
}

impl DaysAnswer for Deadlines<'_> {
    fn answer<D: DayNumber + Send + Sync>(
        &self,
        days: &[D],
        start: usize,
        out: &mut [D],
    ) -> Result<usize, Error> {
        let options = ColumnOptions { first_row: start, ..self.options };
        let one;
        let codes = match &self.codes {
            Codes::Each(codes) => part(codes, start, days.len()),
            Codes::Same(code) => {
                one = [*code];
                &one
            }
        };
        self.table.column(days, codes, Nulls::default(), options, out)
    }
}

/// `Policy.deadline` over a column: days of receipt in, due days of the same kind out.
///
/// `complexity` is one word for every row, or one a row: an array of words or of uint8 codes (the places in
/// `Complexity`). NaT stays NaT; `errors`, `out` and `threads` are as for `add_workdays`.
///
/// Raises InputError naming the first row without an answer, and why.
///
/// >>> import numpy as np, wangge as wg
/// >>> received = np.array(["2026-11-23", "2026-11-23"], dtype="datetime64[D]")
/// >>> wg.deadlines(received, ["general", "complex"], policy=wg.Policy.preset("combined"))
/// array(['2026-12-02', '2026-12-14'], dtype='datetime64[D]')
#[pyfunction]
#[pyo3(signature = (received, complexity, policy, calendar = None, *, errors = None, out = None, threads = None))]
#[expect(clippy::needless_pass_by_value, reason = "arguments of Python")]
pub(crate) fn deadlines<'py>(
    received: DaysColumn<'py>,
    complexity: ComplexityColumn<'py>,
    policy: &Bound<'py, PyPolicy>,
    calendar: Option<&Bound<'py, PyWorkCalendar>>,
    errors: Option<Errors>,
    out: Option<DaysColumn<'py>>,
    threads: Option<usize>,
) -> PyResult<DaysColumn<'py>> {
    let on_bad = errors.map(|errors| errors.0).unwrap_or_default();
    let options = ColumnOptions { on_bad, ..ColumnOptions::default() };
    let table = DeadlineTable::new(&policy.get().0, &or_china(calendar));
    let out = out.map(|out| out.0);
    if complexity.0.is_instance_of::<PyString>() {
        let word: Complexity = complexity.0.extract()?;
        let same = Codes::Same(u8::try_from(word.0.index()).unwrap_or(u8::MAX));
        return map_days(&received.0, out, threads, &Deadlines { table, codes: same, options })
            .map(DaysColumn);
    }
    let coded = codes_of(&complexity.0)?;
    let read = contiguous::<u8>("complexity", &coded)?;
    as_many("complexity", read.len(), &received.0)?;
    // A column of one row is not a word for every row; either way it is that row's.
    let each = Codes::Each(read.as_slice()?);
    map_days(&received.0, out, threads, &Deadlines { table, codes: each, options }).map(DaysColumn)
}

/// Words as codes: numpy compares the column with each word, no object a row crosses.
fn codes_of<'py>(words: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let py = words.py();
    if words.cast::<PyArray1<u8>>().is_ok() {
        return Ok(words.clone());
    }
    let numpy = py.import(intern!(py, "numpy"))?;
    let array = numpy.call_method1(intern!(py, "asarray"), (words,))?;
    let coded = numpy.call_method1(intern!(py, "full"), (array.len()?, u8::MAX, intern!(py, "u1")))?;
    for (code, word) in wangge::Complexity::ALL.iter().enumerate() {
        for text in [word.code(), word.zh()] {
            let same = array.call_method1(intern!(py, "__eq__"), (text,))?;
            numpy.call_method1(intern!(py, "putmask"), (&coded, same, code))?;
        }
    }
    let unknown = contiguous::<u8>("complexity", &coded)?;
    if let Some(row) = unknown.as_slice()?.iter().position(|code| *code == u8::MAX) {
        let error = InputError {
            row: Some(row),
            column: "complexity".to_owned(),
            value: array.get_item(row)?.str()?.to_string(),
            allowed: wangge::Complexity::codes().join(", "),
        };
        return Err(PyError::from(error).into());
    }
    Ok(coded)
}

/// Runs a question over one kind of column or the other.
macro_rules! either_kind {
    ($days:expr, |$slice:ident| $body:expr) => {{
        let days: &Bound<'py, PyAny> = $days;
        let py = days.py();
        if days.cast::<PyArray1<Datetime<Days>>>().is_ok() {
            let view = days.call_method1(intern!(py, "view"), (intern!(py, "i8"),))?;
            let $slice = contiguous::<i64>("days", &view)?;
            $body
        } else {
            let $slice = contiguous::<i32>("days", days)?;
            $body
        }
    }};
}

/// `WorkCalendar.is_workday` over a column of days: an array of bool.
///
/// Raises InputError naming the first row that is NaT or outside the calendar.
///
/// >>> import numpy as np, wangge as wg
/// >>> wg.is_workday(np.array(["2026-10-10", "2026-10-11"], dtype="datetime64[D]"))
/// array([ True, False])
#[pyfunction]
#[pyo3(signature = (days, calendar = None, *, make_up = None, threads = None))]
#[expect(clippy::needless_pass_by_value, reason = "arguments of Python")]
pub(crate) fn is_workday<'py>(
    py: Python<'py>,
    days: DaysColumn<'py>,
    calendar: Option<&Bound<'py, PyWorkCalendar>>,
    make_up: Option<MakeUp>,
    threads: Option<usize>,
) -> PyResult<BoolColumn<'py>> {
    let calendar = or_china(calendar);
    let options = ColumnOptions::from(counting(None, make_up).make_up);
    let out = either_kind!(&days.0, |read| {
        let source = read.as_slice()?;
        let out = empty(py, source.len(), intern!(py, "?").as_any())?.cast_into::<PyArray1<bool>>()?;
        let mut target = out.readwrite();
        let target = target.as_slice_mut()?;
        let threads = threads_for(source.len(), threads)?;
        py.detach(|| {
            in_pieces(target, threads, |start, out| {
                let options = ColumnOptions { first_row: start, ..options };
                calendar.is_workday_column(part(source, start, out.len()), options, out)
            })
        })?;
        out
    });
    Ok(BoolColumn(out.into_any()))
}

/// `WorkCalendar.status` over a column of days: an array of the words confirmed and provisional.
///
/// Raises InputError naming the first row that is NaT or outside the calendar.
///
/// >>> import numpy as np, wangge as wg
/// >>> wg.day_status(np.array(["2026-12-25", "2026-12-26"], dtype="datetime64[D]")).tolist()
/// ['confirmed', 'provisional']
#[pyfunction]
#[pyo3(signature = (days, calendar = None))]
#[expect(clippy::needless_pass_by_value, reason = "arguments of Python")]
pub(crate) fn day_status<'py>(
    py: Python<'py>,
    days: DaysColumn<'py>,
    calendar: Option<&Bound<'py, PyWorkCalendar>>,
) -> PyResult<WordColumn<'py>> {
    let calendar = or_china(calendar);
    let codes = either_kind!(&days.0, |read| {
        let source = read.as_slice()?;
        let mut codes = vec![0_u8; source.len()];
        py.detach(|| calendar.status_column(source, ColumnOptions::default(), &mut codes))
            .map_err(PyError::from)?;
        codes
    });
    let numpy = py.import(intern!(py, "numpy"))?;
    let words = numpy.call_method1(intern!(py, "array"), (DayStatus::codes(),))?;
    Ok(WordColumn(words.call_method1(intern!(py, "take"), (PyArray1::from_vec(py, codes),))?))
}

/// `WorkCalendar.workdays_between` over two columns of one kind: working days in (a, b], an array of int32.
///
/// Raises InputError naming the first row that is NaT or outside the calendar.
///
/// >>> import numpy as np, wangge as wg
/// >>> day = lambda text: np.array([text], dtype="datetime64[D]")
/// >>> wg.workdays_between(day("2022-09-30"), day("2022-11-02"))
/// array([20], dtype=int32)
#[pyfunction]
#[pyo3(signature = (a, b, calendar = None, *, make_up = None, threads = None))]
#[expect(clippy::needless_pass_by_value, reason = "arguments of Python")]
pub(crate) fn workdays_between<'py>(
    py: Python<'py>,
    a: DaysColumn<'py>,
    b: DaysColumn<'py>,
    calendar: Option<&Bound<'py, PyWorkCalendar>>,
    make_up: Option<MakeUp>,
    threads: Option<usize>,
) -> PyResult<NumberColumn<'py>> {
    let calendar = or_china(calendar);
    let wide = |array: &Bound<'py, PyAny>| array.cast::<PyArray1<Datetime<Days>>>().is_ok();
    if wide(&a.0) != wide(&b.0) {
        return Err(refused("b", describe(&b.0), format!("the kind of a: {}", describe(&a.0))).into());
    }
    let options = ColumnOptions::from(counting(None, make_up).make_up);
    let out = either_kind!(&a.0, |from| {
        either_kind!(&b.0, |to| {
            let (from, to) = (from.as_slice()?, to.as_slice()?);
            between(py, &calendar, from, to, options, threads)?
        })
    });
    Ok(NumberColumn(out))
}

fn between<'py, A: DayNumber + Sync, B: DayNumber + Sync>(
    py: Python<'py>,
    calendar: &wangge::WorkCalendar,
    from: &[A],
    to: &[B],
    options: ColumnOptions,
    threads: Option<usize>,
) -> PyResult<Bound<'py, PyAny>> {
    if from.len() != to.len() {
        return Err(refused(
            "b",
            format!("{} rows", to.len()),
            format!("{} rows, as many as a has", from.len()),
        )
        .into());
    }
    let out = empty(py, from.len(), intern!(py, "i4").as_any())?.cast_into::<PyArray1<i32>>()?;
    let mut target = out.readwrite();
    let target = target.as_slice_mut()?;
    let threads = threads_for(from.len(), threads)?;
    py.detach(|| {
        in_pieces(target, threads, |start, out| {
            let options = ColumnOptions { first_row: start, ..options };
            let rows = out.len();
            calendar.workdays_between_column(part(from, start, rows), part(to, start, rows), options, out)
        })
    })?;
    Ok(out.into_any())
}
