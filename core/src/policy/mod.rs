//! The county's policy (政策): numbers and tables as data, parsed, checked and effective-dated.
//!
//! A policy is one TOML file. Reading it tells all faults at once, each with its path, line and what is
//! allowed. What it does not state is a typed error that names the key, never a default. A value may change
//! over the years: [`Policy::at`] takes the rules of one day.

mod assess_rules;
mod case_rules;
mod check;
mod check_assess;
mod check_case;
mod check_counting;
mod check_duty;
mod check_ledger;
mod check_route;
mod check_work;
mod dated;
#[cfg(feature = "write")]
mod diff;
mod draft;
mod draft_assess;
mod draft_case;
mod draft_duty;
mod draft_ledger;
mod draft_work;
mod duty_rules;
mod ledger_rules;
mod lint;
mod metrics;
#[cfg(feature = "write")]
mod on_day;
mod presets;
mod read;
mod render;
mod rules;
mod sessions;
mod share;
mod table;
mod work_rules;

use core::fmt;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::clause::Clause;
use crate::error::{Error, PolicyError, Unspecified};

pub use assess_rules::{CurveRule, DoubleHundred, MetricRule, RankBy, Ranking, Sheet, SheetItem, Signed};
pub use case_rules::{
    AppealRule, ExtensionRule, HotlineDuty, PowerRule, ReopenRule, SeparationRule, StageRule,
    SupervisionRule, SuspensionRule, WarnRule,
};
pub use dated::{Dated, Span};
#[cfg(feature = "write")]
pub use diff::Change;
pub use draft::{
    AimsDraft, AnyOf, CalendarDraft, CodeDraft, ComplexityByLevelDraft, CountingDraft, ExceptionDraft,
    GridDraft, HeadroomDraft, IntakeDraft, LeadersDraft, LeadingGroupDraft, LimitDraft, OwnClauseDraft,
    PolicyDraft, PostDraft, PreferDraft, RangeDraft, RouteDraft, RouteRowDraft, SeasonDraft, SessionsDraft,
    SizeDraft, TeamDraft, WhenDraft, WithinDraft,
};
pub use draft_assess::{
    DoubleHundredDraft, MetricDraft, RankingDraft, SheetDraft, SheetItemDraft, SignedTally, StepDraft,
    TomlDecimal,
};
pub use draft_case::{
    AppealDraft, DeclineDraft, ExtensionDraft, HotlineDraft, HotlineDutyDraft, HotlineFeedbackDraft,
    HotlineRecordDraft, PowerDraft, ReopenDraft, SeparationDraft, StageDraft, SupervisionDraft,
    SuspensionDraft, WarnDraft,
};
pub use draft_duty::{ChecklistDraft, DutyDraft};
pub use draft_ledger::{
    CardDraft, KeepDraft, LedgerDraft, LedgerFiguresDraft, LedgerHeadDraft, LedgerSectionDraft,
};
pub use draft_work::{
    AttendDraft, ConductAnswerDraft, ConductDeriveDraft, ConductDraft, ConductEffectDraft, DeliberationDraft,
    DeliberationStepDraft, MeetingDraft, PhaseDraft, RolloutDraft, SystemDraft,
};
pub use duty_rules::{Checklist, DueDay, DutyRule};
pub use ledger_rules::{CardRule, Keep, LedgerFigures, LedgerSection};
pub use lint::Lint;
pub use metrics::{METRICS, StandardMetric};
pub use read::{OneOrMany, TomlDay};
pub use rules::{
    CodeScheme, ComplexityByLevel, Exception, Intake, Leaders, LeadingGroup, LimitRule, PostRule, SizeRule,
    TeamSize, TermOfTime,
};
pub use sessions::{ClockRule, MonthDay, Session, SessionRow, Sessions};
pub use share::{Points, Share};
pub use table::{Facts, RouteRow, RouteTable, When};
pub use work_rules::{
    DeliberationRule, DeriveRule, Effect, Phase, Rollout, SystemCoverage, SystemRule, Threshold,
};

/// A clause that a policy adds to those of the two documents (本地条款).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct OwnClause {
    /// The id that the policy cites.
    pub id: String,
    /// The document it stands in.
    pub document: String,
    /// The place in that document.
    pub article: String,
    /// Its heading.
    pub heading: String,
    /// What it fixes.
    pub text: String,
}

/// A county's policy, checked (政策). Cheap to clone; never changed once made.
///
/// ```
/// use wangge::Policy;
/// # fn main() -> Result<(), wangge::Error> {
/// let policy = Policy::preset("xiang-2011")?;
/// assert_eq!(policy.title(), "关于开展农村网格化管理的实施方案");
/// assert_eq!(Policy::from_toml(&policy.to_toml())?, policy);
///
/// let wrong = Policy::from_toml("schema = 1\nid = \"x\"\nname = \"y\"").expect_err("it has faults");
/// let lines: Vec<_> = wrong.faults().iter().map(|fault| fault.path.as_str()).collect();
/// assert_eq!(lines, ["title", "from", "name"]);
/// # Ok(()) }
/// ```
#[derive(Debug, Clone)]
pub struct Policy {
    inner: Arc<Inner>,
    at: Option<NaiveDate>,
}

#[derive(Debug)]
struct Inner {
    source: String,
    checked: Checked,
    #[cfg(feature = "write")]
    draft: PolicyDraft,
}

/// What a file comes to once it is checked.
#[derive(Debug, PartialEq)]
struct Checked {
    id: String,
    title: String,
    span: Span,
    clauses: Vec<OwnClause>,
    sizes: Vec<Dated<SizeRule>>,
    prefers: Vec<Dated<crate::term::Preference>>,
    exceptions: Vec<Dated<Exception>>,
    aims: Vec<Dated<Vec<crate::term::Aim>>>,
    headrooms: Vec<Dated<u32>>,
    codes: Vec<Dated<CodeScheme>>,
    teams: Vec<Dated<TeamSize>>,
    leaders: Vec<Dated<Leaders>>,
    groups: Vec<Dated<LeadingGroup>>,
    routes: Vec<Dated<RouteTable>>,
    by_level: Vec<Dated<ComplexityByLevel>>,
    limits: Vec<Dated<LimitRule>>,
    countings: Vec<Dated<crate::calendar::Counting>>,
    cut_offs: Vec<Dated<Option<chrono::NaiveTime>>>,
    clocks: Vec<Dated<ClockRule>>,
    calendars: Vec<Dated<crate::term::CalendarTable>>,
    cases: case_rules::CaseRulesOfFile,
    duties: duty_rules::DutyRulesOfFile,
    ledger: ledger_rules::LedgerRulesOfFile,
    assess: assess_rules::AssessRulesOfFile,
    work: work_rules::WorkRulesOfFile,
    /// Every section with dates, as `hotline.duty`, once a version.
    sections: Vec<(String, Span)>,
}

impl Checked {
    /// Whether something of a section, `hotline` or `hotline.duty`, is in force on a day.
    fn states(&self, section: &str, day: NaiveDate) -> bool {
        self.sections.iter().any(|(one, span)| read::in_section(one, section) && span.contains(day))
    }
}

impl PartialEq for Policy {
    fn eq(&self, other: &Self) -> bool {
        self.inner.checked == other.inner.checked && self.at == other.at
    }
}

impl Eq for Policy {}

impl Policy {
    /// The names of the presets that ship with the library.
    pub const PRESETS: &'static [&'static str] = &["modian-2012", "xiang-2011", "combined"];

    /// A preset: `modian-2012`, `xiang-2011`, or `combined`, which takes each rule from the document that
    /// states it and the extensions for the rest.
    ///
    /// # Errors
    /// [`PolicyError::UnknownPreset`] with the names there are.
    pub fn preset(name: &str) -> Result<Self, PolicyError> {
        let text = presets::text(name).ok_or_else(|| PolicyError::UnknownPreset {
            found: name.to_owned(),
            allowed: Self::PRESETS.to_vec(),
        })?;
        Self::from_toml(text)
    }

    /// The TOML text of a preset, as a start for a county's own file.
    ///
    /// # Errors
    /// [`PolicyError::UnknownPreset`] with the names there are.
    pub fn preset_toml(name: &str) -> Result<&'static str, PolicyError> {
        presets::text(name).ok_or_else(|| PolicyError::UnknownPreset {
            found: name.to_owned(),
            allowed: Self::PRESETS.to_vec(),
        })
    }

    /// Reads and checks a policy file.
    ///
    /// # Errors
    /// [`PolicyError::Faults`]: every fault of the file, in its order. [`Policy::render`] draws them.
    pub fn from_toml(text: &str) -> Result<Self, PolicyError> {
        check::policy(text).map_err(PolicyError::Faults)
    }

    /// The TOML text it was read from, comments and all.
    pub fn source(&self) -> &str {
        &self.inner.source
    }

    /// The policy as a TOML file that reads back as the same policy; that of one day after [`at`](Self::at).
    #[cfg(feature = "write")]
    pub fn to_toml(&self) -> String {
        let draft = match self.at {
            None => self.inner.draft.clone(),
            Some(day) => self.inner.draft.on(day, |section| self.inner.checked.states(section, day)),
        };
        // What was read can be written; the text itself says the same.
        toml::to_string(&draft).unwrap_or_else(|_| self.inner.source.clone())
    }

    /// Draws the faults of a file beside the lines they lie in, for a terminal; `width` columns wide.
    pub fn render(error: &PolicyError, source: &str, name: &str, options: RenderOptions) -> String {
        render::render(error.faults(), source, name, options)
    }

    /// The JSON Schema of the policy file, for editors that complete it.
    #[cfg(feature = "schema")]
    pub fn json_schema() -> String {
        let mut schema = schemars::schema_for!(PolicyDraft);
        schemars::transform::Transform::transform(
            &mut schemars::transform::RecursiveTransform(sections_may_be_absent),
            &mut schema,
        );
        serde_json::to_string_pretty(&schema).unwrap_or_default()
    }

    /// The same policy with the rules in force on one day.
    ///
    /// # Errors
    /// [`PolicyError::NotInForce`] when the policy is not in force on that day.
    pub fn at(&self, day: NaiveDate) -> Result<Self, PolicyError> {
        self.in_force(day)?;
        Ok(Self { inner: Arc::clone(&self.inner), at: Some(day) })
    }

    /// The same policy with the rules of all its years again, after [`at`](Self::at).
    #[must_use]
    pub fn whole(&self) -> Self {
        Self { inner: Arc::clone(&self.inner), at: None }
    }

    /// The day whose rules it answers with, after [`at`](Self::at).
    pub fn as_of(&self) -> Option<NaiveDate> {
        self.at
    }

    /// Its short name.
    pub fn id(&self) -> &str {
        &self.inner.checked.id
    }

    /// Its full title.
    pub fn title(&self) -> &str {
        &self.inner.checked.title
    }

    /// The days it is in force.
    pub fn span(&self) -> Span {
        self.inner.checked.span
    }

    /// The clauses it adds.
    pub fn own_clauses(&self) -> &[OwnClause] {
        &self.inner.checked.clauses
    }

    /// The heading and the text of a clause that it may cite, in Chinese.
    pub fn clause_text(&self, id: &str) -> Option<(&str, &str)> {
        if let Some(clause) = Clause::find(id) {
            return Some((clause.heading, clause.zh));
        }
        let own = self.inner.checked.clauses.iter().find(|clause| clause.id == id)?;
        Some((&own.heading, &own.text))
    }

    /// The file, typed.
    #[cfg(feature = "write")]
    pub fn draft(&self) -> &PolicyDraft {
        &self.inner.draft
    }

    fn in_force(&self, day: NaiveDate) -> Result<(), PolicyError> {
        if self.inner.checked.span.contains(day) {
            return Ok(());
        }
        let spans = vec![self.inner.checked.span.pair()];
        Err(PolicyError::NotInForce { key: self.id().to_owned(), day, spans })
    }

    pub(crate) fn unspecified(&self, key: impl Into<String>) -> Error {
        Unspecified { policy: self.id().to_owned(), key: key.into() }.into()
    }

    /// The one value in force: on the day of [`at`](Self::at), else on `day`, else the only one there is.
    fn one<'p, T>(
        &self,
        key: &str,
        values: impl Iterator<Item = &'p Dated<T>>,
        day: Option<NaiveDate>,
    ) -> Result<&'p Dated<T>, Error> {
        let values: Vec<_> = values.collect();
        let spans = || values.iter().map(|value| value.span.pair()).collect();
        if values.is_empty() {
            return Err(self.unspecified(key));
        }
        let key = || format!("{}: {key}", self.id());
        match self.at.or(day) {
            Some(day) => {
                self.in_force(day)?;
                let found = values.iter().find(|value| value.span.contains(day)).copied();
                found.ok_or_else(|| PolicyError::NotInForce { key: key(), day, spans: spans() }.into())
            }
            None => match values.as_slice() {
                [one] => Ok(one),
                _ => Err(PolicyError::SeveralInForce { key: key(), spans: spans() }.into()),
            },
        }
    }
}

impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.id(), self.title())
    }
}

/// How faults are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RenderOptions {
    /// The language of the messages.
    pub lang: crate::decision::Lang,
    /// Whether to colour them for a terminal.
    pub color: bool,
    /// How many columns the terminal has.
    pub width: usize,
}

/// A section that may stand once or several times may also not stand at all.
#[cfg(feature = "schema")]
fn sections_may_be_absent(schema: &mut schemars::Schema) {
    let section = |property: &serde_json::Value| {
        property.get("$ref").and_then(serde_json::Value::as_str).is_some_and(|to| to.contains("/OneOrMany"))
    };
    let properties =
        schema.get("properties").and_then(serde_json::Value::as_object).cloned().unwrap_or_default();
    if let Some(required) = schema.get_mut("required").and_then(serde_json::Value::as_array_mut) {
        required.retain(|key| !key.as_str().and_then(|key| properties.get(key)).is_some_and(section));
    }
}

#[cfg(all(test, feature = "write"))]
pub(crate) use diff::TEMPLATES as DIFF_TEMPLATES;
#[cfg(test)]
pub(crate) use lint::TEMPLATES as LINT_TEMPLATES;
#[cfg(test)]
pub(crate) use {
    check::TEMPLATES as CHECK_TEMPLATES, check_assess::TEMPLATES as CHECK_ASSESS_TEMPLATES,
    check_case::TEMPLATES as CHECK_CASE_TEMPLATES, check_counting::TEMPLATES as CHECK_COUNTING_TEMPLATES,
    check_duty::TEMPLATES as CHECK_DUTY_TEMPLATES, check_ledger::TEMPLATES as CHECK_LEDGER_TEMPLATES,
    check_route::TEMPLATES as CHECK_ROUTE_TEMPLATES, check_work::TEMPLATES as CHECK_WORK_TEMPLATES,
    read::TEMPLATES as READ_TEMPLATES,
};
