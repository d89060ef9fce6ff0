//! The first division: a zone is cut in two across its longer axis again and again, each part with its share of grids.

use crate::threads::Threads;

/// A point at the door: place and weight.
#[derive(Debug, Clone, Copy)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) weight: u32,
}

/// The direction of the greatest spread: an eigenvector of the two by two matrix, by its larger eigenvalue.
pub(super) fn longer_axis((xx, xy, yy): (f64, f64, f64)) -> (f64, f64) {
    let half = (xx - yy) / 2.0;
    let root = (half * half + xy * xy).sqrt();
    if half >= 0.0 { (half + root, xy) } else { (xy, root - half) }
}

/// Labels of `points`: `grids` grids, each in the band where single points allow it. `turn` is how far the frame is turned.
pub(super) fn bisect(
    points: &[Point],
    shares: &[f64],
    grids: u32,
    band: (u32, u32),
    turn: f64,
    threads: &Threads,
) -> Vec<u32> {
    let mut labels = vec![0; points.len()];
    let mut open = vec![Part { first: 0, grids, order: (0..points.len() as u32).collect() }];
    while !open.is_empty() {
        let halves = threads.each(&open, || (), &|(), part| part.halves(points, shares, band, turn));
        open.clear();
        for part in halves.into_iter().flatten() {
            if part.grids > 1 {
                open.push(part);
                continue;
            }
            for point in part.order {
                labels[point as usize] = part.first;
            }
        }
    }
    labels
}

/// Points that become so many grids, from the first of them on.
struct Part {
    first: u32,
    grids: u32,
    order: Vec<u32>,
}

impl Part {
    fn halves(&self, points: &[Point], shares: &[f64], band: (u32, u32), turn: f64) -> Vec<Self> {
        let Self { first, grids, ref order } = *self;
        if grids == 1 {
            return vec![Self { first, grids, order: order.clone() }];
        }
        let weight_of = |point: &u32| points[*point as usize].weight;
        let (mut weight, mut sx, mut sy) = (0.0, 0.0, 0.0);
        for point in order {
            let Point { x, y, weight: w } = points[*point as usize];
            let w = f64::from(w);
            weight += w;
            sx += w * x;
            sy += w * y;
        }
        let (cx, cy) = (sx / weight, sy / weight);
        let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
        for point in order {
            let Point { x, y, weight: w } = points[*point as usize];
            let (w, dx, dy) = (f64::from(w), x - cx, y - cy);
            xx += w * dx * dx;
            xy += w * dx * dy;
            yy += w * dy * dy;
        }
        let (ax, ay) = longer_axis((xx, xy, yy));
        let (ax, ay) = (ax + turn * ay, ay - turn * ax);
        let (ax, ay) = if ax == 0.0 && ay == 0.0 { (1.0, 0.0) } else { (ax, ay) };
        let along = |point: &u32| {
            let Point { x, y, .. } = points[*point as usize];
            ((x - cx) * ax + (y - cy) * ay, *point)
        };
        let (left, right) = (grids / 2, grids - grids / 2);
        let total: u64 = order.iter().map(|point| u64::from(weight_of(point))).sum();
        let all: f64 = order.iter().map(|point| shares[*point as usize]).sum();
        let mut along: Vec<(f64, u32)> = order.iter().map(along).collect();
        along.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let share = all * f64::from(left) / f64::from(grids);
        let (mut sum, mut wanted) = (0.0, 0_u64);
        for (_, point) in &along {
            sum += shares[*point as usize];
            if sum > share {
                break;
            }
            wanted += u64::from(weight_of(point));
        }
        let (left_least, left_most) =
            (u64::from(left) * u64::from(band.0), u64::from(left) * u64::from(band.1));
        let low = left_least.max(total.saturating_sub(u64::from(right) * u64::from(band.1)));
        let high = left_most.min(total.saturating_sub(u64::from(right) * u64::from(band.0)));
        let wanted = wanted.clamp(low.min(high), high.max(low));
        let mut sum = 0_u64;
        let mut cut = 0;
        for (_, point) in &along {
            let next = sum + u64::from(weight_of(point));
            if sum >= wanted || next > wanted && next - wanted > wanted - sum {
                break;
            }
            sum = next;
            cut += 1;
        }
        let cut = cut.clamp(left as usize, along.len() - right as usize);
        let (a, b) = along.split_at(cut);
        let half = |first: u32, grids: u32, part: &[(f64, u32)]| Self {
            first,
            grids,
            order: part.iter().map(|(_, point)| *point).collect(),
        };
        vec![half(first, left, a), half(first + left, right, b)]
    }
}

/// What share of a grid each point takes: grids of a dense place hold more, as the square root of its density, which is
/// where the sum of squares is least; kept within the band, and all together as many as the grids.
pub(super) fn shares(points: &[Point], grids: u32, band: (u32, u32)) -> Vec<f64> {
    let mut order: Vec<u32> = (0..points.len() as u32).collect();
    let mut density = vec![0.0; points.len()];
    thin(points, &mut order, &mut density);
    let roots: Vec<f64> = density.iter().map(|density| density.sqrt()).collect();
    let (min, max) = (f64::from(band.0), f64::from(band.1));
    let weigh = |scale: f64| -> f64 {
        roots
            .iter()
            .zip(points)
            .map(|(root, point)| f64::from(point.weight) / (scale * root).clamp(min, max))
            .sum()
    };
    // The larger the scale, the larger the grids, the fewer of them.
    let (mut low, mut high) = (0.0, 1.0);
    while weigh(high) > f64::from(grids) && high < 1e18 {
        low = high;
        high *= 4.0;
    }
    for _ in 0..40 {
        let middle = f64::midpoint(low, high);
        if weigh(middle) > f64::from(grids) { low = middle } else { high = middle }
    }
    roots
        .iter()
        .zip(points)
        .map(|(root, point)| f64::from(point.weight) / (high * root).clamp(min, max))
        .collect()
}

fn thin(points: &[Point], order: &mut [u32], density: &mut [f64]) {
    let (mut x, mut y) = ((f64::INFINITY, f64::NEG_INFINITY), (f64::INFINITY, f64::NEG_INFINITY));
    let mut weight = 0.0;
    for point in order.iter() {
        let at = points[*point as usize];
        x = (x.0.min(at.x), x.1.max(at.x));
        y = (y.0.min(at.y), y.1.max(at.y));
        weight += f64::from(at.weight);
    }
    let (wide, high) = (x.1 - x.0, y.1 - y.0);
    if order.len() <= 48 {
        let found = weight / ((wide + 1.0) * (high + 1.0));
        for point in order.iter() {
            density[*point as usize] = found;
        }
        return;
    }
    let half = order.len() / 2;
    let key = |point: &u32| if wide >= high { points[*point as usize].x } else { points[*point as usize].y };
    order.select_nth_unstable_by(half, |a, b| key(a).total_cmp(&key(b)).then(a.cmp(b)));
    let (a, b) = order.split_at_mut(half);
    thin(points, a, density);
    thin(points, b, density);
}
