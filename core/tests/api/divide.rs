//! Dividing by a policy: lawful or refused by name, the same for any order of rows, and explained.

#![expect(clippy::float_arithmetic, clippy::indexing_slicing, reason = "places, and loads by label")]

use std::collections::BTreeMap;

use proptest::prelude::*;
use wangge::division::{
    Crs, Division, DivisionOptions, Go, GridsWanted, Households, Names, Previous, audit, divide, divide_with,
    redivide, redivide_with,
};
use wangge::{Aim, Dimension, DivisionError, Error, InputError, Policy};

fn policy() -> Policy {
    Policy::preset("combined").expect("a preset")
}

/// A policy with another band.
fn band(min: u32, max: u32) -> Policy {
    let text = std::fs::read_to_string(
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/policy/presets/combined.toml"),
    );
    let text =
        text.expect("the preset").replacen("min = 100\nmax = 150", &format!("min = {min}\nmax = {max}"), 1);
    Policy::from_toml(&text).expect("lawful")
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

/// Hamlets of about forty households; `apart`: each in a field of its own.
fn hamlets(many: u32, apart: bool, seed: u64) -> (Vec<f64>, Vec<f64>, Vec<Option<String>>) {
    let mut drawn = Drawn(seed);
    let hamlets = (many / 40).max(1);
    let side = (1..=hamlets).find(|side| side * side >= hamlets).expect("a square");
    let centre: Vec<(f64, f64)> = (0..hamlets)
        .map(|n| {
            if apart {
                (
                    f64::from(n % side) * 600.0 + drawn.metres(100),
                    f64::from(n / side) * 600.0 + drawn.metres(100),
                )
            } else {
                (drawn.metres(side * 600), drawn.metres(side * 600))
            }
        })
        .collect();
    let (mut x, mut y, mut group) = (Vec::new(), Vec::new(), Vec::new());
    for n in 0..many {
        let hamlet = n % hamlets;
        let (cx, cy) = centre[hamlet as usize];
        x.push(cx + drawn.metres(200) - 100.0);
        y.push(cy + drawn.metres(200) - 100.0);
        group.push(Some(format!("组{hamlet:03}")));
    }
    (x, y, group)
}

fn village(many: u32, apart: bool, seed: u64) -> Households {
    let (x, y, group) = hamlets(many, apart, seed);
    Households::new(x, y, Crs::Metres).and_then(|h| h.with_groups(group)).expect("households")
}

fn loads(division: &Division, weights: &[u32]) -> Vec<u32> {
    let mut loads = vec![0; division.grids.len()];
    for (label, weight) in division.labels.iter().zip(weights) {
        loads[*label as usize] += weight;
    }
    loads
}

fn refused(result: Result<Division, Error>) -> InputError {
    match result {
        Err(Error::Input(error)) => error,
        other => panic!("not refused as input: {other:?}"),
    }
}

fn aims(aims: &[Aim]) -> DivisionOptions {
    DivisionOptions { aims: Some(aims.to_vec()), ..DivisionOptions::default() }
}

#[test]
fn groups_that_stand_apart_stay_whole_and_in_one_piece() {
    // 27 hamlets of 40: three a grid.
    let households = village(1080, true, 3);
    let division = divide(&policy(), &households, &DivisionOptions::default()).expect("lawful");
    let measures = division.measure(&households).expect("the same rows");
    assert_eq!((measures.groups_whole, measures.groups), (27, 27));
    assert_eq!(measures.connected, measures.grids.len());
    assert!(division.splits.is_empty());
    assert!(measures.grids.iter().all(|grid| (100..=150).contains(&grid.households)));
    let free = divide(&policy(), &households, &aims(&[Aim::Compact])).expect("lawful");
    let free = free.measure(&households).expect("the same rows");
    assert!(measures.rms <= free.rms * 1.2, "{} {}", measures.rms, free.rms);
    assert!(free.groups_whole < 27, "free of the groups it would be no wonder");
}

#[test]
fn a_group_larger_than_a_grid_is_cut_and_the_list_says_why() {
    let mut drawn = Drawn(5);
    let x: Vec<f64> = (0..500).map(|_| drawn.metres(300)).collect();
    let y: Vec<f64> = (0..500).map(|_| drawn.metres(300)).collect();
    let group = (0..500).map(|n| Some(if n < 300 { "大组" } else { "小组" }));
    let households =
        Households::new(x, y, Crs::Metres).and_then(|h| h.with_groups(group)).expect("households");
    let division = divide(&policy(), &households, &DivisionOptions::default()).expect("lawful");
    assert!(loads(&division, &[1; 500]).iter().all(|load| (100..=150).contains(load)));
    let large = division.splits.iter().find(|split| split.group == "大组").expect("it cannot be whole");
    assert_eq!(large.because.zh(), "〔X-3.1〕“大组”共300户，超过每格150户的上限，须拆分");
    assert_eq!(large.parts.iter().map(|(_, here)| here).sum::<u32>(), 300);
    for split in &division.splits {
        assert!(split.parts.len() > 1, "{split:?}");
    }
}

#[test]
fn groups_that_cannot_all_stay_whole_are_cut_where_they_must_be() {
    // 50 groups of 40 in 16 grids: three make 120, four too many, so that two groups at least must be cut.
    let x = (0..2000).map(|n| f64::from(n % 73) * 40.0 + f64::from(n % 7)).collect();
    let y = (0..2000).map(|n| f64::from(n / 73) * 40.0).collect();
    let households = Households::new(x, y, Crs::Metres)
        .and_then(|h| h.with_groups((0..2000).map(|n| Some(format!("{:03}", n / 40)))))
        .expect("households");
    let division = divide(&policy(), &households, &DivisionOptions::default()).expect("lawful");
    assert!(loads(&division, &[1; 2000]).iter().all(|load| (100..=150).contains(load)));
    assert!((2..=8).contains(&division.splits.len()), "{}", division.splits.len());
    // Groups of households that stand all over the zone.
    for groups in [7, 20] {
        let mut drawn = Drawn(groups.into());
        let x: Vec<f64> = (0..1000).map(|_| drawn.metres(2000)).collect();
        let y: Vec<f64> = (0..1000).map(|_| drawn.metres(2000)).collect();
        let group: Vec<_> = (0..1000).map(|_| Some(drawn.next(groups).to_string())).collect();
        let households = Households::new(x, y, Crs::Metres).and_then(|h| h.with_groups(group)).expect("rows");
        let division = divide(&policy(), &households, &DivisionOptions::default()).expect("lawful");
        assert!(loads(&division, &[1; 1000]).iter().all(|load| (100..=150).contains(load)), "{groups}");
    }
    // Two groups, each in two halves around the other: both have most of their households in one grid.
    let at = |many: usize, x: f64| std::iter::repeat_n(x, many);
    let x: Vec<f64> = at(55, 0.0).chain(at(65, 100.0)).chain(at(55, 1000.0)).chain(at(65, 1100.0)).collect();
    let group = (0..240).map(|row| Some(if matches!(row, 0..55 | 120..175) { "西" } else { "东" }));
    let households =
        Households::new(x, vec![0.0; 240], Crs::Metres).and_then(|h| h.with_groups(group)).expect("rows");
    let division = divide(&policy(), &households, &aims(&[Aim::WholeGroups, Aim::Compact])).expect("lawful");
    assert!(division.splits.is_empty());
    let mut sizes = loads(&division, &[1; 240]);
    sizes.sort_unstable();
    assert_eq!(sizes, [110, 130]);
}

#[test]
fn a_grid_in_two_zones_has_one_middle() {
    let y: Vec<f64> = (0..240).map(|row| if row < 120 { 0.0 } else { 10.0 }).collect();
    let zone = (0..240).map(|row| Some(if row < 120 { "甲" } else { "乙" }));
    let households =
        Households::new(vec![0.0; 240], y, Crs::Metres).and_then(|h| h.with_zones(zone)).expect("rows");
    let drawn = Names::new((0..240).map(|_| Some("一")));
    let audit = audit(&policy(), &households, &drawn, &DivisionOptions::default()).expect("judged");
    assert_eq!(audit.measures.grids[0].households, 240);
    assert!((audit.measures.rms - 5.0).abs() < 1e-9, "{}", audit.measures.rms);
    assert!((audit.measures.grids[0].farthest.metres - 5.0).abs() < 1e-9);
}

#[test]
fn zones_never_mix_and_grids_are_numbered_from_the_north_west() {
    let households = village(1000, true, 9);
    let rows = households.len();
    let zone = |row: usize| if row.is_multiple_of(2) { "340102001001" } else { "340102001002" };
    let zoned = households.with_zones((0..rows).map(|row| Some(zone(row)))).expect("zones");
    let division = divide(&policy(), &zoned, &DivisionOptions::default()).expect("lawful");
    for (row, label) in division.labels.iter().enumerate() {
        assert_eq!(division.grids[*label as usize].zone.as_deref(), Some(zone(row)));
    }
    let codes: Vec<_> = division.grids.iter().filter_map(|grid| grid.code.as_deref()).collect();
    assert_eq!(codes[0], "340102001001001");
    assert_eq!(codes.len(), division.grids.len());
    let measures = division.measure(&zoned).expect("the same rows");
    let first = &measures.grids[0];
    let others =
        measures.grids.iter().filter(|grid| grid.name.zone == first.name.zone && grid.name.number > 1);
    assert!(others.into_iter().all(|grid| grid.centre.0 > first.centre.0 || grid.centre.1 < first.centre.1));
}

#[test]
fn barriers_are_not_straddled_where_that_is_lawful() {
    // A town on both banks of a river.
    let mut drawn = Drawn(11);
    let x: Vec<f64> = (0..500).map(|_| drawn.metres(1000)).collect();
    let y: Vec<f64> = (0..500).map(|n| drawn.metres(480) + if n < 250 { 0.0 } else { 520.0 }).collect();
    let river = vec![(-100.0, 500.0), (1100.0, 500.0)];
    let households = Households::new(x, y.clone(), Crs::Metres).expect("households");
    let households = households.with_barriers(vec![river]).expect("a line");
    let options = aims(&[Aim::Connected, Aim::Compact]);
    let division = divide(&policy(), &households, &options).expect("lawful");
    let measures = division.measure(&households).expect("the same rows");
    assert_eq!(measures.connected, measures.grids.len());
    for grid in 0..division.grids.len() {
        let own = division.labels.iter().zip(&y).filter(|(label, _)| **label as usize == grid);
        let south = own.clone().filter(|(_, y)| **y < 500.0).count();
        assert!(south == 0 || south == own.count(), "grid {grid} lies on both banks");
    }
}

#[test]
fn several_counts_hold_together() {
    let text = std::fs::read_to_string(
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/policy/presets/combined.toml"),
    );
    let people =
        "[[grid.size]]\nunit = \"population\"\nmin = 300\nmax = 520\nclause = \"X-3.1\"\n\n[grid.prefer]";
    let text = text.expect("the preset").replacen("[grid.size]", "[[grid.size]]", 1).replacen(
        "[grid.prefer]",
        people,
        1,
    );
    let policy = Policy::from_toml(&text).expect("lawful");
    let households = village(1000, false, 21);
    let mut drawn = Drawn(8);
    let people: Vec<u32> = (0..1000).map(|_| 1 + drawn.next(6)).collect();
    let households = households.with_amounts(Dimension::Population, people).expect("people");
    for aims in [vec![Aim::Compact], vec![Aim::WholeGroups, Aim::Connected, Aim::Compact]] {
        let options = DivisionOptions { aims: Some(aims), ..DivisionOptions::default() };
        let division = divide(&policy, &households, &options).expect("lawful");
        for grid in division.measure(&households).expect("the same rows").grids {
            assert!((100..=150).contains(&grid.households), "{grid:?}");
            assert!((300..=520).contains(&grid.amounts[0].1), "{grid:?}");
        }
    }
}

#[test]
fn pins_share_a_grid_or_have_one_each() {
    let households = village(1000, true, 4);
    let pins = (0..1000).map(|row| match row {
        0 | 999 => Some("甲".to_owned()),
        1..=6 => Some(format!("网格长{row}")),
        _ => None,
    });
    let households = households.with_pins(pins).expect("pins");
    for aims in [vec![Aim::Compact], vec![Aim::WholeGroups, Aim::Connected, Aim::Compact]] {
        let options = DivisionOptions { aims: Some(aims), ..DivisionOptions::default() };
        let division = divide(&policy(), &households, &options).expect("lawful");
        assert!(loads(&division, &[1; 1000]).iter().all(|load| (100..=150).contains(load)));
        assert_eq!(division.labels[0], division.labels[999]);
        let mut of: Vec<u32> = division.labels[..7].to_vec();
        of.sort_unstable();
        of.dedup();
        assert_eq!(of.len(), 7, "one each");
    }
}

#[test]
fn room_is_left_where_it_can_be_and_said_where_it_cannot() {
    let households = village(500, true, 6);
    let mut options = aims(&[Aim::Compact]);
    options.headroom = Some(10);
    let division = divide(&policy(), &households, &options).expect("lawful");
    assert!(loads(&division, &[1; 500]).iter().all(|load| (100..=135).contains(load)));
    assert_eq!(division.log[0].zh(), "〔X-3.0〕留10%余量：每格至多135户");
    options.headroom = Some(30);
    options.grids = GridsWanted::Exactly(4);
    let division = divide(&policy(), &households, &options).expect("lawful");
    assert_eq!(division.log[0].zh(), "〔X-3.0〕无法留足30%余量，每格仍以150户为限");
}

#[test]
fn even_sizes_differ_by_one_where_nothing_stands_against_it() {
    let households = village(1003, false, 6);
    let division = divide(&policy(), &households, &aims(&[Aim::Even, Aim::Compact])).expect("lawful");
    let loads = loads(&division, &[1; 1003]);
    let (least, most) = (loads.iter().min().expect("grids"), loads.iter().max().expect("grids"));
    assert!(most - least <= 1, "{loads:?}");
}

#[test]
fn numbers_of_households_without_a_division_are_refused_with_the_nearest_choices() {
    let line = |many: u32| {
        Households::new((0..many).map(f64::from).collect(), vec![0.0; many as usize], Crs::Metres)
    };
    for (many, choices) in [(1, 1), (99, 1), (151, 2), (199, 2)] {
        let error = divide(&policy(), &line(many).expect("places"), &DivisionOptions::default());
        let Err(Error::Division(DivisionError::Infeasible { households, band, choices: found, .. })) = error
        else {
            panic!("{many}: {error:?}")
        };
        assert_eq!((households, band, found.len()), (many, (100, 150), choices), "{many}");
    }
    let none = divide(&policy(), &line(0).expect("places"), &DivisionOptions::default());
    assert_eq!(refused(none).allowed, "one household or more");
    for many in [100, 150, 200, 300] {
        divide(&policy(), &line(many).expect("places"), &DivisionOptions::default()).expect("lawful");
    }
}

#[test]
fn bad_input_is_refused_by_the_row() {
    let bad = |x: f64, y: f64, crs| Households::new(vec![0.0, x], vec![0.0, y], crs).expect_err("bad");
    for (x, y) in [(f64::NAN, 0.0), (f64::INFINITY, 0.0), (1e12, 0.0)] {
        let error = bad(x, y, Crs::Metres);
        assert_eq!((error.row, error.column.as_str()), (Some(1), "x"));
    }
    let swapped = bad(31.9, 117.3, Crs::Lonlat);
    assert_eq!((swapped.row, swapped.column.as_str()), (Some(1), "y"));
    assert!(swapped.allowed.contains("swapped"), "{}", swapped.allowed);
    let two = || Households::new(vec![0.0, 1.0], vec![0.0, 1.0], Crs::Metres).expect("places");
    assert_eq!(two().with_weights(vec![1, 0]).expect_err("none").row, Some(1));
    assert_eq!(two().with_weights(vec![1]).expect_err("short").column, "weight");
    assert_eq!(two().with_zones([Some("甲"), None]).expect_err("no zone").row, Some(1));
    let unknown =
        two().with_zones([Some("甲"), Some("乙")]).and_then(|h| h.in_zones(&["甲"])).expect_err("unknown");
    assert_eq!((unknown.row, unknown.value.as_str(), unknown.allowed.as_str()), (Some(1), "乙", "one of 甲"));
    // A building larger than a grid.
    let many = Households::new(vec![0.0; 100], vec![0.0; 100], Crs::Metres).expect("places");
    let mut weights = vec![1; 100];
    weights[7] = 151;
    let large = many.clone().with_weights(weights).expect("weights");
    assert_eq!(refused(divide(&policy(), &large, &DivisionOptions::default())).row, Some(7));
    // More pins than grids; more households with one pin than a grid holds.
    let pins = many.clone().with_pins((0..100).map(|n| (n < 2).then(|| n.to_string()))).expect("pins");
    assert_eq!(refused(divide(&policy(), &pins, &DivisionOptions::default())).column, "pin");
    let wide = Households::new(vec![0.0; 300], vec![0.0; 300], Crs::Metres).expect("places");
    let pins = wide.with_pins((0..300).map(|n| (n >= 100).then_some("甲"))).expect("pins");
    assert_eq!(refused(divide(&policy(), &pins, &DivisionOptions::default())).row, Some(100));
    // A place in another hemisphere.
    let mut x = vec![117.3; 120];
    let mut y = vec![31.9; 120];
    (x[17], y[17]) = (31.9, 74.0);
    let far = Households::new(x, y, Crs::Lonlat).expect("each is a place on earth");
    let far = refused(divide(&policy(), &far, &DivisionOptions::default()));
    assert_eq!(far.row, Some(17));
    assert!(far.allowed.contains("swapped"), "{}", far.allowed);
    // Millions of rows are refused before anything is done with them.
    let millions = vec![0.0; 10_000_000];
    assert!(Households::new(millions.clone(), millions, Crs::Metres).is_err());
    // A number of grids that is not lawful.
    let options = DivisionOptions { grids: GridsWanted::Exactly(3), ..DivisionOptions::default() };
    assert_eq!(refused(divide(&policy(), &many, &options)).allowed, "1 to 1");
    let by_zone = GridsWanted::ByZone(BTreeMap::from([("丙".to_owned(), 1)]));
    let options = DivisionOptions { grids: by_zone, ..DivisionOptions::default() };
    assert_eq!(refused(divide(&policy(), &many, &options)).value, "丙");
}

#[test]
fn what_the_policy_does_not_say_is_asked_for_by_its_key() {
    let policy = Policy::preset("xiang-2011").expect("a preset");
    let households = village(500, true, 2);
    let error = divide(&policy, &households, &DivisionOptions::default()).expect_err("no aims");
    assert!(matches!(error, Error::Unspecified(ref missing) if missing.key == "grid.aims"), "{error:?}");
    let error = divide(&policy, &households, &aims(&[Aim::Compact])).expect_err("no preference");
    assert!(matches!(error, Error::Unspecified(ref missing) if missing.key == "grid.prefer"), "{error:?}");
    let options = DivisionOptions { grids: GridsWanted::Exactly(4), ..aims(&[Aim::Compact]) };
    let division = divide(&policy, &households, &options).expect("all is said");
    assert!(division.grids.iter().all(|grid| grid.code.is_none()), "no scheme of codes either");
}

#[test]
fn the_caller_may_end_it() {
    let households = village(3000, false, 13);
    let options = aims(&[Aim::Compact]);
    let mut told = 0;
    let cancelled = divide_with(&policy(), &households, &options, &mut |progress| {
        told += 1;
        if progress.rounds_done == 3 { Go::Cancel } else { Go::On }
    });
    assert_eq!(cancelled, Err(DivisionError::Cancelled.into()));
    assert_eq!(told, 4);
    let enough = divide_with(&policy(), &households, &options, &mut |_| Go::Enough).expect("lawful at once");
    assert!(loads(&enough, &[1; 3000]).iter().all(|load| (100..=150).contains(load)));
    let all = divide(&policy(), &households, &options).expect("lawful");
    let rms = |division: &Division| division.measure(&households).expect("the same rows").rms;
    assert!(rms(&all) < rms(&enough));
}

#[test]
fn progress_goes_on_where_groups_are_sought_and_parts_put_together() {
    let households = village(1000, false, 13);
    let options = aims(&[Aim::WholeGroups, Aim::Connected, Aim::Compact]);
    let mut told = Vec::new();
    divide_with(&policy(), &households, &options, &mut |progress| {
        told.push((progress.rounds_done, progress.rounds));
        Go::On
    })
    .expect("lawful");
    assert!(told.is_sorted(), "{told:?}");
    assert!(told.iter().all(|(done, all)| done <= all && *all == told[0].1), "{told:?}");
    let last = told.len() - 1;
    let mut nth = 0;
    let cancelled = divide_with(&policy(), &households, &options, &mut |_| {
        nth += 1;
        if nth > last { Go::Cancel } else { Go::On }
    });
    assert_eq!(cancelled, Err(DivisionError::Cancelled.into()), "in the last of its steps");
}

#[test]
fn a_redivision_may_be_cancelled() {
    let households = village(1000, false, 13);
    let division = divide(&policy(), &households, &aims(&[Aim::Compact])).expect("lawful");
    let mut previous = Previous::of(&division);
    previous.labels[0] = None;
    let mut told = 0;
    let mut ended = |go| {
        let options = aims(&[Aim::Compact]);
        redivide_with(&policy(), &households, &previous, &options, 50, &mut |progress| {
            told += 1;
            assert_eq!((progress.zones_done, progress.zones), (0, 1));
            go
        })
    };
    assert_eq!(ended(Go::Cancel), Err(DivisionError::Cancelled.into()));
    let enough = ended(Go::Enough).expect("lawful");
    assert!(loads(&enough.division, &[1; 1000]).iter().all(|load| (100..=150).contains(load)));
    assert_eq!(told, 2);
}

#[test]
fn grids_in_several_parts_are_counted_and_explained() {
    // A group of 110 on both sides of one of 130.
    let x = [vec![0.0; 60], vec![100.0; 130], vec![1000.0; 50]].concat();
    let group =
        [vec![Some("西".to_owned()); 60], vec![Some("东".to_owned()); 130], vec![Some("西".to_owned()); 50]];
    let households = Households::new(x, vec![0.0; 240], Crs::Metres).expect("places");
    let households = households.with_groups(group.concat()).expect("as many");
    let options = aims(&[Aim::WholeGroups, Aim::Connected, Aim::Compact]);
    let division = divide(&policy(), &households, &options).expect("lawful");
    let said = division.log.last().expect("a word on it");
    let zh = "〔X-3.0〕2个网格中1个不连片（网格2）：因村组不拆而其住户与他组交错的1个";
    assert_eq!(said.zh(), zh);
    let en = "[X-3.0] not in one piece: 1 of 2 grids (2); because a natural group is kept whole whose households lie \
              among those of others: 1";
    assert_eq!(said.en(), en);
    // Hamlets on top of one another: as many as the measures count.
    let households = village(3000, false, 7);
    let division = divide(&policy(), &households, &options).expect("lawful");
    let measures = division.measure(&households).expect("the same rows");
    let apart = measures.grids.len() - measures.connected;
    assert!(apart > 0, "else there is nothing to explain");
    let said = division.log.iter().find(|said| said.zh().contains("不连片")).expect("a word on it");
    assert!(said.zh().contains(&format!("{}个网格中{apart}个不连片", measures.grids.len())), "{}", said.zh());
}

#[test]
fn an_audit_says_what_a_division_breaks() {
    let households =
        village(500, true, 17).with_pins((0..500).map(|n| (n < 2).then(|| n.to_string()))).expect("pins");
    // Strips by row, one of them too large; the last three rows have no grid.
    let drawn = Names::new((0..500).map(|row| match row {
        0..160 => Some("一格"),
        160..280 => Some("二格"),
        280..400 => Some("三格"),
        400..497 => Some("四格"),
        _ => None,
    }));
    let audit = audit(&policy(), &households, &drawn, &DivisionOptions::default()).expect("judged");
    let said: Vec<String> = audit.findings.iter().map(wangge::Finding::zh).collect();
    assert!(said.contains(&"不符合：网格一格：〔X-3.1〕共160户，应为100至150".to_owned()), "{said:?}");
    assert!(said.contains(&"不符合：网格四格：〔X-3.1〕共97户，应为100至150".to_owned()), "{said:?}");
    assert!(said.iter().any(|line| line.contains("3行没有网格，首先是第497行")), "{said:?}");
    assert!(said.iter().any(|line| line.contains("2个固定住户在同一网格")), "{said:?}");
    assert!(said.iter().any(|line| line.starts_with("提示：自然村组组000")), "{said:?}");
    assert!(said.iter().any(|line| line.contains("均方根距离")), "{said:?}");
    assert!(!audit.is_lawful());
    assert!(audit.ours.expect("a lawful one").rms < audit.measures.rms);
}

#[test]
fn edits_are_checked_and_refused_whole() {
    let households = village(480, true, 19);
    let policy = band(50, 150);
    let options = DivisionOptions { grids: GridsWanted::Exactly(4), ..aims(&[Aim::Compact]) };
    let division = divide(&policy, &households, &options).expect("lawful");
    let of = |grid: u32| (0..480).filter(|row| division.labels[*row] == grid).collect::<Vec<_>>();
    let roomy = (1..4).find(|grid| of(*grid).len() <= 147).expect("480 are less than 4 times 148");
    let moved = division.move_rows(&policy, &households, &options, &of(0)[..3], roomy).expect("lawful");
    assert_eq!(of(0).len() - 3, moved.labels.iter().filter(|label| **label == 0).count());
    let error = division.move_rows(&policy, &households, &options, &of(0), 1).expect_err("an empty grid");
    assert!(
        matches!(error, Error::Division(DivisionError::Unlawful { ref findings }) if !findings.is_empty())
    );
    assert_eq!(refused(division.move_rows(&policy, &households, &options, &[480], 1)).allowed, "0 to 479");
    let large = (0..4).find(|grid| of(*grid).len() >= 100).expect("480 are more than 4 times 99");
    let split = division.split(&policy, &households, &options, large, 2).expect("two of 50 or more");
    assert_eq!((split.grids.len(), split.grids[4].number), (5, 5));
    let merged = split.merge(&policy, &households, &options, 4, large).expect("as it was");
    assert_eq!(merged.labels, division.labels);
    assert!(division.merge(&policy, &households, &options, 0, 1).is_err(), "more than 150");
}

#[test]
fn redividing_changes_little() {
    let (x, y, _) = hamlets(3000, false, 23);
    let options = aims(&[Aim::Connected, Aim::Compact]);
    let mut drawn = Drawn(77);
    for (percent, kept) in [(2, 99.0), (10, 97.0)] {
        let gone = 3000 * percent / 100;
        let was: Vec<usize> = (0..3000 - gone).collect();
        let mut now: Vec<usize> = (0..3000).collect();
        for _ in 0..gone {
            now.remove(drawn.next(u32::try_from(3000 - gone).expect("small")) as usize % (now.len() - gone));
        }
        let pick = |rows: &[usize]| {
            let (x, y) = rows.iter().map(|row| (x[*row], y[*row])).unzip();
            Households::new(x, y, Crs::Metres).expect("places")
        };
        let before = divide(&policy(), &pick(&was), &options).expect("lawful");
        let labels = now.iter().map(|row| before.labels.get(*row).copied()).collect();
        let previous = Previous { labels, grids: before.grids.clone() };
        let households = pick(&now);
        let after = redivide(&policy(), &households, &previous, &options, 25).expect("lawful");
        let stayed = previous.labels.iter().flatten().count();
        let count = |many: usize| f64::from(u32::try_from(many).expect("small"));
        let share = 100.0 * (1.0 - count(after.moved.len()) / count(stayed));
        assert!(share >= kept, "{percent}: {share}");
        let measures = after.division.measure(&households).expect("the same rows");
        assert!(measures.grids.iter().all(|grid| (100..=150).contains(&grid.households)));
        let fresh =
            divide(&policy(), &households, &options).expect("lawful").measure(&households).expect("rows");
        assert!(measures.rms <= fresh.rms * 1.03, "{percent}: {} {}", measures.rms, fresh.rms);
        for moved in &after.moved {
            assert_ne!(
                before.grids[previous.labels[moved.row].expect("it had one") as usize].number,
                after.division.grids[moved.to as usize].number
            );
        }
    }
}

#[test]
fn a_hamlet_that_grows_changes_its_own_grids_and_their_neighbours_alone() {
    let (mut x, mut y, _) = hamlets(3000, true, 31);
    let options = aims(&[Aim::Connected, Aim::Compact]);
    let before =
        divide(&policy(), &Households::new(x.clone(), y.clone(), Crs::Metres).expect("places"), &options)
            .expect("lawful");
    let mut labels: Vec<Option<u32>> = before.labels.iter().copied().map(Some).collect();
    let (cx, cy) = (x[0], y[0]);
    let mut drawn = Drawn(1);
    for _ in 0..36 {
        x.push(cx + drawn.metres(100));
        y.push(cy + drawn.metres(100));
        labels.push(None);
    }
    let households = Households::new(x, y, Crs::Metres).expect("places");
    let previous = Previous { labels, grids: before.grids.clone() };
    let after = redivide(&policy(), &households, &previous, &options, 25).expect("lawful");
    let measures = after.division.measure(&households).expect("the same rows");
    let own: Vec<u32> = after.division.labels[3000..].to_vec();
    let mut near: Vec<u32> =
        own.iter().flat_map(|grid| measures.grids[*grid as usize].neighbours.clone()).collect();
    near.extend(&own);
    for moved in &after.moved {
        let from =
            after.division.grids.iter().position(|grid| grid.number == moved.from.number).expect("it stays");
        assert!(near.contains(&moved.to) && near.iter().any(|grid| *grid as usize == from), "{moved:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Lawful or refused by name, and the same whatever the order of the rows and the number of threads.
    #[test]
    fn any_village_is_divided_lawfully(
        many in 1_u32..420, seed in any::<u64>(), wide in 1_u32..400, stack in 1_u32..60, heavy in 1_u32..60,
        min in 5_u32..40, room in 0_u32..60, whole in any::<bool>(), joined in any::<bool>(),
    ) {
        let mut drawn = Drawn(seed);
        let policy = band(min, min + room);
        // Stacks, a line, and far outliers among them.
        let places: Vec<(f64, f64)> = (0..many).map(|n| match n % 5 {
            0 => (f64::from(n / stack), 0.0),
            1 => (drawn.metres(wide), 7.0),
            2 if n % 50 == 2 => (50_000.0 + drawn.metres(9), 3.0),
            _ => (drawn.metres(wide), drawn.metres(wide)),
        }).collect();
        let weights: Vec<u32> = (0..many).map(|_| 1 + drawn.next(heavy.min(min + room))).collect();
        let groups: Vec<Option<String>> = (0..many).map(|n| (n % 7 > 0).then(|| (n / 11).to_string())).collect();
        let make = |order: &[usize]| {
            let (x, y) = order.iter().map(|row| places[*row]).unzip();
            Households::new(x, y, Crs::Metres)
                .and_then(|h| h.with_weights(order.iter().map(|row| weights[*row]).collect()))
                .and_then(|h| h.with_groups(order.iter().map(|row| groups[*row].clone())))
                .expect("households")
        };
        let mut wanted = vec![Aim::Compact];
        if joined { wanted.insert(0, Aim::Connected); }
        if whole { wanted.insert(0, Aim::WholeGroups); }
        let options = aims(&wanted);
        let order: Vec<usize> = (0..places.len()).collect();
        let households = make(&order);
        match divide(&policy, &households, &options) {
            Ok(division) => {
                prop_assert_eq!(division.labels.len(), places.len());
                for load in loads(&division, &weights) {
                    prop_assert!((min..=min + room).contains(&load), "{} {}..{}", load, min, min + room);
                }
                let mut shuffled = order.clone();
                shuffled.sort_by_key(|row| (*row as u64).wrapping_mul(seed | 1));
                let other = DivisionOptions { threads: 3, ..options.clone() };
                let again = divide(&policy, &make(&shuffled), &other).expect("lawful again");
                let alike: Vec<u32> = shuffled.iter().map(|row| division.labels[*row]).collect();
                // Rows that are the same in every way may change places.
                let key = |rows: &[usize], labels: &[u32]| {
                    let mut all: Vec<_> = rows.iter().zip(labels).map(|(row, label)| {
                        let (x, y) = places[*row];
                        (x.to_bits(), y.to_bits(), weights[*row], groups[*row].clone(), *label)
                    }).collect();
                    all.sort();
                    all
                };
                prop_assert_eq!(key(&shuffled, &alike), key(&shuffled, &again.labels));
                let same = redivide(&policy, &households, &Previous::of(&division), &options, 25).expect("lawful");
                prop_assert!(same.moved.is_empty());
                prop_assert_eq!(same.division.labels, division.labels);
            }
            Err(Error::Division(DivisionError::Infeasible { .. } | DivisionError::NotFound { .. })) => {}
            Err(error) => prop_assert!(false, "{}", error),
        }
    }

    /// Where the village lies and how it is turned does not matter.
    #[test]
    fn turned_and_moved_it_is_divided_alike(seed in any::<u64>(), east in -50_000_i32..50_000, quarter in 0_u8..4) {
        let mut drawn = Drawn(seed);
        let places: Vec<(f64, f64)> = (0..360).map(|_| (drawn.metres(800), drawn.metres(500))).collect();
        let turned = |(x, y): (f64, f64)| match quarter {
            0 => (x, y),
            1 => (-y, x),
            2 => (-x, -y),
            _ => (y, -x),
        };
        let make = |places: Vec<(f64, f64)>| {
            let (x, y) = places.into_iter().unzip();
            Households::new(x, y, Crs::Metres).expect("places")
        };
        let options = aims(&[Aim::Compact]);
        let here = divide(&policy(), &make(places.clone()), &options).expect("lawful");
        let there = places.iter().map(|place| turned(*place)).map(|(x, y)| (x + f64::from(east), y - 77.0));
        let there = divide(&policy(), &make(there.collect()), &options).expect("lawful");
        for (a, b) in [(0, 1), (17, 200), (3, 359)] {
            prop_assert_eq!(here.labels[a] == here.labels[b], there.labels[a] == there.labels[b]);
        }
        let pairs = |division: &Division| {
            let mut first = BTreeMap::new();
            division.labels.iter().map(|label| { let next = first.len(); *first.entry(*label).or_insert(next) }).collect::<Vec<_>>()
        };
        prop_assert_eq!(pairs(&here), pairs(&there));
    }

    /// The measures are what a naive count says.
    #[test]
    fn measures_agree_with_a_naive_count(seed in any::<u64>()) {
        let mut drawn = Drawn(seed);
        let households = village(300, false, seed);
        let labels: Vec<u32> = (0..300).map(|_| drawn.next(3)).collect();
        let drawn_names = Names::new(labels.iter().map(|label| Some(label.to_string())));
        let audit = audit(&policy(), &households, &drawn_names, &DivisionOptions::default()).expect("judged");
        let mut squares = 0.0;
        for (nth, grid) in audit.measures.grids.iter().enumerate() {
            let own: Vec<(f64, f64)> = (0..300).filter(|row| labels[*row] as usize == nth)
                .map(|row| households.place(row).expect("a row")).collect();
            let many = f64::from(u32::try_from(own.len()).expect("300 at most"));
            let (cx, cy) = (own.iter().map(|p| p.0).sum::<f64>() / many, own.iter().map(|p| p.1).sum::<f64>() / many);
            let square = |p: &(f64, f64)| (p.0 - cx).powi(2) + (p.1 - cy).powi(2);
            let sum: f64 = own.iter().map(square).sum();
            squares += sum;
            prop_assert_eq!(grid.households as usize, own.len());
            prop_assert!((grid.rms - (sum / many).sqrt()).abs() < 1e-6);
            prop_assert!((grid.centre.0 - cx).abs() < 1e-6 && (grid.centre.1 - cy).abs() < 1e-6);
            let far = own.iter().map(square).fold(0.0, f64::max).sqrt();
            prop_assert!((grid.farthest.metres - far).abs() < 1e-6);
            let breached = audit.findings.iter().any(|f| f.code() == "division.size"
                && f.subject.zh() == format!("网格{nth}"));
            prop_assert_eq!(breached, !(100..=150).contains(&own.len()));
        }
        prop_assert!((audit.measures.rms - (squares / 300.0).sqrt()).abs() < 1e-6);
    }
}
