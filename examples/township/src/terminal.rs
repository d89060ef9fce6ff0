//! What the terminal shows: a page of at most 80 columns.

use std::fmt::Write;

use comfy_table::{ContentArrangement, LineStyle, Table, TableStyle};
use wangge::assess::Place;
use wangge::policy::SystemCoverage;
use wangge::{Finding, Light, Policy, TaskState, Vocabulary, Weight, WorkCalendar};

use crate::analysis::{Analysis, WithinLimit};
use crate::cards::Cards;
use crate::division::{Divisions, Drawn};
use crate::duties::Duties;
use crate::input::Township;
use crate::ledger::Ledger;
use crate::report::{counts, holder, kilometres, kinds, overdue, owners, refused, tasks};
use crate::rollout::Rollout;

/// A rule under the heading, and nothing else.
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::new('─', '─', '─', '─'));

/// How wide the page is.
const WIDTH: u16 = 80;

fn table(headings: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_style(STYLE).set_content_arrangement(ContentArrangement::Dynamic).set_width(WIDTH);
    table.set_header(headings.to_vec());
    table
}

/// A share in per cent to one place, half up; a dash where there is nothing to count.
pub fn percent(part: u32, whole: u32) -> String {
    if whole == 0 {
        return "—".to_owned();
    }
    let tenths = (u64::from(part) * 2000 + u64::from(whole)) / (2 * u64::from(whole));
    format!("{}.{}%", tenths / 10, tenths % 10)
}

/// The place of a village as people read it.
pub fn place(place: Place) -> String {
    match place {
        Place::Rank { rank, shared_by: 1 } => rank.to_string(),
        Place::Rank { rank, .. } => format!("{rank}（并列）"),
        Place::BelowVolume => "件数不足".to_owned(),
        Place::NothingToCount => "无到期件".to_owned(),
        Place::PartOfPeriod => "不满一期".to_owned(),
    }
}

/// The summary.
pub fn summary(policy: &Policy, calendar: &WorkCalendar, township: &Township, analysis: &Analysis) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "政策 {}（{}）", policy.title(), policy.id());
    let _ = writeln!(
        out,
        "日历 {} 至 {}，{} 之后为暂定",
        calendar.first(),
        calendar.last(),
        calendar.firm_through()
    );
    let _ = writeln!(
        out,
        "截至 {}，考评期间 {} 至 {}",
        analysis.on,
        analysis.period.start(),
        analysis.period.end()
    );
    if !township.villages.is_empty() {
        out.push_str(&sizes(analysis));
    }
    if let Some(division) = &analysis.division {
        out.push_str(&grids(division));
    }
    if !township.teams.is_empty() {
        out.push_str(&findings("管理小组", &analysis.teams));
    }
    if !township.group.is_empty() {
        out.push_str(&findings("领导小组", &analysis.group));
    }
    if !township.cases.is_empty() {
        out.push_str(&cases(analysis));
        out.push_str(&within(&analysis.within));
    }
    if let Some(assessment) = &analysis.assessment {
        out.push_str(&ranking(assessment));
    }
    if let Some(found) = &analysis.ledger {
        out.push_str(&ledger(found));
    }
    if let Some(found) = &analysis.duties {
        out.push_str(&duties(found));
    }
    if let Some(found) = &analysis.rollout {
        out.push_str(&rollout(found));
    }
    if let Some(found) = &analysis.systems {
        out.push_str(&systems(found));
    }
    if let Some(found) = &analysis.cards {
        out.push_str(&cards_of(found));
    }
    if !township.bad.is_empty() {
        let _ = writeln!(out, "\n未采用的行：{}行", township.bad.len());
        for bad in township.bad.iter().take(10) {
            let _ = writeln!(
                out,
                "  {} 第{}行 {}：“{}”，允许：{}",
                bad.file,
                bad.row,
                bad.column_zh(),
                bad.value,
                bad.allowed.zh
            );
        }
        if township.bad.len() > 10 {
            let _ = writeln!(out, "  其余{}行见 数据问题.csv", township.bad.len() - 10);
        }
    }
    out
}

fn sizes(analysis: &Analysis) -> String {
    let sizes = match &analysis.sizes {
        Ok(sizes) => sizes,
        Err(error) => return format!("\n网格规模：{}\n", error.wording().zh()),
    };
    let mut table = table(&["村", "户数", "可划网格", "取", "各格户数"]);
    for size in sizes {
        let counts = &size.counts.value;
        let range = match counts.feasible {
            Some((a, b)) if a == b => a.to_string(),
            Some((a, b)) => format!("{a}至{b}"),
            None => "无".to_owned(),
        };
        let taken = counts.preferred.or_else(|| counts.feasible.filter(|(a, b)| a == b).map(|(a, _)| a));
        let sizes = match taken.and_then(|taken| counts.sizes(taken).ok()) {
            Some(sizes) => sizes.to_string(),
            None => counts.choices.first().map(|choice| choice.wording().zh()).unwrap_or_default(),
        };
        let taken = taken.map(|taken| taken.to_string()).unwrap_or_default();
        table.add_row([size.village.name.clone(), counts.households.to_string(), range, taken, sizes]);
    }
    let none = sizes.iter().filter(|size| !size.counts.value.is_feasible()).count();
    format!("\n网格规模：{}个村，其中{none}个没有合规的网格数\n{table}\n", sizes.len())
}

fn grids(found: &Result<Divisions, wangge::Error>) -> String {
    let found = match found {
        Ok(found) => found,
        Err(error) => return format!("\n网格划分：{}\n", error.wording().zh()),
    };
    let drawn = found.villages.iter().any(|village| village.judged.is_some());
    let mut headings = vec!["村", "网格", "均方根", "走访", "整组"];
    if drawn {
        headings.extend(["现格", "不符", "均方根", "走访"]);
    }
    let mut table = table(&headings);
    for village in &found.villages {
        let figures = |drawn: &Drawn| {
            let walks = [format!("{:.0}", drawn.measures.rms), kilometres(drawn.round())];
            (drawn.division.grids.len().to_string(), walks)
        };
        let mut row = vec![village.village.clone()];
        match &village.ours {
            Ok(ours) => {
                let (grids, [rms, round]) = figures(ours);
                let whole = format!("{}/{}", ours.measures.groups_whole, ours.measures.groups);
                row.extend([grids, rms, round, whole]);
            }
            Err(_) => row.extend(["未划分", "", "", ""].map(str::to_owned)),
        }
        if let Some(Ok(judged)) = &village.judged {
            let (grids, [rms, round]) = figures(&judged.drawn);
            row.extend([grids, judged.breaches().to_string(), rms, round]);
        }
        row.resize(headings.len(), String::new());
        table.add_row(row);
    }
    let none = found.undivided().count();
    let mut out = format!("\n网格划分：{}个村，其中{none}个没有划分", found.villages.len());
    out.push_str("\n  均方根：户到网格中心的米数；走访：走遍一格一圈的公里数");
    out.push_str(if drawn { "；右边四列是现划分\n" } else { "\n" });
    let _ = writeln!(out, "{table}");
    for (village, error) in found.undivided() {
        if !matches!(error, wangge::Error::Division(wangge::DivisionError::Infeasible { .. })) {
            let _ = writeln!(out, "  {village}：{}", error.wording().zh());
        }
    }
    out
}

fn findings(title: &str, found: &Result<Vec<Finding>, wangge::Error>) -> String {
    let findings = match found {
        Ok(findings) => findings,
        Err(error) => return format!("\n{title}：{}\n", error.wording().zh()),
    };
    let breaches = findings.iter().filter(|finding| finding.weight == Weight::Breach).count();
    let mut out = format!("\n{title}：{breaches}项不符合，{}项提示\n", findings.len() - breaches);
    if findings.is_empty() {
        return out;
    }
    let mut table = table(&["", "对象", "发现", "依据"]);
    for finding in findings {
        table.add_row([
            finding.weight.zh(),
            &finding.subject.zh(),
            &finding.reason.wording.zh(),
            finding.reason.clause.as_str(),
        ]);
    }
    out.push_str(&table.to_string());
    out.push('\n');
    out
}

fn cases(analysis: &Analysis) -> String {
    if analysis.no_facts() {
        let count = analysis.cases.len();
        return format!("\n办件：{count}件；表中没有涉及范围和难易程度，不逐件定时限\n");
    }
    let overdue = analysis.overdue();
    let pending = analysis.pending().len();
    let undecided = analysis.undecided().count();
    let mut out = format!(
        "\n办件：{}件，逾期未结{}件，在办未到期{pending}件，无法计算时限{undecided}件\n",
        analysis.cases.len(),
        overdue.len()
    );
    if overdue.is_empty() {
        return out;
    }
    let mut table = table(&["编号", "村", "难易程度", "受理", "到期"]);
    for (followed, due) in overdue.iter().take(8) {
        let village = followed.case.village.clone().unwrap_or_default();
        table.add_row([
            followed.case.id.clone(),
            village,
            due.value.complexity.zh().to_owned(),
            due.value.received.to_string(),
            due.value.date.to_string(),
        ]);
    }
    out.push_str(&table.to_string());
    out.push('\n');
    if overdue.len() > 8 {
        let _ = writeln!(out, "  其余{}件见 办件.csv", overdue.len() - 8);
    }
    out
}

fn within(within: &[WithinLimit]) -> String {
    if within.is_empty() {
        return String::new();
    }
    let mut table = table(&["时限", "已办结", "期内办结", "占比", "按周一至周五误算的占比", "判断不同"]);
    for row in within {
        table.add_row([
            format!("{}（{}日）", row.complexity.zh(), row.days),
            row.settled.to_string(),
            row.within.to_string(),
            percent(row.within, row.settled),
            percent(row.within_naive, row.settled),
            format!("{}件", row.differ),
        ]);
    }
    let mut out = format!("\n办结用时：每件分别按三种时限核对\n{table}\n");
    if let Some(uncounted) = within.iter().map(|row| row.uncounted).max().filter(|count| *count > 0) {
        let _ = writeln!(out, "  另有{uncounted}件的日期超出日历，未计入");
    }
    out
}

fn ranking(assessment: &Result<crate::analysis::Assessment, wangge::Error>) -> String {
    let found = match assessment {
        Ok(found) => found,
        Err(error) => return format!("\n排名：{}\n", error.wording().zh()),
    };
    let mut table = table(&["名次", "村", "按期", "计入", "按期率", "得分"]);
    for row in &found.ranked.value {
        table.add_row([
            place(row.place),
            row.village.clone(),
            row.figures.on_time.to_string(),
            row.figures.decided().to_string(),
            percent(row.figures.on_time, row.figures.decided()),
            crate::report::marks(found, &row.village),
        ]);
    }
    format!("\n排名\n{table}\n")
}

fn ledger(ledger: &Ledger) -> String {
    let board = &ledger.board;
    let late: Vec<_> = board.late().collect();
    let mut out = format!(
        "\n办件台账：{}件{}条事件，截至{}\n  未结{}件：逾期{}、临期{}、正常{}、挂账{}；另有{}件不能判定\n  今日到期{}件，本周到期{}件",
        ledger.cases.len(),
        ledger.events,
        ledger.now.format("%Y-%m-%d %H:%M"),
        board.rows.len(),
        late.len(),
        ledger.count(Light::Yellow),
        ledger.count(Light::Green),
        ledger.count(Light::Grey),
        ledger.unplaced.len(),
        board.due_today().count(),
        board.due_this_week().count(),
    );
    let mut above = "";
    for duty in &ledger.duties {
        let start = if duty.what == above { "、".to_owned() } else { format!("\n  {}：", duty.what) };
        above = duty.what;
        let _ = write!(out, "{start}{}{}件", duty.state, duty.cases.len());
    }
    out.push('\n');
    if ledger.later > 0 {
        let _ = writeln!(out, "  此后的{}条事件未计入", ledger.later);
    }
    if late.is_empty() {
        return out;
    }
    let mut table = table(&["编号", "村", "到期", "超期", "现办理", "督办"]);
    for row in late.iter().take(8) {
        table.add_row([
            row.case.clone(),
            ledger.village(&row.case).to_owned(),
            row.date.map(|date| date.to_string()).unwrap_or_default(),
            ledger.left(row),
            holder(row),
            row.supervision.map_or("", Vocabulary::zh).to_owned(),
        ]);
    }
    let _ = writeln!(out, "{table}");
    if late.len() > 8 {
        let _ = writeln!(out, "  其余{}件见 办件台账.csv", late.len() - 8);
    }
    out
}

fn duties(duties: &Duties) -> String {
    let mut out =
        format!("\n经常性工作：{}到期，截至{}", duties.month.0.format("%Y年%-m月"), duties.now.date());
    let [done, late, missed, pending] = duties.counts();
    let [_, _, extra, twice] = duties.uses();
    let all = done + late + missed + pending;
    let _ = writeln!(out, "\n  应完成{all}项：按期{done}、逾期完成{late}、未完成{missed}、未到期{pending}");
    let [lacking, refused] = refused(duties);
    if !lacking.is_empty() {
        out.push_str("  未列，政策没有规定：\n");
    }
    for (kinds, key) in lacking {
        let _ = writeln!(out, "    {kinds} {key}");
    }
    if !refused.is_empty() {
        let mut table = table(&["未列", "原因"]);
        for (kinds, why) in refused {
            table.add_row([kinds, why]);
        }
        let _ = writeln!(out, "{table}");
    }
    if duties.later > 0 {
        let _ = writeln!(out, "  此后的{}条记录未计入", duties.later);
    }
    let _ = writeln!(out, "  额外完成{extra}条，重复记录{twice}条");
    if let Some(((from, to), seen)) = &duties.coverage {
        let (seen, needed) = seen.iter().fold((0, 0), |sum, row| (sum.0 + row.seen, sum.1 + row.needed));
        let share = percent(seen, needed);
        let _ = writeln!(out, "  入户覆盖（{from}至{to}）：{needed}户已走访{seen}户，{share}");
    }
    let (gaps, missing) = (duties.gaps(), duties.missing());
    if let Some(longest) = gaps.first() {
        let _ = writeln!(
            out,
            "  民情日记断档{}处，最长{}天（{}，{}至{}）",
            gaps.len(),
            longest.days,
            longest.unit,
            longest.from,
            longest.to
        );
    }
    if missing.is_empty() {
        return out;
    }
    let mut table = table(&["网格或村", "未完成", "事项", "责任人"]);
    for row in missing.iter().take(6) {
        let who = owners(&row.owners).into_iter().map(|(role, who)| format!("{role} {who}"));
        let missed = format!("{}/{}", row.count, row.due);
        table.add_row([row.unit.clone(), missed, kinds(&row.kinds), who.collect::<Vec<_>>().join("；")]);
    }
    let _ = writeln!(out, "{table}");
    if missing.len() > 6 {
        let _ = writeln!(out, "  其余{}个见 经常性工作.csv", missing.len() - 6);
    }
    out
}

fn rollout(rollout: &Rollout) -> String {
    if let Err(error) = &rollout.plan {
        return format!("\n推进阶段：{}\n", error.wording().zh());
    }
    let phase = rollout.phase().map_or("不在任何阶段之内", |phase| phase.phase.zh());
    let mut out = format!(
        "\n推进阶段：截至{}，{phase}\n  {}个村中{}个已到这一阶段；逾期未完成{}项\n",
        rollout.on,
        rollout.villages.len(),
        rollout.on_time(),
        overdue(rollout)
    );
    if rollout.later > 0 {
        let _ = writeln!(out, "  此后完成的{}项未计入", rollout.later);
    }
    for (village, stands) in &rollout.villages {
        match stands {
            Ok(stands) => {
                let undone = tasks(stands, TaskState::Overdue);
                if !undone.is_empty() {
                    let _ = writeln!(out, "  {village}：{undone}");
                }
            }
            Err(error) => {
                let _ = writeln!(out, "  {village}：{}", error.wording().zh());
            }
        }
    }
    out
}

fn cards_of(found: &Cards) -> String {
    let found = match found {
        Ok(found) => found,
        Err(error) => return format!("\n服务卡：{}\n", error.wording().zh()),
    };
    let [grids, made, lacks, stale, unposted, good] = counts(found);
    format!(
        "\n服务卡：{grids}个网格有{made}张，齐全有效{good}张\n  内容不全{lacks}张，与名册不符{stale}张，未公示{unposted}张\n"
    )
}

fn systems(systems: &Result<Vec<SystemCoverage>, wangge::Error>) -> String {
    let systems = match systems {
        Ok(systems) => systems,
        Err(error) => return format!("\n十三项制度：{}\n", error.wording().zh()),
    };
    let open: Vec<&str> = systems.iter().filter(|row| !row.arranged).map(|row| row.system.zh()).collect();
    let mut out = format!("\n十三项制度：已安排{}项，未安排{}项\n", systems.len() - open.len(), open.len());
    for three in open.chunks(3) {
        let _ = writeln!(out, "  {}", three.join("、"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn shares_are_rounded_half_up_once() {
        assert_eq!(percent(1, 3), "33.3%");
        assert_eq!(percent(2, 3), "66.7%");
        assert_eq!(percent(1, 2000), "0.1%");
        assert_eq!(percent(3, 3), "100.0%");
        assert_eq!(percent(0, 0), "—");
    }
}
