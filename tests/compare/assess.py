"""Figures of a log of a million cases: all metrics of the library by grid and month, beside what polars and duckdb make
of three of them out of the same folded table.

    .cache/venv/bin/python tests/compare/assess.py     # 5000 grids; --cases and --grids for fewer

Before anything is timed, the three figures are compared: the libraries agree to the case.
"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date, datetime
from pathlib import Path

import duckdb
import polars as pl
from cases import whole_log
from report import Report, best

import wangge as wg

NOW = datetime(2026, 7, 31, 18)
MONTHS = wg.periods(date(2024, 1, 1), date(2026, 6, 30))
LAST = MONTHS[-1][1]
THREE = ("closing_rate", "on_time_rate", "rework_rate")
KEYS = ["grid", "month"]


def ours(tallies: wg.Tallies, policy: wg.Policy, metrics: list[str]) -> pl.DataFrame:
    """The figures as a table; what no record fed is left out."""
    return tallies.figures(policy, metrics).to_polars()


def of_polars(folded: pl.DataFrame) -> pl.DataFrame:
    """Three figures by the month in which a case fell due."""
    closed, late = pl.col("state") == "closed", pl.col("late")
    return (
        folded.lazy()
        .filter(~pl.col("exempted"), pl.col("due_date").is_not_null(), closed | late)
        .group_by("grid", pl.col("due_date").dt.truncate("1mo").alias("month"))
        .agg(
            pl.len().alias("due"),
            closed.sum().alias("closing_rate"),
            (closed & ~late).sum().alias("on_time_rate"),
            (pl.col("reworked") > 0).sum().alias("rework_rate"),
        )
        .filter(pl.col("month") <= LAST)
        .collect()
    )


def of_duckdb(folded: pl.DataFrame, threads: int) -> pl.DataFrame:
    """The same by SQL."""
    with duckdb.connect(config={"threads": threads}) as database:
        database.register("folded", folded.to_arrow())
        return database.sql(
            """
            SELECT grid, CAST(date_trunc('month', due_date) AS DATE) AS month, count(*) AS due,
                count(*) FILTER (state = 'closed') AS closing_rate,
                count(*) FILTER (state = 'closed' AND NOT late) AS on_time_rate,
                count(*) FILTER (reworked > 0) AS rework_rate
            FROM folded
            WHERE NOT exempted AND due_date IS NOT NULL AND (state = 'closed' OR late)
                AND due_date < DATE '2026-07-01'
            GROUP BY ALL
            """
        ).pl()


def in_rows(table: pl.DataFrame) -> pl.DataFrame:
    """The figures of another library as ours are: a row each, by grid, month and metric."""
    return (
        table.with_columns(pl.col("grid").cast(pl.String), pl.col("month").cast(pl.Date))
        .unpivot(list(THREE), index=[*KEYS, "due"], variable_name="metric", value_name="numerator")
        .select(*KEYS, "metric", pl.col("numerator").cast(pl.Int64), denominator=pl.col("due").cast(pl.Int64))
        .sort(*KEYS, "metric")
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--grids", type=int, default=5_000)
    parser.add_argument("--json", type=Path, help="write the ratios there")
    parser.add_argument("--markdown", type=Path, help="write them as the page of the documentation")
    options = parser.parse_args()
    policy, calendar = wg.Policy.preset("combined"), wg.WorkCalendar.china()
    log = whole_log(options.cases, options.grids)
    events, cores = len(log), len(os.sched_getaffinity(0))
    folded = wg.fold(log, policy, calendar, now=NOW).select(
        "grid", "due_date", pl.col("state").cast(pl.String), "late", "reworked", "exempted"
    )
    counted = wg.count_cases(log, policy, calendar, now=NOW)
    del log
    metrics = [metric.id for metric in policy.metrics(LAST)]
    mine = ours(counted.tallies(MONTHS), policy, metrics)
    three = (
        mine.filter(pl.col("metric").is_in(THREE) & (pl.col("denominator") > 0))
        .select(
            grid=pl.col("unit").cast(pl.String),
            month=pl.col("start").cast(pl.Date),
            metric=pl.col("metric").cast(pl.String),
            numerator="numerator",
            denominator="denominator",
        )
        .sort(*KEYS, "metric")
    )
    report = Report()
    report.check("polars counts the same", three.equals(in_rows(of_polars(folded))))
    report.check("duckdb counts the same", three.equals(in_rows(of_duckdb(folded, cores))))
    report.check(
        "as many rows as grids, months and metrics", len(mine) == len(counted.grids) * len(MONTHS) * len(metrics)
    )
    took = best(
        3,
        {
            "all metrics": lambda: ours(counted.tallies(MONTHS), policy, metrics),
            "three": lambda: ours(counted.tallies(MONTHS), policy, list(THREE)),
            "polars, three": lambda: of_polars(folded),
            "duckdb, three": lambda: of_duckdb(folded, cores),
        },
    )
    cells = len(counted.grids) * len(MONTHS)
    print(f"{events:,} events of {options.cases:,} cases, {cells:,} cells of grid and month; {cores} cores")
    for name, seconds in took.items():
        print(f"{name:<16} {seconds:.3f} s")
    report.ratio(f"seconds for {len(metrics)} metrics", took["all metrics"], "<= 1")
    report.ratio("three metrics / polars", took["three"] / took["polars, three"])
    report.ratio("three metrics / duckdb", took["three"] / took["duckdb, three"])
    each = took["all metrics"] / len(metrics)
    report.ratio("one of all metrics / one of the three of polars", each / (took["polars, three"] / len(THREE)))
    report.leave(
        options,
        "Figures of assessment",
        "Written by `tests/compare/assess.py --markdown bindings-python/docs/figures-assess.md`; do not edit. One",
        f"run, {events:,} events of {options.cases:,} cases, {cells:,} cells of grid and month, {cores} cores, after",
        "folding. polars and duckdb count three metrics out of the folded table; the figures were compared first.",
    )


if __name__ == "__main__":
    sys.exit(main())
