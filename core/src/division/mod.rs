//! Dividing households into grids (网格划分, X-3.0, X-3.1): every grid in the band, and the rounds that are walked in it
//! short: the sum of squared distances to the middle of each grid as small as can be found.
//!
//! The same households give the same division, whatever their order, the platform and the number of threads: they are
//! put in an order of their own, coordinates become whole centimetres, and only + − × ÷ √ decide.
#![expect(
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "geometry; every place is one that was counted out in the same function or patch"
)]

mod asked;
mod audit;
mod board;
#[cfg(feature = "cells")]
mod cell;
mod chain;
mod crs;
mod divide;
mod drawn;
mod edit;
mod flow;
mod graph;
mod households;
mod hull;
mod measure;
mod number;
mod options;
mod patch;
mod redivide;
mod rounds;
mod solve;
mod split;
mod stand;
mod start;
mod tile;
mod tour;
mod ways;
mod zone;

#[cfg(test)]
pub(crate) use asked::TEMPLATES as ASKED_TEMPLATES;
#[cfg(test)]
pub(crate) use audit::TEMPLATES as AUDIT_TEMPLATES;
pub use audit::{Audit, audit};
#[cfg(feature = "cells")]
pub use cell::{Outlines, Polygon};
#[cfg(feature = "svg")]
pub(crate) use crs::Frame;
pub use crs::{Anchor, Crs, from_wgs84, to_wgs84};
#[cfg(test)]
pub(crate) use divide::TEMPLATES;
pub use divide::{Division, GridName, divide, divide_with};
#[cfg(test)]
pub(crate) use edit::TEMPLATES as EDIT_TEMPLATES;
pub use households::{Households, MOST_ROWS, Names};
pub use measure::{Farthest, Grid, GroupShare, Measures};
pub use options::{DivisionOptions, Go, GridsWanted, Progress};
#[cfg(test)]
pub(crate) use redivide::TEMPLATES as REDIVIDE_TEMPLATES;
pub use redivide::{Moved, Previous, Redivision, redivide, redivide_with};
pub use split::Split;
#[cfg(test)]
pub(crate) use split::TEMPLATES as SPLIT_TEMPLATES;
pub use tour::Tour;

use crate::error::{Error, InputError};
use rounds::Effort;
use start::Point;

/// Past this many metres a coordinate is a mistake.
const FARTHEST: f64 = 100_000_000.0;

/// The grid of each household of one zone, 0 to `grids - 1`: compact, and each within the band (least and most
/// households).
///
/// Households are places in metres. `threads` changes how long it takes, not the answer. Households at one place may
/// come to different grids, where the band asks for it.
///
/// ```
/// use wangge::division::divide_zone;
/// # fn main() -> Result<(), wangge::Error> {
/// // Two hamlets of 120 households, a kilometre apart.
/// let places: Vec<(f64, f64)> = (0..240).map(|n| (f64::from(n / 120) * 1000.0, f64::from(n % 120) * 3.0)).collect();
/// let labels = divide_zone(&places, 2, (100, 150), 1)?;
/// assert!(labels[..120].iter().all(|label| *label == labels[0]));
/// assert!(labels[120..].iter().all(|label| *label == 1 - labels[0]));
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`InputError`] naming the first household whose place is no place, or a number of grids that the band does not
/// allow for so many households.
pub fn divide_zone(
    places: &[(f64, f64)],
    grids: u32,
    band: (u32, u32),
    threads: usize,
) -> Result<Vec<u32>, Error> {
    let (min, max) = band;
    if min == 0 || min > max {
        return Err(InputError::value(
            "band",
            format!("{min} to {max}"),
            "1 or more, and the least before the most",
        )
        .into());
    }
    let many = places.len() as u64;
    let lawful = many.div_ceil(u64::from(max))..=many / u64::from(min);
    if grids == 0 || !lawful.contains(&u64::from(grids)) {
        let allowed = if lawful.is_empty() {
            format!("none: {many} households cannot be divided into grids of {min} to {max}")
        } else {
            format!("{} to {}", lawful.start().max(&1), lawful.end())
        };
        return Err(InputError::value("grids", grids, allowed).into());
    }
    let mut corner = (f64::INFINITY, f64::INFINITY);
    for (row, (x, y)) in places.iter().enumerate() {
        if ![x, y].iter().all(|value| value.abs() <= FARTHEST) {
            let allowed = format!("metres from -{FARTHEST} to {FARTHEST}");
            return Err(InputError::value("places", format!("{x} {y}"), allowed).at(row).into());
        }
        corner = (corner.0.min(*x), corner.1.min(*y));
    }
    // Whole centimetres from the corner: the order of the rows does not say from where.
    let whole = |value: f64, least: f64| ((value - least) * 100.0).round();
    let rows = places.iter().zip(0_u32..);
    let mut order: Vec<(f64, f64, u32)> =
        rows.map(|((x, y), row)| (whole(*x, corner.0), whole(*y, corner.1), row)).collect();
    order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
    let points: Vec<Point> = order.iter().map(|(x, y, _)| Point { x: *x, y: *y, weight: 1 }).collect();
    let threads = crate::threads::Threads::new(threads);
    let effort = Effort { rounds: None, threads: &threads, seed: 0 };
    let found = rounds::free(&points, grids, band, &effort, &mut |_, _| Go::On);
    let mut labels = vec![0; places.len()];
    for ((_, _, row), label) in order.iter().zip(found) {
        labels[*row as usize] = label;
    }
    Ok(labels)
}
