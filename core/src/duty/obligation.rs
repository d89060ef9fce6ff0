//! What is owed (应完成事项): every duty of every unit from one day to another.

use core::fmt::Write as _;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::{Days, NaiveDate};

use super::cadence::{Cadence, Window};
use super::territory::{DutyOrder, Territory, Unit, units};
use crate::calendar::{DayStatus, WorkCalendar};
use crate::decision::{Reason, Template};
use crate::error::{Error, InputError, Unspecified};
use crate::policy::{Dated, DueDay, DutyRule, Policy};
use crate::term::{Answers, Covers, DueOn, DutyKind, DutyUnit, Every, PartPeriod, Role, Unit as TimeUnit};
use crate::vocabulary::Vocabulary as _;

/// The longest span that is asked for at a time, in days: ten years.
const MOST_DAYS: i64 = 3_660;

static OWED: Template = Template::new("duty.owed", "{0}{1}应开展{2}", "{2} by {0}, {1}");
static OWED_HOUSEHOLDS: Template =
    Template::new("duty.owed_households", "{0}{1}应开展{2}，每户必到", "{2} of all households by {0}, {1}");
static WINDOW: Template =
    Template::new("duty.window", "{0}起，{1}前（含当日）完成", "from {0} to {1}, inclusive");
static ON_DAY: Template = Template::new("duty.on_day", "{0}当日完成", "on {0}");

/// All that is owed, without being held one by one (应完成事项清单). Grid after grid as the territory lists them, then the
/// villages, then the township; for each its duties as the policy lists them, each by date.
#[derive(Debug, Clone)]
pub struct Obligations {
    pub(super) territory: Arc<Territory>,
    pub(super) units: Vec<Unit>,
    pub(super) places: HashMap<String, u32>,
    pub(super) rules: Vec<Dated<DutyRule>>,
    /// The windows of each rule, the same for all units that exist throughout.
    pub(super) windows: Vec<Vec<Window>>,
    pub(super) series: Vec<Series>,
    pub(super) count: usize,
    /// The posts that the territory lists a holder of.
    listed: Vec<Role>,
    policy: String,
    calendar: WorkCalendar,
    order: DutyOrder,
}

/// One duty of one unit.
#[derive(Debug, Clone)]
pub(super) struct Series {
    pub(super) unit: u32,
    pub(super) rule: u16,
    /// How many obligations come before it.
    pub(super) begin: usize,
    pub(super) which: Which,
}

#[derive(Debug, Clone)]
pub(super) enum Which {
    /// All windows of the rule.
    All,
    /// Its own, where it exists for part of the time or was called for.
    Own(Vec<Window>),
    /// Those that occasions called for, each with the place of its occasion.
    Called(Vec<(Window, u32)>),
}

/// What is owed once (应完成事项).
#[derive(Debug, Clone, Copy)]
pub struct Obligation<'o> {
    all: &'o Obligations,
    unit: &'o Unit,
    rule: &'o Dated<DutyRule>,
    window: Window,
    occasion: Option<u32>,
    /// Its place among all, from 0.
    pub index: usize,
}

/// What is owed by whom from one day to another: all whose due day, before a rest day moves it, lies between them, so
/// that one span after another names each once.
///
/// ```
/// use wangge::duty::{DutyGrid, DutyOrder, Territory, obligations};
/// use wangge::{DutyKind, Policy, WorkCalendar};
/// # fn main() -> Result<(), wangge::Error> {
/// let day = |month, day| chrono::NaiveDate::from_ymd_opt(2026, month, day).expect("a day");
/// let territory = Territory { grids: vec![DutyGrid::new("G-1", "V-1")], ..Territory::default() };
/// let order = DutyOrder { from: day(2, 1), to: day(2, 28), kinds: Some(vec![DutyKind::MondayOffice]) };
/// let owed = obligations(&Policy::preset("combined")?, &WorkCalendar::china(), &territory, &order)?;
/// // Monday the 16th lies in a week that is off; Monday the 23rd moves to the 24th.
/// let due: Vec<_> = owed.iter().map(|one| one.due().to_string()).collect();
/// assert_eq!(due, ["2026-02-02", "2026-02-09", "2026-02-24"]);
/// assert_eq!(owed.get(2).expect("the third").clauses(), ["X-4.4a", "E-9"]);
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`Unspecified`] for a key that the answer needs, such as `duty[kind = "patrol", every = "day"].days`, or `duty[kind
/// = "…"]` for a kind that was asked for and is not stated; [`InputError`] with the row for units, holders, households
/// or occasions that do not fit together, a span that goes backwards or over ten years;
/// [`PolicyError`](crate::PolicyError) where the policy is not in force; [`CalendarError`](crate::CalendarError) where
/// days are not known.
pub fn obligations(
    policy: &Policy,
    calendar: &WorkCalendar,
    territory: &Territory,
    order: &DutyOrder,
) -> Result<Obligations, Error> {
    let (from, to) = (order.from, order.to);
    if to < from {
        return Err(InputError::value("to", to, format!("{from} or later")).into());
    }
    if (to - from).num_days() > MOST_DAYS {
        return Err(InputError::value("to", to, format!("at most {MOST_DAYS} days after {from}")).into());
    }
    policy.in_force_through(from, to)?;
    let rules = rules(policy, order)?;
    let (units, places) = units(territory)?;
    let mut made = Obligations {
        territory: Arc::new(territory.clone()),
        units,
        places,
        windows: Vec::with_capacity(rules.len()),
        rules,
        series: Vec::new(),
        count: 0,
        listed: listed(territory),
        policy: policy.id().to_owned(),
        calendar: calendar.clone(),
        order: order.clone(),
    };
    let whole = policy.as_of().is_some();
    for rule in &made.rules {
        let cadence = Cadence { policy: &made.policy, calendar, rule: &rule.value };
        let (mut first, mut last, mut begins) = (from, to, None);
        if !whole {
            first = first.max(rule.span.from);
            last = rule.span.to.map_or(last, |to| last.min(to));
            begins = Some(rule.span.from);
        }
        made.windows.push(if first <= last { cadence.windows(first, last, begins)? } else { Vec::new() });
    }
    made.called_for()?;
    made.fill(policy)?;
    made.one_holder()?;
    Ok(made)
}

/// The rules of the kinds that are asked for.
fn rules(policy: &Policy, order: &DutyOrder) -> Result<Vec<Dated<DutyRule>>, Error> {
    let mut rules = policy.duties();
    if let Some(kinds) = &order.kinds {
        let stated = |kind: &&DutyKind| rules.iter().any(|rule| rule.value.kind == **kind);
        if let Some(kind) = kinds.iter().find(|kind| !stated(kind)) {
            let key = match kind {
                DutyKind::HotlineDuty => "hotline.duty".to_owned(),
                kind => format!("duty[kind = \"{kind}\"]"),
            };
            return Err(Unspecified { policy: policy.id().to_owned(), key }.into());
        }
        rules.retain(|rule| kinds.contains(&rule.value.kind));
    }
    Ok(rules)
}

/// The posts that a territory lists a holder of.
fn listed(territory: &Territory) -> Vec<Role> {
    let is_listed = |role: &Role| territory.holders.iter().any(|holder| holder.role == *role);
    Role::ALL.iter().copied().filter(is_listed).collect()
}

impl Obligations {
    fn cadence<'a>(&'a self, rule: &'a DutyRule) -> Cadence<'a> {
        Cadence { policy: &self.policy, calendar: &self.calendar, rule }
    }

    /// Whether each occasion has a rule that says what it calls for.
    fn called_for(&self) -> Result<(), Error> {
        for (row, occasion) in self.territory.occasions.iter().enumerate() {
            if self.order.kinds.as_ref().is_some_and(|kinds| !kinds.contains(&occasion.kind)) {
                continue;
            }
            let mut of_kind = self
                .rules
                .iter()
                .filter(|rule| rule.value.kind == occasion.kind && rule.value.every == Every::Occasion)
                .peekable();
            if of_kind.peek().is_none() {
                let key = format!("duty[kind = \"{}\", every = \"occasion\"]", occasion.kind);
                return Err(Unspecified { policy: self.policy.clone(), key }.into());
            }
            let unit = self.places.get(&occasion.unit).and_then(|unit| self.units.get(*unit as usize));
            if let Some(unit) = unit
                && of_kind.all(|rule| rule.value.each != unit.kind)
            {
                let allowed = format!("a unit that owes it; {} is a {}", occasion.unit, unit.kind.en());
                return Err(InputError::value("unit", format!("{:?}", occasion.unit), allowed)
                    .at(row)
                    .of("occasions")
                    .into());
            }
        }
        Ok(())
    }

    /// Lays the windows of each rule over each unit.
    fn fill(&mut self, policy: &Policy) -> Result<(), Error> {
        let mut series = Vec::with_capacity(self.units.len() * self.rules.len());
        let mut count = 0_usize;
        for (place, unit) in (0_u32..).zip(&self.units) {
            for ((nth, rule), windows) in (0_u16..).zip(&self.rules).zip(&self.windows) {
                if rule.value.each != unit.kind {
                    continue;
                }
                let which = if rule.value.every == Every::Occasion {
                    Which::Called(self.called(policy, unit, rule)?)
                } else if windows.iter().any(|window| !unit.exists(window.opens) || !unit.exists(window.due))
                {
                    Which::Own(self.cut(unit, &rule.value, windows)?)
                } else {
                    Which::All
                };
                let length = match &which {
                    Which::All => windows.len(),
                    Which::Own(own) => own.len(),
                    Which::Called(called) => called.len(),
                };
                if length > 0 {
                    series.push(Series { unit: place, rule: nth, begin: count, which });
                    count += length;
                }
            }
        }
        (self.series, self.count) = (series, count);
        Ok(())
    }

    /// The windows of a unit that exists for part of the time.
    fn cut(&self, unit: &Unit, rule: &DutyRule, windows: &[Window]) -> Result<Vec<Window>, Error> {
        let (first, last) = (unit.from.unwrap_or(NaiveDate::MIN), unit.to.unwrap_or(NaiveDate::MAX));
        let mut own = Vec::with_capacity(windows.len());
        for window in windows {
            if window.due < first || window.opens > last {
                continue;
            }
            if first <= window.opens && window.due <= last {
                own.push(*window);
                continue;
            }
            let owed = match rule.partial.ok_or_else(|| self.cadence(rule).unspecified("partial"))? {
                PartPeriod::Owed => true,
                PartPeriod::NotOwed => false,
                PartPeriod::IfDue => window.due <= last,
            };
            if owed {
                own.push(Window { opens: window.opens.max(first), due: window.due.min(last), ..*window });
            }
        }
        Ok(own)
    }

    /// What the occasions of a unit call for.
    fn called(
        &self,
        policy: &Policy,
        unit: &Unit,
        rule: &Dated<DutyRule>,
    ) -> Result<Vec<(Window, u32)>, Error> {
        let mut called = Vec::new();
        for place in &unit.occasions {
            let Some(occasion) = self.territory.occasions.get(*place as usize) else { continue };
            let day = occasion.day;
            let in_force = policy.as_of().is_some() || rule.span.contains(day);
            if occasion.kind != rule.value.kind || !in_force {
                continue;
            }
            let (due, status) = match (occasion.due, rule.value.within, rule.value.due) {
                (Some(due), _, _) => (due, DayStatus::Confirmed),
                (None, Some(within), _) => {
                    let count = i32::try_from(within.count).unwrap_or(i32::MAX);
                    if within.unit == TimeUnit::WorkingDay {
                        let counting = policy.counting(day)?.value;
                        let due = self.calendar.add_workdays(day, count, counting)?;
                        (due, self.calendar.status(due)?)
                    } else {
                        let due = day.checked_add_days(Days::new(within.count.into()));
                        (due.unwrap_or(NaiveDate::MAX), DayStatus::Confirmed)
                    }
                }
                (None, None, Some(DueDay::On(DueOn::SameDay))) => (day, DayStatus::Confirmed),
                _ => return Err(self.cadence(&rule.value).unspecified("within")),
            };
            if self.order.from <= due && due <= self.order.to {
                called.push((Window { period: day, opens: day, due, status }, *place));
            }
        }
        called.sort_by_key(|(window, place)| (window.due, window.opens, *place));
        Ok(called)
    }

    /// Whether the policy says who answers wherever a post changes hands within a window.
    fn one_holder(&self) -> Result<(), Error> {
        for series in &self.series {
            let (Some(unit), Some(rule)) =
                (self.units.get(series.unit as usize), self.rules.get(usize::from(series.rule)))
            else {
                continue;
            };
            let bounded = |place: &u32| {
                let holder = self.territory.holders.get(*place as usize);
                holder.is_some_and(|one| {
                    one.role == rule.value.owner && (one.from.is_some() || one.to.is_some())
                })
            };
            if rule.value.answers.is_some() || !unit.holders.iter().any(bounded) {
                continue;
            }
            for (window, _) in self.of(series) {
                let at = |day| self.holders(unit, rule.value.owner, day).collect::<Vec<_>>();
                if at(window.opens) != at(window.due) {
                    return Err(self.cadence(&rule.value).unspecified("answers"));
                }
            }
        }
        Ok(())
    }

    pub(super) fn policy_id(&self) -> &str {
        &self.policy
    }

    /// The windows of a series that need no occasion, and those that occasions called for.
    fn windows_of<'o>(&'o self, series: &'o Series) -> (&'o [Window], &'o [(Window, u32)]) {
        match &series.which {
            Which::All => (self.windows.get(usize::from(series.rule)).map_or(&[], Vec::as_slice), &[]),
            Which::Own(own) => (own, &[]),
            Which::Called(called) => (&[], called),
        }
    }

    /// The windows of a series, each with the place of its occasion.
    pub(super) fn of<'o>(
        &'o self,
        series: &'o Series,
    ) -> impl Iterator<Item = (Window, Option<u32>)> + use<'o> {
        let (regular, called) = self.windows_of(series);
        let regular = regular.iter().map(|window| (*window, None));
        regular.chain(called.iter().map(|(window, occasion)| (*window, Some(*occasion))))
    }

    fn holders<'o>(
        &'o self,
        unit: &'o Unit,
        role: Role,
        day: NaiveDate,
    ) -> impl Iterator<Item = &'o str> + use<'o> {
        let all = unit.holders.iter().filter_map(|place| self.territory.holders.get(*place as usize));
        all.filter(move |one| one.role == role && one.holds(day)).map(|one| one.person.as_str())
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether nothing is owed.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// How many there are of each kind, in the order of the kinds; those of which nothing is owed are left out.
    pub fn counts(&self) -> BTreeMap<DutyKind, usize> {
        let mut counts = BTreeMap::new();
        for series in &self.series {
            if let Some(rule) = self.rules.get(usize::from(series.rule)) {
                let (regular, called) = self.windows_of(series);
                *counts.entry(rule.value.kind).or_default() += regular.len() + called.len();
            }
        }
        counts
    }

    /// The first and the last day that were asked for.
    pub fn span(&self) -> (NaiveDate, NaiveDate) {
        (self.order.from, self.order.to)
    }

    /// For whom.
    pub fn territory(&self) -> &Territory {
        &self.territory
    }

    /// The rules that they rest on.
    pub fn rules(&self) -> &[Dated<DutyRule>] {
        &self.rules
    }

    /// The names of the units: grids as given, then villages as they first appear, then the township, which has none.
    pub fn unit_names(&self) -> impl ExactSizeIterator<Item = &str> {
        self.units.iter().map(|unit| unit.name.as_str())
    }

    /// The village of each unit, in the order of [`unit_names`](Self::unit_names).
    pub fn unit_villages(&self) -> impl ExactSizeIterator<Item = &str> {
        self.units.iter().map(|unit| unit.village.as_str())
    }

    /// The kind of each unit, in the order of [`unit_names`](Self::unit_names).
    pub fn unit_kinds(&self) -> impl ExactSizeIterator<Item = DutyUnit> {
        self.units.iter().map(|unit| unit.kind)
    }

    fn at<'o>(
        &'o self,
        series: &Series,
        window: Window,
        occasion: Option<u32>,
        nth: usize,
    ) -> Option<Obligation<'o>> {
        Some(Obligation {
            all: self,
            unit: self.units.get(series.unit as usize)?,
            rule: self.rules.get(usize::from(series.rule))?,
            window,
            occasion,
            index: series.begin + nth,
        })
    }

    /// The one at a place, from 0.
    pub fn get(&self, index: usize) -> Option<Obligation<'_>> {
        let series = self.series.partition_point(|series| series.begin <= index).checked_sub(1)?;
        let series = self.series.get(series)?;
        let nth = index - series.begin;
        let (regular, called) = self.windows_of(series);
        let (window, occasion) = match regular.get(nth) {
            Some(window) => (*window, None),
            None => called.get(nth).map(|(window, occasion)| (*window, Some(*occasion)))?,
        };
        self.at(series, window, occasion, nth)
    }

    /// One after another.
    pub fn iter(&self) -> impl Iterator<Item = Obligation<'_>> {
        self.series.iter().flat_map(move |series| {
            let windows = self.of(series).enumerate();
            windows.filter_map(move |(nth, (window, occasion))| self.at(series, window, occasion, nth))
        })
    }
}

impl<'o> Obligation<'o> {
    /// What is owed.
    pub fn kind(&self) -> DutyKind {
        self.rule.value.kind
    }

    /// Which post owes it.
    pub fn owner(&self) -> Role {
        self.rule.value.owner
    }

    /// How often.
    pub fn every(&self) -> Every {
        self.rule.value.every
    }

    /// Whether it is owed to every household.
    pub fn covers(&self) -> Covers {
        self.rule.value.covers
    }

    /// The kind of unit that owes it.
    pub fn unit_kind(&self) -> DutyUnit {
        self.unit.kind
    }

    /// The grid or the village that owes it; empty for the township.
    pub fn unit(&self) -> &'o str {
        &self.unit.name
    }

    /// The grid; `None` where a village or the township owes it.
    pub fn grid(&self) -> Option<&'o str> {
        (self.unit.kind == DutyUnit::Grid).then_some(self.unit.name.as_str())
    }

    /// The village; `None` where the township owes it.
    pub fn village(&self) -> Option<&'o str> {
        (self.unit.kind != DutyUnit::Township).then_some(self.unit.village.as_str())
    }

    /// The first day it may be done.
    pub fn opens(&self) -> NaiveDate {
        self.window.opens
    }

    /// The last day it is done in time.
    pub fn due(&self) -> NaiveDate {
        self.window.due
    }

    /// How sure that day is.
    pub fn status(&self) -> DayStatus {
        self.window.status
    }

    /// The first day of its period, or the day of its occasion.
    pub fn period(&self) -> NaiveDate {
        self.window.period
    }

    /// The occasion that called for it.
    pub fn occasion(&self) -> Option<&'o str> {
        let occasion = self.all.territory.occasions.get(self.occasion? as usize)?;
        Some(occasion.id.as_str())
    }

    /// Those who answer for it: the holders of the post on the day that the policy says; nobody where it is vacant, or
    /// where the territory does not list that post ([`is_listed`](Self::is_listed)).
    pub fn persons(&self) -> Vec<&'o str> {
        let day = match self.rule.value.answers {
            Some(Answers::AtOpening) => self.window.opens,
            // Without a word of the policy they are the same on both days.
            Some(Answers::AtDue) | None => self.window.due,
        };
        self.all.holders(self.unit, self.rule.value.owner, day).collect()
    }

    /// Whether the territory lists holders of its post, of whichever unit and day. Where it lists none, nobody said who they
    /// are, which is no vacancy.
    pub fn is_listed(&self) -> bool {
        self.all.listed.contains(&self.rule.value.owner)
    }

    /// The clause it rests on.
    pub fn clause(&self) -> &'o str {
        self.rule.clause.as_str()
    }

    /// The clauses it rests on: that of the duty, and that of how it is read.
    pub fn clauses(&self) -> Vec<&'o str> {
        let reading = self.rule.value.reading.as_ref().map(crate::clause::ClauseId::as_str);
        core::iter::once(self.clause()).chain(reading).collect()
    }

    /// Why it is owed, and when.
    pub fn because(&self) -> Vec<Reason> {
        let rule = &self.rule.value;
        let template = if rule.covers == Covers::Household { &OWED_HOUSEHOLDS } else { &OWED };
        let owed = template.with([rule.owner.into(), rule.every.into(), rule.kind.into()]);
        let (opens, due) = (self.window.opens, self.window.due);
        let window =
            if opens == due { ON_DAY.with([due.into()]) } else { WINDOW.with([opens.into(), due.into()]) };
        let reading = rule.reading.as_ref().unwrap_or(&self.rule.clause);
        vec![Reason::new(&self.rule.clause, owed), Reason::new(reading, window)]
    }

    /// A name that stays the same whatever moves it, so that a calendar that is imported again is brought up to date.
    pub fn uid(&self) -> String {
        let rule = &self.rule.value;
        let mut uid = format!("{}.{}", rule.kind, rule.every);
        if rule.covers == Covers::Household {
            uid.push_str(".household");
        }
        // Writing to a text does not fail.
        let _ = match self.occasion() {
            Some(occasion) => write!(uid, ".{}.{occasion}", self.unit.name),
            None => write!(uid, ".{}.{}", self.unit.name, self.window.period),
        };
        uid
    }
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[&OWED, &OWED_HOUSEHOLDS, &WINDOW, &ON_DAY];
