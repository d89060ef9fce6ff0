"""Tables as people keep them: both encodings, workbooks, serials, faults all at once, and back to Excel."""

import contextlib
import datetime as dt
import io
import random
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl  # type: ignore[import-untyped]
import pandas as pd
import polars as pl
import pytest

import wangge as wg

DATA = Path(__file__).resolve().parents[2] / "examples" / "data"
TEXT = "编号,收件日期,答复日期,难易程度,重大\n1,2026-11-23,2026年12月2日,一般,是\n2,2026/11/24 17:30,,较复杂,\n"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.encode("gb18030"),
        TEXT.replace(",", "\t").encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("收件日期", " 收件 日期 ").encode(),
    ],
)
def test_one_table_in_many_hands(content: bytes) -> None:
    table = wg.read_cases(content)
    assert len(table) == 2
    assert table.columns == ("id", "received", "closed", "major", "complexity")
    assert table["received"].dtype == np.dtype("datetime64[s]")
    assert table["received"].tolist() == [dt.datetime(2026, 11, 23), dt.datetime(2026, 11, 24, 17, 30)]
    assert table["closed"].dtype == np.dtype("datetime64[D]")
    assert table["closed"].tolist() == [dt.date(2026, 12, 2), None]
    assert table["complexity"].tolist() == ["general", "complex"]
    assert table["major"].tolist() == [True, None]
    assert table["id"].tolist() == ["1", "2"]


def test_into_other_libraries() -> None:
    table = wg.read_cases(TEXT.encode())
    frame = table.to_pandas()
    assert frame["received"].tolist()[1] == pd.Timestamp("2026-11-24 17:30")
    assert frame["closed"].isna().tolist() == [False, True]
    assert isinstance(frame["complexity"].dtype, pd.CategoricalDtype)
    assert str(frame["major"].dtype) == "boolean"
    assert table.to_polars().schema == {
        "id": pl.String,
        "received": pl.Datetime("ms"),
        "closed": pl.Date,
        "major": pl.Boolean,
        "complexity": pl.Enum(["general", "complex", "major"]),
    }
    assert table.to_arrow().column("complexity").to_pylist() == ["general", "complex"]
    due = wg.deadlines(table.to_polars(), "complexity", wg.Policy.preset("combined"), on="received")
    assert due["due"].to_list() == [dt.date(2026, 12, 2), dt.date(2026, 12, 15)]
    assert "2行" in table._repr_html_()
    with pytest.raises(KeyError, match="received"):
        table["colour"]


def book(rows: list[list[Any]], sheet: str = "办件", before: int = 0) -> bytes:
    made = openpyxl.Workbook()
    page: Any = made.active
    page.title = sheet
    for _ in range(before):
        page.append(["某县办件登记表（示例）"])
    for row in rows:
        page.append(row)
    made.create_sheet("说明").append(["说明"])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


ROWS: list[list[Any]] = [
    ["编号", "收件日期", "难易程度"],
    [1, dt.date(2026, 11, 23), "一般"],
    ["2", dt.datetime(2026, 11, 24, 17, 30), None],
    [3, "2026年11月25日", "重大疑难"],
]


def test_a_workbook() -> None:
    table = wg.read_cases(book(ROWS))
    assert table["id"].tolist() == ["1", "2", "3"]
    assert table["received"].tolist() == [
        dt.datetime(2026, 11, 23),
        dt.datetime(2026, 11, 24, 17, 30),
        dt.datetime(2026, 11, 25),
    ]
    assert table["complexity"].tolist() == ["general", None, "major"]
    assert len(wg.read_cases(book(ROWS), sheet="办件")) == 3
    with pytest.raises(wg.TableError, match="办件, 说明"):
        wg.read_cases(book(ROWS), sheet="登记")
    with pytest.raises(wg.TableError, match="no column for id"):
        wg.read_cases(book(ROWS), sheet="说明")


def test_a_title_above_the_headings() -> None:
    with pytest.raises(wg.TableError, match="no column for id"):
        wg.read_cases(book(ROWS, before=2))
    assert len(wg.read_cases(book(ROWS, before=2), heading_row=3)) == 3
    with pytest.raises(wg.InputError, match="1 or more"):
        wg.read_cases(book(ROWS), heading_row=0)


def test_numbers_are_days_only_where_that_is_said() -> None:
    rows = [ROWS[0], [1, 46349, "一般"], [2, 46349.5, "一般"]]
    with pytest.raises(wg.TableError, match="serials") as caught:
        wg.read_cases(book(rows))
    assert [fault.value for fault in caught.value.faults] == ["46349", "46349.5"]
    table = wg.read_cases(book(rows), serials="1900")
    assert table["received"].tolist() == [dt.datetime(2026, 11, 23), dt.datetime(2026, 11, 23, 12)]
    assert wg.read_cases(book([ROWS[0], [1, 44887, None]]), serials="1904")["received"].tolist() == [
        dt.date(2026, 11, 23)
    ]
    with pytest.raises(wg.InputError, match="1900, 1904"):
        wg.read_cases(book(rows), serials="1899")


def test_all_faults_at_once() -> None:
    text = TEXT + "2,2026-02-30,,简单,也许\n3\n4,,,,\n"
    with pytest.raises(wg.TableError) as caught:
        wg.read_cases(text.encode())
    faults = caught.value.faults
    assert [(fault.row, fault.column, fault.value) for fault in faults] == [
        (4, "编号", "2"),
        (4, "收件日期", "2026-02-30"),
        (4, "重大", "也许"),
        (4, "难易程度", "简单"),
        (5, "", "1"),
        (6, "收件日期", ""),
    ]
    assert "general, complex, major" in str(caught.value)
    assert "一般、较复杂、重大疑难" in caught.value.zh
    told: list[wg.TableFault] = []
    assert len(wg.read_cases(text.encode(), errors="skip", report=told)) == 2
    assert len(told) == len(faults)
    many = "编号,收件日期\n" + "".join(f"{n},x\n" for n in range(50))
    with pytest.raises(wg.TableError, match="and 30 more"):
        wg.read_cases(many.encode())
    with pytest.raises(wg.InputError, match="raise, skip"):
        wg.read_cases(TEXT.encode(), errors="null")


def test_headings_of_its_own() -> None:
    text = "件号,哪天来的,编号\n7,2026-11-23,x\n".encode()
    table = wg.read_cases(text, headings={"id": "件号", "received": "哪天来的"})
    assert table["id"].tolist() == ["7"]
    for headings in ({"id": "件号", "received": "何时"}, {"colour": "件号"}):
        with pytest.raises(wg.TableError, match="no column for"):
            wg.read_cases(text, headings=headings)
    with pytest.raises(wg.TableError, match="two columns"):
        wg.read_cases("编号,id,收件日期\n1,2,2026-11-23\n".encode())


def test_other_tables() -> None:
    households = wg.read_households(DATA / "households.csv")
    assert households["people"].dtype == np.int64
    counts = households.to_polars().group_by("village").len()
    assert counts.filter(pl.col("village") == "青石村")["len"].item() == 430
    villages = wg.read_villages(DATA / "villages.csv")
    assert villages["households"].tolist()[0] == 430
    roster = wg.read_roster(DATA / "roster.csv", errors="skip")
    assert roster["duty"].tolist()[0] == "网格长"


@pytest.mark.parametrize("make", [lambda table: table, wg.Table.to_pandas, wg.Table.to_polars, wg.Table.to_arrow])
def test_to_excel_and_back(make: Any, tmp_path: Path) -> None:
    table = wg.read_cases(TEXT.encode())
    wg.write_excel(tmp_path / "办件.xlsx", make(table))
    again = wg.read_cases(tmp_path / "办件.xlsx")
    for name in table.columns:
        assert again[name].tolist() == table[name].tolist(), name
    page: Any = openpyxl.load_workbook(tmp_path / "办件.xlsx").active
    assert [cell.value for cell in page[1]] == ["编号", "受理日期", "办结日期", "重大", "难易程度"]
    assert page["B2"].is_date
    wg.write_excel(tmp_path / "b.xlsx", {"due": np.array(["2026-11-23", "NaT"], "M8[D]")})
    assert openpyxl.load_workbook(tmp_path / "b.xlsx").active["A1"].value == "到期日"
    with pytest.raises(wg.InputError, match="zh, en"):
        wg.write_excel(tmp_path / "c.xlsx", table, headings="fr")
    with pytest.raises(OSError, match="No such file"):
        wg.write_excel(tmp_path / "none" / "c.xlsx", table)


def test_nothing_makes_it_panic() -> None:
    draw = random.Random(20261124)
    whole = book(ROWS)
    for _ in range(300):
        bytes_ = bytearray(whole)
        for _ in range(draw.randrange(1, 30)):
            bytes_[draw.randrange(len(bytes_))] = draw.randrange(256)
        for content in (
            bytes(bytes_),
            whole[: draw.randrange(len(whole))],
            draw.randbytes(200),
            b"PK\x03\x04" + draw.randbytes(200),
        ):
            with contextlib.suppress(wg.WanggeError):
                wg.read_cases(content, errors="skip", serials="1900")
    for content in (b"", b"\n\n", b"\xff\xff\xff", b"PK\x03\x04", b'"'):
        with pytest.raises(wg.TableError, match="bytes: "):
            wg.read_cases(content)
    assert len(wg.read_cases("编号,收件日期".encode())) == 0
    with pytest.raises(wg.TableError, match="GB18030"):
        wg.read_cases(b"\xff\xff\xff")
    with pytest.raises(OSError, match="nothing"):
        wg.read_cases("nothing.csv")


def test_a_row_cut_in_the_middle() -> None:
    told: list[wg.TableFault] = []
    table = wg.read_cases(TEXT.encode()[:-20], errors="skip", report=told)
    assert len(table) + len({fault.row for fault in told}) == 2
