//! Households passed on from grid to grid over the whole zone (传导): where one part of it has room and another is full,
//! chains of moves longer than any tile let both gain.

use rstar::RTree;
use rstar::primitives::GeomWithData;

use super::stand::Stand;
use super::start::Point;
use crate::threads::Threads;

/// The grids beside each are its nearest ones, and those that it is among the nearest of.
const BESIDE: usize = 9;
/// The longest chain.
const HOPS: usize = 24;
/// How often chains are sought.
const PASSES: usize = 12;
/// A saving smaller than this (square centimetres) is none.
const SMALL: f64 = 1.0;

/// The cheapest move from a grid to one beside it.
#[derive(Clone, Copy)]
struct Quote {
    to: u32,
    price: f64,
    point: u32,
}

/// The line halfway between the middles of two grids.
struct Border {
    middle: (f64, f64),
    across: (f64, f64),
}

impl Border {
    fn between(stand: &Stand<'_>, from: usize, to: usize) -> Self {
        let ((ax, ay), (bx, by)) = (stand.centre[from], stand.centre[to]);
        Self {
            middle: (f64::midpoint(ax, bx), f64::midpoint(ay, by)),
            across: (2.0 * (ax - bx), 2.0 * (ay - by)),
        }
    }

    /// The cheapest of some points to move across, and its place: by how much more it is away from the middle there.
    fn cheapest<'p>(&self, points: impl Iterator<Item = &'p Point>) -> (f64, usize) {
        let ((mx, my), (dx, dy)) = (self.middle, self.across);
        let mut best = (f64::INFINITY, 0);
        for (place, Point { x, y, weight }) in points.enumerate() {
            // |p - b|² - |p - a|², by what it is at the middle between a and b.
            let price = f64::from(*weight) * ((x - mx) * dx + (y - my) * dy);
            if price < best.0 {
                best = (price, place);
            }
        }
        best
    }
}

struct Flow<'a, 'p> {
    stand: &'a mut Stand<'p>,
    band: (u32, u32),
    quotes: Vec<Vec<Quote>>,
}

/// Moves households along chains from grids above the least to grids below the most, and around rings, wherever that
/// saves something.
pub(super) fn pass_on(stand: &mut Stand<'_>, band: (u32, u32), threads: &Threads) {
    if stand.load.len() < 2 {
        return;
    }
    let quote = |to| Quote { to, price: f64::INFINITY, point: 0 };
    let quotes = beside(&stand.centre).into_iter().map(|beside| beside.into_iter().map(quote).collect());
    let mut flow = Flow { quotes: quotes.collect(), stand, band };
    let mut changed = vec![true; flow.stand.load.len()];
    for _ in 0..PASSES {
        flow.requote(&changed, threads);
        changed.fill(false);
        if !flow.pass(&mut changed) {
            break;
        }
    }
}

/// The grids beside each, by their centres.
fn beside(centres: &[(f64, f64)]) -> Vec<Vec<u32>> {
    let all = (0_u32..).zip(centres).map(|(grid, (x, y))| GeomWithData::new([*x, *y], grid));
    let tree = RTree::bulk_load(all.collect());
    let mut beside: Vec<Vec<u32>> = vec![Vec::new(); centres.len()];
    for (grid, (x, y)) in (0_u32..).zip(centres) {
        for other in tree.nearest_neighbor_iter(&[*x, *y]).take(BESIDE + 1) {
            if other.data != grid {
                beside[grid as usize].push(other.data);
                beside[other.data as usize].push(grid);
            }
        }
    }
    for own in &mut beside {
        own.sort_unstable();
        own.dedup();
    }
    beside
}

impl Flow<'_, '_> {
    /// Quotes anew what changed: all moves out of a grid, or those into one.
    fn requote(&mut self, changed: &[bool], threads: &Threads) {
        let stale = |from: usize, quote: &Quote| changed[from] || changed[quote.to as usize];
        let quotes = core::mem::take(&mut self.quotes);
        let own: Vec<(usize, Vec<Quote>)> = quotes.into_iter().enumerate().collect();
        let stand = &*self.stand;
        self.quotes = threads.each(&own, Vec::new, &|members, (from, quotes)| {
            let mut quotes = quotes.clone();
            if quotes.iter().any(|quote| stale(*from, quote)) {
                members.clear();
                members.extend(stand.members[*from].iter().map(|point| stand.points[*point as usize]));
                for quote in quotes.iter_mut().filter(|quote| stale(*from, quote)) {
                    let border = Border::between(stand, *from, quote.to as usize);
                    let (price, place) = border.cheapest(members.iter());
                    (quote.price, quote.point) =
                        (price, stand.members[*from].get(place).copied().unwrap_or(0));
                }
            }
            quotes
        });
    }

    /// Seeks the cheapest chains and walks those that do not touch; marks the grids that changed.
    fn pass(&mut self, changed: &mut [bool]) -> bool {
        let (min, max) = self.band;
        let grids = changed.len();
        let mut cost: Vec<f64> =
            self.stand.load.iter().map(|load| if *load > min { 0.0 } else { f64::INFINITY }).collect();
        let mut by = vec![u32::MAX; grids];
        let mut rings = Vec::new();
        let mut open: Vec<bool> = cost.iter().map(|cost| *cost < f64::INFINITY).collect();
        for _ in 0..HOPS {
            let mut any = false;
            for from in 0..grids {
                if !core::mem::take(&mut open[from]) {
                    continue;
                }
                for quote in &self.quotes[from] {
                    let to = quote.to as usize;
                    let asked = cost[from] + quote.price;
                    if asked >= cost[to] - SMALL {
                        continue;
                    }
                    let (mut now, mut hops) = (from, 1);
                    while now != to && by[now] != u32::MAX {
                        now = by[now] as usize;
                        hops += 1;
                    }
                    if now == to {
                        // A ring that saves something by itself.
                        let mut way = chain(&by, from);
                        way.drain(..way.len() - hops);
                        way.push(to);
                        rings.push(way);
                    } else if hops <= HOPS {
                        (cost[to], by[to]) = (asked, from as u32);
                        open[to] = true;
                        any = true;
                    }
                }
            }
            if !any {
                break;
            }
        }
        let full = |grid: &usize| self.stand.load[*grid] >= max;
        let mut ends: Vec<usize> = (0..grids).filter(|grid| cost[*grid] < -SMALL && !full(grid)).collect();
        ends.sort_unstable_by(|a, b| cost[*a].total_cmp(&cost[*b]).then(a.cmp(b)));
        let mut any = false;
        for way in ends.into_iter().map(|end| chain(&by, end)).chain(rings) {
            if way.iter().any(|grid| changed[*grid]) || !self.walk(&way) {
                continue;
            }
            for grid in way {
                changed[grid] = true;
            }
            any = true;
        }
        for grid in (0..grids).filter(|grid| changed[*grid]) {
            self.stand.recentre(grid);
        }
        any
    }

    /// Walks a chain as often as it saves something; whether it did once.
    fn walk(&mut self, chain: &[usize]) -> bool {
        let (min, max) = self.band;
        let mut any = false;
        let mut moves = Vec::with_capacity(chain.len());
        loop {
            moves.clear();
            let mut sum = 0.0;
            for pair in chain.windows(2) {
                let (from, to) = (pair[0], pair[1]);
                let own = &self.stand.members[from];
                let points = own.iter().map(|point| &self.stand.points[*point as usize]);
                let (price, place) = Border::between(self.stand, from, to).cheapest(points);
                sum += price;
                moves.push((own.get(place).copied().unwrap_or(0), from, to));
            }
            if sum >= -SMALL {
                return any;
            }
            let weight = |point: u32| self.stand.points[point as usize].weight;
            let mut loads: Vec<(usize, u32)> =
                chain.iter().map(|grid| (*grid, self.stand.load[*grid])).collect();
            let (ring, last) = (chain.first() == chain.last(), chain.len() - 1);
            for (nth, (point, ..)) in moves.iter().enumerate() {
                let next = if ring && nth + 1 == last { 0 } else { nth + 1 };
                loads[nth].1 = loads[nth].1.saturating_sub(weight(*point));
                loads[next].1 += weight(*point);
            }
            loads.truncate(if ring { last } else { last + 1 });
            if !loads.iter().all(|(_, load)| (min..=max).contains(load)) {
                return any;
            }
            for (point, from, to) in &moves {
                if let Some(place) = self.stand.members[*from].iter().position(|own| own == point) {
                    self.stand.members[*from].swap_remove(place);
                }
                self.stand.members[*to].push(*point);
            }
            for (grid, load) in loads {
                self.stand.load[grid] = load;
            }
            any = true;
        }
    }
}

/// The chain that ends in a grid.
fn chain(by: &[u32], end: usize) -> Vec<usize> {
    let mut chain = vec![end];
    let mut now = end;
    while by[now] != u32::MAX {
        now = by[now] as usize;
        chain.push(now);
    }
    chain.reverse();
    chain
}
