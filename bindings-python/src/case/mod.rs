//! The life of a case: commands and events, the case they come to, many of them, and the board.

mod event;

pub(crate) use event::{PyActor, PyCaseFacts, PyEventHead};
