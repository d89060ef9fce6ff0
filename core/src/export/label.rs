//! Where the label of a grid stands on a map: inside of its cell if it can, never over another label.

pub(super) type Spot = (f64, f64);

/// A box around a middle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) at: Spot,
    pub(super) wide: f64,
    pub(super) high: f64,
}

impl Area {
    pub(super) fn meets(&self, other: &Self) -> bool {
        (self.at.0 - other.at.0).abs() * 2.0 < self.wide + other.wide
            && (self.at.1 - other.at.1).abs() * 2.0 < self.high + other.high
    }
}

/// A label where it stands; one that found no room in its cell points to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Label {
    pub(super) area: Area,
    pub(super) points_to: Option<Spot>,
}

/// The land that labels are put on: the rings of each grid's largest part.
pub(super) struct Land {
    rings: Vec<Vec<Spot>>,
    /// Spots inside, those farthest from any border first.
    spots: Vec<(f64, Spot)>,
}

/// How many spots are looked at across the longer side of a cell.
const SPOTS: u32 = 24;

impl Land {
    pub(super) fn new(rings: Vec<Vec<Spot>>) -> Self {
        let mut land = Self { rings, spots: Vec::new() };
        let (mut low, mut high) = ((f64::INFINITY, f64::INFINITY), (f64::NEG_INFINITY, f64::NEG_INFINITY));
        for (x, y) in land.rings.iter().flatten() {
            low = (low.0.min(*x), low.1.min(*y));
            high = (high.0.max(*x), high.1.max(*y));
        }
        let step = (high.0 - low.0).max(high.1 - low.1) / f64::from(SPOTS);
        if !step.is_finite() {
            return land;
        }
        for row in 0..=SPOTS {
            for column in 0..=SPOTS {
                let spot = (low.0 + f64::from(column) * step, low.1 + f64::from(row) * step);
                if spot.0 <= high.0 && spot.1 <= high.1 && land.contains(spot) {
                    land.spots.push((land.to_border(spot), spot));
                }
            }
        }
        let (x, y) = (f64::midpoint(low.0, high.0), f64::midpoint(low.1, high.1));
        if land.spots.is_empty() {
            land.spots
                .push((0.0, land.rings.first().and_then(|ring| ring.first()).copied().unwrap_or((x, y))));
        }
        let off = |spot: Spot| (spot.0 - x).abs() + (spot.1 - y).abs();
        land.spots.sort_by(|a, b| b.0.total_cmp(&a.0).then(off(a.1).total_cmp(&off(b.1))));
        land
    }

    /// The spot that is farthest from any border.
    pub(super) fn middle(&self) -> Spot {
        self.spots.first().map_or((0.0, 0.0), |(_, spot)| *spot)
    }

    /// The box around it.
    pub(super) fn extent(&self) -> Option<(Spot, Spot)> {
        let mut corners = self.rings.iter().flatten();
        let first = *corners.next()?;
        Some(corners.fold((first, first), |(low, high), (x, y)| {
            ((low.0.min(*x), low.1.min(*y)), (high.0.max(*x), high.1.max(*y)))
        }))
    }

    /// Whether a box lies over some of it.
    pub(super) fn touches(&self, area: &Area) -> bool {
        Self::rim(area).any(|spot| self.contains(spot)) || self.has_corner_in(area)
    }

    /// The best place inside for a label, clear of the others.
    pub(super) fn fit(&self, wide: f64, high: f64, others: &[Label]) -> Option<Area> {
        let areas = self.spots.iter().map(|(_, at)| Area { at: *at, wide, high });
        areas.into_iter().find(|area| self.covers(area) && !others.iter().any(|other| other.area.meets(area)))
    }

    /// Places around it, nearest first: for labels that do not fit in.
    pub(super) fn beside(&self, wide: f64, high: f64) -> impl Iterator<Item = Area> {
        let (x, y) = self.middle();
        (0..60_u32).flat_map(move |ring| {
            let far = f64::from(ring) * 8.0;
            let many = if ring == 0 { 1 } else { 16 };
            (0..many).map(move |nth| {
                let turn = core::f64::consts::TAU * f64::from(nth) / 16.0;
                let (sine, cosine) = libm::sincos(turn);
                Area { at: (x + cosine * far, y - sine * far), wide, high }
            })
        })
    }

    fn edges(&self) -> impl Iterator<Item = (Spot, Spot)> {
        self.rings.iter().flat_map(|ring| ring.iter().copied().zip(ring.iter().copied().cycle().skip(1)))
    }

    fn contains(&self, (x, y): Spot) -> bool {
        let crossed = |((ax, ay), (bx, by)): &(Spot, Spot)| {
            (*ay > y) != (*by > y) && x < ax + (y - ay) / (by - ay) * (bx - ax)
        };
        self.edges().filter(crossed).count() % 2 == 1
    }

    fn to_border(&self, (x, y): Spot) -> f64 {
        let far = |((ax, ay), (bx, by)): (Spot, Spot)| {
            let (dx, dy) = (bx - ax, by - ay);
            let long = dx * dx + dy * dy;
            let along =
                if long > 0.0 { (((x - ax) * dx + (y - ay) * dy) / long).clamp(0.0, 1.0) } else { 0.0 };
            let (px, py) = (ax + along * dx - x, ay + along * dy - y);
            px * px + py * py
        };
        self.edges().map(far).fold(f64::INFINITY, f64::min).sqrt()
    }

    /// Spots all around the rim of a box.
    fn rim(area: &Area) -> impl Iterator<Item = Spot> {
        let (x, y) = area.at;
        let (dx, dy) = (area.wide / 2.0, area.high / 2.0);
        (-2..=2).flat_map(move |nth| {
            let part = f64::from(nth) / 2.0;
            [
                (x + dx * part, y - dy),
                (x + dx * part, y + dy),
                (x - dx, y + dy * part),
                (x + dx, y + dy * part),
            ]
        })
    }

    /// Whether the box lies inside: its rim does, and no corner of the land is in it.
    fn covers(&self, area: &Area) -> bool {
        Self::rim(area).all(|spot| self.contains(spot)) && !self.has_corner_in(area)
    }

    fn has_corner_in(&self, area: &Area) -> bool {
        let inside = |(x, y): &Spot| {
            (x - area.at.0).abs() * 2.0 < area.wide && (y - area.at.1).abs() * 2.0 < area.high
        };
        self.rings.iter().flatten().any(inside)
    }
}
