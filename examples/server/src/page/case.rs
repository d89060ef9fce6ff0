//! A case as a page (办件页): where it stands, what can be done, what happened, and how its due date comes about.

use askama::Template;
use chrono::{NaiveDateTime, TimeDelta};
use serde_json::Value;
use wangge::case::{Actor, Case, Event, OpenCommand, Step};
use wangge::rules::due::{Amount, ClockExplanation, ClockStep};
use wangge::{Error, StepKind, Vocabulary as _};

use super::board::{left, somebody};
use super::form::{Given, Input, Lists, Shape, inputs, preset};
use super::{Head, Problem, minute};
use crate::api::escaped;
use crate::field::{FACTS, Field, Kind, fields};
use crate::refusal::Refusal;
use crate::service::Service;

#[derive(Template)]
#[template(path = "case.html")]
pub(super) struct CasePage {
    head: Head,
    id: String,
    link: String,
    sequence: u64,
    command: String,
    state: &'static str,
    light: Option<(&'static str, &'static str)>,
    about: Option<String>,
    due: Option<DueShown>,
    not_due: Option<String>,
    facts: Vec<(&'static str, String)>,
    route: Vec<(String, String)>,
    refusal: Option<Refusal>,
    /// Who was first, and with what.
    first: Option<(String, &'static str)>,
    open: Vec<OpenForm>,
    shut: Vec<Shut>,
    timeline: Vec<Happened>,
    explained: Vec<Part>,
    explained_due: String,
    because: Vec<(String, String)>,
    stages: Vec<StageRow>,
    staff: Vec<(String, &'static str)>,
}

struct DueShown {
    at: String,
    left: String,
    late: bool,
    term: String,
    provisional: bool,
}

/// A step that is open, with its form.
struct OpenForm {
    code: &'static str,
    zh: &'static str,
    expanded: bool,
    inputs: Vec<Input>,
}

/// Steps that are shut for one reason.
struct Shut {
    why: String,
    clause: Option<String>,
    steps: Vec<&'static str>,
}

/// An event of the timeline.
struct Happened {
    at: String,
    step: &'static str,
    who: String,
    said: Vec<(&'static str, String)>,
}

/// A day or a session of the clock, or a long row of those that do not count.
struct Part {
    said: String,
    lines: Vec<String>,
}

struct StageRow {
    stage: &'static str,
    left: String,
    due: String,
    late: bool,
}

impl CasePage {
    pub(super) fn of(
        head: Head,
        service: &Service,
        actor: &Actor,
        case: &Case,
        now: NaiveDateTime,
        refused: Option<(StepKind, &Given, Refusal)>,
    ) -> Result<Self, Problem> {
        let rules = service.rules();
        let commands =
            case.open_commands(rules, actor, now).map_err(|error| Problem(Refusal::from(error)))?;
        let fresh = Given::fresh(case.id())?;
        let due = case.due(rules);
        let explained = due.as_ref().ok().and_then(|due| due.value.explain().ok());
        let light = case.light(rules, now).ok();
        let shown = due.as_ref().ok().map(|due| {
            let (words, late) = due
                .value
                .remaining(now)
                .map_or((String::new(), false), |rest| left(rest, Some(due.value.term.unit)));
            let late = late || due.value.is_late(case.ended().unwrap_or(now));
            DueShown {
                at: due.value.at.map_or_else(|| "挂账中，恢复后再定".to_owned(), minute),
                left: if case.ended().is_some() { String::new() } else { words },
                late,
                term: format!("{}{}", due.value.term.count, due.value.term.unit.zh()),
                provisional: due.value.status == Some(wangge::DayStatus::Provisional),
            }
        });
        let route = case.route(rules);
        let (at_form, refusal) = match refused {
            Some((step, given, refusal)) => (Some((step, given)), Some(refusal)),
            None => (None, None),
        };
        Ok(Self {
            head,
            id: case.id().to_owned(),
            link: format!("/case/{}", escaped(case.id())),
            sequence: case.sequence(),
            command: fresh.command(),
            state: case.state().zh(),
            light: light.map(|light| (light.code(), light.zh())),
            about: about(case),
            due: shown,
            not_due: due.as_ref().err().map(|error| error.wording().zh()),
            facts: facts(service, case),
            route: reasons(route.as_ref().map(|route| route.because.as_slice())),
            first: refusal.as_ref().and_then(first),
            refusal,
            open: commands
                .iter()
                .filter(|command| command.is_open())
                .map(|command| form(service, case, command.step, at_form))
                .collect(),
            shut: shut(&commands),
            timeline: case.events().iter().rev().map(|event| happened(service, event)).collect(),
            explained: explained.as_ref().map(parts).unwrap_or_default(),
            explained_due: explained.map(|explained| explained.due.zh()).unwrap_or_default(),
            because: reasons(due.as_ref().map(|due| due.because.as_slice())),
            stages: stages(service, case, now),
            staff: Lists::staff_of(service),
        })
    }
}

fn first(refusal: &Refusal) -> Option<(String, &'static str)> {
    let event = refusal.conflict.as_ref()?.event.as_ref()?;
    Some((format!("{} {}", event.role.zh, event.actor), event.step.zh))
}

fn about(case: &Case) -> Option<String> {
    match case.events().first().map(|event| &event.step) {
        Some(Step::Collect(said)) => said.text.clone(),
        _ => None,
    }
}

fn reasons(because: Result<&[wangge::Reason], &Error>) -> Vec<(String, String)> {
    let because = because.unwrap_or_default();
    because.iter().map(|reason| (reason.clause.to_string(), reason.wording.zh())).collect()
}

fn facts(service: &Service, case: &Case) -> Vec<(&'static str, String)> {
    let who = |actor: &Actor| format!("{} {}", actor.role.zh(), actor.id);
    let mut rows = vec![
        ("受理", format!("{}（{}）", minute(case.received()), case.channel().zh())),
        ("首问责任人", who(case.first_asked())),
    ];
    rows.extend(case.first_responsible().map(|actor| ("第一责任人", who(actor))));
    rows.extend(case.holder().map(|id| ("现由", somebody(service, id))));
    rows.extend(case.grid().map(|grid| ("网格", grid.to_owned())));
    rows.push(("服务对象", case.served().zh().to_owned()));
    rows.extend(case.supervision().map(|level| ("督办", level.zh().to_owned())));
    rows.extend(case.outcome().map(|outcome| ("处理结果", outcome.zh().to_owned())));
    rows.extend(case.settlement().map(|settlement| ("办结方式", settlement.zh().to_owned())));
    rows.extend(case.merged_into().map(|into| ("并入", into.to_owned())));
    let counts = [
        ("退回", case.returned()),
        ("转办", case.transferred()),
        ("返工", case.reworked()),
        ("会商", case.meetings()),
    ];
    let counts: Vec<String> = counts
        .iter()
        .filter(|(_, times)| *times > 0)
        .map(|(what, times)| format!("{what}{times}次"))
        .collect();
    if !counts.is_empty() {
        rows.push(("经过", counts.join("，")));
    }
    rows
}

fn form(service: &Service, case: &Case, step: StepKind, at_form: Option<(StepKind, &Given)>) -> OpenForm {
    let lists = Lists::of(service, case, step);
    let here = at_form.filter(|(refused, _)| *refused == step);
    let inputs = if let Some((_, given)) = here {
        inputs(step, given, &lists)
    } else {
        let mut given = Given::new(std::collections::BTreeMap::default());
        preset(case, step, &mut given);
        inputs(step, &given, &lists)
    };
    OpenForm { code: step.code(), zh: step.zh(), expanded: here.is_some(), inputs }
}

/// The shut steps by why: what a rule says first, then those of other roles, then those of other states.
fn shut(commands: &[OpenCommand]) -> Vec<Shut> {
    let mut groups: Vec<(u8, Shut)> = Vec::new();
    for command in commands {
        let Some(why) = &command.shut else { continue };
        let rank = match why.code() {
            "case.not_now" => 2,
            "case.only" => 1,
            _ => 0,
        };
        let (step, why) = (command.step.zh(), why.zh());
        if let Some((_, group)) = groups.iter_mut().find(|(_, group)| group.why == why) {
            group.steps.push(step);
        } else {
            let clause = command.clause.as_ref().map(ToString::to_string);
            groups.push((rank, Shut { why, clause, steps: vec![step] }));
        }
    }
    groups.sort_by_key(|(rank, _)| *rank);
    groups.into_iter().map(|(_, group)| group).collect()
}

fn happened(service: &Service, event: &Event) -> Happened {
    let kind = event.step.kind();
    let data: Value = serde_json::from_str(&event.step.data()).unwrap_or_default();
    // What the matter is about stands at the head of the page.
    let here = fields(kind).into_iter().filter(|field| (kind, field.name) != (StepKind::Collect, "text"));
    Happened {
        at: minute(event.at),
        step: kind.zh(),
        who: format!("{} {}", event.actor.role.zh(), event.actor.id),
        said: said(service, &data, &here.collect::<Vec<_>>()),
    }
}

/// What an event says, in words.
fn said(service: &Service, data: &Value, fields: &[Field]) -> Vec<(&'static str, String)> {
    let mut lines = Vec::new();
    for field in fields {
        let Some(value) = data.get(field.name) else { continue };
        let words = match field.kind {
            Kind::Facts => {
                let facts = said(service, value, FACTS);
                facts.into_iter().map(|(_, words)| words).collect::<Vec<_>>().join("，")
            }
            Kind::Choice(yes, no) => (if value == true { yes } else { no }).to_owned(),
            Kind::Word(terms) => {
                let terms = terms();
                let word = terms.iter().find(|term| value == term.code);
                word.map_or_else(String::new, |term| term.zh.to_owned())
            }
            Kind::Length => {
                let unit = value.get("unit").and_then(Value::as_str).and_then(wangge::Unit::find);
                let count = value.get("count").map(ToString::to_string).unwrap_or_default();
                format!("{count}{}", unit.map_or("", |unit| unit.zh()))
            }
            Kind::Moment => value.as_str().unwrap_or_default().replace('T', " "),
            Kind::Name if field.name == "to" => somebody(service, value.as_str().unwrap_or_default()),
            Kind::Text | Kind::Name | Kind::Ground | Kind::Day => {
                value.as_str().unwrap_or_default().to_owned()
            }
        };
        lines.push((field.zh, words));
    }
    lines
}

/// The most days that do not count and are still shown one by one.
const FEW: usize = 3;

/// The explanation, long rows of days that do not count folded up.
fn parts(explained: &ClockExplanation) -> Vec<Part> {
    let one = |said: String| Part { said, lines: Vec::new() };
    let counts = |step: &ClockStep| {
        !matches!(step.counted, Amount::Days(0)) && step.counted != Amount::Time(TimeDelta::zero())
    };
    let mut parts: Vec<Part> = explained.head.iter().map(|words| one(words.zh())).collect();
    for row in explained.steps.chunk_by(|before, after| counts(before) == counts(after)) {
        match row {
            [first, .., last] if row.len() > FEW && !counts(first) => {
                let day = |step: &ClockStep| step.from.format("%Y年%-m月%-d日").to_string();
                let paused = row.iter().filter(|step| step.paused == Amount::Days(1)).count();
                let paused = if paused == 0 { String::new() } else { format!("（挂账{paused}天）") };
                let said = format!("{}至{}：不计{paused}", day(first), day(last));
                parts.push(Part { said, lines: row.iter().map(|step| step.why.zh()).collect() });
            }
            _ => parts.extend(row.iter().map(|step| one(step.why.zh()))),
        }
    }
    parts
}

fn stages(service: &Service, case: &Case, now: NaiveDateTime) -> Vec<StageRow> {
    let stages = case.stages(service.rules()).unwrap_or_default();
    let row = |clock: &wangge::case::StageClock| StageRow {
        stage: clock.stage.zh(),
        left: clock.left.map(minute).unwrap_or_default(),
        due: clock.due.at.map(minute).unwrap_or_default(),
        late: clock.is_late(now),
    };
    stages.iter().map(row).collect()
}
