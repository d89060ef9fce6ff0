//! Meetings, minutes, conduct, the roll-out: what the vectors do not say.

use wangge::case::{Actor, CaseLog, Step, derive, step};
use wangge::duty::meeting::{AgendaItem, ItemDecision, Meeting, agenda};
use wangge::duty::rollout;
use wangge::rules::conduct::{ConductAct, ConductRegister};
use wangge::{
    Conduct, ConductSource, ConductState, Error, Handler, Lang, MeetingKind, MinutesView, Policy, Presence,
    Role, Scope, System, Topic, Vocabulary as _, WorkCalendar,
};

use crate::cases::{collect, extended};
use crate::{at, day};

fn item(id: &str, title: &str, confidential: bool, decision: Option<ItemDecision>) -> AgendaItem {
    AgendaItem {
        id: id.into(),
        topic: Topic::Regional,
        title: title.into(),
        case: None,
        confidential,
        decision,
    }
}

fn settle(opinion: &str) -> ItemDecision {
    ItemDecision::Settle { who: "p-7".into(), by: day("2026-11-20"), opinion: opinion.into() }
}

fn meeting() -> Meeting {
    let mut meeting =
        Meeting::new("MF-22", MeetingKind::Analysis, at("2026-11-13 09:00"), at("2026-11-13 11:00"));
    meeting.people = vec![Actor::new("p-1", Role::CommitteesHead), Actor::new("p-7", Role::GridResponsible)];
    meeting.items = vec![
        item("T-1", "东村排水沟堵塞", false, Some(settle("清淤"))),
        item("T-2", "某户家庭纠纷", true, Some(settle("上门调解"))),
        // A made-up number: it may not be made public.
        item("T-3", "路灯不亮，联系人13800001234", false, Some(settle("更换"))),
        item(
            "T-4",
            "县道破损",
            false,
            Some(ItemDecision::ReferUp { to: Handler::UnitsAbove, opinion: "报交通部门".into() }),
        ),
        item("T-5", "停车难", false, None),
    ];
    meeting
}

#[test]
fn the_public_minutes_show_nothing_that_is_confidential() {
    let policy = Policy::preset("modian-2012").expect("a preset");
    let public = meeting().minutes(&policy, MinutesView::Public).expect("minutes");
    let said = format!("{}\n{}", public.lines(Lang::Zh).join("\n"), public.lines(Lang::En).join("\n"));
    for secret in ["家庭纠纷", "上门调解", "13800001234", "p-7", "p-1", "T-3"] {
        assert!(!said.contains(secret), "{secret} is public:\n{said}");
    }
    assert_eq!((public.items.len(), public.left_out), (3, 1));
    assert_eq!(public.held_back.iter().map(|held| held.item.as_str()).collect::<Vec<_>>(), ["T-3"]);
    let clauses: Vec<_> = public.because.iter().map(|reason| reason.clause.as_str()).collect();
    assert_eq!(clauses, ["M-4.5", "M-7.1.4"]);
    assert_eq!(
        public.lines(Lang::Zh),
        [
            "民情分析会纪要（公开）",
            "时间：2026-11-13 09:00至2026-11-13 11:00",
            "应到2人，到会0人（其中迟到0人、早退0人），请假0人，缺席2人",
            "1. 东村排水沟堵塞（区域性问题）",
            "   议定：清淤，于2026年11月20日（周五）前办理",
            "2. 县道破损（区域性问题）",
            "   议定：报交通部门，向上级有关单位反映",
            "3. 停车难（区域性问题）",
            "   尚未议定",
            "另有1项按规定保密，不予公开",
            "另有1处含个人信息，删去后方可公开",
        ]
    );
    let full = meeting().minutes(&policy, MinutesView::Full).expect("minutes");
    assert_eq!((full.items.len(), full.left_out, full.held_back.len()), (5, 0, 0));
    assert!(full.lines(Lang::Zh).contains(&"2. 某户家庭纠纷（保密）（区域性问题）".to_owned()));
    assert_eq!(full.count(Presence::Absent), 2);
}

/// M-4.1: a meeting that important work from above asked for.
#[test]
fn what_it_was_called_for_is_held_back_where_it_names_somebody() {
    let policy = Policy::preset("modian-2012").expect("a preset");
    let mut meeting = meeting();
    meeting.called_for = Some("上级交办，电话13800001234".into());
    let public = meeting.minutes(&policy, MinutesView::Public).expect("minutes");
    assert_eq!(public.called_for, None);
    assert!(public.held_back.iter().any(|held| held.item == "called_for"));
    let full = meeting.minutes(&policy, MinutesView::Full).expect("minutes");
    assert_eq!(full.called_for.as_deref(), Some("上级交办，电话13800001234"));
}

#[test]
fn every_item_is_decided_or_found() {
    let found = meeting().undecided().expect("a lawful record");
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].to_string(), found[0].reason.clause.as_str()),
        ("breach: MF-22 T-5: [M-4.3] nothing was decided of it".to_owned(), "M-4.3")
    );
    let mut wrong = meeting();
    wrong.items[3].decision =
        Some(ItemDecision::ReferUp { to: Handler::GridResponsible, opinion: "回网格".into() });
    let error = wrong.check().expect_err("that is not upwards");
    assert_eq!(
        (error.row, error.column.as_str(), error.allowed.as_str()),
        (Some(3), "to", "committees_head, units_above")
    );
    let mut wrong = meeting();
    wrong.items[0].decision =
        Some(ItemDecision::Settle { who: "p-7".into(), by: day("2026-11-12"), opinion: "清淤".into() });
    assert_eq!(wrong.check().expect_err("before the meeting").column, "by");
    let error = Meeting::from_json(r#"{"id":"M-1"}"#).expect_err("no meeting");
    assert_eq!(error.column, "meeting");
}

fn log() -> CaseLog {
    let mut log = CaseLog::new(extended());
    let office = Actor::new("p-1", Role::Office);
    let responsible = Actor::new("p-7", Role::GridResponsible);
    for (id, scope) in [
        ("C-1", Scope::Village),
        ("C-2", Scope::Village),
        ("C-3", Scope::Grid),
        ("C-4", Scope::Grid),
        ("C-5", Scope::Village),
    ] {
        let collect = step::Collect { text: Some(format!("{id}的事")), ..collect(scope) };
        log.open(id, at("2026-11-02 09:00"), &Actor::new("p-3", Role::Assistant), collect)
            .expect("it is taken in");
        let file = step::File { note: None };
        log.act(id, at("2026-11-02 09:10"), &office, file).expect("a file");
    }
    for (id, meeting) in [("C-1", None), ("C-5", Some(day("2026-11-30")))] {
        let put = step::PutToMeeting { topic: Topic::Regional, meeting, note: None };
        log.act(id, at("2026-11-03 09:00"), &responsible, put).expect("it is put to the meeting");
    }
    log
}

#[test]
fn the_agenda_holds_what_was_put_to_it_then_what_should_be() {
    let log = log();
    let found = agenda(&log, &["C-3"], day("2026-11-13")).expect("an agenda");
    let shown: Vec<_> = found.iter().map(|one| (one.case.as_str(), one.topic, one.put)).collect();
    assert_eq!(
        shown,
        [("C-1", Topic::Regional, true), ("C-2", Topic::Regional, false), ("C-3", Topic::ManyPeople, false),]
    );
    assert_eq!(found[0].title.as_deref(), Some("C-1的事"));
    assert!(found.iter().all(|one| one.because.clause == "M-4.3"));
    // The one for the meeting at the end of the month comes with it.
    let later = agenda(&log, &[], day("2026-11-30")).expect("an agenda");
    assert_eq!(later.iter().filter(|one| one.put).count(), 2);
    let error = agenda(&log, &["C-9"], day("2026-11-13")).expect_err("no such case");
    assert_eq!(error.code(), "case.unknown");
}

#[test]
fn decisions_go_back_to_their_cases_and_are_followed() {
    let mut log = log();
    let mut meeting = meeting();
    meeting.items.truncate(1);
    meeting.items[0].case = Some("C-1".into());
    let decided = ItemDecision::ReferUp { to: Handler::UnitsAbove, opinion: "本级不能解决".into() };
    meeting
        .items
        .push(AgendaItem { case: Some("C-5".into()), ..item("T-6", "断头路", false, Some(decided)) });
    let steps = meeting.case_steps().expect("a lawful record");
    let beyond: Vec<_> = steps
        .iter()
        .map(|(case, step)| match step {
            Step::TakeFromMeeting(said) => (case.as_str(), said.beyond),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(beyond, [("C-1", false), ("C-5", true)]);
    for (case, step) in steps {
        log.act(&case, at("2026-11-13 11:00"), &Actor::new("p-2", Role::Committees), step)
            .expect("the meeting decided it");
    }
    let open = |now: &str| -> Vec<_> {
        let found = meeting.outstanding(&log, at(now)).expect("known cases");
        found.iter().map(|one| (one.code(), one.reason.clause.to_string())).collect()
    };
    // By the 20th, so on the 20th it is not late; the referral is owed from the end of the meeting on.
    assert_eq!(open("2026-11-20 18:00"), [("meeting.not_referred", "M-4.4".to_owned())]);
    assert_eq!(
        open("2026-11-21 00:00"),
        [("meeting.not_done", "M-4.3".to_owned()), ("meeting.not_referred", "M-4.4".to_owned())]
    );
}

#[test]
fn a_derived_finding_is_raised_with_its_events() {
    let rules = extended();
    let text = include_str!("../../../tests/vectors/cases/conduct.jsonl");
    let events = text.lines().map(|line| wangge::case::Event::from_json(line).expect("an event"));
    let log = CaseLog::replay(rules, events).expect("it replays");
    let now = at("2026-11-19 09:00");
    let found = derive(log.rules(), log.cases(), Conduct::Delay, now).expect("limits are stated");
    let mut register = ConductRegister::default();
    let (policy, calendar) = (log.rules().policy(), WorkCalendar::china());
    // K-2 lies with nobody: whoever raises it says whom it concerns.
    assert_eq!(found[1].raise(None).expect_err("nobody is named").column, "person");
    for (nth, one) in found.iter().enumerate() {
        let act = one.raise(Some("p-8")).expect("somebody is named");
        register.take(policy, &calendar, &format!("F-{nth}"), now, "p-1", act).expect("it is raised");
    }
    let first = register.finding("F-0").expect("a finding");
    assert_eq!(
        (first.raised.person.as_str(), first.raised.role, first.raised.source),
        ("p-7", Some(Role::GridResponsible), ConductSource::Cases)
    );
    assert_eq!(first.raised.text, "办件K-1应于2026-11-11 18:00办结，已逾期");
    assert_eq!(first.raised.rests_on.iter().map(|one| one.sequence).collect::<Vec<_>>(), [1, 4]);
    assert_eq!(register.finding("F-1").expect("a finding").raised.person, "p-8");
    // One that claims to rest on cases and names no event is none.
    let ConductAct::Raise(mut raise) = found[0].raise(None).expect("p-7 held it") else { panic!("a raise") };
    raise.rests_on.clear();
    let error = register.take(policy, &calendar, "F-9", now, "p-1", ConductAct::Raise(raise));
    assert!(matches!(error, Err(Error::Input(error)) if error.column == "rests_on"));
}

/// Many findings, whose steps come in turn: each is found by its own id, in the order in which they were raised.
#[test]
fn a_register_of_many_findings_finds_each() {
    let many = 3_000;
    let line = |finding: usize, sequence: usize, by: &str, act: &str| {
        format!(
            r#"{{"schema":1,"finding":"F-{finding}","sequence":{sequence},"at":"2026-11-02T09:00:00","by":"{by}","act":{act}}}"#
        )
    };
    let raise = |finding: usize| {
        line(
            finding,
            1,
            "p-1",
            &format!(
                r#"{{"step":"raise","conduct":"gifts","person":"p-{finding}","source":"check","text":"虚构"}}"#
            ),
        )
    };
    let answer =
        |finding: usize| line(finding, 2, &format!("p-{finding}"), r#"{"step":"answer","text":"虚构"}"#);
    // Raised from the last to the first, then every third answered.
    let lines: Vec<String> = (2..many).rev().map(raise).chain((2..many).step_by(3).map(answer)).collect();
    let register = ConductRegister::from_json_lines(&lines.join("\n")).expect("a register");
    assert_eq!(register.to_json_lines().lines().collect::<Vec<_>>(), lines);
    assert_eq!(register.findings().first().map(|one| one.id.as_str()), Some("F-2999"));
    for finding in 2..many {
        let found = register.finding(&format!("F-{finding}")).expect("it was raised");
        let state = if finding % 3 == 2 { ConductState::Answered } else { ConductState::Raised };
        assert_eq!((found.raised.person.clone(), found.state), (format!("p-{finding}"), state));
    }
    assert_eq!(register.finding("F-1").expect_err("never raised").column, "finding");
    let again = ConductRegister::from_json_lines(&[lines.join("\n"), raise(7)].join("\n"));
    assert_eq!(again.expect_err("raised twice").code(), "input.row");
}

#[test]
fn a_register_that_was_tampered_with_does_not_replay() {
    let (policy, calendar) = (extended().policy().clone(), WorkCalendar::china());
    let mut register = ConductRegister::default();
    let raise = wangge::rules::conduct::Raise {
        conduct: Conduct::Gifts,
        person: "p-7".into(),
        role: None,
        source: ConductSource::Check,
        text: "虚构".into(),
        rests_on: Vec::new(),
    };
    let text = || "虚构".to_owned();
    let mut take = |when: &str, by: &str, act: ConductAct| {
        register.take(&policy, &calendar, "F-1", at(when), by, act).map(|_| ()).expect("it is open");
    };
    take("2026-11-02 09:00", "p-1", ConductAct::Raise(raise));
    take("2026-11-02 10:00", "p-7", ConductAct::Answer { text: text() });
    take("2026-11-02 11:00", "p-1", ConductAct::Dismiss { text: text() });
    let lines = register.to_json_lines();
    assert_eq!(lines.lines().count(), 3);
    let drop = |nth: usize| -> String {
        let kept: Vec<&str> =
            lines.lines().enumerate().filter(|(row, _)| *row != nth).map(|(_, line)| line).collect();
        kept.join("\n")
    };
    let refused = |text: &str| ConductRegister::from_json_lines(text).expect_err("it does not follow").code();
    assert_eq!([refused(&drop(0)), refused(&drop(1))], ["input.row", "input.row"]);
    assert_eq!(refused(&lines.replace("\"schema\":1", "\"schema\":2")), "input.row");
    assert_eq!(refused(&lines.replace("\"by\":\"p-7\"", "\"by\":\"p-8\"")), "conduct.not_yours");
    assert!(ConductRegister::from_json_lines(&drop(2)).is_ok());
}

#[test]
fn thirteen_systems_and_twelve_rules_of_conduct_have_their_clauses() {
    for (nth, system) in System::ALL.iter().enumerate() {
        let clause = system.clause();
        let clause = clause.clause().expect("a clause of the township's scheme");
        assert_eq!(clause.id, format!("X-4.0b.{}", nth + 1));
        // 网格民情日记薄 is called 民情日记 in both.
        assert_eq!(clause.heading, system.zh());
    }
    let clauses: Vec<String> = Conduct::ALL.iter().map(|one| one.clause().to_string()).collect();
    let wanted: Vec<String> =
        (1..=2).flat_map(|part| (1..=6).map(move |nth| format!("M-7.{part}.{nth}"))).collect();
    assert_eq!(clauses, wanted);
}

#[test]
fn faults_of_the_new_sections_are_all_told() {
    let text = r#"schema = 1
id = "x"
title = "虚构"
from = 2026-01-01

[meeting.analysis]
attend = ["served"]
clause = "M-4.2"

[[deliberation.step]]
step = "proposal"
quorum = "2/3"
majority = "> 1/1"
publish = { count = 7, unit = "natural_day" }
clause = "X-4.4b"

[[deliberation.step]]
step = "consultation"
quorum = ">= 2/3"
publish = { count = 7, unit = "working_hour" }
clause = "X-4.4b"

[conduct.answer]
within = { count = 5, unit = "urgent_hour" }
clause = "M-7.1.1"

[[conduct.derive]]
conduct = "gifts"
more_than = 2
clause = "M-7.1.2"

[[conduct.derive]]
conduct = "backlog"
longer_than = { count = 5, unit = "working_day" }
clause = "M-7.2.3"

[[conduct.effect]]
conduct = "delay"
deduct = "1.00001"
clause = "M-7.2.1"

[[rollout.phase]]
phase = "preparation"
from = "02-29"
tasks = ["plan"]
required = ["divide"]
clause = "X-7.1"

[[rollout.phase]]
phase = "preparation"
from = "06-24"
to = "06-20"
tasks = ["plan"]
clause = "X-7.2"

[[system]]
system = "diary"
clause = "X-4.0b.11"

[[system]]
system = "call_register"
sections = ["hotline", "meeting.analysis", "meeting.leaders"]
clause = "X-4.0b.7"
"#;
    let error = Policy::from_toml(text).expect_err("it has faults");
    let found: Vec<_> = error.faults().iter().map(|fault| (fault.path.as_str(), fault.code())).collect();
    assert_eq!(found, EXPECTED);
}

/// What could be read is checked; a share that could not leaves its step out.
const EXPECTED: &[(&str, &str)] = &[
    ("meeting.analysis.attend", "policy.bad_value"),
    ("deliberation.step[0].quorum", "policy.bad_value"),
    ("deliberation.step[0].majority", "policy.bad_value"),
    ("deliberation.step[1].majority", "deliberation.needs"),
    ("deliberation.step[1].of", "deliberation.needs"),
    ("deliberation.step[1].publish", "deliberation.not_of_step"),
    ("deliberation.step[1].publish.unit", "policy.whole_days"),
    ("conduct.answer.within.unit", "policy.whole_days"),
    ("conduct.derive[0].conduct", "conduct.not_derived"),
    ("conduct.derive[1].more_than", "conduct.threshold"),
    ("conduct.effect[0].deduct", "policy.bad_value"),
    ("rollout.phase[0].to", "rollout.open_end"),
    ("rollout.phase[0].from", "rollout.every_year"),
    ("rollout.phase[0].required", "rollout.not_a_task"),
    ("rollout.phase[1].phase", "policy.repeated"),
    ("rollout.phase[1].to", "rollout.backwards"),
    ("rollout.phase[1].tasks", "rollout.task_twice"),
    ("system[0]", "system.empty"),
    ("system[1].sections", "system.no_section"),
    ("system[1].sections", "system.no_section"),
];

#[test]
fn a_phase_follows_on_the_one_before_it() {
    let text = Policy::preset_toml("xiang-2011").expect("a preset");
    let faults = |text: &str| -> Vec<(String, &'static str)> {
        let error = Policy::from_toml(text).expect_err("it has faults");
        error.faults().iter().map(|fault| (fault.path.clone(), fault.code())).collect()
    };
    let gap = text.replace("from = \"06-23\"", "from = \"06-24\"");
    assert_eq!(faults(&gap), [("rollout.phase[1].from".to_owned(), "rollout.not_next")]);
    let open = text.replace("to = \"06-30\"\n", "");
    assert_eq!(faults(&open), [("rollout.phase[1].to".to_owned(), "rollout.open_end")]);
}

#[cfg(feature = "svg")]
#[test]
fn the_picture_of_the_roll_out_is_an_svg_with_every_task() {
    use wangge::export::{GanttOptions, gantt};
    let policy = Policy::preset("xiang-2011").expect("a preset");
    let plan = rollout::plan(&policy, 2026).expect("a plan");
    let done = [
        ("survey", "2026-06-12"),
        ("leading_group", "2026-06-09"),
        ("plan", "2026-06-15"),
        ("mobilisation", "2026-06-20"),
        ("divide", "2026-06-26"),
        ("staff", "2026-07-02"),
    ];
    let done = done.map(|(task, on)| rollout::TaskDone { task: task.parse().expect("a task"), on: day(on) });
    let stands =
        rollout::standing(&policy, 2026, "东村<1>", &done, day("2026-07-15")).expect("a standing").value;
    for lang in [Lang::Zh, Lang::En] {
        let options = GanttOptions { lang, ..GanttOptions::default() };
        let svg = gantt(&plan, Some(&stands), &options).expect("a picture");
        let read = roxmltree::Document::parse(&svg).expect("XML");
        let said: Vec<String> =
            read.descendants().filter_map(|node| node.text()).map(|text| text.trim().to_owned()).collect();
        for task in plan.iter().flat_map(|phase| &phase.tasks) {
            let name = if lang == Lang::Zh { task.zh() } else { task.en() };
            assert!(said.iter().any(|text| text.starts_with(name)), "{name} is not drawn");
        }
        assert!(said.iter().any(|text| text == "东村<1>"), "the name of the village is the heading");
        if let Ok(folder) = std::env::var("WANGGE_PICTURES") {
            std::fs::write(format!("{folder}/gantt-{lang:?}.svg"), &svg).expect("a file");
        }
    }
    let narrow = GanttOptions { width: 100, ..GanttOptions::default() };
    assert_eq!(gantt(&plan, None, &narrow).expect_err("too narrow").column, "width");
    assert_eq!(gantt(&[], None, &GanttOptions::default()).expect_err("no phase").column, "plan");
}

#[test]
fn the_new_sections_come_back_the_same() {
    let policy = extended().policy().clone();
    let again = Policy::from_toml(&policy.to_toml()).expect("what was written reads");
    assert_eq!(again, policy);
    let of_day = policy.at(day("2026-06-10")).expect("in force");
    assert_eq!(rollout::plan(&of_day, 2026), rollout::plan(&policy, 2026));
}

/// Whoever may take a step, by the clause that the preset cites for it.
#[test]
fn powers_rest_on_the_clauses_that_give_them() {
    let policy = Policy::preset("combined").expect("a preset");
    let by = |step, role| -> Vec<String> {
        let powers = policy.powers(step, day("2026-11-23")).expect("somebody may");
        powers.iter().filter(|(one, _)| *one == role).map(|(_, rule)| rule.clause.to_string()).collect()
    };
    assert_eq!(by(wangge::StepKind::Collect, Role::Assistant), ["M-5.1"]);
    assert_eq!(by(wangge::StepKind::SettleOnSpot, Role::DutyStaff), ["M-5.3"]);
    assert_eq!(by(wangge::StepKind::Feedback, Role::GridLeader), ["X-3.4"]);
    assert_eq!(by(wangge::StepKind::ReportUp, Role::GridLeader), ["X-4.1c"]);
    assert_eq!(by(wangge::StepKind::TakeFromMeeting, Role::Committees), ["M-4.3"]);
}

/// The rhythm of the combined preset: kind, how often, the clause, and the reading of what that leaves open.
#[test]
fn duties_rest_on_the_clauses_that_ask_for_them() {
    let policy = Policy::preset("combined").expect("a preset");
    let found: Vec<String> = policy
        .duties()
        .iter()
        .map(|rule| {
            let reading = rule.value.reading.as_ref().map(ToString::to_string).unwrap_or_default();
            format!("{} {} {} {reading}", rule.value.kind, rule.value.every, rule.clause)
        })
        .collect();
    for wanted in [
        "patrol day M-3.1 E-6",
        "diary day M-3.4 E-6",
        "visit quarter M-3.1 E-10",
        "visit month X-4.1a E-10",
        "analysis_meeting half_month M-4.1 E-7",
        "leaders_meeting month X-4.1b E-8",
        "monday_office week X-4.4a E-9",
        "review year X-4.3c W-5",
    ] {
        assert!(found.iter().any(|one| one == wanted), "{wanted} is not among {found:#?}");
    }
    let asked = policy.checklist(wangge::DutyKind::Visit, day("2026-11-23")).expect("stated");
    assert_eq!((asked.clause.as_str(), asked.value.items.len()), ("M-3.3", 4));
}

/// E-11, X-4.3c: the preset adds a sheet for grid work and one for the village's other tasks, whose marks are given.
#[test]
fn the_two_hundred_points_are_two_sheets_added() {
    let policy = Policy::preset("combined").expect("a preset");
    let sheets: Vec<_> = policy
        .sheets()
        .iter()
        .map(|sheet| (sheet.value.id.as_str(), sheet.value.full, sheet.value.given))
        .collect();
    assert_eq!(sheets, [("grid_work", 100, false), ("village_tasks", 100, true)]);
    let both = &policy.double_hundred(day("2026-12-31")).expect("stated").value;
    assert_eq!(
        (both.sheets.each_ref().map(String::as_str), both.join),
        (["grid_work", "village_tasks"], wangge::Join::Add)
    );
    let error = policy.sheet("other_tasks", day("2026-12-31")).expect_err("not stated");
    assert!(matches!(error, Error::Unspecified(one) if one.key == "sheet[id = \"other_tasks\"]"));
}

/// As often as the policy allows is allowed: two returns where more than two are too many, and three cases in hand where
/// more than three are.
#[test]
fn what_reaches_a_threshold_is_within_it() {
    let text = include_str!("../../../tests/vectors/cases/conduct.jsonl");
    let events = || text.lines().map(|line| wangge::case::Event::from_json(line).expect("an event"));
    let shown = |events: Vec<wangge::case::Event>, conduct, now: &str| {
        let log = CaseLog::replay(extended(), events).expect("it replays");
        derive(log.rules(), log.cases(), conduct, at(now)).expect("a threshold is stated").len()
    };
    let passed = |last: u64| events().filter(|event| event.case == "K-2" && event.sequence <= last).collect();
    assert_eq!(shown(passed(7), Conduct::BuckPassing, "2026-11-06 10:00"), 0);
    assert_eq!(shown(passed(8), Conduct::BuckPassing, "2026-11-06 10:00"), 2);
    let held = |names: &[&str]| events().filter(|event| names.contains(&event.case.as_str())).collect();
    assert_eq!(shown(held(&["K-4", "K-5", "K-6"]), Conduct::Backlog, "2026-11-19 09:00"), 0);
    assert_eq!(shown(held(&["K-1", "K-4", "K-5", "K-6"]), Conduct::Backlog, "2026-11-19 09:00"), 1);
    // The third working day has closed only at six in the evening.
    let fed_back = |now| shown(held(&["K-7"]), Conduct::BrokenFeedback, now);
    assert_eq!((fed_back("2026-11-17 17:59"), fed_back("2026-11-17 18:00")), (0, 1));
}
