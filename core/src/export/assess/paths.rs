//! Ranks from period to period (名次变化图): a line for each unit, rising or falling.

use std::collections::BTreeMap;

use svg::node::element::{Circle, Group, Path};

use super::{AssessPicture, HEAD, MARGIN, ROW, names, rows, set};
use crate::assess::{Period, Place, UnitRank};
use crate::decision::{Arg, Template};
use crate::error::InputError;
use crate::export::ink::{INK, SOFT, fit, number, paper, wide};

pub(super) static TITLE: Template = Template::new("paths.title", "名次变化（{0}至{1}）", "Ranks, {0} to {1}");
pub(super) static UNRANKED: Template = Template::new("paths.unranked", "未排名", "not ranked");
pub(super) static KEY: Template = Template::new(
    "paths.key",
    "蓝线上升，橙色虚线下降，灰线持平，或首末一期未排名",
    "blue rose, dashed brown fell, grey stayed or has no rank in the first or last period",
);

/// The rank of a unit as the picture shows it (名次).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankedUnit {
    /// The unit.
    pub unit: String,
    /// Its group, where groups are ranked by themselves.
    pub group: Option<String>,
    /// Its rank; `None` where it has none.
    pub rank: Option<u32>,
}

impl From<&UnitRank> for RankedUnit {
    fn from(row: &UnitRank) -> Self {
        let rank = match row.place {
            Place::Rank { rank, .. } => Some(rank),
            _ => None,
        };
        Self { unit: row.unit.clone(), group: row.group.clone(), rank }
    }
}

const UP: &str = "#0b5fa5";
const DOWN: &str = "#b35c00";
const LEVEL: &str = "#8c959f";

/// The ranks of units in two or more periods as an SVG: a column a period, the first rank highest. A unit that rose from the
/// first to the last period is blue, one that fell brown and dashed, others grey; one without a rank lies below the line.
///
/// ```
/// use wangge::assess::Period;
/// use wangge::export::{AssessPicture, RankedUnit, rank_paths};
/// # fn main() -> Result<(), wangge::Error> {
/// let day = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).expect("a day");
/// let quarters = [Period::new(day(4, 1), day(6, 30))?, Period::new(day(7, 1), day(9, 30))?];
/// // Of `ranks` they are made by `RankedUnit::from`.
/// let unit = |rank| vec![RankedUnit { unit: "示例村".to_owned(), group: None, rank }];
/// let of = [(quarters[0], unit(None)), (quarters[1], unit(Some(1)))];
/// let svg = rank_paths(&of, &AssessPicture::default())?;
/// assert!(svg.contains("名次变化（2026年2季度至2026年3季度）") && svg.contains("未排名"));
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`InputError`] for a width that is none, fewer than two or more than 24 periods, periods that do not ascend, no units or more
/// than 500, a unit that stands twice in a period, or ranks of several groups, which have
/// a picture each.
pub fn rank_paths(
    periods: &[(Period, Vec<RankedUnit>)],
    options: &AssessPicture,
) -> Result<String, InputError> {
    if !(2..=24).contains(&periods.len()) {
        return Err(InputError::value("periods", periods.len(), "2 to 24 in one picture"));
    }
    let falls = |pair: &[(Period, Vec<RankedUnit>)]| match pair {
        [one, other] => other.0.start() <= one.0.end(),
        _ => false,
    };
    if let Some(row) = periods.windows(2).position(falls) {
        let found = periods.get(row + 1).map_or_else(String::new, |one| one.0.start().to_string());
        return Err(
            InputError::value("periods", found, "periods that ascend without overlapping").at(row + 1)
        );
    }
    let mut groups: Vec<_> =
        periods.iter().flat_map(|(_, ranks)| ranks).map(|one| one.group.as_deref()).collect();
    groups.sort_unstable();
    groups.dedup();
    if groups.len() > 1 {
        return Err(InputError::value("groups", groups.len(), "the ranks of one group"));
    }
    let mut units: BTreeMap<&str, Vec<Option<Option<u32>>>> = BTreeMap::new();
    for (nth, (_, ranks)) in periods.iter().enumerate() {
        for (row, one) in ranks.iter().enumerate() {
            let line = units.entry(&one.unit).or_insert_with(|| vec![None; periods.len()]);
            if let Some(slot) = line.get_mut(nth) {
                if slot.is_some() {
                    let allowed = "each unit once a period";
                    return Err(InputError::value("unit", format!("{:?}", one.unit), allowed).at(row));
                }
                *slot = Some(one.rank);
            }
        }
    }
    let units = units
        .into_iter()
        .map(|(unit, line)| (unit, line.into_iter().map(Option::flatten).collect()))
        .collect::<BTreeMap<&str, Vec<Option<u32>>>>();
    let full = options.room_for(units.len())?;
    Ok(draw(periods, &units, full, options))
}

fn draw(
    periods: &[(Period, Vec<RankedUnit>)],
    units: &BTreeMap<&str, Vec<Option<u32>>>,
    full: f64,
    options: &AssessPicture,
) -> String {
    let (room, _) = names(units.keys().copied(), full * 0.22);
    let side = room + wide("99 ") * super::SIZE + 14.0;
    let (left, right) = (MARGIN + side, full - MARGIN - side);
    let step = (right - left) / rows(periods.len() - 1);
    let top = MARGIN + HEAD + 10.0;
    // Units that share a rank lie side by side below it; those without one below all.
    let spots: Vec<BTreeMap<&str, f64>> = (0..periods.len()).map(|nth| spots(units, nth)).collect();
    let any_open = units.values().any(|line| line.contains(&None));
    let heads: Vec<String> = periods.iter().map(|(period, _)| options.period(*period)).collect();
    let ends = |at: Option<&String>| Arg::from(at.map_or("", String::as_str));
    let mut all = Group::new();
    all = all.add(options.heading(&options.say(&TITLE, [ends(heads.first()), ends(heads.last())])));
    for (nth, head) in heads.iter().enumerate() {
        let anchor = if nth == 0 {
            "start"
        } else if nth + 1 == heads.len() {
            "end"
        } else {
            "middle"
        };
        all = all.add(set(head, (left + step * rows(nth), top - 14.0), anchor, SOFT));
    }
    for (unit, line) in units {
        let y = |nth: usize| {
            top + ROW * spots.get(nth).and_then(|spots| spots.get(unit)).copied().unwrap_or_default() + 8.0
        };
        let ranked = |nth: usize| line.get(nth).copied().flatten();
        let colour = match (line.first().copied().flatten(), line.last().copied().flatten()) {
            (Some(first), Some(last)) if last < first => UP,
            (Some(first), Some(last)) if last > first => DOWN,
            _ => LEVEL,
        };
        for nth in 1..periods.len() {
            if ranked(nth - 1).is_none() || ranked(nth).is_none() {
                continue;
            }
            let (from, to) = (left + step * rows(nth - 1), left + step * rows(nth));
            let bend = step * 0.4;
            let (x1, y1, x2, y2) = (number(from), number(y(nth - 1)), number(to), number(y(nth)));
            let (c1, c2) = (number(from + bend), number(to - bend));
            let path = Path::new().set("d", format!("M{x1} {y1}C{c1} {y1} {c2} {y2} {x2} {y2}"));
            let path = path.set("fill", "none").set("stroke", colour).set("stroke-width", "2");
            all = all.add(if colour == DOWN { path.set("stroke-dasharray", "6 3") } else { path });
        }
        for nth in (0..periods.len()).filter(|nth| ranked(*nth).is_some()) {
            let dot = Circle::new().set("cx", number(left + step * rows(nth))).set("cy", number(y(nth)));
            all = all.add(dot.set("r", "4").set("fill", colour));
        }
        let fitted = fit(unit, room + 1.0, super::SIZE);
        let said = |rank: Option<u32>, before: bool| match rank {
            Some(rank) if before => format!("{fitted} {rank}"),
            Some(rank) => format!("{rank} {fitted}"),
            None => fitted.clone(),
        };
        let last = periods.len() - 1;
        let ink = |rank: Option<u32>| if rank.is_some() { INK } else { SOFT };
        all = all.add(set(&said(ranked(0), true), (left - 12.0, y(0) + 4.5), "end", ink(ranked(0))));
        all = all.add(set(
            &said(ranked(last), false),
            (right + 12.0, y(last) + 4.5),
            "start",
            ink(ranked(last)),
        ));
    }
    let high = spots.iter().flat_map(BTreeMap::values).copied().fold(0.0, f64::max);
    let bottom = top + ROW * (high + 1.0);
    if any_open {
        for (nth, spots) in spots.iter().enumerate() {
            let open = units.iter().filter(|(_, line)| line.get(nth).copied().flatten().is_none());
            let first = open.filter_map(|(unit, _)| spots.get(unit)).copied().fold(f64::INFINITY, f64::min);
            if first.is_finite() {
                let anchor = if nth == 0 {
                    "start"
                } else if nth + 1 == periods.len() {
                    "end"
                } else {
                    "middle"
                };
                let at = (left + step * rows(nth), top + ROW * first + 12.5);
                all = all.add(set(&options.say(&UNRANKED, []), at, anchor, SOFT));
            }
        }
    }
    all = all.add(set(&options.say(&KEY, []), (MARGIN, bottom + 22.0), "start", SOFT));
    paper(full, bottom + 22.0 + MARGIN).add(all).to_string()
}

/// On which line each unit stands in a period.
fn spots<'u>(units: &BTreeMap<&'u str, Vec<Option<u32>>>, nth: usize) -> BTreeMap<&'u str, f64> {
    let mut order: Vec<(bool, u32, &str)> = units
        .iter()
        .map(|(unit, line)| {
            let rank = line.get(nth).copied().flatten();
            (rank.is_none(), rank.unwrap_or_default(), *unit)
        })
        .collect();
    order.sort_unstable();
    let mut gap = 0.0;
    let mut made = BTreeMap::new();
    for (place, (open, _, unit)) in order.into_iter().enumerate() {
        // A little room between those with a rank and those without.
        if open && gap == 0.0 && place > 0 {
            gap = 0.5;
        }
        made.insert(unit, rows(place) + gap);
    }
    made
}
