"""Pictures of figures and ranks: what Rust draws, with Python's errors. All made up."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pytest

import wangge as wg

QUARTERS = [(date(2026, 1, 1), date(2026, 3, 31)), (date(2026, 4, 1), date(2026, 6, 30))]
DONE = {"东村": (20, 18), "西村": (12, 19), "沿河": (None, 17)}


@pytest.fixture
def tallies() -> wg.Tallies:
    rows = [
        (unit, quarter, count, "fell_due", False, number)
        for unit, done in enumerate(DONE.values())
        for quarter, closed in enumerate(done)
        if closed is not None
        for count, number in (("due", 20), ("closed_on_time", closed))
    ]
    return wg.Tallies(list(DONE), QUARTERS, rows)


def words(svg: str) -> list[str]:
    return [(node.text or "").strip() for node in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_a_period_shows_rates_and_all_of_them_a_table(tallies: wg.Tallies) -> None:
    policy = wg.Policy.preset("combined")
    shown = words(tallies.to_svg(policy, "on_time_rate", QUARTERS[0]))
    assert shown[0] == "按期办结率（2026年1季度）"
    assert {"100.0% 20/20", "60.0% 12/20", "无数据"} <= {" ".join(one.split()) for one in shown}
    table = words(tallies.to_svg(policy, "on_time_rate", title="Made up <&>", width=600, lang="en"))
    assert table[0] == "Made up <&>"
    assert {"2026 Q1", "2026 Q2", "85.0", "—"} <= set(table)


def test_ranks_from_quarter_to_quarter(tallies: wg.Tallies) -> None:
    policy = wg.Policy.preset("combined")
    ranks = [wg.ranks(policy, tallies, quarter) for quarter in QUARTERS]
    shown = words(wg.rank_paths(ranks))
    assert {"东村 1", "2 东村", "西村 2", "1 西村", "3 沿河", "未排名"} <= set(shown)


def test_what_no_picture_can_show(tallies: wg.Tallies) -> None:
    policy = wg.Policy.preset("combined")
    with pytest.raises(wg.InputError) as narrow:
        tallies.to_svg(policy, "on_time_rate", width=100)
    assert (narrow.value.column, narrow.value.allowed) == ("width", "560 to 8000 pixels")
    with pytest.raises(wg.InputError) as other:
        tallies.to_svg(policy, "on_time_rate", (date(2025, 1, 1), date(2025, 3, 31)))
    assert other.value.column == "period"
    with pytest.raises(wg.UnspecifiedError):
        tallies.to_svg(policy, "no_such_rate")
    with pytest.raises(wg.InputError) as one:
        wg.rank_paths([wg.ranks(policy, tallies, QUARTERS[0])])
    assert one.value.column == "periods"
    with pytest.raises(wg.InputError):
        wg.rank_paths([])
