//! For whom duties are owed: grids, those who hold a post, households, occasions.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::error::InputError;
use crate::term::{DutyKind, DutyUnit, Role};

/// A grid for as long as it exists (网格).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DutyGrid {
    /// Its id, unlike every other grid's and village's.
    pub id: String,
    /// The village it lies in.
    pub village: String,
    /// The first day it exists; `None`: it always did.
    pub from: Option<NaiveDate>,
    /// The last day it exists; `None`: it has no end.
    pub to: Option<NaiveDate>,
}

impl DutyGrid {
    /// A grid without beginning or end.
    pub fn new(id: impl Into<String>, village: impl Into<String>) -> Self {
        Self { id: id.into(), village: village.into(), from: None, to: None }
    }
}

/// Who holds a post of a grid, a village or the township (在岗人员), by an id of the embedder's.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Holder {
    /// The grid or the village; empty for the township.
    pub unit: String,
    /// The post.
    pub role: Role,
    /// Who.
    pub person: String,
    /// The first day; `None`: since ever.
    pub from: Option<NaiveDate>,
    /// The last day; `None`: without end.
    pub to: Option<NaiveDate>,
}

impl Holder {
    /// Whether that person holds the post on a day.
    pub(super) fn holds(&self, day: NaiveDate) -> bool {
        within(self.from, self.to, day)
    }
}

/// A household of a grid (农户), by an id of the embedder's.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Dwelling {
    /// The grid.
    pub grid: String,
    /// The household.
    pub household: String,
    /// The first day it lives there; `None`: since ever.
    pub from: Option<NaiveDate>,
    /// The last day it lives there; `None`: without end.
    pub to: Option<NaiveDate>,
}

impl Dwelling {
    /// Whether it lives there on a day.
    pub(super) fn lives(&self, day: NaiveDate) -> bool {
        within(self.from, self.to, day)
    }
}

/// Something that calls for a duty (遇事), such as a meeting called from above (M-4.1) or news to be reported (M-3.4).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Occasion {
    /// Its id, unlike every other's.
    pub id: String,
    /// What it calls for.
    pub kind: DutyKind,
    /// The grid or the village; empty for the township.
    pub unit: String,
    /// The day.
    pub day: NaiveDate,
    /// The day it is due, where whoever called for it said so; else as the policy has it.
    pub due: Option<NaiveDate>,
}

/// For whom duties are owed (责任范围).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Territory {
    /// The grids; their villages are those that they name.
    pub grids: Vec<DutyGrid>,
    /// Who holds which post.
    pub holders: Vec<Holder>,
    /// The households, for duties owed to each of them.
    pub dwellings: Vec<Dwelling>,
    /// What called for a duty.
    pub occasions: Vec<Occasion>,
}

/// Which duties are asked for (所需事项).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyOrder {
    /// Of those that are due on this day or later, before a rest day moves them,
    pub from: NaiveDate,
    /// and on this day or earlier.
    pub to: NaiveDate,
    /// Only these; `None` for all that the policy states.
    pub kinds: Option<Vec<DutyKind>>,
}

/// A grid, a village or the township.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) kind: DutyUnit,
    pub(super) name: String,
    pub(super) village: String,
    pub(super) from: Option<NaiveDate>,
    pub(super) to: Option<NaiveDate>,
    /// The holders of its posts, by their places in the territory.
    pub(super) holders: Vec<u32>,
    /// Its households, by their places.
    pub(super) dwellings: Vec<u32>,
    /// What called for a duty of it, by their places.
    pub(super) occasions: Vec<u32>,
}

impl Unit {
    fn blank(kind: DutyUnit, name: &str, village: &str) -> Self {
        Self {
            kind,
            name: name.to_owned(),
            village: village.to_owned(),
            from: None,
            to: None,
            holders: Vec::new(),
            dwellings: Vec::new(),
            occasions: Vec::new(),
        }
    }

    /// Whether it exists on a day.
    pub(super) fn exists(&self, day: NaiveDate) -> bool {
        within(self.from, self.to, day)
    }
}

/// The units of a territory: grids as given, then villages as they first appear, then the township.
pub(super) fn units(territory: &Territory) -> Result<(Vec<Unit>, HashMap<String, u32>), InputError> {
    let mut units = Vec::with_capacity(territory.grids.len() + 16);
    let mut places: HashMap<String, u32> = HashMap::with_capacity(territory.grids.len() + 16);
    for (row, grid) in territory.grids.iter().enumerate() {
        let wrong = |column: &str, value: &str, allowed: &str| {
            Err(InputError::value(column, format!("{value:?}"), allowed).at(row).of("grids"))
        };
        if grid.id.is_empty() {
            return wrong("grid", "", "an id");
        }
        if grid.village.is_empty() {
            return wrong("village", "", "the village that the grid lies in");
        }
        in_order(grid.from, grid.to, row, "grids")?;
        if places.insert(grid.id.clone(), place(units.len())).is_some() {
            return wrong("grid", &grid.id, "each grid once");
        }
        units.push(Unit {
            from: grid.from,
            to: grid.to,
            ..Unit::blank(DutyUnit::Grid, &grid.id, &grid.village)
        });
    }
    villages(territory, &mut units, &mut places)?;
    places.insert(String::new(), place(units.len()));
    units.push(Unit::blank(DutyUnit::Township, "", ""));
    let find = |table: &str, column: &str, row: usize, name: &str, kind: Option<DutyUnit>| {
        let found = places.get(name).filter(|unit| {
            kind.is_none_or(|kind| units.get(**unit as usize).is_some_and(|unit| unit.kind == kind))
        });
        let allowed = match kind {
            Some(DutyUnit::Grid) => "a grid of the table",
            _ => "a grid or a village of the table, or nothing for the township",
        };
        let wrong = || InputError::value(column, format!("{name:?}"), allowed).at(row).of(table);
        found.copied().ok_or_else(wrong)
    };
    let mut holders = Vec::with_capacity(territory.holders.len());
    for (row, holder) in territory.holders.iter().enumerate() {
        if holder.person.is_empty() {
            return Err(InputError::value("person", "\"\"", "an id").at(row).of("holders"));
        }
        in_order(holder.from, holder.to, row, "holders")?;
        holders.push((find("holders", "unit", row, &holder.unit, None)?, place(row)));
    }
    let mut dwellings = Vec::with_capacity(territory.dwellings.len());
    for (row, dwelling) in territory.dwellings.iter().enumerate() {
        if dwelling.household.is_empty() {
            return Err(InputError::value("household", "\"\"", "an id").at(row).of("dwellings"));
        }
        dwellings.push((find("dwellings", "grid", row, &dwelling.grid, Some(DutyUnit::Grid))?, place(row)));
    }
    one_grid_each(territory)?;
    let mut occasions = Vec::with_capacity(territory.occasions.len());
    let mut seen = std::collections::HashSet::new();
    for (row, occasion) in territory.occasions.iter().enumerate() {
        if occasion.id.is_empty() || !seen.insert(&occasion.id) {
            let allowed = "an id, each once";
            return Err(InputError::value("occasion", format!("{:?}", occasion.id), allowed)
                .at(row)
                .of("occasions"));
        }
        if let Some(due) = occasion.due.filter(|due| *due < occasion.day) {
            let allowed = format!("{} or later, the day of the occasion", occasion.day);
            return Err(InputError::value("due", due, allowed).at(row).of("occasions"));
        }
        occasions.push((find("occasions", "unit", row, &occasion.unit, None)?, place(row)));
    }
    for (unit, row) in holders {
        if let Some(unit) = units.get_mut(unit as usize) {
            unit.holders.push(row);
        }
    }
    for (unit, row) in dwellings {
        if let Some(unit) = units.get_mut(unit as usize) {
            unit.dwellings.push(row);
        }
    }
    for (unit, row) in occasions {
        if let Some(unit) = units.get_mut(unit as usize) {
            unit.occasions.push(row);
        }
    }
    Ok((units, places))
}

/// The villages that the grids name, none of them called like a grid.
fn villages(
    territory: &Territory,
    units: &mut Vec<Unit>,
    places: &mut HashMap<String, u32>,
) -> Result<(), InputError> {
    for (row, grid) in territory.grids.iter().enumerate() {
        match places.get(&grid.village).and_then(|unit| units.get(*unit as usize)) {
            None => {
                places.insert(grid.village.clone(), place(units.len()));
                units.push(Unit::blank(DutyUnit::Village, &grid.village, &grid.village));
            }
            Some(unit) if unit.kind == DutyUnit::Village => {}
            Some(_) => {
                let allowed = "a village whose id is no grid's";
                return Err(InputError::value("village", format!("{:?}", grid.village), allowed)
                    .at(row)
                    .of("grids"));
            }
        }
    }
    Ok(())
}

/// No household lives in two grids on one day, or stands twice in one.
fn one_grid_each(territory: &Territory) -> Result<(), InputError> {
    let mut order: Vec<(&str, NaiveDate, NaiveDate, usize)> = Vec::with_capacity(territory.dwellings.len());
    for (row, one) in territory.dwellings.iter().enumerate() {
        in_order(one.from, one.to, row, "dwellings")?;
        let (from, to) = (one.from.unwrap_or(NaiveDate::MIN), one.to.unwrap_or(NaiveDate::MAX));
        order.push((&one.household, from, to, row));
    }
    order.sort_unstable();
    let overlap = order
        .windows(2)
        .filter_map(|pair| Some((pair.first()?, pair.last()?)))
        .filter(|(one, other)| one.0 == other.0 && other.1 <= one.2);
    let first = overlap.map(|(one, other)| (one.3.max(other.3), one.0)).min();
    first.map_or(Ok(()), |(row, household)| {
        let allowed = "one grid at a time";
        Err(InputError::value("household", format!("{household:?}"), allowed).at(row).of("dwellings"))
    })
}

/// Whether a day lies from one to another, both included, where there is such an end.
fn within(from: Option<NaiveDate>, to: Option<NaiveDate>, day: NaiveDate) -> bool {
    from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
}

/// Refuses what ends before it begins.
fn in_order(
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    row: usize,
    table: &str,
) -> Result<(), InputError> {
    match (from, to) {
        (Some(from), Some(to)) if to < from => {
            let allowed = format!("{from} or later, the day it begins");
            Err(InputError::value("to", to, allowed).at(row).of(table))
        }
        _ => Ok(()),
    }
}

fn place(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}
