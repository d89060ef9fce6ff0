//! Tables as people keep them: what is read, what is told, and that no bytes make the reader panic.

use proptest::prelude::*;
use wangge::table::{Column, Layout, Serials, Table, TableError, TableOptions, Values};

fn read(text: &str) -> Result<wangge::table::Read, TableError> {
    Table::read(text.as_bytes(), "x.csv", &TableOptions::default())?.columns(Layout::CASES, &[])
}

#[test]
fn a_table_of_cases_is_read_and_every_fault_told() {
    let text =
        "编号,收件日期,难易程度,重大\nA,2026年11月23日,一般,是\nB,2026-02-30,简单,也许\nA,2026-11-23,,\nC\n";
    let read = read(text).expect("a table");
    assert_eq!(read.rows, 1);
    let told: Vec<_> =
        read.bad.iter().map(|bad| (bad.row, bad.column.as_str(), bad.value.as_str())).collect();
    assert_eq!(
        told,
        [
            (3, "收件日期", "2026-02-30"),
            (3, "重大", "也许"),
            (3, "难易程度", "简单"),
            (4, "编号", "A"),
            (5, "", "1")
        ]
    );
    assert_eq!(read.bad[2].allowed.zh, "一般、较复杂、重大疑难");
    assert_eq!(read.bad[2].allowed.en, "general, complex, major");
    assert_eq!(read.bad[4].column_zh(), "（整行）");
    let [("id", Values::Text(ids)), ("received", Values::Moment(days, false)), ..] = read.columns.as_slice()
    else {
        panic!("{:?}", read.columns)
    };
    assert_eq!((ids.len(), days[0].map(|day| day.to_string()).as_deref()), (1, Some("2026-11-23 00:00:00")));
}

#[test]
fn what_is_no_such_table_is_refused() {
    for (text, said) in [
        ("", "no headings"),
        ("\n\n", "no headings"),
        ("编号\nA\n", "no column for received"),
        ("编号,id,received\n1,2,2026-11-23\n", "two columns for id: 编号, id"),
    ] {
        let error = read(text).expect_err(text).to_string();
        assert!(error.contains(said), "{error}");
    }
    let encoding = Table::read(&[0x81, 0xFF, 0xFF], "x.csv", &TableOptions::default()).expect_err("no text");
    assert_eq!(encoding, TableError::Encoding { file: "x.csv".to_owned() });
    let table =
        Table::read("村, 户 数 \n甲,1\n".as_bytes(), "x.csv", &TableOptions::default()).expect("a table");
    assert_eq!(table.find(Column(&["户数"])), Ok(Some(1)));
    assert_eq!(
        table.need(Column(&["人口"])).expect_err("none").to_string(),
        "x.csv: no column for 人口; its heading may be 人口; found 村, 户 数"
    );
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(mut bytes in proptest::collection::vec(any::<u8>(), 0..400), zip in any::<bool>()) {
        if zip {
            bytes.splice(0..0, *b"PK\x03\x04");
        }
        let options = TableOptions { serials: Some(Serials::From1904), ..TableOptions::default() };
        if let Ok(table) = Table::read(&bytes, "x", &options) {
            let _ = table.columns(Layout::ROSTER, &[]);
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "编号,收件日期,难易程度\n([0-9\"',\t\n年月日/: .一般-]{0,60}\n){0,6}") {
        if let Ok(read) = read(&text) {
            for (_, values) in &read.columns {
                let rows = match values {
                    Values::Text(values) => values.len(),
                    Values::Moment(values, _) => values.len(),
                    Values::Number(values) => values.len(),
                    Values::Flag(values) => values.len(),
                    Values::Word(values, _) => values.len(),
                };
                prop_assert_eq!(rows, read.rows);
            }
        }
    }
}
