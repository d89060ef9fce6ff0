//! What is owed, as iCalendar read back by another reader, and as a month.
#![expect(clippy::indexing_slicing, reason = "lists of known length")]

use std::collections::BTreeMap;

use wangge::duty::{DutyGrid, DutyOrder, DutyRecord, Holder, Obligations, Territory, obligations};
use wangge::export::{IcsOptions, MonthOptions, ics, month};
use wangge::{DutyKind, Error, Lang, Policy, Role, WorkCalendar};

use crate::day;

fn owed(grids: Vec<DutyGrid>, kinds: Option<Vec<DutyKind>>) -> Obligations {
    let holders = vec![Holder {
        unit: grids[0].id.clone(),
        role: Role::GridResponsible,
        person: "p-1, 代理".to_owned(),
        from: None,
        to: None,
    }];
    let territory = Territory { grids, holders, ..Territory::default() };
    let order = DutyOrder { from: day("2026-10-01"), to: day("2026-10-31"), kinds };
    obligations(&Policy::preset("combined").expect("a preset"), &WorkCalendar::china(), &territory, &order)
        .expect("owed")
}

fn options(lang: Lang) -> IcsOptions {
    IcsOptions {
        stamp: day("2026-09-30").and_hms_opt(8, 0, 0).expect("a moment"),
        name: Some("示例村；网格".to_owned()),
        domain: "example.org".to_owned(),
        lang,
    }
}

/// The events, each with its values by key, by a reader that another hand wrote.
fn read(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut calendars = ical::IcalParser::new(text.as_bytes());
    let calendar = calendars.next().expect("a calendar").expect("that can be read");
    assert!(calendars.next().is_none());
    let of = |event: ical::parser::ical::component::IcalEvent| {
        event.properties.into_iter().map(|one| (one.name, one.value.unwrap_or_default())).collect()
    };
    calendar.events.into_iter().map(of).collect()
}

#[test]
fn a_calendar_is_read_back_by_another_reader() {
    let grids = vec![DutyGrid::new("G-1;东,组\n一", "V-1"), DutyGrid::new("G-2", "V-2")];
    let owed = owed(grids, None);
    let text = ics(owed.iter(), &options(Lang::Zh));
    // The last part of a folded line comes out one byte longer than the 75 that RFC 5545 advises; readers do not mind.
    assert!(text.lines().all(|line| line.len() <= 76), "lines are folded");
    let events = read(&text);
    assert_eq!(events.len(), owed.len());
    let mut uids: Vec<&str> = events.iter().map(|event| event["UID"].as_str()).collect();
    for (one, event) in owed.iter().zip(&events) {
        assert_eq!(event["DTSTART"], one.due().format("%Y%m%d").to_string());
        let next = one.due().succ_opt().expect("a day after");
        assert_eq!(event["DTEND"], next.format("%Y%m%d").to_string());
        assert_eq!(event["DTSTAMP"], "20260930T080000Z");
        assert!(event["DESCRIPTION"].contains(one.clause()));
    }
    uids.sort_unstable();
    uids.dedup();
    assert_eq!(uids.len(), owed.len());
    assert!(events[0]["DESCRIPTION"].contains("p-1\\, 代理"), "{}", events[0]["DESCRIPTION"]);
    let english = read(&ics(owed.iter(), &options(Lang::En)));
    assert!(english[0]["SUMMARY"].starts_with("patrol"), "{}", english[0]["SUMMARY"]);
}

#[test]
fn a_post_that_no_table_lists_is_not_vacant() {
    let holder = |from| Holder {
        unit: "G-1".to_owned(),
        role: Role::GridResponsible,
        person: "p-1".to_owned(),
        from: Some(day(from)),
        to: None,
    };
    let order = DutyOrder {
        from: day("2026-10-01"),
        to: day("2026-10-31"),
        kinds: Some(vec![DutyKind::Summary, DutyKind::MondayOffice]),
    };
    let told = |holders: Vec<Holder>| {
        let territory =
            Territory { grids: vec![DutyGrid::new("G-1", "V-1")], holders, ..Territory::default() };
        let policy = Policy::preset("combined").expect("a preset");
        let owed = obligations(&policy, &WorkCalendar::china(), &territory, &order).expect("owed");
        let events = read(&ics(owed.iter(), &options(Lang::Zh)));
        let last = |nth: usize| {
            let text: &str = &events[nth]["DESCRIPTION"];
            (owed.get(nth).expect("one").is_listed(), text.rsplit("\\n").next().expect("a line").to_owned())
        };
        (last(0), last(events.len() - 1))
    };
    let (listed, open) = (|words: &str| (true, words.to_owned()), (false, "责任人：村干部".to_owned()));
    assert_eq!(told(vec![holder("2026-10-01")]), (listed("责任人：p-1"), open.clone()));
    assert_eq!(told(vec![holder("2026-11-01")]), (listed("责任人：网格责任人（空缺）"), open.clone()));
    assert_eq!(told(vec![]), ((false, "责任人：网格责任人".to_owned()), open));
}

#[test]
fn another_calendar_moves_the_day_and_keeps_the_name() {
    let grids = vec![DutyGrid::new("G-1", "V-1")];
    let territory = Territory { grids, ..Territory::default() };
    let order = DutyOrder {
        from: day("2026-03-01"),
        to: day("2026-03-31"),
        kinds: Some(vec![DutyKind::LeadersMeeting]),
    };
    let policy = Policy::preset("combined").expect("a preset");
    let overlay = wangge::Overlay::from_json(
        r#"{"title":"示例","source":"示例通知","days":[{"date":"2026-03-31","workday":false,"name":"示例假"}]}"#,
    )
    .expect("an overlay");
    let local = WorkCalendar::china().with_overlay(overlay).expect("a calendar");
    let of = |calendar: &WorkCalendar| {
        let owed = obligations(&policy, calendar, &territory, &order).expect("owed");
        let one = owed.get(0).expect("one");
        (one.uid(), one.due().to_string())
    };
    let (before, after) = (of(&WorkCalendar::china()), of(&local));
    assert_eq!(before, ("leaders_meeting.month.V-1.2026-03-01".to_owned(), "2026-03-31".to_owned()));
    assert_eq!(after, ("leaders_meeting.month.V-1.2026-03-01".to_owned(), "2026-03-30".to_owned()));
}

#[test]
fn a_month_shows_each_state_once_by_its_own_sign() {
    let owed =
        owed(vec![DutyGrid::new("G-1", "V-1"), DutyGrid::new("G-2", "V-1")], Some(vec![DutyKind::Exchange]));
    let record = |id: &str, on: &str| DutyRecord {
        id: id.to_owned(),
        kind: DutyKind::Exchange,
        unit: "G-1".to_owned(),
        day: day(on),
        person: None,
        household: None,
        items: Vec::new(),
    };
    let records = [record("a", "2026-10-04"), record("b", "2026-10-13"), record("c", "2026-10-14")];
    let matched = owed.matched(&records, day("2026-10-20")).expect("matched");
    let draw = |unit: &str, outcomes, options| {
        month(&owed, outcomes, &WorkCalendar::china(), unit, day("2026-10-15"), options)
    };
    let svg = draw("G-1", Some(matched.outcomes.as_slice()), MonthOptions::default()).expect("a picture");
    let tree = roxmltree::Document::parse(&svg).expect("XML");
    let count = |name: &str, fill: &str| {
        tree.descendants()
            .filter(|node| node.has_tag_name(name) && node.attribute("fill") == Some(fill))
            .count()
    };
    // In the month and in the key: done on the 4th and the 18th, late for the 11th, the 25th not yet due.
    assert_eq!((count("circle", "#0b5fa5"), count("path", "#b35c00"), count("circle", "none")), (3, 2, 2));
    assert_eq!(
        tree.descendants().filter(|node| node.has_tag_name("line")).count(),
        2,
        "missed in the key only"
    );
    for words in ["2026年10月", "国庆节", "班", "交流"] {
        assert!(svg.contains(words), "{words}");
    }
    let village = draw("V-1", Some(matched.outcomes.as_slice()), MonthOptions::default()).expect("a picture");
    assert!(village.contains("交流（1/2）"));
    let error = draw("G-9", None, MonthOptions::default()).expect_err("no such grid");
    assert!(matches!(error, Error::Input(error) if error.column == "unit"));
    let error = draw("G-1", None, MonthOptions { width: 100, lang: Lang::Zh }).expect_err("too narrow");
    assert!(matches!(error, Error::Input(error) if error.column == "width"));
    let error = draw("G-1", matched.outcomes.get(1..), MonthOptions::default()).expect_err("too few");
    assert!(matches!(error, Error::Input(error) if error.column == "outcomes"));
    if let Some(folder) = std::env::var_os("WANGGE_DRAWN") {
        let folder = std::path::PathBuf::from(folder);
        std::fs::write(folder.join("month-grid.svg"), &svg).expect("written");
    }
}
