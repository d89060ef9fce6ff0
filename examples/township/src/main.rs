//! A township's report, from its tables: sizes, grids, teams, routes, limits, ranks, its log of cases, its duties and its
//! roll-out.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::{Datelike, NaiveDate, NaiveTime};
use clap::Parser;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use township::analysis::Analysis;
use township::input::Township;
use township::ledger::Ledger;
use township::{report, terminal};
use wangge::assess::Period;
use wangge::case::CaseRules;
use wangge::division::Crs;
use wangge::policy::RenderOptions;
use wangge::table::read_moment;
use wangge::{Lang, Overlay, Policy, WorkCalendar};

/// 一个乡镇的网格规模、网格划分、人员、办理路径、时限、排名、办件台账、经常性工作与推进阶段：读取表格，写出报告。
///
/// Reads a township's tables and writes a report: sizes of grids, the grids themselves where the households have
/// places, teams, routes, limits, ranks, the cases of a log, duties, the roll-out. Without any table it takes the example in examples/data, which is made up.
///
/// Exit code: 0 when every row was used and every village divided, 1 when nothing could be done, 2 when rows were left
/// out or villages could not be divided. The example, which has such villages on purpose, ends with 0.
#[derive(Parser)]
#[command(version)]
struct Options {
    /// 政策：预设名（modian-2012、xiang-2011、combined）或政策文件 | a preset or a policy file
    #[arg(long, value_name = "NAME|FILE", default_value = "combined")]
    policy: String,
    /// 村表 | table of villages
    #[arg(long, value_name = "FILE")]
    villages: Option<PathBuf>,
    /// 户表 | table of households
    #[arg(long, value_name = "FILE")]
    households: Option<PathBuf>,
    /// 户表中经纬度的坐标系：lonlat（WGS-84）、gcj02 或 bd09 | what the coordinates of the households are
    #[arg(long, value_name = "CRS", value_parser = crs, default_value = "lonlat")]
    crs: Crs,
    /// 网格人员表 | roster of the grids
    #[arg(long, value_name = "FILE")]
    roster: Option<PathBuf>,
    /// 领导小组表 | table of the leading group
    #[arg(long, value_name = "FILE")]
    group: Option<PathBuf>,
    /// 办件表 | table of cases
    #[arg(long, value_name = "FILE")]
    cases: Option<PathBuf>,
    /// 办件事件日志：JSON，每行一条事件 | log of cases: events as JSON, one a line
    #[arg(long, value_name = "FILE")]
    events: Option<PathBuf>,
    /// 岗位表：网格责任人、村和乡镇的岗位 | who holds the posts that the roster does not have
    #[arg(long, value_name = "FILE")]
    posts: Option<PathBuf>,
    /// 工作记录表：巡查、走访、日记、会议等 | records of duties
    #[arg(long, value_name = "FILE")]
    duty_records: Option<PathBuf>,
    /// 推进阶段表：各村完成的任务 | which village did which task of the roll-out
    #[arg(long, value_name = "FILE")]
    rollout: Option<PathBuf>,
    /// 服务卡表：每人一行 | the service cards, a row a person
    #[arg(long, value_name = "FILE")]
    cards: Option<PathBuf>,
    /// 办件台账的政策；省略时同 --policy，示例为 examples/policies/extended.toml | the policy of the log
    #[arg(long, value_name = "NAME|FILE")]
    case_policy: Option<String>,
    /// 办件台账看截至日期的几时；省略时为08:00，未给日期时为此刻 | the time of that day for the log
    #[arg(long, value_name = "TIME", value_parser = time)]
    at: Option<NaiveTime>,
    /// 本地放假安排（JSON），可多次给出 | an overlay of local days off, may be given again
    #[arg(long, value_name = "FILE")]
    overlay: Vec<PathBuf>,
    /// 允许使用未公布年份的暂定日历 | reach into the year whose notice is not out
    #[arg(long)]
    provisional: bool,
    /// 截至日期；省略时为今天，示例为2026-11-23 | the day asked about
    #[arg(long, value_name = "DAY", value_parser = day)]
    on: Option<NaiveDate>,
    /// 考评期间的首日；省略时为截至日期所在季度的首日 | first day of the period
    #[arg(long, value_name = "DAY", value_parser = day)]
    from: Option<NaiveDate>,
    /// 考评期间的末日；省略时为截至日期 | last day of the period
    #[arg(long, value_name = "DAY", value_parser = day)]
    to: Option<NaiveDate>,
    /// 报告写入的文件夹 | the folder for the report
    #[arg(long, value_name = "FOLDER", default_value = "township-report")]
    out: PathBuf,
}

/// When a day's work begins, for the log of cases.
const EIGHT: NaiveTime = NaiveTime::from_hms_opt(8, 0, 0).expect("a time of day");

fn day(text: &str) -> Result<NaiveDate, String> {
    read_moment(text).map(|(day, _)| day).ok_or_else(|| "a day as 2026-11-23".to_owned())
}

fn time(text: &str) -> Result<NaiveTime, String> {
    NaiveTime::parse_from_str(text, "%H:%M").map_err(|_| "a time of day as 08:00".to_owned())
}

fn crs(text: &str) -> Result<Crs, String> {
    let known = [Crs::Lonlat, Crs::Gcj02, Crs::Bd09];
    text.parse().ok().filter(|crs| known.contains(crs)).ok_or_else(|| "lonlat, gcj02, bd09".to_owned())
}

/// The folder of the example, wherever the program is started.
fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../data")
}

fn main() -> ExitCode {
    match run(Options::parse()) {
        Ok(code) => code,
        Err(message) => {
            let _ = writeln!(std::io::stderr(), "{message}");
            ExitCode::from(1)
        }
    }
}

fn load_policy(name: &str) -> Result<Policy, String> {
    if Policy::PRESETS.contains(&name) {
        return Policy::preset(name).map_err(|error| error.to_string());
    }
    let text = std::fs::read_to_string(name).map_err(|error| {
        format!("{name}：{error}\n既不是文件，也不是预设；预设有：{}", Policy::PRESETS.join("、"))
    })?;
    Policy::from_toml(&text).map_err(|error| {
        let color = std::io::stderr().is_terminal();
        let options = RenderOptions { lang: Lang::Zh, color, width: 80 };
        let count = error.faults().len();
        format!("{}\n政策文件有{count}处错误", Policy::render(&error, &text, name, options))
    })
}

fn load_calendar(options: &Options) -> Result<WorkCalendar, String> {
    let mut calendar = WorkCalendar::china();
    if options.provisional {
        calendar = calendar.with_provisional();
    }
    for path in &options.overlay {
        let name = path.display();
        let text = std::fs::read_to_string(path).map_err(|error| format!("{name}：{error}"))?;
        let laid = Overlay::from_json(&text).and_then(|overlay| calendar.with_overlay(overlay));
        calendar = laid.map_err(|error| format!("{name}：{}", error.wording().zh()))?;
    }
    Ok(calendar)
}

fn run(mut options: Options) -> Result<ExitCode, String> {
    let policy = load_policy(&options.policy)?;
    let calendar = load_calendar(&options)?;
    let tables = [
        &options.villages,
        &options.households,
        &options.roster,
        &options.group,
        &options.cases,
        &options.events,
        &options.posts,
        &options.duty_records,
        &options.rollout,
        &options.cards,
    ];
    let is_example = tables.iter().all(|table| table.is_none());
    if is_example {
        let file = |name: &str| Some(example().join(name));
        options.villages = file("villages.csv");
        options.households = file("households.csv");
        options.roster = file("roster.csv");
        options.group = file("leading_group.csv");
        options.cases = file("cases.csv");
        options.events = file("events.jsonl");
        options.posts = file("posts.csv");
        options.duty_records = file("duty_records.csv");
        options.rollout = file("rollout.csv");
        options.cards = file("cards.csv");
        let stated = example().join("../policies/extended.toml").to_string_lossy().into_owned();
        options.case_policy.get_or_insert(stated);
    }
    let example_day = NaiveDate::from_ymd_opt(2026, 11, 23).filter(|_| is_example);
    let now = chrono::Local::now().naive_local();
    let on = options.on.or(example_day).unwrap_or(now.date());
    let start = if options.on.or(example_day).is_some() { EIGHT } else { now.time() };
    let moment = on.and_time(options.at.unwrap_or(start));
    let quarter = NaiveDate::from_ymd_opt(on.year(), on.month0() / 3 * 3 + 1, 1).unwrap_or(on);
    let period = Period::new(options.from.unwrap_or(quarter), options.to.unwrap_or(on))
        .map_err(|error| error.wording().zh())?;

    let mut township = Township::new(options.crs);
    let progress = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}") {
        progress.set_style(style);
    }
    let mut read =
        |what: &'static str,
         path: &Option<PathBuf>,
         reader: fn(&mut Township, &Path) -> Result<(), township::input::TableError>| {
            let Some(path) = path else { return Ok(()) };
            progress.set_message(what);
            reader(&mut township, path).map_err(|error| error.to_string())
        };
    read("读取村表", &options.villages, Township::read_villages)?;
    read("读取户表", &options.households, Township::read_households)?;
    read("读取人员表", &options.roster, Township::read_roster)?;
    read("读取领导小组表", &options.group, Township::read_group)?;
    read("读取办件表", &options.cases, Township::read_cases)?;
    read("读取办件日志", &options.events, Township::read_events)?;
    read("读取岗位表", &options.posts, Township::read_posts)?;
    read("读取工作记录", &options.duty_records, Township::read_duty_records)?;
    read("读取推进阶段表", &options.rollout, Township::read_rollout)?;
    read("读取服务卡表", &options.cards, Township::read_cards)?;
    progress.set_message("计算时限");

    let case_policy = match &options.case_policy {
        Some(name) => load_policy(name)?,
        None => policy.clone(),
    };
    let rules = CaseRules::new(&case_policy, &calendar);
    let ledger = township.log.as_ref().map(|log| Ledger::new(rules, &township, log, moment));
    let analysis = Analysis::new(&policy, &calendar, &township, moment, period, ledger, &progress);
    report::write(&options.out, &policy, &calendar, &township, &analysis, is_example)
        .map_err(|error| format!("{}：{error}", options.out.display()))?;
    let mut out = std::io::stdout().lock();
    if is_example {
        let _ = writeln!(out, "示例数据（虚构，由程序生成）\n");
    }
    let _ = write!(out, "{}", terminal::summary(&policy, &calendar, &township, &analysis));
    let _ = writeln!(out, "\n报告：{}", options.out.join("report.html").display());
    let divided = analysis.division.as_ref().and_then(|found| found.as_ref().ok());
    let undivided = !is_example && divided.is_some_and(|divided| divided.undivided().next().is_some());
    Ok(ExitCode::from(if township.bad.is_empty() && !undivided { 0 } else { 2 }))
}
