//! Commands and events: who acts, what is known, what happened.

use pyo3::prelude::*;
use wangge::case::{Actor, CaseFacts};
use wangge::{EventHead, Vocabulary as _};

use crate::date::Moment;
use crate::record::record;
use crate::term::{Complexity, Role, Scope, StepKind, Work};

record! {
    /// Who acts: an id of the embedder's own, and the role in which it acts. Wherever an actor is asked for, the two as
    /// a tuple do as well.
    ///
    /// >>> import wangge as wg
    /// >>> wg.Actor("p-3", "assistant")
    /// Actor('p-3', 'assistant')
    PyActor = "Actor" {
        /// The id. The library keeps no names.
        id: String,
        /// The role.
        role: Role,
    }
}

impl PyActor {
    pub(crate) fn from_core(actor: &Actor) -> Self {
        Self { id: actor.id.clone(), role: Role(actor.role) }
    }

    fn shown(&self) -> String {
        format!("Actor('{}', '{}')", self.id, self.role.0)
    }
}

record! {
    /// What is known of a matter: what decides its route and its limit.
    ///
    /// >>> import wangge as wg
    /// >>> wg.CaseFacts("village", major=False, sudden=False, work="coordination")
    /// CaseFacts(scope='village', major=False, sudden=False, work='coordination', complexity=None)
    PyCaseFacts = "CaseFacts" {
        /// How far it reaches (E-13).
        scope: Scope,
        /// Whether it is major (E-4).
        major: bool,
        /// Whether it is sudden (E-4).
        sudden: bool,
        /// The type of work, where it is known (M-1.2 to M-1.5).
        work: Option<Work>,
        /// The complexity; where it is None, that of the level (E-1).
        complexity: Option<Complexity>,
    }
    signature (scope, major, sudden, work = None, complexity = None)
}

impl PyCaseFacts {
    pub(crate) fn from_core(facts: CaseFacts) -> Self {
        let CaseFacts { scope, major, sudden, work, complexity } = facts;
        Self {
            scope: Scope(scope),
            major,
            sudden,
            work: work.map(Work),
            complexity: complexity.map(Complexity),
        }
    }

    fn shown(&self) -> String {
        let word = |word: Option<&str>| word.map_or_else(|| "None".to_owned(), |word| format!("'{word}'"));
        let truth = |truth| if truth { "True" } else { "False" };
        format!(
            "CaseFacts(scope='{}', major={}, sudden={}, work={}, complexity={})",
            self.scope.0,
            truth(self.major),
            truth(self.sudden),
            word(self.work.map(|work| work.0.code())),
            word(self.complexity.map(|complexity| complexity.0.code()))
        )
    }
}

record! {
    /// What stands at the head of an event, or of a command: which, what, when, by whom.
    PyEventHead = "EventHead" {
        /// Its number in the case; of a command, the number it would have had.
        sequence: u64,
        /// The step.
        step: StepKind,
        /// When.
        at: Moment,
        /// By whom.
        actor: PyActor,
    }
}

impl PyEventHead {
    pub(crate) fn from_core(head: &EventHead) -> Option<Self> {
        let role = Role(wangge::Role::find(head.role.code)?);
        let actor = PyActor { id: head.actor.clone(), role };
        Some(Self { sequence: head.sequence, step: StepKind::of(head.step)?, at: Moment(head.at), actor })
    }

    fn shown(&self) -> String {
        let Self { sequence, step, at, actor } = self;
        format!("EventHead({sequence}, '{}', {}, {})", step.0, at.0, actor.shown())
    }
}
