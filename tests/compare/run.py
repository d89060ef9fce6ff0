"""Speed as ratios against named peers in one run, and answers against other people's packages.

    tests/run python                                # builds and installs the wheel
    .cache/venv/bin/python tests/compare/run.py     # 10 million rows; --rows for fewer

Every figure is the best of several rounds taken in turn, so that a change in the machine's speed meets all
alike. Before anything is timed, the answers are compared: a fast wrong one is no peer.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import families
import holidays
import numpy as np
from report import Report, best

import wangge as wg

FIRST, LAST = date(2004, 1, 1), date(2026, 12, 31)
N = 15


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def columns(report: Report, calendar: wg.WorkCalendar, rows: int) -> None:
    """Ten million dates, +15 working days, against what numpy offers and what an expert makes of it."""
    rng = np.random.default_rng(20261123)
    end = np.datetime64("2026-10-01") - np.datetime64("2004-01-01")
    x = np.datetime64("2004-01-01") + rng.integers(0, end.astype(int), rows).astype("timedelta64[D]")
    every = np.arange(np.datetime64(FIRST), np.datetime64(LAST) + 1)
    worked = np.array([calendar.is_workday(day) for day in every.tolist()])
    rest = every[~worked]
    weekday_rest = every[~worked & np.is_busday(every)]
    rank = np.concatenate([[0], np.cumsum(worked)]).astype(np.int32)
    nth = every[worked]
    fused = np.full(len(every), np.datetime64("NaT"), dtype="datetime64[D]")
    target = rank[1:] + N - 1
    known = target < len(nth)
    fused[known] = nth[target[known]]
    base = np.datetime64(FIRST)
    out = np.empty_like(x)
    right = np.busdaycalendar(weekmask="1111111", holidays=rest)
    natural = np.busdaycalendar(weekmask="1111100", holidays=weekday_rest)

    def take() -> object:
        return fused.take((x - base).view(np.int64))

    def rank_select() -> object:
        return nth.take(rank.take((x - base).view(np.int64) + 1) + (N - 1))

    def busday(using: np.busdaycalendar, part: np.ndarray) -> np.ndarray:
        return np.busday_offset(part, N, roll="backward", busdaycal=using)

    ours = wg.add_workdays(x, N, calendar=calendar)
    report.check("the column is the fused table of numpy", np.array_equal(ours, take()))
    report.check("the column is numpy's rank and select", np.array_equal(ours, rank_select()))
    part = x[: min(rows, 300_000)]
    report.check("the column is busday_offset over seven days", np.array_equal(ours[: len(part)], busday(right, part)))
    policy = wg.Policy.preset("combined")
    due = wg.deadlines(x, "complex", policy=policy, calendar=calendar)
    report.check("15-day deadlines are 15 working days", np.array_equal(due, ours))
    wrong = busday(natural, part) != ours[: len(part)]
    later = busday(natural, part) > ours[: len(part)]
    natural_late = bool(np.all(later == wrong))

    found = best(
        7,
        {
            "copy": x.copy,
            "ours": lambda: wg.add_workdays(x, N, calendar=calendar),
            "one thread": lambda: wg.add_workdays(x, N, calendar=calendar, threads=1),
            "out": lambda: wg.add_workdays(x, N, calendar=calendar, out=out),
            "deadlines": lambda: wg.deadlines(x, "complex", policy=policy, calendar=calendar),
            "take": take,
            "rank_select": rank_select,
        },
    )
    slow = best(3, {"busday": lambda: busday(right, part)})["busday"] * rows / len(part)
    per_row = 1e9 / rows
    print(f"{rows:,} random dates 2004-2026, +{N} working days, datetime64[D] in and out; ns a row:")
    for name, seconds in [*found.items(), ("busday_offset, 7-day mask", slow)]:
        print(f"  {name:<26} {seconds * per_row:8.2f}")
    report.ratio("time of ours / x.copy()", found["ours"] / found["copy"], "<= 2")
    report.ratio("time of ours into out= / x.copy()", found["out"] / found["copy"])
    report.ratio("time of ours on one thread / x.copy()", found["one thread"] / found["copy"])
    report.ratio("fused table and one take / ours", found["take"] / found["ours"], ">= 1.7")
    report.ratio("rank and select / ours", found["rank_select"] / found["ours"], ">= 5")
    report.ratio("busday_offset made right / ours", slow / found["ours"], ">= 150")
    report.ratio("time of deadlines / add_workdays", found["deadlines"] / found["ours"])
    share = float(np.mean(wrong)) * 100
    late = "always late" if natural_late else "late or early"
    print(f"natural busday_offset (Monday to Friday less holidays): {share:.1f} % wrong, {late}")
    report.check("the natural way is wrong somewhere", share > 1)


def scalars(report: Report, calendar: wg.WorkCalendar) -> None:
    """One date at a time, against two packages; and every day on which a package is wrong."""
    china = holidays.country_holidays("CN", years=range(2004, 2028))
    marked = list(days(FIRST, LAST))

    def by_holidays(start: date) -> date:
        # Its get_nth_working_day counts the day itself when n is 0; n steps forward are the convention A.
        return china.get_nth_working_day(start, N)

    def by_chinese_calendar(start: date) -> date:
        # find_workday(n, date) first moves a rest day to the next working day, then n further: convention B.
        return chinese_calendar.find_workday(N, start)

    peers: dict[str, Callable[[date], bool]] = {
        "holidays": china.is_working_day,
        "chinesecalendar": chinese_calendar.is_workday,
    }
    print("\nDays on which a package is wrong, of all days 2004-2026 by is_working_day and is_workday:")
    for name, is_workday in peers.items():
        wrong = [day for day in marked if is_workday(day) != calendar.is_workday(day)]
        shown = ", ".join(str(day) for day in wrong) or "none"
        print(f"  {name}: {shown}")
        for day in wrong:
            # Ours is right: the day and the notice that settles it.
            print(f"    {day}: {calendar.day(day)}")
        report.check(f"{name} agrees on all but a few days", len(wrong) < 10)
    starts = days(date(2010, 1, 1), date(2025, 6, 30))[::37]
    ours = [calendar.add_workdays(day, N) for day in starts]
    differ = [day for day, due in zip(starts, ours, strict=True) if by_holidays(day) != due]
    print(
        f"  +{N} working days by holidays.get_nth_working_day: {len(differ)} of {len(starts)} differ from convention A"
    )
    by_b = [calendar.add_workdays(day, N, start="deemed_next_working_day") for day in starts]
    differ_b = [day for day, due in zip(starts, by_b, strict=True) if by_chinese_calendar(day) != due]
    print(f"  +{N} by chinese_calendar.find_workday: {len(differ_b)} of {len(starts)} differ from convention B")
    report.check("chinesecalendar counts by convention B", len(differ_b) == 0)
    report.check("holidays counts by convention A", len(differ) == 0)
    few = starts[:: max(1, len(starts) // 20)]
    found = best(
        5,
        {
            "ours": lambda: [calendar.add_workdays(day, N) for day in starts],
            "holidays": lambda: [by_holidays(day) for day in few],
            "chinesecalendar": lambda: [by_chinese_calendar(day) for day in few],
        },
    )
    one = found["ours"] / len(starts)
    print(f"  one add_workdays(d, {N}): {one * 1e9:.0f} ns")
    report.ratio("holidays / ours, one date", found["holidays"] / len(few) / one, ">= 100")
    report.ratio("chinesecalendar / ours, one date", found["chinesecalendar"] / len(few) / one, ">= 1000")


def real_messages(report: Report, calendar: wg.WorkCalendar) -> None:
    """Real messages and answers: the share within 7, 15 and 30 working days, counted here day by day too."""
    shared = Path(os.environ.get("WANGGE_SHARED", Path(__file__).resolve().parents[3] / "shared"))
    pairs = shared / "data" / "messages" / "pairs.csv"
    table = np.genfromtxt(pairs, delimiter=",", names=True, dtype="i8,datetime64[D],datetime64[D]", encoding="utf-8")
    received, replied = table["received"], table["replied"]
    print(f"\n{len(table)} real messages and answers:")
    for n in (7, 15, 30):
        within = replied <= wg.add_workdays(received, n, calendar=calendar)
        naive = replied <= np.busday_offset(received, n, roll="backward")
        slow = [walk(calendar, day, n) for day in received[:200].tolist()]
        report.check(f"{n} days, walked", slow == wg.add_workdays(received[:200], n, calendar=calendar).tolist())
        other = (within != naive).sum()
        print(f"  within {n:>2} working days: {within.mean():6.1%}; Monday to Friday says otherwise for {other}")


def walk(calendar: wg.WorkCalendar, day: date, n: int) -> date:
    while n:
        day += timedelta(days=1)
        n -= calendar.is_workday(day)
    return day


def sizes(report: Report) -> None:
    """What the package weighs, and what its import costs beyond a bare interpreter."""
    code = "import time; t = time.perf_counter(); import wangge; print(time.perf_counter() - t)"
    seconds = min(
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
        for _ in range(9)
    )
    package = Path(wg.__file__).parent
    library = sum(path.stat().st_size for path in package.glob(f"*{sysconfig.get_config_var('SHLIB_SUFFIX')}"))
    print(f"\nimport wangge: {seconds * 1e3:.1f} ms; native library {library / 1e6:.2f} MB")
    report.ratio("import in ms", seconds * 1e3, "<= 10")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--json", type=Path, help="write the ratios there")
    parser.add_argument("--markdown", type=Path, help="write them as the page of the documentation")
    options = parser.parse_args()
    calendar = wg.WorkCalendar.china()
    report = Report()
    columns(report, calendar, options.rows)
    families.days(report, best, calendar, options.rows)
    families.limits(report, best, wg.Policy.preset("combined"), calendar, options.rows)
    families.routes(report, best, wg.Policy.preset("combined"), options.rows)
    scalars(report, calendar)
    real_messages(report, calendar)
    sizes(report)
    report.leave(
        options,
        "Figures",
        "Written by `tests/compare/run.py --markdown bindings-python/docs/figures.md`; do not edit. One run,",
        f"{options.rows:,} rows, {len(os.sched_getaffinity(0))} cores, numpy {np.__version__}, "
        f"Python {sys.version.split()[0]}.",
        "Every figure is a ratio within that run, of the best of several rounds taken in turn, after the answers",
        "were compared.",
    )


if __name__ == "__main__":
    main()
