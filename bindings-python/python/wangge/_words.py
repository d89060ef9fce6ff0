"""Words for people: terms and days in both languages, and text laid out by the columns it fills on a terminal.

Chinese characters fill two columns. Only what shows answers imports this; answering does not.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime

from ._wangge import term_words

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ._wangge import Reason

DATE_FORMS = "2026-11-23, 2026/11/23, 2026.11.23, 2026年11月23日"

__all__ = [
    "DATE_FORMS",
    "day_words",
    "escaped",
    "listed",
    "pad",
    "read_moment",
    "reasons",
    "span_words",
    "term",
    "weekday_letters",
    "width",
    "wrap",
]

_WEEKDAYS = {"zh": "一二三四五六日", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}
_NOT_FIRST = frozenset("，。、；：？！）】》”’〕」,.;:?!)]}")
_NOT_LAST = frozenset("（【《“‘〔「([{")
_words: dict[str, dict[str, tuple[str, str]]] = {}


def term(vocabulary: str, code: str, lang: str = "zh") -> str:
    """The word for a code: the Chinese term, or the English label.

    >>> term("Handler", "committees"), term("Complexity", "major", "en"), term("Preference", "middle")
    ('社区两委', 'major or difficult', '规模居中')
    """
    if vocabulary not in _words:
        _words[vocabulary] = {code: (zh, en) for code, zh, en in term_words(vocabulary)}
    zh, en = _words[vocabulary][code]
    return zh if lang == "zh" else en


_DATE = re.compile(
    r"([0-9]{4})(?:-([0-9]{1,2})-([0-9]{1,2})|/([0-9]{1,2})/([0-9]{1,2})|\.([0-9]{1,2})\.([0-9]{1,2})"
    r"|年([0-9]{1,2})月([0-9]{1,2})日)(?:[T ]\s*([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?)?"
)


def read_moment(text: str) -> date | datetime:
    """A day as people write it, with or without a time of day.

    >>> read_moment("2026年11月23日"), read_moment(" 2026/11/23 17:30")
    (datetime.date(2026, 11, 23), datetime.datetime(2026, 11, 23, 17, 30))

    Raises ValueError for anything else.
    """
    found = _DATE.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    year, month, day = (int(part) for part in found.groups()[:9] if part is not None)
    if found[10] is None:
        return date(year, month, day)
    return datetime(year, month, day, int(found[10]), int(found[11]), int(found[12] or 0))


def day_words(day: date, lang: str = "zh") -> str:
    """A day with its weekday, as reasons write it.

    >>> import datetime
    >>> day_words(datetime.date(2026, 10, 10)), day_words(datetime.date(2026, 10, 10), "en")
    ('2026年10月10日（周六）', '2026-10-10 (Sat)')
    """
    weekday = _WEEKDAYS[lang][day.weekday()]
    if lang == "zh":
        return f"{day.year}年{day.month}月{day.day}日（周{weekday}）"
    return f"{day.isoformat()} ({weekday})"


def span_words(first: date | None, last: date | None, lang: str = "zh") -> str:
    """From when to when; empty where neither end is given.

    >>> import datetime
    >>> span_words(datetime.date(2022, 1, 1), None), span_words(None, datetime.date(2021, 12, 31), "en")
    ('2022年1月1日起', 'to 2021-12-31')
    """
    if lang == "zh":
        begin = f"{first.year}年{first.month}月{first.day}日" if first else ""
        end = f"至{last.year}年{last.month}月{last.day}日" if last else ""
        return begin + (end or ("起" if begin else ""))
    return " ".join([f"from {first}"] * bool(first) + [f"to {last}"] * bool(last))


def weekday_letters(lang: str = "zh") -> tuple[str, ...]:
    """The heads of the columns of a calendar, Monday first.

    >>> "".join(weekday_letters())
    '一二三四五六日'
    """
    return tuple(_WEEKDAYS["zh"]) if lang == "zh" else ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


def listed(items: Iterable[str], lang: str = "zh") -> str:
    """Several in a row, by the comma of the language.

    >>> listed(["甲", "乙"]), listed(["a", "b"], "en")
    ('甲、乙', 'a, b')
    """
    return ("、" if lang == "zh" else ", ").join(items)


def reasons(because: Sequence[Reason], lang: str = "zh") -> list[tuple[str, str]]:
    """The clause and the sentence of each reason."""
    return [(reason.clause, reason.zh if lang == "zh" else reason.en) for reason in because]


def escaped(text: str, most: int = 60) -> str:
    r"""A value from a file, so that it can stand in a line: control characters as escapes, a long one cut with a mark.

    >>> escaped("a\x1b[31m\n"), escaped("长" * 70)[-3:]
    ('a\\x1b[31m\\n', '长长…')
    """
    whole = "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text[: most + 1])
    return whole if len(text) <= most else whole[:most] + "…"


def width(text: str) -> int:
    """How many columns of a terminal a text fills.

    >>> width("2026年"), width("é"), width("e\\u0301")
    (6, 1, 1)
    """
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def pad(text: str, columns: int) -> str:
    """A text filled up with spaces to so many columns.

    >>> pad("依据", 6) + "|"
    '依据  |'
    """
    return text + " " * (columns - width(text))


def _pieces(text: str) -> list[str]:
    """What a line may be broken between: words, single Chinese characters, and the punctuation that clings to them."""
    pieces: list[str] = []
    for char in text:
        wide = unicodedata.east_asian_width(char) in "WF"
        before = pieces[-1] if pieces else ""
        clings = char in _NOT_FIRST or (before and before[-1] in _NOT_LAST)
        word = not wide and before and char != " " and before[-1] != " " and not _wide(before[-1])
        if before and (clings or word or (char == " " and before[-1] == " ")):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def _wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


def wrap(text: str, columns: int, indent: str = "") -> list[str]:
    """A text in lines of so many columns at most; what follows the first is indented.

    No line begins with a closing or ends with an opening mark. A single word longer than a line is broken.

    >>> wrap("到期日为2026年12月2日（周三），已确定", 20, "  ")
    ['到期日为2026年12月2', '  日（周三），已确定']
    """
    lines: list[str] = []
    line = ""
    for part in _pieces(text):
        piece = part
        if width(line) + width(piece.rstrip()) > columns and line.strip():
            lines.append(line.rstrip())
            line = indent
            piece = piece.lstrip(" ")
        while width(line) + width(piece) > columns and piece.strip():
            head = piece
            while width(line) + width(head) > columns and len(head) > 1:
                head = head[:-1]
            if head == piece:
                break
            if len(head) > 1 and piece[len(head)] in _NOT_FIRST:
                head = head[:-1]
            lines.append(line + head)
            line, piece = indent, piece[len(head) :]
        line += piece
    return [*lines, line.rstrip()] if line.strip() or not lines else lines
