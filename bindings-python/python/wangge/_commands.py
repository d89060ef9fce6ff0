"""What the commands of the command line do: ask, then print words or JSON. The parser is in `cli`."""

from __future__ import annotations

import os
from datetime import date, datetime

import wangge as wg

from ._refusal import refused
from ._words import day_words, escaped, pad, reasons, span_words, term, weekday_letters, wrap

TYPE_CHECKING = False

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Sequence
    from typing import Any

    from ._faces import Year

__all__ = [
    "add",
    "between",
    "calendar",
    "day",
    "deadlines",
    "divide",
    "due",
    "duties",
    "grids",
    "policy_backtest",
    "policy_check",
    "policy_diff",
    "policy_lint",
    "policy_schema",
    "policy_show",
    "refusal",
    "route",
    "route_rows",
    "unreadable",
]

_WIDTH = 80
_INDENT = "  "


# Printing -----------------------------------------------------------------------------------------------------------


def _json(value: object) -> None:
    import json

    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def _print(text: str, indent: str = "") -> None:
    for line in wrap(indent + text, _WIDTH, indent + _INDENT):
        print(line)


def _because(because: Sequence[wg.Reason], lang: str) -> None:
    for clause, sentence in reasons(because, lang):
        _print(f"〔{clause}〕{sentence}" if lang == "zh" else f"[{clause}] {sentence}", _INDENT)


def _because_json(because: Sequence[wg.Reason]) -> list[dict[str, str]]:
    return [{"clause": one.clause, "code": one.code, "zh": one.zh, "en": one.en} for one in because]


def _day_json(day: wg.Day) -> dict[str, Any]:
    return {
        "date": day.date,
        "workday": day.workday,
        "kind": day.kind.value,
        "name": day.name,
        "status": day.status.value,
        "source": day.source,
    }


def _walk_json(walk: wg.Explanation, lang: str) -> dict[str, Any]:
    days = [{**_day_json(step.day), "counted": step.counted, "zh": step.zh, "en": step.en} for step in walk.steps]
    return {"explanation": walk.lines(lang), "days": days}


def _doubt(status: str, lang: str) -> str:
    """What an answer says where the calendar is not sure."""
    if status == "confirmed":
        return ""
    word = term("DayStatus", status, lang)
    return f"（{word}）" if lang == "zh" else f" ({word})"


def refusal(error: wg.WanggeError, lang: str, as_json: bool) -> str:
    """A typed error in one line: in Chinese with the English behind it, or an object of JSON."""
    if as_json:
        import json

        kept = {key: value for key, value in vars(error).items() if key not in ("zh", "code", "faults")}
        answer = {"error": error.code, "type": type(error).__name__, "zh": error.zh, "en": str(error), **kept}
        return json.dumps(answer, ensure_ascii=False, default=str)
    faults = [fault for fault in getattr(error, "faults", ()) if isinstance(fault, wg.Fault)]
    en = "; ".join(f"line {fault.line}: {fault.en}" for fault in faults) or str(error)
    words = f"错误：{error.zh} / {en}" if lang == "zh" else f"error: {en}"
    return escaped(f"{words} [{error.code}]", 8000)


def unreadable(error: OSError, lang: str, as_json: bool) -> str:
    """A file that cannot be read or written, in one line."""
    detail = f"{error.filename}: {error.strerror}" if error.filename is not None else str(error)
    zh = f"文件不能读写：{detail}"
    if as_json:
        import json

        return json.dumps({"error": "file", "type": "OSError", "zh": zh, "en": detail}, ensure_ascii=False)
    return escaped(f"错误：{zh}" if lang == "zh" else f"error: {detail}", 8000)


# What is asked by ---------------------------------------------------------------------------------------------------


def _calendar(options: Namespace) -> wg.WorkCalendar:
    found = wg.WorkCalendar.china()
    if options.provisional:
        found = found.provisional()
    for path in options.overlay:
        with open(path, "rb") as file:
            found = found.overlay(_text(file.read(), path))
    return found


def _text(content: bytes, path: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refused("file", path, "UTF-8") from None


def _policy(name: str) -> wg.Policy:
    if name in wg.Policy.presets() or not (name.endswith(".toml") or os.path.exists(name)):
        return wg.Policy.preset(name)
    with open(name, "rb") as file:
        return wg.Policy.from_toml(_text(file.read(), name))


def _within(name: str, number: int, least: int, most: int) -> int:
    if not least <= number <= most:
        raise refused(name, str(number), f"{least} to {most}")
    return number


# The commands -------------------------------------------------------------------------------------------------------


def day(options: Namespace) -> int:
    """`wangge day DAY`."""
    found = _calendar(options).day(options.date)
    if options.json:
        _json(_day_json(found))
        return 0
    lang, zh = options.lang, options.lang == "zh"
    kind, source = term("DayKind", found.kind, lang), escaped(found.source, 200)
    worked = ("工作日" if found.workday else "不上班") if zh else ("a working day" if found.workday else "not worked")
    told = [worked] if found.kind == "workday" else [worked, kind]
    name = "" if found.name is None else f"（{escaped(found.name)}）" if zh else f" ({escaped(found.name)})"
    _print(f"{day_words(found.date, lang)}{'：' if zh else ': '}{('，' if zh else ', ').join(told)}{name}")
    if source:
        _print(f"{'依据：' if zh else 'source: '}{source}", _INDENT)
    if found.status != "confirmed":
        _print(f"{'确定程度：' if zh else 'status: '}{term('DayStatus', found.status, lang)}", _INDENT)
    return 0


def due(options: Namespace) -> int:
    """`wangge due RECEIVED COMPLEXITY`."""
    policy = _policy(options.policy)
    found = policy.deadline(options.received, options.complexity, _calendar(options))
    lang = options.lang
    if options.json:
        answer: dict[str, Any] = {
            "policy": policy.id,
            "received": options.received.isoformat(),
            "complexity": found.complexity.value,
            "date": found.date,
            "status": found.status.value,
            "count": found.count,
            "unit": found.unit.value,
            "settled_by": [word.value for word in found.settled_by],
            "because": _because_json(found.because),
        }
        _json({**answer, **_walk_json(found.explain(), lang)} if options.explain else answer)
        return 0
    _print(("到期日：" if lang == "zh" else "due on ") + day_words(found.date, lang) + _doubt(found.status, lang))
    _because(found.because, lang)
    if options.explain:
        print()
        for line in found.explain().lines(lang):
            _print(line)
    return 0


def add(options: Namespace) -> int:
    """`wangge add DAY N`."""
    calendar, lang = _calendar(options), options.lang
    n = _within("n", options.n, -(1 << 31), (1 << 31) - 1)
    found = calendar.add_workdays(options.date, n, options.start, options.make_up)
    status = calendar.status(found)
    walk = calendar.explain(options.date, n, options.start, options.make_up) if options.explain else None
    if options.json:
        answer = {"date": options.date, "n": n, "answer": found, "status": status.value}
        _json(answer if walk is None else {**answer, **_walk_json(walk, lang)})
        return 0
    _print(day_words(found, lang) + _doubt(status, lang))
    for line in walk.lines(lang) if walk is not None else ():
        _print(line, _INDENT)
    return 0


def between(options: Namespace) -> int:
    """`wangge between A B`."""
    found = _calendar(options).workdays_between(options.a, options.b, options.make_up)
    if options.json:
        _json({"a": options.a, "b": options.b, "workdays": found})
    else:
        _print(f"{found}个工作日" if options.lang == "zh" else f"{found} working days")
    return 0


def calendar(options: Namespace) -> int:
    """`wangge calendar [YEAR]`."""
    from ._faces import Year

    known, lang = _calendar(options), options.lang
    year = Year(known, known.last.year if options.year is None else options.year)
    month = None if options.month is None else _within("month", options.month, 1, 12)
    festivals = year.festivals_of(month)
    days = [day for day in year.days if month in (None, day.date.month)]
    if options.json:
        shown = [{"name": one.name, "rest": one.rest, "work": one.work} for one in festivals]
        _json(
            {
                "year": year.number,
                "month": month,
                "workdays": sum(day.workday for day in days),
                "firm_through": known.firm_through,
                "festivals": shown,
                "days": [_day_json(day) for day in days if day.kind.value not in ("workday", "weekend")],
            }
        )
        return 0
    legend = (
        [f"{year.number}年", "休：放假", "班：调休上班"] if lang == "zh" else [str(year.number), "休 off", "班 worked"]
    )
    if any(day.status == "provisional" for day in days):
        legend.append("?：暂定" if lang == "zh" else "? provisional")
    if year.unknown:
        legend.append("×：日历不知" if lang == "zh" else "× not known")
    print(("　" if lang == "zh" else "  ").join(legend))
    _print_months(year, [month] if month else list(range(1, 13)), lang)
    print()
    for festival in festivals:
        _print(f"{escaped(festival.name)}{'：' if lang == 'zh' else ': '}{festival.words(lang)}")
    work = sum(day.workday for day in days)
    print(f"共{work}个工作日" if lang == "zh" else f"{work} working days")
    return 0


def _print_months(year: Year, months: list[int], lang: str) -> None:
    """Two months side by side: a day is five columns, two for the number, two for its mark, one for doubt."""
    for place in range(0, len(months), 2):
        blocks = [_month_lines(year, month, lang) for month in months[place : place + 2]]
        for row in range(max(len(block) for block in blocks)):
            cells = [block[row] if row < len(block) else "" for block in blocks]
            print("    ".join(pad(cell, 35) for cell in cells).rstrip())


def _month_lines(year: Year, month: int, lang: str) -> list[str]:
    title = f"{month}月" if lang == "zh" else f"{date(year.number, month, 1):%B}"
    lines = ["", title, "".join(pad(letter, 5) for letter in weekday_letters(lang)).rstrip()]
    for week in year.month(month):
        cells = []
        for cell in week:
            if cell is None:
                cells.append(" " * 5)
            elif isinstance(cell, int):
                cells.append(f"{cell:>2}×  ")
            else:
                doubt = "?" if cell.status == "provisional" else ""
                cells.append(pad(f"{cell.date.day:>2}{year.mark(cell)}{doubt}", 5))
        lines.append("".join(cells).rstrip())
    return lines


def _fault_json(fault: wg.Fault) -> dict[str, Any]:
    return {
        "path": fault.path,
        "line": fault.line,
        "column": fault.column,
        "code": fault.code,
        "zh": fault.zh,
        "en": fault.en,
    }


def policy_check(options: Namespace) -> int:
    """`wangge policy check FILE`."""
    with open(options.file, "rb") as file:
        text = _text(file.read(), options.file)
    name, zh = escaped(options.file, 200), options.lang == "zh"
    try:
        policy = wg.Policy.from_toml(text)
    except wg.PolicyError as error:
        if options.json:
            _json({"file": options.file, "ok": False, "faults": [_fault_json(fault) for fault in error.faults]})
            return 1
        for line in wg.Policy.draw_faults(text, name, options.lang, _WIDTH).splitlines():
            # A message is a sentence and can be broken; a line of the file is drawn as it is.
            said = line.startswith(("错误", "error"))
            print("\n".join(wrap(line, _WIDTH, "      ") if said else [escaped(line, 2 * _WIDTH)]))
        print(f"共{len(error.faults)}处错误" if zh else f"{len(error.faults)} faults")
        return 1
    if options.json:
        _json({"file": options.file, "ok": True, "id": policy.id, "title": policy.title, "faults": []})
    else:
        _print(f"{'没有错误：' if zh else 'no fault: '}{escaped(policy.title, 200)}")
    return 0


def policy_show(options: Namespace) -> int:
    """`wangge policy show POLICY`: its rules in words, or the whole of it as JSON or TOML."""
    from ._faces import policy_rows, policy_span

    policy, lang = _policy(options.policy), options.lang
    if options.at is not None:
        policy = policy.at(options.at)
    if options.json:
        import tomllib

        _json(tomllib.loads(policy.to_toml()))
        return 0
    if options.toml:
        print(policy.to_toml(), end="")
        return 0
    colon = "：" if lang == "zh" else ": "
    _print(f"{escaped(policy.title, 200)}（{escaped(policy.id)}）")
    _print(f"{'施行' if lang == 'zh' else 'in force'}{colon}{policy_span(policy, lang)}")
    section = ""
    for row in policy_rows(policy, lang):
        if row.section != section:
            section = row.section
            print(f"\n{section}")
        when = span_words(row.first, row.last, lang)
        cited = [escaped(row.clause), *([when] if when else [])]
        clause = f"〔{'，'.join(cited)}〕" if lang == "zh" else f" [{', '.join(cited)}]"
        _print(f"{escaped(row.label)}{colon}{escaped(row.value, 400)}{clause}", _INDENT)
    return 0


def policy_lint(options: Namespace) -> int:
    """`wangge policy lint POLICY`: nothing of it is a fault, so the exit code is 0."""
    policy, zh = _policy(options.policy), options.lang == "zh"
    found = policy.lint(options.at or date.today())
    if options.json:
        rows = [{"key": one.key, "code": one.code, "zh": one.zh, "en": one.en} for one in found]
        _json({"policy": policy.id, "lint": rows})
        return 0
    for one in found:
        _print(escaped(one.zh if zh else one.en, 400))
        _print(f"{escaped(one.key, 200)} [{one.code}]", _INDENT)
    print(f"共{len(found)}处值得再看" if zh else f"{len(found)} worth a look")
    return 0


def policy_diff(options: Namespace) -> int:
    """`wangge policy diff POLICY OTHER`."""
    policy, other, zh = _policy(options.policy), _policy(options.other), options.lang == "zh"
    changes = policy.diff(other)
    if options.json:
        _json({"policy": policy.id, "other": other.id, "changes": [_change_json(change) for change in changes]})
        return 0
    _print_changes(changes, options.lang)
    print(f"共{len(changes)}处不同" if zh else f"{len(changes)} differences")
    return 0


def _change_json(change: wg.Change) -> dict[str, Any]:
    return {name: getattr(change, name) for name in ("rule", "key", "before", "after", "clause", "zh", "en")}


def _print_changes(changes: Sequence[wg.Change], lang: str) -> None:
    for change in changes:
        cited = escaped(change.clause or "")
        clause = "" if not cited else f"〔{cited}〕" if lang == "zh" else f" [{cited}]"
        _print(escaped(change.zh if lang == "zh" else change.en, 400) + clause)


def policy_backtest(options: Namespace) -> int:
    """`wangge policy backtest LOG POLICY OTHER`."""
    policy, other, zh = _policy(options.policy), _policy(options.other), options.lang == "zh"
    found = wg.backtest(
        _events(options.log),
        policy,
        other,
        _calendar(options),
        now=options.now,
        period=None if options.period is None else tuple(options.period),
    )
    table = found.differences()
    if options.json:
        late = {"late": found.before.late, "other_late": found.after.late, "known": found.before.known}
        rules = [
            {
                "rule": one.rule,
                "clause": one.clause,
                "newly_late": one.newly_late,
                "no_longer_late": one.no_longer_late,
                "moves": [_move_json(move) for move in one.moves],
                "zh": one.zh,
                "en": one.en,
            }
            for one in found.attributions
        ]
        cases = [dict(zip(table.columns, row, strict=True)) for row in _rows(table)]
        more = {"moves": [_move_json(move) for move in found.moves], "together": list(found.together)}
        _json({**late, "interaction": found.interaction, "rules": rules, "cases": cases, **more})
        return 0
    before, after = found.before, found.after
    _print(
        f"逾期{before.late}件变为{after.late}件，已知{before.known}件，时限不明{before.unplaced}件变为{after.unplaced}件"
        if zh
        else f"late cases: {before.late} become {after.late}, of {before.known} known; "
        f"limit not known: {before.unplaced} become {after.unplaced}"
    )
    for one in found.attributions:
        _print(escaped(one.zh if zh else one.en, 400), _INDENT)
    _print(found.zh if zh else found.en, _INDENT)
    for move in found.moves:
        words = (
            f"{_place(move.before, move.place, options.lang)} → {_place(move.after, move.other_place, options.lang)}"
        )
        _print(f"{escaped(move.unit)}{'：' if zh else ': '}{words}")
    if found.together:
        units = "、".join(map(escaped, found.together))
        _print(f"由各项相互作用引起：{units}" if zh else f"by the rules acting on each other: {units}")
    print(f"共{len(table)}件到期或判断不同" if zh else f"{len(table)} cases due or judged otherwise")
    return 0


_PLACES = {
    "below_volume": ("件数不足，不排名", "too few, not ranked"),
    "nothing_to_count": ("无数据", "nothing to count"),
    "part_of_period": ("期中设立或撤并，不排名", "existed for a part, not ranked"),
}


def _place(rank: int | None, place: str, lang: str) -> str:
    if rank is None:
        return _PLACES[place][0 if lang == "zh" else 1]
    return f"第{rank}名" if lang == "zh" else f"rank {rank}"


def _move_json(move: wg.RankMove) -> dict[str, Any]:
    return {name: getattr(move, name) for name in ("unit", "before", "place", "after", "other_place")}


def _rows(table: wg.Table) -> Iterable[Sequence[Any]]:
    return zip(*(table[name].tolist() for name in table.columns), strict=True)


def _events(path: str) -> dict[str, Any]:
    """A log as it is stored: an event a line, as JSON."""
    import json

    import numpy as np

    with open(path, "rb") as file:
        lines = [line for line in _text(file.read(), path).splitlines() if line.strip()]
    events = []
    for row, line in enumerate(lines):
        try:
            event = json.loads(line)
            events.append(
                (
                    str(event["case"]),
                    int(event["sequence"]),
                    str(event["kind"]),
                    datetime.fromisoformat(event["at"]),
                    json.dumps(event.get("data") or {}, ensure_ascii=False),
                )
            )
        except (ValueError, KeyError, TypeError):
            raise refused("event", line[:80], "an event as JSON: case, sequence, kind, at, data", row) from None
    if not events:
        raise refused("log", path, "an event or more, each a line of JSON")
    case, sequence, kind, at, data = zip(*events, strict=True)
    return {
        "case": np.array(case),
        "sequence": np.array(sequence, dtype=np.int32),
        "kind": np.array(kind),
        "at": np.array(at, dtype="datetime64[us]"),
        "data": np.array(data),
    }


def policy_schema(options: Namespace) -> int:
    """`wangge policy schema`: JSON whatever is asked."""
    print(wg.Policy.json_schema())
    return 0


def grids(options: Namespace) -> int:
    """`wangge grids HOUSEHOLDS`."""
    policy, most = _policy(options.policy), (1 << 32) - 1
    amounts = {name: getattr(options, name) for name in ("population", "area", "merchants")}
    found = policy.grid_counts(
        _within("households", options.households, 0, most),
        place=options.place,
        neighbours={name: _within("neighbours", count, 0, most) for name, count in options.neighbour} or None,
        **{name: None if amount is None else _within(name, amount, 0, most) for name, amount in amounts.items()},
    )
    feasible = found.feasible
    shown = _shown_counts(found) if options.grids is None else [_within("grids", options.grids, 0, most)]
    sizes = [(count, found.sizes(count)) for count in shown]
    if options.json:
        keys = ("larger", "larger_count", "smaller", "smaller_count")
        _json(
            {
                "policy": policy.id,
                "households": found.households,
                "min": found.min,
                "max": found.max,
                "feasible": {"min": feasible.start, "max": feasible.stop - 1} if feasible else None,
                "preferred": found.preferred,
                "sizes": [{"grids": count, **{key: getattr(size, key) for key in keys}} for count, size in sizes],
                "below": found.below,
                "above": found.above,
                "choices": [
                    {
                        "kind": choice.kind,
                        "households": choice.households,
                        "neighbour": choice.neighbour,
                        "grids": choice.grids,
                        "zh": choice.zh,
                        "en": choice.en,
                    }
                    for choice in found.choices
                ],
                "findings": [
                    {"weight": one.weight.value, "code": one.code, "clause": one.clause, "zh": one.zh, "en": one.en}
                    for one in found.findings
                ],
                "because": _because_json(found.because),
            }
        )
        return 0
    zh = options.lang == "zh"
    if feasible:
        first, last = feasible.start, feasible.stop - 1
        many = str(first) if first == last else f"{first}至{last}" if zh else f"{first} to {last}"
        preferred = (
            "" if found.preferred is None else f"，宜划{found.preferred}个" if zh else f", best {found.preferred}"
        )
        _print(f"可划{many}个网格{preferred}" if zh else f"{many} grids{preferred}")
    else:
        _print("没有合规的划分" if zh else "no lawful division")
    for count, size in sizes:
        parts = ((size.larger_count, size.larger), (size.smaller_count, size.smaller))
        words = [f"{number}个{each}户" if zh else f"{number} of {each}" for number, each in parts if number]
        _print(f"{count}个：{'、'.join(words)}" if zh else f"{count}: {', '.join(words)}", _INDENT)
    for choice in found.choices:
        _print(escaped(f"可以：{choice.zh}" if zh else f"choice: {choice.en}", 400), _INDENT)
    for one in found.findings:
        said = (
            f"{term('Weight', one.weight)}：{one.zh}〔{one.clause}〕"
            if zh
            else f"{one.weight}: {one.en} [{one.clause}]"
        )
        _print(escaped(said, 400), _INDENT)
    _because(found.because, options.lang)
    return 0


def _shown_counts(found: wg.GridCounts) -> list[int]:
    """Every lawful number where there are few, else the ends and the preferred one."""
    feasible = found.feasible
    if len(feasible) <= 6:
        return list(feasible)
    ends = {feasible.start, feasible.stop - 1}
    return sorted(ends | ({found.preferred} if found.preferred is not None else set()))


def route(options: Namespace) -> int:
    """`wangge route SCOPE`."""
    policy = _policy(options.policy)
    found = policy.route(options.scope, options.major, options.sudden, options.work, options.complexity)
    if options.json:
        _json(
            {
                "policy": policy.id,
                "level": found.level.value,
                "handler": found.handler.value,
                "steps": [step.value for step in found.steps],
                "path": [handler.value for handler in found.path],
                "report_at_once": found.report_at_once,
                "told_by": found.told_by and found.told_by.value,
                "complexity": found.complexity and found.complexity.value,
                "because": _because_json(found.because),
            }
        )
        return 0
    for label, value in route_rows(found, options.lang):
        _print(f"{label}{'：' if options.lang == 'zh' else ': '}{value}")
    _because(found.because, options.lang)
    return 0


def route_rows(found: wg.Route, lang: str) -> Iterable[tuple[str, str]]:
    """A route in words, line by line.

    >>> import wangge as wg
    >>> list(route_rows(wg.Policy.preset("combined").route("grid"), "zh"))[3]
    ('上报', '不上报')
    """
    zh = lang == "zh"
    path = " → ".join(term("Handler", handler, lang) for handler in found.path)
    unsaid = "未规定" if zh else "not stated"
    at_once = ("是" if found.report_at_once else "否") if zh else ("yes" if found.report_at_once else "no")
    told = unsaid if found.told_by is None else term("Handler", found.told_by, lang)
    complexity = unsaid if found.complexity is None else term("Complexity", found.complexity, lang)
    yield "级别" if zh else "level", term("Level", found.level, lang)
    yield "办理" if zh else "handler", term("Handler", found.handler, lang)
    yield "步骤" if zh else "steps", ("；" if zh else "; ").join(term("Action", step, lang) for step in found.steps)
    yield "上报" if zh else "upwards", path or ("不上报" if zh else "no")
    yield "立即上报" if zh else "at once", at_once
    yield "告知服务对象" if zh else "told by", told
    yield "难易程度" if zh else "complexity", complexity


def deadlines(options: Namespace) -> int:
    """`wangge deadlines FILE`."""
    from ._ledger import add_deadlines

    return add_deadlines(options, _policy(options.policy), _calendar(options), report=_json)


def divide(options: Namespace) -> int:
    """`wangge divide FILE`."""
    from ._divide import divide_table

    return divide_table(options, _policy(options.policy), report=_json)


def duties(options: Namespace) -> int:
    """`wangge duties FILE`."""
    from ._duties import duties_of

    return duties_of(options, _policy(options.policy), _calendar(options), report=_json)
