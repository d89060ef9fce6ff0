//! A sheet over units (考评得分): how the figures of each become marks, item by item.

use rust_decimal::Decimal;

use super::curve::Curve;
use super::exact::Exact;
use super::figure::Rate;
use super::groups::Units;
use super::metric::Period;
use super::sheet::Marks;
use super::tally::Tallies;
use crate::decision::{Arg, Decision, Reason, Template};
use crate::error::{Error, InputError};
use crate::policy::{CurveRule, Dated, MetricRule, Policy, Sheet};
use crate::term::{Empty, RoundAt, Rounding};
use crate::vocabulary::vocabulary;

static SHEET: Template = Template::new(
    "marks.sheet",
    "{0}，满分{1}，{2}，保留{3}位小数，修约{4}",
    "{0}, full marks {1}, {2}, {3} decimal places, rounding {4}",
);

vocabulary! {
    /// How an item came to its marks (得分情况).
    pub enum ItemState as "state of an item" {
        /// By its figure.
        Counted = "counted", "按指标", "by its figure";
        /// There was nothing to count: no marks.
        NotApplicable = "not_applicable", "不适用", "not applicable";
        /// There was nothing to count: full marks.
        FullMarks = "full_marks", "无数据计满分", "nothing to count, full marks";
        /// There was nothing to count: its weight is spread over the rest.
        Spread = "spread", "无数据分摊", "nothing to count, spread";
    }
}

/// The marks of an item (单项得分).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct ItemMarks {
    /// The figure.
    pub metric: String,
    /// Its Chinese name.
    pub zh: String,
    /// Its weight in marks.
    pub weight: u32,
    /// What was counted.
    pub rate: Rate,
    /// How it came to its marks.
    pub state: ItemState,
    /// The marks, to the places of the sheet; `None` where it has none. Where the sheet rounds the total, the total is that of
    /// the exact marks.
    pub marks: Option<Decimal>,
}

/// The marks of a unit on a sheet (考评得分).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct UnitMarks {
    /// The unit.
    pub unit: String,
    /// Its group.
    pub group: Option<String>,
    /// The items, in the order of the sheet.
    pub items: Vec<ItemMarks>,
    /// The total.
    pub total: Marks,
}

/// A sheet with the figures of its items, looked up once.
pub(super) struct Scale<'p> {
    pub(super) sheet: &'p Dated<Sheet>,
    metrics: Vec<MetricRule>,
}

impl<'p> Scale<'p> {
    pub(super) fn new(
        policy: &'p Policy,
        id: &str,
        group: Option<&str>,
        period: Period,
    ) -> Result<Self, Error> {
        let sheet = policy.sheet_of(id, group, period.end())?;
        if sheet.value.given {
            let allowed = "a sheet with items; the marks of this one are given from outside";
            return Err(InputError::value("sheet", id, allowed).into());
        }
        let metrics = sheet.value.items.iter().map(|item| policy.metric(&item.metric, period.end()));
        Ok(Self { sheet, metrics: metrics.collect::<Result<_, _>>()? })
    }

    pub(super) fn rates(
        &self,
        tallies: &Tallies,
        unit: usize,
        period: usize,
    ) -> Result<Vec<Rate>, InputError> {
        let of = |metric: &MetricRule| metric.rate(tallies, unit, period).map_err(|error| error.at(unit));
        self.metrics.iter().map(of).collect()
    }

    /// The items and the total for figures.
    pub(super) fn marks(&self, rates: &[Rate]) -> Result<(Vec<ItemMarks>, Marks), InputError> {
        let sheet = &self.sheet.value;
        let Rounding::HalfUp = sheet.rounding;
        let mut items = Vec::with_capacity(sheet.items.len());
        let mut total = Exact::zero();
        let (mut spread, mut lacking) = (0_u32, false);
        for ((item, metric), rate) in sheet.items.iter().zip(&self.metrics).zip(rates) {
            let curve = Curve::of(item.weight, &item.curve, item.reverse);
            let exact = curve.exact(*rate)?;
            let counted = matches!(item.curve, CurveRule::Deduct { .. }) || rate.denominator != 0;
            let (state, exact) = match (exact.filter(|_| counted), item.empty) {
                (Some(exact), _) => (ItemState::Counted, Some(exact)),
                (None, Empty::NotApplicable) => (ItemState::NotApplicable, None),
                (None, Empty::FullMarks) => (ItemState::FullMarks, Some(Exact::whole(item.weight.into()))),
                (None, Empty::Spread) => (ItemState::Spread, None),
            };
            lacking |= state == ItemState::NotApplicable;
            spread += if state == ItemState::Spread { item.weight } else { 0 };
            let shown = exact.as_ref().and_then(|exact| exact.rounded(sheet.places));
            if let Some(exact) = exact {
                let adds = match (sheet.round, shown) {
                    (RoundAt::Item, Some(shown)) => Exact::decimal(shown),
                    _ => exact,
                };
                total = total.plus(&adds);
            }
            items.push(ItemMarks {
                metric: item.metric.clone(),
                zh: metric.zh.clone(),
                weight: item.weight,
                rate: *rate,
                state,
                marks: shown,
            });
        }
        let left = sheet.full - spread;
        let total = if lacking || left == 0 {
            None
        } else {
            let scaled = total.times(&Exact::whole(sheet.full.into()));
            scaled.over(&Exact::whole(left.into())).and_then(|exact| exact.rounded(sheet.places))
        };
        Ok((items, total.map_or(Marks::NotApplicable, Marks::Given)))
    }
}

/// The marks of every unit on a sheet of the policy, each on the sheet of its group.
///
/// # Errors
/// [`Unspecified`](crate::Unspecified) for `sheet[id = "…"]` or a figure of it that the policy does not state; [`InputError`]
/// for a period that was not counted, and with the row of the unit for figures that no record fed or that no curve takes.
pub fn marks(
    policy: &Policy,
    sheet: &str,
    tallies: &Tallies,
    period: Period,
    units: &Units,
) -> Result<Decision<Vec<UnitMarks>>, Error> {
    let place = tallies.period_place(period)?;
    let mut scored = Vec::with_capacity(tallies.units().len());
    let mut because: Vec<Reason> = Vec::new();
    for (nth, unit) in tallies.units().iter().enumerate() {
        let group = units.group(unit);
        let scale = Scale::new(policy, sheet, group, period)?;
        let rates = scale.rates(tallies, nth, place)?;
        let (items, total) = scale.marks(&rates).map_err(|error| error.at(nth))?;
        let reason = said(scale.sheet);
        if !because.contains(&reason) {
            because.push(reason);
        }
        scored.push(UnitMarks { unit: unit.clone(), group: group.map(str::to_owned), items, total });
    }
    Ok(Decision { value: scored, because })
}

/// What a sheet is, and the clause.
pub(super) fn said(sheet: &Dated<Sheet>) -> Reason {
    let value = &sheet.value;
    let args = [
        Arg::from(value.title.as_str()),
        value.full.into(),
        value.rounding.into(),
        value.places.into(),
        value.round.into(),
    ];
    Reason::new(&sheet.clause, SHEET.with(args))
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[&SHEET];
