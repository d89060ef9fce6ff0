//! How long it takes to tell what ten thousand grids owe in a year: as columns and one after another, beside a plain copy of
//! such columns.
//!
//! `cargo bench -p wangge --bench duty`
#![expect(clippy::print_stdout, clippy::float_arithmetic, reason = "a bench prints figures")]
#![expect(clippy::unwrap_used, reason = "a bench may stop")]

use std::hint::black_box;
use std::time::Instant;

use chrono::NaiveDate;
use wangge::duty::{DutyGrid, DutyOrder, Territory, obligations};
use wangge::{Policy, WorkCalendar};

fn best(mut work: impl FnMut()) -> f64 {
    let rounds = (0..5).map(|_| {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64()
    });
    rounds.fold(f64::INFINITY, f64::min)
}

fn main() {
    let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
    // Patrol and diary on every day of the calendar: the most there can be.
    let text =
        Policy::preset_toml("combined").unwrap().replace("days = \"working_days\"", "days = \"every_day\"");
    let (policy, calendar) = (Policy::from_toml(&text).unwrap(), WorkCalendar::china());
    let grids = (0..10_000).map(|nth| DutyGrid::new(format!("G-{nth}"), format!("V-{}", nth / 5))).collect();
    let territory = Territory { grids, ..Territory::default() };
    let order = DutyOrder { from: day(1, 1), to: day(12, 31), kinds: None };
    let owed = obligations(&policy, &calendar.with_provisional(), &territory, &order).unwrap();
    let columns = owed.columns();
    println!("{} obligations of {} grids", owed.len(), territory.grids.len());
    let copy = best(|| {
        black_box(columns.clone());
    });
    println!("a copy of the columns {copy:.3} s");
    let whole = best(|| {
        let owed = obligations(&policy, &calendar.with_provisional(), &territory, &order).unwrap();
        black_box(owed.columns());
    });
    println!("from the policy to columns {whole:.3} s, {:.1} times the copy", whole / copy);
    let walk = best(|| {
        let mut count = 0_usize;
        for one in owed.iter() {
            count += usize::from(black_box(one).due() >= day(7, 1));
        }
        black_box(count);
    });
    println!("one after another {walk:.3} s, {:.1} times the copy", walk / copy);
}
