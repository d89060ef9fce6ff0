"""Tables as people keep them (表格): CSV in UTF-8 or GB18030, with commas or tabs, and workbooks of Excel (XLSX).

Headings may be Chinese or English, or the table's own by `headings=`; days are read as people write them (2026-11-23,
2026/11/23, 2026.11.23, 2026年11月23日, with or without a time), as cells of Excel, and by `serials=` as its numbers.

All that cannot be used is told at once, with file, sheet, row, column, value and what is allowed. To Excel and back:
`write_excel` (with the extra `wangge[excel]`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from . import _wangge
from ._refusal import refused
from .errors import TableError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Table", "TableFault", "read_cases", "read_households", "read_roster", "read_villages", "write_excel"]

Source = str | PathLike[str] | bytes


class TableFault(NamedTuple):
    """A value, or a whole row (then `column` is empty), that cannot be used."""

    file: str
    sheet: str | None
    row: int
    column: str
    value: str
    allowed: str
    allowed_zh: str

    def __str__(self) -> str:
        sheet = f", sheet {self.sheet}" if self.sheet else ""
        column = f", {self.column}" if self.column else ""
        return f"{self.file}{sheet}, row {self.row}{column}: {self.value}; allowed: {self.allowed}"

    @property
    def zh(self) -> str:
        """The fault in Chinese."""
        sheet = f"“{self.sheet}”表" if self.sheet else ""
        place = f"{self.file}{sheet}第{self.row}行{self.column or '（整行）'}"
        return f"{place}：“{self.value}”不可用，允许：{self.allowed_zh}"


class Table:
    """Columns of one length by name, as `read_cases` and the others read them.

    `table["received"]` is a numpy array: datetime64[D], or datetime64[s] where a time of day stands in any row, with
    NaT; lengths of time as timedelta64[us]; texts and words as objects, with None; numbers as int64, yes and no as
    bool, both masked where nothing stands. `to_pandas`, `to_polars` and `to_arrow` give the library's own types, words
    as categories.
    """

    def __init__(self, rows: int, parts: Mapping[str, tuple[str, Any]]) -> None:
        self._rows = rows
        self._parts = dict(parts)

    def __len__(self) -> int:
        return self._rows

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(self._parts)

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __getitem__(self, name: str) -> Any:
        kind, values = self._part(name)
        if kind in ("moment", "duration"):
            return values
        if kind == "word":
            places, words = values
            return np.array([*words, None], dtype=object)[places]
        if kind == "text":
            return np.array(values, dtype=object)
        if isinstance(values, np.ndarray):
            return values
        nulls = np.array([value is None for value in values], dtype=bool)
        whole = [0 if value is None else value for value in values]
        cells = np.array(whole, dtype=np.int64 if kind == "number" else np.bool_)
        return np.ma.MaskedArray(cells, nulls) if nulls.any() else cells

    def _part(self, name: str) -> tuple[str, Any]:
        if name not in self._parts:
            raise KeyError(f"{name!r}; the columns are: {', '.join(self._parts)}")
        return self._parts[name]

    def to_pandas(self) -> Any:
        """A DataFrame of pandas: datetime64[s], strings, Int64, boolean, Categorical."""
        import pandas as pd

        def column(kind: str, values: Any) -> Any:
            if kind == "moment":
                return pd.Series(values.astype("datetime64[s]"))
            if kind == "duration":
                return pd.Series(values)
            if kind == "word":
                return pd.Categorical.from_codes(values[0], categories=values[1])
            return pd.array(values, dtype={"text": "str", "number": "Int64", "flag": "boolean"}[kind])

        return pd.DataFrame({name: column(*part) for name, part in self._parts.items()})

    def to_polars(self) -> Any:
        """A DataFrame of polars: Date or Datetime, String, Int64, Boolean, Enum."""
        import polars as pl

        def column(name: str, kind: str, values: Any) -> Any:
            if kind == "moment":
                timed = values.dtype == np.dtype("datetime64[s]")
                return pl.Series(name, values.astype("datetime64[ms]" if timed else "datetime64[D]"))
            if kind == "duration":
                return pl.Series(name, values)
            if kind == "word":
                places, words = values
                return pl.Series(name, places).cast(pl.UInt32, strict=False).cat.to(pl.Enum(words))
            return pl.Series(name, values, dtype={"text": pl.String, "number": pl.Int64, "flag": pl.Boolean}[kind])

        return pl.DataFrame([column(name, *part) for name, part in self._parts.items()])

    def to_arrow(self) -> Any:
        """A Table of pyarrow: date32 or timestamp[s], string, int64, bool, dictionary."""
        import pyarrow as pa

        def column(kind: str, values: Any) -> Any:
            if kind in ("moment", "duration"):
                return pa.array(values)
            if kind == "word":
                places = pa.array(values[0], mask=values[0] < 0 if values[0].dtype.kind == "i" else None)
                return pa.DictionaryArray.from_arrays(places, pa.array(values[1]))
            return pa.array(values, type={"text": pa.string(), "number": pa.int64(), "flag": pa.bool_()}[kind])

        return pa.table({name: column(*part) for name, part in self._parts.items()})

    def __repr__(self) -> str:
        return f"Table({self._rows} rows: {', '.join(self._parts)})"

    def _repr_html_(self) -> str:
        from .html import table

        heads = list(self._parts)
        rows = zip(*(self[name][:10].tolist() for name in heads), strict=True)
        return table(f"{self._rows}行", heads, rows)


def _read(
    source: Source,
    kind: str,
    sheet: str | None,
    headings: Mapping[str, str] | None,
    heading_row: int | None,
    serials: str | None,
    errors: str,
    report: list[TableFault] | None,
) -> Table:
    if errors not in ("raise", "skip"):
        raise refused("errors", errors, "raise, skip")
    if heading_row is not None and heading_row < 1:
        raise refused("heading_row", str(heading_row), "1 or more")
    if isinstance(source, bytes):
        name, content = "bytes", source
    else:
        path = Path(fspath(source))
        name, content = path.name, path.read_bytes()
    own = list((headings or {}).items())
    rows, parts, told = _wangge.read_table(content, name, kind, sheet, heading_row, own, serials)
    faults = [TableFault(file, at, row, column, value, en, zh) for file, at, row, column, value, zh, en in told]
    if report is not None:
        report.extend(faults)
    if faults and errors == "raise":
        raise _told(faults)
    return Table(rows, parts)


def _told(faults: Sequence[TableFault]) -> TableError:
    most = 20
    more_zh = [f"另有{len(faults) - most}处"] if len(faults) > most else []
    more = [f"and {len(faults) - most} more"] if len(faults) > most else []
    en = "\n".join([*(str(fault) for fault in faults[:most]), *more])
    zh = "\n".join([*(fault.zh for fault in faults[:most]), *more_zh])
    return TableError(en, zh, "table.faults", tuple(faults))


def read_cases(
    source: Source,
    *,
    sheet: str | None = None,
    headings: Mapping[str, str] | None = None,
    heading_row: int | None = None,
    serials: str | None = None,
    errors: str = "raise",
    report: list[TableFault] | None = None,
) -> Table:
    """A table of cases (办件): id, village, received, closed, scope, major, sudden, work, complexity.

    `source` is a path, or the bytes of a file. `sheet` names the sheet of a workbook (else its first); `headings` gives
    for a column's name the table's own heading; `heading_row` says in which row the headings stand (else the first);
    `serials` ("1900" or "1904") reads bare numbers of a workbook as days. With `errors="skip"` rows with a fault are
    left out and `report` gets every fault; else they are raised.

    Raises TableError with all `faults`, or for a file that is no such table; OSError for the file.

    >>> import wangge as wg
    >>> table = wg.read_cases("编号,收件日期,难易程度\\n1,2026年11月23日,一般\\n2,2026-11-24,\\n".encode("gb18030"))
    >>> table["received"].tolist(), table["complexity"].tolist()
    ([datetime.date(2026, 11, 23), datetime.date(2026, 11, 24)], ['general', None])
    """
    return _read(source, "cases", sheet, headings, heading_row, serials, errors, report)


def read_households(
    source: Source,
    *,
    sheet: str | None = None,
    headings: Mapping[str, str] | None = None,
    heading_row: int | None = None,
    errors: str = "raise",
    report: list[TableFault] | None = None,
) -> Table:
    """A table of households (户): household, village, group, people. The arguments are those of `read_cases`.

    >>> import wangge as wg
    >>> wg.read_households("户号,村,人口\\nH1,示例村,4\\n".encode())["people"].tolist()
    [4]
    """
    return _read(source, "households", sheet, headings, heading_row, None, errors, report)


def read_villages(
    source: Source,
    *,
    sheet: str | None = None,
    headings: Mapping[str, str] | None = None,
    heading_row: int | None = None,
    errors: str = "raise",
    report: list[TableFault] | None = None,
) -> Table:
    """A table of villages (村): village, place, households, neighbours. The arguments are those of `read_cases`."""
    return _read(source, "villages", sheet, headings, heading_row, None, errors, report)


def read_roster(
    source: Source,
    *,
    sheet: str | None = None,
    headings: Mapping[str, str] | None = None,
    heading_row: int | None = None,
    errors: str = "raise",
    report: list[TableFault] | None = None,
) -> Table:
    """Who serves which grid (人员): grid, duty, person, identity, lives_in_grid. Arguments as for `read_cases`."""
    return _read(source, "roster", sheet, headings, heading_row, None, errors, report)


def _headings(names: Sequence[str], headings: str | Mapping[str, str]) -> list[str]:
    if isinstance(headings, str):
        if headings not in ("zh", "en"):
            raise refused("headings", headings, "zh, en, or a dict of headings by name")
        known = {
            name: zh for kind in ("cases", "households", "villages", "roster") for name, zh in _wangge.headings_of(kind)
        }
        known |= {"due": "到期日", "workdays": "工作日数", "workday": "是否工作日", "status": "确定程度"}
        return [known.get(name, name) if headings == "zh" else name for name in names]
    return [headings.get(name, name) for name in names]


def write_excel(
    path: str | PathLike[str], table: Any, *, sheet: str = "表", headings: str | Mapping[str, str] = "zh"
) -> None:
    """Writes a workbook: a `Table`, a DataFrame of pandas or polars, a pyarrow Table or a dict of columns.

    Headings are in Chinese (`"zh"`), as they are (`"en"`), or by a dict; days are days of Excel, columns as wide as
    what stands in them. Needs the package xlsxwriter: `pip install "wangge[excel]"`. Raises OSError for the file.
    """
    import xlsxwriter  # type: ignore[import-untyped]

    columns = _listed(table)
    book = xlsxwriter.Workbook(fspath(path), {"default_date_format": "yyyy-mm-dd"})
    timed = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    bold = book.add_format({"bold": True, "bottom": 1})
    page = book.add_worksheet(sheet)
    page.freeze_panes(1, 0)
    for place, (heading, values) in enumerate(zip(_headings(list(columns), headings), columns.values(), strict=True)):
        page.write_string(0, place, heading, bold)
        width = _width(heading)
        for row, value in enumerate(values, 1):
            if value is None or value != value:
                continue
            cell = _cell(value)
            if getattr(cell, "hour", 0) or getattr(cell, "minute", 0) or getattr(cell, "second", 0):
                page.write_datetime(row, place, cell, timed)
            elif isinstance(cell, str):
                page.write_string(row, place, cell)
            else:
                page.write(row, place, cell)
            width = max(width, _width(str(cell)))
        page.set_column(place, place, min(width, 60) + 2)
    try:
        book.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(str(error)) from None


def _cell(value: Any) -> Any:
    """A value as Excel takes it."""
    if isinstance(value, (bool, np.bool_)):
        return "是" if value else "否"
    return value.item() if isinstance(value, np.generic) else value


def _width(text: str) -> int:
    return sum(2 if ord(char) > 0x2E80 else 1 for char in text)


def _listed(table: Any) -> dict[str, list[Any]]:
    """The columns of any table as Python's own values."""
    if isinstance(table, Table):
        return {name: table[name].tolist() for name in table.columns}
    if isinstance(table, Mapping):
        return {str(name): list(np.asarray(column).tolist()) for name, column in table.items()}
    if hasattr(table, "to_pydict"):
        return dict(table.to_pydict())
    if hasattr(table, "to_dicts"):
        return dict(table.to_dict(as_series=False))
    if hasattr(table, "to_dict"):
        return {str(name): _pandas(table[name]) for name in table.columns}
    raise refused("table", type(table).__name__, "a wangge.Table, a DataFrame, a pyarrow Table or a dict of columns")


def _pandas(column: Any) -> list[Any]:
    missing = column.isna()
    return [
        None if gone else value.to_pydatetime() if hasattr(value, "to_pydatetime") else value
        for value, gone in zip(column, missing, strict=True)
    ]
