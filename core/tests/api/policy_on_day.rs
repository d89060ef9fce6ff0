//! The file of one day: it reads back, and answers that day as the whole file does.

use chrono::{Days, NaiveDate};
use wangge::{Policy, System};

use crate::day;

/// Every policy file there is, with its name.
fn files() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/policies");
    let mut files: Vec<(String, String)> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .map(|path| (path.display().to_string(), std::fs::read_to_string(&path).expect("a text")))
        .collect();
    files.sort();
    assert!(files.len() >= 2, "{files:?}");
    let preset = |name: &&str| (name.to_string(), Policy::preset_toml(name).expect("a preset").to_owned());
    files.extend(Policy::PRESETS.iter().map(preset));
    files
}

/// Every day that a text names, with the day before and after it, as far as the policy is in force.
fn days(policy: &Policy, text: &str) -> Vec<NaiveDate> {
    let named = text.char_indices().filter_map(|(at, _)| text.get(at..at + 10)?.parse::<NaiveDate>().ok());
    let mut days: Vec<NaiveDate> = named
        .chain([day("2026-11-23")])
        .flat_map(|day| [day - Days::new(1), day, day + Days::new(1)])
        .collect();
    days.sort_unstable();
    days.dedup();
    days.retain(|day| policy.span().contains(*day));
    days
}

/// The file of a day reads back, is the same file, and arranges the same systems.
fn reads_back(name: &str, policy: &Policy, on: NaiveDate) {
    let of_day = policy.at(on).expect("in force");
    let written = of_day.to_toml();
    let again = Policy::from_toml(&written)
        .unwrap_or_else(|error| panic!("{name} on {on}: {error:?}\n{:?}", error.faults()));
    assert_eq!(again.to_toml(), written, "{name} on {on}");
    assert_eq!(again.at(on).expect("in force").to_toml(), written, "{name} on {on}");
    let systems = policy.systems(on).expect("in force");
    assert_eq!(again.systems(on).expect("in force"), systems, "{name} on {on}");
    assert_eq!(of_day.systems(on).expect("in force"), systems, "{name} on {on}");
}

#[test]
fn every_file_reads_back_on_every_day_that_it_names() {
    for (name, text) in files() {
        let policy = Policy::from_toml(&text).expect("a lawful policy");
        for on in days(&policy, &text) {
            reads_back(&name, &policy, on);
        }
    }
}

/// Each section of each file in turn begins later than the policy: the file of the day before still reads back.
#[test]
fn a_file_reads_back_before_a_section_of_it_begins() {
    let (before, begins) = (day("2023-12-31"), day("2024-01-01"));
    let mut tried = 0;
    for (name, text) in files() {
        let lines: Vec<&str> = text.lines().collect();
        for nth in (0..lines.len()).filter(|nth| lines[*nth].starts_with('[')) {
            let mut later = lines.clone();
            later.insert(nth + 1, "from = 2024-01-01");
            // A section that has a first day already, or knows none, is not a lawful file with two.
            let Ok(policy) = Policy::from_toml(&later.join("\n")) else { continue };
            if !policy.span().contains(before) {
                continue;
            }
            tried += 1;
            let name = format!("{name}, {}", lines[nth]);
            for on in [before, begins] {
                reads_back(&name, &policy, on);
            }
        }
    }
    assert!(tried > 150, "only {tried} sections were dated");
}

const DATED: &str = r#"
schema = 1
id = "x"
title = "虚构"
from = 2020-01-01

[hotline.record]                 # the hotline begins in 2024
fields = ["content"]
from = 2024-01-01
clause = "M-5.2"

[[meeting.leaders]]              # no such meeting in the first half of 2023
attend = ["grid_leader"]
to = 2022-12-31
clause = "X-4.1b"

[[meeting.leaders]]
attend = ["grid_leader", "office"]
from = 2023-07-01
clause = "X-4.1b"

[[system]]
system = "call_register"
sections = ["hotline"]
clause = "M-5.2"

[[system]]
system = "leaders_meeting"
sections = ["meeting.leaders", "hotline.record"]
clause = "X-4.1b"

[[system]]
system = "diary"
sections = ["hotline"]
documents = ["made-up notice 7"]
clause = "M-3.4"
"#;

#[test]
fn a_section_arranges_a_system_on_the_days_that_it_is_in_force() {
    let policy = Policy::from_toml(DATED).expect("a lawful policy");
    let of = |on: &str| -> Vec<(System, Vec<String>)> {
        reads_back("dated", &policy, day(on));
        let systems = policy.systems(day(on)).expect("in force");
        assert_eq!(systems.len(), 13);
        assert!(systems.iter().all(|one| one.arranged == one.clause.is_some()));
        systems.into_iter().filter(|one| one.arranged).map(|one| (one.system, one.sections)).collect()
    };
    let named = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
    let (register, meeting, diary) = (System::CallRegister, System::LeadersMeeting, System::Diary);
    // A document has no dates, so the diary is always arranged.
    assert_eq!(of("2022-12-31"), [(meeting, named(&["meeting.leaders"])), (diary, vec![])]);
    assert_eq!(of("2023-06-30"), [(diary, vec![])]);
    assert_eq!(of("2023-07-01"), [(meeting, named(&["meeting.leaders"])), (diary, vec![])]);
    let all = named(&["meeting.leaders", "hotline.record"]);
    let wanted = [(register, named(&["hotline"])), (meeting, all), (diary, named(&["hotline"]))];
    assert_eq!(of("2024-01-01"), wanted);
    // The whole file names each of them still.
    assert_eq!(Policy::from_toml(&policy.to_toml()).expect("it reads back"), policy);
}

#[test]
fn a_system_names_sections_with_rules_that_are_in_force_with_it() {
    let faults = |text: &str| -> Vec<(String, &'static str)> {
        let error = Policy::from_toml(text).expect_err("it has faults");
        error.faults().iter().map(|fault| (fault.path.clone(), fault.code())).collect()
    };
    let one = |code| vec![("system[0].sections".to_owned(), code)];
    // Neither the title nor a row nor the list of systems is a section that arranges anything, nor is an empty one.
    for name in ["title", "system", "clause", "hotline.record.fields", "hot", "card"] {
        let text = DATED.replacen("sections = [\"hotline\"]", &format!("sections = [\"{name}\"]"), 1);
        assert_eq!(faults(&text), one("system.no_section"), "{name}");
    }
    let empty = DATED.replacen("sections = [\"hotline\"]", "sections = [\"ledger\"]", 1) + "\n[ledger]\n";
    assert_eq!(faults(&empty), one("system.no_section"));
    let over = DATED.replacen("sections = [\"hotline\"]", "sections = [\"hotline\"]\nto = 2023-12-31", 1);
    assert_eq!(faults(&over), one("system.never_meets"));
    // A section with a fault of its own stands: only that fault is told.
    let broken = DATED.replace("fields = [\"content\"]", "fields = 7");
    assert_eq!(faults(&broken), [("hotline.record.fields".to_owned(), "policy.wrong_type")]);
}
