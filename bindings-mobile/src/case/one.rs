//! A case: what its events come to.

use core::fmt;
use core::hash::{Hash, Hasher};

use chrono::NaiveDateTime;
use wangge::case::{self, CaseRules};
use wangge::{
    CaseState, Channel, Decision, Light, Outcome, ServedParty, Settlement, StepKind, SupervisionLevel,
};

use super::clock::{OpenCommand, StageClock};
use super::event::{Actor, Command, Decided, Event};
use super::step::{CaseFacts, TermOfTime};
use crate::due::{ClockLine, ClockState, DueAt, Pause, lines};
use crate::error::WanggeError;
use crate::number::{length, sequence, signed};
use crate::route::Route;

/// A case (办件) as it stood when it was asked for, under the rules of its log. It never changes; any thread may ask it.
///
/// Equal where the events are. `view` gives all that it is in one crossing.
#[derive(uniffi::Object)]
#[uniffi::export(Debug, Eq, Hash)]
pub struct Case {
    case: case::Case,
    rules: CaseRules,
}

impl PartialEq for Case {
    fn eq(&self, other: &Self) -> bool {
        self.case == other.case
    }
}

impl Eq for Case {}

impl fmt::Debug for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Case({}, {}, event {})", self.case.id(), self.case.state(), self.case.sequence())
    }
}

// Equal cases have equal ids and as many events.
impl Hash for Case {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.case.id(), self.case.sequence()).hash(state);
    }
}

/// An extension that was asked for (延期申请).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Extension {
    /// When it was asked for.
    pub asked: NaiveDateTime,
    /// How much was asked for.
    pub by: TermOfTime,
    /// When it was decided; none while it waits.
    pub decided: Option<NaiveDateTime>,
    /// How much was granted; none where it waits or was refused.
    pub granted: Option<TermOfTime>,
}

/// An appeal against being late (申诉).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Appeal {
    /// When it was brought.
    pub at: NaiveDateTime,
    /// Whether it was granted; none while it waits.
    pub granted: Option<bool>,
}

/// All that the events of a case come to, without its clocks.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct CaseView {
    /// Its id.
    pub id: String,
    /// The number of its last event.
    pub sequence: i64,
    /// Where it stands.
    pub state: CaseState,
    /// What is known of it now.
    pub facts: CaseFacts,
    /// How it came in.
    pub channel: Channel,
    /// Whether there is somebody to be told.
    pub served: ServedParty,
    /// When it was received.
    pub received: NaiveDateTime,
    /// The grid it lies in, where that was said.
    pub grid: Option<String>,
    /// When its last event happened.
    pub last: NaiveDateTime,
    /// The 首问责任人: whoever took the matter in (M-5.3).
    pub first_asked: Actor,
    /// The 第一责任人: the first to accept it (M-5.4); after a return, the first to accept it again.
    pub first_responsible: Option<Actor>,
    /// Whose turn it is: whoever it was given to, or accepted it.
    pub holder: Option<String>,
    /// Its suspensions (挂账), in order; the last is open while its clock stands.
    pub suspensions: Vec<Pause>,
    /// The extensions that were asked for, in order.
    pub extensions: Vec<Extension>,
    /// Under which level of supervision it is (督办, X-4.3a).
    pub supervision: Option<SupervisionLevel>,
    /// When it was first reported upwards.
    pub reported: Option<NaiveDateTime>,
    /// What was fed back, and stands.
    pub outcome: Option<Outcome>,
    /// Whether the person served was told of the result that stands.
    pub told: bool,
    /// How it was closed.
    pub settlement: Option<Settlement>,
    /// When it ended: was closed, declined, withdrawn or merged.
    pub ended: Option<NaiveDateTime>,
    /// The case it went into.
    pub merged_into: Option<String>,
    /// How often it was given back.
    pub returned: i32,
    /// How often it was passed on.
    pub transferred: i32,
    /// How often its verification failed.
    pub reworked: i32,
    /// How often it was opened again.
    pub reopened: i32,
    /// How often it was before the meeting.
    pub meetings: i32,
    /// Whether it was eased and is still to be followed up (X-4.2c).
    pub needs_follow_up: bool,
    /// Whether an appeal was granted: the assessment leaves it out, and what happened stays.
    pub exempted: bool,
    /// The appeal.
    pub appeal: Option<Appeal>,
    /// The steps that are open where it stands, whoever asks.
    pub open_steps: Vec<StepKind>,
}

impl Case {
    pub(super) fn new(case: case::Case, rules: &CaseRules) -> Self {
        Self { case, rules: rules.clone() }
    }
}

#[uniffi::export]
impl Case {
    /// All that its events come to, in one crossing.
    pub fn view(&self) -> CaseView {
        CaseView {
            id: self.id(),
            sequence: self.sequence(),
            state: self.state(),
            facts: self.facts(),
            channel: self.channel(),
            served: self.served(),
            received: self.received(),
            grid: self.grid(),
            last: self.last(),
            first_asked: self.first_asked(),
            first_responsible: self.first_responsible(),
            holder: self.holder(),
            suspensions: self.suspensions(),
            extensions: self.extensions(),
            supervision: self.supervision(),
            reported: self.reported(),
            outcome: self.outcome(),
            told: self.is_told(),
            settlement: self.settlement(),
            ended: self.ended(),
            merged_into: self.merged_into(),
            returned: self.returned(),
            transferred: self.transferred(),
            reworked: self.reworked(),
            reopened: self.reopened(),
            meetings: self.meetings(),
            needs_follow_up: self.needs_follow_up(),
            exempted: self.is_exempted(),
            appeal: self.appeal(),
            open_steps: self.open_steps(),
        }
    }

    /// Its events, in order.
    pub fn events(&self) -> Vec<Event> {
        self.case.events().iter().cloned().map(Event::from).collect()
    }

    /// Decides a command without changing anything: the events that it makes, for an app that stores them first and
    /// replays then, or why it is refused.
    ///
    /// Refuses as `CaseLog.run` does; whether the case that a merge names exists is not asked.
    pub fn decide(&self, command: Command) -> Result<Decided, WanggeError> {
        Ok(self.case.decide(&self.rules, &command.try_into()?)?.into())
    }

    /// When it is due, by the policy in force on the day of receipt, with its suspensions and granted extensions
    /// `at` is unknown while a suspension goes on.
    ///
    /// Refuses with `Unspecified` where the policy states no such limit, no route or no way of counting, with
    /// `UnknownDay` where the calendar does not reach.
    pub fn due(&self) -> Result<DueAt, WanggeError> {
        let Decision { value, because } = self.case.due(&self.rules)?;
        Ok(DueAt::of(&value, &because))
    }

    /// How much of its term has run and is left at a moment.
    ///
    /// Refuses as `due` does, and with `UnknownDay` where the moment lies outside the calendar.
    pub fn clock_state(&self, now: NaiveDateTime) -> Result<ClockState, WanggeError> {
        ClockState::of(&self.case.due(&self.rules)?.value, now)
    }

    /// Every day or session of its term: what counted, what a suspension took, which extension added; the due moment
    /// last.
    ///
    /// Refuses as `due` does.
    pub fn explain(&self) -> Result<Vec<ClockLine>, WanggeError> {
        lines(&self.case.due(&self.rules)?.value)
    }

    /// Its light at a moment. Yellow is only given where the policy says from when (`warn`); late is late also while
    /// its clock stands.
    ///
    /// Refuses as `due` does: a case whose limit is not known has no light; with `Input` for a moment before its last
    /// event.
    pub fn light(&self, now: NaiveDateTime) -> Result<Light, WanggeError> {
        Ok(self.case.light(&self.rules, now)?)
    }

    /// Where it goes and who tells the person served, by the policy in force on the day of receipt (M-6).
    ///
    /// Refuses as `Policy.route` does.
    pub fn route(&self) -> Result<Route, WanggeError> {
        Ok(self.case.route(&self.rules)?.into())
    }

    /// The clocks of the stages that it has come to and that have a limit, in the order of entry.
    ///
    /// Refuses as `due` does.
    pub fn stages(&self) -> Result<Vec<StageClock>, WanggeError> {
        Ok(self.case.stages(&self.rules)?.into_iter().map(StageClock::from).collect())
    }

    /// The next moment after `now` at which something of it changes by itself: its light, that of the stage it is in,
    /// or the end of a suspension of full length. None where nothing does.
    ///
    /// Refuses as `light` does.
    pub fn next_change(&self, now: NaiveDateTime) -> Result<Option<NaiveDateTime>, WanggeError> {
        Ok(self.case.next_change(&self.rules, now)?)
    }

    /// Every step but the first, and whether somebody may take it at a moment: which buttons to show, and why the
    /// others are shut. A step that is open may still be refused for what it says, such as a ground.
    ///
    /// Refuses with `Input` for a moment before its last event.
    pub fn open_commands(&self, actor: Actor, now: NaiveDateTime) -> Result<Vec<OpenCommand>, WanggeError> {
        let found = self.case.open_commands(&self.rules, &actor.into(), now)?;
        Ok(found.into_iter().map(OpenCommand::from).collect())
    }

    /// The steps that are open where it stands, whoever asks.
    pub fn open_steps(&self) -> Vec<StepKind> {
        self.case.open_steps()
    }

    /// Its id.
    pub fn id(&self) -> String {
        self.case.id().to_owned()
    }

    /// The number of its last event.
    pub fn sequence(&self) -> i64 {
        sequence(self.case.sequence())
    }

    /// Where it stands.
    pub fn state(&self) -> CaseState {
        self.case.state()
    }

    /// What is known of it now.
    pub fn facts(&self) -> CaseFacts {
        self.case.facts()
    }

    /// How it came in.
    pub fn channel(&self) -> Channel {
        self.case.channel()
    }

    /// Whether there is somebody to be told.
    pub fn served(&self) -> ServedParty {
        self.case.served()
    }

    /// When it was received.
    pub fn received(&self) -> NaiveDateTime {
        self.case.received()
    }

    /// The grid it lies in, where that was said.
    pub fn grid(&self) -> Option<String> {
        self.case.grid().map(str::to_owned)
    }

    /// When its last event happened.
    pub fn last(&self) -> NaiveDateTime {
        self.case.last()
    }

    /// The 首问责任人: whoever took the matter in (M-5.3).
    pub fn first_asked(&self) -> Actor {
        self.case.first_asked().clone().into()
    }

    /// The 第一责任人: the first to accept it (M-5.4); after a return, the first to accept it again.
    pub fn first_responsible(&self) -> Option<Actor> {
        self.case.first_responsible().cloned().map(Actor::from)
    }

    /// Whose turn it is: whoever it was given to, or accepted it.
    pub fn holder(&self) -> Option<String> {
        self.case.holder().map(str::to_owned)
    }

    /// Its suspensions (挂账), in order; the last is open while its clock stands.
    pub fn suspensions(&self) -> Vec<Pause> {
        self.case.suspensions().iter().map(|pause| Pause { from: pause.from, to: pause.to }).collect()
    }

    /// The extensions that were asked for, in order.
    pub fn extensions(&self) -> Vec<Extension> {
        self.case.extensions().iter().copied().map(Extension::from).collect()
    }

    /// Under which level of supervision it is (督办, X-4.3a).
    pub fn supervision(&self) -> Option<SupervisionLevel> {
        self.case.supervision()
    }

    /// When it was first reported upwards.
    pub fn reported(&self) -> Option<NaiveDateTime> {
        self.case.reported()
    }

    /// What was fed back, and stands.
    pub fn outcome(&self) -> Option<Outcome> {
        self.case.outcome()
    }

    /// Whether the person served was told of the result that stands.
    pub fn is_told(&self) -> bool {
        self.case.is_told()
    }

    /// How it was closed.
    pub fn settlement(&self) -> Option<Settlement> {
        self.case.settlement()
    }

    /// When it ended: was closed, declined, withdrawn or merged.
    pub fn ended(&self) -> Option<NaiveDateTime> {
        self.case.ended()
    }

    /// The case it went into.
    pub fn merged_into(&self) -> Option<String> {
        self.case.merged_into().map(str::to_owned)
    }

    /// How often it was given back.
    pub fn returned(&self) -> i32 {
        signed(self.case.returned())
    }

    /// How often it was passed on.
    pub fn transferred(&self) -> i32 {
        signed(self.case.transferred())
    }

    /// How often its verification failed.
    pub fn reworked(&self) -> i32 {
        signed(self.case.reworked())
    }

    /// How often it was opened again.
    pub fn reopened(&self) -> i32 {
        length(self.case.reopened())
    }

    /// How often it was before the meeting.
    pub fn meetings(&self) -> i32 {
        signed(self.case.meetings())
    }

    /// Whether it was eased and is still to be followed up (X-4.2c).
    pub fn needs_follow_up(&self) -> bool {
        self.case.needs_follow_up()
    }

    /// Whether an appeal was granted: the assessment leaves it out, and what happened stays.
    pub fn is_exempted(&self) -> bool {
        self.case.is_exempted()
    }

    /// The appeal.
    pub fn appeal(&self) -> Option<Appeal> {
        self.case.appeal().map(|(at, granted)| Appeal { at, granted })
    }
}

impl From<case::Extension> for Extension {
    fn from(extension: case::Extension) -> Self {
        let case::Extension { asked, by, decided, granted } = extension;
        Self { asked, by: by.into(), decided, granted: granted.map(TermOfTime::from) }
    }
}
