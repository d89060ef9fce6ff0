//! 四议两公开 (X-4.4b): six dated steps in their order, each with its quorum and majority, and two publications with their
//! periods. What they need the policy says (E-12); no preset does.
//!
//! The record is a list of what happened. What stands, what is open and what is missing follows from it, the policy of
//! the day of each step, and the calendar. A step that did not carry leaves a trace and may be taken again.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar::{Roll, WorkCalendar};
use crate::clause::ClauseId;
use crate::decision::{Arg, Decision, Reason, Template};
use crate::error::{Error, InputError, StepError};
use crate::policy::Policy;
use crate::rules::deadline;
use crate::term::{DeliberationStep, MajorityOf};
use crate::vocabulary::{Vocabulary as _, vocabulary};

static ORDER: Template = Template::new("deliberation.order", "先要办理“{0}”", "{0} comes first");
static TAKEN: Template = Template::new("deliberation.taken", "已通过", "it has carried already");
static RUNS: Template = Template::new("deliberation.runs", "{0}的公开期到{1}为止", "{0} stays public to {1}");
static UNANSWERED: Template =
    Template::new("deliberation.unanswered", "异议{0}尚未答复", "these objections are not answered: {0}");
static COMPLETE: Template = Template::new("deliberation.complete", "已全部完成", "all of it is done");
static NOT_PUBLIC: Template = Template::new(
    "deliberation.not_public",
    "没有正在公开的内容",
    "nothing is public that could be objected to",
);
static TOO_LATE: Template =
    Template::new("deliberation.too_late", "公开期已于{0}届满", "the period of publication ended on {0}");
static NO_OBJECTION: Template =
    Template::new("deliberation.no_objection", "没有待答复的异议{0}", "no objection {0} waits for an answer");
static QUORUM: Template = Template::new(
    "deliberation.quorum",
    "{0}应到{1}人，到会{2}人，至少须{3}人（{4}）",
    "{0}: {1} eligible, {2} there, at least {3} needed ({4})",
);
static MAJORITY: Template = Template::new(
    "deliberation.majority",
    "{0}赞成{1}人，按{2}计至少须{3}人（{4}）",
    "{0}: {1} in favour, of {2} at least {3} needed ({4})",
);
static PERIOD: Template = Template::new(
    "deliberation.period",
    "{0}自{1}起公开{2}{3}，到{4}为止",
    "{0}: public from {1} for {2} {3}, to {4}",
);
static THE_ORDER: Template = Template::new(
    "deliberation.the_order",
    "提议、商议、审议、决议依次进行，决议和实施结果都要公开",
    "proposal, consultation, deliberation and decision in this order; decision and outcome are made public",
);

vocabulary! {
    /// What is written down of a deliberation (记录种类).
    pub enum DeliberationAct as "act of deliberation" {
        /// One of the first four steps was held.
        Hold = "hold", "开会表决", "hold";
        /// Something was made public.
        Publish = "publish", "公开", "publish";
        /// Somebody objected while it was public.
        Object = "object", "提出异议", "object";
        /// An objection was answered.
        Answer = "answer", "答复异议", "answer";
    }
}

/// What happened in a deliberation (记录).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case", deny_unknown_fields)]
pub enum DeliberationEvent {
    /// One of the first four steps was held and voted on.
    Hold {
        /// Which.
        step: DeliberationStep,
        /// On which day.
        on: NaiveDate,
        /// How many are eligible.
        eligible: u32,
        /// How many were there.
        present: u32,
        /// How many were in favour.
        in_favour: u32,
    },
    /// The decision, or its outcome, was made public.
    Publish {
        /// Which.
        step: DeliberationStep,
        /// On which day.
        on: NaiveDate,
    },
    /// Somebody objected to what is public.
    Object {
        /// An id of the objection's own; nobody's name.
        id: String,
        /// On which day.
        on: NaiveDate,
        /// What was said.
        text: String,
    },
    /// An objection was answered.
    Answer {
        /// Which.
        id: String,
        /// On which day.
        on: NaiveDate,
        /// Whether it was right: then the decision is taken anew.
        upheld: bool,
        /// The answer.
        text: String,
    },
}

impl DeliberationEvent {
    /// Which kind it is.
    pub const fn act(&self) -> DeliberationAct {
        match self {
            Self::Hold { .. } => DeliberationAct::Hold,
            Self::Publish { .. } => DeliberationAct::Publish,
            Self::Object { .. } => DeliberationAct::Object,
            Self::Answer { .. } => DeliberationAct::Answer,
        }
    }

    /// The day.
    pub const fn on(&self) -> NaiveDate {
        match self {
            Self::Hold { on, .. }
            | Self::Publish { on, .. }
            | Self::Object { on, .. }
            | Self::Answer { on, .. } => *on,
        }
    }

    fn check(&self) -> Result<(), InputError> {
        match self {
            Self::Hold { step, eligible, present, in_favour, .. } => {
                if step.is_publication() {
                    return Err(InputError::value("step", step, steps(false)));
                }
                if *eligible == 0 {
                    return Err(InputError::value("eligible", 0, "1 or more"));
                }
                if present > eligible {
                    return Err(InputError::value(
                        "present",
                        present,
                        format!("0 to {eligible}, the eligible"),
                    ));
                }
                if in_favour > present {
                    return Err(InputError::value(
                        "in_favour",
                        in_favour,
                        format!("0 to {present}, those there"),
                    ));
                }
                Ok(())
            }
            Self::Publish { step, .. } if !step.is_publication() => {
                Err(InputError::value("step", step, steps(true)))
            }
            Self::Publish { .. } => Ok(()),
            Self::Object { id, text: said, .. } | Self::Answer { id, text: said, .. } => {
                InputError::name(id, "id")?;
                InputError::text(said, "text")
            }
        }
    }
}

fn steps(publications: bool) -> String {
    let all = DeliberationStep::ALL.iter().filter(|step| step.is_publication() == publications);
    all.map(|step| step.code()).collect::<Vec<_>>().join(", ")
}

/// An objection to what is public (异议).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Objection {
    /// Its id.
    pub id: String,
    /// The publication it is to.
    pub to: DeliberationStep,
    /// The day.
    pub on: NaiveDate,
    /// When it was answered; `None` while it is not.
    pub answered: Option<NaiveDate>,
    /// Whether it was right.
    pub upheld: bool,
}

/// How a step stands (步骤现状).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct StepStanding {
    /// Which.
    pub step: DeliberationStep,
    /// Whether it carried; of a publication, whether its period is over and every objection to it answered.
    pub done: bool,
    /// The day it was held, or made public, the last time; `None` where it was not.
    pub on: Option<NaiveDate>,
    /// The last day of a publication.
    pub ends: Option<NaiveDate>,
    /// How often it was held without carrying.
    pub failed: u32,
}

/// How a deliberation stands on a day (进展).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct DeliberationStanding {
    /// The six steps, in order.
    pub steps: Vec<StepStanding>,
    /// The steps that are open on that day.
    pub open: Vec<DeliberationStep>,
    /// The steps that are not done.
    pub missing: Vec<DeliberationStep>,
    /// The publication that runs on that day, and its last day.
    pub public: Option<(DeliberationStep, NaiveDate)>,
    /// The objections, in order.
    pub objections: Vec<Objection>,
    /// Whether all of it is done.
    pub complete: bool,
}

/// A deliberation (四议两公开的一件事项): an id, what it is about, and what happened.
///
/// ```
/// use chrono::NaiveDate;
/// use wangge::duty::deliberation::{Deliberation, DeliberationEvent};
/// use wangge::{DeliberationStep, Policy, WorkCalendar};
/// # fn main() -> Result<(), wangge::Error> {
/// let on = |day| NaiveDate::from_ymd_opt(2026, 11, day).expect("a day");
/// let mut road = Deliberation::new("四议-1", "东村至西村道路硬化（虚构）")?;
/// let (policy, calendar) = (Policy::preset("combined")?, WorkCalendar::china());
/// let hold = |step, day| DeliberationEvent::Hold { step, on: on(day), eligible: 9, present: 8, in_favour: 8 };
/// // Consultation before a proposal: refused, and what is open is said.
/// let error = road.take(&policy, &calendar, hold(DeliberationStep::Consultation, 3)).expect_err("out of order");
/// assert_eq!(error.code(), "deliberation.order");
/// // How many must be there no preset says (E-12): a guess would be worse than none.
/// let error = road.take(&policy, &calendar, hold(DeliberationStep::Proposal, 3)).expect_err("E-12");
/// assert_eq!(error.code(), "policy.unspecified");
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deliberation {
    id: String,
    title: String,
    events: Vec<DeliberationEvent>,
    steps: [Stand; 6],
    objections: Vec<Objection>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Stand {
    on: Option<NaiveDate>,
    carried: bool,
    ends: Option<NaiveDate>,
    failed: u32,
}

/// A deliberation as it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    schema: u32,
    id: String,
    title: String,
    events: Vec<DeliberationEvent>,
}

impl Deliberation {
    /// The version of what is written.
    pub const SCHEMA: u32 = 1;

    /// A deliberation of which nothing has happened yet.
    ///
    /// # Errors
    /// [`InputError`] for an id that is none, or a title without a text.
    pub fn new(id: impl Into<String>, title: impl Into<String>) -> Result<Self, InputError> {
        let (id, title) = (id.into(), title.into());
        InputError::name(&id, "id")?;
        InputError::text(&title, "title")?;
        Ok(Self { id, title, events: Vec::new(), steps: [Stand::default(); 6], objections: Vec::new() })
    }

    /// The deliberation that its JSON comes to, every event taken anew.
    ///
    /// # Errors
    /// [`InputError`] for the column `deliberation` or `schema`; those of [`take`](Self::take).
    pub fn from_json(policy: &Policy, calendar: &WorkCalendar, json: &str) -> Result<Self, Error> {
        let written: Written = serde_json::from_str(json).map_err(|error| {
            let shown: String = json.chars().take(200).collect();
            InputError::value("deliberation", shown, format!("a deliberation as JSON: {error}"))
        })?;
        if written.schema != Self::SCHEMA {
            return Err(InputError::value("schema", written.schema, Self::SCHEMA.to_string()).into());
        }
        let mut made = Self::new(written.id, written.title)?;
        for event in written.events {
            made.take(policy, calendar, event)?;
        }
        Ok(made)
    }

    /// The deliberation as JSON, on one line.
    pub fn to_json(&self) -> String {
        let (id, title, events) = (self.id.clone(), self.title.clone(), self.events.clone());
        // Texts, words, numbers and days: nothing that JSON could not hold.
        serde_json::to_string(&Written { schema: Self::SCHEMA, id, title, events }).unwrap_or_default()
    }

    /// Its id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What it is about.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What happened, in order.
    pub fn events(&self) -> &[DeliberationEvent] {
        &self.events
    }

    /// Takes up what happened next: whether it carried, or for a publication whether it began, with quorum, majority and
    /// period as the policy of the day has them. A vote that does not carry is written down too, and the step stays open.
    ///
    /// # Errors
    /// [`StepError`] for what is not open on that day, with what is; [`Unspecified`](crate::Unspecified) for
    /// `deliberation.step[step = "…"]`, or `counting` for a publication; [`InputError`] for numbers that cannot be, a
    /// day before the last, or the id of an objection given twice; [`CalendarError`](crate::CalendarError) where the
    /// end of a publication is not known. Nothing is changed then.
    pub fn take(
        &mut self,
        policy: &Policy,
        calendar: &WorkCalendar,
        event: DeliberationEvent,
    ) -> Result<Decision<bool>, Error> {
        event.check()?;
        let on = event.on();
        if let Some(last) = self.events.last().map(DeliberationEvent::on).filter(|last| on < *last) {
            return Err(InputError::value("on", on, format!("{last} or later")).into());
        }
        let taken = match &event {
            DeliberationEvent::Hold { step, on, eligible, present, in_favour } => {
                self.is_open(*step, *on)?;
                self.hold(policy, *step, *on, [*eligible, *present, *in_favour])?
            }
            DeliberationEvent::Publish { step, on } => {
                self.is_open(*step, *on)?;
                self.publish(policy, calendar, *step, *on)?
            }
            DeliberationEvent::Object { id, on, .. } => self.object(id, *on)?,
            DeliberationEvent::Answer { id, on, upheld, .. } => self.answer(id, *on, *upheld)?,
        };
        self.events.push(event);
        Ok(taken)
    }

    fn refuse<S: crate::vocabulary::Vocabulary>(
        &self,
        step: S,
        on: NaiveDate,
        why: crate::decision::Wording,
    ) -> Error {
        StepError::new(&self.id, step, why, &self.open(on)).into()
    }

    fn stand(&self, step: DeliberationStep) -> Stand {
        self.steps.get(step.index()).copied().unwrap_or_default()
    }

    fn change(&mut self, step: DeliberationStep, change: impl FnOnce(&mut Stand)) {
        // Every step has its place.
        if let Some(stand) = self.steps.get_mut(step.index()) {
            change(stand);
        }
    }

    /// Whether a step is done on a day: carried, or its publication over and every objection to it answered.
    fn is_done(&self, step: DeliberationStep, on: NaiveDate) -> bool {
        let stand = self.stand(step);
        if !step.is_publication() {
            return stand.carried;
        }
        stand.ends.is_some_and(|ends| ends < on) && self.unanswered(step).next().is_none()
    }

    fn unanswered(&self, to: DeliberationStep) -> impl Iterator<Item = &Objection> {
        self.objections.iter().filter(move |one| one.to == to && one.answered.is_none())
    }

    /// The first step that is not done on a day.
    fn next(&self, on: NaiveDate) -> Option<DeliberationStep> {
        DeliberationStep::ALL.iter().copied().find(|step| !self.is_done(*step, on))
    }

    /// The steps that are open on a day: none while something is public, or an objection waits for its answer.
    pub fn open(&self, on: NaiveDate) -> Vec<DeliberationStep> {
        let next = self.next(on).filter(|step| !step.is_publication() || self.stand(*step).on.is_none());
        next.into_iter().collect()
    }

    fn is_open(&self, step: DeliberationStep, on: NaiveDate) -> Result<(), Error> {
        if self.open(on).contains(&step) {
            return Ok(());
        }
        let Some(next) = self.next(on) else {
            return Err(self.refuse(step, on, COMPLETE.with([])));
        };
        let stand = self.stand(next);
        let why = if self.is_done(step, on) && step < next {
            TAKEN.with([])
        } else if let Some(ends) = stand.ends.filter(|ends| on <= *ends) {
            RUNS.with([Arg::from(next), ends.into()])
        } else if stand.ends.is_some() {
            let ids = self.unanswered(next).map(|one| Arg::from(one.id.as_str())).collect();
            UNANSWERED.with([Arg::List(ids)])
        } else {
            ORDER.with([Arg::from(next)])
        };
        Err(self.refuse(step, on, why))
    }

    fn hold(
        &mut self,
        policy: &Policy,
        step: DeliberationStep,
        on: NaiveDate,
        [eligible, present, in_favour]: [u32; 3],
    ) -> Result<Decision<bool>, Error> {
        let rule = policy.deliberation_step(step, on)?;
        let missing = |key: &str| policy.unspecified(format!("deliberation.step[step = \"{step}\"].{key}"));
        let quorum = rule.value.quorum.ok_or_else(|| missing("quorum"))?;
        let majority = rule.value.majority.ok_or_else(|| missing("majority"))?;
        let of = rule.value.of.ok_or_else(|| missing("of"))?;
        let base = if of == MajorityOf::Eligible { eligible } else { present };
        // Nobody in favour is no majority, whatever the share.
        let carried = quorum.is_met(present, eligible) && majority.is_met(in_favour, base) && in_favour > 0;
        let there = QUORUM.with([
            Arg::from(step),
            eligible.into(),
            present.into(),
            quorum.least(eligible).into(),
            quorum.to_string().into(),
        ]);
        let favour = MAJORITY.with([
            Arg::from(step),
            in_favour.into(),
            of.into(),
            majority.least(base).max(1).into(),
            majority.to_string().into(),
        ]);
        let because = vec![Reason::new(&rule.clause, there), Reason::new(&rule.clause, favour), ordered()];
        self.change(step, |stand| {
            stand.on = Some(on);
            stand.carried = carried;
            stand.failed += u32::from(!carried);
        });
        Ok(Decision { value: carried, because })
    }

    fn publish(
        &mut self,
        policy: &Policy,
        calendar: &WorkCalendar,
        step: DeliberationStep,
        on: NaiveDate,
    ) -> Result<Decision<bool>, Error> {
        let rule = policy.deliberation_step(step, on)?;
        let missing = || policy.unspecified(format!("deliberation.step[step = \"{step}\"].publish"));
        let term = rule.value.publish.ok_or_else(missing)?;
        let counting = policy.counting(on)?;
        let ends = deadline::last_day(calendar, on, term, counting.value, Roll::None)?;
        let period =
            PERIOD.with([Arg::from(step), on.into(), term.count.into(), term.unit.into(), ends.into()]);
        let counted =
            deadline::COUNTED.with([Arg::from(counting.value.start), counting.value.make_up.into()]);
        let because =
            vec![Reason::new(&rule.clause, period), Reason::new(&counting.clause, counted), ordered()];
        self.change(step, |stand| (stand.on, stand.ends) = (Some(on), Some(ends)));
        Ok(Decision { value: true, because })
    }

    fn object(&mut self, id: &str, on: NaiveDate) -> Result<Decision<bool>, Error> {
        if self.objections.iter().any(|one| one.id == id) {
            return Err(InputError::value("id", id, "each objection once").into());
        }
        let publications = [DeliberationStep::PublishOutcome, DeliberationStep::PublishDecision];
        let Some((to, ends)) = publications.into_iter().find_map(|step| Some((step, self.stand(step).ends?)))
        else {
            return Err(self.refuse(DeliberationAct::Object, on, NOT_PUBLIC.with([])));
        };
        if on > ends {
            return Err(self.refuse(DeliberationAct::Object, on, TOO_LATE.with([Arg::from(ends)])));
        }
        self.objections.push(Objection { id: id.to_owned(), to, on, answered: None, upheld: false });
        Ok(Decision { value: true, because: vec![ordered()] })
    }

    fn answer(&mut self, id: &str, on: NaiveDate, upheld: bool) -> Result<Decision<bool>, Error> {
        let waits = |one: &&mut Objection| one.id == id && one.answered.is_none();
        let Some(found) = self.objections.iter_mut().find(waits) else {
            return Err(self.refuse(DeliberationAct::Answer, on, NO_OBJECTION.with([Arg::from(id)])));
        };
        (found.answered, found.upheld) = (Some(on), upheld);
        let to = found.to;
        if upheld {
            // To the decision: it is taken anew. To the outcome: that is made public anew.
            self.change(to, |stand| (stand.on, stand.ends) = (None, None));
            if to == DeliberationStep::PublishDecision {
                self.change(DeliberationStep::Decision, |stand| stand.carried = false);
            }
        }
        Ok(Decision { value: upheld, because: vec![ordered()] })
    }

    /// How it stands on a day.
    ///
    /// # Errors
    /// [`InputError`] for a day before the last event.
    pub fn standing(&self, on: NaiveDate) -> Result<DeliberationStanding, InputError> {
        if let Some(last) = self.events.last().map(DeliberationEvent::on).filter(|last| on < *last) {
            return Err(InputError::value("on", on, format!("{last} or later")));
        }
        let steps = DeliberationStep::ALL.iter().map(|step| {
            let stand = self.stand(*step);
            let done = self.is_done(*step, on);
            StepStanding { step: *step, done, on: stand.on, ends: stand.ends, failed: stand.failed }
        });
        let steps: Vec<_> = steps.collect();
        let missing: Vec<_> = steps.iter().filter(|step| !step.done).map(|step| step.step).collect();
        let public = steps.iter().find_map(|step| Some((step.step, step.ends.filter(|ends| on <= *ends)?)));
        let complete = missing.is_empty();
        let (open, objections) = (self.open(on), self.objections.clone());
        Ok(DeliberationStanding { steps, open, missing, public, objections, complete })
    }
}

fn ordered() -> Reason {
    Reason::new(&ClauseId::fixed("X-4.4b"), THE_ORDER.with([]))
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[
    &ORDER,
    &TAKEN,
    &RUNS,
    &UNANSWERED,
    &COMPLETE,
    &NOT_PUBLIC,
    &TOO_LATE,
    &NO_OBJECTION,
    &QUORUM,
    &MAJORITY,
    &PERIOD,
    &THE_ORDER,
];
