//! A person's changes to a division (手工调整): checked at once, refused whole where they are not lawful.

use super::asked::Rules;
use super::audit;
use super::divide::{self, Division, GridName};
use super::households::Households;
use super::number;
use super::options::{DivisionOptions, GridsWanted};
use super::split::{self, Later};
use crate::clause::ClauseId;
use crate::decision::{Arg, Reason, Template, Wording};
use crate::error::{DivisionError, Error, InputError};
use crate::policy::Policy;

static MOVED: Template = Template::new(
    "edit.moved",
    "手工调整：{0}行住户调入网格{1}",
    "by hand: {0} rows of households go to grid {1}",
);
static MERGED: Template =
    Template::new("edit.merged", "手工调整：网格{0}并入网格{1}", "by hand: grid {0} goes into grid {1}");
static SPLIT: Template =
    Template::new("edit.split", "手工调整：网格{0}分为{1}个网格", "by hand: grid {0} is cut into {1}");

/// A change by hand (手工调整): checked at once, refused where it is not lawful.
impl Division {
    /// Moves households to another grid.
    ///
    /// # Errors
    /// [`DivisionError::Unlawful`] with what it would break; [`InputError`] for a row or a grid that is not there, or
    /// other households than were divided.
    pub fn move_rows(
        &self,
        policy: &Policy,
        households: &Households,
        options: &DivisionOptions,
        rows: &[usize],
        to: u32,
    ) -> Result<Self, Error> {
        self.same(households)?;
        self.grid(to)?;
        let mut changed = self.clone();
        for row in rows {
            let many = changed.labels.len();
            let Some(label) = changed.labels.get_mut(*row) else {
                return Err(InputError::value("rows", row, format!("0 to {}", many - 1)).into());
            };
            let (from, into) = (&self.grids[*label as usize], &self.grids[to as usize]);
            if from.zone != into.zone {
                let zone = from.zone.clone().unwrap_or_default();
                return Err(InputError::value("to", to, format!("a grid of {zone}")).at(*row).into());
            }
            *label = to;
        }
        let said = MOVED.with([Arg::from(rows.len()), self.grids[to as usize].spoken()]);
        changed.checked(policy, households, options, said)
    }

    /// Puts the households of a grid into another; the other keeps its number and code.
    ///
    /// # Errors
    /// As for [`move_rows`](Self::move_rows).
    pub fn merge(
        &self,
        policy: &Policy,
        households: &Households,
        options: &DivisionOptions,
        from: u32,
        into: u32,
    ) -> Result<Self, Error> {
        self.same(households)?;
        let (own, other) = (self.grid(from)?, self.grid(into)?);
        if from == into {
            return Err(InputError::value("into", into, "another grid").into());
        }
        if own.zone != other.zone {
            let zone = own.zone.clone().unwrap_or_default();
            return Err(InputError::value("into", into, format!("a grid of {zone}")).into());
        }
        let mut changed = self.clone();
        for label in &mut changed.labels {
            *label = if *label == from { into } else { *label };
            *label -= u32::from(*label > from);
        }
        changed.grids.remove(from as usize);
        changed.checked(policy, households, options, MERGED.with([own.spoken(), other.spoken()]))
    }

    /// Cuts a grid into several; the first keeps its number and code, the others get the next free numbers.
    ///
    /// # Errors
    /// As for [`move_rows`](Self::move_rows); [`DivisionError`] where its households have no lawful division into so
    /// many.
    pub fn split(
        &self,
        policy: &Policy,
        households: &Households,
        options: &DivisionOptions,
        grid: u32,
        parts: u32,
    ) -> Result<Self, Error> {
        self.same(households)?;
        let own = self.grid(grid)?.clone();
        let rows: Vec<u32> =
            (0..households.len() as u32).filter(|row| self.labels[*row as usize] == grid).collect();
        let part = DivisionOptions { grids: GridsWanted::Exactly(parts), ..options.clone() };
        let divided = divide::divide(policy, &households.pick(&rows), &part)?;
        let mut changed = self.clone();
        let rules = Rules::of(policy, options)?;
        let numbers = changed.grids.iter().filter(|name| name.zone == own.zone).map(|name| name.number);
        let last = numbers.max().unwrap_or(0);
        let first = changed.grids.len() as u32;
        for number in (last + 1..).take(parts as usize - 1) {
            let code = match (&own.code, rules.scheme) {
                (Some(code), Some(scheme)) => code
                    .get(..scheme.region as usize)
                    .map(|region| number::code(region, number, scheme))
                    .transpose()?,
                _ => None,
            };
            changed.grids.push(GridName { zone: own.zone.clone(), number, code });
        }
        for (row, label) in rows.iter().zip(divided.labels) {
            changed.labels[*row as usize] = if label == 0 { grid } else { first + label - 1 };
        }
        changed.checked(policy, households, options, SPLIT.with([own.spoken(), parts.into()]))
    }

    fn same(&self, households: &Households) -> Result<(), InputError> {
        if self.labels.len() == households.len() {
            return Ok(());
        }
        let allowed = format!("the {} rows that were divided", self.labels.len());
        Err(InputError::value("households", format!("{} rows", households.len()), allowed))
    }

    fn grid(&self, grid: u32) -> Result<&GridName, InputError> {
        self.grids.get(grid as usize).ok_or_else(|| {
            InputError::value("grid", grid, format!("0 to {}", self.grids.len().saturating_sub(1)))
        })
    }

    fn checked(
        mut self,
        policy: &Policy,
        households: &Households,
        options: &DivisionOptions,
        said: Wording,
    ) -> Result<Self, Error> {
        let rules = Rules::of(policy, options)?;
        let measures = self.measure(households)?;
        let mut findings = audit::sizes(policy, options, &rules, &measures)?;
        findings.extend(audit::pins(households, &self.labels, &measures));
        findings.retain(|finding| finding.weight == crate::decision::Weight::Breach);
        if options.contiguous && measures.connected < measures.grids.len() {
            let shape = audit::shape(&rules, households, &self.labels, &measures);
            findings.extend(shape.into_iter().filter(|finding| finding.code() == "division.parts"));
        }
        if !findings.is_empty() {
            return Err(DivisionError::Unlawful { findings }.into());
        }
        self.splits = split::again(households, &self.labels, &rules, &self.splits, Later::ByHand)?;
        self.log.push(Reason::new(&ClauseId::fixed("X-3.0"), said));
        Ok(self)
    }
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[&MOVED, &MERGED, &SPLIT];
