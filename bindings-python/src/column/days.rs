//! A column of days as it comes in: numpy's `datetime64` or `int32`, or Arrow's dates, timestamps and `int32`.

use arrow_buffer::NullBuffer;
use arrow_schema::{DataType, TimeUnit};
use numpy::{PyArray1, PyArrayDescrMethods, PyReadonlyArray1, PyUntypedArray, PyUntypedArrayMethods};
use pyo3::intern;
use pyo3::prelude::*;

use super::input::{contiguous, describe};
use crate::arrow::ArrowColumn;
use crate::error::{PyError, refused};

/// What a column of days may be.
const ALLOWED: &str = "a column of dates: datetime64[D], int32 days, date32, or times without a zone";

/// What the cells of a column are, and so what its answers are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Day numbers of 64 bits, `NaT` among them: numpy's `datetime64[D]`.
    Long,
    /// Day numbers of 32 bits: numpy's `int32`, Arrow's `int32` and `date32`.
    Short,
    /// Ticks, so many a day: numpy's `datetime64` of other units, Arrow's timestamps and `date64`.
    Ticks(i64),
}

enum Held<'py> {
    Long(PyReadonlyArray1<'py, i64>),
    Short(PyReadonlyArray1<'py, i32>),
    Arrow(ArrowColumn),
}

/// The memory of a column, kept alive.
pub(crate) struct Days<'py> {
    held: Held<'py>,
    pub(crate) kind: Kind,
    /// Whether the answers are dates of Arrow (else numbers as they came in).
    pub(crate) dates: bool,
}

/// A day in ticks of a unit of `datetime64`.
fn ticks_a_day(unit: &str) -> Option<i64> {
    Some(match unit {
        "h" => 24,
        "m" => 1440,
        "s" => 86_400,
        "ms" => 86_400_000,
        "us" => 86_400_000_000,
        "ns" => 86_400_000_000_000,
        _ => return None,
    })
}

impl<'py> Days<'py> {
    /// Reads what was given for the argument of that name.
    pub(crate) fn read(name: &str, object: &Bound<'py, PyAny>) -> PyResult<Self> {
        let py = object.py();
        if let Ok(array) = object.cast::<PyUntypedArray>() {
            let dtype = array.dtype();
            if array.ndim() != 1 {
                return Err(refused(name, describe(object), ALLOWED).into());
            }
            if object.cast::<PyArray1<i32>>().is_ok() {
                let held = Held::Short(contiguous(name, object)?);
                return Ok(Self { held, kind: Kind::Short, dates: false });
            }
            if dtype.kind() == b'M' && dtype.byteorder() != b'>' {
                let data = py.import(intern!(py, "numpy"))?.getattr(intern!(py, "datetime_data"))?;
                let (unit, step): (String, i64) = data.call1((&dtype,))?.extract()?;
                let kind = match (unit.as_str(), step) {
                    ("D", 1) => Some(Kind::Long),
                    (unit, 1) => ticks_a_day(unit).map(Kind::Ticks),
                    _ => None,
                };
                if let Some(kind) = kind {
                    let view = object.call_method1(intern!(py, "view"), (intern!(py, "i8"),))?;
                    let held = Held::Long(contiguous(name, &view)?);
                    return Ok(Self { held, kind, dates: false });
                }
            }
            return Err(refused(name, describe(object), ALLOWED).into());
        }
        let Some(column) = ArrowColumn::import(object)? else {
            return Err(refused(name, describe(object), ALLOWED).into());
        };
        let (kind, dates) = match column.field.data_type() {
            DataType::Date32 => (Kind::Short, true),
            DataType::Int32 => (Kind::Short, false),
            DataType::Date64 => (Kind::Ticks(86_400_000), true),
            DataType::Timestamp(unit, None) => {
                let unit = match unit {
                    TimeUnit::Second => "s",
                    TimeUnit::Millisecond => "ms",
                    TimeUnit::Microsecond => "us",
                    TimeUnit::Nanosecond => "ns",
                };
                (Kind::Ticks(ticks_a_day(unit).unwrap_or(1)), true)
            }
            DataType::Timestamp(_, Some(zone)) => {
                let found = format!("times of the zone {zone}");
                let allowed = "times without a zone, or tz= to say in which zone the county's clocks run";
                return Err(refused(name, found, allowed).into());
            }
            other => return Err(refused(name, format!("a column of {other}"), ALLOWED).into()),
        };
        Ok(Self { held: Held::Arrow(column), kind, dates })
    }

    pub(crate) fn rows(&self) -> usize {
        match &self.held {
            Held::Long(array) => array.len(),
            Held::Short(array) => array.len(),
            Held::Arrow(column) => column.rows(),
        }
    }

    pub(crate) fn is_arrow(&self) -> bool {
        matches!(self.held, Held::Arrow(_))
    }

    /// The cells, safe to be read on any thread; the column itself stays here and keeps them.
    pub(crate) fn cells(&self) -> Result<DayCells<'_>, PyError> {
        let unread = |_| refused("days", "an array in several pieces", "an array in one piece");
        let chunks = match &self.held {
            Held::Long(array) => {
                vec![Chunk { start: 0, cells: Cells::Long(array.as_slice().map_err(unread)?), valid: None }]
            }
            Held::Short(array) => {
                vec![Chunk { start: 0, cells: Cells::Short(array.as_slice().map_err(unread)?), valid: None }]
            }
            Held::Arrow(column) => {
                let mut start = 0;
                let chunks = column.chunks.iter().map(|data| {
                    let (from, to) = (data.offset(), data.offset() + data.len());
                    let buffer = data.buffers().first();
                    let cells = if self.kind == Kind::Short {
                        let cells = buffer.and_then(|buffer| buffer.typed_data::<i32>().get(from..to));
                        Cells::Short(cells.unwrap_or_default())
                    } else {
                        let cells = buffer.and_then(|buffer| buffer.typed_data::<i64>().get(from..to));
                        Cells::Long(cells.unwrap_or_default())
                    };
                    let chunk =
                        Chunk { start, cells, valid: data.nulls().filter(|nulls| nulls.null_count() > 0) };
                    start += data.len();
                    chunk
                });
                chunks.collect()
            }
        };
        Ok(DayCells { chunks, kind: self.kind })
    }
}

/// A run of cells of one column, and the row it begins at.
struct Chunk<'a> {
    start: usize,
    cells: Cells<'a>,
    valid: Option<&'a NullBuffer>,
}

#[derive(Clone, Copy)]
pub(crate) enum Cells<'a> {
    Long(&'a [i64]),
    Short(&'a [i32]),
}

impl Cells<'_> {
    fn len(&self) -> usize {
        match self {
            Self::Long(cells) => cells.len(),
            Self::Short(cells) => cells.len(),
        }
    }
}

/// The cells of a column of days.
pub(crate) struct DayCells<'a> {
    chunks: Vec<Chunk<'a>>,
    kind: Kind,
}

/// The value that stands for a null among days of 64 bits.
pub(crate) const NULL: i64 = i64::MIN;

impl<'a> DayCells<'a> {
    /// The rows as they lie in memory, where they lie in one piece, are days, and none is marked null.
    pub(crate) fn direct(&self, start: usize, rows: usize) -> Option<Cells<'a>> {
        if matches!(self.kind, Kind::Ticks(_)) {
            return None;
        }
        let chunk = self.chunk_of(start)?;
        let from = start - chunk.start;
        if chunk.valid.is_some() {
            return None;
        }
        Some(match chunk.cells {
            Cells::Long(cells) => Cells::Long(cells.get(from..from + rows)?),
            Cells::Short(cells) => Cells::Short(cells.get(from..from + rows)?),
        })
    }

    fn chunk_of(&self, row: usize) -> Option<&Chunk<'a>> {
        let after = self.chunks.partition_point(|chunk| chunk.start <= row);
        self.chunks.get(after.checked_sub(1)?)
    }

    /// Day numbers of the rows from `start` on, [`NULL`] where there is none; the second of the day too where that
    /// is asked for.
    pub(crate) fn fill(&self, start: usize, days: &mut [i64], mut seconds: Option<&mut [u32]>) {
        let mut done = 0;
        while done < days.len() {
            let Some(chunk) = self.chunk_of(start + done) else { return };
            let from = start + done - chunk.start;
            let rows = (chunk.cells.len() - from).min(days.len() - done);
            let Some(out) = days.get_mut(done..done + rows) else { return };
            match chunk.cells {
                Cells::Short(cells) => {
                    for (out, cell) in out.iter_mut().zip(cells.iter().skip(from)) {
                        *out = i64::from(*cell);
                    }
                }
                Cells::Long(cells) => {
                    let cells = cells.get(from..from + rows).unwrap_or_default();
                    match self.kind {
                        Kind::Ticks(a_day) => days_of(cells, a_day, out),
                        Kind::Long | Kind::Short => out.copy_from_slice(cells),
                    }
                    let seconds =
                        seconds.as_deref_mut().and_then(|seconds| seconds.get_mut(done..done + rows));
                    if let (Kind::Ticks(a_day), Some(seconds)) = (self.kind, seconds) {
                        for (second, cell) in seconds.iter_mut().zip(cells) {
                            let of_day = i128::from(cell.rem_euclid(a_day)) * 86_400 / i128::from(a_day);
                            *second = u32::try_from(of_day).unwrap_or_default();
                        }
                    }
                }
            }
            if let Some(valid) = chunk.valid {
                for (row, out) in out.iter_mut().enumerate() {
                    if valid.is_null(from + row) {
                        *out = NULL;
                    }
                }
            }
            done += rows;
        }
    }
}

/// Days of ticks. The number of ticks in a day is known to the compiler, which divides by multiplying.
fn days_of(cells: &[i64], a_day: i64, out: &mut [i64]) {
    fn by<const TICKS: i64>(cells: &[i64], out: &mut [i64]) {
        for (out, cell) in out.iter_mut().zip(cells) {
            *out = if *cell == NULL { NULL } else { cell.div_euclid(TICKS) };
        }
    }
    match a_day {
        86_400 => by::<86_400>(cells, out),
        86_400_000 => by::<86_400_000>(cells, out),
        86_400_000_000 => by::<86_400_000_000>(cells, out),
        86_400_000_000_000 => by::<86_400_000_000_000>(cells, out),
        _ => {
            for (out, cell) in out.iter_mut().zip(cells) {
                *out = if *cell == NULL { NULL } else { cell.div_euclid(a_day) };
            }
        }
    }
}
