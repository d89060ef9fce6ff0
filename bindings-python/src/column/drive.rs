//! How a column is worked through: in pieces, on threads, without the interpreter, with progress told in between.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::types::PyString;
use pyo3::{type_hint_identifier, type_hint_union};
use wangge::{Error, InputError, OnBad};

use crate::calendar::threads_for;
use crate::error::{PyError, refused};

/// Rows of a block: what is read, answered and written stays in the first caches.
pub(crate) const BLOCK: usize = 1 << 13;

/// Rows between two words of progress.
const ROWS_A_STEP: usize = 1 << 21;

/// What becomes of a row without an answer: `raise` or `null`.
#[derive(Clone, Copy)]
pub(crate) struct Errors(pub(crate) OnBad);

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

/// How a call is to be worked through: a dict of these.
pub(crate) struct Way<'py> {
    /// What becomes of a row without an answer.
    errors: Option<Errors>,
    /// A list for the refusal of every such row.
    report: Option<Bound<'py, PyAny>>,
    threads: Option<usize>,
    /// Called with the rows done and the rows there are.
    progress: Option<Bound<'py, PyAny>>,
}

impl<'py> FromPyObject<'_, 'py> for Way<'py> {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr = type_hint_identifier!("wangge._types", "Way");

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let part = |name: &str| object.get_item(name);
        Ok(Self {
            errors: part("errors")?.extract()?,
            report: part("report")?.extract()?,
            threads: part("threads")?.extract()?,
            progress: part("progress")?.extract()?,
        })
    }
}

/// The rows that could not be answered, from every thread.
pub(crate) struct Refused {
    pub(crate) on_bad: OnBad,
    wanted: bool,
    found: Mutex<Vec<InputError>>,
    /// Whether any answer is a null.
    nulls: AtomicBool,
}

impl Refused {
    /// Whether a bad row becomes a null for now, and is told afterwards.
    pub(crate) fn go_on(&self) -> bool {
        self.wanted || self.on_bad == OnBad::Null
    }

    /// Says that an answer is a null.
    pub(crate) fn made_null(&self) {
        self.nulls.store(true, Ordering::Relaxed);
    }

    pub(crate) fn has_nulls(&self) -> bool {
        self.nulls.load(Ordering::Relaxed)
    }

    pub(crate) fn wanted(&self) -> bool {
        self.wanted
    }

    /// A row that could not be answered: the error that ends the call, or one more to be told afterwards.
    pub(crate) fn row(&self, error: impl FnOnce() -> InputError) -> Result<(), Error> {
        if !self.go_on() {
            return Err(error().into());
        }
        if self.wanted {
            self.found.lock().unwrap_or_else(PoisonError::into_inner).push(error());
        }
        Ok(())
    }
}

impl Way<'_> {
    pub(crate) fn on_bad(&self) -> OnBad {
        self.errors.map_or(OnBad::Error, |errors| errors.0)
    }

    pub(crate) fn refused(&self) -> Refused {
        Refused {
            on_bad: self.on_bad(),
            wanted: self.report.is_some(),
            found: Mutex::default(),
            nulls: AtomicBool::new(false),
        }
    }

    /// Fills the report; with `errors="raise"` the first of its rows is raised then.
    pub(crate) fn tell(&self, py: Python<'_>, refused: Refused) -> PyResult<()> {
        let Some(report) = &self.report else { return Ok(()) };
        let mut found = refused.found.into_inner().unwrap_or_else(PoisonError::into_inner);
        found.sort_by_key(|error| error.row);
        let first = found.first().cloned();
        for error in found {
            let error: PyErr = PyError::from(error).into();
            report.call_method1("append", (error.into_value(py),))?;
        }
        match first {
            Some(first) if self.on_bad() == OnBad::Error => Err(PyError::from(first).into()),
            _ => Ok(()),
        }
    }

    /// Works through a column; the first refused row of the whole column is the answer.
    pub(crate) fn drive<O: Cut + Send>(
        &self,
        py: Python<'_>,
        mut out: O,
        work: impl Fn(usize, O) -> Result<(), Error> + Sync,
    ) -> PyResult<()> {
        let rows = out.rows();
        let threads = threads_for(rows, self.threads)?;
        let step = if self.progress.is_some() { ROWS_A_STEP } else { rows.max(1) };
        let mut done = 0;
        while done < rows {
            let (now, rest) = out.cut(step.min(rows - done));
            let many = now.rows();
            py.detach(|| in_threads(done, now, threads, &work)).map_err(PyError::from)?;
            out = rest;
            done += many;
            if let Some(progress) = &self.progress {
                progress.call1((done, rows))?;
            }
            py.check_signals()?;
        }
        Ok(())
    }
}

/// What can be cut in two at a row.
pub(crate) trait Cut: Sized {
    fn rows(&self) -> usize;
    fn cut(self, at: usize) -> (Self, Self);
}

impl<T> Cut for &mut [T] {
    fn rows(&self) -> usize {
        self.len()
    }

    fn cut(self, at: usize) -> (Self, Self) {
        self.split_at_mut(at)
    }
}

impl<A: Cut, B: Cut> Cut for (A, B) {
    fn rows(&self) -> usize {
        self.0.rows()
    }

    fn cut(self, at: usize) -> (Self, Self) {
        let ((a, c), (b, d)) = (self.0.cut(at), self.1.cut(at));
        ((a, b), (c, d))
    }
}

impl<T: Cut> Cut for Vec<T> {
    fn rows(&self) -> usize {
        self.first().map_or(0, Cut::rows)
    }

    fn cut(self, at: usize) -> (Self, Self) {
        self.into_iter().map(|part| part.cut(at)).unzip()
    }
}

fn in_threads<O: Cut + Send>(
    start: usize,
    out: O,
    threads: usize,
    work: &(impl Fn(usize, O) -> Result<(), Error> + Sync),
) -> Result<(), Error> {
    let share = out.rows().div_ceil(threads).next_multiple_of(BLOCK);
    std::thread::scope(|scope| {
        let mut others = Vec::new();
        let (first, mut rest) = out.cut_at(share);
        let mut begin = start + first.rows();
        while let Some(out) = rest.take() {
            let (piece, more) = out.cut_at(share);
            let rows = piece.rows();
            others.push(scope.spawn(move || work(begin, piece)));
            begin += rows;
            rest = more;
        }
        let first = work(start, first);
        others.into_iter().fold(first, |so_far, other| {
            let other = other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            so_far.and(other)
        })
    })
}

trait CutAt: Cut {
    /// The rows up to `share`, and what is left, where anything is.
    fn cut_at(self, share: usize) -> (Self, Option<Self>) {
        if self.rows() <= share {
            return (self, None);
        }
        let (piece, rest) = self.cut(share);
        (piece, Some(rest))
    }
}

impl<O: Cut> CutAt for O {}
