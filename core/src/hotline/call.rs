//! A call and its record (来电记录, M-5.2 to M-5.5): whether it is complete, when it is fed back, and how.

use chrono::{NaiveDate, NaiveDateTime};

use super::privacy::{PrivatePart, private_parts};
use crate::calendar::WorkCalendar;
use crate::clause::ClauseId;
use crate::decision::{Arg, Decision, Finding, Reason, Template, Weight, Wording};
use crate::error::Error;
use crate::policy::Policy;
use crate::rules::due::{self, DueAt, DueOptions};
use crate::term::{CallState, Channel, Publication, RecordField, ServedParty};

/// What somebody called about, or told on the way (来电、来访记录). Of the caller it says only whether an answer can reach
/// them.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Call {
    /// Its id.
    pub id: String,
    /// When it came in.
    pub at: NaiveDateTime,
    /// How it came in (M-5.1).
    pub channel: Channel,
    /// Who took it: the 首问责任人 (M-5.3).
    pub taken_by: Option<String>,
    /// Whether the caller can be told; anonymous calls are taken like any other.
    pub served: ServedParty,
    /// Whether it is to be kept confidential (M-7.1.4).
    pub confidential: bool,
    /// Whether it is of general concern (M-5.5).
    pub general_concern: bool,
    /// What was said.
    pub content: Option<String>,
    /// What is wanted.
    pub need: Option<String>,
    /// Where it is.
    pub place: Option<String>,
    /// When it was answered on the spot.
    pub answered: Option<NaiveDateTime>,
    /// The case that it became.
    pub case: Option<String>,
    /// When the caller was told how it stands.
    pub fed_back: Option<NaiveDateTime>,
    /// The day its answer was put on the notice board.
    pub published: Option<NaiveDate>,
}

/// How the answer to a call is made known (反馈方式).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// How.
    pub way: Publication,
    /// What stands in the way of publishing the text: nothing may be published while there is any.
    pub private: Vec<PrivatePart>,
}

static MISSING: Template = Template::new("hotline.missing_field", "没有记录{0}", "the record lacks: {0}");
static BEFORE: Template = Template::new("hotline.before_call", "{0}早于来电时间", "{0} lies before the call");
static ANSWERED: Template = Template::new("hotline.answered", "答复时间", "the time of the answer");
static FED_BACK: Template = Template::new("hotline.fed_back", "反馈时间", "the time of the feedback");
static PUBLISHED: Template = Template::new("hotline.published", "公开日期", "the day of publication");
static SECRET_SHOWN: Template = Template::new(
    "hotline.secret_shown",
    "应保密的内容上了告示栏",
    "what is confidential stands on the notice board",
);
static CALL: Template = Template::new("hotline.call", "来电{0}", "call {0}");
static SECRET: Template =
    Template::new("hotline.secret", "应保密，不公开", "it is confidential: not published");
static OF_CONCERN: Template = Template::new(
    "hotline.of_concern",
    "群众普遍关心，按程序公开",
    "of general concern: published by procedure",
);
static ONE_BY_ONE: Template = Template::new("hotline.one_by_one", "个别反馈", "answered one by one");
static UNREACHABLE: Template =
    Template::new("hotline.unreachable", "没有留下反馈方式", "there is no way to reach the caller");
static HAS_PRIVATE: Template = Template::new(
    "hotline.private",
    "文字中有{0}，删去后才能公开",
    "the text has {0}: take that out before it is published",
);
static FEEDBACK: Template =
    Template::new("hotline.feedback", "应在{0}{1}内反馈", "to be fed back within {0} {1}");

impl Call {
    /// What became of it.
    pub fn state(&self) -> CallState {
        match (self.answered, &self.case) {
            (Some(_), None) => CallState::Answered,
            (_, Some(_)) => CallState::Case,
            (None, None) => CallState::Open,
        }
    }

    fn has(&self, field: RecordField) -> bool {
        let text = match field {
            RecordField::Content => &self.content,
            RecordField::Need => &self.need,
            RecordField::Place => &self.place,
            RecordField::TakenBy => &self.taken_by,
        };
        text.as_ref().is_some_and(|text| !text.trim().is_empty())
    }

    fn subject(&self) -> Wording {
        CALL.with([self.id.as_str().into()])
    }
}

/// Whether the record of a call is complete, and its times can be (M-5.2): the findings, none where all is well.
/// Anonymous calls are records like any other.
///
/// # Errors
/// [`Unspecified`](crate::Unspecified) for `hotline.record`.
pub fn check(policy: &Policy, call: &Call) -> Result<Vec<Finding>, Error> {
    let rule = policy.hotline_record(call.at.date())?;
    let mut findings = Vec::new();
    let mut find =
        |weight, clause: &ClauseId, words| findings.push(Finding::new(weight, call.subject(), clause, words));
    for field in rule.value.iter().filter(|field| !call.has(**field)) {
        find(Weight::Breach, &rule.clause, MISSING.with([(*field).into()]));
    }
    let published = call.published.and_then(|day| day.and_hms_opt(23, 59, 59));
    let times = [(call.answered, &ANSWERED), (call.fed_back, &FED_BACK), (published, &PUBLISHED)];
    for (_, what) in times.into_iter().filter(|(at, _)| at.is_some_and(|at| at < call.at)) {
        find(Weight::Breach, &rule.clause, BEFORE.with([Arg::Wording(what.with([]))]));
    }
    if call.confidential && call.published.is_some() {
        find(Weight::Breach, &ClauseId::fixed("M-7.1.4"), SECRET_SHOWN.with([]));
    }
    Ok(findings)
}

/// When the caller is to be told how it stands; `None` where there is no such duty: it was answered on the spot, or the
/// caller cannot be reached.
///
/// # Errors
/// [`Unspecified`](crate::Unspecified) for `hotline.feedback`; those of [`due_at`](crate::rules::due::due_at).
pub fn feedback_due(
    policy: &Policy,
    calendar: &WorkCalendar,
    call: &Call,
) -> Result<Option<Decision<DueAt>>, Error> {
    if call.state() == CallState::Answered || call.served != ServedParty::Known {
        return Ok(None);
    }
    let rule = policy.hotline_feedback(call.at.date())?;
    let within = rule.value;
    let mut due = due::due_at(policy, calendar, call.at, within, &[], &[], DueOptions::default())?;
    let words = FEEDBACK.with([within.count.into(), within.unit.into()]);
    due.because.insert(0, Reason::new(&rule.clause, words));
    Ok(Some(due))
}

/// How the answer to a call is made known (M-5.5): on the notice board where it is of general concern and nothing of a
/// person stands in the text, else one by one; what is confidential is never published (M-7.1.4).
///
/// ```
/// use wangge::hotline::{Call, publication};
/// use wangge::{Channel, Publication, ServedParty};
/// let at = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).and_then(|day| day.and_hms_opt(9, 0, 0)).expect("a moment");
/// let call = Call {
///     id: "H-1".into(), at, channel: Channel::Hotline, taken_by: Some("p-4".into()), served: ServedParty::Known,
///     confidential: false, general_concern: true, content: Some("停水".into()), need: None, place: None,
///     answered: None, case: None, fed_back: None, published: None,
/// };
/// let way = publication(&call, "东村24日8时至16时停水");
/// assert_eq!((way.value.way, way.value.private.len()), (Publication::NoticeBoard, 0));
/// // A made-up number: it must go before the text is published.
/// let way = publication(&call, "停水问题请找13800001234");
/// assert_eq!((way.value.private.len(), way.clauses()), (1, vec!["M-5.5", "M-7.1.4"]));
/// ```
pub fn publication(call: &Call, text: &str) -> Decision<Published> {
    let (board, privacy) = (ClauseId::fixed("M-5.5"), ClauseId::fixed("M-7.1.4"));
    let mut because = Vec::new();
    if call.confidential {
        because.push(Reason::new(&privacy, SECRET.with([])));
    } else if call.general_concern {
        because.push(Reason::new(&board, OF_CONCERN.with([])));
        let private = private_parts(text);
        if !private.is_empty() {
            let mut kinds: Vec<_> = private.iter().map(|part| part.kind).collect();
            kinds.sort_unstable();
            kinds.dedup();
            because.push(Reason::new(&privacy, HAS_PRIVATE.with([Arg::terms(&kinds)])));
        }
        return Decision { value: Published { way: Publication::NoticeBoard, private }, because };
    }
    let (way, words) = match call.served {
        ServedParty::Known => (Publication::OneByOne, &ONE_BY_ONE),
        ServedParty::Anonymous | ServedParty::Nobody => (Publication::Nobody, &UNREACHABLE),
    };
    because.push(Reason::new(&board, words.with([])));
    Decision { value: Published { way, private: Vec::new() }, because }
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[
    &MISSING,
    &BEFORE,
    &ANSWERED,
    &FED_BACK,
    &PUBLISHED,
    &SECRET_SHOWN,
    &CALL,
    &SECRET,
    &OF_CONCERN,
    &ONE_BY_ONE,
    &UNREACHABLE,
    &HAS_PRIVATE,
    &FEEDBACK,
];
