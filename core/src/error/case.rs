//! What a case refuses (办件错误), with what is allowed instead.

use chrono::NaiveDateTime;

use super::Error;
use crate::clause::ClauseId;
use crate::decision::{Arg, Template, Wording};
use crate::vocabulary::Term;

/// What stands at the head of an event, or of a command: which, what, when, by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventHead {
    /// Its number in the case; of a command, the number it would have had.
    pub sequence: u64,
    /// The step.
    pub step: Term,
    /// When.
    pub at: NaiveDateTime,
    /// Who, by its id.
    pub actor: String,
    /// In which role.
    pub role: Term,
}

/// What a case refuses (办件错误).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseError {
    /// The step is not open where the case stands.
    NotOpen {
        /// The case.
        case: String,
        /// The step.
        step: Term,
        /// Where the case stands.
        state: Term,
        /// Why, where it is not the state alone.
        why: Option<Wording>,
        /// The steps that are open.
        allowed: Vec<Term>,
    },
    /// The role may not take the step.
    NotYours {
        /// The case.
        case: String,
        /// The step.
        step: Term,
        /// The role.
        role: Term,
        /// The roles that may.
        allowed: Vec<Term>,
    },
    /// A rule of the policy stands against the step.
    Refused {
        /// The case.
        case: String,
        /// The step.
        step: Term,
        /// The clause of the rule.
        clause: Option<ClauseId>,
        /// Why.
        why: Wording,
        /// What is allowed, as the policy has it; empty where nothing is.
        allowed: Vec<String>,
    },
    /// Somebody else was first: the case has events that whoever asks has not seen.
    Conflict {
        /// The case.
        case: String,
        /// The last event that was seen.
        expected: u64,
        /// The last event there is.
        found: u64,
        /// The first event that was not seen; `None` where more were seen than there are.
        event: Option<Box<EventHead>>,
        /// The command that came too late.
        command: Box<EventHead>,
    },
    /// An event out of its turn: a gap or a repeat.
    Sequence {
        /// The case.
        case: String,
        /// The number that was expected.
        expected: u64,
        /// The number that came.
        found: u64,
    },
    /// A moment before that of the last event, or a receipt after its entry.
    Backwards {
        /// The case.
        case: String,
        /// The moment.
        at: NaiveDateTime,
        /// The moment it may not be before.
        last: NaiveDateTime,
    },
    /// The id of a command that was given before, for something else.
    Reused {
        /// The case.
        case: String,
        /// The id.
        command: String,
        /// What it was given for.
        event: Box<EventHead>,
    },
    /// No such case.
    Unknown {
        /// The case.
        case: String,
    },
    /// There is such a case already.
    Exists {
        /// The case.
        case: String,
    },
    /// An event or a command of another case.
    OtherCase {
        /// The case.
        case: String,
        /// The case it speaks of.
        found: String,
    },
}

static NOT_OPEN: Template = Template::new(
    "case.not_open",
    "办件{0}处于“{1}”，不能办理“{2}”{3}；现可办理：{4}",
    "case {0} is {1}: {2} is not open{3}; open now: {4}",
);
static WHY: Template = Template::new("case.why", "（{0}）", " ({0})");
static NOT_YOURS: Template = Template::new(
    "case.not_yours",
    "办件{0}：“{1}”无权办理“{2}”，有权的是：{3}",
    "case {0}: {1} may not {2}; these may: {3}",
);
static REFUSED: Template =
    Template::new("case.refused", "办件{0}：不能办理“{1}”，{2}{3}", "case {0}: cannot {1}: {2}{3}");
static CONFLICT: Template = Template::new(
    "case.conflict",
    "办件{0}已到第{1}步，而“{4}”依据的是第{2}步，其后已有：{3}；请重读后再办",
    "case {0} is at event {1}, and {4} was asked at event {2}, since when there is: {3}; read it again",
);
static AHEAD: Template = Template::new(
    "case.ahead",
    "办件{0}只有第{1}步，而“{3}”依据的是第{2}步",
    "case {0} is at event {1} only, and {3} was asked at event {2}",
);
static HEAD: Template = Template::new("case.head", "{0}，{1}，{2}{3}", "{0}, {1}, {2} {3}");
static SEQUENCE: Template = Template::new(
    "case.sequence",
    "办件{0}的事件序号应为{1}，实为{2}",
    "case {0}: event {1} was expected, {2} came",
);
static BACKWARDS: Template =
    Template::new("case.backwards", "办件{0}：{1}早于{2}", "case {0}: {1} is before {2}");
static REUSED: Template = Template::new(
    "case.command_reused",
    "办件{0}：命令编号“{1}”已用于另一步（{2}）",
    "case {0}: the command id {1} was given for another step ({2})",
);
static UNKNOWN: Template = Template::new("case.unknown", "没有办件{0}", "there is no case {0}");
static EXISTS: Template = Template::new("case.exists", "已有办件{0}", "there is a case {0} already");
static OTHER: Template =
    Template::new("case.other_case", "这是办件{1}的，不是办件{0}的", "this is of case {1}, not of case {0}");
static ALLOWED: Template = Template::new("case.allowed", "；允许：{0}", "; allowed: {0}");

impl EventHead {
    fn arg(&self) -> Arg {
        Arg::Wording(HEAD.with([
            Arg::Term(self.step),
            self.at.into(),
            Arg::Term(self.role),
            self.actor.as_str().into(),
        ]))
    }
}

impl CaseError {
    /// The refusal in words, in both languages.
    pub fn wording(&self) -> Wording {
        let terms = |terms: &[Term]| Arg::List(terms.iter().copied().map(Arg::Term).collect());
        let case = |case: &String| Arg::from(case.as_str());
        let number = |number: u64| Arg::from(number.to_string());
        match self {
            Self::NotOpen { case: id, step, state, why, allowed } => {
                let why = why
                    .clone()
                    .map_or_else(|| Arg::from(""), |why| Arg::Wording(WHY.with([Arg::Wording(why)])));
                NOT_OPEN.with([case(id), Arg::Term(*state), Arg::Term(*step), why, terms(allowed)])
            }
            Self::NotYours { case: id, step, role, allowed } => {
                NOT_YOURS.with([case(id), Arg::Term(*role), Arg::Term(*step), terms(allowed)])
            }
            Self::Refused { case: id, step, why, allowed, .. } => {
                let list = || Arg::List(allowed.iter().map(|one| Arg::from(one.as_str())).collect());
                let allowed =
                    if allowed.is_empty() { Arg::from("") } else { Arg::Wording(ALLOWED.with([list()])) };
                REFUSED.with([case(id), Arg::Term(*step), Arg::Wording(why.clone()), allowed])
            }
            Self::Conflict { case: id, expected, found, event, command } => match event {
                Some(event) => CONFLICT.with([
                    case(id),
                    number(*found),
                    number(*expected),
                    event.arg(),
                    Arg::Term(command.step),
                ]),
                None => AHEAD.with([case(id), number(*found), number(*expected), Arg::Term(command.step)]),
            },
            Self::Sequence { case: id, expected, found } => {
                SEQUENCE.with([case(id), number(*expected), number(*found)])
            }
            Self::Backwards { case: id, at, last } => {
                BACKWARDS.with([case(id), at.to_string().into(), last.to_string().into()])
            }
            Self::Reused { case: id, command, event } => {
                REUSED.with([case(id), command.as_str().into(), event.arg()])
            }
            Self::Unknown { case: id } => UNKNOWN.with([case(id)]),
            Self::Exists { case: id } => EXISTS.with([case(id)]),
            Self::OtherCase { case: id, found } => OTHER.with([case(id), found.as_str().into()]),
        }
    }

    /// What is allowed instead, as codes or as the policy has it: the steps that are open, the roles that may, the
    /// grounds, lengths or kinds that the policy states.
    pub fn allowed(&self) -> Vec<String> {
        match self {
            Self::NotOpen { allowed, .. } | Self::NotYours { allowed, .. } => {
                allowed.iter().map(|term| term.code.to_owned()).collect()
            }
            Self::Refused { allowed, .. } => allowed.clone(),
            _ => Vec::new(),
        }
    }

    /// The stable code of why: that of the rule where one stands against the step, such as `case.untold`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Refused { why, .. } | Self::NotOpen { why: Some(why), .. } => why.code(),
            _ => self.wording().code(),
        }
    }
}

impl From<CaseError> for Error {
    fn from(error: CaseError) -> Self {
        Self::Case(Box::new(error))
    }
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[
    &NOT_OPEN, &WHY, &NOT_YOURS, &REFUSED, &CONFLICT, &AHEAD, &HEAD, &SEQUENCE, &BACKWARDS, &REUSED,
    &UNKNOWN, &EXISTS, &OTHER, &ALLOWED,
];
