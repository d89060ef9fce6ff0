//! The cases of a policy, by their ids.

use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use chrono::NaiveDateTime;
use wangge::case::{self, CaseRules, Step};
use wangge::{CaseError, CaseState, StepKind, Vocabulary};

use super::board::Board;
use super::event::{Actor, Command, Event};
use super::one::Case;
use super::step::CaseStep;
use crate::calendar::WorkCalendar;
use crate::error::WanggeError;
use crate::policy::Policy;

/// The cases of a policy (办件台账), by their ids. Any thread may ask it and write to it; of two who write at once one is
/// first, and the other is refused with `CaseConflict` where its command is of before.
#[derive(uniffi::Object)]
pub struct CaseLog {
    log: RwLock<case::CaseLog>,
}

impl CaseLog {
    // A panic leaves the log as it was or one event further: never half of an event.
    pub(crate) fn read(&self) -> RwLockReadGuard<'_, case::CaseLog> {
        self.log.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write<T>(&self, act: impl FnOnce(&mut case::CaseLog) -> T) -> T {
        act(&mut self.log.write().unwrap_or_else(PoisonError::into_inner))
    }
}

#[uniffi::export]
impl CaseLog {
    /// A log without a case, under a policy whose terms a calendar counts.
    #[uniffi::constructor]
    pub fn new(policy: &Policy, calendar: &WorkCalendar) -> Self {
        Self { log: RwLock::new(case::CaseLog::new(CaseRules::new(&policy.0, &calendar.0))) }
    }

    /// The log that events come to. Those of one case stand in the order of their numbers; the cases may be mixed.
    ///
    /// Refuses with `EventSequence` for a gap or a repeat, `CaseBackwards` for a moment before the last event,
    /// `StepNotOpen` for a step that the state does not allow, `Input` for what no event can hold.
    #[uniffi::constructor]
    pub fn replay(events: Vec<Event>, policy: &Policy, calendar: &WorkCalendar) -> Result<Self, WanggeError> {
        let events: Result<Vec<_>, _> = events.into_iter().map(case::Event::try_from).collect();
        let log = case::CaseLog::replay(CaseRules::new(&policy.0, &calendar.0), events?)?;
        Ok(Self { log: RwLock::new(log) })
    }

    /// Opens a case (信息采集, X-4.0) and takes up its first event; `collect` is a `CaseStep.Collect`.
    ///
    /// Refuses with `CaseExists`; `StepNotYours` for a role that may not take matters in; `Unspecified` where the
    /// policy does not say who may; `CaseBackwards` for a receipt after the entry; `Input` for a name or a text that
    /// cannot be used; `StepNotOpen` for any other step.
    pub fn open(
        &self,
        case: String,
        at: NaiveDateTime,
        actor: Actor,
        collect: CaseStep,
    ) -> Result<Case, WanggeError> {
        match Step::try_from(collect)? {
            Step::Collect(collect) => self.write(|log| {
                let opened = log.open(&case, at, &actor.into(), collect)?.clone();
                Ok(Case::new(opened, log.rules()))
            }),
            other => Err(not_collect(case, &other)),
        }
    }

    /// Takes a step of a case as it stands now, and takes up its event.
    ///
    /// Refuses with `UnknownCase`; `StepNotOpen` with the steps that are open; `StepNotYours` with the roles that may;
    /// `StepRefused` where a rule stands against it, with the clause; `CaseBackwards`; `Unspecified` with the key
    /// where the policy does not state what is needed; `Input` for a name or a text that cannot be used.
    pub fn act(
        &self,
        case: &str,
        at: NaiveDateTime,
        actor: Actor,
        step: CaseStep,
    ) -> Result<Case, WanggeError> {
        let step = Step::try_from(step)?;
        self.write(|log| {
            let acted = log.act(case, at, &actor.into(), step)?.clone();
            Ok(Case::new(acted, log.rules()))
        })
    }

    /// Decides a command and takes up its events: those that are new, to be stored; none where it was done before.
    /// `CaseStep.Collect` with `expected` 0 opens a case.
    ///
    /// Refuses as `open` and `act` do, with `CaseConflict` where the case has events that the command did not expect,
    /// and with `CommandReused` for the id of another command.
    pub fn run(&self, command: Command) -> Result<Vec<Event>, WanggeError> {
        let command = case::Command::try_from(command)?;
        let events = self.write(|log| log.run(&command))?;
        Ok(events.into_iter().map(Event::from).collect())
    }

    /// A case as it stands now; it does not change with the log. Kotlin says `case(id)` too, which Java cannot.
    ///
    /// Refuses with `UnknownCase`.
    pub fn case_of(&self, id: &str) -> Result<Case, WanggeError> {
        let log = self.read();
        Ok(Case::new(log.case(id)?.clone(), log.rules()))
    }

    /// All cases as they stand now, by their ids.
    pub fn cases(&self) -> Vec<Arc<Case>> {
        let log = self.read();
        log.cases().map(|case| Arc::new(Case::new(case.clone(), log.rules()))).collect()
    }

    /// All events, in the order in which they were taken up.
    pub fn events(&self) -> Vec<Event> {
        self.read().events().cloned().map(Event::from).collect()
    }

    /// The board at a moment: every open case, the most pressing first, and when to look again.
    ///
    /// A case whose limit is not stated or not known is not left out: it stands under `unplaced`, with why.
    pub fn board(&self, now: NaiveDateTime) -> Result<Board, WanggeError> {
        let log = self.read();
        Ok(Board::from(case::Board::of(log.rules(), log.cases(), now)))
    }
}

/// The refusal of a case that begins with another step.
fn not_collect(case: String, step: &Step) -> WanggeError {
    let (step, state) = (step.kind().term(), CaseState::Collected.term());
    let allowed = vec![StepKind::Collect.term()];
    wangge::Error::from(CaseError::NotOpen { case, step, state, why: None, allowed }).into()
}
