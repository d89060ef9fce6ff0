//! What is asked of a division, out of a dict of Python.

use std::collections::BTreeMap;

use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::type_hint_identifier;
use wangge::division::{DivisionOptions, GridsWanted};

use crate::calendar::threads_for;
use crate::error::refused;
use crate::term::{Aim, Place};

/// The options of `wangge.divide`: a dict of these.
pub(crate) struct Asked(pub(crate) DivisionOptions);

impl FromPyObject<'_, '_> for Asked {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr = type_hint_identifier!("wangge._types", "Asked");

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        let part = |name: &str| object.get_item(name);
        let number = |name: &'static str, allowed: &str| match part(name)?.extract::<Option<i64>>()? {
            None => Ok(None),
            Some(found) => match u32::try_from(found) {
                Ok(number) => Ok(Some(number)),
                Err(_) => Err(PyErr::from(refused(name, found.to_string(), allowed))),
            },
        };
        let aims: Option<Vec<Aim>> = part("aims")?.extract()?;
        let place: Option<Place> = part("place")?.extract()?;
        let seed: i128 = part("seed")?.extract()?;
        let seed = u64::try_from(seed)
            .map_err(|_| refused("seed", seed.to_string(), "0 to 18446744073709551615"))?;
        let regions: Option<BTreeMap<String, String>> = part("regions")?.extract()?;
        Ok(Self(DivisionOptions {
            grids: wanted(&part("count")?)?,
            aims: aims.map(|aims| aims.into_iter().map(|aim| aim.0).collect()),
            headroom: number("headroom", "0 to 99 percent")?,
            contiguous: part("contiguous")?.extract()?,
            place: place.map(|place| place.0),
            regions: regions.unwrap_or_default(),
            seed,
            rounds: number("rounds", "0 or more")?,
            threads: threads(part("threads")?.extract()?)?,
        }))
    }
}

/// As many threads as there are cores, where nobody says how many.
fn threads(asked: Option<usize>) -> PyResult<usize> {
    Ok(threads_for(usize::MAX, asked)?)
}

/// The number of grids of each zone: one for all, one by zone, or the policy's.
fn wanted(object: &Bound<'_, PyAny>) -> PyResult<GridsWanted> {
    let whole = |found: i64| {
        u32::try_from(found).map_err(|_| PyErr::from(refused("count", found.to_string(), "1 or more")))
    };
    if object.is_none() {
        return Ok(GridsWanted::Preferred);
    }
    if let Ok(one) = object.extract::<i64>() {
        return Ok(GridsWanted::Exactly(whole(one)?));
    }
    let by_zone: BTreeMap<String, i64> = object.extract()?;
    let checked = by_zone.into_iter().map(|(zone, found)| Ok((zone, whole(found)?)));
    Ok(GridsWanted::ByZone(checked.collect::<PyResult<_>>()?))
}
