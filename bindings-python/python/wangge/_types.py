"""Names for the stub of the native half. Only type checkers import this: it may import numpy."""

import datetime
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias, TypeVar

import numpy as np

from ._wangge import Finding, Score
from .enums import Complexity

__all__ = [
    "Asked",
    "Bools",
    "Complexities",
    "Counts",
    "Date",
    "Dates",
    "DaysT",
    "Errors",
    "FindingIterator",
    "Numbers",
    "Outlined",
    "Parts",
    "ScoreIterator",
    "SizeIterator",
    "Way",
    "Words",
]

Date: TypeAlias = datetime.date

DaysT = TypeVar("DaysT", np.ndarray[Any, np.dtype[np.datetime64]], np.ndarray[Any, np.dtype[np.int32]])
"""A column of days: the same kind comes back."""

Dates: TypeAlias = np.ndarray[Any, np.dtype[np.datetime64]] | np.ndarray[Any, np.dtype[np.int32]]
Counts: TypeAlias = int | np.ndarray[Any, np.dtype[np.int32]] | np.ndarray[Any, np.dtype[np.int64]]
Complexities: TypeAlias = Complexity | str | Sequence[str] | np.ndarray[Any, np.dtype[Any]]
Bools: TypeAlias = np.ndarray[Any, np.dtype[np.bool_]]
Numbers: TypeAlias = np.ndarray[Any, np.dtype[np.int32]]
Words: TypeAlias = np.ndarray[Any, np.dtype[np.str_]]
Errors: TypeAlias = str
FindingIterator: TypeAlias = Iterator[Finding]
ScoreIterator: TypeAlias = Iterator[Score]
Outlined: TypeAlias = dict[str, list[tuple[list[tuple[float, float]], list[list[tuple[float, float]]]]]]
Parts: TypeAlias = dict[str, Any]
Asked: TypeAlias = dict[str, object]
Way: TypeAlias = dict[str, object]
SizeIterator: TypeAlias = Iterator[int]
