"""The command line (命令行): `wangge`, or `python -m wangge`.

Exit codes: 0 answered, 1 refused (what is wrong stands on the error output), 2 the command was not understood, 3 done,
but some rows of a table had no answer.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from ._wangge import VERSION, Policy, WorkCalendar
from .errors import InputError, PolicyError, WanggeError

__all__ = ["main", "parser"]

WEEK = "一二三四五六日"
ROWS_A_PIECE = 50_000
MOST_TOLD = 20
DAY = re.compile(r"(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|\.(\d{1,2})\.|年(\d{1,2})月)(\d{1,2})(日?)")
TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")


def _refused(column: str, value: str, allowed: str, row: int | None = None) -> InputError:
    from ._refusal import refused

    return refused(column, value, allowed, row)


def read_moment(text: str) -> datetime.date | datetime.datetime:
    """A day as people write it, with or without a time of day.

    >>> read_moment("2026年11月23日"), read_moment("2026/11/23 17:30")
    (datetime.date(2026, 11, 23), datetime.datetime(2026, 11, 23, 17, 30))

    Raises ValueError for anything else.
    """
    date, _, time = text.strip().replace("T", " ").partition(" ")
    found = DAY.fullmatch(date)
    if found is None or (found[5] is not None) != (found[7] == "日"):
        raise ValueError(text)
    day = datetime.date(int(found[1]), int(next(part for part in found.groups()[1:5] if part)), int(found[6]))
    if not time.strip():
        return day
    clock = TIME.fullmatch(time.strip())
    if clock is None:
        raise ValueError(text)
    return datetime.datetime.combine(day, datetime.time(int(clock[1]), int(clock[2]), int(clock[3] or 0)))


DAYS_ALLOWED = "2026-11-23, 2026/11/23, 2026.11.23, 2026年11月23日"


def _moment(text: str) -> datetime.date | datetime.datetime:
    try:
        return read_moment(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期 not a day; 可写 allowed: {DAYS_ALLOWED}") from None


def _date(text: str) -> datetime.date:
    found = _moment(text)
    if isinstance(found, datetime.datetime):
        raise argparse.ArgumentTypeError(f"“{text}”带有时间，此处只要日期 a day without a time is wanted")
    return found


def _said(day: datetime.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日（周{WEEK[day.weekday()]}）"


class Asked:
    """What was asked, and the way of answering."""

    def __init__(self, given: argparse.Namespace) -> None:
        self.given = given
        self.zh = given.lang == "zh"

    def __getattr__(self, name: str) -> Any:
        return getattr(self.given, name)

    def word(self, zh: str, en: str) -> str:
        return zh if self.zh else en

    def say(self, answer: dict[str, Any], lines: Iterable[str]) -> None:
        """The answer as JSON, or as lines for people."""
        if self.given.json:
            print(json.dumps(answer, ensure_ascii=False, indent=2, default=str))
        else:
            for line in lines:
                print(line)

    def because(self, reasons: Iterable[Any]) -> list[dict[str, str]]:
        return [{"clause": reason.clause, "zh": reason.zh, "en": reason.en} for reason in reasons]

    def reasons(self, reasons: Iterable[Any]) -> list[str]:
        return [
            f"  〔{reason.clause}〕{reason.zh}" if self.zh else f"  [{reason.clause}] {reason.en}" for reason in reasons
        ]

    def day(self, day: datetime.date) -> str:
        return _said(day) if self.zh else str(day)

    def term(self, word: Any) -> str:
        return str(word.zh if self.zh else word.en)

    @property
    def calendar(self) -> WorkCalendar:
        calendar = WorkCalendar.china()
        for overlay in self.given.overlay or []:
            calendar = calendar.overlay(overlay)
        return calendar.provisional() if self.given.provisional else calendar

    @property
    def policy(self) -> Policy:
        return _policy(self.given.policy)


def _policy(name: str) -> Policy:
    return Policy.preset(name) if name in Policy.presets() or not Path(name).exists() else Policy.load(name)


def day(asked: Asked) -> int:
    found = asked.calendar.day(asked.day_asked)
    answer = {
        "date": found.date,
        "workday": found.workday,
        "kind": found.kind.value,
        "name": found.name,
        "status": found.status.value,
        "source": found.source,
    }
    told = [asked.word("工作日" if found.workday else "不上班", "a working day" if found.workday else "not worked")]
    told.append(asked.term(found.kind) + (f"（{found.name}）" if found.name else ""))
    lines = [f"{asked.day(found.date)}：{'，'.join(told)}" if asked.zh else f"{found.date}: {', '.join(told)}"]
    lines += [asked.word("依据：", "source: ") + found.source] if found.source else []
    lines += [asked.word("暂定：次年放假安排尚未公布", "provisional")] if found.status == "provisional" else []
    asked.say(answer, lines)
    return 0


def due(asked: Asked) -> int:
    found = asked.policy.deadline(asked.received, asked.complexity, asked.calendar)
    answer: dict[str, Any] = {
        "received": asked.received,
        "complexity": found.complexity.value,
        "date": found.date,
        "status": found.status.value,
        "because": asked.because(found.because),
    }
    lines = [asked.word("到期日：", "due on ") + asked.day(found.date), *asked.reasons(found.because)]
    if asked.explain:
        walk = found.explain()
        answer["explanation"] = walk.lines("zh" if asked.zh else "en")
        lines += ["", *answer["explanation"]]
    asked.say(answer, lines)
    return 0


def add(asked: Asked) -> int:
    if not -(1 << 31) <= asked.n < 1 << 31:
        raise _refused("n", str(asked.n), "-2147483648 to 2147483647")
    found = asked.calendar.add_workdays(asked.day_asked, asked.n, start=asked.start, make_up=asked.make_up)
    lines = [asked.day(found)]
    if asked.explain:
        walk = asked.calendar.explain(asked.day_asked, asked.n, start=asked.start, make_up=asked.make_up)
        lines += walk.lines("zh" if asked.zh else "en")
    asked.say({"date": asked.day_asked, "n": asked.n, "answer": found}, lines)
    return 0


def between(asked: Asked) -> int:
    found = asked.calendar.workdays_between(asked.a, asked.b, make_up=asked.make_up)
    asked.say(
        {"a": asked.a, "b": asked.b, "workdays": found}, [asked.word(f"{found}个工作日", f"{found} working days")]
    )
    return 0


def calendar(asked: Asked) -> int:
    known = asked.calendar
    year = known.last.year if asked.year is None else asked.year
    if not known.first.year <= year <= known.last.year:
        raise _refused("year", str(year), f"{known.first.year} to {known.last.year}")
    first = datetime.date(year, 1, 1)
    days = [first + datetime.timedelta(days=n) for n in range(366)]
    marked = [known.day(one) for one in days if one.year == year and known.first <= one <= known.last]
    if asked.month is not None:
        marked = [one for one in marked if one.date.month == asked.month]
    answer = {
        "year": year,
        "days": [
            {"date": one.date, "workday": one.workday, "kind": one.kind.value, "name": one.name, "source": one.source}
            for one in marked
            if one.kind not in {"workday", "weekend"}
        ],
    }
    months = range(1, 13) if asked.month is None else [asked.month]
    blocks = [_month(year, month, [one for one in marked if one.date.month == month]) for month in months]
    lines = [f"{year}年　休：放假　班：调休上班"]
    for start in range(0, len(blocks), 2):
        pair = blocks[start : start + 2]
        for row in range(max(map(len, pair))):
            lines.append("    ".join(_padded(block[row] if row < len(block) else "", 35) for block in pair).rstrip())
    asked.say(answer, lines)
    return 0


def _width(text: str) -> int:
    import unicodedata

    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _month(year: int, month: int, days: Sequence[Any]) -> list[str]:
    lines = ["", f"{month}月", " ".join(f" {name} " for name in WEEK)]
    week = ["    "] * datetime.date(year, month, 1).weekday()
    for one in days:
        mark = "  " if one.kind in {"workday", "weekend"} else "班" if one.workday else "休"
        week.append(f"{one.date.day:>2}{mark}")
        if len(week) == 7:
            lines.append(" ".join(week))
            week = []
    return [*lines, " ".join(week)] if week else lines


def policy_check(asked: Asked) -> int:
    try:
        found = Policy.load(asked.file)
    except PolicyError as error:
        faults = [{"path": one.path, "line": one.line, "zh": one.zh, "en": one.en} for one in error.faults]
        text = Path(asked.file).read_text(encoding="utf-8")
        drawn = Policy.draw_faults(text, asked.file, asked.lang, 80)
        asked.say({"faults": faults}, [drawn, asked.word(f"共{len(faults)}处错误", f"{len(faults)} faults")])
        return 1
    asked.say(
        {"id": found.id, "title": found.title, "faults": []},
        [asked.word(f"没有错误：{found.title}", f"no fault: {found.title}")],
    )
    return 0


def policy_show(asked: Asked) -> int:
    found = _policy(asked.file)
    if asked.given.json:
        import tomllib

        print(json.dumps(tomllib.loads(found.to_toml()), ensure_ascii=False, indent=2, default=str))
    else:
        print(found.to_toml(), end="")
    return 0


def policy_schema(asked: Asked) -> int:
    print(Policy.json_schema())
    return 0


def grids(asked: Asked) -> int:
    if not 0 <= asked.households < 1 << 32:
        raise _refused("households", str(asked.households), "0 to 4294967295")
    found = asked.policy.grid_counts(asked.households)
    counts = list(found.feasible)
    answer = {
        "households": found.households,
        "feasible": counts,
        "preferred": found.preferred,
        "below": found.below,
        "above": found.above,
        "choices": [{"kind": choice.kind, "zh": choice.zh, "en": choice.en} for choice in found.choices],
        "because": asked.because(found.because),
    }
    if counts:
        said = (
            f"{counts[0]}"
            if len(counts) == 1
            else asked.word(f"{counts[0]}至{counts[-1]}", f"{counts[0]} to {counts[-1]}")
        )
        lines = [asked.word(f"可划{said}个网格", f"{said} grids")]
        if found.preferred is not None:
            sizes = "、".join(str(size) for size in found.sizes(found.preferred))
            lines.append(
                asked.word(f"宜划{found.preferred}个：{sizes}户", f"preferred {found.preferred}: {sizes} households")
            )
    else:
        lines = [asked.word("没有合规的划分", "no lawful division")]
        lines += [f"  {choice.zh if asked.zh else choice.en}" for choice in found.choices]
    asked.say(answer, [*lines, *asked.reasons(found.because)])
    return 0


def route(asked: Asked) -> int:
    found = asked.policy.route(asked.scope, asked.major, asked.sudden, asked.work, asked.complexity)
    answer = {
        "level": found.level.value,
        "handler": found.handler.value,
        "steps": [step.value for step in found.steps],
        "path": [one.value for one in found.path],
        "report_at_once": found.report_at_once,
        "told_by": found.told_by and found.told_by.value,
        "complexity": found.complexity and found.complexity.value,
        "because": asked.because(found.because),
    }
    at_once = asked.word("是", "yes") if found.report_at_once else asked.word("否", "no")
    lines = [
        f"{asked.word('级别', 'level')}：{asked.term(found.level)}",
        f"{asked.word('办理', 'handler')}：{asked.term(found.handler)}",
        f"{asked.word('步骤', 'steps')}：{'、'.join(asked.term(step) for step in found.steps)}",
        f"{asked.word('上报', 'upwards')}：{' → '.join(asked.term(one) for one in found.path) or '—'}",
        f"{asked.word('立即上报', 'at once')}：{at_once}",
    ]
    asked.say(answer, [*lines, *asked.reasons(found.because)])
    return 0


def _decoded(path: Path) -> str:
    """UTF-8 or GB18030, whichever the whole file is."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            with path.open(encoding=encoding, newline="") as text:
                while text.read(1 << 20):
                    pass
        except UnicodeDecodeError:
            continue
        return encoding
    raise _refused("file", str(path), "UTF-8, GB18030")


def deadlines(asked: Asked) -> int:
    """A table with one more column; bad rows are told, and have nothing in it."""
    import numpy as np

    from .columns import deadlines as due_days

    path = Path(asked.file)
    policy, known = asked.policy, asked.calendar
    if path.exists() and Path(asked.out).exists() and path.samefile(asked.out):
        raise _refused("out", asked.out, "another file than the one that is read")
    faults: list[dict[str, Any]] = []
    written = 0
    with path.open(encoding=_decoded(path), newline="") as text:
        sample = text.readline()
        text.seek(0)
        rows = csv.reader(text, delimiter="\t" if "\t" in sample and "," not in sample else ",")
        heading = [name.strip() for name in next(rows, [])]
        at = _place(heading, asked.column, "column")
        by = _complexities(asked, heading)
        if asked.into in heading:
            raise _refused("into", asked.into, f"a name that the table does not have: {', '.join(heading)}")
        with Path(asked.out).open("w", encoding="utf-8-sig" if asked.bom else "utf-8", newline="") as target:
            out = csv.writer(target)
            out.writerow([*heading, asked.into])
            for piece in _pieces(rows):
                days = np.full(len(piece), "NaT", dtype="datetime64[s]")
                bad: set[int] = set()

                def fault(
                    row: int, column: str, value: str, allowed: str, bad: set[int] = bad, before: int = written
                ) -> None:
                    bad.add(row)
                    faults.append({"row": before + row + 2, "column": column, "value": value, "allowed": allowed})

                for row, cells in enumerate(piece):
                    if len(cells) != len(heading):
                        fault(row, "", f"{len(cells)}", f"{len(heading)} fields")
                    elif cells[at].strip():
                        try:
                            days[row] = np.datetime64(read_moment(cells[at]), "s")
                        except ValueError:
                            fault(row, heading[at], cells[at], DAYS_ALLOWED)
                words: Any = asked.complexity
                if by is not None:
                    words = [
                        None if row in bad or not cells[by].strip() else cells[by].strip()
                        for row, cells in enumerate(piece)
                    ]
                told: list[InputError] = []
                answers = due_days(days, words, policy, known, errors="null", report=told)
                for error in told:
                    name = heading[by] if error.column == "complexity" and by is not None else heading[at]
                    fault(error.row or 0, name, error.value, error.allowed)
                for cells, answer in zip(piece, answers.astype("M8[D]").tolist(), strict=True):
                    out.writerow([*cells, "" if answer is None else answer.isoformat()])
                written += len(piece)
    faults.sort(key=lambda fault: int(fault["row"]))
    for one in faults[:MOST_TOLD]:
        place = asked.word(f"第{one['row']}行", f"row {one['row']}")
        said = asked.word("不可用，允许：", "cannot be used; allowed: ")
        print(f"{path}: {place} {one['column']}: {one['value']} {said}{one['allowed']}", file=sys.stderr)
    if len(faults) > MOST_TOLD:
        more = len(faults) - MOST_TOLD
        print(asked.word(f"另有{more}处", f"and {more} more"), file=sys.stderr)
    answer = {"rows": written, "bad": len(faults), "out": asked.out, "faults": faults}
    asked.say(
        answer,
        [
            asked.word(
                f"{written}行，{len(faults)}处有误，写入 {asked.out}",
                f"{written} rows, {len(faults)} bad, written to {asked.out}",
            )
        ],
    )
    return 3 if faults else 0


def _pieces(rows: Iterator[list[str]]) -> Iterator[list[list[str]]]:
    while piece := list(islice(rows, ROWS_A_PIECE)):
        yield [cells for cells in piece if cells]


def _complexities(asked: Asked, heading: list[str]) -> int | None:
    """The column of complexities; None where one word is given for all rows."""
    if asked.complexity is not None:
        return None
    if asked.complexity_column is not None:
        return _place(heading, asked.complexity_column, "complexity-column")
    named = [name for name in ("难易程度", "complexity") if name in heading]
    if len(named) != 1:
        raise _refused(
            "complexity", "none given", "--complexity, --complexity-column, or a column 难易程度 or complexity"
        )
    return _place(heading, named[0], "complexity-column")


def _place(heading: list[str], name: str, argument: str) -> int:
    if heading.count(name) != 1:
        raise _refused(argument, name, f"one of the headings, which stands once: {', '.join(heading)}")
    return heading.index(name)


def parser() -> argparse.ArgumentParser:
    """The arguments; every help text in Chinese and English."""
    shared = argparse.ArgumentParser(add_help=False)
    group = shared.add_argument_group("通用 general")
    group.add_argument("--json", action="store_true", help="输出 JSON / print JSON")
    group.add_argument("--lang", choices=["zh", "en"], default="zh", help="语言 / language")
    group.add_argument("--overlay", action="append", metavar="FILE", help="本地放假、上班安排 / local days, JSON")
    group.add_argument("--provisional", action="store_true", help="可用暂定日历 / go on past the last notice")
    ruled = argparse.ArgumentParser(add_help=False)
    ruled.add_argument(
        "--policy", default="combined", metavar="NAME|FILE", help="预置政策名或 TOML 文件 / a preset or a file"
    )
    counted = argparse.ArgumentParser(add_help=False)
    counted.add_argument("--make-up", choices=["count", "ignore"], help="调休上班日计入与否 / make-up days")
    top = argparse.ArgumentParser(
        prog="wangge",
        description="网格化管理规则：工作日、到期日、网格规模、办理路径\n"
        "rules of grid management: working days, limits, sizes, routes",
        epilog="退出码 exit codes:\n"
        "  0 有结论 answered        1 被拒 refused\n"
        "  2 命令有误 usage         3 部分行有误 some rows bad",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=VERSION)
    commands = top.add_subparsers(dest="command", required=True, metavar="命令 COMMAND")

    def command(
        name: str, act: Callable[[Asked], int], said: str, *parents: argparse.ArgumentParser, to: Any = commands
    ) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = to.add_parser(name, parents=[shared, *parents], help=said, description=said)
        made.set_defaults(act=act)
        return made

    one = command("day", day, "某日是否上班、依据 / what a day is")
    one.add_argument("day_asked", type=_date, metavar="DAY", help="日期 / a day, 2026-11-23")
    one = command("due", due, "到期日 / by when a matter must be settled", ruled)
    one.add_argument("received", type=_moment, metavar="RECEIVED", help="受理日期，可带时间 / day or moment of receipt")
    one.add_argument("complexity", help="难易程度 / general, complex, major")
    one.add_argument("--explain", action="store_true", help="逐日说明 / day by day")
    one = command("add", add, "加若干工作日 / add working days", counted)
    one.add_argument("day_asked", type=_date, metavar="DAY", help="日期 / a day")
    one.add_argument("n", type=int, metavar="N", help="工作日数，可为负 / how many; may be below 0")
    one.add_argument("--start", choices=["next_day", "deemed_next_working_day", "same_day"], help="起算 / convention")
    one.add_argument("--explain", action="store_true", help="逐日说明 / day by day")
    one = command("between", between, "两日之间的工作日数 (a, b] / working days between", counted)
    one.add_argument("a", type=_date, metavar="A", help="日期 / a day")
    one.add_argument("b", type=_date, metavar="B", help="日期 / a day")
    one = command("calendar", calendar, "年历，标休、班 / a year on the wall")
    one.add_argument("year", type=int, nargs="?", metavar="YEAR", help="年份 / year")
    one.add_argument("--month", type=int, choices=range(1, 13), metavar="MONTH", help="月份 / month, 1 to 12")
    kinds = commands.add_parser("policy", help="政策文件 / the policy file").add_subparsers(
        dest="kind", required=True, metavar="check|show|schema"
    )
    one = command("check", policy_check, "检查，列出全部错误 / all faults of a file", to=kinds)
    one.add_argument("file", metavar="FILE", help="TOML 文件 / file")
    one = command("show", policy_show, "显示 / print it", to=kinds)
    one.add_argument("file", metavar="NAME|FILE", help="预置政策名或文件 / a preset or a file")
    command("schema", policy_schema, "JSON Schema，供编辑器使用 / for editors", to=kinds)
    one = command("grids", grids, "可划几个网格 / how many grids", ruled)
    one.add_argument("households", type=int, metavar="HOUSEHOLDS", help="户数 / households")
    one = command("route", route, "问题由谁办、报给谁 / where an issue goes", ruled)
    one.add_argument("scope", metavar="SCOPE", help="范围 / grid, village, beyond")
    one.add_argument("--major", action="store_true", help="重大 / major")
    one.add_argument("--sudden", action="store_true", help="突发 / sudden")
    one.add_argument("--work", metavar="WORK", help="工作类型 / general, coordination, emergency, approval")
    one.add_argument("--complexity", metavar="WORD", help="难易程度 / general, complex, major")
    one = command("deadlines", deadlines, "给表格加一列到期日 / a table with due days", ruled)
    one.add_argument("file", metavar="FILE", help="CSV，UTF-8 或 GB18030 / CSV")
    one.add_argument("--column", required=True, metavar="NAME", help="受理日期列 / the column of receipts")
    words = one.add_mutually_exclusive_group()
    words.add_argument("--complexity", metavar="WORD", help="全部行的难易程度 / one for all rows")
    words.add_argument("--complexity-column", metavar="NAME", help="难易程度列，默认同名列 / the column of them")
    one.add_argument("-o", "--out", required=True, metavar="FILE", help="写入的文件 / file to write")
    one.add_argument("--into", default="到期日", metavar="NAME", help="新列名，默认“到期日” / name of the new column")
    one.add_argument("--bom", action="store_true", help="写入字节序标记，供 Excel 打开 / for Excel")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    given = parser().parse_args(arguments)
    try:
        act: Callable[[Asked], int] = given.act
        return act(Asked(given))
    except WanggeError as error:
        if given.json:
            print(
                json.dumps({"error": error.code, "zh": error.zh, "en": str(error)}, ensure_ascii=False), file=sys.stderr
            )
        else:
            print(
                f"错误：{error.zh}" if given.lang == "zh" and not getattr(error, "faults", ()) else f"{error}",
                file=sys.stderr,
            )
    except BrokenPipeError:
        # Whoever read the output has read enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        print(f"{'错误' if given.lang == 'zh' else 'error'}：{error}", file=sys.stderr)
    return 1
