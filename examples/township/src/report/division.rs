//! The grids in the report: a table of the villages, a part for each, the tables and the GeoJSON beside it.

use std::fs;
use std::io;
use std::path::Path;

use wangge::division::{Grid, GridName, GroupShare};
use wangge::{Dimension, DivisionError, Error, Finding, Reason, Vocabulary, Weight};

use super::{FindingRow, table};
use crate::division::{Divisions, Drawn, Judged, VillageDivision, called};
use crate::input::Township;

/// A village in the table of grids.
#[derive(Debug)]
pub(super) struct SummaryRow {
    pub(super) village: String,
    pub(super) households: usize,
    /// Why there are no grids.
    pub(super) refused: String,
    pub(super) ours: Option<Figures>,
    pub(super) drawn: Option<Figures>,
    pub(super) breaches: usize,
}

/// A division in a few figures.
#[derive(Debug)]
pub(super) struct Figures {
    pub(super) grids: usize,
    pub(super) sizes: String,
    pub(super) farthest: String,
    pub(super) rms: String,
    pub(super) round: String,
    pub(super) whole: String,
}

/// A village on its own.
#[derive(Debug)]
pub(super) struct VillagePart {
    pub(super) village: String,
    pub(super) said: String,
    /// The map of ours; empty where there is none.
    pub(super) ours: String,
    pub(super) grids: Vec<GridRow>,
    pub(super) why: Vec<String>,
    /// The map of the one there is; empty where there is none.
    pub(super) drawn: String,
    pub(super) findings: Vec<FindingRow>,
    pub(super) gain: String,
}

/// A grid of ours.
#[derive(Debug)]
pub(super) struct GridRow {
    pub(super) name: String,
    pub(super) code: String,
    pub(super) households: u32,
    pub(super) people: String,
    pub(super) farthest: String,
    pub(super) rms: String,
    pub(super) round: String,
    pub(super) groups: String,
    pub(super) neighbours: String,
}

fn metres(metres: f64) -> String {
    format!("{metres:.0}")
}

/// Metres as kilometres.
#[expect(clippy::float_arithmetic, reason = "another unit")]
pub(crate) fn kilometres(metres: f64) -> String {
    format!("{:.1}", metres / 1000.0)
}

/// The picture as a part of a page: it needs no name of its language there.
pub(super) fn inline(svg: &str) -> String {
    svg.replacen(" xmlns=\"http://www.w3.org/2000/svg\"", "", 1)
}

fn figures(drawn: &Drawn) -> Figures {
    let households = || drawn.measures.grids.iter().map(|grid| grid.households);
    let (least, most) = (households().min().unwrap_or_default(), households().max().unwrap_or_default());
    Figures {
        grids: drawn.division.grids.len(),
        sizes: if least == most { least.to_string() } else { format!("{least}至{most}") },
        farthest: metres(drawn.farthest()),
        rms: metres(drawn.measures.rms),
        round: kilometres(drawn.round()),
        whole: format!("{}/{}", drawn.measures.groups_whole, drawn.measures.groups),
    }
}

fn judged(village: &VillageDivision) -> Option<&Judged> {
    village.judged.as_ref()?.as_ref().ok()
}

pub(super) fn summary_rows(divisions: &Divisions) -> Vec<SummaryRow> {
    let rows = divisions.villages.iter().map(|village| SummaryRow {
        village: village.village.clone(),
        households: village.rows.len(),
        refused: village.ours.as_ref().err().map(refused).unwrap_or_default(),
        ours: village.ours.as_ref().ok().map(figures),
        drawn: judged(village).map(|judged| figures(&judged.drawn)),
        breaches: judged(village).map(Judged::breaches).unwrap_or_default(),
    });
    rows.collect()
}

/// Why a village has no grids; what numbers would do stands in the table of sizes.
fn refused(error: &Error) -> String {
    match error {
        Error::Division(DivisionError::Infeasible { .. }) => "没有合规的网格数，可行选择见上表".to_owned(),
        error => error.wording().zh(),
    }
}

/// A finding of the audit in words; rows of a table inside the program are told as households.
fn finding(found: &Finding, left_out: usize) -> FindingRow {
    let (subject, text) = if found.code() == "division.no_grid" {
        ("住户".to_owned(), format!("{left_out}户没有写明现网格"))
    } else {
        (found.subject.zh(), found.reason.wording.zh())
    };
    FindingRow {
        weight: found.weight.zh(),
        breach: found.weight == Weight::Breach,
        subject,
        text,
        clause: found.reason.clause.to_string(),
    }
}

/// The findings of the audit, but for what could be gained: that has a line of its own.
fn findings(judged: &Judged) -> Vec<FindingRow> {
    let found = judged.findings.iter().filter(|found| found.code() != "division.gain");
    found.map(|found| finding(found, judged.left_out)).collect()
}

/// What could be gained by ours, in walks.
fn gain(ours: &Drawn, judged: &Judged) -> String {
    let (there, here) = (judged.drawn.round(), ours.round());
    let (many, few) = (judged.drawn.division.grids.len(), ours.division.grids.len());
    let grids =
        if many == few { format!("同为{few}个网格") } else { format!("{many}个网格改为{few}个") };
    if kilometres(there) == kilometres(here) {
        return format!("{grids}，走访路线平均都是{}公里。", kilometres(here));
    }
    format!(
        "{grids}，走访路线平均由{}公里变为{}公里，到网格中心的均方根距离由{}米变为{}米。",
        kilometres(there),
        kilometres(here),
        metres(judged.drawn.measures.rms),
        metres(ours.measures.rms),
    )
}

fn neighbours(grid: &Grid, names: &[GridName]) -> String {
    let names = grid.neighbours.iter().filter_map(|place| names.get(*place as usize));
    let names = names.map(|name| called(name).trim_start_matches("网格").to_owned());
    names.collect::<Vec<_>>().join("、")
}

/// Natural groups by number: 第2组 before 第10组.
fn groups(shares: &[GroupShare]) -> String {
    let mut shares: Vec<&GroupShare> = shares.iter().collect();
    shares.sort_by_key(|share| (share.group.chars().count(), share.group.as_str()));
    let (whole, parts): (Vec<_>, Vec<_>) = shares.into_iter().partition(|share| share.is_whole());
    let whole: Vec<&str> = whole.into_iter().map(|share| share.group.as_str()).collect();
    let part = |share: &GroupShare| format!("{}（{}户中的{}户）", share.group, share.all, share.here);
    let parts: Vec<String> = parts.into_iter().map(part).collect();
    [whole.join("、"), parts.join("、")]
        .into_iter()
        .filter(|said| !said.is_empty())
        .collect::<Vec<_>>()
        .join("；")
}

fn grid_rows(drawn: &Drawn) -> Vec<GridRow> {
    let rows = drawn.measures.grids.iter().zip(&drawn.tours).map(|(grid, tour)| GridRow {
        name: called(&grid.name),
        code: grid.name.code.clone().unwrap_or_default(),
        households: grid.households,
        people: grid
            .amounts
            .iter()
            .find(|(dimension, _)| *dimension == Dimension::Population)
            .map(|(_, people)| people.to_string())
            .unwrap_or_default(),
        farthest: metres(grid.farthest.metres),
        rms: metres(grid.rms),
        round: kilometres(tour.metres),
        groups: groups(&grid.groups),
        neighbours: neighbours(grid, &drawn.division.grids),
    });
    rows.collect()
}

fn why(ours: &Drawn) -> Vec<String> {
    let splits = ours.division.splits.iter().map(|split| {
        let parts = split.parts.iter().filter_map(|(place, households)| {
            Some(format!("{}有{households}户", called(ours.division.grids.get(*place as usize)?)))
        });
        format!("{}：{}", split.because.zh(), parts.collect::<Vec<_>>().join("、"))
    });
    ours.division.log.iter().map(Reason::zh).chain(splits).collect()
}

pub(super) fn parts(divisions: &Divisions) -> Vec<VillagePart> {
    let shown = divisions.villages.iter().filter(|village| village.ours.is_ok());
    let part = |village: &VillageDivision| {
        let ours = village.ours.as_ref().ok();
        let judged = judged(village);
        let mut why = ours.map(why).unwrap_or_default();
        if village.ungrouped > 0 {
            why.push(format!("{}户没有写明村民组，逐户划分", village.ungrouped));
        }
        VillagePart {
            village: village.village.clone(),
            said: ours
                .map(|ours| format!("{}户，{}个网格", village.rows.len(), ours.division.grids.len()))
                .unwrap_or_default(),
            ours: ours.map(|ours| inline(&ours.map)).unwrap_or_default(),
            grids: ours.map(grid_rows).unwrap_or_default(),
            why,
            drawn: judged.map(|judged| inline(&judged.drawn.map)).unwrap_or_default(),
            findings: judged.map(findings).unwrap_or_default(),
            gain: ours.zip(judged).map(|(ours, judged)| gain(ours, judged)).unwrap_or_default(),
        }
    };
    shown.map(part).collect()
}

/// A household and its grids.
fn placed(township: &Township, village: &VillageDivision) -> Vec<Vec<String>> {
    let ours = village.ours.as_ref().ok();
    let rows = village.rows.iter().enumerate().filter_map(|(nth, row)| {
        let household = township.households.get(*row)?;
        let label = ours.and_then(|ours| ours.division.labels.get(nth));
        let grid = ours.zip(label).and_then(|(ours, label)| ours.division.grids.get(*label as usize));
        Some(vec![
            household.id.clone(),
            village.village.clone(),
            household.group.clone().unwrap_or_default(),
            grid.map(called).unwrap_or_default(),
            grid.and_then(|grid| grid.code.clone()).unwrap_or_default(),
            household.grid.clone().unwrap_or_default(),
        ])
    });
    rows.collect()
}

/// A grid and its measures, ours and those there are.
fn measured(village: &VillageDivision) -> Vec<Vec<String>> {
    let kinds = [("建议", village.ours.as_ref().ok()), ("现有", judged(village).map(|judged| &judged.drawn))];
    let kinds = kinds.into_iter().filter_map(|(kind, drawn)| Some((kind, drawn?)));
    let rows = kinds.flat_map(|(kind, drawn)| {
        grid_rows(drawn).into_iter().zip(&drawn.measures.grids).map(move |(row, grid)| {
            vec![
                kind.to_owned(),
                village.village.clone(),
                row.name,
                row.code,
                row.households.to_string(),
                row.people,
                format!("{:.6}", grid.centre.0),
                format!("{:.6}", grid.centre.1),
                row.farthest,
                row.rms,
                row.round,
                grid.parts.to_string(),
                row.neighbours,
                row.groups,
            ]
        })
    });
    rows.collect()
}

/// What was decided and why, and what the audit found.
fn said(village: &VillageDivision) -> Vec<Vec<String>> {
    let line = |kind: &str, rest: [String; 4]| {
        let mut line = vec![village.village.clone(), kind.to_owned()];
        line.extend(rest);
        line
    };
    let none = String::new;
    let reason = |kind: &str, reason: &Reason| {
        line(kind, [none(), none(), reason.wording.zh(), reason.clause.to_string()])
    };
    let mut lines = Vec::new();
    match &village.ours {
        Ok(ours) => {
            lines.extend(ours.division.log.iter().map(|own| reason("决定", own)));
            lines.extend(ours.division.splits.iter().map(|split| reason("拆分", &split.because)));
        }
        Err(error) => lines.push(line("未划分", [none(), none(), error.wording().zh(), none()])),
    }
    if let Some(judged) = judged(village) {
        for found in &judged.findings {
            let found = finding(found, judged.left_out);
            lines
                .push(line("现划分检查", [found.weight.to_owned(), found.subject, found.text, found.clause]));
        }
    }
    lines
}

/// Writes which household is in which grid, the measures, the reasons, and the GeoJSON.
pub(super) fn write(folder: &Path, township: &Township, divisions: &Divisions) -> io::Result<()> {
    let villages = || divisions.villages.iter();
    let headings = ["户号", "村", "村民组", "建议网格", "网格编码", "现网格"];
    table(folder, "网格划分.csv", &headings, villages().flat_map(|village| placed(township, village)))?;
    let headings = [
        "划分",
        "村",
        "网格",
        "网格编码",
        "户数",
        "人口",
        "中心经度",
        "中心纬度",
        "最远住户（米）",
        "均方根距离（米）",
        "走访路线（公里）",
        "片数",
        "相邻网格",
        "村民组",
    ];
    table(folder, "网格指标.csv", &headings, villages().flat_map(measured))?;
    let headings = ["村", "类别", "分量", "对象", "内容", "依据"];
    table(folder, "划分说明.csv", &headings, villages().flat_map(said))?;
    match &divisions.geojson {
        Some(text) => fs::write(folder.join("网格划分.geojson"), text),
        None => Ok(()),
    }
}
