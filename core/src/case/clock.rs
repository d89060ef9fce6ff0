//! The clocks of a case (办件计时): when it is due, its light, the limits of its stages, when it changes next.

use chrono::NaiveDateTime;

use super::course::Course;
use super::{Case, CaseRules};
use crate::clause::ClauseId;
use crate::decision::{Decision, Reason};
use crate::error::{Error, InputError};
use crate::policy::{Policy, TermOfTime};
use crate::rules::due::{self, Amount, DueAt, DueOptions, Pause};
use crate::rules::{deadline, route};
use crate::term::{CaseState, Complexity, Light, ReEntry, ReopenClock, Stage};

/// The clock of a stage (环节计时): of one entry, or of all of them where they share the limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageClock {
    /// The stage.
    pub stage: Stage,
    /// When it was entered, for the first time where all entries share the limit.
    pub entered: NaiveDateTime,
    /// When it was left; `None` while the case is in it.
    pub left: Option<NaiveDateTime>,
    /// How many entries share the limit.
    pub entries: usize,
    /// When its limit runs out.
    pub due: DueAt,
    /// The clause of the limit.
    pub clause: ClauseId,
}

impl StageClock {
    /// Whether it was left too late, or is late at a moment.
    pub fn is_late(&self, now: NaiveDateTime) -> bool {
        self.due.is_late(self.left.unwrap_or(now))
    }
}

/// The policy whose rules hold for what was received at a moment.
pub(super) fn policy_of(rules: &CaseRules, received: NaiveDateTime) -> Result<Policy, Error> {
    if rules.policy.as_of().is_some() {
        return Ok(rules.policy.clone());
    }
    Ok(rules.policy.at(received.date())?)
}

/// The time in a stage.
#[derive(Debug, Clone, Copy)]
struct Stay {
    stage: Stage,
    from: NaiveDateTime,
    to: Option<NaiveDateTime>,
}

impl Course {
    pub(super) fn route(&self, policy: &Policy) -> Result<Decision<route::Route>, Error> {
        route::decide(policy, &self.facts.route(), self.facts.complexity)
    }

    /// The complexity given, or that of the level (E-1).
    pub(super) fn complexity(&self, policy: &Policy) -> Result<Complexity, Error> {
        if let Some(given) = self.facts.complexity {
            return Ok(given);
        }
        let level = self.route(policy)?.value.level;
        Ok(policy.complexity_of(level)?.0)
    }

    /// When its whole limit began, and the times in which it stood.
    pub(super) fn pauses(
        &self,
        rules: &CaseRules,
        policy: &Policy,
    ) -> Result<(NaiveDateTime, Vec<Pause>), Error> {
        let mut pauses = Vec::with_capacity(self.suspensions.len() + self.reopened.len());
        let longest = match self.suspensions.as_slice() {
            [] => None,
            // A suspension that was decided under other rules stands as it is.
            _ => policy.suspension(self.received.date()).ok().and_then(|rule| rule.value.longest),
        };
        for pause in &self.suspensions {
            pauses.push(match longest {
                Some(longest) => Self::shortened(*pause, longest, rules, policy)?,
                None => *pause,
            });
        }
        let mut start = self.received;
        if let Some(last) = self.reopened.last() {
            match policy.reopen(self.received.date()).map(|rule| rule.value.clock) {
                Ok(ReopenClock::Anew) => start = last.to.unwrap_or(start),
                _ => pauses.extend(&self.reopened),
            }
        }
        Ok((start, pauses))
    }

    /// A suspension of at most that length: after it the clock runs again.
    fn shortened(
        pause: Pause,
        longest: TermOfTime,
        rules: &CaseRules,
        policy: &Policy,
    ) -> Result<Pause, Error> {
        let end = due::due_at(policy, &rules.calendar, pause.from, longest, &[], &[], DueOptions::default())?;
        let end = end.value.at.unwrap_or(pause.from);
        Ok(Pause { from: pause.from, to: Some(pause.to.map_or(end, |to| to.min(end))) })
    }

    pub(super) fn due(&self, rules: &CaseRules) -> Result<Decision<DueAt>, Error> {
        let policy = policy_of(rules, self.received)?;
        let complexity = self.complexity(&policy)?;
        let limit = policy.limit(complexity, self.received.date())?;
        let (start, pauses) = self.pauses(rules, &policy)?;
        let granted: Vec<TermOfTime> =
            self.extensions.iter().filter_map(|extension| extension.granted).collect();
        let options = DueOptions { roll: limit.value.roll };
        let mut due =
            due::due_at(&policy, &rules.calendar, start, limit.value.within, &pauses, &granted, options)?;
        due.because.insert(0, Reason::new(&limit.clause, deadline::within(&limit.value)));
        Ok(due)
    }

    pub(super) fn light(&self, due: &DueAt, warned: Option<NaiveDateTime>, now: NaiveDateTime) -> Light {
        match self.ended {
            Some(ended) if due.is_late(ended) => Light::DoneLate,
            Some(_) => Light::Done,
            None if due.is_late(now) => Light::Red,
            None if due
                .pauses
                .iter()
                .any(|pause| pause.from <= now && pause.to.is_none_or(|to| now < to)) =>
            {
                Light::Grey
            }
            None if warned.is_some_and(|warned| now >= warned) => Light::Yellow,
            None => Light::Green,
        }
    }

    /// From when on it is soon due.
    pub(super) fn warned(&self, rules: &CaseRules, due: &DueAt) -> Result<Option<NaiveDateTime>, Error> {
        let policy = policy_of(rules, self.received)?;
        let complexity = self.complexity(&policy)?;
        let Some(rule) = policy.warn(complexity, self.received.date())? else {
            return Ok(None);
        };
        let total = due.total();
        let by_share = rule.value.used.map(|used| share(total, used));
        let by_rest = match rule.value.left {
            Some(left) => Some(less(total, due.amount(left)?)),
            None => None,
        };
        let Some(ran) = by_share.into_iter().chain(by_rest).min() else { return Ok(None) };
        let none = match ran {
            Amount::Days(days) => days <= 0,
            Amount::Time(time) => time <= chrono::TimeDelta::zero(),
        };
        if none { Ok(Some(due.start)) } else { due.when(ran) }
    }

    fn stays(&self) -> Vec<Stay> {
        let mut stays: Vec<Stay> = Vec::with_capacity(self.entries.len());
        for (state, at) in &self.entries {
            let before = stays.last().filter(|stay| stay.to.is_none()).map(|stay| stay.stage);
            let stage = match state {
                CaseState::Collected => Some(Stage::File),
                CaseState::Filed => Some(Stage::Dispatch),
                CaseState::Dispatched => Some(Stage::Accept),
                // The meeting is part of whatever the case came from; from the feedback it is handled again.
                CaseState::AtMeeting if before == Some(Stage::Dispatch) => Some(Stage::Dispatch),
                CaseState::AtMeeting | CaseState::Handling => Some(Stage::Handle),
                CaseState::FedBack => Some(Stage::Verify),
                CaseState::Verified => Some(Stage::Close),
                CaseState::Closed | CaseState::Declined | CaseState::Withdrawn | CaseState::Merged => None,
            };
            if stage.is_some() && stage == before && *state != CaseState::Dispatched {
                continue;
            }
            if let Some(stay) = stays.last_mut() {
                stay.to = stay.to.or(Some(*at));
            }
            if let Some(stage) = stage {
                stays.push(Stay { stage, from: *at, to: None });
            }
        }
        stays
    }

    pub(super) fn stages(&self, rules: &CaseRules) -> Result<Vec<StageClock>, Error> {
        let policy = policy_of(rules, self.received)?;
        if policy.stages().is_empty() {
            return Ok(Vec::new());
        }
        let complexity = self.complexity(&policy)?;
        let suspended = self.pauses(rules, &policy)?.1;
        let mut stays = self.stays();
        if self.route(&policy)?.value.report_at_once {
            stays.push(Stay { stage: Stage::Report, from: self.received, to: self.reported.or(self.ended) });
        }
        let mut clocks = Vec::new();
        for (nth, stay) in stays.iter().enumerate() {
            let Some(rule) = policy.stage(stay.stage, complexity, self.received.date())? else { continue };
            let of_stage = || stays.iter().filter(|other| other.stage == stay.stage);
            let mut pauses = suspended.clone();
            let (mut left, mut entries) = (stay.to, 1);
            if rule.value.re_entry == ReEntry::Cumulative {
                if stays.iter().take(nth).any(|other| other.stage == stay.stage) {
                    continue;
                }
                let away = of_stage().zip(of_stage().skip(1));
                pauses.extend(away.filter_map(|(one, next)| Some(Pause::new(one.to?, next.from))));
                left = of_stage().next_back().and_then(|last| last.to);
                entries = of_stage().count();
            }
            let (within, options) = (rule.value.within, DueOptions::default());
            let due = due::due_at(&policy, &rules.calendar, stay.from, within, &pauses, &[], options)?.value;
            clocks.push(StageClock {
                stage: stay.stage,
                entered: stay.from,
                left,
                entries,
                due,
                clause: rule.clause.clone(),
            });
        }
        Ok(clocks)
    }
}

/// A share of a term in percent, a part of a day or of a nanosecond counted whole.
fn share(total: Amount, percent: u32) -> Amount {
    let part = |whole: i64| {
        let part = (i128::from(whole) * i128::from(percent) + 99).div_euclid(100);
        i64::try_from(part).unwrap_or(whole)
    };
    match total {
        Amount::Days(days) => Amount::Days(part(days)),
        Amount::Time(time) => {
            Amount::Time(chrono::TimeDelta::nanoseconds(part(time.num_nanoseconds().unwrap_or(i64::MAX))))
        }
    }
}

fn less(total: Amount, left: Amount) -> Amount {
    match (total, left) {
        (Amount::Time(total), Amount::Time(left)) => Amount::Time(total - left),
        (Amount::Days(total), Amount::Days(left)) => Amount::Days(total - left),
        // Both were asked of one clock.
        (total, _) => total,
    }
}

impl Case {
    /// When it is due, by the policy in force on the day of receipt, with its suspensions and granted extensions;
    /// `at` is unknown while a suspension goes on.
    ///
    /// # Errors
    /// [`Unspecified`](crate::Unspecified) where the policy states no such limit, no route or no way of counting;
    /// [`CalendarError`](crate::CalendarError) where a day that is needed is not known.
    pub fn due(&self, rules: &CaseRules) -> Result<Decision<DueAt>, Error> {
        self.course.due(rules)
    }

    /// Where it goes and who tells the person served, by the policy in force on the day of receipt.
    ///
    /// # Errors
    /// As for [`route::decide`](crate::rules::route::decide).
    pub fn route(&self, rules: &CaseRules) -> Result<Decision<route::Route>, Error> {
        self.course.route(&policy_of(rules, self.received())?)
    }

    /// Its light at a moment. Yellow is only given where the policy says from when (`warn`); late is late also while
    /// its clock stands.
    ///
    /// # Errors
    /// As for [`due`](Self::due): a case whose limit is not known has no light. [`InputError`] for a moment before
    /// its last event.
    pub fn light(&self, rules: &CaseRules, now: NaiveDateTime) -> Result<Light, Error> {
        self.not_before_last(now)?;
        let due = self.due(rules)?.value;
        let warned = self.course.warned(rules, &due)?;
        Ok(self.course.light(&due, warned, now))
    }

    /// The clocks of the stages that it has come to and that have a limit, in the order of entry.
    ///
    /// # Errors
    /// As for [`due`](Self::due).
    pub fn stages(&self, rules: &CaseRules) -> Result<Vec<StageClock>, Error> {
        self.course.stages(rules)
    }

    /// The next moment after `now` at which something of it changes by itself: its light, the light of the stage it
    /// is in, or the end of a suspension that has come to its full length. `None` where nothing does.
    ///
    /// # Errors
    /// As for [`light`](Self::light).
    pub fn next_change(&self, rules: &CaseRules, now: NaiveDateTime) -> Result<Option<NaiveDateTime>, Error> {
        self.not_before_last(now)?;
        if self.ended().is_some() {
            return Ok(None);
        }
        let due = self.due(rules)?.value;
        let stages = self.stages(rules)?;
        let in_stage = stages.iter().filter(|clock| clock.left.is_none()).filter_map(|clock| clock.due.at);
        let resumed = due.pauses.iter().filter_map(|pause| pause.to);
        let moments =
            due.at.into_iter().chain(self.course.warned(rules, &due)?).chain(in_stage).chain(resumed);
        Ok(moments.filter(|moment| *moment > now).min())
    }

    pub(super) fn not_before_last(&self, now: NaiveDateTime) -> Result<(), InputError> {
        if now >= self.last() {
            return Ok(());
        }
        let allowed = format!("{} or later, when its last event happened", self.last());
        Err(InputError::value("now", now, allowed))
    }
}
