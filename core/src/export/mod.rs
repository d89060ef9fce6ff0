//! What other programs read (导出): a division as GeoJSON for maps and as a picture.
//!
//! Beside the floors and behind features, so that a phone links none of it: `geojson`, `svg`. Nothing here writes a
//! file: text comes out.
#![expect(clippy::float_arithmetic, reason = "geometry")]

#[cfg(feature = "svg")]
mod colour;
#[cfg(feature = "geojson")]
mod geojson;
#[cfg(feature = "svg")]
mod label;
#[cfg(feature = "svg")]
mod legend;
#[cfg(feature = "svg")]
mod map;

#[cfg(feature = "geojson")]
pub use geojson::{GeoJsonOptions, Shape, geojson};
#[cfg(feature = "svg")]
pub use map::{MapOptions, map};
#[cfg(all(test, feature = "svg"))]
pub(crate) use {legend::TEMPLATES as LEGEND_TEMPLATES, map::TEMPLATES as MAP_TEMPLATES};
