//! Many cases: opened, acted on, replayed from their events, in memory.

use std::sync::{Mutex, MutexGuard, PoisonError};

use pyo3::PyTypeInfo;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyType};
use wangge::case::{Board, CaseLog, CaseRules, Command, Event, Step, step};

use super::asked::{self, Acting, Facts, Known};
use super::board::PyBoard;
use super::event::PyEvent;
use super::one::PyCase;
use crate::calendar::PyWorkCalendar;
use crate::date::Moment;
use crate::error::{PyError, refused};
use crate::policy::PyPolicy;
use crate::record::Tuple;
use crate::term::{Channel, Complexity, Scope, ServedParty, StepKind, Work};

/// Cases by their ids, in memory: a step is decided by the policy, and its event kept.
///
/// A program with a database stores what `open` and `do` return, and comes back by `replay`.
///
/// >>> from datetime import datetime
/// >>> import wangge as wg
/// >>> log = wg.CaseLog(wg.Policy.preset("combined"), wg.WorkCalendar.china())
/// >>> _ = log.open("C-1", at=datetime(2026, 11, 23, 9), actor=("p-3", "assistant"), channel="visit", served="known",
/// ...              scope="grid", major=False, sudden=False)
/// >>> _ = log.do("C-1", "file", at=datetime(2026, 11, 23, 10), actor=("p-1", "office"))
/// >>> log.do("C-1", "dispatch", at=datetime(2026, 11, 23, 11), actor=("p-1", "office"), to="grid-7")
/// (Event('C-1', 3, 'dispatch', 2026-11-23 11:00:00, office 'p-1', {"to":"grid-7"}),)
/// >>> log
/// CaseLog(1 case, 3 events)
#[pyclass(frozen, name = "CaseLog", module = "wangge")]
pub(crate) struct PyCaseLog(Mutex<CaseLog>);

impl PyCaseLog {
    /// Nothing of Python's runs while it is held.
    pub(crate) fn log(&self) -> MutexGuard<'_, CaseLog> {
        // A step is taken up whole or not at all, so what a panic left is sound.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What a step comes to, asked at an event, or as the case stands now.
    fn take(&self, expected: Option<u64>, command: Command) -> Result<Tuple<PyEvent>, PyError> {
        let mut log = self.log();
        let expected = match expected {
            Some(expected) => expected,
            None => log.case(&command.case)?.sequence(),
        };
        let events = log.run(&Command { expected, ..command })?;
        Ok(Tuple(events.into_iter().map(PyEvent).collect()))
    }
}

#[pymethods]
impl PyCaseLog {
    #[new]
    fn new(policy: &Bound<'_, PyPolicy>, calendar: &Bound<'_, PyWorkCalendar>) -> Self {
        Self(Mutex::new(CaseLog::new(CaseRules::new(&policy.get().0, &calendar.get().0))))
    }

    /// The log that events come to: Events or their JSON, or one text with a line an event.
    ///
    /// Those of one case stand in the order of their numbers; the cases may be mixed. What the policy says of a step
    /// was asked when it was taken, and is not asked again.
    ///
    /// Raises CaseError for a gap, a repeat, or a step that the state does not allow; InputError with the `row` of a
    /// line that is no event.
    ///
    /// >>> import wangge as wg
    /// >>> line = '{"schema":1,"case":"C-1","sequence":1,"at":"2026-11-23T09:30:00",'
    /// >>> line += '"actor":{"id":"p-1","role":"office"},"kind":"collect","data":{"channel":"hotline",'
    /// >>> line += '"served":"anonymous","facts":{"scope":"grid","major":false,"sudden":false}}}'
    /// >>> log = wg.CaseLog.replay([line], wg.Policy.preset("combined"), wg.WorkCalendar.china())
    /// >>> log.case("C-1")
    /// Case('C-1', state='collected', 1 event)
    #[classmethod]
    fn replay(
        cls: &Bound<'_, PyType>,
        events: &Bound<'_, PyAny>,
        policy: &Bound<'_, PyPolicy>,
        calendar: &Bound<'_, PyWorkCalendar>,
    ) -> PyResult<Self> {
        let rules = CaseRules::new(&policy.get().0, &calendar.get().0);
        let events = asked::events(events)?;
        let log = cls.py().detach(|| CaseLog::replay(rules, events)).map_err(PyError::from)?;
        Ok(Self(Mutex::new(log)))
    }

    /// Opens a case (M-5.1, M-5.2, X-4.0) and gives its first event, to be stored; none where that was done before.
    ///
    /// `actor` is an Actor, or id and role. What is known of the matter is `facts`, or `scope`, `major`, `sudden` and,
    /// where they are known, `work` and `complexity`. `received` is when it was received, where that was before it is
    /// entered (`at`); `command` an id of the command's own, so that sent twice it is done once. Moments have no zone.
    ///
    /// Raises CaseError (`case.exists`, `case.not_yours`, `case.backwards`), UnspecifiedError where the policy does not
    /// say who may take matters in, InputError for a value that cannot be used or a fact that is missing.
    #[pyo3(signature = (
        case, *, at, actor, channel, served, facts = None, scope = None, major = None, sudden = None, work = None,
        complexity = None, received = None, grid = None, text = None, command = None,
    ))]
    #[expect(clippy::too_many_arguments, reason = "named ones of Python")]
    fn open(
        &self,
        case: String,
        at: Moment,
        actor: Acting,
        channel: Channel,
        served: ServedParty,
        facts: Option<Known>,
        scope: Option<Scope>,
        major: Option<bool>,
        sudden: Option<bool>,
        work: Option<Work>,
        complexity: Option<Complexity>,
        received: Option<Moment>,
        grid: Option<String>,
        text: Option<String>,
        command: Option<String>,
    ) -> Result<Tuple<PyEvent>, PyError> {
        let alone = Facts { scope, major, sudden, work, complexity };
        let facts = match (facts, alone.given()) {
            (Some(_), Some(name)) => {
                return Err(refused(name, "given beside facts", "one of the two"));
            }
            (Some(facts), None) => facts.0,
            (None, _) => alone.whole()?,
        };
        let (channel, served) = (channel.0, served.0);
        let received = received.map(|received| received.0);
        let step = Step::Collect(step::Collect { channel, served, facts, received, grid, text });
        self.take(Some(0), Command { case, id: command, expected: 0, at: at.0, actor: actor.0, step })
    }

    /// Takes a step of a case and gives the new events, to be stored; none where the command was done before.
    ///
    /// The fields of the step are keywords: words as codes or members, `by` as "3 working_day", days and moments as
    /// such, `facts` as CaseFacts or a dict.
    ///
    /// | step | fields; those in brackets may be left out |
    /// |---|---|
    /// | file, accept, tell, withdraw, resume, lift | (note) |
    /// | decline, pause, appeal | ground (note) |
    /// | dispatch, transfer | to (note) |
    /// | return | opinion |
    /// | settle_on_spot | settlement, told (note) |
    /// | report_up | to, hand_over (note) |
    /// | put_to_meeting | topic (meeting, note) |
    /// | take_from_meeting | beyond, opinion |
    /// | feedback | outcome (note) |
    /// | verify | passed (note) |
    /// | close | settlement (note) |
    /// | merge | into (note) |
    /// | reopen | ground |
    /// | follow_up | resolved (note) |
    /// | ask_extension | by, ground (note) |
    /// | decide_extension | granted (by, note) |
    /// | decide_appeal | granted (note) |
    /// | supervise | level (note) |
    /// | reclassify | facts, ground |
    /// | note | text |
    ///
    /// `expected` is the number of the last event that whoever asks has seen: where the case has more, that is a
    /// conflict. None takes the case as it stands now. `command` is an id of the command's own, so that sent twice it
    /// is done once.
    ///
    /// Raises CaseError with what is allowed, UnspecifiedError with the key where the policy does not state what is
    /// needed, InputError for a field that cannot be used, is missing or is one too many.
    #[pyo3(name = "do", signature = (case, step, /, *, at, actor, command = None, expected = None, **fields: "object"))]
    #[expect(clippy::too_many_arguments, reason = "named ones of Python")]
    fn act(
        &self,
        case: String,
        step: StepKind,
        at: Moment,
        actor: Acting,
        command: Option<String>,
        expected: Option<u64>,
        fields: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Tuple<PyEvent>> {
        let step = asked::step(step, fields)?;
        let command = Command { case, id: command, expected: 0, at: at.0, actor: actor.0, step };
        Ok(self.take(expected, command)?)
    }

    /// A case as it stands now. Raises CaseError (`case.unknown`).
    fn case(&self, id: &str) -> Result<PyCase, PyError> {
        let log = self.log();
        Ok(PyCase::of(log.case(id)?.clone(), log.rules()))
    }

    /// All cases as they stand now, by their ids.
    fn cases(&self) -> Tuple<PyCase> {
        let log = self.log();
        Tuple(log.cases().map(|case| PyCase::of(case.clone(), log.rules())).collect())
    }

    /// All events, in the order in which they were taken up.
    fn events(&self) -> Tuple<PyEvent> {
        Tuple(self.log().events().cloned().map(PyEvent).collect())
    }

    /// The board: every open case at a moment, the most pressing first, and when to look again.
    fn board(&self, py: Python<'_>, now: Moment) -> PyBoard {
        py.detach(|| {
            let log = self.log();
            PyBoard::from_core(Board::of(log.rules(), log.cases(), now.0))
        })
    }

    /// How many cases there are.
    fn __len__(&self) -> usize {
        self.log().cases().len()
    }

    fn __contains__(&self, id: &str) -> bool {
        self.log().case(id).is_ok()
    }

    /// The log as a notebook shows it, in Chinese: how many cases stand where, and the last of them.
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<Option<String>> {
        crate::record::html(slf.as_any())
    }

    fn __repr__(&self) -> String {
        let log = self.log();
        let many = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
        format!("CaseLog({}, {})", many(log.cases().len(), "case"), many(log.events().count(), "event"))
    }

    #[pyo3(signature = () -> "tuple[object, ...]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let (events, rules) = {
            let log = self.log();
            (log.events().cloned().collect::<Vec<Event>>(), log.rules().clone())
        };
        let events = Tuple(events.into_iter().map(PyEvent).collect());
        let policy = PyPolicy::new(rules.policy().clone());
        let calendar = PyWorkCalendar(rules.calendar().clone());
        let replay = Self::type_object(py).getattr("replay")?;
        Ok((replay, (events, policy, calendar)).into_pyobject(py)?.into_any())
    }
}
