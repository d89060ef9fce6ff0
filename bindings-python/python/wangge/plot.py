"""Pictures by matplotlib, with Chinese words in them: `pip install "wangge[plot]"`.

Every function draws on the `ax` it is given, or on a new figure, and gives the axes back.

A font with Chinese glyphs is looked for each time: the one that comes with the extra (Noto Sans SC, of the package
zhplot), else one of the system's. Where there is none, or a name has a character that it lacks, that is an error; no
picture is drawn with empty boxes. The settings of matplotlib stay as they are, but for `use_chinese_font`, which sets
the font for pictures of one's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib import font_manager, patheffects
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.patches import Rectangle
from matplotlib.path import Path as Outline
from matplotlib.text import Text

from ._faces import PALE, Year, division_title, pale_colours
from ._refusal import refused
from ._wangge import WorkCalendar
from ._words import escaped, weekday_letters, wrap
from .columns import add_workdays, is_workday

if TYPE_CHECKING:
    from ._division import Division
    from ._wangge import Polygon, Ranked

__all__ = ["calendar_year", "chinese_font", "division", "ranking", "use_chinese_font", "wrong_shares"]

# Told apart by people who do not tell red from green.
BLUE, ORANGE, GREY = "#0072B2", "#D55E00", "#767676"

KNOWN = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Microsoft YaHei",
    "DengXian",
    "SimHei",
    "PingFang SC",
    "Hiragino Sans GB",
    "Heiti SC",
    "STHeiti",
    "Noto Sans CJK JP",  # the collection of all four, by the name of its first
)
# Their files, for a font that was installed after matplotlib last looked.
FILES = (
    "notosanscjk",
    "notosanssc",
    "sourcehansans",
    "wqy-microhei",
    "wqy-zenhei",
    "msyh",
    "simhei",
    "droidsansfallback",
)
SAMPLE = "网格化管理，休班到期办结率名次暂定"
LATIN = "DejaVu Sans"  # comes with matplotlib: what the Chinese font lacks of signs


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
    name = _installed()
    if name is None:
        for file in font_manager.findSystemFonts():
            if Path(file).stem.lower().startswith(FILES):
                font_manager.fontManager.addfont(file)
        name = _installed()
    if name is None:
        allowed = 'a font with Chinese glyphs: pip install "wangge[plot]", or apt-get install fonts-noto-cjk'
        raise refused("font", "none installed", allowed)
    return name


def _installed() -> str | None:
    names = {font.name for font in font_manager.fontManager.ttflist}
    return next((name for name in KNOWN if name in names and not _lacking(SAMPLE, [name])), None)


def _lacking(text: str, families: Sequence[str]) -> str:
    """The characters that none of the fonts has a glyph for."""
    fonts = [font_manager.get_font(font_manager.findfont(name)) for name in families]
    seen = dict.fromkeys(char for char in text if not char.isspace() or char == "\u3000")
    return "".join(char for char in seen if not any(font.get_char_index(ord(char)) for font in fonts))


def use_chinese_font() -> str:
    """Makes matplotlib write every text in a font with Chinese glyphs, in pictures of one's own too; its name.

    Raises InputError where there is none, saying what to install.

    >>> import matplotlib, wangge.plot
    >>> with matplotlib.rc_context():
    ...     wangge.plot.use_chinese_font() == matplotlib.rcParams["font.family"][0]
    True
    """
    font = chinese_font()
    plt.rcParams["font.family"] = [font, LATIN]
    return font


def _written(ax: Axes) -> Axes:
    """Every text of the axes in the font with Chinese glyphs, as it stands: no formulas, no character without a glyph.

    A family is looked up when a picture is saved, so each text keeps its own.
    """
    families = [chinese_font(), LATIN]
    ax.tick_params(labelfontfamily=families[0])
    for text in ax.findobj(Text):
        if isinstance(text, Text):
            text.set_fontfamily(families)
            text.set_parse_math(False)
            lacking = _lacking(text.get_text(), families)
            if lacking:
                raise refused("text", escaped(text.get_text()), f"characters of {families[0]}, not {escaped(lacking)}")
    ax.spines[["top", "right"]].set_visible(False)
    return ax


def _axes(ax: Axes | None, width: float, height: float) -> Axes:
    if ax is not None:
        return ax
    return plt.subplots(figsize=(width, height), layout="constrained")[1]


NAIVE = {"mon_fri_holidays": ("周一至周五，扣除节假日", ORANGE), "mon_fri": ("只按周一至周五", BLUE)}


def wrong_shares(
    received: Any,
    ns: Iterable[int] = range(1, 31),
    calendar: WorkCalendar | None = None,
    ax: Axes | None = None,
    *,
    naive: str | None = None,
) -> Axes:
    """How often a count of `n` working days goes wrong when the make-up days are forgotten, by `n`.

    `received` is a numpy array of datetime64[D]. Two naive ways of counting are drawn, or the one that `naive` names:
    Monday to Friday (`mon_fri`), and Monday to Friday less the holidays (`mon_fri_holidays`), each against the
    calendar. Days whose answer the calendar does not know are left out of both; how many is told below the picture.

    Raises InputError where no day has an answer for some `n`.

    >>> import numpy as np
    >>> import wangge.plot
    >>> ax = wangge.plot.wrong_shares(np.arange("2024-01-01", "2025-01-01", dtype="datetime64[D]"), ns=[5, 15])
    >>> [line.get_label() for line in ax.get_lines()]
    ['周一至周五，扣除节假日', '只按周一至周五']
    """
    if naive is not None and naive not in NAIVE:
        raise refused("naive", naive, ", ".join(NAIVE))
    ways = list(NAIVE) if naive is None else [naive]
    known = calendar or WorkCalendar.china()
    every = np.arange(np.datetime64(known.first), np.datetime64(known.last) + 1)
    rest = every[~is_workday(every, known) & np.is_busday(every)]
    counts = list(ns)
    shares: dict[str, list[float]] = {way: [] for way in ways}
    unknown = 0
    for n in counts:
        right = add_workdays(received, n, known, errors="null")
        told = ~np.isnat(right)
        if not told.any():
            raise refused("received", f"{len(received)} days, none with an answer for n={n}", "days the calendar knows")
        unknown = max(unknown, int(np.size(told) - np.count_nonzero(told)))
        for way in ways:
            holidays = rest if way == "mon_fri_holidays" else rest[:0]
            wrong = np.busday_offset(received[told], n, roll="backward", holidays=holidays) != right[told]
            shares[way].append(float(np.mean(wrong)) * 100)
    chinese_font()
    ax = _axes(ax, 8, 4.5)
    for way, values in shares.items():
        name, colour = NAIVE[way]
        ax.plot(counts, values, color=colour, linewidth=2, marker="o", markersize=4, label=name)
        if counts:
            end = (counts[-1], values[-1])
            ax.annotate(name, end, (7, 0), textcoords="offset points", color=colour, va="center", fontsize=10)
    ax.set_xlabel("时限（工作日）")
    ax.set_ylabel("到期日算错的比例（%）")
    ax.set_ylim(0, None)
    ax.grid(axis="y", color=GREY, alpha=0.25, linewidth=0.6)
    ax.set_title("不计调休，到期日有多少算错", loc="left")
    days = f"{len(received)}个受理日"
    note = days if not unknown else f"{days}，其中至多{unknown}个因日历不知而未计"
    ax.set_title(note, loc="right", fontsize=9, color=GREY)
    return _written(ax)


def calendar_year(calendar: WorkCalendar | None = None, year: int | None = None, ax: Axes | None = None) -> Axes:
    """A year as a wall calendar (年历): 休 on days off, 班 on worked weekends, the festivals beside their month.

    Local days are marked like the nation's; a provisional day has a question mark. `year` is by default the last one
    that the calendar knows. Raises InputError for another year.

    >>> import wangge.plot
    >>> wangge.plot.calendar_year(year=2026).texts[0].get_text()
    '2026年'
    """
    known = calendar or WorkCalendar.china()
    shown = Year(known, known.last.year if year is None else year)
    chinese_font()
    ax = _axes(ax, 11, 10)
    ax.set_xlim(-0.3, 24.3)
    ax.set_ylim(37.2, -1.6)
    ax.set_axis_off()
    ax.text(0, -0.9, f"{shown.number}年", fontsize=20, va="center")
    legend = ["休：放假", "班：调休上班", *(["?：暂定"] if shown.provisional else []), f"{shown.workdays}个工作日"]
    ax.text(23.6, -0.9, "　".join(legend), fontsize=11, va="center", ha="right", color=GREY)
    for month in range(1, 13):
        _month(ax, shown, month, ((month - 1) % 3) * 8.3, ((month - 1) // 3) * 9.2)
    return _written(ax)


def _month(ax: Axes, shown: Year, month: int, left: float, top: float) -> None:
    ax.text(left + 0.1, top + 0.5, f"{month}月", fontsize=13, va="center")
    names = "、".join(festival.name for festival in shown.festivals_of(month) if festival.name)
    cut = names if len(names) <= 16 else f"{names[:15]}…"
    ax.text(left + 6.96, top + 0.5, cut, fontsize=9, va="center", ha="right", color=GREY)
    for place, name in enumerate(weekday_letters()):
        ax.text(left + place + 0.42, top + 1.5, name, fontsize=9, ha="center", va="center", color=GREY)
    for row, week in enumerate(shown.month(month)):
        for place, day in enumerate(week):
            if day is None:
                continue
            x, y = left + place, top + 2 + row
            if isinstance(day, int):
                ax.text(x + 0.42, y + 0.58, str(day), fontsize=10, ha="center", va="center", color=GREY, alpha=0.4)
                continue
            mark = Year.mark(day)
            colour = (BLUE if day.workday else ORANGE) if mark else "black" if day.workday else GREY
            if mark:
                ax.add_patch(Rectangle((x + 0.04, y + 0.04), 0.92, 0.92, color=colour, alpha=0.15, linewidth=0))
                ax.text(x + 0.92, y + 0.28, mark, fontsize=7, ha="right", va="center", color=colour)
            if day.status != "confirmed":
                ax.text(x + 0.92, y + 0.75, "?", fontsize=7, ha="right", va="center", color=GREY)
            ax.text(x + 0.42, y + 0.58, str(day.date.day), fontsize=10, ha="center", va="center", color=colour)


def ranking(ranked: Sequence[Ranked], ax: Axes | None = None) -> Axes:
    """The villages in the order of their rank, with their on-time rates (按期办结率排名); those without a rank below.

    The bars are rates in percent; beside each stand the rate, to two decimal places, and the cases in time of
    those decided, by which it is ranked.

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
        told = f"{rate:.2f}%　{one.figures.on_time}/{one.figures.decided}件"
        ax.annotate(told, (rate, row), (5, 0), textcoords="offset points", va="center", fontsize=9)
    ax.spines["bottom"].set_visible(False)
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="y", length=0)
    ax.set_xticks([])
    ax.set_title("按期办结率排名", loc="left")
    others = [one.village for one in ranked if one.rank is None]
    if others:
        lines = wrap(f"未排名（件数不足或无到期件）：{'、'.join(others)}", 80, "  ")
        ax.set_xlabel("\n".join(lines), loc="left", color=GREY, fontsize=9)
    return _written(ax)


METRES_A_DEGREE = 111_320.0


def division(
    division: Division,
    ax: Axes | None = None,
    *,
    outlines: Any = None,
    margin: float = 50.0,
    households: bool = True,
) -> Axes:
    """A map of a division (网格划分图): the land of each grid, its number and size, the households, a bar of scale.

    Grids beside one another differ in colour. `outlines` and `margin` are those of `Division.cells`; `households=False`
    leaves out the dots. North is up, in the coordinates that were given.

    Raises InputError as `Division.cells` does, and for a name with a character that the font lacks.

    >>> import numpy as np, wangge as wg, wangge.plot
    >>> n = np.arange(240)
    >>> d = wg.divide(n // 120 * 1000.0, n % 120 * 3.0, wg.Policy.preset("combined"), crs="metres")
    >>> wangge.plot.division(d).get_title(loc="left")
    '240户，2个网格，每格120户'
    """
    chinese_font()
    ax = _axes(ax, 9, 8)
    cells = division.cells(outlines, margin)
    grids = division.grids
    own = division._divided.households
    outline = [_outline(parts) for parts in cells]
    colours = [PALE[colour] for colour in pale_colours(grids)]
    ax.add_collection(PathCollection(outline, facecolors=colours, edgecolors="white", linewidths=1.2, zorder=1))
    if households:
        size = float(np.clip(6000 / max(division.rows, 1), 0.4, 12))
        ax.scatter(own.x, own.y, s=size, color="#404040", linewidths=0, zorder=2, rasterized=division.rows > 20_000)
    if own.barriers:
        lines = LineCollection(own.barriers, colors=BLUE, linewidths=2.2, zorder=3, label="阻隔线")
        ax.add_collection(lines, autolim=False)
    _zones(ax, division, cells)
    corners = np.concatenate([path.vertices for path in outline])
    low, high = corners.min(axis=0), corners.max(axis=0)
    stretch = 1.0 if division.crs == "metres" else float(np.cos(np.radians((low[1] + high[1]) / 2)))
    unit = 1.0 if division.crs == "metres" else METRES_A_DEGREE * stretch
    ax.set_aspect(1 / stretch)
    many = len(grids)
    sized = many <= 30
    font = 11 if many <= 12 else 9 if many <= 30 else 7.5 if many <= 100 else 6
    halo = [patheffects.withStroke(linewidth=2.5, foreground="white")]
    for grid in grids:
        text = f"{grid.number}\n{grid.households}户" if sized else str(grid.number)
        ax.text(
            *grid.centre, text, fontsize=font, ha="center", va="center", path_effects=halo, zorder=5, linespacing=1.1
        )
    _scale(ax, low, high, unit)
    ax.set_axis_off()
    ax.set_title(division_title(division), loc="left")
    ax.set_title(f"到网格中心的均方根距离{division.measures.rms:.0f}米", loc="right", fontsize=9, color=GREY)
    if own.barriers:
        ax.legend(loc="lower right", frameon=False, fontsize=9)
    return _written(ax)


def _outline(parts: Sequence[Polygon]) -> Outline:
    """The rings of polygons as one path; matplotlib leaves out what runs the other way around."""
    rings = [ring for part in parts for ring in (part.outer, *part.holes)]
    vertices = np.concatenate([[*ring, ring[0]] for ring in rings])
    codes = np.concatenate(
        [[Outline.MOVETO, *[Outline.LINETO] * (len(ring) - 1), Outline.CLOSEPOLY] for ring in rings]
    ).astype(np.uint8)
    return Outline(vertices, codes)


def _zones(ax: Axes, division: Division, cells: Sequence[Sequence[Polygon]]) -> None:
    """The names of zones, above the land of each."""
    tops: dict[str, tuple[list[float], float]] = {}
    for name, parts in zip(division.names, cells, strict=True):
        if name.zone is None:
            return
        places = np.array([place for part in parts for place in part.outer])
        known = tops.setdefault(name.zone, ([], -np.inf))
        known[0].extend((float(places[:, 0].min()), float(places[:, 0].max())))
        tops[name.zone] = (known[0], max(known[1], float(places[:, 1].max())))
    for zone, (sides, top) in tops.items():
        middle = (min(sides) + max(sides)) / 2
        ax.annotate(
            zone, (middle, top), (0, 3), textcoords="offset points", ha="center", va="bottom", fontsize=11, zorder=6
        )


def _scale(ax: Axes, low: Any, high: Any, unit: float) -> None:
    """A bar of a round length, about a fifth of the width, below the map."""
    width = float(high[0] - low[0]) * unit
    if width <= 0:
        return
    power = 10.0 ** np.floor(np.log10(width / 5))
    metres = float(next(step * power for step in (5, 2, 1) if step * power <= width / 5))
    told = f"{metres / 1000:g}公里" if metres >= 1000 else f"{metres:g}米"
    left, bottom = float(low[0]), float(low[1]) - 0.05 * float(high[1] - low[1] or high[0] - low[0])
    right = left + metres / unit
    ax.plot([left, right], [bottom, bottom], color="black", linewidth=2.5, solid_capstyle="butt")
    ax.annotate(told, (right, bottom), (6, 0), textcoords="offset points", va="center", fontsize=10)
