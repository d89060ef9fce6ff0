//! Discipline at work (工作纪律, 六不准 M-7.1.1 to M-7.1.6, 六不让 M-7.2.1 to M-7.2.6): a register of findings against
//! officials, never against residents.
//!
//! A finding is raised, answered by whoever it concerns, and upheld or dismissed. It counts only once it is upheld, and it
//! cannot be upheld before it was answered or the policy's time for an answer is over. Nothing is ever taken out of the
//! register: its history is only added to.

use std::collections::{BTreeMap, HashMap};

use chrono::{NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::deadline;
use crate::calendar::{Roll, WorkCalendar};
use crate::decision::{Arg, Decision, Reason, Template, Wording};
use crate::error::{Error, InputError, StepError};
use crate::policy::Policy;
use crate::term::{Conduct, ConductSource, ConductState, ConductStep, Role};
use crate::vocabulary::Vocabulary as _;

static DECIDED: Template = Template::new("conduct.decided", "已有结论：{0}", "it is decided: {0}");
static ANSWERED: Template = Template::new("conduct.answered", "已申辩过", "it was answered before");
static NOT_YOURS: Template =
    Template::new("conduct.not_yours", "只能由{0}本人申辩", "only {0}, whom it concerns, may answer it");
static OWN_CAUSE: Template = Template::new(
    "conduct.own_cause",
    "{0}不能认定涉及本人的事项",
    "{0} may not decide what concerns themselves",
);
static TIME_TO_ANSWER: Template = Template::new(
    "conduct.time_to_answer",
    "尚未申辩，申辩期到{0}为止",
    "it is not answered, and there is time for that to {0}",
);
static UNKNOWN: Template =
    Template::new("conduct.unknown", "登记簿中没有这一条", "the register has no such finding");
static DEDUCTED: Template = Template::new("conduct.deducted", "{0}（{1}）扣{2}分", "{0} ({1}): {2} points");
static FORBIDDEN: Template = Template::new("conduct.forbidden", "工作纪律：{0}", "discipline at work: {0}");

/// An event of a case that a finding rests on (所依据的办件事件).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventRef {
    /// The case.
    pub case: String,
    /// The number of the event in it.
    pub sequence: u64,
}

/// What is raised against somebody (线索).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Raise {
    /// Which conduct.
    pub conduct: Conduct,
    /// Whom it concerns, by an id of the embedder's.
    pub person: String,
    /// In which role; never that of the person served.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// Where it comes from.
    pub source: ConductSource,
    /// What happened.
    pub text: String,
    /// The events of cases that it rests on; at least one where it is derived from them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rests_on: Vec<EventRef>,
}

/// A step of a finding with what it says (认定步骤).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case", deny_unknown_fields)]
pub enum ConductAct {
    /// It is raised.
    Raise(Raise),
    /// Whoever it concerns answers it.
    Answer {
        /// The answer.
        text: String,
    },
    /// It is upheld.
    Uphold {
        /// Why.
        text: String,
    },
    /// It is dismissed.
    Dismiss {
        /// Why.
        text: String,
    },
}

impl ConductAct {
    /// Which step it is.
    pub const fn step(&self) -> ConductStep {
        match self {
            Self::Raise(_) => ConductStep::Raise,
            Self::Answer { .. } => ConductStep::Answer,
            Self::Uphold { .. } => ConductStep::Uphold,
            Self::Dismiss { .. } => ConductStep::Dismiss,
        }
    }

    fn check(&self) -> Result<(), InputError> {
        let text = match self {
            Self::Raise(raise) => {
                InputError::name(&raise.person, "person")?;
                if raise.role == Some(Role::Served) {
                    let roles = Role::ALL.iter().filter(|role| **role != Role::Served);
                    let codes: Vec<_> = roles.map(|role| role.code()).collect();
                    return Err(InputError::value("role", Role::Served, codes.join(", ")));
                }
                if raise.source == ConductSource::Cases && raise.rests_on.is_empty() {
                    return Err(InputError::value("rests_on", "[]", "one event of a case or more"));
                }
                for (row, event) in raise.rests_on.iter().enumerate() {
                    InputError::name(&event.case, "rests_on").map_err(|error| error.at(row))?;
                    if event.sequence == 0 {
                        return Err(InputError::value("rests_on", 0, "a number from 1").at(row));
                    }
                }
                &raise.text
            }
            Self::Answer { text } | Self::Uphold { text } | Self::Dismiss { text } => text,
        };
        InputError::text(text, "text")
    }
}

/// What happened to a finding (登记事项). Its JSON is what an embedder stores, one line an event.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConductEvent {
    /// The version of what is written.
    pub schema: u32,
    /// The finding.
    pub finding: String,
    /// Its number in the finding, from 1 without a gap.
    pub sequence: u64,
    /// When.
    pub at: NaiveDateTime,
    /// By whom.
    pub by: String,
    /// What.
    pub act: ConductAct,
}

/// A finding (认定事项), as its events have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConductFinding {
    /// Its id.
    pub id: String,
    /// What was raised.
    pub raised: Raise,
    /// Where it stands.
    pub state: ConductState,
    /// Its events, in order.
    pub events: Vec<ConductEvent>,
}

impl ConductFinding {
    fn at(&self, step: ConductStep) -> Option<NaiveDateTime> {
        self.events.iter().find(|event| event.act.step() == step).map(|event| event.at)
    }

    /// When it was raised.
    pub fn raised_at(&self) -> NaiveDateTime {
        self.events.first().map(|event| event.at).unwrap_or_default()
    }

    /// When it was answered.
    pub fn answered_at(&self) -> Option<NaiveDateTime> {
        self.at(ConductStep::Answer)
    }

    /// When it was upheld or dismissed.
    pub fn decided_at(&self) -> Option<NaiveDateTime> {
        self.at(ConductStep::Uphold).or_else(|| self.at(ConductStep::Dismiss))
    }

    /// The clause that forbids it, in words.
    pub fn because(&self) -> Reason {
        Reason::new(&self.raised.conduct.clause(), FORBIDDEN.with([Arg::from(self.raised.conduct)]))
    }
}

/// The register of findings (工作纪律登记簿).
///
/// ```
/// use wangge::rules::conduct::{ConductAct, ConductRegister, Raise};
/// use wangge::{Conduct, ConductSource, ConductState, Policy, Role, WorkCalendar};
/// # fn main() -> Result<(), wangge::Error> {
/// let at = |day, hour| chrono::NaiveDate::from_ymd_opt(2026, 11, day).and_then(|day| day.and_hms_opt(hour, 0, 0)).expect("a moment");
/// let (policy, calendar) = (Policy::preset("combined")?, WorkCalendar::china());
/// let mut register = ConductRegister::default();
/// let raise = Raise {
///     conduct: Conduct::BuckPassing, person: "p-7".into(), role: Some(Role::GridResponsible),
///     source: ConductSource::Complaint, text: "三次让群众找别人".into(), rests_on: Vec::new(),
/// };
/// register.take(&policy, &calendar, "F-1", at(2, 9), "p-1", ConductAct::Raise(raise))?;
/// // No preset says how long there is for an answer, so it cannot be upheld without one.
/// let uphold = || ConductAct::Uphold { text: "属实".into() };
/// let error = register.take(&policy, &calendar, "F-1", at(30, 9), "p-1", uphold()).expect_err("not answered");
/// assert_eq!(error.code(), "policy.unspecified");
/// register.take(&policy, &calendar, "F-1", at(30, 10), "p-7", ConductAct::Answer { text: "已按规定转办".into() })?;
/// register.take(&policy, &calendar, "F-1", at(30, 11), "p-1", uphold())?;
/// assert_eq!(register.finding("F-1")?.state, ConductState::Upheld);
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ConductRegister {
    findings: Vec<ConductFinding>,
    /// The place of each finding by its id.
    places: HashMap<String, u32>,
    order: Vec<(usize, usize)>,
}

impl ConductRegister {
    /// The version of what is written.
    pub const SCHEMA: u32 = 1;

    /// The register that its events come to, from JSON, one a line. What the policy says of a step was asked when it was
    /// taken, and is not asked again.
    ///
    /// # Errors
    /// [`InputError`] with the row for a line that is no event, a `schema` of a later version, a gap, a repeat or a moment before the last;
    /// [`StepError`] for a step that the state does not allow.
    pub fn from_json_lines(text: &str) -> Result<Self, Error> {
        let mut register = Self::default();
        for (row, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let event: ConductEvent = serde_json::from_str(line).map_err(|error| {
                let shown: String = line.chars().take(200).collect();
                InputError::value("event", shown, format!("an event of a finding as JSON: {error}")).at(row)
            })?;
            register.apply(event).map_err(|error| match error {
                Error::Input(error) => error.at(row).into(),
                other => other,
            })?;
        }
        Ok(register)
    }

    /// The events as JSON, one a line, in the order in which they happened.
    pub fn to_json_lines(&self) -> String {
        let mut text = String::new();
        for event in self.events() {
            // Texts, words, numbers and moments: nothing that JSON could not hold.
            text.push_str(&serde_json::to_string(event).unwrap_or_default());
            text.push('\n');
        }
        text
    }

    /// All events, in the order in which they happened.
    pub fn events(&self) -> impl Iterator<Item = &ConductEvent> {
        self.order.iter().filter_map(|(finding, event)| self.findings.get(*finding)?.events.get(*event))
    }

    /// All findings, in the order in which they were raised.
    pub fn findings(&self) -> &[ConductFinding] {
        &self.findings
    }

    /// A finding.
    ///
    /// # Errors
    /// [`InputError`] for an id that the register does not have.
    pub fn finding(&self, id: &str) -> Result<&ConductFinding, InputError> {
        let allowed = "the id of a finding of the register";
        self.known(id).ok_or_else(|| InputError::value("finding", id, allowed))
    }

    fn known(&self, id: &str) -> Option<&ConductFinding> {
        self.findings.get(*self.places.get(id)? as usize)
    }

    /// Takes a step: the event to be stored, already taken up.
    ///
    /// # Errors
    /// [`StepError`] for a step that is not open, an answer by somebody else, or a decision by whom it concerns;
    /// [`Unspecified`](crate::Unspecified) for `conduct.answer`, where it would be upheld without an answer;
    /// [`InputError`] for a role, a text or an id that cannot be, an id raised twice, or a moment before the last.
    pub fn take(
        &mut self,
        policy: &Policy,
        calendar: &WorkCalendar,
        finding: &str,
        at: NaiveDateTime,
        by: &str,
        act: ConductAct,
    ) -> Result<&ConductEvent, Error> {
        let known = self.known(finding);
        let sequence = known.map_or(0, |one| one.events.len() as u64) + 1;
        if let Some(known) = known {
            known.check_step(act.step(), by)?;
            if act.step() == ConductStep::Uphold && known.state == ConductState::Raised {
                let last = known.time_to_answer(policy, calendar)?;
                if at.date() <= last {
                    return Err(known.refuse(ConductStep::Uphold, TIME_TO_ANSWER.with([Arg::from(last)])));
                }
            }
        }
        let (finding, by) = (finding.to_owned(), by.to_owned());
        self.apply(ConductEvent { schema: Self::SCHEMA, finding, sequence, at, by, act })
    }

    /// Takes up an event that was stored.
    ///
    /// # Errors
    /// As for [`from_json_lines`](Self::from_json_lines), without the row.
    pub fn apply(&mut self, event: ConductEvent) -> Result<&ConductEvent, Error> {
        if event.schema != Self::SCHEMA {
            return Err(InputError::value("schema", event.schema, Self::SCHEMA.to_string()).into());
        }
        InputError::name(&event.finding, "finding")?;
        InputError::name(&event.by, "by")?;
        InputError::moment(event.at, "at")?;
        event.act.check()?;
        let place = self.places.get(&event.finding).map(|nth| *nth as usize);
        let expected = self.known(&event.finding).map_or(0, |one| one.events.len() as u64) + 1;
        if event.sequence != expected {
            return Err(InputError::value("sequence", event.sequence, expected.to_string()).into());
        }
        let nth = match (place, &event.act) {
            (None, ConductAct::Raise(raise)) => {
                let (id, raised) = (event.finding.clone(), raise.clone());
                let finding = ConductFinding { id, raised, state: ConductState::Raised, events: Vec::new() };
                let nth = self.findings.len();
                self.places.insert(event.finding.clone(), u32::try_from(nth).unwrap_or(u32::MAX));
                self.findings.push(finding);
                nth
            }
            (None, _) => {
                let why = UNKNOWN.with([]);
                return Err(
                    StepError::new(&event.finding, event.act.step(), why, &[ConductStep::Raise]).into()
                );
            }
            (Some(nth), _) => nth,
        };
        let row = self.order.len();
        let Some(finding) = self.findings.get_mut(nth) else {
            return Err(InputError::value("finding", event.finding, "a finding of the register").into());
        };
        if let Some(last) = finding.events.last() {
            finding.check_step(event.act.step(), &event.by)?;
            if event.at < last.at {
                return Err(InputError::value("at", event.at, format!("{} or later", last.at)).into());
            }
        }
        finding.state = match event.act.step() {
            ConductStep::Raise => ConductState::Raised,
            ConductStep::Answer => ConductState::Answered,
            ConductStep::Uphold => ConductState::Upheld,
            ConductStep::Dismiss => ConductState::Dismissed,
        };
        self.order.push((nth, finding.events.len()));
        finding.events.push(event);
        let missing = || InputError::value("event", row, "an event of the register");
        Ok(finding.events.last().ok_or_else(missing)?)
    }

    /// What the findings that were upheld from one day to another, both included, take from the marks of each person
    /// they concern, by id; by the policy of the day each was upheld.
    ///
    /// # Errors
    /// [`Unspecified`](crate::Unspecified) for `conduct.effect[conduct = "…"]` of an upheld finding; [`InputError`] for a
    /// span that goes backwards.
    pub fn effects(
        &self,
        policy: &Policy,
        (from, to): (NaiveDate, NaiveDate),
    ) -> Result<Vec<Decision<ConductEffect>>, Error> {
        if to < from {
            return Err(InputError::value("to", to, format!("{from} or later")).into());
        }
        let mut people: BTreeMap<&str, Decision<ConductEffect>> = BTreeMap::new();
        for finding in self.findings.iter().filter(|one| one.state == ConductState::Upheld) {
            let Some(day) = finding.decided_at().map(|at| at.date()) else { continue };
            if day < from || day > to {
                continue;
            }
            let rule = policy.conduct_effect(finding.raised.conduct, day)?;
            let person = finding.raised.person.as_str();
            let effect = people.entry(person).or_insert_with(|| Decision {
                value: ConductEffect {
                    person: person.to_owned(),
                    findings: Vec::new(),
                    deduct: Decimal::ZERO,
                },
                because: Vec::new(),
            });
            let (points, conduct) = (rule.value.deduct, finding.raised.conduct);
            let sum = effect.value.deduct.checked_add(points);
            effect.value.deduct =
                sum.ok_or_else(|| InputError::value("deduct", points, "a sum that a decimal can hold"))?;
            effect.value.findings.push(finding.id.clone());
            let words =
                DEDUCTED.with([Arg::from(finding.id.as_str()), conduct.into(), points.to_string().into()]);
            effect.because.push(Reason::new(&rule.clause, words));
            effect.because.push(finding.because());
        }
        Ok(people.into_values().collect())
    }
}

/// What upheld findings take from the marks of a person (扣分).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConductEffect {
    /// Who.
    pub person: String,
    /// The findings, in the order in which they were raised.
    pub findings: Vec<String>,
    /// How many points in all.
    pub deduct: Decimal,
}

impl ConductFinding {
    /// The last day on which it may still be answered before it can be upheld without that.
    ///
    /// # Errors
    /// [`Unspecified`](crate::Unspecified) for `conduct.answer` or `counting`;
    /// [`CalendarError`](crate::CalendarError) where that day is not known.
    pub fn time_to_answer(&self, policy: &Policy, calendar: &WorkCalendar) -> Result<NaiveDate, Error> {
        let raised = self.raised_at().date();
        let rule = policy.conduct_answer(raised)?;
        let counting = policy.counting(raised)?;
        deadline::last_day(calendar, raised, rule.value, counting.value, Roll::None)
    }

    /// The steps that its state leaves open; upholding an unanswered one also needs the time for an answer to be over.
    pub fn open_steps(&self) -> Vec<ConductStep> {
        match self.state {
            ConductState::Raised => vec![ConductStep::Answer, ConductStep::Uphold, ConductStep::Dismiss],
            ConductState::Answered => vec![ConductStep::Uphold, ConductStep::Dismiss],
            ConductState::Upheld | ConductState::Dismissed => Vec::new(),
        }
    }

    fn refuse(&self, step: ConductStep, why: Wording) -> Error {
        let open: Vec<_> = self.open_steps().into_iter().filter(|one| *one != step).collect();
        StepError::new(&self.id, step, why, &open).into()
    }

    fn check_step(&self, step: ConductStep, by: &str) -> Result<(), Error> {
        let person = self.raised.person.as_str();
        if step == ConductStep::Raise {
            return Err(
                InputError::value("finding", &self.id, "an id that the register does not have").into()
            );
        }
        let why = match (self.state, step) {
            (ConductState::Upheld | ConductState::Dismissed, _) => DECIDED.with([self.state.into()]),
            (ConductState::Answered, ConductStep::Answer) => ANSWERED.with([]),
            (_, ConductStep::Answer) if by != person => NOT_YOURS.with([person.into()]),
            (_, ConductStep::Uphold | ConductStep::Dismiss) if by == person => {
                OWN_CAUSE.with([person.into()])
            }
            _ => return Ok(()),
        };
        Err(self.refuse(step, why))
    }
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] =
    &[&DECIDED, &ANSWERED, &NOT_YOURS, &OWN_CAUSE, &TIME_TO_ANSWER, &UNKNOWN, &DEDUCTED, &FORBIDDEN];
