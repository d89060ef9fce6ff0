//! The board: many cases at a moment.

use std::collections::HashSet;

use chrono::{NaiveDate, NaiveDateTime};
use wangge::case;
use wangge::{CaseState, Light, Role, Stage, SupervisionLevel};

use crate::due::ClockAmount;
use crate::error::{RefusalText, WanggeError};
use crate::number::{length, sequence};

/// A case on the board (看板行).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct BoardRow {
    /// Its id.
    pub case: String,
    /// The number of its last event.
    pub sequence: i64,
    /// Where it stands.
    pub state: CaseState,
    /// The grid it lies in.
    pub grid: Option<String>,
    /// Its light.
    pub light: Light,
    /// When it is due; none while its clock stands.
    pub due: Option<NaiveDateTime>,
    /// The day it is due.
    pub date: Option<NaiveDate>,
    /// How much of its term is left, below 0 where it is late.
    pub left: ClockAmount,
    /// Whose turn it is: whoever it was given to or accepted it.
    pub holder: Option<String>,
    /// The roles that may take the step it waits for.
    pub waits_for: Vec<Role>,
    /// The stage it is in, where that is late.
    pub late_stage: Option<Stage>,
    /// Under which level of supervision it is.
    pub supervision: Option<SupervisionLevel>,
    /// Whether the result stands and the person served has yet to be told.
    pub to_tell: bool,
    /// Whether it was reported upwards where it had to be at once; none where it had not.
    pub reported: Option<bool>,
    /// The next moment at which something of it changes by itself.
    pub next_change: Option<NaiveDateTime>,
    /// Whether it is due today and not late yet.
    pub due_today: bool,
    /// Whether it is due from today to Sunday and not late yet.
    pub due_this_week: bool,
    /// Whether somebody is to be reminded of it: it is late, soon due, due today, late in its stage, not told or not
    /// reported.
    pub remind: bool,
}

/// How many cases have each light, the ended ones included.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Lights {
    /// In time.
    pub green: i32,
    /// Soon due.
    pub yellow: i32,
    /// Late, and open.
    pub red: i32,
    /// Their clock stands.
    pub grey: i32,
    /// Ended in time.
    pub done: i32,
    /// Ended late.
    pub done_late: i32,
}

/// A case that cannot be placed on the board, and why: what the policy does not state, or the calendar does not know.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Unplaced {
    /// Its id.
    pub case: String,
    /// The stable code of why.
    pub code: String,
    /// Why.
    pub why: RefusalText,
}

/// The board (办件看板): every open case at a moment, the most pressing first.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Board {
    /// The moment.
    pub now: NaiveDateTime,
    /// The open cases: late ones first, then by their due moment, then by id; those whose clock stands last.
    pub rows: Vec<BoardRow>,
    /// Closed cases that were eased and are to be followed up, by id (X-4.2c).
    pub follow_up: Vec<String>,
    /// How many cases have each light.
    pub lights: Lights,
    /// Cases that cannot be placed.
    pub unplaced: Vec<Unplaced>,
    /// The next moment at which anything of it changes by itself: set one timer.
    pub next_change: Option<NaiveDateTime>,
}

impl From<case::Board> for Board {
    fn from(board: case::Board) -> Self {
        fn names<'b>(rows: impl Iterator<Item = &'b case::BoardRow>) -> HashSet<String> {
            rows.map(|row| row.case.clone()).collect()
        }
        let (today, week) = (names(board.due_today()), names(board.due_this_week()));
        let remind = names(board.to_remind().into_values().flatten());
        let case::Board { now, rows, follow_up, lights, unplaced, next_change } = board;
        let row = |row: case::BoardRow| BoardRow {
            due_today: today.contains(&row.case),
            due_this_week: week.contains(&row.case),
            remind: remind.contains(&row.case),
            case: row.case,
            sequence: sequence(row.sequence),
            state: row.state,
            grid: row.grid,
            light: row.light,
            due: row.due,
            date: row.date,
            left: row.left.into(),
            holder: row.holder,
            waits_for: row.waits_for,
            late_stage: row.late_stage,
            supervision: row.supervision,
            to_tell: row.to_tell,
            reported: row.reported,
            next_change: row.next_change,
        };
        let [green, yellow, red, grey, done, done_late] = lights.map(length);
        Self {
            now,
            rows: rows.into_iter().map(row).collect(),
            follow_up,
            lights: Lights { green, yellow, red, grey, done, done_late },
            unplaced: unplaced.into_iter().map(Unplaced::from).collect(),
            next_change,
        }
    }
}

impl From<case::Unplaced> for Unplaced {
    fn from(case::Unplaced { case, why }: case::Unplaced) -> Self {
        let why = WanggeError::from(why);
        Self { case, code: why.code(), why: why.text() }
    }
}
