//! A sheet (考评表, X-4.3c): how the figures of a village become marks. Of what 双百分 is made the policy says (E-11).

use rust_decimal::Decimal;

use super::groups::Units;
use super::marks::{marks, said};
use super::metric::{Figures, OnTime};
use super::tally::Tallies;
use crate::decision::Decision;
use crate::error::Error;
use crate::policy::Policy;

/// The marks of a village.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
pub enum Marks {
    /// The marks, rounded as the sheet says.
    Given(Decimal),
    /// There was nothing to count, and the sheet gives nothing for that.
    NotApplicable,
}

/// A village with its marks on a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Scored {
    /// The village.
    pub village: String,
    /// What was counted.
    pub figures: Figures,
    /// The marks.
    pub marks: Marks,
}

/// The marks of every village on a sheet of the policy.
///
/// ```
/// use chrono::NaiveDate;
/// use wangge::assess::{CaseRow, Marks, Period, on_time, score};
/// use wangge::{Complexity, Policy, WorkCalendar};
/// # fn main() -> Result<(), wangge::Error> {
/// let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).expect("a day");
/// let case = |closed| CaseRow { village: "示例村".into(), received: day(7, 1), closed, complexity: Complexity::General };
/// let cases = [case(Some(day(7, 3))), case(Some(day(7, 9))), case(None)];
/// let (policy, calendar) = (Policy::preset("combined")?, WorkCalendar::china());
/// let period = Period::new(day(7, 1), day(9, 30))?;
/// let found = on_time(&policy, &calendar, &cases, period, day(9, 30))?.value;
/// let scored = score(&policy, "grid_work", &found)?;
/// assert_eq!(scored.value[0].marks, Marks::Given("66.67".parse().expect("a decimal")));
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`Unspecified`](crate::Unspecified) for `sheet[id = "…"]` where the policy has no such sheet;
/// [`InputError`](crate::InputError) for a figure that a table of cases cannot tell.
pub fn score(policy: &Policy, sheet: &str, found: &OnTime) -> Result<Decision<Vec<Scored>>, Error> {
    if found.villages.is_empty() {
        let because = vec![said(policy.sheet(sheet, found.period.end())?)];
        return Ok(Decision { value: Vec::new(), because });
    }
    let counted = Tallies::of_table(found);
    let marked = marks(policy, sheet, &counted, found.period, &Units::default())?;
    let scored = marked.map(|rows| {
        let rows = rows.into_iter().zip(&found.villages);
        rows.map(|(row, (village, figures))| Scored {
            village: village.clone(),
            figures: *figures,
            marks: row.total,
        })
        .collect()
    });
    Ok(scored)
}
