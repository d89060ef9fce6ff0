//! Reading a policy file into a typed draft, every fault collected on the way.
//!
//! The TOML library parses and keeps the span of each value; what follows is only the typing, so that a file
//! with ten faults tells all ten. A macro makes, from one list of fields, the struct, its reader, its closed
//! list of keys, and (behind `schema`) its JSON Schema.

use core::ops::Range;

#[cfg(feature = "write")]
use chrono::Datelike;
use chrono::{NaiveDate, NaiveTime};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::decision::{Arg, Template, Wording};
use crate::error::Fault;
use crate::vocabulary::Vocabulary;

/// Where a value of the file lies: its path, its bytes, and those of its fields.
#[derive(Debug, Clone, Default)]
pub(crate) struct At {
    pub(crate) path: String,
    pub(crate) span: Range<usize>,
    pub(crate) fields: Vec<(&'static str, Range<usize>)>,
}

/// Two drafts are the same wherever they stood in their files.
impl PartialEq for At {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for At {}

impl At {
    pub(crate) fn join(path: &str, key: &str) -> String {
        if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
    }

    /// The path and the bytes of a field, or of the whole where the field does not stand.
    pub(crate) fn field(&self, key: &str) -> (String, Range<usize>) {
        let span = self.fields.iter().find(|(name, _)| *name == key).map(|(_, span)| span.clone());
        (Self::join(&self.path, key), span.unwrap_or_else(|| self.span.clone()))
    }
}

static SYNTAX: Template = Template::new("policy.syntax", "TOML 语法错误：{0}", "not TOML: {0}");
static TOO_LARGE: Template = Template::new(
    "policy.too_large",
    "文件有{0}字节，政策文件最多{1}字节",
    "the file has {0} bytes; a policy file has at most {1}",
);
static UNKNOWN_KEY: Template =
    Template::new("policy.unknown_key", "没有名为“{0}”的键，允许：{1}", "no key is called {0}; allowed: {1}");
static MISSING_KEY: Template = Template::new("policy.missing_key", "缺少键“{0}”", "the key {0} is missing");
static WRONG_TYPE: Template =
    Template::new("policy.wrong_type", "此处是{0}，应为{1}", "this is {0}; allowed: {1}");
static BAD_VALUE: Template =
    Template::new("policy.bad_value", "“{0}”不可用，允许：{1}", "{0} cannot stand here; allowed: {1}");

/// More faults than a person reads at once are counted, not listed.
const MOST_FAULTS: usize = 1000;

/// The longest file that is read.
pub(crate) const LONGEST: usize = 1 << 20;

/// Faults as they are found.
#[derive(Debug)]
pub(crate) struct Faults<'a> {
    source: &'a str,
    /// Where each line begins.
    lines: Vec<usize>,
    found: Vec<Fault>,
}

impl<'a> Faults<'a> {
    pub(crate) fn new(source: &'a str) -> Self {
        let lines =
            core::iter::once(0).chain(source.match_indices('\n').map(|(place, _)| place + 1)).collect();
        Self { source, lines, found: Vec::new() }
    }

    pub(crate) fn push(&mut self, (path, span): (String, Range<usize>), wording: Wording) {
        if self.found.len() >= MOST_FAULTS {
            return;
        }
        let line = self.lines.partition_point(|begin| *begin <= span.start).max(1);
        let begin = self.lines.get(line - 1).copied().unwrap_or_default();
        let column = self.source.get(begin..span.start).map_or(1, |before| before.chars().count() + 1);
        let fault = Fault { path, line, column, span, wording };
        if !self.found.contains(&fault) {
            self.found.push(fault);
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Whether something is wrong in a section, `hotline` or `hotline.duty`.
    pub(crate) fn any_in(&self, section: &str) -> bool {
        self.found.iter().any(|fault| in_section(&section_of(&fault.path), section))
    }

    /// All of them, in the order of the file.
    pub(crate) fn into_list(mut self) -> Vec<Fault> {
        self.found.sort_by_key(|fault| (fault.span.start, fault.span.end));
        self.found
    }

    pub(crate) fn bad_value(
        &mut self,
        at: (String, Range<usize>),
        found: impl Into<Arg>,
        allowed: impl Into<Arg>,
    ) {
        self.push(at, BAD_VALUE.with([found.into(), allowed.into()]));
    }
}

/// Parses a file; what could be read of it comes back even when there are faults.
pub(crate) fn parse<T: Read>(source: &str, faults: &mut Faults<'_>) -> Option<T> {
    if source.len() > LONGEST {
        let sizes = [Arg::from(source.len().to_string()), Arg::from(LONGEST.to_string())];
        faults.push((String::new(), 0..0), TOO_LARGE.with(sizes));
        return None;
    }
    let (table, errors) = DeTable::parse_recoverable(source);
    for error in &errors {
        let span = error.span().unwrap_or(0..0);
        faults.push((String::new(), span), SYNTAX.with([Arg::from(error.message())]));
    }
    let span = table.span();
    let value = Spanned::new(span, DeValue::Table(table.into_inner()));
    let read = T::read(&value, "", faults);
    // What a broken line hides would only be reported as missing.
    if errors.is_empty() { read } else { None }
}

/// The section that a path lies in or is, without the places in arrays: `hotline.duty` of `hotline.duty[1]`.
pub(crate) fn section_of(path: &str) -> String {
    path.split('.').map(|part| part.split('[').next().unwrap_or(part)).collect::<Vec<_>>().join(".")
}

/// Whether one section is the other or a part of it: `hotline.duty` is in `hotline`.
pub(crate) fn in_section(one: &str, other: &str) -> bool {
    one.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// What can be read from a value of the file.
pub(crate) trait Read: Sized {
    /// Reads the value, or collects what is wrong with it.
    fn read(value: &Spanned<DeValue<'_>>, path: &str, faults: &mut Faults<'_>) -> Option<Self>;

    /// What an absent key means; `None` where it must stand.
    fn absent() -> Option<Self> {
        None
    }
}

pub(crate) fn wrong_type<T>(
    value: &Spanned<DeValue<'_>>,
    path: &str,
    faults: &mut Faults<'_>,
    allowed: &str,
) -> Option<T> {
    let found = match value.get_ref() {
        DeValue::String(_) => "string",
        DeValue::Integer(_) => "integer",
        DeValue::Float(_) => "float",
        DeValue::Boolean(_) => "boolean",
        DeValue::Datetime(_) => "date",
        DeValue::Array(_) => "array",
        DeValue::Table(_) => "table",
    };
    faults.push((path.to_owned(), value.span()), WRONG_TYPE.with([Arg::from(found), allowed.into()]));
    None
}

impl Read for String {
    fn read(value: &Spanned<DeValue<'_>>, path: &str, faults: &mut Faults<'_>) -> Option<Self> {
        let Some(text) = value.get_ref().as_str() else {
            return wrong_type(value, path, faults, "string");
        };
        if text.trim().is_empty() || text.contains('\0') {
            faults.bad_value(
                (path.to_owned(), value.span()),
                format!("{text:?}"),
                "a text that is not empty",
            );
            return None;
        }
        Some(text.to_owned())
    }
}

impl Read for u32 {
    fn read(value: &Spanned<DeValue<'_>>, path: &str, faults: &mut Faults<'_>) -> Option<Self> {
        let Some(number) = value.get_ref().as_integer() else {
            return wrong_type(value, path, faults, "a whole number");
        };
        let read = Self::from_str_radix(number.as_str(), number.radix());
        if read.is_err() {
            let at = (path.to_owned(), value.span());
            faults.bad_value(at, number.as_str(), "a whole number from 0 to 4294967295");
        }
        read.ok()
    }
}

impl Read for bool {
    fn read(value: &Spanned<DeValue<'_>>, path: &str, faults: &mut Faults<'_>) -> Option<Self> {
        match value.get_ref().as_bool() {
            Some(flag) => Some(flag),
            None => wrong_type(value, path, faults, "true, false"),
        }
    }
}

/// A day as TOML writes it, without quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TomlDay(pub NaiveDate);

#[cfg(feature = "write")]
impl serde::Serialize for TomlDay {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let date = toml::value::Date {
            year: u16::try_from(self.0.year()).map_err(serde::ser::Error::custom)?,
            month: u8::try_from(self.0.month()).map_err(serde::ser::Error::custom)?,
            day: u8::try_from(self.0.day()).map_err(serde::ser::Error::custom)?,
        };
        toml::value::Datetime { date: Some(date), time: None, offset: None }.serialize(serializer)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for TomlDay {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date" })
    }
}

impl Read for TomlDay {
    fn read(value: &Spanned<DeValue<'_>>, path: &str, faults: &mut Faults<'_>) -> Option<Self> {
        let allowed = "a day as 2026-11-23";
        let Some(date) = value.get_ref().as_datetime() else {
            return wrong_type(value, path, faults, allowed);
        };
        let day = match (date.date, date.time, date.offset) {
            (Some(day), None, None) => {
                NaiveDate::from_ymd_opt(i32::from(day.year), u32::from(day.month), u32::from(day.day))
                    .map(Self)
            }
            _ => None,
        };
        if day.is_none() {
            faults.bad_value((path.to_owned(), value.span()), date.to_string(), allowed);
        }
        day
    }
}

/// An hour of the day as people write it, in quotes: `"17:30"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TomlTime(pub NaiveTime);

#[cfg(feature = "write")]
impl serde::Serialize for TomlTime {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0.format("%H:%M"))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for TomlTime {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Time".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$" })
    }
}

impl Read for TomlTime {
    fn read(value: &Spanned<DeValue<'_>>, path: &str, faults: &mut Faults<'_>) -> Option<Self> {
        let allowed = "an hour as \"17:30\"";
        let Some(text) = value.get_ref().as_str() else {
            return wrong_type(value, path, faults, allowed);
        };
        let parts = text.split_once(':').filter(|(hour, minute)| {
            let two = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
            two(hour) && two(minute)
        });
        let time = parts.and_then(|(hour, minute)| {
            NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0).map(Self)
        });
        if time.is_none() {
            faults.bad_value((path.to_owned(), value.span()), text, allowed);
        }
        time
    }
}

impl<V: Vocabulary> Read for V {
    fn read(value: &Spanned<DeValue<'_>>, path: &str, faults: &mut Faults<'_>) -> Option<Self> {
        let Some(text) = value.get_ref().as_str() else {
            return wrong_type(value, path, faults, &V::codes().join(", "));
        };
        let found = V::find(text);
        if found.is_none() {
            faults.bad_value((path.to_owned(), value.span()), text, V::codes().join(", "));
        }
        found
    }
}

impl<T: Read> Read for Option<T> {
    fn read(value: &Spanned<DeValue<'_>>, path: &str, faults: &mut Faults<'_>) -> Option<Self> {
        T::read(value, path, faults).map(Some)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(value: &Spanned<DeValue<'_>>, path: &str, faults: &mut Faults<'_>) -> Option<Self> {
        let Some(items) = value.get_ref().as_array() else {
            return wrong_type(value, path, faults, "array");
        };
        let read =
            items.iter().enumerate().map(|(place, item)| T::read(item, &format!("{path}[{place}]"), faults));
        // The items that could be read are kept, so that what is wrong among them is told too.
        Some(read.collect::<Vec<_>>().into_iter().flatten().collect())
    }
}

/// A section that stands once, or several times over the years (`[counting]` or `[[counting]]`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneOrMany<T>(pub Vec<T>);

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> OneOrMany<T> {
    #[cfg(feature = "write")]
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T: Read> Read for OneOrMany<T> {
    fn read(value: &Spanned<DeValue<'_>>, path: &str, faults: &mut Faults<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::Table(_) => Some(Self(T::read(value, path, faults).into_iter().collect())),
            DeValue::Array(_) => Vec::read(value, path, faults).map(Self),
            _ => wrong_type(value, path, faults, "table, array of tables"),
        }
    }

    fn absent() -> Option<Self> {
        Some(Self::default())
    }
}

#[cfg(feature = "write")]
impl<T: serde::Serialize> serde::Serialize for OneOrMany<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [one] => one.serialize(serializer),
            many => many.serialize(serializer),
        }
    }
}

#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for OneOrMany<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("OneOrMany{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let one = generator.subschema_for::<T>();
        schemars::json_schema!({ "anyOf": [one.clone(), { "type": "array", "items": one }] })
    }
}

/// The fields of a table: those read, those missing, those nobody knows.
pub(crate) struct Fields<'v, 'i> {
    table: &'v DeTable<'i>,
    span: Range<usize>,
    path: String,
    known: &'static [&'static str],
}

impl<'v, 'i> Fields<'v, 'i> {
    pub(crate) fn new(
        value: &'v Spanned<DeValue<'i>>,
        path: &str,
        known: &'static [&'static str],
        faults: &mut Faults<'_>,
    ) -> Option<Self> {
        let Some(table) = value.get_ref().as_table() else {
            return wrong_type(value, path, faults, "table");
        };
        for key in table.keys() {
            if !known.contains(&key.get_ref().as_ref()) {
                let name: &str = key.get_ref();
                let words = UNKNOWN_KEY.with([Arg::from(name), known.join(", ").into()]);
                faults.push((At::join(path, name), key.span()), words);
            }
        }
        Some(Self { table, span: value.span(), path: path.to_owned(), known })
    }

    pub(crate) fn at(&self) -> At {
        let spans = self.known.iter().filter_map(|key| Some((*key, self.table.get(*key)?.span())));
        At { path: self.path.clone(), span: self.span.clone(), fields: spans.collect() }
    }

    pub(crate) fn read<T: Read>(&self, key: &str, faults: &mut Faults<'_>) -> Option<T> {
        if let Some((value, path)) = self.find(key) {
            return T::read(value, &path, faults);
        }
        let absent = T::absent();
        if absent.is_none() {
            self.missing(key, faults);
        }
        absent
    }

    #[inline(never)]
    fn find(&self, key: &str) -> Option<(&'v Spanned<DeValue<'i>>, String)> {
        Some((self.table.get(key)?, At::join(&self.path, key)))
    }

    #[inline(never)]
    fn missing(&self, key: &str, faults: &mut Faults<'_>) {
        faults.push((At::join(&self.path, key), self.span.clone()), MISSING_KEY.with([Arg::from(key)]));
    }
}

macro_rules! draft {
    ($(
        $(#[$outer:meta])*
        pub struct $name:ident {
            $( $(#[doc = $doc:literal])* $field:ident : $ty:ty $(= $stand_in:expr)?, )+
        }
    )+) => { $(
        $(#[$outer])*
        #[cfg_attr(feature = "write", derive(Debug, Clone, PartialEq, Eq, serde::Serialize))]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
        pub struct $name {
            $(
                $(#[doc = $doc])*
                #[cfg_attr(feature = "write", serde(skip_serializing_if = "crate::policy::read::Blank::is_blank"))]
                pub $field: $ty,
            )+
            #[cfg_attr(feature = "write", serde(skip))]
            #[cfg_attr(feature = "schema", schemars(skip))]
            pub(crate) at: crate::policy::read::At,
        }

        impl $name {
            /// The keys that this table may have.
            pub const KEYS: &'static [&'static str] = &[$( stringify!($field) ),+];
        }

        #[cfg(feature = "write")]
        impl crate::policy::read::Blank for $name {}

        impl crate::policy::read::Read for $name {
            fn read(
                value: &toml::Spanned<toml::de::DeValue<'_>>,
                path: &str,
                faults: &mut crate::policy::read::Faults<'_>,
            ) -> Option<Self> {
                let fields = crate::policy::read::Fields::new(value, path, Self::KEYS, faults)?;
                $( let $field = fields.read::<$ty>(stringify!($field), faults)$(.or_else(|| Some($stand_in)))?; )+
                let made = Self { $( $field: $field?, )+ at: fields.at() };
                // Every draft knows its place, whether a check asks for it or not.
                let _ = &made.at;
                Some(made)
            }
        }
    )+ };
}
pub(crate) use draft;

#[cfg(feature = "write")]
pub(crate) use blank::Blank;

#[cfg(feature = "write")]
mod blank {
    use super::{OneOrMany, TomlDay, TomlTime};
    use crate::vocabulary::Vocabulary;

    /// Whether a value is not written, since its absence says the same.
    pub(crate) trait Blank {
        fn is_blank(&self) -> bool {
            false
        }
    }

    impl<T> Blank for Option<T> {
        fn is_blank(&self) -> bool {
            self.is_none()
        }
    }

    impl<T> Blank for OneOrMany<T> {
        fn is_blank(&self) -> bool {
            self.is_empty()
        }
    }

    impl<T> Blank for Vec<T> {}
    impl Blank for String {}
    impl Blank for u32 {}
    impl Blank for bool {}
    impl Blank for TomlDay {}
    impl Blank for TomlTime {}
    impl<V: Vocabulary> Blank for V {}
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] =
    &[&SYNTAX, &TOO_LARGE, &UNKNOWN_KEY, &MISSING_KEY, &WRONG_TYPE, &BAD_VALUE];
