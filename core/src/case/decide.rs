//! Deciding a command (决定): its events, or a typed refusal; and which steps are open to whom, and why not.

use chrono::NaiveDateTime;

use super::event::{Actor, Command, Event};
use super::step::{Collect, Step};
use super::{Case, CaseRules};
use crate::clause::ClauseId;
use crate::decision::{Arg, Template, Wording};
use crate::error::{CaseError, Error};
use crate::term::{Role, StepKind};
use crate::vocabulary::Vocabulary as _;

pub(super) static SAME_PERSON: Template = Template::new(
    "case.same_person",
    "{0}已在本件中办理“{1}”，不得再办理“{2}”",
    "{0} did {1} in this case and may not {2} it",
);

pub(super) static NOT_NOW: Template =
    Template::new("case.not_now", "处于“{0}”时不能办理", "not while it is {0}");
pub(super) static ONLY: Template = Template::new("case.only", "只由{0}办理", "only for {0}");

/// What a command comes to (决定结果).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The events, to be stored and applied.
    pub events: Vec<Event>,
    /// Whether the command was done before: the events are those it made then, and nothing is to be stored.
    pub repeated: bool,
}

/// A step, and whether it is open to somebody (可办步骤).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenCommand {
    /// The step.
    pub step: StepKind,
    /// Why it is shut; `None` where it is open.
    pub shut: Option<Wording>,
    /// The clause that shuts it, where one does.
    pub clause: Option<ClauseId>,
}

impl OpenCommand {
    /// Whether it is open.
    pub fn is_open(&self) -> bool {
        self.shut.is_none()
    }
}

impl Event {
    fn of(command: &Command, sequence: u64) -> Self {
        Self {
            case: command.case.clone(),
            sequence,
            at: command.at,
            actor: command.actor.clone(),
            command: command.id.clone(),
            step: command.step.clone(),
        }
    }
}

/// Whether a role may take a step on the day of a moment.
fn empowered(
    rules: &CaseRules,
    case: &str,
    step: StepKind,
    role: Role,
    at: NaiveDateTime,
) -> Result<(), Error> {
    let powers = rules.policy.powers(step, at.date())?;
    if powers.iter().any(|(may, _)| *may == role) {
        return Ok(());
    }
    let mut allowed: Vec<Role> = powers.into_iter().map(|(may, _)| may).collect();
    allowed.sort_unstable();
    allowed.dedup();
    let allowed = allowed.into_iter().map(Role::term).collect();
    Err(CaseError::NotYours { case: case.to_owned(), step: step.term(), role: role.term(), allowed }.into())
}

/// Decides the command that opens a case: its first event.
///
/// # Errors
/// [`CaseError::Conflict`] where the command expects events; [`CaseError::NotYours`] for a role that may not take
/// matters in; [`Unspecified`](crate::Unspecified) where the policy says nothing of who may;
/// [`InputError`](crate::InputError) for a name or a text that cannot be used.
pub(super) fn open(rules: &CaseRules, command: &Command) -> Result<Event, Error> {
    command.check()?;
    if command.expected != 0 {
        let command_head = Box::new(command.head());
        let (case, expected) = (command.case.clone(), command.expected);
        return Err(
            CaseError::Conflict { case, expected, found: 0, event: None, command: command_head }.into()
        );
    }
    empowered(rules, &command.case, command.step.kind(), command.actor.role, command.at)?;
    let event = Event::of(command, 1);
    // What opens no case is refused here, before anything is kept.
    Case::open(event.clone())?;
    Ok(event)
}

impl Case {
    /// Decides the command that opens a case: its first event, to be stored.
    ///
    /// # Errors
    /// [`CaseError::NotYours`] for a role that may not take matters in; [`Unspecified`](crate::Unspecified) where the
    /// policy does not say who may; [`InputError`](crate::InputError) for a name or a text that cannot be used; those
    /// of [`Case::open`].
    pub fn decide_open(
        rules: &CaseRules,
        case: &str,
        id: Option<String>,
        at: NaiveDateTime,
        actor: &Actor,
        collect: Collect,
    ) -> Result<Event, Error> {
        let step = Step::Collect(collect);
        open(rules, &Command { case: case.to_owned(), id, expected: 0, at, actor: actor.clone(), step })
    }

    /// Decides a command: the events that it makes, or why it is refused. Nothing is changed; the embedder stores the
    /// events under their numbers and then applies them.
    ///
    /// # Errors
    /// [`CaseError::Conflict`] where the case has events that the command did not expect; [`CaseError::NotOpen`] with
    /// the steps that are open; [`CaseError::NotYours`] with the roles that may; [`CaseError::Refused`] where a rule
    /// stands against it, with the clause; [`CaseError::Reused`] for the id of another command;
    /// [`Unspecified`](crate::Unspecified) with the key where the policy does not state what is needed;
    /// [`InputError`](crate::InputError) for a name or a text that cannot be used.
    pub fn decide(&self, rules: &CaseRules, command: &Command) -> Result<Decided, Error> {
        command.check()?;
        if command.case != self.id() {
            let (case, found) = (self.id().to_owned(), command.case.clone());
            return Err(CaseError::OtherCase { case, found }.into());
        }
        if let Some(events) = self.done_before(command)? {
            return Ok(Decided { events, repeated: true });
        }
        if command.expected != self.sequence() {
            return Err(CaseError::Conflict {
                case: self.id().to_owned(),
                expected: command.expected,
                found: self.sequence(),
                event: self.head_after(command.expected).map(Box::new),
                command: Box::new(command.head()),
            }
            .into());
        }
        let kind = command.step.kind();
        if command.at < self.last() {
            let (case, at, last) = (self.id().to_owned(), command.at, self.last());
            return Err(CaseError::Backwards { case, at, last }.into());
        }
        self.shut(rules, kind, &command.actor, command.at)?;
        self.guard(rules, command)?;
        let event = Event::of(command, self.sequence() + 1);
        // What the fold would not take up is refused here.
        self.course
            .clone()
            .follow((&event.step).into(), event.at)
            .map_err(|misstep| self.misstep(misstep, kind, event.at))?;
        Ok(Decided { events: vec![event], repeated: false })
    }

    /// The events that a command made, where it was done before.
    fn done_before(&self, command: &Command) -> Result<Option<Vec<Event>>, Error> {
        let Some(id) = &command.id else { return Ok(None) };
        let made: Vec<Event> =
            self.events().iter().filter(|event| event.command.as_ref() == Some(id)).cloned().collect();
        let Some(first) = made.first() else { return Ok(None) };
        if first.step == command.step && first.actor == command.actor {
            return Ok(Some(made));
        }
        let case = self.id().to_owned();
        Err(CaseError::Reused { case, command: id.clone(), event: Box::new(first.head()) }.into())
    }

    /// Refuses a step that is shut to somebody at a moment, whatever it would say.
    fn shut(&self, rules: &CaseRules, kind: StepKind, actor: &Actor, at: NaiveDateTime) -> Result<(), Error> {
        self.course.is_open(kind).map_err(|why| self.misstep(super::Misstep::NotOpen(why), kind, at))?;
        self.stated(rules, kind, at)?;
        empowered(rules, self.id(), kind, actor.role, at)?;
        for rule in rules.policy.separations(kind, at.date())? {
            let did = rule.value.did;
            if self.events().iter().any(|event| event.step.kind() == did && event.actor.id == actor.id) {
                let words = SAME_PERSON.with([actor.id.as_str().into(), did.into(), kind.into()]);
                return Err(self.refused(kind, Some(&rule.clause), words, Vec::new()));
            }
        }
        self.shut_by_rule(rules, kind, actor, at)
    }

    /// Every step, and whether somebody may take it at a moment, so that a front end shows the buttons that work and
    /// says of the others why not. A step that is open may still be refused for what it says, such as a ground that
    /// the policy does not know.
    ///
    /// # Errors
    /// [`InputError`](crate::InputError) for a moment before its last event.
    pub fn open_commands(
        &self,
        rules: &CaseRules,
        actor: &Actor,
        at: NaiveDateTime,
    ) -> Result<Vec<OpenCommand>, Error> {
        self.not_before_last(at)?;
        let steps = StepKind::ALL.iter().filter(|kind| **kind != StepKind::Collect);
        Ok(steps
            .map(|&step| match self.shut(rules, step, actor, at) {
                Ok(()) => OpenCommand { step, shut: None, clause: None },
                Err(Error::Case(error)) => match *error {
                    CaseError::Refused { why, clause, .. } => OpenCommand { step, shut: Some(why), clause },
                    CaseError::NotOpen { why: Some(why), .. } => {
                        OpenCommand { step, shut: Some(why), clause: None }
                    }
                    // Beside a button the case, the step and all the other buttons need not be said again.
                    CaseError::NotOpen { state, .. } => {
                        OpenCommand { step, shut: Some(NOT_NOW.with([Arg::Term(state)])), clause: None }
                    }
                    CaseError::NotYours { allowed, .. } => {
                        let these = Arg::List(allowed.into_iter().map(Arg::Term).collect());
                        OpenCommand { step, shut: Some(ONLY.with([these])), clause: None }
                    }
                    other => OpenCommand { step, shut: Some(other.wording()), clause: None },
                },
                Err(error) => OpenCommand { step, shut: Some(error.wording()), clause: None },
            })
            .collect())
    }

    pub(super) fn refused(
        &self,
        step: StepKind,
        clause: Option<&ClauseId>,
        why: Wording,
        allowed: Vec<String>,
    ) -> Error {
        let case = self.id().to_owned();
        CaseError::Refused { case, step: step.term(), clause: clause.cloned(), why, allowed }.into()
    }
}
