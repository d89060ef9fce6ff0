//! Calendars as JSON: a year whose notice came out after the library did, or a whole saved calendar.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::base::{Base, Mark, Notice, number};
use crate::error::CalendarError;

/// One year, as the notices give it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct YearTable<'a> {
    #[serde(borrow)]
    holidays: BTreeMap<Cow<'a, str>, String>,
    #[serde(borrow)]
    makeup_workdays: BTreeMap<Cow<'a, str>, String>,
    #[serde(default)]
    notices: Vec<NoticeTable>,
    /// Where given, the number of working days that the year must come to.
    workdays_in_year: Option<u32>,
    // How the collected facts were checked; nothing here reads it.
    #[serde(default, rename = "sources_agree")]
    _sources_agree: IgnoredAny,
    #[serde(default, rename = "sources_disagree")]
    _sources_disagree: IgnoredAny,
    #[serde(default, rename = "notes")]
    _notes: IgnoredAny,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoticeTable {
    #[serde(default)]
    no: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default, rename = "date")]
    _date: IgnoredAny,
    #[serde(default, rename = "url")]
    _url: IgnoredAny,
    #[serde(default, rename = "text")]
    _text: IgnoredAny,
}

/// The longest table of days that the ranks can number.
const LONGEST: i32 = 65_000;

impl Base {
    /// The same, with the years of that JSON in place of its own or after them.
    pub(super) fn with_years(mut self, text: &str) -> Result<Self, CalendarError> {
        let years: BTreeMap<String, YearTable<'_>> = serde_json::from_str(text).map_err(|error| {
            CalendarError::table(
                "table",
                error,
                "an object of years, each with holidays, makeup_workdays, notices",
            )
        })?;
        let mut parsed = Vec::with_capacity(years.len());
        for (key, table) in &years {
            let year: i32 = key
                .parse()
                .ok()
                .filter(|year| (1900..=2200).contains(year))
                .ok_or_else(|| CalendarError::table("table", key, "a year from 1900 to 2200"))?;
            parsed.push((year, table));
        }
        parsed.sort_by_key(|(year, _)| *year);
        for (year, table) in parsed {
            self.put_year(year, table)?;
        }
        Ok(self)
    }

    /// A calendar of that JSON's years alone.
    pub(super) fn from_years(text: &str) -> Result<Self, CalendarError> {
        let empty =
            Self { first: 0, firm_through: 0, last: -1, marks: vec![], notices: vec![], rulings: vec![] };
        let base = empty.with_years(text)?;
        if base.last < base.first {
            return Err(CalendarError::table("table", "no year", "one year or more"));
        }
        Ok(base)
    }

    fn put_year(&mut self, year: i32, table: &YearTable<'_>) -> Result<(), CalendarError> {
        let (first, last) = year_ends(year)?;
        if self.last < self.first {
            (self.first, self.last) = (first, last);
        } else if first > self.last + 1 || last < self.first - 1 {
            let allowed = "a year that joins the years already known, without a gap";
            return Err(CalendarError::table("table", year, allowed));
        }
        let whole = self.last.max(last) - self.first.min(first);
        if whole > LONGEST {
            return Err(CalendarError::table("table", year, "at most 177 years in one calendar"));
        }
        let mut marks = Vec::new();
        for (kind, days, work) in
            [("holidays", &table.holidays, false), ("makeup_workdays", &table.makeup_workdays, true)]
        {
            for (text, name) in days {
                let at = || format!("{year}.{kind}.{text}");
                let day: NaiveDate =
                    text.parse().map_err(|_| CalendarError::table(at(), text, "a day as YYYY-MM-DD"))?;
                if day.year() != year {
                    return Err(CalendarError::table(at(), day, format!("a day of {year}")));
                }
                if work && !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
                    return Err(CalendarError::table(at(), day.weekday(), "a Saturday or Sunday"));
                }
                marks.push(Mark { day: number(day), work, name: Cow::Owned(name.clone()) });
            }
        }
        marks.sort_by_key(|mark| mark.day);
        if let Some(twice) = marks.windows(2).find_map(|pair| match pair {
            [a, b] if a.day == b.day => super::base::date(a.day),
            _ => None,
        }) {
            return Err(CalendarError::table(format!("{year}"), twice, "off or worked, not both"));
        }
        self.marks.retain(|mark| !(first..=last).contains(&mark.day));
        self.marks.extend(marks);
        self.marks.sort_by_key(|mark| mark.day);
        self.rulings.retain(|(from, _, _)| !(first..=last).contains(from));
        self.put_notice(year, table.notices.first());
        self.first = self.first.min(first);
        if last >= self.last {
            self.last = last;
            self.firm_through = last - 6;
        }
        if let Some(expected) = table.workdays_in_year {
            let found = (first..=last).filter(|day| super::is_worked(self.mark(*day), *day)).count();
            if u32::try_from(found) != Ok(expected) {
                let at = format!("{year}.workdays_in_year");
                return Err(CalendarError::table(at, expected, format!("{found}, the days counted")));
            }
        }
        Ok(())
    }

    fn put_notice(&mut self, year: i32, notice: Option<&NoticeTable>) {
        let given = notice.and_then(|notice| notice.no.clone().or_else(|| notice.title.clone()));
        let label =
            Cow::Owned(given.unwrap_or_else(|| format!("国务院办公厅关于{year}年部分节假日安排的通知")));
        match self.notices.iter_mut().find(|notice| notice.year == year) {
            Some(known) => known.label = label,
            None => self.notices.push(Notice { year, label }),
        }
    }
}

/// The first and the last day of a year, as numbers.
fn year_ends(year: i32) -> Result<(i32, i32), CalendarError> {
    let ends = NaiveDate::from_ymd_opt(year, 1, 1).zip(NaiveDate::from_ymd_opt(year, 12, 31));
    let (first, last) =
        ends.ok_or_else(|| CalendarError::table("table", year, "a year from 1900 to 2200"))?;
    Ok((number(first), number(last)))
}
