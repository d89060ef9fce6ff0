//! The rules asked of the township's tables, and the answers kept for the report.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Weekday};
use indicatif::ProgressBar;
use wangge::assess::{self, CaseRow, OnTime, Period, Ranked, Scored, Standing};
use wangge::policy::SystemCoverage;
use wangge::rules::deadline::{self, Deadline};
use wangge::rules::route::{self, Route};
use wangge::rules::size::{self, GridCounts};
use wangge::rules::team;
use wangge::{
    Complexity, Decision, Error, Finding, Lang, Policy, Reason, Unspecified, Vocabulary, WorkCalendar,
};

use crate::cards::{self, Cards};
use crate::division::Divisions;
use crate::duties::Duties;
use crate::input::{Case, Township, Village};
use crate::ledger::Ledger;
use crate::rollout::Rollout;

/// The grids of one village.
#[derive(Debug)]
pub struct VillageSize {
    /// The village.
    pub village: Village,
    /// The numbers of grids it may have.
    pub counts: Decision<GridCounts>,
    /// Those of its neighbours that are known, with their households.
    pub neighbours: Vec<(String, u32)>,
}

/// A case with its route and its deadline.
#[derive(Debug)]
pub struct Followed {
    /// The case.
    pub case: Case,
    /// Where it goes; `None` where the table does not give the facts or the policy has no route.
    pub route: Option<Decision<Route>>,
    /// By when it must be settled, or why that cannot be said.
    pub deadline: Result<Decision<Deadline>, Error>,
    /// How it stands; `None` without a deadline.
    pub standing: Option<Standing>,
}

/// How many were settled within a limit, and where a count from Monday to Friday says otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithinLimit {
    /// The limit.
    pub complexity: Complexity,
    /// Its length in working days.
    pub days: u32,
    /// Settled within it.
    pub within: u32,
    /// Settled at all, of those that the calendar can count.
    pub settled: u32,
    /// Settled within it by a count from Monday to Friday.
    pub within_naive: u32,
    /// For how many the two disagree.
    pub differ: u32,
    /// Not yet settled on the day asked about, so in neither count.
    pub open: u32,
    /// The calendar does not know a day that the count needs.
    pub uncounted: u32,
}

/// The figures of the period.
#[derive(Debug)]
pub struct Assessment {
    /// The counts.
    pub on_time: Decision<OnTime>,
    /// The ranks.
    pub ranked: Decision<Vec<Ranked>>,
    /// The marks; `None` where the policy has no sheet.
    pub scored: Option<Decision<Vec<Scored>>>,
    /// Cases without a deadline, in no figure.
    pub left_out: usize,
}

/// What the rules say of the township.
#[derive(Debug)]
pub struct Analysis {
    /// The day at whose close it was asked.
    pub on: NaiveDate,
    /// The period of the figures.
    pub period: Period,
    /// The sizes, or the refusal of the policy.
    pub sizes: Result<Vec<VillageSize>, Error>,
    /// The grids, or the refusal of the policy; `None` where no household has a place.
    pub division: Option<Result<Divisions, Error>>,
    /// What the teams lack.
    pub teams: Result<Vec<Finding>, Error>,
    /// What the leading group lacks.
    pub group: Result<Vec<Finding>, Error>,
    /// The cases.
    pub cases: Vec<Followed>,
    /// How many were settled within each limit of the policy.
    pub within: Vec<WithinLimit>,
    /// The figures of the period, or the refusal; `None` where the cases have no villages.
    pub assessment: Option<Result<Assessment, Error>>,
    /// The cases as their events have them; `None` without a log.
    pub ledger: Option<Ledger>,
    /// What was owed in the month and what became of it; `None` without records.
    pub duties: Option<Duties>,
    /// How far the villages are with the roll-out; `None` without a table of it.
    pub rollout: Option<Rollout>,
    /// Which of the thirteen systems the policy arranges; `None` where nobody asked how the work is arranged.
    pub systems: Option<Result<Vec<SystemCoverage>, Error>>,
    /// The service cards; `None` without a table of them.
    pub cards: Option<Cards>,
}

/// A count from Monday to Friday, festivals and make-up days not looked at.
fn naive(received: NaiveDate, n: u32) -> Option<NaiveDate> {
    let weekdays =
        received.iter_days().skip(1).filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun));
    weekdays.take(n as usize).last()
}

impl Analysis {
    /// Asks the rules.
    pub fn new(
        policy: &Policy,
        calendar: &WorkCalendar,
        township: &Township,
        now: NaiveDateTime,
        period: Period,
        ledger: Option<Ledger>,
        progress: &ProgressBar,
    ) -> Self {
        let on = now.date();
        let today = policy.at(on).unwrap_or_else(|_| policy.clone());
        progress.set_length(township.cases.len() as u64);
        let mut cases = Vec::with_capacity(township.cases.len());
        for case in &township.cases {
            cases.push(follow(policy, calendar, case, on));
            progress.inc(1);
        }
        progress.set_position(0);
        progress.set_message("划分网格");
        let division = Divisions::new(&today, township, progress);
        progress.finish_and_clear();
        let arranged = township.records.is_some() || township.tasks.is_some() || !township.group.is_empty();
        let assessment = township
            .cases
            .iter()
            .any(|case| case.village.is_some())
            .then(|| assess_period(policy, calendar, township, &cases, period, on));
        Self {
            on,
            period,
            sizes: sizes(&today, &township.villages),
            division,
            teams: team::check_roster(&today, &township.teams),
            group: team::check_leading_group(&today, &township.group),
            within: within_limits(policy, calendar, &cases, on),
            cases,
            assessment,
            ledger,
            rollout: township.tasks.as_ref().map(|tasks| Rollout::new(policy, township, tasks, on)),
            cards: township.cards.as_ref().map(|cards| cards::check(policy, township, cards, on)),
            systems: arranged.then(|| policy.systems(on)),
            duties: township.records.as_ref().map(|done| Duties::new(policy, calendar, township, done, now)),
        }
    }

    /// The cases that are open and past their due date, the longest overdue first.
    pub fn overdue(&self) -> Vec<(&Followed, &Decision<Deadline>)> {
        self.standing_as(Standing::Overdue)
    }

    /// The open cases that are not yet due, the nearest due date first.
    pub fn pending(&self) -> Vec<(&Followed, &Decision<Deadline>)> {
        self.standing_as(Standing::Pending)
    }

    fn standing_as(&self, standing: Standing) -> Vec<(&Followed, &Decision<Deadline>)> {
        let open = self.cases.iter().filter(|case| case.standing == Some(standing));
        let mut found: Vec<_> = open.filter_map(|case| Some((case, case.deadline.as_ref().ok()?))).collect();
        found.sort_by(|(a, a_due), (b, b_due)| {
            a_due.value.date.cmp(&b_due.value.date).then_with(|| a.case.id.cmp(&b.case.id))
        });
        found
    }

    /// The cases without a deadline, and why.
    pub fn undecided(&self) -> impl Iterator<Item = (&Followed, &Error)> {
        self.cases.iter().filter_map(|case| Some((case, case.deadline.as_ref().err()?)))
    }

    /// Whether no case has facts or a complexity, so that none has a deadline of its own.
    pub fn no_facts(&self) -> bool {
        !self.cases.is_empty()
            && self
                .cases
                .iter()
                .all(|followed| followed.case.facts.is_none() && followed.case.complexity.is_none())
    }

    /// Every clause that an answer of the report rests on.
    pub fn clauses(&self) -> Vec<String> {
        let mut ids: Vec<String> = Vec::new();
        let mut take = |reasons: &[Reason]| {
            for reason in reasons {
                if !ids.iter().any(|id| id == reason.clause.as_str()) {
                    ids.push(reason.clause.to_string());
                }
            }
        };
        self.sizes.iter().flatten().for_each(|size| take(&size.counts.because));
        if let Some(Ok(division)) = &self.division {
            division.reasons().into_iter().for_each(|reason| take(core::slice::from_ref(reason)));
        }
        for card in self.cards.iter().flatten().flatten() {
            for finding in card.lacks.iter().chain(&card.unposted).chain(&card.stale) {
                take(core::slice::from_ref(&finding.reason));
            }
        }
        for findings in [&self.teams, &self.group].into_iter().flatten() {
            for finding in findings {
                take(core::slice::from_ref(&finding.reason));
            }
        }
        for case in &self.cases {
            case.route.iter().for_each(|route| take(&route.because));
            case.deadline.iter().for_each(|deadline| take(&deadline.because));
        }
        if let Some(Ok(found)) = &self.assessment {
            take(&found.on_time.because);
            take(&found.ranked.because);
            found.scored.iter().for_each(|scored| take(&scored.because));
        }
        if let Some(ledger) = &self.ledger {
            take(&ledger.reasons());
            for clause in ledger.duties.iter().flat_map(|duty| &duty.clauses) {
                if !ids.contains(clause) {
                    ids.push(clause.clone());
                }
            }
        }
        let phases = self.rollout.iter().flat_map(|rollout| rollout.plan.iter().flatten());
        let phases = phases.map(|phase| phase.clause.to_string());
        let systems = self.systems.iter().flatten().flatten();
        let systems = systems.flat_map(|row| core::iter::once(&row.asked_by).chain(&row.clause));
        let others = phases.chain(systems.map(ToString::to_string));
        for clause in self.duties.iter().flat_map(Duties::clauses).chain(others) {
            if !ids.contains(&clause) {
                ids.push(clause);
            }
        }
        ids
    }
}

fn sizes(policy: &Policy, villages: &[Village]) -> Result<Vec<VillageSize>, Error> {
    let households =
        |name: &String| villages.iter().find(|village| village.name == *name).map(Village::households);
    villages
        .iter()
        .map(|village| {
            let neighbours: Vec<(String, u32)> = village
                .neighbours
                .iter()
                .filter_map(|name| Some((name.clone(), households(name)?)))
                .collect();
            let near: Vec<(&str, u32)> =
                neighbours.iter().map(|(name, count)| (name.as_str(), *count)).collect();
            let extent = size::Extent {
                population: village.people,
                place: village.place,
                ..size::Extent::households(village.households())
            };
            let counts = size::counts_of(policy, &extent, &near)?;
            Ok(VillageSize { village: village.clone(), counts, neighbours })
        })
        .collect()
}

fn follow(policy: &Policy, calendar: &WorkCalendar, case: &Case, on: NaiveDate) -> Followed {
    let at_receipt = policy.at(case.received).map_err(Error::from);
    let route = case
        .facts
        .map(|facts| at_receipt.clone().and_then(|policy| route::decide(&policy, &facts, case.complexity)));
    let complexity = match &route {
        Some(Ok(route)) => route.value.complexity.or(case.complexity),
        _ => case.complexity,
    };
    let deadline = match (complexity, &route) {
        (Some(complexity), _) => deadline::due(policy, calendar, case.received, complexity),
        (None, Some(Err(error))) => Err(error.clone()),
        (None, _) => {
            let key = "complexity_by_level".to_owned();
            Err(Unspecified { policy: policy.id().to_owned(), key }.into())
        }
    };
    let row = complexity.map(|complexity| CaseRow {
        village: case.village.clone().unwrap_or_default(),
        received: case.received,
        closed: case.closed,
        complexity,
    });
    let standing = row.and_then(|row| assess::standing(policy, calendar, &row, on).ok());
    Followed {
        case: case.clone(),
        route: route.and_then(Result::ok),
        deadline,
        standing: standing.map(|(standing, _)| standing),
    }
}

fn within_limits(
    policy: &Policy,
    calendar: &WorkCalendar,
    cases: &[Followed],
    on: NaiveDate,
) -> Vec<WithinLimit> {
    let mut found = Vec::new();
    for &complexity in Complexity::ALL {
        let mut counts = WithinLimit {
            complexity,
            days: 0,
            within: 0,
            settled: 0,
            within_naive: 0,
            differ: 0,
            open: 0,
            uncounted: 0,
        };
        for followed in cases {
            let case = &followed.case;
            let Some(closed) = case.closed.filter(|closed| *closed <= on) else {
                counts.open += 1;
                continue;
            };
            let Ok(due) = deadline::due(policy, calendar, case.received, complexity) else {
                counts.uncounted += 1;
                continue;
            };
            counts.days = due.value.within.count;
            let within = closed <= due.value.date;
            let within_naive =
                naive(case.received, due.value.within.count).is_some_and(|date| closed <= date);
            counts.settled += 1;
            counts.within += u32::from(within);
            counts.within_naive += u32::from(within_naive);
            counts.differ += u32::from(within != within_naive);
        }
        if counts.settled > 0 {
            found.push(counts);
        }
    }
    found
}

fn assess_period(
    policy: &Policy,
    calendar: &WorkCalendar,
    township: &Township,
    cases: &[Followed],
    period: Period,
    on: NaiveDate,
) -> Result<Assessment, Error> {
    let rows: Vec<CaseRow> = cases
        .iter()
        .filter_map(|followed| {
            let complexity = followed.deadline.as_ref().ok()?.value.complexity;
            let case = &followed.case;
            let village = case.village.clone()?;
            Some(CaseRow { village, received: case.received, closed: case.closed, complexity })
        })
        .collect();
    let left_out = cases.len() - rows.len();
    let mut on_time = assess::on_time(policy, calendar, &rows, period, on)?;
    // A village without a case is listed too.
    let counted = &mut on_time.value.villages;
    for village in &township.villages {
        if !counted.iter().any(|(name, _)| *name == village.name) {
            counted.push((village.name.clone(), assess::Figures::default()));
        }
    }
    counted.sort_by(|(a, _), (b, _)| a.cmp(b));
    let ranked = assess::rank(policy, &on_time.value)?;
    let scored = match policy.sheets().first() {
        Some(sheet) => Some(assess::score(policy, &sheet.value.id, &on_time.value)?),
        None => None,
    };
    Ok(Assessment { on_time, ranked, scored, left_out })
}

/// The day-by-day explanation of a deadline, in Chinese.
pub fn explained(deadline: &Deadline, calendar: &WorkCalendar) -> Vec<String> {
    deadline.explain(calendar).map(|explanation| explanation.lines(Lang::Zh)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::naive;

    #[test]
    fn the_naive_count_looks_at_weekends_only() {
        let day = |text: &str| text.parse().expect("a day");
        assert_eq!(naive(day("2026-09-30"), 7), Some(day("2026-10-09")));
        assert_eq!(naive(day("2026-11-20"), 1), Some(day("2026-11-23")));
    }
}
