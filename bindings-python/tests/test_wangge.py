"""The Python face: shapes, types, refusals, pickling, columns, and the examples in the docstrings."""

import copy
import datetime as dt
import doctest
import enum
import json
import pickle
import subprocess
import sys
import threading
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

import wangge as wg
from wangge import _wangge, enums

P = wg.Policy.preset("combined")
C = wg.WorkCalendar.china()
DAY = dt.date(2026, 11, 23)
EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "policies"
OVERLAY = '{"title": "t", "source": "s", "days": [{"date": "2026-11-24", "workday": false, "name": "n"}]}'


def answers() -> list[Any]:
    """One of every kind of value that the package gives."""
    case = wg.CaseRow("甲", DAY, None, "general")
    scores = wg.score([case], P, (dt.date(2026, 10, 1), dt.date(2026, 12, 25)))
    team = P.check_team(None, ["P-1"])
    due = P.deadline(DAY, "general")
    clock = P.due_at(dt.datetime(2026, 11, 20, 16), "9 working_hour", extensions=[1])
    counts = P.grid_counts(180, population=500, neighbours={"乙": 300})
    return [
        clock,
        clock.explain(),
        clock.explain().steps[0],
        wg.read_limit("种植季节15工作日"),
        P,
        P.at(DAY),
        C,
        C.provisional(),
        C.overlay(OVERLAY),
        due,
        due.explain(),
        due.explain().steps[1],
        due.because[0],
        P.deadline_by_level(DAY, "regional"),
        counts,
        counts.choices[0],
        P.grid_counts(430).sizes(3),
        team,
        team[0],
        P.route("village", work="approval"),
        C.day(DAY),
        C.explain(DAY, 3),
        wg.Clause.find("X-3.1"),
        wg.Person("P-1"),
        wg.Team("G-1", [wg.Person("P-1")], []),
        wg.GroupMember("P-1", "head", "party_secretary"),
        case,
        scores,
        scores[0],
        scores[0].figures,
        wg.rank(scores)[0],
        faults("schema = 1")[0],
        *divided(),
        *cases(),
        *hotline(),
        *work(),
        wg.Rollout(wg.Policy.preset("xiang-2011"), 2026),
        *duties(),
        *assessed(),
    ]


def divided() -> list[Any]:
    """A division of made-up households, and every record that it has."""
    rows = np.arange(460)
    x, y = rows // 230 * 1000.0 + rows % 7 * 20.0, rows % 230 // 7 * 30.0
    group = np.array(["东组", "西组"])[rows // 230]
    found = wg.divide(x, y, P, crs="metres", group=group, regions="340123456789")
    again = found.redivide(x[60:], y[60:], previous=found.labels[60:], group=group[60:], freedom=100)
    told: list[wg.Progress] = []
    wg.divide(x, y, P, crs="metres", progress=told.append)
    drawn = wg.audit(group, x, y, P, crs="metres")
    grid = found.grids[0]
    records: list[Any] = [found, again, drawn, found.measures, grid, grid.groups[0], found.names[0], found.splits[0]]
    return [*records, again.moved[0], found.tours[0], found.cells()[0][0], told[0]]


def cases() -> list[Any]:
    """A made-up case and another that cannot be placed, and every record that they have."""
    policy = wg.Policy.load(EXAMPLES / "extended.toml")
    log, at = wg.CaseLog(policy, C), dt.datetime(2026, 11, 23, 9)
    for name, complexity in (("C-1", "general"), ("C-2", "major")):
        facts = wg.CaseFacts("grid", False, False, complexity=complexity)
        log.open(name, at=at, actor=("p-3", "assistant"), channel="patrol", served="nobody", facts=facts)
    board, case = log.board(at), log.case("C-1")
    actor = case.first_asked
    with pytest.raises(wg.CaseError) as caught:
        log.do("C-1", "file", at=at, actor=actor, expected=0)
    extension = wg.Extension(at, "3 working_day", None, None)
    records: list[Any] = [board, board.rows[0], board.unplaced[0], case, actor, case.facts, case.stages()[0], extension]
    return [*records, case.due(), case.events[0], case.open_commands(actor, at)[0], caught.value.event]


def hotline() -> list[Any]:
    """A made-up call and a roster, and every record that they have."""
    policy, day, at = wg.Policy.load(EXAMPLES / "extended.toml"), dt.date(2026, 11, 23), dt.datetime(2026, 11, 23, 9)
    call = wg.Call("H-1", at=at, channel="hotline", served="known", general_concern=True)
    leave, swap = wg.Leave(day, "p-1", granted=True), wg.Swap(day, "p-1", "p-2")
    roster = wg.Roster([wg.Shift(day, "p-1")], [leave], [swap])
    published = wg.publication(call, "13800001234")
    figures = wg.hotline_figures(policy, C, [call], roster, day, day, now=at)
    (duty,), findings = roster.check(policy, C, day, day)
    records: list[Any] = [call, leave, swap, roster, roster.shifts[0], published, published.private[0], figures]
    person, posted = wg.CardPerson("p-1"), wg.Posted("board", DAY)
    card = wg.ServiceCard("G-1", leader=person, supervision=wg.Supervision("乡", "1"), published=[posted])
    valid = card.validity(policy, [(DAY, wg.Team("G-1", [wg.Person("p-2")], []))], DAY)
    records += [person, posted, card, card.supervision, valid]
    return [*records, duty, findings, wg.feedback_due(policy, C, call)]


def work() -> list[Any]:
    """A made-up meeting, findings, a roll-out, and every record that they have."""
    policy, day, at = wg.Policy.load(EXAMPLES / "extended.toml"), dt.date(2026, 11, 13), dt.datetime(2026, 11, 13, 9)
    attendance = wg.Attendance("p-1", came=at)
    item = wg.AgendaItem("T-1", "regional", "电话13800001234")
    round_up = wg.RoundUp("G-1", at, 1, 2)
    meeting = wg.Meeting(
        "M-1",
        "leaders",
        at,
        at + dt.timedelta(hours=1),
        people=[wg.Actor("p-1", "grid_leader")],
        attendance=[attendance],
        items=[item],
        grids=["G-1"],
        round_ups=[round_up],
    )
    sheet, full, public = meeting.sheet(policy), meeting.minutes(policy, "full"), meeting.minutes(policy, "public")
    log = wg.CaseLog(policy, C)
    facts = wg.CaseFacts("village", False, False)
    log.open(
        "C-1", at=at - dt.timedelta(days=40), actor=("p-3", "assistant"), channel="patrol", served="nobody", facts=facts
    )
    road = wg.Deliberation(policy, C, "D-1", "道路硬化（虚构）")
    taken = road.hold("proposal", day, eligible=9, present=9, in_favour=9)
    stands = road.standing(day)
    register = wg.ConductRegister(policy, C)
    (derived,) = wg.derive_conduct(log, "delay", at)
    raised = register.raise_derived("F-1", derived, at=at, by="p-1", person="p-7")
    register.do("F-1", "answer", at=at, by="p-7", text="虚构")
    register.do("F-1", "uphold", at=at, by="p-1", text="虚构")
    village = wg.Rollout(policy, 2026).standing("东村", [], dt.date(2026, 6, 24))
    systems = policy.systems(day)
    records: list[Any] = [meeting, attendance, item, round_up, sheet, sheet.rows[0], full, full.items[0], public]
    records += [public.held_back[0], wg.agenda(log, day)[0], taken, stands, stands.steps[0], derived, raised]
    records += [raised.history[0], register.effects(day, day)[0], village, village.tasks[0], systems, systems[0]]
    return [*records, wg.Rollout(policy, 2026).phases[0], wg.Objection("o-1", "publish_decision", day, None, False)]


def duties() -> list[Any]:
    """What one made-up grid owes in a month, and every record of it."""
    grid, holder = wg.DutyGrid("G-1", "V-1"), wg.Holder("G-1", "grid_responsible", "p-1")
    occasion = wg.Occasion("O-1", "prompt_report", "G-1", DAY)
    days = dt.date(2026, 11, 1), dt.date(2026, 11, 30)
    owed = wg.obligations(P, C, [grid], *days, holders=[holder], occasions=[occasion])
    record = wg.DutyRecord("R-1", "patrol", "G-1", DAY, person="p-1", items=["strangers"])
    found = owed.match([record], DAY)
    records: list[Any] = [grid, holder, occasion, record, wg.Dwelling("G-1", "H-1"), owed, owed[0], found, found[0][1]]
    return [*records, found.diary_gaps()[0], P.duties()[0], P.checklist("patrol", DAY), wg.completeness(P, record)]


def assessed() -> list[Any]:
    """A made-up village's counts, and every record that is made of them."""
    quarter, year = (dt.date(2026, 7, 1), dt.date(2026, 9, 30)), (dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    cases = [("due", 6), ("closed_on_time", 4)]

    def of(period: tuple[dt.date, dt.date]) -> wg.Tallies:
        return wg.Tallies(["V-1"], [period], [(0, 0, code, "fell_due", False, count) for code, count in cases])

    tallies = of(quarter)
    marks, ranks = wg.marks(P, "grid_work", tallies, quarter), wg.ranks(P, tallies, quarter)
    review = wg.review(P, of(year), year, [("village_tasks", "V-1", 90)])
    result = wg.PublishedResult.first("排名（虚构）", quarter, dt.date(2026, 10, 9), ranks)
    result = result.correct(dt.date(2026, 10, 20), "虚构", [wg.ResultRow("V-1", 1, 5, 6)])
    log, at = wg.CaseLog(P, C), dt.datetime(2026, 11, 2, 9)
    facts = wg.CaseFacts("grid", False, False)
    log.open("C-1", at=at, actor=("p-3", "assistant"), channel="patrol", served="nobody", facts=facts)
    bulletin = wg.bulletin(log, dt.datetime(2026, 11, 30, 18))
    other = P.with_value('limit[complexity = "general"].within.count', "3").with_value("ranking.least_volume", "9")
    event = log.case("C-1").events[0]
    events = {"case": ["C-1"], "sequence": [1], "kind": ["collect"], "at": [at], "data": [json.dumps(event.data)]}
    table = {name: np.array(cells) for name, cells in events.items()} | {"at": np.array([at], dtype="datetime64[us]")}
    found = wg.backtest(table, P, other, C, now=dt.datetime(2026, 11, 6, 18))
    curves = [wg.Curve.linear(25), wg.Curve.slope(25, 98, "0.5", "12.5"), wg.Curve.steps(9, [(90, 9), (60, 3)])]
    curves += [wg.Curve.deduct(20, 5, 10), curves[1].reversed()]
    move = wg.RankMove("V-1", 1, "ranked", None, "below_volume")
    lint = wg.Policy.preset("modian-2012").lint(DAY)[0]
    records: list[Any] = [tallies, marks, marks[0], marks[0].items[0], ranks, ranks[0], review, review[0], result]
    records += [result.current, result.changes(2)[0], bulletin, bulletin[0], *curves, move, lint, found.before]
    records += [found.attributions[0], found.changes[0], P.metrics(DAY)[0], wg.UnitFact("V-1", "山区", to=DAY)]
    figure = tallies.figure(P, "on_time_rate", "V-1", quarter)
    return [*records, figure, figure.rate, wg.ResultRow("V-1"), wg.RecordFact("r", "V-1", DAY, {"calls": 1})]


def faults(text: str) -> tuple[wg.Fault, ...]:
    with pytest.raises(wg.PolicyError) as caught:
        wg.Policy.from_toml(text)
    return caught.value.faults


def test_every_answer_is_pickled_hashed_printed_and_copied() -> None:
    seen = set()
    for value in answers():
        for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
            again = pickle.loads(pickle.dumps(value, protocol))
            assert again == value
            assert repr(again) == repr(value)
            assert hash(again) == hash(value)
        assert copy.deepcopy(value) == value
        assert repr(value).startswith(type(value).__name__)
        seen.add(type(value).__name__)
    classes = {name for name in wg.__all__ if getattr(getattr(wg, name), "__module__", "") == "wangge"}
    # A log is no answer: it changes.
    changing = {"CaseLog", "ConductRegister", "Deliberation"}
    assert classes - {"add_workdays"} - changing <= seen | {"Finding"}, classes - seen


def test_the_enums_are_the_cores() -> None:
    codes = _wangge.term_codes()
    assert sorted(enums.__all__) == sorted([*codes, "Term"])
    for name, expected in codes.items():
        members: list[enum.StrEnum] = list(getattr(enums, name))
        assert [member.value for member in members] == expected
        words = _wangge.term_words(name)
        assert [(member.value, member.zh, member.en) for member in getattr(enums, name)] == words
        assert [member.name for member in members] == [code.upper() for code in expected]


def test_the_calendar() -> None:
    assert (C.first, C.firm_through, C.last) == (dt.date(2001, 1, 1), dt.date(2026, 12, 25), dt.date(2026, 12, 31))
    found = C.day(dt.date(2026, 10, 10))
    assert (found.kind, found.name, found.status) == (wg.DayKind.MAKE_UP, "国庆节", wg.DayStatus.CONFIRMED)
    assert C.add_workdays(dt.date(2026, 2, 13), 7, start="same_day") == dt.date(2026, 2, 28)
    assert C.add_workdays(dt.date(2026, 2, 13), 7, make_up="ignore") == dt.date(2026, 3, 4)
    assert C.overlay(OVERLAY).add_workdays(DAY, 1) == dt.date(2026, 11, 25)
    assert C.overlay(str(EXAMPLES / "overlay-example.json")).is_workday(dt.date(2026, 11, 28))
    assert C.provisional().day(dt.date(2027, 2, 5)).status == "provisional"
    year = {"2027": {"holidays": {"2027-01-01": "元旦"}, "makeup_workdays": {}}}
    assert C.with_years(json.dumps(year)).last == dt.date(2027, 12, 31)
    walk = C.explain(dt.date(2026, 9, 18), 2)
    assert [step.counted for step in walk.steps] == [None, None, 1, 2]
    assert walk.lines("zh")[2] == "2026年9月20日（周日）：调休上班（国庆节），计为第1天"


def test_the_policy() -> None:
    assert wg.Policy.presets() == ("modian-2012", "xiang-2011", "combined")
    assert wg.Policy.from_toml(P.to_toml()) == P
    county = wg.Policy.load(str(EXAMPLES / "example-county.toml"))
    assert county.deadline(dt.date(2022, 1, 4), "general").count == 5
    assert county.at(dt.date(2021, 6, 1)).deadline(dt.date(2022, 1, 4), "general").count == 7
    assert county.clause_text("县-9") == ("办结时限", "一般问题2022年起由7个工作日改为5个工作日")
    schema = json.loads(wg.Policy.json_schema())
    assert schema == json.loads((EXAMPLES / "policy.schema.json").read_text(encoding="utf-8"))
    assert {"grid", "limit", "route"} <= set(schema["properties"])


def test_deadline() -> None:
    due = P.deadline(DAY, "general", calendar=C)
    assert repr(due) == "Deadline(date=2026-12-02, status='confirmed', because=(X-4.2a, E-2, E-3))"
    assert due.complexity is wg.Complexity.GENERAL
    assert due.settled_by == (wg.Settlement.CLOSED, wg.Settlement.ANSWERED)
    assert (due.count, due.unit) == (7, "working_day")
    assert due.because[0].zh == "一般问题应在7个工作日内办结、答复"
    assert due.explain().lines()[-1] == "到期日：2026年12月2日（周三）"
    assert P.deadline(DAY, "一般") == due
    assert P.deadline(DAY, "major", calendar=C.provisional()).status == "provisional"


def test_grid_counts() -> None:
    counts = P.grid_counts(430)
    assert (counts.feasible, counts.preferred, len(counts.choices)) == (range(3, 5), 3, 0)
    assert list(counts.sizes(4)) == [108, 108, 107, 107]
    assert P.grid_counts(180, neighbours={"青石村": 430}).choices[0].neighbour == "青石村"
    assert P.grid_counts(10**9).feasible == range(6_666_667, 10_000_001)
    assert len(P.grid_counts(10**9).sizes(8_000_000)) == 8_000_000
    assert (len(P.grid_counts(0).feasible), P.grid_counts(0).above) == (0, 100)
    for bad in (0, 2, 5):
        with pytest.raises(wg.InputError, match="3 to 4"):
            counts.sizes(bad)
    with pytest.raises(OverflowError):
        P.grid_counts(-1)


def test_teams() -> None:
    leader = wg.Person("P-1", "教师", lives_in_grid=True)
    assert len(P.check_team(leader, ["P-2", wg.Person("P-3")])) == 0
    found = P.check_team([leader, leader], ["P-1"], grid="G-1")
    assert [(f.weight, f.code) for f in found.breaches] == [
        ("breach", "team.many_leaders"),
        ("breach", "team.few_members"),
        ("breach", "team.leader_as_member"),
    ]
    assert (found[0].subject, found[0].subject_zh, found[0].clause) == ("G-1 leader", "G-1 网格长", "X-3.2")
    roster = [wg.Team(grid, [leader], [wg.Person("P-2"), wg.Person("P-3")]) for grid in ("G-1", "G-2")]
    assert {f.code for f in P.check_roster(roster).advice} == {"team.leads_several", "team.serves_several"}


def test_scores_and_ranks() -> None:
    july, due = dt.date(2026, 7, 1), dt.date(2026, 7, 10)
    rows = [wg.CaseRow("甲", july, due if nth < 4 else None, "general") for nth in range(6)]
    period = (july, dt.date(2026, 9, 30))
    scores = wg.score(rows, P, period)
    assert (scores[0].marks, scores[0].rate) == (Decimal("66.67"), Decimal("0.6667"))
    columns = dict(
        zip(("village", "received", "closed", "complexity"), map(list, zip(*rows, strict=True)), strict=True)
    )
    assert wg.score(columns, P, period) == scores
    assert [(row.rank, row.place) for row in wg.rank(scores)] == [(1, "ranked")]
    assert len(wg.score([], P, period)) == 0
    with pytest.raises(wg.InputError) as caught:
        wg.score([*rows, wg.CaseRow("甲", july, dt.date(2026, 6, 30), "general")], P, period)
    assert (caught.value.row, caught.value.column, caught.value.value) == (6, "closed", "2026-06-30")
    with pytest.raises(wg.InputError, match="end not before the start"):
        wg.score(rows, P, (period[1], period[0]))


def test_errors_are_typed_and_say_what_is_wrong() -> None:
    with pytest.raises(wg.CalendarError) as calendar:
        C.add_workdays(dt.date(2026, 12, 31), 1)
    assert (calendar.value.day, calendar.value.first, calendar.value.last) == (dt.date(2027, 1, 1), C.first, C.last)
    with pytest.raises(wg.UnspecifiedError) as unspecified:
        wg.Policy.preset("modian-2012").deadline(DAY, "general")
    assert unspecified.value.key == 'limit[complexity = "general"]'
    with pytest.raises(wg.PolicyError, match="modian-2012, xiang-2011, combined") as policy:
        wg.Policy.preset("modian")
    assert (policy.value.faults, policy.value.code) == ((), "policy.unknown_preset")
    with pytest.raises(wg.InputError) as word:
        P.deadline(DAY, "hard")
    assert (word.value.column, word.value.value, word.value.allowed) == (
        "complexity",
        "hard",
        "general, complex, major",
    )
    for error in (calendar.value, unspecified.value, policy.value, word.value):
        again = pickle.loads(pickle.dumps(error))
        assert (vars(again), str(again)) == (vars(error), str(error))
        assert isinstance(error, wg.WanggeError)
        assert not error.zh.isascii()
        assert "." in error.code
    with pytest.raises(TypeError, match="not a datetime"):
        C.day(dt.datetime(2026, 11, 23))
    with pytest.raises(TypeError):
        P.deadline(5, "general")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        P.deadline(DAY, 5)  # type: ignore[arg-type]
    with pytest.raises(OSError, match=r"nowhere\.toml"):
        wg.Policy.load("nowhere.toml")


TEN = """schema = 7
id = ""
title = "十处错误"
from = 2026-02-28
colour = "red"

[grid.size]
unit = "house"
min = 150
max = 100
clause = "X-3.1"

[team]
members = { min = "two", max = 4 }

[[limit]]
complexity = "general"
within = { count = 7, unit = "working_day" }
settled_by = ["closed"]
clause = "X-99"
speed = "fast"

[counting]
start = "never"
make_up_days = 1
clause = "E-2"
"""


def test_a_policy_with_ten_faults_reports_ten() -> None:
    assert [(fault.path, fault.line) for fault in faults(TEN)] == [
        ("schema", 1),
        ("id", 2),
        ("colour", 5),
        ("grid.size.unit", 8),
        ("team.clause", 13),
        ("team.members.min", 14),
        ("limit[0].clause", 20),
        ("limit[0].speed", 21),
        ("counting.start", 24),
        ("counting.make_up_days", 25),
    ]
    with pytest.raises(wg.PolicyError) as caught:
        wg.Policy.from_toml(TEN)
    drawn = str(caught.value)
    assert drawn.count("error: ") == 10
    assert 'unit = "house"' in drawn
    assert "household, population, area, merchant" in drawn


def test_policies_that_nobody_should_write() -> None:
    assert [fault.code for fault in faults("# long\n" * 1_500_000)] == ["policy.too_large"]
    assert "policy.syntax" in {fault.code for fault in faults("x = " + "[" * 100_000)}
    assert "policy.syntax" in {fault.code for fault in faults("schema = 1\0")}
    assert [fault.path for fault in faults("")] == ["schema", "id", "title", "from"]


def test_days_and_counts_at_the_ends() -> None:
    for far in (dt.date.min, dt.date.max):
        with pytest.raises(wg.CalendarError) as caught:
            C.day(far)
        assert caught.value.day == far
        with pytest.raises(wg.WanggeError):
            P.deadline(far, "general")
    for n in (2**31 - 1, -(2**31)):
        with pytest.raises(wg.CalendarError):
            C.add_workdays(DAY, n)
    for n in (2**31, -(2**31) - 1, 10**30):
        with pytest.raises(OverflowError):
            C.add_workdays(DAY, n)


def sample(rows: int) -> npt.NDArray[np.datetime64]:
    return np.datetime64("2004-01-01") + np.random.default_rng(1).integers(0, 8000, rows).astype("m8[D]")


@pytest.mark.parametrize("rows", [0, 1, 512, 513, 5000, 300_001])
@pytest.mark.parametrize("threads", [None, 1, 2, 7])
def test_columns_answer_as_rows_do(rows: int, threads: int | None) -> None:
    x = sample(rows)
    few = slice(None, None, max(1, rows // 300))
    y = wg.add_workdays(x, 7, threads=threads)
    assert y.dtype == "datetime64[D]"
    assert y[few].tolist() == [C.add_workdays(day, 7) for day in x[few].tolist()]
    n = np.random.default_rng(2).integers(-40, 60, rows)
    each = wg.add_workdays(x, n, start="same_day", make_up="ignore", threads=threads)
    expected = [C.add_workdays(d, int(k), "same_day", "ignore") for d, k in zip(x[few].tolist(), n[few], strict=True)]
    assert each[few].tolist() == expected
    numbers = wg.add_workdays(x.astype("i4"), n.astype("i4"), start="same_day", make_up="ignore", threads=threads)
    assert numbers.dtype == np.int32
    assert np.array_equal(numbers, each.astype("i4"))
    words = np.array(["general", "complex", "major"])[np.random.default_rng(3).integers(0, 3, rows)]
    due = wg.deadlines(x, words, policy=P, threads=threads)
    expected = [P.deadline(d, str(w)).date for d, w in zip(x[few].tolist(), words[few], strict=True)]
    assert due[few].tolist() == expected
    assert np.array_equal(wg.deadlines(x, words.tolist(), policy=P), due)
    assert wg.is_workday(x, threads=threads)[few].tolist() == [C.is_workday(day) for day in x[few].tolist()]
    between = wg.workdays_between(x, y, threads=threads)
    assert between.dtype == np.int32
    assert np.all(between == 7)
    assert wg.day_status(x)[few].tolist() == [C.status(day) for day in x[few].tolist()]


def test_strided_columns_and_an_output_of_ones_own() -> None:
    x = sample(5000)
    y = wg.add_workdays(x, 7)
    assert np.array_equal(wg.add_workdays(x[::-3], 7), y[::-3])
    out = np.empty_like(x)
    assert wg.add_workdays(x, 7, out=out) is out
    assert np.array_equal(out, y)
    assert np.array_equal(wg.deadlines(x, "general", policy=P, out=out), y)


def test_nulls_and_bad_rows() -> None:
    x = sample(500_000)
    x[3] = "NaT"
    assert np.isnat(wg.add_workdays(x, 1)[3])
    x[400_000] = x[450_000] = "1999-01-01"
    counts: list[Any] = [1, np.ones(len(x), "i8")]
    for count in counts:
        with pytest.raises(wg.InputError) as caught:
            wg.add_workdays(x, count, threads=4)
        assert (caught.value.row, caught.value.column, caught.value.value) == (400_000, "days", "1999-01-01")
    nulls = wg.add_workdays(x, 1, errors="null")
    assert np.flatnonzero(np.isnat(nulls)).tolist() == [3, 400_000, 450_000]
    with pytest.raises(wg.InputError, match="int32 has no null"):
        wg.add_workdays(x.astype("i8").astype("i4"), 1, errors="null")
    with pytest.raises(wg.InputError) as caught:
        wg.is_workday(x)
    assert (caught.value.row, caught.value.value) == (3, "null")
    words = np.full(4, "general", dtype=object)
    words[2] = "hard"
    with pytest.raises(wg.InputError) as caught:
        wg.deadlines(sample(4), words, policy=P)
    assert (caught.value.row, caught.value.column, caught.value.value) == (2, "complexity", "hard")
    with pytest.raises(wg.InputError, match="limit"):
        wg.deadlines(np.array(["2026-11-23"], dtype="M8[D]"), "general", policy=wg.Policy.preset("modian-2012"))


def test_columns_that_are_no_columns_of_days() -> None:
    x = sample(4)
    kinds = ("M8[M]", "M8[7D]", "f8", "i8", ">M8[D]")
    bad_days: list[Any] = [*(x.astype(kind) for kind in kinds), x.reshape(2, 2), [1], None, "x"]
    for bad in bad_days:
        with pytest.raises(wg.InputError, match="column"):
            wg.add_workdays(bad, 1)
        with pytest.raises(wg.InputError, match="column"):
            wg.is_workday(bad)
    bad_counts: list[Any] = [np.ones(3, "i4"), np.ones(4, "f8"), np.ones((2, 2), "i4"), np.array([1, 2, 3, 2**40])]
    for counts in bad_counts:
        with pytest.raises(wg.InputError) as caught:
            wg.add_workdays(x, counts)
        assert caught.value.column == "n"
    for n in (2**31, "7", 1.5, None):
        with pytest.raises((OverflowError, TypeError)):
            wg.add_workdays(x, n)
    read_only = np.empty_like(x)
    read_only.flags.writeable = False
    for out in (x, x[:2], x.astype("i4"), np.empty(8, "M8[D]")[::2], read_only):
        with pytest.raises(wg.InputError) as caught:
            wg.add_workdays(x, 1, out=out)
        assert caught.value.column == "out"
    for threads in (0, -1):
        with pytest.raises((wg.InputError, OverflowError)):
            wg.add_workdays(x, 1, threads=threads)


def test_other_threads_run_meanwhile() -> None:
    x = sample(4_000_000)
    ticks, stop = 0, threading.Event()

    def tick() -> None:
        nonlocal ticks
        while not stop.is_set():
            ticks += 1

    sys.setswitchinterval(0.05)  # then the call itself, or nothing, lets the other thread in
    thread = threading.Thread(target=tick)
    try:
        thread.start()
        before = ticks
        wg.add_workdays(x, 7)
        assert ticks > before
    finally:
        stop.set()
        sys.setswitchinterval(0.005)
        thread.join()


def test_one_policy_from_many_threads() -> None:
    found: list[wg.Deadline] = []

    def ask() -> None:
        found.extend(P.deadline(DAY, "complex") for _ in range(200))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 1600
    assert set(found) == {P.deadline(DAY, "complex")}


def test_import_loads_neither_numpy_nor_enums() -> None:
    code = "import sys, wangge; sys.exit(bool({'numpy', 'enum', 'typing'} & set(sys.modules)))"
    # -S: what the interpreter's own start-up loads is not ours.
    path = f"import sys; sys.path.insert(0, {str(Path(wg.__file__).parents[1])!r}); "
    assert subprocess.run([sys.executable, "-S", "-c", path + code], check=False).returncode == 0
    with pytest.raises(AttributeError, match="Colour"):
        wg.Colour  # noqa: B018


def test_the_examples_of_the_docstrings() -> None:
    parser, runner, tried = doctest.DocTestParser(), doctest.DocTestRunner(), 0
    nouns = [("wangge", wg), *((name, getattr(wg, name)) for name in wg.__all__)]
    for name, noun in nouns:
        members = vars(noun).items() if isinstance(noun, type) else ()
        for path, member in [(name, noun), *((f"{name}.{part}", member) for part, member in members)]:
            test = parser.get_doctest(getattr(member, "__doc__", None) or "", {}, path, None, None)
            tried += runner.run(test).attempted
    assert tried > 40
    assert runner.summarize(verbose=False).failed == 0


def test_every_public_thing_says_what_it_is() -> None:
    for name in wg.__all__:
        noun = getattr(wg, name)
        assert noun.__doc__, name
        members = vars(noun) if isinstance(noun, type) and noun.__module__ == "wangge" else {}
        for part, member in members.items():
            if not part.startswith("_"):
                assert member.__doc__, f"{name}.{part}"
