//! Limits as people write them: the vectors, and the real limits of a city.

use std::collections::BTreeMap;

use proptest::prelude::*;
use wangge::rules::limit_text::{LimitText, read};
use wangge::{Lang, Unit, Vocabulary};

use crate::vectors::rows;

fn whole(limit: &LimitText) -> String {
    let words = |part: &Option<String>| part.clone().unwrap_or_default();
    words(&limit.condition) + &limit.said + &words(&limit.remainder)
}

#[test]
fn limits_are_read_as_the_vectors_say() {
    for row in rows("limit_texts.csv") {
        let found = read(row.get("text"));
        let said =
            found.as_ref().map_or_else(|_| "error:input".to_owned(), |limit| limit.term.count.to_string());
        assert_eq!(said, row.get("count"), "{}: {}", row.at(), row.get("text"));
        let Ok(limit) = found else { continue };
        assert_eq!(limit.term.unit.code(), row.get("unit"), "{}", row.at());
        assert_eq!(limit.bare.to_string(), row.get("bare"), "{}", row.at());
        assert_eq!(limit.condition.as_deref(), row.opt("condition"), "{}", row.at());
        assert_eq!(limit.remainder.as_deref(), row.opt("remainder"), "{}", row.at());
        assert_eq!(whole(&limit), row.get("text"), "{}", row.at());
    }
}

/// The real limits, by how they were read and how many.
fn real(name: &str) -> Option<(usize, BTreeMap<String, usize>)> {
    let folder = std::env::var_os("WANGGE_SHARED")?;
    let path = std::path::Path::new(&folder).join("data/limits").join(name);
    let text = std::fs::read_to_string(path).expect("the real limits");
    let mut read_as = BTreeMap::new();
    let mut count = 0;
    let mut records =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut column = None;
    for record in records.records() {
        let record = record.expect("a record");
        let Some(at) = column else {
            column = record.iter().position(|heading| heading == "处置时限");
            continue;
        };
        let text: &str = record.get(at).expect("a limit");
        let line = match read(text) {
            Ok(limit) => {
                assert_eq!(whole(&limit), text.trim(), "a word was dropped");
                limit.line(Lang::En)
            }
            Err(error) => {
                assert_eq!(error.value, text);
                format!("asks: {text}")
            }
        };
        count += 1;
        *read_as.entry(line).or_insert(0) += 1;
    }
    println!("{name}: {count} limits");
    for (line, count) in &read_as {
        println!("{count:5} {line}");
    }
    Some((count, read_as))
}

#[test]
fn the_real_limits_of_a_city_are_read_or_asked_about() {
    let Some((components, component)) = real("yuncheng_component.csv") else { return };
    let (events, event) = real("yuncheng_event.csv").expect("a second file");
    let (standards, standard) = real("yuncheng_standards_preview.csv").expect("a third file");
    assert_eq!((components + events, standards), (519, 279));
    let of = |list: &[(&str, usize)]| list.iter().map(|(line, count)| ((*line).to_owned(), *count)).collect();
    let expected: [BTreeMap<String, usize>; 3] = [
        of(&[
            ("1 natural_day; bare unit", 113),
            ("3 natural_day; bare unit", 73),
            ("5 natural_day; bare unit", 67),
            ("2 natural_day; bare unit", 60),
            ("4 urgent_hour; bare unit", 22),
            ("2 urgent_hour", 15),
            ("7 natural_day; bare unit", 9),
            ("2 urgent_hour; bare unit", 7),
            ("4 urgent_hour", 4),
            ("10 natural_day; bare unit", 2),
            ("4 natural_day; bare unit", 1),
            ("1 urgent_hour", 1),
            ("15 natural_day; bare unit", 1),
        ]),
        of(&[
            ("1 natural_day; bare unit", 30),
            ("2 natural_day; bare unit", 22),
            ("5 natural_day; bare unit", 19),
            ("2 urgent_hour", 17),
            ("4 urgent_hour; bare unit", 17),
            ("2 urgent_hour; bare unit", 15),
            ("3 natural_day; bare unit", 11),
            ("15 natural_day; bare unit", 4),
            ("1 urgent_hour", 4),
            ("asks: 2紧急工作日", 3),
            ("asks: 1紧急工作日", 1),
            ("1 urgent_hour; remainder: 制止", 1),
        ]),
        of(&[
            ("1 working_day", 78),
            ("3 working_day", 58),
            ("2 working_day", 47),
            ("5 working_day", 43),
            ("4 working_hour", 23),
            ("2 urgent_hour", 15),
            ("7 working_day", 5),
            ("4 urgent_hour", 4),
            ("2 working_hour", 3),
            ("4 working_day", 1),
            ("10 working_day", 1),
            ("15 working_day; condition: 种植季节", 1),
        ]),
    ];
    assert_eq!([component, event, standard], expected);
}

proptest! {
    #[test]
    fn no_word_is_dropped(before in "[受理后限种植季节]{0,5}", count in 1_u32..10_001, unit in 0_usize..5, after in "[办结制止完成内]{0,5}") {
        let word = ["个工作日", "工作时", "紧急工作时", "自然日", "天"][unit];
        let text = format!("{before}{count}{word}{after}");
        let limit = read(&text).expect("a limit");
        prop_assert_eq!(limit.term.count, count);
        prop_assert_eq!(whole(&limit), text);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,20}|[0-9０-９一二十百零半天日时个工作紧急月年.-]{0,12}") {
        match read(&text) {
            Ok(limit) => prop_assert_eq!(whole(&limit), text.trim()),
            Err(error) => prop_assert_eq!(error.value, text),
        }
    }
}

#[test]
fn a_bare_unit_is_told() {
    let note = read("1天").expect("a limit").note().expect("bare");
    assert_eq!(
        (note.zh(), note.en()),
        ("1天读作1个自然日".to_owned(), "1天: read as 1 calendar days".to_owned())
    );
    assert_eq!(read("4工作时").expect("a limit").note(), None);
    assert_eq!(read("4小时").expect("a limit").term.unit, Unit::UrgentHour);
    assert_eq!(read("种植季节15工作日").expect("a limit").line(Lang::Zh), "15 working_day; 条件: 种植季节");
}
