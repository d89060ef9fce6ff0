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
    /// The grid that each point was in before, and what it costs a household to be in another.
    home: Vec<u8>,
    stay: f64,
    min: u32,
    max: u32,
    /// The sum of squared distances of the points to nought.
    squares: f64,
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
    /// What a place in each grid is worth, as the last exact assignment left it.
    pub(super) worth: [f32; LANES],
}

const NOBODY: u32 = u32::MAX;
/// Of a point that was in none of the grids.
pub(super) const NO_HOME: u8 = u8::MAX;

/// The most grids of a patch: rows of one width are compared side by side.
pub(super) const LANES: usize = 12;
/// What most patches have at most.
pub(super) const FEW: usize = 8;

impl Patch {
    /// Forgets the points.
    pub(super) fn clear(&mut self, grids: usize, band: (u32, u32), stay: f64) {
        self.grids = grids;
        self.stay = stay;
        self.home.clear();
        (self.min, self.max) = band;
        self.x.clear();
        self.y.clear();
        self.weight.clear();
        self.label.clear();
        self.squares = 0.0;
        self.worth = [0.0; LANES];
    }

    pub(super) fn push(&mut self, x: f64, y: f64, weight: u32, label: u8, home: u8) {
        self.home.push(home);
        self.squares += f64::from(weight) * (x * x + y * y);
        self.x.push(x);
        self.y.push(y);
        self.weight.push(weight);
        self.label.push(label);
    }

    /// Moves each centre to the middle of its points (the centre of an empty grid stays), and tells the sum of squared
    /// distances to them.
    pub(super) fn recentre(&mut self) -> f64 {
        let mut sums = [(0.0, 0.0, 0_u32); LANES];
        let points = self.x.iter().zip(&self.y).zip(&self.weight).zip(&self.label);
        for (((x, y), weight), label) in points {
            let sum = &mut sums[usize::from(*label)];
            let mass = f64::from(*weight);
            sum.0 += x * mass;
            sum.1 += y * mass;
            sum.2 += weight;
        }
        self.centre.resize(self.grids, (0.0, 0.0));
        self.load.clear();
        // What lies between the points and the middle of all is the same for every division.
        let mut spread = self.squares;
        for (centre, (x, y, load)) in self.centre.iter_mut().zip(sums) {
            if load > 0 {
                let mass = f64::from(load);
                *centre = (x / mass, y / mass);
                spread -= (x * x + y * y) / mass;
            }
            self.load.push(load);
        }
        if self.stay > 0.0 {
            let points = self.home.iter().zip(&self.label).zip(&self.weight);
            let away = points.filter(|((home, label), _)| **home != NO_HOME && home != label);
            spread += self.stay * away.map(|(_, weight)| f64::from(*weight)).sum::<f64>();
        }
        spread
    }

    pub(super) fn centres(&self) -> &[(f64, f64)] {
        &self.centre
    }

    pub(super) fn loads(&self) -> &[u32] {
        &self.load
    }

    /// Prices of every point at every centre.
    fn appraise(&mut self) {
        if self.grids <= FEW { self.appraise_lanes::<FEW>() } else { self.appraise_lanes::<LANES>() }
    }

    fn appraise_lanes<const N: usize>(&mut self) {
        let mut cx = [0.0_f32; N];
        let mut cy = [0.0_f32; N];
        for ((cx, cy), (x, y)) in cx.iter_mut().zip(&mut cy).zip(&self.centre) {
            (*cx, *cy) = (*x as f32, *y as f32);
        }
        self.cost.resize(self.x.len(), [f32::INFINITY; LANES]);
        let points = self.x.iter().zip(&self.y).zip(&self.weight);
        for (row, ((x, y), weight)) in self.cost.iter_mut().zip(points) {
            let (x, y, weight) = (*x as f32, *y as f32, *weight as f32);
            for (price, (cx, cy)) in row[..N].iter_mut().zip(cx.iter().zip(&cy)) {
                let (dx, dy) = (x - cx, y - cy);
                *price = weight * (dx * dx + dy * dy);
            }
        }
        if self.stay > 0.0 {
            let stay = self.stay as f32;
            for ((row, home), weight) in self.cost.iter_mut().zip(&self.home).zip(&self.weight) {
                if let Some(own) = row.get_mut(usize::from(*home)) {
                    *own -= stay * *weight as f32;
                }
            }
        }
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
        if self.grids <= FEW { self.quote_lanes::<FEW>(from) } else { self.quote_lanes::<LANES>(from) }
    }

    fn quote_lanes<const N: usize>(&mut self, from: usize) {
        let mut price = [f32::INFINITY; N];
        let mut mover = [NOBODY; N];
        for point in &self.members[from] {
            let cost = &self.cost[*point as usize];
            let own = cost[from];
            for lane in 0..N {
                let asked = cost[lane] - own;
                let better = asked < price[lane];
                price[lane] = if better { asked } else { price[lane] };
                mover[lane] = if better { *point } else { mover[lane] };
            }
        }
        price[from] = f32::INFINITY;
        self.price[from][..N].copy_from_slice(&price);
        self.mover[from][..N].copy_from_slice(&mover);
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

    /// Sends every point to the centre nearest to it, by what a place there is worth, and then roughly into the band.
    fn nearest(&mut self) {
        self.load.clear();
        self.load.resize(self.grids, 0);
        for ((label, cost), weight) in self.label.iter_mut().zip(&self.cost).zip(&self.weight) {
            let mut asked = [f32::INFINITY; LANES];
            for (asked, (cost, worth)) in asked[..self.grids].iter_mut().zip(cost.iter().zip(&self.worth)) {
                *asked = cost - worth;
            }
            let least = asked.iter().copied().fold(f32::INFINITY, f32::min);
            let grid = asked.iter().position(|asked| *asked <= least).unwrap_or(0);
            *label = grid as u8;
            self.load[grid] += weight;
        }
        for _ in 0..self.grids {
            let beyond = |load: u32| self.min.saturating_sub(load).max(load.saturating_sub(self.max));
            let worst = (0..self.grids).max_by_key(|grid| (beyond(self.load[*grid]), *grid));
            let Some(worst) = worst.filter(|grid| beyond(self.load[*grid]) > 2) else { break };
            let mut wanted = beyond(self.load[worst]);
            let over = self.load[worst] > self.max;
            let mut offers: Vec<(f32, u32, u8)> = Vec::new();
            for (point, (label, cost)) in (0_u32..).zip(self.label.iter().zip(&self.cost)) {
                let own = usize::from(*label);
                if over == (own == worst) {
                    let now = cost[own] - self.worth[own];
                    if over {
                        let mut best = (f32::INFINITY, 0);
                        for grid in
                            (0..self.grids).filter(|grid| *grid != worst && self.load[*grid] < self.max)
                        {
                            let asked = cost[grid] - self.worth[grid] - now;
                            if asked < best.0 {
                                best = (asked, grid as u8);
                            }
                        }
                        if best.0 < f32::INFINITY {
                            offers.push((best.0, point, best.1));
                        }
                    } else if self.load[own] > self.min {
                        offers.push((cost[worst] - self.worth[worst] - now, point, worst as u8));
                    }
                }
            }
            let most = (wanted as usize).min(offers.len());
            if most == 0 {
                break;
            }
            if most < offers.len() {
                offers.select_nth_unstable_by(most - 1, |a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            }
            offers.truncate(most);
            offers.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            for (_, point, to) in offers {
                let (from, to, weight) =
                    (usize::from(self.label[point as usize]), usize::from(to), self.weight[point as usize]);
                if wanted == 0 || !over && self.load[from] <= self.min || over && self.load[to] >= self.max {
                    continue;
                }
                self.label[point as usize] = to as u8;
                self.load[from] -= weight;
                self.load[to] += weight;
                wanted = wanted.saturating_sub(weight);
            }
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
            let Some(cycle) = self.cycle() else {
                for (worth, distance) in self.worth.iter_mut().zip(&self.distance) {
                    *worth = *distance;
                }
                break;
            };
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
    pub(super) fn settle(&mut self, bar: f64) -> Option<f64> {
        let mut spread = self.recentre();
        for round in 0..SETTLE {
            if spread > bar * if round == 0 { FAR } else { HOPELESS } {
                return None;
            }
            self.appraise();
            self.enlist();
            if !self.comply() {
                return None;
            }
            let changed = self.cancel();
            spread = self.recentre();
            if !changed && round > 0 {
                break;
            }
        }
        Some(spread)
    }

    /// Solves from centres, whatever the labels are.
    pub(super) fn settle_from(&mut self, centres: &[(f64, f64)], bar: f64) -> Option<f64> {
        self.centre.clear();
        self.centre.extend_from_slice(centres);
        self.appraise();
        self.nearest();
        self.settle(bar)
    }
}

/// How often points are assigned and centres moved.
const SETTLE: usize = 8;
/// A trial this far above the best, once its points were assigned and its centres moved, is given up.
const HOPELESS: f64 = 1.02;
/// The same at its beginning, when its points went to the centres nearest to them.
const FAR: f64 = 1.05;
/// Below this share of a price two are the same.
const TOLERANCE: f32 = 1e-5;
/// A saving smaller than this (square centimetres) is none.
const SMALL: f32 = 1e-2;
