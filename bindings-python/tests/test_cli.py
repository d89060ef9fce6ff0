"""The command line, run as a process of its own: what it prints, on which stream, and its exit codes."""

import csv
import doctest
import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

import wangge as wg
from wangge import _commands, _faces, _words, cli

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
        ("day 2026-10-10 --lang en", "2026-10-10 (Sat): a working day, make-up working day (国庆节)"),
        ("day 2026-10-09 --lang en", "2026-10-09 (Fri): a working day"),
        ("due 2026-11-23 general", "到期日：2026年12月2日（周三）"),
        ("due 2026年11月23日 一般 --policy combined --lang en", "due on 2026-12-02 (Wed)"),
        ("due 2026-12-20 general", "到期日：2026年12月29日（周二）（暂定）"),
        ("--lang en add 2026-12-28 5 --provisional", "2027-01-05 (Tue) (provisional)"),
        ("add 2026/11/20 15", "2026年12月11日（周五）"),
        ("add 2026-02-13 7 --start same_day", "2026年2月28日（周六）"),
        ("between 2022-09-30 2022-11-02", "20个工作日"),
        ("calendar 2026", "2026年　休：放假　班：调休上班　?：暂定"),
        ("calendar", "2026年　休：放假　班：调休上班　?：暂定"),
        ("calendar 2025 --lang en", "2025  休 off  班 worked"),
        ("grids 430", "可划3至4个网格，宜划3个"),
        ("grids 430 --grids 4 --lang en", "3 to 4 grids, best 3"),
        ("grids 1000000000", "可划6666667至10000000个网格，宜划8000000个"),
        ("grids 180", "没有合规的划分"),
        ("route village --work coordination", "级别：区域"),
        ("route village --major --sudden --work approval --lang en", "level: major or sudden"),
        ("policy show combined", "农村与社区网格化管理（两份文件合用）（combined）"),
        ("policy show xiang-2011 --lang en --at 2020-01-01", "关于开展农村网格化管理的实施方案（xiang-2011）"),
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
    assert [day["counted"] for day in found["days"]] == [None, 1, 2, 3, 4, None, None, 5, 6, 7]
    assert json.loads(run("day", "2026-10-10", "--json")[1])["workday"] is True
    assert json.loads(run("grids", "180", "--json")[1])["below"] == 150
    assert json.loads(run("route", "beyond", "--json")[1])["level"] == "overall"
    october = json.loads(run("calendar", "2026", "--month", "10", "--json")[1])
    assert (len(october["days"]), october["workdays"]) == (8, 18)
    assert october["festivals"][0]["work"] == ["2026-10-10"]
    sizes = json.loads(run("grids", "430", "--json")[1])["sizes"]
    assert [(one["grids"], one["larger"], one["larger_count"]) for one in sizes] == [(3, 144, 1), (4, 108, 2)]
    assert json.loads(run("grids", "180", "--json")[1])["feasible"] is None
    assert json.loads(run("add", "2026-11-20", "15", "--json")[1])["answer"] == "2026-12-11"
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
        ("grids 430 --grids 9", 1, "9"),
        ("grids many", 2, "整数"),
        ("grids 180 --neighbour 乙", 2, "村名=户数"),
        ("calendar 2026 --month 13", 1, "1 to 12"),
        ("add 2026-11-23 5 --start never", 1, "same_day"),
        ("day 2026-10-10 --overlay nothing.json", 1, "nothing.json"),
        ("day 2026-11-23T10:00", 2, "时间"),
        ("due 2026-11-23", 2, "缺少参数：COMPLEXITY"),
        ("due 2026-11-23 general --colour red", 2, "不认识的参数：--colour red"),
        ("policy", 2, "缺少参数"),
        ("policy show county.toml", 1, "county.toml"),
        ("deadlines a.csv --column d --complexity general --complexity-column e", 2, "--complexity"),
        ("deadlines nothing.csv --column d --complexity general", 1, "nothing.csv"),
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
    assert len(err.splitlines()) == 1
    assert any("\u4e00" <= char <= "\u9fff" for char in err) or "--lang en" in arguments


def test_a_refusal_as_json() -> None:
    code, _, err = run("day", "2030-01-01", "--json")
    found = json.loads(err)
    assert (code, found["error"], found["type"]) == (1, "calendar.unknown_day", "CalendarError")
    assert (found["day"], found["last"]) == ("2030-01-01", "2026-12-31")
    assert json.loads(run("grids", "430", "--json", "--grids", "9")[2])["allowed"] == "3 to 4"
    assert json.loads(run("policy", "check", "nothing.toml", "--json")[2])["type"] == "OSError"


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
    shown = run("policy", "show", "combined", "--toml")[1]
    assert wg.Policy.from_toml(shown) == wg.Policy.preset("combined")
    said = run("policy", "show", str(EXAMPLES / "example-county.toml"))[1]
    assert "  一般：5个工作日内办结、答复〔县-9，2022年1月1日起〕" in said.splitlines()
    assert "  每个网格：不超过600人（参考）〔县-5〕" in said.splitlines()
    code, _, err = run("due", "2026-11-23", "general", "--policy", "县.toml", cwd=tmp_path)
    assert (code, len(err.splitlines())) == (1, 1)
    assert "tomorrow" in err
    assert run("policy", "check", "nothing.toml", cwd=tmp_path)[0] == 1
    (tmp_path / "gb.toml").write_text('title = "县"', encoding="gb18030")
    assert "UTF-8" in run("policy", "check", "gb.toml", cwd=tmp_path)[2]
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    assert run("day", "2026-10-10", "--overlay", "bad.json", cwd=tmp_path)[0] == 1


TABLE = """编号,收件日期,难易程度
1,2026-11-23,一般
2,2026年11月23日,较复杂

3,,一般
4,23/11/2026,一般
5,2026-11-23 17:30,特别
6,1999-01-01,一般
7,2026-11-23
8,2026/12/20 09:00,general
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_gets_its_due_days(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "in.csv").write_text(TABLE, encoding=encoding)
    options = ["--column", "收件日期", "--complexity-column", "难易程度"]
    code, out, err = run("deadlines", "in.csv", *options, "-o", "out.csv", cwd=tmp_path)
    assert (code, out) == (3, "8行，5行没有答案，写入 out.csv\n")
    places = [tuple(line.split(" ")[1:3]) for line in err.splitlines()]
    # By the rows of the file, a blank one counted.
    assert places == [
        ("第5行", "收件日期:"),
        ("第6行", "收件日期:"),
        ("第7行", "难易程度:"),
        ("第8行", "收件日期:"),
        ("第9行", "（整行）:"),
    ]
    assert "“23/11/2026”不可用，允许：2026-11-23, 2026/11/23" in err
    written = (tmp_path / "out.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(written.splitlines()))
    assert [row["到期日"] for row in rows] == ["2026-12-02", "2026-12-14", "", "", "", "", "", "2026-12-29"]
    assert [row["确定程度"] for row in rows] == ["已确定", "已确定", "", "", "", "", None, "暂定"]
    assert [row["编号"] for row in rows] == ["1", "2", "3", "4", "5", "6", "7", "8"]
    assert len(written.splitlines()) == len(TABLE.splitlines())
    assert run("deadlines", "in.csv", *options[:2], "-o", "out.csv", cwd=tmp_path) == (code, out, err)
    found = json.loads(run("deadlines", "in.csv", *options, "-o", "out.csv", "--json", cwd=tmp_path)[1])
    assert [fault["row"] for fault in found["faults"]] == [5, 6, 7, 8, 9]
    assert (found["faults"][2]["value"], found["faults"][4]["allowed"]) == ("特别", "3")
    code, out, err = run("deadlines", "in.csv", *options, cwd=tmp_path)
    assert (code, out.splitlines(), len(err.splitlines())) == (3, written.splitlines(), 6)


def test_a_file_is_never_half_written_or_written_over(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("a,d\n1,2026-11-23\n", encoding="utf-8")
    os.link(tmp_path / "in.csv", tmp_path / "same.csv")
    options = ["--column", "d", "--complexity", "general", "-o"]
    for same in ("in.csv", "./in.csv", str(tmp_path / "in.csv"), "same.csv"):
        assert run("deadlines", "in.csv", *options, same, cwd=tmp_path)[0] == 1
    assert (tmp_path / "in.csv").read_text(encoding="utf-8") == "a,d\n1,2026-11-23\n"
    (tmp_path / "old.csv").write_text("old", encoding="utf-8")
    refused = {
        "long.csv": b"a,d\n" + b"x" * 200_000 + b",2026-11-23\n",
        "open.csv": b'a,d\n"1,2026-11-23\n',
        "utf16.csv": "a,d\n1,2026-11-23\n".encode("utf-16"),
        "empty.csv": b"",
    }
    for name, content in refused.items():
        (tmp_path / name).write_bytes(content)
        code, out, err = run("deadlines", name, *options, "old.csv", cwd=tmp_path)
        assert (code, out, len(err.splitlines())) == (1, "", 1), name
    assert (tmp_path / "old.csv").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.glob("*.part")) == []
    assert run("deadlines", "in.csv", *options, "no/such/folder.csv", cwd=tmp_path)[0] == 1
    assert run("deadlines", "in.csv", *options[:-1], "--json", cwd=tmp_path)[0] == 1


def test_what_a_table_says_cannot_steer_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("d\n\x1b[31mred\x07\n", encoding="utf-8")
    code, _, err = run("deadlines", "in.csv", "--column", "d", "--complexity", "general", "-o", "x.csv", cwd=tmp_path)
    assert code == 3
    assert "\x1b" not in err
    assert r"\x1b[31mred" in err
    rest = '{"title": "t", "source": "s", "days": [{"date": "2026-11-24", "workday": false, "name": "\\u001b[2J"}]}'
    (tmp_path / "local.json").write_text(rest, encoding="utf-8")
    for command in (["day", "2026-11-24"], ["calendar", "2026", "--month", "11"]):
        code, out, _ = run(*command, "--overlay", str(tmp_path / "local.json"))
        assert code == 0
        assert "\x1b" not in out


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
    commands = ["day", "due", "add", "between", "calendar", "policy", "grids", "route", "deadlines", "divide"]
    for arguments in ([], *([name] for name in commands), *(["policy", name] for name in ("check", "show", "schema"))):
        code, out, _ = run(*arguments, "--help")
        assert code == 0
        assert any("\u4e00" <= char <= "\u9fff" for char in out)
        assert "退出码 / exit codes:" in out
        assert all(width(line) <= 80 for line in out.splitlines()), [
            line for line in out.splitlines() if width(line) > 80
        ]


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_output_is_utf_8_whatever_the_terminal_says(encoding: str) -> None:
    command = [sys.executable, "-m", "wangge", "day", "2026-10-10"]
    done = subprocess.run(command, capture_output=True, env={**os.environ, "PYTHONIOENCODING": encoding}, check=True)
    assert "国庆节" in done.stdout.decode("utf-8")


def test_whoever_reads_may_leave(tmp_path: Path) -> None:
    lines = ["d", *(f"2026-0{1 + n % 9}-15" for n in range(50_000))]
    (tmp_path / "in.csv").write_text("\n".join(lines), encoding="utf-8")
    for arguments in (["policy", "schema"], ["deadlines", "in.csv", "--column", "d", "--complexity", "general"]):
        command = [sys.executable, "-m", "wangge", *arguments]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.read(10)
            process.stdout.close()
            assert b"Traceback" not in process.stderr.read()


def test_a_quick_question_loads_nothing_heavy() -> None:
    code = "import sys; from wangge.cli import main; main(['day', '2026-10-10']); print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    loaded = set(done.stdout.split())
    assert "wangge.cli" in loaded
    assert not {"numpy", "csv", "tomllib", "typing_extensions", "wangge.html", "wangge.columns"} & loaded


def test_the_script_is_installed() -> None:
    script = Path(sys.executable).with_name("wangge.exe" if os.name == "nt" else "wangge")
    done = subprocess.run([script, "--version"], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == f"wangge {wg.__version__}\n"


@pytest.mark.parametrize("module", [_commands, _faces, _words])
def test_the_examples_of_the_docstrings(module: object) -> None:
    tried = doctest.testmod(module)  # type: ignore[arg-type]
    assert tried.attempted > 0
    assert tried.failed == 0


def test_lines_are_broken_as_chinese_is() -> None:
    text = "甲、乙（丙）。A word and verylongwordwithoutanyspace，丁" * 5
    for columns in range(16, 60):
        lines = _words.wrap(text, columns, "  ")
        assert max(map(width, lines)) <= columns + 2  # a mark that clings
        assert "".join("".join(lines).split()) == "".join(text.split())
        assert not any(line.strip()[:1] in set("，。、）") for line in lines[1:])


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


def test_no_other_file_is_touched(tmp_path: Path) -> None:
    text = "day\n2026-11-23\n"
    source = tmp_path / "a.csv.part"
    source.write_text(text, encoding="utf-8")
    options = ["--column", "day", "--complexity", "general", "-o", "a.csv"]
    assert run("deadlines", "a.csv.part", *options, cwd=tmp_path)[0] == 0
    assert source.read_text(encoding="utf-8") == text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "a.csv.part"]
    answered = (tmp_path / "a.csv").read_bytes()
    # A run that is refused leaves the file of the one before, and nothing half written.
    source.write_text("day\n2026-11-23\n" + '"' + "x" * 200_000, encoding="utf-8")
    assert run("deadlines", "a.csv.part", *options, cwd=tmp_path)[0] == 1
    assert (tmp_path / "a.csv").read_bytes() == answered
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "a.csv.part"]


GRIDS = "网格,村,起,止\nG-1,东村,,\nG-2,东村,2026年11月16日,\nG-3,西村,,\n"


def test_duties_of_a_month_on_a_screen(tmp_path: Path) -> None:
    (tmp_path / "网格.csv").write_bytes(GRIDS.encode("gb18030"))
    code, out, err = run("duties", "网格.csv", "--month", "2026-11", cwd=tmp_path)
    lines = out.splitlines()
    assert (code, err, lines[0]) == (0, "", "2026年11月应完成事项，共201项")
    assert lines[2].split() == ["每日，21天", "巡查", "3个网格", "网格责任人", "M-3.1,", "E-6"]
    assert lines[-1].split() == ["11-30", "周一", "周一集中办公", "2个村", "村干部", "X-4.4a,", "E-9"]
    assert all(width(line) <= 80 for line in lines)
    code, out, _ = run("duties", "网格.csv", "--month", "2026-12", "--lang", "en", "--village", "东村", cwd=tmp_path)
    assert (code, out.splitlines()[0]) == (0, "2026-12: 144 owed")
    assert "12-28 Mon?" in out
    assert all(width(line) <= 80 for line in out.splitlines())
    code, out, _ = run("duties", "网格.csv", "--month", "2026-11", "--kind", "小结", "--json", cwd=tmp_path)
    told = json.loads(out)
    assert (code, [(one["unit"], one["opens"], one["due"]) for one in told]) == (
        0,
        [("G-1", "2026-11-01", "2026-11-30"), ("G-2", "2026-11-16", "2026-11-30"), ("G-3", "2026-11-01", "2026-11-30")],
    )
    assert told[0]["clauses"] == ["M-3.1", "W-5"]
    code, out, _ = run("duties", "网格.csv", "--month", "2026-11", "-o", "应完成.csv", cwd=tmp_path)
    with (tmp_path / "应完成.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert (code, out, len(rows)) == (0, "201项，写入 应完成.csv\n", 202)
    assert rows[1] == ["2026-11-02", "2026-11-02", "巡查", "G-1", "东村", "网格责任人", "M-3.1 E-6", "已确定"]


def test_duties_of_a_table_that_does_not_fit(tmp_path: Path) -> None:
    table = tmp_path / "g.csv"

    def refused(text: str, *more: str) -> tuple[int, str]:
        table.write_text(text, encoding="utf-8")
        code, out, err = run("duties", "g.csv", "--month", "2026-11", *more, cwd=tmp_path)
        assert out == ""
        return code, err

    code, err = refused("网格,村,起\nG-1,东村,明天\nG-2,东村,11\n")
    assert (code, [line.partition(":")[2][:8] for line in err.splitlines()]) == (1, [" 第2行 起: ", " 第3行 起: "])
    code, err = refused("网格,村\nG-1,东村\n\nG-1,东村\n")
    assert (code, "第4行" in err) == (1, True)
    code, err = refused("编号,村\nG-1,东村\n")
    assert (code, "--grid-column" in err) == (1, True)
    assert refused(GRIDS, "--village", "北村")[0] == 1
    code, err = refused(GRIDS, "--policy", "modian-2012")
    assert (code, 'duty[kind = "patrol", every = "day"].days' in err) == (1, True)
    code, err = refused(GRIDS, "--kind", "睡觉")
    assert (code, "monday_office" in err) == (1, True)


def test_policies_are_looked_at_and_compared(tmp_path: Path) -> None:
    combined = wg.Policy.preset("combined")
    other = combined.with_value('limit[complexity = "general"].within.count', "3").with_value(
        "ranking.least_volume", "1"
    )
    county = tmp_path / "县.toml"
    county.write_text(other.to_toml(), encoding="utf-8")
    code, out, err = run("policy", "lint", str(county), "--at", "2026-01-01")
    assert (code, err) == (0, "")
    assert "计入件数的下限为1，一件办件就能排到首位\n  ranking.least_volume [lint.least_volume]\n" in out
    code, out, _ = run("policy", "diff", "combined", str(county))
    assert (code, out.splitlines()[-1]) == (0, "共2处不同")
    assert out.startswith('limit[complexity = "general"].within.count：由7改为3〔X-4.2a〕\n')
    code, out, _ = run("policy", "diff", "combined", str(county), "--json")
    assert [change["key"] for change in json.loads(out)["changes"]] == [
        'limit[complexity = "general"].within.count',
        "ranking.least_volume",
    ]
    events = (Path(__file__).resolve().parents[2] / "tests" / "vectors" / "cases" / "late.jsonl").read_text("utf-8")
    log = tmp_path / "事件.jsonl"
    log.write_text("\n".join(line for line in events.splitlines() if '"at":"2026-11-0' in line), encoding="utf-8")
    asked = ("policy", "backtest", str(log), "combined", str(county), "--now", "2026-11-06")
    code, out, err = run(*asked)
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == "逾期0件变为1件，已知1件，时限不明0件变为0件"
    assert out.splitlines()[-1] == "共1件到期或判断不同"
    assert all(width(line) <= 80 for line in out.splitlines())
    code, out, _ = run(*asked, "--json")
    found = json.loads(out)
    assert (found["other_late"], found["interaction"], found["cases"][0]["case"]) == (1, 0, "C-2")
    assert [(rule["newly_late"], rule["no_longer_late"]) for rule in found["rules"]] == [(1, 0), (0, 0)]
    code, _, err = run(*asked, "--period", "2026-11-01", "2026-11-30")
    assert (code, "可用：" in err or "units" in err) == (1, True)
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"case":"C-1"}\n', encoding="utf-8")
    code, _, err = run("policy", "backtest", str(broken), "combined", str(county), "--now", "2026-11-06")
    assert (code, "[input.row]" in err) == (1, True)
