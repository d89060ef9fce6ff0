"""Names for the stub of the native half. Only type checkers import this: it may import numpy."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeAlias, TypeVar

import numpy as np

from ._wangge import Actor, BoardRow, CaseFacts, Finding, Obligation, Ranks, ResultRow, Score
from .enums import Channel, Complexity, Light, Role
from .tables import Table

__all__ = [
    "ActorLike",
    "Asked",
    "Bools",
    "ByChannel",
    "Complexities",
    "Counts",
    "CountsByName",
    "Date",
    "Dates",
    "DaysT",
    "Errors",
    "FactsLike",
    "FindingIterator",
    "Lights",
    "Lines",
    "Number",
    "Numbers",
    "ObligationIterator",
    "Outlined",
    "Parts",
    "Records",
    "Reminders",
    "RowIterator",
    "Said",
    "ScoreIterator",
    "SizeIterator",
    "Table",
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
ByChannel: TypeAlias = dict[Channel, int]
Numbers: TypeAlias = np.ndarray[Any, np.dtype[np.int32]]
Words: TypeAlias = np.ndarray[Any, np.dtype[np.str_]]
Errors: TypeAlias = str
FindingIterator: TypeAlias = Iterator[Finding]
RowIterator: TypeAlias = Iterator[Any]
ScoreIterator: TypeAlias = Iterator[Score]
ObligationIterator: TypeAlias = Iterator[Obligation]
Outlined: TypeAlias = dict[str, list[tuple[list[tuple[float, float]], list[list[tuple[float, float]]]]]]
Parts: TypeAlias = dict[str, Any]
Asked: TypeAlias = dict[str, object]
Way: TypeAlias = dict[str, object]
SizeIterator: TypeAlias = Iterator[int]
ActorLike: TypeAlias = Actor | tuple[str, Role | str]
FactsLike: TypeAlias = CaseFacts | Mapping[str, object]
Lights: TypeAlias = dict[Light, int]
Reminders: TypeAlias = dict[str | None, tuple[BoardRow, ...]]
Said: TypeAlias = dict[str, Any]
Records: TypeAlias = tuple[Sequence[Any], ...]
Number: TypeAlias = Decimal | int | str
Lines: TypeAlias = Ranks | Sequence[ResultRow]
CountsByName: TypeAlias = Mapping[str, int]
