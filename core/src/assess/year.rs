//! The yearly review (年度总评, X-4.3c): two sheets of a hundred marks, and how the policy joins them.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::exact::Exact;
use super::groups::Units;
use super::marks::marks;
use super::metric::Period;
use super::sheet::Marks;
use super::tally::Tallies;
use crate::clause::ClauseId;
use crate::decision::{Arg, Decision, Reason, Template};
use crate::error::{Error, InputError};
use crate::policy::{DoubleHundred, Policy};
use crate::term::Join;

static JOINED: Template = Template::new(
    "year.joined",
    "双百分考核：《{0}》与《{1}》{2}",
    "the two sheets of the year, {0} and {1}, are {2}",
);
static REVIEWED: Template = Template::new(
    "year.review",
    "年度总评列入各村双百分考核",
    "the yearly review enters the two hundred points",
);

/// Marks that are given from outside (外部给分), for a sheet that says so.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct GivenMarks {
    /// The sheet.
    pub sheet: String,
    /// The unit.
    pub unit: String,
    /// The marks, from 0 to the full ones.
    pub marks: Decimal,
}

/// The year of a unit (年度总评).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct UnitYear {
    /// The unit.
    pub unit: String,
    /// Its marks on both sheets, in the order of the policy.
    pub sheets: [Marks; 2],
    /// What they come to.
    pub total: Marks,
}

/// The year of every unit: its marks on the two sheets of the policy, joined as it says.
///
/// # Errors
/// [`Unspecified`](crate::Unspecified) for `double_hundred` (E-11) and for its sheets; [`InputError`] with the row for marks that are
/// given twice, for a sheet that has items, for a unit that is not counted, below 0 or above the full ones; for a unit without
/// them; and as for [`marks`].
pub fn review(
    policy: &Policy,
    tallies: &Tallies,
    year: Period,
    units: &Units,
    given: &[GivenMarks],
) -> Result<Decision<Vec<UnitYear>>, Error> {
    let rule = policy.double_hundred(year.end())?;
    let [first, second] = &rule.value.sheets;
    let taken = taken(policy, tallies, year, units, given)?;
    let one = side(policy, first, tallies, year, units, &taken)?;
    let other = side(policy, second, tallies, year, units, &taken)?;
    let mut titles = Vec::new();
    let mut places = 0;
    for id in [first, second] {
        let sheet = policy.sheets().iter().find(|sheet| sheet.value.id == *id);
        titles.push(Arg::from(sheet.map_or(id.as_str(), |sheet| sheet.value.title.as_str())));
        places = places.max(sheet.map_or(0, |sheet| sheet.value.places));
    }
    let rows = tallies.units().iter().zip(one).zip(other).map(|((unit, one), other)| UnitYear {
        unit: unit.clone(),
        sheets: [one, other],
        total: joined(&rule.value, one, other, places),
    });
    titles.push(rule.value.join.into());
    let because = vec![
        Reason::new(&rule.clause, JOINED.with(titles)),
        Reason::new(&ClauseId::fixed("X-4.3c"), REVIEWED.with([])),
    ];
    Ok(Decision { value: rows.collect(), because })
}

/// The marks that are given, checked.
fn taken<'g>(
    policy: &Policy,
    tallies: &Tallies,
    year: Period,
    units: &Units,
    given: &'g [GivenMarks],
) -> Result<BTreeMap<(&'g str, &'g str), Decimal>, Error> {
    let mut taken = BTreeMap::new();
    for (row, one) in given.iter().enumerate() {
        if !tallies.units().contains(&one.unit) {
            let allowed = tallies.units().join(", ");
            return Err(InputError::value("unit", format!("{:?}", one.unit), allowed).at(row).into());
        }
        let sheet = policy.sheet_of(&one.sheet, units.group(&one.unit), year.end())?;
        if !sheet.value.given {
            let allowed = "a sheet whose marks are given (given = true); this one has items";
            return Err(InputError::value("sheet", &one.sheet, allowed).at(row).into());
        }
        let full = Decimal::from(sheet.value.full);
        if one.marks.is_sign_negative() && !one.marks.is_zero()
            || one.marks > full
            || one.marks.scale() > sheet.value.places
        {
            let allowed = format!("0 to {full}, with at most {} decimal places", sheet.value.places);
            return Err(InputError::value("marks", one.marks, allowed).at(row).into());
        }
        if taken.insert((one.sheet.as_str(), one.unit.as_str()), one.marks).is_some() {
            let allowed = "each unit once a sheet";
            return Err(InputError::value("unit", format!("{:?}", one.unit), allowed).at(row).into());
        }
    }
    Ok(taken)
}

/// The marks of all units on one of the sheets.
fn side(
    policy: &Policy,
    sheet: &str,
    tallies: &Tallies,
    year: Period,
    units: &Units,
    taken: &BTreeMap<(&str, &str), Decimal>,
) -> Result<Vec<Marks>, Error> {
    let is_given = |unit: &String| -> Result<bool, Error> {
        Ok(policy.sheet_of(sheet, units.group(unit), year.end())?.value.given)
    };
    if !tallies.units().first().map_or(Ok(false), is_given)? {
        let found = marks(policy, sheet, tallies, year, units)?;
        return Ok(found.value.into_iter().map(|row| row.total).collect());
    }
    let of = |unit: &String| {
        let marks = taken.get(&(sheet, unit.as_str())).copied();
        marks.map(Marks::Given).ok_or_else(|| {
            let allowed = "marks for every unit that is counted";
            InputError::value(format!("marks of {sheet}"), format!("none for {unit}"), allowed).into()
        })
    };
    tallies.units().iter().map(of).collect()
}

fn joined(rule: &DoubleHundred, one: Marks, other: Marks, places: u32) -> Marks {
    let (Marks::Given(one), Marks::Given(other)) = (one, other) else { return Marks::NotApplicable };
    let (one, other) = (Exact::decimal(one), Exact::decimal(other));
    let percent = |share: u32| Exact::fraction(share.into(), 100).unwrap_or_else(Exact::zero);
    let total = match rule.join {
        Join::Add => one.plus(&other),
        Join::Mean => one.plus(&other).times(&percent(50)),
        Join::Weighed => {
            let first = rule.first_percent.unwrap_or_default();
            one.times(&percent(first)).plus(&other.times(&percent(100 - first)))
        }
    };
    total.rounded(places).map_or(Marks::NotApplicable, Marks::Given)
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[&JOINED, &REVIEWED];
