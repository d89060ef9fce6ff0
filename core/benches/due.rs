//! How long a due moment takes: one with 3 pauses and 1 extension, and how it grows with pauses and years.
//!
//! `cargo bench --bench due`
#![expect(clippy::print_stdout, clippy::float_arithmetic, reason = "a bench prints figures")]
#![expect(clippy::unwrap_used, reason = "a bench may stop")]

use std::hint::black_box;
use std::time::Instant;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use wangge::policy::TermOfTime;
use wangge::rules::due::{Clock, DueOptions, Pause, due_at};
use wangge::{Policy, WorkCalendar};

/// The best of some rounds, in nanoseconds a call.
fn time(calls: u32, mut ask: impl FnMut()) -> f64 {
    let rounds = (0..7).map(|_| {
        let start = Instant::now();
        (0..calls).for_each(|_| ask());
        start.elapsed().as_secs_f64() * 1e9 / f64::from(calls)
    });
    rounds.fold(f64::INFINITY, f64::min)
}

fn main() {
    let (policy, calendar) = (Policy::preset("combined").unwrap(), WorkCalendar::china());
    let varied = Policy::from_toml(include_str!("../../tests/vectors/clocks/seasons.toml")).unwrap();
    let start = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap().and_hms_opt(10, 30, 0).unwrap();
    let every = |count: i32, hours: i64, from: NaiveDateTime| -> Vec<Pause> {
        let begin = (0..count).map(|nth| from + TimeDelta::hours(hours) * nth);
        begin.map(|begin| Pause::new(begin, begin + TimeDelta::hours(hours) / 2)).collect()
    };
    let three = every(3, 30, start + TimeDelta::hours(5));
    println!("3 pauses, 1 extension                 due_at  kept clock");
    for (what, policy) in [("same sessions every day", &policy), ("sessions by season", &varied)] {
        let clock = Clock::new(policy, &calendar, start.date()).unwrap();
        for text in ["7 working_day", "10 natural_day", "40 working_hour", "48 urgent_hour"] {
            let term: TermOfTime = text.parse().unwrap();
            let added = [TermOfTime { count: 3, unit: term.unit }];
            let options = DueOptions::default();
            let asked = time(20_000, || {
                black_box(
                    due_at(policy, &calendar, black_box(start), term, &three, &added, options).unwrap(),
                );
            });
            let kept = time(20_000, || {
                black_box(clock.due_at(black_box(start), term, &three, &added, options).unwrap());
            });
            println!("{what:<24} {text:<15} {asked:>6.0} ns {kept:>6.0} ns");
        }
    }
    println!("\nover years, kept clock");
    let start = NaiveDate::from_ymd_opt(2002, 1, 7).unwrap().and_hms_opt(9, 0, 0).unwrap();
    let clock = Clock::new(&policy, &calendar, start.date()).unwrap();
    for text in ["2500 working_day", "10000 working_hour"] {
        for count in [0, 1000, 2000, 4000] {
            let (term, pauses) = (text.parse().unwrap(), every(count, 36, start));
            let took = time(200, || {
                black_box(clock.due_at(black_box(start), term, &pauses, &[], DueOptions::default()).unwrap());
            });
            println!("{text:<19} {count:>5} pauses {took:>9.0} ns");
        }
    }
}
