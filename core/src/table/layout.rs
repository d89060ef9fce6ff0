//! What tables hold: the columns of cases, households, villages and rosters, by name, with the headings they go by.

use chrono::{NaiveDateTime, NaiveTime};

use super::{BadRow, Fault, Row, Table, TableError};
use crate::term::{Complexity, Place, Scope, Work};
use crate::vocabulary::Vocabulary;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A text.
    Text,
    /// A text that no other row has.
    Key,
    /// A day, with or without its time.
    Moment,
    /// A whole number.
    Number,
    /// Yes or no.
    Flag,
    /// A complexity.
    Complexity,
    /// A kind of place.
    Place,
    /// A scope.
    Scope,
    /// A type of work.
    Work,
}

/// A column of a layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spec {
    /// Its name in English, by which it is read.
    pub name: &'static str,
    /// The headings that it goes by, the first one in Chinese.
    pub headings: &'static [&'static str],
    /// What it holds.
    pub kind: Kind,
    /// Whether the column, and a value in each row of it, must stand.
    pub needed: bool,
}

const fn spec(name: &'static str, headings: &'static [&'static str], kind: Kind, needed: bool) -> Spec {
    Spec { name, headings, kind, needed }
}

/// The columns of a kind of table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout(pub &'static [Spec]);

impl Layout {
    /// Cases (办件).
    pub const CASES: Self = Self(&[
        spec("id", &["编号", "案件编号", "id", "case"], Kind::Key, true),
        spec("village", &["村", "村名", "village"], Kind::Text, false),
        spec("received", &["受理日期", "收件日期", "received"], Kind::Moment, true),
        spec("closed", &["办结日期", "答复日期", "closed", "replied"], Kind::Moment, false),
        spec("scope", &["涉及范围", "范围", "scope"], Kind::Scope, false),
        spec("major", &["重大", "major"], Kind::Flag, false),
        spec("sudden", &["突发", "sudden"], Kind::Flag, false),
        spec("work", &["工作类型", "work"], Kind::Work, false),
        spec("complexity", &["难易程度", "complexity"], Kind::Complexity, false),
    ]);
    /// Households (户).
    pub const HOUSEHOLDS: Self = Self(&[
        spec("household", &["户号", "household"], Kind::Key, true),
        spec("village", &["村", "村名", "village"], Kind::Text, true),
        spec("group", &["村民组", "自然村组", "group"], Kind::Text, false),
        spec("people", &["人口", "people", "population"], Kind::Number, false),
    ]);
    /// Villages (村).
    pub const VILLAGES: Self = Self(&[
        spec("village", &["村", "村名", "village"], Kind::Key, true),
        spec("place", &["类型", "地方类型", "place"], Kind::Place, false),
        spec("households", &["上报户数", "户数", "households"], Kind::Number, false),
        spec("neighbours", &["相邻村", "neighbours", "neighbors"], Kind::Text, false),
    ]);
    /// Who serves which grid (人员).
    pub const ROSTER: Self = Self(&[
        spec("grid", &["网格", "网格编码", "grid"], Kind::Text, true),
        spec("duty", &["职责", "duty", "role"], Kind::Text, false),
        spec("person", &["人员编号", "person"], Kind::Text, false),
        spec("identity", &["身份", "identity"], Kind::Text, false),
        spec("lives_in_grid", &["住本网格", "lives_in_grid"], Kind::Flag, false),
    ]);
}

/// The values of a column, a row each; `None` where nothing stands.
#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    /// Texts.
    Text(Vec<Option<String>>),
    /// Days, and whether any has a time of day.
    Moment(Vec<Option<NaiveDateTime>>, bool),
    /// Whole numbers.
    Number(Vec<Option<u32>>),
    /// Yes or no.
    Flag(Vec<Option<bool>>),
    /// Places in a vocabulary, with its codes.
    Word(Vec<Option<u8>>, Vec<&'static str>),
}

/// What was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    /// The columns that the table has, by name.
    pub columns: Vec<(&'static str, Values)>,
    /// How many rows.
    pub rows: usize,
    /// What could not be used; those rows are not among the columns.
    pub bad: Vec<BadRow>,
}

enum One {
    Text(Option<String>),
    Moment(Option<(NaiveDateTime, bool)>),
    Number(Option<u32>),
    Flag(Option<bool>),
    Word(Option<u8>),
}

fn codes(kind: Kind) -> Vec<&'static str> {
    match kind {
        Kind::Complexity => Complexity::codes(),
        Kind::Place => Place::codes(),
        Kind::Scope => Scope::codes(),
        Kind::Work => Work::codes(),
        _ => Vec::new(),
    }
}

fn one(row: &Row<'_>, column: usize, spec: &Spec) -> Result<One, Fault> {
    fn word<V: Vocabulary>(row: &Row<'_>, column: usize) -> Result<One, Fault> {
        let found: Option<V> = row.word(Some(column))?;
        Ok(One::Word(found.and_then(|word| u8::try_from(word.index()).ok())))
    }
    let text = row.text(Some(column));
    if spec.needed && text.is_empty() {
        row.need(column)?;
    }
    Ok(match spec.kind {
        Kind::Text | Kind::Key => One::Text(Some(text).filter(|text| !text.is_empty())),
        Kind::Moment => {
            let found = row.moment(column)?;
            One::Moment(
                found.map(|(day, time)| (day.and_time(time.unwrap_or(NaiveTime::MIN)), time.is_some())),
            )
        }
        Kind::Number if text.is_empty() => One::Number(None),
        Kind::Number => One::Number(Some(row.number(column)?)),
        Kind::Flag => One::Flag(row.flag(Some(column))?),
        Kind::Complexity => word::<Complexity>(row, column)?,
        Kind::Place => word::<Place>(row, column)?,
        Kind::Scope => word::<Scope>(row, column)?,
        Kind::Work => word::<Work>(row, column)?,
    })
}

impl Table {
    /// Reads the columns of a layout; `own` gives for a column's name the heading that this table has for it.
    ///
    /// Every value that cannot be used is told, several a row where there are, and the row is left out.
    ///
    /// # Errors
    /// [`TableError`] where a needed column does not stand, or one stands twice.
    pub fn columns(self, layout: Layout, own: &[(String, String)]) -> Result<Read, TableError> {
        let mut specs: Vec<(Spec, usize)> = Vec::new();
        for spec in layout.0 {
            let named: Vec<&str> = own
                .iter()
                .filter(|(name, _)| name == spec.name)
                .map(|(_, heading)| heading.as_str())
                .collect();
            let headings = if named.is_empty() { spec.headings } else { named.as_slice() };
            match self.place(spec.name, headings)? {
                Some(place) => specs.push((*spec, place)),
                None if spec.needed || !named.is_empty() => return Err(self.missing(spec.name, headings)),
                None => {}
            }
        }
        let unknown = own.iter().find(|(name, _)| layout.0.iter().all(|spec| spec.name != name));
        if let Some((name, _)) = unknown {
            let names: Vec<&str> = layout.0.iter().map(|spec| spec.name).collect();
            return Err(self.missing(name, &names));
        }
        let mut columns: Vec<(&'static str, Values)> = specs
            .iter()
            .map(|(spec, _)| {
                let values = match spec.kind {
                    Kind::Text | Kind::Key => Values::Text(Vec::new()),
                    Kind::Moment => Values::Moment(Vec::new(), false),
                    Kind::Number => Values::Number(Vec::new()),
                    Kind::Flag => Values::Flag(Vec::new()),
                    words => Values::Word(Vec::new(), codes(words)),
                };
                (spec.name, values)
            })
            .collect();
        let mut bad = self.bad.clone();
        let mut seen = std::collections::HashSet::new();
        let mut rows = 0;
        for (number, cells) in &self.rows {
            let row = Row { cells, row: *number, serials: self.serials };
            let mut faults = Vec::new();
            let mut values = Vec::with_capacity(specs.len());
            for (spec, place) in &specs {
                match one(&row, *place, spec) {
                    Ok(One::Text(Some(key))) if spec.kind == Kind::Key && !seen.insert(key.clone()) => {
                        let allowed = super::Allowed::new("每行一个，不重复", "one that no other row has");
                        faults.push(row.fault(*place, allowed));
                    }
                    Ok(value) => values.push(value),
                    Err(fault) => faults.push(fault),
                }
            }
            if !faults.is_empty() {
                bad.extend(faults.into_iter().map(|fault| self.told(*number, fault)));
                continue;
            }
            rows += 1;
            for ((_, column), value) in columns.iter_mut().zip(values) {
                match (column, value) {
                    (Values::Text(column), One::Text(value)) => column.push(value),
                    (Values::Moment(column, timed), One::Moment(value)) => {
                        *timed |= value.is_some_and(|(_, timed)| timed);
                        column.push(value.map(|(at, _)| at));
                    }
                    (Values::Number(column), One::Number(value)) => column.push(value),
                    (Values::Flag(column), One::Flag(value)) => column.push(value),
                    (Values::Word(column, _), One::Word(value)) => column.push(value),
                    // Each value was read by the kind of its column.
                    _ => {}
                }
            }
        }
        bad.sort_by_key(|bad| bad.row);
        Ok(Read { columns, rows, bad })
    }
}
