//! Rounds over the whole zone: the grids are cut into tiles of neighbours, every tile is solved anew on its own, and
//! kept where it is better. Tiles of a round do not touch, so they may be solved on any number of threads.

use super::patch::Patch;
use super::solve::Hook;
use super::start::{Point, bisect, longer_axis, shares};

/// Small whole-number generator, seeded by the place in the work, so that threads do not matter.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn of(a: u64, b: u64) -> Self {
        let mut dice = Self(
            a.wrapping_mul(0x9E37_79B9_7F4A_7C15)
                ^ b.wrapping_mul(0xBF58_476D_1CE4_E5B9)
                ^ 0x94D0_49BB_1331_11EB,
        );
        dice.roll(2);
        dice
    }

    pub(super) fn roll(&mut self, many: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^= z >> 31;
        (((z >> 32) * u64::from(many)) >> 32) as u32
    }
}

/// Directions of whole numbers: no sine, so the same on every platform.
const DIRECTIONS: [(f64, f64); 8] =
    [(1.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, -1.0), (2.0, 1.0), (1.0, 2.0), (2.0, -1.0), (1.0, -2.0)];

struct Tile {
    grids: Vec<u32>,
    points: Vec<u32>,
}

/// How long is sought.
pub(super) struct Effort {
    pub(super) rounds: u32,
    /// The most grids of a tile.
    pub(super) tile: usize,
    /// How often a tile is tried with moved centres.
    pub(super) trials: u32,
    /// How often its points are assigned and its centres moved.
    pub(super) settle: usize,
    pub(super) threads: usize,
    pub(super) seed: u64,
}

impl Effort {
    pub(super) fn new(points: usize, rounds: Option<u32>, threads: usize, seed: u64) -> Self {
        let usual = if points > 50_000 { 8 } else { 16 };
        Self { rounds: rounds.unwrap_or(usual), tile: 12, trials: 3, settle: 8, threads, seed }
    }
}

/// A division is kept where its spread is less than this share of the one before.
const KEPT: f64 = 1.0 - 1e-9;

fn cut_tiles(centres: &[(f64, f64)], grids: &mut [u32], most: usize, turn: u32, out: &mut Vec<Vec<u32>>) {
    if grids.len() <= most {
        out.push(grids.to_vec());
        return;
    }
    // Across the longer side of the box in a turned frame.
    let (dx, dy) = DIRECTIONS[turn as usize % 8];
    let span = |a: f64, b: f64| {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for grid in grids.iter() {
            let (x, y) = centres[*grid as usize];
            let along = x * a + y * b;
            low = low.min(along);
            high = high.max(along);
        }
        high - low
    };
    let (a, b) = if span(dx, dy) >= span(-dy, dx) { (dx, dy) } else { (-dy, dx) };
    let key = |grid: &u32| {
        let (x, y) = centres[*grid as usize];
        x * a + y * b
    };
    let tiles = grids.len().div_ceil(most);
    // An uneven share, so that borders fall elsewhere in each round.
    let mut dice = Dice::of(u64::from(turn), grids.len() as u64);
    let low = grids.len() * (tiles / 2) / tiles;
    let cut = (low + dice.roll(1 + most as u32 / 3) as usize)
        .clamp(1, grids.len() - 1)
        .saturating_sub(most / 6)
        .max(1);
    grids.select_nth_unstable_by(cut, |p, q| key(p).total_cmp(&key(q)).then(p.cmp(q)));
    let (left, right) = grids.split_at_mut(cut);
    cut_tiles(centres, left, most, turn, out);
    cut_tiles(centres, right, most, turn, out);
}

/// Solves one tile; the new labels of its points (as places in the tile's list of grids), where they are better.
fn solve(
    points: &[Point],
    labels: &[u32],
    tile: &Tile,
    band: (u32, u32),
    effort: &Effort,
    seed: u64,
    patch: &mut Patch,
) -> Option<Vec<u8>> {
    let k = tile.grids.len();
    let (mut cx, mut cy) = (0.0, 0.0);
    for point in &tile.points {
        cx += points[*point as usize].x;
        cy += points[*point as usize].y;
    }
    let many = tile.points.len() as f64;
    (cx, cy) = (cx / many, cy / many);
    patch.clear(k, band);
    for point in &tile.points {
        let Point { x, y, weight } = points[*point as usize];
        let label = tile.grids.iter().position(|grid| *grid == labels[*point as usize]).unwrap_or(0);
        patch.push(x - cx, y - cy, weight, label as u8);
    }
    let first = patch.spread();
    let lawful = patch.loads().iter().all(|load| (band.0..=band.1).contains(load));
    let mut best = if lawful { first } else { f64::INFINITY };
    let mut kept: Option<Vec<u8>> = None;
    if let Some(found) = patch.settle(effort.settle, f64::INFINITY).filter(|found| *found < best * KEPT) {
        best = found;
        kept = Some(patch.label.clone());
    }
    let mut dice = Dice::of(seed, k as u64);
    for trial in 0..if k < 2 { 0 } else { effort.trials } {
        if let Some(kept) = &kept {
            patch.label.copy_from_slice(kept);
        } else {
            for (label, point) in patch.label.iter_mut().zip(&tile.points) {
                let own = labels[*point as usize];
                *label = tile.grids.iter().position(|grid| *grid == own).unwrap_or(0) as u8;
            }
        }
        let centres = moved(patch, trial, &mut dice);
        if let Some(found) =
            patch.settle_from(&centres, effort.settle, best).filter(|found| *found < best * KEPT)
        {
            best = found;
            kept = Some(patch.label.clone());
        }
    }
    kept
}

/// Centres to try: one grid gives its centre up, and another, which costs much by itself, is split in two.
fn moved(patch: &mut Patch, trial: u32, dice: &mut Dice) -> Vec<(f64, f64)> {
    let k = patch.grids;
    let _ = patch.spread();
    let mut centres = patch.centres().to_vec();
    let mut inner = vec![0.0; k];
    let mut axis = vec![(0.0, 0.0, 0.0); k];
    for (((x, y), weight), label) in patch.x.iter().zip(&patch.y).zip(&patch.weight).zip(&patch.label) {
        let grid = usize::from(*label);
        let (dx, dy) = (x - centres[grid].0, y - centres[grid].1);
        let weight = f64::from(*weight);
        inner[grid] += weight * (dx * dx + dy * dy);
        axis[grid].0 += weight * dx * dx;
        axis[grid].1 += weight * dx * dy;
        axis[grid].2 += weight * dy * dy;
    }
    let mut dearest: Vec<usize> = (0..k).collect();
    dearest.sort_by(|a, b| inner[*b].total_cmp(&inner[*a]).then(a.cmp(b)));
    let split = if trial == 0 { dearest[0] } else { dearest[dice.roll((k as u32).div_ceil(2)) as usize] };
    let pick = dice.roll((k as u32 - 1).max(1)) as usize;
    let mut rest: Vec<usize> = (0..k).filter(|grid| *grid != split).collect();
    let given = if trial.is_multiple_of(2) {
        // One of those with another centre nearest to them.
        let near = |grid: usize| {
            let others = (0..k).filter(|other| *other != grid).map(|other| {
                let (dx, dy) = (centres[other].0 - centres[grid].0, centres[other].1 - centres[grid].1);
                dx * dx + dy * dy
            });
            others.fold(f64::INFINITY, f64::min)
        };
        rest.sort_by(|a, b| near(*a).total_cmp(&near(*b)).then(a.cmp(b)));
        rest[pick % rest.len().min(3)]
    } else {
        rest[pick % rest.len()]
    };
    let (ax, ay) = longer_axis(axis[split]);
    let long = (ax * ax + ay * ay).sqrt();
    let reach = (inner[split] / f64::from(patch.loads()[split].max(1))).sqrt() * 0.7;
    let (ax, ay) = if long > 0.0 { (ax / long * reach, ay / long * reach) } else { (reach, 0.0) };
    let (sx, sy) = centres[split];
    centres[split] = (sx + ax, sy + ay);
    centres[given] = (sx - ax, sy - ay);
    centres
}

/// Labels of the points, which stand in an order of their own: `grids` grids within the band.
pub(super) fn free(
    points: &[Point],
    grids: u32,
    band: (u32, u32),
    effort: &Effort,
    hook: &mut Hook<'_>,
) -> Vec<u32> {
    let mut order: Vec<u32> = (0..points.len() as u32).collect();
    let mut labels = vec![0_u32; points.len()];
    let shares = shares(points, grids, band);
    bisect(points, &shares, &mut order, 0, grids, band, &mut labels);
    for round in 0..effort.rounds {
        // Lawful by single points from the start on, so that it may end after any round.
        if hook(round, effort.rounds).is_break() {
            break;
        }
        let tiles = tiles(points, &labels, grids as usize, round, effort.tile);
        let work = |part: &[(usize, &Tile)]| {
            let mut patch = Patch::default();
            let solved = part.iter().filter_map(|(nth, tile)| {
                let seed = effort.seed.wrapping_add(u64::from(round) << 32 | *nth as u64);
                Some((*nth, solve(points, &labels, tile, band, effort, seed, &mut patch)?))
            });
            solved.collect::<Vec<_>>()
        };
        let numbered: Vec<(usize, &Tile)> = tiles.iter().enumerate().collect();
        let share = numbered.len().div_ceil(effort.threads.max(1)).max(1);
        let found: Vec<(usize, Vec<u8>)> = if effort.threads <= 1 {
            work(&numbered)
        } else {
            std::thread::scope(|scope| {
                let parts: Vec<_> = numbered.chunks(share).map(|part| scope.spawn(|| work(part))).collect();
                let join = |part: std::thread::ScopedJoinHandle<'_, Vec<_>>| {
                    part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
                };
                parts.into_iter().flat_map(join).collect()
            })
        };
        for (nth, new) in found {
            let tile = &tiles[nth];
            for (point, label) in tile.points.iter().zip(new) {
                labels[*point as usize] = tile.grids[usize::from(label)];
            }
        }
    }
    labels
}

/// The tiles of a round: neighbouring grids with their points.
fn tiles(points: &[Point], labels: &[u32], grids: usize, round: u32, most: usize) -> Vec<Tile> {
    let mut sums = vec![(0.0, 0.0, 0.0); grids];
    let mut members: Vec<Vec<u32>> = vec![Vec::new(); grids];
    for (place, (point, label)) in points.iter().zip(labels).enumerate() {
        let sum = &mut sums[*label as usize];
        let weight = f64::from(point.weight);
        sum.0 += point.x * weight;
        sum.1 += point.y * weight;
        sum.2 += weight;
        members[*label as usize].push(place as u32);
    }
    let middle =
        |(x, y, weight): &(f64, f64, f64)| if *weight > 0.0 { (x / weight, y / weight) } else { (0.0, 0.0) };
    let centres: Vec<(f64, f64)> = sums.iter().map(middle).collect();
    let mut all: Vec<u32> = (0..grids as u32).collect();
    let mut cuts = Vec::new();
    cut_tiles(&centres, &mut all, most, round, &mut cuts);
    let tile = |grids: Vec<u32>| {
        let points = grids.iter().flat_map(|grid| members[*grid as usize].iter().copied()).collect();
        Tile { grids, points }
    };
    cuts.into_iter().map(tile).collect()
}
