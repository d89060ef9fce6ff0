//! The shipped table against the collected facts, and what loading and overlays do.

use chrono::{Datelike, NaiveDate, Weekday};
use serde_json::Value;
use wangge::{CalendarError, Counting, DayKind, DayStatus, MakeUp, Overlay, Roll, Start, WorkCalendar};

use crate::clauses::shared;
use crate::day;

fn facts() -> Value {
    let path = shared().join("data/calendar/cn_calendar.json");
    serde_json::from_str(&std::fs::read_to_string(path).expect("the collected facts")).expect("JSON")
}

#[test]
fn the_shipped_table_is_the_collected_one_day_by_day() {
    let facts = facts();
    let calendar = WorkCalendar::china();
    let mut days = 0;
    for date in calendar.first().iter_days().take_while(|date| *date <= calendar.last()) {
        let year = &facts[date.year().to_string()];
        let key = date.to_string();
        let off = year["holidays"].get(&key).is_some();
        let make_up = year["makeup_workdays"].get(&key).is_some();
        let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        let found = calendar.day(date).expect("a day of the table");
        assert_eq!(found.workday, make_up || !(weekend || off), "{date}");
        let kind = match (make_up, off, weekend) {
            (true, _, _) => DayKind::MakeUp,
            (_, true, _) => DayKind::Holiday,
            (_, _, true) => DayKind::Weekend,
            _ => DayKind::Workday,
        };
        assert_eq!((found.kind, found.name.is_some()), (kind, make_up || off), "{date}");
        days += 1;
    }
    assert_eq!(days, 9496);
    for (year, table) in facts.as_object().expect("years") {
        let ends = (day(&format!("{year}-01-01")), day(&format!("{year}-12-31")));
        let count = ends.0.iter_days().take_while(|date| *date <= ends.1);
        let count = count.filter(|date| calendar.is_workday(*date).expect("a day of the table")).count();
        assert_eq!(Some(count as u64), table["workdays_in_year"].as_u64(), "{year}");
    }
}

#[test]
fn every_notice_number_that_was_read_is_cited() {
    let calendar = WorkCalendar::china();
    let cited: Vec<String> = calendar
        .first()
        .iter_days()
        .take_while(|date| *date <= calendar.last())
        .map(|date| calendar.day(date).expect("a day").source)
        .collect();
    for (year, table) in facts().as_object().expect("years") {
        for notice in table["notices"].as_array().expect("notices") {
            let Some(number) = notice["no"].as_str().filter(|number| !number.contains('(')) else { continue };
            assert!(cited.iter().any(|source| source == number), "{year}: {number}");
        }
    }
    // A later notice rules the days that it settled, and only those.
    let source = |text: &str| calendar.day(day(text)).expect("a day").source;
    assert_eq!(source("2019-05-02"), "国办发明电〔2019〕3号");
    assert_eq!(source("2019-06-07"), "国办发明电〔2018〕15号");
    assert_eq!(source("2020-01-31"), "国办发明电〔2020〕1号");
    assert_eq!(source("2005-12-31"), "国办发明电〔2005〕35号");
    assert_eq!(source("2016-12-31"), "国办发明电〔2016〕17号");
    assert_eq!(source("2017-12-30"), "国办发明电〔2017〕12号");
    assert_eq!(source("2023-12-31"), "国办发明电〔2023〕7号");
}

#[test]
fn the_collected_facts_load_as_a_calendar_of_their_own() {
    let path = shared().join("data/calendar/cn_calendar.json");
    let text = std::fs::read_to_string(path).expect("the collected facts");
    let (loaded, shipped) = (WorkCalendar::from_json(&text).expect("a calendar"), WorkCalendar::china());
    assert_eq!(
        (loaded.first(), loaded.firm_through(), loaded.last()),
        (shipped.first(), shipped.firm_through(), shipped.last())
    );
    for date in shipped.first().iter_days().take_while(|date| *date <= shipped.last()) {
        assert_eq!(loaded.is_workday(date), shipped.is_workday(date), "{date}");
    }
    assert_eq!(WorkCalendar::from_json(&loaded.to_json()).expect("a saved calendar"), loaded);
}

const YEAR_2027: &str = r#"{ "2027": {
    "holidays": { "2027-01-01": "元旦", "2027-02-05": "春节", "2027-02-08": "春节" },
    "makeup_workdays": { "2027-01-30": "春节" },
    "notices": [{ "no": "虚构〔2026〕1号" }]
} }"#;

#[test]
fn a_new_year_loads_without_a_new_release() {
    let calendar = WorkCalendar::china().with_years(YEAR_2027).expect("the year joins");
    assert_eq!(calendar.last(), day("2027-12-31"));
    assert_eq!(calendar.firm_through(), day("2027-12-25"));
    let found = calendar.day(day("2027-01-30")).expect("a day of the new year");
    assert_eq!((found.kind, found.source.as_str()), (DayKind::MakeUp, "虚构〔2026〕1号"));
    // The year before is final now.
    assert_eq!(calendar.status(day("2026-12-31")), Ok(DayStatus::Confirmed));
    assert_eq!(WorkCalendar::from_json(&calendar.to_json()), Ok(calendar));
}

#[test]
fn a_table_with_a_fault_is_refused_with_its_place() {
    let refused = |json: &str| match WorkCalendar::china().with_years(json) {
        Err(CalendarError::Table { at, found, .. }) => (at, found),
        other => panic!("{other:?}"),
    };
    let year = |holidays: &str, make_up: &str| {
        format!(r#"{{ "2027": {{ "holidays": {{ {holidays} }}, "makeup_workdays": {{ {make_up} }} }} }}"#)
    };
    let (at, found) = refused(&year(r#""2027-02-30": "春节""#, ""));
    assert_eq!((at.as_str(), found.as_str()), ("2027.holidays.2027-02-30", "2027-02-30"));
    let (at, found) = refused(&year(r#""2026-02-03": "春节""#, ""));
    assert_eq!((at.as_str(), found.as_str()), ("2027.holidays.2026-02-03", "2026-02-03"));
    let (at, found) = refused(&year("", r#""2027-02-01": "春节""#));
    assert_eq!((at.as_str(), found.as_str()), ("2027.makeup_workdays.2027-02-01", "Mon"));
    let twice = r#""2027-01-30": "春节""#;
    assert_eq!(refused(&year(twice, twice)), ("2027".to_owned(), "2027-01-30".to_owned()));
    assert_eq!(refused(r#"{ "2029": { "holidays": {}, "makeup_workdays": {} } }"#).1, "2029");
    assert_eq!(refused(r#"{ "20x7": { "holidays": {}, "makeup_workdays": {} } }"#).1, "20x7");
    assert!(refused(r#"{ "2027": { "holidays": {}, "makeup": {} } }"#).1.contains("makeup"));
    let counted = r#"{ "2027": { "holidays": {}, "makeup_workdays": {}, "workdays_in_year": 250 } }"#;
    assert_eq!(refused(counted), ("2027.workdays_in_year".to_owned(), "250".to_owned()));
    assert!(refused("{").0 == "table");
}

fn overlay(days: &str) -> String {
    format!(r#"{{ "title": "虚构", "source": "虚构文件", "days": [{days}] }}"#)
}

#[test]
fn an_overlay_takes_and_adds_days() {
    let rest = r#"{ "date": "2026-11-24", "workday": false, "name": "停工" }"#;
    let work = r#"{ "date": "2026-11-28", "workday": true, "name": "补班" }"#;
    let laid = Overlay::from_json(&overlay(&format!("{rest}, {work}"))).expect("an overlay");
    let calendar = WorkCalendar::china().with_overlay(laid.clone()).expect("it lies in the table");
    let found = calendar.day(day("2026-11-28")).expect("a day");
    assert_eq!((found.kind, found.name.as_deref()), (DayKind::LocalWork, Some("补班")));
    // 24 November is lost and Saturday 28 gained, so the 5th day is Saturday.
    let fifth = calendar.add_workdays(day("2026-11-23"), 4, Counting::default());
    assert_eq!(fifth, Ok(day("2026-11-28")));
    let ignoring = Counting { start: Start::NextDay, make_up: MakeUp::Ignore };
    assert_eq!(calendar.add_workdays(day("2026-11-23"), 4, ignoring), Ok(day("2026-11-30")));
    assert_eq!(Overlay::from_json(&laid.to_json()), Ok(laid));
    assert_eq!(WorkCalendar::from_json(&calendar.to_json()), Ok(calendar));
}

#[test]
fn the_later_overlay_wins_and_a_contradiction_within_one_is_refused() {
    let lay = |workday: bool| {
        Overlay::from_json(&overlay(&format!(
            r#"{{ "date": "2026-11-24", "workday": {workday}, "name": "x" }}"#
        )))
    };
    let calendar = WorkCalendar::china().with_overlay(lay(false).expect("an overlay")).expect("laid");
    let calendar = calendar.with_overlay(lay(true).expect("an overlay")).expect("laid");
    assert_eq!(calendar.is_workday(day("2026-11-24")), Ok(true));
    let one = r#"{ "date": "2026-11-24", "workday": false, "name": "x" }"#;
    let twice = Overlay::from_json(&overlay(&format!("{one}, {one}")));
    assert!(matches!(twice, Err(CalendarError::Table { found, .. }) if found == "2026-11-24"));
    let far = Overlay::from_json(&overlay(r#"{ "date": "2031-01-01", "workday": false, "name": "x" }"#));
    let refused = WorkCalendar::china().with_overlay(far.expect("an overlay"));
    assert!(matches!(refused, Err(CalendarError::Unknown { day: found, .. }) if found == day("2031-01-01")));
    let no_source = r#"{ "title": "t", "source": " ", "days": [] }"#;
    assert!(
        matches!(Overlay::from_json(no_source), Err(CalendarError::Table { at, .. }) if at == "overlay.source")
    );
}

#[test]
fn the_walk_counts_what_the_answer_counts() {
    let calendar = WorkCalendar::china().with_provisional();
    for start in [Start::NextDay, Start::DeemedNextWorkingDay, Start::SameDay] {
        for make_up in [MakeUp::Count, MakeUp::Ignore] {
            for n in [-30, -7, -1, 0, 1, 7, 15, 30] {
                for from in ["2026-02-13", "2026-03-07", "2025-10-01", "2026-10-10", "2024-02-04"].map(day) {
                    let counting = Counting { start, make_up };
                    let walk = calendar.explain(from, n, counting).expect("within the table");
                    assert_eq!(Ok(walk.date), calendar.add_workdays(from, n, counting));
                    let counted = walk.steps.iter().filter(|step| step.counted.is_some()).count();
                    assert_eq!(counted, n.unsigned_abs() as usize, "{from} {n} {start} {make_up}");
                    if let Some(last) = walk.steps.last().filter(|_| n != 0) {
                        assert_eq!((last.day.date, last.counted), (walk.date, Some(n.unsigned_abs())));
                    }
                    let consecutive = walk
                        .steps
                        .windows(2)
                        .all(|pair| (pair[1].day.date - pair[0].day.date).num_days().abs() == 1);
                    assert!(consecutive, "{from} {n} {start} {make_up}");
                }
            }
        }
    }
}

#[test]
fn a_count_that_leaves_the_table_names_the_first_day_it_lacks() {
    let calendar = WorkCalendar::china();
    let refused = |from: &str, n| calendar.add_workdays(day(from), n, Counting::default());
    let unknown = |text: &str| CalendarError::Unknown {
        day: day(text),
        first: day("2001-01-01"),
        last: day("2026-12-31"),
    };
    assert_eq!(refused("2026-12-31", 1), Err(unknown("2027-01-01")));
    assert_eq!(refused("2001-01-02", -1), Err(unknown("2000-12-31")));
    assert_eq!(refused("2027-01-01", -1), Err(unknown("2027-01-01")));
    assert_eq!(refused("2026-11-23", i32::MAX), Err(unknown("2027-01-01")));
    assert_eq!(refused("2026-11-23", i32::MIN), Err(unknown("2000-12-31")));
    for far in [NaiveDate::MIN, NaiveDate::MAX] {
        assert!(matches!(calendar.day(far), Err(CalendarError::Unknown { day, .. }) if day == far));
        assert!(calendar.roll(far, Roll::Following).is_err());
        assert!(calendar.workdays_between(far, far, MakeUp::Count).is_err());
    }
}

#[test]
fn a_month_that_is_not_there_says_what_is_wrong_with_it() {
    let calendar = WorkCalendar::china();
    let refused = |year, month, n| match calendar.nth_workday_of_month(year, month, n) {
        Err(wangge::Error::Input(error)) => (error.column, error.value),
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(300_000, 1, 1), ("year".to_owned(), "300000".to_owned()));
    assert_eq!(refused(2026, 13, 1), ("month".to_owned(), "13".to_owned()));
    assert_eq!(refused(2026, 11, 0), ("n".to_owned(), "0".to_owned()));
}
