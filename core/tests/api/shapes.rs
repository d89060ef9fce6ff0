//! Hulls, tours and cells of any division: what must hold of each for any places.
#![expect(
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "places, and rings by their corners"
)]

use proptest::prelude::*;
use wangge::InputError;
use wangge::division::{Crs, Division, Households, Names, Outlines, Polygon, from_wgs84};

type Place = (f64, f64);

fn households(places: &[Place]) -> Households {
    let (x, y) = places.iter().copied().unzip();
    Households::new(x, y, Crs::Metres).expect("places")
}

fn drawn(households: &Households, labels: &[u32]) -> Division {
    let names = Names::new(labels.iter().map(|label| Some(format!("{label:04}"))));
    Division::drawn(households, &names).expect("a name in each row")
}

fn pairs(ring: &[Place]) -> impl Iterator<Item = (Place, Place)> {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))
}

/// Above nought where the ring runs counter-clockwise.
fn ring_area(ring: &[Place]) -> f64 {
    let Some((ox, oy)) = ring.first().copied() else { return 0.0 };
    pairs(ring).map(|((ax, ay), (bx, by))| (ax - ox) * (by - oy) - (ay - oy) * (bx - ox)).sum::<f64>() / 2.0
}

fn area(polygons: &[Polygon]) -> f64 {
    let one = |polygon: &Polygon| {
        ring_area(&polygon.outer) + polygon.holes.iter().map(|ring| ring_area(ring)).sum::<f64>()
    };
    polygons.iter().map(one).sum()
}

fn apart(a: Place, b: Place) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

/// How far a place is from an edge.
fn from_edge(place: Place, (a, b): (Place, Place)) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let along = ((place.0 - a.0) * dx + (place.1 - a.1) * dy) / (dx * dx + dy * dy);
    let along = along.clamp(0.0, 1.0);
    apart(place, (a.0 + along * dx, a.1 + along * dy))
}

/// How far inside a place is, in metres; below nought outside.
fn depth(place: Place, polygons: &[Polygon]) -> f64 {
    let rings = || polygons.iter().flat_map(|polygon| core::iter::once(&polygon.outer).chain(&polygon.holes));
    let mut inside = false;
    let mut nearest = f64::INFINITY;
    for ring in rings() {
        for (a, b) in pairs(ring) {
            nearest = nearest.min(from_edge(place, (a, b)));
            let crossed = (a.1 > place.1) != (b.1 > place.1);
            if crossed && place.0 < a.0 + (place.1 - a.1) / (b.1 - a.1) * (b.0 - a.0) {
                inside = !inside;
            }
        }
    }
    if inside { nearest } else { -nearest }
}

fn tree_length(places: &[Place]) -> f64 {
    let mut far: Vec<f64> = places.iter().map(|place| apart(*place, places[0])).collect();
    let mut open: Vec<usize> = (1..places.len()).collect();
    let mut sum = 0.0;
    while let Some(nearest) = (0..open.len()).min_by(|a, b| far[open[*a]].total_cmp(&far[open[*b]])) {
        let place = open.swap_remove(nearest);
        sum += far[place];
        for other in &open {
            far[*other] = far[*other].min(apart(places[place], places[*other]));
        }
    }
    sum
}

/// Whole numbers that look drawn, the same on every machine.
struct Drawn(u64);

impl Drawn {
    fn next(&mut self, below: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((self.0 >> 33) % u64::from(below)).expect("below")
    }

    fn metres(&mut self, below: u32) -> f64 {
        f64::from(self.next(below * 100)) / 100.0
    }
}

/// Places of a village: some on a line, some at one point, one now and then far off.
fn places(many: u32, wide: u32, stacks: u32, drawn: &mut Drawn) -> Vec<Place> {
    let one = |n: u32, drawn: &mut Drawn| match n % 7 {
        0 => (f64::from(n % stacks), 0.0),
        1 => (drawn.metres(wide), 7.0),
        2 if n % 63 == 2 => (5000.0 + drawn.metres(9), 3.0),
        _ => (drawn.metres(wide), drawn.metres(wide)),
    };
    (0..many).map(|n| one(n, drawn)).collect()
}

/// What must hold of the cells that fill an outline of that area.
fn check_cells(places: &[Place], labels: &[u32], division: &Division, cells: &[Vec<Polygon>], land: f64) {
    let sum: f64 = cells.iter().map(|cell| area(cell)).sum();
    assert!((sum - land).abs() <= land * 1e-6 + 1e-3, "{sum} {land}");
    for cell in cells {
        for polygon in cell {
            assert!(polygon.outer.len() > 2 && ring_area(&polygon.outer) > 0.0, "{polygon:?}");
            assert!(polygon.holes.iter().all(|hole| hole.len() > 2 && ring_area(hole) < 0.0), "{polygon:?}");
        }
    }
    for (row, place) in places.iter().enumerate() {
        let own = division.labels[row] as usize;
        let shared = places.iter().zip(labels).any(|(other, label)| other == place && *label != labels[row]);
        let inside = depth(*place, &cells[own]);
        if shared {
            assert!(inside.abs() < 0.03, "row {row} at {place:?} is {inside} m inside of its cell");
        } else {
            assert!(inside > 0.0, "row {row} at {place:?} is {inside} m inside of its cell");
        }
    }
}

fn square(side: f64) -> Polygon {
    Polygon { outer: vec![(0.0, 0.0), (side, 0.0), (side, side), (0.0, side)], holes: Vec::new() }
}

fn outlines(polygons: Vec<Polygon>) -> Outlines {
    Outlines { zones: [(String::new(), polygons)].into(), ..Outlines::default() }
}

/// The area of the outline that is made: all households in one grid have it for a cell.
fn land(households: &Households, outlines: &Outlines) -> f64 {
    let whole = drawn(households, &vec![0; households.len()]);
    area(&whole.cells(households, outlines).expect("cells")[0])
}

#[test]
fn one_point_two_points_and_a_line() {
    for places in [
        vec![(3.0, 4.0); 6],
        vec![(3.0, 4.0), (3.0, 4.0), (9.0, 4.0), (9.0, 4.0)],
        (0..9).map(|n| (f64::from(n) * 3.0, f64::from(n) * 4.0)).collect(),
    ] {
        let households = households(&places);
        let labels: Vec<u32> = (0..u32::try_from(places.len()).expect("few")).map(|n| n / 2).collect();
        let division = drawn(&households, &labels);
        let options = Outlines { margin: 10.0, ..Outlines::default() };
        let cells = division.cells(&households, &options).expect("cells");
        check_cells(&places, &labels, &division, &cells, land(&households, &options));
        let tours = division.tours(&households).expect("tours");
        let hulls = division.hulls(&households).expect("hulls");
        for (tour, hull) in tours.iter().zip(&hulls) {
            assert!(hull.len() <= 2);
            let there = hull.first().zip(hull.get(1)).map_or(0.0, |(a, b)| apart(*a, *b));
            assert!((tour.metres - 2.0 * there).abs() < 1e-6, "{tour:?} {hull:?}");
        }
    }
    let point = households(&[(3.0, 4.0)]);
    let around = land(&point, &Outlines { margin: 10.0, ..Outlines::default() });
    // A polygon of sixteen sides in a circle of ten metres.
    assert!((around - 306.15).abs() < 0.1, "{around}");
}

#[test]
fn eighty_grids_of_one_tower_share_the_ground_around_it() {
    let places = vec![(50.0, 50.0); 800];
    let labels: Vec<u32> = (0..800).map(|row| row % 80).collect();
    let households = households(&places);
    let division = drawn(&households, &labels);
    let cells = division.cells(&households, &outlines(vec![square(100.0)])).expect("cells");
    check_cells(&places, &labels, &division, &cells, 10_000.0);
    let areas: Vec<String> = cells.iter().map(|cell| format!("{:.0}/{}", area(cell), cell.len())).collect();
    assert!(cells.iter().all(|cell| cell.len() == 1 && area(cell) > 60.0), "an eightieth each: {areas:?}");
}

#[test]
fn an_outline_with_a_bay_and_a_lake_is_filled_to_its_shores() {
    let mut drawn_places = Drawn(4);
    let bay = Polygon {
        outer: vec![
            (0., 0.),
            (900., 0.),
            (900., 900.),
            (600., 900.),
            (600., 200.),
            (500., 200.),
            (500., 900.),
            (0., 900.),
        ],
        holes: vec![vec![(100., 100.), (300., 100.), (300., 300.), (100., 300.)]],
    };
    let island =
        Polygon { outer: vec![(2000., 0.), (2000., 100.), (2100., 100.), (2100., 0.)], holes: Vec::new() };
    let mut places: Vec<Place> =
        (0..200).map(|_| (drawn_places.metres(500), 310.0 + drawn_places.metres(500))).collect();
    places.extend((0..200).map(|_| (610.0 + drawn_places.metres(280), 10.0 + drawn_places.metres(880))));
    places.extend((0..40).map(|n| (2001.0 + f64::from(n), 50.0)));
    let labels: Vec<u32> =
        places.iter().map(|(x, y)| u32::from(*x > 550.0) + 2 * u32::from(*y > 500.0)).collect();
    let households = households(&places);
    let division = drawn(&households, &labels);
    let cells = division.cells(&households, &outlines(vec![bay.clone(), island.clone()])).expect("cells");
    let land = 900.0 * 900.0 - 100.0 * 700.0 - 200.0 * 200.0 + 100.0 * 100.0;
    check_cells(&places, &labels, &division, &cells, land);
    // The second grid has the island too.
    assert!(cells[1].len() >= 2, "{}", cells[1].len());
    // What the caller draws clockwise is the same land.
    let turned = |polygon: &Polygon| Polygon {
        outer: polygon.outer.iter().rev().copied().collect(),
        holes: polygon.holes.iter().map(|ring| ring.iter().rev().copied().collect()).collect(),
    };
    let again = division.cells(&households, &outlines(vec![turned(&bay), turned(&island)])).expect("cells");
    assert_eq!(cells, again);
}

#[test]
fn what_is_no_outline_is_refused_by_name() {
    let households = households(&[(10.0, 10.0), (90.0, 90.0)]);
    let division = drawn(&households, &[0, 1]);
    let refused = |outlines: &Outlines| division.cells(&households, outlines).expect_err("refused");
    let small = refused(&outlines(vec![square(50.0)]));
    assert_eq!((small.row, small.column.as_str(), small.value.as_str()), (Some(1), "x", "90 90"));
    let bow = Polygon { outer: vec![(0., 0.), (100., 100.), (100., 0.), (0., 100.)], holes: Vec::new() };
    assert_eq!(refused(&outlines(vec![bow])).column, "outlines");
    assert_eq!(refused(&outlines(vec![square(100.0), square(100.0)])).column, "outlines");
    assert_eq!(refused(&outlines(Vec::new())).column, "outlines");
    let nowhere = Polygon { outer: vec![(0., 0.), (f64::NAN, 1.), (1., 1.)], holes: Vec::new() };
    assert_eq!(refused(&outlines(vec![nowhere])).column, "outlines");
    let unknown =
        Outlines { zones: [("丙村".to_owned(), vec![square(100.0)])].into(), ..Outlines::default() };
    assert_eq!(refused(&unknown).value, "丙村");
    for margin in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert_eq!(refused(&Outlines { margin, ..Outlines::default() }).column, "margin");
    }
    let others = self::households(&[(10.0, 10.0)]);
    let wrong = |error: InputError| assert_eq!(error.column, "households");
    wrong(division.cells(&others, &Outlines::default()).expect_err("other rows"));
    wrong(division.tours(&others).expect_err("other rows"));
    wrong(division.hulls(&others).expect_err("other rows"));
}

#[test]
fn shifted_coordinates_give_the_same_cells_in_their_own_coordinates() {
    let mut drawn_places = Drawn(11);
    let places: Vec<Place> = (0..200)
        .map(|_| (117.28 + drawn_places.metres(900) / 90_000.0, 31.95 + drawn_places.metres(900) / 111_000.0))
        .collect();
    let labels: Vec<u32> = (0..200).map(|row| row % 3).collect();
    let make = |crs: Crs| {
        let (x, y) = places.iter().map(|(x, y)| from_wgs84(crs, *x, *y).expect("in China")).unzip();
        let households = Households::new(x, y, crs).expect("places");
        let division = drawn(&households, &labels);
        (
            division.cells(&households, &Outlines::default()).expect("cells"),
            division.tours(&households).expect("tours"),
        )
    };
    let (straight, tours) = make(Crs::Lonlat);
    for crs in [Crs::Gcj02, Crs::Bd09] {
        let (cells, own_tours) = make(crs);
        let sum = |cells: &[Vec<Polygon>]| cells.iter().map(|cell| area(cell)).sum::<f64>();
        assert!((sum(&cells) / sum(&straight) - 1.0).abs() < 0.01);
        for (tour, own) in tours.iter().zip(&own_tours) {
            assert!((tour.metres - own.metres).abs() < tour.metres * 0.01, "{} {}", tour.metres, own.metres);
        }
        let east = |cells: &[Vec<Polygon>]| cells[0][0].outer[0].0;
        assert!((east(&cells) - east(&straight)).abs() > 0.002, "given back as they came, shifted");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_order_of_the_rows_does_not_matter(many in 2_u32..200, stacks in 1_u32..20, seed in any::<u64>()) {
        let mut drawn_places = Drawn(seed);
        let places = places(many, 800, stacks, &mut drawn_places);
        let labels: Vec<u32> = places.iter().map(|_| drawn_places.next(4)).collect();
        let made = |order: &[usize]| {
            let households = households(&order.iter().map(|row| places[*row]).collect::<Vec<_>>());
            let division = drawn(&households, &order.iter().map(|row| labels[*row]).collect::<Vec<_>>());
            let tours = division.tours(&households).expect("tours").into_iter();
            let tours: Vec<(Vec<Place>, f64)> = tours
                .map(|tour| (tour.stops.iter().map(|row| places[order[*row]]).collect(), tour.metres))
                .collect();
            let cells = division.cells(&households, &Outlines::default()).expect("cells");
            (division.hulls(&households).expect("hulls"), tours, cells)
        };
        let order: Vec<usize> = (0..places.len()).collect();
        let mut shuffled = order.clone();
        shuffled.sort_by_key(|row| (*row as u64).wrapping_mul(seed | 1));
        prop_assert_eq!(made(&order), made(&shuffled));
    }

    #[test]
    fn cells_tile_and_each_household_lies_in_its_own(
        many in 1_u32..300, wide in 1_u32..3000, stacks in 1_u32..40, grids in 1_u32..12, seed in any::<u64>(),
        nearby in any::<bool>(), hull in any::<bool>(),
    ) {
        let mut drawn_places = Drawn(seed);
        let mut places = places(many, wide, stacks, &mut drawn_places);
        if !hull {
            for place in &mut places {
                *place = (place.0.min(4999.0) + 1.0, place.1 + 1.0);
            }
        }
        let label = |place: &Place, drawn: &mut Drawn| if nearby {
            u32::from(place.0 > 300.0) + 2 * u32::from(place.1 > 200.0)
        } else {
            drawn.next(grids)
        };
        let labels: Vec<u32> = places.iter().map(|place| label(place, &mut drawn_places)).collect();
        let households = households(&places);
        let division = drawn(&households, &labels);
        if hull {
            let options = Outlines { margin: 20.0, ..Outlines::default() };
            let cells = division.cells(&households, &options).expect("cells");
            check_cells(&places, &labels, &division, &cells, land(&households, &options));
        } else {
            let cells = division.cells(&households, &outlines(vec![square(5001.0)])).expect("cells");
            check_cells(&places, &labels, &division, &cells, 5001.0 * 5001.0);
        }
    }

    #[test]
    fn tours_visit_each_place_once_and_keep_their_bounds(
        many in 1_u32..400, wide in 1_u32..3000, stacks in 1_u32..40, grids in 1_u32..5, seed in any::<u64>(),
    ) {
        let mut drawn_places = Drawn(seed);
        let places = places(many, wide, stacks, &mut drawn_places);
        let labels: Vec<u32> = (0..many).map(|_| drawn_places.next(grids)).collect();
        let households = households(&places);
        let division = drawn(&households, &labels);
        let tours = division.tours(&households).expect("tours");
        let hulls = division.hulls(&households).expect("hulls");
        for (grid, (tour, hull)) in tours.iter().zip(&hulls).enumerate() {
            let mut own: Vec<Place> = (0..places.len())
                .filter(|row| division.labels[*row] as usize == grid)
                .map(|row| places[row])
                .collect();
            let stops: Vec<Place> = tour.stops.iter().map(|row| places[*row]).collect();
            for row in &tour.stops {
                prop_assert_eq!(division.labels[*row] as usize, grid);
            }
            let sort = |places: &mut Vec<Place>| {
                places.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
            };
            sort(&mut own);
            own.dedup();
            let mut visited = stops.clone();
            sort(&mut visited);
            prop_assert_eq!(&visited, &own);
            let walked: f64 = pairs(&stops).map(|(a, b)| apart(a, b)).sum();
            prop_assert!((walked - tour.metres).abs() < 0.02 * stops.len() as f64, "{} {}", walked, tour.metres);
            let perimeter: f64 = pairs(hull).map(|(a, b)| apart(a, b)).sum();
            prop_assert!(tour.metres >= perimeter - 0.02 * hull.len() as f64);
            prop_assert!(tour.metres <= 2.0 * tree_length(&own) + 0.02 * own.len() as f64);
            // All households are inside of the hull, or on it.
            prop_assert!(hull.len() < 3 || ring_area(hull) > 0.0);
            let around = [Polygon { outer: hull.clone(), holes: Vec::new() }];
            for place in &own {
                prop_assert!(hull.len() < 3 || depth(*place, &around) > -0.02, "{:?} {:?}", place, hull);
            }
        }
    }
}
