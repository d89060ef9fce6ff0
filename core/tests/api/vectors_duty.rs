//! The vectors of duties: what is owed, and what was done of it.

use std::fmt::Write as _;

use chrono::NaiveDate;
use wangge::duty::{
    DutyGrid, DutyOrder, DutyRecord, Dwelling, Matched, Obligations, Occasion, Territory, diary_gaps,
    obligations,
};
use wangge::{DayStatus, DutyKind, Error, Policy, Vocabulary, WorkCalendar};

use crate::day;
use crate::vectors::{Row, rows};

/// A preset, or a policy of the one duty whose keys are given.
fn policy(row: &Row) -> Policy {
    if row.get("policy") != "own" {
        return row.policy();
    }
    let mut text = "schema = 1\nid = \"own\"\ntitle = \"own\"\nfrom = 2020-01-01\n\
        [calendar]\ntable = \"state_council\"\nclause = \"E-3\"\n\
        [counting]\nstart = \"next_day\"\nmake_up_days = \"count\"\nclause = \"E-2\"\n\
        [[duty]]\nkind = \"visit\"\nowner = \"grid_team\"\neach = \"grid\"\nclause = \"M-3.1\"\n"
        .to_owned();
    for pair in row.get("duty").split(';') {
        let (key, value) = pair.split_once('=').expect("key=value");
        let value = match value.split_once(' ') {
            Some((count, unit)) => format!("{{ count = {count}, unit = \"{unit}\" }}"),
            None if value.parse::<u32>().is_ok() => value.to_owned(),
            None => format!("\"{value}\""),
        };
        writeln!(text, "{key} = {value}").expect("a text takes all");
    }
    Policy::from_toml(&text).unwrap_or_else(|error| panic!("{}: {error}", row.at()))
}

fn kind(row: &Row) -> DutyKind {
    if row.get("policy") == "own" { DutyKind::Visit } else { row.word("duty") }
}

fn ends(text: &str) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let (from, to) = text.split_once('/').unwrap_or((text, ""));
    let open = |text: &str| Some(text).filter(|text| !text.is_empty()).map(day);
    (open(from), open(to))
}

fn owed(row: &Row) -> Result<Obligations, Error> {
    let (from, to) = ends(row.get("grid"));
    let grid = DutyGrid { from, to, ..DutyGrid::new("G-1", "V-1") };
    let occasions = row.opt("occasion").into_iter().map(|text| {
        let (unit, days) = text.split_once('/').expect("a unit and its days");
        let (on, due) = ends(days);
        let day = on.expect("a day");
        Occasion { id: "O-1".to_owned(), kind: kind(row), unit: unit.to_owned(), day, due }
    });
    let households = if row.has("dwellings") { row.get("dwellings") } else { "" };
    let dwellings = households.split_whitespace().map(|text| {
        let (household, days) = text.split_once('/').unwrap_or((text, ""));
        let (from, to) = ends(days);
        Dwelling { grid: "G-1".to_owned(), household: household.to_owned(), from, to }
    });
    let territory = Territory {
        grids: vec![grid],
        holders: Vec::new(),
        dwellings: dwellings.collect(),
        occasions: occasions.collect(),
    };
    let order =
        DutyOrder { from: day(row.get("from")), to: day(row.get("to")), kinds: Some(vec![kind(row)]) };
    obligations(&policy(row), &WorkCalendar::china(), &territory, &order)
}

/// A refusal, and what it names.
fn refusal(error: Error) -> (&'static str, String) {
    match error {
        Error::Calendar(_) => ("error:calendar", String::new()),
        Error::Policy(_) => ("error:policy", String::new()),
        Error::Unspecified(error) => ("error:unspecified", error.key.replace('"', "").replace(',', ";")),
        Error::Input(error) => {
            let at = error.row.map(|row| row.to_string()).unwrap_or_default();
            ("error:input", format!("{at}/{}", error.column))
        }
        other => panic!("{other}"),
    }
}

#[test]
fn duties() {
    for row in rows("duties.csv") {
        let found = owed(&row).map_err(refusal);
        let told = match &found {
            Ok(owed) => {
                let windows = owed.iter().map(|one| {
                    let unsure = if one.status() == DayStatus::Provisional { "?" } else { "" };
                    let opens =
                        if one.opens() == one.due() { String::new() } else { format!("{}>", one.opens()) };
                    format!("{opens}{}{unsure}", one.due())
                });
                (windows.collect::<Vec<_>>().join(" "), "")
            }
            Err((code, key)) => ((*code).to_owned(), key.as_str()),
        };
        assert_eq!((told.0.as_str(), told.1), (row.get("expected"), row.get("key")), "{}", row.at());
    }
}

fn records(row: &Row) -> Vec<DutyRecord> {
    let texts = row.get("records").split_whitespace();
    let record = |text: &str| {
        let mut parts = text.split('/');
        let mut next = || parts.next().unwrap_or_default().to_owned();
        let (id, unit, on, person, household) = (next(), next(), next(), next(), next());
        let said = |text: String| Some(text).filter(|text| !text.is_empty());
        let (person, household) = (said(person), said(household));
        DutyRecord { id, kind: kind(row), unit, day: day(&on), person, household, items: Vec::new() }
    };
    texts.map(record).collect()
}

/// The columns of the answer.
fn told(matched: &Matched, records: &[DutyRecord]) -> [String; 5] {
    let join = |texts: Vec<String>| texts.join(" ");
    let id = |row: usize| records.get(row).expect("a row of the records").id.as_str();
    let states = matched.outcomes.iter().map(|one| {
        let on = one.on.map(|on| format!("/{on}")).unwrap_or_default();
        let by = one.record.map(|row| format!("/{}", id(row as usize))).unwrap_or_default();
        format!("{}{on}{by}", one.state.code())
    });
    let uses = matched.uses.iter().map(|(used, index)| {
        format!("{}{}", used.code(), index.map(|index| format!("/{index}")).unwrap_or_default())
    });
    let coverage = matched
        .coverage
        .iter()
        .map(|one| format!("{}/{}/{}/{}", one.index, one.needed, one.seen, one.seen_late));
    let unlisted = matched.unlisted.iter().map(|row| id(*row).to_owned());
    let gaps =
        diary_gaps(matched).into_iter().map(|gap| format!("{}>{}/{}", gap.from, gap.to, gap.days)).collect();
    [
        join(states.collect()),
        join(uses.collect()),
        join(coverage.collect()),
        join(unlisted.collect()),
        join(gaps),
    ]
}

#[test]
fn duty_records() {
    for row in rows("duty_records.csv") {
        let records = records(&row);
        let matched = owed(&row).and_then(|owed| owed.matched(&records, day(row.get("as_of"))));
        let (answer, key) = match matched {
            Ok(matched) => (told(&matched, &records), String::new()),
            Err(error) => {
                let (code, key) = refusal(error);
                let mut answer = [const { String::new() }; 5];
                code.clone_into(&mut answer[0]);
                (answer, key)
            }
        };
        let expected = ["states", "uses", "coverage", "unlisted", "gaps"].map(|column| row.get(column));
        assert_eq!(answer.each_ref().map(String::as_str), expected, "{}", row.at());
        assert_eq!(key, row.get("key"), "{}", row.at());
    }
}
