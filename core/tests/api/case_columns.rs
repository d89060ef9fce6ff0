//! A log in columns: cases of one day, parts of a log, logs of many cases.

use chrono::TimeDelta;
use wangge::case::{
    CaseLog, CaseRules, CaseSink, CaseStanding, Event, EventRows, FoldOptions, LogParts, fold, step,
};
use wangge::{OnBad, Policy, Role, Scope, WorkCalendar};

use crate::at;
use crate::cases::{actor, collect};

/// The extended policy with its way of counting, and the limit of general cases with its unit, as said.
fn counting(start: &str, (count, unit, roll): (u32, &str, &str)) -> CaseRules {
    let within = format!("within = {{ count = {count}, unit = \"{unit}\" }}{roll}");
    let longest = format!("longest = {{ count = 3, unit = \"{unit}\" }}");
    let mut text = include_str!("../../../examples/policies/extended.toml").to_owned();
    let mut put = |before: &str, now: &str| {
        assert!(text.contains(before), "{before}");
        text = text.replace(before, now);
    };
    put("start = \"next_day\"", start);
    put("within = { count = 7, unit = \"working_day\" }", &within);
    if unit != "working_day" {
        // An extension has the unit of the limit; days left are said of no other unit.
        put("longest = { count = 3, unit = \"working_day\" }", &longest);
        put("left = { count = 1, unit = \"working_day\" }\n", "");
    }
    let policy = Policy::from_toml(&text).unwrap_or_else(|error| panic!("{:?}", error.faults()));
    CaseRules::new(&policy, &WorkCalendar::china())
}

/// Cases received through a Saturday and a Monday, each third taken back at another hour.
fn log(rules: CaseRules) -> CaseLog {
    let mut log = CaseLog::new(rules);
    let mut nth = 0_i64;
    for day in ["2026-11-21", "2026-11-23"] {
        let mut when = at(&format!("{day} 00:00"));
        let next = when + TimeDelta::days(1);
        while when < next {
            let scope = if nth % 2 == 0 { Scope::Grid } else { Scope::Village };
            // Names whose order is not that of their receipts.
            let case = format!("C-{}", nth * 7 % 1000);
            log.open(&case, when, &actor(Role::Assistant), collect(scope)).expect("taken in");
            let later = TimeDelta::minutes(nth % 400 * 61);
            log.act(&case, when, &actor(Role::Office), step::File { note: None }).expect("filed");
            if nth % 3 == 0 {
                log.act(&case, when + later, &actor(Role::Served), step::Withdraw { note: None })
                    .expect("taken back");
            }
            // The close of a session and the hour of the cut are among them, and a second before either.
            when += TimeDelta::seconds(if nth % 2 == 0 { 30 * 60 - 1 } else { 30 * 60 + 1 });
            nth += 1;
        }
    }
    log
}

#[test]
fn cases_of_one_day_are_each_answered_as_if_alone() {
    let days = (7, "working_day", "");
    let (next, same, deemed) =
        ("start = \"next_day\"", "start = \"same_day\"", "start = \"deemed_next_working_day\"");
    let cut = "start = \"deemed_next_working_day\"\ncut_off = \"16:00\"";
    let policies = [
        (next, days),
        (same, days),
        (deemed, days),
        (cut, days),
        (same, (3, "natural_day", "\nroll = \"following\"")),
        (next, (30, "working_hour", "")),
        (next, (50, "urgent_hour", "")),
    ];
    let mut dues = Vec::new();
    for (start, general) in policies {
        let log = log(counting(start, general));
        let events: Vec<Event> = log.events().cloned().collect();
        for now in ["2026-12-20 09:00", "2026-12-02 09:00"].map(at) {
            let until: Vec<Event> = events.iter().filter(|event| event.at <= now).cloned().collect();
            let alone = |name: &str| {
                let events: Vec<Event> = log.case(name).expect("a case").events().to_vec();
                let until: Vec<Event> = events.into_iter().filter(|event| event.at <= now).collect();
                fold(log.rules(), &EventRows::new(&until), now, FoldOptions::default()).expect("it folds")[0]
            };
            let [one, three] = [1, 3].map(|threads| {
                let options = FoldOptions { threads, on_bad: OnBad::Error };
                fold(log.rules(), &EventRows::new(&until), now, options).expect("it folds")
            });
            assert_eq!(one, three);
            assert_eq!(one.len(), log.cases().len());
            for row in &one {
                let name = &until[row.first].case;
                assert_eq!(
                    CaseStanding { first: row.first, ..alone(name) },
                    *row,
                    "{start} {general:?} {name}"
                );
            }
            dues.extend(one.iter().map(|row| (start, general, row.received.date(), row.due)));
        }
    }
    // One due moment for each of two limits; two for each where the hour of receipt decides; one for each hour of
    // receipt within the sessions, or within the day, where the general limit is in hours.
    let several = |start: &str, general: (u32, &str, &str)| {
        let day = at("2026-11-23 00:00").date();
        let of = dues.iter().filter(|due| due.0 == start && due.1 == general && due.2 == day);
        let mut found: Vec<_> = of.map(|due| due.3).collect();
        found.sort_unstable();
        found.dedup();
        found.len()
    };
    assert_eq!(policies.map(|(start, general)| several(start, general)), [2, 4, 2, 4, 4, 10, 25]);
}

/// The rows of a part, in a list of its own.
struct Rows(Vec<CaseStanding>);

impl CaseSink for Rows {
    fn take(&mut self, standing: CaseStanding) {
        self.0.push(standing);
    }
}

#[test]
fn parts_have_as_many_cases_as_they_say_and_come_to_the_whole() {
    let log = log(counting("start = \"next_day\"", (7, "working_day", "")));
    let mixed: Vec<Event> = log.events().cloned().collect();
    let mut sorted = mixed.clone();
    sorted.sort_by(|one, other| one.case.cmp(&other.case));
    let now = at("2026-12-20 09:00");
    for events in [&mixed, &sorted, &Vec::new()] {
        let table = EventRows::new(events);
        let whole = fold(log.rules(), &table, now, FoldOptions::default()).expect("it folds");
        assert!(whole.is_sorted_by_key(|row| row.first));
        for threads in [1, 2, 5, 1000] {
            let parts = LogParts::of(&table, threads).expect("it is cut");
            let sinks = parts.cases().iter().map(|_| Rows(Vec::new())).collect();
            let folded = parts.fold(log.rules(), now, OnBad::Error, sinks).expect("it folds");
            let found: Vec<usize> = folded.iter().map(|rows| rows.0.len()).collect();
            assert_eq!(found, parts.cases());
            assert!(folded.into_iter().flat_map(|rows| rows.0).eq(whole.iter().copied()));
        }
    }
    // Without sinks the log is checked all the same.
    let table = EventRows::new(&mixed);
    let parts = LogParts::of(&table, 2).expect("it is cut");
    assert!(parts.fold(log.rules(), now, OnBad::Error, Vec::<Rows>::new()).expect("it folds").is_empty());
    let early = parts.fold(log.rules(), at("2026-11-20 09:00"), OnBad::Error, Vec::<Rows>::new());
    assert_eq!(early.err().map(|error| error.code()), Some("input.row"));
}
