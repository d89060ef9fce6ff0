"""Every picture is drawn, with no glyph missing, and shows what it says."""

import datetime as dt
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.text import Text

import wangge as wg
import wangge.plot

C = wg.WorkCalendar.china()


@pytest.fixture(autouse=True)
def no_glyph_missing() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message=r".*Glyph .* missing.*")
        yield
    plt.close("all")


def drawn(ax: Axes, path: Path) -> list[str]:
    """Draws, and gives the texts; each has a glyph for every character."""
    figure: Any = ax.figure
    figure.savefig(path, dpi=80)
    assert path.stat().st_size > 5000
    texts = [text.get_text() for text in figure.findobj(Text)]
    font = font_manager.findfont(wangge.plot.chinese_font())
    glyphs = TTFont(font, fontNumber=0).getBestCmap()
    missing = {char for text in texts for char in text if char not in "\n" and ord(char) not in glyphs}
    assert not missing
    return texts


def test_wrong_shares(tmp_path: Path) -> None:
    received = np.arange("2024-01-01", "2025-01-01", dtype="datetime64[D]")
    ax = wangge.plot.wrong_shares(received, ns=[1, 7, 15, 30])
    texts = drawn(ax, tmp_path / "a.png")
    assert "周一至周五，扣除节假日" in texts
    line = ax.get_lines()[0]
    rest = np.array(
        [
            day
            for day in np.arange("2024-01-01", "2025-06-01", dtype="datetime64[D]")
            if np.is_busday(day) and not C.is_workday(day.item())
        ]
    )
    naive = np.busday_offset(received, 15, roll="backward", holidays=rest)
    share = float(np.mean(naive != wg.add_workdays(received, 15))) * 100
    assert np.asarray(line.get_ydata())[2] == pytest.approx(share)


def test_a_year_on_the_wall(tmp_path: Path) -> None:
    texts = drawn(wangge.plot.calendar_year(C, 2026), tmp_path / "a.png")
    days = [dt.date(2026, 1, 1) + dt.timedelta(days=n) for n in range(365)]
    assert texts.count("班") == sum(C.day(day).kind == "make_up" for day in days)
    assert texts.count("休") == sum(C.day(day).kind == "holiday" for day in days)
    assert texts.count("31") == 7
    with pytest.raises(wg.InputError, match="2001 to 2026"):
        wangge.plot.calendar_year(C, 2030)


def test_ranks(tmp_path: Path) -> None:
    day = dt.date(2026, 7, 1)
    cases = [
        wg.CaseRow(village, day, dt.date(2026, 7, closed), "general")
        for village in ("示例甲村", "示例乙村")
        for closed in (2, 3, 20 if village == "示例乙村" else 6, *range(2, 9))
    ]
    ranked = wg.rank(wg.score(cases, wg.Policy.preset("combined"), (dt.date(2026, 7, 1), dt.date(2026, 9, 30))))
    texts = drawn(wangge.plot.ranking(ranked), tmp_path / "a.png")
    assert any("示例甲村" in text for text in texts)


def test_settings_stay_as_they_are() -> None:
    before = dict(mpl.rcParams)
    wangge.plot.calendar_year(C, 2025)
    assert dict(mpl.rcParams) == before


def test_without_a_font_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wangge.plot, "find_spec", lambda name: None)
    monkeypatch.setattr(wangge.plot, "KNOWN", ("No Such Font",))
    with pytest.raises(wg.InputError, match=r"wangge\[plot\]"):
        wangge.plot.chinese_font()
