//! What is refused, each with its status, its code and what is allowed.

use std::io::{Read as _, Write as _};
use std::time::Duration;

use reqwest::StatusCode;
use serde_json::{Value, json};
use server::Limits;

use crate::place::{Place, Server, in_hand};

on_both!(who_may_not, what_does_not_stand, two_at_once);

fn said(answer: &(StatusCode, Value)) -> (u16, &str) {
    let (status, body) = answer;
    for words in ["zh", "en"] {
        assert!(!body[words].as_str().unwrap_or_default().is_empty(), "{words} of {body}");
    }
    (status.as_u16(), body["code"].as_str().unwrap_or_default())
}

async fn raw(server: &Server, request: reqwest::RequestBuilder) -> (StatusCode, Value) {
    let _ = server;
    let response = request.send().await.expect("an answer");
    let status = response.status();
    if status == StatusCode::UNAUTHORIZED {
        assert_eq!(response.headers()["www-authenticate"], "Bearer");
    }
    (status, response.json().await.expect("JSON"))
}

async fn who_may_not(place: &Place) {
    let server = place.server().await;
    in_hand(&server, "C-1").await;
    let client = reqwest::Client::new();
    let at = |path: &str| format!("{}{path}", server.address);
    for path in ["/board", "/cases/C-1", "/cases/C-1/events", "/cases/C-1/explain", "/cases/C-1/open"] {
        assert_eq!(said(&raw(&server, client.get(at(path))).await), (401, "auth.missing"));
        let wrong = client.get(at(path)).bearer_auth("test-token-office-2");
        assert_eq!(said(&raw(&server, wrong).await), (401, "auth.unknown"));
        // A cookie is for the page, a token in the address for nobody.
        let cookie = client.get(at(path)).header("cookie", "wangge_token=test-token-office-1");
        assert_eq!(said(&raw(&server, cookie).await), (401, "auth.missing"));
        let basic = client.get(at(path)).header("authorization", "Basic test-token-office-1");
        assert_eq!(said(&raw(&server, basic).await), (401, "auth.missing"));
    }
    // Who is asked before what.
    for path in ["/cases", "/cases/C-1/commands"] {
        assert_eq!(said(&raw(&server, client.post(at(path)).body("x")).await), (401, "auth.missing"));
    }
    // A person served sees a case of theirs, and of the others not even whether they are there.
    let resident = server.by("served-1");
    assert_eq!(said(&resident.get("/board").await), (403, "auth.staff"));
    assert_eq!(resident.get("/cases/C-1").await.0.as_u16(), 200);
    for path in ["/cases/C-2", "/cases/C-2/events", "/cases/C-2/explain", "/cases/C-2/open"] {
        assert_eq!(said(&resident.get(path).await), (403, "auth.case"));
    }
    let withdraw = resident.ask("C-2", "x", 1, "withdraw", &json!({})).await.expect("an answer");
    assert_eq!(said(&withdraw), (403, "auth.case"));
    // Another role may.
    let not_yours = server.by("duty-1").ask("C-1", "x", 4, "feedback", &json!({"outcome": "settled"})).await;
    let not_yours = not_yours.expect("an answer");
    assert_eq!(said(&not_yours), (403, "case.not_yours"));
    assert!(not_yours.1["allowed"].as_array().expect("roles").contains(&json!("grid_responsible")));
    // Another person must: whoever handled it does not verify it, in whichever role.
    server.by("grid-1").does("C-1", 4, "feedback", &json!({"outcome": "settled"})).await;
    let same = server.by("grid-as-office").ask("C-1", "x", 5, "verify", &json!({"passed": true})).await;
    let same = same.expect("an answer");
    assert_eq!((said(&same), &same.1["clause"]), ((403, "case.same_person"), &json!("细-6")));
}

async fn what_does_not_stand(place: &Place) {
    let server = place.server_with(Limits { body: 4096, time: Duration::from_millis(700) }).await;
    let (office, duty) = (server.by("office-1"), server.by("duty-1"));
    in_hand(&server, "C-1").await;
    let client = reqwest::Client::new();
    let post = |path: &str| {
        let request = client.post(format!("{}{path}", server.address));
        request.bearer_auth("test-token-office-1")
    };
    let json_of = |body: &'static str| {
        post("/cases/C-1/commands").header("content-type", "application/json").body(body)
    };

    assert_eq!(said(&raw(&server, json_of("{\"id\": ")).await), (400, "request.json"));
    assert_eq!(said(&raw(&server, json_of("[1]")).await), (422, "request.body"));
    assert_eq!(said(&raw(&server, post("/cases").body("{}")).await), (415, "request.type"));
    assert_eq!(said(&office.get("/cases/%FF").await), (400, "request.path"));
    assert_eq!(said(&office.get("/nothing").await), (404, "request.not_found"));
    assert_eq!(
        said(&raw(&server, client.delete(format!("{}/board", server.address))).await),
        (405, "request.method")
    );
    for path in
        ["/cases/C-2", "/cases/%00", "/cases/%20/events", "/cases/%E5%8A%9E/explain", "/cases/C-2/open"]
    {
        assert_eq!(said(&office.get(path).await), (404, "case.unknown"), "{path}");
    }

    let ask = async |expected: u64, kind: &str, data: Value| {
        office.ask("C-1", "x", expected, kind, &data).await.expect("an answer")
    };
    let unknown = office.ask("C-2", "x", 1, "note", &json!({"text": "一"})).await.expect("an answer");
    assert_eq!(said(&unknown), (404, "case.unknown"));
    assert_eq!(said(&duty.open("C-1", "other").await.expect("an answer")), (409, "case.exists"));
    let collect = ask(4, "collect", json!({})).await;
    assert_eq!(said(&collect), (409, "case.exists"));
    let not_open = ask(4, "file", json!({})).await;
    assert_eq!(said(&not_open), (409, "case.not_open"));
    assert!(not_open.1["allowed"].as_array().expect("steps").contains(&json!("feedback")));

    assert_eq!(said(&ask(4, "fly", json!({})).await), (422, "request.body"));
    let field = ask(4, "note", json!({"text": "一", "more": 1})).await;
    assert_eq!(said(&field), (422, "input.value"));
    let blank = ask(4, "note", json!({"text": " "})).await;
    assert_eq!(blank.1["allowed"], json!(["a text that is not empty, of at most 20000 bytes"]));
    let name = office.ask("C-1", " x", 4, "note", &json!({"text": "一"})).await.expect("an answer");
    assert_eq!(said(&name), (422, "input.value"));
    let ground = server.by("grid-1").ask("C-1", "x", 4, "pause", &json!({"ground": "太忙"})).await;
    let ground = ground.expect("an answer");
    assert_eq!(said(&ground), (422, "case.ground"));
    assert_eq!(ground.1["allowed"], json!(["等待鉴定", "不可抗力", "当事人外出"]));
    let ahead = ask(9, "note", json!({"text": "一"})).await;
    assert_eq!((said(&ahead), &ahead.1["conflict"]["event"]), ((409, "case.ahead"), &json!(null)));

    // Too large, with a length and without one.
    let large = json!({"text": "长".repeat(2000)});
    assert_eq!(said(&ask(4, "note", large).await), (413, "request.too_large"));
    // Nothing of all this was stored.
    assert_eq!(office.get("/cases/C-1").await.1["sequence"], 4);
    // A body that never comes.
    let address = server.address.trim_start_matches("http://").to_owned();
    let slow = tokio::task::spawn_blocking(move || {
        let mut stream = std::net::TcpStream::connect(address).expect("connected");
        let head = "POST /cases HTTP/1.1\r\nhost: x\r\nauthorization: Bearer test-token-office-1\r\n\
                    content-type: application/json\r\ncontent-length: 100\r\n\r\n{";
        stream.write_all(head.as_bytes()).expect("sent");
        let mut answer = [0; 12];
        stream.read_exact(&mut answer).expect("an answer");
        String::from_utf8_lossy(&answer).into_owned()
    });
    assert_eq!(slow.await.expect("done"), "HTTP/1.1 408");
}

async fn two_at_once(place: &Place) {
    let (one, other) = (place.server().await, place.server().await);
    in_hand(&one, "C-1").await;
    for round in 0..10_u64 {
        let expected = 4 + round;
        let note = json!({"text": "一"});
        let asks = |server: &Server, id: &str| {
            let (person, note, id) = (server.by("office-1"), note.clone(), format!("{id}-{round}"));
            tokio::spawn(
                async move { person.ask("C-1", &id, expected, "note", &note).await.expect("an answer") },
            )
        };
        let (left, right) = (asks(&one, "left"), asks(&other, "right"));
        let mut answers = [left.await.expect("done"), right.await.expect("done")];
        answers.sort_by_key(|(status, _)| *status);
        let [(won, winner), (lost, loser)] = &answers;
        assert_eq!((won.as_u16(), lost.as_u16()), (200, 409), "{winner} {loser}");
        assert_eq!(loser["code"], "case.conflict");
        let conflict = &loser["conflict"];
        assert_eq!((&conflict["expected"], &conflict["found"]), (&json!(expected), &json!(expected + 1)));
        // Both heads: the event that won, and the command that did not.
        assert_eq!(conflict["event"]["sequence"], json!(expected + 1));
        assert_eq!(conflict["event"]["step"]["zh"], "备注");
        assert_eq!(conflict["event"]["actor"], "p-101");
        assert_eq!(conflict["command"]["step"]["code"], "note");
        assert_eq!(winner["case"]["sequence"], json!(expected + 1));
    }
}
