//! Coordinates (坐标系).

use crate::vocabulary::vocabulary;

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

pub(super) struct Frame {
    crs: Crs,
    origin: (f64, f64),
    scale: (f64, f64),
}

impl Frame {
    pub(super) fn new(crs: Crs, bounds: ((f64, f64), (f64, f64))) -> Self {
        let ((x, y), (x2, y2)) = bounds;
        let origin = (x, y);
        if crs == Crs::Metres {
            return Self { crs, origin, scale: (1.0, 1.0) };
        }
        let _ = x2;
        let middle = f64::midpoint(y, y2).to_radians();
        Self { crs, origin, scale: (111_320.0 * libm::cos(middle), 110_574.0) }
    }

    pub(super) fn to_metres(&self, x: f64, y: f64) -> (f64, f64) {
        let _ = self.crs;
        ((x - self.origin.0) * self.scale.0, (y - self.origin.1) * self.scale.1)
    }

    /// A place of the frame in the coordinates that were given.
    pub(super) fn back(&self, x: f64, y: f64) -> (f64, f64) {
        (x / self.scale.0 + self.origin.0, y / self.scale.1 + self.origin.1)
    }
}
