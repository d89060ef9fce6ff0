//! Columns of texts as their bytes lie in memory: each looked at once, so that a row costs no more than its text.

use arrow_buffer::{Buffer, NullBuffer};
use arrow_data::ArrayData;
use arrow_schema::DataType;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use super::facts::key_of;
use super::input::{Starts, contiguous, text_at, text_column};
use crate::arrow::ArrowColumn;

/// A column of texts.
pub(super) enum Texts {
    Arrow(ArrowColumn),
    /// Places in a list of words; below 0 for none.
    Listed {
        places: Vec<i32>,
        words: Vec<String>,
    },
}

impl Texts {
    pub(super) fn read(name: &'static str, object: &Bound<'_, PyAny>) -> PyResult<Self> {
        if let Ok(pair) = object.cast::<PyTuple>() {
            let (places, words) = (pair.get_item(0)?, pair.get_item(1)?);
            let places = contiguous::<i32>(name, &places)?.as_slice()?.to_vec();
            return Ok(Self::Listed { places, words: words.extract()? });
        }
        Ok(Self::Arrow(text_column(name, object, "a column of texts, or of categories", &[])?))
    }

    pub(super) fn rows(&self) -> usize {
        match self {
            Self::Arrow(column) => column.rows(),
            Self::Listed { places, .. } => places.len(),
        }
    }

    pub(super) fn cells(&self) -> TextCells<'_> {
        match self {
            Self::Arrow(column) => TextCells::Arrow {
                chunks: column.chunks.iter().map(Chunk::of).collect(),
                starts: Starts::of(&column.chunks),
            },
            Self::Listed { places, words } => TextCells::Listed { places, words },
        }
    }
}

/// The texts of a column, by row.
pub(super) enum TextCells<'a> {
    Arrow { chunks: Vec<Chunk<'a>>, starts: Starts },
    Listed { places: &'a [i32], words: &'a [String] },
}

impl TextCells<'_> {
    /// The bytes of a text; `None` for a null.
    pub(super) fn at(&self, row: usize) -> Option<&[u8]> {
        match self {
            Self::Arrow { chunks, starts } => {
                if let [chunk] = chunks.as_slice() {
                    return chunk.at(row);
                }
                let (chunk, row) = starts.find(row)?;
                chunks.get(chunk)?.at(row)
            }
            Self::Listed { places, words } => usize::try_from(*places.get(row)?)
                .ok()
                .and_then(|place| words.get(place))
                .map(String::as_bytes),
        }
    }

    /// Two texts as numbers that compare and are equal as the texts do, where they are short ones of Arrow's views.
    pub(super) fn short(&self, row: usize, other: usize) -> Option<(u128, u128)> {
        let Self::Arrow { chunks, .. } = self else { return None };
        let [Chunk { cells: Cells::Views { views, .. }, nulls: None, .. }] = chunks.as_slice() else {
            return None;
        };
        let number = |row: usize| {
            let view = u128::from_le_bytes(*views.get(row)?);
            let length = view & u128::from(u32::MAX);
            // The text first, its first byte highest, then its length; what stands behind the text is none of it.
            let text = || view >> 32 & !(u128::MAX << (8 * length));
            (length <= SHORT as u128).then(|| (text() << 32).swap_bytes() << 32 | length)
        };
        Some((number(row)?, number(other)?))
    }
}

/// The longest text that lies in its view.
const SHORT: usize = 12;

/// Where each text of a chunk begins, and the last ends.
fn ends<T: arrow_buffer::ArrowNativeType>(data: &ArrayData) -> &[T] {
    let ends = data.buffers().first().map(Buffer::typed_data::<T>).unwrap_or_default();
    ends.get(data.offset()..).unwrap_or_default()
}

/// A chunk of a column.
pub(super) struct Chunk<'a> {
    cells: Cells<'a>,
    nulls: Option<&'a NullBuffer>,
}

enum Cells<'a> {
    /// The length, then the text, or 4 bytes of it, the buffer and the place in it.
    Views {
        views: &'a [[u8; 16]],
        buffers: Vec<&'a [u8]>,
    },
    /// Where each begins and ends.
    Ends {
        ends: &'a [i32],
        bytes: &'a [u8],
    },
    LongEnds {
        ends: &'a [i64],
        bytes: &'a [u8],
    },
    /// Keys of a dictionary, or nothing but nulls.
    Other(&'a ArrayData),
}

impl<'a> Chunk<'a> {
    fn of(data: &'a ArrayData) -> Self {
        let bytes = |nth: usize| data.buffers().get(nth).map(Buffer::as_slice).unwrap_or_default();
        let cells = match data.data_type() {
            DataType::Utf8View => Cells::Views {
                views: bytes(0).as_chunks::<16>().0.get(data.offset()..).unwrap_or_default(),
                buffers: data.buffers().iter().skip(1).map(Buffer::as_slice).collect(),
            },
            DataType::Utf8 => Cells::Ends { ends: ends::<i32>(data), bytes: bytes(1) },
            DataType::LargeUtf8 => Cells::LongEnds { ends: ends::<i64>(data), bytes: bytes(1) },
            _ => Cells::Other(data),
        };
        Self { cells, nulls: data.nulls() }
    }

    #[inline]
    fn at(&self, row: usize) -> Option<&[u8]> {
        if self.nulls.is_some_and(|nulls| nulls.len() <= row || nulls.is_null(row)) {
            return None;
        }
        match &self.cells {
            Cells::Views { views, buffers } => {
                let view = views.get(row)?;
                let word =
                    |at: usize| Some(u32::from_le_bytes(*view.get(at..)?.first_chunk::<4>()?) as usize);
                let length = word(0)?;
                if length <= SHORT {
                    return view.get(4..4 + length);
                }
                let (buffer, from) = (word(8)?, word(12)?);
                buffers.get(buffer)?.get(from..from + length)
            }
            Cells::Ends { ends, bytes } => {
                let (from, to) = (*ends.get(row)?, *ends.get(row + 1)?);
                bytes.get(usize::try_from(from).ok()?..usize::try_from(to).ok()?)
            }
            Cells::LongEnds { ends, bytes } => {
                let (from, to) = (*ends.get(row)?, *ends.get(row + 1)?);
                bytes.get(usize::try_from(from).ok()?..usize::try_from(to).ok()?)
            }
            Cells::Other(data) => match data.data_type() {
                DataType::Dictionary(..) => text_at(data.child_data().first()?, key_of(data, row)?),
                _ => None,
            },
        }
    }
}
