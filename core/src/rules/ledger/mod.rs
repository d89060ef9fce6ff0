//! The household ledger (民情台账, X-5): households and their members in seven sections, each with its purpose and who may
//! see it; what is wrong in it, how complete it is, what changed, what is no longer needed.
//!
//! It is kept for services that residents ask for. It counts people in groups only, and rates or flags nobody. Private
//! values are [`Secret`]: they show in no `Debug`, no error and no finding.
//!
//! | question | function |
//! |---|---|
//! | what is wrong | [`check()`] |
//! | how complete is it | [`completeness`] |
//! | what does somebody see | [`view()`] |
//! | how many are there | [`figures()`] |
//! | what changed | [`Ledger::diff`] |
//! | what is no longer needed | [`expired`], [`drop_expired`] |
//! | from rows of a table | [`Ledger::from_rows`], and `table::read_ledger` for files |

mod change;
mod check;
mod complete;
mod figures;
mod finding;
mod household;
mod identity;
mod import;
mod keep;
mod protect;
mod secret;
mod view;

pub use self::change::Change;
pub use self::check::check;
pub use self::complete::{Completeness, completeness};
pub use self::figures::{Figure, Group, figures};
pub use self::finding::LedgerFinding;
pub use self::household::{Household, Ledger, Member};
pub use self::identity::{IdentityFacts, read_identity, read_phone};
pub use self::import::{Imported, LedgerRow};
pub use self::keep::{Expired, drop_expired, expired};
pub use self::secret::{Secret, mask};
pub use self::view::{Seen, view};
pub use crate::term::{LedgerField, Relation, Section, Sex, View};

pub(crate) use self::identity::checksum;
#[cfg(test)]
pub(crate) use self::{
    check::TEMPLATES as CHECK_TEMPLATES, figures::TEMPLATES as FIGURE_TEMPLATES,
    finding::TEMPLATES as FINDING_TEMPLATES, import::TEMPLATES as IMPORT_TEMPLATES,
    view::TEMPLATES as VIEW_TEMPLATES,
};
