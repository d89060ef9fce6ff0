//! Rounds over the whole zone: the grids are cut into tiles of neighbours, every tile is solved anew on its own, and
//! kept where it is better. Tiles of a round do not touch, so they may be solved on any number of threads.

use super::flow;
use super::patch::Patch;
use super::solve::Hook;
use super::stand::Stand;
use super::start::{Point, bisect, shares};
use super::tile::{Ask, Found, Tile};
use crate::threads::Threads;

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

/// The most grids of a tile.
const TILE: usize = super::patch::FEW;
/// How often a tile is tried with moved centres: in the first rounds, when everything still moves, and then.
const TRIALS: (u32, u32) = (1, 4);
const FIRST: u32 = 3;
/// Every so many rounds tiles trade a grid, and households are passed on over the whole zone.
const TRADE: u32 = 4;
const PASS_ON: u32 = 2;
/// In the first round a trial is kept that is this share worse; ever less, and none in the last fifth.
const HEAT: f64 = 0.02;

/// How long is sought.
pub(super) struct Effort<'t> {
    pub(super) rounds: Option<u32>,
    pub(super) threads: &'t Threads,
    pub(super) seed: u64,
}

impl Effort<'_> {
    /// Rounds, and how often a tile is tried: a zone of one tile is soon settled, and what is small is sought longer.
    fn of(&self, points: usize, grids: u32) -> (u32, u32) {
        let (rounds, trials) = if points <= 200 {
            (24, 24)
        } else if grids as usize <= TILE {
            (10, 8)
        } else if points <= 5_000 {
            (40, TRIALS.1)
        } else if points <= 30_000 {
            (26, TRIALS.1)
        } else if points <= 300_000 {
            (20, TRIALS.1)
        } else {
            (16, TRIALS.1)
        };
        (self.rounds.unwrap_or(rounds), trials)
    }
}

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

/// Labels of the points, which stand in an order of their own: `grids` grids within the band.
pub(super) fn free(
    points: &[Point],
    grids: u32,
    band: (u32, u32),
    effort: &Effort<'_>,
    hook: &mut Hook<'_>,
) -> Vec<u32> {
    let mut stand = Stand::new(points, first(points, grids, band), grids as usize);
    let (rounds, trials) = effort.of(points.len(), grids);
    for round in 0..rounds {
        // Lawful by single points from the start on, so that it may end after any round.
        if hook(round, rounds).is_break() {
            break;
        }
        let (tiles, slot) = tiles(&stand, (0..grids).collect(), round);
        let many = tiles.len();
        let trade = many > 1 && round % TRADE == TRADE - 1;
        let cool = f64::max(1.0 - f64::from(round) / (0.8 * f64::from(rounds)), 0.0);
        let ask = Ask {
            points,
            labels: &stand.labels,
            slot: &slot,
            band,
            trials: match round {
                _ if trade => 0,
                ..FIRST if many > 1 => TRIALS.0,
                _ => trials,
            },
            trade,
            heat: HEAT * cool * cool,
            home: None,
        };
        let seed = |nth: usize| effort.seed.wrapping_add(u64::from(round) << 32 | nth as u64);
        let numbered: Vec<(usize, Tile)> = tiles.into_iter().enumerate().collect();
        let found = effort
            .threads
            .each(&numbered, Patch::default, &|patch, (nth, tile)| ask.solve(tile, seed(*nth), patch));
        keep(&numbered, found, &mut stand);
        if many > 1 && round % PASS_ON == PASS_ON - 1 {
            flow::pass_on(&mut stand, band);
        }
    }
    stand.labels
}

/// How many rounds a division is adapted in.
const ADAPT: u32 = 16;

/// A division made better around the grids named, where that is worth what it costs a household to leave its grid.
pub(super) fn adapt(
    stand: &mut Stand<'_>,
    open: &[u32],
    home: (&[Option<u32>], f64),
    band: (u32, u32),
    threads: &Threads,
) {
    for round in 0..ADAPT {
        let (tiles, slot) = tiles(stand, open.to_vec(), round);
        let ask = Ask {
            points: stand.points,
            labels: &stand.labels,
            slot: &slot,
            band,
            trials: TRIALS.1,
            trade: false,
            heat: 0.0,
            home: Some(home),
        };
        let seed = |nth: usize| u64::from(round) << 32 | nth as u64;
        let numbered: Vec<(usize, Tile)> = tiles.into_iter().enumerate().collect();
        let found =
            threads.each(&numbered, Patch::default, &|patch, (nth, tile)| ask.solve(tile, seed(*nth), patch));
        keep(&numbered, found, stand);
    }
}

/// Writes down what was found; a grid goes from a tile that can spare it to one that it serves better.
fn keep(tiles: &[(usize, Tile)], mut found: Vec<Found>, stand: &mut Stand<'_>) {
    let order = |of: &dyn Fn(&Found) -> Option<f64>| {
        let mut order: Vec<(f64, usize)> =
            found.iter().enumerate().filter_map(|(nth, found)| Some((of(found)?, nth))).collect();
        order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        order
    };
    let fewer = order(&|found| found.fewer.as_ref().map(|other| other.by));
    let mut more = order(&|found| found.more.as_ref().map(|other| other.by));
    let mut taken = vec![false; tiles.len()];
    for (cost, from) in fewer {
        if taken[from] {
            continue;
        }
        let Some(place) = more.iter().position(|(_, to)| *to != from && !taken[*to]) else { break };
        let (saved, to) = more.remove(place);
        if cost + saved >= 0.0 {
            break;
        }
        let (Some(fewer), Some(more)) = (found[from].fewer.take(), found[to].more.take()) else { continue };
        (taken[from], taken[to]) = (true, true);
        let freed = tiles[from].1.grids[usize::from(fewer.grid)];
        for (nth, new) in [(from, fewer.labels), (to, more.labels)] {
            let Tile { grids, points } = &tiles[nth].1;
            let grid = |label: u8| grids.get(usize::from(label)).copied().unwrap_or(freed);
            let mut own = grids.clone();
            if nth == to {
                own.push(freed);
            }
            stand.assign(&own, points, new.into_iter().map(grid));
        }
    }
    for (nth, found) in found.into_iter().enumerate().filter(|(nth, _)| !taken[*nth]) {
        let Tile { grids, points } = &tiles[nth].1;
        if let Some(new) = found.better {
            stand.assign(grids, points, new.into_iter().map(|label| grids[usize::from(label)]));
        }
    }
}

/// The first division: by halves.
fn first(points: &[Point], grids: u32, band: (u32, u32)) -> Vec<u32> {
    let mut order: Vec<u32> = (0..points.len() as u32).collect();
    let mut labels = vec![0_u32; points.len()];
    let shares = shares(points, grids, band);
    bisect(points, &shares, &mut order, 0, grids, band, &mut labels);
    labels
}

/// The tiles of a round: neighbouring grids with their points; and the place of each grid in its tile.
fn tiles(stand: &Stand<'_>, mut all: Vec<u32>, round: u32) -> (Vec<Tile>, Vec<u8>) {
    let mut cuts = Vec::new();
    cut_tiles(&stand.centre, &mut all, TILE, round, &mut cuts);
    let mut slot = vec![0_u8; stand.members.len()];
    for cut in &cuts {
        for (place, grid) in (0_u8..).zip(cut) {
            slot[*grid as usize] = place;
        }
    }
    let tile = |grids: Vec<u32>| {
        let points = grids.iter().flat_map(|grid| stand.members[*grid as usize].iter().copied()).collect();
        Tile { grids, points }
    };
    (cuts.into_iter().map(tile).collect(), slot)
}
