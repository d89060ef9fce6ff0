//! The cheapest ways of moves between the grids of a patch (转移路径), by Bellman and Ford; all grids that a move may lead
//! to are looked at side by side.

use super::patch::LANES;

/// What stands before the first grid of a way.
const NONE: u32 = u32::MAX;
/// Below this share of a price two are the same.
const TOLERANCE: f32 = 1e-5;

/// The prices of the moves out of each grid.
fn rows<const N: usize>(grids: usize, price: &[[f32; LANES]]) -> impl Iterator<Item = (u32, &[f32; N])> {
    (0_u32..).zip(price[..grids].iter().filter_map(|row| row.first_chunk()))
}

/// What it costs to come to each grid, and from which grid one comes there: rows of one width.
pub(super) struct Ways<const N: usize> {
    grids: usize,
    pub(super) cost: [f32; N],
    from: [u32; N],
}

impl<const N: usize> Ways<N> {
    /// Looks whether it is cheaper to come from a grid than as before, by the prices of the moves out of it; whether it
    /// was anywhere.
    fn relax(&mut self, from: u32, base: f32, price: &[f32; N], least: f32) -> bool {
        let mut any = false;
        for ((cost, before), price) in self.cost.iter_mut().zip(&mut self.from).zip(price) {
            let asked = base + price;
            let better = asked < *cost - TOLERANCE * (least + asked.abs());
            *cost = if better { asked } else { *cost };
            *before = if better { from } else { *before };
            any |= better;
        }
        any
    }

    /// The cheapest ways from all of some grids.
    pub(super) fn from(grids: usize, sources: impl Fn(usize) -> bool, price: &[[f32; LANES]]) -> Self {
        let mut ways = Self { grids, cost: [f32::INFINITY; N], from: [NONE; N] };
        for (grid, cost) in ways.cost[..grids].iter_mut().enumerate() {
            if sources(grid) {
                *cost = 0.0;
            }
        }
        for _ in 0..grids {
            let mut changed = false;
            for (from, price) in rows(grids, price) {
                let base = ways.cost[from as usize];
                if base < f32::INFINITY {
                    changed |= ways.relax(from, base, price, 0.0);
                }
            }
            if !changed {
                break;
            }
        }
        ways
    }

    /// The way to a grid, its first grid first. A ring that saves something by itself goes alone.
    pub(super) fn to(&self, grid: usize, way: &mut Vec<u8>) {
        way.clear();
        way.push(grid as u8);
        let mut now = grid;
        while self.from[now] != NONE {
            now = self.from[now] as usize;
            let ring = way.iter().position(|grid| usize::from(*grid) == now);
            way.push(now as u8);
            if let Some(ring) = ring {
                way.drain(..ring);
                break;
            }
        }
        way.reverse();
    }

    /// A ring of moves that saves something, its first grid again at its end; without one, what a place in each grid is
    /// worth. The slack, which stands past the grids, takes what a grid gains (where `gives`) or loses (where `takes`).
    pub(super) fn ring(
        grids: usize,
        price: &[[f32; LANES]],
        takes: impl Fn(usize) -> bool,
        gives: impl Fn(usize) -> bool,
        ring: &mut Vec<u8>,
    ) -> Option<[f32; N]> {
        let slack = grids as u32;
        let mut out = [f32::INFINITY; N];
        for (grid, out) in out[..grids].iter_mut().enumerate() {
            if takes(grid) {
                *out = 0.0;
            }
        }
        let mut into = [false; N];
        for (grid, into) in into[..grids].iter_mut().enumerate() {
            *into = gives(grid);
        }
        let mut ways = Self { grids, cost: [0.0; N], from: [NONE; N] };
        let (mut slack_cost, mut slack_from) = (0.0_f32, NONE);
        let mut last = 0;
        for _ in 0..=grids {
            let mut changed = false;
            for (from, price) in rows(grids, price) {
                let base = ways.cost[from as usize];
                if ways.relax(from, base, price, 1.0) {
                    (changed, last) = (true, from);
                }
                if into[from as usize] && base < slack_cost - TOLERANCE * (1.0 + base.abs()) {
                    (slack_cost, slack_from) = (base, from);
                    (changed, last) = (true, from);
                }
            }
            if ways.relax(slack, slack_cost, &out, 1.0) {
                (changed, last) = (true, slack);
            }
            if !changed {
                return Some(ways.cost);
            }
        }
        ring.clear();
        // What changed in the last turn hangs on a ring: far enough back it is on it for certain.
        let before = |grid: u32| if grid == slack { slack_from } else { ways.from[grid as usize] };
        let mut first = last;
        for _ in 0..=grids {
            first = before(first);
            if first == NONE {
                return None;
            }
        }
        let mut now = first;
        loop {
            ring.push(now as u8);
            now = before(now);
            if now == first {
                break;
            }
            if now == NONE || ring.len() > grids {
                ring.clear();
                return None;
            }
        }
        ring.push(first as u8);
        ring.reverse();
        None
    }

    /// The grid that it is cheapest to come to.
    pub(super) fn cheapest(&self, targets: impl Fn(usize) -> bool) -> Option<usize> {
        let mut best = (f32::INFINITY, None);
        for (grid, cost) in self.cost[..self.grids].iter().enumerate() {
            if *cost < best.0 && targets(grid) {
                best = (*cost, Some(grid));
            }
        }
        best.1
    }
}
