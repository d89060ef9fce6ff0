"""The hotline: records, feedback, rosters, the notice board, the figures of a month."""

import datetime as dt
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import wangge as wg

TEXT = (Path(__file__).resolve().parents[2] / "examples" / "policies" / "extended.toml").read_text(encoding="utf-8")
P = wg.Policy.from_toml(TEXT)
COMBINED, XIANG = wg.Policy.preset("combined"), wg.Policy.preset("xiang-2011")
C = wg.WorkCalendar.china()


def day(number: int, month: int = 11) -> dt.date:
    return dt.date(2026, month, number)


def at(number: int, hour: int = 9, minute: int = 0, month: int = 11) -> dt.datetime:
    return dt.datetime(2026, month, number, hour, minute)


def call(id: str = "H-1", when: dt.datetime | None = None, **changed: Any) -> wg.Call:
    """A complete record; what it says is made up."""
    said: dict[str, Any] = {
        "channel": "hotline",
        "served": "known",
        "taken_by": "p-4",
        "content": "路灯不亮（虚构）",
        "need": "修好",
        "place": "东村口",
    }
    return wg.Call(id, at=when or at(23), **(said | changed))


def bad(ask: Callable[[], object]) -> tuple[str, str, str, int | None]:
    with pytest.raises(wg.InputError) as caught:
        ask()
    return caught.value.column, caught.value.value, caught.value.allowed, caught.value.row


def test_a_call() -> None:
    whole = call(answered=at(23, 9, 5), published=day(24), fed_back=at(24), confidential=True, general_concern=True)
    assert (whole.id, whole.at, whole.channel, whole.served) == ("H-1", at(23), "hotline", wg.ServedParty.KNOWN)
    assert (whole.taken_by, whole.content, whole.need, whole.place) == ("p-4", "路灯不亮（虚构）", "修好", "东村口")
    assert (whole.answered, whole.fed_back, whole.published) == (at(23, 9, 5), at(24), day(24))
    assert (whole.confidential, whole.general_concern, whole.case) == (True, True, None)
    bare = wg.Call("H-2", at=at(23), channel="来访", served="匿名")
    assert (bare.channel, bare.served) == (wg.Channel.WALK_IN, wg.ServedParty.ANONYMOUS)
    assert (bare.taken_by, bare.content, bare.need, bare.place) == (None, None, None, None)
    assert (bare.answered, bare.case, bare.fed_back, bare.published) == (None, None, None, None)
    assert (bare.confidential, bare.general_concern) == (False, False)
    states = [
        call().state,
        call(answered=at(23)).state,
        call(case="C-1").state,
        call(answered=at(23), case="C-1").state,
    ]
    assert states == [wg.CallState.OPEN, wg.CallState.ANSWERED, wg.CallState.CASE, wg.CallState.CASE]
    assert repr(whole) == "Call('H-1', 2026-11-23 09:00:00, channel='hotline', served='known', state='answered')"


def test_what_a_call_cannot_be() -> None:
    assert bad(lambda: call(channel="fax"))[:2] == ("channel", "fax")
    assert bad(lambda: call(served="somebody"))[:2] == ("served", "somebody")
    assert bad(lambda: call(when=at(23).replace(tzinfo=dt.UTC)))[0] == "moment"
    with pytest.raises(TypeError):
        call(published=at(24))  # a day, not a moment
    with pytest.raises(TypeError):
        wg.Call("H-1", at=at(23), channel="hotline")  # type: ignore[call-arg]


def test_a_record_holds_what_the_policy_says() -> None:
    assert len(wg.check_call(P, call())) == 0
    findings = wg.check_call(P, call(content="  ", taken_by=None, answered=at(23, 8, 59)))
    assert [(finding.weight, finding.clause, finding.subject_zh, finding.zh) for finding in findings] == [
        ("breach", "细-18", "来电H-1", "没有记录反映内容"),
        ("breach", "细-18", "来电H-1", "没有记录受理人"),
        ("breach", "细-18", "来电H-1", "答复时间早于来电时间"),
    ]
    assert [finding.code for finding in findings] == ["hotline.missing_field"] * 2 + ["hotline.before_call"]
    assert len(wg.check_call(P, call(served="anonymous"))) == 0
    (shown,) = wg.check_call(P, call(confidential=True, published=day(24)))
    assert (shown.code, shown.clause) == ("hotline.secret_shown", "M-7.1.4")
    with pytest.raises(wg.UnspecifiedError) as unstated:
        wg.check_call(XIANG, call())
    assert unstated.value.key == "hotline.record"


def test_feedback_is_due_where_somebody_waits_for_it() -> None:
    # Friday's call: by Monday's close.
    due = wg.feedback_due(P, C, call(when=at(20, 16)))
    assert due is not None
    assert (due.at, due.start, due.status) == (at(23, 18), at(20, 16), "confirmed")
    assert (due.because[0].clause, due.because[0].code) == ("细-18", "hotline.feedback")
    assert (due.is_late(at(23, 17, 59)), due.is_late(at(23, 18))) == (False, True)
    assert due.explain().lines()[-1] == "到期时刻：2026年11月23日（周一） 18:00"
    became = wg.feedback_due(P, C, call(when=at(20, 16), case="C-1"))
    assert became == due
    for freed in (call(answered=at(23, 9, 5)), call(served="anonymous"), call(served="nobody")):
        assert wg.feedback_due(P, C, freed) is None
        assert wg.feedback_due(COMBINED, C, freed) is None
    with pytest.raises(wg.UnspecifiedError) as unstated:
        wg.feedback_due(COMBINED, C, call())
    assert unstated.value.key == "hotline.feedback"
    with pytest.raises(wg.CalendarError):
        wg.feedback_due(P, C, call(when=at(31, 16, month=12)))
    again = pickle.loads(pickle.dumps(due))
    assert (again, again.at, again.because) == (due, due.at, due.because)


def test_nothing_private_is_published() -> None:
    concern = call(general_concern=True)
    way = wg.publication(concern, "明日停水，请提前储水")
    assert (way.way, way.private) == (wg.Publication.NOTICE_BOARD, ())
    assert [(reason.clause, reason.zh) for reason in way.because] == [("M-5.5", "群众普遍关心，按程序公开")]
    text = "详询１３８－００００－１２３４"
    way = wg.publication(concern, text)
    assert (way.way, way.private) == ("notice_board", (wg.PrivatePart("mobile", 2, 15),))
    assert [(reason.clause, reason.zh) for reason in way.because][1:] == [
        ("M-7.1.4", "文字中有手机号码，删去后才能公开")
    ]
    assert repr(way) == "Published('notice_board', 1 private, because=(M-5.5, M-7.1.4))"
    secret = wg.publication(call(general_concern=True, confidential=True), text)
    assert (secret.way, secret.private) == ("one_by_one", ())
    assert [reason.clause for reason in secret.because] == ["M-7.1.4", "M-5.5"]
    assert wg.publication(call(confidential=True, served="anonymous"), "明日停水").way == wg.Publication.NOBODY
    assert wg.publication(call(), "已修好").way == wg.Publication.ONE_BY_ONE


# Made up, with the check digits that such numbers have.
NUMBERS = [
    ("138 0000 1234", "mobile"),
    ("+86 138-0000-1234", "mobile"),
    ("0551-00001234", "landline"),
    ("11010119000101105X", "identity"),
    ("6222 0000 0000 0000 004", "bank_card"),
    ("a.b@example.cn", "email"),
]


@pytest.mark.parametrize(("text", "kind"), NUMBERS)
def test_numbers_of_people_are_seen_where_they_stand(text: str, kind: str) -> None:
    # Characters beyond the first plane count as one, as Python's own places do.
    (part,) = wg.private_parts(f"𠮷村：{text}，谢谢")
    assert (part.kind, f"𠮷村：{text}，谢谢"[part.begin : part.end]) == (kind, text.lstrip("+"))


@pytest.mark.parametrize("text", ["", "2026年11月23日8时至16时", "340100000001号网格", "@所有人", "10086"])
def test_other_numbers_are_not(text: str) -> None:
    assert wg.private_parts(text) == ()


def test_a_round_is_even_and_whoever_was_away_keeps_the_turn() -> None:
    leaves = [wg.Leave(day(2), "b", granted=True), wg.Leave(day(3), "c", granted=False)]
    roster = wg.Roster.round(P, C, ["a", "b", "c"], leaves, day(1), day(6))
    assert [shift.staff for shift in roster.shifts] == ["a", "c", "b", "a", "c", "b"]
    assert [shift.day for shift in roster.shifts] == [day(number) for number in range(1, 7)]
    assert (roster.leaves, roster.swaps) == (tuple(leaves), ())
    days, findings = roster.check(P, C, day(1), day(6))
    assert len(findings) == 0
    assert days[1] == wg.DutyDay(day(2), ("c",))
    assert repr(roster) == "Roster(6 shifts, 2 leaves, 0 swaps)"


def codes(roster: wg.Roster, policy: wg.Policy = P) -> list[tuple[str, str, str]]:
    _, findings = roster.check(policy, C, day(1), day(3))
    return [(finding.subject, finding.code, finding.weight) for finding in findings]


def test_a_day_without_anyone_is_a_breach() -> None:
    shifts = [wg.Shift(day(1), "a"), wg.Shift(day(2), "b"), wg.Shift(day(3), "c")]
    leave = wg.Leave(day(2), "b", granted=True)
    assert codes(wg.Roster(shifts)) == []
    roster = wg.Roster(shifts, [leave])
    assert codes(roster) == [("duty on 2026-11-02", "hotline.nobody_on_duty", "breach")]
    days, findings = roster.check(P, C, day(1), day(3))
    assert [one.staff for one in days] == [("a",), (), ("c",)]
    assert [(finding.clause, finding.zh) for finding in findings.breaches] == [("细-18", "无人值班，应有1人")]
    swap = wg.Swap(day(2), "b", "a")
    assert (swap.day, swap.from_, swap.to) == (day(2), "b", "a")
    assert codes(wg.Roster(shifts, [leave], [swap])) == []
    # A swap with somebody who has no duty, and one with somebody who has already.
    swaps = [swap, wg.Swap(day(3), from_="b", to="a"), wg.Swap(day(1), from_="a", to="b")]
    found = codes(wg.Roster([*shifts, wg.Shift(day(1), "b")], [leave], swaps))
    assert [code for _, code, _ in found] == ["hotline.on_duty_already", "hotline.not_on_duty"]
    # On working days only: a Sunday is no day of duty.
    workdays = wg.Policy.from_toml(TEXT.replace('"every_day"', '"working_days"'))
    assert codes(wg.Roster(shifts), workdays) == [("duty on 2026-11-01", "hotline.no_duty_day", "advice")]
    assert [one.day for one in wg.Roster(shifts).check(workdays, C, day(1), day(3))[0]] == [day(2), day(3)]


def test_bad_rosters_are_refused() -> None:
    def make(staff: list[str], first: int, last: int) -> Callable[[], object]:
        return lambda: wg.Roster.round(P, C, staff, [], day(first), day(last))

    assert bad(make(["a", "a"], 1, 2)) == ("staff", "a", "each name once", None)
    assert bad(make([], 1, 2)) == ("staff", "[]", "one or more", None)
    backwards = ("end", "2026-11-01", "2026-11-02 or later", None)
    assert bad(make(["a"], 2, 1)) == backwards
    assert bad(lambda: wg.Roster([]).check(P, C, day(2), day(1))) == backwards
    assert bad(lambda: wg.hotline_figures(P, C, [], wg.Roster([]), day(2), day(1), at(3))) == backwards
    with pytest.raises(TypeError):
        wg.Roster.round(P, C, "ab", [], day(1), day(2))
    with pytest.raises(wg.UnspecifiedError) as unstated:
        wg.Roster([]).check(XIANG, C, day(1), day(2))
    assert unstated.value.key == "hotline.duty"
    workdays = wg.Policy.from_toml(TEXT.replace('"every_day"', '"working_days"'))
    with pytest.raises(wg.CalendarError):
        wg.Roster.round(workdays, C, ["a"], [], dt.date(2026, 12, 31), dt.date(2027, 1, 1))


def month() -> tuple[list[wg.Call], wg.Roster]:
    calls = [
        call("H-1", at(2), answered=at(2, 9, 5)),
        call("H-2", at(2, 10), case="C-1", fed_back=at(3, 17, 59)),
        call("H-3", at(2, 10), case="C-2", fed_back=at(3, 18)),
        call("H-4", at(4, 10), channel="assistant", content=None),
        call("H-5", at(5, 10), served="anonymous"),
        call("H-6", at(30, 10)),
        call("H-7", at(1, 10, month=12)),
    ]
    roster = wg.Roster.round(P, C, ["a", "b"], [], day(1), day(30))
    return calls, wg.Roster([shift for shift in roster.shifts if shift.day != day(8)])


def test_the_figures_of_a_month() -> None:
    calls, roster = month()
    found = wg.hotline_figures(P, C, calls, roster, day(1), day(30), now=at(30, 18))
    assert (found.calls, found.answered, found.cases, found.open) == (6, 1, 2, 3)
    assert list(found.by_channel) == list(wg.Channel)
    assert {channel: count for channel, count in found.by_channel.items() if count} == {"hotline": 5, "assistant": 1}
    assert (found.complete, found.anonymous, found.published) == (5, 1, 0)
    # H-2 in time, H-3 late by a moment, H-4 not at all; H-6 has until tomorrow.
    told = (found.feedback_due, found.feedback_on_time, found.feedback_late, found.feedback_missing)
    assert told == (3, 1, 1, 1)
    assert (found.duty_days, found.unmanned_days, found.clause) == (30, 1, "细-18")
    assert [finding.code for finding in found.findings] == ["hotline.missing_field", "hotline.nobody_on_duty"]
    assert repr(found) == (
        "HotlineFigures(6 calls: 1 answered, 2 cases, 3 open; 30 days of duty, 1 without anyone; 2 findings)"
    )
    later = wg.hotline_figures(P, C, calls, roster, day(1), day(30), now=at(1, 18, month=12))
    assert (later.feedback_due, later.feedback_missing) == (4, 2)
    twice = [call("H-1", at(2)), call("H-1", at(2, 10))]
    ask = lambda: wg.hotline_figures(P, C, twice, roster, day(1), day(30), at(30))  # noqa: E731
    assert bad(ask) == ("id", "H-1", "each id once", 1)


def test_records_are_frozen_equal_and_pickled() -> None:
    calls, roster = month()
    _, (finding, *_) = roster.check(P, C, day(1), day(30))
    days, findings = roster.check(P, C, day(7), day(8))
    figures = wg.hotline_figures(P, C, calls, roster, day(1), day(30), at(30, 18))
    way = wg.publication(call(general_concern=True), "13800001234")
    swaps = wg.Roster([], [wg.Leave(day(2), "b", False)], [wg.Swap(day(2), "b", "a")])
    records: list[Any] = [*calls, roster, swaps, *swaps.leaves, *swaps.swaps, *days, way, *way.private, figures]
    for one in (*records, findings, finding):
        again = pickle.loads(pickle.dumps(one))
        assert (again, hash(again), repr(again)) == (one, hash(one), repr(one))
        for name in vars(type(one)):
            if not name.startswith("_"):
                with pytest.raises(AttributeError):
                    setattr(one, name, getattr(one, name))
    assert len({call(), call(), call("H-2")}) == 2
    assert call() != call(confidential=True)
    # What a figure hands out is its own: changing it changes nothing.
    figures.by_channel.clear()
    assert figures.by_channel[wg.Channel.HOTLINE] == 5
    kept = figures.__reduce__()[1]
    assert isinstance(kept, tuple)
    counts = dict.fromkeys(list(wg.Channel)[1:], 1)
    assert bad(lambda: wg.HotlineFigures(6, counts, *kept[2:]))[:2] == ("by_channel", "no hotline")
