//! An HTTP service that keeps cases (办件服务): it embeds `wangge`, and stores events in SQLite or PostgreSQL.
//!
//! ```text
//! request ──▶ who (bearer token) ──▶ Service ──▶ the case, replayed from its events ──▶ decided by the rules ──▶ one more row
//! ```
//!
//! **One table.** `events` has a row an event, and is only ever added to: triggers refuse anything else. The pairs (case,
//! number) and (case, command id) are unique, so that of two who are at work on one case at once only one is stored; the
//! other is decided anew over what the first one stored, and told who was first (409).
//!
//! **One driver for both databases.** `sqlx`'s `Any` driver knows numbers, texts and blobs, and both databases take `$1` for
//! a parameter. That is all this store needs: it asks five questions. What differs fits into one enum: the statements that make
//! the table, how a transaction begins, what each connection is told. Two backends behind a trait would be the same questions
//! twice, and tests would have to show that they agree.
//!
//! **Positions are in the order of the commits.** The board reads what was added since it last looked, by whichever process.
//! SQLite lets in one writer at a time; in PostgreSQL numbers of a sequence may become visible out of order, and a reader
//! would miss one. So each transaction that writes takes one advisory lock, until it commits.
//!
//! **The moment of a command is the server's clock**, in the county's local time (`--offset`, `+08:00` unless said), in whole
//! seconds. No role may say another moment: who backdates a step changes who was late. What was received before it was
//! entered is said in `received` of `collect`, which is what the limit counts from, and an event keeps both. Several servers
//! on one database keep their clocks together (NTP): up to five seconds apart the later of the two moments is taken.
//!
//! **The staff sees every case, a person served their own**, which stand beside their token.
//!
//! **No text of a case is logged**: a log has methods, routes, statuses, codes and counts, at every level.
//!
//! Put a proxy with TLS before it (`--secure-cookie` then): the service itself speaks plain HTTP, on 127.0.0.1 unless told
//! otherwise.
#![forbid(unsafe_code)]

mod api;
mod app;
mod clock;
pub mod example;
mod extract;
mod field;
mod log;
mod page;
mod projection;
mod refusal;
mod service;
mod store;
mod tokens;
mod view;

pub use api::{NewCase, NewCommand, description};
pub use app::{Limits, app};
pub use clock::{Clock, ClockFrom, SetClock, SystemClock};
pub use log::{LogLevel, start as start_log};
pub use refusal::{Conflict, Head, Refusal};
pub use service::{Asked, Brief, Done, Fault, Service};
pub use store::{Appended, Database, Standing, Store, StoreError};
pub use tokens::{Holder, TokenError, Tokens};
pub use view::{
    Because, BoardView, CaseView, Counts, Due, ExplainedStep, Explanation, Facts, Health, HowMuch, Lights,
    Open, Row, Sentence, Stage, Unplaced, Who, Word,
};
