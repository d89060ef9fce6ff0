//! The policy file, typed and not yet checked (草稿): one struct a table, one field a key.
//!
//! Every section may stand once (`[counting]`) or several times with different `from` and `to`
//! (`[[counting]]`); a section without them is in force as long as the policy.

use chrono::NaiveDate;

use super::draft_assess::{DoubleHundredDraft, MetricDraft, RankingDraft, SheetDraft};
use super::draft_case::{
    AppealDraft, DeclineDraft, ExtensionDraft, HotlineDraft, PowerDraft, ReopenDraft, SeparationDraft,
    StageDraft, SupervisionDraft, SuspensionDraft, WarnDraft,
};
use super::draft_duty::{ChecklistDraft, DutyDraft};
use super::draft_ledger::{CardDraft, LedgerDraft};
use super::draft_work::{ConductDraft, DeliberationDraft, MeetingDraft, RolloutDraft, SystemDraft};
use super::read::{OneOrMany, TomlDay, TomlTime, draft};
use super::sessions::{MonthDay, Session};
use crate::calendar::{DayMeasure, MakeUp, Roll, Start};
use crate::term::{
    Action, Aim, Binding, CalendarTable, Complexity, Dimension, Handler, HitPolicy, Identity, Level, Office,
    Place, Post, Preference, Report, Scope, Settlement, Unit, Weekday, Work,
};

draft! {
    /// A county's policy file (政策文件).
    pub struct PolicyDraft {
        /// The version of this format: 1.
        schema: u32 = 1,
        /// A short name, such as `xiang-2011`.
        id: String = "?".to_owned(),
        /// The full title.
        title: String = "?".to_owned(),
        /// The first day it is in force.
        from: TomlDay = TomlDay(NaiveDate::MIN),
        /// The last day it is in force; absent while it has no end.
        to: Option<TomlDay>,
        /// Clauses of the county's own, beside those of the two documents.
        clause: Option<Vec<OwnClauseDraft>>,
        /// The size of grids.
        grid: Option<GridDraft>,
        /// The team of a grid.
        team: OneOrMany<TeamDraft>,
        /// Who may lead a grid.
        leaders: OneOrMany<LeadersDraft>,
        /// The leading group (M-8, X-8.1).
        leading_group: OneOrMany<LeadingGroupDraft>,
        /// Where an issue goes (M-6).
        route: OneOrMany<RouteDraft>,
        /// The complexity of a level, where none is given (E-1).
        complexity_by_level: OneOrMany<ComplexityByLevelDraft>,
        /// The limits.
        limit: Option<Vec<LimitDraft>>,
        /// How a term of days is counted (E-2).
        counting: OneOrMany<CountingDraft>,
        /// Which calendar it is counted by (E-3).
        calendar: OneOrMany<CalendarDraft>,
        /// What each role may do to a case.
        power: Option<Vec<PowerDraft>>,
        /// Steps that one person may not both take.
        separation: Option<Vec<SeparationDraft>>,
        /// When a case may be suspended.
        suspension: OneOrMany<SuspensionDraft>,
        /// When the limit of a case may be extended.
        extension: OneOrMany<ExtensionDraft>,
        /// The ladder of supervision (X-4.3a).
        supervision: OneOrMany<SupervisionDraft>,
        /// The limits of stages.
        stage: Option<Vec<StageDraft>>,
        /// From when on a case is soon due.
        warn: OneOrMany<WarnDraft>,
        /// When a closed case may be opened again.
        reopen: OneOrMany<ReopenDraft>,
        /// When being late may be appealed against.
        appeal: OneOrMany<AppealDraft>,
        /// Why a matter may not be taken on.
        decline: OneOrMany<DeclineDraft>,
        /// The hotline (M-5).
        hotline: Option<HotlineDraft>,
        /// What is owed again and again (M-3, M-4.1, X-4).
        duty: Option<Vec<DutyDraft>>,
        /// What a patrol looks at and a visit asks (M-3.2, M-3.3).
        checklist: Option<Vec<ChecklistDraft>>,
        /// The meetings (M-4, X-4.1b).
        meeting: Option<MeetingDraft>,
        /// 四议两公开 (X-4.4b).
        deliberation: Option<DeliberationDraft>,
        /// Discipline at work (M-7).
        conduct: Option<ConductDraft>,
        /// The phases of the roll-out.
        rollout: OneOrMany<RolloutDraft>,
        /// The thirteen systems (X-4.0b).
        system: Option<Vec<SystemDraft>>,
        /// The household ledger.
        ledger: Option<LedgerDraft>,
        /// The service card.
        card: OneOrMany<CardDraft>,
        /// How a rate becomes marks (X-4.3c).
        sheet: OneOrMany<SheetDraft>,
        /// Figures of the county's own.
        metric: Option<Vec<MetricDraft>>,
        /// How units are ranked (X-4.3b).
        ranking: OneOrMany<RankingDraft>,
        /// The two sheets of a year (X-4.3c).
        double_hundred: OneOrMany<DoubleHundredDraft>,
    }

    /// A clause of the county's own (本地条款).
    pub struct OwnClauseDraft {
        /// The id that the rest of the file cites.
        id: String,
        /// The document it stands in.
        document: String,
        /// The place in that document.
        article: String,
        /// Its heading.
        heading: String,
        /// What it fixes.
        text: String,
    }

    /// The size of grids (网格规模).
    pub struct GridDraft {
        /// The bands; one or more, by dimension and kind of place.
        size: OneOrMany<SizeDraft>,
        /// Which lawful number of grids is preferred.
        prefer: OneOrMany<PreferDraft>,
        /// Exceptions that the county allows, such as one small remote village as one grid.
        exception: OneOrMany<ExceptionDraft>,
        /// What a division strives for.
        aims: OneOrMany<AimsDraft>,
        /// How much room to grow a division leaves.
        headroom: OneOrMany<HeadroomDraft>,
        /// How grids are coded.
        code: OneOrMany<CodeDraft>,
    }

    /// A band that the size of a grid must lie in.
    pub struct SizeDraft {
        /// What is counted.
        unit: Dimension,
        /// The least, inclusive.
        min: Option<u32>,
        /// The most, inclusive.
        max: Option<u32>,
        /// The kind of place it is for; absent: every kind that no other band names.
        place: Option<Place>,
        /// Whether it must hold; absent: it must.
        binding: Option<Binding>,
        /// The clause it rests on.
        clause: String,
        /// The first day it is in force.
        from: Option<TomlDay>,
        /// The last day it is in force.
        to: Option<TomlDay>,
    }

    /// Which lawful number of grids is preferred.
    pub struct PreferDraft {
        /// Fewest, middle or roomiest.
        value: Preference,
        /// The clause it rests on.
        clause: String,
        /// The first day it is in force.
        from: Option<TomlDay>,
        /// The last day it is in force.
        to: Option<TomlDay>,
    }

    /// Numbers of households that are lawful by exception.
    pub struct ExceptionDraft {
        /// The least number of households of the village.
        min: u32,
        /// The most.
        max: u32,
        /// Into how many grids it may then be divided.
        grids: u32,
        /// On what ground.
        ground: String,
        /// The clause it rests on.
        clause: String,
        /// The first day it is in force.
        from: Option<TomlDay>,
        /// The last day it is in force.
        to: Option<TomlDay>,
    }

    /// What a division strives for, the first before the second.
    pub struct AimsDraft {
        /// The aims, each at most once.
        order: Vec<Aim>,
        /// The clause it rests on.
        clause: String,
        /// The first day it is in force.
        from: Option<TomlDay>,
        /// The last day it is in force.
        to: Option<TomlDay>,
    }

    /// How much room to grow a division leaves (发展余量).
    pub struct HeadroomDraft {
        /// Percent of the largest size that stay free in each grid.
        percent: u32,
        /// The clause it rests on.
        clause: String,
        /// The first day it is in force.
        from: Option<TomlDay>,
        /// The last day it is in force.
        to: Option<TomlDay>,
    }

    /// How grids are coded (网格编码): the region's code, and a number within it.
    pub struct CodeDraft {
        /// Digits of the region's code.
        region: u32,
        /// Digits of the number of the grid.
        sequence: u32,
        /// The clause it rests on.
        clause: String,
        /// The first day it is in force.
        from: Option<TomlDay>,
        /// The last day it is in force.
        to: Option<TomlDay>,
    }

    /// The team of a grid (管理小组).
    pub struct TeamDraft {
        /// How many members beside the leader.
        members: RangeDraft,
        /// The clause it rests on.
        clause: String,
        /// The first day it is in force.
        from: Option<TomlDay>,
        /// The last day it is in force.
        to: Option<TomlDay>,
    }

    /// A range of numbers, both ends inclusive.
    pub struct RangeDraft {
        /// The least.
        min: u32,
        /// The most.
        max: u32,
    }

    /// Who may lead a grid (网格长).
    pub struct LeadersDraft {
        /// Identities that may lead from outside the grid.
        outside: Vec<Identity>,
        /// Identities that must live in it.
        inside: Vec<Identity>,
        /// Whether the list is closed: another identity is then a breach, else advice.
        closed: bool,
        /// The clause it rests on.
        clause: String,
        /// The first day it is in force.
        from: Option<TomlDay>,
        /// The last day it is in force.
        to: Option<TomlDay>,
    }

    /// The leading group (领导小组).
    pub struct LeadingGroupDraft {
        /// Its posts.
        post: Vec<PostDraft>,
        /// The clause it rests on.
        clause: String,
        /// The first day it is in force.
        from: Option<TomlDay>,
        /// The last day it is in force.
        to: Option<TomlDay>,
    }

    /// A post of the leading group.
    pub struct PostDraft {
        /// The post.
        post: Post,
        /// The offices that fill it; every one of them where `each` is set, else any.
        office: Vec<Office>,
        /// Whether every office of the list must be there.
        each: bool,
        /// How many at least.
        min: u32,
        /// How many at most; absent: as many as there are.
        max: Option<u32>,
    }

    /// Where an issue goes (分类分层).
    pub struct RouteDraft {
        /// How the rows are tried.
        hit: HitPolicy,
        /// The rows by scope, `major` and `sudden`.
        row: Vec<RouteRowDraft>,
        /// How a matter is taken in, by the type of work (M-1.2 to M-1.5).
        intake: Option<Vec<IntakeDraft>>,
        /// The first day it is in force.
        from: Option<TomlDay>,
        /// The last day it is in force.
        to: Option<TomlDay>,
    }

    /// A row of the route table.
    pub struct RouteRowDraft {
        /// The facts it is for; `{}` is for all.
        when: WhenDraft,
        /// The level it gives.
        level: Level,
        /// Who handles it.
        handler: Handler,
        /// What is done, in order.
        steps: Vec<Action>,
        /// The way upwards, from whom to whom.
        path: Option<Vec<Handler>>,
        /// Whether it is reported at once.
        report: Option<Report>,
        /// Who must tell the person served.
        told_by: Option<Handler>,
        /// The clause it rests on.
        clause: String,
    }

    /// The facts that a row is for: all keys that stand must hold.
    pub struct WhenDraft {
        /// How far the issue reaches; one, or several.
        scope: Option<AnyOf<Scope>>,
        /// Whether it is major.
        major: Option<bool>,
        /// Whether it is sudden.
        sudden: Option<bool>,
        /// The type of work; one, or several.
        work: Option<AnyOf<Work>>,
        /// At least one of these must hold.
        any: Option<Vec<WhenDraft>>,
    }

    /// How a matter is taken in, by the type of work.
    pub struct IntakeDraft {
        /// The type of work.
        work: Work,
        /// What is done first, in order.
        steps: Vec<Action>,
        /// Whether it is reported at once.
        report: Option<Report>,
        /// The clause it rests on.
        clause: String,
    }

    /// The complexity of each level, where none is given.
    pub struct ComplexityByLevelDraft {
        /// For the general level.
        general: Complexity,
        /// For the regional level.
        regional: Complexity,
        /// For the overall level.
        overall: Complexity,
        /// For the major or sudden level.
        major: Complexity,
        /// The clause it rests on.
        clause: String,
        /// The first day it is in force.
        from: Option<TomlDay>,
        /// The last day it is in force.
        to: Option<TomlDay>,
    }

    /// A limit (办结时限).
    pub struct LimitDraft {
        /// For which complexity.
        complexity: Complexity,
        /// How long.
        within: WithinDraft,
        /// What settles a matter in time.
        settled_by: Vec<Settlement>,
        /// Where a last day in natural days moves when it is a rest day; absent: nowhere.
        roll: Option<Roll>,
        /// The clause it rests on.
        clause: String,
        /// The first day of receipt it is for.
        from: Option<TomlDay>,
        /// The last day of receipt it is for.
        to: Option<TomlDay>,
    }

    /// A length of time.
    pub struct WithinDraft {
        /// How many.
        count: u32,
        /// Of what.
        unit: Unit,
    }

    /// How a term of days is counted (起算规则).
    pub struct CountingDraft {
        /// Which day is the first that can count.
        start: Start,
        /// Whether make-up working days count.
        make_up_days: MakeUp,
        /// From this hour on a receipt is deemed one of the next working day; only with that convention.
        cut_off: Option<TomlTime>,
        /// Whether a working day is a whole day, or as many working minutes; absent: a whole day.
        day: Option<DayMeasure>,
        /// The working sessions of a day; several where they differ, of which the first that fits decides.
        sessions: OneOrMany<SessionsDraft>,
        /// The clause it rests on.
        clause: String,
        /// The first day it is in force.
        from: Option<TomlDay>,
        /// The last day it is in force.
        to: Option<TomlDay>,
    }

    /// The working sessions of a day (工作时段).
    pub struct SessionsDraft {
        /// From when to when, in order.
        hours: Vec<Session>,
        /// For which days of the week; absent: for all.
        weekdays: Option<Vec<Weekday>>,
        /// For which part of the year; absent: for all of it.
        season: Option<SeasonDraft>,
        /// The clause it rests on.
        clause: String,
    }

    /// A part of the year, both ends inclusive; over the new year where the end is before the beginning.
    pub struct SeasonDraft {
        /// The first day.
        from: MonthDay = MonthDay { month: 1, day: 1 },
        /// The last day.
        to: MonthDay = MonthDay { month: 12, day: 31 },
    }

    /// Which calendar a term is counted by.
    pub struct CalendarDraft {
        /// The table.
        table: CalendarTable,
        /// The clause it rests on.
        clause: String,
        /// The first day it is in force.
        from: Option<TomlDay>,
        /// The last day it is in force.
        to: Option<TomlDay>,
    }
}

/// One word of a vocabulary, or several (`"village"` or `["village", "beyond"]`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnyOf<T>(pub Vec<T>);

impl<T: super::read::Read> super::read::Read for AnyOf<T> {
    fn read(
        value: &toml::Spanned<toml::de::DeValue<'_>>,
        path: &str,
        faults: &mut super::read::Faults<'_>,
    ) -> Option<Self> {
        if !value.get_ref().is_array() {
            return T::read(value, path, faults).map(|one| Self(vec![one]));
        }
        let words = Vec::<T>::read(value, path, faults)?;
        if words.is_empty() {
            faults.bad_value((path.to_owned(), value.span()), "[]", "one word or more");
            return None;
        }
        Some(Self(words))
    }
}

#[cfg(feature = "write")]
impl<T: serde::Serialize> serde::Serialize for AnyOf<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [one] => one.serialize(serializer),
            many => many.serialize(serializer),
        }
    }
}

#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for AnyOf<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("AnyOf{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let one = generator.subschema_for::<T>();
        schemars::json_schema!({ "anyOf": [one.clone(), { "type": "array", "items": one, "minItems": 1 }] })
    }
}
