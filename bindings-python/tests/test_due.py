"""When a clock runs out: what the vectors do not ask."""

import datetime as dt
import pickle

import pytest

import wangge as wg

P = wg.Policy.preset("combined")
FRIDAY = dt.datetime(2026, 11, 20, 16)


def test_a_pause_is_explained() -> None:
    due = P.due_at(
        FRIDAY, "1 working_day", pauses=[(FRIDAY, dt.datetime(2026, 11, 23, 9))], extensions=["1 working_day"]
    )
    assert due.at == dt.datetime(2026, 11, 24, 18)
    assert str(due.explain()).splitlines()[-2:] == [
        "2026年11月24日（周二）：工作日，计为第2天（延期内）",
        "到期时刻：2026年11月24日（周二） 18:00",
    ]
    assert [step.counted for step in due.explain().steps] == [0, 0, 0, 1, 1]
    assert repr(due) == "DueAt(at=2026-11-24 18:00:00, status='confirmed', because=(E-2, W-3, E-3))"


def test_an_open_pause_leaves_time() -> None:
    due = P.due_at(FRIDAY, "4 working_hour", pauses=[(dt.datetime(2026, 11, 20, 17), None)])
    assert (due.at, due.date, due.status, due.left) == (None, None, None, dt.timedelta(hours=3))
    assert due.remaining(dt.datetime(2026, 11, 27, 9)) == dt.timedelta(hours=3)
    assert not due.is_late(dt.datetime(2030, 1, 1))
    assert repr(due) == "DueAt(at=None, left='3 h', because=(W-3, E-3))"


def test_it_is_pickled_and_compared() -> None:
    pauses = [(dt.datetime(2026, 11, 20, 17), dt.datetime(2026, 11, 23, 9))]
    for term, roll in (("3 natural_day", "following"), ("3 working_day", "none"), ("9 working_hour", "none")):
        due = P.due_at(FRIDAY, term, pauses, [1], roll)
        again = pickle.loads(pickle.dumps(due))
        assert again == due
        assert hash(again) == hash(due)
        assert again != P.due_at(FRIDAY, term, pauses, [2], roll)
        step = due.explain().steps[0]
        assert pickle.loads(pickle.dumps(step)) == step
    limit = wg.read_limit("1紧急工作时制止")
    assert pickle.loads(pickle.dumps(limit)) == limit
    assert repr(limit) == "LimitText(1 urgent_hour, remainder=制止)"


def test_refusals_are_typed() -> None:
    with pytest.raises(wg.UnspecifiedError) as unspecified:
        wg.Policy.preset("xiang-2011").due_at(FRIDAY, "1 working_day")
    assert unspecified.value.key == "counting.sessions"
    with pytest.raises(wg.InputError) as bad:
        P.due_at(FRIDAY, "1 week")
    assert (bad.value.column, bad.value.value) == ("term", "1 week")
    with pytest.raises(wg.InputError) as bad:
        P.due_at(FRIDAY, "1 working_day", extensions=["1 working_hour"])
    assert bad.value.column == "extensions[0]"
    with pytest.raises(wg.InputError) as bad:
        P.due_at(FRIDAY, "1 working_day", pauses=[(FRIDAY, dt.datetime(2026, 11, 20, 15))])
    assert bad.value.column == "pauses[0]"
    with pytest.raises(wg.InputError) as bad:
        P.due_at(FRIDAY.replace(tzinfo=dt.UTC), "1 working_day")
    assert bad.value.column == "moment"
    with pytest.raises(wg.CalendarError):
        P.due_at(dt.datetime(2026, 12, 31, 16), "3 working_hour")
    with pytest.raises(wg.InputError) as bad:
        wg.read_limit("2紧急工作日")
    assert "紧急工作时" in bad.value.allowed
    with pytest.raises(TypeError):
        P.due_at(dt.date(2026, 11, 20), "1 working_day")  # type: ignore[arg-type]
