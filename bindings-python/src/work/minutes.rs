//! The minutes of a meeting.

use pyo3::prelude::*;
use wangge::Lang;
use wangge::duty::meeting::{HeldBack, Minutes, MinutesItem};

use crate::date::{Date, Moment};
use crate::error::PyError;
use crate::record::{PyReason, Tuple, record};
use crate::term::{Handler, ItemOutcome, MeetingKind, MinutesView, Private, Topic};

record! {
    /// An item as the minutes show it (纪要条目).
    PyMinutesItem = "MinutesItem" {
        /// Its number in the minutes, from 1.
        number: u32,
        /// What it is about.
        title: String,
        /// Why it was a topic.
        topic: Topic,
        /// Whether it is confidential; never in the public view.
        confidential: bool,
        /// The case; never in the public view.
        case: Option<String>,
        /// What was decided; None while nothing is.
        outcome: Option<ItemOutcome>,
        /// In its own words.
        opinion: Option<String>,
        /// Who does it; never in the public view.
        who: Option<String>,
        /// By which day.
        by: Option<Date>,
        /// To whom it is referred.
        to: Option<Handler>,
    }
    signature (number, title, topic, confidential, case, outcome, opinion, who, by, to)
    new { #[expect(clippy::too_many_arguments, reason = "named ones of Python")] }
}

impl PyMinutesItem {
    fn from_core(item: &MinutesItem) -> Self {
        Self {
            number: item.number,
            title: item.title.clone(),
            topic: Topic(item.topic),
            confidential: item.confidential,
            case: item.case.clone(),
            outcome: item.outcome.map(ItemOutcome),
            opinion: item.opinion.clone(),
            who: item.who.clone(),
            by: item.by.map(Date),
            to: item.to.map(Handler),
        }
    }

    fn shown(&self) -> String {
        let title = if self.confidential { "…".to_owned() } else { format!("'{}'", self.title) };
        format!("MinutesItem({}, {title})", self.number)
    }
}

record! {
    /// An item that the public view holds back until what is private is taken out (暂缓公开).
    PyHeldBack = "HeldBack" {
        /// Its id; `called_for` for what the meeting was called for.
        item: String,
        /// What of a person stands in it.
        private: Tuple<Private>,
    }
}

impl PyHeldBack {
    fn from_core(held: &HeldBack) -> Self {
        Self { item: held.item.clone(), private: Tuple(held.private.iter().copied().map(Private).collect()) }
    }

    fn shown(&self) -> String {
        let kinds: Vec<String> = self.private.0.iter().map(|kind| kind.0.to_string()).collect();
        format!("HeldBack('{}': {})", self.item, kinds.join(", "))
    }
}

record! {
    /// The minutes of a meeting (会议纪要), for a view (M-4.5).
    PyMinutes = "Minutes" {
        /// Who reads them.
        view: MinutesView,
        /// Which meeting it is.
        kind: MeetingKind,
        /// When it began.
        begins: Moment,
        /// When it ended.
        ends: Moment,
        /// What it was called for, where it was none of the regular ones.
        called_for: Option<String>,
        /// How many had to attend.
        called: usize,
        /// How many of them were present, late, left early, excused, absent, in this order.
        counts: Tuple<usize>,
        /// The items, in the order of the agenda.
        items: Tuple<PyMinutesItem>,
        /// How many items are left out as confidential; 0 in the full view.
        left_out: usize,
        /// Items held back from the public view. Say these to the staff, never to the public.
        held_back: Tuple<PyHeldBack>,
        /// What the view rests on.
        because: Tuple<PyReason>,
        /// The lines in Chinese.
        zh: Tuple<String>,
        /// The lines in English.
        en: Tuple<String>,
    }
    new { #[expect(clippy::too_many_arguments, reason = "named ones of Python")] }
    methods {
        /// The minutes as lines of text.
        #[pyo3(signature = (lang = "zh"))]
        fn lines(&self, lang: &str) -> Result<Vec<String>, PyError> {
            Ok(match crate::record::lang(lang)? {
                Lang::Zh => self.zh.0.clone(),
                Lang::En => self.en.0.clone(),
            })
        }

        fn __str__(&self) -> String {
            self.zh.0.join("\n")
        }
    }
}

impl PyMinutes {
    pub(super) fn from_core(minutes: &Minutes) -> Self {
        Self {
            view: MinutesView(minutes.view),
            kind: MeetingKind(minutes.kind),
            begins: Moment(minutes.begins),
            ends: Moment(minutes.ends),
            called_for: minutes.called_for.clone(),
            called: minutes.called,
            counts: Tuple(minutes.counts.to_vec()),
            items: Tuple(minutes.items.iter().map(PyMinutesItem::from_core).collect()),
            left_out: minutes.left_out,
            held_back: Tuple(minutes.held_back.iter().map(PyHeldBack::from_core).collect()),
            because: PyReason::all(&minutes.because),
            zh: Tuple(minutes.lines(Lang::Zh)),
            en: Tuple(minutes.lines(Lang::En)),
        }
    }

    fn shown(&self) -> String {
        let (items, left_out) = (self.items.0.len(), self.left_out);
        format!("Minutes('{}', {}, {items} items, {left_out} left out)", self.view.0, self.begins.0)
    }
}
