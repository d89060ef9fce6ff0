//! The register of findings of conduct, and what the events of cases show.

use std::sync::{Mutex, MutexGuard, PoisonError};

use pyo3::PyTypeInfo;
use pyo3::prelude::*;
use pyo3::types::PyType;
use rust_decimal::Decimal;
use wangge::case::{DerivedConduct, derive};
use wangge::rules::conduct::{
    ConductAct, ConductEffect, ConductEvent, ConductFinding, ConductRegister, EventRef, Raise,
};
use wangge::{Decision, Policy, Vocabulary as _, WorkCalendar};

use super::table_of;
use crate::calendar::PyWorkCalendar;
use crate::case::PyCaseLog;
use crate::date::{Date, Moment};
use crate::error::{PyError, refused};
use crate::policy::PyPolicy;
use crate::record::{PyReason, Tabled, Tuple, record};
use crate::term::{Conduct, ConductSource, ConductState, ConductStep, Role};

record! {
    /// What happened to a finding (登记事项).
    PyConductEvent = "ConductEvent" {
        /// Its number in the finding, from 1.
        sequence: u64,
        /// When.
        at: Moment,
        /// By whom.
        by: String,
        /// What.
        step: ConductStep,
        /// In words.
        text: String,
    }
}

impl PyConductEvent {
    fn from_core(event: &ConductEvent) -> Self {
        let text = match &event.act {
            ConductAct::Raise(raise) => &raise.text,
            ConductAct::Answer { text } | ConductAct::Uphold { text } | ConductAct::Dismiss { text } => text,
        };
        Self {
            sequence: event.sequence,
            at: Moment(event.at),
            by: event.by.clone(),
            step: ConductStep(event.act.step()),
            text: text.clone(),
        }
    }

    fn shown(&self) -> String {
        format!("ConductEvent({}, '{}', {}, '{}')", self.sequence, self.step.0, self.at.0, self.by)
    }
}

record! {
    /// A finding of conduct (认定事项, M-7), as its events have it.
    PyConductFinding = "ConductFinding" {
        /// Its id.
        id: String,
        /// Which conduct.
        conduct: Conduct,
        /// The clause that forbids it.
        clause: String,
        /// Whom it concerns.
        person: String,
        /// In which role.
        role: Option<Role>,
        /// Where it comes from.
        source: ConductSource,
        /// What happened.
        text: String,
        /// The events of cases that it rests on: case and number.
        rests_on: Tuple<(String, u64)>,
        /// Where it stands. It counts only once it is upheld.
        state: ConductState,
        /// When it was raised.
        raised: Moment,
        /// When it was answered.
        answered: Option<Moment>,
        /// When it was upheld or dismissed.
        decided: Option<Moment>,
        /// The steps that its state leaves open.
        open: Tuple<ConductStep>,
        /// What happened, in order.
        history: Tuple<PyConductEvent>,
    }
    new { #[expect(clippy::too_many_arguments, reason = "a record of many fields")] }
}

impl PyConductFinding {
    fn from_core(finding: &ConductFinding) -> Self {
        let raised = &finding.raised;
        Self {
            id: finding.id.clone(),
            conduct: Conduct(raised.conduct),
            clause: raised.conduct.clause().to_string(),
            person: raised.person.clone(),
            role: raised.role.map(Role),
            source: ConductSource(raised.source),
            text: raised.text.clone(),
            rests_on: pairs(&raised.rests_on),
            state: ConductState(finding.state),
            raised: Moment(finding.raised_at()),
            answered: finding.answered_at().map(Moment),
            decided: finding.decided_at().map(Moment),
            open: Tuple(finding.open_steps().into_iter().map(ConductStep).collect()),
            history: Tuple(finding.events.iter().map(PyConductEvent::from_core).collect()),
        }
    }

    fn shown(&self) -> String {
        format!("ConductFinding('{}', '{}', '{}', '{}')", self.id, self.conduct.0, self.person, self.state.0)
    }
}

fn pairs(events: &[EventRef]) -> Tuple<(String, u64)> {
    Tuple(events.iter().map(|event| (event.case.clone(), event.sequence)).collect())
}

fn refs(events: &[(String, u64)]) -> Vec<EventRef> {
    events.iter().map(|(case, sequence)| EventRef { case: case.clone(), sequence: *sequence }).collect()
}

record! {
    /// What upheld findings take from the marks of a person (扣分).
    PyConductEffect = "ConductEffect" {
        /// Who.
        person: String,
        /// The findings.
        findings: Tuple<String>,
        /// How many points in all.
        deduct: Decimal,
        /// Why: what the policy says of each, and the clause that forbids it.
        because: Tuple<PyReason>,
    }
}

impl PyConductEffect {
    fn from_core(effect: &Decision<ConductEffect>) -> Self {
        let value = &effect.value;
        Self {
            person: value.person.clone(),
            findings: Tuple(value.findings.clone()),
            deduct: value.deduct,
            because: PyReason::all(&effect.because),
        }
    }

    fn shown(&self) -> String {
        format!("ConductEffect('{}', deduct={})", self.person, self.deduct)
    }
}

record! {
    /// What the events of cases show of somebody's conduct (推定线索). It counts for nothing until it is raised,
    /// answered
    /// and upheld.
    PyDerivedConduct = "DerivedConduct" {
        /// Which conduct.
        conduct: Conduct,
        /// Whom it concerns: whoever held the case; None where nobody did.
        person: Option<String>,
        /// In which role, where a step of theirs says so.
        role: Option<Role>,
        /// The events it rests on: case and number.
        rests_on: Tuple<(String, u64)>,
        /// Why: M-7, then what the policy says.
        because: Tuple<PyReason>,
    }
}

impl PyDerivedConduct {
    fn from_core(one: &DerivedConduct) -> Self {
        Self {
            conduct: Conduct(one.conduct),
            person: one.person.clone(),
            role: one.role.map(Role),
            rests_on: pairs(&one.rests_on),
            because: PyReason::all(&one.because),
        }
    }

    fn shown(&self) -> String {
        let events: Vec<String> =
            self.rests_on.0.iter().map(|(case, sequence)| format!("{case}#{sequence}")).collect();
        let person = self.person.as_ref().map_or_else(|| "None".to_owned(), |person| format!("'{person}'"));
        format!("DerivedConduct('{}', {person}, {})", self.conduct.0, events.join(", "))
    }
}

/// What the events of cases show of a conduct at a moment: `delay` (M-7.2.1), `broken_feedback` (M-7.2.2),
/// `backlog`
/// (M-7.2.3), `stranded` (M-7.2.6), `buck_passing` (M-7.1.3).
///
/// Raises UnspecifiedError for `conduct.derive[conduct = "…"]` where that is needed, InputError for a conduct
/// that no case
/// shows, or a moment before the last event.
///
/// >>> from datetime import datetime
/// >>> import wangge as wg
/// >>> log = wg.CaseLog(wg.Policy.preset("combined"), wg.WorkCalendar.china())
/// >>> _ = log.open("C-1", at=datetime(2026, 11, 2, 9), actor=("p-3", "assistant"), channel="patrol", served="nobody",
/// ...              scope="grid", major=False, sudden=False)
/// >>> wg.derive_conduct(log, "delay", datetime(2026, 11, 23, 8))
/// (DerivedConduct('delay', None, C-1#1),)
#[pyfunction]
pub(crate) fn derive_conduct(
    log: &Bound<'_, PyCaseLog>,
    conduct: Conduct,
    now: Moment,
) -> Result<Tuple<PyDerivedConduct>, PyError> {
    let log = log.get().log();
    let found = derive(log.rules(), log.cases(), conduct.0, now.0)?;
    Ok(Tuple(found.iter().map(PyDerivedConduct::from_core).collect()))
}

/// The register of findings by 六不准 and 六不让 (M-7.1.1 to M-7.2.6), against officials, never residents.
///
/// A finding is raised, answered by whoever it concerns, and upheld or dismissed; it cannot be upheld before it was
/// answered or the policy's time for that is over. Its history is only added to: store `to_json_lines()`.
///
/// >>> from datetime import datetime
/// >>> import wangge as wg
/// >>> register = wg.ConductRegister(wg.Policy.preset("combined"), wg.WorkCalendar.china())
/// >>> register.do("F-1", "raise", at=datetime(2026, 11, 2, 9), by="p-1", conduct="buck_passing", person="p-7",
/// ...             role="grid_responsible", source="complaint", text="三次让群众找别人")
/// ConductFinding('F-1', 'buck_passing', 'p-7', 'raised')
/// >>> try:
/// ...     register.do("F-1", "uphold", at=datetime(2026, 11, 30, 9), by="p-1", text="属实")
/// ... except wg.UnspecifiedError as error:
/// ...     print(error.key)
/// conduct.answer
/// >>> _ = register.do("F-1", "answer", at=datetime(2026, 11, 30, 10), by="p-7", text="已按规定转办")
/// >>> register.do("F-1", "uphold", at=datetime(2026, 11, 30, 11), by="p-1", text="属实").state
/// <ConductState.UPHELD: 'upheld'>
#[pyclass(frozen, name = "ConductRegister", module = "wangge")]
pub(crate) struct PyConductRegister {
    policy: Policy,
    calendar: WorkCalendar,
    register: Mutex<ConductRegister>,
}

impl PyConductRegister {
    pub(crate) fn register(&self) -> MutexGuard<'_, ConductRegister> {
        // An event is taken up whole or not at all, so what a panic left is sound.
        self.register.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(
        &self,
        finding: &str,
        at: Moment,
        by: &str,
        act: ConductAct,
    ) -> Result<PyConductFinding, PyError> {
        let mut register = self.register();
        register.take(&self.policy, &self.calendar, finding, at.0, by, act)?;
        Ok(PyConductFinding::from_core(register.finding(finding)?))
    }
}

#[pymethods]
impl PyConductRegister {
    #[new]
    fn new(policy: &Bound<'_, PyPolicy>, calendar: &Bound<'_, PyWorkCalendar>) -> Self {
        let (policy, calendar) = (policy.get().0.clone(), calendar.get().0.clone());
        Self { policy, calendar, register: Mutex::default() }
    }

    /// The register that lines of JSON come to. What the policy says of a step is not asked again.
    ///
    /// Raises InputError with the row of a line that does not follow, StepError for a step that the state does not
    /// allow.
    #[classmethod]
    fn replay(
        _cls: &Bound<'_, PyType>,
        lines: &str,
        policy: &Bound<'_, PyPolicy>,
        calendar: &Bound<'_, PyWorkCalendar>,
    ) -> Result<Self, PyError> {
        let register = Mutex::new(ConductRegister::from_json_lines(lines)?);
        Ok(Self { policy: policy.get().0.clone(), calendar: calendar.get().0.clone(), register })
    }

    /// The events as JSON, one a line, in the order in which they happened.
    fn to_json_lines(&self) -> String {
        self.register().to_json_lines()
    }

    /// Takes a step of a finding: `raise` with `conduct`, `person`, `source` and, where they are known, `role` and
    /// `rests_on` (case and number of events); `answer`, `uphold`, `dismiss`; each with a `text`.
    ///
    /// Raises StepError with what is open, UnspecifiedError for `conduct.answer`, InputError for a field that
    /// cannot be
    /// used, is missing or is one too many.
    #[pyo3(name = "do", signature = (
        finding, step, /, *, at, by, text, conduct = None, person = None, role = None, source = None, rests_on = None,
    ))]
    #[expect(clippy::too_many_arguments, reason = "named ones of Python")]
    fn act(
        &self,
        finding: &str,
        step: ConductStep,
        at: Moment,
        by: &str,
        text: String,
        conduct: Option<Conduct>,
        person: Option<String>,
        role: Option<Role>,
        source: Option<ConductSource>,
        rests_on: Option<Vec<(String, u64)>>,
    ) -> Result<PyConductFinding, PyError> {
        let lacks = |name: &str, allowed: String| refused(name, "none given", allowed);
        let given =
            conduct.is_some() || person.is_some() || role.is_some() || source.is_some() || rests_on.is_some();
        let act = match step.0 {
            wangge::ConductStep::Raise => ConductAct::Raise(Raise {
                conduct: conduct.ok_or_else(|| lacks("conduct", wangge::Conduct::codes().join(", ")))?.0,
                person: person.ok_or_else(|| lacks("person", "whom it concerns".to_owned()))?,
                role: role.map(|role| role.0),
                source: source.ok_or_else(|| lacks("source", wangge::ConductSource::codes().join(", ")))?.0,
                text,
                rests_on: refs(&rests_on.unwrap_or_default()),
            }),
            other if given => {
                return Err(refused(
                    "step",
                    other.code(),
                    "raise, where conduct, person, role, source or rests_on is given",
                ));
            }
            wangge::ConductStep::Answer => ConductAct::Answer { text },
            wangge::ConductStep::Uphold => ConductAct::Uphold { text },
            wangge::ConductStep::Dismiss => ConductAct::Dismiss { text },
        };
        self.take(finding, at, by, act)
    }

    /// Raises what the events of cases show; `person` where nobody held the case. Raises InputError, StepError.
    #[pyo3(signature = (finding, derived, /, *, at, by, person = None))]
    fn raise_derived(
        &self,
        finding: &str,
        derived: &Bound<'_, PyDerivedConduct>,
        at: Moment,
        by: &str,
        person: Option<String>,
    ) -> Result<PyConductFinding, PyError> {
        let derived = derived.get();
        let none = || refused("person", "none given", "whom it concerns");
        let raise = Raise {
            conduct: derived.conduct.0,
            person: derived.person.clone().or(person).ok_or_else(none)?,
            role: derived.role.map(|role| role.0),
            source: wangge::ConductSource::Cases,
            text: derived.because.0.first().map(|reason| reason.zh.clone()).unwrap_or_default(),
            rests_on: refs(&derived.rests_on.0),
        };
        self.take(finding, at, by, ConductAct::Raise(raise))
    }

    /// A finding. Raises InputError for an id that the register does not have.
    fn finding(&self, id: &str) -> Result<PyConductFinding, PyError> {
        Ok(PyConductFinding::from_core(self.register().finding(id)?))
    }

    /// All findings, in the order in which they were raised.
    #[getter]
    fn findings(&self) -> Tuple<PyConductFinding> {
        Tuple(self.register().findings().iter().map(PyConductFinding::from_core).collect())
    }

    /// The last day on which a finding may be answered before it can be upheld without that.
    ///
    /// Raises UnspecifiedError for `conduct.answer` or `counting`.
    fn time_to_answer(&self, id: &str) -> Result<Date, PyError> {
        Ok(Date(self.register().finding(id)?.time_to_answer(&self.policy, &self.calendar)?))
    }

    /// What the findings upheld from one day to another, both included, take from the marks of each person.
    ///
    /// Raises UnspecifiedError for `conduct.effect[conduct = "…"]` of an upheld finding.
    fn effects(&self, start: Date, end: Date) -> Result<Tuple<PyConductEffect>, PyError> {
        let in_python = |error: wangge::Error| match error {
            wangge::Error::Input(error) if error.column == "to" => {
                PyError::from(wangge::InputError { column: "end".to_owned(), ..error })
            }
            other => other.into(),
        };
        let found = self.register().effects(&self.policy, (start.0, end.0)).map_err(in_python)?;
        Ok(Tuple(found.iter().map(PyConductEffect::from_core).collect()))
    }

    /// The findings as a Table: `finding`, `conduct`, `clause`, `person`, `role`, `source`, `state`, `raised`,
    /// `answered`,
    /// `decided`, `text`, `rests_on` (case#number with commas between).
    fn table<'py>(slf: &Bound<'py, Self>) -> PyResult<Tabled<'py>> {
        table_of(slf.as_any(), "table_of_register")
    }

    /// The findings as a DataFrame of pandas, with the columns of `table`.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::table(slf)?.0.call_method0("to_pandas")
    }

    /// The findings as a DataFrame of polars, with the columns of `table`.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::table(slf)?.0.call_method0("to_polars")
    }

    /// How many findings there are.
    fn __len__(&self) -> usize {
        self.register().findings().len()
    }

    fn __repr__(&self) -> String {
        let register = self.register();
        format!(
            "ConductRegister({} findings, {} events)",
            register.findings().len(),
            register.events().count()
        )
    }

    #[pyo3(signature = () -> "tuple[object, ...]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let replay = Self::type_object(py).getattr("replay")?;
        let (policy, calendar) = (PyPolicy::new(self.policy.clone()), PyWorkCalendar(self.calendar.clone()));
        let lines = self.register().to_json_lines();
        Ok((replay, (lines, policy, calendar)).into_pyobject(py)?.into_any())
    }
}
