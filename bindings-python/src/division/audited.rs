//! Any division judged.

use std::sync::Arc;

use pyo3::prelude::*;
use wangge::division;

use super::asked::Asked;
use super::grid::PyMeasures;
use super::households::PyHouseholds;
use super::run::here;
use crate::column::names;
use crate::policy::PyPolicy;
use crate::record::{PyFindings, record};

record! {
    /// What a division is like, and what is wrong with it (评审结果).
    PyAudit = "Audit" {
        /// Its grids and their measures; a grid's code is the name it was given.
        measures: PyMeasures,
        /// Breaches, and what is worth a look.
        findings: PyFindings,
        /// The measures of our own division with the same numbers of grids, where those are lawful; None where there
        /// is no lawful one.
        ours: Option<PyMeasures>,
    }
    methods {
        /// Whether nothing is breached.
        #[getter]
        fn lawful(&self) -> bool {
            !self.findings.items.0.iter().any(|finding| finding.weight.0 == wangge::Weight::Breach)
        }
    }
}

impl PyAudit {
    fn shown(&self) -> String {
        let breaches =
            self.findings.items.0.iter().filter(|one| one.weight.0 == wangge::Weight::Breach).count();
        let advice = self.findings.items.0.len() - breaches;
        let ours = self.ours.as_ref().map_or_else(String::new, |ours| format!(", ours {:.1} m", ours.rms.0));
        let (many, rms) = (self.measures.grids.0.len(), self.measures.rms.0);
        format!("Audit({many} grids, {breaches} breaches, {advice} advice, rms {rms:.1} m{ours})")
    }
}

/// `wangge.audit` over households that are read already; `labels` names the grid of each row.
#[pyfunction]
pub(crate) fn audit(
    py: Python<'_>,
    labels: &Bound<'_, PyAny>,
    households: &Bound<'_, PyHouseholds>,
    policy: &Bound<'_, PyPolicy>,
    asked: Asked,
) -> PyResult<PyAudit> {
    let labels = names("labels", labels)?;
    let (households, policy) = (Arc::clone(&households.get().0), policy.get().0.clone());
    let found = here(py, move || division::audit(&policy, &households, &labels, &asked.0))?;
    Ok(PyAudit {
        measures: PyMeasures::from_core(found.measures),
        findings: PyFindings::from_core(&found.findings),
        ours: found.ours.map(PyMeasures::from_core),
    })
}
