//! The vectors of the ledger: identity numbers, numbers to call, figures.

use wangge::rules::ledger::{Household, Ledger, Member, figures, read_identity, read_phone};
use wangge::{FigureBy, Policy, Private, Sex, Vocabulary};

use crate::day;
use crate::vectors::rows;

#[test]
fn identity_numbers() {
    for row in rows("identity_numbers.csv") {
        let found = match read_identity(row.get("number"), day(row.get("day"))) {
            Ok(facts) => ["ok".to_owned(), facts.birthday.to_string(), facts.sex.code().to_owned()],
            Err(faults) => {
                let codes: Vec<_> = faults.iter().map(|fault| fault.code()).collect();
                [codes.join("/"), String::new(), String::new()]
            }
        };
        assert_eq!(found, [row.get("expected"), row.get("birthday"), row.get("sex")], "{}", row.at());
    }
}

#[test]
fn phones() {
    for row in rows("phones.csv") {
        let found = match read_phone(row.get("phone")) {
            Ok(Private::Mobile) => "mobile",
            Ok(Private::Landline) => "landline",
            Ok(other) => panic!("{other}"),
            Err(wangge::PhoneFault::Mobile) => "mobile_fault",
            Err(fault) => fault.code(),
        };
        assert_eq!(found, row.get("expected"), "{}", row.at());
    }
}

#[test]
fn groups_of_residents() {
    for row in rows("figures.csv") {
        let people = |sex, many: &str| {
            let many = many.parse().expect("a number");
            std::iter::repeat_n(Member { sex: Some(sex), ..Member::default() }, many)
        };
        let households = row.get("counts").split(';').enumerate().map(|(nth, line)| {
            let (men, women) = line.split_once('/').expect("two numbers");
            Household {
                id: nth.to_string(),
                grids: vec![format!("g{nth}")],
                members: people(Sex::Male, men).chain(people(Sex::Female, women)).collect(),
                ..Household::default()
            }
        });
        let policy = format!(
            "schema = 1\nid = \"x\"\ntitle = \"x\"\nfrom = 2020-01-01\n[ledger.figures]\nleast_group = {}\nclause = \"X-5\"\n",
            row.get("least")
        );
        let policy = Policy::from_toml(&policy).expect("a policy");
        let ledger = Ledger::new(households.collect());
        let found = figures(&policy, &ledger, day("2026-11-25"), FigureBy::Sex).expect("figures").value;
        // Men, women, those whose sex does not stand (none here), and all.
        let lines = found.chunks(4).map(|line| {
            let shown =
                [0, 1, 3].map(|place| line[place].count.map_or("-".to_owned(), |count| count.to_string()));
            shown.join("/")
        });
        assert_eq!(lines.collect::<Vec<_>>().join(";"), row.get("expected"), "{}", row.at());
    }
}
