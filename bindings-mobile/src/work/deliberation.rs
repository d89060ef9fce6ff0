//! 四议两公开.

use std::sync::{PoisonError, RwLock};

use chrono::NaiveDate;
use wangge::DeliberationStep;
use wangge::duty::deliberation::{self, DeliberationEvent, Objection};

use crate::calendar::WorkCalendar;
use crate::decision::{Reason, reasons};
use crate::error::WanggeError;
use crate::number::{signed, unsigned};
use crate::policy::Policy;

/// What became of an event.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct DeliberationTaken {
    /// Whether a vote carried, or an objection was upheld; true for what was made public or objected to.
    pub carried: bool,
    /// Why: quorum and majority, or the period.
    pub because: Vec<Reason>,
}

/// How a step stands (步骤现状).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct StepStanding {
    /// Which.
    pub step: DeliberationStep,
    /// Whether it carried; of a publication, whether its period is over and every objection answered.
    pub done: bool,
    /// The day it was held, or made public, the last time.
    pub on: Option<NaiveDate>,
    /// The last day of a publication.
    pub ends: Option<NaiveDate>,
    /// How often it was held without carrying.
    pub failed: i32,
}

/// An objection to what is public (异议).
#[uniffi::remote(Record)]
pub struct Objection {
    /// Its id.
    pub id: String,
    /// The publication it is to.
    pub to: DeliberationStep,
    /// The day.
    pub on: NaiveDate,
    /// When it was answered.
    pub answered: Option<NaiveDate>,
    /// Whether it was right.
    pub upheld: bool,
}

/// How a deliberation stands on a day (进展).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct DeliberationStanding {
    /// The six steps, in order.
    pub steps: Vec<StepStanding>,
    /// The steps that are open on that day.
    pub open: Vec<DeliberationStep>,
    /// The steps that are not done.
    pub missing: Vec<DeliberationStep>,
    /// The publication that runs on that day.
    pub public: Option<DeliberationStep>,
    /// Its last day.
    pub public_until: Option<NaiveDate>,
    /// The objections, in order.
    pub objections: Vec<Objection>,
    /// Whether all of it is done.
    pub complete: bool,
}

/// A matter that goes through 四议两公开 (X-4.4b): six dated steps in their order, with quorum, majority and periods as the
/// policy has them; no preset states those (E-12).
#[derive(uniffi::Object)]
pub struct Deliberation {
    policy: wangge::Policy,
    calendar: wangge::WorkCalendar,
    made: RwLock<deliberation::Deliberation>,
}

impl Deliberation {
    fn take(&self, event: DeliberationEvent) -> Result<DeliberationTaken, WanggeError> {
        // A panic leaves it as it was or one event further: never half of an event.
        let mut made = self.made.write().unwrap_or_else(PoisonError::into_inner);
        let taken = made.take(&self.policy, &self.calendar, event)?;
        Ok(DeliberationTaken { carried: taken.value, because: reasons(&taken.because) })
    }
}

#[uniffi::export]
impl Deliberation {
    /// A deliberation of which nothing has happened yet.
    ///
    /// Refuses with `Input` for an id that is none, or a title without a text.
    #[uniffi::constructor]
    pub fn new(
        policy: &Policy,
        calendar: &WorkCalendar,
        id: String,
        title: String,
    ) -> Result<Self, WanggeError> {
        let made = RwLock::new(deliberation::Deliberation::new(id, title)?);
        Ok(Self { policy: policy.0.clone(), calendar: calendar.0.clone(), made })
    }

    /// The deliberation that its JSON comes to, every event taken anew. Refuses as the steps do.
    #[uniffi::constructor]
    pub fn from_json(policy: &Policy, calendar: &WorkCalendar, text: &str) -> Result<Self, WanggeError> {
        let made = deliberation::Deliberation::from_json(&policy.0, &calendar.0, text)?;
        Ok(Self { policy: policy.0.clone(), calendar: calendar.0.clone(), made: RwLock::new(made) })
    }

    /// The deliberation as JSON, on one line.
    pub fn to_json(&self) -> String {
        self.made.read().unwrap_or_else(PoisonError::into_inner).to_json()
    }

    /// One of the first four steps was held and voted on: whether it carried. One that did not stays open.
    ///
    /// Refuses with `StepShut`, naming what is open; `Unspecified` for `deliberation.step[step = "…"]`; `Input` for
    /// numbers that cannot be or a day before the last.
    pub fn hold(
        &self,
        step: DeliberationStep,
        on: NaiveDate,
        eligible: i32,
        present: i32,
        in_favour: i32,
    ) -> Result<DeliberationTaken, WanggeError> {
        let eligible = unsigned("eligible", eligible)?;
        let (present, in_favour) = (unsigned("present", present)?, unsigned("in_favour", in_favour)?);
        self.take(DeliberationEvent::Hold { step, on, eligible, present, in_favour })
    }

    /// The decision, or its outcome, was made public. Refuses as `hold` does; `UnknownDay` where its end is not known.
    pub fn publish(&self, step: DeliberationStep, on: NaiveDate) -> Result<DeliberationTaken, WanggeError> {
        self.take(DeliberationEvent::Publish { step, on })
    }

    /// Somebody objected to what is public; `id` is the objection's own, nobody's name.
    ///
    /// Refuses with `StepShut`, `Input`.
    pub fn object(&self, id: String, on: NaiveDate, text: String) -> Result<DeliberationTaken, WanggeError> {
        self.take(DeliberationEvent::Object { id, on, text })
    }

    /// An objection was answered; one that is upheld sends the decision back. Refuses with `StepShut`, `Input`.
    pub fn answer(
        &self,
        id: String,
        on: NaiveDate,
        upheld: bool,
        text: String,
    ) -> Result<DeliberationTaken, WanggeError> {
        self.take(DeliberationEvent::Answer { id, on, upheld, text })
    }

    /// How it stands on a day. Refuses with `Input` for a day before the last event.
    pub fn standing(&self, on: NaiveDate) -> Result<DeliberationStanding, WanggeError> {
        let stands = self.made.read().unwrap_or_else(PoisonError::into_inner).standing(on)?;
        let step = |one: &deliberation::StepStanding| StepStanding {
            step: one.step,
            done: one.done,
            on: one.on,
            ends: one.ends,
            failed: signed(one.failed),
        };
        Ok(DeliberationStanding {
            steps: stands.steps.iter().map(step).collect(),
            open: stands.open,
            missing: stands.missing,
            public: stands.public.map(|(step, _)| step),
            public_until: stands.public.map(|(_, ends)| ends),
            objections: stands.objections,
            complete: stands.complete,
        })
    }
}
