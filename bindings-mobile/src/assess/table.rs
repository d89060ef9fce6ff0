//! Assessment: how many cases of a village were settled in time, marks, and ranks.

use chrono::NaiveDate;
use wangge::Complexity;
use wangge::assess::{self, CaseRow, OnTime, Period, Place};

use super::given;
use crate::calendar::WorkCalendar;
use crate::decision::{Reason, reasons};
use crate::error::WanggeError;
use crate::number::signed;
use crate::policy::Policy;

/// How many decimal places a rate has.
const RATE_PLACES: u32 = 4;

/// One case, as a table has it.
#[uniffi::remote(Record)]
pub struct CaseRow {
    /// The village.
    pub village: String,
    /// The day of receipt.
    pub received: NaiveDate,
    /// The day it was settled; none while it is open.
    pub closed: Option<NaiveDate>,
    /// The complexity that decides its limit.
    pub complexity: Complexity,
}

/// What was counted of one village.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Figures {
    /// Cases that belong to the period.
    pub cases: i32,
    /// Settled by their due date: the numerator of the rate.
    pub on_time: i32,
    /// Settled after it.
    pub late: i32,
    /// Open and past it.
    pub overdue: i32,
    /// Open and not yet past it: in the period, but not in the rate.
    pub pending: i32,
    /// The denominator of the rate: cases whose outcome is known.
    pub decided: i32,
    /// The on-time rate as a decimal with four places, rounded half up; none where nothing is decided.
    pub rate: Option<String>,
}

/// A village with its marks on a sheet.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Scored {
    /// The village.
    pub village: String,
    /// What was counted.
    pub figures: Figures,
    /// The marks as a decimal, rounded as the sheet says; none where they are not applicable: there was nothing
    /// to count, and the sheet gives nothing for that.
    pub marks: Option<String>,
}

/// The marks of every village, in the order of their names.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Scores {
    /// The villages.
    pub rows: Vec<Scored>,
    /// The reasons: of the marks, then of the count.
    pub because: Vec<Reason>,
}

/// The place of a village in a ranking.
// Own: the core calls it `Place` too, as it does the kind of a place, and its numbers are unsigned.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum RankPlace {
    /// Its rank, and how many share it.
    Rank {
        /// From 1; after two at 2 comes 4.
        rank: i32,
        /// How many villages have this rank.
        shared_by: i32,
    },
    /// Fewer decided cases than the least volume: listed, not ranked.
    BelowVolume,
    /// No decided case at all.
    NothingToCount,
    /// It existed for a part of the period, and the policy lists such units.
    PartOfPeriod,
}

/// A village in a ranking.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Ranked {
    /// The village.
    pub village: String,
    /// What was counted.
    pub figures: Figures,
    /// Its place.
    pub place: RankPlace,
    /// How many more cases in time, of those decided, would have brought it level with the rank above; 0 where
    /// only a tie-break parts them; none for the first rank and for villages without a rank.
    pub to_next: Option<i32>,
}

/// The villages, the best first; then those without a rank.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Ranking {
    /// The villages.
    pub rows: Vec<Ranked>,
    /// The reasons: of the ranks, then of the count.
    pub because: Vec<Reason>,
}

impl From<assess::Figures> for Figures {
    fn from(figures: assess::Figures) -> Self {
        let assess::Figures { cases, on_time, late, overdue, pending } = figures;
        Self {
            cases: signed(cases),
            on_time: signed(on_time),
            late: signed(late),
            overdue: signed(overdue),
            pending: signed(pending),
            decided: signed(figures.decided()),
            rate: figures.rate(RATE_PLACES).map(|rate| rate.to_string()),
        }
    }
}

impl From<assess::Scored> for Scored {
    fn from(assess::Scored { village, figures, marks }: assess::Scored) -> Self {
        Self { village, figures: figures.into(), marks: given(marks) }
    }
}

impl From<Place> for RankPlace {
    fn from(place: Place) -> Self {
        match place {
            Place::Rank { rank, shared_by } => {
                Self::Rank { rank: signed(rank), shared_by: signed(shared_by) }
            }
            Place::BelowVolume => Self::BelowVolume,
            Place::NothingToCount => Self::NothingToCount,
            Place::PartOfPeriod => Self::PartOfPeriod,
        }
    }
}

impl From<assess::Ranked> for Ranked {
    fn from(assess::Ranked { village, figures, place, to_next }: assess::Ranked) -> Self {
        let place = place.into();
        Self { village, figures: figures.into(), place, to_next: to_next.map(signed) }
    }
}

fn on_time(
    policy: &Policy,
    calendar: &WorkCalendar,
    cases: &[CaseRow],
    (start, end): (NaiveDate, NaiveDate),
    as_of: NaiveDate,
) -> Result<(OnTime, Vec<Reason>), WanggeError> {
    let found = assess::on_time(&policy.0, &calendar.0, cases, Period::new(start, end)?, as_of)?;
    Ok((found.value, reasons(&found.because)))
}

/// The marks of every village on a sheet of the policy, such as `grid_work`: cases of the period from `start` to
/// `end`, both inclusive, as they stand at the close of `asOf`.
///
/// Refuses with `Unspecified` for `ranking` or the sheet, with `Input` for a case that cannot be used, naming its
/// row, or for a period that ends before it starts, and as `deadline` does.
#[uniffi::export]
pub fn score(
    policy: &Policy,
    calendar: &WorkCalendar,
    sheet: &str,
    cases: Vec<CaseRow>,
    start: NaiveDate,
    end: NaiveDate,
    as_of: NaiveDate,
) -> Result<Scores, WanggeError> {
    let (found, counted) = on_time(policy, calendar, &cases, (start, end), as_of)?;
    let scored = assess::score(&policy.0, sheet, &found)?;
    let because = [reasons(&scored.because), counted].concat();
    Ok(Scores { rows: scored.value.into_iter().map(Scored::from).collect(), because })
}

/// Ranks the villages by their on-time rate (X-4.3b), the best first; then those below the least volume, then
/// those with nothing to count, each in the order of their names. The cases as for `score`.
///
/// Refuses with `Unspecified` for `ranking`, with `Input` as `score` does, and as `deadline` does.
#[uniffi::export]
pub fn rank(
    policy: &Policy,
    calendar: &WorkCalendar,
    cases: Vec<CaseRow>,
    start: NaiveDate,
    end: NaiveDate,
    as_of: NaiveDate,
) -> Result<Ranking, WanggeError> {
    let (found, counted) = on_time(policy, calendar, &cases, (start, end), as_of)?;
    let ranked = assess::rank(&policy.0, &found)?;
    let because = [reasons(&ranked.because), counted].concat();
    Ok(Ranking { rows: ranked.value.into_iter().map(Ranked::from).collect(), because })
}
