//! The vocabulary: a core enum crosses as the `StrEnum` member of `wangge.enums`, and comes back from any `str`,
//! code or Chinese term.

use std::collections::BTreeMap;

use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyString;
use pyo3::{intern, type_hint_identifier, type_hint_union};
use wangge::Vocabulary;

use crate::error::unknown_term;

/// Declares the newtype of each core enum, by the name of its class in `wangge.enums`.
macro_rules! terms {
    ($($py:ident($core:ty) = $name:literal),+ $(,)?) => {
        $(
            #[doc = concat!("`wangge.enums.", $name, "`.")]
            #[derive(Clone, Copy, PartialEq, Eq, Hash)]
            pub(crate) struct $py(pub(crate) $core);

            impl<'py> IntoPyObject<'py> for $py {
                type Target = PyAny;
                type Output = Bound<'py, PyAny>;
                type Error = PyErr;
                const OUTPUT_TYPE: PyStaticExpr = type_hint_identifier!("wangge.enums", $name);

                fn into_pyobject(self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                    static MEMBERS: PyOnceLock<Vec<Py<PyAny>>> = PyOnceLock::new();
                    let class = || py.import(intern!(py, "wangge.enums"))?.getattr(intern!(py, $name));
                    let members = MEMBERS.get_or_try_init(py, || {
                        let class = class()?;
                        let all = <$core>::ALL.iter();
                        all.map(|word| Ok(class.call1((word.code(),))?.unbind())).collect::<PyResult<_>>()
                    })?;
                    match members.get(self.0.index()) {
                        Some(member) => Ok(member.bind(py).clone()),
                        None => class()?.call1((self.0.code(),)),
                    }
                }
            }

            impl<'py> IntoPyObject<'py> for &$py {
                type Target = PyAny;
                type Output = Bound<'py, PyAny>;
                type Error = PyErr;
                const OUTPUT_TYPE: PyStaticExpr = <$py as IntoPyObject<'py>>::OUTPUT_TYPE;

                fn into_pyobject(self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                    (*self).into_pyobject(py)
                }
            }

            impl FromPyObject<'_, '_> for $py {
                type Error = PyErr;
                const INPUT_TYPE: PyStaticExpr = type_hint_union!(
                    type_hint_identifier!("wangge.enums", $name),
                    type_hint_identifier!("builtins", "str")
                );

                fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
                    let code = object.cast::<PyString>()?;
                    Ok(Self(code.to_str()?.parse().map_err(|error| unknown_term(&error))?))
                }
            }
        )+

        /// The codes of every vocabulary of the core by class name: what the test of `wangge.enums` compares with.
        #[pyfunction]
        pub(crate) fn term_codes() -> BTreeMap<&'static str, Vec<&'static str>> {
            BTreeMap::from([$(($name, <$core>::codes())),+])
        }

        /// The words of a vocabulary by the name of its class: code, Chinese term, English label.
        #[pyfunction]
        pub(crate) fn term_words(name: &str) -> PyResult<Vec<(&'static str, &'static str, &'static str)>> {
            match name {
                $( $name => Ok(<$core>::ALL.iter().map(|word| (word.code(), word.zh(), word.en())).collect()), )+
                other => Ok(words_of_files(other).ok_or_else(|| {
                    crate::error::refused("name", other, [$($name),+].join(", "))
                })?),
            }
        }
    };
}

terms! {
    Action(wangge::Action) = "Action",
    Aim(wangge::Aim) = "Aim",
    Answers(wangge::Answers) = "Answers",
    Belongs(wangge::Belongs) = "Belongs",
    CallState(wangge::CallState) = "CallState",
    CardPart(wangge::CardPart) = "CardPart",
    CardPlace(wangge::CardPlace) = "CardPlace",
    CaseState(wangge::CaseState) = "CaseState",
    Cause(wangge::assess::Cause) = "Cause",
    ChangeKind(wangge::ChangeKind) = "ChangeKind",
    Channel(wangge::Channel) = "Channel",
    CheckItem(wangge::CheckItem) = "CheckItem",
    Collide(wangge::Collide) = "Collide",
    Complexity(wangge::Complexity) = "Complexity",
    Conduct(wangge::Conduct) = "Conduct",
    ConductSource(wangge::ConductSource) = "ConductSource",
    ConductState(wangge::ConductState) = "ConductState",
    ConductStep(wangge::ConductStep) = "ConductStep",
    Covers(wangge::Covers) = "Covers",
    Crs(wangge::division::Crs) = "Crs",
    DayKind(wangge::DayKind) = "DayKind",
    DayStatus(wangge::DayStatus) = "DayStatus",
    DeliberationStep(wangge::DeliberationStep) = "DeliberationStep",
    Dimension(wangge::Dimension) = "Dimension",
    DueOn(wangge::DueOn) = "DueOn",
    DutyDays(wangge::DutyDays) = "DutyDays",
    DutyKind(wangge::DutyKind) = "DutyKind",
    DutyRoll(wangge::DutyRoll) = "DutyRoll",
    DutyState(wangge::DutyState) = "DutyState",
    DutyUnit(wangge::DutyUnit) = "DutyUnit",
    Every(wangge::Every) = "Every",
    FigureBy(wangge::FigureBy) = "FigureBy",
    Handler(wangge::Handler) = "Handler",
    Identity(wangge::Identity) = "Identity",
    ItemState(wangge::assess::ItemState) = "ItemState",
    ItemOutcome(wangge::ItemOutcome) = "ItemOutcome",
    IdentityFault(wangge::IdentityFault) = "IdentityFault",
    LedgerField(wangge::LedgerField) = "LedgerField",
    LeftOut(wangge::assess::LeftOut) = "LeftOut",
    Level(wangge::Level) = "Level",
    Light(wangge::Light) = "Light",
    MakeUp(wangge::MakeUp) = "MakeUp",
    MeetingKind(wangge::MeetingKind) = "MeetingKind",
    MinutesView(wangge::MinutesView) = "MinutesView",
    Office(wangge::Office) = "Office",
    Opens(wangge::Opens) = "Opens",
    Outcome(wangge::Outcome) = "Outcome",
    PartPeriod(wangge::PartPeriod) = "PartPeriod",
    PhoneFault(wangge::PhoneFault) = "PhoneFault",
    Place(wangge::Place) = "Place",
    Post(wangge::Post) = "Post",
    Presence(wangge::Presence) = "Presence",
    Private(wangge::Private) = "Private",
    Publication(wangge::Publication) = "Publication",
    RecordField(wangge::RecordField) = "RecordField",
    RecordUse(wangge::RecordUse) = "RecordUse",
    Relation(wangge::Relation) = "Relation",
    Role(wangge::Role) = "Role",
    Roll(wangge::Roll) = "Roll",
    RolloutPhase(wangge::RolloutPhase) = "RolloutPhase",
    RolloutTask(wangge::RolloutTask) = "RolloutTask",
    Scope(wangge::Scope) = "Scope",
    Section(wangge::Section) = "Section",
    ServedParty(wangge::ServedParty) = "ServedParty",
    Settlement(wangge::Settlement) = "Settlement",
    Sex(wangge::Sex) = "Sex",
    Shape(wangge::export::Shape) = "Shape",
    Stage(wangge::Stage) = "Stage",
    Start(wangge::Start) = "Start",
    StepKind(wangge::StepKind) = "StepKind",
    SupervisionLevel(wangge::SupervisionLevel) = "SupervisionLevel",
    System(wangge::System) = "System",
    Tally(wangge::Tally) = "Tally",
    TaskState(wangge::TaskState) = "TaskState",
    Topic(wangge::Topic) = "Topic",
    Unit(wangge::Unit) = "Unit",
    View(wangge::View) = "View",
    Weight(wangge::Weight) = "Weight",
    Work(wangge::Work) = "Work",
}

impl StepKind {
    /// The step of a word that a refusal speaks of.
    pub(crate) fn of(term: wangge::Term) -> Option<Self> {
        wangge::StepKind::find(term.code).map(Self)
    }
}

/// The vocabularies that only policy files use: no class of Python's, but words.
macro_rules! file_terms {
    ($($core:ident),+ $(,)?) => {
        fn words_of_files(name: &str) -> Option<Vec<(&'static str, &'static str, &'static str)>> {
            match name {
                $(
                    stringify!($core) => {
                        Some(wangge::$core::ALL.iter().map(|word| (word.code(), word.zh(), word.en())).collect())
                    }
                )+
                // The figures that ship with the library are data, not a vocabulary.
                "Metric" => {
                    let words = wangge::policy::METRICS.iter();
                    Some(words.map(|metric| (metric.id, metric.zh, metric.en)).collect())
                }
                _ => None,
            }
        }
    };
}

file_terms!(
    Binding,
    CalendarTable,
    MajorityOf,
    KeepUnit,
    Preference,
    ReEntry,
    ReopenClock,
    Join,
    PartUnit,
    Report,
    RoundAt,
    TieBreak,
);
