//! Dividing all zones of a table (网格划分): how many grids each gets, their numbers and codes, and why.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::households::Households;
use super::rounds::Effort;
use super::solve::{self, Ask, Cut};
use super::threads::Threads;
use super::zone::{NONE, Zone};
use crate::clause::ClauseId;
use crate::decision::{Arg, Reason, Template};
use crate::error::{DivisionError, Error, InputError};
use crate::policy::{CodeScheme, Policy};
use crate::rules::size::{self, Choice, Extent, GridCounts};
use crate::term::{Aim, Binding, Dimension, Place};
use crate::vocabulary::Vocabulary;

/// How many grids are wanted (网格数).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum GridsWanted {
    /// What the policy prefers (`grid.prefer`).
    #[default]
    Preferred,
    /// That many in each zone.
    Exactly(u32),
    /// That many in each zone named; in the others what the policy prefers.
    ByZone(BTreeMap<String, u32>),
}

/// What is asked of a division, beside the policy (划分要求).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DivisionOptions {
    /// How many grids.
    pub grids: GridsWanted,
    /// What to strive for; absent: the policy's `grid.aims`.
    pub aims: Option<Vec<Aim>>,
    /// Percent of the largest size to leave free; absent: the policy's `grid.headroom`, none where it does not say.
    pub headroom: Option<u32>,
    /// Refuse a division with a grid in several parts, where its zone is in one.
    pub contiguous: bool,
    /// The kind of place, for policies with bands of their own for it.
    pub place: Option<Place>,
    /// Codes of the regions by zone; a zone whose name is such a code needs none.
    pub regions: BTreeMap<String, String>,
    /// Another seed may find another division; the same seed finds the same.
    pub seed: u64,
    /// How many rounds are sought: fewer cost shape, never lawfulness.
    pub rounds: Option<u32>,
    /// How many threads; they change how long it takes, not the answer. Without the feature `rayon` there is one.
    pub threads: usize,
}

impl Default for DivisionOptions {
    fn default() -> Self {
        Self {
            grids: GridsWanted::Preferred,
            aims: None,
            headroom: None,
            contiguous: false,
            place: None,
            regions: BTreeMap::new(),
            seed: 0,
            rounds: None,
            threads: 1,
        }
    }
}

/// How far a division has come (进度).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Zones that are done.
    pub zones_done: usize,
    /// All zones.
    pub zones: usize,
    /// Rounds done in the present zone.
    pub rounds_done: u32,
    /// The rounds it is given at most.
    pub rounds: u32,
}

/// What the caller says to that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Go {
    /// Go on.
    On,
    /// It is good enough: end with the lawful division there is.
    Enough,
    /// End without one.
    Cancel,
}

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

/// A natural group that lies in several grids, and why (拆分的自然村组).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// The group.
    pub group: String,
    /// Its zone.
    pub zone: Option<String>,
    /// Its households.
    pub households: u32,
    /// How many of them are in each grid, by the grid's place in the list.
    pub parts: Vec<(u32, u32)>,
    /// Why.
    pub because: Reason,
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

static CHOSEN: Template =
    Template::new("division.chosen", "{0}共{1}户，划为{2}个网格", "{0}{1} households in {2} grids");
static ASKED: Template = Template::new(
    "division.asked",
    "{0}共{1}户，按要求划为{2}个网格",
    "{0}{1} households in {2} grids, as asked",
);
static BY_EXCEPTION: Template = Template::new(
    "division.by_exception",
    "{0}共{1}户，按例外（{3}）划为{2}个网格",
    "{0}{1} households in {2} grids by the exception ({3})",
);
static HEADROOM: Template = Template::new(
    "division.headroom",
    "{0}留{1}%余量：每格至多{2}户",
    "{0}{1} percent are left free: at most {2} households a grid",
);
static NO_HEADROOM: Template = Template::new(
    "division.no_headroom",
    "{0}无法留足{1}%余量，每格仍以{2}户为限",
    "{0}{1} percent cannot be left free; the limit stays at {2} households a grid",
);
static EVEN_GIVEN_UP: Template = Template::new(
    "division.even_given_up",
    "{0}各格户数不能做到均匀，改按规模要求划分",
    "{0}even sizes cannot be had; the bands alone are kept",
);
static LEFT_IN_PARTS: Template = Template::new(
    "division.left_in_parts",
    "{0}未能全部连片：网格{1}",
    "{0}not all grids lie in one piece: {1}",
);
static SPLIT_LARGE: Template = Template::new(
    "division.split_large",
    "“{0}”共{1}户，超过每格{2}户的上限，须拆分",
    "{0} has {1} households, more than the {2} of a grid, and is cut",
);
static SPLIT_SIZE: Template = Template::new(
    "division.split_size",
    "“{0}”若不拆分，有一格将为{1}户，超出每格{2}至{3}户",
    "were {0} whole, a grid would have {1} households, outside of {2} to {3}",
);
static SPLIT_CONNECTED: Template = Template::new(
    "division.split_connected",
    "“{0}”为使网格连片而拆分",
    "{0} is cut so that grids lie in one piece",
);
static ZONE: Template = Template::new("division.zone", "{0}：", "{0}: ");

fn of(zone: Option<&str>) -> Arg {
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
        let mut cancelled = false;
        let mut hook = |rounds_done: u32, rounds: u32| {
            if enough {
                return ControlFlow::Break(());
            }
            match progress(Progress { zones_done: done, zones: many, rounds_done, rounds }) {
                Go::On => ControlFlow::Continue(()),
                Go::Enough => {
                    enough = true;
                    ControlFlow::Break(())
                }
                Go::Cancel => {
                    cancelled = true;
                    ControlFlow::Break(())
                }
            }
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

/// What the policy and the options say together.
pub(super) struct Rules {
    pub(super) aims: Vec<Aim>,
    pub(super) headroom: Option<(u32, ClauseId)>,
    pub(super) scheme: Option<CodeScheme>,
    /// Households first, then each other count that is given and must hold.
    pub(super) hard: Vec<(Dimension, (u32, u32), ClauseId)>,
}

impl Rules {
    pub(super) fn of(policy: &Policy, options: &DivisionOptions) -> Result<Self, Error> {
        let aims = match &options.aims {
            Some(aims) => aims.clone(),
            None => policy.aims()?.value.clone(),
        };
        for (nth, aim) in aims.iter().enumerate() {
            if aims[..nth].contains(aim) {
                return Err(InputError::value("aims", aim.code(), "each aim once").into());
            }
        }
        let headroom = match options.headroom {
            Some(percent) if percent > 99 => {
                return Err(InputError::value("headroom", percent, "0 to 99 percent").into());
            }
            Some(percent) => Some((percent, ClauseId::fixed("X-3.0"))),
            None => policy.headroom()?.map(|rule| (rule.value, rule.clause.clone())),
        };
        let hard = policy.sizes(options.place)?;
        let hard = hard
            .iter()
            .filter(|rule| rule.value.binding == Binding::Hard || rule.value.unit == Dimension::Household);
        let hard = hard.map(|rule| (rule.value.unit, (rule.value.min, rule.value.max), rule.clause.clone()));
        let mut hard: Vec<_> = hard.collect();
        hard.sort_by_key(|(unit, ..)| (*unit != Dimension::Household, unit.index()));
        if hard.first().is_none_or(|(unit, ..)| *unit != Dimension::Household) {
            return Err(policy.unspecified("grid.size[unit = \"household\"]"));
        }
        Ok(Self { aims, headroom, scheme: policy.code_scheme()?.map(|rule| rule.value), hard })
    }

    fn before(&self, first: Aim, second: Aim) -> bool {
        let place = |aim: Aim| self.aims.iter().position(|own| *own == aim);
        place(first).is_some_and(|first| place(second).is_none_or(|second| first < second))
    }
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

type Hook<'h> = dyn FnMut(u32, u32) -> ControlFlow<()> + 'h;

/// How many grids a zone may have.
pub(super) fn counts(
    policy: &Policy,
    households: &Households,
    options: &DivisionOptions,
    zone: &Zone,
) -> Result<GridCounts, Error> {
    let sum = |dimension: Dimension| {
        amounts_of(households, zone, dimension).map(|amounts| amounts.iter().sum::<u32>())
    };
    let extent = Extent {
        households: zone.total(),
        population: sum(Dimension::Population),
        area: sum(Dimension::Area),
        merchants: sum(Dimension::Merchant),
        place: options.place,
    };
    Ok(size::counts_of(policy, &extent, &[])?.value)
}

fn amounts_of<'z>(households: &Households, zone: &'z Zone, dimension: Dimension) -> Option<&'z Vec<u32>> {
    let place = households.amounts.iter().position(|(known, _)| *known == dimension)?;
    zone.amounts.get(place)
}

/// What is asked of a zone.
pub(super) fn ask(
    policy: &Policy,
    households: &Households,
    options: &DivisionOptions,
    rules: &Rules,
    zone: &Zone,
    log: &mut Vec<Reason>,
) -> Result<Ask, Error> {
    let counts = counts(policy, households, options, zone)?;
    let (band, grids) = choose(policy, options, rules, zone, &counts, log)?;
    let mut bands = vec![band];
    let mut amounts = Vec::new();
    for (dimension, band, _) in &rules.hard[1..] {
        if let Some(own) = amounts_of(households, zone, *dimension) {
            bands.push(*band);
            amounts.push(own.clone());
        }
    }
    if let Some(point) = zone.points.iter().position(|point| point.weight > band.1) {
        let allowed = format!("1 to {} households: a building is not cut", band.1);
        let error = InputError::value("weight", zone.points[point].weight, allowed);
        return Err(error.at(zone.rows[point] as usize).into());
    }
    let pins: std::collections::BTreeSet<u32> = zone.pin.iter().copied().filter(|pin| *pin != NONE).collect();
    if pins.len() > grids as usize {
        let allowed = format!("at most {grids}, one a grid");
        return Err(InputError::value("pin", format!("{} pins", pins.len()), allowed).into());
    }
    check_pins(households, zone, band.1)?;
    Ok(Ask {
        grids,
        bands,
        amounts,
        whole: rules.aims.contains(&Aim::WholeGroups),
        joined: rules.aims.contains(&Aim::Connected) || options.contiguous,
        cut_to_join: !rules.before(Aim::WholeGroups, Aim::Connected),
    })
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

/// Rows of one pin are one atom, which has to fit.
fn check_pins(households: &Households, zone: &Zone, max: u32) -> Result<(), InputError> {
    let mut loads: BTreeMap<u32, u32> = BTreeMap::new();
    for (point, pin) in zone.points.iter().zip(&zone.pin).filter(|(_, pin)| **pin != NONE) {
        *loads.entry(*pin).or_default() += point.weight;
    }
    let Some((pin, load)) = loads.into_iter().find(|(_, load)| *load > max) else { return Ok(()) };
    let name = households.pins.as_ref().and_then(|pins| pins.distinct().get(pin as usize).cloned());
    let row = zone.pin.iter().zip(&zone.rows).filter(|(own, _)| **own == pin).map(|(_, row)| *row).min();
    let error = InputError::value(
        "pin",
        format!("{}: {load} households", name.unwrap_or_default()),
        format!("at most {max} households with one pin"),
    );
    Err(error.at(row.unwrap_or_default() as usize))
}

/// The band and the number of grids.
fn choose(
    policy: &Policy,
    options: &DivisionOptions,
    rules: &Rules,
    zone: &Zone,
    counts: &GridCounts,
    log: &mut Vec<Reason>,
) -> Result<((u32, u32), u32), Error> {
    let clause = &rules.hard[0].2;
    let name = zone.name.clone().unwrap_or_default();
    let wanted = match &options.grids {
        GridsWanted::Preferred => None,
        GridsWanted::Exactly(grids) => Some(*grids),
        GridsWanted::ByZone(by_zone) => by_zone.get(&name).copied(),
    };
    let total = counts.households;
    let exception = counts.choices.iter().find_map(|choice| match choice {
        Choice::Exception { grids, ground, clause } if wanted.is_none_or(|wanted| wanted == *grids) => {
            Some((*grids, ground.clone(), clause.clone()))
        }
        _ => None,
    });
    let Some((fewest, most)) = counts.feasible else {
        if let Some((grids, ground, clause)) = exception.filter(|(grids, ..)| *grids <= total) {
            let args = [of(zone.name.as_deref()), total.into(), grids.into(), Arg::from(ground)];
            log.push(Reason::new(&clause, BY_EXCEPTION.with(args)));
            // As even as can be: the exception gives the number of grids, not their sizes.
            return Ok(((total / grids, total.div_ceil(grids)), grids));
        }
        return Err(DivisionError::Infeasible {
            zone: name,
            households: total,
            band: counts.band,
            choices: counts.choices.iter().map(Choice::wording).collect(),
        }
        .into());
    };
    let mut band = counts.band;
    let mut fewest_free = fewest;
    if let Some((percent, by)) = rules.headroom.as_ref().filter(|(percent, _)| *percent > 0) {
        let top = u32::try_from(u64::from(band.1) * u64::from(100 - percent) / 100).unwrap_or(band.1);
        let needed = total.checked_div(top).map_or(u32::MAX, |_| total.div_ceil(top));
        let enough = top >= band.0 && needed <= wanted.unwrap_or(most).min(most);
        if enough {
            log.push(Reason::new(
                by,
                HEADROOM.with([of(zone.name.as_deref()), (*percent).into(), top.into()]),
            ));
            band.1 = top;
            fewest_free = fewest.max(needed);
        } else {
            log.push(Reason::new(
                by,
                NO_HEADROOM.with([of(zone.name.as_deref()), (*percent).into(), band.1.into()]),
            ));
        }
    }
    let grids = match wanted {
        Some(grids) if counts.allows(grids) => {
            log.push(Reason::new(clause, ASKED.with([of(zone.name.as_deref()), total.into(), grids.into()])));
            grids
        }
        Some(grids) => {
            let zone = if name.is_empty() { String::new() } else { format!(" for {name}") };
            return Err(InputError::value("grids", grids, format!("{fewest} to {most}{zone}")).into());
        }
        None => {
            let preferred = counts.preferred.ok_or_else(|| policy.unspecified("grid.prefer"))?;
            let grids = preferred.max(fewest_free);
            log.push(Reason::new(
                clause,
                CHOSEN.with([of(zone.name.as_deref()), total.into(), grids.into()]),
            ));
            grids
        }
    };
    Ok((band, grids))
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
        let list = Arg::List(in_parts.iter().map(|grid| Arg::from(*grid)).collect());
        let clause = ClauseId::fixed("X-3.0");
        division.log.push(Reason::new(&clause, LEFT_IN_PARTS.with([of(zone.name.as_deref()), list])));
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
        division.splits.extend(splits(households, rules, zone, ask, solved, &division.labels));
    }
    Ok(())
}

fn splits(
    households: &Households,
    rules: &Rules,
    zone: &Zone,
    ask: &Ask,
    solved: &solve::Solved,
    labels: &[u32],
) -> Vec<Split> {
    let mut parts: BTreeMap<u32, BTreeMap<u32, u32>> = BTreeMap::new();
    for ((group, point), row) in zone.group.iter().zip(&zone.points).zip(&zone.rows) {
        if *group != NONE {
            *parts.entry(*group).or_default().entry(labels[*row as usize]).or_default() += point.weight;
        }
    }
    let names = households.groups.as_ref().map(super::households::Names::distinct).unwrap_or_default();
    let cut = |(group, parts): (u32, BTreeMap<u32, u32>)| {
        let name = names.get(group as usize)?.clone();
        let total: u32 = parts.values().sum();
        let (min, max) = ask.bands[0];
        let wording = match solved.cuts.get(&group) {
            Some(Cut::TooLarge) => SPLIT_LARGE.with([Arg::from(name.as_str()), total.into(), max.into()]),
            Some(Cut::Size(load)) => {
                SPLIT_SIZE.with([Arg::from(name.as_str()), (*load).into(), min.into(), max.into()])
            }
            None => SPLIT_CONNECTED.with([Arg::from(name.as_str())]),
        };
        Some(Split {
            group: name,
            zone: zone.name.clone(),
            households: total,
            parts: parts.into_iter().collect(),
            because: Reason::new(&rules.hard[0].2, wording),
        })
    };
    parts.into_iter().filter(|(_, parts)| parts.len() > 1).filter_map(cut).collect()
}

/// The code of the region that a zone is.
pub(super) fn region_of(
    options: &DivisionOptions,
    rules: &Rules,
    zone: &Zone,
) -> Result<Option<String>, InputError> {
    let Some(scheme) = rules.scheme else { return Ok(None) };
    let lawful =
        |code: &str| code.len() == scheme.region as usize && code.bytes().all(|digit| digit.is_ascii_digit());
    let name = zone.name.clone().unwrap_or_default();
    match options.regions.get(&name) {
        Some(code) if lawful(code) => Ok(Some(code.clone())),
        Some(code) => Err(InputError::value("regions", code, format!("{} digits for {name}", scheme.region))),
        None => Ok(Some(name).filter(|name| lawful(name))),
    }
}

pub(super) fn code(region: &str, number: u32, scheme: CodeScheme) -> Result<String, InputError> {
    let digits = scheme.sequence as usize;
    let number_text = format!("{number:0digits$}");
    if number_text.len() > digits {
        return Err(InputError::value("grids", number, format!("numbers of {digits} digits")));
    }
    Ok(format!("{region}{number_text}"))
}

/// The grids of a zone, row by row from the north-west.
fn from_north_west(zone: &Zone, labels: &[u32], grids: u32) -> Vec<u32> {
    let mut sums = vec![(0.0, 0.0, 0.0); grids as usize];
    for (((x, y), point), label) in zone.metres.iter().zip(&zone.points).zip(labels) {
        let sum = &mut sums[*label as usize];
        let weight = f64::from(point.weight);
        *sum = (sum.0 + x * weight, sum.1 + y * weight, sum.2 + weight);
    }
    let at: Vec<(f64, f64)> = sums.iter().map(|(x, y, weight)| (x / weight, y / weight)).collect();
    let mut order: Vec<u32> = (0..grids).collect();
    rows_from_north_west(&mut order, &|grid| at[grid as usize]);
    order
}

/// Sorts by rows: as many rows as the box is high for its width.
pub(super) fn rows_from_north_west(order: &mut [u32], at: &dyn Fn(u32) -> (f64, f64)) {
    let (mut low, mut high) = ((f64::INFINITY, f64::INFINITY), (f64::NEG_INFINITY, f64::NEG_INFINITY));
    for (x, y) in order.iter().map(|grid| at(*grid)) {
        low = (low.0.min(x), low.1.min(y));
        high = (high.0.max(x), high.1.max(y));
    }
    let (wide, tall) = (high.0 - low.0, high.1 - low.1);
    let many = order.len();
    let mut rows = 1;
    // As many rows as make the cells about square.
    while rows < many && (rows * rows) as f64 * wide < tall * many as f64 {
        rows += 1;
    }
    order.sort_unstable_by(|a, b| {
        at(*b).1.total_cmp(&at(*a).1).then(at(*a).0.total_cmp(&at(*b).0)).then(a.cmp(b))
    });
    let each = many.div_ceil(rows);
    for row in order.chunks_mut(each) {
        row.sort_unstable_by(|a, b| {
            at(*a).0.total_cmp(&at(*b).0).then(at(*b).1.total_cmp(&at(*a).1)).then(a.cmp(b))
        });
    }
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[
    &CHOSEN,
    &ASKED,
    &BY_EXCEPTION,
    &HEADROOM,
    &NO_HEADROOM,
    &EVEN_GIVEN_UP,
    &LEFT_IN_PARTS,
    &SPLIT_LARGE,
    &SPLIT_SIZE,
    &SPLIT_CONNECTED,
    &ZONE,
];
