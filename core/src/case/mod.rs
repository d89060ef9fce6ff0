//! The life of a case (办件): a command is decided, its event applied; the case is what its events come to (X-4.0).
//!
//! ```text
//! 信息采集 collect → 案卷建立 file → 任务派遣 dispatch → 接收 accept → 处理反馈 feedback → 核查 verify → 告知 tell → 结案 close
//! ```
//!
//! The embedder stores the events. No counter and no due date is stored: both follow from the events, the policy in
//! force on the day of receipt, and the calendar. Who may take a step is asked of the policy of the day it is taken.
//!
//! ```
//! use chrono::NaiveDate;
//! use wangge::case::{Actor, CaseFacts, CaseLog, CaseRules, step};
//! use wangge::{Channel, Light, Policy, Role, Scope, ServedParty, WorkCalendar};
//! # fn main() -> Result<(), wangge::Error> {
//! let at = |day, hour| NaiveDate::from_ymd_opt(2026, 11, day).and_then(|day| day.and_hms_opt(hour, 0, 0)).expect("a moment");
//! let mut log = CaseLog::new(CaseRules::new(&Policy::preset("combined")?, &WorkCalendar::china()));
//! let facts = CaseFacts { scope: Scope::Grid, major: false, sudden: false, work: None, complexity: None };
//! let (assistant, office) = (Actor::new("p-3", Role::Assistant), Actor::new("p-1", Role::Office));
//! let collect = step::Collect {
//!     channel: Channel::Visit, served: ServedParty::Known, facts, received: None, grid: None, text: None,
//! };
//! log.open("C-1", at(23, 9), &assistant, collect)?;
//! log.act("C-1", at(23, 10), &office, step::File { note: None })?;
//! log.act("C-1", at(23, 11), &office, step::Dispatch { to: "grid-7".to_owned(), note: None })?;
//! log.act("C-1", at(23, 14), &Actor::new("p-7", Role::GridResponsible), step::Accept { note: None })?;
//!
//! let case = log.case("C-1")?;
//! assert_eq!(case.due(log.rules())?.value.at, Some(at(23, 18) + chrono::Days::new(9)));
//! assert_eq!(case.light(log.rules(), at(24, 8))?, Light::Green);
//! assert_eq!(case.first_responsible().map(|actor| actor.id.as_str()), Some("p-7"));
//! # Ok(()) }
//! ```

mod board;
mod clock;
mod columns;
mod conduct;
mod course;
mod decide;
mod event;
mod folder;
mod form;
mod guard;
mod log;
mod parts;
pub mod step;

use chrono::NaiveDateTime;

use self::course::{Course, Misstep, Turn};
use crate::calendar::WorkCalendar;
use crate::error::{CaseError, Error, EventHead};
use crate::policy::Policy;
use crate::rules::due::Pause;
use crate::term::{CaseState, Channel, Outcome, ServedParty, Settlement, StepKind, SupervisionLevel};
use crate::vocabulary::Vocabulary as _;

pub use board::{Board, BoardRow, Unplaced};
pub use clock::StageClock;
pub use columns::{CaseSink, CaseStanding, EventRows, EventTable, FoldOptions, fold};
pub use conduct::{DerivedConduct, derive};
pub use course::Extension;
pub use decide::{Decided, OpenCommand};
use event::Hand;
pub use event::{Actor, Command, Event};
pub use log::CaseLog;
pub use parts::LogParts;
pub use step::{CaseFacts, Step};

/// The rules that cases go by (办件规则): a policy over a calendar. Cheap to clone.
#[derive(Debug, Clone)]
pub struct CaseRules {
    policy: Policy,
    calendar: WorkCalendar,
}

impl CaseRules {
    /// The rules of a policy, its terms counted by a calendar.
    pub fn new(policy: &Policy, calendar: &WorkCalendar) -> Self {
        Self { policy: policy.clone(), calendar: calendar.clone() }
    }

    /// The policy.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The calendar.
    pub fn calendar(&self) -> &WorkCalendar {
        &self.calendar
    }

    /// The rules in force for what was received at a moment.
    ///
    /// # Errors
    /// [`PolicyError::NotInForce`](crate::PolicyError::NotInForce) for a day before or after the policy.
    pub fn policy_of(&self, received: NaiveDateTime) -> Result<Policy, Error> {
        clock::policy_of(self, received)
    }
}

/// A case (办件): what its events come to, and the events themselves.
///
/// Equal where the events are.
#[derive(Debug, Clone)]
pub struct Case {
    course: Course,
    first_asked: Actor,
    first_responsible: Option<Actor>,
    holder: Option<String>,
    merged_into: Option<String>,
    events: Vec<Event>,
}

impl PartialEq for Case {
    fn eq(&self, other: &Self) -> bool {
        self.events == other.events
    }
}

impl Eq for Case {}

impl Case {
    /// The case that its first event opens.
    ///
    /// # Errors
    /// [`CaseError::Sequence`] where that is not event 1, [`CaseError::NotOpen`] where it does not collect the matter,
    /// [`CaseError::Backwards`] where the receipt lies after it.
    pub fn open(event: Event) -> Result<Self, Error> {
        if event.sequence != 1 {
            return Err(CaseError::Sequence { case: event.case, expected: 1, found: event.sequence }.into());
        }
        let mut course = Course::blank();
        course.begin(Turn::from(&event.step), event.at).map_err(|misstep| match misstep {
            Misstep::Before(received) => {
                CaseError::Backwards { case: event.case.clone(), at: event.at, last: received }
            }
            Misstep::NotOpen(why) => CaseError::NotOpen {
                case: event.case.clone(),
                step: event.step.kind().term(),
                state: CaseState::Collected.term(),
                why,
                allowed: vec![StepKind::Collect.term()],
            },
        })?;
        let first_asked = event.actor.clone();
        Ok(Self {
            course,
            first_asked,
            first_responsible: None,
            holder: None,
            merged_into: None,
            events: vec![event],
        })
    }

    /// The case that events come to, in the order of their numbers.
    ///
    /// # Errors
    /// [`CaseError::Unknown`] where there are none; those of [`open`](Self::open) and [`apply`](Self::apply).
    pub fn replay(events: impl IntoIterator<Item = Event>) -> Result<Self, Error> {
        let mut events = events.into_iter();
        let first = events.next().ok_or_else(|| CaseError::Unknown { case: String::new() })?;
        let mut case = Self::open(first)?;
        for event in events {
            case.apply(event)?;
        }
        Ok(case)
    }

    /// Takes up the next event. What the policy says of it was asked when it was decided, and is not asked again.
    ///
    /// # Errors
    /// [`CaseError::OtherCase`], [`CaseError::Sequence`] for a gap or a repeat, [`CaseError::Backwards`] for a moment
    /// before the last event, [`CaseError::NotOpen`] for a step that the state does not allow. Nothing is changed then.
    pub fn apply(&mut self, event: Event) -> Result<(), Error> {
        if event.case != self.id() {
            return Err(CaseError::OtherCase { case: self.id().to_owned(), found: event.case }.into());
        }
        let expected = self.sequence() + 1;
        if event.sequence != expected {
            return Err(CaseError::Sequence { case: event.case, expected, found: event.sequence }.into());
        }
        let turn = Turn::from(&event.step);
        self.course.follow(turn, event.at).map_err(|misstep| self.misstep(misstep, turn.kind(), event.at))?;
        match event.hand() {
            Hand::Same => {}
            Hand::Nobody => self.holder = None,
            Hand::Of(holder, _) => self.holder = Some(holder.to_owned()),
        }
        match &event.step {
            Step::Accept(_) | Step::SettleOnSpot(_) => {
                self.first_responsible.get_or_insert_with(|| event.actor.clone());
            }
            // Given back, the matter is again one that nobody has taken.
            Step::Return(_) => self.first_responsible = None,
            Step::Merge(said) => self.merged_into = Some(said.into.clone()),
            _ => {}
        }
        self.events.push(event);
        Ok(())
    }

    fn misstep(&self, misstep: Misstep, step: StepKind, at: NaiveDateTime) -> CaseError {
        let case = self.id().to_owned();
        match misstep {
            Misstep::Before(last) => CaseError::Backwards { case, at, last },
            Misstep::NotOpen(why) => CaseError::NotOpen {
                case,
                step: step.term(),
                state: self.state().term(),
                why,
                allowed: self.open_steps().into_iter().map(StepKind::term).collect(),
            },
        }
    }

    /// The steps that are open where the case stands, whoever asks.
    pub fn open_steps(&self) -> Vec<StepKind> {
        StepKind::ALL.iter().copied().filter(|kind| self.course.is_open(*kind).is_ok()).collect()
    }

    /// Its id.
    pub fn id(&self) -> &str {
        self.events.first().map_or("", |event| &event.case)
    }

    /// The number of its last event.
    pub fn sequence(&self) -> u64 {
        self.events.last().map_or(0, |event| event.sequence)
    }

    /// Its events, in order.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// Where it stands.
    pub fn state(&self) -> CaseState {
        self.course.state
    }

    /// What is known of it now.
    pub fn facts(&self) -> CaseFacts {
        self.course.facts
    }

    /// How it came in.
    pub fn channel(&self) -> Channel {
        self.course.channel
    }

    /// Whether there is somebody to be told.
    pub fn served(&self) -> ServedParty {
        self.course.served
    }

    /// When it was received.
    pub fn received(&self) -> NaiveDateTime {
        self.course.received
    }

    /// The grid it lies in, where that was said.
    pub fn grid(&self) -> Option<&str> {
        match self.events.first().map(|event| &event.step) {
            Some(Step::Collect(said)) => said.grid.as_deref(),
            _ => None,
        }
    }

    /// When its last event happened.
    pub fn last(&self) -> NaiveDateTime {
        self.course.last
    }

    /// The 首问责任人: whoever took the matter in (M-5.3).
    pub fn first_asked(&self) -> &Actor {
        &self.first_asked
    }

    /// The 第一责任人: the first to accept it (M-5.4); after a return, the first to accept it again.
    pub fn first_responsible(&self) -> Option<&Actor> {
        self.first_responsible.as_ref()
    }

    /// Whose turn it is: whoever it was given to, or accepted it.
    pub fn holder(&self) -> Option<&str> {
        self.holder.as_deref()
    }

    /// Its suspensions, in order; the last is open while its clock stands.
    pub fn suspensions(&self) -> &[Pause] {
        &self.course.suspensions
    }

    /// The extensions that were asked for, in order.
    pub fn extensions(&self) -> &[Extension] {
        &self.course.extensions
    }

    /// Under which level of supervision it is.
    pub fn supervision(&self) -> Option<SupervisionLevel> {
        self.course.supervision
    }

    /// When it was first reported upwards.
    pub fn reported(&self) -> Option<NaiveDateTime> {
        self.course.reported
    }

    /// What was fed back, and stands.
    pub fn outcome(&self) -> Option<Outcome> {
        self.course.outcome
    }

    /// Whether the person served was told of the result that stands.
    pub fn is_told(&self) -> bool {
        self.course.told
    }

    /// How it was closed.
    pub fn settlement(&self) -> Option<Settlement> {
        self.course.settlement
    }

    /// When it ended: was closed, declined, withdrawn or merged.
    pub fn ended(&self) -> Option<NaiveDateTime> {
        self.course.ended
    }

    /// The case it went into.
    pub fn merged_into(&self) -> Option<&str> {
        self.merged_into.as_deref()
    }

    /// How often it was given back.
    pub fn returned(&self) -> u32 {
        self.course.returned
    }

    /// How often it was passed on.
    pub fn transferred(&self) -> u32 {
        self.course.transferred
    }

    /// How often its verification failed.
    pub fn reworked(&self) -> u32 {
        self.course.reworked
    }

    /// How often it was opened again.
    pub fn reopened(&self) -> usize {
        self.course.reopened.len()
    }

    /// How often it was before the meeting.
    pub fn meetings(&self) -> u32 {
        self.course.meetings
    }

    /// Whether it was eased and is still to be followed up (X-4.2c).
    pub fn needs_follow_up(&self) -> bool {
        self.course.follow_up
    }

    /// Whether an appeal was granted: the assessment leaves it out, and what happened stays.
    pub fn is_exempted(&self) -> bool {
        self.course.appeal_granted == Some(true)
    }

    /// The appeal: when, and how it was decided.
    pub fn appeal(&self) -> Option<(NaiveDateTime, Option<bool>)> {
        self.course.appeal.map(|at| (at, self.course.appeal_granted))
    }

    fn head_after(&self, sequence: u64) -> Option<EventHead> {
        self.events.iter().find(|event| event.sequence > sequence).map(Event::head)
    }
}

#[cfg(test)]
pub(crate) use {
    clock::TEMPLATES as CLOCK_TEMPLATES, conduct::TEMPLATES as CONDUCT_TEMPLATES,
    course::TEMPLATES as COURSE_TEMPLATES, guard::TEMPLATES as GUARD_TEMPLATES,
    log::TEMPLATES as LOG_TEMPLATES,
};
