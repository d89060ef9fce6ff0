//! No text of a case and no token in a log, however much is logged.

use serde_json::json;

use crate::place::{Person, Place, TOKENS};

on_both!(no_text_is_logged);

const TEXT: &str = "井台边第三户说的话";

async fn no_text_is_logged(place: &Place) {
    let mut program = place.program("trace");
    let office = Person::new(&program.address, "office-1");
    let facts = json!({"scope": "grid", "major": false, "sudden": false});
    let data = json!({"channel": "hotline", "served": "known", "facts": facts, "text": TEXT, "grid": TEXT});
    let opened =
        office.post("/cases", &json!({"case": "C-1", "id": "a", "data": data})).await.expect("an answer");
    assert_eq!(opened.0.as_u16(), 201);
    office.does("C-1", 1, "file", &json!({"note": TEXT})).await;
    // What is refused, cannot be read, is in the way or has no place: each says the text back, and none logs it.
    let asks = [
        ("C-1", "x", 2, "decline", json!({"ground": TEXT})),
        ("C-1", "x", 1, "note", json!({"text": TEXT})),
        ("C-1", "x", 2, "note", json!({"text": TEXT, "other": TEXT})),
        ("C-1", TEXT, 2, TEXT, json!({})),
        (TEXT, "x", 2, "note", json!({"text": TEXT})),
        ("C-1", "x", 2, "pause", json!({"ground": TEXT})),
    ];
    for (case, id, expected, kind, data) in asks {
        let (status, _) = office.ask(case, id, expected, kind, &data).await.expect("an answer");
        assert!(status.is_client_error(), "{status}");
    }
    let client = reqwest::Client::new();
    let at = |path: &str| format!("{}{path}", program.address);
    client.post(at("/cases")).bearer_auth(TEXT).body(TEXT).send().await.expect("an answer");
    client.get(at(&format!("/{TEXT}?{TEXT}"))).send().await.expect("an answer");
    let form = [("token", TEXT)];
    client.post(at("/login")).form(&form).send().await.expect("an answer");
    for path in ["/cases/C-1", "/cases/C-1/events", "/board", "/cases/C-1/explain"] {
        assert_eq!(office.get(path).await.0.as_u16(), 200);
    }
    // The page shows it, to those who may see it.
    let cookie = ("cookie", "wangge_token=test-token-office-1");
    let page = client.get(at("/case/C-1")).header(cookie.0, cookie.1).send().await.expect("an answer");
    assert!(page.text().await.expect("a page").contains(TEXT));
    program.kill();

    let log = place.log();
    assert!(log.contains("/cases/{id}/commands") && log.contains("answered status=200"), "it logs: {log}");
    let escaped = TEXT.bytes().fold(String::new(), |text, byte| text + &format!("%{byte:02X}"));
    let unicode = serde_json::to_string(TEXT).expect("JSON");
    for told in [TEXT, &escaped, unicode.trim_matches('"')] {
        assert!(!log.contains(told) && !program.said.contains(told), "{told} is in the log");
    }
    for line in TOKENS.lines() {
        let token = line.split(' ').next().expect("a token");
        assert!(!log.contains(token) && !program.said.contains(token), "a token is in the log");
    }
}
