"""Whole DataFrames of Spark, by `mapInArrow`: for what outgrows one machine.

Each function takes a DataFrame and gives it back with more columns, partition by partition, without a shuffle. The
policy and the calendar go along as bytes, and each Python worker reads them once. The answers are those of
`wangge.columns`, row by row.

`on` names the column of days: DATE, TIMESTAMP_NTZ, or TIMESTAMP with `tz=`, the zone of the county's clocks. A row
without an answer fails the job with an InputError that names the partition and the row in it, or becomes null with
`errors="null"`.

    from wangge import spark as ws
    due = ws.deadlines(messages, "complexity", policy, on="received")      # a word, or the name of a column
    routed = ws.route(messages, policy)

It needs pyspark 4 and pyarrow; `PYSPARK_PYTHON` must name the interpreter that has them, on every machine.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from . import columns
from ._refusal import refused
from .errors import InputError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from ._wangge import Policy, WorkCalendar

__all__ = ["add_workdays", "deadlines", "is_workday", "route", "workdays_between"]

Answer = Callable[[pa.RecordBatch, Any], dict[str, Any]]


_read: dict[bytes, Any] = {}


def _unpacked(given: bytes) -> Any:
    """What was shipped, read once a worker; of several only the last few are kept."""
    if given not in _read:
        while len(_read) >= 8:
            _read.pop(next(iter(_read)))
        _read[given] = pickle.loads(given)
    return _read[given]


def _mapped(frame: DataFrame, kinds: dict[str, str], given: Any, answer: Answer) -> DataFrame:
    """The frame with the columns of `kinds`, answered batch by batch."""
    taken = [name for name in kinds if name in frame.columns]
    if taken:
        raise refused("into", repr(taken[0]), f"a name that the frame does not have: {', '.join(frame.columns)}")
    shipped = pickle.dumps(given)

    def work(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        from pyspark import TaskContext

        done = 0
        for batch in batches:
            try:
                found = answer(batch, _unpacked(shipped))
            except InputError as error:
                raise _placed(error, TaskContext.get(), done) from None
            done += batch.num_rows
            names = [*batch.schema.names, *found]
            yield pa.RecordBatch.from_arrays([*batch.columns, *found.values()], names=names)

    schema = ", ".join(
        [
            *(f"`{field.name}` {field.dataType.simpleString()}" for field in frame.schema),
            *(f"`{name}` {kind}" for name, kind in kinds.items()),
        ]
    )
    return frame.mapInArrow(work, schema)


def _placed(error: InputError, context: Any, before: int) -> InputError:
    """The refusal of a row, with its partition and its row in that."""
    row = None if error.row is None else error.row + before
    place = f"partition {'?' if context is None else context.partitionId()}, {error.column}"
    return refused(place, error.value, error.allowed, row)


def _column(frame: DataFrame, name: str, argument: str) -> str:
    if name not in frame.columns:
        raise refused(argument, repr(name), f"a column of the frame: {', '.join(frame.columns)}")
    return name


def deadlines(
    frame: DataFrame,
    complexity: str,
    policy: Policy,
    calendar: WorkCalendar | None = None,
    *,
    on: str,
    into: str = "due",
    tz: str | None = None,
    errors: str | None = None,
) -> DataFrame:
    """`wangge.deadlines`: a DATE; `complexity` is a word, or the name of a column of words."""
    _column(frame, on, "on")
    by_column = complexity in frame.columns

    def answer(batch: pa.RecordBatch, given: Any) -> dict[str, Any]:
        words = batch.column(complexity) if by_column else complexity
        return {into: columns.deadlines(batch.column(on), words, *given, tz=tz, errors=errors, threads=1)}

    return _mapped(frame, {into: "date"}, (policy, calendar), answer)


def add_workdays(
    frame: DataFrame,
    n: int | str,
    calendar: WorkCalendar | None = None,
    *,
    on: str,
    into: str = "due",
    start: str | None = None,
    make_up: str | None = None,
    tz: str | None = None,
    errors: str | None = None,
) -> DataFrame:
    """`wangge.add_workdays`: a DATE; `n` is a number, or the name of a column of numbers."""
    _column(frame, on, "on")
    if isinstance(n, str):
        _column(frame, n, "n")

    def answer(batch: pa.RecordBatch, given: Any) -> dict[str, Any]:
        count = batch.column(n) if isinstance(n, str) else n
        days = batch.column(on)
        return {
            into: columns.add_workdays(
                days, count, given, start=start, make_up=make_up, tz=tz, errors=errors, threads=1
            )
        }

    return _mapped(frame, {into: "date"}, calendar, answer)


def is_workday(
    frame: DataFrame,
    calendar: WorkCalendar | None = None,
    *,
    on: str,
    into: str = "workday",
    make_up: str | None = None,
    tz: str | None = None,
    errors: str | None = None,
) -> DataFrame:
    """`wangge.is_workday`: a BOOLEAN."""
    _column(frame, on, "on")

    def answer(batch: pa.RecordBatch, given: Any) -> dict[str, Any]:
        return {into: columns.is_workday(batch.column(on), given, make_up=make_up, tz=tz, errors=errors, threads=1)}

    return _mapped(frame, {into: "boolean"}, calendar, answer)


def workdays_between(
    frame: DataFrame,
    calendar: WorkCalendar | None = None,
    *,
    on: tuple[str, str],
    into: str = "workdays",
    make_up: str | None = None,
    tz: str | None = None,
    errors: str | None = None,
) -> DataFrame:
    """`wangge.workdays_between` of two columns: an INT."""
    a, b = (_column(frame, name, "on") for name in on)

    def answer(batch: pa.RecordBatch, given: Any) -> dict[str, Any]:
        days = (batch.column(a), batch.column(b))
        return {into: columns.workdays_between(*days, given, make_up=make_up, tz=tz, errors=errors, threads=1)}

    return _mapped(frame, {into: "int"}, calendar, answer)


def route(
    frame: DataFrame,
    policy: Policy,
    *,
    scope: str = "scope",
    major: str | bool = "major",
    sudden: str | bool = "sudden",
    work: str | None = None,
    complexity: str | None = None,
    columns: Sequence[str] | None = None,
    prefix: str = "route_",
    errors: str | None = None,
) -> DataFrame:
    """`wangge.route`: STRING columns (`report_at_once` a BOOLEAN), their names after `prefix`."""
    from .columns import ROUTE_COLUMNS
    from .columns import route as routed

    wanted = list(ROUTE_COLUMNS if columns is None else columns)
    for name, argument in ((scope, "scope"), (major, "major"), (sudden, "sudden")):
        if isinstance(name, str):
            _column(frame, name, argument)

    def answer(batch: pa.RecordBatch, given: Any) -> dict[str, Any]:
        found = routed(
            batch,
            given,
            scope=scope,
            major=major,
            sudden=sudden,
            work=work,
            complexity=complexity,
            columns=wanted,
            errors=errors,
            threads=1,
        )
        texts = {name: found.column(name).combine_chunks() for name in wanted}
        return {
            f"{prefix}{name}": column if name == "report_at_once" else column.cast(pa.string())
            for name, column in texts.items()
        }

    kinds = {f"{prefix}{name}": "boolean" if name == "report_at_once" else "string" for name in wanted}
    return _mapped(frame, kinds, policy, answer)
