//! The policy file: round trips, dated values, the schema, and that every fault is told.

use wangge::policy::RenderOptions;
use wangge::{Error, Lang, Policy, PolicyError, rules};

use crate::day;

fn faults(text: &str) -> Vec<(String, usize, &'static str)> {
    let error = Policy::from_toml(text).expect_err("it has faults");
    error.faults().iter().map(|fault| (fault.path.clone(), fault.line, fault.code())).collect()
}

fn preset(name: &str) -> &'static str {
    Policy::preset_toml(name).expect("a preset")
}

#[test]
fn presets_read_and_come_back_the_same() {
    for name in Policy::PRESETS {
        let policy = Policy::preset(name).expect("a preset");
        assert_eq!(policy.id(), *name);
        let again = Policy::from_toml(&policy.to_toml()).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(again, policy);
        assert_eq!(again.to_toml(), policy.to_toml());
    }
    let Err(PolicyError::UnknownPreset { found, allowed }) = Policy::preset("modian") else {
        panic!("no such preset")
    };
    assert_eq!((found.as_str(), allowed.len()), ("modian", 3));
}

const TEN_FAULTS: &str = r#"schema = 7
id = ""
title = "十处错误"
from = 2026-02-28
colour = "red"

[grid.size]
unit = "house"
min = 150
max = 100
clause = "X-3.1"

[team]
members = { min = "two", max = 4 }

[[limit]]
complexity = "general"
within = { count = 7, unit = "working_day" }
settled_by = ["closed"]
clause = "X-99"
speed = "fast"

[counting]
start = "never"
make_up_days = 1
clause = "E-2"
"#;

#[test]
fn a_policy_with_ten_faults_reports_ten() {
    let expected = [
        ("schema", 1, "policy.bad_value"),
        ("id", 2, "policy.bad_value"),
        ("colour", 5, "policy.unknown_key"),
        ("grid.size.unit", 8, "policy.bad_value"),
        ("team.clause", 13, "policy.missing_key"),
        ("team.members.min", 14, "policy.wrong_type"),
        ("limit[0].clause", 20, "policy.unknown_clause"),
        ("limit[0].speed", 21, "policy.unknown_key"),
        ("counting.start", 24, "policy.bad_value"),
        ("counting.make_up_days", 25, "policy.wrong_type"),
    ];
    let found = faults(TEN_FAULTS);
    let found: Vec<_> = found.iter().map(|(path, line, code)| (path.as_str(), *line, *code)).collect();
    assert_eq!(found, expected);
}

#[test]
fn ten_faults_of_meaning_are_ten() {
    let text = preset("combined")
        .replace("schema = 1", "schema = 7")
        .replace("min = 100\nmax = 150", "min = 250\nmax = 150")
        .replace("members = { min = 2, max = 4 }", "members = { min = 5, max = 4 }")
        .replace("clause = \"X-3.3\"", "clause = \"X-3.33\"")
        .replace("inside = [\"retired\"", "inside = [\"graduate_official\", \"retired\"")
        .replace("when = { scope = \"beyond\" }", "when = { scope = \"beyond\", major = false }")
        .replace("count = 15,", "count = 0,")
        .replace("complexity = \"major\"\nwithin", "complexity = \"general\"\nwithin")
        .replace("weight = 100", "weight = 90")
        .replace("when = { scope = \"grid\" }", "when = { scope = \"grid\", major = true }")
        .replacen("places = 2", "places = 20", 1);
    let found = faults(&text);
    let codes: Vec<_> = found.iter().map(|(path, _, code)| (path.as_str(), *code)).collect();
    assert_eq!(
        codes,
        [
            ("schema", "policy.bad_value"),
            ("grid.size.min", "policy.backwards"),
            ("team.members.min", "policy.backwards"),
            ("team.clause", "policy.unknown_clause"),
            ("leaders.inside", "policy.both_lists"),
            ("route", "route.hole"),
            ("route.row[3]", "route.unreachable"),
            ("limit[1].within.count", "policy.bad_value"),
            ("limit[2]", "policy.two_in_force"),
            ("sheet[0].full", "sheet.weights"),
            ("sheet[0].places", "policy.bad_value"),
        ]
    );
    let lines: Vec<_> = found.iter().map(|(_, line, _)| *line).collect();
    assert!(lines.is_sorted() && lines[0] == 4, "{lines:?}");
}

#[test]
fn a_contradiction_in_the_route_table_is_found_when_it_is_read() {
    let text = preset("modian-2012").replace("hit = \"first\"", "hit = \"unique\"");
    let found = faults(&text);
    assert_eq!(
        found.iter().map(|(path, _, code)| (path.as_str(), *code)).collect::<Vec<_>>(),
        [
            ("route.row[1]", "route.overlap"),
            ("route.row[2]", "route.overlap"),
            ("route.row[3]", "route.overlap"),
        ]
    );
    let whole = text
        .replace("{ scope = \"beyond\" }", "{ scope = \"beyond\", major = false, sudden = false }")
        .replace("{ scope = \"village\" }", "{ scope = \"village\", major = false, sudden = false }")
        .replace("{ scope = \"grid\" }", "{ scope = \"grid\", major = false, sudden = false }");
    let unique = Policy::from_toml(&whole).expect("no two rows fit the same facts");
    let first = Policy::preset("modian-2012").expect("a preset");
    for facts in wangge::policy::Facts::every() {
        let ask = |policy: &Policy| rules::route::decide(policy, &facts, None).map(|route| route.value);
        assert_eq!(ask(&unique), ask(&first), "{facts}");
    }
}

#[test]
fn a_dated_value_is_asked_for_by_the_day() {
    let text = preset("xiang-2011").replace(
        "[grid.size]                      # 100至150农户为一个网格\n",
        "[[grid.size]]\nto = 2015-12-31\n",
    );
    let text = text.replace(
        "\n[team] ",
        "\n[[grid.size]]\nunit = \"household\"\nmin = 200\nmax = 300\nfrom = 2016-01-01\nclause = \"X-3.1\"\n\n[team] ",
    );
    let policy = Policy::from_toml(&text).expect("a lawful policy");
    let Err(Error::Policy(PolicyError::SeveralInForce { key, spans })) = rules::size::counts(&policy, 250)
    else {
        panic!("two bands, and no day given")
    };
    assert_eq!((key.as_str(), spans.len()), ("xiang-2011: grid.size", 2));
    let ask = |on: &str| {
        let policy = policy.at(day(on)).expect("in force");
        assert_eq!(
            Policy::from_toml(&policy.to_toml())
                .expect("one day's rules")
                .sizes(None)
                .map(|sizes| sizes.len()),
            Ok(1)
        );
        rules::size::counts(&policy, 250).expect("one band").value.feasible
    };
    assert_eq!((ask("2015-12-31"), ask("2016-01-01")), (Some((2, 2)), Some((1, 1))));
    assert!(matches!(policy.at(day("2011-06-06")), Err(PolicyError::NotInForce { .. })));
    let twice = text.replace("to = 2015-12-31", "to = 2016-01-01");
    assert_eq!(faults(&twice).first().map(|fault| fault.2), Some("policy.two_in_force"));
}

#[test]
fn a_county_cites_its_own_clauses() {
    let own = "\n[[clause]]\nid = \"县办-3\"\ndocument = \"虚构县办法\"\narticle = \"第三条\"\nheading = \"规模\"\ntext = \"每格200户\"\n";
    let text = preset("xiang-2011").replace("clause = \"X-3.1\"", "clause = \"县办-3\"");
    assert_eq!(faults(&text), [("grid.size.clause".to_owned(), 13, "policy.unknown_clause")]);
    let policy = Policy::from_toml(&(text.clone() + own)).expect("the clause is stated");
    let found = rules::size::counts(&policy, 430).expect("a band");
    assert_eq!(found.clauses(), ["县办-3"]);
    assert_eq!(policy.clause_text("县办-3"), Some(("规模", "每格200户")));
    let taken = text.replace("县办-3", "X-3.1") + &own.replace("县办-3", "X-3.1");
    assert_eq!(faults(&taken).first().map(|fault| fault.2), Some("policy.clause_taken"));
}

#[test]
fn faults_are_drawn_beside_their_lines_within_80_columns() {
    let text = preset("combined")
        .replace("unit = \"household\"", "unit = \"house\"")
        .replace("max = 150", "maxi = 150");
    let error = Policy::from_toml(&text).expect_err("it has faults");
    for lang in [Lang::Zh, Lang::En] {
        let drawn = Policy::render(&error, &text, "县.toml", RenderOptions { lang, color: false, width: 80 });
        assert!(
            drawn.contains("unit = \"house\"") && drawn.contains("household, population, area, merchant"),
            "{drawn}"
        );
        let line = text.lines().position(|line| line.contains("\"house\"")).expect("it stands there") + 1;
        assert!(drawn.contains(&format!("{line} | unit = \"house\"")), "{drawn}");
        assert!(drawn.contains(&format!("县.toml:{line}")), "{drawn}");
    }
}

#[test]
fn a_long_file_of_faults_is_drawn_whatever_text_is_given_for_it() {
    let text = "[[limit]]\n".repeat(5_000);
    let error = Policy::from_toml(&text).expect_err("it has faults");
    let options = RenderOptions { lang: Lang::En, color: false, width: 80 };
    let drawn = |source: &str| Policy::render(&error, source, "x.toml", options).matches("error: ").count();
    // Another text than the one it was read from draws other lines, and nothing worse.
    for source in [text.as_str(), "", "网格", &"格".repeat(1_000)] {
        assert_eq!(drawn(source), 1000);
    }
}

#[cfg(feature = "schema")]
#[test]
fn the_schema_lists_the_keys_that_the_reader_knows() {
    let schema: serde_json::Value = serde_json::from_str(&Policy::json_schema()).expect("JSON");
    let keys = |of: &serde_json::Value| -> Vec<String> {
        let mut keys: Vec<_> = of["properties"].as_object().expect("properties").keys().cloned().collect();
        keys.sort_unstable();
        keys
    };
    let sorted = |keys: &[&str]| {
        let mut keys: Vec<_> = keys.iter().map(|key| (*key).to_owned()).collect();
        keys.sort_unstable();
        keys
    };
    use wangge::policy as draft;
    assert_eq!(keys(&schema), sorted(draft::PolicyDraft::KEYS));
    let tables = [
        ("SizeDraft", draft::SizeDraft::KEYS),
        ("LimitDraft", draft::LimitDraft::KEYS),
        ("RouteRowDraft", draft::RouteRowDraft::KEYS),
        ("RankingDraft", draft::RankingDraft::KEYS),
        ("LeadersDraft", draft::LeadersDraft::KEYS),
    ];
    for (name, known) in tables {
        let of = &schema["$defs"][name];
        assert_eq!(keys(of), sorted(known), "{name}");
        assert_eq!(of["additionalProperties"], false, "{name}");
    }
    let units = &schema["$defs"]["Dimension"]["enum"];
    assert_eq!(units, &serde_json::json!(["household", "population", "area", "merchant"]));
    // The checked-in file is the generated one.
    let shipped = include_str!("../../../examples/policies/policy.schema.json");
    assert_eq!(serde_json::from_str::<serde_json::Value>(shipped).expect("JSON"), schema, "write it anew");
}

#[test]
fn what_a_file_says_of_cases_is_checked_too() {
    let text = include_str!("../../../examples/policies/extended.toml");
    let wrong = text
        .replacen("commands = [\"collect\"]", "commands = []", 1)
        .replacen("commands = [\"take_from_meeting\"]", "commands = [\"accept\", \"take_from_meeting\"]", 1)
        .replacen("did = \"feedback\"", "did = \"feedbak\"", 1)
        .replacen("used = 80", "used = 100", 1)
        .replacen(
            "left = { count = 1, unit = \"working_day\" }",
            "left = { count = 1, unit = \"working_hour\" }",
            1,
        )
        .replacen("grounds = [\"等待鉴定\", \"不可抗力\"", "grounds = [\"等待鉴定\", \"等待鉴定\"", 1)
        .replacen("most = 2\nlongest = { count = 30,", "most = 0\nlongest = { count = 0,", 1)
        .replacen("ladder = [\"ordinary\", \"yellow\", \"red\"]", "ladder = [\"red\", \"yellow\"]", 1)
        .replacen("clock = \"resume\"", "clock = \"later\"", 1)
        .replacen("grounds = [\"系统故障\", \"责任不在承办人\"]", "grounds = []", 1)
        .replacen("staff = 1", "staff = 0", 1)
        .replacen("stage = \"file\"", "stage = \"report\"", 1);
    let found = faults(&wrong);
    let codes: Vec<_> = found.iter().map(|(path, _, code)| (path.as_str(), *code)).collect();
    assert_eq!(
        codes,
        [
            ("power[0].commands", "policy.bad_value"),
            ("power[7].commands", "power.twice"),
            ("separation[0].did", "policy.bad_value"),
            ("stage[1]", "policy.two_in_force"),
            ("warn.used", "policy.bad_value"),
            ("warn.left", "warn.unit"),
            ("suspension.grounds", "policy.repeated"),
            ("suspension.most", "policy.bad_value"),
            ("suspension.longest.count", "policy.bad_value"),
            ("supervision.ladder", "supervision.order"),
            ("reopen.clock", "policy.bad_value"),
            ("appeal.grounds", "policy.bad_value"),
            ("hotline.duty.staff", "policy.bad_value"),
        ]
    );
    let no_warning = text.replacen("used = 80\nleft = { count = 1, unit = \"working_day\" }\n", "", 1);
    assert_eq!(faults(&no_warning).first().map(|fault| fault.2), Some("warn.empty"));
    let other_unit =
        text.replacen("count = 3, unit = \"working_day\" }", "count = 3, unit = \"natural_day\" }", 1);
    assert_eq!(
        faults(&other_unit).first().map(|fault| (fault.0.as_str(), fault.2)),
        Some(("extension[0].longest", "extension.unit"))
    );
}
