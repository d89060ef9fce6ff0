//! Figures, marks and ranks.

use std::collections::HashMap;

use pyo3::prelude::*;
use rust_decimal::Decimal;
use wangge::Policy;
use wangge::assess::{self, CaseRow, Figures, Marks, OnTime, Period, Place};

use super::given;
use crate::calendar::{PyWorkCalendar, or_china};
use crate::date::Date;
use crate::error::{PyError, refused};
use crate::policy::PyPolicy;
use crate::record::{PyReason, Tuple, hinted, item, record};

use crate::term::Complexity;

hinted! {
    /// Scores, one after the other.
    ScoreIterator = "ScoreIterator"
}

record! {
    /// What was counted of one village.
    PyFigures = "Figures" {
        /// Cases that belong to the period.
        cases: u32,
        /// Settled by their due date.
        on_time: u32,
        /// Settled after it.
        late: u32,
        /// Open and past it.
        overdue: u32,
        /// Open and not yet past it: in no rate.
        pending: u32,
    }
    methods {
        /// The denominator: cases whose outcome is known.
        #[getter]
        fn decided(&self) -> u32 {
            self.on_time + self.late + self.overdue
        }

        /// The on-time rate to four decimal places, half up; None where nothing is decided.
        #[getter]
        fn rate(&self) -> Option<Decimal> {
            self.core().rate(4)
        }
    }
}

impl PyFigures {
    fn from_core(figures: &Figures) -> Self {
        let Figures { cases, on_time, late, overdue, pending } = *figures;
        Self { cases, on_time, late, overdue, pending }
    }

    fn core(&self) -> Figures {
        let Self { cases, on_time, late, overdue, pending } = *self;
        Figures { cases, on_time, late, overdue, pending }
    }

    fn shown(&self) -> String {
        format!("Figures({} of {} on time)", self.on_time, self.on_time + self.late + self.overdue)
    }
}

record! {
    /// A village with its figures and marks.
    PyScore = "Score" {
        /// The village.
        village: String,
        /// What was counted.
        figures: PyFigures,
        /// The marks, rounded as the sheet says; None where there was nothing to count or no sheet.
        marks: Option<Decimal>,
    }
    methods {
        /// The on-time rate to four decimal places, half up; None where nothing is decided.
        #[getter]
        fn rate(&self) -> Option<Decimal> {
            self.figures.core().rate(4)
        }
    }
}

impl PyScore {
    fn shown(&self) -> String {
        let marks = self.marks.map_or_else(|| "None".to_owned(), |marks| marks.to_string());
        format!("Score('{}', {}, marks={marks})", self.village, self.figures.shown())
    }
}

record! {
    /// The scores of a period, in the order of the villages' names; iterable.
    PyScores = "Scores" {
        /// The villages.
        rows: Tuple<PyScore>,
        /// The first day of the period.
        start: Date,
        /// The last day of the period.
        end: Date,
        /// The day at whose close it was counted.
        as_of: Date,
        /// The reasons, with their clauses.
        because: Tuple<PyReason>,
        /// The policy as TOML, by which it is ranked.
        policy_toml: String,
    }
    methods {
        fn __len__(&self) -> usize {
            self.rows.0.len()
        }

        fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<ScoreIterator<'py>> {
            Ok(ScoreIterator((&self.rows).into_pyobject(py)?.try_iter()?.into_any()))
        }

        fn __getitem__(&self, index: isize) -> PyResult<PyScore> {
            item(&self.rows.0, index)
        }
    }
}

impl PyScores {
    fn shown(&self) -> String {
        format!("Scores({} villages, {} to {})", self.rows.0.len(), self.start.0, self.end.0)
    }
}

record! {
    /// A village in a ranking.
    PyRanked = "Ranked" {
        /// The village.
        village: String,
        /// Its rank, from 1; after two at 2 comes 4. None where it is not ranked.
        rank: Option<u32>,
        /// How many villages have this rank; 0 where it is not ranked.
        shared_by: u32,
        /// `ranked`, `below_volume`, `nothing_to_count` or `part_of_period`.
        place: String,
        /// How many more cases in time would have brought it level with the rank above.
        to_next: Option<u32>,
        /// What was counted.
        figures: PyFigures,
    }
}

impl PyRanked {
    fn shown(&self) -> String {
        let rank = self.rank.map_or_else(|| self.place.clone(), |rank| rank.to_string());
        format!("Ranked('{}', {rank}, {})", self.village, self.figures.shown())
    }
}

/// The on-time figures and marks of a period, out of four columns: village, received, closed, complexity.
#[pyfunction]
#[pyo3(signature = (villages, received, closed, complexity, policy, period, as_of = None, calendar = None, sheet = None))]
#[expect(clippy::too_many_arguments, reason = "four columns and what they are judged by")]
pub(crate) fn score_rows(
    villages: Vec<String>,
    received: Vec<Date>,
    closed: Vec<Option<Date>>,
    complexity: Vec<Complexity>,
    policy: &Bound<'_, PyPolicy>,
    period: (Date, Date),
    as_of: Option<Date>,
    calendar: Option<&Bound<'_, PyWorkCalendar>>,
    sheet: Option<String>,
) -> Result<PyScores, PyError> {
    let lengths = [received.len(), closed.len(), complexity.len()];
    if lengths.iter().any(|length| *length != villages.len()) {
        return Err(refused(
            "cases",
            format!("columns of {} and {lengths:?} rows", villages.len()),
            "columns of one length",
        ));
    }
    let rows: Vec<CaseRow> = villages
        .into_iter()
        .zip(received)
        .zip(closed)
        .zip(complexity)
        .map(|(((village, received), closed), complexity)| CaseRow {
            village,
            received: received.0,
            closed: closed.map(|closed| closed.0),
            complexity: complexity.0,
        })
        .collect();
    let policy = &policy.get().0;
    let calendar = or_china(calendar);
    let span = Period::new(period.0.0, period.1.0)?;
    let as_of = as_of.unwrap_or(period.1);
    let found = assess::on_time(policy, &calendar, &rows, span, as_of.0)?;
    let sheet = sheet.or_else(|| policy.sheets().first().map(|sheet| sheet.value.id.clone()));
    let mut because = found.because.clone();
    let mut marks: HashMap<String, Marks> = HashMap::new();
    if let Some(sheet) = sheet {
        let scored = assess::score(policy, &sheet, &found.value)?;
        because.extend(scored.because);
        marks = scored.value.into_iter().map(|row| (row.village, row.marks)).collect();
    }
    let rows = found.value.villages.iter().map(|(village, figures)| PyScore {
        village: village.clone(),
        figures: PyFigures::from_core(figures),
        marks: marks.get(village).copied().and_then(given),
    });
    Ok(PyScores {
        rows: Tuple(rows.collect()),
        start: period.0,
        end: period.1,
        as_of,
        because: PyReason::all(&because),
        policy_toml: policy.to_toml(),
    })
}

/// Ranks the villages of `score` by their on-time rate: the best first, then those below the least volume,
/// then those with nothing to count. Ties share a rank unless the policy names what decides.
///
/// Raises UnspecifiedError where the policy does not state a ranking.
///
/// >>> import datetime, wangge as wg
/// >>> day = datetime.date(2026, 7, 1)
/// >>> cases = [wg.CaseRow("甲", day, day, "general")] * 5 + [wg.CaseRow("乙", day, None, "general")] * 5
/// >>> scores = wg.score(cases, wg.Policy.preset("combined"), (day, datetime.date(2026, 9, 30)))
/// >>> [(row.village, row.rank) for row in wg.rank(scores)]
/// [('甲', 1), ('乙', 2)]
#[pyfunction]
pub(crate) fn rank(scores: &Bound<'_, PyScores>) -> Result<Tuple<PyRanked>, PyError> {
    let scores = scores.get();
    let policy = Policy::from_toml(&scores.policy_toml)?;
    let ranking = policy.ranking(scores.end.0)?;
    let found = OnTime {
        period: Period::new(scores.start.0, scores.end.0)?,
        as_of: scores.as_of.0,
        belongs_by: ranking.value.belongs_by,
        villages: scores.rows.0.iter().map(|row| (row.village.clone(), row.figures.core())).collect(),
    };
    let ranked = assess::rank(&policy, &found)?.value;
    let rows = ranked.iter().map(|row| {
        let (rank, shared_by, place) = match row.place {
            Place::Rank { rank, shared_by } => (Some(rank), shared_by, "ranked"),
            Place::BelowVolume => (None, 0, "below_volume"),
            Place::NothingToCount => (None, 0, "nothing_to_count"),
            Place::PartOfPeriod => (None, 0, "part_of_period"),
        };
        PyRanked {
            village: row.village.clone(),
            rank,
            shared_by,
            place: place.to_owned(),
            to_next: row.to_next,
            figures: PyFigures::from_core(&row.figures),
        }
    });
    Ok(Tuple(rows.collect()))
}
