//! The checked values of a policy, and the questions that find the one in force.

use core::fmt;
use core::str::FromStr;

use chrono::{NaiveDate, NaiveTime};

use super::table::{IntakeRow, RouteTable};
use super::{ClockRule, Dated, Policy};
use crate::calendar::{Counting, Roll};
use crate::clause::ClauseId;
use crate::error::{Error, InputError, PolicyError};
use crate::term::{
    Aim, Binding, CalendarTable, Complexity, Dimension, Identity, Level, Office, Place, Post, Preference,
    Settlement, Unit,
};
use crate::vocabulary::Vocabulary;

/// How a matter of one type of work is taken in (受理方式).
pub type Intake = IntakeRow;

/// A band that the size of a grid must lie in (规模区间).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SizeRule {
    /// What is counted.
    pub unit: Dimension,
    /// The least, inclusive; at least 1.
    pub min: u32,
    /// The most, inclusive; `u32::MAX` where the policy sets none.
    pub max: u32,
    /// The kind of place it is for.
    pub place: Option<Place>,
    /// Whether it must hold.
    pub binding: Binding,
}

/// Numbers of households that are lawful by exception.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    /// The least number of households of the village.
    pub min: u32,
    /// The most.
    pub max: u32,
    /// Into how many grids it may then be divided.
    pub grids: u32,
    /// On what ground.
    pub ground: String,
}

/// How grids are coded (网格编码): digits of the region's code, and of the number of the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CodeScheme {
    /// Digits of the region's code, such as 12 for a village.
    pub region: u32,
    /// Digits of the number.
    pub sequence: u32,
}

/// How many members a team has beside the leader (管理小组人数).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TeamSize {
    /// The fewest.
    pub min: u32,
    /// The most.
    pub max: u32,
}

/// Who may lead a grid (网格长人选).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaders {
    /// Identities that may lead from outside the grid.
    pub outside: Vec<Identity>,
    /// Identities that must live in it.
    pub inside: Vec<Identity>,
    /// Whether another identity is a breach.
    pub closed: bool,
}

/// The leading group (领导小组).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeadingGroup {
    /// Its posts.
    pub posts: Vec<PostRule>,
}

/// A post of the leading group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostRule {
    /// The post.
    pub post: Post,
    /// The offices that fill it.
    pub offices: Vec<Office>,
    /// Whether every office of the list must be there.
    pub each: bool,
    /// How many at least.
    pub min: u32,
    /// How many at most.
    pub max: Option<u32>,
}

/// The complexity of each level, where none is given (E-1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ComplexityByLevel {
    /// In the order of [`Level`].
    pub of: [Complexity; 4],
}

/// A length of time (期限).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermOfTime {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
}

impl fmt::Display for TermOfTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.count, self.unit)
    }
}

/// Reads a count and the code of a unit, as [`Display`](fmt::Display) writes them: `"7 working_day"`.
///
/// ```
/// use wangge::Unit;
/// use wangge::policy::TermOfTime;
/// let term: TermOfTime = "7 working_day".parse().expect("a term");
/// assert_eq!(term, TermOfTime { count: 7, unit: Unit::WorkingDay });
/// let error = "7 weeks".parse::<TermOfTime>().expect_err("no such unit");
/// assert_eq!(error.allowed, "1 to 10000, and working_day, natural_day, working_hour, urgent_hour, as \"7 working_day\"");
/// ```
impl FromStr for TermOfTime {
    type Err = InputError;

    fn from_str(text: &str) -> Result<Self, InputError> {
        let read = text.split_once(' ').and_then(|(count, unit)| {
            let digits = count.bytes().all(|byte| byte.is_ascii_digit());
            let term = Self { count: count.parse().ok()?, unit: Unit::find(unit)? };
            Some(term).filter(|term| digits && (1..=Self::MOST).contains(&term.count))
        });
        read.ok_or_else(|| {
            let units = Unit::codes().join(", ");
            let allowed = format!("1 to {}, and {units}, as \"7 working_day\"", Self::MOST);
            InputError::value("term", text, allowed)
        })
    }
}

impl TermOfTime {
    /// The most of a unit that a term may have.
    pub const MOST: u32 = 10_000;
}

/// A limit (办结时限).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitRule {
    /// For which complexity.
    pub complexity: Complexity,
    /// How long.
    pub within: TermOfTime,
    /// What settles a matter in time.
    pub settled_by: Vec<Settlement>,
    /// Where a last day in natural days moves.
    pub roll: Roll,
}

/// The questions below fail with [`Unspecified`](crate::Unspecified) naming the key that the policy lacks,
/// or with [`PolicyError`] when nothing, or more than one thing, is in force.
impl Policy {
    /// The bands for a kind of place, one a dimension; those of no kind where none names it.
    ///
    /// # Errors
    /// As said above; the key is `grid.size`.
    pub fn sizes(&self, place: Option<Place>) -> Result<Vec<&Dated<SizeRule>>, Error> {
        let all = &self.inner.checked.sizes;
        let of = |unit: Dimension, place: Option<Place>| {
            all.iter().filter(move |rule| rule.value.unit == unit && rule.value.place == place)
        };
        let mut found = Vec::new();
        for &unit in Dimension::ALL {
            let named = place.filter(|place| of(unit, Some(*place)).next().is_some());
            if of(unit, named).next().is_some() {
                found.push(self.one("grid.size", of(unit, named), None)?);
            }
        }
        if found.is_empty() {
            return Err(self.unspecified("grid.size"));
        }
        Ok(found)
    }

    /// Which lawful number of grids it prefers; `None` where it does not say.
    ///
    /// # Errors
    /// As said above, but not for an absent key.
    pub fn preference(&self) -> Result<Option<&Dated<Preference>>, Error> {
        let values = &self.inner.checked.prefers;
        if values.is_empty() { Ok(None) } else { self.one("grid.prefer", values.iter(), None).map(Some) }
    }

    /// The exceptions in force for that many households.
    pub(crate) fn exceptions(&self, households: u32) -> Result<Vec<&Dated<Exception>>, Error> {
        let all = self.inner.checked.exceptions.iter();
        let fits = all.filter(|exception| (exception.value.min..=exception.value.max).contains(&households));
        let fits: Vec<_> =
            fits.filter(|exception| self.at.is_none_or(|day| exception.span.contains(day))).collect();
        if self.at.is_none() && fits.iter().any(|exception| exception.span != self.inner.checked.span) {
            let key = format!("{}: grid.exception", self.id());
            let spans = fits.iter().map(|exception| exception.span.pair()).collect();
            return Err(PolicyError::SeveralInForce { key, spans }.into());
        }
        Ok(fits)
    }

    /// What a division strives for, the first before the second.
    ///
    /// # Errors
    /// As said above; the key is `grid.aims`.
    pub fn aims(&self) -> Result<&Dated<Vec<Aim>>, Error> {
        self.one("grid.aims", self.inner.checked.aims.iter(), None)
    }

    /// The percent of the largest size that a division leaves free; `None` where it does not say.
    ///
    /// # Errors
    /// As said above, but not for an absent key.
    pub fn headroom(&self) -> Result<Option<&Dated<u32>>, Error> {
        let values = &self.inner.checked.headrooms;
        if values.is_empty() { Ok(None) } else { self.one("grid.headroom", values.iter(), None).map(Some) }
    }

    /// How grids are coded; `None` where it does not say.
    ///
    /// # Errors
    /// As said above, but not for an absent key.
    pub fn code_scheme(&self) -> Result<Option<&Dated<CodeScheme>>, Error> {
        let values = &self.inner.checked.codes;
        if values.is_empty() { Ok(None) } else { self.one("grid.code", values.iter(), None).map(Some) }
    }

    /// How many members a team has beside the leader.
    ///
    /// # Errors
    /// As said above; the key is `team`.
    pub fn team_size(&self) -> Result<&Dated<TeamSize>, Error> {
        self.one("team", self.inner.checked.teams.iter(), None)
    }

    /// Who may lead a grid.
    ///
    /// # Errors
    /// As said above; the key is `leaders`.
    pub fn leaders(&self) -> Result<&Dated<Leaders>, Error> {
        self.one("leaders", self.inner.checked.leaders.iter(), None)
    }

    /// The leading group.
    ///
    /// # Errors
    /// As said above; the key is `leading_group`.
    pub fn leading_group(&self) -> Result<&Dated<LeadingGroup>, Error> {
        self.one("leading_group", self.inner.checked.groups.iter(), None)
    }

    /// The route table.
    ///
    /// # Errors
    /// As said above; the key is `route`.
    pub fn route_table(&self) -> Result<&Dated<RouteTable>, Error> {
        self.one("route", self.inner.checked.routes.iter(), None)
    }

    /// The complexity that a level has where none is given (E-1), with the clause.
    ///
    /// # Errors
    /// As said above; the key is `complexity_by_level`.
    pub fn complexity_of(&self, level: Level) -> Result<(Complexity, &ClauseId), Error> {
        let found = self.one("complexity_by_level", self.inner.checked.by_level.iter(), None)?;
        let [general, regional, overall, major] = found.value.of;
        let complexity = match level {
            Level::General => general,
            Level::Regional => regional,
            Level::Overall => overall,
            Level::Major => major,
        };
        Ok((complexity, &found.clause))
    }

    /// The limit of a complexity for a matter received on a day.
    ///
    /// # Errors
    /// As said above; the key is `limit[complexity = "…"]`.
    pub fn limit(&self, complexity: Complexity, received: NaiveDate) -> Result<&Dated<LimitRule>, Error> {
        let values = self.inner.checked.limits.iter().filter(|limit| limit.value.complexity == complexity);
        self.one(&format!("limit[complexity = \"{complexity}\"]"), values, Some(received))
    }

    /// The limits there are, over all time.
    pub fn limits(&self) -> &[Dated<LimitRule>] {
        &self.inner.checked.limits
    }

    /// How a term of days is counted for a matter received on a day.
    ///
    /// # Errors
    /// As said above; the key is `counting`.
    pub fn counting(&self, received: NaiveDate) -> Result<&Dated<Counting>, Error> {
        self.one("counting", self.inner.checked.countings.iter(), Some(received))
    }

    /// The ways of counting there are, over all time.
    pub fn countings(&self) -> &[Dated<Counting>] {
        &self.inner.checked.countings
    }

    /// From which hour on a receipt on a day is deemed one of the next working day (收件截止时点); `None` where
    /// the policy sets no such hour.
    ///
    /// # Errors
    /// As said above; the key is `counting`.
    pub fn cut_off(&self, received: NaiveDate) -> Result<Option<NaiveTime>, Error> {
        Ok(self.one("counting", self.inner.checked.cut_offs.iter(), Some(received))?.value)
    }

    /// The cut-off hours there are, over all time.
    pub fn cut_offs(&self) -> &[Dated<Option<NaiveTime>>] {
        &self.inner.checked.cut_offs
    }

    /// How a clock runs that starts on a day: all that `counting` says.
    ///
    /// # Errors
    /// As said above; the key is `counting`.
    pub fn clock(&self, received: NaiveDate) -> Result<&Dated<ClockRule>, Error> {
        self.one("counting", self.inner.checked.clocks.iter(), Some(received))
    }

    /// The ways a clock runs, over all time, one for each of [`countings`](Self::countings).
    pub fn clocks(&self) -> &[Dated<ClockRule>] {
        &self.inner.checked.clocks
    }

    /// Which calendar it counts by; `None` where it leaves that to the caller.
    ///
    /// # Errors
    /// As said above, but not for an absent key.
    pub fn calendar(&self, received: NaiveDate) -> Result<Option<&Dated<CalendarTable>>, Error> {
        let values = &self.inner.checked.calendars;
        if values.is_empty() {
            Ok(None)
        } else {
            self.one("calendar", values.iter(), Some(received)).map(Some)
        }
    }
}
