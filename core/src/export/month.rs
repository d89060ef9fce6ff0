//! A month of duties as a picture (月历图): what is due on which day, and what became of it.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};
use svg::node::element::{Circle, Group, Line, Path, Rectangle};

use super::ink::{INK, PAPER, SOFT, fit, number, paper, text, wide, width};
use super::map::{EDGE, GAP, GROUND};
use crate::calendar::{DayKind, WorkCalendar};
use crate::decision::{Arg, Lang, Template};
use crate::duty::{Obligation, Obligations, Outcome};
use crate::error::{Error, InputError};
use crate::term::{DutyKind, DutyState, DutyUnit, Weekday as Day};
use crate::vocabulary::Vocabulary as _;

static TITLE: Template = Template::new("month.title", "{0}年{1}月经常性工作", "Duties of {0}-{1}");
static TITLE_OF: Template =
    Template::new("month.title_of", "{2} {0}年{1}月经常性工作", "Duties of {2}, {0}-{1}");
static SHARE: Template = Template::new("month.share", "{0}（{1}/{2}）", "{0} {1}/{2}");
static COUNT: Template = Template::new("month.count", "{0} {1}项", "{0} {1}");
static MORE: Template = Template::new("month.more", "另{0}项", "{0} more");
static REST: Template = Template::new("month.rest", "休", "off");
static WORK: Template = Template::new("month.work", "班", "worked");

const GOOD: &str = "#0b5fa5";
const SLOW: &str = "#b35c00";
const BAD: &str = "#b3261e";
const HEAD: f64 = 40.0;
const DAYS: f64 = 26.0;
const TOP: f64 = 24.0;
const ROW: f64 = 19.0;
const SIZE: f64 = 13.0;

/// What is asked of the picture (绘图要求).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthOptions {
    /// How wide it is, in pixels: 560 to 8000.
    pub width: u32,
    /// The language of its words.
    pub lang: Lang,
}

impl Default for MonthOptions {
    /// 960 pixels wide, in Chinese.
    fn default() -> Self {
        Self { width: 960, lang: Lang::Zh }
    }
}

/// A line in the field of a day: duties of one kind that are due on it.
#[derive(Debug, Default, Clone, Copy)]
struct Entry {
    all: u32,
    done: u32,
    late: u32,
    missed: u32,
}

/// The month that holds a day, as an SVG: what a unit owes on each day, for a village what its grids owe too, counted. A
/// filled dot is done, a triangle done late, a cross missed, a ring not yet due. Rest days are grey, and festivals and
/// make-up days are named.
///
/// ```
/// use wangge::duty::{DutyGrid, DutyOrder, Territory, obligations};
/// use wangge::export::{MonthOptions, month};
/// use wangge::{Policy, WorkCalendar};
/// # fn main() -> Result<(), wangge::Error> {
/// let day = |day| chrono::NaiveDate::from_ymd_opt(2026, 10, day).expect("a day");
/// let territory = Territory { grids: vec![DutyGrid::new("G-1", "V-1")], ..Territory::default() };
/// let order = DutyOrder { from: day(1), to: day(31), kinds: None };
/// let (policy, calendar) = (Policy::preset("combined")?, WorkCalendar::china());
/// let owed = obligations(&policy, &calendar, &territory, &order)?;
/// let svg = month(&owed, None, &calendar, "G-1", day(1), MonthOptions::default())?;
/// assert!(svg.starts_with("<svg") && svg.contains("国庆节") && svg.contains("民情日记"));
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`InputError`] for a width that is none, a unit that the territory does not have, or outcomes of another number than
/// there are obligations; [`CalendarError`](crate::CalendarError) where days are not known.
pub fn month(
    owed: &Obligations,
    outcomes: Option<&[Outcome]>,
    calendar: &WorkCalendar,
    unit: &str,
    day: NaiveDate,
    options: MonthOptions,
) -> Result<String, Error> {
    let full = width(options.width, 560)?;
    if let Some(outcomes) = outcomes.filter(|outcomes| outcomes.len() != owed.len()) {
        let allowed = format!("{}, one for each obligation", owed.len());
        return Err(InputError::value("outcomes", outcomes.len(), allowed).into());
    }
    if !owed.unit_names().any(|name| name == unit) {
        let allowed = "a grid or a village of the territory, or nothing for the township";
        return Err(InputError::value("unit", format!("{unit:?}"), allowed).into());
    }
    let first = day.with_day(1).unwrap_or(day);
    let days: Vec<NaiveDate> = first.iter_days().take_while(|one| one.month() == first.month()).collect();
    let entries = entries(owed, outcomes, unit, first);
    let sheet = Sheet::new(&entries, options);
    let mut all = Group::new().add(sheet.title(unit, first)).add(sheet.weekdays());
    let mut top = HEAD + DAYS;
    let begin = i64::from(first.weekday().num_days_from_monday());
    let weeks = (i64::try_from(days.len()).unwrap_or(31) + begin + 6) / 7;
    for week in 0..weeks {
        let of_week = (0..7_i64).map(|nth| (nth, week * 7 + nth - begin));
        let of_week: Vec<(i64, NaiveDate)> = of_week
            .filter_map(|(nth, place)| Some((nth, *days.get(usize::try_from(place).ok()?)?)))
            .collect();
        let lines = of_week.iter().map(|(_, day)| sheet.lines(&entries, *day)).fold(0.0, f64::max);
        let high = TOP + ROW * lines.max(2.0) + 6.0;
        for (nth, day) in of_week {
            let known = calendar.day(day)?;
            all = all.add(sheet.field(nth, top, high, &known, &entries));
        }
        top += high;
    }
    let key = sheet.key(outcomes.is_some(), top + GAP);
    let document = paper(full, top + GAP + 30.0 + GAP)
        .add(all.add(key).set("transform", format!("translate({} 0)", number(GAP))));
    Ok(document.to_string())
}

/// What is due on each day of a month, by kind.
fn entries(
    owed: &Obligations,
    outcomes: Option<&[Outcome]>,
    unit: &str,
    first: NaiveDate,
) -> BTreeMap<(NaiveDate, DutyKind), Entry> {
    let mut entries: BTreeMap<(NaiveDate, DutyKind), Entry> = BTreeMap::new();
    let shown = |one: &Obligation<'_>| {
        let its = one.unit() == unit;
        let below = one.unit_kind() == DutyUnit::Grid && one.village() == Some(unit);
        let due = one.due();
        (its || below) && (due.year(), due.month()) == (first.year(), first.month())
    };
    for one in owed.iter().filter(shown) {
        let entry = entries.entry((one.due(), one.kind())).or_default();
        entry.all += 1;
        match outcomes.and_then(|outcomes| outcomes.get(one.index)).map(|outcome| outcome.state) {
            Some(DutyState::Done) => entry.done += 1,
            Some(DutyState::DoneLate) => entry.late += 1,
            Some(DutyState::Missed) => entry.missed += 1,
            Some(DutyState::NotDue) | None => {}
        }
    }
    entries
}

struct Sheet {
    /// How wide a day is.
    column: f64,
    /// How many lines a day shows.
    most: usize,
    options: MonthOptions,
}

impl Sheet {
    fn new(entries: &BTreeMap<(NaiveDate, DutyKind), Entry>, options: MonthOptions) -> Self {
        let mut most = 0;
        let mut run: (Option<NaiveDate>, usize) = (None, 0);
        for (day, _) in entries.keys() {
            run = if run.0 == Some(*day) { (run.0, run.1 + 1) } else { (Some(*day), 1) };
            most = most.max(run.1);
        }
        Self { column: (f64::from(options.width) - 2.0 * GAP) / 7.0, most: most.clamp(1, 8), options }
    }

    fn words(&self, template: &'static Template, args: impl Into<Vec<Arg>>) -> String {
        template.with(args).render(self.options.lang)
    }

    fn title(&self, unit: &str, first: NaiveDate) -> Group {
        let when = [Arg::from(first.year()), first.month().into()];
        let words = if unit.is_empty() {
            self.words(&TITLE, when)
        } else {
            let [year, month] = when;
            self.words(&TITLE_OF, [year, month, unit.into()])
        };
        Group::new().add(text(&words, (0.0, 27.0), 18.0).set("font-weight", "bold"))
    }

    fn weekdays(&self) -> Group {
        let mut all = Group::new();
        let mut x = self.column / 2.0;
        for day in Day::ALL {
            let words = day.term().render(self.options.lang);
            all = all.add(text(words, (x, HEAD + 17.0), SIZE).set("text-anchor", "middle").set("fill", SOFT));
            x += self.column;
        }
        all
    }

    fn shown(
        &self,
        entries: &BTreeMap<(NaiveDate, DutyKind), Entry>,
        day: NaiveDate,
    ) -> (Vec<(DutyKind, Entry)>, usize) {
        let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
        let kind = |nth: usize| DutyKind::ALL.get(nth).copied().unwrap_or(DutyKind::Patrol);
        let mut all: Vec<_> = entries
            .range((day, kind(0))..(next, kind(0)))
            .map(|((_, kind), entry)| (*kind, *entry))
            .collect();
        let over = all.len().saturating_sub(self.most);
        if over > 0 {
            all.truncate(self.most - 1);
            return (all, over + 1);
        }
        (all, 0)
    }

    fn lines(&self, entries: &BTreeMap<(NaiveDate, DutyKind), Entry>, day: NaiveDate) -> f64 {
        let (shown, over) = self.shown(entries, day);
        f64::from(u32::try_from(shown.len() + usize::from(over > 0)).unwrap_or(u32::MAX))
    }

    fn field(
        &self,
        nth: i64,
        top: f64,
        high: f64,
        day: &crate::calendar::Day,
        entries: &BTreeMap<(NaiveDate, DutyKind), Entry>,
    ) -> Group {
        let left = self.column * f64::from(i32::try_from(nth).unwrap_or_default());
        let frame = Rectangle::new()
            .set("x", number(left))
            .set("y", number(top))
            .set("width", number(self.column))
            .set("height", number(high))
            .set("fill", if day.workday { PAPER } else { GROUND })
            .set("stroke", "#d0d7de");
        let colour = if day.workday { INK } else { SOFT };
        let date = text(&day.date.day().to_string(), (left + 8.0, top + 18.0), 15.0)
            .set("font-weight", "bold")
            .set("fill", colour);
        let mut all = Group::new().add(frame).add(date);
        let tag = match day.kind {
            DayKind::Holiday | DayKind::LocalRest => day.name.clone().or_else(|| Some(self.words(&REST, []))),
            DayKind::MakeUp | DayKind::LocalWork => Some(self.words(&WORK, [])),
            _ => None,
        };
        if let Some(tag) = tag {
            let words = fit(&tag, self.column - 44.0, 12.0);
            let x = left + self.column - 8.0;
            all = all.add(text(&words, (x, top + 17.0), 12.0).set("text-anchor", "end").set("fill", SOFT));
        }
        let (shown, over) = self.shown(entries, day.date);
        let mut y = top + TOP + 13.0;
        for (kind, entry) in shown {
            all = all.add(self.line(kind, entry, left, y));
            y += ROW;
        }
        if over > 0 {
            let words = self.words(&MORE, [Arg::from(over)]);
            all = all.add(text(&words, (left + 24.0, y), SIZE).set("fill", SOFT));
        }
        all
    }

    fn line(&self, kind: DutyKind, entry: Entry, left: f64, y: f64) -> Group {
        let kind_words = kind.term().render(self.options.lang);
        let settled = entry.done + entry.late;
        let words = match entry.all {
            1 => kind_words.to_owned(),
            all if settled + entry.missed > 0 => {
                self.words(&SHARE, [kind_words.into(), settled.into(), all.into()])
            }
            all => self.words(&COUNT, [kind_words.into(), all.into()]),
        };
        let state = if entry.missed > 0 {
            DutyState::Missed
        } else if settled < entry.all {
            DutyState::NotDue
        } else if entry.late > 0 {
            DutyState::DoneLate
        } else {
            DutyState::Done
        };
        let words = fit(&words, self.column - 30.0, SIZE);
        Group::new().add(mark(state, left + 13.0, y - 4.5)).add(text(&words, (left + 24.0, y), SIZE))
    }

    /// What the marks mean.
    fn key(&self, told: bool, top: f64) -> Group {
        let mut all = Group::new();
        let mut x = 6.0;
        let states = DutyState::ALL.iter().filter(|state| told || **state == DutyState::NotDue);
        for state in states {
            let words = state.term().render(self.options.lang);
            all = all
                .add(mark(*state, x, top + 10.5))
                .add(text(words, (x + 12.0, top + 15.0), SIZE).set("fill", SOFT));
            x += 12.0 + wide(words) * SIZE + 26.0;
        }
        all
    }
}

/// A mark by shape and colour, so that it is told without the one or the other.
fn mark(state: DutyState, x: f64, y: f64) -> Group {
    let group = Group::new();
    match state {
        DutyState::Done => {
            let dot =
                Circle::new().set("cx", number(x)).set("cy", number(y)).set("r", "4.5").set("fill", GOOD);
            group.add(dot)
        }
        DutyState::DoneLate => {
            let corners = [(x, y - 5.0), (x + 5.0, y + 4.0), (x - 5.0, y + 4.0)];
            let path: Vec<String> =
                corners.iter().map(|(x, y)| format!("{} {}", number(*x), number(*y))).collect();
            group.add(Path::new().set("d", format!("M{}Z", path.join("L"))).set("fill", SLOW))
        }
        DutyState::Missed => {
            let stroke = |from: f64, to: f64| {
                Line::new()
                    .set("x1", number(x - 4.0))
                    .set("y1", number(y + from))
                    .set("x2", number(x + 4.0))
                    .set("y2", number(y + to))
                    .set("stroke", BAD)
                    .set("stroke-width", "2.2")
            };
            group.add(stroke(-4.0, 4.0)).add(stroke(4.0, -4.0))
        }
        DutyState::NotDue => {
            let ring = Circle::new()
                .set("cx", number(x))
                .set("cy", number(y))
                .set("r", "4")
                .set("fill", "none")
                .set("stroke", EDGE)
                .set("stroke-width", "1.2");
            group.add(ring)
        }
    }
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[&TITLE, &TITLE_OF, &SHARE, &COUNT, &MORE, &REST, &WORK];
