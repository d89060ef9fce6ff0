//! Dividing all zones of a table (网格划分), and what is written down of it.

use super::asked::{Rules, ask};
use super::households::Households;
use super::number::{code, from_north_west, region_of};
use super::options::{DivisionOptions, Go, GridsWanted, Progress};
use super::rounds::Effort;
use super::solve::{self, Ask, Hook};
use super::split::{self, Split};
use super::zone::Zone;
use crate::clause::ClauseId;
use crate::decision::{Arg, Reason, Template, Wording};
use crate::error::{DivisionError, Error, InputError};
use crate::policy::Policy;
use crate::term::Aim;
use crate::threads::Threads;

/// Which grid (网格): its zone, its number there, and its code.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct GridName {
    /// The zone; `None` where the table has none.
    pub zone: Option<String>,
    /// The number in its zone, from 1: row by row from the north-west.
    pub number: u32,
    /// The code by the policy's scheme; `None` where the policy has none or the region's code is not known.
    pub code: Option<String>,
}

impl GridName {
    /// How a grid is spoken of: by its code, else its number.
    pub(super) fn spoken(&self) -> Arg {
        self.code.as_ref().map_or_else(|| Arg::from(self.number), |code| Arg::from(code.as_str()))
    }
}

/// Households divided into grids (划分结果).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Division {
    /// The grid of each row, by its place in `grids`.
    pub labels: Vec<u32>,
    /// The grids, zone by zone, each zone row by row from its north-west.
    pub grids: Vec<GridName>,
    /// The groups that lie in several grids; not listed where groups were not to stay whole.
    pub splits: Vec<Split>,
    /// What was decided, and why.
    pub log: Vec<Reason>,
}

static EVEN_GIVEN_UP: Template = Template::new(
    "division.even_given_up",
    "{0}各格户数不能做到均匀，改按规模要求划分",
    "{0}even sizes cannot be had; the bands alone are kept",
);
static LEFT_IN_PARTS: Template = Template::new(
    "division.left_in_parts",
    "{0}{1}个网格中{2}个不连片（网格{3}）：{4}",
    "{0}not in one piece: {2} of {1} grids ({3}); {4}",
);
static BY_GROUPS: Template = Template::new(
    "division.in_parts_by_groups",
    "因村组不拆而其住户与他组交错的{0}个{1}",
    "because a natural group is kept whole whose households lie among those of others: {0}{1}",
);
static AND: Template = Template::new("division.in_parts_and", "；{0}", "; {0}");
static BY_SIZE: Template = Template::new(
    "division.in_parts_by_size",
    "未找到既连片、户数又合规的划法的{0}个",
    "no division found that is in one piece and lawful in size: {0}",
);
static BY_SIZE_WHOLE: Template = Template::new(
    "division.in_parts_by_size_whole",
    "未找到村组不拆、户数合规而又连片的划法的{0}个",
    "no division found that is in one piece, lawful in size and keeps groups whole: {0}",
);
static ZONE: Template = Template::new("division.zone", "{0}：", "{0}: ");

/// A zone's name before what is said of it; nothing where there is none.
pub(super) fn of(zone: Option<&str>) -> Arg {
    match zone {
        Some(zone) => Arg::Wording(ZONE.with([Arg::from(zone)])),
        None => Arg::from(""),
    }
}

/// Divides households into grids by a policy (网格划分, X-3.0, X-3.1).
///
/// Every grid lies in the policy's band, in one zone, and holds each household once. The same households get the same
/// division, whatever the order of their rows, the platform and the number of threads.
///
/// ```
/// use wangge::Policy;
/// use wangge::division::{Crs, DivisionOptions, Households, divide};
/// # fn main() -> Result<(), wangge::Error> {
/// // Two hamlets of 120 households, a kilometre apart.
/// let x = (0..240).map(|n| f64::from(n / 120) * 1000.0).collect();
/// let y = (0..240).map(|n| f64::from(n % 120) * 3.0).collect();
/// let households = Households::new(x, y, Crs::Metres)?;
/// let division = divide(&Policy::preset("combined")?, &households, &DivisionOptions::default())?;
/// assert_eq!(division.grids.len(), 2);
/// assert_eq!((division.labels[0], division.labels[239]), (0, 1));
/// assert_eq!(division.log[0].zh(), "〔X-3.1〕共240户，划为2个网格");
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`InputError`] naming the row or the value that cannot be used; [`DivisionError`] where no lawful division exists
/// (with the nearest choices) or none was found; [`Unspecified`](crate::Unspecified) for a key that the policy lacks:
/// `grid.size`, `grid.prefer` or `grid.aims`, where the options do not say.
pub fn divide(
    policy: &Policy,
    households: &Households,
    options: &DivisionOptions,
) -> Result<Division, Error> {
    divide_with(policy, households, options, &mut |_| Go::On)
}

/// The same, telling how far it has come; the caller may end it.
///
/// # Errors
/// As for [`divide`]; [`DivisionError::Cancelled`] where the caller says so.
pub fn divide_with(
    policy: &Policy,
    households: &Households,
    options: &DivisionOptions,
    progress: &mut dyn FnMut(Progress) -> Go,
) -> Result<Division, Error> {
    let rules = Rules::of(policy, options)?;
    let zones = zones_of(households, &options.grids)?;
    let threads = Threads::new(options.threads);
    let mut division = Division {
        labels: vec![0; households.len()],
        grids: Vec::new(),
        splits: Vec::new(),
        log: Vec::new(),
    };
    let many = zones.len();
    let mut enough = false;
    for (done, (name, rows)) in zones.into_iter().enumerate() {
        let zone = Zone::new(households, name.as_deref(), &rows)?;
        let (mut cancelled, mut reached) = (false, 0);
        let mut hook = |rounds_done: u32, rounds: u32| {
            if cancelled || enough {
                return if cancelled { Go::Cancel } else { Go::Enough };
            }
            // A second search of the zone is told of where it goes beyond the first.
            reached = rounds_done.max(reached).min(rounds);
            let go = progress(Progress { zones_done: done, zones: many, rounds_done: reached, rounds });
            (enough, cancelled) = (go == Go::Enough, go == Go::Cancel);
            go
        };
        let ask = ask(policy, households, options, &rules, &zone, &mut division.log)?;
        let effort = Effort { rounds: options.rounds, threads: &threads, seed: options.seed };
        let found = one_zone(ask, &rules, &zone, &effort, &mut division.log, &mut hook);
        if cancelled {
            return Err(DivisionError::Cancelled.into());
        }
        let (ask, solved) = found?;
        keep(households, options, &rules, &zone, &ask, &solved, &mut division)?;
    }
    Ok(division)
}

/// The rows of each zone, the zones in the order of their names.
fn zones_of(
    households: &Households,
    wanted: &GridsWanted,
) -> Result<Vec<super::measure::ZoneRows>, InputError> {
    if households.is_empty() {
        return Err(InputError::value("x", "0 rows", "one household or more"));
    }
    let known = households.zones.as_ref().map(super::households::Names::distinct).unwrap_or_default();
    if let GridsWanted::ByZone(wanted) = wanted
        && let Some(unknown) = wanted.keys().find(|name| !known.contains(name))
    {
        return Err(InputError::value("grids", unknown, format!("one of {}", known.join(", "))));
    }
    Ok(super::measure::by_zone(households))
}

fn one_zone(
    mut ask: Ask,
    rules: &Rules,
    zone: &Zone,
    effort: &Effort<'_>,
    log: &mut Vec<Reason>,
    hook: &mut Hook<'_>,
) -> Result<(Ask, solve::Solved), Error> {
    let (total, full) = (zone.total(), ask.bands[0]);
    let even = rules.aims.contains(&Aim::Even) && rules.before(Aim::Even, Aim::Compact);
    if even {
        let (low, high) = (total / ask.grids, total.div_ceil(ask.grids));
        let loose = ask.whole || zone.points.iter().any(|point| point.weight > 1);
        let slack = if loose { low / 10 } else { 0 };
        ask.bands[0] = (full.0.max(low.saturating_sub(slack)), full.1.min(high + slack));
    }
    let mut found = solve::zone(zone, &ask, effort, hook);
    if found.is_none() && even {
        log.push(Reason::new(&rules.hard[0].2, EVEN_GIVEN_UP.with([of(zone.name.as_deref())])));
        ask.bands[0] = full;
        found = solve::zone(zone, &ask, effort, hook);
    }
    let name = zone.name.clone().unwrap_or_default();
    let Some(solved) = found else {
        return Err(DivisionError::NotFound { zone: name, grids: ask.grids, households: total }.into());
    };
    Ok((ask, solved))
}

/// Numbers the grids of a zone and writes them down.
fn keep(
    households: &Households,
    options: &DivisionOptions,
    rules: &Rules,
    zone: &Zone,
    ask: &Ask,
    solved: &solve::Solved,
    division: &mut Division,
) -> Result<(), Error> {
    let order = from_north_west(zone, &solved.labels, ask.grids);
    let mut number = vec![0_u32; ask.grids as usize];
    for (place, grid) in order.iter().enumerate() {
        number[*grid as usize] = place as u32;
    }
    let in_parts: Vec<u32> = {
        let mut numbers: Vec<u32> = solved.in_parts.iter().map(|grid| number[*grid as usize] + 1).collect();
        numbers.sort_unstable();
        numbers
    };
    if !in_parts.is_empty() {
        if options.contiguous {
            let zone = zone.name.clone().unwrap_or_default();
            return Err(DivisionError::InParts { zone, grids: in_parts }.into());
        }
        let clause = ClauseId::fixed("X-3.0");
        division.log.push(Reason::new(&clause, left_in_parts(zone, ask, solved, &in_parts)));
    }
    let first = division.grids.len() as u32;
    for (row, label) in zone.rows.iter().zip(&solved.labels) {
        division.labels[*row as usize] = first + number[*label as usize];
    }
    let region = region_of(options, rules, zone)?;
    for number in 1..=ask.grids {
        let code = match (&region, rules.scheme) {
            (Some(region), Some(scheme)) => Some(code(region, number, scheme)?),
            _ => None,
        };
        division.grids.push(GridName { zone: zone.name.clone(), number, code });
    }
    if ask.whole {
        let clause = &rules.hard[0].2;
        let why = |group: u32, name: &str, total: u32| {
            split::why(solved.cuts.get(&group).copied(), name, total, ask.bands[0])
        };
        division.splits.extend(split::of_zone(households, zone, &division.labels, clause, &why));
    }
    Ok(())
}

/// How many grids do not lie in one piece, and why.
fn left_in_parts(zone: &Zone, ask: &Ask, solved: &solve::Solved, numbers: &[u32]) -> Wording {
    let (all, by_groups) = (solved.in_parts.len(), solved.by_groups);
    let by_size = if solved.whole { &BY_SIZE_WHOLE } else { &BY_SIZE };
    let by_size = (all > by_groups).then(|| by_size.with([Arg::from(all - by_groups)]));
    let why = match by_size {
        Some(by_size) if by_groups == 0 => by_size,
        Some(by_size) => {
            let and = Arg::Wording(AND.with([Arg::Wording(by_size)]));
            BY_GROUPS.with([Arg::from(by_groups), and])
        }
        None => BY_GROUPS.with([Arg::from(by_groups), Arg::from("")]),
    };
    let list = Arg::List(numbers.iter().map(|grid| Arg::from(*grid)).collect());
    let zone = of(zone.name.as_deref());
    LEFT_IN_PARTS.with([zone, Arg::from(ask.grids), Arg::from(all), list, Arg::Wording(why)])
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] =
    &[&EVEN_GIVEN_UP, &LEFT_IN_PARTS, &BY_GROUPS, &AND, &BY_SIZE, &BY_SIZE_WHOLE, &ZONE];
