//! The township's tables: villages, households, the roster, the leading group, cases.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use wangge::division::{Crs, to_wgs84};
use wangge::duty::rollout::TaskDone;
use wangge::duty::{DutyRecord, Dwelling, Holder};
use wangge::policy::Facts;
use wangge::rules::card::ServiceCard;
use wangge::rules::team::{GroupMember, Person, Standing, Team};
use wangge::{Complexity, Office, Place, Post, Scope, Vocabulary, Work};

use crate::events::EventLog;
use wangge::table::{BadRow, Column, Fault, Row, Table, TableError as Unreadable, TableOptions};

pub(crate) const VILLAGE: Column = Column(&["村", "村名", "village"]);
const PLACE: Column = Column(&["类型", "地方类型", "place"]);
const NEIGHBOURS: Column = Column(&["相邻村", "neighbours", "neighbors"]);
const STATED: Column = Column(&["上报户数", "户数", "households"]);
pub(crate) const HOUSEHOLD: Column = Column(&["户号", "household"]);
const GROUP: Column = Column(&["村民组", "自然村组", "group"]);
const REGION: Column = Column(&["区划代码", "行政区划代码", "region"]);
const LONGITUDE: Column = Column(&["经度", "lon", "longitude"]);
const LATITUDE: Column = Column(&["纬度", "lat", "latitude"]);
const DRAWN: Column = Column(&["现网格", "网格", "网格编码", "grid"]);
const PEOPLE: Column = Column(&["人口", "people", "population"]);
pub(crate) const GRID: Column = Column(&["网格", "网格编码", "grid"]);
pub(crate) const DUTY: Column = Column(&["职责", "duty", "role"]);
pub(crate) const PERSON: Column = Column(&["人员编号", "person"]);
const IDENTITY: Column = Column(&["身份", "identity"]);
const LIVES: Column = Column(&["住本网格", "lives_in_grid"]);
const POST: Column = Column(&["职务", "post"]);
const OFFICE: Column = Column(&["任职", "office"]);
const CASE: Column = Column(&["编号", "案件编号", "id", "case"]);
const RECEIVED: Column = Column(&["受理日期", "收件日期", "received"]);
const CLOSED: Column = Column(&["办结日期", "答复日期", "closed", "replied"]);
const SCOPE: Column = Column(&["涉及范围", "范围", "scope"]);
const MAJOR: Column = Column(&["重大", "major"]);
const SUDDEN: Column = Column(&["突发", "sudden"]);
const WORK: Column = Column(&["工作类型", "work"]);
const COMPLEXITY: Column = Column(&["难易程度", "complexity"]);

/// A file that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// It cannot be opened.
    #[error("{}: {source}", path.display())]
    Open {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It is not text in UTF-8.
    #[error("{file}：不是UTF-8文本")]
    NotUtf8 {
        /// Which file.
        file: String,
    },
    /// It is no such table.
    #[error(transparent)]
    Table(#[from] Unreadable),
}

pub(crate) fn open(path: &Path) -> Result<Table, TableError> {
    let bytes = std::fs::read(path).map_err(|source| TableError::Open { path: path.to_owned(), source })?;
    let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Table::read(&bytes, &file, &TableOptions::default())?)
}

/// A village.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Village {
    /// Its name.
    pub name: String,
    /// What kind of place it is.
    pub place: Option<Place>,
    /// The villages it borders on.
    pub neighbours: Vec<String>,
    /// The households it reported.
    pub stated: Option<u32>,
    /// The households counted in the table of households; `None` without such a table.
    pub counted: Option<u32>,
    /// The people counted there.
    pub people: Option<u32>,
    /// The code of its region, which the codes of its grids begin with.
    pub region: Option<String>,
}

impl Village {
    /// The households that the size rule goes by: those counted, else those reported.
    pub fn households(&self) -> u32 {
        self.counted.or(self.stated).unwrap_or_default()
    }
}

/// A household with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Household {
    /// Its number.
    pub id: String,
    /// The row of the table.
    pub row: u64,
    /// Its village.
    pub village: String,
    /// Its natural group, where the table gives it.
    pub group: Option<String>,
    /// Its people, where the table has them.
    pub people: Option<u32>,
    /// Longitude and latitude.
    pub place: (f64, f64),
    /// The grid it is in now, where the table gives it.
    pub grid: Option<String>,
}

/// A case as the table has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Its number.
    pub id: String,
    /// The village; `None` where the table has no villages.
    pub village: Option<String>,
    /// The day of receipt.
    pub received: NaiveDate,
    /// The day it was settled.
    pub closed: Option<NaiveDate>,
    /// The facts that decide its route; `None` where the table does not give them.
    pub facts: Option<Facts>,
    /// Its complexity, where the table gives it.
    pub complexity: Option<Complexity>,
}

/// All that was read.
#[derive(Debug)]
pub struct Township {
    /// What the coordinates of the households are.
    pub crs: Crs,
    /// The villages.
    pub villages: Vec<Village>,
    /// The households; none where the table does not say where they stand.
    pub households: Vec<Household>,
    /// The teams, one a grid.
    pub teams: Vec<Team>,
    /// The leading group.
    pub group: Vec<GroupMember>,
    /// The cases.
    pub cases: Vec<Case>,
    /// The households of the grids that they are in now.
    pub dwellings: Vec<Dwelling>,
    /// How many households have no grid now, by village.
    pub ungridded: BTreeMap<String, u32>,
    /// The villages of each grid of the table of households: one, where its name is its own.
    pub grid_villages: BTreeMap<String, BTreeSet<String>>,
    /// Who holds a post that the roster of the grids does not have.
    pub holders: Vec<Holder>,
    /// What was done; `None` where no record was read.
    pub records: Option<Vec<DutyRecord>>,
    /// Which village did which task of the roll-out; `None` where no such table was read.
    pub tasks: Option<Vec<(String, TaskDone)>>,
    /// The service cards; `None` where no such table was read.
    pub cards: Option<Vec<ServiceCard>>,
    /// The log of cases; `None` where none was read.
    pub log: Option<EventLog>,
    /// The rows that could not be used.
    pub bad: Vec<BadRow>,
}

impl Township {
    /// Nothing read yet; the households' coordinates will be these.
    pub fn new(crs: Crs) -> Self {
        Self {
            crs,
            villages: Vec::new(),
            households: Vec::new(),
            teams: Vec::new(),
            group: Vec::new(),
            cases: Vec::new(),
            dwellings: Vec::new(),
            ungridded: BTreeMap::new(),
            grid_villages: BTreeMap::new(),
            holders: Vec::new(),
            records: None,
            tasks: None,
            cards: None,
            log: None,
            bad: Vec::new(),
        }
    }

    /// Reads the villages.
    ///
    /// # Errors
    /// [`TableError`] when the file is no such table.
    pub fn read_villages(&mut self, path: &Path) -> Result<(), TableError> {
        let table = open(path)?;
        let village = table.need(VILLAGE)?;
        let (place, neighbours, stated) = (table.find(PLACE)?, table.find(NEIGHBOURS)?, table.find(STATED)?);
        let region = table.find(REGION)?;
        let mut seen: Vec<String> = Vec::new();
        let mut bad = std::mem::take(&mut self.bad);
        self.villages = table.rows(&mut bad, |row| {
            let name = row.need(village)?;
            if seen.contains(&name) {
                return Err(row.fault(village, "每村一行"));
            }
            seen.push(name.clone());
            let listed = row.text(neighbours);
            let near = listed.split(['、', ';', '；']).map(str::trim);
            Ok(Village {
                name,
                place: row.word(place)?,
                neighbours: near.filter(|name| !name.is_empty()).map(str::to_owned).collect(),
                stated: stated.map(|stated| row.number(stated)).transpose()?,
                counted: None,
                people: None,
                region: Some(row.text(region)).filter(|region| !region.is_empty()),
            })
        });
        self.bad = bad;
        Ok(())
    }

    /// Reads the households and counts them by village; a village that the table of villages does not have is
    /// a bad row, unless there is no such table. With longitude and latitude each household has a place.
    ///
    /// # Errors
    /// [`TableError`] when the file is no such table.
    pub fn read_households(&mut self, path: &Path) -> Result<(), TableError> {
        let table = open(path)?;
        let (id, village) = (table.need(HOUSEHOLD)?, table.need(VILLAGE)?);
        let (people, group, drawn) = (table.find(PEOPLE)?, table.find(GROUP)?, table.find(DRAWN)?);
        // One of the two alone is of no use.
        let stands = match (table.find(LONGITUDE)?, table.find(LATITUDE)?) {
            (None, None) => None,
            _ => Some((table.need(LONGITUDE)?, table.need(LATITUDE)?)),
        };
        let crs = self.crs;
        let mut households = Vec::new();
        let (mut dwellings, mut ungridded, mut villages) =
            (Vec::new(), BTreeMap::new(), BTreeMap::<String, BTreeSet<String>>::new());
        let known: Vec<String> = self.villages.iter().map(|village| village.name.clone()).collect();
        let mut counts: BTreeMap<String, (u32, u32)> = BTreeMap::new();
        let mut ids = std::collections::HashSet::new();
        let mut bad = std::mem::take(&mut self.bad);
        table.rows(&mut bad, |row| {
            let name = row.need(village)?;
            if !known.is_empty() && !known.contains(&name) {
                return Err(row.fault(village, format!("村表中的村：{}", known.join("、"))));
            }
            let number = row.need(id)?;
            if !ids.insert(number.clone()) {
                return Err(row.fault(id, "每户一行，户号不重复"));
            }
            let persons = people.map(|people| row.number(people)).transpose()?;
            let place = stands.map(|(x, y)| stand(row, crs, x, y)).transpose()?;
            let count = counts.entry(name.clone()).or_default();
            count.0 += 1;
            count.1 += persons.unwrap_or_default();
            let text = |column| Some(row.text(column)).filter(|text| !text.is_empty());
            match text(drawn) {
                Some(grid) => {
                    villages.entry(grid.clone()).or_default().insert(name.clone());
                    dwellings.push(Dwelling { grid, household: number.clone(), from: None, to: None });
                }
                None => *ungridded.entry(name.clone()).or_default() += 1,
            }
            households.extend(place.map(|place| Household {
                id: number,
                row: row.row,
                village: name,
                group: text(group),
                people: persons,
                place,
                grid: text(drawn),
            }));
            Ok(())
        });
        self.bad = bad;
        self.households = households;
        (self.dwellings, self.ungridded, self.grid_villages) = (dwellings, ungridded, villages);
        if known.is_empty() {
            self.villages = counts
                .keys()
                .map(|name| Village {
                    name: name.clone(),
                    place: None,
                    neighbours: Vec::new(),
                    stated: None,
                    counted: None,
                    people: None,
                    region: None,
                })
                .collect();
        }
        for village in &mut self.villages {
            let (households, persons) = counts.get(&village.name).copied().unwrap_or_default();
            village.counted = Some(households);
            village.people = people.map(|_| persons);
        }
        Ok(())
    }

    /// Reads the roster: a row a person and grid.
    ///
    /// # Errors
    /// [`TableError`] when the file is no such table.
    pub fn read_roster(&mut self, path: &Path) -> Result<(), TableError> {
        let table = open(path)?;
        let (grid, duty, person) = (table.need(GRID)?, table.need(DUTY)?, table.need(PERSON)?);
        let (identity, lives) = (table.find(IDENTITY)?, table.find(LIVES)?);
        let mut order: Vec<String> = Vec::new();
        let mut teams: BTreeMap<String, Team> = BTreeMap::new();
        let mut bad = std::mem::take(&mut self.bad);
        table.rows(&mut bad, |row| {
            let name = row.need(grid)?;
            let leads = match row.text(Some(duty)).as_str() {
                "网格长" | "leader" => Some(true),
                "成员" | "member" => Some(false),
                // A grid without anybody stands with its code alone.
                "" if row.text(Some(person)).is_empty() => None,
                _ => return Err(row.fault(duty, "网格长、成员")),
            };
            let team = teams.entry(name.clone()).or_insert_with(|| {
                order.push(name.clone());
                Team { grid: name, leaders: Vec::new(), members: Vec::new() }
            });
            let Some(leads) = leads else { return Ok(()) };
            let standing =
                Some(row.text(identity)).filter(|text| !text.is_empty()).map(|text| Standing::read(&text));
            let person = Person { id: row.need(person)?, standing, lives_in_grid: row.flag(lives)? };
            if leads {
                team.leaders.push(person);
            } else {
                team.members.push(person);
            }
            Ok(())
        });
        self.bad = bad;
        self.teams = order.iter().filter_map(|grid| teams.remove(grid)).collect();
        Ok(())
    }

    /// Reads the leading group.
    ///
    /// # Errors
    /// [`TableError`] when the file is no such table.
    pub fn read_group(&mut self, path: &Path) -> Result<(), TableError> {
        let table = open(path)?;
        let (person, post, office) = (table.need(PERSON)?, table.need(POST)?, table.need(OFFICE)?);
        let mut bad = std::mem::take(&mut self.bad);
        self.group = table.rows(&mut bad, |row| {
            let (held, at): (Option<Post>, Option<Office>) = (row.word(Some(post))?, row.word(Some(office))?);
            Ok(GroupMember {
                id: row.need(person)?,
                post: held.ok_or_else(|| row.fault(post, "不能为空"))?,
                office: at.ok_or_else(|| row.fault(office, "不能为空"))?,
            })
        });
        self.bad = bad;
        Ok(())
    }

    /// Reads the cases.
    ///
    /// # Errors
    /// [`TableError`] when the file is no such table.
    pub fn read_cases(&mut self, path: &Path) -> Result<(), TableError> {
        let table = open(path)?;
        let (id, received) = (table.need(CASE)?, table.need(RECEIVED)?);
        let (village, closed) = (table.find(VILLAGE)?, table.find(CLOSED)?);
        let (scope, major, sudden) = (table.find(SCOPE)?, table.find(MAJOR)?, table.find(SUDDEN)?);
        let (work, complexity) = (table.find(WORK)?, table.find(COMPLEXITY)?);
        let mut ids = std::collections::HashSet::new();
        let mut bad = std::mem::take(&mut self.bad);
        self.cases = table.rows(&mut bad, |row| {
            let number = row.need(id)?;
            if !ids.insert(number.clone()) {
                return Err(row.fault(id, "每件一行，编号不重复"));
            }
            let (start, end) = (row.day(received)?, row.day_or_none(closed)?);
            if let Some(column) = closed.filter(|_| end.is_some_and(|end| end < start)) {
                return Err(row.fault(column, format!("不早于受理日期 {start}")));
            }
            let reach: Option<Scope> = row.word(scope)?;
            let kind: Option<Work> = row.word(work)?;
            let flags = (row.flag(major)?, row.flag(sudden)?);
            let facts = reach.map(|scope| Facts {
                scope,
                major: flags.0.unwrap_or(false),
                sudden: flags.1.unwrap_or(false),
                work: kind,
            });
            Ok(Case {
                id: number,
                village: village.map(|village| row.need(village)).transpose()?,
                received: start,
                closed: end,
                facts,
                complexity: row.word(complexity)?,
            })
        });
        self.bad = bad;
        Ok(())
    }
}

/// Where a household stands: longitude and latitude.
fn stand(row: &Row<'_>, crs: Crs, x: usize, y: usize) -> Result<(f64, f64), Fault> {
    let degrees = |column: usize, what: &str| {
        row.need(column)?
            .parse::<f64>()
            .map_err(|_| row.fault(column, format!("以度为单位的{what}，如117.28")))
    };
    let (longitude, latitude) = (degrees(x, "经度")?, degrees(y, "纬度")?);
    let Err(error) = to_wgs84(crs, longitude, latitude) else { return Ok((longitude, latitude)) };
    let swapped = latitude.abs() > 75.0 && longitude.abs() <= 75.0;
    Err(match (error.column.as_str(), swapped) {
        ("y", true) => row.fault(y, "-75至75度的纬度；经度与纬度疑似颠倒"),
        ("y", false) => row.fault(y, "-75至75度的纬度"),
        _ if crs == Crs::Lonlat => row.fault(x, "-180至180度的经度"),
        _ => row.fault(x, format!("中国境内的位置，{}只在境内有定义", crs.zh())),
    })
}
