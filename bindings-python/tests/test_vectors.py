"""The vectors that every language answers alike: see tests/vectors/README.md."""

import datetime as dt
import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
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
    "audits",
    "case_commands",
    "cases",
    "conduct",
    "conduct_cases",
    "curves",
    "days",
    "deadlines",
    "deliberations",
    "divisions",
    "due_at",
    "duties",
    "duty_records",
    "figures",
    "groups",
    "identity_numbers",
    "limit_texts",
    "meetings",
    "months",
    "phones",
    "provisional",
    "rankings",
    "ranks",
    "roll",
    "rollouts",
    "routes",
    "sheets",
    "sizes",
    "systems",
    "teams",
    "villages",
    "workdays_between",
    "years",
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


def clock_policy(name: str) -> wg.Policy:
    path = FOLDER / "clocks" / f"{name}.toml"
    return wg.Policy.load(path) if path.exists() else wg.Policy.preset(name)


def moment(text: str) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None


def amount(value: int | dt.timedelta | None) -> str:
    if value is None:
        return ""
    return f"{value}d" if isinstance(value, int) else f"{round(value / dt.timedelta(minutes=1))}m"


def test_due_at() -> None:
    policies: dict[str, wg.Policy] = {}
    for row in rows("due_at"):
        policy = policies.setdefault(row["policy"], clock_policy(row["policy"]))
        pauses = [tuple(moment(end) for end in pause.split("/")) for pause in row["pauses"].split()]
        extensions = [int(count) for count in row["extensions"].split()]
        start = moment(row["start"])
        found = asked(policy.due_at, start, row["term"], pauses, extensions, row["roll"], C)
        if isinstance(found, str):
            assert found == row["at"], row
            continue
        assert (f"{found.at:%Y-%m-%dT%H:%M}" if found.at else "open") == row["at"], row
        assert (shown(found.date), shown(found.status)) == (row["date"], row["status"]), row
        assert amount(found.left) == row["left"], row
        now = moment(row["now"])
        if now is not None:
            assert amount(found.elapsed(now)) == row["elapsed"], row
            assert amount(found.remaining(now)) == row["remaining"], row
            assert found.is_late(now) == (found.at is not None and now >= found.at), row
        steps = found.explain().steps
        counted = sum((step.counted for step in steps), start=found.total * 0)
        assert counted == found.total - (found.total * 0 if found.left is None else found.left), row


def case_policy(name: str) -> wg.Policy:
    if name == "extended":
        return wg.Policy.load(Path(__file__).resolve().parents[2] / "examples" / "policies" / "extended.toml")
    return wg.Policy.preset(name)


def case_lines(row: Row) -> list[str]:
    return (FOLDER / "cases" / f"{row['log']}.jsonl").read_text(encoding="utf-8").splitlines()


def stamp(at: dt.datetime | None) -> str:
    return f"{at:%Y-%m-%dT%H:%M}" if at else ""


def test_cases() -> None:
    for row in rows("cases"):
        lines = case_lines(row)
        log = wg.CaseLog.replay(lines, case_policy(row["policy"]), C)
        assert [event.to_json() for event in log.events()] == lines, row
        case, now = log.case(row["case"]), dt.datetime.fromisoformat(row["now"])
        light = asked(case.light, now)
        assert light == row["light"], row
        if light.startswith("error"):
            continue
        assert (case.state, stamp(case.due().at)) == (row["state"], row["due"]), row
        assert amount(None if case.ended else case.due().remaining(now)) == row["left"], row
        assert case.route().complexity == row["complexity"], row
        responsible = case.first_responsible.id if case.first_responsible else ""
        assert (case.holder or "", responsible) == (row["holder"], row["first_responsible"]), row
        assert (shown(case.is_told), shown(case.is_exempted)) == (row["told"], row["exempted"]), row
        for column in ("reworked", "returned", "transferred", "reopened"):
            assert shown(getattr(case, column)) == row[column], row
        assert str(sum(one.granted is not None for one in case.extensions)) == row["extended"], row
        assert shown(case.supervision) == row["supervision"], row
        assert " ".join(clock.stage for clock in case.stages() if clock.is_late(now)) == row["late_stages"], row
        assert stamp(case.next_change(now)) == row["next_change"], row


def test_case_commands() -> None:
    for row in rows("case_commands"):
        log = wg.CaseLog.replay(case_lines(row), case_policy(row["policy"]), C)
        fields = json.loads(row["data"].replace(";", ","))
        before = log.events()
        try:
            log.do(
                row["case"],
                row["step"],
                at=dt.datetime.fromisoformat(row["at"]),
                actor=(row["actor"], row["role"]),
                expected=int(row["expected"]),
                **fields,
            )
            outcome, allowed = "ok", ""
        except wg.CaseError as error:
            outcome, allowed = error.code, " ".join(error.allowed)
        except wg.WanggeError as error:
            outcome, allowed = error.code, ""
        assert outcome == row["outcome"], row
        if row["allowed"]:
            assert allowed == row["allowed"], row
        assert (len(log.events()) > len(before)) == (outcome == "ok"), row


def test_a_stored_log_is_asked_for_again() -> None:
    """Every step of every log, given again as it was stored, comes to the same events."""
    policy = case_policy("extended")
    # One is of a county whose grids pass a matter on themselves; one of a county that closes what nobody was told of.
    unlike = {FOLDER / "cases" / f"{name}.jsonl" for name in ("supervised", "conduct")}
    for path in sorted({*(FOLDER / "cases").glob("*.jsonl")} - unlike):
        stored = wg.CaseLog.replay(path.read_text(encoding="utf-8"), policy, C).events()
        log = wg.CaseLog(policy, C)
        for event in stored:
            given: dict[str, Any] = {"at": event.at, "actor": event.actor, "command": event.command, **event.data}
            log.do(event.case, event.kind, expected=event.sequence - 1, **given)
        assert log.events() == stored


def test_limit_texts() -> None:
    for row in rows("limit_texts"):
        found = asked(wg.read_limit, row["text"])
        if isinstance(found, str):
            assert found == row["count"], row
            continue
        assert (str(found.count), found.unit, shown(found.bare)) == (row["count"], row["unit"], row["bare"]), row
        assert (shown(found.condition), shown(found.remainder)) == (row["condition"], row["remainder"]), row
        assert row["condition"] + found.said + row["remainder"] == row["text"]
        assert found.term == f"{row['count']} {row['unit']}"


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


def told(ask: Callable[[], str]) -> str:
    """The answer, or the kind of the refusal."""
    try:
        return ask()
    except wg.InputError:
        return "error:input"
    except wg.UnspecifiedError:
        return "error:unspecified"


def test_curves() -> None:
    for row in rows("curves"):

        def marks(row: Row = row) -> str:
            make: dict[str, Callable[[], wg.Curve]] = {
                "linear": lambda: wg.Curve.linear(row["full"]),
                "slope": lambda: wg.Curve.slope(row["full"], row["target"], row["per"], row["floor"]),
                "deduct": lambda: wg.Curve.deduct(row["full"], row["per"], row["cap"]),
                "steps": lambda: wg.Curve.steps(
                    row["full"], [(step.split("/")[0], step.split("/")[1]) for step in row["steps"].split()]
                ),
            }
            curve = make[row["curve"]]()
            return str((curve.reversed() if row["reverse"] == "true" else curve).marks(row["value"]))

        assert told(marks) == row["marks"], row


QUARTER = (dt.date(2026, 7, 1), dt.date(2026, 9, 30))
YEAR = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))
OF_CASES = {"fed_back", "due", "closed", "closed_on_time", "overdue_open", "returned", "extended", "rated", "satisfied"}


def county(row: Row) -> wg.Policy:
    return wg.Policy.load(FOLDER / "assess" / f"{row['policy']}.toml")


def tallies_of(row: Row, period: tuple[dt.date, dt.date]) -> wg.Tallies:
    units = [text.split(":") for text in row["counts"].split()]
    counted = []
    for place, (_, counts) in enumerate(units):
        for text in counts.split(";"):
            code, number = text.split("=")
            for belongs in wg.Belongs if code in OF_CASES else [None]:
                counted.append((place, 0, code, belongs, False, int(number)))
    return wg.Tallies([name for name, _ in units], [period], counted)


def unit_facts(row: Row) -> list[wg.UnitFact]:
    made = []
    for text in row["units"].split():
        unit, group, first, last = [part or None for part in (text + ":::").split(":")[:4]]
        assert unit
        made.append(wg.UnitFact(unit, group, day(first) if first else None, day(last) if last else None))
    return made


def test_sheets() -> None:
    for row in rows("sheets"):

        def marks(row: Row = row) -> str:
            found = wg.marks(county(row), row["sheet"], tallies_of(row, QUARTER), QUARTER, unit_facts(row))
            shown = []
            for unit in found:
                items = "/".join("-" if item.marks is None else str(item.marks) for item in unit.items)
                shown.append(f"{unit.unit}={items}={'-' if unit.total is None else unit.total}")
            return " ".join(shown)

        assert told(marks) == row["expected"], row


def test_rankings() -> None:
    places = {"below_volume": "volume", "nothing_to_count": "nothing", "part_of_period": "part"}
    yes = {True: "yes", False: "no", None: "-"}
    for row in rows("rankings"):

        def ranks(row: Row = row) -> str:
            shown = []
            for one in wg.ranks(county(row), tallies_of(row, QUARTER), QUARTER, unit_facts(row)):
                if one.rank is None:
                    shown.append(f"{one.unit}/{places[one.place]}/-/-/-/-")
                    continue
                lacks = "-" if one.to_next is None else str(one.to_next)
                sure = f"{yes[one.one_case_decides]}/{yes[one.differs_from_first]}"
                shown.append(f"{one.unit}/{one.rank}/{one.shared_by}/{lacks}/{sure}")
            return " ".join(shown)

        assert told(ranks) == row["expected"], row


def test_years() -> None:
    for row in rows("years"):

        def review(row: Row = row) -> str:
            given = [(text.split("/")[0], text.split("/")[1], text.split("/")[2]) for text in row["given"].split()]
            found = wg.review(county(row), tallies_of(row, YEAR), YEAR, given)
            return " ".join(f"{one.unit}/{one.first}/{one.second}/{one.total}" for one in found)

        assert told(review) == row["expected"], row


MASK = (1 << 64) - 1


@dataclass
class Run:
    """A run of households: `120@0/0/0/3;group=东`."""

    count: int
    place: list[float]
    of: dict[str, str]

    @classmethod
    def read(cls, item: str) -> "Run":
        first, *rest = item.split(";")
        count, place = first.split("@")
        numbers = [float(number) for number in place.split("/")] + [0.0, 0.0]
        return cls(int(count), numbers[:4], dict(part.split("=") for part in rest))


def households(runs: list[Run], crs: str) -> dict[str, Any]:
    x, y = [], []
    for run in runs:
        left, low, dx, dy = run.place
        x += [left + row * dx for row in range(run.count)]
        y += [low + row * dy for row in range(run.count)]
    given: dict[str, Any] = {"x": np.array(x, float), "y": np.array(y, float), "crs": crs}
    for key in ("group", "zone", "pin", "weight"):
        if any(key in run.of for run in runs):
            given[key] = [run.of.get(key) for run in runs for _ in range(run.count)]
    if "weight" in given:
        given["weight"] = np.array([int(weight or 1) for weight in given["weight"]])
    return given


def pairs(text: str) -> dict[str, str]:
    return dict(pair.split(":") for pair in text.split("/"))


def wanted(text: str) -> int | dict[str, int]:
    if text.isdigit():
        return int(text)
    return {zone: int(grids) for zone, grids in pairs(text).items()}


def options(text: str) -> dict[str, Any]:
    read: dict[str, Callable[[str], Any]] = {
        "grids": wanted,
        "aims": lambda value: value.split("/"),
        "headroom": int,
        "contiguous": lambda value: value == "true",
        "regions": pairs,
        "barrier": lambda value: [[tuple(float(number) for number in end.split("/")) for end in value.split(">")]],
    }
    names = {"grids": "count", "barrier": "barriers"}
    found = [option.split("=") for option in text.split()]
    return {names.get(key, key): read[key](value) for key, value in found}


def refusal(error: wg.WanggeError) -> str:
    """`error:input.row/100/x`: the code, and what it names."""
    if isinstance(error, wg.InputError):
        column = "grids" if error.column == "count" else error.column
        return f"error:{error.code}/{'' if error.row is None else error.row}/{column}"
    return f"error:{error.code}"


def parts(runs: list[Run], labels: Iterator[int]) -> str:
    counts = [Counter(islice(labels, run.count)) for run in runs]
    shown = ["+".join(f"{grid}:{count}" for grid, count in sorted(grids.items())) for grids in counts]
    return " ".join(text if "+" in text else text.split(":")[0] for text in shown)


def compare(row: Row, columns: list[str], ask: Callable[[list[Run], dict[str, Any]], list[object]]) -> None:
    """Compares the answer with the row; a refusal stands in the first column."""
    runs = [Run.read(item) for item in row["households"].split()]
    try:
        asked = households(runs, row["crs"]) | options(row["options"]) | {"policy": wg.Policy.preset(row["policy"])}
        found = [str(value) for value in ask(runs, asked)]
    except wg.WanggeError as error:
        found = [refusal(error)] + [""] * (len(columns) - 1)
    assert found == [row[column] for column in columns], row


def sizes_of(measures: wg.Measures) -> str:
    return " ".join(str(grid.households) for grid in measures.grids)


@pytest.mark.parametrize("row", list(rows("divisions")), ids=lambda row: f"{row['households']} {row['options']}")
def test_divisions(row: Row) -> None:
    def ask(runs: list[Run], asked: dict[str, Any]) -> list[object]:
        found = wg.divide(**asked)
        return [
            sizes_of(found.measures),
            parts(runs, iter(found.labels.tolist())),
            " ".join(grid.code for grid in found.grids if grid.code),
            " ".join(f"{split.group}:{split.because.code}" for split in found.splits),
            " ".join(reason.code for reason in found.log),
        ]

    compare(row, ["sizes", "parts", "codes", "splits", "log"], ask)


@pytest.mark.parametrize("row", list(rows("audits")), ids=lambda row: f"{row['households']} {row['labels']}")
def test_audits(row: Row) -> None:
    def ask(runs: list[Run], asked: dict[str, Any]) -> list[object]:
        names = [None if name == "-" else name for name in row["labels"].split()]
        labels = [name for run, name in zip(runs, names, strict=True) for _ in range(run.count)]
        found = wg.audit(labels, **asked)
        return [
            sizes_of(found.measures),
            f"{found.measures.rms:.3f}",
            " ".join(f"{finding.weight}:{finding.code}" for finding in found.findings),
            "" if found.ours is None else len(found.ours.grids),
        ]

    compare(row, ["sizes", "rms", "findings", "ours"], ask)


def village(row: Row) -> dict[str, Any]:
    """The generator of the README: whole numbers that look drawn."""
    state = int(row["seed"])

    def drawn(below: int) -> int:
        nonlocal state
        state = (state * 6364136223846793005 + 1442695040888963407) & MASK
        return (state >> 33) % below

    hamlets, side, many = int(row["hamlets"]), int(row["side"]), int(row["households"])
    centres = [(drawn(side), drawn(side)) for _ in range(hamlets)]
    places = []
    for nth in range(many):
        x, y = centres[nth % hamlets]
        east = x + drawn(100) + drawn(100)
        places.append((east, y + drawn(100) + drawn(100)))
    x, y = np.array(places, float).T
    if row["crs"] == "lonlat":
        x, y = 117.0 + x / 100_000.0, 31.0 + y / 100_000.0
    return {"x": x, "y": y, "crs": row["crs"], "group": [f"h{nth % hamlets}" for nth in range(many)]}


def fnv(labels: list[int]) -> str:
    """FNV-1a over the labels, four bytes each, the lowest first."""
    found = 0xCBF29CE484222325
    for byte in b"".join(label.to_bytes(4, "little") for label in labels):
        found = ((found ^ byte) * 0x100000001B3) & MASK
    return f"{found:016x}"


@pytest.mark.parametrize("row", list(rows("villages")), ids=lambda row: row["households"])
def test_villages(row: Row) -> None:
    aims = row["aims"].split("/") if row["aims"] else None
    found = wg.divide(**village(row), policy=wg.Policy.preset(row["policy"]), aims=aims)
    assert all(100 <= grid.households <= 150 for grid in found.grids)
    assert [str(len(found.grids)), fnv(found.labels.tolist())] == [row["grids"], row["hash"]]


def listed_parts(text: str) -> list[list[str]]:
    return [one.split("/") for one in text.split()]


def findings(found: wg.Findings) -> str:
    return " ".join(f"{one.weight}:{one.code}" for one in found)


def meeting(row: Row) -> wg.Meeting:
    attendance = [
        wg.Attendance(
            person,
            came=moment(came),
            left=moment(left),
            asked=moment(asked_at),
            decided=moment(decided),
            by="p-1" if decided else None,
            granted=granted == "yes",
        )
        for person, came, left, asked_at, decided, granted in listed_parts(row["attendance"])
    ]
    round_ups = [
        wg.RoundUp(grid, dt.datetime.fromisoformat(given), int(visits), int(households))
        for grid, given, visits, households in listed_parts(row["round_ups"])
    ]
    return wg.Meeting(
        "M-1",
        row["kind"],
        dt.datetime.fromisoformat(row["begins"]),
        dt.datetime.fromisoformat(row["ends"]),
        people=[wg.Actor(person, role) for person, role in listed_parts(row["people"])],
        attendance=attendance,
        grids=row["grids"].split(),
        round_ups=round_ups,
    )


def test_meetings() -> None:
    for row in rows("meetings"):
        made = meeting(row)
        sheet = asked(made.sheet, case_policy(row["policy"]))
        if isinstance(sheet, str):
            assert sheet == row["rows"], row
            continue
        found = [f"{one.person}/{one.presence}/{one.minutes_late}/{one.minutes_early}" for one in sheet.rows]
        assert " ".join(found) == row["rows"], row
        assert findings(sheet.findings) == row["findings"], row
        assert findings(made.round_up()) == row["round_up_findings"], row
        assert wg.Meeting.from_json(made.to_json()) == made, row


def test_deliberations() -> None:
    for row in rows("deliberations"):
        policy = case_policy(row["policy"])
        made = wg.Deliberation(policy, C, "D-1", "道路硬化（虚构）")
        events = listed_parts(row["events"])
        outcome = ""
        for said in events:
            assert outcome in ("", "carried", "failed"), row
            try:
                taken = take(made, said)
                outcome = "carried" if taken.carried else "failed"
            except wg.WanggeError as error:
                outcome = error.code
        stands = made.standing(day(row["on"]))
        assert (outcome, " ".join(stands.open), " ".join(stands.missing)) == (
            row["outcome"],
            row["open"],
            row["missing"],
        ), row
        public = f"{stands.public}/{stands.public_until}" if stands.public else ""
        assert public == row["public"], row
        again = wg.Deliberation.from_json(policy, C, made.to_json())
        assert (again.to_json(), len(again)) == (made.to_json(), len(made)), row


def take(made: wg.Deliberation, said: list[str]) -> wg.DeliberationTaken:
    if said[0] == "hold":
        eligible, present, in_favour = map(int, said[3:])
        return made.hold(said[1], day(said[2]), eligible=eligible, present=present, in_favour=in_favour)
    if said[0] == "publish":
        return made.publish(said[1], day(said[2]))
    if said[0] == "object":
        return made.object(said[1], day(said[2]), "某事项")
    return made.answer(said[1], day(said[2]), said[3] == "yes", "某事项")


def test_conduct() -> None:
    for row in rows("conduct"):
        register = wg.ConductRegister(case_policy(row["policy"]), C)
        outcome, finding = "ok", ""
        for step, finding, at, by, *rest in listed_parts(row["steps"]):
            assert outcome == "ok", row
            fields: dict[str, Any] = dict(zip(("conduct", "person", "role", "source"), rest, strict=False))
            try:
                register.do(finding, step, at=dt.datetime.fromisoformat(at), by=by, text="情况属实（虚构）", **fields)
            except wg.WanggeError as error:
                outcome = error.code
        known = {one.id: one for one in register.findings}.get(finding)
        state, still = (known.state.value, " ".join(known.open)) if known else ("", "")
        assert (outcome, state, still) == (row["outcome"], row["state"], row["open"]), row
        try:
            effects = register.effects(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
            deducted = " ".join(f"{one.person}/{one.deduct}" for one in effects)
        except wg.WanggeError as error:
            deducted = error.code
        assert deducted == row["deducted"], row
        again = wg.ConductRegister.replay(register.to_json_lines(), case_policy(row["policy"]), C)
        assert again.findings == register.findings, row


def test_conduct_cases() -> None:
    for row in rows("conduct_cases"):
        log = wg.CaseLog.replay(case_lines(row), case_policy(row["policy"]), C)
        found = asked(wg.derive_conduct, log, row["conduct"], dt.datetime.fromisoformat(row["now"]))
        if not isinstance(found, str):
            found = " ".join(
                f"{one.person or ''}>{'+'.join(f'{case}#{number}' for case, number in one.rests_on)}" for one in found
            )
        assert found == row["found"], row


def standing(row: Row) -> wg.RolloutStanding:
    rollout = wg.Rollout(case_policy(row["policy"]), int(row["year"]))
    return rollout.standing("东村", [(task, day(on)) for task, on in listed_parts(row["done"])], day(row["on"]))


def test_rollouts() -> None:
    for row in rows("rollouts"):
        stands = asked(standing, row)
        if isinstance(stands, str):
            assert stands == row["by_date"], row
            continue
        assert (shown(stands.by_date), stands.reached, shown(stands.may_go_on)) == (
            row["by_date"],
            row["reached"],
            row["may_go_on"],
        ), row
        assert " ".join(stands.missing) == row["missing"], row
        assert " ".join(task.state for task in stands.tasks) == row["states"], row


def test_systems() -> None:
    for row in rows("systems"):
        systems = asked(case_policy(row["policy"]).systems, day(row["on"]))
        if isinstance(systems, str):
            assert systems == row["arranged"], row
            continue
        (one,) = (one for one in systems.rows if one.system == row["system"])
        assert (shown(one.arranged), " ".join(one.sections), " ".join(one.documents), shown(one.clause)) == (
            row["arranged"],
            row["sections"],
            row["documents"],
            row["clause"],
        ), row


def duty_policy(row: Row) -> wg.Policy:
    """A preset, or a policy of the one duty whose keys are given."""
    if row["policy"] != "own":
        return wg.Policy.preset(row["policy"])
    text = 'schema = 1\nid = "own"\ntitle = "own"\nfrom = 2020-01-01\n'
    text += '[calendar]\ntable = "state_council"\nclause = "E-3"\n'
    text += '[counting]\nstart = "next_day"\nmake_up_days = "count"\nclause = "E-2"\n'
    text += '[[duty]]\nkind = "visit"\nowner = "grid_team"\neach = "grid"\nclause = "M-3.1"\n'
    for pair in row["duty"].split(";"):
        key, _, value = pair.partition("=")
        count, _, unit = value.partition(" ")
        value = f'{{ count = {count}, unit = "{unit}" }}' if unit else value if value.isdigit() else f'"{value}"'
        text += f"{key} = {value}\n"
    return wg.Policy.from_toml(text)


def ends(text: str) -> list[dt.date | None]:
    return [day(end) if end else None for end in (*text.split("/"), "")[:2]]


def owed(row: Row) -> wg.Obligations:
    kind = "visit" if row["policy"] == "own" else row["duty"]
    occasions = []
    if row["occasion"]:
        unit, called, due = row["occasion"].split("/")
        occasions.append(
            {"id": "O-1", "kind": kind, "unit": unit, "day": day(called), "due": day(due) if due else None}
        )
    dwellings = []
    for text in row.get("dwellings", "").split():
        household, _, days = text.partition("/")
        dwellings.append(wg.Dwelling("G-1", household, *ends(days)))
    return wg.obligations(
        duty_policy(row),
        C,
        [wg.DutyGrid("G-1", "V-1", *ends(row["grid"]))],
        day(row["from"]),
        day(row["to"]),
        occasions=occasions,
        dwellings=dwellings,
        kinds=[kind],
    )


def matched(row: Row, records: list[wg.DutyRecord]) -> wg.Matched:
    return owed(row).match(records, day(row["as_of"]))


def answer_or_refusal(ask: Callable[..., Any], *given: Any) -> Any:
    """The answer; or a refusal, and what it names."""
    try:
        return ask(*given)
    except wg.WanggeError as error:
        return refusal_of(error)


def refusal_of(error: wg.WanggeError) -> tuple[str, str]:
    if isinstance(error, wg.UnspecifiedError):
        return "error:unspecified", error.key.replace('"', "").replace(",", ";")
    if isinstance(error, wg.InputError):
        # What the vectors call `to` is `end` here, unless it is the column of a table.
        column = "to" if error.column == "end" else error.column
        return "error:input", f"{shown(error.row)}/{column}"
    return ("error:calendar" if isinstance(error, wg.CalendarError) else "error:policy"), ""


def test_duties() -> None:
    for row in rows("duties"):
        found = answer_or_refusal(owed, row)
        if isinstance(found, tuple):
            assert found == (row["expected"], row["key"]), row
            continue
        windows = []
        for one in found:
            opens = "" if one.opens == one.due else f"{one.opens}>"
            windows.append(f"{opens}{one.due}{'?' if one.status == 'provisional' else ''}")
        assert (" ".join(windows), row["key"]) == (row["expected"], ""), row
        table = found.table()
        assert table["due"].tolist() == [one.due for one in found]
        assert table["provisional"].tolist() == [text.endswith("?") for text in windows]


def test_duty_records() -> None:
    for row in rows("duty_records"):
        kind = "visit" if row["policy"] == "own" else row["duty"]
        records = []
        for text in row["records"].split():
            id, unit, done, person, household = (*text.split("/"), "", "")[:5]
            records.append(wg.DutyRecord(id, kind, unit, day(done), person or None, household or None))
        found = answer_or_refusal(matched, row, records)
        if isinstance(found, tuple):
            assert found == (row["states"], row["key"]), row
            continue
        states = ["/".join(map(str, filter(None, (one.state, one.on, one.record)))) for _, one in found]
        uses = [f"{use}{'' if place is None else f'/{place}'}" for _, use, place in found.uses.to_polars().rows()]
        names = ("obligation", "needed", "seen", "seen_late")
        coverage = ["/".join(str(one[name]) for name in names) for one in found.coverage.to_polars().to_dicts()]
        gaps = [f"{gap.from_}>{gap.to}/{gap.days}" for gap in found.diary_gaps()]
        told = [" ".join(texts) for texts in (states, uses, coverage, found.unlisted, gaps)]
        assert [*told, ""] == [row[name] for name in ("states", "uses", "coverage", "unlisted", "gaps", "key")], row


def test_identity_numbers() -> None:
    for row in rows("identity_numbers"):
        faults, birthday, sex = wg.read_identity(row["number"], dt.date.fromisoformat(row["day"]))
        found = ["/".join(faults) or "ok", "" if birthday is None else birthday.isoformat(), sex or ""]
        assert found == [row["expected"], row["birthday"], row["sex"]], row


def test_phones() -> None:
    for row in rows("phones"):
        kind, fault = wg.read_phone(row["phone"])
        found = kind or ("mobile_fault" if fault == "mobile" else fault)
        assert found == row["expected"], row


def test_figures() -> None:
    for row in rows("figures"):
        people = [
            (f"g{nth}", sex)
            for nth, line in enumerate(row["counts"].split(";"))
            for sex, many in zip("男女", line.split("/"), strict=True)
            for _ in range(int(many))
        ]
        policy = wg.Policy.from_toml(
            f'schema = 1\nid = "x"\ntitle = "x"\nfrom = 2020-01-01\n[ledger.figures]\nleast_group = {row["least"]}\n'
            'clause = "X-5"\n'
        )
        grids = [grid for grid, _ in people]
        # A household may have no member: the row of a grid alone.
        table = {"户号": grids, "网格": grids, "性别": [sex for _, sex in people]}
        figures = wg.Ledger.read(table, policy=policy, day=dt.date(2026, 11, 25)).figures("sex").to_polars()
        shown = ["-" if count is None else str(count) for count in figures["count"]]
        lines = ["/".join([shown[at], shown[at + 1], shown[at + 3]]) for at in range(0, len(shown), 4)]
        assert ";".join(lines) == row["expected"], row
