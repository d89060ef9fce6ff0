"""What a board of cases becomes: a table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from .enums import CaseState, Light, Stage, SupervisionLevel, Term
from .tables import Table

if TYPE_CHECKING:
    from ._wangge import Board

__all__ = ["table_of_board"]


def _words(vocabulary: type[Term], words: Iterable[Term | None]) -> tuple[str, Any]:
    codes = list(vocabulary)
    places = [-1 if word is None else codes.index(word) for word in words]
    return "word", (np.array(places, dtype=np.int8), [code.value for code in codes])


def _moments(unit: str, moments: Iterable[Any]) -> tuple[str, Any]:
    return "moment", np.array(["NaT" if moment is None else moment for moment in moments], dtype=f"datetime64[{unit}]")


def table_of_board(board: Board) -> Table:
    """The rows of a board as a table."""
    rows = board.rows
    days = [row.left if isinstance(row.left, int) else None for row in rows]
    times = ["NaT" if isinstance(row.left, int) else row.left for row in rows]
    return Table(
        len(rows),
        {
            "case": ("text", [row.case for row in rows]),
            "sequence": ("number", [row.sequence for row in rows]),
            "state": _words(CaseState, (row.state for row in rows)),
            "grid": ("text", [row.grid for row in rows]),
            "light": _words(Light, (row.light for row in rows)),
            "due": _moments("s", (row.due for row in rows)),
            "date": _moments("D", (row.date for row in rows)),
            "left_days": ("number", days),
            "left_time": ("duration", np.array(times, dtype="timedelta64[us]")),
            "holder": ("text", [row.holder for row in rows]),
            "waits_for": ("text", [",".join(row.waits_for) for row in rows]),
            "late_stage": _words(Stage, (row.late_stage for row in rows)),
            "supervision": _words(SupervisionLevel, (row.supervision for row in rows)),
            "to_tell": ("flag", [row.to_tell for row in rows]),
            "reported": ("flag", [row.reported for row in rows]),
            "next_change": _moments("s", (row.next_change for row in rows)),
        },
    )
