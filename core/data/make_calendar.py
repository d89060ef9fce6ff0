#!/usr/bin/env python3
"""Write core/src/calendar/table.rs from the collected facts of the State Council's notices.

    python3 core/data/make_calendar.py ../shared/data/calendar

The folder holds `cn_calendar.json` (days and notices by year) and `cn_calendar_meta.json` (coverage, the
statutory days of the year whose notice is not out yet). Nothing is decided here but which notice rules a
day that a later notice changed; each such span is listed in RULINGS with its reason.
"""

import json
import sys
from datetime import date, timedelta
from pathlib import Path

EPOCH = date(1970, 1, 1)
OUT = Path(__file__).resolve().parent.parent / "src" / "calendar" / "table.rs"

# First day, last day, year of the ruling notice, its place among that year's notices.
RULINGS = [
    ("2001-12-29", "2001-12-31", 2002, 0),  # make-up days named by the next year's notice
    ("2003-04-26", "2003-05-11", 2003, 1),  # the May week cancelled (SARS), 2003-04-21
    ("2005-12-31", "2005-12-31", 2006, 0),
    ("2006-12-30", "2006-12-31", 2007, 0),
    ("2007-12-29", "2007-12-31", 2008, 0),
    ("2011-12-31", "2011-12-31", 2012, 0),
    ("2015-09-03", "2015-09-06", 2015, 1),  # the 70th anniversary of victory
    ("2016-12-31", "2016-12-31", 2017, 0),
    ("2017-12-30", "2017-12-31", 2018, 0),
    ("2018-12-29", "2018-12-31", 2019, 0),
    ("2019-04-28", "2019-05-05", 2019, 1),  # the May block of four days
    ("2020-01-24", "2020-02-02", 2020, 1),  # the Spring Festival extended
    ("2022-12-31", "2022-12-31", 2023, 0),
    ("2023-12-30", "2023-12-31", 2024, 0),
]
# The notices call one festival by several names over the years.
ONE_NAME = {"“五一”": "劳动节", "“五一”国际劳动节": "劳动节", "“十一”": "国庆节"}
TITLES = {
    (2003, 1): "国务院办公厅关于2003年“五一”放假调休安排的通知",
    (2015, 1): "国务院关于中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日调休放假的通知",
    (2019, 1): "国务院办公厅关于调整2019年劳动节假期安排的通知",
    (2020, 1): "国务院办公厅关于延长2020年春节假期的通知",
}


def days(text: str) -> int:
    return (date.fromisoformat(text) - EPOCH).days


def number(notice: dict) -> str | None:
    """The number of a notice, only where it is a number that was read on the notice itself."""
    text = notice["no"]
    if text is None or "(" in text:
        return None
    return text


def main(folder: Path) -> None:
    years = json.loads((folder / "cn_calendar.json").read_text(encoding="utf-8"))
    meta = json.loads((folder / "cn_calendar_meta.json").read_text(encoding="utf-8"))
    names: list[str] = []
    notices: list[tuple[int, str, str | None]] = []
    place: dict[tuple[int, int], int] = {}
    for year, table in years.items():
        for nth, notice in enumerate(table["notices"]):
            place[int(year), nth] = len(notices)
            title = TITLES.get((int(year), nth))
            if title is None:
                part = "部分节假日" if int(year) >= 2004 else "部分节假日休息"
                title = f"国务院办公厅关于{year}年{part}安排的通知"
            notices.append((int(year), title, number(notice)))

    marked: list[tuple[int, bool, str]] = []
    for table in years.values():
        marked += [(days(day), False, ONE_NAME.get(name, name)) for day, name in table["holidays"].items()]
        marked += [(days(day), True, ONE_NAME.get(name, name)) for day, name in table["makeup_workdays"].items()]
    marked.sort()
    assert len({day for day, _, _ in marked}) == len(marked), "a day stands twice"
    runs: list[list] = []
    for day, work, name in marked:
        if name not in names:
            names.append(name)
        last = runs[-1] if runs else None
        if last and last[0] + last[1] == day and (last[2], last[3]) == (work, names.index(name)):
            last[1] += 1
        else:
            runs.append([day, 1, work, names.index(name)])

    coverage = meta["coverage"]
    ahead = meta["provisional_2027"]["statutory"]

    def statutory_name(day: str) -> str:
        month = day[5:7]
        return {
            "01": "元旦",
            "02": "春节",
            "04": "清明节",
            "05": "劳动节",
            "06": "端午节",
            "09": "中秋节",
            "10": "国庆节",
        }[month]

    lines = [
        "//! The State Council's arrangements of 2001 to 2026, as runs of days.",
        "//!",
        "//! Written by `core/data/make_calendar.py`; change the facts there, not here.",
        "",
        "use super::base::{NoticeRow, Ruling, Run};",
        "",
        "/// The first day of the table, in days since 1970-01-01.",
        f"pub(super) const FIRST: i32 = {days(coverage['first'])};",
        "/// The last day that no later notice has ever changed.",
        f"pub(super) const FIRM_THROUGH: i32 = {days(coverage['firm_through'])};",
        "/// The last day of the last published year.",
        f"pub(super) const LAST: i32 = {days(coverage['last'])};",
        "/// The last day of the year whose statutory days are known and whose notice is not out.",
        f"pub(super) const LAST_AHEAD: i32 = {days(ahead[0][:4] + '-12-31')};",
        "",
        "/// The names of the festivals.",
        "#[rustfmt::skip]",
        "pub(super) const NAMES: &[&str] = &[" + ", ".join(f'"{name}"' for name in names) + "];",
        "",
        "/// The notices: year, title, number where it was read.",
        "pub(super) const NOTICES: &[NoticeRow] = &[",
        *(
            f'    ({year}, "{title}", {"None" if no is None else f"Some({chr(34)}{no}{chr(34)})"}),'
            for year, title, no in notices
        ),
        "];",
        "",
        "/// Which notice rules the days that a later one settled: first day, last day, place in [`NOTICES`].",
        "pub(super) const RULINGS: &[Ruling] = &[",
        *(f"    ({days(a)}, {days(b)}, {place[year, nth]})," for a, b, year, nth in RULINGS),
        "];",
        "",
        "/// First day, length, worked or not, place in [`NAMES`].",
        "#[rustfmt::skip]",
        "pub(super) const RUNS: &[Run] = &[",
    ]
    row = "   "
    for start, length, work, name in runs:
        item = f" ({start}, {length}, {str(work).lower()}, {name}),"
        if len(row) + len(item) > 108:
            lines.append(row)
            row = "   "
        row += item
    lines += [row, "];", "", "/// The statutory days of the year ahead: day, name."]
    lines += ["#[rustfmt::skip]", "pub(super) const AHEAD: &[(i32, &str)] = &["]
    lines += [f'    ({days(day)}, "{statutory_name(day)}"),' for day in ahead]
    lines += ["];", ""]
    OUT.write_text("\n".join(lines), encoding="utf-8")
    first, last = date.fromisoformat(coverage["first"]), date.fromisoformat(coverage["last"])
    assert (last - first) // timedelta(days=1) < 65_000
    print(f"{OUT.name}: {len(marked)} marked days in {len(runs)} runs, {len(notices)} notices")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
