//! A county's policy.

use core::fmt;
use core::hash::{Hash, Hasher};

use chrono::NaiveDate;
use wangge::policy::Span;

use crate::clause::ClauseText;
use crate::error::WanggeError;

/// A county's policy: numbers and tables as data, checked. It never changes; any thread may ask it.
#[derive(PartialEq, Eq, uniffi::Object)]
#[uniffi::export(Display, Eq, Hash)]
pub struct Policy(pub(crate) wangge::Policy);

impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

// The core has no hash of a policy; equal policies have equal ids and days.
impl Hash for Policy {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.0.id(), self.0.as_of()).hash(state);
    }
}

#[uniffi::export]
impl Policy {
    /// A preset: `modian-2012`, `xiang-2011`, or `combined`, which takes each rule from the document that states
    /// it and the extensions for the rest.
    ///
    /// Refuses with `UnknownPreset`, naming those there are.
    #[uniffi::constructor]
    pub fn preset(name: &str) -> Result<Self, WanggeError> {
        Ok(Self(wangge::Policy::preset(name)?))
    }

    /// Reads and checks a policy file.
    ///
    /// Refuses with `PolicyFaults`: every fault of the file, with path, line and what is allowed.
    #[uniffi::constructor]
    pub fn from_toml(text: &str) -> Result<Self, WanggeError> {
        Ok(Self(wangge::Policy::from_toml(text)?))
    }

    /// The TOML text it was read from, comments and all: it reads back as the same policy, of all its years.
    pub fn source(&self) -> String {
        self.0.source().to_owned()
    }

    /// The same policy with the rules in force on one day.
    ///
    /// Refuses with `NotInForce` when the policy is not in force on that day.
    pub fn at(&self, date: NaiveDate) -> Result<Self, WanggeError> {
        Ok(Self(self.0.at(date)?))
    }

    /// The day whose rules it answers with, after `at`; none before.
    pub fn as_of(&self) -> Option<NaiveDate> {
        self.0.as_of()
    }

    /// Its short name.
    pub fn id(&self) -> String {
        self.0.id().to_owned()
    }

    /// Its full title.
    pub fn title(&self) -> String {
        self.0.title().to_owned()
    }

    /// The days it is in force.
    pub fn span(&self) -> Span {
        self.0.span()
    }

    /// The heading and the text of a clause that it may cite, its own included; none where it knows no such
    /// clause.
    pub fn clause_text(&self, id: &str) -> Option<ClauseText> {
        let (heading, text) = self.0.clause_text(id)?;
        Some(ClauseText { heading: heading.to_owned(), text: text.to_owned() })
    }
}

/// The names of the presets.
#[uniffi::export]
pub fn presets() -> Vec<String> {
    wangge::Policy::PRESETS.iter().map(|name| (*name).to_owned()).collect()
}

/// The TOML text of a preset, as a start for a county's own file.
///
/// Refuses with `UnknownPreset`, naming those there are.
#[uniffi::export]
pub fn preset_toml(name: &str) -> Result<String, WanggeError> {
    Ok(wangge::Policy::preset_toml(name)?.to_owned())
}
