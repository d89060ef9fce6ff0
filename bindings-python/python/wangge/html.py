"""How answers look in a notebook: small tables in Chinese, each with its clauses.

`show` is what `_repr_html_` of each class calls; `year` and `ranking` make what is asked for by name. No style sheet is
loaded: the colours are the notebook's own, light or dark. Everything from a policy, an overlay or a table is escaped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from ._commands import route_rows
from ._faces import Year, division_title, policy_rows, policy_span
from ._refusal import refused
from ._words import day_words, span_words, term, weekday_letters

if TYPE_CHECKING:
    from ._wangge import Ranked, WorkCalendar

__all__ = ["Html", "ranking", "show", "table", "year"]

CELL = "padding:1px 12px 1px 0;vertical-align:baseline;border:0;background:none;font-size:inherit"
PLAIN = "border-collapse:collapse;border:0;background:none;color:inherit;font-size:inherit;margin:2px 0"
GREY = "opacity:.65"
# Told apart by people who do not tell red from green, on a light ground and on a dark one.
ORANGE, BLUE = "#D55E00", "#3B8BC4"

_PLACES = {"below_volume": "件数不足", "nothing_to_count": "无到期件"}
_MAIN = ("网格规模", "办结时限", "计算", "考评", "排名")


class Html(str):
    """A page that a notebook shows as such, not as its text."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return str(self)


def _table(rows: Iterable[Sequence[str]], head: Sequence[str] = (), numbers: Sequence[int] = ()) -> str:
    """Rows of HTML that is escaped already; `numbers` are the columns that stand to the right."""

    def cell(tag: str, place: int, text: str, more: str = "") -> str:
        side = "right" if place in numbers else "left"
        return f'<{tag} style="{CELL};text-align:{side}{more}">{text}</{tag}>'

    rule = ";font-weight:600;border-bottom:1px solid currentColor"
    top = "".join(cell("th", place, text, rule) for place, text in enumerate(head))
    body = "".join("<tr>" + "".join(cell("td", *each) for each in enumerate(row)) + "</tr>" for row in rows)
    heading = f"<thead><tr>{top}</tr></thead>" if head else ""
    return f'<table style="{PLAIN}">{heading}<tbody>{body}</tbody></table>'


def _box(title: str, *parts: str) -> str:
    head = f'<div style="font-weight:600">{title}</div>'
    return f'<div style="font-size:14px;line-height:1.5;margin:4px 0">{head}{"".join(parts)}</div>'


def _small(text: str) -> str:
    return f'<span style="{GREY}">{text}</span>'


def _clause(id: str) -> str:
    return f'<span style="{GREY};white-space:nowrap">{escape(id)}</span>'


def _folded(title: str, inside: str) -> str:
    return f'<details><summary style="cursor:pointer;{GREY}">{title}</summary>{inside}</details>'


def _because(reasons: Iterable[Any]) -> str:
    return _table((_clause(reason.clause), escape(reason.zh)) for reason in reasons)


def _doubt(status: str) -> str:
    return "" if status == "confirmed" else f"（{escape(term('DayStatus', status))}）"


def _deadline(due: Any) -> str:
    told = f"{day_words(due.received)}受理，{term('Complexity', due.complexity)}，{due.count}{term('Unit', due.unit)}"
    return _box(f"到期日：{day_words(due.date)}{_doubt(due.status)}", _small(told), _because(due.because))


def _explanation(walk: Any) -> str:
    rows = []
    for step in walk.steps:
        kind = term("DayKind", step.day.kind) + (f"（{escape(step.day.name)}）" if step.day.name else "")
        cells = (day_words(step.day.date), kind + _doubt(step.day.status))
        counted = step.counted is not None
        rows.append((*(cells if counted else map(_small, cells)), str(step.counted) if counted else _small("不计")))
    return _box(escape(walk.zh) or f"到{day_words(walk.date)}", _table(rows, ("日期", "性质", "第几天"), (2,)))


def _route(route: Any) -> str:
    rows = ((_small(name), escape(value)) for name, value in route_rows(route, "zh"))
    return _box("办理路径", _table(rows), _because(route.because))


def _grid_counts(counts: Any) -> str:
    if counts.feasible:
        last = counts.feasible.stop - 1
        said = f"{counts.feasible.start}个" if last == counts.feasible.start else f"{counts.feasible.start}至{last}个"
        best = counts.preferred
        preferred = "" if best is None else f"，宜划{best}个（{_even(counts.sizes(best))}）"
        title = f"{counts.households}户：可划{said}网格{preferred}"
        return _box(title, _findings_table(counts.findings), _because(counts.because))
    near = "、".join(f"{number}户" for number in (counts.below, counts.above) if number is not None)
    title = f"{counts.households}户：没有合规的划分；最近的可划户数：{near or '无'}"
    choices = _table([(_small("可以"), escape(choice.zh)) for choice in counts.choices])
    return _box(title, choices, _findings_table(counts.findings), _because(counts.because))


def _even(sizes: Any) -> str:
    parts = ((sizes.larger_count, sizes.larger), (sizes.smaller_count, sizes.smaller))
    return "、".join(f"{number}个{households}户" for number, households in parts if number)


def _sizes(sizes: Any) -> str:
    return _box(f"{sizes.larger_count + sizes.smaller_count}个网格", _even(sizes))


def _findings_table(findings: Any) -> str:
    if not len(findings):
        return ""
    colour = {"breach": ORANGE, "advice": BLUE}
    rows = [
        (
            f'<span style="color:{colour[finding.weight]}">{escape(term("Weight", finding.weight))}</span>',
            escape(finding.subject_zh),
            escape(finding.zh),
            _clause(finding.clause),
        )
        for finding in findings
    ]
    return _table(rows, ("分量", "对象", "内容", "依据"))


def _findings(findings: Any) -> str:
    many = len(findings)
    title = "没有发现问题" if not many else f"{len(findings.breaches)}项不符合，{len(findings.advice)}项提示"
    return _box(title, _findings_table(findings))


def _figures(figures: Any) -> tuple[str, str, str]:
    rate = "—" if figures.rate is None else f"{figures.rate * 100:.2f}%"
    return rate, f"{figures.on_time}/{figures.decided}", str(figures.pending)


def _scores(scores: Any) -> str:
    rows = [
        (escape(score.village), *_figures(score.figures), "—" if score.marks is None else str(score.marks))
        for score in scores
    ]
    head = ("村", "按期办结率", "按期/应办结", "未到期", "得分")
    told = f"{span_words(scores.start, scores.end)}，计至{day_words(scores.as_of)}"
    return _box("考评得分", _small(told), _table(rows, head, (1, 2, 3, 4)), _because(scores.because))


def _ranked(one: Any) -> str:
    return ranking([one])


def ranking(ranked: Sequence[Ranked]) -> Html:
    """What `rank` gives as a table (排名): rank, village, rate, cases, and how many more in time the next rank takes.

    >>> import datetime, wangge as wg, wangge.html
    >>> day = datetime.date(2026, 7, 1)
    >>> cases = [wg.CaseRow("示例村", day, day, "general")] * 5
    >>> scores = wg.score(cases, wg.Policy.preset("combined"), (day, datetime.date(2026, 9, 30)))
    >>> "100.00%" in wangge.html.ranking(wg.rank(scores))
    True
    """
    rows = []
    for one in ranked:
        tie = f"（{one.shared_by}个村并列）" if one.shared_by > 1 else ""
        place = _small(_PLACES[one.place]) if one.rank is None else f"{one.rank}{_small(tie)}"
        more = "" if one.to_next is None else str(one.to_next)
        rows.append((place, escape(one.village), *_figures(one.figures)[:2], more))
    head = ("名次", "村", "按期办结率", "按期/应办结", "差几件追上前一名")
    return Html(_box("排名", _table(rows, head, (2, 3, 4))))


def _policy(policy: Any) -> str:
    main: list[tuple[str, ...]] = []
    others: list[tuple[str, ...]] = []
    rows = policy_rows(policy)
    for place, row in enumerate(rows):
        first = place == 0 or rows[place - 1].section != row.section
        span = span_words(row.first, row.last)
        value = escape(row.value) + (_small(f"　{span}") if span else "")
        cells = (_small(row.section) if first else "", escape(row.label), value, _clause(row.clause))
        (main if row.section in _MAIN else others).append(cells)
    head = ("", "规定", "内容", "依据")
    folded = _folded(f"其余{len(others)}项规定", _table(others, head)) if others else ""
    title = f"{escape(policy.title)}　{_small(escape(policy.id))}"
    return _box(title, _small(f"{policy_span(policy)}施行"), _table(main, head), folded)


def _calendar(calendar: Any) -> str:
    return year(calendar, calendar.last.year)


def year(calendar: WorkCalendar, year: int) -> Html:
    """A year as a wall calendar (年历): 休 on days off, 班 on worked weekends, the festivals by name below.

    What is provisional is underlined by dots, and told. Raises InputError for a year that it does not know.

    >>> import wangge as wg, wangge.html
    >>> page = wangge.html.year(wg.WorkCalendar.china(), 2026)
    >>> page.count("班</sup>"), "国庆节" in page
    (6, True)
    """
    if not 1 <= year <= 9999:
        raise refused("year", str(year), f"{calendar.first.year} to {calendar.last.year}")
    shown = Year(calendar, year)
    months = "".join(_month(shown, month) for month in range(1, 13))
    grid = "display:grid;grid-template-columns:repeat(auto-fill,minmax(230px,1fr));gap:12px;max-width:800px"
    told = f"{shown.workdays}个工作日"
    if shown.provisional:
        told += f"；{day_words(calendar.firm_through)}以后暂定（点线）"
    if shown.unknown:
        told += f"；只知{day_words(calendar.first)}至{day_words(calendar.last)}"
    festivals = _table((escape(festival.name), festival.words()) for festival in shown.festivals)
    return Html(_box(f"{year}年", _small(told), f'<div style="{grid}">{months}</div>', festivals))


def _month(shown: Year, month: int) -> str:
    plain = "padding:0 2px;text-align:right;border:0;background:none;font-size:12px;width:28px;line-height:20px"
    head = "".join(
        f'<th style="{plain};padding-right:11px;{GREY};font-weight:400">{name}</th>' for name in weekday_letters()
    )
    rows = ["".join(f'<td style="{plain}">{_cell(cell)}</td>' for cell in week) for week in shown.month(month)]
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    table = f'<table style="{PLAIN}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    return f"<div><div>{month}月</div>{table}</div>"


def _cell(day: Any) -> str:
    if day is None:
        return ""
    if isinstance(day, int):
        return _small(f"{day}?")
    mark = Year.mark(day)
    style = f"color:{BLUE if day.workday else ORANGE}" if mark else "" if day.workday else GREY
    if day.status != "confirmed":
        style += ";text-decoration:underline dotted"
    title = escape(f"{day.name or ''} {day.source or ''}".strip()) if mark else ""
    # The mark takes its own width, so that the numbers stay below one another.
    width = "display:inline-block;width:1em;text-align:left;line-height:0;font-size:75%"
    number = f'<span style="{style.strip(";")}" title="{title}">{day.date.day}</span>'
    return f'{number}<sup style="{width};{style.strip(";")}">{mark}</sup>'


def table(title: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table of values under their headings; nothing where nothing stands."""
    cells = (tuple("" if value is None else escape(str(value)) for value in row) for row in rows)
    return _box(escape(title), _table(cells, tuple(escape(head) for head in heads)))


# Past these, a page gets heavy: more rows than that are not drawn, more grids not listed, and both are told.
_DRAWN, _LISTED = 5000, 20


def _grid_name(grid: Any) -> str:
    return escape(f"{grid.zone or ''}{grid.number}")


def _metres(value: float) -> str:
    return f"{value:.0f}"


def _grids_table(measures: Any, tours: Sequence[Any] | None = None) -> str:
    grids = measures.grids
    coded = any(grid.code is not None for grid in grids)
    rows = []
    for place, grid in enumerate(grids[:_LISTED]):
        beside = "、".join(_grid_name(grids[other]) for other in grid.neighbours)
        rows.append(
            (
                _grid_name(grid),
                *([escape(grid.code or "")] if coded else []),
                str(grid.households),
                _metres(grid.rms),
                _metres(grid.farthest),
                *([_metres(tours[place].metres)] if tours is not None else []),
                "是" if grid.parts == 1 else f"分{grid.parts}处",
                beside,
            )
        )
    head = ["网格", *(["编码"] if coded else []), "户数", "均方根距离（米）", "最远（米）"]
    head += [*(["走访路线（米）"] if tours is not None else []), "连片", "相邻网格"]
    first = 1 + coded
    more = _small(f"另有{len(grids) - _LISTED}个网格") if len(grids) > _LISTED else ""
    return _table(rows, head, range(first, first + 3 + (tours is not None))) + more


def _division(division: Any) -> str:
    measures = division.measures
    told = [f"到网格中心的均方根距离{_metres(measures.rms)}米", f"{measures.connected}个网格连片"]
    if measures.groups:
        told.append(f"{measures.groups}个自然村组中{measures.groups_whole}个完整")
    small = division.rows <= _DRAWN
    picture = division.to_svg(width=720) if small else _small(f"超过{_DRAWN}户不在此绘图：plot()、to_svg()")
    splits = _table((escape(split.because.zh), _clause(split.because.clause)) for split in division.splits)
    return _box(
        escape(division_title(division)),
        _small("，".join(told)),
        _grids_table(measures, division.tours),
        _because(division.log),
        _folded(f"拆分的自然村组{len(division.splits)}个", splits) if division.splits else "",
        f"<div>{picture}</div>",
    )


def _redivision(again: Any) -> str:
    rows = [
        (str(one.row), escape(one.before.name), escape(one.after.name), escape(one.because.zh))
        for one in again.moved[:_LISTED]
    ]
    moved = _table(rows, ("行", "原网格", "新网格", "原因"), (0,)) if rows else ""
    more = _small(f"另有{len(again.moved) - _LISTED}户") if len(again.moved) > _LISTED else ""
    title = f"{again.kept}户留在原网格，{len(again.moved)}户调整，{again.came}户新划入"
    return _box(title, _folded(f"调整的{len(again.moved)}户", moved + more) if rows else "", _division(again.division))


def _measures(measures: Any) -> str:
    return _box(f"{len(measures.grids)}个网格", _grids_table(measures))


def _audit(audit: Any) -> str:
    own, ours = audit.measures, audit.ours
    rows = [("这个划分", *_measured(own))] + ([] if ours is None else [("合规划分", *_measured(ours))])
    head = ("", "网格", "均方根距离（米）", "连片", "完整的自然村组")
    compared = _table(rows, head, (1, 2, 3, 4))
    none = _small("没有合规的划分可比") if ours is None else ""
    many = len(audit.findings)
    title = f"{len(audit.findings.breaches)}项不符合，{len(audit.findings.advice)}项提示" if many else "没有发现问题"
    told = list(audit.findings)[: 3 * _LISTED]
    more = _small(f"另有{many - len(told)}项") if many > len(told) else ""
    return _box(title, compared, none, _findings_table(told), more)


def _measured(measures: Any) -> tuple[str, ...]:
    groups = f"{measures.groups_whole}/{measures.groups}" if measures.groups else "—"
    return str(len(measures.grids)), _metres(measures.rms), str(measures.connected), groups


SHOWN: dict[str, Callable[[Any], str]] = {
    "Deadline": _deadline,
    "Explanation": _explanation,
    "Route": _route,
    "GridCounts": _grid_counts,
    "Sizes": _sizes,
    "Findings": _findings,
    "Scores": _scores,
    "Ranked": _ranked,
    "Division": _division,
    "Redivision": _redivision,
    "Measures": _measures,
    "Audit": _audit,
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
