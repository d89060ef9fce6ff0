//! Rank and select over the working days of a table: two vectors of `u16`, one look-up each.

/// The working days of a span, numbered from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ranks {
    /// `before[i]`: how many working days lie before day `i`; one entry more than there are days.
    before: Vec<u16>,
    /// `nth[k]`: the place of working day `k`.
    nth: Vec<u16>,
}

/// Marks a day whose answer lies outside the table.
pub(crate) const OUTSIDE: u16 = u16::MAX;

impl Ranks {
    /// Over as many days as `worked` yields, at most [`OUTSIDE`].
    pub(super) fn new(worked: impl Iterator<Item = bool>) -> Self {
        let (mut before, mut nth) = (vec![0], Vec::new());
        for (place, worked) in (0..OUTSIDE).zip(worked) {
            if worked {
                nth.push(place);
            }
            before.push(u16::try_from(nth.len()).unwrap_or(OUTSIDE));
        }
        Self { before, nth }
    }

    /// How many days the table has.
    pub(super) fn days(&self) -> usize {
        self.before.len() - 1
    }

    /// How many working days lie before day `place`.
    pub(super) fn before(&self, place: usize) -> Option<u16> {
        self.before.get(place).copied()
    }

    /// Whether day `place` is a working day.
    pub(super) fn worked(&self, place: usize) -> Option<bool> {
        Some(self.before(place)? != self.before(place.checked_add(1)?)?)
    }

    /// The place of the working day with that number.
    pub(super) fn nth(&self, number: i64) -> Option<u16> {
        self.nth.get(usize::try_from(number).ok()?).copied()
    }

    /// The counts before each day, for columns.
    pub(super) fn counts(&self) -> &[u16] {
        &self.before
    }

    /// The places of the working days, for columns.
    pub(super) fn places(&self) -> &[u16] {
        &self.nth
    }
}
