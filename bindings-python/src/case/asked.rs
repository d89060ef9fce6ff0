//! What Python says of a case: actors, facts, events, and the fields of a step.

use chrono::NaiveDateTime;
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::type_hint_identifier;
use pyo3::types::{PyBool, PyDate, PyDateTime, PyDict, PyInt, PyString};
use serde_json::{Map, Value};
use wangge::InputError;
use wangge::case::{Actor, CaseFacts, Event, Step};
use wangge::policy::TermOfTime;

use super::event::{PyActor, PyCaseFacts, PyEvent};
use crate::date::{Date, Moment};
use crate::error::{PyError, refused};
use crate::term::{Complexity, Role, Scope, StepKind, Work};

/// An `Actor`, or its id and role as a tuple.
pub(crate) struct Acting(pub(crate) Actor);

impl FromPyObject<'_, '_> for Acting {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr = type_hint_identifier!("wangge._types", "ActorLike");

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        if let Ok(actor) = object.cast::<PyActor>() {
            let actor = actor.get();
            return Ok(Self(Actor::new(actor.id.clone(), actor.role.0)));
        }
        let Ok((id, role)) = object.extract::<(Bound<'_, PyAny>, Bound<'_, PyAny>)>() else {
            return Err(shown("actor", &object, "an Actor, or its id and role, as (\"p-3\", \"assistant\")"));
        };
        let Ok(id) = id.extract::<String>() else {
            return Err(shown("actor", &id, "the id as a text"));
        };
        Ok(Self(Actor::new(id, role.extract::<Role>()?.0)))
    }
}

/// `CaseFacts`, or the same as a mapping.
pub(crate) struct Known(pub(crate) CaseFacts);

impl FromPyObject<'_, '_> for Known {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr = type_hint_identifier!("wangge._types", "FactsLike");

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        if let Ok(facts) = object.cast::<PyCaseFacts>() {
            return Ok(Self(facts.get().core()));
        }
        let Ok(given) = object.cast::<PyDict>() else {
            return Err(shown("facts", &object, "CaseFacts, or the same as a dict"));
        };
        let mut facts = Facts::default();
        for (name, value) in given.iter() {
            match name.extract::<String>().unwrap_or_default().as_str() {
                "scope" => facts.scope = value.extract()?,
                "major" => facts.major = truth("major", &value)?,
                "sudden" => facts.sudden = truth("sudden", &value)?,
                "work" => facts.work = value.extract()?,
                "complexity" => facts.complexity = value.extract()?,
                _ => return Err(shown("facts", &name, "scope, major, sudden, work, complexity")),
            }
        }
        Ok(Self(facts.whole()?))
    }
}

fn truth(field: &str, value: &Bound<'_, PyAny>) -> PyResult<Option<bool>> {
    value.extract().map_err(|_| shown(field, value, "True, False"))
}

/// The facts one by one, as they are given.
#[derive(Default)]
pub(crate) struct Facts {
    pub(crate) scope: Option<Scope>,
    pub(crate) major: Option<bool>,
    pub(crate) sudden: Option<bool>,
    pub(crate) work: Option<Work>,
    pub(crate) complexity: Option<Complexity>,
}

impl Facts {
    /// None where nothing is given.
    pub(crate) fn given(&self) -> Option<&'static str> {
        [
            ("scope", self.scope.is_some()),
            ("major", self.major.is_some()),
            ("sudden", self.sudden.is_some()),
            ("work", self.work.is_some()),
            ("complexity", self.complexity.is_some()),
        ]
        .into_iter()
        .find_map(|(name, given)| given.then_some(name))
    }

    pub(crate) fn whole(self) -> Result<CaseFacts, PyError> {
        let none = |name: &str, allowed: &str| refused(name, "none given", allowed);
        Ok(CaseFacts {
            scope: self.scope.ok_or_else(|| none("scope", &codes::<wangge::Scope>()))?.0,
            major: self.major.ok_or_else(|| none("major", "True, False"))?,
            sudden: self.sudden.ok_or_else(|| none("sudden", "True, False"))?,
            work: self.work.map(|work| work.0),
            complexity: self.complexity.map(|complexity| complexity.0),
        })
    }
}

fn codes<V: wangge::Vocabulary>() -> String {
    V::codes().join(", ")
}

/// Events or their JSON, one by one, or a text with a line an event.
pub(crate) fn events(events: &Bound<'_, PyAny>) -> PyResult<Vec<Event>> {
    if let Ok(text) = events.cast::<PyString>() {
        let lines = text.to_str()?.lines().enumerate();
        return lines.map(|(row, line)| read(line, row)).collect();
    }
    let one = |(row, event): (usize, PyResult<Bound<'_, PyAny>>)| -> PyResult<Event> {
        let event = event?;
        if let Ok(event) = event.cast::<PyEvent>() {
            return Ok(event.get().0.clone());
        }
        match event.cast::<PyString>() {
            Ok(line) => read(line.to_str()?, row),
            Err(_) => Err(at_row(row, "events", &event)),
        }
    };
    events.try_iter()?.enumerate().map(one).collect()
}

/// The refusal of what is no event.
fn at_row(row: usize, column: &str, event: &Bound<'_, PyAny>) -> PyErr {
    let allowed = "an Event, or its JSON".to_owned();
    PyError::from(InputError {
        row: Some(row),
        column: column.to_owned(),
        value: text_of(event),
        allowed,
        table: None,
    })
    .into()
}

/// The event of a line.
fn read(line: &str, row: usize) -> PyResult<Event> {
    Event::from_json(line).map_err(|error| PyError::from(InputError { row: Some(row), ..error }).into())
}

/// The step that a kind and the fields of a call come to.
pub(crate) fn step(kind: StepKind, fields: Option<&Bound<'_, PyDict>>) -> PyResult<Step> {
    let mut said = Map::new();
    for (name, value) in fields.into_iter().flatten() {
        let name: String = name.extract()?;
        if !value.is_none() {
            let value = json(&name, &value)?;
            said.insert(name, value);
        }
    }
    Ok(Step::parse(kind.0, &Value::Object(said).to_string()).map_err(PyError::from)?)
}

/// A value as it stands in the JSON of a step.
fn json(field: &str, value: &Bound<'_, PyAny>) -> PyResult<Value> {
    if field == "facts" {
        return written(field, value, value.extract::<Known>()?.0);
    }
    if field == "by" {
        return written(field, value, length(value)?);
    }
    if let Ok(text) = value.cast::<PyString>() {
        return Ok(Value::from(text.to_str()?));
    }
    if value.is_instance_of::<PyBool>() {
        return Ok(Value::from(value.extract::<bool>()?));
    }
    if value.is_instance_of::<PyInt>() {
        return Ok(value.extract::<i64>().map_or_else(|_| Value::from(text_of(value)), Value::from));
    }
    if value.is_instance_of::<PyDateTime>() {
        let Moment(moment): Moment = value.extract()?;
        return written::<NaiveDateTime>(field, value, moment);
    }
    if value.is_instance_of::<PyDate>() {
        return written(field, value, value.extract::<Date>()?.0);
    }
    Err(shown(field, value, "a text, a word, True or False, a day, a moment"))
}

/// How long: `"3 working_day"`, or the count and the unit, as the data of an event has them.
fn length(value: &Bound<'_, PyAny>) -> PyResult<TermOfTime> {
    let text = match value.cast::<PyDict>() {
        Ok(given) => {
            let part = |name| given.get_item(name).ok().flatten().and_then(|part| part.str().ok());
            match (part("count"), part("unit"), given.len()) {
                (Some(count), Some(unit), 2) => format!("{count} {unit}"),
                _ => text_of(value),
            }
        }
        Err(_) => value.extract().unwrap_or_else(|_| text_of(value)),
    };
    let term = text.parse::<TermOfTime>();
    Ok(term.map_err(|error| PyError::from(InputError { column: "by".to_owned(), ..error }))?)
}

fn written<T: serde::Serialize>(field: &str, value: &Bound<'_, PyAny>, said: T) -> PyResult<Value> {
    serde_json::to_value(said).map_err(|_| shown(field, value, "what can be written"))
}

/// The refusal of a value, as Python shows it.
fn shown(field: &str, value: &Bound<'_, PyAny>, allowed: &str) -> PyErr {
    refused(field, text_of(value), allowed).into()
}

/// A value as Python shows it, cut where it is long.
fn text_of(value: &Bound<'_, PyAny>) -> String {
    let text = value.repr().map(|text| text.to_string()).unwrap_or_default();
    text.chars().take(200).collect()
}
