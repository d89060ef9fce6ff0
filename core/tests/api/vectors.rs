//! The vectors that every language answers alike: `tests/vectors/*.csv`, see the README there.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use wangge::assess::{CaseRow, Marks, Period, Place, on_time, rank, score};
use wangge::policy::Facts;
use wangge::rules::team::{GroupMember, Person, Standing, Team};
use wangge::rules::{deadline, route, size, team};
use wangge::{Counting, Error, Finding, Policy, Vocabulary, WorkCalendar};

use crate::day;

pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/vectors")
}

/// A row of a vector file.
pub(crate) struct Row {
    file: String,
    line: usize,
    fields: HashMap<String, String>,
}

impl Row {
    pub(crate) fn get(&self, column: &str) -> &str {
        self.fields.get(column).unwrap_or_else(|| panic!("{} has no column {column}", self.file))
    }

    pub(crate) fn has(&self, column: &str) -> bool {
        self.fields.contains_key(column)
    }

    pub(crate) fn opt(&self, column: &str) -> Option<&str> {
        Some(self.get(column)).filter(|text| !text.is_empty())
    }

    fn day(&self, column: &str) -> NaiveDate {
        day(self.get(column))
    }

    pub(crate) fn word<V: Vocabulary>(&self, column: &str) -> V {
        V::find(self.get(column))
            .unwrap_or_else(|| panic!("{}: {} is no {column}", self.at(), self.get(column)))
    }

    fn opt_word<V: Vocabulary>(&self, column: &str) -> Option<V> {
        self.opt(column).map(|_| self.word(column))
    }

    pub(crate) fn number<T: std::str::FromStr>(&self, column: &str) -> T {
        self.get(column)
            .parse()
            .unwrap_or_else(|_| panic!("{}: {} is no number", self.at(), self.get(column)))
    }

    pub(crate) fn policy(&self) -> Policy {
        Policy::preset(self.get("policy")).expect("a preset")
    }

    pub(crate) fn at(&self) -> String {
        format!("{} line {}", self.file, self.line)
    }
}

pub(crate) fn rows(name: &str) -> Vec<Row> {
    let text = std::fs::read_to_string(folder().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty());
    let headings: Vec<&str> = lines.next().expect("a heading").1.split(',').collect();
    assert_eq!(headings.last(), Some(&"source"), "{name} must end in a source");
    let rows: Vec<Row> = lines
        .map(|(nth, line)| {
            let fields: Vec<&str> = line.split(',').collect();
            assert_eq!(fields.len(), headings.len(), "{name} line {}: {line}", nth + 1);
            assert_ne!(fields.last(), Some(&""), "{name} line {} names no source", nth + 1);
            let pairs =
                headings.iter().zip(fields).map(|(heading, field)| ((*heading).to_owned(), field.to_owned()));
            Row { file: name.to_owned(), line: nth + 1, fields: pairs.collect() }
        })
        .collect();
    assert!(!rows.is_empty(), "{name} has no row");
    println!("vectors {name}: {} rows", rows.len());
    rows
}

pub(crate) fn error_code(error: &Error) -> String {
    let kind = match error {
        Error::Calendar(_) => "calendar",
        Error::Policy(_) => "policy",
        Error::Unspecified(_) => "unspecified",
        Error::Input(_) => "input",
        Error::Division(_) => "division",
        Error::Case(_) => "case",
        Error::Step(_) => "step",
    };
    format!("error:{kind}")
}

fn shown<T: ToString>(found: Result<T, impl Into<Error>>) -> String {
    match found {
        Ok(value) => value.to_string(),
        Err(error) => error_code(&error.into()),
    }
}

fn codes<V: Vocabulary>(words: &[V]) -> String {
    words.iter().map(|word| word.code()).collect::<Vec<_>>().join(" ")
}

fn or_empty<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

#[test]
fn every_file_has_a_runner() {
    let known = [
        "add_workdays.csv",
        "audits.csv",
        "case_commands.csv",
        "cases.csv",
        "conduct.csv",
        "conduct_cases.csv",
        "curves.csv",
        "days.csv",
        "deadlines.csv",
        "deliberations.csv",
        "divisions.csv",
        "due_at.csv",
        "duties.csv",
        "duty_records.csv",
        "figures.csv",
        "groups.csv",
        "identity_numbers.csv",
        "limit_texts.csv",
        "meetings.csv",
        "months.csv",
        "phones.csv",
        "provisional.csv",
        "rankings.csv",
        "ranks.csv",
        "roll.csv",
        "rollouts.csv",
        "routes.csv",
        "sheets.csv",
        "sizes.csv",
        "systems.csv",
        "teams.csv",
        "villages.csv",
        "workdays_between.csv",
        "years.csv",
    ];
    let mut found: Vec<String> = std::fs::read_dir(folder())
        .expect("the folder of vectors")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "csv"))
        .collect();
    found.sort_unstable();
    assert_eq!(found, known);
}

fn days_of(calendar: &WorkCalendar, name: &str) {
    for row in rows(name) {
        let found = calendar.day(row.day("date"));
        if row.get("workday").starts_with("error") {
            assert_eq!(shown(found.map(|day| day.workday)), row.get("workday"), "{}", row.at());
            continue;
        }
        let found = found.unwrap_or_else(|error| panic!("{}: {error}", row.at()));
        assert_eq!(found.workday.to_string(), row.get("workday"), "{}", row.at());
        assert_eq!(found.kind.code(), row.get("kind"), "{}", row.at());
        assert_eq!(found.name.as_deref(), row.opt("name"), "{}", row.at());
        assert_eq!(found.status.code(), row.get("status"), "{}", row.at());
    }
}

#[test]
fn days() {
    days_of(&WorkCalendar::china(), "days.csv");
}

#[test]
fn provisional() {
    days_of(&WorkCalendar::china().with_provisional(), "provisional.csv");
}

#[test]
fn add_workdays() {
    let calendar = WorkCalendar::china();
    for row in rows("add_workdays.csv") {
        let counting = Counting { start: row.word("start"), make_up: row.word("make_up") };
        let found = calendar.add_workdays(row.day("from"), row.number("n"), counting);
        assert_eq!(shown(found), row.get("expected"), "{}", row.at());
    }
}

#[test]
fn workdays_between() {
    let calendar = WorkCalendar::china();
    for row in rows("workdays_between.csv") {
        let found = calendar.workdays_between(row.day("from"), row.day("to"), row.word("make_up"));
        assert_eq!(shown(found), row.get("expected"), "{}", row.at());
    }
}

#[test]
fn months() {
    let calendar = WorkCalendar::china();
    for row in rows("months.csv") {
        let found = calendar.nth_workday_of_month(row.number("year"), row.number("month"), row.number("n"));
        assert_eq!(shown(found), row.get("expected"), "{}", row.at());
    }
}

#[test]
fn roll() {
    let calendar = WorkCalendar::china();
    for row in rows("roll.csv") {
        let found = calendar.roll(row.day("date"), row.word("roll"));
        assert_eq!(shown::<NaiveDate>(found.map_err(Error::from)), row.get("expected"), "{}", row.at());
    }
}

#[test]
fn deadlines() {
    let calendar = WorkCalendar::china();
    for row in rows("deadlines.csv") {
        match deadline::due(&row.policy(), &calendar, row.day("received"), row.word("complexity")) {
            Ok(due) => {
                assert_eq!(due.value.date.to_string(), row.get("date"), "{}", row.at());
                assert_eq!(due.value.status.code(), row.get("status"), "{}", row.at());
                assert_eq!(due.clauses().join(" "), row.get("clauses"), "{}", row.at());
            }
            Err(error) => assert_eq!(error_code(&error), row.get("date"), "{}", row.at()),
        }
    }
}

#[test]
fn sizes() {
    for row in rows("sizes.csv") {
        let found = match size::counts(&row.policy(), row.number("households")) {
            Ok(found) => found.value,
            Err(error) => {
                assert_eq!(error_code(&error), row.get("fewest"), "{}", row.at());
                continue;
            }
        };
        let (fewest, most) = found.feasible.unzip();
        let shown = found.preferred.or(fewest).map(|grids| found.sizes(grids).expect("a lawful number"));
        let shown = shown.map(|sizes| sizes.to_string().replace('×', "x").replace(" + ", " "));
        for (column, value) in [
            ("fewest", or_empty(fewest)),
            ("most", or_empty(most)),
            ("preferred", or_empty(found.preferred)),
            ("sizes", shown.unwrap_or_default()),
            ("below", or_empty(found.below)),
            ("above", or_empty(found.above)),
        ] {
            // `2x144 1x143` says how many grids of which size.
            assert_eq!(value, row.get(column), "{} {column}", row.at());
        }
    }
}

fn listed(findings: Result<Vec<Finding>, Error>) -> String {
    match findings {
        Ok(findings) => {
            let found = findings.iter().map(|finding| format!("{}:{}", finding.weight, finding.code()));
            found.collect::<Vec<_>>().join(" ")
        }
        Err(error) => error_code(&error),
    }
}

#[test]
fn teams() {
    for row in rows("teams.csv") {
        let leader = |text: &str| {
            let parts: Vec<&str> = text.split(':').collect();
            let [id, identity, lives] = parts.as_slice() else { panic!("{}: {text}", row.at()) };
            Person {
                id: (*id).to_owned(),
                standing: Some(*identity).filter(|text| !text.is_empty()).map(Standing::read),
                lives_in_grid: match *lives {
                    "yes" => Some(true),
                    "no" => Some(false),
                    "" => None,
                    other => panic!("{}: {other}", row.at()),
                },
            }
        };
        let member = |id: &str| Person { id: id.to_owned(), standing: None, lives_in_grid: None };
        let asked = Team {
            grid: "G-1".to_owned(),
            leaders: row.get("leaders").split_whitespace().map(leader).collect(),
            members: row.get("members").split_whitespace().map(member).collect(),
        };
        assert_eq!(listed(team::check(&row.policy(), &asked)), row.get("findings"), "{}", row.at());
    }
}

#[test]
fn groups() {
    for row in rows("groups.csv") {
        let members: Vec<GroupMember> = row
            .get("members")
            .split_whitespace()
            .map(|text| {
                let parts: Vec<&str> = text.split(':').collect();
                let [id, post, office] = parts.as_slice() else { panic!("{}: {text}", row.at()) };
                let (post, office) = (post.parse().expect("a post"), office.parse().expect("an office"));
                GroupMember { id: (*id).to_owned(), post, office }
            })
            .collect();
        let found = team::check_leading_group(&row.policy(), &members);
        assert_eq!(listed(found), row.get("findings"), "{}", row.at());
    }
}

#[test]
fn routes() {
    for row in rows("routes.csv") {
        let facts = Facts {
            scope: row.word("scope"),
            major: row.number("major"),
            sudden: row.number("sudden"),
            work: row.opt_word("work"),
        };
        let found = match route::decide(&row.policy(), &facts, row.opt_word("complexity")) {
            Ok(found) => found,
            Err(error) => {
                assert_eq!(error_code(&error), row.get("level"), "{}", row.at());
                continue;
            }
        };
        let route = &found.value;
        for (column, value) in [
            ("level", route.level.code().to_owned()),
            ("handler", route.handler.code().to_owned()),
            ("steps", codes(&route.steps)),
            ("path", codes(&route.path)),
            ("report_at_once", route.report_at_once.to_string()),
            ("told_by", or_empty(route.told_by)),
            ("expected_complexity", or_empty(route.complexity)),
            ("clauses", found.clauses().join(" ")),
        ] {
            assert_eq!(value, row.get(column), "{} {column}", row.at());
        }
    }
}

#[test]
fn ranks() {
    let (policy, calendar) = (Policy::preset("combined").expect("a preset"), WorkCalendar::china());
    for row in rows("ranks.csv") {
        assert_eq!(row.get("policy"), "combined");
        let cases: Vec<CaseRow> = row
            .get("cases")
            .split_whitespace()
            .map(|text| {
                let parts: Vec<&str> = text.split('/').collect();
                let [village, received, closed, complexity] = parts.as_slice() else {
                    panic!("{}: {text}", row.at())
                };
                CaseRow {
                    village: (*village).to_owned(),
                    received: day(received),
                    closed: Some(*closed).filter(|text| !text.is_empty()).map(day),
                    complexity: complexity.parse().expect("a complexity"),
                }
            })
            .collect();
        let period = Period::new(row.day("period_start"), row.day("period_end")).expect("a period");
        let found = on_time(&policy, &calendar, &cases, period, row.day("as_of")).expect("good rows").value;
        let marks = score(&policy, "grid_work", &found).expect("a sheet").value;
        let ranked = rank(&policy, &found).expect("a ranking").value;
        let shown: Vec<String> = ranked
            .iter()
            .map(|ranked| {
                let place = match ranked.place {
                    Place::Rank { rank, .. } => rank.to_string(),
                    Place::BelowVolume => "-".to_owned(),
                    Place::NothingToCount => "0".to_owned(),
                    Place::PartOfPeriod => "part".to_owned(),
                };
                let marks = marks.iter().find(|row| row.village == ranked.village).map(|row| row.marks);
                let marks = match marks {
                    Some(Marks::Given(marks)) => marks.to_string(),
                    _ => "na".to_owned(),
                };
                let figures = &ranked.figures;
                format!("{}/{place}/{}/{}/{marks}", ranked.village, figures.on_time, figures.decided())
            })
            .collect();
        assert_eq!(shown.join(" "), row.get("expected"), "{}", row.at());
    }
}
