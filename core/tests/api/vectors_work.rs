//! The vectors of meetings, 四议两公开, conduct, the roll-out and the thirteen systems.
#![expect(clippy::indexing_slicing, reason = "a row that lacks a part fails the test")]

use chrono::{NaiveDate, NaiveDateTime};
use wangge::case::{Actor, CaseLog, CaseRules, Event, derive};
use wangge::duty::deliberation::{Deliberation, DeliberationEvent};
use wangge::duty::meeting::{Attendance, LeaveOfMeeting, Meeting, RoundUp};
use wangge::duty::rollout::{self, TaskDone};
use wangge::rules::conduct::{ConductAct, ConductRegister, Raise};
use wangge::{Conduct, Error, Finding, Policy, System, Vocabulary, WorkCalendar};

use crate::cases::extended;
use crate::day;
use crate::vectors::{Row, error_code, folder, rows};

fn policy(row: &Row) -> Policy {
    match row.get("policy") {
        "extended" => extended().policy().clone(),
        preset => Policy::preset(preset).expect("a preset"),
    }
}

fn moment(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap_or_else(|_| panic!("{text} is no moment"))
}

fn word<V: Vocabulary>(text: &str) -> V {
    V::find(text).unwrap_or_else(|| panic!("{text} is no {}", V::NAME))
}

fn list(text: &str) -> Vec<Vec<&str>> {
    text.split_whitespace().map(|one| one.split('/').collect()).collect()
}

fn shown(findings: &[Finding]) -> String {
    let found = findings.iter().map(|finding| format!("{}:{}", finding.weight.code(), finding.code()));
    found.collect::<Vec<_>>().join(" ")
}

fn codes<V: Vocabulary>(words: &[V]) -> String {
    words.iter().map(|word| word.code()).collect::<Vec<_>>().join(" ")
}

fn meeting(row: &Row) -> Meeting {
    let (begins, ends) = (moment(row.get("begins")), moment(row.get("ends")));
    let mut meeting = Meeting::new("M-1", row.word("kind"), begins, ends);
    meeting.people = list(row.get("people")).iter().map(|one| Actor::new(one[0], word(one[1]))).collect();
    let opt = |text: &&str| Some(*text).filter(|text| !text.is_empty()).map(moment);
    meeting.attendance = list(row.get("attendance"))
        .iter()
        .map(|one| Attendance {
            person: one[0].to_owned(),
            came: opt(&one[1]),
            left: opt(&one[2]),
            leave: opt(&one[3]).map(|asked| LeaveOfMeeting {
                asked,
                decided: opt(&one[4]),
                by: opt(&one[4]).map(|_| "p-1".to_owned()),
                granted: one[5] == "yes",
            }),
        })
        .collect();
    meeting.grids = row.get("grids").split_whitespace().map(str::to_owned).collect();
    meeting.round_ups = list(row.get("round_ups"))
        .iter()
        .map(|one| RoundUp {
            grid: one[0].to_owned(),
            given: moment(one[1]),
            visits: one[2].parse().expect("a number"),
            households: one[3].parse().expect("a number"),
            note: None,
        })
        .collect();
    meeting
}

#[test]
fn meetings() {
    for row in rows("meetings.csv") {
        let meeting = meeting(&row);
        let found = meeting.sheet(&policy(&row)).and_then(|sheet| Ok((sheet, meeting.round_up()?)));
        let found = match found {
            Err(error) => [error_code(&error), String::new(), String::new()],
            Ok((sheet, round_up)) => {
                // What is stored is read again as it was.
                assert_eq!(Meeting::from_json(&meeting.to_json()), Ok(meeting), "{}", row.at());
                let rows = sheet.rows.iter().map(|one| {
                    format!("{}/{}/{}/{}", one.person, one.presence, one.minutes_late, one.minutes_early)
                });
                [rows.collect::<Vec<_>>().join(" "), shown(&sheet.findings), shown(&round_up)]
            }
        };
        let wanted = ["rows", "findings", "round_up_findings"].map(|column| row.get(column));
        assert_eq!(found, wanted, "{}", row.at());
    }
}

fn event(said: &[&str]) -> DeliberationEvent {
    let text = "某事项".to_owned();
    match said[0] {
        "hold" => {
            let number = |nth: usize| said[nth].parse().expect("a number");
            let (step, on) = (word(said[1]), day(said[2]));
            DeliberationEvent::Hold {
                step,
                on,
                eligible: number(3),
                present: number(4),
                in_favour: number(5),
            }
        }
        "publish" => DeliberationEvent::Publish { step: word(said[1]), on: day(said[2]) },
        "object" => DeliberationEvent::Object { id: said[1].to_owned(), on: day(said[2]), text },
        _ => DeliberationEvent::Answer {
            id: said[1].to_owned(),
            on: day(said[2]),
            upheld: said[3] == "yes",
            text,
        },
    }
}

#[test]
fn deliberations() {
    let calendar = WorkCalendar::china();
    for row in rows("deliberations.csv") {
        let policy = policy(&row);
        let mut made = Deliberation::new("D-1", "道路硬化（虚构）").expect("a deliberation");
        let events = list(row.get("events"));
        let mut outcome = String::new();
        for (nth, said) in events.iter().enumerate() {
            outcome = match made.take(&policy, &calendar, event(said)) {
                Ok(taken) => if taken.value { "carried" } else { "failed" }.to_owned(),
                Err(error) => error.code().to_owned(),
            };
            let is_last = nth + 1 == events.len();
            assert!(is_last || ["carried", "failed"].contains(&outcome.as_str()), "{}: {outcome}", row.at());
        }
        let on: NaiveDate = day(row.get("on"));
        let stands = made.standing(on).expect("a day after the last event");
        let public = stands.public.map(|(step, ends)| format!("{step}/{ends}")).unwrap_or_default();
        let found = [outcome, codes(&stands.open), codes(&stands.missing), public];
        let wanted = ["outcome", "open", "missing", "public"].map(|column| row.get(column));
        assert_eq!(found, wanted, "{}", row.at());
        let again = Deliberation::from_json(&policy, &calendar, &made.to_json()).expect("it replays");
        assert_eq!(again, made, "{}", row.at());
    }
}

fn act(said: &[&str]) -> ConductAct {
    let text = "情况属实（虚构）".to_owned();
    match said[0] {
        "raise" => ConductAct::Raise(Raise {
            conduct: word(said[4]),
            person: said[5].to_owned(),
            role: Some(word(said[6])),
            source: word(said[7]),
            text,
            rests_on: Vec::new(),
        }),
        "answer" => ConductAct::Answer { text },
        "uphold" => ConductAct::Uphold { text },
        _ => ConductAct::Dismiss { text },
    }
}

#[test]
fn conduct() {
    let calendar = WorkCalendar::china();
    for row in rows("conduct.csv") {
        let policy = policy(&row);
        let mut register = ConductRegister::default();
        let steps = list(row.get("steps"));
        let (mut outcome, mut finding) = (String::new(), "");
        for (nth, said) in steps.iter().enumerate() {
            finding = said[1];
            outcome = match register.take(&policy, &calendar, said[1], moment(said[2]), said[3], act(said)) {
                Ok(_) => "ok".to_owned(),
                Err(error) => error.code().to_owned(),
            };
            assert!(nth + 1 == steps.len() || outcome == "ok", "{}: {outcome}", row.at());
        }
        let known = register.finding(finding).ok();
        let deducted = match register.effects(&policy, (day("2026-01-01"), day("2026-12-31"))) {
            Err(error) => error.code().to_owned(),
            Ok(effects) => {
                let shown = effects.iter().map(|one| format!("{}/{}", one.value.person, one.value.deduct));
                shown.collect::<Vec<_>>().join(" ")
            }
        };
        let state = known.map(|known| known.state.code().to_owned()).unwrap_or_default();
        let open = known.map(|known| codes(&known.open_steps())).unwrap_or_default();
        let wanted = ["outcome", "state", "open", "deducted"].map(|column| row.get(column));
        assert_eq!([outcome, state, open, deducted], wanted, "{}", row.at());
        let again = ConductRegister::from_json_lines(&register.to_json_lines()).expect("it replays");
        assert_eq!(again, register, "{}", row.at());
    }
}

#[test]
fn conduct_cases() {
    for row in rows("conduct_cases.csv") {
        let rules = CaseRules::new(&policy(&row), &WorkCalendar::china());
        let text = std::fs::read_to_string(folder().join(format!("cases/{}.jsonl", row.get("log"))));
        let text = text.expect("a log");
        let events = text.lines().map(|line| Event::from_json(line).expect("an event"));
        let log = CaseLog::replay(rules, events).expect("it replays");
        let conduct: Conduct = row.word("conduct");
        let found = derive(log.rules(), log.cases(), conduct, moment(row.get("now")));
        let found = match found {
            Err(error) => error_code(&error),
            Ok(found) => {
                for one in &found {
                    assert_eq!(one.because[0].clause, conduct.clause(), "{}", row.at());
                }
                let one = |one: &wangge::case::DerivedConduct| {
                    let events =
                        one.rests_on.iter().map(|event| format!("{}#{}", event.case, event.sequence));
                    let person = one.person.as_deref().unwrap_or_default();
                    format!("{person}>{}", events.collect::<Vec<_>>().join("+"))
                };
                found.iter().map(one).collect::<Vec<_>>().join(" ")
            }
        };
        assert_eq!(found, row.get("found"), "{}", row.at());
    }
}

#[test]
fn rollouts() {
    for row in rows("rollouts.csv") {
        let done: Vec<TaskDone> = list(row.get("done"))
            .iter()
            .map(|one| TaskDone { task: word(one[0]), on: day(one[1]) })
            .collect();
        let stands = rollout::standing(&policy(&row), row.number("year"), "东村", &done, day(row.get("on")));
        let found = match stands {
            Err(error) => core::iter::once(error_code(&error)).chain((1..5).map(|_| String::new())).collect(),
            Ok(stands) => {
                let stands = stands.value;
                let states: Vec<_> = stands.tasks.iter().map(|task| task.state).collect();
                vec![
                    stands.by_date.map(|phase| phase.code().to_owned()).unwrap_or_default(),
                    stands.reached.code().to_owned(),
                    stands.may_go_on.to_string(),
                    codes(&stands.missing),
                    codes(&states),
                ]
            }
        };
        let wanted = ["by_date", "reached", "may_go_on", "missing", "states"].map(|column| row.get(column));
        assert_eq!(found, wanted, "{}", row.at());
    }
}

#[test]
fn systems() {
    for row in rows("systems.csv") {
        let found: Result<_, Error> = policy(&row).systems(day(row.get("on")));
        let found = match found {
            Err(error) => [error_code(&error), String::new(), String::new(), String::new()],
            Ok(all) => {
                assert_eq!(all.len(), System::ALL.len(), "{}", row.at());
                let system: System = row.word("system");
                let one = &all[system.index()];
                assert_eq!((one.system, one.asked_by.clone()), (system, system.clause()), "{}", row.at());
                [
                    one.arranged.to_string(),
                    one.sections.join(" "),
                    one.documents.join(" "),
                    one.clause.as_ref().map(ToString::to_string).unwrap_or_default(),
                ]
            }
        };
        let wanted = ["arranged", "sections", "documents", "clause"].map(|column| row.get(column));
        assert_eq!(found, wanted, "{}", row.at());
    }
}
