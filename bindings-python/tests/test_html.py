"""How answers look in a notebook: well-formed, escaped, and saying what the answer says."""

import datetime as dt
from html.parser import HTMLParser
from typing import Any

import pytest

import wangge as wg
import wangge.html

P = wg.Policy.preset("combined")
C = wg.WorkCalendar.china()
DAY = dt.date(2026, 2, 13)
CASES = [wg.CaseRow("示例<村>", dt.date(2026, 7, 1), dt.date(2026, 7, 2 + n), "general") for n in range(6)]
SCORES = wg.score(CASES, P, (dt.date(2026, 7, 1), dt.date(2026, 9, 30)))

ANSWERS: list[tuple[Any, list[str]]] = [
    (P, ["100至150", "7个工作日内办结、答复", "X-4.2a", "E-2"]),
    (C, ["2026年", "班", "休", "国庆节"]),
    (P.deadline(DAY, "general"), ["到期日：2026年3月2日（周一）", "X-4.2a"]),
    (P.deadline(dt.date(2026, 12, 20), "general"), ["暂定"]),
    (P.deadline(DAY, "general").explain(), ["第1天", "春节", "调休上班"]),
    (P.route("village", work="coordination"), ["区域", "社区两委", "M-6.3"]),
    (P.grid_counts(430), ["可划3至4个网格", "宜3个"]),
    (P.grid_counts(180), ["没有合规的划分", "150户", "200户"]),
    (P.grid_counts(430).sizes(3), ["144"]),
    (P.check_team(None, []), ["不符合", "提示"]),
    (P.check_team(wg.Person("P-1", "teacher", lives_in_grid=True), ["P-2", "P-3"]), ["没有发现问题"]),
    (SCORES, ["示例&lt;村&gt;", "100.0%"]),
]


class Checker(HTMLParser):
    """Every tag that opens is closed, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"div", "span", "table", "thead", "tbody", "tr", "th", "td", "sup"}
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize(("answer", "said"), ANSWERS, ids=[type(answer).__name__ for answer, _ in ANSWERS])
def test_an_answer_in_a_notebook(answer: Any, said: list[str]) -> None:
    page = answer._repr_html_()
    checker = Checker()
    checker.feed(page)
    assert not checker.open
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


def test_other_years() -> None:
    assert "2020年" in wangge.html.year(C, 2020)
    with pytest.raises(wg.InputError, match="2001 to 2026"):
        wangge.html.year(C, 1999)
