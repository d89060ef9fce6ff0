//! How a percentage becomes marks.

use wangge::assess;

use super::decimal;
use crate::error::WanggeError;

/// How a percentage becomes marks (计分方法). Numbers are decimals as text, such as `12.5`, of at most six places.
#[derive(uniffi::Object)]
pub struct Curve(assess::Curve);

/// A step of a curve: from which percentage on how many marks.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct CurveStep {
    /// The percentage.
    pub from: String,
    /// The marks from there on.
    pub marks: String,
}

#[uniffi::export]
impl Curve {
    /// Marks in proportion: `full` at 100 percent.
    ///
    /// Refuses with `Input` for a number that is none, below 0 or with more than six places.
    #[uniffi::constructor]
    pub fn linear(full: &str) -> Result<Self, WanggeError> {
        Ok(Self(assess::Curve::linear(decimal("full", None, full)?)?))
    }

    /// Full marks at the target, `perPoint` off for each percentage point below it, never under the floor.
    ///
    /// Refuses as `linear` does, and for a target above 100 or a floor above the full marks.
    #[uniffi::constructor]
    pub fn slope(full: &str, target: &str, per_point: &str, floor: &str) -> Result<Self, WanggeError> {
        let of = |name: &str, text: &str| decimal(name, None, text);
        let (full, target) = (of("full", full)?, of("target", target)?);
        Ok(Self(assess::Curve::slope(full, target, of("per_point", per_point)?, of("floor", floor)?)?))
    }

    /// From which percentage on how many marks, the highest first; below the last, none.
    ///
    /// Refuses as `linear` does; for no steps, percentages that do not fall, marks that rise or are above the full ones.
    #[uniffi::constructor]
    pub fn steps(full: &str, steps: Vec<CurveStep>) -> Result<Self, WanggeError> {
        let mut made = Vec::with_capacity(steps.len());
        for (row, step) in steps.iter().enumerate() {
            made.push((decimal("from", Some(row), &step.from)?, decimal("marks", Some(row), &step.marks)?));
        }
        Ok(Self(assess::Curve::steps(decimal("full", None, full)?, &made)?))
    }

    /// So many marks off for each that is counted, at most the cap.
    ///
    /// Refuses as `linear` does, and for a cap above the full marks.
    #[uniffi::constructor]
    pub fn deduct(full: &str, per: &str, cap: &str) -> Result<Self, WanggeError> {
        let of = |name: &str, text: &str| decimal(name, None, text);
        Ok(Self(assess::Curve::deduct(of("full", full)?, of("per", per)?, of("cap", cap)?)?))
    }

    /// The same over what is missing to 100 percent.
    pub fn reversed(&self) -> Self {
        Self(self.0.clone().reversed())
    }

    /// The marks for a percentage, or for a deduction for how many were counted; exact, not rounded.
    ///
    /// Refuses with `Input` for a percentage that is none, or with more than six places.
    pub fn marks(&self, percent: &str) -> Result<String, WanggeError> {
        Ok(self.0.marks(decimal("percent", None, percent)?)?.to_string())
    }
}
