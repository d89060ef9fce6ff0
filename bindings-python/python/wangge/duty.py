"""Duties (经常性工作): who owes what by when, and what was done of it.

A policy says what is owed how often; `obligations` makes of it what each grid, village and the township owe from one
day to another, and `Obligations.match` holds records against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, overload

from . import _wangge
from ._refusal import refused
from ._rows import columns_of
from .enums import DutyKind, DutyState
from .tables import Table

if TYPE_CHECKING:
    from ._wangge import DiaryGap, DutyOutcome, Obligation, Policy, WorkCalendar

__all__ = ["Matched", "Obligations", "obligations"]


def obligations(
    policy: Policy,
    calendar: WorkCalendar,
    grids: Any,
    start: date,
    end: date,
    *,
    holders: Any = None,
    dwellings: Any = None,
    occasions: Any = None,
    kinds: Iterable[DutyKind | str] | None = None,
) -> Obligations:
    """What is owed by whom from `start` to `end`, both included: all whose due day, before a rest day moves it, lies
    between them, so that one span after another names each once.

    Each table may be of pandas, polars, pyarrow or duckdb, a dict of columns, or dicts or objects one by one; columns
    that are not named here do not matter, and those in brackets may be missing:

    | argument | of each | columns |
    |---|---|---|
    | grids | grid, as `DutyGrid` | grid, village, (from, to) |
    | holders | who holds a post, as `Holder` | unit, role, person, (from, to) |
    | dwellings | household, as `Dwelling` | grid, household, (from, to) |
    | occasions | what calls for a duty, as `Occasion` | id, kind, unit, day, (due) |

    A unit is a grid, a village, or nothing for the township. Of `kinds` only those are asked for.

    Raises UnspecifiedError with the key that the answer needs, such as `duty[kind = "patrol", every = "day"].days`;
    InputError with the row for rows that do not fit together, for a span that ends before it starts or over ten years;
    PolicyError where the policy is not in force; CalendarError where days are not known.

    >>> from datetime import date
    >>> import wangge as wg
    >>> policy, calendar = wg.Policy.preset("combined"), wg.WorkCalendar.china()
    >>> grids = [{"grid": "G-1", "village": "V-1"}]
    >>> owed = wg.obligations(policy, calendar, grids, date(2026, 2, 1), date(2026, 2, 28), kinds=["monday_office"])
    >>> [f"{one.due:%m-%d}" for one in owed]  # Monday the 16th lies in a week off; the 23rd moves to the 24th
    ['02-02', '02-09', '02-24']
    >>> owed[-1].clauses
    ('X-4.4a', 'E-9')
    """
    if isinstance(kinds, str):
        kinds = [kinds]
    owed = _wangge.owe(
        policy,
        calendar,
        columns_of(grids, "grids", **{"grid": "text", "village": "text", "from": "day?", "to": "day?"}),
        columns_of(
            holders, "holders", **{"unit": "text", "role": "text", "person": "text", "from": "day?", "to": "day?"}
        ),
        columns_of(dwellings, "dwellings", **{"grid": "text", "household": "text", "from": "day?", "to": "day?"}),
        columns_of(occasions, "occasions", id="text", kind="text", unit="text", day="day", due="day?"),
        start,
        end,
        None if kinds is None else list(kinds),
    )
    return Obligations(owed)


class Obligations:
    """All that is owed, without being held one by one (应完成事项清单): `len`, indices and slices, one after another.

    Grid after grid as they were given, then the villages, then the township; for each its duties as the policy lists
    them, each by date. Ten thousand grids over a year are eight million: `to_pandas`, `to_polars` and `to_arrow` make
    columns of them at once.
    """

    __slots__ = ("_owed",)

    def __init__(self, owed: _wangge.Owed) -> None:
        self._owed = owed

    @property
    def span(self) -> tuple[date, date]:
        """The first and the last day that were asked for."""
        return self._owed.span

    @property
    def counts(self) -> dict[DutyKind, int]:
        """How many are owed of each kind, in their order; those of which none is owed are left out."""
        return dict(self._owed.counts)

    def table(self, *, uid: bool = False) -> Table:
        """The columns `kind`, `owner`, `grid` (none where a village or the township owes it), `opens`, `due`, `clause`,
        `unit` (empty for the township), `village`, `provisional`, and on request `uid`.

        >>> from datetime import date
        >>> import wangge as wg
        >>> owed = wg.obligations(wg.Policy.preset("combined"), wg.WorkCalendar.china(), [wg.DutyGrid("G-1", "V-1")],
        ...                       date(2026, 11, 1), date(2026, 11, 30), kinds=["summary", "ranking"])
        >>> owed.table()["due"].tolist(), owed.table()["grid"].tolist()
        ([datetime.date(2026, 11, 30)], ['G-1'])
        """
        return Table(len(self), self._owed.columns(uid))

    def to_pandas(self, *, uid: bool = False) -> Any:
        """A DataFrame of pandas with the columns of `table`: words and ids as categories."""
        return self.table(uid=uid).to_pandas()

    def to_polars(self, *, uid: bool = False) -> Any:
        """A DataFrame of polars with the columns of `table`: words and ids as Enum."""
        return self.table(uid=uid).to_polars()

    def to_arrow(self, *, uid: bool = False) -> Any:
        """A Table of pyarrow with the columns of `table`: words and ids as dictionaries."""
        return self.table(uid=uid).to_arrow()

    def match(self, records: Any, as_of: date) -> Matched:
        """Holds records against what is owed, as of a day.

        `records` are a table or objects, as `DutyRecord`: id, kind, unit, day, (person, household). Each counts once
        among the duties of its kind and unit: for as many as can be in time first, the one due first before the others;
        what is left over then makes good what was missed, while that still counts. Coverage of households is a measure
        over the same visits, beside that count. A second record of the same day, person and household is one recorded
        twice.

        Raises InputError with the row for a record after `as_of`, an id that stands twice or a unit that is not known,
        and where a grid owes a visit to every household and has none; UnspecifiedError for `duty[…].late_days` where
        the policy does not say how long what was missed may be made good.

        >>> from datetime import date
        >>> import wangge as wg
        >>> owed = wg.obligations(wg.Policy.preset("combined"), wg.WorkCalendar.china(), [wg.DutyGrid("G-1", "V-1")],
        ...                       date(2026, 11, 1), date(2026, 11, 15), kinds=["exchange"])
        >>> records = [{"id": "a", "kind": "exchange", "unit": "G-1", "day": date(2026, 11, 4)}]
        >>> [outcome.state.zh for one, outcome in owed.match(records, date(2026, 11, 12))]
        ['未完成', '按期完成', '未到期']
        """
        columns = columns_of(
            records, "records", id="text", kind="text", unit="text", day="day", person="text?", household="text?"
        )
        return Matched(self, self._owed.match(columns, as_of))

    def to_ics(
        self,
        *,
        stamp: datetime,
        domain: str,
        name: str | None = None,
        person: str | None = None,
        village: str | None = None,
        grid: str | None = None,
        lang: str = "zh",
    ) -> str:
        """A calendar that phones and desktops subscribe to (日程, iCalendar): all-day events, each on its due day.

        Only those of one `person`, `village` or `grid`, where that is given. `stamp` is when it is written, with its
        zone; `domain` is the embedder's own and ends the ids. These stay the same: imported again, an event moves
        instead of standing twice. `name` is what the calendar is called.

        Raises InputError for a stamp without a zone or a language that is none.

        >>> from datetime import date, datetime, timezone
        >>> import wangge as wg
        >>> owed = wg.obligations(wg.Policy.preset("combined"), wg.WorkCalendar.china(), [wg.DutyGrid("G-1", "V-1")],
        ...                       date(2026, 11, 1), date(2026, 11, 30), kinds=["summary"])
        >>> text = owed.to_ics(stamp=datetime(2026, 11, 1, tzinfo=timezone.utc), domain="example.org", grid="G-1")
        >>> "UID:summary.month.G-1.2026-11-01@example.org" in text
        True
        """
        if stamp.tzinfo is None:
            raise refused("stamp", str(stamp), "a moment with its zone: datetime.now(timezone.utc)")
        moment = stamp.astimezone(UTC).replace(tzinfo=None)
        return self._owed.ics(moment, domain, name, lang, person, village, grid)

    def to_svg(self, unit: str, month: date, *, width: int = 960, lang: str = "zh") -> str:
        """The month that holds a day as a picture (SVG): what a unit owes on each day, for a village what its grids owe
        too, counted; an empty unit is the township.

        Raises InputError for a unit that is not known or a width that is not 560 to 8000; CalendarError where days are
        not known.
        """
        return self._owed.month(unit, month, width, lang)

    def __len__(self) -> int:
        return len(self._owed)

    def __iter__(self) -> Iterator[Obligation]:
        return iter(self._owed)

    @overload
    def __getitem__(self, index: int) -> Obligation: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Obligation, ...]: ...
    def __getitem__(self, index: int | slice) -> Obligation | tuple[Obligation, ...]:
        if isinstance(index, slice):
            return tuple(self._owed[place] for place in range(*index.indices(len(self))))
        return self._owed[index]

    def __eq__(self, other: object) -> bool:
        return self._owed == other._owed if isinstance(other, Obligations) else NotImplemented

    def __hash__(self) -> int:
        return hash((self._owed.policy, self.span, len(self)))

    def __reduce__(self) -> tuple[Any, ...]:
        return Obligations, (self._owed,)

    def __repr__(self) -> str:
        first, last = self.span
        return f"Obligations({len(self)} from {first} to {last}, policy '{self._owed.policy}')"

    def _repr_html_(self) -> str | None:
        from .html import show

        return show(self)


class Matched:
    """Obligations with what became of them (履职台账): pairs of an Obligation and its DutyOutcome, in their order."""

    __slots__ = ("_held", "owed")

    def __init__(self, owed: Obligations, held: _wangge.Held) -> None:
        self.owed = owed
        """What is owed."""
        self._held = held

    @property
    def as_of(self) -> date:
        """The day asked about."""
        return self._held.as_of

    @property
    def counts(self) -> dict[DutyState, int]:
        """How many are in each state."""
        return dict(zip(DutyState, self._held.counts, strict=True))

    @property
    def coverage(self) -> Table:
        """How many households were seen (入户覆盖), a row for each visit that is owed to every one: `obligation` (its
        place), `owner`, `grid`, `village`, `opens`, `due`; `needed`, `seen` in the window, `seen_late` after it, while
        that counts."""
        columns = self._held.coverage()
        return Table(len(columns["obligation"][1]), columns)

    @property
    def uses(self) -> Table:
        """What each record counted for, in their order: `record` (its id), `use`, and `obligation`, its place."""
        columns = self._held.uses()
        return Table(len(columns["record"][1]), columns)

    @property
    def unlisted(self) -> tuple[str, ...]:
        """The ids of visits to a household that the grid does not have on that day."""
        return self._held.unlisted

    def diary_gaps(self) -> tuple[DiaryGap, ...]:
        """The gaps of the diaries (M-3.4), unit after unit: runs of days on which it was owed and missed, or written
        later."""
        return self._held.diary_gaps

    def table(self, *, uid: bool = False) -> Table:
        """The columns of `Obligations.table`, then `state`, `on` (the day it was done) and `record` (by which)."""
        return Table(len(self), self._held.columns(uid))

    def to_pandas(self, *, uid: bool = False) -> Any:
        """A DataFrame of pandas with the columns of `table`."""
        return self.table(uid=uid).to_pandas()

    def to_polars(self, *, uid: bool = False) -> Any:
        """A DataFrame of polars with the columns of `table`."""
        return self.table(uid=uid).to_polars()

    def to_arrow(self, *, uid: bool = False) -> Any:
        """A Table of pyarrow with the columns of `table`."""
        return self.table(uid=uid).to_arrow()

    def to_svg(self, unit: str, month: date, *, width: int = 960, lang: str = "zh") -> str:
        """The picture of `Obligations.to_svg`, with a dot for what is done, a triangle for what is done late, a cross
        for what was missed."""
        return self.owed._owed.month(unit, month, width, lang, self._held)

    def __len__(self) -> int:
        return len(self._held)

    def __iter__(self) -> Iterator[tuple[Obligation, DutyOutcome]]:
        return (self._held[place] for place in range(len(self)))

    @overload
    def __getitem__(self, index: int) -> tuple[Obligation, DutyOutcome]: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[tuple[Obligation, DutyOutcome], ...]: ...
    def __getitem__(
        self, index: int | slice
    ) -> tuple[Obligation, DutyOutcome] | tuple[tuple[Obligation, DutyOutcome], ...]:
        if isinstance(index, slice):
            return tuple(self._held[place] for place in range(*index.indices(len(self))))
        return self._held[index]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Matched):
            return NotImplemented
        return (self.owed, self.as_of, self._held.records) == (other.owed, other.as_of, other._held.records)

    def __hash__(self) -> int:
        return hash((self.owed, self.as_of))

    def __reduce__(self) -> tuple[Any, ...]:
        return _matched, (self.owed, self._held.records, self.as_of)

    def __repr__(self) -> str:
        told = ", ".join(f"{count} {state}" for state, count in self.counts.items())
        return f"Matched({len(self)} as of {self.as_of}: {told})"

    def _repr_html_(self) -> str | None:
        from .html import show

        return show(self)


def _matched(owed: Obligations, records: Any, as_of: date) -> Matched:
    """What unpickling calls: records as their columns."""
    return Matched(owed, owed._owed.match(records, as_of))
