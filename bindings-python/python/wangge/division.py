"""Households divided into grids (网格划分, X-3.0, X-3.1): every grid within the policy's band, its households near one
another, natural groups whole.

Households are two columns, `x` (east in metres, or longitude) and `y` (north, or latitude), of numpy, pandas, polars,
pyarrow or whatever speaks Arrow; or a table of columns, of which `on=` names the two (without it those called x and y,
lon and lat, longitude and latitude, or 经度 and 纬度 are taken); or a GeoDataFrame of points. The other columns are
given as such or, for a table, by their names. Columns of answers are of the caller's library again; those of pandas
keep the index.

The same households get the same division, whatever the order of their rows and the number of threads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from . import _wangge
from ._division import FREEDOM, Count, Division, On, Redivision, Regions, asked_of, needed, redivided
from ._families import places_of, plain_family_of
from ._households import read_households, read_labels

if TYPE_CHECKING:
    from ._wangge import Audit, Policy, Progress

__all__ = ["Division", "Redivision", "audit", "divide", "from_wgs84", "redivide", "to_wgs84"]

Watcher = bool | Callable[["Progress"], object] | None


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
        seconds: After so many seconds no round is begun any more; what makes it lawful, and groups whole, is still
            finished.
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
    policy = needed(policy, "divide")
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
    asked = asked_of(count, aims, headroom, contiguous, regions, place, seed, rounds, threads)
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
    """Judges any division, a hand-drawn one too (X-3.0, X-3.1): what it breaks, is like, and could gain.

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
    policy = needed(policy, "audit")
    given = read_households(
        x, y, on=on, crs=crs, group=group, weight=weight, zone=zone, amounts=amounts, pin=pin, barriers=barriers
    )
    asked = asked_of(count, aims, headroom, contiguous, None, place, seed, rounds, threads)
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
    policy = needed(policy, "redivide")
    given = read_households(
        x, y, on=on, crs=crs, group=group, weight=weight, zone=zone, amounts=amounts, pin=pin, barriers=barriers
    )
    asked = asked_of(count, aims, headroom, contiguous, regions, place, seed, rounds, threads)
    return redivided(read_labels(previous, given, "previous"), None, given, policy, asked, freedom)


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
