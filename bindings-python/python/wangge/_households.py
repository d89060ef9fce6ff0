"""Households out of whatever they are kept in: columns, a table, or a GeoDataFrame of points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from . import _wangge
from ._families import Family, counts_of, is_table, names_of, places_of, plain_family_of, table_of
from ._refusal import refused
from .enums import Crs, Dimension

__all__ = ["Given", "is_geo", "read_households", "read_labels", "read_outlines"]

# The columns of coordinates that are taken by their names.
PAIRS = (("x", "y"), ("lon", "lat"), ("longitude", "latitude"), ("lng", "lat"), ("经度", "纬度"))
LINES = "lines of two places or more, each x and y: sequences, arrays of two columns, or LineStrings of shapely"


class Given:
    """Households for the native half; in which library's columns answers go back; and the CRS of their GeoDataFrame."""

    __slots__ = ("family", "frame_crs", "households", "source")

    def __init__(self, households: _wangge.Households, family: Family, frame_crs: Any, source: Any) -> None:
        self.households = households
        self.family = family
        self.frame_crs = frame_crs
        self.source = source


def is_geo(value: object) -> bool:
    """Whether a value is geopandas'."""
    return type(value).__module__.partition(".")[0] == "geopandas"


def read_households(
    x: Any,
    y: Any,
    *,
    on: tuple[str, str] | None,
    crs: str | None,
    group: Any,
    weight: Any,
    zone: Any,
    amounts: Mapping[str, Any] | None,
    pin: Any,
    barriers: Any,
    zones: Iterable[str] | None = None,
) -> Given:
    """Columns as they are, or by their names in the table that stands in the place of `x`."""
    frame_crs = None
    table = None
    if is_geo(x):
        if y is not None or on is not None:
            raise refused("y" if on is None else "on", str(y if on is None else on), "None: a GeoDataFrame has points")
        table = x if hasattr(x, "columns") else None
        crs, frame_crs = _crs_of(x, crs)
        x, y = _points_of(x)
        source = None if table is None else table_of(table, "x")
    elif is_table(x):
        if y is not None:
            raise refused("y", type(y).__name__, "None: the columns of a table are named by on=")
        source = table_of(x, "x")
        x, y = (source.column(name, "on") for name in _pair(source.names, on))
    else:
        if on is not None:
            raise refused("on", str(on), "None: a column has no columns; on= is for tables")
        source = None
    family = plain_family_of(x, "x")
    rows = len(x)
    if rows > _wangge.MOST_ROWS:
        # Before anything is converted or copied.
        raise refused("x", f"{rows} rows", f"at most {_wangge.MOST_ROWS} rows; divide county by county")

    def column(value: Any, name: str) -> Any:
        if not isinstance(value, str):
            return value
        if source is None:
            raise refused(name, repr(value), "a column; names of columns are for tables")
        return source.column(value, name)

    def numbers(value: Any, name: str) -> Any:
        return counts_of(column(value, name), family, name)

    def names(value: Any, name: str) -> Any:
        return None if value is None else names_of(column(value, name), family, name)

    counts = None if amounts is None else [(_dimension(key), numbers(value, key)) for key, value in amounts.items()]
    made = _wangge.Households(
        places_of(x, family, "x"),
        places_of(y, family, "y"),
        crs or Crs.LONLAT,
        None if weight is None else numbers(weight, "weight"),
        counts,
        names(zone, "zone"),
        names(group, "group"),
        names(pin, "pin"),
        None if barriers is None else _lines(barriers, frame_crs or ("EPSG:4326" if crs in (None, "lonlat") else None)),
        None if zones is None else [str(one) for one in zones],
    )
    return Given(made, family.bare(), frame_crs, source)


def read_labels(labels: Any, given: Given, name: str) -> Any:
    """A column of names of grids, or its name in the table."""
    if isinstance(labels, str):
        if given.source is None:
            raise refused(name, repr(labels), "a column; names of columns are for tables")
        labels = given.source.column(labels, name)
    return names_of(labels, given.family, name)


def _pair(names: list[str], on: tuple[str, str] | None) -> tuple[str, str]:
    if on is not None:
        if isinstance(on, str) or len(on) != 2:
            raise refused("on", str(on), f"the names of two columns, x and y: {', '.join(names)}")
        return on
    found = [pair for pair in PAIRS if set(pair) <= set(names)]
    if len(found) != 1:
        known = ", ".join("/".join(pair) for pair in PAIRS)
        raise refused("on", "None", f"the names of the columns of x and y, where not just one of {known} is there")
    return found[0]


def _dimension(key: str) -> str:
    allowed = [one.value for one in Dimension if one is not Dimension.HOUSEHOLD]
    if key not in allowed:
        raise refused("amounts", str(key), f"{', '.join(allowed)}; households are given as the weight")
    return key


def _crs_of(frame: Any, crs: str | None) -> tuple[str, Any]:
    """What the coordinates of a frame are, by its own CRS; and that CRS."""
    own = frame.crs
    if own is None:
        if crs is None:
            raise refused("crs", "None: the frame does not say", ", ".join(Crs))
        return crs, None
    name = own.to_string()
    if own.is_geographic:
        # CGCS2000, the nation's own, is within a metre of WGS-84.
        if own.to_epsg() not in (4326, 4490):
            raise refused("crs", name, "EPSG:4326, EPSG:4490, or a projected CRS in metres: frame.to_crs(4326)")
        if crs == Crs.METRES:
            raise refused("crs", f"{crs}, where the frame has {name}", "lonlat, gcj02, bd09")
        return crs or Crs.LONLAT, own
    metres = own.is_projected and all(axis.unit_name in ("metre", "meter") for axis in own.axis_info)
    method = "" if own.coordinate_operation is None else own.coordinate_operation.method_name
    # The metres of web maps are stretched with the latitude: in China by a tenth and more.
    if not metres or ("Mercator" in method and "Transverse" not in method):
        raise refused("crs", name, "EPSG:4326, EPSG:4490, or a projected CRS in true metres: frame.to_crs(4326)")
    if crs not in (None, Crs.METRES):
        raise refused("crs", f"{crs}, where the frame has {name}", "metres")
    return Crs.METRES, own


def _points_of(frame: Any) -> tuple[Any, Any]:
    """The coordinates of points as two Series; a row that is none is named."""
    points = frame.geometry
    wrong = ~(points.geom_type == "Point").to_numpy() | points.is_empty.to_numpy()
    if wrong.any():
        row = int(np.flatnonzero(wrong)[0])
        found = points.iloc[row]
        kind = "null" if found is None else f"empty {found.geom_type}" if found.is_empty else found.geom_type
        raise refused("x", kind, "a Point in every row: frame.geometry.representative_point()", row=row)
    return points.x, points.y


def _lines(barriers: Any, frame_crs: Any) -> list[list[tuple[float, float]]]:
    """Lines as lists of places; those of a GeoDataFrame in the CRS of the households."""
    if is_geo(barriers):
        if barriers.crs is not None and frame_crs is not None and barriers.crs != frame_crs:
            barriers = barriers.to_crs(frame_crs)
        barriers = list(barriers.geometry)
    elif hasattr(barriers, "geom_type"):
        barriers = [barriers]
    if not isinstance(barriers, Iterable):
        raise refused("barriers", type(barriers).__name__, LINES)
    made: list[list[tuple[float, float]]] = []
    for nth, line in enumerate(barriers):
        made += [_line(part, nth) for part in getattr(line, "geoms", [line])]
    return made


def _line(line: Any, nth: int) -> list[tuple[float, float]]:
    if hasattr(line, "geom_type"):
        if line.geom_type not in ("LineString", "LinearRing"):
            raise refused("barriers", line.geom_type, LINES, row=nth)
        line = line.coords
    try:
        return [(float(place[0]), float(place[1])) for place in line]
    except (TypeError, ValueError, IndexError):
        raise refused("barriers", repr(line)[:60], LINES, row=nth) from None


Ring = list[tuple[float, float]]


def read_outlines(outlines: Any) -> dict[str, list[tuple[Ring, list[Ring]]]]:
    """Polygons by zone, each its outer ring and its holes: from shapely's, or from rings; one alone is of no zone."""
    if outlines is None:
        return {}
    if not isinstance(outlines, Mapping):
        outlines = {"": outlines}
    return {str(zone): _polygons(shape) for zone, shape in outlines.items()}


def _polygons(shape: Any) -> list[tuple[Ring, list[Ring]]]:
    if hasattr(shape, "geom_type"):
        parts = getattr(shape, "geoms", [shape])
        if any(part.geom_type != "Polygon" for part in parts):
            raise refused("outlines", shape.geom_type, "Polygon or MultiPolygon")
        return [(_ring(part.exterior.coords), [_ring(hole.coords) for hole in part.interiors]) for part in parts]
    return [(_ring(shape), [])]


def _ring(ring: Any) -> Ring:
    try:
        places = [(float(place[0]), float(place[1])) for place in ring]
    except (TypeError, ValueError, IndexError):
        raise refused("outlines", repr(ring)[:60], "polygons of shapely, or rings of x and y") from None
    return places[:-1] if len(places) > 1 and places[0] == places[-1] else places
