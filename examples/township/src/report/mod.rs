//! The folder that a run leaves: the report in HTML and its tables as CSV.

mod cards;
mod division;
mod duties;
mod ledger;
mod rollout;

use std::fs;
use std::io;
use std::path::Path;

use askama::Template;
use wangge::assess::{Marks, Place};
use wangge::rules::size::Choice;
use wangge::{Finding, Policy, Vocabulary, Weight, WorkCalendar};

use crate::analysis::{Analysis, Assessment, Followed, explained};
use crate::input::Township;
use crate::terminal::{percent, place};
use cards::CardsPart;
pub(crate) use cards::counts;
pub(crate) use division::kilometres;
use division::{SummaryRow, VillagePart};
use duties::DutiesPart;
pub(crate) use duties::{kinds, owners, refused};
use ledger::LedgerPart;
pub(crate) use ledger::holder;
use rollout::{RolloutPart, SystemRow};
pub(crate) use rollout::{overdue, tasks};
use wangge::table::BadRow;

/// A village in the table of sizes.
#[derive(Debug)]
struct SizeRow {
    village: String,
    households: u32,
    stated: String,
    differs: bool,
    range: String,
    preferred: String,
    sizes: String,
    feasible: bool,
    nearest: String,
    choices: Vec<(String, String)>,
}

/// A finding.
#[derive(Debug)]
struct FindingRow {
    weight: &'static str,
    breach: bool,
    subject: String,
    text: String,
    clause: String,
}

/// A row of the route table.
#[derive(Debug)]
struct WayRow {
    clause: String,
    level: &'static str,
    handler: &'static str,
    steps: String,
    path: String,
    at_once: bool,
    told_by: &'static str,
    complexity: String,
    count: usize,
}

/// A case that is open.
#[derive(Debug)]
struct OpenRow {
    id: String,
    village: String,
    level: &'static str,
    complexity: &'static str,
    received: String,
    due: String,
    days: String,
    reasons: Vec<String>,
    lines: Vec<String>,
}

/// A row of how long settling took.
#[derive(Debug)]
struct WithinRow {
    limit: String,
    settled: u32,
    within: u32,
    share: String,
    naive: String,
    differ: u32,
}

/// A village in the ranking.
#[derive(Debug)]
struct RankRow {
    place: String,
    ranked: bool,
    village: String,
    on_time: u32,
    late: u32,
    overdue: u32,
    pending: u32,
    rate: String,
    width: String,
    marks: String,
    to_next: String,
}

/// Everything that the page shows.
#[expect(clippy::struct_excessive_bools, reason = "a page has parts that are there or not")]
#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    title: &'a str,
    policy: &'a str,
    example: bool,
    on: String,
    period: String,
    calendar: String,
    numbers: Vec<(String, String)>,
    sizes: Vec<SizeRow>,
    sizes_refused: String,
    grids: Vec<SummaryRow>,
    grids_refused: String,
    has_drawn: bool,
    overview: String,
    parts: Vec<VillagePart>,
    teams: Vec<FindingRow>,
    teams_refused: String,
    has_teams: bool,
    group: Vec<FindingRow>,
    group_refused: String,
    has_group: bool,
    ways: Vec<WayRow>,
    intake: Vec<(&'static str, String, String)>,
    no_facts: bool,
    ways_refused: String,
    has_cases: bool,
    overdue: Vec<OpenRow>,
    pending: Vec<OpenRow>,
    undecided: Vec<(String, String)>,
    within: Vec<WithinRow>,
    ranks: Vec<RankRow>,
    rank_notes: Vec<String>,
    ranks_refused: String,
    ledger: Option<LedgerPart>,
    duties: Option<DutiesPart>,
    rollout: Option<RolloutPart>,
    systems: Vec<SystemRow>,
    systems_refused: String,
    cards: Option<CardsPart>,
    cards_refused: String,
    bad: &'a [BadRow],
    clauses: Vec<(String, String, String)>,
}

/// The marks of a village, or that there are none.
pub fn marks(found: &Assessment, village: &str) -> String {
    let scored =
        found.scored.as_ref().and_then(|scored| scored.value.iter().find(|row| row.village == village));
    match scored.map(|row| row.marks) {
        Some(Marks::Given(marks)) => marks.to_string(),
        Some(Marks::NotApplicable) => "不适用".to_owned(),
        None => "—".to_owned(),
    }
}

fn refusal<T>(found: &Result<T, wangge::Error>) -> String {
    found.as_ref().err().map(|error| error.wording().zh()).unwrap_or_default()
}

fn finding_rows(found: &Result<Vec<Finding>, wangge::Error>) -> Vec<FindingRow> {
    let rows = found.iter().flatten().map(|finding| FindingRow {
        weight: finding.weight.zh(),
        breach: finding.weight == Weight::Breach,
        subject: finding.subject.zh(),
        text: finding.reason.wording.zh(),
        clause: finding.reason.clause.to_string(),
    });
    rows.collect()
}

fn size_rows(analysis: &Analysis) -> Vec<SizeRow> {
    let rows = analysis.sizes.iter().flatten().map(|size| {
        let counts = &size.counts.value;
        let range = match counts.feasible {
            Some((fewest, most)) if fewest == most => fewest.to_string(),
            Some((fewest, most)) => format!("{fewest}至{most}"),
            None => "无".to_owned(),
        };
        let shown = counts.preferred.or(counts.feasible.map(|(fewest, _)| fewest));
        let sizes = shown.and_then(|grids| counts.sizes(grids).ok());
        let nearest = [counts.below, counts.above].into_iter().flatten().map(|n| format!("{n}户"));
        let clause = |choice: &Choice| match choice {
            Choice::Exception { clause, .. } => clause.to_string(),
            _ => "E-5".to_owned(),
        };
        SizeRow {
            village: size.village.name.clone(),
            households: counts.households,
            stated: size.village.stated.map(|stated| stated.to_string()).unwrap_or_default(),
            differs: size.village.stated.zip(size.village.counted).is_some_and(|(a, b)| a != b),
            range,
            preferred: counts.preferred.map(|grids| grids.to_string()).unwrap_or_default(),
            sizes: sizes.map(|sizes| sizes.to_string()).unwrap_or_default(),
            feasible: counts.is_feasible(),
            nearest: nearest.collect::<Vec<_>>().join("、"),
            choices: counts.choices.iter().map(|choice| (choice.wording().zh(), clause(choice))).collect(),
        }
    });
    rows.collect()
}

fn way_rows(policy: &Policy, analysis: &Analysis) -> Result<Vec<WayRow>, wangge::Error> {
    let policy = policy.at(analysis.on)?;
    let table = policy.route_table()?;
    let count = |clause: &str| {
        let routes = analysis.cases.iter().filter_map(|case| case.route.as_ref());
        routes.filter(|route| route.because.first().is_some_and(|reason| reason.clause == clause)).count()
    };
    let words = |words: Vec<&'static str>, mark: &str| words.join(mark);
    let rows = table.value.rows.iter().map(|row| {
        let complexity = policy.complexity_of(row.level).map(|(complexity, _)| complexity.zh().to_owned());
        WayRow {
            clause: row.clause.to_string(),
            level: row.level.zh(),
            handler: row.handler.zh(),
            steps: words(row.steps.iter().map(|step| step.zh()).collect(), "、"),
            path: words(row.path.iter().map(|handler| handler.zh()).collect(), " → "),
            at_once: row.report.is_some(),
            told_by: row.told_by.map_or("—", |handler| handler.zh()),
            complexity: complexity.unwrap_or_else(|_| "—".to_owned()),
            count: count(row.clause.as_str()),
        }
    });
    Ok(rows.collect())
}

/// How each type of work is taken in: the type, the steps, the clause.
fn intake_rows(policy: &Policy, analysis: &Analysis) -> Vec<(&'static str, String, String)> {
    let Ok(policy) = policy.at(analysis.on) else { return Vec::new() };
    let Ok(table) = policy.route_table() else { return Vec::new() };
    let rows = table.value.intake.iter().map(|row| {
        let steps: Vec<&str> = row.steps.iter().map(|step| step.zh()).collect();
        (row.work.zh(), steps.join("、"), row.clause.to_string())
    });
    rows.collect()
}

fn open_rows(
    cases: &[(&Followed, &wangge::Decision<wangge::rules::deadline::Deadline>)],
    calendar: &WorkCalendar,
    analysis: &Analysis,
) -> Vec<OpenRow> {
    let rows = cases.iter().map(|(followed, due)| {
        let between = calendar.workdays_between(due.value.date, analysis.on, wangge::MakeUp::Count);
        let days = match between {
            Ok(days) if days > 0 => format!("超{days}个工作日"),
            Ok(0) if due.value.date < analysis.on => "已超期".to_owned(),
            Ok(0) => "今日到期".to_owned(),
            Ok(days) => format!("还有{}个工作日", -days),
            Err(_) => "—".to_owned(),
        };
        OpenRow {
            id: followed.case.id.clone(),
            village: followed.case.village.clone().unwrap_or_default(),
            level: followed.route.as_ref().map_or("—", |route| route.value.level.zh()),
            complexity: due.value.complexity.zh(),
            received: due.value.received.to_string(),
            due: due.value.date.to_string(),
            days,
            reasons: due.because.iter().map(wangge::Reason::zh).collect(),
            lines: explained(&due.value, calendar),
        }
    });
    rows.collect()
}

fn rank_rows(found: &Assessment) -> Vec<RankRow> {
    let rows = found.ranked.value.iter().map(|row| {
        let figures = &row.figures;
        let decided = figures.decided();
        RankRow {
            place: place(row.place),
            ranked: matches!(row.place, Place::Rank { .. }),
            village: row.village.clone(),
            on_time: figures.on_time,
            late: figures.late,
            overdue: figures.overdue,
            pending: figures.pending,
            rate: percent(figures.on_time, decided),
            width: if decided == 0 { "0%".to_owned() } else { percent(figures.on_time, decided) },
            marks: marks(found, &row.village),
            to_next: match row.to_next {
                Some(0) => "同率，按规则分先后".to_owned(),
                Some(cases) => format!("再多{cases}件按期"),
                None => String::new(),
            },
        }
    });
    rows.collect()
}

/// Writes `report.html` and the tables into a folder, which is made where it does not stand.
///
/// # Errors
/// What the file system refuses.
#[expect(clippy::too_many_lines, reason = "one part of the page after the other")]
pub fn write(
    folder: &Path,
    policy: &Policy,
    calendar: &WorkCalendar,
    township: &Township,
    analysis: &Analysis,
    example: bool,
) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let assessment = analysis.assessment.as_ref();
    let found = assessment.and_then(|found| found.as_ref().ok());
    let divided = analysis.division.as_ref().and_then(|found| found.as_ref().ok());
    let (overdue, pending) = (analysis.overdue(), analysis.pending());
    let ways = way_rows(policy, analysis);
    let clause = |id: &String| {
        let of_cases = || analysis.ledger.as_ref()?.rules.policy().clause_text(id);
        let (heading, text) = policy.clause_text(id).or_else(of_cases).unwrap_or_default();
        (id.clone(), heading.to_owned(), text.to_owned())
    };
    let mut numbers = Vec::new();
    if !township.villages.is_empty() {
        numbers.push(("村".to_owned(), township.villages.len().to_string()));
        let households: u32 = township.villages.iter().map(crate::input::Village::households).sum();
        numbers.push(("户".to_owned(), households.to_string()));
    }
    if !township.teams.is_empty() {
        numbers.push(("网格".to_owned(), township.teams.len().to_string()));
    }
    if let Some(divided) = divided {
        let ours = divided.villages.iter().filter_map(|village| village.ours.as_ref().ok());
        let grids: usize = ours.map(|ours| ours.division.grids.len()).sum();
        numbers.push(("建议网格".to_owned(), grids.to_string()));
    }
    if !township.cases.is_empty() {
        numbers.push(("办件".to_owned(), township.cases.len().to_string()));
        numbers.push(("逾期未结".to_owned(), overdue.len().to_string()));
    }
    if let Some(ledger) = &analysis.ledger {
        numbers.push(("台账办件".to_owned(), ledger.cases.len().to_string()));
        numbers.push(("台账逾期".to_owned(), ledger.board.late().count().to_string()));
    }
    if let Some(duties) = &analysis.duties {
        let [_, _, missed, _] = duties.counts();
        numbers.push(("本月未完成".to_owned(), missed.to_string()));
    }
    numbers.push(("数据问题".to_owned(), township.bad.len().to_string()));
    let mut clauses: Vec<_> = analysis.clauses();
    clauses.sort();
    let page = Page {
        title: policy.title(),
        policy: policy.id(),
        example,
        on: wangge::decision::date_zh(analysis.on),
        period: format!("{} 至 {}", analysis.period.start(), analysis.period.end()),
        calendar: format!(
            "{} 至 {}，{} 之后为暂定",
            calendar.first(),
            calendar.last(),
            calendar.firm_through()
        ),
        numbers,
        sizes: size_rows(analysis),
        sizes_refused: refusal(&analysis.sizes),
        grids: divided.map(division::summary_rows).unwrap_or_default(),
        grids_refused: analysis.division.as_ref().map(refusal).unwrap_or_default(),
        has_drawn: divided.is_some_and(|found| found.villages.iter().any(|village| village.judged.is_some())),
        overview: divided.and_then(|found| found.map.as_deref()).map(division::inline).unwrap_or_default(),
        parts: divided.map(division::parts).unwrap_or_default(),
        teams: finding_rows(&analysis.teams),
        teams_refused: refusal(&analysis.teams),
        has_teams: !township.teams.is_empty(),
        group: finding_rows(&analysis.group),
        group_refused: refusal(&analysis.group),
        has_group: !township.group.is_empty(),
        ways_refused: refusal(&ways),
        ways: ways.unwrap_or_default(),
        intake: intake_rows(policy, analysis),
        no_facts: analysis.no_facts(),
        has_cases: !township.cases.is_empty(),
        overdue: open_rows(&overdue, calendar, analysis),
        pending: open_rows(&pending, calendar, analysis),
        undecided: analysis
            .undecided()
            .map(|(case, error)| (case.case.id.clone(), error.wording().zh()))
            .collect(),
        within: analysis
            .within
            .iter()
            .map(|row| WithinRow {
                limit: format!("{}（{}个工作日）", row.complexity.zh(), row.days),
                settled: row.settled,
                within: row.within,
                share: percent(row.within, row.settled),
                naive: percent(row.within_naive, row.settled),
                differ: row.differ,
            })
            .collect(),
        ranks: found.map(rank_rows).unwrap_or_default(),
        rank_notes: found
            .map(|found| {
                let scored = found.scored.iter().flat_map(|scored| &scored.because);
                found
                    .on_time
                    .because
                    .iter()
                    .chain(&found.ranked.because)
                    .chain(scored)
                    .map(wangge::Reason::zh)
                    .collect()
            })
            .unwrap_or_default(),
        ranks_refused: assessment.map(refusal).unwrap_or_default(),
        ledger: analysis.ledger.as_ref().map(ledger::part),
        duties: analysis.duties.as_ref().map(duties::part),
        rollout: analysis.rollout.as_ref().map(rollout::part),
        systems: analysis.systems.iter().flatten().flat_map(|rows| rollout::system_rows(rows)).collect(),
        cards: analysis.cards.iter().flatten().map(|found| cards::part(found)).next(),
        cards_refused: analysis.cards.as_ref().map(refusal).unwrap_or_default(),
        systems_refused: analysis.systems.as_ref().map(refusal).unwrap_or_default(),
        bad: &township.bad,
        clauses: clauses.iter().map(clause).collect(),
    };
    let html = page.render().map_err(io::Error::other)?;
    fs::write(folder.join("report.html"), html)?;
    if let Some(divided) = divided {
        division::write(folder, township, divided)?;
    }
    if let Some(ledger) = &analysis.ledger {
        ledger::write(folder, ledger)?;
    }
    if let Some(duties) = &analysis.duties {
        duties::write(folder, duties)?;
    }
    if let Some(rollout) = &analysis.rollout {
        rollout::write(folder, rollout)?;
    }
    if let Some(Ok(found)) = &analysis.cards {
        cards::write(folder, found)?;
    }
    write_tables(folder, township, analysis, &page)
}

/// A name without what a file system would not take.
fn safe_name(name: &str) -> String {
    let safe =
        |letter: char| if letter.is_control() || "/\\:*?\"<>|".contains(letter) { '_' } else { letter };
    let name: String = name.chars().map(safe).collect();
    if name.trim_matches(['.', ' ']).is_empty() { "_".to_owned() } else { name }
}

/// The folder of a village among those of the report.
fn village_folder(folder: &Path, village: &str) -> io::Result<std::path::PathBuf> {
    let path = folder.join("各村").join(safe_name(village));
    fs::create_dir_all(&path)?;
    Ok(path)
}

/// A table as CSV, with a byte order mark so that spreadsheets open it as UTF-8.
fn table(
    folder: &Path,
    name: &str,
    headings: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
) -> io::Result<()> {
    let mut bytes = b"\xEF\xBB\xBF".to_vec();
    let mut writer = csv::Writer::from_writer(&mut bytes);
    writer.write_record(headings)?;
    for row in rows {
        writer.write_record(row)?;
    }
    writer.flush()?;
    drop(writer);
    fs::write(folder.join(name), bytes)
}

#[expect(clippy::too_many_lines, reason = "one table after the other")]
fn write_tables(folder: &Path, township: &Township, analysis: &Analysis, page: &Page<'_>) -> io::Result<()> {
    let text = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    if !page.sizes.is_empty() {
        let headings = ["村", "户数", "上报户数", "可划网格数", "取", "各格户数", "最近可行户数", "可行选择"];
        let rows = page.sizes.iter().map(|row| {
            let choices: Vec<&str> = row.choices.iter().map(|(words, _)| words.as_str()).collect();
            let households = row.households.to_string();
            text(&[
                &row.village,
                &households,
                &row.stated,
                &row.range,
                &row.preferred,
                &row.sizes,
                &row.nearest,
                &choices.join("；"),
            ])
        });
        table(folder, "网格规模.csv", &headings, rows)?;
    }
    if page.has_teams || page.has_group {
        let rows = page
            .teams
            .iter()
            .map(|row| ("管理小组", row))
            .chain(page.group.iter().map(|row| ("领导小组", row)));
        let rows = rows.map(|(kind, row)| text(&[kind, row.weight, &row.subject, &row.text, &row.clause]));
        table(folder, "人员检查.csv", &["类别", "分量", "对象", "发现", "依据"], rows)?;
    }
    if page.has_cases {
        let headings = [
            "编号",
            "村",
            "受理日期",
            "办结日期",
            "层级",
            "办理主体",
            "难易程度",
            "到期日",
            "确定程度",
            "办理状况",
            "依据",
        ];
        let rows = analysis.cases.iter().map(|followed| {
            let case = &followed.case;
            let route = followed.route.as_ref().map(|route| &route.value);
            let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
            let due = followed.deadline.as_ref().ok();
            vec![
                case.id.clone(),
                case.village.clone().unwrap_or_default(),
                case.received.to_string(),
                day(case.closed),
                route.map(|route| route.level.zh().to_owned()).unwrap_or_default(),
                route.map(|route| route.handler.zh().to_owned()).unwrap_or_default(),
                due.map(|due| due.value.complexity.zh().to_owned()).unwrap_or_default(),
                day(due.map(|due| due.value.date)),
                due.map(|due| due.value.status.zh().to_owned()).unwrap_or_default(),
                followed.standing.map(|standing| standing.zh().to_owned()).unwrap_or_default(),
                due.map(|due| due.clauses().join(" ")).unwrap_or_default(),
            ]
        });
        table(folder, "办件.csv", &headings, rows)?;
        let rows = page.within.iter().map(|row| {
            let numbers = [row.settled.to_string(), row.within.to_string(), row.differ.to_string()];
            let [settled, within, differ] = numbers;
            vec![row.limit.clone(), settled, within, row.share.clone(), row.naive.clone(), differ]
        });
        let headings = ["时限", "已办结", "期内办结", "占比", "按周一至周五误算的占比", "判断不同的件数"];
        table(folder, "办结用时.csv", &headings, rows)?;
    }
    if !page.ranks.is_empty() {
        let headings = [
            "名次",
            "村",
            "按期办结",
            "超期办结",
            "逾期未结",
            "在办未到期",
            "按期办结率",
            "得分",
            "距上一名",
        ];
        let rows = page.ranks.iter().map(|row| {
            let count = |count: u32| count.to_string();
            vec![
                row.place.clone(),
                row.village.clone(),
                count(row.on_time),
                count(row.late),
                count(row.overdue),
                count(row.pending),
                row.rate.clone(),
                row.marks.clone(),
                row.to_next.clone(),
            ]
        });
        table(folder, "排名.csv", &headings, rows)?;
    }
    if !township.bad.is_empty() {
        let rows = township.bad.iter().map(|bad| {
            vec![
                bad.file.clone(),
                bad.row.to_string(),
                bad.column_zh().to_owned(),
                bad.value.clone(),
                bad.allowed.zh.clone(),
            ]
        });
        table(folder, "数据问题.csv", &["文件", "行", "列", "值", "允许"], rows)?;
    }
    Ok(())
}
