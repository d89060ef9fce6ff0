//! A figure of units and periods as a table of shades (指标热力图).

use svg::node::element::{Group, Rectangle};

use super::rates::share;
use super::{AssessPicture, HEAD, MARGIN, ROW, names, on, rows, set};
use crate::assess::{Tallies, named};
use crate::decision::Template;
use crate::error::InputError;
use crate::export::ink::{INK, PAPER, SOFT, fit, number, paper};
use crate::export::map::GROUND;
use crate::policy::MetricRule;

pub(super) static TITLE: Template = Template::new("heat.title", "{0}（{1}至{2}）", "{0}, {1} to {2}");
pub(super) static TITLE_ONE: Template = Template::new("heat.title_one", "{0}（{1}）", "{0}, {1}");
pub(super) static BETTER: Template = Template::new(
    "heat.better",
    "颜色越深越高，越高越好；“—”为无数据",
    "darker is higher, and better; a dash: nothing to count",
);
pub(super) static WORSE: Template = Template::new(
    "heat.worse",
    "颜色越深越高，越低越好；“—”为无数据",
    "darker is higher, and worse; a dash: nothing to count",
);

/// Light and dark ends of a shade: blue where more is better, brown where less is.
const GOOD: [(f64, f64); 3] = [(239.0, 8.0), (246.0, 69.0), (253.0, 128.0)];
const BAD: [(f64, f64); 3] = [(255.0, 127.0), (245.0, 59.0), (235.0, 8.0)];

/// The figure of every unit and period as an SVG: a row a unit, a column a period, each with its percentage on a shade. More
/// than 36 periods are refused.
///
/// ```
/// use wangge::Tally;
/// use wangge::assess::{Period, Tallies};
/// use wangge::export::{AssessPicture, heat};
/// # fn main() -> Result<(), wangge::Error> {
/// let day = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).expect("a day");
/// let months = vec![Period::new(day(7, 1), day(7, 31))?, Period::new(day(8, 1), day(8, 31))?];
/// let mut tallies = Tallies::new(vec!["示例网格".to_owned()], months)?;
/// tallies.add(0, 0, Tally::PatrolsDue, 4)?;
/// tallies.add(0, 0, Tally::PatrolsDone, 3)?;
/// let rule = wangge::Policy::preset("combined")?.metric("patrol_rate", day(8, 31))?;
/// let svg = heat(&tallies, &rule, &AssessPicture::default())?;
/// assert!(svg.contains("巡查完成率（2026年7月至2026年8月）"));
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`InputError`] for a width that is none, more than 500 units or 36 periods, and as for [`MetricRule::rate`].
pub fn heat(tallies: &Tallies, rule: &MetricRule, options: &AssessPicture) -> Result<String, InputError> {
    let full = options.room_for(tallies.units().len())?;
    let periods = tallies.periods();
    if periods.len() > 36 {
        return Err(InputError::value("periods", periods.len(), "1 to 36 in one picture"));
    }
    let (room, labels) = names(tallies.units().iter().map(String::as_str), full * 0.3);
    let left = MARGIN + room + 10.0;
    let wide = (full - MARGIN - left) / rows(periods.len());
    // Of names that find no room side by side, each second stands a line higher.
    let heads: Vec<String> = periods.iter().map(|period| options.period(*period)).collect();
    let (longest, _) = names(heads.iter().map(String::as_str), full);
    let deep = if longest > wide - 6.0 { 2.0 } else { 1.0 };
    let top = MARGIN + HEAD + 18.0 * (deep - 1.0);
    let name = named(rule);
    let title = match (heads.first(), heads.last()) {
        (Some(first), Some(last)) if heads.len() > 1 => {
            options.say(&TITLE, [name, first.as_str().into(), last.as_str().into()])
        }
        (first, _) => options.say(&TITLE_ONE, [name, first.map_or("", String::as_str).into()]),
    };
    let mut all = Group::new().add(options.heading(&title));
    let mut x = left;
    for (nth, head) in heads.iter().enumerate() {
        let high = if deep > 1.0 && nth % 2 == 0 { 24.0 } else { 6.0 };
        let head = fit(head, wide * deep, 12.0);
        all = all.add(set(&head, (x + wide / 2.0, top - high), "middle", SOFT).set("font-size", "12"));
        x += wide;
    }
    let mut y = top;
    for (unit, label) in labels.iter().enumerate() {
        all = all.add(set(label, (left - 10.0, y + 16.5), "end", INK));
        let mut x = left;
        for place in 0..periods.len() {
            let rate = rule.rate(tallies, unit, place)?;
            let at = share(rate);
            let shade = at.map(|at| at.clamp(0.0, 1.0));
            let paint = shade.map_or_else(|| GROUND.to_owned(), |shade| colour(shade, rule.more_is_better));
            let cell = Rectangle::new().set("x", number(x)).set("y", number(y));
            let cell = cell.set("width", number(wide)).set("height", number(ROW)).set("fill", paint);
            all = all.add(cell.set("stroke", PAPER));
            let said =
                rate.percent(u32::from(wide > 60.0)).map_or_else(|| "—".to_owned(), |one| one.to_string());
            let ink = shade.map_or(SOFT, on);
            all = all.add(set(&said, (x + wide / 2.0, y + 16.5), "middle", ink));
            x += wide;
        }
        y += ROW;
    }
    let key = options.say(if rule.more_is_better { &BETTER } else { &WORSE }, []);
    all = all.add(set(&key, (MARGIN, y + 22.0), "start", SOFT));
    Ok(paper(full, y + 22.0 + MARGIN).add(all).to_string())
}

fn colour(shade: f64, good: bool) -> String {
    let ends = if good { GOOD } else { BAD };
    let [red, green, blue] = ends.map(|(light, dark)| (light + (dark - light) * shade).round());
    format!("rgb({red},{green},{blue})")
}
