//! Tables as people keep them (表格): CSV in UTF-8 or GB18030, with commas or tabs, or a workbook of Excel; headings in
//! Chinese or English; dates in several hands. A row with a fault is listed, and the rest is read.
//!
//! Nothing here opens a file: bytes come in. Behind the feature `tables`; GB18030 behind `gb18030`, workbooks behind
//! `xlsx`.
//!
//! ```
//! use wangge::table::{Column, Table, TableOptions};
//! # fn main() -> Result<(), wangge::table::TableError> {
//! let bytes = "村,户数\n示例村,120\n第二村,许多\n".as_bytes();
//! let table = Table::read(bytes, "村.csv", &TableOptions::default())?;
//! let (village, households) = (table.need(Column(&["村", "village"]))?, table.need(Column(&["户数"]))?);
//! let mut bad = Vec::new();
//! let read = table.rows(&mut bad, |row| Ok((row.need(village)?, row.number(households)?)));
//! assert_eq!(read, [("示例村".to_owned(), 120)]);
//! assert_eq!((bad[0].row, bad[0].value.as_str()), (3, "许多"));
//! # Ok(()) }
//! ```

mod layout;
mod ledger;
mod moment;
mod read;
#[cfg(feature = "xlsx")]
mod workbook;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::vocabulary::Vocabulary;

pub use layout::{Kind, Layout, Read, Spec, Values};
pub use ledger::{ledger_headings, read_ledger};
pub use moment::read_moment;

/// What may stand somewhere, in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowed {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Allowed {
    pub(crate) fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }
}

impl From<String> for Allowed {
    fn from(said: String) -> Self {
        Self { zh: said.clone(), en: said }
    }
}

impl From<&str> for Allowed {
    fn from(said: &str) -> Self {
        said.to_owned().into()
    }
}

/// A row, or a value in it, that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRow {
    /// The file.
    pub file: String,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The row as a person sees it: the line of the file, or the row of the sheet, from 1.
    pub row: u64,
    /// The column, by its heading; empty for a whole row.
    pub column: String,
    /// What stands there.
    pub value: String,
    /// What may stand there.
    pub allowed: Allowed,
}

impl BadRow {
    /// The column for people who read Chinese: a whole row is called so.
    pub fn column_zh(&self) -> &str {
        if self.column.is_empty() { "（整行）" } else { &self.column }
    }
}

/// A file that cannot be read as a table at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// Neither UTF-8 nor GB18030.
    #[error("{file}: neither UTF-8 nor GB18030")]
    Encoding {
        /// Which file.
        file: String,
    },
    /// A workbook that cannot be opened.
    #[error("{file}: no workbook that can be read: {why}")]
    Workbook {
        /// Which file.
        file: String,
        /// Why.
        why: String,
    },
    /// A sheet that is not there.
    #[error("{file}: no sheet {sheet}; there are: {found}")]
    Sheet {
        /// Which file.
        file: String,
        /// Which sheet was asked for.
        sheet: String,
        /// The sheets there are.
        found: String,
    },
    /// Nothing where the headings should be.
    #[error("{file}: no headings in row {row}; heading_row says where they are")]
    Headings {
        /// Which file.
        file: String,
        /// Where they were looked for.
        row: u64,
    },
    /// A column that must stand does not.
    #[error("{file}: no column for {what}; its heading may be {allowed}; found {found}")]
    Column {
        /// Which file.
        file: String,
        /// What the column holds.
        what: String,
        /// The headings it may have.
        allowed: String,
        /// The headings there are.
        found: String,
    },
    /// A heading that stands twice, or two headings for one thing.
    #[error("{file}: two columns for {what}: {found}; one may stand")]
    Twice {
        /// Which file.
        file: String,
        /// What the columns hold.
        what: String,
        /// The headings.
        found: String,
    },
}

/// How a table is read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableOptions {
    /// The sheet of a workbook; its first one where none is named.
    pub sheet: Option<String>,
    /// The row of the headings, from 1; the first row where none is named.
    pub heading_row: Option<u64>,
    /// In which system a bare number in a column of days of a workbook is a day; without it such a number is a fault.
    pub serials: Option<Serials>,
}

/// How Excel numbers days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Serials {
    /// 1 is 1900-01-01, and 60 the day that never was.
    From1900,
    /// 0 is 1904-01-01.
    From1904,
}

/// What a column may be called, the first name in Chinese.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column(pub &'static [&'static str]);

impl Column {
    /// The heading by which it is named.
    pub fn name(&self) -> &'static str {
        self.0.first().copied().unwrap_or_default()
    }
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Text(String),
    /// A day, and its time where one is given.
    Moment(NaiveDateTime, bool),
    Number(f64),
}

impl Cell {
    fn text(&self) -> std::borrow::Cow<'_, str> {
        match self {
            Self::Text(text) => text.as_str().into(),
            Self::Moment(at, true) => at.to_string().into(),
            Self::Moment(at, false) => at.date().to_string().into(),
            Self::Number(number) => number.to_string().into(),
        }
    }
}

/// A table, read whole.
#[derive(Debug)]
pub struct Table {
    file: String,
    sheet: Option<String>,
    headings: Vec<String>,
    rows: Vec<(u64, Vec<Cell>)>,
    bad: Vec<BadRow>,
    serials: Option<Serials>,
}

/// Headings are compared without the blanks that people leave in and around them.
fn plain(heading: &str) -> String {
    heading
        .chars()
        .filter(|char| !char.is_whitespace() && *char != '\u{feff}')
        .collect::<String>()
        .to_lowercase()
}

impl Table {
    /// Reads the bytes of a file: a workbook by its first bytes, else a text.
    ///
    /// # Errors
    /// [`TableError`] when it is in another encoding, is a workbook that cannot be read, or has no headings.
    pub fn read(bytes: &[u8], file: &str, options: &TableOptions) -> Result<Self, TableError> {
        let (sheet, cells) = if bytes.starts_with(b"PK\x03\x04") {
            #[cfg(feature = "xlsx")]
            {
                workbook::cells(bytes, file, options)?
            }
            #[cfg(not(feature = "xlsx"))]
            {
                let why = "this build reads no workbooks".to_owned();
                return Err(TableError::Workbook { file: file.to_owned(), why });
            }
        } else {
            (None, read::cells(bytes, file)?)
        };
        let first = options.heading_row.unwrap_or(1);
        let mut cells = cells.into_iter().skip_while(|(row, _)| *row < first).peekable();
        let missing = || TableError::Headings { file: file.to_owned(), row: first };
        let (_, headings) =
            cells.next_if(|(row, _)| *row == first || options.heading_row.is_none()).ok_or_else(missing)?;
        let mut headings: Vec<String> =
            headings.map_err(|_| missing())?.iter().map(|cell| cell.text().trim().to_owned()).collect();
        while headings.last().is_some_and(String::is_empty) {
            headings.pop();
        }
        if headings.is_empty() {
            return Err(missing());
        }
        let mut table = Self {
            file: file.to_owned(),
            sheet,
            headings,
            rows: Vec::new(),
            bad: Vec::new(),
            serials: options.serials,
        };
        for (row, cells) in cells {
            match cells {
                Ok(mut cells) => table.row(row, &mut cells),
                Err(error) => table.whole(row, error, Allowed::new("一行CSV", "a row of CSV")),
            }
        }
        Ok(table)
    }

    fn row(&mut self, row: u64, cells: &mut Vec<Cell>) {
        let blank = |cell: &Cell| matches!(cell, Cell::Text(text) if text.is_empty());
        if cells.iter().all(blank) {
            return;
        }
        let many = self.headings.len();
        // A workbook gives every row the width of the sheet; what stands past the headings belongs to none.
        while cells.len() > many && cells.last().is_some_and(blank) && self.sheet.is_some() {
            cells.pop();
        }
        if self.sheet.is_some() && cells.len() < many {
            cells.resize(many, Cell::Text(String::new()));
        }
        if cells.len() == many {
            self.rows.push((row, std::mem::take(cells)));
        } else {
            let allowed = Allowed::new(format!("{many}个字段"), format!("{many} fields"));
            self.whole(row, cells.len().to_string(), allowed);
        }
    }

    fn whole(&mut self, row: u64, value: String, allowed: Allowed) {
        let (file, sheet) = (self.file.clone(), self.sheet.clone());
        self.bad.push(BadRow { file, sheet, row, column: String::new(), value, allowed });
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it has no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Its headings.
    pub fn headings(&self) -> &[String] {
        &self.headings
    }

    fn places(&self, names: &[&str]) -> Vec<usize> {
        let names: Vec<String> = names.iter().map(|name| plain(name)).collect();
        let headings = self.headings.iter().enumerate();
        headings.filter(|(_, heading)| names.contains(&plain(heading))).map(|(place, _)| place).collect()
    }

    pub(crate) fn place(&self, what: &str, names: &[&str]) -> Result<Option<usize>, TableError> {
        match self.places(names).as_slice() {
            [] => Ok(None),
            [one] => Ok(Some(*one)),
            many => {
                let found = many.iter().filter_map(|place| self.headings.get(*place).cloned());
                let found = found.collect::<Vec<_>>().join(", ");
                Err(TableError::Twice { file: self.file.clone(), what: what.to_owned(), found })
            }
        }
    }

    pub(crate) fn missing(&self, what: &str, names: &[&str]) -> TableError {
        TableError::Column {
            file: self.file.clone(),
            what: what.to_owned(),
            allowed: names.join(", "),
            found: self.headings.join(", "),
        }
    }

    /// The place of a column, or `None` where the table has none.
    ///
    /// # Errors
    /// [`TableError::Twice`] where two headings name it.
    pub fn find(&self, column: Column) -> Result<Option<usize>, TableError> {
        self.place(column.name(), column.0)
    }

    /// The place of a column that must stand.
    ///
    /// # Errors
    /// [`TableError::Column`] with the headings it may have and those there are; [`TableError::Twice`].
    pub fn need(&self, column: Column) -> Result<usize, TableError> {
        self.find(column)?.ok_or_else(|| self.missing(column.name(), column.0))
    }

    /// Reads every row; a row whose reading finds a fault is listed and left out.
    pub fn rows<T>(
        mut self,
        bad: &mut Vec<BadRow>,
        mut row: impl FnMut(&Row<'_>) -> Result<T, Fault>,
    ) -> Vec<T> {
        bad.append(&mut self.bad);
        let mut read = Vec::with_capacity(self.rows.len());
        for (number, cells) in &self.rows {
            match row(&Row { cells, row: *number, serials: self.serials }) {
                Ok(value) => read.push(value),
                Err(fault) => bad.push(self.told(*number, fault)),
            }
        }
        read
    }

    fn told(&self, row: u64, fault: Fault) -> BadRow {
        BadRow {
            file: self.file.clone(),
            sheet: self.sheet.clone(),
            row,
            column: self.headings.get(fault.column).cloned().unwrap_or_default(),
            value: fault.value,
            allowed: fault.allowed,
        }
    }
}

/// A value that cannot be used, and the place of its column.
#[derive(Debug)]
pub struct Fault {
    column: usize,
    value: String,
    allowed: Allowed,
}

/// One row of a table.
#[derive(Debug)]
pub struct Row<'t> {
    cells: &'t [Cell],
    /// The row as a person sees it, from 1.
    pub row: u64,
    serials: Option<Serials>,
}

impl Row<'_> {
    /// What stands in a column; nothing where the table does not have it.
    pub fn text(&self, column: Option<usize>) -> String {
        column
            .and_then(|column| self.cells.get(column))
            .map(|cell| cell.text().into_owned())
            .unwrap_or_default()
    }

    /// The fault of a column, with what is allowed.
    pub fn fault(&self, column: usize, allowed: impl Into<Allowed>) -> Fault {
        Fault { column, value: self.text(Some(column)), allowed: allowed.into() }
    }

    /// A text that must stand.
    ///
    /// # Errors
    /// A fault when it is empty.
    pub fn need(&self, column: usize) -> Result<String, Fault> {
        let text = self.text(Some(column));
        if text.is_empty() {
            return Err(self.fault(column, Allowed::new("不能为空", "something, not nothing")));
        }
        Ok(text)
    }

    /// A whole number.
    ///
    /// # Errors
    /// A fault when it is not one.
    pub fn number(&self, column: usize) -> Result<u32, Fault> {
        let allowed = Allowed::new("0至4294967295的整数", "a whole number from 0 to 4294967295");
        self.text(Some(column)).parse().map_err(|_| self.fault(column, allowed))
    }

    /// A day and its time of day, where one is written; nothing where nothing stands.
    ///
    /// # Errors
    /// A fault when something stands there that is not a day.
    pub fn moment(&self, column: usize) -> Result<Option<(NaiveDate, Option<NaiveTime>)>, Fault> {
        let allowed = || {
            let zh = "日期，如 2026-11-23、2026/11/23、2026年11月23日，可带时间";
            Allowed::new(zh, "a day as 2026-11-23, 2026/11/23, 2026年11月23日, with or without a time")
        };
        match self.cells.get(column) {
            None => Ok(None),
            Some(Cell::Text(text)) if text.is_empty() => Ok(None),
            Some(Cell::Text(text)) => match read_moment(text) {
                Some(found) => Ok(Some(found)),
                None => Err(self.fault(column, allowed())),
            },
            Some(Cell::Moment(at, timed)) => Ok(Some((at.date(), timed.then(|| at.time())))),
            Some(Cell::Number(serial)) => {
                let found = self.serials.and_then(|system| moment::of_serial(*serial, system));
                let wanted = || match self.serials {
                    Some(_) => allowed(),
                    None => Allowed::new(
                        "日期单元格；若为日期序号，请注明 serials",
                        "a date; serials= reads bare numbers as days",
                    ),
                };
                found.map(Some).ok_or_else(|| self.fault(column, wanted()))
            }
        }
    }

    /// A day that must stand; a time of day after it is read over.
    ///
    /// # Errors
    /// A fault when it is not a day.
    pub fn day(&self, column: usize) -> Result<NaiveDate, Fault> {
        let none = || self.fault(column, Allowed::new("不能为空", "something, not nothing"));
        Ok(self.moment(column)?.ok_or_else(none)?.0)
    }

    /// A day, or nothing.
    ///
    /// # Errors
    /// A fault when something stands there that is not a day.
    pub fn day_or_none(&self, column: Option<usize>) -> Result<Option<NaiveDate>, Fault> {
        let Some(column) = column else { return Ok(None) };
        Ok(self.moment(column)?.map(|(day, _)| day))
    }

    /// Yes or no, or nothing.
    ///
    /// # Errors
    /// A fault when it is something else.
    pub fn flag(&self, column: Option<usize>) -> Result<Option<bool>, Fault> {
        let Some(column) = column else { return Ok(None) };
        match self.text(Some(column)).to_lowercase().as_str() {
            "" => Ok(None),
            "是" | "true" | "yes" | "y" | "1" => Ok(Some(true)),
            "否" | "false" | "no" | "n" | "0" => Ok(Some(false)),
            _ => Err(self.fault(column, Allowed::new("是、否", "yes, no, true, false, 1, 0"))),
        }
    }

    /// A word of a vocabulary by its code or its Chinese term, or nothing.
    ///
    /// # Errors
    /// A fault when it is another word.
    pub fn word<V: Vocabulary>(&self, column: Option<usize>) -> Result<Option<V>, Fault> {
        let Some(column) = column else { return Ok(None) };
        let text = self.text(Some(column));
        if text.is_empty() {
            return Ok(None);
        }
        let terms: Vec<_> = V::ALL.iter().map(|word| word.zh()).collect();
        let allowed = Allowed::new(terms.join("、"), V::codes().join(", "));
        V::find(&text).map(Some).ok_or_else(|| self.fault(column, allowed))
    }
}
