"""Columns and tables of every library in, the same library's out, with the answers of one by one."""

import datetime as dt
import itertools
import threading
from collections.abc import Callable
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import wangge as wg

P = wg.Policy.preset("combined")
C = wg.WorkCalendar.china()
RNG = np.random.default_rng(20261123)
ROWS = 20_000

DAYS = (np.datetime64("2004-01-01") + RNG.integers(0, 8300, ROWS)).astype("datetime64[D]")
DAYS[[5, 17, 9000]] = "NaT"
WORDS = np.array(["general", "complex", "major"])[RNG.integers(0, 3, ROWS)]
COUNTS = RNG.integers(-20, 31, ROWS)


def days_of(answer: Any) -> list[dt.date | None]:
    """Any library's days as Python's."""
    if isinstance(answer, np.ndarray):
        return list(answer.astype("datetime64[D]").tolist())
    if isinstance(answer, pd.Series):
        return [None if value is None or value is pd.NaT or pd.isna(value) else _date(value) for value in answer]
    if isinstance(answer, pl.Series):
        return [None if value is None else _date(value) for value in answer.to_list()]
    if isinstance(answer, duckdb.DuckDBPyRelation):
        return [None if value is None else _date(value) for (value,) in answer.fetchall()]
    return [None if value is None else _date(value) for value in pa.chunked_array(answer).to_pylist()]


def _date(value: Any) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value


PIECES = [0, 3, 100, 131, 8200, ROWS]


def in_unit(unit: str) -> Any:
    return DAYS.astype(f"datetime64[{unit}]")


NUMPY: dict[str, Callable[[], Any]] = {
    f"numpy {unit}": partial(in_unit, unit) for unit in ("D", "h", "m", "s", "ms", "us", "ns")
}


def series(unit: str) -> Any:
    return pd.Series(in_unit(unit), name="收件", index=range(7, ROWS + 7))


PANDAS: dict[str, Callable[[], Any]] = {
    **{f"pandas {unit}": partial(series, unit) for unit in ("s", "ms", "us", "ns")},
    "pandas date32": lambda: pd.Series(DAYS).astype(pd.ArrowDtype(pa.date32())),
    "pandas timestamp": lambda: pd.Series(DAYS).astype(pd.ArrowDtype(pa.timestamp("us"))),
    "pandas objects": lambda: pd.Series(DAYS.astype(object), dtype=object),
    "pandas datetimes": lambda: pd.Series(DAYS.astype("datetime64[us]").astype(object), dtype=object),
}
POLARS: dict[str, Callable[[], Any]] = {
    "polars Date": lambda: pl.Series("收件", DAYS),
    "polars Datetime": lambda: pl.Series("收件", DAYS).cast(pl.Datetime("ms")),
    "polars pieces": lambda: pl.concat(
        [pl.Series("收件", DAYS[a:b]) for a, b in itertools.pairwise(PIECES)], rechunk=False
    ),
    "polars slice": lambda: pl.concat([pl.Series("收件", DAYS[:5]), pl.Series("收件", DAYS)]).slice(5),
}
PYARROW: dict[str, Callable[[], Any]] = {
    "pyarrow date32": lambda: pa.array(DAYS),
    "pyarrow date64": lambda: pa.array(DAYS).cast(pa.date64()),
    "pyarrow timestamp": lambda: pa.array(DAYS).cast(pa.timestamp("ns")),
    "pyarrow pieces": lambda: pa.chunked_array([pa.array(DAYS[a:b]) for a, b in itertools.pairwise(PIECES)]),
    "pyarrow slice": lambda: pa.concat_arrays([pa.array(DAYS[:3]), pa.array(DAYS)])[3:],
}


class Foreign:
    """An object of no known library that speaks Arrow."""

    def __init__(self, column: Any) -> None:
        self.column = column

    def __len__(self) -> int:
        return len(self.column)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.column.__arrow_c_stream__()


FOREIGN: dict[str, Callable[[], Any]] = {"any Arrow": lambda: Foreign(pa.chunked_array([pa.array(DAYS)]))}
ALL = {**NUMPY, **PANDAS, **POLARS, **PYARROW, **FOREIGN}
every_library = pytest.mark.parametrize("make", ALL.values(), ids=ALL)


def same_family(given: Any, answer: Any) -> None:
    if isinstance(given, Foreign):
        assert type(answer).__name__ == "ArrowColumn"
        return
    assert type(answer) is type(given) or isinstance(given, pa.Array)
    if isinstance(given, pd.Series):
        assert answer.index.equals(given.index)
        assert answer.name == given.name
    if isinstance(given, pl.Series):
        assert answer.name == given.name


@every_library
def test_days_come_back_in_their_family(make: Callable[[], Any]) -> None:
    given = make()
    right = [None if day is None else C.add_workdays(day, 15) for day in DAYS.tolist()]
    answer = wg.add_workdays(given, 15)
    assert days_of(answer) == right
    same_family(given, answer)
    if isinstance(given, pd.Series) and given.dtype != object and not isinstance(given.dtype, pd.ArrowDtype):
        assert answer.dtype == given.dtype
    if isinstance(given, pl.Series):
        assert answer.dtype == pl.Date
    counts = [
        None if day is None else C.add_workdays(day, n) for day, n in zip(DAYS.tolist(), COUNTS.tolist(), strict=True)
    ]
    assert days_of(wg.add_workdays(given, COUNTS)) == counts
    for threads in (1, 3):
        assert days_of(wg.add_workdays(given, COUNTS.astype("i4"), threads=threads)) == counts


@every_library
def test_limits_by_complexity(make: Callable[[], Any]) -> None:
    given = make()
    right = [
        None if day is None else P.deadline(day, str(word)).date for day, word in zip(DAYS.tolist(), WORDS, strict=True)
    ]
    wordings: list[Any] = [
        WORDS,
        WORDS.tolist(),
        WORDS.astype(object),
        WORDS.astype(np.dtypes.StringDType()),
        np.searchsorted(["complex", "general", "major"], WORDS).choose([1, 0, 2]).astype("u1"),
        pl.Series(WORDS),
        pl.Series(WORDS, dtype=pl.Enum(["major", "general", "complex"])),
        pl.Series(WORDS).cast(pl.Categorical),
        pa.array(WORDS),
        pa.array(WORDS).cast(pa.large_string()),
        pa.chunked_array([pa.array(WORDS[:777]).dictionary_encode(), pa.array(WORDS[777:]).dictionary_encode()]),
        np.array(["一般", "较复杂", "重大疑难"])[
            np.searchsorted(["complex", "general", "major"], WORDS).choose([1, 0, 2])
        ],
    ]
    if isinstance(given, pd.Series):
        own = pd.Series(WORDS, index=given.index)
        wordings += [
            own,
            own.astype(object),
            own.astype("category"),
            own.astype(pd.ArrowDtype(pa.string())),
        ]
    for words in wordings:
        answer = wg.deadlines(given, words, P)
        assert days_of(answer) == right, type(words)
    same_family(given, answer)
    assert days_of(wg.deadlines(given, "general", P)) == [
        None if day is None else P.deadline(day, "general").date for day in DAYS.tolist()
    ]


@every_library
def test_other_questions(make: Callable[[], Any]) -> None:
    given = make()
    other = wg.add_workdays(given, COUNTS)
    if isinstance(given, np.ndarray):
        keep = ~np.isnat(given)
        given, other = given[keep], other[keep]
    days = days_of(given)
    worked = wg.is_workday(given)
    states = wg.day_status(given)
    between = wg.workdays_between(given, other)
    for answer in (worked, states, between):
        same_family(given, answer)

    def listed(answer: Any) -> list[Any]:
        if isinstance(answer, pd.Series):
            return [None if pd.isna(value) else value for value in answer]
        return (
            answer.tolist()
            if isinstance(answer, np.ndarray)
            else pa.chunked_array(answer).to_pylist()
            if not isinstance(answer, pl.Series)
            else answer.to_list()
        )

    assert listed(worked) == [None if day is None else C.is_workday(day) for day in days]
    assert listed(states) == [None if day is None else C.status(day) for day in days]
    ends = days_of(other)
    right = [None if a is None or b is None else C.workdays_between(a, b) for a, b in zip(days, ends, strict=True)]
    assert listed(between) == right
    if isinstance(states, pl.Series):
        assert isinstance(states.dtype, pl.Enum)
    if isinstance(states, pd.Series) and not isinstance(states.dtype, pd.ArrowDtype):
        assert isinstance(states.dtype, pd.CategoricalDtype)


def test_int32_days_stay_int32() -> None:
    days = DAYS[~np.isnat(DAYS)].astype("i4")
    due = wg.add_workdays(days, 15)
    assert due.dtype == np.int32
    assert np.array_equal(due.astype("M8[D]"), wg.add_workdays(days.astype("M8[D]"), 15))
    assert wg.add_workdays(pa.array(days), 15).type == pa.int32()
    assert wg.add_workdays(pl.Series(days), 15).dtype == pl.Int32


def test_nulls_of_the_other_column() -> None:
    given = pl.Series([dt.date(2025, 11, 24)] * 4)
    words = pl.Series(["general", None, "complex", "major"])
    assert wg.deadlines(given, words, P).to_list()[:3] == [dt.date(2025, 12, 3), None, dt.date(2025, 12, 15)]
    assert wg.add_workdays(given, pl.Series([1, None, 2, -1])).to_list()[1] is None
    series = pd.Series(given.to_list(), dtype="datetime64[s]")
    answer = wg.add_workdays(series, pd.Series([1, None, 2, -1], dtype="Int64"))
    assert answer.isna().tolist() == [False, True, False, False]
    assert wg.deadlines(series, pd.Series(["general", None, "complex", "major"]), P).isna().tolist() == [
        False,
        True,
        False,
        False,
    ]
    listed: Any = ["general", None, "complex", "major"]
    assert np.isnat(wg.deadlines(np.array(given.to_list(), "M8[D]"), listed, P)).tolist() == [False, True, False, False]
    with pytest.raises(wg.InputError, match="int32 has no null"):
        wg.deadlines(np.array([20_000] * 4, "i4"), listed, P)


def test_bad_rows_are_named_made_null_or_all_told() -> None:
    for make in (lambda x: x, pl.Series, pa.array, lambda x: pd.Series(x.astype("M8[s]"))):
        days = np.array(["2026-11-23", "1999-01-01", "NaT", "2026-12-30", "2100-01-01"], "M8[D]")
        given: Any = make(days)
        with pytest.raises(wg.InputError) as caught:
            wg.add_workdays(given, 7)
        assert (caught.value.row, caught.value.column, caught.value.value) == (1, "days", "1999-01-01")
        assert days_of(wg.add_workdays(given, 7, errors="null")) == [dt.date(2026, 12, 2), None, None, None, None]
        told: list[wg.InputError] = []
        answer = wg.add_workdays(given, np.array([7, 7, 7, 7, 7]), errors="null", report=told)
        assert days_of(answer)[1:] == [None] * 4
        assert [(error.row, error.value) for error in told] == [
            (1, "1999-01-01"),
            (3, "2026-12-30 +7 working days"),
            (4, "2100-01-01"),
        ]
        told.clear()
        with pytest.raises(wg.InputError, match="row 1"):
            wg.add_workdays(given, 7, report=told)
        assert len(told) == 3
        told.clear()
        words = ["general", "一般", "general", "special", "general"]
        answer = wg.deadlines(given, words, P, errors="null", report=told)
        assert [(error.row, error.column, error.value) for error in told] == [
            (1, "received", "1999-01-01"),
            (3, "complexity", "special"),
            (4, "received", "2100-01-01"),
        ]
        assert "general, complex, major" in told[1].allowed
    with pytest.raises(wg.InputError, match="raise, null"):
        wg.add_workdays(DAYS, 7, errors="skip")
    told.clear()
    worked = wg.is_workday(pl.Series(["1999-01-01", "2026-11-23"]).str.to_date(), errors="null", report=told)
    assert worked.to_list() == [None, True]
    assert told[0].row == 0


def test_a_report_over_threads_is_in_order() -> None:
    days = np.full(400_000, np.datetime64("2026-11-23"), "M8[D]")
    bad = np.sort(RNG.choice(len(days), 500, replace=False))
    days[bad] = np.datetime64("1999-01-01")
    told: list[wg.InputError] = []
    wg.deadlines(pa.array(days), "general", P, errors="null", report=told, threads=4)
    assert [error.row for error in told] == bad.tolist()
    with pytest.raises(wg.InputError) as caught:
        wg.deadlines(days, "general", P, threads=4)
    assert caught.value.row == bad[0]


def test_times_of_day_count_by_the_cut_off_hour() -> None:
    text = P.to_toml().replace('start = "next_day"', 'start = "deemed_next_working_day"\ncut_off = "17:30"')
    policy = wg.Policy.from_toml(text)
    moments = np.array(["2026-11-20T17:29:59", "2026-11-20T17:30", "2026-11-21T09:00", "NaT"], "M8[s]")
    right = [policy.deadline(moment, "general").date for moment in moments.tolist()[:3]]
    assert right == [dt.date(2026, 12, 1), dt.date(2026, 12, 2), dt.date(2026, 12, 2)]
    for given in (
        moments,
        moments.astype("M8[ns]"),
        pd.Series(moments),
        pd.Series(moments.astype("M8[us]").astype(object), dtype=object),
        pl.Series(moments.astype("M8[ms]")),
        pa.array(moments),
    ):
        answer: Any = wg.deadlines(given, "general", policy)
        assert days_of(answer) == [*right, None]
        assert days_of(wg.deadlines(given, ["general"] * 4, policy)) == [*right, None]
    # Without the time only the day decides.
    assert days_of(wg.deadlines(moments.astype("M8[D]"), "general", policy))[1] == dt.date(2026, 12, 1)
    with pytest.raises(wg.InputError, match="zone"):
        policy.deadline(dt.datetime(2026, 11, 20, tzinfo=ZoneInfo("Asia/Shanghai")), "general")
    with pytest.raises(wg.InputError, match="complexity"):
        wg.deadlines(moments, np.array([0, 1, 3, 0], "u1"), policy)


def test_zones() -> None:
    utc = pd.Series(pd.to_datetime(["2026-11-22T17:00Z", "2026-11-22T15:00Z", "NaT"], utc=True))
    right = [P.deadline(dt.date(2026, 11, 23), "general").date, P.deadline(dt.date(2026, 11, 22), "general").date, None]
    for given in (
        utc,
        utc.astype(pd.ArrowDtype(pa.timestamp("us", "UTC"))),
        pl.Series(utc),
        pa.chunked_array([pa.array(utc)]),
        Foreign(pa.chunked_array([pa.array(utc)])),
    ):
        with pytest.raises(wg.InputError, match="tz="):
            wg.deadlines(given, "general", P)
        assert days_of(wg.deadlines(given, "general", P, tz="Asia/Shanghai")) == right
    for plain in (DAYS, pd.Series(DAYS), pl.Series(DAYS)):
        with pytest.raises(wg.InputError, match="has no zone"):
            wg.deadlines(plain, "general", P, tz="Asia/Shanghai")


def table() -> dict[str, Any]:
    days = DAYS[~np.isnat(DAYS)][:300]
    return {
        "收件": days,
        "难易": WORDS[:300],
        "scope": np.array(["grid", "village", "beyond"])[RNG.integers(0, 3, 300)],
        "major": RNG.integers(0, 2, 300).astype(bool),
        "sudden": RNG.integers(0, 2, 300).astype(bool),
        "work": np.array(["general", "coordination", "emergency", "approval"])[RNG.integers(0, 4, 300)],
        "户数": RNG.integers(0, 700, 300).astype("i4"),
    }


SOURCE = table()
TABLES: dict[str, Callable[[], Any]] = {
    "dict": lambda: SOURCE,
    "pandas": lambda: pd.DataFrame({**SOURCE, "收件": SOURCE["收件"].astype("M8[s]")}, index=range(5, 305)),
    "pandas Arrow": lambda: pa.table(SOURCE).to_pandas(types_mapper=pd.ArrowDtype),
    "polars": lambda: pl.DataFrame(SOURCE),
    "pyarrow": lambda: pa.table(SOURCE),
    "duckdb": lambda: duckdb.connect().from_arrow(pa.table(SOURCE)),
    "any Arrow": lambda: Foreign(pa.table(SOURCE)),
}


def rows_of(answer: Any, name: str) -> list[Any]:
    if isinstance(answer, dict):
        value: list[Any] = (
            np.asarray(answer[name]).tolist()
            if not isinstance(answer[name], np.ma.MaskedArray)
            else answer[name].tolist()
        )
        return value
    if isinstance(answer, pd.DataFrame):
        return [None if pd.isna(value) else value for value in answer[name]]
    if isinstance(answer, duckdb.DuckDBPyRelation):
        found = answer.to_arrow_table() if hasattr(answer, "to_arrow_table") else answer.arrow().read_all()
        return list(found[name].to_pylist())
    return list(pa.table(answer)[name].to_pylist())


@pytest.mark.parametrize("make", TABLES.values(), ids=TABLES)
def test_tables_come_back_with_the_answer(make: Callable[[], Any]) -> None:
    given = make()
    due = wg.deadlines(given, "难易", P, on="收件")
    right = [P.deadline(day, str(word)).date for day, word in zip(SOURCE["收件"].tolist(), SOURCE["难易"], strict=True)]
    assert [_date(day) for day in rows_of(due, "due")] == right
    assert [_date(day) for day in rows_of(due, "收件")] == SOURCE["收件"].tolist()
    if not isinstance(given, Foreign):
        assert type(due) is type(given)
    moved = wg.add_workdays(given, 15, on="收件", into="到期")
    assert [_date(day) for day in rows_of(moved, "到期")] == [
        C.add_workdays(day, 15) for day in SOURCE["收件"].tolist()
    ]
    both = wg.workdays_between(due, on=("收件", "due"))
    assert rows_of(both, "workdays") == [
        {"general": 7, "complex": 15, "major": 30}[str(word)] for word in SOURCE["难易"]
    ]
    assert rows_of(wg.is_workday(given, on="收件"), "workday") == [C.is_workday(day) for day in SOURCE["收件"].tolist()]
    assert set(rows_of(wg.day_status(given, on="收件"), "status")) == {"confirmed"}
    counts = wg.grid_counts(given, P, on="户数")
    for households, least, preferred, below in zip(
        SOURCE["户数"].tolist(), *(rows_of(counts, name) for name in ("least", "preferred", "below")), strict=True
    ):
        found = P.grid_counts(households)
        assert (least, preferred, below) == (
            found.feasible.start if found.feasible else None,
            found.preferred,
            found.below,
        )
    with pytest.raises(wg.InputError, match="收件"):
        wg.deadlines(given, "general", P, on="received")
    with pytest.raises(wg.InputError, match="收件"):
        wg.deadlines(given, "general", P)
    with pytest.raises(wg.InputError, match="does not have"):
        wg.add_workdays(given, 15, on="收件", into="scope")


@pytest.mark.parametrize("make", TABLES.values(), ids=TABLES)
def test_routes(make: Callable[[], Any]) -> None:
    given = make()
    found = wg.route(given, P)
    right = [
        P.route(str(scope), bool(major), bool(sudden), str(work))
        for scope, major, sudden, work in zip(
            *(SOURCE[name] for name in ("scope", "major", "sudden", "work")), strict=True
        )
    ]
    assert rows_of(found, "level") == [route.level for route in right]
    assert rows_of(found, "handler") == [route.handler for route in right]
    assert rows_of(found, "steps") == [", ".join(route.steps) for route in right]
    assert rows_of(found, "path") == [", ".join(route.path) for route in right]
    assert rows_of(found, "report_at_once") == [route.report_at_once for route in right]
    assert rows_of(found, "told_by") == [route.told_by for route in right]
    assert rows_of(found, "complexity") == [route.complexity for route in right]
    assert rows_of(found, "because") == [
        ", ".join(dict.fromkeys(reason.clause for reason in route.because)) for route in right
    ]
    if isinstance(given, pd.DataFrame):
        assert found.index.equals(given.index)
    only = wg.route(given, P, columns=["level"], major=False, work="work", complexity="难易", keep=True)
    assert rows_of(only, "level") == [
        P.route(str(scope), False, bool(sudden)).level
        for scope, sudden in zip(SOURCE["scope"], SOURCE["sudden"], strict=True)
    ]
    assert rows_of(only, "户数") == SOURCE["户数"].tolist()
    with pytest.raises(wg.InputError, match="columns"):
        wg.route(given, P, columns=["colour"])


def test_routes_refuse_and_leave_null() -> None:
    frame = pl.DataFrame(
        {"scope": ["grid", None, "moon"], "major": [True, False, None], "sudden": [False, False, False]}
    )
    with pytest.raises(wg.InputError, match="moon") as caught:
        wg.route(frame, P)
    assert (caught.value.row, caught.value.column) == (2, "scope")
    told: list[wg.InputError] = []
    found = wg.route(frame, P, errors="null", report=told)
    assert found["level"].to_list() == ["major", None, None]
    assert len(told) == 1
    assert found["level"].dtype == pl.Enum(["general", "regional", "overall", "major"])
    with pytest.raises(wg.InputError, match="True, False"):
        wg.route(frame.drop("major"), P)
    with pytest.raises(wg.UnspecifiedError, match="route"):
        wg.route(frame, wg.Policy.preset("xiang-2011"))
    series = pd.DataFrame(
        {"scope": ["grid", "village"], "major": pd.array([True, None], dtype="boolean"), "sudden": [False, False]}
    )
    assert wg.route(series, P)["level"].isna().tolist() == [False, True]


def test_indexes_of_pandas_must_agree() -> None:
    days = pd.Series(DAYS[:3].astype("M8[s]"))
    with pytest.raises(wg.InputError, match="index"):
        wg.add_workdays(days, pd.Series([1, 2, 3], index=[1, 2, 3]))
    with pytest.raises(wg.InputError, match="index"):
        wg.deadlines(days, pd.Series(WORDS[:3], index=[2, 1, 0]), P)
    with pytest.raises(wg.InputError, match="index"):
        wg.workdays_between(days, days[::-1])


def test_what_is_no_column_is_refused() -> None:
    words = pd.Series(["2026-11-23"])
    refusals: list[Any] = [
        words,
        words.astype(object),
        pl.Series(["2026-11-23"]),
        pa.array(["2026-11-23"]),
        pl.Series([1.5]),
        pl.Series([dt.time(1)]),
        pd.Series([1, 2], dtype="int64"),
        pd.Series([dt.date(2026, 1, 1), "x"], dtype=object),
        np.ma.masked_array(DAYS[:2], [True, False]),
        [dt.date(2026, 11, 23)],
        dt.date(2026, 11, 23),
        object(),
    ]
    for given in refusals:
        with pytest.raises(wg.InputError):
            wg.add_workdays(given, 1)
    with pytest.raises(wg.InputError, match="rows"):
        wg.add_workdays(pl.Series(DAYS), np.array([1, 2]))
    with pytest.raises(wg.InputError, match="out"):
        wg.add_workdays(pl.Series(DAYS), 1, out=np.empty(len(DAYS), "M8[D]"))  # type: ignore[call-overload]
    with pytest.raises(wg.InputError, match="n"):
        wg.add_workdays(pl.Series(DAYS), pl.Series([2**40] * len(DAYS)))
    told: list[wg.InputError] = []
    wg.add_workdays(pl.Series(DAYS[:4]), pl.Series([1, 2**40, 2, -(2**40)]), errors="null", report=told)
    assert [error.row for error in told] == [1, 3]


def test_empty_columns() -> None:
    nothing = np.array([], "M8[D]")
    for given in (
        nothing,
        pd.Series(nothing.astype("M8[s]")),
        pl.Series(nothing),
        pa.array(nothing),
        pa.chunked_array([], pa.date32()),
    ):
        assert len(wg.add_workdays(given, 15)) == 0
        assert len(wg.deadlines(given, "general", P)) == 0
        assert len(wg.is_workday(given)) == 0
        assert len(wg.day_status(given)) == 0


def test_progress_is_told_and_may_stop_the_work() -> None:
    days = np.full(5_000_000, np.datetime64("2026-11-23"), "M8[D]")
    seen: list[tuple[int, int]] = []
    wg.add_workdays(days, 7, progress=lambda done, rows: seen.append((done, rows)))
    assert seen[-1] == (len(days), len(days))
    assert len(seen) == 3

    def stop(done: int, rows: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        wg.add_workdays(days, 7, progress=stop)
    wg.add_workdays(days, 7, progress=True)


def test_the_input_is_not_written_and_out_is_checked() -> None:
    days = DAYS.copy()
    days.setflags(write=False)
    assert np.array_equal(wg.add_workdays(days, 3), wg.add_workdays(DAYS, 3), equal_nan=True)
    out = np.empty_like(DAYS)
    assert wg.add_workdays(DAYS, 3, out=out) is out
    for bad in (np.empty(3, "M8[D]"), np.empty(len(DAYS), "M8[s]"), np.empty(len(DAYS), "i8"), DAYS):
        with pytest.raises(wg.InputError, match="out"):
            wg.add_workdays(DAYS, 3, out=bad)


def test_other_threads_run_meanwhile() -> None:
    days = np.full(20_000_000, np.datetime64("2026-11-23"), "M8[D]")
    ticks = 0
    done = threading.Event()

    def count() -> None:
        nonlocal ticks
        while not done.is_set():
            ticks += 1

    other = threading.Thread(target=count)
    other.start()
    wg.add_workdays(days, 7, threads=1)
    before = ticks
    wg.add_workdays(days, 7, threads=1)
    moved = ticks - before
    done.set()
    other.join()
    assert moved > 0


def test_memory_is_given_back() -> None:
    import gc
    import resource

    column = pa.array(DAYS)
    for _ in range(50):
        wg.add_workdays(column, 7)
    gc.collect()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(3000):
        wg.add_workdays(column, 7)
        wg.deadlines(column, "general", P)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000
