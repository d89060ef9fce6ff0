//! Who answers the hotline on which day.

use pyo3::prelude::*;
use pyo3::types::PyType;
use wangge::hotline::{DutyDay, Leave, Roster, Shift, Swap};

use crate::calendar::PyWorkCalendar;
use crate::date::Date;
use crate::error::PyError;
use crate::policy::PyPolicy;
use crate::record::{PyFindings, Tuple, record};

record! {
    /// One member of staff on one day (值班).
    PyShift = "Shift" {
        /// The day.
        day: Date,
        /// Who, by an id of your own.
        staff: String,
    }
}

impl PyShift {
    fn shown(&self) -> String {
        format!("Shift({}, '{}')", self.day.0, self.staff)
    }
}

record! {
    /// Leave from one day of duty (请假).
    PyLeave = "Leave" {
        /// The day.
        day: Date,
        /// Who.
        staff: String,
        /// Whether it was granted; else the shift stands.
        granted: bool,
    }
}

impl PyLeave {
    fn shown(&self) -> String {
        let granted = if self.granted { "True" } else { "False" };
        format!("Leave({}, '{}', granted={granted})", self.day.0, self.staff)
    }

    fn core(&self) -> Leave {
        Leave { day: self.day.0, staff: self.staff.clone(), granted: self.granted }
    }
}

record! {
    /// A day of duty that somebody takes over (替班).
    PySwap = "Swap" {
        /// The day.
        day: Date,
        /// Whose day it was.
        from_: String,
        /// Who takes it.
        to: String,
    }
}

impl PySwap {
    fn shown(&self) -> String {
        format!("Swap({}, from_='{}', to='{}')", self.day.0, self.from_, self.to)
    }
}

record! {
    /// A day of duty, and who is there (值班日).
    PyDutyDay = "DutyDay" {
        /// The day.
        day: Date,
        /// Who is there, after leave and swaps, in order; empty where nobody is.
        staff: Tuple<String>,
    }
}

impl PyDutyDay {
    fn from_core(duty: DutyDay) -> Self {
        Self { day: Date(duty.day), staff: Tuple(duty.staff) }
    }

    fn shown(&self) -> String {
        let staff: Vec<String> = self.staff.0.iter().map(|one| format!("'{one}'")).collect();
        let comma = if staff.len() == 1 { "," } else { "" };
        format!("DutyDay({}, ({}{comma}))", self.day.0, staff.join(", "))
    }
}

record! {
    /// A roster of the hotline (值班表, M-5.2): shifts, leave that was asked for, days that were taken over.
    PyRoster = "Roster" {
        /// The shifts.
        shifts: Tuple<PyShift>,
        /// Leave that was asked for.
        leaves: Tuple<PyLeave>,
        /// Days that were taken over.
        swaps: Tuple<PySwap>,
    }
    signature (shifts, leaves = Tuple(Vec::new()), swaps = Tuple(Vec::new()))
    methods {
        /// A roster that goes round a staff, day after day of duty, past those on leave: as even as it can be. Whoever
        /// was on leave keeps the turn.
        ///
        /// >>> from datetime import date
        /// >>> import wangge as wg
        /// >>> policy, calendar = wg.Policy.preset("combined"), wg.WorkCalendar.china()
        /// >>> roster = wg.Roster.round(policy, calendar, ["p-1", "p-2", "p-3"], [], date(2026, 11, 1), date(2026, 11, 30))
        /// >>> len(roster.shifts), roster.shifts[3]
        /// (30, Shift(2026-11-04, 'p-1'))
        ///
        /// Raises UnspecifiedError where the policy states no `hotline.duty`; InputError for a staff without anyone, or
        /// with somebody twice, or an end before the start; CalendarError where days are not known.
        #[classmethod]
        #[expect(clippy::needless_pass_by_value, reason = "arguments of Python")]
        fn round(
            _cls: &Bound<'_, PyType>,
            policy: &Bound<'_, PyPolicy>,
            calendar: &Bound<'_, PyWorkCalendar>,
            staff: Vec<String>,
            leaves: Vec<PyLeave>,
            start: Date,
            end: Date,
        ) -> Result<Self, PyError> {
            let (policy, calendar) = (&policy.get().0, &calendar.get().0);
            let leaves: Vec<Leave> = leaves.iter().map(PyLeave::core).collect();
            let made = Roster::round(policy, calendar, &staff, &leaves, start.0, end.0);
            Ok(Self::from_core(made.map_err(in_python)?))
        }

        /// Who is there on each day of duty from one day to another, both included, and what is wrong with it: a day
        /// without anyone is a breach of M-5.2; somebody too many, or on a day without duty, is told as advice.
        ///
        /// >>> from datetime import date
        /// >>> import wangge as wg
        /// >>> policy, calendar = wg.Policy.preset("combined"), wg.WorkCalendar.china()
        /// >>> roster = wg.Roster([wg.Shift(date(2026, 11, 1), "p-1")])
        /// >>> days, findings = roster.check(policy, calendar, date(2026, 11, 1), date(2026, 11, 2))
        /// >>> days
        /// (DutyDay(2026-11-01, ('p-1',)), DutyDay(2026-11-02, ()))
        /// >>> findings[0].subject_zh, findings[0].zh
        /// ('2026年11月2日（周一）值班', '无人值班，应有1人')
        ///
        /// Raises as `round` does.
        fn check(
            &self,
            policy: &Bound<'_, PyPolicy>,
            calendar: &Bound<'_, PyWorkCalendar>,
            start: Date,
            end: Date,
        ) -> Result<(Tuple<PyDutyDay>, PyFindings), PyError> {
            let (policy, calendar) = (&policy.get().0, &calendar.get().0);
            let checked = self.core().check(policy, calendar, start.0, end.0);
            let (days, findings) = checked.map_err(in_python)?;
            let days = Tuple(days.into_iter().map(PyDutyDay::from_core).collect());
            Ok((days, PyFindings::from_core(&findings)))
        }
    }
}

impl PyRoster {
    fn from_core(roster: Roster) -> Self {
        let shift = |shift: Shift| PyShift { day: Date(shift.day), staff: shift.staff };
        let leave =
            |leave: Leave| PyLeave { day: Date(leave.day), staff: leave.staff, granted: leave.granted };
        let swap = |swap: Swap| PySwap { day: Date(swap.day), from_: swap.from, to: swap.to };
        Self {
            shifts: Tuple(roster.shifts.into_iter().map(shift).collect()),
            leaves: Tuple(roster.leaves.into_iter().map(leave).collect()),
            swaps: Tuple(roster.swaps.into_iter().map(swap).collect()),
        }
    }

    pub(super) fn core(&self) -> Roster {
        let shift = |shift: &PyShift| Shift { day: shift.day.0, staff: shift.staff.clone() };
        let swap = |swap: &PySwap| Swap { day: swap.day.0, from: swap.from_.clone(), to: swap.to.clone() };
        Roster {
            shifts: self.shifts.0.iter().map(shift).collect(),
            leaves: self.leaves.0.iter().map(PyLeave::core).collect(),
            swaps: self.swaps.0.iter().map(swap).collect(),
        }
    }

    fn shown(&self) -> String {
        let (shifts, leaves, swaps) = (self.shifts.0.len(), self.leaves.0.len(), self.swaps.0.len());
        format!("Roster({shifts} shifts, {leaves} leaves, {swaps} swaps)")
    }
}

/// A refusal of the core by the names of Python's arguments: a span ends at `end`.
pub(super) fn in_python(error: wangge::Error) -> PyError {
    match error {
        wangge::Error::Input(error) if error.column == "to" => {
            wangge::InputError { column: "end".to_owned(), ..error }.into()
        }
        other => other.into(),
    }
}
