//! Vectors of curves, sheets, ranks and years.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use wangge::assess::{
    CountRow, Curve, GivenMarks, Marks, Period, Place, Tallies, ToNext, UnitFact, Units, marks, ranks, review,
};
use wangge::{Belongs, Error, Policy, Tally, Vocabulary};

use crate::day;
use crate::vectors::{Row, folder, rows};

fn decimal(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

fn curve(row: &Row) -> Result<String, Error> {
    let of = |column: &str| decimal(row.get(column));
    let full = of("full");
    let made = match row.get("curve") {
        "linear" => Curve::linear(full)?,
        "slope" => Curve::slope(full, of("target"), of("per"), of("floor"))?,
        "deduct" => Curve::deduct(full, of("per"), of("cap"))?,
        "steps" => {
            let step = |text: &str| {
                let (from, marks) = text.split_once('/').expect("a step");
                (decimal(from), decimal(marks))
            };
            Curve::steps(full, &row.get("steps").split_whitespace().map(step).collect::<Vec<_>>())?
        }
        other => panic!("{}: no curve {other}", row.at()),
    };
    let made = if row.get("reverse") == "true" { made.reversed() } else { made };
    Ok(made.marks(of("value"))?.to_string())
}

#[test]
fn curves() {
    for row in rows("curves.csv") {
        assert_eq!(told(curve(&row)), row.get("marks"), "{}", row.at());
    }
}

/// The answer, or the kind of the refusal.
fn told(answer: Result<String, Error>) -> String {
    answer.unwrap_or_else(|error| match error {
        Error::Input(_) => "error:input".to_owned(),
        Error::Unspecified(_) => "error:unspecified".to_owned(),
        other => panic!("{other}"),
    })
}

fn policy(row: &Row) -> Policy {
    let file = folder().join("assess").join(format!("{}.toml", row.get("policy")));
    let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    Policy::from_toml(&text).unwrap_or_else(|error| panic!("{error}"))
}

fn tallies(row: &Row, period: Period) -> Tallies {
    let units: Vec<(&str, &str)> =
        row.get("counts").split_whitespace().map(|unit| unit.split_once(':').expect("a unit")).collect();
    let names = units.iter().map(|(name, _)| (*name).to_owned()).collect();
    let mut made = Tallies::new(names, vec![period]).expect("tallies");
    for (unit, (_, counts)) in units.iter().enumerate() {
        for count in counts.split(';') {
            let (code, count) = count.split_once('=').expect("a count");
            let tally = Tally::find(code).unwrap_or_else(|| panic!("{}: no count {code}", row.at()));
            let count = count.parse().expect("a number");
            let mut put = |belongs_by| {
                let one = CountRow { unit, period: 0, tally, belongs_by, exempted: false, count };
                made.add_row(&one).expect("counted");
            };
            if tally.is_of_cases() {
                for belongs in Belongs::ALL {
                    put(Some(*belongs));
                }
            } else {
                put(None);
            }
        }
    }
    made
}

fn units(row: &Row) -> Units {
    let fact = |text: &str| {
        let mut parts = text.split(':');
        let mut next = || parts.next().filter(|part| !part.is_empty());
        let unit = next().expect("a unit").to_owned();
        let group = next().map(str::to_owned);
        let mut date = || next().map(day);
        UnitFact { unit, group, from: date(), to: date() }
    };
    Units::new(row.get("units").split_whitespace().map(fact).collect()).expect("units")
}

fn period(from: NaiveDate, to: NaiveDate) -> Period {
    Period::new(from, to).expect("a period")
}

fn quarter() -> Period {
    period(day("2026-07-01"), day("2026-09-30"))
}

fn shown(marks: Marks) -> String {
    match marks {
        Marks::Given(marks) => marks.to_string(),
        Marks::NotApplicable => "-".to_owned(),
    }
}

#[test]
fn sheets() {
    for row in rows("sheets.csv") {
        let counted = tallies(&row, quarter());
        let found = marks(&policy(&row), row.get("sheet"), &counted, quarter(), &units(&row));
        let told = told(found.map(|found| {
            let unit = |unit: &wangge::assess::UnitMarks| {
                let items = unit
                    .items
                    .iter()
                    .map(|item| item.marks.map_or("-".to_owned(), |marks| marks.to_string()));
                format!("{}={}={}", unit.unit, items.collect::<Vec<_>>().join("/"), shown(unit.total))
            };
            found.value.iter().map(unit).collect::<Vec<_>>().join(" ")
        }));
        assert_eq!(told, row.get("expected"), "{}", row.at());
    }
}

#[test]
fn rankings() {
    for row in rows("rankings.csv") {
        let found = ranks(&policy(&row), &tallies(&row, quarter()), quarter(), &units(&row));
        let told = told(found.map(|found| {
            let unit = |unit: &wangge::assess::UnitRank| {
                let no_rank = |why: &str| format!("{}/{why}/-/-/-/-", unit.unit);
                let Place::Rank { rank, shared_by } = unit.place else {
                    return no_rank(match unit.place {
                        Place::BelowVolume => "volume",
                        Place::NothingToCount => "nothing",
                        _ => "part",
                    });
                };
                let yes = |yes: bool| if yes { "yes" } else { "no" };
                let lacks = match unit.to_next {
                    None => "-".to_owned(),
                    Some(ToNext::Count(count)) => count.to_string(),
                    Some(ToNext::Marks(marks)) => marks.to_string(),
                };
                let decides = yes(unit.one_case_decides);
                let differs = unit.differs_from_first.map_or("-", yes);
                format!("{}/{rank}/{shared_by}/{lacks}/{decides}/{differs}", unit.unit)
            };
            found.value.iter().map(unit).collect::<Vec<_>>().join(" ")
        }));
        assert_eq!(told, row.get("expected"), "{}", row.at());
    }
}

#[test]
fn years() {
    let year = period(day("2026-01-01"), day("2026-12-31"));
    for row in rows("years.csv") {
        let given = row.get("given").split_whitespace().map(|text| {
            let [sheet, unit, marks] = text.split('/').collect::<Vec<_>>()[..] else {
                panic!("{}: {text}", row.at())
            };
            GivenMarks {
                sheet: sheet.to_owned(),
                unit: unit.to_owned(),
                marks: marks.parse().expect("marks"),
            }
        });
        let given: Vec<GivenMarks> = given.collect();
        let found = review(&policy(&row), &tallies(&row, year), year, &Units::default(), &given);
        let told = told(found.map(|found| {
            let unit = |unit: &wangge::assess::UnitYear| {
                let [first, second] = unit.sheets.map(shown);
                format!("{}/{first}/{second}/{}", unit.unit, shown(unit.total))
            };
            found.value.iter().map(unit).collect::<Vec<_>>().join(" ")
        }));
        assert_eq!(told, row.get("expected"), "{}", row.at());
    }
}
