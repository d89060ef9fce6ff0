//! Ranks of units, by a figure or by the marks of a sheet.

use wangge::assess::{self, Score, ToNext, UnitFact};

use super::given;
use super::table::RankPlace;
use super::tallies::{Period, Rate, Tallies, units};
use crate::decision::{Reason, reasons};
use crate::error::WanggeError;
use crate::number::signed;
use crate::policy::Policy;

/// A unit with its rank (名次).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct UnitRank {
    /// The unit.
    pub unit: String,
    /// Its group, where groups are ranked by themselves.
    pub group: Option<String>,
    /// The figure it is ranked by; none where it is ranked by marks.
    pub rate: Option<Rate>,
    /// The marks it is ranked by, as published; none where it is ranked by a figure, or they are not applicable.
    pub marks: Option<String>,
    /// How many count: the denominator of the figure, or the cases to be closed.
    pub volume: i32,
    /// Its place.
    pub place: RankPlace,
    /// How many more of the numerator (fewer where less is better), or how many marks, are lacking to the rank above; none
    /// for the first and for those without a rank.
    pub to_next: Option<String>,
    /// Whether one case decided otherwise, its own or another's, would change its place or who shares it.
    pub one_case_decides: bool,
    /// Whether it really differs from the first of its group: their intervals do not meet; none where that is not known.
    pub differs_from_first: Option<bool>,
}

/// The units in the order of their ranks, with the reasons.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Ranks {
    /// The units, group after group, the best first; then those that are listed, then those with nothing to count.
    pub rows: Vec<UnitRank>,
    /// The reasons.
    pub because: Vec<Reason>,
}

impl From<assess::UnitRank> for UnitRank {
    fn from(row: assess::UnitRank) -> Self {
        let (rate, marks) = match row.score {
            Score::Rate(rate) => (Some(rate.into()), None),
            Score::Marks(marks) => (None, given(marks)),
        };
        let to_next = row.to_next.map(|lacking| match lacking {
            ToNext::Count(count) => count.to_string(),
            ToNext::Marks(marks) => marks.to_string(),
        });
        Self {
            unit: row.unit,
            group: row.group,
            rate,
            marks,
            volume: signed(row.volume),
            place: row.place.into(),
            to_next,
            one_case_decides: row.one_case_decides,
            differs_from_first: row.differs_from_first,
        }
    }
}

#[uniffi::export]
impl Policy {
    /// Ranks the units of a period as the policy says (排名, X-4.3b): by a figure or by the marks of a sheet, within groups
    /// where it says so, those with few cases only listed; with how far the next rank is, and how sure each is.
    ///
    /// Refuses with `Unspecified` for `ranking`, for `ranking.part_period` where a unit existed for a part of the period, and
    /// for the figure or sheet that it names; with `Input` for figures that no record fed.
    #[uniffi::method(default(units = []))]
    pub fn ranks(
        &self,
        tallies: &Tallies,
        period: Period,
        units: Vec<UnitFact>,
    ) -> Result<Ranks, WanggeError> {
        let found = assess::ranks(&self.0, &tallies.0, period.core()?, &self::units(units)?)?;
        Ok(Ranks {
            rows: found.value.into_iter().map(UnitRank::from).collect(),
            because: reasons(&found.because),
        })
    }
}
