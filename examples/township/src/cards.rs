//! The service cards of the grids: what they lack, whether they are those of the people who serve, where they hang.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;
use wangge::export::card::{PageOptions, page};
use wangge::rules::card::{self, CardPerson, Posted, ServiceCard, Supervision};
use wangge::table::{Column, Fault, Row};
use wangge::{CardPlace, Error, Finding, Policy};

use crate::input::{DUTY, GRID, PERSON, TableError, Township, open};
use crate::records::BETWEEN;

const NAME: Column = Column(&["姓名", "name"]);
const TITLE: Column = Column(&["职务", "post"]);
const CONTACT: Column = Column(&["联系方式", "电话", "contact", "phone"]);
const SERVICES: Column = Column(&["服务内容", "services"]);
const UNIT: Column = Column(&["监督单位", "supervision_unit"]);
const PHONE: Column = Column(&["监督电话", "supervision_phone"]);
const BOARD: Column = Column(&["宣传栏公示日期", "board"]);
const COLUMN: Column = Column(&["村务公开栏公示日期", "affairs_column"]);

/// What stands on a card beside its people; each row of a grid says the same or nothing.
#[derive(Debug, Clone, Copy)]
struct Columns {
    services: Option<usize>,
    unit: Option<usize>,
    phone: Option<usize>,
    places: [(CardPlace, Option<usize>); 2],
}

/// A card as it stands on a day.
#[derive(Debug)]
pub struct Checked {
    /// The grid.
    pub grid: String,
    /// Its village, where it can be told.
    pub village: String,
    /// The card; `None` where the grid has none.
    pub card: Option<ServiceCard>,
    /// What it lacks.
    pub lacks: Vec<Finding>,
    /// Where it is not made public.
    pub unposted: Vec<Finding>,
    /// What differs from the roster: the card is out of date.
    pub stale: Vec<Finding>,
    /// The page to print, where it holds; or why there is none.
    pub page: Option<Result<String, Error>>,
}

impl Checked {
    /// Whether nothing is wrong with it.
    pub fn is_good(&self) -> bool {
        self.card.is_some() && self.lacks.is_empty() && self.unposted.is_empty() && self.stale.is_empty()
    }
}

/// The cards of the township on a day, or the refusal of the policy.
pub type Cards = Result<Vec<Checked>, Error>;

/// Looks at the cards of every grid of the roster, and at those of grids that it does not have.
///
/// # Errors
/// The refusal of the policy.
pub fn check(policy: &Policy, township: &Township, cards: &[ServiceCard], on: NaiveDate) -> Cards {
    policy.card_rule(on)?;
    let villages = township.grids();
    let mut grids: Vec<&String> = township.teams.iter().map(|team| &team.grid).collect();
    for card in cards {
        if !grids.contains(&&card.grid) {
            grids.push(&card.grid);
        }
    }
    let mut found = Vec::with_capacity(grids.len());
    for grid in grids {
        let mut checked = Checked {
            grid: grid.clone(),
            village: villages.get(grid).cloned().unwrap_or_default(),
            card: None,
            lacks: Vec::new(),
            unposted: Vec::new(),
            stale: Vec::new(),
            page: None,
        };
        if let Some(one) = cards.iter().find(|card| card.grid == *grid) {
            let of_place =
                |finding: &Finding| ["card.not_posted", "card.posted_later"].contains(&finding.code());
            let findings = card::check(policy, one, on)?;
            (checked.unposted, checked.lacks) = findings.into_iter().partition(of_place);
            if let Some(team) = township.teams.iter().find(|team| team.grid == *grid) {
                checked.stale = card::check_roster(policy, one, team, on)?;
            }
            if checked.lacks.is_empty() && checked.stale.is_empty() {
                let options = PageOptions { made: Some(on), ..PageOptions::default() };
                checked.page = Some(page(one, &options).map_err(Error::from));
            }
            checked.card = Some(one.clone());
        }
        found.push(checked);
    }
    Ok(found)
}

fn same(row: &Row<'_>, column: usize, known: &mut String) -> Result<(), Fault> {
    let text = row.text(Some(column));
    if text.is_empty() || *known == text {
        return Ok(());
    }
    if !known.is_empty() {
        return Err(row.fault(column, format!("同一网格的各行一致或留空：{known}")));
    }
    *known = text;
    Ok(())
}

impl Columns {
    fn read(&self, row: &Row<'_>, card: &mut ServiceCard) -> Result<(), Fault> {
        if let Some(column) = self.services {
            let text = row.text(Some(column));
            let services = text.split(BETWEEN).map(str::trim).filter(|service| !service.is_empty());
            let services: Vec<String> = services.map(str::to_owned).collect();
            if !services.is_empty() && !card.services.is_empty() && card.services != services {
                let known = card.services.join("；");
                return Err(row.fault(column, format!("同一网格的各行一致或留空：{known}")));
            }
            if !services.is_empty() {
                card.services = services;
            }
        }
        if self.unit.is_some() || self.phone.is_some() {
            let mut line = card.supervision.clone().unwrap_or_default();
            for (column, known) in [(self.unit, &mut line.unit), (self.phone, &mut line.phone)] {
                if let Some(column) = column {
                    same(row, column, known)?;
                }
            }
            card.supervision = Some(line).filter(|line| *line != Supervision::default());
        }
        for (place, column) in self.places {
            let Some((column, on)) = column.zip(row.day_or_none(column)?) else { continue };
            match card.published.iter().find(|posted| posted.place == place) {
                Some(posted) if posted.on != on => {
                    return Err(row.fault(column, format!("同一网格的各行一致或留空：{}", posted.on)));
                }
                Some(_) => {}
                None => card.published.push(Posted { place, on }),
            }
        }
        Ok(())
    }
}

impl Township {
    /// Reads the service cards: a row a person, after the grids are known.
    ///
    /// # Errors
    /// [`TableError`] when the file is no such table.
    pub fn read_cards(&mut self, path: &Path) -> Result<(), TableError> {
        let table = open(path)?;
        let (grid, duty, person) = (table.need(GRID)?, table.need(DUTY)?, table.need(PERSON)?);
        let (name, post, contact) = (table.find(NAME)?, table.find(TITLE)?, table.find(CONTACT)?);
        let columns = Columns {
            services: table.find(SERVICES)?,
            unit: table.find(UNIT)?,
            phone: table.find(PHONE)?,
            places: [(CardPlace::Board, table.find(BOARD)?), (CardPlace::AffairsColumn, table.find(COLUMN)?)],
        };
        let villages = self.grids();
        let known: Vec<String> = self.teams.iter().map(|team| team.grid.clone()).collect();
        let mut order: Vec<String> = Vec::new();
        let mut cards: BTreeMap<String, ServiceCard> = BTreeMap::new();
        let mut bad = std::mem::take(&mut self.bad);
        table.rows(&mut bad, |row| {
            let code = row.need(grid)?;
            if !known.is_empty() && !known.contains(&code) {
                return Err(row.fault(grid, "人员表中的网格"));
            }
            let mut card = cards.get(&code).cloned().unwrap_or_else(|| ServiceCard {
                grid: code.clone(),
                village: villages.get(&code).cloned().unwrap_or_default(),
                ..ServiceCard::default()
            });
            let leads = match row.text(Some(duty)).as_str() {
                "网格长" | "leader" => true,
                "成员" | "member" => false,
                _ => return Err(row.fault(duty, "网格长、成员")),
            };
            let who = CardPerson {
                id: row.need(person)?,
                name: row.text(name),
                post: row.text(post),
                contact: row.text(contact),
            };
            if leads && card.leader.is_some() {
                return Err(row.fault(duty, "一张卡一名网格长"));
            }
            if leads {
                card.leader = Some(who);
            } else {
                card.team.push(who);
            }
            columns.read(row, &mut card)?;
            if !cards.contains_key(&code) {
                order.push(code.clone());
            }
            cards.insert(code, card);
            Ok(())
        });
        self.bad = bad;
        self.cards = Some(order.iter().filter_map(|grid| cards.remove(grid)).collect());
        Ok(())
    }
}
