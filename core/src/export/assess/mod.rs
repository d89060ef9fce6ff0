//! Figures and ranks as pictures (考评图): rates with their intervals, ranks from period to period, a table of shades.

mod heat;
mod paths;
mod rates;

use svg::node::element::Text;

use super::ink::{INK, fit, text, wide, width};
use crate::assess::Period;
use crate::decision::{Arg, Lang, Template};
use crate::error::InputError;

pub use heat::heat;
pub use paths::{RankedUnit, rank_paths};
pub use rates::rates;

static YEAR: Template = Template::new("picture.year", "{0}年", "{0}");
static QUARTER: Template = Template::new("picture.quarter", "{0}年{1}季度", "{0} Q{1}");
static MONTH: Template = Template::new("picture.month", "{0}年{1}月", "{0}-{1}");
static DAYS: Template = Template::new("picture.days", "{0}至{1}", "{0} to {1}");

/// What is asked of a picture of figures or ranks (绘图要求).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssessPicture {
    /// A heading; `None` for one that says what is shown.
    pub title: Option<String>,
    /// How wide it is, in pixels: 560 to 8000.
    pub width: u32,
    /// The language of its words.
    pub lang: Lang,
}

impl Default for AssessPicture {
    /// 960 pixels wide, in Chinese, headed by what it shows.
    fn default() -> Self {
        Self { title: None, width: 960, lang: Lang::Zh }
    }
}

/// The most units that one picture shows.
const MOST: usize = 500;
const MARGIN: f64 = 16.0;
const HEAD: f64 = 44.0;
const ROW: f64 = 24.0;
const SIZE: f64 = 13.0;

impl AssessPicture {
    /// How wide it is, where it can show so many units.
    fn room_for(&self, units: usize) -> Result<f64, InputError> {
        let wide = width(self.width, 560)?;
        if !(1..=MOST).contains(&units) {
            return Err(InputError::value("units", units, format!("1 to {MOST} in one picture")));
        }
        Ok(wide)
    }

    fn say(&self, template: &'static Template, args: impl Into<Vec<Arg>>) -> String {
        template.with(args).render(self.lang)
    }

    /// The name of a period: a year, a quarter or a month, or its days.
    fn period(&self, period: Period) -> String {
        use chrono::Datelike as _;
        let (start, end) = (period.start(), period.end());
        let whole = start.day() == 1 && end.succ_opt().is_none_or(|next| next.day() == 1);
        let year = Arg::from(start.year());
        if whole && start.year() == end.year() {
            match (start.month(), end.month()) {
                (1, 12) => return self.say(&YEAR, [year]),
                (first, last) if first == last => return self.say(&MONTH, [year, first.into()]),
                (first, last) if first % 3 == 1 && last == first + 2 => {
                    return self.say(&QUARTER, [year, (last / 3).into()]);
                }
                _ => {}
            }
        }
        self.say(&DAYS, [Arg::from(start), end.into()])
    }

    fn heading(&self, own: &str) -> Text {
        let said = self.title.as_deref().unwrap_or(own);
        text(said, (MARGIN, MARGIN + 18.0), 18.0).set("font-weight", "bold")
    }
}

/// How much room the longest of some names needs, and each as far as there is room.
fn names<'n>(names: impl Iterator<Item = &'n str>, most: f64) -> (f64, Vec<String>) {
    let fitted: Vec<String> = names.map(|name| fit(name, most, SIZE)).collect();
    let room = fitted.iter().map(|name| wide(name) * SIZE).fold(0.0, f64::max);
    (room, fitted)
}

/// Words with their end or middle at a place.
fn set(said: &str, at: (f64, f64), anchor: &str, fill: &str) -> Text {
    text(said, at, SIZE).set("text-anchor", anchor).set("fill", fill)
}

/// A number of rows as pixels.
fn rows(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// The colour of words on a shade.
fn on(shade: f64) -> &'static str {
    if shade > 0.55 { super::ink::PAPER } else { INK }
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[
    &YEAR,
    &QUARTER,
    &MONTH,
    &DAYS,
    &heat::TITLE,
    &heat::TITLE_ONE,
    &heat::BETTER,
    &heat::WORSE,
    &paths::TITLE,
    &paths::UNRANKED,
    &paths::KEY,
    &rates::TITLE,
    &rates::NOTHING,
    &rates::KEY,
];
