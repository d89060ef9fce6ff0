"""The command line (命令行): `wangge`, or `python -m wangge`. Chinese first; `--json` for programs.

Exit codes: 0 answered, 1 refused (what is wrong stands on the error output, in one line), 2 the command was not
understood, 3 done, but some rows of a table had no answer.
"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date, datetime

import wangge as wg

from . import _commands as commands
from ._words import DATE_FORMS, escaped, read_moment, wrap

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any, NoReturn, TextIO

__all__ = ["main", "parser", "read_moment"]

REFUSED, USAGE = 1, 2
_WIDTH = 80

_EXITS = """\
退出码 / exit codes:
  0  有答案 / answered
  1  被拒：标准错误上有一行说明 / refused: one line on stderr says why
  2  命令有误 / the command was not understood
  3  表中有的行没有答案，逐行列在标准错误 / rows without an answer, on stderr

日期 / days:
  2026-11-23  2026/11/23  2026.11.23  2026年11月23日"""

_EXAMPLES = """\
例 / examples:
  wangge day 2026-10-10
  wangge due 2026-11-23 一般 --explain
  wangge calendar 2026 --month 10
  wangge policy check county.toml
  wangge policy diff combined county.toml
  wangge deadlines 台账.csv --column 收件日期 --complexity 一般 -o out.csv
  wangge duties 网格.csv --month 2026-11 --village 示例村
  wangge divide 住户.csv --group 村民组 -o 网格.csv --svg 网格.svg"""

# What the standard library's parser says, in Chinese.
_USAGE_ZH = (
    ("the following arguments are required: ", "缺少参数："),
    ("unrecognized arguments: ", "不认识的参数："),
    ("expected one argument", "后面要有一个值"),
    ("expected at least one argument", "后面至少要有一个值"),
    ("invalid choice: ", "不能用："),
    ("ambiguous option: ", "选项不够完整："),
    ("not allowed with argument ", "不能同时用于 "),
    ("ignored explicit argument ", "不带值的选项带了值："),
    ("one of the arguments ", "必须给出其中之一："),
    ("choose from ", "可用："),
    ("argument ", "参数 "),
)


class _Help(argparse.HelpFormatter):
    """Help in lines of 80 columns, where a Chinese character fills two."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=26, width=_WIDTH - 2)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return [line for part in text.splitlines() for line in wrap(part, width)]

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        lines = [line for part in text.splitlines() for line in wrap(part, width, _indent_of(part))]
        return "\n".join(indent + line for line in lines)

    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, "用法 / usage: " if prefix is None else prefix)


def _indent_of(text: str) -> str:
    return " " * (len(text) - len(text.lstrip(" ")))


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are in Chinese first, one line, exit code 2."""

    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=_Help, **options)
        self.arguments = self.add_argument_group("参数 / arguments")
        self.choices = self.add_argument_group("选项 / options")
        self.choices.add_argument("-h", "--help", action="help", help="显示本说明\nshow this help")

    def error(self, message: str) -> NoReturn:
        zh = message
        for english, chinese in _USAGE_ZH:
            zh = zh.replace(english, chinese)
        both = zh if zh == message or " / " in message else f"{zh} / {message}"
        line = both.replace("\n", " ")
        print(f"用法有误 / usage error：{line}（{self.prog} --help）", file=sys.stderr)
        raise SystemExit(USAGE)


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def _add_common(parser: _Parser, *, days: bool = False, policy: bool = False) -> None:
    options = parser.choices
    if policy:
        options.add_argument(
            "--policy",
            default="combined",
            help="政策：预设名（modian-2012、xiang-2011、combined）或TOML文件；默认 combined\n"
            "the policy: a preset or a TOML file",
        )
    if days:
        options.add_argument(
            "--overlay",
            action="append",
            default=[],
            metavar="FILE",
            help="叠加本地放假、补班安排（JSON）；可多次给出，后者优先\nlocal days laid over the calendar",
        )
        options.add_argument(
            "--provisional",
            action="store_true",
            help="放假安排未公布的下一年按法定节日暂定\nreach into the year whose notice is not out",
        )
    options.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, help="输出JSON，键名稳定\nJSON with keys that stay"
    )
    options.add_argument(
        "--lang", choices=("zh", "en"), default=argparse.SUPPRESS, help="语言，默认中文\nlanguage of the answer"
    )


def _counting(parser: _Parser, *, start: bool) -> None:
    if start:
        parser.choices.add_argument(
            "--start",
            metavar="RULE",
            help="起算：next_day 次日（默认）、deemed_next_working_day 休息日收到视为下一工作日收到、same_day 当日\n"
            "which day is the first that can count",
        )
    parser.choices.add_argument(
        "--make-up",
        metavar="RULE",
        help="调休上班日：count 计入（默认）、ignore 不计入\nwhether make-up working days count",
    )


def parser() -> argparse.ArgumentParser:
    """The arguments; every help text in Chinese and English, within 80 columns."""
    top = _Parser(
        prog="wangge",
        description="网格化管理规则：工作日、办结时限、网格个数、流转。每个答案都注明依据的条款。\n"
        "The rules of Chinese grid management; every answer names its clause.",
        epilog=f"{_EXAMPLES}\n\n{_EXITS}",
    )
    top.choices.add_argument("--version", action="version", version=f"wangge {wg.__version__}", help="版本\nversion")
    top.choices.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    top.choices.add_argument("--lang", choices=("zh", "en"), default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    top.set_defaults(json=False, lang="zh")
    commands_of = top.add_subparsers(
        title="命令 / commands", dest="command", required=True, metavar="COMMAND ...", parser_class=_Parser
    )

    def command(name: str, run: Callable[[argparse.Namespace], int], zh: str, en: str, note: str = "") -> _Parser:
        added: _Parser = commands_of.add_parser(
            name,
            help=f"{zh}\n{en}",
            description="\n".join(filter(None, (f"{zh}。", _sentence(en), note))),
            epilog=_EXITS,
        )
        added.set_defaults(run=run)
        return added

    day = command("day", commands.day, "某天是否上班，依据什么", "whether a day is worked, and by which notice")
    day.arguments.add_argument("date", metavar="DAY", type=_date, help="日期，如 2026-10-10\nthe day")
    _add_common(day, days=True)

    due = command(
        "due",
        commands.due,
        "到期日",
        "by when a matter must be settled",
        "起算规则和调休日是否计入由政策规定。\nHow the days are counted is the policy's.",
    )
    due.arguments.add_argument(
        "received", metavar="RECEIVED", type=_moment, help="受理日期，可带时间\nthe day or moment of receipt"
    )
    due.arguments.add_argument(
        "complexity",
        metavar="COMPLEXITY",
        help="难易程度：general 一般、complex 较复杂、major 重大疑难；中文也可\ncode or Chinese term",
    )
    due.choices.add_argument("--explain", action="store_true", help="逐日说明\nevery day, and why it counts or not")
    _add_common(due, days=True, policy=True)

    add = command("add", commands.add, "某天起第N个工作日", "the N-th working day from a day")
    add.arguments.add_argument("date", metavar="DAY", type=_date, help="起始日期\nthe day to count from")
    add.arguments.add_argument("n", metavar="N", type=_number, help="个数；负数往前数\nhow many; below 0 backwards")
    add.choices.add_argument("--explain", action="store_true", help="逐日说明\nevery day, and why it counts or not")
    _counting(add, start=True)
    _add_common(add, days=True)

    between = command("between", commands.between, "A之后到B为止有几个工作日", "working days in (A, B]")
    between.arguments.add_argument("a", metavar="A", type=_date, help="起始日期，不计\nthe first day, not counted")
    between.arguments.add_argument("b", metavar="B", type=_date, help="终止日期，计入\nthe last day, counted")
    _counting(between, start=False)
    _add_common(between, days=True)

    calendar = command("calendar", commands.calendar, "一年的挂历，标出班、休", "a year as a wall calendar")
    calendar.arguments.add_argument(
        "year",
        metavar="YEAR",
        type=_number,
        nargs="?",
        help="年份，默认最后一个已知年份\nthe year, by default the last one known",
    )
    calendar.choices.add_argument("--month", metavar="M", type=_number, help="只看一个月（1至12）\none month only")
    _add_common(calendar, days=True)

    _policy_commands(commands_of)

    grids = command("grids", commands.grids, "一个村可划分几个网格", "how many grids a village may have")
    grids.arguments.add_argument("households", metavar="HOUSEHOLDS", type=_number, help="户数\nhouseholds")
    grids.choices.add_argument("--population", metavar="N", type=_number, help="人口\nresidents")
    grids.choices.add_argument("--area", metavar="HA", type=_number, help="面积（公顷）\nhectares")
    grids.choices.add_argument("--merchants", metavar="N", type=_number, help="商户数\nmerchants")
    grids.choices.add_argument(
        "--place", metavar="KIND", help="地方类型：village 村、community 社区、town 集镇\nthe kind of place"
    )
    grids.choices.add_argument(
        "--neighbour",
        action="append",
        default=[],
        metavar="NAME=N",
        type=_neighbour,
        help="相邻村及户数，无法单独划分时试合并；可多次给出\na neighbour to divide with in common",
    )
    grids.choices.add_argument("--grids", metavar="N", type=_number, help="划分为N个时各多少户\nthe sizes of N grids")
    _add_common(grids, policy=True)

    route = command("route", commands.route, "一个问题由谁办理、怎么流转", "who handles an issue, and how")
    route.arguments.add_argument(
        "scope",
        metavar="SCOPE",
        help="涉及范围：grid 网格内、village 跨网格、beyond 超出本社区（村）\nhow far it reaches",
    )
    route.choices.add_argument("--major", action="store_true", help="重大\na major issue")
    route.choices.add_argument("--sudden", action="store_true", help="突发\na sudden issue")
    route.choices.add_argument(
        "--work",
        help="工作类型：general 一般性、coordination 协调性、emergency 突发性、approval 审批性\nthe type of work",
    )
    route.choices.add_argument("--complexity", help="难易程度，如已认定\nthe complexity, where it is known")
    _add_common(route, policy=True)

    _table_command(command)
    _divide_command(command)
    _duties_command(command)
    return top


def _policy_commands(commands_of: Any) -> None:
    zh, en = "检查、查看政策文件", "check or show a policy file"
    group: _Parser = commands_of.add_parser(
        "policy", help=f"{zh}\n{en}", description=f"{zh}。\n{_sentence(en)}", epilog=_EXITS
    )
    inner = group.add_subparsers(
        title="命令 / commands", dest="policy_command", required=True, metavar="COMMAND ...", parser_class=_Parser
    )

    def add(name: str, run: Callable[[argparse.Namespace], int], zh: str, en: str) -> _Parser:
        added: _Parser = inner.add_parser(
            name,
            help=f"{zh}\n{en}",
            description=f"{zh}。\n{_sentence(en)}",
            epilog=_EXITS,
            prog=f"wangge policy {name}",
        )
        added.set_defaults(run=run)
        return added

    check = add("check", commands.policy_check, "列出全部错误，画在所在行旁", "every fault, drawn beside its line")
    check.arguments.add_argument("file", metavar="FILE", help="政策文件（TOML）\nthe policy file")
    _add_common(check)
    show = add("show", commands.policy_show, "用文字列出各项规定和条款", "the rules in words, with their clauses")
    show.arguments.add_argument("policy", metavar="POLICY", help="TOML文件或预设名\na TOML file or a preset")
    show.choices.add_argument("--at", metavar="DAY", type=_date, help="只看某天的规定\nthe rules of one day")
    show.choices.add_argument("--toml", action="store_true", help="输出TOML\nas TOML")
    _add_common(show)
    lint = add("lint", commands.policy_lint, "政策体检：哪些地方值得再看", "what is worth a look in a policy")
    lint.arguments.add_argument("policy", metavar="POLICY", help="TOML文件或预设名\na TOML file or a preset")
    lint.choices.add_argument("--at", metavar="DAY", type=_date, help="哪一天的规定，默认今天\nof which day")
    _add_common(lint)
    diff = add("diff", commands.policy_diff, "两份政策逐项比较", "what differs between two policies")
    diff.arguments.add_argument("policy", metavar="POLICY", help="TOML文件或预设名\na TOML file or a preset")
    diff.arguments.add_argument("other", metavar="OTHER", help="另一份\nthe other")
    _add_common(diff)
    backtest = add(
        "backtest",
        commands.policy_backtest,
        "同一批办件换一份政策：逾期、排名怎么变，各由哪一项引起",
        "a log under another policy: what would be late, who would rank where, and by which rule",
    )
    backtest.arguments.add_argument("log", metavar="LOG", help="办件事件，一行一条JSON\nthe events, a JSON a line")
    backtest.arguments.add_argument("policy", metavar="POLICY", help="TOML文件或预设名\na TOML file or a preset")
    backtest.arguments.add_argument("other", metavar="OTHER", help="另一份\nthe other")
    backtest.choices.add_argument(
        "--now",
        required=True,
        metavar="MOMENT",
        type=_close,
        help="截至何时；只写日期的，截至当天结束\nas of which moment; of a day its end",
    )
    backtest.choices.add_argument(
        "--period",
        nargs=2,
        metavar=("FROM", "TO"),
        type=_date,
        help="各网格在这个期间的排名也比较\nthe ranks of the grids in this period too",
    )
    _add_common(backtest, days=True)
    schema = add("schema", commands.policy_schema, "政策文件的JSON Schema", "the JSON Schema of the policy file")
    _add_common(schema)


def _table_command(command: Callable[..., _Parser]) -> None:
    table = command(
        "deadlines",
        commands.deadlines,
        "给CSV台账加上到期日",
        "adds the due day to a CSV ledger",
        "读UTF-8或GB18030的CSV，首行为列名；写出全部行，加两列：到期日、确定程度。\n"
        "没有答案的行两列留空，逐行列在标准错误，退出码为3。行号按表格软件计：首行为1。\n"
        "Rows without an answer keep both cells empty and are listed on stderr.",
    )
    options = table.choices
    table.arguments.add_argument("file", metavar="FILE", help="台账（CSV）\nthe ledger")
    options.add_argument("--column", required=True, metavar="NAME", help="受理日期所在列\nthe column of receipts")
    which = options.add_mutually_exclusive_group()
    which.add_argument("--complexity", metavar="WORD", help="全部行的难易程度\nthe complexity of every row")
    which.add_argument(
        "--complexity-column",
        metavar="NAME",
        help="难易程度所在列，默认“难易程度”或“complexity”\nthe column of complexities",
    )
    options.add_argument("-o", "--out", metavar="FILE", help="写入的文件，默认标准输出\nby default stdout")
    options.add_argument("--bom", action="store_true", help="写入字节序标记，供Excel打开\na byte order mark, for Excel")
    options.add_argument("--into", default="到期日", metavar="NAME", help="到期日的列名\nthe name of the due days")
    options.add_argument("--status-into", default="确定程度", metavar="NAME", help="确定程度的列名\nof the status")
    _add_common(table, days=True, policy=True)


def _divide_command(command: Callable[..., _Parser]) -> None:
    divide = command(
        "divide",
        commands.divide,
        "把住户表划分为网格，或评审已有的划分",
        "divides a table of households into grids, or judges a division",
        "读UTF-8或GB18030的CSV，首行为列名；写出全部行，加上网格；有错误的行全部列出，不划分。\n"
        "Every row at fault is listed on stderr, and nothing is divided then.",
    )
    options = divide.choices
    divide.arguments.add_argument("file", metavar="FILE", help="住户表（CSV）\nthe households")
    options.add_argument(
        "--x", metavar="NAME", help="东坐标或经度所在列，默认 x、lon、经度 等\nthe column of x or longitude"
    )
    options.add_argument("--y", metavar="NAME", help="北坐标或纬度所在列\nthe column of y or latitude")
    options.add_argument(
        "--crs",
        default="lonlat",
        help="坐标：lonlat（WGS-84，默认）、gcj02、bd09、metres 平面米\nwhat the coordinates are",
    )
    options.add_argument("--group", metavar="NAME", help="自然村组所在列\nthe column of natural groups")
    options.add_argument("--zone", metavar="NAME", help="片区（村）所在列，网格不跨片区\nthe column of zones")
    options.add_argument("--weight", metavar="NAME", help="每行户数所在列，默认每行一户\nhouseholds a row")
    options.add_argument("--pin", metavar="NAME", help="固定住户所在列：同名同格，异名异格\nthe column of pins")
    options.add_argument(
        "--amount",
        action="append",
        default=[],
        metavar="KIND=NAME",
        type=_pair,
        help="其他规模口径及所在列，如 population=人口；可多次给出\nanother count of the size rule",
    )
    options.add_argument(
        "--count",
        action="append",
        default=[],
        metavar="[ZONE=]N",
        type=_count,
        help="网格个数，默认由政策定；可按片区多次给出\nhow many grids, for all zones or by zone",
    )
    options.add_argument(
        "--region",
        action="append",
        default=[],
        metavar="[ZONE=]CODE",
        type=_region,
        help="12位区划代码，用于网格编码；可按片区多次给出\ncodes of regions, for grid codes",
    )
    options.add_argument(
        "--aim",
        action="append",
        dest="aims",
        metavar="AIM",
        help="取向，依次给出：whole_groups 自然村组完整、connected 连片、compact 紧凑、even 均匀；默认由政策定\n"
        "what to strive for, in order",
    )
    options.add_argument("--headroom", metavar="PERCENT", type=_number, help="每格留出的余量\nwhat to leave free")
    options.add_argument("--contiguous", action="store_true", help="网格必须连片\nrefuse a grid in parts")
    options.add_argument(
        "--place", metavar="KIND", help="地方类型：village 村、community 社区、town 集镇\nthe kind of place"
    )
    options.add_argument("--seed", metavar="N", type=_number, default=0, help="另一种子，另一划分\nanother seed")
    options.add_argument("--seconds", metavar="S", type=_seconds, help="至多计算几秒\nend after so many seconds")
    options.add_argument("-o", "--out", metavar="FILE", help="写入的文件，默认标准输出\nby default stdout")
    options.add_argument("--bom", action="store_true", help="写入字节序标记，供Excel打开\na byte order mark, for Excel")
    options.add_argument("--into", default="网格", metavar="NAME", help="网格的列名\nthe name of the grids")
    options.add_argument("--code-into", default="网格编码", metavar="NAME", help="网格编码的列名\nof their codes")
    options.add_argument("--geojson", metavar="FILE", help="另写GeoJSON（WGS-84）\nas GeoJSON too")
    options.add_argument(
        "--anchor",
        metavar="X,Y,LON,LAT",
        type=_anchor,
        help="平面米的基准点及其经纬度，用于GeoJSON\nwhere plane metres lie, for GeoJSON",
    )
    options.add_argument("--svg", metavar="FILE", help="另写地图（SVG）\na map too")
    options.add_argument(
        "--audit",
        metavar="NAME",
        help="评审该列中已有的划分，不另行划分\njudge the division in that column instead",
    )
    _add_common(divide, policy=True)


def _duties_command(command: Callable[..., _Parser]) -> None:
    duties = command(
        "duties",
        commands.duties,
        "网格表中各网格、村一个月的经常性工作",
        "what the grids of a table and their villages owe in a month",
        "读UTF-8或GB18030的CSV，首行为列名，须有网格、村两列，可有起、止（日期）两列。\n"
        "每日的事项各占一行，其余按到期日排列；“?”表示日期暂定。\n"
        "A table with the columns 网格 and 村 (grid, village), and 起 and 止 where a grid begins or ends.",
    )
    options = duties.choices
    duties.arguments.add_argument("file", metavar="FILE", help="网格表（CSV）\nthe grids")
    options.add_argument("--month", required=True, metavar="YYYY-MM", help="月份，如 2026-11\nthe month")
    options.add_argument(
        "--kind",
        action="append",
        metavar="KIND",
        help="只看某事项，如 visit 入户走访；可多次给出\nonly these, by code or Chinese term",
    )
    options.add_argument("--village", metavar="NAME", help="只看某村\nonly one village")
    for key, zh in (("grid", "网格"), ("village", "村"), ("from", "起始日期"), ("to", "终止日期")):
        options.add_argument(f"--{key}-column", metavar="NAME", help=f"{zh}所在列\nthe column of it")
    options.add_argument("-o", "--out", metavar="FILE", help="写入CSV，每项一行\nas CSV, a row each")
    options.add_argument("--bom", action="store_true", help="写入字节序标记，供Excel打开\na byte order mark, for Excel")
    _add_common(duties, days=True, policy=True)


def _pair(text: str) -> tuple[str, str]:
    kind, equals, name = text.partition("=")
    if not equals or not kind or not name:
        raise argparse.ArgumentTypeError(f"“{escaped(text)}”要写成 口径=列名 / write KIND=NAME")
    return kind, name


def _count(text: str) -> tuple[str, int]:
    zone, _, count = text.rpartition("=")
    return zone, _number(count)


def _region(text: str) -> tuple[str, str]:
    zone, _, code = text.rpartition("=")
    return zone, code


def _anchor(text: str) -> tuple[tuple[float, float], tuple[float, float]]:
    try:
        x, y, longitude, latitude = (float(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{escaped(text)}”要写成 X,Y,经度,纬度 / write X,Y,LON,LAT") from None
    return (x, y), (longitude, latitude)


def _seconds(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{escaped(text)}”不是数 / a number is wanted") from None


def _moment(text: str) -> date | datetime:
    try:
        return read_moment(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"“{escaped(text)}”不是日期，可写：{DATE_FORMS} / not a day, write 2026-11-23"
        ) from None


def _close(text: str) -> datetime:
    """A moment; of a day its last second."""
    found = _moment(text)
    return found if isinstance(found, datetime) else datetime(found.year, found.month, found.day, 23, 59, 59)


def _date(text: str) -> date:
    found = _moment(text)
    if isinstance(found, datetime):
        raise argparse.ArgumentTypeError(f"“{escaped(text)}”带有时间，此处只要日期 / a day without a time is wanted")
    return found


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{escaped(text)}”不是整数 / a whole number is wanted") from None


def _neighbour(text: str) -> tuple[str, int]:
    name, equals, count = text.rpartition("=")
    if not equals or not name:
        raise argparse.ArgumentTypeError(f"“{escaped(text)}”要写成 村名=户数 / write NAME=HOUSEHOLDS")
    return name, _number(count)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; the exit code comes back.

    >>> main(["day", "2026/10/10", "--lang", "en"])
    2026-10-10 (Sat): a working day, make-up working day (国庆节)
      source: 国办发明电〔2025〕7号
    0
    """
    for stream in (sys.stdout, sys.stderr):
        _safe(stream)
    try:
        options = parser().parse_args(arguments)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else USAGE
    try:
        found: int = options.run(options)
        sys.stdout.flush()
        return found
    except wg.WanggeError as error:
        print(commands.refusal(error, options.lang, options.json), file=sys.stderr)
        return REFUSED
    except BrokenPipeError:
        # Who reads has left: nothing more to say, and nothing to flush at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        print(commands.unreadable(error, options.lang, options.json), file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        return 130


def _safe(stream: TextIO) -> None:
    """Always UTF-8; what is no character (a byte of a file name) is escaped, not a crash."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace")
