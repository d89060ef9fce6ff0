//! The log of cases: what happens to them, run as commands under the policy that it is made for.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use wangge::case::{CaseLog, CaseRules, Event, Step, step};
use wangge::{Policy, Scope, SupervisionLevel, WorkCalendar};

use crate::plan::{Plan, Planned, Story};

/// The seed of the log.
const SEED: u64 = 20_261_125;
/// The policy that it is made for.
const POLICY: &str = include_str!("../../../../policies/extended.toml");

use Story as S;

/// How many of each, with the days before the day asked about between which it came in.
const STORIES: &[(Story, usize, u64, u64)] = &[
    (S::Plain, 23, 20, 90),
    (S::Plain, 12, 0, 9),
    (S::OnSpot, 12, 3, 90),
    (S::Returned, 5, 6, 80),
    (S::Transferred, 4, 6, 80),
    (S::Reworked, 6, 12, 80),
    (S::Meeting, 5, 5, 70),
    (S::BeyondMeeting, 3, 10, 60),
    (S::Paused, 4, 40, 80),
    (S::StillPaused, 3, 7, 11),
    (S::Extended, 3, 30, 80),
    (S::Extended, 1, 13, 14),
    (S::ExtensionRefused, 2, 30, 80),
    (S::ExtensionWaits, 1, 7, 7),
    (S::Major, 5, 5, 80),
    (S::MajorUnreported, 1, 3, 3),
    (S::Declined, 2, 5, 80),
    (S::Withdrawn, 2, 5, 80),
    (S::Reclassified, 1, 20, 50),
    (S::Merged, 1, 10, 60),
    (S::Reclassified, 1, 10, 20),
    (S::Merged, 1, 10, 60),
    (S::Eased, 3, 30, 70),
    (S::EasedSettled, 1, 75, 80),
    (S::ClosedLate, 3, 40, 80),
    (S::AppealGranted, 1, 50, 60),
    (S::AppealRefused, 1, 50, 60),
    (S::Reopened, 2, 30, 60),
    (S::InHand, 2, 10, 10),
    (S::InHand, 1, 11, 11),
    (S::InHand, 2, 14, 19),
    (S::Supervised(SupervisionLevel::Ordinary), 2, 17, 20),
    (S::Supervised(SupervisionLevel::Yellow), 1, 24, 26),
    (S::Supervised(SupervisionLevel::Red), 1, 27, 30),
    (S::Worst, 1, 56, 56),
    (S::Lifted, 1, 24, 26),
    (S::ToTell, 2, 4, 8),
    (S::BeforePolicy, 1, 0, 0),
];

/// Up to when there is a log: the morning of the day asked about, before work.
fn morning() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default().and_time(NaiveTime::MIN) + TimeDelta::hours(8)
}

/// The log, an event a line.
pub(crate) fn events() -> Result<String, String> {
    let said = |error: wangge::Error| error.wording().zh();
    let policy = Policy::from_toml(POLICY).map_err(|error| error.to_string())?;
    let calendar = WorkCalendar::china();
    let mut rng = ChaCha8Rng::seed_from_u64(SEED);
    let mut steps: Vec<Planned> = Vec::new();
    let mut nth = 0;
    for &(story, count, few, many) in STORIES {
        for _ in 0..count {
            let back = rng.random_range(few..=many);
            let minute = rng.random_range(485..1060);
            let day = morning().date() - Days::new(back);
            let mut at = day.and_time(NaiveTime::MIN) + TimeDelta::minutes(minute);
            let village = if story == S::Merged { (nth - 1) * 5 % 12 } else { nth * 5 % 12 };
            // A case that goes into another follows it by a day.
            if story == S::Merged
                && let Some(first) = steps.iter().find(|planned| planned.plan + 1 == nth)
            {
                at = first.at + TimeDelta::days(1);
            }
            let mut plan = Plan {
                nth,
                village,
                scope: Scope::Grid,
                at,
                calendar: &calendar,
                rng: &mut rng,
                steps: Vec::new(),
            };
            plan.told_by(story);
            steps.extend(plan.steps.into_iter().map(|planned| Planned { plan: nth, ..planned }));
            nth += 1;
        }
    }
    steps.retain(|planned| planned.at < morning());
    steps.sort_by_key(|planned| planned.at);
    let mut ids: BTreeMap<usize, String> = BTreeMap::new();
    for planned in &steps {
        let next = ids.len() + 1;
        ids.entry(planned.plan).or_insert_with(|| format!("BJ-{next:03}"));
    }
    let mut log = CaseLog::new(CaseRules::new(&policy, &calendar));
    for Planned { at, plan, actor, step } in steps {
        let id = ids.get(&plan).cloned().unwrap_or_default();
        match step {
            Step::Collect(said) => log.open(&id, at, &actor, said),
            Step::Merge(said) => {
                let into = said.into.parse().ok().and_then(|plan: usize| ids.get(&plan)).cloned();
                let into = into.unwrap_or(said.into);
                log.act(&id, at, &actor, step::Merge { into, note: said.note })
            }
            other => log.act(&id, at, &actor, other),
        }
        .map_err(|error| format!("{at} {}", said(error)))?;
    }
    Ok(log.events().map(|event: &Event| event.to_json() + "\n").collect())
}
