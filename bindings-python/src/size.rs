//! How many grids a village may have.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyRange};
use wangge::rules::size::{self, Choice, Extent, GridCounts, Sizes};
use wangge::{Decision, Policy};

use crate::error::PyError;
use crate::policy::PyPolicy;
use crate::record::{PyFindings, PyReason, Tuple, equal_by_decision, hinted, place, record};
use crate::term::Place;

hinted! {
    /// Sizes, one after the other.
    SizeIterator = "SizeIterator"
}

record! {
    /// A lawful way out for a village that has no lawful division.
    PyChoice = "Choice" {
        /// `exception`, `merge`, `give` or `take`.
        kind: String,
        /// The choice in Chinese.
        zh: String,
        /// The choice in English.
        en: String,
        /// The households of both for `merge`; those given or taken for `give` and `take`.
        households: Option<u32>,
        /// The neighbour, for `merge`.
        neighbour: Option<String>,
        /// The fewest and the most grids, for `merge` and `exception`.
        grids: Option<(u32, u32)>,
    }
}

impl PyChoice {
    fn from_core(choice: &Choice) -> Self {
        let wording = choice.wording();
        let (kind, households, neighbour, grids) = match choice {
            Choice::Exception { grids, .. } => ("exception", None, None, Some((*grids, *grids))),
            Choice::Merge { neighbour, households, grids } => {
                ("merge", Some(*households), Some(neighbour.clone()), Some(*grids))
            }
            Choice::Give { households } => ("give", Some(*households), None, None),
            Choice::Take { households } => ("take", Some(*households), None, None),
        };
        Self { kind: kind.to_owned(), zh: wording.zh(), en: wording.en(), households, neighbour, grids }
    }

    fn shown(&self) -> String {
        format!("Choice({}: {})", self.kind, self.en)
    }
}

record! {
    /// The sizes of a division that is as even as can be; iterable, the larger first.
    PySizes = "Sizes" {
        /// The size of the larger grids.
        larger: u32,
        /// How many grids have it.
        larger_count: u32,
        /// The size of the other grids: one less, where there are any.
        smaller: u32,
        /// How many grids have that.
        smaller_count: u32,
    }
    methods {
        fn __len__(&self) -> usize {
            self.larger_count as usize + self.smaller_count as usize
        }

        fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<SizeIterator<'py>> {
            let tools = py.import("itertools")?;
            let repeat = |size: u32, count: u32| tools.call_method1("repeat", (size, count));
            let parts = (repeat(self.larger, self.larger_count)?, repeat(self.smaller, self.smaller_count)?);
            Ok(SizeIterator(tools.call_method1("chain", parts)?))
        }

        fn __getitem__(&self, index: isize) -> PyResult<u32> {
            let place = place(index, self.__len__())?;
            Ok(if place < self.larger_count as usize { self.larger } else { self.smaller })
        }
    }
}

impl PySizes {
    fn from_core(sizes: Sizes) -> Self {
        let Sizes { larger, larger_count, smaller, smaller_count } = sizes;
        Self { larger, larger_count, smaller, smaller_count }
    }

    fn core(&self) -> Sizes {
        let Self { larger, larger_count, smaller, smaller_count } = *self;
        Sizes { larger, larger_count, smaller, smaller_count }
    }

    fn shown(&self) -> String {
        format!("Sizes({})", self.core())
    }
}

/// The numbers of grids that a village may have.
#[pyclass(frozen, eq, hash, name = "GridCounts", module = "wangge")]
pub(crate) struct PyGridCounts {
    decision: Decision<GridCounts>,
    policy: Policy,
    extent: Extent,
    neighbours: Vec<(String, u32)>,
}

equal_by_decision!(PyGridCounts);

impl PyGridCounts {
    pub(crate) fn ask(
        policy: &Policy,
        extent: Extent,
        neighbours: Vec<(String, u32)>,
    ) -> Result<Self, PyError> {
        let near: Vec<(&str, u32)> = neighbours.iter().map(|(name, count)| (name.as_str(), *count)).collect();
        let decision = size::counts_of(policy, &extent, &near)?;
        Ok(Self { decision, policy: policy.clone(), extent, neighbours })
    }

    fn ends(&self) -> (isize, isize) {
        let end = |count: u32| isize::try_from(count).unwrap_or(isize::MAX);
        self.decision
            .value
            .feasible
            .map_or((0, 0), |(fewest, most)| (end(fewest), end(most).saturating_add(1)))
    }
}

#[pymethods]
impl PyGridCounts {
    /// The households that are divided.
    #[getter]
    fn households(&self) -> u32 {
        self.decision.value.households
    }

    /// The least households of a grid.
    #[getter]
    fn min(&self) -> u32 {
        self.decision.value.band.0
    }

    /// The most households of a grid.
    #[getter]
    fn max(&self) -> u32 {
        self.decision.value.band.1
    }

    /// The lawful numbers of grids; an empty range where there are none.
    #[getter]
    fn feasible<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyRange>> {
        let (start, stop) = self.ends();
        PyRange::new(py, start, stop)
    }

    /// The number that the policy prefers; None where it has no preference or there is no lawful division.
    #[getter]
    fn preferred(&self) -> Option<u32> {
        self.decision.value.preferred
    }

    /// The nearest smaller number of households with a lawful division, where this one has none.
    #[getter]
    fn below(&self) -> Option<u32> {
        self.decision.value.below
    }

    /// The nearest larger number of households with a lawful division, where this one has none.
    #[getter]
    fn above(&self) -> Option<u32> {
        self.decision.value.above
    }

    /// What can be done where there is no lawful division.
    #[getter]
    fn choices(&self) -> Tuple<PyChoice> {
        Tuple(self.decision.value.choices.iter().map(PyChoice::from_core).collect())
    }

    /// What the advisory bands say, and what a band cannot promise.
    #[getter]
    fn findings(&self) -> PyFindings {
        PyFindings::from_core(&self.decision.value.findings)
    }

    /// The reasons, with their clauses.
    #[getter]
    fn because(&self) -> Tuple<PyReason> {
        PyReason::all(&self.decision.because)
    }

    /// The sizes of a division into so many grids that is as even as can be. Raises InputError where that number
    /// is not lawful.
    fn sizes(&self, grids: u32) -> Result<PySizes, PyError> {
        Ok(PySizes::from_core(self.decision.value.sizes(grids)?))
    }

    /// The answer as a notebook shows it, in Chinese.
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<Option<String>> {
        crate::record::html(slf.as_any())
    }

    fn __repr__(&self) -> String {
        let (start, stop) = self.ends();
        let shown = |value: Option<u32>| value.map_or_else(|| "None".to_owned(), |value| value.to_string());
        let value = &self.decision.value;
        let nearest = match value.feasible {
            Some(_) => String::new(),
            None => format!(", below={}, above={}", shown(value.below), shown(value.above)),
        };
        format!(
            "GridCounts(households={}, feasible=range({start}, {stop}), preferred={}{nearest}, because=({}))",
            value.households,
            shown(value.preferred),
            self.decision.clauses().join(", ")
        )
    }

    #[pyo3(signature = () -> "tuple[object, ...]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let policy = PyPolicy::new(self.policy.clone()).into_pyobject(py)?.into_any();
        let named = PyDict::new(py);
        named.set_item("population", self.extent.population)?;
        named.set_item("area", self.extent.area)?;
        named.set_item("merchants", self.extent.merchants)?;
        named.set_item("place", self.extent.place.map(Place))?;
        let near = PyDict::new(py);
        for (name, count) in &self.neighbours {
            near.set_item(name, count)?;
        }
        named.set_item("neighbours", near)?;
        let partial = py.import("functools")?.getattr("partial")?;
        let question = partial.call((policy.getattr("grid_counts")?,), Some(&named))?;
        Ok((question, (self.extent.households,)).into_pyobject(py)?.into_any())
    }
}
