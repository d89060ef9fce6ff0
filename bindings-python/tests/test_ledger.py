"""The household ledger: what is read, told and shown, in whose tables, and that nothing private shows elsewhere."""

import pickle
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl  # type: ignore[import-untyped]
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import wangge as wg

POLICY = wg.Policy.preset("combined")
DAY = date(2026, 11, 25)
GRID = "340100000001001"
# Made up: there are no such people, no district 110000, no numbers that begin with 142.
TABLE: dict[str, list[Any]] = {
    "户号": ["H-1", "H-1", "H-2"],
    "网格": [GRID, None, "340100000001002"],
    "姓名": ["示例甲", "示例乙", "示例丙"],
    "性别": ["男", "女", "女"],
    "出生日期": [date(1900, 1, 1), date(1925, 3, 1), None],
    "身份证号": ["110000190001010012", None, "110000190001010012"],
    "联系电话": ["14200001234", None, "14200005678"],
    "与户主关系": ["户主", "长女", "户主"],
    "住址": ["示例村1号", None, "示例村2号"],
    "备注": ["不读", None, None],
}
PRIVATE = ["示例甲", "示例乙", "示例丙", "110000190001010012", "14200001234", "14200005678", "示例村1号"]


def ledger(source: Any = None, **named: Any) -> wg.Ledger:
    return wg.Ledger.read(TABLE if source is None else source, policy=POLICY, day=DAY, **named)


@pytest.mark.parametrize(
    "make",
    [
        lambda: TABLE,
        lambda: pd.DataFrame(TABLE),
        lambda: pl.DataFrame(TABLE),
        lambda: pa.table(TABLE),
        lambda: pd.DataFrame(TABLE).to_csv(index=False).encode("gb18030"),
    ],
    ids=["dict", "pandas", "polars", "pyarrow", "csv"],
)
def test_the_same_ledger_out_of_any_table(make: Any) -> None:
    assert ledger(make()) == ledger()
    assert len(ledger(make())) == 2


@pytest.mark.parametrize("unit", ["D", "s", "ms", "us", "ns"])
def test_days_of_numpy_are_days(unit: str) -> None:
    days = np.array(["1900-01-01", "1925-03-01", "NaT"], dtype=f"datetime64[{unit}]")
    assert ledger({**TABLE, "出生日期": days}) == ledger()
    assert ledger(pd.DataFrame({**TABLE, "出生日期": days})) == ledger()
    for column in (days, pd.Series(days)):
        noon = column.copy()
        if unit != "D":
            noon[1] = np.datetime64("1925-03-01T12:00")
            with pytest.raises(wg.InputError) as caught:
                ledger({**TABLE, "出生日期": noon})
            assert (caught.value.column, caught.value.row) == ("birthday", 1)
            assert "1925" not in str(caught.value)


def test_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in zip(*([head, *values] for head, values in TABLE.items()), strict=True):
        sheet.append(list(row))
    path = tmp_path / "台账.xlsx"
    book.save(path)
    assert ledger(path) == ledger()
    # A number loses its last digits in a workbook: such a row is told, not read.
    sheet["F2"] = 110000190001010012
    held = BytesIO()
    book.save(held)
    with pytest.raises(wg.LedgerError) as raised:
        ledger(held.getvalue())
    (fault,) = raised.value.faults
    assert (fault.row, fault.field, fault.code) == (2, wg.LedgerField.IDENTITY, "ledger.row_rounded")
    assert ledger(held.getvalue(), errors="skip").people == 2


def test_the_tables_own_headings() -> None:
    table = {"编号": ["H-1"], "称呼": ["示例甲"]}
    read = ledger(table, mapping={"household": "编号", "name": "称呼"})
    assert read.people == 1
    with pytest.raises(wg.InputError, match="a column for household"):
        ledger(table)
    with pytest.raises(wg.InputError, match="a column for name: 姓名字"):
        ledger({"户号": ["H-1"]}, mapping={"name": "姓名字"})
    with pytest.raises(ValueError, match="surname"):
        ledger(table, mapping={"surname": "称呼"})
    with pytest.raises(wg.InputError, match="only a file has one"):
        ledger(table, sheet="x")
    with pytest.raises(wg.InputError) as refused:
        ledger({"户号": ["H-1", "H-1"], "身份证号": ["110000190001010012", 1.1e17]})
    assert (refused.value.row, refused.value.column, refused.value.value) == (1, "identity", "float")


def test_check_tells_all_at_once() -> None:
    found = ledger().check()
    assert [(fault.row, fault.member, fault.code) for fault in found] == [
        (2, 1, "ledger.two_households"),
        (4, 1, "ledger.identity_sex"),
        (4, 1, "ledger.two_households"),
    ]
    assert found[0].zh == "不符合：第2行 户H-1 第1名成员 身份证号：〔W-21〕身份证号“110**************2”同时列入户H-2"
    assert (found[0].weight, found[0].field) == (wg.Weight.BREACH, wg.LedgerField.IDENTITY)


def test_each_view_shows_its_own() -> None:
    read = ledger()
    seen = {
        view: read.view(view, of).to_pandas()
        for view, of in [("resident", "H-1"), ("leader", GRID), ("team", GRID), ("office", None), ("public", None)]
    }
    assert {view: len(table) for view, table in seen.items()} == {
        "resident": 11, "leader": 11, "team": 11, "office": 17, "public": 0,
    }  # fmt: skip
    phones = {view: table.query("field == 'phone'")["text"].tolist() for view, table in seen.items()}
    assert phones == {
        "resident": ["14200001234"], "leader": ["142******34"], "team": ["142******34"],
        "office": ["14200001234", "14200005678"], "public": [],
    }  # fmt: skip
    assert read.why("leader", GRID)[-1].clause == "M-7.1.4"
    with pytest.raises(wg.InputError, match="the grid of the leader"):
        read.view("leader")


def test_answers_are_tables() -> None:
    read = ledger()
    found = read.completeness().to_polars().filter(pl.col("grid").is_null(), pl.col("section") == "family")
    assert found.select("filled", "required").row(0) == (13, 15)
    figures = read.figures("sex").to_pandas()
    # Three people are too few for any figure.
    assert figures["count"].isna().sum() == len(figures) - (figures["count"] == 0).sum()
    assert figures["count"].fillna(0).tolist() == [0] * len(figures)
    crowd = wg.Ledger.read(
        {"户号": [f"H-{nth}" for nth in range(68)], "网格": [GRID] * 23 + ["b"] * 45,
         "性别": ["女"] * 3 + ["男"] * 20 + ["女"] * 15 + ["男"] * 30},
        policy=POLICY, day=DAY,
    )  # fmt: skip
    women = crowd.figures("sex").to_polars().filter(pl.col("group") == "female")
    assert women["count"].to_list() == [None, None, 18]


def test_an_update_can_be_tried_first() -> None:
    read = ledger()
    table = {"户号": ["H-2", "H-3", ""], "姓名": ["示例丙", "示例丁", "示例戊"], "联系电话": ["14200009999", "", ""]}
    tried = read.update(table, who="office-1", dry_run=True)
    assert tried.ledger is None
    assert repr(tried) == "LedgerUpdate(8 changes, 1 faults, dry run)"
    done = read.update(table, who="office-1")
    assert done.ledger is not None
    assert done.changes.to_pandas().equals(tried.changes.to_pandas())
    assert (len(read), len(done.ledger)) == (2, 3)
    changes = done.changes.to_pandas()
    phone = changes.query("field == 'phone'").iloc[0]
    assert (phone["kind"], phone["before"], phone["after"]) == ("changed", "142******78", "142******99")
    assert changes["who"].unique().tolist() == ["office-1"]
    assert read.diff(done.ledger, who="office-1").to_pandas().equals(changes)


def test_what_is_no_longer_needed_goes() -> None:
    read = ledger({"户号": ["H-1"], "姓名": ["示例甲"], "健康状况": ["示例"], "离户日期": ["2020-02-29"]})
    assert len(read.at(date(2021, 2, 28)).expired()) == 0
    past = read.at(date(2021, 3, 1))
    assert past.expired()["section"].tolist() == ["medical"]
    assert past.drop_expired().view("office")["field"].tolist() == ["name", "left"]
    assert len(read.drop_expired()) == 0


def test_nothing_private_shows_and_pickles_come_back() -> None:
    read = ledger()
    back = pickle.loads(pickle.dumps(read))
    assert back == read
    assert back.check() == read.check()
    two = ledger({"户号": ["H-1", "H-1"], "网格": [GRID, "340100000001002"], "姓名": ["示例甲", "示例乙"]})
    assert pickle.loads(pickle.dumps(two)).check() == two.check()
    texts = [repr(read), repr(read._data), *(repr(fault) + fault.zh for fault in read.check())]
    with pytest.raises(wg.LedgerError) as raised:
        ledger({"户号": ["H-1"], "性别": ["示例甲"], "出生日期": ["14200001234"]})
    texts += [str(raised.value), raised.value.zh, repr(raised.value.faults)]
    update = read.update({"户号": ["H-2"], "姓名": ["示例乙"]}, who="office-1", dry_run=True)
    texts += [repr(update), repr(update.changes.to_pandas().to_dict())]
    for secret in PRIVATE:
        assert not any(secret in text for text in texts), secret


def test_what_the_policy_does_not_state() -> None:
    read = wg.Ledger.read(TABLE, policy=wg.Policy.preset("modian-2012"), day=DAY)
    asked: list[tuple[Callable[[], wg.Table], str]] = [
        (lambda: read.view("office"), 'ledger.section[section = "family"]'),
        (read.completeness, 'ledger.section[section = "family"]'),
        (lambda: read.figures("age"), "ledger.figures"),
    ]
    for ask, key in asked:
        with pytest.raises(wg.UnspecifiedError) as raised:
            ask()
        assert raised.value.key == key
