"""The same log under another policy (政策回测), and under several values of a key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from . import _wangge
from ._count import placed_records, units_of
from ._fold import Log, threads_of
from ._rows import cells_of
from .tables import Table

if TYPE_CHECKING:
    from ._wangge import (
        Attribution,
        Change,
        Lateness,
        Policy,
        RankMove,
        RecordFact,
        UnitFact,
        UnitRank,
        WorkCalendar,
    )

__all__ = ["Backtest", "backtest", "sweep"]


class Backtest:
    """A log under two policies, side by side: what would have been late, who would have ranked where, and which rule
    made each difference. Made by `backtest`."""

    __slots__ = ("_found", "_ids")

    def __init__(self, found: _wangge.Backtested, ids: Any) -> None:
        self._found = found
        self._ids = ids

    @property
    def before(self) -> Lateness:
        """How the cases stand under the one policy."""
        return self._found.before

    @property
    def after(self) -> Lateness:
        """How they would stand under the other."""
        return self._found.after

    @property
    def changes(self) -> tuple[Change, ...]:
        """What differs between the policies."""
        return self._found.changes

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        """What each changed rule does by itself."""
        return self._found.attributions

    @property
    def interaction(self) -> int:
        """How many cases the rules change together beyond what they do one by one; below 0 where they undo each
        other."""
        return self._found.interaction

    @property
    def zh(self) -> str:
        """What the rules do together, in Chinese."""
        return self._found.words[0]

    @property
    def en(self) -> str:
        """The same in English."""
        return self._found.words[1]

    @property
    def ranks(self) -> tuple[UnitRank, ...] | None:
        """The ranks under the one policy; None where they were not asked for."""
        return None if self._found.ranks is None else self._found.ranks[0]

    @property
    def other_ranks(self) -> tuple[UnitRank, ...] | None:
        """The ranks under the other."""
        return None if self._found.ranks is None else self._found.ranks[1]

    @property
    def moves(self) -> tuple[RankMove, ...]:
        """The units that stand elsewhere."""
        return () if self._found.ranks is None else self._found.ranks[2]

    @property
    def together(self) -> tuple[str, ...]:
        """The units whose place no rule makes by itself: the rules make it by acting on each other."""
        return () if self._found.ranks is None else self._found.ranks[3]

    def differences(self) -> Table:
        """Each case that is due at another moment or judged differently: `case`, `due`, `other_due`, `late`,
        `other_late`."""
        first, due, other_due, late, other_late = self._found.differences()
        ids = cells_of(self._ids(first), "case")

        def moments(ticks: Any) -> tuple[str, Any]:
            return "moment", ticks.view("datetime64[us]").astype("datetime64[s]")

        def flags(codes: Any) -> tuple[str, list[bool | None]]:
            return "flag", [None if code < 0 else bool(code) for code in codes.tolist()]

        return Table(
            len(ids),
            {
                "case": ("text", [str(name) for name in ids]),
                "due": moments(due),
                "other_due": moments(other_due),
                "late": flags(late),
                "other_late": flags(other_late),
            },
        )

    def __repr__(self) -> str:
        return f"Backtest({self.before.late} late -> {self.after.late}, {len(self.changes)} changes)"


def backtest(
    events: Any,
    policy: Policy,
    other: Policy,
    calendar: WorkCalendar,
    *,
    now: datetime,
    period: tuple[date, date] | None = None,
    units: Mapping[str | None, str] | Iterable[str] | None = None,
    facts: Sequence[UnitFact] = (),
    records: Iterable[RecordFact] = (),
    case: str = "case",
    sequence: str = "sequence",
    kind: str = "kind",
    at: str = "at",
    data: str = "data",
    threads: int | None = None,
) -> Backtest:
    """A log under two policies, and the difference traced to the rules that differ, one at a time (政策回测).

    `events` is a table as `fold` takes it. With a `period` and `units` (a list of grids, or for each grid its unit,
    as `CountedCases.tallies` takes it) the units are ranked under both; `facts` are their groups, `records` are
    counted too.

    Raises as `fold` does, but a limit that is not known is a case that is `unplaced`; UnspecifiedError for `ranking`
    where ranks are asked for; InputError for a case of a grid, or a record of a unit, that is none of them.

    >>> from datetime import datetime
    >>> import numpy as np, wangge as wg
    >>> facts = ('{"channel":"patrol","served":"nobody","facts":{"scope":"grid","major":false,"sudden":false},'
    ...          '"grid":"G-1"}')
    >>> events = {
    ...     "case": np.array(["C-1"]), "sequence": np.array([1]), "kind": np.array(["collect"]),
    ...     "at": np.array(["2026-11-02T09:00"], dtype="datetime64[s]"), "data": np.array([facts]),
    ... }
    >>> policy = wg.Policy.preset("combined")
    >>> faster = policy.with_value('limit[complexity = "general"].within.count', "3")
    >>> found = wg.backtest(events, policy, faster, wg.WorkCalendar.china(), now=datetime(2026, 11, 6, 18))
    >>> found, found.attributions[0].newly_late, found.interaction
    (Backtest(0 late -> 1, 1 changes), 1, 0)
    >>> found.differences()["case"].tolist()
    ['C-1']
    """
    threads = threads_of(threads)
    log = Log(events, {"case": case, "sequence": sequence, "kind": kind, "at": at, "data": data})
    ranking = None
    if period is not None:
        if units is None:
            units = _wangge.event_grids(log.columns, now)
        named, places, without = units_of((), units)
        ranking = (named, places, without, period, placed_records(records, named, places), list(facts))
    found = _wangge.backtest_events(log.columns, policy, other, calendar, now, threads, ranking)
    return Backtest(found, log.ids)


def sweep(
    events: Any,
    policy: Policy,
    grid: Mapping[str, Iterable[object]],
    calendar: WorkCalendar,
    *,
    now: datetime,
    case: str = "case",
    sequence: str = "sequence",
    kind: str = "kind",
    at: str = "at",
    data: str = "data",
    threads: int | None = None,
) -> Table:
    """A log under one policy with each of several values of a key, or of several keys together (取值比较): a table
    with a column a key, and `late`, `known`, `unplaced`, `numerator` and `denominator` of the on-time rate.

    Values are whole numbers, yes and no, or TOML as texts. Raises InputError for a key that the policy does not have
    or a value that is no TOML, PolicyError for one that cannot stand there, else as `fold` does.

    >>> from datetime import datetime
    >>> import numpy as np, wangge as wg
    >>> facts = '{"channel":"patrol","served":"nobody","facts":{"scope":"grid","major":false,"sudden":false}}'
    >>> events = {
    ...     "case": np.array(["C-1"]), "sequence": np.array([1]), "kind": np.array(["collect"]),
    ...     "at": np.array(["2026-11-02T09:00"], dtype="datetime64[s]"), "data": np.array([facts]),
    ... }
    >>> days = {'limit[complexity = "general"].within.count': [7, 5, 3]}
    >>> policy, calendar = wg.Policy.preset("combined"), wg.WorkCalendar.china()
    >>> table = wg.sweep(events, policy, days, calendar, now=datetime(2026, 11, 6, 18))
    >>> table["late"].tolist()
    [0, 0, 1]
    """
    threads = threads_of(threads)
    log = Log(events, {"case": case, "sequence": sequence, "kind": kind, "at": at, "data": data})
    tried = [(key, [_toml(value) for value in values]) for key, values in grid.items()]
    rows = _wangge.sweep_events(log.columns, policy, calendar, now, threads, tried)
    parts: dict[str, tuple[str, Any]] = {
        key: ("text", [values[place] for values, _ in rows]) for place, (key, _) in enumerate(tried)
    }
    for name in ("late", "known", "unplaced"):
        parts[name] = ("number", np.array([getattr(found, name) for _, found in rows], dtype=np.int64))
    rates = [found.on_time for _, found in rows]
    parts["numerator"] = ("number", np.array([0 if rate is None else rate.numerator for rate in rates], dtype=np.int64))
    parts["denominator"] = (
        "number",
        np.array([0 if rate is None else rate.denominator for rate in rates], dtype=np.int64),
    )
    return Table(len(rows), parts)


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
