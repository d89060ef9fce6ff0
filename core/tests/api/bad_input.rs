//! Input that nobody should give: an error that says what is wrong, never a panic.

use chrono::NaiveDate;
use proptest::prelude::*;
use wangge::assess::{CaseRow, Period, on_time};
use wangge::rules::{deadline, size, team};
use wangge::{Complexity, Error, Overlay, Policy, PolicyError, WorkCalendar};

use crate::day;

fn codes(text: &str) -> Vec<&'static str> {
    let error = Policy::from_toml(text).expect_err("it is no policy");
    error.faults().iter().map(wangge::Fault::code).collect()
}

#[test]
fn a_policy_of_ten_megabytes_is_refused_before_it_is_read() {
    let text = "# 很长\n".repeat(1_000_000);
    assert!(text.len() >= 9_000_000);
    assert_eq!(codes(&text), ["policy.too_large"]);
}

#[test]
fn deep_nesting_and_nul_bytes_are_faults() {
    let deep = format!("schema = 1\nx = {}{}", "[".repeat(200_000), "]".repeat(200_000));
    assert!(codes(&deep).contains(&"policy.syntax"));
    let deep = format!("x = {}", "{ a = ".repeat(100_000));
    assert!(codes(&deep).contains(&"policy.syntax"));
    assert!(codes("schema = 1\0").contains(&"policy.syntax"));
    let escaped = "schema = 1\nid = \"a\\u0000b\"\ntitle = \"t\"\nfrom = 2020-01-01";
    assert_eq!(codes(escaped), ["policy.bad_value"]);
    let many = "[[limit]]\n".repeat(50_000);
    assert_eq!(codes(&many).len(), 1000);
}

#[test]
fn an_empty_file_says_what_it_needs() {
    let error = Policy::from_toml("").expect_err("it is no policy");
    let paths: Vec<_> = error.faults().iter().map(|fault| fault.path.as_str()).collect();
    assert_eq!(paths, ["schema", "id", "title", "from"]);
    assert_eq!(error.faults()[0].line, 1);
}

#[test]
fn days_at_the_ends_of_time_are_refused() {
    let (policy, calendar) = (Policy::preset("combined").expect("a preset"), WorkCalendar::china());
    for far in [NaiveDate::MIN, NaiveDate::MAX] {
        for complexity in [Complexity::General, Complexity::Major] {
            let error =
                deadline::due(&policy, &calendar, far, complexity).expect_err("not in force, or not known");
            assert!(matches!(error, Error::Policy(PolicyError::NotInForce { .. }) | Error::Calendar(_)));
        }
    }
}

#[test]
fn villages_of_no_household_and_of_a_billion() {
    let policy = Policy::preset("combined").expect("a preset");
    let none = size::counts(&policy, 0).expect("a band").value;
    assert_eq!((none.feasible, none.below, none.above, none.choices.len()), (None, None, Some(100), 0));
    let huge = size::counts(&policy, 1_000_000_000).expect("a band").value;
    assert_eq!(huge.feasible, Some((6_666_667, 10_000_000)));
    assert_eq!(huge.sizes(8_000_000).expect("lawful").to_string(), "8000000×125");
    let most = size::counts(&policy, u32::MAX).expect("a band").value;
    assert!(most.is_feasible() && most.sizes(1).is_err());
    assert!(size::counts(&policy, 180).expect("a band").value.sizes(0).is_err());
}

#[test]
fn an_empty_table_has_no_villages_and_a_backward_period_is_refused() {
    let (policy, calendar) = (Policy::preset("combined").expect("a preset"), WorkCalendar::china());
    let period = Period::new(day("2026-07-01"), day("2026-09-30")).expect("a period");
    let found = on_time(&policy, &calendar, &[], period, day("2026-09-30")).expect("nothing to count");
    assert!(found.value.villages.is_empty());
    assert!(Period::new(day("2026-09-30"), day("2026-07-01")).is_err());
    let backwards = CaseRow {
        village: "甲".into(),
        received: day("2026-07-02"),
        closed: Some(day("2026-07-01")),
        complexity: Complexity::General,
    };
    let fine = CaseRow { closed: None, ..backwards.clone() };
    let error =
        on_time(&policy, &calendar, &[fine, backwards], period, day("2026-09-30")).expect_err("row 1");
    let Error::Input(error) = error else { panic!("{error}") };
    assert_eq!((error.row, error.column.as_str(), error.value.as_str()), (Some(1), "closed", "2026-07-01"));
}

#[test]
fn a_case_that_no_rule_is_in_force_for_names_its_row() {
    let (policy, calendar) = (Policy::preset("combined").expect("a preset"), WorkCalendar::china());
    let text =
        Policy::preset_toml("combined").expect("a preset").replace("from = 2001-01-01", "from = 2020-01-01");
    let young = Policy::from_toml(&text).expect("a lawful policy");
    let period = Period::new(day("2019-01-01"), day("2020-12-31")).expect("a period");
    let case = |received: &str| CaseRow {
        village: "甲".into(),
        received: day(received),
        closed: None,
        complexity: Complexity::General,
    };
    let cases = [case("2020-02-03"), case("2019-12-31")];
    assert!(on_time(&policy, &calendar, &cases, period, day("2020-12-31")).is_ok());
    let refused = on_time(&young, &calendar, &cases, period, day("2020-12-31"));
    let Err(Error::Input(error)) = refused else { panic!("{refused:?}") };
    assert_eq!((error.row, error.value.as_str()), (Some(1), "2019-12-31"));
}

#[test]
fn a_roster_that_names_one_person_twice() {
    let policy = Policy::preset("combined").expect("a preset");
    let person = |id: &str| team::Person {
        id: id.into(),
        standing: Some(team::Standing::read("教师")),
        lives_in_grid: Some(true),
    };
    let team = |grid: &str, leader: &str, members: &[&str]| team::Team {
        grid: grid.into(),
        leaders: vec![person(leader)],
        members: members.iter().map(|id| person(id)).collect(),
    };
    let roster = [team("G-1", "P-1", &["P-1", "P-2", "P-2"]), team("G-2", "P-1", &["P-3", "P-2"])];
    let findings = team::check_roster(&policy, &roster).expect("the policy states teams");
    let codes: Vec<_> = findings.iter().map(|finding| (finding.subject.en(), finding.code())).collect();
    let codes: Vec<_> = codes.iter().map(|(subject, code)| (subject.as_str(), *code)).collect();
    assert_eq!(
        codes,
        [
            ("G-1 member P-1", "team.leader_as_member"),
            ("G-1 member P-2", "team.member_twice"),
            ("person P-1", "team.leads_several"),
            ("person P-2", "team.serves_several"),
        ]
    );
}

#[test]
fn a_leading_group_that_names_one_person_twice_in_a_post() {
    let policy = Policy::preset("xiang-2011").expect("a preset");
    let member = |id: &str, post, office| team::GroupMember { id: id.into(), post, office };
    use wangge::{Office, Post};
    let head = member("L1", Post::Head, Office::PartySecretary);
    let group = [
        head.clone(),
        head,
        member("L2", Post::Deputy, Office::TownshipHead),
        member("L3", Post::Deputy, Office::DisciplineSecretary),
        member("L4", Post::Member, Office::LeadershipMember),
        member("L5", Post::OfficeDirector, Office::Designated),
    ];
    let findings = team::check_leading_group(&policy, &group).expect("the policy states the group");
    let codes: Vec<_> = findings.iter().map(wangge::Finding::code).collect();
    assert_eq!(codes, ["group.listed_twice"]);
}

proptest! {
    #[test]
    fn no_text_panics_a_reader(text in "\\PC{0,200}|[\\[\\]{}=\"'a-z0-9.#\\n, -]{0,200}") {
        let _ = Policy::from_toml(&text).map_err(|error| (error.to_string(), error.wording().zh()));
        let _ = WorkCalendar::from_json(&text).map_err(|error| error.to_string());
        let _ = WorkCalendar::china().with_years(&text);
        let _ = Overlay::from_json(&text);
    }

    #[test]
    fn no_broken_preset_panics_the_reader(name in prop::sample::select(Policy::PRESETS), at in any::<prop::sample::Index>(), with in "\\PC{0,6}", cut in 0_usize..40) {
        let text = Policy::preset_toml(name).expect("a preset");
        let places: Vec<usize> = text.char_indices().map(|(place, _)| place).collect();
        let start = *at.get(&places);
        let end = places.iter().copied().find(|place| *place >= start + cut).unwrap_or(text.len());
        let broken = format!("{}{with}{}", &text[..start], &text[end..]);
        if let Err(error) = Policy::from_toml(&broken) {
            prop_assert!(!error.faults().is_empty());
            for fault in error.faults() {
                prop_assert!(fault.line >= 1 && fault.line <= broken.matches('\n').count() + 1);
            }
            let options = wangge::policy::RenderOptions { lang: wangge::Lang::Zh, color: false, width: 80 };
            prop_assert!(!Policy::render(&error, &broken, "x.toml", options).is_empty());
        }
    }
}
