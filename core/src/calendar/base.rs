//! What a calendar is built from: marked days, notices, and who rules which day.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};

use super::table;

/// First day, length, worked or not, place of the name.
pub(super) type Run = (i32, u8, bool, u8);
/// Year, title, number.
pub(super) type NoticeRow = (i32, &'static str, Option<&'static str>);
/// First day, last day, place of the notice.
pub(super) type Ruling = (i32, i32, usize);

const EPOCH_FROM_CE: i32 = 719_163;

/// The day as a number since 1970-01-01.
pub(crate) fn number(date: NaiveDate) -> i32 {
    date.num_days_from_ce() - EPOCH_FROM_CE
}

/// The day with that number since 1970-01-01, or `None` outside chrono's range.
pub(crate) fn date(number: i32) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(number.checked_add(EPOCH_FROM_CE)?)
}

/// A day that a notice names: off, or worked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) day: i32,
    pub(super) work: bool,
    pub(super) name: Cow<'static, str>,
}

/// A notice as days cite it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Notice {
    pub(super) year: i32,
    pub(super) label: Cow<'static, str>,
}

/// The facts of a calendar before any overlay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Base {
    pub(super) first: i32,
    pub(super) firm_through: i32,
    pub(super) last: i32,
    /// In the order of days, each day once.
    pub(super) marks: Vec<Mark>,
    pub(super) notices: Vec<Notice>,
    pub(super) rulings: Vec<Ruling>,
}

impl Base {
    /// The State Council's arrangements as shipped.
    pub(super) fn china() -> Self {
        let mut marks = Vec::with_capacity(1024);
        for &(start, length, work, name) in table::RUNS {
            let name = table::NAMES.get(usize::from(name)).copied().unwrap_or_default();
            marks.extend((start..start + i32::from(length)).map(|day| Mark {
                day,
                work,
                name: Cow::Borrowed(name),
            }));
        }
        let notices = table::NOTICES
            .iter()
            .map(|&(year, title, number)| Notice { year, label: Cow::Borrowed(number.unwrap_or(title)) })
            .collect();
        Self {
            first: table::FIRST,
            firm_through: table::FIRM_THROUGH,
            last: table::LAST,
            marks,
            notices,
            rulings: table::RULINGS.to_vec(),
        }
    }

    /// The same, with the statutory days of the year ahead where its notice is not loaded yet.
    pub(super) fn with_year_ahead(mut self) -> Self {
        if self.last == table::LAST {
            let year = date(table::LAST_AHEAD).map_or(0, |day| day.year());
            self.last = table::LAST_AHEAD;
            self.marks.extend(table::AHEAD.iter().map(|&(day, name)| Mark {
                day,
                work: false,
                name: Cow::Borrowed(name),
            }));
            self.notices.push(Notice { year, label: Cow::Borrowed(AHEAD_SOURCE) });
        }
        self
    }

    /// The mark on that day, if any.
    pub(super) fn mark(&self, day: i32) -> Option<&Mark> {
        let place = self.marks.binary_search_by_key(&day, |mark| mark.day).ok()?;
        self.marks.get(place)
    }

    /// What rules that day: a later notice where one did, else the first of its year.
    pub(super) fn source(&self, day: i32) -> &str {
        let ruled = self.rulings.iter().find(|(from, to, _)| (*from..=*to).contains(&day));
        let notice = if let Some(&(_, _, place)) = ruled {
            self.notices.get(place)
        } else {
            let year = date(day).map_or(0, |day| day.year());
            self.notices.iter().find(|notice| notice.year == year)
        };
        notice.map_or("", |notice| &notice.label)
    }
}

const AHEAD_SOURCE: &str =
    "全国年节及纪念日放假办法（国务院令第795号）：当年通知未发布，仅含法定节日，不含调休";
