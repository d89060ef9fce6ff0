"""How answers look in a notebook: small tables in Chinese, each with its clauses.

`show` is what `_repr_html_` of each class calls; `year` and `ranking` make what is asked for by name. No style sheet is
loaded: the colours are the notebook's own, light or dark. Everything from a policy, an overlay or a table is escaped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from html import escape
from typing import TYPE_CHECKING, Any

from ._commands import route_rows
from ._faces import Year, division_title, policy_rows, policy_span
from ._refusal import refused
from ._words import day_words, span_words, term, weekday_letters
from .enums import CaseState
from .errors import WanggeError

if TYPE_CHECKING:
    from ._wangge import Ranked, WorkCalendar

__all__ = ["Html", "ranking", "show", "table", "year"]

CELL = "padding:1px 12px 1px 0;vertical-align:baseline;border:0;background:none;font-size:inherit"
PLAIN = "border-collapse:collapse;border:0;background:none;color:inherit;font-size:inherit;margin:2px 0"
GREY = "opacity:.65"
# Told apart by people who do not tell red from green, on a light ground and on a dark one.
ORANGE, BLUE = "#D55E00", "#3B8BC4"

_PLACES = {"below_volume": "件数不足", "nothing_to_count": "无到期件", "part_of_period": "不满一期"}
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


_TONES = {"red": f"color:{ORANGE}", "yellow": "color:#A87900", "green": f"color:{BLUE}"}
_TIMES = {
    "returned": "退回",
    "transferred": "转办",
    "meetings": "提交民情分析会",
    "reworked": "返工",
    "reopened": "重新办理",
}


def _light(light: str) -> str:
    word = escape(term("Light", light))
    return f'<span style="white-space:nowrap;{_TONES.get(light, GREY)}">● {word}</span>'


def _time(moment: datetime) -> str:
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"


def _moment(moment: datetime) -> str:
    return f"{day_words(moment)} {_time(moment)}"


def _actor(actor: Any) -> str:
    return f"{term('Role', actor.role)} {actor.id}"


def _left(left: int | timedelta) -> str:
    """How much is left, or by how much it is late."""
    late = left < (0 if isinstance(left, int) else timedelta(0))  # type: ignore[operator]
    if isinstance(left, int):
        return f"逾期{-left}天" if late else f"剩{left}天"
    seconds = int(abs(left).total_seconds())
    parts = ((seconds // 3600, "小时"), (seconds // 60 % 60, "分"), (seconds % 60, "秒"))
    told = "".join(f"{number}{unit}" for number, unit in parts if number)
    return f"{'逾期' if late else '剩'}{told or '不足1秒'}"


def _length(term_of_time: Any) -> str:
    return f"{term_of_time['count']}{term('Unit', term_of_time['unit'])}"


def _facts(facts: Any) -> str:
    words = [term("Scope", facts["scope"])]
    words += [word for name, word in (("major", "重大"), ("sudden", "突发")) if facts[name]]
    words += [term("Work", facts["work"])] if facts.get("work") else []
    words += [term("Complexity", facts["complexity"])] if facts.get("complexity") else []
    return "，".join(words)


# What each field of a step says, in Chinese; one that is not here says itself.
_SAID: dict[str, Callable[[Any], str]] = {
    "channel": lambda value: term("Channel", value),
    "served": lambda value: f"服务对象{term('ServedParty', value)}",
    "facts": _facts,
    "received": lambda value: f"{_moment(datetime.fromisoformat(value))}收到",
    "grid": lambda value: f"网格{value}",
    "settlement": lambda value: term("Settlement", value),
    "outcome": lambda value: term("Outcome", value),
    "topic": lambda value: term("Topic", value),
    "level": lambda value: term("SupervisionLevel", value),
    "meeting": lambda value: f"{day_words(date.fromisoformat(value))}开会",
    "by": _length,
    "into": lambda value: f"并入{value}",
    "told": lambda value: "已当场告知" if value else "未告知",
    "passed": lambda value: "通过" if value else "未通过，重新办理",
    "granted": lambda value: "同意" if value else "不同意",
    "beyond": lambda value: "本级不能解决，须上报" if value else "本级可以解决",
    "hand_over": lambda value: "并移交" if value else "",
    "resolved": lambda value: "已解决" if value else "尚未解决",
}


def _said(event: Any) -> str:
    """What a step says, in Chinese."""

    def word(name: str, value: Any) -> str:
        if name == "to":
            return term("Handler", value) if event.kind == "report_up" else f"交{value}"
        return _SAID.get(name, str)(value)

    return escape("；".join(filter(None, (word(*field) for field in event.data.items()))))


def _timeline(case: Any, due: datetime | None) -> str:
    """The events by day, the due moment among them."""
    rows = [
        (event.at, escape(term("StepKind", event.kind)), escape(_actor(event.actor)), _said(event))
        for event in case.events
    ]
    if due is not None:
        past = due <= (case.ended or case.last)
        mark = f'<span style="color:{ORANGE if past else BLUE}">{"逾期" if past else "到期"}</span>'
        rows.append((due, mark, "", ""))
        rows.sort(key=lambda row: row[0])
    cells = []
    for place, (moment, *rest) in enumerate(rows):
        same = place > 0 and rows[place - 1][0].date() == moment.date()
        nowrap = '<span style="white-space:nowrap">'
        day = "" if same else f"{nowrap}{day_words(moment)}</span>"
        step, who, said = rest
        cells.append((day, _small(_time(moment)), f"{nowrap}{step}</span>", f"{nowrap}{who}</span>", said))
    return _table(cells, ("日期", "时间", "步骤", "办理人", "内容"))


def _stages(case: Any) -> str:
    def moment(at: datetime | None) -> str:
        return "" if at is None else _moment(at)

    rows = []
    for clock in case.stages():
        late = f'<span style="color:{ORANGE}">逾期</span>' if clock.is_late(case.last) else ""
        stage = escape(term("Stage", clock.stage)) + (_small(f"（{clock.entries}次）") if clock.entries > 1 else "")
        rows.append(
            (stage, moment(clock.entered), moment(clock.due.at), moment(clock.left), late, _clause(clock.clause))
        )
    table = _table(rows, ("环节", "进入", "到期", "离开", "", "依据"))
    return _folded(f"{len(rows)}个环节", table) if rows else ""


def _case(case: Any) -> str:
    about = [("受理", f"{_moment(case.received)}，{term('Channel', case.channel)}")]
    about += [("网格", case.grid)] if case.grid else []
    at, because, stages = None, "", ""
    try:
        due = case.due()
        because, stages, at = _folded("时限依据", _because(due.because)), _stages(case), due.at
        route = case.route()
        about.append(("问题", f"{term('Level', route.level)}，{term('Handler', route.handler)}办理"))
        about.append(("到期", _moment(at) if at else f"挂账中，恢复后{_left(due.left)}"))
    except WanggeError as error:
        about.append(("到期", error.zh))
    about.append(("首问责任人", _actor(case.first_asked)))
    about += [("第一责任人", _actor(case.first_responsible))] if case.first_responsible else []
    about += [("经办", case.holder)] if case.holder else []
    about += [("督办", term("SupervisionLevel", case.supervision))] if case.supervision else []
    times = [f"{word}{getattr(case, name)}次" for name, word in _TIMES.items() if getattr(case, name)]
    about += [("经过", "，".join(times))] if times else []
    more = [("needs_follow_up", "须跟踪回访"), ("is_exempted", "申诉成立，不计入考评")]
    about += [("提示", word) for name, word in more if getattr(case, name)]
    rows = ((f'<span style="white-space:nowrap">{_small(name)}</span>', escape(value)) for name, value in about)
    title = f"办件{escape(case.id)}：{term('CaseState', case.state)}"
    return _box(title, _table(rows), _timeline(case, at), because, stages)


def _log(log: Any) -> str:
    cases = sorted(log.cases(), key=lambda case: case.last, reverse=True)
    counts = Counter(case.state for case in cases)
    told = "，".join(f"{term('CaseState', state)}{counts[state]}件" for state in CaseState if counts[state])
    rows = [
        (
            escape(case.id),
            escape(term("CaseState", case.state)),
            _moment(case.received),
            _moment(case.last),
            escape(term("StepKind", case.events[-1].kind)),
            escape(case.holder or ""),
        )
        for case in cases[:_LISTED]
    ]
    table = _table(rows, ("办件", "状态", "受理", "最近一步", "", "经办")) if rows else ""
    more = _small(f"另有{len(cases) - _LISTED}件") if len(cases) > _LISTED else ""
    return _box(f"办件台账：{len(cases)}件", _small(told), table, more)


def _board_row(row: Any) -> tuple[str, ...]:
    told = [term("SupervisionLevel", row.supervision)] if row.supervision else []
    told += [f"{term('Stage', row.late_stage)}环节逾期"] if row.late_stage else []
    told += ["未告知服务对象"] if row.to_tell else []
    told += ["未上报"] if row.reported is False else []
    waits = "、".join(term("Role", role) for role in row.waits_for)
    return (
        _light(row.light),
        escape(row.case),
        escape(row.grid or ""),
        escape(term("CaseState", row.state)),
        "挂账中" if row.due is None else _moment(row.due),
        _left(row.left),
        escape(row.holder or "") or _small(escape(waits)),
        escape("，".join(told)),
    )


def _board(board: Any) -> str:
    rows = board.rows
    head = ("亮灯", "办件", "网格", "状态", "到期", "剩余", "经办或有权的角色", "提示")
    parts = [_small("，".join(f"{term('Light', light)}{count}件" for light, count in board.lights.items() if count))]
    parts.append(_table(map(_board_row, rows[:_LISTED]), head) if rows else "")
    parts.append(_small(f"另有{len(rows) - _LISTED}件") if len(rows) > _LISTED else "")
    if board.follow_up:
        parts.append(f"<div>{_small('须跟踪回访')} {escape('、'.join(board.follow_up))}</div>")
    if board.unplaced:
        lost = [(escape(one.case), escape(one.zh)) for one in board.unplaced[:_LISTED]]
        more = _small(f"另有{len(board.unplaced) - _LISTED}件") if len(board.unplaced) > _LISTED else ""
        parts.append(_table(lost, ("办件", f"{len(board.unplaced)}件无法计时的原因")) + more)
    if board.next_change:
        parts.append(f"<div>{_small('下次变化')} {_moment(board.next_change)}</div>")
    return _box(f"{_moment(board.now)}：在办{len(rows)}件，逾期{len(board.late)}件", *parts)


def _window(one: Any) -> str:
    return day_words(one.due) if one.opens == one.due else f"{span_words(one.opens, one.due)}"


def _unit(one: Any) -> str:
    return escape(one.unit or term("DutyUnit", "township"))


def _obligation(one: Any) -> str:
    title = f"{_unit(one)}：{escape(term('DutyKind', one.kind))}，{_window(one)}{_doubt(one.status)}"
    persons = "、".join(map(escape, one.persons)) or "空缺"
    return _box(title, _small(f"责任人：{persons}"), _because(one.because))


def _obligations(owed: Any) -> str:
    counts = _table(((escape(term("DutyKind", kind)), str(count)) for kind, count in owed.counts.items()), (), (1,))
    rows = [
        (
            escape(term("DutyKind", one.kind)),
            _unit(one),
            _window(one) + _doubt(one.status),
            escape(term("Role", one.owner)),
            _clause(", ".join(one.clauses)),
        )
        for one in owed[:_LISTED]
    ]
    more = _small(f"另有{len(owed) - _LISTED}项") if len(owed) > _LISTED else ""
    listing = _table(rows, ("事项", "对象", "期限", "责任岗位", "依据"))
    return _box(f"{span_words(*owed.span)}应完成{len(owed)}项", counts, _folded("逐项", listing + more))


def _matched(found: Any) -> str:
    from .enums import DutyState

    kinds = list(found.owed.counts)
    table = found.table()
    places, words = table["kind"], table["state"]
    tally = Counter(zip(places.tolist(), words.tolist(), strict=True))
    rows = [
        (escape(term("DutyKind", kind)), *(str(tally[kind.value, state.value] or "") for state in DutyState))
        for kind in kinds
    ]
    head = ("事项", *(state.zh for state in DutyState))
    return _box(f"截至{day_words(found.as_of)}：共{len(found)}项", _table(rows, head, (1, 2, 3, 4)))


def _completeness(found: Any) -> str:
    missing = "、".join(escape(item.zh) for item in found.missing)
    return _box(f"应查问{found.needed}项，{f'缺：{missing}' if missing else '已全部查问'}", _because(found.because))


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
    "CaseLog": _log,
    "Case": _case,
    "Board": _board,
    "Obligation": _obligation,
    "Obligations": _obligations,
    "Matched": _matched,
    "Completeness": _completeness,
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
