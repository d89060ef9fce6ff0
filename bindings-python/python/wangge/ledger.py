"""The household ledger (民情台账, X-5): read from a table, checked, seen by role, counted in groups.

It is kept for services that residents ask for: it counts people in groups only, and rates or flags nobody. Private
values show in no repr, no fault and no error; what a role sees, `Ledger.view` shows.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from . import _wangge
from ._columns import words
from ._families import is_table, table_of
from ._refusal import refused
from ._rows import cells_of, day_of, is_nothing
from .enums import ChangeKind, FigureBy, LedgerField, Section, View, Weight
from .errors import LedgerError
from .tables import Table

if TYPE_CHECKING:
    from ._wangge import LedgerData, Policy, Reason

__all__ = ["Ledger", "LedgerFault", "LedgerUpdate"]

Source = str | PathLike[str] | bytes


class LedgerFault(NamedTuple):
    """What is wrong in a ledger, and where; a private value stands in it masked.

    `row` is that of the table, from 1, where it was read from one; `member` counts within the household from 1; `zh`
    and `en` say it all, place first.
    """

    weight: Weight
    row: int | None
    household: str
    member: int | None
    field: LedgerField | None
    code: str
    clause: str
    zh: str
    en: str

    def __str__(self) -> str:
        return self.en


class LedgerUpdate(NamedTuple):
    """What a table would change of a ledger, or did: the changes, the faults, and the ledger after it (none in a dry
    run).
    """

    changes: Table
    faults: tuple[LedgerFault, ...]
    ledger: Ledger | None

    def __repr__(self) -> str:
        kind = "dry run" if self.ledger is None else "done"
        return f"LedgerUpdate({len(self.changes)} changes, {len(self.faults)} faults, {kind})"


class Ledger:
    """A ledger of households under a policy, as of a day.

    >>> from datetime import date
    >>> import wangge as wg
    >>> table = {"户号": ["H-1", "H-1"], "网格": ["340100000001001"] * 2, "姓名": ["示例甲", "示例乙"],
    ...          "与户主关系": ["户主", "长女"], "联系电话": ["142-0000-1234", "1234"]}
    >>> ledger = wg.Ledger.read(table, policy=wg.Policy.preset("combined"), day=date(2026, 11, 25))
    >>> ledger
    Ledger(1 households, 2 people, policy='combined', day=2026-11-25)
    >>> [fault.zh for fault in ledger.check()]
    ['不符合：第3行 户H-1 第2名成员 联系电话：〔W-21〕电话“***”位数不对；允许：手机号码，或区号加固定电话']
    >>> ledger.view("team", of="340100000001001")["text"].tolist()
    ['示例甲', '142********34', '户主', '示例乙', '***', '女']
    >>> len(ledger.view("public"))
    0
    """

    __slots__ = ("_data", "_day", "_faults", "_policy")

    def __init__(
        self, data: LedgerData, policy: Policy, day: datetime.date, faults: tuple[LedgerFault, ...] = ()
    ) -> None:
        self._data = data
        self._policy = policy
        self._day = day
        self._faults = faults

    @classmethod
    def read(
        cls,
        source: Source | Any,
        *,
        policy: Policy,
        day: datetime.date,
        mapping: Mapping[str, str] | None = None,
        sheet: str | None = None,
        heading_row: int | None = None,
        serials: str | None = None,
        errors: str = "raise",
    ) -> Ledger:
        """A ledger out of a table with a row a member: a path or the bytes of a CSV or XLSX file, or a table of pandas,
        polars, pyarrow, duckdb, or a dict of columns.

        `mapping` gives for a field of `LedgerField` the table's own heading; columns under headings that no field
        goes by are not kept. `sheet`, `heading_row` and `serials` are those of `read_cases`. A row with a fault is
        left out: with `errors="skip"` `faults` has it, else all are raised.

        Raises LedgerError with all `faults`; TableError for a file that is no such table; OSError for the file;
        InputError for another value.
        """
        if errors not in ("raise", "skip"):
            raise refused("errors", errors, "raise, skip")
        data, faults = _read(source, mapping, sheet, heading_row, serials)
        if faults and errors == "raise":
            raise _told(faults)
        return cls(data, policy, day, faults)

    @property
    def policy(self) -> Policy:
        """The policy."""
        return self._policy

    @property
    def day(self) -> datetime.date:
        """The day as of which it answers."""
        return self._day

    @property
    def faults(self) -> tuple[LedgerFault, ...]:
        """What could not be read: those rows are not in it."""
        return self._faults

    @property
    def people(self) -> int:
        """How many members its households have together, those that left included."""
        return self._data.people

    def __len__(self) -> int:
        return self._data.households

    def at(self, day: datetime.date) -> Ledger:
        """The same ledger as of another day."""
        return Ledger(self._data, self._policy, day, self._faults)

    def check(self) -> tuple[LedgerFault, ...]:
        """All that is wrong in it, in its order: identity numbers by GB 11643-1999, numbers to call, codes of grids
        by the policy, entries that stand twice, ages that contradict.

        Raises PolicyError where the policy is not in force on the day.
        """
        return _faults(self._data.check(self._policy, self._day))

    def completeness(self) -> Table:
        """How complete each section is, for all grids (`grid` is None) and for each: `filled` of `required`, by the
        fields that the policy wants; 0 of 0 is no share at all.

        Raises UnspecifiedError where the policy states no `ledger.section`.
        """
        rows = self._data.completeness(self._policy, self._day)
        grids, sections, filled, required, clauses = _columns(rows, 5)
        return Table(
            len(rows),
            {
                "grid": ("text", grids),
                "section": words(Section, sections),
                "filled": ("number", filled),
                "required": ("number", required),
                "clause": ("text", clauses),
            },
        )

    def view(self, view: View | str, of: str | None = None) -> Table:
        """What a role sees by the policy, a row a value: `household`, `grid`, `member`, `field`, `text`, `masked`. A
        resident sees the household `of`, a leader and a team the households of the grid `of`; the office and the
        public need none.

        Raises InputError where `of` is missing, not needed, or nothing that the ledger has; UnspecifiedError where
        the policy states no `ledger.section`.
        """
        cells, _ = self._data.view(self._policy, View(view), of, self._day)
        households, grids, members, fields, texts, masked = _columns(cells, 6)
        return Table(
            len(cells),
            {
                "household": ("text", households),
                "grid": ("text", grids),
                "member": ("number", members),
                "field": words(LedgerField, fields),
                "text": ("text", texts),
                "masked": ("flag", masked),
            },
        )

    def why(self, view: View | str, of: str | None = None) -> tuple[Reason, ...]:
        """Why a role sees what it does: the purpose of each section, what is masked, what is kept back, with the
        clauses.
        """
        return self._data.view(self._policy, View(view), of, self._day)[1]

    def figures(self, by: FigureBy | str) -> Table:
        """How many residents there are by `age`, `sex` or `section`, for each grid and for all (`grid` is None), with
        totals (`group` is `all`). A figure below the least group of the policy is not shown (`count` is masked), nor
        are those from which it would follow.

        Raises UnspecifiedError where the policy states no `ledger.figures`, or no `ages` where those are asked for.
        """
        rows, _ = self._data.figures(self._policy, FigureBy(by), self._day)
        grids, groups, groups_zh, counts = _columns(rows, 4)
        return Table(
            len(rows),
            {
                "grid": ("text", grids),
                "group": ("text", groups),
                "group_zh": ("text", groups_zh),
                "count": ("number", counts),
            },
        )

    def diff(self, later: Ledger, *, who: str) -> Table:
        """What changed from this ledger to a later one, as of the day of the later, by whom (an id of your own):
        `day`, `who`, `kind`, `household`, `member`, `field`, `before`, `after`; values masked. `field` is None where
        a whole household or member came or went.
        """
        rows = self._data.diff(later._data, later._day, who)
        kinds, households, members, fields, before, after = _columns(rows, 6)
        return Table(
            len(rows),
            {
                "day": ("moment", np.full(len(rows), np.datetime64(later._day, "D"))),
                "who": ("text", [who] * len(rows)),
                "kind": words(ChangeKind, kinds),
                "household": ("text", households),
                "member": ("number", members),
                "field": words(LedgerField, fields),
                "before": ("text", before),
                "after": ("text", after),
            },
        )

    def update(
        self,
        source: Source | Any,
        *,
        who: str,
        day: datetime.date | None = None,
        mapping: Mapping[str, str] | None = None,
        sheet: str | None = None,
        heading_row: int | None = None,
        serials: str | None = None,
        dry_run: bool = False,
    ) -> LedgerUpdate:
        """The households of a table into this ledger: those with a number that it has are taken whole from the table,
        new ones come at the end, the rest stays. What the table does not say of such a household goes, and is told
        among the changes: try it first. With `dry_run=True` the changes and the faults are told, and nothing else
        happens.

        This ledger does not change. `day` is that of the change, else its own; all else is as for `read`.
        """
        data, faults = _read(source, mapping, sheet, heading_row, serials)
        after = Ledger(self._data.merge(data), self._policy, self._day if day is None else day, faults)
        return LedgerUpdate(self.diff(after, who=who), faults, None if dry_run else after)

    def expired(self) -> Table:
        """What it holds that is no longer needed by the policy: `household`, `member` (None for the household itself),
        `section`, `until` (the last day it was kept), `clause`.

        Raises UnspecifiedError for a section, or its `keep`, in which something stands of somebody that has left.
        """
        rows = self._data.expired(self._policy, self._day)
        households, members, sections, until, clauses = _columns(rows, 5)
        return Table(
            len(rows),
            {
                "household": ("text", households),
                "member": ("number", members),
                "section": words(Section, sections),
                "until": ("moment", np.array(until, dtype="datetime64[D]")),
                "clause": ("text", clauses),
            },
        )

    def drop_expired(self) -> Ledger:
        """The ledger without what is no longer needed. Raises as `expired` does."""
        return Ledger(self._data.drop_expired(self._policy, self._day), self._policy, self._day, self._faults)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Ledger):
            return NotImplemented
        mine, theirs = (self._data, self._policy, self._day), (other._data, other._policy, other._day)
        return mine == theirs

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[object, ...]:
        return Ledger, (self._data, self._policy, self._day, self._faults)

    def __repr__(self) -> str:
        return f"Ledger({len(self)} households, {self.people} people, policy='{self._policy.id}', day={self._day})"


def _read(
    source: Any, mapping: Mapping[str, str] | None, sheet: str | None, heading_row: int | None, serials: str | None
) -> tuple[LedgerData, tuple[LedgerFault, ...]]:
    own = {LedgerField(field): heading for field, heading in (mapping or {}).items()}
    if heading_row is not None and heading_row < 1:
        raise refused("heading_row", str(heading_row), "1 or more")
    if isinstance(source, bytes) or not is_table(source):
        if isinstance(source, bytes):
            name, content = "bytes", source
        else:
            path = Path(fspath(source))
            name, content = path.name, path.read_bytes()
        data, told = _wangge.LedgerData.of_bytes(content, name, sheet, heading_row, list(own.items()), serials)
        return data, _faults(told)
    for argument, value in (("sheet", sheet), ("heading_row", heading_row), ("serials", serials)):
        if value is not None:
            raise refused(argument, str(value), "None: only a file has one")
    data, told = _wangge.LedgerData.of_rows(_rows(source, own))
    return data, _faults(told)


def _rows(source: Any, own: Mapping[LedgerField, str]) -> list[tuple[int, list[tuple[LedgerField, str]]]]:
    """The rows of a table in memory, numbered as in a file whose headings are its first row."""
    table = table_of(source, "source")
    columns: list[tuple[LedgerField, list[Any]]] = []
    for code, headings in _wangge.ledger_headings():
        field = LedgerField(code)
        wanted = [own[field]] if field in own else headings
        found = [name for name in table.names if name in wanted]
        if len(found) > 1:
            raise refused("source", ", ".join(found), f"one column for {field}")
        if not found and (field in own or field == LedgerField.HOUSEHOLD):
            raise refused("source", ", ".join(table.names), f"a column for {field}: {', '.join(wanted)}")
        if found:
            cells = cells_of(table.column(found[0], "source"), found[0])
            columns.append((field, [_text(field, value, at) for at, value in enumerate(cells)]))
    lengths = {len(values) for _, values in columns}
    if len(lengths) > 1:
        raise refused("source", ", ".join(map(str, sorted(lengths))), "columns of one length")
    many = lengths.pop() if lengths else 0
    return [(at + 2, [(field, values[at]) for field, values in columns if values[at]]) for at in range(many)]


def _text(field: LedgerField, value: Any, at: int) -> str:
    """A value as it is written; nothing for None, NaN and NaT."""
    if is_nothing(value):
        return ""
    if isinstance(value, str):
        return value
    day = day_of(value)
    if day is not None:
        return day.isoformat()
    if isinstance(value, (int, np.integer)) and not isinstance(value, (bool, np.timedelta64)):
        return str(value)
    # What stands there is not told: it may be anything of anybody.
    raise refused(str(field), type(value).__name__, "texts, days, whole numbers, or nothing", at)


def _restored(rows: Sequence[tuple[int, list[tuple[str, str]]]]) -> LedgerData:
    """A pickled ledger."""
    return _wangge.LedgerData.of_rows(
        [(row, [(LedgerField(field), text) for field, text in values]) for row, values in rows]
    )[0]


def _columns(rows: Iterable[tuple[Any, ...]], many: int) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(many)]


def _faults(told: Iterable[tuple[Any, ...]]) -> tuple[LedgerFault, ...]:
    return tuple(
        LedgerFault(Weight(weight), row, household, member, None if field is None else LedgerField(field), *rest)
        for weight, row, household, member, field, *rest in told
    )


def _told(faults: Sequence[LedgerFault]) -> LedgerError:
    most = 20
    more_zh = [f"另有{len(faults) - most}处"] if len(faults) > most else []
    more = [f"and {len(faults) - most} more"] if len(faults) > most else []
    en = "\n".join([*(fault.en for fault in faults[:most]), *more])
    zh = "\n".join([*(fault.zh for fault in faults[:most]), *more_zh])
    return LedgerError(en, zh, "ledger.faults", tuple(faults))
