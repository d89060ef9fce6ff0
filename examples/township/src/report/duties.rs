//! The chapter of the duties: what was owed in the month, who missed what, how many households were seen.

use std::fs;
use std::io;
use std::path::Path;

use wangge::{DutyKind, DutyState, Error, RecordUse, Role, Unspecified, Vocabulary};

use super::{division, table, village_folder};
use crate::duties::{Counts, Duties};
use crate::terminal::percent;

/// How many grids and gaps are listed.
const LISTED: usize = 12;
/// How many records are named.
const NAMED: usize = 6;

/// How many are in each state.
#[derive(Debug)]
pub(super) struct StateRow {
    pub(super) name: String,
    /// Owed, done, done late, missed, not yet due.
    pub(super) counts: [usize; 5],
    /// How many of those that were due are done, late ones included.
    pub(super) share: String,
    pub(super) width: String,
    pub(super) clauses: Vec<String>,
}

/// Who missed what.
#[derive(Debug)]
pub(super) struct MissingRow {
    pub(super) unit: String,
    pub(super) village: String,
    pub(super) count: usize,
    pub(super) due: usize,
    pub(super) kinds: String,
    /// Each post with those who hold it.
    pub(super) owners: Vec<(&'static str, String)>,
}

/// The households of a village.
#[derive(Debug)]
pub(super) struct SeenRow {
    pub(super) village: String,
    pub(super) needed: u32,
    pub(super) seen: u32,
    pub(super) share: String,
    pub(super) width: String,
    pub(super) least: String,
}

/// A checklist.
#[derive(Debug)]
pub(super) struct CheckedRow {
    pub(super) kind: &'static str,
    pub(super) records: usize,
    pub(super) complete: usize,
    pub(super) share: String,
    pub(super) missing: String,
    pub(super) clause: String,
}

/// The chapter.
#[derive(Debug)]
pub(super) struct DutiesPart {
    pub(super) month: String,
    pub(super) on: String,
    /// The kinds left out, with the key that the policy lacks; those left out for another reason.
    pub(super) lacking: Vec<(String, String)>,
    pub(super) refused: Vec<(String, String)>,
    pub(super) notes: Vec<String>,
    pub(super) numbers: Vec<(&'static str, usize, &'static str)>,
    pub(super) kinds: Vec<StateRow>,
    pub(super) villages: Vec<StateRow>,
    pub(super) sum: StateRow,
    pub(super) missing: Vec<MissingRow>,
    pub(super) missing_more: usize,
    pub(super) window: String,
    pub(super) seen: Vec<SeenRow>,
    pub(super) seen_sum: Option<SeenRow>,
    /// The unit, from when to when, how many days it was owed.
    pub(super) gaps: Vec<(String, String, u32)>,
    pub(super) gaps_more: usize,
    pub(super) checked: Vec<CheckedRow>,
    pub(super) picture: String,
}

fn state_row(
    name: impl Into<String>,
    [done, late, missed, pending]: Counts,
    clauses: Vec<String>,
) -> StateRow {
    let (settled, due) = (done + late, done + late + missed);
    let share = share(settled, due);
    StateRow {
        name: name.into(),
        counts: [due + pending, done, late, missed, pending],
        width: if due == 0 { "0%".to_owned() } else { share.clone() },
        share,
        clauses,
    }
}

fn share(part: usize, whole: usize) -> String {
    let number = |count| u32::try_from(count).unwrap_or(u32::MAX);
    percent(number(part), number(whole))
}

/// The kinds that are left out, with the key that the policy lacks; then those that are for another reason, with it.
pub(crate) fn refused(duties: &Duties) -> [Vec<(String, String)>; 2] {
    let mut said: [Vec<(String, String)>; 2] = [Vec::new(), Vec::new()];
    let [lacking, others] = &mut said;
    for (kind, error) in &duties.refused {
        let (rows, words) = match error {
            Error::Unspecified(Unspecified { key, .. }) => (&mut *lacking, key.clone()),
            other => (&mut *others, other.wording().zh()),
        };
        match rows.iter_mut().find(|(_, known)| *known == words) {
            Some((kinds, _)) => *kinds = format!("{kinds}、{}", kind.zh()),
            None => rows.push((kind.zh().to_owned(), words)),
        }
    }
    said
}

/// The ids of some records, the first ones by name.
fn named<'r>(ids: impl Iterator<Item = &'r str>) -> (usize, String) {
    let all: Vec<&str> = ids.collect();
    let more = if all.len() > NAMED { "等" } else { "" };
    (all.len(), all.iter().take(NAMED).copied().collect::<Vec<_>>().join("、") + more)
}

/// What is to be known of the records and the grids.
fn notes(duties: &Duties) -> Vec<String> {
    let mut notes = Vec::new();
    let of = |wanted: RecordUse| {
        let used = duties.used().filter(move |(_, used)| *used == wanted);
        named(used.map(|(record, _)| record.id.as_str()))
    };
    let mut note = |(count, ids): (usize, String), words: &str, but: &str| {
        if count > 0 {
            notes.push(format!("{words}{count}{but}：{ids}"));
        }
    };
    note(of(RecordUse::Duplicate), "重复记录", "条（不计）");
    note(of(RecordUse::Extra), "额外完成", "条（不抵本月事项）");
    let unlisted = duties.unlisted();
    note(named(unlisted.iter().map(|record| record.id.as_str())), "走访的户不在该网格", "条（不计入覆盖）");
    note(named(duties.lost.iter().map(String::as_str)), "查不到所在村的网格", "个（未列应完成事项）");
    let homeless = duties.coverage.iter().flat_map(|(_, seen)| seen).filter(|row| row.ungridded > 0);
    let homeless: Vec<String> = homeless.map(|row| format!("{}{}户", row.village, row.ungridded)).collect();
    if !homeless.is_empty() {
        notes.push(format!("没有网格、不在覆盖之内的户：{}", homeless.join("、")));
    }
    if duties.unused() > 0 {
        notes.push(format!("未列事项的记录{}条", duties.unused()));
    }
    if duties.later > 0 {
        notes.push(format!("此后的{}条记录未计入", duties.later));
    }
    notes
}

/// Posts with those who hold them.
pub(crate) fn owners(owners: &[(Role, Option<Vec<String>>)]) -> Vec<(&'static str, String)> {
    let who = |persons: &Option<Vec<String>>| match persons.as_deref() {
        None => "未列".to_owned(),
        Some([]) => "空缺".to_owned(),
        Some(persons) => persons.join("、"),
    };
    let rows = owners.iter().map(|(role, persons)| (role.zh(), who(persons)));
    rows.collect()
}

/// What was missed, each with how often.
pub(crate) fn kinds(kinds: &[(DutyKind, usize)]) -> String {
    kinds.iter().map(|(kind, count)| format!("{}{count}", kind.zh())).collect::<Vec<_>>().join("、")
}

fn seen_row(village: &str, seen: u32, needed: u32, least: String) -> SeenRow {
    let share = percent(seen, needed);
    SeenRow { village: village.to_owned(), needed, seen, width: share.clone(), share, least }
}

/// The window in which households are seen, those of each village, and all of them.
fn seen_rows(duties: &Duties) -> (String, Vec<SeenRow>, Option<SeenRow>) {
    let Some(((from, to), seen)) = &duties.coverage else { return (String::new(), Vec::new(), None) };
    let rows = seen.iter().map(|row| {
        let (grid, some, all) = &row.least;
        seen_row(&row.village, row.seen, row.needed, format!("{grid} {some}/{all}"))
    });
    let (reached, needed) = seen.iter().fold((0, 0), |sum, row| (sum.0 + row.seen, sum.1 + row.needed));
    let sum = seen_row("合计", reached, needed, String::new());
    (format!("{from} 至 {to}"), rows.collect(), Some(sum))
}

pub(super) fn part(duties: &Duties) -> DutiesPart {
    let counts = duties.counts();
    let [done, late, missed, pending] = counts;
    let [_, _, extra, _] = duties.uses();
    let missing = duties.missing();
    let gaps = duties.gaps();
    let long: Vec<_> = gaps.iter().filter(|gap| gap.days > 1).collect();
    let (window, seen, seen_sum) = seen_rows(duties);
    let worst = duties
        .by_village()
        .into_iter()
        .filter(|(village, _)| village != crate::duties::TOWNSHIP)
        .max_by_key(|(_, [_, _, missed, _])| *missed);
    let months = duties.months.as_ref().map(Vec::as_slice).unwrap_or_default();
    let picture = worst.and_then(|(village, _)| months.iter().find(|(name, _)| *name == village));
    let [lacking, mut left_out] = refused(duties);
    left_out.extend(duties.months.as_ref().err().map(|error| ("月历".to_owned(), error.wording().zh())));
    DutiesPart {
        month: duties.month.0.format("%Y年%-m月").to_string(),
        on: wangge::decision::date_zh(duties.now.date()),
        lacking,
        refused: left_out,
        notes: notes(duties),
        numbers: vec![
            ("应完成", done + late + missed + pending, ""),
            (DutyState::Done.zh(), done, ""),
            (DutyState::DoneLate.zh(), late, "warn"),
            (DutyState::Missed.zh(), missed, "bad"),
            (DutyState::NotDue.zh(), pending, ""),
            (RecordUse::Extra.zh(), extra, ""),
        ],
        kinds: duties
            .by_kind()
            .into_iter()
            .map(|(kind, counts, clauses)| state_row(kind.zh(), counts, clauses))
            .collect(),
        villages: duties
            .by_village()
            .into_iter()
            .map(|(village, counts)| state_row(village, counts, Vec::new()))
            .collect(),
        sum: state_row("合计", counts, Vec::new()),
        missing_more: missing.len().saturating_sub(LISTED),
        missing: missing
            .into_iter()
            .take(LISTED)
            .map(|row| MissingRow {
                kinds: kinds(&row.kinds),
                owners: owners(&row.owners),
                village: if row.village == row.unit { String::new() } else { row.village },
                unit: row.unit,
                count: row.count,
                due: row.due,
            })
            .collect(),
        window,
        seen,
        seen_sum,
        gaps_more: gaps.len() - long.len().min(LISTED),
        gaps: long
            .iter()
            .take(LISTED)
            .map(|gap| (gap.unit.clone(), format!("{} 至 {}", gap.from, gap.to), gap.days))
            .collect(),
        checked: duties
            .checked
            .iter()
            .map(|row| CheckedRow {
                kind: row.kind.zh(),
                records: row.records,
                complete: row.complete,
                share: share(row.complete, row.records),
                missing: row
                    .missing
                    .iter()
                    .map(|(item, count)| format!("{}{count}次", item.zh()))
                    .collect::<Vec<_>>()
                    .join("，"),
                clause: row.clause.clone(),
            })
            .collect(),
        picture: picture.map(|(_, svg)| division::inline(svg)).unwrap_or_default(),
    }
}

/// What is owed with what became of it, as CSV; of each village its month and its calendar.
pub(super) fn write(folder: &Path, duties: &Duties) -> io::Result<()> {
    let headings = [
        "事项",
        "频次",
        "责任单元",
        "村",
        "岗位",
        "责任人",
        "起",
        "到期",
        "确定程度",
        "完成情况",
        "完成日期",
        "记录编号",
        "应走访户",
        "已走访户",
        "依据",
    ];
    let matched = duties.matched.as_ref().ok();
    let rows = duties.iter().map(|(owed, outcome)| {
        let record = outcome.record.and_then(|row| duties.records.get(row as usize));
        let coverage = matched.and_then(|matched| matched.coverage_of(owed.index));
        let seen = |count: fn(&wangge::duty::Coverage) -> u32| {
            coverage.as_ref().map(|coverage| count(coverage).to_string()).unwrap_or_default()
        };
        vec![
            owed.kind().zh().to_owned(),
            owed.every().zh().to_owned(),
            owed.unit().to_owned(),
            owed.village().unwrap_or_default().to_owned(),
            owed.owner().zh().to_owned(),
            owed.persons().join("、"),
            owed.opens().to_string(),
            owed.due().to_string(),
            owed.status().zh().to_owned(),
            outcome.state.zh().to_owned(),
            outcome.on.map(|day| day.to_string()).unwrap_or_default(),
            record.map(|record| record.id.clone()).unwrap_or_default(),
            seen(|coverage| coverage.needed),
            seen(|coverage| coverage.seen + coverage.seen_late),
            owed.clauses().join(" "),
        ]
    });
    table(folder, "经常性工作.csv", &headings, rows)?;
    for (village, svg) in duties.months.iter().flatten() {
        let own = village_folder(folder, village)?;
        fs::write(own.join("月历.svg"), svg)?;
        fs::write(own.join("日程.ics"), duties.calendar(village))?;
    }
    Ok(())
}
