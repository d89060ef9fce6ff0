//! Who is next to whom (相邻): the Delaunay graph of the places, less the edges that cross a barrier.

use rstar::primitives::{GeomWithData, Line};
use rstar::{AABB, RTree};

/// Places next to one another; households at one place share it.
pub(super) struct Graph {
    /// The place of each point.
    place_of: Vec<u32>,
    places: usize,
    start: Vec<u32>,
    to: Vec<u32>,
}

impl Graph {
    /// The graph of whole-number points; `barriers` are lines in the same plane.
    pub(super) fn new(points: &[(f64, f64)], barriers: &[Vec<(f64, f64)>]) -> Self {
        let mut order: Vec<u32> = (0..points.len() as u32).collect();
        let at = |n: u32| points[n as usize];
        order.sort_unstable_by(|a, b| {
            at(*a).0.total_cmp(&at(*b).0).then(at(*a).1.total_cmp(&at(*b).1)).then(a.cmp(b))
        });
        let mut place_of = vec![0; points.len()];
        let mut places: Vec<(f64, f64)> = Vec::new();
        for point in order {
            let own = at(point);
            let known = places
                .last()
                .is_some_and(|(x, y)| x.total_cmp(&own.0).is_eq() && y.total_cmp(&own.1).is_eq());
            if !known {
                places.push(own);
            }
            place_of[point as usize] = places.len() as u32 - 1;
        }
        let mut edges = edges(&places);
        if !barriers.is_empty() {
            let walls = walls(barriers);
            edges.retain(|(a, b)| !crosses(&walls, places[*a as usize], places[*b as usize]));
        }
        let mut start = vec![0_u32; places.len() + 1];
        for (a, b) in &edges {
            start[*a as usize + 1] += 1;
            start[*b as usize + 1] += 1;
        }
        for place in 1..start.len() {
            start[place] += start[place - 1];
        }
        let mut next = start.clone();
        let mut to = vec![0; 2 * edges.len()];
        for (a, b) in edges {
            for (from, there) in [(a, b), (b, a)] {
                to[next[from as usize] as usize] = there;
                next[from as usize] += 1;
            }
        }
        Self { place_of, places: places.len(), start, to }
    }

    pub(super) fn place_of(&self, point: usize) -> u32 {
        self.place_of[point]
    }

    pub(super) fn places(&self) -> usize {
        self.places
    }

    /// The places next to one.
    pub(super) fn around(&self, place: u32) -> &[u32] {
        &self.to[self.start[place as usize] as usize..self.start[place as usize + 1] as usize]
    }

    /// The part of the graph that each place lies in, and how many parts there are.
    pub(super) fn parts(&self) -> (Vec<u32>, usize) {
        self.parts_of(|_, _| true)
    }

    /// The same, by the edges that are asked for.
    pub(super) fn parts_of(&self, joined: impl Fn(u32, u32) -> bool) -> (Vec<u32>, usize) {
        let mut part = vec![u32::MAX; self.places];
        let mut parts = 0;
        let mut stack = Vec::new();
        for first in 0..self.places as u32 {
            if part[first as usize] != u32::MAX {
                continue;
            }
            part[first as usize] = parts;
            stack.push(first);
            while let Some(place) = stack.pop() {
                for next in self.around(place) {
                    if part[*next as usize] == u32::MAX && joined(place, *next) {
                        part[*next as usize] = parts;
                        stack.push(*next);
                    }
                }
            }
            parts += 1;
        }
        (part, parts as usize)
    }
}

/// The edges between distinct places, each once, the smaller end first, in order.
fn edges(places: &[(f64, f64)]) -> Vec<(u32, u32)> {
    let points: Vec<delaunator::Point> =
        places.iter().map(|(x, y)| delaunator::Point { x: *x, y: *y }).collect();
    let found = delaunator::triangulate(&points);
    if found.triangles.is_empty() {
        // All on a line: each is next to the one after it, as they are sorted.
        return (1..places.len() as u32).map(|place| (place - 1, place)).collect();
    }
    let mut edges = Vec::with_capacity(found.triangles.len());
    for (edge, from) in found.triangles.iter().enumerate() {
        let twin = found.halfedges[edge];
        if twin != delaunator::EMPTY && twin < edge {
            continue;
        }
        let (a, b) = (*from as u32, found.triangles[delaunator::next_halfedge(edge)] as u32);
        edges.push((a.min(b), a.max(b)));
    }
    edges.sort_unstable();
    edges
}

type Wall = GeomWithData<Line<[f64; 2]>, usize>;

fn walls(barriers: &[Vec<(f64, f64)>]) -> RTree<Wall> {
    let lines = barriers.iter().flat_map(|line| line.windows(2));
    let walls = lines.enumerate().map(|(nth, ends)| {
        let ((ax, ay), (bx, by)) = (ends[0], ends[1]);
        GeomWithData::new(Line::new([ax, ay], [bx, by]), nth)
    });
    RTree::bulk_load(walls.collect())
}

/// Whether the way between two places crosses or touches a wall.
fn crosses(walls: &RTree<Wall>, a: (f64, f64), b: (f64, f64)) -> bool {
    let window = AABB::from_corners([a.0.min(b.0), a.1.min(b.1)], [a.0.max(b.0), a.1.max(b.1)]);
    walls.locate_in_envelope_intersecting(&window).any(|wall| {
        let (c, d) = (wall.geom().from, wall.geom().to);
        meet((a, b), ((c[0], c[1]), (d[0], d[1])))
    })
}

fn side((ax, ay): (f64, f64), (bx, by): (f64, f64), (x, y): (f64, f64)) -> f64 {
    (bx - ax) * (y - ay) - (by - ay) * (x - ax)
}

/// Whether two lines, each by its ends, have a point in common.
fn meet(one: ((f64, f64), (f64, f64)), other: ((f64, f64), (f64, f64))) -> bool {
    let astride = |(from, to), (first, second)| side(from, to, first) * side(from, to, second) <= 0.0;
    let apart = |low: (f64, f64), high: (f64, f64)| {
        low.0.max(low.1) < high.0.min(high.1) || high.0.max(high.1) < low.0.min(low.1)
    };
    let xs = apart((one.0.0, one.1.0), (other.0.0, other.1.0));
    let ys = apart((one.0.1, one.1.1), (other.0.1, other.1.1));
    astride(one, other) && astride(other, one) && !xs && !ys
}
