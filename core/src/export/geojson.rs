//! A division as GeoJSON (RFC 7946): in WGS-84, whatever coordinates it was made from.

use ::geojson::{
    Feature, FeatureCollection, GeoJson, Geometry, GeometryValue, JsonObject, JsonValue, feature,
};

use crate::division::{
    Anchor, Crs, Division, Grid, GridName, GroupShare, Households, Outlines, Tour, to_wgs84,
};
use crate::error::InputError;
use crate::vocabulary::{Vocabulary, vocabulary};

vocabulary! {
    /// What is drawn of a grid (图形).
    pub enum Shape as "shape" {
        /// Its land: polygons that tile the zone.
        Cell = "cell", "网格范围", "cell";
        /// The convex hull of its households.
        Hull = "hull", "凸包", "hull";
        /// Its households, as points.
        Households = "households", "住户", "households";
    }
}

/// What is asked of the GeoJSON (导出要求).
#[derive(Debug, Clone, PartialEq)]
pub struct GeoJsonOptions {
    /// What is drawn of each grid.
    pub shape: Shape,
    /// What the cells fill.
    pub outlines: Outlines,
    /// Where plane metres lie; `None` for longitude and latitude.
    pub anchor: Option<Anchor>,
}

impl Default for GeoJsonOptions {
    /// Cells that fill the hulls of the zones.
    fn default() -> Self {
        Self { shape: Shape::Cell, outlines: Outlines::default(), anchor: None }
    }
}

/// A division as a `FeatureCollection` (RFC 7946), one feature a grid, in WGS-84 to a centimetre.
///
/// Properties: `code`, `zone`, `number`, `households`, the other counts by their codes (such as `population`), `rms`,
/// `farthest` and `round` in metres, `parts`, `centre` as longitude and latitude, `neighbours` by code (by place in the
/// list where there are no codes) and `whole_groups` by name. The `id` is the code, or the place in the list.
///
/// ```
/// use wangge::division::{Crs, Division, Households, Names};
/// use wangge::export::{GeoJsonOptions, geojson};
/// # fn main() -> Result<(), wangge::InputError> {
/// let households = Households::new(vec![117.281, 117.283], vec![31.952, 31.951], Crs::Lonlat)?;
/// let division = Division::drawn(&households, &Names::new([Some("甲"), Some("乙")]))?;
/// let text = geojson(&division, &households, &GeoJsonOptions::default())?;
/// assert!(text.starts_with(r#"{"type":"FeatureCollection""#) && text.contains(r#""code":"甲""#));
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`InputError`] for plane metres without an anchor, or an anchor beside longitude and latitude; as for
/// [`Division::measure`] and [`Division::cells`].
pub fn geojson(
    division: &Division,
    households: &Households,
    options: &GeoJsonOptions,
) -> Result<String, InputError> {
    let globe = Globe::new(households.crs(), options.anchor)?;
    let measures = division.measure(households)?;
    let tours = division.tours(households)?;
    let geometries = geometries(division, households, options, &globe)?;
    let mut features = Vec::with_capacity(measures.grids.len());
    for (place, ((grid, tour), geometry)) in measures.grids.iter().zip(&tours).zip(geometries).enumerate() {
        let id = match &grid.name.code {
            Some(code) => feature::Id::String(code.clone()),
            None => feature::Id::Number(place.into()),
        };
        features.push(Feature {
            bbox: bbox([&geometry].into_iter()),
            geometry: Some(Geometry::new(geometry)),
            id: Some(id),
            properties: Some(properties(grid, tour, &division.grids, &globe)?),
            foreign_members: None,
        });
    }
    let all = features.iter().filter_map(|feature| feature.geometry.as_ref()).map(|geometry| &geometry.value);
    let bbox = bbox(all);
    Ok(GeoJson::from(FeatureCollection { bbox, features, foreign_members: None }).to_string())
}

/// Where on the globe the coordinates are.
struct Globe {
    crs: Crs,
    anchor: Option<Anchor>,
}

impl Globe {
    fn new(crs: Crs, anchor: Option<Anchor>) -> Result<Self, InputError> {
        match (crs, anchor) {
            (Crs::Metres, None) => {
                let allowed = "a point of the plane with its longitude and latitude: where plane metres lie nobody knows";
                Err(InputError::value("anchor", "none", allowed))
            }
            (Crs::Lonlat | Crs::Gcj02 | Crs::Bd09, Some(_)) => {
                let allowed = format!("none for {}: an anchor is for plane metres", crs.code());
                Err(InputError::value("anchor", "one", allowed))
            }
            _ => Ok(Self { crs, anchor }),
        }
    }

    /// Longitude and latitude in WGS-84, to seven places: a centimetre.
    fn place(&self, (x, y): (f64, f64)) -> Result<[f64; 2], InputError> {
        let (longitude, latitude) = match &self.anchor {
            Some(anchor) => anchor.to_wgs84(x, y),
            None => to_wgs84(self.crs, x, y)?,
        };
        Ok([longitude, latitude].map(|degrees| (degrees * 1e7).round() / 1e7))
    }

    fn places(&self, places: &[(f64, f64)]) -> Result<Vec<[f64; 2]>, InputError> {
        let mut found = Vec::with_capacity(places.len() + 1);
        for place in places {
            let place = self.place(*place)?;
            if found.last() != Some(&place) {
                found.push(place);
            }
        }
        Ok(found)
    }

    /// A closed ring; `None` where less than a centimetre is left of it.
    fn ring(&self, ring: &[(f64, f64)]) -> Result<Option<Vec<[f64; 2]>>, InputError> {
        let mut places = self.places(ring)?;
        while places.len() > 1 && places.first() == places.last() {
            places.pop();
        }
        if places.len() < 3 {
            return Ok(None);
        }
        places.extend(places.first().copied());
        Ok(Some(places))
    }
}

fn geometries(
    division: &Division,
    households: &Households,
    options: &GeoJsonOptions,
    globe: &Globe,
) -> Result<Vec<GeometryValue>, InputError> {
    match options.shape {
        Shape::Cell => {
            let cells = division.cells(households, &options.outlines)?;
            let mut made = Vec::with_capacity(cells.len());
            for cell in &cells {
                let mut polygons = Vec::with_capacity(cell.len());
                for polygon in cell {
                    // What is smaller than a centimetre is no land on a map.
                    let Some(outer) = globe.ring(&polygon.outer)? else { continue };
                    let mut rings = vec![outer];
                    for hole in &polygon.holes {
                        rings.extend(globe.ring(hole)?);
                    }
                    polygons.push(rings);
                }
                made.push(match polygons.as_slice() {
                    [one] => GeometryValue::new_polygon(one.clone()),
                    _ => GeometryValue::new_multi_polygon(polygons),
                });
            }
            Ok(made)
        }
        Shape::Hull => {
            let hulls = division.hulls(households)?;
            let hull = |hull: &Vec<(f64, f64)>| {
                if let Some(ring) = globe.ring(hull)? {
                    return Ok(GeometryValue::new_polygon([ring]));
                }
                Ok(match globe.places(hull)?.as_slice() {
                    [one] => GeometryValue::new_point(*one),
                    line => GeometryValue::new_line_string(line.iter().copied()),
                })
            };
            hulls.iter().map(hull).collect()
        }
        Shape::Households => {
            let mut places = vec![Vec::new(); division.grids.len()];
            for (row, label) in division.labels.iter().enumerate() {
                if let Some((place, own)) = households.place(row).zip(places.get_mut(*label as usize)) {
                    own.push(globe.place(place)?);
                }
            }
            Ok(places.into_iter().map(GeometryValue::new_multi_point).collect())
        }
    }
}

/// Metres to a centimetre.
fn metres(metres: f64) -> JsonValue {
    JsonValue::from((metres * 100.0).round() / 100.0)
}

fn properties(grid: &Grid, tour: &Tour, names: &[GridName], globe: &Globe) -> Result<JsonObject, InputError> {
    let mut properties = JsonObject::new();
    let mut set = |key: &str, value: JsonValue| properties.insert(key.to_owned(), value);
    set("code", JsonValue::from(grid.name.code.clone()));
    set("zone", JsonValue::from(grid.name.zone.clone()));
    set("number", grid.name.number.into());
    set("households", grid.households.into());
    for (dimension, amount) in &grid.amounts {
        set(dimension.code(), (*amount).into());
    }
    set("centre", JsonValue::from(globe.place(grid.centre)?.to_vec()));
    set("rms", metres(grid.rms));
    set("farthest", metres(grid.farthest.metres));
    set("round", metres(tour.metres));
    set("parts", grid.parts.into());
    let neighbour = |place: &u32| match names.get(*place as usize).and_then(|name| name.code.clone()) {
        Some(code) => JsonValue::from(code),
        None => JsonValue::from(*place),
    };
    set("neighbours", grid.neighbours.iter().map(neighbour).collect());
    let whole = grid.groups.iter().filter(|share| GroupShare::is_whole(share));
    set("whole_groups", whole.map(|share| share.group.as_str()).collect());
    Ok(properties)
}

/// West, south, east, north.
fn bbox<'g>(geometries: impl Iterator<Item = &'g GeometryValue>) -> Option<Vec<f64>> {
    let mut found = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    let [west, south, east, north] = &mut found;
    let mut take = |place: &::geojson::Position| {
        if let [x, y, ..] = place.as_slice() {
            (*west, *south) = (west.min(*x), south.min(*y));
            (*east, *north) = (east.max(*x), north.max(*y));
        }
    };
    for geometry in geometries {
        match geometry {
            GeometryValue::Point { coordinates } => take(coordinates),
            GeometryValue::MultiPoint { coordinates } | GeometryValue::LineString { coordinates } => {
                coordinates.iter().for_each(&mut take);
            }
            GeometryValue::Polygon { coordinates } | GeometryValue::MultiLineString { coordinates } => {
                coordinates.iter().flatten().for_each(&mut take);
            }
            GeometryValue::MultiPolygon { coordinates } => {
                coordinates.iter().flatten().flatten().for_each(&mut take);
            }
            // None is made here.
            GeometryValue::GeometryCollection { .. } => {}
        }
    }
    found.iter().all(|value| value.is_finite()).then(|| found.to_vec())
}
