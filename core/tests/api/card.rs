//! The service card: what it lacks, when it is out of date, and what other programs read of it.

use wangge::rules::card::{self, CardPerson, Posted, ServiceCard, Supervision, TeamFrom};
use wangge::rules::team::{Person, Team};
use wangge::{CardPlace, Error, Policy};

use crate::day;

fn person(id: &str, name: &str, post: &str, contact: &str) -> CardPerson {
    CardPerson { id: id.into(), name: name.into(), post: post.into(), contact: contact.into() }
}

/// Made up: there are no such people, and no line begins with 1.
pub(crate) fn example() -> ServiceCard {
    ServiceCard {
        grid: "340100000001001".into(),
        village: "示例村".into(),
        leader: Some(person("p-1", "示例甲", "网格长、村委会委员", "0551-10000001")),
        team: vec![
            person("p-2", "示例乙", "村民代表", "0551-10000002"),
            person("p-3", "示例丙", "退休教师", "0551-10000003"),
            person("p-4", "示例丁", "党员代表", "0551-10000004"),
        ],
        services: ["政策宣传", "民意调查", "信息收集反馈", "隐患矛盾排查", "能力范围内的服务"]
            .map(str::to_owned)
            .to_vec(),
        supervision: Some(Supervision {
            unit: "示例乡网格化管理领导小组办公室".into(),
            phone: "0551-10000009".into(),
        }),
        published: vec![
            Posted { place: CardPlace::Board, on: day("2026-01-05") },
            Posted { place: CardPlace::AffairsColumn, on: day("2026-01-06") },
        ],
    }
}

fn roster(from: &str, leaders: &[&str], members: &[&str]) -> TeamFrom {
    let people = |ids: &[&str]| {
        ids.iter()
            .map(|id| Person { id: (*id).into(), standing: None, lives_in_grid: None })
            .collect::<Vec<_>>()
    };
    let team = Team { grid: "340100000001001".into(), leaders: people(leaders), members: people(members) };
    TeamFrom { from: day(from), team }
}

fn policy() -> Policy {
    Policy::preset("xiang-2011").expect("a preset")
}

#[test]
fn a_whole_card_has_no_finding_and_each_gap_has_its_own() {
    let whole = example();
    assert_eq!(card::check(&policy(), &whole, day("2026-11-25")), Ok(vec![]));
    let mut gaps = whole.clone();
    gaps.team[1].contact = " ".into();
    gaps.team[2].id = "p-2".into();
    gaps.services.clear();
    gaps.supervision = Some(Supervision { unit: "示例乡".into(), phone: String::new() });
    gaps.published = vec![Posted { place: CardPlace::Board, on: day("2026-11-26") }];
    let found = card::check(&policy(), &gaps, day("2026-11-25")).expect("a rule");
    let told: Vec<_> = found.iter().map(wangge::Finding::zh).collect();
    let of = |what: &str| format!("不符合：网格340100000001001服务卡{what}");
    assert_eq!(
        told,
        [
            of(" p-3：〔X-6〕没有载明联系方式"),
            of("：〔X-6〕没有载明服务内容"),
            of("：〔X-6〕没有载明上级监督举报电话"),
            of("：〔X-6〕p-2在卡上重复列出"),
            of("：〔X-6〕没有在村务公开栏公示"),
            of("：〔X-6〕在黑板报、宣传栏的公示日期2026年11月26日（周四）晚于2026年11月25日（周三）"),
        ]
    );
    let Err(Error::Unspecified(error)) =
        card::check(&Policy::preset("modian-2012").expect("a preset"), &whole, day("2026-11-25"))
    else {
        panic!("that document knows no card")
    };
    assert_eq!(error.key, "card");
}

#[test]
fn services_that_a_county_names_must_stand() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/policies/extended.toml");
    let policy = Policy::from_toml(&std::fs::read_to_string(path).expect("an example")).expect("a policy");
    let mut card = example();
    assert_eq!(card::check(&policy, &card, day("2026-11-25")), Ok(vec![]));
    card.services.remove(1);
    let found = card::check(&policy, &card, day("2026-11-25")).expect("a rule");
    assert_eq!(found.iter().map(wangge::Finding::code).collect::<Vec<_>>(), ["card.lacks_service"]);
}

#[test]
fn a_card_is_out_of_date_from_the_day_its_people_change() {
    let card = example();
    let rosters = [
        roster("2026-06-01", &["p-1"], &["p-2", "p-3", "p-5"]),
        roster("2026-01-01", &["p-1"], &["p-4", "p-3", "p-2"]),
        roster("2026-09-01", &["p-9"], &["p-2", "p-3", "p-4"]),
        roster("2026-12-01", &["p-1"], &["p-2", "p-3", "p-4"]),
    ];
    let at = |on: &str| card::validity(&policy(), &card, &rosters, day(on)).expect("a roster");
    assert_eq!(at("2026-05-31").value.stale_since, None);
    assert_eq!(at("2026-05-31").value.replace, []);
    let june = at("2026-06-01");
    assert_eq!(june.value.stale_since, Some(day("2026-06-01")));
    assert_eq!(june.value.replace, card.published);
    assert_eq!(
        june.value.findings.iter().map(wangge::Finding::code).collect::<Vec<_>>(),
        ["card.misses_person", "card.extra_person"]
    );
    // It changed again, and was out of date all the while.
    let november = at("2026-11-25");
    assert_eq!(november.value.stale_since, Some(day("2026-06-01")));
    assert_eq!(
        november.value.findings.iter().map(wangge::Finding::code).collect::<Vec<_>>(),
        ["card.other_leader"]
    );
    assert_eq!(
        november.because[0].zh(),
        "〔X-6〕名册自2026年6月1日（周一）起变动，服务卡自当日起失效，应更换"
    );
    assert_eq!(at("2026-12-01").value.stale_since, None);
    let Err(Error::Input(error)) = card::validity(&policy(), &card, &rosters, day("2025-12-31")) else {
        panic!("no roster yet")
    };
    assert_eq!(error.allowed, "2026-01-01 or later");
    let twice = [rosters[0].clone(), rosters[0].clone()];
    let Err(Error::Input(error)) = card::validity(&policy(), &card, &twice, day("2026-12-31")) else {
        panic!("two on one day")
    };
    assert_eq!((error.row, error.value.as_str()), (Some(1), "2026-06-01"));
}

#[test]
fn a_card_without_a_leader_or_of_another_grid_is_told() {
    let mut card = example();
    let found = |card: &ServiceCard, roster: &TeamFrom| -> Vec<String> {
        let found = card::check_roster(&policy(), card, &roster.team, day("2026-11-25")).expect("a rule");
        found.iter().map(|one| one.reason.wording.en()).collect()
    };
    let of = |leaders: &[&str]| roster("2026-01-01", leaders, &["p-2", "p-3", "p-4"]);
    assert_eq!(found(&card, &of(&[])), ["the leader on it is p-1, and the roster has none"]);
    assert_eq!(found(&card, &of(&["p-1", "p-8"])), ["p-8 is on the roster and not on it"]);
    card.leader = None;
    assert_eq!(found(&card, &of(&["p-1"])), ["p-1 is on the roster and not on it"]);
    card.grid = "340100000001002".into();
    assert_eq!(
        found(&card, &of(&[])),
        ["the roster is that of grid 340100000001001, the card that of 340100000001002"]
    );
}

#[cfg(feature = "card")]
mod export {
    use calcard::Entry;
    use calcard::vcard::{VCardProperty, VCardValue};
    use resvg::{tiny_skia, usvg};
    use wangge::export::card::{PageOptions, page, qr, vcard, vcards};
    use wangge::rules::card::{CardPerson, ServiceCard};

    use super::{day, example, person};

    /// The contacts of a text, by another reader: name, post, units, number and UID of each.
    fn read(text: &str) -> Vec<Vec<String>> {
        let mut parser = calcard::Parser::new(text);
        let mut people = Vec::new();
        loop {
            match parser.entry() {
                Entry::VCard(card) => people.push(
                    [
                        VCardProperty::Version,
                        VCardProperty::Fn,
                        VCardProperty::Title,
                        VCardProperty::Org,
                        VCardProperty::Tel,
                        VCardProperty::Uid,
                    ]
                    .iter()
                    .map(|property| {
                        let values = card.entries.iter().filter(|entry| entry.name == *property);
                        let texts = values.flat_map(|entry| &entry.values).map(|value| match value {
                            VCardValue::Text(text) => text.clone(),
                            VCardValue::Component(parts) => parts.join("|"),
                            other => format!("{other:?}"),
                        });
                        texts.collect::<Vec<_>>().join("|")
                    })
                    .collect(),
                ),
                Entry::Eof => return people,
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn contacts_are_read_back_by_another_reader() {
        let text = vcards(&example()).expect("contacts");
        let people = read(&text);
        assert_eq!(people.len(), 4);
        assert_eq!(
            people[0][1..],
            [
                "示例甲",
                "网格长、村委会委员",
                "示例村|340100000001001",
                "0551-10000001",
                "urn:x-wangge:340100000001001:p-1"
            ]
        );
        assert!(text.ends_with("END:VCARD\r\n") && text.lines().all(|line| line.len() <= 75), "{text}");
        // What has a meaning of its own in a vCard is not lost.
        let odd = person("甲/1", "示例;甲,\\乙", &"很长的职务".repeat(12), "0551-10000001");
        let back = read(&vcard(&example(), &odd).expect("a contact"));
        assert_eq!(back[0][1], "示例;甲,\\乙");
        assert_eq!(back[0][2], "很长的职务".repeat(12));
        assert_eq!(back[0][5], "urn:x-wangge:340100000001001:%E7%94%B2%2F1");
    }

    #[test]
    fn what_no_contact_can_hold_is_refused() {
        let mut card = example();
        card.team[1].name = "  ".into();
        let error = vcards(&card).expect_err("no name");
        assert_eq!((error.row, error.column.as_str()), (Some(2), "name"));
        let broken = person("p-1", "示例\r\nTEL:1", "", "");
        let error = vcard(&card, &broken).expect_err("a break of lines");
        assert_eq!(error.allowed, "a text without the character U+000D");
    }

    /// A picture as grey pixels, drawn with the fonts of the machine.
    fn drawn(svg: &str, scale: f32) -> (u32, u32, Vec<u8>) {
        let mut options = usvg::Options::default();
        options.fontdb_mut().load_system_fonts();
        let tree = usvg::Tree::from_str(svg, &options).expect("an SVG");
        let size = tree.size().to_int_size();
        let (wide, high) = ((size.width() as f32 * scale) as u32, (size.height() as f32 * scale) as u32);
        let mut map = tiny_skia::Pixmap::new(wide, high).expect("a size");
        resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut map.as_mut());
        if let Some(folder) = std::env::var_os("WANGGE_PICTURES") {
            let name = format!("card-{wide}x{high}-{}.png", svg.len());
            map.save_png(std::path::Path::new(&folder).join(name)).expect("a folder");
        }
        let grey = map.pixels().iter().map(|pixel| {
            ((u32::from(pixel.red()) * 299 + u32::from(pixel.green()) * 587 + u32::from(pixel.blue()) * 114)
                / 1000) as u8
        });
        (wide, high, grey.collect())
    }

    fn decoded((wide, high, grey): &(u32, u32, Vec<u8>)) -> String {
        let at = |x: usize, y: usize| grey[y * *wide as usize + x];
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(*wide as usize, *high as usize, at);
        // What else looks like a corner of a code is none that can be read.
        let read: Vec<String> =
            image.detect_grids().iter().filter_map(|grid| Some(grid.decode().ok()?.1)).collect();
        assert_eq!(read.len(), 1, "one code: {read:?}");
        read[0].clone()
    }

    #[test]
    fn a_code_is_read_back_by_another_reader() {
        for text in ["示例", "https://example.invalid/340100000001001", &"长".repeat(300)] {
            assert_eq!(decoded(&drawn(&qr(text).expect("a code"), 8.0)), text);
        }
        let error = qr(&"长".repeat(778)).expect_err("too long");
        assert_eq!(
            (error.value.as_str(), error.allowed.as_str()),
            ("2334 bytes", "2331 bytes at most, as UTF-8")
        );
        assert!(qr(&"长".repeat(777)).is_ok());
    }

    #[test]
    fn a_page_prints_with_its_characters_and_its_code() {
        let card = example();
        let options = PageOptions { made: Some(day("2026-01-05")), ..PageOptions::default() };
        let svg = page(&card, &options).expect("a page");
        let picture = drawn(&svg, 3.0);
        assert_eq!(
            decoded(&picture),
            vcard(&card, card.leader.as_ref().expect("a leader")).expect("a contact")
        );
        // Different characters look different: a font that has none of them draws one box for all.
        let glyph = |letter: &str| {
            let svg = svg.replace("示例甲", letter);
            let (wide, _, grey) = drawn(&svg, 1.0);
            grey.chunks(wide as usize).take(150).skip(100).flatten().copied().collect::<Vec<u8>>()
        };
        let (one, other, none) = (glyph("甲"), glyph("丁"), glyph("\u{e000}"));
        assert_ne!(one, other);
        assert_ne!(one, none);
        assert!(one.iter().filter(|grey| **grey < 128).count() > 60, "the name is drawn");
        // Nothing runs over the edge.
        let (wide, high, grey) = &picture;
        let edge = |x: u32, y: u32| grey[(y * wide + x) as usize];
        let below = high * 16 / 100;
        for y in below..*high {
            assert!(
                (0..wide * 4 / 100).all(|x| edge(x, y) == 255 && edge(wide - 2 - x, y) == 255),
                "line {y}"
            );
        }
    }

    #[test]
    fn what_has_no_room_on_a_page_is_refused() {
        let refused = |change: &dyn Fn(&mut ServiceCard)| {
            let mut card = example();
            change(&mut card);
            let error = page(&card, &PageOptions::default()).expect_err("no room");
            (error.row, error.column)
        };
        let none: Option<usize> = None;
        assert_eq!(refused(&|card| card.services = vec!["服务".repeat(40); 12]), (none, "services".into()));
        assert_eq!(refused(&|card| card.team = vec![CardPerson::default(); 7]), (none, "team".into()));
        assert_eq!(refused(&|card| card.team[1].post = "职务".repeat(20)), (Some(1), "post".into()));
        assert_eq!(refused(&|card| card.village = "村\u{7}".into()), (none, "village".into()));
        let mut full = example();
        full.team = vec![person("p-2", "示例复姓某", "村民代表、党员代表", "0551-10000002"); 6];
        full.services = ["政策宣传、民意调查"; 6].map(str::to_owned).to_vec();
        let options = PageOptions {
            qr: Some("https://example.invalid/g/340100000001001".into()),
            ..PageOptions::default()
        };
        let picture = drawn(&page(&full, &options).expect("it has room"), 3.0);
        assert_eq!(decoded(&picture), "https://example.invalid/g/340100000001001");
    }
}
