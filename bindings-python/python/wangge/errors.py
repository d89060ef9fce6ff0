"""What the package refuses, typed. The native half raises these.

Each has `code` (stable, such as `calendar.unknown_day`), `zh` (the refusal in Chinese), and reads in English.
"""

from __future__ import annotations

# Not from `typing`: importing that costs some milliseconds; type checkers know the bare name.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from datetime import date, datetime
    from typing import Any

    from ._wangge import EventHead, Fault, Findings
    from .enums import CaseState, Role, StepKind
    from .ledger import LedgerFault
    from .tables import TableFault

__all__ = [
    "CalendarError",
    "Cancelled",
    "CaseError",
    "DivisionError",
    "InputError",
    "LedgerError",
    "PolicyError",
    "TableError",
    "UnspecifiedError",
    "WanggeError",
]


class WanggeError(Exception):
    """Above every refusal of this package. All arguments are kept, so that it can be pickled.

    An engine that raises it anew from its text alone (as polars does) keeps that text and nothing more.
    """

    def __init__(self, message: str, zh: str = "", code: str = "", *rest: object) -> None:
        super().__init__(message, zh, code, *rest)
        self.zh = zh
        self.code = code

    def __str__(self) -> str:
        return str(self.args[0])


class CalendarError(WanggeError):
    """A day that the calendar does not know, or a table that cannot be used (then the days are None)."""

    def __init__(
        self,
        message: str,
        zh: str = "",
        code: str = "",
        day: date | None = None,
        first: date | None = None,
        last: date | None = None,
    ) -> None:
        super().__init__(message, zh, code, day, first, last)
        self.day = day
        self.first = first
        self.last = last


class UnspecifiedError(WanggeError):
    """The policy does not state a rule that is needed: `key` is what to write."""

    def __init__(self, message: str, zh: str = "", code: str = "", key: str = "", policy: str = "") -> None:
        super().__init__(message, zh, code, key, policy)
        self.key = key
        self.policy = policy


class PolicyError(WanggeError):
    """A policy file with faults, all of them; or a policy or preset that is not there (then none)."""

    def __init__(self, message: str, zh: str = "", code: str = "", faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(message, zh, code, faults)
        self.faults = faults


class InputError(WanggeError):
    """A value, or a whole column (then `row` is None), that cannot be used; `allowed` says what can.

    `table` names which of several tables the row is of, such as `holders`; None where there is but one.
    """

    def __init__(
        self,
        message: str,
        zh: str = "",
        code: str = "",
        row: int | None = None,
        column: str = "",
        value: str = "",
        allowed: str = "",
        table: str | None = None,
    ) -> None:
        super().__init__(message, zh, code, row, column, value, allowed, table)
        self.row = row
        self.column = column
        self.value = value
        self.allowed = allowed
        self.table = table


class DivisionError(WanggeError):
    """A division that cannot be had (X-3.1). `code` says why:

    - `division.infeasible`: so many households have no lawful division; `zone`, `households`, the `band` of a grid, and
      the nearest lawful `choices`, in Chinese.
    - `division.not_found`: none was found with that number of grids (`grids`), though the totals allow for one.
    - `division.in_parts`: grids in one piece were asked for, and these (`grids`, by number) are not.
    - `division.unlawful`: a change by hand that would break the rules; `findings` says which.
    - `division.cancelled`: the caller ended it; that is `Cancelled`.
    """

    def __init__(
        self,
        message: str,
        zh: str = "",
        code: str = "",
        zone: str = "",
        households: int | None = None,
        grids: tuple[int, ...] = (),
        choices: tuple[str, ...] = (),
        band: tuple[int, int] | None = None,
        findings: Findings | None = None,
    ) -> None:
        super().__init__(message, zh, code, zone, households, grids, choices, band, findings)
        self.zone = zone
        self.households = households
        self.grids = grids
        self.choices = choices
        self.band = band
        self.findings = findings


class Cancelled(DivisionError):
    """The caller ended a division. A function that is told the progress may raise it, to end without an answer."""

    def __init__(
        self,
        message: str = "the division was cancelled",
        zh: str = "划分已取消",
        code: str = "division.cancelled",
        *rest: Any,
    ) -> None:
        super().__init__(message, zh, code, *rest)


class CaseError(WanggeError):
    """A step that a case does not allow (X-4.0). `code` says why; what does not belong to it is None or empty:

    - `case.not_open`, or the code of why: `step` is not open in `state`; `allowed` are the steps that are.
    - `case.not_yours`: `role` may not take `step`; `allowed` are the roles that may.
    - the code of a rule, such as `case.untold` or `case.ground`: the rule of `clause` stands against `step`; `allowed`
      is what the policy has instead, such as its grounds.
    - `case.conflict`, `case.ahead`: the `command` was given at event `expected`, and the case is at `found`; `event` is
      the first that was not seen.
    - `case.sequence`: event `expected` had to come, `found` came.
    - `case.backwards`: the moment `at` is before `last`.
    - `case.command_reused`: `command_id` was given for another step, `event`.
    - `case.unknown`, `case.exists`: there is no such `case`, or there is one already.
    - `case.other_case`: an event of the case `other`.
    """

    def __init__(
        self,
        message: str,
        zh: str = "",
        code: str = "",
        case: str = "",
        step: StepKind | None = None,
        state: CaseState | None = None,
        role: Role | None = None,
        allowed: tuple[str, ...] = (),
        clause: str | None = None,
        expected: int | None = None,
        found: int | None = None,
        event: EventHead | None = None,
        command: EventHead | None = None,
        command_id: str | None = None,
        at: datetime | None = None,
        last: datetime | None = None,
        other: str | None = None,
    ) -> None:
        # fmt: off
        super().__init__(
            message, zh, code, case, step, state, role, allowed, clause, expected, found, event, command, command_id,
            at, last, other,
        )
        # fmt: on
        self.case = case
        self.step = step
        self.state = state
        self.role = role
        self.allowed = allowed
        self.clause = clause
        self.expected = expected
        self.found = found
        self.event = event
        self.command = command
        self.command_id = command_id
        self.at = at
        self.last = last
        self.other = other


class StepError(WanggeError):
    """A step that a process does not allow where it stands: of 四议两公开 (X-4.4b), or of a finding of conduct (M-7).

    `of` is the id of the deliberation or the finding, `step` the code of the step, `allowed` the codes of the steps
    that are open; `code` says why, such as `deliberation.order` or `conduct.time_to_answer`.
    """

    def __init__(
        self, message: str, zh: str = "", code: str = "", of: str = "", step: str = "", allowed: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message, zh, code, of, step, allowed)
        self.of = of
        self.step = step
        self.allowed = allowed


class TableError(WanggeError):
    """A table with faults, all of them; or a file that cannot be read as a table (then none)."""

    def __init__(self, message: str, zh: str = "", code: str = "", faults: tuple[TableFault, ...] = ()) -> None:
        super().__init__(message, zh, code, faults)
        self.faults = faults


class LedgerError(WanggeError):
    """A table of the household ledger with faults, all of them; private values masked."""

    def __init__(self, message: str, zh: str = "", code: str = "", faults: tuple[LedgerFault, ...] = ()) -> None:
        super().__init__(message, zh, code, faults)
        self.faults = faults
