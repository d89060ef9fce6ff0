"""Columns of every library against what that library's users write today, in one run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import zen

import wangge as wg

N = 15
FIRST = np.datetime64("2004-01-01")
WORDS = ["general", "complex", "major"]


def resident() -> tuple[int, int]:
    """Bytes of memory now and at the peak since the last `forget`."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    found = {line.split(":")[0]: line.split()[1] for line in lines if line.startswith(("VmRSS", "VmHWM"))}
    return int(found["VmRSS"]) * 1024, int(found["VmHWM"]) * 1024


def peak_of(call: Callable[[], object]) -> int:
    """How far the memory rises above where it was while a call runs and its answer is held."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before = resident()[0]
    answer = call()
    peak = resident()[1]
    del answer
    return peak - before


class Tables:
    """What the peers need laid out before: none of that is timed."""

    def __init__(self, calendar: wg.WorkCalendar) -> None:
        every = np.arange(FIRST, np.datetime64("2026-12-31") + 1)
        worked = wg.is_workday(every, calendar)
        self.rest = every[~worked]
        due = wg.add_workdays(every, N, calendar, errors="null")
        self.fused = pl.Series("due", due)
        self.calendar = pl.DataFrame({"day": every, "due": due})
        self.arrow = self.calendar.to_arrow()


def days(report: Any, best: Any, calendar: wg.WorkCalendar, rows: int) -> None:
    """+15 working days for the columns of each library, and for polars and duckdb their own quickest ways."""
    rng = np.random.default_rng(20261124)
    last = int((np.datetime64("2026-10-01") - FIRST).astype(int))
    x = FIRST + rng.integers(0, last, rows).astype("timedelta64[D]")
    series = pl.Series("day", x)
    given: dict[str, Any] = {
        "numpy datetime64[D]": x,
        "numpy datetime64[ns]": x.astype("M8[ns]"),
        "pandas datetime64[s]": pd.Series(x.astype("M8[s]")),
        "polars Date": series,
        "pyarrow date32": series.to_arrow(),
    }
    tables = Tables(calendar)
    right = wg.add_workdays(x, N, calendar)
    base = int(FIRST.astype(int))
    frame = series.to_frame()
    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    connection.register("messages", frame.to_arrow())
    connection.register("calendar", tables.arrow)
    connection.execute("CREATE TABLE m AS SELECT * FROM messages; CREATE TABLE c AS SELECT * FROM calendar")

    def gather() -> Any:
        return tables.fused.gather(series.to_physical() - base)

    def polars_join() -> Any:
        return frame.join(tables.calendar, on="day", how="left", maintain_order="left")["due"]

    def duckdb_join() -> Any:
        return connection.sql("SELECT c.due FROM m LEFT JOIN c USING (day)").fetchnumpy()

    for name, column in given.items():
        answer = wg.add_workdays(column, N, calendar)
        values: Any = np.asarray(answer)
        report.check(f"{name}: the answers of numpy", np.array_equal(values.astype("M8[D]"), right))
    report.check("polars gather", gather().equals(pl.Series("due", right)))
    report.check("polars join", polars_join().equals(pl.Series("due", right)))
    works: dict[str, Callable[[], object]] = {
        name: lambda column=column: wg.add_workdays(column, N, calendar) for name, column in given.items()
    }
    works |= {"x.copy()": x.copy, "gather": gather, "polars join": polars_join, "duckdb join": duckdb_join}
    found = best(5, works)
    part = min(rows, 200_000)
    few = series[:part]
    rest = pl.Series(tables.rest)
    custom = pd.offsets.CustomBusinessDay(n=N, weekmask="Mon Tue Wed Thu Fri Sat Sun", holidays=list(tables.rest))
    some = pd.Series(x[:2000].astype("M8[s]"))
    packaged: dict[str, Callable[[], object]] = {
        "polars": lambda: few.dt.add_business_days(N, week_mask=[True] * 7, holidays=rest, roll="backward"),
        "pandas": lambda: some + custom,
    }
    report.check(
        "polars dt.add_business_days made right", pl.Series(packaged["polars"]()).equals(pl.Series(right[:part]))
    )
    # CustomBusinessDay counts a start on a rest day as convention A does.
    same = pd.Series(packaged["pandas"]()).to_numpy().astype("M8[D]") == right[: len(some)]
    report.check("pandas CustomBusinessDay made right", bool(same.all()))
    slow = best(2, packaged)
    scaled = {"polars": slow["polars"] * rows / part, "pandas": slow["pandas"] * rows / len(some)}
    print(f"\n{rows:,} dates, +{N} working days, ns a row (no unit: the library's own way):")
    for name, seconds in [*found.items(), *((f"{name} packaged, made right", s) for name, s in scaled.items())]:
        print(f"  {name:<30} {seconds / rows * 1e9:10.2f}")
    for name in given:
        report.ratio(
            f"time of {name} / x.copy()", found[name] / found["x.copy()"], "<= 4" if "D" not in name else "<= 3"
        )
    report.ratio("polars gather on a fused table / ours", found["gather"] / found["polars Date"], ">= 1.5")
    report.ratio("polars join on a calendar / ours", found["polars join"] / found["polars Date"], ">= 3")
    report.ratio("duckdb join on a calendar / ours (polars)", found["duckdb join"] / found["polars Date"], ">= 3")
    report.ratio("polars dt.add_business_days right / ours", scaled["polars"] / found["polars Date"], ">= 100")
    report.ratio("pandas CustomBusinessDay right / ours", scaled["pandas"] / found["pandas datetime64[s]"], ">= 100")
    for name, column in given.items():
        over = peak_of(lambda column=column: wg.add_workdays(column, N, calendar))
        out = rows * (4 if name.startswith(("polars", "pyarrow")) else 8)
        report.ratio(f"MB above input and output, {name}", max(0, over - out) / 1e6, "<= 64")


def limits(report: Any, best: Any, policy: wg.Policy, calendar: wg.WorkCalendar, rows: int) -> None:
    """A complexity a row against one for all."""
    rng = np.random.default_rng(5)
    x = FIRST + rng.integers(0, 8000, rows).astype("timedelta64[D]")
    codes = rng.integers(0, 3, rows).astype("u1")
    enum = pl.Series(codes).cat.to(pl.Enum(WORDS))
    pairs: dict[str, tuple[Any, Any]] = {
        "numpy": (x, codes),
        "pandas": (pd.Series(x.astype("M8[s]")), pd.Series(pd.Categorical.from_codes(codes, WORDS))),
        "polars": (pl.Series(x), enum),
        "pyarrow": (pa.array(x), pa.DictionaryArray.from_arrays(pa.array(codes.view("i1")), pa.array(WORDS))),
    }
    for name, (column, words) in pairs.items():
        found = best(
            5,
            {
                "each": lambda column=column, words=words: wg.deadlines(column, words, policy, calendar),
                "same": lambda column=column: wg.deadlines(column, "complex", policy, calendar),
            },
        )
        report.ratio(f"a complexity a row / one for all, {name}", found["each"] / found["same"], "<= 1.5")


def routes(report: Any, best: Any, policy: wg.Policy, rows: int) -> None:
    """Where issues go, against the time of writing the answer's column, and a rules engine on a sample."""
    rng = np.random.default_rng(6)
    scopes = ["grid", "village", "beyond"]
    frame = pl.DataFrame(
        {
            "scope": pl.Series(rng.integers(0, 3, rows).astype("u1")).cat.to(pl.Enum(scopes)),
            "major": rng.integers(0, 50, rows) == 0,
            "sudden": rng.integers(0, 50, rows) == 0,
        }
    )
    levels = pl.Enum([level.value for level in wg.Level])
    codes = pl.Series(wg.route(frame, policy, columns=["level"])["level"].to_physical())

    def write() -> Any:
        return codes.clone().cat.to(levels)

    found = best(
        5,
        {
            "route": lambda: wg.route(frame, policy, columns=["level"]),
            "write": write,
            "all": lambda: wg.route(frame, policy),
        },
    )
    print(
        f"\nroutes of {rows:,} issues, ns a row: {found['route'] / rows * 1e9:.2f} for the level, "
        f"{found['all'] / rows * 1e9:.2f} for all eight columns; "
        f"writing a column of levels {found['write'] / rows * 1e9:.2f}"
    )
    report.ratio("time of route / writing its column", found["route"] / found["write"], "<= 2")
    engine = zen.ZenEngine().create_decision(TABLE)
    sample = frame.head(200).to_dicts()
    answers = [engine.evaluate(facts)["result"]["level"] for facts in sample]
    report.check(
        "zen-engine's table says the same levels", answers == wg.route(frame.head(200), policy)["level"].to_list()
    )
    slow = best(2, {"zen": lambda: [engine.evaluate(facts) for facts in sample]})["zen"] / len(sample)
    print(f"  zen-engine, one row: {slow * 1e6:.0f} microseconds")
    report.ratio("zen-engine / ours, a row", slow / (found["route"] / rows), ">= 1000")


def rule(number: int, **cells: str) -> dict[str, str]:
    return {"_id": f"r{number}", **cells}


TABLE = {
    "nodes": [
        {"id": "in", "name": "in", "type": "inputNode", "position": {"x": 0, "y": 0}},
        {
            "id": "table",
            "name": "table",
            "type": "decisionTableNode",
            "position": {"x": 1, "y": 0},
            "content": {
                "hitPolicy": "first",
                "inputs": [
                    {"id": "major", "name": "major", "field": "major"},
                    {"id": "sudden", "name": "sudden", "field": "sudden"},
                    {"id": "scope", "name": "scope", "field": "scope"},
                ],
                "outputs": [{"id": "level", "name": "level", "field": "level"}],
                "rules": [
                    rule(1, major="true", sudden="", scope="", level="'major'"),
                    rule(2, major="", sudden="true", scope="", level="'major'"),
                    rule(3, major="", sudden="", scope="'beyond'", level="'overall'"),
                    rule(4, major="", sudden="", scope="'village'", level="'regional'"),
                    rule(5, major="", sudden="", scope="'grid'", level="'general'"),
                ],
            },
        },
        {"id": "out", "name": "out", "type": "outputNode", "position": {"x": 2, "y": 0}},
    ],
    "edges": [
        {"id": "a", "sourceId": "in", "targetId": "table", "type": "edge"},
        {"id": "b", "sourceId": "table", "targetId": "out", "type": "edge"},
    ],
}
