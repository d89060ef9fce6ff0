"""Cases in, scores out: what the native half takes as columns."""

from __future__ import annotations

from ._wangge import score_rows

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from typing import Any

    from ._wangge import Policy, Scores, WorkCalendar
    from .enums import Complexity

__all__ = ["CaseRow", "score"]

_COLUMNS = ("village", "received", "closed", "complexity")


class CaseRow(tuple[object, ...]):
    """One case: its village, the day of receipt, the day it was settled (None while open), its complexity.

    >>> import datetime, wangge as wg
    >>> wg.CaseRow("示例村", datetime.date(2026, 7, 1), None, "general").village
    '示例村'
    """

    __slots__ = ()

    def __new__(cls, village: str, received: date, closed: date | None, complexity: Complexity | str) -> CaseRow:
        return tuple.__new__(cls, (village, received, closed, complexity))

    def __getnewargs__(self) -> tuple[Any, ...]:
        return tuple(self)

    @property
    def village(self) -> str:
        """The village."""
        return self[0]  # type: ignore[return-value]

    @property
    def received(self) -> date:
        """The day of receipt."""
        return self[1]  # type: ignore[return-value]

    @property
    def closed(self) -> date | None:
        """The day it was settled; None while it is open."""
        return self[2]  # type: ignore[return-value]

    @property
    def complexity(self) -> Complexity | str:
        """The complexity that decides its limit."""
        return self[3]  # type: ignore[return-value]

    def __repr__(self) -> str:
        return f"CaseRow({self.village!r}, {self.received}, {self.closed}, {self.complexity!s})"


def score(
    cases: Mapping[str, Sequence[Any]] | Iterable[CaseRow | tuple[str, date, date | None, Complexity | str]],
    policy: Policy,
    period: tuple[date, date],
    *,
    as_of: date | None = None,
    calendar: WorkCalendar | None = None,
    sheet: str | None = None,
) -> Scores:
    """The on-time figures of every village in a period, and their marks on a sheet of the policy.

    `cases` are rows (village, received, closed or None, complexity) or a mapping of those four columns. `period`
    is its first and last day; `as_of` the day at whose close it is counted, by default the last. Which day decides
    the period of a case is the policy's `ranking.belongs_by`.

    Raises InputError naming the row of a case that cannot be used, UnspecifiedError for `ranking` or the sheet.
    Source: X-4.3b.

    >>> import datetime, wangge as wg
    >>> day = datetime.date(2026, 7, 1)  # a general matter is due on 10 July
    >>> rows = [("甲", day, datetime.date(2026, 7, d), "general") for d in (2, 10, 13)]
    >>> found = wg.score(rows, wg.Policy.preset("combined"), (day, datetime.date(2026, 9, 30)))
    >>> found[0].rate, found[0].marks
    (Decimal('0.6667'), Decimal('66.67'))
    """
    table: Any = cases
    if hasattr(table, "keys"):
        columns = [list(table[name]) for name in _COLUMNS]
    else:
        rows = list(table)
        columns = [[row[place] for row in rows] for place in range(len(_COLUMNS))]
    villages, received, closed, complexity = columns
    return score_rows(
        villages, received, closed, complexity, policy, period, as_of=as_of, calendar=calendar, sheet=sheet
    )
