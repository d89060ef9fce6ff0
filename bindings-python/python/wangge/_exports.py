"""What a division becomes: a table of its grids, GeoJSON, a GeoDataFrame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from . import _wangge
from ._refusal import refused
from .enums import Crs, Shape

if TYPE_CHECKING:
    from ._division import Division
    from ._types import Outlined
    from ._wangge import Divided

__all__ = ["geodataframe", "geojson", "table_of_grids"]


def table_of_grids(division: Division) -> dict[str, list[Any]]:
    """The grids as a table, a row a grid; without the columns in which nothing would stand."""
    grids, tours = division.grids, division.tours
    amounts = list(grids[0].amounts) if grids else []
    table: dict[str, list[Any]] = {
        "zone": [one.zone for one in grids],
        "number": [one.number for one in grids],
        "code": [one.code for one in grids],
        "households": [one.households for one in grids],
        "rows": [one.rows for one in grids],
        **{name: [one.amounts[name] for one in grids] for name in amounts},
        "x": [one.centre[0] for one in grids],
        "y": [one.centre[1] for one in grids],
        "rms": [one.rms for one in grids],
        "farthest": [one.farthest for one in grids],
        "farthest_row": [one.farthest_row for one in grids],
        "round": [one.metres for one in tours],
        "parts": [one.parts for one in grids],
        "neighbours": [list(one.neighbours) for one in grids],
        "groups": [[share.group for share in one.groups] for one in grids],
    }
    return {name: values for name, values in table.items() if name not in ("zone", "code") or any(values)}


def geojson(
    division: Division,
    shape: str,
    outlines: Outlined,
    margin: float,
    anchor: tuple[tuple[float, float], tuple[float, float]] | None,
) -> str:
    """GeoJSON in WGS-84; plane metres by the CRS of their GeoDataFrame, or by the anchor."""
    divided = division._divided
    if division._frame_crs is not None and division.crs == Crs.METRES:
        if anchor is not None:
            raise refused("anchor", str(anchor), f"None: the households are in {division._frame_crs.to_string()}")
        divided, outlines = _on_globe(division, outlines)
    return divided.geojson(shape, outlines, margin, anchor)


def _on_globe(division: Division, outlines: Outlined) -> tuple[Divided, Outlined]:
    """The same in longitude and latitude, and the outlines."""
    from pyproj import Transformer

    convert = Transformer.from_crs(division._frame_crs, "EPSG:4326", always_xy=True).transform

    def ring(places: list[tuple[float, float]]) -> list[tuple[float, float]]:
        return [convert(x, y) for x, y in places]

    divided = division._divided
    own = divided.households
    x, y = (np.ascontiguousarray(column) for column in convert(own.x, own.y))
    there = own.placed(x, y, Crs.LONLAT, [ring(one) for one in own.barriers])
    made = _wangge.Divided.restored(there, divided.labels, list(divided.names), divided.splits, divided.log)
    return made, {
        zone: [(ring(outer), [ring(hole) for hole in holes]) for outer, holes in polygons]
        for zone, polygons in outlines.items()
    }


def geodataframe(division: Division, shape: str, outlines: Any, margin: float) -> Any:
    """The table of the grids with their land, their hulls, or their households."""
    import geopandas as gpd
    import shapely

    if shape not in list(Shape):
        raise refused("shape", str(shape), ", ".join(Shape))
    if shape == Shape.CELL:
        found = [_land(parts) for parts in division.cells(outlines, margin)]
    elif shape == Shape.HULL:
        found = [_hull(ring) for ring in division._divided.hulls()]
    else:
        own, labels = division._divided.households, division._divided.labels
        places = np.column_stack((own.x, own.y))[np.argsort(labels, kind="stable")]
        ends = np.cumsum(np.bincount(labels, minlength=len(division.names)))[:-1]
        found = [shapely.MultiPoint(part) for part in np.split(places, ends)]
    crs = division._frame_crs if division.crs == Crs.METRES else "EPSG:4326"
    if division.crs in (Crs.GCJ02, Crs.BD09):

        def unshifted(places: Any) -> Any:
            x, y = (np.ascontiguousarray(places[:, side]) for side in (0, 1))
            return np.column_stack(_wangge.to_wgs84(x, y, division.crs))

        found = list(shapely.transform(np.array(found, dtype=object), unshifted))
    return gpd.GeoDataFrame(table_of_grids(division), geometry=found, crs=crs)


def _land(parts: Any) -> Any:
    import shapely

    polygons = [shapely.Polygon(one.outer, one.holes) for one in parts]
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)


def _hull(ring: list[tuple[float, float]]) -> Any:
    """A polygon, or a line or a point where the households stand so."""
    import shapely

    if len(ring) > 2:
        return shapely.Polygon(ring)
    return shapely.LineString(ring) if len(ring) == 2 else shapely.Point(ring[0])
