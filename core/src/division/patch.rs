//! A handful of neighbouring grids, solved anew (局部优化): the households of a patch go to the grids of the patch so
//! that every grid lies in the band and the sum of squared distances to the centres falls.
//!
//! With the centres fixed the best lawful division is a transport problem; negative cycles of moves are cancelled
//! until there is none, which is exact where every point weighs one. Then the centres are moved, and so on.

use super::ways::Ways;

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
    /// Place and weight of each point in the precision of prices.
    single: Vec<[f32; 3]>,
    /// The price of each point at each centre, a row of one width a point.
    cost: Vec<f32>,
    /// What its present grid asks of each point.
    now: Vec<f32>,
    /// Who might go to which grid, the cheapest the smallest.
    offers: Vec<u64>,
    members: Vec<Vec<u32>>,
    /// Where each point stands among the members of its grid.
    place: Vec<u32>,
    /// For each pair of grids the cheapest move from one to the other: its price and its point.
    price: Vec<[f32; LANES]>,
    mover: Vec<[u32; LANES]>,
    /// The way that was found last.
    way: Vec<u8>,
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
        self.single.clear();
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
        self.single.push([x as f32, y as f32, weight as f32]);
        self.label.push(label);
    }

    /// Moves each centre to the middle of its points (the centre of an empty grid stays), and tells the sum of squared
    /// distances to them.
    pub(super) fn recentre(&mut self) -> f64 {
        // Several sums, so that no point waits for the one before it.
        let mut sums = [[(0.0, 0.0, 0_u32); LANES]; SUMS];
        let points = self.x.iter().zip(&self.y).zip(&self.weight).zip(&self.label);
        for (nth, (((x, y), weight), label)) in points.enumerate() {
            let sum = &mut sums[nth % SUMS][usize::from(*label)];
            let mass = f64::from(*weight);
            sum.0 += x * mass;
            sum.1 += y * mass;
            sum.2 += weight;
        }
        let sum = |grid: usize| {
            sums.iter()
                .map(|sums| sums[grid])
                .fold((0.0, 0.0, 0), |all, own| (all.0 + own.0, all.1 + own.1, all.2 + own.2))
        };
        self.centre.resize(self.grids, (0.0, 0.0));
        self.load.clear();
        // What lies between the points and the middle of all is the same for every division.
        let mut spread = self.squares;
        for (centre, (x, y, load)) in self.centre.iter_mut().zip((0..LANES).map(sum)) {
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
        // No one goes to a lane without a grid.
        let mut cx = [f32::INFINITY; N];
        let mut cy = [0.0_f32; N];
        for ((cx, cy), (x, y)) in cx.iter_mut().zip(&mut cy).zip(&self.centre) {
            (*cx, *cy) = (*x as f32, *y as f32);
        }
        self.cost.resize(self.x.len() * N, f32::INFINITY);
        let (rows, _) = self.cost.as_chunks_mut::<N>();
        for (row, [x, y, weight]) in rows.iter_mut().zip(&self.single) {
            for (price, (cx, cy)) in row.iter_mut().zip(cx.iter().zip(&cy)) {
                let (dx, dy) = (x - cx, y - cy);
                *price = weight * (dx * dx + dy * dy);
            }
        }
        if self.stay > 0.0 {
            let stay = self.stay as f32;
            for ((row, home), [.., weight]) in rows.iter_mut().zip(&self.home).zip(&self.single) {
                if let Some(own) = row.get_mut(usize::from(*home)) {
                    *own -= stay * weight;
                }
            }
        }
    }

    /// Writes the members of each grid down.
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
    }

    /// The cheapest moves from each grid to each other.
    fn quote(&mut self) {
        if self.grids <= FEW { self.quote_lanes::<FEW>() } else { self.quote_lanes::<LANES>() }
    }

    fn quote_lanes<const N: usize>(&mut self) {
        self.price.resize(self.grids, [f32::INFINITY; LANES]);
        self.mover.resize(self.grids, [NOBODY; LANES]);
        let (rows, _) = self.cost.as_chunks::<N>();
        for (from, members) in self.members.iter().enumerate() {
            let mut price = [f32::INFINITY; N];
            let mut mover = [NOBODY; N];
            for point in members {
                let cost = &rows[*point as usize];
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
    }

    /// Moves a point and keeps the quotes of both grids: only the lanes that asked for it are looked through again.
    fn shift<const N: usize>(&mut self, point: u32, from: usize, to: usize) {
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
                self.requote::<N>(from, lane);
            }
        }
        let cost = &self.cost.as_chunks::<N>().0[point as usize];
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
    fn requote<const N: usize>(&mut self, from: usize, to: usize) {
        // It was the cheapest that left: one that asks as much is as good as any.
        let least = self.price[from][to];
        let (mut price, mut mover) = (f32::INFINITY, NOBODY);
        let (rows, _) = self.cost.as_chunks::<N>();
        for point in &self.members[from] {
            let cost = &rows[*point as usize];
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

    /// What a grid asks of a point: the price of its centre, less what a place there is worth.
    fn asked_of(&self, point: usize, grid: usize) -> f32 {
        let (x, y) = self.centre[grid];
        let [px, py, weight] = self.single[point];
        let (dx, dy) = (px - x as f32, py - y as f32);
        let price = weight * (dx * dx + dy * dy);
        let stay = if usize::from(self.home[point]) == grid { self.stay as f32 * weight } else { 0.0 };
        price - stay - self.worth[grid]
    }

    /// Sends every point to the grid that asks least.
    fn nearest(&mut self) {
        let stay = self.stay as f32;
        let mut centres = [(0.0_f32, 0.0_f32); LANES];
        for (centre, (x, y)) in centres.iter_mut().zip(&self.centre) {
            *centre = (*x as f32, *y as f32);
        }
        self.now.resize(self.label.len(), 0.0);
        // A handful of points side by side.
        let points = self.single.chunks(ABREAST).zip(self.home.chunks(ABREAST));
        let found = self.label.chunks_mut(ABREAST).zip(self.now.chunks_mut(ABREAST));
        for ((points, homes), (labels, now)) in points.zip(found) {
            let (mut x, mut y, mut weight) = ([0.0_f32; ABREAST], [0.0_f32; ABREAST], [0.0_f32; ABREAST]);
            let mut off = [(u32::MAX, 0.0_f32); ABREAST];
            for (nth, ([px, py, own], home)) in points.iter().zip(homes).enumerate() {
                (x[nth], y[nth], weight[nth]) = (*px, *py, *own);
                off[nth] = (u32::from(*home), stay * own);
            }
            let (mut least, mut best) = ([f32::INFINITY; ABREAST], [0_u32; ABREAST]);
            for (grid, ((cx, cy), worth)) in (0_u32..).zip(centres[..self.grids].iter().zip(&self.worth)) {
                for nth in 0..ABREAST {
                    let (dx, dy) = (x[nth] - cx, y[nth] - cy);
                    let mut asked = weight[nth] * (dx * dx + dy * dy);
                    if stay > 0.0 && off[nth].0 == grid {
                        asked -= off[nth].1;
                    }
                    asked -= worth;
                    let better = asked < least[nth];
                    least[nth] = if better { asked } else { least[nth] };
                    best[nth] = if better { grid } else { best[nth] };
                }
            }
            for ((label, now), (best, least)) in labels.iter_mut().zip(now).zip(best.into_iter().zip(least)) {
                (*label, *now) = (best as u8, least);
            }
        }
    }

    /// Sends points to other grids until all are roughly in the band.
    fn fit(&mut self) {
        self.load.clear();
        self.load.resize(self.grids, 0);
        for (label, weight) in self.label.iter().zip(&self.weight) {
            self.load[usize::from(*label)] += weight;
        }
        for _ in 0..self.grids {
            let beyond = |load: u32| self.min.saturating_sub(load).max(load.saturating_sub(self.max));
            let worst = (0..self.grids).max_by_key(|grid| (beyond(self.load[*grid]), *grid));
            let Some(worst) = worst.filter(|grid| beyond(self.load[*grid]) > 2) else { break };
            let mut wanted = beyond(self.load[worst]);
            let over = self.load[worst] > self.max;
            self.offer(worst, over);
            let most = (wanted as usize).min(self.offers.len());
            if most == 0 {
                break;
            }
            if most < self.offers.len() {
                self.offers.select_nth_unstable(most - 1);
            }
            self.offers.truncate(most);
            self.offers.sort_unstable();
            let offers = core::mem::take(&mut self.offers);
            for (point, to) in offers.iter().map(|offer| offered(*offer)) {
                let (from, weight) = (usize::from(self.label[point]), self.weight[point]);
                if wanted == 0 || !over && self.load[from] <= self.min || over && self.load[to] >= self.max {
                    continue;
                }
                self.label[point] = to as u8;
                self.now[point] = self.asked_of(point, to);
                self.load[from] -= weight;
                self.load[to] += weight;
                wanted = wanted.saturating_sub(weight);
            }
            self.offers = offers;
        }
    }

    /// What points ask for leaving a grid, or for coming to it from others that can spare them.
    fn offer(&mut self, grid: usize, leaving: bool) {
        let mut offers = core::mem::take(&mut self.offers);
        offers.clear();
        if leaving {
            let open: Vec<usize> =
                (0..self.grids).filter(|to| *to != grid && self.load[*to] < self.max).collect();
            for point in (0..self.label.len()).filter(|point| usize::from(self.label[*point]) == grid) {
                let mut best = (f32::INFINITY, 0);
                for to in &open {
                    let asked = self.asked_of(point, *to) - self.now[point];
                    if asked < best.0 {
                        best = (asked, *to);
                    }
                }
                if best.0 < f32::INFINITY {
                    offers.push(offer(best.0, point, best.1));
                }
            }
        } else {
            let mut spare = [false; LANES];
            for (from, spare) in spare[..self.grids].iter_mut().enumerate() {
                *spare = from != grid && self.load[from] > self.min;
            }
            for (point, (label, now)) in self.label.iter().zip(&self.now).enumerate() {
                if spare[usize::from(*label)] {
                    offers.push(offer(self.asked_of(point, grid) - now, point, grid));
                }
            }
        }
        self.offers = offers;
    }

    /// The cheapest chain of moves from a grid of `sources` to one of `targets`, into `way`; false where there is none.
    fn chain(&mut self, sources: impl Fn(u32) -> bool, targets: impl Fn(u32) -> bool) -> bool {
        if self.grids <= FEW {
            self.chain_lanes::<FEW>(sources, targets)
        } else {
            self.chain_lanes::<LANES>(sources, targets)
        }
    }

    fn chain_lanes<const N: usize>(
        &mut self,
        sources: impl Fn(u32) -> bool,
        targets: impl Fn(u32) -> bool,
    ) -> bool {
        let load = &self.load;
        let ways = Ways::<N>::from(self.grids, |grid| sources(load[grid]), &self.price);
        let end = ways.cheapest(|grid| targets(load[grid]) && !sources(load[grid]));
        let Some(end) = end else { return false };
        ways.to(end, &mut self.way);
        true
    }

    /// Walks the way; the slack stands outside of the grids.
    fn walk(&mut self) {
        // The points were chosen before any moved: each leaves the grid it was quoted in.
        let mut points = [NOBODY; LANES + 2];
        for (point, (from, to)) in points.iter_mut().zip(self.moves()) {
            *point = self.mover[from][to];
        }
        let way = core::mem::take(&mut self.way);
        for (point, (from, to)) in points.iter().zip(moves(&way, self.grids)) {
            if self.grids <= FEW {
                self.shift::<FEW>(*point, from, to);
            } else {
                self.shift::<LANES>(*point, from, to);
            }
        }
        self.way = way;
    }

    /// The moves of the way.
    fn moves(&self) -> impl Iterator<Item = (usize, usize)> {
        moves(&self.way, self.grids)
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
            let found = if over {
                self.chain(|load| load > max, |load| load < max)
            } else {
                self.chain(|load| load > min, |load| load < min)
            };
            let [first, .., last] = self.way.as_slice() else { return false };
            let (first, last) = (usize::from(*first), usize::from(*last));
            if !found {
                return false;
            }
            let asked = self.asked();
            loop {
                self.walk();
                // A stack of households at one place moves on without seeking the way anew.
                let more = if over {
                    self.load[first] > max && self.load[last] < max
                } else {
                    self.load[first] > min && self.load[last] < min
                };
                if !more || self.asked().total_cmp(&asked).is_ne() {
                    break;
                }
            }
        }
        false
    }

    /// The price of the way.
    fn asked(&self) -> f32 {
        self.moves().map(|(from, to)| self.price[from][to]).sum()
    }

    /// Cancels negative cycles until there is none; every grid stays in the band.
    fn cancel(&mut self) -> bool {
        let mut any = false;
        for _ in 0..4 * self.x.len() {
            if !self.simple() && !self.ring() || !self.keeps_band(self.moves()) {
                break;
            }
            self.walk();
            any = true;
        }
        any
    }

    /// A ring of moves that saves something, into `way`; without one, what a place in each grid is worth.
    fn ring(&mut self) -> bool {
        if self.grids <= FEW { self.ring_lanes::<FEW>() } else { self.ring_lanes::<LANES>() }
    }

    fn ring_lanes<const N: usize>(&mut self) -> bool {
        let (load, min, max) = (&self.load, self.min, self.max);
        let gives = |grid: usize| load[grid] < max;
        let worth = Ways::<N>::ring(self.grids, &self.price, |grid| load[grid] > min, gives, &mut self.way);
        if let Some(worth) = worth {
            self.worth[..N].copy_from_slice(&worth);
        }
        worth.is_none() && !self.way.is_empty()
    }

    /// The best single move, or exchange of two points, that keeps the band and saves something, into `way`.
    fn simple(&mut self) -> bool {
        let mut best = (-SMALL, None);
        for from in 0..self.grids {
            for to in 0..self.grids {
                let there = self.price[from][to];
                if there < best.0
                    && self.load[from] > self.min
                    && self.load[to] < self.max
                    && self.keeps_band([(from, to)].into_iter())
                {
                    best = (there, Some((from, to, false)));
                }
                let both = there + self.price[to][from];
                if from < to && both < best.0 && self.keeps_band([(from, to), (to, from)].into_iter()) {
                    best = (both, Some((from, to, true)));
                }
            }
        }
        let Some((from, to, back)) = best.1 else { return false };
        let (from, to) = (from as u8, to as u8);
        self.way.clear();
        self.way.extend([from, to].into_iter().chain(back.then_some(from)));
        true
    }

    /// Whether the grids stay in the band: with weights other than one a ring may not keep it.
    fn keeps_band(&self, moves: impl Iterator<Item = (usize, usize)>) -> bool {
        let mut load = [0_i64; LANES];
        for (load, own) in load.iter_mut().zip(&self.load) {
            *load = i64::from(*own);
        }
        for (from, to) in moves {
            let weight = i64::from(self.weight[self.mover[from][to] as usize]);
            load[from] -= weight;
            load[to] += weight;
        }
        load[..self.grids].iter().all(|load| (i64::from(self.min)..=i64::from(self.max)).contains(load))
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
            if round == 0 {
                self.enlist();
            }
            self.quote();
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
        self.nearest();
        self.fit();
        self.settle(bar)
    }
}

/// A price, the point that asks it and the grid it would go to as one number: in the order of prices, then of points.
fn offer(price: f32, point: usize, to: usize) -> u64 {
    let bits = price.to_bits();
    let order = if bits >> 31 == 1 { !bits } else { bits | 1 << 31 };
    u64::from(order) << 32 | (point as u64) << 4 | to as u64
}

/// The point of an offer and the grid it would go to.
fn offered(offer: u64) -> (usize, usize) {
    ((offer as u32 >> 4) as usize, (offer & 15) as usize)
}

/// The moves of a way; what goes by the slack, which stands past the grids, is none.
fn moves(way: &[u8], grids: usize) -> impl Iterator<Item = (usize, usize)> {
    let pairs = way.windows(2).map(|pair| (usize::from(pair[0]), usize::from(pair[1])));
    pairs.filter(move |(from, to)| *from < grids && *to < grids)
}

/// How many sums are kept of one thing.
const SUMS: usize = 4;
/// How many points are looked at side by side.
const ABREAST: usize = 8;
/// How often points are assigned and centres moved.
const SETTLE: usize = 8;
/// A trial this far above the best, once its points were assigned and its centres moved, is given up.
const HOPELESS: f64 = 1.02;
/// The same at its beginning, when its points went to the centres nearest to them.
const FAR: f64 = 1.05;
/// A saving smaller than this (square centimetres) is none.
const SMALL: f32 = 1e-2;
