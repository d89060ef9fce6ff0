//! The course of a case (办件进程): what its events come to, without their texts. One case or a column of them, folded
//! by the same steps.

use chrono::NaiveDateTime;

use super::step::{CaseFacts, Step};
use crate::decision::{Template, Wording};
use crate::policy::TermOfTime;
use crate::rules::due::Pause;
use crate::term::{
    CaseState, Channel, Handler, Outcome, Scope, ServedParty, Settlement, StepKind, SupervisionLevel, Topic,
};

static SUSPENDED: Template =
    Template::new("case.suspended", "已挂账，恢复办理后才能继续", "it is suspended: resume it first");
static RUNNING: Template = Template::new("case.running", "没有挂账", "it is not suspended");
static PENDING: Template = Template::new(
    "case.pending",
    "上一次延期申请尚未审批",
    "an extension that was asked for is not decided yet",
);
static NOT_ASKED: Template =
    Template::new("case.not_asked", "没有待审批的延期申请", "no extension waits for a decision");
static NOT_SUPERVISED: Template =
    Template::new("case.not_supervised", "未在督办中", "it is not under supervision");
static APPEALED: Template = Template::new("case.appealed", "已申诉过", "it was appealed against before");
static NO_APPEAL: Template =
    Template::new("case.no_appeal", "没有待裁定的申诉", "no appeal waits for a decision");
static NOTHING_EASED: Template = Template::new(
    "case.nothing_eased",
    "没有待跟踪的缓解性处置",
    "nothing that was eased is left to follow up",
);
static NO_FILE: Template = Template::new(
    "case.no_file",
    "尚未建案，只能报告，不能移交",
    "it has no file: it can be reported, not handed over",
);
static FEEDBACK_STANDS: Template = Template::new(
    "case.feedback_stands",
    "反馈已有结果，只有反馈“无法办理”的才能再上报或会商",
    "it was fed back with a result; only what cannot be done goes on from there",
);

/// What of a step moves a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    Collect {
        facts: CaseFacts,
        channel: Channel,
        served: ServedParty,
        received: Option<NaiveDateTime>,
    },
    SettleOnSpot {
        settlement: Settlement,
        told: bool,
    },
    ReportUp {
        to: Handler,
        hand_over: bool,
    },
    PutToMeeting {
        topic: Topic,
    },
    TakeFromMeeting {
        beyond: bool,
    },
    Feedback {
        outcome: Outcome,
    },
    Verify {
        passed: bool,
    },
    Close {
        settlement: Settlement,
    },
    FollowUp {
        resolved: bool,
    },
    DecideAppeal {
        granted: bool,
    },
    AskExtension {
        by: TermOfTime,
    },
    DecideExtension {
        granted: bool,
        by: Option<TermOfTime>,
    },
    Supervise {
        level: SupervisionLevel,
    },
    Reclassify {
        facts: CaseFacts,
    },
    /// A step that says nothing which moves the case beyond being taken.
    Plain(StepKind),
}

impl Turn {
    pub(super) const fn kind(self) -> StepKind {
        match self {
            Self::Collect { .. } => StepKind::Collect,
            Self::SettleOnSpot { .. } => StepKind::SettleOnSpot,
            Self::ReportUp { .. } => StepKind::ReportUp,
            Self::PutToMeeting { .. } => StepKind::PutToMeeting,
            Self::TakeFromMeeting { .. } => StepKind::TakeFromMeeting,
            Self::Feedback { .. } => StepKind::Feedback,
            Self::Verify { .. } => StepKind::Verify,
            Self::Close { .. } => StepKind::Close,
            Self::FollowUp { .. } => StepKind::FollowUp,
            Self::DecideAppeal { .. } => StepKind::DecideAppeal,
            Self::AskExtension { .. } => StepKind::AskExtension,
            Self::DecideExtension { .. } => StepKind::DecideExtension,
            Self::Supervise { .. } => StepKind::Supervise,
            Self::Reclassify { .. } => StepKind::Reclassify,
            Self::Plain(kind) => kind,
        }
    }
}

impl From<&Step> for Turn {
    fn from(step: &Step) -> Self {
        match step {
            Step::Collect(said) => Self::Collect {
                facts: said.facts,
                channel: said.channel,
                served: said.served,
                received: said.received,
            },
            Step::SettleOnSpot(said) => Self::SettleOnSpot { settlement: said.settlement, told: said.told },
            Step::ReportUp(said) => Self::ReportUp { to: said.to, hand_over: said.hand_over },
            Step::PutToMeeting(said) => Self::PutToMeeting { topic: said.topic },
            Step::TakeFromMeeting(said) => Self::TakeFromMeeting { beyond: said.beyond },
            Step::Feedback(said) => Self::Feedback { outcome: said.outcome },
            Step::Verify(said) => Self::Verify { passed: said.passed },
            Step::Close(said) => Self::Close { settlement: said.settlement },
            Step::FollowUp(said) => Self::FollowUp { resolved: said.resolved },
            Step::DecideAppeal(said) => Self::DecideAppeal { granted: said.granted },
            Step::AskExtension(said) => Self::AskExtension { by: said.by },
            Step::DecideExtension(said) => Self::DecideExtension { granted: said.granted, by: said.by },
            Step::Supervise(said) => Self::Supervise { level: said.level },
            Step::Reclassify(said) => Self::Reclassify { facts: said.facts },
            other => Self::Plain(other.kind()),
        }
    }
}

/// Why a step does not follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Misstep {
    /// It is not open: the state, or what is said.
    NotOpen(Option<Wording>),
    /// A moment before this one.
    Before(NaiveDateTime),
}

/// An extension that was asked for (延期申请).
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Extension {
    /// When it was asked for.
    pub asked: NaiveDateTime,
    /// How much was asked for.
    pub by: TermOfTime,
    /// When it was decided; `None` while it waits.
    pub decided: Option<NaiveDateTime>,
    /// How much was granted; `None` where it waits or was refused.
    pub granted: Option<TermOfTime>,
}

/// What the events of a case come to, without their texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Course {
    pub(super) state: CaseState,
    /// The state it left for the meeting.
    back: CaseState,
    pub(super) facts: CaseFacts,
    pub(super) channel: Channel,
    pub(super) served: ServedParty,
    pub(super) received: NaiveDateTime,
    pub(super) last: NaiveDateTime,
    /// Each state it came into, and when.
    pub(super) entries: Vec<(CaseState, NaiveDateTime)>,
    pub(super) suspensions: Vec<Pause>,
    pub(super) extensions: Vec<Extension>,
    /// From the close to the reopening, each time.
    pub(super) reopened: Vec<Pause>,
    pub(super) supervision: Option<SupervisionLevel>,
    pub(super) reported: Option<NaiveDateTime>,
    /// The meeting left it to those above, and it was not reported since.
    pub(super) must_go_up: bool,
    pub(super) outcome: Option<Outcome>,
    pub(super) told: bool,
    pub(super) settlement: Option<Settlement>,
    pub(super) ended: Option<NaiveDateTime>,
    pub(super) returned: u32,
    pub(super) transferred: u32,
    pub(super) reworked: u32,
    pub(super) meetings: u32,
    pub(super) follow_up: bool,
    pub(super) appeal: Option<NaiveDateTime>,
    pub(super) appeal_granted: Option<bool>,
}

impl Course {
    /// A case that nothing has happened to.
    pub(super) fn blank() -> Self {
        Self {
            state: CaseState::Collected,
            back: CaseState::Filed,
            facts: CaseFacts {
                scope: Scope::Grid,
                major: false,
                sudden: false,
                work: None,
                complexity: None,
            },
            channel: Channel::Hotline,
            served: ServedParty::Nobody,
            received: NaiveDateTime::MIN,
            last: NaiveDateTime::MIN,
            entries: Vec::new(),
            suspensions: Vec::new(),
            extensions: Vec::new(),
            reopened: Vec::new(),
            supervision: None,
            reported: None,
            must_go_up: false,
            outcome: None,
            told: false,
            settlement: None,
            ended: None,
            returned: 0,
            transferred: 0,
            reworked: 0,
            meetings: 0,
            follow_up: false,
            appeal: None,
            appeal_granted: None,
        }
    }

    /// Takes up another case, keeping the room of the lists.
    pub(super) fn restart(&mut self) {
        let (mut entries, mut suspensions) =
            (core::mem::take(&mut self.entries), core::mem::take(&mut self.suspensions));
        let (mut extensions, mut reopened) =
            (core::mem::take(&mut self.extensions), core::mem::take(&mut self.reopened));
        entries.clear();
        suspensions.clear();
        extensions.clear();
        reopened.clear();
        *self = Self { entries, suspensions, extensions, reopened, ..Self::blank() };
    }

    pub(super) fn is_suspended(&self) -> bool {
        self.suspensions.last().is_some_and(|pause| pause.to.is_none())
    }

    /// The extension that waits for a decision.
    pub(super) fn pending(&self) -> Option<&Extension> {
        self.extensions.last().filter(|extension| extension.decided.is_none())
    }

    /// Whether a step is open where the case stands; else why not, where it is not the state alone.
    pub(super) fn is_open(&self, kind: StepKind) -> Result<(), Option<Wording>> {
        use StepKind as K;
        let state = self.state;
        let when = |open: bool, why: &'static Template| if open { Ok(()) } else { Err(Some(why.with([]))) };
        let ended = !state.is_open();
        let here = match kind {
            K::Collect => false,
            K::File | K::Decline | K::SettleOnSpot => state == CaseState::Collected,
            K::Dispatch | K::Merge | K::Withdraw => state == CaseState::Filed,
            K::Accept => state == CaseState::Dispatched,
            K::Return => matches!(state, CaseState::Dispatched | CaseState::Handling),
            K::Transfer | K::Feedback => state == CaseState::Handling,
            K::ReportUp => matches!(
                state,
                CaseState::Collected
                    | CaseState::Filed
                    | CaseState::Dispatched
                    | CaseState::Handling
                    | CaseState::FedBack
            ),
            K::PutToMeeting => matches!(state, CaseState::Filed | CaseState::Handling | CaseState::FedBack),
            K::TakeFromMeeting => state == CaseState::AtMeeting,
            K::Verify => state == CaseState::FedBack,
            K::Tell => matches!(state, CaseState::FedBack | CaseState::Verified),
            K::Close => state == CaseState::Verified,
            K::Reopen | K::FollowUp => state == CaseState::Closed,
            K::Appeal | K::DecideAppeal => ended,
            K::Pause
            | K::Resume
            | K::AskExtension
            | K::DecideExtension
            | K::Supervise
            | K::Lift
            | K::Reclassify
            | K::Note => !ended,
        };
        if !here {
            return Err(None);
        }
        match kind {
            K::Resume => when(self.is_suspended(), &RUNNING),
            K::Supervise | K::Note | K::Reclassify | K::Withdraw | K::Merge => Ok(()),
            K::Lift => when(self.supervision.is_some(), &NOT_SUPERVISED),
            K::DecideExtension => when(self.pending().is_some(), &NOT_ASKED),
            _ if self.is_suspended() => Err(Some(SUSPENDED.with([]))),
            K::AskExtension => when(self.pending().is_none(), &PENDING),
            K::Appeal => when(self.appeal.is_none(), &APPEALED),
            K::DecideAppeal => when(self.appeal.is_some() && self.appeal_granted.is_none(), &NO_APPEAL),
            K::FollowUp => when(self.follow_up, &NOTHING_EASED),
            K::ReportUp | K::PutToMeeting if state == CaseState::FedBack => {
                when(self.outcome == Some(Outcome::Cannot), &FEEDBACK_STANDS)
            }
            _ => Ok(()),
        }
    }

    fn enter(&mut self, state: CaseState, at: NaiveDateTime) {
        self.state = state;
        self.entries.push((state, at));
    }

    fn end(&mut self, state: CaseState, at: NaiveDateTime) {
        self.enter(state, at);
        self.ended = Some(at);
        // Whatever ends a case ends its suspension.
        if let Some(pause) = self.suspensions.last_mut() {
            pause.to = pause.to.or(Some(at));
        }
    }

    /// Takes up the first event.
    pub(super) fn begin(&mut self, turn: Turn, at: NaiveDateTime) -> Result<(), Misstep> {
        let Turn::Collect { facts, channel, served, received } = turn else {
            return Err(Misstep::NotOpen(None));
        };
        let received = received.unwrap_or(at);
        if at < received {
            return Err(Misstep::Before(received));
        }
        (self.facts, self.channel, self.served) = (facts, channel, served);
        (self.received, self.last) = (received, at);
        self.enter(CaseState::Collected, received);
        Ok(())
    }

    /// Takes up the next event; nothing is changed where it does not follow.
    pub(super) fn follow(&mut self, turn: Turn, at: NaiveDateTime) -> Result<(), Misstep> {
        if at < self.last {
            return Err(Misstep::Before(self.last));
        }
        self.is_open(turn.kind()).map_err(Misstep::NotOpen)?;
        if matches!(turn, Turn::ReportUp { hand_over: true, .. }) && self.state == CaseState::Collected {
            return Err(Misstep::NotOpen(Some(NO_FILE.with([]))));
        }
        self.last = at;
        match turn {
            Turn::Collect { .. } => {}
            Turn::SettleOnSpot { settlement, told } => {
                self.settlement = Some(settlement);
                self.told = told;
                self.end(CaseState::Closed, at);
            }
            Turn::ReportUp { hand_over, .. } => {
                self.reported = self.reported.or(Some(at));
                self.must_go_up = false;
                if hand_over {
                    self.outcome = None;
                    self.enter(CaseState::Dispatched, at);
                }
            }
            Turn::PutToMeeting { .. } => {
                // What cannot be done is in hand again once the meeting has spoken.
                self.back = if self.state == CaseState::FedBack { CaseState::Handling } else { self.state };
                self.outcome = None;
                self.meetings += 1;
                self.enter(CaseState::AtMeeting, at);
            }
            Turn::TakeFromMeeting { beyond } => {
                self.must_go_up = beyond;
                self.enter(self.back, at);
            }
            Turn::Feedback { outcome } => {
                self.outcome = Some(outcome);
                self.enter(CaseState::FedBack, at);
            }
            Turn::Verify { passed: true } => self.enter(CaseState::Verified, at),
            Turn::Verify { passed: false } => {
                self.reworked += 1;
                (self.outcome, self.told) = (None, false);
                self.enter(CaseState::Handling, at);
            }
            Turn::Close { settlement } => {
                self.settlement = Some(settlement);
                self.follow_up = settlement == Settlement::Eased;
                self.end(CaseState::Closed, at);
            }
            Turn::FollowUp { resolved } => self.follow_up = !resolved,
            Turn::DecideAppeal { granted } => self.appeal_granted = Some(granted),
            Turn::AskExtension { by } => {
                self.extensions.push(Extension { asked: at, by, decided: None, granted: None });
            }
            Turn::DecideExtension { granted, by } => {
                if let Some(asked) = self.extensions.last_mut() {
                    asked.decided = Some(at);
                    asked.granted = granted.then(|| by.unwrap_or(asked.by));
                }
            }
            Turn::Supervise { level } => self.supervision = Some(level),
            Turn::Reclassify { facts } => self.facts = facts,
            Turn::Plain(kind) => self.plain(kind, at),
        }
        Ok(())
    }

    fn plain(&mut self, kind: StepKind, at: NaiveDateTime) {
        match kind {
            StepKind::File => self.enter(CaseState::Filed, at),
            StepKind::Dispatch => self.enter(CaseState::Dispatched, at),
            StepKind::Accept => self.enter(CaseState::Handling, at),
            StepKind::Return => {
                self.returned += 1;
                self.enter(CaseState::Filed, at);
            }
            StepKind::Transfer => {
                self.transferred += 1;
                self.enter(CaseState::Dispatched, at);
            }
            StepKind::Decline => self.end(CaseState::Declined, at),
            StepKind::Merge => self.end(CaseState::Merged, at),
            StepKind::Withdraw => self.end(CaseState::Withdrawn, at),
            StepKind::Tell => self.told = true,
            StepKind::Lift => self.supervision = None,
            StepKind::Appeal => self.appeal = Some(at),
            StepKind::Pause => self.suspensions.push(Pause::open(at)),
            StepKind::Resume => {
                if let Some(pause) = self.suspensions.last_mut() {
                    pause.to = Some(at);
                }
            }
            StepKind::Reopen => {
                if let Some(ended) = self.ended.take() {
                    self.reopened.push(Pause::new(ended, at));
                }
                (self.settlement, self.outcome, self.told) = (None, None, false);
                self.follow_up = false;
                self.enter(CaseState::Filed, at);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[
    &SUSPENDED,
    &RUNNING,
    &PENDING,
    &NOT_ASKED,
    &NOT_SUPERVISED,
    &APPEALED,
    &NO_APPEAL,
    &NOTHING_EASED,
    &NO_FILE,
    &FEEDBACK_STANDS,
];
