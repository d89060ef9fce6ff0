"""Households divided into grids (网格划分, X-3.0, X-3.1): every grid in the policy's band, and its rounds short."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from . import _wangge
from ._families import Family, names_of, numbers_of, places_of, plain_family_of

if TYPE_CHECKING:
    from ._wangge import Divided, Grid, Measures, Policy, Progress, Reason, Split

__all__ = ["Division", "divide"]

Watcher = bool | Callable[["Progress"], object] | None


def divide(
    x: Any,
    y: Any = None,
    policy: Policy | None = None,
    *,
    crs: str = "lonlat",
    group: Any = None,
    weight: Any = None,
    zone: Any = None,
    amounts: Mapping[str, Any] | None = None,
    pin: Any = None,
    barriers: Any = None,
    count: int | Mapping[str, int] | None = None,
    aims: Sequence[str] | None = None,
    headroom: int | None = None,
    contiguous: bool = False,
    regions: Mapping[str, str] | None = None,
    place: str | None = None,
    seed: int = 0,
    rounds: int | None = None,
    seconds: float | None = None,
    threads: int | None = None,
    progress: Watcher = None,
) -> Division:
    """Divides households into grids by a policy."""
    if policy is None:
        raise TypeError("divide() missing a required argument: 'policy'")
    family = plain_family_of(x, "x")
    households = _wangge.Households(
        places_of(x, family, "x"),
        places_of(y, family, "y"),
        crs,
        None if weight is None else numbers_of(weight, family, "weight"),
        None if amounts is None else [(name, numbers_of(column, family, name)) for name, column in amounts.items()],
        None if zone is None else names_of(zone, family, "zone"),
        None if group is None else names_of(group, family, "group"),
        None if pin is None else names_of(pin, family, "pin"),
        barriers,
    )
    asked = {
        "count": count,
        "aims": aims,
        "headroom": headroom,
        "contiguous": contiguous,
        "regions": regions,
        "place": place,
        "seed": seed,
        "rounds": rounds,
        "threads": threads,
    }
    found = _wangge.divide(households, policy, asked, seconds, None if progress in (None, False) else progress)
    return Division(found, family)


class Division:
    """Households divided into grids (划分结果)."""

    def __init__(self, divided: Divided, family: Family) -> None:
        self._divided = divided
        self._family = family

    @cached_property
    def labels(self) -> Any:
        """The grid of each row, by its place in `grids`."""
        return self._family.numbers((self._divided.labels, None))

    @cached_property
    def measures(self) -> Measures:
        """What the grids and the whole are like."""
        return self._divided.measure()

    @property
    def grids(self) -> tuple[Grid, ...]:
        """The grids, zone by zone, each zone row by row from its north-west."""
        return self.measures.grids

    @property
    def splits(self) -> tuple[Split, ...]:
        """The natural groups that lie in several grids, and why."""
        return self._divided.splits

    @property
    def log(self) -> tuple[Reason, ...]:
        """What was decided, and why."""
        return self._divided.log
