//! Makes the example tables of `examples/data`, the same ones each time: `cargo run -p township --bin generate`.
//!
//! Everything is made up. The tables cover every rule: villages that can and cannot be divided, teams with
//! each kind of finding, issues of every level and type of work, cases in time, late, overdue and open; households
//! in hamlets, and grids drawn by hand over them, some unlawful and some a long walk. They are written in several hands: UTF-8 and GB18030, with and without a byte order mark, Chinese and English
//! headings, dates as people write them. The log of cases is made by commands that the policy allows.
#![expect(
    clippy::indexing_slicing,
    clippy::format_push_string,
    clippy::float_arithmetic,
    clippy::cast_possible_truncation,
    reason = "places are drawn within their lists"
)]

mod cards;
mod events;
mod plan;
mod records;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDate};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use wangge::{Counting, Roll, WorkCalendar};

/// The seed of the example.
const SEED: u64 = 20_261_123;
/// The seed of where its households stand.
const PLACES_SEED: u64 = 20_261_124;
/// The south-western corner of the township, longitude and latitude: a place of no such township.
const CORNER: (f64, f64) = (117.9, 31.2);
/// Degrees of a metre there.
const DEGREES: (f64, f64) = (1.0 / 95_300.0, 1.0 / 110_870.0);
/// From village to village, in metres.
const APART: (f64, f64) = (1750.0, 1600.0);

/// Name, kind of place, households, neighbours, households as reported where that differs.
const VILLAGES: &[(&str, &str, u32, &str, Option<u32>)] = &[
    ("青石村", "村", 430, "柳塘村、白鹭村", None),
    ("柳塘村", "村", 180, "青石村、沙湾村", None),
    ("白鹭村", "村", 612, "青石村、东岭村", Some(615)),
    ("沙湾村", "村", 99, "柳塘村、北坡村", None),
    ("东岭村", "村", 150, "白鹭村", None),
    ("北坡村", "村", 151, "沙湾村、南屏村", None),
    ("南屏村", "村", 875, "北坡村、竹园村", None),
    ("竹园村", "村", 245, "南屏村", None),
    ("双桥村", "村", 299, "竹园村、云台社区", None),
    ("云台社区", "社区", 1204, "双桥村", None),
    ("石鼓村", "村", 64, "长亭村", None),
    ("长亭村", "村", 337, "石鼓村", None),
];

fn write(folder: &Path, name: &str, text: &str, hand: Hand) -> io::Result<()> {
    let bytes = match hand {
        Hand::Utf8 => text.as_bytes().to_vec(),
        Hand::Marked => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        Hand::Gb18030 => encoding_rs::GB18030.encode(text).0.into_owned(),
    };
    fs::write(folder.join(name), bytes)?;
    let rows = text.lines().count() - 1;
    writeln!(io::stdout(), "{name}: {rows} rows")
}

/// How a file is written.
#[derive(Clone, Copy)]
enum Hand {
    Utf8,
    Marked,
    Gb18030,
}

fn main() -> io::Result<()> {
    let folder = std::env::args_os()
        .nth(1)
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../data"), PathBuf::from);
    fs::create_dir_all(&folder)?;
    let mut rng = ChaCha8Rng::seed_from_u64(SEED);
    write(&folder, "villages.csv", &villages(), Hand::Marked)?;
    let homes = households(&mut rng);
    write(&folder, "households.csv", &homes, Hand::Utf8)?;
    let roster = roster(&mut rng);
    write(&folder, "roster.csv", &roster, Hand::Gb18030)?;
    write(&folder, "leading_group.csv", GROUP, Hand::Utf8)?;
    write(&folder, "cases.csv", &cases(&mut rng), Hand::Utf8)?;
    write(&folder, "posts.csv", &records::posts(&homes), Hand::Marked)?;
    write(&folder, "duty_records.csv", &records::duty_records(&homes), Hand::Utf8)?;
    write(&folder, "rollout.csv", &records::rollout(), Hand::Utf8)?;
    write(&folder, "cards.csv", &cards::cards(&roster), Hand::Gb18030)?;
    let events = events::events().map_err(io::Error::other)?;
    fs::write(folder.join("events.jsonl"), &events)?;
    writeln!(io::stdout(), "events.jsonl: {} events", events.lines().count())
}

fn villages() -> String {
    // The codes begin with 99, as no region's does.
    let rows = VILLAGES.iter().zip(1..).map(|((name, place, households, near, stated), nth)| {
        format!("{name},{place},{},{near},990101001{:03}\n", stated.unwrap_or(*households), 200 + nth)
    });
    "村,类型,上报户数,相邻村,区划代码\n".to_owned() + &rows.collect::<String>()
}

fn households(rng: &mut ChaCha8Rng) -> String {
    let mut places = ChaCha8Rng::seed_from_u64(PLACES_SEED);
    let mut out = "户号,村,村民组,人口,经度,纬度,现网格\n".to_owned();
    let mut number = 0;
    for (village, (name, place, households, _, _)) in VILLAGES.iter().enumerate() {
        let groups = (households / 40).max(1);
        let hamlets = hamlets(village, *households, groups, &mut places);
        // By hand: whole groups in the order of their numbers, as many to a grid as come to its share.
        let grids = (households + 62) / 125;
        for nth in 0..*households {
            number += 1;
            let people = [1, 2, 2, 3, 3, 3, 4, 4, 5, 6][rng.random_range(0..10)];
            let group = nth * groups / households;
            let (x, y) = if *place == "社区" {
                tower(hamlets[group as usize], nth)
            } else {
                near(hamlets[group as usize], &mut places)
            };
            let (lon, lat) = (CORNER.0 + x * DEGREES.0, CORNER.1 + y * DEGREES.1);
            let grid = (2 * group + 1) * grids / (2 * groups) + 1;
            // Three households were forgotten when the grids were drawn.
            let drawn = match (village, nth) {
                (8, 40..43) => String::new(),
                _ => format!("G{:02}-{grid:02}", village + 1),
            };
            out.push_str(&format!(
                "H{number:05},{name},第{}组,{people},{lon:.6},{lat:.6},{drawn}\n",
                group + 1
            ));
        }
    }
    out
}

/// Where the hamlets of a village stand, in metres; mostly numbered from the west to the east, as people do, in every
/// third village as they were founded.
fn hamlets(village: usize, households: u32, groups: u32, rng: &mut ChaCha8Rng) -> Vec<(f64, f64)> {
    let (column, row) = (f64::from((village % 4) as u32), f64::from((village / 4) as u32));
    let middle = ((column + 0.5) * APART.0, (2.5 - row) * APART.1);
    let reach = 26.0 * f64::from(households).sqrt();
    let mut apart = 2.0 * reach / f64::from(groups).sqrt();
    let mut found: Vec<(f64, f64)> = Vec::new();
    while found.len() < groups as usize {
        let (x, y) = (rng.random_range(-1.0..1.0_f64), rng.random_range(-1.0..1.0_f64));
        let place = (middle.0 + x * reach, middle.1 + y * reach);
        let clear = |(a, b): &(f64, f64)| (a - place.0).hypot(b - place.1) >= apart;
        if x * x + y * y <= 1.0 && found.iter().all(clear) {
            found.push(place);
        }
        apart *= 0.99;
    }
    if village % 3 != 2 {
        found.sort_by(|a, b| a.0.total_cmp(&b.0));
    }
    found
}

/// A household of a hamlet, within about ninety metres.
fn near((x, y): (f64, f64), rng: &mut ChaCha8Rng) -> (f64, f64) {
    let mut off = || (0..3).map(|_| rng.random_range(-50.0..50.0_f64)).sum::<f64>();
    (x + off(), y + off())
}

/// A household of an estate: four towers in a square, everybody in one at the same place.
fn tower((x, y): (f64, f64), nth: u32) -> (f64, f64) {
    (x + f64::from(nth % 2) * 60.0, y + f64::from(nth / 2 % 2) * 45.0)
}

/// One grid in so many has a fault; each kind of finding comes up.
fn roster(rng: &mut ChaCha8Rng) -> String {
    const INSIDE: [&str; 5] = ["离退干部", "教师", "村支两委干部", "党员代表", "村民代表"];
    let mut out = "网格,职责,人员编号,身份,住本网格\n".to_owned();
    let mut person = 0;
    let mut next = || {
        person += 1;
        format!("P{person:04}")
    };
    let mut grid = 0;
    for (village, (_, _, households, _, _)) in VILLAGES.iter().enumerate() {
        for nth in 0..(households + 62) / 125 {
            grid += 1;
            let code = format!("G{:02}-{:02}", village + 1, nth + 1);
            let (mut identity, mut lives) = (INSIDE[rng.random_range(0..5)], "是");
            let mut members = rng.random_range(2..=4);
            let mut leaders = 1;
            match grid {
                3 => identity = "包村干部",
                5 => lives = "否",
                8 => members = 1,
                11 => leaders = 2,
                14 => leaders = 0,
                17 => identity = "退伍军人",
                20 => members = 6,
                23 => lives = "",
                26 => identity = "",
                _ => {}
            }
            if grid == 3 || grid == 7 {
                lives = "否";
                identity = if grid == 3 { "包村干部" } else { "大学生村官" };
            }
            if grid == 30 {
                // A grid drawn and not yet staffed.
                out.push_str(&format!("{code},,,,\n"));
                continue;
            }
            let mut leader = String::new();
            for _ in 0..leaders {
                leader = if grid == 9 { "P0001".to_owned() } else { next() };
                out.push_str(&format!("{code},网格长,{leader},{identity},{lives}\n"));
            }
            for nth in 0..members {
                let member = if grid == 12 && nth == 0 { leader.clone() } else { next() };
                out.push_str(&format!("{code},成员,{member},,\n"));
            }
        }
    }
    out
}

/// The discipline secretary is missing, and a department head holds the office.
const GROUP: &str = "人员编号,职务,任职\n\
    L01,组长,党（工）委书记\n\
    L02,副组长,乡长\n\
    L03,成员,其他班子成员\n\
    L04,成员,其他班子成员\n\
    L05,办公室主任,部门负责人\n";

fn cases(rng: &mut ChaCha8Rng) -> String {
    let calendar = WorkCalendar::china();
    let on = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
    let first = NaiveDate::from_ymd_opt(2026, 6, 29).unwrap_or_default();
    let mut out = "id,village,received,closed,scope,major,sudden,work,complexity\n".to_owned();
    for number in 1..=640 {
        // The last village has too few cases to be ranked, the one before it none at all.
        let village = if number % 160 == 0 { 11 } else { rng.random_range(0..10) };
        let (name, ..) = VILLAGES[village];
        let received = first + Days::new(rng.random_range(0..147));
        let (scope, limit) = match rng.random_range(0..100) {
            0..68 => ("网格内", 7),
            68..90 => ("跨网格、本社区（村）", 15),
            _ => ("超出本社区（村）", 30),
        };
        let (major, sudden) = (rng.random_range(0..40) == 0, rng.random_range(0..30) == 0);
        let work = ["一般性", "一般性", "协调性", "突发性", "审批性", ""][rng.random_range(0..6)];
        let complexity = ["", "", "", "一般", "较复杂"][rng.random_range(0..5)];
        // A good village is late now and then, a weak one often.
        let late = rng.random_range(0..100) < 3 + village * 3;
        let taken = if late { limit + rng.random_range(1..9) } else { rng.random_range(1..=limit) };
        let closed = calendar
            .add_workdays(received, taken, Counting::default())
            .ok()
            .filter(|closed| *closed <= on && rng.random_range(0..60) > 0);
        let received = match rng.random_range(0..3) {
            0 => calendar.roll(received, Roll::Following).unwrap_or(received),
            _ => received,
        };
        let closed = closed.filter(|closed| *closed >= received);
        let flag = |flag: bool| if flag { "是" } else { "否" };
        out.push_str(&format!(
            "C{number:04},{name},{},{},{scope},{},{},{work},{complexity}\n",
            hand(received, rng),
            closed.map(|closed| hand(closed, rng)).unwrap_or_default(),
            flag(major),
            flag(sudden),
        ));
    }
    out
}

/// A day in one of the hands that people write it in.
fn hand(day: NaiveDate, rng: &mut ChaCha8Rng) -> String {
    let form =
        ["%Y-%m-%d", "%Y-%m-%d", "%Y/%-m/%-d", "%Y年%-m月%-d日", "%Y-%m-%d %H:%M"][rng.random_range(0..5)];
    let time = day.and_hms_opt(rng.random_range(8..18), rng.random_range(0..60), 0).unwrap_or_default();
    time.format(form).to_string()
}
