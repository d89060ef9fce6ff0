//! A meeting: who attended, what should stand on its agenda, what became of it, its minutes.

use chrono::{NaiveDate, NaiveDateTime};
use wangge::duty::meeting::{self, AgendaItem, Attendance, ItemDecision, LeaveOfMeeting};
use wangge::{Handler, ItemOutcome, Lang, MeetingKind, MinutesView, Presence, Private, Role, Topic};

use crate::case::{Actor, CaseLog};
use crate::decision::{Finding, Reason, findings, reasons};
use crate::error::WanggeError;
use crate::number::{length, signed, unsigned_at};
use crate::policy::Policy;

/// Leave from a meeting (请假): counts where it was asked for and granted before the beginning (M-4.5).
#[uniffi::remote(Record)]
pub struct LeaveOfMeeting {
    /// When it was asked for.
    pub asked: NaiveDateTime,
    /// When it was decided; none while it is not.
    #[uniffi(default = None)]
    pub decided: Option<NaiveDateTime>,
    /// By whom.
    #[uniffi(default = None)]
    pub by: Option<String>,
    /// Whether it was granted.
    #[uniffi(default = false)]
    pub granted: bool,
}

/// When somebody came and left (签到), and the leave that was asked for.
#[uniffi::remote(Record)]
pub struct Attendance {
    /// Who, by the id among the people of the meeting.
    pub person: String,
    /// When they came; none where they did not.
    #[uniffi(default = None)]
    pub came: Option<NaiveDateTime>,
    /// When they left before the end; none where they stayed.
    #[uniffi(default = None)]
    pub left: Option<NaiveDateTime>,
    /// The leave that was asked for.
    #[uniffi(default = None)]
    pub leave: Option<LeaveOfMeeting>,
}

/// What is decided of an item (议定事项).
#[uniffi::remote(Enum)]
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
        /// To whom: `COMMITTEES_HEAD` or `UNITS_ABOVE`.
        to: Handler,
        /// What is asked of them.
        opinion: String,
    },
}

/// An item of the agenda (议题, M-4.3).
#[uniffi::remote(Record)]
pub struct AgendaItem {
    /// Its id, once in the meeting.
    pub id: String,
    /// Why it is a topic.
    pub topic: Topic,
    /// What it is about.
    pub title: String,
    /// The case it comes from.
    #[uniffi(default = None)]
    pub case: Option<String>,
    /// Whether the meeting keeps it confidential (M-4.5).
    #[uniffi(default = false)]
    pub confidential: bool,
    /// What was decided; none while nothing is.
    #[uniffi(default = None)]
    pub decision: Option<ItemDecision>,
}

/// The round-up of a month's visits that a grid gives to the 网格长例会 (X-4.1b).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct RoundUp {
    /// The grid.
    pub grid: String,
    /// When it was given.
    pub given: NaiveDateTime,
    /// How many visits it rounds up.
    pub visits: i32,
    /// How many households they saw.
    pub households: i32,
    /// What they heard.
    #[uniffi(default = None)]
    pub note: Option<String>,
}

/// A meeting, as its record has it (会议记录): a 民情分析会 (M-4.1 to M-4.5) or a 网格长例会 (X-4.1b).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Meeting {
    /// Its id.
    pub id: String,
    /// Which meeting it is.
    pub kind: MeetingKind,
    /// When it begins.
    pub begins: NaiveDateTime,
    /// When it ends.
    pub ends: NaiveDateTime,
    /// The people of the community, each in a role; whose role the policy calls must attend.
    #[uniffi(default = [])]
    pub people: Vec<Actor>,
    /// Who came when; whoever is not there was not.
    #[uniffi(default = [])]
    pub attendance: Vec<Attendance>,
    /// The agenda, in order.
    #[uniffi(default = [])]
    pub items: Vec<AgendaItem>,
    /// The grids that owe a round-up of their visits; of the 网格长例会.
    #[uniffi(default = [])]
    pub grids: Vec<String>,
    /// The round-ups that were given.
    #[uniffi(default = [])]
    pub round_ups: Vec<RoundUp>,
    /// What important work from above asked for it, where it is none of the regular ones (M-4.1).
    #[uniffi(default = None)]
    pub called_for: Option<String>,
}

/// How one person attended (到会情况).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Attended {
    /// Who.
    pub person: String,
    /// In which role.
    pub role: Role,
    /// Whether the policy calls that role (M-4.2); nothing is found of guests.
    pub must: bool,
    /// How they attended.
    pub presence: Presence,
    /// How many minutes late, a minute begun counting whole.
    pub minutes_late: i64,
    /// How many minutes before the end they left, likewise.
    pub minutes_early: i64,
}

/// Who attended and what is found of it (签到表, M-4.2, M-4.5).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct AttendanceSheet {
    /// One row a person, in the order of the record.
    pub rows: Vec<Attended>,
    /// What is found.
    pub findings: Vec<Finding>,
    /// Who must attend, and by which clause.
    pub because: Vec<Reason>,
}

/// A matter for the agenda (议题建议, M-4.3).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Proposal {
    /// The case.
    pub case: String,
    /// Why it is a topic.
    pub topic: Topic,
    /// Whether it was put to the meeting; else it is one that should be.
    pub put: bool,
    /// Since when: put to the meeting, or received.
    pub since: NaiveDateTime,
    /// What it is about, where its first event says so.
    pub title: Option<String>,
    /// Why.
    pub because: Reason,
}

/// An item as the minutes show it (纪要条目).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct MinutesItem {
    /// Its number in the minutes, from 1.
    pub number: i32,
    /// What it is about.
    pub title: String,
    /// Why it was a topic.
    pub topic: Topic,
    /// Whether it is confidential; never in the public view.
    pub confidential: bool,
    /// The case; never in the public view.
    pub case: Option<String>,
    /// What was decided; none while nothing is.
    pub outcome: Option<ItemOutcome>,
    /// In its own words.
    pub opinion: Option<String>,
    /// Who does it; never in the public view.
    pub who: Option<String>,
    /// By which day.
    pub by: Option<NaiveDate>,
    /// To whom it is referred.
    pub to: Option<Handler>,
}

/// An item that the public view holds back until what is private is taken out (暂缓公开).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct HeldBack {
    /// Its id; `called_for` for what the meeting was called for.
    pub item: String,
    /// What of a person stands in it.
    pub private: Vec<Private>,
}

/// The minutes of a meeting (会议纪要), for a view (M-4.5).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Minutes {
    /// Who reads them.
    pub view: MinutesView,
    /// The items, in the order of the agenda.
    pub items: Vec<MinutesItem>,
    /// How many had to attend.
    pub called: i32,
    /// How many of them were present, late, left early, excused, absent, in this order.
    pub counts: Vec<i32>,
    /// How many items are left out as confidential; 0 in the full view.
    pub left_out: i32,
    /// Items held back from the public view. Say these to the staff, never to the public.
    pub held_back: Vec<HeldBack>,
    /// What the view rests on.
    pub because: Vec<Reason>,
    /// The lines in Chinese.
    pub zh: Vec<String>,
    /// The lines in English.
    pub en: Vec<String>,
}

impl TryFrom<&Meeting> for meeting::Meeting {
    type Error = WanggeError;

    fn try_from(meeting: &Meeting) -> Result<Self, WanggeError> {
        let Meeting { id, kind, begins, ends, people, attendance, items, grids, round_ups, called_for } =
            meeting.clone();
        let mut made = Self::new(id, kind, begins, ends);
        made.people = people.into_iter().map(Into::into).collect();
        (made.attendance, made.items, made.grids, made.called_for) = (attendance, items, grids, called_for);
        for (row, RoundUp { grid, given, visits, households, note }) in round_ups.into_iter().enumerate() {
            let visits = unsigned_at("visits", row, visits, 0)?;
            let households = unsigned_at("households", row, households, 0)?;
            made.round_ups.push(meeting::RoundUp { grid, given, visits, households, note });
        }
        made.check()?;
        Ok(made)
    }
}

impl From<meeting::Meeting> for Meeting {
    fn from(meeting: meeting::Meeting) -> Self {
        let round_up = |one: meeting::RoundUp| RoundUp {
            grid: one.grid,
            given: one.given,
            visits: signed(one.visits),
            households: signed(one.households),
            note: one.note,
        };
        Self {
            id: meeting.id,
            kind: meeting.kind,
            begins: meeting.begins,
            ends: meeting.ends,
            people: meeting.people.into_iter().map(Into::into).collect(),
            attendance: meeting.attendance,
            items: meeting.items,
            grids: meeting.grids,
            round_ups: meeting.round_ups.into_iter().map(round_up).collect(),
            called_for: meeting.called_for,
        }
    }
}

/// The meeting from its JSON, checked.
///
/// Refuses with `Input` for a record that cannot be.
#[uniffi::export]
pub fn meeting_from_json(text: &str) -> Result<Meeting, WanggeError> {
    Ok(meeting::Meeting::from_json(text)?.into())
}

#[uniffi::export]
impl Meeting {
    /// The meeting as JSON, on one line; `meetingFromJson` reads it.
    ///
    /// Refuses with `Input` for a record that cannot be.
    pub fn to_json(&self) -> Result<String, WanggeError> {
        Ok(meeting::Meeting::try_from(self)?.to_json())
    }

    /// Which grids gave no round-up of their visits, gave it too late, or one without a visit (X-4.1b, X-4.1a).
    pub fn round_up(&self) -> Result<Vec<Finding>, WanggeError> {
        Ok(findings(&meeting::Meeting::try_from(self)?.round_up()?))
    }

    /// The items of which nothing was decided (M-4.3).
    pub fn undecided(&self) -> Result<Vec<Finding>, WanggeError> {
        Ok(findings(&meeting::Meeting::try_from(self)?.undecided()?))
    }
}

#[uniffi::export]
impl Policy {
    /// Who had to attend by the policy of the day, how they did, and what is found of it (M-4.2, M-4.5).
    ///
    /// Refuses with `Unspecified` for `meeting.analysis` or `meeting.leaders`, `Input` with the row of a record that cannot
    /// be.
    pub fn attendance_sheet(&self, meeting: &Meeting) -> Result<AttendanceSheet, WanggeError> {
        let sheet = meeting::Meeting::try_from(meeting)?.sheet(&self.0)?;
        let row = |one: meeting::Attended| Attended {
            person: one.person,
            role: one.role,
            must: one.must,
            presence: one.presence,
            minutes_late: one.minutes_late,
            minutes_early: one.minutes_early,
        };
        Ok(AttendanceSheet {
            findings: findings(&sheet.findings),
            because: reasons(&sheet.because),
            rows: sheet.rows.into_iter().map(row).collect(),
        })
    }

    /// The minutes for a view: full, or public without what is confidential (M-4.5) or private (M-7.1.4).
    ///
    /// Refuses as `attendanceSheet` does.
    pub fn minutes(&self, meeting: &Meeting, view: MinutesView) -> Result<Minutes, WanggeError> {
        let minutes = meeting::Meeting::try_from(meeting)?.minutes(&self.0, view)?;
        let (zh, en) = (minutes.lines(Lang::Zh), minutes.lines(Lang::En));
        let item = |one: meeting::MinutesItem| MinutesItem {
            number: signed(one.number),
            title: one.title,
            topic: one.topic,
            confidential: one.confidential,
            case: one.case,
            outcome: one.outcome,
            opinion: one.opinion,
            who: one.who,
            by: one.by,
            to: one.to,
        };
        let held = |one: meeting::HeldBack| HeldBack { item: one.item, private: one.private };
        Ok(Minutes {
            view: minutes.view,
            items: minutes.items.into_iter().map(item).collect(),
            called: length(minutes.called),
            counts: minutes.counts.map(length).to_vec(),
            left_out: length(minutes.left_out),
            held_back: minutes.held_back.into_iter().map(held).collect(),
            because: reasons(&minutes.because),
            zh,
            en,
        })
    }
}

#[uniffi::export]
impl CaseLog {
    /// What the agenda of a meeting on a day should hold (M-4.3): cases put to it, then open ones that are regional or
    /// among `widelyFelt` and are not put to it yet.
    ///
    /// Refuses with `UnknownCase`, `Unspecified`.
    pub fn agenda(&self, day: NaiveDate, widely_felt: Vec<String>) -> Result<Vec<Proposal>, WanggeError> {
        let felt: Vec<&str> = widely_felt.iter().map(String::as_str).collect();
        let one = |one: meeting::Proposal| Proposal {
            because: Reason::from(&one.because),
            case: one.case,
            topic: one.topic,
            put: one.put,
            since: one.since,
            title: one.title,
        };
        Ok(meeting::agenda(&self.read(), &felt, day)?.into_iter().map(one).collect())
    }

    /// What a meeting decided of cases and is not done at a moment (M-4.3), or not referred upwards (M-4.4).
    ///
    /// Refuses with `UnknownCase`, `Input`.
    pub fn outstanding(&self, meeting: &Meeting, now: NaiveDateTime) -> Result<Vec<Finding>, WanggeError> {
        Ok(findings(&meeting::Meeting::try_from(meeting)?.outstanding(&self.read(), now)?))
    }
}
