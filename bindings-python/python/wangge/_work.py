"""What meetings, findings of conduct, the roll-out and the thirteen systems become: tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._columns import moments, words
from .enums import (
    Conduct,
    ConductSource,
    ConductState,
    Presence,
    Role,
    RolloutPhase,
    RolloutTask,
    System,
    TaskState,
)
from .tables import Table

if TYPE_CHECKING:
    from ._wangge import AttendanceSheet, ConductRegister, RolloutStanding, Systems

__all__ = ["table_of_register", "table_of_rollout", "table_of_sheet", "table_of_systems"]


def table_of_sheet(sheet: AttendanceSheet) -> Table:
    """The rows of a sheet of attendance."""
    rows = sheet.rows
    return Table(
        len(rows),
        {
            "person": ("text", [row.person for row in rows]),
            "role": words(Role, (row.role for row in rows)),
            "must": ("flag", [row.must for row in rows]),
            "presence": words(Presence, (row.presence for row in rows)),
            "minutes_late": ("number", [row.minutes_late for row in rows]),
            "minutes_early": ("number", [row.minutes_early for row in rows]),
        },
    )


def table_of_register(register: ConductRegister) -> Table:
    """The findings of a register."""
    rows = register.findings
    return Table(
        len(rows),
        {
            "finding": ("text", [row.id for row in rows]),
            "conduct": words(Conduct, (row.conduct for row in rows)),
            "clause": ("text", [row.clause for row in rows]),
            "person": ("text", [row.person for row in rows]),
            "role": words(Role, (row.role for row in rows)),
            "source": words(ConductSource, (row.source for row in rows)),
            "state": words(ConductState, (row.state for row in rows)),
            "raised": moments("s", (row.raised for row in rows)),
            "answered": moments("s", (row.answered for row in rows)),
            "decided": moments("s", (row.decided for row in rows)),
            "text": ("text", [row.text for row in rows]),
            "rests_on": ("text", [",".join(f"{case}#{number}" for case, number in row.rests_on) for row in rows]),
        },
    )


def table_of_rollout(stands: RolloutStanding) -> Table:
    """The tasks of a village."""
    rows = stands.tasks
    return Table(
        len(rows),
        {
            "village": ("text", [stands.village for _ in rows]),
            "phase": words(RolloutPhase, (row.phase for row in rows)),
            "task": words(RolloutTask, (row.task for row in rows)),
            "required": ("flag", [row.required for row in rows]),
            "due": moments("D", (row.due for row in rows)),
            "done": moments("D", (row.done for row in rows)),
            "state": words(TaskState, (row.state for row in rows)),
        },
    )


def table_of_systems(systems: Systems) -> Table:
    """The thirteen systems."""
    rows = systems.rows
    return Table(
        len(rows),
        {
            "system": words(System, (row.system for row in rows)),
            "term": ("text", [row.system.zh for row in rows]),
            "asked_by": ("text", [row.asked_by for row in rows]),
            "arranged": ("flag", [row.arranged for row in rows]),
            "sections": ("text", [",".join(row.sections) for row in rows]),
            "documents": ("text", [",".join(row.documents) for row in rows]),
            "clause": ("text", [row.clause for row in rows]),
        },
    )
