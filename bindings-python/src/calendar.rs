//! The calendar of working days.

use std::hash::{Hash, Hasher};
use std::sync::LazyLock;

use pyo3::PyTypeInfo;
use pyo3::prelude::*;
use pyo3::types::PyType;
use wangge::{Counting, Overlay, WorkCalendar};

use crate::date::Date;
use crate::error::{PyError, refused};
use crate::record::{PyDay, PyExplanation};
use crate::term::{DayStatus, MakeUp, Roll, Start};

/// What every function takes where no calendar is named.
pub(crate) fn or_china(calendar: Option<&Bound<'_, PyWorkCalendar>>) -> WorkCalendar {
    calendar.map_or_else(|| china().clone(), |calendar| calendar.get().0.clone())
}

fn china() -> &'static WorkCalendar {
    static CHINA: LazyLock<WorkCalendar> = LazyLock::new(WorkCalendar::china);
    &CHINA
}

/// The convention of counting that two words name; A with make-up days counted where none is named.
pub(crate) fn counting(start: Option<Start>, make_up: Option<MakeUp>) -> Counting {
    let default = Counting::default();
    Counting {
        start: start.map_or(default.start, |start| start.0),
        make_up: make_up.map_or(default.make_up, |make_up| make_up.0),
    }
}

/// JSON itself, or the path of a file with JSON.
fn json_or_path(text: &str) -> Result<String, PyErr> {
    if text.trim_start().starts_with('{') {
        return Ok(text.to_owned());
    }
    std::fs::read_to_string(text)
        .map_err(|error| pyo3::exceptions::PyOSError::new_err(format!("{text}: {error}")))
}

/// Working days: the national table, what is laid over it, and the last day it knows.
///
/// >>> import datetime, wangge as wg
/// >>> c = wg.WorkCalendar.china()
/// >>> c.first, c.firm_through, c.last
/// (datetime.date(2001, 1, 1), datetime.date(2026, 12, 25), datetime.date(2026, 12, 31))
#[pyclass(frozen, eq, hash, name = "WorkCalendar", module = "wangge")]
#[derive(PartialEq, Eq, Clone)]
pub(crate) struct PyWorkCalendar(pub(crate) WorkCalendar);

impl Hash for PyWorkCalendar {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.0.first(), self.0.last(), self.0.overlays().len()).hash(state);
    }
}

#[pymethods]
impl PyWorkCalendar {
    /// The State Council's arrangements of 2001 to 2026, all corrections included (E-3).
    #[classmethod]
    fn china(_cls: &Bound<'_, PyType>) -> Self {
        Self(china().clone())
    }

    /// A calendar from JSON, or from a file with JSON: what `to_json` wrote, or an object of years alone.
    ///
    /// Raises CalendarError with the place when it cannot be used.
    #[classmethod]
    fn from_json(_cls: &Bound<'_, PyType>, json_or_path: &str) -> PyResult<Self> {
        let text = self::json_or_path(json_or_path)?;
        Ok(Self(WorkCalendar::from_json(&text).map_err(PyError::from)?))
    }

    /// The calendar as JSON: what was loaded and laid over it, not the shipped table.
    fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// The same calendar with local days laid over it: JSON, or the path of a file with JSON, of an object with
    /// `title`, `source` and `days` (`date`, `workday`, `name`). Where two settle one day, the later wins.
    ///
    /// Raises CalendarError for a day outside the calendar or a day twice.
    ///
    /// >>> import datetime, wangge as wg
    /// >>> rest = '{"title": "t", "source": "s", "days": [{"date": "2026-11-24", "workday": false, "name": "n"}]}'
    /// >>> wg.WorkCalendar.china().overlay(rest).is_workday(datetime.date(2026, 11, 24))
    /// False
    fn overlay(&self, json_or_path: &str) -> PyResult<Self> {
        let text = self::json_or_path(json_or_path)?;
        let laid = Overlay::from_json(&text).and_then(|overlay| self.0.with_overlay(overlay));
        Ok(Self(laid.map_err(PyError::from)?))
    }

    /// The same calendar with the years of that JSON, or of that file, in place of its own or joined to them.
    ///
    /// Raises CalendarError with the place when it cannot be used.
    fn with_years(&self, json_or_path: &str) -> PyResult<Self> {
        let text = self::json_or_path(json_or_path)?;
        Ok(Self(self.0.with_years(&text).map_err(PyError::from)?))
    }

    /// The same calendar, reaching into the year whose notice is not out by its statutory days; such days are
    /// provisional.
    fn provisional(&self) -> Self {
        Self(self.0.with_provisional())
    }

    /// The first day it knows.
    #[getter]
    fn first(&self) -> Date {
        Date(self.0.first())
    }

    /// The last day that is confirmed.
    #[getter]
    fn firm_through(&self) -> Date {
        Date(self.0.firm_through())
    }

    /// The last day it knows.
    #[getter]
    fn last(&self) -> Date {
        Date(self.0.last())
    }

    /// What it knows of a day. Raises CalendarError outside the calendar.
    ///
    /// >>> import datetime, wangge as wg
    /// >>> wg.WorkCalendar.china().day(datetime.date(2026, 10, 10))
    /// Day(2026-10-10, workday=True, kind='make_up', name='国庆节', status='confirmed', source='国办发明电〔2025〕7号')
    fn day(&self, day: Date) -> Result<PyDay, PyError> {
        Ok(PyDay::from_core(self.0.day(day.0)?))
    }

    /// Whether a day is a working day, make-up days included. Raises CalendarError outside the calendar.
    fn is_workday(&self, day: Date) -> Result<bool, PyError> {
        Ok(self.0.is_workday(day.0)?)
    }

    /// How sure it is of a day. Raises CalendarError outside the calendar.
    fn status(&self, day: Date) -> Result<DayStatus, PyError> {
        Ok(DayStatus(self.0.status(day.0)?))
    }

    /// The working day that `n` working days from a day come to.
    ///
    /// `n` above 0: the n-th day that counts. 0: the day itself (by `deemed_next_working_day` the day that a
    /// rest day is deemed to be). Below 0: the same walk backwards. `start` is `next_day` (A),
    /// `deemed_next_working_day` (B) or `same_day` (C); `make_up` is `count` or `ignore` (D).
    ///
    /// Raises CalendarError naming the first day that is needed and not known.
    ///
    /// >>> import datetime, wangge as wg
    /// >>> wg.WorkCalendar.china().add_workdays(datetime.date(2022, 9, 30), 20)
    /// datetime.date(2022, 11, 2)
    #[pyo3(signature = (day, n, start = None, make_up = None))]
    fn add_workdays(
        &self,
        day: Date,
        n: i32,
        start: Option<Start>,
        make_up: Option<MakeUp>,
    ) -> Result<Date, PyError> {
        Ok(Date(self.0.add_workdays(day.0, n, counting(start, make_up))?))
    }

    /// How many working days lie in (a, b]; below 0 where `b` is before `a`. Raises CalendarError.
    ///
    /// >>> import datetime, wangge as wg
    /// >>> wg.WorkCalendar.china().workdays_between(datetime.date(2022, 9, 30), datetime.date(2022, 11, 2))
    /// 20
    #[pyo3(signature = (a, b, make_up = None))]
    fn workdays_between(&self, a: Date, b: Date, make_up: Option<MakeUp>) -> Result<i32, PyError> {
        Ok(self.0.workdays_between(a.0, b.0, counting(None, make_up).make_up)?)
    }

    /// The n-th working day of a month; below 0 from the end. Raises InputError where there is none, CalendarError
    /// outside the calendar.
    fn nth_workday_of_month(&self, year: i32, month: u32, n: i32) -> Result<Date, PyError> {
        Ok(Date(self.0.nth_workday_of_month(year, month, n)?))
    }

    /// The last working day of a month (E-8).
    ///
    /// >>> import wangge as wg
    /// >>> wg.WorkCalendar.china().last_workday_of_month(2026, 2)
    /// datetime.date(2026, 2, 28)
    fn last_workday_of_month(&self, year: i32, month: u32) -> Result<Date, PyError> {
        Ok(Date(self.0.last_workday_of_month(year, month)?))
    }

    /// Where a day moves to: `following`, `preceding`, `modified_following` or `none`. A working day stays.
    fn roll(&self, day: Date, roll: Roll) -> Result<Date, PyError> {
        Ok(Date(self.0.roll(day.0, roll.0)?))
    }

    /// The count of `add_workdays` with every day walked, and why it counted or not.
    ///
    /// >>> import datetime, wangge as wg
    /// >>> walk = wg.WorkCalendar.china().explain(datetime.date(2026, 9, 18), 2)
    /// >>> walk.lines("en")[2]
    /// '2026-09-20: make-up working day (国庆节): day 1'
    #[pyo3(signature = (day, n, start = None, make_up = None))]
    fn explain(
        &self,
        day: Date,
        n: i32,
        start: Option<Start>,
        make_up: Option<MakeUp>,
    ) -> Result<PyExplanation, PyError> {
        let walk = self.0.explain(day.0, n, counting(start, make_up))?;
        Ok(PyExplanation::from_core(Date(walk.date), walk.steps, None))
    }

    /// A year as a wall calendar in HTML, as a notebook shows it; by itself the calendar shows its last year.
    ///
    /// Raises InputError for a year that it does not know.
    ///
    /// >>> import wangge as wg
    /// >>> "国庆节" in wg.WorkCalendar.china().year_html(2020)
    /// True
    #[pyo3(signature = (year) -> "str")]
    fn year_html<'py>(slf: &Bound<'py, Self>, year: i32) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("wangge.html")?.call_method1("year", (slf, year))
    }

    /// The answer as a notebook shows it, in Chinese.
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<Option<String>> {
        crate::record::html(slf.as_any())
    }

    fn __repr__(&self) -> String {
        let overlays = match self.0.overlays().len() {
            0 => String::new(),
            count => format!(", {count} overlays"),
        };
        format!(
            "WorkCalendar({} to {}, firm through {}{overlays})",
            self.0.first(),
            self.0.last(),
            self.0.firm_through()
        )
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((Self::type_object(py).getattr("from_json")?, (self.0.to_json(),)))
    }
}

/// How many threads a column is worth: a column's rows are counted in whole shares.
pub(crate) fn threads_for(rows: usize, asked: Option<usize>) -> Result<usize, PyError> {
    // Asked once: the answer is read from files, some 50 µs each time.
    static CORES: LazyLock<usize> =
        LazyLock::new(|| std::thread::available_parallelism().map_or(1, usize::from));
    const ROWS_A_THREAD: usize = 1 << 16;
    match asked {
        None => Ok((rows / ROWS_A_THREAD).clamp(1, (*CORES).max(1))),
        Some(0) => Err(refused("threads", "0", "1 or more")),
        Some(asked) => Ok(asked.min(rows.max(1)).min(256)),
    }
}
