//! The cut-off hour of a policy: a receipt at it or after it is one of the next working day.

use chrono::{NaiveDate, NaiveTime};
use wangge::rules::deadline::{self, DeadlineTable};
use wangge::{ColumnOptions, Complexity, Lang, Nulls, OnBad, Policy, Vocabulary, WorkCalendar};

use crate::at;

const COUNTING: &str = r#"schema = 1
id = "x"
title = "示例"
from = 2024-01-01

[[clause]]
id = "W-1"
document = "本县规定（示例）"
article = "一"
heading = "收件截止时点"
text = "17:30以后收到的，视为次一工作日收到"

[[limit]]
complexity = "general"
within = { count = 2, unit = "working_day" }
settled_by = ["closed"]
clause = "W-1"

[[limit]]
complexity = "complex"
within = { count = 3, unit = "natural_day" }
roll = "following"
settled_by = ["closed"]
clause = "W-1"

[[counting]]
start = "deemed_next_working_day"
make_up_days = "count"
cut_off = "17:30"
clause = "W-1"
to = 2025-12-31

[[counting]]
start = "deemed_next_working_day"
make_up_days = "count"
cut_off = "16:00"
clause = "W-1"
from = 2026-01-01
"#;

fn policy(text: &str) -> Policy {
    Policy::from_toml(text).unwrap_or_else(|error| panic!("{:?}", error.faults()))
}

#[test]
fn a_receipt_after_the_hour_is_one_of_the_next_working_day() {
    let (policy, calendar) = (policy(COUNTING), WorkCalendar::china());
    let due = |text: &str, complexity| {
        deadline::due(&policy, &calendar, at(text), complexity).expect("an answer").value.date.to_string()
    };
    // Friday 2026-11-20: before the hour the count begins on Monday, after it Monday is the day of receipt.
    assert_eq!(due("2026-11-20 15:59", Complexity::General), "2026-11-24");
    assert_eq!(due("2026-11-20 16:00", Complexity::General), "2026-11-25");
    // A rest day is deemed Monday at any hour.
    assert_eq!(due("2026-11-21 09:00", Complexity::General), "2026-11-25");
    assert_eq!(due("2026-11-21 20:00", Complexity::General), "2026-11-25");
    // 2025 has the later hour, and the rules of the day of receipt hold although it is deemed one of 2026.
    assert_eq!(due("2025-12-31 17:29", Complexity::General), "2026-01-05");
    assert_eq!(due("2025-12-31 17:30", Complexity::General), "2026-01-06");
    // Natural days: from the deemed Monday, 3 days on.
    assert_eq!(due("2026-11-20 15:59", Complexity::Complex), "2026-11-23");
    assert_eq!(due("2026-11-20 16:00", Complexity::Complex), "2026-11-26");
    // Without an hour the day alone decides.
    let day = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day");
    let found = deadline::due(&policy, &calendar, day, Complexity::General).expect("an answer").value;
    assert_eq!((found.date.to_string().as_str(), found.missed_cut_off), ("2026-11-24", None));
}

#[test]
fn the_explanation_says_the_hour() {
    let (policy, calendar) = (policy(COUNTING), WorkCalendar::china());
    for (complexity, last) in [
        (Complexity::General, "到期日：2026年11月25日（周三）"),
        (Complexity::Complex, "到期日：2026年11月26日（周四）"),
    ] {
        let due = deadline::due(&policy, &calendar, at("2026-11-20 16:00"), complexity).expect("an answer");
        assert!(
            due.because.iter().any(|reason| reason.wording.zh() == "16:00及以后收到，视为次一工作日收到")
        );
        let lines = due.value.explain(&calendar).expect("known days").lines(Lang::Zh);
        assert_eq!(lines[0], "2026年11月20日（周五）：工作日，16:00及以后受理，不计");
        assert_eq!(lines.last().map(String::as_str), Some(last));
    }
    let due =
        deadline::due(&policy, &calendar, at("2025-12-31 18:00"), Complexity::General).expect("an answer");
    let steps = due.value.explain(&calendar).expect("known days").steps;
    let counted: Vec<_> =
        steps.iter().filter(|step| step.counted.is_some()).map(|step| step.day.date.to_string()).collect();
    assert_eq!(counted, ["2026-01-05", "2026-01-06"]);
}

#[test]
fn the_table_answers_as_the_question_does() {
    let calendar = WorkCalendar::china();
    for policy in [
        policy(COUNTING),
        policy(COUNTING).at(NaiveDate::from_ymd_opt(2026, 5, 1).expect("a day")).expect("in force"),
    ] {
        let table = DeadlineTable::new(&policy, &calendar);
        assert!(table.has_cut_off());
        let (first, last) = (NaiveDate::from_ymd_opt(2023, 12, 20), calendar.last());
        for day in first.expect("a day").iter_days().take_while(|day| *day <= last) {
            let number = i64::from(day.to_epoch_days());
            for complexity in [Complexity::General, Complexity::Complex, Complexity::Major] {
                for time in [NaiveTime::MIN, NaiveTime::from_hms_opt(23, 0, 0).expect("an hour")] {
                    let late = table
                        .cut_off(number)
                        .is_some_and(|hour| chrono::Timelike::num_seconds_from_midnight(&time) >= hour);
                    let code = u8::try_from(complexity.index()).expect("small")
                        + if late { DeadlineTable::AFTER_CUT_OFF } else { 0 };
                    let mut out = [0_i64];
                    let options = ColumnOptions { on_bad: OnBad::Null, ..ColumnOptions::default() };
                    table
                        .column(&[number], &[code], Nulls::default(), options, &mut out)
                        .expect("nulls may be");
                    let scalar = deadline::due(&policy, &calendar, day.and_time(time), complexity).ok();
                    let scalar = scalar.map(|due| i64::from(due.value.date.to_epoch_days()));
                    assert_eq!(scalar.unwrap_or(i64::MIN), out[0], "{day} {time} {complexity}");
                }
            }
        }
    }
}

#[test]
fn a_cut_off_stands_only_beside_its_convention() {
    for (from, to, path) in [
        (
            "deemed_next_working_day\"\nmake_up_days = \"count\"\ncut_off = \"16:00",
            "next_day\"\nmake_up_days = \"count\"\ncut_off = \"16:00",
            "counting[1].cut_off",
        ),
        ("\"16:00\"", "\"16:0\"", "counting[1].cut_off"),
        ("\"16:00\"", "\"24:00\"", "counting[1].cut_off"),
        ("\"16:00\"", "16:00:00", "counting[1].cut_off"),
    ] {
        let text = COUNTING.replace(from, to);
        assert_ne!(text, COUNTING);
        let error = Policy::from_toml(&text).expect_err("a fault");
        let paths: Vec<_> = error.faults().iter().map(|fault| fault.path.as_str()).collect();
        assert_eq!(paths, [path]);
    }
    let read = policy(COUNTING);
    assert_eq!(Policy::from_toml(&read.to_toml()).expect("it reads back"), read);
}
