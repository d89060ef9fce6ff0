//! The minutes of a meeting (会议纪要) in two views: internal, and public without what is confidential (M-4.5) or private
//! (M-7.1.4).

use chrono::NaiveDateTime;

use super::{AgendaItem, ItemDecision, Meeting};
use crate::clause::ClauseId;
use crate::decision::{Arg, Lang, Reason, Template};
use crate::error::Error;
use crate::hotline::private_parts;
use crate::policy::Policy;
use crate::term::{ItemOutcome, MeetingKind, MinutesView, Presence, Private, Topic};
use crate::vocabulary::Vocabulary as _;

static HEADING: Template = Template::new("minutes.heading", "{0}纪要（{1}）", "Minutes of {0} ({1})");
static TIME: Template = Template::new("minutes.time", "时间：{0}至{1}", "Time: {0} to {1}");
static CALLED: Template = Template::new("minutes.called", "因重点工作召开：{0}", "Called for: {0}");
static COUNTS: Template = Template::new(
    "minutes.counts",
    "应到{0}人，到会{1}人（其中迟到{2}人、早退{3}人），请假{4}人，缺席{5}人",
    "called {0}, there {1} (of whom late {2}, left early {3}), excused {4}, absent {5}",
);
static ITEM: Template = Template::new("minutes.item", "{0}. {1}（{2}）", "{0}. {1} ({2})");
static SETTLED: Template =
    Template::new("minutes.settled", "   议定：{0}，由{1}于{2}前办理", "   Decided: {0}; {1}, by {2}");
static SETTLED_PUBLIC: Template =
    Template::new("minutes.settled_public", "   议定：{0}，于{1}前办理", "   Decided: {0}; by {1}");
static REFERRED: Template =
    Template::new("minutes.referred", "   议定：{0}，向{1}反映", "   Decided: {0}; referred to {1}");
static OPEN: Template = Template::new("minutes.open", "   尚未议定", "   Nothing decided yet");
static SECRET: Template = Template::new("minutes.secret", "{0}（保密）", "{0} (confidential)");
static LEFT_OUT: Template = Template::new(
    "minutes.left_out",
    "另有{0}项按规定保密，不予公开",
    "{0} more are confidential and not made public",
);
static HELD_BACK: Template = Template::new(
    "minutes.held_back",
    "另有{0}处含个人信息，删去后方可公开",
    "{0} more hold private data, to be taken out before they are made public",
);
static KEPT: Template = Template::new(
    "minutes.kept",
    "会议决定保密的事项不公开",
    "what the meeting keeps confidential is not made public",
);
static PRIVATE: Template =
    Template::new("minutes.private", "不公开个人信息：{0}", "private data is not made public: {0}");

/// An item as the minutes show it (纪要条目).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct MinutesItem {
    /// Its number in the minutes, from 1.
    pub number: u32,
    /// What it is about.
    pub title: String,
    /// Why it was a topic.
    pub topic: Topic,
    /// Whether it is confidential; never in the public view.
    pub confidential: bool,
    /// The case; never in the public view.
    pub case: Option<String>,
    /// What was decided; `None` while nothing is.
    pub outcome: Option<ItemOutcome>,
    /// In its own words.
    pub opinion: Option<String>,
    /// Who does it; never in the public view.
    pub who: Option<String>,
    /// By which day, or to whom it is referred.
    pub by: Option<chrono::NaiveDate>,
    /// To whom it is referred.
    pub to: Option<crate::term::Handler>,
}

/// An item that the public view holds back until what is private is taken out (暂缓公开).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct HeldBack {
    /// Its id; `called_for` for what the meeting was called for.
    pub item: String,
    /// What of a person stands in its title or its decision.
    pub private: Vec<Private>,
}

/// The minutes of a meeting (会议纪要).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Minutes {
    /// Who reads them.
    pub view: MinutesView,
    /// Which meeting it is.
    pub kind: MeetingKind,
    /// When it began.
    pub begins: NaiveDateTime,
    /// When it ended.
    pub ends: NaiveDateTime,
    /// What it was called for, where it was none of the regular ones.
    pub called_for: Option<String>,
    /// How many had to attend.
    pub called: usize,
    /// How many of them attended how, in the order of [`Presence`].
    pub counts: [usize; 5],
    /// The items, in the order of the agenda.
    pub items: Vec<MinutesItem>,
    /// How many items are left out as confidential; 0 in the full view.
    pub left_out: usize,
    /// Items held back from the public view; none in the full view. Say these to the staff, never to the public.
    pub held_back: Vec<HeldBack>,
    /// What the view rests on.
    pub because: Vec<Reason>,
}

impl Meeting {
    /// The minutes, for a view (M-4.5): the public one leaves out every confidential item, names nobody and no case, and
    /// holds back what has a telephone or identity number or the like in it (M-7.1.4).
    ///
    /// # Errors
    /// As for [`sheet`](Meeting::sheet).
    pub fn minutes(&self, policy: &Policy, view: MinutesView) -> Result<Minutes, Error> {
        let sheet = self.sheet(policy)?;
        let public = view == MinutesView::Public;
        let must = || sheet.rows.iter().filter(|row| row.must);
        let mut counts = [0; 5];
        for row in must() {
            counts.iter_mut().skip(row.presence.index()).take(1).for_each(|count| *count += 1);
        }
        let (mut items, mut held_back, mut left_out) = (Vec::new(), Vec::new(), 0);
        for item in &self.items {
            if public && item.confidential {
                left_out += 1;
                continue;
            }
            let private = if public { private_of(item) } else { Vec::new() };
            if !private.is_empty() {
                held_back.push(HeldBack { item: item.id.clone(), private });
                continue;
            }
            let number = u32::try_from(items.len() + 1).unwrap_or(u32::MAX);
            items.push(shown(item, number, public));
        }
        let mut called_for = self.called_for.clone();
        let private = called_for.as_deref().filter(|_| public).map(kinds_of).unwrap_or_default();
        if !private.is_empty() {
            called_for = None;
            held_back.push(HeldBack { item: "called_for".to_owned(), private });
        }
        let mut because = Vec::new();
        if left_out > 0 {
            because.push(Reason::new(&ClauseId::fixed("M-4.5"), KEPT.with([])));
        }
        if !held_back.is_empty() {
            let mut kinds: Vec<Private> = held_back.iter().flat_map(|held| held.private.clone()).collect();
            kinds.sort_unstable();
            kinds.dedup();
            because.push(Reason::new(&ClauseId::fixed("M-7.1.4"), PRIVATE.with([Arg::terms(&kinds)])));
        }
        Ok(Minutes {
            view,
            kind: self.kind,
            begins: self.begins,
            ends: self.ends,
            called_for,
            called: must().count(),
            counts,
            items,
            left_out,
            held_back,
            because,
        })
    }
}

/// The kinds of private data that stand in a text, each once.
fn kinds_of(text: &str) -> Vec<Private> {
    let mut kinds: Vec<Private> = private_parts(text).into_iter().map(|part| part.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

fn private_of(item: &AgendaItem) -> Vec<Private> {
    let texts = [Some(item.title.as_str()), item.decision.as_ref().map(ItemDecision::opinion)];
    let mut kinds: Vec<Private> = texts.into_iter().flatten().flat_map(kinds_of).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

fn shown(item: &AgendaItem, number: u32, public: bool) -> MinutesItem {
    let (mut who, mut by, mut to) = (None, None, None);
    match &item.decision {
        Some(ItemDecision::Settle { who: one, by: day, .. }) => {
            who = Some(one.clone()).filter(|_| !public);
            by = Some(*day);
        }
        Some(ItemDecision::ReferUp { to: handler, .. }) => to = Some(*handler),
        None => {}
    }
    MinutesItem {
        number,
        title: item.title.clone(),
        topic: item.topic,
        confidential: item.confidential,
        case: item.case.clone().filter(|_| !public),
        outcome: item.decision.as_ref().map(ItemDecision::outcome),
        opinion: item.decision.as_ref().map(|decision| decision.opinion().to_owned()),
        who,
        by,
        to,
    }
}

impl Minutes {
    /// The minutes as lines of text.
    pub fn lines(&self, lang: Lang) -> Vec<String> {
        let [present, late, early, excused, absent] = self.counts;
        let mut lines = vec![
            HEADING.with([Arg::from(self.kind), self.view.into()]),
            TIME.with([self.begins.into(), self.ends.into()]),
        ];
        if let Some(text) = &self.called_for {
            lines.push(CALLED.with([text.as_str().into()]));
        }
        let there = present + late + early;
        lines.push(COUNTS.with([self.called, there, late, early, excused, absent].map(Arg::from)));
        for item in &self.items {
            let title = if item.confidential {
                Arg::Wording(SECRET.with([item.title.as_str().into()]))
            } else {
                Arg::from(item.title.as_str())
            };
            lines.push(ITEM.with([item.number.into(), title, item.topic.into()]));
            let opinion = Arg::from(item.opinion.as_deref().unwrap_or_default());
            lines.push(match (&item.who, item.by, item.to) {
                (Some(who), Some(by), _) => SETTLED.with([opinion, who.as_str().into(), by.into()]),
                (None, Some(by), _) => SETTLED_PUBLIC.with([opinion, by.into()]),
                (_, None, Some(to)) => REFERRED.with([opinion, to.into()]),
                _ => OPEN.with([]),
            });
        }
        if self.left_out > 0 {
            lines.push(LEFT_OUT.with([self.left_out.into()]));
        }
        if !self.held_back.is_empty() {
            lines.push(HELD_BACK.with([self.held_back.len().into()]));
        }
        lines.iter().map(|line| line.render(lang)).collect()
    }

    /// How many of those called attended in a way.
    pub fn count(&self, presence: Presence) -> usize {
        self.counts.get(presence.index()).copied().unwrap_or_default()
    }
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[
    &HEADING,
    &TIME,
    &CALLED,
    &COUNTS,
    &ITEM,
    &SETTLED,
    &SETTLED_PUBLIC,
    &REFERRED,
    &OPEN,
    &SECRET,
    &LEFT_OUT,
    &HELD_BACK,
    &KEPT,
    &PRIVATE,
];
