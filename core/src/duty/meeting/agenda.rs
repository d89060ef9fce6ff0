//! What the agenda should hold (议题, M-4.3), and what became of what was decided (M-4.4).

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime};

use super::{ItemDecision, Meeting};
use crate::case::{Case, CaseLog, Step, step};
use crate::clause::ClauseId;
use crate::decision::{Arg, Finding, Reason, Template, Weight};
use crate::error::Error;
use crate::term::{CaseState, Level, StepKind, Topic};

pub(super) static BEFORE_IT: Template =
    Template::new("meeting.put", "{0}已提交会议：{1}", "put to the meeting at {0}: {1}");
pub(super) static IS_REGIONAL: Template =
    Template::new("meeting.regional", "区域性问题，尚未提交会议", "regional, and not put to the meeting yet");
pub(super) static FELT: Template = Template::new(
    "meeting.widely_felt",
    "群众反映强烈，尚未提交会议",
    "many feel strongly about it; not put to the meeting yet",
);
pub(super) static NOT_DONE: Template = Template::new(
    "meeting.not_done",
    "会议议定{0}前由{1}办理，尚未办结",
    "was to be settled by {0} by {1}, and is not",
);
pub(super) static NOT_REFERRED: Template = Template::new(
    "meeting.not_referred",
    "会议议定向{0}反映，尚未上报",
    "was to be referred to {0}, and has not been reported upwards",
);

/// A matter for the agenda (议题建议).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Proposal {
    /// The case.
    pub case: String,
    /// Why it is a topic.
    pub topic: Topic,
    /// Whether it was put to the meeting; else it is one that should be.
    pub put: bool,
    /// Since when: put to the meeting, or received.
    pub since: NaiveDateTime,
    /// What it is about, where its first event says so.
    pub title: Option<String>,
    /// Why, with M-4.3.
    pub because: Reason,
}

/// What the agenda of a meeting on a day should hold (M-4.3): the cases put to it, or to none in particular; then open
/// ones that are regional, or named in `widely_felt`, and are not put to it yet. Each in the order of their ids.
///
/// # Errors
/// [`CaseError::Unknown`](crate::CaseError::Unknown) for an id in `widely_felt` that is no case; those of
/// [`Case::route`].
pub fn agenda(log: &CaseLog, widely_felt: &[&str], day: NaiveDate) -> Result<Vec<Proposal>, Error> {
    for id in widely_felt {
        log.case(id)?;
    }
    let felt_by_many: BTreeSet<&str> = widely_felt.iter().copied().collect();
    let (mut put, mut should) = (Vec::new(), Vec::new());
    for case in log.cases().filter(|case| case.state().is_open()) {
        if case.state() == CaseState::AtMeeting {
            put.extend(before_it(case, day));
            continue;
        }
        let regional = case.route(log.rules())?.value.level == Level::Regional;
        let felt = felt_by_many.contains(case.id());
        if regional || felt {
            let (topic, words) =
                if felt { (Topic::ManyPeople, &FELT) } else { (Topic::Regional, &IS_REGIONAL) };
            let because = Reason::new(&ClauseId::fixed("M-4.3"), words.with([]));
            should.push(proposal(case, topic, false, case.received(), because));
        }
    }
    put.append(&mut should);
    Ok(put)
}

fn before_it(case: &Case, day: NaiveDate) -> Option<Proposal> {
    let (at, said) = case.events().iter().rev().find_map(|event| match &event.step {
        Step::PutToMeeting(said) => Some((event.at, said)),
        _ => None,
    })?;
    if said.meeting.is_some_and(|meeting| meeting > day) {
        return None;
    }
    let words = BEFORE_IT.with([Arg::from(at.date()), said.topic.into()]);
    Some(proposal(case, said.topic, true, at, Reason::new(&ClauseId::fixed("M-4.3"), words)))
}

fn proposal(case: &Case, topic: Topic, put: bool, since: NaiveDateTime, because: Reason) -> Proposal {
    let title = case.events().first().and_then(|event| match &event.step {
        Step::Collect(said) => said.text.clone(),
        _ => None,
    });
    Proposal { case: case.id().to_owned(), topic, put, since, title, because }
}

impl Meeting {
    /// The steps by which its decisions go back to the cases they are of, in the order of the agenda (M-4.3, M-4.4).
    ///
    /// # Errors
    /// As for [`check`](Meeting::check).
    pub fn case_steps(&self) -> Result<Vec<(String, Step)>, Error> {
        self.check()?;
        let decided =
            self.items.iter().filter_map(|item| Some((item.case.clone()?, item.decision.as_ref()?)));
        let steps = decided.map(|(case, decision)| {
            let beyond = matches!(decision, ItemDecision::ReferUp { .. });
            let said = step::TakeFromMeeting { beyond, opinion: decision.opinion().to_owned() };
            (case, Step::from(said))
        });
        Ok(steps.collect())
    }

    /// What was decided of cases and is not done at a moment: settled by a day that is over, and the case is open (M-4.3);
    /// to be referred upwards, and not reported since the meeting (M-4.4).
    ///
    /// # Errors
    /// [`CaseError::Unknown`](crate::CaseError::Unknown) for a case that the log does not have; as for
    /// [`check`](Meeting::check).
    pub fn outstanding(&self, log: &CaseLog, now: NaiveDateTime) -> Result<Vec<Finding>, Error> {
        self.check()?;
        let mut findings = Vec::new();
        for item in &self.items {
            let (Some(id), Some(decision)) = (&item.case, &item.decision) else { continue };
            let case = log.case(id)?;
            match decision {
                ItemDecision::Settle { who, by, .. } => {
                    if now.date() > *by && case.state().is_open() {
                        let words = NOT_DONE.with([Arg::from(*by), who.as_str().into()]);
                        let clause = ClauseId::fixed("M-4.3");
                        findings.push(Finding::new(Weight::Breach, self.about(&item.id), &clause, words));
                    }
                }
                ItemDecision::ReferUp { to, .. } => {
                    let since = |event: &&crate::case::Event| {
                        event.at >= self.begins && event.step.kind() == StepKind::ReportUp
                    };
                    if now >= self.ends && !case.events().iter().any(|event| since(&event)) {
                        let words = NOT_REFERRED.with([Arg::from(*to)]);
                        let clause = ClauseId::fixed("M-4.4");
                        findings.push(Finding::new(Weight::Breach, self.about(&item.id), &clause, words));
                    }
                }
            }
        }
        Ok(findings)
    }
}
