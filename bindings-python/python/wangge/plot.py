"""Pictures by matplotlib, with Chinese words in them: `pip install "wangge[plot]"`.

Every function draws on the `ax` it is given, or on a new figure, and gives the axes back.

A font with Chinese glyphs is looked for each time: the one that comes with the extra (Noto Sans SC, of the package
zhplot), else one of the system's. Where there is none, that is an error that says what to install; no picture is drawn
with empty boxes. The settings of matplotlib stay as they are.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from ._refusal import refused
from ._wangge import WorkCalendar
from .columns import add_workdays, is_workday

if TYPE_CHECKING:
    from ._wangge import Ranked

__all__ = ["calendar_year", "chinese_font", "ranking", "wrong_shares"]

# Told apart by people who do not tell red from green.
BLUE, ORANGE, GREY = "#0072B2", "#D55E00", "#767676"

KNOWN = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Microsoft YaHei",
    "SimHei",
    "PingFang SC",
    "Heiti SC",
    "Noto Sans CJK JP",
)


def chinese_font() -> str:
    """The name of a font of matplotlib that has the Chinese glyphs.

    Raises InputError where neither the extra nor the system has one, saying what to install.

    >>> import wangge.plot
    >>> wangge.plot.chinese_font() != ""
    True
    """
    found = find_spec("zhplot")
    if found is not None and found.origin is not None:
        path = Path(found.origin).parent / "fonts" / "NotoSansSC-Regular.ttf"
        if path.exists():
            if all(Path(font.fname) != path for font in font_manager.fontManager.ttflist):
                font_manager.fontManager.addfont(str(path))
            return font_manager.FontProperties(fname=str(path)).get_name()
    installed = {font.name for font in font_manager.fontManager.ttflist}
    for name in KNOWN:
        if name in installed:
            return name
    allowed = 'a font with Chinese glyphs: pip install "wangge[plot]", or apt-get install fonts-noto-cjk'
    raise refused("font", "none installed", allowed)


def _written(ax: Axes) -> Axes:
    """Every text of the axes in the font with Chinese glyphs: a family is looked up when a picture is saved."""
    font = chinese_font()
    ax.tick_params(labelfontfamily=font)
    for text in ax.findobj(Text):
        if isinstance(text, Text):
            text.set_fontfamily([font, "DejaVu Sans"])
    ax.spines[["top", "right"]].set_visible(False)
    return ax


def _axes(ax: Axes | None, width: float, height: float) -> Axes:
    if ax is not None:
        return ax
    return plt.subplots(figsize=(width, height), layout="constrained")[1]


def wrong_shares(
    received: Any, ns: Iterable[int] = range(1, 31), calendar: WorkCalendar | None = None, ax: Axes | None = None
) -> Axes:
    """How often a count of `n` working days goes wrong when the make-up days are forgotten, by `n`.

    `received` is a numpy array of datetime64[D]. Two ways of counting are drawn: Monday to Friday, and Monday to Friday
    less the holidays; each against the calendar. Days whose answer the calendar does not know are left out of both.

    >>> import numpy as np
    >>> import wangge.plot
    >>> ax = wangge.plot.wrong_shares(np.arange("2024-01-01", "2025-01-01", dtype="datetime64[D]"), ns=[5, 15])
    >>> [line.get_label() for line in ax.get_lines()]
    ['周一至周五，扣除节假日', '只按周一至周五']
    """
    known = calendar or WorkCalendar.china()
    every = np.arange(np.datetime64(known.first), np.datetime64(known.last) + 1)
    rest = every[~is_workday(every, known) & np.is_busday(every)]
    counts = list(ns)
    shares: dict[str, list[float]] = {"周一至周五，扣除节假日": [], "只按周一至周五": []}
    for n in counts:
        right = add_workdays(received, n, known, errors="null")
        told = ~np.isnat(right)
        for name, holidays in zip(shares, (rest, rest[:0]), strict=True):
            naive = np.busday_offset(received[told], n, roll="backward", holidays=holidays)
            shares[name].append(float(np.mean(naive != right[told])) * 100)
    chinese_font()
    ax = _axes(ax, 8, 4.5)
    for (name, values), colour in zip(shares.items(), (ORANGE, BLUE), strict=True):
        ax.plot(counts, values, color=colour, linewidth=2, marker="o", markersize=4, label=name)
        ax.annotate(
            name,
            (counts[-1], values[-1]),
            (6, 0),
            textcoords="offset points",
            color=colour,
            va="center",
            fontsize=10,
        )
    ax.set_xlabel("时限（工作日）")
    ax.set_ylabel("到期日算错的比例（%）")
    ax.set_ylim(0, None)
    ax.grid(axis="y", color="#dddddd", linewidth=0.6)
    ax.set_title("不计调休，到期日有多少算错", loc="left")
    return _written(ax)


def calendar_year(calendar: WorkCalendar | None = None, year: int | None = None, ax: Axes | None = None) -> Axes:
    """A year as a wall calendar (年历): days off in colour, 休 on holidays, 班 on worked weekends.

    `year` is by default the last one that the calendar knows. Raises InputError for another year.

    >>> import wangge.plot
    >>> wangge.plot.calendar_year(year=2026).texts[0].get_text()
    '2026年'
    """
    known = calendar or WorkCalendar.china()
    year = known.last.year if year is None else year
    if not known.first.year <= year <= known.last.year:
        raise refused("year", str(year), f"{known.first.year} to {known.last.year}")
    chinese_font()
    ax = _axes(ax, 11, 10)
    ax.set_xlim(-0.3, 24.3)
    ax.set_ylim(37.2, -1.6)
    ax.set_axis_off()
    ax.text(0, -0.9, f"{year}年", fontsize=20, va="center")
    ax.text(24, -0.9, "休：放假　班：调休上班", fontsize=11, va="center", ha="right", color=GREY)
    for month in range(1, 13):
        _month(ax, known, year, month, ((month - 1) % 3) * 8.3, ((month - 1) // 3) * 9.2)
    return _written(ax)


def _month(ax: Axes, calendar: WorkCalendar, year: int, month: int, left: float, top: float) -> None:
    ax.text(left, top + 0.5, f"{month}月", fontsize=13, va="center")
    for place, name in enumerate("一二三四五六日"):
        ax.text(left + place + 0.5, top + 1.5, name, fontsize=9, ha="center", va="center", color=GREY)
    day = datetime.date(year, month, 1)
    row = 0
    while day.month == month:
        if calendar.first <= day <= calendar.last:
            known = calendar.day(day)
            place = day.weekday()
            x, y = left + place, top + 2 + row
            mark, colour = "", "black"
            if known.kind == "holiday":
                mark, colour = "休", ORANGE
            elif known.kind == "make_up":
                mark, colour = "班", BLUE
            elif not known.workday:
                colour = GREY
            if mark:
                ax.add_patch(Rectangle((x + 0.04, y + 0.04), 0.92, 0.92, color=colour, alpha=0.15, linewidth=0))
                ax.text(x + 0.9, y + 0.28, mark, fontsize=7, ha="right", va="center", color=colour)
            ax.text(x + 0.42, y + 0.58, str(day.day), fontsize=10, ha="center", va="center", color=colour)
        row += day.weekday() == 6
        day += datetime.timedelta(days=1)


def ranking(ranked: Sequence[Ranked], ax: Axes | None = None) -> Axes:
    """The villages in the order of their rank, with their on-time rates (按期办结率排名); those without a rank below.

    The bars are rates in percent; beside each stand the rate and the cases it was counted from.

    >>> import datetime, wangge as wg, wangge.plot
    >>> day = datetime.date(2026, 7, 1)
    >>> cases = [wg.CaseRow("示例村", day, day, "general")] * 6
    >>> policy, period = wg.Policy.preset("combined"), (day, datetime.date(2026, 9, 30))
    >>> [label.get_text() for label in wangge.plot.ranking(wg.rank(wg.score(cases, policy, period))).get_yticklabels()]
    ['1\u3000示例村']
    """
    chinese_font()
    placed = [one for one in ranked if one.rank is not None]
    ax = _axes(ax, 8, 0.45 * max(len(placed), 2) + 1.4)
    rates = [float(one.figures.rate or 0) * 100 for one in placed]
    ax.barh(range(len(placed)), rates, color=BLUE, height=0.6)
    ax.set_yticks(range(len(placed)), [f"{one.rank}　{one.village}" for one in placed])
    ax.invert_yaxis()
    ax.set_xlim(0, 118)
    for row, (one, rate) in enumerate(zip(placed, rates, strict=True)):
        told = f"{rate:.1f}%　{one.figures.on_time}/{one.figures.decided}件"
        ax.annotate(told, (rate, row), (5, 0), textcoords="offset points", va="center", fontsize=9)
    ax.spines["bottom"].set_visible(False)
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="y", length=0)
    ax.set_xticks([])
    ax.set_title("按期办结率排名", loc="left")
    others = [one.village for one in ranked if one.rank is None]
    if others:
        ax.set_xlabel(f"未排名（件数不足或无到期件）：{'、'.join(others)}", loc="left", color=GREY, fontsize=9)
    return _written(ax)
