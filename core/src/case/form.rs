//! What a step says, read field by field: one reader for the steps of every kind.

use core::fmt;

use serde::de::{DeserializeOwned, Deserializer as _, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// What is written in a field that says nothing.
pub(super) const NOTHING: &str = "null";

/// The fields of a step: those that it must say, then those that it may. It reads what a step says without a look at
/// the values, once for all steps, where a derived reader would be there for each.
#[derive(Clone, Copy)]
pub(super) struct Form {
    pub(super) name: &'static str,
    pub(super) fields: &'static [&'static str],
    pub(super) must: usize,
}

/// What each field says, in the order of the form.
pub(super) type Written<'de> = Vec<Option<&'de RawValue>>;

impl Form {
    pub(super) fn read(self, data: &str) -> Result<Written<'_>, serde_json::Error> {
        let mut reader = serde_json::Deserializer::from_str(data);
        let written = reader.deserialize_struct(self.name, self.fields, self)?;
        reader.end()?;
        Ok(written)
    }
}

impl<'de> Visitor<'de> for Form {
    type Value = Written<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "struct {}", self.name)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut written = vec![None; self.fields.len()];
        while let Some(key) = map.next_key::<String>()? {
            let places = self.fields.iter().zip(&mut written);
            match places.into_iter().find(|(field, _)| **field == key) {
                None => return Err(A::Error::unknown_field(&key, self.fields)),
                Some((field, Some(_))) => return Err(A::Error::duplicate_field(field)),
                Some((_, place)) => *place = Some(map.next_value()?),
            }
        }
        let mut left_out =
            self.fields.iter().zip(&written).take(self.must).filter(|(_, said)| said.is_none());
        match left_out.next() {
            Some((field, _)) => Err(A::Error::missing_field(field)),
            None => Ok(written),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut written = vec![None; self.fields.len()];
        for (nth, place) in written.iter_mut().enumerate() {
            *place = seq.next_element()?;
            if place.is_none() && nth < self.must {
                let (many, s) = (self.fields.len(), if self.fields.len() == 1 { "" } else { "s" });
                let expected = format!("struct {} with {many} element{s}", self.name);
                return Err(A::Error::invalid_length(nth, &expected.as_str()));
            }
        }
        Ok(written)
    }
}

/// A field that has to be there.
pub(super) fn must<T: DeserializeOwned>(
    said: Option<&RawValue>,
    field: &'static str,
) -> Result<T, serde_json::Error> {
    let said = said.ok_or_else(|| serde_json::Error::missing_field(field))?;
    serde_json::from_str(said.get())
}

/// A field that may be left out.
pub(super) fn may<T: DeserializeOwned>(said: Option<&RawValue>) -> Result<Option<T>, serde_json::Error> {
    said.filter(|said| said.get() != NOTHING).map(|said| serde_json::from_str(said.get())).transpose()
}

#[cfg(test)]
mod tests {
    use serde::de::DeserializeOwned;

    use crate::case::step::*;
    use crate::term::StepKind;

    /// The reader of a step beside the one that is derived for it: the same answer, or both refuse.
    fn agree<T>(kind: StepKind, data: &str)
    where
        T: DeserializeOwned + Into<Step>,
    {
        let derived = serde_json::from_str::<T>(data).map(T::into);
        let read = Step::read(kind, data);
        assert_eq!(read.as_ref().ok(), derived.as_ref().ok(), "{kind} {data}");
        // Where no one field is at fault, the words of the reader are shown; of a list, those may differ.
        if data.starts_with('[') || Step::at_fault(kind, data).is_some() {
            return;
        }
        if let (Err(read), Err(derived)) = (read, derived) {
            assert_eq!(read.to_string(), derived.to_string(), "{kind} {data}");
        }
    }

    #[test]
    fn one_reader_reads_as_the_derived_ones_do() {
        let texts = [
            "",
            "{}",
            "[]",
            "5",
            "null",
            "\"a\"",
            "{",
            "{} {}",
            r#"{"note":"a"}"#,
            r#"{"note":null}"#,
            r#" { "n\u006fte" : "\u707e\n" } "#,
            r#"{"note":"\ud800"}"#,
            r#"{"note":5}"#,
            r#"{"note":"a","note":"b"}"#,
            r#"{"note":"a"#,
            r#"{"note":"a",}"#,
            r#"{"note":"a"} x"#,
            r#"["a"]"#,
            r#"["a","b"]"#,
            r#"["a",null]"#,
            r#"["a","b","c","d","e","f","g"]"#,
            r#"[null]"#,
            r#"{"to":"unit-3"}"#,
            r#"{"to":"unit-3","note":null}"#,
            r#"{"to":null}"#,
            r#"{"to":"unit-3","more":1}"#,
            r#"{"to":"committees","hand_over":true}"#,
            r#"["committees",true]"#,
            r#"{"outcome":"settled"}"#,
            r#"{"outcome":"s\u0065ttled","note":"a"}"#,
            r#"{"passed":true}"#,
            r#"{"passed":"true"}"#,
            r#"{"topic":"regional","meeting":"2026-11-23"}"#,
            r#"{"topic":"regional","meeting":"2026-11-31"}"#,
            r#"{"ground":"a"}"#,
            r#"{"by":{"count":2,"unit":"working_day"},"ground":"a"}"#,
            r#"{"by":[2,"working_day"],"ground":"a"}"#,
            r#"{"by":{"count":-2,"unit":"working_day"},"ground":"a"}"#,
            r#"{"granted":true,"by":{"count":2,"unit":"working_day"}}"#,
            r#"{"granted":true,"by":{"count":2}}"#,
            r#"{"facts":{"scope":"grid","major":false,"sudden":false},"ground":"a"}"#,
            r#"{"channel":"hotline","served":"known","facts":{"scope":"grid","major":false,"sudden":false}}"#,
            r#"["hotline","known",["grid",false,true],"2026-11-23T09:00:00"]"#,
            r#"{"channel":"hotline","served":"known","facts":{"scope":"grid","major":false}}"#,
        ];
        macro_rules! each {
            ($($name:ident),+) => { $( texts.iter().for_each(|text| agree::<$name>(StepKind::$name, text)); )+ };
        }
        each!(
            Collect,
            File,
            Decline,
            SettleOnSpot,
            Dispatch,
            Accept,
            Return,
            Transfer,
            ReportUp,
            PutToMeeting,
            TakeFromMeeting,
            Feedback,
            Verify,
            Tell,
            Close,
            Merge,
            Withdraw,
            Reopen,
            FollowUp,
            Appeal,
            DecideAppeal,
            Pause,
            Resume,
            AskExtension,
            DecideExtension,
            Supervise,
            Lift,
            Reclassify,
            Note
        );
    }
}
