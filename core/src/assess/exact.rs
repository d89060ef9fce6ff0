//! Fractions that stay exact (精确分数): marks are rounded once, where the sheet says.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed as _, ToPrimitive as _, Zero as _};
use rust_decimal::Decimal;

/// An exact number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Exact(BigRational);

impl Exact {
    pub(super) fn zero() -> Self {
        Self(BigRational::zero())
    }

    pub(super) fn whole(number: i64) -> Self {
        Self(BigRational::from_integer(BigInt::from(number)))
    }

    pub(super) fn decimal(number: Decimal) -> Self {
        let below = BigInt::from(10_u8).pow(number.scale());
        Self(BigRational::new(BigInt::from(number.mantissa()), below))
    }

    /// A fraction; `None` over nought.
    pub(super) fn fraction(part: i64, whole: i64) -> Option<Self> {
        (whole != 0).then(|| Self(BigRational::new(BigInt::from(part), BigInt::from(whole))))
    }

    pub(super) fn plus(&self, other: &Self) -> Self {
        Self(&self.0 + &other.0)
    }

    pub(super) fn minus(&self, other: &Self) -> Self {
        Self(&self.0 - &other.0)
    }

    pub(super) fn times(&self, other: &Self) -> Self {
        Self(&self.0 * &other.0)
    }

    /// Divided; `None` by nought.
    pub(super) fn over(&self, other: &Self) -> Option<Self> {
        (!other.0.is_zero()).then(|| Self(&self.0 / &other.0))
    }

    pub(super) fn clamp(self, least: Self, most: Self) -> Self {
        if self < least {
            least
        } else if self > most {
            most
        } else {
            self
        }
    }

    /// Rounded half up, away from nought, to so many places; `None` beyond what a decimal holds.
    pub(super) fn rounded(&self, places: u32) -> Option<Decimal> {
        let scaled = &self.0 * BigRational::from_integer(BigInt::from(10_u8).pow(places));
        let twice = scaled.numer() * BigInt::from(2_u8);
        let below = scaled.denom() * BigInt::from(2_u8);
        let half = if twice.is_negative() { -scaled.denom().clone() } else { scaled.denom().clone() };
        // Truncated towards nought after the half was added.
        let mantissa = ((twice + half) / below).to_i128()?;
        Decimal::try_from_i128_with_scale(mantissa, places).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_away_from_nought() {
        let of = |part, whole| {
            Exact::fraction(part, whole).and_then(|one| one.rounded(2)).map(|one| one.to_string())
        };
        assert_eq!(of(1, 3), Some("0.33".to_owned()));
        assert_eq!(of(2, 3), Some("0.67".to_owned()));
        assert_eq!(of(17_665, 1000), Some("17.67".to_owned()));
        assert_eq!(of(-17_665, 1000), Some("-17.67".to_owned()));
        assert_eq!(of(5, 1000), Some("0.01".to_owned()));
        assert_eq!(of(49, 10_000), Some("0.00".to_owned()));
        assert_eq!(of(1, 0), None);
    }

    #[test]
    fn thirds_add_up() {
        let third = Exact::fraction(1, 3).expect("a third");
        let one = third.plus(&third).plus(&third);
        assert_eq!(one, Exact::whole(1));
        let decimal = Exact::decimal("12.5".parse().expect("a decimal"));
        assert_eq!(decimal, Exact::fraction(25, 2).expect("a fraction"));
    }
}
