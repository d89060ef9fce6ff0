//! The life of a case (办件, X-4.0): its steps, events and log, its clocks, and the board.

mod board;
mod clock;
mod event;
mod log;
mod one;
mod step;

pub use board::{Board, BoardRow, Lights, Unplaced};
pub use clock::{OpenCommand, StageClock};
pub use event::{Actor, Command, Decided, Event, event_from_json};
pub use log::CaseLog;
pub use one::{Appeal, Case, CaseView, Extension};
pub use step::{CaseFacts, CaseStep, TermOfTime};
