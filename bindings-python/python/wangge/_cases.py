"""What a board of cases becomes: a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ._columns import moments, words
from .enums import CaseState, Light, Stage, SupervisionLevel
from .tables import Table

if TYPE_CHECKING:
    from ._wangge import Board

__all__ = ["table_of_board"]


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
            "state": words(CaseState, (row.state for row in rows)),
            "grid": ("text", [row.grid for row in rows]),
            "light": words(Light, (row.light for row in rows)),
            "due": moments("s", (row.due for row in rows)),
            "date": moments("D", (row.date for row in rows)),
            "left_days": ("number", days),
            "left_time": ("duration", np.array(times, dtype="timedelta64[us]")),
            "holder": ("text", [row.holder for row in rows]),
            "waits_for": ("text", [",".join(row.waits_for) for row in rows]),
            "late_stage": words(Stage, (row.late_stage for row in rows)),
            "supervision": words(SupervisionLevel, (row.supervision for row in rows)),
            "to_tell": ("flag", [row.to_tell for row in rows]),
            "reported": ("flag", [row.reported for row in rows]),
            "next_change": moments("s", (row.next_change for row in rows)),
        },
    )
