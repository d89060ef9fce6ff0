//! The vectors of cases: whole logs, as embedders have stored them, and commands.

use std::fs;

use chrono::NaiveDateTime;
use wangge::case::{
    Actor, CaseLog, CaseRules, CaseStanding, Command, Event, EventRows, FoldOptions, Step, fold,
};
use wangge::rules::due::Amount;
use wangge::{Error, Policy, StepKind, Vocabulary as _, WorkCalendar};

use crate::cases::extended;
use crate::vectors::{Row, error_code, folder, rows};

fn rules(name: &str) -> CaseRules {
    match name {
        "extended" => extended(),
        preset => CaseRules::new(&Policy::preset(preset).expect("a preset"), &WorkCalendar::china()),
    }
}

fn events(name: &str) -> Vec<Event> {
    let text = fs::read_to_string(folder().join(format!("cases/{name}.jsonl"))).expect("a log");
    let events: Vec<Event> = text.lines().map(|line| Event::from_json(line).expect("an event")).collect();
    // What was stored is written again as it was.
    assert!(text.lines().eq(events.iter().map(Event::to_json)), "{name} is written otherwise than it was");
    events
}

fn moment(row: &Row, column: &str) -> NaiveDateTime {
    let text = row.get(column);
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap_or_else(|_| panic!("{}: {text}", row.at()))
}

fn stamp(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M").to_string()
}

fn left(amount: Amount) -> String {
    match amount {
        Amount::Days(days) => format!("{days}d"),
        Amount::Time(time) => format!("{}m", time.num_minutes()),
    }
}

const COLUMNS: [&str; 17] = [
    "light",
    "state",
    "due",
    "left",
    "complexity",
    "holder",
    "first_responsible",
    "told",
    "exempted",
    "reworked",
    "returned",
    "transferred",
    "reopened",
    "extended",
    "supervision",
    "late_stages",
    "next_change",
];

fn answer(log: &CaseLog, row: &Row) -> Result<Vec<String>, Error> {
    let (rules, now) = (log.rules(), moment(row, "now"));
    let case = log.case(row.get("case"))?;
    let light = case.light(rules, now)?;
    let due = case.due(rules)?.value;
    let one = CaseStanding::of(rules, case, now)?;
    // The column says the same as the case.
    assert_eq!((one.light, one.due, one.state), (Some(light), due.at, case.state()), "{}", row.at());
    let open = case.state().is_open();
    assert_eq!(one.left, if open { Some(due.remaining(now)?) } else { None }, "{}", row.at());
    let stages = case.stages(rules)?;
    let late: Vec<&str> =
        stages.iter().filter(|clock| clock.is_late(now)).map(|clock| clock.stage.code()).collect();
    Ok(vec![
        light.code().to_owned(),
        case.state().code().to_owned(),
        due.at.map(stamp).unwrap_or_default(),
        one.left.map(left).unwrap_or_default(),
        one.complexity.map(|one| one.code().to_owned()).unwrap_or_default(),
        case.holder().unwrap_or_default().to_owned(),
        case.first_responsible().map(|actor| actor.id.clone()).unwrap_or_default(),
        case.is_told().to_string(),
        case.is_exempted().to_string(),
        case.reworked().to_string(),
        case.returned().to_string(),
        case.transferred().to_string(),
        case.reopened().to_string(),
        one.extended.to_string(),
        case.supervision().map(|level| level.code().to_owned()).unwrap_or_default(),
        late.join(" "),
        case.next_change(rules, now)?.map(stamp).unwrap_or_default(),
    ])
}

#[test]
fn cases() {
    for row in rows("cases.csv") {
        let log = CaseLog::replay(rules(row.get("policy")), events(row.get("log"))).expect("it replays");
        let found = answer(&log, &row).unwrap_or_else(|error| {
            core::iter::once(error_code(&error))
                .chain(COLUMNS.iter().skip(1).map(|_| String::new()))
                .collect()
        });
        let wanted: Vec<&str> = COLUMNS.iter().map(|column| row.get(column)).collect();
        assert_eq!(found, wanted, "{}", row.at());
    }
}

#[test]
fn every_log_is_asked_and_folds_in_columns() {
    let asked: Vec<String> = rows("cases.csv").iter().map(|row| row.get("log").to_owned()).collect();
    for entry in fs::read_dir(folder().join("cases")).expect("the folder of logs") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        let name = name.strip_suffix(".jsonl").expect("logs only");
        assert!(asked.iter().any(|log| log == name), "{name} has no row");
        let events = events(name);
        let now = events.iter().map(|event| event.at).max().expect("events");
        let rows =
            fold(&extended(), &EventRows::new(&events), now, FoldOptions::default()).expect("it folds");
        let log = CaseLog::replay(extended(), events).expect("it replays");
        assert_eq!(rows.len(), log.cases().len(), "{name}");
    }
}

#[test]
fn case_commands() {
    for row in rows("case_commands.csv") {
        let mut log = CaseLog::replay(rules(row.get("policy")), events(row.get("log"))).expect("it replays");
        let kind: StepKind = row.word("step");
        let done =
            Step::parse(kind, &row.get("data").replace(';', ",")).map_err(Error::from).and_then(|step| {
                let actor = Actor::new(row.get("actor"), row.word("role"));
                let expected = row.get("expected").parse().expect("a number");
                log.run(&Command {
                    case: row.get("case").into(),
                    id: None,
                    expected,
                    at: moment(&row, "at"),
                    actor,
                    step,
                })
            });
        let (outcome, allowed) = match done {
            Ok(_) => ("ok", String::new()),
            Err(Error::Case(error)) => (error.code(), error.allowed().join(" ")),
            Err(error) => (error.code(), String::new()),
        };
        assert_eq!((outcome, allowed.as_str()), (row.get("outcome"), row.get("allowed")), "{}", row.at());
    }
}
