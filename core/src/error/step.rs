//! What a process refuses (步骤错误), with the steps that are open instead.

use super::Error;
use crate::decision::{Arg, Template, Wording};
use crate::vocabulary::{Term, Vocabulary};

/// A step that a process does not allow where it stands (步骤错误): of 四议两公开, or of a finding of conduct.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepError {
    /// The id of the deliberation or of the finding.
    pub of: String,
    /// The step.
    pub step: Term,
    /// Why it is not open.
    pub why: Wording,
    /// The steps that are open.
    pub allowed: Vec<Term>,
}

static NOT_OPEN: Template = Template::new(
    "step.not_open",
    "{0}：不能办理“{1}”，{2}；现可办理：{3}",
    "{0}: {1} is not open: {2}; open now: {3}",
);
static NOTHING: Template = Template::new("step.nothing", "无", "nothing");

impl StepError {
    pub(crate) fn new<S: Vocabulary, A: Vocabulary>(of: &str, step: S, why: Wording, allowed: &[A]) -> Self {
        let allowed = allowed.iter().map(|step| step.term()).collect();
        Self { of: of.to_owned(), step: step.term(), why, allowed }
    }

    /// The refusal in words, in both languages.
    pub fn wording(&self) -> Wording {
        let open = match self.allowed.as_slice() {
            [] => Arg::Wording(NOTHING.with([])),
            steps => Arg::List(steps.iter().copied().map(Arg::Term).collect()),
        };
        NOT_OPEN.with([
            Arg::from(self.of.as_str()),
            Arg::Term(self.step),
            Arg::Wording(self.why.clone()),
            open,
        ])
    }

    /// The stable code of why, such as `deliberation.order`.
    pub fn code(&self) -> &'static str {
        self.why.code()
    }

    /// The codes of the steps that are open.
    pub fn allowed(&self) -> Vec<String> {
        self.allowed.iter().map(|term| term.code.to_owned()).collect()
    }
}

impl From<StepError> for Error {
    fn from(error: StepError) -> Self {
        Self::Step(Box::new(error))
    }
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[&NOT_OPEN, &NOTHING];
