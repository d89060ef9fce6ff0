//! The forms of the page (表单): made of the table of fields, and read back as what a step says.

use std::collections::BTreeMap;

use askama::Template;
use serde_json::{Map, Value, json};
use wangge::case::{Case, Step};
use wangge::{InputError, Role, StepKind, SupervisionLevel, Term, Unit, Vocabulary as _};

use super::{Head, Problem};
use crate::field::{FACTS, Field, Kind, fields};
use crate::refusal::{BROKEN, Refusal};
use crate::service::Service;
use crate::tokens::hex;

/// What was given in a form, or stands in it before.
pub(super) struct Given(BTreeMap<String, String>);

impl Given {
    pub(super) fn new(fields: BTreeMap<String, String>) -> Self {
        // A browser ends lines as it likes.
        Self(fields.into_iter().map(|(name, value)| (name, value.replace("\r\n", "\n"))).collect())
    }

    /// What a form begins with: an id of the command, so that one that is sent twice is done once.
    pub(super) fn fresh(case: &str) -> Result<Self, Problem> {
        let mut drawn = [0_u8; 16];
        getrandom::fill(&mut drawn).map_err(|_| Problem(BROKEN.into()))?;
        let id = hex(&drawn);
        Ok(Self(BTreeMap::from([("case".to_owned(), case.to_owned()), ("id".to_owned(), id)])))
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|value| !value.trim().is_empty())
    }

    pub(super) fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.insert(name.to_owned(), value.into());
    }

    pub(super) fn command(&self) -> String {
        self.get("id").unwrap_or_default().to_owned()
    }

    /// The number of the last event that was seen; one that cannot be read has seen none.
    pub(super) fn expected(&self) -> u64 {
        self.get("expected").and_then(|number| number.parse().ok()).unwrap_or(0)
    }

    /// The step with what the form says.
    pub(super) fn step(&self, kind: StepKind) -> Result<Step, InputError> {
        Step::parse(kind, &Value::Object(self.object("", &fields(kind))).to_string())
    }

    fn object(&self, before: &str, fields: &[Field]) -> Map<String, Value> {
        let value = |field: &Field| {
            let name = format!("{before}{}", field.name);
            match field.kind {
                Kind::Facts => Some(Value::Object(self.object("facts.", FACTS))),
                Kind::Length => {
                    let count = self.get(&format!("{name}.count"))?;
                    let unit = self.get(&format!("{name}.unit")).unwrap_or_default();
                    let count = count.parse::<u32>().map_or_else(|_| json!(count), |count| json!(count));
                    Some(json!({"count": count, "unit": unit}))
                }
                Kind::Choice(..) => self.get(&name).map(|value| json!(value == "true")),
                Kind::Moment => self.get(&name).map(|value| {
                    // A browser leaves out the seconds where there are none.
                    if value.len() == 16 { json!(format!("{value}:00")) } else { json!(value) }
                }),
                _ => self.get(&name).map(|value| json!(value.trim())),
            }
        };
        fields.iter().filter_map(|field| Some((field.name.to_owned(), value(field)?))).collect()
    }
}

/// How a field is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Lines,
    Line,
    Who,
    Radio,
    Select,
    Day,
    Moment,
    Number,
}

/// A field of a form.
pub(super) struct Input {
    pub(super) name: String,
    pub(super) zh: &'static str,
    pub(super) shape: Shape,
    pub(super) required: bool,
    pub(super) value: String,
    /// What may be chosen: value, word, whether it is chosen.
    pub(super) options: Vec<(String, String, bool)>,
}

/// The most choices that are shown side by side.
const SIDE_BY_SIDE: usize = 4;

impl Input {
    fn choice(name: String, field: &Field, given: &Given, options: Vec<(String, String)>) -> Self {
        let chosen = given.get(&name).unwrap_or_default().to_owned();
        let shape =
            if field.required && options.len() <= SIDE_BY_SIDE { Shape::Radio } else { Shape::Select };
        let options = options.into_iter().map(|(code, word)| (code.clone(), word, code == chosen)).collect();
        Self { name, zh: field.zh, shape, required: field.required, value: chosen, options }
    }

    fn plain(name: String, field: &Field, given: &Given, shape: Shape) -> Self {
        let value = given.get(&name).unwrap_or_default().to_owned();
        Self { name, zh: field.zh, shape, required: field.required, value, options: Vec::new() }
    }
}

fn words(terms: &[Term]) -> Vec<(String, String)> {
    terms.iter().map(|term| (term.code.to_owned(), term.zh.to_owned())).collect()
}

/// What a policy lists for a step of a case.
pub(super) struct Lists {
    pub(super) grounds: Vec<String>,
    pub(super) unit: Unit,
}

impl Lists {
    pub(super) fn staff_of(service: &Service) -> Vec<(String, &'static str)> {
        service.tokens().staff().map(|actor| (actor.id.clone(), actor.role.zh())).collect()
    }

    pub(super) fn of(service: &Service, case: &Case, step: StepKind) -> Self {
        let policy = service.rules().policy();
        let received = case.received().date();
        let due = case.due(service.rules()).ok();
        let complexity = case.route(service.rules()).ok().and_then(|route| route.value.complexity);
        let grounds = match step {
            StepKind::Pause => policy.suspension(received).ok().map(|rule| rule.value.grounds.clone()),
            StepKind::Appeal => policy.appeal(received).ok().map(|rule| rule.value.grounds.clone()),
            StepKind::Decline => {
                policy.decline_grounds(received).ok().flatten().map(|rule| rule.value.clone())
            }
            StepKind::AskExtension => complexity.and_then(|complexity| {
                policy.extension(complexity, received).ok().map(|rule| rule.value.grounds.clone())
            }),
            _ => None,
        };
        Self {
            grounds: grounds.unwrap_or_default(),
            unit: due.map_or(Unit::WorkingDay, |due| due.value.term.unit),
        }
    }
}

/// The fields of a step as they are shown.
pub(super) fn inputs(step: StepKind, given: &Given, lists: &Lists) -> Vec<Input> {
    let mut shown = Vec::new();
    for field in &fields(step) {
        let name = field.name.to_owned();
        match field.kind {
            Kind::Facts => {
                shown
                    .extend(FACTS.iter().map(|fact| one(format!("facts.{}", fact.name), fact, given, lists)));
            }
            Kind::Length => {
                shown.push(Input::plain(format!("{name}.count"), field, given, Shape::Number));
                let unit = Field { zh: "", ..*field };
                let options = vec![(lists.unit.code().to_owned(), lists.unit.zh().to_owned())];
                let mut input = Input::choice(format!("{name}.unit"), &unit, given, options);
                input.shape = Shape::Select;
                shown.push(input);
            }
            _ => shown.push(one(name, field, given, lists)),
        }
    }
    shown
}

fn one(name: String, field: &Field, given: &Given, lists: &Lists) -> Input {
    match field.kind {
        Kind::Word(terms) => Input::choice(name, field, given, words(&terms())),
        Kind::Choice(yes, no) => {
            let options = vec![("true".to_owned(), yes.to_owned()), ("false".to_owned(), no.to_owned())];
            Input::choice(name, field, given, options)
        }
        Kind::Ground if !lists.grounds.is_empty() => {
            let options = lists.grounds.iter().map(|ground| (ground.clone(), ground.clone())).collect();
            Input::choice(name, field, given, options)
        }
        Kind::Name if field.name == "to" => Input::plain(name, field, given, Shape::Who),
        Kind::Day => Input::plain(name, field, given, Shape::Day),
        Kind::Moment => Input::plain(name, field, given, Shape::Moment),
        Kind::Text if field.required || field.name == "text" => {
            Input::plain(name, field, given, Shape::Lines)
        }
        _ => Input::plain(name, field, given, Shape::Line),
    }
}

/// What a form of a case begins with: what stands in the case already.
pub(super) fn preset(case: &Case, step: StepKind, given: &mut Given) {
    match step {
        StepKind::Close => {
            if let Some(outcome) = case.outcome() {
                given.set("settlement", outcome.settlement().code());
            }
        }
        StepKind::Supervise => {
            let next = SupervisionLevel::ALL.iter().find(|level| case.supervision() < Some(**level));
            if let Some(next) = next {
                given.set("level", next.code());
            }
        }
        StepKind::Reclassify => {
            let facts = case.facts();
            given.set("facts.scope", facts.scope.code());
            given.set("facts.major", facts.major.to_string());
            given.set("facts.sudden", facts.sudden.to_string());
            given.set("facts.work", facts.work.map_or("", |work| work.code()));
            given.set("facts.complexity", facts.complexity.map_or("", |complexity| complexity.code()));
        }
        _ => {}
    }
}

/// The form for a new case.
#[derive(Template)]
#[template(path = "new.html")]
pub(super) struct NewPage {
    head: Head,
    refusal: Option<Refusal>,
    case: String,
    id: String,
    inputs: Vec<Input>,
    staff: Vec<(String, &'static str)>,
}

impl NewPage {
    pub(super) fn of(head: Head, service: &Service, given: &Given, refusal: Option<Refusal>) -> Self {
        let staff = Lists::staff_of(service);
        let lists = Lists { grounds: Vec::new(), unit: Unit::WorkingDay };
        Self {
            head,
            refusal,
            case: given.get("case").unwrap_or_default().to_owned(),
            id: given.command(),
            inputs: inputs(StepKind::Collect, given, &lists),
            staff,
        }
    }
}

/// The role of somebody who has a token.
pub(super) fn role_of(service: &Service, id: &str) -> Option<Role> {
    service.tokens().staff().find(|actor| actor.id == id).map(|actor| actor.role)
}
