//! Shares of a number of people, and points (比例、分值), as a policy file writes them.

use core::fmt;
use core::str::FromStr;

use rust_decimal::Decimal;
use toml::Spanned;
use toml::de::DeValue;

use super::read::{Faults, Read, wrong_type};

/// A share of a number of people (比例): `">= 2/3"`, at least two thirds; `"> 1/2"`, more than half.
///
/// ```
/// use wangge::policy::Share;
/// let (most, half): (Share, Share) = (">= 2/3".parse()?, "> 1/2".parse()?);
/// assert!(most.is_met(20, 30) && !most.is_met(19, 30));
/// assert!(half.is_met(16, 30) && !half.is_met(15, 30));
/// assert_eq!(half.least(30), 16);
/// assert!("2/3".parse::<Share>().is_err(), "at least, or more than?");
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Share {
    /// Whether it must be more than the share; else at least the share.
    pub more_than: bool,
    /// The upper number.
    pub part: u32,
    /// The lower number, never 0.
    pub whole: u32,
}

const ALLOWED: &str = "at least a share as \">= 2/3\", or more than it as \"> 1/2\"; the numbers to 10000";

impl Share {
    /// Whether so many of so many are enough.
    pub fn is_met(self, count: u32, of: u32) -> bool {
        let (left, right) = (u64::from(count) * u64::from(self.whole), u64::from(of) * u64::from(self.part));
        if self.more_than { left > right } else { left >= right }
    }

    /// How many of so many are enough.
    pub fn least(self, of: u32) -> u32 {
        let share = u64::from(of) * u64::from(self.part);
        let whole = u64::from(self.whole).max(1);
        let least = if self.more_than { share / whole + 1 } else { share.div_ceil(whole) };
        u32::try_from(least).unwrap_or(u32::MAX)
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}/{}", if self.more_than { ">" } else { ">=" }, self.part, self.whole)
    }
}

impl FromStr for Share {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let read = || {
            let (sign, share) = text.split_once(' ')?;
            let more_than = match sign {
                ">" => true,
                ">=" => false,
                _ => return None,
            };
            let (part, whole) = share.split_once('/')?;
            let number = |text: &str| {
                let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
                text.parse::<u32>().ok().filter(|number| digits && *number <= 10_000)
            };
            let (part, whole) = (number(part)?, number(whole)?);
            // More than all of them can never be.
            let possible = whole > 0 && if more_than { part < whole } else { part <= whole };
            possible.then_some(Self { more_than, part, whole })
        };
        read().ok_or_else(|| ALLOWED.to_owned())
    }
}

impl Read for Share {
    fn read(value: &Spanned<DeValue<'_>>, path: &str, faults: &mut Faults<'_>) -> Option<Self> {
        let Some(text) = value.get_ref().as_str() else {
            return wrong_type(value, path, faults, ALLOWED);
        };
        let share = text.parse();
        if share.is_err() {
            faults.bad_value((path.to_owned(), value.span()), text, ALLOWED);
        }
        share.ok()
    }
}

/// Points as a file writes them, in quotes so that none is rounded (分值): `"0.5"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Points(pub Decimal);

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Read for Points {
    fn read(value: &Spanned<DeValue<'_>>, path: &str, faults: &mut Faults<'_>) -> Option<Self> {
        let allowed = "points as \"0.5\", from 0 to 1000, with at most four places";
        let Some(text) = value.get_ref().as_str() else {
            return wrong_type(value, path, faults, allowed);
        };
        let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let points = Decimal::from_str(text).ok().filter(|points| {
            plain && points.scale() <= 4 && *points <= Decimal::from(1000) && !text.starts_with('.')
        });
        if points.is_none() {
            faults.bad_value((path.to_owned(), value.span()), text, allowed);
        }
        points.map(Self)
    }
}

#[cfg(feature = "write")]
mod write {
    use super::{Points, Share};
    use crate::policy::read::Blank;

    impl Blank for Share {}
    impl Blank for Points {}

    impl serde::Serialize for Share {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_str(self)
        }
    }

    impl serde::Serialize for Points {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_str(self)
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Share {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Share".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^>=? [0-9]+/[0-9]+$" })
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Points {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Points".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[0-9]+(\\.[0-9]{1,4})?$" })
    }
}
