//! The policy files of `examples/policies` read, and say what their comments say.

use wangge::rules::{deadline, size, team};
use wangge::{Complexity, Overlay, Policy, StepKind, Vocabulary as _, Weight, WorkCalendar};

use crate::day;

fn county() -> Policy {
    Policy::from_toml(include_str!("../../../examples/policies/example-county.toml"))
        .expect("a lawful policy")
}

#[test]
fn the_limit_changed_with_the_year() {
    let calendar = WorkCalendar::china();
    let due =
        |received| deadline::due(&county(), &calendar, day(received), Complexity::General).expect("in force");
    assert_eq!((due("2021-12-31").value.within.count, due("2022-01-04").value.within.count), (7, 5));
    assert_eq!(due("2022-01-04").clauses(), ["县-9", "E-2", "E-3"]);
    // Received on a Saturday: deemed Monday, itself not counted.
    assert_eq!(due("2026-11-21").value.date, day("2026-11-30"));
    // 45 natural days from Monday 2 November end on Thursday 17 December; from the 4th on a Saturday, which rolls.
    let major = |received| {
        deadline::due(&county(), &calendar, day(received), Complexity::Major).expect("in force").value
    };
    assert_eq!(major("2026-11-02").date, day("2026-12-17"));
    assert_eq!(major("2026-11-04").date, day("2026-12-21"));
    let lines = major("2026-11-04").explain(&calendar).expect("known days").lines(wangge::Lang::Zh);
    assert_eq!(lines.len(), 49);
    assert!(lines[47].ends_with("末日遇休息日，顺延至下一工作日"), "{}", lines[47]);
}

#[test]
fn a_lone_village_is_an_exception_and_a_community_has_its_own_band() {
    let lone = size::counts(&county(), 64).expect("a band").value;
    assert_eq!(
        (lone.feasible, lone.choices[0].wording().zh().as_str()),
        (None, "按例外（独立山村）划为1个网格")
    );
    let community = size::Extent { place: Some(wangge::Place::Community), ..size::Extent::households(1204) };
    assert_eq!(size::counts_of(&county(), &community, &[]).expect("a band").value.feasible, Some((3, 4)));
}

#[test]
fn a_closed_list_makes_another_identity_a_breach() {
    let leader = team::Person {
        id: "P-1".into(),
        standing: Some(team::Standing::read("退伍军人")),
        lives_in_grid: Some(true),
    };
    let asked = team::Team { grid: "G-1".into(), leaders: vec![leader], members: vec![] };
    let findings = team::check(&county(), &asked).expect("the policy states teams");
    assert_eq!((findings[0].code(), findings[0].weight), ("team.unlisted_identity", Weight::Breach));
}

#[test]
fn the_overlay_reads() {
    let overlay = Overlay::from_json(include_str!("../../../examples/policies/overlay-example.json"));
    let calendar =
        WorkCalendar::china().with_overlay(overlay.expect("an overlay")).expect("it lies in the table");
    assert_eq!(calendar.is_workday(day("2026-11-28")), Ok(true));
}

#[test]
fn the_extended_policy_states_everything_of_cases() {
    let text = include_str!("../../../examples/policies/extended.toml");
    let policy = Policy::from_toml(text).expect("a lawful policy");
    let day = day("2026-11-23");
    for step in StepKind::ALL {
        assert!(policy.powers(*step, day).is_ok(), "nobody may {step}");
    }
    assert_eq!(policy.suspension(day).expect("stated").value.most, Some(2));
    assert_eq!(policy.extension(Complexity::Major, day).expect("stated").value.longest.count, 15);
    assert_eq!(policy.supervision(day).expect("stated").value.ladder.len(), 3);
    assert_eq!(policy.stages().len(), 6);
    assert_eq!(policy.to_toml(), Policy::from_toml(&policy.to_toml()).expect("it reads back").to_toml());
}
