//! The household ledger: what is told, what is shown to whom, and that nothing private shows elsewhere.

use chrono::NaiveDate;
use proptest::prelude::*;
use wangge::rules::ledger::{
    self, Group, Household, Imported, Ledger, LedgerRow, Member, completeness, figures, view,
};
use wangge::{ChangeKind, Error, FigureBy, LedgerField, Policy, Section, Sex, View, Vocabulary};

use crate::day;

const GRID: &str = "340100000001001";
const NAMES: [&str; 3] = ["示例甲", "示例乙", "示例丙"];
/// Made up: there is no district 110000.
const NUMBERS: [&str; 3] = ["110000190001010012", "110000190001010020", "11000019000101008X"];
const PHONE: &str = "14200001234";
/// A value for every field, each one of its own.
fn filled(field: LedgerField) -> String {
    match field {
        LedgerField::Household => "H-1".into(),
        LedgerField::Grid => GRID.into(),
        LedgerField::Name => NAMES[0].into(),
        LedgerField::Sex => "男".into(),
        LedgerField::Birthday => "1900-01-01".into(),
        LedgerField::Identity => NUMBERS[0].into(),
        LedgerField::Phone => PHONE.into(),
        LedgerField::Relation => "户主".into(),
        LedgerField::Left => String::new(),
        other => format!("私密{}", other.code()),
    }
}

fn row(number: u64, values: &[(LedgerField, &str)]) -> LedgerRow {
    LedgerRow { row: number, values: values.iter().map(|(field, text)| (*field, (*text).into())).collect() }
}

fn read(rows: impl IntoIterator<Item = LedgerRow>) -> Imported {
    Ledger::from_rows(rows).expect("rows with each field once")
}

fn whole() -> Ledger {
    let values = LedgerField::ALL.iter().map(|field| (*field, filled(*field).as_str().into())).collect();
    let read = read([LedgerRow { row: 2, values }]);
    assert_eq!(read.faults, []);
    read.ledger
}

fn combined() -> Policy {
    Policy::preset("combined").expect("a preset")
}

fn today() -> NaiveDate {
    day("2026-11-25")
}

#[test]
fn every_fault_is_told_at_once_with_its_place() {
    use LedgerField::{Birthday, Grid, Household, Identity, Name, Phone, Relation, Sex};
    let read = read([
        row(
            2,
            &[
                (Household, "H-1"),
                (Grid, GRID),
                (Name, NAMES[0]),
                (Relation, "户主"),
                (Sex, "女"),
                (Identity, NUMBERS[0]),
            ],
        ),
        row(
            3,
            &[
                (Household, "H-1"),
                (Name, NAMES[1]),
                (Relation, "长子"),
                (Birthday, "1899-12-31"),
                (Phone, "10000001"),
            ],
        ),
        row(
            4,
            &[
                (Household, "H-1"),
                (Name, NAMES[2]),
                (Relation, "母亲"),
                (Birthday, "2026-11-26"),
                (Identity, NUMBERS[0]),
            ],
        ),
        row(
            5,
            &[
                (Household, "H-2"),
                (Grid, "34010000000100"),
                (Name, NAMES[0]),
                (Relation, "户主"),
                (Birthday, "2016-11-26"),
            ],
        ),
        row(
            6,
            &[
                (Household, "H-2"),
                (Grid, GRID),
                (Name, NAMES[0]),
                (Birthday, "2016-11-26"),
                (Identity, NUMBERS[0]),
            ],
        ),
        row(7, &[(Household, "H-3"), (Identity, "110000000101001")]),
        row(8, &[(Household, "H-3"), (Name, NAMES[0]), (Sex, "示例")]),
    ]);
    let told: Vec<_> = read.faults.iter().map(|one| (one.row, one.field, one.code())).collect();
    assert_eq!(told, [(Some(8), Some(Sex), "ledger.row_word")]);
    let found = ledger::check(&combined(), &read.ledger, today()).expect("a policy in force");
    let told: Vec<_> = found
        .iter()
        .map(|one| (one.row.unwrap_or_default(), one.member.unwrap_or_default(), one.code()))
        .collect();
    assert_eq!(
        told,
        [
            (2, 1, "ledger.identity_sex"),
            (2, 1, "ledger.two_households"),
            (3, 2, "ledger.phone"),
            (3, 2, "ledger.child_older"),
            (4, 3, "ledger.identity_birthday"),
            (4, 3, "ledger.born_later"),
            (4, 3, "ledger.member_twice"),
            (4, 3, "ledger.two_households"),
            (4, 3, "ledger.parent_younger"),
            (5, 0, "ledger.two_grids"),
            (5, 0, "ledger.grid_code"),
            (5, 1, "ledger.young_head"),
            (6, 2, "ledger.identity_birthday"),
            (6, 2, "ledger.two_households"),
            (6, 2, "ledger.member_maybe_twice"),
            (7, 0, "ledger.no_grid"),
            (7, 0, "ledger.no_head"),
            (7, 1, "ledger.no_name"),
            (7, 1, "ledger.identity"),
        ]
    );
    assert_eq!(
        found[0].zh(),
        "不符合：第2行 户H-1 第1名成员 性别：〔W-21〕性别为女，身份证号“110**************2”所载为男"
    );
    assert_eq!(
        found[2].en(),
        "breach: row 3, household H-1, member 2, phone: [W-21] phone ***: a fixed line without its area code; allowed: a mobile number, or a fixed line with its area code"
    );
    assert_eq!(
        found[11].en(),
        "advice: row 5, household H-2, member 1, birthday: [W-21] the head is 9 years old, below 16: have a look"
    );
}

#[test]
fn households_that_stand_twice_and_heads_too_many_are_told() {
    let one = |id: &str, heads: usize| Household {
        id: id.into(),
        grids: vec![GRID.into()],
        members: (0..heads)
            .map(|nth| Member {
                name: Some(NAMES[nth].into()),
                relation: Some(wangge::Relation::Head),
                ..Member::default()
            })
            .collect(),
        ..Household::default()
    };
    let ledger = Ledger::new(vec![one("H-1", 1), one("H-1", 2), one("", 0)]);
    let found = ledger::check(&combined(), &ledger, today()).expect("a policy in force");
    let codes: Vec<_> = found.iter().map(ledger::LedgerFinding::code).collect();
    assert_eq!(
        codes,
        ["ledger.household_twice", "ledger.two_heads", "ledger.no_household", "ledger.no_member"]
    );
}

#[test]
fn rows_of_one_household_that_differ_are_told() {
    use LedgerField::{Address, Household, Name};
    let read = read([
        row(2, &[(Household, "H-1"), (Address, "示例村1号"), (Name, NAMES[0])]),
        row(3, &[(Household, "H-1"), (Address, "示例村2号"), (Name, NAMES[1])]),
        row(4, &[(Household, "H-1"), (Name, NAMES[2])]),
        row(5, &[(Name, NAMES[2])]),
    ]);
    assert_eq!(read.ledger.people(), 2);
    let told: Vec<_> = read.faults.iter().map(|one| (one.row, one.code(), one.zh())).collect();
    assert_eq!(
        told[0],
        (
            Some(3),
            "ledger.row_other",
            "不符合：第3行 户H-1 住址：〔X-5〕与第2行同户而不同：***、***；本行未读入".to_owned()
        )
    );
    assert_eq!((told[1].0, told[1].1), (Some(5), "ledger.row_household"));
    let twice = Ledger::from_rows([row(2, &[(Household, "H-1"), (Household, "H-2")])]).expect_err("twice");
    assert_eq!((twice.row, twice.column.as_str(), twice.value.as_str()), (Some(0), "field", "household"));
}

/// Every view, every section: what shows is what the policy lets show, masked where it says so.
#[test]
fn no_view_shows_more_than_the_policy_says() {
    let ledger = whole();
    let presets = [combined(), extended()];
    // Every way to write a section down: seen or not, masked or not, in full or not.
    let written: Vec<Policy> =
        (0..8).flat_map(|way| View::ALL.iter().map(move |one| policy_of(*one, way))).collect();
    let mut shown = 0;
    for policy in presets.iter().chain(&written) {
        for one in View::ALL {
            let of = match one {
                View::Resident => Some("H-1"),
                View::Leader | View::Team => Some(GRID),
                View::Office | View::Public => None,
            };
            let seen = view(policy, &ledger, *one, of, today()).expect("a view").value;
            for section in Section::ALL {
                let rule = &policy.ledger_section(*section, today()).expect("all are stated").value;
                let fields: Vec<LedgerField> = LedgerField::ALL
                    .iter()
                    .copied()
                    .filter(|field| field.section() == Some(*section))
                    .collect();
                for field in fields.iter().filter(|field| **field != LedgerField::Left) {
                    let found: Vec<_> = seen.iter().filter(|cell| cell.field == *field).collect();
                    if !rule.see.contains(one) {
                        assert_eq!(found, Vec::<&ledger::Seen>::new(), "{one} sees {field}");
                        continue;
                    }
                    let masked = rule.mask.contains(field) && !rule.plain.contains(one);
                    assert_eq!(found.len(), 1, "{one} {field}");
                    assert_eq!(found[0].masked, masked, "{one} {field}");
                    let full = filled(*field);
                    let text = found[0].text.reveal();
                    assert_eq!(
                        masked && *field != LedgerField::Sex && *field != LedgerField::Relation,
                        *text != full
                    );
                    shown += 1;
                }
            }
            if *one == View::Public {
                assert!(seen.iter().all(|cell| cell.household.is_empty() && cell.member.is_none()));
            }
        }
    }
    assert!(shown > 100, "{shown}");
}

fn extended() -> Policy {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/policies/extended.toml");
    Policy::from_toml(&std::fs::read_to_string(path).expect("an example")).expect("a policy")
}

fn policy_of(view: View, way: u32) -> Policy {
    let mut text = "schema = 1\nid = \"x\"\ntitle = \"x\"\nfrom = 2020-01-01\n".to_owned();
    for section in Section::ALL {
        let fields: Vec<String> = LedgerField::ALL
            .iter()
            .filter(|field| field.section() == Some(*section))
            .map(|field| format!("\"{field}\""))
            .collect();
        let list = |on: bool, all: String| if on { all } else { String::new() };
        let see = list(way & 1 > 0, format!("\"{view}\""));
        let mask = list(way & 2 > 0, fields.join(", "));
        let plain = list(way & 5 == 5, format!("\"{view}\""));
        text.push_str(&format!(
            "[[ledger.section]]\nsection = \"{section}\"\npurpose = \"示例\"\nfields = [{}]\nsee = [{see}]\nmask = [{mask}]\nplain = [{plain}]\nclause = \"X-5\"\n",
            fields.join(", ")
        ));
    }
    Policy::from_toml(&text).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn a_view_is_of_its_own_household_or_grid() {
    let ledger = whole();
    for (one, of, allowed) in [
        (View::Resident, None, "the household of the resident"),
        (View::Resident, Some("H-9"), "a household of the ledger"),
        (View::Leader, None, "the grid of the leader"),
        (View::Team, Some("H-1"), "a grid of the ledger"),
        (View::Office, Some("H-1"), "nothing: office sees all"),
        (View::Public, Some(GRID), "nothing: public sees all"),
    ] {
        let Err(Error::Input(error)) = view(&combined(), &ledger, one, of, today()) else { panic!("{one}") };
        assert_eq!(error.allowed, allowed);
    }
    let Err(Error::Unspecified(error)) =
        view(&Policy::preset("xiang-2011").expect("a preset"), &ledger, View::Office, None, today())
    else {
        panic!("no section is stated")
    };
    assert_eq!(error.key, "ledger.section[section = \"family\"]");
    let seen = view(&combined(), &ledger, View::Leader, Some(GRID), today()).expect("a view");
    assert_eq!(seen.clauses(), ["W-21", "M-7.1.4"]);
    assert_eq!(
        seen.because[0].zh(),
        "〔W-21〕网格长可查看“家庭成员”（用途：核对服务对象、联系住户），其中出生日期、身份证号、联系电话脱敏显示"
    );
    assert_eq!(seen.because[4].zh(), "〔M-7.1.4〕网格长不能查看：计生、优抚救助、医疗");
}

/// What stands in the ledger stands in no `Debug`, no finding, no change.
#[test]
fn nothing_private_shows() {
    let ledger = whole();
    let secrets: Vec<String> = LedgerField::ALL
        .iter()
        .filter(|field| {
            !matches!(
                field,
                LedgerField::Household
                    | LedgerField::Grid
                    | LedgerField::Sex
                    | LedgerField::Relation
                    | LedgerField::Left
            )
        })
        .map(|field| filled(*field))
        .collect();
    let wrong = read([row(2, &LedgerField::ALL.map_wrong())]);
    let mut texts = vec![
        format!("{ledger:?}"),
        format!("{:?}", ledger.diff(&Ledger::default(), today(), "p-1")),
        format!("{:?}", Ledger::default().diff(&ledger, today(), "p-1")),
        format!("{:?}", view(&combined(), &ledger, View::Office, None, today()).expect("a view")),
        format!("{wrong:?}"),
    ];
    let mut other = ledger.households().to_vec();
    other[0].members[0] = Member { name: Some(NAMES[0].into()), ..Member::default() };
    other[0].sections.clear();
    let changes = ledger.diff(&Ledger::new(other.clone()), today(), "p-1");
    assert!(changes.len() > 12 && changes.iter().all(|one| one.kind == ChangeKind::Removed));
    texts.push(serde_json::to_string(&changes).expect("json"));
    let mut twice = ledger.households().to_vec();
    twice.extend(ledger.households().to_vec());
    twice[1].id = "H-2".into();
    twice[1].members[0].sex = Some(Sex::Female);
    twice[1].members[0].phone = Some("1420000123".into());
    let found = ledger::check(&combined(), &Ledger::new(twice), today()).expect("a policy in force");
    assert_eq!(found.len(), 4);
    for one in found.iter().chain(&wrong.faults) {
        texts.extend([one.zh(), one.en(), format!("{one:?}"), serde_json::to_string(one).expect("json")]);
    }
    for text in &texts {
        for secret in &secrets {
            assert!(!text.contains(secret.as_str()), "{secret} shows in {text}");
        }
    }
}

trait Wrong {
    fn map_wrong(&self) -> Vec<(LedgerField, &'static str)>;
}

impl Wrong for &'static [LedgerField] {
    /// A name in every column.
    fn map_wrong(&self) -> Vec<(LedgerField, &'static str)> {
        self.iter()
            .map(|field| (*field, if *field == LedgerField::Household { "H-1" } else { NAMES[0] }))
            .collect()
    }
}

#[test]
fn completeness_counts_what_is_to_stand() {
    use LedgerField::{Address, Grid, Household, Left, Name, Occupation, Sex};
    let read = read([
        row(2, &[(Household, "H-1"), (Grid, GRID), (Address, "示例村1号"), (Name, NAMES[0]), (Sex, "男")]),
        row(3, &[(Household, "H-1"), (Name, NAMES[1]), (Occupation, "务农")]),
        row(4, &[(Household, "H-1"), (Name, NAMES[2]), (Left, "2026-01-01")]),
        row(5, &[(Household, "H-2"), (Grid, "340100000001002")]),
    ]);
    let found = completeness(&combined(), &read.ledger, today()).expect("sections");
    let told: Vec<_> = found
        .iter()
        .filter(|one| matches!(one.section, Section::Family | Section::Housing | Section::Employment))
        .map(|one| (one.grid.as_deref().unwrap_or("all"), one.section, one.filled, one.required, one.share()))
        .collect();
    assert_eq!(
        told,
        [
            ("all", Section::Family, 3, 10, Some((3, 10))),
            ("all", Section::Housing, 1, 2, Some((1, 2))),
            ("all", Section::Employment, 1, 2, Some((1, 2))),
            (GRID, Section::Family, 3, 10, Some((3, 10))),
            (GRID, Section::Housing, 1, 1, Some((1, 1))),
            (GRID, Section::Employment, 1, 2, Some((1, 2))),
            ("340100000001002", Section::Family, 0, 0, None),
            ("340100000001002", Section::Housing, 0, 1, Some((0, 1))),
            ("340100000001002", Section::Employment, 0, 0, None),
        ]
    );
}

fn crowd(grids: &[(&str, &[(&str, usize)])]) -> Ledger {
    let households = grids.iter().map(|(grid, people)| Household {
        id: (*grid).to_owned(),
        grids: vec![(*grid).to_owned()],
        members: people
            .iter()
            .flat_map(|(born, many)| {
                let member = Member { birthday: Some(day(born).into()), ..Member::default() };
                std::iter::repeat_n(member, *many)
            })
            .collect(),
        ..Household::default()
    });
    Ledger::new(households.collect())
}

#[test]
fn figures_by_age_hide_small_groups_and_what_gives_them_away() {
    let ledger = crowd(&[
        ("a", &[("2020-01-01", 7), ("2000-01-01", 40), ("1930-01-01", 2)]),
        ("b", &[("2020-01-01", 9), ("2000-01-01", 50), ("1930-01-01", 8)]),
    ]);
    let found = figures(&combined(), &ledger, today(), FigureBy::Age).expect("figures");
    let line = |grid: Option<&str>| -> Vec<(String, Option<u64>)> {
        found
            .value
            .iter()
            .filter(|one| one.grid.as_deref() == grid)
            .map(|one| (one.group.code(), one.count))
            .collect()
    };
    let of = |counts: [Option<u64>; 7]| {
        let codes = ["0-6", "7-17", "18-59", "60-79", "80+", "unknown", "all"].map(str::to_owned);
        codes.into_iter().zip(counts).collect::<Vec<_>>()
    };
    assert_eq!(line(Some("a")), of([None, Some(0), Some(40), Some(0), None, Some(0), Some(49)]));
    assert_eq!(line(Some("b")), of([None, Some(0), Some(50), Some(0), None, Some(0), Some(67)]));
    assert_eq!(line(None), of([Some(16), Some(0), Some(90), Some(0), Some(10), Some(0), Some(116)]));
    assert_eq!(found.because[0].zh(), "〔W-22〕不足5人的组不显示；能由合计推出它的组一并不显示");
    assert_eq!(Group::Age { from: 7, to: Some(17) }.zh(), "7至17岁");
    // A birthday on the day itself is full years; the day before is not.
    let edge = crowd(&[("a", &[("2019-11-25", 5), ("2019-11-26", 6)])]);
    let found = figures(&combined(), &edge, today(), FigureBy::Age).expect("figures").value;
    assert_eq!((found[0].count, found[1].count), (Some(6), Some(5)));
}

#[test]
fn figures_by_section_protect_those_in_whom_nothing_stands_too() {
    let with = |field: Option<LedgerField>| Member {
        sections: field.into_iter().map(|field| (field, "示例".into())).collect(),
        ..Member::default()
    };
    let people = |some: usize, none: usize| -> Vec<Member> {
        let some = std::iter::repeat_n(with(Some(LedgerField::Relief)), some);
        some.chain(std::iter::repeat_n(with(None), none)).collect()
    };
    let grid = |id: &str, members| Household {
        id: id.into(),
        grids: vec![id.into()],
        members,
        ..Household::default()
    };
    // All but three in grid b receive relief: who does not would be told by 20 - 17.
    let ledger = Ledger::new(vec![grid("a", people(10, 10)), grid("b", people(17, 3))]);
    let found = figures(&combined(), &ledger, today(), FigureBy::Section).expect("figures").value;
    let told = |group| found.iter().filter(|one| one.group == group).map(|one| one.count).collect::<Vec<_>>();
    assert_eq!(told(Group::Section(Section::SupportRelief)), [None, None, Some(27)]);
    assert_eq!(told(Group::All), [Some(20), Some(20), Some(40)]);
    assert_eq!(told(Group::Section(Section::Medical)), [Some(0), Some(0), Some(0)]);
}

#[test]
fn figures_need_a_least_group() {
    for (preset, by, key) in
        [("xiang-2011", FigureBy::Sex, "ledger.figures"), ("modian-2012", FigureBy::Age, "ledger.figures")]
    {
        let policy = Policy::preset(preset).expect("a preset");
        let Err(Error::Unspecified(error)) = figures(&policy, &whole(), today(), by) else {
            panic!("{preset}")
        };
        assert_eq!(error.key, key);
    }
    let text = "schema = 1\nid = \"x\"\ntitle = \"x\"\nfrom = 2020-01-01\n[ledger.figures]\nleast_group = 3\nclause = \"X-5\"\n";
    let policy = Policy::from_toml(text).expect("a policy");
    let Err(Error::Unspecified(error)) = figures(&policy, &whole(), today(), FigureBy::Age) else {
        panic!("ages")
    };
    assert_eq!(error.key, "ledger.figures.ages");
}

#[test]
fn what_changed_is_told_field_by_field() {
    use LedgerField::{Address, Grid, Household, Identity, Name, Phone};
    let before = read([
        row(2, &[(Household, "H-1"), (Grid, GRID), (Name, NAMES[0]), (Identity, NUMBERS[0])]),
        row(3, &[(Household, "H-1"), (Name, NAMES[1]), (Phone, PHONE)]),
        row(4, &[(Household, "H-2"), (Grid, GRID), (Name, NAMES[2])]),
    ])
    .ledger;
    let after = read([
        row(
            2,
            &[
                (Household, "H-1"),
                (Grid, GRID),
                (Address, "示例村1号"),
                (Name, NAMES[1]),
                (Phone, "14200005678"),
            ],
        ),
        row(3, &[(Household, "H-1"), (Name, NAMES[0]), (Identity, NUMBERS[1])]),
        row(4, &[(Household, "H-3"), (Grid, GRID), (Name, NAMES[2])]),
    ])
    .ledger;
    let changes = before.diff(&after, today(), "office-1");
    let told: Vec<_> = changes
        .iter()
        .map(|one| {
            (
                one.kind,
                one.household.as_str(),
                one.member,
                one.field,
                one.before.as_deref(),
                one.after.as_deref(),
            )
        })
        .collect();
    use ChangeKind::{Added, Changed, Removed};
    assert_eq!(
        told,
        [
            (Added, "H-1", None, Some(Address), None, Some("***")),
            (Changed, "H-1", Some(1), Some(Phone), Some("142******34"), Some("142******78")),
            (Changed, "H-1", Some(2), Some(Identity), Some("110**************2"), Some("110**************0")),
            (Added, "H-3", None, None, None, None),
            (Added, "H-3", Some(1), None, None, None),
            (Removed, "H-2", None, None, None, None),
            (Removed, "H-2", Some(1), None, None, None),
        ]
    );
    assert!(changes.iter().all(|one| one.day == today() && one.who == "office-1"));
    assert_eq!(before.diff(&before, today(), "office-1"), []);
    assert_eq!(before.merge(&after).households().len(), 3);
    assert_eq!(before.merge(&after).household("H-1"), after.household("H-1"));
}

#[test]
fn what_is_no_longer_needed_is_dropped_section_by_section() {
    use LedgerField::{Address, Health, Household, Left, Name};
    let ledger = read([
        row(
            2,
            &[
                (Household, "H-1"),
                (Address, "示例村1号"),
                (Name, NAMES[0]),
                (Health, "示例"),
                (Left, "2020-02-29"),
            ],
        ),
        row(3, &[(Household, "H-2"), (Address, "示例村2号"), (Name, NAMES[1]), (Health, "示例")]),
    ])
    .ledger;
    let told = |at: &str| -> Vec<_> {
        let past = ledger::expired(&combined(), &ledger, day(at)).expect("kept for so long");
        past.iter()
            .map(|one| (one.household.clone(), one.member, one.section, one.until.to_string()))
            .collect()
    };
    assert_eq!(told("2021-02-28"), []);
    let medical = ("H-1".to_owned(), Some(1), Section::Medical, "2021-02-28".to_owned());
    assert_eq!(told("2021-03-01"), [medical.clone()]);
    let housing = ("H-1".to_owned(), None, Section::Housing, "2025-02-28".to_owned());
    let family = ("H-1".to_owned(), Some(1), Section::Family, "2025-02-28".to_owned());
    assert_eq!(told("2025-03-01"), [housing, family, medical]);
    let kept = |at: &str| ledger::drop_expired(&combined(), &ledger, day(at)).expect("kept for so long");
    assert_eq!(kept("2021-02-28"), ledger);
    let after = kept("2021-03-01");
    assert_eq!(after.households()[0].members[0].filled(), [Name, Left]);
    assert_eq!(after.households()[1], ledger.households()[1]);
    let last = kept("2025-03-01");
    assert_eq!(last.households().iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["H-2"]);
    let policy = policy_of(View::Office, 1);
    let Err(Error::Unspecified(error)) = ledger::expired(&policy, &ledger, today()) else {
        panic!("no keep")
    };
    assert_eq!(error.key, "ledger.section[section = \"housing\"].keep");
}

#[cfg(feature = "xlsx")]
#[test]
fn a_table_becomes_a_ledger() {
    use wangge::table::{Table, TableError, TableOptions, read_ledger};
    let table =
        |text: &str| Table::read(text.as_bytes(), "台账.csv", &TableOptions::default()).expect("a table");
    let text = format!(
        "户号,所属网格,姓名,出生年月日,手机号,备注\nH-1,{GRID},{},1958/3/1,{PHONE},不读\nH-1,,{},1985年7月,,\nH-1,,\n",
        NAMES[0], NAMES[1]
    );
    let read = read_ledger(table(&text), &[]).expect("a ledger");
    assert_eq!(read.ledger.people(), 1);
    assert_eq!(
        read.ledger.households()[0].members[0].filled(),
        [LedgerField::Name, LedgerField::Birthday, LedgerField::Phone]
    );
    let told: Vec<_> = read.faults.iter().map(|one| (one.row, one.code())).collect();
    assert_eq!(told, [(Some(3), "ledger.row_day"), (Some(4), "ledger.row_broken")]);
    let missing = read_ledger(table("姓名\n示例甲\n"), &[]).expect_err("no household");
    assert!(matches!(&missing, TableError::Column { what, .. } if what == "户号"), "{missing}");
    let own = [(LedgerField::Name, "称呼".to_owned())];
    let missing = read_ledger(table("户号,姓名\nH-1,示例甲\n"), &own).expect_err("no such heading");
    assert!(matches!(&missing, TableError::Column { what, .. } if what == "姓名"), "{missing}");
}

proptest! {
    #[test]
    fn no_text_makes_the_ledger_panic(values in proptest::collection::vec((0_usize..22, ".{0,24}"), 0..30)) {
        let rows = values.chunks(3).enumerate().map(|(nth, values)| {
            let mut of: Vec<(LedgerField, &str)> = vec![(LedgerField::Household, "H-1")];
            for (field, text) in values {
                let field = LedgerField::ALL[*field];
                if !of.iter().any(|(other, _)| *other == field) {
                    of.push((field, text));
                }
            }
            row(nth as u64, &of)
        });
        let read = read(rows);
        let found = ledger::check(&combined(), &read.ledger, today()).expect("a policy in force");
        for one in found.iter().chain(&read.faults) {
            prop_assert!(!one.zh().is_empty());
        }
        for by in FigureBy::ALL {
            figures(&combined(), &read.ledger, today(), *by).expect("figures");
        }
        prop_assert_eq!(read.ledger.diff(&read.ledger, today(), "p"), []);
    }

    /// No line and no column tells of a small group by what is shown beside it.
    #[test]
    fn totals_give_no_small_group_away(counts in proptest::collection::vec(proptest::collection::vec(0_usize..12, 3), 1..6)) {
        let names: Vec<String> = (0..counts.len()).map(|nth| format!("g{nth}")).collect();
        let born = ["2020-01-01", "2000-01-01", "1930-01-01"];
        let people: Vec<Vec<(&str, usize)>> =
            counts.iter().map(|line| born.iter().copied().zip(line.iter().copied()).collect()).collect();
        let grids: Vec<(&str, &[(&str, usize)])> =
            names.iter().map(String::as_str).zip(people.iter().map(Vec::as_slice)).collect();
        let found = figures(&combined(), &crowd(&grids), today(), FigureBy::Age).expect("figures").value;
        let lines: Vec<Vec<Option<u64>>> =
            found.chunks(7).map(|line| line.iter().map(|one| one.count).collect()).collect();
        for line in &lines {
            prop_assert!(line.iter().all(|count| !matches!(count, Some(1..=4))));
            prop_assert!(line.iter().filter(|count| count.is_none()).count() != 1);
        }
        for column in 0..7 {
            prop_assert!(lines.iter().filter(|line| line[column].is_none()).count() != 1);
        }
    }
}
