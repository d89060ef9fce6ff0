"""Questions about whole columns: the same answers as one by one, from any library's columns to the same library's.

A column of days is a numpy array (`datetime64[D]`, or of any unit down to ns, or `int32` days since 1970-01-01), a
pandas Series (datetime64, Arrow-backed, or an object column of dates; the index stays), a polars Series, a pyarrow
Array or ChunkedArray, or anything with `__arrow_c_array__` or `__arrow_c_stream__`. A table (a DataFrame, a pyarrow
Table, a duckdb relation, a dict of columns) may stand in the place of the column: `on=` names the column in it, and
the answer is the same table with one more column, named by `into=`.

Days come back as the library's own type of day (`datetime64[D]`, polars Date, Arrow date32; pandas, which has none,
keeps the unit at midnight); words come back as categories (pandas Categorical, polars Enum, Arrow dictionary); nulls
and NaT stay null. The input is not copied; the interpreter is let go.

Arguments that every function takes:

- `errors`: `"raise"` (an InputError with the first row that has no answer, its column, value and what is allowed) or
  `"null"`.
- `report`: a list that gets the InputError of every such row.
- `threads`: by default 1 for short columns, as many as there are cores for long ones.
- `progress`: a function called with the rows done and the rows there are, or True for a bar (by tqdm).
- `tz`: for times with a zone, the zone of the county's clocks, such as `"Asia/Shanghai"`; without it they are refused.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, overload

from . import _wangge
from ._families import Family, Table, family_of, flags_of, is_table, numbers_of, plain_family_of, table_of, words_of
from ._refusal import refused

if TYPE_CHECKING:
    from ._types import Bools, Complexities, Counts, Dates, DaysT, Numbers, Words
    from ._wangge import Policy, WorkCalendar
    from .errors import InputError

T = TypeVar("T")
Progress = bool | Callable[[int, int], object] | None

__all__ = ["add_workdays", "day_status", "deadlines", "grid_counts", "is_workday", "route", "workdays_between"]

ROUTE_COLUMNS = ("level", "handler", "steps", "path", "report_at_once", "told_by", "complexity", "because")


def _way(
    errors: str | None, report: list[InputError] | None, threads: int | None, progress: Progress
) -> dict[str, object]:
    return {"errors": errors, "report": report, "threads": threads, "progress": _bar(progress)}


def _bar(progress: Progress) -> Callable[[int, int], object] | None:
    if progress is None or progress is False:
        return None
    if progress is not True:
        return progress
    from tqdm.auto import tqdm

    bar = tqdm(unit="row", unit_scale=True)

    def tell(done: int, rows: int) -> None:
        bar.total = rows
        bar.update(done - bar.n)
        if done == rows:
            bar.close()

    return tell


def _on(table: Any, on: str | None, argument: str, out: Any = None) -> tuple[Table, Any]:
    """The table and the column of it that is asked about."""
    found = table_of(table, argument)
    if out is not None:
        raise refused("out", type(out).__name__, "None: a table takes its answer by into=")
    if on is None:
        raise refused("on", "None", f"the name of the column of days: {', '.join(found.names)}")
    return found, found.column(on, "on")


def _given(on: object, into: object) -> None:
    if on is not None or into is not None:
        raise refused("on", str(on if on is not None else into), "None: a column has no columns; on= is for tables")


@overload
def add_workdays(
    days: DaysT,
    n: Counts,
    calendar: WorkCalendar | None = None,
    *,
    start: str | None = None,
    make_up: str | None = None,
    errors: str | None = None,
    report: list[InputError] | None = None,
    out: DaysT | None = None,
    threads: int | None = None,
    progress: Progress = None,
) -> DaysT: ...
@overload
def add_workdays(
    days: T,
    n: Any,
    calendar: WorkCalendar | None = None,
    *,
    start: str | None = None,
    make_up: str | None = None,
    on: str | None = None,
    into: str | None = None,
    tz: str | None = None,
    errors: str | None = None,
    report: list[InputError] | None = None,
    threads: int | None = None,
    progress: Progress = None,
) -> T: ...
def add_workdays(
    days: Any,
    n: Any,
    calendar: WorkCalendar | None = None,
    *,
    start: str | None = None,
    make_up: str | None = None,
    on: str | None = None,
    into: str | None = None,
    tz: str | None = None,
    errors: str | None = None,
    report: list[InputError] | None = None,
    out: Any = None,
    threads: int | None = None,
    progress: Progress = None,
) -> Any:
    """`WorkCalendar.add_workdays` over a column: the day that `n` working days from each day come to.

    `n` is one whole number, a column of them, or (for a table) the name of a column. A time of day is not looked at.
    `out` takes the answers of a numpy array. See `wangge.columns` for the shapes and the other arguments.

    Raises InputError naming the first row without an answer.

    >>> import numpy as np, wangge as wg
    >>> wg.add_workdays(np.array(["2026-11-20", "NaT"], dtype="datetime64[D]"), 15)
    array(['2026-12-11',        'NaT'], dtype='datetime64[D]')
    """
    if is_table(days):
        table, column = _on(days, on, "days", out)
        n = table.column(n, "n") if isinstance(n, str) else n
        answer = add_workdays(
            column,
            n,
            calendar,
            start=start,
            make_up=make_up,
            tz=tz,
            errors=errors,
            report=report,
            threads=threads,
            progress=progress,
        )
        return table.joined({into or "due": answer})
    _given(on, into)
    family = family_of(days, "days", tz)
    way = _way(errors, report, threads, progress)
    counts = numbers_of(n, family, "n")
    answer = _wangge.add_workdays(family.native, counts, calendar, start, make_up, out, family.keep_unit, way)
    return family.days(answer)


@overload
def deadlines(
    received: DaysT,
    complexity: Complexities,
    policy: Policy,
    calendar: WorkCalendar | None = None,
    *,
    errors: str | None = None,
    report: list[InputError] | None = None,
    out: DaysT | None = None,
    threads: int | None = None,
    progress: Progress = None,
) -> DaysT: ...
@overload
def deadlines(
    received: T,
    complexity: Any,
    policy: Policy,
    calendar: WorkCalendar | None = None,
    *,
    on: str | None = None,
    into: str | None = None,
    tz: str | None = None,
    errors: str | None = None,
    report: list[InputError] | None = None,
    threads: int | None = None,
    progress: Progress = None,
) -> T: ...
def deadlines(
    received: Any,
    complexity: Any,
    policy: Policy,
    calendar: WorkCalendar | None = None,
    *,
    on: str | None = None,
    into: str | None = None,
    tz: str | None = None,
    errors: str | None = None,
    report: list[InputError] | None = None,
    out: Any = None,
    threads: int | None = None,
    progress: Progress = None,
) -> Any:
    """`Policy.deadline` over a column: days of receipt in, due days out (X-4.2).

    `complexity` is one word for every row, a column of words (codes or Chinese terms, categories) or of uint8 places in
    `Complexity`, or (for a table) the name of a column; a null there makes a null. A time of day counts by the
    policy's cut-off hour, where it sets one. See `wangge.columns` for the shapes and the other arguments.

    Raises InputError naming the first row without an answer, and why.

    >>> import numpy as np, wangge as wg
    >>> received = np.array(["2026-11-23", "2026-11-23"], dtype="datetime64[D]")
    >>> wg.deadlines(received, ["general", "complex"], policy=wg.Policy.preset("combined"))
    array(['2026-12-02', '2026-12-14'], dtype='datetime64[D]')
    """
    if is_table(received):
        table, column = _on(received, on, "received", out)
        if isinstance(complexity, str) and complexity in table.names:
            complexity = table.column(complexity, "complexity")
        answer = deadlines(
            column,
            complexity,
            policy,
            calendar,
            tz=tz,
            errors=errors,
            report=report,
            threads=threads,
            progress=progress,
        )
        return table.joined({into or "due": answer})
    _given(on, into)
    family = family_of(received, "received", tz)
    way = _way(errors, report, threads, progress)
    words = words_of(complexity, family, "complexity")
    return family.days(_wangge.deadlines(family.native, words, policy, calendar, out, family.keep_unit, way))


@overload
def is_workday(
    days: Dates,
    calendar: WorkCalendar | None = None,
    *,
    make_up: str | None = None,
    errors: str | None = None,
    report: list[InputError] | None = None,
    threads: int | None = None,
    progress: Progress = None,
) -> Bools: ...
@overload
def is_workday(
    days: T,
    calendar: WorkCalendar | None = None,
    *,
    make_up: str | None = None,
    on: str | None = None,
    into: str | None = None,
    tz: str | None = None,
    errors: str | None = None,
    report: list[InputError] | None = None,
    threads: int | None = None,
    progress: Progress = None,
) -> T: ...
def is_workday(
    days: Any,
    calendar: WorkCalendar | None = None,
    *,
    make_up: str | None = None,
    on: str | None = None,
    into: str | None = None,
    tz: str | None = None,
    errors: str | None = None,
    report: list[InputError] | None = None,
    threads: int | None = None,
    progress: Progress = None,
) -> Any:
    """`WorkCalendar.is_workday` over a column: whether each day is a working day.

    A numpy array of bool has no null, so NaT is a row without an answer there; the other libraries' columns have one.
    See `wangge.columns` for the shapes and the other arguments.

    Raises InputError naming the first row without an answer.

    >>> import numpy as np, wangge as wg
    >>> wg.is_workday(np.array(["2026-10-10", "2026-10-11"], dtype="datetime64[D]"))
    array([ True, False])
    """
    if is_table(days):
        table, column = _on(days, on, "days")
        answer = is_workday(
            column, calendar, make_up=make_up, tz=tz, errors=errors, report=report, threads=threads, progress=progress
        )
        return table.joined({into or "workday": answer})
    _given(on, into)
    family = family_of(days, "days", tz)
    way = _way(errors, report, threads, progress)
    return family.flags(_wangge.is_workday(family.native, calendar, make_up, family.nullable, way))


@overload
def day_status(
    days: Dates,
    calendar: WorkCalendar | None = None,
    *,
    errors: str | None = None,
    report: list[InputError] | None = None,
    threads: int | None = None,
    progress: Progress = None,
) -> Words: ...
@overload
def day_status(
    days: T,
    calendar: WorkCalendar | None = None,
    *,
    on: str | None = None,
    into: str | None = None,
    tz: str | None = None,
    errors: str | None = None,
    report: list[InputError] | None = None,
    threads: int | None = None,
    progress: Progress = None,
) -> T: ...
def day_status(
    days: Any,
    calendar: WorkCalendar | None = None,
    *,
    on: str | None = None,
    into: str | None = None,
    tz: str | None = None,
    errors: str | None = None,
    report: list[InputError] | None = None,
    threads: int | None = None,
    progress: Progress = None,
) -> Any:
    """`WorkCalendar.status` over a column: the words `confirmed` and `provisional`.

    See `wangge.columns` for the shapes and the other arguments. Raises InputError naming the first row without an
    answer.

    >>> import numpy as np, wangge as wg
    >>> wg.day_status(np.array(["2026-12-25", "2026-12-26"], dtype="datetime64[D]")).tolist()
    ['confirmed', 'provisional']
    """
    if is_table(days):
        table, column = _on(days, on, "days")
        answer = day_status(column, calendar, tz=tz, errors=errors, report=report, threads=threads, progress=progress)
        return table.joined({into or "status": answer})
    _given(on, into)
    family = family_of(days, "days", tz)
    way = _way(errors, report, threads, progress)
    return family.words(_wangge.day_status(family.native, calendar, family.nullable, way))


@overload
def workdays_between(
    a: Dates,
    b: Dates,
    calendar: WorkCalendar | None = None,
    *,
    make_up: str | None = None,
    errors: str | None = None,
    report: list[InputError] | None = None,
    threads: int | None = None,
    progress: Progress = None,
) -> Numbers: ...
@overload
def workdays_between(
    a: T,
    b: Any = None,
    calendar: WorkCalendar | None = None,
    *,
    make_up: str | None = None,
    on: tuple[str, str] | None = None,
    into: str | None = None,
    tz: str | None = None,
    errors: str | None = None,
    report: list[InputError] | None = None,
    threads: int | None = None,
    progress: Progress = None,
) -> T: ...
def workdays_between(
    a: Any,
    b: Any = None,
    calendar: WorkCalendar | None = None,
    *,
    make_up: str | None = None,
    on: tuple[str, str] | None = None,
    into: str | None = None,
    tz: str | None = None,
    errors: str | None = None,
    report: list[InputError] | None = None,
    threads: int | None = None,
    progress: Progress = None,
) -> Any:
    """`WorkCalendar.workdays_between` over two columns: working days in (a, b], int32, below 0 where b is earlier.

    For a table `on=` names both columns. See `wangge.columns` for the shapes and the other arguments.

    Raises InputError naming the first row without an answer.

    >>> import numpy as np, wangge as wg
    >>> day = lambda text: np.array([text], dtype="datetime64[D]")
    >>> wg.workdays_between(day("2022-09-30"), day("2022-11-02"))
    array([20], dtype=int32)
    """
    if is_table(a):
        table = table_of(a, "a")
        if on is None or len(on) != 2:
            raise refused("on", str(on), f"the names of two columns of days: {', '.join(table.names)}")
        answer = workdays_between(
            table.column(on[0], "on"),
            table.column(on[1], "on"),
            calendar,
            make_up=make_up,
            tz=tz,
            errors=errors,
            report=report,
            threads=threads,
            progress=progress,
        )
        return table.joined({into or "workdays": answer})
    _given(on, into)
    family = family_of(a, "a", tz)
    other = family_of(b, "b", tz)
    numbers_of(b, family, "b")  # the indexes of pandas must say the same
    if family.arrow != other.arrow:
        raise refused("b", type(b).__name__, f"a column of the library of a: {type(a).__name__}")
    way = _way(errors, report, threads, progress)
    answer = _wangge.workdays_between(family.native, other.native, calendar, make_up, family.nullable, way)
    return family.numbers(answer)


def grid_counts(
    households: T,
    policy: Policy,
    *,
    on: str | None = None,
    errors: str | None = None,
    report: list[InputError] | None = None,
    threads: int | None = None,
    progress: Progress = None,
) -> Any:
    """`Policy.grid_counts` over a column of numbers of households (X-3.1): a table of the same library.

    Columns, all int32: `least` and `most` grids that are lawful (null where there is none), the `preferred` number,
    and the nearest numbers of households `below` and `above` that can be divided (null where the number itself can).
    For a table `on=` names the column, and the answer is that table with these columns more. A dict of arrays comes
    back for a numpy array, masked where there are nulls.

    Raises InputError naming the first row without an answer, UnspecifiedError where the policy gives no band.

    >>> import numpy as np, wangge as wg
    >>> found = wg.grid_counts(np.array([430, 180]), policy=wg.Policy.preset("combined"))
    >>> found["preferred"].tolist(), found["below"].tolist()
    ([3, None], [None, 150])
    """
    if is_table(households):
        table, column = _on(households, on, "households")
        return table.joined(_grids(column, policy, _way(errors, report, threads, progress))[1])
    _given(on, None)
    family, answers = _grids(households, policy, _way(errors, report, threads, progress))
    return family.table(answers)


def _grids(column: Any, policy: Policy, way: dict[str, object]) -> tuple[Family, dict[str, Any]]:
    family = plain_family_of(column, "households")
    found = _wangge.grid_counts(numbers_of(column, family, "households"), policy, family.arrow, way)
    return family, {name: family.numbers(answer) for name, answer in found.items()}


def route(
    table: T,
    policy: Policy,
    *,
    scope: Any = "scope",
    major: Any = "major",
    sudden: Any = "sudden",
    work: Any = None,
    complexity: Any = None,
    columns: Sequence[str] | None = None,
    keep: bool = False,
    errors: str | None = None,
    report: list[InputError] | None = None,
    threads: int | None = None,
    progress: Progress = None,
) -> Any:
    """`Policy.route` over a table of facts (M-6): a table of the same library, a row a row.

    `scope`, `major`, `sudden`, `work` and `complexity` name the columns of the table, or are columns themselves, or one
    value for all rows (True, False; a word that is no column's name). `work` and `complexity` are taken from the
    columns of those names where the table has them, else they are not given. A null scope, major or sudden makes null
    answers; a null work or complexity is one that is not given.

    The answer's columns: `level`, `handler`, `told_by`, `complexity` (categories), `steps`, `path`, `because` (the
    clauses) as texts in order with commas between, and `report_at_once`; `columns` picks some of them. With `keep` the
    table's own columns stand before them.

    Raises InputError naming the first row without an answer; UnspecifiedError where the policy has no route table.

    >>> import numpy as np, wangge as wg
    >>> facts = {"scope": np.array(["village", "grid"]), "major": np.array([False, True])}
    >>> found = wg.route(facts, wg.Policy.preset("combined"), sudden=False)
    >>> found["level"].tolist(), found["because"].tolist()
    (['regional', 'major'], ['M-6.3, E-1', 'M-6.5, E-4, E-1'])
    """
    source = table_of(table, "table")
    like = source.column(scope, "scope") if isinstance(scope, str) else scope
    family = plain_family_of(like, "scope")
    rows = len(like)

    def given(value: Any, name: str, needed: bool) -> Any:
        if isinstance(value, str) and value in source.names:
            return source.column(value, name)
        if value is None and name in source.names:
            return source.column(name, name)
        if needed and isinstance(value, str):
            allowed = f"True, False, or a column of the table: {', '.join(source.names)}"
            raise refused(name, repr(value), allowed)
        return value

    answers = _wangge.route(
        words_of(like, family, "scope"),
        flags_of(given(major, "major", True), family, "major"),
        flags_of(given(sudden, "sudden", True), family, "sudden"),
        words_of(given(work, "work", False), family, "work"),
        words_of(given(complexity, "complexity", False), family, "complexity"),
        policy,
        rows,
        list(ROUTE_COLUMNS if columns is None else columns),
        family.arrow,
        _way(errors, report, threads, progress),
    )
    made = {
        name: family.flags(answer) if name == "report_at_once" else family.words(answer)
        for name, answer in answers.items()
    }
    return source.joined(made) if keep else source.alone(made)
