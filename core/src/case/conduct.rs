//! What the events of cases show of conduct (由办件推定): delay M-7.2.1, broken feedback M-7.2.2, backlog M-7.2.3, stranded
//! matters M-7.2.6, buck-passing M-7.1.3. Each shows the events that it rests on; it is raised in the
//! [register](crate::rules::conduct), answered there, and counts only once it is upheld.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use super::event::{Event, Hand};
use super::{Case, CaseRules};
use crate::clause::ClauseId;
use crate::decision::{Arg, Decision, Reason, Template};
use crate::error::{Error, InputError};
use crate::policy::{TermOfTime, Threshold};
use crate::rules::conduct::{ConductAct, EventRef, Raise};
use crate::rules::due::{self, DueOptions};
use crate::term::{CaseState, Conduct, ConductSource, Light, Role, ServedParty, StepKind};
use crate::vocabulary::Vocabulary as _;

static LATE: Template =
    Template::new("conduct.late", "办件{0}应于{1}办结，已逾期", "case {0} was due at {1}, and was late");
static UNTOLD: Template = Template::new(
    "conduct.untold",
    "办件{0}已结案，没有告知服务对象",
    "case {0} was closed, and the person served was not told",
);
static NOT_TOLD_YET: Template = Template::new(
    "conduct.not_told_yet",
    "办件{0}已有结果，超过{1}{2}没有告知服务对象",
    "case {0} has its result, and for more than {1} {2} the person served was not told",
);
static HELD: Template = Template::new(
    "conduct.held",
    "手中未办结的办件{0}件，超过{1}件",
    "{0} open cases in hand, more than {1}",
);
static NO_STEP: Template = Template::new(
    "conduct.no_step",
    "办件{0}自{1}起没有进展，超过{2}{3}",
    "case {0} has not moved since {1}, for more than {2} {3}",
);
static PASSED_ON: Template = Template::new(
    "conduct.passed_on",
    "办件{0}退回、转办共{1}次，超过{2}次",
    "case {0} was given back or passed on {1} times, more than {2}",
);

/// What the events of cases show of somebody's conduct (推定线索). It counts for nothing until it is raised, answered and
/// upheld.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct DerivedConduct {
    /// Which conduct.
    pub conduct: Conduct,
    /// Whom it concerns: whoever held the case; `None` where nobody did.
    pub person: Option<String>,
    /// In which role, where a step of theirs says so.
    pub role: Option<Role>,
    /// The events it rests on, in order.
    pub rests_on: Vec<EventRef>,
    /// Why: M-7, then what the policy says.
    pub because: Vec<Reason>,
}

impl DerivedConduct {
    /// What is to be raised in the register; `person` where nobody held the case.
    ///
    /// # Errors
    /// [`InputError`] where nobody is named whom it concerns.
    pub fn raise(&self, person: Option<&str>) -> Result<ConductAct, InputError> {
        let found = self.person.as_deref().or(person);
        let person = found.ok_or_else(|| InputError::value("person", "none given", "whom it concerns"))?;
        let text: Vec<String> = self.because.iter().take(1).map(|reason| reason.wording.zh()).collect();
        Ok(ConductAct::Raise(Raise {
            conduct: self.conduct,
            person: person.to_owned(),
            role: self.role,
            source: ConductSource::Cases,
            text: text.concat(),
            rests_on: self.rests_on.clone(),
        }))
    }
}

/// What the events of cases show of a conduct at a moment, by the ids of the cases. Cases whose delay was excused on appeal,
/// and suspended ones, show nothing.
///
/// ```
/// use wangge::case::{CaseRules, derive};
/// use wangge::{Conduct, Policy, WorkCalendar};
/// # fn main() -> Result<(), wangge::Error> {
/// let rules = CaseRules::new(&Policy::preset("combined")?, &WorkCalendar::china());
/// let now = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).and_then(|day| day.and_hms_opt(9, 0, 0)).expect("a moment");
/// let error = derive(&rules, &[], Conduct::Gifts, now).expect_err("no case shows that");
/// assert_eq!(error.code(), "input.value");
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`InputError`] for a conduct that cases cannot show ([`Conduct::is_derived`]);
/// [`InputError`] for a moment before the last event of a case;
/// [`Unspecified`](crate::Unspecified) for `conduct.derive[conduct = "…"]` where that is needed; those of [`Case::due`].
pub fn derive<'c>(
    rules: &CaseRules,
    cases: impl IntoIterator<Item = &'c Case>,
    conduct: Conduct,
    now: NaiveDateTime,
) -> Result<Vec<DerivedConduct>, Error> {
    let mut cases: Vec<&Case> = cases.into_iter().collect();
    cases.sort_by(|one, other| one.id().cmp(other.id()));
    cases.iter().try_for_each(|case| case.not_before_last(now))?;
    let mut found = Vec::new();
    match conduct {
        Conduct::Backlog => return backlog(rules, &cases, now),
        Conduct::Delay => cases.iter().try_for_each(|case| delay(rules, case, now, &mut found))?,
        Conduct::BrokenFeedback => {
            cases.iter().try_for_each(|case| broken_feedback(rules, case, now, &mut found))?;
        }
        Conduct::Stranded => cases.iter().try_for_each(|case| stranded(rules, case, now, &mut found))?,
        Conduct::BuckPassing => {
            cases.iter().try_for_each(|case| buck_passing(rules, case, now, &mut found))?;
        }
        other => {
            let can = Conduct::ALL.iter().filter(|one| one.is_derived());
            let codes: Vec<_> = can.map(|one| one.code()).collect();
            return Err(InputError::value("conduct", other, codes.join(", ")).into());
        }
    }
    Ok(found)
}

/// In whose hands a case was by a moment, in which role, and the event that put it there.
fn holder(case: &Case, by: NaiveDateTime) -> (Option<String>, Option<Role>, Option<&Event>) {
    let events = case.events().iter().take_while(|event| event.at <= by);
    let put = events.filter(|event| event.hand() != Hand::Same).last();
    match put.map(|event| (event, event.hand())) {
        Some((event, Hand::Of(holder, role))) => (Some(holder.to_owned()), role, Some(event)),
        _ => (None, None, None),
    }
}

fn refer(event: &Event) -> EventRef {
    EventRef { case: event.case.clone(), sequence: event.sequence }
}

fn forbidden(conduct: Conduct, words: crate::decision::Wording) -> Reason {
    Reason::new(&conduct.clause(), words)
}

fn threshold(
    rules: &CaseRules,
    conduct: Conduct,
    now: NaiveDateTime,
) -> Result<(Threshold, ClauseId), Error> {
    let rule = rules.policy().conduct_threshold(conduct, now.date())?;
    Ok((rule.value.threshold, rule.clause.clone()))
}

/// The number of a threshold of numbers; the policy is checked to have one there.
fn most(rules: &CaseRules, conduct: Conduct, now: NaiveDateTime) -> Result<(u32, ClauseId), Error> {
    match threshold(rules, conduct, now)? {
        (Threshold::More(most), clause) => Ok((most, clause)),
        (Threshold::Longer(_), _) => {
            Err(rules.policy().unspecified(format!("conduct.derive[conduct = \"{conduct}\"].more_than")))
        }
    }
}

/// The length of a threshold of time, likewise.
fn longest(rules: &CaseRules, conduct: Conduct, now: NaiveDateTime) -> Result<(TermOfTime, ClauseId), Error> {
    match threshold(rules, conduct, now)? {
        (Threshold::Longer(longest), clause) => Ok((longest, clause)),
        (Threshold::More(_), _) => {
            Err(rules.policy().unspecified(format!("conduct.derive[conduct = \"{conduct}\"].longer_than")))
        }
    }
}

/// Whether a term has run out since a moment, the suspensions of the case left out.
fn is_over(
    rules: &CaseRules,
    case: &Case,
    since: NaiveDateTime,
    term: TermOfTime,
    now: NaiveDateTime,
) -> Result<bool, Error> {
    let policy = rules.policy_of(since)?;
    let due =
        due::due_at(&policy, rules.calendar(), since, term, case.suspensions(), &[], DueOptions::default())?;
    Ok(due.value.is_late(now))
}

fn is_suspended(case: &Case) -> bool {
    case.suspensions().last().is_some_and(|pause| pause.to.is_none())
}

fn delay(
    rules: &CaseRules,
    case: &Case,
    now: NaiveDateTime,
    found: &mut Vec<DerivedConduct>,
) -> Result<(), Error> {
    if case.is_exempted() || !matches!(case.light(rules, now)?, Light::Red | Light::DoneLate) {
        return Ok(());
    }
    let Decision { value: due, mut because } = case.due(rules)?;
    let Some(at) = due.at else { return Ok(()) };
    let (person, role, since) = holder(case, at);
    let events = case.events();
    let mut rests_on: Vec<EventRef> = events.iter().take(1).map(refer).collect();
    rests_on.extend(since.map(refer));
    rests_on.extend(events.iter().rfind(|event| Some(event.at) == case.ended()).map(refer));
    rests_on.dedup();
    because.insert(0, forbidden(Conduct::Delay, LATE.with([Arg::from(case.id()), at.into()])));
    found.push(DerivedConduct { conduct: Conduct::Delay, person, role, rests_on, because });
    Ok(())
}

fn broken_feedback(
    rules: &CaseRules,
    case: &Case,
    now: NaiveDateTime,
    found: &mut Vec<DerivedConduct>,
) -> Result<(), Error> {
    let conduct = Conduct::BrokenFeedback;
    if case.served() != ServedParty::Known || case.is_told() {
        return Ok(());
    }
    let route = case.route(rules)?;
    if route.value.told_by.is_none() {
        return Ok(());
    }
    let last = |kinds: &[StepKind]| case.events().iter().rfind(|event| kinds.contains(&event.step.kind()));
    let mut because = Vec::new();
    let event = match case.state() {
        CaseState::Closed => {
            because.push(forbidden(conduct, UNTOLD.with([Arg::from(case.id())])));
            last(&[StepKind::Close, StepKind::SettleOnSpot])
        }
        CaseState::FedBack | CaseState::Verified if !is_suspended(case) => {
            let Some(event) = last(&[StepKind::Feedback]) else { return Ok(()) };
            let (longest, clause) = longest(rules, conduct, now)?;
            if !is_over(rules, case, event.at, longest, now)? {
                return Ok(());
            }
            let words = NOT_TOLD_YET.with([Arg::from(case.id()), longest.count.into(), longest.unit.into()]);
            because.extend([forbidden(conduct, words.clone()), Reason::new(&clause, words)]);
            Some(event)
        }
        _ => return Ok(()),
    };
    because.extend(route.because);
    let responsible = case.first_responsible();
    found.push(DerivedConduct {
        conduct,
        person: responsible.map(|actor| actor.id.clone()),
        role: responsible.map(|actor| actor.role),
        rests_on: event.map(refer).into_iter().collect(),
        because,
    });
    Ok(())
}

fn backlog(rules: &CaseRules, cases: &[&Case], now: NaiveDateTime) -> Result<Vec<DerivedConduct>, Error> {
    let conduct = Conduct::Backlog;
    let (most, clause) = most(rules, conduct, now)?;
    let mut hands: BTreeMap<String, (Option<Role>, Vec<EventRef>)> = BTreeMap::new();
    for case in cases.iter().filter(|case| case.state().is_open() && !is_suspended(case)) {
        if let (Some(person), role, Some(event)) = holder(case, now) {
            let hand = hands.entry(person).or_default();
            hand.0 = hand.0.or(role);
            hand.1.push(refer(event));
        }
    }
    let too_many = hands.into_iter().filter(|(_, hand)| hand.1.len() > most as usize);
    let found = too_many.map(|(person, (role, rests_on))| {
        let words = HELD.with([Arg::from(rests_on.len()), most.into()]);
        let because = vec![forbidden(conduct, words.clone()), Reason::new(&clause, words)];
        DerivedConduct { conduct, person: Some(person), role, rests_on, because }
    });
    Ok(found.collect())
}

fn stranded(
    rules: &CaseRules,
    case: &Case,
    now: NaiveDateTime,
    found: &mut Vec<DerivedConduct>,
) -> Result<(), Error> {
    let conduct = Conduct::Stranded;
    if !case.state().is_open() || is_suspended(case) {
        return Ok(());
    }
    // What is written about a case, or put over it, does not move it.
    let still = [StepKind::Note, StepKind::Supervise, StepKind::Lift];
    let Some(event) = case.events().iter().rfind(|event| !still.contains(&event.step.kind())) else {
        return Ok(());
    };
    let (longest, clause) = longest(rules, conduct, now)?;
    if !is_over(rules, case, event.at, longest, now)? {
        return Ok(());
    }
    let words =
        NO_STEP.with([Arg::from(case.id()), event.at.into(), longest.count.into(), longest.unit.into()]);
    let (person, role, _) = holder(case, now);
    let because = vec![forbidden(conduct, words.clone()), Reason::new(&clause, words)];
    found.push(DerivedConduct { conduct, person, role, rests_on: vec![refer(event)], because });
    Ok(())
}

fn buck_passing(
    rules: &CaseRules,
    case: &Case,
    now: NaiveDateTime,
    found: &mut Vec<DerivedConduct>,
) -> Result<(), Error> {
    let conduct = Conduct::BuckPassing;
    let passed = |event: &&Event| matches!(event.step.kind(), StepKind::Return | StepKind::Transfer);
    let events: Vec<&Event> = case.events().iter().filter(passed).collect();
    let (most, clause) = most(rules, conduct, now)?;
    if events.len() <= most as usize {
        return Ok(());
    }
    let words = PASSED_ON.with([Arg::from(case.id()), events.len().into(), most.into()]);
    let mut people: BTreeMap<&str, Role> = BTreeMap::new();
    for event in &events {
        people.entry(&event.actor.id).or_insert(event.actor.role);
    }
    for (person, role) in people {
        found.push(DerivedConduct {
            conduct,
            person: Some(person.to_owned()),
            role: Some(role),
            rests_on: events.iter().map(|event| refer(event)).collect(),
            because: vec![forbidden(conduct, words.clone()), Reason::new(&clause, words.clone())],
        });
    }
    Ok(())
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[&LATE, &UNTOLD, &NOT_TOLD_YET, &HELD, &NO_STEP, &PASSED_ON];
