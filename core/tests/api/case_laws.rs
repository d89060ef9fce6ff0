//! Laws of cases, over logs that come about at random: whatever is asked, in any order.

use chrono::{NaiveDateTime, TimeDelta};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use wangge::case::{
    Actor, CaseFacts, CaseLog, CaseStanding, Event, EventRows, FoldOptions, Step, fold, step,
};
use wangge::{
    Channel, Complexity, Handler, OnBad, Outcome, Role, Scope, ServedParty, Settlement, StepKind,
    SupervisionLevel, Topic, Vocabulary,
};

use crate::cases::extended;

fn one_of<V: Vocabulary + core::fmt::Debug>() -> impl Strategy<Value = V> {
    prop::sample::select(V::ALL)
}

fn facts() -> impl Strategy<Value = CaseFacts> {
    (one_of::<Scope>(), any::<bool>(), any::<bool>(), prop::option::of(one_of::<Complexity>())).prop_map(
        |(scope, major, sudden, complexity)| CaseFacts { scope, major, sudden, work: None, complexity },
    )
}

fn ground() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["等待鉴定", "情况复杂", "系统故障", "不属本县管辖", "别的"])
        .prop_map(str::to_owned)
}

fn some_step() -> impl Strategy<Value = Step> {
    let days = (1_u32..20).prop_map(|count| {
        format!("{count} working_day").parse::<wangge::policy::TermOfTime>().expect("a term")
    });
    let note = || prop::option::of("[a-z\"\\\\ é一]{1,5}x");
    prop_oneof![
        1 => note().prop_map(|note| Step::from(step::File { note })),
        1 => ground().prop_map(|ground| Step::from(step::Decline { ground, note: None })),
        5 => (one_of(), any::<bool>())
            .prop_map(|(settlement, told)| Step::from(step::SettleOnSpot { settlement, told, note: None })),
        3 => Just(Step::from(step::Dispatch { to: "u-1".into(), note: None })),
        3 => Just(Step::from(step::Accept { note: None })),
        1 => Just(Step::from(step::Return { opinion: "x".into() })),
        1 => Just(Step::from(step::Transfer { to: "u-2".into(), note: None })),
        1 => (one_of::<Handler>(), any::<bool>())
            .prop_map(|(to, hand_over)| Step::from(step::ReportUp { to, hand_over, note: None })),
        1 => one_of::<Topic>().prop_map(|topic| Step::from(step::PutToMeeting { topic, meeting: None, note: None })),
        1 => any::<bool>().prop_map(|beyond| Step::from(step::TakeFromMeeting { beyond, opinion: "y".into() })),
        3 => one_of::<Outcome>().prop_map(|outcome| Step::from(step::Feedback { outcome, note: None })),
        2 => any::<bool>().prop_map(|passed| Step::from(step::Verify { passed, note: None })),
        2 => note().prop_map(|note| Step::from(step::Tell { note })),
        3 => one_of::<Settlement>().prop_map(|settlement| Step::from(step::Close { settlement, note: None })),
        1 => Just(Step::from(step::Merge { into: "C-0".into(), note: None })),
        1 => Just(Step::from(step::Withdraw { note: None })),
        1 => Just(Step::from(step::Reopen { ground: "z".into() })),
        1 => any::<bool>().prop_map(|resolved| Step::from(step::FollowUp { resolved, note: None })),
        1 => ground().prop_map(|ground| Step::from(step::Appeal { ground, note: None })),
        1 => any::<bool>().prop_map(|granted| Step::from(step::DecideAppeal { granted, note: None })),
        2 => ground().prop_map(|ground| Step::from(step::Pause { ground, note: None })),
        2 => Just(Step::from(step::Resume { note: None })),
        1 => (days, ground()).prop_map(|(by, ground)| Step::from(step::AskExtension { by, ground, note: None })),
        1 => any::<bool>().prop_map(|granted| Step::from(step::DecideExtension { granted, by: None, note: None })),
        1 => one_of::<SupervisionLevel>().prop_map(|level| Step::from(step::Supervise { level, note: None })),
        1 => Just(Step::from(step::Lift { note: None })),
        1 => (facts(), ground()).prop_map(|(facts, ground)| Step::from(step::Reclassify { facts, ground })),
        1 => ground().prop_map(|text| Step::from(step::Note { text })),
    ]
}

/// A step of one of four cases, so many minutes after the one before.
type Act = (usize, Step, i64);

fn start() -> NaiveDateTime {
    "2026-03-02T08:30:00".parse().expect("a moment")
}

/// The role that may take a step, and a person of that role.
fn who(step: StepKind) -> Actor {
    static RULES: std::sync::LazyLock<wangge::case::CaseRules> = std::sync::LazyLock::new(extended);
    let powers = RULES.policy().powers(step, start().date()).expect("somebody may");
    let role: Role = powers.first().expect("a role").0;
    Actor::new(format!("{role}-1"), role)
}

fn some_log(opened: &[CaseFacts], acts: &[Act]) -> CaseLog {
    let mut log = CaseLog::new(extended());
    let mut now = start();
    for (nth, facts) in opened.iter().enumerate() {
        let served = ServedParty::ALL.iter().copied().cycle().nth(nth).expect("a word");
        let collect = step::Collect {
            channel: Channel::Visit,
            served,
            facts: *facts,
            received: None,
            grid: None,
            text: None,
        };
        log.open(&format!("C-{nth}"), now, &who(StepKind::Collect), collect).expect("taken in");
    }
    for (nth, (case, _, minutes)) in acts.iter().enumerate() {
        now += TimeDelta::minutes(*minutes);
        let case = format!("C-{}", case % opened.len());
        // Most are refused: that is part of the law. The first of the next few that is not is taken.
        let next = acts.iter().skip(nth).take(16).map(|(_, step, _)| step);
        for step in next {
            if log.act(&case, now, &who(step.kind()), step.clone()).is_ok() {
                break;
            }
        }
    }
    log
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    prop::collection::vec((0_usize..4, some_step(), 0_i64..600), 0..60)
}

fn end() -> NaiveDateTime {
    "2026-09-01T09:00:00".parse().expect("a moment")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    // Of random steps most are refused; enough are not.
    #[test]
    fn a_log_replays_from_its_json(opened in prop::collection::vec(facts(), 1..5), acts in acts()) {
        let log = some_log(&opened, &acts);
        let lines: Vec<String> = log.events().map(Event::to_json).collect();
        let read = lines.iter().map(|line| Event::from_json(line).expect("an event"));
        let again = CaseLog::replay(extended(), read).expect("it replays");
        prop_assert!(log.cases().eq(again.cases()));
        prop_assert!(log.events().eq(again.events()));
    }

    #[test]
    fn columns_fold_as_the_cases_do(opened in prop::collection::vec(facts(), 1..5), acts in acts()) {
        let log = some_log(&opened, &acts);
        let mixed: Vec<Event> = log.events().cloned().collect();
        let mut sorted = mixed.clone();
        sorted.sort_by(|one, other| one.case.cmp(&other.case));
        for events in [&mixed, &sorted] {
            let table = EventRows::new(events);
            let folded = [1, 2, 3].map(|threads| {
                fold(log.rules(), &table, end(), FoldOptions { threads, on_bad: OnBad::Null }).expect("it folds")
            });
            prop_assert_eq!(&folded[0], &folded[1]);
            prop_assert_eq!(&folded[0], &folded[2]);
            prop_assert_eq!(folded[0].len(), log.cases().len());
            for row in &folded[0] {
                let case = log.case(&events[row.first].case).expect("a case");
                let light = case.light(log.rules(), end());
                prop_assert_eq!(row.light, light.as_ref().ok().copied());
                prop_assert_eq!(row.problem, light.as_ref().err().map(wangge::Error::code));
                let due = case.due(log.rules()).ok();
                prop_assert_eq!(row.due, due.and_then(|due| due.value.at));
                prop_assert_eq!(row.state, case.state());
                prop_assert_eq!(row.events, case.sequence());
                prop_assert_eq!((row.reworked, row.returned), (case.reworked(), case.returned()));
                prop_assert_eq!((row.told, row.exempted), (case.is_told(), case.is_exempted()));
                if row.problem.is_none() {
                    prop_assert_eq!(CaseStanding { first: row.first, ..CaseStanding::of(log.rules(), case, end()).expect("a row") }, *row);
                }
            }
        }
    }

    #[test]
    fn a_shut_button_is_refused_and_what_is_done_was_open(opened in prop::collection::vec(facts(), 1..3), acts in acts()) {
        let log = some_log(&opened, &acts);
        let now = end();
        for case in log.cases() {
            for (_, step, _) in acts.iter().take(8) {
                let actor = who(step.kind());
                let buttons = case.open_commands(log.rules(), &actor, now).expect("known");
                let button = buttons.iter().find(|button| button.step == step.kind()).expect("every step");
                let done = log.clone().act(case.id(), now, &actor, step.clone()).map(|_| ());
                if done.is_ok() {
                    prop_assert!(button.is_open(), "{} was done and shut: {:?}", step.kind(), button.shut);
                } else if !button.is_open() {
                    prop_assert!(done.is_err());
                }
            }
        }
    }

    #[test]
    fn a_light_turns_only_at_the_moments_that_were_said(opened in prop::collection::vec(facts(), 1..3), acts in acts()) {
        let log = some_log(&opened, &acts);
        for case in log.cases() {
            let mut now = case.last();
            let Ok(mut light) = case.light(log.rules(), now) else { continue };
            while let Some(next) = case.next_change(log.rules(), now).expect("its limit is known") {
                prop_assert!(next > now);
                let before = case.light(log.rules(), next - TimeDelta::nanoseconds(1)).expect("a light");
                prop_assert_eq!(before, light, "before {}", next);
                (now, light) = (next, case.light(log.rules(), next).expect("a light"));
            }
            prop_assert_eq!(case.light(log.rules(), now + TimeDelta::days(60)).expect("a light"), light);
        }
    }

    #[test]
    fn no_text_of_an_event_or_a_step_makes_it_panic(text in "\\PC{0,80}", kind in one_of::<StepKind>()) {
        let _ = Event::from_json(&text);
        let _ = Step::parse(kind, &text);
        let near = format!("{{\"schema\":1,\"case\":\"C\",\"sequence\":1,\"at\":\"2026-01-01T00:00:00\",\"actor\":{{\"id\":\"a\",\"role\":\"office\"}},\"kind\":\"{kind}\",\"data\":{text}}}");
        if let Ok(event) = Event::from_json(&near) {
            prop_assert_eq!(Event::from_json(&event.to_json()), Ok(event));
        }
    }
}

#[test]
fn random_logs_come_far_enough() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..60 {
        let some = (prop::collection::vec(facts(), 1..5), acts());
        let (opened, acts) = some.new_tree(&mut runner).expect("a log").current();
        for case in some_log(&opened, &acts).cases() {
            seen.extend(case.events().iter().map(|event| event.step.kind()));
        }
    }
    // Following up and appeals need a case that was closed, and then one that was closed late.
    let rare =
        [StepKind::FollowUp, StepKind::Appeal, StepKind::DecideAppeal, StepKind::Close, StepKind::Reopen];
    let missing: Vec<_> =
        StepKind::ALL.iter().filter(|kind| !seen.contains(kind) && !rare.contains(kind)).collect();
    assert!(missing.is_empty(), "never taken: {missing:?}");
}
