//! What the policy file says of assessment, typed and not yet checked (草稿：考评).

use rust_decimal::Decimal;
use toml::Spanned;
use toml::de::DeValue;

use super::read::{Faults, Read, TomlDay, draft, wrong_type};
use crate::term::{Belongs, CurveKind, Empty, Join, PartUnit, RoundAt, Rounding, Tally, TieBreak};
use crate::vocabulary::Vocabulary as _;

draft! {
    /// A figure of the county's own (本地指标).
    pub struct MetricDraft {
        /// Its name, unlike every other's.
        id: String,
        /// Its title.
        title: String,
        /// Its title in English; absent: its name.
        title_en: Option<String>,
        /// Another figure that it is like, but for what stands here.
        based_on: Option<String>,
        /// What is counted, each a count; one with a `-` before it is taken away.
        numerator: Option<Vec<SignedTally>>,
        /// Over what; likewise.
        denominator: Option<Vec<SignedTally>>,
        /// By which day a case belongs to a period.
        belongs_by: Option<Belongs>,
        /// Whether cases that an appeal exempted are left out.
        exempt: Option<bool>,
        /// Whether more of it is better.
        more_is_better: Option<bool>,
        /// The clause it rests on.
        clause: String,
        /// The first day it is in force.
        from: Option<TomlDay>,
        /// The last day it is in force.
        to: Option<TomlDay>,
    }

    /// A sheet: how figures become marks (考评表).
    pub struct SheetDraft {
        /// A short name.
        id: String,
        /// Its title.
        title: String,
        /// The group of units it is for; absent: for those that no other of its name is for.
        group: Option<String>,
        /// The full marks; the weights of the items add up to it.
        full: u32,
        /// How many decimal places the marks have.
        places: u32,
        /// How they are rounded.
        rounding: Rounding,
        /// Whether the total is rounded, or each item; absent: the total.
        round: Option<RoundAt>,
        /// Whether its marks are given from outside, so that it has no items; absent: they are not.
        given: Option<bool>,
        /// The items.
        item: Option<Vec<SheetItemDraft>>,
        /// The clause it rests on.
        clause: String,
        /// The first day it is in force.
        from: Option<TomlDay>,
        /// The last day it is in force.
        to: Option<TomlDay>,
    }

    /// An item of a sheet.
    pub struct SheetItemDraft {
        /// The figure.
        metric: String,
        /// Its weight in marks.
        weight: u32,
        /// How the figure becomes marks.
        curve: CurveKind,
        /// Whether what is missing to 100 percent counts, in place of the figure; absent: the figure.
        reverse: Option<bool>,
        /// The percentage from which on full marks are given.
        target: Option<TomlDecimal>,
        /// The marks taken off for each percentage point below the target, or for each that is counted.
        per: Option<TomlDecimal>,
        /// The marks that are left at least.
        floor: Option<TomlDecimal>,
        /// The marks that are taken off at most.
        cap: Option<TomlDecimal>,
        /// From which percentage on how many marks, the highest first.
        steps: Option<Vec<StepDraft>>,
        /// What it does when there is nothing to count.
        empty: Empty,
    }

    /// A step of a curve.
    pub struct StepDraft {
        /// From this percentage on
        from: TomlDecimal = TomlDecimal(Decimal::ZERO),
        /// so many marks.
        marks: TomlDecimal = TomlDecimal(Decimal::ZERO),
    }

    /// How villages are ranked (排名).
    pub struct RankingDraft {
        /// The figure; or `sheet`.
        metric: Option<String>,
        /// The sheet whose marks decide.
        sheet: Option<String>,
        /// Which day decides the period that a case belongs to.
        belongs_by: Belongs,
        /// Villages with fewer cases that count are listed, not ranked.
        least_volume: u32,
        /// What decides between equal rates, in order; an empty list leaves them tied.
        ties: Vec<TieBreak>,
        /// Whether units are ranked within their groups only; absent: all together.
        within_groups: Option<bool>,
        /// What becomes of a unit that existed for a part of the period.
        part_period: Option<PartUnit>,
        /// The clause it rests on.
        clause: String,
        /// The first day it is in force.
        from: Option<TomlDay>,
        /// The last day it is in force.
        to: Option<TomlDay>,
    }

    /// The two sheets of a year, and how they are joined (双百分考核, X-4.3c).
    pub struct DoubleHundredDraft {
        /// The names of the two.
        sheets: Vec<String>,
        /// How their marks are joined.
        join: Join,
        /// The percentage of the first, where they are weighed.
        first_percent: Option<u32>,
        /// The clause it rests on.
        clause: String,
        /// The first day it is in force.
        from: Option<TomlDay>,
        /// The last day it is in force.
        to: Option<TomlDay>,
    }
}

/// A count, or one that is taken away, as `"-returned"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignedTally {
    /// The count.
    pub tally: Tally,
    /// Whether it is taken away.
    pub less: bool,
}

impl Read for SignedTally {
    fn read(value: &Spanned<DeValue<'_>>, path: &str, faults: &mut Faults<'_>) -> Option<Self> {
        let Some(text) = value.get_ref().as_str() else {
            return wrong_type(value, path, faults, "string");
        };
        let (less, name) = text.strip_prefix('-').map_or((false, text), |name| (true, name));
        let Some(tally) = Tally::find(name) else {
            faults.bad_value((path.to_owned(), value.span()), text, Tally::codes().join(", "));
            return None;
        };
        Some(Self { tally, less })
    }
}

/// A decimal, written as a whole number or between quotes, so that it is exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TomlDecimal(pub Decimal);

impl Read for TomlDecimal {
    fn read(value: &Spanned<DeValue<'_>>, path: &str, faults: &mut Faults<'_>) -> Option<Self> {
        const ALLOWED: &str = "a whole number, or a decimal between quotes as \"0.5\"";
        let text = match value.get_ref() {
            DeValue::String(text) => text.as_ref().to_owned(),
            DeValue::Integer(number) if number.radix() == 10 => number.as_str().to_owned(),
            _ => return wrong_type(value, path, faults, ALLOWED),
        };
        // At most nine digits and six places: sums and products of them stay exact.
        let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && text.len() <= 16;
        let number = plain.then(|| text.parse::<Decimal>().ok()).flatten();
        let fits = number.filter(|number| number.scale() <= 6 && *number < Decimal::from(1_000_000_000));
        if fits.is_none() {
            let allowed = format!("{ALLOWED}, not negative, below 1000000000, with at most 6 places");
            faults.bad_value((path.to_owned(), value.span()), text, allowed);
        }
        fits.map(Self)
    }
}

#[cfg(feature = "write")]
impl serde::Serialize for SignedTally {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{}{}", if self.less { "-" } else { "" }, self.tally))
    }
}

#[cfg(feature = "write")]
impl serde::Serialize for TomlDecimal {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

#[cfg(feature = "write")]
impl super::read::Blank for TomlDecimal {}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for SignedTally {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "SignedTally".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let all: Vec<String> =
            Tally::codes().iter().flat_map(|code| [(*code).to_owned(), format!("-{code}")]).collect();
        schemars::json_schema!({ "type": "string", "enum": all })
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for TomlDecimal {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Decimal".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "anyOf": [
            { "type": "integer", "minimum": 0 },
            { "type": "string", "pattern": "^[0-9]{1,9}(\\.[0-9]{1,6})?$" },
        ] })
    }
}
