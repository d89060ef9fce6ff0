//! How a percentage becomes marks (计分方法), exactly.

use rust_decimal::Decimal;

use super::exact::Exact;
use super::figure::Rate;
use crate::error::InputError;
use crate::policy::CurveRule;

/// How a percentage becomes marks (计分方法).
///
/// ```
/// use wangge::assess::Curve;
/// # fn main() -> Result<(), wangge::InputError> {
/// let decimal = |text: &str| text.parse().expect("a decimal");
/// // Source: a city's published results: satisfaction of 87.5 percent gave 19.75 marks of 25.
/// let curve = Curve::slope(decimal("25"), decimal("98"), decimal("0.5"), decimal("12.5"))?;
/// assert_eq!(curve.marks(decimal("87.5"))?.to_string(), "19.75");
/// assert_eq!(curve.marks(decimal("71.43"))?.to_string(), "12.5");
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Curve {
    full: Decimal,
    rule: CurveRule,
    reverse: bool,
}

/// The most that a number of a curve may be, and the most decimal places: products of them stay exact.
const MOST: Decimal = Decimal::from_parts(1_000_000_000, 0, 0, false, 0);
const PLACES: u32 = 6;

fn lawful(name: &str, value: Decimal, most: Decimal) -> Result<Decimal, InputError> {
    let value = value.normalize();
    if value.is_sign_negative() && !value.is_zero() || value > most || value.scale() > PLACES {
        let allowed = format!("0 to {most}, with at most {PLACES} decimal places");
        return Err(InputError::value(name, value, allowed));
    }
    Ok(value)
}

impl Curve {
    /// Marks in proportion: `full` at 100 percent.
    ///
    /// # Errors
    /// [`InputError`] for a number below 0, above a thousand million or with more than six places.
    pub fn linear(full: Decimal) -> Result<Self, InputError> {
        Ok(Self { full: lawful("full", full, MOST)?, rule: CurveRule::Linear, reverse: false })
    }

    /// Full marks at the target, `per_point` off for each percentage point below it, never under the floor.
    ///
    /// # Errors
    /// As for [`linear`](Self::linear); for a target above 100, a floor above the full marks.
    pub fn slope(
        full: Decimal,
        target: Decimal,
        per_point: Decimal,
        floor: Decimal,
    ) -> Result<Self, InputError> {
        let full = lawful("full", full, MOST)?;
        let rule = CurveRule::Slope {
            target: lawful("target", target, Decimal::ONE_HUNDRED)?,
            per: lawful("per_point", per_point, MOST)?,
            floor: lawful("floor", floor, full)?,
        };
        Ok(Self { full, rule, reverse: false })
    }

    /// From which percentage on how many marks, the highest first; below the last, none.
    ///
    /// # Errors
    /// As for [`linear`](Self::linear); for no steps, percentages that do not fall, marks that rise or are above the full ones.
    pub fn steps(full: Decimal, steps: &[(Decimal, Decimal)]) -> Result<Self, InputError> {
        let full = lawful("full", full, MOST)?;
        let mut made: Vec<(Decimal, Decimal)> = Vec::with_capacity(steps.len());
        for (row, (from, marks)) in steps.iter().enumerate() {
            let from = lawful("from", *from, Decimal::ONE_HUNDRED).map_err(|error| error.at(row))?;
            let marks = lawful("marks", *marks, full).map_err(|error| error.at(row))?;
            if let Some((above, most)) = made.last().copied()
                && (from >= above || marks > most)
            {
                let allowed = format!("from below {above} percent, marks of at most {most}");
                return Err(InputError::value("steps", format!("{from}: {marks}"), allowed).at(row));
            }
            made.push((from, marks));
        }
        if made.is_empty() {
            return Err(InputError::value("steps", "none", "one or more"));
        }
        Ok(Self { full, rule: CurveRule::Steps(made), reverse: false })
    }

    /// So many marks off for each that is counted, at most the cap.
    ///
    /// # Errors
    /// As for [`linear`](Self::linear); for a cap above the full marks.
    pub fn deduct(full: Decimal, per: Decimal, cap: Decimal) -> Result<Self, InputError> {
        let full = lawful("full", full, MOST)?;
        let rule = CurveRule::Deduct { per: lawful("per", per, MOST)?, cap: lawful("cap", cap, full)? };
        Ok(Self { full, rule, reverse: false })
    }

    /// The same over what is missing to 100 percent.
    #[must_use]
    pub fn reversed(mut self) -> Self {
        self.reverse = !self.reverse;
        self
    }

    /// Whether it goes over what is missing to 100 percent.
    pub fn is_reversed(&self) -> bool {
        self.reverse
    }

    /// The curve of an item of a sheet.
    pub(super) fn of(weight: u32, rule: &CurveRule, reverse: bool) -> Self {
        Self { full: Decimal::from(weight), rule: rule.clone(), reverse }
    }

    /// The full marks.
    pub fn full(&self) -> Decimal {
        self.full
    }

    /// How it goes.
    pub fn rule(&self) -> &CurveRule {
        &self.rule
    }

    /// The marks for a percentage, or for a deduction for how many were counted; exact, not rounded.
    ///
    /// # Errors
    /// [`InputError`] for a percentage that is none, or with more than six places.
    pub fn marks(&self, percent: Decimal) -> Result<Decimal, InputError> {
        let most = if matches!(self.rule, CurveRule::Deduct { .. }) { MOST } else { Decimal::ONE_HUNDRED };
        let value = Exact::decimal(lawful("percent", percent, most)?);
        let found = self.at(&value);
        // At most six places each: products have twelve, and a hundredth of them fourteen.
        let exact = found.rounded(14).map(|marks| marks.normalize());
        exact.ok_or_else(|| InputError::value("percent", percent, "what a decimal can hold"))
    }

    /// The marks for an exact percentage, or a number that was counted.
    fn at(&self, value: &Exact) -> Exact {
        let full = Exact::decimal(self.full);
        let hundred = Exact::whole(100);
        let percent = if self.reverse { hundred.minus(value) } else { value.clone() };
        match &self.rule {
            CurveRule::Linear => full.times(&percent).over(&hundred).unwrap_or_else(Exact::zero),
            CurveRule::Slope { target, per, floor } => {
                let below = Exact::decimal(*target).minus(&percent);
                let off = Exact::decimal(*per).times(&below);
                full.minus(&off).clamp(Exact::decimal(*floor), full)
            }
            CurveRule::Steps(steps) => {
                let step = steps.iter().find(|(from, _)| percent >= Exact::decimal(*from));
                step.map_or_else(Exact::zero, |(_, marks)| Exact::decimal(*marks))
            }
            CurveRule::Deduct { per, cap } => {
                let off = Exact::decimal(*per).times(value);
                full.minus(&off.clamp(Exact::zero(), Exact::decimal(*cap)))
            }
        }
    }

    /// The exact marks of a figure; `None` where there is nothing to count.
    pub(super) fn exact(&self, rate: Rate) -> Result<Option<Exact>, InputError> {
        if matches!(self.rule, CurveRule::Deduct { .. }) {
            return Ok(Some(self.at(&Exact::whole(rate.numerator))));
        }
        let Some(share) = rate.exact() else { return Ok(None) };
        if matches!(self.rule, CurveRule::Linear) && rate.numerator > rate.denominator {
            let allowed =
                "at most 100 percent for marks in proportion; other figures by steps, slope or deduct";
            return Err(InputError::value(
                "figure",
                format!("{}/{}", rate.numerator, rate.denominator),
                allowed,
            ));
        }
        Ok(Some(self.at(&share.times(&Exact::whole(100)))))
    }
}
