"""The vectors that every language answers alike: see tests/vectors/README.md."""

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

import wangge as wg

FOLDER = Path(os.environ.get("WANGGE_VECTORS", Path(__file__).resolve().parents[2] / "tests" / "vectors"))
C = wg.WorkCalendar.china()
KNOWN = {
    "add_workdays",
    "days",
    "deadlines",
    "groups",
    "months",
    "provisional",
    "ranks",
    "roll",
    "routes",
    "sizes",
    "teams",
    "workdays_between",
}

Row = dict[str, str]


def rows(name: str) -> Iterator[Row]:
    lines = (FOLDER / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if line and not line.startswith("#")]
    headings = lines[0].split(",")
    assert headings[-1] == "source"
    assert len(lines) > 1
    for line in lines[1:]:
        fields = line.split(",")
        assert len(fields) == len(headings), line
        assert fields[-1], line
        yield dict(zip(headings, fields, strict=True))


def asked(question: Any, *args: Any, **named: Any) -> Any:
    """The answer, or the kind of refusal."""
    try:
        return question(*args, **named)
    except wg.CalendarError:
        return "error:calendar"
    except wg.UnspecifiedError:
        return "error:unspecified"
    except wg.PolicyError:
        return "error:policy"
    except wg.InputError:
        return "error:input"


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def shown(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_every_file_has_a_runner() -> None:
    assert {path.stem for path in FOLDER.glob("*.csv")} == KNOWN


@pytest.mark.parametrize(("name", "calendar"), [("days", C), ("provisional", C.provisional())])
def test_days(name: str, calendar: wg.WorkCalendar) -> None:
    for row in rows(name):
        found = asked(calendar.day, day(row["date"]))
        if isinstance(found, str):
            assert found == row["workday"], row
            continue
        for column in ("workday", "kind", "name", "status"):
            assert shown(getattr(found, column)) == row[column], row


def test_add_workdays() -> None:
    for row in rows("add_workdays"):
        n, start, make_up = int(row["n"]), row["start"], row["make_up"]
        found = asked(C.add_workdays, day(row["from"]), n, start=start, make_up=make_up)
        assert shown(found) == row["expected"], row
        # The column says the same.
        days: npt.NDArray[np.datetime64] = np.array([row["from"]], dtype="datetime64[D]")
        column = wg.add_workdays(days, n, start=start, make_up=make_up, errors="null")
        expected = "NaT" if row["expected"].startswith("error") else row["expected"]
        assert str(column[0]) == expected, row


def test_workdays_between() -> None:
    for row in rows("workdays_between"):
        found = asked(C.workdays_between, day(row["from"]), day(row["to"]), row["make_up"])
        assert shown(found) == row["expected"], row


def test_months() -> None:
    for row in rows("months"):
        found = asked(C.nth_workday_of_month, int(row["year"]), int(row["month"]), int(row["n"]))
        assert shown(found) == row["expected"], row


def test_roll() -> None:
    for row in rows("roll"):
        assert shown(asked(C.roll, day(row["date"]), row["roll"])) == row["expected"], row


def test_deadlines() -> None:
    for row in rows("deadlines"):
        found = asked(wg.Policy.preset(row["policy"]).deadline, day(row["received"]), row["complexity"])
        if isinstance(found, str):
            assert found == row["date"], row
            continue
        assert shown(found.date) == row["date"], row
        assert found.status == row["status"], row
        clauses = list(dict.fromkeys(reason.clause for reason in found.because))
        assert " ".join(clauses) == row["clauses"], row


def test_sizes() -> None:
    for row in rows("sizes"):
        found = asked(wg.Policy.preset(row["policy"]).grid_counts, int(row["households"]))
        if isinstance(found, str):
            assert found == row["fewest"], row
            continue
        counts = found.feasible
        ends = ("", "") if len(counts) == 0 else (str(counts[0]), str(counts[-1]))
        assert ends == (row["fewest"], row["most"]), row
        sizes = ""
        if len(counts):
            made = found.sizes(found.preferred if found.preferred is not None else counts[0])
            sizes = f"{made.larger_count}x{made.larger}"
            sizes += f" {made.smaller_count}x{made.smaller}" if made.smaller_count else ""
        assert sizes == row["sizes"], row
        for column in ("preferred", "below", "above"):
            assert shown(getattr(found, column)) == row[column], row


def listed(found: Any) -> str:
    if isinstance(found, str):
        return found
    return " ".join(f"{finding.weight}:{finding.code}" for finding in found)


def test_teams() -> None:
    for row in rows("teams"):
        leaders = []
        for text in row["leaders"].split():
            ident, identity, lives = text.split(":")
            leaders.append(wg.Person(ident, identity or None, {"yes": True, "no": False, "": None}[lives]))
        found = asked(wg.Policy.preset(row["policy"]).check_team, leaders, row["members"].split())
        assert listed(found) == row["findings"], row


def test_groups() -> None:
    for row in rows("groups"):
        members = [wg.GroupMember(*text.split(":")) for text in row["members"].split()]
        found = asked(wg.Policy.preset(row["policy"]).check_leading_group, members)
        assert listed(found) == row["findings"], row


def test_routes() -> None:
    for row in rows("routes"):
        facts: dict[str, Any] = {"scope": row["scope"], "major": row["major"] == "true"}
        facts |= {
            "sudden": row["sudden"] == "true",
            "work": row["work"] or None,
            "complexity": row["complexity"] or None,
        }
        found = asked(wg.Policy.preset(row["policy"]).route, **facts)
        if isinstance(found, str):
            assert found == row["level"], row
            continue
        assert " ".join(found.steps) == row["steps"], row
        assert " ".join(found.path) == row["path"], row
        assert shown(found.complexity) == row["expected_complexity"], row
        for column in ("level", "handler", "report_at_once", "told_by"):
            assert shown(getattr(found, column)) == row[column], row
        clauses = list(dict.fromkeys(reason.clause for reason in found.because))
        assert " ".join(clauses) == row["clauses"], row


def test_ranks() -> None:
    for row in rows("ranks"):
        cases = []
        for text in row["cases"].split():
            village, received, closed, complexity = text.split("/")
            cases.append(wg.CaseRow(village, day(received), day(closed) if closed else None, complexity))
        period = (day(row["period_start"]), day(row["period_end"]))
        scores = wg.score(cases, wg.Policy.preset(row["policy"]), period, as_of=day(row["as_of"]))
        marks = {score.village: "na" if score.marks is None else str(score.marks) for score in scores}
        places = {"ranked": "", "below_volume": "-", "nothing_to_count": "0"}
        found = [
            f"{r.village}/{r.rank or places[r.place]}/{r.figures.on_time}/{r.figures.decided}/{marks[r.village]}"
            for r in wg.rank(scores)
        ]
        assert " ".join(found) == row["expected"], row
