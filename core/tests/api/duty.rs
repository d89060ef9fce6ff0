//! Duties: what is owed by when, and what was done of it.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use wangge::duty::{
    DutyGrid, DutyOrder, DutyRecord, Dwelling, Holder, Occasion, Territory, completeness, diary_gaps,
    obligations,
};
use wangge::{CheckItem, DutyKind, DutyState, Error, Policy, RecordUse, Role, Vocabulary, WorkCalendar};

use crate::day;

/// A policy of one duty.
fn policy(duty: &str) -> Policy {
    let head = "schema = 1\nid = \"t\"\ntitle = \"t\"\nfrom = 2020-01-01\n[calendar]\ntable = \"state_council\"\nclause = \"E-3\"\n";
    let text = format!(
        "{head}[[duty]]\nkind = \"visit\"\nowner = \"grid_team\"\neach = \"grid\"\nclause = \"M-3.1\"\n{duty}"
    );
    Policy::from_toml(&text).unwrap_or_else(|error| panic!("{error}"))
}

fn order(from: &str, to: &str) -> DutyOrder {
    DutyOrder { from: day(from), to: day(to), kinds: None }
}

fn one_grid() -> Territory {
    Territory { grids: vec![DutyGrid::new("G-1", "V-1")], ..Territory::default() }
}

/// Opens and due days of one grid.
fn windows(duty: &str, from: &str, to: &str) -> Result<Vec<(String, String)>, Error> {
    let owed = obligations(&policy(duty), &WorkCalendar::china(), &one_grid(), &order(from, to))?;
    Ok(owed.iter().map(|one| (one.opens().to_string(), one.due().to_string())).collect())
}

fn dues(duty: &str, from: &str, to: &str) -> Vec<String> {
    windows(duty, from, to)
        .unwrap_or_else(|error| panic!("{error}"))
        .into_iter()
        .map(|(_, due)| due)
        .collect()
}

fn key(error: Error) -> String {
    match error {
        Error::Unspecified(error) => error.key,
        other => panic!("{other}"),
    }
}

fn record(id: &str, kind: DutyKind, on: &str) -> DutyRecord {
    DutyRecord {
        id: id.to_owned(),
        kind,
        unit: "G-1".to_owned(),
        day: day(on),
        person: None,
        household: None,
        items: Vec::new(),
    }
}

const MONDAYS: &str = "every = \"week\"\nopens = \"due_day\"\ndue = \"monday\"\n";

#[test]
fn a_rest_day_moves_as_the_policy_says() {
    // 2026: the 15th to the 23rd of February are off, the 14th and the 28th are worked.
    let feb = |roll: &str| dues(&format!("{MONDAYS}{roll}"), "2026-02-09", "2026-03-01");
    assert_eq!(feb("roll = \"none\""), ["2026-02-09", "2026-02-16", "2026-02-23"]);
    assert_eq!(feb("roll = \"skip\""), ["2026-02-09"]);
    assert_eq!(feb("roll = \"following\"\ncollide = \"both\""), ["2026-02-09", "2026-02-24", "2026-02-24"]);
    assert_eq!(feb("roll = \"following\"\ncollide = \"one\""), ["2026-02-09", "2026-02-24"]);
    assert_eq!(feb("roll = \"merge\""), ["2026-02-09", "2026-02-24"]);
    assert_eq!(feb("roll = \"preceding\"\ncollide = \"both\""), ["2026-02-09", "2026-02-14", "2026-02-14"]);
    assert_eq!(feb("roll = \"following_in_period\""), ["2026-02-09", "2026-02-24"]);
    let month = "every = \"month\"\nopens = \"period\"\ndue = \"last_day\"\n";
    // The 31st of January 2026 is a Saturday.
    let jan = |roll: &str| {
        windows(&format!("{month}roll = \"{roll}\""), "2026-01-01", "2026-01-31").expect("a window")
    };
    assert_eq!(jan("following"), [("2026-01-01".to_owned(), "2026-02-02".to_owned())]);
    assert_eq!(jan("modified_following"), [("2026-01-01".to_owned(), "2026-01-30".to_owned())]);
    assert_eq!(jan("none"), [("2026-01-01".to_owned(), "2026-01-31".to_owned())]);
}

#[test]
fn a_month_ends_as_the_policy_says() {
    let last = "every = \"month\"\nopens = \"due_day\"\ndue = \"last_working_day\"";
    assert_eq!(dues(last, "2026-01-01", "2026-03-31"), ["2026-01-30", "2026-02-28", "2026-03-31"]);
    let half =
        "every = \"half_month\"\nsplit = 15\nopens = \"period\"\ndue = \"last_day\"\nroll = \"preceding\"";
    // The 15th of February lies in the Spring Festival; the 14th is worked.
    assert_eq!(
        windows(half, "2026-02-01", "2026-02-28").expect("two halves"),
        [
            ("2026-02-01".to_owned(), "2026-02-14".to_owned()),
            ("2026-02-16".to_owned(), "2026-02-28".to_owned())
        ]
    );
    let of_month =
        "every = \"month\"\nopens = \"period\"\ndue_day = 25\nroll = \"following\"\ncollide = \"one\"";
    assert_eq!(dues(of_month, "2026-01-01", "2026-02-28"), ["2026-01-26", "2026-02-25"]);
}

#[test]
fn what_the_policy_leaves_open_is_asked_for_by_its_key() {
    let asked = |duty: &str| key(windows(duty, "2026-02-01", "2026-02-28").expect_err("a key is missing"));
    assert_eq!(asked("every = \"day\""), "duty[kind = \"visit\", every = \"day\"].days");
    assert_eq!(asked("every = \"half_month\""), "duty[kind = \"visit\", every = \"half_month\"].split");
    assert_eq!(asked("every = \"month\""), "duty[kind = \"visit\", every = \"month\"].due");
    assert_eq!(
        asked("every = \"week\"\ndue = \"monday\"\nroll = \"none\""),
        "duty[kind = \"visit\", every = \"week\"].opens"
    );
    assert_eq!(asked(MONDAYS), "duty[kind = \"visit\", every = \"week\"].roll");
    assert_eq!(
        asked(&format!("{MONDAYS}roll = \"following\"")),
        "duty[kind = \"visit\", every = \"week\"].collide"
    );
    // Without a rest day nothing need be known.
    assert_eq!(dues(MONDAYS, "2026-03-02", "2026-03-08"), ["2026-03-02"]);
    let modian = Policy::preset("modian-2012").expect("a preset");
    let all = obligations(&modian, &WorkCalendar::china(), &one_grid(), &order("2026-02-01", "2026-02-28"));
    assert_eq!(
        key(all.expect_err("E-6 is not of that document")),
        "duty[kind = \"patrol\", every = \"day\"].days"
    );
    let xiang = Policy::preset("xiang-2011").expect("a preset");
    let some = DutyOrder { kinds: Some(vec![DutyKind::Patrol]), ..order("2026-02-01", "2026-02-28") };
    let none = obligations(&xiang, &WorkCalendar::china(), &one_grid(), &some);
    assert_eq!(key(none.expect_err("no patrol there")), "duty[kind = \"patrol\"]");
    let hotline = DutyOrder { kinds: Some(vec![DutyKind::HotlineDuty]), ..order("2026-02-01", "2026-02-28") };
    let none = obligations(&xiang, &WorkCalendar::china(), &one_grid(), &hotline);
    assert_eq!(key(none.expect_err("no hotline there")), "hotline.duty");
}

#[test]
fn a_grid_that_ends_or_begins_within_a_period() {
    let mut territory = one_grid();
    territory.grids[0].to = Some(day("2026-03-15"));
    for id in ["G-1a", "G-1b"] {
        territory.grids.push(DutyGrid { from: Some(day("2026-03-16")), ..DutyGrid::new(id, "V-1") });
    }
    let of = |partial: &str| {
        let duty =
            format!("every = \"month\"\nopens = \"period\"\ndue = \"last_day\"\nroll = \"none\"\n{partial}");
        let owed = obligations(
            &policy(&duty),
            &WorkCalendar::china(),
            &territory,
            &order("2026-03-01", "2026-03-31"),
        );
        owed.map(|owed| {
            owed.iter().map(|one| format!("{} {} {}", one.unit(), one.opens(), one.due())).collect::<Vec<_>>()
        })
    };
    assert_eq!(key(of("").expect_err("a key")), "duty[kind = \"visit\", every = \"month\"].partial");
    assert_eq!(of("partial = \"not_owed\"").expect("nothing"), Vec::<String>::new());
    let later = ["G-1a 2026-03-16 2026-03-31", "G-1b 2026-03-16 2026-03-31"];
    assert_eq!(of("partial = \"if_due\"").expect("two"), later);
    assert_eq!(of("partial = \"owed\"").expect("three"), ["G-1 2026-03-01 2026-03-15", later[0], later[1]]);
}

#[test]
fn a_person_who_moves_between_grids_answers_as_the_policy_says() {
    let holder = |unit: &str, person: &str, from: Option<&str>, to: Option<&str>| Holder {
        unit: unit.to_owned(),
        role: Role::GridTeam,
        person: person.to_owned(),
        from: from.map(day),
        to: to.map(day),
    };
    let territory = Territory {
        grids: vec![DutyGrid::new("G-1", "V-1"), DutyGrid::new("G-2", "V-1")],
        holders: vec![
            holder("G-1", "p-1", None, Some("2026-03-15")),
            holder("G-2", "p-1", Some("2026-03-16"), None),
            holder("G-1", "p-2", Some("2026-03-16"), None),
        ],
        ..Territory::default()
    };
    let of = |answers: &str| {
        let duty =
            format!("every = \"month\"\nopens = \"period\"\ndue = \"last_day\"\nroll = \"none\"\n{answers}");
        let owed = obligations(
            &policy(&duty),
            &WorkCalendar::china(),
            &territory,
            &order("2026-03-01", "2026-03-31"),
        );
        owed.map(|owed| owed.iter().map(|one| one.persons().join("+")).collect::<Vec<_>>())
    };
    assert_eq!(key(of("").expect_err("a key")), "duty[kind = \"visit\", every = \"month\"].answers");
    assert_eq!(of("answers = \"at_due\"").expect("names"), ["p-2", "p-1"]);
    assert_eq!(of("answers = \"at_opening\"").expect("names"), ["p-1", ""]);
}

#[test]
fn an_occasion_is_due_as_it_says_or_as_the_policy_says() {
    let occasion = |id: &str, kind, on: &str, due: Option<&str>| Occasion {
        id: id.to_owned(),
        kind,
        unit: if kind == DutyKind::AnalysisMeeting { "V-1" } else { "G-1" }.to_owned(),
        day: day(on),
        due: due.map(day),
    };
    let policy = Policy::preset("combined").expect("a preset");
    let of = |occasions: Vec<Occasion>, kind| {
        let territory = Territory { occasions, ..one_grid() };
        let order = DutyOrder { kinds: Some(vec![kind]), ..order("2026-11-10", "2026-11-20") };
        obligations(&policy, &WorkCalendar::china(), &territory, &order)
    };
    let report =
        of(vec![occasion("N-1", DutyKind::PromptReport, "2026-11-14", None)], DutyKind::PromptReport);
    let report = report.expect("one");
    let one = report.get(0).expect("one");
    assert_eq!((one.uid(), one.due()), ("prompt_report.occasion.G-1.N-1".to_owned(), day("2026-11-14")));
    assert_eq!(one.clauses(), ["X-4.1c", "M-3.4"]);
    let call = of(
        vec![occasion("A-1", DutyKind::AnalysisMeeting, "2026-11-11", Some("2026-11-13"))],
        DutyKind::AnalysisMeeting,
    );
    let due: Vec<_> = call.expect("two").iter().map(|one| one.due().to_string()).collect();
    assert_eq!(
        due,
        ["2026-11-13", "2026-11-13"],
        "the half month ends on a Sunday, so its meeting is on the 13th too"
    );
    let open =
        of(vec![occasion("A-1", DutyKind::AnalysisMeeting, "2026-11-11", None)], DutyKind::AnalysisMeeting);
    assert_eq!(
        key(open.expect_err("a key")),
        "duty[kind = \"analysis_meeting\", every = \"occasion\"].within"
    );
    let other = of(vec![occasion("A-1", DutyKind::Patrol, "2026-11-11", None)], DutyKind::Patrol);
    assert_eq!(key(other.expect_err("a key")), "duty[kind = \"patrol\", every = \"occasion\"]");
}

#[test]
fn what_does_not_fit_together_is_told_with_its_row() {
    let policy = Policy::preset("combined").expect("a preset");
    let fault = |territory: &Territory, order: &DutyOrder| {
        let error = obligations(&policy, &WorkCalendar::china(), territory, order).expect_err("a fault");
        match error {
            Error::Input(error) => {
                let table = error.table.unwrap_or_default();
                format!("{table} {:?} {} {}", error.row, error.column, error.value)
            }
            other => other.code().to_owned(),
        }
    };
    let march = order("2026-03-01", "2026-03-31");
    assert_eq!(fault(&one_grid(), &order("2026-03-31", "2026-03-01")), " None to 2026-03-01");
    assert_eq!(fault(&one_grid(), &order("2027-03-01", "2027-03-31")), "calendar.unknown_day");
    assert_eq!(fault(&one_grid(), &order("2000-03-01", "2000-03-31")), "policy.not_in_force");
    let grids = |ids: [(&str, &str); 2]| Territory {
        grids: ids.iter().map(|(id, village)| DutyGrid::new(*id, *village)).collect(),
        ..Territory::default()
    };
    assert_eq!(fault(&grids([("G-1", "V-1"), ("G-1", "V-2")]), &march), "grids Some(1) grid \"G-1\"");
    assert_eq!(fault(&grids([("G-1", "V-1"), ("V-1", "V-2")]), &march), "grids Some(0) village \"V-1\"");
    let mut backwards = one_grid();
    (backwards.grids[0].from, backwards.grids[0].to) = (Some(day("2026-03-02")), Some(day("2026-03-01")));
    assert_eq!(fault(&backwards, &march), "grids Some(0) to 2026-03-01");
    let nowhere = Territory {
        dwellings: vec![Dwelling {
            grid: "V-1".to_owned(),
            household: "H-1".to_owned(),
            from: None,
            to: None,
        }],
        ..one_grid()
    };
    assert_eq!(fault(&nowhere, &march), "dwellings Some(0) grid \"V-1\"");
    let holder =
        Holder { unit: "G-9".to_owned(), role: Role::Office, person: "p-1".to_owned(), from: None, to: None };
    let stranger = Territory { holders: vec![holder], ..one_grid() };
    assert_eq!(fault(&stranger, &march), "holders Some(0) unit \"G-9\"");
    let Err(Error::Input(error)) = obligations(&policy, &WorkCalendar::china(), &stranger, &march) else {
        panic!("a unit that is not there")
    };
    assert!(error.to_string().starts_with("holders: row 0, column unit: "), "{error}");
    assert!(
        error.wording().zh().starts_with("holders: 第0行（从0数起）“unit”列的值"),
        "{}",
        error.wording().zh()
    );
}

#[test]
fn a_household_is_in_one_grid_at_a_time() {
    let policy = Policy::preset("combined").expect("a preset");
    let march = order("2026-03-01", "2026-03-31");
    let twice = Territory {
        grids: vec![DutyGrid::new("G-1", "V-1"), DutyGrid::new("G-2", "V-1")],
        dwellings: vec![
            Dwelling { grid: "G-1".to_owned(), household: "H-1".to_owned(), from: None, to: None },
            Dwelling {
                grid: "G-2".to_owned(),
                household: "H-1".to_owned(),
                from: Some(day("2026-03-05")),
                to: None,
            },
        ],
        ..Territory::default()
    };
    let error =
        obligations(&policy, &WorkCalendar::china(), &twice, &march).expect_err("a household in two grids");
    assert!(matches!(error, Error::Input(error) if error.row == Some(1) && error.column == "household"));
}

#[test]
fn records_count_once_where_they_help_most() {
    let duty = "every = \"week\"\nopens = \"period\"\ndue = \"last_day\"\nroll = \"none\"\nlate_days = 7";
    let owed =
        obligations(&policy(duty), &WorkCalendar::china(), &one_grid(), &order("2026-11-02", "2026-11-29"));
    let owed = owed.expect("four weeks");
    let visit = |id: &str, on: &str, person: &str| DutyRecord {
        person: Some(person.to_owned()),
        ..record(id, DutyKind::Visit, on)
    };
    // Nothing in the first week, three in the second: one makes good the first, one is extra.
    let records = [
        visit("a", "2026-11-10", "p-1"),
        visit("b", "2026-11-11", "p-1"),
        visit("b again", "2026-11-11", "p-1"),
        visit("c", "2026-11-15", "p-1"),
    ];
    let matched = owed.matched(&records, day("2026-11-22")).expect("matched");
    let states: Vec<_> =
        matched.outcomes.iter().map(|one| (one.state, one.on.map(|on| on.to_string()))).collect();
    assert_eq!(
        states,
        [
            (DutyState::DoneLate, Some("2026-11-10".to_owned())),
            (DutyState::Done, Some("2026-11-11".to_owned())),
            (DutyState::NotDue, None),
            (DutyState::NotDue, None),
        ]
    );
    let uses: Vec<_> = matched.uses.iter().map(|(used, _)| *used).collect();
    assert_eq!(uses, [RecordUse::Late, RecordUse::InTime, RecordUse::Duplicate, RecordUse::Extra]);
    assert_eq!(owed.matched(&records, day("2026-11-23")).expect("matched").counts(), [1, 1, 1, 1]);
    let unstated = duty.replace("\nlate_days = 7", "");
    let owed = obligations(
        &policy(&unstated),
        &WorkCalendar::china(),
        &one_grid(),
        &order("2026-11-02", "2026-11-29"),
    );
    let error = owed.expect("four weeks").matched(&records, day("2026-11-22")).expect_err("a key");
    assert_eq!(key(error), "duty[kind = \"visit\", every = \"week\"].late_days");
}

#[test]
fn every_household_is_to_be_seen() {
    let policy = Policy::preset("combined").expect("a preset");
    let dwelling = |household: &str, from: Option<&str>| Dwelling {
        grid: "G-1".to_owned(),
        household: household.to_owned(),
        from: from.map(day),
        to: None,
    };
    let territory = Territory {
        dwellings: vec![dwelling("H-1", None), dwelling("H-2", None), dwelling("H-3", Some("2026-08-15"))],
        ..one_grid()
    };
    let visits = DutyOrder { kinds: Some(vec![DutyKind::Visit]), ..order("2026-07-01", "2026-09-30") };
    let owed = obligations(&policy, &WorkCalendar::china(), &territory, &visits).expect("visits");
    let visit = |id: &str, on: &str, household: &str| DutyRecord {
        household: Some(household.to_owned()),
        ..record(id, DutyKind::Visit, on)
    };
    let records = [
        visit("a", "2026-07-03", "H-1"),
        visit("b", "2026-08-20", "H-3"),
        visit("c", "2026-10-03", "H-2"),
        visit("d", "2026-08-21", "H-9"),
    ];
    let matched = owed.matched(&records, day("2026-10-10")).expect("matched");
    let quarter = matched.coverage[0];
    assert_eq!((quarter.needed, quarter.seen, quarter.seen_late), (3, 2, 1));
    assert_eq!(matched.outcomes[quarter.index].state, DutyState::DoneLate);
    assert_eq!(matched.unlisted, [3]);
    let months: Vec<_> = matched
        .iter()
        .filter(|(owed, _)| owed.every().code() == "month")
        .map(|(_, outcome)| outcome.state)
        .collect();
    assert_eq!(months, [DutyState::Done, DutyState::Done, DutyState::DoneLate]);
    let nobody = obligations(&policy, &WorkCalendar::china(), &one_grid(), &visits).expect("visits");
    let error = nobody.matched(&[], day("2026-10-10")).expect_err("no households");
    assert!(matches!(error, Error::Input(error) if error.column == "dwellings"));
}

#[test]
fn a_diary_has_gaps() {
    let policy = Policy::preset("combined").expect("a preset");
    let order = DutyOrder { kinds: Some(vec![DutyKind::Diary]), ..order("2026-11-02", "2026-11-13") };
    let owed = obligations(&policy, &WorkCalendar::china(), &one_grid(), &order).expect("ten days");
    let records: Vec<_> =
        ["2026-11-02", "2026-11-05", "2026-11-10"].iter().map(|on| record(on, DutyKind::Diary, on)).collect();
    let gaps = diary_gaps(&owed.matched(&records, day("2026-11-12")).expect("matched"));
    let told: Vec<_> = gaps.iter().map(|gap| format!("{} {} {}", gap.from, gap.to, gap.days)).collect();
    assert_eq!(told, ["2026-11-03 2026-11-04 2", "2026-11-06 2026-11-09 2", "2026-11-11 2026-11-11 1"]);
}

#[test]
fn a_checklist_says_what_was_left_out() {
    let policy = Policy::preset("combined").expect("a preset");
    let mut patrol = record("a", DutyKind::Patrol, "2026-11-02");
    patrol.items = vec![CheckItem::Strangers, CheckItem::Worries];
    let found = completeness(&policy, &patrol).expect("a list");
    assert_eq!(found.value.missing.len(), 3);
    assert_eq!(found.value.beyond, [CheckItem::Worries]);
    assert_eq!(found.clauses(), ["M-3.2"]);
    let error = completeness(&policy, &record("a", DutyKind::Diary, "2026-11-02")).expect_err("no list");
    assert_eq!(key(error), "checklist[kind = \"diary\"]");
}

#[test]
fn faults_of_a_file_are_told_together() {
    let text = "schema = 1\nid = \"t\"\ntitle = \"t\"\nfrom = 2020-01-01\n[[duty]]\nkind = \"hotline_duty\"\nowner = \"office\"\n\
        each = \"grid\"\nevery = \"day\"\nroll = \"none\"\nsplit = 30\nlate_days = 400\ncovers = \"household\"\nclause = \"M-3.1\"\n\
        [[duty]]\nkind = \"visit\"\nowner = \"office\"\neach = \"grid\"\nevery = \"month\"\ndue = \"monday\"\ndue_day = 31\n\
        roll = \"merge\"\ncollide = \"one\"\nclause = \"M-3.1\"\nreading = \"Q\"\n[[checklist]]\nkind = \"diary\"\nitems = []\nclause = \"M-3.2\"";
    let error = Policy::from_toml(text).expect_err("faults");
    let told: Vec<_> = error.faults().iter().map(|fault| fault.path.as_str()).collect();
    assert_eq!(
        told,
        [
            "duty[0].kind",
            "duty[0].roll",
            "duty[0].split",
            "duty[0].split",
            "duty[0].late_days",
            "duty[0].covers",
            "duty[1].due",
            "duty[1].due_day",
            "duty[1].due_day",
            "duty[1].collide",
            "duty[1].reading",
            "checklist[0].kind",
            "checklist[0].items"
        ]
    );
}

/// As many in time as can be, then late, by trying every record for every obligation.
fn best(owed: &[(NaiveDate, NaiveDate)], records: &[NaiveDate], late: u64) -> (usize, usize) {
    let Some(((opens, due), rest)) = owed.split_first() else { return (0, 0) };
    let mut most = best(rest, records, late);
    for (nth, record) in records.iter().enumerate() {
        if record < opens || *record > *due + Days::new(late) {
            continue;
        }
        let others: Vec<NaiveDate> =
            records.iter().enumerate().filter(|(other, _)| *other != nth).map(|(_, day)| *day).collect();
        let (done, done_late) = best(rest, &others, late);
        most = most.max(if record <= due { (done + 1, done_late) } else { (done, done_late + 1) });
    }
    most
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_other_use_of_the_records_does_more(days in prop::collection::vec(0_u64..28, 0..7), late in 0_u64..15) {
        let duty = format!("every = \"week\"\nopens = \"period\"\ndue = \"last_day\"\nroll = \"none\"\nlate_days = {late}");
        let owed = obligations(&policy(&duty), &WorkCalendar::china(), &one_grid(), &order("2026-11-02", "2026-11-29")).expect("weeks");
        let records: Vec<DutyRecord> = days.iter().enumerate().map(|(nth, after)| DutyRecord {
            person: Some(nth.to_string()),
            day: day("2026-11-02") + Days::new(*after),
            ..record(&nth.to_string(), DutyKind::Visit, "2026-11-02")
        }).collect();
        let matched = owed.matched(&records, day("2026-12-31")).expect("matched");
        let windows: Vec<_> = owed.iter().map(|one| (one.opens(), one.due())).collect();
        let on: Vec<_> = records.iter().map(|record| record.day).collect();
        let [done, done_late, missed, not_due] = matched.counts();
        prop_assert_eq!((done, done_late), best(&windows, &on, late));
        prop_assert_eq!(done + done_late + missed + not_due, owed.len());
        // Every record that counted names its obligation, and that one names it.
        for (row, (used, index)) in matched.uses.iter().enumerate() {
            let counted = matches!(used, RecordUse::InTime | RecordUse::Late);
            prop_assert_eq!(counted, index.is_some());
            if let Some(index) = index {
                prop_assert_eq!(matched.outcomes[*index].record, u32::try_from(row).ok());
            }
        }
    }

    #[test]
    fn spans_after_one_another_name_each_duty_once(cut in 1_u64..58) {
        let policy = Policy::preset("combined").expect("a preset");
        let (from, to) = (day("2026-01-20"), day("2026-03-19"));
        let uids = |from, to| -> Vec<String> {
            let order = DutyOrder { from, to, kinds: None };
            let owed = obligations(&policy, &WorkCalendar::china(), &one_grid(), &order).expect("owed");
            owed.iter().map(|one| format!("{} {} {}", one.uid(), one.opens(), one.due())).collect()
        };
        let middle = from + Days::new(cut);
        let mut parts = uids(from, middle - Days::new(1));
        parts.extend(uids(middle, to));
        let mut whole = uids(from, to);
        parts.sort();
        whole.sort();
        prop_assert_eq!(&parts, &whole);
        whole.dedup();
        prop_assert_eq!(parts.len(), whole.len());
    }

    #[test]
    fn columns_and_rows_say_the_same(grids in 1_usize..5, begins in 0_u64..90) {
        let policy = Policy::preset("combined").expect("a preset");
        let mut territory = Territory {
            grids: (0..grids).map(|nth| DutyGrid::new(format!("G-{nth}"), format!("V-{}", nth % 2))).collect(),
            ..Territory::default()
        };
        territory.grids[0].from = Some(day("2026-01-01") + Days::new(begins));
        let owed = obligations(&policy, &WorkCalendar::china(), &territory, &order("2026-01-01", "2026-03-31")).expect("owed");
        let columns = owed.columns();
        prop_assert_eq!(columns.due.len(), owed.len());
        let names: Vec<&str> = owed.unit_names().collect();
        for (kind, count) in owed.counts() {
            prop_assert_eq!(count, owed.iter().filter(|one| one.kind() == kind).count());
        }
        prop_assert_eq!(owed.counts().values().sum::<usize>(), owed.len());
        for one in owed.iter() {
            let at = one.index;
            prop_assert_eq!(DutyKind::ALL[columns.kind[at] as usize], one.kind());
            prop_assert_eq!(Role::ALL[columns.owner[at] as usize], one.owner());
            prop_assert_eq!(names[columns.unit[at] as usize], one.unit());
            prop_assert_eq!(owed.rules()[columns.rule[at] as usize].clause.as_str(), one.clause());
            let epoch = day("1970-01-01");
            prop_assert_eq!(i64::from(columns.opens[at]), (one.opens() - epoch).num_days());
            prop_assert_eq!(i64::from(columns.due[at]), (one.due() - epoch).num_days());
            prop_assert_eq!(owed.get(at).expect("it is there").uid(), one.uid());
        }
    }
}
