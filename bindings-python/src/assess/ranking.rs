//! Ranks of units.

use pyo3::prelude::*;
use rust_decimal::Decimal;
use wangge::assess::{self, Period, Place, Score, ToNext, UnitRank};
use wangge::export::{AssessPicture, RankedUnit};

use super::fact::{PyUnitFact, units};
use super::tallies::{PyRate, PyTallies};
use super::{Span, given, period, rows_of};
use crate::error::PyError;
use crate::policy::PyPolicy;
use crate::record::{PyReason, Tuple, record};

record! {
    /// A unit with its rank (名次).
    PyUnitRank = "UnitRank" {
        /// The unit.
        unit: String,
        /// Its group, where groups are ranked by themselves.
        group: Option<String>,
        /// The figure it is ranked by; None where it is ranked by marks.
        rate: Option<PyRate>,
        /// The marks it is ranked by, as published.
        marks: Option<Decimal>,
        /// How many count: the denominator of the figure, or the cases to be closed.
        volume: u32,
        /// Its rank, from 1; after two at 2 comes 4. None where it is not ranked.
        rank: Option<u32>,
        /// How many share it; 0 where it is not ranked.
        shared_by: u32,
        /// `ranked`, `below_volume`, `nothing_to_count` or `part_of_period`.
        place: String,
        /// How many more of the numerator, or how many marks, are lacking to the rank above; None for the first.
        to_next: Option<Decimal>,
        /// Whether one case decided otherwise, its own or another's, would change its place or who shares it.
        one_case_decides: bool,
        /// Whether it really differs from the first of its group: their intervals do not meet; None where that is not
        /// known.
        differs_from_first: Option<bool>,
    }
    new { #[expect(clippy::too_many_arguments, reason = "named ones of Python")] }
}

/// A place as Python tells it: the rank, how many share it, and its name.
pub(super) fn place(place: Place) -> (Option<u32>, u32, &'static str) {
    match place {
        Place::Rank { rank, shared_by } => (Some(rank), shared_by, "ranked"),
        Place::BelowVolume => (None, 0, "below_volume"),
        Place::NothingToCount => (None, 0, "nothing_to_count"),
        Place::PartOfPeriod => (None, 0, "part_of_period"),
    }
}

impl PyUnitRank {
    pub(super) fn from_core(row: &UnitRank) -> Self {
        let (rate, marks) = match row.score {
            Score::Rate(rate) => (Some(PyRate::from_core(rate)), None),
            Score::Marks(marks) => (None, given(marks)),
        };
        let (rank, shared_by, place) = place(row.place);
        Self {
            unit: row.unit.clone(),
            group: row.group.clone(),
            rate,
            marks,
            volume: row.volume,
            rank,
            shared_by,
            place: place.to_owned(),
            to_next: row.to_next.map(|next| match next {
                ToNext::Count(count) => count.into(),
                ToNext::Marks(marks) => marks,
            }),
            one_case_decides: row.one_case_decides,
            differs_from_first: row.differs_from_first,
        }
    }

    fn shown(&self) -> String {
        let rank = self.rank.map_or_else(|| self.place.clone(), |rank| rank.to_string());
        let score = match (&self.rate, self.marks) {
            (Some(rate), _) => format!("{}/{}", rate.numerator, rate.denominator),
            (None, Some(marks)) => marks.to_string(),
            (None, None) => "None".to_owned(),
        };
        format!("UnitRank('{}', {rank}, {score})", self.unit)
    }
}

rows_of! {
    /// The units of a period, ranked: group after group by name, the best first, then those that are only listed.
    PyRanks = "Ranks" of PyUnitRank {
        /// The first and the last day of the period.
        period: Span,
        /// The reasons, with their clauses.
        because: Tuple<PyReason>,
    }
    "table_of_ranks" {
        /// The columns `unit`, `group`, `rank`, `shared_by`, `place`, `numerator`, `denominator`, `low` and
        /// `high` (the interval of the rate, as texts), `marks`, `volume`, `to_next`, `one_case_decides`,
        /// `differs_from_first`.
    }
}

impl PyRanks {
    fn shown(&self) -> String {
        format!("Ranks({} units, {} to {})", self.rows.0.len(), self.period.0.0, self.period.1.0)
    }
}

/// Ranks the units of a period as the policy says (排名, X-4.3b): by a figure or by the marks of a sheet,
/// within groups where it says so, those with few cases only listed; with how far the next rank is, and how
/// sure each is.
///
/// Raises UnspecifiedError for `ranking`, for `ranking.part_period` where a unit existed for a part of the
/// period, and for the figure or sheet that it names; InputError with the row of a unit whose figures no
/// record fed.
#[pyfunction]
#[pyo3(signature = (policy, tallies, period, units = Vec::new()))]
#[expect(clippy::needless_pass_by_value, reason = "arguments of Python")]
pub(crate) fn ranks(
    policy: &Bound<'_, PyPolicy>,
    tallies: &Bound<'_, PyTallies>,
    period: Span,
    units: Vec<PyUnitFact>,
) -> Result<PyRanks, PyError> {
    let units = self::units(&units)?;
    let found = assess::ranks(&policy.get().0, &tallies.get().0, self::period(period)?, &units)?;
    Ok(PyRanks {
        rows: Tuple(found.value.iter().map(PyUnitRank::from_core).collect()),
        period,
        because: PyReason::all(&found.because),
    })
}

/// The ranks of two or more periods as a picture in SVG: a line for each unit, blue where it rose from the first
/// to the last, brown and dashed where it fell.
///
/// `width` is in pixels, 560 to 8000. Raises InputError for fewer than two or more than 24 periods, periods that
/// do not ascend, ranks of several groups, and no units or more than 500.
///
/// >>> from datetime import date
/// >>> import wangge as wg
/// >>> quarters = [(date(2026, 4, 1), date(2026, 6, 30)), (date(2026, 7, 1), date(2026, 9, 30))]
/// >>> rows = [(0, place, "due", "fell_due", False, 9) for place in (0, 1)]
/// >>> rows += [(0, place, "closed_on_time", "fell_due", False, 8) for place in (0, 1)]
/// >>> tallies = wg.Tallies(["示例村"], quarters, rows)
/// >>> policy = wg.Policy.preset("combined")
/// >>> wg.rank_paths([wg.ranks(policy, tallies, quarter) for quarter in quarters])[:4]
/// '<svg'
#[pyfunction]
#[pyo3(signature = (ranks, *, title = None, width = 960, lang = "zh"))]
#[expect(clippy::needless_pass_by_value, reason = "arguments of Python")]
pub(crate) fn rank_paths(
    ranks: Vec<PyRanks>,
    title: Option<String>,
    width: u32,
    lang: &str,
) -> Result<String, PyError> {
    let of = |found: &PyRanks| -> Result<_, PyError> {
        let units = found.rows.0.iter().map(|row| RankedUnit {
            unit: row.unit.clone(),
            group: row.group.clone(),
            rank: row.rank,
        });
        Ok((period(found.period)?, units.collect()))
    };
    let periods: Vec<(Period, Vec<RankedUnit>)> = ranks.iter().map(of).collect::<Result<_, _>>()?;
    let options = AssessPicture { title, width, lang: crate::record::lang(lang)? };
    Ok(wangge::export::rank_paths(&periods, &options)?)
}
