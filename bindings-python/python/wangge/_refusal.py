"""How the Python half refuses a value: as the native half does."""

from __future__ import annotations

from .errors import InputError

__all__ = ["refused"]


def refused(column: str, value: str, allowed: str, row: int | None = None, table: str | None = None) -> InputError:
    """An InputError with the wording of the native half."""
    from ._wangge import refusal

    return InputError(*refusal(column, value, allowed, row, table), row, column, value, allowed, table)
