//! One case: what its events come to.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use pyo3::PyTypeInfo;
use pyo3::prelude::*;
use pyo3::types::PyType;
use wangge::case::{Case, CaseRules};

use super::asked::{self, Acting};
use super::clock::{PyExtension, PyOpenCommand, PyStageClock};
use super::event::{PyActor, PyCaseFacts, PyEvent};
use crate::calendar::PyWorkCalendar;
use crate::date::Moment;
use crate::due::PyDueAt;
use crate::error::PyError;
use crate::policy::PyPolicy;
use crate::record::Tuple;
use crate::route::PyRoute;
use crate::term::{CaseState, Channel, Light, Outcome, ServedParty, Settlement, SupervisionLevel};

/// A case as its events have it: where it stands, whose turn it is, when it is due.
///
/// It does not change: after a step, ask the log for it again. Equal where the events are.
///
/// >>> from datetime import datetime
/// >>> import wangge as wg
/// >>> log = wg.CaseLog(wg.Policy.preset("combined"), wg.WorkCalendar.china())
/// >>> facts = wg.CaseFacts("grid", major=False, sudden=False)
/// >>> _ = log.open("C-1", at=datetime(2026, 11, 23, 9), actor=("p-3", "assistant"), channel="visit", served="known",
/// ...              facts=facts)
/// >>> case = log.case("C-1")
/// >>> case.state.zh, case.due().at, case.light(datetime(2026, 11, 24, 8)).zh
/// ('已采集', datetime.datetime(2026, 12, 2, 18, 0), '正常')
#[pyclass(frozen, eq, hash, name = "Case", module = "wangge")]
#[derive(Clone)]
pub(crate) struct PyCase {
    pub(super) case: Arc<Case>,
    pub(super) rules: CaseRules,
}

impl PartialEq for PyCase {
    fn eq(&self, other: &Self) -> bool {
        self.case == other.case
    }
}

impl Eq for PyCase {}

impl Hash for PyCase {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.case.id(), self.case.events().last()).hash(state);
    }
}

impl PyCase {
    pub(super) fn of(case: Case, rules: &CaseRules) -> Self {
        Self { case: Arc::new(case), rules: rules.clone() }
    }
}

#[pymethods]
#[expect(clippy::needless_pass_by_value, reason = "arguments of Python")]
impl PyCase {
    /// The case that events come to, in the order of their numbers: Events, or their JSON.
    ///
    /// Raises CaseError (`case.sequence` for a gap or a repeat, `case.not_open` for a step that the state does not
    /// allow, `case.unknown` where there are none), InputError with the `row` of a line that is no event.
    #[classmethod]
    fn replay(
        _cls: &Bound<'_, PyType>,
        events: &Bound<'_, PyAny>,
        policy: &Bound<'_, PyPolicy>,
        calendar: &Bound<'_, PyWorkCalendar>,
    ) -> PyResult<Self> {
        let rules = CaseRules::new(&policy.get().0, &calendar.get().0);
        let case = Case::replay(asked::events(events)?).map_err(PyError::from)?;
        Ok(Self::of(case, &rules))
    }

    /// Its id.
    #[getter]
    fn id(&self) -> &str {
        self.case.id()
    }

    /// Where it stands.
    #[getter]
    fn state(&self) -> CaseState {
        CaseState(self.case.state())
    }

    /// The number of its last event.
    #[getter]
    fn sequence(&self) -> u64 {
        self.case.sequence()
    }

    /// What is known of it now.
    #[getter]
    fn facts(&self) -> PyCaseFacts {
        PyCaseFacts::from_core(self.case.facts())
    }

    /// How it came in.
    #[getter]
    fn channel(&self) -> Channel {
        Channel(self.case.channel())
    }

    /// Whether there is somebody to be told.
    #[getter]
    fn served(&self) -> ServedParty {
        ServedParty(self.case.served())
    }

    /// When it was received.
    #[getter]
    fn received(&self) -> Moment {
        Moment(self.case.received())
    }

    /// The grid it lies in, where that was said.
    #[getter]
    fn grid(&self) -> Option<&str> {
        self.case.grid()
    }

    /// When its last event happened.
    #[getter]
    fn last(&self) -> Moment {
        Moment(self.case.last())
    }

    /// The 首问责任人: whoever took the matter in (M-5.3).
    #[getter]
    fn first_asked(&self) -> PyActor {
        PyActor::from_core(self.case.first_asked())
    }

    /// The 第一责任人: the first to accept it (M-5.4); after a return, the first to accept it again.
    #[getter]
    fn first_responsible(&self) -> Option<PyActor> {
        self.case.first_responsible().map(PyActor::from_core)
    }

    /// Whose turn it is: the id of whoever it was given to, or accepted it.
    #[getter]
    fn holder(&self) -> Option<&str> {
        self.case.holder()
    }

    /// Its suspensions, in order; the end of one that goes on is None.
    #[getter]
    fn suspensions(&self) -> Tuple<(Moment, Option<Moment>)> {
        let suspensions = self.case.suspensions().iter();
        Tuple(suspensions.map(|pause| (Moment(pause.from), pause.to.map(Moment))).collect())
    }

    /// The extensions that were asked for, in order.
    #[getter]
    fn extensions(&self) -> Tuple<PyExtension> {
        Tuple(self.case.extensions().iter().map(PyExtension::from_core).collect())
    }

    /// Under which level of supervision it is (X-4.3a).
    #[getter]
    fn supervision(&self) -> Option<SupervisionLevel> {
        self.case.supervision().map(SupervisionLevel)
    }

    /// When it was first reported upwards.
    #[getter]
    fn reported(&self) -> Option<Moment> {
        self.case.reported().map(Moment)
    }

    /// What was fed back, and stands.
    #[getter]
    fn outcome(&self) -> Option<Outcome> {
        self.case.outcome().map(Outcome)
    }

    /// Whether the person served was told of the result that stands (M-6.2 to M-6.4).
    #[getter]
    fn is_told(&self) -> bool {
        self.case.is_told()
    }

    /// How it was closed.
    #[getter]
    fn settlement(&self) -> Option<Settlement> {
        self.case.settlement().map(Settlement)
    }

    /// When it ended: was closed, declined, withdrawn or merged.
    #[getter]
    fn ended(&self) -> Option<Moment> {
        self.case.ended().map(Moment)
    }

    /// The id of the case it went into.
    #[getter]
    fn merged_into(&self) -> Option<&str> {
        self.case.merged_into()
    }

    /// How often it was given back.
    #[getter]
    fn returned(&self) -> u32 {
        self.case.returned()
    }

    /// How often it was passed on.
    #[getter]
    fn transferred(&self) -> u32 {
        self.case.transferred()
    }

    /// How often its verification failed.
    #[getter]
    fn reworked(&self) -> u32 {
        self.case.reworked()
    }

    /// How often it was opened again.
    #[getter]
    fn reopened(&self) -> usize {
        self.case.reopened()
    }

    /// How often it was before the meeting.
    #[getter]
    fn meetings(&self) -> u32 {
        self.case.meetings()
    }

    /// Whether it was eased and is still to be followed up (X-4.2c).
    #[getter]
    fn needs_follow_up(&self) -> bool {
        self.case.needs_follow_up()
    }

    /// Whether an appeal was granted: the assessment leaves it out, and what happened stays.
    #[getter]
    fn is_exempted(&self) -> bool {
        self.case.is_exempted()
    }

    /// The appeal: when, and whether it was granted (None while it waits); None where there is none.
    #[getter]
    fn appeal(&self) -> Option<(Moment, Option<bool>)> {
        self.case.appeal().map(|(at, granted)| (Moment(at), granted))
    }

    /// Its events, in order.
    #[getter]
    fn events(&self) -> Tuple<PyEvent> {
        Tuple(self.case.events().iter().cloned().map(PyEvent).collect())
    }

    /// When it is due, by the policy in force on the day of receipt, with its suspensions and granted extensions
    /// `at` is None while a suspension goes on.
    ///
    /// Raises UnspecifiedError where the policy states no such limit, no route or no way of counting, CalendarError
    /// where a day that is needed is not known, PolicyError where the policy was not in force.
    fn due(&self) -> Result<PyDueAt, PyError> {
        Ok(PyDueAt::of_case(self, self.case.due(&self.rules)?))
    }

    /// Its light at a moment. Yellow is only given where the policy says from when (`warn`); late is late also while
    /// the clock stands.
    ///
    /// Raises as `due` does: a case whose limit is not known has no light; InputError for a moment before its last
    /// event.
    fn light(&self, now: Moment) -> Result<Light, PyError> {
        Ok(Light(self.case.light(&self.rules, now.0)?))
    }

    /// Where it goes and who tells the person served (M-6), by the policy in force on the day of receipt.
    ///
    /// Raises UnspecifiedError where the policy has no route table.
    fn route(&self) -> Result<PyRoute, PyError> {
        PyRoute::of_case(&self.case, &self.rules)
    }

    /// The clocks of the stages that it has come to and that have a limit, in the order of entry. Raises as `due` does.
    fn stages(&self) -> Result<Tuple<PyStageClock>, PyError> {
        Ok(Tuple(PyStageClock::all(self)?))
    }

    /// The next moment after `now` at which something of it changes by itself: its light, the light of the stage it is
    /// in, the end of a suspension that has come to its full length. None where nothing does. Raises as `light` does.
    fn next_change(&self, now: Moment) -> Result<Option<Moment>, PyError> {
        Ok(self.case.next_change(&self.rules, now.0)?.map(Moment))
    }

    /// Every step, and whether an actor may take it at a moment: a front end shows the buttons that work, and says of
    /// the others why not.
    ///
    /// Raises InputError for a moment before its last event.
    fn open_commands(&self, actor: Acting, now: Moment) -> Result<Tuple<PyOpenCommand>, PyError> {
        let commands = self.case.open_commands(&self.rules, &actor.0, now.0)?;
        Ok(Tuple(commands.iter().map(PyOpenCommand::from_core).collect()))
    }

    /// The case as a notebook shows it, in Chinese: its timeline.
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<Option<String>> {
        crate::record::html(slf.as_any())
    }

    fn __repr__(&self) -> String {
        let (id, state, many) = (self.case.id(), self.case.state(), self.case.sequence());
        let holder = self.case.holder().map(|holder| format!(", holder='{holder}'")).unwrap_or_default();
        let events = if many == 1 { "event" } else { "events" };
        format!("Case('{id}', state='{state}', {many} {events}{holder})")
    }

    #[pyo3(signature = () -> "tuple[object, ...]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let replay = Self::type_object(py).getattr("replay")?;
        let policy = PyPolicy::new(self.rules.policy().clone());
        let calendar = PyWorkCalendar(self.rules.calendar().clone());
        Ok((replay, (self.events(), policy, calendar)).into_pyobject(py)?.into_any())
    }
}
