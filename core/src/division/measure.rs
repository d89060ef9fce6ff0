//! What a grid is like (网格指标): its sizes, its middle, how far its households are, its parts and its neighbours.

use std::collections::{BTreeMap, BTreeSet};

use super::divide::GridName;
use super::households::{Households, Names};
use super::zone::{NONE, Zone};
use crate::error::InputError;
use crate::term::Dimension;

/// The household that is farthest from the middle of its grid (最远住户).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Farthest {
    /// Its row.
    pub row: usize,
    /// How far, in metres.
    pub metres: f64,
}

/// How much of a natural group is in a grid (村组).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupShare {
    /// The group.
    pub group: String,
    /// Its households in this grid.
    pub here: u32,
    /// Its households in the zone.
    pub all: u32,
}

impl GroupShare {
    /// Whether all of it is in this grid.
    pub fn is_whole(&self) -> bool {
        self.here == self.all
    }
}

/// A grid and what it is like (网格).
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// Which grid.
    pub name: GridName,
    /// Its households.
    pub households: u32,
    /// Its rows: fewer than its households where buildings hold several.
    pub rows: u32,
    /// Its other counts, such as people.
    pub amounts: Vec<(Dimension, u32)>,
    /// Its middle, in the coordinates that were given.
    pub centre: (f64, f64),
    /// The household farthest from there.
    pub farthest: Farthest,
    /// The root of the mean squared distance to the middle, in metres.
    pub rms: f64,
    /// In how many parts it lies: 1 where it is in one piece.
    pub parts: u32,
    /// The grids beside it, by their places in the list.
    pub neighbours: Vec<u32>,
    /// Its natural groups.
    pub groups: Vec<GroupShare>,
}

/// A whole division and what it is like (划分指标).
#[derive(Debug, Clone, PartialEq)]
pub struct Measures {
    /// The grids.
    pub grids: Vec<Grid>,
    /// The root of the mean squared distance of all households to the middle of their grid, in metres.
    pub rms: f64,
    /// How many grids lie in one piece.
    pub connected: usize,
    /// How many natural groups there are.
    pub groups: usize,
    /// How many of them lie in one grid.
    pub groups_whole: usize,
}

/// A zone's name and its rows.
pub(super) type ZoneRows = (Option<String>, Vec<u32>);

/// The rows of each zone.
pub(super) fn by_zone(households: &Households) -> Vec<ZoneRows> {
    let rows = 0..households.len() as u32;
    let Some(zones) = &households.zones else { return vec![(None, rows.collect())] };
    let mut parts = vec![Vec::new(); zones.distinct().len()];
    for row in rows {
        if let Some(zone) = zones.code(row as usize) {
            parts[zone as usize].push(row);
        }
    }
    zones.distinct().iter().cloned().map(Some).zip(parts).collect()
}

#[derive(Default)]
struct Sums {
    households: u32,
    rows: u32,
    amounts: Vec<u32>,
    x: f64,
    y: f64,
    centre: (f64, f64),
    farthest: Option<Farthest>,
    squares: f64,
    /// In how many zones it lies.
    zones: u32,
    parts: u32,
    neighbours: BTreeSet<u32>,
    groups: BTreeMap<u32, u32>,
}

/// Measures a division: `labels` are places in `names`, one a row; every name is used.
pub(super) fn measure(
    households: &Households,
    labels: &[u32],
    names: &[GridName],
) -> Result<Measures, InputError> {
    let mut grids: Vec<Sums> = Vec::new();
    grids.resize_with(names.len(), Sums::default);
    let (mut groups, mut groups_whole) = (0, 0);
    let mut shares: Vec<Vec<GroupShare>> = vec![Vec::new(); names.len()];
    for (name, rows) in by_zone(households) {
        let zone = Zone::new(households, name.as_deref(), &rows)?;
        let own: Vec<u32> = zone.rows.iter().map(|row| labels[*row as usize]).collect();
        let present: BTreeSet<u32> = own.iter().copied().collect();
        gather(households, &zone, &own, &mut grids);
        let mut totals: BTreeMap<u32, (u32, BTreeSet<u32>)> = BTreeMap::new();
        for ((group, point), label) in zone.group.iter().zip(&zone.points).zip(&own) {
            if *group != NONE {
                let total = totals.entry(*group).or_default();
                total.0 += point.weight;
                total.1.insert(*label);
            }
        }
        groups += totals.len();
        groups_whole += totals.values().filter(|(_, grids)| grids.len() == 1).count();
        let group_names = households.groups.as_ref().map(Names::distinct).unwrap_or_default();
        for label in present {
            for (group, here) in core::mem::take(&mut grids[label as usize].groups) {
                let Some(group_name) = group_names.get(group as usize) else { continue };
                let all = totals.get(&group).map_or(here, |(all, _)| *all);
                shares[label as usize].push(GroupShare { group: group_name.clone(), here, all });
            }
        }
    }
    across(households, labels, &mut grids)?;
    let squares: f64 = grids.iter().map(|grid| grid.squares).sum();
    let all: f64 = grids.iter().map(|grid| f64::from(grid.households)).sum();
    let made = grids.into_iter().zip(names).zip(shares).map(|((sums, name), groups)| Grid {
        name: name.clone(),
        households: sums.households,
        rows: sums.rows,
        amounts: households.amounts.iter().map(|(dimension, _)| *dimension).zip(sums.amounts).collect(),
        centre: sums.centre,
        farthest: sums.farthest.unwrap_or(Farthest { row: 0, metres: 0.0 }),
        rms: (sums.squares / f64::from(sums.households.max(1))).sqrt(),
        parts: sums.parts,
        neighbours: sums.neighbours.into_iter().collect(),
        groups,
    });
    let grids: Vec<Grid> = made.collect();
    let connected = grids.iter().filter(|grid| grid.parts == 1).count();
    Ok(Measures { connected, rms: (squares / all).sqrt(), groups, groups_whole, grids })
}

/// A grid that lies in several zones, which none should, has one middle all the same.
fn across(households: &Households, labels: &[u32], grids: &mut [Sums]) -> Result<(), InputError> {
    for (label, sums) in (0_u32..).zip(grids).filter(|(_, sums)| sums.zones > 1) {
        let rows = (0_u32..).zip(labels).filter(|(_, own)| **own == label).map(|(row, _)| row);
        let zone = Zone::new(households, None, &rows.collect::<Vec<_>>())?;
        let mut own = [Sums::default()];
        gather(households, &zone, &vec![0; zone.rows.len()], &mut own);
        let [own] = own;
        (sums.centre, sums.farthest, sums.squares) = (own.centre, own.farthest, own.squares);
    }
    Ok(())
}

fn gather(households: &Households, zone: &Zone, labels: &[u32], grids: &mut [Sums]) {
    let graph = zone.graph();
    let mut here: BTreeMap<u32, (f64, f64, f64)> = BTreeMap::new();
    for (nth, (label, point)) in labels.iter().zip(&zone.points).enumerate() {
        let sums = &mut grids[*label as usize];
        let (x, y) = zone.metres[nth];
        let weight = f64::from(point.weight);
        let middle = here.entry(*label).or_default();
        *middle = (middle.0 + x * weight, middle.1 + y * weight, middle.2 + weight);
        sums.households += point.weight;
        sums.rows += 1;
        sums.amounts.resize(households.amounts.len(), 0);
        for (sum, (_, amounts)) in sums.amounts.iter_mut().zip(&households.amounts) {
            *sum += amounts[zone.rows[nth] as usize];
        }
        if zone.group[nth] != NONE {
            *sums.groups.entry(zone.group[nth]).or_default() += point.weight;
        }
    }
    for (label, (x, y, weight)) in &here {
        let sums = &mut grids[*label as usize];
        sums.zones += 1;
        (sums.x, sums.y) = (x / weight, y / weight);
        sums.centre = zone.frame.back(sums.x, sums.y);
    }
    for (nth, (label, point)) in labels.iter().zip(&zone.points).enumerate() {
        let sums = &mut grids[*label as usize];
        let (dx, dy) = (zone.metres[nth].0 - sums.x, zone.metres[nth].1 - sums.y);
        let square = dx * dx + dy * dy;
        sums.squares += square * f64::from(point.weight);
        let metres = square.sqrt();
        let row = zone.rows[nth] as usize;
        let farther = sums.farthest.is_none_or(|known| {
            metres > known.metres || metres.total_cmp(&known.metres).is_eq() && row < known.row
        });
        if farther {
            sums.farthest = Some(Farthest { row, metres });
        }
    }
    // The grids that stand at each place.
    let mut at: Vec<Vec<u32>> = vec![Vec::new(); graph.places()];
    for (nth, label) in labels.iter().enumerate() {
        let own = &mut at[graph.place_of(nth) as usize];
        if !own.contains(label) {
            own.push(*label);
        }
    }
    let mut seen: BTreeSet<(u32, u32)> = BTreeSet::new();
    let mut stack = Vec::new();
    for first in 0..graph.places() as u32 {
        for label in at[first as usize].clone() {
            for next in graph.around(first).iter().chain([&first]) {
                let others = at[*next as usize].iter().filter(|other| **other != label);
                grids[label as usize].neighbours.extend(others);
            }
            if !seen.insert((first, label)) {
                continue;
            }
            grids[label as usize].parts += 1;
            stack.push(first);
            while let Some(place) = stack.pop() {
                for next in graph.around(place) {
                    if at[*next as usize].contains(&label) && seen.insert((*next, label)) {
                        stack.push(*next);
                    }
                }
            }
        }
    }
}

impl super::Division {
    /// What its grids are like, for the households that were divided.
    ///
    /// # Errors
    /// [`InputError`] for other households: another number of rows.
    pub fn measure(&self, households: &Households) -> Result<Measures, InputError> {
        self.check_rows(households)?;
        measure(households, &self.labels, &self.grids)
    }
}
