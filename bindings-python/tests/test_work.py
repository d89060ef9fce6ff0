"""Meetings, 四议两公开, conduct, the roll-out, the thirteen systems: what the vectors do not say."""

import datetime as dt
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest

import wangge as wg

ROOT = Path(__file__).resolve().parents[2]
P = wg.Policy.load(ROOT / "examples" / "policies" / "extended.toml")
MODIAN, XIANG = wg.Policy.preset("modian-2012"), wg.Policy.preset("xiang-2011")
C = wg.WorkCalendar.china()


def at(day: int, hour: int = 9, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, 11, day, hour, minute)


def meeting(**changed: Any) -> wg.Meeting:
    """A made-up meeting; the number in it is nobody's."""
    said: dict[str, Any] = {
        "people": [wg.Actor("p-1", "committees_head"), wg.Actor("p-7", "grid_responsible")],
        "attendance": [wg.Attendance("p-1", came=at(13, 9, 10))],
        "items": [
            wg.AgendaItem(
                "T-1", "regional", "排水沟堵塞", outcome="settle", who="p-7", by=at(20).date(), opinion="清淤"
            ),
            wg.AgendaItem("T-2", "many_people", "家庭纠纷", confidential=True),
            wg.AgendaItem("T-3", "regional", "路灯，联系13800001234"),
            wg.AgendaItem("T-4", "regional", "县道", outcome="refer_up", to="units_above", opinion="报交通部门"),
        ],
    }
    return wg.Meeting("M-1", "analysis", at(13), at(13, 11), **(said | changed))


def test_attendance_is_a_table() -> None:
    sheet = meeting().sheet(MODIAN)
    assert [(row.person, row.presence, row.minutes_late) for row in sheet.rows] == [
        ("p-1", "late", 10),
        ("p-7", "absent", 0),
    ]
    assert [(one.weight, one.clause) for one in sheet.findings.breaches] == [("breach", "M-4.5")] * 2
    frame = sheet.to_pandas()
    assert list(frame.columns) == ["person", "role", "must", "presence", "minutes_late", "minutes_early"]
    assert isinstance(frame["presence"].dtype, pd.CategoricalDtype)
    assert sheet.to_polars()["presence"].to_list() == ["late", "absent"]
    assert sheet.because[0].clause == "M-4.2"


def test_the_public_minutes_hold_nothing_confidential_or_private() -> None:
    public = meeting().minutes(MODIAN, "public")
    said = str(public) + "\n".join(public.lines("en")) + repr(public) + repr(public.items)
    assert not any(secret in said for secret in ("家庭纠纷", "13800001234", "p-7", "T-3"))
    assert (len(public.items), public.left_out, [one.item for one in public.held_back]) == (2, 1, ["T-3"])
    assert public.lines()[3:5] == ["1. 排水沟堵塞（区域性问题）", "   议定：清淤，于2026年11月20日（周五）前办理"]
    assert len(meeting().minutes(MODIAN, "full").items) == 4
    assert "家庭纠纷" not in repr(meeting().items)


def test_decisions_say_all_or_are_refused() -> None:
    cases: list[tuple[dict[str, Any], str]] = [
        ({"outcome": "settle", "who": "p-7", "opinion": "办"}, "by"),
        ({"outcome": "refer_up", "opinion": "报"}, "to"),
        ({"opinion": "办"}, "outcome"),
        ({"outcome": "refer_up", "to": "grid_responsible", "opinion": "报"}, "to"),
    ]
    for changed, column in cases:
        with pytest.raises(wg.InputError) as caught:
            meeting(items=[wg.AgendaItem("T-1", "regional", "排水", **changed)]).sheet(MODIAN)
        assert caught.value.column == column, changed
    with pytest.raises(wg.InputError) as caught:
        wg.Meeting.from_json("{}")
    assert caught.value.column == "meeting"
    with pytest.raises(wg.InputError) as caught:
        meeting(attendance=[wg.Attendance("p-1", granted=True)]).sheet(MODIAN)
    assert caught.value.column == "asked"


def test_an_agenda_and_what_became_of_it() -> None:
    log = wg.CaseLog(P, C)
    facts = wg.CaseFacts("village", False, False)
    log.open("C-1", at=at(2), actor=("p-3", "assistant"), channel="visit", served="known", facts=facts, text="排水")
    log.do("C-1", "file", at=at(2, 10), actor=("p-1", "office"))
    assert [(one.case, one.put) for one in wg.agenda(log, at(13).date())] == [("C-1", False)]
    log.do("C-1", "put_to_meeting", at=at(3), actor=("p-7", "grid_responsible"), topic="regional")
    (proposal,) = wg.agenda(log, at(13).date())
    assert (proposal.put, proposal.title, proposal.because.clause) == (True, "排水", "M-4.3")
    held = meeting(
        items=[
            wg.AgendaItem(
                "T-1", "regional", "排水", case="C-1", outcome="refer_up", to="units_above", opinion="本级不能解决"
            )
        ]
    )
    ((case, beyond, opinion),) = held.case_steps()
    log.do(case, "take_from_meeting", at=at(13, 11), actor=("p-2", "committees"), beyond=beyond, opinion=opinion)
    (finding,) = held.outstanding(log, at(14))
    assert (finding.clause, finding.code) == ("M-4.4", "meeting.not_referred")
    log.do("C-1", "report_up", at=at(16), actor=("p-2", "committees"), to="units_above", hand_over=False)
    assert len(held.outstanding(log, at(17))) == 0
    with pytest.raises(wg.CaseError):
        wg.agenda(log, at(13).date(), ["C-9"])


def test_a_deliberation_refuses_with_what_is_open() -> None:
    road = wg.Deliberation(P, C, "D-1", "道路硬化（虚构）")
    with pytest.raises(wg.StepError) as caught:
        road.publish("publish_decision", at(2).date())
    assert (caught.value.of, caught.value.step, caught.value.allowed) == ("D-1", "publish_decision", ("proposal",))
    assert caught.value.zh == "D-1：不能办理“决议公开”，先要办理“党支部提议”；现可办理：党支部提议"
    taken = road.hold("proposal", at(2).date(), eligible=9, present=6, in_favour=4)
    assert (taken.carried, taken.because[1].zh) == (False, "党支部提议赞成4人，按应到人数计至少须5人（> 1/2）")
    stands = road.standing(at(2).date())
    assert (stands.steps[0].failed, stands.open, stands.complete) == (1, ("proposal",), False)
    again = pickle.loads(pickle.dumps(road))
    assert (again.to_json(), repr(again)) == (road.to_json(), "Deliberation('D-1', 1 events)")
    pickled = pickle.loads(pickle.dumps(caught.value))
    assert (pickled.allowed, pickled.code) == (("proposal",), "deliberation.order")


def test_a_register_is_stored_line_by_line_and_shown_as_a_table() -> None:
    lines = (ROOT / "tests" / "vectors" / "cases" / "conduct.jsonl").read_text(encoding="utf-8")
    log = wg.CaseLog.replay(lines, P, C)
    register = wg.ConductRegister(P, C)
    for nth, one in enumerate(wg.derive_conduct(log, "buck_passing", at(19))):
        register.raise_derived(f"F-{nth}", one, at=at(19), by="p-1")
    assert [one.person for one in register.findings] == ["p-8", "p-9"]
    assert register.time_to_answer("F-0") == dt.date(2026, 11, 26)
    with pytest.raises(wg.StepError) as caught:
        register.do("F-0", "uphold", at=at(20), by="p-1", text="属实")
    assert (caught.value.code, caught.value.allowed) == ("conduct.time_to_answer", ("answer", "dismiss"))
    register.do("F-0", "answer", at=at(20), by="p-8", text="不属本网格")
    register.do("F-0", "uphold", at=at(23), by="p-1", text="属实")
    frame = register.to_polars()
    assert frame.schema["state"] == pl.Enum(["raised", "answered", "upheld", "dismissed"])
    assert frame["state"].to_list() == ["upheld", "raised"]
    assert frame["rests_on"][0] == "K-2#4,K-2#6,K-2#8"
    assert register.to_pandas().loc[1, "decided"] is pd.NaT
    (effect,) = register.effects(at(1).date(), at(30).date())
    assert (effect.person, str(effect.deduct), effect.because[0].clause) == ("p-8", "2", "细-23")
    again = pickle.loads(pickle.dumps(register))
    assert again.findings == register.findings
    with pytest.raises(wg.InputError) as bad:
        wg.ConductRegister.replay(register.to_json_lines() + "x\n", P, C)
    assert bad.value.row == 4
    with pytest.raises(wg.InputError) as bad:
        register.do("F-1", "answer", at=at(20), by="p-9", text="答", person="p-9")
    assert bad.value.column == "step"


def test_a_roll_out_and_its_picture(tmp_path: Path) -> None:
    rollout = wg.Rollout(XIANG, 2026)
    done = [("leading_group", dt.date(2026, 6, 8)), ("plan", dt.date(2026, 6, 30))]
    stands = rollout.standing("东村", done, dt.date(2026, 7, 1))
    assert [(one.code, one.clause) for one in stands.findings][:2] == [
        ("rollout.overdue", "X-7.1"),
        ("rollout.late", "X-7.1"),
    ]
    frame = stands.to_pandas()
    assert frame.loc[frame["task"] == "plan", "state"].tolist() == ["done_late"]
    assert rollout.to_svg("东村", done, dt.date(2026, 7, 1)).count("逾期") > 0
    assert "division and staffing" in rollout.to_svg(lang="en")
    asks: list[tuple[Callable[[], object], str]] = [
        (lambda: rollout.to_svg("东村"), "on"),
        (lambda: rollout.to_svg(width=10), "width"),
        (lambda: rollout.standing("东村", [("plan", dt.date(2026, 7, 2))], dt.date(2026, 7, 1)), "on"),
    ]
    for ask, column in asks:
        with pytest.raises(wg.InputError) as caught:
            ask()
        assert caught.value.column == column


def test_thirteen_systems() -> None:
    systems = XIANG.systems(dt.date(2026, 11, 23))
    assert (len(systems), len(systems.arranged), systems.missing[0]) == (13, 6, wg.System.WORK_MEETING)
    frame = systems.to_pandas()
    assert frame["asked_by"].tolist() == [f"X-4.0b.{nth}" for nth in range(1, 14)]
    assert frame["arranged"].sum() == 6
    with pytest.raises(wg.PolicyError):
        XIANG.systems(dt.date(2010, 1, 1))
