"""Households divided into grids (网格划分, X-3.0, X-3.1): every grid within the policy's band, its households near one
another, natural groups whole.

Households are two columns, `x` (east in metres, or longitude) and `y` (north, or latitude), of numpy, pandas, polars,
pyarrow or whatever speaks Arrow; or a table of columns, of which `on=` names the two (without it those called x and y,
lon and lat, longitude and latitude, or 经度 and 纬度 are taken); or a GeoDataFrame of points. The other columns are given
as such or, for a table, by their names. Columns of answers are of the caller's library again; those of pandas keep the
index.

The same households get the same division, whatever the order of their rows and the number of threads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from . import _wangge
from ._families import Family, names_of, places_of, plain_family_of, table_of
from ._households import Given, is_geo, read_households, read_labels, read_outlines
from ._refusal import refused
from .enums import Shape

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ._types import Outlined
    from .html import Html
    from ._wangge import (
        Audit,
        Divided,
        Grid,
        GridName,
        Measures,
        Moved,
        Policy,
        Polygon,
        Progress,
        Reason,
        Split,
        Tour,
    )

__all__ = ["Division", "Redivision", "audit", "divide", "from_wgs84", "redivide", "to_wgs84"]

Watcher = bool | Callable[["Progress"], object] | None
On = tuple[str, str] | None
Count = int | Mapping[str, int] | None
Regions = str | Mapping[str, str] | None

# How freely a redivision moves households, in percent.
FREEDOM = 25


def divide(
    x: Any,
    y: Any = None,
    policy: Policy | None = None,
    *,
    on: On = None,
    crs: str | None = None,
    group: Any = None,
    weight: Any = None,
    zone: Any = None,
    zones: Iterable[str] | None = None,
    amounts: Mapping[str, Any] | None = None,
    pin: Any = None,
    barriers: Any = None,
    count: Count = None,
    aims: str | Sequence[str] | None = None,
    headroom: int | None = None,
    contiguous: bool = False,
    regions: Regions = None,
    place: str | None = None,
    seed: int = 0,
    rounds: int | None = None,
    seconds: float | None = None,
    threads: int | None = None,
    progress: Watcher = None,
) -> Division:
    """Divides households into grids by a policy (X-3.0, X-3.1).

    Args:
        x: East in metres or longitude in degrees, a number a row; or a table, or a GeoDataFrame of points.
        y: North in metres or latitude in degrees; None for a table.
        policy: The county's policy: its size rules, its aims, its codes.
        on: For a table, the names of the columns of `x` and `y`.
        crs: What the coordinates are: `lonlat` (WGS-84, the default), `gcj02`, `bd09` or `metres`. A GeoDataFrame says
            it itself: EPSG:4326 and 4490 (CGCS2000, which is within a metre of it) are `lonlat`, a projected CRS in
            metres is `metres`.
        group: The natural group (自然村组) of each row; null or empty where it has none.
        weight: How many households stand at each row, 1 or more: a building.
        zone: The zone (片区、村) of each row: no grid lies in two.
        zones: The zones that there are: a row in another is a mistake.
        amounts: Other counts of the size rule by their dimension, such as `{"population": people}`.
        pin: Rows with the same pin come to one grid, rows with different pins to different ones (leaders' homes).
        barriers: Lines that no grid should straddle (河流、铁路), in the same coordinates: sequences of places, or
            LineStrings of shapely.
        count: How many grids in each zone: a number, or numbers by zone; by default what the policy prefers.
        aims: What to strive for, in order: `whole_groups`, `connected`, `compact`, `even`; by default the policy's.
        headroom: Percent of the largest size to leave free; by default the policy's.
        contiguous: Refuse a division with a grid in several parts where its zone is in one.
        regions: The 12-digit codes of the zones by name, or the one code of a table without zones, for grid codes; a
            zone whose name is such a code needs none.
        place: The kind of place, for policies with bands of their own for it.
        seed: Another seed may find another division.
        rounds: How many rounds are sought: fewer cost shape, never lawfulness.
        seconds: After so many seconds it ends with the lawful division that it has.
        threads: By default as many as there are cores.
        progress: True for a bar (by tqdm), or a function called with a `Progress` now and then: where it returns False,
            the division there is is good enough; what it raises ends the work.

    Raises:
        InputError: A row or a value that cannot be used: `row`, `column` (the argument), `value`, `allowed`.
        DivisionError: No lawful division exists (with the nearest choices), or none was found.
        UnspecifiedError: A key that the policy lacks: `grid.size`, `grid.prefer` or `grid.aims`.

    >>> import numpy as np, wangge as wg
    >>> n = np.arange(240)  # two hamlets of 120 households, a kilometre apart
    >>> d = wg.divide(n // 120 * 1000.0, n % 120 * 3.0, wg.Policy.preset("combined"), crs="metres")
    >>> d
    Division(240 households in 2 grids of 120)
    >>> d.labels[[0, 239]].tolist(), d.log[0].clause
    ([0, 1], 'X-3.1')
    """
    policy = _needed(policy, "divide")
    given = read_households(
        x,
        y,
        on=on,
        crs=crs,
        group=group,
        weight=weight,
        zone=zone,
        amounts=amounts,
        pin=pin,
        barriers=barriers,
        zones=zones,
    )
    asked = _asked(count, aims, headroom, contiguous, regions, place, seed, rounds, threads)
    with _Bar(progress) as watcher:
        found = _wangge.divide(given.households, policy, asked, seconds, watcher)
    return Division(found, policy, asked, given.family, given.frame_crs)


def audit(
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
    count: Count = None,
    aims: str | Sequence[str] | None = None,
    headroom: int | None = None,
    contiguous: bool = False,
    place: str | None = None,
    seed: int = 0,
    rounds: int | None = None,
    threads: int | None = None,
) -> Audit:
    """Judges any division, a hand-drawn one too: what it breaks, what it is like, and what could be gained (X-3.0, X-3.1).

    `labels` names the grid of each row, in texts, categories or whole numbers: a column, or for a table its name; a row
    without one is a breach. The other arguments are those of `divide`.

    Raises InputError and UnspecifiedError as `divide` does; what the division itself breaks is a finding.

    >>> import numpy as np, wangge as wg
    >>> n = np.arange(240)
    >>> drawn = np.where(n < 160, "东", "西")  # by hand: one hamlet and forty households of the other
    >>> found = wg.audit(drawn, n // 120 * 1000.0, n % 120 * 3.0, wg.Policy.preset("combined"), crs="metres")
    >>> found.lawful, found.findings[0].subject_zh, found.findings[0].zh
    (False, '网格东', '共160户，应为100至150')
    >>> found.ours.rms < found.measures.rms
    True
    """
    policy = _needed(policy, "audit")
    given = read_households(
        x, y, on=on, crs=crs, group=group, weight=weight, zone=zone, amounts=amounts, pin=pin, barriers=barriers
    )
    asked = _asked(count, aims, headroom, contiguous, None, place, seed, rounds, threads)
    return _wangge.audit(read_labels(labels, given, "labels"), given.households, policy, asked)


def redivide(
    previous: Any,
    x: Any,
    y: Any = None,
    policy: Policy | None = None,
    *,
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
    aims: str | Sequence[str] | None = None,
    headroom: int | None = None,
    contiguous: bool = False,
    regions: Regions = None,
    place: str | None = None,
    seed: int = 0,
    rounds: int | None = None,
    threads: int | None = None,
) -> Redivision:
    """Adapts a division to the households as they are now (X-3.0): lawful again, and few change their grid.

    `previous` names the grid that each row was in, null or empty for a household that came since: a column, or for a
    table its name; such as the codes of an older division. Grids that stay keep these names. `Division.redivide` takes
    a division itself.

    `freedom` (percent) is the dial from least change to best shape: at 0 a household changes its grid only where the
    sizes ask for it or its grid is dissolved; at 50 also, around the grids where that happened or somebody came, where
    it saves as much as the mean squared distance of a household to its middle; at 100 wherever it saves anything.

    Raises as `divide` does; InputError for a household whose grid lies in another zone.

    >>> import numpy as np, wangge as wg
    >>> n = np.arange(250)
    >>> was = np.where(n < 120, "东", "西").astype(object)
    >>> was[240:] = None  # ten households came to the second hamlet
    >>> x, y = n // 120 * 1000.0, n % 120 * 3.0
    >>> again = wg.redivide(was, np.minimum(x, 1000.0), y, wg.Policy.preset("combined"), crs="metres")
    >>> len(again.moved), again.division.codes.tolist()[239:241]
    (0, ['西', '西'])
    """
    policy = _needed(policy, "redivide")
    given = read_households(
        x, y, on=on, crs=crs, group=group, weight=weight, zone=zone, amounts=amounts, pin=pin, barriers=barriers
    )
    asked = _asked(count, aims, headroom, contiguous, regions, place, seed, rounds, threads)
    return _redivided(read_labels(previous, given, "previous"), None, given, policy, asked, freedom)


def to_wgs84(x: Any, y: Any, crs: str) -> tuple[Any, Any]:
    """Longitudes and latitudes in WGS-84 of places in `gcj02` or `bd09`, two columns of degrees, to under a millimetre.

    Raises InputError naming the first row that is no place in China, where those are defined.

    >>> import wangge as wg
    >>> x, y = wg.to_wgs84([116.4102445], [39.9164043], "gcj02")
    >>> round(float(x[0]), 6), round(float(y[0]), 6)
    (116.404, 39.915)
    """
    return _converted(_wangge.to_wgs84, x, y, crs)


def from_wgs84(x: Any, y: Any, crs: str) -> tuple[Any, Any]:
    """The places in `gcj02` or `bd09` of longitudes and latitudes in WGS-84: two columns of degrees.

    Raises InputError as `to_wgs84` does.

    >>> import wangge as wg
    >>> x, y = wg.from_wgs84([116.404], [39.915], "bd09")
    >>> round(float(x[0]), 6), round(float(y[0]), 6)
    (116.416627, 39.9227)
    """
    return _converted(_wangge.from_wgs84, x, y, crs)


def _converted(convert: Callable[[Any, Any, Any], tuple[Any, Any]], x: Any, y: Any, crs: str) -> tuple[Any, Any]:
    family = plain_family_of(x, "x")
    longitude, latitude = convert(places_of(x, family, "x"), places_of(y, family, "y"), crs)
    family = family.bare()
    return family.named("x").floats(longitude), family.named("y").floats(latitude)


def _needed(policy: Policy | None, function: str) -> Policy:
    if policy is None:
        raise TypeError(f"{function}() missing 1 required argument: 'policy'")
    return policy


def _asked(
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


def _redivided(
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
        previous = previous.astype(np.float64).filled(np.nan)
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


class _Bar:
    """What is told of the progress: nothing, the caller's function, or a bar."""

    def __init__(self, progress: Watcher) -> None:
        self.call = None if progress is False else progress
        self.bar: Any = None

    def __enter__(self) -> Callable[[Progress], object] | None:
        if self.call is not True:
            return self.call
        from tqdm.auto import tqdm

        self.bar = tqdm(total=1, unit="zone", bar_format="{l_bar}{bar}| {elapsed}<{remaining}")
        return self.tell

    def tell(self, progress: Progress) -> None:
        self.bar.total = progress.zones
        share = progress.rounds_done / max(progress.rounds, 1)
        self.bar.update(progress.zones_done + share - self.bar.n)

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if self.bar is not None:
            if kind is None:
                self.bar.update(self.bar.total - self.bar.n)
            self.bar.close()


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
        policy = _needed(policy, "drawn")
        given = read_households(
            x, y, on=on, crs=crs, group=group, weight=weight, zone=zone, amounts=amounts, pin=pin, barriers=barriers
        )
        found = _wangge.Divided.drawn(read_labels(labels, given, "labels"), given.households)
        asked = _asked(None, None, None, contiguous, None, place, 0, None, None)
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
        return self._family.named("grid").ints(self._divided.labels)

    @cached_property
    def numbers(self) -> Any:
        """The number of each row's grid in its zone, from 1: a column of int32."""
        numbers = np.array([name.number for name in self.names], dtype=np.int32)
        return self._family.named("number").ints(numbers[self._divided.labels])

    @cached_property
    def codes(self) -> Any:
        """The code of each row's grid: a column of categories, null where the grid has none."""
        return self._column("code", [name.code for name in self.names])

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
        """The land of each grid (网格范围), in the coordinates that were given: one polygon, or several where it lies in parts.

        The cells of a zone fill its outline. `outlines` gives it, by the zone's name or alone for a table without zones:
        polygons of shapely, or rings of x and y. A zone without one is filled `margin` metres around its hull.

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
        """The same with a grid cut into several; the first keeps its number and code, the others get the next free ones.

        Raises DivisionError where its households have no lawful division into so many; else as `move` does.
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

        `previous` says in which grid each row was: places in `grids` (below 0 or null for a household that came since), or
        the names of grids (null or empty for such a one). Without it, columns of pandas are matched by their index, and
        other columns have to be of the same households in the same order. `policy` is by default the same; `freedom` as
        for `wangge.redivide`, the other arguments as for `divide`.

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
        asked = {**self._asked, "count": _asked(count, None, None, False, None, None, 0, None, None)["count"]}
        labels = self._previous(previous, given)
        names = list(self.names)
        return _redivided(labels, names, given, self._policy if policy is None else policy, asked, freedom)

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
        >>> homes = pl.DataFrame({"x": [n // 120 * 1000.0 for n in range(240)], "y": [n % 120 * 3.0 for n in range(240)]})
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

    def _table(self) -> dict[str, list[Any]]:
        """The grids as a table: a row a grid."""
        grids, tours = self.grids, self.tours
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

    def to_pandas(self) -> Any:
        """The grids as a DataFrame of pandas, a row a grid in the order of `grids`.

        Columns: `zone` and `code` (where there are any), `number`, `households`, `rows`, the `amounts` by their
        dimensions, the middle (`x`, `y`), `rms`, `farthest` and `round` (of its `tours`) in metres, `farthest_row`, `parts`, `neighbours`
        (places of grids) and `groups` (names).
        """
        import pandas as pd

        return pd.DataFrame(self._table())

    def to_polars(self) -> Any:
        """The grids as a DataFrame of polars, as `to_pandas` gives them."""
        import polars as pl

        return pl.DataFrame(self._table())

    def to_arrow(self) -> Any:
        """The grids as a Table of pyarrow, as `to_pandas` gives them."""
        import pyarrow as pa

        return pa.table(self._table())

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

        `shape` is `cell` (the land of each grid; see `cells` for `outlines` and `margin`), `hull` or `households`. Places
        in `gcj02` and `bd09` are converted, those of a GeoDataFrame by its CRS; other metres need an `anchor`: a place of
        the plane, and its longitude and latitude.

        Raises InputError where nobody knows where the plane lies; OSError for the file.

        >>> import json, numpy as np, wangge as wg
        >>> n = np.arange(240)
        >>> d = wg.divide(n // 120 * 1000.0, n % 120 * 3.0, wg.Policy.preset("combined"), crs="metres")
        >>> found = json.loads(d.to_geojson(anchor=((0, 0), (117.28, 31.95))))
        >>> [feature["properties"]["households"] for feature in found["features"]]
        [120, 120]
        """
        divided, shapes = self._divided, read_outlines(outlines)
        if self._frame_crs is not None and self.crs == "metres":
            if anchor is not None:
                raise refused("anchor", str(anchor), f"None: the households are in {self._frame_crs.to_string()}")
            divided, shapes = self._on_globe(shapes)
        text = divided.geojson(shape, shapes, margin, anchor)
        if path is not None:
            Path(path).write_text(text, encoding="utf-8")
        return text

    def _on_globe(self, outlines: Outlined) -> tuple[Divided, Outlined]:
        """The same in longitude and latitude, by the CRS of its GeoDataFrame; and the outlines."""
        from pyproj import Transformer

        convert = Transformer.from_crs(self._frame_crs, "EPSG:4326", always_xy=True).transform

        def ring(places: list[tuple[float, float]]) -> list[tuple[float, float]]:
            return [convert(x, y) for x, y in places]

        own = self._divided.households
        x, y = convert(own.x, own.y)
        there = own.placed(np.ascontiguousarray(x), np.ascontiguousarray(y), "lonlat", [ring(one) for one in own.barriers])
        divided = self._divided
        made = _wangge.Divided.restored(there, divided.labels, list(divided.names), divided.splits, divided.log)
        return made, {
            zone: [(ring(outer), [ring(hole) for hole in holes]) for outer, holes in all] for zone, all in outlines.items()
        }

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
        """A picture in SVG: the land of each grid, households, labels, a scale and a table; written to `path` too, where
        one is given.

        `groups` outlines each natural group, `tours` draws the round of each grid; `width` is in pixels, 320 to 8000. See
        `cells` for `outlines` and `margin`.

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

        The geometry is by `shape` (see `to_geojson`): polygons, or the households as points. In WGS-84 (EPSG:4326); where
        the households are in plane metres, in the CRS of their GeoDataFrame, or in none.

        >>> import geopandas as gpd, numpy as np, wangge as wg
        >>> n = np.arange(240)
        >>> homes = gpd.GeoDataFrame(geometry=gpd.points_from_xy(500000 + n // 120 * 1000.0, 3540000 + n % 120 * 3.0))
        >>> d = wg.divide(homes.set_crs("EPSG:32650"), policy=wg.Policy.preset("combined"))
        >>> frame = d.to_geopandas()
        >>> str(frame.crs), frame.households.tolist(), frame.geometry.is_valid.all().item()
        ('EPSG:32650', [120, 120], True)
        """
        import geopandas as gpd
        import shapely

        if shape not in list(Shape):
            raise refused("shape", str(shape), ", ".join(Shape))
        if self.crs == "metres":
            crs, convert = self._frame_crs, None
        else:
            crs, convert = "EPSG:4326", self.crs if self.crs in ("gcj02", "bd09") else None
        if shape == "cell":
            land = self.cells(outlines, margin)
            found = [_shape([shapely.Polygon(one.outer, one.holes) for one in parts]) for parts in land]
        elif shape == "hull":
            found = [_hull(ring) for ring in self._divided.hulls()]
        else:
            own, labels = self._divided.households, self._divided.labels
            points = shapely.points(own.x, own.y)
            order = np.argsort(labels, kind="stable")
            ends = np.cumsum(np.bincount(labels, minlength=len(self.names)))[:-1]
            found = [shapely.MultiPoint(part) for part in np.split(points[order], ends)]
        if convert is not None:
            def unshifted(places: Any) -> Any:
                return np.column_stack(_wangge.to_wgs84(*np.ascontiguousarray(places.T), convert))

            found = list(shapely.transform(np.array(found, dtype=object), unshifted))
        return gpd.GeoDataFrame(self._table(), geometry=found, crs=crs)

    def plot(self, ax: Axes | None = None, *, outlines: Any = None, margin: float = 50.0, households: bool = True) -> Axes:
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


def _shape(parts: list[Any]) -> Any:
    import shapely

    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def _hull(ring: list[tuple[float, float]]) -> Any:
    """A polygon, or a line or a point where the households stand so."""
    import shapely

    if len(ring) > 2:
        return shapely.Polygon(ring)
    return shapely.LineString(ring) if len(ring) == 2 else shapely.Point(ring[0])


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
