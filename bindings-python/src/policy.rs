//! The county's policy, and the questions asked of it.

use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

use pyo3::PyTypeInfo;
use pyo3::prelude::*;
use pyo3::types::{PyDictMethods, PyType};
use wangge::policy::{Facts, RenderOptions};
use wangge::rules::deadline::DeadlineTable;
use wangge::rules::{size, team};
use wangge::{CLAUSES, Policy, WorkCalendar};

use crate::arrow::Parts;
use crate::assess::{PyChange, PyLint, PyMetric};
use crate::calendar::{PyWorkCalendar, or_china};
use crate::date::{Date, Moment, Received};
use crate::deadline::PyDeadline;
use crate::due::{Length, PyDueAt};
use crate::duty::{PyChecklist, PyDutyRule};
use crate::error::{PyError, refused};
use crate::record::{PyClause, PyFindings, Tuple};
use crate::route::PyRoute;
use crate::size::PyGridCounts;
use crate::team::{Leaders, Member, PyGroupMember, PyTeam};
use crate::term::{Complexity, DutyKind, Level, Place, Roll, Scope, Work};
use crate::work::PySystems;

/// A county's policy: numbers and tables as data, checked.
///
/// >>> import wangge as wg
/// >>> wg.Policy.preset("combined")
/// Policy('combined')
#[pyclass(frozen, eq, hash, name = "Policy", module = "wangge")]
pub(crate) struct PyPolicy(pub(crate) Policy, Mutex<Option<Arc<DeadlineTable>>>);

impl PartialEq for PyPolicy {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl Eq for PyPolicy {}

impl Hash for PyPolicy {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.0.id(), self.0.title(), self.0.as_of()).hash(state);
    }
}

impl PyPolicy {
    pub(crate) fn new(policy: Policy) -> Self {
        Self(policy, Mutex::default())
    }

    /// Its limits laid out over a calendar; the last one is kept, for columns that come in many pieces.
    pub(crate) fn table(&self, calendar: &WorkCalendar) -> Arc<DeadlineTable> {
        let mut kept = self.1.lock().unwrap_or_else(PoisonError::into_inner);
        let table = kept.take().filter(|table| table.is_over(calendar));
        let table = table.unwrap_or_else(|| Arc::new(DeadlineTable::new(&self.0, calendar)));
        *kept = Some(Arc::clone(&table));
        table
    }

    fn read(text: &str, name: &str) -> Result<Self, PyError> {
        Policy::from_toml(text).map(Self::new).map_err(|error| PyError::policy(error, text, name))
    }
}

/// Every clause of the two documents and of the extensions.
///
/// >>> import wangge as wg
/// >>> len(wg.clauses())
/// 98
#[pyfunction]
pub(crate) fn clauses() -> Tuple<PyClause> {
    Tuple(CLAUSES.iter().map(PyClause::from_core).collect())
}

#[pymethods]
#[expect(clippy::needless_pass_by_value, reason = "arguments of Python")]
impl PyPolicy {
    /// A preset: `modian-2012`, `xiang-2011` or `combined`. Raises PolicyError with the names there are.
    #[classmethod]
    fn preset(_cls: &Bound<'_, PyType>, name: &str) -> Result<Self, PyError> {
        Ok(Self::new(Policy::preset(name)?))
    }

    /// The names of the presets.
    ///
    /// >>> import wangge as wg
    /// >>> wg.Policy.presets()
    /// ('modian-2012', 'xiang-2011', 'combined')
    #[staticmethod]
    fn presets() -> Tuple<&'static str> {
        Tuple(Policy::PRESETS.to_vec())
    }

    /// Reads a policy file. Raises PolicyError with every fault, drawn beside its line; OSError for the file.
    #[classmethod]
    fn load(_cls: &Bound<'_, PyType>, path: std::path::PathBuf) -> PyResult<Self> {
        let name = path.display().to_string();
        let text = std::fs::read(&path)
            .map_err(|error| pyo3::exceptions::PyOSError::new_err(format!("{name}: {error}")))?;
        let text = String::from_utf8(text)
            .map_err(|_| PyErr::from(refused("path", name.clone(), "a file in UTF-8")))?;
        Ok(Self::read(&text, &name)?)
    }

    /// Reads a policy from TOML. Raises PolicyError with every fault, drawn beside its line.
    ///
    /// >>> import wangge as wg
    /// >>> try:
    /// ...     wg.Policy.from_toml('schema = 1')
    /// ... except wg.PolicyError as error:
    /// ...     print([fault.path for fault in error.faults])
    /// ['id', 'title', 'from']
    #[classmethod]
    fn from_toml(_cls: &Bound<'_, PyType>, text: &str) -> Result<Self, PyError> {
        Self::read(text, "policy.toml")
    }

    /// Every fault of a policy's text drawn beside its line, at most `width` columns wide; empty where there is none.
    ///
    /// >>> import wangge as wg
    /// >>> "缺少键“id”" in wg.Policy.draw_faults("schema = 1", "县.toml")
    /// True
    #[staticmethod]
    #[pyo3(signature = (text, name = "policy.toml", lang = "zh", width = 80))]
    fn draw_faults(text: &str, name: &str, lang: &str, width: usize) -> Result<String, PyError> {
        let options = RenderOptions { lang: crate::record::lang(lang)?, color: false, width };
        let faults = Policy::from_toml(text).err();
        Ok(faults.map(|error| Policy::render(&error, text, name, options)).unwrap_or_default())
    }

    /// The policy as a TOML file that reads back as the same policy; that of one day after `at`.
    fn to_toml(&self) -> String {
        self.0.to_toml()
    }

    /// The JSON Schema of the policy file, for editors that complete it.
    #[staticmethod]
    fn json_schema() -> String {
        include_str!("../../examples/policies/policy.schema.json").to_owned()
    }

    /// The same policy with the rules in force on one day. Raises PolicyError where it is not in force.
    fn at(&self, day: Date) -> Result<Self, PyError> {
        Ok(Self::new(self.0.at(day.0)?))
    }

    /// Its short name.
    #[getter]
    fn id(&self) -> &str {
        self.0.id()
    }

    /// Its full title.
    #[getter]
    fn title(&self) -> &str {
        self.0.title()
    }

    /// The day whose rules it answers with, after `at`.
    #[getter]
    fn as_of(&self) -> Option<Date> {
        self.0.as_of().map(Date)
    }

    /// The heading and the text of a clause that it may cite, in Chinese; None for another id.
    fn clause_text(&self, id: &str) -> Option<(&str, &str)> {
        self.0.clause_text(id)
    }

    /// By when a matter received on a day, or at a moment, must be settled, by the rules in force on that day.
    ///
    /// The time of day of a `datetime` (without a zone) counts only where the policy sets a cut-off hour.
    ///
    /// Raises UnspecifiedError where the policy states no such limit, PolicyError where it is not in force,
    /// CalendarError where a day that is needed is not known.
    #[pyo3(signature = (received, complexity, calendar = None))]
    fn deadline(
        &self,
        received: Received,
        complexity: Complexity,
        calendar: Option<&Bound<'_, PyWorkCalendar>>,
    ) -> Result<PyDeadline, PyError> {
        PyDeadline::ask(&self.0, or_china(calendar), received, complexity)
    }

    /// What is worth a look in it on a day (政策体检): limits that no level comes to, steps that nobody may take,
    /// cadences that collide, keys left open, systems that are not arranged, figures that reward volume or that
    /// a unit cannot influence.
    ///
    /// >>> import datetime, wangge as wg
    /// >>> policy = wg.Policy.preset("combined").with_value("ranking.least_volume", "1")
    /// >>> found = policy.lint(datetime.date(2026, 1, 1))
    /// >>> [lint.zh for lint in found if lint.code == "lint.least_volume"]
    /// ['计入件数的下限为1，一件办件就能排到首位']
    fn lint(&self, day: Date) -> Result<Tuple<PyLint>, PyError> {
        Ok(Tuple(self.0.lint(day.0)?.iter().map(PyLint::from_core).collect()))
    }

    /// What differs in another policy, key by key, in the order of the keys.
    ///
    /// >>> import wangge as wg
    /// >>> combined = wg.Policy.preset("combined")
    /// >>> faster = combined.with_value('limit[complexity = "general"].within.count', "5")
    /// >>> [change.zh for change in combined.diff(faster)]
    /// ['limit[complexity = "general"].within.count：由7改为5']
    fn diff(&self, other: &Bound<'_, Self>) -> Result<Tuple<PyChange>, PyError> {
        Ok(Tuple(self.0.diff(&other.get().0)?.iter().map(PyChange::from_core).collect()))
    }

    /// This policy with one rule as it stands in another, and with the clauses of its own that the rule cites.
    ///
    /// Raises InputError for a rule that neither has, PolicyError where it does not stand beside the others.
    fn with_rule(&self, other: &Bound<'_, Self>, rule: &str) -> Result<Self, PyError> {
        Ok(Self::new(self.0.with(&other.get().0, rule)?))
    }

    /// This policy with one value changed: `key` as `diff` gives it, the value as TOML.
    ///
    /// Raises InputError for a key that the policy does not have, or a value that is no TOML; PolicyError where
    /// it cannot stand there.
    fn with_value(&self, key: &str, value: &str) -> Result<Self, PyError> {
        Ok(Self::new(self.0.with_value(key, value)?))
    }

    /// The keys of all its values, as `diff` gives them.
    fn keys(&self) -> Result<Tuple<String>, PyError> {
        Ok(Tuple(self.0.keys()?))
    }

    /// The figures that it can name on a day: those that ship with the library, then its own (指标目录).
    ///
    /// >>> import datetime, wangge as wg
    /// >>> metrics = wg.Policy.preset("combined").metrics(datetime.date(2026, 1, 1))
    /// >>> len(metrics) >= 40, [one for one in metrics if one.id == "on_time_rate"]
    /// (True, [Metric('on_time_rate', closed_on_time / due)])
    fn metrics(&self, day: Date) -> Tuple<PyMetric> {
        Tuple(self.0.metrics(day.0).iter().map(PyMetric::from_core).collect())
    }

    /// The same for a matter of which only the level is known: the complexity follows by E-1.
    #[pyo3(signature = (received, level, calendar = None))]
    fn deadline_by_level(
        &self,
        received: Received,
        level: Level,
        calendar: Option<&Bound<'_, PyWorkCalendar>>,
    ) -> Result<PyDeadline, PyError> {
        PyDeadline::ask_by_level(&self.0, or_china(calendar), received, level)
    }

    /// When a term runs out that started at a moment, such as `"1 working_day"`, `"4 working_hour"` (X-4.2, E-2).
    ///
    /// `pauses` are pairs of moments, half-open, the end None while one goes on; `extensions` are in the unit of the
    /// term (`"2 working_day"`, or 2). `roll` is for natural days. Units: working_day, natural_day, working_hour,
    /// urgent_hour. Moments have no zone.
    ///
    /// Raises UnspecifiedError where the policy states no `counting` or `counting.sessions`, CalendarError where a day
    /// that is needed is not known, InputError for a pause that ends before it begins or another unit.
    ///
    /// >>> from datetime import datetime
    /// >>> import wangge as wg
    /// >>> wg.Policy.preset("combined").due_at(datetime(2026, 11, 20, 16), "1 working_day", extensions=[2]).at
    /// datetime.datetime(2026, 11, 25, 18, 0)
    #[pyo3(signature = (start, term, pauses = None, extensions = None, roll = None, calendar = None))]
    fn due_at(
        &self,
        start: Moment,
        term: &str,
        pauses: Option<Vec<(Moment, Option<Moment>)>>,
        extensions: Option<Vec<Length>>,
        roll: Option<Roll>,
        calendar: Option<&Bound<'_, PyWorkCalendar>>,
    ) -> Result<PyDueAt, PyError> {
        let (pauses, extensions) = (pauses.unwrap_or_default(), extensions.unwrap_or_default());
        let roll = roll.unwrap_or(Roll(wangge::Roll::None));
        PyDueAt::ask(&self.0, or_china(calendar), start, term, pauses, extensions, roll)
    }

    /// The lawful numbers of grids for a village of that many households.
    ///
    /// `neighbours` (name to households) are tried for a division in common where there is no lawful one.
    /// `area` is in hectares. Raises UnspecifiedError where the policy gives no band.
    ///
    /// >>> import wangge as wg
    /// >>> counts = wg.Policy.preset("combined").grid_counts(430)
    /// >>> counts.feasible, counts.preferred, list(counts.sizes(3))
    /// (range(3, 5), 3, [144, 143, 143])
    #[pyo3(signature = (households, *, population = None, area = None, merchants = None, place = None, neighbours = None))]
    fn grid_counts(
        &self,
        households: u32,
        population: Option<u32>,
        area: Option<u32>,
        merchants: Option<u32>,
        place: Option<Place>,
        neighbours: Option<Parts<'_>>,
    ) -> PyResult<PyGridCounts> {
        let extent =
            size::Extent { households, population, area, merchants, place: place.map(|place| place.0) };
        let pairs = neighbours.iter().flat_map(|near| near.0.iter());
        let near =
            pairs.map(|(name, count)| Ok((name.extract()?, count.extract()?))).collect::<PyResult<_>>()?;
        Ok(PyGridCounts::ask(&self.0, extent, near)?)
    }

    /// What is wrong with the team of a grid, or worth a look.
    ///
    /// `leader` is a Person, several, or None; `members` are Persons or ids.
    /// Raises UnspecifiedError where the policy does not state teams.
    ///
    /// >>> import wangge as wg
    /// >>> teacher = wg.Person("P-1", "teacher", lives_in_grid=False)
    /// >>> found = wg.Policy.preset("combined").check_team(teacher, [])
    /// >>> [finding.code for finding in found]
    /// ['team.leader_outside', 'team.few_members']
    #[pyo3(signature = (leader, members, grid = "-"))]
    fn check_team(
        &self,
        leader: Option<Leaders>,
        members: Vec<Member>,
        grid: &str,
    ) -> Result<PyFindings, PyError> {
        let team = PyTeam::of(grid, leader, members);
        Ok(PyFindings::from_core(&team::check(&self.0, &team.core())?))
    }

    /// The findings of every team, and what only shows across them.
    fn check_roster(&self, teams: Vec<PyTeam>) -> Result<PyFindings, PyError> {
        let teams: Vec<_> = teams.iter().map(PyTeam::core).collect();
        Ok(PyFindings::from_core(&team::check_roster(&self.0, &teams)?))
    }

    /// What is wrong with the composition of the leading group (M-8, X-8.1).
    fn check_leading_group(&self, members: Vec<PyGroupMember>) -> Result<PyFindings, PyError> {
        let members: Vec<_> = members.iter().map(PyGroupMember::core).collect();
        Ok(PyFindings::from_core(&team::check_leading_group(&self.0, &members)?))
    }

    /// Where an issue goes (M-6): level, handler, steps, the way upwards, who tells the person served.
    ///
    /// Raises UnspecifiedError where the policy has no route table.
    ///
    /// >>> import wangge as wg
    /// >>> route = wg.Policy.preset("combined").route(scope="village", major=False, sudden=False)
    /// >>> route.level, route.handler, route.complexity
    /// (<Level.REGIONAL: 'regional'>, <Handler.COMMITTEES: 'committees'>, <Complexity.COMPLEX: 'complex'>)
    #[pyo3(signature = (scope, major = false, sudden = false, work = None, complexity = None))]
    fn route(
        &self,
        scope: Scope,
        major: bool,
        sudden: bool,
        work: Option<Work>,
        complexity: Option<Complexity>,
    ) -> Result<PyRoute, PyError> {
        let facts = Facts { scope: scope.0, major, sudden, work: work.map(|work| work.0) };
        PyRoute::ask(&self.0, facts, complexity)
    }

    /// The thirteen systems, each arranged or not on a day (X-4.0b.1 to X-4.0b.13).
    ///
    /// Raises PolicyError where the policy is not in force on that day.
    ///
    /// >>> import datetime, wangge as wg
    /// >>> systems = wg.Policy.preset("xiang-2011").systems(datetime.date(2026, 11, 23))
    /// >>> systems, systems[7].sections
    /// (Systems(6 of 13 arranged), ('meeting.leaders',))
    fn systems(&self, on: Date) -> Result<PySystems, PyError> {
        Ok(PySystems::from_core(self.0.systems(on.0)?))
    }

    /// The duties there are, over all time, the hotline's among them; those of one day after `at`.
    ///
    /// >>> import wangge as wg
    /// >>> wg.Policy.preset("modian-2012").duties()[1]
    /// DutyRule('exchange', 'grid_responsible', each='grid', every='week', M-3.1)
    fn duties(&self) -> Tuple<PyDutyRule> {
        Tuple(self.0.duties().iter().map(PyDutyRule::from_core).collect())
    }

    /// What is looked at on a patrol (M-3.2), or asked on a visit (M-3.3), by the rules in force on a day.
    ///
    /// Raises UnspecifiedError for `checklist[kind = "…"]`, PolicyError where the policy is not in force.
    ///
    /// >>> from datetime import date
    /// >>> import wangge as wg
    /// >>> [item.zh for item in wg.Policy.preset("combined").checklist("visit", date(2026, 11, 23)).items]
    /// ['烦心事', '对服务是否满意', '意见建议', '是否需要帮助']
    fn checklist(&self, kind: DutyKind, day: Date) -> Result<PyChecklist, PyError> {
        Ok(PyChecklist::from_core(self.0.checklist(kind.0, day.0)?))
    }

    /// The answer as a notebook shows it, in Chinese.
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<Option<String>> {
        crate::record::html(slf.as_any())
    }

    fn __repr__(&self) -> String {
        match self.0.as_of() {
            Some(day) => format!("Policy('{}', at {day})", self.0.id()),
            None => format!("Policy('{}')", self.0.id()),
        }
    }

    #[pyo3(signature = () -> "tuple[object, ...]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let whole = toml_of(&self.0);
        let read = Self::type_object(py).getattr("from_toml")?;
        match self.0.as_of() {
            None => Ok((read, (whole,)).into_pyobject(py)?.into_any()),
            Some(day) => {
                let policy = read.call1((whole,))?;
                Ok((policy.getattr("at")?, (Date(day),)).into_pyobject(py)?.into_any())
            }
        }
    }
}

/// The whole file, all years, whatever day was asked for.
fn toml_of(policy: &Policy) -> String {
    policy.whole().to_toml()
}
