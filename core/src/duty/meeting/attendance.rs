//! Who had to attend, and how they did (签到表, M-4.2, M-4.5); which grids rounded up their visits (X-4.1b).

use std::collections::BTreeMap;

use chrono::TimeDelta;

use super::{Attendance, LeaveOfMeeting, Meeting};
use crate::clause::ClauseId;
use crate::decision::{Arg, Finding, Reason, Template, Weight, Wording};
use crate::error::Error;
use crate::policy::Policy;
use crate::term::{MeetingKind, Presence, Role};

static WHO: Template = Template::new("meeting.who", "会议{0}，{1}", "{0} {1}");
static MUST: Template = Template::new("meeting.must", "{0}参加{1}", "these attend {1}: {0}");
static LATE: Template = Template::new("meeting.late", "迟到{0}分钟", "came {0} min late");
static EARLY: Template = Template::new("meeting.left_early", "早退{0}分钟", "left {0} min early");
static NO_LEAVE: Template =
    Template::new("meeting.no_leave", "缺席，没有请假", "absent; no leave was asked for");
static ASKED_LATE: Template = Template::new(
    "meeting.leave_asked_late",
    "缺席，{0}才请假，未事先请假",
    "absent; leave was asked for at {0}, not beforehand",
);
static UNDECIDED_LEAVE: Template = Template::new(
    "meeting.leave_undecided",
    "缺席，请假未获答复",
    "absent; the leave asked for was not decided",
);
static REFUSED_LEAVE: Template =
    Template::new("meeting.leave_refused", "缺席，请假未获同意", "absent; leave was refused");
static GRANTED_LATE: Template = Template::new(
    "meeting.leave_granted_late",
    "缺席，{0}才获同意，未事先征得同意",
    "absent; leave was granted at {0}, not beforehand",
);
static NOBODY: Template =
    Template::new("meeting.nobody_of_role", "名单中没有{0}，应当参加", "nobody of those called is: {0}");
static NO_ROUND_UP: Template =
    Template::new("meeting.no_round_up", "没有汇报走访情况", "gave no round-up of its visits");
static ROUND_UP_LATE: Template = Template::new(
    "meeting.round_up_late",
    "{0}才交走访汇总，会议已开始",
    "gave the round-up at {0}, after the beginning",
);
static NO_VISIT: Template =
    Template::new("meeting.no_visit", "汇总中没有走访", "the round-up holds no visit");
static NOTHING_DECIDED: Template =
    Template::new("meeting.undecided", "没有议定办法", "nothing was decided of it");

/// How one person attended (到会情况).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Attended {
    /// Who.
    pub person: String,
    /// In which role.
    pub role: Role,
    /// Whether the policy calls that role (M-4.2); others are guests, and nothing is found of them.
    pub must: bool,
    /// How they attended.
    pub presence: Presence,
    /// How many minutes late, a minute begun counting whole; 0 where in time, or not there.
    pub minutes_late: i64,
    /// How many minutes before the end they left, likewise.
    pub minutes_early: i64,
}

/// Who attended and what is found of it (签到表).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct AttendanceSheet {
    /// One row a person, in the order of the record.
    pub rows: Vec<Attended>,
    /// What is found, in that order: lateness, early leaving and absence by M-4.5.
    pub findings: Vec<Finding>,
    /// Who must attend, and by which clause.
    pub because: Vec<Reason>,
}

/// The minutes of a time, one begun counting whole.
fn minutes(time: TimeDelta) -> i64 {
    let whole = time.num_minutes();
    if time > TimeDelta::minutes(whole) { whole + 1 } else { whole }
}

impl Meeting {
    /// Who had to attend by the policy of the day, how they did, and what is found of it (M-4.2, M-4.5).
    ///
    /// Leave excuses only where it was asked for and granted before the beginning; whoever came was there. What the
    /// documents say of lateness they say of the 民情分析会; at the 网格长例会 it is advice.
    ///
    /// # Errors
    /// [`Unspecified`](crate::Unspecified) for `meeting.analysis` or `meeting.leaders`; as for [`check`](Meeting::check).
    pub fn sheet(&self, policy: &Policy) -> Result<AttendanceSheet, Error> {
        self.check()?;
        let rule = policy.attendance(self.kind, self.begins.date())?;
        let strict = self.kind == MeetingKind::Analysis;
        let clause = if strict { ClauseId::fixed("M-4.5") } else { rule.clause.clone() };
        let lateness = if strict { Weight::Breach } else { Weight::Advice };
        let (mut rows, mut findings) = (Vec::with_capacity(self.people.len()), Vec::new());
        let records = places(self.attendance.iter().map(|one| one.person.as_str()));
        for person in &self.people {
            let record = records.get(person.id.as_str()).and_then(|nth| self.attendance.get(*nth));
            let mut row = Attended {
                person: person.id.clone(),
                role: person.role,
                must: rule.value.contains(&person.role),
                presence: Presence::Present,
                minutes_late: 0,
                minutes_early: 0,
            };
            let mut find = |weight, words| {
                if row.must {
                    findings.push(Finding::new(weight, self.about(&row.person), &clause, words));
                }
            };
            match record.and_then(|record| Some((record.came?, record.left))) {
                Some((came, left)) => {
                    row.minutes_late = minutes(came - self.begins).max(0);
                    row.minutes_early = left.map_or(0, |left| minutes(self.ends - left).max(0));
                    if row.minutes_late > 0 {
                        find(lateness, LATE.with([row.minutes_late.into()]));
                    }
                    if row.minutes_early > 0 {
                        find(lateness, EARLY.with([row.minutes_early.into()]));
                    }
                    row.presence = match (row.minutes_late, row.minutes_early) {
                        (0, 0) => Presence::Present,
                        (0, _) => Presence::LeftEarly,
                        _ => Presence::Late,
                    };
                }
                None => match self.absence(record) {
                    None => row.presence = Presence::Excused,
                    Some(words) => {
                        find(Weight::Breach, words);
                        row.presence = Presence::Absent;
                    }
                },
            }
            rows.push(row);
        }
        for role in rule.value.iter().filter(|role| !self.people.iter().any(|one| one.role == **role)) {
            let words = NOBODY.with([(*role).into()]);
            findings.push(Finding::new(Weight::Advice, self.subject(), &rule.clause, words));
        }
        let because = vec![Reason::new(&rule.clause, MUST.with([Arg::terms(&rule.value), self.kind.into()]))];
        Ok(AttendanceSheet { rows, findings, because })
    }

    /// Why somebody who is not there is not excused; `None` where they are.
    fn absence(&self, record: Option<&Attendance>) -> Option<Wording> {
        let Some(LeaveOfMeeting { asked, decided, granted, .. }) =
            record.and_then(|record| record.leave.as_ref())
        else {
            return Some(NO_LEAVE.with([]));
        };
        if *asked >= self.begins {
            return Some(ASKED_LATE.with([(*asked).into()]));
        }
        match decided {
            None => Some(UNDECIDED_LEAVE.with([])),
            Some(_) if !granted => Some(REFUSED_LEAVE.with([])),
            Some(decided) if *decided >= self.begins => Some(GRANTED_LATE.with([(*decided).into()])),
            Some(_) => None,
        }
    }

    /// Which grids gave no round-up of their visits to the 网格长例会, gave it after the beginning, or one without a visit
    /// (X-4.1b, X-4.1a), in the order of the grids.
    ///
    /// # Errors
    /// As for [`check`](Meeting::check).
    pub fn round_up(&self) -> Result<Vec<Finding>, Error> {
        self.check()?;
        let (meeting, visit) = (ClauseId::fixed("X-4.1b"), ClauseId::fixed("X-4.1a"));
        let mut findings = Vec::new();
        let given = places(self.round_ups.iter().map(|one| one.grid.as_str()));
        for grid in &self.grids {
            let mut find =
                |clause, words| findings.push(Finding::new(Weight::Breach, self.about(grid), clause, words));
            match given.get(grid.as_str()).and_then(|nth| self.round_ups.get(*nth)) {
                None => find(&meeting, NO_ROUND_UP.with([])),
                Some(one) => {
                    if one.given > self.begins {
                        find(&meeting, ROUND_UP_LATE.with([one.given.into()]));
                    }
                    if one.visits == 0 {
                        find(&visit, NO_VISIT.with([]));
                    }
                }
            }
        }
        Ok(findings)
    }

    /// The items of which nothing was decided (M-4.3), in the order of the agenda.
    ///
    /// # Errors
    /// As for [`check`](Meeting::check).
    pub fn undecided(&self) -> Result<Vec<Finding>, Error> {
        self.check()?;
        let clause = ClauseId::fixed("M-4.3");
        let open = self.items.iter().filter(|item| item.decision.is_none());
        let found = open.map(|item| {
            Finding::new(Weight::Breach, self.about(&item.id), &clause, NOTHING_DECIDED.with([]))
        });
        Ok(found.collect())
    }

    fn subject(&self) -> Wording {
        WHO.with([Arg::from(self.id.as_str()), self.kind.into()])
    }

    pub(super) fn about(&self, whom: &str) -> Wording {
        WHO.with([Arg::from(self.id.as_str()), whom.into()])
    }
}

/// The place of each name in a list; `check` has seen that each stands once.
fn places<'t>(names: impl Iterator<Item = &'t str>) -> BTreeMap<&'t str, usize> {
    names.enumerate().map(|(nth, name)| (name, nth)).collect()
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[
    &WHO,
    &LATE,
    &EARLY,
    &NO_LEAVE,
    &ASKED_LATE,
    &UNDECIDED_LEAVE,
    &REFUSED_LEAVE,
    &GRANTED_LATE,
    &NOBODY,
    &NO_ROUND_UP,
    &ROUND_UP_LATE,
    &NO_VISIT,
    &NOTHING_DECIDED,
    &MUST,
    &super::agenda::BEFORE_IT,
    &super::agenda::IS_REGIONAL,
    &super::agenda::FELT,
    &super::agenda::NOT_DONE,
    &super::agenda::NOT_REFERRED,
];
