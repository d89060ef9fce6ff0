//! The program as a user runs it: good tables, bad rows, faulty policies, and what it leaves behind.
#![expect(clippy::expect_used, reason = "a test stops where its ground is not as it must be")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

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
    for part in
        ["一、网格规模", "二、人员", "三、办理路径", "四、办结时限", "五、排名", "依据", "计为第1天", "虚构"]
    {
        assert!(html.contains(part), "the report has no {part}");
    }
    assert!(!html.contains("http://") && !html.contains("https://"), "the report is self-contained");
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

#[test]
fn bad_rows_are_listed_and_the_rest_is_done() {
    for encoded in [CASES.as_bytes().to_vec(), encoding_rs::GB18030.encode(CASES).0.into_owned()] {
        let folder = tempfile::tempdir().expect("a folder");
        let cases = file(folder.path(), "cases.csv", encoded);
        let output = township(folder.path(), &["--cases", &cases, "--on", "2026-03-31"]);
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
        let bad = table(folder.path(), "数据问题.csv");
        let found: Vec<[&str; 4]> =
            bad[1..].iter().map(|row| [row[0].as_str(), &row[1], &row[2], &row[3]]).collect();
        assert_eq!(
            found,
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
