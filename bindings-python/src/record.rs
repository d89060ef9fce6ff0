//! Plain records that answers are made of.

use pyo3::PyTypeInfo;
use pyo3::inspect::{PyStaticConstant, PyStaticExpr};
use pyo3::prelude::*;
use pyo3::types::{PyFloat, PyTuple, PyType};
use wangge::{Clause, Finding, Lang, Reason, Step};

use crate::date::Date;
use crate::error::{PyError, refused};
use crate::term::{DayKind, DayStatus, Weight};

/// A `Vec` that crosses as a tuple: what is frozen hands out nothing that can be changed.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Tuple<T>(pub(crate) Vec<T>);

impl<'py, T: IntoPyObject<'py>> IntoPyObject<'py> for Tuple<T> {
    type Target = PyTuple;
    type Output = Bound<'py, PyTuple>;
    type Error = PyErr;
    const OUTPUT_TYPE: PyStaticExpr = PyStaticExpr::Subscript {
        value: &PyTuple::TYPE_HINT,
        slice: &PyStaticExpr::Tuple {
            elts: &[T::OUTPUT_TYPE, PyStaticExpr::Constant { value: PyStaticConstant::Ellipsis }],
        },
    };

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        PyTuple::new(py, self.0)
    }
}

impl<'py, T: IntoPyObject<'py> + Clone> IntoPyObject<'py> for &Tuple<T> {
    type Target = PyTuple;
    type Output = Bound<'py, PyTuple>;
    type Error = PyErr;
    const OUTPUT_TYPE: PyStaticExpr = Tuple::<T>::OUTPUT_TYPE;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        self.clone().into_pyobject(py)
    }
}

impl<'a, 'py, T> FromPyObject<'a, 'py> for Tuple<T>
where
    Vec<T>: FromPyObject<'a, 'py>,
{
    type Error = <Vec<T> as FromPyObject<'a, 'py>>::Error;
    const INPUT_TYPE: PyStaticExpr = <Vec<T> as FromPyObject<'a, 'py>>::INPUT_TYPE;

    fn extract(object: Borrowed<'a, 'py, PyAny>) -> Result<Self, Self::Error> {
        Vec::extract(object).map(Tuple)
    }
}

/// A float that is compared and hashed by its bits.
#[derive(Clone, Copy)]
pub(crate) struct Float(pub(crate) f64);

impl PartialEq for Float {
    fn eq(&self, other: &Self) -> bool {
        self.0.to_bits() == other.0.to_bits()
    }
}

impl Eq for Float {}

impl std::hash::Hash for Float {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.to_bits().hash(state);
    }
}

impl<'py> IntoPyObject<'py> for Float {
    type Target = PyFloat;
    type Output = Bound<'py, PyFloat>;
    type Error = std::convert::Infallible;
    const OUTPUT_TYPE: PyStaticExpr = f64::OUTPUT_TYPE;

    fn into_pyobject(self, py: Python<'py>) -> Result<Self::Output, Self::Error> {
        self.0.into_pyobject(py)
    }
}

impl<'py> IntoPyObject<'py> for &Float {
    type Target = PyFloat;
    type Output = Bound<'py, PyFloat>;
    type Error = std::convert::Infallible;
    const OUTPUT_TYPE: PyStaticExpr = f64::OUTPUT_TYPE;

    fn into_pyobject(self, py: Python<'py>) -> Result<Self::Output, Self::Error> {
        self.0.into_pyobject(py)
    }
}

impl FromPyObject<'_, '_> for Float {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr = <f64 as FromPyObject<'_, '_>>::INPUT_TYPE;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        object.extract().map(Self)
    }
}

/// Two answers are equal when their decisions are, whatever policy and calendar they remember.
macro_rules! equal_by_decision {
    ($py:ident) => {
        impl PartialEq for $py {
            fn eq(&self, other: &Self) -> bool {
                self.decision == other.decision
            }
        }

        impl Eq for $py {}

        impl std::hash::Hash for $py {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.decision.hash(state);
            }
        }
    };
}
pub(crate) use equal_by_decision;

/// The place in a sequence that an index of Python means: from the end where it is below 0.
pub(crate) fn place(index: isize, length: usize) -> PyResult<usize> {
    let length = length.cast_signed();
    let place = if index < 0 { index + length } else { index };
    let known = usize::try_from(place).ok().filter(|_| place < length);
    known.ok_or_else(|| pyo3::exceptions::PyIndexError::new_err(format!("no item {index} of {length}")))
}

/// The item at an index of Python.
pub(crate) fn item<T: Clone>(items: &[T], index: isize) -> PyResult<T> {
    let found = items.get(place(index, items.len())?).cloned();
    found.ok_or_else(|| pyo3::exceptions::PyIndexError::new_err("no such item"))
}

/// What only the stub knows the type of, by a name of `wangge._types`.
macro_rules! hinted {
    ($(#[$doc:meta])* $name:ident = $hint:literal) => {
        $(#[$doc])*
        pub(crate) struct $name<'py>(pub(crate) pyo3::Bound<'py, pyo3::PyAny>);

        impl<'py> pyo3::IntoPyObject<'py> for $name<'py> {
            type Target = pyo3::PyAny;
            type Output = pyo3::Bound<'py, pyo3::PyAny>;
            type Error = pyo3::PyErr;
            const OUTPUT_TYPE: pyo3::inspect::PyStaticExpr = pyo3::type_hint_identifier!("wangge._types", $hint);

            fn into_pyobject(self, _py: pyo3::Python<'py>) -> pyo3::PyResult<Self::Output> {
                Ok(self.0)
            }
        }
    };
}
pub(crate) use hinted;

hinted! {
    /// Findings, one after the other.
    FindingIterator = "FindingIterator"
}

hinted! {
    /// A table of `wangge.tables`.
    Tabled = "Table"
}

/// The table that a function of a module of Python makes of an answer.
pub(crate) fn table_of<'py>(answer: &Bound<'py, PyAny>, module: &str, name: &str) -> PyResult<Tabled<'py>> {
    Ok(Tabled(answer.py().import(module)?.call_method1(name, (answer,))?))
}

/// What `wangge.html` makes of an answer.
pub(crate) fn html(answer: &Bound<'_, PyAny>) -> PyResult<Option<String>> {
    answer.py().import("wangge.html")?.call_method1("show", (answer,))?.extract()
}

/// The language of wording, `zh` or `en`.
pub(crate) fn lang(text: &str) -> Result<Lang, PyError> {
    match text {
        "zh" => Ok(Lang::Zh),
        "en" => Ok(Lang::En),
        other => Err(refused("lang", other, "zh, en")),
    }
}

/// A frozen class out of its fields: constructor, getters, equality, hash and pickling.
macro_rules! record {
    ($(#[$doc:meta])* $py:ident = $name:literal { $( $(#[doc = $field_doc:literal])* $field:ident : $ty:ty, )+ }
     $( signature ($($signature:tt)*) )?
     $( new { #[$new:meta] } )?
     $( methods { $($methods:tt)* } )?) => {
        $(#[$doc])*
        #[pyclass(frozen, eq, hash, from_py_object, name = $name, module = "wangge")]
        #[derive(Clone, PartialEq, Eq, Hash)]
        pub(crate) struct $py {
            $( $(#[doc = $field_doc])* #[pyo3(get)] pub(crate) $field: $ty, )+
        }

        #[pymethods]
        impl $py {
            #[new]
            $( #[pyo3(signature = ($($signature)*))] )?
            $( #[$new] )?
            fn new($( $field: $ty, )+) -> Self {
                Self { $( $field, )+ }
            }

            #[pyo3(signature = () -> "tuple[object, ...]")]
            fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, pyo3::types::PyTuple>> {
                let fields = [$( pyo3::IntoPyObjectExt::into_bound_py_any(self.$field.clone(), py)?, )+];
                (<Self as pyo3::PyTypeInfo>::type_object(py), pyo3::types::PyTuple::new(py, fields)?).into_pyobject(py)
            }

            /// The record as a notebook shows it, in Chinese; None where its text says all.
            fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<Option<String>> {
                $crate::record::html(slf.as_any())
            }

            fn __repr__(&self) -> String {
                self.shown()
            }

            $( $($methods)* )?
        }
    };
}
pub(crate) use record;

record! {
    /// Why an answer is as it is: the clause, and what it says of this matter.
    PyReason = "Reason" {
        /// The id of the clause, such as `X-4.2a`.
        clause: String,
        /// The stable code of the sentence, such as `deadline.within`.
        code: String,
        /// The sentence in Chinese.
        zh: String,
        /// The sentence in English.
        en: String,
    }
}

impl PyReason {
    pub(crate) fn one(reason: &Reason) -> Self {
        Self {
            clause: reason.clause.to_string(),
            code: reason.wording.code().to_owned(),
            zh: reason.wording.zh(),
            en: reason.wording.en(),
        }
    }

    pub(crate) fn all(reasons: &[Reason]) -> Tuple<Self> {
        Tuple(reasons.iter().map(Self::one).collect())
    }

    fn shown(&self) -> String {
        format!("Reason({}: {})", self.clause, self.en)
    }
}

record! {
    /// One fault of a policy file.
    PyFault = "Fault" {
        /// The path of the key, such as `limit[2].within.count`.
        path: String,
        /// The line in the file, counted from 1.
        line: usize,
        /// The column in that line, counted from 1.
        column: usize,
        /// The stable code of the fault, such as `policy.unknown_key`.
        code: String,
        /// What is wrong and what is allowed, in Chinese.
        zh: String,
        /// What is wrong and what is allowed, in English.
        en: String,
    }
}

impl PyFault {
    pub(crate) fn from_core(fault: &wangge::Fault) -> Self {
        Self {
            path: fault.path.clone(),
            line: fault.line,
            column: fault.column,
            code: fault.code().to_owned(),
            zh: fault.wording.zh(),
            en: fault.wording.en(),
        }
    }

    fn shown(&self) -> String {
        format!("Fault(line {}, {}: {})", self.line, self.path, self.en)
    }
}

record! {
    /// What a check found: how much it weighs, whom it concerns, and the clause.
    PyFinding = "Finding" {
        /// `breach` or `advice`.
        weight: Weight,
        /// The stable code of what was found, such as `team.no_leader`.
        code: String,
        /// The id of the clause.
        clause: String,
        /// Whom or what it concerns, in English.
        subject: String,
        /// Whom or what it concerns, in Chinese.
        subject_zh: String,
        /// What was found, in Chinese.
        zh: String,
        /// What was found, in English.
        en: String,
    }
}

impl PyFinding {
    fn from_core(finding: &Finding) -> Self {
        Self {
            weight: Weight(finding.weight),
            code: finding.code().to_owned(),
            clause: finding.reason.clause.to_string(),
            subject: finding.subject.en(),
            subject_zh: finding.subject.zh(),
            zh: finding.reason.wording.zh(),
            en: finding.reason.wording.en(),
        }
    }

    fn shown(&self) -> String {
        format!("Finding({} {}: {}: {})", self.weight.0, self.clause, self.subject, self.en)
    }
}

record! {
    /// All findings of a check, in order; empty where nothing was found.
    PyFindings = "Findings" {
        /// The findings.
        items: Tuple<PyFinding>,
    }
    methods {
        /// Those against a clause.
        #[getter]
        fn breaches(&self) -> Tuple<PyFinding> {
            self.of(wangge::Weight::Breach)
        }

        /// Those that are lawful and worth a look.
        #[getter]
        fn advice(&self) -> Tuple<PyFinding> {
            self.of(wangge::Weight::Advice)
        }

        fn __len__(&self) -> usize {
            self.items.0.len()
        }

        fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<FindingIterator<'py>> {
            Ok(FindingIterator((&self.items).into_pyobject(py)?.try_iter()?.into_any()))
        }

        fn __getitem__(&self, index: isize) -> PyResult<PyFinding> {
            item(&self.items.0, index)
        }
    }
}

impl PyFindings {
    pub(crate) fn from_core(findings: &[Finding]) -> Self {
        Self { items: Tuple(findings.iter().map(PyFinding::from_core).collect()) }
    }

    fn of(&self, weight: wangge::Weight) -> Tuple<PyFinding> {
        Tuple(self.items.0.iter().filter(|finding| finding.weight.0 == weight).cloned().collect())
    }

    fn shown(&self) -> String {
        let items: Vec<String> = self.items.0.iter().map(PyFinding::shown).collect();
        format!("Findings([{}])", items.join(", "))
    }
}

record! {
    /// What the calendar knows of one day.
    PyDay = "Day" {
        /// The day.
        date: Date,
        /// Whether it is a working day.
        workday: bool,
        /// Why: workday, weekend, holiday, make_up, local_rest, local_work.
        kind: DayKind,
        /// The festival, or the overlay's name for it.
        name: Option<String>,
        /// How sure that is: confirmed, provisional.
        status: DayStatus,
        /// The notice that rules it, or an overlay's source.
        source: String,
    }
}

impl PyDay {
    pub(crate) fn from_core(day: wangge::Day) -> Self {
        Self {
            date: Date(day.date),
            workday: day.workday,
            kind: DayKind(day.kind),
            name: day.name,
            status: DayStatus(day.status),
            source: day.source,
        }
    }

    fn shown(&self) -> String {
        let name = self.name.as_ref().map_or_else(|| "None".to_owned(), |name| format!("'{name}'"));
        let workday = if self.workday { "True" } else { "False" };
        format!(
            "Day({}, workday={workday}, kind='{}', name={name}, status='{}', source='{}')",
            self.date.0, self.kind.0, self.status.0, self.source
        )
    }
}

record! {
    /// One day of a count.
    PyStep = "Step" {
        /// The day.
        day: PyDay,
        /// Which day of the count it is, from 1; None where it does not count.
        counted: Option<u32>,
        /// Why it counted or not, in Chinese.
        zh: String,
        /// Why it counted or not, in English.
        en: String,
    }
}

impl PyStep {
    fn all(steps: Vec<Step>) -> Tuple<Self> {
        let make = |step: Step| Self {
            day: PyDay::from_core(step.day),
            counted: step.counted,
            zh: step.why.zh(),
            en: step.why.en(),
        };
        Tuple(steps.into_iter().map(make).collect())
    }

    fn shown(&self) -> String {
        format!("Step({})", self.en)
    }
}

record! {
    /// A count of working days with every day walked, and why it counted or not.
    PyExplanation = "Explanation" {
        /// The day it comes to.
        date: Date,
        /// Every day, in the order walked.
        steps: Tuple<PyStep>,
        /// How it ends, in Chinese; empty for a bare count.
        zh: String,
        /// How it ends, in English; empty for a bare count.
        en: String,
    }
    methods {
        /// The explanation in words, a line a day.
        ///
        /// >>> import datetime, wangge as wg
        /// >>> due = wg.Policy.preset("combined").deadline(datetime.date(2026, 2, 13), "general")
        /// >>> print(due.explain().lines("en")[1])
        /// 2026-02-14: make-up working day (春节): day 1
        #[pyo3(signature = (lang = "zh"))]
        fn lines(&self, lang: &str) -> Result<Vec<String>, PyError> {
            Ok(self.all_lines(self::lang(lang)?))
        }

        fn __str__(&self) -> String {
            self.all_lines(Lang::Zh).join("\n")
        }
    }
}

impl PyExplanation {
    pub(crate) fn from_core(date: Date, steps: Vec<Step>, end: Option<&wangge::Wording>) -> Self {
        let word = |lang| end.map(|end| end.render(lang)).unwrap_or_default();
        Self { date, steps: PyStep::all(steps), zh: word(Lang::Zh), en: word(Lang::En) }
    }

    fn all_lines(&self, lang: Lang) -> Vec<String> {
        let pick = |zh: &String, en: &String| if lang == Lang::Zh { zh.clone() } else { en.clone() };
        let lines = self.steps.0.iter().map(|step| pick(&step.zh, &step.en));
        lines.chain([pick(&self.zh, &self.en)]).filter(|line| !line.is_empty()).collect()
    }

    fn shown(&self) -> String {
        format!("Explanation(date={}, {} days)", self.date.0, self.steps.0.len())
    }
}

record! {
    /// A clause of the two documents, or an extension: what answers cite.
    PyClause = "Clause" {
        /// The id, such as `X-4.2a`.
        id: String,
        /// The title of the document, in Chinese.
        document: String,
        /// The place in the document.
        article: String,
        /// The heading, in Chinese.
        heading: String,
        /// What it fixes, paraphrased in Chinese.
        zh: String,
        /// What it fixes, paraphrased in English.
        en: String,
    }
    methods {
        /// The clause with this id, or None.
        ///
        /// >>> import wangge as wg
        /// >>> wg.Clause.find("X-3.1").heading
        /// '网格规模'
        #[classmethod]
        fn find(_cls: &Bound<'_, PyType>, id: &str) -> Option<Self> {
            Clause::find(id).map(Self::from_core)
        }
    }
}

impl PyClause {
    pub(crate) fn from_core(clause: &Clause) -> Self {
        Self {
            id: clause.id.to_owned(),
            document: clause.document.title().to_owned(),
            article: clause.article.to_owned(),
            heading: clause.heading.to_owned(),
            zh: clause.zh.to_owned(),
            en: clause.en.to_owned(),
        }
    }

    fn shown(&self) -> String {
        format!("Clause({} {}: {})", self.id, self.heading, self.en)
    }
}
