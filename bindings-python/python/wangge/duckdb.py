"""Functions of SQL: `register` gives a connection of duckdb the questions of `wangge`, a vector at a time by Arrow.

| function | answers |
|---|---|
| `wangge_add_workdays(DATE, INTEGER)` | DATE: `wangge.add_workdays` |
| `wangge_workdays_between(DATE, DATE)` | INTEGER: `wangge.workdays_between` |
| `wangge_is_workday(DATE)` | BOOLEAN: `wangge.is_workday` |
| `wangge_day_status(DATE)` | VARCHAR: `wangge.day_status` |
| `wangge_deadline(DATE, VARCHAR)` | DATE: `wangge.deadlines`, where a policy is given |

A NULL in gives a NULL out. A row without an answer stops the query with the words of the refusal, or becomes NULL with
`errors="null"`. They need pyarrow, which duckdb hands its vectors over by. For whole tables the functions of `wangge`
take a relation itself, which is quicker.

>>> import duckdb, wangge as wg, wangge.duckdb
>>> connection = wangge.duckdb.register(duckdb.connect(), policy=wg.Policy.preset("combined"))
>>> connection.sql("SELECT wangge_deadline(DATE '2026-11-23', 'general')").fetchall()
[(datetime.date(2026, 12, 2),)]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

from . import columns

if TYPE_CHECKING:
    from ._wangge import Policy, WorkCalendar

__all__ = ["register"]


def register(
    connection: duckdb.DuckDBPyConnection,
    policy: Policy | None = None,
    calendar: WorkCalendar | None = None,
    *,
    errors: str | None = None,
) -> duckdb.DuckDBPyConnection:
    """Registers the functions on a connection, and gives it back."""

    def add(name: str, function: Any, parameters: list[str], answer: str) -> None:
        register: Any = connection.create_function  # its stub asks for names in small letters
        register(f"wangge_{name}", function, parameters, answer, type="arrow", null_handling="special")

    def texts(column: Any) -> Any:
        return column.cast(pa.string())

    add("add_workdays", lambda a, n: columns.add_workdays(a, n, calendar, errors=errors), ["DATE", "INTEGER"], "DATE")
    add(
        "workdays_between",
        lambda a, b: columns.workdays_between(a, b, calendar, errors=errors),
        ["DATE", "DATE"],
        "INTEGER",
    )
    add("is_workday", lambda a: columns.is_workday(a, calendar, errors=errors), ["DATE"], "BOOLEAN")
    add("day_status", lambda a: texts(columns.day_status(a, calendar, errors=errors)), ["DATE"], "VARCHAR")
    if policy is not None:
        add(
            "deadline",
            lambda a, word: columns.deadlines(a, word, policy, calendar, errors=errors),
            ["DATE", "VARCHAR"],
            "DATE",
        )
    return connection
