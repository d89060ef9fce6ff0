//! For whom duties are owed: one by one, and as the columns of people's tables.

use pyo3::prelude::*;
use wangge::InputError;
use wangge::duty::{DutyGrid, Dwelling, Holder, Occasion, Territory};

use super::{quoted, word};
use crate::date::Date;
use crate::record::record;
use crate::term::{DutyKind, Role};

record! {
    /// A grid for as long as it exists (网格).
    ///
    /// >>> from datetime import date
    /// >>> import wangge as wg
    /// >>> wg.DutyGrid("G-1", "V-1", to=date(2026, 3, 15))
    /// DutyGrid('G-1', 'V-1', to=2026-03-15)
    PyDutyGrid = "DutyGrid" {
        /// Its id, unlike every other grid's and village's.
        grid: String,
        /// The village it lies in.
        village: String,
        /// The first day it exists; None: it always did.
        from_: Option<Date>,
        /// The last day it exists; None: it has no end.
        to: Option<Date>,
    }
    signature (grid, village, from_ = None, to = None)
}

impl PyDutyGrid {
    fn shown(&self) -> String {
        let (grid, village) = (quoted(&self.grid), quoted(&self.village));
        format!("DutyGrid({grid}, {village}{})", ends(self.from_, self.to))
    }
}

record! {
    /// Who holds a post of a grid, a village or the township (在岗人员), by an id of the embedder's.
    PyHolder = "Holder" {
        /// The grid or the village; empty for the township.
        unit: String,
        /// The post.
        role: Role,
        /// Who.
        person: String,
        /// The first day; None: since ever.
        from_: Option<Date>,
        /// The last day; None: without end.
        to: Option<Date>,
    }
    signature (unit, role, person, from_ = None, to = None)
}

impl PyHolder {
    fn shown(&self) -> String {
        let (unit, person) = (quoted(&self.unit), quoted(&self.person));
        format!("Holder({unit}, '{}', {person}{})", self.role.0, ends(self.from_, self.to))
    }
}

record! {
    /// A household of a grid (农户), by an id of the embedder's.
    PyDwelling = "Dwelling" {
        /// The grid.
        grid: String,
        /// The household.
        household: String,
        /// The first day it lives there; None: since ever.
        from_: Option<Date>,
        /// The last day it lives there; None: without end.
        to: Option<Date>,
    }
    signature (grid, household, from_ = None, to = None)
}

impl PyDwelling {
    fn shown(&self) -> String {
        let (grid, household) = (quoted(&self.grid), quoted(&self.household));
        format!("Dwelling({grid}, {household}{})", ends(self.from_, self.to))
    }
}

record! {
    /// Something that calls for a duty (遇事), such as a meeting called from above (M-4.1) or news to be reported
    /// (M-3.4).
    PyOccasion = "Occasion" {
        /// Its id, unlike every other's.
        id: String,
        /// What it calls for.
        kind: DutyKind,
        /// The grid or the village; empty for the township.
        unit: String,
        /// The day.
        day: Date,
        /// The day it is due, where whoever called for it said so; else as the policy has it.
        due: Option<Date>,
    }
    signature (id, kind, unit, day, due = None)
}

impl PyOccasion {
    fn shown(&self) -> String {
        let due = self.due.map(|due| format!(", due={}", due.0)).unwrap_or_default();
        let (id, unit) = (quoted(&self.id), quoted(&self.unit));
        format!("Occasion({id}, '{}', {unit}, {}{due})", self.kind.0, self.day.0)
    }
}

fn ends(from: Option<Date>, to: Option<Date>) -> String {
    let from = from.map(|from| format!(", from_={}", from.0)).unwrap_or_default();
    from + &to.map(|to| format!(", to={}", to.0)).unwrap_or_default()
}

/// Days, some of them open.
type Days = Vec<Option<Date>>;
/// Columns: grid, village, from, to.
pub(super) type Grids = (Vec<String>, Vec<String>, Days, Days);
/// Columns: unit, role, person, from, to.
pub(super) type Holders = (Vec<String>, Vec<String>, Vec<String>, Days, Days);
/// Columns: grid, household, from, to.
pub(super) type Dwellings = (Vec<String>, Vec<String>, Days, Days);
/// Columns: id, kind, unit, day, due.
pub(super) type Occasions = (Vec<String>, Vec<String>, Vec<String>, Vec<Date>, Days);

fn day(day: Option<Date>) -> Option<chrono::NaiveDate> {
    day.map(|day| day.0)
}

/// The rows of the four tables; their columns are of one length each.
pub(super) fn territory(
    grids: Grids,
    holders: Holders,
    dwellings: Dwellings,
    occasions: Occasions,
) -> Result<Territory, InputError> {
    let (ids, villages, from, to) = grids;
    let rows = ids.into_iter().zip(villages).zip(from.into_iter().zip(to));
    let grids =
        rows.map(|((id, village), (from, to))| DutyGrid { id, village, from: day(from), to: day(to) });
    let (units, roles, persons, from, to) = holders;
    let rows = units.into_iter().zip(roles).zip(persons).zip(from.into_iter().zip(to)).enumerate();
    let holders = rows.map(|(row, (((unit, role), person), (from, to)))| {
        Ok(Holder { unit, role: word("holders", "role", row, &role)?, person, from: day(from), to: day(to) })
    });
    let (of, households, from, to) = dwellings;
    let rows = of.into_iter().zip(households).zip(from.into_iter().zip(to));
    let dwellings = rows.map(|((grid, household), (from, to))| Dwelling {
        grid,
        household,
        from: day(from),
        to: day(to),
    });
    let (ids, kinds, units, days, dues) = occasions;
    let rows = ids.into_iter().zip(kinds).zip(units).zip(days.into_iter().zip(dues)).enumerate();
    let occasions = rows.map(|(row, (((id, kind), unit), (on, due)))| {
        Ok(Occasion { id, kind: word("occasions", "kind", row, &kind)?, unit, day: on.0, due: day(due) })
    });
    Ok(Territory {
        grids: grids.collect(),
        holders: holders.collect::<Result<_, InputError>>()?,
        dwellings: dwellings.collect(),
        occasions: occasions.collect::<Result<_, InputError>>()?,
    })
}

/// The same columns out of a territory, for pickling.
pub(super) fn columns(territory: &Territory) -> (Grids, Holders, Dwellings, Occasions) {
    use wangge::Vocabulary as _;
    let Territory { grids, holders, dwellings, occasions } = territory;
    (
        (
            grids.iter().map(|one| one.id.clone()).collect(),
            grids.iter().map(|one| one.village.clone()).collect(),
            grids.iter().map(|one| one.from.map(Date)).collect(),
            grids.iter().map(|one| one.to.map(Date)).collect(),
        ),
        (
            holders.iter().map(|one| one.unit.clone()).collect(),
            holders.iter().map(|one| one.role.code().to_owned()).collect(),
            holders.iter().map(|one| one.person.clone()).collect(),
            holders.iter().map(|one| one.from.map(Date)).collect(),
            holders.iter().map(|one| one.to.map(Date)).collect(),
        ),
        (
            dwellings.iter().map(|one| one.grid.clone()).collect(),
            dwellings.iter().map(|one| one.household.clone()).collect(),
            dwellings.iter().map(|one| one.from.map(Date)).collect(),
            dwellings.iter().map(|one| one.to.map(Date)).collect(),
        ),
        (
            occasions.iter().map(|one| one.id.clone()).collect(),
            occasions.iter().map(|one| one.kind.code().to_owned()).collect(),
            occasions.iter().map(|one| one.unit.clone()).collect(),
            occasions.iter().map(|one| Date(one.day)).collect(),
            occasions.iter().map(|one| one.due.map(Date)).collect(),
        ),
    )
}
