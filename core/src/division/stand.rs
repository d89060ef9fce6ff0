//! How the points of a zone stand (现状): the grid of each, and of each grid its points, its middle and its load.

use super::start::Point;

pub(super) struct Stand<'a> {
    pub(super) points: &'a [Point],
    /// The grid of each point.
    pub(super) labels: Vec<u32>,
    /// The points of each grid.
    pub(super) members: Vec<Vec<u32>>,
    /// The middle of each grid.
    pub(super) centre: Vec<(f64, f64)>,
    /// The weight of each grid.
    pub(super) load: Vec<u32>,
}

impl<'a> Stand<'a> {
    pub(super) fn new(points: &'a [Point], labels: Vec<u32>, grids: usize) -> Self {
        let mut members = vec![Vec::new(); grids];
        for (point, label) in (0_u32..).zip(&labels) {
            members[*label as usize].push(point);
        }
        let mut stand =
            Self { points, labels, members, centre: vec![(0.0, 0.0); grids], load: vec![0; grids] };
        (0..grids).for_each(|grid| stand.recentre(grid));
        stand
    }

    /// The middle of a grid, from its points; that of an empty one stays.
    pub(super) fn recentre(&mut self, grid: usize) {
        let (mut sx, mut sy, mut load) = (0.0, 0.0, 0);
        for point in &self.members[grid] {
            let Point { x, y, weight } = self.points[*point as usize];
            sx += x * f64::from(weight);
            sy += y * f64::from(weight);
            load += weight;
        }
        self.load[grid] = load;
        if load > 0 {
            self.centre[grid] = (sx / f64::from(load), sy / f64::from(load));
        }
    }

    /// Writes down the grids of some points, all of those that the grids named have.
    pub(super) fn assign(&mut self, grids: &[u32], points: &[u32], labels: impl Iterator<Item = u32>) {
        for grid in grids {
            self.members[*grid as usize].clear();
        }
        for (point, label) in points.iter().zip(labels) {
            self.labels[*point as usize] = label;
            self.members[label as usize].push(*point);
        }
        for grid in grids {
            self.recentre(*grid as usize);
        }
    }
}
