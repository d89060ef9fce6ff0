"""Columns of a `Table`: words by their places, moments with what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from .enums import Term

__all__ = ["moments", "words"]


def words(vocabulary: type[Term], found: Iterable[str | None]) -> tuple[str, Any]:
    """Words of a vocabulary, or their codes; None where there is none."""
    codes = list(vocabulary)
    places = [-1 if word is None else codes.index(vocabulary(word)) for word in found]
    return "word", (np.array(places, dtype=np.int8), [code.value for code in codes])


def moments(unit: str, found: Iterable[Any]) -> tuple[str, Any]:
    """Moments in a unit of numpy; None where there is none."""
    return "moment", np.array(["NaT" if moment is None else moment for moment in found], dtype=f"datetime64[{unit}]")
