//! Natural groups that lie in several grids (拆分的自然村组), and why.

use std::collections::BTreeMap;

use super::asked::Rules;
use super::households::{Households, Names};
use super::measure::by_zone;
use super::solve::Cut;
use super::zone::{NONE, Zone};
use crate::clause::ClauseId;
use crate::decision::{Arg, Reason, Template, Wording};
use crate::error::InputError;
use crate::term::Aim;

/// A natural group that lies in several grids, and why (拆分的自然村组).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// The group.
    pub group: String,
    /// Its zone.
    pub zone: Option<String>,
    /// Its households.
    pub households: u32,
    /// How many of them are in each grid, by the grid's place in the list.
    pub parts: Vec<(u32, u32)>,
    /// Why.
    pub because: Reason,
}

static SPLIT_LARGE: Template = Template::new(
    "division.split_large",
    "“{0}”共{1}户，超过每格{2}户的上限，须拆分",
    "{0} has {1} households, more than the {2} of a grid, and is cut",
);
static SPLIT_SIZE: Template = Template::new(
    "division.split_size",
    "“{0}”若不拆分，有一格将为{1}户，超出每格{2}至{3}户",
    "were {0} whole, a grid would have {1} households, outside of {2} to {3}",
);
static SPLIT_CONNECTED: Template = Template::new(
    "division.split_connected",
    "“{0}”为使网格连片而拆分",
    "{0} is cut so that grids lie in one piece",
);
static SPLIT_BY_HAND: Template =
    Template::new("division.split_by_hand", "“{0}”因手工调整而拆分", "{0} is cut by a change by hand");
static SPLIT_BY_CHANGE: Template = Template::new(
    "division.split_by_change",
    "住户变动后，“{0}”不拆分则户数不合规或调整过多",
    "after households came and went {0} is cut, for sizes that are lawful and few changes",
);

/// Why a group was cut when its zone was divided.
pub(super) fn why(cut: Option<Cut>, name: &str, total: u32, (min, max): (u32, u32)) -> Wording {
    match cut {
        Some(Cut::TooLarge) => SPLIT_LARGE.with([Arg::from(name), total.into(), max.into()]),
        Some(Cut::Size(load)) => SPLIT_SIZE.with([Arg::from(name), load.into(), min.into(), max.into()]),
        None => SPLIT_CONNECTED.with([Arg::from(name)]),
    }
}

/// What changed a division after it was made.
#[derive(Debug, Clone, Copy)]
pub(super) enum Later {
    /// A person.
    ByHand,
    /// Households that came and went.
    ByChange,
}

/// The groups of a zone that lie in several grids; `why` is told the group, its name and its households.
pub(super) fn of_zone(
    households: &Households,
    zone: &Zone,
    labels: &[u32],
    clause: &ClauseId,
    why: &dyn Fn(u32, &str, u32) -> Wording,
) -> Vec<Split> {
    let mut parts: BTreeMap<u32, BTreeMap<u32, u32>> = BTreeMap::new();
    for ((group, point), row) in zone.group.iter().zip(&zone.points).zip(&zone.rows) {
        if *group != NONE {
            *parts.entry(*group).or_default().entry(labels[*row as usize]).or_default() += point.weight;
        }
    }
    let names = households.groups.as_ref().map(Names::distinct).unwrap_or_default();
    let cut = |(group, parts): (u32, BTreeMap<u32, u32>)| {
        let name = names.get(group as usize)?.clone();
        let total: u32 = parts.values().sum();
        Some(Split {
            because: Reason::new(clause, why(group, &name, total)),
            group: name,
            zone: zone.name.clone(),
            households: total,
            parts: parts.into_iter().collect(),
        })
    };
    parts.into_iter().filter(|(_, parts)| parts.len() > 1).filter_map(cut).collect()
}

/// The same for all zones, where groups are to stay whole: a group that was cut before keeps its reason.
pub(super) fn again(
    households: &Households,
    labels: &[u32],
    rules: &Rules,
    before: &[Split],
    later: Later,
) -> Result<Vec<Split>, InputError> {
    let mut splits = Vec::new();
    if !rules.aims.contains(&Aim::WholeGroups) || households.groups.is_none() {
        return Ok(splits);
    }
    let (_, band, clause) = &rules.hard[0];
    for (name, rows) in by_zone(households) {
        let zone = Zone::new(households, name.as_deref(), &rows)?;
        let why = |_: u32, group: &str, total: u32| {
            let known = before.iter().find(|split| split.group == group && split.zone == name);
            match (known, later) {
                (Some(split), _) => split.because.wording.clone(),
                (None, _) if total > band.1 => why(Some(Cut::TooLarge), group, total, *band),
                (None, Later::ByHand) => SPLIT_BY_HAND.with([Arg::from(group)]),
                (None, Later::ByChange) => SPLIT_BY_CHANGE.with([Arg::from(group)]),
            }
        };
        splits.extend(of_zone(households, &zone, labels, clause, &why));
    }
    Ok(splits)
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] =
    &[&SPLIT_LARGE, &SPLIT_SIZE, &SPLIT_CONNECTED, &SPLIT_BY_HAND, &SPLIT_BY_CHANGE];
