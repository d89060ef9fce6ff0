//! What is owed, as a calendar that phones and desktops subscribe to (日程): iCalendar (RFC 5545).

use chrono::NaiveDateTime;
use icalendar::{Calendar, Component, Event, EventLike as _, Property};

use crate::calendar::DayStatus;
use crate::decision::{Arg, Lang, Template};
use crate::duty::Obligation;
use crate::vocabulary::Vocabulary as _;

static SUMMARY: Template = Template::new("ics.summary", "{0}（{1}）", "{0} ({1})");
static WHOLE: Template = Template::new("ics.whole", "{0}（全乡镇）", "{0} (the township)");
static OWNER: Template = Template::new("ics.owner", "责任人：{0}", "Answers: {0}");
static VACANT: Template = Template::new("ics.vacant", "责任人：{0}（空缺）", "Answers: {0} (vacant)");
static UNSURE: Template = Template::new(
    "ics.provisional",
    "放假安排尚未公布或可能调整，日期暂定",
    "provisional: a notice still to come may move this day",
);

/// What is asked of the calendar (日程要求).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IcsOptions {
    /// When it is written, in UTC: a later one brings an earlier one up to date.
    pub stamp: NaiveDateTime,
    /// What it is called.
    pub name: Option<String>,
    /// The part of the ids after the `@`, the embedder's own.
    pub domain: String,
    /// The language of its words.
    pub lang: Lang,
}

/// Obligations as all-day events, each on the day it is due, with a stable id: imported again, they move instead of standing
/// twice. Filter them before: those of one person, or of one village.
///
/// ```
/// use wangge::duty::{DutyGrid, DutyOrder, Territory, obligations};
/// use wangge::export::{IcsOptions, ics};
/// use wangge::{DutyKind, Lang, Policy, WorkCalendar};
/// # fn main() -> Result<(), wangge::Error> {
/// let day = |day| chrono::NaiveDate::from_ymd_opt(2026, 11, day).expect("a day");
/// let territory = Territory { grids: vec![DutyGrid::new("G-1", "V-1")], ..Territory::default() };
/// let order = DutyOrder { from: day(1), to: day(30), kinds: Some(vec![DutyKind::MondayOffice]) };
/// let owed = obligations(&Policy::preset("combined")?, &WorkCalendar::china(), &territory, &order)?;
/// let options = IcsOptions {
///     stamp: day(1).and_hms_opt(0, 0, 0).expect("midnight"), name: Some("示例村".to_owned()),
///     domain: "example.org".to_owned(), lang: Lang::Zh,
/// };
/// let text = ics(owed.iter().filter(|one| one.village() == Some("V-1")), &options);
/// assert_eq!(text.matches("BEGIN:VEVENT").count(), 5);
/// assert!(text.contains("UID:monday_office.week.V-1.2026-11-02@example.org"));
/// # Ok(()) }
/// ```
pub fn ics<'o>(owed: impl IntoIterator<Item = Obligation<'o>>, options: &IcsOptions) -> String {
    let mut calendar = Calendar::empty();
    for (key, value) in [("VERSION", "2.0"), ("PRODID", "-//wangge//wangge//ZH"), ("CALSCALE", "GREGORIAN")] {
        calendar.append_property((key, value));
    }
    if let Some(name) = &options.name {
        calendar.name(name);
    }
    for one in owed {
        calendar.push(event(&one, options));
    }
    calendar.to_string()
}

fn event(one: &Obligation<'_>, options: &IcsOptions) -> Event {
    let kind = Arg::from(one.kind());
    let summary = match one.unit() {
        "" => WHOLE.with([kind]),
        unit => SUMMARY.with([kind, unit.into()]),
    };
    let mut lines: Vec<String> = one
        .because()
        .iter()
        .map(|reason| match options.lang {
            Lang::Zh => reason.zh(),
            Lang::En => reason.en(),
        })
        .collect();
    let persons = one.persons();
    let owner = match persons.as_slice() {
        [] if one.is_listed() => VACANT.with([one.owner().into()]),
        // No table says who holds the post: only the post is known.
        [] => OWNER.with([one.owner().into()]),
        some => OWNER.with([Arg::List(some.iter().map(|person| Arg::from(*person)).collect())]),
    };
    lines.push(owner.render(options.lang));
    if one.status() == DayStatus::Provisional {
        lines.push(UNSURE.with([]).render(options.lang));
    }
    let mut event = Event::new();
    event
        .uid(&format!("{}@{}", one.uid(), options.domain))
        .summary(&summary.render(options.lang))
        .description(&lines.join("\n"))
        .timestamp(options.stamp.and_utc())
        .starts(one.due())
        .ends(one.due().succ_opt().unwrap_or(one.due()))
        .append_property(Property::new("TRANSP", "TRANSPARENT"))
        .append_property(Property::new("CATEGORIES", one.kind().term().render(options.lang)));
    event
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[&SUMMARY, &WHOLE, &OWNER, &VACANT, &UNSURE];
