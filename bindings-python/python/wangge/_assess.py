"""What figures, marks, ranks, years and bulletins become: tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ._columns import words
from .enums import Cause
from .tables import Table

if TYPE_CHECKING:
    from decimal import Decimal

    from ._wangge import Bulletin, Curve, Ranks, Review, SheetMarks, Tallies

__all__ = ["curve_of", "table_of_bulletin", "table_of_figures", "table_of_marks", "table_of_ranks", "table_of_review"]


def _texts(numbers: list[Decimal | None]) -> tuple[str, list[str | None]]:
    return "text", [None if number is None else str(number) for number in numbers]


def curve_of(kind: str, full: Decimal, numbers: list[Decimal], reversed_: bool) -> Curve:
    """A curve out of its numbers: where it is unpickled."""
    from . import _wangge

    if kind == "steps":
        made = _wangge.Curve.steps(full, list(zip(numbers[::2], numbers[1::2], strict=True)))
    elif kind == "linear":
        made = _wangge.Curve.linear(full)
    elif kind == "slope":
        made = _wangge.Curve.slope(full, *numbers)
    else:
        made = _wangge.Curve.deduct(full, *numbers)
    return made.reversed() if reversed_ else made


def table_of_figures(tallies: Tallies, parts: tuple[Any, ...]) -> Table:
    """Figures of all units and periods."""
    unit, period, (metric, names), numerator, denominator, fed = parts
    starts = np.array([first for first, _ in tallies.periods], dtype="datetime64[D]")
    ends = np.array([last for _, last in tallies.periods], dtype="datetime64[D]")
    return Table(
        len(unit),
        {
            "unit": ("word", (unit, list(tallies.units))),
            "start": ("moment", starts[period]),
            "end": ("moment", ends[period]),
            "metric": ("word", (metric, list(names))),
            "numerator": ("number", numerator),
            "denominator": ("number", denominator),
            "fed": ("flag", fed),
        },
    )


def table_of_marks(marks: SheetMarks) -> Table:
    """The marks of every unit, item by item."""
    rows = marks.rows
    parts: dict[str, tuple[str, Any]] = {
        "unit": ("text", [row.unit for row in rows]),
        "group": ("text", [row.group for row in rows]),
    }
    # Groups may have sheets of their own: an item that a unit's sheet does not have is empty.
    names = list(dict.fromkeys(item.metric for row in rows for item in row.items))
    for name in names:
        found = [next((item for item in row.items if item.metric == name), None) for row in rows]
        parts[f"{name}_numerator"] = ("number", [None if one is None else one.rate.numerator for one in found])
        parts[f"{name}_denominator"] = ("number", [None if one is None else one.rate.denominator for one in found])
        parts[f"{name}_marks"] = _texts([None if one is None else one.marks for one in found])
    parts["total"] = _texts([row.total for row in rows])
    return Table(len(rows), parts)


def table_of_ranks(ranks: Ranks) -> Table:
    """The ranks of units."""
    rows = ranks.rows
    rates = [row.rate for row in rows]
    intervals = [None if rate is None else rate.interval for rate in rates]
    return Table(
        len(rows),
        {
            "unit": ("text", [row.unit for row in rows]),
            "group": ("text", [row.group for row in rows]),
            "rank": ("number", [row.rank for row in rows]),
            "shared_by": ("number", [row.shared_by for row in rows]),
            "place": ("text", [row.place for row in rows]),
            "numerator": ("number", [None if rate is None else rate.numerator for rate in rates]),
            "denominator": ("number", [None if rate is None else rate.denominator for rate in rates]),
            "low": _texts([None if one is None else one[0] for one in intervals]),
            "high": _texts([None if one is None else one[1] for one in intervals]),
            "marks": _texts([row.marks for row in rows]),
            "volume": ("number", [row.volume for row in rows]),
            "to_next": _texts([row.to_next for row in rows]),
            "one_case_decides": ("flag", [row.one_case_decides for row in rows]),
            "differs_from_first": ("flag", [row.differs_from_first for row in rows]),
        },
    )


def table_of_review(review: Review) -> Table:
    """The year of every unit."""
    rows = review.rows
    return Table(
        len(rows),
        {
            "unit": ("text", [row.unit for row in rows]),
            "first": _texts([row.first for row in rows]),
            "second": _texts([row.second for row in rows]),
            "total": _texts([row.total for row in rows]),
        },
    )


def table_of_bulletin(bulletin: Bulletin) -> Table:
    """The lines of a bulletin."""
    rows = bulletin.rows
    return Table(
        len(rows),
        {
            "cause": words(Cause, (row.cause for row in rows)),
            "subject": ("text", [row.subject for row in rows]),
            "unit": ("text", [row.unit for row in rows]),
            "ask": ("text", [",".join(row.ask) for row in rows]),
            "clause": ("text", [row.reason.clause for row in rows]),
            "said": ("text", [row.reason.zh for row in rows]),
        },
    )
