//! Chains of moves over neighbouring grids (调整): into the bands, together again, and shorter; each move exact, and the
//! grids kept in one piece where that is asked for.

use std::collections::{BTreeSet, BinaryHeap};

use super::board::Board;

/// A saving smaller than this (square centimetres) is none.
const SMALL: f64 = 1.0;
/// What a move costs beside its price, so that short chains are found first.
const HOP: f64 = 1.0;

/// The cheapest move from a grid to another.
#[derive(Debug, Clone, Copy)]
struct Quote {
    to: u32,
    price: f64,
    atom: u32,
}

/// Moves atoms between the grids of a board.
pub(super) struct Mover {
    /// Whether grids in one piece stay so, and others do not fall into more.
    pub(super) joined: bool,
    quotes: Vec<Option<Vec<Quote>>>,
    banned: BTreeSet<(u32, u32)>,
}

#[derive(PartialEq)]
struct Step {
    cost: f64,
    grid: u32,
}

impl Eq for Step {}

impl PartialOrd for Step {
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Step {
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        other.cost.total_cmp(&self.cost).then(other.grid.cmp(&self.grid))
    }
}

impl Mover {
    pub(super) fn new(board: &Board<'_>, joined: bool) -> Self {
        Self { joined, quotes: vec![None; board.grids() as usize], banned: BTreeSet::new() }
    }

    fn forget(&mut self, grids: impl IntoIterator<Item = u32>) {
        for grid in grids {
            self.quotes[grid as usize] = None;
        }
    }

    /// Forgets the grids and those beside them.
    fn forget_around(&mut self, board: &Board<'_>, grids: &[u32]) {
        let mut found = Vec::new();
        for grid in grids {
            self.forget([*grid]);
            for atom in board.members(*grid) {
                board.beside(*atom, &mut found);
                self.forget(found.iter().copied());
            }
        }
    }

    /// The cheapest move from a grid to each beside it.
    fn quote(&mut self, board: &mut Board<'_>, grid: u32) -> Vec<Quote> {
        if let Some(known) = &self.quotes[grid as usize] {
            return known.clone();
        }
        let mut all: Vec<Quote> = Vec::new();
        let mut found = Vec::new();
        for atom in board.members(grid).to_vec() {
            board.beside(atom, &mut found);
            for to in &found {
                if board.may(atom, *to) && !self.banned.contains(&(atom, *to)) {
                    all.push(Quote { to: *to, price: board.price(atom, *to), atom });
                }
            }
        }
        all.sort_unstable_by(|a, b| {
            a.to.cmp(&b.to).then(a.price.total_cmp(&b.price)).then(a.atom.cmp(&b.atom))
        });
        let whole = if self.joined { board.parts(grid, None, None) } else { 0 };
        let mut quotes: Vec<Quote> = Vec::new();
        for quote in all {
            if quotes.last().is_some_and(|last| last.to == quote.to) {
                continue;
            }
            if !self.joined || board.parts(grid, Some(quote.atom), None) <= whole {
                quotes.push(quote);
            }
        }
        self.quotes[grid as usize] = Some(quotes.clone());
        quotes
    }

    /// Brings every grid into the bands; false where no chain does.
    pub(super) fn comply(&mut self, board: &mut Board<'_>) -> bool {
        let mut tries = 0;
        while let Some(worst) = worst(board, tries) {
            if tries > 40 {
                self.banned.clear();
                return false;
            }
            if self.one_chain(board, worst) {
                tries = 0;
            } else {
                tries += 1;
            }
        }
        self.banned.clear();
        self.quotes.fill(None);
        true
    }

    /// One chain that makes a grid less unlawful; false where none was found, or the one found was of no use.
    fn one_chain(&mut self, board: &mut Board<'_>, grid: u32) -> bool {
        let over = over(board, grid);
        let Some(moves) = self.seek(board, grid, over) else { return false };
        let mark = board.mark();
        let mut touched: Vec<u32> = vec![grid];
        for (_, to) in &moves {
            touched.push(*to);
        }
        touched.extend(moves.iter().map(|(atom, _)| board.label[*atom as usize]));
        touched.sort_unstable();
        touched.dedup();
        let outside =
            |board: &Board<'_>| touched.iter().map(|grid| board.outside(*grid, None, None)).sum::<f64>();
        let parts =
            |board: &mut Board<'_>| touched.iter().map(|grid| board.parts(*grid, None, None)).sum::<usize>();
        let before = outside(board);
        let parts_before = if self.joined { parts(board) } else { 0 };
        for (atom, to) in &moves {
            board.shift(*atom, *to);
        }
        let worse = outside(board) >= before || self.joined && parts(board) > parts_before;
        if worse {
            board.back_to(mark);
            for pair in moves {
                self.banned.insert(pair);
            }
        }
        self.forget_around(board, &touched);
        !worse
    }

    /// The cheapest chain of moves out of a grid that holds too much, or into one that holds too little.
    fn seek(&mut self, board: &mut Board<'_>, grid: u32, over: bool) -> Option<Vec<(u32, u32)>> {
        let many = board.grids() as usize;
        let mut cost = vec![f64::INFINITY; many];
        let mut by: Vec<Option<(u32, u32)>> = vec![None; many];
        let mut done = vec![false; many];
        let mut heap = BinaryHeap::new();
        cost[grid as usize] = 0.0;
        heap.push(Step { cost: 0.0, grid });
        while let Some(Step { cost: so_far, grid: now }) = heap.pop() {
            if core::mem::replace(&mut done[now as usize], true) {
                continue;
            }
            if now != grid {
                let (atom, _) = by[now as usize]?;
                let still = board.outside(now, None, None);
                let then = if over {
                    board.outside(now, None, Some(atom))
                } else {
                    board.outside(now, Some(atom), None)
                };
                if then <= still {
                    return Some(unwind(grid, now, &by, over));
                }
            }
            let near = if over { self.quote(board, now) } else { self.quotes_into(board, now) };
            for Quote { to: next, price, atom } in near {
                let asked = so_far + price.max(0.0) + HOP;
                if asked < cost[next as usize] && !done[next as usize] {
                    cost[next as usize] = asked;
                    by[next as usize] = Some((atom, now));
                    heap.push(Step { cost: asked, grid: next });
                }
            }
        }
        None
    }

    /// The cheapest moves into a grid; `to` is where they come from.
    fn quotes_into(&mut self, board: &mut Board<'_>, grid: u32) -> Vec<Quote> {
        let mut beside = BTreeSet::new();
        let mut found = Vec::new();
        for atom in board.members(grid) {
            board.beside(*atom, &mut found);
            beside.extend(found.iter().copied());
        }
        let mut quotes = Vec::new();
        for from in beside {
            let own = self.quote(board, from);
            quotes.extend(
                own.into_iter().filter(|quote| quote.to == grid).map(|quote| Quote { to: from, ..quote }),
            );
        }
        quotes
    }

    /// Moves and exchanges that save something and keep every grid as lawful and as whole as it is.
    pub(super) fn improve(&mut self, board: &mut Board<'_>, grids: &[u32], steps: usize) {
        let mut waiting: BTreeSet<u32> = grids.iter().copied().collect();
        for _ in 0..steps {
            let Some(grid) = waiting.pop_first() else { break };
            let Some((moves, _)) = self.best(board, grid) else { continue };
            let mut touched = vec![grid];
            for (atom, to) in moves {
                touched.push(to);
                board.shift(atom, to);
            }
            self.forget_around(board, &touched);
            let mut found = Vec::new();
            for grid in &touched {
                waiting.insert(*grid);
                for atom in board.members(*grid) {
                    board.beside(*atom, &mut found);
                    waiting.extend(found.iter().copied());
                }
            }
        }
    }

    fn best(&mut self, board: &mut Board<'_>, grid: u32) -> Option<(Vec<(u32, u32)>, f64)> {
        let mut best: Option<(Vec<(u32, u32)>, f64)> = None;
        for Quote { to, price, atom } in self.quote(board, grid) {
            let bar = best.as_ref().map_or(-SMALL, |(_, saved)| *saved);
            let now = (board.outside(grid, None, None), board.outside(to, None, None));
            let fits = |board: &Board<'_>, out: Option<u32>| {
                board.outside(grid, Some(atom), out) <= now.0 && board.outside(to, out, Some(atom)) <= now.1
            };
            if price < bar && fits(board, None) {
                best = Some((vec![(atom, to)], price));
                continue;
            }
            let back = self.quote(board, to).into_iter().find(|quote| quote.to == grid);
            let Some(Quote { atom: other, .. }) = back else { continue };
            let both = board.price_of_two(atom, other);
            if both >= bar || !fits(board, Some(other)) {
                continue;
            }
            let whole = !self.joined
                || board.parts(grid, Some(atom), Some(other)) <= board.parts(grid, None, None)
                    && board.parts(to, Some(other), Some(atom)) <= board.parts(to, None, None);
            if whole {
                best = Some((vec![(atom, to), (other, grid)], both));
            }
        }
        best
    }

    /// Puts grids that lie in several parts together again: each part but the heaviest goes to a grid beside it, and
    /// chains bring the sizes back. The grids that stay in parts.
    pub(super) fn reconnect(&mut self, board: &mut Board<'_>, go: &mut dyn FnMut() -> bool) -> Vec<u32> {
        self.joined = true;
        let mut left = Vec::new();
        for _ in 0..4 {
            left.clear();
            let mut changed = false;
            for grid in 0..board.grids() {
                while board.parts(grid, None, None) > 1 {
                    if go() && self.mend(board, grid) {
                        changed = true;
                    } else {
                        left.push(grid);
                        break;
                    }
                }
            }
            if left.is_empty() || !changed {
                break;
            }
        }
        left
    }

    fn mend(&mut self, board: &mut Board<'_>, grid: u32) -> bool {
        let mut parts = split(board, grid);
        parts.pop();
        // The lightest first, each to the grid where it costs least.
        for part in parts {
            let mut beside = BTreeSet::new();
            let mut found = Vec::new();
            for atom in &part {
                board.beside(*atom, &mut found);
                beside.extend(found.iter().copied());
            }
            let mut offers: Vec<(f64, u32)> = Vec::new();
            for to in beside {
                if part.iter().all(|atom| board.may(*atom, to)) {
                    offers.push((part.iter().map(|atom| board.price(*atom, to)).sum(), to));
                }
            }
            offers.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            for (_, to) in offers.into_iter().take(4) {
                let mark = board.mark();
                let before: usize = board.parts(grid, None, None) + board.parts(to, None, None);
                for atom in &part {
                    board.shift(*atom, to);
                }
                self.quotes.fill(None);
                let fewer = board.parts(grid, None, None) + board.parts(to, None, None) < before;
                if fewer && self.comply(board) {
                    self.improve(board, &[grid, to], 200);
                    return true;
                }
                board.back_to(mark);
                self.quotes.fill(None);
            }
        }
        false
    }
}

/// The atoms of each part of a grid, the lightest part first.
fn split(board: &Board<'_>, grid: u32) -> Vec<Vec<u32>> {
    let mut of = std::collections::BTreeMap::new();
    for atom in board.members(grid) {
        for place in &board.atoms[*atom as usize].places {
            of.entry(*place).or_insert_with(Vec::new).push(*atom);
        }
    }
    let mut parts: Vec<Vec<u32>> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut taken = BTreeSet::new();
    for first in of.keys() {
        let mut part = Vec::new();
        let mut stack = vec![*first];
        while let Some(place) = stack.pop() {
            if !seen.insert(place) {
                continue;
            }
            for atom in &of[&place] {
                if taken.insert(*atom) {
                    part.push(*atom);
                    // An atom that stands at several places brings them together.
                    stack.extend(&board.atoms[*atom as usize].places);
                }
            }
            stack.extend(board.graph.around(place).iter().filter(|next| of.contains_key(*next)));
        }
        if !part.is_empty() {
            part.sort_unstable();
            parts.push(part);
        }
    }
    let mass = |part: &Vec<u32>| part.iter().map(|atom| board.atoms[*atom as usize].mass).sum::<u32>();
    parts.sort_by(|a, b| mass(a).cmp(&mass(b)).then(a.cmp(b)));
    parts
}

/// The grid that lies farthest outside of the bands; after fruitless tries another.
fn worst(board: &Board<'_>, tries: usize) -> Option<u32> {
    let mut outside: Vec<(f64, u32)> = (0..board.grids())
        .map(|grid| (board.outside(grid, None, None), grid))
        .filter(|(by, _)| *by > 0.0)
        .collect();
    outside.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let many = outside.len();
    outside.get(if many == 0 { 0 } else { tries % many }).map(|(_, grid)| *grid)
}

/// Whether a grid outside of the bands holds too much of something.
fn over(board: &Board<'_>, grid: u32) -> bool {
    board.loads(grid).iter().zip(board.bands).any(|(load, (_, max))| load > max)
}

/// The moves of a chain, in order.
fn unwind(first: u32, last: u32, by: &[Option<(u32, u32)>], over: bool) -> Vec<(u32, u32)> {
    let mut moves = Vec::new();
    let mut now = last;
    while now != first {
        let Some((atom, before)) = by[now as usize] else { break };
        moves.push(if over { (atom, now) } else { (atom, before) });
        now = before;
    }
    moves
}
