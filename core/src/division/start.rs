//! The first division: a zone is cut in two across its longer axis again and again, each part with its share of grids.

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

/// Labels `points` (by their places in `order`) with `grids` grids from `first` on; each lies in the band where single
/// points allow it.
pub(super) fn bisect(
    points: &[Point],
    shares: &[f64],
    order: &mut [u32],
    first: u32,
    grids: u32,
    band: (u32, u32),
    labels: &mut [u32],
) {
    if grids == 1 {
        for point in order.iter() {
            labels[*point as usize] = first;
        }
        return;
    }
    let (mut weight, mut sx, mut sy) = (0.0, 0.0, 0.0);
    for point in order.iter() {
        let Point { x, y, weight: w } = points[*point as usize];
        let w = f64::from(w);
        weight += w;
        sx += w * x;
        sy += w * y;
    }
    let (cx, cy) = (sx / weight, sy / weight);
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for point in order.iter() {
        let Point { x, y, weight: w } = points[*point as usize];
        let (w, dx, dy) = (f64::from(w), x - cx, y - cy);
        xx += w * dx * dx;
        xy += w * dx * dy;
        yy += w * dy * dy;
    }
    let (ax, ay) = longer_axis((xx, xy, yy));
    let (ax, ay) = if ax == 0.0 && ay == 0.0 { (1.0, 0.0) } else { (ax, ay) };
    let key = |point: &u32| {
        let Point { x, y, .. } = points[*point as usize];
        (x - cx) * ax + (y - cy) * ay
    };
    let (left, right) = (grids / 2, grids - grids / 2);
    let total: u64 = order.iter().map(|point| u64::from(points[*point as usize].weight)).sum();
    let all: f64 = order.iter().map(|point| shares[*point as usize]).sum();
    order.sort_unstable_by(|a, b| key(a).total_cmp(&key(b)).then(a.cmp(b)));
    let share = all * f64::from(left) / f64::from(grids);
    let (mut sum, mut wanted) = (0.0, 0_u64);
    for point in order.iter() {
        sum += shares[*point as usize];
        if sum > share {
            break;
        }
        wanted += u64::from(points[*point as usize].weight);
    }
    let low =
        (u64::from(left) * u64::from(band.0)).max(total.saturating_sub(u64::from(right) * u64::from(band.1)));
    let high =
        (u64::from(left) * u64::from(band.1)).min(total.saturating_sub(u64::from(right) * u64::from(band.0)));
    let wanted = wanted.clamp(low.min(high), high.max(low));
    let mut sum = 0_u64;
    let mut cut = 0;
    for point in order.iter() {
        let next = sum + u64::from(points[*point as usize].weight);
        if sum >= wanted || next > wanted && next - wanted > wanted - sum {
            break;
        }
        sum = next;
        cut += 1;
    }
    let cut = cut.clamp(left as usize, order.len() - right as usize);
    let (a, b) = order.split_at_mut(cut);
    bisect(points, shares, a, first, left, band, labels);
    bisect(points, shares, b, first + left, right, band, labels);
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
