//! How the points of a zone stand (现状): the grid of each, and of each grid its points, its middle and its load.

use super::start::Point;

/// The points of one grid, its middle and its weight.
pub(super) struct Share {
    members: Vec<u32>,
    centre: Option<(f64, f64)>,
    load: u32,
}

impl Share {
    /// The share that these points make.
    pub(super) fn of(points: &[Point], members: Vec<u32>) -> Self {
        let (mut sx, mut sy, mut load) = (0.0, 0.0, 0);
        for point in &members {
            let Point { x, y, weight } = points[*point as usize];
            sx += x * f64::from(weight);
            sy += y * f64::from(weight);
            load += weight;
        }
        let centre = (load > 0).then(|| (sx / f64::from(load), sy / f64::from(load)));
        Self { members, centre, load }
    }
}

pub(super) struct Stand<'a> {
    pub(super) points: &'a [Point],
    /// The points of each grid.
    pub(super) members: Vec<Vec<u32>>,
    /// The middle of each grid.
    pub(super) centre: Vec<(f64, f64)>,
    /// The weight of each grid.
    pub(super) load: Vec<u32>,
}

impl<'a> Stand<'a> {
    pub(super) fn new(points: &'a [Point], labels: &[u32], grids: usize) -> Self {
        let mut members = vec![Vec::new(); grids];
        for (point, label) in (0_u32..).zip(labels) {
            members[*label as usize].push(point);
        }
        let mut stand = Self { points, members, centre: vec![(0.0, 0.0); grids], load: vec![0; grids] };
        (0..grids).for_each(|grid| stand.recentre(grid));
        stand
    }

    /// The grid of each point.
    pub(super) fn labels(&self) -> Vec<u32> {
        let mut labels = vec![0; self.points.len()];
        for (grid, members) in (0_u32..).zip(&self.members) {
            for point in members {
                labels[*point as usize] = grid;
            }
        }
        labels
    }

    /// The middle of a grid, from its points; that of an empty one stays.
    pub(super) fn recentre(&mut self, grid: usize) {
        let members = core::mem::take(&mut self.members[grid]);
        self.assign(grid, Share::of(self.points, members));
    }

    /// Gives a grid other points.
    pub(super) fn assign(&mut self, grid: usize, share: Share) {
        let Share { members, centre, load } = share;
        self.members[grid] = members;
        self.centre[grid] = centre.unwrap_or(self.centre[grid]);
        self.load[grid] = load;
    }

    /// By how much the grids lie outside of the band together.
    pub(super) fn outside(&self, (min, max): (u32, u32)) -> u64 {
        self.load.iter().map(|load| u64::from(min.saturating_sub(*load).max(load.saturating_sub(max)))).sum()
    }

    /// The sum of squared distances to the middles.
    pub(super) fn spread(&self) -> f64 {
        let mut spread = 0.0;
        for (members, (cx, cy)) in self.members.iter().zip(&self.centre) {
            for point in members {
                let Point { x, y, weight } = self.points[*point as usize];
                let (dx, dy) = (x - cx, y - cy);
                spread += f64::from(weight) * (dx * dx + dy * dy);
            }
        }
        spread
    }
}
