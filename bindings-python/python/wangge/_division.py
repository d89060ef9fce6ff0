"""A division and a redivision, as Python has them: the native half with the library's columns around it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from . import _wangge
from ._exports import geodataframe, geojson, table_of_grids
from ._families import Family, names_of, table_of
from ._households import Given, is_geo, read_households, read_labels, read_outlines
from ._refusal import refused

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ._wangge import Audit, Divided, Grid, GridName, Measures, Moved, Policy, Polygon, Reason, Split, Tour
    from .html import Html

__all__ = ["FREEDOM", "Division", "Redivision", "asked_of", "needed", "redivided"]

On = tuple[str, str] | None
Count = int | Mapping[str, int] | None
Regions = str | Mapping[str, str] | None

# How freely a redivision moves households, in percent.
FREEDOM = 25


def needed(policy: Policy | None, function: str) -> Policy:
    if policy is None:
        raise TypeError(f"{function}() missing 1 required argument: 'policy'")
    return policy


def asked_of(
    count: Count,
    aims: str | Sequence[str] | None,
    headroom: int | None,
    contiguous: bool,
    regions: Regions,
    place: str | None,
    seed: int,
    rounds: int | None,
    threads: int | None,
) -> dict[str, object]:
    """The options as the native half takes them, and as they are pickled."""
    if isinstance(aims, str):
        aims = [aims]
    if isinstance(regions, str):
        regions = {"": regions}
    return {
        "count": {str(zone): many for zone, many in count.items()} if isinstance(count, Mapping) else count,
        "aims": None if aims is None else list(aims),
        "headroom": headroom,
        "contiguous": contiguous,
        "regions": None if regions is None else {str(zone): str(code) for zone, code in regions.items()},
        "place": place,
        "seed": seed,
        "rounds": rounds,
        "threads": threads,
    }


def redivided(
    labels: Any,
    names: list[GridName] | None,
    given: Given,
    policy: Policy,
    asked: dict[str, object],
    freedom: int,
) -> Redivision:
    if not 0 <= freedom <= 100:
        raise refused("freedom", str(freedom), "0 to 100 percent")
    found, moved, came = _wangge.redivide(labels, names, given.households, policy, asked, freedom)
    # The number that was asked for then is not asked for by the edits to come.
    division = Division(found, policy, {**asked, "count": None}, given.family, given.frame_crs)
    return Redivision(division, moved, came)


def _places_or_names(previous: Any, family: Family) -> Any:
    """Places of grids, below 0 for none, or names of grids."""
    if hasattr(previous, "dtype") and str(getattr(previous.dtype, "kind", "")) in "iuf" and hasattr(previous, "isna"):
        family.aligned(previous, "previous")
        previous = previous.to_numpy("float64", na_value=np.nan)
    if isinstance(previous, (list, tuple)) and all(isinstance(one, (int, np.integer, type(None))) for one in previous):
        previous = np.array([-1 if one is None else one for one in previous])
    if isinstance(previous, np.ma.MaskedArray) and previous.dtype.kind in "iuf":
        previous = np.where(np.ma.getmaskarray(previous), np.nan, np.asarray(previous, dtype=np.float64))
    if isinstance(previous, np.ndarray) and previous.dtype.kind == "f":
        places = np.where(np.isnan(previous), -1, previous)
        wrong = places != np.floor(places)
        if wrong.any():
            row = int(np.argmax(wrong))
            raise refused("previous", str(previous[row]), "places in grids, or names of grids", row=row)
        previous = places
    if isinstance(previous, np.ndarray) and previous.dtype.kind in "iuf":
        return np.clip(previous, -1, np.iinfo(np.int32).max).astype(np.int32)
    if hasattr(previous, "__arrow_c_stream__") or hasattr(previous, "__arrow_c_array__"):
        return previous
    return names_of(previous, family, "previous")


def _kept(column: Any) -> Any:
    """A column that is handed out again and again: one of numpy is not to be written to."""
    if isinstance(column, np.ndarray):
        column.flags.writeable = False
    return column


class Division:
    """Households divided into grids (划分结果): the grid of each row, what the grids are like, and why it is so.

    Changes by hand (`move`, `merge`, `split`) and `redivide` give a new one; this one stays as it is.
    """

    def __init__(
        self,
        divided: Divided,
        policy: Policy,
        asked: dict[str, object],
        family: Family,
        frame_crs: Any = None,
    ) -> None:
        self._divided = divided
        self._policy = policy
        self._asked = asked
        self._family = family
        self._frame_crs = frame_crs

    @classmethod
    def drawn(
        cls,
        labels: Any,
        x: Any,
        y: Any = None,
        policy: Policy | None = None,
        *,
        on: On = None,
        crs: str | None = None,
        group: Any = None,
        weight: Any = None,
        zone: Any = None,
        amounts: Mapping[str, Any] | None = None,
        pin: Any = None,
        barriers: Any = None,
        contiguous: bool = False,
        place: str | None = None,
    ) -> Division:
        """A division that is there already, by hand or in a table: taken as it is, lawful or not.

        `labels` names the grid of each row: a column, or for a table its name; a grid's code is the name it was given.
        The other arguments are those of `divide`. What it breaks says `audit`.

        Raises InputError naming the first row without a name.

        >>> import numpy as np, wangge as wg
        >>> x, p = np.array([0.0, 900.0, 3.0]), wg.Policy.preset("combined")
        >>> wg.Division.drawn(["甲", "乙", "甲"], x, np.zeros(3), p, crs="metres").labels.tolist()
        [1, 0, 1]
        """
        policy = needed(policy, "drawn")
        given = read_households(
            x, y, on=on, crs=crs, group=group, weight=weight, zone=zone, amounts=amounts, pin=pin, barriers=barriers
        )
        found = _wangge.Divided.drawn(read_labels(labels, given, "labels"), given.households)
        asked = asked_of(None, None, None, contiguous, None, place, 0, None, None)
        return cls(found, policy, asked, given.family, given.frame_crs)

    # What it says --------------------------------------------------------------------------------------------------

    @property
    def policy(self) -> Policy:
        """The policy that it was made by."""
        return self._policy

    @property
    def crs(self) -> str:
        """What the coordinates are."""
        return self._divided.households.crs

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self._divided.households)

    @property
    def households(self) -> int:
        """How many households there are in all: more than rows, where buildings hold several."""
        return self._divided.households.total

    @cached_property
    def labels(self) -> Any:
        """The grid of each row, by its place in `grids`: a column of int32."""
        return _kept(self._family.named("grid").ints(self._divided.labels))

    @cached_property
    def numbers(self) -> Any:
        """The number of each row's grid in its zone, from 1: a column of int32."""
        numbers = np.array([name.number for name in self.names], dtype=np.int32)
        return _kept(self._family.named("number").ints(numbers[self._divided.labels]))

    @cached_property
    def codes(self) -> Any:
        """The code of each row's grid: a column of categories, null where the grid has none."""
        return _kept(self._column("code", [name.code for name in self.names]))

    def _column(self, name: str, words: Sequence[str | None]) -> Any:
        """A column of words out of one a grid."""
        known: dict[str, int] = {}
        places = [-1 if word is None else known.setdefault(word, len(known)) for word in words]
        return self._family.named(name).coded(np.array(places, dtype=np.int32)[self._divided.labels], list(known))

    @cached_property
    def names(self) -> tuple[GridName, ...]:
        """Zone, number and code of each grid."""
        return self._divided.names

    @cached_property
    def measures(self) -> Measures:
        """What the grids and the whole are like; a million rows take some seconds."""
        return self._divided.measure()

    @property
    def grids(self) -> tuple[Grid, ...]:
        """The grids and what each is like, zone by zone, each zone row by row from its north-west."""
        return self.measures.grids

    @property
    def splits(self) -> tuple[Split, ...]:
        """The natural groups that lie in several grids, and why; none where they were not to stay whole."""
        return self._divided.splits

    @property
    def log(self) -> tuple[Reason, ...]:
        """What was decided, and why: the numbers of grids, what is left free, what could not be had."""
        return self._divided.log

    @cached_property
    def tours(self) -> tuple[Tour, ...]:
        """A round of each grid through all its places (走访路线): rows in order, and metres as the crow flies."""
        return self._divided.tours()

    def cells(self, outlines: Any = None, margin: float = 50.0) -> tuple[tuple[Polygon, ...], ...]:
        """The land of each grid (网格范围), in the coordinates that were given: a polygon, or several.

        The cells of a zone fill its outline. `outlines` gives it, by the zone's name, or alone where there are no
        zones: polygons of shapely, or rings of x and y. A zone without one is filled `margin` metres around its hull.

        Raises InputError for an outline that is none, naming the first row outside of it.
        """
        return self._divided.cells(read_outlines(outlines), margin)

    def audit(self) -> Audit:
        """Judges it as any other division: breaches, what is worth a look, and our own division beside it.

        >>> import numpy as np, wangge as wg
        >>> n = np.arange(240)
        >>> d = wg.divide(n // 120 * 1000.0, n % 120 * 3.0, wg.Policy.preset("combined"), crs="metres")
        >>> d.audit().lawful, len(d.audit().findings)
        (True, 0)
        """
        names = [name.name for name in self.names]
        return _wangge.audit((self._divided.labels, names), self._divided.households, self._policy, self._asked)

    # Edits ---------------------------------------------------------------------------------------------------------

    def move(self, rows: int | Iterable[int], to: int) -> Division:
        """The same with some rows, by their places, in the grid at place `to`.

        Raises DivisionError (`division.unlawful`, with its findings) where that would break the rules; InputError for a
        row or a grid that is not there.

        >>> import numpy as np, wangge as wg
        >>> n = np.arange(240)
        >>> d = wg.divide(n // 120 * 1000.0, n % 120 * 3.0, wg.Policy.preset("combined"), crs="metres")
        >>> d.move([0, 1], 1)
        Division(240 households in 2 grids of 118 to 122)
        >>> try:
        ...     d.move(range(40), 1)
        ... except wg.DivisionError as error:
        ...     print([finding.zh for finding in error.findings])
        ['共80户，应为100至150', '共160户，应为100至150']
        """
        many = self.rows
        found = [int(row) for row in ([rows] if isinstance(rows, (int, np.integer)) else rows)]
        for row in found:
            if not 0 <= row < many:
                raise refused("rows", str(row), f"0 to {many - 1}")
        return self._with(self._divided.move_rows(self._policy, self._asked, found, self._place(to, "to")))

    def merge(self, grid: int, into: int) -> Division:
        """The same with the grid at place `grid` put into the one at place `into`, which keeps its number and code.

        Raises as `move` does.
        """
        places = self._place(grid, "grid"), self._place(into, "into")
        return self._with(self._divided.merge(self._policy, self._asked, *places))

    def split(self, grid: int, parts: int) -> Division:
        """The same with a grid cut into several; the first keeps its number and code, the others get the next ones.

        Raises InputError for a number of parts that its households do not allow; DivisionError where no lawful division
        into so many was found; else as `move` does.
        """
        if parts < 1:
            raise refused("parts", str(parts), "1 or more")
        return self._with(self._divided.split(self._policy, self._asked, self._place(grid, "grid"), parts))

    def _place(self, grid: int, argument: str) -> int:
        many = len(self.names)
        if not 0 <= grid < many:
            raise refused(argument, str(grid), f"0 to {many - 1}, the places of the grids")
        return int(grid)

    def _with(self, divided: Divided) -> Division:
        return Division(divided, self._policy, self._asked, self._family, self._frame_crs)

    def redivide(
        self,
        x: Any,
        y: Any = None,
        *,
        previous: Any = None,
        freedom: int = FREEDOM,
        on: On = None,
        crs: str | None = None,
        group: Any = None,
        weight: Any = None,
        zone: Any = None,
        amounts: Mapping[str, Any] | None = None,
        pin: Any = None,
        barriers: Any = None,
        count: Count = None,
        policy: Policy | None = None,
    ) -> Redivision:
        """Adapts it to the households as they are now (X-3.0): lawful again, and few change their grid.

        `previous` says in which grid each row was: places in `grids` (below 0 or null for a household that came since),
        or the names of grids (null or empty for such a one). Without it, columns of pandas are matched by their index,
        and other columns have to be of the same households in the same order. `policy` is by default the same;
        `freedom` is that of `wangge.redivide`, the other arguments are those of `divide`.

        Raises as `wangge.redivide` does.

        >>> import numpy as np, wangge as wg
        >>> n = np.arange(240)
        >>> x, y = n // 120 * 1000.0, n % 120 * 3.0
        >>> d = wg.divide(x, y, wg.Policy.preset("combined"), crs="metres")
        >>> here = np.r_[0:100, 120:240]  # twenty households went
        >>> d.redivide(x[here], y[here], previous=d.labels[here])
        Redivision(220 rows: 220 keep their grid, 0 change it, 0 are new)
        """
        frame_says = crs is None and is_geo(x)
        given = read_households(
            x,
            y,
            on=on,
            crs=None if frame_says else crs or self.crs,
            group=group,
            weight=weight,
            zone=zone,
            amounts=amounts,
            pin=pin,
            barriers=barriers,
        )
        asked = {**self._asked, "count": asked_of(count, None, None, False, None, None, 0, None, None)["count"]}
        labels = self._previous(previous, given)
        names = list(self.names)
        return redivided(labels, names, given, self._policy if policy is None else policy, asked, freedom)

    def _previous(self, previous: Any, given: Given) -> Any:
        """Places as the native half takes them, or names."""
        rows = len(given.households)
        if previous is None:
            index, own = getattr(given.family, "index", None), getattr(self._family, "index", None)
            if index is not None and own is not None:
                for argument, one in (("x", index), ("previous", own)):
                    if not one.is_unique:
                        raise refused(argument, "an index with the same label twice", "an index without doubles")
                at = own.get_indexer(index)
                return np.where(at < 0, -1, self._divided.labels[at]).astype(np.int32)
            if rows != self.rows:
                allowed = f"in which grid each of the {rows} rows was: places or names, -1 or none for those that came"
                raise refused("previous", "None", allowed)
            return self._divided.labels
        if isinstance(previous, str):
            if given.source is None:
                raise refused("previous", repr(previous), "a column; names of columns are for tables")
            previous = given.source.column(previous, "previous")
        return _places_or_names(previous, given.family)

    # What it becomes -----------------------------------------------------------------------------------------------

    def join(self, table: Any, grid: str = "grid", code: str = "code") -> Any:
        """The table of the households with two columns more: the zone and number of the grid as one word, and its code.

        The table has the rows that were divided, in their order. The column of codes is left out where no grid has one.

        >>> import polars as pl, wangge as wg
        >>> n = pl.int_range(240, eager=True)
        >>> homes = pl.DataFrame({"x": n // 120 * 1000.0, "y": n % 120 * 3.0})
        >>> d = wg.divide(homes, policy=wg.Policy.preset("combined"), crs="metres")
        >>> d.join(homes, grid="网格")["网格"].unique().sort().to_list()
        ['1', '2']
        """
        source = table_of(table, "table")
        rows = len(table) if hasattr(table, "__len__") and not isinstance(table, Mapping) else self.rows
        if rows != self.rows:
            raise refused("table", f"{rows} rows", f"the {self.rows} rows that were divided")
        answers = {grid: self._column(grid, [f"{name.zone or ''}{name.number}" for name in self.names])}
        if any(name.code is not None for name in self.names):
            answers[code] = self._column(code, [name.code for name in self.names])
        return source.joined(answers)

    def to_pandas(self) -> Any:
        """The grids as a DataFrame of pandas, a row a grid in the order of `grids`.

        Columns: `zone` and `code` (where there are any), `number`, `households`, `rows`, the `amounts` by their
        dimensions, the middle (`x`, `y`), `rms`, `farthest` and `round` (of its `tours`) in metres, `farthest_row`,
        `parts`, `neighbours` (places of grids) and `groups` (names).
        """
        import pandas as pd

        return pd.DataFrame(table_of_grids(self))

    def to_polars(self) -> Any:
        """The grids as a DataFrame of polars, as `to_pandas` gives them."""
        import polars as pl

        return pl.DataFrame(table_of_grids(self))

    def to_arrow(self) -> Any:
        """The grids as a Table of pyarrow, as `to_pandas` gives them."""
        import pyarrow as pa

        return pa.table(table_of_grids(self))

    def to_geojson(
        self,
        path: str | PathLike[str] | None = None,
        *,
        shape: str = "cell",
        outlines: Any = None,
        margin: float = 50.0,
        anchor: tuple[tuple[float, float], tuple[float, float]] | None = None,
    ) -> str:
        """GeoJSON (RFC 7946) in WGS-84, a feature a grid; written to `path` too, where one is given.

        `shape` is `cell` (the land of each grid; see `cells` for `outlines` and `margin`), `hull` or `households`.
        Places in `gcj02` and `bd09` are converted, those of a GeoDataFrame by its CRS; other metres need an `anchor`: a
        place of the plane, and its longitude and latitude.

        Raises InputError where nobody knows where the plane lies; OSError for the file.

        >>> import json, numpy as np, wangge as wg
        >>> n = np.arange(240)
        >>> d = wg.divide(n // 120 * 1000.0, n % 120 * 3.0, wg.Policy.preset("combined"), crs="metres")
        >>> found = json.loads(d.to_geojson(anchor=((0, 0), (117.28, 31.95))))
        >>> [feature["properties"]["households"] for feature in found["features"]]
        [120, 120]
        """
        text = geojson(self, shape, read_outlines(outlines), margin, anchor)
        if path is not None:
            Path(path).write_text(text, encoding="utf-8")
        return text

    def to_svg(
        self,
        path: str | PathLike[str] | None = None,
        *,
        title: str | None = None,
        outlines: Any = None,
        margin: float = 50.0,
        groups: bool = False,
        tours: bool = False,
        width: int = 960,
        lang: str = "zh",
    ) -> str:
        """A picture in SVG: the land of each grid, households, labels, a scale, a table; written to `path` too,
        where one is given.

        `groups` outlines each natural group, `tours` draws the round of each grid; `width` is in pixels, 320 to 8000.
        See `cells` for `outlines` and `margin`.

        Raises InputError as `cells` does; OSError for the file.

        >>> import numpy as np, wangge as wg
        >>> n = np.arange(240)
        >>> d = wg.divide(n // 120 * 1000.0, n % 120 * 3.0, wg.Policy.preset("combined"), crs="metres")
        >>> d.to_svg(title="示例村")[:4]
        '<svg'
        """
        if not 0 <= width < 1 << 32:
            raise refused("width", str(width), "320 to 8000 pixels")
        text = self._divided.svg(title, read_outlines(outlines), margin, groups, tours, width, lang)
        if path is not None:
            Path(path).write_text(text, encoding="utf-8")
        return text

    def map(self, **options: Any) -> Html:
        """The picture of `to_svg`, with its options, as a notebook shows it."""
        from .html import Html

        return Html(self.to_svg(**options))

    def to_geopandas(self, shape: str = "cell", *, outlines: Any = None, margin: float = 50.0) -> Any:
        """The grids as a GeoDataFrame, a row a grid, with the columns of `to_pandas`.

        The geometry is by `shape` (see `to_geojson`): polygons, or the households as points. In WGS-84 (EPSG:4326);
        where the households are in plane metres, in the CRS of their GeoDataFrame, or in none.

        >>> import geopandas as gpd, numpy as np, wangge as wg
        >>> n = np.arange(240)
        >>> homes = gpd.GeoDataFrame(geometry=gpd.points_from_xy(500000 + n // 120 * 1000.0, 3540000 + n % 120 * 3.0))
        >>> d = wg.divide(homes.set_crs("EPSG:32650"), policy=wg.Policy.preset("combined"))
        >>> frame = d.to_geopandas()
        >>> str(frame.crs), frame.households.tolist(), frame.geometry.is_valid.all().item()
        ('EPSG:32650', [120, 120], True)
        """
        return geodataframe(self, shape, outlines, margin)

    def plot(
        self, ax: Axes | None = None, *, outlines: Any = None, margin: float = 50.0, households: bool = True
    ) -> Axes:
        """A map by matplotlib: see `wangge.plot.division`."""
        from .plot import division

        return division(self, ax, outlines=outlines, margin=margin, households=households)

    def explore(self, *, outlines: Any = None, margin: float = 50.0, tiles: str = "OpenStreetMap") -> Any:
        """A map to move and zoom in a notebook: by folium where it is installed, else by lonboard.

        `tiles` names the background of folium; what the map shows is in WGS-84. `outlines` and `margin` are those of
        `cells`.

        Raises InputError where neither is installed, or nobody knows where plane metres lie.
        """
        from ._explore import explore

        return explore(self, outlines, margin, tiles)

    # How it shows itself -------------------------------------------------------------------------------------------

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Division):
            return NotImplemented
        return self._divided == other._divided and self._policy == other._policy

    def __hash__(self) -> int:
        return hash((self.names, self._divided.labels.tobytes()))

    def __reduce__(self) -> tuple[Any, ...]:
        return Division, (self._divided, self._policy, self._asked, self._family, self._frame_crs)

    def _repr_html_(self) -> str | None:
        from .html import show

        return show(self)

    def __repr__(self) -> str:
        sizes, zones = self._divided.sizes, {name.zone for name in self.names} - {None}
        low, high = (int(sizes.min()), int(sizes.max())) if len(sizes) else (0, 0)
        many = f"{low}" if low == high else f"{low} to {high}"
        where = f", {len(zones)} zones" if zones else ""
        return f"Division({self.households} households in {len(sizes)} grids of {many}{where})"


class Redivision:
    """A division adapted to the households as they are now (调整结果).

    `division` is the new one, `moved` who changes grid and why, `came` how many rows are new.
    """

    __slots__ = ("came", "division", "moved")

    def __init__(self, division: Division, moved: tuple[Moved, ...], came: int) -> None:
        self.division = division
        self.moved = moved
        self.came = came

    @property
    def kept(self) -> int:
        """How many rows keep their grid."""
        return self.division.rows - len(self.moved) - self.came

    @property
    def log(self) -> tuple[Reason, ...]:
        """What was decided, and why: grids dissolved and founded, how many rows keep their grid."""
        return self.division.log

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Redivision):
            return NotImplemented
        return (self.division, self.moved, self.came) == (other.division, other.moved, other.came)

    def __hash__(self) -> int:
        return hash((self.division, self.moved))

    def __reduce__(self) -> tuple[Any, ...]:
        return Redivision, (self.division, self.moved, self.came)

    def _repr_html_(self) -> str | None:
        from .html import show

        return show(self)

    def __repr__(self) -> str:
        counts = f"{self.kept} keep their grid, {len(self.moved)} change it, {self.came} are new"
        return f"Redivision({self.division.rows} rows: {counts})"
