//! The township's log of cases: events as JSON, one a line.

use std::collections::{BTreeMap, btree_map::Entry};
use std::path::Path;

use chrono::NaiveDateTime;
use serde_json::{Map, Value};
use wangge::case::{Actor, Case, Event};
use wangge::table::BadRow;
use wangge::{CaseError, Error, Role, StepKind, Vocabulary};

use crate::input::{TableError, Township};

/// What a log of cases comes to.
#[derive(Debug, Default)]
pub struct EventLog {
    /// The cases whose events all follow each other.
    pub cases: BTreeMap<String, Case>,
    /// The cases with an event that cannot be used, with its line: how they stand is not known.
    pub broken: BTreeMap<String, u64>,
}

/// Why a line cannot be used: the field, what stands there, what may stand there.
struct Fault {
    column: String,
    value: String,
    allowed: String,
}

impl Fault {
    fn new(column: impl Into<String>, value: impl Into<String>, allowed: impl Into<String>) -> Self {
        Self { column: column.into(), value: value.into(), allowed: allowed.into() }
    }
}

/// The fields of an event.
const FIELDS: [&str; 7] = ["schema", "case", "sequence", "at", "actor", "kind", "data"];

fn shown(text: &str) -> String {
    let mut chars = text.chars();
    let head: String = chars.by_ref().take(40).collect();
    if chars.next().is_some() { head + "…" } else { head }
}

fn codes<V: Vocabulary>() -> String {
    V::codes().join("、")
}

/// What may stand in a field, for people who read Chinese.
fn allowed_zh(allowed: &str) -> String {
    let said = |start: &str| allowed.starts_with(start);
    match allowed {
        "1 or more" => "1或更大的整数".to_owned(),
        "a moment outside a leap second" => "秒数小于60的时刻".to_owned(),
        _ if said("1 to 200 bytes") => "1至200字节，首尾没有空白，没有控制字符".to_owned(),
        _ if said("1 to ") => allowed.replace(" to ", "至"),
        _ if said("a text that is not empty") => "不为空的文字，至多20000字节".to_owned(),
        _ if said("a moment, as") => "时刻，如2026-11-23T09:30:00".to_owned(),
        _ if said("a day, as") => "日期，如2026-11-23".to_owned(),
        _ if said("count (") => {
            format!("count（1至10000）与unit（{}）", codes::<wangge::Unit>())
        }
        _ if said("scope (") => format!(
            "scope（{}）、major、sudden；已知时还有work（{}）、complexity（{}）",
            codes::<wangge::Scope>(),
            codes::<wangge::Work>(),
            codes::<wangge::Complexity>()
        ),
        _ if said("the fields of ") => match allowed.split_once(": ") {
            Some((_, fields)) => format!("这一步只有：{}", fields.replace(", ", "、")),
            None => allowed.to_owned(),
        },
        _ => allowed.replace(", ", "、"),
    }
}

/// What keeps a JSON object from being an event.
fn at_fault(said: &Map<String, Value>) -> Option<Fault> {
    let known = || format!("{}；有命令编号的还有command", FIELDS.join("、"));
    if let Some((key, value)) =
        said.iter().find(|(key, _)| !FIELDS.contains(&key.as_str()) && *key != "command")
    {
        return Some(Fault::new(shown(key), shown(&value.to_string()), known()));
    }
    FIELDS.into_iter().find_map(|field| {
        let Some(value) = said.get(field) else { return Some(Fault::new(field, "", "不能缺少")) };
        let text = value.as_str();
        let (fits, allowed) = match field {
            "schema" => (value.as_u64() == Some(u64::from(Event::SCHEMA)), Event::SCHEMA.to_string()),
            "case" => (text.is_some(), "文字".to_owned()),
            "sequence" => (value.as_u64().is_some_and(|number| number > 0), "1或更大的整数".to_owned()),
            "at" => (
                text.is_some_and(|text| text.parse::<NaiveDateTime>().is_ok()),
                "时刻，如2026-11-23T09:30:00".to_owned(),
            ),
            "actor" => (
                serde_json::from_value::<Actor>(value.clone()).is_ok(),
                format!("id与role（{}）", codes::<Role>()),
            ),
            "kind" => (text.is_some_and(|text| StepKind::codes().contains(&text)), codes::<StepKind>()),
            _ => (true, String::new()),
        };
        let found = text.map_or_else(|| value.to_string(), str::to_owned);
        (!fits).then(|| Fault::new(field, shown(&found), allowed))
    })
}

fn read(line: &str) -> Result<Event, (Option<String>, Fault)> {
    let said: Map<String, Value> =
        serde_json::from_str(line).map_err(|_| (None, Fault::new("", shown(line), "每行一个JSON对象")))?;
    let case = said.get("case").and_then(Value::as_str).map(str::to_owned);
    Event::from_json(line).map_err(|error| {
        let fault = at_fault(&said).unwrap_or_else(|| {
            let value = if error.value == "none given" { "" } else { &error.value };
            let column = if error.column == "event" { "" } else { &error.column };
            Fault::new(column, shown(value), allowed_zh(&error.allowed))
        });
        (case, fault)
    })
}

/// Why an event does not follow the one before it.
fn misfit(event: &Event, error: &Error) -> Fault {
    let Error::Case(case) = error else { return Fault::new("", event.case.as_str(), error.wording().zh()) };
    match &**case {
        CaseError::Sequence { expected, found, .. } => {
            Fault::new("sequence", found.to_string(), expected.to_string())
        }
        CaseError::Backwards { at, last, .. } => Fault::new("at", at.to_string(), format!("不早于{last}")),
        CaseError::NotOpen { step, state, why, allowed, .. } => {
            let why = why.as_ref().map(|why| format!("（{}）", why.zh())).unwrap_or_default();
            let allowed: Vec<&str> = allowed.iter().map(|step| step.code).collect();
            Fault::new("kind", step.code, format!("办件“{}”{why}时：{}", state.zh, allowed.join("、")))
        }
        other => Fault::new("", event.case.as_str(), other.wording().zh()),
    }
}

impl Township {
    /// Reads a log of cases: events as JSON, one a line, those of one case in the order of their numbers. A line that
    /// cannot be used is a bad row; its case is left out with all its events.
    ///
    /// # Errors
    /// [`TableError`] when the file cannot be read as text in UTF-8.
    pub fn read_events(&mut self, path: &Path) -> Result<(), TableError> {
        let open = |source| TableError::Open { path: path.to_owned(), source };
        let bytes = std::fs::read(path).map_err(open)?;
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let text = String::from_utf8(bytes).map_err(|_| TableError::NotUtf8 { file: file.clone() })?;
        let mut log = EventLog::default();
        for (line, row) in text.trim_start_matches('\u{feff}').lines().zip(1..) {
            if line.trim().is_empty() {
                continue;
            }
            let taken = read(line).and_then(|event| log.take(event));
            if let Err((case, fault)) = taken {
                if let Some(case) = case {
                    log.cases.remove(&case);
                    log.broken.entry(case).or_insert(row);
                }
                self.bad.push(BadRow {
                    file: file.clone(),
                    sheet: None,
                    row,
                    column: fault.column,
                    value: fault.value,
                    allowed: fault.allowed.into(),
                });
            }
        }
        self.log = Some(log);
        Ok(())
    }
}

impl EventLog {
    fn take(&mut self, event: Event) -> Result<(), (Option<String>, Fault)> {
        if self.broken.contains_key(&event.case) {
            // Its first fault was told; what follows it cannot follow.
            return Ok(());
        }
        let told = event.clone();
        let taken = match self.cases.entry(event.case.clone()) {
            Entry::Occupied(mut case) => case.get_mut().apply(event),
            Entry::Vacant(place) => Case::open(event).map(|case| {
                place.insert(case);
            }),
        };
        taken.map_err(|error| (Some(told.case.clone()), misfit(&told, &error)))
    }
}
