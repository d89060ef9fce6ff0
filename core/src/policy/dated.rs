//! Values in force for a span of days (生效期间).

use chrono::NaiveDate;

use super::read::{At, TomlDay};
use crate::clause::ClauseId;

/// A span of days, both ends inclusive; open-ended without a last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// The first day.
    pub from: NaiveDate,
    /// The last day, where there is one.
    pub to: Option<NaiveDate>,
}

impl Span {
    /// Whether a day lies in it.
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }

    /// Whether the two have a day in common.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.to.is_none_or(|to| other.from <= to) && other.to.is_none_or(|to| self.from <= to)
    }

    pub(crate) fn pair(self) -> (NaiveDate, Option<NaiveDate>) {
        (self.from, self.to)
    }
}

/// A value, the clause it rests on, and the days it is in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated<T> {
    /// The value.
    pub value: T,
    /// The clause it rests on.
    pub clause: ClauseId,
    /// The days it is in force.
    pub span: Span,
}

/// What every dated section of the draft has.
pub(crate) trait DatedDraft {
    fn at(&self) -> &At;
    fn from(&self) -> Option<TomlDay>;
    fn to(&self) -> Option<TomlDay>;
}

macro_rules! dated_drafts {
    ($($name:ident),+ $(,)?) => { $(
        impl DatedDraft for super::$name {
            fn at(&self) -> &At {
                &self.at
            }
            fn from(&self) -> Option<TomlDay> {
                self.from
            }
            fn to(&self) -> Option<TomlDay> {
                self.to
            }
        }
    )+ };
}
dated_drafts!(
    SizeDraft,
    PreferDraft,
    ExceptionDraft,
    AimsDraft,
    HeadroomDraft,
    CodeDraft,
    TeamDraft,
    LeadersDraft,
    LeadingGroupDraft,
    RouteDraft,
    ComplexityByLevelDraft,
    LimitDraft,
    CountingDraft,
    CalendarDraft,
    PowerDraft,
    SeparationDraft,
    SuspensionDraft,
    ExtensionDraft,
    SupervisionDraft,
    StageDraft,
    WarnDraft,
    ReopenDraft,
    AppealDraft,
    DeclineDraft,
    HotlineDutyDraft,
    HotlineRecordDraft,
    HotlineFeedbackDraft,
    DutyDraft,
    ChecklistDraft,
    AttendDraft,
    DeliberationStepDraft,
    ConductAnswerDraft,
    ConductEffectDraft,
    ConductDeriveDraft,
    RolloutDraft,
    SystemDraft,
    LedgerSectionDraft,
    LedgerFiguresDraft,
    LedgerHeadDraft,
    CardDraft,
    SheetDraft,
    RankingDraft,
    MetricDraft,
    DoubleHundredDraft,
);
