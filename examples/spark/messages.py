"""Limits of a hundred million messages in Spark: made-up messages, their routes, due days, and the share in time.

    PYSPARK_PYTHON=$(which python) python examples/spark/messages.py                      # 100 million rows, all cores
    PYSPARK_PYTHON=$(which python) python examples/spark/messages.py --rows 2000000 --master "local[2]"

Every message is made from its number (a hash of Spark's own), so the same rows come out on any machine. The policy is
the preset `combined`; a county names its own file by --policy.
"""

from __future__ import annotations

import argparse
import os
import sys
import time

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F

import wangge as wg
from wangge import spark as ws


def messages(spark: SparkSession, rows: int) -> DataFrame:
    """Made-up messages: received 2006 to 2025, with facts, and closed some days later or not at all."""

    def drawn(seed: int, many: int) -> Column:
        return F.pmod(F.xxhash64("id", F.lit(seed)), F.lit(many)).cast("int")

    def one_of(seed: int, words: list[str]) -> Column:
        return F.element_at(F.array(*map(F.lit, words)), drawn(seed, len(words)) + 1)

    frame = spark.range(rows).withColumn("received", F.date_add(F.lit("2006-01-01").cast("date"), drawn(1, 7200)))
    took = drawn(2, 50)
    return frame.select(
        "id",
        "received",
        F.when(took < 48, F.date_add("received", took)).alias("closed"),
        one_of(3, ["grid", "grid", "grid", "village", "beyond"]).alias("scope"),
        (drawn(4, 50) == 0).alias("major"),
        (drawn(5, 80) == 0).alias("sudden"),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000_000)
    parser.add_argument("--master", default="local[*]", help="the master of Spark")
    parser.add_argument("--policy", default="combined", help="a preset or a policy file")
    options = parser.parse_args()
    named = options.policy in wg.Policy.presets()
    policy = wg.Policy.preset(options.policy) if named else wg.Policy.load(options.policy)
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    spark = (
        SparkSession.builder.master(options.master)
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    start = time.perf_counter()
    frame = ws.route(messages(spark, options.rows), policy, columns=["level", "complexity"], prefix="")
    frame = ws.deadlines(frame, "complexity", policy, on="received")
    in_time = (F.col("closed") <= F.col("due")).cast("int")
    shares = frame.groupBy("level").agg(
        F.count("*").alias("messages"), F.avg(F.coalesce(in_time, F.lit(0))).alias("in_time")
    )
    found = {row["level"]: row for row in shares.collect()}
    seconds = time.perf_counter() - start
    print(f"{'级别':<6}{'件数':>14}{'按期办结':>10}")
    for level in wg.Level:
        row = found[level.value]
        print(f"{level.value:<10}{row['messages']:>12,}{row['in_time']:>12.1%}")
    print(f"{options.rows:,} rows in {seconds:.0f} s, {options.rows / seconds / 1e6:.1f} million a second")
    spark.stop()


if __name__ == "__main__":
    main()
