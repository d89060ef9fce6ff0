"""How answers look in a notebook: small tables in Chinese, without a style sheet of their own to load.

`show` is what `_repr_html_` of each class calls. Everything that comes from a policy or an overlay is escaped.
"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Any

from . import enums
from ._refusal import refused

__all__ = ["show", "table", "year"]

CELL = "padding:2px 10px 2px 0;text-align:left;vertical-align:top;border:0"
PLAIN = "border-collapse:collapse;background:none"
GREY = "opacity:.6"
ORANGE, BLUE = "#D55E00", "#3B8BC4"
WEEK = "一二三四五六日"


def _table(rows: Iterable[Sequence[str]], head: Sequence[str] = ()) -> str:
    """Rows of HTML that is escaped already."""
    top = "".join(
        f'<th style="{CELL};font-weight:600;border-bottom:1px solid currentColor">{cell}</th>' for cell in head
    )
    body = "".join("<tr>" + "".join(f'<td style="{CELL}">{cell}</td>' for cell in row) + "</tr>" for row in rows)
    return f'<table style="{PLAIN}"><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>'


def _box(title: str, *parts: str) -> str:
    return (
        f'<div style="font-size:14px;line-height:1.5"><div style="font-weight:600">{title}</div>{"".join(parts)}</div>'
    )


def _day(day: datetime.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日（周{WEEK[day.weekday()]}）"


def _small(text: str) -> str:
    return f'<span style="{GREY}">{text}</span>'


def _because(reasons: Iterable[Any]) -> str:
    return _table((_small(escape(reason.clause)), escape(reason.zh)) for reason in reasons)


def _term(kind: str, code: str) -> str:
    words: Any = getattr(enums, kind)
    return escape(words(code).zh)


def _deadline(due: Any) -> str:
    status = "" if due.status == "confirmed" else f"　{_term('DayStatus', due.status)}"
    return _box(f"到期日：{_day(due.date)}{status}", _because(due.because))


def _explanation(walk: Any) -> str:
    rows = [
        (
            "" if step.counted is None else f"第{step.counted}天",
            escape(step.zh) if step.counted else _small(escape(step.zh)),
        )
        for step in walk.steps
    ]
    return _box(escape(walk.zh) or f"到{_day(walk.date)}", _table(rows))


def _route(route: Any) -> str:
    rows = [
        ("级别", route.level.zh),
        ("办理", route.handler.zh),
        ("步骤", "；".join(step.zh for step in route.steps)),
        ("上报", " → ".join(one.zh for one in route.path) or "不上报"),
        ("立即上报", "是" if route.report_at_once else "否"),
        ("告知服务对象", "未规定" if route.told_by is None else route.told_by.zh),
        ("难易程度", "未规定" if route.complexity is None else route.complexity.zh),
    ]
    return _box("办理路径", _table((_small(name), escape(value)) for name, value in rows), _because(route.because))


def _grid_counts(counts: Any) -> str:
    if counts.feasible:
        last = counts.feasible.stop - 1
        said = f"{counts.feasible.start}个" if last == counts.feasible.start else f"{counts.feasible.start}至{last}个"
        preferred = (
            ""
            if counts.preferred is None
            else f"，宜{counts.preferred}个（{escape(_even(counts.sizes(counts.preferred)))}）"
        )
        title = f"{counts.households}户：可划{said}网格{preferred}"
        return _box(title, _findings_table(counts.findings), _because(counts.because))
    near = "、".join(f"{number}户" for number in (counts.below, counts.above) if number is not None)
    title = f"{counts.households}户：没有合规的划分；最近的可划户数：{near or '无'}"
    choices = _table([("可以", escape(choice.zh)) for choice in counts.choices])
    return _box(title, choices, _findings_table(counts.findings), _because(counts.because))


def _even(sizes: Any) -> str:
    each = list(sizes)
    return "、".join(f"{each.count(size)}个{size}户" for size in sorted(set(each), reverse=True))


def _sizes(sizes: Any) -> str:
    return _box("网格规模", escape(_even(sizes)))


def _findings_table(findings: Any) -> str:
    if not len(findings):
        return ""
    colour = {"breach": ORANGE, "advice": BLUE}
    rows = [
        (
            f'<span style="color:{colour[finding.weight.value]}">{_term("Weight", finding.weight)}</span>',
            escape(finding.subject_zh),
            escape(finding.zh),
            _small(escape(finding.clause)),
        )
        for finding in findings
    ]
    return _table(rows, ("", "对象", "内容", "依据"))


def _findings(findings: Any) -> str:
    many = len(findings)
    title = "没有发现问题" if not many else f"{len(findings.breaches)}项不符合，{len(findings.advice)}项提示"
    return _box(title, _findings_table(findings))


def _scores(scores: Any) -> str:
    rows = [
        (
            escape(score.village),
            "—" if score.rate is None else f"{score.rate * 100:.1f}%",
            f"{score.figures.on_time}/{score.figures.decided}",
            "—" if score.marks is None else str(score.marks),
        )
        for score in scores
    ]
    return _box("考评得分", _table(rows, ("村", "按期办结率", "按期/应办结", "得分")))


def _policy(policy: Any) -> str:
    whole = tomllib.loads(policy.to_toml())
    since = _day(whole["from"]) + "起" if isinstance(whole.get("from"), datetime.date) else ""
    asked = "" if policy.as_of is None else f"，按{_day(policy.as_of)}的规定"
    parts = []
    sizes = _several(whole.get("grid", {}).get("size"))
    rows = [
        ("网格规模", f"{size['min']}至{size['max']}（{_term('Dimension', size['unit'])}）", escape(size["clause"]))
        for size in sizes
    ]
    for limit in _several(whole.get("limit")):
        within = limit["within"]
        length = f"{within['count']}{_term('Unit', within['unit'])}内"
        settled = "、".join(_term("Settlement", word) for word in limit["settled_by"])
        rows.append(
            (
                f"{_term('Complexity', limit['complexity'])}问题",
                f"{length}{settled}{_span(limit)}",
                escape(limit["clause"]),
            )
        )
    for counting in _several(whole.get("counting")):
        cut_off = f"，{escape(counting['cut_off'])}为截止时点" if "cut_off" in counting else ""
        convention = f"{_term('Start', counting['start'])}，调休上班日{_term('MakeUp', counting['make_up_days'])}"
        said = f"{convention}{cut_off}{_span(counting)}"
        rows.append(("计时", said, escape(counting["clause"])))
    routes = whole.get("route")
    if routes:
        rows.append(("办理路径", f"{sum(len(route['row']) for route in _several(routes))}行", ""))
    parts.append(_table(rows, ("规定", "内容", "依据")))
    return _box(f"{escape(policy.title)}　{_small(escape(policy.id))}", _small(f"{since}{asked}"), *parts)


def _several(section: Any) -> list[Any]:
    return [] if section is None else section if isinstance(section, list) else [section]


def _span(section: Any) -> str:
    since, until = section.get("from"), section.get("to")
    said = "".join((f"自{since}" if since else "", f"至{until}" if until else ""))
    return f" {_small(f'（{said}）')}" if said else ""


def _calendar(calendar: Any) -> str:
    return year(calendar, calendar.last.year)


def year(calendar: Any, year: int) -> str:
    """A year as a wall calendar (年历): 休 on days off, 班 on worked weekends; InputError for a year it does not know.

    >>> import wangge as wg, wangge.html
    >>> page = wangge.html.year(wg.WorkCalendar.china(), 2026)
    >>> page.count("班</sup>"), "国庆节" in page
    (6, True)
    """
    if not calendar.first.year <= year <= calendar.last.year:
        raise refused("year", str(year), f"{calendar.first.year} to {calendar.last.year}")
    months = "".join(_month(calendar, year, month) for month in range(1, 13))
    known = f"{_day(calendar.first)}至{_day(calendar.last)}，{_day(calendar.firm_through)}以后为暂定"
    grid = "display:grid;grid-template-columns:repeat(auto-fill,minmax(230px,1fr));gap:12px;max-width:800px"
    return _box(f"{year}年", _small(known), f'<div style="{grid}">{months}</div>')


def _month(calendar: Any, year: int, month: int) -> str:
    day = datetime.date(year, month, 1)
    cells = [""] * day.weekday()
    while day.month == month:
        known = calendar.day(day) if calendar.first <= day <= calendar.last else None
        cells.append(_cell(day, known))
        day += datetime.timedelta(days=1)
    cells += [""] * (-len(cells) % 7)
    plain = "padding:1px 2px;text-align:right;border:0;font-size:12px;width:28px;line-height:18px"
    head = "".join(f'<th style="{plain};{GREY};font-weight:400">{name}</th>' for name in WEEK)
    weeks = [cells[start : start + 7] for start in range(0, len(cells), 7)]
    body = "".join("<tr>" + "".join(f'<td style="{plain}">{cell}</td>' for cell in week) + "</tr>" for week in weeks)
    table = f'<table style="{PLAIN}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    return f"<div><div>{month}月</div>{table}</div>"


def _cell(day: datetime.date, known: Any) -> str:
    number = str(day.day)
    if known is None:
        return _small(number)
    plain = known.kind in {"workday", "weekend"}
    if plain:
        return number if known.workday else _small(number)
    mark, colour = ("班", BLUE) if known.workday else ("休", ORANGE)
    title = escape(f"{known.name or ''} {known.source or ''}".strip(), quote=True)
    return f'<span style="color:{colour}" title="{title}">{number}<sup style="line-height:0">{mark}</sup></span>'


def table(title: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table of values under their headings; nothing where nothing stands."""
    cells = (tuple("" if value is None else escape(str(value)) for value in row) for row in rows)
    return _box(escape(title), _table(cells, tuple(escape(head) for head in heads)))


SHOWN: dict[str, Callable[[Any], str]] = {
    "Deadline": _deadline,
    "Explanation": _explanation,
    "Route": _route,
    "GridCounts": _grid_counts,
    "Sizes": _sizes,
    "Findings": _findings,
    "Scores": _scores,
    "Policy": _policy,
    "WorkCalendar": _calendar,
}


def show(answer: object) -> str | None:
    """An answer as HTML; None for what is told by its text.

    >>> import datetime, wangge as wg
    >>> due = wg.Policy.preset("combined").deadline(datetime.date(2026, 11, 23), "general")
    >>> "到期日：2026年12月2日（周三）" in due._repr_html_()
    True
    """
    made = SHOWN.get(type(answer).__name__)
    return None if made is None else made(answer)
