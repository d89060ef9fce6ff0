"""Expressions of polars: `import wangge.polars` gives every expression the namespace `.wangge`.

They work in lazy frames and in the streaming engine: each answers row by row, so polars may hand it any piece. They go
by `map_batches` over Arrow: a plugin would have to be a library of its own, built for one version of polars, and would
save nothing, for a column crosses without a copy.

>>> import polars as pl, wangge as wg, wangge.polars
>>> frame = pl.LazyFrame({"received": ["2026-11-23", "2026-11-27"]}).select(pl.col("received").str.to_date())
>>> due = pl.col("received").wangge.deadline("general", wg.Policy.preset("combined"))
>>> frame.select(due).collect(engine="streaming")["received"].to_list()
[datetime.date(2026, 12, 2), datetime.date(2026, 12, 8)]
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, cast

import polars as pl

from . import columns
from .enums import Complexity, DayStatus, Handler, Level

if TYPE_CHECKING:
    from ._wangge import Policy, WorkCalendar

__all__ = ["WanggeExpressions"]

_ROUTE: dict[str, Any] = {
    "level": pl.Enum([word.value for word in Level]),
    "handler": pl.Enum([word.value for word in Handler]),
    "steps": pl.String,
    "path": pl.String,
    "report_at_once": pl.Boolean,
    "told_by": pl.Enum([word.value for word in Handler]),
    "complexity": pl.Enum([word.value for word in Complexity]),
    "because": pl.String,
}


@pl.api.register_expr_namespace("wangge")
class WanggeExpressions:
    """Questions about a column of days (Date, or Datetime without a zone), or about a struct of facts.

    Type checkers do not know the namespace: `WanggeExpressions(pl.col("received"))` is the same, typed.

    Another column is given as an expression (`pl.col("complexity")`); a text is a word. `errors="null"` makes a row
    without an answer null; else polars raises what `wangge` refused.
    """

    def __init__(self, expression: pl.Expr) -> None:
        self._expression = expression

    def _map(self, answer: Callable[[Sequence[pl.Series]], pl.Series], kind: Any, *others: pl.Expr) -> pl.Expr:
        return pl.map_batches([self._expression, *others], answer, return_dtype=kind, is_elementwise=True)

    def add_workdays(
        self,
        n: int | pl.Expr,
        calendar: WorkCalendar | None = None,
        *,
        start: str | None = None,
        make_up: str | None = None,
        tz: str | None = None,
        errors: str | None = None,
    ) -> pl.Expr:
        """`wangge.add_workdays`: the day that `n` working days come to (Date)."""
        others = [n] if isinstance(n, pl.Expr) else []

        def answer(given: Sequence[pl.Series]) -> pl.Series:
            count: Any = given[1] if others else n
            return columns.add_workdays(given[0], count, calendar, start=start, make_up=make_up, tz=tz, errors=errors)

        return self._map(answer, pl.Date, *others)

    def deadline(
        self,
        complexity: str | pl.Expr,
        policy: Policy,
        calendar: WorkCalendar | None = None,
        *,
        tz: str | None = None,
        errors: str | None = None,
    ) -> pl.Expr:
        """`wangge.deadlines`: by when a matter received then must be settled (Date)."""
        others = [complexity] if isinstance(complexity, pl.Expr) else []

        def answer(given: Sequence[pl.Series]) -> pl.Series:
            return columns.deadlines(
                given[0], given[1] if others else complexity, policy, calendar, tz=tz, errors=errors
            )

        return self._map(answer, pl.Date, *others)

    def workdays_until(
        self,
        other: pl.Expr,
        calendar: WorkCalendar | None = None,
        *,
        make_up: str | None = None,
        tz: str | None = None,
        errors: str | None = None,
    ) -> pl.Expr:
        """`wangge.workdays_between` from this day to the other: working days in (this, other] (Int32)."""

        def answer(given: Sequence[pl.Series]) -> pl.Series:
            return columns.workdays_between(given[0], given[1], calendar, make_up=make_up, tz=tz, errors=errors)

        return self._map(answer, pl.Int32, other)

    def is_workday(
        self,
        calendar: WorkCalendar | None = None,
        *,
        make_up: str | None = None,
        tz: str | None = None,
        errors: str | None = None,
    ) -> pl.Expr:
        """`wangge.is_workday`: whether the day is a working day (Boolean)."""

        def answer(given: Sequence[pl.Series]) -> pl.Series:
            return columns.is_workday(given[0], calendar, make_up=make_up, tz=tz, errors=errors)

        return self._map(answer, pl.Boolean)

    def day_status(
        self, calendar: WorkCalendar | None = None, *, tz: str | None = None, errors: str | None = None
    ) -> pl.Expr:
        """`wangge.day_status`: how sure the calendar is of the day (Enum)."""

        def answer(given: Sequence[pl.Series]) -> pl.Series:
            return columns.day_status(given[0], calendar, tz=tz, errors=errors)

        return self._map(answer, pl.Enum([word.value for word in DayStatus]))

    def route(self, policy: Policy, *, columns: Sequence[str] | None = None, errors: str | None = None) -> pl.Expr:
        """`wangge.route` of a struct with the fields scope, major, sudden, and work and complexity where there are any.

        A struct of the answer's columns; texts where they are no words of one vocabulary.
        """
        from .columns import ROUTE_COLUMNS, route

        wanted = list(ROUTE_COLUMNS if columns is None else columns)

        def answer(given: Sequence[pl.Series]) -> pl.Series:
            found = cast(pl.DataFrame, route(given[0].struct.unnest(), policy, columns=wanted, errors=errors))
            return found.cast({name: _ROUTE[name] for name in wanted}).to_struct(given[0].name)

        return self._map(answer, pl.Struct({name: _ROUTE.get(name, pl.String) for name in wanted}))
