//! The household ledger and the service card.

mod card;
mod ledger;
mod term;

pub use card::CardValidity;
pub use ledger::{
    Change, Expired, Figure, IdentityReading, Ledger, LedgerCompleteness, LedgerFinding, LedgerView,
    PhoneReading, Seen, mask, read_identity, read_phone,
};
