//! The round of a grid (走访路线): a closed tour through all its places.
//!
//! A tour is begun with the shortest edges, then edges are exchanged in pairs and stretches of up to three places moved
//! while that shortens it, among near places only and for a bounded number of steps. Should it be longer than twice a
//! minimum spanning tree, which walks the tree around, it begins with that walk instead.

use super::Division;
use super::graph::Graph;
use super::households::Households;
use super::zone::Zone;
use crate::error::InputError;

/// How many near places are tried from each.
const NEAR: usize = 8;
/// The longest stretch that is moved.
const STRETCH: usize = 3;
/// What a change saves must be more than a millionth of a centimetre, or rounding would go round in circles.
const LEAST: f64 = 1e-6;
/// Steps are bounded: so many elements of the tour may be written.
const WRITES: usize = 400_000_000;

/// A closed tour through all places of a grid (走访路线).
#[derive(Debug, Clone, PartialEq)]
pub struct Tour {
    /// The places in the order of the walk: a row each, one of the rows that share the place.
    pub stops: Vec<usize>,
    /// How long it is, in metres, back to the first stop.
    pub metres: f64,
}

impl Division {
    /// A round of each grid (走访路线), in the order of the list: a closed tour through all its places.
    ///
    /// Its length is an upper estimate of the shortest tour as the crow flies, some hundredths above it; ways and barriers
    /// are not asked. A thousand households take some milliseconds.
    ///
    /// ```
    /// use wangge::division::{Crs, Division, Households, Names};
    /// # fn main() -> Result<(), wangge::InputError> {
    /// let households = Households::new(vec![0., 30., 30., 0., 0.], vec![0., 40., 0., 40., 40.], Crs::Metres)?;
    /// let division = Division::drawn(&households, &Names::new(vec![Some("甲"); 5]))?;
    /// let tours = division.tours(&households)?;
    /// assert_eq!((tours[0].metres, tours[0].stops.len()), (140.0, 4));
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// [`InputError`] for other households: another number of rows.
    pub fn tours(&self, households: &Households) -> Result<Vec<Tour>, InputError> {
        Ok(self.by_grid(households)?.iter().map(round).collect())
    }
}

fn round(zone: &Zone) -> Tour {
    // The points are sorted: those of one place, to the centimetre, follow one another.
    let mut places: Vec<(f64, f64)> = Vec::new();
    let mut stops: Vec<usize> = Vec::new();
    for (nth, point) in zone.points.iter().enumerate() {
        let place = (point.x, point.y);
        let exact = |nth: usize| (zone.metres[nth], zone.rows[nth]);
        match stops.last_mut() {
            Some(known) if places.last() == Some(&place) => {
                if exact(nth) < exact(*known) {
                    *known = nth;
                }
            }
            _ => {
                places.push(place);
                stops.push(nth);
            }
        }
    }
    let order = shortest(&places);
    let walked: Vec<(f64, f64)> = order.iter().map(|place| zone.metres[stops[*place as usize]]).collect();
    let all: Vec<u32> = (0..walked.len() as u32).collect();
    Tour {
        stops: order.iter().map(|place| zone.rows[stops[*place as usize]] as usize).collect(),
        metres: length(&walked, &all),
    }
}

fn far(places: &[(f64, f64)], a: u32, b: u32) -> f64 {
    let ((ax, ay), (bx, by)) = (places[a as usize], places[b as usize]);
    let (dx, dy) = (ax - bx, ay - by);
    (dx * dx + dy * dy).sqrt()
}

fn length(places: &[(f64, f64)], order: &[u32]) -> f64 {
    let Some(last) = order.last() else { return 0.0 };
    let back = far(places, *last, order[0]);
    order.windows(2).map(|pair| far(places, pair[0], pair[1])).sum::<f64>() + back
}

/// A short closed tour through distinct places, from the first of them.
fn shortest(places: &[(f64, f64)]) -> Vec<u32> {
    let many = places.len() as u32;
    if many < 4 {
        return (0..many).collect();
    }
    let graph = Graph::new(places, &[]);
    let near = near(places, &graph);
    let (tree, weight) = tree(places, &graph);
    let mut walk = Walk::new(places, &near, greedy(places, &near));
    walk.improve();
    if length(places, &walk.order) > 2.0 * weight {
        walk = Walk::new(places, &near, tree);
        walk.improve();
    }
    let mut order = walk.order;
    // From the first place, towards the lesser of its two neighbours: the same tour is told the same way.
    order.rotate_left(walk.at[0] as usize);
    if order[1] > order[order.len() - 1] {
        order[1..].reverse();
    }
    order
}

/// The nearest few places of each, nearest first.
fn near(places: &[(f64, f64)], graph: &Graph) -> Vec<Vec<u32>> {
    let around = |own: u32| {
        let mut found: Vec<u32> = graph.around(own).to_vec();
        found.extend(graph.around(own).iter().flat_map(|next| graph.around(*next)));
        found.sort_unstable();
        found.dedup();
        found.retain(|other| *other != own);
        found.sort_by(|a, b| far(places, own, *a).total_cmp(&far(places, own, *b)).then(a.cmp(b)));
        found.truncate(NEAR);
        found
    };
    (0..places.len() as u32).map(around).collect()
}

/// Which places hang together.
struct Union(Vec<u32>);

impl Union {
    fn root(&mut self, mut own: u32) -> u32 {
        while self.0[own as usize] != own {
            self.0[own as usize] = self.0[self.0[own as usize] as usize];
            own = self.0[own as usize];
        }
        own
    }

    /// Joins two; `false` where they were already.
    fn join(&mut self, a: u32, b: u32) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b) as usize] = a.min(b);
        a != b
    }
}

/// Edges, shortest first.
fn by_length(places: &[(f64, f64)], edges: impl Iterator<Item = (u32, u32)>) -> Vec<(f64, u32, u32)> {
    let mut edges: Vec<_> = edges.map(|(a, b)| (far(places, a, b), a.min(b), a.max(b))).collect();
    edges.sort_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    edges.dedup();
    edges
}

/// A minimum spanning tree walked around, each place at its first visit, and the tree's length.
fn tree(places: &[(f64, f64)], graph: &Graph) -> (Vec<u32>, f64) {
    let many = places.len() as u32;
    let edges = (0..many).flat_map(|a| graph.around(a).iter().map(move |b| (a, *b)));
    let mut union = Union((0..many).collect());
    let mut beside: Vec<Vec<u32>> = vec![Vec::new(); places.len()];
    let mut weight = 0.0;
    for (length, a, b) in by_length(places, edges) {
        if union.join(a, b) {
            beside[a as usize].push(b);
            beside[b as usize].push(a);
            weight += length;
        }
    }
    let mut seen = vec![false; places.len()];
    let mut order = Vec::with_capacity(places.len());
    for first in 0..many {
        let mut stack = vec![first];
        while let Some(place) = stack.pop() {
            if !core::mem::replace(&mut seen[place as usize], true) {
                order.push(place);
                stack.extend(beside[place as usize].iter().rev());
            }
        }
    }
    (order, weight)
}

/// The shortest edges that make paths, and the paths joined end to end.
fn greedy(places: &[(f64, f64)], near: &[Vec<u32>]) -> Vec<u32> {
    let many = places.len() as u32;
    let edges = (0..many).flat_map(|a| near[a as usize].iter().map(move |b| (a, *b)));
    let mut union = Union((0..many).collect());
    let mut beside: Vec<Vec<u32>> = vec![Vec::new(); places.len()];
    for (_, a, b) in by_length(places, edges) {
        let free = beside[a as usize].len() < 2 && beside[b as usize].len() < 2;
        if free && union.join(a, b) {
            beside[a as usize].push(b);
            beside[b as usize].push(a);
        }
    }
    let mut ends: Vec<u32> = (0..many).filter(|place| beside[*place as usize].len() < 2).collect();
    let mut order: Vec<u32> = Vec::with_capacity(places.len());
    let mut seen = vec![false; places.len()];
    while !ends.is_empty() {
        let nearest = match order.last() {
            None => 0,
            Some(last) => {
                let nearer = |a: &usize, b: &usize| {
                    far(places, *last, ends[*a]).total_cmp(&far(places, *last, ends[*b]))
                };
                (0..ends.len()).min_by(nearer).unwrap_or_default()
            }
        };
        let mut place = ends[nearest];
        loop {
            seen[place as usize] = true;
            order.push(place);
            match beside[place as usize].iter().find(|next| !seen[**next as usize]) {
                Some(next) => place = *next,
                None => break,
            }
        }
        ends.retain(|end| !seen[*end as usize]);
    }
    order
}

/// A tour that is being shortened.
struct Walk<'p> {
    places: &'p [(f64, f64)],
    near: &'p [Vec<u32>],
    order: Vec<u32>,
    /// Where each place stands in the order.
    at: Vec<u32>,
    writes: usize,
}

impl<'p> Walk<'p> {
    fn new(places: &'p [(f64, f64)], near: &'p [Vec<u32>], order: Vec<u32>) -> Self {
        let mut walk = Self { places, near, at: vec![0; order.len()], order, writes: 0 };
        walk.number(0, walk.order.len());
        walk
    }

    fn number(&mut self, from: usize, to: usize) {
        for place in from..to {
            self.at[self.order[place] as usize] = place as u32;
        }
        self.writes += to - from;
    }

    fn far(&self, a: u32, b: u32) -> f64 {
        far(self.places, a, b)
    }

    /// So many places on from a place.
    fn on(&self, place: u32, steps: usize) -> u32 {
        self.order[(self.at[place as usize] as usize + steps) % self.order.len()]
    }

    fn next(&self, place: u32) -> u32 {
        self.on(place, 1)
    }

    fn before(&self, place: u32) -> u32 {
        self.on(place, self.order.len() - 1)
    }

    /// Shortens it while some change does.
    fn improve(&mut self) {
        let mut waiting: std::collections::VecDeque<u32> = self.order.iter().copied().collect();
        let mut waits = vec![true; self.order.len()];
        while let Some(place) = waiting.pop_front() {
            waits[place as usize] = false;
            while self.writes < WRITES {
                let Some(touched) = self.exchange(place).or_else(|| self.shift(place)) else { break };
                for place in touched {
                    if !core::mem::replace(&mut waits[place as usize], true) {
                        waiting.push_back(place);
                    }
                }
            }
        }
    }

    /// Two edges for two others, one of them to a near place.
    fn exchange(&mut self, a: u32) -> Option<Vec<u32>> {
        for forward in [true, false] {
            let side = |walk: &Self, place| if forward { walk.next(place) } else { walk.before(place) };
            let b = side(self, a);
            let known = self.far(a, b);
            for c in &self.near[a as usize] {
                let first = known - self.far(a, *c);
                if first <= LEAST {
                    break;
                }
                let d = side(self, *c);
                let saved = first + self.far(*c, d) - self.far(b, d);
                if d != a && saved > LEAST {
                    // a b … c d becomes a c … b d: what lies between is turned.
                    let (from, to) = if forward { (b, *c) } else { (*c, b) };
                    self.turn(from, to);
                    return Some(vec![a, b, *c, d]);
                }
            }
        }
        None
    }

    /// Turns the stretch from one place on to another, or all the rest, which is the same tour.
    fn turn(&mut self, from: u32, to: u32) {
        let many = self.order.len();
        let (mut i, mut j) = (self.at[from as usize] as usize, self.at[to as usize] as usize);
        let mut inside = (j + many - i) % many + 1;
        if inside * 2 > many {
            (i, j) = ((j + 1) % many, (i + many - 1) % many);
            inside = many - inside;
        }
        for _ in 0..inside / 2 {
            self.order.swap(i, j);
            self.at[self.order[i] as usize] = i as u32;
            self.at[self.order[j] as usize] = j as u32;
            (i, j) = ((i + 1) % many, (j + many - 1) % many);
        }
        self.writes += inside;
    }

    /// A stretch that ends at `a` moves between two other places, one of them near to `a`.
    fn shift(&mut self, a: u32) -> Option<Vec<u32>> {
        let many = self.order.len();
        for stretch in 1..=STRETCH.min(many - 3) {
            for forward in [true, false] {
                // The stretch goes from its first place in the order; `a` is one of its ends.
                let first = if forward { a } else { self.on(a, many + 1 - stretch) };
                let last = self.on(first, stretch - 1);
                let other = if forward { last } else { first };
                let (before, after) = (self.before(first), self.next(last));
                let freed = self.far(before, first) + self.far(last, after) - self.far(before, after);
                if freed <= LEAST {
                    continue;
                }
                for near in &self.near[a as usize] {
                    if freed - self.far(a, *near) <= LEAST {
                        break;
                    }
                    let off =
                        (self.at[*near as usize] as usize + many - self.at[first as usize] as usize) % many;
                    if off < stretch {
                        continue;
                    }
                    for (low, high) in [(self.before(*near), *near), (*near, self.next(*near))] {
                        if low == last || high == first {
                            continue;
                        }
                        let far_end = if low == *near { high } else { low };
                        let cost = self.far(a, *near) + self.far(other, far_end) - self.far(low, high);
                        if freed - cost > LEAST {
                            // In the order the stretch now stands between low and high, `a` beside the near one.
                            let turned = (low == *near) != (first == a);
                            self.relocate(first, stretch, low, turned);
                            return Some(vec![before, after, low, high, first, last]);
                        }
                    }
                }
            }
        }
        None
    }

    /// Moves the stretch that begins at a place behind another, turned or not.
    fn relocate(&mut self, first: u32, stretch: usize, behind: u32, turned: bool) {
        let start = self.at[first as usize] as usize;
        self.order.rotate_left(start);
        let many = self.order.len();
        let target = (self.at[behind as usize] as usize + many - start) % many;
        if turned {
            self.order[..stretch].reverse();
        }
        self.order[..=target].rotate_left(stretch);
        self.number(0, many);
    }
}

#[cfg(test)]
mod tests {
    use super::{Graph, length, shortest, tree};

    fn drawn(many: u32, wide: u32, mut seed: u64) -> Vec<(f64, f64)> {
        let mut next = move || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            f64::from(u32::try_from((seed >> 33) % u64::from(wide)).expect("small"))
        };
        let mut places: Vec<(f64, f64)> = (0..many).map(|_| (next(), next())).collect();
        places.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        places.dedup();
        places
    }

    #[test]
    fn each_place_once_and_no_longer_than_twice_a_tree() {
        for seed in 0..60 {
            for (many, wide) in [(4, 10), (5, 4), (30, 1), (40, 8), (130, 100_000), (400, 3000)] {
                let places = drawn(many, wide, seed);
                let order = shortest(&places);
                let mut all = order.clone();
                all.sort_unstable();
                assert_eq!(all, (0..u32::try_from(places.len()).expect("few")).collect::<Vec<_>>());
                if places.len() > 1 {
                    let (_, weight) = tree(&places, &Graph::new(&places, &[]));
                    let found = length(&places, &order);
                    assert!(found <= 2.0 * weight * (1.0 + 1e-12), "{seed} {many} {wide}");
                }
            }
        }
    }

    /// All orders of the others behind the first.
    fn proven(places: &[(f64, f64)], order: &mut Vec<u32>, best: &mut f64) {
        if order.len() == places.len() {
            *best = best.min(length(places, order));
        }
        for next in 1..places.len() as u32 {
            if !order.contains(&next) {
                order.push(next);
                proven(places, order, best);
                order.pop();
            }
        }
    }

    #[test]
    fn near_the_shortest_on_eight_places() {
        let (mut sum, mut least) = (0.0, 0.0);
        for seed in 0..60 {
            let places = drawn(8, 10_000, seed);
            let mut best = f64::INFINITY;
            proven(&places, &mut vec![0], &mut best);
            let found = length(&places, &shortest(&places));
            assert!(found >= best - 1e-6 && found <= best * 1.12, "{seed}: {found} {best}");
            sum += found;
            least += best;
        }
        assert!(sum <= least * 1.01, "{}", sum / least);
    }
}
