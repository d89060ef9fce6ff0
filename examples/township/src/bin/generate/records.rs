//! The records of duties of November 2026, the posts beside the roster, and how far each village is with the roll-out.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use wangge::{CheckItem, DutyKind, Role, RolloutTask, Vocabulary, WorkCalendar};

use crate::VILLAGES;

/// The seed of the records.
const SEED: u64 = 20_261_126;
/// The grid that is drawn and not yet staffed, by its place: nothing is done in it.
const UNSTAFFED: usize = 29;
/// The grid whose responsible person changes in the month.
const HANDED_OVER: usize = 6;

/// Grids by code, with their village, and the households of each, from the table of households.
fn grids(households: &str) -> BTreeMap<String, (String, Vec<String>)> {
    let mut grids: BTreeMap<String, (String, Vec<String>)> = BTreeMap::new();
    for line in households.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let [id, village, .., grid] = cells.as_slice() else { continue };
        if !grid.is_empty() {
            let own = grids.entry((*grid).to_owned()).or_insert_with(|| ((*village).to_owned(), Vec::new()));
            own.1.push((*id).to_owned());
        }
    }
    grids
}

fn on(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap_or_default()
}

/// Who is responsible for each grid, and who holds the posts of the villages and of the township.
pub(crate) fn posts(households: &str) -> String {
    let mut out = "责任单元,岗位,人员编号,到岗日期,离岗日期\n".to_owned();
    let mut row = |unit: &str, role: Role, who: &str, from: &str, to: &str| {
        out.push_str(&format!("{unit},{},{who},{from},{to}\n", role.zh()));
    };
    for (nth, grid) in grids(households).keys().enumerate() {
        match nth {
            UNSTAFFED => {}
            HANDED_OVER => {
                row(grid, Role::GridResponsible, &format!("R{:03}", nth + 1), "2026-01-01", "2026-11-10");
                row(grid, Role::GridResponsible, "R101", "2026-11-11", "");
            }
            _ => row(grid, Role::GridResponsible, &format!("R{:03}", nth + 1), "", ""),
        }
    }
    for (nth, (village, ..)) in VILLAGES.iter().enumerate() {
        row(village, Role::Committees, &format!("V{:03}", nth + 1), "", "");
        row(village, Role::VillageCommittee, &format!("V{:03}", nth + 21), "", "");
        row(village, Role::VillageCadres, &format!("V{:03}", nth + 41), "", "");
        row(village, Role::DutyStaff, &format!("V{:03}", nth + 61), "", "");
    }
    row("", Role::Office, "L05", "", "");
    out
}

struct Writer {
    rows: Vec<(NaiveDate, String)>,
}

impl Writer {
    fn put(
        &mut self,
        kind: DutyKind,
        unit: &str,
        day: NaiveDate,
        who: &str,
        household: &str,
        items: &[CheckItem],
    ) {
        let items: Vec<&str> = items.iter().map(|item| item.code()).collect();
        let cells = format!("{},{unit},{day},{who},{household},{}", kind.zh(), items.join(";"));
        self.rows.push((day, cells));
    }

    /// Written as they came in, numbered in that order.
    fn text(mut self) -> String {
        self.rows.sort();
        let rows = self.rows.iter().zip(1..).map(|((_, cells), nth)| format!("D{nth:05},{cells}\n"));
        "记录编号,事项,责任单元,日期,人员编号,户号,查问事项\n".to_owned() + &rows.collect::<String>()
    }
}

/// Those of a list, one now and then left out.
fn looked(list: &[CheckItem], forgotten: u32, rng: &mut ChaCha8Rng) -> Vec<CheckItem> {
    list.iter().copied().filter(|_| rng.random_range(0..100) >= forgotten).collect()
}

const LOOKED_AT: [CheckItem; 4] =
    [CheckItem::Strangers, CheckItem::ComingsAndGoings, CheckItem::BuildingAndDirt, CheckItem::Emergencies];
const ASKED: [CheckItem; 4] =
    [CheckItem::Worries, CheckItem::Satisfaction, CheckItem::Suggestions, CheckItem::HelpWanted];

/// What was done from October on (visits), and from the last week of October on (the rest), to the morning of
/// 23 November.
pub(crate) fn duty_records(households: &str) -> String {
    let calendar = WorkCalendar::china();
    let mut rng = ChaCha8Rng::seed_from_u64(SEED);
    let mut out = Writer { rows: Vec::new() };
    let days: Vec<NaiveDate> = on(11, 1).iter_days().take_while(|day| *day < on(11, 23)).collect();
    let worked: Vec<NaiveDate> =
        days.iter().copied().filter(|day| calendar.is_workday(*day).unwrap_or_default()).collect();
    for (nth, (grid, (_, homes))) in grids(households).iter().enumerate() {
        if nth == UNSTAFFED {
            continue;
        }
        let who = |day: NaiveDate| {
            if nth == HANDED_OVER && day > on(11, 10) {
                "R101".to_owned()
            } else {
                format!("R{:03}", nth + 1)
            }
        };
        // Most are diligent, every fifth is not.
        let slack = if nth % 5 == 3 { 24 } else { nth as u32 % 3 * 2 };
        for day in &worked {
            if rng.random_range(0..100) >= slack {
                let items = looked(&LOOKED_AT, 4, &mut rng);
                out.put(DutyKind::Patrol, grid, *day, &who(*day), "", &items);
                // Some send the same again.
                if rng.random_range(0..120) == 0 {
                    out.put(DutyKind::Patrol, grid, *day, &who(*day), "", &items);
                }
            }
        }
        if nth % 7 == 2 {
            out.put(
                DutyKind::Patrol,
                grid,
                on(11, 14),
                &who(on(11, 14)),
                "",
                &looked(&LOOKED_AT, 4, &mut rng),
            );
        }
        // A diary is left off for days on end.
        let gap = (nth % 4 == 1).then(|| rng.random_range(0..worked.len() - 5));
        let long = rng.random_range(2..6);
        for (place, day) in worked.iter().enumerate() {
            if !gap.is_some_and(|gap| (gap..gap + long).contains(&place))
                && rng.random_range(0..100) >= slack / 2
            {
                out.put(DutyKind::Diary, grid, *day, &who(*day), "", &[]);
            }
        }
        for (week, monday) in [on(10, 26), on(11, 2), on(11, 9), on(11, 16)].into_iter().enumerate() {
            let day = match (nth + week) % 11 {
                // Late: on the Tuesday after.
                4 if week < 3 => monday + Days::new(8),
                7 => continue,
                _ => monday + Days::new(rng.random_range(2..5)),
            };
            out.put(DutyKind::Exchange, grid, day, &who(day), "", &[]);
            if (nth + week) % 11 == 4 && week < 3 {
                // And again in that week, in time for its own.
                out.put(
                    DutyKind::Exchange,
                    grid,
                    monday + Days::new(10),
                    &who(monday + Days::new(10)),
                    "",
                    &[],
                );
            }
        }
        if nth % 6 == 0 {
            out.put(DutyKind::Summary, grid, on(11, 20), &who(on(11, 20)), "", &[]);
        }
        let share = if nth % 5 == 3 { 30 } else { 45 + nth as u32 % 4 * 6 };
        for home in homes {
            if rng.random_range(0..100) >= share {
                continue;
            }
            let day = on(10, 9) + Days::new(rng.random_range(0..45));
            out.put(DutyKind::Visit, grid, day, &who(day), home, &looked(&ASKED, 3, &mut rng));
        }
    }
    // One household had moved from the grid that visited it.
    let moved =
        grids(households).values().nth(1).and_then(|(_, homes)| homes.first().cloned()).unwrap_or_default();
    if let Some(grid) = grids(households).keys().next() {
        out.put(DutyKind::Visit, grid, on(11, 18), "R001", &moved, &ASKED);
    }
    of_villages(&days, &mut out, &mut rng);
    out.put(DutyKind::Supervision, "", on(11, 20), "L05", "", &[]);
    out.text()
}

/// The meetings, office days and hotlines of the villages.
fn of_villages(days: &[NaiveDate], out: &mut Writer, rng: &mut ChaCha8Rng) {
    for (nth, (village, ..)) in VILLAGES.iter().enumerate() {
        let who = |post: usize| format!("V{:03}", nth + 1 + post);
        // The 15th is a Sunday: due on Friday the 13th.
        match nth {
            4 => out.put(DutyKind::AnalysisMeeting, village, on(11, 17), &who(0), "", &[]),
            7 => {}
            _ => {
                let day = on(11, 10 + nth as u32 % 4);
                out.put(DutyKind::AnalysisMeeting, village, day, &who(0), "", &[]);
            }
        }
        for monday in [on(11, 2), on(11, 9), on(11, 16)] {
            if (nth + monday.day() as usize) % 9 != 5 {
                out.put(DutyKind::MondayOffice, village, monday, &who(40), "", &[]);
            }
        }
        for day in days {
            let off = matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && nth % 4 == 2;
            if !off && rng.random_range(0..60) > 0 {
                out.put(DutyKind::HotlineDuty, village, *day, &who(60), "", &[]);
            }
        }
    }
}

/// Which task of the roll-out each village did when.
pub(crate) fn rollout() -> String {
    let mut rng = ChaCha8Rng::seed_from_u64(SEED + 1);
    let mut out = "village,task,day\n".to_owned();
    for (nth, (village, ..)) in VILLAGES.iter().enumerate() {
        for task in RolloutTask::ALL {
            use RolloutTask as T;
            let (first, last) = match task {
                T::Survey | T::LeadingGroup | T::Plan | T::Mobilisation | T::Publicity => {
                    (on(6, 8), on(6, 22))
                }
                T::Divide | T::Staff | T::Train => (on(6, 23), on(6, 30)),
                T::TrialRun | T::FindProblems | T::MendProblems => (on(7, 6), on(8, 31)),
                T::Consolidate => (on(9, 7), on(11, 16)),
            };
            let span = (last - first).num_days().unsigned_abs();
            let day = first + Days::new(rng.random_range(0..=span));
            let day = match (nth, task) {
                // Late, missing, or not begun.
                (3, T::Train) => on(7, 9),
                (10, T::Plan) => on(6, 25),
                (8, T::MendProblems) => on(9, 11),
                (3 | 5, T::MendProblems) | (5, T::FindProblems | T::TrialRun) | (9, T::Staff) => continue,
                (_, T::Consolidate) if nth % 3 != 0 || nth == 3 || nth == 9 => continue,
                _ => day,
            };
            out.push_str(&format!("{village},{},{day}\n", task.code()));
        }
    }
    out
}
