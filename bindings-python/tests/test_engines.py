"""The native ways of polars and duckdb."""

import datetime as dt
from typing import Any

import duckdb
import numpy as np
import polars as pl
import pytest

import wangge as wg
import wangge.duckdb
import wangge.polars


def of(expression: Any) -> Any:
    """The namespace, which type checkers do not know."""
    return expression.wangge


P = wg.Policy.preset("combined")
C = wg.WorkCalendar.china()
RNG = np.random.default_rng(7)
ROWS = 300_000
FRAME = pl.DataFrame(
    {
        "received": (np.datetime64("2004-01-01") + RNG.integers(0, 8000, ROWS)).astype("M8[D]"),
        "n": RNG.integers(-20, 30, ROWS).astype("i4"),
        "word": pl.Series(np.array(["general", "complex", "major"])[RNG.integers(0, 3, ROWS)]),
        "scope": np.array(["grid", "village", "beyond"])[RNG.integers(0, 3, ROWS)],
        "major": RNG.integers(0, 2, ROWS).astype(bool),
        "sudden": RNG.integers(0, 2, ROWS).astype(bool),
    }
).with_columns(received=pl.when(pl.int_range(pl.len()) % 1000 == 3).then(None).otherwise("received"))


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_expressions_in_lazy_frames(engine: Any) -> None:
    day = of(pl.col("received"))
    found = (
        FRAME.lazy()
        .with_columns(
            moved=day.add_workdays(15),
            moved_by=day.add_workdays(pl.col("n"), start="same_day"),
            due=day.deadline("general", P),
            due_by=day.deadline(pl.col("word"), P),
            worked=day.is_workday(),
            status=day.day_status(),
            route=of(pl.struct("scope", "major", "sudden")).route(P),
        )
        .with_columns(days=day.workdays_until(pl.col("due_by")))
        .collect(engine=engine)
    )
    given = FRAME["received"]
    assert found["moved"].equals(wg.add_workdays(given, 15).alias("moved"))
    assert found["moved_by"].equals(wg.add_workdays(given, FRAME["n"], start="same_day"))
    assert found["due"].equals(wg.deadlines(given, "general", P))
    assert found["due_by"].equals(wg.deadlines(given, FRAME["word"], P))
    assert found["worked"].equals(wg.is_workday(given))
    assert found["status"].equals(wg.day_status(given))
    routes = wg.route(FRAME, P)
    for name in routes.columns:
        assert found["route"].struct.field(name).cast(pl.String).equals(routes[name].cast(pl.String)), name
    limits = {"general": 7, "complex": 15, "major": 30}
    days = found.select(
        pl.col("days").is_null().sum(),
        ((pl.col("days") - pl.col("word").replace_strict(limits)) != 0).sum().alias("off"),
    )
    assert days.row(0) == (300, 0)
    assert found.schema["due_by"] == pl.Date


def test_expressions_in_groups_and_filters() -> None:
    typed = wangge.polars.WanggeExpressions(pl.col("received")).is_workday()
    assert FRAME.select(typed).equals(FRAME.select(of(pl.col("received")).is_workday()))
    late = (
        FRAME.lazy()
        .filter(of(pl.col("received")).is_workday())
        .group_by("word")
        .agg(of(pl.col("received")).deadline("general", P).max())
        .collect()
    )
    assert late.height == 3


def test_an_expression_refuses_with_the_row() -> None:
    frame = pl.DataFrame({"received": [dt.date(2026, 11, 23), dt.date(1999, 1, 1)]}).lazy()
    with pytest.raises((wg.InputError, pl.exceptions.ComputeError), match="1999-01-01"):
        frame.select(of(pl.col("received")).add_workdays(1)).collect()
    assert frame.select(of(pl.col("received")).add_workdays(1, errors="null")).collect().to_series().to_list() == [
        dt.date(2026, 11, 24),
        None,
    ]


def test_functions_of_sql() -> None:
    connection = wangge.duckdb.register(duckdb.connect(), P, C)
    connection.register("messages", FRAME.to_arrow())
    found = connection.sql(
        """SELECT wangge_add_workdays(received, 15) AS moved, wangge_add_workdays(received, n) AS moved_by,
                  wangge_deadline(received, word) AS due_by, wangge_is_workday(received) AS worked,
                  wangge_day_status(received) AS status,
                  wangge_workdays_between(received, wangge_deadline(received, word)) AS days
           FROM messages"""
    ).pl()
    given = FRAME["received"]
    assert found["moved"].equals(wg.add_workdays(given, 15))
    assert found["moved_by"].equals(wg.add_workdays(given, FRAME["n"]))
    assert found["due_by"].equals(wg.deadlines(given, FRAME["word"], P))
    assert found["worked"].equals(wg.is_workday(given))
    assert found["status"].equals(wg.day_status(given).cast(pl.String))
    assert found["days"].null_count() == 300
    with pytest.raises(duckdb.Error, match="1999-01-01"):
        connection.sql("SELECT wangge_is_workday(DATE '1999-01-01')").fetchall()
    with pytest.raises(duckdb.Error, match="wangge_deadline"):
        wangge.duckdb.register(duckdb.connect()).sql("SELECT wangge_deadline(DATE '2026-01-01', 'general')")
