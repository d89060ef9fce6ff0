"""`wangge divide`, run as a process of its own."""

import csv
import json
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import wangge as wg

HEAD = ["户号", "村", "组", "经度", "纬度", "人口"]


def run(*arguments: str, cwd: Path) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "wangge", "divide", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


def width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line)


def rows() -> list[list[str]]:
    """Made-up households of two villages, eight hamlets each."""
    rng = np.random.default_rng(20261123)
    middle = rng.uniform((117.2, 31.9), (117.23, 31.92), (16, 2))
    made = []
    for nth in range(900):
        own = nth % 16
        x, y = middle[own] + rng.normal(0, 0.0008, 2)
        made.append([f"H{nth:04}", "东村" if own < 8 else "西村", f"第{own}组", f"{x:.6f}", f"{y:.6f}", "3"])
    return made


def write(path: Path, lines: list[list[str]], encoding: str = "utf-8") -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows([HEAD, *lines])


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


ZONED = ("--zone", "村", "--group", "组")
REGIONS = ("--region", "东村=340123456001", "--region", "西村=340123456002")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_gets_its_grids(tmp_path: Path, encoding: str) -> None:
    lines = rows()
    write(tmp_path / "住户.csv", lines, encoding)
    code, out, err = run(
        "住户.csv", *ZONED, *REGIONS, "-o", "网格.csv", "--svg", "a.svg", "--geojson", "a.json", cwd=tmp_path
    )
    assert (code, err) == (0, "")
    table = read(tmp_path / "网格.csv")
    assert list(table[0]) == [*HEAD, "网格", "网格编码"]
    assert [[row[name] for name in HEAD] for row in table] == lines
    x, y = (np.array([float(row[name]) for row in table]) for name in ("经度", "纬度"))
    zone, group = ([row[name] for row in table] for name in ("村", "组"))
    regions = {"东村": "340123456001", "西村": "340123456002"}
    found = wg.divide(x, y, wg.Policy.preset("combined"), zone=zone, group=group, regions=regions)
    assert [row["网格编码"] for row in table] == found.codes.tolist()
    assert [row["网格"] for row in table] == [
        f"{found.grids[one].zone}{found.grids[one].number}" for one in found.labels
    ]
    assert out.splitlines()[0] == f"2个片区，900户，{len(found.grids)}个网格，每格{_sizes(found)}户"
    assert "〔X-3.1〕东村：共" in out
    assert all(width(line) <= 80 for line in out.splitlines())
    assert (tmp_path / "a.json").read_text(encoding="utf-8") == found.to_geojson()
    assert (tmp_path / "a.svg").read_text(encoding="utf-8") == found.to_svg()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "a.svg", "住户.csv", "网格.csv"]


def _sizes(found: wg.Division) -> str:
    sizes = [grid.households for grid in found.grids]
    return f"{min(sizes)}" if min(sizes) == max(sizes) else f"{min(sizes)}至{max(sizes)}"


def test_rows_to_the_standard_output_and_words_beside_them(tmp_path: Path) -> None:
    lines = rows()
    lines.insert(4, [])
    write(tmp_path / "a.csv", lines)
    code, out, err = run("a.csv", "--lang", "en", "--into", "grid", "--seed", "3", cwd=tmp_path)
    assert code == 0
    told = list(csv.reader(out.splitlines()))
    assert told[0] == [*HEAD, "grid"]
    assert told[5] == []
    assert {row[-1] for row in told[1:] if row} == {str(number) for number in range(1, 8)}
    assert err.startswith("900 households, 7 grids of ")
    assert all(width(line) <= 80 for line in err.splitlines())


def test_json(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", rows())
    asked = ("--count", "8", "--amount", "population=人口", "--aim", "even", "--aim", "compact", "--seconds", "20")
    code, out, _ = run("a.csv", "--json", "-o", "b.csv", *asked, cwd=tmp_path)
    found = json.loads(out)
    assert (code, found["rows"], found["households"], len(found["grids"])) == (0, 900, 900, 8)
    assert all(grid["amounts"]["population"] == 3 * grid["households"] for grid in found["grids"])
    assert all(grid["round"] > 0 for grid in found["grids"])
    assert found["log"][0]["clause"] == "X-3.1"
    code, out, _ = run("b.csv", "--audit", "网格", "--json", cwd=tmp_path)
    judged = json.loads(out)
    assert (code, judged["lawful"], len(judged["grids"])) == (0, True, 8)
    assert judged["rms"] == pytest.approx(found["rms"])


def test_a_division_in_a_column_is_judged(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", rows())
    code, out, err = run("a.csv", "--zone", "村", "--audit", "组", "--svg", "a.svg", cwd=tmp_path)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].startswith("16个网格：16项不符合，")
    assert "  不符合：网格第0组：共57户，应为100至150〔X-3.1〕" in lines
    assert all(width(line) <= 80 for line in lines)
    assert (tmp_path / "a.svg").read_text(encoding="utf-8").startswith("<svg")
    _, out, _ = run("a.csv", "--zone", "村", "--audit", "组", "--lang", "en", cwd=tmp_path)
    assert out.startswith("16 grids: 16 breaches, ")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "a.svg"]


def test_every_fault_is_told_at_once_and_nothing_written(tmp_path: Path) -> None:
    lines: list[Any] = rows()
    lines[3][3] = "东边"
    lines[7].append("多")
    lines[9][3], lines[9][4] = lines[9][4], lines[9][3]
    lines[11][4] = "nan"
    lines[12][5] = "几口"
    lines[13][1] = " "
    write(tmp_path / "a.csv", lines)
    asked = ("a.csv", *ZONED, "--amount", "population=人口", "-o", "b.csv", "--svg", "c.svg")
    code, out, err = run(*asked, cwd=tmp_path)
    assert (code, out) == (1, "")
    told = err.splitlines()
    assert [line.split("行")[0] for line in told[:-1]] == [f"a.csv: 第{row}" for row in (5, 9, 11, 13, 14, 15)]
    assert ["经度" in told[0], "（整行）" in told[1], "纬度" in told[2], "swapped" in told[2]] == [True] * 4
    assert told[-1] == "共6处错误，没有划分"
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]
    code, out, _ = run(*asked, "--json", cwd=tmp_path)
    assert (code, [fault["row"] for fault in json.loads(out)["faults"]]) == (1, [5, 9, 11, 13, 14, 15])


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["a.csv", "-o", "a.csv"], 1, "another file"),
        (["a.csv", "-o", "./b/../a.csv"], 1, "another file"),
        (["a.csv", "--svg", "a.csv", "-o", "c.csv"], 1, "another file"),
        (["a.csv", "-o", "c.csv", "--svg", "c.csv"], 1, "a file of its own"),
        (["a.csv", "--x", "经度"], 1, "both or neither"),
        (["a.csv", "--x", "经度", "--y", "没有"], 1, "one of the headings"),
        (["a.csv", "--group", "没有"], 1, "one of the headings"),
        (["a.csv", "--into", "村"], 1, "a name that the table does not have"),
        (["a.csv", "--into", "格", "--code-into", "格"], 1, "a name that the table does not have"),
        (["a.csv", "--json"], 1, "-o FILE"),
        (["a.csv", "--crs", "utm"], 1, "gcj02"),
        (["a.csv", "--count", "3"], 1, "6 to 9"),
        (["a.csv", "--count", "多"], 2, "整数"),
        (["a.csv", "--count", "3", "--count", "东村=3"], 1, "one value for all"),
        (["a.csv", "--aim", "pretty"], 1, "whole_groups"),
        (["a.csv", "--amount", "人口"], 2, "口径=列名"),
        (["a.csv", "--amount", "people=人口"], 1, "population"),
        (["a.csv", "--anchor", "1,2"], 2, "X,Y,经度,纬度"),
        (["a.csv", "--crs", "metres", "--geojson", "c.json", "-o", "c.csv"], 1, "anchor"),
        (["a.csv", "--seconds", "soon"], 2, "不是数"),
        (["a.csv", "--policy", "modian-2012"], 1, "grid."),
        (["nothing.csv"], 1, "nothing.csv"),
        (["empty.csv"], 1, "headings"),
        (["few.csv"], 1, "50户"),
    ],
)
def test_refusals(tmp_path: Path, arguments: list[str], code: int, said: str) -> None:
    write(tmp_path / "a.csv", rows())
    write(tmp_path / "few.csv", rows()[:50])
    (tmp_path / "empty.csv").write_text("", encoding="utf-8")
    (tmp_path / "b").mkdir()
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    found, out, err = run(*arguments, cwd=tmp_path)
    assert (found, out) == (code, "")
    assert said in err
    assert len(err.splitlines()) == 1
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


def test_metres_with_an_anchor(tmp_path: Path) -> None:
    lines = rows()
    for line in lines:
        line[3], line[4] = f"{(float(line[3]) - 117.2) * 94_500:.2f}", f"{(float(line[4]) - 31.9) * 110_900:.2f}"
    write(tmp_path / "a.csv", lines)
    asked = ("a.csv", "--crs", "metres", "--geojson", "b.json", "-o", "b.csv", "--anchor", "0,0,117.2,31.9")
    assert run(*asked, cwd=tmp_path)[0] == 0
    west, south, _, _ = json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))["bbox"]
    assert (west, south) == pytest.approx((117.2, 31.9), abs=0.005)
