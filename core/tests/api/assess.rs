//! Figures, sheets, ranks, the yearly review, corrections, and the same log under another policy.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate, NaiveDateTime};
use proptest::prelude::*;
use rust_decimal::Decimal;
use wangge::assess::{
    BacktestOptions, CaseFact, Cause, Curve, GivenMarks, ItemState, LeftOut, Marks, Period, Place,
    PublishedResult, RankOptions, Rate, RecordFact, ResultRow, Score, SweepKey, SweepRow, Tallies, ToNext,
    UnitFact, UnitMarks, Units, backtest, bulletin, figure, marks, ranks, review, sweep,
};
use wangge::case::{Actor, CaseFacts, CaseLog, CaseRules, EventRows, FoldOptions, fold, step};
use wangge::policy::METRICS;
use wangge::{
    Belongs, CLAUSES, Channel, Complexity, Error, OnBad, Outcome, Policy, Role, Scope, ServedParty,
    Settlement, Tally, Vocabulary, WorkCalendar,
};

use crate::day;

fn decimal(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

fn quarter() -> Period {
    Period::new(day("2026-07-01"), day("2026-09-30")).expect("a quarter")
}

/// A policy of what follows.
fn policy(text: &str) -> Policy {
    let head = "schema = 1\nid = \"t\"\ntitle = \"t\"\nfrom = 2020-01-01\n";
    Policy::from_toml(&format!("{head}{text}")).unwrap_or_else(|error| panic!("{error}"))
}

fn faults(text: &str) -> Vec<String> {
    let head = "schema = 1\nid = \"t\"\ntitle = \"t\"\nfrom = 2020-01-01\n";
    let error = Policy::from_toml(&format!("{head}{text}")).expect_err("faults");
    error.faults().iter().map(|fault| format!("{} {}", fault.path, fault.code())).collect()
}

fn key(error: Error) -> String {
    match error {
        Error::Unspecified(error) => error.key,
        other => panic!("{other}"),
    }
}

fn input(error: Error) -> String {
    match error {
        Error::Input(error) => format!("{:?} {} {}", error.row, error.column, error.value),
        other => panic!("{other}"),
    }
}

/// Counts of duties, which may be added one by one.
fn counted(units: &[&str], counts: &[(&str, Tally, u32)]) -> Tallies {
    let names = units.iter().map(|unit| (*unit).to_owned()).collect();
    let mut tallies = Tallies::new(names, vec![quarter()]).expect("tallies");
    for (unit, tally, count) in counts {
        let place = units.iter().position(|one| one == unit).expect("a unit");
        tallies.add(place, 0, *tally, *count).expect("added");
    }
    tallies
}

#[test]
fn the_registry_has_its_metrics_once_each_with_a_clause() {
    assert!(METRICS.len() >= 40, "{}", METRICS.len());
    let ids: BTreeSet<&str> = METRICS.iter().map(|metric| metric.id).collect();
    assert_eq!(ids.len(), METRICS.len());
    for metric in METRICS {
        assert!(CLAUSES.iter().any(|clause| clause.id == metric.clause), "{}", metric.id);
        assert!(!metric.zh.is_ascii() && metric.en.is_ascii(), "{}", metric.id);
        assert_eq!(
            Policy::preset("combined")
                .expect("a preset")
                .metric(metric.id, day("2026-01-01"))
                .expect("it")
                .id,
            metric.id
        );
    }
    assert_eq!(Tally::ALL.iter().filter(|tally| tally.is_of_cases()).count(), Tally::OF_CASES);
}

/// Source: the published results of a city: on-time closing and satisfaction.
#[test]
fn the_known_marks_of_a_city() {
    let on_time = Curve::slope(decimal("25"), decimal("100"), decimal("1"), decimal("0")).expect("a curve");
    let satisfied =
        Curve::slope(decimal("25"), decimal("98"), decimal("0.5"), decimal("12.5")).expect("a curve");
    let of = |curve: &Curve, percent: &str| curve.marks(decimal(percent)).expect("marks").to_string();
    assert_eq!([of(&on_time, "89.82"), of(&on_time, "66.67")], ["14.82", "0"]);
    let found = ["87.5", "83.33", "75", "71.43", "98", "100"].map(|percent| of(&satisfied, percent));
    assert_eq!(found, ["19.75", "17.665", "13.5", "12.5", "25", "25"]);
}

/// Source: the sheet of a city district, 100 points; its marks by hand below.
#[test]
fn a_sheet_of_a_district() {
    let text = r#"
[[metric]]
id = "handled"
title = "处置率"
numerator = ["fed_back"]
denominator = ["due"]
belongs_by = "fell_due"
exempt = true
more_is_better = true
clause = "X-4.3a"
[sheet]
id = "district"
title = "区级考评"
full = 100
places = 2
rounding = "half_up"
clause = "X-4.3a"
item = [
    { metric = "handled", weight = 30, curve = "linear", empty = "not_applicable" },
    { metric = "on_time_rate", weight = 20, curve = "linear", empty = "not_applicable" },
    { metric = "return_rate", weight = 20, curve = "linear", reverse = true, empty = "not_applicable" },
    { metric = "overdue_rate", weight = 20, curve = "linear", reverse = true, empty = "not_applicable" },
    { metric = "extension_rate", weight = 10, curve = "linear", reverse = true, empty = "not_applicable" },
]
"#;
    let policy = policy(text);
    let rows = folded(&combined(), &thirty());
    let tallies = tallies(&rows, "V-1");
    // Thirty to be closed: 26 fed back, 24 in time, 3 given back, 4 open and late, 6 extended (none can be: 0).
    let count = |tally| tallies.count(0, 0, tally, Belongs::FellDue, true);
    let [due, fed_back, in_time, returned, overdue, extended] = [
        Tally::Due,
        Tally::FedBack,
        Tally::ClosedOnTime,
        Tally::Returned,
        Tally::OverdueOpen,
        Tally::Extended,
    ]
    .map(count);
    assert_eq!([due, fed_back, in_time, returned, overdue, extended], [30, 26, 24, 3, 4, 0]);
    // 30·26/30 + 20·24/30 + 20·27/30 + 20·26/30 + 10·30/30 = 26 + 16 + 18 + 17.3333… + 10
    let found = marks(&policy, "district", &tallies, quarter(), &Units::default()).expect("marks").value;
    assert_eq!(found[0].total, Marks::Given(decimal("87.33")));
    let items: Vec<String> =
        found[0].items.iter().map(|item| item.marks.expect("marks").to_string()).collect();
    assert_eq!(items, ["26.00", "16.00", "18.00", "17.33", "10.00"]);
}

fn combined() -> Policy {
    Policy::preset("combined").expect("a preset")
}

fn at(day: NaiveDate, hour: u32) -> NaiveDateTime {
    day.and_hms_opt(hour, 0, 0).expect("a moment")
}

/// What happens to a case after it was dispatched.
#[derive(Clone, Copy, PartialEq)]
enum Fate {
    InTime,
    ReturnedFirst,
    Late,
    FedBack,
    Open,
    /// Closed the day after it came in.
    Quick,
}

/// Thirty general cases received on 6 July 2026 and due on the 15th: 21 closed in time and 3 more after a return, 2 fed back
/// and open, 4 not handled. Those that are open are late at the end of the quarter; the two that are fed back are closed late.
fn thirty() -> CaseLog {
    let mut log = CaseLog::new(CaseRules::new(&combined(), &WorkCalendar::china()));
    let fates = [(Fate::InTime, 21), (Fate::ReturnedFirst, 3), (Fate::Late, 2), (Fate::Open, 4)];
    let fates = fates.into_iter().flat_map(|(fate, count)| std::iter::repeat_n(fate, count));
    for (nth, fate) in fates.enumerate() {
        case(&mut log, &format!("C-{nth:02}"), fate, "2026-07-06");
    }
    log
}

fn case(log: &mut CaseLog, id: &str, fate: Fate, received: &str) {
    let facts = CaseFacts { scope: Scope::Grid, major: false, sudden: false, work: None, complexity: None };
    let first = day(received);
    let (office, worker) = (Actor::new("p-9", Role::Office), Actor::new("p-3", Role::GridResponsible));
    let collect = step::Collect {
        channel: Channel::Patrol,
        served: ServedParty::Known,
        facts,
        received: None,
        grid: Some("G-1".to_owned()),
        text: None,
    };
    let done = "the step follows";
    log.open(id, at(first, 9), &Actor::new("p-3", Role::GridResponsible), collect).expect(done);
    let file = |log: &mut CaseLog, days: u64| {
        log.act(id, at(first + Days::new(days), 10), &office, step::File { note: None }).expect(done);
        let dispatch = step::Dispatch { to: "p-3".to_owned(), note: None };
        log.act(id, at(first + Days::new(days), 11), &office, dispatch).expect(done);
        log.act(id, at(first + Days::new(days), 12), &worker, step::Accept { note: None }).expect(done);
    };
    file(log, 0);
    if fate == Fate::ReturnedFirst {
        let back = step::Return { opinion: "示例".to_owned() };
        log.act(id, at(first, 13), &worker, back).expect(done);
        log.act(id, at(first, 14), &office, step::Dispatch { to: "p-3".to_owned(), note: None }).expect(done);
        log.act(id, at(first, 15), &worker, step::Accept { note: None }).expect(done);
    }
    if fate == Fate::Open {
        return;
    }
    // Late: on the 20th working day or so; fed back and not closed: as soon as the others.
    let days = match fate {
        Fate::Late => 31,
        Fate::Quick => 1,
        _ => 4,
    };
    let feedback = step::Feedback { outcome: Outcome::Settled, note: None };
    log.act(id, at(first + Days::new(days), 9), &worker, feedback).expect(done);
    if fate == Fate::FedBack {
        return;
    }
    log.act(id, at(first + Days::new(days), 10), &office, step::Verify { passed: true, note: None })
        .expect(done);
    log.act(id, at(first + Days::new(days), 11), &worker, step::Tell { note: None }).expect(done);
    let close = step::Close { settlement: Settlement::Closed, note: None };
    log.act(id, at(first + Days::new(days), 12), &office, close).expect(done);
}

fn folded(policy: &Policy, log: &CaseLog) -> Vec<wangge::case::CaseStanding> {
    let events: Vec<_> = log.events().cloned().collect();
    let rules = CaseRules::new(policy, &WorkCalendar::china());
    let options = FoldOptions { on_bad: OnBad::Error, threads: 1 };
    fold(&rules, &EventRows::new(&events), at(day("2026-09-30"), 18), options).expect("folded")
}

fn tallies(rows: &[wangge::case::CaseStanding], unit: &str) -> Tallies {
    Tallies::of_cases(vec![unit.to_owned()], vec![quarter()], &vec![0; rows.len()], rows).expect("counted")
}

#[test]
fn a_figure_can_be_opened() {
    let rows = folded(&combined(), &thirty());
    let facts: Vec<CaseFact> = rows.iter().map(CaseFact::of).collect();
    let metric = combined().metric("on_time_rate", day("2026-09-30")).expect("a metric");
    let opened = metric.open(&facts, |_| true, quarter());
    assert_eq!((opened.numerator.len(), opened.denominator.len(), opened.left_out.len()), (24, 30, 0));
    assert!(opened.numerator.iter().all(|row| row.1 == 1 && opened.denominator.contains(row)));
    let august = Period::new(day("2026-08-01"), day("2026-08-31")).expect("a month");
    let other = metric.open(&facts, |row| row < 2, august);
    assert_eq!(other.left_out, [(0, LeftOut::OtherPeriod), (1, LeftOut::OtherPeriod)]);
    let mut exempted = facts[0];
    exempted.exempted = true;
    assert_eq!(metric.open(&[exempted], |_| true, quarter()).left_out, [(0, LeftOut::Exempted)]);
    let told = figure(&combined(), "told_rate", &tallies(&rows, "V-1"), "V-1", quarter()).expect("a figure");
    assert_eq!(told.value, Rate { numerator: 26, denominator: 26 });
    assert_eq!(told.because[0].zh(), "〔M-6.2〕告知率：分子26（已告知数），分母26（应告知数）");
    let error =
        figure(&combined(), "patrol_rate", &tallies(&rows, "V-1"), "V-1", quarter()).expect_err("no records");
    assert_eq!(input(error), "None patrols_done not counted");
}

#[test]
fn what_an_appeal_exempts_is_left_out_and_stays_a_fact() {
    let rows = folded(&combined(), &thirty());
    let mut facts: Vec<CaseFact> = rows.iter().map(CaseFact::of).collect();
    let late = facts.iter().position(|fact| fact.counts.has(Tally::OverdueOpen)).expect("a late one");
    facts[late].exempted = true;
    let mut counts = Tallies::new(vec!["V-1".to_owned()], vec![quarter()]).expect("tallies");
    counts.add_cases(&vec![0; facts.len()], &facts).expect("counted");
    let of = |exempt| counts.count(0, 0, Tally::OverdueOpen, Belongs::FellDue, exempt);
    assert_eq!((of(false), of(true)), (4, 3));
    let metric = combined().metric("on_time_rate", day("2026-09-30")).expect("a metric");
    assert_eq!(metric.rate(&counts, 0, 0).expect("a rate"), Rate { numerator: 24, denominator: 29 });
}

fn record(unit: &str, village: Option<&str>, on: &str, counts: &[(Tally, u32)], pending: bool) -> RecordFact {
    RecordFact {
        record: format!("r.{unit}.{on}"),
        unit: unit.to_owned(),
        village: village.map(str::to_owned),
        day: day(on),
        counts: counts.to_vec(),
        pending,
    }
}

#[test]
fn records_count_for_their_unit_and_can_be_opened() {
    let patrol = |unit: &str, village, on: &str, done, pending: bool| {
        let due = u32::from(!pending);
        record(unit, village, on, &[(Tally::PatrolsDue, due), (Tally::PatrolsDone, done)], pending)
    };
    let records = [
        patrol("G-1", Some("甲"), "2026-07-31", 1, false),
        patrol("G-2", Some("甲"), "2026-07-31", 0, false),
        patrol("乙", None, "2026-08-31", 1, false),
        patrol("G-1", Some("甲"), "2026-10-31", 0, false),
        patrol("G-1", Some("甲"), "2026-09-30", 0, true),
        patrol("G-9", Some("丙"), "2026-07-31", 1, false),
        record("甲", None, "2026-07-31", &[(Tally::ConductUpheld, 0)], false),
    ];
    let mut counts = Tallies::new(vec!["甲".to_owned(), "乙".to_owned()], vec![quarter()]).expect("tallies");
    assert_eq!(counts.add_records(&records).expect("records"), [5]);
    let metric = combined().metric("patrol_rate", day("2026-09-30")).expect("a metric");
    assert_eq!(metric.rate(&counts, 0, 0).expect("a rate"), Rate { numerator: 1, denominator: 2 });
    let opened = metric.open_records(
        &records,
        |row| records[row].village.as_deref() == Some("甲") || row == 6,
        quarter(),
    );
    assert_eq!((opened.numerator, opened.denominator), (vec![(0, 1)], vec![(0, 1), (1, 1)]));
    let left = [(3, LeftOut::OtherPeriod), (4, LeftOut::NotDue), (6, LeftOut::NotCounted)];
    assert_eq!(opened.left_out, left);
    let wrong = [record("甲", None, "2026-07-31", &[(Tally::Closed, 1)], false)];
    let error = counts.add_records(&wrong).expect_err("counts cases");
    assert_eq!((error.row, error.value.as_str()), (Some(0), "closed"));
}

/// The records of the other rooms: a meeting, a call, a checklist, the ledger, a card, a finding.
#[test]
fn every_record_says_what_it_counts() {
    let policy = combined();
    let begins = at(day("2026-07-30"), 9);
    let mut meeting = wangge::duty::meeting::Meeting::new(
        "m-1",
        wangge::MeetingKind::Analysis,
        begins,
        at(day("2026-07-30"), 11),
    );
    meeting.people = vec![
        Actor::new("p-1", Role::GridResponsible),
        Actor::new("p-2", Role::GridLeader),
        Actor::new("p-9", Role::Office),
    ];
    meeting.attendance = vec![wangge::duty::meeting::Attendance {
        person: "p-1".to_owned(),
        came: Some(begins),
        left: None,
        leave: None,
    }];
    let counted = RecordFact::of_meeting(&policy, &meeting, "甲").expect("counted");
    let of = |found: &RecordFact, tally: Tally| {
        found.counts.iter().find(|(one, _)| *one == tally).map(|(_, count)| *count)
    };
    assert_eq!((counted.record.as_str(), counted.day), ("m-1", day("2026-07-30")));
    assert_eq!(
        [Tally::AttendanceDue, Tally::AttendancePresent, Tally::AttendanceExcused]
            .map(|tally| of(&counted, tally)),
        [Some(2), Some(1), Some(0)]
    );
    let visit = wangge::duty::DutyRecord {
        id: "v-1".to_owned(),
        kind: wangge::DutyKind::Visit,
        unit: "G-1".to_owned(),
        day: day("2026-07-02"),
        person: None,
        household: None,
        items: vec![wangge::CheckItem::Worries, wangge::CheckItem::HelpWanted],
    };
    let counted = RecordFact::of_checklist(&policy, &visit).expect("counted");
    assert_eq!(counted.counts, [(Tally::CheckItemsDue, 4), (Tally::CheckItemsDone, 2)]);
    let card =
        wangge::rules::card::ServiceCard { grid: "G-1".into(), village: "甲".into(), ..Default::default() };
    let counted = RecordFact::of_card(&policy, &card, day("2026-07-02")).expect("counted");
    assert_eq!(
        (counted.village.as_deref(), counted.counts),
        (Some("甲"), vec![(Tally::CardsDue, 1), (Tally::CardsPublished, 0)])
    );
}

const TWO_ITEMS: &str = r#"
[sheet]
id = "s"
title = "示例"
full = 100
places = 1
rounding = "half_up"
clause = "X-4.3a"
item = [
    { metric = "patrol_rate", weight = 50, curve = "linear", empty = "EMPTY" },
    { metric = "visit_rate", weight = 50, curve = "linear", empty = "EMPTY" },
]
"#;

fn two(empty: &str) -> Policy {
    policy(&TWO_ITEMS.replace("EMPTY", empty))
}

fn first_total(policy: &Policy, counts: &Tallies) -> UnitMarks {
    marks(policy, "s", counts, quarter(), &Units::default()).expect("marks").value.remove(0)
}

#[test]
fn an_item_with_nothing_to_count_does_what_the_sheet_says() {
    let counts = counted(
        &["甲村"],
        &[
            ("甲村", Tally::PatrolsDue, 3),
            ("甲村", Tally::PatrolsDone, 2),
            ("甲村", Tally::VisitsDue, 0),
            ("甲村", Tally::VisitsDone, 0),
        ],
    );
    assert_eq!(first_total(&two("not_applicable"), &counts).total, Marks::NotApplicable);
    assert_eq!(first_total(&two("full_marks"), &counts).total, Marks::Given(decimal("83.3")));
    let spread = first_total(&two("spread"), &counts);
    assert_eq!((spread.total, spread.items[1].state), (Marks::Given(decimal("66.7")), ItemState::Spread));
    let nothing = counted(
        &["甲村"],
        &[
            ("甲村", Tally::PatrolsDue, 0),
            ("甲村", Tally::PatrolsDone, 0),
            ("甲村", Tally::VisitsDue, 0),
            ("甲村", Tally::VisitsDone, 0),
        ],
    );
    assert_eq!(first_total(&two("spread"), &nothing).total, Marks::NotApplicable);
}

#[test]
fn marks_are_rounded_once_where_the_sheet_says() {
    // 50·1/3 + 50·2/3 = 50 exactly; item by item 16.7 + 33.3 = 50.0. 50·1/6 twice: 16.666… against 8.3 + 8.3.
    let of = |top: u32, below: u32| {
        counted(
            &["甲村"],
            &[
                ("甲村", Tally::PatrolsDue, below),
                ("甲村", Tally::PatrolsDone, top),
                ("甲村", Tally::VisitsDue, below),
                ("甲村", Tally::VisitsDone, top),
            ],
        )
    };
    let by_item =
        policy(&TWO_ITEMS.replace("EMPTY", "spread").replace("places = 1", "places = 1\nround = \"item\""));
    assert_eq!(first_total(&two("spread"), &of(1, 6)).total, Marks::Given(decimal("16.7")));
    assert_eq!(first_total(&by_item, &of(1, 6)).total, Marks::Given(decimal("16.6")));
}

#[test]
fn deductions_have_caps_and_steps_their_marks() {
    let text = r#"
[sheet]
id = "s"
title = "示例"
full = 100
places = 1
rounding = "half_up"
clause = "X-4.3a"
item = [
    { metric = "patrol_rate", weight = 60, curve = "steps", steps = [{ from = 100, marks = 60 }, { from = "90.5", marks = 45 }, { from = 60, marks = "12.5" }], empty = "full_marks" },
    { metric = "conduct_per_grid", weight = 40, curve = "deduct", per = "7.5", cap = 20, empty = "full_marks" },
]
"#;
    let policy = policy(text);
    let of = |done: u32, upheld: u32| {
        let counts = counted(
            &["甲村"],
            &[
                ("甲村", Tally::PatrolsDue, 200),
                ("甲村", Tally::PatrolsDone, done),
                ("甲村", Tally::ConductUpheld, upheld),
                ("甲村", Tally::Grids, 3),
            ],
        );
        match first_total(&policy, &counts).total {
            Marks::Given(marks) => marks.to_string(),
            Marks::NotApplicable => "none".to_owned(),
        }
    };
    assert_eq!([of(200, 0), of(181, 0), of(180, 0), of(119, 0)], ["100.0", "85.0", "52.5", "40.0"]);
    assert_eq!([of(200, 1), of(200, 2), of(200, 3), of(200, 9)], ["92.5", "85.0", "80.0", "80.0"]);
}

fn by_patrols(more: &str) -> Policy {
    policy(&format!(
        "[ranking]\nmetric = \"patrol_rate\"\nbelongs_by = \"fell_due\"\nleast_volume = 5\nties = []\nclause = \"X-4.3b\"\n{more}"
    ))
}

fn patrols(rows: &[(&str, u32, u32)]) -> Tallies {
    let units: Vec<&str> = rows.iter().map(|(unit, _, _)| *unit).collect();
    let counts = rows
        .iter()
        .flat_map(|(unit, done, due)| [(*unit, Tally::PatrolsDone, *done), (*unit, Tally::PatrolsDue, *due)]);
    counted(&units, &counts.collect::<Vec<_>>())
}

#[test]
fn ranks_are_shared_and_say_how_far_and_how_sure() {
    let counts =
        patrols(&[("甲", 9, 10), ("乙", 90, 100), ("丙", 8, 10), ("丁", 4, 4), ("戊", 0, 0), ("己", 1, 50)]);
    let found = ranks(&by_patrols(""), &counts, quarter(), &Units::default()).expect("ranks").value;
    let told: Vec<_> = found.iter().map(|row| (row.unit.as_str(), row.place, row.to_next)).collect();
    let at = |rank, shared_by| Place::Rank { rank, shared_by };
    assert_eq!(
        told,
        [
            ("乙", at(1, 2), None),
            ("甲", at(1, 2), None),
            ("丙", at(3, 1), Some(ToNext::Count(1))),
            ("己", at(4, 1), Some(ToNext::Count(39))),
            ("丁", Place::BelowVolume, None),
            ("戊", Place::NothingToCount, None),
        ]
    );
    let decides: Vec<bool> = found.iter().take(4).map(|row| row.one_case_decides).collect();
    assert_eq!(decides, [true, true, true, false]);
    let differs: Vec<_> = found.iter().take(4).map(|row| row.differs_from_first).collect();
    assert_eq!(differs, [Some(false), Some(false), Some(false), Some(true)]);
}

#[test]
fn groups_are_ranked_by_themselves_and_parts_of_a_period_as_the_policy_says() {
    let counts = patrols(&[("山一", 5, 10), ("山二", 6, 10), ("川一", 9, 10), ("川二", 8, 10)]);
    let fact = |unit: &str, group: &str, from: Option<&str>| UnitFact {
        unit: unit.to_owned(),
        group: Some(group.to_owned()),
        from: from.map(day),
        to: None,
    };
    let facts = |from| {
        vec![
            fact("山一", "山区", None),
            fact("山二", "山区", from),
            fact("川一", "平原", None),
            fact("川二", "平原", None),
        ]
    };
    let units = Units::new(facts(None)).expect("units");
    let found = ranks(&by_patrols("within_groups = true"), &counts, quarter(), &units).expect("ranks").value;
    let told: Vec<_> = found.iter().map(|row| (row.unit.as_str(), row.place)).collect();
    let at = |rank| Place::Rank { rank, shared_by: 1 };
    assert_eq!(told, [("山二", at(1)), ("山一", at(2)), ("川一", at(1)), ("川二", at(2))]);
    let part = Units::new(facts(Some("2026-08-01"))).expect("units");
    let error = ranks(&by_patrols(""), &counts, quarter(), &part).expect_err("a key");
    assert_eq!(key(error), "ranking.part_period");
    let listed =
        ranks(&by_patrols("part_period = \"listed\""), &counts, quarter(), &part).expect("ranks").value;
    assert_eq!(listed.last().map(|row| (row.unit.as_str(), row.place)), Some(("山二", Place::PartOfPeriod)));
    let ranked =
        ranks(&by_patrols("part_period = \"ranked\""), &counts, quarter(), &part).expect("ranks").value;
    assert_eq!(ranked[2].place, at(3));
    let twice =
        Units::new(vec![fact("山一", "山区", None), fact("山一", "平原", None)]).expect_err("two groups");
    assert_eq!((twice.row, twice.column.as_str()), (Some(1), "unit"));
}

#[test]
fn marks_rank_too_and_a_sheet_may_be_a_groups_own() {
    let text = TWO_ITEMS.replace("EMPTY", "spread")
        + &TWO_ITEMS
            .replace("EMPTY", "spread")
            .replace("[sheet]", "[[sheet]]")
            .replace("id = \"s\"", "id = \"s\"\ngroup = \"山区\"");
    let text = text.replacen("[sheet]", "[[sheet]]", 1).replacen(
        "weight = 50, curve = \"linear\", empty = \"spread\" },\n    { metric = \"visit_rate\", weight = 50",
        "weight = 80, curve = \"linear\", empty = \"spread\" },\n    { metric = \"visit_rate\", weight = 20",
        1,
    ) + "[ranking]\nsheet = \"s\"\nbelongs_by = \"fell_due\"\nleast_volume = 0\nties = []\nclause = \"X-4.3b\"\n";
    let policy = policy(&text);
    let counts = counted(
        &["甲", "山一"],
        &[
            ("甲", Tally::PatrolsDue, 10),
            ("甲", Tally::PatrolsDone, 10),
            ("甲", Tally::VisitsDue, 10),
            ("甲", Tally::VisitsDone, 0),
            ("山一", Tally::PatrolsDue, 10),
            ("山一", Tally::PatrolsDone, 10),
            ("山一", Tally::VisitsDue, 10),
            ("山一", Tally::VisitsDone, 0),
        ],
    );
    let units = Units::new(vec![UnitFact {
        unit: "山一".to_owned(),
        group: Some("山区".to_owned()),
        from: None,
        to: None,
    }]);
    let found = marks(&policy, "s", &counts, quarter(), &units.expect("units")).expect("marks").value;
    let totals: Vec<Marks> = found.iter().map(|row| row.total).collect();
    assert_eq!(totals, [Marks::Given(decimal("80.0")), Marks::Given(decimal("50.0"))]);
    // Volume is that of cases to be closed: there are none here.
    let ranked = ranks(&policy, &counts, quarter(), &Units::default()).expect("ranks").value;
    assert!(ranked.iter().all(|row| row.place == Place::BelowVolume && matches!(row.score, Score::Marks(_))));
}

fn both(join: &str) -> Policy {
    let other = "[[sheet]]\nid = \"tasks\"\ntitle = \"村级其他工作\"\nfull = 100\nplaces = 1\nrounding = \"half_up\"\ngiven = true\nclause = \"E-11\"\n";
    let sheet = TWO_ITEMS.replace("EMPTY", "spread").replace("[sheet]", "[[sheet]]");
    policy(&format!(
        "{sheet}{other}[double_hundred]\nsheets = [\"s\", \"tasks\"]\n{join}\nclause = \"E-11\"\n"
    ))
}

#[test]
fn the_two_sheets_of_a_year_are_joined_as_the_policy_says() {
    let counts = counted(
        &["甲"],
        &[
            ("甲", Tally::PatrolsDue, 4),
            ("甲", Tally::PatrolsDone, 3),
            ("甲", Tally::VisitsDue, 4),
            ("甲", Tally::VisitsDone, 4),
        ],
    );
    let given =
        |marks: &str| GivenMarks { sheet: "tasks".to_owned(), unit: "甲".to_owned(), marks: decimal(marks) };
    let of =
        |join: &str, given: &[GivenMarks]| review(&both(join), &counts, quarter(), &Units::default(), given);
    let total = |join: &str| of(join, &[given("90.5")]).expect("a year").value[0].total;
    assert_eq!(total("join = \"add\""), Marks::Given(decimal("178.0")));
    assert_eq!(total("join = \"mean\""), Marks::Given(decimal("89.0")));
    assert_eq!(total("join = \"weighed\"\nfirst_percent = 60"), Marks::Given(decimal("88.7")));
    assert_eq!(input(of("join = \"add\"", &[]).expect_err("none given")), "None marks of tasks none for 甲");
    assert_eq!(input(of("join = \"add\"", &[given("100.5")]).expect_err("too many")), "Some(0) marks 100.5");
    assert_eq!(
        input(of("join = \"add\"", &[given("90"), given("91")]).expect_err("twice")),
        "Some(1) unit \"甲\""
    );
    let silent = review(&two("spread"), &counts, quarter(), &Units::default(), &[]).expect_err("a key");
    assert_eq!(key(silent), "double_hundred");
}

#[test]
fn faults_of_assessment_are_told_together() {
    let sheet = |full: u32, items: &str| {
        format!(
            "[[sheet]]\nid = \"s{full}\"\ntitle = \"s\"\nfull = {full}\nplaces = 2\nrounding = \"half_up\"\nclause = \"X-4.3a\"\nitem = [{items}]\n"
        )
    };
    let linear = "{ metric = \"on_time_rate\", weight = 60, curve = \"linear\", empty = \"spread\" }";
    assert_eq!(faults(&sheet(100, linear)), ["sheet[0].full sheet.weights"]);
    assert_eq!(
        faults(&sheet(60, &linear.replace("on_time_rate", "speed"))),
        ["sheet[0].item[0].metric metric.unknown"]
    );
    assert_eq!(
        faults(&sheet(
            60,
            &linear.replace("\"linear\"", "\"slope\", cap = 3, target = \"101\", per = \"0.5\"")
        )),
        [
            "sheet[0].item[0] sheet.of_curve",
            "sheet[0].item[0].cap sheet.not_of_curve",
            "sheet[0].item[0].target policy.bad_value"
        ]
    );
    assert_eq!(
        faults(&sheet(
            60,
            &linear.replace(
                "\"linear\"",
                "\"steps\", steps = [{ from = 50, marks = 10 }, { from = 60, marks = 20 }]"
            )
        )),
        ["sheet[0].item[0].steps sheet.steps"]
    );
    assert_eq!(
        faults(&sheet(60, &linear.replace("weight", "per = 0.5, weight"))),
        ["sheet[0].item sheet.given", "sheet[0].item[0].per policy.wrong_type"]
    );
    let metric = |id: &str, more: &str| {
        format!("[[metric]]\nid = \"{id}\"\ntitle = \"m\"\nclause = \"X-4.3a\"\n{more}\n")
    };
    assert_eq!(faults(&metric("on_time_rate", "based_on = \"late_rate\"")), ["metric[0].id metric.taken"]);
    let ring = metric("a", "based_on = \"b\"") + &metric("b", "based_on = \"a\"");
    assert_eq!(faults(&ring), ["metric[0].based_on metric.circular", "metric[1].based_on metric.circular"]);
    assert_eq!(
        faults(&metric(
            "a",
            "numerator = [\"closed\"]\ndenominator = [\"speed\"]\nbelongs_by = \"closed\"\nexempt = true\nmore_is_better = true"
        )),
        ["metric[0].denominator policy.bad_value", "metric[0].denominator[0] policy.bad_value"]
    );
    assert_eq!(
        faults("[ranking]\nbelongs_by = \"closed\"\nleast_volume = 5\nties = []\nclause = \"X-4.3b\""),
        ["ranking ranking.one_of"]
    );
    assert_eq!(
        faults("[double_hundred]\nsheets = [\"a\"]\njoin = \"weighed\"\nclause = \"E-11\""),
        [
            "double_hundred.first_percent double_hundred.percent",
            "double_hundred.sheets sheet.unknown",
            "double_hundred.sheets policy.bad_value"
        ]
    );
    // What is named is in force as long as it is used, by one version after another.
    let from = |text: &str, from: &str| text.replacen("full =", &format!("from = {from}\nfull ="), 1);
    let ranked = "[ranking]\nsheet = \"s60\"\nbelongs_by = \"closed\"\nleast_volume = 5\nties = []\nclause = \"X-4.3b\"\n";
    assert_eq!(
        faults(&(from(&sheet(60, linear), "2024-01-01") + ranked)),
        ["ranking.sheet policy.not_throughout"]
    );
    let ends = sheet(60, linear).replacen("full =", "to = 2023-12-31\nfull =", 1);
    policy(&(ends + &from(&sheet(60, linear), "2024-01-01") + ranked));
    assert!(Tallies::new(vec!["a".to_owned(), "a".to_owned()], vec![quarter()]).is_err());
    assert!(Tallies::new(vec!["a".to_owned()], vec![quarter(), quarter()]).is_err());
    assert!(Tallies::new(vec!["a".to_owned()], vec![]).is_err());
}

#[test]
fn a_published_result_is_corrected_by_a_new_version() {
    let row = |unit: &str, rank, marks: &str| ResultRow {
        unit: unit.to_owned(),
        rank: Some(rank),
        numerator: None,
        denominator: None,
        marks: Some(decimal(marks)),
    };
    let first = vec![row("甲", 1, "90.5"), row("乙", 2, "88")];
    assert!(PublishedResult::new("t", quarter(), day("2026-09-29"), first.clone()).is_err());
    let mut result =
        PublishedResult::new("t", quarter(), day("2026-10-09"), first.clone()).expect("published");
    assert!(result.correct(day("2026-10-10"), " ", vec![]).is_err());
    assert!(result.correct(day("2026-10-08"), "示例", vec![]).is_err());
    assert!(result.correct(day("2026-10-10"), "示例", first.clone()).is_err());
    let second = vec![row("乙", 1, "91"), row("甲", 2, "90.5"), row("丙", 3, "80")];
    let changes = result.correct(day("2026-10-10"), "申诉成立", second).expect("corrected");
    let units: Vec<&str> = changes.iter().map(|change| change.unit.as_str()).collect();
    assert_eq!(units, ["乙", "甲", "丙"]);
    assert_eq!(result.versions()[0].rows, first);
    assert_eq!((result.current().number, result.current().why.as_deref()), (2, Some("申诉成立")));
    assert_eq!(result.changes(2), changes);
}

#[test]
fn policies_are_compared_rule_by_rule() {
    let combined = combined();
    assert_eq!(combined.diff(&combined).expect("compared"), []);
    let text = combined
        .source()
        .replace("count = 7, unit", "count = 5, unit")
        .replace("least_volume = 5", "least_volume = 3");
    let other = Policy::from_toml(&text).expect("a policy");
    let changes = combined.diff(&other).expect("compared");
    let told: Vec<_> = changes.iter().map(|one| (one.key.as_str(), one.clause.as_deref())).collect();
    assert_eq!(
        told,
        [
            ("limit[complexity = \"general\"].within.count", Some("X-4.2a")),
            ("ranking.least_volume", Some("W-1"))
        ]
    );
    let mut step = combined.clone();
    for change in &changes {
        step = step.with(&other, &change.rule).expect("one rule");
    }
    assert_eq!(step.diff(&other).expect("compared"), []);
    let xiang = Policy::preset("xiang-2011").expect("a preset");
    let all = xiang.diff(&combined).expect("compared");
    assert!(all.iter().any(|one| one.key.starts_with("route") && one.before.is_none()));
    assert!(combined.with_value("limit[complexity = \"general\"].within.count", "0").is_err());
    let error =
        combined.with_value("limit[complexity = \"fast\"].within.count", "5").expect_err("no such key");
    assert_eq!(input(error), "None key limit[complexity = \"fast\"].within.count");
}

#[test]
fn every_key_of_every_preset_can_be_set_to_what_it_is() {
    for preset in Policy::PRESETS {
        let policy = Policy::preset(preset).expect("a preset");
        let keys = policy.keys().expect("keys");
        assert!(keys.len() > 30, "{preset}: {}", keys.len());
        for change in
            policy.diff(&minimal()).expect("compared").iter().filter(|change| change.before.is_some())
        {
            let value = change.before.as_deref().unwrap_or_default();
            let same = policy
                .with_value(&change.key, value)
                .unwrap_or_else(|error| panic!("{}: {error}", change.key));
            assert_eq!(same.diff(&policy).expect("compared"), [], "{}", change.key);
        }
    }
}

fn minimal() -> Policy {
    policy("")
}

#[test]
fn every_lint_has_a_policy_that_it_is_about() {
    let from = day("2026-01-01");
    let codes = |text: &str| -> BTreeSet<&'static str> {
        policy(text).lint(from).expect("looked at").iter().map(wangge::policy::Lint::code).collect()
    };
    let combined = |from_text: &str, to: &str| -> BTreeSet<&'static str> {
        let text = Policy::preset_toml("combined").expect("a preset");
        assert!(text.contains(from_text), "{from_text}");
        let policy =
            Policy::from_toml(&text.replace(from_text, to)).unwrap_or_else(|error| panic!("{error}"));
        policy.lint(from).expect("looked at").iter().map(wangge::policy::Lint::code).collect()
    };
    assert!(combined("regional = \"complex\"", "regional = \"general\"").contains("lint.unused_limit"));
    let no_limit = codes(
        "[complexity_by_level]\ngeneral = \"general\"\nregional = \"complex\"\noverall = \"major\"\nmajor = \"major\"\nclause = \"E-1\"\n",
    );
    assert!(no_limit.contains("lint.no_limit"));
    assert!(
        codes("[[power]]\nrole = \"office\"\ncommands = [\"file\"]\nclause = \"M-8\"\n")
            .contains("lint.nobody_may")
    );
    assert!(combined("least_volume = 5", "least_volume = 1").contains("lint.least_volume"));
    assert!(combined("roll = \"preceding\"", "roll = \"preceding\"").contains("lint.same_day"));
    assert!(
        Policy::preset("modian-2012")
            .expect("a preset")
            .lint(from)
            .expect("looked at")
            .iter()
            .any(|one| one.code() == "lint.open_key")
    );
    assert!(
        minimal()
            .lint(from)
            .expect("looked at")
            .iter()
            .filter(|one| one.code() == "lint.not_arranged")
            .count()
            == 13
    );
    let metric = |top: &str, below: &str| {
        codes(&format!(
            "[[metric]]\nid = \"m\"\ntitle = \"m\"\nnumerator = [\"{top}\"]\ndenominator = [\"{below}\"]\nbelongs_by = \"received\"\nexempt = true\nmore_is_better = true\nclause = \"X-4.3a\"\n"
        ))
    };
    assert!(metric("received", "grids").contains("lint.volume"));
    assert!(!metric("closed_on_time", "due").contains("lint.volume"));
    assert!(metric("households", "grids").contains("lint.beyond"));
    assert!(metric("patrols_done", "patrols_due").contains("lint.not_fed"));
    assert!(metric("patrols_done", "grids").contains("lint.divides"));
    assert!(!metric("patrols_done", "patrols_due").contains("lint.divides"));
    assert!(
        combined("metric = \"on_time_rate\", weight", "metric = \"late_rate\", weight")
            .contains("lint.against")
    );
}

fn alone(now: NaiveDateTime) -> BacktestOptions<'static> {
    BacktestOptions { now, threads: 1, ranks: None }
}

/// Two villages of a log, ranked: a shorter limit makes one late, the least volume takes it out of the ranking.
#[test]
fn ranks_move_by_the_rules_that_move_them() {
    let mut log = CaseLog::new(CaseRules::new(&combined(), &WorkCalendar::china()));
    for nth in 0..6 {
        case(&mut log, &format!("A-{nth}"), Fate::InTime, "2026-07-06");
        case(&mut log, &format!("B-{nth}"), if nth < 3 { Fate::Quick } else { Fate::Late }, "2026-07-06");
    }
    let events: Vec<_> = log.events().cloned().collect();
    let table = EventRows::new(&events);
    let (one, calendar, now) = (combined(), WorkCalendar::china(), at(day("2026-09-30"), 18));
    let text = one
        .source()
        .replace("count = 7, unit", "count = 3, unit")
        .replace("least_volume = 5", "least_volume = 7");
    let other = Policy::from_toml(&text).expect("a policy");
    // The rows stand in the order of their first events: A, B, A, B, …
    let count = |rows: &[wangge::case::CaseStanding]| -> Result<Tallies, Error> {
        let of: Vec<u32> = (0..rows.len()).map(|nth| u32::from(nth % 2 == 1)).collect();
        Ok(Tallies::of_cases(vec!["甲".to_owned(), "乙".to_owned()], vec![quarter()], &of, rows)?)
    };
    let units = Units::default();
    let asked = RankOptions { count: &count, period: quarter(), units: &units };
    let options = BacktestOptions { ranks: Some(asked), ..alone(now) };
    let found = backtest(&table, &one, &other, &calendar, &options).expect("compared");
    let at = |rank| Place::Rank { rank, shared_by: 1 };
    let limit = &found.attributions[0];
    let told: Vec<_> = limit.moves.iter().map(|one| (one.unit.as_str(), one.before, one.after)).collect();
    // Alone the limit of three days leaves 甲 none in time and 乙 three of six.
    assert_eq!(told, [("乙", at(2), at(1)), ("甲", at(1), at(2))]);
    let volume = &found.attributions[1];
    assert_eq!((volume.rule.as_str(), volume.effect, volume.moves.len()), ("ranking", Some((0, 0)), 2));
    let ranks = found.ranks.expect("asked for");
    assert!(ranks.moves.iter().all(|one| one.after == Place::BelowVolume));
    assert_eq!((ranks.moves.len(), ranks.together.len()), (2, 0));
    let silent = Policy::from_toml(&one.source().replace("[ranking] ", "[_ranking] ")).expect_err("a key");
    assert!(silent.faults().iter().any(|fault| fault.path == "_ranking"));
}

#[test]
fn the_same_log_under_another_policy_is_traced_to_its_rules() {
    let log = thirty();
    let events: Vec<_> = log.events().cloned().collect();
    let (one, calendar, now) = (combined(), WorkCalendar::china(), at(day("2026-07-10"), 17));
    let until: Vec<_> = events.into_iter().filter(|event| event.at <= now).collect();
    let table = EventRows::new(&until);
    // Closed on the fourth day; what is open is late once the limit is three days or fewer.
    let text = one
        .source()
        .replace("count = 7, unit", "count = 3, unit")
        .replace("least_volume = 5", "least_volume = 3");
    let other = Policy::from_toml(&text).expect("a policy");
    let found = backtest(&table, &one, &other, &calendar, &alone(now)).expect("compared");
    assert_eq!((found.before.late, found.after.late, found.interaction), (0, 30, 0));
    assert_eq!(found.differences.len(), 30);
    let told: Vec<_> = found.attributions.iter().map(|one| (one.rule.as_str(), one.effect)).collect();
    assert_eq!(told, [("limit[complexity = \"general\"]", Some((30, 0))), ("ranking", Some((0, 0)))]);
    assert_eq!(
        found.attributions[0].wording().zh(),
        "只改 limit[complexity = \"general\"]：逾期0件变为30件，其中新逾期30件、不再逾期0件"
    );
    let key = "limit[complexity = \"general\"].within.count";
    let try_all = |key: &str, values: &[&str]| SweepKey {
        key: key.to_owned(),
        values: values.iter().map(|value| (*value).to_owned()).collect(),
    };
    let of = |grid: &[SweepKey]| sweep(&table, &one, grid, &calendar, &alone(now));
    let late = |rows: Vec<SweepRow>| rows.into_iter().map(|row| row.lateness.late).collect::<Vec<_>>();
    assert_eq!(late(of(&[try_all(key, &["7", "5", "4", "3"])]).expect("swept")), [0, 0, 0, 30]);
    let grid = [try_all(key, &["4", "3"]), try_all("counting.start", &["\"next_day\"", "\"same_day\""])];
    let both = of(&grid).expect("swept");
    assert_eq!(both[2].values, ["3", "\"next_day\""]);
    assert_eq!(late(both), [0, 30, 30, 30]);
    assert!(matches!(of(&[try_all(key, &["soon"])]), Err(Error::Input(_))));
    assert_eq!(input(of(&[try_all(key, &[])]).expect_err("no value")), "None values 0 of 1 keys");
    assert_eq!(input(of(&[]).expect_err("no key")), "None values 1 of 0 keys");
}

/// A shorter limit and a later beginning of the count: each alone makes cases late or not, together they undo each other.
#[test]
fn what_rules_do_only_together_is_named_so() {
    let log = thirty();
    let now = at(day("2026-07-13"), 17);
    let until: Vec<_> = log.events().filter(|event| event.at <= now).cloned().collect();
    let table = EventRows::new(&until);
    let (one, calendar) = (combined(), WorkCalendar::china());
    // Due on the 10th by four days from the next day on, on the 13th by five; from the same day on a day earlier.
    let text = one
        .source()
        .replace("count = 7, unit", "count = 5, unit")
        .replace("start = \"next_day\"", "start = \"same_day\"");
    let other = Policy::from_toml(&text).expect("a policy");
    let found = backtest(&table, &one, &other, &calendar, &alone(now)).expect("compared");
    let told: Vec<_> = found.attributions.iter().map(|one| (one.rule.as_str(), one.effect)).collect();
    assert_eq!(told, [("counting", Some((0, 0))), ("limit[complexity = \"general\"]", Some((0, 0)))]);
    assert_eq!((found.before.late, found.after.late, found.interaction), (0, 6, 6));
    assert_eq!(found.wording().zh(), "各项单独改动合计0件，一并改动6件，相互作用6件");
}

#[test]
fn the_bulletin_names_what_presses_and_whom_to_ask() {
    let mut log = CaseLog::new(CaseRules::new(&combined(), &WorkCalendar::china()));
    case(&mut log, "C-1", Fate::Open, "2026-07-06");
    case(&mut log, "C-2", Fate::FedBack, "2026-07-06");
    case(&mut log, "C-3", Fate::InTime, "2026-07-06");
    let now = at(day("2026-07-31"), 18);
    let items = bulletin(log.rules(), log.cases(), None, now).expect("a bulletin");
    let told: Vec<_> =
        items.iter().map(|item| (item.cause, item.subject.as_str(), item.ask.join("+"))).collect();
    let office = "grid_responsible+office".to_owned();
    assert!(told.contains(&(Cause::Late, "C-1", "p-3".to_owned())), "{told:?}");
    assert!(
        told.iter().any(|(cause, subject, _)| (*cause, *subject) == (Cause::Untold, "C-2")),
        "{told:?}, {office}"
    );
    assert!(!told.iter().any(|(_, subject, _)| *subject == "C-3"));
    assert!(items.iter().all(|item| item.reason.clause.as_str() == "X-4.3a"));
    let modian = CaseRules::new(&Policy::preset("modian-2012").expect("a preset"), &WorkCalendar::china());
    assert_eq!(key(bulletin(&modian, log.cases(), None, now).expect_err("a key")), "supervision");
}

fn fact(
    received: u64,
    due: Option<u64>,
    closed: Option<u64>,
    rated: Option<bool>,
    exempted: bool,
) -> CaseFact {
    let date = |days: u64| day("2026-06-15") + Days::new(days);
    let rows = folded(&combined(), &{
        let mut log = CaseLog::new(CaseRules::new(&combined(), &WorkCalendar::china()));
        case(&mut log, "C", Fate::InTime, "2026-07-06");
        log
    });
    let mut fact = rows.first().map(CaseFact::of).expect("a case");
    (fact.received, fact.due, fact.closed, fact.exempted) =
        (date(received), due.map(date), closed.map(date), exempted);
    rated.map_or(fact, |satisfied| fact.rated(satisfied))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn parts_add_up_to_the_whole_and_to_a_naive_count(
        cases in prop::collection::vec((0_u64..140, prop::option::of(0_u64..140), prop::option::of(0_u64..140), prop::option::of(any::<bool>()), any::<bool>(), 0_u32..3), 0..24),
        cut in 0_usize..24,
    ) {
        let months: Vec<Period> = [("2026-07-01", "2026-07-31"), ("2026-08-01", "2026-08-31"), ("2026-09-01", "2026-09-30")]
            .iter().map(|(from, to)| Period::new(day(from), day(to)).expect("a month")).collect();
        let names = || vec!["a".to_owned(), "b".to_owned(), "c".to_owned()];
        let facts: Vec<CaseFact> = cases.iter().map(|(received, due, closed, rated, exempted, _)| fact(*received, *due, *closed, *rated, *exempted)).collect();
        let units: Vec<u32> = cases.iter().map(|case| case.5).collect();
        let count = |units: &[u32], facts: &[CaseFact]| {
            let mut made = Tallies::new(names(), months.clone()).expect("tallies");
            made.add_cases(units, facts).expect("counted");
            made
        };
        let whole = count(&units, &facts);
        let cut = cut.min(facts.len());
        let mut parts = count(&units[..cut], &facts[..cut]);
        parts.merge(&count(&units[cut..], &facts[cut..])).expect("merged");
        prop_assert_eq!(&parts, &whole);
        let quarters = whole.over(vec![quarter()]).expect("a quarter");
        let town = whole.roll_up(&[0, 0, 0], vec!["town".to_owned()]).expect("a township");
        for tally in Tally::ALL.iter().copied().filter(|tally| tally.is_of_cases()) {
            for belongs in Belongs::ALL.iter().copied() {
                for exempt in [false, true] {
                    let naive = |unit: Option<u32>, period: Period| {
                        let holds = |(fact, of): &(&CaseFact, &u32)| {
                            fact.counts.has(tally) && unit.is_none_or(|unit| unit == **of)
                                && (!exempt || !fact.exempted || tally == Tally::Exempted)
                                && fact.day(belongs).is_some_and(|day| period.contains(day))
                        };
                        u32::try_from(facts.iter().zip(&units).filter(holds).count()).expect("few")
                    };
                    for (nth, period) in months.iter().enumerate() {
                        for unit in 0..3_u32 {
                            prop_assert_eq!(whole.count(unit as usize, nth, tally, belongs, exempt), naive(Some(unit), *period));
                        }
                        prop_assert_eq!(town.count(0, nth, tally, belongs, exempt), naive(None, *period));
                    }
                    for unit in 0..3_u32 {
                        prop_assert_eq!(quarters.count(unit as usize, 0, tally, belongs, exempt), naive(Some(unit), quarter()));
                    }
                }
            }
        }
    }

    #[test]
    fn merging_is_associative_and_rows_bring_counts_back(
        cases in prop::collection::vec((0_u64..140, prop::option::of(0_u64..140), prop::option::of(0_u64..140), prop::option::of(any::<bool>()), any::<bool>(), 0_u32..3), 0..18),
    ) {
        let names = || vec!["a".to_owned(), "b".to_owned(), "c".to_owned()];
        let of = |part: usize| {
            let chosen: Vec<_> = cases.iter().enumerate().filter(|(nth, _)| nth % 3 == part).map(|(_, case)| case).collect();
            let facts: Vec<CaseFact> = chosen.iter().map(|(received, due, closed, rated, exempted, _)| fact(*received, *due, *closed, *rated, *exempted)).collect();
            let units: Vec<u32> = chosen.iter().map(|case| case.5).collect();
            let mut made = Tallies::new(names(), vec![quarter()]).expect("tallies");
            made.add_cases(&units, &facts).expect("counted");
            made.add(part, 0, Tally::PatrolsDue, 3).expect("added");
            made
        };
        let merged = |one: &Tallies, other: &Tallies| {
            let mut made = one.clone();
            made.merge(other).expect("merged");
            made
        };
        let parts = [of(0), of(1), of(2)];
        let left = merged(&merged(&parts[0], &parts[1]), &parts[2]);
        prop_assert_eq!(&left, &merged(&parts[0], &merged(&parts[1], &parts[2])));
        prop_assert_eq!(&left, &merged(&merged(&parts[2], &parts[0]), &parts[1]));
        let mut again = Tallies::new(names(), vec![quarter()]).expect("tallies");
        for row in parts.iter().flat_map(Tallies::rows) {
            again.add_row(&row).expect("a row");
        }
        prop_assert_eq!(&left, &again);
    }

    #[test]
    fn what_opens_a_figure_adds_up_to_it(
        cases in prop::collection::vec((0_u64..140, prop::option::of(0_u64..140), prop::option::of(0_u64..140), prop::option::of(any::<bool>()), any::<bool>(), 0_u32..2), 0..18),
        exempt in any::<bool>(),
    ) {
        let facts: Vec<CaseFact> = cases.iter().map(|(received, due, closed, rated, exempted, _)| fact(*received, *due, *closed, *rated, *exempted)).collect();
        let units: Vec<u32> = cases.iter().map(|case| case.5).collect();
        let mut counts = Tallies::new(vec!["a".to_owned(), "b".to_owned()], vec![quarter()]).expect("tallies");
        counts.add_cases(&units, &facts).expect("counted");
        counts.recorded(Tally::Repeated);
        counts.recorded(Tally::Rated);
        counts.recorded(Tally::Satisfied);
        for standard in METRICS.iter().filter(|one| one.numerator.iter().chain(one.denominator).all(|tally| tally.is_of_cases())) {
            let rule = wangge::policy::MetricRule { exempt, ..standard.rule() };
            for unit in 0..2_u32 {
                let opened = rule.open(&facts, |row| units[row] == unit, quarter());
                let sum = |rows: &[(usize, i64)]| rows.iter().map(|(_, count)| count).sum::<i64>();
                let rate = Rate { numerator: sum(&opened.numerator), denominator: sum(&opened.denominator) };
                prop_assert_eq!(rate, rule.rate(&counts, unit as usize, 0).expect("a rate"), "{}", standard.id);
                let told: BTreeSet<usize> = opened.numerator.iter().chain(&opened.denominator).map(|row| row.0).chain(opened.left_out.iter().map(|row| row.0)).collect();
                prop_assert_eq!(told.len(), units.iter().filter(|one| **one == unit).count());
            }
        }
    }

    /// One more in time never lowers a rank, whatever the others have; ranks follow the scores.
    #[test]
    fn ranks_are_monotone(rows in prop::collection::vec((0_u32..12, 0_u32..12), 1..10), chosen in any::<prop::sample::Index>()) {
        let rows: Vec<(u32, u32)> = rows.into_iter().map(|(done, more)| (done, done + more)).collect();
        let chosen = chosen.index(rows.len());
        let names: Vec<String> = (0..rows.len()).map(|nth| format!("v{nth}")).collect();
        let of = |rows: &[(u32, u32)]| {
            let named: Vec<(&str, u32, u32)> = names.iter().zip(rows).map(|(name, (done, due))| (name.as_str(), *done, *due)).collect();
            ranks(&by_patrols(""), &patrols(&named), quarter(), &Units::default()).expect("ranks").value
        };
        let place = |found: &[wangge::assess::UnitRank]| found.iter().find(|row| row.unit == names[chosen]).map(|row| row.place).expect("it");
        let before = of(&rows);
        for pair in before.windows(2) {
            if let (Place::Rank { rank: one, .. }, Place::Rank { rank: other, .. }) = (pair[0].place, pair[1].place) {
                let (Score::Rate(better), Score::Rate(worse)) = (pair[0].score, pair[1].score) else { panic!("rates") };
                let order = (better.numerator * worse.denominator).cmp(&(worse.numerator * better.denominator));
                prop_assert!(order.is_ge() && order.is_eq() == (one == other));
            }
        }
        let mut more = rows.clone();
        if more[chosen].0 < more[chosen].1 {
            more[chosen].0 += 1;
        }
        let after = of(&more);
        if let (Place::Rank { rank: one, .. }, Place::Rank { rank: other, .. }) = (place(&before), place(&after)) {
            prop_assert!(other <= one);
        }
        // Where one case decides of nobody, no case of anybody moves anybody.
        let swing = |rows: &[(u32, u32)]| of(rows).iter().map(|row| (row.unit.clone(), row.place)).collect::<std::collections::BTreeMap<_, _>>();
        let calm: BTreeSet<String> = before.iter().filter(|row| !row.one_case_decides).map(|row| row.unit.clone()).collect();
        let stands = swing(&rows);
        for (unit, place) in swing(&more) {
            prop_assert!(!calm.contains(&unit) || stands[&unit] == place, "{}", unit);
        }
    }

    #[test]
    fn an_interval_holds_its_rate_and_narrows(part in 0_i64..500, more in 0_i64..500) {
        let whole = part + more + 1;
        let rate = Rate { numerator: part, denominator: whole };
        let (low, high) = rate.interval().expect("a share");
        let value = rate.value(6).expect("counted");
        prop_assert!(low <= value && value <= high, "{low} {value} {high}");
        let (nearer, farther) = Rate { numerator: part * 100, denominator: whole * 100 }.interval().expect("a share");
        prop_assert!(farther - nearer <= high - low);
    }

    #[test]
    fn a_curve_never_rises_as_its_figure_falls(full in 1_u32..100, target in 0_u32..=100, per in 0_u32..500, floor in 0_u32..100, one in 0_u32..=1000, other in 0_u32..=1000) {
        let tenth = |value: u32| Decimal::new(value.into(), 1);
        let curve = Curve::slope(full.into(), target.into(), Decimal::new(per.into(), 2), floor.min(full).into()).expect("a curve");
        let (low, high) = (one.min(other), one.max(other));
        prop_assert!(curve.marks(tenth(low)).expect("marks") <= curve.marks(tenth(high)).expect("marks"));
        let linear = Curve::linear(full.into()).expect("a curve");
        let sum = linear.marks(tenth(low)).expect("marks") + linear.clone().reversed().marks(tenth(low)).expect("marks");
        prop_assert_eq!(sum, Decimal::from(full));
    }
}

#[test]
fn complexity_is_used() {
    // Kept beside the log: thirty cases are general by their level.
    let rows = folded(&combined(), &thirty());
    assert!(rows.iter().all(|row| row.complexity == Some(Complexity::General)));
}
