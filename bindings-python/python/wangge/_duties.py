"""The command `wangge duties`: what the grids of a CSV file owe in a month."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import wangge as wg

from ._divide import _Table
from ._ledger import Fault, target
from ._refusal import refused
from ._words import DATE_FORMS, day_words, escaped, pad, read_moment, term, width
from .duty import Obligations, obligations

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from ._wangge import Obligation

__all__ = ["duties_of"]

_NAMES = {"grid": ("网格", "grid"), "village": ("村", "village"), "from": ("起", "from"), "to": ("止", "to")}
_HEADS = ("到期日", "起始日", "事项", "网格", "村", "责任岗位", "依据", "确定程度")


def _column(table: _Table, key: str, asked: str | None) -> list[str] | None:
    """The cells of a column by the name that was asked for, or by its own; None where the table has no such column."""
    if asked is not None:
        return table.texts(f"{key}-column", asked)
    found = [name for name in _NAMES[key] if name in table.names]
    if len(found) == 1:
        return table.texts(f"{key}-column", found[0])
    if key in ("grid", "village"):
        raise refused(f"{key}-column", "none given", f"--{key}-column, or a column {' or '.join(_NAMES[key])}")
    return None


def _days(table: _Table, key: str, asked: str | None) -> list[date | None]:
    """Days of a column, an empty cell being open; what is no day is a fault."""
    cells = _column(table, key, asked)
    days: list[date | None] = []
    for place, text in enumerate(cells or [""] * len(table.used)):
        try:
            found = read_moment(text) if text else None
        except ValueError:
            found = None
            name = asked or next(name for name in _NAMES[key] if name in table.names)
            table.faults.append(Fault(table.row(place), name, text, DATE_FORMS))
        days.append(found.date() if isinstance(found, datetime) else found)
    return days


def _month(text: str) -> tuple[date, date]:
    year, _, month = text.partition("-")
    try:
        first = date(int(year), int(month), 1)
    except ValueError:
        raise refused("month", text, "a month: 2026-11") from None
    return first, (first + timedelta(31)).replace(day=1) - timedelta(1)


def duties_of(options: Namespace, policy: wg.Policy, calendar: wg.WorkCalendar, report: Callable[[Any], None]) -> int:
    """Prints what is owed in a month, or writes it; 1 where a row of the table is at fault.

    Raises InputError for a file, a column, a row or an option that cannot be used; UnspecifiedError with the key that
    the policy does not state.
    """
    table = _Table(options.file)
    grids = {
        "grid": _column(table, "grid", options.grid_column),
        "village": _column(table, "village", options.village_column),
        "from": _days(table, "from", options.from_column),
        "to": _days(table, "to", options.to_column),
    }
    if table.faults:
        import sys

        for fault in sorted(table.faults, key=lambda fault: fault.row):
            print(fault.words(options.file, options.lang), file=sys.stderr)
        return 1
    first, last = _month(options.month)
    try:
        owed = obligations(policy, calendar, grids, first, last, kinds=options.kind or None)
    except wg.InputError as error:
        if error.row is None:
            raise
        # By the row of the file, its headings being the first.
        raise refused(error.column, error.value, error.allowed, row=table.row(error.row)) from None
    mine = [one for one in owed if options.village is None or one.village == options.village]
    if options.village is not None and options.village not in (grids["village"] or []):
        raise refused("village", options.village, "a village of the table")
    if options.out is not None:
        with target(options.out, options.file, options.bom) as out:
            writer = csv.writer(out)
            writer.writerow(_HEADS)
            writer.writerows(map(_cells, mine))
    if options.json:
        report([_json(one) for one in mine])
    elif options.out is None:
        for line in _lines(mine, owed, options.lang):
            print(line)
    else:
        zh, en = f"{len(mine)}项，写入 {options.out}", f"{len(mine)} obligations, written to {options.out}"
        print(escaped(zh if options.lang == "zh" else en, 400))
    return 0


def _cells(one: Obligation) -> tuple[str, ...]:
    return (
        one.due.isoformat(),
        one.opens.isoformat(),
        one.kind.zh,
        one.grid or "",
        one.village or "",
        one.owner.zh,
        " ".join(one.clauses),
        one.status.zh,
    )


def _json(one: Obligation) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "owner": one.owner.value,
        "unit": one.unit,
        "grid": one.grid,
        "village": one.village,
        "opens": one.opens,
        "due": one.due,
        "status": one.status.value,
        "clauses": list(one.clauses),
        "uid": one.uid,
    }


def _lines(mine: list[Obligation], owed: Obligations, lang: str) -> Iterable[str]:
    """What is owed every day in a line a duty, then the others by due day; the same of several units in one line."""
    zh = lang == "zh"
    daily: dict[tuple[str, str, tuple[str, ...]], list[Obligation]] = {}
    others: dict[tuple[date, date, str, str, tuple[str, ...], str], list[Obligation]] = {}
    for one in mine:
        if one.every == "day":
            daily.setdefault((one.kind, one.owner, one.clauses), []).append(one)
        else:
            key = (one.due, one.opens, one.kind, one.owner, one.clauses, one.status)
            others.setdefault(key, []).append(one)
    first, _ = owed.span
    yield f"{first.year}年{first.month}月应完成事项，共{len(mine)}项" if zh else f"{first:%Y-%m}: {len(mine)} owed"
    rows = []
    for (kind, owner, clauses), all_of in daily.items():
        days = {one.due for one in all_of}
        told = f"每日，{len(days)}天" if zh else f"daily x{len(days)}"
        rows.append((told, "", _word("DutyKind", kind, zh), _units(all_of, zh), _word("Role", owner, zh), clauses))
    for (due, opens, kind, owner, clauses, status), all_of in sorted(others.items(), key=lambda item: item[0][:2]):
        day = _short(due, lang) + ("" if status == "confirmed" else "?")
        begins = "" if opens == due else f"{opens:%m-%d}"
        rows.append((day, begins, _word("DutyKind", kind, zh), _units(all_of, zh), _word("Role", owner, zh), clauses))
    heads = (
        ("到期", "起", "事项", "对象", "责任岗位", "依据") if zh else ("due", "from", "what", "for", "by", "clauses")
    )
    cells = [heads, *((*row[:5], ", ".join(row[5])) for row in rows)]
    wide = [max(width(row[place]) for row in cells) for place in range(6)]
    for row in cells:
        yield "  ".join(pad(cell, wide[place]) for place, cell in enumerate(row)).rstrip()
    if any(status != "confirmed" for *_, status in others):
        yield "?：日期暂定，放假安排可能调整" if zh else "? provisional: a notice still to come may move this day"


def _word(vocabulary: str, code: str, zh: bool) -> str:
    """The Chinese term, or the code: the English labels are longer than a line."""
    return term(vocabulary, code) if zh else str(code)


def _short(day: date, lang: str) -> str:
    return f"{day:%m-%d} {day_words(day, lang)[-3:-1] if lang == 'zh' else f'{day:%a}'}"


def _units(all_of: list[Obligation], zh: bool) -> str:
    units = {one.unit for one in all_of}
    if len(units) > 1:
        word = all_of[0].unit_kind
        return f"{len(units)}个{word.zh.partition('（')[0]}" if zh else f"{len(units)} {word.en}s"
    unit = all_of[0].unit
    return _cut(escaped(unit), 12) if unit else ("乡镇" if zh else "township")


def _cut(text: str, columns: int) -> str:
    if width(text) <= columns:
        return text
    while width(text) > columns - 1:
        text = text[:-1]
    return text + "…"
