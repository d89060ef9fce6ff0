"""The limits of a few matters, one by one and as a column, and what the policy does not state.

python examples/python/limits.py
"""

import datetime as dt

import numpy as np
import numpy.typing as npt

import wangge as wg


def main() -> None:
    policy, calendar = wg.Policy.preset("combined"), wg.WorkCalendar.china()

    due = policy.deadline(dt.date(2026, 9, 18), "general", calendar)
    print(due)
    print("\n".join(due.explain().lines("zh")))

    received: npt.NDArray[np.datetime64] = np.array(["2026-02-13", "2026-11-23", "NaT"], dtype="datetime64[D]")
    print(wg.deadlines(received, ["general", "complex", "major"], policy=policy, calendar=calendar, errors="null"))

    for households in (430, 180):
        counts = policy.grid_counts(households, neighbours={"邻村（虚构）": 430})
        print(counts, *(choice.zh for choice in counts.choices), sep="\n  ")

    route = policy.route(scope="village", sudden=True, work="emergency")
    print(route.level, route.handler, "立即上报" if route.report_at_once else "", " → ".join(route.path))

    try:
        wg.Policy.preset("modian-2012").deadline(dt.date(2026, 11, 23), "general")
    except wg.UnspecifiedError as error:
        print(error.zh)


if __name__ == "__main__":
    main()
