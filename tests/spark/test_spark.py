"""Spark on two cores against one machine: every row of a few million, the refusals, and the time it takes.

Run by `tests/run spark`. Prints ratios against Spark's own date_add and a mapInArrow that does nothing.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyspark.errors import PythonException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

import wangge as wg
from wangge import spark as ws

ROWS = int(os.environ.get("WANGGE_SPARK_ROWS", "2000000"))
P = wg.Policy.preset("combined")
C = wg.WorkCalendar.china()


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local[2]")
        .appName("wangge")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.memory", "2g")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> tuple[pa.Table, str]:
    rng = np.random.default_rng(20261124)
    received = (np.datetime64("2004-01-01") + rng.integers(0, 8000, ROWS)).astype("M8[D]")
    received[:: ROWS // 50] = "NaT"
    columns: dict[str, Any] = {
        "id": np.arange(ROWS),
        "received": received,
        "closed": received + rng.integers(0, 60, ROWS),
        "complexity": np.array(["general", "complex", "major"])[rng.integers(0, 3, ROWS)],
        "n": rng.integers(-20, 30, ROWS).astype("i4"),
        "scope": np.array(["grid", "village", "beyond"])[rng.integers(0, 3, ROWS)],
        "major": rng.integers(0, 2, ROWS).astype(bool),
        "sudden": rng.integers(0, 2, ROWS).astype(bool),
    }
    table = pa.table(columns)
    path = tmp_path_factory.mktemp("spark") / "messages.parquet"
    pq.write_table(table, path, row_group_size=200_000)
    return table, str(path)


def sorted_rows(frame: DataFrame) -> pa.Table:
    return frame.toArrow().sort_by("id")


def test_every_row_is_the_answer_of_one_machine(spark: SparkSession, source: tuple[pa.Table, str]) -> None:
    table, path = source
    frame = spark.read.parquet(path)
    frame = ws.deadlines(frame, "complexity", P, on="received")
    frame = ws.deadlines(frame, "general", P, C, on="received", into="general_due")
    frame = ws.add_workdays(frame, "n", on="received", into="moved")
    frame = ws.workdays_between(frame, on=("received", "closed"))
    frame = ws.is_workday(frame, on="received")
    frame = ws.route(frame, P)
    found = sorted_rows(frame)
    assert found.num_rows == ROWS
    received = table["received"]
    right = {
        "due": wg.deadlines(received, table["complexity"], P),
        "general_due": wg.deadlines(received, "general", P),
        "moved": wg.add_workdays(received, table["n"]),
        "workdays": wg.workdays_between(received, table["closed"]),
        "workday": wg.is_workday(received),
    }
    routes = wg.route(table, P)
    for name in routes.column_names:
        column = routes[name]
        right[f"route_{name}"] = column if name == "report_at_once" else column.cast(pa.string())
    for name, column in right.items():
        answer = found[name].combine_chunks()
        assert answer.equals(column.combine_chunks().cast(answer.type)), name


def test_a_bad_row_names_its_partition_and_its_row(spark: SparkSession) -> None:
    days = [dt.date(2026, 11, 23)] * 30_000
    days[25_000] = dt.date(1999, 1, 1)
    frame = spark.createDataFrame(pa.table({"received": days})).coalesce(1)
    with pytest.raises(PythonException, match=r"row 25000, column partition 0, days: 1999-01-01") as caught:
        ws.add_workdays(frame, 7, on="received").collect()
    assert "2001-01-01 to 2026-12-31" in str(caught.value)
    nulls = ws.add_workdays(frame, 7, on="received", errors="null").filter("due is null").count()
    assert nulls == 1
    with pytest.raises(wg.InputError, match="received"):
        ws.add_workdays(frame, 7, on="day")
    with pytest.raises(wg.InputError, match="into"):
        ws.add_workdays(frame, 7, on="received", into="received")


def test_timestamps_need_a_zone(spark: SparkSession) -> None:
    frame = spark.sql(
        "SELECT TIMESTAMP '2026-11-22 17:00:00' AS received, TIMESTAMP_NTZ '2026-11-23 01:00:00' AS local"
    )
    right = P.deadline(dt.date(2026, 11, 23), "general").date
    assert ws.deadlines(frame, "general", P, on="local").first()["due"] == right  # type: ignore[index]
    assert ws.deadlines(frame, "general", P, on="received", tz="Asia/Shanghai").first()["due"] == right  # type: ignore[index]
    with pytest.raises(PythonException, match="tz="):
        ws.deadlines(frame, "general", P, on="received").collect()


def test_a_calendar_and_a_policy_of_the_county_go_along(spark: SparkSession) -> None:
    closed = '{"title": "t", "source": "s", "days": [{"date": "2026-11-24", "workday": false, "name": "n"}]}'
    calendar = C.overlay(closed)
    frame = spark.sql("SELECT DATE '2026-11-23' AS received")
    policy = wg.Policy.load(Path(__file__).parents[2] / "examples" / "policies" / "example-county.toml")
    found = ws.deadlines(frame, "general", policy, calendar, on="received").first()
    assert found is not None
    assert found["due"] == policy.deadline(dt.date(2026, 11, 23), "general", calendar).date
    assert found["due"] != policy.deadline(dt.date(2026, 11, 23), "general").date


def test_what_it_costs(spark: SparkSession, source: tuple[pa.Table, str]) -> None:
    frame = spark.read.parquet(source[1]).select("received", "complexity").cache()
    frame.count()

    def nothing(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        yield from batches

    def seconds(make: Callable[[], DataFrame]) -> float:
        best = float("inf")
        for _ in range(4):
            start = time.perf_counter()
            make().write.format("noop").mode("overwrite").save()
            best = min(best, time.perf_counter() - start)
        return best

    works: dict[str, Any] = {
        "date_add": lambda: frame.withColumn("due", F.date_add("received", 15)),
        "mapInArrow that does nothing": lambda: frame.mapInArrow(nothing, frame.schema),
        "deadlines": lambda: ws.deadlines(frame, "complexity", P, on="received"),
    }
    found = {name: seconds(make) for name, make in works.items()}
    print(f"\n{ROWS:,} rows in Spark, local[2], seconds:")
    for name, value in found.items():
        print(f"  {name:<30} {value:7.3f}")
    ratio = found["deadlines"] / (found["date_add"] + found["mapInArrow that does nothing"])
    print(f"  deadlines / (date_add + mapInArrow that does nothing): {ratio:.2f}, goal <= 2")
