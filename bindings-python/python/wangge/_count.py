"""A log of cases as it counts: figures, marks and ranks are made of these counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from . import _wangge
from ._fold import Log, asked
from ._refusal import refused
from ._rows import cells_of

if TYPE_CHECKING:
    from ._wangge import Policy, RecordFact, Tallies, WorkCalendar
    from .enums import LeftOut

__all__ = ["CountedCases", "Opened", "count_cases", "periods", "placed_records", "units_of"]

Period = tuple[date, date]
MONTHS = {"month": 1, "quarter": 3, "year": 12}


def periods(start: date, end: date, every: str = "month") -> tuple[Period, ...]:
    """The calendar months, quarters or years from one day to another, both included, as first and last days.

    Raises InputError where `start` begins none of them or `end` ends none.

    >>> from datetime import date
    >>> import wangge as wg
    >>> wg.periods(date(2026, 7, 1), date(2026, 12, 31), "quarter")[1]
    (datetime.date(2026, 10, 1), datetime.date(2026, 12, 31))
    """
    step = MONTHS.get(every)
    if step is None:
        raise refused("every", repr(every), ", ".join(MONTHS))
    if start.day != 1 or (start.month - 1) % step:
        raise refused("start", str(start), f"the first day of a {every}")
    made, first = [], start
    while first <= end:
        months = first.year * 12 + first.month - 1 + step
        following = date(months // 12, months % 12 + 1, 1)
        made.append((first, following - timedelta(days=1)))
        first = following
    if not made or made[-1][1] != end:
        raise refused("end", str(end), f"the last day of a {every}, not before {start}")
    return tuple(made)


def units_of(
    grids: Iterable[str], units: Mapping[str | None, str] | Iterable[str] | None
) -> tuple[list[str], dict[str, int], int | None]:
    """The units, the place of each grid's unit, and that of cases without a grid."""
    if units is None:
        named = sorted(grids)
        return named, {name: place for place, name in enumerate(named)}, None
    if not isinstance(units, Mapping):
        named = list(units)
        return named, {name: place for place, name in enumerate(named)}, None
    named = list(dict.fromkeys(units.values()))
    places = {name: place for place, name in enumerate(named)}
    without = units.get(None)
    return (
        named,
        {grid: places[unit] for grid, unit in units.items() if grid is not None},
        None if without is None else places[without],
    )


def placed_records(records: Iterable[RecordFact], units: list[str], places: Mapping[str, int]) -> list[RecordFact]:
    """The records, those of a grid given to the unit of that grid."""
    names = set(units)

    def placed(one: RecordFact) -> RecordFact:
        if one.unit in names or one.unit not in places:
            return one
        unit = units[places[one.unit]]
        return _wangge.RecordFact(one.record, unit, one.day, one.counts, one.village, one.pending)

    return [placed(one) for one in records]


class Opened(NamedTuple):
    """What made a figure (指标明细): ids of cases and names of records, each with how often it counts, below 0 where
    it is taken away; together they add up to the figure. And why others of the unit are left out."""

    numerator: tuple[tuple[str, int], ...]
    denominator: tuple[tuple[str, int], ...]
    left_out: tuple[tuple[str, LeftOut], ...]


class CountedCases:
    """The cases of a log as they count at a moment (计数后的办件). Made by `count_cases`."""

    __slots__ = ("_counted", "_ids", "_recorded")

    def __init__(self, counted: _wangge.Counted, ids: Any, recorded: tuple[str, ...]) -> None:
        self._counted = counted
        self._ids = ids
        self._recorded = recorded

    def __len__(self) -> int:
        return len(self._counted)

    def __repr__(self) -> str:
        return f"CountedCases({len(self)} of {len(self.grids)} grids)"

    @property
    def grids(self) -> tuple[str, ...]:
        """The grids that cases name."""
        return self._counted.grids

    def tallies(
        self,
        periods: Iterable[Period],
        *,
        units: Mapping[str | None, str] | Iterable[str] | None = None,
        records: Iterable[RecordFact] = (),
    ) -> Tallies:
        """The counts of units and periods: of grids, or of the larger units that `units` names for each.

        `units` is a list of grids, in the order wanted; or names for each grid its unit, as `{"G-1": "甲村"}`, with
        `None` for cases without one. `records` are counted too: patrols, meetings, calls and others, as `RecordFact`
        has them.

        Raises InputError with the row of a case whose grid, or of a record whose unit, is none of them.
        """
        named, places, without = units_of(self.grids, units)
        made = self._counted.tallies(named, places, without, list(periods), list(self._recorded))
        placed = placed_records(records, named, places)
        return made.with_records(placed) if placed else made

    def open(
        self,
        policy: Policy,
        metric: str,
        period: Period,
        unit: str,
        *,
        units: Mapping[str | None, str] | Iterable[str] | None = None,
        records: Iterable[RecordFact] = (),
    ) -> Opened:
        """What made a figure of a unit and a period: which cases and records, and why others of the unit are left out.

        The arguments are those of `tallies`. Raises UnspecifiedError for a figure that the policy does not state,
        InputError for a unit that is none.
        """
        named, places, without = units_of(self.grids, units)
        if unit not in named:
            raise refused("unit", repr(unit), ", ".join(named))
        place = named.index(unit)
        grids = [grid for grid, of in places.items() if of == place]
        found = self._counted.open(policy, metric, grids, without == place, period)
        placed = placed_records(records, named, places)
        own = [one for one in placed if one.unit == unit or (one.unit not in named and one.village == unit)]
        more = _wangge.open_records(policy, metric, own, period)

        def both(side: int) -> tuple[Any, ...]:
            cases = [(str(self._ids[row]), said) for row, said in found[side]]
            return (*cases, *((own[row].record, said) for row, said in more[side]))

        return Opened(both(0), both(1), both(2))


def count_cases(
    events: Any,
    policy: Policy,
    calendar: WorkCalendar,
    *,
    now: datetime,
    rated: Mapping[str, bool] | None = None,
    repeated: Iterable[str] | None = None,
    case: str = "case",
    sequence: str = "sequence",
    kind: str = "kind",
    at: str = "at",
    data: str = "data",
    unknown: str = "null",
    threads: int | None = None,
) -> CountedCases:
    """A log of events folded into what counts of each case, as of a moment. `events` is a table as `fold` takes it.

    `rated` says of which cases the person served was satisfied, by their ids, and `repeated` which repeat an earlier
    complaint; what is not given is not known, and no figure of it is made. With `unknown="raise"` a limit that the
    policy does not state is refused; else such a case has no due day and is in no figure that needs one.

    Raises as `fold` does; InputError for an id that is no case.

    >>> from datetime import date, datetime
    >>> import numpy as np, wangge as wg
    >>> facts = ('{"channel":"patrol","served":"nobody","facts":{"scope":"grid","major":false,"sudden":false},'
    ...          '"grid":"G-1"}')
    >>> events = {
    ...     "case": np.array(["C-1", "C-1"]), "sequence": np.array([1, 2]),
    ...     "kind": np.array(["collect", "settle_on_spot"]),
    ...     "at": np.array(["2026-11-02T09:00", "2026-11-02T10:00"], dtype="datetime64[s]"),
    ...     "data": np.array([facts, '{"settlement":"closed","told":false}']),
    ... }
    >>> policy, month = wg.Policy.preset("combined"), (date(2026, 11, 1), date(2026, 11, 30))
    >>> cases = wg.count_cases(events, policy, wg.WorkCalendar.china(), now=datetime(2026, 12, 1, 8))
    >>> cases.tallies([month]).figure(policy, "on_time_rate", "G-1", month).rate
    Rate(1/1)
    >>> cases.open(policy, "on_time_rate", month, "G-1").numerator
    (('C-1', 1),)
    """
    null, threads = asked(unknown, threads)
    log = Log(events, {"case": case, "sequence": sequence, "kind": kind, "at": at, "data": data})
    counted = _wangge.count_events(log.columns, policy, calendar, now, null, threads)
    ids = cells_of(log.ids(counted.first), "case")
    recorded: list[str] = []
    if rated is not None or repeated is not None:
        places = {str(name): place for place, name in enumerate(ids)}
        said = [(_place(places, name, "rated"), bool(satisfied)) for name, satisfied in (rated or {}).items()]
        again = [_place(places, name, "repeated") for name in (repeated or ())]
        counted = counted.said(said, again)
        recorded += ["rated", "satisfied"] if rated is not None else []
        recorded += ["repeated"] if repeated is not None else []
    return CountedCases(counted, ids, tuple(recorded))


def _place(places: Mapping[str, int], name: str, column: str) -> int:
    place = places.get(name)
    if place is None:
        raise refused(column, repr(name), "the id of a case of the log")
    return place
