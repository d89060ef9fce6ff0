//! The grids of a zone as they stand (划分状态): what moves is an atom, a household, a building or a natural group; every
//! change of the spread is exact.

use super::graph::Graph;

/// What moves as one.
#[derive(Debug, Clone, Default)]
pub(super) struct Atom {
    /// Households, which the spread is weighed by.
    pub(super) mass: u32,
    pub(super) x: f64,
    pub(super) y: f64,
    /// What each band counts.
    pub(super) loads: Vec<u32>,
    /// The places it stands at, each once, with how many of its points.
    pub(super) places: Vec<u32>,
    /// Its points.
    pub(super) points: Vec<u32>,
    /// What keeps it apart from others: two atoms with pins do not share a grid.
    pub(super) pin: bool,
    /// The grid it may not leave.
    pub(super) fixed: bool,
    /// The grid it was in, and what it costs to leave it.
    pub(super) home: Option<u32>,
}

pub(super) struct Board<'a> {
    pub(super) atoms: &'a [Atom],
    pub(super) graph: &'a Graph,
    /// The least and the most of each count.
    pub(super) bands: &'a [(u32, u32)],
    /// The price of an atom away from home, in square centimetres a household.
    pub(super) stay: f64,
    pub(super) label: Vec<u32>,
    members: Vec<Vec<u32>>,
    slot: Vec<u32>,
    loads: Vec<u32>,
    mass: Vec<u32>,
    sum: Vec<(f64, f64)>,
    pins: Vec<u32>,
    closed: Vec<bool>,
    /// At each place the grids that stand there, and how many atoms of each.
    at: Vec<Vec<(u32, u32)>>,
    seen: Vec<u32>,
    turn: u32,
    stack: Vec<u32>,
    /// Every move since the beginning: the atom, and where it came from.
    journal: Vec<(u32, u32)>,
}

impl<'a> Board<'a> {
    pub(super) fn new(
        atoms: &'a [Atom],
        graph: &'a Graph,
        bands: &'a [(u32, u32)],
        grids: u32,
        label: Vec<u32>,
    ) -> Self {
        let many = grids as usize;
        let mut board = Self {
            atoms,
            graph,
            bands,
            stay: 0.0,
            label,
            members: vec![Vec::new(); many],
            slot: vec![0; atoms.len()],
            loads: vec![0; many * bands.len()],
            mass: vec![0; many],
            sum: vec![(0.0, 0.0); many],
            pins: vec![0; many],
            closed: vec![false; many],
            at: vec![Vec::new(); graph.places()],
            seen: vec![0; graph.places()],
            turn: 0,
            stack: Vec::new(),
            journal: Vec::new(),
        };
        for atom in 0..atoms.len() {
            board.enter(atom, board.label[atom]);
        }
        board
    }

    /// Grids that are no longer there, whatever the bands say.
    pub(super) fn close(&mut self, grids: &std::collections::BTreeSet<u32>) {
        for grid in grids {
            self.closed[*grid as usize] = true;
        }
    }

    pub(super) fn grids(&self) -> u32 {
        self.mass.len() as u32
    }

    pub(super) fn members(&self, grid: u32) -> &[u32] {
        &self.members[grid as usize]
    }

    pub(super) fn loads(&self, grid: u32) -> &[u32] {
        &self.loads[grid as usize * self.bands.len()..(grid as usize + 1) * self.bands.len()]
    }

    fn enter(&mut self, atom: usize, grid: u32) {
        let own = &self.atoms[atom];
        let g = grid as usize;
        self.label[atom] = grid;
        self.slot[atom] = self.members[g].len() as u32;
        self.members[g].push(atom as u32);
        let first = g * self.bands.len();
        for (load, more) in self.loads[first..].iter_mut().zip(&own.loads) {
            *load += more;
        }
        self.mass[g] += own.mass;
        self.sum[g].0 += own.x * f64::from(own.mass);
        self.sum[g].1 += own.y * f64::from(own.mass);
        self.pins[g] += u32::from(own.pin);
        for place in &own.places {
            let at = &mut self.at[*place as usize];
            match at.iter_mut().find(|(there, _)| *there == grid) {
                Some((_, many)) => *many += 1,
                None => at.push((grid, 1)),
            }
        }
    }

    fn leave(&mut self, atom: usize) {
        let own = &self.atoms[atom];
        let grid = self.label[atom];
        let g = grid as usize;
        let slot = self.slot[atom] as usize;
        self.members[g].swap_remove(slot);
        if let Some(moved) = self.members[g].get(slot) {
            self.slot[*moved as usize] = slot as u32;
        }
        let first = g * self.bands.len();
        for (load, less) in self.loads[first..].iter_mut().zip(&own.loads) {
            *load -= less;
        }
        self.mass[g] -= own.mass;
        self.sum[g].0 -= own.x * f64::from(own.mass);
        self.sum[g].1 -= own.y * f64::from(own.mass);
        self.pins[g] -= u32::from(own.pin);
        for place in &own.places {
            let at = &mut self.at[*place as usize];
            if let Some(nth) = at.iter().position(|(there, _)| *there == grid) {
                at[nth].1 -= 1;
                if at[nth].1 == 0 {
                    at.swap_remove(nth);
                }
            }
        }
    }

    /// Moves an atom.
    pub(super) fn shift(&mut self, atom: u32, grid: u32) {
        self.journal.push((atom, self.label[atom as usize]));
        self.leave(atom as usize);
        self.enter(atom as usize, grid);
    }

    /// Puts every atom where the labels say.
    pub(super) fn set(&mut self, labels: &[u32]) {
        for (atom, grid) in (0_u32..).zip(labels) {
            if self.label[atom as usize] != *grid {
                self.shift(atom, *grid);
            }
        }
        self.forget_moves();
    }

    pub(super) fn centre(&self, grid: u32) -> (f64, f64) {
        let mass = f64::from(self.mass[grid as usize].max(1));
        let (x, y) = self.sum[grid as usize];
        (x / mass, y / mass)
    }

    /// How the spread of a grid changes when atoms leave it and come to it.
    fn change(&self, grid: u32, out: Option<u32>, into: Option<u32>) -> f64 {
        let (cx, cy) = self.centre(grid);
        let mut mass = f64::from(self.mass[grid as usize]);
        let (mut sum, mut sx, mut sy) = (0.0, 0.0, 0.0);
        for (atom, sign) in [(out, -1.0), (into, 1.0)] {
            let Some(atom) = atom else { continue };
            let own = &self.atoms[atom as usize];
            let weight = sign * f64::from(own.mass);
            let (x, y) = (own.x - cx, own.y - cy);
            mass += weight;
            sum += weight * (x * x + y * y);
            sx += weight * x;
            sy += weight * y;
        }
        if mass > 0.0 { sum - (sx * sx + sy * sy) / mass } else { sum }
    }

    /// The price of being away from home.
    fn away(&self, atom: u32, grid: u32) -> f64 {
        let own = &self.atoms[atom as usize];
        if own.home.is_some_and(|home| home != grid) { self.stay * f64::from(own.mass) } else { 0.0 }
    }

    /// What a move costs.
    pub(super) fn price(&self, atom: u32, to: u32) -> f64 {
        let from = self.label[atom as usize];
        self.change(from, Some(atom), None) + self.change(to, None, Some(atom)) + self.away(atom, to)
            - self.away(atom, from)
    }

    /// What an exchange of two atoms costs.
    pub(super) fn price_of_two(&self, a: u32, b: u32) -> f64 {
        let (from, to) = (self.label[a as usize], self.label[b as usize]);
        self.change(from, Some(a), Some(b)) + self.change(to, Some(b), Some(a)) + self.away(a, to)
            - self.away(a, from)
            + self.away(b, from)
            - self.away(b, to)
    }

    /// How far a grid lies outside of the bands, as a share of their least or most, once atoms left and came.
    pub(super) fn outside(&self, grid: u32, out: Option<u32>, into: Option<u32>) -> f64 {
        if self.closed[grid as usize] {
            return if into.is_some() { f64::INFINITY } else { 0.0 };
        }
        let mut outside = 0.0;
        for (nth, (load, (min, max))) in self.loads(grid).iter().zip(self.bands).enumerate() {
            let mut load = i64::from(*load);
            load -= out.map_or(0, |atom| i64::from(self.atoms[atom as usize].loads[nth]));
            load += into.map_or(0, |atom| i64::from(self.atoms[atom as usize].loads[nth]));
            let (min, max) = (i64::from(*min), i64::from(*max));
            let by = (min - load).max(load - max).max(0);
            outside += by as f64 / max as f64;
        }
        let mut pins = self.pins[grid as usize];
        pins -= u32::from(out.is_some_and(|atom| self.atoms[atom as usize].pin));
        pins += u32::from(into.is_some_and(|atom| self.atoms[atom as usize].pin));
        outside + f64::from(pins.saturating_sub(1))
    }

    pub(super) fn violation(&self) -> f64 {
        (0..self.grids()).map(|grid| self.outside(grid, None, None)).sum()
    }

    /// The sum of squared distances to the middles, without what lies inside of the atoms, and the price of those away.
    pub(super) fn spread(&self) -> f64 {
        (0..self.grids())
            .map(|grid| {
                let (cx, cy) = self.centre(grid);
                let members = self.members[grid as usize].iter();
                members
                    .map(|atom| {
                        let own = &self.atoms[*atom as usize];
                        let (x, y) = (own.x - cx, own.y - cy);
                        f64::from(own.mass) * (x * x + y * y) + self.away(*atom, grid)
                    })
                    .sum::<f64>()
            })
            .sum()
    }

    /// The grids next to an atom, its own left out, in order.
    pub(super) fn beside(&self, atom: u32, found: &mut Vec<u32>) {
        found.clear();
        let own = self.label[atom as usize];
        for place in &self.atoms[atom as usize].places {
            let around = self.graph.around(*place).iter().chain(core::iter::once(place));
            for (grid, _) in around.flat_map(|place| &self.at[*place as usize]) {
                if *grid != own && !found.contains(grid) {
                    found.push(*grid);
                }
            }
        }
        found.sort_unstable();
    }

    /// In how many parts a grid would stand without one of its atoms and with another.
    pub(super) fn parts(&mut self, grid: u32, out: Option<u32>, into: Option<u32>) -> usize {
        self.turn += 1;
        let turn = self.turn;
        let atoms = self.atoms;
        let places = |atom: Option<u32>| atom.map_or(&[][..], |atom| &atoms[atom as usize].places[..]);
        let (gone, come) = (places(out), places(into));
        let at = &self.at;
        let stands = |place: u32| {
            let many =
                at[place as usize].iter().find(|(there, _)| *there == grid).map_or(0, |(_, many)| *many);
            many > u32::from(gone.contains(&place)) || come.contains(&place)
        };
        let mut parts = 0;
        let members = self.members[grid as usize].iter().filter(|atom| Some(**atom) != out);
        for atom in members.chain(into.as_ref()) {
            for first in &atoms[*atom as usize].places {
                if self.seen[*first as usize] == turn {
                    continue;
                }
                parts += 1;
                self.seen[*first as usize] = turn;
                self.stack.push(*first);
                while let Some(place) = self.stack.pop() {
                    for next in self.graph.around(place) {
                        if self.seen[*next as usize] != turn && stands(*next) {
                            self.seen[*next as usize] = turn;
                            self.stack.push(*next);
                        }
                    }
                }
            }
        }
        parts
    }

    /// Whether an atom may move there at all.
    pub(super) fn may(&self, atom: u32, to: u32) -> bool {
        let own = &self.atoms[atom as usize];
        !own.fixed && (!own.pin || self.pins[to as usize] == 0)
    }

    /// A mark to come back to.
    pub(super) fn mark(&self) -> usize {
        self.journal.len()
    }

    /// There is no way back beyond this.
    pub(super) fn forget_moves(&mut self) {
        self.journal.clear();
    }

    /// Takes every move since a mark back.
    pub(super) fn back_to(&mut self, mark: usize) {
        while self.journal.len() > mark {
            let Some((atom, from)) = self.journal.pop() else { break };
            self.leave(atom as usize);
            self.enter(atom as usize, from);
        }
    }
}
