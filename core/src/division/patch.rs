//! A handful of neighbouring grids, solved anew (局部优化): the households of a patch go to the grids of the patch so
//! that every grid lies in the band and the sum of squared distances to the centres falls.
//!
//! With the centres fixed the best lawful division is a transport problem; negative cycles of moves are cancelled
//! until there is none, which is exact where every point weighs one. Then the centres are moved, and so on.

/// What a patch is solved with; kept between patches, so that nothing is allocated.
#[derive(Default)]
pub(super) struct Patch {
    /// How many grids.
    pub(super) grids: usize,
    pub(super) x: Vec<f64>,
    pub(super) y: Vec<f64>,
    pub(super) weight: Vec<u32>,
    /// The grid of each point.
    pub(super) label: Vec<u8>,
    pub(super) min: u32,
    pub(super) max: u32,
    centre: Vec<(f64, f64)>,
    load: Vec<u32>,
    cost: Vec<[f32; LANES]>,
    members: Vec<Vec<u32>>,
    /// Where each point stands among the members of its grid.
    place: Vec<u32>,
    /// For each pair of grids the cheapest move from one to the other: its price and its point.
    price: Vec<[f32; LANES]>,
    mover: Vec<[u32; LANES]>,
    distance: Vec<f32>,
    before: Vec<u8>,
}

const NOBODY: u32 = u32::MAX;

/// The most grids of a patch, one place left for the slack: rows of one width are compared side by side.
pub(super) const LANES: usize = 16;

impl Patch {
    /// Forgets the points.
    pub(super) fn clear(&mut self, grids: usize, band: (u32, u32)) {
        self.grids = grids;
        (self.min, self.max) = band;
        self.x.clear();
        self.y.clear();
        self.weight.clear();
        self.label.clear();
    }

    pub(super) fn push(&mut self, x: f64, y: f64, weight: u32, label: u8) {
        self.x.push(x);
        self.y.push(y);
        self.weight.push(weight);
        self.label.push(label);
    }

    /// The sum of squared distances to the centres of the grids as they are.
    pub(super) fn spread(&mut self) -> f64 {
        self.recentre();
        let points = self.x.iter().zip(&self.y).zip(&self.weight).zip(&self.label);
        points
            .map(|(((x, y), weight), label)| {
                let (cx, cy) = self.centre[usize::from(*label)];
                f64::from(*weight) * ((x - cx) * (x - cx) + (y - cy) * (y - cy))
            })
            .sum()
    }

    pub(super) fn centres(&self) -> &[(f64, f64)] {
        &self.centre
    }

    pub(super) fn loads(&self) -> &[u32] {
        &self.load
    }

    /// Moves each centre to the middle of its points; the centre of an empty grid stays.
    fn recentre(&mut self) {
        let mut sums = vec![(0.0, 0.0, 0_u32); self.grids];
        let points = self.x.iter().zip(&self.y).zip(&self.weight).zip(&self.label);
        for (((x, y), weight), label) in points {
            let sum = &mut sums[usize::from(*label)];
            sum.0 += x * f64::from(*weight);
            sum.1 += y * f64::from(*weight);
            sum.2 += weight;
        }
        self.centre.resize(self.grids, (0.0, 0.0));
        self.load.clear();
        for (centre, sum) in self.centre.iter_mut().zip(&sums) {
            if sum.2 > 0 {
                *centre = (sum.0 / f64::from(sum.2), sum.1 / f64::from(sum.2));
            }
            self.load.push(sum.2);
        }
    }

    /// Prices of every point at every centre.
    fn appraise(&mut self) {
        let mut cx = [0.0_f32; LANES];
        let mut cy = [0.0_f32; LANES];
        for ((cx, cy), (x, y)) in cx.iter_mut().zip(&mut cy).zip(&self.centre) {
            (*cx, *cy) = (*x as f32, *y as f32);
        }
        self.cost.clear();
        let points = self.x.iter().zip(&self.y).zip(&self.weight);
        self.cost.extend(points.map(|((x, y), weight)| {
            let (x, y, weight) = (*x as f32, *y as f32, *weight as f32);
            let mut row = [f32::INFINITY; LANES];
            for lane in 0..LANES {
                let (dx, dy) = (x - cx[lane], y - cy[lane]);
                row[lane] = weight * (dx * dx + dy * dy);
            }
            row
        }));
    }

    fn enlist(&mut self) {
        self.members.iter_mut().for_each(Vec::clear);
        self.members.resize(self.grids, Vec::new());
        self.place.clear();
        self.load.clear();
        self.load.resize(self.grids, 0);
        for (point, (label, weight)) in (0_u32..).zip(self.label.iter().zip(&self.weight)) {
            self.place.push(self.members[usize::from(*label)].len() as u32);
            self.members[usize::from(*label)].push(point);
            self.load[usize::from(*label)] += weight;
        }
        self.price.resize(self.grids, [f32::INFINITY; LANES]);
        self.mover.resize(self.grids, [NOBODY; LANES]);
        for grid in 0..self.grids {
            self.quote(grid);
        }
    }

    /// The cheapest moves out of a grid.
    fn quote(&mut self, from: usize) {
        let mut price = [f32::INFINITY; LANES];
        let mut mover = [NOBODY; LANES];
        for point in &self.members[from] {
            let cost = &self.cost[*point as usize];
            let own = cost[from];
            for lane in 0..LANES {
                let asked = cost[lane] - own;
                let better = asked < price[lane];
                price[lane] = if better { asked } else { price[lane] };
                mover[lane] = if better { *point } else { mover[lane] };
            }
        }
        price[from] = f32::INFINITY;
        self.price[from] = price;
        self.mover[from] = mover;
    }

    /// Moves a point and keeps the quotes of both grids: only the lanes that asked for it are looked through again.
    fn shift(&mut self, point: u32, from: usize, to: usize) {
        let place = self.place[point as usize] as usize;
        self.members[from].swap_remove(place);
        if let Some(moved) = self.members[from].get(place) {
            self.place[*moved as usize] = place as u32;
        }
        self.place[point as usize] = self.members[to].len() as u32;
        self.members[to].push(point);
        self.label[point as usize] = to as u8;
        let weight = self.weight[point as usize];
        self.load[from] -= weight;
        self.load[to] += weight;
        for lane in 0..self.grids {
            if self.mover[from][lane] == point {
                self.requote(from, lane);
            }
        }
        let cost = &self.cost[point as usize];
        let own = cost[to];
        let (price, mover) = (&mut self.price[to], &mut self.mover[to]);
        for lane in (0..self.grids).filter(|lane| *lane != to) {
            if cost[lane] - own < price[lane] {
                price[lane] = cost[lane] - own;
                mover[lane] = point;
            }
        }
    }

    /// The cheapest move from one grid to another.
    fn requote(&mut self, from: usize, to: usize) {
        // It was the cheapest that left: one that asks as much is as good as any.
        let least = self.price[from][to];
        let (mut price, mut mover) = (f32::INFINITY, NOBODY);
        for point in &self.members[from] {
            let cost = &self.cost[*point as usize];
            let asked = cost[to] - cost[from];
            if asked < price {
                (price, mover) = (asked, *point);
                if asked <= least {
                    break;
                }
            }
        }
        self.price[from][to] = price;
        self.mover[from][to] = mover;
    }

    /// Sends every point to its nearest centre, whatever the band says.
    fn nearest(&mut self) {
        for (label, cost) in self.label.iter_mut().zip(&self.cost) {
            let mut best = (f32::INFINITY, 0);
            for (grid, cost) in (0_u8..).zip(&cost[..self.grids]) {
                if *cost < best.0 {
                    best = (*cost, grid);
                }
            }
            *label = best.1;
        }
    }

    /// The cheapest chain of moves from a grid of `sources` to one of `targets`, and its price.
    fn chain(&mut self, sources: impl Fn(u32) -> bool, targets: impl Fn(u32) -> bool) -> Option<Vec<u8>> {
        let grids = self.grids;
        self.distance.clear();
        self.before.clear();
        self.before.resize(grids, u8::MAX);
        for load in &self.load {
            self.distance.push(if sources(*load) { 0.0 } else { f32::INFINITY });
        }
        for _ in 0..grids {
            let mut changed = false;
            for from in 0..grids {
                let base = self.distance[from];
                if base == f32::INFINITY {
                    continue;
                }
                for to in 0..grids {
                    let asked = base + self.price[from][to];
                    if asked < self.distance[to] - TOLERANCE * asked.abs() {
                        self.distance[to] = asked;
                        self.before[to] = from as u8;
                        changed = true;
                    }
                }
            }
            if !changed {
                break;
            }
        }
        let mut best = (f32::INFINITY, None);
        for (grid, load) in self.load.iter().enumerate() {
            if targets(*load) && !sources(*load) && self.distance[grid] < best.0 {
                best = (self.distance[grid], Some(grid as u8));
            }
        }
        let mut chain = vec![best.1?];
        while let Some(last) = chain.last() {
            let before = self.before[usize::from(*last)];
            if before == u8::MAX {
                break;
            }
            // A ring that saves something by itself: it goes first, and the chain is sought anew.
            let ring = chain.iter().position(|grid| *grid == before);
            chain.push(before);
            if let Some(ring) = ring {
                chain.drain(..ring);
                break;
            }
        }
        chain.reverse();
        Some(chain)
    }

    fn walk(&mut self, chain: &[u8]) {
        // The points were chosen before any moved: each leaves the grid it was quoted in.
        let pairs = chain.windows(2).map(|pair| (usize::from(pair[0]), usize::from(pair[1])));
        self.walk_all(&pairs.collect::<Vec<_>>());
    }

    fn walk_all(&mut self, moves: &[(usize, usize)]) {
        let mut points = [NOBODY; LANES + 1];
        for (point, (from, to)) in points.iter_mut().zip(moves) {
            *point = self.mover[*from][*to];
        }
        for (point, (from, to)) in points.iter().zip(moves) {
            self.shift(*point, *from, *to);
        }
    }

    /// Brings every grid into the band by the cheapest chains; false where that cannot be done by single points.
    fn comply(&mut self) -> bool {
        let (min, max) = (self.min, self.max);
        for _ in 0..4 * self.x.len() {
            let over = self.load.iter().any(|load| *load > max);
            let under = self.load.iter().any(|load| *load < min);
            if !over && !under {
                return true;
            }
            let chain = if over {
                self.chain(|load| load > max, |load| load < max)
            } else {
                self.chain(|load| load > min, |load| load < min)
            };
            let Some(chain) = chain else { return false };
            let [first, .., last] = chain.as_slice() else { return false };
            let (first, last) = (usize::from(*first), usize::from(*last));
            let asked = self.asked(&chain);
            loop {
                self.walk(&chain);
                // A stack of households at one place moves on without seeking the way anew.
                let more = if over {
                    self.load[first] > max && self.load[last] < max
                } else {
                    self.load[first] > min && self.load[last] < min
                };
                if !more || self.asked(&chain).total_cmp(&asked).is_ne() {
                    break;
                }
            }
        }
        false
    }

    /// The price of a chain of moves.
    fn asked(&self, chain: &[u8]) -> f32 {
        chain.windows(2).map(|pair| self.price[usize::from(pair[0])][usize::from(pair[1])]).sum()
    }

    /// Cancels negative cycles until there is none; every grid stays in the band.
    fn cancel(&mut self) -> bool {
        let mut any = false;
        for _ in 0..4 * self.x.len() {
            if let Some((from, to, back)) = self.simple() {
                let both = [(from, to), (to, from)];
                self.walk_all(if back { &both } else { &both[..1] });
                any = true;
                continue;
            }
            let Some(cycle) = self.cycle() else { break };
            // A cycle ends where it began; the slack stands outside of the grids.
            let slack = self.grids as u8;
            let mut moves: Vec<(usize, usize)> = Vec::with_capacity(cycle.len());
            for pair in cycle.windows(2) {
                if pair[0] != slack && pair[1] != slack {
                    moves.push((usize::from(pair[0]), usize::from(pair[1])));
                }
            }
            if !self.keeps_band(&moves) {
                break;
            }
            self.walk_all(&moves);
            any = true;
        }
        any
    }

    /// The best single move, or exchange of two points, that keeps the band and saves something.
    fn simple(&self) -> Option<(usize, usize, bool)> {
        let mut best = (-SMALL, None);
        for from in 0..self.grids {
            for to in 0..self.grids {
                let there = self.price[from][to];
                if there < best.0
                    && self.load[from] > self.min
                    && self.load[to] < self.max
                    && self.keeps_band(&[(from, to)])
                {
                    best = (there, Some((from, to, false)));
                }
                let both = there + self.price[to][from];
                if from < to && both < best.0 && self.keeps_band(&[(from, to), (to, from)]) {
                    best = (both, Some((from, to, true)));
                }
            }
        }
        best.1
    }

    /// Whether the grids stay in the band: with weights other than one a cycle may not keep it.
    fn keeps_band(&self, moves: &[(usize, usize)]) -> bool {
        let mut load = [0_i64; LANES];
        for (load, own) in load.iter_mut().zip(&self.load) {
            *load = i64::from(*own);
        }
        for (from, to) in moves {
            let weight = i64::from(self.weight[self.mover[*from][*to] as usize]);
            load[*from] -= weight;
            load[*to] += weight;
        }
        load[..self.grids].iter().all(|load| (i64::from(self.min)..=i64::from(self.max)).contains(load))
    }

    /// A cycle of moves that saves something, by Bellman and Ford; the slack takes what a grid gains or loses.
    fn cycle(&mut self) -> Option<Vec<u8>> {
        let (grids, nodes) = (self.grids, self.grids + 1);
        let price = |patch: &Self, from: usize, to: usize| {
            if from == grids {
                if patch.load[to] > patch.min { 0.0 } else { f32::INFINITY }
            } else if to == grids {
                if patch.load[from] < patch.max { 0.0 } else { f32::INFINITY }
            } else {
                patch.price[from][to]
            }
        };
        self.distance.clear();
        self.distance.resize(nodes, 0.0);
        self.before.clear();
        self.before.resize(nodes, u8::MAX);
        let mut last = None;
        for _ in 0..nodes {
            last = None;
            for from in 0..nodes {
                for to in 0..nodes {
                    if from == to {
                        continue;
                    }
                    let asked = self.distance[from] + price(self, from, to);
                    if asked < self.distance[to] - TOLERANCE * (1.0 + asked.abs()) {
                        self.distance[to] = asked;
                        self.before[to] = from as u8;
                        last = Some(to);
                    }
                }
            }
            last?;
        }
        // Far enough back it is on the cycle for certain.
        let mut at = last?;
        for _ in 0..nodes {
            at = usize::from(self.before[at]);
        }
        let first = at as u8;
        let mut cycle = vec![first];
        let mut now = usize::from(self.before[at]);
        while now != usize::from(first) {
            cycle.push(now as u8);
            if cycle.len() > nodes {
                return None;
            }
            now = usize::from(self.before[now]);
        }
        cycle.push(first);
        cycle.reverse();
        Some(cycle)
    }

    /// Solves from the labels as they are: assigns and recentres until nothing changes, or until it is clear that
    /// `bar` stays out of reach. The spread, or `None` where the band cannot be met by single points.
    pub(super) fn settle(&mut self, rounds: usize, bar: f64) -> Option<f64> {
        self.recentre();
        for round in 0..rounds {
            if round > 0 && round < rounds - 1 && self.spread() > bar * HOPELESS {
                break;
            }
            self.appraise();
            self.enlist();
            if !self.comply() {
                return None;
            }
            let changed = self.cancel();
            self.recentre();
            if !changed && round > 0 {
                break;
            }
        }
        Some(self.spread())
    }

    /// Solves from centres, whatever the labels are.
    pub(super) fn settle_from(&mut self, centres: &[(f64, f64)], rounds: usize, bar: f64) -> Option<f64> {
        self.centre.clear();
        self.centre.extend_from_slice(centres);
        self.appraise();
        self.nearest();
        self.enlist();
        if !self.comply() {
            return None;
        }
        self.cancel();
        self.settle(rounds, bar)
    }
}

/// A trial this far above the best, once its points were assigned and its centres moved, is given up.
const HOPELESS: f64 = 1.02;
/// Below this share of a price two are the same.
const TOLERANCE: f32 = 1e-5;
/// A saving smaller than this (square centimetres) is none.
const SMALL: f32 = 1e-2;
