"""What ten thousand grids owe in a year: our columns beside the same made of pandas' own `date_range`, by cross joins.

    .cache/venv/bin/python tests/compare/duty.py     # about eight million rows; --grids for fewer

Before anything is timed, the rows are compared: both tables are equal.
"""

from __future__ import annotations

import argparse
import itertools
import os
import sys
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from families import peak_of
from report import Report, best

import wangge as wg

START, END = date(2025, 7, 1), date(2026, 6, 30)
COLUMNS = ["kind", "owner", "grid", "opens", "due", "clause", "unit", "village", "provisional"]


def of_pandas(grids: pd.DataFrame, off: list[np.datetime64], worked: list[np.datetime64]) -> pd.DataFrame:
    """The duties of `combined`, those of them that every grid and village owes, written by hand: `bdate_range` with the
    notices' days off, the worked weekends put in, then a cross join with the grids."""
    days = pd.bdate_range(START, END, freq="C", holidays=off).union(pd.DatetimeIndex(worked))
    every = pd.date_range(START, END)
    weeks = pd.date_range(START, END, freq="W-SUN")
    months = pd.date_range(START, END, freq="ME")
    quarters = pd.date_range(START, END, freq="QE")
    halves = (pd.date_range(START, END, freq="MS") + pd.Timedelta(14, "D")).union(months)

    def before(due: pd.DatetimeIndex) -> pd.DatetimeIndex:
        return pd.DatetimeIndex(days[days.searchsorted(due, side="right") - 1])

    mondays = pd.date_range(START, END, freq="W-MON")
    office = days[days.searchsorted(mondays)]
    kept = office <= mondays + pd.Timedelta(6, "D")
    first_halves = halves.where(halves.day <= 15, halves.to_period("M").start_time + pd.Timedelta(15, "D"))
    first_halves = first_halves.where(halves.day > 15, halves.to_period("M").start_time)
    month, quarter = months.to_period("M").start_time, quarters.to_period("Q").start_time
    of_grids = [
        ("patrol", "grid_responsible", "M-3.1", days, days),
        ("exchange", "grid_responsible", "M-3.1", weeks - pd.Timedelta(6, "D"), weeks),
        ("summary", "grid_responsible", "M-3.1", month, months),
        ("visit", "grid_responsible", "M-3.1", quarter, quarters),
        ("visit", "grid_team", "X-4.1a", month, months),
        ("diary", "grid_responsible", "M-3.4", days, days),
    ]
    of_villages = [
        ("analysis_meeting", "committees", "M-4.1", first_halves, before(halves)),
        ("leaders_meeting", "village_committee", "X-4.1b", before(months), before(months)),
        ("monday_office", "village_cadres", "X-4.4a", office[kept], office[kept]),
        ("hotline_duty", "duty_staff", "M-5.2", every, every),
    ]

    def table(rows: list[tuple[Any, ...]]) -> pd.DataFrame:
        parts = [
            pd.DataFrame({"kind": kind, "owner": owner, "clause": clause, "opens": opens, "due": due})
            for kind, owner, clause, opens, due in rows
        ]
        made = pd.concat(parts, ignore_index=True)
        return made.astype({"kind": "category", "owner": "category", "clause": "category"})

    villages = grids["village"].drop_duplicates().to_frame()
    both = grids.assign(unit=grids["grid"]).merge(table(of_grids), how="cross")
    held = villages.assign(unit=villages["village"]).merge(table(of_villages), how="cross")
    made = pd.concat([both, held], ignore_index=True)
    return made.astype({"kind": "category", "owner": "category", "clause": "category"})


def same(mine: pd.DataFrame, peer: pd.DataFrame) -> bool:
    """Whether both hold the same rows, whatever their order; the township's few are ours alone."""
    names = ["unit", "kind", "owner", "clause", "due", "opens", "village"]
    ours = mine[mine["unit"] != ""]
    if len(ours) != len(peer):
        return False
    texts = ["unit", "kind", "owner", "clause", "village"]
    first, second = (frame[names].astype(dict.fromkeys(texts, "str")) for frame in (ours, peer))
    first, second = (frame.astype({"due": "datetime64[s]", "opens": "datetime64[s]"}) for frame in (first, second))
    first, second = (frame.sort_values(names, ignore_index=True) for frame in (first, second))
    return bool(first.equals(second))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--grids", type=int, default=10_000)
    parser.add_argument("--json", type=Path, help="write the ratios there")
    parser.add_argument("--markdown", type=Path, help="write them as the page of the documentation")
    options = parser.parse_args()
    policy, calendar = wg.Policy.preset("combined"), wg.WorkCalendar.china()

    def made(count: int) -> pd.DataFrame:
        names = np.arange(count)
        return pd.DataFrame(
            {"grid": [f"G-{name:05d}" for name in names], "village": [f"V-{name // 5:04d}" for name in names]}
        )

    grids = made(options.grids)
    span = np.arange(np.datetime64(START), np.datetime64(END) + 1)
    work = wg.is_workday(span, calendar)
    weekday = np.is_busday(span)
    off, worked = list(span[weekday & ~work]), list(span[~weekday & work])
    owed = wg.obligations(policy, calendar, grids, START, END)
    report = Report()
    few = made(40)
    report.check(
        "pandas makes the same rows",
        same(wg.obligations(policy, calendar, few, START, END).to_pandas(), of_pandas(few, off, worked)),
    )
    report.check("columns as pandas and polars", len(owed.to_pandas()) == len(owed.to_polars()) == len(owed))
    head = list(itertools.islice(owed, 2000))
    told = owed.to_polars(uid=True).head(2000)
    report.check("rows say what the columns say", told["uid"].to_list() == [one.uid for one in head])
    report.check("the columns stand in their order", list(owed.table().columns) == COLUMNS)

    def ask() -> wg.Obligations:
        return wg.obligations(policy, calendar, grids, START, END)

    took = best(
        3,
        {
            "asked": ask,
            "pandas": lambda: ask().to_pandas(),
            "polars": lambda: ask().to_polars(),
            "pyarrow": lambda: ask().to_arrow(),
            "date_range": lambda: of_pandas(grids, off, worked),
        },
    )
    lazily = best(1, {"rows": lambda: sum(1 for _ in itertools.islice(owed, 200_000))})["rows"]
    grown = peak_of(lambda: sum(1 for _ in itertools.islice(owed, 200_000)))
    whole = peak_of(lambda: owed.to_polars())
    cores = len(os.sched_getaffinity(0))
    print(f"{len(owed):,} obligations of {options.grids:,} grids from {START} to {END}; {cores} cores")
    for name, seconds in {**took, "200 000 one by one": lazily}.items():
        print(f"{name:<18} {seconds:.3f} s")
    million = len(owed) / 8e6
    for name in ("pandas", "polars", "pyarrow"):
        report.ratio(f"seconds for eight million as {name}, asking included", took[name] / million, "<= 2")
    report.ratio("date_range and cross joins of pandas / ours as pandas", took["date_range"] / took["pandas"])
    report.ratio("asking alone / as pandas", took["asked"] / took["pandas"])
    report.ratio("memory of 200,000 one by one / of all as polars", grown / whole, "<= 0.1")
    report.leave(
        options,
        "Figures of duties",
        "Written by `tests/compare/duty.py --markdown bindings-python/docs/figures-duty.md`; do not edit. One run,",
        f"{len(owed):,} obligations of {options.grids:,} made-up grids from {START} to {END}, {cores} cores. The",
        "peer makes the same table of pandas' own `bdate_range` and `date_range` with cross joins, its days off",
        "given, without the township's duties, occasions or grids that begin and end; both were compared first,",
        "row by row.",
    )


if __name__ == "__main__":
    sys.exit(main())
