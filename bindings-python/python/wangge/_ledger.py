"""A ledger in CSV with the due day added to every row, read and written in pieces."""

from __future__ import annotations

import codecs
import csv
import functools
import os
import stat
import sys
from contextlib import contextmanager
from datetime import datetime
from itertools import islice

import numpy as np

import wangge as wg

from ._refusal import refused
from ._words import DATE_FORMS, escaped, read_moment, term
from .columns import deadlines
from .enums import Complexity

TYPE_CHECKING = False

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator
    from typing import Any, TextIO

__all__ = ["Fault", "add_deadlines", "encoding_of", "target"]

_ROWS = 1 << 15
_BLOCK = 1 << 20
_EPOCH = datetime(1970, 1, 1)
_PLACES = {word: place for place, code in enumerate(Complexity) for word in (code.value, code.zh)}
_WORDS_ALLOWED = ", ".join(f"{word.value} {word.zh}" for word in Complexity)


def encoding_of(path: str) -> str:
    """UTF-8 where the whole file is, else GB18030 where the whole file is.

    Raises InputError where it is neither; OSError for the file.
    """
    with open(path, "rb") as file:
        if file.read(2) not in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            for encoding in ("utf-8-sig", "gb18030"):
                decoder = codecs.getincrementaldecoder(encoding)()
                file.seek(0)
                try:
                    for block in iter(functools.partial(file.read, _BLOCK), b""):
                        decoder.decode(block)
                    decoder.decode(b"", final=True)
                except UnicodeDecodeError:
                    continue
                return encoding
    raise refused("file", path, "UTF-8, GB18030")


class Fault:
    """A row without an answer; `column` is empty where the row as a whole cannot be used."""

    __slots__ = ("allowed", "column", "row", "value")

    def __init__(self, row: int, column: str, value: str, allowed: str) -> None:
        self.row = row
        self.column = column
        self.value = value
        self.allowed = allowed

    def words(self, path: str, lang: str) -> str:
        file, column, value = escaped(path, 200), escaped(self.column), escaped(self.value)
        if lang == "zh":
            return f"{file}: 第{self.row}行 {column or '（整行）'}: “{value}”不可用，允许：{self.allowed}"
        column = column or "(whole row)"
        return f"{file}: row {self.row} {column}: '{value}' cannot be used; allowed: {self.allowed}"


def _seconds(text: str) -> int | None:
    """Seconds since 1970-01-01; None where the text is no day."""
    try:
        found = read_moment(text)
    except ValueError:
        return None
    moment = found if isinstance(found, datetime) else datetime(found.year, found.month, found.day)
    return int((moment - _EPOCH).total_seconds())


class _Ledger:
    """The columns of a table by its head, and what is asked of each row."""

    def __init__(self, head: list[str], options: Namespace, policy: wg.Policy, calendar: wg.WorkCalendar) -> None:
        self.head = head
        # A ledger repeats its days: read each once.
        self.seconds = functools.lru_cache(maxsize=1 << 16)(_seconds)
        self.policy = policy
        self.calendar = calendar
        self.day_at = self._place("column", options.column)
        self.word_at: int | None = None
        self.word = 0
        if options.complexity is None:
            self.word_at = self._place("complexity-column", options.complexity_column or self._named())
        elif options.complexity not in _PLACES:
            raise refused("complexity", options.complexity, _WORDS_ALLOWED)
        else:
            self.word = _PLACES[options.complexity]
        names = [name.strip() for name in head]
        for argument, name in (("into", options.into), ("status-into", options.status_into)):
            if name in names or options.into == options.status_into:
                raise refused(argument, name, f"a name that the table does not have: {', '.join(map(escaped, names))}")

    def _place(self, argument: str, name: str) -> int:
        names = [heading.strip() for heading in self.head]
        if names.count(name) != 1:
            allowed = f"one of the headings, which stands once: {', '.join(map(escaped, names))}"
            raise refused(argument, name, allowed)
        return names.index(name)

    def _named(self) -> str:
        """The column of complexities that the table has by its name."""
        names = [name.strip() for name in self.head]
        found = [name for name in ("难易程度", "complexity") if name in names]
        if len(found) != 1:
            allowed = "--complexity, --complexity-column, or a column 难易程度 or complexity"
            raise refused("complexity", "none given", allowed)
        return found[0]

    def answer(self, rows: list[list[str]], first: int) -> tuple[list[list[str]], list[Fault]]:
        """The rows with two cells more, and those without an answer; `first` is the number of the first row."""
        faults: dict[int, Fault] = {}
        moments = np.full(len(rows), "NaT", dtype="datetime64[s]")
        words = np.full(len(rows), self.word, dtype=np.uint8)
        for at, row in enumerate(rows):
            if len(row) != len(self.head):
                if row:
                    faults[at] = Fault(first + at, "", f"{len(row)}", f"{len(self.head)}")
                continue
            seconds = self.seconds(row[self.day_at])
            word = self.word if self.word_at is None else _PLACES.get(row[self.word_at].strip())
            if seconds is None:
                faults[at] = Fault(first + at, self.head[self.day_at], row[self.day_at], DATE_FORMS)
            elif word is None:
                place = self.word_at or 0
                faults[at] = Fault(first + at, self.head[place], row[place], _WORDS_ALLOWED)
            else:
                moments[at] = seconds
                words[at] = word
        told: list[wg.InputError] = []
        due = deadlines(moments, words, self.policy, self.calendar, errors="null", report=told).astype("datetime64[D]")
        for error in told:
            at = error.row or 0
            faults[at] = Fault(first + at, self.head[self.day_at], rows[at][self.day_at], error.allowed)
        doubtful = due > np.datetime64(self.calendar.firm_through, "D")
        answered = []
        for at, (row, day) in enumerate(zip(rows, np.datetime_as_string(due).tolist(), strict=True)):
            if not row:
                answered.append(row)
            elif at in faults:
                answered.append([*row, "", ""])
            else:
                status = self._status(moments[at].item(), int(words[at])) if doubtful[at] else "confirmed"
                answered.append([*row, day, term("DayStatus", status)])
        return answered, [faults[at] for at in sorted(faults)]

    def _status(self, moment: datetime, word: int) -> str:
        """How sure the calendar is of every day up to a due day that lies past its confirmed ones."""
        return self.policy.deadline(moment, list(Complexity)[word], self.calendar).status


@contextmanager
def target(path: str | None, source: str, bom: bool) -> Iterator[TextIO]:
    """Where the rows go: a file that appears when it is whole, or the standard output."""
    encoding = "utf-8-sig" if bom else "utf-8"
    if path is None:
        sys.stdout.flush()
        with open(sys.stdout.fileno(), "w", encoding=encoding, newline="", closefd=False) as out:
            yield out
        return
    if os.path.exists(path):
        if os.path.samefile(path, source):
            raise refused("out", path, "another file than the one that is read")
        if not stat.S_ISREG(os.stat(path).st_mode):  # a pipe or a device: nothing to put in its place
            with open(path, "w", encoding=encoding, newline="") as out:
                yield out
            return
    # A name of this run alone, and only where nothing stands: another's file is neither written over nor removed.
    part = f"{path}.{os.getpid()}.part"
    with open(part, "x", encoding=encoding, newline="") as out:
        try:
            yield out
        except BaseException:
            os.remove(part)
            raise
    try:
        os.replace(part, path)
    except OSError:
        os.remove(part)
        raise


def add_deadlines(
    options: Namespace, policy: wg.Policy, calendar: wg.WorkCalendar, report: Callable[[dict[str, Any]], None]
) -> int:
    """Adds the due day and its status to every row of a CSV file; 3 where a row has no answer, else 0.

    Raises InputError for a file, a column or a word that cannot be used; OSError for the files.
    """
    if options.json and options.out is None:
        raise refused("out", "None", "-o FILE, where --json takes the standard output")
    encoding = encoding_of(options.file)
    rows = without = 0
    listed: list[Fault] = []
    try:
        with open(options.file, encoding=encoding, newline="") as source:
            sample = source.readline()
            source.seek(0)
            reader = csv.reader(source, delimiter="\t" if "\t" in sample and "," not in sample else ",", strict=True)
            head = next(reader, None)
            if not head:
                raise refused("file", options.file, "a CSV table with its headings in the first row")
            ledger = _Ledger(head, options, policy, calendar)
            with target(options.out, options.file, options.bom) as out:
                writer = csv.writer(out)
                writer.writerow([*head, options.into, options.status_into])
                number = 2
                while piece := list(islice(reader, _ROWS)):
                    answered, faults = ledger.answer(piece, number)
                    writer.writerows(answered)
                    number += len(piece)
                    rows += sum(map(bool, piece))
                    without += len(faults)
                    if options.json:
                        listed += faults
                    else:
                        for fault in faults:
                            print(fault.words(options.file, options.lang), file=sys.stderr)
    except csv.Error as error:
        raise refused("file", f"{options.file}: {error}", "a CSV table") from None
    if options.json:
        kept = [{name: getattr(fault, name) for name in ("row", "column", "value", "allowed")} for fault in listed]
        report({"policy": policy.id, "rows": rows, "bad": without, "out": options.out, "faults": kept})
    else:
        zh = f"{rows}行，{without}行没有答案" + (f"，写入 {options.out}" if options.out else "")
        en = f"{rows} rows, {without} without an answer" + (f", written to {options.out}" if options.out else "")
        # Where the rows themselves go to the standard output, nothing else may.
        print(escaped(zh if options.lang == "zh" else en, 400), file=sys.stdout if options.out else sys.stderr)
    return 3 if without else 0
