"""The service card: gaps, out of date or not, and what other readers read of it."""

import pickle
import xml.etree.ElementTree as ET
from datetime import date

import pytest
import vobject  # type: ignore[import-untyped]

import wangge as wg

POLICY = wg.Policy.preset("combined")
DAY = date(2026, 11, 25)
# Made up: there are no such people, and no line begins with 1.
CARD = wg.ServiceCard(
    "340100000001001",
    "示例村",
    leader=wg.CardPerson("p-1", "示例甲", "网格长", "0551-10000001"),
    team=[
        wg.CardPerson("p-2", "示例乙", "村民代表", "0551-10000002"),
        wg.CardPerson("p-3", "示例丙", "教师", "0551-10000003"),
    ],
    services=["政策宣传", "民意调查"],
    supervision=wg.Supervision("示例乡领导小组办公室", "0551-10000009"),
    published=[wg.Posted("board", date(2026, 1, 5)), wg.Posted("affairs_column", date(2026, 1, 6))],
)


def team(leader: str, *members: str) -> wg.Team:
    return wg.Team("340100000001001", [wg.Person(leader)], [wg.Person(member) for member in members])


def test_a_whole_card_and_its_gaps() -> None:
    assert len(CARD.check(POLICY, DAY)) == 0
    bare = wg.ServiceCard("G-1")
    codes = [finding.code for finding in bare.check(POLICY, DAY)]
    assert codes == ["card.lacks"] * 4 + ["card.not_posted"] * 2
    with pytest.raises(wg.UnspecifiedError) as raised:
        CARD.check(wg.Policy.preset("modian-2012"), DAY)
    assert raised.value.key == "card"
    assert pickle.loads(pickle.dumps(CARD)) == CARD
    assert repr(CARD) == "ServiceCard('340100000001001', leader=p-1, 2 members, published in 2 places)"


def test_out_of_date_from_the_day_the_roster_changes() -> None:
    rosters = [(date(2026, 1, 1), team("p-1", "p-2", "p-3")), (date(2026, 9, 1), team("p-1", "p-2", "p-4"))]
    assert CARD.validity(POLICY, rosters, date(2026, 8, 31)).stale_since is None
    found = CARD.validity(POLICY, rosters, DAY)
    assert found.stale_since == date(2026, 9, 1)
    assert found.replace == CARD.published
    assert [finding.zh for finding in found.findings] == ["名册上的p-4不在卡上", "卡上的p-3不在名册上"]
    assert repr(found) == "Validity(stale_since=2026-09-01, replace=2, because=(X-6))"
    assert list(CARD.check_roster(POLICY, rosters[1][1], DAY)) == list(found.findings)
    with pytest.raises(wg.InputError, match="2026-01-01 or later"):
        CARD.validity(POLICY, rosters, date(2025, 12, 31))


def test_contacts_are_read_by_another_reader() -> None:
    people = list(vobject.readComponents(CARD.vcards()))
    assert [(one.version.value, one.fn.value, one.title.value, one.tel.value) for one in people] == [
        ("4.0", "示例甲", "网格长", "0551-10000001"),
        ("4.0", "示例乙", "村民代表", "0551-10000002"),
        ("4.0", "示例丙", "教师", "0551-10000003"),
    ]
    assert people[0].org.value == ["示例村", "340100000001001"]
    with pytest.raises(wg.InputError) as raised:
        wg.ServiceCard("G-1", team=[wg.CardPerson("p-2")]).vcards()
    assert (raised.value.row, raised.value.column) == (0, "name")


def test_the_page_and_the_code_are_svg() -> None:
    page = ET.fromstring(CARD.page(made=date(2026, 1, 5)))
    assert (page.get("width"), page.get("height")) == ("105mm", "148mm")
    words = [text.text or "" for text in page.iter("{http://www.w3.org/2000/svg}text")]
    assert [word.strip() for word in words[:3]] == ["民情联系服务卡", "示例村", "网格 340100000001001"]
    assert "Service card" in CARD.page(lang="en")
    assert CARD.page(qr="https://example.invalid") != CARD.page()
    assert ET.fromstring(wg.qr("示例")).get("viewBox") == "0 0 29 29"
    with pytest.raises(wg.InputError, match="2331 bytes at most"):
        wg.qr("长" * 778)
    with pytest.raises(wg.InputError, match="lang"):
        CARD.page(lang="fr")
