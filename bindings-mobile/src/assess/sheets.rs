//! The marks of units on a sheet, and of the year.

use wangge::assess::{self, ItemState, UnitFact};

use super::tallies::{Period, Rate, Tallies, units};
use super::{decimal, given};
use crate::decision::{Reason, reasons};
use crate::error::WanggeError;
use crate::policy::Policy;

/// The marks of an item (单项得分).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ItemMarks {
    /// The figure, as its id.
    pub metric: String,
    /// Its Chinese name.
    pub zh: String,
    /// Its weight in marks.
    pub weight: i32,
    /// What was counted.
    pub rate: Rate,
    /// How it came to its marks.
    pub state: ItemState,
    /// The marks, to the places of the sheet; none where it has none.
    pub marks: Option<String>,
}

/// The marks of a unit on a sheet (考评得分).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct UnitMarks {
    /// The unit.
    pub unit: String,
    /// Its group.
    pub group: Option<String>,
    /// Its items, in the order of the sheet.
    pub items: Vec<ItemMarks>,
    /// All of them together, rounded once where the sheet says; none where they are not applicable.
    pub total: Option<String>,
}

/// The marks of every unit on a sheet, with the reasons.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SheetMarks {
    /// The units, in the order of the counts.
    pub rows: Vec<UnitMarks>,
    /// The reasons.
    pub because: Vec<Reason>,
}

/// Marks that are given from outside (外部给分), for a sheet that says so.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct GivenMarks {
    /// The sheet, as its id.
    pub sheet: String,
    /// The unit.
    pub unit: String,
    /// The marks as a decimal, from 0 to the full ones.
    pub marks: String,
}

/// The year of a unit (年度总评).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct UnitYear {
    /// The unit.
    pub unit: String,
    /// Its marks on the first sheet of the policy; none where they are not applicable.
    pub first: Option<String>,
    /// Its marks on the second.
    pub second: Option<String>,
    /// What they come to; none where either is not applicable.
    pub total: Option<String>,
}

/// The year of every unit, with the reasons.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Review {
    /// The units, in the order of the counts.
    pub rows: Vec<UnitYear>,
    /// The reasons.
    pub because: Vec<Reason>,
}

#[uniffi::export]
impl Policy {
    /// The marks of every unit on a sheet of the policy, such as `grid_work`, item by item.
    ///
    /// Refuses with `Unspecified` for the sheet, or one that is not the unit's; with `Input` for figures that no record fed,
    /// or a period that is not counted.
    #[uniffi::method(default(units = []))]
    pub fn marks(
        &self,
        sheet: &str,
        tallies: &Tallies,
        period: Period,
        units: Vec<UnitFact>,
    ) -> Result<SheetMarks, WanggeError> {
        let found = assess::marks(&self.0, sheet, &tallies.0, period.core()?, &self::units(units)?)?;
        let item = |one: assess::ItemMarks| ItemMarks {
            metric: one.metric,
            zh: one.zh,
            weight: crate::number::signed(one.weight),
            rate: one.rate.into(),
            state: one.state,
            marks: one.marks.map(|marks| marks.to_string()),
        };
        let rows = found.value.into_iter().map(|row| UnitMarks {
            unit: row.unit,
            group: row.group,
            items: row.items.into_iter().map(item).collect(),
            total: given(row.total),
        });
        Ok(SheetMarks { rows: rows.collect(), because: reasons(&found.because) })
    }

    /// The year of every unit (双百分, X-4.3c): its marks on the two sheets of the policy, joined as it says; `marks` are those
    /// that a sheet has from outside.
    ///
    /// Refuses with `Unspecified` for `double_hundred` (E-11) and its sheets; with `Input`, naming the row, for marks that are
    /// given twice, for a sheet that has items, for a unit that is not counted, below 0 or above the full ones, and for a unit
    /// without them.
    #[uniffi::method(default(marks = [], units = []))]
    pub fn review(
        &self,
        tallies: &Tallies,
        year: Period,
        marks: Vec<GivenMarks>,
        units: Vec<UnitFact>,
    ) -> Result<Review, WanggeError> {
        let mut taken = Vec::with_capacity(marks.len());
        for (row, one) in marks.into_iter().enumerate() {
            let given = decimal("marks", Some(row), &one.marks)?;
            taken.push(assess::GivenMarks { sheet: one.sheet, unit: one.unit, marks: given });
        }
        let found = assess::review(&self.0, &tallies.0, year.core()?, &self::units(units)?, &taken)?;
        let rows = found.value.into_iter().map(|row| {
            let [first, second] = row.sheets.map(given);
            UnitYear { unit: row.unit, first, second, total: given(row.total) }
        });
        Ok(Review { rows: rows.collect(), because: reasons(&found.because) })
    }
}
