//! The table of clauses against the sources, and the presets against the clauses.

use std::path::PathBuf;

use wangge::{CLAUSES, Clause, Policy};

/// The folder of sources and data that lies beside the checkout, or where `WANGGE_SHARED` says.
pub(crate) fn shared() -> PathBuf {
    std::env::var_os("WANGGE_SHARED")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared")), PathBuf::from)
}

/// `M-2.1 … M-2.10` stands for ten ids.
fn expand(cell: &str) -> Vec<String> {
    let Some((first, last)) = cell.split_once(" … ") else { return vec![cell.to_owned()] };
    let (stem, from) = first.rsplit_once('.').expect("a range of numbered clauses");
    let (_, to) = last.rsplit_once('.').expect("a range of numbered clauses");
    let (from, to): (u32, u32) = (from.parse().expect("a number"), to.parse().expect("a number"));
    (from..=to).map(|nth| format!("{stem}.{nth}")).collect()
}

#[test]
fn every_clause_of_the_sources_is_in_the_table_and_no_other() {
    let page = std::fs::read_to_string(shared().join("sources/clauses.md")).expect("the page of clauses");
    let mut expected: Vec<String> = page
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.split(" | ").next())
        .filter(|cell| cell.starts_with(['M', 'X', 'E']) && cell.contains('-'))
        .flat_map(expand)
        .collect();
    let mut found: Vec<String> = CLAUSES.iter().map(|clause| clause.id.to_owned()).collect();
    expected.sort_unstable();
    found.sort_unstable();
    assert_eq!(found, expected);
    assert_eq!(found.len(), 98);
}

#[test]
fn a_clause_says_what_it_is_in_chinese_and_english() {
    for clause in CLAUSES {
        assert!(!clause.heading.is_ascii() && !clause.zh.is_ascii(), "{}", clause.id);
        assert!(clause.en.is_ascii(), "{}: {}", clause.id, clause.en);
        assert_eq!(Clause::find(clause.id), Some(clause));
    }
}

/// What a preset states, against the numbers that the page of clauses gives.
#[test]
fn the_presets_say_what_the_clauses_fix() {
    let page = std::fs::read_to_string(shared().join("sources/clauses.md")).expect("the page of clauses");
    let fixes = |id: &str| {
        let row = page.lines().find(|line| line.starts_with(&format!("| {id} |")));
        row.and_then(|row| row.split(" | ").nth(2))
            .unwrap_or_else(|| panic!("{id} is not on the page"))
            .to_owned()
    };
    let numbers = |text: &str| -> Vec<u32> {
        text.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect()
    };
    for preset in ["xiang-2011", "combined"] {
        let policy = Policy::preset(preset).expect("a preset");
        let size = policy.sizes(None).expect("a band")[0];
        assert_eq!(numbers(&fixes("X-3.1")), [size.value.min, size.value.max]);
        let team = policy.team_size().expect("a team");
        assert_eq!(numbers(&fixes("X-3.3")), [team.value.min, team.value.max]);
        let leaders = &policy.leaders().expect("leaders").value;
        let text = fixes("X-3.2");
        let (outside, inside) = text.split_once("From inside").expect("two lists");
        let terms = |words: &[wangge::Identity]| -> Vec<&str> {
            words.iter().map(|word| wangge::Vocabulary::zh(*word)).collect()
        };
        assert_eq!(terms(&leaders.outside).len(), 2);
        assert!(terms(&leaders.outside).iter().all(|term| outside.contains(term)));
        assert_eq!(terms(&leaders.inside).len(), 5);
        assert!(terms(&leaders.inside).iter().all(|term| inside.contains(term)));
        for limit in policy.limits() {
            let clause = limit.clause.as_str();
            assert_eq!(numbers(&fixes(clause)), [limit.value.within.count], "{clause}");
            assert!(fixes(clause).contains("working days"));
        }
        assert_eq!(policy.limits().len(), 3);
    }
    for preset in ["modian-2012", "combined"] {
        let policy = Policy::preset(preset).expect("a preset");
        let table = &policy.route_table().expect("routes").value;
        let ids: Vec<&str> = table.rows.iter().map(|row| row.clause.as_str()).collect();
        assert_eq!(ids, ["M-6.5", "M-6.4", "M-6.3", "M-6.2"]);
        for row in &table.intake {
            let text = fixes(row.clause.as_str());
            let (_, bracketed) = text.split_once('(').expect("the Chinese words in brackets");
            let words: Vec<&str> = bracketed.trim_end_matches(')').split('、').collect();
            let steps: Vec<&str> = row.steps.iter().map(|step| wangge::Vocabulary::zh(*step)).collect();
            assert!(words.iter().all(|word| steps.contains(word)), "{words:?} in {steps:?}");
        }
    }
}

#[test]
fn a_preset_leaves_open_what_its_document_leaves_open() {
    let xiang = Policy::preset("xiang-2011").expect("a preset");
    let modian = Policy::preset("modian-2012").expect("a preset");
    let day = crate::day("2013-01-07");
    let key = |error: wangge::Error| match error {
        wangge::Error::Unspecified(error) => error.key,
        other => panic!("{other}"),
    };
    assert_eq!(key(xiang.route_table().expect_err("no route")), "route");
    assert_eq!(key(xiang.ranking(day).expect_err("no ranking")), "ranking");
    assert_eq!(key(modian.sizes(None).expect_err("no size")), "grid.size");
    assert_eq!(key(modian.team_size().expect_err("no team")), "team");
    let general = wangge::Complexity::General;
    assert_eq!(key(modian.limit(general, day).expect_err("no limit")), "limit[complexity = \"general\"]");
    assert_eq!(key(modian.counting(day).expect_err("no counting")), "counting");
}
