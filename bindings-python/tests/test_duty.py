"""Duties: tables of every library in, columns out, records matched, calendars written, refusals with rows and keys."""

import datetime as dt
import pickle
from collections.abc import Callable
from typing import Any

import duckdb
import icalendar
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import wangge as wg

P, MODIAN, XIANG = (wg.Policy.preset(name) for name in ("combined", "modian-2012", "xiang-2011"))
C = wg.WorkCalendar.china()
GRIDS = [wg.DutyGrid("G-1", "V-1"), wg.DutyGrid("G-2", "V-1", from_=dt.date(2026, 11, 16)), wg.DutyGrid("G-3", "V-2")]
NOVEMBER = (dt.date(2026, 11, 1), dt.date(2026, 11, 30))


def day(number: int, month: int = 11) -> dt.date:
    return dt.date(2026, month, number)


def owed(
    grids: Any = GRIDS, *kinds: str, start: dt.date = NOVEMBER[0], end: dt.date = NOVEMBER[1], **more: Any
) -> wg.Obligations:
    return wg.obligations(P, C, grids, start, end, kinds=kinds or None, **more)


def bad(ask: Callable[[], object]) -> tuple[str, str, int | None]:
    with pytest.raises(wg.InputError) as caught:
        ask()
    assert caught.value.allowed
    assert caught.value.zh
    return caught.value.column, caught.value.value, caught.value.row


def one_duty(text: str) -> wg.Policy:
    head = 'schema = 1\nid = "t"\ntitle = "t"\nfrom = 2020-01-01\n[calendar]\ntable = "state_council"\nclause = "E-3"\n'
    duty = '[[duty]]\nkind = "visit"\nowner = "grid_team"\neach = "grid"\nclause = "M-3.1"\n'
    return wg.Policy.from_toml(f"{head}{duty}{text}")


def test_what_is_owed_one_by_one() -> None:
    all_of = owed()
    # Working days of November 2026: 21, of which 11 from the 16th on; five weeks end, G-2 has three of them.
    counts = {kind.value: count for kind, count in all_of.counts.items()}
    assert counts["patrol"] == counts["diary"] == 21 + 11 + 21
    assert counts["exchange"] == 5 + 2 + 5
    assert (counts["monday_office"], counts["hotline_duty"], counts["supervision"]) == (2 * 5, 2 * 30, 1)
    assert len(all_of) == sum(all_of.counts.values()) == len(list(all_of))
    assert repr(all_of) == f"Obligations({len(all_of)} from 2026-11-01 to 2026-11-30, policy 'combined')"
    first = all_of[0]
    assert (first.kind, first.owner, first.every, first.covers) == ("patrol", "grid_responsible", "day", "grid")
    assert (first.unit_kind, first.unit, first.grid, first.village) == ("grid", "G-1", "G-1", "V-1")
    assert (first.opens, first.due, first.period, first.status) == (day(2), day(2), day(2), "confirmed")
    assert (first.occasion, first.persons, first.clause, first.clauses) == (None, (), "M-3.1", ("M-3.1", "E-6"))
    assert first.uid == "patrol.day.G-1.2026-11-02"
    assert [(reason.clause, reason.zh) for reason in first.because] == [
        ("M-3.1", "网格责任人每天应开展巡查"),
        ("E-6", "2026年11月2日（周一）当日完成"),
    ]
    last = all_of[-1]
    assert (last.kind, last.unit, last.grid, last.village) == ("supervision", "", None, None)
    assert repr(last) == "Obligation('supervision', the township, 2026-11-01 to 2026-11-30, 'office', X-4.3a, W-5)"
    assert all_of[1:3] == (all_of[1], all_of[2])
    assert all_of[-2:] == (all_of[len(all_of) - 2], last)
    with pytest.raises(IndexError):
        all_of[len(all_of)]
    with pytest.raises(IndexError):
        all_of[-len(all_of) - 1]


def test_answers_can_be_pickled_and_compared() -> None:
    holders = [wg.Holder("G-1", "grid_responsible", "p-1", to=day(15)), wg.Holder("G-1", "网格责任人", "p-2", day(16))]
    all_of = owed(holders=holders)
    again = pickle.loads(pickle.dumps(all_of))
    assert (again, hash(again), list(again)) == (all_of, hash(all_of), list(all_of))
    assert all_of != owed()
    records = [wg.DutyRecord("r", "patrol", "G-1", day(2), "p-1", items=["strangers"])]
    found = all_of.match(records, day(10))
    twin = pickle.loads(pickle.dumps(found))
    assert (twin, hash(twin), twin.counts) == (found, hash(found), found.counts)
    gap = owed(GRIDS, "diary").match([], day(3)).diary_gaps()[0]
    rules = [*P.duties()[:1], P.checklist("visit", day(2)), wg.completeness(P, records[0]), gap, found[0][1]]
    for one in [all_of[0], all_of[-1], *GRIDS, *holders, *records, *rules, wg.Dwelling("G-1", "H-1"),
                wg.Occasion("O-1", "entry", "G-1", day(2), day(9))]:  # fmt: skip
        same = pickle.loads(pickle.dumps(one))
        assert (same, hash(same), repr(same)) == (one, hash(one), repr(one))
    assert repr(holders[1]) == "Holder('G-1', 'grid_responsible', 'p-2', from_=2026-11-16)"
    assert repr(found[0][1]) == "DutyOutcome('done', on=2026-11-02, record='r')"
    assert repr(records[0]) == "DutyRecord('r', 'patrol', 'G-1', 2026-11-02, person='p-1', 1 items)"
    assert [one.persons for one in all_of[:15]] == [("p-1",)] * 10 + [("p-2",)] * 5


TABLES: dict[str, Callable[[dict[str, list[Any]]], Any]] = {
    "dict": dict,
    "dict of arrays": lambda given: {
        name: np.array(cells, dtype="datetime64[D]") if name in ("from", "to", "day") else np.array(cells)
        for name, cells in given.items()
    },
    "pandas": lambda given: pd.DataFrame(given, index=range(3, 3 + len(next(iter(given.values()))))),
    "pandas, days of its own": lambda given: pd.DataFrame(
        {name: pd.to_datetime(cells) if name in ("from", "to", "day") else cells for name, cells in given.items()}
    ),
    "pandas, categories": lambda given: pd.DataFrame(given).astype({next(iter(given)): "category"}),
    "polars": pl.DataFrame,
    "pyarrow": pa.table,
    "duckdb": lambda given: duckdb.from_arrow(pa.table(given)),
    "dicts": lambda given: [dict(zip(given, row, strict=True)) for row in zip(*given.values(), strict=True)],
}


@pytest.mark.parametrize("library", TABLES)
def test_tables_of_every_library(library: str) -> None:
    make = TABLES[library]
    grids: dict[str, list[Any]] = {
        "grid": ["G-1", "G-2", "G-3"],
        "village": ["V-1", "V-1", "V-2"],
        "from": [None, day(16), None],
        "note": ["", "", ""],
    }
    dwellings: dict[str, list[Any]] = {"household": ["H-1", "H-2", "H-3"], "grid": ["G-1", "G-2", "G-3"]}
    holders: dict[str, list[Any]] = {
        "unit": ["G-1", "V-1"],
        "role": ["grid_responsible", "村干部"],
        "person": ["p-1", "p-2"],
    }
    occasions: dict[str, list[Any]] = {"id": ["O-1"], "kind": ["prompt_report"], "unit": ["G-1"], "day": [day(14)]}
    tables = {"holders": make(holders), "dwellings": make(dwellings), "occasions": make(occasions)}
    found = owed(make(grids), **tables)
    whole = owed(
        GRIDS,
        dwellings=[wg.Dwelling(*pair) for pair in (("G-1", "H-1"), ("G-2", "H-2"), ("G-3", "H-3"))],
        holders=[wg.Holder("G-1", "grid_responsible", "p-1"), wg.Holder("V-1", "village_cadres", "p-2")],
        occasions=[wg.Occasion("O-1", "prompt_report", "G-1", day(14))],
    )
    assert found == whole
    assert list(found) == list(whole)
    (report,) = (one for one in found if one.kind == "prompt_report")
    assert (report.occasion, report.due, report.uid) == ("O-1", day(14), "prompt_report.occasion.G-1.O-1")
    records: dict[str, list[Any]] = {
        "id": ["r-1", "r-2"],
        "kind": ["patrol", "巡查"],
        "unit": ["G-1", "G-3"],
        "day": [day(2), day(3)],
    }
    matched = owed(make(grids), "patrol").match(make(records), day(3))
    assert [matched.counts[state] for state in wg.DutyState] == [2, 0, 1, len(matched) - 3]
    assert matched.uses["use"].tolist() == ["in_time", "in_time"]


def test_columns_say_what_the_rows_say() -> None:
    found = owed()
    frame, arrow, polars = found.to_pandas(uid=True), found.to_arrow(uid=True), found.to_polars(uid=True)
    names = ["kind", "owner", "grid", "opens", "due", "clause", "unit", "village", "provisional", "uid"]
    assert list(frame.columns) == arrow.column_names == polars.columns == names
    assert list(found.table().columns) == names[:-1]
    assert frame["kind"].dtype == "category"
    assert arrow.schema.field("grid").type == pa.dictionary(pa.int32(), pa.string())
    assert polars.schema["kind"] == pl.Enum([kind.value for kind in wg.DutyKind])
    rows = [
        (one.kind, one.owner, one.grid, one.opens, one.due, one.clause, one.unit, one.village, False, one.uid)
        for one in found
    ]
    assert polars.rows() == rows
    assert [tuple(row.values()) for row in arrow.to_pylist()] == rows
    told = frame.assign(opens=frame["opens"].dt.date, due=frame["due"].dt.date).astype(object)
    assert list(told.where(told.notna(), None).itertuples(index=False, name=None)) == rows
    doubtful = owed(GRIDS, "leaders_meeting", start=day(1, 12), end=day(31, 12))
    assert doubtful.table()["provisional"].tolist() == [True, True]


def test_what_was_done() -> None:
    grids = [wg.DutyGrid("G-1", "V-1")]
    records = [
        wg.DutyRecord("a", "exchange", "G-1", day(5)),
        wg.DutyRecord("b", "exchange", "G-1", day(6), "p-1"),
        wg.DutyRecord("b again", "exchange", "G-1", day(6), "p-1"),
    ]
    found = owed(grids, "exchange", end=day(15)).match(records, day(12))
    # The first record after the week to the 1st makes it good; the one to the 15th is not due yet.
    assert [(outcome.state, outcome.on, outcome.record) for _, outcome in found] == [
        ("done_late", day(5), "a"),
        ("done", day(6), "b"),
        ("not_due", None, None),
    ]
    assert found.counts == {"done": 1, "done_late": 1, "missed": 0, "not_due": 1}
    assert found.uses.to_polars().rows() == [("a", "late", 0), ("b", "in_time", 1), ("b again", "duplicate", None)]
    frame = found.to_polars().select("due", "state", "on", "record")
    assert frame.rows()[0] == (day(1), "done_late", day(5), "a")
    assert found.to_arrow()["record"].to_pylist() == ["a", "b", None]
    assert found.to_pandas()["on"].isna().tolist() == [False, False, True]
    assert repr(found) == "Matched(3 as of 2026-11-12: 1 done, 1 done_late, 0 missed, 1 not_due)"
    assert found[-1] == list(found)[2]
    assert found[1:] == tuple(found)[1:]
    assert (found.as_of, len(found), found.owed[0].due) == (day(12), 3, day(1))


def test_every_household_is_seen() -> None:
    dwellings = {"grid": ["G-1"] * 3, "household": ["H-1", "H-2", "H-3"], "from": [None, None, day(15, 8)]}
    start, end = day(1, 7), day(30, 9)
    found = owed([wg.DutyGrid("G-1", "V-1")], "visit", start=start, end=end, dwellings=dwellings)
    visits = pd.DataFrame(
        {
            "id": ["a", "b", "c", "d"],
            "kind": "visit",
            "unit": "G-1",
            "day": pd.to_datetime(["2026-07-03", "2026-08-20", "2026-10-03", "2026-08-21"]),
            "household": ["H-1", "H-3", "H-2", "H-9"],
        }
    )
    matched = found.match(visits, day(10, 10))
    (row,) = matched.coverage.to_polars().to_dicts()
    assert (row["grid"], row["village"], row["owner"], row["due"]) == ("G-1", "V-1", "grid_responsible", end)
    assert (row["needed"], row["seen"], row["seen_late"]) == (3, 2, 1)
    assert matched[row["obligation"]][1].state == "done_late"
    assert matched.unlisted == ("d",)
    nobody = owed([wg.DutyGrid("G-1", "V-1")], "visit", start=start, end=end)
    assert bad(lambda: nobody.match([], day(10, 10)))[0] == "dwellings"


def test_diaries_and_checklists() -> None:
    records = [wg.DutyRecord(str(number), "diary", "G-1", day(number)) for number in (2, 5, 10)]
    gaps = owed([wg.DutyGrid("G-1", "V-1")], "diary", end=day(13)).match(records, day(12)).diary_gaps()
    assert [(gap.unit, gap.from_, gap.to, gap.days) for gap in gaps] == [
        ("G-1", day(3), day(4), 2),
        ("G-1", day(6), day(9), 2),
        ("G-1", day(11), day(11), 1),
    ]
    assert repr(gaps[0]) == "DiaryGap('G-1', 2026-11-03 to 2026-11-04, 2 days)"
    patrol = wg.DutyRecord("a", "patrol", "G-1", day(2), items=["strangers", "烦心事"])
    found = wg.completeness(P, patrol)
    assert (found.needed, found.beyond) == (4, (wg.CheckItem.WORRIES,))
    assert found.missing == ("comings_and_goings", "building_and_dirt", "emergencies")
    assert [reason.clause for reason in found.because] == ["M-3.2"]
    with pytest.raises(wg.UnspecifiedError) as caught:
        wg.completeness(P, wg.DutyRecord("a", "diary", "G-1", day(2)))
    assert caught.value.key == 'checklist[kind = "diary"]'
    assert P.checklist("patrol", day(2)).clause == "M-3.2"


def test_the_rules_can_be_read() -> None:
    rules = {(rule.kind.value, rule.every.value): rule for rule in P.duties()}
    meeting = rules["analysis_meeting", "half_month"]
    assert (meeting.split, meeting.roll, meeting.collide, meeting.due) == (15, "preceding", "both", "last_day")
    assert (meeting.clause, meeting.reading, meeting.late_days) == ("M-4.1", "E-7", 7)
    assert (meeting.each, meeting.owner, meeting.answers, meeting.partial) == (
        "village",
        "committees",
        "at_due",
        "if_due",
    )
    assert (meeting.days, meeting.due_day, meeting.within, meeting.to) == (None, None, None, None)
    assert rules["hotline_duty", "day"].days == "every_day"
    assert rules["visit", "quarter"].covers == wg.Covers.HOUSEHOLD
    bare = next(rule for rule in MODIAN.duties() if rule.kind == "patrol")
    assert (bare.days, bare.reading, bare.late_days) == (None, None, None)
    assert repr(bare) == "DutyRule('patrol', 'grid_responsible', each='grid', every='day', M-3.1)"
    own = one_duty('every = "occasion"\nwithin = { count = 3, unit = "working_day" }').duties()[0]
    assert own.within == "3 working_day"
    assert one_duty('every = "month"\ndue_day = 25\nroll = "none"\nopens = "period"').duties()[0].due_day == 25


def test_what_is_not_stated_is_asked_for_by_its_key() -> None:
    def key(ask: Callable[[], object]) -> str:
        with pytest.raises(wg.UnspecifiedError) as caught:
            ask()
        return caught.value.key

    assert key(lambda: wg.obligations(MODIAN, C, GRIDS, *NOVEMBER)) == 'duty[kind = "patrol", every = "day"].days'
    assert key(lambda: wg.obligations(XIANG, C, GRIDS, *NOVEMBER, kinds=["patrol"])) == 'duty[kind = "patrol"]'
    assert key(lambda: wg.obligations(XIANG, C, GRIDS, *NOVEMBER, kinds=["热线值班"])) == "hotline.duty"
    late = one_duty('every = "week"\nopens = "period"\ndue = "last_day"\nroll = "none"')
    weeks = wg.obligations(late, C, [wg.DutyGrid("G-1", "V-1")], *NOVEMBER)
    records = [wg.DutyRecord("a", "visit", "G-1", day(5)), wg.DutyRecord("b", "visit", "G-1", day(6))]
    assert key(lambda: weeks.match(records, day(9))) == 'duty[kind = "visit", every = "week"].late_days'


def test_what_does_not_fit_is_told_with_its_row() -> None:
    with pytest.raises(wg.CalendarError):
        owed(start=day(1, 3).replace(year=2027), end=day(31, 3).replace(year=2027))
    with pytest.raises(wg.PolicyError):
        owed(start=day(1).replace(year=2000), end=day(30).replace(year=2000))
    assert bad(lambda: owed(start=NOVEMBER[1], end=NOVEMBER[0])) == ("end", "2026-11-01", None)
    assert bad(lambda: owed(GRIDS, "patroll")) == ("duty", "patroll", None)
    assert bad(lambda: owed([*GRIDS, GRIDS[0]])) == ("grid", '"G-1"', 3)
    for holders, told in (
        ([wg.Holder("G-9", "office", "p-1")], ("holders", 0, "unit")),
        ([{"unit": "G-1", "role": "chief", "person": "p-1"}], ("holders", 0, "role")),
        ([{"unit": "G-1", "role": "office", "person": "p-1", "from": "today"}], ("holders", 0, "from")),
    ):
        with pytest.raises(wg.InputError, match="holders: row 0, column") as caught:
            owed(holders=holders)
        assert (caught.value.table, caught.value.row, caught.value.column) == told
        assert pickle.loads(pickle.dumps(caught.value)).table == "holders"
    assert bad(lambda: owed([wg.DutyGrid("G", "V"), wg.DutyGrid("G-2", "G")])) == ("village", '"G"', 1)
    assert bad(lambda: owed([wg.DutyGrid("G", "V", day(2), day(1))])) == ("to", "2026-11-01", 0)
    assert bad(lambda: owed([{"grid": "G", "village": None}])) == ("village", '""', 0)
    assert bad(lambda: owed([{"grid": "G"}])) == ("village", "dict without it", 0)
    assert bad(lambda: owed({"grid": ["G"]})) == ("grids", "'village'", None)
    assert bad(lambda: owed({"grid": ["G"], "village": ["V", "V"]})) == ("village", "2 rows", None)
    assert bad(lambda: owed({"grid": [["G"]], "village": ["V"]})) == ("grid", "['G']", 0)
    assert bad(lambda: owed({"grid": ["G"], "village": ["V"], "from": ["2026-11-02"]})) == ("from", "'2026-11-02'", 0)
    noon = dt.datetime(2026, 11, 2, 12)
    assert bad(lambda: owed({"grid": ["G"], "village": ["V"], "to": [noon]})) == ("to", "2026-11-02 12:00:00", 0)
    zoned = dt.datetime(2026, 11, 2, tzinfo=dt.UTC)
    assert bad(lambda: owed({"grid": ["G"], "village": ["V"], "to": [zoned]}))[0] == "to"
    assert bad(lambda: owed("G-1"))[:2] == ("grids", "str")
    assert bad(lambda: owed(holders=[wg.Holder("G-9", "grid_leader", "p")])) == ("unit", '"G-9"', 0)
    assert bad(lambda: owed(holders=[("G-1", "grid_leader", "p")])) == ("unit", "tuple without it", 0)
    roles = {"unit": ["G-1", "G-1"], "role": ["grid_leader", "boss"], "person": ["p", "q"]}
    assert bad(lambda: owed(holders=roles)) == ("role", "boss", 1)
    twice = [wg.Dwelling("G-1", "H-1"), wg.Dwelling("G-3", "H-1", from_=day(5))]
    assert bad(lambda: owed(dwellings=twice)) == ("household", '"H-1"', 1)
    matched = owed()
    assert bad(lambda: matched.match([wg.DutyRecord("a", "patrol", "G-9", day(2))], day(3))) == ("unit", '"G-9"', 0)
    ahead = [wg.DutyRecord("a", "patrol", "G-1", day(4))]
    assert bad(lambda: matched.match(ahead, day(3))) == ("day", "2026-11-04", 0)
    assert (
        bad(lambda: matched.match({"id": ["a"], "kind": ["sleep"], "unit": [""], "day": [day(2)]}, day(3)))[0] == "kind"
    )
    assert bad(lambda: matched.match(7, day(3)))[:2] == ("records", "int")


def test_tables_with_nulls_and_numbers() -> None:
    # Ids may be whole numbers; a grid without an end may have a null of any kind.
    frame = pd.DataFrame(
        {"grid": [1, 2], "village": ["V", "V"], "from": pd.Series([None, "2026-11-16"], dtype="datetime64[s]")}
    )
    found = owed(frame, "summary")
    assert [(one.unit, one.opens) for one in found] == [("1", day(1)), ("2", day(16))]
    nanos = {"grid": ["1"], "village": ["V"], "from": np.array(["2026-11-16"], dtype="datetime64[ns]")}
    assert owed(nanos, "summary")[0].opens == day(16)
    assert bad(lambda: owed({"grid": [True], "village": ["V"]})) == ("grid", "True", 0)
    nothing = owed({"grid": [], "village": []}, "patrol")
    assert (len(nothing), nothing.to_pandas().shape, nothing.to_polars().shape) == (0, (0, 9), (0, 9))


def events(text: str) -> list[Any]:
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def test_a_calendar_that_others_read() -> None:
    stamp = dt.datetime(2026, 11, 1, 8, tzinfo=dt.timezone(dt.timedelta(hours=8)))
    holders = [wg.Holder("V-1", "village_cadres", "p-1"), wg.Holder("G-1", "grid_responsible", "p-2")]
    found = owed(holders=holders)
    told = events(found.to_ics(stamp=stamp, domain="example.org", name="示例村", person="p-1"))
    assert [one["UID"] for one in told] == [
        f"monday_office.week.V-1.{day(number)}@example.org" for number in (2, 9, 16, 23, 30)
    ]
    first = told[0]
    assert (first["SUMMARY"], first["DTSTART"].dt, first["DTEND"].dt) == ("周一集中办公（V-1）", day(2), day(3))
    assert first["DTSTAMP"].dt == dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
    assert "责任人：p-1" in first["DESCRIPTION"]
    assert "X-4.4a" in first["DESCRIPTION"]
    of_grid = events(found.to_ics(stamp=stamp, domain="example.org", grid="G-3"))
    assert len(of_grid) == sum(one.grid == "G-3" for one in found)
    of_village = found.to_ics(stamp=stamp, domain="example.org", village="V-2", lang="en")
    assert len(events(of_village)) == sum(one.village == "V-2" for one in found)
    assert "hotline duty (V-2)" in of_village
    # Three weeks off in February: what moves keeps its id.
    moved = owed(GRIDS, "monday_office", start=day(16, 2), end=day(28, 2)).to_ics(stamp=stamp, domain="d")
    assert [(one["UID"], one["DTSTART"].dt) for one in events(moved)] == [
        (f"monday_office.week.{village}.2026-02-23@d", day(24, 2)) for village in ("V-1", "V-2")
    ]
    assert bad(lambda: found.to_ics(stamp=dt.datetime(2026, 11, 1), domain="d"))[0] == "stamp"
    assert bad(lambda: found.to_ics(stamp=stamp, domain="d", lang="fr")) == ("lang", "fr", None)


def test_a_picture_of_a_month() -> None:
    found = owed()
    assert "民情日记" in found.to_svg("G-1", day(2))
    done = found.match([wg.DutyRecord("a", "diary", "G-1", day(2))], day(4))
    assert done.to_svg("G-1", day(2)) != found.to_svg("G-1", day(2))
    assert "diary" in found.to_svg("V-1", day(2), lang="en", width=700)
    assert bad(lambda: found.to_svg("G-9", day(2))) == ("unit", '"G-9"', None)
    assert bad(lambda: found.to_svg("G-1", day(2), width=10))[0] == "width"


def test_notebooks_show_them_in_chinese() -> None:
    found = owed(GRIDS, "exchange")
    page = found._repr_html_()
    assert page is not None
    assert "2026年11月1日至2026年11月30日应完成12项" in page
    assert "交流" in page
    told = found.match([wg.DutyRecord("a", "exchange", "G-1", day(5))], day(12))._repr_html_()
    assert told is not None
    assert "<td" in told
    assert "截至2026年11月12日（周四）：共12项" in told
    whole = wg.obligations(P, C, [wg.DutyGrid("<b>", "V")], *NOVEMBER, kinds=["summary"])
    hostile = whole[0]._repr_html_()
    assert hostile is not None
    assert "&lt;b&gt;" in hostile
    assert "<b>" not in hostile


CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.binary(max_size=3), st.dates(),
    st.datetimes(), st.datetimes(timezones=st.just(dt.UTC)), st.just(pd.NaT), st.just(np.datetime64("NaT")),
    st.just(np.datetime64("2026-11-02")), st.lists(st.text(max_size=2), max_size=2), st.just(object()),
)  # fmt: skip
NAMES = st.sampled_from(
    ["grid", "village", "from", "to", "unit", "role", "person", "household", "id", "kind", "day", "due"]
)
COLUMNS = st.one_of(
    CELLS, st.lists(CELLS, max_size=3), st.lists(CELLS, max_size=3).map(lambda c: np.array(c, dtype=object))
)
SHAPES = st.one_of(
    CELLS,
    st.lists(CELLS, max_size=3),
    st.dictionaries(NAMES, COLUMNS, max_size=5),
    st.lists(st.dictionaries(NAMES, CELLS, max_size=5), max_size=3),
)


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(shape=SHAPES, argument=st.sampled_from(["grids", "holders", "dwellings", "occasions", "records"]))
def test_whatever_is_given_is_taken_or_refused(shape: Any, argument: str) -> None:
    try:
        if argument == "grids":
            found = owed(shape, "monday_office")
            assert len(found) == len(list(found)) == len(found.to_polars())
        elif argument == "records":
            owed(GRIDS, "patrol").match(shape, NOVEMBER[1])
        else:
            owed(GRIDS, "patrol", **{argument: shape})
    except wg.WanggeError as error:
        told = error
    else:
        return
    assert told.code
    assert told.zh


WORDS = st.sampled_from(["G-1", "G-2", "V-1", "", "x"])


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(WORDS, WORDS, st.none() | st.dates(day(1, 1), day(25, 12)), st.none() | st.dates()), max_size=4),
    st.dates(day(1, 1), day(20, 12)),
    st.integers(0, 60),
)
def test_columns_and_rows_agree_for_any_grids(
    grids: list[tuple[str, str, dt.date | None, dt.date | None]], start: dt.date, length: int
) -> None:
    end = min(start + dt.timedelta(length), day(25, 12))
    try:
        found = owed([wg.DutyGrid(*grid) for grid in grids], start=start, end=end)
    except wg.InputError:
        return
    frame = found.to_polars(uid=True)
    rows = [(one.kind, one.owner, one.grid, one.opens, one.due, one.clause, one.uid) for one in found]
    assert frame.select("kind", "owner", "grid", "opens", "due", "clause", "uid").rows() == rows
    assert len({one.uid for one in found}) == len(found)
