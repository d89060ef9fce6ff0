//! What other programs read: GeoJSON by another reader than the crate that wrote it, the map as XML.
#![expect(clippy::float_arithmetic, clippy::indexing_slicing, reason = "places, and rings by their corners")]

use std::collections::BTreeSet;

use serde_json::Value;
use wangge::division::{
    Anchor, Crs, Division, DivisionOptions, GridsWanted, Households, Names, Outlines, divide, from_wgs84,
};
use wangge::export::{GeoJsonOptions, MapOptions, Shape, geojson, map};
use wangge::{Aim, Dimension, Lang, Policy};

/// A made-up village: hamlets of forty households, ninety metres wide, in longitude and latitude.
fn village(hamlets: u32, crs: Crs) -> Households {
    let mut seed = 7_u64;
    let mut next = move |below: u32| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from((seed >> 33) % u64::from(below)).expect("below"))
    };
    let (mut x, mut y, mut group) = (Vec::new(), Vec::new(), Vec::new());
    for n in 0..hamlets * 40 {
        let hamlet = n / 40;
        let (east, north) =
            (f64::from(hamlet % 5) * 300.0 + next(90), f64::from(hamlet / 5) * 250.0 + next(90));
        let place = (117.28 + east / 94_500.0, 31.95 + north / 110_900.0);
        let (own_x, own_y) = if crs == Crs::Metres {
            (500_000.0 + east, 3_540_000.0 + north)
        } else {
            from_wgs84(crs, place.0, place.1).expect("in China")
        };
        x.push(own_x);
        y.push(own_y);
        group.push(Some(format!("第{}组", hamlet + 1)));
    }
    let people = (0..hamlets * 40).map(|n| 1 + n % 5).collect();
    Households::new(x, y, crs)
        .and_then(|h| h.with_zones(vec![Some("340102001001"); hamlets as usize * 40]))
        .and_then(|h| h.with_groups(group))
        .and_then(|h| h.with_amounts(Dimension::Population, people))
        .expect("households")
}

fn divided(households: &Households) -> Division {
    let policy = Policy::preset("combined").expect("a preset");
    divide(&policy, households, &DivisionOptions::default()).expect("lawful")
}

fn read(division: &Division, households: &Households, options: &GeoJsonOptions) -> Value {
    serde_json::from_str(&geojson(division, households, options).expect("exported")).expect("JSON")
}

fn place(value: &Value) -> (f64, f64) {
    (value[0].as_f64().expect("a longitude"), value[1].as_f64().expect("a latitude"))
}

/// The rings of a geometry, polygon by polygon.
fn polygons(geometry: &Value) -> Vec<Vec<Vec<(f64, f64)>>> {
    let rings = |value: &Value| {
        value
            .as_array()
            .expect("rings")
            .iter()
            .map(|ring| ring.as_array().expect("a ring").iter().map(place).collect())
            .collect()
    };
    match geometry["type"].as_str() {
        Some("Polygon") => vec![rings(&geometry["coordinates"])],
        Some("MultiPolygon") => {
            geometry["coordinates"].as_array().expect("polygons").iter().map(rings).collect()
        }
        other => panic!("{other:?}"),
    }
}

fn area(ring: &[(f64, f64)]) -> f64 {
    let (ox, oy) = ring[0];
    let of = |pair: &[(f64, f64)]| (pair[0].0 - ox) * (pair[1].1 - oy) - (pair[0].1 - oy) * (pair[1].0 - ox);
    ring.windows(2).map(of).sum::<f64>() / 2.0
}

#[test]
fn another_reader_finds_the_grids_where_they_are() {
    let straight = village(15, Crs::Lonlat);
    let division = divided(&straight);
    let measures = division.measure(&straight).expect("the same rows");
    let tours = division.tours(&straight).expect("the same rows");
    let all = read(&division, &straight, &GeoJsonOptions::default());
    assert_eq!(all["type"], "FeatureCollection");
    let bbox: Vec<f64> = all["bbox"].as_array().expect("a box").iter().filter_map(Value::as_f64).collect();
    assert!(bbox[0] > 117.27 && bbox[1] > 31.94 && bbox[2] < 117.30 && bbox[3] < 31.965, "{bbox:?}");
    let features = all["features"].as_array().expect("features");
    assert_eq!(features.len(), division.grids.len());
    for ((feature, grid), tour) in features.iter().zip(&measures.grids).zip(&tours) {
        assert_eq!(feature["type"], "Feature");
        assert_eq!(feature["id"].as_str(), grid.name.code.as_deref());
        let own = &feature["properties"];
        assert_eq!(own["code"].as_str().expect("a code").len(), 15);
        assert_eq!(
            (own["zone"].as_str(), own["number"].as_u64()),
            (Some("340102001001"), Some(grid.name.number.into()))
        );
        assert_eq!(own["households"].as_u64(), Some(grid.households.into()));
        assert_eq!(own["population"].as_u64(), Some(grid.amounts[0].1.into()));
        for (key, wanted) in [("rms", grid.rms), ("farthest", grid.farthest.metres), ("round", tour.metres)] {
            assert!((own[key].as_f64().expect("metres") - wanted).abs() <= 0.005, "{key}");
        }
        let neighbours: Vec<&str> =
            own["neighbours"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
        let wanted: Vec<&str> = grid
            .neighbours
            .iter()
            .filter_map(|place| division.grids[*place as usize].code.as_deref())
            .collect();
        assert_eq!(neighbours, wanted);
        let whole = own["whole_groups"].as_array().expect("a list").len();
        assert_eq!(whole, grid.groups.iter().filter(|share| share.is_whole()).count());
        for polygon in polygons(&feature["geometry"]) {
            // The right-hand rule: around counter-clockwise, holes clockwise; each ring closed.
            assert!(area(&polygon[0]) > 0.0 && polygon[1..].iter().all(|hole| area(hole) < 0.0));
            for ring in &polygon {
                assert!(ring.len() > 3 && ring.first() == ring.last());
                for (x, y) in ring {
                    assert!((bbox[0]..=bbox[2]).contains(x) && (bbox[1]..=bbox[3]).contains(y));
                    let text = x.to_string();
                    assert!(text.len() <= "117.1234567".len(), "{text}: to a centimetre");
                }
            }
        }
    }
    // What came in shifted goes out where it is.
    for crs in [Crs::Gcj02, Crs::Bd09] {
        let shifted = village(15, crs);
        let same = Division { labels: division.labels.clone(), ..division.clone() };
        let found = read(&same, &shifted, &GeoJsonOptions::default());
        for (value, wanted) in found["bbox"].as_array().expect("a box").iter().zip(&bbox) {
            assert!((value.as_f64().expect("degrees") - wanted).abs() < 2e-7, "{crs}: {value} {wanted}");
        }
    }
}

#[test]
fn hulls_and_households_by_choice() {
    let households = village(6, Crs::Lonlat);
    let division = divided(&households);
    let hulls =
        read(&division, &households, &GeoJsonOptions { shape: Shape::Hull, ..GeoJsonOptions::default() });
    for feature in hulls["features"].as_array().expect("features") {
        assert!(area(&polygons(&feature["geometry"])[0][0]) > 0.0);
    }
    let points = GeoJsonOptions { shape: Shape::Households, ..GeoJsonOptions::default() };
    let all = read(&division, &households, &points);
    let many: usize = all["features"]
        .as_array()
        .expect("features")
        .iter()
        .map(|feature| {
            assert_eq!(feature["geometry"]["type"], "MultiPoint");
            feature["geometry"]["coordinates"].as_array().expect("points").len()
        })
        .sum();
    assert_eq!(many, 240);
    // One household alone, and two: a point and a line.
    let few = Households::new(vec![117.28, 117.29, 117.3], vec![31.95; 3], Crs::Lonlat).expect("places");
    let drawn = Division::drawn(&few, &Names::new([Some("甲"), Some("甲"), Some("乙")])).expect("named");
    let hulls = read(&drawn, &few, &GeoJsonOptions { shape: Shape::Hull, ..GeoJsonOptions::default() });
    let kinds: Vec<&str> = hulls["features"]
        .as_array()
        .expect("features")
        .iter()
        .filter_map(|feature| feature["geometry"]["type"].as_str())
        .collect();
    // Names are sorted: 乙 before 甲.
    assert_eq!(kinds, ["Point", "LineString"]);
}

#[test]
fn plane_metres_need_an_anchor_and_only_they() {
    let plane = village(6, Crs::Metres);
    let policy = Policy::preset("combined").expect("a preset");
    let two = DivisionOptions { grids: GridsWanted::Exactly(2), ..DivisionOptions::default() };
    let division = divide(&policy, &plane, &two).expect("lawful");
    let refused = geojson(&division, &plane, &GeoJsonOptions::default()).expect_err("nobody knows where");
    assert_eq!((refused.column.as_str(), refused.value.as_str()), ("anchor", "none"));
    let anchor = Anchor::new((500_000.0, 3_540_000.0), 117.28, 31.95).expect("a place");
    let options = GeoJsonOptions { anchor: Some(anchor), ..GeoJsonOptions::default() };
    let found = read(&division, &plane, &options);
    let there = village(6, Crs::Lonlat);
    let straight = read(&division, &there, &GeoJsonOptions::default());
    for (a, b) in
        found["bbox"].as_array().expect("a box").iter().zip(straight["bbox"].as_array().expect("a box"))
    {
        assert!((a.as_f64().expect("degrees") - b.as_f64().expect("degrees")).abs() < 1e-5, "{a} {b}");
    }
    let refused = geojson(&division, &there, &options).expect_err("it lies where it lies");
    assert_eq!((refused.column.as_str(), refused.value.as_str()), ("anchor", "one"));
    assert!(Anchor::new((0.0, 0.0), 31.95, 117.28).is_err(), "swapped");
}

/// Every word of a map: its middle and its size, the words, whether it is a label.
fn words(svg: &roxmltree::Document<'_>) -> Vec<(f64, f64, f64, String, bool)> {
    let number = |node: &roxmltree::Node<'_, '_>, key| {
        node.attribute(key).and_then(|value| value.parse::<f64>().ok()).expect("a number")
    };
    svg.descendants()
        .filter(|node| node.has_tag_name("text"))
        .map(|node| {
            let label = node.attribute("paint-order").is_some();
            let said = node.text().unwrap_or_default().trim().to_owned();
            (number(&node, "x"), number(&node, "y"), number(&node, "font-size"), said, label)
        })
        .collect()
}

/// No label lies over another one; lines of one label stand under one another.
fn check_labels(words: &[(f64, f64, f64, String, bool)]) {
    let labels: Vec<_> = words.iter().filter(|(.., label)| *label).collect();
    let wide = |said: &str| said.chars().map(|letter| if letter.is_ascii() { 0.6 } else { 1.0 }).sum::<f64>();
    for (nth, a) in labels.iter().enumerate() {
        for b in &labels[..nth] {
            let apart_x = (a.0 - b.0).abs() * 2.0 >= wide(&a.3) * a.2 + wide(&b.3) * b.2;
            let apart_y = (a.1 - b.1).abs() >= f64::midpoint(a.2, b.2);
            assert!(apart_x || apart_y, "{} lies over {}", a.3, b.3);
        }
    }
}

#[test]
fn a_map_of_ten_grids_says_all_and_one_of_eighty_numbers_them() {
    let households = village(30, Crs::Gcj02);
    let division = divided(&households);
    assert!((8..=12).contains(&division.grids.len()));
    let options = MapOptions {
        title: Some("青石村 <甲&乙>\u{1}".to_owned()),
        groups: true,
        tours: true,
        ..MapOptions::default()
    };
    let svg = map(&division, &households, &options).expect("drawn");
    let read = roxmltree::Document::parse(&svg).expect("XML");
    let words = words(&read);
    check_labels(&words);
    let said: Vec<&str> = words.iter().map(|(.., said, _)| said.as_str()).collect();
    assert!(said.contains(&"青石村 <甲&乙>\u{fffd}"), "{said:?}");
    for number in 1..=division.grids.len() {
        assert!(said.contains(&format!("网格{number}").as_str()), "{said:?}");
        assert!(
            said.contains(&format!("{:015}", 340_102_001_001_000_u64 + number as u64).as_str()),
            "{said:?}"
        );
    }
    for word in ["北", "200米", "住户", "自然村组", "走访路线"] {
        assert!(said.contains(&word), "{word}: {said:?}");
    }
    assert!(!said.contains(&"河流、道路等分界"), "there is none");
    let households = village(250, Crs::Lonlat);
    let policy = Policy::preset("combined").expect("a preset");
    let eighty = DivisionOptions {
        grids: GridsWanted::Exactly(80),
        aims: Some(vec![Aim::Compact]),
        rounds: Some(4),
        ..DivisionOptions::default()
    };
    let division = divide(&policy, &households, &eighty).expect("lawful");
    let svg = map(&division, &households, &MapOptions::default()).expect("drawn");
    let read = roxmltree::Document::parse(&svg).expect("XML");
    let words = self::words(&read);
    check_labels(&words);
    let mut numbers: Vec<&str> =
        words.iter().filter(|(.., label)| *label).map(|(.., said, _)| said.as_str()).collect();
    numbers.sort_unstable_by_key(|number| number.parse::<u32>().expect("a number"));
    assert_eq!(numbers, (1..=80).map(|number: u32| number.to_string()).collect::<Vec<_>>());
    assert!(words.iter().any(|(.., said, _)| said == "80个网格，共10000户"));
    let least = words.iter().map(|(_, _, size, ..)| *size).fold(f64::INFINITY, f64::min);
    assert!(least >= 11.0, "{least}");
}

#[test]
fn a_map_is_the_same_whatever_the_order_of_the_rows() {
    let households = village(9, Crs::Lonlat);
    let division = divided(&households);
    let options = MapOptions { lang: Lang::En, ..MapOptions::default() };
    let there = map(&division, &households, &options).expect("drawn");
    assert!(there.contains("Grid 1") && there.contains("household") && !there.contains("网格"));
    let rows: Vec<usize> = (0..households.len()).rev().collect();
    let (x, y) = rows.iter().map(|row| households.place(*row).expect("a row")).unzip();
    let back = Households::new(x, y, Crs::Lonlat)
        .and_then(|h| h.with_zones(vec![Some("340102001001"); rows.len()]))
        .expect("households");
    let labels = rows.iter().map(|row| division.labels[*row]).collect();
    let turned = Division { labels, ..division.clone() };
    assert_eq!(map(&turned, &back, &options).expect("drawn"), there);
    let refused = map(&division, &households, &MapOptions { width: 100, ..options }).expect_err("too narrow");
    assert_eq!((refused.column.as_str(), refused.value.as_str()), ("width", "100"));
}

#[test]
fn grids_that_touch_never_share_a_colour_across_a_river_and_a_border_of_zones_too() {
    let households = village(40, Crs::Lonlat);
    let rows = households.len();
    let zones = (0..rows)
        .map(|row| Some(if households.place(row).expect("a row").0 < 117.289 { "西村" } else { "东村" }));
    let zones: Vec<Option<&str>> = zones.collect();
    let households = households
        .with_zones(zones)
        .and_then(|h| h.with_barriers(vec![vec![(117.27, 31.956), (117.31, 31.957)]]))
        .expect("households");
    let division = divided(&households);
    let svg = map(&division, &households, &MapOptions::default()).expect("drawn");
    let read = roxmltree::Document::parse(&svg).expect("XML");
    let fills: Vec<&str> = read
        .descendants()
        .filter(|node| node.attribute("fill-rule").is_some())
        .filter_map(|node| node.attribute("fill"))
        .collect();
    assert_eq!(fills.len(), division.grids.len());
    let mut pairs = 0;
    // Cells of one zone that have two corners in common, the river between them or not.
    let cells = division.cells(&households, &Outlines::default()).expect("cells");
    let corners: Vec<BTreeSet<(u64, u64)>> = cells
        .iter()
        .map(|cell| {
            cell.iter().flat_map(|polygon| &polygon.outer).map(|(x, y)| (x.to_bits(), y.to_bits())).collect()
        })
        .collect();
    for (place, own) in corners.iter().enumerate() {
        for other in 0..place {
            if own.intersection(&corners[other]).count() > 1 {
                assert_ne!(fills[place], fills[other], "{place} and {other}");
                pairs += 1;
            }
        }
    }
    assert!(pairs > 15, "{pairs}");
    // And those whose households are next to one another across the border of the zones.
    let (x, y) = (0..rows).map(|row| households.place(row).expect("a row")).unzip();
    let open = Households::new(x, y, Crs::Lonlat).expect("places");
    for (place, grid) in division.measure(&open).expect("the same rows").grids.iter().enumerate() {
        for other in grid.neighbours.iter().map(|other| *other as usize) {
            if division.grids[place].zone != division.grids[other].zone {
                assert_ne!(fills[place], fills[other], "{place} and {other}");
                pairs += 1;
            }
        }
    }
    assert!(pairs > 20, "{pairs}");
    assert!(svg.contains("河流、道路等分界"));
}
