//! Columns over the Arrow C data interface (the PyCapsule protocol): whatever has `__arrow_c_stream__` or
//! `__arrow_c_array__` comes in without a copy, and [`ArrowColumn`] goes out the same way.
#![expect(unsafe_code, reason = "the C data interface is pointers; each block says what it rests on")]

use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use arrow_array::ffi::from_ffi_and_data_type;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer};
use arrow_data::{ArrayData, ArrayDataBuilder, ffi::FFI_ArrowArray};
use arrow_schema::{DataType, Field, ffi::FFI_ArrowSchema};
use numpy::{Element, PyArray1, PyArrayMethods, PyUntypedArrayMethods};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyCapsuleMethods, PyDict, PyTuple};
use pyo3::{intern, type_hint_identifier};

const STREAM: &CStr = c"arrow_array_stream";
const ARRAY: &CStr = c"arrow_array";
const SCHEMA: &CStr = c"arrow_schema";

/// A column, or a table as one column of structs, in the memory format of Arrow.
///
/// Any library that speaks the Arrow PyCapsule interface takes it: `polars.Series(column)`,
/// `pyarrow.chunked_array(column)`.
#[pyclass(frozen, name = "ArrowColumn", module = "wangge")]
#[derive(Clone)]
pub(crate) struct ArrowColumn {
    pub(crate) field: Field,
    pub(crate) chunks: Vec<ArrayData>,
}

impl ArrowColumn {
    pub(crate) fn new(data: ArrayData) -> Self {
        Self { field: Field::new("", data.data_type().clone(), true), chunks: vec![data] }
    }

    pub(crate) fn rows(&self) -> usize {
        self.chunks.iter().map(ArrayData::len).sum()
    }

    /// What an object holds; `None` where it does not speak the interface.
    pub(crate) fn import(object: &Bound<'_, PyAny>) -> PyResult<Option<Self>> {
        if let Ok(column) = object.cast::<Self>() {
            return Ok(Some(column.get().clone()));
        }
        let py = object.py();
        if let Some(method) = object.getattr_opt(intern!(py, "__arrow_c_stream__"))? {
            return Self::from_stream(&method.call0()?).map(Some);
        }
        if let Some(method) = object.getattr_opt(intern!(py, "__arrow_c_array__"))? {
            return Self::from_array(&method.call0()?).map(Some);
        }
        Ok(None)
    }

    fn from_array(pair: &Bound<'_, PyAny>) -> PyResult<Self> {
        let pair = pair.cast::<PyTuple>()?;
        let (schema, array) = (pair.get_item(0)?, pair.get_item(1)?);
        let schema = schema.cast::<PyCapsule>()?.pointer_checked(Some(SCHEMA))?;
        let array = array.cast::<PyCapsule>()?.pointer_checked(Some(ARRAY))?;
        // SAFETY: capsules of these names hold a valid struct each; taking the array marks it released there.
        let (schema, array) = unsafe {
            (schema.cast::<FFI_ArrowSchema>().as_ref(), FFI_ArrowArray::from_raw(array.cast().as_ptr()))
        };
        let field = Field::try_from(schema).map_err(broken)?;
        // SAFETY: the producer made both for one another.
        let data = unsafe { from_ffi_and_data_type(array, field.data_type().clone()) }.map_err(broken)?;
        Ok(Self { field, chunks: vec![data] })
    }

    fn from_stream(capsule: &Bound<'_, PyAny>) -> PyResult<Self> {
        let stream = capsule.cast::<PyCapsule>()?.pointer_checked(Some(STREAM))?;
        // SAFETY: a capsule of this name holds a valid stream; taking it marks it released there.
        let mut stream = unsafe { FFI_ArrowArrayStream::from_raw(stream.cast().as_ptr()) };
        let (Some(get_schema), Some(get_next)) = (stream.get_schema, stream.get_next) else {
            return Err(PyValueError::new_err("the Arrow stream has been read already"));
        };
        let mut schema = FFI_ArrowSchema::empty();
        // SAFETY: the producer's own function over its own stream, into a struct that is ours.
        let code = unsafe { get_schema(&raw mut stream, &raw mut schema) };
        checked(&mut stream, code)?;
        let field = Field::try_from(&schema).map_err(broken)?;
        let mut chunks = Vec::new();
        loop {
            let mut array = FFI_ArrowArray::empty();
            // SAFETY: as above.
            let code = unsafe { get_next(&raw mut stream, &raw mut array) };
            checked(&mut stream, code)?;
            if array.is_released() {
                break;
            }
            // SAFETY: every array of a stream is of the stream's schema.
            let data = unsafe { from_ffi_and_data_type(array, field.data_type().clone()) }.map_err(broken)?;
            if !data.is_empty() {
                chunks.push(data);
            }
        }
        Ok(Self { field, chunks })
    }

    /// The columns of a table, by name; a column of structs with nulls of their own is no table.
    fn fields(&self) -> PyResult<Vec<(String, Self)>> {
        let DataType::Struct(fields) = self.field.data_type() else {
            return Err(PyValueError::new_err(format!("no table: a column of {}", self.field.data_type())));
        };
        let column = |(place, field): (usize, &Arc<Field>)| {
            let part = |chunk: &ArrayData| {
                let child = chunk.child_data().get(place)?;
                Some(child.slice(chunk.offset(), chunk.len()))
            };
            let chunks = self.chunks.iter().filter_map(part).collect();
            (field.name().clone(), Self { field: field.as_ref().clone(), chunks })
        };
        Ok(fields.iter().enumerate().map(column).collect())
    }
}

/// Columns by name.
pub(crate) struct Parts<'py>(pub(crate) Bound<'py, PyDict>);

impl<'py> FromPyObject<'_, 'py> for Parts<'py> {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr = type_hint_identifier!("wangge._types", "Parts");

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        Ok(Self(object.cast::<PyDict>()?.to_owned()))
    }
}

impl<'py> IntoPyObject<'py> for Parts<'py> {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;
    const OUTPUT_TYPE: PyStaticExpr = type_hint_identifier!("wangge._types", "Parts");

    fn into_pyobject(self, _py: Python<'py>) -> PyResult<Self::Output> {
        Ok(self.0.into_any())
    }
}

fn broken(error: impl std::fmt::Display) -> PyErr {
    PyValueError::new_err(format!("not Arrow data: {error}"))
}

/// What a stream says of its own error.
fn checked(stream: &mut FFI_ArrowArrayStream, code: c_int) -> PyResult<()> {
    if code == 0 {
        return Ok(());
    }
    let said = stream.get_last_error.map(|last| {
        // SAFETY: the producer's own function; the text is its own until the next call.
        unsafe { last(stream) }
    });
    let said = said.filter(|text| !text.is_null()).map(|text| {
        // SAFETY: a text ended by NUL, by the interface.
        unsafe { CStr::from_ptr(text) }.to_string_lossy().into_owned()
    });
    Err(PyValueError::new_err(said.unwrap_or_else(|| format!("the Arrow stream failed with code {code}"))))
}

/// The chunks still to be given to a consumer.
struct Outgoing {
    field: Field,
    chunks: std::vec::IntoIter<ArrayData>,
    said: CString,
}

impl Outgoing {
    fn stream(column: &ArrowColumn) -> FFI_ArrowArrayStream {
        let chunks = column.chunks.clone().into_iter();
        let outgoing = Box::new(Self { field: column.field.clone(), chunks, said: CString::default() });
        FFI_ArrowArrayStream {
            get_schema: Some(get_schema),
            get_next: Some(get_next),
            get_last_error: Some(get_last_error),
            release: Some(release),
            private_data: Box::into_raw(outgoing).cast(),
        }
    }

    /// # Safety
    /// The stream was made by [`Outgoing::stream`] and is not released.
    unsafe fn of<'a>(stream: *mut FFI_ArrowArrayStream) -> &'a mut Self {
        // SAFETY: as this function asks.
        unsafe { &mut *(*stream).private_data.cast::<Self>() }
    }
}

const EINVAL: c_int = 22;

unsafe extern "C" fn get_schema(stream: *mut FFI_ArrowArrayStream, out: *mut FFI_ArrowSchema) -> c_int {
    // SAFETY: consumers call this on the stream they were given, with a place to write to.
    let outgoing = unsafe { Outgoing::of(stream) };
    match FFI_ArrowSchema::try_from(&outgoing.field) {
        Ok(schema) => {
            // SAFETY: as above; what stood there is not dropped, by the interface it is empty.
            unsafe { out.write(schema) };
            0
        }
        Err(error) => {
            outgoing.said = CString::new(error.to_string()).unwrap_or_default();
            EINVAL
        }
    }
}

unsafe extern "C" fn get_next(stream: *mut FFI_ArrowArrayStream, out: *mut FFI_ArrowArray) -> c_int {
    // SAFETY: as for `get_schema`.
    let outgoing = unsafe { Outgoing::of(stream) };
    let next = outgoing.chunks.next().map_or_else(FFI_ArrowArray::empty, |data| FFI_ArrowArray::new(&data));
    // SAFETY: as for `get_schema`.
    unsafe { out.write(next) };
    0
}

unsafe extern "C" fn get_last_error(stream: *mut FFI_ArrowArrayStream) -> *const c_char {
    // SAFETY: as for `get_schema`.
    unsafe { Outgoing::of(stream) }.said.as_ptr()
}

unsafe extern "C" fn release(stream: *mut FFI_ArrowArrayStream) {
    // SAFETY: called once, on a stream made by `Outgoing::stream`.
    unsafe {
        let private: *mut c_void = (*stream).private_data;
        drop(Box::from_raw(private.cast::<Outgoing>()));
        (*stream).private_data = std::ptr::null_mut();
        (*stream).release = None;
    }
}

#[pymethods]
impl ArrowColumn {
    /// Takes what speaks the Arrow PyCapsule interface, without a copy. Raises TypeError for anything else.
    #[new]
    fn new_from(column: &Bound<'_, PyAny>) -> PyResult<Self> {
        let kind = column.get_type();
        Self::import(column)?.ok_or_else(|| PyTypeError::new_err(format!("{kind} does not speak Arrow")))
    }

    /// Whole numbers and the marks of null among them.
    #[staticmethod]
    fn masked(numbers: &Bound<'_, PyArray1<i64>>, nulls: &Bound<'_, PyArray1<bool>>) -> PyResult<Self> {
        let read = nulls.try_readonly().map_err(|error| PyValueError::new_err(error.to_string()))?;
        let nulls = read.as_slice()?;
        if nulls.len() != numbers.len() {
            return Err(PyValueError::new_err("as many marks as numbers are wanted"));
        }
        let valid = BooleanBuffer::collect_bool(nulls.len(), |row| nulls.get(row) == Some(&false));
        let cells = buffer_of(numbers)?;
        Ok(Self::new(column(DataType::Int64, nulls.len(), cells, Some(NullBuffer::new(valid)))?))
    }

    /// Whole numbers, none null.
    #[staticmethod]
    fn ints(numbers: &Bound<'_, PyArray1<i32>>) -> PyResult<Self> {
        Ok(Self::new(column(DataType::Int32, numbers.len(), buffer_of(numbers)?, None)?))
    }

    /// Numbers with a point, none null.
    #[staticmethod]
    fn floats(numbers: &Bound<'_, PyArray1<f64>>) -> PyResult<Self> {
        Ok(Self::new(column(DataType::Float64, numbers.len(), buffer_of(numbers)?, None)?))
    }

    /// A dictionary of words, and the places of each row's word in it: below 0 for none.
    #[staticmethod]
    #[expect(clippy::needless_pass_by_value, reason = "arguments of Python")]
    fn coded(places: &Bound<'_, PyArray1<i32>>, words: Vec<String>) -> PyResult<Self> {
        let read = places.try_readonly().map_err(|error| PyValueError::new_err(error.to_string()))?;
        let cells = read.as_slice()?;
        if cells.iter().any(|place| usize::try_from(*place).is_ok_and(|place| place >= words.len())) {
            return Err(PyValueError::new_err("places in the words are wanted"));
        }
        let valid =
            BooleanBuffer::collect_bool(cells.len(), |row| cells.get(row).is_some_and(|place| *place >= 0));
        let nulls = cells.iter().any(|place| *place < 0).then(|| NullBuffer::new(valid));
        let made = dictionary(DataType::Int32, cells.len(), buffer_of(places)?, nulls, &words)?;
        Ok(Self::new(made))
    }

    /// How many rows.
    fn __len__(&self) -> usize {
        self.rows()
    }

    /// The name of its type in Arrow.
    #[getter]
    fn r#type(&self) -> String {
        self.field.data_type().to_string()
    }

    /// The same column under a name.
    fn named(&self, name: &str) -> Self {
        Self { field: self.field.clone().with_name(name), chunks: self.chunks.clone() }
    }

    /// The columns of a table by name. Raises ValueError where it is no table.
    fn columns<'py>(&self, py: Python<'py>) -> PyResult<Parts<'py>> {
        let columns = PyDict::new(py);
        for (name, column) in self.fields()? {
            columns.set_item(name, column)?;
        }
        Ok(Parts(columns))
    }

    /// How many chunks it lies in.
    #[getter]
    fn chunk_count(&self) -> usize {
        self.chunks.len()
    }

    /// A column of int8 places and their words, as such a column and a list. Raises ValueError for another.
    fn places(&self) -> PyResult<(Self, Vec<String>)> {
        let wanted = || PyValueError::new_err("a dictionary column of one chunk is wanted");
        let [data] = self.chunks.as_slice() else { return Err(wanted()) };
        let (Some(cells), Some(words)) = (data.buffers().first(), data.child_data().first()) else {
            return Err(wanted());
        };
        let words = (0..words.len()).map(|row| {
            let text = crate::column::text_at(words, row).unwrap_or_default();
            String::from_utf8_lossy(text).into_owned()
        });
        let codes = column(DataType::UInt8, data.len(), cells.clone(), data.nulls().cloned())?;
        Ok((Self::new(codes), words.collect()))
    }

    /// A table of columns of one chunk each and of one length.
    #[staticmethod]
    fn table(columns: Parts<'_>) -> PyResult<Self> {
        let mut fields = Vec::new();
        let mut children = Vec::new();
        for (name, column) in columns.0 {
            let column = column.cast::<Self>()?.get();
            let [data] = column.chunks.as_slice() else {
                return Err(PyValueError::new_err("a column of one chunk is wanted"));
            };
            fields.push(column.field.clone().with_name(name.extract::<String>()?));
            children.push(data.clone());
        }
        let rows = children.first().map_or(0, ArrayData::len);
        if children.iter().any(|child| child.len() != rows) {
            return Err(PyValueError::new_err("columns of one length are wanted"));
        }
        let kind = DataType::Struct(fields.into());
        let table = ArrayData::builder(kind).len(rows).child_data(children);
        // SAFETY: columns of the table's length, each checked when it was made.
        Ok(Self::new(unsafe { table.build_unchecked() }))
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let schema = FFI_ArrowSchema::try_from(&self.field).map_err(broken)?;
        Ok(PyCapsule::new_with_value(py, schema, SCHEMA)?.into_any())
    }

    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyAny>)> {
        let _ = requested_schema;
        let [data] = self.chunks.as_slice() else {
            return Err(PyValueError::new_err("a column of several chunks goes as a stream"));
        };
        let array = PyCapsule::new_with_value(py, FFI_ArrowArray::new(data), ARRAY)?.into_any();
        Ok((self.__arrow_c_schema__(py)?, array))
    }

    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let _ = requested_schema;
        Ok(PyCapsule::new_with_value(py, Outgoing::stream(self), STREAM)?.into_any())
    }

    fn __repr__(&self) -> String {
        format!("ArrowColumn({}, {} rows)", self.field.data_type(), self.rows())
    }
}

/// Keeps the array of numpy that a buffer lies in.
struct Owner {
    _array: AssertUnwindSafe<Py<PyAny>>,
}

/// The memory of an array that nobody else holds, as a buffer. numpy allocates: it asks for huge pages.
pub(crate) fn buffer_of<T: Element>(array: &Bound<'_, PyArray1<T>>) -> PyResult<Buffer> {
    let rows = array.len();
    let read = array.try_readonly().map_err(|error| PyValueError::new_err(error.to_string()))?;
    let cells = read.as_slice()?;
    let Some(start) = std::ptr::NonNull::new(cells.as_ptr().cast_mut().cast::<u8>()) else {
        return Ok(Buffer::from_vec(Vec::<u8>::new()));
    };
    let owner = Arc::new(Owner { _array: AssertUnwindSafe(array.clone().into_any().unbind()) });
    // SAFETY: the array is in one piece, lives as long as its owner, and was made here: nobody writes to it.
    Ok(unsafe { Buffer::from_custom_allocation(start, rows * size_of::<T>(), owner) })
}

/// Cells and validity as a column.
pub(crate) fn column(
    kind: DataType,
    rows: usize,
    cells: Buffer,
    nulls: Option<NullBuffer>,
) -> PyResult<ArrayData> {
    ArrayDataBuilder::new(kind).len(rows).add_buffer(cells).nulls(nulls).build().map_err(broken)
}

/// Codes and their words as a dictionary column; `keys` is the type of the codes.
pub(crate) fn dictionary(
    keys: DataType,
    rows: usize,
    codes: Buffer,
    nulls: Option<NullBuffer>,
    words: &[String],
) -> PyResult<ArrayData> {
    let ends = words.iter().scan(0_i32, |end, word| {
        *end += i32::try_from(word.len()).unwrap_or_default();
        Some(*end)
    });
    let ends: Vec<i32> = std::iter::once(0).chain(ends).collect();
    let text = ArrayDataBuilder::new(DataType::Utf8)
        .len(words.len())
        .add_buffer(Buffer::from_vec(ends))
        .add_buffer(Buffer::from_vec(words.concat().into_bytes()))
        .build()
        .map_err(broken)?;
    let kind = DataType::Dictionary(Box::new(keys), Box::new(DataType::Utf8));
    let whole = ArrayDataBuilder::new(kind).len(rows).add_buffer(codes).nulls(nulls).child_data(vec![text]);
    // SAFETY: the callers' codes are places in `words`, or lie under a null; checking them again is a whole pass.
    Ok(unsafe { whole.build_unchecked() })
}
