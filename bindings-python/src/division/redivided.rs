//! A division adapted to households that came and went.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use pyo3::prelude::*;
use wangge::division::{self, GridName, Moved, Names, Previous, Redivision};
use wangge::policy::CodeScheme;
use wangge::{InputError, Policy};

use super::asked::Asked;
use super::divided::PyDivided;
use super::grid::PyGridName;
use super::households::PyHouseholds;
use super::run::watched;
use crate::column::{Numbers, names};
use crate::error::PyError;
use crate::policy::PyPolicy;
use crate::record::{PyReason, Tuple, record};

record! {
    /// A household that changes its grid (调整的住户).
    PyMoved = "Moved" {
        /// The row.
        row: usize,
        /// The grid it was in.
        before: PyGridName,
        /// The grid it comes to.
        after: PyGridName,
        /// That grid's place in the new list.
        to: u32,
        /// Why.
        because: PyReason,
    }
}

impl PyMoved {
    fn shown(&self) -> String {
        format!(
            "Moved(row {}, '{}' to '{}': {})",
            self.row,
            self.before.name(),
            self.after.name(),
            self.because.en
        )
    }
}

/// The argument that says in which grid each row was.
const PREVIOUS: &str = "previous";

/// `wangge.redivide`: the division, who moves, and how many rows are new. `names` are the grids of a division, and
/// `labels` says in which of them each row was; without `names` the labels are names that say it all.
#[pyfunction]
#[pyo3(signature = (labels, names, households, policy, asked, freedom))]
pub(crate) fn redivide(
    py: Python<'_>,
    labels: &Bound<'_, PyAny>,
    names: Option<Vec<PyGridName>>,
    households: &Bound<'_, PyHouseholds>,
    policy: &Bound<'_, PyPolicy>,
    asked: Asked,
    freedom: u32,
) -> PyResult<(PyDivided, Tuple<PyMoved>, usize)> {
    let (households, policy) = (Arc::clone(&households.get().0), policy.get().0.clone());
    let previous = match names {
        Some(names) => of_division(labels, &names),
        None => by_name(&self::names(PREVIOUS, labels)?, &households, &policy),
    };
    let (previous, given) = (previous?, Arc::clone(&households));
    let came = previous.labels.iter().filter(|label| label.is_none()).count();
    let found = watched(py, move |progress| {
        division::redivide_with(&policy, &given, &previous, &asked.0, freedom, progress)
    })?;
    let Redivision { division, moved } = found;
    let moved = moved.into_iter().filter_map(|moved| {
        let Moved { row, from, to, because } = moved;
        let after = PyGridName::from_core(division.grids.get(to as usize)?);
        Some(PyMoved {
            row,
            before: PyGridName::from_core(&from),
            after,
            to,
            because: PyReason::one(&because),
        })
    });
    let moved = Tuple(moved.collect());
    Ok((PyDivided::of(division, households), moved, came))
}

/// Whole numbers are places in the list of grids, below 0 for none; texts are what those grids are called.
fn of_division(labels: &Bound<'_, PyAny>, names: &[PyGridName]) -> PyResult<Previous> {
    let grids = names.iter().map(PyGridName::core).collect();
    if let Ok(read) = Numbers::read(PREVIOUS, labels) {
        let (mut places, mut nulls) =
            (vec![0; read.rows().unwrap_or(0)], vec![false; read.rows().unwrap_or(0)]);
        read.cells(PREVIOUS)?.fill(0, &mut places, &mut nulls).map_err(PyError::from)?;
        let place = |(place, null): (&i32, &bool)| u32::try_from(*place).ok().filter(|_| !null);
        return Ok(Previous { labels: places.iter().zip(&nulls).map(place).collect(), grids });
    }
    let labels = self::names(PREVIOUS, labels)?;
    let known: BTreeMap<String, u32> = names.iter().map(PyGridName::name).zip(0..).collect();
    let places: Vec<Option<u32>> = labels.distinct().iter().map(|name| known.get(name).copied()).collect();
    let find = |row: usize| {
        let Some(code) = labels.code(row) else { return Ok(None) };
        let found = places.get(code as usize).copied().flatten();
        found.map(Some).ok_or_else(|| InputError {
            row: Some(row),
            column: PREVIOUS.to_owned(),
            value: labels.get(row).unwrap_or_default().to_owned(),
            allowed: "the name of a grid of the division, or none for a household that came".to_owned(),
            table: None,
        })
    };
    let rows: Result<Vec<_>, _> = (0..labels.len()).map(find).collect();
    Ok(Previous { labels: rows.map_err(PyError::from)?, grids })
}

/// Labels that are the grids' own names: their zones are those of their rows; their numbers are what the policy's codes
/// say, or the names themselves where all of a zone are numbers, else the order of the names.
fn by_name(labels: &Names, households: &division::Households, policy: &Policy) -> PyResult<Previous> {
    let scheme = policy.code_scheme().map_err(PyError::from)?.map(|rule| rule.value);
    let mut zones: Vec<Option<String>> = vec![None; labels.distinct().len()];
    let codes: Vec<Option<u32>> = (0..labels.len()).map(|row| labels.code(row)).collect();
    for (row, code) in codes.iter().enumerate().rev() {
        if let Some(zone) = code.and_then(|code| zones.get_mut(code as usize)) {
            *zone = households.zone(row).map(str::to_owned);
        }
    }
    let said = |name: &String| {
        let by_code = |scheme: CodeScheme| {
            let digits = name.len() == (scheme.region + scheme.sequence) as usize;
            name.get(scheme.region as usize..).filter(|_| digits)?.parse().ok()
        };
        scheme.and_then(by_code).or_else(|| name.parse().ok()).filter(|number| *number > 0)
    };
    let mut in_zone: BTreeMap<&Option<String>, Vec<Option<u32>>> = BTreeMap::new();
    for (name, zone) in labels.distinct().iter().zip(&zones) {
        in_zone.entry(zone).or_default().push(said(name));
    }
    let distinct = |numbers: &[Option<u32>]| numbers.iter().flatten().collect::<BTreeSet<_>>().len();
    in_zone.retain(|_, numbers| distinct(numbers) == numbers.len());
    let mut last: BTreeMap<&Option<String>, u32> = BTreeMap::new();
    let grids = labels.distinct().iter().zip(&zones).map(|(name, zone)| {
        let next = last.entry(zone).or_default();
        *next += 1;
        let number = said(name).filter(|_| in_zone.contains_key(zone)).unwrap_or(*next);
        GridName { zone: zone.clone(), number, code: Some(name.clone()) }
    });
    Ok(Previous { grids: grids.collect(), labels: codes })
}
