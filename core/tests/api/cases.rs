//! The life of a case: the whole path, each guard, and the ten mistakes known from elsewhere.

use chrono::{Days, TimeDelta};
use wangge::case::{Actor, Board, Case, CaseFacts, CaseLog, CaseRules, Command, Event, Step, step};
use wangge::rules::due::Amount;
use wangge::{
    CaseError, CaseState, Channel, Complexity, Error, Handler, Light, Outcome, Policy, Role, Scope,
    ServedParty, Settlement, Stage, StepKind, SupervisionLevel, Topic, Vocabulary as _, WorkCalendar,
};

use crate::at;

pub(crate) fn extended() -> CaseRules {
    let text = include_str!("../../../examples/policies/extended.toml");
    CaseRules::new(&Policy::from_toml(text).expect("a lawful policy"), &WorkCalendar::china())
}

fn preset(name: &str) -> CaseRules {
    CaseRules::new(&Policy::preset(name).expect("a preset"), &WorkCalendar::china())
}

/// A policy like the extended one, with a text of it changed.
fn changed(from: &str, to: &str) -> CaseRules {
    let text = include_str!("../../../examples/policies/extended.toml");
    assert!(text.contains(from), "the file does not say {from}");
    CaseRules::new(
        &Policy::from_toml(&text.replace(from, to)).expect("a lawful policy"),
        &WorkCalendar::china(),
    )
}

pub(crate) fn facts(scope: Scope) -> CaseFacts {
    CaseFacts { scope, major: false, sudden: false, work: None, complexity: None }
}

pub(crate) fn collect(scope: Scope) -> step::Collect {
    let facts = facts(scope);
    step::Collect {
        channel: Channel::Visit,
        served: ServedParty::Known,
        facts,
        received: None,
        grid: None,
        text: None,
    }
}

pub(crate) fn actor(role: Role) -> Actor {
    Actor::new(role.code(), role)
}

/// A log with one case, taken in on a day at nine, and the steps that follow it.
fn log(rules: CaseRules, received: &str, scope: Scope) -> CaseLog {
    let mut log = CaseLog::new(rules);
    log.open("C-1", at(received), &actor(Role::Assistant), collect(scope)).expect("it is taken in");
    log
}

fn act(log: &mut CaseLog, when: &str, role: Role, step: impl Into<Step>) -> Result<(), Error> {
    log.act("C-1", at(when), &actor(role), step).map(|_| ())
}

fn go(log: &mut CaseLog, steps: &[(&str, Role, Step)]) {
    for (when, role, step) in steps {
        act(log, when, *role, step.clone()).unwrap_or_else(|error| panic!("{when} {}: {error}", step.kind()));
    }
}

fn to_handling(day: &str) -> Vec<(String, Role, Step)> {
    let then = |hour: &str| format!("{day} {hour}");
    vec![
        (then("09:10"), Role::Office, step::File { note: None }.into()),
        (then("09:20"), Role::Office, step::Dispatch { to: "grid-7".into(), note: None }.into()),
        (then("09:30"), Role::GridResponsible, step::Accept { note: None }.into()),
    ]
}

fn handling(rules: CaseRules, day: &str, scope: Scope) -> CaseLog {
    let mut log = log(rules, &format!("{day} 09:00"), scope);
    for (when, role, step) in to_handling(day) {
        act(&mut log, &when, role, step).expect("the way to handling");
    }
    log
}

fn code(refusal: Result<(), Error>) -> &'static str {
    refusal.expect_err("it is refused").code()
}

fn allowed(refusal: Result<(), Error>) -> Vec<String> {
    match refusal.expect_err("it is refused") {
        Error::Case(error) => error.allowed(),
        other => panic!("not of the case: {other}"),
    }
}

#[test]
fn the_whole_path_closes_in_time() {
    let mut log = handling(extended(), "2026-11-23", Scope::Grid);
    go(
        &mut log,
        &[
            (
                "2026-11-24 10:00",
                Role::GridResponsible,
                step::Feedback { outcome: Outcome::Settled, note: None }.into(),
            ),
            ("2026-11-24 15:00", Role::Office, step::Verify { passed: true, note: None }.into()),
            ("2026-11-24 15:30", Role::GridResponsible, step::Tell { note: Some("电话".into()) }.into()),
            (
                "2026-11-24 16:00",
                Role::Office,
                step::Close { settlement: Settlement::Closed, note: None }.into(),
            ),
        ],
    );
    let case = log.case("C-1").expect("a case");
    assert_eq!((case.state(), case.settlement()), (CaseState::Closed, Some(Settlement::Closed)));
    assert_eq!(case.light(log.rules(), at("2027-01-10 08:00")).expect("a light"), Light::Done);
    assert_eq!(case.first_asked().role, Role::Assistant);
    assert_eq!(case.first_responsible().map(|actor| actor.role), Some(Role::GridResponsible));
    let due = case.due(log.rules()).expect("it is due");
    assert_eq!(due.value.at, Some(at("2026-12-02 18:00")));
    assert_eq!(due.clauses(), ["X-4.2a", "E-2", "细-3", "E-3"]);
    let stages = case.stages(log.rules()).expect("stages");
    let named: Vec<Stage> = stages.iter().map(|clock| clock.stage).collect();
    assert_eq!(named, [Stage::File, Stage::Dispatch, Stage::Accept, Stage::Verify, Stage::Close]);
    assert!(stages.iter().all(|clock| !clock.is_late(at("2027-01-10 08:00"))));
    let again = CaseLog::replay(extended(), log.events().cloned()).expect("it replays");
    assert_eq!(again.case("C-1").expect("a case"), case);
    assert_eq!(case.next_change(log.rules(), at("2027-01-10 08:00")).expect("known"), None);
}

#[test]
fn on_the_spot_only_what_is_general_and_told() {
    let on_spot = |told| step::SettleOnSpot { settlement: Settlement::Answered, told, note: None };
    let mut general = log(extended(), "2026-11-23 09:00", Scope::Grid);
    assert_eq!(
        code(act(&mut general, "2026-11-23 09:05", Role::DutyStaff, on_spot(false))),
        "case.not_told_on_spot"
    );
    act(&mut general, "2026-11-23 09:05", Role::DutyStaff, on_spot(true)).expect("answered on the spot");
    assert_eq!(general.case("C-1").expect("a case").state(), CaseState::Closed);
    let mut regional = log(extended(), "2026-11-23 09:00", Scope::Village);
    assert_eq!(
        code(act(&mut regional, "2026-11-23 09:05", Role::DutyStaff, on_spot(true))),
        "case.not_general"
    );
    let eased = step::SettleOnSpot { settlement: Settlement::Eased, told: true, note: None };
    let mut general = log(extended(), "2026-11-23 09:00", Scope::Grid);
    assert_eq!(
        allowed(act(&mut general, "2026-11-23 09:05", Role::DutyStaff, eased)),
        ["closed", "answered"]
    );
}

#[test]
fn nothing_closes_before_the_person_served_is_told_by_whom_the_clause_names() {
    let mut log = handling(extended(), "2026-11-23", Scope::Village);
    go(
        &mut log,
        &[
            (
                "2026-11-24 10:00",
                Role::GridResponsible,
                step::Feedback { outcome: Outcome::Answered, note: None }.into(),
            ),
            ("2026-11-24 15:00", Role::Office, step::Verify { passed: true, note: None }.into()),
        ],
    );
    let close = || step::Close { settlement: Settlement::Answered, note: None };
    assert_eq!(code(act(&mut log, "2026-11-24 16:00", Role::Office, close())), "case.untold");
    // M-6.3: it is the responsible person who tells, though the committees coordinate.
    assert_eq!(
        allowed(act(&mut log, "2026-11-24 16:00", Role::CommitteesHead, step::Tell { note: None })),
        ["grid_responsible"]
    );
    act(&mut log, "2026-11-24 16:00", Role::GridResponsible, step::Tell { note: None }).expect("told");
    let other = step::Close { settlement: Settlement::Closed, note: None };
    assert_eq!(allowed(act(&mut log, "2026-11-24 16:10", Role::Office, other)), ["answered"]);
    act(&mut log, "2026-11-24 16:10", Role::Office, close()).expect("closed");
}

#[test]
fn an_anonymous_caller_is_not_told_and_that_is_no_duty() {
    let mut log = CaseLog::new(extended());
    let anonymous = step::Collect { served: ServedParty::Anonymous, ..collect(Scope::Grid) };
    log.open("C-1", at("2026-11-23 09:00"), &actor(Role::DutyStaff), anonymous).expect("taken in");
    for (when, role, step) in to_handling("2026-11-23") {
        act(&mut log, &when, role, step).expect("the way to handling");
    }
    go(
        &mut log,
        &[
            (
                "2026-11-24 10:00",
                Role::GridResponsible,
                step::Feedback { outcome: Outcome::Settled, note: None }.into(),
            ),
            ("2026-11-24 15:00", Role::Office, step::Verify { passed: true, note: None }.into()),
        ],
    );
    let told = act(&mut log, "2026-11-24 15:10", Role::GridResponsible, step::Tell { note: None });
    assert_eq!(code(told), "case.nobody_to_tell");
    act(
        &mut log,
        "2026-11-24 16:00",
        Role::Office,
        step::Close { settlement: Settlement::Closed, note: None },
    )
    .expect("closed");
}

#[test]
fn what_is_major_is_reported_at_once_and_not_closed_before() {
    let mut log = CaseLog::new(extended());
    let major = CaseFacts { major: true, ..facts(Scope::Village) };
    log.open(
        "C-1",
        at("2026-10-17 22:00"),
        &actor(Role::GridResponsible),
        step::Collect { facts: major, ..collect(Scope::Village) },
    )
    .expect("taken in");
    let stages = log.case("C-1").expect("a case").stages(log.rules()).expect("stages");
    let report = stages.iter().find(|clock| clock.stage == Stage::Report).expect("its own clock");
    assert_eq!(report.due.at, Some(at("2026-10-17 23:00")));
    assert!(report.is_late(at("2026-10-17 23:00")) && !report.is_late(at("2026-10-17 22:59")));
    let board = Board::of(log.rules(), log.cases(), at("2026-10-17 22:30"));
    assert_eq!((board.rows[0].reported, board.next_change), (Some(false), Some(at("2026-10-17 23:00"))));
    let report_up = |hand_over| step::ReportUp { to: Handler::CommitteesHead, hand_over, note: None };
    // Before it is on file it can be reported, not handed over.
    let handed = act(&mut log, "2026-10-17 22:30", Role::GridResponsible, report_up(true));
    assert_eq!(code(handed), "case.no_file");
    act(&mut log, "2026-10-17 22:30", Role::GridResponsible, report_up(false)).expect("reported");
    assert_eq!(log.case("C-1").expect("a case").reported(), Some(at("2026-10-17 22:30")));
    let mut unreported = CaseLog::new(extended());
    unreported
        .open(
            "C-1",
            at("2026-11-23 09:00"),
            &actor(Role::Assistant),
            step::Collect { facts: major, ..collect(Scope::Village) },
        )
        .expect("taken in");
    for (when, role, step) in to_handling("2026-11-23") {
        act(&mut unreported, &when, role, step).expect("the way to handling");
    }
    go(
        &mut unreported,
        &[
            (
                "2026-11-24 10:00",
                Role::GridResponsible,
                step::Feedback { outcome: Outcome::Eased, note: None }.into(),
            ),
            ("2026-11-24 15:00", Role::Office, step::Verify { passed: true, note: None }.into()),
        ],
    );
    let close = act(
        &mut unreported,
        "2026-11-24 16:00",
        Role::Office,
        step::Close { settlement: Settlement::Eased, note: None },
    );
    assert_eq!(code(close), "case.unreported");
}

#[test]
fn the_meeting_and_back_and_what_it_cannot_settle_goes_up() {
    let mut log = handling(extended(), "2026-11-23", Scope::Village);
    let put = |topic| step::PutToMeeting { topic, meeting: None, note: None };
    act(&mut log, "2026-11-24 09:00", Role::GridResponsible, put(Topic::Regional)).expect("a topic");
    assert_eq!(log.case("C-1").expect("a case").state(), CaseState::AtMeeting);
    let taken = step::TakeFromMeeting { beyond: true, opinion: "本级不能解决".into() };
    act(&mut log, "2026-11-30 16:00", Role::Committees, taken).expect("back");
    assert_eq!(log.case("C-1").expect("a case").state(), CaseState::Handling);
    go(
        &mut log,
        &[
            (
                "2026-11-30 17:00",
                Role::GridResponsible,
                step::Feedback { outcome: Outcome::Answered, note: None }.into(),
            ),
            ("2026-12-01 09:00", Role::Office, step::Verify { passed: true, note: None }.into()),
            ("2026-12-01 10:00", Role::GridResponsible, step::Tell { note: None }.into()),
        ],
    );
    let close = || step::Close { settlement: Settlement::Answered, note: None };
    assert_eq!(code(act(&mut log, "2026-12-01 11:00", Role::Office, close())), "case.must_go_up");
    let mut general = handling(extended(), "2026-11-23", Scope::Grid);
    assert_eq!(
        allowed(act(&mut general, "2026-11-24 09:00", Role::GridResponsible, put(Topic::Regional))),
        ["many_people"]
    );
    act(&mut general, "2026-11-24 09:00", Role::GridResponsible, put(Topic::ManyPeople)).expect("a topic");
}

#[test]
fn what_was_eased_stays_listed_until_it_is_settled() {
    let mut log = CaseLog::new(extended());
    let major = CaseFacts { complexity: Some(Complexity::Major), ..facts(Scope::Grid) };
    log.open(
        "C-1",
        at("2026-11-23 09:00"),
        &actor(Role::Assistant),
        step::Collect { facts: major, ..collect(Scope::Grid) },
    )
    .expect("taken in");
    for (when, role, step) in to_handling("2026-11-23") {
        act(&mut log, &when, role, step).expect("the way to handling");
    }
    // 30 working days end with a settlement or an easing disposal, not with an answer (X-4.2c).
    let answered = step::Feedback { outcome: Outcome::Answered, note: None };
    assert_eq!(
        allowed(act(&mut log, "2026-11-24 10:00", Role::GridResponsible, answered)),
        ["closed", "eased"]
    );
    go(
        &mut log,
        &[
            (
                "2026-11-24 10:00",
                Role::GridResponsible,
                step::Feedback { outcome: Outcome::Eased, note: None }.into(),
            ),
            ("2026-11-24 15:00", Role::Office, step::Verify { passed: true, note: None }.into()),
            ("2026-11-24 15:30", Role::GridResponsible, step::Tell { note: None }.into()),
            (
                "2026-11-24 16:00",
                Role::Office,
                step::Close { settlement: Settlement::Eased, note: None }.into(),
            ),
        ],
    );
    let listed = |log: &CaseLog| Board::of(log.rules(), log.cases(), at("2027-03-01 09:00")).follow_up;
    assert_eq!(listed(&log), ["C-1"]);
    act(&mut log, "2027-01-04 10:00", Role::Office, step::FollowUp { resolved: false, note: None })
        .expect("looked at");
    assert_eq!(listed(&log), ["C-1"]);
    act(&mut log, "2027-02-01 10:00", Role::Office, step::FollowUp { resolved: true, note: None })
        .expect("settled by now");
    assert_eq!(listed(&log), Vec::<String>::new());
    let again =
        act(&mut log, "2027-02-02 10:00", Role::Office, step::FollowUp { resolved: true, note: None });
    assert_eq!(code(again), "case.nothing_eased");
}

#[test]
fn who_handled_may_not_verify() {
    let mut log = handling(extended(), "2026-11-23", Scope::Grid);
    let both = Actor::new("p-9", Role::GridResponsible);
    log.act("C-1", at("2026-11-24 10:00"), &both, step::Feedback { outcome: Outcome::Settled, note: None })
        .expect("fed back");
    let same = Actor::new("p-9", Role::Office);
    let verify = || step::Verify { passed: true, note: None };
    let refused = log.act("C-1", at("2026-11-24 11:00"), &same, verify()).expect_err("the same person");
    assert_eq!(refused.code(), "case.same_person");
    assert!(
        refused.wording().zh().contains("p-9已在本件中办理“处理反馈”，不得再办理“核查”"),
        "{}",
        refused.wording().zh()
    );
    log.act("C-1", at("2026-11-24 11:00"), &Actor::new("p-1", Role::Office), verify())
        .expect("another person");
}

#[test]
fn a_failed_verification_is_rework_and_what_was_told_is_told_anew() {
    let mut log = handling(extended(), "2026-11-23", Scope::Grid);
    go(
        &mut log,
        &[
            (
                "2026-11-24 10:00",
                Role::GridResponsible,
                step::Feedback { outcome: Outcome::Settled, note: None }.into(),
            ),
            ("2026-11-24 10:30", Role::GridResponsible, step::Tell { note: None }.into()),
            (
                "2026-11-24 11:00",
                Role::Office,
                step::Verify { passed: false, note: Some("仍有积水".into()) }.into(),
            ),
        ],
    );
    let case = log.case("C-1").expect("a case");
    assert_eq!((case.state(), case.reworked(), case.is_told()), (CaseState::Handling, 1, false));
}

#[test]
fn a_return_frees_the_first_responsible() {
    let mut log = handling(extended(), "2026-11-23", Scope::Grid);
    act(&mut log, "2026-11-23 10:00", Role::GridResponsible, step::Return { opinion: "不属本网格".into() })
        .expect("back");
    let case = log.case("C-1").expect("a case");
    assert_eq!((case.state(), case.returned(), case.first_responsible()), (CaseState::Filed, 1, None));
}

#[test]
fn merged_cases_go_into_one_that_is_there() {
    let mut log = log(extended(), "2026-11-23 09:00", Scope::Grid);
    log.open("C-2", at("2026-11-23 09:00"), &actor(Role::Assistant), collect(Scope::Grid)).expect("taken in");
    log.open("C-3", at("2026-11-23 09:00"), &actor(Role::Assistant), collect(Scope::Grid)).expect("taken in");
    let office = actor(Role::Office);
    for case in ["C-1", "C-2", "C-3"] {
        log.act(case, at("2026-11-23 09:30"), &office, step::File { note: None }).expect("filed");
    }
    let into = |case: &str| step::Merge { into: case.into(), note: None };
    let mut merge =
        |case: &str, target: &str| log.act(case, at("2026-11-23 10:00"), &office, into(target)).map(|_| ());
    assert_eq!(code(merge("C-1", "C-1")), "case.into_itself");
    assert_eq!(code(merge("C-1", "C-9")), "case.into_nothing");
    merge("C-1", "C-2").expect("merged");
    assert_eq!(code(merge("C-3", "C-1")), "case.into_merged");
    assert_eq!(log.case("C-1").expect("a case").merged_into(), Some("C-2"));
}

#[test]
fn an_unlawful_step_says_which_are_open_and_a_wrong_role_who_may() {
    let mut log = log(extended(), "2026-11-23 09:00", Scope::Grid);
    let early =
        act(&mut log, "2026-11-23 09:05", Role::Office, step::Dispatch { to: "u".into(), note: None });
    let open = [
        "file",
        "decline",
        "settle_on_spot",
        "report_up",
        "pause",
        "ask_extension",
        "supervise",
        "reclassify",
        "note",
    ];
    assert_eq!(allowed(early), open);
    let wrong = act(&mut log, "2026-11-23 09:05", Role::UnitsAbove, step::File { note: None });
    assert_eq!(allowed(wrong), ["grid_responsible", "duty_staff", "office"]);
    let unknown =
        log.act("C-9", at("2026-11-23 09:05"), &actor(Role::Office), step::File { note: None }).map(|_| ());
    assert_eq!(code(unknown), "case.unknown");
    let backwards = act(&mut log, "2026-11-23 08:59", Role::Office, step::File { note: None });
    assert_eq!(code(backwards), "case.backwards");
}

#[test]
fn a_stale_command_is_a_conflict_with_both_and_one_sent_twice_is_done_once() {
    let mut log = log(extended(), "2026-11-23 09:00", Scope::Grid);
    let file = |id: &str, expected| Command {
        case: "C-1".into(),
        id: Some(id.into()),
        expected,
        at: at("2026-11-23 09:30"),
        actor: actor(Role::Office),
        step: step::File { note: None }.into(),
    };
    assert_eq!(log.run(&file("k-1", 1)).expect("filed").len(), 1);
    assert_eq!(log.run(&file("k-1", 1)).expect("done before"), []);
    let Error::Case(error) = log.run(&file("k-2", 1)).expect_err("somebody was first") else {
        panic!("of the case")
    };
    let CaseError::Conflict { expected, found, event, command, .. } = *error else { panic!("a conflict") };
    assert_eq!((expected, found), (1, 2));
    assert_eq!(event.map(|event| (event.sequence, event.step.code)), Some((2, "file")));
    assert_eq!((command.sequence, command.step.code), (2, "file"));
    let other = Command { step: step::Note { text: "另一件事".into() }.into(), ..file("k-1", 2) };
    assert_eq!(code(log.run(&other).map(|_| ())), "case.command_reused");
    let ahead = Command { step: step::Note { text: "备注".into() }.into(), ..file("k-3", 7) };
    assert_eq!(code(log.run(&ahead).map(|_| ())), "case.ahead");
    assert_eq!(log.case("C-1").expect("a case").sequence(), 2);
}

#[test]
fn events_out_of_turn_change_nothing() {
    let log = handling(extended(), "2026-11-23", Scope::Grid);
    let events: Vec<Event> = log.events().cloned().collect();
    let mut case = Case::replay(events.clone()).expect("it replays");
    let gap = Event { sequence: 6, step: step::Note { text: "x".into() }.into(), ..events[3].clone() };
    let repeat = events[3].clone();
    let refused = [gap, repeat].map(|event| case.apply(event).expect_err("out of turn").to_string());
    assert_eq!(refused, ["case C-1: event 5 was expected, 6 came", "case C-1: event 5 was expected, 4 came"]);
    let other = Event { case: "C-2".into(), sequence: 5, ..events[3].clone() };
    assert_eq!(code(case.apply(other)), "case.other_case");
    let unlawful = Event { sequence: 5, ..events[1].clone() };
    let later = Event { at: at("2026-11-23 12:00"), ..unlawful };
    assert_eq!(code(case.apply(later)), "case.not_open");
    assert_eq!(case, *log.case("C-1").expect("a case"));
    assert_eq!(code(Case::open(events[1].clone()).map(|_| ())), "case.sequence");
}

#[test]
fn an_event_made_by_hand_is_checked_as_one_that_is_read() {
    let log = handling(extended(), "2026-11-23", Scope::Grid);
    let event = log.events().next().cloned().expect("an event");
    assert_eq!(event.check(), Ok(()));
    let column = |event: &Event| event.check().expect_err("it cannot be used").column;
    assert_eq!(column(&Event { sequence: 0, ..event.clone() }), "sequence");
    assert_eq!(column(&Event { case: " C-1".into(), ..event.clone() }), "case");
    assert_eq!(column(&Event { step: step::Note { text: " ".into() }.into(), ..event.clone() }), "text");
    // A leap second, which a clock of java.time or of Python cannot tell.
    let text = event.to_json();
    let leap = text.replace(r#""at":"2026-11-23T09:00:00""#, r#""at":"2026-11-23T07:59:60""#);
    assert_eq!(Event::from_json(&leap).expect_err("no moment").column, "at");
    let at = event.at + TimeDelta::nanoseconds(1);
    let said = step::Collect { received: Some(at), ..collect(Scope::Grid) };
    let exact = Event { at, step: said.into(), ..event };
    assert_eq!(Event::from_json(&exact.to_json()), Ok(exact.clone()));
    let received = r#""received":"2026-11-23T09:00:00.000000001""#;
    let leap = exact.to_json().replace(received, r#""received":"2026-11-23T07:59:60""#);
    assert_eq!(Event::from_json(&leap).expect_err("no moment").column, "received");
}

#[test]
fn the_presets_refuse_what_the_documents_do_not_state() {
    let mut log = handling(preset("combined"), "2026-11-23", Scope::Grid);
    let key = |refusal: Result<(), Error>| match refusal.expect_err("not stated") {
        Error::Unspecified(unspecified) => unspecified.key,
        other => panic!("{other}"),
    };
    let when = "2026-11-24 10:00";
    let ground = || "情况复杂".to_owned();
    assert_eq!(
        key(act(&mut log, when, Role::GridResponsible, step::Pause { ground: ground(), note: None })),
        "suspension"
    );
    let by = "3 working_day".parse().expect("a term");
    let asked = step::AskExtension { by, ground: ground(), note: None };
    assert_eq!(key(act(&mut log, when, Role::GridResponsible, asked)), "extension[complexity = \"general\"]");
    let yellow = step::Supervise { level: SupervisionLevel::Yellow, note: None };
    assert_eq!(allowed(act(&mut log, when, Role::Office, yellow)), ["ordinary"]);
    // One document has no limit in days, the other no hours at which a day closes: no light is made up.
    let modian = log_of("modian-2012");
    let error = modian
        .case("C-1")
        .expect("a case")
        .light(modian.rules(), at("2026-11-24 09:00"))
        .expect_err("no limit");
    assert_eq!(error.code(), "policy.unspecified");
    let board = Board::of(modian.rules(), modian.cases(), at("2026-11-24 09:00"));
    assert_eq!((board.rows.len(), board.unplaced[0].why.code()), (0, "policy.unspecified"));
}

fn log_of(name: &str) -> CaseLog {
    log(preset(name), "2026-11-23 09:00", Scope::Grid)
}

// The ten mistakes.

#[test]
fn mistake_1_a_pause_over_a_weekend_takes_no_working_time() {
    // clock.md: Friday 16:00, one working day, paused Friday 17:00 to Monday 09:00; A: due Monday at the close.
    let one_day = changed(
        "within = { count = 7, unit = \"working_day\" }",
        "within = { count = 1, unit = \"working_day\" }",
    );
    let mut log = log(one_day, "2026-11-20 16:00", Scope::Grid);
    go(
        &mut log,
        &[
            (
                "2026-11-20 17:00",
                Role::GridResponsible,
                step::Pause { ground: "等待鉴定".into(), note: None }.into(),
            ),
            ("2026-11-23 09:00", Role::GridResponsible, step::Resume { note: None }.into()),
        ],
    );
    let due = log.case("C-1").expect("a case").due(log.rules()).expect("due").value;
    assert_eq!(due.at, Some(at("2026-11-23 18:00")));
}

#[test]
fn mistake_2_a_resume_keeps_the_extension() {
    let mut log = handling(extended(), "2026-11-23", Scope::Grid);
    let by = "3 working_day".parse().expect("a term");
    go(
        &mut log,
        &[
            (
                "2026-11-24 09:00",
                Role::GridResponsible,
                step::AskExtension { by, ground: "情况复杂".into(), note: None }.into(),
            ),
            (
                "2026-11-24 10:00",
                Role::Office,
                step::DecideExtension { granted: true, by: None, note: None }.into(),
            ),
            (
                "2026-11-25 09:00",
                Role::GridResponsible,
                step::Pause { ground: "等待鉴定".into(), note: None }.into(),
            ),
            ("2026-11-27 09:00", Role::GridResponsible, step::Resume { note: None }.into()),
        ],
    );
    // 10 working days from 2 to 23 November's next day: 2026-12-07; the closes of the 25th and 26th were stood over.
    let due = log.case("C-1").expect("a case").due(log.rules()).expect("due").value;
    assert_eq!((due.at, due.total()), (Some(at("2026-12-09 18:00")), Amount::Days(10)));
}

#[test]
fn mistake_4_and_10_no_day_is_guessed_and_no_search_is_endless() {
    let log = log(changed("from = 2026-01-01", "from = 2001-01-01"), "2026-12-28 09:00", Scope::Grid);
    let error = log.case("C-1").expect("a case").due(log.rules()).expect_err("2027 is not published");
    assert_eq!(error.code(), "calendar.unknown_day");
}

#[test]
fn mistake_5_one_definition_of_late_for_timer_and_statistics() {
    let log = log(extended(), "2026-11-23 09:00", Scope::Grid);
    let case = log.case("C-1").expect("a case");
    let due = at("2026-12-02 18:00");
    let lights = [due - TimeDelta::seconds(1), due].map(|now| case.light(log.rules(), now).expect("a light"));
    assert_eq!(lights, [Light::Yellow, Light::Red]);
    let rows = [due - TimeDelta::seconds(1), due]
        .map(|now| wangge::case::CaseStanding::of(log.rules(), case, now).expect("a row").late);
    assert_eq!(rows, [Some(false), Some(true)]);
    assert_eq!(
        case.next_change(log.rules(), at("2026-11-23 09:00")).expect("known"),
        Some(at("2026-11-23 10:00"))
    );
}

#[test]
fn mistake_6_a_stage_entered_again_is_timed_as_the_policy_says() {
    let mut log = log(extended(), "2026-11-23 08:00", Scope::Grid);
    let dispatch = || step::Dispatch { to: "grid-7".into(), note: None };
    go(
        &mut log,
        &[
            ("2026-11-23 08:30", Role::Office, step::File { note: None }.into()),
            ("2026-11-23 10:30", Role::Office, dispatch().into()),
            ("2026-11-23 11:30", Role::GridResponsible, step::Return { opinion: "不属本网格".into() }.into()),
        ],
    );
    let case = log.case("C-1").expect("a case");
    let stages = case.stages(log.rules()).expect("stages");
    // 4 working hours to dispatch, all entries together: 2 h ran, 2 h are left from 11:30 on; 12 to 14 is noon.
    let dispatching = stages.iter().find(|clock| clock.stage == Stage::Dispatch).expect("it has a limit");
    assert_eq!((dispatching.entries, dispatching.due.at), (2, Some(at("2026-11-23 15:30"))));
    // Each acceptance has its whole 4 hours.
    act(&mut log, "2026-11-23 15:00", Role::Office, dispatch()).expect("dispatched again");
    let stages = log.case("C-1").expect("a case").stages(log.rules()).expect("stages");
    let accepting: Vec<_> = stages.iter().filter(|clock| clock.stage == Stage::Accept).collect();
    assert_eq!(
        accepting.iter().map(|clock| clock.due.at).collect::<Vec<_>>(),
        [Some(at("2026-11-23 16:30")), Some(at("2026-11-24 09:00")),]
    );
}

#[test]
fn mistake_7_extensions_are_asked_for_in_time_and_counted_once_granted() {
    let by = |text: &str| text.parse().expect("a term");
    let ask = |text: &str| step::AskExtension { by: by(text), ground: "情况复杂".into(), note: None };
    let decide =
        |granted, less: Option<&str>| step::DecideExtension { granted, by: less.map(by), note: None };
    let mut log = handling(extended(), "2026-11-23", Scope::Grid);
    let when = "2026-11-24 09:00";
    assert_eq!(allowed(act(&mut log, when, Role::GridResponsible, ask("4 working_day"))), ["3 working_day"]);
    assert_eq!(code(act(&mut log, when, Role::GridResponsible, ask("2 natural_day"))), "case.other_unit");
    act(&mut log, when, Role::GridResponsible, ask("3 working_day")).expect("asked");
    assert_eq!(code(act(&mut log, when, Role::GridResponsible, ask("3 working_day"))), "case.pending");
    // Refused, it is not counted.
    act(&mut log, when, Role::Office, decide(false, None)).expect("refused");
    act(&mut log, when, Role::GridResponsible, ask("3 working_day")).expect("asked again");
    assert_eq!(
        allowed(act(&mut log, when, Role::Office, decide(true, Some("4 working_day")))),
        ["3 working_day"]
    );
    act(&mut log, when, Role::Office, decide(true, Some("2 working_day"))).expect("granted in part");
    let due = log.case("C-1").expect("a case").due(log.rules()).expect("due").value;
    assert_eq!(due.at, Some(at("2026-12-04 18:00")));
    assert_eq!(code(act(&mut log, when, Role::GridResponsible, ask("1 working_day"))), "case.too_often");
    let mut late = handling(extended(), "2026-11-23", Scope::Grid);
    assert_eq!(
        code(act(&mut late, "2026-12-02 18:00", Role::GridResponsible, ask("1 working_day"))),
        "case.late"
    );
    act(&mut late, "2026-12-02 17:59", Role::GridResponsible, ask("1 working_day")).expect("just in time");
}

#[test]
fn mistake_8_supervision_goes_up_step_by_step_and_never_down() {
    let mut log = handling(extended(), "2026-11-23", Scope::Grid);
    let supervise = |level| step::Supervise { level, note: None };
    let (when, office) = ("2026-11-24 09:00", Role::Office);
    assert_eq!(code(act(&mut log, when, office, supervise(SupervisionLevel::Red))), "case.skipped");
    act(&mut log, when, office, supervise(SupervisionLevel::Ordinary)).expect("ordinary");
    assert_eq!(code(act(&mut log, when, office, supervise(SupervisionLevel::Ordinary))), "case.not_higher");
    act(&mut log, when, office, supervise(SupervisionLevel::Yellow)).expect("yellow");
    act(&mut log, when, office, supervise(SupervisionLevel::Red)).expect("red");
    assert_eq!(code(act(&mut log, when, office, supervise(SupervisionLevel::Yellow))), "case.no_higher");
    act(&mut log, when, office, step::Lift { note: None }).expect("lifted");
    assert_eq!(code(act(&mut log, when, office, step::Lift { note: None })), "case.not_supervised");
}

#[test]
fn mistake_9_a_granted_appeal_leaves_the_fact() {
    let mut log = handling(extended(), "2026-11-02", Scope::Grid);
    go(
        &mut log,
        &[
            (
                "2026-11-18 10:00",
                Role::GridResponsible,
                step::Feedback { outcome: Outcome::Settled, note: None }.into(),
            ),
            ("2026-11-18 11:00", Role::Office, step::Verify { passed: true, note: None }.into()),
            ("2026-11-18 12:00", Role::GridResponsible, step::Tell { note: None }.into()),
            (
                "2026-11-18 15:00",
                Role::Office,
                step::Close { settlement: Settlement::Closed, note: None }.into(),
            ),
        ],
    );
    let appeal = |ground: &str| step::Appeal { ground: ground.into(), note: None };
    let refused = act(&mut log, "2026-11-19 09:00", Role::GridResponsible, appeal("天气不好"));
    assert_eq!(allowed(refused), ["系统故障", "责任不在承办人"]);
    let late = act(&mut log, "2026-11-25 18:00", Role::GridResponsible, appeal("系统故障"));
    assert_eq!(code(late), "case.over_time");
    act(&mut log, "2026-11-19 09:00", Role::GridResponsible, appeal("系统故障")).expect("appealed");
    act(&mut log, "2026-11-20 09:00", Role::Office, step::DecideAppeal { granted: true, note: None })
        .expect("granted");
    let case = log.case("C-1").expect("a case");
    assert_eq!(case.light(log.rules(), at("2026-11-30 09:00")).expect("a light"), Light::DoneLate);
    assert!(case.is_exempted());
}

#[test]
fn a_suspension_ends_of_itself_after_its_full_length() {
    let mut log = handling(extended(), "2026-11-02", Scope::Grid);
    let pause = |ground: &str| step::Pause { ground: ground.into(), note: None };
    assert_eq!(allowed(act(&mut log, "2026-11-03 09:00", Role::GridResponsible, pause("忙"))).len(), 3);
    act(&mut log, "2026-11-03 09:00", Role::GridResponsible, pause("不可抗力")).expect("suspended");
    let case = log.case("C-1").expect("a case");
    let light = |when| case.light(log.rules(), at(when)).expect("a light");
    // 30 natural days from 3 November end with 3 December, a Thursday, at its close.
    assert_eq!((light("2026-12-03 17:59"), light("2026-12-03 18:00")), (Light::Grey, Light::Green));
    // Six closes counted from 4 December on beside that of the 3rd itself, at which it runs again.
    assert_eq!(case.due(log.rules()).expect("due").value.at, Some(at("2026-12-11 18:00")));
    assert_eq!(
        case.next_change(log.rules(), at("2026-11-03 09:00")).expect("known"),
        Some(at("2026-12-03 18:00"))
    );
    let shut = act(
        &mut log,
        "2026-11-04 09:00",
        Role::GridResponsible,
        step::Feedback { outcome: Outcome::Settled, note: None },
    );
    assert_eq!(code(shut), "case.suspended");
}

#[test]
fn a_reopened_case_goes_on_where_it_stood() {
    let mut log = handling(extended(), "2026-11-02", Scope::Grid);
    go(
        &mut log,
        &[
            (
                "2026-11-04 10:00",
                Role::GridResponsible,
                step::Feedback { outcome: Outcome::Settled, note: None }.into(),
            ),
            ("2026-11-04 11:00", Role::Office, step::Verify { passed: true, note: None }.into()),
            ("2026-11-04 12:00", Role::GridResponsible, step::Tell { note: None }.into()),
            (
                "2026-11-04 15:00",
                Role::Office,
                step::Close { settlement: Settlement::Closed, note: None }.into(),
            ),
        ],
    );
    let reopen = || step::Reopen { ground: "问题反复".into() };
    // 30 natural days from 4 November end with 4 December.
    assert_eq!(code(act(&mut log, "2026-12-04 18:00", Role::Office, reopen())), "case.over_time");
    act(&mut log, "2026-11-16 09:00", Role::Office, reopen()).expect("reopened");
    let case = log.case("C-1").expect("a case");
    assert_eq!((case.state(), case.reopened(), case.settlement()), (CaseState::Filed, 1, None));
    // One close (the 3rd) had counted; six more from the 16th on: the 23rd.
    assert_eq!(case.due(log.rules()).expect("due").value.at, Some(at("2026-11-23 18:00")));
    let anew = changed("clock = \"resume\"", "clock = \"anew\"");
    let anew = CaseLog::replay(anew, log.events().cloned()).expect("it replays");
    assert_eq!(
        anew.case("C-1").expect("a case").due(anew.rules()).expect("due").value.at,
        Some(at("2026-11-25 18:00"))
    );
}

#[test]
fn a_reclassified_case_has_its_new_limit_from_its_old_receipt() {
    let mut log = handling(extended(), "2026-11-23", Scope::Grid);
    let said = step::Reclassify { facts: facts(Scope::Village), ground: "涉及两个网格".into() };
    act(&mut log, "2026-11-25 09:00", Role::Office, said).expect("reclassified");
    let due = log.case("C-1").expect("a case").due(log.rules()).expect("due");
    assert_eq!((due.value.at, due.because[0].clause.as_str()), (Some(at("2026-12-14 18:00")), "X-4.2b"));
}

#[test]
fn the_buttons_say_why_they_are_shut() {
    let log = log(extended(), "2026-11-23 09:00", Scope::Village);
    let case = log.case("C-1").expect("a case");
    let buttons =
        case.open_commands(log.rules(), &actor(Role::Office), at("2026-11-23 09:30")).expect("known");
    assert_eq!(buttons.len(), StepKind::ALL.len() - 1);
    let open: Vec<&str> = buttons.iter().filter(|one| one.is_open()).map(|one| one.step.code()).collect();
    assert_eq!(open, ["file", "decline", "supervise", "reclassify", "note"]);
    let why = |step| {
        buttons.iter().find(|one| one.step == step).and_then(|one| one.shut.as_ref()).expect("shut").zh()
    };
    assert_eq!(why(StepKind::SettleOnSpot), "只由网格责任人、网格长、值班人员办理");
    assert_eq!(why(StepKind::Close), "处于“已采集”时不能办理");
    let before = case.open_commands(log.rules(), &actor(Role::Office), at("2026-11-23 08:30")).map(|_| ());
    assert_eq!(code(before), "input.value");
}

#[test]
fn the_board_is_ordered_by_what_presses() {
    let mut log = CaseLog::new(extended());
    for (id, received) in
        [("late", "2026-11-02 09:00"), ("soon", "2026-11-16 09:00"), ("new", "2026-11-24 08:00")]
    {
        log.open(id, at(received), &actor(Role::Assistant), collect(Scope::Grid)).expect("taken in");
    }
    let board = Board::of(log.rules(), log.cases(), at("2026-11-24 09:00"));
    let order: Vec<(&str, Light)> = board.rows.iter().map(|row| (row.case.as_str(), row.light)).collect();
    assert_eq!(order, [("late", Light::Red), ("soon", Light::Green), ("new", Light::Green)]);
    assert_eq!(board.due_today().count(), 0);
    assert_eq!(board.due_this_week().map(|row| row.case.as_str()).collect::<Vec<_>>(), ["soon"]);
    assert_eq!(board.lights, [2, 0, 1, 0, 0, 0]);
    // "new" came in at 8 and is to be on file within a working hour: late from 9 on.
    let late_stage: Vec<_> = board.rows.iter().map(|row| row.late_stage).collect();
    assert_eq!(late_stage, [Some(Stage::File); 3]);
    assert_eq!(board.to_remind()[&None].len(), 3);
    assert_eq!(board.next_change, Some(at("2026-11-24 18:00")));
    let next = Board::of(log.rules(), log.cases(), at("2026-11-25 09:00") + Days::new(0));
    assert_eq!(next.due_today().map(|row| row.case.as_str()).collect::<Vec<_>>(), ["soon"]);
}

#[test]
fn a_suspension_into_the_unknown_year_is_grey_and_not_an_error() {
    let mut log = handling(extended(), "2026-12-07", Scope::Grid);
    let pause = step::Pause { ground: "不可抗力".into(), note: None };
    act(&mut log, "2026-12-08 09:00", Role::GridResponsible, pause).expect("suspended");
    let case = log.case("C-1").expect("a case");
    // 30 natural days end in January 2027, whose notice is not out.
    let due = case.due(log.rules()).expect("it stands").value;
    assert_eq!((due.at, due.left), (None, Some(Amount::Days(7))));
    assert_eq!(case.light(log.rules(), at("2026-12-20 09:00")).expect("a light"), Light::Grey);
    assert_eq!(case.next_change(log.rules(), at("2026-12-20 09:00")).expect("known"), None);
    // From 20 November on it ends within the year, and what is due then is not known: grey as long as it stands.
    let mut log = handling(extended(), "2026-11-19", Scope::Village);
    let pause = step::Pause { ground: "不可抗力".into(), note: None };
    act(&mut log, "2026-11-20 09:00", Role::GridResponsible, pause).expect("suspended");
    let case = log.case("C-1").expect("a case");
    assert_eq!(case.light(log.rules(), at("2026-12-20 09:00")).expect("a light"), Light::Grey);
    assert_eq!(
        case.next_change(log.rules(), at("2026-12-20 09:00")).expect("known"),
        Some(at("2026-12-21 00:00"))
    );
    let again = case.light(log.rules(), at("2026-12-21 09:00")).expect_err("it runs again, into 2027");
    assert_eq!(again.code(), "calendar.unknown_day");
    let board = Board::of(log.rules(), log.cases(), at("2026-12-20 09:00"));
    assert_eq!((board.rows.len(), board.unplaced.len()), (1, 0));
}
