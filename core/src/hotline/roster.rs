//! Who answers the hotline on which day (值班表, M-5.2): shifts, leave, swaps; a day without anyone is a finding.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use crate::calendar::WorkCalendar;
use crate::clause::ClauseId;
use crate::decision::{Decision, Finding, Reason, Template, Weight, Wording};
use crate::error::{Error, InputError};
use crate::policy::Policy;
use crate::term::DutyDays;

/// How many days a roster is made or looked at for at a time.
const MOST_DAYS: u64 = 3_660;

/// One member of staff on one day (值班).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Shift {
    /// The day.
    pub day: NaiveDate,
    /// Who, by an id of the embedder's.
    pub staff: String,
}

/// Leave from one day of duty (请假).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Leave {
    /// The day.
    pub day: NaiveDate,
    /// Who.
    pub staff: String,
    /// Whether it was granted; else the shift stands.
    pub granted: bool,
}

/// A day of duty that somebody takes over (替班).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Swap {
    /// The day.
    pub day: NaiveDate,
    /// Whose day it was.
    pub from: String,
    /// Who takes it.
    pub to: String,
}

/// A roster (值班表).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Roster {
    /// The shifts.
    pub shifts: Vec<Shift>,
    /// Leave that was asked for.
    pub leaves: Vec<Leave>,
    /// Days that were taken over.
    pub swaps: Vec<Swap>,
}

/// A day of duty, and who is there (值班日).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyDay {
    /// The day.
    pub day: NaiveDate,
    /// Who is there, after leave and swaps, in order.
    pub staff: Vec<String>,
}

static NOBODY: Template =
    Template::new("hotline.nobody_on_duty", "无人值班，应有{0}人", "nobody is on duty; there should be {0}");
static TOO_FEW: Template =
    Template::new("hotline.too_few", "值班{0}人，应有{1}人", "{0} on duty; there should be {1}");
static TOO_MANY: Template =
    Template::new("hotline.too_many", "值班{0}人，只须{1}人", "{0} on duty; {1} would do");
static NO_DUTY: Template = Template::new("hotline.no_duty_day", "{0}不必值班", "{0}: no duty on that day");
static NOT_ON_DUTY: Template = Template::new(
    "hotline.not_on_duty",
    "{0}当日不值班，不能请假或替班",
    "{0} has no duty that day to be freed from",
);
static ON_DUTY_ALREADY: Template =
    Template::new("hotline.on_duty_already", "{0}当日已值班，不能再替班", "{0} is on duty that day already");
static DUTY: Template =
    Template::new("hotline.duty", "热线{0}有{1}人值班", "the hotline is answered {0} by {1}");
static DAY: Template = Template::new("hotline.day", "{0}值班", "duty on {0}");

fn on(day: NaiveDate) -> Wording {
    DAY.with([day.into()])
}

impl Roster {
    /// A roster that goes round a staff, day after day of duty, past those on leave: as even as it can be.
    ///
    /// ```
    /// use wangge::hotline::Roster;
    /// use wangge::{Policy, WorkCalendar};
    /// # fn main() -> Result<(), wangge::Error> {
    /// let day = |day| chrono::NaiveDate::from_ymd_opt(2026, 11, day).expect("a day");
    /// let staff = ["p-1", "p-2", "p-3"].map(str::to_owned);
    /// let roster = Roster::round(&Policy::preset("combined")?, &WorkCalendar::china(), &staff, &[], day(1), day(30))?;
    /// assert_eq!(roster.shifts.len(), 30);
    /// assert_eq!(roster.check(&Policy::preset("combined")?, &WorkCalendar::china(), day(1), day(30))?.1, []);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// [`Unspecified`](crate::Unspecified) for `hotline.duty`; [`InputError`] for a staff without anyone, or with
    /// somebody twice, or a span that goes backwards or over ten years; [`CalendarError`](crate::CalendarError) where
    /// days are not known.
    pub fn round(
        policy: &Policy,
        calendar: &WorkCalendar,
        staff: &[String],
        leaves: &[Leave],
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Self, Error> {
        let mut seen = BTreeSet::new();
        if let Some(again) = staff.iter().find(|one| !seen.insert(*one)) {
            return Err(InputError::value("staff", again, "each name once").into());
        }
        if staff.is_empty() {
            return Err(InputError::value("staff", "[]", "one or more").into());
        }
        let mut roster = Self { shifts: Vec::new(), leaves: leaves.to_vec(), swaps: Vec::new() };
        let mut turns: Vec<&String> = staff.iter().collect();
        for (day, wanted) in duty_days(policy, calendar, from, to)? {
            let away = |one: &&String| {
                leaves.iter().any(|leave| leave.granted && leave.day == day && leave.staff == **one)
            };
            let wanted = usize::try_from(wanted).unwrap_or(usize::MAX);
            let today: Vec<&String> = turns.iter().copied().filter(|one| !away(one)).take(wanted).collect();
            // Whoever served goes to the end; whoever was on leave keeps the turn.
            turns.retain(|one| !today.contains(one));
            turns.extend(&today);
            roster.shifts.extend(today.into_iter().map(|one| Shift { day, staff: one.clone() }));
        }
        Ok(roster)
    }

    /// Who is there on each day of duty from one day to another, and what is wrong with it: a day without anyone is a
    /// breach of M-5.2; somebody too many, or on a day without duty, is told as advice.
    ///
    /// # Errors
    /// As for [`round`](Self::round).
    pub fn check(
        &self,
        policy: &Policy,
        calendar: &WorkCalendar,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<(Vec<DutyDay>, Vec<Finding>), Error> {
        let clause = policy.hotline_duty(to)?.clause.clone();
        let days = duty_days(policy, calendar, from, to)?;
        let inside = |day: NaiveDate| from <= day && day <= to;
        let mut findings = Vec::new();
        let mut find = |weight, day, words| findings.push(Finding::new(weight, on(day), &clause, words));
        let mut there: BTreeMap<NaiveDate, BTreeSet<&str>> = BTreeMap::new();
        for shift in self.shifts.iter().filter(|shift| inside(shift.day)) {
            if !there.entry(shift.day).or_default().insert(&shift.staff) {
                find(Weight::Advice, shift.day, ON_DUTY_ALREADY.with([shift.staff.as_str().into()]));
            }
        }
        for leave in self.leaves.iter().filter(|leave| leave.granted && inside(leave.day)) {
            // A roster that was made around the leave has nobody to free.
            there.entry(leave.day).or_default().remove(leave.staff.as_str());
        }
        for swap in self.swaps.iter().filter(|swap| inside(swap.day)) {
            let today = there.entry(swap.day).or_default();
            let on_leave = self
                .leaves
                .iter()
                .any(|leave| leave.granted && leave.day == swap.day && leave.staff == swap.from);
            if !today.remove(swap.from.as_str()) && !on_leave {
                find(Weight::Breach, swap.day, NOT_ON_DUTY.with([swap.from.as_str().into()]));
                continue;
            }
            if !today.insert(&swap.to) {
                find(Weight::Breach, swap.day, ON_DUTY_ALREADY.with([swap.to.as_str().into()]));
            }
        }
        let mut duty = Vec::with_capacity(days.len());
        for (day, wanted) in &days {
            let staff: Vec<String> =
                there.get(day).into_iter().flatten().map(|one| (*one).to_owned()).collect();
            let count = u32::try_from(staff.len()).unwrap_or(u32::MAX);
            match count {
                0 => find(Weight::Breach, *day, NOBODY.with([(*wanted).into()])),
                few if few < *wanted => {
                    find(Weight::Breach, *day, TOO_FEW.with([few.into(), (*wanted).into()]));
                }
                many if many > *wanted => {
                    find(Weight::Advice, *day, TOO_MANY.with([many.into(), (*wanted).into()]));
                }
                _ => {}
            }
            duty.push(DutyDay { day: *day, staff });
        }
        for (day, _) in there.iter().filter(|(_, staff)| !staff.is_empty()) {
            if !days.iter().any(|(duty, _)| duty == day) {
                find(Weight::Advice, *day, NO_DUTY.with([(*day).into()]));
            }
        }
        findings.sort_by_key(|finding| match finding.subject.args() {
            [crate::decision::Arg::Date(day)] => Some(*day),
            _ => None,
        });
        Ok((duty, findings))
    }

    /// On how many days of duty somebody has to be there, with the clause.
    ///
    /// # Errors
    /// [`Unspecified`](crate::Unspecified) for `hotline.duty`.
    pub fn rule(policy: &Policy, day: NaiveDate) -> Result<Decision<(DutyDays, u32)>, Error> {
        let rule = policy.hotline_duty(day)?;
        let words = DUTY.with([rule.value.days.into(), rule.value.staff.into()]);
        let because = vec![Reason::new(&rule.clause, words)];
        Ok(Decision { value: (rule.value.days, rule.value.staff), because })
    }
}

/// The days of duty from one day to another, and how many are wanted on each.
fn duty_days(
    policy: &Policy,
    calendar: &WorkCalendar,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<(NaiveDate, u32)>, Error> {
    if to < from {
        return Err(InputError::value("to", to, format!("{from} or later")).into());
    }
    let last = from.checked_add_days(Days::new(MOST_DAYS)).unwrap_or(NaiveDate::MAX);
    if to > last {
        return Err(
            InputError::value("to", to, format!("{last} or before: {MOST_DAYS} days at a time")).into()
        );
    }
    let mut days = Vec::new();
    for day in from.iter_days().take_while(|day| *day <= to) {
        let rule: &crate::policy::HotlineDuty = &policy.hotline_duty(day)?.value;
        if rule.days == DutyDays::EveryDay || calendar.is_workday(day)? {
            days.push((day, rule.staff));
        }
    }
    Ok(days)
}

/// The clause of duty, for the figures.
pub(super) fn clause(policy: &Policy, day: NaiveDate) -> Result<ClauseId, Error> {
    Ok(policy.hotline_duty(day)?.clause.clone())
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] =
    &[&NOBODY, &TOO_FEW, &TOO_MANY, &NO_DUTY, &NOT_ON_DUTY, &ON_DUTY_ALREADY, &DUTY, &DAY];
