//! Where an issue goes (分类分层, M-6): its level, who handles it, the steps, the way upwards, who tells.

use crate::clause::ClauseId;
use crate::decision::{Arg, Decision, Reason, Template};
use crate::error::{Error, Unspecified};
use crate::policy::{Facts, Policy};
use crate::term::{Action, Complexity, Handler, Level, Report};

/// Where an issue goes (办理路径).
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Route {
    /// Its level.
    pub level: Level,
    /// Who handles it.
    pub handler: Handler,
    /// What is done, in order: how it is taken in, where the type of work is known, then how it is settled.
    pub steps: Vec<Action>,
    /// The way upwards, from whom to whom; empty where it stays inside the grid.
    pub path: Vec<Handler>,
    /// Whether it is reported at once.
    pub report_at_once: bool,
    /// Who must tell the person served; `None` where no clause says.
    pub told_by: Option<Handler>,
    /// The complexity given, or by E-1; `None` where neither the facts nor the policy say.
    pub complexity: Option<Complexity>,
}

static LEVEL: Template =
    Template::new("route.level", "{0}问题，由{1}办理：{2}", "{0} issue, handled by {1}: {2}");
static TELL: Template = Template::new("route.tell", "{0}负责告知服务对象", "{0} tells the person served");
static INTAKE: Template = Template::new("route.intake", "{0}工作：{1}", "{0} work: {1}");
static AT_ONCE: Template = Template::new("route.at_once", "须立即上报", "to be reported at once");
static TWO_FACTS: Template =
    Template::new("route.two_facts", "重大、突发任一成立即按此办理", "either major or sudden is enough");
static BY_LEVEL: Template = Template::new(
    "route.by_level",
    "未给出难易程度，{0}问题按{1}计",
    "no complexity given: a {0} issue is taken as {1}",
);

/// The route of an issue with these facts.
///
/// ```
/// use wangge::{Handler, Level, Policy, Scope, Work, policy::Facts, rules::route};
/// # fn main() -> Result<(), wangge::Error> {
/// let facts = Facts { scope: Scope::Village, major: false, sudden: false, work: Some(Work::Coordination) };
/// let route = route::decide(&Policy::preset("combined")?, &facts, None)?;
/// assert_eq!((route.value.level, route.value.handler), (Level::Regional, Handler::Committees));
/// assert_eq!(route.clauses(), ["M-6.3", "M-1.3", "E-1"]);
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`Unspecified`] for `route` where the policy has no table, or for `route.intake` where the type of work is
/// given and the policy does not say how it is taken in; [`PolicyError`](crate::PolicyError) where several
/// tables are in force and the policy was not asked for one day.
pub fn decide(
    policy: &Policy,
    facts: &Facts,
    complexity: Option<Complexity>,
) -> Result<Decision<Route>, Error> {
    let table = &policy.route_table()?.value;
    // A checked table has a row for every combination.
    let row = table.row(facts).ok_or_else(|| policy.unspecified(format!("route.row[{facts}]")))?;
    let said = [Arg::from(row.level), row.handler.into(), Arg::terms(&row.steps)];
    let mut because = vec![Reason::new(&row.clause, LEVEL.with(said))];
    let mut steps = row.steps.clone();
    let mut report = row.report == Some(Report::AtOnce);
    if report {
        because.push(Reason::new(&row.clause, AT_ONCE.with([])));
    }
    if facts.major != facts.sudden && row.level == Level::Major {
        because.push(Reason::new(&ClauseId::fixed("E-4"), TWO_FACTS.with([])));
    }
    if let Some(teller) = row.told_by {
        because.push(Reason::new(&row.clause, TELL.with([Arg::from(teller)])));
    }
    if let Some(work) = facts.work {
        let intake = table.intake.iter().find(|intake| intake.work == work);
        let intake = intake.ok_or_else(|| policy.unspecified(format!("route.intake[work = \"{work}\"]")))?;
        because.push(Reason::new(&intake.clause, INTAKE.with([Arg::from(work), Arg::terms(&intake.steps)])));
        steps = [intake.steps.as_slice(), &steps].concat();
        report |= intake.report == Some(Report::AtOnce);
    }
    let complexity = match complexity {
        Some(given) => Some(given),
        None => match policy.complexity_of(row.level) {
            Ok((complexity, clause)) => {
                because.push(Reason::new(clause, BY_LEVEL.with([Arg::from(row.level), complexity.into()])));
                Some(complexity)
            }
            Err(Error::Unspecified(Unspecified { .. })) => None,
            Err(error) => return Err(error),
        },
    };
    because.dedup_by(|later, earlier| later.clause == earlier.clause && later.wording == earlier.wording);
    let value = Route {
        level: row.level,
        handler: row.handler,
        steps,
        path: row.path.clone(),
        report_at_once: report,
        told_by: row.told_by,
        complexity,
    };
    Ok(Decision { value, because })
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[&LEVEL, &TELL, &INTAKE, &AT_ONCE, &TWO_FACTS, &BY_LEVEL];
