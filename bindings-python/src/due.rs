//! When a clock runs out, and limits read from text.

use chrono::TimeDelta;
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::types::PyString;
use pyo3::{type_hint_identifier, type_hint_union};
use wangge::policy::TermOfTime;
use wangge::rules::due::{self, Amount, ClockExplanation, DueAt, DueOptions, Pause};
use wangge::rules::limit_text::{self, LimitText};
use wangge::{Decision, Lang, Policy, WorkCalendar};

use crate::calendar::PyWorkCalendar;
use crate::case::{PyCase, PyStageClock};
use crate::date::{Date, Moment};
use crate::error::PyError;
use crate::hotline::PyCall;
use crate::policy::PyPolicy;
use crate::record::{PyReason, Tuple, equal_by_decision, record};
use crate::term::{DayStatus, Roll, Unit};

/// How much of a term has run, or is left: `int` days where it is counted by whole days, else a `timedelta`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct PyAmount(pub(crate) Amount);

impl<'py> IntoPyObject<'py> for PyAmount {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;
    const OUTPUT_TYPE: PyStaticExpr = type_hint_union!(
        type_hint_identifier!("builtins", "int"),
        type_hint_identifier!("datetime", "timedelta")
    );

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        match self.0 {
            Amount::Days(days) => Ok(days.into_pyobject(py)?.into_any()),
            Amount::Time(time) => Ok(time.into_pyobject(py)?.into_any()),
        }
    }
}

impl<'py> IntoPyObject<'py> for &PyAmount {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;
    const OUTPUT_TYPE: PyStaticExpr = PyAmount::OUTPUT_TYPE;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        (*self).into_pyobject(py)
    }
}

impl FromPyObject<'_, '_> for PyAmount {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr = PyAmount::OUTPUT_TYPE;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        if let Ok(days) = object.extract::<i64>() {
            return Ok(Self(Amount::Days(days)));
        }
        Ok(Self(Amount::Time(object.extract::<TimeDelta>()?)))
    }
}

/// A term as `"7 working_day"`; where an extension is meant, a bare number too, in the unit of the term.
pub(crate) enum Length {
    Term(TermOfTime),
    Count(u32),
}

impl FromPyObject<'_, '_> for Length {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr =
        type_hint_union!(type_hint_identifier!("builtins", "str"), type_hint_identifier!("builtins", "int"));

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        if let Ok(text) = object.cast::<PyString>() {
            return Ok(Self::Term(text.to_str()?.parse().map_err(PyError::from)?));
        }
        Ok(Self::Count(object.extract()?))
    }
}

record! {
    /// One day or session of a clock: what ran, what a pause took.
    PyClockStep = "ClockStep" {
        /// When it begins.
        begin: Moment,
        /// When it ends.
        end: Moment,
        /// How much of the term ran in it: days, or a `timedelta`.
        counted: PyAmount,
        /// How much of it a pause took.
        paused: PyAmount,
        /// Why, in Chinese.
        zh: String,
        /// Why, in English.
        en: String,
    }
}

impl PyClockStep {
    fn shown(&self) -> String {
        format!("ClockStep({})", self.en)
    }
}

record! {
    /// Every day or session of a clock: what counted, what a pause took, which extension added.
    PyClockExplanation = "ClockExplanation" {
        /// The days or sessions, in order.
        steps: Tuple<PyClockStep>,
        /// The lines in Chinese: the receipt, each extension, each day or session, the due moment.
        zh: Tuple<String>,
        /// The lines in English.
        en: Tuple<String>,
    }
    methods {
        /// The explanation in words, a line a day or session.
        #[pyo3(signature = (lang = "zh"))]
        fn lines(&self, lang: &str) -> Result<Vec<String>, PyError> {
            Ok(match crate::record::lang(lang)? {
                Lang::Zh => self.zh.0.clone(),
                Lang::En => self.en.0.clone(),
            })
        }

        fn __str__(&self) -> String {
            self.zh.0.join("\n")
        }
    }
}

impl PyClockExplanation {
    fn from_core(explanation: &ClockExplanation) -> Self {
        let step = |step: &due::ClockStep| PyClockStep {
            begin: Moment(step.from),
            end: Moment(step.to),
            counted: PyAmount(step.counted),
            paused: PyAmount(step.paused),
            zh: step.why.zh(),
            en: step.why.en(),
        };
        let steps = Tuple(explanation.steps.iter().map(step).collect());
        Self { steps, zh: Tuple(explanation.lines(Lang::Zh)), en: Tuple(explanation.lines(Lang::En)) }
    }

    fn shown(&self) -> String {
        format!("ClockExplanation({} steps)", self.steps.0.len())
    }
}

/// When a clock runs out, and why. It is late from that moment on.
///
/// >>> from datetime import datetime
/// >>> import wangge as wg
/// >>> policy = wg.Policy.preset("combined")
/// >>> pause = (datetime(2026, 11, 20, 17), datetime(2026, 11, 23, 9))
/// >>> policy.due_at(datetime(2026, 11, 20, 16), "4 working_hour", pauses=[pause])
/// DueAt(at=2026-11-23 12:00:00, status='confirmed', because=(W-3, E-3))
#[pyclass(frozen, eq, hash, name = "DueAt", module = "wangge")]
pub(crate) struct PyDueAt {
    decision: Decision<DueAt>,
    origin: Origin,
}

/// What was asked, so that it can be asked again where it is unpickled.
enum Origin {
    Policy(Policy, WorkCalendar),
    Case(PyCase),
    Stage(Box<PyStageClock>),
    Call(Box<(Policy, WorkCalendar, PyCall)>),
}

equal_by_decision!(PyDueAt);

impl PyDueAt {
    pub(crate) fn ask(
        policy: &Policy,
        calendar: WorkCalendar,
        Moment(start): Moment,
        term: &str,
        pauses: Vec<(Moment, Option<Moment>)>,
        extensions: Vec<Length>,
        roll: Roll,
    ) -> Result<Self, PyError> {
        let term: TermOfTime = term.parse()?;
        let pauses: Vec<Pause> =
            pauses.into_iter().map(|(from, to)| Pause { from: from.0, to: to.map(|to| to.0) }).collect();
        let length = |length| match length {
            Length::Term(term) => term,
            Length::Count(count) => TermOfTime { count, unit: term.unit },
        };
        let extensions: Vec<TermOfTime> = extensions.into_iter().map(length).collect();
        let options = DueOptions { roll: roll.0 };
        let decision = due::due_at(policy, &calendar, start, term, &pauses, &extensions, options)?;
        Ok(Self { decision, origin: Origin::Policy(policy.clone(), calendar) })
    }

    pub(crate) fn of_case(case: &PyCase, decision: Decision<DueAt>) -> Self {
        Self { decision, origin: Origin::Case(case.clone()) }
    }

    pub(crate) fn of_stage(clock: &PyStageClock, decision: Decision<DueAt>) -> Self {
        Self { decision, origin: Origin::Stage(Box::new(clock.clone())) }
    }

    pub(crate) fn of_call(
        policy: &Policy,
        calendar: &WorkCalendar,
        call: &PyCall,
        decision: Decision<DueAt>,
    ) -> Self {
        let asked = (policy.clone(), calendar.clone(), call.clone());
        Self { decision, origin: Origin::Call(Box::new(asked)) }
    }

    fn pair(pause: &Pause) -> (Moment, Option<Moment>) {
        (Moment(pause.from), pause.to.map(Moment))
    }
}

#[pymethods]
impl PyDueAt {
    /// When the clock started.
    #[getter]
    fn start(&self) -> Moment {
        Moment(self.decision.value.start)
    }

    /// The due moment; None while a pause that goes on stands before it.
    #[getter]
    fn at(&self) -> Option<Moment> {
        self.decision.value.at.map(Moment)
    }

    /// The day that the due moment closes or lies in; None with it.
    #[getter]
    fn date(&self) -> Option<Date> {
        self.decision.value.date.map(Date)
    }

    /// How sure the calendar is of every day up to it; None with it.
    #[getter]
    fn status(&self) -> Option<DayStatus> {
        self.decision.value.status.map(DayStatus)
    }

    /// What is left when the clock runs again, where a pause goes on: days, or a `timedelta`.
    #[getter]
    fn left(&self) -> Option<PyAmount> {
        self.decision.value.left.map(PyAmount)
    }

    /// How many units the term has, without extensions.
    #[getter]
    fn count(&self) -> u32 {
        self.decision.value.term.count
    }

    /// What the term is counted in.
    #[getter]
    fn unit(&self) -> Unit {
        Unit(self.decision.value.term.unit)
    }

    /// What was added to it, each in the unit of the term.
    #[getter]
    fn extensions(&self) -> Tuple<u32> {
        Tuple(self.decision.value.extensions.iter().map(|term| term.count).collect())
    }

    /// The pauses from the start on, in order and apart; the end of one that goes on is None.
    #[getter]
    fn pauses(&self) -> Tuple<(Moment, Option<Moment>)> {
        Tuple(self.decision.value.pauses.iter().map(Self::pair).collect())
    }

    /// Whether the receipt came at the policy's cut-off hour or after it.
    #[getter]
    fn missed_cut_off(&self) -> bool {
        self.decision.value.missed_cut_off
    }

    /// The term with its extensions: days, or a `timedelta` of running time.
    #[getter]
    fn total(&self) -> PyAmount {
        PyAmount(self.decision.value.total())
    }

    /// The reasons, with their clauses.
    #[getter]
    fn because(&self) -> Tuple<PyReason> {
        PyReason::all(&self.decision.because)
    }

    /// Whether the clock has run out by a moment; never while a pause that goes on stands before the due moment.
    fn is_late(&self, now: Moment) -> bool {
        self.decision.value.is_late(now.0)
    }

    /// How much of the term has run by a moment, pauses left out: days that counted and have closed, or a `timedelta`.
    ///
    /// Raises CalendarError where the moment lies outside the calendar.
    fn elapsed(&self, now: Moment) -> Result<PyAmount, PyError> {
        Ok(PyAmount(self.decision.value.elapsed(now.0)?))
    }

    /// How much is left at a moment; below 0 what has run since the due moment.
    ///
    /// >>> from datetime import datetime
    /// >>> import wangge as wg
    /// >>> due = wg.Policy.preset("combined").due_at(datetime(2026, 11, 20, 16), "3 working_day")
    /// >>> due.remaining(datetime(2026, 11, 23, 20)), due.remaining(datetime(2026, 11, 27, 9))
    /// (2, -1)
    ///
    /// Raises CalendarError where the moment lies outside the calendar.
    fn remaining(&self, now: Moment) -> Result<PyAmount, PyError> {
        Ok(PyAmount(self.decision.value.remaining(now.0)?))
    }

    /// Every day or session from the receipt to the due moment, or to the pause that goes on.
    ///
    /// >>> from datetime import datetime
    /// >>> import wangge as wg
    /// >>> due = wg.Policy.preset("combined").due_at(datetime(2026, 11, 20, 17), "2 working_hour")
    /// >>> for line in due.explain().lines("en"): print(line)
    /// 2026-11-20 17:00: received, to be settled within 2 working hours
    /// 2026-11-20: working day, 17:00-18:00: 1 h
    /// 2026-11-21: weekend: not counted
    /// 2026-11-22: weekend: not counted
    /// 2026-11-23: working day, 08:00-09:00: 1 h
    /// due on 2026-11-23 at 09:00
    fn explain(&self) -> Result<PyClockExplanation, PyError> {
        Ok(PyClockExplanation::from_core(&self.decision.value.explain()?))
    }

    fn __repr__(&self) -> String {
        let value = &self.decision.value;
        let because = self.decision.clauses().join(", ");
        match (value.at, value.status, value.left) {
            (Some(at), Some(status), _) => format!("DueAt(at={at}, status='{status}', because=({because}))"),
            (_, _, left) => {
                let left = left.map(|left| left.wording().en()).unwrap_or_default();
                format!("DueAt(at=None, left='{left}', because=({because}))")
            }
        }
    }

    #[pyo3(signature = () -> "tuple[object, ...]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let value = &self.decision.value;
        let (policy, calendar) = match &self.origin {
            Origin::Policy(policy, calendar) => (policy.clone(), calendar.clone()),
            Origin::Case(case) => {
                let question = case.clone().into_pyobject(py)?.getattr("due")?;
                return Ok((question, ()).into_pyobject(py)?.into_any());
            }
            Origin::Stage(clock) => {
                let getattr = py.import("builtins")?.getattr("getattr")?;
                return Ok((getattr, (PyStageClock::clone(clock), "due")).into_pyobject(py)?.into_any());
            }
            Origin::Call(asked) => {
                let (policy, calendar, call) = asked.as_ref().clone();
                let question = py.import("wangge")?.getattr("feedback_due")?;
                let asked = (PyPolicy::new(policy), PyWorkCalendar(calendar), call);
                return Ok((question, asked).into_pyobject(py)?.into_any());
            }
        };
        let question = PyPolicy::new(policy).into_pyobject(py)?.getattr("due_at")?;
        let calendar = PyWorkCalendar(calendar).into_pyobject(py)?;
        let pauses: Vec<_> = value.pauses.iter().map(Self::pair).collect();
        let extensions: Vec<u32> = value.extensions.iter().map(|term| term.count).collect();
        let asked = (self.start(), value.term.to_string(), pauses, extensions, Roll(value.roll), calendar);
        Ok((question, asked).into_pyobject(py)?.into_any())
    }
}

record! {
    /// What a limit written by people says. `condition`, `said` and `remainder` one after the other are the text.
    PyLimitText = "LimitText" {
        /// How many.
        count: u32,
        /// Of what.
        unit: Unit,
        /// The words that say the term.
        said: String,
        /// Whether the word of the unit (天, 日, 小时) leaves open if working time is meant.
        bare: bool,
        /// The words before it: when it holds; None where there are none.
        condition: Option<String>,
        /// The words after it: what must be done by then; None where there are none.
        remainder: Option<String>,
    }
    methods {
        /// The term as `Policy.due_at` takes it.
        #[getter]
        fn term(&self) -> String {
            TermOfTime { count: self.count, unit: self.unit.0 }.to_string()
        }
    }
}

impl PyLimitText {
    fn shown(&self) -> String {
        let words = |name: &str, words: &Option<String>| {
            words.as_ref().map_or_else(String::new, |words| format!(", {name}={words}"))
        };
        let (condition, remainder) =
            (words("condition", &self.condition), words("remainder", &self.remainder));
        let bare = if self.bare { ", bare=True" } else { "" };
        format!("LimitText({} {}{condition}{remainder}{bare})", self.count, self.unit.0)
    }
}

/// Reads a limit as people write it, dropping no word: 7个工作日, 2紧急工作时, 1天.
///
/// A 天 is read as a natural day and a 小时 as an hour of the clock; `bare` says that working time may be meant.
/// Raises InputError, with what to ask, where the text cannot be read for certain: no number, two numbers, 紧急工作日.
///
/// >>> import wangge as wg
/// >>> wg.read_limit("种植季节15工作日")
/// LimitText(15 working_day, condition=种植季节)
#[pyfunction]
pub(crate) fn read_limit(text: &str) -> Result<PyLimitText, PyError> {
    let LimitText { term, said, bare, condition, remainder } = limit_text::read(text)?;
    Ok(PyLimitText { count: term.count, unit: Unit(term.unit), said, bare, condition, remainder })
}
