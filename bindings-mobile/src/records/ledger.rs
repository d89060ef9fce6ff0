//! The household ledger. What it holds of people does not cross, but for what a view shows.

use std::sync::Arc;

use chrono::NaiveDate;
use wangge::rules::ledger::{self, Secret};
use wangge::{
    ChangeKind, FigureBy, IdentityFault, InputError, LedgerField, PhoneFault, Private, Section, Sex, View,
    Weight,
};

use crate::decision::{Reason, reasons};
use crate::error::WanggeError;
use crate::number::{sequence, signed};
use crate::policy::Policy;

/// A finding in a ledger (台账检查结果); a private value stands in it masked.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct LedgerFinding {
    /// A breach, or advice.
    pub weight: Weight,
    /// The row of the table, from 1, where it was read from one.
    pub row: Option<i64>,
    /// The household; empty where the row names none.
    pub household: String,
    /// The member, counted within the household from 1.
    pub member: Option<i32>,
    /// The field; none where it concerns several.
    pub field: Option<LedgerField>,
    /// The stable code, such as `ledger.identity`.
    pub code: String,
    /// The id of the clause.
    pub clause: String,
    /// The finding in Chinese, place first.
    pub zh: String,
    /// The finding in English, place first.
    pub en: String,
}

impl From<&ledger::LedgerFinding> for LedgerFinding {
    fn from(found: &ledger::LedgerFinding) -> Self {
        Self {
            weight: found.weight,
            row: found.row.map(sequence),
            household: found.household.clone(),
            member: found.member.map(signed),
            field: found.field,
            code: found.code().to_owned(),
            clause: found.reason.clause.to_string(),
            zh: found.zh(),
            en: found.en(),
        }
    }
}

/// One value that a view shows (可见信息). Its text shows only where it is asked for.
#[derive(uniffi::Object)]
pub struct Seen(ledger::Seen);

#[uniffi::export]
impl Seen {
    /// The household; empty for the public.
    pub fn household(&self) -> String {
        self.0.household.clone()
    }

    /// Its grids.
    pub fn grid(&self) -> String {
        self.0.grid.clone()
    }

    /// The member, counted within the household from 1; none for what is said of the household.
    pub fn member(&self) -> Option<i32> {
        self.0.member.map(signed)
    }

    /// The field.
    pub fn field(&self) -> LedgerField {
        self.0.field
    }

    /// Whether it is masked.
    pub fn masked(&self) -> bool {
        self.0.masked
    }

    /// What is shown.
    pub fn reveal(&self) -> String {
        self.0.text.reveal().clone()
    }
}

/// What a view shows of a ledger, and why.
#[derive(uniffi::Record)]
pub struct LedgerView {
    /// The values, in the order of the ledger.
    pub seen: Vec<Arc<Seen>>,
    /// The reasons, with their clauses.
    pub because: Vec<Reason>,
}

/// How complete a section is (台账完整性): `filled` of `required`; 0 of 0 is no share at all.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct LedgerCompleteness {
    /// The grid; none for all.
    pub grid: Option<String>,
    /// The section.
    pub section: Section,
    /// How many of the values that are to stand do.
    pub filled: i64,
    /// How many are to stand.
    pub required: i64,
    /// The id of the clause.
    pub clause: String,
}

/// A figure (统计数).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Figure {
    /// The grid; none for all, empty for households in no grid or in several.
    pub grid: Option<String>,
    /// Who is counted: a code such as `all`, `7-17`, `80+`, `female`, `medical`, `unknown`.
    pub group: String,
    /// The same in Chinese.
    pub group_zh: String,
    /// How many; none where that is not shown.
    pub count: Option<i64>,
}

/// A change of a ledger (变更); values masked.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Change {
    /// The day of the change.
    pub day: NaiveDate,
    /// Who changed it.
    pub who: String,
    /// What became of it.
    pub kind: ChangeKind,
    /// The household.
    pub household: String,
    /// The member, counted within the household from 1; none for the household itself.
    pub member: Option<i32>,
    /// The field; none where a whole household or member came or went.
    pub field: Option<LedgerField>,
    /// What stood there, masked.
    pub before: Option<String>,
    /// What stands there, masked.
    pub after: Option<String>,
}

/// A section of somebody, or of a household, that is no longer needed (到期信息).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Expired {
    /// The household.
    pub household: String,
    /// The member, counted within the household from 1; none for the household itself.
    pub member: Option<i32>,
    /// The section.
    pub section: Section,
    /// The last day on which it was kept.
    pub until: NaiveDate,
    /// The id of the clause.
    pub clause: String,
}

/// A ledger of households (民情台账, X-5). Nothing of it shows but by `view`.
#[derive(Debug, PartialEq, Eq, uniffi::Object)]
#[uniffi::export(Eq)]
pub struct Ledger(ledger::Imported);

impl Ledger {
    fn of(ledger: ledger::Ledger) -> Arc<Self> {
        Arc::new(Self(ledger::Imported { ledger, faults: Vec::new() }))
    }
}

#[uniffi::export]
impl Ledger {
    /// A table into households: `fields` says what stands in each column, `firstRow` which row of the table the first one is.
    /// Rows of one number of a household belong together; what stands empty stands not at all. A row with a fault is left
    /// out, and stands among `faults`.
    ///
    /// Refuses with `Input` for a field that stands twice, a row of another length, and a first row below 1.
    // Rows as lists and not as records: a record would show in its `toString` what stands in it.
    #[uniffi::constructor(default(first_row = 2))]
    pub fn from_rows(
        fields: Vec<LedgerField>,
        rows: Vec<Vec<String>>,
        first_row: i64,
    ) -> Result<Arc<Self>, WanggeError> {
        let refused = |row, column: &str, value: String, allowed: String| InputError {
            row,
            column: column.to_owned(),
            value,
            allowed,
            table: None,
        };
        let Some(first) = u64::try_from(first_row).ok().filter(|first| *first > 0) else {
            return Err(refused(None, "firstRow", first_row.to_string(), "1 or more".to_owned()).into());
        };
        let wrong = rows.iter().enumerate().find(|(_, row)| row.len() != fields.len());
        if let Some((nth, row)) = wrong {
            let allowed = format!("{} values", fields.len());
            return Err(refused(Some(nth), "rows", row.len().to_string(), allowed).into());
        }
        let rows = rows.into_iter().zip(first..).map(|(values, row)| ledger::LedgerRow {
            row,
            values: fields.iter().copied().zip(values.into_iter().map(Secret::new)).collect(),
        });
        Ok(Arc::new(Self(ledger::Ledger::from_rows(rows)?)))
    }

    /// What could not be read: those rows are not in it.
    pub fn faults(&self) -> Vec<LedgerFinding> {
        self.0.faults.iter().map(LedgerFinding::from).collect()
    }

    /// How many households it has.
    pub fn households(&self) -> i32 {
        crate::number::length(self.0.ledger.households().len())
    }

    /// How many members they have together, those that left included.
    pub fn people(&self) -> i32 {
        crate::number::length(self.0.ledger.people())
    }

    /// What changed from this ledger to a later one, by whom; values masked.
    pub fn diff(&self, later: &Self, day: NaiveDate, who: &str) -> Result<Vec<Change>, WanggeError> {
        let change = |one: ledger::Change| Change {
            day: one.day,
            who: one.who,
            kind: one.kind,
            household: one.household,
            member: one.member.map(signed),
            field: one.field,
            before: one.before,
            after: one.after,
        };
        Ok(self.0.ledger.diff(&later.0.ledger, day, who).into_iter().map(change).collect())
    }

    /// This ledger with the households of another, each taken whole; new ones come at the end, the rest stays.
    pub fn merge(&self, other: &Self) -> Arc<Self> {
        Self::of(self.0.ledger.merge(&other.0.ledger))
    }
}

#[uniffi::export]
impl Policy {
    /// All that is wrong in a ledger as of a day, in its order.
    ///
    /// Refuses with `Policy` where the policy is not in force on the day.
    pub fn check_ledger(&self, ledger: &Ledger, day: NaiveDate) -> Result<Vec<LedgerFinding>, WanggeError> {
        let found = ledger::check(&self.0, &ledger.0.ledger, day)?;
        Ok(found.iter().map(LedgerFinding::from).collect())
    }

    /// How complete each section is, over all and then grid by grid.
    ///
    /// Refuses with `Unspecified` for `ledger.section`.
    pub fn ledger_completeness(
        &self,
        ledger: &Ledger,
        day: NaiveDate,
    ) -> Result<Vec<LedgerCompleteness>, WanggeError> {
        let one = |one: ledger::Completeness| LedgerCompleteness {
            grid: one.grid,
            section: one.section,
            filled: sequence(one.filled),
            required: sequence(one.required),
            clause: one.clause.to_string(),
        };
        Ok(ledger::completeness(&self.0, &ledger.0.ledger, day)?.into_iter().map(one).collect())
    }

    /// What a role sees of a ledger (M-7.1.4): a resident the household `of`, a leader and a team the households of the grid
    /// `of`, the office and the public those of all.
    ///
    /// Refuses with `Input` where `of` is missing, not needed, or nothing that the ledger has; with `Unspecified` for
    /// `ledger.section`.
    #[uniffi::method(default(of = None))]
    pub fn view_ledger(
        &self,
        ledger: &Ledger,
        view: View,
        day: NaiveDate,
        of: Option<String>,
    ) -> Result<LedgerView, WanggeError> {
        let found = ledger::view(&self.0, &ledger.0.ledger, view, of.as_deref(), day)?;
        let seen = found.value.into_iter().map(|one| Arc::new(Seen(one))).collect();
        Ok(LedgerView { seen, because: reasons(&found.because) })
    }

    /// How many residents there are, by grid and group, with totals: small groups do not show, nor those from which they
    /// would follow.
    ///
    /// Refuses with `Unspecified` for `ledger.figures`, and for its `ages`.
    pub fn ledger_figures(
        &self,
        ledger: &Ledger,
        by: FigureBy,
        day: NaiveDate,
    ) -> Result<Vec<Figure>, WanggeError> {
        let one = |one: ledger::Figure| Figure {
            grid: one.grid,
            group: one.group.code(),
            group_zh: one.group.zh(),
            count: one.count.map(sequence),
        };
        Ok(ledger::figures(&self.0, &ledger.0.ledger, day, by)?.value.into_iter().map(one).collect())
    }

    /// What a ledger holds that is no longer needed.
    ///
    /// Refuses with `Unspecified` for a section, or its `keep`.
    pub fn expired_in(&self, ledger: &Ledger, day: NaiveDate) -> Result<Vec<Expired>, WanggeError> {
        let one = |one: ledger::Expired| Expired {
            household: one.household,
            member: one.member.map(signed),
            section: one.section,
            until: one.until,
            clause: one.clause.to_string(),
        };
        Ok(ledger::expired(&self.0, &ledger.0.ledger, day)?.into_iter().map(one).collect())
    }

    /// The ledger without what is no longer needed. Refuses as `expiredIn` does.
    pub fn drop_expired(&self, ledger: &Ledger, day: NaiveDate) -> Result<Arc<Ledger>, WanggeError> {
        Ok(Ledger::of(ledger::drop_expired(&self.0, &ledger.0.ledger, day)?))
    }
}

/// What an identity number says: its faults, or the birthday and the sex.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct IdentityReading {
    /// Every fault; empty where it has none.
    pub faults: Vec<IdentityFault>,
    /// The day of birth; none where there are faults.
    pub birthday: Option<NaiveDate>,
    /// The sex; none where there are faults.
    pub sex: Option<Sex>,
}

/// What a number to call is, or what is wrong with it: one of the two.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct PhoneReading {
    /// A mobile number, or one of a fixed line.
    pub kind: Option<Private>,
    /// What is wrong with it.
    pub fault: Option<PhoneFault>,
}

/// Reads an identity number (GB 11643-1999), as of a day.
#[uniffi::export]
pub fn read_identity(number: &str, day: NaiveDate) -> Result<IdentityReading, WanggeError> {
    Ok(match ledger::read_identity(number, day) {
        Ok(facts) => {
            IdentityReading { faults: Vec::new(), birthday: Some(facts.birthday), sex: Some(facts.sex) }
        }
        Err(faults) => IdentityReading { faults, birthday: None, sex: None },
    })
}

/// Reads a number to call.
#[uniffi::export]
pub fn read_phone(phone: &str) -> PhoneReading {
    let read = ledger::read_phone(phone);
    PhoneReading { kind: read.ok(), fault: read.err() }
}

/// What of a value may stand in a list of faults or of changes, or in a masked view.
#[uniffi::export]
pub fn mask(field: LedgerField, text: &str) -> String {
    ledger::mask(field, text)
}
