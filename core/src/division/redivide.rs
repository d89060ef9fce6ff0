//! Lawful again with few changes (调整划分): households came and went, and most of those that stayed keep their grid.

use std::collections::{BTreeMap, BTreeSet};

use super::asked::{self, Rules};
use super::board::{Atom, Board};
use super::chain::Mover;
use super::divide::{Division, GridName};
use super::graph::Graph;
use super::households::Households;
use super::measure::by_zone;
use super::number;
use super::options::{DivisionOptions, Go, GridsWanted, Progress};
use super::rounds;
use super::solve::{self, Ask, Hook};
use super::split::{self, Later};
use super::stand::Stand;
use super::zone::{NONE, Zone};
use crate::clause::ClauseId;
use crate::decision::{Arg, Reason, Template};
use crate::error::{DivisionError, Error, InputError};
use crate::policy::Policy;
use crate::threads::Threads;

/// A division as it was, for the households as they are now (原划分).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Previous {
    /// The grid that each row was in, by its place in `grids`; a household that came since has none.
    pub labels: Vec<Option<u32>>,
    /// The grids.
    pub grids: Vec<GridName>,
}

/// A household that changes its grid (调整的住户).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The row.
    pub row: usize,
    /// The grid it was in.
    pub from: GridName,
    /// The grid it comes to, by its place in the new list.
    pub to: u32,
    /// Why.
    pub because: Reason,
}

/// A division adapted to the households as they are now (调整结果).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redivision {
    /// The division; grids that stay keep their numbers and codes.
    pub division: Division,
    /// Who changes grid.
    pub moved: Vec<Moved>,
}

static DISSOLVED: Template = Template::new(
    "redivide.dissolved",
    "网格{0}撤销，住户并入相邻网格",
    "grid {0} is dissolved, its households go to the grids beside it",
);
static FOUNDED: Template = Template::new(
    "redivide.founded",
    "户数增加，新设网格{0}",
    "the households have grown in number: grid {0} is new",
);
static FOR_SIZE: Template = Template::new(
    "redivide.for_size",
    "为使各网格户数合规，由网格{0}调入网格{1}",
    "from grid {0} to grid {1}, so that the sizes are lawful",
);
static FOR_SHAPE: Template = Template::new(
    "redivide.for_shape",
    "调整后走访距离更短，由网格{0}调入网格{1}",
    "from grid {0} to grid {1}, so that rounds are shorter",
);
static FOR_NEW: Template = Template::new(
    "redivide.for_new",
    "新设网格{1}，由网格{0}划入",
    "from grid {0} to grid {1}, which is new",
);
static KEPT: Template = Template::new(
    "redivide.kept",
    "{0}户留在原网格，{1}户调整，{2}户新划入",
    "{0} households keep their grid, {1} change it, {2} are new",
);

impl Previous {
    /// A division for the same households: none came, none went.
    pub fn of(division: &Division) -> Self {
        Self { labels: division.labels.iter().copied().map(Some).collect(), grids: division.grids.clone() }
    }
}

/// Adapts a division to the households as they are now.
///
/// `freedom` (percent) is the dial from least change to best shape: at 0 a household changes its grid only where the
/// sizes ask for it or its grid is dissolved; at 50 also, around the grids where that happened or somebody came, where
/// it saves as much as the mean squared distance of a household to its middle; at 100 wherever it saves anything.
///
/// ```
/// use wangge::Policy;
/// use wangge::division::{Crs, DivisionOptions, Households, Previous, divide, redivide};
/// # fn main() -> Result<(), wangge::Error> {
/// let policy = Policy::preset("combined")?;
/// let x = (0..240).map(|n| f64::from(n / 120) * 1000.0).collect();
/// let y = (0..240).map(|n| f64::from(n % 120) * 3.0).collect();
/// let households = Households::new(x, y, Crs::Metres)?;
/// let options = DivisionOptions::default();
/// let division = divide(&policy, &households, &options)?;
/// let again = redivide(&policy, &households, &Previous::of(&division), &options, 50)?;
/// assert!(again.moved.is_empty());
/// assert_eq!(again.division.labels, division.labels);
/// # Ok(()) }
/// ```
///
/// # Errors
/// As for [`divide`](super::divide); [`InputError`] for a label that is no place in the list of grids, or a household
/// whose grid lies in another zone.
pub fn redivide(
    policy: &Policy,
    households: &Households,
    previous: &Previous,
    options: &DivisionOptions,
    freedom: u32,
) -> Result<Redivision, Error> {
    redivide_with(policy, households, previous, options, freedom, &mut |_| Go::On)
}

/// The same, telling how far it has come; the caller may end it.
///
/// # Errors
/// As for [`redivide`]; [`DivisionError::Cancelled`] where the caller says so.
pub fn redivide_with(
    policy: &Policy,
    households: &Households,
    previous: &Previous,
    options: &DivisionOptions,
    freedom: u32,
    progress: &mut dyn FnMut(Progress) -> Go,
) -> Result<Redivision, Error> {
    if freedom > 100 {
        return Err(InputError::value("freedom", freedom, "0 to 100 percent").into());
    }
    check(households, previous)?;
    let rules = Rules::of(policy, options)?;
    let mut out = Redivision {
        division: Division {
            labels: vec![0; households.len()],
            grids: Vec::new(),
            splits: Vec::new(),
            log: Vec::new(),
        },
        moved: Vec::new(),
    };
    if households.is_empty() {
        return Err(InputError::value("x", "0 rows", "one household or more").into());
    }
    let zones = by_zone(households);
    let many = zones.len();
    let (mut enough, mut cancelled) = (false, false);
    for (done, (name, rows)) in zones.into_iter().enumerate() {
        let zone = Zone::new(households, name.as_deref(), &rows)?;
        let mut hook = |rounds_done: u32, rounds: u32| {
            if cancelled || enough {
                return if cancelled { Go::Cancel } else { Go::Enough };
            }
            let go = progress(Progress { zones_done: done, zones: many, rounds_done, rounds });
            (enough, cancelled) = (go == Go::Enough, go == Go::Cancel);
            go
        };
        let asked = Asked { policy, households, options, rules: &rules, freedom };
        let found = one_zone(&asked, &zone, previous, &mut out, &mut hook);
        if cancelled {
            return Err(DivisionError::Cancelled.into());
        }
        found?;
    }
    let kept =
        households.len() - out.moved.len() - previous.labels.iter().filter(|label| label.is_none()).count();
    let new = households.len() - kept - out.moved.len();
    let args = [kept, out.moved.len(), new].map(Arg::from);
    out.division.log.push(Reason::new(&ClauseId::fixed("X-3.0"), KEPT.with(args)));
    out.division.splits = split::again(households, &out.division.labels, &rules, &[], Later::ByChange)?;
    out.moved.sort_by_key(|moved| moved.row);
    Ok(out)
}

fn check(households: &Households, previous: &Previous) -> Result<(), InputError> {
    if previous.labels.len() != households.len() {
        let allowed = format!("{} rows, as many as x", households.len());
        return Err(InputError::value("previous", format!("{} rows", previous.labels.len()), allowed));
    }
    for (row, label) in previous.labels.iter().enumerate() {
        let Some(label) = label else { continue };
        let Some(grid) = previous.grids.get(*label as usize) else {
            let allowed = format!("0 to {}, the places of the grids", previous.grids.len().saturating_sub(1));
            return Err(InputError::value("previous", label, allowed).at(row));
        };
        if grid.zone.as_deref() != households.zone(row) {
            let allowed = format!("a grid of {}", households.zone(row).unwrap_or("no zone"));
            let found = format!("grid {} of {}", grid.number, grid.zone.as_deref().unwrap_or("no zone"));
            return Err(InputError::value("previous", found, allowed).at(row));
        }
    }
    Ok(())
}

struct Asked<'a> {
    policy: &'a Policy,
    households: &'a Households,
    options: &'a DivisionOptions,
    rules: &'a Rules,
    freedom: u32,
}

fn one_zone(
    asked: &Asked<'_>,
    zone: &Zone,
    previous: &Previous,
    out: &mut Redivision,
    hook: &mut Hook<'_>,
) -> Result<(), Error> {
    // The grids of this zone, renumbered.
    let before: Vec<Option<u32>> = zone.rows.iter().map(|row| previous.labels[*row as usize]).collect();
    let own: BTreeSet<u32> = before.iter().flatten().copied().collect();
    let names: Vec<GridName> = own.iter().map(|grid| previous.grids[*grid as usize].clone()).collect();
    let place: BTreeMap<u32, u32> = own.iter().copied().zip(0_u32..).collect();
    let home: Vec<Option<u32>> =
        before.iter().map(|label| label.and_then(|label| place.get(&label).copied())).collect();
    // As many grids as there were, where that is lawful; else the nearest lawful number.
    let log = out.division.log.len();
    let wanted = match &asked.options.grids {
        GridsWanted::Preferred => asked.nearest(zone, names.len() as u32)?,
        other => other.clone(),
    };
    let options = DivisionOptions { grids: wanted, ..asked.options.clone() };
    let ask = asked::ask(asked.policy, asked.households, &options, asked.rules, zone, &mut out.division.log)?;
    out.division.log.truncate(log);
    let graph = zone.graph();
    let mut labels = home.clone();
    let mut names = names;
    let (dissolved, founded) = fit(zone, &graph, &ask, &mut labels, &mut names, &mut out.division.log);
    let found = adapt(zone, &graph, &ask, &home, labels, asked.freedom, hook);
    let Some((found, for_shape)) = found else {
        let name = zone.name.clone().unwrap_or_default();
        return Err(DivisionError::NotFound { zone: name, grids: ask.grids, households: zone.total() }.into());
    };
    let first = out.division.grids.len() as u32;
    // Dissolved grids leave the list; the others keep their order.
    let kept: Vec<u32> = (0..names.len() as u32).filter(|grid| !dissolved.contains(grid)).collect();
    let new_place: BTreeMap<u32, u32> = kept.iter().copied().zip(first..).collect();
    let region = number::region_of(&options, asked.rules, zone)?;
    for grid in &kept {
        let mut name = names[*grid as usize].clone();
        if founded.contains(grid)
            && let (Some(region), Some(scheme)) = (&region, asked.rules.scheme)
        {
            name.code = Some(number::code(region, name.number, scheme)?);
        }
        out.division.grids.push(name);
    }
    for (point, row) in zone.rows.iter().enumerate() {
        let grid = found[point];
        let to = new_place.get(&grid).copied().unwrap_or(first);
        out.division.labels[*row as usize] = to;
        let Some(from) = home[point].filter(|from| *from != grid) else { continue };
        let template = if dissolved.contains(&from) {
            &DISSOLVED
        } else if founded.contains(&grid) {
            &FOR_NEW
        } else if for_shape.contains(&(point as u32)) {
            &FOR_SHAPE
        } else {
            &FOR_SIZE
        };
        let said = template.with([&names[from as usize], &names[grid as usize]].map(GridName::spoken));
        out.moved.push(Moved {
            row: *row as usize,
            from: names[from as usize].clone(),
            to,
            because: Reason::new(&asked.rules.hard[0].2, said),
        });
    }
    Ok(())
}

impl Asked<'_> {
    /// The lawful number of grids nearest to the one there was.
    fn nearest(&self, zone: &Zone, before: u32) -> Result<GridsWanted, Error> {
        let counts = asked::counts(self.policy, self.households, self.options, zone)?;
        let Some((fewest, most)) = counts.feasible.filter(|_| before > 0) else {
            return Ok(GridsWanted::Preferred);
        };
        let grids = before.clamp(fewest, most);
        Ok(match &zone.name {
            Some(name) => GridsWanted::ByZone(BTreeMap::from([(name.clone(), grids)])),
            None => GridsWanted::Exactly(grids),
        })
    }
}

/// Dissolves the lightest grids where there are too many, and founds new ones beside the heaviest where there are too
/// few: their places in the list.
fn fit(
    zone: &Zone,
    graph: &Graph,
    ask: &Ask,
    labels: &mut [Option<u32>],
    names: &mut Vec<GridName>,
    log: &mut Vec<Reason>,
) -> (BTreeSet<u32>, BTreeSet<u32>) {
    let (mut dissolved, mut founded) = (BTreeSet::new(), BTreeSet::new());
    let clause = ClauseId::fixed("X-3.1");
    while names.len() - dissolved.len() > ask.grids as usize {
        let mut loads = loads(zone, labels, names.len());
        for grid in &dissolved {
            loads[*grid as usize] = u32::MAX;
        }
        let Some(least) = (0..names.len() as u32).min_by_key(|grid| (loads[*grid as usize], *grid)) else {
            break;
        };
        for label in labels.iter_mut().filter(|label| **label == Some(least)) {
            *label = None;
        }
        dissolved.insert(least);
        log.push(Reason::new(&clause, DISSOLVED.with([names[least as usize].spoken()])));
    }
    fill(graph, labels);
    while names.len() - dissolved.len() < ask.grids as usize {
        let loads = loads(zone, labels, names.len());
        let new = names.len() as u32;
        let number = names.iter().map(|name| name.number).max().unwrap_or(0) + 1;
        names.push(GridName { zone: zone.name.clone(), number, code: None });
        founded.insert(new);
        log.push(Reason::new(&clause, FOUNDED.with([Arg::from(number)])));
        // The half of the heaviest grid that lies farther along its longer side.
        let heaviest = (0..new).max_by_key(|grid| (loads[*grid as usize], core::cmp::Reverse(*grid)));
        let own: Vec<u32> = (0..labels.len() as u32)
            .filter(|point| new == 0 || labels[*point as usize] == heaviest)
            .collect();
        for point in solve::farther_half(zone, &own) {
            labels[point as usize] = Some(new);
        }
        if new == 0 {
            labels.fill(Some(0));
        }
    }
    (dissolved, founded)
}

fn loads(zone: &Zone, labels: &[Option<u32>], grids: usize) -> Vec<u32> {
    let mut loads = vec![0; grids];
    for (point, label) in zone.points.iter().zip(labels) {
        if let Some(label) = label {
            loads[*label as usize] += point.weight;
        }
    }
    loads
}

/// Gives households without a grid that of the nearest by the graph.
fn fill(graph: &Graph, labels: &mut [Option<u32>]) {
    let mut of_place: Vec<Option<u32>> = vec![None; graph.places()];
    for (point, label) in labels.iter().enumerate() {
        let place = &mut of_place[graph.place_of(point) as usize];
        *place = match (*place, label) {
            (Some(known), Some(label)) => Some(known.min(*label)),
            (known, label) => known.or(*label),
        };
    }
    let mut front: Vec<u32> =
        (0..graph.places() as u32).filter(|place| of_place[*place as usize].is_some()).collect();
    while !front.is_empty() {
        let mut next: BTreeMap<u32, u32> = BTreeMap::new();
        for place in &front {
            let Some(label) = of_place[*place as usize] else { continue };
            for beside in graph.around(*place) {
                if of_place[*beside as usize].is_none() {
                    let known = next.entry(*beside).or_insert(label);
                    *known = (*known).min(label);
                }
            }
        }
        for (place, label) in &next {
            of_place[*place as usize] = Some(*label);
        }
        front = next.into_keys().collect();
    }
    for (point, label) in labels.iter_mut().enumerate() {
        if label.is_none() {
            *label = of_place[graph.place_of(point) as usize];
        }
    }
}

/// Into the bands by the fewest changes, then shorter where a change is worth it: the grid of each point, and the points
/// that moved for the second reason.
fn adapt(
    zone: &Zone,
    graph: &Graph,
    ask: &Ask,
    home: &[Option<u32>],
    labels: Vec<Option<u32>>,
    freedom: u32,
    hook: &mut Hook<'_>,
) -> Option<(Vec<u32>, BTreeSet<u32>)> {
    // What a barrier cuts off has no neighbour to follow: it goes with the first grid.
    let labels: Vec<u32> = labels.into_iter().map(|label| label.unwrap_or(0)).collect();
    let grids = labels.iter().max().map_or(1, |most| most + 1);
    let present: BTreeSet<u32> = labels.iter().copied().collect();
    let whole: BTreeMap<u32, BTreeSet<u32>> = zone.group.iter().zip(&labels).fold(
        BTreeMap::new(),
        |mut all: BTreeMap<u32, BTreeSet<u32>>, (group, label)| {
            all.entry(*group).or_default().insert(*label);
            all
        },
    );
    for bound in [true, false] {
        let bound = bound && ask.whole;
        let key = |point: usize| {
            let group = zone.group[point];
            let together = group != NONE && whole.get(&group).is_some_and(|grids| grids.len() == 1);
            (bound && together).then_some(u64::from(group))
        };
        let mut atoms: Vec<Atom> = solve::atoms(zone, graph, ask, &key);
        let of = solve::majority(zone, &atoms, &labels);
        for (atom, label) in atoms.iter_mut().zip(&of) {
            let stays =
                atom.points.iter().all(|point| home[*point as usize].is_some_and(|home| home == *label));
            atom.home = stays.then_some(*label);
        }
        let empty = (0..grids).filter(|grid| !present.contains(grid)).collect::<BTreeSet<_>>();
        let mut board = Board::new(&atoms, graph, &ask.bands, grids, of);
        board.close(&empty);
        let mean = board.spread() / f64::from(zone.total().max(1));
        board.stay = 1e12;
        let mut mover = Mover::new(&board, ask.joined);
        if !mover.comply(&mut board) {
            mover = Mover::new(&board, false);
            if !mover.comply(&mut board) {
                if bound {
                    continue;
                }
                return None;
            }
        }
        let for_size = board.label.clone();
        if freedom > 0 {
            board.stay = mean * f64::from(100 - freedom) / f64::from(freedom);
            let mut mover = Mover::new(&board, ask.joined);
            // Where nobody came and nobody moved there is nothing to do, but at the end of the dial.
            let changed =
                atoms.iter().zip(&for_size).filter(|(atom, now)| freedom == 100 || atom.home != Some(**now));
            let open: BTreeSet<u32> = changed.map(|(_, now)| *now).collect();
            let open: Vec<u32> = open.into_iter().collect();
            mover.improve(&mut board, &open, 10 * atoms.len());
            if solve::is_plain(zone, ask) && !ask.joined && !bound {
                let found = around(zone, &board, &atoms, &open, home, ask.bands[0], hook);
                for (atom, to) in (0_u32..).zip(found) {
                    if board.label[atom as usize] != to {
                        board.shift(atom, to);
                    }
                }
            }
        }
        let (mut out, mut for_shape) = (labels.clone(), BTreeSet::new());
        for ((atom, now), then) in atoms.iter().zip(&board.label).zip(&for_size) {
            for point in &atom.points {
                out[*point as usize] = *now;
                if now != then {
                    for_shape.insert(*point);
                }
            }
        }
        return Some((out, for_shape));
    }
    None
}

/// The grids of the atoms, each a household, after whole parts of the grids named and of those beside them were moved
/// where that is worth it.
fn around(
    zone: &Zone,
    board: &Board<'_>,
    atoms: &[Atom],
    open: &[u32],
    home: &[Option<u32>],
    band: (u32, u32),
    hook: &mut Hook<'_>,
) -> Vec<u32> {
    let mut near: BTreeSet<u32> = open.iter().copied().collect();
    let mut found = Vec::new();
    for atom in open.iter().flat_map(|grid| board.members(*grid)) {
        board.beside(*atom, &mut found);
        near.extend(found.iter().copied());
    }
    let mut labels = vec![0; zone.points.len()];
    for (atom, label) in atoms.iter().zip(&board.label) {
        for point in &atom.points {
            labels[*point as usize] = *label;
        }
    }
    let near: Vec<u32> = near.into_iter().filter(|grid| !board.members(*grid).is_empty()).collect();
    let mut stand = Stand::new(&zone.points, &labels, board.grids() as usize);
    rounds::adapt(&mut stand, &near, (home, board.stay), band, &Threads::new(1), hook);
    let labels = stand.labels();
    atoms.iter().map(|atom| labels[atom.points[0] as usize]).collect()
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[&DISSOLVED, &FOUNDED, &FOR_SIZE, &FOR_SHAPE, &FOR_NEW, &KEPT];
