"""A whole log of cases, in whatever library it is: one row a case, in the same library."""

from __future__ import annotations

import os
from datetime import datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from . import _wangge
from ._families import Family, family_of, names_of, numbers_of, plain_family_of, table_of, words_of
from ._refusal import refused
from .errors import InputError

if TYPE_CHECKING:
    from ._wangge import Policy, WorkCalendar

__all__ = ["Log", "asked", "fold", "threads_of"]

UNITS = ("s", "ms", "us", "ns")
MOMENTS = "moments without a zone: datetime64[s], [ms], [us] or [ns], or timestamps of Arrow"


def fold(
    events: Any,
    policy: Policy,
    calendar: WorkCalendar,
    *,
    now: datetime,
    case: str = "case",
    sequence: str = "sequence",
    kind: str = "kind",
    at: str = "at",
    data: str = "data",
    unknown: str = "raise",
    threads: int | None = None,
) -> Any:
    """A log of events folded into one row a case, as of a moment: a table of the same library, in the order of each
    case's first event. The same answers as `CaseLog.replay` and its cases.

    `events` is a table (pandas, polars, pyarrow, duckdb, a dict of columns, any object of Arrow) with the columns
    `case` (texts), `sequence` (whole numbers from 1), `kind` (the step), `at` (moments without a zone) and `data` (what
    the step says, as JSON; null where it says nothing); the arguments give other names. The events of a case stand in
    the order of their numbers; a table sorted by case is folded fastest.

    The answer's columns: `case`; `grid`, `state`, `light`, `complexity`, `settlement`, `supervision`, `problem`
    (categories); `received`, `due`, `ended`, `reported` (moments, in the unit of `at`), `due_date` (days); `late`,
    `told`, `exempted`, `needs_follow_up` (flags); `left_days` or `left_time` (durations) by the unit of the limit,
    null once it ended; `events`, `reworked`, `returned`, `transferred`, `reopened`, `extended`, `suspensions` (counts);
    `suspended` (a duration on the wall's clock).

    `unknown="null"` leaves null what hangs on a limit that the policy does not state or a day that the calendar does
    not know, with the code of the refusal in `problem`; `"raise"` (the default) raises it. An event that does not
    follow is always refused.

    Raises CaseError for a gap, a repeat or a step that the state does not allow; InputError with the row for what
    cannot be read, or an event after `now`: filter the table first; UnspecifiedError and CalendarError as said.

    >>> import numpy as np, wangge as wg
    >>> from datetime import datetime
    >>> facts = '{"channel":"patrol","served":"nobody","facts":{"scope":"grid","major":false,"sudden":false}}'
    >>> events = {
    ...     "case": np.array(["C-1", "C-1"]), "sequence": np.array([1, 2]), "kind": np.array(["collect", "file"]),
    ...     "at": np.array(["2026-11-02T09:00", "2026-11-02T10:00"], dtype="datetime64[s]"),
    ...     "data": np.array([facts, ""]),
    ... }
    >>> table = wg.fold(events, wg.Policy.preset("combined"), wg.WorkCalendar.china(), now=datetime(2026, 11, 23, 8))
    >>> table["light"].tolist(), table["due"].tolist()
    (['red'], [datetime.datetime(2026, 11, 11, 18, 0)])
    """
    null, threads = asked(unknown, threads)
    log = Log(events, {"case": case, "sequence": sequence, "kind": kind, "at": at, "data": data})
    source, family = log.source, log.family
    answers, first, unit = _wangge.fold_events(log.columns, policy, calendar, now, null, family.arrow, threads)
    made = {"case": log.ids(first)}
    like = family.bare()
    if hasattr(like, "index"):
        like.index = None
    for name, (of, answer) in answers.items():
        made[name] = _column(like.named(name), of, answer, unit)
    if source.library == "pandas":
        import pandas as pd

        return pd.DataFrame(made, copy=False)
    return source.alone(made)


class Log:
    """The columns of a log as the native half takes them, and the library they are of."""

    __slots__ = ("_case", "columns", "family", "source")

    def __init__(self, events: Any, names: dict[str, str]) -> None:
        self.source = table_of(events, "events")
        given = {key: self.source.column(name, key) for key, name in names.items()}
        self.family = plain_family_of(given["case"], "case")
        if type(self.family) is Family and self.source.library not in ("dict", "pandas"):
            self.family.arrow = True
        self._case = given["case"]
        self.columns = (
            names_of(given["case"], self.family, "case"),
            numbers_of(given["sequence"], self.family, "sequence"),
            words_of(given["kind"], self.family, "kind"),
            _moments(given["at"]),
            names_of(given["data"], self.family, "data"),
        )

    def ids(self, rows: Any) -> Any:
        """The ids of the cases of those rows, in the library of the log."""
        return _picked(self._case, rows, self.source.library)


def asked(unknown: str, threads: int | None) -> tuple[bool, int]:
    """Whether what is not known is left null, and how many threads work."""
    if unknown not in ("raise", "null"):
        raise refused("unknown", repr(unknown), "raise, null")
    return unknown == "null", threads_of(threads)


def threads_of(threads: int | None) -> int:
    """How many threads work."""
    if threads is not None and threads < 1:
        raise refused("threads", str(threads), "1 or more")
    return threads if threads is not None else (os.cpu_count() or 1)


def _moments(column: Any) -> Any:
    """Moments as the native half takes them: ticks and their unit, or Arrow."""
    if isinstance(column, (list, tuple)):
        raise refused("at", type(column).__name__, MOMENTS)
    try:
        native = family_of(column, "at").native
    except InputError as error:
        # Of days a zone may be said; a log has none.
        raise refused("at", error.value, MOMENTS, row=error.row) from None
    if not isinstance(native, np.ndarray):
        return native
    unit = np.datetime_data(native.dtype)[0] if native.dtype.kind == "M" else ""
    if unit not in UNITS:
        raise refused("at", f"numpy array of {native.dtype}", MOMENTS)
    # Ticks of one unit, in the order of bytes of the machine.
    return np.ascontiguousarray(native, dtype=f"datetime64[{unit}]").view("i8"), unit


def _column(family: Family, of: str, answer: Any, unit: str) -> Any:
    if of == "word":
        return family.words(answer)
    if of == "coded":
        return family.coded(*answer)
    if of == "flag":
        return family.flags(answer)
    if of == "number":
        return family.numbers(answer)
    if not family.arrow:
        answer = answer.view({"day": "datetime64[D]", "moment": f"datetime64[{unit}]"}.get(of, f"timedelta64[{unit}]"))
        # pandas keeps no days: it has seconds.
        if of == "day" and family.keep_unit:
            answer = answer.astype("datetime64[s]")
    return family.days(answer)


def _picked(column: Any, rows: Any, library: str) -> Any:
    """The ids of the rows of the first events."""
    if library == "pandas":
        return column.take(rows).reset_index(drop=True)
    if library == "polars":
        return column.gather(rows)
    if library == "dict" and isinstance(column, (np.ndarray, list, tuple)):
        return np.asarray(column)[rows]
    import pyarrow as pa

    return pa.chunked_array(column).take(pa.array(rows)) if library == "pyarrow" else _taken(column, rows)


def _taken(column: Any, rows: Any) -> Any:
    import pyarrow as pa

    whole = pa.chunked_array(column).take(pa.array(rows)).combine_chunks()
    return _wangge.ArrowColumn(whole)
