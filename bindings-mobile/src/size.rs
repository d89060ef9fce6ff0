//! The size of grids.

use wangge::Place;
use wangge::rules::size;

use crate::decision::{Finding, Reason, findings, reasons};
use crate::error::WanggeError;
use crate::number::{signed, unsigned};
use crate::policy::Policy;

/// How much a village holds, by what the policy counts.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Extent {
    /// Farm households.
    pub households: i32,
    /// People.
    #[uniffi(default = None)]
    pub population: Option<i32>,
    /// Hectares.
    #[uniffi(default = None)]
    pub area: Option<i32>,
    /// Merchants.
    #[uniffi(default = None)]
    pub merchants: Option<i32>,
    /// The kind of place.
    #[uniffi(default = None)]
    pub place: Option<Place>,
}

/// A village next door, which might be divided together with this one.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Neighbour {
    /// Its name, as choices give it.
    pub name: String,
    /// Its farm households.
    pub households: i32,
}

/// The numbers of grids that a village may have.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct GridCounts {
    /// The households that are divided.
    pub households: i32,
    /// The least households of a grid.
    pub min: i32,
    /// The most households of a grid; none where the policy sets no most.
    pub max: Option<i32>,
    /// The fewest grids; none where there is no lawful division.
    pub fewest: Option<i32>,
    /// The most grids; none where there is no lawful division.
    pub most: Option<i32>,
    /// The number that the policy prefers; none where it has no preference or there is no lawful division.
    pub preferred: Option<i32>,
    /// The nearest smaller number of households that has a lawful division, where this one has none.
    pub below: Option<i32>,
    /// The nearest larger number of households that has a lawful division, where this one has none.
    pub above: Option<i32>,
    /// What can be done where there is no lawful division.
    pub choices: Vec<Choice>,
    /// What the advisory bands say of the preferred number, and what a band cannot promise.
    pub findings: Vec<Finding>,
    /// The reasons, the deciding one first.
    pub because: Vec<Reason>,
}

/// What kind of way out a choice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum ChoiceKind {
    /// An exception of the policy allows that many grids.
    Exception,
    /// Together with a neighbour there is a lawful division.
    Merge,
    /// Were so many households to go to a neighbour's grids, the rest would have a lawful division.
    Give,
    /// Were so many households of a neighbour to join, there would be a lawful division.
    Take,
}

/// A lawful way out for a village that has no lawful division (E-5).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Choice {
    /// What kind of way out it is.
    pub kind: ChoiceKind,
    /// The fewest grids, of an exception or a merger.
    pub fewest: Option<i32>,
    /// The most grids, of an exception or a merger.
    pub most: Option<i32>,
    /// The households of both, given or taken.
    pub households: Option<i32>,
    /// The neighbour, of a merger.
    pub neighbour: Option<String>,
    /// The ground, of an exception.
    pub ground: Option<String>,
    /// The id of the clause, of an exception.
    pub clause: Option<String>,
    /// The choice in Chinese.
    pub zh: String,
    /// The choice in English.
    pub en: String,
}

/// The grids of a division that is as even as can be: sizes differ by one at most.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Sizes {
    /// The size of the larger grids.
    pub larger: i32,
    /// How many grids have the larger size.
    pub larger_count: i32,
    /// The size of the other grids: one less, where there are any.
    pub smaller: i32,
    /// How many grids have the smaller size.
    pub smaller_count: i32,
}

impl From<&size::Choice> for Choice {
    fn from(choice: &size::Choice) -> Self {
        let wording = choice.wording();
        let empty = Self {
            kind: ChoiceKind::Exception,
            fewest: None,
            most: None,
            households: None,
            neighbour: None,
            ground: None,
            clause: None,
            zh: wording.zh(),
            en: wording.en(),
        };
        match choice {
            size::Choice::Exception { grids, ground, clause } => Self {
                fewest: Some(signed(*grids)),
                most: Some(signed(*grids)),
                ground: Some(ground.clone()),
                clause: Some(clause.to_string()),
                ..empty
            },
            size::Choice::Merge { neighbour, households, grids: (fewest, most) } => Self {
                kind: ChoiceKind::Merge,
                fewest: Some(signed(*fewest)),
                most: Some(signed(*most)),
                households: Some(signed(*households)),
                neighbour: Some(neighbour.clone()),
                ..empty
            },
            size::Choice::Give { households } => {
                Self { kind: ChoiceKind::Give, households: Some(signed(*households)), ..empty }
            }
            size::Choice::Take { households } => {
                Self { kind: ChoiceKind::Take, households: Some(signed(*households)), ..empty }
            }
        }
    }
}

impl From<wangge::Decision<size::GridCounts>> for GridCounts {
    fn from(found: wangge::Decision<size::GridCounts>) -> Self {
        let value = &found.value;
        Self {
            households: signed(value.households),
            min: signed(value.band.0),
            max: Some(value.band.1).filter(|max| *max < u32::MAX).map(signed),
            fewest: value.feasible.map(|(fewest, _)| signed(fewest)),
            most: value.feasible.map(|(_, most)| signed(most)),
            preferred: value.preferred.map(signed),
            below: value.below.map(signed),
            above: value.above.map(signed),
            choices: value.choices.iter().map(Choice::from).collect(),
            findings: findings(&value.findings),
            because: reasons(&found.because),
        }
    }
}

#[uniffi::export]
impl GridCounts {
    /// The sizes of a division into so many grids that is as even as can be.
    ///
    /// Refuses with `Input` when that number is not lawful, with those that are.
    pub fn sizes(&self, grids: i32) -> Result<Sizes, WanggeError> {
        let lawful = self.fewest.zip(self.most);
        let lawful = match lawful {
            Some((fewest, most)) => Some((unsigned("fewest", fewest)?, unsigned("most", most)?)),
            None => None,
        };
        let counts = size::GridCounts {
            households: unsigned("households", self.households)?,
            feasible: lawful,
            // What the sizes do not rest on:
            band: (0, 0),
            preferred: None,
            below: None,
            above: None,
            choices: Vec::new(),
            findings: Vec::new(),
        };
        let size::Sizes { larger, larger_count, smaller, smaller_count } =
            counts.sizes(unsigned("grids", grids)?)?;
        Ok(Sizes {
            larger: signed(larger),
            larger_count: signed(larger_count),
            smaller: signed(smaller),
            smaller_count: signed(smaller_count),
        })
    }
}

#[uniffi::export]
impl Policy {
    /// The lawful numbers of grids for a village of that many households; where there are none, the
    /// nearest lawful choices (E-5).
    ///
    /// Refuses with `Unspecified` for `grid.size`, with `SeveralInForce` where a day must be chosen first, with
    /// `Input` for a number below 0.
    pub fn grid_counts(&self, households: i32) -> Result<GridCounts, WanggeError> {
        Ok(size::counts(&self.0, unsigned("households", households)?)?.into())
    }

    /// The same for a village of which more is known, with neighbours it might be divided together with.
    ///
    /// Refuses as `gridCounts` does.
    #[uniffi::method(default(neighbours = []))]
    pub fn grid_counts_of(
        &self,
        extent: Extent,
        neighbours: Vec<Neighbour>,
    ) -> Result<GridCounts, WanggeError> {
        let Extent { households, population, area, merchants, place } = extent;
        let known = |name, count: Option<i32>| count.map(|count| unsigned(name, count)).transpose();
        let extent = size::Extent {
            households: unsigned("households", households)?,
            population: known("population", population)?,
            area: known("area", area)?,
            merchants: known("merchants", merchants)?,
            place,
        };
        let near: Vec<(&str, u32)> = neighbours
            .iter()
            .map(|near| Ok((near.name.as_str(), unsigned("households", near.households)?)))
            .collect::<Result<_, WanggeError>>()?;
        Ok(size::counts_of(&self.0, &extent, &near)?.into())
    }
}
