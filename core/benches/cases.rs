//! How long it takes to fold a log of a million cases, sorted by case and not, beside a plain pass over its columns.
//!
//! `cargo bench --bench cases --features rayon`
#![expect(clippy::print_stdout, clippy::float_arithmetic, reason = "a bench prints figures")]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a bench may stop")]
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "numbers of a few millions"
)]

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Instant;

use chrono::{DateTime, NaiveDate, NaiveDateTime};
use wangge::case::{CaseRules, EventTable, FoldOptions, fold};
use wangge::{InputError, Policy, StepKind, WorkCalendar};

const CASES: usize = 1_000_000;

/// Six events a case, and what they say.
const STEPS: [(StepKind, &str); 6] = [
    (StepKind::Collect, ""),
    (StepKind::File, "{}"),
    (StepKind::Dispatch, r#"{"to":"unit-3"}"#),
    (StepKind::Accept, "{}"),
    (StepKind::Feedback, r#"{"outcome":"answered"}"#),
    (StepKind::Verify, r#"{"passed":true}"#),
];
const SCOPES: [&str; 3] = ["grid", "village", "beyond"];

/// Columns as Arrow keeps them: texts as offsets into bytes.
struct Columns {
    ids: String,
    sequence: Vec<u64>,
    kind: Vec<StepKind>,
    at: Vec<i64>,
    data: String,
    ends: Vec<usize>,
    order: Vec<u32>,
}

const WIDTH: usize = 10;

impl Columns {
    fn new(shuffled: bool) -> Self {
        let rows = CASES * STEPS.len();
        let mut columns = Self {
            ids: String::with_capacity(rows * WIDTH),
            sequence: Vec::with_capacity(rows),
            kind: Vec::with_capacity(rows),
            at: Vec::with_capacity(rows),
            data: String::new(),
            ends: vec![0],
            order: (0..rows as u32).collect(),
        };
        let begin = NaiveDate::from_ymd_opt(2024, 1, 2).unwrap().and_hms_opt(9, 0, 0).unwrap().and_utc();
        let mut state = 7_u64;
        let mut random = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) % below
        };
        let mut cases = Vec::with_capacity(CASES);
        for _ in 0..CASES {
            let mut at = begin.timestamp() + random(900 * 86_400) as i64;
            let mut events = Vec::with_capacity(STEPS.len());
            for _ in STEPS {
                events.push(at);
                at += random(2 * 86_400) as i64;
            }
            cases.push((events, SCOPES[random(3) as usize]));
        }
        // Not sorted: as events come in over the years, those of many cases between each other.
        let mut places: Vec<(i64, u32, u8)> = Vec::with_capacity(rows);
        for (case, (events, _)) in cases.iter().enumerate() {
            for (nth, at) in events.iter().enumerate() {
                places.push((if shuffled { *at } else { 0 }, case as u32, nth as u8));
            }
        }
        places.sort_unstable();
        for (_, case, nth) in places {
            let (events, scope) = &cases[case as usize];
            let (kind, data) = STEPS[nth as usize];
            write!(columns.ids, "C-{case:08}").unwrap();
            columns.sequence.push(u64::from(nth) + 1);
            columns.kind.push(kind);
            columns.at.push(events[nth as usize]);
            if kind == StepKind::Collect {
                write!(
                    columns.data,
                    r#"{{"channel":"hotline","served":"known","facts":{{"scope":"{scope}","major":false,"sudden":false}}}}"#
                )
                .unwrap();
            } else {
                columns.data.push_str(data);
            }
            columns.ends.push(columns.data.len());
        }
        columns
    }

    fn bytes(&self) -> usize {
        self.ids.len() + self.data.len() + self.sequence.len() * (8 + 1 + 8 + 8)
    }
}

impl EventTable for Columns {
    fn rows(&self) -> usize {
        self.order.len()
    }
    fn case(&self, row: usize) -> &[u8] {
        &self.ids.as_bytes()[row * WIDTH..(row + 1) * WIDTH]
    }
    fn sequence(&self, row: usize) -> u64 {
        self.sequence[row]
    }
    fn kind(&self, row: usize) -> Result<StepKind, InputError> {
        Ok(self.kind[row])
    }
    fn at(&self, row: usize) -> Result<NaiveDateTime, InputError> {
        Ok(DateTime::from_timestamp(self.at[row], 0).unwrap().naive_utc())
    }
    fn data(&self, row: usize) -> &[u8] {
        &self.data.as_bytes()[self.ends[row]..self.ends[row + 1]]
    }
}

fn best(mut work: impl FnMut()) -> f64 {
    let rounds = (0..5).map(|_| {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64()
    });
    rounds.fold(f64::INFINITY, f64::min)
}

/// Reads every column once, as the peer: what no fold can go below.
fn pass(table: &Columns) -> u64 {
    (0..table.rows())
        .map(|row| {
            let text = table.case(row).iter().chain(table.data(row)).copied().map(u64::from).sum::<u64>();
            text + table.sequence(row) + table.at[row] as u64 + table.kind[row] as u64
        })
        .fold(0, u64::wrapping_add)
}

fn main() {
    let rules = CaseRules::new(&Policy::preset("combined").unwrap(), &WorkCalendar::china());
    let now = NaiveDate::from_ymd_opt(2026, 7, 31).unwrap().and_hms_opt(18, 0, 0).unwrap();
    for (what, shuffled) in [("sorted by case", false), ("as they came in", true)] {
        let table = Columns::new(shuffled);
        let floor = best(|| {
            black_box(pass(&table));
        });
        println!(
            "{what}: {} events, {} MB; one pass over the bytes {floor:.3} s",
            table.rows(),
            table.bytes() / 1_000_000
        );
        for threads in [1, 2] {
            let options = FoldOptions { threads, ..FoldOptions::default() };
            let took = best(|| {
                assert_eq!(black_box(fold(&rules, &table, now, options).unwrap()).len(), CASES);
            });
            println!("  {threads} thread(s): {took:.3} s, {:.1} times the pass", took / floor);
        }
    }
}
