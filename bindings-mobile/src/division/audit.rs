//! Any division judged, a hand-drawn one too.

use wangge::division::{self, Names};

use super::{DivisionOptions, Households, Measures};
use crate::decision::{Finding, findings};
use crate::error::WanggeError;
use crate::policy::Policy;

/// What a division is like, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Audit {
    /// Its grids, in the order of their names, and their measures; a grid's code is the name it was given.
    pub measures: Measures,
    /// Breaches, and what is worth a look.
    pub findings: Vec<Finding>,
    /// Whether nothing is breached.
    pub lawful: bool,
    /// The measures of our own division with the same numbers of grids where those are lawful; none where there is no
    /// lawful one.
    pub ours: Option<Measures>,
}

impl From<division::Audit> for Audit {
    fn from(audit: division::Audit) -> Self {
        let lawful = audit.is_lawful();
        let division::Audit { measures, findings: found, ours } = audit;
        Self { measures: measures.into(), findings: findings(&found), lawful, ours: ours.map(Measures::from) }
    }
}

#[uniffi::export]
impl Policy {
    /// Judges a division by the policy: `labels` names the grid of each row, in any words; none where it has none.
    ///
    /// Refuses with `Input` for a list of another length or without any name, and as `divide` does, but for what the
    /// division itself breaks, which is a finding.
    #[uniffi::method(default(options))]
    pub fn audit(
        &self,
        households: &Households,
        labels: Vec<Option<String>>,
        options: DivisionOptions,
    ) -> Result<Audit, WanggeError> {
        Ok(division::audit(&self.0, &households.0, &Names::new(labels), &options.core()?)?.into())
    }
}
