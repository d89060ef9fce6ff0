//! A tile, a handful of neighbouring grids, solved anew (局部优化): from its grids as they are, then from centres that
//! were moved; and with a grid fewer or more, for tiles that trade one.

use super::patch::{NO_HOME, Patch};
use super::rounds::Dice;
use super::stand::{Share, Stand};
use super::start::{Point, longer_axis};

/// Neighbouring grids.
pub(super) type Tile = Vec<u32>;

/// What is asked of the tiles of a round.
pub(super) struct Ask<'a> {
    pub(super) stand: &'a Stand<'a>,
    pub(super) band: (u32, u32),
    /// How often a tile is tried with moved centres.
    pub(super) trials: u32,
    /// By what share a trial may be worse and still be kept.
    pub(super) heat: f64,
    /// Whether to try with a grid fewer and one more.
    pub(super) trade: bool,
    /// The grid that each point was in before, and what it costs a household to be in another.
    pub(super) home: Option<(&'a [Option<u32>], f64)>,
}

/// What was found for a tile: the share of each of its grids, in the order of the tile's list.
#[derive(Default)]
pub(super) struct Found {
    /// A better division into as many grids.
    pub(super) better: Option<Vec<Share>>,
    /// One with a grid fewer.
    pub(super) fewer: Option<Other>,
    /// One with a grid more, which stands past the end of the list.
    pub(super) more: Option<Other>,
}

/// A division into another number of grids.
pub(super) struct Other {
    /// How much more its spread is; less than nothing where it is less.
    pub(super) by: f64,
    /// The grid that is no longer there, or that is new: its share stands at this place.
    pub(super) grid: usize,
    pub(super) shares: Vec<Share>,
}

/// A division is kept where its spread is less than this share of the one before.
const KEPT: f64 = 1.0 - 1e-9;

impl Ask<'_> {
    /// Solves one tile.
    pub(super) fn solve(&self, tile: &Tile, seed: u64, patch: &mut Patch) -> Found {
        let k = tile.len();
        let Stand { points: all, members, .. } = self.stand;
        let own = || tile.iter().map(|grid| &members[*grid as usize]);
        let mut points = Vec::with_capacity(own().map(Vec::len).sum());
        points.extend(own().flatten().copied());
        let (mut cx, mut cy) = (0.0, 0.0);
        for point in &points {
            cx += all[*point as usize].x;
            cy += all[*point as usize].y;
        }
        let many = points.len() as f64;
        (cx, cy) = (cx / many, cy / many);
        let (home, stay) = self.home.unwrap_or((&[], 0.0));
        patch.clear(k, self.band, stay);
        for (label, members) in (0_u8..).zip(own()) {
            for point in members {
                let Point { x, y, weight } = all[*point as usize];
                let before = home.get(*point as usize).and_then(|home| *home);
                let before = before.and_then(|before| tile.iter().position(|grid| *grid == before));
                patch.push(x - cx, y - cy, weight, label, before.map_or(NO_HOME, |place| place as u8));
            }
        }
        let first = patch.recentre();
        let (min, max) = self.band;
        let lawful = patch.loads().iter().all(|load| (min..=max).contains(load));
        let mut base = Base {
            spread: if lawful { first } else { f64::INFINITY },
            labels: patch.label.clone(),
            better: false,
        };
        let found = patch.settle(f64::INFINITY);
        base.keep(found, 0.0, patch);
        if k >= 2 && self.trials > 0 {
            base.try_others(self.trials, seed, self.heat, patch);
        }
        let mut found = Found::default();
        if self.trade && base.spread < f64::INFINITY {
            (found.fewer, found.more) =
                base.trade(patch, &|labels, grids| shares(all, &points, labels, grids));
        }
        found.better = base.better.then(|| shares(all, &points, &base.labels, k));
        found
    }
}

/// The share of each grid.
fn shares(all: &[Point], points: &[u32], labels: &[u8], grids: usize) -> Vec<Share> {
    let mut many = vec![0; grids];
    for label in labels {
        many[usize::from(*label)] += 1;
    }
    let mut members: Vec<Vec<u32>> = many.into_iter().map(Vec::with_capacity).collect();
    for (point, label) in points.iter().zip(labels) {
        members[usize::from(*label)].push(*point);
    }
    members.into_iter().map(|members| Share::of(all, members)).collect()
}

/// The best division of a tile so far.
struct Base {
    spread: f64,
    labels: Vec<u8>,
    better: bool,
}

impl Base {
    /// Keeps what the patch holds, where it is better, or no worse than by the heat.
    fn keep(&mut self, found: Option<f64>, heat: f64, patch: &Patch) -> bool {
        let better = |found: f64| found < self.spread * KEPT;
        let worse = |found: f64| found * KEPT > self.spread && found < self.spread * (1.0 + heat);
        let Some(found) = found.filter(|found| better(*found) || worse(*found)) else { return false };
        self.spread = found;
        self.labels.copy_from_slice(&patch.label);
        self.better = true;
        true
    }

    /// Tries with moved centres.
    fn try_others(&mut self, trials: u32, seed: u64, heat: f64, patch: &mut Patch) {
        let mut dice = Dice::of(seed, patch.grids as u64);
        let mut pairs = Vec::new();
        let mut worth = None;
        for trial in 0..trials {
            patch.label.copy_from_slice(&self.labels);
            let _ = patch.recentre();
            let mut centres = patch.centres().to_vec();
            if trial % 4 == 0 {
                let worth: &Worth = worth.get_or_insert_with(|| {
                    let worth = Worth::of(patch);
                    pairs = worth.pairs(&mut dice);
                    worth
                });
                let Some((given, split)) = pairs.pop() else { continue };
                let ((x, y), (dx, dy)) = (centres[split], worth.reach[split]);
                centres[split] = (x + dx, y + dy);
                centres[given] = (x - dx, y - dy);
            } else {
                let few = 2 + dice.roll(2);
                reseed(patch, &mut centres, few as usize, &mut dice);
            }
            let found = patch.settle_from(&centres, self.spread * (1.0 + heat));
            if self.keep(found, heat, patch) {
                worth = None;
            }
        }
    }

    /// The same households in a grid fewer, and in one more.
    fn trade(
        &self,
        patch: &mut Patch,
        shares: &dyn Fn(&[u8], usize) -> Vec<Share>,
    ) -> (Option<Other>, Option<Other>) {
        let k = patch.grids;
        patch.label.copy_from_slice(&self.labels);
        let worth = Worth::of(patch);
        let centres = patch.centres().to_vec();
        let prices = patch.worth;
        let order = |values: &[f64], least: bool| {
            let mut order: Vec<usize> = (0..k).collect();
            order.sort_by(|a, b| values[*a].total_cmp(&values[*b]).then(a.cmp(b)));
            if !least {
                order.reverse();
            }
            order.truncate(2);
            order
        };
        let (mut fewer, mut more): (Option<Other>, Option<Other>) = (None, None);
        if k >= 3 {
            let last = k - 1;
            for given in order(&worth.given, true) {
                let mut left = centres.clone();
                left.swap_remove(given);
                patch.worth = prices;
                patch.worth[given] = prices[last];
                patch.grids = last;
                let bar = fewer.as_ref().map_or(f64::INFINITY, |other| self.spread + other.by);
                let found = patch.settle_from(&left, bar).filter(|found| *found < bar);
                if let Some(found) = found {
                    // The last grid had moved to the place of the one that went.
                    let mut shares = shares(&patch.label, k);
                    shares.swap(given, last);
                    fewer = Some(Other { by: found - self.spread, grid: given, shares });
                }
            }
        }
        if k < super::patch::LANES {
            for split in order(&worth.saved, false) {
                let mut all = centres.clone();
                let ((x, y), (dx, dy)) = (all[split], worth.reach[split]);
                all[split] = (x + dx, y + dy);
                all.push((x - dx, y - dy));
                patch.worth = prices;
                patch.worth[k] = prices[split];
                patch.grids = k + 1;
                let bar = more.as_ref().map_or(f64::INFINITY, |other| self.spread + other.by);
                let found = patch.settle_from(&all, bar).filter(|found| *found < bar);
                if let Some(found) = found {
                    let shares = shares(&patch.label, k + 1);
                    more = Some(Other { by: found - self.spread, grid: k, shares });
                }
            }
        }
        (fewer, more)
    }
}

/// What giving a centre up would cost, and what splitting a grid in two would save: by grid.
struct Worth {
    given: Vec<f64>,
    saved: Vec<f64>,
    /// Half of the way between the two middles of a grid split across its longer axis.
    reach: Vec<(f64, f64)>,
}

impl Worth {
    fn of(patch: &mut Patch) -> Self {
        let k = patch.grids;
        let _ = patch.recentre();
        let centres = patch.centres();
        let mut worth = Self { given: vec![0.0; k], saved: vec![0.0; k], reach: vec![(0.0, 0.0); k] };
        let mut axis = vec![(0.0, 0.0, 0.0); k];
        for (((x, y), weight), label) in patch.x.iter().zip(&patch.y).zip(&patch.weight).zip(&patch.label) {
            let grid = usize::from(*label);
            let weight = f64::from(*weight);
            let mut next = f64::INFINITY;
            for (other, (cx, cy)) in centres.iter().enumerate() {
                let (dx, dy) = (x - cx, y - cy);
                let far = dx * dx + dy * dy;
                next = if other != grid && far < next { far } else { next };
            }
            let (dx, dy) = (x - centres[grid].0, y - centres[grid].1);
            worth.given[grid] += weight * (next - dx * dx - dy * dy);
            axis[grid].0 += weight * dx * dx;
            axis[grid].1 += weight * dx * dy;
            axis[grid].2 += weight * dy * dy;
        }
        let along: Vec<(f64, f64)> = axis
            .iter()
            .map(|moments| {
                let (ax, ay) = longer_axis(*moments);
                let long = (ax * ax + ay * ay).sqrt();
                if long > 0.0 { (ax / long, ay / long) } else { (1.0, 0.0) }
            })
            .collect();
        // The mean absolute distance along the axis is where the two halves have their middles.
        for (((x, y), weight), label) in patch.x.iter().zip(&patch.y).zip(&patch.weight).zip(&patch.label) {
            let grid = usize::from(*label);
            let (dx, dy) = (x - centres[grid].0, y - centres[grid].1);
            worth.saved[grid] += f64::from(*weight) * (dx * along[grid].0 + dy * along[grid].1).abs();
        }
        for ((saved, reach), ((ax, ay), load)) in
            worth.saved.iter_mut().zip(&mut worth.reach).zip(along.iter().zip(patch.loads()))
        {
            let mass = f64::from((*load).max(1));
            let half = *saved / mass;
            *saved = mass * half * half;
            *reach = (ax * half, ay * half);
        }
        worth
    }

    /// The pairs of a grid that gives its centre up and one that is split, the most promising last.
    fn pairs(&self, dice: &mut Dice) -> Vec<(usize, usize)> {
        let k = self.given.len();
        let mut pairs = Vec::with_capacity(k * k);
        for given in 0..k {
            for split in (0..k).filter(|split| *split != given) {
                let chance = 0.6 + 0.8 * f64::from(dice.roll(1024)) / 1024.0;
                pairs.push((self.given[given] - self.saved[split] * chance, given, split));
            }
        }
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((b.1, b.2).cmp(&(a.1, a.2))));
        pairs.into_iter().map(|(_, given, split)| (given, split)).collect()
    }
}

/// Draws the centres of a few neighbouring grids anew among their points, far ones rather than near ones.
fn reseed(patch: &Patch, centres: &mut [(f64, f64)], few: usize, dice: &mut Dice) {
    let k = centres.len();
    let middle = centres[dice.roll(k as u32) as usize];
    let far = |(ax, ay): (f64, f64), (bx, by): (f64, f64)| (ax - bx) * (ax - bx) + (ay - by) * (ay - by);
    let mut near: Vec<usize> = (0..k).collect();
    near.sort_by(|a, b| far(centres[*a], middle).total_cmp(&far(centres[*b], middle)).then(a.cmp(b)));
    near.truncate(few);
    let own: Vec<usize> =
        (0..patch.label.len()).filter(|point| near.contains(&usize::from(patch.label[*point]))).collect();
    let mut gap = vec![f64::INFINITY; own.len()];
    for (nth, grid) in near.iter().enumerate() {
        let pick = if nth == 0 {
            dice.roll(own.len() as u32) as usize
        } else {
            let all: f64 =
                own.iter().zip(&gap).map(|(point, gap)| f64::from(patch.weight[*point]) * gap).sum();
            let mut left = all * f64::from(dice.roll(1 << 20)) / f64::from(1 << 20);
            let mut pick = 0;
            for (place, (point, gap)) in own.iter().zip(&gap).enumerate() {
                left -= f64::from(patch.weight[*point]) * gap;
                pick = place;
                if left <= 0.0 {
                    break;
                }
            }
            pick
        };
        let at = (patch.x[own[pick]], patch.y[own[pick]]);
        centres[*grid] = at;
        for (point, gap) in own.iter().zip(&mut gap) {
            *gap = gap.min(far((patch.x[*point], patch.y[*point]), at));
        }
    }
}
