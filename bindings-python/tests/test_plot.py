"""Every picture is drawn, with no glyph missing, and shows what it says."""

import datetime as dt
import warnings
from collections.abc import Iterator
from importlib.util import find_spec
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
    latin = TTFont(font_manager.findfont("DejaVu Sans"), fontNumber=0).getBestCmap()
    missing = {char for text in texts for char in text if char not in "\n" and not {ord(char)} & {*glyphs, *latin}}
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


def test_one_naive_way_and_days_without_an_answer(tmp_path: Path) -> None:
    received = np.arange("2026-12-01", "2027-01-01", dtype="datetime64[D]")
    ax = wangge.plot.wrong_shares(received, ns=[1, 5], naive="mon_fri")
    texts = drawn(ax, tmp_path / "a.png")
    assert "31个受理日，其中至多7个因日历不知而未计" in texts
    assert [line.get_label() for line in ax.get_lines()] == ["只按周一至周五"]
    with pytest.raises(wg.InputError, match="n=99"):
        wangge.plot.wrong_shares(received, ns=[99])
    with pytest.raises(wg.InputError, match="mon_fri"):
        wangge.plot.wrong_shares(received, naive="guess")


def test_local_and_provisional_days_are_marked(tmp_path: Path) -> None:
    local = (
        '{"title": "t", "source": "s", "days": [{"date": "2026-11-24", "workday": false, "name": "防汛停工"},'
        ' {"date": "2026-11-28", "workday": true, "name": "$补班$"}]}'
    )
    texts = drawn(wangge.plot.calendar_year(C.overlay(local), 2026), tmp_path / "a.png")
    plain = drawn(wangge.plot.calendar_year(C, 2026), tmp_path / "b.png")
    assert texts.count("休") == plain.count("休") + 1
    assert texts.count("班") == plain.count("班") + 1
    assert "防汛停工、$补班$" in texts
    assert plain.count("?") == 6
    assert drawn(wangge.plot.calendar_year(C, 2025), tmp_path / "c.png").count("?") == 0


def village(name: str, cases: int = 5) -> list[wg.CaseRow]:
    return [wg.CaseRow(name, dt.date(2026, 7, 1), dt.date(2026, 7, 2), "general")] * cases


def ranked(*names: str) -> tuple[wg.Ranked, ...]:
    cases = [case for name in names for case in village(name)] + village("小村", 1)
    return wg.rank(wg.score(cases, wg.Policy.preset("combined"), (dt.date(2026, 7, 1), dt.date(2026, 9, 30))))


def test_names_are_drawn_as_they_stand(tmp_path: Path) -> None:
    texts = drawn(wangge.plot.ranking(ranked("$x^", "甲_{1}$村$")), tmp_path / "a.png")
    assert "1　$x^" in texts
    assert "未排名（件数不足或无到期件）：小村" in texts
    assert wangge.plot.ranking([]).get_title(loc="left") == "按期办结率排名"
    with pytest.raises(wg.InputError, match="not 🏮"):
        wangge.plot.ranking(ranked("灯🏮村"))


def test_a_font_for_pictures_of_ones_own(tmp_path: Path) -> None:
    with mpl.rc_context():
        assert wangge.plot.use_chinese_font() == mpl.rcParams["font.family"][0]
        ax = plt.subplots()[1]
        ax.set_title("网格 −1")
        drawn(ax, tmp_path / "a.png")


def test_a_font_of_the_system_must_have_the_glyphs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wangge.plot, "find_spec", lambda name: None)
    monkeypatch.setattr(wangge.plot, "KNOWN", ("DejaVu Sans",))
    monkeypatch.setattr(font_manager, "findSystemFonts", lambda: [])
    with pytest.raises(wg.InputError, match="fonts-noto-cjk"):
        wangge.plot.chinese_font()
    # One that matplotlib has not seen yet is looked for by its file.
    found = find_spec("zhplot")
    assert found is not None
    assert found.origin is not None
    copied = Path(found.origin).parent / "fonts" / "NotoSansSC-Regular.ttf"
    monkeypatch.setattr(wangge.plot, "KNOWN", ("Noto Sans SC",))
    monkeypatch.setattr(font_manager.fontManager, "ttflist", list(font_manager.fontManager.ttflist[:1]))
    monkeypatch.setattr(font_manager, "findSystemFonts", lambda: [str(copied)])
    assert wangge.plot.chinese_font() == "Noto Sans SC"


def test_settings_stay_as_they_are() -> None:
    before = dict(mpl.rcParams)
    wangge.plot.calendar_year(C, 2025)
    assert dict(mpl.rcParams) == before


def test_without_a_font_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wangge.plot, "find_spec", lambda name: None)
    monkeypatch.setattr(wangge.plot, "KNOWN", ("No Such Font",))
    with pytest.raises(wg.InputError, match=r"wangge\[plot\]"):
        wangge.plot.chinese_font()
