//! The board as a page (看板页).

use std::collections::BTreeMap;

use askama::Template;
use wangge::case::{Board, BoardRow};
use wangge::rules::due::Amount;
use wangge::{CaseState, Light, Unit, Vocabulary as _};

use super::form::role_of;
use super::{Head, minute};
use crate::api::escaped;
use crate::service::{Brief, Service};
use crate::view::{Lights, lights};

#[derive(Template)]
#[template(path = "board.html")]
pub(super) struct BoardPage {
    head: Head,
    refresh: u64,
    lights: Lights,
    today: usize,
    week: usize,
    rows: Vec<Row>,
    remind: Vec<(String, Vec<(String, String)>)>,
    follow_up: Vec<(String, String)>,
    unplaced: Vec<(String, String, String)>,
}

struct Row {
    case: String,
    link: String,
    light: &'static str,
    light_zh: &'static str,
    state: &'static str,
    grid: String,
    due: String,
    left: String,
    late: bool,
    about: String,
    turn: String,
    marks: Vec<String>,
}

/// Whose turn it is, with the role where it is known.
pub(super) fn somebody(service: &Service, id: &str) -> String {
    match role_of(service, id).or_else(|| wangge::Handler::find(id).map(wangge::Role::from)) {
        Some(role) if role.code() == id => role.zh().to_owned(),
        Some(role) => format!("{} {id}", role.zh()),
        None => id.to_owned(),
    }
}

/// How much is left, or how late it is; days in the unit of the limit.
pub(super) fn left(amount: Amount, unit: Option<Unit>) -> (String, bool) {
    let days_of = |days: i64| format!("{days}{}", unit.map_or("天", Unit::zh));
    match amount {
        Amount::Days(days) if days < 0 => (format!("逾期{}", days_of(-days)), true),
        Amount::Days(days) => (format!("剩{}", days_of(days)), false),
        Amount::Time(time) if time < chrono::TimeDelta::zero() => {
            (format!("逾期{}", Amount::Time(-time).wording().zh()), true)
        }
        Amount::Time(_) => (format!("剩{}", amount.wording().zh()), false),
    }
}

/// The most characters of what a case is about.
const SHORT: usize = 24;

fn short(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= SHORT {
        return line.to_owned();
    }
    line.chars().take(SHORT - 1).chain(['…']).collect()
}

/// Whose turn it is: whoever has it, or the roles that may take the next step.
fn turn(service: &Service, row: &BoardRow) -> String {
    let in_hands = matches!(row.state, CaseState::Dispatched | CaseState::Handling);
    match row.holder.as_deref().filter(|_| in_hands) {
        Some(id) => somebody(service, id),
        None => row.waits_for.iter().map(|role| role.zh()).collect::<Vec<_>>().join("、"),
    }
}

fn row(service: &Service, row: &BoardRow, brief: Option<&Brief>) -> Row {
    let (left, late) = left(row.left, brief.and_then(|brief| brief.unit));
    let mut marks: Vec<String> = Vec::new();
    marks.extend(row.supervision.map(|level| level.zh().to_owned()));
    marks.extend(row.late_stage.map(|stage| format!("{}超时", stage.zh())));
    marks.extend(row.to_tell.then(|| "待告知".to_owned()));
    marks.extend((row.reported == Some(false)).then(|| "待上报".to_owned()));
    Row {
        case: row.case.clone(),
        link: format!("/case/{}", escaped(&row.case)),
        light: row.light.code(),
        light_zh: row.light.zh(),
        state: row.state.zh(),
        grid: row.grid.clone().unwrap_or_default(),
        due: row.due.map(minute).unwrap_or_default(),
        late: late || row.light == Light::Red,
        left: if late || row.light != Light::Red { left } else { "逾期".to_owned() },
        about: brief.and_then(|brief| brief.about.as_deref()).map(short).unwrap_or_default(),
        turn: turn(service, row),
        marks,
    }
}

impl BoardPage {
    pub(super) fn of(head: Head, service: &Service, board: &Board, briefs: &BTreeMap<String, Brief>) -> Self {
        let link = |case: &String| (case.clone(), format!("/case/{}", escaped(case)));
        let remind = board.to_remind().into_iter().map(|(holder, rows)| {
            let who = holder.map_or_else(|| "尚未交办".to_owned(), |id| somebody(service, id));
            (who, rows.iter().map(|row| link(&row.case)).collect())
        });
        // The page loads itself again when something changes by itself, and once a minute for what others do.
        let until = board.next_change.map_or(60, |at| (at - board.now).num_seconds().clamp(1, 60));
        Self {
            head,
            refresh: u64::try_from(until).unwrap_or(60),
            lights: lights(board),
            today: board.due_today().count(),
            week: board.due_this_week().count(),
            rows: board.rows.iter().map(|one| row(service, one, briefs.get(&one.case))).collect(),
            remind: remind.collect(),
            follow_up: board.follow_up.iter().map(link).collect(),
            unplaced: board
                .unplaced
                .iter()
                .map(|one| {
                    let (case, href) = link(&one.case);
                    (case, href, one.why.wording().zh())
                })
                .collect(),
        }
    }
}
