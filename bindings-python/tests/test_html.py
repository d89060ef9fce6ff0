"""How answers look in a notebook: well-formed, escaped, and saying what the answer says."""

import datetime as dt
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import wangge as wg
import wangge.html

P = wg.Policy.preset("combined")
C = wg.WorkCalendar.china()
COUNTY = wg.Policy.load(Path(__file__).resolve().parents[2] / "examples" / "policies" / "example-county.toml")
DAY = dt.date(2026, 2, 13)
CASES = [wg.CaseRow("示例<村>", dt.date(2026, 7, 1), dt.date(2026, 7, 2 + n), "general") for n in range(6)]
SCORES = wg.score(CASES, P, (dt.date(2026, 7, 1), dt.date(2026, 9, 30)))

ANSWERS: list[tuple[Any, list[str]]] = [
    (P, ["100至150", "7个工作日内办结、答复", "X-4.2a", "E-2"]),
    (COUNTY, ["不超过600人", "参考", "30至99户", "5个工作日内办结、答复", "2022年1月1日起", "县-9"]),
    (C, ["2026年", "班", "休", "国庆节", "9月20日、10月10日班", "暂定"]),
    (C.provisional(), ["2027年", "暂定"]),
    (P.deadline(DAY, "general"), ["到期日：2026年3月2日（周一）", "X-4.2a"]),
    (P.deadline(dt.date(2026, 12, 20), "general"), ["暂定"]),
    (P.deadline(DAY, "general").explain(), ["第几天", "春节", "调休上班", "2026年2月28日（周六）"]),
    (P.route("village", work="coordination"), ["区域", "社区两委", "M-6.3"]),
    (P.grid_counts(430), ["可划3至4个网格", "宜划3个（1个144户、2个143户）"]),
    (P.grid_counts(10**9), ["宜划8000000个（8000000个125户）"]),
    (P.grid_counts(180), ["没有合规的划分", "150户", "200户"]),
    (P.grid_counts(430).sizes(3), ["144"]),
    (P.check_team(None, []), ["不符合", "提示"]),
    (P.check_team(wg.Person("P-1", "teacher", lives_in_grid=True), ["P-2", "P-3"]), ["没有发现问题"]),
    (SCORES, ["示例&lt;村&gt;", "100.00%", "2026年7月1日至2026年9月30日", "W-1"]),
    (wg.rank(SCORES)[0], ["示例&lt;村&gt;", "100.00%", "6/6"]),
]


class Checker(HTMLParser):
    """Every tag that opens is closed, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"div", "span", "table", "thead", "tbody", "tr", "th", "td", "sup", "details", "summary"}
        assert {name for name, _ in attrs} <= {"style", "title"}
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def check(page: str) -> None:
    checker = Checker()
    checker.feed(page)
    checker.close()
    assert not checker.open


@pytest.mark.parametrize(("answer", "said"), ANSWERS, ids=[type(answer).__name__ for answer, _ in ANSWERS])
def test_an_answer_in_a_notebook(answer: Any, said: list[str]) -> None:
    page = answer._repr_html_()
    check(page)
    for text in said:
        assert text in page


def test_what_a_text_says_best_stays_a_text() -> None:
    assert C.day(DAY)._repr_html_() is None


def test_what_comes_from_a_file_is_escaped() -> None:
    evil = '<script>alert("x")</script>'
    title = P.to_toml().replace('title = "农村与社区网格化管理（两份文件合用）"', f"title = '{evil}'")
    page = wg.Policy.from_toml(title)._repr_html_() or ""
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    laid = C.overlay(
        '{"title": "t", "source": "<b onclick=\\"x\\">", "days": '
        '[{"date": "2026-11-24", "workday": false, "name": "\\"><script>"}]}'
    )
    page = laid._repr_html_() or ""
    assert "<script" not in page
    assert "<b " not in page
    assert "&quot;&gt;&lt;script&gt;" in page
    page = P.deadline(dt.date(2026, 11, 23), "general", laid).explain()._repr_html_() or ""
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    county = (
        COUNTY.to_toml()
        .replace('id = "县-5"', f"id = '县-5{evil}'")
        .replace('clause = "县-5"', f"clause = '县-5{evil}'")
        .replace('ground = "独立山村"', f"ground = '{evil}'")
        .replace('title = "网格工作百分考核"', f"title = '{evil}'")
    )
    policy = wg.Policy.from_toml(county)
    answers: list[Any] = [policy, policy.grid_counts(50), policy.grid_counts(430)]
    answers += [P.check_team(None, [], grid=evil), P.grid_counts(180, neighbours={evil: 300})]
    for answer in answers:
        page = answer._repr_html_() or ""
        assert "<script" not in page
        assert "&lt;script&gt;" in page
    assert "<script" not in wangge.html.table(evil, [evil], [[evil]])


def test_other_years() -> None:
    assert "2020年" in wangge.html.year(C, 2020)
    for year in (1999, 2027, 0, -1, 10_000, 2**31 - 1):
        with pytest.raises(wg.InputError, match="2001 to 2026"):
            C.year_html(year)
    page = C.year_html(2020)
    assert page == wangge.html.year(C, 2020) == page._repr_html_()  # type: ignore[attr-defined]
    assert page.count("班</sup>") == 6
    days = [dt.date(2026, 1, 1) + dt.timedelta(days=n) for n in range(365)]
    page = C.year_html(2026)
    for kind, mark in (("holiday", "休"), ("make_up", "班")):
        assert page.count(f"{mark}</sup>") == sum(C.day(day).kind == kind for day in days)
    assert page.count("underline dotted") == 2 * sum(C.day(day).status == "provisional" for day in days)


def test_a_calendar_of_local_days_and_of_a_part_of_a_year() -> None:
    local = '{"title": "t", "source": "s", "days": [{"date": "2026-11-24", "workday": false, "name": "防汛停工"}]}'
    page = C.overlay(local)._repr_html_() or ""
    assert "11月24日休" in page
    assert page.count("休</sup>") == (C._repr_html_() or "").count("休</sup>") + 1


def test_a_ranking_as_one_table() -> None:
    day = dt.date(2026, 7, 1)
    late = dt.date(2026, 8, 1)
    cases = [wg.CaseRow(name, day, day, "general") for name in "甲乙" for _ in range(5)]
    cases += [wg.CaseRow("丙", day, late, "general") for _ in range(5)] + [wg.CaseRow("丁", day, day, "general")]
    page = wangge.html.ranking(wg.rank(wg.score(cases, P, (day, dt.date(2026, 9, 30)))))
    assert page._repr_html_() == page
    for text in ("（2个村并列）", "件数不足", "0/5", "1/1"):
        assert text in page
    check(page)
