"""Ratios as they come, how many answers were compared, and works timed in turn."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable


def best(rounds: int, work: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Seconds, the best of so many rounds; the works take turns."""
    found = dict.fromkeys(work, float("inf"))
    for _ in range(rounds):
        for name, call in work.items():
            start = time.perf_counter()
            call()
            found[name] = min(found[name], time.perf_counter() - start)
    return found


class Report:
    """The ratios as they come, and how many answers were compared."""

    def __init__(self) -> None:
        self.ratios: list[tuple[str, float, str]] = []
        self.checks = 0

    def ratio(self, what: str, value: float, goal: str = "") -> None:
        self.ratios.append((what, value, goal))

    def check(self, what: str, good: bool) -> None:
        if not good:
            sys.exit(f"WRONG: {what}")
        self.checks += 1

    def show(self) -> None:
        width = max((len(what) for what, _, _ in self.ratios), default=0)
        print(f"\n{'':<{width}} {'':>9}  goal")
        for what, value, goal in self.ratios:
            print(f"{what:<{width}} {value:>9.2f}  {goal}")
