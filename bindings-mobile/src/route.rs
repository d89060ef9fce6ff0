//! Where an issue goes (M-6).

use wangge::policy::Facts;
use wangge::rules::route;
use wangge::{Action, Complexity, Decision, Handler, Level, Scope, Work};

use crate::decision::{Reason, reasons};
use crate::error::WanggeError;
use crate::policy::Policy;

/// Where an issue goes: its level, who handles it, the steps, the way upwards, who tells.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
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
    /// Who must tell the person served; none where no clause says.
    pub told_by: Option<Handler>,
    /// The complexity given, or by E-1; none where neither the facts nor the policy say.
    pub complexity: Option<Complexity>,
    /// The reasons, the deciding one first.
    pub because: Vec<Reason>,
}

impl From<Decision<route::Route>> for Route {
    fn from(Decision { value, because }: Decision<route::Route>) -> Self {
        let because = reasons(&because);
        let route::Route { level, handler, steps, path, report_at_once, told_by, complexity } = value;
        Self { level, handler, steps, path, report_at_once, told_by, complexity, because }
    }
}

#[uniffi::export]
impl Policy {
    /// The route of an issue with these facts (M-6, E-4, E-13). `work` is the type of work, where it is known;
    /// `complexity` is how hard the matter is, where somebody has judged it.
    ///
    /// Refuses with `Unspecified` for `route`, or for `route.intake` where the type of work is given and the
    /// policy does not say how it is taken in; with `SeveralInForce` where a day must be chosen first.
    #[uniffi::method(default(work = None, complexity = None))]
    pub fn route(
        &self,
        scope: Scope,
        major: bool,
        sudden: bool,
        work: Option<Work>,
        complexity: Option<Complexity>,
    ) -> Result<Route, WanggeError> {
        Ok(route::decide(&self.0, &Facts { scope, major, sudden, work }, complexity)?.into())
    }
}
