//! How long a column of ten million days takes, as a ratio against two peers in the same run: a memcpy of the
//! same bytes, and the table of one working-day number a day that a good programmer writes by hand.
//!
//! `cargo bench --bench columns`
#![expect(
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::float_arithmetic,
    reason = "a bench prints figures"
)]
#![expect(clippy::unwrap_used, reason = "a bench may stop")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use wangge::rules::deadline::DeadlineTable;
use wangge::{ColumnOptions, Count, Nulls, Policy, WorkCalendar};

const ROWS: usize = 10_000_000;
const ROUNDS: usize = 9;

fn number(date: NaiveDate) -> i32 {
    i32::try_from((date - NaiveDate::from_ymd_opt(1970, 1, 1).unwrap()).num_days()).unwrap()
}

/// Numbers in a range, the same in every run.
fn random(rows: usize, from: i32, to: i32) -> Vec<i32> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let span = u64::try_from(to - from).unwrap();
    (0..rows)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            from + i32::try_from((state >> 16) % span).unwrap()
        })
        .collect()
}

/// The table by hand: for each day the number of the working day at or after it, and the days by number.
struct ByHand {
    first: i32,
    number_of: Vec<i32>,
    day_of: Vec<i32>,
}

impl ByHand {
    fn new(calendar: &WorkCalendar) -> Self {
        let (mut number_of, mut day_of) = (vec![], vec![]);
        for day in calendar.first().iter_days().take_while(|day| *day <= calendar.last()) {
            if calendar.is_workday(day).unwrap() {
                day_of.push(number(day));
            }
            number_of.push(i32::try_from(day_of.len()).unwrap());
        }
        Self { first: number(calendar.first()), number_of, day_of }
    }

    fn add(&self, days: &[i32], counts: &[i32], out: &mut [i32]) {
        for ((day, n), out) in days.iter().zip(counts).zip(out) {
            let number = self.number_of[usize::try_from(*day - self.first).unwrap()] + n - 1;
            *out = self.day_of[usize::try_from(number).unwrap()];
        }
    }
}

fn main() {
    let calendar = WorkCalendar::china();
    let from = number(NaiveDate::from_ymd_opt(2004, 1, 1).unwrap());
    let to = number(NaiveDate::from_ymd_opt(2026, 10, 1).unwrap());
    let days = random(ROWS, from, to);
    let wide: Vec<i64> = days.iter().map(|day| i64::from(*day)).collect();
    let counts: Vec<i32> =
        random(ROWS, 0, 3).into_iter().map(|code| [7, 15, 30][usize::try_from(code).unwrap()]).collect();
    let same = vec![15; ROWS];
    let codes: Vec<u8> = counts
        .iter()
        .map(|n| match n {
            7 => 0,
            15 => 1,
            _ => 2,
        })
        .collect();
    let by_hand = ByHand::new(&calendar);
    let table = DeadlineTable::new(&Policy::preset("combined").unwrap(), &calendar);
    let options = ColumnOptions::default();
    let (mut out, mut out_wide) = (vec![0_i32; ROWS], vec![0_i64; ROWS]);
    let mut by_hand_out = vec![0_i32; ROWS];

    // Equal answers first: a fast wrong one is no peer.
    calendar.add_workdays_column(&days, Count::Each(&counts), Nulls::default(), options, &mut out).unwrap();
    by_hand.add(&days, &counts, &mut by_hand_out);
    assert_eq!(out, by_hand_out);

    let names = [
        "memcpy, i32",
        "memcpy, i64",
        "table by hand, one n",
        "table by hand, n a row",
        "add_workdays, i32, one n",
        "add_workdays, i64, one n",
        "add_workdays, i32, n a row",
        "deadlines, i32, one code",
        "deadlines, i32, code a row",
        "deadlines, i64, code a row",
    ];
    let mut best = [Duration::MAX; 10];
    for _ in 0..ROUNDS {
        let mut nth = 0;
        let mut time = |work: &mut dyn FnMut()| {
            let start = Instant::now();
            work();
            best[nth] = best[nth].min(start.elapsed());
            nth += 1;
        };
        time(&mut || out.copy_from_slice(black_box(&days)));
        time(&mut || out_wide.copy_from_slice(black_box(&wide)));
        time(&mut || by_hand.add(&days, &same, &mut out));
        time(&mut || by_hand.add(&days, &counts, &mut out));
        time(&mut || {
            calendar
                .add_workdays_column(&days, Count::Same(15), Nulls::default(), options, &mut out)
                .unwrap();
        });
        time(&mut || {
            calendar
                .add_workdays_column(&wide, Count::Same(15), Nulls::default(), options, &mut out_wide)
                .unwrap();
        });
        time(&mut || {
            calendar
                .add_workdays_column(&days, Count::Each(&counts), Nulls::default(), options, &mut out)
                .unwrap();
        });
        time(&mut || {
            table.column(&days, &[1], Nulls::default(), options, &mut out).unwrap();
        });
        time(&mut || {
            table.column(&days, &codes, Nulls::default(), options, &mut out).unwrap();
        });
        time(&mut || {
            table.column(&wide, &codes, Nulls::default(), options, &mut out_wide).unwrap();
        });
        black_box((&out, &out_wide));
    }
    println!("{ROWS} rows, one thread, best of {ROUNDS} rounds");
    println!("{:<28} {:>9} {:>12} {:>10}", "", "ns a row", "x memcpy", "x by hand");
    for (nth, (name, time)) in names.iter().zip(best).enumerate() {
        let peer = best[usize::from(name.contains("i64"))];
        let hand = best[if name.contains("a row") { 3 } else { 2 }];
        let row = time.as_secs_f64() * 1e9 / 1e7;
        let against = |other: Duration| time.as_secs_f64() / other.as_secs_f64();
        let hand = if nth < 2 { String::new() } else { format!("{:.2}", against(hand)) };
        println!("{name:<28} {row:>9.2} {:>12.2} {hand:>10}", against(peer));
    }
}
