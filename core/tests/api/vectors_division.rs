//! The vectors of divisions, which every language answers alike: see the README of `tests/vectors`.

#![expect(clippy::float_arithmetic, clippy::indexing_slicing, reason = "places, and labels by run")]

use std::collections::BTreeMap;
use std::fmt::Write;

use wangge::division::{Crs, Division, DivisionOptions, GridsWanted, Households, Names, audit, divide};
use wangge::{Aim, Error};

use crate::vectors::{Row, rows};

/// A run of households: `120@0/0/0/3;group=东`.
struct Run {
    count: usize,
    place: Vec<f64>,
    of: BTreeMap<String, String>,
}

fn runs(text: &str) -> Vec<Run> {
    let run = |item: &str| {
        let mut parts = item.split(';');
        let (count, place) = parts.next().and_then(|first| first.split_once('@')).expect("count@place");
        let of = parts.map(|part| part.split_once('=').expect("a key and its value"));
        Run {
            count: count.parse().expect("a count"),
            place: place.split('/').map(|number| number.parse().expect("a number")).collect(),
            of: of.map(|(key, value)| (key.to_owned(), value.to_owned())).collect(),
        }
    };
    text.split_whitespace().map(run).collect()
}

fn households(runs: &[Run], crs: Crs, barrier: Option<&String>) -> Result<Households, Error> {
    let (mut x, mut y) = (Vec::new(), Vec::new());
    for run in runs {
        let (dx, dy) = (run.place.get(2).unwrap_or(&0.0), run.place.get(3).unwrap_or(&0.0));
        for nth in 0..run.count {
            let nth = f64::from(u32::try_from(nth).expect("a few"));
            x.push(run.place[0] + nth * dx);
            y.push(run.place[1] + nth * dy);
        }
    }
    let column = |key: &str| -> Option<Vec<Option<String>>> {
        let known = runs.iter().any(|run| run.of.contains_key(key));
        known.then(|| runs.iter().flat_map(|run| vec![run.of.get(key).cloned(); run.count]).collect())
    };
    let mut made = Households::new(x, y, crs)?;
    if let Some(weights) = column("weight") {
        let weight = |weight: Option<String>| weight.map_or(1, |weight| weight.parse().expect("a weight"));
        made = made.with_weights(weights.into_iter().map(weight).collect())?;
    }
    if let Some(zones) = column("zone") {
        made = made.with_zones(zones)?;
    }
    if let Some(groups) = column("group") {
        made = made.with_groups(groups)?;
    }
    if let Some(pins) = column("pin") {
        made = made.with_pins(pins)?;
    }
    if let Some(line) = barrier {
        let end = |end: &str| {
            let (x, y) = end.split_once('/').expect("x/y");
            (x.parse().expect("a number"), y.parse().expect("a number"))
        };
        made = made.with_barriers(vec![line.split('>').map(end).collect()])?;
    }
    Ok(made)
}

fn options(of: &BTreeMap<&str, String>) -> DivisionOptions {
    let pairs = |text: &String| -> BTreeMap<String, String> {
        let pair = |pair: &str| pair.split_once(':').map(|(key, value)| (key.to_owned(), value.to_owned()));
        text.split('/').map(|text| pair(text).expect("a key and its value")).collect()
    };
    let number = |key: &str| of.get(key).map(|value| value.parse().expect("a number"));
    let wanted = |text: &String| match text.parse() {
        Ok(grids) => GridsWanted::Exactly(grids),
        Err(_) => GridsWanted::ByZone(
            pairs(text).into_iter().map(|(zone, grids)| (zone, grids.parse().expect("a number"))).collect(),
        ),
    };
    DivisionOptions {
        grids: of.get("grids").map(wanted).unwrap_or_default(),
        aims: of
            .get("aims")
            .map(|aims| aims.split('/').map(|aim| aim.parse::<Aim>().expect("an aim")).collect()),
        headroom: number("headroom"),
        contiguous: of.contains_key("contiguous"),
        regions: of.get("regions").map(pairs).unwrap_or_default(),
        ..DivisionOptions::default()
    }
}

/// `error:input.row/100/x`: the code, and what it names.
fn refusal(error: &Error) -> String {
    match error {
        Error::Input(input) => {
            let row = input.row.map(|row| row.to_string()).unwrap_or_default();
            format!("error:{}/{row}/{}", error.code(), input.column)
        }
        other => format!("error:{}", other.code()),
    }
}

fn joined<T: ToString>(items: impl IntoIterator<Item = T>) -> String {
    items.into_iter().map(|item| item.to_string()).collect::<Vec<_>>().join(" ")
}

/// The grids of each run: `0`, or `0:150+1:13` where it is cut.
fn parts(runs: &[Run], labels: &[u32]) -> String {
    let mut rest = labels;
    let grids = runs.iter().map(|run| {
        let (own, other) = rest.split_at(run.count);
        rest = other;
        let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
        for label in own {
            *counts.entry(*label).or_default() += 1;
        }
        match counts.len() {
            1 => own[0].to_string(),
            _ => counts.iter().map(|(grid, count)| format!("{grid}:{count}")).collect::<Vec<_>>().join("+"),
        }
    });
    joined(grids)
}

fn asked(row: &Row) -> Result<(Vec<Run>, Households, DivisionOptions), Error> {
    let runs = runs(row.get("households"));
    let of = row.get("options").split_whitespace().map(|option| option.split_once('=').expect("key=value"));
    let of: BTreeMap<&str, String> = of.map(|(key, value)| (key, value.to_owned())).collect();
    let households = households(&runs, row.word("crs"), of.get("barrier"))?;
    Ok((runs, households, options(&of)))
}

/// Compares the answers of a file with what stands there; a refusal stands in the first column.
fn compare(name: &str, columns: &[&str], answer: impl Fn(&Row) -> Result<Vec<String>, Error>) {
    let mut wrong = String::new();
    for row in rows(name) {
        let found = answer(&row).unwrap_or_else(|error| {
            let mut refused = vec![String::new(); columns.len()];
            refused[0] = refusal(&error);
            refused
        });
        let expected: Vec<&str> = columns.iter().map(|column| row.get(column)).collect();
        if found != expected {
            writeln!(wrong, "{}: answered {}", row.at(), found.join(",")).expect("a text");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn divisions() {
    compare("divisions.csv", &["sizes", "parts", "codes", "splits", "log"], |row| {
        let (runs, households, options) = asked(row)?;
        let division = divide(&row.policy(), &households, &options)?;
        let measures = division.measure(&households)?;
        let Division { labels, grids, splits, log } = &division;
        Ok(vec![
            joined(measures.grids.iter().map(|grid| grid.households)),
            parts(&runs, labels),
            joined(grids.iter().filter_map(|grid| grid.code.clone())),
            joined(splits.iter().map(|split| format!("{}:{}", split.group, split.because.wording.code()))),
            joined(log.iter().map(|reason| reason.wording.code())),
        ])
    });
}

#[test]
fn audits() {
    compare("audits.csv", &["sizes", "rms", "findings", "ours"], |row| {
        let (runs, households, options) = asked(row)?;
        let names = row.get("labels").split_whitespace().map(|name| Some(name).filter(|name| *name != "-"));
        let names = Names::new(runs.iter().zip(names).flat_map(|(run, name)| vec![name; run.count]));
        let found = audit(&row.policy(), &households, &names, &options)?;
        Ok(vec![
            joined(found.measures.grids.iter().map(|grid| grid.households)),
            format!("{:.3}", found.measures.rms),
            joined(found.findings.iter().map(|finding| format!("{}:{}", finding.weight, finding.code()))),
            found.ours.map(|ours| ours.grids.len().to_string()).unwrap_or_default(),
        ])
    });
}

/// The generator of the README: whole numbers that look drawn.
struct Drawn(u64);

impl Drawn {
    fn next(&mut self, below: u32) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from((self.0 >> 33) % u64::from(below)).expect("less than below"))
    }
}

fn village(row: &Row) -> Households {
    let (hamlets, side): (u32, u32) = (row.number("hamlets"), row.number("side"));
    let crs: Crs = row.word("crs");
    let mut drawn = Drawn(row.number("seed"));
    let centres: Vec<(f64, f64)> = (0..hamlets).map(|_| (drawn.next(side), drawn.next(side))).collect();
    let (mut x, mut y, mut group) = (Vec::new(), Vec::new(), Vec::new());
    for nth in 0..row.number("households") {
        let hamlet = nth % hamlets;
        let centre = centres[hamlet as usize];
        let east = centre.0 + drawn.next(100) + drawn.next(100);
        let north = centre.1 + drawn.next(100) + drawn.next(100);
        let degrees = crs == Crs::Lonlat;
        x.push(if degrees { 117.0 + east / 100_000.0 } else { east });
        y.push(if degrees { 31.0 + north / 100_000.0 } else { north });
        group.push(Some(format!("h{hamlet}")));
    }
    Households::new(x, y, crs).and_then(|made| made.with_groups(group)).expect("households")
}

/// FNV-1a over the labels, four bytes each, the lowest first.
fn hash(labels: &[u32]) -> String {
    let bytes = labels.iter().flat_map(|label| label.to_le_bytes());
    let fnv = |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    format!("{:016x}", bytes.fold(0xcbf2_9ce4_8422_2325, fnv))
}

#[test]
fn villages() {
    let mut now = String::new();
    let mut same = true;
    for row in rows("villages.csv") {
        let aims =
            row.opt("aims").map(|aims| aims.split('/').map(|aim| aim.parse().expect("an aim")).collect());
        let households = village(&row);
        let options = DivisionOptions { aims, ..DivisionOptions::default() };
        let division = divide(&row.policy(), &households, &options).expect("a division");
        let measures = division.measure(&households).expect("the same rows");
        assert!(measures.grids.iter().all(|grid| (100..=150).contains(&grid.households)), "{}", row.at());
        let found = [division.grids.len().to_string(), hash(&division.labels)];
        same &= found == [row.get("grids"), row.get("hash")];
        let asked =
            ["policy", "seed", "hamlets", "households", "side", "crs", "aims"].map(|column| row.get(column));
        let line = [&asked[..], &found.each_ref().map(String::as_str), &[row.get("source")]].concat();
        writeln!(now, "{}", line.join(",")).expect("a text");
    }
    assert!(
        same,
        "the divisions have changed; if they were meant to, villages.csv has now these rows:\n{now}"
    );
}
