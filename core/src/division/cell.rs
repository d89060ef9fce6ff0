//! The land of each grid (网格范围): polygons that tile the outline of its zone. Behind the feature `cells`.
//!
//! A spot belongs to the grid of the household that is nearest to it. The borders between grids (edges of the Voronoi
//! diagram of the households) cut the outline in one go, in whole tenths of a millimetre, so that neither gaps nor
//! overlaps come up. Households of several grids at one point share the ground around it.

use std::collections::{BTreeMap, BTreeSet};

use i_overlay::core::fill_rule::FillRule;
use i_overlay::core::overlay::Overlay;
use i_overlay::core::overlay_rule::OverlayRule;
use i_overlay::i_float::int::point::IntPoint;
use i_overlay::string::slice::IntSlice;
use rstar::RTree;
use rstar::primitives::GeomWithData;

use super::Division;
use super::crs::check_place;
use super::households::Households;
use super::hull::around;
use super::measure::by_zone;
use super::zone::Zone;
use crate::error::InputError;

/// Tenths of a millimetre in a centimetre.
const FINE: f64 = 100.0;
/// Grids that share a place stand this far around it while the ground is cut: below half a centimetre, for places are
/// a centimetre apart. Where nobody is near, many grids stand farther around.
const BESIDE: f64 = 33.0;
/// Crumbs of the cut, below a square millimetre.
const CRUMB: u128 = 100;
/// A place this near to an outline is on it: a centimetre.
const NEAR: f64 = 100.0;

/// A polygon with holes (多边形), in the coordinates that were given; the first point of a ring is not repeated.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Polygon {
    /// The ring around it, counter-clockwise.
    pub outer: Vec<(f64, f64)>,
    /// The rings of its holes, clockwise.
    pub holes: Vec<Vec<(f64, f64)>>,
}

/// What the cells of a division fill (片区范围).
#[derive(Debug, Clone, PartialEq)]
pub struct Outlines {
    /// The land of a zone, by its name (empty where the table has no zones), in the coordinates of the households. The
    /// rings may run either way.
    pub zones: BTreeMap<String, Vec<Polygon>>,
    /// For a zone without an outline: so many metres around its convex hull.
    pub margin: f64,
}

impl Default for Outlines {
    /// No outline is known: 50 metres around the hull of each zone.
    fn default() -> Self {
        Self { zones: BTreeMap::new(), margin: 50.0 }
    }
}

impl Division {
    /// The land of each grid, in the order of the list: one polygon, or several where a grid lies in parts, the largest
    /// first.
    ///
    /// The cells of a zone add up to its outline, and each household lies in the cell of its grid, or on its border where
    /// households of several grids stand at one point.
    ///
    /// ```
    /// use wangge::division::{Crs, Division, Households, Names, Outlines, Polygon};
    /// # fn main() -> Result<(), wangge::InputError> {
    /// let households = Households::new(vec![0., 100., 300.], vec![0., 10., 0.], Crs::Metres)?;
    /// let division = Division::drawn(&households, &Names::new([Some("甲"), Some("甲"), Some("乙")]))?;
    /// let land = Polygon { outer: vec![(-50., -50.), (350., -50.), (350., 50.), (-50., 50.)], holes: vec![] };
    /// let outlines = Outlines { zones: [(String::new(), vec![land])].into(), ..Outlines::default() };
    /// let cells = division.cells(&households, &outlines)?;
    /// let east = cells[1][0].outer.iter().map(|(x, _)| *x).fold(f64::NEG_INFINITY, f64::max);
    /// assert_eq!((cells.len(), cells[1].len(), east.round()), (2, 1, 202.0));
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// [`InputError`] for other households (another number of rows); for an outline of an unknown zone, one that crosses
    /// itself or is no area; naming the first row outside of its zone's outline; a margin below a centimetre; thousands of grids at one
    /// point.
    pub fn cells(
        &self,
        households: &Households,
        outlines: &Outlines,
    ) -> Result<Vec<Vec<Polygon>>, InputError> {
        Ok(self.land(households, outlines)?.0)
    }

    /// The same, and which grids of one zone have a border in common.
    pub(crate) fn land(&self, households: &Households, outlines: &Outlines) -> Result<Land, InputError> {
        self.check_rows(households)?;
        let zones = by_zone(households);
        let name = |zone: &Option<String>| zone.clone().unwrap_or_default();
        let known: Vec<String> = zones.iter().map(|(zone, _)| name(zone)).collect();
        if let Some(unknown) = outlines.zones.keys().find(|zone| !known.contains(zone)) {
            let allowed = format!("one of {}", known.join(", "));
            return Err(InputError::value("outlines", unknown, allowed));
        }
        if !(0.01..=100_000.0).contains(&outlines.margin) {
            return Err(InputError::value("margin", outlines.margin, "0.01 to 100 000 metres"));
        }
        let mut cells = vec![Vec::new(); self.grids.len()];
        let mut touching: BTreeSet<(u32, u32)> = BTreeSet::new();
        for (zone_name, rows) in &zones {
            let zone = Zone::new(households, zone_name.as_deref(), rows)?;
            let outline = match outlines.zones.get(&name(zone_name)) {
                Some(polygons) => given(households, &zone, polygons)?,
                None => made(&zone, outlines.margin),
            };
            let sites = sites(&zone, &self.labels);
            let borders = borders(&sites, &outline, &mut touching);
            let tree = RTree::bulk_load(
                sites.iter().map(|site| GeomWithData::new([site.x, site.y], site.label)).collect(),
            );
            let mut found: Vec<(u128, u32, Polygon)> = Vec::new();
            for shape in outline.slice_by_lines(&borders, FillRule::NonZero) {
                let area = shape.iter().map(|ring| doubled(ring)).sum::<i128>().unsigned_abs();
                let Some(inside) = inside(&shape).filter(|_| area > 2 * CRUMB) else { continue };
                let Some(site) = tree.nearest_neighbor(&inside) else { continue };
                let mut rings = shape.iter().map(|ring| {
                    ring.iter().map(|at| zone.back(at.x as f64 / FINE, at.y as f64 / FINE)).collect()
                });
                let outer = rings.next().unwrap_or_default();
                found.push((area, site.data, Polygon { outer, holes: rings.collect() }));
            }
            found.sort_by_key(|(area, ..)| core::cmp::Reverse(*area));
            for (_, label, polygon) in found {
                cells[label as usize].push(polygon);
            }
        }
        match cells.iter().position(Vec::is_empty) {
            None => Ok((cells, touching)),
            Some(grid) => {
                let allowed = "fewer grids at one point: there is no ground for so many";
                Err(InputError::value("cells", format!("none for grid {grid}"), allowed))
            }
        }
    }
}

/// The cells, and the pairs that touch.
pub(crate) type Land = (Vec<Vec<Polygon>>, BTreeSet<(u32, u32)>);

type Ring = Vec<IntPoint<i64>>;
type Line = [IntPoint<i64>; 2];

/// A point that stands for the households of one grid at one place, in fine units.
#[derive(Clone, Copy, PartialEq)]
struct Site {
    x: f64,
    y: f64,
    label: u32,
}

fn fine(x: f64, y: f64) -> IntPoint<i64> {
    IntPoint::new((x * FINE).round() as i64, (y * FINE).round() as i64)
}

/// Twice the signed area.
fn doubled(ring: &[IntPoint<i64>]) -> i128 {
    let next = ring.iter().cycle().skip(1);
    ring.iter()
        .zip(next)
        .map(|(a, b)| i128::from(a.x) * i128::from(b.y) - i128::from(a.y) * i128::from(b.x))
        .sum()
}

/// The outline that the caller gave, cleaned; refused where it is no area or leaves households out.
fn given(households: &Households, zone: &Zone, polygons: &[Polygon]) -> Result<Vec<Ring>, InputError> {
    let name = zone.name.as_deref().unwrap_or_default();
    let mut rings: Vec<Ring> = Vec::new();
    let mut stated: i128 = 0;
    for polygon in polygons {
        for (nth, ring) in core::iter::once(&polygon.outer).chain(&polygon.holes).enumerate() {
            for (x, y) in ring {
                check_place(households.crs, *x, *y)
                    .map_err(|error| InputError { column: "outlines".to_owned(), ..error })?;
            }
            let mut ring: Ring = ring
                .iter()
                .map(|(x, y)| {
                    let (x, y) = zone.plane(*x, *y);
                    fine(x, y)
                })
                .collect();
            ring.dedup();
            let area = doubled(&ring);
            // Around what is land, the other way around what is not.
            if (area > 0) == (nth > 0) {
                ring.reverse();
            }
            stated += if nth == 0 { 1 } else { -1 } * area.abs();
            rings.push(ring);
        }
    }
    let clean: Vec<Ring> = Overlay::from_subj(&rings)
        .overlay(OverlayRule::Subject, FillRule::NonZero)
        .into_iter()
        .flatten()
        .collect();
    let area: i128 = clean.iter().map(|ring| doubled(ring)).sum();
    let around: i128 = clean.iter().map(|ring| doubled(ring).abs()).sum();
    if area <= 0 || (area - stated).abs() > around / 1_000_000 + 10_000 {
        let allowed = format!("an area for {name}: polygons that do not cross themselves or each other");
        return Err(InputError::value("outlines", name, allowed));
    }
    let mut outside: Vec<u32> = Vec::new();
    for (point, row) in zone.points.iter().zip(&zone.rows) {
        if !covers(&clean, (point.x * FINE, point.y * FINE)) {
            outside.push(*row);
        }
    }
    if let Some(row) = outside.iter().min() {
        let (x, y) = (households.x[*row as usize], households.y[*row as usize]);
        let allowed = format!("a place in the outline of {name}; {} rows are outside", outside.len());
        return Err(InputError::value("x", format!("{x} {y}"), allowed).at(*row as usize));
    }
    Ok(clean)
}

/// Whether a place is in an outline or on it.
fn covers(rings: &[Ring], (x, y): (f64, f64)) -> bool {
    let mut inside = false;
    for ring in rings {
        for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            let (ax, ay, bx, by) = (a.x as f64 - x, a.y as f64 - y, b.x as f64 - x, b.y as f64 - y);
            let (dx, dy) = (bx - ax, by - ay);
            let along = (-(ax * dx + ay * dy) / (dx * dx + dy * dy)).clamp(0.0, 1.0);
            let (px, py) = (ax + along * dx, ay + along * dy);
            if px * px + py * py <= NEAR * NEAR {
                return true;
            }
            if (ay > 0.0) != (by > 0.0) && ax - ay * dx / dy > 0.0 {
                inside = !inside;
            }
        }
    }
    inside
}

/// The hull of the zone and a margin around it.
fn made(zone: &Zone, margin: f64) -> Vec<Ring> {
    // Sixteen directions: cosines of 0, 22.5 and 45 degrees.
    const TURNS: [(f64, f64); 4] = [
        (1.0, 0.0),
        (0.923_879_532_511_286_7, 0.382_683_432_365_089_8),
        (core::f64::consts::FRAC_1_SQRT_2, core::f64::consts::FRAC_1_SQRT_2),
        (0.382_683_432_365_089_8, 0.923_879_532_511_286_7),
    ];
    let places: Vec<(i64, i64)> = zone.points.iter().map(|point| (point.x as i64, point.y as i64)).collect();
    let reach = margin * 100.0;
    let mut wide: Vec<(i64, i64)> = Vec::new();
    for nth in around(&places) {
        let point = zone.points[nth as usize];
        for (x, y) in TURNS {
            for (x, y) in [(x, y), (-y, x), (-x, -y), (y, -x)] {
                let at = fine(point.x + x * reach, point.y + y * reach);
                wide.push((at.x, at.y));
            }
        }
    }
    wide.sort_unstable();
    wide.dedup();
    let ring = around(&wide).into_iter().map(|nth| wide[nth as usize]);
    vec![ring.map(|(x, y)| IntPoint::new(x, y)).collect()]
}

/// One point for each grid at each place; several at one place stand around it, each on its own side.
fn sites(zone: &Zone, labels: &[u32]) -> Vec<Site> {
    let mut sums: BTreeMap<u32, (f64, f64, f64)> = BTreeMap::new();
    let mut places: Vec<((f64, f64), BTreeSet<u32>)> = Vec::new();
    for (point, row) in zone.points.iter().zip(&zone.rows) {
        let label = labels[*row as usize];
        let at = (point.x * FINE, point.y * FINE);
        let sum = sums.entry(label).or_default();
        *sum = (sum.0 + at.0, sum.1 + at.1, sum.2 + 1.0);
        match places.last_mut().filter(|(place, _)| *place == at) {
            Some((_, own)) => _ = own.insert(label),
            None => places.push((at, BTreeSet::from([label]))),
        }
    }
    let mut sites = Vec::with_capacity(places.len());
    for ((x, y), own) in &places {
        let (x, y) = (*x, *y);
        if own.len() == 1 {
            sites.extend(own.iter().map(|label| Site { x, y, label: *label }));
            continue;
        }
        let middle = |label: &u32| sums.get(label).map_or((x, y), |(sx, sy, many)| (sx / many, sy / many));
        let mut ways: Vec<(f64, u32)> = own
            .iter()
            .map(|label| {
                let (mx, my) = middle(label);
                (libm::atan2(my - y, mx - x), *label)
            })
            .collect();
        ways.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let many = ways.len() as f64;
        let first = ways[0].0;
        let apart = ways.windows(2).all(|pair| pair[1].0 - pair[0].0 > 1.0 / many)
            && first + core::f64::consts::TAU - ways[ways.len() - 1].0 > 1.0 / many;
        let beside = if many <= 6.0 { BESIDE } else { room(&places, (x, y)).min(20.0 * many).max(BESIDE) };
        let mut taken: BTreeSet<(i64, i64)> = BTreeSet::new();
        for (nth, (way, label)) in ways.into_iter().enumerate() {
            // Grids whose middles lie the same way share the round evenly.
            let way = if apart { way } else { first + core::f64::consts::TAU * nth as f64 / many };
            let (dy, dx) = libm::sincos(way);
            let mut far = beside;
            let at = loop {
                let at = ((dx * far).round() as i64, (dy * far).round() as i64);
                if at != (0, 0) && taken.insert(at) {
                    break at;
                }
                far += 1.0;
            };
            sites.push(Site { x: x + at.0 as f64, y: y + at.1 as f64, label });
        }
    }
    sites
}

/// A third of the way to the nearest other place.
fn room(places: &[((f64, f64), BTreeSet<u32>)], (x, y): (f64, f64)) -> f64 {
    let square = |((ox, oy), _): &((f64, f64), BTreeSet<u32>)| (ox - x) * (ox - x) + (oy - y) * (oy - y);
    let others = places.iter().map(square).filter(|square| *square > 0.0);
    others.fold(f64::INFINITY, f64::min).sqrt() / 3.0
}

/// The edges of the Voronoi diagram between grids, as far as the outline reaches and somewhat farther.
fn borders(sites: &[Site], outline: &[Ring], touching: &mut BTreeSet<(u32, u32)>) -> Vec<Line> {
    let corners = || outline.iter().flatten().map(|at| (at.x as f64, at.y as f64));
    let places = || corners().chain(sites.iter().map(|site| (site.x, site.y)));
    let (mut low, mut high) = ((f64::INFINITY, f64::INFINITY), (f64::NEG_INFINITY, f64::NEG_INFINITY));
    for (x, y) in places() {
        low = (low.0.min(x), low.1.min(y));
        high = (high.0.max(x), high.1.max(y));
    }
    let middle = (f64::midpoint(low.0, high.0), f64::midpoint(low.1, high.1));
    let reach = (high.0 - low.0).max(high.1 - low.1) * 2.0;
    let points: Vec<delaunator::Point> =
        sites.iter().map(|site| delaunator::Point { x: site.x, y: site.y }).collect();
    let found = delaunator::triangulate(&points);
    let mut lines = Vec::new();
    let mut draw = |a: usize, b: usize, left: End, right: End| {
        if sites[a].label != sites[b].label
            && let Some(line) = border(sites[a], sites[b], left, right, middle, reach)
        {
            touching.insert((sites[a].label, sites[b].label));
            lines.push(line);
        }
    };
    if found.triangles.is_empty() {
        // All on a line, and sorted along it but for those at one place.
        let mut order: Vec<usize> = (0..sites.len()).collect();
        order.sort_by(|a, b| sites[*a].x.total_cmp(&sites[*b].x).then(sites[*a].y.total_cmp(&sites[*b].y)));
        for pair in order.windows(2) {
            draw(pair[0], pair[1], End::None, End::None);
        }
        return lines;
    }
    let centres: Vec<Option<(f64, f64)>> = found
        .triangles
        .chunks_exact(3)
        .map(|corners| {
            let [a, b, c] = [corners[0], corners[1], corners[2]].map(|nth| sites[nth]);
            centre(a, b, c).filter(|(x, y)| (x - middle.0).abs().max((y - middle.1).abs()) < reach)
        })
        .collect();
    let third =
        |edge: usize| sites[found.triangles[delaunator::next_halfedge(delaunator::next_halfedge(edge))]];
    for (edge, twin) in found.halfedges.iter().enumerate() {
        if *twin != delaunator::EMPTY && *twin < edge {
            continue;
        }
        let (a, b) = (found.triangles[edge], found.triangles[delaunator::next_halfedge(edge)]);
        let end = |edge: usize| {
            if edge == delaunator::EMPTY {
                return End::None;
            }
            centres[edge / 3].map_or_else(|| End::Far(past(sites[a], sites[b], third(edge))), End::At)
        };
        let ends = (end(edge), end(*twin));
        let left = twice_area(sites[a], sites[b], third(edge)) > 0;
        if left { draw(a, b, ends.0, ends.1) } else { draw(a, b, ends.1, ends.0) }
    }
    lines
}

/// Where an edge of the diagram ends, on one side of the edge of the triangulation that it crosses.
#[derive(Clone, Copy)]
enum End {
    /// Nowhere: there is no triangle on that side.
    None,
    /// In the middle of a triangle that is near enough.
    At((f64, f64)),
    /// Out of reach: so far along the bisector.
    Far(f64),
}

fn whole(value: f64) -> i128 {
    value as i128
}

/// Twice the area of a triangle, above nought where c lies to the left of a to b.
fn twice_area(a: Site, b: Site, c: Site) -> i128 {
    let [bx, by, cx, cy] = [b.x - a.x, b.y - a.y, c.x - a.x, c.y - a.y].map(whole);
    bx * cy - by * cx
}

/// How far along the bisector of a and b, from the middle between them to the left, the centre with c lies, in lengths
/// of the edge.
fn past(a: Site, b: Site, c: Site) -> f64 {
    let [ax, ay, bx, by] = [a.x - c.x, a.y - c.y, b.x - c.x, b.y - c.y].map(whole);
    let dot = ax * bx + ay * by;
    match twice_area(a, b, c) {
        0 if dot < 0 => f64::NEG_INFINITY,
        0 => f64::INFINITY,
        area => dot as f64 / (2.0 * area as f64),
    }
}

/// The middle of the circle through three places.
fn centre(a: Site, b: Site, c: Site) -> Option<(f64, f64)> {
    let [bx, by, cx, cy] = [b.x - a.x, b.y - a.y, c.x - a.x, c.y - a.y].map(whole);
    let area = bx * cy - by * cx;
    if area == 0 {
        return None;
    }
    let (b, c) = (bx * bx + by * by, cx * cx + cy * cy);
    let twice = 2.0 * area as f64;
    Some((a.x + (cy * b - by * c) as f64 / twice, a.y + (bx * c - cx * b) as f64 / twice))
}

/// The edge of the diagram between two places, cut where it leaves the reach.
fn border(a: Site, b: Site, left: End, right: End, middle: (f64, f64), reach: f64) -> Option<Line> {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let from = (f64::midpoint(a.x, b.x), f64::midpoint(a.y, b.y));
    let perp = (-dy, dx);
    // The stretch of the bisector within reach.
    let (mut low, mut high) = (f64::NEG_INFINITY, f64::INFINITY);
    for (start, along, middle) in [(from.0, perp.0, middle.0), (from.1, perp.1, middle.1)] {
        if along.abs() > 0.0 {
            let (one, other) = ((middle - reach - start) / along, (middle + reach - start) / along);
            low = low.max(one.min(other));
            high = high.min(one.max(other));
        } else if (start - middle).abs() > reach {
            return None;
        }
    }
    let at = |t: f64| (from.0 + perp.0 * t, from.1 + perp.1 * t);
    let along = |(x, y): (f64, f64)| ((x - from.0) * perp.0 + (y - from.1) * perp.1) / (dx * dx + dy * dy);
    let place = |end: End, open: f64| match end {
        End::None => (open, None),
        End::Far(t) => (t, None),
        End::At(centre) => (along(centre), Some(centre)),
    };
    let (one, other) = (place(left, high), place(right, low));
    let point = |(t, centre): (f64, Option<(f64, f64)>)| centre.unwrap_or_else(|| at(t.clamp(low, high)));
    if low > high {
        return None;
    }
    let ends = [point(one), point(other)].map(|(x, y)| IntPoint::new(x.round() as i64, y.round() as i64));
    (ends[0] != ends[1]).then_some(ends)
}

/// A point inside a polygon: in the middle of its widest stretch at a height between its corners.
fn inside(shape: &[Ring]) -> Option<[f64; 2]> {
    let mut heights: Vec<i64> = shape.iter().flatten().map(|at| at.y).collect();
    heights.sort_unstable();
    heights.dedup();
    let gap = heights.windows(2).max_by_key(|pair| (pair[1] - pair[0], -pair[0]))?;
    let y = f64::midpoint(gap[0] as f64, gap[1] as f64);
    let mut crossings: Vec<f64> = Vec::new();
    for ring in shape {
        for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            let (ay, by) = (a.y as f64, b.y as f64);
            if (ay > y) != (by > y) {
                crossings.push(a.x as f64 + (y - ay) / (by - ay) * (b.x - a.x) as f64);
            }
        }
    }
    crossings.sort_by(f64::total_cmp);
    let widest = crossings
        .chunks_exact(2)
        .max_by(|a, b| (a[1] - a[0]).total_cmp(&(b[1] - b[0])).then(b[0].total_cmp(&a[0])))?;
    Some([f64::midpoint(widest[0], widest[1]), y])
}
