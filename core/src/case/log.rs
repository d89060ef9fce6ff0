//! Many cases (办件台账): opened, acted on, replayed from their events, in memory.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use super::decide::open;
use super::event::{Actor, Command, Event};
use super::step::{Collect, Step};
use super::{Case, CaseRules};
use crate::decision::Template;
use crate::error::{CaseError, Error};
use crate::term::StepKind;
use crate::vocabulary::Vocabulary as _;

static INTO_NOTHING: Template =
    Template::new("case.into_nothing", "没有办件{0}，不能并入", "there is no case {0} to go into");
static INTO_MERGED: Template = Template::new(
    "case.into_merged",
    "办件{0}已并入{1}，请并入{1}",
    "case {0} went into {1} itself: go into {1}",
);

/// The cases of a policy (办件台账), by their ids.
///
/// An embedder with a database of its own needs only [`Case`]; this is for notebooks, tests and small programs.
#[derive(Debug, Clone)]
pub struct CaseLog {
    rules: CaseRules,
    cases: BTreeMap<String, Case>,
    order: Vec<(String, u64)>,
}

impl CaseLog {
    /// A log without a case.
    pub fn new(rules: CaseRules) -> Self {
        Self { rules, cases: BTreeMap::new(), order: Vec::new() }
    }

    /// The log that events come to. Those of one case stand in the order of their numbers; the cases may be mixed.
    ///
    /// # Errors
    /// Those of [`Case::open`] and [`Case::apply`].
    pub fn replay(rules: CaseRules, events: impl IntoIterator<Item = Event>) -> Result<Self, Error> {
        let mut log = Self::new(rules);
        for event in events {
            log.take(event)?;
        }
        Ok(log)
    }

    fn take(&mut self, event: Event) -> Result<(), Error> {
        let key = (event.case.clone(), event.sequence);
        if let Some(case) = self.cases.get_mut(&event.case) {
            case.apply(event)?;
        } else {
            let case = Case::open(event)?;
            self.cases.insert(case.id().to_owned(), case);
        }
        self.order.push(key);
        Ok(())
    }

    /// The rules it goes by.
    pub fn rules(&self) -> &CaseRules {
        &self.rules
    }

    /// Opens a case: its first event, already taken up.
    ///
    /// # Errors
    /// [`CaseError::Exists`]; those of [`Case::decide_open`].
    pub fn open(
        &mut self,
        case: &str,
        at: NaiveDateTime,
        actor: &Actor,
        collect: Collect,
    ) -> Result<&Case, Error> {
        let step = Step::Collect(collect);
        self.run(&Command { case: case.to_owned(), id: None, expected: 0, at, actor: actor.clone(), step })?;
        self.case(case)
    }

    /// Takes a step of a case as it stands now.
    ///
    /// # Errors
    /// [`CaseError::Unknown`]; those of [`Case::decide`].
    pub fn act(
        &mut self,
        case: &str,
        at: NaiveDateTime,
        actor: &Actor,
        step: impl Into<Step>,
    ) -> Result<&Case, Error> {
        let expected = self.case(case)?.sequence();
        let step = step.into();
        self.run(&Command { case: case.to_owned(), id: None, expected, at, actor: actor.clone(), step })?;
        self.case(case)
    }

    /// Decides a command and takes up its events: those that are new, to be stored; none where it was done before.
    ///
    /// # Errors
    /// [`CaseError::Unknown`] and [`CaseError::Exists`]; those of [`Case::decide`] and [`Case::decide_open`]; a case
    /// that goes into one that is not there, or went into another itself, is [`CaseError::Refused`].
    pub fn run(&mut self, command: &Command) -> Result<Vec<Event>, Error> {
        let events = match (self.cases.get(&command.case), command.step.kind()) {
            (None, StepKind::Collect) => vec![open(&self.rules, command)?],
            (None, _) => return Err(CaseError::Unknown { case: command.case.clone() }.into()),
            (Some(case), StepKind::Collect) => {
                let again = |event: &Event| {
                    command.id.is_some() && event.command == command.id && event.step == command.step
                };
                if case.events().first().is_some_and(again) {
                    return Ok(Vec::new());
                }
                return Err(CaseError::Exists { case: command.case.clone() }.into());
            }
            (Some(case), _) => {
                let decided = case.decide(&self.rules, command)?;
                if decided.repeated {
                    return Ok(Vec::new());
                }
                self.target(case, &command.step)?;
                decided.events
            }
        };
        for event in &events {
            self.take(event.clone())?;
        }
        Ok(events)
    }

    /// Refuses to let a case go into one that is not there, or went into another itself.
    fn target(&self, case: &Case, step: &Step) -> Result<(), Error> {
        let Step::Merge(said) = step else { return Ok(()) };
        let why = match self.cases.get(&said.into) {
            None => INTO_NOTHING.with([said.into.as_str().into()]),
            Some(target) => match target.merged_into() {
                None => return Ok(()),
                Some(further) => INTO_MERGED.with([said.into.as_str().into(), further.into()]),
            },
        };
        let refused = CaseError::Refused {
            case: case.id().to_owned(),
            step: step.kind().term(),
            clause: None,
            why,
            allowed: Vec::new(),
        };
        Err(refused.into())
    }

    /// A case.
    ///
    /// # Errors
    /// [`CaseError::Unknown`].
    pub fn case(&self, id: &str) -> Result<&Case, Error> {
        self.cases.get(id).ok_or_else(|| CaseError::Unknown { case: id.to_owned() }.into())
    }

    /// All cases, by their ids.
    pub fn cases(&self) -> impl ExactSizeIterator<Item = &Case> {
        self.cases.values()
    }

    /// All events, in the order in which they were taken up.
    pub fn events(&self) -> impl Iterator<Item = &Event> {
        self.order.iter().filter_map(|(case, sequence)| {
            let nth = usize::try_from(sequence.checked_sub(1)?).ok()?;
            self.cases.get(case)?.events().get(nth)
        })
    }
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[&INTO_NOTHING, &INTO_MERGED];
