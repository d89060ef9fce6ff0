//! The program as a user runs it: good tables, bad rows, faulty policies, and what it leaves behind.
#![expect(
    clippy::expect_used,
    clippy::format_push_string,
    reason = "a test stops where its ground is not as it must be"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use chrono::{Datelike, Days, NaiveDate, Weekday};
use wangge::case::{CaseLog, CaseRules, Event, Step};
use wangge::{Channel, Policy, StepKind, Vocabulary, WorkCalendar};

fn township(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_township"));
    command.args(args).arg("--out").arg(folder.join("out"));
    command.output().expect("the program starts")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

fn file(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = folder.join(name);
    fs::write(&path, bytes).expect("the file is written");
    path.to_str().expect("a path in UTF-8").to_owned()
}

fn table(folder: &Path, name: &str) -> Vec<Vec<String>> {
    let bytes = fs::read(folder.join("out").join(name)).expect("the table was written");
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").expect("a byte order mark for spreadsheets");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text);
    reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}

#[test]
fn the_example_covers_every_kind_of_finding_and_leaves_its_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = township(folder.path(), &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let text = stdout(&output);
    assert!(text.starts_with("示例数据（虚构，由程序生成）"));
    let findings = table(folder.path(), "人员检查.csv");
    let said: Vec<&str> = findings.iter().filter_map(|row| row.get(3).map(String::as_str)).collect();
    for words in [
        "没有网格长",
        "有2名网格长",
        "缺1名",
        "多2名",
        "须为本网格内人员",
        "名册没有写明",
        "不在列举之中",
        "没有写明网格长的身份",
        "又列为成员",
        "担任多个网格",
        "缺纪检书记",
        "应由指定的一名同志担任",
    ] {
        assert!(said.iter().any(|said| said.contains(words)), "no finding says {words}");
    }
    let sizes = table(folder.path(), "网格规模.csv");
    assert_eq!(sizes[1][..6], ["青石村", "430", "430", "3至4", "3", "1×144 + 2×143"].map(str::to_owned));
    assert_eq!(sizes[2][3..7], ["无", "", "", "150户、200户"].map(str::to_owned));
    let cases = table(folder.path(), "办件.csv");
    for standing in ["按期办结", "超期办结", "逾期未结", "在办未到期"] {
        assert!(cases.iter().any(|row| row[9] == standing), "no case is {standing}");
    }
    for level in ["一般", "区域", "全局", "重大或突发"] {
        assert!(cases.iter().any(|row| row[4] == level), "no case is {level}");
    }
    let ranks = table(folder.path(), "排名.csv");
    assert!(ranks.iter().any(|row| row[0] == "件数不足") && ranks.iter().any(|row| row[0] == "无到期件"));
    assert!(ranks.iter().any(|row| row[0].contains("并列")));
    let html = fs::read_to_string(folder.path().join("out/report.html")).expect("the report");
    for part in [
        "一、网格规模",
        "二、网格划分",
        "三、人员",
        "四、办理路径",
        "五、办结时限",
        "六、排名",
        "七、办件台账",
        "八、经常性工作",
        "九、推进阶段",
        "十、十三项制度",
        "十一、服务卡",
        "依据",
        "计为第1天",
        "虚构",
    ] {
        assert!(html.contains(part), "the report has no {part}");
    }
    assert!(!html.contains("http://") && !html.contains("https://"), "the report is self-contained");
}

#[test]
fn every_village_that_can_be_is_divided_and_its_old_grids_are_judged() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = township(folder.path(), &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let text = stdout(&output);
    assert!(text.contains("网格划分：12个村，其中4个没有划分"), "{text}");
    let placed = table(folder.path(), "网格划分.csv");
    assert_eq!(placed.len(), 4647);
    let mut sizes: BTreeMap<(String, String), u32> = BTreeMap::new();
    for row in &placed[1..] {
        let lawless = ["柳塘村", "沙湾村", "北坡村", "石鼓村"].contains(&row[1].as_str());
        assert_eq!(row[3].is_empty(), lawless, "{row:?}");
        *sizes.entry((row[1].clone(), row[3].clone())).or_default() += 1;
        if !lawless {
            assert!(row[4].starts_with("990101001") && row[4].len() == 15, "{row:?}");
        }
    }
    assert!(sizes.iter().all(|((_, grid), size)| grid.is_empty() || (100..=150).contains(size)), "{sizes:?}");
    let measures = table(folder.path(), "网格指标.csv");
    let rms = |kind: &str, village: &str| {
        let own = measures.iter().filter(|row| row[0] == kind && row[1] == village);
        let (sum, many) = own.fold((0.0, 0.0), |(sum, many), row| {
            let (rms, households): (f64, f64) =
                (row[9].parse().expect("metres"), row[4].parse().expect("households"));
            (sum + rms * rms * households, many + households)
        });
        (sum / many).sqrt()
    };
    for village in ["青石村", "白鹭村", "南屏村", "双桥村", "云台社区", "长亭村"] {
        assert!(rms("建议", village) < 0.9 * rms("现有", village), "{village}");
    }
    let said = table(folder.path(), "划分说明.csv");
    let find = |village: &str, kind: &str, words: &str| {
        said.iter().any(|row| row[0] == village && row[1] == kind && row[4].contains(words))
    };
    assert!(find("青石村", "决定", "共430户，划为3个网格"));
    assert!(find("青石村", "现划分检查", "共172户，应为100至150"));
    assert!(find("长亭村", "现划分检查", "共84户，应为100至150"));
    assert!(find("双桥村", "现划分检查", "3户没有写明现网格"));
    assert!(find("白鹭村", "现划分检查", "不连片"));
    assert!(find("柳塘村", "未划分", "共180户"));
    assert!(said.iter().any(|row| row[1] == "拆分" && row[4].contains("若不拆分")), "no split is explained");
    let text = fs::read_to_string(folder.path().join("out/网格划分.geojson")).expect("the GeoJSON");
    assert!(text.starts_with("{\"type\":\"FeatureCollection\",\"bbox\":[117.9"), "{}", &text[..80]);
    let grids = sizes.keys().filter(|(_, grid)| !grid.is_empty()).count();
    assert_eq!(text.matches("\"type\":\"Feature\"").count(), grids);
    let html = fs::read_to_string(folder.path().join("out/report.html")).expect("the report");
    // One of the township, two of each village that was divided, a month, the phases and a card.
    assert_eq!(html.matches("<svg ").count() - html.matches("overflow=\"hidden\"").count(), 1 + 2 * 8 + 3);
}

#[test]
fn places_that_are_none_and_villages_without_grids_are_told_by_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut text = "户号,村,村民组,经度,纬度,网格\n".to_owned();
    for n in 0..240 {
        let group = if n % 50 == 7 { String::new() } else { format!("第{}组", n / 40 + 1) };
        let (x, y) =
            (117.28 + f64::from(n / 120) * 0.01 + f64::from(n % 12) * 1e-4, 31.95 + f64::from(n % 10) * 1e-4);
        text += &format!("A{n},甲村,{group},{x:.5},{y:.5},{}\n", 1 + n % 2);
    }
    text += "B1,甲村,第1组,31.95,117.28,1\nB2,甲村,第1组,,31.95,1\nB3,甲村,第1组,东经,31.95,1\nB4,乙村,,117.3,31.95,\n";
    let households = file(folder.path(), "h.csv", &text);
    let output = township(folder.path(), &["--households", &households]);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    let bad = table(folder.path(), "数据问题.csv");
    let found: Vec<[&str; 4]> =
        bad[1..].iter().map(|row| [row[1].as_str(), &row[2], &row[3], &row[4]]).collect();
    assert_eq!(
        found,
        [
            ["242", "纬度", "117.28", "-75至75度的纬度；经度与纬度疑似颠倒"],
            ["243", "经度", "", "不能为空"],
            ["244", "经度", "东经", "以度为单位的经度，如117.28"],
        ]
    );
    let said = table(folder.path(), "划分说明.csv");
    assert!(
        said.iter().any(|row| row[0] == "乙村" && row[1] == "未划分" && row[4].contains("共1户")),
        "{said:?}"
    );
    let html = fs::read_to_string(folder.path().join("out/report.html")).expect("the report");
    assert!(html.contains("5户没有写明村民组，逐户划分"));
    let placed = table(folder.path(), "网格划分.csv");
    assert_eq!(placed.iter().filter(|row| row[3] == "网格1").count(), 120);
    // Without places nothing is divided; with one of the two columns the other is asked for.
    let counted = file(folder.path(), "c.csv", "户号,村\n1,甲村\n");
    assert_eq!(township(folder.path(), &["--households", &counted]).status.code(), Some(0));
    let half = file(folder.path(), "x.csv", "户号,村,经度\n1,甲村,117.2\n");
    let output = township(folder.path(), &["--households", &half]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("纬度, lat, latitude"), "{}", stderr(&output));
    // In GCJ-02 a place outside of China is none.
    let abroad = file(folder.path(), "a.csv", "户号,村,经度,纬度\n1,甲村,2.35,48.86\n");
    let output = township(folder.path(), &["--households", &abroad, "--crs", "gcj02"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(table(folder.path(), "数据问题.csv")[1][4].contains("中国境内"));
    assert!(stderr(&township(folder.path(), &["--crs", "metres"])).contains("lonlat, gcj02, bd09"));
}

#[test]
fn the_log_of_the_example_is_what_its_policy_allows() {
    let text = include_str!("../../data/events.jsonl");
    let policy = Policy::from_toml(include_str!("../../policies/extended.toml")).expect("a policy");
    let mut log = CaseLog::new(CaseRules::new(&policy, &WorkCalendar::china()));
    let (mut kinds, mut channels) = (BTreeSet::new(), BTreeSet::new());
    for line in text.lines() {
        let event = Event::from_json(line).expect("an event");
        assert_eq!(event.to_json(), line);
        let (case, expected) = (event.case.clone(), event.sequence - 1);
        let (actor, step) = (event.actor.clone(), event.step.clone());
        kinds.insert(event.step.kind());
        if let Step::Collect(said) = &event.step {
            channels.insert(said.channel);
        }
        let command = wangge::case::Command { case, id: None, expected, at: event.at, actor, step };
        assert_eq!(log.run(&command).expect("it is allowed"), [event]);
    }
    assert_eq!(kinds.len(), StepKind::ALL.len(), "every step comes up: {kinds:?}");
    assert_eq!(channels.len(), Channel::ALL.len());
    assert_eq!(log.cases().len(), 123);
}

#[test]
fn the_cases_of_the_log_stand_as_their_events_have_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = township(folder.path(), &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let cases = table(folder.path(), "办件台账.csv");
    let find = |id: &str| cases.iter().find(|row| row[0] == id).expect("the case").clone();
    assert_eq!(cases.len(), 1 + 123);
    // Received on Monday the 28th of September, 15 working days and 3 of an extension: the 29th and 30th, the 8th of
    // October after the festival, suspended from the 9th to the 16th; the 16th is day 4, 19th to 23rd 5 to 9, 26th to
    // 30th 10 to 14, from the 2nd of November 15 to 18.
    assert_eq!(
        find("BJ-036")[..12],
        [
            "BJ-036",
            "白鹭村",
            "990101001203002",
            "办理中",
            "逾期",
            "2026-09-28 12:50",
            "2026-11-05 18:00",
            "",
            "超11个工作日",
            "p-33",
            "红牌督办",
            ""
        ]
        .map(str::to_owned)
    );
    for light in ["正常", "临期", "逾期", "挂账", "按期办结", "逾期办结"] {
        assert!(cases.iter().any(|row| row[4] == light), "no case is {light}");
    }
    let villages: BTreeSet<&str> = cases[1..].iter().map(|row| row[1].as_str()).collect();
    assert_eq!(villages.len(), 12, "{villages:?}");
    assert!(find("BJ-001")[14].contains("生效期间：2026年1月1日"), "{:?}", find("BJ-001"));
    let text = stdout(&output);
    for line in [
        "办件台账：123件",
        "  未结26件：逾期7、临期1、正常15、挂账3；另有3件不能判定",
        "  今日到期1件，本周到期7件",
        "  督办：红牌督办2件、黄牌督办1件、普通督办2件",
        "  告知服务对象：待告知2件、尚无结果15件、已告知54件、无须告知51件",
        "  立即上报：尚未上报1件、已上报5件",
        "  缓解性处置：待跟踪回访3件",
        "  申诉：成立（不计入考评）1件、不成立（计入考评）1件",
    ] {
        assert!(text.contains(line), "not said: {line}\n{text}");
    }
    let html = fs::read_to_string(folder.path().join("out/report.html")).expect("the report");
    for part in [
        "批准，3个工作日",
        "2026年10月9日（周五）：工作日，日终时处于暂停",
        "2026年11月5日（周四）：工作日，计为第18天（延期内）",
        "<code>细-13</code>",
        "督办分普通、黄牌、红牌三级",
        "结案超时",
    ] {
        assert!(html.contains(part), "the report has no {part}");
    }
}

#[test]
fn a_log_is_looked_at_as_of_a_moment_and_under_the_policy_of_its_cases() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = concat!(
        r#"{"schema":1,"case":"甲","sequence":1,"at":"2026-11-20T09:00:00","actor":{"id":"p-1","role":"office"},"kind":"collect","data":{"channel":"walk_in","served":"known","facts":{"scope":"grid","major":false,"sudden":false},"grid":"东村"}}"#,
        "\n",
        r#"{"schema":1,"case":"甲","sequence":2,"at":"2026-11-20T15:00:00","actor":{"id":"p-1","role":"office"},"kind":"file","data":{}}"#,
        "\n",
    );
    let events = file(folder.path(), "events.jsonl", text);
    let standing = |more: &[&str]| {
        let args = ["--events", &events, "--on", "2026-11-20"];
        let output = township(folder.path(), &[&args, more].concat());
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let rows = table(folder.path(), "办件台账.csv");
        let row = rows.get(1).cloned();
        let said = stdout(&output);
        let later = said.lines().find_map(|line| line.strip_prefix("  此后的")).map(str::to_owned);
        (row.map(|row| [row[1].clone(), row[3].clone(), row[11].clone()]), later)
    };
    let row = |state: &str, stage: &str| Some(["东村", state, stage].map(str::to_owned));
    assert_eq!(standing(&[]), (None, Some("2条事件未计入".to_owned())));
    assert_eq!(standing(&["--at", "12:00"]), (row("已采集", ""), Some("1条事件未计入".to_owned())));
    assert_eq!(standing(&["--at", "17:00"]), (row("已建案", ""), None));
    // The other policy gives an hour to make a file of it.
    let extended = concat!(env!("CARGO_MANIFEST_DIR"), "/../policies/extended.toml");
    let strict = ["--at", "12:00", "--case-policy", extended];
    assert_eq!(standing(&strict), (row("已采集", "建案"), Some("1条事件未计入".to_owned())));
    let output = township(folder.path(), &["--events", &events, "--at", "8点"]);
    assert!(stderr(&output).contains("08:00"), "{}", stderr(&output));
    let missing = township(folder.path(), &["--events", &events, "--case-policy", "nowhere.toml"]);
    assert_eq!(missing.status.code(), Some(1));
}

#[test]
fn lines_of_a_log_that_cannot_be_used_are_told_and_their_cases_left_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let event = |case: &str, sequence: u32, at: &str, kind: &str, data: &str| {
        format!(
            r#"{{"schema":1,"case":"{case}","sequence":{sequence},"at":"2026-11-{at}:00","actor":{{"id":"p-1","role":"office"}},"kind":"{kind}","data":{data}}}"#
        )
    };
    let matter =
        r#"{"channel":"walk_in","served":"nobody","facts":{"scope":"grid","major":false,"sudden":false}}"#;
    let taken = |case: &str| event(case, 1, "16T09:00", "collect", matter);
    let lines = [
        taken("A"),
        "不是JSON".to_owned(),
        taken("B"),
        event("B", 3, "16T10:00", "file", "{}"),
        event("B", 4, "16T11:00", "dispatch", r#"{"to":"p-2"}"#),
        taken("C"),
        event("C", 2, "15T10:00", "file", "{}"),
        taken("D"),
        event("D", 2, "16T10:00", "verify", r#"{"passed":true}"#),
        event("E", 1, "16T10:00", "fly", "{}"),
        event("F", 1, "16T10:00", "collect", &matter.replace("walk_in", "飞鸽")),
        event("G", 1, "16T10", "collect", matter),
        taken("H").replace("office", "king"),
        taken("I").replace("\"schema\":1,", "\"schema\":2,"),
        taken("J").replace("\"case\"", "\"name\":1,\"case\""),
        taken("K"),
        event("K", 2, "16T10:00", "decline", r#"{"ground":" "}"#),
        event("L", 1, "16T10:00", "collect", r#"{"channel":"walk_in","served":"nobody"}"#),
        String::new(),
    ];
    let events = file(folder.path(), "events.jsonl", lines.join("\n"));
    let output = township(folder.path(), &["--events", &events, "--on", "2026-11-23"]);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    let bad = table(folder.path(), "数据问题.csv");
    let found: Vec<[&str; 3]> = bad[1..].iter().map(|row| [row[1].as_str(), &row[2], &row[3]]).collect();
    assert_eq!(
        found,
        [
            ["2", "（整行）", "不是JSON"],
            ["4", "sequence", "3"],
            ["7", "at", "2026-11-15 10:00:00"],
            ["9", "kind", "verify"],
            ["10", "kind", "fly"],
            ["11", "channel", "\"飞鸽\""],
            ["12", "at", "2026-11-16T10:00"],
            ["13", "actor", r#"{"id":"p-1","role":"king"}"#],
            ["14", "schema", "2"],
            ["15", "name", "1"],
            ["17", "ground", "\" \""],
            ["18", "facts", ""],
        ]
    );
    let allowed = |row: usize| bad[row][4].as_str();
    assert_eq!((allowed(2), allowed(3), allowed(9)), ("2", "不早于2026-11-16 09:00:00", "1"));
    assert!(allowed(4).starts_with("办件“已采集”时：file、"), "{}", allowed(4));
    assert!(bad[1..].iter().all(|row| !row[4].contains(" or ") && !row[4].contains("known")), "{bad:?}");
    let cases = table(folder.path(), "办件台账.csv");
    let rows: Vec<[&str; 2]> = cases[1..].iter().map(|row| [row[0].as_str(), &row[14]]).collect();
    assert_eq!(rows[0], ["A", ""]);
    assert_eq!(rows[1], ["B", "日志第4行不能采用，见数据问题"]);
    assert_eq!(rows.iter().map(|[id, _]| *id).collect::<String>(), "ABCDEFGHIJKL");
    let output = township(folder.path(), &["--events", &file(folder.path(), "x.jsonl", [0xB0, 0xEC])]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("不是UTF-8文本"), "{}", stderr(&output));
}

const CASES: &str = "编号,受理日期,办结日期,难易程度\n\
    A1,2026年3月2日,2026/3/11,一般\n\
    A2,2026-02-30,,一般\n\
    A3,2026-03-02,2026-03-01,一般\n\
    A1,2026-03-02,,一般\n\
    A4,2026-03-02,,简单\n\
    A5,2026-03-02,,较复杂,多\n\
    A6,2026-03-02,2026-03-23,较复杂\n\
    A7,2026-03";

/// The file, row, column and value of each bad row.
fn places(bad: &[Vec<String>]) -> Vec<[&str; 4]> {
    let rows = bad.iter().skip(1).map(|row| row.first_chunk::<4>().expect("four cells"));
    rows.map(|row| row.each_ref().map(String::as_str)).collect()
}

#[test]
fn bad_rows_are_listed_and_the_rest_is_done() {
    for encoded in [CASES.as_bytes().to_vec(), encoding_rs::GB18030.encode(CASES).0.into_owned()] {
        let folder = tempfile::tempdir().expect("a folder");
        let cases = file(folder.path(), "cases.csv", encoded);
        let output = township(folder.path(), &["--cases", &cases, "--on", "2026-03-31"]);
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
        let bad = table(folder.path(), "数据问题.csv");
        assert_eq!(
            places(&bad),
            [
                ["cases.csv", "7", "（整行）", "5"],
                ["cases.csv", "9", "（整行）", "2"],
                ["cases.csv", "3", "受理日期", "2026-02-30"],
                ["cases.csv", "4", "办结日期", "2026-03-01"],
                ["cases.csv", "5", "编号", "A1"],
                ["cases.csv", "6", "难易程度", "简单"],
            ]
        );
        assert_eq!(bad[4][4], "不早于受理日期 2026-03-02");
        assert_eq!(bad[6][4], "一般、较复杂、重大疑难");
        let cases = table(folder.path(), "办件.csv");
        let rows: Vec<[&str; 3]> = cases[1..].iter().map(|row| [row[0].as_str(), &row[7], &row[9]]).collect();
        assert_eq!(rows, [["A1", "2026-03-11", "按期办结"], ["A6", "2026-03-23", "按期办结"]]);
        assert!(stdout(&output).contains("未采用的行：6行"));
    }
}

#[test]
fn a_village_or_a_household_out_of_place_is_a_bad_row() {
    let folder = tempfile::tempdir().expect("a folder");
    let villages =
        file(folder.path(), "v.csv", "village,place,households\n甲村,村,3\n甲村,村,4\n乙村,城市,5\n");
    let households =
        file(folder.path(), "h.csv", "户号\t村\t人口\n1\t甲村\t3\n2\t丙村\t3\n1\t甲村\t2\n3\t甲村\t三\n");
    let output = township(folder.path(), &["--villages", &villages, "--households", &households]);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    let bad = table(folder.path(), "数据问题.csv");
    let found: Vec<[&str; 3]> = bad[1..].iter().map(|row| [row[0].as_str(), &row[1], &row[3]]).collect();
    assert_eq!(
        found,
        [
            ["v.csv", "3", "甲村"],
            ["v.csv", "4", "城市"],
            ["h.csv", "3", "丙村"],
            ["h.csv", "4", "1"],
            ["h.csv", "5", "三"],
        ]
    );
}

#[test]
fn a_faulty_policy_is_drawn_with_all_its_faults() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "schema = 1\nid = \"x\"\ntitle = \"错\"\nfrom = 2020-01-01\n\n[grid.size]\nunit = \"house\"\nmin = 1\nclause = \"X-9\"\n";
    let policy = file(folder.path(), "county.toml", text);
    let output = township(folder.path(), &["--policy", &policy]);
    assert_eq!(output.status.code(), Some(1));
    let said = stderr(&output);
    assert!(
        said.contains("unit = \"house\"") && said.contains("household, population, area, merchant"),
        "{said}"
    );
    assert!(said.contains("政策文件有1处错误"), "{said}");
    let output = township(folder.path(), &["--policy", "nowhere.toml"]);
    assert!(stderr(&output).contains("预设有：modian-2012、xiang-2011、combined"), "{}", stderr(&output));
}

#[test]
fn a_policy_without_a_rule_says_which_key_it_lacks() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = township(folder.path(), &["--policy", "modian-2012"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let text = stdout(&output);
    assert!(text.contains("网格规模：政策“modian-2012”没有规定 grid.size"), "{text}");
    let html = fs::read_to_string(folder.path().join("out/report.html")).expect("the report");
    assert!(html.contains("没有规定 grid.size") && html.contains("没有规定 ranking"));
}

#[test]
fn a_table_without_a_needed_column_says_what_it_may_be_called() {
    let folder = tempfile::tempdir().expect("a folder");
    let cases = file(folder.path(), "cases.csv", "编号,日子\n1,2026-03-02\n");
    let output = township(folder.path(), &["--cases", &cases]);
    assert_eq!(output.status.code(), Some(1));
    let said = stderr(&output);
    assert!(said.contains("受理日期, 收件日期, received") && said.contains("编号, 日子"), "{said}");
    for (name, bytes) in [("empty.csv", &b""[..]), ("noise.csv", &[0x81, 0xFF, 0xFF, 0x00][..])] {
        let path = file(folder.path(), name, bytes);
        assert_eq!(township(folder.path(), &["--cases", &path]).status.code(), Some(1), "{name}");
    }
    let headings = file(folder.path(), "headings.csv", "编号,受理日期\n");
    assert_eq!(township(folder.path(), &["--cases", &headings]).status.code(), Some(0));
}

#[test]
fn an_overlay_moves_due_dates() {
    let folder = tempfile::tempdir().expect("a folder");
    let cases = file(folder.path(), "cases.csv", "id,received,complexity\n1,2026-11-23,general\n");
    let overlay = concat!(env!("CARGO_MANIFEST_DIR"), "/../policies/overlay-example.json");
    let args = ["--cases", &cases, "--on", "2026-11-23"];
    let due = |more: &[&str]| {
        let output = township(folder.path(), &[&args, more].concat());
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        table(folder.path(), "办件.csv")[1][7].clone()
    };
    // One day lost and one gained; with the first of them alone it would be a day later.
    assert_eq!((due(&[]), due(&["--overlay", overlay])), ("2026-12-02".to_owned(), "2026-12-02".to_owned()));
    let rest = r#"{ "title": "虚构", "source": "虚构", "days": [{ "date": "2026-11-24", "workday": false, "name": "x" }] }"#;
    let rest = file(folder.path(), "rest.json", rest);
    assert_eq!(due(&["--overlay", &rest]), "2026-12-03");
}

/// The rows of a table of the example, without its headings.
fn example(name: &str) -> Vec<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data").join(name);
    let bytes = fs::read(path).expect("the table");
    let text = match std::str::from_utf8(&bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
        Err(_) => encoding_rs::GB18030.decode(&bytes).0.into_owned(),
    };
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

#[test]
fn what_became_of_the_duties_is_what_a_naive_count_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = township(folder.path(), &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let records = example("duty_records.csv");
    let homes = example("households.csv");
    let on = day("2026-11-23");
    let grids: BTreeMap<&str, &str> =
        homes.iter().filter(|row| !row[6].is_empty()).map(|row| (row[6].as_str(), row[1].as_str())).collect();
    let villages: BTreeSet<&str> = grids.values().copied().collect();
    assert_eq!((grids.len(), villages.len()), (37, 12));
    let done: BTreeSet<(&str, &str, NaiveDate)> =
        records.iter().map(|row| (row[1].as_str(), row[2].as_str(), day(&row[3]))).collect();
    // No festival falls into that November: its working days are Monday to Friday.
    let month: Vec<NaiveDate> = day("2026-11-01").iter_days().take(30).collect();
    let worked = |day: &&NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let mut wanted: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut count = |kind: &'static str, unit: &str, due: NaiveDate| {
        let state = match done.contains(&(kind, unit, due)) {
            true => "按期完成",
            false if due < on => "未完成",
            false => "未到期",
        };
        *wanted.entry((kind, state)).or_default() += 1;
    };
    for grid in grids.keys() {
        for day in month.iter().filter(worked) {
            count("巡查", grid, *day);
            count("民情日记", grid, *day);
        }
    }
    for village in &villages {
        for day in &month {
            count("热线值班", village, *day);
        }
        for day in month.iter().filter(|day| day.weekday() == Weekday::Mon) {
            count("周一集中办公", village, *day);
        }
    }
    // Weeks that end on the Sundays of the month; what a week has beyond one makes good the week before it.
    for grid in grids.keys() {
        let of_week = |sunday: NaiveDate| {
            let days = sunday.iter_days().rev().take(7);
            let on_day = |day: &NaiveDate| {
                let same =
                    |row: &&Vec<String>| row[1] == "交流" && row[2] == *grid && row[3] == day.to_string();
                records.iter().filter(same).count()
            };
            days.map(|day| on_day(&day)).sum::<usize>()
        };
        for sunday in month.iter().filter(|day| day.weekday() == Weekday::Sun) {
            let next = *sunday + Days::new(7);
            let state = match of_week(*sunday) {
                1.. => "按期完成",
                0 if *sunday >= on => "未到期",
                0 if of_week(next) > 1 => "逾期完成",
                0 => "未完成",
            };
            *wanted.entry(("交流", state)).or_default() += 1;
        }
    }
    let told = table(folder.path(), "经常性工作.csv");
    let mut found: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for row in &told[1..] {
        if ["巡查", "民情日记", "热线值班", "周一集中办公", "交流"].contains(&row[0].as_str())
        {
            *found.entry((row[0].as_str(), row[9].as_str())).or_default() += 1;
        }
    }
    assert_eq!(found, wanted);
    assert!(wanted.get(&("交流", "逾期完成")).is_some_and(|count| *count > 5), "{wanted:?}");

    // A household counts where the grid that it is in saw it.
    let lives: BTreeMap<&str, &str> = homes.iter().map(|row| (row[0].as_str(), row[6].as_str())).collect();
    let visits = records.iter().filter(|row| row[1] == "入户走访");
    let (here, elsewhere): (Vec<_>, Vec<_>) =
        visits.partition(|row| lives.get(row[5].as_str()) == Some(&row[2].as_str()));
    let seen: BTreeSet<&str> = here.iter().map(|row| row[5].as_str()).collect();
    assert_eq!(elsewhere.len(), 1);
    let text = stdout(&output);
    let said = format!("4643户已走访{}户", seen.len());
    assert!(text.contains(&said), "{said}\n{text}");
    let html = fs::read_to_string(folder.path().join("out/report.html")).expect("the report");
    for village in &villages {
        let of_village = homes.iter().filter(|row| row[1] == *village && !row[6].is_empty());
        let (needed, seen) = of_village
            .fold((0, 0), |sum, row| (sum.0 + 1, sum.1 + usize::from(seen.contains(row[0].as_str()))));
        let row =
            format!("<td class=\"w\">{village}</td><td class=\"n\">{needed}</td><td class=\"n\">{seen}</td>");
        assert!(html.contains(&row), "{row}");
    }
    // Recorded twice: the same unit, day, person and household again.
    let mut once = BTreeSet::new();
    let november = records.iter().filter(|row| day(&row[3]) >= day("2026-11-01"));
    let twice = november.filter(|row| !once.insert(&row[1..6])).count();
    assert!(twice > 3 && text.contains(&format!("重复记录{twice}条")), "{twice}\n{text}");
    assert!(html.contains(&format!("走访的户不在该网格1条（不计入覆盖）：{}", elsewhere[0][0])));
    assert!(html.contains("没有网格、不在覆盖之内的户：双桥村3户"));
}

#[test]
fn duties_name_who_answers_and_each_village_has_its_calendar() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = township(folder.path(), &["--at", "09:30"]);
    let owed = table(folder.path(), "经常性工作.csv");
    let who = |unit: &str, due: &str| {
        let row = owed.iter().find(|row| row[0] == "巡查" && row[2] == unit && row[7] == due);
        row.expect("a patrol")[5].clone()
    };
    assert_eq!((who("G03-03", "2026-11-10"), who("G03-03", "2026-11-11")), ("R007".into(), "R101".into()));
    assert_eq!(who("G10-07", "2026-11-10"), "");
    assert!(stdout(&output).contains("  G10-07     34/34"), "{}", stdout(&output));
    // The team of a grid: its leader and its members.
    let team = owed.iter().find(|row| row[0] == "入户走访" && row[2] == "G01-01").expect("a visit");
    assert_eq!(team[4..6], ["网格管理小组", "P0001、P0002、P0003、P0004"].map(str::to_owned));
    let mut events = 0;
    for village in ["青石村", "云台社区"] {
        let path = folder.path().join("out/各村").join(village);
        let text = fs::read_to_string(path.join("日程.ics")).expect("a calendar");
        let ids: BTreeSet<&str> = text.lines().filter(|line| line.starts_with("UID:")).collect();
        let rows = owed.iter().filter(|row| row[3] == village).count();
        assert_eq!((ids.len(), text.matches("BEGIN:VEVENT").count()), (rows, rows));
        assert!(text.contains("DTSTAMP:20261123T013000Z"), "{}", &text[..400]);
        events += rows;
        assert!(fs::read_to_string(path.join("月历.svg")).expect("a month").starts_with("<svg"));
    }
    assert!(events > 500, "{events}");
}

#[test]
fn a_policy_that_leaves_a_duty_open_says_so_and_the_rest_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = township(folder.path(), &["--policy", "modian-2012"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let html = fs::read_to_string(folder.path().join("out/report.html")).expect("the report");
    for words in [
        "<li>巡查 <code>duty[kind = &#34;patrol&#34;, every = &#34;day&#34;].days</code></li>",
        "<li>督办 <code>duty[kind = &#34;supervision&#34;]</code></li>",
        "热线值班</td><td class=\"n\">360",
        "未列事项的记录3",
    ] {
        assert!(html.contains(words), "not said: {words}");
    }
}

#[test]
fn records_that_cannot_be_used_are_told_and_later_ones_not_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    let households = file(
        folder.path(),
        "h.csv",
        "户号,村,网格\n1,甲村,G1\n2,甲村,G1\n3,乙村,G2\n4,乙村,\n5,甲村,G9\n6,乙村,G9\n",
    );
    let posts = file(
        folder.path(),
        "p.csv",
        "单元,岗位,人员编号,起,止\nG1,网格责任人,a,,\nG1,首领,b,,\nG7,网格长,c,,\nG1,网格责任人,d,2026-11-02,2026-11-01\n甲村,,e,,\nG1,网格责任人,a,,\n",
    );
    let records = "id,kind,unit,day,person,household,items\n\
        1,patrol,G1,2026/11/2,a,,strangers;emergencies\n2,patrol,G1,2026-11-24,a,,\n3,飞行,G1,2026-11-02,a,,\n4,巡查,G9,2026-11-02,a,,\n\
        5,巡查,G1,11月2日,a,,\n6,巡查,G1,2026-11-03,a,,strangers;strangers\n7,巡查,G1,2026-11-03,a,,天气\n1,巡查,G1,2026-11-03,a,,\n\
        8,visit,G1,2026-11-04,a,1,worries；satisfaction；suggestions；help_wanted\n9,分析会,甲村,2026-11-04,a,,\n";
    let records = file(folder.path(), "r.csv", records);
    let args =
        ["--households", &households, "--posts", &posts, "--duty-records", &records, "--on", "2026-11-04"];
    let output = township(folder.path(), &args);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    let bad = table(folder.path(), "数据问题.csv");
    assert_eq!(
        places(&bad),
        [
            ["p.csv", "3", "岗位", "首领"],
            ["p.csv", "4", "单元", "G7"],
            ["p.csv", "5", "止", "2026-11-01"],
            ["p.csv", "6", "岗位", ""],
            ["p.csv", "7", "人员编号", "a"],
            ["r.csv", "4", "kind", "飞行"],
            ["r.csv", "5", "unit", "G9"],
            ["r.csv", "6", "day", "11月2日"],
            ["r.csv", "7", "items", "strangers;strangers"],
            ["r.csv", "8", "items", "天气"],
            ["r.csv", "9", "id", "1"],
            ["r.csv", "11", "kind", "分析会"],
        ]
    );
    let text = stdout(&output);
    assert!(text.contains("此后的1条记录未计入") && text.contains("3户已走访1户，33.3%"), "{text}");
    let html = fs::read_to_string(folder.path().join("out/report.html")).expect("the report");
    assert!(html.contains("查不到所在村的网格1个（未列应完成事项）：G9"), "{html}");
    let owed = table(folder.path(), "经常性工作.csv");
    let patrols: Vec<&str> = owed
        .iter()
        .filter(|row| row[0] == "巡查" && row[2] == "G1")
        .take(3)
        .map(|row| row[9].as_str())
        .collect();
    assert_eq!(patrols, ["按期完成", "未完成", "未到期"]);
    assert!(text.contains("网格责任人 a") && text.contains("值班人员 未列"), "{text}");
}

#[test]
fn the_villages_stand_in_the_roll_out_as_a_naive_count_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = township(folder.path(), &[]);
    let rows = example("rollout.csv");
    let phases = [
        ("survey leading_group plan mobilisation publicity", "2026-06-22"),
        ("divide staff train", "2026-06-30"),
        ("trial_run find_problems mend_problems", "2026-08-31"),
        ("consolidate", "9999-12-31"),
    ];
    let required = "leading_group plan mobilisation divide staff train find_problems mend_problems";
    let villages: Vec<String> = example("villages.csv").into_iter().map(|row| row[0].clone()).collect();
    let mut wanted: BTreeMap<&str, usize> = BTreeMap::new();
    let mut behind = BTreeSet::new();
    for village in &villages {
        for (tasks, due) in phases {
            for task in tasks.split(' ') {
                let done = rows.iter().find(|row| row[0] == *village && row[1] == task);
                let state = match done {
                    Some(row) if row[2].as_str() <= due => "已完成",
                    Some(_) => "逾期完成",
                    None if due < "2026-11-23" => "逾期未完成",
                    None => "进行中",
                };
                *wanted.entry(state).or_default() += 1;
                if done.is_none() && required.split(' ').any(|one| one == task) {
                    behind.insert(village);
                }
            }
        }
    }
    let told = table(folder.path(), "推进阶段.csv");
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &told[1..] {
        *found.entry(row[6].as_str()).or_default() += 1;
    }
    assert_eq!(found, wanted);
    assert!(wanted.len() == 4 && behind.len() == 3, "{wanted:?} {behind:?}");
    let text = stdout(&output);
    for line in [
        "推进阶段：截至2026-11-23，巩固成果、正常运行",
        "  12个村中9个已到这一阶段；逾期未完成5项",
        "  北坡村：试运行并总结；排查问题；落实整改",
        "十三项制度：已安排10项，未安排3项",
    ] {
        assert!(text.contains(line), "not said: {line}\n{text}");
    }
    // As of a day in the trial, what was done after it is not counted.
    let output = township(folder.path(), &["--on", "2026-07-15"]);
    let later = rows.iter().filter(|row| row[2].as_str() > "2026-07-15").count();
    let text = stdout(&output);
    assert!(text.contains("推进阶段：截至2026-07-15，总结提高"), "{text}");
    assert!(text.contains(&format!("此后完成的{later}项未计入")), "{text}");
}

#[test]
fn rows_of_the_roll_out_that_cannot_be_used_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let villages = file(folder.path(), "v.csv", "村\n甲村\n乙村\n");
    let rollout = "村,任务,完成日期\n甲村,制定实施方案,2026-06-10\n甲村,plan,2026-06-11\n丙村,plan,2026-06-11\n乙村,开会,2026-06-11\n乙村,staff,六月\n";
    let rollout = file(folder.path(), "r.csv", rollout);
    let args = ["--villages", &villages, "--rollout", &rollout, "--on", "2026-06-24"];
    let output = township(folder.path(), &args);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    let bad = table(folder.path(), "数据问题.csv");
    let found: Vec<[&str; 3]> = bad[1..].iter().map(|row| [row[1].as_str(), &row[2], &row[3]]).collect();
    assert_eq!(
        found,
        [["3", "任务", "plan"], ["4", "村", "丙村"], ["5", "任务", "开会"], ["6", "完成日期", "六月"]]
    );
    assert!(stdout(&output).contains("2个村中0个已到这一阶段；逾期未完成9项"), "{}", stdout(&output));
    let output = township(folder.path(), &[&args[..], &["--policy", "modian-2012"]].concat());
    assert!(stdout(&output).contains("推进阶段：政策“modian-2012”没有规定 rollout"), "{}", stdout(&output));
}

#[test]
fn the_cards_are_as_a_naive_look_finds_them_and_those_that_hold_can_be_printed() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = township(folder.path(), &[]);
    let (cards, roster) = (example("cards.csv"), example("roster.csv"));
    let grids: BTreeSet<&str> = roster.iter().map(|row| row[0].as_str()).collect();
    let people = |rows: &[Vec<String>], grid: &str| -> BTreeSet<(String, String)> {
        let own = rows.iter().filter(|row| row[0] == grid && !row[2].is_empty());
        own.map(|row| (row[1].clone(), row[2].clone())).collect()
    };
    let told = table(folder.path(), "服务卡.csv");
    assert_eq!(told.len() - 1, grids.len());
    let (mut printed, mut good) = (0, 0);
    for row in &told[1..] {
        let own: Vec<&Vec<String>> = cards.iter().filter(|card| card[0] == row[0]).collect();
        let path =
            folder.path().join("out/各村").join(&row[1]).join("服务卡").join(format!("{}.svg", row[0]));
        if own.is_empty() {
            assert_eq!(row[2..], ["没有服务卡", "", "", ""].map(str::to_owned));
            assert!(!path.exists());
            continue;
        }
        let stands = |column: usize| own.iter().any(|card| !card[column].is_empty());
        let ids: BTreeSet<&str> = own.iter().map(|card| card[2].as_str()).collect();
        let whole = own.iter().all(|card| (3..6).all(|column| !card[column].is_empty()))
            && own.iter().any(|card| card[1] == "网格长")
            && stands(6)
            && stands(8)
            && ids.len() == own.len();
        let holds = people(&cards, &row[0]) == people(&roster, &row[0]);
        let posted = stands(9) && stands(10);
        let found = [row[3].is_empty(), row[4].is_empty(), row[5].is_empty()];
        assert_eq!(found, [whole, holds, posted], "{row:?}");
        assert_eq!(path.exists(), whole && holds, "{row:?}");
        printed += usize::from(whole && holds);
        good += usize::from(whole && holds && posted);
    }
    assert!(printed > good && good > 10, "{printed} {good}");
    let text = stdout(&output);
    assert!(text.contains(&format!("服务卡：37个网格有35张，齐全有效{good}张")), "{text}");
    let card = fs::read_to_string(folder.path().join("out/各村/青石村/服务卡/G01-01.svg")).expect("a card");
    assert!(card.contains("示例乙丑") && card.contains("0551-10000001") && card.contains("网格 G01-01"));
    let html = fs::read_to_string(folder.path().join("out/report.html")).expect("the report");
    assert!(html.contains("卡上网格长为P0906，名册为P0023") && html.contains("没有服务卡：G09-01、G10-07"));
    let output = township(folder.path(), &["--policy", "modian-2012"]);
    assert!(stdout(&output).contains("服务卡：政策“modian-2012”没有规定 card"), "{}", stdout(&output));
}

#[test]
fn rows_of_cards_that_cannot_be_used_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "grid,role,person,name,post,phone,services,supervision_phone,board\n\
        G1,leader,a,示例甲,网格长,1,a;b,9,2026-01-05\nG1,leader,b,示例乙,网格长,1,,,\nG1,member,c,示例丙,成员,1,a;c,,\n\
        G1,member,d,示例丁,成员,1,,8,\nG1,member,e,示例戊,成员,1,,,2026-01-06\nG1,cook,f,示例己,厨师,1,,,\n\
        G1,member,g,示例庚,成员,1,,,一月\nG1,member,h,示例辛,成员,1,a；b,9,2026/1/5\n";
    let cards = file(folder.path(), "c.csv", text);
    let output = township(folder.path(), &["--cards", &cards, "--on", "2026-11-23"]);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    let bad = table(folder.path(), "数据问题.csv");
    let found: Vec<[&str; 3]> = bad[1..].iter().map(|row| [row[1].as_str(), &row[2], &row[3]]).collect();
    assert_eq!(
        found,
        [
            ["3", "role", "leader"],
            ["4", "services", "a;c"],
            ["5", "supervision_phone", "8"],
            ["6", "board", "2026-01-06"],
            ["7", "role", "cook"],
            ["8", "board", "一月"],
        ]
    );
    // What a row that is left out says is not kept, and the rest is one card.
    let told = table(folder.path(), "服务卡.csv");
    assert_eq!(told[1], ["G1", "", "未公示", "", "", "没有在村务公开栏公示"].map(str::to_owned));
    assert!(folder.path().join("out/各村/村不明/服务卡/G1.svg").exists());
}
