//! What policy and options ask of a zone together: the aims, the bands, and how many grids (网格数的确定).

use std::collections::BTreeMap;

use super::divide::of;
use super::households::Households;
use super::options::{DivisionOptions, GridsWanted};
use super::solve::Ask;
use super::zone::{NONE, Zone};
use crate::clause::ClauseId;
use crate::decision::{Arg, Reason, Template};
use crate::error::{DivisionError, Error, InputError};
use crate::policy::{CodeScheme, Policy};
use crate::rules::size::{self, Choice, Extent, GridCounts};
use crate::term::{Aim, Binding, Dimension};
use crate::vocabulary::Vocabulary;

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

    /// Whether one aim stands before another; one that is not there stands last.
    pub(super) fn before(&self, first: Aim, second: Aim) -> bool {
        let place = |aim: Aim| self.aims.iter().position(|own| *own == aim);
        place(first).is_some_and(|first| place(second).is_none_or(|second| first < second))
    }
}

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

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[&CHOSEN, &ASKED, &BY_EXCEPTION, &HEADROOM, &NO_HEADROOM];
