//! The register of findings of conduct, and what the events of cases show.

use std::sync::{PoisonError, RwLock, RwLockReadGuard};

use chrono::{NaiveDate, NaiveDateTime};
use wangge::case::derive;
use wangge::rules::conduct::{self, ConductAct};
use wangge::{Conduct, ConductSource, ConductState, ConductStep, Role};

use crate::calendar::WorkCalendar;
use crate::case::CaseLog;
use crate::decision::{Reason, reasons};
use crate::error::WanggeError;
use crate::number::{sequence, sequence_from};
use crate::policy::Policy;

/// An event of a case that a finding rests on (所依据的办件事件).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct EventRef {
    /// The case.
    pub case: String,
    /// The number of the event in it.
    pub sequence: i64,
}

/// What is raised against somebody (线索, M-7).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Raise {
    /// Which conduct.
    pub conduct: Conduct,
    /// Whom it concerns, by an id of the app's.
    pub person: String,
    /// Where it comes from.
    pub source: ConductSource,
    /// What happened.
    pub text: String,
    /// In which role; never that of the person served.
    #[uniffi(default = None)]
    pub role: Option<Role>,
    /// The events of cases that it rests on; at least one where it is derived from them.
    #[uniffi(default = [])]
    pub rests_on: Vec<EventRef>,
}

/// What happened to a finding (登记事项).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ConductEvent {
    /// Its number in the finding, from 1.
    pub sequence: i64,
    /// When.
    pub at: NaiveDateTime,
    /// By whom.
    pub by: String,
    /// What.
    pub step: ConductStep,
    /// In words.
    pub text: String,
}

/// A finding of conduct (认定事项), as its events have it. It counts only once it is upheld.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ConductFinding {
    /// Its id.
    pub id: String,
    /// What was raised.
    pub raised: Raise,
    /// The clause that forbids it.
    pub clause: String,
    /// Where it stands.
    pub state: ConductState,
    /// When it was raised.
    pub raised_at: NaiveDateTime,
    /// When it was answered.
    pub answered_at: Option<NaiveDateTime>,
    /// When it was upheld or dismissed.
    pub decided_at: Option<NaiveDateTime>,
    /// The steps that its state leaves open.
    pub open: Vec<ConductStep>,
    /// What happened, in order.
    pub history: Vec<ConductEvent>,
}

/// What upheld findings take from the marks of a person (扣分).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ConductEffect {
    /// Who.
    pub person: String,
    /// The findings.
    pub findings: Vec<String>,
    /// How many points in all, as an exact decimal.
    pub deduct: String,
    /// Why.
    pub because: Vec<Reason>,
}

/// What the events of cases show of somebody's conduct (推定线索). It counts for nothing until it is raised, answered and
/// upheld.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct DerivedConduct {
    /// Which conduct.
    pub conduct: Conduct,
    /// Whom it concerns: whoever held the case; none where nobody did.
    pub person: Option<String>,
    /// In which role, where a step of theirs says so.
    pub role: Option<Role>,
    /// The events it rests on.
    pub rests_on: Vec<EventRef>,
    /// What is seen, in Chinese: the text to raise it with.
    pub text: String,
    /// Why: M-7, then what the policy says.
    pub because: Vec<Reason>,
}

fn refs(events: &[conduct::EventRef]) -> Vec<EventRef> {
    events
        .iter()
        .map(|event| EventRef { case: event.case.clone(), sequence: sequence(event.sequence) })
        .collect()
}

impl From<&conduct::ConductFinding> for ConductFinding {
    fn from(finding: &conduct::ConductFinding) -> Self {
        let raised = &finding.raised;
        let event = |event: &conduct::ConductEvent| ConductEvent {
            sequence: sequence(event.sequence),
            at: event.at,
            by: event.by.clone(),
            step: event.act.step(),
            text: match &event.act {
                ConductAct::Raise(raise) => raise.text.clone(),
                ConductAct::Answer { text } | ConductAct::Uphold { text } | ConductAct::Dismiss { text } => {
                    text.clone()
                }
            },
        };
        Self {
            id: finding.id.clone(),
            raised: Raise {
                conduct: raised.conduct,
                person: raised.person.clone(),
                source: raised.source,
                text: raised.text.clone(),
                role: raised.role,
                rests_on: refs(&raised.rests_on),
            },
            clause: raised.conduct.clause().to_string(),
            state: finding.state,
            raised_at: finding.raised_at(),
            answered_at: finding.answered_at(),
            decided_at: finding.decided_at(),
            open: finding.open_steps(),
            history: finding.events.iter().map(event).collect(),
        }
    }
}

/// The register of findings by 六不准 and 六不让 (M-7.1.1 to M-7.2.6), against officials, never residents. A finding cannot be
/// upheld before it was answered or the policy's time for that is over; its history is only added to.
#[derive(uniffi::Object)]
pub struct ConductRegister {
    policy: wangge::Policy,
    calendar: wangge::WorkCalendar,
    register: RwLock<conduct::ConductRegister>,
}

impl ConductRegister {
    // A panic leaves it as it was or one event further: never half of an event.
    fn read(&self) -> RwLockReadGuard<'_, conduct::ConductRegister> {
        self.register.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(
        &self,
        finding: &str,
        at: NaiveDateTime,
        by: &str,
        act: ConductAct,
    ) -> Result<ConductFinding, WanggeError> {
        let mut register = self.register.write().unwrap_or_else(PoisonError::into_inner);
        register.take(&self.policy, &self.calendar, finding, at, by, act)?;
        Ok(register.finding(finding)?.into())
    }
}

#[uniffi::export]
impl ConductRegister {
    /// A register without a finding.
    #[uniffi::constructor]
    pub fn new(policy: &Policy, calendar: &WorkCalendar) -> Self {
        Self { policy: policy.0.clone(), calendar: calendar.0.clone(), register: RwLock::default() }
    }

    /// The register that lines of JSON come to. What the policy says of a step is not asked again.
    ///
    /// Refuses with `Input` with the row of a line that does not follow, `StepShut` for a step that the state does not
    /// allow.
    #[uniffi::constructor]
    pub fn replay(lines: &str, policy: &Policy, calendar: &WorkCalendar) -> Result<Self, WanggeError> {
        let register = RwLock::new(conduct::ConductRegister::from_json_lines(lines)?);
        Ok(Self { policy: policy.0.clone(), calendar: calendar.0.clone(), register })
    }

    /// The events as JSON, one a line, in the order in which they happened: what an app stores.
    pub fn to_json_lines(&self) -> String {
        self.read().to_json_lines()
    }

    /// Raises a finding. Refuses with `Input` for a role, a text or an id that cannot be, or an id raised before.
    pub fn raise(
        &self,
        finding: &str,
        at: NaiveDateTime,
        by: &str,
        raise: Raise,
    ) -> Result<ConductFinding, WanggeError> {
        let Raise { conduct, person, source, text, role, rests_on } = raise;
        let event = |event: EventRef| {
            let sequence = sequence_from("rests_on", event.sequence, 1)?;
            Ok::<_, WanggeError>(conduct::EventRef { case: event.case, sequence })
        };
        let rests_on = rests_on.into_iter().map(event).collect::<Result<_, _>>()?;
        let raise = conduct::Raise { conduct, person, role, source, text, rests_on };
        self.take(finding, at, by, ConductAct::Raise(raise))
    }

    /// Whoever it concerns answers a finding. Refuses with `StepShut`, naming what is open.
    pub fn answer(
        &self,
        finding: &str,
        at: NaiveDateTime,
        by: &str,
        text: String,
    ) -> Result<ConductFinding, WanggeError> {
        self.take(finding, at, by, ConductAct::Answer { text })
    }

    /// A finding is upheld. Refuses with `StepShut`, or `Unspecified` for `conduct.answer` where it was not answered.
    pub fn uphold(
        &self,
        finding: &str,
        at: NaiveDateTime,
        by: &str,
        text: String,
    ) -> Result<ConductFinding, WanggeError> {
        self.take(finding, at, by, ConductAct::Uphold { text })
    }

    /// A finding is dismissed. Refuses with `StepShut`.
    pub fn dismiss(
        &self,
        finding: &str,
        at: NaiveDateTime,
        by: &str,
        text: String,
    ) -> Result<ConductFinding, WanggeError> {
        self.take(finding, at, by, ConductAct::Dismiss { text })
    }

    /// All findings, in the order in which they were raised.
    pub fn findings(&self) -> Vec<ConductFinding> {
        self.read().findings().iter().map(ConductFinding::from).collect()
    }

    /// The last day on which a finding may be answered before it can be upheld without that.
    ///
    /// Refuses with `Unspecified` for `conduct.answer`.
    pub fn time_to_answer(&self, finding: &str) -> Result<NaiveDate, WanggeError> {
        Ok(self.read().finding(finding)?.time_to_answer(&self.policy, &self.calendar)?)
    }

    /// What the findings upheld from one day to another, both included, take from the marks of each person.
    ///
    /// Refuses with `Unspecified` for `conduct.effect[conduct = "…"]` of an upheld finding.
    pub fn effects(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<ConductEffect>, WanggeError> {
        let effects = self.read().effects(&self.policy, (from, to))?;
        let one = |effect: wangge::Decision<conduct::ConductEffect>| ConductEffect {
            because: reasons(&effect.because),
            person: effect.value.person,
            findings: effect.value.findings,
            deduct: effect.value.deduct.to_string(),
        };
        Ok(effects.into_iter().map(one).collect())
    }
}

#[uniffi::export]
impl CaseLog {
    /// What the events of cases show of a conduct at a moment: `DELAY`, `BROKEN_FEEDBACK`, `BACKLOG`, `STRANDED`,
    /// `BUCK_PASSING`.
    ///
    /// Refuses with `Unspecified` for `conduct.derive[conduct = "…"]` where that is needed, `Input` for a conduct that no
    /// case shows, or a moment before the last event.
    pub fn derive_conduct(
        &self,
        conduct: Conduct,
        now: NaiveDateTime,
    ) -> Result<Vec<DerivedConduct>, WanggeError> {
        let log = self.read();
        let one = |one: wangge::case::DerivedConduct| DerivedConduct {
            conduct: one.conduct,
            rests_on: refs(&one.rests_on),
            text: one.because.first().map(|reason| reason.wording.zh()).unwrap_or_default(),
            because: reasons(&one.because),
            person: one.person,
            role: one.role,
        };
        Ok(derive(log.rules(), log.cases(), conduct, now)?.into_iter().map(one).collect())
    }
}
