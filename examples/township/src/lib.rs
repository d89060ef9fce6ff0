//! The township's report: its tables read, the rules of the library asked, the answers laid out.

pub mod analysis;
pub mod cards;
pub mod division;
pub mod duties;
pub mod events;
pub mod input;
pub mod ledger;
pub mod records;
pub mod report;
pub mod rollout;
pub mod terminal;
