//! Pictures of figures and ranks, read back as XML.

use wangge::assess::{Period, Tallies, Units, ranks};
use wangge::export::{AssessPicture, RankedUnit, heat, rank_paths, rates};
use wangge::{InputError, Lang, Policy, Tally};

use crate::day;

fn months() -> Vec<Period> {
    let ends = ["01-31", "02-28", "03-31", "04-30", "05-31", "06-30"];
    let of = |end: &&str| {
        let month = end.get(..2).expect("a month");
        Period::new(day(&format!("2026-{month}-01")), day(&format!("2026-{end}"))).expect("a period")
    };
    ends.iter().map(of).collect()
}

fn quarters() -> Vec<Period> {
    let of = |(from, to): (&str, &str)| Period::new(day(from), day(to)).expect("a period");
    [("2026-01-01", "2026-03-31"), ("2026-04-01", "2026-06-30")].map(of).to_vec()
}

/// A made-up county: patrols done of 20 by village and month; the last village has none.
const DONE: [(&str, [Option<u32>; 6]); 8] = [
    ("东村", [Some(20), Some(19), Some(20), Some(18), Some(20), Some(20)]),
    ("西村", [Some(12), Some(14), Some(15), Some(17), Some(19), Some(20)]),
    ("南村", [Some(19), Some(18), Some(18), Some(12), Some(11), Some(10)]),
    ("北村", [Some(15), Some(15), Some(16), Some(16), Some(15), Some(16)]),
    ("上坊<坡>", [Some(7), Some(9), Some(8), Some(10), Some(12), Some(15)]),
    ("下坊&湾", [Some(15), Some(15), Some(16), Some(16), Some(15), Some(16)]),
    ("沿河", [None, None, None, Some(14), Some(18), Some(17)]),
    ("名字特别长的一个示例行政村网格", [None; 6]),
];

fn county() -> Tallies {
    let units = DONE.map(|(unit, _)| unit.to_owned()).to_vec();
    let mut made = Tallies::new(units, months()).expect("tallies");
    for (unit, (_, months)) in DONE.iter().enumerate() {
        for (month, done) in months.iter().enumerate() {
            if let Some(done) = done {
                made.add(unit, month, Tally::PatrolsDue, 20).expect("a count");
                made.add(unit, month, Tally::PatrolsDone, *done).expect("a count");
            }
        }
    }
    made
}

const POLICY: &str = r#"
schema = 1
id = "x"
title = "虚构"
from = 2020-01-01

[ranking]
metric = "patrol_rate"
belongs_by = "fell_due"
least_volume = 5
ties = []
clause = "X-4.3b"
"#;

fn policy() -> Policy {
    Policy::from_toml(POLICY).unwrap_or_else(|error| panic!("{:?}", error.faults()))
}

fn by_quarter(counts: &Tallies) -> Vec<(Period, Vec<RankedUnit>)> {
    let counts = counts.over(quarters()).expect("quarters");
    let of = |quarter| {
        let found = ranks(&policy(), &counts, quarter, &Units::default()).expect("ranks");
        (quarter, found.value.iter().map(Into::into).collect())
    };
    quarters().into_iter().map(of).collect()
}

/// The words of a picture, in order.
fn words(svg: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(svg).expect("well-formed");
    let texts = document.descendants().filter(|node| node.has_tag_name("text"));
    texts.filter_map(|node| node.text()).map(|text| text.trim().to_owned()).collect()
}

fn count(svg: &str, tag: &str) -> usize {
    let document = roxmltree::Document::parse(svg).expect("well-formed");
    document.descendants().filter(|node| node.has_tag_name(tag)).count()
}

/// Left for a person to look at, where the environment names a folder.
fn keep(name: &str, svg: &str) {
    if let Some(folder) = std::env::var_os("WANGGE_PICTURES") {
        std::fs::write(std::path::Path::new(&folder).join(name), svg).expect("written");
    }
}

fn english() -> AssessPicture {
    AssessPicture { title: Some("Made up <&>".to_owned()), width: 700, lang: Lang::En }
}

#[test]
fn rates_stand_with_their_counts_and_intervals() {
    let (counts, june) = (county(), months()[5]);
    let rule = policy().metric("patrol_rate", june.end()).expect("a figure");
    let svg = rates(&counts, &rule, june, &AssessPicture::default()).expect("a picture");
    keep("rates.svg", &svg);
    let words = words(&svg);
    for wanted in ["巡查完成率（2026年6月）", "100.0%  20/20", "50.0%  10/20", "上坊<坡>", "无数据"]
    {
        assert!(words.iter().any(|word| word == wanted), "{wanted}: {words:?}");
    }
    // Seven have something to count: a dot each, and a line each beside the five of the scale.
    assert_eq!((count(&svg, "circle"), count(&svg, "line")), (7, 12));
    let svg = rates(&counts, &rule, june, &english()).expect("a picture");
    assert!(self::words(&svg).contains(&"Made up <&>".to_owned()) && svg.contains("nothing to count"));
}

#[test]
fn a_table_of_shades_has_a_cell_for_each_unit_and_period() {
    let counts = county();
    let rule = policy().metric("patrol_rate", months()[5].end()).expect("a figure");
    let svg = heat(&counts, &rule, &AssessPicture::default()).expect("a picture");
    keep("heat.svg", &svg);
    let words = words(&svg);
    assert_eq!(words.first().map(String::as_str), Some("巡查完成率（2026年1月至2026年6月）"));
    assert_eq!(words.iter().filter(|word| *word == "—").count(), 9);
    assert_eq!(words.iter().filter(|word| *word == "75.0").count(), 8);
    // The ground, and eight villages in six months.
    assert_eq!(count(&svg, "rect"), 1 + 48);
    // The higher is the darker; where less is better the shade is another.
    let shade = |svg: &str, nth: usize| {
        let document = roxmltree::Document::parse(svg).expect("well-formed");
        let cell =
            document.descendants().filter(|node| node.has_tag_name("rect")).nth(nth + 1).expect("a cell");
        cell.attribute("fill").expect("a shade").to_owned()
    };
    assert_eq!(shade(&svg, 0), "rgb(8,69,128)");
    assert_eq!(shade(&svg, 17), "rgb(124,158,191)");
    let worse = heat(&counts, &wangge::policy::MetricRule { more_is_better: false, ..rule }, &english())
        .expect("a picture");
    assert_eq!(shade(&worse, 0), "rgb(127,59,8)");
    keep("heat-en.svg", &worse);
}

#[test]
fn ranks_rise_and_fall_from_quarter_to_quarter() {
    let found = by_quarter(&county());
    let svg = rank_paths(&found, &AssessPicture::default()).expect("a picture");
    keep("paths.svg", &svg);
    let words = words(&svg);
    // Of 60 patrols each: 59, 41, 55, 46, 24, 46 in the first quarter, 58, 56, 33, 47, 37, 47 and 49 in the second.
    for wanted in [
        "东村 1",
        "1 东村",
        "西村 5",
        "2 西村",
        "南村 2",
        "7 南村",
        "北村 3",
        "4 北村",
        "上坊<坡> 6",
        "3 沿河",
        "沿河",
        "未排名",
    ] {
        assert!(words.iter().any(|word| word == wanted), "{wanted}: {words:?}");
    }
    let path = |colour: &str| svg.matches(&format!("stroke=\"{colour}\"")).count();
    // 西村 rises; 南村 and the two that share a rank fall, the others stay.
    assert_eq!((path("#0b5fa5"), path("#b35c00"), path("#8c959f")), (1, 3, 2));
    keep("paths-en.svg", &rank_paths(&found, &english()).expect("a picture"));
}

#[test]
fn what_no_picture_can_show_is_refused() {
    let column = |error: InputError| error.column;
    let (counts, found) = (county(), by_quarter(&county()));
    let rule = policy().metric("patrol_rate", months()[5].end()).expect("a figure");
    let narrow = AssessPicture { width: 559, ..AssessPicture::default() };
    assert_eq!(heat(&counts, &rule, &narrow).map_err(column), Err("width".to_owned()));
    assert_eq!(rates(&counts, &rule, quarters()[0], &english()).map_err(column), Err("period".to_owned()));
    assert_eq!(rank_paths(&found[..1], &english()).map_err(column), Err("periods".to_owned()));
    let back: Vec<_> = found.iter().rev().cloned().collect();
    assert_eq!(rank_paths(&back, &english()).map_err(column), Err("periods".to_owned()));
    let mut grouped = found.clone();
    grouped[0].1[0].group = Some("山区".to_owned());
    assert_eq!(rank_paths(&grouped, &english()).map_err(column), Err("groups".to_owned()));
    let none: Vec<_> = found.iter().map(|(period, _)| (*period, Vec::new())).collect();
    assert_eq!(rank_paths(&none, &english()).map_err(column), Err("units".to_owned()));
    let many = Tallies::new((0..501).map(|nth| format!("G-{nth}")).collect(), months()).expect("tallies");
    assert_eq!(heat(&many, &rule, &english()).map_err(column), Err("units".to_owned()));
    let mut twice = found.clone();
    let again = twice[1].1[2].clone();
    twice[1].1.push(again);
    let row = twice[1].1.len() - 1;
    let error = rank_paths(&twice, &english()).expect_err("a unit stands twice");
    assert_eq!((error.row, error.column), (Some(row), "unit".to_owned()));
}
