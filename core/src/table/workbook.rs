//! Workbooks of Excel (XLSX), by calamine.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use chrono::{NaiveDateTime, Timelike};

use super::read::Rows;
use super::{Cell, TableError, TableOptions};

/// Past this a workbook is refused before it is unpacked.
const LARGEST: u64 = 1 << 30;

pub(super) fn cells(
    bytes: &[u8],
    file: &str,
    options: &TableOptions,
) -> Result<(Option<String>, Rows), TableError> {
    let broken = |why: String| TableError::Workbook { file: file.to_owned(), why };
    let unpacked = zip::ZipArchive::new(Cursor::new(bytes))
        .map_err(|error| broken(error.to_string()))?
        .decompressed_size();
    if unpacked.is_none_or(|size| size > u128::from(LARGEST)) {
        return Err(broken(format!("it unpacks to more than {LARGEST} bytes")));
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| broken(error.to_string()))?;
    let names = book.sheet_names();
    let sheet = match &options.sheet {
        Some(sheet) if names.contains(sheet) => sheet.clone(),
        Some(sheet) => {
            let found = names.join(", ");
            return Err(TableError::Sheet { file: file.to_owned(), sheet: sheet.clone(), found });
        }
        None => names.first().cloned().ok_or_else(|| broken("it has no sheet".to_owned()))?,
    };
    let range = book.worksheet_range(&sheet).map_err(|error| broken(error.to_string()))?;
    let (top, left) = range.start().unwrap_or_default();
    let rows = range.rows().zip(u64::from(top) + 1..).map(|(cells, row)| {
        // A sheet may begin in another column than its first.
        let before = std::iter::repeat_with(|| Cell::Text(String::new())).take(left as usize);
        (row, Ok(before.chain(cells.iter().map(cell)).collect()))
    });
    Ok((Some(sheet), rows.collect()))
}

fn cell(data: &Data) -> Cell {
    let moment = |at: NaiveDateTime| Cell::Moment(at, at.num_seconds_from_midnight() != 0);
    match data {
        Data::Empty => Cell::Text(String::new()),
        Data::String(text) => Cell::Text(text.trim().to_owned()),
        #[expect(clippy::cast_precision_loss, reason = "a workbook keeps every number so")]
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => Cell::Number(*number),
        Data::Bool(flag) => Cell::Text(flag.to_string()),
        Data::DateTime(at) => at.as_datetime().map_or(Cell::Number(at.as_f64()), moment),
        Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::Text(text.clone()),
        Data::Error(error) => Cell::Text(error.to_string()),
    }
}
