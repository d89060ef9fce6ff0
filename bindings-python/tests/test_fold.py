"""A log in columns of every library: the answers of a replay, case by case."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import wangge as wg

ROOT = Path(__file__).resolve().parents[2]
LOGS = sorted(path.stem for path in (ROOT / "tests" / "vectors" / "cases").glob("*.jsonl"))
LINES = {
    name: (ROOT / "tests" / "vectors" / "cases" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    for name in LOGS
}
EXTENDED = wg.Policy.load(ROOT / "examples" / "policies" / "extended.toml")
COMBINED, XIANG = wg.Policy.preset("combined"), wg.Policy.preset("xiang-2011")
C = wg.WorkCalendar.china()
NOW = dt.datetime(2026, 12, 11, 9)

ALL = [line for name in LOGS for line in LINES[name]]
# Case after case, the ids ascending; and as a day book has them.
SORTED = sorted(ALL, key=lambda line: (json.loads(line)["case"], json.loads(line)["sequence"]))
MIXED = sorted(ALL, key=lambda line: (json.loads(line)["at"], json.loads(line)["case"], json.loads(line)["sequence"]))

Columns = dict[str, list[Any]]


def columns(lines: list[str]) -> Columns:
    events = [json.loads(line) for line in lines]
    return {
        "case": [event["case"] for event in events],
        "sequence": [event["sequence"] for event in events],
        "kind": [event["kind"] for event in events],
        "at": [dt.datetime.fromisoformat(event["at"]) for event in events],
        "data": [json.dumps(event["data"], ensure_ascii=False) if event["data"] else None for event in events],
    }


def of_numpy(given: Columns, unit: str = "us") -> dict[str, Any]:
    return {
        "case": np.array(given["case"]),
        "sequence": np.array(given["sequence"]),
        "kind": np.array(given["kind"]),
        "at": np.array(given["at"], dtype=f"datetime64[{unit}]"),
        "data": np.array([text or "" for text in given["data"]]),
    }


def of_pandas(given: Columns, unit: str = "us") -> pd.DataFrame:
    frame = pd.DataFrame(given, index=range(7, 7 + len(given["case"])))
    types = {"sequence": "Int64", "kind": "category", "at": f"datetime64[{unit}]"}
    return frame.astype(types)


def of_polars(given: Columns, unit: Any = "us") -> pl.DataFrame:
    return pl.DataFrame(given).with_columns(pl.col("at").cast(pl.Datetime(unit)))


def of_pyarrow(given: Columns, unit: Any = "us") -> pa.Table:
    table = pa.table(given)
    return table.set_column(3, "at", table["at"].cast(pa.timestamp(unit)))


def of_duckdb(given: Columns, unit: str = "us") -> duckdb.DuckDBPyRelation:
    log = of_pyarrow(given, unit)
    return duckdb.from_arrow(log)


LIBRARIES: dict[str, Callable[..., Any]] = {
    "numpy": of_numpy,
    "pandas": of_pandas,
    "polars": of_polars,
    "pyarrow": of_pyarrow,
    "duckdb": of_duckdb,
}
KINDS = {"numpy": dict, "pandas": pd.DataFrame, "polars": pl.DataFrame, "pyarrow": pa.Table}


def _plain(name: str, value: Any) -> Any:
    """A cell of any library as Python's own."""
    if value is None or value is pd.NaT or value is pd.NA or value is np.ma.masked or value != value:
        return None
    if isinstance(value, pd.Timestamp):
        value = value.to_pydatetime()
    if isinstance(value, pd.Timedelta):
        value = value.to_pytimedelta()
    if name == "due_date" and isinstance(value, dt.datetime):
        return value.date()
    return value


def _cells(column: Any) -> list[Any]:
    if isinstance(column, pd.Series):
        return list(column.astype(object))
    if isinstance(column, np.ndarray):
        coarse = {"datetime64[ns]": "datetime64[us]", "timedelta64[ns]": "timedelta64[us]"}
        return list(column.astype(coarse.get(str(column.dtype), column.dtype)).tolist())
    if isinstance(column, pl.Series):
        return column.to_list()
    return list(pa.chunked_array(column).to_pylist())


def rows_of(table: Any) -> list[dict[str, Any]]:
    """Any library's table as a list of rows."""
    if isinstance(table, duckdb.DuckDBPyRelation):
        made = [dict(zip(table.columns, row, strict=True)) for row in table.fetchall()]
    else:
        names = list(table) if isinstance(table, (dict, pd.DataFrame)) else table.columns
        names = table.column_names if isinstance(table, pa.Table) else names
        names = table.columns if isinstance(table, pl.DataFrame) else names
        cells = {name: _cells(table[name]) for name in names}
        made = [dict(zip(cells, row, strict=True)) for row in zip(*cells.values(), strict=True)]
    return [{name: _plain(name, value) for name, value in row.items()} for row in made]


def replayed(lines: list[str], policy: wg.Policy, now: dt.datetime) -> list[dict[str, Any]]:
    """The same rows, made of the cases of a replay one by one, in the order of their first events."""
    log = wg.CaseLog.replay(lines, policy, C)
    rows = []
    for id in dict.fromkeys(json.loads(line)["case"] for line in lines):
        case = log.case(id)
        due, light = case.due(), case.light(now)
        left = None if case.ended else due.remaining(now)
        pauses = [((to or case.ended or now) - begin) for begin, to in case.suspensions]
        rows.append(
            {
                "case": case.id,
                "grid": case.grid,
                "state": case.state,
                "light": light,
                "received": case.received,
                "due": due.at,
                "due_date": due.date,
                "ended": case.ended,
                "settlement": case.settlement,
                "late": due.is_late(case.ended or now),
                "left_days": left if isinstance(left, int) else None,
                "left_time": left if isinstance(left, dt.timedelta) else None,
                "events": case.sequence,
                "reworked": case.reworked,
                "returned": case.returned,
                "transferred": case.transferred,
                "reopened": case.reopened,
                "extended": sum(extension.granted is not None for extension in case.extensions),
                "suspensions": len(case.suspensions),
                "suspended": sum(pauses, dt.timedelta()),
                "supervision": case.supervision,
                "reported": case.reported,
                "told": case.is_told,
                "exempted": case.is_exempted,
                "needs_follow_up": case.needs_follow_up,
                "problem": None,
            }
        )
    return rows


def without_complexity(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The complexity is no property of a case: it is compared with the vectors."""
    return [{name: value for name, value in row.items() if name != "complexity"} for row in rows]


@pytest.mark.parametrize("name", LOGS)
@pytest.mark.parametrize("policy", [EXTENDED, COMBINED], ids=["extended", "combined"])
def test_a_fold_is_a_replay(name: str, policy: wg.Policy) -> None:
    lines = LINES[name]
    last = max(dt.datetime.fromisoformat(json.loads(line)["at"]) for line in lines)
    for now in (last, last + dt.timedelta(days=2), NOW):
        folded = rows_of(wg.fold(of_numpy(columns(lines)), policy, C, now=now))
        assert without_complexity(folded) == replayed(lines, policy, now)


def vectors() -> list[dict[str, str]]:
    text = (ROOT / "tests" / "vectors" / "cases.csv").read_text(encoding="utf-8")
    head, *rows = (line.split(",") for line in text.splitlines() if line and not line.startswith("#"))
    return [dict(zip(head, row, strict=False)) for row in rows]


@pytest.mark.parametrize("row", vectors(), ids=lambda row: "-".join([row["log"], row["policy"], row["now"]]))
def test_the_vectors(row: dict[str, str]) -> None:
    policy = EXTENDED if row["policy"] == "extended" else wg.Policy.preset(row["policy"])
    now = dt.datetime.fromisoformat(row["now"])
    # What other cases of the log come to later is not asked about.
    other = [line for line in LINES[row["log"]] if json.loads(line)["case"] != row["case"]]
    until = [line for line in other if dt.datetime.fromisoformat(json.loads(line)["at"]) <= now]
    lines = [line for line in LINES[row["log"]] if line not in other or line in until]
    table = of_polars(columns(lines))
    if row["light"].startswith("error:"):
        errors = {"input": wg.InputError, "unspecified": wg.UnspecifiedError}
        with pytest.raises(errors[row["light"].removeprefix("error:")]):
            wg.fold(table, policy, C, now=now)
        return
    (found,) = (one for one in wg.fold(table, policy, C, now=now).to_dicts() if one["case"] == row["case"])
    words = ("light", "state", "complexity", "supervision")
    assert {word: found[word] or "" for word in words} == {word: row[word] for word in words}
    assert (found["due"].strftime("%Y-%m-%dT%H:%M") if found["due"] else "") == row["due"]
    left = found["left_days"]
    assert (f"{left}d" if left is not None else "") == row["left"]
    counts = ("reworked", "returned", "transferred", "reopened", "extended")
    assert [str(found[count]) for count in counts] == [row[count] for count in counts]
    assert [str(found[flag]).lower() for flag in ("told", "exempted")] == [row["told"], row["exempted"]]


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("lines", [SORTED, MIXED], ids=["sorted", "mixed"])
@pytest.mark.parametrize("library", LIBRARIES)
def test_every_library_has_the_same_answers(library: str, lines: list[str], threads: int) -> None:
    table = LIBRARIES[library](columns(lines))
    folded = wg.fold(table, EXTENDED, C, now=NOW, threads=threads)
    assert type(folded) is KINDS.get(library, type(table))
    expected = replayed(lines, EXTENDED, NOW)
    assert without_complexity(rows_of(folded)) == expected
    assert len(expected) == len({row["case"] for row in expected}) == len({json.loads(line)["case"] for line in lines})


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
@pytest.mark.parametrize("library", LIBRARIES)
def test_moments_come_back_in_their_unit(library: str, unit: Any) -> None:
    if (library, unit) == ("polars", "s"):  # which polars has not
        return
    folded = wg.fold(LIBRARIES[library](columns(SORTED), unit), EXTENDED, C, now=NOW)
    assert without_complexity(rows_of(folded)) == replayed(SORTED, EXTENDED, NOW)
    if library in ("numpy", "pandas"):
        assert [str(folded[name].dtype) for name in ("received", "due", "suspended")] == [
            f"datetime64[{unit}]",
            f"datetime64[{unit}]",
            f"timedelta64[{unit}]",
        ]
    elif library == "polars":
        assert folded["due"].dtype == pl.Datetime(unit)
    elif library == "pyarrow":
        assert (folded["due"].type, folded["suspended"].type) == (pa.timestamp(unit), pa.duration(unit))


def test_what_the_columns_are() -> None:
    frame = wg.fold(of_pandas(columns(MIXED)), EXTENDED, C, now=NOW)
    assert list(frame.index) == list(range(len({json.loads(line)["case"] for line in MIXED})))
    assert list(frame["light"].cat.categories) == [light.value for light in wg.Light]
    assert list(frame["state"].cat.categories) == [state.value for state in wg.CaseState]
    assert str(frame["late"].dtype) == "boolean"
    # A day book of counts: what a board of the library says, in one line of pandas.
    board = wg.CaseLog.replay(MIXED, EXTENDED, C).board(NOW)
    assert frame["light"].value_counts().to_dict() == board.lights
    table = wg.fold(of_polars(columns(MIXED)), EXTENDED, C, now=NOW)
    assert table["due_date"].dtype == pl.Date
    assert table["state"].dtype == pl.Enum([state.value for state in wg.CaseState])


def test_the_grid_of_a_case() -> None:
    given = columns([*LINES["plain"], *LINES["mixed"]])
    grids = [json.loads(text or "{}").get("grid") for text in given["data"]]
    first = dict(reversed(list(zip(given["case"], grids, strict=True))))
    for library, make in LIBRARIES.items():
        found = rows_of(wg.fold(make(given), EXTENDED, C, now=NOW))
        assert {row["case"]: row["grid"] for row in found} == first, library
    assert first["C-1"] == "340100000001001"
    # A name with an escape in its JSON, and none at all.
    for grid, said in ((None, None), ("一格", '"\\u4e00\\u683c"')):
        given["data"][0] = _collect(f', "grid": {said}' if said else "")
        assert rows_of(wg.fold(of_numpy(given), EXTENDED, C, now=NOW))[0]["grid"] == grid


def test_columns_by_other_names() -> None:
    table = of_polars(columns(SORTED)).rename(
        {"case": "办件", "sequence": "序号", "kind": "步骤", "at": "时间", "data": "内容"}
    )
    names = {"case": "办件", "sequence": "序号", "kind": "步骤", "at": "时间", "data": "内容"}
    expected = wg.fold(of_polars(columns(SORTED)), EXTENDED, C, now=NOW)
    assert wg.fold(table, EXTENDED, C, now=NOW, **names).equals(expected)  # type: ignore[arg-type]


def test_an_empty_log() -> None:
    full = columns(SORTED)
    for none in (
        {name: column[:0] for name, column in of_numpy(full).items()},
        of_pandas(full)[:0],
        of_polars(full)[:0],
        of_pyarrow(full)[:0],
        of_duckdb(full).limit(0),
    ):
        assert rows_of(wg.fold(none, EXTENDED, C, now=NOW)) == []


def test_columns_of_several_libraries() -> None:
    """The unit is that of the moments, whichever library the other columns are of."""
    given, expected = columns(SORTED), replayed(SORTED, EXTENDED, NOW)
    for unit in ("s", "ns"):
        moments, arrow = of_pyarrow(given, unit)["at"], pd.ArrowDtype(pa.timestamp(unit))
        frame = of_pandas(given).assign(at=pd.Series(moments, index=range(7, 7 + len(moments)), dtype=arrow))
        for table in (frame, of_numpy(given) | {"at": moments}, of_numpy(given) | {"case": of_pyarrow(given)["case"]}):
            assert without_complexity(rows_of(wg.fold(table, EXTENDED, C, now=NOW))) == expected
    # Moments of other bytes, and of two seconds a tick.
    ticks = of_numpy(given, "s")["at"]
    for at in (ticks.astype(">M8[s]"), ticks.astype("M8[2s]")):
        table = of_numpy(given) | {"at": at}
        assert without_complexity(rows_of(wg.fold(table, EXTENDED, C, now=NOW))) == expected


def _collect(more: str = "") -> str:
    facts = '"facts": {"scope": "grid", "major": false, "sudden": false}'
    return f'{{"channel": "patrol", "served": "nobody", {facts}{more}}}'


def two() -> Columns:
    """Two made-up cases of two events each."""
    at = [dt.datetime(2026, 11, 23, hour) for hour in (9, 10, 9, 10)]
    return {
        "case": ["C-1", "C-1", "C-2", "C-2"],
        "sequence": [1, 2, 1, 2],
        "kind": ["collect", "file", "collect", "file"],
        "at": list(at),
        "data": [_collect(), None, _collect(), None],
    }


def fold_with(library: str, column: str, row: int, value: Any, **options: Any) -> Any:
    given = two()
    given[column][row] = value
    return wg.fold(LIBRARIES[library](given), COMBINED, C, **({"now": NOW} | options))


BAD: list[tuple[str, int, Any]] = [
    ("case", 3, None),
    ("case", 3, ""),
    ("sequence", 3, None),
    ("kind", 3, "finish"),
    ("kind", 3, None),
    ("at", 3, None),
    ("at", 3, NOW + dt.timedelta(seconds=1)),
    ("data", 2, "{"),
    ("data", 2, None),
    ("data", 3, '{"more": 1}'),
]


@pytest.mark.parametrize(("column", "row", "value"), BAD, ids=lambda value: str(value)[:20])
@pytest.mark.parametrize("library", ["pandas", "polars", "pyarrow", "duckdb"])
def test_what_cannot_be_read_is_refused_with_its_row(library: str, column: str, row: int, value: Any) -> None:
    with pytest.raises(wg.InputError) as caught:
        fold_with(library, column, row, value)
    assert caught.value.row == row
    assert caught.value.zh
    assert caught.value.column in (column, "channel", "more") or column == "data"


@pytest.mark.parametrize("library", LIBRARIES)
def test_events_that_do_not_follow(library: str) -> None:
    with pytest.raises(wg.CaseError) as caught:
        fold_with(library, "sequence", 3, 3)
    assert (caught.value.code, caught.value.case) == ("case.sequence", "C-2")
    assert (caught.value.expected, caught.value.found) == (2, 3)
    with pytest.raises(wg.CaseError) as caught:
        fold_with(library, "kind", 1, "accept", unknown="null")
    assert (caught.value.code, caught.value.step, caught.value.state) == ("case.not_open", "accept", "collected")
    assert "file" in caught.value.allowed
    with pytest.raises(wg.CaseError) as caught:
        fold_with(library, "at", 1, dt.datetime(2026, 11, 23, 8))
    assert (caught.value.code, caught.value.last) == ("case.backwards", dt.datetime(2026, 11, 23, 9))


def test_the_first_fault_of_a_table_is_told_whatever_the_threads() -> None:
    given = columns(MIXED)
    for row in (70, 20, 45):
        given["sequence"][row] = 99
    for threads in (1, 2, 7):
        with pytest.raises(wg.CaseError) as caught:
            wg.fold(of_numpy(given), EXTENDED, C, now=NOW, threads=threads)
        assert caught.value.case == given["case"][20]


def refused(ask: Callable[[], object]) -> tuple[str, str, str]:
    with pytest.raises(wg.InputError) as caught:
        ask()
    return caught.value.column, caught.value.value, caught.value.allowed


def test_what_else_is_refused() -> None:
    given = of_polars(two())

    def fold(table: Any, **options: Any) -> Callable[[], Any]:
        return lambda: wg.fold(table, COMBINED, C, **({"now": NOW} | options))

    assert refused(fold(given, unknown="skip")) == ("unknown", "'skip'", "raise, null")
    assert refused(fold(given, threads=0)) == ("threads", "0", "1 or more")
    assert refused(fold([1, 2]))[0] == "events"
    assert refused(fold(given.drop("kind")))[0] == "kind"
    zone = given.with_columns(pl.col("at").dt.replace_time_zone("Asia/Shanghai"))
    assert refused(fold(zone))[0] == "at"
    assert refused(fold(of_pandas(two()).assign(at=of_pandas(two())["at"].dt.tz_localize("UTC"))))[0] == "at"
    # Numbers are no moments, whatever they could be read as.
    numbers: list[Any] = [np.array([1.5] * 4), np.array([1] * 4), two()["at"], np.array(two()["at"], dtype=object)]
    for at in numbers:
        assert refused(fold(of_numpy(two()) | {"at": at}))[0] == "at"
    assert refused(fold(of_pandas(two()).assign(at=1.5)))[0] == "at"
    assert refused(fold(given.with_columns(pl.lit(1.5).alias("at"))))[0] == "at"
    days = of_numpy(two()) | {"at": np.array(["2026-11-23"] * 4, dtype="datetime64[D]")}
    assert refused(fold(days))[:2] == ("at", "numpy array of datetime64[D]")
    assert refused(fold(of_numpy(two()) | {"data": np.array([""])}))[0] == "data"
    # A moment that the unit of the column cannot say is not rounded.
    whole = of_numpy(two(), "s")
    assert refused(fold(whole, now=NOW.replace(microsecond=1)))[:2] == ("now", "2026-12-11 09:00:00.000001")
    assert len(fold(of_numpy(two()), now=NOW.replace(microsecond=1))()["case"]) == 2


@pytest.mark.parametrize("library", LIBRARIES)
def test_limits_that_are_not_known(library: str) -> None:
    table = LIBRARIES[library](two())
    with pytest.raises(wg.UnspecifiedError) as unstated:
        wg.fold(table, XIANG, C, now=NOW)
    rows = rows_of(wg.fold(LIBRARIES[library](two()), XIANG, C, now=NOW, unknown="null"))
    assert [(row["case"], row["problem"]) for row in rows] == [(name, unstated.value.code) for name in ("C-1", "C-2")]
    nulls = ("light", "due", "due_date", "late", "left_days", "left_time", "complexity")
    assert {row[name] for row in rows for name in nulls} == {None}
    # What hangs on no limit is told all the same.
    assert [(row["state"], row["events"], row["told"]) for row in rows] == [("filed", 2, False)] * 2
    # One case is due in a year without a notice yet; the other is answered.
    given = two()
    given["at"][2:] = [dt.datetime(2026, 12, 30, 9), dt.datetime(2026, 12, 30, 10)]
    late = dt.datetime(2026, 12, 31, 9)
    with pytest.raises(wg.CalendarError) as unknown:
        wg.fold(LIBRARIES[library](given), COMBINED, C, now=late)
    rows = rows_of(wg.fold(LIBRARIES[library](given), COMBINED, C, now=late, unknown="null"))
    assert [(row["light"], row["problem"]) for row in rows] == [("red", None), (None, unknown.value.code)]
