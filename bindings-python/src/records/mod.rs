//! The household ledger and the service card.

mod card;
mod ledger;

pub(crate) use card::{PyCardPerson, PyPosted, PyServiceCard, PySupervision, PyValidity, qr};
pub(crate) use ledger::{PyLedgerData, ledger_headings, mask, read_identity, read_phone};
