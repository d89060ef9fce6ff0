//! A meeting: its record, who attended, what should stand on its agenda.

use chrono::NaiveDateTime;
use pyo3::prelude::*;
use pyo3::types::PyType;
use wangge::duty::meeting::{
    self, AgendaItem, Attendance, AttendanceSheet, Attended, ItemDecision, LeaveOfMeeting, Meeting, Proposal,
    RoundUp,
};

use super::minutes::PyMinutes;
use super::table_of;
use crate::case::{PyActor, PyCaseLog};
use crate::date::{Date, Moment};
use crate::error::{PyError, refused};
use crate::policy::PyPolicy;
use crate::record::{PyFindings, PyReason, Tabled, Tuple, record};
use crate::term::{Handler, ItemOutcome, MeetingKind, MinutesView, Presence, Role, Topic};

record! {
    /// When somebody came and left (签到), and the leave that was asked for (M-4.5).
    PyAttendance = "Attendance" {
        /// Who, by the id among the people of the meeting.
        person: String,
        /// When they came; None where they did not.
        came: Option<Moment>,
        /// When they left before the end; None where they stayed.
        left: Option<Moment>,
        /// When leave was asked for.
        asked: Option<Moment>,
        /// When that was decided.
        decided: Option<Moment>,
        /// By whom.
        by: Option<String>,
        /// Whether it was granted.
        granted: bool,
    }
    signature (person, came = None, left = None, asked = None, decided = None, by = None, granted = false)
}

impl PyAttendance {
    pub(crate) fn core(&self) -> Result<Attendance, PyError> {
        let at = |at: Option<Moment>| at.map(|at| at.0);
        let leave = match self.asked {
            Some(asked) => Some(LeaveOfMeeting {
                asked: asked.0,
                decided: at(self.decided),
                by: self.by.clone(),
                granted: self.granted,
            }),
            None if self.decided.is_some() || self.by.is_some() || self.granted => {
                return Err(refused("asked", "none given", "when leave was asked for, where it was decided"));
            }
            None => None,
        };
        Ok(Attendance { person: self.person.clone(), came: at(self.came), left: at(self.left), leave })
    }

    fn from_core(one: Attendance) -> Self {
        let leave = one.leave.as_ref();
        Self {
            asked: leave.map(|leave| Moment(leave.asked)),
            decided: leave.and_then(|leave| leave.decided).map(Moment),
            by: leave.and_then(|leave| leave.by.clone()),
            granted: leave.is_some_and(|leave| leave.granted),
            person: one.person,
            came: one.came.map(Moment),
            left: one.left.map(Moment),
        }
    }

    fn shown(&self) -> String {
        let came = self.came.map_or_else(|| "None".to_owned(), |at| at.0.to_string());
        format!("Attendance('{}', came={came})", self.person)
    }
}

record! {
    /// An item of the agenda (议题, M-4.3), and what was decided of it.
    PyAgendaItem = "AgendaItem" {
        /// Its id, once in the meeting.
        id: String,
        /// Why it is a topic.
        topic: Topic,
        /// What it is about.
        title: String,
        /// The case it comes from.
        case: Option<String>,
        /// Whether the meeting keeps it confidential (M-4.5).
        confidential: bool,
        /// What was decided: `settle` with `who` and `by`, `refer_up` with `to`; None while nothing is.
        outcome: Option<ItemOutcome>,
        /// What was decided, in its own words.
        opinion: Option<String>,
        /// Who does it.
        who: Option<String>,
        /// By which day.
        by: Option<Date>,
        /// To whom it is referred (M-4.4): `committees_head`, `units_above`.
        to: Option<Handler>,
    }
    signature (
        id, topic, title, case = None, confidential = false, outcome = None, opinion = None, who = None, by = None,
        to = None
    )
    new { #[expect(clippy::too_many_arguments, reason = "named ones of Python")] }
}

impl PyAgendaItem {
    pub(crate) fn core(&self) -> Result<AgendaItem, PyError> {
        let lacks = |name: &str, allowed: &str| refused(name, "none given", allowed);
        let opinion = || self.opinion.clone().ok_or_else(|| lacks("opinion", "what was decided"));
        let decision = match self.outcome.map(|outcome| outcome.0) {
            None if self.opinion.is_some()
                || self.who.is_some()
                || self.by.is_some()
                || self.to.is_some() =>
            {
                return Err(lacks("outcome", "settle, refer_up"));
            }
            None => None,
            Some(wangge::ItemOutcome::Settle) => Some(ItemDecision::Settle {
                who: self.who.clone().ok_or_else(|| lacks("who", "who does it"))?,
                by: self.by.ok_or_else(|| lacks("by", "by which day"))?.0,
                opinion: opinion()?,
            }),
            Some(wangge::ItemOutcome::ReferUp) => Some(ItemDecision::ReferUp {
                to: self.to.ok_or_else(|| lacks("to", "committees_head, units_above"))?.0,
                opinion: opinion()?,
            }),
        };
        Ok(AgendaItem {
            id: self.id.clone(),
            topic: self.topic.0,
            title: self.title.clone(),
            case: self.case.clone(),
            confidential: self.confidential,
            decision,
        })
    }

    fn from_core(item: AgendaItem) -> Self {
        let decision = item.decision.as_ref();
        let (mut who, mut by, mut to) = (None, None, None);
        match decision {
            Some(ItemDecision::Settle { who: one, by: day, .. }) => {
                (who, by) = (Some(one.clone()), Some(Date(*day)));
            }
            Some(ItemDecision::ReferUp { to: handler, .. }) => to = Some(Handler(*handler)),
            None => {}
        }
        Self {
            outcome: decision.map(|decision| ItemOutcome(decision.outcome())),
            opinion: decision.map(|decision| decision.opinion().to_owned()),
            who,
            by,
            to,
            id: item.id,
            topic: Topic(item.topic),
            title: item.title,
            case: item.case,
            confidential: item.confidential,
        }
    }

    /// What is confidential stays out of it.
    fn shown(&self) -> String {
        let title = if self.confidential { "…".to_owned() } else { format!("'{}'", self.title) };
        let outcome = self.outcome.map_or_else(|| "None".to_owned(), |one| format!("'{}'", one.0));
        format!("AgendaItem('{}', '{}', {title}, outcome={outcome})", self.id, self.topic.0)
    }
}

record! {
    /// The round-up of a month's visits that a grid gives to the 网格长例会 (X-4.1b).
    PyRoundUp = "RoundUp" {
        /// The grid.
        grid: String,
        /// When it was given.
        given: Moment,
        /// How many visits it rounds up.
        visits: u32,
        /// How many households they saw.
        households: u32,
        /// What they heard.
        note: Option<String>,
    }
    signature (grid, given, visits, households, note = None)
}

impl PyRoundUp {
    fn shown(&self) -> String {
        format!("RoundUp('{}', {} visits, {} households)", self.grid, self.visits, self.households)
    }
}

record! {
    /// How one person attended (到会情况).
    PyAttended = "Attended" {
        /// Who.
        person: String,
        /// In which role.
        role: Role,
        /// Whether the policy calls that role (M-4.2); nothing is found of guests.
        must: bool,
        /// How they attended.
        presence: Presence,
        /// How many minutes late, a minute begun counting whole.
        minutes_late: i64,
        /// How many minutes before the end they left, likewise.
        minutes_early: i64,
    }
}

impl PyAttended {
    fn from_core(one: Attended) -> Self {
        Self {
            person: one.person,
            role: Role(one.role),
            must: one.must,
            presence: Presence(one.presence),
            minutes_late: one.minutes_late,
            minutes_early: one.minutes_early,
        }
    }

    fn shown(&self) -> String {
        format!("Attended('{}', '{}', '{}')", self.person, self.role.0, self.presence.0)
    }
}

record! {
    /// Who attended and what is found of it (签到表, M-4.2, M-4.5).
    PyAttendanceSheet = "AttendanceSheet" {
        /// One row a person, in the order of the record.
        rows: Tuple<PyAttended>,
        /// What is found.
        findings: PyFindings,
        /// Who must attend, and by which clause.
        because: Tuple<PyReason>,
    }
    methods {
        /// The rows as a Table: `person`, `role`, `must`, `presence`, `minutes_late`, `minutes_early`.
        fn table<'py>(slf: &Bound<'py, Self>) -> PyResult<Tabled<'py>> {
            table_of(slf.as_any(), "table_of_sheet")
        }

        /// The rows as a DataFrame of pandas, with the columns of `table`.
        fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
            Self::table(slf)?.0.call_method0("to_pandas")
        }

        /// The rows as a DataFrame of polars, with the columns of `table`.
        fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
            Self::table(slf)?.0.call_method0("to_polars")
        }

        fn __len__(&self) -> usize {
            self.rows.0.len()
        }
    }
}

impl PyAttendanceSheet {
    fn from_core(sheet: AttendanceSheet) -> Self {
        Self {
            findings: PyFindings::from_core(&sheet.findings),
            because: PyReason::all(&sheet.because),
            rows: Tuple(sheet.rows.into_iter().map(PyAttended::from_core).collect()),
        }
    }

    fn shown(&self) -> String {
        format!("AttendanceSheet({} rows, {} findings)", self.rows.0.len(), self.findings.items.0.len())
    }
}

record! {
    /// A meeting, as its record has it (会议记录): a 民情分析会 (M-4.1 to M-4.5) or a 网格长例会 (X-4.1b).
    ///
    /// >>> from datetime import datetime
    /// >>> import wangge as wg
    /// >>> meeting = wg.Meeting(
    /// ...     "MF-22", "analysis", datetime(2026, 11, 13, 9), datetime(2026, 11, 13, 11),
    /// ...     people=[wg.Actor("p-1", "committees_head"), wg.Actor("p-7", "grid_responsible")],
    /// ...     attendance=[wg.Attendance("p-1", came=datetime(2026, 11, 13, 8, 55))],
    /// ... )
    /// >>> sheet = meeting.sheet(wg.Policy.preset("modian-2012"))
    /// >>> sheet.rows[1].presence, sheet.findings[0].clause, sheet.findings[0].zh
    /// (<Presence.ABSENT: 'absent'>, 'M-4.5', '缺席，没有请假')
    PyMeeting = "Meeting" {
        /// Its id.
        id: String,
        /// Which meeting it is.
        kind: MeetingKind,
        /// When it begins.
        begins: Moment,
        /// When it ends.
        ends: Moment,
        /// The people of the community, each in a role; whose role the policy calls must attend.
        people: Tuple<PyActor>,
        /// Who came when; whoever is not there was not.
        attendance: Tuple<PyAttendance>,
        /// The agenda, in order.
        items: Tuple<PyAgendaItem>,
        /// The grids that owe a round-up of their visits; of the 网格长例会.
        grids: Tuple<String>,
        /// The round-ups that were given.
        round_ups: Tuple<PyRoundUp>,
        /// What important work from above asked for it, where it is none of the regular ones (M-4.1).
        called_for: Option<String>,
    }
    signature (
        id, kind, begins, ends, people = Tuple(Vec::new()), attendance = Tuple(Vec::new()), items = Tuple(Vec::new()),
        grids = Tuple(Vec::new()), round_ups = Tuple(Vec::new()), called_for = None
    )
    new { #[expect(clippy::too_many_arguments, reason = "named ones of Python")] }
    methods {
        /// The meeting from its JSON, checked. Raises InputError.
        #[classmethod]
        fn from_json(_cls: &Bound<'_, PyType>, text: &str) -> Result<Self, PyError> {
            Ok(Self::from_core(Meeting::from_json(text)?))
        }

        /// The meeting as JSON, on one line. Raises InputError for a record that cannot be.
        fn to_json(&self) -> Result<String, PyError> {
            Ok(self.core()?.to_json())
        }

        /// Who had to attend by the policy of the day, how they did, and what is found of it (M-4.2, M-4.5).
        ///
        /// Leave excuses only where it was asked for and granted before the beginning. Raises UnspecifiedError for
        /// `meeting.analysis` or `meeting.leaders`, InputError with the row of a record that cannot be.
        fn sheet(&self, policy: &Bound<'_, PyPolicy>) -> Result<PyAttendanceSheet, PyError> {
            Ok(PyAttendanceSheet::from_core(self.core()?.sheet(&policy.get().0)?))
        }

        /// Which grids gave no round-up of their visits, gave it too late, or one without a visit (X-4.1b, X-4.1a).
        fn round_up(&self) -> Result<PyFindings, PyError> {
            Ok(PyFindings::from_core(&self.core()?.round_up()?))
        }

        /// The items of which nothing was decided (M-4.3).
        fn undecided(&self) -> Result<PyFindings, PyError> {
            Ok(PyFindings::from_core(&self.core()?.undecided()?))
        }

        /// What was decided of cases and is not done at a moment (M-4.3), or not referred upwards (M-4.4).
        ///
        /// Raises CaseError (`case.unknown`) for a case that the log does not have.
        fn outstanding(&self, log: &Bound<'_, PyCaseLog>, now: Moment) -> Result<PyFindings, PyError> {
            let meeting = self.core()?;
            let log = log.get().log();
            Ok(PyFindings::from_core(&meeting.outstanding(&log, now.0)?))
        }

        /// How its decisions go back to their cases, for `CaseLog.do`: the case, whether it goes up (`beyond`), and
        /// what
        /// was decided (`opinion`).
        fn case_steps(&self) -> Result<Tuple<(String, bool, String)>, PyError> {
            let said = |(case, step)| match step {
                wangge::case::Step::TakeFromMeeting(said) => Some((case, said.beyond, said.opinion)),
                _ => None,
            };
            Ok(Tuple(self.core()?.case_steps()?.into_iter().filter_map(said).collect()))
        }

        /// The minutes for a view: `full`, or `public` without what is confidential (M-4.5) or private (M-7.1.4).
        ///
        /// Raises as `sheet` does.
        fn minutes(&self, policy: &Bound<'_, PyPolicy>, view: MinutesView) -> Result<PyMinutes, PyError> {
            Ok(PyMinutes::from_core(&self.core()?.minutes(&policy.get().0, view.0)?))
        }
    }
}

impl PyMeeting {
    pub(crate) fn core(&self) -> Result<Meeting, PyError> {
        let (begins, ends): (NaiveDateTime, NaiveDateTime) = (self.begins.0, self.ends.0);
        let mut meeting = Meeting::new(self.id.clone(), self.kind.0, begins, ends);
        meeting.called_for.clone_from(&self.called_for);
        meeting.people = self.people.0.iter().map(PyActor::core).collect();
        meeting.attendance = self.attendance.0.iter().map(PyAttendance::core).collect::<Result<_, _>>()?;
        meeting.items = self.items.0.iter().map(PyAgendaItem::core).collect::<Result<_, _>>()?;
        meeting.grids.clone_from(&self.grids.0);
        let round_up = |one: &PyRoundUp| RoundUp {
            grid: one.grid.clone(),
            given: one.given.0,
            visits: one.visits,
            households: one.households,
            note: one.note.clone(),
        };
        meeting.round_ups = self.round_ups.0.iter().map(round_up).collect();
        meeting.check()?;
        Ok(meeting)
    }

    fn from_core(meeting: Meeting) -> Self {
        let round_up = |one: RoundUp| PyRoundUp {
            grid: one.grid,
            given: Moment(one.given),
            visits: one.visits,
            households: one.households,
            note: one.note,
        };
        Self {
            id: meeting.id,
            kind: MeetingKind(meeting.kind),
            begins: Moment(meeting.begins),
            ends: Moment(meeting.ends),
            people: Tuple(meeting.people.iter().map(PyActor::from_core).collect()),
            attendance: Tuple(meeting.attendance.into_iter().map(PyAttendance::from_core).collect()),
            items: Tuple(meeting.items.into_iter().map(PyAgendaItem::from_core).collect()),
            grids: Tuple(meeting.grids),
            round_ups: Tuple(meeting.round_ups.into_iter().map(round_up).collect()),
            called_for: meeting.called_for,
        }
    }

    fn shown(&self) -> String {
        let (people, items) = (self.people.0.len(), self.items.0.len());
        format!(
            "Meeting('{}', '{}', {}, {people} people, {items} items)",
            self.id, self.kind.0, self.begins.0
        )
    }
}

record! {
    /// A matter for the agenda (议题建议, M-4.3).
    PyProposal = "Proposal" {
        /// The case.
        case: String,
        /// Why it is a topic.
        topic: Topic,
        /// Whether it was put to the meeting; else it is one that should be.
        put: bool,
        /// Since when: put to the meeting, or received.
        since: Moment,
        /// What it is about, where its first event says so.
        title: Option<String>,
        /// Why.
        because: PyReason,
    }
}

impl PyProposal {
    fn from_core(one: Proposal) -> Self {
        Self {
            case: one.case,
            topic: Topic(one.topic),
            put: one.put,
            since: Moment(one.since),
            title: one.title,
            because: PyReason::one(&one.because),
        }
    }

    fn shown(&self) -> String {
        let put = if self.put { "True" } else { "False" };
        format!("Proposal('{}', '{}', put={put})", self.case, self.topic.0)
    }
}

/// What the agenda of a meeting on a day should hold (M-4.3): cases put to it, then open ones that are regional
/// or among
/// `widely_felt` and are not put to it yet.
///
/// Raises CaseError (`case.unknown`) for an id that is no case, UnspecifiedError where the policy has no route.
///
/// >>> from datetime import date, datetime
/// >>> import wangge as wg
/// >>> log = wg.CaseLog(wg.Policy.preset("combined"), wg.WorkCalendar.china())
/// >>> _ = log.open("C-1", at=datetime(2026, 11, 2, 9), actor=("p-3", "assistant"), channel="visit", served="known",
/// ...              scope="village", major=False, sudden=False)
/// >>> wg.agenda(log, date(2026, 11, 13))
/// (Proposal('C-1', 'regional', put=False),)
#[pyfunction]
#[pyo3(signature = (log, day, widely_felt = Vec::new()))]
#[expect(clippy::needless_pass_by_value, reason = "arguments of Python")]
pub(crate) fn agenda(
    log: &Bound<'_, PyCaseLog>,
    day: Date,
    widely_felt: Vec<String>,
) -> Result<Tuple<PyProposal>, PyError> {
    let felt: Vec<&str> = widely_felt.iter().map(String::as_str).collect();
    let found = meeting::agenda(&log.get().log(), &felt, day.0)?;
    Ok(Tuple(found.into_iter().map(PyProposal::from_core).collect()))
}
