"""The command `wangge divide`: a table of households in CSV divided, or the division that it holds judged."""

from __future__ import annotations

import csv
import os
import sys
from typing import TYPE_CHECKING, Any

import numpy as np

import wangge as wg

from ._division import Division
from ._faces import division_title
from ._households import PAIRS
from ._ledger import Fault, encoding_of, target
from ._refusal import refused
from ._wangge import place_faults
from ._words import escaped, pad, reasons, term, width, wrap
from .division import audit, divide

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence

__all__ = ["divide_table"]

_WIDTH = 80
_LISTED = 100
_NUMBER = "数 / a number"
_WHOLE = "整数 / a whole number"


class _Table:
    """A CSV file as texts: its head, its rows as they stand, and the places of those that are not empty."""

    def __init__(self, path: str) -> None:
        try:
            with open(path, encoding=encoding_of(path), newline="") as source:
                sample = source.readline()
                source.seek(0)
                delimiter = "\t" if "\t" in sample and "," not in sample else ","
                whole = list(csv.reader(source, delimiter=delimiter, strict=True))
        except csv.Error as error:
            raise refused("file", f"{path}: {error}", "a CSV table") from None
        if not whole or not whole[0]:
            raise refused("file", path, "a CSV table with its headings in the first row")
        self.head, self.lines = whole[0], whole[1:]
        self.names = [name.strip() for name in self.head]
        self.faults: list[Fault] = []
        for at, line in enumerate(self.lines):
            if line and len(line) != len(self.head):
                self.faults.append(Fault(at + 2, "", f"{len(line)}", f"{len(self.head)}"))
        self.used = [at for at, line in enumerate(self.lines) if len(line) == len(self.head)]

    def row(self, place: int) -> int:
        """The row in the file of a household, from 1."""
        return self.used[place] + 2

    def texts(self, argument: str, name: str) -> list[str]:
        """The cells of a column."""
        if self.names.count(name) != 1:
            allowed = f"one of the headings, which stands once: {', '.join(map(escaped, self.names))}"
            raise refused(argument, name, allowed)
        at = self.names.index(name)
        return [self.lines[place][at].strip() for place in self.used]

    def numbers(self, argument: str, name: str, kind: Callable[[str], Any], allowed: str) -> list[Any]:
        """The cells of a column as numbers; what is none is a fault, and 0 for now."""
        found = []
        for place, text in enumerate(self.texts(argument, name)):
            try:
                found.append(kind(text))
            except ValueError:
                found.append(kind("0"))
                self.faults.append(Fault(self.row(place), name, text, allowed))
        return found


def _whole(text: str) -> int:
    number = int(text)
    if not 0 <= number < 1 << 31:
        raise ValueError(text)
    return number


def _households(table: _Table, options: Namespace) -> dict[str, Any]:
    """The columns as `wangge.divide` takes them; every fault of every row is told before any is raised."""
    on = (options.x, options.y)
    if on == (None, None):
        pairs = [pair for pair in PAIRS if set(pair) <= set(table.names)]
        if len(pairs) != 1:
            known = ", ".join("/".join(pair) for pair in PAIRS)
            raise refused("x", "none given", f"--x and --y, where not just one of {known} is there")
        on = pairs[0]
    elif None in on:
        raise refused("x" if options.x is None else "y", "none given", "--x and --y, both or neither")
    told = len(table.faults)
    x = np.array(table.numbers("x", on[0], float, _NUMBER), dtype=np.float64)
    y = np.array(table.numbers("y", on[1], float, _NUMBER), dtype=np.float64)
    unread = {fault.row for fault in table.faults[told:]}
    for place, column, value, allowed in place_faults(x, y, options.crs):
        if table.row(place) not in unread:
            table.faults.append(Fault(table.row(place), on[0] if column == "x" else on[1], value, allowed))
    found: dict[str, Any] = {"x": x, "y": y, "crs": options.crs}
    if options.weight is not None:
        weights = table.numbers("weight", options.weight, _whole, _WHOLE)
        faulty = {fault.row for fault in table.faults}
        for place, weight in enumerate(weights):
            if weight == 0 and table.row(place) not in faulty:
                table.faults.append(Fault(table.row(place), options.weight, "0", "1 or more"))
        found["weight"] = np.array(weights, dtype=np.int64)
    if options.amount:
        amounts = {name: table.numbers("amount", column, _whole, _WHOLE) for name, column in options.amount}
        found["amounts"] = {name: np.array(numbers, dtype=np.int64) for name, numbers in amounts.items()}
    for argument in ("group", "zone", "pin"):
        name = getattr(options, argument)
        if name is not None:
            found[argument] = table.texts(argument, name)
    for place, zone in enumerate(found.get("zone", ())):
        if not zone:
            table.faults.append(Fault(table.row(place), options.zone, "", "the zone of every row"))
    return found


def _asked(options: Namespace) -> dict[str, Any]:
    """The other arguments of `wangge.divide`."""
    given = {
        "count": _by_zone(options.count, "count"),
        "aims": options.aims,
        "headroom": options.headroom,
        "contiguous": options.contiguous,
        "place": options.place,
        "seed": options.seed,
    }
    return {name: value for name, value in given.items() if value is not None}


def _by_zone(pairs: Sequence[tuple[str, Any]], argument: str) -> Any:
    """One value for all, or one by zone."""
    if not pairs:
        return None
    alone = [value for zone, value in pairs if not zone]
    if alone and len(pairs) > 1:
        raise refused(argument, str(alone[0]), "one value for all, or ZONE=VALUE for each zone")
    return alone[0] if alone else dict(pairs)


def divide_table(options: Namespace, policy: wg.Policy, report: Callable[[dict[str, Any]], None]) -> int:
    """Divides the households of a CSV file, or judges the division in one of its columns; 1 where a row is at fault.

    Raises InputError for a file, a column or an option that cannot be used; OSError for the files.
    """
    if options.json and options.out is None and options.audit is None:
        raise refused("out", "None", "-o FILE, where --json takes the standard output")
    _apart(options)
    table = _Table(options.file)
    clash = {options.into, options.code_into} & set(table.names)
    if options.audit is None and (clash or options.into == options.code_into):
        name = min(clash) if clash else options.into
        raise refused("into", name, f"a name that the table does not have: {', '.join(map(escaped, table.names))}")
    households = _households(table, options)
    labels = None if options.audit is None else table.texts("audit", options.audit)
    if table.faults:
        return _told(table.faults, options, report)
    if labels is not None:
        return _audited(labels, households, options, policy, report)
    asked = {**_asked(options), "regions": _by_zone(options.region, "region"), "seconds": options.seconds}
    found = divide(**households, **asked, policy=policy)
    drawn = _drawn(found, options)
    _written(table, found, options)
    _saved(drawn, options)
    if options.json:
        report({"policy": policy.id, "out": options.out, **_json_of(found)})
    else:
        # Where the rows themselves go to the standard output, nothing else may.
        _print_division(found, options.lang, sys.stdout if options.out else sys.stderr)
    return 0


def _told(faults: list[Fault], options: Namespace, report: Callable[[dict[str, Any]], None]) -> int:
    faults.sort(key=lambda fault: fault.row)
    if options.json:
        kept = [{name: getattr(fault, name) for name in ("row", "column", "value", "allowed")} for fault in faults]
        report({"file": options.file, "ok": False, "faults": kept})
        return 1
    for fault in faults:
        print(fault.words(options.file, options.lang), file=sys.stderr)
    many = len(faults)
    print(
        f"共{many}处错误，没有划分" if options.lang == "zh" else f"{many} faults; nothing was divided", file=sys.stderr
    )
    return 1


def _names(found: Division) -> list[str]:
    return [f"{name.zone or ''}{name.number}" for name in found.names]


def _written(table: _Table, found: Division, options: Namespace) -> None:
    """The rows as they stand with the grid of each, and its code where the grids have codes."""
    names, codes = _names(found), [name.code or "" for name in found.names]
    coded = any(codes)
    heads = [options.into, *([options.code_into] if coded else [])]
    labels = dict(zip(table.used, found.labels.tolist(), strict=True))
    with target(options.out, options.file, options.bom) as out:
        writer = csv.writer(out)
        writer.writerow([*table.head, *heads])
        for at, line in enumerate(table.lines):
            grid = labels.get(at)
            cells = [] if grid is None else [names[grid], *([codes[grid]] if coded else [])]
            writer.writerow([*line, *cells])


def _apart(options: Namespace) -> None:
    """No file is written over the one that is read, or over another of the same run."""
    seen: list[str] = []
    for argument in ("out", "geojson", "svg"):
        path = getattr(options, argument)
        if path is None:
            continue
        if os.path.exists(path) and os.path.samefile(path, options.file):
            raise refused(argument, path, "another file than the one that is read")
        if os.path.realpath(path) in seen:
            raise refused(argument, path, "a file of its own")
        seen.append(os.path.realpath(path))


def _drawn(found: Division, options: Namespace) -> list[tuple[str, str]]:
    """The files beside the table, by their paths; made before any file is written."""
    drawn = []
    if options.geojson is not None:
        drawn.append((options.geojson, found.to_geojson(anchor=options.anchor)))
    if options.svg is not None:
        drawn.append((options.svg, found.to_svg()))
    return drawn


def _saved(drawn: list[tuple[str, str]], options: Namespace) -> None:
    for path, text in drawn:
        with target(path, options.file, False) as out:
            out.write(text)


def _json_of(found: Division) -> dict[str, Any]:
    return {
        "rows": found.rows,
        "households": found.households,
        "rms": found.measures.rms,
        "connected": found.measures.connected,
        "grids": _grids_json(found.grids, [tour.metres for tour in found.tours]),
        "splits": [
            {
                "group": one.group,
                "zone": one.zone,
                "households": one.households,
                "parts": one.parts,
                "zh": one.because.zh,
                "en": one.because.en,
            }
            for one in found.splits
        ],
        "log": [{"clause": one.clause, "code": one.code, "zh": one.zh, "en": one.en} for one in found.log],
    }


def _grids_json(grids: Sequence[wg.Grid], rounds: Sequence[float] | None = None) -> list[dict[str, Any]]:
    keys = (
        "zone",
        "number",
        "code",
        "households",
        "rows",
        "amounts",
        "centre",
        "rms",
        "farthest",
        "parts",
        "neighbours",
    )
    tables = [{key: getattr(grid, key) for key in keys} for grid in grids]
    if rounds is not None:
        tables = [{**one, "round": metres} for one, metres in zip(tables, rounds, strict=True)]
    return tables


def _audited(
    labels: list[str],
    households: dict[str, Any],
    options: Namespace,
    policy: wg.Policy,
    report: Callable[[dict[str, Any]], None],
) -> int:
    asked = _asked(options)
    judged = audit(labels, **households, **asked, policy=policy)
    if options.geojson is not None or options.svg is not None:
        _saved(_drawn(Division.drawn(labels, **households, policy=policy), options), options)
    ours = judged.ours
    if options.json:
        report(
            {
                "policy": policy.id,
                "lawful": judged.lawful,
                "rms": judged.measures.rms,
                "connected": judged.measures.connected,
                "ours": None
                if ours is None
                else {"grids": len(ours.grids), "rms": ours.rms, "connected": ours.connected},
                "grids": _grids_json(judged.measures.grids),
                "findings": [
                    {
                        "weight": one.weight.value,
                        "code": one.code,
                        "clause": one.clause,
                        "subject": one.subject,
                        "subject_zh": one.subject_zh,
                        "zh": one.zh,
                        "en": one.en,
                    }
                    for one in judged.findings
                ],
            }
        )
        return 0
    zh = options.lang == "zh"
    many, breaches, advice = len(judged.measures.grids), len(judged.findings.breaches), len(judged.findings.advice)
    if zh:
        _print(
            f"{many}个网格：{breaches}项不符合，{advice}项提示" if breaches + advice else f"{many}个网格：没有发现问题"
        )
    else:
        _print(
            f"{many} grids: {breaches} breaches, {advice} for advice"
            if breaches + advice
            else f"{many} grids: no finding"
        )
    for one in judged.findings:
        said = (
            f"{term('Weight', one.weight)}：{one.subject_zh}：{one.zh}〔{one.clause}〕"
            if zh
            else f"{one.weight}: {one.subject}: {one.en} [{one.clause}]"
        )
        _print(escaped(said, 400), "  ")
    rows = [("这个划分" if zh else "this one", judged.measures)] + (
        [("合规划分" if zh else "lawful", ours)] if ours else []
    )
    head = ("", "网格", "均方根距离(米)", "连片") if zh else ("", "grids", "rms (m)", "in one piece")
    cells = [(name, str(len(one.grids)), f"{one.rms:.0f}", str(one.connected)) for name, one in rows]
    print()
    _print_table(head, cells, sys.stdout)
    if ours is None:
        _print("没有合规的划分可比" if zh else "there is no lawful division to compare with")
    return 0


def _print(text: str, indent: str = "", out: Any = None) -> None:
    for line in wrap(indent + text, _WIDTH, indent + "  "):
        print(line, file=out or sys.stdout)


def _print_table(head: Sequence[str], rows: Sequence[Sequence[str]], out: Any) -> None:
    """Columns side by side: the first to the left, the others to the right."""
    wide = [max(width(cell) for cell in column) for column in zip(head, *rows, strict=True)]
    for row in (head, *rows):
        first = pad(row[0], wide[0])
        others = [" " * (most - width(cell)) + cell for cell, most in zip(row[1:], wide[1:], strict=True)]
        print("  ".join([first, *others]).rstrip(), file=out)


def _print_division(found: Division, lang: str, out: Any) -> None:
    zh = lang == "zh"
    measures = found.measures
    if zh:
        _print(escaped(division_title(found), 200), out=out)
    else:
        sizes = [grid.households for grid in found.grids]
        _print(f"{found.households} households, {len(sizes)} grids of {min(sizes)} to {max(sizes)}", out=out)
    for clause, sentence in reasons(found.log, lang):
        _print(escaped(f"〔{clause}〕{sentence}" if zh else f"[{clause}] {sentence}", 400), "  ", out)
    for split in found.splits:
        said = (
            f"拆分：{split.because.zh}〔{split.because.clause}〕"
            if zh
            else f"split: {split.because.en} [{split.because.clause}]"
        )
        _print(escaped(said, 400), "  ", out)
    told = f"到网格中心的均方根距离{measures.rms:.0f}米，{measures.connected}个网格连片"
    if measures.groups:
        told += f"，{measures.groups}个自然村组中{measures.groups_whole}个完整"
    if not zh:
        told = f"root mean square distance to the middles {measures.rms:.0f} m, {measures.connected} grids in one piece"
        if measures.groups:
            told += f", {measures.groups_whole} of {measures.groups} natural groups whole"
    _print(told, out=out)
    print(file=out)
    zh_head = ("网格", "户数", "均方根(米)", "最远(米)", "走访路线(米)", "连片")
    head = zh_head if zh else ("grid", "households", "rms (m)", "farthest (m)", "round (m)", "pieces")
    rows = []
    for name, grid, tour in list(zip(_names(found), found.grids, found.tours, strict=True))[:_LISTED]:
        pieces = str(grid.parts) if not zh else "是" if grid.parts == 1 else f"分{grid.parts}处"
        cells = (str(grid.households), f"{grid.rms:.0f}", f"{grid.farthest:.0f}", f"{tour.metres:.0f}", pieces)
        rows.append((escaped(name, 12), *cells))
    _print_table(head, rows, out)
    if len(found.grids) > _LISTED:
        more = len(found.grids) - _LISTED
        print(f"另有{more}个网格" if zh else f"and {more} grids more", file=out)
