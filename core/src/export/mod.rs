//! What other programs read (导出): a division as GeoJSON for maps and as a picture.
//!
//! Beside the floors and behind features, so that a phone links none of it: `geojson`, `svg`. Nothing here writes a
//! file: text comes out.
#![expect(clippy::float_arithmetic, reason = "geometry")]

#[cfg(feature = "geojson")]
mod geojson;

#[cfg(feature = "geojson")]
pub use geojson::{GeoJsonOptions, Shape, geojson};
