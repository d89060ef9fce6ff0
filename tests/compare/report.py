"""Ratios as they come, how many answers were compared, and works timed in turn."""

from __future__ import annotations

import json
import sys
import time
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path


def best(rounds: int, work: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Seconds, the best of so many rounds; the works take turns."""
    found = dict.fromkeys(work, float("inf"))
    for _ in range(rounds):
        for name, call in work.items():
            start = time.perf_counter()
            call()
            found[name] = min(found[name], time.perf_counter() - start)
    return found


def shown(value: float) -> str:
    """Three decimals near one, where a goal may turn on them."""
    return f"{value:,.3f}" if value < 10 else f"{value:,.1f}"


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

    def page(self, title: str, *said: str) -> str:
        """The ratios as a page of the documentation."""
        lines = [f"# {title}", "", *said, "", "| what | ratio | goal |", "|---|---:|---|"]
        lines += [
            f"| {what} | {shown(value)} | {goal.replace('<=', '≤').replace('>=', '≥')} |"
            for what, value, goal in self.ratios
        ]
        return "\n".join([*lines, ""])

    def write(self, path: Path) -> None:
        """The ratios and how many answers were compared, as JSON."""
        ratios = [{"what": what, "ratio": value, "goal": goal} for what, value, goal in self.ratios]
        path.write_text(json.dumps({"checks": self.checks, "ratios": ratios}, ensure_ascii=False, indent=1))

    def leave(self, options: Namespace, title: str, *said: str) -> None:
        """The ratios on the terminal, and as the page and the JSON that were asked for."""
        self.show()
        if options.markdown:
            options.markdown.write_text(self.page(title, *said), encoding="utf-8")
        if options.json:
            self.write(options.json)

    def show(self) -> None:
        width = max((len(what) for what, _, _ in self.ratios), default=0)
        print(f"\n{'':<{width}} {'':>9}  goal")
        for what, value, goal in self.ratios:
            print(f"{what:<{width}} {shown(value):>9}  {goal}")
