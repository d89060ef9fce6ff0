"""Figures of a log that lies in Spark: each part of it is counted where it is, the counts are added, and the figures
come out as on one machine, digit for digit. Rates are never averaged.

    PYSPARK_PYTHON=$(which python) python examples/spark/figures.py                       # ten million cases, all cores
    PYSPARK_PYTHON=$(which python) python examples/spark/figures.py --cases 50000 --check --master "local[2]"

The log is made up, out of the number of each case. `--check` counts it once more on one machine and compares.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator
from datetime import date, datetime

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

import wangge as wg

NOW = datetime(2026, 7, 31, 18)
MONTHS = wg.periods(date(2025, 1, 1), date(2026, 6, 30))
COUNTS = "unit string, period int, tally string, belongs_by string, exempted boolean, count bigint"
METRICS = ("on_time_rate", "closing_rate", "overdue_rate", "rework_rate", "on_spot_rate")

# The steps of a case, so many hours after its receipt. Of ten cases one fails its verification and is worked on.
STEPS = """
    array(
        named_struct('kind', 'collect', 'after', 0, 'data', concat('{"channel":"hotline","served":"nobody",
            "facts":{"scope":"', if(pmod(id, 3) = 0, 'village', 'grid'), '","major":false,"sudden":false},
            "grid":"', grid, '"}')),
        named_struct('kind', 'file', 'after', 2, 'data', '{}'),
        named_struct('kind', 'dispatch', 'after', 5, 'data', '{"to":"unit-3"}'),
        named_struct('kind', 'accept', 'after', 20, 'data', '{}'),
        named_struct('kind', 'feedback', 'after', 30 + took, 'data', '{"outcome":"answered"}'),
        named_struct('kind', 'verify', 'after', 40 + took, 'data', concat('{"passed":', pmod(id, 10) > 0, '}')),
        named_struct('kind', 'close', 'after', 45 + took, 'data', '{"settlement":"answered"}')
    )
"""


def made_up(spark: SparkSession, cases: int, grids: int) -> DataFrame:
    """The events of made-up cases: `grid`, and the five columns of a log."""
    frame = spark.range(cases).withColumn("grid", F.expr(f"concat('G-', pmod(xxhash64(id, 1), {grids}))"))
    frame = frame.withColumn(
        "first", F.expr("timestamp_ntz '2025-01-02 09:00:00' + make_interval(0, 0, 0, pmod(id, 500))")
    )
    frame = frame.withColumn("took", F.expr("cast(pmod(xxhash64(id, 2), 300) as int)"))
    frame = frame.select("id", "grid", "first", F.posexplode(F.expr(STEPS)).alias("nth", "step"))
    frame = frame.where("step.kind <> 'close' or pmod(id, 10) > 0")
    return frame.select(
        "grid",
        F.expr("concat('C-', lpad(id, 12, '0'))").alias("case"),
        (F.col("nth") + 1).cast("int").alias("sequence"),
        F.col("step.kind").alias("kind"),
        F.expr("first + make_interval(0, 0, 0, 0, cast(step.after as int))").alias("at"),
        F.col("step.data").alias("data"),
    )


def counted(log: DataFrame, policy: wg.Policy, parts: int) -> DataFrame:
    """The counts of each grid and month, each part of the grids counted by itself."""
    calendar = wg.WorkCalendar.china()

    def count(part: pa.Table) -> pa.Table:
        # A shuffle mixes rows: the events of a case have to stand in their order.
        log = part.drop_columns(["grid", "part"]).sort_by([("case", "ascending"), ("sequence", "ascending")])
        cases = wg.count_cases(log, policy, calendar, now=NOW, threads=1)
        tallies = cases.tallies(MONTHS)
        names = tallies.units
        rows = [(names[unit], *rest) for unit, *rest in tallies.rows()]
        columns = list(zip(*rows, strict=True)) or [()] * 6
        kinds = (pa.string(), pa.int32(), pa.string(), pa.string(), pa.bool_(), pa.int64())
        fields = [field.split()[0] for field in COUNTS.split(", ")]
        return pa.table(
            {name: pa.array(column, kind) for name, column, kind in zip(fields, columns, kinds, strict=True)}
        )

    part = F.pmod(F.xxhash64("grid"), F.lit(parts))
    found = log.withColumn("part", part).groupBy("part").applyInArrow(count, COUNTS)
    keys = [field.split()[0] for field in COUNTS.split(", ")[:-1]]
    # A grid lies in one part here; counts of one that lay in several would be added as well.
    return found.groupBy(*keys).agg(F.sum("count").alias("count"))


def together(counts: DataFrame) -> wg.Tallies:
    """The counts of all parts as one."""

    def rows() -> Iterator[tuple[int, int, str, str | None, bool, int]]:
        for row in found:
            yield places[row["unit"]], row["period"], row["tally"], row["belongs_by"], row["exempted"], row["count"]

    found = counts.collect()
    units = sorted({row["unit"] for row in found})
    places = {unit: place for place, unit in enumerate(units)}
    return wg.Tallies(units, MONTHS, list(rows()))


def on_one_machine(log: DataFrame, policy: wg.Policy) -> wg.Tallies:
    """The same without Spark: the whole log, counted at once."""
    table = log.drop("grid").orderBy("case", "sequence").toArrow()
    return wg.count_cases(table, policy, wg.WorkCalendar.china(), now=NOW).tallies(MONTHS)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=10_000_000)
    parser.add_argument("--grids", type=int, default=5_000)
    parser.add_argument("--parts", type=int, default=64, help="into how many parts the grids go")
    parser.add_argument("--master", default="local[*]", help="the master of Spark")
    parser.add_argument("--check", action="store_true", help="count once more on one machine, and compare")
    options = parser.parse_args()
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    spark = (
        SparkSession.builder.master(options.master)
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", str(min(options.parts, 64)))
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    policy = wg.Policy.preset("combined")
    log = made_up(spark, options.cases, options.grids)
    start = time.perf_counter()
    tallies = together(counted(log, policy, options.parts))
    seconds = time.perf_counter() - start
    half = (date(2026, 1, 1), date(2026, 6, 30))
    whole = tallies.roll_up(dict.fromkeys(tallies.units, "全县")).over([half])
    for metric in METRICS:
        figure = whole.figure(policy, metric, "全县", half)
        print(figure.because[0].zh, f"{figure.rate.percent()}%")
    print(f"{options.cases:,} cases of {len(tallies.units):,} grids in {seconds:.0f} s")
    if options.check:
        alone = on_one_machine(log, policy)
        if tallies != alone or not tallies.figures(policy).to_arrow().equals(alone.figures(policy).to_arrow()):
            sys.exit("WRONG: the parts come to something else than the whole")
        print("the same on one machine")
    spark.stop()


if __name__ == "__main__":
    main()
