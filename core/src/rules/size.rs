//! The size of grids (网格规模, X-3.1): how many grids a village may have, and how large they come out.

use core::fmt;

use crate::clause::ClauseId;
use crate::decision::{Arg, Decision, Finding, Reason, Template, Weight, Wording};
use crate::error::{Error, InputError};
use crate::policy::{Dated, Policy, SizeRule};
use crate::term::{Binding, Dimension, Place, Preference};

/// How much a village holds, by what the policy counts (规模).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Extent {
    /// Farm households.
    pub households: u32,
    /// People.
    pub population: Option<u32>,
    /// Hectares.
    pub area: Option<u32>,
    /// Merchants.
    pub merchants: Option<u32>,
    /// The kind of place.
    pub place: Option<Place>,
}

impl Extent {
    /// A village of that many households of which nothing else is known.
    pub fn households(households: u32) -> Self {
        Self { households, ..Self::default() }
    }

    fn of(&self, unit: Dimension) -> Option<u32> {
        match unit {
            Dimension::Household => Some(self.households),
            Dimension::Population => self.population,
            Dimension::Area => self.area,
            Dimension::Merchant => self.merchants,
        }
    }
}

/// The grids of a division that is as even as can be: sizes differ by one at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Sizes {
    /// The size of the larger grids.
    pub larger: u32,
    /// How many grids have the larger size.
    pub larger_count: u32,
    /// The size of the other grids: one less, where there are any.
    pub smaller: u32,
    /// How many grids have the smaller size.
    pub smaller_count: u32,
}

impl Sizes {
    fn new(households: u32, grids: u32) -> Option<Self> {
        let smaller = households.checked_div(grids)?;
        let larger_count = households % grids;
        Some(if larger_count == 0 {
            Self { larger: smaller, larger_count: grids, smaller, smaller_count: 0 }
        } else {
            Self { larger: smaller + 1, larger_count, smaller, smaller_count: grids - larger_count }
        })
    }

    /// The sizes one by one, the larger first.
    pub fn iter(&self) -> impl Iterator<Item = u32> + use<> {
        let larger = core::iter::repeat_n(self.larger, self.larger_count as usize);
        larger.chain(core::iter::repeat_n(self.smaller, self.smaller_count as usize))
    }
}

impl fmt::Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}×{}", self.larger_count, self.larger)?;
        if self.smaller_count > 0 { write!(f, " + {}×{}", self.smaller_count, self.smaller) } else { Ok(()) }
    }
}

/// A lawful way out for a village that has no lawful division (可行选择).
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize)]
pub enum Choice {
    /// An exception of the policy allows that many grids.
    Exception {
        /// How many.
        grids: u32,
        /// On what ground.
        ground: String,
        /// The clause.
        clause: ClauseId,
    },
    /// Together with this neighbour there is a lawful division.
    Merge {
        /// The neighbour, by the name it was given.
        neighbour: String,
        /// The households of both.
        households: u32,
        /// The fewest and the most grids of both.
        grids: (u32, u32),
    },
    /// Were so many households to go to a neighbour's grids, the rest would have a lawful division.
    Give {
        /// How many.
        households: u32,
    },
    /// Were so many households of a neighbour to join, there would be a lawful division.
    Take {
        /// How many.
        households: u32,
    },
}

static EXCEPTION: Template = Template::new(
    "size.exception",
    "按例外（{1}）划为{0}个网格",
    "divide into {0} grids by the exception ({1})",
);
static MERGE: Template = Template::new(
    "size.merge",
    "与{0}合并划分：共{1}户，可划{2}至{3}个网格",
    "divide together with {0}: {1} households, {2} to {3} grids",
);
static MERGE_ONE: Template = Template::new(
    "size.merge_one",
    "与{0}合并划分：共{1}户，划{2}个网格",
    "divide together with {0}: {1} households, {2} grids",
);
static GIVE: Template = Template::new(
    "size.give",
    "将{0}户划入相邻网格后即可依规划分",
    "give {0} households to a neighbour's grids; the rest can be divided",
);
static TAKE: Template = Template::new(
    "size.take",
    "从相邻村划入{0}户后即可依规划分",
    "take {0} households from a neighbour; then it can be divided",
);

impl Choice {
    /// The choice in words, in both languages.
    pub fn wording(&self) -> Wording {
        match self {
            Self::Exception { grids, ground, .. } => {
                EXCEPTION.with([Arg::from(*grids), ground.as_str().into()])
            }
            Self::Merge { neighbour, households, grids } if grids.0 == grids.1 => {
                MERGE_ONE.with([Arg::from(neighbour.as_str()), (*households).into(), grids.0.into()])
            }
            Self::Merge { neighbour, households, grids } => MERGE.with([
                Arg::from(neighbour.as_str()),
                (*households).into(),
                grids.0.into(),
                grids.1.into(),
            ]),
            Self::Give { households } => GIVE.with([Arg::from(*households)]),
            Self::Take { households } => TAKE.with([Arg::from(*households)]),
        }
    }
}

/// The numbers of grids that a village may have (可划网格数).
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize)]
pub struct GridCounts {
    /// The households that are divided.
    pub households: u32,
    /// The least and the most households of a grid.
    pub band: (u32, u32),
    /// The fewest and the most grids; `None` where there is no lawful division.
    pub feasible: Option<(u32, u32)>,
    /// The number that the policy prefers; `None` where it has no preference or there is no lawful division.
    pub preferred: Option<u32>,
    /// The nearest smaller number of households that has a lawful division, where this one has none.
    pub below: Option<u32>,
    /// The nearest larger number of households that has a lawful division, where this one has none.
    pub above: Option<u32>,
    /// What can be done where there is no lawful division.
    pub choices: Vec<Choice>,
    /// What the advisory bands say of the preferred number, and what a band cannot promise.
    pub findings: Vec<Finding>,
}

impl GridCounts {
    /// Whether there is a lawful division.
    pub fn is_feasible(&self) -> bool {
        self.feasible.is_some()
    }

    /// The lawful numbers of grids, upwards; none where there are none.
    pub fn counts(&self) -> impl Iterator<Item = u32> + use<> {
        self.feasible.into_iter().flat_map(|(fewest, most)| fewest..=most)
    }

    /// Whether that number of grids is lawful.
    pub fn allows(&self, grids: u32) -> bool {
        self.feasible.is_some_and(|(fewest, most)| (fewest..=most).contains(&grids))
    }

    /// The sizes of a division into so many grids that is as even as can be.
    ///
    /// # Errors
    /// [`InputError`] when that number is not lawful, with those that are.
    pub fn sizes(&self, grids: u32) -> Result<Sizes, InputError> {
        let lawful = self.allows(grids);
        lawful.then(|| Sizes::new(self.households, grids)).flatten().ok_or_else(|| {
            let allowed = match self.feasible {
                Some((fewest, most)) => format!("{fewest} to {most}"),
                None => "none: there is no lawful division".to_owned(),
            };
            InputError::value("grids", grids, allowed)
        })
    }
}

static OF: Template = Template::new("size.subject", "规模（{0}）", "size in {0}");
static FEASIBLE: Template = Template::new(
    "size.feasible",
    "{0}{1}，每格{2}至{3}，可划{4}至{5}个网格",
    "{0} {1} at {2} to {3} a grid make {4} to {5} grids",
);
static NONE: Template = Template::new(
    "size.none",
    "{0}{1}，每格{2}至{3}，没有合规的网格数",
    "{0} {1} at {2} to {3} a grid: no number of grids is lawful",
);
static PREFERS: Template = Template::new("size.prefers", "取{0}：{1}个网格", "preferring {0}: {1} grids");
static NEAREST: Template = Template::new(
    "size.nearest",
    "没有合规划分时，给出最近的可行选择",
    "where no division is lawful, the nearest lawful choices are given",
);
static NO_COMMON: Template = Template::new(
    "size.no_common",
    "各项规模要求没有共同可行的网格数",
    "the bands have no number of grids in common",
);
static ADVISORY: Template = Template::new(
    "size.advisory",
    "划{0}个网格时平均每格{1}{2}，参考区间为{3}至{4}",
    "with {0} grids the mean is {1} {2}; the advisory band is {3} to {4}",
);
static ONLY_MEAN: Template = Template::new(
    "size.only_mean",
    "{0}只核对了每格平均数，是否每格都在区间内须在划分后核对",
    "for {0} only the mean a grid was checked; each grid is to be checked once it is drawn",
);
static NOT_GIVEN: Template = Template::new(
    "size.not_given",
    "政策对{0}有规定，但没有给出数值，未核对",
    "the policy has a band for {0}, which was not given and not checked",
);

/// The lawful numbers of grids for a village of that many households (X-3.1).
///
/// ```
/// use wangge::{Policy, rules::size};
/// # fn main() -> Result<(), wangge::Error> {
/// let counts = size::counts(&Policy::preset("combined")?, 430)?;
/// assert_eq!(counts.value.feasible, Some((3, 4)));
/// assert_eq!(counts.value.preferred, Some(3));
/// assert_eq!(counts.value.sizes(3)?.to_string(), "1×144 + 2×143");
/// assert_eq!(counts.clauses(), ["X-3.1", "X-3.0"]);
///
/// let none = size::counts(&Policy::preset("combined")?, 180)?.value;
/// assert_eq!((none.feasible, none.below, none.above), (None, Some(150), Some(200)));
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`Unspecified`](crate::Unspecified) for `grid.size` where the policy gives no band for households;
/// [`PolicyError`](crate::PolicyError) where several are in force and the policy was not asked for one day.
pub fn counts(policy: &Policy, households: u32) -> Result<Decision<GridCounts>, Error> {
    counts_of(policy, &Extent::households(households), &[])
}

/// The same for a village of which more is known, with neighbours it might be divided together with.
///
/// Every dimension with a band in force is looked at; a hard one narrows the numbers of grids, an advisory one
/// makes a finding. Households come out even; of the others only the mean a grid can be judged before the
/// grids are drawn, and a finding says so.
///
/// # Errors
/// As for [`counts`].
pub fn counts_of(
    policy: &Policy,
    extent: &Extent,
    neighbours: &[(&str, u32)],
) -> Result<Decision<GridCounts>, Error> {
    let rules = policy.sizes(extent.place)?;
    let by_household = rules.iter().find(|rule| rule.value.unit == Dimension::Household);
    let Some(by_household) = by_household else {
        return Err(policy.unspecified("grid.size[unit = \"household\"]"));
    };
    let band = (by_household.value.min, by_household.value.max);
    let mut because = Vec::new();
    let mut findings = Vec::new();
    let mut common = Some((1, u32::MAX));
    for rule in &rules {
        let SizeRule { unit, min, max, binding, .. } = rule.value;
        let Some(total) = extent.of(unit) else {
            let weight = if binding == Binding::Hard { Weight::Breach } else { Weight::Advice };
            findings.push(Finding::new(
                weight,
                OF.with([Arg::from(unit)]),
                &rule.clause,
                NOT_GIVEN.with([Arg::from(unit)]),
            ));
            continue;
        };
        if binding == Binding::Advisory {
            continue;
        }
        let found = feasible(total, min, max);
        let args = vec![Arg::from(total), unit.into(), min.into(), Arg::from(max)];
        because.push(match found {
            Some((fewest, most)) => {
                Reason::new(&rule.clause, FEASIBLE.with([args, vec![fewest.into(), most.into()]].concat()))
            }
            None => Reason::new(&rule.clause, NONE.with(args)),
        });
        let narrowed = common.zip(found).map(|((a, b), (c, d))| (u32::max(a, c), u32::min(b, d)));
        common = narrowed.filter(|(fewest, most)| fewest <= most);
        if unit != Dimension::Household {
            findings.push(Finding::new(
                Weight::Advice,
                OF.with([Arg::from(unit)]),
                &rule.clause,
                ONLY_MEAN.with([Arg::from(unit)]),
            ));
        }
    }
    let no_household_band = by_household.value.binding == Binding::Advisory;
    let feasible_counts =
        if no_household_band { common.map(|(a, b)| (a, b.min(extent.households))) } else { common };
    let feasible_counts = feasible_counts.filter(|(fewest, most)| fewest <= most);
    let alone = feasible(extent.households, band.0, band.1);
    if feasible_counts.is_none() && alone.is_some() && because.len() > 1 {
        because.push(Reason::new(&by_household.clause, NO_COMMON.with([])));
    }
    let preferred = preferred(policy, extent.households, band, feasible_counts, &mut because)?;
    if let Some(grids) = preferred {
        advise(&rules, extent, grids, &mut findings);
    }
    let (mut below, mut above, mut choices) = (None, None, Vec::new());
    if feasible_counts.is_none() {
        because.push(Reason::new(&ClauseId::fixed("E-5"), NEAREST.with([])));
        if alone.is_none() {
            (below, above) = (nearest_below(extent.households, band), nearest_above(extent.households, band));
        }
        choices = choices_for(policy, extent.households, band, (below, above), neighbours)?;
    }
    let value = GridCounts {
        households: extent.households,
        band,
        feasible: feasible_counts,
        preferred,
        below,
        above,
        choices,
        findings,
    };
    Ok(Decision { value, because })
}

/// The fewest and the most grids of a total, each within `min..=max`.
fn feasible(total: u32, min: u32, max: u32) -> Option<(u32, u32)> {
    let (fewest, most) = (total.div_ceil(max), total / min);
    (fewest >= 1 && fewest <= most).then_some((fewest, most))
}

fn preferred(
    policy: &Policy,
    households: u32,
    (min, max): (u32, u32),
    feasible: Option<(u32, u32)>,
    because: &mut Vec<Reason>,
) -> Result<Option<u32>, Error> {
    let (Some((fewest, most)), Some(prefer)) = (feasible, policy.preference()?) else {
        return Ok(None);
    };
    let grids = match prefer.value {
        Preference::Fewest => fewest,
        Preference::Roomiest => most,
        Preference::Middle => {
            // The whole number nearest to households / ((min + max) / 2); of two equally near, the fewer.
            let (twice, ends) = (2 * u64::from(households), u64::from(min) + u64::from(max));
            let (whole, rest) = (twice / ends, twice % ends);
            let nearest = if 2 * rest > ends { whole + 1 } else { whole };
            u32::try_from(nearest).unwrap_or(u32::MAX).clamp(fewest, most)
        }
    };
    because.push(Reason::new(&prefer.clause, PREFERS.with([Arg::from(prefer.value), grids.into()])));
    Ok(Some(grids))
}

fn advise(rules: &[&Dated<SizeRule>], extent: &Extent, grids: u32, findings: &mut Vec<Finding>) {
    for rule in rules.iter().filter(|rule| rule.value.binding == Binding::Advisory) {
        let SizeRule { unit, min, max, .. } = rule.value;
        let Some(total) = extent.of(unit) else { continue };
        if feasible(total, min, max).is_some_and(|(fewest, most)| (fewest..=most).contains(&grids)) {
            continue;
        }
        let args = [
            Arg::from(grids),
            total.checked_div(grids).unwrap_or_default().into(),
            unit.into(),
            min.into(),
            max.into(),
        ];
        findings.push(Finding::new(
            Weight::Advice,
            OF.with([Arg::from(unit)]),
            &rule.clause,
            ADVISORY.with(args),
        ));
    }
}

/// The largest number below that has a lawful division.
fn nearest_below(households: u32, (min, max): (u32, u32)) -> Option<u32> {
    // Infeasible, so it lies above k·max for k = households / min: that is the end of the span below.
    let grids = households / min;
    (grids >= 1).then(|| grids.saturating_mul(max).min(households))
}

/// The smallest number above that has a lawful division.
fn nearest_above(households: u32, (min, max): (u32, u32)) -> Option<u32> {
    let grids = households.div_ceil(max).max(1);
    min.checked_mul(grids)
}

fn choices_for(
    policy: &Policy,
    households: u32,
    (min, max): (u32, u32),
    (below, above): (Option<u32>, Option<u32>),
    neighbours: &[(&str, u32)],
) -> Result<Vec<Choice>, Error> {
    let mut choices = Vec::new();
    if households == 0 {
        return Ok(choices);
    }
    for exception in policy.exceptions(households)? {
        choices.push(Choice::Exception {
            grids: exception.value.grids,
            ground: exception.value.ground.clone(),
            clause: exception.clause.clone(),
        });
    }
    for (neighbour, more) in neighbours {
        let both = households.saturating_add(*more);
        if let Some(grids) = feasible(both, min, max) {
            choices.push(Choice::Merge { neighbour: (*neighbour).to_owned(), households: both, grids });
        }
    }
    choices.extend(below.map(|below| Choice::Give { households: households - below }));
    choices.extend(above.map(|above| Choice::Take { households: above - households }));
    Ok(choices)
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[
    &OF, &EXCEPTION, &MERGE, &MERGE_ONE, &GIVE, &TAKE, &FEASIBLE, &NONE, &PREFERS, &NEAREST, &NO_COMMON,
    &ADVISORY, &ONLY_MEAN, &NOT_GIVEN,
];
