//! Any division judged (划分评审), a hand-drawn one too: what it breaks, what it is like, and what could be gained.

use std::collections::{BTreeMap, BTreeSet};

use super::asked::Rules;
use super::divide::{GridName, divide};
use super::households::{Households, Names};
use super::measure::{Measures, measure};
use super::options::{DivisionOptions, GridsWanted};
use crate::clause::ClauseId;
use crate::decision::{Arg, Finding, Template, Weight, Wording};
use crate::error::{Error, InputError};
use crate::policy::Policy;
use crate::term::{Aim, Binding, Dimension};
use crate::vocabulary::Vocabulary;

/// What a division is like, and what is wrong with it (评审结果).
#[derive(Debug, Clone, PartialEq)]
pub struct Audit {
    /// Its grids and their measures; a grid's code is the name it was given.
    pub measures: Measures,
    /// Breaches, and what is worth a look.
    pub findings: Vec<Finding>,
    /// The measures of our own division with the same numbers of grids where those are lawful; `None` where there is
    /// no lawful one.
    pub ours: Option<Measures>,
}

impl Audit {
    /// Whether nothing is breached.
    pub fn is_lawful(&self) -> bool {
        self.findings.iter().all(|finding| finding.weight != Weight::Breach)
    }
}

static GRID: Template = Template::new("division.grid", "网格{0}", "grid {0}");
static ROWS: Template = Template::new("division.rows", "第{0}行（从0数起）", "row {0}");
static WHOLE: Template = Template::new("division.whole", "整体", "the whole");
static GROUP: Template = Template::new("division.group", "自然村组{0}", "natural group {0}");
static PIN: Template = Template::new("division.pin", "固定住户{0}", "pin {0}");
static SIZE: Template =
    Template::new("division.size", "共{0}{1}，应为{2}至{3}", "{0} {1}, where {2} to {3} are asked");
static NO_GRID: Template = Template::new(
    "division.no_grid",
    "{0}行没有网格，首先是第{1}行（从0数起）",
    "{0} rows have no grid, row {1} the first",
);
static TWO_ZONES: Template =
    Template::new("division.two_zones", "跨越{0}，网格不得跨片区", "lies in {0}; a grid lies in one zone");
static PARTS: Template = Template::new("division.parts", "不连片，分为{0}处", "lies in {0} parts");
static SPLIT: Template = Template::new("division.split", "被划入{0}个网格", "lies in {0} grids");
static PINS_TOGETHER: Template = Template::new(
    "division.pins_together",
    "{0}个固定住户在同一网格，应各在一格",
    "{0} pins share it, and each has a grid of its own",
);
static PIN_APART: Template = Template::new(
    "division.pin_apart",
    "被划入{0}个网格，应在同一格",
    "lies in {0} grids, and belongs in one",
);
static NO_ROOM: Template = Template::new(
    "division.no_room",
    "共{0}户，留{1}%余量时至多{2}户",
    "{0} households; with {1} percent left free at most {2}",
);
static GAIN: Template = Template::new(
    "division.gain",
    "网格数相同的合规划分可使户到网格中心的均方根距离由{0}米降到{1}米",
    "a lawful division with as many grids has a root mean square distance of {1} m to the middles, this one {0} m",
);

/// Judges a division: `labels` names the grid of each row, in any words.
///
/// ```
/// use wangge::Policy;
/// use wangge::division::{Crs, DivisionOptions, Households, Names, audit};
/// # fn main() -> Result<(), wangge::Error> {
/// let x = (0..240).map(|n| f64::from(n / 120) * 1000.0).collect();
/// let y = (0..240).map(|n| f64::from(n % 120) * 3.0).collect();
/// let households = Households::new(x, y, Crs::Metres)?;
/// // Drawn by hand: the first hamlet and forty households of the other.
/// let drawn = Names::new((0..240).map(|n| Some(if n < 160 { "东" } else { "西" })));
/// let audit = audit(&Policy::preset("combined")?, &households, &drawn, &DivisionOptions::default())?;
/// assert_eq!(audit.findings[0].zh(), "不符合：网格东：〔X-3.1〕共160户，应为100至150");
/// assert!(audit.ours.expect("lawful").rms < audit.measures.rms);
/// # Ok(()) }
/// ```
///
/// # Errors
/// As for [`divide`], but for what the division itself breaks, which is a finding; a column of another length.
pub fn audit(
    policy: &Policy,
    households: &Households,
    labels: &Names,
    options: &DivisionOptions,
) -> Result<Audit, Error> {
    if labels.len() != households.len() {
        let allowed = format!("{} rows, as many as x", households.len());
        return Err(InputError::value("labels", format!("{} rows", labels.len()), allowed).into());
    }
    if households.is_empty() {
        return Err(InputError::value("x", "0 rows", "one household or more").into());
    }
    let rules = Rules::of(policy, options)?;
    let mut findings = Vec::new();
    let named: Vec<u32> =
        (0..labels.len() as u32).filter(|row| labels.code(*row as usize).is_some()).collect();
    let clause = rules.hard[0].2.clone();
    if named.len() < labels.len() {
        let first = (0..labels.len()).find(|row| labels.code(*row).is_none()).unwrap_or_default();
        let many = labels.len() - named.len();
        findings.push(Finding::new(
            Weight::Breach,
            ROWS.with([Arg::from(first)]),
            &clause,
            NO_GRID.with([Arg::from(many), first.into()]),
        ));
    }
    if named.is_empty() {
        return Err(InputError::value("labels", "no name in any row", "the grid of each household").into());
    }
    let given = if named.len() == labels.len() { households.clone() } else { households.pick(&named) };
    let own: Vec<u32> = named.iter().filter_map(|row| labels.code(*row as usize)).collect();
    let (grids, zones) = super::drawn::grids(&given, &own, labels);
    let measures = measure(&given, &own, &grids)?;
    for (grid, zones) in measures.grids.iter().zip(&zones).filter(|(_, zones)| zones.len() > 1) {
        let list = zones.iter().map(|zone| Arg::from(zone.unwrap_or_default())).collect();
        findings.push(Finding::new(
            Weight::Breach,
            subject(&grid.name),
            &ClauseId::fixed("X-3.0"),
            TWO_ZONES.with([Arg::List(list)]),
        ));
    }
    findings.extend(sizes(policy, options, &rules, &measures)?);
    findings.extend(pins(&given, &own, &measures));
    findings.extend(shape(&rules, &given, &own, &measures));
    findings.sort_by_key(|finding| finding.weight.index());
    let ours = ours(policy, &given, options, &measures)?;
    if let Some(ours) = ours.as_ref().filter(|ours| ours.rms < measures.rms) {
        let metres = |rms: f64| Arg::from(format!("{rms:.0}"));
        let said = GAIN.with([metres(measures.rms), metres(ours.rms)]);
        if format!("{:.0}", ours.rms) != format!("{:.0}", measures.rms) {
            findings.push(Finding::new(Weight::Advice, WHOLE.with([]), &ClauseId::fixed("X-3.0"), said));
        }
    }
    Ok(Audit { measures, findings, ours })
}

/// A grid as what a finding is about.
pub(super) fn subject(name: &GridName) -> Wording {
    GRID.with([name.spoken()])
}

/// What the bands say.
pub(super) fn sizes(
    policy: &Policy,
    options: &DivisionOptions,
    rules: &Rules,
    measures: &Measures,
) -> Result<Vec<Finding>, Error> {
    let mut findings = Vec::new();
    for rule in policy.sizes(options.place)? {
        let (unit, min, max) = (rule.value.unit, rule.value.min, rule.value.max);
        let weight = if rule.value.binding == Binding::Hard { Weight::Breach } else { Weight::Advice };
        for grid in &measures.grids {
            let load = if unit == Dimension::Household {
                Some(grid.households)
            } else {
                grid.amounts.iter().find(|(own, _)| *own == unit).map(|(_, load)| *load)
            };
            if let Some(load) = load.filter(|load| !(min..=max).contains(load)) {
                let said = SIZE.with([Arg::from(load), unit.into(), min.into(), max.into()]);
                findings.push(Finding::new(weight, subject(&grid.name), &rule.clause, said));
            }
        }
    }
    if let Some((percent, clause)) = rules.headroom.as_ref().filter(|(percent, _)| *percent > 0) {
        let max = rules.hard[0].1.1;
        let top = u32::try_from(u64::from(max) * u64::from(100 - percent) / 100).unwrap_or(max);
        for grid in measures.grids.iter().filter(|grid| grid.households > top && grid.households <= max) {
            let said = NO_ROOM.with([Arg::from(grid.households), (*percent).into(), top.into()]);
            findings.push(Finding::new(Weight::Advice, subject(&grid.name), clause, said));
        }
    }
    Ok(findings)
}

pub(super) fn pins(households: &Households, labels: &[u32], measures: &Measures) -> Vec<Finding> {
    let Some(pins) = &households.pins else { return Vec::new() };
    let mut in_grid: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    let mut of_pin: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    for (row, label) in labels.iter().enumerate() {
        if let Some(pin) = pins.code(row) {
            in_grid.entry(*label).or_default().insert(pin);
            of_pin.entry(pin).or_default().insert(*label);
        }
    }
    let clause = ClauseId::fixed("X-3.0");
    let together = in_grid.iter().filter(|(_, pins)| pins.len() > 1).map(|(grid, pins)| {
        let said = PINS_TOGETHER.with([Arg::from(pins.len())]);
        Finding::new(Weight::Breach, subject(&measures.grids[*grid as usize].name), &clause, said)
    });
    let apart = of_pin.iter().filter(|(_, grids)| grids.len() > 1).map(|(pin, grids)| {
        let name = pins.distinct().get(*pin as usize).map_or("", String::as_str);
        let said = PIN_APART.with([Arg::from(grids.len())]);
        Finding::new(Weight::Breach, PIN.with([Arg::from(name)]), &clause, said)
    });
    together.chain(apart).collect()
}

/// What the aims say: advice, for they give way to the sizes.
pub(super) fn shape(
    rules: &Rules,
    households: &Households,
    labels: &[u32],
    measures: &Measures,
) -> Vec<Finding> {
    let clause = ClauseId::fixed("X-3.0");
    let mut findings = Vec::new();
    if rules.aims.contains(&Aim::Connected) {
        for grid in measures.grids.iter().filter(|grid| grid.parts > 1) {
            let said = PARTS.with([Arg::from(grid.parts)]);
            findings.push(Finding::new(Weight::Advice, subject(&grid.name), &clause, said));
        }
    }
    if let Some(groups) = households.groups.as_ref().filter(|_| rules.aims.contains(&Aim::WholeGroups)) {
        let mut parts: BTreeMap<(Option<&str>, u32), BTreeSet<u32>> = BTreeMap::new();
        for (row, label) in labels.iter().enumerate() {
            if let Some(group) = groups.code(row) {
                parts.entry((households.zone(row), group)).or_default().insert(*label);
            }
        }
        for ((_, group), grids) in parts.iter().filter(|(_, grids)| grids.len() > 1) {
            let name = groups.distinct().get(*group as usize).map_or("", String::as_str);
            let said = SPLIT.with([Arg::from(grids.len())]);
            findings.push(Finding::new(Weight::Advice, GROUP.with([Arg::from(name)]), &clause, said));
        }
    }
    findings
}

/// Our own division, with as many grids in each zone where that is lawful.
fn ours(
    policy: &Policy,
    households: &Households,
    options: &DivisionOptions,
    measures: &Measures,
) -> Result<Option<Measures>, Error> {
    let mut many: BTreeMap<String, u32> = BTreeMap::new();
    for grid in &measures.grids {
        *many.entry(grid.name.zone.clone().unwrap_or_default()).or_default() += 1;
    }
    let same = if households.zones.is_some() {
        GridsWanted::ByZone(many)
    } else {
        GridsWanted::Exactly(measures.grids.len() as u32)
    };
    for grids in [same, options.grids.clone(), GridsWanted::Preferred] {
        let options = DivisionOptions { grids, contiguous: false, ..options.clone() };
        match divide(policy, households, &options) {
            Ok(division) => return Ok(Some(division.measure(households)?)),
            Err(Error::Input(_) | Error::Division(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(None)
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[
    &GRID,
    &ROWS,
    &WHOLE,
    &GROUP,
    &PIN,
    &SIZE,
    &NO_GRID,
    &TWO_ZONES,
    &PARTS,
    &SPLIT,
    &PINS_TOGETHER,
    &PIN_APART,
    &NO_ROOM,
    &GAIN,
];
