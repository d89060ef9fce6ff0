//! What counts: the cases of a log, and the counts of units and periods.

use std::collections::{BTreeMap, HashMap};
use std::hash::{Hash, Hasher};

use chrono::NaiveDateTime;
use numpy::PyArray1;
use pyo3::PyTypeInfo;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use rust_decimal::Decimal;
use wangge::assess::{self, CaseFact, CountRow, LeftOut, Opened, Period, Rate, RecordFact, Tallies};
use wangge::case::{CaseRules, CaseSink, CaseStanding, LogParts};
use wangge::export::{AssessPicture, heat, rates};
use wangge::policy::MetricRule;
use wangge::{InputError, OnBad, Vocabulary as _};

use super::fact::{Counts, PyRecordFact, tally};
use super::{Span, period};
use crate::calendar::PyWorkCalendar;
use crate::column::{EventColumns, Events};
use crate::date::Date;
use crate::error::{PyError, refused};
use crate::policy::PyPolicy;
use crate::record::{PyReason, Tabled, Tuple, record};
use crate::term;

record! {
    /// A figure as two whole numbers (比率): 2 of 3 is no decimal.
    ///
    /// >>> import wangge as wg
    /// >>> wg.Rate(2, 3).value(), wg.Rate(2, 3).percent(), wg.Rate(9, 10).interval
    /// (Decimal('0.6667'), Decimal('66.67'), (Decimal('0.5958'), Decimal('0.9822')))
    PyRate = "Rate" {
        /// What was counted.
        numerator: i64,
        /// Over what; 0 where there is nothing to count.
        denominator: i64,
    }
    methods {
        /// The fraction to so many places, half up; None where there is nothing to count.
        #[pyo3(signature = (places = 4))]
        fn value(&self, places: u32) -> Option<Decimal> {
            self.core().value(places)
        }

        /// The percentage to so many places, half up.
        #[pyo3(signature = (places = 2))]
        fn percent(&self, places: u32) -> Option<Decimal> {
            self.core().percent(places)
        }

        /// Between which rates the true one lies in 95 of 100 such samples (Wilson), outwards to four places; None
        /// where there is nothing to count, or the figure is no share of its denominator.
        #[getter]
        fn interval(&self) -> Option<(Decimal, Decimal)> {
            self.core().interval()
        }

        /// Whether two figures really differ: their intervals do not meet; None where either has no interval.
        fn differs(&self, other: &Self) -> Option<bool> {
            self.core().differs(other.core())
        }
    }
}

impl PyRate {
    pub(super) fn from_core(rate: Rate) -> Self {
        let Rate { numerator, denominator } = rate;
        Self { numerator, denominator }
    }

    fn core(&self) -> Rate {
        Rate { numerator: self.numerator, denominator: self.denominator }
    }

    fn shown(&self) -> String {
        format!("Rate({}/{})", self.numerator, self.denominator)
    }
}

record! {
    /// A figure of a unit and a period (指标值).
    PyFigure = "Figure" {
        /// The figure's name.
        metric: String,
        /// The unit.
        unit: String,
        /// What was counted over what.
        rate: PyRate,
        /// The clause it measures, and what was counted.
        because: Tuple<PyReason>,
    }
}

impl PyFigure {
    fn shown(&self) -> String {
        format!(
            "Figure('{}', '{}', {}/{})",
            self.metric, self.unit, self.rate.numerator, self.rate.denominator
        )
    }
}

/// Counts of units and periods (计数表): those of parts of a log, or of several townships, are added with
/// `+`; rates never are.
///
/// Made by `CountedCases.tallies`; or of what `rows` told, perhaps by another process.
///
/// >>> from datetime import date
/// >>> import wangge as wg
/// >>> quarter = (date(2026, 7, 1), date(2026, 9, 30))
/// >>> rows = [(0, 0, "patrols_due", None, False, 4), (0, 0, "patrols_done", None, False, 3)]
/// >>> tallies = wg.Tallies(["示例村"], [quarter], rows)
/// >>> tallies.figure(wg.Policy.preset("combined"), "patrol_rate", "示例村", quarter).rate
/// Rate(3/4)
/// >>> (tallies + tallies).count("示例村", quarter, "patrols_due")
/// 8
#[pyclass(frozen, eq, hash, name = "Tallies", module = "wangge")]
#[derive(PartialEq, Eq)]
pub(crate) struct PyTallies(pub(crate) Tallies);

impl Hash for PyTallies {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.0.units(), self.0.periods(), self.0.rows()).hash(state);
    }
}

type Row = (usize, usize, String, Option<String>, bool, u32);

fn rules(
    policy: &PyPolicy,
    tallies: &Tallies,
    metrics: Option<&[String]>,
) -> Result<Vec<MetricRule>, PyError> {
    let day = tallies.periods().last().map(Period::end).unwrap_or_default();
    match metrics {
        Some(names) => Ok(names.iter().map(|name| policy.0.metric(name, day)).collect::<Result<_, _>>()?),
        None => Ok(policy.0.metrics(day)),
    }
}

fn unit_place(tallies: &Tallies, unit: &str) -> Result<usize, PyError> {
    let found = tallies.units().iter().position(|one| one == unit);
    found.ok_or_else(|| refused("unit", format!("{unit:?}"), tallies.units().join(", ")))
}

fn period_place(tallies: &Tallies, span: Span) -> Result<usize, PyError> {
    let wanted = period(span)?;
    let shown = |one: &Period| format!("{} to {}", one.start(), one.end());
    let found = tallies.periods().iter().position(|one| *one == wanted);
    found.ok_or_else(|| {
        refused("period", shown(&wanted), tallies.periods().iter().map(shown).collect::<Vec<_>>().join(", "))
    })
}

#[pymethods]
#[expect(clippy::needless_pass_by_value, reason = "arguments of Python")]
impl PyTallies {
    /// Counts of units and periods (first and last day), each row a count: the place of its unit and of its
    /// period, its name, by which day cases belong to the period (None for what counts no cases), whether only
    /// exempted ones are counted, how many.
    ///
    /// Raises InputError for no units or periods, a unit that stands twice, periods that overlap, a place that is
    /// none.
    #[new]
    #[pyo3(signature = (units, periods, rows = Vec::new()))]
    fn new(units: Vec<String>, periods: Vec<Span>, rows: Vec<Row>) -> Result<Self, PyError> {
        let mut made = Tallies::new(units, periods.into_iter().map(period).collect::<Result<_, _>>()?)?;
        for (nth, (unit, period, count, belongs, exempted, number)) in rows.into_iter().enumerate() {
            let belongs_by =
                match belongs {
                    Some(code) => {
                        let found = wangge::Belongs::find(&code);
                        Some(found.ok_or_else(|| {
                            refused("belongs_by", code, wangge::Belongs::codes().join(", "))
                        })?)
                    }
                    None => None,
                };
            let row = CountRow { unit, period, tally: tally(&count)?, belongs_by, exempted, count: number };
            made.add_row(&row).map_err(|error| InputError { row: Some(nth), ..error })?;
        }
        Ok(Self(made))
    }

    /// The units, in order.
    #[getter]
    fn units(&self) -> Tuple<String> {
        Tuple(self.0.units().to_vec())
    }

    /// The first and the last day of each period, in order.
    #[getter]
    fn periods(&self) -> Tuple<Span> {
        Tuple(self.0.periods().iter().map(|period| (Date(period.start()), Date(period.end()))).collect())
    }

    /// All counts that are not 0, as the constructor takes them; one that was looked at and is 0 throughout
    /// stands there once.
    fn rows(&self) -> Vec<Row> {
        let of = |row: CountRow| {
            let belongs = row.belongs_by.map(|one| one.code().to_owned());
            (row.unit, row.period, row.tally.code().to_owned(), belongs, row.exempted, row.count)
        };
        self.0.rows().into_iter().map(of).collect()
    }

    /// A count of a unit and a period; None where no record fed it. Cases belong to it by `belongs_by`; with
    /// `exempt`, those that an appeal exempted are left out.
    #[pyo3(signature = (unit, period, count, belongs_by = None, exempt = true))]
    fn count(
        &self,
        unit: &str,
        period: Span,
        count: &str,
        belongs_by: Option<term::Belongs>,
        exempt: bool,
    ) -> Result<Option<u32>, PyError> {
        let (tally, unit, period) =
            (tally(count)?, unit_place(&self.0, unit)?, period_place(&self.0, period)?);
        let belongs = match belongs_by {
            Some(belongs) => belongs.0,
            None if tally.is_of_cases() => {
                return Err(refused("belongs_by", "None", wangge::Belongs::codes().join(", ")));
            }
            None => wangge::Belongs::FellDue,
        };
        Ok(self.0.is_fed(tally).then(|| self.0.count(unit, period, tally, belongs, exempt)))
    }

    /// The same with records counted: those of a grid that is no unit for its village.
    ///
    /// Raises InputError with the row of a record that is of no unit here, or that says to count cases.
    fn with_records(&self, records: Vec<PyRecordFact>) -> Result<Self, PyError> {
        let records = records.iter().map(PyRecordFact::core).collect::<Result<Vec<RecordFact>, _>>()?;
        let mut made = self.0.clone();
        let strays = made.add_records(&records)?;
        let stray = strays.first().and_then(|row| Some((*row, records.get(*row)?)));
        match stray {
            Some((row, record)) => Err(InputError {
                row: Some(row),
                column: "unit".to_owned(),
                value: format!("{:?}", record.unit),
                allowed: self.0.units().join(", "),
                table: None,
            }
            .into()),
            None => Ok(Self(made)),
        }
    }

    /// The counts of larger units, each made of some of these, by the name of each: `{"G-1": "甲村", "G-2":
    /// "甲村"}`.
    ///
    /// Raises InputError with the row of a unit that no name is given for.
    fn roll_up(&self, into: HashMap<String, String>) -> Result<Self, PyError> {
        let (mut names, mut places): (Vec<String>, Vec<u32>) = (Vec::new(), Vec::new());
        for (row, unit) in self.0.units().iter().enumerate() {
            let name = into.get(unit).ok_or_else(|| InputError {
                row: Some(row),
                column: "into".to_owned(),
                value: format!("{unit:?}"),
                allowed: "a larger unit for every unit".to_owned(),
                table: None,
            })?;
            let place = names.iter().position(|one| one == name).unwrap_or_else(|| {
                names.push(name.clone());
                names.len() - 1
            });
            places.push(u32::try_from(place).unwrap_or(u32::MAX));
        }
        Ok(Self(self.0.roll_up(&places, names)?))
    }

    /// The counts of longer periods, each made of whole ones of these: of quarters out of months.
    ///
    /// Raises InputError for a period that cuts one of these.
    fn over(&self, periods: Vec<Span>) -> Result<Self, PyError> {
        Ok(Self(self.0.over(periods.into_iter().map(period).collect::<Result<_, _>>()?)?))
    }

    /// The counts of two parts of the same units and periods together. Raises InputError where the units or
    /// periods are others.
    fn __add__(&self, other: &Bound<'_, Self>) -> Result<Self, PyError> {
        let mut made = self.0.clone();
        made.merge(&other.get().0)?;
        Ok(Self(made))
    }

    /// A figure of a unit and a period, with its clause.
    ///
    /// Raises UnspecifiedError for a figure that the policy does not state, InputError for a unit or a period
    /// that is not counted, for what no record fed, and for a numerator or denominator below 0.
    fn figure(
        &self,
        policy: &Bound<'_, PyPolicy>,
        metric: &str,
        unit: &str,
        period: Span,
    ) -> Result<PyFigure, PyError> {
        let found = assess::figure(&policy.get().0, metric, &self.0, unit, self::period(period)?)?;
        Ok(PyFigure {
            metric: metric.to_owned(),
            unit: unit.to_owned(),
            rate: PyRate::from_core(found.value),
            because: PyReason::all(&found.because),
        })
    }

    /// The figures of all units and periods as a table: `unit`, `start` and `end` of the period, `metric`,
    /// `numerator`, `denominator` and `fed`: whether the records that it needs were there at all. Of those of
    /// that name; else of all that the policy can name on the last day.
    ///
    /// >>> from datetime import date
    /// >>> import wangge as wg
    /// >>> rows = [(0, 0, "patrols_due", None, False, 4), (0, 0, "patrols_done", None, False, 3)]
    /// >>> tallies = wg.Tallies(["示例村"], [(date(2026, 7, 1), date(2026, 9, 30))], rows)
    /// >>> table = tallies.figures(wg.Policy.preset("combined"), ["patrol_rate", "visit_rate"])
    /// >>> table["numerator"].tolist(), table["denominator"].tolist(), table["fed"].tolist()
    /// ([3, 0], [4, 0], [True, False])
    #[pyo3(signature = (policy, metrics = None))]
    fn figures<'py>(
        slf: &Bound<'py, Self>,
        policy: &Bound<'py, PyPolicy>,
        metrics: Option<Vec<String>>,
    ) -> PyResult<Tabled<'py>> {
        let py = slf.py();
        let tallies = &slf.get().0;
        let rules = rules(policy.get(), tallies, metrics.as_deref())?;
        let found = py.detach(|| tallies.metrics(&rules)).map_err(PyError::from)?;
        let names: Vec<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
        let parts = (
            PyArray1::from_vec(py, found.unit),
            PyArray1::from_vec(py, found.period),
            (PyArray1::from_vec(py, found.metric), names),
            PyArray1::from_vec(py, found.numerator),
            PyArray1::from_vec(py, found.denominator),
            PyArray1::from_vec(py, found.fed),
        );
        let table = py.import("wangge._assess")?.call_method1("table_of_figures", (slf, parts))?;
        Ok(Tabled(table))
    }

    /// A figure as a picture in SVG: of one period the rate of each unit with its interval and what was counted;
    /// without a period a table of shades, a row a unit, a column a period.
    ///
    /// `width` is in pixels, 560 to 8000. Raises UnspecifiedError for a figure that the policy does not state,
    /// InputError for more than 500 units or 36 periods, and as `figure` does.
    ///
    /// >>> from datetime import date
    /// >>> import wangge as wg
    /// >>> rows = [(0, 0, "patrols_due", None, False, 4), (0, 0, "patrols_done", None, False, 3)]
    /// >>> quarter = (date(2026, 7, 1), date(2026, 9, 30))
    /// >>> tallies = wg.Tallies(["示例村"], [quarter], rows)
    /// >>> policy = wg.Policy.preset("combined")
    /// >>> "75.0%" in tallies.to_svg(policy, "patrol_rate", quarter), tallies.to_svg(policy, "patrol_rate")[:4]
    /// (True, '<svg')
    #[pyo3(signature = (policy, metric, period = None, *, title = None, width = 960, lang = "zh"))]
    fn to_svg(
        &self,
        policy: &Bound<'_, PyPolicy>,
        metric: &str,
        period: Option<Span>,
        title: Option<String>,
        width: u32,
        lang: &str,
    ) -> Result<String, PyError> {
        let options = AssessPicture { title, width, lang: crate::record::lang(lang)? };
        let period = period.map(self::period).transpose()?;
        let last = period.or_else(|| self.0.periods().last().copied());
        let on = last.ok_or_else(|| refused("period", "none", "a period"))?.end();
        let rule = policy.get().0.metric(metric, on)?;
        Ok(match period {
            Some(period) => rates(&self.0, &rule, period, &options)?,
            None => heat(&self.0, &rule, &options)?,
        })
    }

    #[pyo3(signature = () -> "tuple[object, ...]")]
    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let this = slf.get();
        let fields = (this.units(), this.periods(), this.rows());
        (Self::type_object(slf.py()), fields).into_pyobject(slf.py())
    }

    fn __repr__(&self) -> String {
        format!("Tallies({} units, {} periods)", self.0.units().len(), self.0.periods().len())
    }
}

/// The cases of a log as they count: what `wangge.assess.CountedCases` keeps.
#[pyclass(frozen, name = "Counted", module = "wangge")]
pub(crate) struct PyCounted {
    facts: Vec<CaseFact>,
    grid: Vec<i32>,
    grids: Vec<String>,
    first: Vec<usize>,
}

/// To which unit each grid belongs, by their places; and the cases without a grid.
pub(super) struct UnitOf {
    pub(super) units: Vec<String>,
    pub(super) of_grid: BTreeMap<String, u32>,
    pub(super) without: Option<u32>,
}

impl UnitOf {
    /// The counts of cases, each with the place of its grid in a list.
    pub(super) fn counted(
        &self,
        periods: Vec<Period>,
        grid: &[i32],
        grids: &[String],
        facts: &[CaseFact],
    ) -> Result<Tallies, InputError> {
        let mut made = Tallies::new(self.units.clone(), periods)?;
        made.add_cases(&self.places(grid, grids)?, facts)?;
        Ok(made)
    }

    /// The unit of each case.
    fn places(&self, grid: &[i32], grids: &[String]) -> Result<Vec<u32>, InputError> {
        let of: Vec<Option<u32>> = grids.iter().map(|grid| self.of_grid.get(grid).copied()).collect();
        let place = |(row, grid): (usize, &i32)| {
            let known = match usize::try_from(*grid) {
                Ok(place) => of.get(place).copied().flatten(),
                Err(_) => self.without,
            };
            known.ok_or_else(|| {
                let name = usize::try_from(*grid).ok().and_then(|place| grids.get(place));
                InputError {
                    row: Some(row),
                    column: "grid".to_owned(),
                    value: name.map_or_else(|| "none".to_owned(), |name| format!("{name:?}")),
                    allowed: "a grid that units names; cases without one go to the unit of None".to_owned(),
                    table: None,
                }
            })
        };
        grid.iter().enumerate().map(place).collect()
    }
}

/// Rows and how often each counts, on both sides, and why others are left out.
type Sides = (Vec<(i64, i64)>, Vec<(i64, i64)>, Vec<(i64, term::LeftOut)>);

/// What made a figure of the records of a unit: `CountedCases.open`.
#[pyfunction]
#[expect(clippy::needless_pass_by_value, reason = "arguments of Python")]
pub(crate) fn open_records(
    policy: &Bound<'_, PyPolicy>,
    metric: &str,
    records: Vec<PyRecordFact>,
    period: Span,
) -> Result<Sides, PyError> {
    let span = self::period(period)?;
    let rule = policy.get().0.metric(metric, span.end())?;
    let records = records.iter().map(PyRecordFact::core).collect::<Result<Vec<RecordFact>, _>>()?;
    Ok(PyCounted::opened(&rule.open_records(&records, |_| true, span)))
}

impl PyCounted {
    fn opened(opened: &Opened) -> Sides {
        let number = |row: usize| i64::try_from(row).unwrap_or(i64::MAX);
        let side = |rows: &[(usize, i64)]| rows.iter().map(|(row, count)| (number(*row), *count)).collect();
        let left =
            opened.left_out.iter().map(|(row, why): &(usize, LeftOut)| (number(*row), term::LeftOut(*why)));
        (side(&opened.numerator), side(&opened.denominator), left.collect())
    }
}

#[pymethods]
#[expect(clippy::needless_pass_by_value, reason = "arguments of Python")]
impl PyCounted {
    fn __len__(&self) -> usize {
        self.facts.len()
    }

    /// The row of the first event of each case.
    #[getter]
    fn first<'py>(&self, py: Python<'py>) -> Bound<'py, PyArray1<i64>> {
        PyArray1::from_iter(py, self.first.iter().map(|row| i64::try_from(*row).unwrap_or(i64::MAX)))
    }

    /// The grids that cases name.
    #[getter]
    fn grids(&self) -> Tuple<String> {
        Tuple(self.grids.clone())
    }

    /// The same with what the persons served said, by the places of the cases.
    fn said(&self, rated: Vec<(usize, bool)>, repeated: Vec<usize>) -> Self {
        let mut facts = self.facts.clone();
        for (row, satisfied) in rated {
            if let Some(fact) = facts.get_mut(row) {
                *fact = fact.rated(satisfied);
            }
        }
        for row in repeated {
            if let Some(fact) = facts.get_mut(row) {
                *fact = fact.repeated();
            }
        }
        let (grid, grids, first) = (self.grid.clone(), self.grids.clone(), self.first.clone());
        Self { facts, grid, grids, first }
    }

    /// The counts of units and periods.
    #[pyo3(signature = (units, of_grid, without, periods, recorded))]
    fn tallies(
        &self,
        py: Python<'_>,
        units: Vec<String>,
        of_grid: Counts,
        without: Option<u32>,
        periods: Vec<Span>,
        recorded: Vec<String>,
    ) -> Result<PyTallies, PyError> {
        let spans = periods.into_iter().map(period).collect::<Result<Vec<_>, _>>()?;
        let recorded = recorded.iter().map(|code| tally(code)).collect::<Result<Vec<_>, _>>()?;
        let unit_of = UnitOf { units, of_grid: of_grid.0, without };
        py.detach(|| {
            let mut made = unit_of.counted(spans, &self.grid, &self.grids, &self.facts)?;
            for tally in recorded {
                made.recorded(tally);
            }
            Ok(PyTallies(made))
        })
    }

    /// Which cases made a figure, by their places and how often each counts, and why others of the unit are left
    /// out.
    #[pyo3(signature = (policy, metric, grids, without, period))]
    fn open(
        &self,
        policy: &Bound<'_, PyPolicy>,
        metric: &str,
        grids: Vec<String>,
        without: bool,
        period: Span,
    ) -> Result<Sides, PyError> {
        let span = self::period(period)?;
        let rule = policy.get().0.metric(metric, span.end())?;
        let own: Vec<bool> = self.grids.iter().map(|grid| grids.contains(grid)).collect();
        let of_unit = |row: usize| {
            let grid = self.grid.get(row).copied().unwrap_or(-1);
            usize::try_from(grid).map_or(without, |place| own.get(place) == Some(&true))
        };
        Ok(Self::opened(&rule.open(&self.facts, of_unit, span)))
    }
}

/// The cases of one part of a log.
struct Taking {
    facts: Vec<CaseFact>,
    first: Vec<usize>,
}

impl CaseSink for Taking {
    fn take(&mut self, standing: CaseStanding) {
        self.facts.push(CaseFact::of(&standing));
        self.first.push(standing.first);
    }
}

/// `wangge.count_cases` over numpy and Arrow.
#[pyfunction]
#[expect(clippy::needless_pass_by_value, reason = "arguments of Python")]
pub(crate) fn count_events<'py>(
    py: Python<'py>,
    events: Events<'py>,
    policy: PyRef<'py, PyPolicy>,
    calendar: PyRef<'py, PyWorkCalendar>,
    now: NaiveDateTime,
    null: bool,
    threads: usize,
) -> PyResult<PyCounted> {
    let read = EventColumns::read(&events)?;
    let log = read.log(now)?;
    let rules = CaseRules::new(&policy.0, &calendar.0);
    let on_bad = if null { OnBad::Null } else { OnBad::Error };
    let counted = py.detach(|| {
        let parts = LogParts::of(&log, threads)?;
        let sinks = parts
            .cases()
            .into_iter()
            .map(|cases| Taking { facts: Vec::with_capacity(cases), first: Vec::with_capacity(cases) });
        let folded = parts.fold(&rules, now, on_bad, sinks.collect())?;
        let mut made = Taking { facts: Vec::new(), first: Vec::new() };
        for mut part in folded {
            made.facts.append(&mut part.facts);
            made.first.append(&mut part.first);
        }
        let (grid, grids) = log.grids(made.first.iter().copied());
        Ok::<_, wangge::Error>(PyCounted { facts: made.facts, grid, grids, first: made.first })
    });
    Ok(counted.map_err(PyError::from)?)
}
