//! The clocks of a case (办件计时): when it is due, its light, the limits of its stages, when it changes next.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::course::Course;
use super::step::CaseFacts;
use super::{Case, CaseRules};
use crate::calendar::WorkCalendar;
use crate::clause::ClauseId;
use crate::decision::{Decision, Reason, Template};
use crate::error::{CalendarError, Error, InputError};
use crate::policy::{LimitRule, Policy, TermOfTime, WarnRule};
use crate::rules::due::{self, Amount, Clock, DueAt, DueOptions, Pause};
use crate::rules::{deadline, route};
use crate::term::{CaseState, Complexity, Light, ReEntry, ReopenClock, Stage};

static STAGE_WITHIN: Template =
    Template::new("case.stage_within", "{0}环节限{1}{2}", "the stage of {0} is to be done within {1} {2}");

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

    /// The rule of its limit; how time is counted is what the whole case rests on ([`Case::due`]).
    pub fn because(&self) -> Reason {
        let TermOfTime { count, unit } = self.due.term;
        Reason::new(&self.clause, STAGE_WITHIN.with([self.stage.into(), count.into(), unit.into()]))
    }
}

fn complexity_of(policy: &Policy, facts: CaseFacts) -> Result<Complexity, Error> {
    if let Some(given) = facts.complexity {
        return Ok(given);
    }
    let level = route::decide(policy, &facts.route(), None)?.value.level;
    Ok(policy.complexity_of(level)?.0)
}

/// What facts come to on a day of receipt.
#[derive(Debug, Clone)]
pub(super) struct Terms {
    pub(super) limit: LimitRule,
    pub(super) clause: ClauseId,
    /// Whether whoever is served must be told, and whether it must be reported at once.
    pub(super) told: bool,
    pub(super) report: bool,
    warn: Option<WarnRule>,
}

/// The rules of a day of receipt, looked up once (当日规则): for one case, or for all that came in on that day.
pub(super) struct Plan {
    policy: Policy,
    calendar: WorkCalendar,
    day: NaiveDate,
    clock: Option<Clock>,
    longest: Option<TermOfTime>,
    reopen: Option<ReopenClock>,
    terms: HashMap<CaseFacts, Result<Terms, Error>>,
}

impl Plan {
    pub(super) fn of(rules: &CaseRules, received: NaiveDateTime) -> Result<Self, Error> {
        let (policy, day) = (policy_of(rules, received)?, received.date());
        // What was decided under other rules stands as it is.
        let longest = policy.suspension(day).ok().and_then(|rule| rule.value.longest);
        let reopen = policy.reopen(day).ok().map(|rule| rule.value.clock);
        let calendar = rules.calendar.clone();
        Ok(Self { policy, calendar, day, clock: None, longest, reopen, terms: HashMap::new() })
    }

    pub(super) fn clock(&mut self) -> Result<&Clock, Error> {
        let made = match self.clock.take() {
            Some(clock) => clock,
            None => Clock::new(&self.policy, &self.calendar, self.day)?,
        };
        Ok(self.clock.insert(made))
    }

    fn look_up(policy: &Policy, facts: CaseFacts, day: NaiveDate) -> Result<Terms, Error> {
        let complexity = complexity_of(policy, facts)?;
        let limit = policy.limit(complexity, day)?;
        let warn = policy.warn(complexity, day)?.map(|rule| rule.value);
        // A policy without routes says nothing of telling and reporting.
        let route = route::decide(policy, &facts.route(), facts.complexity).ok().map(|route| route.value);
        let told = route.as_ref().is_some_and(|route| route.told_by.is_some());
        let report = route.is_some_and(|route| route.report_at_once);
        Ok(Terms { limit: limit.value.clone(), clause: limit.clause.clone(), told, report, warn })
    }

    pub(super) fn terms(&mut self, facts: CaseFacts) -> Result<&Terms, Error> {
        let (policy, day) = (&self.policy, self.day);
        let found = self.terms.entry(facts).or_insert_with(|| Self::look_up(policy, facts, day));
        found.as_ref().map_err(Clone::clone)
    }

    /// When the whole limit of a case began, and the times in which it stood.
    pub(super) fn pauses(&mut self, course: &Course) -> Result<(NaiveDateTime, Vec<Pause>), Error> {
        let (start, mut pauses) = self.pauses_before(course)?;
        if let Some(pause) = course.suspensions.last().filter(|pause| pause.to.is_none()) {
            pauses.push(match self.longest {
                Some(longest) => self.shortened(*pause, longest)?,
                None => *pause,
            });
        }
        Ok((start, pauses))
    }

    /// The times in which a case stood; a suspension that goes on has no end where the calendar does not know it.
    pub(super) fn pauses_known(&mut self, course: &Course) -> Result<Vec<Pause>, Error> {
        match self.pauses(course) {
            Err(Error::Calendar(CalendarError::Unknown { .. })) if course.is_suspended() => {
                let mut pauses = self.pauses_before(course)?.1;
                pauses.extend(course.suspensions.last());
                Ok(pauses)
            }
            known => Ok(known?.1),
        }
    }

    /// The same without the suspension that goes on.
    fn pauses_before(&mut self, course: &Course) -> Result<(NaiveDateTime, Vec<Pause>), Error> {
        let mut pauses = Vec::with_capacity(course.suspensions.len() + course.reopened.len());
        for pause in course.suspensions.iter().filter(|pause| pause.to.is_some()) {
            pauses.push(match self.longest {
                Some(longest) => self.shortened(*pause, longest)?,
                None => *pause,
            });
        }
        let mut start = course.received;
        match (course.reopened.last(), self.reopen) {
            (Some(last), Some(ReopenClock::Anew)) => start = last.to.unwrap_or(start),
            _ => pauses.extend(&course.reopened),
        }
        Ok((start, pauses))
    }

    /// A suspension of at most that length: after it the clock runs again.
    fn shortened(&mut self, pause: Pause, longest: TermOfTime) -> Result<Pause, Error> {
        let end = self.clock()?.due_at(pause.from, longest, &[], &[], DueOptions::default())?;
        let end = end.at.unwrap_or(pause.from);
        Ok(Pause { from: pause.from, to: Some(pause.to.map_or(end, |to| to.min(end))) })
    }

    /// When a case is due. While a suspension goes on whose end, or what comes after it, the calendar does not know,
    /// it is one that goes on without an end: the due moment is unknown, and says what is left.
    pub(super) fn due(&mut self, course: &Course) -> Result<(Terms, DueAt), Error> {
        let terms = self.terms(course.facts)?.clone();
        match self.run(course, &terms, true) {
            Err(Error::Calendar(CalendarError::Unknown { .. })) if course.is_suspended() => {
                self.run(course, &terms, false).map(|due| (terms, due))
            }
            done => done.map(|due| (terms, due)),
        }
    }

    fn run(&mut self, course: &Course, terms: &Terms, bounded: bool) -> Result<DueAt, Error> {
        let (start, mut pauses) = if bounded { self.pauses(course)? } else { self.pauses_before(course)? };
        if !bounded {
            pauses.extend(course.suspensions.last());
        }
        let granted: Vec<TermOfTime> =
            course.extensions.iter().filter_map(|extension| extension.granted).collect();
        let options = DueOptions { roll: terms.limit.roll };
        self.clock()?.due_at(start, terms.limit.within, &pauses, &granted, options)
    }

    /// When the suspension that goes on ends of itself; `None` where none goes on, or it has no longest length.
    fn resumes(&mut self, course: &Course) -> Result<Option<NaiveDateTime>, Error> {
        let open = course.suspensions.last().copied().filter(|pause| pause.to.is_none());
        match (open, self.longest) {
            (Some(pause), Some(longest)) => Ok(self.shortened(pause, longest)?.to),
            _ => Ok(None),
        }
    }

    /// When a case is due, and its light at a moment.
    pub(super) fn light(
        &mut self,
        course: &Course,
        now: NaiveDateTime,
    ) -> Result<(Terms, DueAt, Light), Error> {
        let (terms, due) = self.due(course)?;
        if due.at.is_none() && course.ended.is_none() {
            // Once it runs again, all that is asked about is what the calendar does not know.
            match self.resumes(course) {
                Ok(Some(end)) if now >= end => {
                    return Err(self.run(course, &terms, true).err().unwrap_or_else(|| self.unknown()));
                }
                Ok(_) | Err(Error::Calendar(_)) => {}
                Err(error) => return Err(error),
            }
        }
        let warned = if course.ended.is_none() { self.warned(course, &due)? } else { None };
        let light = course.light(&due, warned, now);
        Ok((terms, due, light))
    }

    fn unknown(&self) -> Error {
        self.calendar.unknown(self.calendar.last()).into()
    }

    /// From when on a case is soon due.
    pub(super) fn warned(&mut self, course: &Course, due: &DueAt) -> Result<Option<NaiveDateTime>, Error> {
        let Some(rule) = self.terms(course.facts)?.warn else {
            return Ok(None);
        };
        let total = due.total();
        let by_share = rule.used.map(|used| share(total, used));
        let by_rest = match rule.left {
            Some(left) => Some(less(total, due.amount(left)?)),
            None => None,
        };
        let Some(ran) = by_share.into_iter().chain(by_rest).min() else { return Ok(None) };
        let none = match ran {
            Amount::Days(days) => days <= 0,
            Amount::Time(time) => time <= TimeDelta::zero(),
        };
        if none { Ok(Some(due.start)) } else { due.when(ran) }
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
        complexity_of(policy, self.facts)
    }

    pub(super) fn due(&self, rules: &CaseRules) -> Result<Decision<DueAt>, Error> {
        let mut plan = Plan::of(rules, self.received)?;
        let (terms, due) = plan.due(self)?;
        let because = Reason::new(&terms.clause, deadline::within(&terms.limit));
        let mut because = vec![because];
        because.extend(plan.clock()?.because(&due)?);
        Ok(Decision { value: due, because })
    }

    pub(super) fn light(&self, due: &DueAt, warned: Option<NaiveDateTime>, now: NaiveDateTime) -> Light {
        let stands = |pause: &Pause| pause.from <= now && pause.to.is_none_or(|to| now < to);
        match self.ended {
            Some(ended) if due.is_late(ended) => Light::DoneLate,
            Some(_) => Light::Done,
            None if due.is_late(now) => Light::Red,
            None if due.pauses.iter().any(stands) => Light::Grey,
            None if warned.is_some_and(|warned| now >= warned) => Light::Yellow,
            None => Light::Green,
        }
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
        let suspended = Plan::of(rules, self.received)?.pauses_known(self)?;
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
            let clause = rule.clause.clone();
            clocks.push(StageClock { stage: stay.stage, entered: stay.from, left, entries, due, clause });
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
            Amount::Time(TimeDelta::nanoseconds(part(time.num_nanoseconds().unwrap_or(i64::MAX))))
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
    /// When it is due, by the policy in force on the day of receipt, with its suspensions and granted extensions. A
    /// suspension that goes on is taken at its full length, where the policy states one and the calendar reaches beyond
    /// it; else `at` is unknown, and `left` says what is left.
    ///
    /// # Errors
    /// [`Unspecified`](crate::Unspecified) where the policy states no such limit, no route or no way of counting;
    /// [`CalendarError`] where a day that is needed is not known.
    pub fn due(&self, rules: &CaseRules) -> Result<Decision<DueAt>, Error> {
        self.course.due(rules)
    }

    /// Where it goes and who tells the person served, by the policy in force on the day of receipt.
    ///
    /// # Errors
    /// As for [`route::decide`].
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
        Ok(Plan::of(rules, self.received())?.light(&self.course, now)?.2)
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
        let mut plan = Plan::of(rules, self.received())?;
        let (_, due, _) = plan.light(&self.course, now)?;
        let (warned, resumes) = (plan.warned(&self.course, &due)?, plan.resumes(&self.course));
        let stages = self.stages(rules)?;
        let in_stage = stages.iter().filter(|clock| clock.left.is_none()).filter_map(|clock| clock.due.at);
        let ends = due.pauses.iter().filter_map(|pause| pause.to);
        let moments =
            due.at.into_iter().chain(warned).chain(in_stage).chain(ends).chain(resumes.ok().flatten());
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

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[&STAGE_WITHIN];
