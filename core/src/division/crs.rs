//! Coordinates (坐标系), and the named conversions between them: Chinese maps are shifted, what leaves here is not.

use crate::error::InputError;
use crate::vocabulary::{Vocabulary, vocabulary};

vocabulary! {
    /// What coordinates are (坐标系).
    pub enum Crs as "coordinates" {
        /// Metres in a plane, east and north.
        Metres = "metres", "平面坐标（米）", "plane metres";
        /// Longitude and latitude in WGS-84.
        Lonlat = "lonlat", "WGS-84 经纬度", "WGS-84 longitude and latitude";
        /// Longitude and latitude in GCJ-02.
        Gcj02 = "gcj02", "GCJ-02 火星坐标", "GCJ-02";
        /// Longitude and latitude in BD-09.
        Bd09 = "bd09", "BD-09 百度坐标", "BD-09";
    }
}

/// Where GCJ-02 and BD-09 are defined: degrees from west to east and from south to north.
const CHINA: ((f64, f64), (f64, f64)) = ((72.004, 137.8347), (0.8293, 55.8271));
/// Beyond these latitudes no county lies: longitude and latitude are swapped.
const LATITUDES: f64 = 75.0;
/// A hundredth of a millimetre, in degrees: an inverse that moves less has arrived.
const ARRIVED: f64 = 1e-10;
/// Each step of an inverse makes its error fifty times smaller or more; it starts below a kilometre.
const STEPS: u32 = 12;

/// Longitude and latitude in WGS-84 of a place in `crs`, in degrees; GCJ-02 and BD-09 to less than a millimetre.
///
/// Source: the published formulas of GCJ-02 (Krasovsky's ellipsoid) and BD-09; the inverse is found step by step.
///
/// ```
/// use wangge::division::{Crs, from_wgs84, to_wgs84};
/// # fn main() -> Result<(), wangge::InputError> {
/// let (longitude, latitude) = to_wgs84(Crs::Gcj02, 116.410_244_5, 39.916_404_3)?;
/// assert_eq!((format!("{longitude:.6}"), format!("{latitude:.6}")), ("116.404000".into(), "39.915000".into()));
/// let (longitude, latitude) = from_wgs84(Crs::Bd09, longitude, latitude)?;
/// assert_eq!((format!("{longitude:.6}"), format!("{latitude:.6}")), ("116.416627".into(), "39.922700".into()));
/// assert!(to_wgs84(Crs::Gcj02, 2.35, 48.86).is_err(), "not in China");
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`InputError`] for a place that is none, or one outside of China (72.004 to 137.8347 east, 0.8293 to 55.8271
/// north) in GCJ-02 or BD-09; for plane metres, of which nobody knows where they lie ([`Anchor`] says it).
pub fn to_wgs84(crs: Crs, longitude: f64, latitude: f64) -> Result<(f64, f64), InputError> {
    geographic(crs)?;
    check_place(crs, longitude, latitude)?;
    Ok(unshift(crs, (longitude, latitude)))
}

/// The place in `crs` of longitude and latitude in WGS-84, in degrees.
///
/// # Errors
/// As for [`to_wgs84`].
pub fn from_wgs84(crs: Crs, longitude: f64, latitude: f64) -> Result<(f64, f64), InputError> {
    geographic(crs)?;
    check_place(crs, longitude, latitude)?;
    Ok(shift(crs, (longitude, latitude)))
}

/// Where a plane of metres lies (平面坐标的基准点): a point of it, and the same point in WGS-84.
///
/// North of the plane is taken for true north, and the land for flat: ten kilometres from the point that is wrong by
/// some metres.
///
/// ```
/// use wangge::division::Anchor;
/// # fn main() -> Result<(), wangge::InputError> {
/// let anchor = Anchor::new((500_000.0, 3_540_000.0), 117.28, 31.95)?;
/// let (longitude, latitude) = anchor.to_wgs84(500_000.0, 3_541_000.0);
/// assert_eq!((longitude, format!("{latitude:.5}")), (117.28, "31.95902".into()));
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Anchor {
    plane: (f64, f64),
    wgs84: (f64, f64),
}

impl Anchor {
    /// The point of the plane, in metres east and north, and its longitude and latitude in WGS-84.
    ///
    /// # Errors
    /// [`InputError`] for a point that is none, or longitude and latitude swapped.
    pub fn new(plane: (f64, f64), longitude: f64, latitude: f64) -> Result<Self, InputError> {
        check_place(Crs::Metres, plane.0, plane.1)?;
        check_place(Crs::Lonlat, longitude, latitude)?;
        Ok(Self { plane, wgs84: (longitude, latitude) })
    }

    /// Longitude and latitude of another point of the plane.
    pub fn to_wgs84(&self, x: f64, y: f64) -> (f64, f64) {
        let (east, north) = (x - self.plane.0, y - self.plane.1);
        let latitude = self.wgs84.1 + north / degree(self.wgs84.1).1;
        let half_way = f64::midpoint(self.wgs84.1, latitude);
        (self.wgs84.0 + east / degree(half_way).0, latitude)
    }
}

/// Refuses what is no place.
pub(super) fn check_place(crs: Crs, x: f64, y: f64) -> Result<(), InputError> {
    if crs == Crs::Metres {
        for (column, value) in [("x", x), ("y", y)] {
            if value.is_nan() || value.abs() > super::FARTHEST {
                let allowed = format!("metres from -{0} to {0}", super::FARTHEST);
                return Err(InputError::value(column, value, allowed));
            }
        }
        return Ok(());
    }
    if y.is_nan() || y.abs() > LATITUDES {
        let swapped = x.abs() <= LATITUDES && y.abs() <= 180.0;
        let allowed = format!("a latitude from -{LATITUDES} to {LATITUDES} degrees");
        let hint = if swapped { "; x is the longitude, y the latitude: they look swapped" } else { "" };
        return Err(InputError::value("y", y, allowed + hint));
    }
    if x.is_nan() || x.abs() > 180.0 {
        return Err(InputError::value("x", x, "a longitude from -180 to 180 degrees"));
    }
    let ((west, east), (south, north)) = CHINA;
    let china = (west..=east).contains(&x) && (south..=north).contains(&y);
    if crs != Crs::Lonlat && !china {
        let name = crs.en();
        let allowed = format!(
            "a place in China ({west} to {east} east, {south} to {north} north), where {name} is defined"
        );
        return Err(InputError::value("x", format!("{x} {y}"), allowed));
    }
    Ok(())
}

fn geographic(crs: Crs) -> Result<(), InputError> {
    if crs == Crs::Metres {
        let allowed = "lonlat, gcj02 or bd09; of plane metres nobody knows where they lie";
        return Err(InputError::value("crs", crs.code(), allowed));
    }
    Ok(())
}

fn unshift(crs: Crs, place: (f64, f64)) -> (f64, f64) {
    match crs {
        Crs::Metres | Crs::Lonlat => place,
        Crs::Gcj02 => inverse(wgs84_to_gcj02, place),
        Crs::Bd09 => inverse(wgs84_to_gcj02, inverse(gcj02_to_bd09, place)),
    }
}

fn shift(crs: Crs, place: (f64, f64)) -> (f64, f64) {
    match crs {
        Crs::Metres | Crs::Lonlat => place,
        Crs::Gcj02 => wgs84_to_gcj02(place),
        Crs::Bd09 => gcj02_to_bd09(wgs84_to_gcj02(place)),
    }
}

/// The place that `forward` takes to this one: what it is off by is taken away until nothing is.
fn inverse(forward: fn((f64, f64)) -> (f64, f64), place: (f64, f64)) -> (f64, f64) {
    let mut found = place;
    for _ in 0..STEPS {
        let there = forward(found);
        let off = (there.0 - place.0, there.1 - place.1);
        found = (found.0 - off.0, found.1 - off.1);
        if off.0.abs() < ARRIVED && off.1.abs() < ARRIVED {
            break;
        }
    }
    found
}

/// How far GCJ-02 is shifted, in degrees of Krasovsky's ellipsoid of 1940.
fn wgs84_to_gcj02((longitude, latitude): (f64, f64)) -> (f64, f64) {
    const AXIS: f64 = 6_378_245.0;
    const ECCENTRICITY: f64 = 0.006_693_421_622_965_943;
    let wave = |height: f64, at: f64| height * libm::sin(at * core::f64::consts::PI);
    let (x, y) = (longitude - 105.0, latitude - 35.0);
    let both = wave(20.0, 6.0 * x) + wave(20.0, 2.0 * x);
    let east = wave(20.0, x) + wave(40.0, x / 3.0) + wave(150.0, x / 12.0) + wave(300.0, x / 30.0);
    let north = wave(20.0, y) + wave(40.0, y / 3.0) + wave(160.0, y / 12.0) + wave(320.0, y / 30.0);
    let root = x.abs().sqrt();
    let east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + (both + east) * 2.0 / 3.0;
    let north =
        -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + (both + north) * 2.0 / 3.0;
    let (along, up) = ellipsoid_degree(AXIS, ECCENTRICITY, latitude);
    (longitude + east / along, latitude + north / up)
}

/// BD-09 moves GCJ-02 a little way along and around the origin.
fn gcj02_to_bd09((longitude, latitude): (f64, f64)) -> (f64, f64) {
    let wave = 3000.0_f64.to_radians();
    let far = (longitude * longitude + latitude * latitude).sqrt() + 0.00002 * libm::sin(latitude * wave);
    let turn = libm::atan2(latitude, longitude) + 0.000_003 * libm::cos(longitude * wave);
    (far * libm::cos(turn) + 0.0065, far * libm::sin(turn) + 0.006)
}

/// Metres of a degree of longitude and of latitude at a latitude, in WGS-84.
fn degree(latitude: f64) -> (f64, f64) {
    ellipsoid_degree(6_378_137.0, 0.006_694_379_990_141_317, latitude)
}

fn ellipsoid_degree(axis: f64, eccentricity: f64, latitude: f64) -> (f64, f64) {
    let latitude = latitude.to_radians();
    let sine = libm::sin(latitude);
    let flat = 1.0 - eccentricity * sine * sine;
    let along = axis * libm::cos(latitude) / flat.sqrt();
    let up = axis * (1.0 - eccentricity) / (flat * flat.sqrt());
    (along.to_radians(), up.to_radians())
}

/// The plane that a zone is measured in: metres east and north from its south-western corner.
pub(crate) struct Frame {
    crs: Crs,
    origin: (f64, f64),
    scale: (f64, f64),
}

impl Frame {
    /// The plane of these places, and the places in it.
    pub(crate) fn of(crs: Crs, places: impl Iterator<Item = (f64, f64)>) -> (Self, Vec<(f64, f64)>) {
        let mut low = (f64::INFINITY, f64::INFINITY);
        let mut high = (f64::NEG_INFINITY, f64::NEG_INFINITY);
        let mut places: Vec<(f64, f64)> = places.map(|place| unshift(crs, place)).collect();
        for (x, y) in &places {
            low = (low.0.min(*x), low.1.min(*y));
            high = (high.0.max(*x), high.1.max(*y));
        }
        let scale = if crs == Crs::Metres { (1.0, 1.0) } else { degree(f64::midpoint(low.1, high.1)) };
        let frame = Self { crs, origin: low, scale };
        for place in &mut places {
            *place = frame.metres(*place);
        }
        (frame, places)
    }

    pub(crate) fn to_metres(&self, x: f64, y: f64) -> (f64, f64) {
        self.metres(unshift(self.crs, (x, y)))
    }

    fn metres(&self, (x, y): (f64, f64)) -> (f64, f64) {
        ((x - self.origin.0) * self.scale.0, (y - self.origin.1) * self.scale.1)
    }

    /// A place of the plane in the coordinates that were given.
    pub(super) fn back(&self, x: f64, y: f64) -> (f64, f64) {
        shift(self.crs, (x / self.scale.0 + self.origin.0, y / self.scale.1 + self.origin.1))
    }
}

#[cfg(test)]
mod tests {
    use super::{Crs, Frame, from_wgs84, to_wgs84};

    /// About how far apart two places are, in metres.
    fn apart(a: (f64, f64), b: (f64, f64)) -> f64 {
        ((a.0 - b.0) * 100_000.0).hypot((a.1 - b.1) * 111_000.0)
    }

    /// WGS-84 and what it becomes: longitude, latitude.
    ///
    /// Source: the tests of eviltransform (github.com/googollee/eviltransform, python/test.py: Shanghai, Shenzhen,
    /// Beijing), coordtransform (github.com/wandergis/coordtransform, test/app.js: 116.404, 39.915) and gcoord
    /// (github.com/hujiulong/gcoord, test/unit/transform.spec.ts: 123, 45).
    const GCJ02: [((f64, f64), (f64, f64)); 5] = [
        ((121.527_210_6, 31.177_427_6), (121.531_541_859_215, 31.175_303_983_645_97)),
        ((113.912_316, 22.543_847), (113.917_176_480_836_3, 22.540_796_131_694_766)),
        ((116.377_817, 39.911_954), (116.384_047_224_556_57, 39.913_345_455_360_69)),
        ((116.404, 39.915), (116.410_244_499_169_38, 39.916_404_281_501_64)),
        ((123.0, 45.0), (123.006_075_41, 45.001_978_15)),
    ];

    /// GCJ-02 and what it becomes in BD-09.
    ///
    /// Source: coordtransform and gcoord (test/unit/crs/GCJ02.spec.ts), as above.
    const BD09: [((f64, f64), (f64, f64)); 2] = [
        ((116.404, 39.915), (116.410_369_493_710_29, 39.921_336_993_510_21)),
        ((123.0, 45.0), (123.006_364_99, 45.006_368_99)),
    ];

    /// The same places in WGS-84, GCJ-02 and BD-09, as the map services themselves answered, to some metres.
    ///
    /// Source: gcoord, test/fixtures/china-cities.json: Zhumadian, Nagqu, Shenyang, Qinzhou.
    const SERVICES: [[(f64, f64); 3]; 4] = [
        [(114.016_432_2, 33.013_355_6), (114.022_306, 33.011_532_4), (114.028_778_1, 33.017_669_7)],
        [(92.049_961_9, 31.478_443_6), (92.051_243_8, 31.476_206_3), (92.057_683_2, 31.482_442_1)],
        [(123.425_330_6, 41.803_262_9), (123.431_478_7, 41.805_702_3), (123.438_095, 41.811_401_3)],
        [(108.650_395_2, 21.982_828_1), (108.654_148_5, 21.979_939_2), (108.660_728_3, 21.985_631_9)],
    ];

    #[test]
    fn published_pairs() {
        for (wgs84, gcj02) in GCJ02 {
            let found = from_wgs84(Crs::Gcj02, wgs84.0, wgs84.1).expect("in China");
            // eviltransform takes another radius for the same formula: a centimetre.
            assert!(apart(found, gcj02) < 0.02, "{found:?} {gcj02:?}");
            let back = to_wgs84(Crs::Gcj02, gcj02.0, gcj02.1).expect("in China");
            assert!(apart(back, wgs84) < 0.02, "{back:?} {wgs84:?}");
        }
        for (gcj02, bd09) in BD09 {
            let wgs84 = to_wgs84(Crs::Gcj02, gcj02.0, gcj02.1).expect("in China");
            let found = from_wgs84(Crs::Bd09, wgs84.0, wgs84.1).expect("in China");
            assert!(apart(found, bd09) < 0.002, "{found:?} {bd09:?}");
            let back = to_wgs84(Crs::Bd09, bd09.0, bd09.1).expect("in China");
            assert!(apart(back, wgs84) < 0.002, "{back:?} {wgs84:?}");
        }
        for [wgs84, gcj02, bd09] in SERVICES {
            for (crs, there) in [(Crs::Gcj02, gcj02), (Crs::Bd09, bd09)] {
                let found = from_wgs84(crs, wgs84.0, wgs84.1).expect("in China");
                assert!(apart(found, there) < 5.0, "{crs}: {found:?} {there:?}");
                let back = to_wgs84(crs, there.0, there.1).expect("in China");
                assert!(apart(back, wgs84) < 5.0, "{crs}: {back:?} {wgs84:?}");
                assert!(apart(found, wgs84) > 100.0, "{crs} is shifted");
            }
        }
    }

    #[test]
    fn there_and_back_is_less_than_a_millimetre() {
        for east in 73..137 {
            for north in 2..55 {
                let place = (f64::from(east) + 0.123_456_7, f64::from(north) + 0.765_432_1);
                for crs in [Crs::Lonlat, Crs::Gcj02, Crs::Bd09] {
                    let there = from_wgs84(crs, place.0, place.1).expect("in China");
                    let back = to_wgs84(crs, there.0, there.1).expect("in China");
                    assert!(apart(back, place) < 0.000_1, "{crs}: {back:?} {place:?}");
                }
            }
        }
    }

    #[test]
    fn a_frame_measures_shifted_coordinates_as_it_does_wgs84() {
        let places = [(117.281, 31.952), (117.301, 31.952), (117.281, 31.972)];
        let (_, metres) = Frame::of(Crs::Lonlat, places.into_iter());
        // A degree at 31.962 north is 94.5 km wide and 110.9 km high.
        assert!(apart((metres[1].0 / 1e5, 0.0), (0.018_904, 0.0)) < 5.0, "{metres:?}");
        assert!((metres[2].1 - 2217.4).abs() < 5.0, "{metres:?}");
        for crs in [Crs::Gcj02, Crs::Bd09] {
            let shifted = places.map(|(x, y)| from_wgs84(crs, x, y).expect("in China"));
            let (frame, found) = Frame::of(crs, shifted.into_iter());
            for ((found, wanted), given) in found.iter().zip(&metres).zip(&shifted) {
                assert!((found.0 - wanted.0).hypot(found.1 - wanted.1) < 0.001, "{found:?} {wanted:?}");
                assert!(apart(frame.back(found.0, found.1), *given) < 0.000_1);
                let again = frame.to_metres(given.0, given.1);
                assert!((again.0 - found.0).hypot(again.1 - found.1) < 0.000_1);
            }
        }
    }

    #[test]
    fn no_place_is_refused() {
        for (crs, x, y, column) in [
            (Crs::Metres, 1.0, 1.0, "crs"),
            (Crs::Gcj02, 2.35, 48.86, "x"),
            (Crs::Bd09, 31.9, 117.2, "y"),
            (Crs::Lonlat, f64::NAN, 31.9, "x"),
            (Crs::Lonlat, 181.0, 31.9, "x"),
        ] {
            assert_eq!(to_wgs84(crs, x, y).expect_err("no place").column, column);
            assert_eq!(from_wgs84(crs, x, y).expect_err("no place").column, column);
        }
    }
}
