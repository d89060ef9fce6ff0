//! The service cards of the grids, by their roster: complete, lacking something, out of date, not made public, not made.

use std::fmt::Write as _;

/// What everybody of a team does, as the cards have it.
const SERVICES: &str = "政策宣传；民意调查；信息收集反馈；隐患矛盾排查；能力范围内的服务";
/// Names that nobody has.
const STEMS: [&str; 10] = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"];
const BRANCHES: [&str; 12] = ["子", "丑", "寅", "卯", "辰", "巳", "午", "未", "申", "酉", "戌", "亥"];

/// A row a person of a card, by the roster.
pub(crate) fn cards(roster: &str) -> String {
    let mut out = "网格,职责,人员编号,姓名,职务,联系方式,服务内容,监督单位,监督电话,宣传栏公示日期,村务公开栏公示日期\n"
        .to_owned();
    let (mut nth, mut grid, mut leaders) = (0, "", 0);
    for line in roster.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let [code, duty, person, ..] = cells.as_slice() else { continue };
        let first = *code != grid;
        if first {
            (nth, grid, leaders) = (nth + 1, code, 0);
        }
        // One is not staffed, one has no card yet.
        if person.is_empty() || nth == 22 {
            continue;
        }
        leaders += usize::from(*duty == "网格长");
        if leaders > 1 && *duty == "网格长" {
            // A card has room for one.
            continue;
        }
        // Whoever led before still stands on two of them.
        let old = [6, 27].contains(&nth) && *duty == "网格长";
        let person = if old { format!("P09{nth:02}") } else { (*person).to_owned() };
        let number: usize = person.trim_start_matches('P').parse().unwrap_or_default();
        let name = format!("示例{}{}", STEMS[number % 10], BRANCHES[number % 12]);
        let contact = if number % 37 == 5 { String::new() } else { format!("0551-1000{number:04}") };
        let _ = write!(out, "{code},{duty},{person},{name},{duty},{contact},");
        if first {
            let services = if nth == 33 { "" } else { SERVICES };
            let line = if nth == 18 { "," } else { "示例乡纪委,0551-10009999" };
            let board = format!("2026-01-{:02}", 5 + nth % 20);
            let column = if nth % 9 == 4 { String::new() } else { format!("2026-01-{:02}", 6 + nth % 20) };
            let _ = writeln!(out, "{services},{line},{board},{column}");
        } else {
            out.push_str(",,,,\n");
        }
    }
    out
}
