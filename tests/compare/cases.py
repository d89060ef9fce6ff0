"""A log of a million cases: the whole fold beside what polars makes of receipt, close and on-time share alone, and
beside a loop of Python over a sample.

    .cache/venv/bin/python tests/compare/cases.py     # six million events; --cases for fewer

Before anything is timed, the shares are compared: the three agree to the case.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

import numpy as np
import polars as pl
from families import peak_of
from report import Report, best

import wangge as wg

NOW = datetime(2026, 7, 31, 18)
TAIL = (
    ("file", "{}"),
    ("dispatch", '{"to":"unit-3"}'),
    ("accept", "{}"),
    ("feedback", '{"outcome":"answered"}'),
)
KINDS = [str(kind) for kind in wg.StepKind]
SCOPES = {"grid": "general", "village": "complex"}


def log_of(cases: int, grids: int = 60) -> pl.DataFrame:
    """Six events a case over two years and a half, sorted by case; one in nine is not closed yet."""
    rng = np.random.default_rng(20261125)
    day = np.datetime64("2024-01-02T09:00:00") + rng.integers(0, 900 * 86_400, cases).astype("timedelta64[s]")
    gaps = rng.integers(0, 3 * 86_400, (cases, 6)).cumsum(axis=1).astype("timedelta64[s]")
    at = day[:, None] + gaps
    scope = rng.choice(list(SCOPES), cases)
    grid = rng.integers(1, grids + 1, cases)
    first = [
        f'{{"channel":"hotline","served":"nobody","facts":{{"scope":"{where}","major":false,"sudden":false}},"grid":"g{nth:02d}"}}'
        for where, nth in zip(scope.tolist(), grid.tolist(), strict=True)
    ]
    # The last event settles the case on its way: verified, and closed by the next; here five steps and the close.
    kinds = ["collect", *(kind for kind, _ in TAIL), "verify"]
    data = np.empty((cases, 6), dtype=object)
    data[:, 0] = first
    for nth, (_, said) in enumerate(TAIL):
        data[:, nth + 1] = said
    data[:, 5] = '{"passed":true}'
    return pl.DataFrame(
        {
            "case": np.repeat(np.char.add("C-", np.char.zfill(np.arange(cases).astype(str), 8)), 6),
            "sequence": np.tile(np.arange(1, 7, dtype=np.int32), cases),
            "kind": pl.Series(kinds * cases, dtype=pl.Enum(KINDS)),
            "at": pl.Series(at.reshape(-1).astype("datetime64[us]")),
            "data": pl.Series(data.reshape(-1).tolist(), dtype=pl.String),
        }
    )


def with_closes(log: pl.DataFrame) -> pl.DataFrame:
    """The verification of eight cases in nine is their close: their file came with the collection."""
    number = pl.col("case").str.slice(2).cast(pl.Int64)
    closed = (pl.col("sequence") == 2) & (number % 9 > 0)
    spot = pl.lit('{"settlement":"answered","told":false}')
    kind = pl.when(closed).then(pl.lit("settle_on_spot")).otherwise(pl.col("kind").cast(pl.String))
    made = log.with_columns(kind=kind.cast(pl.Enum(KINDS)), data=pl.when(closed).then(spot).otherwise("data"))
    return made


def whole_log(cases: int, grids: int = 60) -> pl.DataFrame:
    """The log of that many cases in so many grids; what is settled on the spot ends there."""
    log = with_closes(log_of(cases, grids))
    ended = log.filter(pl.col("kind") == "settle_on_spot").select("case")
    general = log.filter((pl.col("sequence") == 1) & pl.col("data").str.contains('"scope":"grid"')).select("case")
    spot = ended.join(general, on="case")
    others = log.join(spot, on="case", how="anti").with_columns(
        kind=pl.when(pl.col("kind") == "settle_on_spot")
        .then(pl.lit("file"))
        .otherwise(pl.col("kind").cast(pl.String))
        .cast(pl.Enum(KINDS)),
        data=pl.when(pl.col("kind") == "settle_on_spot").then(pl.lit("{}")).otherwise("data"),
    )
    spots = log.join(spot, on="case", how="semi").filter(pl.col("sequence") <= 2)
    return pl.concat([others, spots]).sort("case", "sequence").rechunk()


def shares(table: pl.DataFrame) -> pl.DataFrame:
    """Cases and those settled in time, by grid and quarter of receipt."""
    quarter = pl.col("received").dt.truncate("1q")
    return (
        table.group_by("grid", quarter.alias("quarter"))
        .agg(pl.len().alias("cases"), pl.col("on_time").sum())
        .sort("grid", "quarter")
    )


def ours(log: pl.DataFrame, policy: wg.Policy, calendar: wg.WorkCalendar, threads: int) -> pl.DataFrame:
    folded = wg.fold(log, policy, calendar, now=NOW, threads=threads)
    done = (pl.col("light") == "done") & pl.col("ended").is_not_null()
    return shares(folded.with_columns(pl.col("grid").cast(pl.String), on_time=done))


def of_polars(log: pl.DataFrame, due: pl.DataFrame) -> pl.DataFrame:
    """Receipt, close and the share in time, nothing else: no order checked, no pause, no step refused."""
    receipt = (
        log.lazy()
        .filter(pl.col("kind") == "collect")
        .select(
            "case",
            received="at",
            grid=pl.col("data").str.json_path_match("$.grid"),
            scope=pl.col("data").str.json_path_match("$.facts.scope"),
        )
    )
    close = log.lazy().filter(pl.col("kind").is_in(["close", "settle_on_spot"])).select("case", closed="at")
    joined = (
        receipt.join(close, on="case", how="left")
        .with_columns(day=pl.col("received").dt.date())
        .join(due.lazy(), on=["day", "scope"], how="left")
        .with_columns(on_time=(pl.col("closed") < pl.col("due")).fill_null(False))
    )
    return shares(joined.collect())


def by_hand(log: pl.DataFrame, due: pl.DataFrame) -> dict[tuple[str, datetime], list[int]]:
    """The same by a loop over rows of pandas, as a notebook would have it."""
    limits = {(day, scope): at for day, scope, at in due.iter_rows()}
    found: dict[tuple[str, datetime], list[int]] = {}
    for _, events in log.to_pandas().groupby("case", sort=False):
        received, closed, facts = None, None, {}
        for event in events.itertuples():
            if event.kind == "collect":
                received, facts = event.at, json.loads(event.data)
            elif event.kind in ("close", "settle_on_spot"):
                closed = event.at
        limit = limits[received.date(), facts["facts"]["scope"]]
        quarter = datetime(received.year, (received.month - 1) // 3 * 3 + 1, 1)
        share = found.setdefault((facts["grid"], quarter), [0, 0])
        share[0] += 1
        share[1] += int(closed is not None and closed < limit)
    return found


def peak(path: Path) -> int:
    """How far the fold of a log in a file rises above the log, in this process, which has done nothing before."""
    log = pl.read_ipc(path).rechunk()
    policy, calendar = wg.Policy.preset("combined"), wg.WorkCalendar.china()
    cores = len(os.sched_getaffinity(0))
    return peak_of(lambda: wg.fold(log, policy, calendar, now=NOW, threads=cores))


def fresh_peak(log: pl.DataFrame) -> int:
    """The same in a process of its own: memory that was had before and given back would not be counted again."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.arrow"
        log.write_ipc(path)
        child = [sys.executable, __file__, "--peak", str(path)]
        return int(subprocess.run(child, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--json", type=Path, help="write the ratios there")
    parser.add_argument("--markdown", type=Path, help="write them as the page of the documentation")
    parser.add_argument("--peak", type=Path, help="only print how many bytes the fold of the log in a file takes")
    options = parser.parse_args()
    if options.peak:
        print(peak(options.peak))
        return
    policy, calendar = wg.Policy.preset("combined"), wg.WorkCalendar.china()
    log = whole_log(options.cases)
    rows, size = len(log), log.estimated_size()
    days = pl.Series(np.arange(np.datetime64("2024-01-01"), np.datetime64("2026-07-01")))
    due = pl.concat(
        pl.DataFrame(
            {"day": days, "scope": scope, "due": wg.deadlines(days, complexity, policy=policy, calendar=calendar)}
        )
        for scope, complexity in SCOPES.items()
    ).with_columns(pl.col("due").cast(pl.Datetime("us")) + pl.duration(hours=18))
    report = Report()
    cores = len(os.sched_getaffinity(0))
    mine = ours(log, policy, calendar, cores)
    report.check("polars counts as the fold does", mine.equals(of_polars(log, due)))
    part = log.filter(pl.col("case") < f"C-{min(options.cases, 5_000):08d}")
    loop = by_hand(part, due)
    same = {
        (grid, quarter): [cases, on_time]
        for grid, quarter, cases, on_time in ours(part, policy, calendar, 1).iter_rows()
    }
    report.check("a loop counts as the fold does", loop == same)
    mixed = log.sort("at", maintain_order=True)
    report.check("the order of the cases changes nothing", ours(mixed, policy, calendar, cores).equals(mine))
    grown = {"sorted": fresh_peak(log), "mixed": fresh_peak(mixed)}
    took = best(
        3,
        {
            "sorted": lambda: wg.fold(log, policy, calendar, now=NOW, threads=cores),
            "one": lambda: wg.fold(log, policy, calendar, now=NOW, threads=1),
            "mixed": lambda: wg.fold(mixed, policy, calendar, now=NOW, threads=cores),
            "polars": lambda: of_polars(log, due),
            "polars mixed": lambda: of_polars(mixed, due),
        },
    )
    sample = best(1, {"loop": lambda: by_hand(part, due), "fold": lambda: wg.fold(part, policy, calendar, now=NOW)})
    print(f"{rows:,} events of {options.cases:,} cases, {size / 1e6:.0f} MB; {cores} cores")
    for name, seconds in took.items():
        print(f"{name:<14} {seconds:.3f} s")
    for name in ("sorted", "mixed"):
        report.ratio(
            f"seconds for six million events, {name}",
            took[name] * 6e6 / rows,
            "<= 0.5" if name == "sorted" else "<= 1.5",
        )
    report.ratio("fold / polars (receipt, close, share), sorted", took["sorted"] / took["polars"])
    report.ratio("fold / polars, mixed", took["mixed"] / took["polars mixed"])
    report.ratio("one thread / all", took["one"] / took["sorted"])
    report.ratio("loop of pandas / fold, 5,000 cases", sample["loop"] / sample["fold"])
    for name, above in grown.items():
        report.ratio(f"memory above the log / the log, {name}", above / size, "<= 1")
    report.leave(
        options,
        "Figures of logs",
        "Written by `tests/compare/cases.py --markdown bindings-python/docs/figures-cases.md`; do not edit. One",
        f"run, {rows:,} events of {options.cases:,} cases, {size / 1e6:.0f} MB in polars, {cores} cores. The fold",
        "checks and times every event; polars counts receipt, close and the share in time alone, by a table of due",
        "moments made before. Both shares, and those of the loop, were compared first.",
    )


if __name__ == "__main__":
    sys.exit(main())
