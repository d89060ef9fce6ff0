//! The exports as files that every language must write alike: `tests/vectors/exports`. With `WANGGE_WRITE=1` they are written
//! anew, to be looked at before they are kept.

use std::path::PathBuf;

use wangge::duty::rollout::{self, TaskDone};
use wangge::duty::{DutyGrid, DutyOrder, DutyRecord, Holder, Obligation, Territory, obligations};
use wangge::export::card::{PageOptions, page, qr, vcards};
use wangge::export::{GanttOptions, IcsOptions, MonthOptions, gantt, ics, month};
use wangge::{DutyKind, Lang, Policy, Role, WorkCalendar};

use crate::card::example;
use crate::day;

/// Made up: two villages, three grids, and one person who answers for two of them in turn.
fn duties() -> [(&'static str, String); 4] {
    let holder = |unit: &str, from, to| Holder {
        unit: unit.to_owned(),
        role: Role::GridResponsible,
        person: "p-1, 代理".to_owned(),
        from,
        to,
    };
    let territory = Territory {
        grids: [("G-1;东,组", "V-1"), ("G-2", "V-1"), ("G-3", "V-2")]
            .map(|(id, village)| DutyGrid::new(id, village))
            .to_vec(),
        holders: vec![
            holder("G-1;东,组", None, Some(day("2026-10-15"))),
            holder("G-2", Some(day("2026-10-16")), None),
        ],
        ..Territory::default()
    };
    let kinds =
        vec![DutyKind::Exchange, DutyKind::Summary, DutyKind::AnalysisMeeting, DutyKind::MondayOffice];
    let order = DutyOrder { from: day("2026-10-01"), to: day("2026-10-31"), kinds: Some(kinds) };
    let calendar = WorkCalendar::china();
    let owed = obligations(&Policy::preset("combined").expect("a preset"), &calendar, &territory, &order)
        .expect("owed");
    let options = |name: Option<&str>, lang| IcsOptions {
        stamp: day("2026-09-30").and_hms_opt(8, 0, 0).expect("a moment"),
        name: name.map(str::to_owned),
        domain: "example.org".to_owned(),
        lang,
    };
    let record = |id: &str, unit: &str, on: &str| DutyRecord {
        id: id.to_owned(),
        kind: DutyKind::Exchange,
        unit: unit.to_owned(),
        day: day(on),
        person: None,
        household: None,
        items: Vec::new(),
    };
    let records = [
        record("a", "G-1;东,组", "2026-10-04"),
        record("b", "G-1;东,组", "2026-10-13"),
        record("c", "G-2", "2026-10-14"),
    ];
    let matched = owed.matched(&records, day("2026-10-20")).expect("matched");
    let draw = |unit: &str, outcomes, options| {
        month(&owed, outcomes, &calendar, unit, day("2026-10-15"), options).expect("a picture")
    };
    let of_village = |one: &Obligation<'_>| one.village() == Some("V-1");
    let of_person = |one: &Obligation<'_>| one.persons().contains(&"p-1, 代理");
    [
        ("duties.ics", ics(owed.iter().filter(of_village), &options(Some("示例村；网格"), Lang::Zh))),
        ("duties-person-en.ics", ics(owed.iter().filter(of_person), &options(None, Lang::En))),
        ("month.svg", draw("V-1", Some(matched.outcomes.as_slice()), MonthOptions::default())),
        ("month-grid-en.svg", draw("G-2", None, MonthOptions { width: 700, lang: Lang::En })),
    ]
}

fn rollout() -> [(&'static str, String); 2] {
    let policy = Policy::preset("xiang-2011").expect("a preset");
    let plan = rollout::plan(&policy, 2026).expect("a plan");
    let done = [
        ("survey", "2026-06-12"),
        ("leading_group", "2026-06-09"),
        ("divide", "2026-06-26"),
        ("staff", "2026-07-02"),
    ]
    .map(|(task, on)| TaskDone { task: task.parse().expect("a task"), on: day(on) });
    let stands =
        rollout::standing(&policy, 2026, "东村<1>", &done, day("2026-07-15")).expect("a standing").value;
    let english = GanttOptions { title: Some("Roll-out & tasks".to_owned()), width: 1200, lang: Lang::En };
    [
        ("gantt.svg", gantt(&plan, Some(&stands), &GanttOptions::default()).expect("a picture")),
        ("gantt-plan-en.svg", gantt(&plan, None, &english).expect("a picture")),
    ]
}

fn card() -> [(&'static str, String); 4] {
    let card = example();
    let made = PageOptions { made: Some(day("2026-11-25")), ..PageOptions::default() };
    let address = "https://example.invalid/340100000001001?名=示例村".to_owned();
    let english = PageOptions { qr: Some(address.clone()), made: None, lang: Lang::En };
    [
        ("card.vcf", vcards(&card).expect("contacts")),
        ("card.svg", page(&card, &made).expect("a page")),
        ("card-en.svg", page(&card, &english).expect("a page")),
        ("qr.svg", qr(&address).expect("a code")),
    ]
}

#[test]
fn each_export_is_the_file_that_every_language_writes() {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/vectors/exports"));
    let made: Vec<(&str, String)> = duties().into_iter().chain(rollout()).chain(card()).collect();
    if std::env::var_os("WANGGE_WRITE").is_some() {
        for (name, text) in &made {
            std::fs::write(folder.join(name), text).expect("written");
        }
    }
    for (name, text) in &made {
        let kept =
            std::fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        let differs = kept.lines().zip(text.lines()).find(|(kept, made)| kept != made);
        assert!(kept == *text, "{name}: {differs:?}");
    }
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .expect("a folder")
        .map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned())
        .collect();
    let mut wanted: Vec<String> = made.iter().map(|(name, _)| (*name).to_owned()).collect();
    names.sort();
    wanted.sort();
    assert_eq!(names, wanted);
}
