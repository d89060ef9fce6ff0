//! Rounds over the whole zone: the grids are cut into tiles of neighbours, every tile is solved anew on its own, and
//! kept where it is better. Tiles of a round do not touch, so they may be solved on any number of threads.

use super::flow;
use super::options::Go;
use super::patch::Patch;
use super::solve::Hook;
use super::stand::Stand;
use super::start::{Point, bisect, shares};
use super::tile::{Ask, Found, Other, Tile};
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

/// What a zone is worth.
#[derive(Clone, Copy)]
struct Plan {
    rounds: u32,
    /// How often a tile is tried.
    trials: u32,
    /// From how many first divisions is sought.
    starts: usize,
    /// After so many rounds the better half of them goes on.
    halved: [u32; 2],
}

impl Effort<'_> {
    /// A zone of one tile is soon settled; what is small is sought longer, and from several first divisions: where one
    /// leads into a dead end, another does not.
    fn plan(&self, points: usize, grids: u32) -> Plan {
        let never = [u32::MAX; 2];
        let (rounds, trials, starts, halved) = if points <= 200 {
            (24, 24, 1, never)
        } else if grids as usize <= TILE {
            (10, TRIALS.1, 2, never)
        } else if points <= 5_000 {
            (40, TRIALS.1, 2, never)
        } else if points <= 30_000 {
            (22, TRIALS.1, 3, [3, 5])
        } else if points <= 300_000 {
            (18, TRIALS.1, 1, never)
        } else {
            (16, TRIALS.1, 1, never)
        };
        Plan { rounds: self.rounds.unwrap_or(rounds), trials, starts, halved }
    }
}

/// How far the frame of each first division is turned, as a tangent.
const TURNS: [f64; 3] = [0.0, -0.4, 0.4];

/// One search among several.
struct Run<'a> {
    stand: Stand<'a>,
    seed: u64,
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
    let plan = effort.plan(points.len(), grids);
    let shares = shares(points, grids, band);
    let starts: Vec<(u64, f64)> = (0..).zip(TURNS).take(plan.starts).collect();
    let mut runs = effort.threads.each(&starts, || (), &|(), (nth, turn)| Run {
        stand: Stand::new(
            points,
            &bisect(points, &shares, grids, band, *turn, effort.threads),
            grids as usize,
        ),
        seed: effort.seed.wrapping_add(nth.wrapping_mul(0x9E37_79B9_7F4A_7C15)),
    });
    for round in 0..plan.rounds {
        // Lawful by single points from the start on, so that it may end after any round.
        if hook(round, plan.rounds) != Go::On {
            break;
        }
        if runs.len() > 1 && plan.halved.contains(&round) {
            runs = better(runs, band);
        }
        one_round(&mut runs, round, band, plan, effort.threads);
    }
    better(runs, band).into_iter().next().map_or_else(Vec::new, |run| run.stand.labels())
}

/// The better half of several: those nearest to lawful, then those with the least spread.
fn better<'a>(runs: Vec<Run<'a>>, band: (u32, u32)) -> Vec<Run<'a>> {
    let mut valued: Vec<((u64, f64), Run<'a>)> =
        runs.into_iter().map(|run| ((run.stand.outside(band), run.stand.spread()), run)).collect();
    valued.sort_by(|(a, _), (b, _)| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    valued.truncate(valued.len().div_ceil(2));
    valued.into_iter().map(|(_, run)| run).collect()
}

/// Solves the tiles of all runs anew.
fn one_round(runs: &mut [Run<'_>], round: u32, band: (u32, u32), plan: Plan, threads: &Threads) {
    let cut: Vec<Vec<Tile>> = runs
        .iter()
        .map(|run| tiles(&run.stand, (0..run.stand.members.len() as u32).collect(), round))
        .collect();
    let cool = f64::max(1.0 - f64::from(round) / (0.8 * f64::from(plan.rounds)), 0.0);
    let asks: Vec<Ask<'_>> = runs
        .iter()
        .zip(&cut)
        .map(|(run, tiles)| {
            let trade = tiles.len() > 1 && round % TRADE == TRADE - 1;
            Ask {
                stand: &run.stand,
                band,
                trials: match round {
                    _ if trade => 0,
                    ..FIRST if tiles.len() > 1 => TRIALS.0,
                    _ => plan.trials,
                },
                trade,
                heat: HEAT * cool * cool,
                home: None,
            }
        })
        .collect();
    let mut all: Vec<(&Ask<'_>, &Tile, u64)> = Vec::new();
    for ((run, ask), tiles) in runs.iter().zip(&asks).zip(&cut) {
        let seed = |nth: u64| run.seed.wrapping_add(u64::from(round) << 32 | nth);
        all.extend(tiles.iter().zip(0..).map(|(tile, nth)| (ask, tile, seed(nth))));
    }
    let mut found = threads
        .each(&all, Patch::default, &|patch, (ask, tile, seed)| ask.solve(tile, *seed, patch))
        .into_iter();
    for (run, tiles) in runs.iter_mut().zip(&cut) {
        keep(tiles, found.by_ref().take(tiles.len()).collect(), &mut run.stand);
        if tiles.len() > 1 && round % PASS_ON == PASS_ON - 1 {
            flow::pass_on(&mut run.stand, band, threads);
        }
    }
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
    hook: &mut Hook<'_>,
) {
    for round in 0..ADAPT {
        if hook(round, ADAPT) != Go::On {
            break;
        }
        let tiles = tiles(stand, open.to_vec(), round);
        let ask = Ask { stand, band, trials: TRIALS.1, trade: false, heat: 0.0, home: Some(home) };
        let seed = |nth: usize| u64::from(round) << 32 | nth as u64;
        let numbered: Vec<(usize, &Tile)> = tiles.iter().enumerate().collect();
        let found =
            threads.each(&numbered, Patch::default, &|patch, (nth, tile)| ask.solve(tile, seed(*nth), patch));
        keep(&tiles, found, stand);
    }
}

/// Writes down what was found; a grid goes from a tile that can spare it to one that it serves better.
fn keep(tiles: &[Tile], mut found: Vec<Found>, stand: &mut Stand<'_>) {
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
        let freed = tiles[from][fewer.grid];
        for (nth, new) in [(from, fewer), (to, more)] {
            let Other { grid, shares, .. } = new;
            for (place, share) in
                shares.into_iter().enumerate().filter(|(place, _)| nth == to || *place != grid)
            {
                let own = tiles[nth].get(place).copied().unwrap_or(freed);
                stand.assign(own as usize, share);
            }
        }
    }
    for (nth, found) in found.into_iter().enumerate().filter(|(nth, _)| !taken[*nth]) {
        for (grid, share) in tiles[nth].iter().zip(found.better.into_iter().flatten()) {
            stand.assign(*grid as usize, share);
        }
    }
}

/// The tiles of a round: neighbouring grids.
fn tiles(stand: &Stand<'_>, mut all: Vec<u32>, round: u32) -> Vec<Tile> {
    let mut tiles = Vec::new();
    cut_tiles(&stand.centre, &mut all, TILE, round, &mut tiles);
    tiles
}
