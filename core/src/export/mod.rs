//! What other programs read (导出): a division as GeoJSON for maps and as a picture; what is owed as iCalendar and as a month;
//! a service card as vCards and as a page to print; figures and ranks as pictures.
//!
//! Beside the floors and behind features, so that a phone links none of it: `geojson`, `svg`, `ical`, `card`. Nothing here
//! writes a file: text comes out.
#![expect(clippy::float_arithmetic, reason = "geometry")]

#[cfg(feature = "svg")]
mod assess;
#[cfg(feature = "card")]
pub mod card;
#[cfg(feature = "svg")]
mod colour;
#[cfg(feature = "geojson")]
mod geojson;
#[cfg(feature = "ical")]
mod ics;
#[cfg(any(feature = "svg", feature = "card"))]
mod ink;
#[cfg(feature = "svg")]
mod label;
#[cfg(feature = "svg")]
mod legend;
#[cfg(feature = "svg")]
mod map;
#[cfg(feature = "svg")]
mod month;
#[cfg(feature = "svg")]
mod rollout;

#[cfg(all(test, feature = "svg"))]
pub(crate) use assess::TEMPLATES as ASSESS_PICTURE_TEMPLATES;
#[cfg(feature = "svg")]
pub use assess::{AssessPicture, RankedUnit, heat, rank_paths, rates};
#[cfg(feature = "geojson")]
pub use geojson::{GeoJsonOptions, Shape, geojson};
#[cfg(all(test, feature = "ical"))]
pub(crate) use ics::TEMPLATES as ICS_TEMPLATES;
#[cfg(feature = "ical")]
pub use ics::{IcsOptions, ics};
#[cfg(feature = "svg")]
pub use map::{MapOptions, map};
#[cfg(feature = "svg")]
pub use month::{MonthOptions, month};
#[cfg(feature = "svg")]
pub use rollout::{GanttOptions, gantt};
#[cfg(all(test, feature = "svg"))]
pub(crate) use {
    legend::TEMPLATES as LEGEND_TEMPLATES, map::TEMPLATES as MAP_TEMPLATES,
    month::TEMPLATES as MONTH_TEMPLATES, rollout::TEMPLATES as ROLLOUT_TEMPLATES,
};
