//! Which units are compared with one another (分组), and how long each existed.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::metric::Period;
use crate::error::InputError;

/// What is known of a unit beside its counts (考评单位).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct UnitFact {
    /// The unit.
    pub unit: String,
    /// The group it is compared in, such as villages in the hills.
    pub group: Option<String>,
    /// The first day it exists; `None`: it always did.
    pub from: Option<NaiveDate>,
    /// The last day it exists; `None`: it has no end.
    pub to: Option<NaiveDate>,
}

/// Units by name (考评单位表). A unit that is not listed has no group and existed throughout.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Units {
    facts: BTreeMap<String, UnitFact>,
}

impl Units {
    /// The units of a table.
    ///
    /// # Errors
    /// [`InputError`] with the row for a unit that stands twice, and so perhaps in two groups, or ends before it begins.
    pub fn new(facts: Vec<UnitFact>) -> Result<Self, InputError> {
        let mut made = BTreeMap::new();
        for (row, fact) in facts.into_iter().enumerate() {
            if let (Some(from), Some(to)) = (fact.from, fact.to)
                && to < from
            {
                return Err(
                    InputError::value("to", to, format!("{from} or later, the day it begins")).at(row)
                );
            }
            let unit = fact.unit.clone();
            if made.insert(unit.clone(), fact).is_some() {
                return Err(
                    InputError::value("unit", format!("{unit:?}"), "each unit once, in one group").at(row)
                );
            }
        }
        Ok(Self { facts: made })
    }

    /// The group of a unit.
    pub fn group(&self, unit: &str) -> Option<&str> {
        self.facts.get(unit)?.group.as_deref()
    }

    /// Whether a unit existed on all days of a period.
    pub fn is_whole(&self, unit: &str, period: Period) -> bool {
        self.facts.get(unit).is_none_or(|fact| {
            fact.from.is_none_or(|from| from <= period.start()) && fact.to.is_none_or(|to| period.end() <= to)
        })
    }
}
