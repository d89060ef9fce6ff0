//! Meetings (会议): the 民情分析会 (M-4.1 to M-4.5) and the 网格长例会 at the end of the month (X-4.1b).
//!
//! A meeting is what its record says: who is called, who came and left when, what stood on the agenda, what was decided.
//! The library says who had to attend and how they did, what the agenda should hold, what is still open, and gives the
//! minutes, whose public view never shows what is confidential.

mod agenda;
mod attendance;
mod minutes;

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::case::Actor;
use crate::error::InputError;
use crate::term::{Handler, ItemOutcome, MeetingKind, Topic};

pub use agenda::{Proposal, agenda};
pub use attendance::{AttendanceSheet, Attended};
pub use minutes::{HeldBack, Minutes, MinutesItem};

/// Leave from a meeting (请假): counts where it was asked for and granted before the beginning (M-4.5).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeaveOfMeeting {
    /// When it was asked for.
    pub asked: NaiveDateTime,
    /// When it was decided; `None` while it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<NaiveDateTime>,
    /// By whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Whether it was granted.
    #[serde(default)]
    pub granted: bool,
}

/// When somebody came and left (签到), and the leave that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attendance {
    /// Who, by the id in [`Meeting::people`].
    pub person: String,
    /// When they came; `None` where they did not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub came: Option<NaiveDateTime>,
    /// When they left before the end; `None` where they stayed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<NaiveDateTime>,
    /// The leave that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leave: Option<LeaveOfMeeting>,
}

/// What is decided of an item (议定事项).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case", deny_unknown_fields)]
pub enum ItemDecision {
    /// It is settled here (M-4.3).
    Settle {
        /// Who does it.
        who: String,
        /// By which day.
        by: NaiveDate,
        /// What was decided.
        opinion: String,
    },
    /// The community cannot settle it: it goes up (M-4.4).
    ReferUp {
        /// To whom: `committees_head` or `units_above`.
        to: Handler,
        /// What is asked of them.
        opinion: String,
    },
}

impl ItemDecision {
    /// Which of the two it is.
    pub const fn outcome(&self) -> ItemOutcome {
        match self {
            Self::Settle { .. } => ItemOutcome::Settle,
            Self::ReferUp { .. } => ItemOutcome::ReferUp,
        }
    }

    /// What was decided, in its own words.
    pub fn opinion(&self) -> &str {
        match self {
            Self::Settle { opinion, .. } | Self::ReferUp { opinion, .. } => opinion,
        }
    }
}

/// An item of the agenda (议题, M-4.3).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgendaItem {
    /// Its id, once in the meeting.
    pub id: String,
    /// Why it is a topic.
    pub topic: Topic,
    /// What it is about.
    pub title: String,
    /// The case it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<String>,
    /// Whether the meeting keeps it confidential (M-4.5).
    #[serde(default)]
    pub confidential: bool,
    /// What was decided; `None` while nothing is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<ItemDecision>,
}

/// The round-up of a month's visits that a grid reports to the 网格长例会 (走访情况汇总, X-4.1b).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoundUp {
    /// The grid.
    pub grid: String,
    /// When it was given.
    pub given: NaiveDateTime,
    /// How many visits it rounds up.
    pub visits: u32,
    /// How many households they saw.
    pub households: u32,
    /// What they heard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A meeting, as its record has it (会议记录).
///
/// ```
/// use wangge::case::Actor;
/// use wangge::duty::meeting::{Attendance, Meeting};
/// use wangge::{MeetingKind, Policy, Presence, Role};
/// # fn main() -> Result<(), wangge::Error> {
/// let at = |hour, minute| chrono::NaiveDate::from_ymd_opt(2026, 11, 13).and_then(|day| day.and_hms_opt(hour, minute, 0)).expect("a moment");
/// let mut meeting = Meeting::new("MF-22", MeetingKind::Analysis, at(9, 0), at(11, 0));
/// meeting.people = vec![Actor::new("p-1", Role::CommitteesHead), Actor::new("p-7", Role::GridResponsible)];
/// meeting.attendance = vec![Attendance { person: "p-1".into(), came: Some(at(8, 55)), left: None, leave: None }];
/// let sheet = meeting.sheet(&Policy::preset("modian-2012")?)?;
/// assert_eq!(sheet.rows[1].presence, Presence::Absent);
/// assert_eq!(sheet.findings[0].to_string(), "breach: MF-22 p-7: [M-4.5] absent; no leave was asked for");
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meeting {
    /// Its id.
    pub id: String,
    /// Which meeting it is.
    pub kind: MeetingKind,
    /// When it begins.
    pub begins: NaiveDateTime,
    /// When it ends.
    pub ends: NaiveDateTime,
    /// What important work from above asked for it, where it is none of the regular ones (M-4.1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub called_for: Option<String>,
    /// The people of the community, each in a role; whose role the policy calls must attend.
    #[serde(default)]
    pub people: Vec<Actor>,
    /// Who came when; whoever is not there was not.
    #[serde(default)]
    pub attendance: Vec<Attendance>,
    /// The agenda, in order.
    #[serde(default)]
    pub items: Vec<AgendaItem>,
    /// The grids that owe a round-up of their visits; of the 网格长例会.
    #[serde(default)]
    pub grids: Vec<String>,
    /// The round-ups that were given.
    #[serde(default)]
    pub round_ups: Vec<RoundUp>,
}

impl Meeting {
    /// A meeting without people and without an agenda.
    pub fn new(id: impl Into<String>, kind: MeetingKind, begins: NaiveDateTime, ends: NaiveDateTime) -> Self {
        Self {
            id: id.into(),
            kind,
            begins,
            ends,
            called_for: None,
            people: Vec::new(),
            attendance: Vec::new(),
            items: Vec::new(),
            grids: Vec::new(),
            round_ups: Vec::new(),
        }
    }

    /// The meeting from its JSON, checked.
    ///
    /// # Errors
    /// [`InputError`] for the column `meeting` where that is no meeting; as for [`check`](Self::check).
    pub fn from_json(text: &str) -> Result<Self, InputError> {
        let read: Self = serde_json::from_str(text).map_err(|error| {
            let shown: String = text.chars().take(200).collect();
            InputError::value("meeting", shown, format!("a meeting as JSON: {error}"))
        })?;
        read.check()?;
        Ok(read)
    }

    /// The meeting as JSON, on one line.
    pub fn to_json(&self) -> String {
        // Texts, words and moments: nothing that JSON could not hold.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Checks that its record can be.
    ///
    /// # Errors
    /// [`InputError`] with the row of the list: an end that is not after the beginning; an id that is none, or stands
    /// twice; somebody who attends and is not among the people, leaves before coming, or comes after the end; leave
    /// decided before it was asked for, or granted by nobody; a decision by a day before the meeting, or referred to somebody who is not above; a
    /// round-up of a grid that owes none.
    pub fn check(&self) -> Result<(), InputError> {
        InputError::name(&self.id, "id")?;
        if self.ends <= self.begins {
            return Err(InputError::value("ends", self.ends, format!("after {}", self.begins)));
        }
        let people = once(self.people.iter().map(|person| person.id.as_str()), "people")?;
        once(self.attendance.iter().map(|one| one.person.as_str()), "attendance")?;
        once(self.items.iter().map(|item| item.id.as_str()), "items")?;
        let grids = once(self.grids.iter().map(String::as_str), "grids")?;
        once(self.round_ups.iter().map(|one| one.grid.as_str()), "round_ups")?;
        for (row, one) in self.attendance.iter().enumerate() {
            self.check_attendance(one, &people).map_err(|error| error.at(row).of("attendance"))?;
        }
        for (row, item) in self.items.iter().enumerate() {
            self.check_item(item).map_err(|error| error.at(row).of("items"))?;
        }
        for (row, one) in self.round_ups.iter().enumerate() {
            if !grids.contains(one.grid.as_str()) {
                return Err(InputError::value("grid", &one.grid, self.grids.join(", "))
                    .at(row)
                    .of("round_ups"));
            }
        }
        Ok(())
    }

    fn check_attendance(&self, one: &Attendance, people: &BTreeSet<&str>) -> Result<(), InputError> {
        if !people.contains(one.person.as_str()) {
            let people: Vec<&str> = self.people.iter().map(|person| person.id.as_str()).collect();
            return Err(InputError::value("person", &one.person, people.join(", ")));
        }
        if let Some(came) = one.came.filter(|came| *came >= self.ends) {
            return Err(InputError::value("came", came, format!("before {}", self.ends)));
        }
        match (one.came, one.left) {
            (None, Some(left)) => return Err(InputError::value("left", left, "none: they did not come")),
            (Some(came), Some(left)) if left < came => {
                return Err(InputError::value("left", left, format!("{came} or later")));
            }
            _ => {}
        }
        let Some(leave) = &one.leave else { return Ok(()) };
        if let Some(decided) = leave.decided.filter(|decided| *decided < leave.asked) {
            return Err(InputError::value("decided", decided, format!("{} or later", leave.asked)));
        }
        if leave.granted && (leave.decided.is_none() || leave.by.is_none()) {
            return Err(InputError::value("granted", true, "decided and by beside it: when, and by whom"));
        }
        leave.by.as_deref().map_or(Ok(()), |by| InputError::name(by, "by"))
    }

    fn check_item(&self, item: &AgendaItem) -> Result<(), InputError> {
        InputError::text(&item.title, "title")?;
        match &item.decision {
            None => Ok(()),
            Some(ItemDecision::Settle { who, by, opinion }) => {
                InputError::name(who, "who")?;
                if *by < self.begins.date() {
                    let allowed = format!("{} or later, the day of the meeting", self.begins.date());
                    return Err(InputError::value("by", by, allowed));
                }
                InputError::text(opinion, "opinion")
            }
            Some(ItemDecision::ReferUp { to, opinion }) => {
                if !matches!(to, Handler::CommitteesHead | Handler::UnitsAbove) {
                    return Err(InputError::value("to", to, "committees_head, units_above"));
                }
                InputError::text(opinion, "opinion")
            }
        }
    }

    /// An item of the agenda.
    ///
    /// # Errors
    /// [`InputError`] with the ids there are.
    pub fn item(&self, id: &str) -> Result<&AgendaItem, InputError> {
        let ids = || self.items.iter().map(|item| item.id.as_str()).collect::<Vec<_>>().join(", ");
        self.items.iter().find(|item| item.id == id).ok_or_else(|| InputError::value("item", id, ids()))
    }
}

/// The names, none of which may be none or stand twice.
fn once<'t>(names: impl Iterator<Item = &'t str>, column: &str) -> Result<BTreeSet<&'t str>, InputError> {
    let mut seen = BTreeSet::new();
    for (row, name) in names.enumerate() {
        InputError::name(name, column).map_err(|error| error.at(row).of(column))?;
        if !seen.insert(name) {
            return Err(InputError::value(column, name, "each once").at(row).of(column));
        }
    }
    Ok(seen)
}

#[cfg(test)]
pub(crate) use minutes::TEMPLATES as MINUTES_TEMPLATES;

#[cfg(test)]
pub(crate) static TEMPLATES: &[&crate::decision::Template] = attendance::TEMPLATES;
