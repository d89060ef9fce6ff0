//! A case from its receipt to its close, and what is answered on the way.

use reqwest::StatusCode;
use serde_json::json;

use crate::place::{Place, in_hand, moment};

on_both!(
    a_case_from_receipt_to_close,
    a_command_is_done_once,
    the_clock_is_the_servers,
    health_and_description
);

async fn a_case_from_receipt_to_close(place: &Place) {
    let server = place.server().await;
    let (office, grid) = (server.by("office-1"), server.by("grid-1"));
    in_hand(&server, "C-1").await;

    let (status, case) = office.get("/cases/C-1").await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(case["due"]["at"], "2026-12-03T18:00:00");
    assert_eq!(case["due"]["left"], json!({"days": 7}));
    assert_eq!(case["due"]["because"][0]["clause"], "X-4.2a");
    assert_eq!((&case["state"], &case["light"]), (&json!("handling"), &json!("green")));
    assert_eq!(case["first_responsible"], json!({"id": "p-201", "role": "grid_responsible"}));

    let (_, explained) = office.get("/cases/C-1/explain").await;
    assert_eq!(explained["steps"].as_array().map(Vec::len), Some(10));
    assert_eq!(explained["steps"][9]["why"]["zh"], "2026年12月3日（周四）：工作日，计为第7天");
    assert_eq!(explained["due"]["zh"], "到期时刻：2026年12月3日（周四） 18:00");

    let (_, open) = grid.get("/cases/C-1/open").await;
    let of = |step: &str| {
        let rows = open.as_array().expect("steps");
        rows.iter().find(|row| row["step"]["code"] == step).cloned().expect("the step")
    };
    assert_eq!((of("feedback")["open"].clone(), of("feedback")["why"].clone()), (json!(true), json!(null)));
    assert_eq!(of("verify")["open"], json!(false));
    assert_eq!(of("verify")["why"]["zh"], "处于“办理中”时不能办理");
    assert_eq!(of("supervise")["why"]["zh"], "只由领导小组办公室办理");

    server.clock.set(moment("2026-11-26T09:00:00"));
    grid.does("C-1", 4, "feedback", &json!({"outcome": "settled", "note": "已修好"})).await;
    office.does("C-1", 5, "verify", &json!({"passed": true})).await;
    let (status, untold) =
        office.ask("C-1", "c", 6, "close", &json!({"settlement": "closed"})).await.expect("an answer");
    assert_eq!((status.as_u16(), untold["code"].as_str()), (422, Some("case.untold")));
    assert_eq!((&untold["allowed"], &untold["clause"]), (&json!(["tell"]), &json!("M-6.2")));
    grid.does("C-1", 6, "tell", &json!({})).await;
    let closed = office.does("C-1", 7, "close", &json!({"settlement": "closed"})).await;
    assert_eq!((&closed["case"]["light"], &closed["case"]["state"]), (&json!("done"), &json!("closed")));

    let (_, events) = office.get("/cases/C-1/events").await;
    let kinds: Vec<&str> =
        events.as_array().expect("events").iter().filter_map(|event| event["kind"].as_str()).collect();
    assert_eq!(kinds, ["collect", "file", "dispatch", "accept", "feedback", "verify", "tell", "close"]);
    assert_eq!(events[4]["data"], json!({"outcome": "settled", "note": "已修好"}));
    assert_eq!(events[4]["actor"], json!({"id": "p-201", "role": "grid_responsible"}));
}

async fn a_command_is_done_once(place: &Place) {
    let server = place.server().await;
    let duty = server.by("duty-1");
    let (first, opened) = duty.open("C-1", "one").await.expect("an answer");
    let (again, repeated) = duty.open("C-1", "one").await.expect("an answer");
    assert_eq!((first, again), (StatusCode::CREATED, StatusCode::OK));
    assert_eq!((&opened["repeated"], &repeated["repeated"]), (&json!(false), &json!(true)));
    assert_eq!(opened["events"], repeated["events"]);

    let note = json!({"text": "一"});
    let (_, done) = duty.ask("C-1", "n", 1, "note", &note).await.expect("an answer");
    // Sent again later, as it was.
    duty.does("C-1", 2, "note", &json!({"text": "二"})).await;
    let (status, once_more) = duty.ask("C-1", "n", 1, "note", &note).await.expect("an answer");
    assert_eq!((status, &once_more["repeated"]), (StatusCode::OK, &json!(true)));
    assert_eq!(done["events"], once_more["events"]);
    assert_eq!(once_more["case"]["sequence"], 3);
    // The same id for another thing.
    let (status, other) = duty.ask("C-1", "n", 3, "note", &json!({"text": "三"})).await.expect("an answer");
    assert_eq!((status.as_u16(), other["code"].as_str()), (409, Some("case.command_reused")));
}

async fn the_clock_is_the_servers(place: &Place) {
    let server = place.server().await;
    let duty = server.by("duty-1");
    let (_, opened) = duty.open("C-1", "one").await.expect("an answer");
    assert_eq!(opened["events"][0]["at"], "2026-11-24T10:00:00");
    // Nobody says the moment of a step.
    let body = json!({"id": "x", "expected": 1, "kind": "note", "data": {"text": "一"}, "at": "2026-11-01T10:00:00"});
    let (status, refused) = duty.post("/cases/C-1/commands", &body).await.expect("an answer");
    assert_eq!((status.as_u16(), refused["code"].as_str()), (422, Some("request.body")));
    // What was received earlier is said of the case, and counts from then.
    let facts = json!({"scope": "grid", "major": false, "sudden": false});
    let data =
        json!({"channel": "walk_in", "served": "known", "facts": facts, "received": "2026-11-20T17:00:00"});
    let (_, earlier) =
        duty.post("/cases", &json!({"case": "C-2", "id": "one", "data": data})).await.expect("an answer");
    assert_eq!(earlier["events"][0]["at"], "2026-11-24T10:00:00");
    assert_eq!(earlier["case"]["due"]["date"], "2026-12-01");
    // A clock a little behind takes the moment of the last event, one far behind is refused.
    server.clock.set(moment("2026-11-24T09:59:57"));
    let note = duty.does("C-1", 1, "note", &json!({"text": "一"})).await;
    assert_eq!(note["events"][0]["at"], "2026-11-24T10:00:00");
    server.clock.set(moment("2026-11-24T09:59:00"));
    let (status, back) = duty.ask("C-1", "n", 2, "note", &json!({"text": "二"})).await.expect("an answer");
    assert_eq!((status.as_u16(), back["code"].as_str()), (422, Some("case.backwards")));
}

async fn health_and_description(place: &Place) {
    let server = place.server().await;
    let nobody = server.by("nobody");
    let name = if place.database.starts_with("postgres") { "postgresql" } else { "sqlite" };
    assert_eq!(nobody.get("/health").await, (StatusCode::OK, json!({"status": "ok", "database": name})));
    let (status, description) = nobody.get("/openapi.json").await;
    assert_eq!(
        (status, description["paths"].as_object().map(serde_json::Map::len)),
        (StatusCode::OK, Some(8))
    );
}
