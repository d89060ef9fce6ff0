//! What a policy could do better (政策体检): nothing here is a fault; each is worth a look before it is in force.

use chrono::NaiveDate;

use super::metrics::StandardMetric;
use super::{DueDay, MetricRule, Policy, RankBy};
use crate::decision::{Arg, Template, Wording};
use crate::error::Error;
use crate::term::{Complexity, DueOn, DutyKind, Every, Level, StepKind, Tally};
use crate::vocabulary::Vocabulary as _;

static UNUSED_LIMIT: Template = Template::new(
    "lint.unused_limit",
    "没有层级推定为“{0}”，该时限只用于写明难易程度的办件",
    "no level comes to {0}: its limit is for cases that state their complexity only",
);
static NO_LIMIT: Template = Template::new(
    "lint.no_limit",
    "“{0}”层级推定为“{1}”，但没有写明“{1}”的时限",
    "level {0} comes to {1}, which has no limit",
);
static NOBODY_MAY: Template = Template::new("lint.nobody_may", "没有角色可以“{0}”", "no role may {0}");
static SAME_DAY: Template = Template::new(
    "lint.same_day",
    "“{0}”与“{1}”都在月末到期，会落在同一天",
    "{0} and {1} are both due at the end of a month: they fall on one day",
);
static OPEN_KEY: Template = Template::new(
    "lint.open_key",
    "“{0}”没有写明 {1}，遇到时不能回答",
    "{0} does not state {1}: what needs it cannot be answered",
);
static NOT_ARRANGED: Template =
    Template::new("lint.not_arranged", "没有安排“{0}”", "the system {0} is not arranged");
static VOLUME: Template = Template::new(
    "lint.volume",
    "指标“{0}”奖励数量：要求多报会催生虚报",
    "the metric {0} rewards volume: a quota of reports invites invented reports",
);
static BEYOND: Template = Template::new(
    "lint.beyond",
    "指标“{0}”的分子“{1}”不由被考评单位左右",
    "nothing that a unit does changes {1}, the numerator of the metric {0}",
);
static DIVIDES: Template = Template::new(
    "lint.divides",
    "指标“{0}”以“{1}”为分母，被考评单位左右不了，大小不同的单位不可比",
    "the metric {0} is over {1}, which nothing that a unit does changes: units of other sizes cannot be compared",
);
static NOT_FED: Template = Template::new(
    "lint.not_fed",
    "指标“{0}”要用“{1}”，但政策没有写明产生它的规定（{2}）",
    "the metric {0} needs {1}, and the policy states nothing that makes it ({2})",
);
static LEAST_VOLUME: Template = Template::new(
    "lint.least_volume",
    "计入件数的下限为{0}，一件办件就能排到首位",
    "the least volume is {0}: one case can come first",
);
static AGAINST: Template = Template::new(
    "lint.against",
    "指标“{0}”越低越好，按其本身计分会倒过来；应写 reverse = true 或按件扣分",
    "less of {0} is better: marks by the figure itself go the wrong way; write reverse = true, or deduct",
);

/// What is worth a look in a policy (提示).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Lint {
    /// The key that it concerns.
    pub key: String,
    /// What was found.
    pub wording: Wording,
}

impl Lint {
    /// The stable code of what was found, such as `lint.volume`.
    pub fn code(&self) -> &'static str {
        self.wording.code()
    }
}

impl Policy {
    /// What is worth a look in it on a day: limits that no level comes to and levels without one, steps that nobody may take,
    /// cadences that collide, keys that are left open, systems that are not arranged (X-4.0b), figures that reward volume, that
    /// a unit cannot influence, that divide by what it cannot, that no rule feeds or that count against the grain.
    ///
    /// ```
    /// use wangge::Policy;
    /// # fn main() -> Result<(), wangge::Error> {
    /// let day = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day");
    /// let text = Policy::preset_toml("combined")?.replace("least_volume = 5", "least_volume = 1");
    /// let found = Policy::from_toml(&text)?.lint(day)?;
    /// assert!(found.iter().any(|one| one.code() == "lint.least_volume"));
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// [`PolicyError`](crate::PolicyError) where it is not in force on that day.
    pub fn lint(&self, day: NaiveDate) -> Result<Vec<Lint>, Error> {
        let policy = match self.as_of() {
            Some(_) => self.clone(),
            None => self.at(day)?,
        };
        let mut found = Vec::new();
        policy.lint_limits(day, &mut found);
        policy.lint_powers(day, &mut found);
        policy.lint_duties(day, &mut found);
        policy.lint_systems(day, &mut found)?;
        policy.lint_figures(day, &mut found)?;
        Ok(found)
    }

    fn lint_limits(&self, day: NaiveDate, found: &mut Vec<Lint>) {
        let levels: Vec<(Level, Complexity)> = Level::ALL
            .iter()
            .filter_map(|level| Some((*level, self.complexity_of(*level).ok()?.0)))
            .collect();
        if levels.is_empty() {
            return;
        }
        for complexity in Complexity::ALL {
            let key = format!("limit[complexity = \"{complexity}\"]");
            let stated = self.limit(*complexity, day).is_ok();
            let level = levels.iter().find(|(_, of)| of == complexity);
            match level {
                None if stated => {
                    found.push(Lint { key, wording: UNUSED_LIMIT.with([(*complexity).into()]) });
                }
                Some((level, _)) if !stated => {
                    found.push(Lint { key, wording: NO_LIMIT.with([(*level).into(), (*complexity).into()]) });
                }
                _ => {}
            }
        }
    }

    fn lint_powers(&self, day: NaiveDate, found: &mut Vec<Lint>) {
        let nobody = |step: &&StepKind| self.powers(**step, day).is_err();
        if StepKind::ALL.iter().all(|step| nobody(&step)) {
            return;
        }
        for step in StepKind::ALL.iter().filter(nobody) {
            let key = format!("power[commands = \"{step}\"]");
            found.push(Lint { key, wording: NOBODY_MAY.with([(*step).into()]) });
        }
    }

    fn lint_duties(&self, day: NaiveDate, found: &mut Vec<Lint>) {
        let duties: Vec<_> = self.duties().into_iter().filter(|duty| duty.span.contains(day)).collect();
        for duty in &duties {
            let rule = &duty.value;
            let period = !matches!(rule.every, Every::Day | Every::Occasion);
            let open = [
                ("days", rule.every == Every::Day && rule.days.is_none()),
                ("opens", period && rule.opens.is_none()),
                ("due", period && rule.due.is_none()),
                ("split", rule.every == Every::HalfMonth && rule.split.is_none()),
                ("late_days", rule.late_days.is_none()),
                ("answers", rule.answers.is_none() && rule.kind != DutyKind::HotlineDuty),
                ("partial", period && rule.partial.is_none() && rule.each != crate::term::DutyUnit::Township),
            ];
            for (field, _) in open.iter().filter(|(_, open)| *open) {
                let wording = OPEN_KEY.with([rule.kind.into(), Arg::from(*field)]);
                found.push(Lint { key: rule.key(field), wording });
            }
        }
        let at_month_end = |rule: &super::DutyRule| {
            let last = matches!(rule.due, Some(DueDay::On(DueOn::LastDay | DueOn::LastWorkingDay)));
            last && matches!(rule.every, Every::HalfMonth | Every::Month | Every::Quarter | Every::Year)
        };
        // Meetings that the same people sit in; reports of one day do no harm.
        let meeting = |kind| matches!(kind, DutyKind::AnalysisMeeting | DutyKind::LeadersMeeting);
        let meetings: Vec<_> =
            duties.iter().filter(|duty| meeting(duty.value.kind) && at_month_end(&duty.value)).collect();
        for (nth, one) in meetings.iter().enumerate() {
            for other in meetings.iter().skip(nth + 1).filter(|other| other.value.each == one.value.each) {
                let wording = SAME_DAY.with([one.value.kind.into(), other.value.kind.into()]);
                found.push(Lint { key: other.value.key("due"), wording });
            }
        }
    }

    fn lint_systems(&self, day: NaiveDate, found: &mut Vec<Lint>) -> Result<(), Error> {
        for system in self.systems(day)?.into_iter().filter(|system| !system.arranged) {
            let key = format!("system[system = \"{}\"]", system.system);
            found.push(Lint { key, wording: NOT_ARRANGED.with([system.system.into()]) });
        }
        Ok(())
    }

    fn lint_figures(&self, day: NaiveDate, found: &mut Vec<Lint>) -> Result<(), Error> {
        let mut named: Vec<(String, MetricRule)> = Vec::new();
        for metric in self.metrics(day).into_iter().skip(super::metrics::METRICS.len()) {
            named.push((format!("metric[id = \"{}\"]", metric.id), metric));
        }
        let in_force = |sheet: &&super::Dated<super::Sheet>| sheet.span.contains(day);
        for sheet in self.sheets().iter().filter(in_force) {
            for item in &sheet.value.items {
                let metric = self.metric(&item.metric, day)?;
                let key = format!("sheet[id = \"{}\"].item[metric = \"{}\"]", sheet.value.id, item.metric);
                let deducts = matches!(item.curve, super::CurveRule::Deduct { .. });
                if metric.more_is_better == (item.reverse || deducts) {
                    found.push(Lint {
                        key: key.clone(),
                        wording: AGAINST.with([Arg::from(metric.zh.as_str())]),
                    });
                }
                named.push((key, metric));
            }
        }
        if let Ok(ranking) = self.ranking(day) {
            if ranking.value.least_volume <= 1 {
                let wording = LEAST_VOLUME.with([Arg::from(ranking.value.least_volume)]);
                found.push(Lint { key: "ranking.least_volume".to_owned(), wording });
            }
            if let RankBy::Metric(id) = &ranking.value.by {
                named.push(("ranking.metric".to_owned(), self.metric(id, day)?));
            }
        }
        for (key, metric) in named {
            self.lint_figure(&key, &metric, day, found);
        }
        Ok(())
    }

    fn lint_figure(&self, key: &str, metric: &MetricRule, day: NaiveDate, found: &mut Vec<Lint>) {
        let name = Arg::from(metric.zh.as_str());
        let added = || metric.numerator.iter().filter(|one| !one.less).map(|one| one.tally);
        let over = || metric.denominator.iter().map(|one| one.tally);
        // A share of cases is bounded by what there is; so many a grid, or so many a household, is not.
        let rewards =
            metric.more_is_better && added().all(Tally::is_volume) && over().all(Tally::is_beyond_influence);
        let shipped = StandardMetric::find(&metric.id).is_some();
        if rewards || (!shipped && metric.more_is_better && added().all(Tally::is_volume)) {
            found.push(Lint { key: key.to_owned(), wording: VOLUME.with([name.clone()]) });
        }
        let divides = over().find(|tally| tally.is_beyond_influence());
        if let Some(tally) = divides.filter(|_| !shipped && metric.more_is_better && !rewards) {
            found.push(Lint { key: key.to_owned(), wording: DIVIDES.with([name.clone(), tally.into()]) });
        }
        if let Some(tally) = added().find(|tally| tally.is_beyond_influence()) {
            found.push(Lint { key: key.to_owned(), wording: BEYOND.with([name.clone(), tally.into()]) });
        }
        for tally in metric.tallies() {
            if let Some(needed) = self.feeds(tally, day) {
                let wording = NOT_FED.with([name.clone(), tally.into(), Arg::from(needed)]);
                let lint = Lint { key: key.to_owned(), wording };
                if !found.contains(&lint) {
                    found.push(lint);
                }
            }
        }
    }

    /// The key that a count needs and the policy does not state.
    fn feeds(&self, tally: Tally, day: NaiveDate) -> Option<String> {
        use DutyKind as D;
        use Tally as T;
        let duty = |kind: DutyKind| {
            let stated = self.duties().iter().any(|rule| rule.value.kind == kind && rule.span.contains(day));
            (!stated).then(|| format!("duty[kind = \"{kind}\"]"))
        };
        let rule = |key: &str, stated: bool| (!stated).then(|| key.to_owned());
        match tally {
            T::PatrolsDue | T::PatrolsDone => duty(D::Patrol),
            T::ExchangesDue | T::ExchangesDone => duty(D::Exchange),
            T::SummariesDue | T::SummariesDone => duty(D::Summary),
            T::VisitsDue | T::VisitsDone | T::HouseholdsDue | T::HouseholdsSeen => duty(D::Visit),
            T::DiaryDaysDue | T::DiaryDaysDone => duty(D::Diary),
            T::ReportsDue | T::ReportsDone => duty(D::PromptReport),
            T::MeetingsDue | T::MeetingsHeld => duty(D::AnalysisMeeting),
            T::LeadersMeetingsDue | T::LeadersMeetingsHeld => duty(D::LeadersMeeting),
            T::MondaysDue | T::MondaysHeld => duty(D::MondayOffice),
            T::HotlineDaysDue | T::HotlineDaysStaffed => rule("hotline.duty", self.hotline_duty(day).is_ok()),
            T::Calls | T::CallsComplete => rule("hotline.record", self.hotline_record(day).is_ok()),
            T::ToldDue | T::Told | T::ReportDue | T::Reported => rule("route", self.route_table().is_ok()),
            T::Extended => rule(
                "extension",
                Complexity::ALL.iter().any(|complexity| self.extension(*complexity, day).is_ok()),
            ),
            T::Suspended => rule("suspension", self.suspension(day).is_ok()),
            T::Reopened => rule("reopen", self.reopen(day).is_ok()),
            T::Exempted => rule("appeal", self.appeal(day).is_ok()),
            T::Supervised | T::Carded => rule("supervision", self.supervision(day).is_ok()),
            T::CheckItemsDue | T::CheckItemsDone => {
                rule("checklist", [D::Patrol, D::Visit].iter().any(|kind| self.checklist(*kind, day).is_ok()))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[
    &UNUSED_LIMIT,
    &NO_LIMIT,
    &NOBODY_MAY,
    &SAME_DAY,
    &OPEN_KEY,
    &NOT_ARRANGED,
    &VOLUME,
    &BEYOND,
    &DIVIDES,
    &NOT_FED,
    &LEAST_VOLUME,
    &AGAINST,
];
