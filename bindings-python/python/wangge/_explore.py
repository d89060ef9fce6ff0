"""A division on a map that can be moved and zoomed: by folium, else by lonboard."""

from __future__ import annotations

import json
from html import escape
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from ._faces import PALE, pale_colours
from ._refusal import refused

if TYPE_CHECKING:
    from ._division import Division

__all__ = ["explore"]

# What is told of a grid: the property of the GeoJSON, and its heading.
TOLD = (
    ("zone", "片区"),
    ("number", "序号"),
    ("code", "编码"),
    ("households", "户数"),
    ("rms", "均方根距离（米）"),
    ("farthest", "最远（米）"),
    ("round", "走访路线（米）"),
)


def explore(division: Division, outlines: Any, margin: float, tiles: str) -> Any:
    """The map; InputError where neither library is installed."""
    if find_spec("folium") is not None:
        return _folium(division, outlines, margin, tiles)
    if find_spec("lonboard") is not None:
        return _lonboard(division, outlines, margin)
    raise refused("explore", "neither folium nor lonboard", "pip install folium, or pip install lonboard")


def _folium(division: Division, outlines: Any, margin: float, tiles: str) -> Any:
    import folium

    land = json.loads(division.to_geojson(outlines=outlines, margin=margin))
    features = land["features"]
    for feature, colour in zip(features, pale_colours(division.grids), strict=True):
        # The tooltip is HTML, and a name comes from a table.
        told = {key: escape(value) if isinstance(value, str) else value for key, value in feature["properties"].items()}
        feature["properties"] = {**told, "colour": PALE[colour]}
    shown = [(key, name) for key, name in TOLD if all(key in one["properties"] for one in features)]
    west, south, east, north = land["bbox"]
    page = folium.Map(tiles=tiles, control_scale=True)
    folium.GeoJson(
        land,
        name="网格",
        style_function=lambda one: {
            "fillColor": one["properties"]["colour"],
            "color": "#404040",
            "weight": 1.5,
            "fillOpacity": 0.55,
        },
        highlight_function=lambda _: {"weight": 4},
        tooltip=folium.GeoJsonTooltip([key for key, _ in shown], [name for _, name in shown]),
    ).add_to(page)
    folium.GeoJson(
        json.loads(division.to_geojson(shape="households")),
        name="住户",
        marker=folium.CircleMarker(radius=2, color="#404040", weight=0, fill=True, fill_opacity=0.9),
    ).add_to(page)
    folium.LayerControl().add_to(page)
    page.fit_bounds([[south, west], [north, east]])
    return page


def _lonboard(division: Division, outlines: Any, margin: float) -> Any:
    import numpy as np
    from lonboard import Map, PolygonLayer, ScatterplotLayer

    def on_globe(frame: Any) -> Any:
        if frame.crs is None:
            raise refused("crs", "metres", "lonlat, gcj02, bd09, or a GeoDataFrame with its CRS")
        return frame.to_crs(4326)

    land = on_globe(division.to_geopandas(outlines=outlines, margin=margin)).drop(columns=["neighbours", "groups"])
    colours = np.array([[int(PALE[one][at : at + 2], 16) for at in (1, 3, 5)] for one in pale_colours(division.grids)])
    cells = PolygonLayer.from_geopandas(
        land, get_fill_color=colours.astype(np.uint8), get_line_color=[64, 64, 64], line_width_min_pixels=1, opacity=0.6
    )
    homes = on_globe(division.to_geopandas(shape="households"))[["number", "geometry"]].explode()
    dots = ScatterplotLayer.from_geopandas(homes, get_fill_color=[64, 64, 64], radius_min_pixels=1.5)
    return Map([cells, dots])
