"""Households divided: every library's columns in and out, each refusal, one answer for any order and threads."""

import json
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import duckdb
import folium
import geopandas as gpd
import matplotlib as mpl
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import shapely
from pyproj import Transformer

mpl.use("Agg")

import matplotlib.pyplot as plt

import wangge as wg
from wangge import _wangge
from wangge.enums import Aim, Crs, Shape

P = wg.Policy.preset("combined")
LO, HI = 100, 150
REGION = "340123456789"


def village(n: int, seed: int, hamlets: int = 0) -> tuple[Any, Any, Any]:
    """Made-up households in hamlets: longitude, latitude, natural group."""
    rng = np.random.default_rng(seed)
    many = hamlets or max(n // 60, 2)
    side = np.sqrt(n / 1000) * 0.02
    middle = rng.uniform(117.2, 117.2 + side * 1.2, many), rng.uniform(31.9, 31.9 + side, many)
    own = rng.integers(0, many, n)
    x = middle[0][own] + rng.normal(0, 0.001, n)
    y = middle[1][own] + rng.normal(0, 0.001, n)
    return x, y, np.array([f"第{one}组" for one in own])


X, Y, G = village(1200, 7)
D = wg.divide(X, Y, P, group=G, regions=REGION)


def sizes(division: wg.Division) -> list[int]:
    return [grid.households for grid in division.grids]


def plain(column: Any) -> list[Any]:
    """Any library's column as Python's values."""
    if isinstance(column, np.ndarray):
        return list(column.tolist())
    if isinstance(column, pd.Series):
        return [None if pd.isna(value) else value for value in column]
    if isinstance(column, pl.Series):
        return column.to_list()
    return list(pa.chunked_array(column).to_pylist())


# Answers ------------------------------------------------------------------------------------------------------------


def test_a_division_is_lawful_and_says_why() -> None:
    assert Counter(D.labels.tolist()) == Counter({place: grid.households for place, grid in enumerate(D.grids)})
    assert all(LO <= size <= HI for size in sizes(D))
    assert D.households == D.rows == len(X)
    assert D.labels.dtype == np.int32
    assert [grid.number for grid in D.grids] == list(range(1, len(D.grids) + 1))
    assert [grid.code for grid in D.grids] == [f"{REGION}{number:03}" for number in range(1, len(D.grids) + 1)]
    assert D.codes.tolist() == [D.grids[label].code for label in D.labels]
    assert D.numbers.tolist() == [D.grids[label].number for label in D.labels]
    assert (D.log[0].clause, D.log[0].zh) == ("X-3.1", f"共1200户，划为{len(D.grids)}个网格")
    assert repr(D) == f"Division(1200 households in {len(D.grids)} grids of {min(sizes(D))} to {max(sizes(D))})"
    found = D.audit()
    assert found.lawful
    assert found.measures.rms == pytest.approx(D.measures.rms)


def test_measures_are_those_of_a_naive_count() -> None:
    to_metres = Transformer.from_crs(4326, "+proj=aeqd +lat_0=31.912 +lon_0=117.213", always_xy=True).transform
    x, y = (np.asarray(part) for part in to_metres(X, Y))
    squares = 0.0
    for place, grid in enumerate(D.grids):
        own = place == D.labels
        dx, dy = x[own] - x[own].mean(), y[own] - y[own].mean()
        far = np.sqrt(dx**2 + dy**2)
        squares += float((far**2).sum())
        assert grid.rms == pytest.approx(np.sqrt((far**2).mean()), rel=2e-3)
        assert grid.farthest == pytest.approx(far.max(), rel=2e-3)
        assert grid.centre == pytest.approx((X[own].mean(), Y[own].mean()))
        groups = Counter(G[own].tolist())
        assert {share.group: share.here for share in grid.groups} == dict(groups)
        assert all(share.whole == (share.here == share.all == (share.group == G).sum()) for share in grid.groups)
    assert D.measures.rms == pytest.approx(np.sqrt(squares / len(X)), rel=2e-3)
    whole = sum(len(set(D.labels[group == G].tolist())) == 1 for group in set(G.tolist()))
    assert (D.measures.groups, D.measures.groups_whole) == (len(set(G.tolist())), whole)
    assert len(D.splits) == D.measures.groups - D.measures.groups_whole


def test_groups_that_are_split_are_told() -> None:
    x, y, group = village(600, 3, hamlets=3)
    found = wg.divide(x, y, P, group=group, aims=["whole_groups", "compact"])
    split = found.splits[0]
    own = group == split.group
    assert split.households == own.sum() == sum(split.parts.values()) > HI
    assert split.parts == Counter(found.labels[own].tolist())
    assert (split.because.code, split.because.clause) == ("division.split_large", "X-3.1")


def test_options_are_followed() -> None:
    assert len(wg.divide(X, Y, P, count=9).grids) == 9
    zone = np.where(np.median(X) > X, "西村", "东村")
    two = wg.divide(X, Y, P, zone=zone, count={"西村": 4, "东村": 6}, regions={"西村": REGION})
    assert [(grid.zone, grid.number) for grid in two.grids[:7]] == [("东村", n) for n in range(1, 7)] + [("西村", 1)]
    assert {zone[row] for row in np.flatnonzero(two.labels < 6)} == {"东村"}
    assert two.codes.tolist() == [
        f"{REGION}{two.grids[label].number:03}" if label > 5 else None for label in two.labels
    ]
    assert repr(two).endswith(", 2 zones)")
    roomy = wg.divide(X, Y, P, headroom=20)
    assert max(sizes(roomy)) <= 120
    assert any("20%" in reason.zh for reason in roomy.log)
    even = wg.divide(X, Y, P, aims=[Aim.EVEN, "compact"])
    assert max(sizes(even)) - min(sizes(even)) <= 1
    assert wg.divide(X, Y, P, aims="compact") == wg.divide(X, Y, P, aims=["compact"], rounds=None)
    assert all(grid.parts == 1 for grid in wg.divide(X, Y, P, contiguous=True, aims="compact").grids)
    weights = np.arange(len(X)) % 3 + 1
    heavy = wg.divide(X, Y, P, weight=weights)
    assert heavy.households == weights.sum()
    assert sizes(heavy) == np.bincount(heavy.labels, weights=weights).astype(int).tolist()
    pins: list[str | None] = [None] * len(X)
    pins[3], pins[4], pins[900] = "甲", "乙", "甲"
    pinned = wg.divide(X, Y, P, pin=pins).labels
    assert pinned[3] == pinned[900] != pinned[4]
    people = {"population": np.full(len(X), 3)}
    counted = wg.divide(X, Y, P, amounts=people)
    assert [grid.amounts for grid in counted.grids] == [{"population": 3 * size} for size in sizes(counted)]


def test_coordinates() -> None:
    to_metres = Transformer.from_crs(4326, 32650, always_xy=True).transform
    x, y = to_metres(X, Y)
    flat = wg.divide(x, y, P, group=G, crs="metres", regions=REGION)
    assert flat.measures.rms == pytest.approx(D.measures.rms, rel=0.02)
    assert flat.crs == Crs.METRES
    for crs in ("gcj02", "bd09"):
        there = wg.from_wgs84(X, Y, crs)
        assert np.abs(np.array(wg.to_wgs84(*there, crs)) - [X, Y]).max() < 1e-8
        shifted = wg.divide(*there, P, group=G, crs=crs, regions=REGION)
        assert shifted.measures.rms == pytest.approx(D.measures.rms, rel=0.02)
        east, north = there[0] - X, there[1] - Y
        assert 0.003 < np.hypot(east, north).mean() < 0.02
    ours = wg.to_wgs84(pd.Series(there[0], index=range(5, 1205)), pd.Series(there[1], index=range(5, 1205)), "bd09")
    assert ours[0].index[0] == 5
    assert isinstance(wg.to_wgs84(pl.Series(there[0]), pl.Series(there[1]), "bd09")[0], pl.Series)
    with pytest.raises(wg.InputError) as caught:
        wg.to_wgs84([116.4, 2.35], [39.9, 48.9], "gcj02")
    assert (caught.value.row, caught.value.column) == (1, "x")
    with pytest.raises(wg.InputError, match="lonlat"):
        wg.to_wgs84([1.0], [2.0], "metres")


# The same answer, whatever the way -----------------------------------------------------------------------------------


@pytest.mark.parametrize("aims", [None, ["compact"]])
def test_neither_order_nor_threads_decide(aims: list[str] | None) -> None:
    one = wg.divide(X, Y, P, group=G, aims=aims, threads=1)
    assert wg.divide(X, Y, P, group=G, aims=aims, threads=2) == one == wg.divide(X, Y, P, group=G, aims=aims)
    order = np.random.default_rng(1).permutation(len(X))
    shuffled = wg.divide(X[order], Y[order], P, group=G[order], aims=aims)
    assert shuffled.labels.tolist() == one.labels[order].tolist()
    assert shuffled.names == one.names


def test_large_ones_too() -> None:
    x, y, _ = village(60_000, 5)
    one, two = (wg.divide(x, y, P, aims="compact", threads=threads) for threads in (1, 2))
    assert one == two
    assert all(LO <= size <= HI for size in np.bincount(one.labels))


# Libraries ----------------------------------------------------------------------------------------------------------

INDEX = range(7, len(X) + 7)
ARRAYS: dict[str, Callable[[Any], Any]] = {
    "numpy": lambda column: np.asarray(column),
    "list": lambda column: list(column),
    "pandas": lambda column: pd.Series(column, index=INDEX),
    "pandas categories": lambda column: pd.Series(
        pd.Categorical(column) if column.dtype.kind == "U" else column, index=INDEX
    ),
    "pandas arrow": lambda column: pd.Series(
        pd.array(pa.array(column), dtype=pd.ArrowDtype(pa.array(column).type)), INDEX
    ),
    "polars": lambda column: pl.Series("住户", column),
    "polars categories": lambda column: pl.Series("住户", column).cast(
        pl.Categorical if column.dtype.kind == "U" else pl.Float64
    ),
    "polars pieces": lambda column: pl.concat([pl.Series(column[:5]), pl.Series(column[5:])], rechunk=False),
    "pyarrow": lambda column: pa.array(column),
    "pyarrow dictionary": lambda column: (
        pa.array(column).dictionary_encode() if column.dtype.kind == "U" else pa.array(column)
    ),
    "pyarrow chunks": lambda column: pa.chunked_array([column[:100], column[100:]]),
    "arrow": lambda column: _wangge.ArrowColumn(pa.array(column)),
}
COMES: dict[str, type] = {"numpy": np.ndarray, "pandas": pd.Series, "polars": pl.Series}


@pytest.mark.parametrize("name", ARRAYS)
def test_columns_of_every_library(name: str) -> None:
    make = ARRAYS[name]
    found = wg.divide(make(X), make(Y), P, group=make(G), regions=REGION)
    assert found == D
    assert plain(found.labels) == D.labels.tolist()
    assert plain(found.codes) == D.codes.tolist()
    assert plain(found.numbers) == D.numbers.tolist()
    assert isinstance(found.labels, COMES.get(name.partition(" ")[0], object))
    labels: Any = found.labels
    if name.startswith("pandas"):
        assert list(labels.index) == list(INDEX)
        assert (labels.name, found.codes.name) == ("grid", "code")
    again = pickle.loads(pickle.dumps(found))
    assert again == found
    assert plain(again.codes) == D.codes.tolist()


HOMES = {"经度": X, "纬度": Y, "组": G, "户": np.ones(len(X), dtype=np.int64)}


def homes_duckdb() -> Any:
    return duckdb.from_arrow(pa.table(HOMES))


TABLES: dict[str, Callable[[], Any]] = {
    "dict": lambda: HOMES,
    "pandas": lambda: pd.DataFrame(HOMES, index=INDEX),
    "polars": lambda: pl.DataFrame(HOMES),
    "pyarrow": lambda: pa.table(HOMES),
    "duckdb": homes_duckdb,
}


@pytest.mark.parametrize("name", TABLES)
def test_tables_of_every_library(name: str) -> None:
    table = TABLES[name]()
    found = wg.divide(table, policy=P, group="组", weight="户", regions=REGION)
    assert plain(found.labels) == D.labels.tolist()
    assert wg.divide(table, policy=P, on=("经度", "纬度"), group="组", weight="户", regions=REGION) == found
    joined = found.join(table, grid="网格", code="编码")
    columns = joined if isinstance(joined, dict) else joined.df() if name == "duckdb" else joined
    assert plain(columns["网格"]) == [str(number) for number in D.numbers]
    assert plain(columns["编码"]) == D.codes.tolist()
    assert plain(columns["组"]) == G.tolist()
    judged = wg.audit("组", table, policy=P)
    assert len(judged.measures.grids) == len(set(G.tolist()))


def test_tables_that_do_not_fit() -> None:
    table = pd.DataFrame({"x": X, "y": Y, "lon": X, "lat": Y})
    with pytest.raises(wg.InputError, match="lon/lat") as caught:
        wg.divide(table, policy=P)
    assert caught.value.column == "on"
    with pytest.raises(wg.InputError, match="x, y, lon, lat") as caught:
        wg.divide(table, policy=P, on=("x", "y"), group="组")
    assert caught.value.column == "group"
    with pytest.raises(wg.InputError, match="named by on="):
        wg.divide(table, Y, P)
    with pytest.raises(wg.InputError, match="on= is for tables"):
        wg.divide(X, Y, P, on=("x", "y"))
    with pytest.raises(wg.InputError, match="names of columns are for tables"):
        wg.divide(X, Y, P, group="组")
    with pytest.raises(wg.InputError, match="another index"):
        wg.divide(pd.Series(X), pd.Series(Y, index=INDEX), P)
    with pytest.raises(wg.InputError, match="rows that were divided"):
        D.join(pd.DataFrame({"x": X[1:]}))
    with pytest.raises(TypeError, match="policy"):
        wg.divide(X, Y)


def frame(crs: Any = "EPSG:4326") -> Any:
    return gpd.GeoDataFrame({"组": G}, geometry=gpd.points_from_xy(X, Y), crs=4326, index=INDEX).to_crs(crs)


def test_geodataframes() -> None:
    found = wg.divide(frame(), policy=P, group="组", regions=REGION)
    assert found == D
    assert list(found.labels.index) == list(INDEX)
    assert wg.divide(frame(4490), policy=P, group="组", regions=REGION).crs == "lonlat"
    flat = wg.divide(frame(32650), policy=P, group="组", regions=REGION)
    assert (flat.crs, str(flat.to_geopandas().crs)) == ("metres", "EPSG:32650")
    assert flat.measures.rms == pytest.approx(D.measures.rms, rel=0.02)
    joined = flat.join(frame())
    assert isinstance(joined, gpd.GeoDataFrame)
    assert joined["grid"].tolist() == [str(number) for number in flat.numbers]
    assert wg.divide(frame().geometry, policy=P).crs == "lonlat"
    bare = frame().set_crs(None, allow_override=True)
    with pytest.raises(wg.InputError, match="does not say") as caught:
        wg.divide(bare, policy=P)
    assert caught.value.column == "crs"
    assert wg.divide(bare, policy=P, group="组", regions=REGION, crs="lonlat") == D
    for crs in ("EPSG:3857", "EPSG:2272", "EPSG:4267"):  # stretched metres, feet, another datum
        with pytest.raises(wg.InputError, match=crs) as caught:
            wg.divide(frame(crs), policy=P)
        assert caught.value.column == "crs"
    with pytest.raises(wg.InputError, match="EPSG:4326"):
        wg.divide(frame(), policy=P, crs="metres")
    lines = frame()
    lines.loc[9, "geometry"] = shapely.LineString([(117.2, 31.9), (117.3, 31.9)])
    with pytest.raises(wg.InputError, match="LineString") as caught:
        wg.divide(lines, policy=P)
    assert (caught.value.row, caught.value.column) == (2, "x")


def test_barriers() -> None:
    middle = float(np.median(X))
    ends = [(middle, 31.0), (middle, 33.0)]
    ways: list[Any] = [
        [ends],
        [np.array(ends)],
        [shapely.LineString(ends)],
        shapely.MultiLineString([ends]),
        gpd.GeoSeries([shapely.LineString(ends)], crs=4326),
        gpd.GeoSeries([shapely.LineString(ends)], crs=4326).to_crs(3857),
    ]
    divided = [wg.divide(X, Y, P, aims=["connected", "compact"], barriers=way) for way in ways]
    assert all(one.labels.tolist() == divided[0].labels.tolist() for one in divided)
    west = {label for label, x in zip(divided[0].labels.tolist(), X, strict=True) if x < middle}
    east = {label for label, x in zip(divided[0].labels.tolist(), X, strict=True) if x >= middle}
    assert len(west & east) <= 1
    for wrong in ([[(1.0, 2.0)]], [[(117.2, 95.0), (117.3, 31.0)]], [shapely.Point(1, 2)], ["河"], 5):
        with pytest.raises(wg.InputError) as caught:
            wg.divide(X, Y, P, barriers=wrong)
        assert caught.value.column == "barriers"


# Refusals -----------------------------------------------------------------------------------------------------------


def with_value(column: Any, row: int, value: Any) -> Any:
    changed = np.array(column, dtype=object if value is None else None)
    changed[row] = value
    return changed


@pytest.mark.parametrize(
    ("x", "y", "row", "column", "allowed"),
    [
        (with_value(X, 5, np.nan), Y, 5, "x", "a longitude"),
        (X, with_value(Y, 6, np.nan), 6, "y", "a latitude"),
        (X, with_value(Y, 6, np.inf), 6, "y", "a latitude"),
        (with_value(X, 7, -np.inf), Y, 7, "x", "a longitude"),
        (Y, X, 0, "y", "they look swapped"),
        (with_value(X, 8, 31.9), with_value(Y, 8, 117.2), 8, "y", "they look swapped"),
        (with_value(X, 9, -80.0), Y, 9, "x", ""),
        (pl.Series(X).scatter(3, None), pl.Series(Y), 3, "x", "a number in every row"),
        (pl.Series(X), pl.Series(Y).scatter(4, None), 4, "y", "a number in every row"),
        (
            pd.Series(X).astype("Float64"),
            pd.Series(Y).astype("Float64").mask(pd.Series(range(1200)) == 2),
            2,
            "y",
            "a number",
        ),
        (np.ma.MaskedArray(X, np.arange(1200) == 11), Y, 11, "x", "a number in every row"),
        (X, Y[:-1], None, "y", "1200 rows"),
        (X.astype(str), Y, None, "x", "a column of numbers"),
        (X.reshape(2, -1), Y, None, "x", "a column of numbers"),
        (pl.Series([str(one) for one in X]), pl.Series(Y), None, "x", "a column of numbers"),
        (117.2, 31.9, None, "x", "a column"),
    ],
)
def test_places_that_are_none(x: Any, y: Any, row: int | None, column: str, allowed: str) -> None:
    with pytest.raises(wg.InputError) as caught:
        wg.divide(x, y, P)
    assert (caught.value.row, caught.value.column) == (row, column)
    assert allowed in caught.value.allowed
    assert caught.value.zh
    assert isinstance(caught.value, wg.WanggeError)


WEIGHTS = np.ones(len(X), dtype=np.int64)
ZONES = np.full(len(X), "示例村")


@pytest.mark.parametrize(
    ("options", "row", "column", "allowed"),
    [
        ({"weight": with_value(WEIGHTS, 4, 0)}, 4, "weight", "1 household or more"),
        ({"weight": with_value(WEIGHTS, 4, 151)}, 4, "weight", "1 to 150 households"),
        ({"weight": with_value(WEIGHTS, 4, -1)}, 4, "weight", "0 or more"),
        ({"weight": with_value(WEIGHTS, 4, 1 << 40)}, 4, "weight", "2147483647"),
        ({"weight": WEIGHTS.astype(np.float64)}, None, "weight", "a column of whole numbers"),
        ({"weight": 3}, None, "weight", "a column of whole numbers"),
        ({"weight": WEIGHTS[1:]}, None, "weight", "1200 rows"),
        ({"weight": pl.Series(WEIGHTS).scatter(2, None)}, 2, "weight", "a whole number in every row"),
        ({"amounts": {"people": WEIGHTS}}, None, "amounts", "population"),
        ({"amounts": {"household": WEIGHTS}}, None, "amounts", "population"),
        ({"amounts": {"population": with_value(WEIGHTS, 3, -2)}}, 3, "population", "0 or more"),
        ({"zone": with_value(ZONES, 3, None)}, 3, "zone", "the zone of every row"),
        ({"zone": with_value(ZONES, 3, "")}, 3, "zone", "the zone of every row"),
        ({"zone": with_value(ZONES, 8, "别村"), "zones": ["示例村"]}, 8, "zone", "示例村"),
        ({"zone": ZONES, "count": {"别村": 3}}, None, "count", "示例村"),
        ({"zone": np.ones(len(X))}, None, "zone", "categories"),
        ({"group": G[1:]}, None, "group", "1200 rows"),
        ({"group": [3.5] * len(X)}, None, "group", "texts"),
        ({"pin": [str(row) for row in range(len(X))]}, None, "pin", "at most 10, one a grid"),
        ({"pin": ["甲"] * 200 + [None] * 1000}, 0, "pin", "at most 150 households with one pin"),
        ({"count": 5}, None, "count", "8 to 12"),
        ({"count": -1}, None, "count", "1 or more"),
        ({"aims": ["pretty"]}, None, "aim", "compact"),
        ({"aims": ["compact", "compact"]}, None, "aims", "each aim once"),
        ({"headroom": 100}, None, "headroom", "0 to 99"),
        ({"headroom": -1}, None, "headroom", "0 to 99"),
        ({"regions": "3401"}, None, "regions", "12 digits"),
        ({"place": "town hall"}, None, "place", "community"),
        ({"crs": "epsg:4326"}, None, "coordinates", "lonlat"),
        ({"seed": -1}, None, "seed", "0 to"),
        ({"rounds": -1}, None, "rounds", "0 or more"),
        ({"seconds": -1.0}, None, "seconds", "0 or more"),
        ({"seconds": float("nan")}, None, "seconds", "0 or more"),
        ({"threads": 0}, None, "threads", "1 or more"),
    ],
)
def test_what_else_cannot_be_used(options: dict[str, Any], row: int | None, column: str, allowed: str) -> None:
    with pytest.raises(wg.InputError) as caught:
        wg.divide(X, Y, P, **options)
    assert (caught.value.row, caught.value.column) == (row, column)
    assert allowed in caught.value.allowed


@pytest.mark.parametrize("n", [1, 99, 151, 199])
def test_so_many_have_no_lawful_division(n: int) -> None:
    with pytest.raises(wg.DivisionError) as caught:
        wg.divide(X[:n], Y[:n], P)
    error = caught.value
    assert (error.code, error.households, error.band, error.zone) == ("division.infeasible", n, (LO, HI), "")
    assert error.choices
    again = pickle.loads(pickle.dumps(error))
    assert (again.households, again.band, str(again), again.zh) == (n, (LO, HI), str(error), error.zh)


def test_other_refusals_of_a_division() -> None:
    with pytest.raises(wg.InputError, match="one household or more"):
        wg.divide(X[:0], Y[:0], P)
    with pytest.raises(wg.PolicyError) as faulty:
        wg.Policy.from_toml(P.to_toml().replace("min = 100\nmax = 150", "min = 150\nmax = 100"))
    assert faulty.value.faults
    with pytest.raises(wg.UnspecifiedError) as silent:
        wg.divide(X, Y, wg.Policy.preset("modian-2012"))
    assert silent.value.key.startswith("grid.")
    zone = np.where(np.arange(1200) < 1020, "甲村", "乙村")
    with pytest.raises(wg.DivisionError) as caught:
        wg.divide(X, Y, P, zone=zone)
    assert (caught.value.zone, caught.value.households) == ("乙村", 180)
    with pytest.raises(wg.DivisionError) as heavy:
        wg.divide(X[:4], Y[:4], P, weight=[80, 80, 80, 80])
    assert (heavy.value.code, heavy.value.households) == ("division.not_found", 320)


def test_ten_million_rows_are_refused_before_memory_is_spent() -> None:
    far = np.broadcast_to(0.0, (10_000_000,))
    with pytest.raises(wg.InputError, match="10000000 rows") as caught:
        wg.divide(far, far, P)
    assert "5000000" in caught.value.allowed


# Progress, interrupts -----------------------------------------------------------------------------------------------


def test_progress_is_told_and_may_end_it() -> None:
    x, y, _ = village(20_000, 11)
    told: list[wg.Progress] = []
    whole = wg.divide(x, y, P, aims="compact", progress=told.append)
    assert whole == wg.divide(x, y, P, aims="compact")
    assert told
    assert (told[0].zones_done, told[0].zones, told[0].rounds_done) == (0, 1, 0)
    assert [one.rounds_done for one in told] == sorted(one.rounds_done for one in told)
    assert pickle.loads(pickle.dumps(told[0])) == told[0]
    early = wg.divide(x, y, P, aims="compact", progress=lambda _: False)
    assert all(LO <= size <= HI for size in sizes(early))
    assert early.measures.rms > whole.measures.rms
    none = wg.divide(x, y, P, aims="compact", rounds=0)
    assert none.labels.tolist() == early.labels.tolist()


def test_what_progress_raises_ends_it() -> None:
    def stop(_: object) -> None:
        raise LookupError("enough of this")

    with pytest.raises(LookupError, match="enough of this"):
        wg.divide(X, Y, P, progress=stop)

    def cancel(_: object) -> None:
        raise wg.Cancelled

    with pytest.raises(wg.DivisionError) as caught:
        wg.divide(X, Y, P, progress=cancel)
    assert (caught.value.code, caught.value.zh) == ("division.cancelled", "划分已取消")


def test_a_bar(capsys: pytest.CaptureFixture[str]) -> None:
    assert wg.divide(X, Y, P, group=G, regions=REGION, progress=True) == D
    assert "100%" in capsys.readouterr().err


def test_seconds_cost_shape_never_lawfulness() -> None:
    x, y, _ = village(100_000, 12)
    start = time.monotonic()
    found = wg.divide(x, y, P, aims="compact", seconds=0.05)
    took = time.monotonic() - start
    assert all(LO <= size <= HI for size in np.bincount(found.labels))
    start = time.monotonic()
    wg.divide(x, y, P, aims="compact")
    assert took < time.monotonic() - start


def test_the_interpreter_is_let_go() -> None:
    x, y, _ = village(60_000, 13)
    ticks: list[float] = []
    done = threading.Event()

    def tick() -> None:
        while not done.is_set():
            ticks.append(time.monotonic())
            time.sleep(0.005)

    other = threading.Thread(target=tick)
    other.start()
    start = time.monotonic()
    wg.divide(x, y, P, aims="compact")
    took = time.monotonic() - start
    done.set()
    other.join()
    assert len(ticks) > took / 0.1


INTERRUPTED = """
import sys, time
import numpy as np
import wangge as wg

rng = np.random.default_rng(1)
x, y = rng.uniform(0, 100_000, (2, 1_000_000))
policy = wg.Policy.preset("combined")
drawn = np.arange(1_000_000) % 8000
print("ready", flush=True)
start = time.monotonic()
try:
    if sys.argv[1] == "divide":
        wg.divide(x, y, policy, crs="metres", progress=lambda progress: None)
    elif sys.argv[1] == "silent":
        wg.divide(x, y, policy, crs="metres", aims="compact")
    else:
        wg.Division.drawn(drawn, x, y, policy, crs="metres").audit()
except KeyboardInterrupt:
    print("interrupted", time.monotonic() - start, flush=True)
    sys.exit(7)
print("done", time.monotonic() - start, flush=True)
"""


@pytest.mark.parametrize("way", ["divide", "silent", "audit"])
def test_an_interrupt_is_answered_at_once(way: str) -> None:
    child = subprocess.Popen([sys.executable, "-c", INTERRUPTED, way], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    time.sleep(1.0)
    start = time.monotonic()
    os.kill(child.pid, signal.SIGINT)
    said = child.stdout.readline()
    waited = time.monotonic() - start
    assert child.wait(timeout=20) == 7
    child.stdout.close()
    assert said.startswith("interrupted")
    assert waited < 1.5


# Edits, redivision, audit -------------------------------------------------------------------------------------------


def test_edits() -> None:
    border = next(grid for grid in D.grids if grid.households < HI - 2)
    to = D.grids.index(border)
    giver = next(place for place in border.neighbours if D.grids[place].households > LO + 2)
    rows = np.flatnonzero(giver == D.labels)[:2]
    moved = D.move(rows, to)
    assert moved.labels[rows].tolist() == [to, to]
    assert (moved.labels != D.labels).sum() == 2
    assert D.labels[rows].tolist() == [giver, giver]
    with pytest.raises(wg.DivisionError) as caught:
        D.move(np.flatnonzero(giver == D.labels), to)
    assert caught.value.code == "division.unlawful"
    assert caught.value.findings is not None
    assert {finding.code for finding in caught.value.findings} == {"division.size"}
    assert len(pickle.loads(pickle.dumps(caught.value)).findings) == len(caught.value.findings)
    for rows_, to_, column in (([len(X)], 0, "rows"), ([-1], 0, "rows"), ([0], 99, "to"), ([0], -1, "to")):
        with pytest.raises(wg.InputError) as wrong:
            D.move(rows_, to_)
        assert wrong.value.column == column
    with pytest.raises(wg.DivisionError):
        D.merge(0, 1)
    with pytest.raises(wg.InputError):
        D.merge(0, 0)
    for parts in (0, 2):
        with pytest.raises(wg.InputError) as wrong:
            D.split(0, parts)
        assert wrong.value.column == "parts"


def test_a_lawful_merge_and_split() -> None:
    wide = wg.Policy.from_toml(P.to_toml().replace("min = 100\nmax = 150", "min = 40\nmax = 150"))
    found = wg.divide(X, Y, wide, count=20, regions=REGION, aims="compact")
    pair = next(
        (place, other)
        for place, grid in enumerate(found.grids)
        for other in grid.neighbours
        if grid.households + found.grids[other].households <= HI
    )
    merged = found.merge(*pair)
    assert len(merged.grids) == 19
    assert merged.grids[pair[1] - (pair[1] > pair[0])].code == found.grids[pair[1]].code
    place = max(range(19), key=lambda one: merged.grids[one].households)
    split = merged.split(place, 2)
    assert (len(split.grids), split.grids[place].code) == (20, merged.grids[place].code)
    assert split.names[-1].number == 21
    assert sorted(sizes(split)) != sorted(sizes(merged))


def test_redivision() -> None:
    same = D.redivide(X, Y, group=G)
    assert (same.kept, same.moved, same.came) == (1200, (), 0)
    assert same.division.labels.tolist() == D.labels.tolist()
    rng = np.random.default_rng(5)
    stay = np.sort(rng.choice(1200, 1170, replace=False))
    came = rng.choice(1200, 40, replace=False)
    x, y = np.r_[X[stay], X[came] + 1e-5], np.r_[Y[stay], Y[came]]
    group = np.r_[G[stay], G[came]]
    old = np.r_[D.labels[stay], np.full(40, -1, dtype=np.int32)]
    found = D.redivide(x, y, previous=old, group=group)
    assert (found.division.rows, found.came) == (1210, 40)
    assert all(LO <= size <= HI for size in sizes(found.division))
    assert found.kept >= 0.95 * 1170
    assert found.kept + len(found.moved) == 1170
    for one in found.moved:
        assert one.before.code == D.grids[old[one.row]].code
        assert one.after == found.division.names[one.to]
        assert one.because.zh
    assert found == pickle.loads(pickle.dumps(found))
    names = np.r_[D.codes[stay], np.full(40, None)]
    by_name = D.redivide(x, y, previous=names, group=group)
    assert by_name == found
    masked = np.ma.MaskedArray(np.maximum(old, 0), old < 0)
    for previous in (
        masked,
        pl.Series(old),
        pa.array(old),
        pd.Series(old).astype("Int32").mask(old < 0),
        old.astype(float),
    ):
        if isinstance(previous, (pl.Series, pa.Array, np.ndarray)):
            assert D.redivide(x, y, previous=previous, group=group) == found
    elsewhere = wg.redivide(names, x, y, P, group=group, regions=REGION)
    assert elsewhere.division.labels.tolist() == found.division.labels.tolist()
    assert elsewhere.division.names == found.division.names
    assert wg.redivide(pl.Series(names.tolist()), pl.Series(x), pl.Series(y), P, group=group).moved == elsewhere.moved


def test_redivision_matches_the_index_of_pandas() -> None:
    x, y, group = (pd.Series(column, index=INDEX) for column in (X, Y, G))
    before = wg.divide(x, y, P, group=group, regions=REGION)
    now = list(INDEX)[::-1][:1150]
    found = before.redivide(x[now], y[now], group=group[now])
    assert (found.came, found.division.rows) == (0, 1150)
    kept = found.division.codes == before.codes[now].astype(found.division.codes.dtype)
    assert kept.sum() == found.kept
    doubled = [*now, now[0]]
    with pytest.raises(wg.InputError, match="without doubles"):
        before.redivide(x[doubled], y[doubled])


def test_redivision_refuses() -> None:
    with pytest.raises(wg.InputError) as caught:
        D.redivide(X[1:], Y[1:])
    assert caught.value.column == "previous"
    with pytest.raises(wg.InputError) as caught:
        D.redivide(X, Y, previous=with_value(D.labels, 5, 77))
    assert (caught.value.row, caught.value.column) == (5, "previous")
    with pytest.raises(wg.InputError) as caught:
        D.redivide(X, Y, previous=with_value(D.codes, 6, "没有的格"))
    assert (caught.value.row, caught.value.value) == (6, "没有的格")
    with pytest.raises(wg.InputError, match="0 to 100"):
        D.redivide(X, Y, freedom=101)
    with pytest.raises(wg.InputError, match="places in grids"):
        D.redivide(X, Y, previous=np.full(1200, 0.5))


def test_a_drawn_division_is_judged() -> None:
    drawn = np.where(np.median(X) > X, "西", "东")
    found = wg.audit(drawn, X, Y, P, group=G)
    assert not found.lawful
    assert [grid.code for grid in found.measures.grids] == ["东", "西"]
    assert {finding.code for finding in found.findings.breaches} == {"division.size"}
    assert found.ours is not None
    assert found.ours.rms < found.measures.rms
    assert found == pickle.loads(pickle.dumps(found))
    assert "2 breaches" in repr(found)
    holes = with_value(drawn, 17, None)
    lost = wg.audit(holes, X, Y, P, group=G)
    assert any(finding.code == "division.no_grid" and "17" in finding.en for finding in lost.findings)
    kept = wg.Division.drawn(drawn, X, Y, P, group=G)
    assert kept.measures.rms == found.measures.rms
    assert kept.audit().measures.rms == found.measures.rms
    with pytest.raises(wg.InputError) as caught:
        wg.Division.drawn(holes, X, Y, P)
    assert (caught.value.row, caught.value.column) == (17, "labels")
    ours = wg.audit(D.codes, X, Y, P, group=G)
    assert ours.lawful
    assert ours.measures.rms == pytest.approx(D.measures.rms)


# What it becomes ----------------------------------------------------------------------------------------------------


def test_tables_of_grids() -> None:
    frame = D.to_pandas()
    assert list(frame.columns) == [
        *("number", "code", "households", "rows", "x", "y", "rms", "farthest", "farthest_row", "round", "parts"),
        *("neighbours", "groups"),
    ]
    assert frame["households"].tolist() == sizes(D)
    assert frame["round"].tolist() == [tour.metres for tour in D.tours]
    assert D.to_polars().to_dicts() == frame.to_dict("records")
    assert D.to_arrow().to_pylist() == frame.to_dict("records")
    for place, tour in enumerate(D.tours):
        assert {int(D.labels[row]) for row in tour.stops} == {place}


@pytest.mark.filterwarnings("ignore:Geometry is in a geographic CRS")
def test_geojson_there_and_back(tmp_path: Path) -> None:
    text = D.to_geojson(tmp_path / "网格.geojson")
    assert (tmp_path / "网格.geojson").read_text(encoding="utf-8") == text
    read = gpd.read_file(tmp_path / "网格.geojson")
    ours = D.to_geopandas()
    assert str(read.crs) == str(ours.crs) == "EPSG:4326"
    assert read["households"].tolist() == sizes(D)
    assert read["code"].tolist() == [grid.code for grid in D.grids]
    points = gpd.GeoSeries(gpd.points_from_xy(X, Y), crs=4326)
    for frame in (read, ours):
        assert frame.geometry.is_valid.all()
        owner = frame.geometry.reset_index(drop=True)
        near = [
            owner[label].buffer(2e-7).contains(point) for label, point in zip(D.labels.tolist(), points, strict=True)
        ]
        assert all(near)
    assert shapely.union_all(ours.geometry).area == pytest.approx(ours.area.sum(), rel=1e-9)
    assert (read.geometry.symmetric_difference(ours.geometry).area / ours.area).max() < 1e-4
    features = json.loads(D.to_geojson(shape=Shape.HOUSEHOLDS))["features"]
    assert [len(feature["geometry"]["coordinates"]) for feature in features] == sizes(D)
    hulls = D.to_geopandas("hull")
    assert ours.geometry.buffer(0.002).contains(hulls.geometry).all()
    assert D.to_geopandas("households").geometry.count_coordinates().tolist() == sizes(D)
    with pytest.raises(wg.InputError, match="cell, hull"):
        D.to_geopandas("square")


def test_where_plane_metres_lie() -> None:
    flat = wg.divide(frame(32650), policy=P, group="组", regions=REGION)
    found = gpd.GeoDataFrame.from_features(json.loads(flat.to_geojson())["features"], crs=4326)
    back = found.to_crs(32650).symmetric_difference(flat.to_geopandas().geometry).area
    assert (back / flat.to_geopandas().area).max() < 0.01
    with pytest.raises(wg.InputError, match="EPSG:32650"):
        flat.to_geojson(anchor=((0, 0), (117.0, 31.0)))
    x, y = Transformer.from_crs(4326, 32650, always_xy=True).transform(X, Y)
    bare = wg.divide(x, y, P, crs="metres")
    with pytest.raises(wg.InputError) as caught:
        bare.to_geojson()
    assert caught.value.column == "anchor"
    box = json.loads(bare.to_geojson(anchor=((x[0], y[0]), (X[0], Y[0]))))["bbox"]
    assert box == pytest.approx(json.loads(D.to_geojson())["bbox"], abs=5e-4)
    assert bare.to_geopandas().crs is None
    there = wg.divide(*wg.from_wgs84(X, Y, "gcj02"), P, crs="gcj02", group=G, regions=REGION)
    assert json.loads(there.to_geojson())["bbox"] == pytest.approx(json.loads(D.to_geojson())["bbox"], abs=1e-4)
    assert there.to_geopandas().total_bounds == pytest.approx(D.to_geopandas().total_bounds, abs=1e-4)


@pytest.mark.filterwarnings("ignore:Geometry is in a geographic CRS")
def test_cells_fill_an_outline() -> None:
    box = shapely.box(X.min() - 0.01, Y.min() - 0.01, X.max() + 0.01, Y.max() + 0.01)
    land = D.to_geopandas(outlines=box)
    assert land.area.sum() == pytest.approx(box.area, rel=1e-6)
    assert sum(len(parts) for parts in D.cells(list(box.exterior.coords))) == land.geometry.count_geometries().sum()
    for wrong in ("x", shapely.Point(1, 2), {"无": box}, shapely.box(0, 0, 1, 1)):
        with pytest.raises(wg.InputError):
            D.cells(wrong)
    with pytest.raises(wg.InputError, match="metres"):
        D.cells(margin=0)


def test_a_map(tmp_path: Path) -> None:
    svg = D.to_svg(tmp_path / "a.svg", title="<示例村>")
    assert (tmp_path / "a.svg").read_text(encoding="utf-8") == svg
    assert "&lt;示例村&gt;" in svg
    assert D.map(title="示例村")._repr_html_() == D.to_svg(title="示例村")
    assert "Grid" in D.to_svg(lang="en")
    with pytest.raises(wg.InputError, match="320 to 8000"):
        D.to_svg(width=10)
    with pytest.raises(wg.InputError, match="320 to 8000"):
        D.to_svg(width=-1)


@pytest.fixture
def closed() -> Any:
    yield
    plt.close("all")


@pytest.mark.usefixtures("closed")
def test_a_plot(tmp_path: Path) -> None:
    middle = float(np.median(X))
    zone = np.where(middle > X, "西村", "东村")
    river = [[(middle, Y.min()), (middle, Y.max())]]
    found = wg.divide(X, Y, P, group=G, zone=zone, barriers=river, regions={"西村": REGION, "东村": "340123456780"})
    ax = found.plot()
    picture: Any = ax.figure
    picture.savefig(tmp_path / "a.png")
    texts = [text.get_text() for text in ax.texts]
    assert {"西村", "东村"} <= set(texts)
    assert [text for text in texts if text.endswith("户")] == [f"{g.number}\n{g.households}户" for g in found.grids]
    assert any(text.endswith(("米", "公里")) for text in texts)
    assert ax.get_title(loc="left").startswith(f"2个片区，1200户，{len(found.grids)}个网格")
    colours: Any = ax.collections[0].get_facecolor()
    for place, grid in enumerate(found.grids):
        for other in grid.neighbours:
            assert tuple(colours[place]) != tuple(colours[other])
    with pytest.raises(wg.InputError, match="🏮"):
        wg.divide(X, Y, P, zone=np.full(1200, "灯🏮村")).plot()


@pytest.mark.filterwarnings("ignore::DeprecationWarning:lonboard", "ignore:The .* keyword in DataFrame.convert_dtypes")
def test_a_map_to_move(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    evil = wg.divide(X, Y, P, zone=np.full(1200, "<img src=x>"))
    page = evil.explore()
    assert isinstance(page, folium.Map)
    page.save(str(tmp_path / "a.html"))
    text = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "<img src=x>" not in text
    assert json.dumps("均方根距离（米）") in text
    monkeypatch.setattr("wangge._explore.find_spec", lambda name: None if name == "folium" else object())
    import lonboard

    assert isinstance(D.explore(), lonboard.Map)
    monkeypatch.setattr("wangge._explore.find_spec", lambda name: None)
    with pytest.raises(wg.InputError, match=r"folium.*lonboard"):
        D.explore()


class Checker(HTMLParser):
    """Every tag that opens is closed, in order; nothing that runs."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in {"script", "img", "a"}
        assert not any(name.startswith("on") for name, _ in attrs)
        self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_in_a_notebook() -> None:
    evil = np.where(G == "第1组", "<script>alert(1)</script>", G)
    x, y, group = village(600, 3, hamlets=3)
    split = wg.divide(x, y, P, group=np.char.add("<b>", group), zone=np.full(600, "<i>村"))
    drawn = wg.audit(evil, X, Y, P, group=evil)
    moved = D.redivide(X[300:], Y[300:], previous=D.labels[300:], group=G[300:])
    x, y, _ = village(6000, 2)
    large = wg.divide(x, y, P, aims="compact")
    answers: list[tuple[Any, list[str]]] = [
        (D, ["1200户", "X-3.1", "<svg", f"{REGION}001"]),
        (split, ["&lt;i&gt;村1", "拆分的自然村组", "&lt;b&gt;第"]),
        (drawn, ["项不符合", "合规划分", "&lt;script&gt;"]),
        (drawn.measures, ["户数"]),
        (moved, ["户留在原网格", "户调整"]),
        (large, ["超过5000户不在此绘图", "另有28个网格"]),
    ]
    for answer, said in answers:
        page = answer._repr_html_()
        checker = Checker()
        checker.feed(page)
        checker.close()
        assert not checker.open
        for text in said:
            assert text in page
