"""The command line, run as a process of its own: what it prints, on which stream, and its exit codes."""

import csv
import json
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

import wangge as wg
from wangge import cli

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "policies"


def run(*arguments: str, cwd: Path | None = None) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "wangge", *arguments],
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


@pytest.mark.parametrize(
    ("arguments", "first"),
    [
        ("day 2026-10-10", "2026年10月10日（周六）：工作日，调休上班（国庆节）"),
        ("day 2026-10-10 --lang en", "2026-10-10: a working day, make-up working day（国庆节）"),
        ("due 2026-11-23 general", "到期日：2026年12月2日（周三）"),
        ("due 2026年11月23日 一般 --policy combined --lang en", "due on 2026-12-02"),
        ("add 2026/11/20 15", "2026年12月11日（周五）"),
        ("add 2026-02-13 7 --start same_day", "2026年2月28日（周六）"),
        ("between 2022-09-30 2022-11-02", "20个工作日"),
        ("calendar 2026", "2026年　休：放假　班：调休上班"),
        ("grids 430", "可划3至4个网格"),
        ("grids 180", "没有合规的划分"),
        ("route village --work coordination", "级别：区域"),
    ],
)
def test_an_answer_stands_in_the_first_line(arguments: str, first: str) -> None:
    code, out, err = run(*arguments.split())
    assert (code, out.splitlines()[0], err) == (0, first, "")
    assert all(width(line) <= 80 for line in out.splitlines())


def test_json_has_the_answer() -> None:
    _, out, _ = run("due", "2026-11-23", "general", "--explain", "--json")
    found = json.loads(out)
    assert (found["date"], found["status"]) == ("2026-12-02", "confirmed")
    assert [reason["clause"] for reason in found["because"]] == ["X-4.2a", "E-2", "E-3"]
    assert len(found["explanation"]) == 11
    assert json.loads(run("day", "2026-10-10", "--json")[1])["workday"] is True
    assert json.loads(run("grids", "180", "--json")[1])["below"] == 150
    assert json.loads(run("route", "beyond", "--json")[1])["level"] == "overall"
    assert len(json.loads(run("calendar", "2026", "--month", "10", "--json")[1])["days"]) == 8
    assert json.loads(run("between", "2022-09-30", "2022-11-02", "--json")[1])["workdays"] == 20
    assert json.loads(run("policy", "schema")[1])["type"] == "object"
    assert json.loads(run("policy", "show", "combined", "--json")[1])["id"] == "combined"


def test_a_local_calendar_and_policy(tmp_path: Path) -> None:
    rest = '{"title": "t", "source": "s", "days": [{"date": "2026-11-24", "workday": false, "name": "n"}]}'
    (tmp_path / "local.json").write_text(rest, encoding="utf-8")
    code, out, _ = run("add", "2026-11-23", "1", "--overlay", str(tmp_path / "local.json"))
    assert (code, out) == (0, "2026年11月25日（周三）\n")
    code, out, _ = run("due", "2022-01-04", "general", "--policy", str(EXAMPLES / "example-county.toml"), "--json")
    assert json.loads(out)["date"] == "2022-01-11"
    assert run("add", "2026-12-28", "9")[0] == 1
    assert run("add", "2026-12-28", "9", "--provisional")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ("day 2030-01-01", 1, "2001年1月1日"),
        ("day 2030-01-01 --lang en", 1, "2001-01-01 to 2026-12-31"),
        ("day 2026-02-30", 2, "2026年11月23日"),
        ("day 20261123", 2, "2026-11-23"),
        ("day 2026-11/23", 2, "2026-11-23"),
        ("due 2026-11-23 special", 1, "general, complex, major"),
        ("due 2026-11-23 general --policy modian-2012", 1, "limit"),
        ("due 2026-11-23 general --policy nothing", 1, "xiang-2011"),
        ("calendar 1999", 1, "2001 to 2026"),
        ("grids -- -5", 1, "-5"),
        ("route moon", 1, "grid, village, beyond"),
        ("add 2026-11-23 99999999999", 1, "2147483647"),
        ("", 2, ""),
        ("fly", 2, "day"),
    ],
)
def test_refusals(arguments: str, code: int, said: str) -> None:
    found, out, err = run(*arguments.split())
    assert (found, out) == (code, "")
    assert said in err
    assert err.strip()


def test_a_refusal_as_json() -> None:
    code, _, err = run("day", "2030-01-01", "--json")
    assert (code, json.loads(err)["error"]) == (1, "calendar.unknown_day")


def test_a_policy_is_checked(tmp_path: Path) -> None:
    text = (
        wg.Policy.preset("combined")
        .to_toml()
        .replace('start = "next_day"', 'start = "tomorrow"')
        .replace("schema = 1", "schema = 9")
    )
    (tmp_path / "县.toml").write_text(text, encoding="utf-8")
    code, out, _ = run("policy", "check", "县.toml", cwd=tmp_path)
    assert code == 1
    assert "县.toml:1" in out
    assert "tomorrow" in out
    assert out.rstrip().endswith("共2处错误")
    assert all(width(line) <= 80 for line in out.splitlines())
    assert len(json.loads(run("policy", "check", "县.toml", "--json", cwd=tmp_path)[1])["faults"]) == 2
    code, out, _ = run("policy", "check", str(EXAMPLES / "example-county.toml"))
    assert (code, out[:4]) == (0, "没有错误")
    shown = run("policy", "show", "combined")[1]
    assert wg.Policy.from_toml(shown) == wg.Policy.preset("combined")
    assert run("policy", "check", "nothing.toml", cwd=tmp_path)[0] == 1


TABLE = """编号,收件日期,难易程度
1,2026-11-23,一般
2,2026年11月23日,较复杂
3,,一般
4,23/11/2026,一般
5,2026-11-23 17:30,特别
6,1999-01-01,一般
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_gets_its_due_days(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "in.csv").write_text(TABLE, encoding=encoding)
    options = ["--column", "收件日期", "-o", "out.csv"]
    told = run("deadlines", "in.csv", *options, "--complexity-column", "难易程度", cwd=tmp_path)
    assert told == run("deadlines", "in.csv", *options, cwd=tmp_path)
    code, out, err = run("deadlines", "in.csv", *options, cwd=tmp_path)
    assert code == 3
    assert "6行，3处有误" in out
    assert [line.split(" ")[1] for line in err.splitlines()] == ["第5行", "第6行", "第7行"]
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    assert [row["到期日"] for row in rows] == ["2026-12-02", "2026-12-14", "", "", "", ""]
    assert [row["编号"] for row in rows] == ["1", "2", "3", "4", "5", "6"]
    found = json.loads(run("deadlines", "in.csv", *options, "--json", cwd=tmp_path)[1])
    assert [fault["row"] for fault in found["faults"]] == [5, 6, 7]
    assert found["faults"][1]["value"] == "特别"


def test_a_long_table_and_other_headings(tmp_path: Path) -> None:
    lines = ["day\tn", *(f"2026-0{1 + n % 9}-15\t{n}" for n in range(120_000))]
    (tmp_path / "in.tsv").write_text("\n".join(lines), encoding="utf-8")
    code, _, _ = run(
        "deadlines",
        "in.tsv",
        "--column",
        "day",
        "--complexity",
        "general",
        "-o",
        "out.csv",
        "--bom",
        "--into",
        "due",
        cwd=tmp_path,
    )
    assert code == 0
    raw = (tmp_path / "out.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\n") == 120_001
    assert "难易程度" in run("deadlines", "in.tsv", "--column", "day", "-o", "x.csv", cwd=tmp_path)[2]
    for wrong in (["--column", "none"], ["--column", "day", "--into", "n"]):
        assert run("deadlines", "in.tsv", *wrong, "--complexity", "general", "-o", "x.csv", cwd=tmp_path)[0] == 1
    assert (
        run("deadlines", "in.tsv", "--column", "day", "--complexity", "general", "-o", "in.tsv", cwd=tmp_path)[0] == 1
    )
    before = (tmp_path / "in.tsv").read_bytes()
    (tmp_path / "link.tsv").symlink_to("in.tsv")
    for same in (str(tmp_path / "in.tsv"), "./in.tsv", "link.tsv"):
        code, _, err = run(
            "deadlines", "in.tsv", "--column", "day", "--complexity", "general", "-o", same, cwd=tmp_path
        )
        assert (code, "another file" in err) == (1, True)
        assert (tmp_path / "in.tsv").read_bytes() == before
    (tmp_path / "bad.csv").write_bytes(b"day\n\xff\xff\xff\n")
    assert (
        "GB18030"
        in run("deadlines", "bad.csv", "--column", "day", "--complexity", "general", "-o", "x.csv", cwd=tmp_path)[2]
    )


def test_help_in_both_languages_within_80_columns() -> None:
    for arguments in ([], ["day"], ["due"], ["calendar"], ["policy", "check"], ["deadlines"], ["route"]):
        code, out, _ = run(*arguments, "--help")
        assert code == 0
        assert any("\u4e00" <= char <= "\u9fff" for char in out)
        assert all(width(line) <= 80 for line in out.splitlines()), [
            line for line in out.splitlines() if width(line) > 80
        ]


def test_days_as_people_write_them() -> None:
    assert str(cli.read_moment("2026.3.7")) == "2026-03-07"
    assert str(cli.read_moment("2026年3月7日 9:05")) == "2026-03-07 09:05:00"
    for text in (
        "",
        "2026",
        "26-03-07",
        "2026-3/7",
        "2026年3月7",
        "2026-03-07日",
        "2026-03-07 25:00",
        "２０２６-01-01x",
    ):
        with pytest.raises(ValueError, match=r".*"):
            cli.read_moment(text)
