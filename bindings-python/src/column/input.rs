//! The other columns of a question: counts, words and yes or no, one for all rows or one a row.

use arrow_buffer::{Buffer, NullBuffer};
use arrow_data::ArrayData;
use arrow_schema::DataType;
use numpy::{
    Element, PyArray1, PyArrayDescrMethods, PyArrayMethods, PyReadonlyArray1, PyUntypedArray,
    PyUntypedArrayMethods,
};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyString, PyTuple};
use wangge::{InputError, Vocabulary};

use crate::arrow::ArrowColumn;
use crate::error::{PyError, refused};

pub(crate) fn describe(object: &Bound<'_, PyAny>) -> String {
    match object.cast::<PyUntypedArray>() {
        Ok(array) => format!("{}-dimensional array of {}", array.ndim(), array.dtype()),
        Err(_) => object.get_type().to_string(),
    }
}

/// The slice of an array; a strided one is copied once, by numpy.
pub(crate) fn contiguous<'py, T: Element>(
    name: &str,
    array: &Bound<'py, PyAny>,
) -> PyResult<PyReadonlyArray1<'py, T>> {
    let allowed = "an array of one dimension that nobody writes to";
    let cast = array.cast::<PyArray1<T>>().map_err(|_| refused(name, describe(array), allowed))?;
    let read = cast.try_readonly().map_err(|error| refused(name, error.to_string(), allowed))?;
    if read.as_slice().is_ok() {
        return Ok(read);
    }
    Ok(array.call_method0(intern!(array.py(), "copy"))?.cast_into::<PyArray1<T>>()?.readonly())
}

/// A column of Arrow that holds texts, categories of texts or nothing but nulls, or what else is taken.
pub(super) fn text_column(
    name: &'static str,
    object: &Bound<'_, PyAny>,
    allowed: &'static str,
    also: &[DataType],
) -> PyResult<ArrowColumn> {
    let Some(column) = ArrowColumn::import(object)? else {
        return Err(refused(name, describe(object), allowed).into());
    };
    let texts = |kind: &DataType| matches!(kind, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View);
    let good = match column.field.data_type() {
        DataType::Dictionary(_, words) => texts(words),
        DataType::Null => true,
        other => texts(other) || also.contains(other),
    };
    if !good {
        return Err(refused(name, format!("a column of {}", column.field.data_type()), allowed).into());
    }
    Ok(column)
}

/// A refusal of one row.
pub(crate) fn refuse(row: usize, column: &str, value: String, allowed: &str) -> InputError {
    InputError { row: Some(row), column: column.to_owned(), value, allowed: allowed.to_owned(), table: None }
}

/// A second column has as many rows as the first.
pub(crate) fn as_many(name: &str, found: usize, rows: usize) -> Result<(), PyError> {
    if found == rows {
        return Ok(());
    }
    Err(refused(name, format!("{found} rows"), format!("{rows} rows, as many as the first column has")))
}

/// Where each chunk of a column begins.
pub(crate) struct Starts(Vec<usize>);

impl Starts {
    pub(crate) fn of(chunks: &[ArrayData]) -> Self {
        let begin = chunks.iter().scan(0, |next, chunk| {
            let start = *next;
            *next += chunk.len();
            Some(start)
        });
        Self(begin.collect())
    }

    /// The chunk of a row, and the row's place in it.
    pub(crate) fn find(&self, row: usize) -> Option<(usize, usize)> {
        let chunk = self.0.partition_point(|start| *start <= row).checked_sub(1)?;
        Some((chunk, row - self.0.get(chunk)?))
    }
}

/// Walks the rows `start..start + rows` of a chunked column: the chunk, the first row in it, and where that falls.
fn walk(
    chunks: &[ArrayData],
    starts: &Starts,
    start: usize,
    rows: usize,
    mut part: impl FnMut(&ArrayData, usize, core::ops::Range<usize>),
) {
    let mut done = 0;
    while done < rows {
        let Some((place, from)) = starts.find(start + done) else { return };
        let Some(chunk) = chunks.get(place) else { return };
        let now = (chunk.len() - from).min(rows - done);
        part(chunk, from, done..done + now);
        done += now;
    }
}

/// Reads integers of any width as `i64`.
macro_rules! integers {
    ($kind:expr, $data:expr, $from:expr, |$cells:ident| $body:expr) => {
        match $kind {
            DataType::Int8 => {
                let $cells = typed::<i8>($data, $from);
                $body
            }
            DataType::Int16 => {
                let $cells = typed::<i16>($data, $from);
                $body
            }
            DataType::Int32 => {
                let $cells = typed::<i32>($data, $from);
                $body
            }
            DataType::Int64 => {
                let $cells = typed::<i64>($data, $from);
                $body
            }
            DataType::UInt8 => {
                let $cells = typed::<u8>($data, $from);
                $body
            }
            DataType::UInt16 => {
                let $cells = typed::<u16>($data, $from);
                $body
            }
            DataType::UInt32 => {
                let $cells = typed::<u32>($data, $from);
                $body
            }
            _ => {
                let $cells = typed::<u64>($data, $from);
                $body
            }
        }
    };
}

/// The cells of a chunk from one row on.
pub(crate) fn typed<T: arrow_buffer::ArrowNativeType>(data: &ArrayData, from: usize) -> &[T] {
    let cells = data.buffers().first().map(Buffer::typed_data::<T>).unwrap_or_default();
    cells.get(data.offset() + from..data.offset() + data.len()).unwrap_or_default()
}

/// A whole number of any width; one past `i64` is as far past every count.
fn widened<T: TryInto<i64>>(cell: T) -> i64 {
    cell.try_into().unwrap_or(i64::MAX)
}

/// A key of a dictionary as a place; none below 0.
fn place_of<T: TryInto<usize>>(key: T) -> Option<usize> {
    key.try_into().ok()
}

fn copy<T: Copy>(cells: &[T], start: usize, out: &mut [T]) {
    out.iter_mut().zip(cells.iter().skip(start)).for_each(|(out, cell)| *out = *cell);
}

fn is_integer(kind: &DataType) -> bool {
    kind.is_integer()
}

/// Whole numbers: one for all rows, or one a row.
pub(crate) enum Numbers<'py> {
    Same(i32),
    Short(PyReadonlyArray1<'py, i32>),
    Long(PyReadonlyArray1<'py, i64>),
    Arrow(ArrowColumn),
}

impl<'py> Numbers<'py> {
    pub(crate) fn read(name: &str, object: &Bound<'py, PyAny>) -> PyResult<Self> {
        let allowed = "a whole number, or a column of int32 or int64";
        if object.cast::<PyUntypedArray>().is_ok() {
            if object.cast::<PyArray1<i32>>().is_ok() {
                return Ok(Self::Short(contiguous(name, object)?));
            }
            if object.cast::<PyArray1<i64>>().is_ok() {
                return Ok(Self::Long(contiguous(name, object)?));
            }
            return Err(refused(name, describe(object), allowed).into());
        }
        match ArrowColumn::import(object)? {
            Some(column) if is_integer(column.field.data_type()) => Ok(Self::Arrow(column)),
            Some(column) => {
                Err(refused(name, format!("a column of {}", column.field.data_type()), allowed).into())
            }
            None => Ok(Self::Same(object.extract()?)),
        }
    }

    /// How many rows; none where one number serves all.
    pub(crate) fn rows(&self) -> Option<usize> {
        match self {
            Self::Same(_) => None,
            Self::Short(array) => Some(array.len()),
            Self::Long(array) => Some(array.len()),
            Self::Arrow(column) => Some(column.rows()),
        }
    }

    pub(crate) fn cells<'a>(&'a self, name: &'static str) -> PyResult<NumberCells<'a>> {
        let kind = match self {
            Self::Same(number) => NumberKind::Same(*number),
            Self::Short(array) => NumberKind::Short(array.as_slice()?),
            Self::Long(array) => NumberKind::Long(array.as_slice()?),
            Self::Arrow(column) => NumberKind::Arrow {
                kind: column.field.data_type(),
                starts: Starts::of(&column.chunks),
                chunks: &column.chunks,
            },
        };
        Ok(NumberCells { kind, name })
    }
}

enum NumberKind<'a> {
    Same(i32),
    Short(&'a [i32]),
    Long(&'a [i64]),
    Arrow { kind: &'a DataType, starts: Starts, chunks: &'a [ArrayData] },
}

pub(crate) struct NumberCells<'a> {
    kind: NumberKind<'a>,
    name: &'static str,
}

impl<'a> NumberCells<'a> {
    /// The one number for all rows.
    pub(crate) fn same(&self) -> Option<i32> {
        if let NumberKind::Same(number) = self.kind { Some(number) } else { None }
    }

    /// The numbers as they lie in memory.
    pub(crate) fn direct(&self, start: usize, rows: usize) -> Option<&'a [i32]> {
        match &self.kind {
            NumberKind::Short(cells) => cells.get(start..start + rows),
            NumberKind::Arrow { kind: DataType::Int32, starts, chunks } => {
                let (nth, from) = starts.find(start)?;
                let chunk = chunks.get(nth)?;
                if chunk.nulls().is_some() { None } else { typed::<i32>(chunk, from).get(..rows) }
            }
            _ => None,
        }
    }

    /// The numbers of some rows; `null` says where there is none. The first that is too large is an error.
    pub(crate) fn fill(&self, start: usize, out: &mut [i32], null: &mut [bool]) -> Result<(), InputError> {
        let mut wide = None;
        let mut narrow = |row: usize, cell: i64| {
            i32::try_from(cell).unwrap_or_else(|_| {
                wide.get_or_insert((row, cell));
                0
            })
        };
        match &self.kind {
            NumberKind::Same(number) => out.fill(*number),
            NumberKind::Short(cells) => {
                copy(cells, start, out);
            }
            NumberKind::Long(cells) => {
                for (row, (out, cell)) in out.iter_mut().zip(cells.iter().skip(start)).enumerate() {
                    *out = narrow(row, *cell);
                }
            }
            NumberKind::Arrow { kind, starts, chunks } => {
                let rows = out.len();
                walk(chunks, starts, start, rows, |chunk, from, place| {
                    let first = place.start;
                    let (Some(out), Some(null)) = (out.get_mut(place.clone()), null.get_mut(place)) else {
                        return;
                    };
                    let valid = chunk.nulls();
                    integers!(kind, chunk, from, |cells| {
                        for (row, ((out, null), cell)) in out.iter_mut().zip(null).zip(cells).enumerate() {
                            if valid.is_some_and(|valid| valid.is_null(from + row)) {
                                *null = true;
                                *out = 0;
                            } else {
                                *out = narrow(first + row, widened(*cell));
                            }
                        }
                    });
                });
            }
        }
        match wide {
            Some((row, cell)) => {
                let allowed = format!("{} to {}", i32::MIN, i32::MAX);
                Err(refuse(start + row, self.name, cell.to_string(), &allowed))
            }
            None => Ok(()),
        }
    }
}

/// The code of a word that is not there.
pub(crate) const NONE: u8 = 254;
/// The code of a word that the vocabulary does not have.
pub(crate) const UNKNOWN: u8 = 255;

/// The words of a vocabulary: codes and Chinese terms, each with the place in the vocabulary.
struct Lexicon(Vec<(&'static str, u8)>);

impl Lexicon {
    fn of<V: Vocabulary>() -> Self {
        let words = V::ALL.iter().enumerate().flat_map(|(place, word)| {
            let place = u8::try_from(place).unwrap_or(UNKNOWN);
            [(word.code(), place), (word.zh(), place)]
        });
        Self(words.collect())
    }

    fn find(&self, text: &[u8]) -> u8 {
        self.0.iter().find(|(word, _)| word.as_bytes() == text).map_or(UNKNOWN, |(_, place)| *place)
    }
}

/// Words of a vocabulary: one for all rows, or one a row.
pub(crate) struct Words<'py> {
    held: WordsHeld<'py>,
    lexicon: Lexicon,
    name: &'static str,
    allowed: String,
}

enum WordsHeld<'py> {
    Same(u8),
    /// Places in the vocabulary.
    Codes(PyReadonlyArray1<'py, u8>),
    /// Places in a list of words (of pandas' categories); below 0 for none.
    Listed {
        places: PyReadonlyArray1<'py, i16>,
        words: Vec<Option<String>>,
    },
    /// numpy's texts of one width, four bytes a character.
    Wide {
        cells: PyReadonlyArray1<'py, u32>,
        width: usize,
    },
    Arrow(ArrowColumn),
}

impl<'py> Words<'py> {
    /// Reads what was given: a word, an array of words or of uint8 places, a pair of int16 places and the words
    /// that they stand for, or a column of Arrow.
    pub(crate) fn read<V: Vocabulary>(name: &'static str, object: &Bound<'py, PyAny>) -> PyResult<Self> {
        let py = object.py();
        let lexicon = Lexicon::of::<V>();
        let allowed = V::codes().join(", ");
        let held = if object.is_none() {
            WordsHeld::Same(NONE)
        } else if let Ok(word) = object.cast::<PyString>() {
            let word = word.to_str()?;
            let code = lexicon.find(word.as_bytes());
            if code == UNKNOWN {
                return Err(refused(name, word, allowed).into());
            }
            WordsHeld::Same(code)
        } else if let Ok(pair) = object.cast::<PyTuple>() {
            let (places, words) = (pair.get_item(0)?, pair.get_item(1)?);
            WordsHeld::Listed { places: contiguous(name, &places)?, words: words.extract()? }
        } else if let Ok(array) = object.cast::<PyUntypedArray>() {
            let dtype = array.dtype();
            if object.cast::<PyArray1<u8>>().is_ok() {
                WordsHeld::Codes(contiguous(name, object)?)
            } else if dtype.kind() == b'U' && array.ndim() == 1 && dtype.byteorder() != b'>' {
                let width = dtype.itemsize() / 4;
                let one = object.call_method1(intern!(py, "reshape"), ((-1, 1),))?;
                let one = py
                    .import(intern!(py, "numpy"))?
                    .call_method1(intern!(py, "ascontiguousarray"), (one,))?;
                let flat = if width == 0 {
                    one.call_method1(intern!(py, "astype"), (intern!(py, "U1"),))?
                } else {
                    one
                };
                let view = flat.call_method1(intern!(py, "view"), (intern!(py, "u4"),))?;
                let flat = view.call_method1(intern!(py, "reshape"), (-1,))?;
                WordsHeld::Wide { cells: contiguous(name, &flat)?, width: width.max(1) }
            } else {
                let allowed = "a word, or a column of words or of uint8 places in the vocabulary";
                return Err(refused(name, describe(object), allowed).into());
            }
        } else {
            let allowed = "a word, or a column of words or of uint8 places in the vocabulary";
            WordsHeld::Arrow(text_column(name, object, allowed, &[DataType::UInt8])?)
        };
        Ok(Self { held, lexicon, name, allowed })
    }

    pub(crate) fn rows(&self) -> Option<usize> {
        match &self.held {
            WordsHeld::Same(_) => None,
            WordsHeld::Codes(array) => Some(array.len()),
            WordsHeld::Listed { places, .. } => Some(places.len()),
            WordsHeld::Wide { cells, width } => Some(cells.len() / width),
            WordsHeld::Arrow(column) => Some(column.rows()),
        }
    }

    pub(crate) fn cells(&self) -> PyResult<WordCells<'_>> {
        let kind = match &self.held {
            WordsHeld::Same(code) => WordKind::Same(*code),
            WordsHeld::Codes(array) => WordKind::Codes(array.as_slice()?),
            WordsHeld::Listed { places, words } => {
                let codes = words
                    .iter()
                    .map(|word| word.as_ref().map_or(NONE, |word| self.lexicon.find(word.as_bytes())));
                WordKind::Listed { places: places.as_slice()?, codes: codes.collect(), words }
            }
            WordsHeld::Wide { cells, width } => {
                let words = self.lexicon.0.iter().filter_map(|(word, place)| {
                    let mut cells: Vec<u32> = word.chars().map(u32::from).collect();
                    let fits = cells.len() <= *width;
                    cells.resize(*width, 0);
                    fits.then_some((cells, *place))
                });
                WordKind::Wide { cells: cells.as_slice()?, width: *width, words: words.collect() }
            }
            WordsHeld::Arrow(column) => {
                let dictionaries = column.chunks.iter().map(|chunk| match chunk.data_type() {
                    DataType::Dictionary(..) => {
                        let words = chunk.child_data().first();
                        let rows = words.map_or(0, ArrayData::len);
                        let text = |row| words.and_then(|words| text_at(words, row));
                        (0..rows).map(|row| text(row).map_or(NONE, |text| self.lexicon.find(text))).collect()
                    }
                    _ => Vec::new(),
                });
                WordKind::Arrow {
                    starts: Starts::of(&column.chunks),
                    dictionaries: dictionaries.collect(),
                    chunks: &column.chunks,
                }
            }
        };
        Ok(WordCells { kind, lexicon: &self.lexicon, name: self.name, allowed: &self.allowed })
    }
}

enum WordKind<'a> {
    Same(u8),
    Codes(&'a [u8]),
    Listed { places: &'a [i16], codes: Vec<u8>, words: &'a [Option<String>] },
    Wide { cells: &'a [u32], width: usize, words: Vec<(Vec<u32>, u8)> },
    Arrow { starts: Starts, dictionaries: Vec<Vec<u8>>, chunks: &'a [ArrayData] },
}

pub(crate) struct WordCells<'a> {
    kind: WordKind<'a>,
    lexicon: &'a Lexicon,
    name: &'static str,
    allowed: &'a str,
}

impl<'a> WordCells<'a> {
    pub(crate) fn same(&self) -> Option<u8> {
        if let WordKind::Same(code) = self.kind { Some(code) } else { None }
    }

    /// The codes as they lie in memory.
    pub(crate) fn direct(&self, start: usize, rows: usize) -> Option<&'a [u8]> {
        match &self.kind {
            WordKind::Codes(codes) => codes.get(start..start + rows),
            // Categories in the vocabulary's own order are its places.
            WordKind::Arrow { starts, dictionaries, chunks } => {
                let (nth, from) = starts.find(start)?;
                let (chunk, dictionary) = (chunks.get(nth)?, dictionaries.get(nth)?);
                let DataType::Dictionary(keys, _) = chunk.data_type() else { return None };
                let small = matches!(keys.as_ref(), DataType::Int8 | DataType::UInt8);
                let same = dictionary.iter().enumerate().all(|(place, code)| usize::from(*code) == place);
                if !small || !same || chunk.nulls().is_some() {
                    return None;
                }
                typed::<u8>(chunk, from).get(..rows)
            }
            _ => None,
        }
    }

    /// The codes of some rows: [`NONE`] where there is no word, [`UNKNOWN`] where it is not of the vocabulary.
    pub(crate) fn fill(&self, start: usize, out: &mut [u8]) {
        match &self.kind {
            WordKind::Same(code) => out.fill(*code),
            WordKind::Codes(codes) => {
                copy(codes, start, out);
            }
            WordKind::Listed { places, codes, .. } => {
                for (out, place) in out.iter_mut().zip(places.iter().skip(start)) {
                    let place = usize::try_from(*place);
                    *out = place.map_or(NONE, |place| codes.get(place).copied().unwrap_or(UNKNOWN));
                }
            }
            WordKind::Wide { cells, width, words } => {
                for (out, cell) in out.iter_mut().zip(cells.chunks_exact(*width).skip(start)) {
                    *out = words.iter().find(|(word, _)| word == cell).map_or(UNKNOWN, |(_, code)| *code);
                }
            }
            WordKind::Arrow { starts, dictionaries, chunks } => {
                let rows = out.len();
                walk(chunks, starts, start, rows, |chunk, from, place| {
                    let Some(out) = out.get_mut(place.clone()) else { return };
                    let dictionary =
                        starts.find(start + place.start).and_then(|(nth, _)| dictionaries.get(nth));
                    self.fill_chunk(chunk, from, dictionary.map(Vec::as_slice).unwrap_or_default(), out);
                    if let Some(valid) = chunk.nulls() {
                        for (row, out) in out.iter_mut().enumerate() {
                            if valid.is_null(from + row) {
                                *out = NONE;
                            }
                        }
                    }
                });
            }
        }
    }

    fn fill_chunk(&self, chunk: &ArrayData, from: usize, dictionary: &[u8], out: &mut [u8]) {
        match chunk.data_type() {
            DataType::Dictionary(keys, _) => integers!(keys.as_ref(), chunk, from, |cells| {
                for (out, cell) in out.iter_mut().zip(cells) {
                    // A key under a null may be anything.
                    let code = place_of(*cell).and_then(|place| dictionary.get(place));
                    *out = code.copied().unwrap_or(UNKNOWN);
                }
            }),
            DataType::UInt8 => {
                for (out, cell) in out.iter_mut().zip(typed::<u8>(chunk, from)) {
                    *out = *cell;
                }
            }
            DataType::Null => out.fill(NONE),
            _ => {
                let mut last: (&[u8], u8) = (b"", self.lexicon.find(b""));
                for (row, out) in out.iter_mut().enumerate() {
                    let text = text_at(chunk, from + row).unwrap_or_default();
                    if text != last.0 {
                        last = (text, self.lexicon.find(text));
                    }
                    *out = last.1;
                }
            }
        }
    }

    /// The refusal of a row whose word is not of the vocabulary.
    pub(crate) fn refuse(&self, row: usize) -> InputError {
        let value = match &self.kind {
            WordKind::Same(code) => code.to_string(),
            WordKind::Codes(codes) => codes.get(row).map(ToString::to_string).unwrap_or_default(),
            WordKind::Listed { places, words, .. } => {
                let place = places.get(row).and_then(|place| usize::try_from(*place).ok());
                place.and_then(|place| words.get(place)).cloned().flatten().unwrap_or_default()
            }
            WordKind::Wide { cells, width, .. } => {
                let cell = cells.chunks_exact(*width).nth(row).unwrap_or_default();
                cell.iter().take_while(|cell| **cell != 0).filter_map(|cell| char::from_u32(*cell)).collect()
            }
            WordKind::Arrow { starts, chunks, .. } => {
                let found = starts.find(row).and_then(|(chunk, from)| Some((chunks.get(chunk)?, from)));
                let text = found.and_then(|(chunk, from)| match chunk.data_type() {
                    DataType::Dictionary(keys, _) => {
                        let key = integers!(keys.as_ref(), chunk, from, |cells| {
                            cells.first().and_then(|cell| place_of(*cell))
                        });
                        text_at(chunk.child_data().first()?, key?).map(<[u8]>::to_vec)
                    }
                    DataType::UInt8 => {
                        typed::<u8>(chunk, from).first().map(|code| code.to_string().into_bytes())
                    }
                    _ => text_at(chunk, from).map(<[u8]>::to_vec),
                });
                String::from_utf8_lossy(&text.unwrap_or_default()).into_owned()
            }
        };
        refuse(row, self.name, value, self.allowed)
    }
}

/// The bytes of one text of a column of texts; `None` for a null.
pub(crate) fn text_at(data: &ArrayData, row: usize) -> Option<&[u8]> {
    if data.nulls().is_some_and(|nulls: &NullBuffer| nulls.is_null(row)) {
        return None;
    }
    let place = data.offset() + row;
    let bytes = |nth: usize| data.buffers().get(nth).map(Buffer::as_slice);
    match data.data_type() {
        DataType::Utf8 => {
            let ends = data.buffers().first()?.typed_data::<i32>();
            let (from, to) = (ends.get(place)?, ends.get(place + 1)?);
            bytes(1)?.get(usize::try_from(*from).ok()?..usize::try_from(*to).ok()?)
        }
        DataType::LargeUtf8 => {
            let ends = data.buffers().first()?.typed_data::<i64>();
            let (from, to) = (ends.get(place)?, ends.get(place + 1)?);
            bytes(1)?.get(usize::try_from(*from).ok()?..usize::try_from(*to).ok()?)
        }
        DataType::Utf8View => {
            // 4 bytes of length; to 12 bytes of text follow, or 4 of it, the buffer and the place in it.
            let view = bytes(0)?.get(place * 16..place * 16 + 16)?;
            let word = |at: usize| Some(u32::from_le_bytes(view.get(at..at + 4)?.try_into().ok()?) as usize);
            let length = word(0)?;
            if length <= 12 {
                return view.get(4..4 + length);
            }
            let (buffer, from) = (word(8)?, word(12)?);
            bytes(1 + buffer)?.get(from..from + length)
        }
        _ => None,
    }
}

/// Yes or no: one for all rows, or one a row.
pub(crate) enum Flags<'py> {
    Same(bool),
    Bytes(PyReadonlyArray1<'py, bool>),
    /// 0, 1, and 2 for none.
    Codes(PyReadonlyArray1<'py, u8>),
    Arrow(ArrowColumn),
}

/// The code of a flag that is not there.
pub(crate) const NO_FLAG: u8 = 2;

impl<'py> Flags<'py> {
    pub(crate) fn read(name: &str, object: &Bound<'py, PyAny>) -> PyResult<Self> {
        let allowed = "True, False, or a column of them";
        if let Ok(flag) = object.extract::<bool>() {
            return Ok(Self::Same(flag));
        }
        if object.cast::<PyArray1<bool>>().is_ok() {
            return Ok(Self::Bytes(contiguous(name, object)?));
        }
        if object.cast::<PyArray1<u8>>().is_ok() {
            return Ok(Self::Codes(contiguous(name, object)?));
        }
        if object.cast::<PyUntypedArray>().is_ok() {
            return Err(refused(name, describe(object), allowed).into());
        }
        match ArrowColumn::import(object)? {
            Some(column) if matches!(column.field.data_type(), DataType::Boolean) => Ok(Self::Arrow(column)),
            Some(column) => {
                Err(refused(name, format!("a column of {}", column.field.data_type()), allowed).into())
            }
            None => Err(refused(name, describe(object), allowed).into()),
        }
    }

    pub(crate) fn rows(&self) -> Option<usize> {
        match self {
            Self::Same(_) => None,
            Self::Bytes(array) => Some(array.len()),
            Self::Codes(array) => Some(array.len()),
            Self::Arrow(column) => Some(column.rows()),
        }
    }

    pub(crate) fn cells(&self) -> PyResult<FlagCells<'_>> {
        Ok(match self {
            Self::Same(flag) => FlagCells::Same(*flag),
            Self::Bytes(array) => FlagCells::Bytes(array.as_slice()?),
            Self::Codes(array) => FlagCells::Codes(array.as_slice()?),
            Self::Arrow(column) => {
                FlagCells::Arrow { starts: Starts::of(&column.chunks), chunks: &column.chunks }
            }
        })
    }
}

pub(crate) enum FlagCells<'a> {
    Same(bool),
    Bytes(&'a [bool]),
    Codes(&'a [u8]),
    Arrow { starts: Starts, chunks: &'a [ArrayData] },
}

impl FlagCells<'_> {
    /// 0 for no, 1 for yes, [`NO_FLAG`] for none.
    pub(crate) fn fill(&self, start: usize, out: &mut [u8]) {
        match self {
            Self::Same(flag) => out.fill(u8::from(*flag)),
            Self::Bytes(cells) => {
                for (out, cell) in out.iter_mut().zip(cells.iter().skip(start)) {
                    *out = u8::from(*cell);
                }
            }
            Self::Codes(cells) => {
                for (out, cell) in out.iter_mut().zip(cells.iter().skip(start)) {
                    *out = (*cell).min(NO_FLAG);
                }
            }
            Self::Arrow { starts, chunks } => {
                let rows = out.len();
                walk(chunks, starts, start, rows, |chunk, from, place| {
                    let Some(out) = out.get_mut(place) else { return };
                    let bits = chunk.buffers().first().map(Buffer::as_slice).unwrap_or_default();
                    unpack(bits, chunk.offset() + from, out);
                    if let Some(valid) = chunk.nulls() {
                        for (row, out) in out.iter_mut().enumerate() {
                            if valid.is_null(from + row) {
                                *out = NO_FLAG;
                            }
                        }
                    }
                });
            }
        }
    }
}

/// Bits from `first` on as bytes, eight at a time.
fn unpack(bits: &[u8], first: usize, out: &mut [u8]) {
    let (start, shift) = (first / 8, first % 8);
    for (nth, out) in out.chunks_mut(8).enumerate() {
        let byte = |place: usize| bits.get(start + place).copied().map_or(0, u16::from);
        let eight = (byte(nth) | byte(nth + 1) << 8) >> shift;
        for (bit, out) in out.iter_mut().enumerate() {
            *out = u8::from(eight >> bit & 1 == 1);
        }
    }
}
