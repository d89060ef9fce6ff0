//! Texts: rows of CSV, in either encoding, by commas or tabs.

use std::borrow::Cow;

use super::{Cell, TableError};

/// UTF-8 with or without a mark, else GB18030.
fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    core::str::from_utf8(text).ok().map(Cow::Borrowed).or_else(|| national(bytes))
}

#[cfg(feature = "gb18030")]
fn national(bytes: &[u8]) -> Option<Cow<'_, str>> {
    encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes)
}

#[cfg(not(feature = "gb18030"))]
fn national(_: &[u8]) -> Option<Cow<'_, str>> {
    None
}

/// The rows as they stand: the line each begins on, and its cells.
pub(super) type Rows = Vec<(u64, Result<Vec<Cell>, String>)>;

pub(super) fn cells(bytes: &[u8], file: &str) -> Result<Rows, TableError> {
    let text = decode(bytes).ok_or_else(|| TableError::Encoding { file: file.to_owned() })?;
    let tabs = text.lines().next().is_some_and(|line| line.contains('\t') && !line.contains(','));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(if tabs { b'\t' } else { b',' })
        .trim(csv::Trim::All)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        match record {
            Ok(record) => {
                let line = record.position().map_or(0, csv::Position::line);
                rows.push((line, Ok(record.iter().map(|field| Cell::Text(field.to_owned())).collect())));
            }
            Err(error) => {
                rows.push((error.position().map_or(0, csv::Position::line), Err(error.to_string())));
            }
        }
    }
    Ok(rows)
}

#[cfg(all(test, feature = "gb18030"))]
mod tests {
    use super::decode;

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
