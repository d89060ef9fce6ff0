//! A column answers as its rows do: nulls, unknown days and errors included.

use chrono::NaiveDate;
use proptest::prelude::*;
use wangge::rules::deadline::{self, DeadlineTable};
use wangge::{
    ColumnOptions, Complexity, Count, Counting, Error, MakeUp, Nulls, OnBad, Policy, Start, Vocabulary,
    WorkCalendar,
};

use crate::day;

fn number(date: NaiveDate) -> i32 {
    i32::try_from((date - day("1970-01-01")).num_days()).expect("a day of chrono's range")
}

fn date(number: i64) -> Option<NaiveDate> {
    day("1970-01-01").checked_add_signed(chrono::TimeDelta::try_days(number)?)
}

fn countings() -> impl Strategy<Value = Counting> {
    let starts = prop::sample::select(Start::ALL);
    let make_ups = prop::sample::select(MakeUp::ALL);
    (starts, make_ups).prop_map(|(start, make_up)| Counting { start, make_up })
}

/// Days in and around the table, and far away.
fn days() -> impl Strategy<Value = i64> {
    prop_oneof![
        20 => 11_300_i64..20_850,
        1 => Just(i64::MIN),
        1 => Just(i64::from(i32::MIN)),
        1 => Just(i64::MAX),
        1 => any::<i64>(),
    ]
}

fn counts() -> impl Strategy<Value = i32> {
    prop_oneof![20 => -40_i32..60, 3 => Just(0), 1 => Just(i32::MAX), 1 => Just(i32::MIN)]
}

proptest! {
    #[test]
    fn bulk_is_scalar_for_i64(rows in prop::collection::vec((days(), counts()), 0..4200), counting in countings()) {
        let calendar = WorkCalendar::china();
        let (days, counts): (Vec<i64>, Vec<i32>) = rows.iter().copied().unzip();
        let options = ColumnOptions { counting, on_bad: OnBad::Null, first_row: 0 };
        let mut out = vec![0; days.len()];
        let made = calendar
            .add_workdays_column(&days, Count::Each(&counts), Nulls::default(), options, &mut out)
            .expect("bad rows become null");
        let mut nulls = 0;
        for ((day, n), out) in days.iter().zip(&counts).zip(&out) {
            let scalar = date(*day).and_then(|date| calendar.add_workdays(date, *n, counting).ok());
            let expected = scalar.map_or(i64::MIN, |date| i64::from(number(date)));
            prop_assert_eq!(*out, expected);
            nulls += usize::from(expected == i64::MIN);
        }
        prop_assert_eq!(made, nulls);
    }

    #[test]
    fn a_constant_count_is_a_count_a_row(rows in prop::collection::vec(11_300_i32..20_850, 0..4200), n in counts(), counting in countings()) {
        let calendar = WorkCalendar::china();
        let options = ColumnOptions { counting, on_bad: OnBad::Null, first_row: 0 };
        let bytes = rows.len().div_ceil(8);
        let mut results = Vec::new();
        for count in [Count::Same(n), Count::Each(&vec![n; rows.len()])] {
            let (mut out, mut bitmap) = (vec![0_i32; rows.len()], vec![0_u8; bytes]);
            let nulls = Nulls { input: None, output: Some(&mut bitmap) };
            let made = calendar.add_workdays_column(&rows, count, nulls, options, &mut out).expect("nulls are noted");
            results.push((made, out, bitmap));
        }
        prop_assert_eq!(&results[0], &results[1]);
    }

    #[test]
    fn the_first_bad_row_is_named(good in 0_usize..5000, n in 1_i32..30) {
        let calendar = WorkCalendar::china();
        let mut rows = vec![20_000_i64; good];
        rows.extend([99_999, 20_000, 88_888]);
        let mut out = vec![0; rows.len()];
        let options = ColumnOptions { first_row: 100, ..ColumnOptions::default() };
        for count in [Count::Same(n), Count::Each(&vec![n; rows.len()])] {
            let error = calendar.add_workdays_column(&rows, count, Nulls::default(), options, &mut out);
            let Err(Error::Input(error)) = error else { panic!("a day of 2243 is not known") };
            prop_assert_eq!((error.row, error.column.as_str(), error.value.as_str()), (Some(good + 100), "days", "2243-10-16"));
        }
    }

    #[test]
    fn deadlines_in_bulk_are_deadlines_one_by_one(rows in prop::collection::vec((days(), 0_u8..4), 0..3000)) {
        let (policy, calendar) = (changing(), WorkCalendar::china());
        let (days, codes): (Vec<i64>, Vec<u8>) = rows.iter().copied().unzip();
        let options = ColumnOptions { on_bad: OnBad::Null, ..ColumnOptions::default() };
        let mut out = vec![0; days.len()];
        if codes.len() == 1 { return Ok(()); }
        DeadlineTable::new(&policy, &calendar)
            .column(&days, &codes, Nulls::default(), options, &mut out)
            .expect("bad rows become null");
        for ((day, code), out) in days.iter().zip(&codes).zip(out) {
            let complexity = Complexity::ALL.get(usize::from(*code));
            let scalar = date(*day).zip(complexity).and_then(|(date, complexity)| {
                deadline::due(&policy, &calendar, date, *complexity).ok()
            });
            prop_assert_eq!(out, scalar.map_or(i64::MIN, |due| i64::from(number(due.value.date))));
        }
    }
}

/// A policy whose limits change over the years, one of them in natural days that roll.
fn changing() -> Policy {
    let text = Policy::preset_toml("xiang-2011").expect("a preset");
    let text = text.replace("from = 2011-06-07", "from = 2011-06-07\nto = 2025-12-31");
    let text = text.replace(
        "[[limit]]                        # 较复杂问题\n",
        "[[limit]]\ncomplexity = \"general\"\nfrom = 2020-01-01\n\
         within = { count = 10, unit = \"natural_day\" }\nroll = \"following\"\n\
         settled_by = [\"closed\"]\nclause = \"X-4.2a\"\n\n[[limit]]\n",
    );
    let text = text.replacen("complexity = \"general\"\n", "complexity = \"general\"\nto = 2019-12-31\n", 1);
    Policy::from_toml(&text).expect("a lawful policy")
}

#[test]
fn limits_change_with_the_day_of_receipt() {
    let (policy, calendar) = (changing(), WorkCalendar::china());
    let due = |received| {
        deadline::due(&policy, &calendar, day(received), Complexity::General)
            .map(|due| due.value.date.to_string())
    };
    assert_eq!(due("2019-12-31").as_deref(), Ok("2020-01-10"));
    // Ten natural days later is Saturday 11 January.
    assert_eq!(due("2020-01-01").as_deref(), Ok("2020-01-13"));
    assert_eq!(due("2026-01-05").expect_err("the policy has ended").code(), "policy.not_in_force");
    assert_eq!(due("2011-06-06").expect_err("not yet in force").code(), "policy.not_in_force");
}

#[test]
fn nulls_come_and_go_by_bitmap() {
    let calendar = WorkCalendar::china();
    let days = [20_780_i32, 0, 20_781, 99_999];
    let (mut out, mut bitmap) = ([0; 4], [0_u8]);
    let input = [0b1101_u8];
    let options = ColumnOptions { on_bad: OnBad::Null, ..ColumnOptions::default() };
    let nulls = Nulls { input: Some(&input), output: Some(&mut bitmap) };
    let made = calendar.add_workdays_column(&days, Count::Same(1), nulls, options, &mut out);
    assert_eq!(made, Ok(2));
    assert_eq!((bitmap[0] & 0b1111, out[0], out[2]), (0b0101, 20_781, 20_782));
    // A null that has nowhere to be written is refused.
    let nulls = Nulls { input: Some(&input), output: None };
    let refused = calendar.add_workdays_column(&days[..2], Count::Same(1), nulls, options, &mut out[..2]);
    assert!(
        matches!(refused, Err(Error::Input(error)) if error.row == Some(1) && error.column == "validity")
    );
    let short = Nulls { input: Some(&[]), output: None };
    let refused = calendar.add_workdays_column(&days, Count::Same(1), short, options, &mut out);
    assert!(matches!(refused, Err(Error::Input(error)) if error.column == "validity"));
}

#[test]
fn empty_columns_and_wrong_lengths() {
    let calendar = WorkCalendar::china();
    let options = ColumnOptions::default();
    assert_eq!(
        calendar.add_workdays_column::<i32>(&[], Count::Same(1), Nulls::default(), options, &mut []),
        Ok(0)
    );
    let short =
        calendar.add_workdays_column(&[20_000_i32], Count::Same(1), Nulls::default(), options, &mut []);
    assert!(matches!(short, Err(Error::Input(error)) if error.column == "out"));
    let short =
        calendar.add_workdays_column(&[20_000_i32], Count::Each(&[]), Nulls::default(), options, &mut [0]);
    assert!(matches!(short, Err(Error::Input(error)) if error.column == "n"));
    let table = DeadlineTable::new(&Policy::preset("combined").expect("a preset"), &calendar);
    let unknown = table.column(&[20_000_i32], &[9], Nulls::default(), options, &mut [0]);
    assert!(
        matches!(unknown, Err(Error::Input(error)) if error.column == "complexity" && error.value == "9")
    );
}

#[test]
fn a_limit_that_leaves_the_calendar_is_told_from_a_day_that_is_not_known() {
    let table = DeadlineTable::new(&Policy::preset("combined").expect("a preset"), &WorkCalendar::china());
    let refused = |day: i32| {
        let refused =
            table.column(&[20_000, day], &[0], Nulls::default(), ColumnOptions::default(), &mut [0; 2]);
        let Err(Error::Input(error)) = refused else { panic!("{refused:?}") };
        assert_eq!((error.row, error.column.as_str()), (Some(1), "received"));
        (error.value, error.allowed)
    };
    let (value, allowed) = refused(number(day("2026-12-31")));
    assert_eq!(value, "2026-12-31 general");
    assert!(allowed.starts_with("2027-01-01 is outside the calendar"), "{allowed}");
    let (value, allowed) = refused(number(day("2031-01-01")));
    assert_eq!((value.as_str(), allowed.as_str()), ("2031-01-01", "a day from 2001-01-01 to 2026-12-31"));
}

#[test]
fn the_other_columns_are_their_scalars() {
    let calendar = WorkCalendar::china();
    let days: Vec<i32> = (11_323..20_819).collect();
    let options = ColumnOptions::default();
    let (mut worked, mut status, mut between) =
        (vec![false; days.len()], vec![0_u8; days.len()], vec![0_i32; days.len()]);
    let anchor = vec![number(day("2015-06-15")); days.len()];
    calendar.is_workday_column(&days, options, &mut worked).expect("the table's own days");
    calendar.status_column(&days, options, &mut status).expect("the table's own days");
    calendar.workdays_between_column(&anchor, &days, options, &mut between).expect("the table's own days");
    for (row, number) in days.iter().enumerate() {
        let date = date(i64::from(*number)).expect("a day");
        assert_eq!(calendar.is_workday(date), Ok(worked[row]));
        assert_eq!(calendar.status(date).map(Vocabulary::index), Ok(usize::from(status[row])));
        assert_eq!(calendar.workdays_between(day("2015-06-15"), date, MakeUp::Count), Ok(between[row]));
    }
    let refused = calendar.is_workday_column(&[20_000_i64, i64::MIN], options, &mut [false; 2]);
    assert!(matches!(refused, Err(Error::Input(error)) if error.row == Some(1) && error.value == "null"));
    let refused = calendar.workdays_between_column(&[20_000_i64], &[90_000], options, &mut [0]);
    assert!(matches!(refused, Err(Error::Input(error)) if error.column == "b"));
}
