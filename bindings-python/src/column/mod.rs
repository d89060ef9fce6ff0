//! Whole columns: the arguments as numpy or Arrow has them in, the answers the same way out. The public functions,
//! which know pandas, polars and the others, are Python's: `wangge.columns`.

mod answer;
mod days;
mod drive;
mod facts;
mod fold;
mod grid;
mod input;
mod issues;
mod log;
mod question;
mod text;

pub(crate) use facts::{floats, names, whole_numbers};
pub(crate) use fold::fold_events;
pub(crate) use grid::grid_counts;
pub(crate) use input::{Numbers, text_at};
pub(crate) use issues::route;
pub(crate) use log::{EventColumns, Events};
pub(crate) use question::{add_workdays, day_status, deadlines, is_workday, workdays_between};
