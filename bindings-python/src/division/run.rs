//! The work on a thread of its own: the calling thread lets the interpreter go, hears how far it has come, and looks
//! for signals in between, so that an interrupt is answered at once, however long a step takes.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use pyo3::prelude::*;
use pyo3::types::PyBool;
use wangge::division::{Go, Progress};
use wangge::{Error, InputError};

use crate::error::{PyError, refused};
use crate::record::record;

/// How long an interrupt waits at most.
const LOOK: Duration = Duration::from_millis(30);
/// How often progress is told at most.
const TELL: Duration = Duration::from_millis(20);
/// As large as that of a main thread.
const STACK: usize = 8 << 20;

record! {
    /// How far a division has come (进度).
    PyProgress = "Progress" {
        /// Zones that are done.
        zones_done: usize,
        /// All zones.
        zones: usize,
        /// Rounds done in the present zone.
        rounds_done: u32,
        /// The rounds it is given at most.
        rounds: u32,
    }
}

impl PyProgress {
    fn shown(&self) -> String {
        let Self { zones_done, zones, rounds_done, rounds } = self;
        format!("Progress(zones {zones_done}/{zones}, rounds {rounds_done}/{rounds})")
    }
}

/// What the caller wants to be told, and how long it may take.
pub(super) struct Watch<'py> {
    progress: Option<Bound<'py, PyAny>>,
    until: Option<Instant>,
}

impl<'py> Watch<'py> {
    pub(super) fn new(progress: Option<Bound<'py, PyAny>>, seconds: Option<f64>) -> Result<Self, PyError> {
        let until = match seconds {
            None => None,
            Some(seconds) => {
                let wrong = |_| refused("seconds", seconds.to_string(), "a number of seconds, 0 or more");
                // So far off that no clock reaches it is as good as none.
                Instant::now().checked_add(Duration::try_from_secs_f64(seconds).map_err(wrong)?)
            }
        };
        Ok(Self { progress, until })
    }

    /// Does the work, and comes back early where the caller interrupts it: the thread then ends at its next step.
    pub(super) fn run<T: Send + 'static>(
        &self,
        py: Python<'_>,
        work: impl FnOnce(&mut dyn FnMut(Progress) -> Go) -> Result<T, Error> + Send + 'static,
    ) -> PyResult<T> {
        let gone = Arc::new(AtomicBool::new(false));
        let (told, hear) = channel();
        let (answer, answered) = channel();
        let mut teller = Teller {
            gone: Arc::clone(&gone),
            until: self.until,
            told: self.progress.is_some().then(|| told.clone()),
            answered,
            last: None,
        };
        let thread = std::thread::Builder::new().name("wangge".to_owned()).stack_size(STACK);
        let worker = thread.spawn(move || {
            let found = work(&mut |progress| teller.hook(progress));
            // Nobody listens any more where the caller was interrupted.
            let _ = told.send(Heard::Done(found));
        })?;
        let heard = self.listen(py, hear, &answer);
        if heard.is_err() {
            gone.store(true, Ordering::Relaxed);
        }
        match heard? {
            Some(found) => found.map_err(|error| PyError::from(named(error, "count")).into()),
            // It ended without a word: by a panic, which goes on here.
            None => match py.detach(|| worker.join()) {
                Ok(()) => {
                    Err(PyErr::new::<pyo3::exceptions::PyRuntimeError, _>("the work ended without an answer"))
                }
                Err(panic) => std::panic::resume_unwind(panic),
            },
        }
    }

    fn listen<T: Send>(
        &self,
        py: Python<'_>,
        mut hear: Receiver<Heard<T>>,
        answer: &Sender<Go>,
    ) -> PyResult<Option<Result<T, Error>>> {
        loop {
            let heard;
            (hear, heard) = py.detach(move || {
                let heard = hear.recv_timeout(LOOK);
                (hear, heard)
            });
            match heard {
                Ok(Heard::Done(found)) => return Ok(Some(found)),
                Ok(Heard::At(progress)) => {
                    let go = self.tell(py, progress)?;
                    let _ = answer.send(go);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Ok(None),
            }
            py.check_signals()?;
        }
    }

    /// False ends it with what there is; anything else goes on.
    fn tell(&self, py: Python<'_>, progress: Progress) -> PyResult<Go> {
        let Some(call) = &self.progress else { return Ok(Go::On) };
        let Progress { zones_done, zones, rounds_done, rounds } = progress;
        let said = call.call1((PyProgress { zones_done, zones, rounds_done, rounds },))?;
        Ok(if said.is(PyBool::new(py, false)) { Go::Enough } else { Go::On })
    }
}

/// The same for work that is told nothing of on its way, and ends at its next step where the caller interrupts it.
pub(super) fn watched<T: Send + 'static>(
    py: Python<'_>,
    work: impl FnOnce(&mut dyn FnMut(Progress) -> Go) -> Result<T, Error> + Send + 'static,
) -> PyResult<T> {
    Watch { progress: None, until: None }.run(py, work)
}

/// The same for work that tells nothing on its way.
pub(super) fn here<T: Send + 'static>(
    py: Python<'_>,
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> PyResult<T> {
    watched(py, move |_| work())
}

/// What the core calls the wanted number of grids, by the name of the argument.
pub(super) fn named(error: Error, argument: &str) -> Error {
    match error {
        Error::Input(error) if error.column == "grids" => {
            InputError { column: argument.to_owned(), ..error }.into()
        }
        other => other,
    }
}

enum Heard<T> {
    At(Progress),
    Done(Result<T, Error>),
}

/// The other end, on the thread that works.
struct Teller<T> {
    gone: Arc<AtomicBool>,
    until: Option<Instant>,
    told: Option<Sender<Heard<T>>>,
    answered: Receiver<Go>,
    last: Option<Instant>,
}

impl<T> Teller<T> {
    fn hook(&mut self, progress: Progress) -> Go {
        if self.gone.load(Ordering::Relaxed) {
            return Go::Cancel;
        }
        if self.until.is_some_and(|until| Instant::now() >= until) {
            return Go::Enough;
        }
        let Some(told) = &self.told else { return Go::On };
        if self.last.is_some_and(|last| last.elapsed() < TELL) {
            return Go::On;
        }
        let went = told.send(Heard::At(progress)).is_ok();
        let go = if went { self.answered.recv().unwrap_or(Go::Cancel) } else { Go::Cancel };
        self.last = Some(Instant::now());
        go
    }
}
