//! Small figures kept from showing (小数抑制): those below a number, and others, until none can be told by adding and taking
//! away.
//!
//! The cells that do not show are the edges between the lines and the columns that they stand in. A cell follows from the
//! totals exactly where it lies on no ring of such edges; so cells are hidden until all lie on rings.

/// Counts by line and column, with their totals last.
#[derive(Debug, Clone)]
pub(super) struct Counts {
    lines: usize,
    columns: usize,
    cells: Vec<(u64, bool)>,
}

impl Counts {
    pub(super) fn new(counts: &[Vec<u64>]) -> Self {
        let columns = counts.first().map_or(0, Vec::len);
        let of_line = |line: &[u64]| {
            let mut line: Vec<(u64, bool)> = line.iter().map(|count| (*count, false)).collect();
            line.push((line.iter().map(|(count, _)| count).sum(), false));
            line
        };
        let sums: Vec<u64> =
            (0..columns).map(|column| counts.iter().filter_map(|line| line.get(column)).sum()).collect();
        let cells = counts.iter().map(Vec::as_slice).chain([sums.as_slice()]).flat_map(of_line).collect();
        Self { lines: counts.len() + 1, columns: columns + 1, cells }
    }

    fn cell(&self, line: usize, column: usize) -> (u64, bool) {
        self.cells.get(line * self.columns + column).copied().unwrap_or_default()
    }

    fn hide(&mut self, (line, column): (usize, usize)) -> bool {
        match self.cells.get_mut(line * self.columns + column) {
            Some((_, hidden)) if !*hidden => {
                *hidden = true;
                true
            }
            _ => false,
        }
    }

    /// Hides the total of a line; false where it was hidden.
    pub(super) fn hide_total(&mut self, line: usize) -> bool {
        self.hide((line, self.columns - 1))
    }

    /// Every line, totals last: `None` where nothing shows.
    pub(super) fn protected(&mut self, least: u64) -> Vec<Vec<Option<u64>>> {
        for (count, hidden) in &mut self.cells {
            *hidden |= (1..least).contains(count);
        }
        while self.lines_covered(least) || self.whole_covered(least) || self.rings_closed() {}
        (0..self.lines)
            .map(|line| {
                let cells = (0..self.columns).map(|column| self.cell(line, column));
                cells.map(|(count, hidden)| (!hidden).then_some(count)).collect()
            })
            .collect()
    }

    /// The cells of a line, then of a column; the total last.
    fn along(&self, nth: usize) -> Vec<(usize, usize)> {
        match nth.checked_sub(self.lines) {
            None => (0..self.columns).map(|column| (nth, column)).collect(),
            Some(column) => (0..self.lines).map(|line| (line, column)).collect(),
        }
    }

    /// Hides more in lines and columns where one cell alone is hidden, or those hidden add up to too few beside a total that
    /// shows. Whether it did.
    fn lines_covered(&mut self, least: u64) -> bool {
        let mut changed = false;
        for nth in 0..self.lines + self.columns {
            loop {
                let along = self.along(nth);
                let hidden: Vec<(usize, usize)> =
                    along.iter().copied().filter(|(line, column)| self.cell(*line, *column).1).collect();
                let total_shows = along.last().is_some_and(|last| !hidden.contains(last));
                let sum: u64 = hidden.iter().map(|(line, column)| self.cell(*line, *column).0).sum();
                let few = total_shows && Self::few(sum, hidden.len(), least);
                if hidden.is_empty() || !(hidden.len() == 1 || few) {
                    break;
                }
                match self.next(&along) {
                    Some(cell) => changed |= self.hide(cell),
                    None => break,
                }
            }
        }
        changed
    }

    /// Whether hidden cells tell of small groups by their sum: too few together, or as many as there are cells, so that each
    /// is a 1, since a 0 would show.
    fn few(sum: u64, cells: usize, least: u64) -> bool {
        sum > 0 && (sum < least || sum <= u64::try_from(cells).unwrap_or(u64::MAX))
    }

    /// Hides the total of all where the hidden cells of the table tell of small groups by their sum. Whether it did.
    fn whole_covered(&mut self, least: u64) -> bool {
        let inner =
            (0..self.lines - 1).flat_map(|line| (0..self.columns - 1).map(move |column| (line, column)));
        let hidden: Vec<u64> = inner
            .map(|(line, column)| self.cell(line, column))
            .filter(|(_, hidden)| *hidden)
            .map(|(count, _)| count)
            .collect();
        Self::few(hidden.iter().sum(), hidden.len(), least) && self.hide((self.lines - 1, self.columns - 1))
    }

    /// The cell to hide next of some: the smallest within the table that is not 0, else a total, else a 0.
    fn next(&self, of: &[(usize, usize)]) -> Option<(usize, usize)> {
        of.iter().copied().filter(|(line, column)| !self.cell(*line, *column).1).min_by_key(
            |(line, column)| {
                let count = self.cell(*line, *column).0;
                let total = *line + 1 == self.lines || *column + 1 == self.columns;
                (count == 0, total, count)
            },
        )
    }

    /// Hides a cell beside each hidden one that lies on no ring. Whether it did.
    fn rings_closed(&mut self) -> bool {
        let mut changed = false;
        for (line, column) in self.bridges() {
            let mut beside = self.along(line);
            beside.extend(self.along(self.lines + column));
            if let Some(cell) = self.next(&beside) {
                changed |= self.hide(cell);
            }
        }
        changed
    }

    /// The hidden cells that lie on no ring: the bridges of the graph, found in one walk through it.
    fn bridges(&self) -> Vec<(usize, usize)> {
        let nodes = self.lines + self.columns;
        let neighbours: Vec<Vec<usize>> = (0..nodes)
            .map(|node| {
                let along = self.along(node).into_iter();
                let hidden = along.filter(|(line, column)| self.cell(*line, *column).1);
                hidden
                    .map(|(line, column)| if node < self.lines { self.lines + column } else { line })
                    .collect()
            })
            .collect();
        let (mut seen, mut low) = (vec![0_usize; nodes], vec![0_usize; nodes]);
        let mut bridges = Vec::new();
        let mut time = 0;
        let get = |of: &[usize], node: usize| of.get(node).copied().unwrap_or_default();
        for root in 0..nodes {
            if get(&seen, root) > 0 {
                continue;
            }
            // A node, from where it was reached, and how many of its neighbours were looked at.
            let mut walk: Vec<(usize, usize, usize)> = vec![(root, usize::MAX, 0)];
            while let Some((node, from, looked)) = walk.last_mut() {
                let (node, from) = (*node, *from);
                if *looked == 0 {
                    time += 1;
                    set(&mut seen, node, time);
                    set(&mut low, node, time);
                }
                let next = neighbours.get(node).and_then(|all| all.get(*looked)).copied();
                *looked += 1;
                match next {
                    Some(next) if next == from => {}
                    Some(next) if get(&seen, next) > 0 => {
                        let lowest = get(&low, node).min(get(&seen, next));
                        set(&mut low, node, lowest);
                    }
                    Some(next) => walk.push((next, node, 0)),
                    None => {
                        walk.pop();
                        if from != usize::MAX {
                            let lowest = get(&low, from).min(get(&low, node));
                            set(&mut low, from, lowest);
                            if get(&low, node) > get(&seen, from) {
                                bridges.push((from.min(node), from.max(node) - self.lines));
                            }
                        }
                    }
                }
            }
        }
        bridges
    }
}

fn set(of: &mut [usize], node: usize, to: usize) {
    if let Some(place) = of.get_mut(node) {
        *place = to;
    }
}

#[cfg(test)]
mod tests {
    use super::Counts;

    fn table(nth: u64, most: u64) -> [u64; 4] {
        [0, 1, 2, 3].map(|place| nth / (most + 1).pow(place) % (most + 1))
    }

    fn counts(of: [u64; 4]) -> Counts {
        Counts::new(&[of[..2].to_vec(), of[2..].to_vec()])
    }

    /// Whoever adds and takes away what is shown, and knows that what is hidden is not 0, still cannot tell a small figure:
    /// another table with another figure there would show the same.
    #[test]
    fn no_small_figure_can_be_told() {
        let (least, most) = (3, 6);
        let all: Vec<[u64; 4]> = (0..(most + 1_u64).pow(4)).map(|nth| table(nth, most)).collect();
        let (mut hidden, mut told) = (0, Vec::new());
        for of in all.iter().filter(|of| of.iter().all(|count| *count <= 4)) {
            let shown: Vec<Option<u64>> = counts(*of).protected(least).concat();
            let alike: Vec<&[u64; 4]> = all
                .iter()
                .filter(|other| {
                    let other = counts(**other).cells;
                    shown.iter().zip(&other).all(|(shown, (count, _))| match shown {
                        Some(shown) => shown == count,
                        None => *count > 0,
                    })
                })
                .collect();
            for (place, count) in of.iter().enumerate().filter(|(_, count)| (1..least).contains(*count)) {
                hidden += 1;
                if !alike.iter().any(|other| other.get(place) != Some(count)) {
                    told.push((*of, place));
                }
            }
        }
        assert_eq!(told, []);
        assert!(hidden > 500, "{hidden}");
    }
}
