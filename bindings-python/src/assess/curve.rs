//! How a percentage becomes marks.

use pyo3::prelude::*;
use pyo3::types::{PyTuple, PyType};
use rust_decimal::Decimal;
use wangge::assess::Curve;
use wangge::policy::CurveRule;

use crate::error::PyError;

/// How a percentage becomes marks (计分方法), exactly. Numbers are `decimal.Decimal`, whole numbers or texts.
///
/// >>> from decimal import Decimal
/// >>> import wangge as wg
/// >>> curve = wg.Curve.slope(25, 98, "0.5", "12.5")
/// >>> curve.marks(Decimal("87.5")), curve.marks("71.43")
/// (Decimal('19.75'), Decimal('12.5'))
#[pyclass(frozen, eq, hash, name = "Curve", module = "wangge")]
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct PyCurve(Curve);

/// A number of Python that is exact.
pub(crate) struct Exactly(pub(super) Decimal);

impl FromPyObject<'_, '_> for Exactly {
    type Error = PyErr;
    const INPUT_TYPE: pyo3::inspect::PyStaticExpr = pyo3::type_hint_identifier!("wangge._types", "Number");

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        if let Ok(text) = object.extract::<String>() {
            let number = text.parse().map_err(|_| {
                PyErr::from(crate::error::refused("number", format!("{text:?}"), "a decimal, such as 0.5"))
            })?;
            return Ok(Self(number));
        }
        if object.is_instance_of::<pyo3::types::PyFloat>() {
            let allowed = "a Decimal, a whole number or a text: a float is not exact";
            return Err(crate::error::refused("number", object.repr()?.to_string(), allowed).into());
        }
        Ok(Self(object.extract()?))
    }
}

#[pymethods]
#[expect(clippy::needless_pass_by_value, reason = "arguments of Python")]
impl PyCurve {
    /// Marks in proportion: `full` at 100 percent.
    #[classmethod]
    fn linear(_cls: &Bound<'_, PyType>, full: Exactly) -> Result<Self, PyError> {
        Ok(Self(Curve::linear(full.0)?))
    }

    /// Full marks at the target, `per_point` off for each percentage point below it, never under the floor.
    #[classmethod]
    fn slope(
        _cls: &Bound<'_, PyType>,
        full: Exactly,
        target: Exactly,
        per_point: Exactly,
        floor: Exactly,
    ) -> Result<Self, PyError> {
        Ok(Self(Curve::slope(full.0, target.0, per_point.0, floor.0)?))
    }

    /// From which percentage on how many marks, the highest first; below the last, none.
    #[classmethod]
    fn steps(
        _cls: &Bound<'_, PyType>,
        full: Exactly,
        steps: Vec<(Exactly, Exactly)>,
    ) -> Result<Self, PyError> {
        let steps: Vec<(Decimal, Decimal)> =
            steps.into_iter().map(|(from, marks)| (from.0, marks.0)).collect();
        Ok(Self(Curve::steps(full.0, &steps)?))
    }

    /// So many marks off for each that is counted, at most the cap.
    #[classmethod]
    fn deduct(_cls: &Bound<'_, PyType>, full: Exactly, per: Exactly, cap: Exactly) -> Result<Self, PyError> {
        Ok(Self(Curve::deduct(full.0, per.0, cap.0)?))
    }

    /// The same over what is missing to 100 percent.
    fn reversed(&self) -> Self {
        Self(self.0.clone().reversed())
    }

    /// The full marks.
    #[getter]
    fn full(&self) -> Decimal {
        self.0.full()
    }

    /// The marks for a percentage, or for a deduction for how many were counted; exact, not rounded.
    ///
    /// Raises InputError for a percentage that is none, or with more than six places.
    fn marks(&self, percent: Exactly) -> Result<Decimal, PyError> {
        Ok(self.0.marks(percent.0)?)
    }

    /// Whether it goes over what is missing to 100 percent.
    #[getter]
    fn is_reversed(&self) -> bool {
        self.0.is_reversed()
    }

    #[pyo3(signature = () -> "tuple[object, ...]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let (kind, numbers): (&str, Vec<Decimal>) = match self.0.rule() {
            CurveRule::Linear => ("linear", Vec::new()),
            CurveRule::Slope { target, per, floor } => ("slope", vec![*target, *per, *floor]),
            CurveRule::Steps(steps) => {
                ("steps", steps.iter().flat_map(|(from, marks)| [*from, *marks]).collect())
            }
            CurveRule::Deduct { per, cap } => ("deduct", vec![*per, *cap]),
        };
        let make = py.import("wangge._assess")?.getattr("curve_of")?;
        (make, (kind, self.0.full(), numbers, self.0.is_reversed())).into_pyobject(py)
    }

    fn __repr__(&self) -> String {
        let kind = match self.0.rule() {
            CurveRule::Linear => "linear".to_owned(),
            CurveRule::Slope { target, per, floor } => {
                format!("slope, target={target}, per_point={per}, floor={floor}")
            }
            CurveRule::Steps(steps) => format!("steps, {} of them", steps.len()),
            CurveRule::Deduct { per, cap } => format!("deduct, per={per}, cap={cap}"),
        };
        let reversed = if self.0.is_reversed() { ", reversed" } else { "" };
        format!("Curve({kind}, full={}{reversed})", self.0.full())
    }
}
