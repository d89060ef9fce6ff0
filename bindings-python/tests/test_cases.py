"""The life of a case: steps, refusals, replay, the board."""

import datetime as dt
import json
import pickle
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import wangge as wg

TEXT = (Path(__file__).resolve().parents[2] / "examples" / "policies" / "extended.toml").read_text(encoding="utf-8")
P = wg.Policy.from_toml(TEXT)
# The same with a regional matter due within working hours.
_DAYS, _HOUR = 'unit = "working_day" }', 'unit = "working_hour" }'
_COMPLEX = TEXT.replace(f"count = 15, {_DAYS}\nsettled_by", f"count = 15, {_HOUR}\nsettled_by")
HOURS = wg.Policy.from_toml(
    _COMPLEX.replace(f"left = {{ count = 1, {_DAYS}\n", "").replace(
        f"count = 7, {_DAYS}\nclause", f"count = 7, {_HOUR}\nclause"
    )
)
COMBINED = wg.Policy.preset("combined")
C = wg.WorkCalendar.china()

ASSISTANT = wg.Actor("p-3", "assistant")
OFFICE = ("p-1", "office")
OTHER_OFFICE = ("p-2", "office")
RESPONSIBLE = ("p-7", wg.Role.GRID_RESPONSIBLE)
COMMITTEES = ("p-9", "committees")
SERVED = ("p-20", "served")


def at(day: int, hour: int = 9, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, 11, day, hour, minute)


def opened(policy: wg.Policy = P, case: str = "C-1", **changed: Any) -> wg.CaseLog:
    log = wg.CaseLog(policy, C)
    more: dict[str, Any] = {"scope": "village", "major": False, "sudden": False, "grid": "g-4"} | changed
    log.open(case, at=at(23), actor=ASSISTANT, channel="visit", served="known", **more)
    return log


def handled(policy: wg.Policy = P) -> wg.CaseLog:
    """A case in the hands of the committees since 23 November, 11:30."""
    log = opened(policy)
    log.do("C-1", "file", at=at(23, 9, 30), actor=OFFICE)
    log.do("C-1", "dispatch", at=at(23, 10, 30), actor=OFFICE, to="unit-3")
    log.do("C-1", "accept", at=at(23, 11, 30), actor=COMMITTEES)
    return log


def closed(policy: wg.Policy = P, day: int = 27) -> wg.CaseLog:
    log = handled(policy)
    log.do("C-1", "feedback", at=at(day, 9), actor=COMMITTEES, outcome="settled", note="路灯已换")
    log.do("C-1", "verify", at=at(day, 10), actor=OFFICE, passed=True)
    log.do("C-1", "tell", at=at(day, 11), actor=RESPONSIBLE)
    log.do("C-1", "close", at=at(day, 12), actor=OFFICE, settlement="closed")
    return log


def refused(ask: Callable[[], object]) -> wg.CaseError:
    with pytest.raises(wg.CaseError) as caught:
        ask()
    again = pickle.loads(pickle.dumps(caught.value))
    assert (vars(again), again.args) == (vars(caught.value), caught.value.args)
    assert caught.value.zh
    return caught.value


def bad(ask: Callable[[], object]) -> tuple[str, str, str]:
    with pytest.raises(wg.InputError) as caught:
        ask()
    return caught.value.column, caught.value.value, caught.value.allowed


def test_the_whole_way_of_a_case() -> None:
    log = wg.CaseLog(P, C)
    (event,) = log.open(
        "C-1",
        at=at(23, 9, 30),
        actor=ASSISTANT,
        channel="visit",
        served="known",
        scope="village",
        major=False,
        sudden=False,
        work="coordination",
        grid="g-4",
        text="路灯坏了",
        received=at(23),
    )
    assert (event.case, event.sequence, event.kind, event.actor) == ("C-1", 1, wg.StepKind.COLLECT, ASSISTANT)
    assert event.data == {
        "channel": "visit",
        "served": "known",
        "facts": {"scope": "village", "major": False, "sudden": False, "work": "coordination"},
        "received": "2026-11-23T09:00:00",
        "grid": "g-4",
        "text": "路灯坏了",
    }
    case = log.case("C-1")
    assert (case.id, case.state, case.sequence, case.received, case.last) == ("C-1", "collected", 1, at(23), event.at)
    assert case.facts == wg.CaseFacts("village", False, False, wg.Work.COORDINATION)
    assert (case.channel, case.served, case.grid, case.first_asked) == ("visit", "known", "g-4", ASSISTANT)
    assert (case.holder, case.first_responsible, case.ended, case.settlement) == (None, None, None, None)

    # 15 working days of a regional matter (X-4.2b): the first that counts is 24 November.
    assert case.due().at == dt.datetime(2026, 12, 14, 18)
    assert [reason.clause for reason in case.due().because] == ["X-4.2b", "E-2", "细-3", "E-3"]
    assert (case.route().handler, case.route().told_by) == ("committees", "grid_responsible")
    assert case.light(at(24)) == wg.Light.GREEN

    log.do("C-1", "file", at=at(23, 9, 45), actor=OFFICE)
    (event,) = log.do("C-1", "dispatch", at=at(23, 10, 30), actor=OFFICE, to="unit-3")
    assert event.data == {"to": "unit-3"}
    assert log.case("C-1").holder == "unit-3"
    log.do("C-1", "accept", at=at(23, 11, 30), actor=COMMITTEES)
    case = log.case("C-1")
    assert (case.state, case.holder, case.first_responsible) == ("handling", "p-9", wg.Actor("p-9", "committees"))

    log.do("C-1", "ask_extension", at=at(24), actor=RESPONSIBLE, by="3 working_day", ground="需多方协调")
    log.do("C-1", "decide_extension", at=at(24, 10), actor=OFFICE, granted=True, by="2 working_day")
    log.do("C-1", "pause", at=at(25), actor=RESPONSIBLE, ground="等待鉴定")
    case = log.case("C-1")
    assert case.extensions == (wg.Extension(at(24), "3 working_day", at(24, 10), "2 working_day"),)
    assert case.suspensions == ((at(25), None),)
    # Until it is resumed it may last 30 days, into a year of which there is no notice yet: its clock stands.
    assert (case.light(at(25, 10)), case.due().at) == (wg.Light.GREY, None)
    assert wg.CaseLog.replay(log.events(), P, C.provisional()).case("C-1").light(at(25, 10)) == wg.Light.GREY
    log.do("C-1", wg.StepKind.RESUME, at=at(27), actor=RESPONSIBLE)
    log.do("C-1", "supervise", at=at(27, 10), actor=OFFICE, level="ordinary")
    case = log.case("C-1")
    assert (case.suspensions, case.supervision) == (((at(25), at(27)),), wg.SupervisionLevel.ORDINARY)
    # Two days of an extension, two that closed in the suspension (25 and 26 November).
    assert case.due().at == dt.datetime(2026, 12, 18, 18)

    log.do("C-1", "feedback", at=at(30), actor=COMMITTEES, outcome="settled", note="路灯已换")
    log.do("C-1", "verify", at=at(30, 10), actor=OFFICE, passed=False, note="仍不亮")
    log.do("C-1", "feedback", at=at(30, 11), actor=COMMITTEES, outcome="settled")
    log.do("C-1", "verify", at=at(30, 15), actor=OFFICE, passed=True)
    assert (log.case("C-1").state, log.case("C-1").is_told, log.case("C-1").outcome) == ("verified", False, "settled")
    log.do("C-1", "tell", at=at(30, 16), actor=RESPONSIBLE)
    log.do("C-1", "close", at=at(30, 17), actor=OFFICE, settlement="closed")
    case = log.case("C-1")
    assert (case.state, case.is_told, case.settlement, case.ended) == ("closed", True, "closed", at(30, 17))
    assert (case.reworked, case.returned, case.transferred, case.reopened, case.meetings) == (1, 0, 0, 0, 0)
    assert (case.needs_follow_up, case.is_exempted, case.appeal, case.merged_into, case.reported) == (
        False,
        False,
        None,
        None,
        None,
    )
    assert case.light(at(30, 17)) == wg.Light.DONE
    assert case.next_change(at(30, 17)) is None
    assert len(case.events) == case.sequence == 15
    assert repr(case) == "Case('C-1', state='closed', 15 events, holder='p-9')"


def test_stages_have_clocks_of_their_own() -> None:
    case = closed().case("C-1")
    told = [(clock.stage, clock.entered, clock.due.at, clock.left, clock.entries) for clock in case.stages()]
    assert told == [
        ("file", at(23), at(23, 10), at(23, 9, 30), 1),
        ("dispatch", at(23, 9, 30), at(23, 15, 30), at(23, 10, 30), 1),
        ("accept", at(23, 10, 30), at(23, 16, 30), at(23, 11, 30), 1),
        ("verify", at(27, 9), dt.datetime(2026, 12, 1, 18), at(27, 10), 1),
        ("close", at(27, 10), at(30, 18), at(27, 12), 1),
    ]
    clock = case.stages()[0]
    assert not clock.is_late(at(27))
    assert [(reason.clause, reason.zh) for reason in clock.due.because] == [("细-8", "建案环节限1个工作时")]
    assert opened().case("C-1").stages()[0].is_late(at(23, 11))


def test_a_light_turns_by_itself() -> None:
    case = opened(scope="grid").case("C-1")
    assert case.due().at == dt.datetime(2026, 12, 2, 18)
    # The policy warns from 80 percent of 7 days on: at the close of the sixth.
    warned = dt.datetime(2026, 12, 1, 18)
    assert case.next_change(at(23, 9)) == at(23, 10)  # the stage
    assert case.next_change(at(23, 10)) == warned
    assert case.next_change(warned) == dt.datetime(2026, 12, 2, 18)
    lights = [case.light(moment) for moment in (at(30), warned, dt.datetime(2026, 12, 2, 18))]
    assert lights == ["green", "yellow", "red"]
    assert [light.zh for light in lights] == ["正常", "临期", "逾期"]


def test_a_step_that_is_not_open() -> None:
    log = opened()
    error = refused(lambda: log.do("C-1", "close", at=at(23, 10), actor=OFFICE, settlement="closed"))
    assert (error.code, error.case, error.step, error.state) == ("case.not_open", "C-1", "close", "collected")
    assert "file" in error.allowed
    assert "dispatch" not in error.allowed
    assert log.case("C-1").sequence == 1


def test_a_role_that_may_not() -> None:
    error = refused(lambda: opened().do("C-1", "file", at=at(23, 10), actor=COMMITTEES))
    assert (error.code, error.role, error.step) == ("case.not_yours", wg.Role.COMMITTEES, "file")
    assert error.allowed == ("grid_responsible", "duty_staff", "office")


def test_rules_that_stand_against_a_step() -> None:
    log = handled()
    error = refused(lambda: log.do("C-1", "pause", at=at(24), actor=RESPONSIBLE, ground="太累"))
    assert (error.code, error.clause) == ("case.ground", "细-11")
    assert error.allowed == ("等待鉴定", "不可抗力", "当事人外出")
    log.do("C-1", "feedback", at=at(24), actor=("p-1", "committees"), outcome="settled")
    error = refused(lambda: log.do("C-1", "verify", at=at(24, 10), actor=OFFICE, passed=True))
    assert (error.code, error.clause, error.step) == ("case.same_person", "细-6", "verify")
    log.do("C-1", "verify", at=at(24, 10), actor=OTHER_OFFICE, passed=True)
    error = refused(lambda: log.do("C-1", "close", at=at(24, 11), actor=OFFICE, settlement="closed"))
    assert (error.code, error.clause, error.allowed) == ("case.untold", "M-6.3", ("tell",))


def test_a_conflict_has_both_events() -> None:
    log = handled()
    ask: dict[str, Any] = {"at": at(23, 12), "actor": OFFICE, "text": "请尽快"}
    error = refused(lambda: log.do("C-1", "note", expected=2, **ask))
    assert (error.code, error.expected, error.found) == ("case.conflict", 2, 4)
    assert error.event == wg.EventHead(3, wg.StepKind.DISPATCH, at(23, 10, 30), wg.Actor("p-1", "office"))
    assert error.command == wg.EventHead(3, wg.StepKind.NOTE, at(23, 12), wg.Actor("p-1", "office"))
    error = refused(lambda: log.do("C-1", "note", expected=9, **ask))
    assert (error.code, error.expected, error.found, error.event) == ("case.ahead", 9, 4, None)
    (event,) = log.do("C-1", "note", expected=4, **ask)
    assert event.sequence == 5


def test_a_command_sent_twice_is_done_once() -> None:
    log = opened()
    file: dict[str, Any] = {"at": at(23, 10), "actor": OFFICE, "command": "k-1", "expected": 1}
    (event,) = log.do("C-1", "file", **file)
    assert event.command == "k-1"
    assert log.do("C-1", "file", **file) == ()
    assert log.case("C-1").sequence == 2
    error = refused(lambda: log.do("C-1", "dispatch", to="unit-3", **file))
    assert (error.code, error.command_id) == ("case.command_reused", "k-1")
    assert error.event == wg.EventHead(2, wg.StepKind.FILE, at(23, 10), wg.Actor("p-1", "office"))
    collect: dict[str, Any] = {
        "at": at(23),
        "actor": ASSISTANT,
        "channel": "visit",
        "served": "nobody",
        "facts": {"scope": "grid", "major": False, "sudden": False},
    }
    assert len(log.open("C-2", command="k-2", **collect)) == 1
    assert log.open("C-2", command="k-2", **collect) == ()
    assert refused(lambda: log.open("C-2", **collect)).code == "case.exists"


def test_other_refusals() -> None:
    log = handled()
    error = refused(lambda: log.do("C-1", "note", at=at(22), actor=OFFICE, text="早"))
    assert (error.code, error.at, error.last) == ("case.backwards", at(22), at(23, 11, 30))
    for ask in (lambda: log.case("C-9"), lambda: log.do("C-9", "file", at=at(23), actor=OFFICE)):
        error = refused(ask)
        assert (error.code, error.case, error.step, error.allowed) == ("case.unknown", "C-9", None, ())
    error = refused(lambda: wg.Case.replay(log.events() + opened(case="C-2").events(), P, C))
    assert (error.code, error.case, error.other) == ("case.other_case", "C-1", "C-2")
    with pytest.raises(wg.UnspecifiedError) as unspecified:
        handled(COMBINED).do("C-1", "pause", at=at(24), actor=OFFICE, ground="等待鉴定")
    assert unspecified.value.key == "suspension"


def test_replay_comes_to_the_same() -> None:
    log = closed()
    log.open(
        "C-0", at=at(27), actor=OFFICE, channel="hotline", served="nobody", scope="grid", major=False, sudden=False
    )
    events = log.events()
    assert [(event.case, event.sequence) for event in events] == [*(("C-1", n) for n in range(1, 9)), ("C-0", 1)]
    lines = [event.to_json() for event in events]
    for again in (
        wg.CaseLog.replay(events, P, C),
        wg.CaseLog.replay(lines, P, C),
        wg.CaseLog.replay((line + "\n" for line in lines), P, C),
        wg.CaseLog.replay("\n".join(lines) + "\n", P, C),
        pickle.loads(pickle.dumps(log)),
    ):
        assert again.events() == events
        assert again.cases() == log.cases()
        assert [case.id for case in again.cases()] == ["C-0", "C-1"]
        assert repr(again) == "CaseLog(2 cases, 9 events)"
    assert (len(log), "C-1" in log, "C-9" in log) == (2, True, False)
    assert wg.Case.replay(events[:8], P, C) == log.case("C-1")
    assert [wg.Event.from_json(line) for line in lines] == list(events)
    stored = json.loads(lines[2])
    assert (stored["schema"], stored["kind"], stored["data"]) == (1, "dispatch", {"to": "unit-3"})

    error = refused(lambda: wg.CaseLog.replay([*lines[:3], lines[4]], P, C))
    assert (error.code, error.expected, error.found) == ("case.sequence", 4, 5)
    error = refused(lambda: wg.CaseLog.replay([lines[1]], P, C))
    assert (error.code, error.expected, error.found) == ("case.sequence", 1, 2)
    assert refused(lambda: wg.Case.replay([], P, C)).code == "case.unknown"


def test_which_buttons_work() -> None:
    case = closed(day=24).case("C-1")
    commands = {command.step: command for command in case.open_commands(OFFICE, at(25))}
    assert set(commands) == set(wg.StepKind) - {"collect"}
    assert [step for step, command in commands.items() if command.is_open] == ["reopen"]
    appeal = commands[wg.StepKind.APPEAL]
    assert (appeal.is_open, appeal.clause) == (False, None)
    assert appeal.zh == "只由网格责任人办理"
    appeal = {one.step: one for one in case.open_commands(RESPONSIBLE, at(25))}[wg.StepKind.APPEAL]
    assert (appeal.zh, appeal.en, appeal.clause) == (
        "没有逾期，无须申诉",
        "it was not late: there is nothing to appeal",
        "细-16",
    )
    file = {one.step: one for one in opened().case("C-1").open_commands(OFFICE, at(23, 10))}[wg.StepKind.FILE]
    assert file == wg.OpenCommand(wg.StepKind.FILE, True, None, None, None)
    assert bad(lambda: case.open_commands(OFFICE, at(1)))[0] == "now"


def test_an_appeal_keeps_the_fact() -> None:
    log = handled()
    day = dt.datetime(2026, 12, 15)
    log.do("C-1", "feedback", at=day.replace(hour=9), actor=COMMITTEES, outcome="settled")
    log.do("C-1", "verify", at=day.replace(hour=10), actor=OFFICE, passed=True)
    log.do("C-1", "tell", at=day.replace(hour=11), actor=RESPONSIBLE)
    log.do("C-1", "close", at=day.replace(hour=12), actor=OFFICE, settlement="closed")
    log.do("C-1", "appeal", at=day.replace(hour=14), actor=RESPONSIBLE, ground="系统故障")
    assert log.case("C-1").appeal == (day.replace(hour=14), None)
    log.do("C-1", "decide_appeal", at=day.replace(hour=15), actor=OFFICE, granted=True)
    case = log.case("C-1")
    assert (case.appeal, case.is_exempted) == ((day.replace(hour=14), True), True)
    assert case.light(day.replace(hour=16)) == wg.Light.DONE_LATE


def test_the_other_steps() -> None:
    log = handled()
    log.do("C-1", "put_to_meeting", at=at(24), actor=COMMITTEES, topic="regional", meeting=dt.date(2026, 11, 25))
    assert log.events()[-1].data == {"topic": "regional", "meeting": "2026-11-25"}
    log.do("C-1", "take_from_meeting", at=at(25), actor=COMMITTEES, beyond=True, opinion="报上级协调")
    log.do("C-1", "report_up", at=at(25, 10), actor=COMMITTEES, to="units_above", hand_over=False)
    log.do(
        "C-1",
        "reclassify",
        at=at(25, 11),
        actor=OFFICE,
        facts=wg.CaseFacts("beyond", major=False, sudden=False),
        ground="跨乡镇",
    )
    case = log.case("C-1")
    assert (case.meetings, case.reported, case.facts.scope) == (1, at(25, 10), wg.Scope.BEYOND)
    facts = {"scope": "village", "major": False, "sudden": False, "work": None}
    log.do("C-1", "reclassify", at=at(25, 12), actor=OFFICE, facts=facts, ground="核实")
    assert log.case("C-1").facts == case.facts.__class__("village", False, False)
    log.do("C-1", "return", at=at(25, 15), actor=COMMITTEES, opinion="不属本村")
    assert (log.case("C-1").returned, log.case("C-1").holder) == (1, None)
    log.open(
        "C-2", at=at(26), actor=OFFICE, channel="hotline", served="nobody", scope="grid", major=False, sudden=False
    )
    log.do("C-2", "file", at=at(26), actor=OFFICE)
    assert refused(lambda: log.do("C-2", "merge", at=at(26), actor=OFFICE, into="C-9")).code == "case.into_nothing"
    log.do("C-2", "merge", at=at(26), actor=OFFICE, into="C-1")
    assert (log.case("C-2").state, log.case("C-2").merged_into) == ("merged", "C-1")


def test_the_board() -> None:
    log = handled()
    facts = {"scope": "grid", "major": False, "sudden": False}
    for case, day in (("C-2", 2), ("C-3", 20)):
        log.open(case, at=at(day), actor=ASSISTANT, channel="patrol", served="nobody", grid="g-1", facts=facts)
    log.open(
        "C-4", at=at(23), actor=ASSISTANT, channel="patrol", served="nobody", facts=facts | {"complexity": "major"}
    )
    log.open("C-5", at=at(23), actor=ASSISTANT, channel="patrol", served="nobody", facts=facts)
    log.do("C-5", "decline", at=at(24), actor=OFFICE, ground="不属本县管辖")
    now = at(30, 19)
    board = log.board(now)
    assert (board.now, len(board)) == (now, 3)
    assert [(row.case, row.light, row.left) for row in board.rows] == [
        ("C-2", "red", -13),
        ("C-3", "yellow", 1),
        ("C-1", "green", 10),
    ]
    row = board.rows[0]
    assert (row.state, row.grid, row.holder, row.due, row.date) == (
        "collected",
        "g-1",
        None,
        at(11, 18),
        dt.date(2026, 11, 11),
    )
    assert row.waits_for == (wg.Role.GRID_RESPONSIBLE, wg.Role.DUTY_STAFF, wg.Role.OFFICE)
    assert (row.late_stage, row.supervision, row.to_tell, row.reported) == ("file", None, False, None)
    assert board.lights == {"green": 1, "yellow": 1, "red": 1, "grey": 0, "done": 1, "done_late": 0}
    assert [row.case for row in board.late] == ["C-2"]
    assert board.due_today == ()
    assert [row.case for row in board.due_this_week] == ["C-3"]
    assert [row.case for row in log.board(dt.datetime(2026, 12, 1, 8)).due_today] == ["C-3"]
    assert [row.case for row in board.due_between(now.date(), dt.date(2026, 12, 31))] == ["C-3", "C-1"]
    assert {who: [row.case for row in rows] for who, rows in board.to_remind.items()} == {None: ["C-2", "C-3"]}
    assert board.follow_up == ()
    assert [(one.case, one.code) for one in board.unplaced] == [("C-4", "calendar.unknown_day")]
    assert board.unplaced[0].zh.startswith("2027年1月1日")
    assert board.next_change == dt.datetime(2026, 12, 1, 18)
    assert repr(board) == "Board(2026-11-30 19:00:00: 3 open, 1 late)"
    again = pickle.loads(pickle.dumps(board))
    assert (again, hash(again)) == (board, hash(board))
    assert again.to_remind == board.to_remind
    assert again != log.board(at(30, 20))


def test_the_board_as_a_table() -> None:
    log = handled()
    log.open(
        "C-2", at=at(25), actor=ASSISTANT, channel="patrol", served="nobody", scope="grid", major=True, sudden=False
    )
    replayed = wg.CaseLog.replay(log.events(), HOURS, C)
    board = replayed.board(at(25, 10))
    assert (board.rows[0].case, board.rows[0].left) == ("C-1", -dt.timedelta(hours=2))
    frame = board.to_pandas()
    assert frame["case"].tolist() == ["C-1"]  # C-2 is due in a year that the calendar does not know
    assert frame["left_time"].tolist()[0] == -dt.timedelta(hours=2)
    assert frame["left_days"].isna()[0]
    assert str(frame["due"].dtype) == "datetime64[s]"
    assert frame["state"].tolist()[0] == "handling"
    polars = board.to_polars()
    assert polars.columns == list(frame.columns) == list(board.table().columns)
    assert polars["left_time"].to_list()[0] == -dt.timedelta(hours=2)
    arrow = board.to_arrow()
    assert arrow.column("holder").to_pylist()[0] == "p-9"
    assert (
        arrow.column("waits_for").to_pylist()[0]
        == "grid_responsible,grid_leader,committees,committees_head,units_above"
    )
    assert wg.CaseLog(P, C).board(at(25)).to_pandas().empty


def test_what_cannot_be_used() -> None:
    log = handled()
    note: dict[str, Any] = {"at": at(24), "actor": OFFICE}
    aware = at(24).replace(tzinfo=dt.UTC)
    assert bad(lambda: log.do("C-1", "note", at=aware, actor=OFFICE, text="x"))[:2] == ("moment", str(aware))
    assert bad(lambda: log.board(aware))[0] == "moment"
    assert bad(lambda: log.do("C-1", "fly", **note)) == ("step", "fly", ", ".join(wg.StepKind))
    assert bad(lambda: log.do("C-1", "note", txt="x", **note)) == ("txt", '"x"', "the fields of note: text")
    assert bad(lambda: log.do("C-1", "note", **note))[:2] == ("text", "none given")
    assert bad(lambda: log.do("C-1", "note", text=" ", **note))[:2] == ("text", '" "')
    assert bad(lambda: log.do("C-1", "note", text=3, **note))[:2] == ("text", "3")
    assert bad(lambda: log.do("C-1", "note", text=[], **note))[:2] == ("text", "[]")
    assert bad(lambda: log.do("C-1", "pause", ground="", **note))[:2] == ("ground", '""')
    assert bad(lambda: log.do("C-1", "dispatch", to="a\nb", **note))[0] == "to"
    allowed = "settled, answered, eased, cannot"
    assert bad(lambda: log.do("C-1", "feedback", outcome="done", **note)) == ("outcome", '"done"', allowed)
    assert bad(lambda: log.do("C-1", "verify", passed="yes", **note)) == ("passed", '"yes"', "true, false")
    assert bad(lambda: log.do("C-1", "verify", passed=1, **note))[0] == "passed"
    topic: dict[str, Any] = {"topic": "regional", **note}
    assert bad(lambda: log.do("C-1", "put_to_meeting", meeting=at(24), **topic))[0] == "meeting"
    extend: dict[str, Any] = {"ground": "情况复杂", **note}
    assert bad(lambda: log.do("C-1", "ask_extension", by="3 weeks", **extend))[:2] == ("by", "3 weeks")
    assert bad(lambda: log.do("C-1", "ask_extension", by=3, **extend))[:2] == ("by", "3")
    by: dict[str, Any] = {"count": 3, "unit": "week"}
    assert bad(lambda: log.do("C-1", "ask_extension", by=by, **extend))[:2] == ("by", "3 week")
    by["unit"] = by
    assert bad(lambda: log.do("C-1", "ask_extension", by=by, **extend))[0] == "by"
    assert bad(lambda: log.do("C-1", "ask_extension", by={"count": 3}, **extend))[:2] == ("by", "{'count': 3}")
    assert bad(lambda: log.do("C-1", "verify", passed=2**70, **note))[:2] == ("passed", f'"{2**70}"')
    facts: dict[str, Any] = {"ground": "核实", **note}
    assert bad(lambda: log.do("C-1", "reclassify", facts={"scope": "grid"}, **facts))[0] == "major"
    assert bad(lambda: log.do("C-1", "reclassify", facts={"scop": "grid"}, **facts))[:2] == ("facts", "'scop'")
    assert bad(lambda: log.do("C-1", "reclassify", facts=3, **facts))[0] == "facts"
    assert log.case("C-1").sequence == 4


def test_what_cannot_be_opened() -> None:
    log = wg.CaseLog(P, C)

    def ask(**changed: Any) -> tuple[str, str, str]:
        given: dict[str, Any] = {
            "at": at(23),
            "actor": ASSISTANT,
            "channel": "visit",
            "served": "known",
            "scope": "grid",
            "major": False,
            "sudden": False,
        } | changed
        return bad(lambda: log.open(given.pop("case", "C-1"), **given))

    assert ask(scope=None) == ("scope", "none given", "grid, village, beyond")
    assert ask(major=None)[0] == "major"
    facts = wg.CaseFacts("grid", False, False)
    assert ask(facts=facts) == ("scope", "given beside facts", "one of the two")
    assert ask(channel="letter")[:2] == ("channel", "letter")
    assert ask(actor="p-3")[:2] == ("actor", "'p-3'")
    assert ask(actor=(3, "office"))[:2] == ("actor", "3")
    assert ask(actor=("p-3", "mayor"))[:2] == ("role", "mayor")
    assert ask(actor=("", "office"))[0] == "actor"
    assert ask(case="")[0] == "case"
    assert ask(grid=" g")[0] == "grid"
    assert ask(text="")[0] == "text"
    assert ask(received=at(23).replace(tzinfo=dt.UTC))[0] == "moment"
    error = refused(
        lambda: log.open(
            "C-1", at=at(23), actor=ASSISTANT, channel="visit", served="known", facts=facts, received=at(24)
        )
    )
    assert error.code == "case.backwards"
    assert len(log) == 0


def test_what_cannot_be_replayed() -> None:
    line = handled().events()[1].to_json()

    def ask(events: Any) -> tuple[int | None, str]:
        with pytest.raises(wg.InputError) as caught:
            wg.CaseLog.replay(events, P, C)
        return caught.value.row, caught.value.column

    assert ask([opened().events()[0], "{"]) == (1, "event")
    assert ask("\n" + line) == (0, "event")
    assert ask([line.replace('"schema":1', '"schema":2')]) == (0, "schema")
    assert ask([line.replace('"sequence":2', '"sequence":0')]) == (0, "sequence")
    assert ask([line.replace('"data":{}', '"data":{"to":"x"}')]) == (0, "to")
    assert ask([3]) == (0, "events")
    with pytest.raises(TypeError):
        wg.CaseLog.replay(3, P, C)


def test_records_are_frozen_compared_and_pickled() -> None:
    log = closed()
    case = log.case("C-1")
    records: list[Any] = [
        case,
        case.facts,
        case.first_asked,
        case.due(),
        case.route(),
        case.stages()[1],
        case.stages()[1].due,
        case.events[2],
        case.open_commands(OFFICE, at(27, 12))[0],
        log.board(at(27, 12)),
        handled().board(at(24)).rows[0],
        wg.Extension(at(24), "3 working_day", None, None),
        wg.EventHead(3, wg.StepKind.NOTE, at(23), ASSISTANT),
        wg.Unplaced("C-1", "policy.unspecified", "甲", "a"),
    ]
    for record in records:
        again = pickle.loads(pickle.dumps(record))
        assert again == record
        assert hash(again) == hash(record)
        assert repr(again) == repr(record)
        assert " object at " not in repr(record)
        with pytest.raises(AttributeError):
            record.case = "C-2"
    assert case != handled().case("C-1")
    assert case.stages()[0] != case.stages()[1]
    assert case.due().explain().steps


def test_a_log_is_used_by_several_threads() -> None:
    log = handled()
    told: list[str] = []

    def write() -> None:
        for _ in range(50):
            sequence = log.case("C-1").sequence
            try:
                log.do("C-1", "note", at=at(24), actor=OFFICE, text="x", expected=sequence)
            except wg.CaseError as error:
                told.append(error.code)
            log.board(at(24))

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    events = log.events()
    assert [event.sequence for event in events] == list(range(1, len(events) + 1))
    assert len(events) - 4 + len(told) == 200
    assert set(told) <= {"case.conflict"}


def test_a_notebook_shows_the_timeline() -> None:
    evil = '<script>alert("x")</script>'
    log = opened(grid=evil, text=evil)
    log.do("C-1", "file", at=at(23, 11), actor=OFFICE, note=evil)
    log.do("C-1", "dispatch", at=at(23, 11), actor=OFFICE, to=evil)
    log.do("C-1", "accept", at=at(23, 12), actor=(evil, "committees"))
    log.do("C-1", "ask_extension", at=at(24), actor=RESPONSIBLE, by="3 working_day", ground="需多方协调")
    log.do("C-1", "decide_extension", at=at(24, 10), actor=OFFICE, granted=False)
    page = log.case("C-1")._repr_html_() or ""
    assert "<script" not in page
    for text in (
        "办件C-1：办理中",
        "&lt;script&gt;",
        "2026年12月14日（周一） 18:00",
        "3个工作日；需多方协调",
        "不同意",
        "首问责任人",
        "协理员 p-3",
        "第一责任人",
        ">到期<",
        ">逾期<",  # the stage of filing
        "3个环节",
        "细-8",
        "X-4.2b",
    ):
        assert text in page
    board = log.board(at(30, 8))._repr_html_() or ""
    assert "<script" not in board
    for text in ("在办1件，逾期0件", "剩11天", "● 正常", "下次变化"):
        assert text in board
    assert "2027年1月1日" in (opened(complexity="major").case("C-1")._repr_html_() or "")
    replayed = wg.CaseLog.replay(log.events(), HOURS, C)
    assert "逾期2小时30分" in (replayed.board(at(25, 10, 30))._repr_html_() or "")
    assert ">逾期<" in (wg.CaseLog.replay(closed().events(), HOURS, C).case("C-1")._repr_html_() or "")
    whole = log._repr_html_() or ""
    assert "<script" not in whole
    for text in ("办件台账：1件", "办理中1件", "延期审批", "2026年11月24日（周二） 10:00"):
        assert text in whole
    empty = wg.CaseLog(P, C).board(at(30, 8))._repr_html_() or ""
    assert "在办0件，逾期0件" in empty
