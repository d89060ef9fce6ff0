"""What other programs read, byte by byte the files that every language writes: `tests/vectors/exports`."""

import datetime as dt
import os
from pathlib import Path

import pytest

import wangge as wg

FOLDER = Path(os.environ.get("WANGGE_VECTORS", Path(__file__).resolve().parents[2] / "tests" / "vectors")) / "exports"
STAMP = dt.datetime(2026, 9, 30, 8, tzinfo=dt.UTC)
ADDRESS = "https://example.invalid/340100000001001?名=示例村"


def day(number: int, month: int = 10) -> dt.date:
    return dt.date(2026, month, number)


def duties() -> dict[str, str]:
    """Made up: two villages, three grids, and one person who answers for two of them in turn."""
    owed = wg.obligations(
        wg.Policy.preset("combined"),
        wg.WorkCalendar.china(),
        [wg.DutyGrid("G-1;东,组", "V-1"), wg.DutyGrid("G-2", "V-1"), wg.DutyGrid("G-3", "V-2")],
        day(1),
        day(31),
        kinds=["exchange", "summary", "analysis_meeting", "monday_office"],
        holders=[
            wg.Holder("G-1;东,组", "grid_responsible", "p-1, 代理", to=day(15)),
            wg.Holder("G-2", "grid_responsible", "p-1, 代理", from_=day(16)),
        ],
    )
    records = [
        wg.DutyRecord("a", "exchange", "G-1;东,组", day(4)),
        wg.DutyRecord("b", "exchange", "G-1;东,组", day(13)),
        wg.DutyRecord("c", "exchange", "G-2", day(14)),
    ]
    matched = owed.match(records, day(20))
    return {
        "duties.ics": owed.to_ics(stamp=STAMP, domain="example.org", name="示例村；网格", village="V-1"),
        "duties-person-en.ics": owed.to_ics(stamp=STAMP, domain="example.org", person="p-1, 代理", lang="en"),
        "month.svg": matched.to_svg("V-1", day(15)),
        "month-grid-en.svg": owed.to_svg("G-2", day(15), width=700, lang="en"),
    }


def rollout() -> dict[str, str]:
    plan = wg.Rollout(wg.Policy.preset("xiang-2011"), 2026)
    done = [
        ("survey", day(12, 6)),
        ("leading_group", day(9, 6)),
        ("divide", day(26, 6)),
        ("staff", day(2, 7)),
    ]
    return {
        "gantt.svg": plan.to_svg("东村<1>", done, day(15, 7)),
        "gantt-plan-en.svg": plan.to_svg(title="Roll-out & tasks", width=1200, lang="en"),
    }


def card() -> dict[str, str]:
    """Made up: there are no such people, and no line begins with 1."""
    whole = wg.ServiceCard(
        "340100000001001",
        "示例村",
        leader=wg.CardPerson("p-1", "示例甲", "网格长、村委会委员", "0551-10000001"),
        team=[
            wg.CardPerson("p-2", "示例乙", "村民代表", "0551-10000002"),
            wg.CardPerson("p-3", "示例丙", "退休教师", "0551-10000003"),
            wg.CardPerson("p-4", "示例丁", "党员代表", "0551-10000004"),
        ],
        services=["政策宣传", "民意调查", "信息收集反馈", "隐患矛盾排查", "能力范围内的服务"],
        supervision=wg.Supervision("示例乡网格化管理领导小组办公室", "0551-10000009"),
        published=[wg.Posted("board", day(5, 1)), wg.Posted("affairs_column", day(6, 1))],
    )
    return {
        "card.vcf": whole.vcards(),
        "card.svg": whole.page(made=day(25, 11)),
        "card-en.svg": whole.page(qr=ADDRESS, lang="en"),
        "qr.svg": wg.qr(ADDRESS),
    }


MADE = {**duties(), **rollout(), **card()}


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.iterdir()))
def test_the_file_is_the_one_that_every_language_writes(name: str) -> None:
    assert MADE[name].encode() == (FOLDER / name).read_bytes()


def test_every_export_has_a_file() -> None:
    assert set(MADE) == {path.name for path in FOLDER.iterdir()}
