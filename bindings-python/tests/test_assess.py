"""Assessment: what counts, figures and what made them, ranks, bulletins, corrections, backtests, lint and diff."""

import datetime as dt
import json
import pickle
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import wangge as wg

P, C = wg.Policy.preset("combined"), wg.WorkCalendar.china()
JULY, AUGUST = (dt.date(2026, 7, 1), dt.date(2026, 7, 31)), (dt.date(2026, 8, 1), dt.date(2026, 8, 31))
QUARTER = (dt.date(2026, 7, 1), dt.date(2026, 9, 30))
NOW = dt.datetime(2026, 9, 30, 18)
LIMIT = 'limit[complexity = "general"].within.count'


def bad(ask: Callable[[], object]) -> tuple[str, str, int | None]:
    with pytest.raises(wg.InputError) as caught:
        ask()
    assert caught.value.allowed
    return caught.value.column, caught.value.value, caught.value.row


def events() -> dict[str, list[Any]]:
    """Six cases of 6 July, due on the 15th: G-1 closed four on the 10th, one on the 20th; G-2 has an open one."""
    rows: list[tuple[str, int, str, str, dict[str, object] | None]] = []
    for nth in range(6):
        case, grid = f"C-{nth}", "G-2" if nth == 5 else "G-1"
        facts = {"scope": "grid", "major": False, "sudden": False}
        rows.append(
            (
                case,
                1,
                "collect",
                "2026-07-06T09:00",
                {"channel": "patrol", "served": "known", "facts": facts, "grid": grid},
            )
        )
        if nth == 5:
            continue
        done = "2026-07-20" if nth == 4 else "2026-07-10"
        rows += [
            (case, 2, "file", "2026-07-06T10:00", None),
            (case, 3, "dispatch", "2026-07-06T11:00", {"to": "p-3"}),
            (case, 4, "accept", "2026-07-06T12:00", None),
            (case, 5, "feedback", f"{done}T09:00", {"outcome": "settled"}),
            (case, 6, "verify", f"{done}T10:00", {"passed": True}),
            (case, 7, "tell", f"{done}T11:00", None),
            (case, 8, "close", f"{done}T12:00", {"settlement": "closed"}),
        ]
    return {
        "case": [row[0] for row in rows],
        "sequence": [row[1] for row in rows],
        "kind": [row[2] for row in rows],
        "at": [dt.datetime.fromisoformat(row[3]) for row in rows],
        "data": [None if row[4] is None else json.dumps(row[4]) for row in rows],
    }


EVENTS = pl.DataFrame(events())
VILLAGES: dict[str | None, str] = {"G-1": "甲村", "G-2": "乙村", "G-3": "丙村"}


def counted(given: Any = EVENTS, **more: Any) -> wg.CountedCases:
    return wg.count_cases(given, P, C, now=NOW, **more)


def patrol(
    unit: str, due: int, done: int, day: dt.date = dt.date(2026, 7, 31), village: str | None = None
) -> wg.RecordFact:
    return wg.RecordFact(f"patrol.{unit}", unit, day, {"patrols_due": due, "patrols_done": done}, village)


def test_figures_open_to_their_cases_and_records() -> None:
    cases = counted()
    assert (len(cases), cases.grids, repr(cases)) == (6, ("G-1", "G-2"), "CountedCases(6 of 2 grids)")
    tallies = cases.tallies([JULY, AUGUST])
    figure = tallies.figure(P, "on_time_rate", "G-1", JULY)
    assert (figure.rate, str(figure.rate.value()), str(figure.rate.percent())) == (wg.Rate(4, 5), "0.8000", "80.00")
    assert [(reason.clause, reason.zh) for reason in figure.because] == [
        ("X-4.2a", "按期办结率：分子4（按期办结数），分母5（应办结数）")
    ]
    opened = cases.open(P, "on_time_rate", JULY, "G-1")
    assert opened.numerator == (("C-0", 1), ("C-1", 1), ("C-2", 1), ("C-3", 1))
    assert [name for name, _ in opened.denominator] == ["C-0", "C-1", "C-2", "C-3", "C-4"]
    assert opened.left_out == ()
    assert cases.open(P, "on_time_rate", AUGUST, "G-2").left_out == (("C-5", "other_period"),)
    # Of the larger unit, with its records: one grid's own, one of the village.
    records = [
        patrol("G-1", 2, 1),
        patrol("甲村", 1, 1),
        patrol("G-1", 1, 1, dt.date(2026, 10, 1)),
        patrol("丙村", 3, 3),
    ]
    villages = cases.tallies([QUARTER], units=VILLAGES, records=records)
    assert villages.units == ("甲村", "乙村", "丙村")
    assert villages.figure(P, "patrol_rate", "甲村", QUARTER).rate == wg.Rate(2, 3)
    opened = cases.open(P, "patrol_rate", QUARTER, "甲村", units=VILLAGES, records=records)
    assert opened.numerator == (("patrol.G-1", 1), ("patrol.甲村", 1))
    assert opened.denominator == (("patrol.G-1", 2), ("patrol.甲村", 1))
    assert [why for name, why in opened.left_out if name.startswith("patrol")] == [wg.LeftOut.OTHER_PERIOD]
    assert bad(lambda: cases.tallies([JULY], units=["G-1"])) == ("grid", '"G-2"', 5)
    assert bad(lambda: cases.tallies([JULY], records=[patrol("G-9", 1, 1)])) == ("unit", '"G-9"', 0)
    assert bad(lambda: cases.open(P, "patrol_rate", JULY, "G-9"))[0] == "unit"
    assert bad(lambda: tallies.figure(P, "patrol_rate", "G-1", JULY)) == ("patrols_done", "not counted", None)
    assert bad(lambda: tallies.figure(P, "on_time_rate", "G-1", QUARTER))[0] == "period"
    with pytest.raises(wg.UnspecifiedError):
        tallies.figure(P, "speed", "G-1", JULY)


def test_every_library_counts_alike() -> None:
    given = events()
    tables: list[Any] = [
        EVENTS,
        pd.DataFrame(given),
        pa.table(EVENTS.to_arrow()),
        EVENTS.sort("at", "case", "sequence"),
    ]
    for table in tables:
        cases = counted(table, threads=2)
        assert cases.tallies([JULY]).rows() == counted().tallies([JULY]).rows()
        assert cases.open(P, "closing_rate", JULY, "G-1").numerator[0] == ("C-0", 1)


def test_what_people_said_counts_where_it_was_asked() -> None:
    silent = counted().tallies([JULY])
    assert bad(lambda: silent.figure(P, "satisfaction_rate", "G-1", JULY))[1] == "not counted"
    said = counted(rated={"C-0": True, "C-1": False, "C-4": True}, repeated=[]).tallies([JULY])
    assert said.figure(P, "satisfaction_rate", "G-1", JULY).rate == wg.Rate(2, 3)
    assert said.figure(P, "repeat_rate", "G-1", JULY).rate == wg.Rate(0, 5)
    assert bad(lambda: counted(rated={"C-9": True})) == ("rated", "'C-9'", None)
    assert bad(lambda: counted(repeated=["C-9"])) == ("repeated", "'C-9'", None)


def test_a_case_without_a_grid_goes_where_it_is_said() -> None:
    given = events()
    given["data"] = [None if text is None else text.replace(', "grid": "G-2"', "") for text in given["data"]]
    cases = counted(pl.DataFrame(given))
    assert bad(lambda: cases.tallies([JULY])) == ("grid", "none", 5)
    tallies = cases.tallies([JULY], units={"G-1": "甲村", None: "乡镇"})
    assert tallies.count("乡镇", JULY, "due", "fell_due") == 1
    assert cases.open(P, "closing_rate", JULY, "乡镇", units={"G-1": "甲村", None: "乡镇"}).denominator == (("C-5", 1),)


def test_counts_add_up_and_rates_never() -> None:
    whole = counted().tallies([JULY, AUGUST], units=VILLAGES)
    half = EVENTS.filter(pl.col("case") < "C-3"), EVENTS.filter(pl.col("case") >= "C-3")
    one, other = (counted(part).tallies([JULY, AUGUST], units=VILLAGES) for part in half)
    assert one + other == whole == other + one
    assert wg.Tallies(whole.units, whole.periods, one.rows() + other.rows()) == whole
    assert pickle.loads(pickle.dumps(whole)) == whole
    town = whole.roll_up(dict.fromkeys(["甲村", "乙村", "丙村"], "乡"))
    assert town.figure(P, "on_time_rate", "乡", JULY).rate == wg.Rate(4, 6)
    assert whole.over([(JULY[0], AUGUST[1])]).periods == ((JULY[0], AUGUST[1]),)
    assert bad(lambda: whole.over([(JULY[0], dt.date(2026, 8, 15))]))[0] == "periods"
    assert bad(lambda: whole.roll_up({"甲村": "乡"})) == ("into", '"乙村"', 1)
    assert bad(lambda: one + counted().tallies([JULY]))[0] == "parts"
    assert bad(lambda: wg.Tallies(["甲", "甲"], [JULY])) == ("unit", '"甲"', 1)
    assert bad(lambda: wg.Tallies(["甲"], [JULY, JULY])) == ("periods", "2026-07-01", 1)
    assert bad(lambda: wg.Tallies(["甲"], [])) == ("periods", "none", None)
    assert bad(lambda: wg.Tallies(["甲"], [JULY], [(0, 0, "speed", None, False, 1)]))[:2] == ("count", "speed")
    assert bad(lambda: wg.Tallies(["甲"], [JULY], [(0, 0, "due", None, False, 1)])) == ("belongs_by", "none", 0)
    with pytest.raises(OverflowError):
        wg.Tallies(["甲"], [JULY], [(0, 0, "patrols_due", None, False, -1)])


def test_figures_are_tables() -> None:
    tallies = counted().tallies([JULY, AUGUST], records=[patrol("G-1", 2, 1)])
    table = tallies.figures(P)
    assert len(table) == len(P.metrics(AUGUST[1])) * 2 * 2
    frame = table.to_polars().filter(pl.col("metric") == "on_time_rate")
    assert frame.select("unit", "start", "numerator", "denominator", "fed").rows() == [
        ("G-1", JULY[0], 4, 5, True),
        ("G-1", AUGUST[0], 0, 0, True),
        ("G-2", JULY[0], 0, 1, True),
        ("G-2", AUGUST[0], 0, 0, True),
    ]
    fed = dict(table.to_polars().group_by("metric").agg(pl.col("fed").all()).rows())
    assert fed["patrol_rate"]
    assert not fed["visit_rate"]
    few = tallies.figures(P, ["late_rate"])
    assert few.to_pandas()["metric"].tolist() == ["late_rate"] * 4
    assert few.to_arrow().column("denominator").to_pylist() == [5, 0, 1, 0]


def ranked(rows: dict[str, tuple[int, int]], **unit: Any) -> wg.Ranks:
    counts = [
        (place, 0, code, None, False, number)
        for place, (done, due) in enumerate(rows.values())
        for code, number in (("patrols_done", done), ("patrols_due", due))
    ]
    text = (
        '[ranking]\nmetric = "patrol_rate"\nbelongs_by = "fell_due"\nleast_volume = 5\nties = []\nclause = "X-4.3b"\n'
    )
    policy = wg.Policy.from_toml(f'schema = 1\nid = "t"\ntitle = "t"\nfrom = 2020-01-01\n{text}')
    return wg.ranks(policy, wg.Tallies(list(rows), [QUARTER], counts), QUARTER, **unit)


def test_ranks_say_how_far_and_how_sure() -> None:
    found = ranked({"甲": (9, 10), "乙": (90, 100), "丁": (4, 4)})
    assert [repr(row) for row in found] == [
        "UnitRank('乙', 1, 90/100)",
        "UnitRank('甲', 1, 9/10)",
        "UnitRank('丁', below_volume, 4/4)",
    ]
    assert [reason.clause for reason in found.because] == ["X-4.3b", "X-4.3b"]
    table = found.to_polars()
    assert table.select("unit", "rank", "shared_by", "low", "high", "one_case_decides").rows()[0] == (
        "乙", 1, 2, "0.8256", "0.9448", True,
    )  # fmt: skip
    assert found.table()["numerator"].tolist() == [90, 9, 4]
    assert pickle.loads(pickle.dumps(found)) == found
    facts = [wg.UnitFact("甲", "山区"), wg.UnitFact("甲", "平原")]
    assert bad(lambda: ranked({"甲": (9, 10)}, units=facts)) == ("unit", '"甲"', 1)
    with pytest.raises(wg.UnspecifiedError) as caught:
        ranked({"甲": (9, 10)}, units=[wg.UnitFact("甲", from_=dt.date(2026, 8, 1))])
    assert caught.value.key == "ranking.part_period"


def test_marks_and_years_are_tables() -> None:
    text = """
[[sheet]]
id = "s"
title = "示例"
full = 100
places = 1
rounding = "half_up"
clause = "X-4.3a"
item = [{ metric = "patrol_rate", weight = 100, curve = "linear", empty = "spread" }]
[[sheet]]
id = "tasks"
title = "其他"
full = 100
places = 1
rounding = "half_up"
given = true
clause = "E-11"
[double_hundred]
sheets = ["s", "tasks"]
join = "mean"
clause = "E-11"
"""
    policy = wg.Policy.from_toml(f'schema = 1\nid = "t"\ntitle = "t"\nfrom = 2020-01-01\n{text}')
    year = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    rows = [(0, 0, "patrols_done", None, False, 2), (0, 0, "patrols_due", None, False, 3)]
    tallies = wg.Tallies(["甲"], [year], rows)
    marks = wg.marks(policy, "s", tallies, year)
    assert (marks[0].total, marks[0].items[0].state) == (Decimal("66.7"), wg.ItemState.COUNTED)
    assert marks.table()["patrol_rate_marks"].tolist() == ["66.7"]
    review = wg.review(policy, tallies, year, [("tasks", "甲", Decimal("90.5"))])
    assert review.table()["total"].tolist() == ["78.6"]
    assert bad(lambda: wg.review(policy, tallies, year, [("tasks", "甲", 90.5)]))[1] == "90.5"  # type: ignore[list-item]
    with pytest.raises(wg.UnspecifiedError) as caught:
        wg.review(wg.Policy.preset("xiang-2011"), tallies, year)
    assert caught.value.key == "double_hundred"


def test_a_correction_keeps_what_was_published() -> None:
    rows = ranked({"甲": (8, 10), "乙": (9, 10)})
    result = wg.PublishedResult.first("第三季度排名", QUARTER, dt.date(2026, 10, 9), rows)
    better = result.correct(dt.date(2026, 10, 20), "一件申诉成立", ranked({"甲": (10, 10), "乙": (9, 10)}))
    assert [version.number for version in better.versions] == [1, 2]
    assert better.versions[0] == result.versions[0]
    assert [(one.unit, one.before and one.before.rank, one.after and one.after.rank) for one in better.changes(2)] == [
        ("甲", 2, 1),
        ("乙", 1, 2),
    ]
    assert pickle.loads(pickle.dumps(better)) == better
    assert bad(lambda: result.correct(dt.date(2026, 10, 20), " ", []))[0] == "why"
    assert bad(lambda: result.correct(dt.date(2026, 10, 1), "示例", []))[0] == "on"
    line = wg.ResultRow("甲", 1)
    assert bad(lambda: result.correct(dt.date(2026, 10, 20), "示例", [line, line])) == ("unit", '"甲"', 1)
    assert bad(lambda: wg.PublishedResult.first("t", QUARTER, dt.date(2026, 9, 1), []))[0] == "on"


def test_a_backtest_traces_each_difference() -> None:
    policy = P.with_value("ranking.least_volume", "1")
    other = policy.with_value(LIMIT, "3").with_value("ranking.least_volume", "6")
    units = ["G-1", "G-2"]
    found = wg.backtest(EVENTS, policy, other, C, now=NOW, period=QUARTER, units=units)
    assert (found.before.late, found.after.late) == (2, 6)
    assert [change.key for change in found.changes] == [LIMIT, "ranking.least_volume"]
    told = [(one.rule.partition("[")[0], one.newly_late, one.no_longer_late) for one in found.attributions]
    assert told == [("limit", 4, 0), ("ranking", 0, 0)]
    assert found.interaction == 0
    assert found.zh == "各项单独改动合计4件，一并改动4件，相互作用0件"
    assert [(move.unit, move.before, move.place, move.after, move.other_place) for move in found.moves] == [
        ("G-1", 1, "ranked", None, "below_volume"),
        ("G-2", 2, "ranked", None, "below_volume"),
    ]
    assert found.together == ()
    table = found.differences()
    assert table["case"].tolist() == [f"C-{nth}" for nth in range(6)]
    assert table["late"].tolist() == [False] * 4 + [True] * 2
    assert table["other_due"][0] == np.datetime64("2026-07-09T18:00:00")
    assert wg.backtest(EVENTS, policy, policy, C, now=NOW).attributions == ()


def test_a_sweep_is_a_table() -> None:
    table = wg.sweep(EVENTS, P, {LIMIT: [7, 3], "counting.start": ['"next_day"', '"same_day"']}, C, now=NOW)
    assert table.columns == (LIMIT, "counting.start", "late", "known", "unplaced", "numerator", "denominator")
    assert table["late"].tolist() == [2, 2, 6, 6]
    assert table[LIMIT].tolist() == ["7", "7", "3", "3"]
    assert bad(lambda: wg.sweep(EVENTS, P, {"speed": [1]}, C, now=NOW))[0] == "key"
    assert bad(lambda: wg.sweep(EVENTS, P, {LIMIT: []}, C, now=NOW))[0] == "values"
    with pytest.raises(wg.PolicyError):
        wg.sweep(EVENTS, P, {LIMIT: [0]}, C, now=NOW)


def test_policies_are_compared_and_looked_at() -> None:
    xiang = wg.Policy.preset("xiang-2011")
    changes = xiang.diff(P)
    step = xiang
    for rule in dict.fromkeys(change.rule for change in changes):
        if rule in ("from", "route", "limit"):
            continue
    assert any(change.rule == "ranking" and change.before is None for change in changes)
    other = P.with_value(LIMIT, "5")
    assert P.with_rule(other, 'limit[complexity = "general"]').diff(other) == ()
    assert LIMIT in set(P.keys())
    assert bad(lambda: P.with_rule(other, "speed"))[0] == "rule"
    assert step is xiang
    codes = {lint.code for lint in wg.Policy.preset("modian-2012").lint(dt.date(2026, 1, 1))}
    assert "lint.not_arranged" in codes or "lint.open_key" in codes


def test_records_of_every_kind_count() -> None:
    owed = wg.obligations(P, C, [wg.DutyGrid("G-1", "甲村")], *JULY, kinds=["summary", "exchange"])
    records = [wg.DutyRecord("r", "summary", "G-1", dt.date(2026, 7, 30))]
    facts = wg.RecordFact.of_duties(owed.match(records, dt.date(2026, 8, 1)))
    tallies = wg.Tallies(["甲村"], [JULY]).with_records(list(facts))
    assert tallies.figure(P, "summary_rate", "甲村", JULY).rate == wg.Rate(1, 1)
    assert tallies.figure(P, "exchange_rate", "甲村", JULY).rate.numerator == 0
    visit = wg.DutyRecord("v", "visit", "G-1", dt.date(2026, 7, 2), items=["worries"])
    assert wg.RecordFact.of_checklist(P, visit).counts == {"check_items_due": 4, "check_items_done": 1}
    card = wg.RecordFact.of_card(P, wg.ServiceCard("G-1", "甲村"), dt.date(2026, 7, 2))
    assert (card.village, card.counts) == ("甲村", {"cards_due": 1, "cards_published": 0})
    again = pickle.loads(pickle.dumps(card))
    assert (again, hash(again)) == (card, hash(card))
    call = wg.Call("call-1", at=dt.datetime(2026, 7, 2, 9), channel="hotline", served="known")
    assert wg.RecordFact.of_call(P, call, "甲村").counts == {"calls": 1, "calls_complete": 0}
    register = wg.ConductRegister(P, C)
    at = dt.datetime(2026, 7, 2, 9)
    register.do("F-1", "raise", at=at, by="p-1", conduct="buck_passing", person="p-7", source="complaint", text="虚构")
    finding = wg.RecordFact.of_finding(register, "F-1", "甲村")
    assert (finding.counts, finding.pending) == ({"conduct_upheld": 0}, True)
    ledger = wg.Ledger.read({"户号": ["H-1"], "网格": ["G-1"]}, policy=P, day=dt.date(2026, 7, 2))
    filled = wg.RecordFact.of_ledger(P, ledger, "甲村", dt.date(2026, 7, 2))
    assert all(fact.counts["ledger_fields_filled"] <= fact.counts["ledger_fields_due"] for fact in filled)
    assert {fact.unit for fact in filled} == {"G-1"}
    nowhere = wg.Ledger.read({"户号": ["H-1"]}, policy=P, day=dt.date(2026, 7, 2))
    assert {fact.unit for fact in wg.RecordFact.of_ledger(P, nowhere, "甲村", dt.date(2026, 7, 2))} == {"甲村"}


def test_the_bulletin_is_a_table() -> None:
    log = wg.CaseLog(P, C)
    actor = ("p-3", "assistant")
    log.open(
        "C-1",
        at=dt.datetime(2026, 7, 6, 9),
        actor=actor,
        channel="visit",
        served="known",
        scope="grid",
        major=False,
        sudden=False,
    )
    owed = wg.obligations(P, C, [wg.DutyGrid("G-1", "甲村")], *JULY, kinds=["summary"])
    found = wg.bulletin(log, NOW, owed.match([], dt.date(2026, 8, 31)))
    table = found.to_polars()
    assert table["cause"].to_list() == ["late", "missed"]
    assert table["subject"].to_list() == ["C-1", "G-1"]
    assert found[0].reason.clause == "X-4.3a"
    with pytest.raises(wg.UnspecifiedError):
        wg.bulletin(wg.CaseLog(wg.Policy.preset("modian-2012"), C), NOW)


def test_periods_are_whole() -> None:
    assert wg.periods(*QUARTER) == (JULY, AUGUST, (dt.date(2026, 9, 1), dt.date(2026, 9, 30)))
    assert wg.periods(dt.date(2026, 1, 1), dt.date(2027, 12, 31), "year")[1][0] == dt.date(2027, 1, 1)
    assert bad(lambda: wg.periods(dt.date(2026, 2, 1), dt.date(2026, 4, 30), "quarter"))[0] == "start"
    assert bad(lambda: wg.periods(dt.date(2026, 7, 1), dt.date(2026, 7, 30)))[0] == "end"
    assert bad(lambda: wg.periods(dt.date(2026, 7, 1), dt.date(2026, 6, 30)))[0] == "end"
    assert bad(lambda: wg.periods(*QUARTER, "week"))[0] == "every"
