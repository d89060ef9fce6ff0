//! The commented template of `examples/policies` never falls behind the format: it is held against the JSON Schema.

use std::collections::BTreeSet;

use serde_json::Value;
use wangge::Policy;

use crate::day;

const TEMPLATE: &str = include_str!("../../../examples/policies/template.toml");

/// Keys that stand in no line of the template, and why.
const LEFT_OUT: [(&str, &str); 1] =
    [("PolicyDraft.to", "a policy in force has no end; a comment shows the key")];

/// Dates of every section mean the same; the template shows them where a limit and a ranking change.
const DATED: [&str; 2] = ["from", "to"];

fn schema() -> Value {
    serde_json::from_str(include_str!("../../../examples/policies/policy.schema.json")).expect("JSON")
}

/// The names of the tables that a key may hold, and whether it is a date of its section.
fn named<'s>(schema: &'s Value, of: &'s Value, found: &mut Vec<&'s str>) {
    match of {
        Value::Object(object) => {
            if let Some(name) = object.get("$ref").and_then(Value::as_str) {
                let name = name.trim_start_matches("#/$defs/");
                let def = schema.pointer(&format!("/$defs/{name}")).expect("a table of the schema");
                if def.get("properties").is_some() || def.get("enum").is_some() || name == "Day" {
                    found.push(name);
                } else {
                    named(schema, def, found);
                }
            }
            object.values().for_each(|value| named(schema, value, found));
        }
        Value::Array(list) => list.iter().for_each(|value| named(schema, value, found)),
        _ => {}
    }
}

/// Every key of a table of the schema, as `LimitDraft.within`, with what it may hold.
fn keys(schema: &Value) -> Vec<(String, String, Vec<&str>)> {
    let mut tables: Vec<(&str, &Value)> = vec![("PolicyDraft", schema)];
    tables
        .extend(schema["$defs"].as_object().expect("tables").iter().map(|(name, def)| (name.as_str(), def)));
    let mut all = Vec::new();
    for (table, def) in tables {
        for (key, of) in def["properties"].as_object().into_iter().flatten() {
            let mut holds = Vec::new();
            named(schema, of, &mut holds);
            all.push((table.to_owned(), key.clone(), holds));
        }
    }
    all
}

/// Walks a value of the template beside the schema, and notes every key that stands.
fn stand(
    table: &str,
    value: &toml::Value,
    keys: &[(String, String, Vec<&str>)],
    found: &mut BTreeSet<String>,
) {
    match value {
        toml::Value::Array(list) => list.iter().for_each(|row| stand(table, row, keys, found)),
        toml::Value::Table(row) => {
            for (key, inner) in row {
                found.insert(format!("{table}.{key}"));
                let (_, _, holds) = keys
                    .iter()
                    .find(|(of, name, _)| of == table && name == key)
                    .expect("a key of the schema");
                for inner_table in holds.iter().filter(|name| name.ends_with("Draft")) {
                    stand(inner_table, inner, keys, found);
                }
            }
        }
        _ => {}
    }
}

#[test]
fn every_key_of_the_schema_stands_in_the_template() {
    let schema = schema();
    let keys = keys(&schema);
    assert!(keys.len() > 300, "{}", keys.len());
    let template = toml::Value::Table(TEMPLATE.parse().expect("TOML"));
    let mut found = BTreeSet::new();
    stand("PolicyDraft", &template, &keys, &mut found);
    let missing: Vec<String> = keys
        .iter()
        .filter(|(_, key, holds)| !(DATED.contains(&key.as_str()) && *holds == ["Day"]))
        .map(|(table, key, _)| format!("{table}.{key}"))
        .filter(|key| !found.contains(key))
        .collect();
    assert_eq!(missing, Vec::<String>::new());
    for (key, why) in LEFT_OUT {
        assert!(!found.contains(key), "{key} stands in the template: it need not be left out ({why})");
        assert!(TEMPLATE.contains(&format!("# {} = ", key.rsplit('.').next().expect("a key"))), "{key}");
    }
    for key in ["LimitDraft.from", "LimitDraft.to", "RankingDraft.from", "RankingDraft.to"] {
        assert!(found.contains(key), "{key} shows how a change is dated");
    }
}

/// Every word that a key may hold stands in the template, as a value or in a comment; of the counts only those it uses.
#[test]
fn every_word_of_the_schema_stands_in_the_template() {
    let schema = schema();
    let mut words = 0;
    for (name, def) in schema["$defs"].as_object().expect("tables") {
        // Counts are many: the documentation lists them.
        if name == "SignedTally" {
            continue;
        }
        for word in def["enum"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            words += 1;
            let stands = TEMPLATE
                .split(|sign: char| !(sign.is_ascii_alphanumeric() || sign == '_'))
                .any(|one| one == word);
            assert!(stands, "{name}: {word}");
        }
    }
    assert!(words > 200, "{words}");
}

#[test]
fn the_template_reads_as_it_is_and_lint_finds_nothing() {
    let policy = Policy::from_toml(TEMPLATE).unwrap_or_else(|error| panic!("{error}\n{:?}", error.faults()));
    for on in ["2026-11-23", "2027-01-01"].map(day) {
        assert_eq!(policy.lint(on).expect("in force"), [], "{on}");
        let of_day = policy.at(on).expect("in force").to_toml();
        assert_eq!(Policy::from_toml(&of_day).expect("it reads back").to_toml(), of_day);
    }
    assert_eq!(Policy::from_toml(&policy.to_toml()).expect("it reads back"), policy);
}

/// Whatever section a county deletes, what is left reads, unless another section names what is gone: then it says so.
#[test]
fn a_section_may_be_left_out() {
    let whole: toml::Table = TEMPLATE.parse().expect("TOML");
    let mut needed = BTreeSet::new();
    for key in whole.keys().filter(|key| !["schema", "id", "title", "from"].contains(&key.as_str())) {
        let mut less = whole.clone();
        less.remove(key);
        if let Err(error) = Policy::from_toml(&less.to_string()) {
            for fault in error.faults() {
                needed.insert(format!("{key}: {}", fault.code()));
            }
        }
    }
    let systems =
        ["card", "checklist", "conduct", "duty", "hotline", "ledger", "limit", "meeting", "ranking", "route"];
    let mut named: Vec<String> = systems.iter().map(|key| format!("{key}: system.no_section")).collect();
    named.extend(["clause: policy.unknown_clause", "metric: metric.unknown"].map(str::to_owned));
    named.extend(["sheet: sheet.unknown", "sheet: system.no_section"].map(str::to_owned));
    named.sort();
    assert_eq!(needed.into_iter().collect::<Vec<_>>(), named);
}
