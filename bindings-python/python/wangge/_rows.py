"""People's tables as lists of texts and days: a table of any library, or objects and dicts one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

import numpy as np

from ._families import TABLES, is_table
from ._refusal import refused
from .errors import InputError
from .tables import Table

__all__ = ["cells_of", "columns_of", "day_of", "is_nothing"]

DAY = "a day: datetime.date, or a time at midnight without a zone"
TEXT = "a text, or a whole number"


class _Place(NamedTuple):
    """Where a cell stands."""

    table: str
    column: str
    row: int

    def refused(self, value: str, allowed: str) -> InputError:
        return refused(self.column, value, allowed, row=self.row, table=self.table)


def columns_of(given: Any, argument: str, **wanted: str) -> Any:
    """The columns of those names, as lists of one length.

    What is wanted of each is `text` (a null becomes an empty one), `day`, or either with a `?` where it may be missing
    and a null stays one. InputError with the row names what cannot be used.
    """
    if given is None:
        return tuple([] for _ in wanted)
    found = _table(given, argument, wanted) if _is_table(given) else _items(given, argument, wanted)
    rows = len(next(iter(found.values())))
    for name, cells in found.items():
        if len(cells) != rows:
            first = next(iter(found))
            raise refused(name, f"{len(cells)} rows", f"{rows} rows, as many as the column {first} has")
    made = []
    for name, kind in wanted.items():
        read = _day if kind.startswith("day") else _text
        made.append([read(cell, _Place(argument, name, row), kind) for row, cell in enumerate(found[name])])
    return tuple(made)


def _is_table(given: Any) -> bool:
    return isinstance(given, Table) or is_table(given)


def _table(given: Any, argument: str, wanted: Mapping[str, str]) -> dict[str, list[Any]]:
    library = type(given).__module__.partition(".")[0]
    columns: dict[str, Any]
    if isinstance(given, Table):
        columns = {name: given[name] for name in given}
    elif isinstance(given, Mapping):
        columns = {str(name): given[name] for name in given}
    elif library in ("duckdb", "_duckdb"):
        rows = given.fetchall()
        columns = {name: [row[place] for row in rows] for place, name in enumerate(given.columns)}
    elif library in ("pandas", "geopandas", "polars"):
        columns = {str(name): given[name] for name in given.columns}
    else:
        import pyarrow as pa

        table = pa.table(given)
        columns = {name: table[name] for name in table.column_names}
    made: dict[str, list[Any]] = {}
    for name, kind in wanted.items():
        if name in columns:
            made[name] = cells_of(columns[name], name)
        elif not kind.endswith("?"):
            raise refused(argument, repr(name), f"a column of the table: {', '.join(columns)}")
    rows = len(next(iter(made.values())))
    return {name: made.get(name, [None] * rows) for name in wanted}


def cells_of(column: Any, name: str) -> list[Any]:
    """The cells of a column of any library; days and moments are such, never numbers."""
    if isinstance(column, (list, tuple)):
        return list(column)
    if isinstance(column, np.ndarray):
        if column.ndim != 1:
            raise refused(name, f"{column.ndim}-dimensional array of {column.dtype}", "an array of one dimension")
        if column.dtype.kind == "M" and np.datetime_data(column.dtype)[0] not in ("D", "s", "ms", "us"):
            # `tolist` would make numbers of them.
            return list(column)
        return list(column.tolist())
    for method in ("to_pylist", "to_list", "tolist"):
        if hasattr(column, method) and hasattr(column, "__len__"):
            cells = getattr(column, method)()
            if isinstance(cells, list):
                return cells
    if hasattr(column, "__arrow_c_stream__") or hasattr(column, "__arrow_c_array__"):
        import pyarrow as pa

        return list(pa.chunked_array(column).to_pylist())
    raise refused(name, type(column).__name__, "a column: a list, or one of numpy, pandas, polars or pyarrow")


def _items(given: Any, argument: str, wanted: Mapping[str, str]) -> dict[str, list[Any]]:
    allowed = f"{TABLES}; or dicts or objects with {', '.join(wanted)}"
    if isinstance(given, (str, bytes)) or not isinstance(given, Iterable):
        raise refused(argument, type(given).__name__, allowed)
    made: dict[str, list[Any]] = {name: [] for name in wanted}
    for row, one in enumerate(given):
        for name, kind in wanted.items():
            value = _of(one, name)
            if value is _MISSING:
                if not kind.endswith("?"):
                    raise refused(name, f"{type(one).__name__} without it", allowed, row=row, table=argument)
                value = None
            made[name].append(value)
    return made


_MISSING = object()


def _of(one: Any, name: str) -> Any:
    """A field of a dict or an object; `from` is a word of Python's, so it may be `from_`."""
    names = (name, "from_") if name == "from" else (name,)
    if isinstance(one, Mapping):
        return next((one[key] for key in names if key in one), _MISSING)
    if isinstance(one, (str, bytes, int, float, date)):
        return _MISSING
    return next((getattr(one, key) for key in names if hasattr(one, key)), _MISSING)


def is_nothing(cell: Any) -> bool:
    """Whether a cell is one of the ways of saying that nothing stands there."""
    if cell is None or type(cell).__name__ in ("NAType", "NaTType", "MaskedConstant"):
        return True
    if isinstance(cell, np.datetime64):
        return bool(np.isnat(cell))
    return isinstance(cell, float) and cell != cell


def day_of(cell: Any) -> date | None:
    """The day that a cell is: a date, or a moment at midnight without a zone; None where it is neither."""
    if isinstance(cell, np.datetime64):
        day = cell.astype("datetime64[D]")
        found = day.item() if day == cell else None
        return found if isinstance(found, date) else None
    if isinstance(cell, datetime):
        # A moment of pandas has nanoseconds beside.
        parts = (cell.hour, cell.minute, cell.second, cell.microsecond, getattr(cell, "nanosecond", 0))
        return None if cell.tzinfo is not None or any(parts) else date(cell.year, cell.month, cell.day)
    return cell if isinstance(cell, date) else None


def _text(cell: Any, at: _Place, kind: str) -> str | None:
    if is_nothing(cell):
        return None if kind.endswith("?") else ""
    if isinstance(cell, str):
        return str(cell)
    if isinstance(cell, (int, np.integer)) and not isinstance(cell, (bool, np.bool_)):
        return str(int(cell))
    raise at.refused(_shown(cell), TEXT)


def _day(cell: Any, at: _Place, kind: str) -> date | None:
    if is_nothing(cell):
        if kind.endswith("?"):
            return None
        raise at.refused("null", "a day in every row")
    found = day_of(cell)
    if found is None:
        raise at.refused(str(cell) if isinstance(cell, (datetime, np.datetime64)) else _shown(cell), DAY)
    return found


def _shown(cell: Any) -> str:
    try:
        return repr(cell)[:60]
    except Exception:
        # A value that cannot even be shown is named by its type.
        return type(cell).__name__
