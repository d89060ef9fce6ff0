//! Rates with their intervals (指标区间图): a dot for each unit, and how sure it is.

use svg::node::element::{Circle, Group, Line};

use super::{AssessPicture, HEAD, MARGIN, ROW, names, rows, set};
use crate::assess::{Period, Rate, Tallies, named};
use crate::decision::{Arg, Template};
use crate::error::InputError;
use crate::export::ink::{INK, SOFT, number, paper};
use crate::policy::MetricRule;

pub(super) static TITLE: Template = Template::new("rates.title", "{0}（{1}）", "{0}, {1}");
pub(super) static NOTHING: Template = Template::new("rates.nothing", "无数据", "nothing to count");
pub(super) static KEY: Template = Template::new(
    "rates.key",
    "横线为95%置信区间（威尔逊法）：区间相交的单位，高低未必真有差别",
    "lines: 95 % intervals (Wilson); where they meet, units may not really differ",
);

const DOT: &str = "#0b5fa5";
const RULE: &str = "#d0d7de";

/// The figure of each unit in a period as an SVG, in the order of the counts: a dot at the rate, a line over its interval, and
/// what was counted over what. A unit with nothing to count says so; a figure that is no share has no line.
///
/// ```
/// use wangge::Tally;
/// use wangge::assess::{Period, Tallies};
/// use wangge::export::{AssessPicture, rates};
/// # fn main() -> Result<(), wangge::Error> {
/// let day = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).expect("a day");
/// let period = Period::new(day(7, 1), day(9, 30))?;
/// let mut tallies = Tallies::new(vec!["东村".to_owned(), "西村".to_owned()], vec![period])?;
/// tallies.add(0, 0, Tally::PatrolsDue, 4)?;
/// tallies.add(0, 0, Tally::PatrolsDone, 3)?;
/// let rule = wangge::Policy::preset("combined")?.metric("patrol_rate", day(9, 30))?;
/// let svg = rates(&tallies, &rule, period, &AssessPicture::default())?;
/// assert!(svg.starts_with("<svg") && svg.contains("巡查完成率（2026年3季度）"));
/// assert!(svg.contains("75.0%  3/4") && svg.contains("无数据"));
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`InputError`] for a width that is none, more than 500 units, a period that was not counted, and as for [`MetricRule::rate`].
pub fn rates(
    tallies: &Tallies,
    rule: &MetricRule,
    period: Period,
    options: &AssessPicture,
) -> Result<String, InputError> {
    let full = options.room_for(tallies.units().len())?;
    let place = tallies.period_place(period)?;
    let found: Vec<Rate> =
        (0..tallies.units().len()).map(|unit| rule.rate(tallies, unit, place)).collect::<Result<_, _>>()?;
    let (room, labels) = names(tallies.units().iter().map(String::as_str), full * 0.3);
    let left = MARGIN + room + 12.0;
    let counts: Vec<String> = found.iter().map(|rate| said(*rate, options)).collect();
    let (counts_room, _) = names(counts.iter().map(String::as_str), full);
    let right = full - MARGIN - counts_room - 16.0;
    // A figure above one, such as so many findings a grid, has a longer scale.
    let most = found.iter().filter_map(|rate| share(*rate)).fold(1.0, f64::max).ceil();
    let x = |rate: f64| left + (right - left) * rate / most;
    let (top, bottom) = (MARGIN + HEAD, MARGIN + HEAD + ROW * rows(found.len()));
    let mut all = Group::new();
    let title = options.say(&TITLE, [named(rule), Arg::from(options.period(period).as_str())]);
    all = all.add(options.heading(&title));
    for step in 0..=4 {
        let at = most * f64::from(step) / 4.0;
        let line = Line::new().set("x1", number(x(at))).set("x2", number(x(at)));
        let line = line.set("y1", number(top)).set("y2", number(bottom)).set("stroke", RULE);
        let percent = format!("{}%", number(at * 100.0));
        all = all.add(line).add(set(&percent, (x(at), top - 6.0), "middle", SOFT));
    }
    let mut y = top + ROW / 2.0;
    for ((rate, label), counted) in found.iter().zip(&labels).zip(&counts) {
        all = all.add(set(label, (left - 12.0, y + 4.5), "end", INK));
        all = all.add(set(counted, (right + 16.0, y + 4.5), "start", SOFT));
        if let Some((low, high)) = rate.interval().and_then(|(low, high)| Some((float(low)?, float(high)?))) {
            let line = Line::new().set("x1", number(x(low))).set("x2", number(x(high)));
            let line = line.set("y1", number(y)).set("y2", number(y)).set("stroke", DOT);
            all = all.add(line.set("stroke-width", "3").set("stroke-opacity", "0.35"));
        }
        if let Some(at) = share(*rate) {
            let dot = Circle::new().set("cx", number(x(at))).set("cy", number(y)).set("r", "4.5");
            all = all.add(dot.set("fill", DOT));
        }
        y += ROW;
    }
    all = all.add(set(&options.say(&KEY, []), (MARGIN, bottom + 22.0), "start", SOFT));
    Ok(paper(full, bottom + 22.0 + MARGIN).add(all).to_string())
}

/// What was counted, and the percentage.
fn said(rate: Rate, options: &AssessPicture) -> String {
    match rate.percent(1) {
        Some(percent) => format!("{percent}%  {}/{}", rate.numerator, rate.denominator),
        None => options.say(&NOTHING, []),
    }
}

/// Where a rate lies in a picture.
pub(super) fn share(rate: Rate) -> Option<f64> {
    float(rate.value(6)?)
}

fn float(value: rust_decimal::Decimal) -> Option<f64> {
    value.to_string().parse().ok()
}
