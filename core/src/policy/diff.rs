//! What changed between two policies (政策比较), rule by rule; and a policy with one rule changed.

use std::collections::BTreeMap;

use toml::{Table, Value};

use super::Policy;
use crate::decision::{Arg, Template, Wording};
use crate::error::{Error, InputError};

static ADDED: Template = Template::new("diff.added", "新增 {0}：{1}", "{0} is new: {1}");
static REMOVED: Template = Template::new("diff.removed", "删去 {0}：{1}", "{0} is gone: {1}");
static CHANGED: Template = Template::new("diff.changed", "{0}：由{1}改为{2}", "{0}: {1} became {2}");

/// The fields by which the rows of a list are told apart, in this order; those that stand.
const NAMES: [&str; 21] = [
    "id",
    "complexity",
    "unit",
    "place",
    "stage",
    "role",
    "commands",
    "kind",
    "every",
    "each",
    "covers",
    "metric",
    "group",
    "system",
    "section",
    "phase",
    "step",
    "conduct",
    "did",
    "may_not",
    "work",
];
/// Where numbers of households are the name, or conditions, or a day of the year.
const MORE: [&str; 5] = ["when", "min", "post", "from", "start"];

/// A value that differs between two policies (差异).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Change {
    /// The rule it belongs to, such as `limit[complexity = "general"]`: what [`Policy::with`] takes over as a whole.
    pub rule: String,
    /// Its key, such as `limit[complexity = "general"].within.count`.
    pub key: String,
    /// What stood there, as TOML; `None` where nothing did.
    pub before: Option<String>,
    /// What stands there; `None` where nothing does.
    pub after: Option<String>,
    /// The clause of the rule now, or before where it is gone.
    pub clause: Option<String>,
}

impl Change {
    /// The change in words, in both languages.
    pub fn wording(&self) -> Wording {
        let key = Arg::from(self.key.as_str());
        let text = |value: &str| Arg::from(value);
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => CHANGED.with([key, text(before), text(after)]),
            (None, Some(after)) => ADDED.with([key, text(after)]),
            (before, None) => REMOVED.with([key, text(before.as_deref().unwrap_or_default())]),
        }
    }
}

/// The rules of a file, in its order: tables at the top, and the rows of lists of tables.
type Rules = Vec<(String, Value)>;

fn name(table: &Table) -> String {
    let plain = |key: &&str| {
        let value = table.get(*key)?;
        let keep = matches!(
            value,
            Value::String(_) | Value::Integer(_) | Value::Array(_) | Value::Table(_) | Value::Datetime(_)
        );
        keep.then(|| format!("{key} = {value}"))
    };
    let mut names: Vec<String> = NAMES.iter().filter_map(plain).collect();
    if names.is_empty() {
        names = MORE.iter().filter_map(plain).collect();
    } else if let Some(from) = table.get("from") {
        // Versions of one rule over the years.
        names.push(format!("from = {from}"));
    }
    names.join(", ")
}

/// Takes a file apart into its rules.
fn rules(text: &str) -> Result<Rules, Error> {
    let table: Table = text
        .parse()
        .map_err(|error: toml::de::Error| InputError::value("policy", error.message(), "TOML"))?;
    let mut found = Rules::new();
    for (key, value) in table {
        collect(&key, value, &mut found);
    }
    Ok(found)
}

fn is_list_of_tables(value: &Value) -> bool {
    value.as_array().is_some_and(|list| !list.is_empty() && list.iter().all(Value::is_table))
}

fn collect(path: &str, value: Value, found: &mut Rules) {
    match value {
        Value::Array(list) if is_list_of_tables(&Value::Array(list.clone())) => {
            for row in list {
                let Value::Table(row) = row else { continue };
                let base = format!("{path}[{}]", name(&row));
                let mut key = base.clone();
                let mut again = 2;
                while find(found, &key).is_some() {
                    key = format!("{base}#{again}");
                    again += 1;
                }
                found.push((key, Value::Table(row)));
            }
        }
        // A table of rules and nothing else, such as `grid` or `hotline`, is taken further apart.
        Value::Table(table) if table.values().all(holds_a_clause) => {
            for (key, value) in table {
                collect(&format!("{path}.{key}"), value, found);
            }
        }
        value => found.push((path.to_owned(), value)),
    }
}

fn find<'r>(rules: &'r Rules, name: &str) -> Option<&'r Value> {
    rules.iter().find(|(rule, _)| rule == name).map(|(_, value)| value)
}

fn holds_a_clause(value: &Value) -> bool {
    match value {
        Value::Table(table) => table.contains_key("clause") || table.values().any(holds_a_clause),
        Value::Array(list) => list.iter().any(holds_a_clause),
        _ => false,
    }
}

/// The values of a rule by their keys.
fn leaves(path: &str, value: &Value, found: &mut BTreeMap<String, String>) {
    match value {
        Value::Table(table) => {
            for (key, value) in table {
                leaves(&format!("{path}.{key}"), value, found);
            }
        }
        Value::Array(list) if is_list_of_tables(value) => {
            for row in list {
                let row_name = row.as_table().map(name).unwrap_or_default();
                leaves(&format!("{path}[{row_name}]"), row, found);
            }
        }
        other => {
            found.insert(path.to_owned(), other.to_string());
        }
    }
}

impl Policy {
    /// What differs in another policy, key by key, in the order of the keys; what only its title, name and first day say is
    /// among it.
    ///
    /// ```
    /// use wangge::Policy;
    /// # fn main() -> Result<(), wangge::Error> {
    /// let combined = Policy::preset("combined")?;
    /// let faster = Policy::from_toml(&combined.source().replace("count = 7, unit", "count = 5, unit"))?;
    /// let changes = combined.diff(&faster)?;
    /// assert_eq!(changes.len(), 1);
    /// assert_eq!(changes[0].key, "limit[complexity = \"general\"].within.count");
    /// assert_eq!(changes[0].wording().zh(), "limit[complexity = \"general\"].within.count：由7改为5");
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// [`InputError`] where one of them cannot be written and read again, which does not happen with one that was read.
    pub fn diff(&self, other: &Self) -> Result<Vec<Change>, Error> {
        let (before, after) = (rules(&self.to_toml())?, rules(&other.to_toml())?);
        let mut changes = Vec::new();
        let mut keys: Vec<&String> = before.iter().chain(&after).map(|(rule, _)| rule).collect();
        keys.sort();
        keys.dedup();
        for rule in keys {
            let (old, new) = (find(&before, rule), find(&after, rule));
            if old == new {
                continue;
            }
            let taken_apart = |value: Option<&Value>| {
                let mut found = BTreeMap::new();
                if let Some(value) = value {
                    leaves(rule, value, &mut found);
                }
                found
            };
            let (olds, news) = (taken_apart(old), taken_apart(new));
            let cited = |value: Option<&Value>| Some(value?.as_table()?.get("clause")?.as_str()?.to_owned());
            let clause = cited(new).or_else(|| cited(old));
            let mut inner: Vec<&String> = olds.keys().chain(news.keys()).collect();
            inner.sort();
            inner.dedup();
            let told = changes.len();
            for key in inner {
                let (before, after) = (olds.get(key).cloned(), news.get(key).cloned());
                if before != after {
                    let clause = clause.clone();
                    changes.push(Change { rule: rule.clone(), key: key.clone(), before, after, clause });
                }
            }
            if told == changes.len() {
                // The same rows in another order.
                let text = |value: Option<&Value>| value.map(ToString::to_string);
                let (before, after) = (text(old), text(new));
                changes.push(Change { rule: rule.clone(), key: rule.clone(), before, after, clause });
            }
        }
        Ok(changes)
    }

    /// This policy with one rule as it stands in another, and with the clauses of its own that the rule cites.
    ///
    /// # Errors
    /// [`InputError`] for a rule that neither has, [`PolicyError::Faults`](crate::PolicyError::Faults) where the rule does not
    /// stand beside the others.
    pub fn with(&self, other: &Self, rule: &str) -> Result<Self, Error> {
        let (mut mine, theirs) = (rules(&self.to_toml())?, rules(&other.to_toml())?);
        let place = mine.iter().position(|(name, _)| name == rule);
        let theirs_at = theirs.iter().position(|(name, _)| name == rule);
        match (place, theirs_at.and_then(|at| Some((at, theirs.get(at)?)))) {
            (None, None) => {
                return Err(InputError::value("rule", rule, "a rule of one of the two policies").into());
            }
            (Some(place), Some((_, (_, value)))) => {
                if let Some((_, mine)) = mine.get_mut(place) {
                    mine.clone_from(value);
                }
            }
            (Some(place), None) => {
                mine.remove(place);
            }
            (None, Some((at, new))) => {
                // After the rule that it follows there, where that is here too.
                let before = theirs
                    .iter()
                    .take(at)
                    .rev()
                    .find_map(|(name, _)| mine.iter().position(|(one, _)| one == name));
                mine.insert(before.map_or(0, |before| before + 1), new.clone());
            }
        }
        for (name, value) in theirs.iter().filter(|(name, _)| name.starts_with("clause[")) {
            if find(&mine, name).is_none() {
                mine.push((name.clone(), value.clone()));
            }
        }
        Self::of_rules(mine)
    }

    /// This policy with one value changed: `key` as [`diff`](Self::diff) gives it, the value as TOML.
    ///
    /// ```
    /// use wangge::{Complexity, Policy};
    /// # fn main() -> Result<(), wangge::Error> {
    /// let faster = Policy::preset("combined")?.with_value("limit[complexity = \"general\"].within.count", "5")?;
    /// let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
    /// assert_eq!(faster.limit(Complexity::General, day)?.value.within.count, 5);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// [`InputError`] for a key that the policy does not have, or a value that is no TOML;
    /// [`PolicyError::Faults`](crate::PolicyError::Faults) where it cannot stand there.
    pub fn with_value(&self, key: &str, value: &str) -> Result<Self, Error> {
        let mut mine = rules(&self.to_toml())?;
        let parsed: Table = format!("value = {value}").parse().map_err(|error: toml::de::Error| {
            InputError::value("value", format!("{value:?}: {}", error.message()), "a value as TOML")
        })?;
        let Some(parsed) = parsed.get("value").filter(|_| parsed.len() == 1) else {
            return Err(InputError::value("value", format!("{value:?}"), "one value as TOML").into());
        };
        let found = mine.iter_mut().find_map(|(rule, table)| {
            let rest = key.strip_prefix(rule.as_str())?;
            place(table, rest)
        });
        let Some(found) = found else {
            let known = self.keys()?;
            let stem = key.split(['.', '[']).next().unwrap_or_default();
            let near: Vec<&str> =
                known.iter().map(String::as_str).filter(|known| known.starts_with(stem)).collect();
            let allowed = if near.is_empty() { "a key of the policy".to_owned() } else { near.join("; ") };
            return Err(InputError::value("key", key, allowed).into());
        };
        *found = parsed.clone();
        Self::of_rules(mine)
    }

    /// The keys of all its values, as [`diff`](Self::diff) gives them.
    ///
    /// # Errors
    /// As for [`diff`](Self::diff).
    pub fn keys(&self) -> Result<Vec<String>, Error> {
        let mut found = BTreeMap::new();
        for (rule, value) in &rules(&self.to_toml())? {
            leaves(rule, value, &mut found);
        }
        Ok(found.into_keys().collect())
    }

    fn of_rules(rules: Rules) -> Result<Self, Error> {
        let mut file = Table::new();
        for (path, value) in rules {
            put(&mut file, &path, value);
        }
        let text = toml::to_string(&file)
            .map_err(|error| InputError::value("policy", error, "what TOML can hold"))?;
        Ok(Self::from_toml(&text)?)
    }
}

/// A value within a rule, by the rest of its key.
fn place<'v>(value: &'v mut Value, rest: &str) -> Option<&'v mut Value> {
    if rest.is_empty() {
        return Some(value);
    }
    if let Some(rest) = rest.strip_prefix('[') {
        let list = value.as_array_mut()?;
        return list.iter_mut().find_map(|row| {
            let named = row.as_table().map(name)?;
            let rest = rest.strip_prefix(named.as_str())?.strip_prefix(']')?;
            place(row, rest)
        });
    }
    let rest = rest.strip_prefix('.')?;
    let end = rest.find(['.', '[']).unwrap_or(rest.len());
    let (key, rest) = rest.split_at_checked(end)?;
    place(value.as_table_mut()?.get_mut(key)?, rest)
}

/// Puts a rule back where it stood.
fn put(file: &mut Table, path: &str, value: Value) {
    let (path, is_row) = path.split_once('[').map_or((path, false), |(path, _)| (path, true));
    let mut table = file;
    let mut keys = path.split('.').peekable();
    while let Some(key) = keys.next() {
        if keys.peek().is_none() {
            if is_row {
                let list = table.entry(key).or_insert_with(|| Value::Array(Vec::new()));
                if let Some(list) = list.as_array_mut() {
                    list.push(value);
                }
            } else {
                table.insert(key.to_owned(), value);
            }
            return;
        }
        let inner = table.entry(key).or_insert_with(|| Value::Table(Table::new()));
        let Some(inner) = inner.as_table_mut() else { return };
        table = inner;
    }
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[&ADDED, &REMOVED, &CHANGED];
