//! The same log under another policy; what a policy could do better, and what differs between two.

use chrono::NaiveDateTime;
use numpy::PyArray1;
use pyo3::prelude::*;
use wangge::assess::{self, Backtest, BacktestOptions, CaseFact, Lateness, RankOptions, SweepKey, Tallies};
use wangge::case::CaseStanding;
use wangge::policy::{Change, Lint, MetricRule, Signed};
use wangge::{Error, Vocabulary as _};

use super::fact::{Counts, PyRecordFact, PyUnitFact, units};
use super::ranking::{PyUnitRank, place};
use super::tallies::{PyRate, UnitOf};
use super::{Span, period};
use crate::calendar::PyWorkCalendar;
use crate::column::{EventColumns, Events};
use crate::error::PyError;
use crate::policy::PyPolicy;
use crate::record::{Tuple, record};
use crate::term::Belongs;

record! {
    /// A figure that a policy can name (指标).
    PyMetric = "Metric" {
        /// Its name.
        id: String,
        /// Its Chinese name.
        zh: String,
        /// Its English name.
        en: String,
        /// What is counted, by the codes of the counts; one with a `-` before it is taken away.
        numerator: Tuple<String>,
        /// Over what; likewise.
        denominator: Tuple<String>,
        /// By which day a case belongs to a period.
        belongs_by: Belongs,
        /// Whether cases that an appeal exempted are left out.
        exempt: bool,
        /// Whether more of it is better.
        more_is_better: bool,
        /// The clause it measures.
        clause: String,
    }
    new { #[expect(clippy::too_many_arguments, reason = "named ones of Python")] }
}

impl PyMetric {
    pub(crate) fn from_core(rule: &MetricRule) -> Self {
        let side = |side: &[Signed]| {
            let code = |one: &Signed| format!("{}{}", if one.less { "-" } else { "" }, one.tally.code());
            Tuple(side.iter().map(code).collect())
        };
        Self {
            id: rule.id.clone(),
            zh: rule.zh.clone(),
            en: rule.en.clone(),
            numerator: side(&rule.numerator),
            denominator: side(&rule.denominator),
            belongs_by: Belongs(rule.belongs_by),
            exempt: rule.exempt,
            more_is_better: rule.more_is_better,
            clause: rule.clause.to_string(),
        }
    }

    fn shown(&self) -> String {
        let (top, below) = (self.numerator.0.join(" + "), self.denominator.0.join(" + "));
        format!("Metric('{}', {top} / {below})", self.id)
    }
}

record! {
    /// What is worth a look in a policy (提示).
    PyLint = "Lint" {
        /// The key that it concerns.
        key: String,
        /// The stable code of what was found, such as `lint.volume`.
        code: String,
        /// What was found, in Chinese.
        zh: String,
        /// What was found, in English.
        en: String,
    }
}

impl PyLint {
    pub(crate) fn from_core(lint: &Lint) -> Self {
        Self {
            key: lint.key.clone(),
            code: lint.code().to_owned(),
            zh: lint.wording.zh(),
            en: lint.wording.en(),
        }
    }

    fn shown(&self) -> String {
        format!("Lint({}: {})", self.key, self.en)
    }
}

record! {
    /// A value that differs between two policies (差异).
    PyChange = "Change" {
        /// The rule it belongs to, such as `limit[complexity = "general"]`.
        rule: String,
        /// Its key, such as `limit[complexity = "general"].within.count`.
        key: String,
        /// What stood there, as TOML; None where nothing did.
        before: Option<String>,
        /// What stands there; None where nothing does.
        after: Option<String>,
        /// The clause of the rule now, or before where it is gone.
        clause: Option<String>,
        /// The change in Chinese.
        zh: String,
        /// The change in English.
        en: String,
    }
}

impl PyChange {
    pub(crate) fn from_core(change: &Change) -> Self {
        let Change { rule, key, before, after, clause } = change.clone();
        let (zh, en) = (change.wording().zh(), change.wording().en());
        Self { rule, key, before, after, clause, zh, en }
    }

    fn shown(&self) -> String {
        format!("Change({})", self.en)
    }
}

record! {
    /// How the cases of a log stand under one policy (回测结果).
    PyLateness = "Lateness" {
        /// All cases of which that is known.
        known: u32,
        /// Those whose limit is not known.
        unplaced: u32,
        /// Late or closed late.
        late: u32,
        /// Closed in time over all that were to be closed; None where there is none.
        on_time: Option<PyRate>,
    }
}

impl PyLateness {
    fn from_core(lateness: Lateness) -> Self {
        let Lateness { known, unplaced, late, on_time } = lateness;
        Self { known, unplaced, late, on_time: on_time.map(PyRate::from_core) }
    }

    fn shown(&self) -> String {
        format!("Lateness({} late of {}, {} not known)", self.late, self.known, self.unplaced)
    }
}

record! {
    /// A unit that another policy ranks otherwise (名次变动).
    PyRankMove = "RankMove" {
        /// The unit.
        unit: String,
        /// Its rank under the one policy; None where it has none.
        before: Option<u32>,
        /// Its place there: `ranked`, `below_volume`, `nothing_to_count` or `part_of_period`.
        place: String,
        /// Its rank under the other.
        after: Option<u32>,
        /// Its place there.
        other_place: String,
    }
}

impl PyRankMove {
    fn from_core(one: &assess::RankMove) -> Self {
        let ((before, _, there), (after, _, here)) = (place(one.before), place(one.after));
        let (place, other_place) = (there.to_owned(), here.to_owned());
        Self { unit: one.unit.clone(), before, place, after, other_place }
    }

    fn shown(&self) -> String {
        let rank =
            |rank: Option<u32>, place: &String| rank.map_or_else(|| place.clone(), |rank| rank.to_string());
        let (before, after) = (rank(self.before, &self.place), rank(self.after, &self.other_place));
        format!("RankMove('{}', {before} -> {after})", self.unit)
    }
}

record! {
    /// What one changed rule does by itself (归因).
    PyAttribution = "Attribution" {
        /// The rule, as `Policy.diff` gives it.
        rule: String,
        /// Its clause.
        clause: Option<String>,
        /// Cases that become late by it; None where it cannot be changed alone.
        newly_late: Option<u32>,
        /// Cases that no longer are.
        no_longer_late: Option<u32>,
        /// The units that it ranks otherwise.
        moves: Tuple<PyRankMove>,
        /// The effect in Chinese, or why it cannot be changed alone.
        zh: String,
        /// The same in English.
        en: String,
    }
}

impl PyAttribution {
    fn from_core(one: &assess::Attribution) -> Self {
        Self {
            rule: one.rule.clone(),
            clause: one.clause.clone(),
            newly_late: one.effect.map(|effect| effect.0),
            no_longer_late: one.effect.map(|effect| effect.1),
            moves: Tuple(one.moves.iter().map(PyRankMove::from_core).collect()),
            zh: one.wording().zh(),
            en: one.wording().en(),
        }
    }

    fn shown(&self) -> String {
        format!("Attribution({})", self.en)
    }
}

/// A log under two policies: what `wangge.assess.Backtest` keeps.
#[pyclass(frozen, name = "Backtested", module = "wangge")]
pub(crate) struct PyBacktested(Backtest);

/// The differences as columns: the row of the first event, when it was due and would be (in microseconds),
/// whether it was late and would be (below 0 where that is not known).
type Differences<'py> = (
    Bound<'py, PyArray1<i64>>,
    Bound<'py, PyArray1<i64>>,
    Bound<'py, PyArray1<i64>>,
    Bound<'py, PyArray1<i8>>,
    Bound<'py, PyArray1<i8>>,
);

/// The ranks under both policies, the moves, and the units that no rule moves by itself.
type Ranked = (Tuple<PyUnitRank>, Tuple<PyUnitRank>, Tuple<PyRankMove>, Tuple<String>);

#[pymethods]
impl PyBacktested {
    /// Under the one.
    #[getter]
    fn before(&self) -> PyLateness {
        PyLateness::from_core(self.0.before)
    }

    /// Under the other.
    #[getter]
    fn after(&self) -> PyLateness {
        PyLateness::from_core(self.0.after)
    }

    /// What differs between the policies.
    #[getter]
    fn changes(&self) -> Tuple<PyChange> {
        Tuple(self.0.changes.iter().map(PyChange::from_core).collect())
    }

    /// What each changed rule does by itself.
    #[getter]
    fn attributions(&self) -> Tuple<PyAttribution> {
        Tuple(self.0.attributions.iter().map(PyAttribution::from_core).collect())
    }

    /// How many cases the rules change together beyond what they do one by one.
    #[getter]
    fn interaction(&self) -> i64 {
        self.0.interaction
    }

    /// What the rules do together, in Chinese and in English.
    #[getter]
    fn words(&self) -> (String, String) {
        (self.0.wording().zh(), self.0.wording().en())
    }

    /// The ranks under both, the moves, and the units that no rule moves by itself; None where they were not
    /// asked for.
    #[getter]
    fn ranks(&self) -> Option<Ranked> {
        let ranks = self.0.ranks.as_ref()?;
        let rows = |rows: &[assess::UnitRank]| Tuple(rows.iter().map(PyUnitRank::from_core).collect());
        let moves = Tuple(ranks.moves.iter().map(PyRankMove::from_core).collect());
        Some((rows(&ranks.before), rows(&ranks.after), moves, Tuple(ranks.together.clone())))
    }

    /// Each case that is due at another moment or judged differently.
    fn differences<'py>(&self, py: Python<'py>) -> Differences<'py> {
        let moment = |at: Option<NaiveDateTime>| at.map_or(i64::MIN, |at| at.and_utc().timestamp_micros());
        let late = |late: Option<bool>| late.map_or(-1, i8::from);
        let rows = &self.0.differences;
        (
            PyArray1::from_iter(py, rows.iter().map(|row| i64::try_from(row.first).unwrap_or(i64::MAX))),
            PyArray1::from_iter(py, rows.iter().map(|row| moment(row.due))),
            PyArray1::from_iter(py, rows.iter().map(|row| moment(row.other_due))),
            PyArray1::from_iter(py, rows.iter().map(|row| late(row.late))),
            PyArray1::from_iter(py, rows.iter().map(|row| late(row.other_late))),
        )
    }
}

/// How the units are ranked: units, the unit of each grid, that of cases without one, the period, records,
/// what is known of units.
type Ranking = (Vec<String>, Counts, Option<u32>, Span, Vec<PyRecordFact>, Vec<PyUnitFact>);

/// `wangge.backtest` over numpy and Arrow.
#[pyfunction]
#[expect(clippy::too_many_arguments, reason = "called by one function of Python")]
#[expect(clippy::needless_pass_by_value, reason = "arguments of Python")]
pub(crate) fn backtest_events<'py>(
    py: Python<'py>,
    events: Events<'py>,
    policy: PyRef<'py, PyPolicy>,
    other: PyRef<'py, PyPolicy>,
    calendar: PyRef<'py, PyWorkCalendar>,
    now: NaiveDateTime,
    threads: usize,
    ranking: Option<Ranking>,
) -> PyResult<PyBacktested> {
    let read = EventColumns::read(&events)?;
    let log = read.log(now)?;
    let (policy, other, calendar) = (&policy.0, &other.0, &calendar.0);
    let ranked = match ranking {
        Some((names, of_grid, without, span, records, facts)) => {
            let records = records.iter().map(PyRecordFact::core).collect::<Result<Vec<_>, _>>()?;
            let unit_of = UnitOf { units: names, of_grid: of_grid.0, without };
            Some((unit_of, period(span)?, records, units(&facts)?))
        }
        None => None,
    };
    let found = py.detach(|| {
        let count = ranked.as_ref().map(|(unit_of, span, records, _)| {
            |rows: &[CaseStanding]| -> Result<Tallies, Error> {
                let (grid, grids) = log.grids(rows.iter().map(|row| row.first));
                let facts: Vec<CaseFact> = rows.iter().map(CaseFact::of).collect();
                let mut made = unit_of.counted(vec![*span], &grid, &grids, &facts)?;
                made.add_records(records)?;
                Ok(made)
            }
        });
        let ranks = count.as_ref().zip(ranked.as_ref());
        let ranks = ranks.map(|(count, (_, period, _, units))| RankOptions { count, period: *period, units });
        assess::backtest(&log, policy, other, calendar, &BacktestOptions { now, threads, ranks })
    });
    Ok(PyBacktested(found.map_err(PyError::from)?))
}

/// The grids that the cases of a log name, in order.
#[pyfunction]
#[expect(clippy::needless_pass_by_value, reason = "arguments of Python")]
pub(crate) fn event_grids(py: Python<'_>, events: Events<'_>, now: NaiveDateTime) -> PyResult<Vec<String>> {
    let read = EventColumns::read(&events)?;
    let log = read.log(now)?;
    Ok(py.detach(|| log.all_grids()))
}

/// `wangge.sweep` over numpy and Arrow: the values of each row, and how the cases stand.
#[pyfunction]
#[expect(clippy::needless_pass_by_value, reason = "arguments of Python")]
pub(crate) fn sweep_events<'py>(
    py: Python<'py>,
    events: Events<'py>,
    policy: PyRef<'py, PyPolicy>,
    calendar: PyRef<'py, PyWorkCalendar>,
    now: NaiveDateTime,
    threads: usize,
    grid: Vec<(String, Vec<String>)>,
) -> PyResult<Vec<(Vec<String>, PyLateness)>> {
    let read = EventColumns::read(&events)?;
    let log = read.log(now)?;
    let (policy, calendar) = (&policy.0, &calendar.0);
    let grid: Vec<SweepKey> = grid.into_iter().map(|(key, values)| SweepKey { key, values }).collect();
    let found = py.detach(|| {
        assess::sweep(&log, policy, &grid, calendar, &BacktestOptions { now, threads, ranks: None })
    });
    let rows = found.map_err(PyError::from)?.into_iter();
    Ok(rows.map(|row| (row.values, PyLateness::from_core(row.lateness))).collect())
}
