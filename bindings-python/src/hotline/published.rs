//! How the answer to a call is made known, and what must not be.

use pyo3::prelude::*;
use wangge::hotline::{self, PrivatePart};

use super::call::PyCall;
use crate::record::{PyReason, Tuple, record};
use crate::term::{Private, Publication};

record! {
    /// A part of a text by which a person could be found: `text[part.begin:part.end]`. It says where, not what.
    PyPrivatePart = "PrivatePart" {
        /// What it is.
        kind: Private,
        /// Where it begins, in characters from 0.
        begin: usize,
        /// Where it ends, itself not included.
        end: usize,
    }
}

impl PyPrivatePart {
    fn all(parts: &[PrivatePart]) -> Tuple<Self> {
        let one = |part: &PrivatePart| Self {
            kind: Private(part.kind),
            begin: part.place.start,
            end: part.place.end,
        };
        Tuple(parts.iter().map(one).collect())
    }

    fn shown(&self) -> String {
        format!("PrivatePart('{}', {}, {})", self.kind.0, self.begin, self.end)
    }
}

record! {
    /// How the answer to a call is made known (反馈方式, M-5.5), and why.
    PyPublished = "Published" {
        /// How.
        way: Publication,
        /// What stands in the way of publishing the text: nothing may be published while there is any.
        private: Tuple<PyPrivatePart>,
        /// The reasons, with their clauses.
        because: Tuple<PyReason>,
    }
}

impl PyPublished {
    fn shown(&self) -> String {
        let because: Vec<&str> = self.because.0.iter().map(|reason| reason.clause.as_str()).collect();
        let (way, many) = (self.way.0, self.private.0.len());
        format!("Published('{way}', {many} private, because=({}))", because.join(", "))
    }
}

/// How the answer to a call is made known (M-5.5): on the notice board where it is of general concern and nothing of a
/// person stands in the text, else one by one; what is confidential is never published (M-7.1.4).
///
/// >>> from datetime import datetime
/// >>> import wangge as wg
/// >>> call = wg.Call("H-1", at=datetime(2026, 11, 23, 9), channel="hotline", served="known", general_concern=True)
/// >>> wg.publication(call, "东村24日8时至16时停水").way.zh
/// '民情告示栏'
/// >>> wg.publication(call, "停水问题请找13800001234")  # made up; it must go before the text is published
/// Published('notice_board', 1 private, because=(M-5.5, M-7.1.4))
#[pyfunction]
pub(crate) fn publication(call: &Bound<'_, PyCall>, text: &str) -> PyPublished {
    let found = hotline::publication(&call.get().core(), text);
    PyPublished {
        way: Publication(found.value.way),
        private: PyPrivatePart::all(&found.value.private),
        because: PyReason::all(&found.because),
    }
}

/// The parts of a text by which a person could be found: numbers of telephones, identity cards and bank cards, and
/// addresses of electronic mail. Digits of full width, and parted by blanks or hyphens, are seen too. A name is not:
/// who publishes reads the text.
///
/// >>> import wangge as wg
/// >>> text = "联系电话138 0000 1234，证号11010119000101001X"  # made up: no such numbers
/// >>> [(part.kind.zh, text[part.begin:part.end]) for part in wg.private_parts(text)]
/// [('手机号码', '138 0000 1234'), ('身份证号', '11010119000101001X')]
#[pyfunction]
pub(crate) fn private_parts(text: &str) -> Tuple<PyPrivatePart> {
    PyPrivatePart::all(&hotline::private_parts(text))
}
