//! One zone divided (求解): the first division, whole groups, connection, and what had to give way.

use std::collections::{BTreeMap, BTreeSet};

use super::board::{Atom, Board};
use super::chain::Mover;
use super::graph::Graph;
use super::options::Go;
use super::rounds::{self, Dice, Effort};
use super::start::Point;
use super::zone::{NONE, Zone};
use crate::threads::Threads;

/// What is asked of the division of a zone.
pub(super) struct Ask {
    pub(super) grids: u32,
    /// Households first, then each other count.
    pub(super) bands: Vec<(u32, u32)>,
    /// Each other count, by point.
    pub(super) amounts: Vec<Vec<u32>>,
    /// Natural groups stay whole.
    pub(super) whole: bool,
    /// Grids lie in one piece.
    pub(super) joined: bool,
    /// A group may be cut so that its grids lie in one piece.
    pub(super) cut_to_join: bool,
}

/// A group that was cut, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    /// It is larger than a grid may be.
    TooLarge,
    /// Whole, it would have left a grid outside of the bands: that many households.
    Size(u32),
}

pub(super) struct Solved {
    pub(super) labels: Vec<u32>,
    /// The groups that were cut, by their codes.
    pub(super) cuts: BTreeMap<u32, Cut>,
    /// The grids in several parts, where one piece was asked for and the zone is in one.
    pub(super) in_parts: Vec<u32>,
    /// How many of those hold a whole group that lies in several parts itself.
    pub(super) by_groups: usize,
    /// Groups were not to be cut for it.
    pub(super) whole: bool,
}

/// Told of each round and of how many there are; ends the search where it does not say to go on.
pub(super) type Hook<'h> = dyn FnMut(u32, u32) -> Go + 'h;

/// Whether single households can be moved at will.
pub(super) fn is_plain(zone: &Zone, ask: &Ask) -> bool {
    ask.bands.len() == 1
        && zone.points.iter().all(|point| point.weight == 1)
        && zone.pin.iter().all(|pin| *pin == NONE)
}

/// Divides a zone; `None` where no lawful division was found.
pub(super) fn zone(zone: &Zone, ask: &Ask, effort: &Effort<'_>, hook: &mut Hook<'_>) -> Option<Solved> {
    if zone.points.len() < ask.grids as usize {
        // Buildings are not cut: fewer of them than grids.
        return None;
    }
    let plain = is_plain(zone, ask);
    let grouped = ask.whole && zone.group.iter().any(|group| *group != NONE);
    let mut cuts = BTreeMap::new();
    // What comes after the rounds counts on from them.
    let (mut before, later) = (0, if grouped { TRIES as u32 } else { 0 });
    let mut labels = rounds::free(&zone.points, ask.grids, ask.bands[0], effort, &mut |done, rounds| {
        before = rounds;
        hook(done, rounds + later)
    });
    if plain && !grouped && !ask.joined {
        return Some(Solved { labels, cuts, in_parts: Vec::new(), by_groups: 0, whole: false });
    }
    let graph = zone.graph();
    if grouped {
        labels = kept(zone, &graph, ask, effort, labels, &mut cuts, &mut |turn, _| {
            hook(before + turn.min(later), before + later)
        })?;
    } else if !plain {
        let alone = |graph: &Graph| packed(zone, graph, ask, &atoms(zone, graph, ask, &|_| None), &labels);
        labels = alone(&graph).or_else(|| alone(&zone.open_graph()))?;
    }
    let mut in_parts = Vec::new();
    if ask.joined {
        in_parts = joined(zone, &graph, ask, &mut labels, grouped && !ask.cut_to_join, &mut || {
            // Enough of a search is no reason to leave a grid in parts; only who wants no division ends this.
            hook(before + later, before + later) != Go::Cancel
        });
        if graph.parts().1 > 1 {
            // What a barrier keeps apart cannot be asked to hang together.
            in_parts.clear();
        }
    }
    let whole = grouped && !ask.cut_to_join;
    let interspersed = |grid: &&u32| whole && has_scattered(zone, &graph, &labels, **grid);
    let by_groups = in_parts.iter().filter(interspersed).count();
    Some(Solved { labels, cuts, in_parts, by_groups, whole })
}

/// Whether a grid holds a natural group whose households, as far as they are in it, lie in several parts.
fn has_scattered(zone: &Zone, graph: &Graph, labels: &[u32], grid: u32) -> bool {
    let mut groups: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    for (point, _) in labels.iter().enumerate().filter(|(_, label)| **label == grid) {
        if zone.group[point] != NONE {
            groups.entry(zone.group[point]).or_default().insert(graph.place_of(point));
        }
    }
    groups.into_values().any(|mut left| {
        let mut stack: Vec<u32> = left.pop_first().into_iter().collect();
        while let Some(place) = stack.pop() {
            stack.extend(graph.around(place).iter().filter(|next| left.remove(next)));
        }
        !left.is_empty()
    })
}

/// Who a point is bound to.
fn find(root: &mut [u32], mut at: u32) -> u32 {
    while root[at as usize] != at {
        root[at as usize] = root[root[at as usize] as usize];
        at = root[at as usize];
    }
    at
}

/// The points as atoms: those with one key move as one, and so do those with one pin.
pub(super) fn atoms(zone: &Zone, graph: &Graph, ask: &Ask, key: &dyn Fn(usize) -> Option<u64>) -> Vec<Atom> {
    let many = zone.points.len();
    let mut root: Vec<u32> = (0..many as u32).collect();
    let mut first: BTreeMap<(bool, u64), u32> = BTreeMap::new();
    for point in 0..many {
        let pin = Some(zone.pin[point]).filter(|pin| *pin != NONE).map(|pin| (true, u64::from(pin)));
        for key in [pin, key(point).map(|key| (false, key))].into_iter().flatten() {
            let other = *first.entry(key).or_insert(point as u32);
            let (a, b) = (find(&mut root, other), find(&mut root, point as u32));
            root[a.max(b) as usize] = a.min(b);
        }
    }
    let mut place = vec![NONE; many];
    let mut atoms: Vec<Atom> = Vec::new();
    for point in 0..many {
        let own = find(&mut root, point as u32) as usize;
        if place[own] == NONE {
            place[own] = atoms.len() as u32;
            atoms.push(Atom { loads: vec![0; ask.bands.len()], ..Atom::default() });
        }
        let atom = &mut atoms[place[own] as usize];
        let Point { x, y, weight } = zone.points[point];
        atom.mass += weight;
        atom.x += x * f64::from(weight);
        atom.y += y * f64::from(weight);
        atom.loads[0] += weight;
        for (load, amounts) in atom.loads[1..].iter_mut().zip(&ask.amounts) {
            *load += amounts[point];
        }
        atom.places.push(graph.place_of(point));
        atom.points.push(point as u32);
        atom.pin |= zone.pin[point] != NONE;
    }
    for atom in &mut atoms {
        atom.x /= f64::from(atom.mass);
        atom.y /= f64::from(atom.mass);
        atom.places.sort_unstable();
        atom.places.dedup();
    }
    atoms
}

/// The grid where most of an atom's households are.
pub(super) fn majority(zone: &Zone, atoms: &[Atom], labels: &[u32]) -> Vec<u32> {
    let mut out = Vec::with_capacity(atoms.len());
    for atom in atoms {
        let mut votes: BTreeMap<u32, u32> = BTreeMap::new();
        for point in &atom.points {
            *votes.entry(labels[*point as usize]).or_default() += zone.points[*point as usize].weight;
        }
        let best = votes.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)));
        out.push(best.map_or(0, |(grid, _)| grid));
    }
    out
}

fn spread_out(atoms: &[Atom], of: &[u32], labels: &mut [u32]) {
    for (atom, grid) in atoms.iter().zip(of) {
        for point in &atom.points {
            labels[*point as usize] = *grid;
        }
    }
}

/// A grid that no atom has most of its households in gets the one nearest to where it was, of a grid that has several.
fn fill(zone: &Zone, atoms: &[Atom], of: &mut [u32], labels: &[u32], grids: u32) {
    let mut many = vec![0_u32; grids as usize];
    for grid in of.iter() {
        many[*grid as usize] += 1;
    }
    if many.iter().all(|many| *many > 0) {
        return;
    }
    let mut middle = vec![(0.0, 0.0, 0.0); grids as usize];
    for (point, label) in zone.points.iter().zip(labels) {
        let (mass, sum) = (f64::from(point.weight), &mut middle[*label as usize]);
        *sum = (sum.0 + point.x * mass, sum.1 + point.y * mass, sum.2 + mass);
    }
    for empty in 0..grids {
        if many[empty as usize] > 0 {
            continue;
        }
        let (x, y, mass) = middle[empty as usize];
        let (x, y) = (x / f64::max(mass, 1.0), y / f64::max(mass, 1.0));
        let far = |atom: usize| {
            let (dx, dy) = (atoms[atom].x - x, atoms[atom].y - y);
            dx * dx + dy * dy
        };
        let spare = (0..atoms.len()).filter(|atom| many[of[*atom] as usize] > 1);
        let Some(nearest) = spare.min_by(|a, b| far(*a).total_cmp(&far(*b)).then(a.cmp(b))) else { return };
        many[of[nearest] as usize] -= 1;
        many[empty as usize] += 1;
        of[nearest] = empty;
    }
}

/// Pins that fell into one grid are put apart: each pin but the first goes to the nearest grid without one.
fn part_pins(atoms: &[Atom], of: &mut [u32], grids: u32) {
    let mut centre = vec![(0.0, 0.0, 0.0); grids as usize];
    for (atom, grid) in atoms.iter().zip(of.iter()) {
        let sum = &mut centre[*grid as usize];
        let mass = f64::from(atom.mass);
        *sum = (sum.0 + atom.x * mass, sum.1 + atom.y * mass, sum.2 + mass);
    }
    let mut taken = vec![false; grids as usize];
    for (atom, grid) in atoms.iter().zip(of.iter_mut()).filter(|(atom, _)| atom.pin) {
        if taken[*grid as usize] {
            let far = |grid: u32| {
                let (x, y, mass) = centre[grid as usize];
                let (dx, dy) = (x / f64::max(mass, 1.0) - atom.x, y / f64::max(mass, 1.0) - atom.y);
                dx * dx + dy * dy
            };
            let free = (0..grids).filter(|grid| !taken[*grid as usize]);
            if let Some(next) = free.min_by(|a, b| far(*a).total_cmp(&far(*b)).then(a.cmp(b))) {
                *grid = next;
            }
        }
        taken[*grid as usize] = true;
    }
}

/// Atoms of several sizes, packed into the bands.
fn packed(zone: &Zone, graph: &Graph, ask: &Ask, atoms: &[Atom], labels: &[u32]) -> Option<Vec<u32>> {
    let mut of = majority(zone, atoms, labels);
    fill(zone, atoms, &mut of, labels, ask.grids);
    part_pins(atoms, &mut of, ask.grids);
    let mut board = Board::new(atoms, graph, &ask.bands, ask.grids, of);
    let mut mover = Mover::new(&board, false);
    let all: Vec<u32> = (0..ask.grids).collect();
    if !mover.comply(&mut board) {
        anneal(&mut board, 400, false, 0, &mut || true);
        mover = Mover::new(&board, false);
        if !mover.comply(&mut board) {
            return None;
        }
    }
    mover.improve(&mut board, &all, 20 * atoms.len());
    let mut labels = labels.to_vec();
    let of = board.label.clone();
    spread_out(atoms, &of, &mut labels);
    Some(labels)
}

/// Groups kept whole as far as that is lawful: first without straddling a barrier, then with, at last only where they
/// happen to be whole. The sizes come before all.
fn kept(
    zone: &Zone,
    graph: &Graph,
    ask: &Ask,
    effort: &Effort<'_>,
    free: Vec<u32>,
    cuts: &mut BTreeMap<u32, Cut>,
    hook: &mut Hook<'_>,
) -> Option<Vec<u32>> {
    let open = zone.open_graph();
    let mut load = 0;
    for graph in [graph, &open] {
        cuts.clear();
        match whole(zone, graph, ask, effort, free.clone(), cuts, hook) {
            Ok(labels) => return Some(labels),
            Err(found) => load = found,
        }
        if zone.barriers.is_empty() {
            break;
        }
    }
    for group in zone.group.iter().filter(|group| **group != NONE) {
        cuts.entry(*group).or_insert(Cut::Size(load));
    }
    if is_plain(zone, ask) {
        return Some(free);
    }
    packed(zone, &open, ask, &atoms(zone, &open, ask, &|_| None), &free)
}

/// Natural groups as atoms; one larger than a grid is cut into lawful parts first, another only for a size that no
/// other way makes lawful.
fn whole(
    zone: &Zone,
    graph: &Graph,
    ask: &Ask,
    effort: &Effort<'_>,
    mut labels: Vec<u32>,
    cuts: &mut BTreeMap<u32, Cut>,
    hook: &mut Hook<'_>,
) -> Result<Vec<u32>, u32> {
    let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (point, group) in zone.group.iter().enumerate().filter(|(_, group)| **group != NONE) {
        members.entry(*group).or_default().push(point as u32);
    }
    let (min, max) = ask.bands[0];
    let mut part = vec![0_u32; zone.points.len()];
    for (group, points) in &members {
        let total: u32 = points.iter().map(|point| zone.points[*point as usize].weight).sum();
        if total <= max {
            continue;
        }
        cuts.insert(*group, Cut::TooLarge);
        let own: Vec<Point> = points.iter().map(|point| zone.points[*point as usize]).collect();
        let parts = total.div_ceil(max).min(own.len() as u32).max(1);
        // Parts that are lawful grids by themselves, where the size allows it.
        let (low, high) = if parts * min <= total { (min, max) } else { (1, max) };
        let found = if total / parts >= 1 {
            rounds::free(&own, parts, (low, high), effort, &mut |_, _| Go::On)
        } else {
            vec![0; own.len()]
        };
        for (point, of) in points.iter().zip(found) {
            part[*point as usize] = of;
        }
    }
    let mut loose: BTreeSet<u32> = BTreeSet::new();
    let mut load = 0;
    for _ in 0..=members.len() {
        let key = |point: usize| {
            let group = zone.group[point];
            let bound = group != NONE && !loose.contains(&group);
            bound.then(|| u64::from(group) << 32 | u64::from(part[point]))
        };
        let atoms = atoms(zone, graph, ask, &key);
        let mut of = majority(zone, &atoms, &labels);
        fill(zone, &atoms, &mut of, &labels, ask.grids);
        part_pins(&atoms, &mut of, ask.grids);
        let board = Board::new(&atoms, graph, &ask.bands, ask.grids, of);
        let (lawful, board) = sought(board, ask, if loose.is_empty() { TRIES } else { 0 }, hook);
        spread_out(&atoms, &board.label, &mut labels);
        if lawful {
            if !loose.is_empty() {
                gather(zone, graph, ask, &mut labels);
            }
            return Ok(labels);
        }
        // The grid farthest outside of the bands gets, or gives, part of a group beside it.
        let outside = |grid: &u32| board.outside(*grid, None, None);
        let worst =
            (0..ask.grids).max_by(|a, b| outside(a).total_cmp(&outside(b)).then(b.cmp(a))).unwrap_or(0);
        let mut near = vec![worst];
        let mut found = Vec::new();
        for atom in board.members(worst) {
            board.beside(*atom, &mut found);
            near.extend(found.iter().copied());
        }
        let over = board.loads(worst).iter().zip(&ask.bands).any(|(load, (_, max))| load > max);
        let from: Vec<u32> = if over { vec![worst] } else { near };
        let mut best: Option<(f64, u32)> = None;
        for grid in from {
            for atom in board.members(grid) {
                let own = &atoms[*atom as usize];
                let group = zone.group[own.points[0] as usize];
                if own.points.len() < 2 || group == NONE || loose.contains(&group) {
                    continue;
                }
                board.beside(*atom, &mut found);
                let price = if over {
                    found.iter().map(|to| board.price(*atom, *to)).fold(f64::INFINITY, f64::min)
                } else if grid != worst && found.contains(&worst) {
                    board.price(*atom, worst)
                } else {
                    f64::INFINITY
                };
                let price = price / f64::from(own.mass);
                if best.is_none_or(|(known, _)| price < known) {
                    best = Some((price, group));
                }
            }
        }
        load = board.loads(worst)[0];
        let Some((_, group)) = best else { return Err(load) };
        loose.insert(group);
        cuts.entry(group).or_insert(Cut::Size(load));
    }
    Err(load)
}

/// How often a division by groups is sought from other throws of the dice, where there are few enough of them.
const TRIES: u64 = 6;
const FEW_ATOMS: usize = 400;

/// The best lawful one of several searches; without any, the last board as it stands.
fn sought<'a>(first: Board<'a>, ask: &Ask, tries: u64, hook: &mut Hook<'_>) -> (bool, Board<'a>) {
    let all: Vec<u32> = (0..ask.grids).collect();
    let many = first.atoms.len();
    let tries = if many > FEW_ATOMS { tries.min(1) } else { tries };
    let start = first.label.clone();
    let mut last = first;
    let mut best: Option<(f64, Vec<u32>)> = None;
    for turn in 0..tries.max(1) {
        // Whoever has waited long enough takes the first lawful one.
        let enough = hook(turn as u32, tries as u32) != Go::On;
        if enough && best.is_some() {
            break;
        }
        last.set(&start);
        if tries > 0 && !enough {
            anneal(&mut last, 300, ask.joined, turn, &mut || hook(turn as u32, tries as u32) == Go::On);
        }
        let mut mover = Mover::new(&last, false);
        if !mover.comply(&mut last) {
            continue;
        }
        mover.improve(&mut last, &all, 20 * many);
        let parts: usize =
            if ask.joined { all.iter().map(|grid| last.parts(*grid, None, None)).sum() } else { 0 };
        // A grid in two parts is no better than one as wide again.
        let value = last.spread() * (1.0 + parts as f64 / f64::from(ask.grids));
        if best.as_ref().is_none_or(|(known, _)| value < *known) {
            best = Some((value, last.label.clone()));
        }
    }
    let lawful = best.is_some();
    if let Some((_, labels)) = best {
        last.set(&labels);
    }
    (lawful, last)
}

/// Parts of groups that were cut go back together, where that is lawful; then what is together stays so.
fn gather(zone: &Zone, graph: &Graph, ask: &Ask, labels: &mut [u32]) {
    let key = |point: usize| {
        let group = zone.group[point];
        (group != NONE).then(|| u64::from(group) << 32 | u64::from(labels[point]))
    };
    let atoms = atoms(zone, graph, ask, &key);
    let of = majority(zone, &atoms, labels);
    let mut board = Board::new(&atoms, graph, &ask.bands, ask.grids, of);
    let mut of_group: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (atom, own) in (0_u32..).zip(&atoms) {
        of_group.entry(zone.group[own.points[0] as usize]).or_default().push(atom);
    }
    of_group.remove(&NONE);
    for parts in of_group.values_mut().filter(|parts| parts.len() > 1) {
        parts.sort_by_key(|atom| (atoms[*atom as usize].mass, *atom));
        for small in 0..parts.len() - 1 {
            let atom = parts[small];
            for large in parts[small + 1..].iter().rev() {
                let (from, to) = (board.label[atom as usize], board.label[*large as usize]);
                let fits = board.outside(from, Some(atom), None) <= board.outside(from, None, None)
                    && board.outside(to, None, Some(atom)) <= board.outside(to, None, None);
                if from != to && fits {
                    board.shift(atom, to);
                    break;
                }
            }
        }
    }
    let all: Vec<u32> = (0..ask.grids).collect();
    Mover::new(&board, false).improve(&mut board, &all, 20 * atoms.len());
    let of = board.label.clone();
    spread_out(&atoms, &of, labels);
}

/// Seeks a division by atoms: steps that cost no more than a falling threshold, with the sizes weighed more and more.
fn anneal(board: &mut Board<'_>, sweeps: u32, joined: bool, turn: u64, go: &mut dyn FnMut() -> bool) {
    let atoms = board.atoms.len();
    let grids = board.grids();
    if atoms < 2 || grids < 2 {
        return;
    }
    let each = (board.spread() / atoms as f64).max(1.0);
    let scale = each * atoms as f64 / f64::from(grids);
    let mut dice = Dice::of(atoms as u64, u64::from(grids) | turn << 32);
    let mut best: Option<(f64, Vec<u32>)> = None;
    let mut found = Vec::new();
    for sweep in 0..sweeps {
        if sweep % 16 == 15 && !go() {
            break;
        }
        let done = f64::from(sweep) / f64::from(sweeps);
        let threshold = each * 1.5 * (1.0 - done) * (1.0 - done);
        let weight = scale * (2.0 + 60.0 * done);
        let apart = if joined { scale * (0.05 + 1.0 * done) } else { 0.0 };
        for _ in 0..atoms {
            let atom = dice.roll(atoms as u32);
            board.beside(atom, &mut found);
            if found.is_empty() {
                continue;
            }
            let to = found[dice.roll(found.len() as u32) as usize];
            let from = board.label[atom as usize];
            let exchange = dice.roll(2) == 1 && !board.members(to).is_empty();
            let other = if exchange {
                let members = board.members(to);
                Some(members[dice.roll(members.len() as u32) as usize])
            } else {
                None
            };
            if board.atoms[atom as usize].fixed
                || other.is_some_and(|other| board.atoms[other as usize].fixed)
            {
                continue;
            }
            let price = match other {
                Some(other) => board.price_of_two(atom, other),
                None => board.price(atom, to),
            };
            let now = board.outside(from, None, None) + board.outside(to, None, None);
            let then = board.outside(from, Some(atom), other) + board.outside(to, other, Some(atom));
            let mut change = price + weight * (then - now);
            if change >= threshold {
                continue;
            }
            if joined {
                let before = board.parts(from, None, None) + board.parts(to, None, None);
                let after = board.parts(from, Some(atom), other) + board.parts(to, other, Some(atom));
                change += apart * (after as f64 - before as f64);
                if change >= threshold {
                    continue;
                }
            }
            board.shift(atom, to);
            if let Some(other) = other {
                board.shift(other, from);
            }
        }
        board.forget_moves();
        if sweep * 4 >= sweeps * 3 {
            let mut value = board.spread() + 1e3 * scale * board.violation();
            if joined {
                let parts: usize = (0..grids).map(|grid| board.parts(grid, None, None)).sum();
                value += scale * parts as f64;
            }
            if best.as_ref().is_none_or(|(known, _)| value < *known) {
                best = Some((value, board.label.clone()));
            }
        }
    }
    if let Some((_, labels)) = best {
        board.set(&labels);
    }
}

/// Puts grids together that lie in several parts; whole groups are not cut for it.
fn joined(
    zone: &Zone,
    graph: &Graph,
    ask: &Ask,
    labels: &mut [u32],
    grouped: bool,
    go: &mut dyn FnMut() -> bool,
) -> Vec<u32> {
    let (mut grid_of, mut shared) = (BTreeMap::new(), BTreeSet::new());
    for (group, label) in zone.group.iter().zip(labels.iter()) {
        if grouped && *group != NONE && *grid_of.entry(*group).or_insert(*label) != *label {
            shared.insert(*group);
        }
    }
    let key = |point: usize| {
        let group = zone.group[point];
        (grouped && group != NONE && !shared.contains(&group)).then_some(u64::from(group))
    };
    let atoms = atoms(zone, graph, ask, &key);
    let of = majority(zone, &atoms, labels);
    let mut board = Board::new(&atoms, graph, &ask.bands, ask.grids, of);
    let mut mover = Mover::new(&board, true);
    let left = mover.reconnect(&mut board, go);
    let of = board.label.clone();
    spread_out(&atoms, &of, labels);
    left
}

/// Half of some points: those that lie farther along the longer side of them all.
pub(super) fn farther_half(zone: &Zone, points: &[u32]) -> Vec<u32> {
    let own: Vec<Point> = points.iter().map(|point| zone.points[*point as usize]).collect();
    if own.len() < 2 {
        return Vec::new();
    }
    let shares = vec![1.0; own.len()];
    let labels = super::start::bisect(&own, &shares, 2, (1, u32::MAX), 0.0, &Threads::new(1));
    points.iter().zip(labels).filter(|(_, label)| *label == 1).map(|(point, _)| *point).collect()
}
