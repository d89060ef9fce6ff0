//! What a check of the ledger finds (台账检查结果): where it stands, and never the private value itself.

use core::fmt;

use crate::clause::ClauseId;
use crate::decision::{Arg, Reason, Template, Weight, Wording};
use crate::term::LedgerField;

/// A finding in a ledger (台账检查结果). A private value stands in it masked, as [`mask`](super::mask()) says.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize)]
pub struct LedgerFinding {
    /// A breach, or advice.
    pub weight: Weight,
    /// The row of the table, from 1, where it was read from one.
    pub row: Option<u64>,
    /// The household; empty where the row names none.
    pub household: String,
    /// The member, counted within the household from 1.
    pub member: Option<u32>,
    /// The field; `None` where it concerns several.
    pub field: Option<LedgerField>,
    /// The clause and what was found.
    pub reason: Reason,
}

static OF_ROW: Template = Template::new("ledger.place_row", "第{0}行", "row {0}");
static OF_HOUSEHOLD: Template = Template::new("ledger.place_household", "户{0}", "household {0}");
static OF_MEMBER: Template = Template::new("ledger.place_member", "第{0}名成员", "member {0}");

impl LedgerFinding {
    /// The stable code of what was found, such as `ledger.identity`.
    pub fn code(&self) -> &'static str {
        self.reason.wording.code()
    }

    /// Where it stands: row, household, member and field, as far as there are.
    pub fn place(&self) -> Vec<Wording> {
        let row = self.row.map(|row| OF_ROW.with([Arg::from(row.to_string())]));
        let household =
            (!self.household.is_empty()).then(|| OF_HOUSEHOLD.with([Arg::from(self.household.as_str())]));
        let member = self.member.map(|member| OF_MEMBER.with([Arg::from(member)]));
        row.into_iter().chain(household).chain(member).collect()
    }

    /// The finding in Chinese: weight, place, field, clause and what was found.
    pub fn zh(&self) -> String {
        use crate::vocabulary::Vocabulary as _;
        let mut place: Vec<String> = self.place().iter().map(Wording::zh).collect();
        place.extend(self.field.map(|field| field.zh().to_owned()));
        format!("{}：{}：{}", self.weight.zh(), place.join(" "), self.reason.zh())
    }

    /// The finding in English, likewise.
    pub fn en(&self) -> String {
        use crate::vocabulary::Vocabulary as _;
        let mut place: Vec<String> = self.place().iter().map(Wording::en).collect();
        place.extend(self.field.map(|field| field.en().to_owned()));
        format!("{}: {}: {}", self.weight.en(), place.join(", "), self.reason.en())
    }
}

impl fmt::Display for LedgerFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en())
    }
}

/// Where something stands in a ledger.
#[derive(Debug, Clone, Default)]
pub(super) struct Place {
    pub(super) row: Option<u64>,
    pub(super) household: String,
    pub(super) member: Option<u32>,
    pub(super) field: Option<LedgerField>,
}

impl Place {
    pub(super) fn finding(self, weight: Weight, clause: &ClauseId, wording: Wording) -> LedgerFinding {
        LedgerFinding {
            weight,
            row: self.row,
            household: self.household,
            member: self.member,
            field: self.field,
            reason: Reason::new(clause, wording),
        }
    }
}

/// The number of a member within its household, from 1.
pub(super) fn nth(place: usize) -> u32 {
    u32::try_from(place + 1).unwrap_or(u32::MAX)
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[&OF_ROW, &OF_HOUSEHOLD, &OF_MEMBER];
