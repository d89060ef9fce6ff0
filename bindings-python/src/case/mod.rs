//! The life of a case: commands and events, the case they come to, many of them, and the board.

mod asked;
mod board;
mod clock;
mod event;
mod log;
mod one;

pub(crate) use board::{PyBoard, PyBoardRow, PyUnplaced};
pub(crate) use clock::{PyExtension, PyOpenCommand, PyStageClock};
pub(crate) use event::{PyActor, PyCaseFacts, PyEvent, PyEventHead};
pub(crate) use log::PyCaseLog;
pub(crate) use one::PyCase;
