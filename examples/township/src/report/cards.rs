//! The chapter of the service cards.

use std::fs;
use std::io;
use std::path::Path;

use wangge::Finding;

use super::{division, safe_name, table, village_folder};
use crate::cards::Checked;

/// How many cards with something wrong are listed.
const LISTED: usize = 20;

/// A card with something wrong.
#[derive(Debug)]
pub(super) struct CardRow {
    pub(super) grid: String,
    pub(super) village: String,
    pub(super) lacks: Vec<String>,
    pub(super) unposted: Vec<String>,
    pub(super) stale: Vec<String>,
}

/// The chapter.
#[derive(Debug)]
pub(super) struct CardsPart {
    pub(super) numbers: Vec<(&'static str, usize, &'static str)>,
    pub(super) none: String,
    pub(super) rows: Vec<CardRow>,
    pub(super) more: usize,
    pub(super) clauses: Vec<String>,
    pub(super) refused: Vec<(String, String)>,
    /// The card shown, and the grid that it is of.
    pub(super) picture: String,
}

/// How many grids there are, have a card, have one that lacks something, is out of date, is not made public; how many are
/// as they should be.
pub(crate) fn counts(cards: &[Checked]) -> [usize; 6] {
    let count = |which: fn(&&Checked) -> bool| cards.iter().filter(which).count();
    [
        cards.len(),
        count(|card| card.card.is_some()),
        count(|card| !card.lacks.is_empty()),
        count(|card| !card.stale.is_empty()),
        count(|card| !card.unposted.is_empty()),
        count(|card| card.is_good()),
    ]
}

fn said(findings: &[Finding]) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    for finding in findings {
        // Somebody on the card, by their id.
        let subject = finding.subject.zh();
        let who = subject.split_once("服务卡 ").map(|(_, who)| format!("{who} ")).unwrap_or_default();
        said.push(format!("{who}{}", finding.reason.wording.zh()));
    }
    said
}

pub(super) fn part(cards: &[Checked]) -> CardsPart {
    let [grids, made, lacks, stale, unposted, good] = counts(cards);
    let wrong: Vec<&Checked> = cards.iter().filter(|card| card.card.is_some() && !card.is_good()).collect();
    let none = cards.iter().filter(|card| card.card.is_none());
    let mut clauses: Vec<String> = Vec::new();
    for finding in cards.iter().flat_map(|card| card.lacks.iter().chain(&card.unposted).chain(&card.stale)) {
        let clause = finding.reason.clause.to_string();
        if !clauses.contains(&clause) {
            clauses.push(clause);
        }
    }
    let shown = cards.iter().filter(|card| card.is_good()).find_map(|card| card.page.as_ref()?.as_ref().ok());
    let refused = cards.iter().filter_map(|card| {
        let error = card.page.as_ref()?.as_ref().err()?;
        Some((card.grid.clone(), error.wording().zh()))
    });
    CardsPart {
        numbers: vec![
            ("网格", grids, ""),
            ("没有服务卡", grids - made, "bad"),
            ("内容不全", lacks, "bad"),
            ("与名册不符", stale, "bad"),
            ("未公示", unposted, "warn"),
            ("齐全有效", good, ""),
        ],
        none: none.map(|card| card.grid.as_str()).collect::<Vec<_>>().join("、"),
        more: wrong.len().saturating_sub(LISTED),
        rows: wrong
            .into_iter()
            .take(LISTED)
            .map(|card| CardRow {
                grid: card.grid.clone(),
                village: card.village.clone(),
                lacks: said(&card.lacks),
                unposted: said(&card.unposted),
                stale: said(&card.stale),
            })
            .collect(),
        clauses,
        refused: refused.collect(),
        picture: shown.map(|svg| division::inline(svg)).unwrap_or_default(),
    }
}

/// What is wrong with each card, as CSV; the cards that hold, a page each.
pub(super) fn write(folder: &Path, cards: &[Checked]) -> io::Result<()> {
    let rows = cards.iter().map(|card| {
        let state = match card {
            card if card.card.is_none() => "没有服务卡",
            card if !card.stale.is_empty() => "与名册不符",
            card if !card.lacks.is_empty() => "内容不全",
            card if !card.unposted.is_empty() => "未公示",
            _ => "齐全有效",
        };
        vec![
            card.grid.clone(),
            card.village.clone(),
            state.to_owned(),
            said(&card.lacks).join("；"),
            said(&card.stale).join("；"),
            said(&card.unposted).join("；"),
        ]
    });
    table(folder, "服务卡.csv", &["网格", "村", "情况", "内容", "名册", "公示"], rows)?;
    for card in cards {
        let Some(Ok(svg)) = &card.page else { continue };
        let village = if card.village.is_empty() { "村不明" } else { &card.village };
        let own = village_folder(folder, village)?.join("服务卡");
        fs::create_dir_all(&own)?;
        fs::write(own.join(format!("{}.svg", safe_name(&card.grid))), svg)?;
    }
    Ok(())
}
