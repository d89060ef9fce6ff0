//! What is owed from one day to another.

use chrono::NaiveDate;
use wangge::duty::{self, DutyOrder, DutyRecord, Territory};
use wangge::{Covers, DayStatus, DutyKind, DutyUnit, Every, Role};

use super::matched::Matched;
use crate::calendar::WorkCalendar;
use crate::decision::{Reason, reasons};
use crate::error::WanggeError;
use crate::number::length;
use crate::policy::Policy;

/// What is owed once (应完成事项). Why: [`Obligations::because`].
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Obligation {
    /// What is owed.
    pub kind: DutyKind,
    /// Which post owes it.
    pub owner: Role,
    /// How often.
    pub every: Every,
    /// Whether it is owed to every household.
    pub covers: Covers,
    /// The kind of unit that owes it.
    pub unit_kind: DutyUnit,
    /// The grid or the village that owes it; empty for the township.
    pub unit: String,
    /// The village; none where the township owes it.
    pub village: Option<String>,
    /// The first day it may be done.
    pub opens: NaiveDate,
    /// The last day it is done in time.
    pub due: NaiveDate,
    /// How sure that day is.
    pub status: DayStatus,
    /// The first day of its period, or the day of its occasion.
    pub period: NaiveDate,
    /// The occasion that called for it.
    pub occasion: Option<String>,
    /// Those who answer for it; nobody where the post is vacant.
    pub persons: Vec<String>,
    /// The ids of the clauses it rests on: that of the duty, and that of how it is read.
    pub clauses: Vec<String>,
    /// A name that stays the same whatever moves it.
    pub uid: String,
}

impl From<duty::Obligation<'_>> for Obligation {
    fn from(one: duty::Obligation<'_>) -> Self {
        let texts = |texts: Vec<&str>| texts.into_iter().map(str::to_owned).collect();
        Self {
            kind: one.kind(),
            owner: one.owner(),
            every: one.every(),
            covers: one.covers(),
            unit_kind: one.unit_kind(),
            unit: one.unit().to_owned(),
            village: one.village().map(str::to_owned),
            opens: one.opens(),
            due: one.due(),
            status: one.status(),
            period: one.period(),
            occasion: one.occasion().map(str::to_owned),
            persons: texts(one.persons()),
            clauses: texts(one.clauses()),
            uid: one.uid(),
        }
    }
}

/// All that is owed, without being held one by one (应完成事项清单). Grid after grid as they were given, then the villages, then
/// the township; for each its duties as the policy lists them, each by date.
#[derive(uniffi::Object)]
pub struct Obligations(pub(crate) duty::Obligations);

#[uniffi::export]
impl Obligations {
    /// How many there are.
    pub fn count(&self) -> i32 {
        length(self.0.len())
    }

    /// Some of them in one crossing: so many from a place on, from 0; fewer where there are no more.
    ///
    /// Refuses with `Input` for a place or a number below 0.
    #[uniffi::method(default(first = 0, most = 2147483647))]
    pub fn list(&self, first: i32, most: i32) -> Result<Vec<Obligation>, WanggeError> {
        let whole = |column: &str, number: i32| {
            usize::try_from(number).map_err(|_| input(column, number.to_string(), "0 or more"))
        };
        let first = whole("first", first)?;
        let last = first.saturating_add(whole("most", most)?).min(self.0.len());
        Ok((first..last).filter_map(|place| self.0.get(place)).map(Obligation::from).collect())
    }

    /// Why the one at a place is owed, and when.
    ///
    /// Refuses with `Input` for a place where there is none.
    pub fn because(&self, place: i32) -> Result<Vec<Reason>, WanggeError> {
        let found = usize::try_from(place).ok().and_then(|place| self.0.get(place));
        let allowed = || format!("0 to {}", length(self.0.len()) - 1);
        let one = found.ok_or_else(|| input("place", place.to_string(), &allowed()))?;
        Ok(reasons(&one.because()))
    }

    /// Records held against what is owed, as of a day.
    ///
    /// Each record counts once among the duties of its kind and unit: for as many as can be in time first, the one due
    /// first before the others; what is left over then makes good what was missed, while that still counts. Coverage of
    /// households is a measure over the same visits, beside that count.
    ///
    /// Refuses with `Input` and the row for a record after `asOf`, an id that stands twice or a unit that is not known, and
    /// where a grid owes a visit to every household and has none; with `Unspecified` for `duty[…].late_days`.
    pub fn matched(&self, records: &[DutyRecord], as_of: NaiveDate) -> Result<Matched, WanggeError> {
        Ok(Matched::of(&self.0.matched(records, as_of)?, records))
    }
}

fn input(column: &str, value: String, allowed: &str) -> WanggeError {
    WanggeError::Input {
        row: None,
        column: column.to_owned(),
        value,
        allowed: allowed.to_owned(),
        table: None,
    }
}

#[uniffi::export]
impl Policy {
    /// What is owed by whom from one day to another, both included: all whose due day, before a rest day moves it, lies
    /// between them, so that one span after another names each once. Only these kinds; none for all that the policy states.
    ///
    /// Refuses with `Unspecified` and the key that the answer needs, with `Input` and the row for units, holders,
    /// households or occasions that do not fit together, a span that goes backwards or over ten years, with `NotInForce`,
    /// and with `UnknownDay` where the calendar does not reach.
    pub fn obligations(
        &self,
        territory: &Territory,
        from: NaiveDate,
        to: NaiveDate,
        kinds: Option<Vec<DutyKind>>,
        calendar: &WorkCalendar,
    ) -> Result<Obligations, WanggeError> {
        let order = DutyOrder { from, to, kinds };
        Ok(Obligations(duty::obligations(&self.0, &calendar.0, territory, &order)?))
    }
}
