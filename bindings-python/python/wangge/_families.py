"""Which library a column or a table is of: how it is given to the native half, and how the answer becomes that
library's own again. No library is imported that the caller has not imported already."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from copy import copy
from typing import Any

import numpy as np

from ._refusal import refused
from ._wangge import ArrowColumn

Any_ = Any

__all__ = [
    "Family",
    "Table",
    "counts_of",
    "family_of",
    "flags_of",
    "is_table",
    "names_of",
    "numbers_of",
    "places_of",
    "plain_family_of",
    "table_of",
    "words_of",
]

COLUMNS = (
    "a column: numpy array, pandas Series, polars Series, pyarrow Array or ChunkedArray, "
    "or an object with __arrow_c_array__ or __arrow_c_stream__"
)
TABLES = (
    "a table: pandas or polars DataFrame, pyarrow Table or RecordBatch, duckdb relation, a dict of columns, "
    "or an object with __arrow_c_stream__ of structs"
)


def _library(value: object) -> str:
    name = type(value).__module__.partition(".")[0]
    # A GeoDataFrame is a DataFrame of pandas, whose columns are Series of pandas.
    return "pandas" if name == "geopandas" else name


def _kind(value: object) -> str:
    kind = type(value)
    return f"{kind.__module__}.{kind.__qualname__}"


def _speaks_arrow(value: object) -> bool:
    return hasattr(value, "__arrow_c_stream__") or hasattr(value, "__arrow_c_array__")


class Family:
    """Columns of one library: here those of numpy, below the others.

    `native` is what the native half takes; `arrow` says that its answers are to be Arrow, `nullable` that an answer
    may hold nulls, `keep_unit` that days stay in the unit they came in.
    """

    arrow = False
    nullable = False
    keep_unit = False
    name: Any_ = None

    def __init__(self, native: Any_) -> None:
        self.native = native

    def bare(self) -> Family:
        """What makes this library's columns, without the column it was made for."""
        made = copy(self)
        made.native = None
        return made

    def named(self, name: str) -> Family:
        """The same for columns of that name, where the library's columns have one."""
        made = copy(self)
        made.name = name
        return made

    def aligned(self, column: Any_, name: str) -> None:
        """Refuses a Series of pandas with another index than the first column's."""
        _aligned(column, self, name)

    def ints(self, cells: Any_) -> Any_:
        """A column of int32 without a null."""
        return self.numbers(ArrowColumn.ints(cells) if self.arrow else (cells, None))

    def floats(self, cells: Any_) -> Any_:
        """A column of float64 without a null."""
        return self.days(ArrowColumn.floats(cells) if self.arrow else cells)

    def coded(self, places: Any_, words: list[str]) -> Any_:
        """A column of words by their int32 places, below 0 for none."""
        return self.days(ArrowColumn.coded(places, words)) if self.arrow else self.words((places, words))

    def days(self, answer: Any_) -> Any_:
        return answer

    def numbers(self, answer: Any_) -> Any_:
        cells, nulls = answer
        return cells if nulls is None else np.ma.MaskedArray(cells, nulls)

    flags = numbers

    def words(self, answer: Any_) -> Any_:
        places, words = answer
        if places.size and places.min() < 0:
            return np.array([*words, None], dtype=object)[places]
        return np.array(words).take(places)

    def table(self, columns: dict[str, Any_]) -> Any_:
        return columns


class _Arrow(Family):
    """An object of any library that speaks Arrow; the answer is an `ArrowColumn`."""

    arrow = True
    nullable = True

    def numbers(self, answer: Any_) -> Any_:
        return self.days(answer)

    flags = numbers

    def words(self, answer: Any_) -> Any_:
        return self.days(answer)

    def table(self, columns: dict[str, Any_]) -> Any_:
        return ArrowColumn.table(columns)


class _Pyarrow(_Arrow):
    def __init__(self, column: Any_, tz: str | None) -> None:
        import pyarrow as pa

        self.whole = isinstance(column, pa.Array)
        kind = column.type
        if _zoned(getattr(kind, "tz", None), tz, f"pyarrow column of {kind}"):
            import pyarrow.compute as pc

            column = pc.local_timestamp(column.cast(pa.timestamp(kind.unit, tz)))
        super().__init__(column)

    def days(self, answer: Any_) -> Any_:
        import pyarrow as pa

        return pa.array(answer) if self.whole else pa.chunked_array([pa.array(answer)])

    def table(self, columns: dict[str, Any_]) -> Any_:
        import pyarrow as pa

        return pa.table(columns)


class _Polars(_Arrow):
    def __init__(self, column: Any_, tz: str | None) -> None:
        self.name = column.name
        kind = column.dtype
        if _zoned(getattr(kind, "time_zone", None), tz, f"polars Series of {kind}"):
            column = column.dt.convert_time_zone(tz).dt.replace_time_zone(None)
        super().__init__(column)

    def days(self, answer: Any_) -> Any_:
        import polars as pl

        return pl.Series(answer).alias(self.name or "")

    def words(self, answer: Any_) -> Any_:
        import polars as pl

        places, words = answer.places()
        return pl.Series(places).cat.to(pl.Enum(words)).alias(self.name)

    def table(self, columns: dict[str, Any_]) -> Any_:
        import polars as pl

        return pl.DataFrame(columns)


class _Pandas(Family):
    """A Series of pandas, whatever lies in it; the index and the name stay."""

    nullable = True
    keep_unit = True

    def __init__(self, column: Any_, tz: str | None) -> None:
        import pandas as pd

        self.index = column.index
        self.name = column.name
        self.objects = False
        kind = column.dtype
        if isinstance(kind, pd.ArrowDtype):
            self.arrow = True
            zone = getattr(kind.pyarrow_dtype, "tz", None)
            native = column.array.__arrow_array__()
            if _zoned(zone, tz, f"pandas Series of {kind}"):
                native = _Pyarrow(native, tz).native
        elif isinstance(kind, pd.DatetimeTZDtype):
            _zoned(str(kind.tz), tz, f"pandas Series of {kind}")
            native = column.dt.tz_convert(tz).dt.tz_localize(None).to_numpy()
        elif kind == np.dtype(object):
            found = pd.api.types.infer_dtype(column, skipna=True)
            if found not in {"date", "datetime", "datetime64", "empty"}:
                raise refused("days", f"pandas Series of {kind} ({found})", "dates: pandas.to_datetime makes them")
            self.objects = True
            native = _objects(column)
            _zoned(None, tz, f"pandas Series of {found}")
        else:
            native = column.to_numpy()
            if isinstance(kind, np.dtype) and kind.kind == "M":
                _zoned(None, tz, f"pandas Series of {kind}")
        super().__init__(native)

    @classmethod
    def plain(cls, column: Any_) -> _Pandas:
        """A Series that holds no days."""
        import pandas as pd

        made = cls.__new__(cls)
        made.index, made.name, made.objects = column.index, None, False
        made.arrow = isinstance(column.dtype, pd.ArrowDtype)
        made.native = column
        return made

    def _series(self, values: Any_) -> Any_:
        import pandas as pd

        return pd.Series(values, index=self.index, name=self.name, copy=False)

    def _extension(self, answer: Any_) -> Any_:
        import pandas as pd
        import pyarrow as pa

        return self._series(pd.arrays.ArrowExtensionArray(pa.chunked_array([pa.array(answer)])))

    def days(self, answer: Any_) -> Any_:
        if self.arrow:
            return self._extension(answer)
        if self.objects:
            return self._series(answer.astype("datetime64[D]").astype(object))
        return self._series(answer)

    def numbers(self, answer: Any_) -> Any_:
        import pandas as pd

        if self.arrow:
            return self._extension(answer)
        cells, nulls = answer
        return self._series(pd.arrays.IntegerArray(cells, np.zeros(len(cells), bool) if nulls is None else nulls))

    def flags(self, answer: Any_) -> Any_:
        import pandas as pd

        if self.arrow:
            return self._extension(answer)
        cells, nulls = answer
        return self._series(pd.arrays.BooleanArray(cells, np.zeros(len(cells), bool) if nulls is None else nulls))

    def words(self, answer: Any_) -> Any_:
        import pandas as pd

        if self.arrow:
            return self._extension(answer)
        places, words = answer
        return self._series(pd.Categorical.from_codes(places, categories=words))

    def table(self, columns: dict[str, Any_]) -> Any_:
        import pandas as pd

        return pd.DataFrame(columns, index=self.index, copy=False)


def _objects(column: Any_) -> Any_:
    """Python's dates and datetimes as numpy has them; a datetime keeps its time of day."""
    import pandas as pd

    values = column.to_numpy(dtype=object)
    zoned = next((row for row, value in enumerate(values) if getattr(value, "tzinfo", None) is not None), None)
    if zoned is not None:
        raise refused("days", str(values[zoned]), "times without a zone: pandas.to_datetime, then tz=", row=zoned)
    return np.array([None if value is pd.NaT else value for value in values], dtype="datetime64[us]")


def _zoned(zone: str | None, tz: str | None, found: str) -> bool:
    """Whether times are to be converted; times with a zone and no `tz=`, or the other way, are refused."""
    if zone is not None and tz is None:
        allowed = "times without a zone, or tz= to say in which zone the county's clocks run"
        raise refused("days", f"{found} (zone {zone})", allowed)
    if zone is None and tz is not None:
        raise refused("tz", tz, f"None: {found} has no zone")
    return zone is not None


def family_of(column: Any_, name: str, tz: str | None = None) -> Family:
    """The family of a column of days; InputError for what is none."""
    library = _library(column)
    if isinstance(column, np.ndarray):
        if isinstance(column, np.ma.MaskedArray):
            raise refused(name, "numpy masked array", "an array with NaT for nulls: x.filled(np.datetime64('NaT'))")
        _zoned(None, tz, "numpy array")
        return Family(column)
    if library == "pandas" and _kind(column).endswith(".Series"):
        return _Pandas(column, tz)
    if library == "polars" and _kind(column).endswith(".Series"):
        return _Polars(column, tz)
    if library == "pyarrow" and hasattr(column, "type"):
        return _Pyarrow(column, tz)
    if _speaks_arrow(column) and not is_table(column):
        if tz is None:
            return _Arrow(column)
        import pyarrow as pa

        return _Arrow(_Pyarrow(pa.chunked_array(column), tz).native)
    raise refused(name, _kind(column), COLUMNS)


def plain_family_of(column: Any_, name: str) -> Family:
    """The family of a column that holds no days."""
    library = _library(column)
    if isinstance(column, (np.ndarray, list, tuple)):
        return Family(column)
    if library == "pandas" and _kind(column).endswith(".Series"):
        return _Pandas.plain(column)
    if library == "polars" and _kind(column).endswith(".Series"):
        return _Polars(column, None)
    if library == "pyarrow" and hasattr(column, "type"):
        return _Pyarrow(column, None)
    if _speaks_arrow(column) and not is_table(column):
        return _Arrow(column)
    raise refused(name, _kind(column), COLUMNS)


def _aligned(column: Any_, like: Any_, name: str) -> None:
    """Two Series of pandas are matched row by row only where their indexes say the same."""
    index = getattr(like, "index", None)
    if index is not None and _library(column) == "pandas" and not index.equals(column.index):
        raise refused(name, "a Series with another index", "the index of the first column: reindex or reset it")


def numbers_of(column: Any_, like: Family, name: str) -> Any_:
    """Whole numbers as the native half takes them."""
    if _library(column) == "pandas" and _kind(column).endswith(".Series"):
        import pandas as pd

        _aligned(column, like, name)
        if isinstance(column.dtype, pd.ArrowDtype):
            return column.array.__arrow_array__()
        if pd.api.types.is_extension_array_dtype(column.dtype) and pd.api.types.is_integer_dtype(column.dtype):
            return ArrowColumn.masked(column.to_numpy("int64", na_value=0), column.isna().to_numpy())
        return column.to_numpy()
    return column


def words_of(column: Any_, like: Family, name: str) -> Any_:
    """Words as the native half takes them: a word, an array of words or codes, places and their words, or Arrow."""
    if column is None or isinstance(column, str):
        return None if column is None else str(column)
    if _library(column) == "pandas" and _kind(column).endswith(".Series"):
        import pandas as pd

        _aligned(column, like, name)
        kind = column.dtype
        if isinstance(kind, pd.CategoricalDtype):
            return _listed(column.cat.codes.to_numpy(), column.cat.categories)
        if isinstance(kind, pd.ArrowDtype) or (
            isinstance(kind, pd.StringDtype) and kind.storage == "pyarrow" and "pyarrow" in sys.modules
        ):
            return column.array.__arrow_array__()
        if isinstance(kind, pd.StringDtype) or kind == np.dtype(object):
            found = pd.Categorical(column)
            return _listed(found.codes, found.categories)
        return column.to_numpy()
    if isinstance(column, np.ndarray) and column.dtype != object and column.dtype.kind != "T":
        return column
    if isinstance(column, (np.ndarray, list, tuple)):
        places: dict[Any_, int] = {None: -1}
        codes = np.fromiter(
            (places.setdefault(word, len(places) - 1) for word in column), dtype=np.int16, count=len(column)
        )
        return codes, [str(word) for word in places if word is not None]
    return column


def _listed(codes: Any_, categories: Any_) -> tuple[Any_, list[str]]:
    words = [str(word) for word in categories]
    if len(words) > np.iinfo(np.int16).max:
        raise refused("words", f"{len(words)} categories", f"at most {np.iinfo(np.int16).max}")
    return codes.astype(np.int16, copy=False), words


def places_of(column: Any_, like: Family, name: str) -> Any_:
    """Numbers with a point as the native half takes them: float64 of numpy, or Arrow."""
    if _library(column) == "pandas" and _kind(column).endswith(".Series"):
        import pandas as pd

        _aligned(column, like, name)
        if isinstance(column.dtype, pd.ArrowDtype):
            return column.array.__arrow_array__()
        if pd.api.types.is_extension_array_dtype(column.dtype) and pd.api.types.is_numeric_dtype(column.dtype):
            _without_nulls(column.isna().to_numpy(), name)
            return column.to_numpy("float64")
        column = column.to_numpy()
    if isinstance(column, (np.ndarray, list, tuple)):
        _without_nulls(np.ma.getmaskarray(column) if isinstance(column, np.ma.MaskedArray) else None, name)
        found = np.asarray(column)
        if found.dtype.kind not in "fiu" or found.ndim != 1:
            raise refused(name, f"{found.ndim}-dimensional array of {found.dtype}", "a column of numbers")
        return np.ascontiguousarray(found, dtype=np.float64)
    if not _speaks_arrow(column):
        raise refused(name, _kind(column), COLUMNS)
    return column


def _without_nulls(nulls: Any_, name: str) -> None:
    if nulls is not None and nulls.any():
        raise refused(name, "null", "a number in every row", row=int(np.argmax(nulls)))


def counts_of(column: Any_, like: Family, name: str) -> Any_:
    """Whole numbers, one in every row: of any width, as the native half takes them."""
    found = numbers_of(column, like, name)
    if isinstance(found, (np.ndarray, list, tuple)):
        _without_nulls(np.ma.getmaskarray(found) if isinstance(found, np.ma.MaskedArray) else None, name)
        found = np.asarray(found)
        if found.dtype.kind not in "iu" or found.ndim != 1:
            raise refused(name, f"{found.ndim}-dimensional array of {found.dtype}", "a column of whole numbers")
        return np.ascontiguousarray(found, dtype=np.int64)
    if not _speaks_arrow(found):
        raise refused(name, _kind(column), "a column of whole numbers")
    return found


NAMES = "a column of texts, of categories, or of whole numbers"


def names_of(column: Any_, like: Family, name: str) -> Any_:
    """Names as the native half takes them: int32 places (below 0 for none) and their words, or Arrow."""
    if _library(column) == "pandas" and _kind(column).endswith(".Series"):
        import pandas as pd

        _aligned(column, like, name)
        if isinstance(column.dtype, pd.ArrowDtype):
            return column.array.__arrow_array__()
        if isinstance(column.dtype, pd.CategoricalDtype):
            return column.cat.codes.to_numpy().astype(np.int32), _texts(column.cat.categories, name)
        codes, words = pd.factorize(column)
        return codes.astype(np.int32), _texts(words, name)
    if isinstance(column, (np.ndarray, list, tuple)):
        if isinstance(column, np.ma.MaskedArray):
            column = column.tolist()
        if isinstance(column, np.ndarray):
            if column.dtype.kind in "fcbmM" or column.ndim != 1:
                raise refused(name, f"{column.ndim}-dimensional array of {column.dtype}", NAMES)
            column = column.tolist()
        places: dict[Any_, int] = {None: -1}
        try:
            found = [places.setdefault(word, len(places) - 1) for word in column]
        except TypeError:  # what has no hash is no name
            raise refused(name, _kind(next(word for word in column if not _hashed(word))), NAMES) from None
        return np.array(found, dtype=np.int32), _texts([word for word in places if word is not None], name)
    if not _speaks_arrow(column):
        raise refused(name, _kind(column), NAMES)
    return column


def _hashed(word: object) -> bool:
    return getattr(type(word), "__hash__", None) is not None


def _texts(words: Any_, name: str) -> list[str]:
    """Words as texts; what marks that there is none becomes an empty one."""
    made = []
    for word in words:
        if isinstance(word, (str, int, np.integer)) and not isinstance(word, bool):
            made.append(str(word))
        elif word != word or type(word).__name__ == "NAType":
            made.append("")
        else:
            raise refused(name, repr(word), NAMES)
    return made


def flags_of(column: Any_, like: Family, name: str) -> Any_:
    """Yes or no as the native half takes it."""
    if _library(column) == "pandas" and _kind(column).endswith(".Series"):
        import pandas as pd

        _aligned(column, like, name)
        if isinstance(column.dtype, pd.ArrowDtype):
            return column.array.__arrow_array__()
        if isinstance(column.dtype, pd.BooleanDtype) or column.dtype == object:
            found = column.array if isinstance(column.dtype, pd.BooleanDtype) else pd.array(column, dtype="boolean")
            nulls = found.isna()
            return np.where(nulls, 2, found.to_numpy("uint8", na_value=2)).astype(np.uint8)
        return column.to_numpy()
    return column


class Table:
    """A table of one library: its columns by name, and how columns of answers join it."""

    def __init__(self, table: Any_) -> None:
        self.table = table
        self.library = _library(table)
        self.parts: dict[str, Any_] | None = None
        self.whole: Any_ = None
        if isinstance(table, Mapping):
            self.library = "dict"
            self.parts = dict(table)
        elif self.library == "duckdb" or self.library not in {"pandas", "polars", "pyarrow"}:
            # Read once: a relation is a query, whose rows may come in another order the next time.
            self.whole = ArrowColumn(table)
            self.parts = self.whole.columns()

    @property
    def names(self) -> list[str]:
        if self.parts is not None:
            return list(self.parts)
        return [str(name) for name in (self.table.schema.names if self.library == "pyarrow" else self.table.columns)]

    def column(self, name: str, argument: str) -> Any_:
        """The column of that name; InputError with the names there are."""
        if name not in self.names:
            raise refused(argument, repr(name), f"a column of the table: {', '.join(self.names)}")
        return self.table[name] if self.parts is None else self.parts[name]

    def joined(self, answers: dict[str, Any_]) -> Any_:
        """The table with more columns, after its own."""
        for name in answers:
            if name in self.names:
                raise refused("into", repr(name), f"a name that the table does not have: {', '.join(self.names)}")
        if self.library == "pandas":
            return self.table.assign(**answers)
        if self.library == "polars":
            return self.table.with_columns(**answers)
        if self.library == "pyarrow":
            table = self.table
            for name, column in answers.items():
                table = table.append_column(name, column)
            return table
        if self.library == "dict":
            return {**(self.parts or {}), **answers}
        if self.library == "duckdb":
            return _relation(self.table, self.whole, ArrowColumn.table(answers))
        return ArrowColumn.table({**_in_one_piece(self.parts or {}), **answers})

    def alone(self, answers: dict[str, Any_]) -> Any_:
        """The answers as a table of this library."""
        if self.library == "pandas":
            import pandas as pd

            return pd.DataFrame(answers, index=self.table.index, copy=False)
        if self.library == "polars":
            import polars as pl

            return pl.DataFrame(answers)
        if self.library == "pyarrow":
            import pyarrow as pa

            return pa.table(answers)
        if self.library == "dict":
            return answers
        if self.library == "duckdb":
            return _relation(self.table, None, ArrowColumn.table(answers))
        return ArrowColumn.table(answers)


def _in_one_piece(columns: dict[str, Any_]) -> dict[str, Any_]:
    """Columns of one chunk each: joining chunks is Arrow's own business, so pyarrow does it."""
    if all(column.chunk_count == 1 for column in columns.values()):
        return columns
    import pyarrow as pa

    return {name: ArrowColumn(pa.chunked_array(column).combine_chunks()) for name, column in columns.items()}


def _relation(like: Any_, own: Any_, answers: Any_) -> Any_:
    """A relation on the connection of another one; duckdb finds the variables by their names in this frame."""
    if own is None:
        return like.query("_wangge", "SELECT * FROM answers")
    return like.query("_wangge", "SELECT * FROM own POSITIONAL JOIN answers")


def is_table(value: Any_) -> bool:
    """Whether a value is a table rather than a column."""
    library = _library(value)
    if isinstance(value, Mapping):
        return True
    if library in {"pandas", "polars"}:
        return _kind(value).endswith((".DataFrame", ".GeoDataFrame"))
    if library == "pyarrow":
        return hasattr(value, "schema")
    if library == "duckdb":
        return _kind(value).endswith("Relation")
    return _speaks_arrow(value) and ArrowColumn(value).type.startswith("Struct")


def table_of(value: Any_, argument: str) -> Table:
    """The table; InputError for what is none."""
    if not is_table(value):
        raise refused(argument, _kind(value), TABLES)
    return Table(value)
