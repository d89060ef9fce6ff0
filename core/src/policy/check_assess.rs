//! From a draft to a policy: what a file says of assessment.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::assess_rules::{
    AssessRulesOfFile, CurveRule, DoubleHundred, MetricRule, RankBy, Ranking, Sheet, SheetItem, Signed,
};
use super::check::Check;
use super::dated::Span;
use super::draft::PolicyDraft;
use super::draft_assess::{
    DoubleHundredDraft, MetricDraft, RankingDraft, SheetDraft, SheetItemDraft, SignedTally,
};
use super::metrics::{METRICS, StandardMetric};
use crate::clause::ClauseId;
use crate::decision::{Arg, Template};
use crate::term::{Belongs, CurveKind, Empty, Join, RoundAt};

static WEIGHTS: Template = Template::new(
    "sheet.weights",
    "各项权重合计{0}，应等于满分{1}",
    "the weights add up to {0}, not to the full marks {1}",
);
static GIVEN: Template = Template::new(
    "sheet.given",
    "得分由外部给出（given = true）的表没有考评项；否则至少一项",
    "a sheet whose marks are given has no items; another has one or more",
);
static NOT_OF_CURVE: Template =
    Template::new("sheet.not_of_curve", "“{0}”不用于计分方法“{1}”", "{0} is not for the curve {1}");
static OF_CURVE: Template =
    Template::new("sheet.of_curve", "计分方法“{1}”应写明“{0}”", "the curve {1} needs {0}");
static STEPS: Template = Template::new(
    "sheet.steps",
    "各档应由高到低，百分比在0至100之间，得分不超过权重{0}且不升高",
    "steps go downwards, from percentages of 0 to 100, with marks of at most the weight {0} that do not rise",
);
static UNKNOWN_METRIC: Template = Template::new(
    "metric.unknown",
    "没有名为“{0}”的指标；可用：{1}",
    "there is no metric {0}; there are: {1}",
);
static TAKEN: Template = Template::new(
    "metric.taken",
    "指标“{0}”是本库自带的，请另取名称",
    "the metric {0} ships with the library: take another name",
);
static CIRCULAR: Template =
    Template::new("metric.circular", "指标“{0}”以自身为基础：{1}", "the metric {0} is based on itself: {1}");
static NOTHING_TO_BASE: Template =
    Template::new("metric.no_base", "没有写明“{0}”，也没有 based_on", "states neither {0} nor based_on");
static ONE_OF: Template =
    Template::new("ranking.one_of", "metric 与 sheet 应写明其中一项", "state metric or sheet, one of them");
static UNKNOWN_SHEET: Template =
    Template::new("sheet.unknown", "没有名为“{0}”的考评表", "there is no sheet {0}");
static NOT_THROUGHOUT: Template = Template::new(
    "policy.not_throughout",
    "这里要用到“{0}”，但它在{1}没有施行",
    "{0} is used here, and not in force on {1}",
);
static NO_PERCENT: Template = Template::new(
    "double_hundred.percent",
    "first_percent 只与 join = \"weighed\" 一同写明，为1至99",
    "first_percent stands with join = \"weighed\" and only there, 1 to 99",
);

impl Check<'_, '_, '_> {
    pub(super) fn assess(&mut self, draft: &PolicyDraft) -> AssessRulesOfFile {
        let metrics = draft.metric.as_deref().unwrap_or_default();
        AssessRulesOfFile {
            metrics: self.section(
                metrics,
                |metric| metric.id.clone(),
                |check, metric| check.metric(metric, metrics),
            ),
            sheets: self.section(
                &draft.sheet.0,
                |sheet| (sheet.id.clone(), sheet.group.clone()),
                |check, sheet| check.sheet(sheet, metrics),
            ),
            rankings: self.section(&draft.ranking.0, |_| (), |check, ranking| check.ranking(ranking, draft)),
            double_hundreds: self.section(
                &draft.double_hundred.0,
                |_| (),
                |check, both| check.double_hundred(both, draft),
            ),
        }
    }

    fn metric(&mut self, metric: &MetricDraft, all: &[MetricDraft]) -> (MetricRule, ClauseId) {
        if StandardMetric::find(&metric.id).is_some() {
            self.faults.push(metric.at.field("id"), TAKEN.with([Arg::from(metric.id.as_str())]));
        }
        let base = self.base(metric, all);
        if let (Some(name), Some(_)) = (metric.based_on.as_deref(), &base) {
            let used = self.span_of(metric);
            self.known_metric(name, metric.at.field("based_on"), all, used);
        }
        let own = |list: &Option<Vec<SignedTally>>| {
            let signed = |one: &SignedTally| Signed { tally: one.tally, less: one.less };
            list.as_ref().map(|list| list.iter().map(signed).collect::<Vec<_>>())
        };
        let (top, below) = (own(&metric.numerator), own(&metric.denominator));
        for (key, list) in [("numerator", &top), ("denominator", &below)] {
            match list {
                None if metric.based_on.is_none() => {
                    let at = (metric.at.path.clone(), metric.at.span.clone());
                    self.faults.push(at, NOTHING_TO_BASE.with([Arg::from(key)]));
                }
                Some(list) if list.is_empty() || list.iter().all(|one| one.less) => {
                    self.faults.bad_value(metric.at.field(key), "nothing that is added", "one count or more");
                }
                _ => {}
            }
        }
        let value = MetricRule {
            id: metric.id.clone(),
            zh: metric.title.clone(),
            en: metric.title_en.clone().unwrap_or_else(|| metric.id.clone()),
            numerator: top.or(base.as_ref().map(|base| base.numerator.clone())).unwrap_or_default(),
            denominator: below.or(base.as_ref().map(|base| base.denominator.clone())).unwrap_or_default(),
            belongs_by: metric
                .belongs_by
                .or(base.as_ref().map(|base| base.belongs_by))
                .unwrap_or(Belongs::FellDue),
            exempt: metric.exempt.or(base.as_ref().map(|base| base.exempt)).unwrap_or(true),
            more_is_better: metric
                .more_is_better
                .or(base.as_ref().map(|base| base.more_is_better))
                .unwrap_or(true),
            clause: ClauseId::checked(&metric.clause),
        };
        // Which day a case belongs by, and whether appeals count, are no details: they are stated or taken over.
        for (key, stated) in [
            ("belongs_by", metric.belongs_by.is_some()),
            ("exempt", metric.exempt.is_some()),
            ("more_is_better", metric.more_is_better.is_some()),
        ] {
            if !stated && metric.based_on.is_none() {
                let at = (metric.at.path.clone(), metric.at.span.clone());
                self.faults.push(at, NOTHING_TO_BASE.with([Arg::from(key)]));
            }
        }
        (value, self.clause(&metric.clause, &metric.at))
    }

    /// The figure that a figure is based on, with all that it takes over in turn.
    fn base(&mut self, metric: &MetricDraft, all: &[MetricDraft]) -> Option<MetricRule> {
        let mut chain: Vec<&MetricDraft> = vec![metric];
        let mut name = metric.based_on.as_deref()?;
        let standard = loop {
            if let Some(standard) = StandardMetric::find(name) {
                break standard.rule();
            }
            let Some(next) = all.iter().find(|other| other.id == name) else {
                self.unknown_metric(name, metric.at.field("based_on"), all);
                return None;
            };
            if chain.iter().any(|one| core::ptr::eq(*one, next)) {
                let names: Vec<Arg> = chain.iter().map(|one| Arg::from(one.id.as_str())).collect();
                let words = CIRCULAR.with([Arg::from(metric.id.as_str()), Arg::List(names)]);
                self.faults.push(metric.at.field("based_on"), words);
                return None;
            }
            chain.push(next);
            match next.based_on.as_deref() {
                Some(further) => name = further,
                None => {
                    break MetricRule {
                        numerator: Vec::new(),
                        denominator: Vec::new(),
                        ..METRICS.first()?.rule()
                    };
                }
            }
        };
        let mut found = standard;
        for one in chain.iter().skip(1).rev() {
            let signed = |list: &Vec<SignedTally>| {
                list.iter().map(|one| Signed { tally: one.tally, less: one.less }).collect::<Vec<_>>()
            };
            found.numerator = one.numerator.as_ref().map_or(found.numerator, signed);
            found.denominator = one.denominator.as_ref().map_or(found.denominator, signed);
            found.belongs_by = one.belongs_by.unwrap_or(found.belongs_by);
            found.exempt = one.exempt.unwrap_or(found.exempt);
            found.more_is_better = one.more_is_better.unwrap_or(found.more_is_better);
        }
        Some(found)
    }

    fn unknown_metric(&mut self, name: &str, at: (String, core::ops::Range<usize>), all: &[MetricDraft]) {
        let standard = METRICS.iter().map(|metric| metric.id);
        let known: Vec<&str> = standard.chain(all.iter().map(|metric| metric.id.as_str())).collect();
        self.faults.push(at, UNKNOWN_METRIC.with([Arg::from(name), Arg::from(known.join(", "))]));
    }

    /// A figure that a rule names, which is in force as long as the rule.
    fn known_metric(
        &mut self,
        name: &str,
        at: (String, core::ops::Range<usize>),
        all: &[MetricDraft],
        used: Span,
    ) {
        if StandardMetric::find(name).is_some() {
            return;
        }
        let spans: Vec<Span> =
            all.iter().filter(|metric| metric.id == name).map(|metric| self.span_of(metric)).collect();
        if spans.is_empty() {
            self.unknown_metric(name, at, all);
        } else {
            self.throughout(name, at, used, &spans);
        }
    }

    /// A rule that is named is in force on every day that it is used, by one of its versions or another.
    fn throughout(&mut self, name: &str, at: (String, core::ops::Range<usize>), used: Span, spans: &[Span]) {
        let mut day = used.from;
        while let Some(span) = spans.iter().find(|span| span.contains(day)) {
            let next = span.to.filter(|to| used.to.is_none_or(|end| *to < end)).and_then(|to| to.succ_opt());
            let Some(next) = next else { return };
            day = next;
        }
        self.faults.push(at, NOT_THROUGHOUT.with([Arg::from(name), day.into()]));
    }

    fn sheet(&mut self, sheet: &SheetDraft, metrics: &[MetricDraft]) -> (Sheet, ClauseId) {
        let items = sheet.item.as_deref().unwrap_or_default();
        let given = sheet.given.unwrap_or(false);
        if given != items.is_empty() {
            self.faults.push(sheet.at.field("item"), GIVEN.with([]));
        } else if !given {
            let total: u64 = items.iter().map(|item| u64::from(item.weight)).sum();
            if total != u64::from(sheet.full) {
                let args = [Arg::from(total.to_string()), sheet.full.into()];
                self.faults.push(sheet.at.field("full"), WEIGHTS.with(args));
            }
        }
        if !(1..=10_000).contains(&sheet.full) {
            self.faults.bad_value(sheet.at.field("full"), sheet.full, "1 to 10000");
        }
        if sheet.places > 6 {
            self.faults.bad_value(sheet.at.field("places"), sheet.places, "0 to 6");
        }
        let mut seen: BTreeSet<(&str, bool)> = BTreeSet::new();
        for item in items {
            let key = (item.metric.as_str(), item.curve == CurveKind::Deduct);
            if !seen.insert(key) {
                let words = super::check::REPEATED.with([Arg::from(item.metric.as_str())]);
                self.faults.push(item.at.field("metric"), words);
            }
        }
        let used = self.span_of(sheet);
        let items = items.iter().map(|item| self.item(item, metrics, used)).collect();
        let value = Sheet {
            id: sheet.id.clone(),
            title: sheet.title.clone(),
            group: sheet.group.clone(),
            full: sheet.full,
            places: sheet.places,
            rounding: sheet.rounding,
            round: sheet.round.unwrap_or(RoundAt::Total),
            given,
            items,
        };
        (value, self.clause(&sheet.clause, &sheet.at))
    }

    fn item(&mut self, item: &SheetItemDraft, metrics: &[MetricDraft], used: Span) -> SheetItem {
        self.known_metric(&item.metric, item.at.field("metric"), metrics, used);
        self.at_least(item.weight, 1, item.at.field("weight"));
        let curve = item.curve;
        let keys = [
            ("target", item.target.is_some(), curve == CurveKind::Slope),
            ("per", item.per.is_some(), matches!(curve, CurveKind::Slope | CurveKind::Deduct)),
            ("floor", item.floor.is_some(), curve == CurveKind::Slope),
            ("cap", item.cap.is_some(), curve == CurveKind::Deduct),
            ("steps", item.steps.is_some(), curve == CurveKind::Steps),
            ("reverse", item.reverse.is_some(), curve != CurveKind::Deduct),
        ];
        for (key, stands, fits) in keys {
            let needed = fits && key != "reverse";
            if stands && !fits {
                self.faults.push(item.at.field(key), NOT_OF_CURVE.with([Arg::from(key), curve.into()]));
            } else if needed && !stands {
                let at = (item.at.path.clone(), item.at.span.clone());
                self.faults.push(at, OF_CURVE.with([Arg::from(key), curve.into()]));
            }
        }
        let full = Decimal::from(item.weight);
        let number =
            |found: &Option<super::draft_assess::TomlDecimal>| found.map_or(Decimal::ZERO, |one| one.0);
        let (target, per) = (number(&item.target), number(&item.per));
        let (floor, cap) = (number(&item.floor), number(&item.cap));
        if target > Decimal::ONE_HUNDRED {
            self.faults.bad_value(item.at.field("target"), target.to_string(), "0 to 100 percent");
        }
        for (key, value) in [("floor", floor), ("cap", cap)] {
            if value > full {
                self.faults.bad_value(
                    item.at.field(key),
                    value.to_string(),
                    format!("at most the weight, {full}"),
                );
            }
        }
        let rule = match curve {
            CurveKind::Linear => CurveRule::Linear,
            CurveKind::Slope => CurveRule::Slope { target, per, floor },
            CurveKind::Deduct => CurveRule::Deduct { per, cap },
            CurveKind::Steps => {
                let steps: Vec<(Decimal, Decimal)> =
                    item.steps.iter().flatten().map(|step| (step.from.0, step.marks.0)).collect();
                let lawful = |pair: &[(Decimal, Decimal)]| match pair {
                    [(from, marks), (next, fewer)] => next < from && fewer <= marks,
                    _ => true,
                };
                let bounds =
                    |(from, marks): &(Decimal, Decimal)| *from <= Decimal::ONE_HUNDRED && *marks <= full;
                let stands = item.steps.is_some();
                if stands && (steps.is_empty() || !steps.windows(2).all(lawful) || !steps.iter().all(bounds))
                {
                    self.faults.push(item.at.field("steps"), STEPS.with([Arg::from(item.weight)]));
                }
                CurveRule::Steps(steps)
            }
        };
        if item.empty == Empty::Spread && curve == CurveKind::Deduct {
            // A deduction counts what there is: nothing is nothing taken off.
            self.faults.bad_value(item.at.field("empty"), "spread", "not_applicable, full_marks");
        }
        SheetItem {
            metric: item.metric.clone(),
            weight: item.weight,
            curve: rule,
            reverse: item.reverse.unwrap_or(false),
            empty: item.empty,
        }
    }

    fn ranking(&mut self, ranking: &RankingDraft, draft: &PolicyDraft) -> (Ranking, ClauseId) {
        self.repeated(&ranking.ties, ranking.at.field("ties"));
        let used = self.span_of(ranking);
        let by = match (&ranking.metric, &ranking.sheet) {
            (Some(metric), None) => {
                self.known_metric(
                    metric,
                    ranking.at.field("metric"),
                    draft.metric.as_deref().unwrap_or_default(),
                    used,
                );
                RankBy::Metric(metric.clone())
            }
            (None, Some(sheet)) => {
                self.known_sheet(sheet, ranking.at.field("sheet"), draft, used);
                RankBy::Sheet(sheet.clone())
            }
            _ => {
                self.faults.push((ranking.at.path.clone(), ranking.at.span.clone()), ONE_OF.with([]));
                RankBy::Metric(String::new())
            }
        };
        let value = Ranking {
            by,
            belongs_by: ranking.belongs_by,
            least_volume: ranking.least_volume,
            ties: ranking.ties.clone(),
            within_groups: ranking.within_groups.unwrap_or(false),
            part_period: ranking.part_period,
        };
        (value, self.clause(&ranking.clause, &ranking.at))
    }

    /// A sheet that a rule names, which is in force as long as the rule.
    fn known_sheet(
        &mut self,
        id: &str,
        at: (String, core::ops::Range<usize>),
        draft: &PolicyDraft,
        used: Span,
    ) {
        let named = draft.sheet.0.iter().filter(|sheet| sheet.id == id);
        let spans: Vec<Span> = named.map(|sheet| self.span_of(sheet)).collect();
        if spans.is_empty() {
            self.faults.push(at, UNKNOWN_SHEET.with([Arg::from(id)]));
        } else {
            self.throughout(id, at, used, &spans);
        }
    }

    fn double_hundred(
        &mut self,
        both: &DoubleHundredDraft,
        draft: &PolicyDraft,
    ) -> (DoubleHundred, ClauseId) {
        let used = self.span_of(both);
        for sheet in &both.sheets {
            self.known_sheet(sheet, both.at.field("sheets"), draft, used);
        }
        let sheets = match both.sheets.as_slice() {
            [one, other] if one != other => [one.clone(), other.clone()],
            list => {
                let found = format!("{} sheets", list.len());
                self.faults.bad_value(both.at.field("sheets"), found, "two different sheets");
                [String::new(), String::new()]
            }
        };
        let weighed = both.join == Join::Weighed;
        let lawful = both.first_percent.is_none_or(|percent| (1..=99).contains(&percent));
        if weighed != both.first_percent.is_some() || !lawful {
            self.faults.push(both.at.field("first_percent"), NO_PERCENT.with([]));
        }
        let value = DoubleHundred { sheets, join: both.join, first_percent: both.first_percent };
        (value, self.clause(&both.clause, &both.at))
    }
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[
    &WEIGHTS,
    &GIVEN,
    &NOT_OF_CURVE,
    &OF_CURVE,
    &STEPS,
    &UNKNOWN_METRIC,
    &TAKEN,
    &CIRCULAR,
    &NOTHING_TO_BASE,
    &ONE_OF,
    &UNKNOWN_SHEET,
    &NOT_THROUGHOUT,
    &NO_PERCENT,
];
