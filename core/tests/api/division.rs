//! Dividing one zone: lawful for any places, the same for any order of rows and number of threads, and compact.

#![expect(clippy::float_arithmetic, clippy::indexing_slicing, reason = "places, and loads by label")]

use proptest::prelude::*;
use wangge::division::divide_zone;
use wangge::{Error, InputError};

/// Whole numbers that look drawn, the same on every machine.
fn drawn(many: usize, seed: u64) -> Vec<(f64, f64)> {
    let mut state = seed;
    let mut next = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(state >> 44).expect("20 bits"))
    };
    (0..many).map(|_| (next() / 100.0, next() / 100.0)).collect()
}

fn loads(labels: &[u32], grids: u32) -> Vec<u32> {
    let mut loads = vec![0; usize::try_from(grids).expect("small")];
    for label in labels {
        loads[usize::try_from(*label).expect("small")] += 1;
    }
    loads
}

fn spread(places: &[(f64, f64)], labels: &[u32], grids: u32) -> f64 {
    let mut total = 0.0;
    for grid in 0..grids {
        let own: Vec<_> =
            places.iter().zip(labels).filter(|(_, label)| **label == grid).map(|(place, _)| place).collect();
        let many = f64::from(u32::try_from(own.len()).expect("small"));
        let (x, y) =
            (own.iter().map(|p| p.0).sum::<f64>() / many, own.iter().map(|p| p.1).sum::<f64>() / many);
        total += own.iter().map(|p| (p.0 - x).powi(2) + (p.1 - y).powi(2)).sum::<f64>();
    }
    total
}

#[test]
fn the_order_of_rows_and_the_threads_do_not_matter() {
    let places = drawn(1500, 7);
    let labels = divide_zone(&places, 12, (100, 150), 1).expect("lawful");
    assert!(loads(&labels, 12).iter().all(|load| (100..=150).contains(load)));
    assert_eq!(divide_zone(&places, 12, (100, 150), 2).expect("lawful"), labels);
    let shuffled: Vec<_> = (0..1500).map(|n| n * 1009 % 1500).collect();
    let moved: Vec<_> = shuffled.iter().map(|n| places[*n]).collect();
    let again = divide_zone(&moved, 12, (100, 150), 3).expect("lawful");
    assert_eq!(again, shuffled.iter().map(|n| labels[*n]).collect::<Vec<_>>());
    // Far better than strips, which are lawful too.
    let mut by_x: Vec<usize> = (0..1500).collect();
    by_x.sort_by(|a, b| places[*a].0.total_cmp(&places[*b].0));
    let mut strips = vec![0; 1500];
    for (nth, row) in by_x.into_iter().enumerate() {
        strips[row] = u32::try_from(nth / 125).expect("small");
    }
    assert!(spread(&places, &labels, 12) * 3.0 < spread(&places, &strips, 12));
}

#[test]
fn stacks_lines_and_a_forced_crossing() {
    let stacks: Vec<_> = (0..400).map(|n| (f64::from(n % 4) * 500.0, 0.0)).collect();
    let line: Vec<_> = (0..400).map(|n| (f64::from(n), 0.0)).collect();
    // 63 on one island and 337 on the other: some grid has households of both, or the first would be out of the band.
    let islands: Vec<_> =
        (0..400).map(|n| (if n < 63 { 0.0 } else { 5000.0 } + f64::from(n % 13), f64::from(n % 7))).collect();
    for places in [stacks, line, islands] {
        for (grids, band) in [(3, (100, 150)), (4, (100, 100)), (7, (50, 60)), (1, (1, 1000))] {
            let labels = divide_zone(&places, grids, band, 1).expect("lawful");
            let loads = loads(&labels, grids);
            assert!(loads.iter().all(|load| (band.0..=band.1).contains(load)), "{loads:?}");
        }
    }
}

#[test]
fn what_cannot_be_divided_is_refused() {
    let refused = |places: &[(f64, f64)], grids, band| match divide_zone(places, grids, band, 1) {
        Err(Error::Input(InputError { row, column, allowed, .. })) => (row, column, allowed),
        other => panic!("{other:?}"),
    };
    let places = drawn(180, 1);
    assert_eq!(
        refused(&places, 2, (100, 150)).2,
        "none: 180 households cannot be divided into grids of 100 to 150"
    );
    assert_eq!(refused(&drawn(430, 1), 5, (100, 150)).2, "3 to 4");
    assert_eq!(refused(&[], 1, (100, 150)).1, "grids");
    assert_eq!(refused(&places, 2, (0, 150)).1, "band");
    assert_eq!(refused(&places, 2, (151, 150)).1, "band");
    for bad in [f64::NAN, f64::INFINITY, -1e9] {
        let mut places = drawn(200, 1);
        places[117].1 = bad;
        assert_eq!(refused(&places, 2, (100, 150)).0, Some(117));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn every_division_is_lawful(
        places in proptest::collection::vec((0_i32..40, 0_i32..40), 12..300),
        least in 3_u32..12,
        wider in 0_u32..8,
        pick in 0_u32..100,
    ) {
        let places: Vec<_> = places.into_iter().map(|(x, y)| (f64::from(x) * 10.0, f64::from(y) * 10.0)).collect();
        let many = u32::try_from(places.len()).expect("small");
        let (fewest, most) = (many.div_ceil(least + wider), many / least);
        prop_assume!(fewest <= most);
        let grids = fewest + pick % (most - fewest + 1);
        let labels = divide_zone(&places, grids, (least, least + wider), 1).expect("lawful");
        prop_assert!(loads(&labels, grids).iter().all(|load| (least..=least + wider).contains(load)));
    }
}
