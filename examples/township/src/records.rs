//! What was done of the duties, and who holds the posts that the roster of the grids does not have.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;

use wangge::duty::{DutyGrid, DutyRecord, Holder, Territory};
use wangge::table::{Column, Fault, Row};
use wangge::{CheckItem, DutyKind, Role, Vocabulary};

use crate::input::{HOUSEHOLD, PERSON, TableError, Township, open};

const RECORD: Column = Column(&["记录编号", "编号", "id", "record"]);
const KIND: Column = Column(&["事项", "工作事项", "kind", "duty"]);
const UNIT: Column = Column(&["责任单元", "单元", "unit"]);
const DAY: Column = Column(&["日期", "day", "date"]);
const ITEMS: Column = Column(&["查问事项", "检查项", "items"]);
const POST: Column = Column(&["岗位", "职务", "post", "role"]);
const FROM: Column = Column(&["到岗日期", "起", "from"]);
const TO: Column = Column(&["离岗日期", "止", "to"]);

/// How items stand beside each other in a cell: some have a comma in their Chinese name.
pub(crate) const BETWEEN: [char; 3] = [';', '；', '|'];

/// What may stand for a unit.
fn units(known: &BTreeMap<String, String>) -> String {
    let grids: Vec<&str> = known.keys().take(3).map(String::as_str).collect();
    match grids.as_slice() {
        [] => "能确定所在村的网格；现在一个也没有".to_owned(),
        some => format!("网格编号（如{}）、网格所在的村，全乡镇的留空", some.join("、")),
    }
}

fn items(row: &Row<'_>, column: Option<usize>) -> Result<Vec<CheckItem>, Fault> {
    let Some(place) = column else { return Ok(Vec::new()) };
    let allowed = || {
        let terms: Vec<&str> = CheckItem::ALL.iter().map(|item| item.zh()).collect();
        format!("以分号隔开，各一次：{}", terms.join("；"))
    };
    let mut found: Vec<CheckItem> = Vec::new();
    for word in row.text(column).split(BETWEEN).map(str::trim).filter(|word| !word.is_empty()) {
        match CheckItem::find(word) {
            Some(item) if !found.contains(&item) => found.push(item),
            _ => return Err(row.fault(place, allowed())),
        }
    }
    Ok(found)
}

impl Township {
    /// The village of each grid of the roster and of the table of households, as far as it can be told: from the households
    /// that are in it, else from the code of the village's region, which its own begins with.
    pub fn grids(&self) -> BTreeMap<String, String> {
        let own = self.grid_villages.iter().filter(|(_, villages)| villages.len() == 1);
        let mut grids: BTreeMap<String, String> =
            own.filter_map(|(grid, villages)| Some((grid.clone(), villages.first()?.clone()))).collect();
        for team in &self.teams {
            let region = |region: &String| team.grid.starts_with(region.as_str());
            let village = self.villages.iter().find(|village| village.region.as_ref().is_some_and(region));
            if let Some(village) = village.filter(|_| !self.grid_villages.contains_key(&team.grid)) {
                grids.entry(team.grid.clone()).or_insert_with(|| village.name.clone());
            }
        }
        grids
    }

    /// The grids whose village cannot be told: it stands nowhere, or several have one of that name.
    pub fn lost_grids(&self) -> BTreeSet<&str> {
        let known = self.grids();
        let grids = self.teams.iter().map(|team| &team.grid).chain(self.grid_villages.keys());
        grids.filter(|grid| !known.contains_key(*grid)).map(String::as_str).collect()
    }

    /// For whom duties are owed: the grids village by village, the leaders and teams of the roster, the holders of other
    /// posts, the households of each grid.
    pub fn territory(&self) -> Territory {
        let known = self.grids();
        let order = |village: &String| {
            self.villages.iter().position(|one| one.name == *village).unwrap_or(usize::MAX)
        };
        let mut grids: Vec<(&String, &String)> = known.iter().collect();
        grids.sort_by_key(|(grid, village)| (order(village), *grid));
        let mut holders = Vec::new();
        for team in self.teams.iter().filter(|team| known.contains_key(&team.grid)) {
            let mut hold = |role, person: &str| {
                let (unit, person) = (team.grid.clone(), person.to_owned());
                holders.push(Holder { unit, role, person, from: None, to: None });
            };
            team.leaders.iter().for_each(|leader| hold(Role::GridLeader, &leader.id));
            let mut ids: Vec<&str> = Vec::new();
            for one in team.leaders.iter().chain(&team.members) {
                if !ids.contains(&one.id.as_str()) {
                    ids.push(&one.id);
                    hold(Role::GridTeam, &one.id);
                }
            }
        }
        holders.extend(self.holders.iter().cloned());
        Territory {
            grids: grids.into_iter().map(|(grid, village)| DutyGrid::new(grid, village)).collect(),
            holders,
            dwellings: self.dwellings.iter().filter(|one| known.contains_key(&one.grid)).cloned().collect(),
            occasions: Vec::new(),
        }
    }

    /// Reads who holds a post of a grid, a village or the township, after the grids are known.
    ///
    /// # Errors
    /// [`TableError`] when the file is no such table.
    pub fn read_posts(&mut self, path: &Path) -> Result<(), TableError> {
        let table = open(path)?;
        let (unit, post, person) = (table.need(UNIT)?, table.need(POST)?, table.need(PERSON)?);
        let (from, to) = (table.find(FROM)?, table.find(TO)?);
        let known = self.grids();
        let mut bad = std::mem::take(&mut self.bad);
        let mut seen = HashSet::new();
        let read = table.rows(&mut bad, |row| {
            let name = row.text(Some(unit));
            let role: Role = row.word(Some(post))?.ok_or_else(|| row.fault(post, "不能为空"))?;
            let holder = Holder {
                unit: on_ground(row, unit, name, &known)?,
                role,
                person: row.need(person)?,
                from: row.day_or_none(from)?,
                to: row.day_or_none(to)?,
            };
            if let (Some(column), Some(first), Some(last)) = (to, holder.from, holder.to)
                && last < first
            {
                return Err(row.fault(column, format!("不早于到岗日期 {first}")));
            }
            if !seen.insert(holder.clone()) {
                return Err(row.fault(person, "每人每岗每段一行"));
            }
            Ok(holder)
        });
        self.bad = bad;
        self.holders = read;
        Ok(())
    }

    /// Reads the records of duties, after the grids are known.
    ///
    /// # Errors
    /// [`TableError`] when the file is no such table.
    pub fn read_duty_records(&mut self, path: &Path) -> Result<(), TableError> {
        let table = open(path)?;
        let (id, kind, unit, day) =
            (table.need(RECORD)?, table.need(KIND)?, table.need(UNIT)?, table.need(DAY)?);
        let (person, household, looked) = (table.find(PERSON)?, table.find(HOUSEHOLD)?, table.find(ITEMS)?);
        let known = self.grids();
        let mut seen = HashSet::new();
        let mut bad = std::mem::take(&mut self.bad);
        let read = table.rows(&mut bad, |row| {
            let number = row.need(id)?;
            if !seen.insert(number.clone()) {
                return Err(row.fault(id, "每条一行，编号不重复"));
            }
            let kind: DutyKind = row.word(Some(kind))?.ok_or_else(|| row.fault(kind, "不能为空"))?;
            let text = |column| Some(row.text(column)).filter(|text| !text.is_empty());
            Ok(DutyRecord {
                id: number,
                kind,
                unit: on_ground(row, unit, row.text(Some(unit)), &known)?,
                day: row.day(day)?,
                person: text(person),
                household: text(household),
                items: items(row, looked)?,
            })
        });
        self.bad = bad;
        self.records = Some(read);
        Ok(())
    }
}

/// A unit that there is: a grid, its village, or the township, which has no name.
fn on_ground(
    row: &Row<'_>,
    column: usize,
    name: String,
    known: &BTreeMap<String, String>,
) -> Result<String, Fault> {
    let there =
        name.is_empty() || known.contains_key(&name) || known.values().any(|village| *village == name);
    if there { Ok(name) } else { Err(row.fault(column, units(known))) }
}
