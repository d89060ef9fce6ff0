"""What more than one face shows: a year of a calendar with its marks and festivals, and a policy row by row."""

from __future__ import annotations

from datetime import date, timedelta

from ._refusal import refused
from ._words import listed, span_words, term

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from ._division import Division
    from ._wangge import Day, Grid, Policy, WorkCalendar

__all__ = ["PALE", "Festival", "PolicyRow", "Year", "division_title", "pale_colours", "policy_rows", "policy_span"]

# Six pale colours for the land of grids: dark text reads on each, and people who do not tell red from green tell them.
PALE = ("#BFD9EC", "#F6D9B8", "#CFE6D5", "#E9CFE0", "#F4EDB5", "#D5D3E8")

_REST = ("holiday", "local_rest")
_WORK = ("make_up", "local_work")


class Festival:
    """The days that share a name in a year: which are off, and which are worked for it."""

    __slots__ = ("name", "rest", "work")

    def __init__(self, name: str) -> None:
        self.name = name
        self.rest: list[date] = []
        self.work: list[date] = []

    def words(self, lang: str = "zh") -> str:
        """Its days in words, without its name."""
        parts = []
        if self.rest:
            parts.append(_runs(self.rest, lang) + ("休" if lang == "zh" else " off"))
        if self.work:
            parts.append(_runs(self.work, lang) + ("班" if lang == "zh" else " worked"))
        return ("，" if lang == "zh" else "; ").join(parts)


class Year:
    """A year as a wall calendar shows it.

    >>> import wangge as wg
    >>> year = Year(wg.WorkCalendar.china(), 2026)
    >>> [(f.name, f.words()) for f in year.festivals][1]
    ('春节', '2月15日至23日休，2月14日、2月28日班')
    >>> year.mark(year.days[0]), year.workdays
    ('休', 248)
    """

    __slots__ = ("days", "festivals", "number", "workdays")

    def __init__(self, calendar: WorkCalendar, number: int) -> None:
        first, last = date(number, 1, 1), date(number, 12, 31)
        if last < calendar.first or first > calendar.last:
            raise refused("year", str(number), f"{calendar.first.year} to {calendar.last.year}")
        begin, end = max(first, calendar.first), min(last, calendar.last)
        self.number = number
        self.days: list[Day] = [calendar.day(begin + timedelta(days=place)) for place in range((end - begin).days + 1)]
        self.workdays = sum(day.workday for day in self.days)
        self.festivals = _festivals(self.days)

    @staticmethod
    def mark(day: Day) -> str:
        """休 for a day off that is more than a weekend, 班 for a weekend that is worked, else nothing."""
        return "休" if day.kind in _REST else "班" if day.kind in _WORK else ""

    def month(self, month: int) -> list[list[int | Day | None]]:
        """The weeks of a month, Monday first: None outside it, a bare number for a day that is not known."""
        known = {day.date: day for day in self.days if day.date.month == month}
        first = date(self.number, month, 1)
        following = date(self.number + month // 12, month % 12 + 1, 1) if (self.number, month) < (9999, 12) else None
        count = (following - first).days if following else 31
        cells: list[int | Day | None] = [None] * first.weekday()
        cells += [known.get(date(self.number, month, number), number) for number in range(1, count + 1)]
        cells += [None] * (-len(cells) % 7)
        return [cells[place : place + 7] for place in range(0, len(cells), 7)]

    def festivals_of(self, month: int | None) -> list[Festival]:
        """Those of one month, or of the year."""
        return self.festivals if month is None else _festivals(day for day in self.days if day.date.month == month)

    @property
    def provisional(self) -> bool:
        """Whether a day of it is provisional."""
        return any(day.status == "provisional" for day in self.days)

    @property
    def unknown(self) -> bool:
        """Whether a day of it is not known."""
        return len(self.days) < (366 if date(self.number, 3, 1) - date(self.number, 2, 1) == timedelta(29) else 365)


def _festivals(days: Iterable[Day]) -> list[Festival]:
    found: dict[str, Festival] = {}
    for day in days:
        if day.kind in _REST or day.kind in _WORK:
            name = day.name or ""
            festival = found.setdefault(name, Festival(name))
            (festival.rest if day.kind in _REST else festival.work).append(day.date)
    return sorted(found.values(), key=lambda festival: (festival.rest or festival.work)[0])


def _runs(days: list[date], lang: str) -> str:
    runs: list[list[date]] = []
    for day in days:
        if runs and (day - runs[-1][-1]).days == 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return listed((_run(run[0], run[-1], lang) for run in runs), lang)


def _run(first: date, last: date, lang: str) -> str:
    if lang == "zh":
        begin = f"{first.month}月{first.day}日"
        if first == last:
            return begin
        return begin + (f"至{last.day}日" if first.month == last.month else f"至{last.month}月{last.day}日")
    return f"{first:%m-%d}" if first == last else f"{first:%m-%d} to {last:%m-%d}"


class PolicyRow:
    """One rule of a policy in words."""

    __slots__ = ("clause", "first", "label", "last", "section", "value")

    def __init__(self, section: str, label: str, value: str, table: dict[str, Any]) -> None:
        self.section = section
        self.label = label
        self.value = value
        self.clause = str(table.get("clause", ""))
        self.first: date | None = table.get("from")
        self.last: date | None = table.get("to")


def _read(policy: Policy) -> dict[str, Any]:
    import tomllib

    return tomllib.loads(policy.to_toml())


def _many(value: Any) -> list[dict[str, Any]]:
    return [] if value is None else value if isinstance(value, list) else [value]


def policy_span(policy: Policy, lang: str = "zh") -> str:
    """From when to when a policy is in force, and the day that `at` fixed.

    >>> import datetime, wangge as wg
    >>> policy_span(wg.Policy.preset("xiang-2011"))
    '2011年6月7日起'
    """
    table = _read(policy)
    words = span_words(table.get("from"), table.get("to"), lang)
    if policy.as_of is None:
        return words
    day = policy.as_of
    return words + (f"（按{day.year}年{day.month}月{day.day}日的规定）" if lang == "zh" else f" (rules of {day})")


def policy_rows(policy: Policy, lang: str = "zh") -> list[PolicyRow]:
    """The rules of a policy in words, in the order of its file.

    >>> import wangge as wg
    >>> rows = policy_rows(wg.Policy.preset("xiang-2011"))
    >>> [(row.label, row.value, row.clause) for row in rows if row.section == "办结时限"][0]
    ('一般', '7个工作日内办结、答复', 'X-4.2a')
    """
    table = _read(policy)
    rows = [*_grid_rows(table.get("grid", {}), lang), *_people_rows(table, lang), *_route_rows(table, lang)]
    return [*rows, *_time_rows(table, lang), *_duty_rows(table, lang), *_score_rows(table, lang)]


def _band(low: int | None, high: int | None, unit: str, lang: str) -> str:
    if low is not None and high is not None:
        number = str(low) if low == high else f"{low} to {high}" if lang == "en" else f"{low}至{high}"
    elif low is not None:
        number = f"{low} or more" if lang == "en" else f"不少于{low}"
    else:
        number = f"at most {high}" if lang == "en" else f"不超过{high}"
    return f"{number}{unit}" if lang == "zh" else f"{number} {unit}".rstrip()


def _grid_rows(grid: dict[str, Any], lang: str) -> list[PolicyRow]:
    zh = lang == "zh"
    section = "网格规模" if zh else "size of a grid"
    rows = []
    for size in _many(grid.get("size")):
        place = term("Place", size["place"], lang) if "place" in size else ("每个网格" if zh else "each grid")
        value = _band(size.get("min"), size.get("max"), term("Dimension", size["unit"], lang), lang)
        if size.get("binding", "hard") == "advisory":
            value += f"（{term('Binding', 'advisory')}）" if zh else f" ({term('Binding', 'advisory', lang)})"
        rows.append(PolicyRow(section, place, value, size))
    for prefer in _many(grid.get("prefer")):
        label = "首选个数" if zh else "preferred number"
        rows.append(PolicyRow(section, label, term("Preference", prefer["value"], lang), prefer))
    for exception in _many(grid.get("exception")):
        households = _band(exception["min"], exception["max"], term("Dimension", "household", lang), lang)
        value = f"{households}：{exception['grids']}个网格" if zh else f"{households}: grids: {exception['grids']}"
        rows.append(PolicyRow(section, exception["ground"], value, exception))
    return rows


def _people_rows(table: dict[str, Any], lang: str) -> list[PolicyRow]:
    zh = lang == "zh"
    section = "队伍" if zh else "people"
    rows = []
    for team in _many(table.get("team")):
        members = team["members"]
        value = _band(members.get("min"), members.get("max"), "人" if zh else "", lang)
        rows.append(PolicyRow(section, "网格员" if zh else "members", value, team))
    for leaders in _many(table.get("leaders")):
        for key, label in (
            ("outside", "下派网格长" if zh else "leader sent in"),
            ("inside", "本地网格长" if zh else "local leader"),
        ):
            value = listed((term("Identity", code, lang) for code in leaders.get(key, ())), lang)
            rows.append(PolicyRow(section, label, value, leaders))
    for group in _many(table.get("leading_group")):
        for post in _many(group.get("post")):
            offices = listed((term("Office", code, lang) for code in post["office"]), lang)
            rows.append(
                PolicyRow(
                    section,
                    ("领导小组" if zh else "leading group: ") + term("Post", post["post"], lang),
                    offices,
                    group,
                )
            )
    return rows


def _route_rows(table: dict[str, Any], lang: str) -> list[PolicyRow]:
    zh = lang == "zh"
    rows = []
    arrow = " → "
    for route in _many(table.get("route")):
        for row in _many(route.get("row")):
            level = term("Level", row["level"], lang) + ("问题" if zh else "")
            steps = arrow.join(term("Action", code, lang) for code in row["steps"])
            value = f"{term('Handler', row['handler'], lang)}{'：' if zh else ': '}{steps}"
            rows.append(PolicyRow("办理流程" if zh else "route", level, value, row))
        for row in _many(route.get("intake")):
            steps = arrow.join(term("Action", code, lang) for code in row["steps"])
            work = term("Work", row["work"], lang) + ("工作" if zh else " work")
            rows.append(PolicyRow("受理" if zh else "intake", work, steps, row))
    for levels in _many(table.get("complexity_by_level")):
        for level in ("general", "regional", "overall", "major"):
            label = term("Level", level, lang) + ("问题" if zh else "")
            value = term("Complexity", levels[level], lang)
            rows.append(PolicyRow("难易程度" if zh else "complexity", label, value, levels))
    return rows


def _time_rows(table: dict[str, Any], lang: str) -> list[PolicyRow]:
    zh = lang == "zh"
    rows = []
    for limit in _many(table.get("limit")):
        within, roll = limit["within"], limit.get("roll", "none")
        settled = [term("Settlement", code, lang) for code in limit["settled_by"]]
        unit = term("Unit", within["unit"], lang)
        value = (
            f"{within['count']}{unit}内{listed(settled)}"
            if zh
            else f"{' or '.join(settled)} within {within['count']} {unit}"
        )
        if roll != "none":
            value += f"（{term('Roll', roll)}）" if zh else f" (rolls: {term('Roll', roll, lang)})"
        rows.append(
            PolicyRow("办结时限" if zh else "limit", term("Complexity", limit["complexity"], lang), value, limit)
        )
    section = "计算" if zh else "counting"
    for counting in _many(table.get("counting")):
        rows.append(PolicyRow(section, "起算" if zh else "start", term("Start", counting["start"], lang), counting))
        if "cut_off" in counting:
            rows.append(PolicyRow(section, "收件截止时点" if zh else "cut-off", str(counting["cut_off"]), counting))
        label = "调休上班日" if zh else "make-up days"
        rows.append(PolicyRow(section, label, term("MakeUp", counting["make_up_days"], lang), counting))
    for calendar in _many(table.get("calendar")):
        value = term("CalendarTable", calendar["table"], lang)
        rows.append(PolicyRow(section, "日历" if zh else "calendar", value, calendar))
    return rows


def _duty_rows(table: dict[str, Any], lang: str) -> list[PolicyRow]:
    zh = lang == "zh"
    section = "经常性工作" if zh else "duties"
    rows = []
    for duty in _many(table.get("duty")):
        said = [term("Role", duty["owner"], lang), term("Every", duty["every"], lang)]
        said += [term(name, duty[key], lang) for key, name in (("days", "DutyDays"), ("due", "DueOn")) if key in duty]
        if "due_day" in duty:
            said.append(f"{duty['due_day']}日" if zh else f"day {duty['due_day']}")
        if duty.get("covers", "grid") != "grid":
            said.append(term("Covers", duty["covers"], lang))
        if duty.get("roll", "none") != "none":
            said.append((f"遇休息日{term('DutyRoll', duty['roll'])}") if zh else term("DutyRoll", duty["roll"], lang))
        rows.append(PolicyRow(section, term("DutyKind", duty["kind"], lang), listed(said, lang), duty))
    for checklist in _many(table.get("checklist")):
        label = term("DutyKind", checklist["kind"], lang) + ("查问" if zh else ": to look at or ask")
        items = listed((term("CheckItem", code, lang) for code in checklist["items"]), lang)
        rows.append(PolicyRow(section, label, items, checklist))
    return rows


def _score_rows(table: dict[str, Any], lang: str) -> list[PolicyRow]:
    zh = lang == "zh"
    rows = []
    own = {metric["id"]: metric["title"] for metric in _many(table.get("metric"))}

    def named(metric: str) -> str:
        return own[metric] if metric in own else term("Metric", metric, lang)

    titles = {sheet["id"]: sheet["title"] for sheet in _many(table.get("sheet"))}
    for sheet in _many(table.get("sheet")):
        if sheet.get("given", False):
            value = "得分由外部给出" if zh else "marks given from outside"
            rows.append(PolicyRow("考评" if zh else "sheet", sheet["title"], value, sheet))
        for item in _many(sheet.get("item")):
            metric = named(item["metric"])
            value = f"{metric}：{item['weight']}分" if zh else f"{metric}: {item['weight']} marks"
            rows.append(PolicyRow("考评" if zh else "sheet", sheet["title"], value, sheet))
    for ranking in _many(table.get("ranking")):
        metric = named(ranking["metric"]) if "metric" in ranking else titles[ranking["sheet"]]
        least, ties = ranking["least_volume"], [term("TieBreak", code, lang) for code in ranking["ties"]]
        value = f"{metric}，不足{least}件不排名" if zh else f"{metric}; fewer than {least} cases: not ranked"
        if ties:
            value += f"；同率看{listed(ties)}" if zh else f"; ties: {listed(ties, lang)}"
        label = term("Belongs", ranking["belongs_by"], lang)
        rows.append(PolicyRow("排名" if zh else "ranking", label, value, ranking))
    return rows


def pale_colours(grids: Sequence[Grid]) -> list[int]:
    """The place of each grid's colour in `PALE`: grids beside one another differ, as far as the colours go."""
    chosen: list[int] = []
    used = [0] * len(PALE)
    for place, grid in enumerate(grids):
        beside = {chosen[other] for other in grid.neighbours if other < place}
        # Of those that are free, the one that was used least.
        colour = min(range(len(PALE)), key=lambda one: (one in beside, used[one], one))
        chosen.append(colour)
        used[colour] += 1
    return chosen


def division_title(division: Division) -> str:
    """A division in one line.

    >>> import numpy as np, wangge as wg
    >>> n = np.arange(240)
    >>> division_title(wg.divide(n // 120 * 1000.0, n % 120 * 3.0, wg.Policy.preset("combined"), crs="metres"))
    '240户，2个网格，每格120户'
    """
    sizes = [grid.households for grid in division.grids]
    zones = {name.zone for name in division.names} - {None}
    each = f"{min(sizes)}户" if min(sizes) == max(sizes) else f"{min(sizes)}至{max(sizes)}户"
    where = f"{len(zones)}个片区，" if len(zones) > 1 else ""
    return f"{where}{division.households}户，{len(sizes)}个网格，每格{each}"
