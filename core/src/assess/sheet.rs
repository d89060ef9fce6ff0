//! A sheet (考评表, X-4.3c): how the figures of a village become marks. Of what 双百分 is made the policy says (E-11).

use rust_decimal::Decimal;

use super::metric::{Figures, OnTime, share};
use crate::decision::{Arg, Decision, Reason, Template};
use crate::error::Error;
use crate::policy::Policy;
use crate::term::{CurveKind, Empty, Metric, Rounding};

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

static MARKS: Template = Template::new(
    "assess.marks",
    "{0}，满分{1}，{2}，保留{3}位小数",
    "{0}, full marks {1}, {2}, {3} decimal places",
);

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
/// [`Unspecified`](crate::Unspecified) for `sheet[id = "…"]` where the policy has no such sheet.
pub fn score(policy: &Policy, sheet: &str, found: &OnTime) -> Result<Decision<Vec<Scored>>, Error> {
    let rule = policy.sheet(sheet, found.period.end())?;
    let Rounding::HalfUp = rule.value.rounding;
    let scored = found.villages.iter().map(|(village, figures)| {
        let mut total = Some(Decimal::ZERO);
        for item in &rule.value.items {
            let (Metric::OnTimeRate, CurveKind::Linear) = (item.metric, item.curve);
            let full = Decimal::from(item.weight);
            let marks =
                share(full, figures.on_time, figures.decided(), rule.value.places).or(match item.empty {
                    Empty::FullMarks => Some(full),
                    Empty::NotApplicable => None,
                });
            total = total.zip(marks).map(|(total, marks)| total + marks);
        }
        let marks = total.map_or(Marks::NotApplicable, |mut total| {
            total.rescale(rule.value.places);
            Marks::Given(total)
        });
        Scored { village: village.clone(), figures: *figures, marks }
    });
    let args = [
        Arg::from(rule.value.title.as_str()),
        rule.value.full.into(),
        rule.value.rounding.into(),
        rule.value.places.into(),
    ];
    let because = vec![Reason::new(&rule.clause, MARKS.with(args))];
    Ok(Decision { value: scored.collect(), because })
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[&MARKS];
