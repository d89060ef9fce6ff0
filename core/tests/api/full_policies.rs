//! The three full policy files of `examples/policies`: a township by X, a community by M, a county by both.
//! Each is checked by answers that are counted by hand here.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use wangge::assess::{
    CountRow, GivenMarks, Marks, Period, Place, Tallies, UnitFact, UnitMarks, Units, marks, ranks, review,
};
use wangge::case::{Actor, CaseLog, CaseRules, Step, step};
use wangge::duty::{DutyGrid, DutyOrder, Territory, obligations};
use wangge::rules::deadline;
use wangge::rules::due::{DueOptions, due_at};
use wangge::rules::size::{self, Extent};
use wangge::{
    Belongs, Complexity, Conduct, DutyKind, Error, Policy, Role, Scope, Stage, StepKind, SupervisionLevel,
    Tally, Vocabulary as _, WorkCalendar,
};

use crate::cases::collect;
use crate::{at, day};

const FILES: [(&str, &str); 3] = [
    ("township-x", include_str!("../../../examples/policies/township-x.toml")),
    ("community-m", include_str!("../../../examples/policies/community-m.toml")),
    ("county-combined", include_str!("../../../examples/policies/county-combined.toml")),
];

fn policy(id: &str) -> Policy {
    let text = FILES.iter().find(|(name, _)| *name == id).expect("a file").1;
    Policy::from_toml(text).unwrap_or_else(|error| panic!("{id}: {error}\n{:?}", error.faults()))
}

fn decimal(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

fn key(error: Error) -> String {
    match error {
        Error::Unspecified(error) => error.key,
        other => panic!("{other}"),
    }
}

/// Every file is named by its id, is written back as it was read, on each day too, and lint finds nothing in it.
#[test]
fn each_file_stands_whole_and_lint_finds_nothing() {
    for (id, text) in FILES {
        let policy = policy(id);
        assert_eq!(policy.id(), id);
        let written = policy.to_toml();
        assert_eq!(Policy::from_toml(&written).expect("it reads back"), policy, "{id}");
        for on in ["2026-06-07", "2026-06-30", "2026-07-01", "2026-12-31", "2027-01-01"].map(day) {
            let found: Vec<_> = policy.lint(on).expect("in force").into_iter().map(|one| one.key).collect();
            assert_eq!(found, Vec::<String>::new(), "{id} on {on}");
            let of_day = policy.at(on).expect("in force");
            assert_eq!(of_day.lint(on).expect("in force").len(), 0, "{id} on {on}");
            assert_eq!(
                Policy::from_toml(&of_day.to_toml()).expect("it reads back").to_toml(),
                of_day.to_toml()
            );
            assert!(policy.systems(on).expect("in force").iter().all(|system| system.arranged), "{id}");
            for step in StepKind::ALL {
                assert!(policy.powers(*step, on).is_ok(), "{id}: nobody may {step}");
            }
        }
        // Every clause that a file states of its own is cited somewhere, and says that it is made up.
        for clause in policy.own_clauses() {
            let cited = [format!("clause = \"{}\"", clause.id), format!("reading = \"{}\"", clause.id)];
            assert!(cited.iter().any(|cited| text.contains(cited)), "{id}: {} is not cited", clause.id);
            assert!(clause.document.ends_with("（虚构）"), "{id}: {}", clause.id);
        }
    }
}

#[test]
fn no_two_of_them_say_the_same() {
    let [township, community, county] = FILES.map(|(id, _)| policy(id));
    for (one, other) in [(&township, &community), (&township, &county), (&community, &county)] {
        assert!(one.diff(other).expect("they compare").len() > 100, "{} {}", one.id(), other.id());
    }
}

fn due(policy: &Policy, received: &str, complexity: Complexity) -> String {
    let found = deadline::due(policy, &WorkCalendar::china(), at(received), complexity);
    found.unwrap_or_else(|error| panic!("{received}: {error}")).value.date.to_string()
}

/// The moment at which working hours are over.
fn hours(policy: &Policy, from: &str, term: &str) -> String {
    let term = term.parse().expect("a term");
    let found = due_at(policy, &WorkCalendar::china(), at(from), term, &[], &[], DueOptions::default());
    let due = found.unwrap_or_else(|error| panic!("{from}: {error}")).value;
    due.at.expect("it is known").format("%m-%d %H:%M").to_string()
}

#[test]
fn due_days_of_the_township() {
    let township = policy("township-x");
    // The day of receipt does not count. September 2026: Sunday the 20th is a make-up day, the 25th to 27th are off:
    // 20, 21, 22, 23, 24 | 28, 29.
    assert_eq!(due(&township, "2026-09-18 10:00", Complexity::General), "2026-09-29");
    // 8 in September (with the 30th); October is off to the 7th, the 10th is a make-up day: 8, 9, 10 are 9 to 11,
    // 12–16 are 12 to 16, 19–23 to 21, 26–30 to 26, November 2–5 to 30.
    assert_eq!(due(&township, "2026-09-18 10:00", Complexity::Major), "2026-11-05");
    // Summer hours on 30 September, 15:00–18:00: two; winter hours on 8 October, from 8:30: two.
    assert_eq!(hours(&township, "2026-09-30 16:00", "4 working_hour"), "10-08 10:30");
    let clauses = deadline::due(&township, &WorkCalendar::china(), at("2026-09-18 10:00"), Complexity::Major);
    assert_eq!(clauses.expect("in force").clauses(), ["X-4.2c", "乡-4"]);
}

#[test]
fn due_days_of_the_community() {
    let community = policy("community-m");
    // The day of receipt is the first. June 26, 29, 30, July 1, 2, 3, 6: seven, for what came in before July.
    assert_eq!(due(&community, "2026-06-26 10:00", Complexity::Complex), "2026-07-06");
    // July 1, 2, 3, 6, 7: five from July on.
    assert_eq!(due(&community, "2026-07-01 10:00", Complexity::Complex), "2026-07-07");
    // Natural days from Friday 5 June: the 15th is Friday the 19th, the Dragon Boat Festival; it rolls to Monday.
    assert_eq!(due(&community, "2026-06-05 10:00", Complexity::Major), "2026-06-22");
    // Fridays close at 15:30: half an hour; Monday 9:00–12:00: three more, and half an hour from 13:30.
    assert_eq!(hours(&community, "2026-11-20 15:00", "4 working_hour"), "11-23 14:00");
}

#[test]
fn due_days_of_the_county() {
    let county = policy("county-combined");
    // Received on Friday 20 November before 17:00: Monday is day 1, and 23–27 are five, the 30th six, 1 December seven.
    assert_eq!(due(&county, "2026-11-20 16:59", Complexity::General), "2026-12-01");
    // At 17:00 it is one of Monday, which does not count.
    assert_eq!(due(&county, "2026-11-20 17:00", Complexity::General), "2026-12-02");
    // The limit of those that came in from 2027 on.
    let limit = |on: &str| {
        let limit = county.limit(Complexity::General, day(on)).expect("a limit");
        (limit.value.within.count, limit.clause.to_string())
    };
    assert_eq!(limit("2026-12-31"), (7, "X-4.2a".to_owned()));
    assert_eq!(limit("2027-01-01"), (5, "县-4".to_owned()));
    // Fridays close at 17:00 in November: two hours; Monday from 8:00: two more.
    assert_eq!(hours(&county, "2026-11-20 15:00", "4 working_hour"), "11-23 10:00");
    // Other days close at 17:30: two and a half, and one and a half on Wednesday.
    assert_eq!(hours(&county, "2026-11-24 15:00", "4 working_hour"), "11-25 09:30");
    // In summer 15:00–18:00 on Fridays as well: three, and one on Monday.
    assert_eq!(hours(&county, "2026-07-10 15:00", "4 working_hour"), "07-13 09:00");
    let stage = |complexity| {
        let stage = county.stage(Stage::Dispatch, complexity, day("2026-11-20"));
        stage.expect("stated").expect("a limit").value.within.to_string()
    };
    assert_eq!([stage(Complexity::General), stage(Complexity::Major)], ["4 working_hour", "2 working_hour"]);
}

/// What is owed in a month or week, as its due days.
fn owed(policy: &Policy, kind: DutyKind, from: &str, to: &str) -> Vec<String> {
    let territory = Territory { grids: vec![DutyGrid::new("G-1", "V-1")], ..Territory::default() };
    let order = DutyOrder { from: day(from), to: day(to), kinds: Some(vec![kind]) };
    let found = obligations(policy, &WorkCalendar::china(), &territory, &order);
    found.unwrap_or_else(|error| panic!("{error}")).iter().map(|one| one.due().to_string()).collect()
}

#[test]
fn what_is_owed_in_a_month() {
    let (township, county) = (policy("township-x"), policy("county-combined"));
    // 31 October 2026 is a Saturday: the visit is due on the 30th, which is the last working day too.
    assert_eq!(owed(&township, DutyKind::Visit, "2026-10-01", "2026-10-31"), ["2026-10-30"]);
    assert_eq!(owed(&township, DutyKind::LeadersMeeting, "2026-10-01", "2026-10-31"), ["2026-10-30"]);
    // Friday 25 September is off: the diary of the week by Thursday.
    assert_eq!(owed(&township, DutyKind::Diary, "2026-09-21", "2026-09-27"), ["2026-09-24"]);
    // 5 to 7 October are off: the Monday is Thursday the 8th.
    assert_eq!(owed(&township, DutyKind::MondayOffice, "2026-10-05", "2026-10-11"), ["2026-10-08"]);
    // The county's leaders meet on the 26th; that of September falls into the holiday and moves to the 24th, apart from
    // the analysis meetings of the 15th and the 30th.
    assert_eq!(owed(&county, DutyKind::LeadersMeeting, "2026-09-01", "2026-09-30"), ["2026-09-24"]);
    let meetings = owed(&county, DutyKind::AnalysisMeeting, "2026-09-01", "2026-09-30");
    assert_eq!(meetings, ["2026-09-15", "2026-09-30"]);
    // The community keeps its line on every day of the holiday.
    let hotline = owed(&policy("community-m"), DutyKind::HotlineDuty, "2026-10-01", "2026-10-07");
    assert_eq!(hotline.len(), 7);
}

/// A case that is dispatched on 24 November 2026, and what comes of putting it under supervision at these levels.
fn supervised(id: &str, levels: &[SupervisionLevel]) -> Vec<&'static str> {
    let mut log = CaseLog::new(CaseRules::new(&policy(id), &WorkCalendar::china()));
    let office = Actor::new("office", Role::Office);
    let act = |log: &mut CaseLog, step: Step| {
        log.act("C-1", at("2026-11-24 10:00"), &office, step).map_or_else(|error| error.code(), |_| "done")
    };
    log.open("C-1", at("2026-11-24 09:00"), &office, collect(Scope::Grid)).expect("taken in");
    assert_eq!(act(&mut log, step::File { note: None }.into()), "done");
    assert_eq!(act(&mut log, step::Dispatch { to: "grid-7".into(), note: None }.into()), "done");
    levels.iter().map(|level| act(&mut log, step::Supervise { level: *level, note: None }.into())).collect()
}

#[test]
fn supervision_goes_up_as_each_says() {
    use SupervisionLevel::{Ordinary, Red, Yellow};
    // The township's ladder ends at yellow; the community's may be entered at red; the county's is climbed step by step.
    assert_eq!(
        supervised("township-x", &[Yellow, Ordinary, Yellow, Red]),
        ["case.skipped", "done", "done", "case.no_higher"]
    );
    assert_eq!(supervised("community-m", &[Red, Yellow]), ["done", "case.no_higher"]);
    assert_eq!(
        supervised("county-combined", &[Ordinary, Red, Yellow, Red]),
        ["done", "case.skipped", "done", "done"]
    );
}

#[test]
fn what_they_leave_open_they_leave_open_on_purpose() {
    let community = policy("community-m");
    let on = day("2026-11-23");
    assert_eq!(key(community.double_hundred(on).expect_err("not stated")), "double_hundred");
    assert_eq!(key(community.rollout(on).expect_err("not stated")), "rollout");
    // The other two state them.
    for id in ["township-x", "county-combined"] {
        assert!(policy(id).double_hundred(on).is_ok() && policy(id).rollout(on).is_ok(), "{id}");
    }
}

#[test]
fn grids_of_each() {
    let of =
        |id: &str, extent: &Extent| size::counts_of(&policy(id), extent, &[]).expect("a band").value.feasible;
    // 430 households: 3 grids of 143 or 144, 4 of 107 or 108; 2 would be 215 each, 5 would be 86.
    assert_eq!(of("township-x", &Extent::households(430)), Some((3, 4)));
    // The county leaves a tenth of each grid free when it divides: of 150 households, 135.
    assert_eq!(policy("county-combined").headroom().expect("stated").expect("stated").value, 10);
    // 1204 in a community: 3 of 401 or 402, 4 of 301; 5 would be 240.
    let community = Extent { place: Some(wangge::Place::Community), ..Extent::households(1204) };
    assert_eq!(of("community-m", &community), Some((3, 4)));
}

fn quarter() -> Period {
    Period::new(day("2026-07-01"), day("2026-09-30")).expect("a quarter")
}

/// Counts of cases by the day they fell due (repeats by the day they came in), and of records.
fn counted(period: Period, units: &[(&str, &[(Tally, u32)])]) -> Tallies {
    let names = units.iter().map(|(unit, _)| (*unit).to_owned()).collect();
    let mut tallies = Tallies::new(names, vec![period]).expect("tallies");
    for (nth, (_, counts)) in units.iter().enumerate() {
        for (tally, count) in *counts {
            let by = match tally {
                Tally::Repeated | Tally::Cases | Tally::Calls | Tally::CallsComplete => Belongs::Received,
                _ => Belongs::FellDue,
            };
            let belongs_by = tally.is_of_cases().then_some(by);
            let row =
                CountRow { unit: nth, period: 0, tally: *tally, belongs_by, exempted: false, count: *count };
            tallies.add_row(&row).expect("a count");
        }
    }
    tallies
}

fn items(of: &UnitMarks) -> Vec<String> {
    of.items.iter().map(|item| item.marks.expect("marks").to_string()).collect()
}

#[test]
fn marks_of_the_township() {
    let policy = policy("township-x");
    let counts = [
        (Tally::Due, 20),
        (Tally::ClosedOnTime, 18),
        (Tally::OverdueOpen, 1),
        (Tally::VisitsDue, 24),
        (Tally::VisitsDone, 24),
        (Tally::LeadersMeetingsDue, 3),
        (Tally::LeadersMeetingsHeld, 3),
        (Tally::MondaysDue, 13),
        (Tally::MondaysHeld, 12),
        (Tally::LedgerFieldsDue, 400),
        (Tally::LedgerFieldsFilled, 380),
    ];
    let tallies = counted(quarter(), &[("甲村", &counts)]);
    let found = marks(&policy, "grid_work", &tallies, quarter(), &Units::default()).expect("marks").value;
    // 90 % in time, 5 points below 95: 40 − 5 · 1 = 35. Visits 24/24: 20. Meetings 3/3: 10. Mondays 12/13 = 92.3 %: the
    // step from 80 %, 6. Ledger 380/400: 9.5. One open and late: 10 − 2 = 8.
    assert_eq!(items(&found[0]), ["35.0", "20.0", "10.0", "6.0", "9.5", "8.0"]);
    assert_eq!(found[0].total, Marks::Given(decimal("88.5")));
    let given = [GivenMarks { sheet: "village_tasks".into(), unit: "甲村".into(), marks: decimal("91.5") }];
    let year = review(&policy, &tallies, quarter(), &Units::default(), &given).expect("a year").value;
    // Added: 88.5 + 91.5.
    assert_eq!(year[0].total, Marks::Given(decimal("180.0")));
}

fn units(groups: &[(&str, &str)]) -> Units {
    let fact = |(unit, group): &(&str, &str)| UnitFact {
        unit: (*unit).to_owned(),
        group: Some((*group).to_owned()),
        from: None,
        to: None,
    };
    Units::new(groups.iter().map(fact).collect()).expect("units")
}

#[test]
fn marks_of_the_community() {
    let policy = policy("community-m");
    let both = [
        (Tally::Due, 10),
        (Tally::ClosedOnTime, 9),
        (Tally::ToldDue, 9),
        (Tally::Told, 9),
        (Tally::Cases, 12),
        (Tally::Repeated, 2),
        (Tally::HotlineDaysDue, 30),
        (Tally::HotlineDaysStaffed, 30),
        (Tally::Calls, 40),
        (Tally::CallsComplete, 38),
        (Tally::PatrolsDue, 22),
        (Tally::PatrolsDone, 21),
        (Tally::HouseholdsDue, 400),
        (Tally::HouseholdsSeen, 400),
    ];
    let tallies = counted(quarter(), &[("一网格", &both), ("二网格", &both)]);
    let groups = units(&[("一网格", "城市网格"), ("二网格", "村居网格")]);
    let found = marks(&policy, "month", &tallies, quarter(), &groups).expect("marks").value;
    // In time 90 %: 25 − 10. Told: 15. Hotline: 15. Calls 38/40: 14.25. Patrols 21/22 of 10: 9.5454… Households: 10.
    // Two repeats at 2.5: 5. In all 83.7954…
    assert_eq!(items(&found[0]), ["15.00", "15.00", "15.00", "14.25", "9.55", "10.00", "5.00"]);
    assert_eq!(found[0].total, Marks::Given(decimal("83.80")));
    // A grid of the villages: 30 − 10, 20, 20 · 21/22 = 19.0909…, 20, 5.
    assert_eq!(items(&found[1]), ["20.00", "20.00", "19.09", "20.00", "5.00"]);
    assert_eq!(found[1].total, Marks::Given(decimal("84.09")));
    let effect = policy.conduct_effect(Conduct::Gifts, day("2026-09-30")).expect("stated");
    assert_eq!(effect.value.deduct, decimal("10"));
}

fn village(due: u32, on_time: u32, overdue: u32) -> Vec<(Tally, u32)> {
    vec![
        (Tally::Due, due),
        (Tally::ClosedOnTime, on_time),
        (Tally::OverdueOpen, overdue),
        (Tally::Reopened, 0),
        (Tally::Returned, 0),
        (Tally::ToldDue, on_time),
        (Tally::Told, on_time),
        (Tally::HouseholdsDue, 100),
        (Tally::HouseholdsSeen, 80),
        (Tally::MeetingsDue, 6),
        (Tally::MeetingsHeld, 6),
        (Tally::CheckItemsDue, 10),
        (Tally::CheckItemsDone, 7),
    ]
}

#[test]
fn marks_and_ranks_of_the_county() {
    let policy = policy("county-combined");
    let (ten, twenty, two) = (village(10, 9, 1), village(20, 18, 2), village(2, 2, 0));
    let tallies = counted(
        quarter(),
        &[("甲村", &ten), ("乙村", &twenty), ("丙村", &ten), ("丁村", &two), ("戊村", &ten)],
    );
    let groups =
        units(&[("甲村", "平川"), ("乙村", "平川"), ("丙村", "山区"), ("丁村", "平川"), ("戊村", "平川")]);
    let found = marks(&policy, "grid_work", &tallies, quarter(), &groups).expect("marks").value;
    // 90 %, 8 points below 98: 35 − 8 · 0.5 = 31; told 15; nothing returned 10; households 80 % of 15 = 12; meetings 10;
    // asked 70 %: the step from 60 %, 3; one open and late: 8. In all 89; with two of them 87.
    assert_eq!(items(&found[0]), ["31.00", "15.00", "10.00", "12.00", "10.00", "3.00", "8.00"]);
    let totals: Vec<Marks> = found.iter().map(|one| one.total).collect();
    // In the hills 90 % is the target: 25; households 80 % of 25 = 20: 91 in all. 丁村: 35 + 15 + 10 + 12 + 10 + 3 + 10.
    assert_eq!(totals, ["89.00", "87.00", "91.00", "95.00", "89.00"].map(|one| Marks::Given(decimal(one))));
    // 60 % of 89 and 40 % of 80: 53.4 + 32.
    let given = |unit: &String| GivenMarks {
        sheet: "village_tasks".into(),
        unit: unit.clone(),
        marks: decimal("80"),
    };
    let given: Vec<GivenMarks> = tallies.units().iter().map(given).collect();
    let year = review(&policy, &tallies, quarter(), &groups, &given).expect("a year").value;
    assert_eq!(year[0].total, Marks::Given(decimal("85.40")));
    assert_eq!(year[2].total, Marks::Given(decimal("86.60")));
    // 山区 comes first by its name: 丙 alone. 平川: 甲 and 戊 have the same marks, as many late and as many cases; 丁 has two cases, and five are the least.
    let ranks = ranks(&policy, &tallies, quarter(), &groups).expect("ranks").value;
    let places: Vec<(&str, Place)> = ranks.iter().map(|row| (row.unit.as_str(), row.place)).collect();
    let rank = |rank, shared_by| Place::Rank { rank, shared_by };
    let wanted = [
        ("丙村", rank(1, 1)),
        ("戊村", rank(1, 2)),
        ("甲村", rank(1, 2)),
        ("乙村", rank(3, 1)),
        ("丁村", Place::BelowVolume),
    ];
    assert_eq!(places, wanted);
}

#[test]
fn figures_of_the_countys_own() {
    let policy = policy("county-combined");
    let on: NaiveDate = day("2026-09-30");
    let strict = policy.metric("on_time_strict", on).expect("a figure");
    let shipped = policy.metric("on_time_rate", on).expect("a figure");
    assert_eq!((strict.exempt, shipped.exempt), (false, true));
    assert_eq!((strict.numerator, strict.denominator), (shipped.numerator, shipped.denominator));
    // 18 in time, of which 2 were opened again, of 20: 16/20.
    let counts = [(Tally::Due, 20), (Tally::ClosedOnTime, 18), (Tally::Reopened, 2)];
    let tallies = counted(quarter(), &[("甲村", &counts)]);
    let net = policy.metric("net_on_time", on).expect("a figure").rate(&tallies, 0, 0).expect("a rate");
    assert_eq!((net.numerator, net.denominator), (16, 20));
}
