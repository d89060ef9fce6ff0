//! Tables as people keep them: CSV in UTF-8 or GB18030, with or without a byte order mark, headings in Chinese
//! or English, dates in several hands. A row with a fault is listed, and the rest is read.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use encoding_rs::{GB18030, UTF_8};
use wangge::Vocabulary;

/// A row, or a value in it, that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRow {
    /// The file.
    pub file: String,
    /// The line in the file, counted from 1; the heading is line 1.
    pub line: u64,
    /// The column, by its heading.
    pub column: String,
    /// What stands there.
    pub value: String,
    /// What may stand there.
    pub allowed: String,
}

/// A file that cannot be read as a table at all.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The file cannot be opened.
    #[error("{}: {source}", path.display())]
    Open {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Neither UTF-8 nor GB18030.
    #[error("{}: neither UTF-8 nor GB18030", .0.display())]
    Encoding(PathBuf),
    /// A column that must stand does not.
    #[error("{}: no column for {what}; its heading may be {allowed}; found {found}", path.display())]
    Column {
        /// Which file.
        path: PathBuf,
        /// What the column holds.
        what: &'static str,
        /// The headings it may have.
        allowed: String,
        /// The headings there are.
        found: String,
    },
}

/// A column that a table may have: the headings it goes by, the first one in Chinese.
#[derive(Debug, Clone, Copy)]
pub struct Column(pub &'static [&'static str]);

impl Column {
    /// The heading by which the reports name it.
    pub fn name(&self) -> &'static str {
        self.0.first().copied().unwrap_or_default()
    }
}

/// A table, read whole.
#[derive(Debug)]
pub struct Table {
    path: PathBuf,
    file: String,
    headings: Vec<String>,
    rows: Vec<(u64, csv::StringRecord)>,
    bad: Vec<BadRow>,
}

impl Table {
    /// Reads a file.
    ///
    /// # Errors
    /// [`TableError`] when it cannot be opened or is in another encoding.
    pub fn open(path: &Path) -> Result<Self, TableError> {
        let bytes = fs::read(path).map_err(|source| TableError::Open { path: path.to_owned(), source })?;
        let text = decode(&bytes).ok_or_else(|| TableError::Encoding(path.to_owned()))?;
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let tabs = text.lines().next().is_some_and(|line| line.contains('\t') && !line.contains(','));
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(if tabs { b'\t' } else { b',' })
            .trim(csv::Trim::All)
            .flexible(true)
            .from_reader(text.as_bytes());
        let headings: Vec<String> =
            reader.headers().map(|row| row.iter().map(str::to_owned).collect()).unwrap_or_default();
        let mut table = Self { path: path.to_owned(), file, headings, rows: Vec::new(), bad: Vec::new() };
        for record in reader.records() {
            match record {
                Ok(record) => {
                    let line = record.position().map_or(0, csv::Position::line);
                    if record.len() == table.headings.len() {
                        table.rows.push((line, record));
                    } else if record.iter().any(|field| !field.is_empty()) {
                        let allowed = format!("{}个字段", table.headings.len());
                        table.bad_at(line, "（整行）", format!("{}个字段", record.len()), allowed);
                    }
                }
                Err(error) => {
                    let line = error.position().map_or(0, csv::Position::line);
                    table.bad_at(line, "（整行）", error.to_string(), "一行CSV".to_owned());
                }
            }
        }
        Ok(table)
    }

    fn bad_at(&mut self, line: u64, column: &str, value: String, allowed: String) {
        let column = column.to_owned();
        self.bad.push(BadRow { file: self.file.clone(), line, column, value, allowed });
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it has no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The place of a column, or `None` where the table has none.
    pub fn find(&self, column: Column) -> Option<usize> {
        let same = |heading: &String| column.0.iter().any(|name| name.eq_ignore_ascii_case(heading));
        self.headings.iter().position(same)
    }

    /// The place of a column that must stand.
    ///
    /// # Errors
    /// [`TableError::Column`] with the headings it may have and those there are.
    pub fn need(&self, column: Column) -> Result<usize, TableError> {
        self.find(column).ok_or_else(|| TableError::Column {
            path: self.path.clone(),
            what: column.name(),
            allowed: column.0.join(", "),
            found: self.headings.join(", "),
        })
    }

    /// Reads every row; a row whose reading finds a fault is listed and left out.
    pub fn read<T>(
        mut self,
        bad: &mut Vec<BadRow>,
        mut row: impl FnMut(&Row<'_>) -> Result<T, Fault>,
    ) -> Vec<T> {
        bad.append(&mut self.bad);
        let mut read = Vec::with_capacity(self.rows.len());
        for (line, record) in &self.rows {
            match row(&Row { record, line: *line }) {
                Ok(value) => read.push(value),
                Err(fault) => bad.push(BadRow {
                    file: self.file.clone(),
                    line: *line,
                    column: self.headings.get(fault.column).cloned().unwrap_or_default(),
                    value: fault.value,
                    allowed: fault.allowed,
                }),
            }
        }
        read
    }
}

/// UTF-8 with or without a mark, else GB18030.
fn decode(bytes: &[u8]) -> Option<String> {
    let (text, wrong) = UTF_8.decode_with_bom_removal(bytes);
    if !wrong {
        return Some(text.into_owned());
    }
    let (text, wrong) = GB18030.decode_without_bom_handling(bytes);
    (!wrong).then(|| text.into_owned())
}

/// A value that cannot be used, and the place of its column.
#[derive(Debug)]
pub struct Fault {
    column: usize,
    value: String,
    allowed: String,
}

/// One row of a table.
#[derive(Debug)]
pub struct Row<'t> {
    record: &'t csv::StringRecord,
    /// The line in the file.
    pub line: u64,
}

impl Row<'_> {
    /// What stands in a column; nothing where the table does not have it.
    pub fn text(&self, column: Option<usize>) -> &str {
        column.and_then(|column| self.record.get(column)).unwrap_or_default()
    }

    /// The fault of a column, with what is allowed.
    pub fn fault(&self, column: usize, allowed: impl Into<String>) -> Fault {
        Fault { column, value: self.text(Some(column)).to_owned(), allowed: allowed.into() }
    }

    /// A text that must stand.
    ///
    /// # Errors
    /// A fault when it is empty.
    pub fn need(&self, column: usize) -> Result<String, Fault> {
        let text = self.text(Some(column));
        if text.is_empty() { Err(self.fault(column, "不能为空")) } else { Ok(text.to_owned()) }
    }

    /// A whole number.
    ///
    /// # Errors
    /// A fault when it is not one.
    pub fn number(&self, column: usize) -> Result<u32, Fault> {
        self.text(Some(column)).parse().map_err(|_| self.fault(column, "0至4294967295的整数"))
    }

    /// A day, as people write it; a time of day after it is read over.
    ///
    /// # Errors
    /// A fault when it is not a day.
    pub fn day(&self, column: usize) -> Result<NaiveDate, Fault> {
        let text = self.text(Some(column));
        read_day(text).ok_or_else(|| self.fault(column, "日期，如 2026-11-23、2026/11/23、2026年11月23日"))
    }

    /// A day, or nothing.
    ///
    /// # Errors
    /// A fault when something stands there that is not a day.
    pub fn day_or_none(&self, column: Option<usize>) -> Result<Option<NaiveDate>, Fault> {
        match column.filter(|column| !self.text(Some(*column)).is_empty()) {
            Some(column) => self.day(column).map(Some),
            None => Ok(None),
        }
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
            _ => Err(self.fault(column, "是、否")),
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
        V::find(text).map(Some).ok_or_else(|| self.fault(column, terms.join("、")))
    }
}

/// A day in one of the hands people write it in: `2026-11-23`, `2026/11/23`, `2026.11.23`, `2026年11月23日`,
/// with or without leading zeros and a time of day. Nothing else is a day, two-digit years least of all.
pub fn read_day(text: &str) -> Option<NaiveDate> {
    let (date, time) = match text.split_once([' ', 'T']) {
        Some((date, time)) => (date, Some(time.trim())),
        None => (text, None),
    };
    let is_time = |time: &str| {
        chrono::NaiveTime::parse_from_str(time, "%H:%M:%S").is_ok()
            || chrono::NaiveTime::parse_from_str(time, "%H:%M").is_ok()
    };
    if !time.is_none_or(is_time) {
        return None;
    }
    let parts: Vec<&str> = if let Some(date) = date.strip_suffix('日') {
        let (year, rest) = date.split_once('年')?;
        let (month, day) = rest.split_once('月')?;
        vec![year, month, day]
    } else {
        let mark = ['-', '/', '.'].into_iter().find(|mark| date.contains(*mark))?;
        date.split(mark).collect()
    };
    let [year, month, day] = parts.as_slice() else { return None };
    let digits = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    if year.len() != 4
        || !(1..=2).contains(&month.len())
        || !(1..=2).contains(&day.len())
        || !parts.iter().all(digits)
    {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::{decode, read_day};

    #[test]
    fn days_are_read_in_the_hands_that_people_write() {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 7);
        for text in [
            "2026-03-07",
            "2026-3-7",
            "2026/03/07",
            "2026/3/7",
            "2026.3.7",
            "2026年3月7日",
            "2026年03月07日",
            "2026-03-07T09:32:09",
            "2026-03-07 09:32",
            "2026年3月7日 9:05",
        ] {
            assert_eq!(read_day(text), day, "{text}");
        }
    }

    #[test]
    fn nothing_else_is_a_day() {
        for text in [
            "",
            "2026",
            "26-03-07",
            "2026-13-01",
            "2026-02-30",
            "2026-03",
            "2026-03-07x",
            "2026-3/7",
            "03/07/2026",
            "2026年3月",
            "2026-03-07T25:00",
            "2026--7",
            "二〇二六年三月七日",
            "2026-03-07 上午",
        ] {
            assert_eq!(read_day(text), None, "{text}");
        }
    }

    #[test]
    fn both_encodings_are_read() {
        let text = "村,户数\n示例村,120\n";
        let (gb, _, _) = encoding_rs::GB18030.encode(text);
        assert_ne!(gb.as_ref(), text.as_bytes());
        for bytes in [text.as_bytes().to_vec(), gb.into_owned(), [b"\xEF\xBB\xBF", text.as_bytes()].concat()]
        {
            assert_eq!(decode(&bytes).as_deref(), Some(text));
        }
        assert_eq!(decode(&[0x81, 0xFF, 0xFF]), None);
    }
}
