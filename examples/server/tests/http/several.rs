//! Several servers over one database.

use reqwest::StatusCode;
use serde_json::{Value, json};
use server::{Appended, Store};
use wangge::case::{Event, Step, step};

use crate::place::{Place, in_hand, moment};

on_both!(one_board, neither_goes_into_the_other, a_table_is_only_added_to, positions_follow_the_commits);

fn cases(board: &Value) -> Vec<&str> {
    board["rows"].as_array().expect("rows").iter().filter_map(|row| row["case"].as_str()).collect()
}

async fn one_board(place: &Place) {
    let (one, other) = (place.server().await, place.server().await);
    let (here, there) = (one.by("office-1"), other.by("office-1"));
    in_hand(&one, "C-1").await;
    in_hand(&other, "C-2").await;
    let (status, board) = there.get("/board").await;
    assert_eq!((status, cases(&board)), (StatusCode::OK, vec!["C-1", "C-2"]));
    assert_eq!(board["lights"], json!({"green": 2, "yellow": 0, "red": 0, "grey": 0}));
    assert_eq!(board["rows"][0]["due"], "2026-12-03T18:00:00");
    assert_eq!(board["rows"][0]["waits_for"][0], "grid_responsible");
    // What one closes goes from the board of the other, and comes back when it is opened again.
    one.by("grid-1").does("C-1", 4, "feedback", &json!({"outcome": "settled"})).await;
    assert_eq!(there.get("/board").await.1["rows"][0]["to_tell"], json!(true));
    here.does("C-1", 5, "verify", &json!({"passed": true})).await;
    one.by("grid-1").does("C-1", 6, "tell", &json!({})).await;
    here.does("C-1", 7, "close", &json!({"settlement": "closed"})).await;
    assert_eq!(cases(&there.get("/board").await.1), ["C-2"]);
    here.does("C-1", 8, "reopen", &json!({"ground": "又坏了"})).await;
    let (_, board) = there.get("/board").await;
    assert_eq!(cases(&board), ["C-1", "C-2"]);
    assert_eq!(board["rows"][0]["sequence"], 9);
    // Late ones come first, once they are.
    other.clock.set(moment("2026-12-04T09:00:00"));
    let (_, late) = there.get("/board").await;
    assert_eq!(late["lights"]["red"], 2);
    // A server that starts now shows the same.
    let third = place.server().await;
    assert_eq!(third.by("office-1").get("/board").await.1, here.get("/board").await.1);
}

async fn neither_goes_into_the_other(place: &Place) {
    let (one, other) = (place.server().await, place.server().await);
    let office = one.by("office-1");
    for round in 0..5 {
        let (first, second) = (format!("A-{round}"), format!("B-{round}"));
        for case in [&first, &second] {
            one.by("duty-1").open(case, "open").await.expect("an answer");
            office.does(case, 1, "file", &json!({})).await;
        }
        let nothing = office.ask(&first, "m", 2, "merge", &json!({"into": "C-0"})).await.expect("an answer");
        assert_eq!((nothing.0.as_u16(), nothing.1["code"].as_str()), (422, Some("case.into_nothing")));
        let itself = office.ask(&first, "m", 2, "merge", &json!({"into": first})).await.expect("an answer");
        assert_eq!((itself.0.as_u16(), itself.1["code"].as_str()), (422, Some("case.into_itself")));
        let merge = |server: &crate::place::Server, from: &str, into: &str| {
            let (person, from, into) = (server.by("office-1"), from.to_owned(), into.to_owned());
            tokio::spawn(async move {
                person.ask(&from, "merge", 2, "merge", &json!({"into": into})).await.expect("an answer")
            })
        };
        let (left, right) = (merge(&one, &first, &second), merge(&other, &second, &first));
        let mut codes = [left.await.expect("done").0.as_u16(), right.await.expect("done").0.as_u16()];
        codes.sort_unstable();
        assert_eq!(codes, [200, 422], "one goes into the other, never both");
    }
}

async fn a_table_is_only_added_to(place: &Place) {
    let server = place.server().await;
    in_hand(&server, "C-1").await;
    let address = if place.database.starts_with("postgres") {
        place.database.clone()
    } else {
        format!("sqlite://{}", place.database.replace('#', "%23").replace(' ', "%20"))
    };
    let pool = sqlx::AnyPool::connect(&address).await.expect("the database");
    for statement in ["UPDATE events SET event = ''", "DELETE FROM events"] {
        let error = sqlx::query(statement).execute(&pool).await.expect_err("refused");
        assert!(error.to_string().contains("events are only added"), "{error}");
    }
    assert_eq!(server.service.store().events("C-1").await.expect("events").len(), 4);
}

fn note(case: &str, sequence: u64, command: &str) -> Event {
    Event {
        case: case.to_owned(),
        sequence,
        at: moment("2026-11-24T10:00:00"),
        actor: wangge::case::Actor::new("p-101", wangge::Role::Office),
        command: Some(command.to_owned()),
        step: Step::Note(step::Note { text: "一".to_owned() }),
    }
}

/// What a reader has seen up to a position never grows behind it.
async fn positions_follow_the_commits(place: &Place) {
    let first: Store = place.store().await;
    assert_eq!(
        first.append(&[note("C", 1, "a"), note("C", 2, "b")], None).await.expect("stored"),
        Appended::Stored
    );
    // A number or a command that is there already: all or nothing.
    for events in [[note("D", 1, "a"), note("C", 2, "c")], [note("D", 1, "a"), note("C", 3, "a")]] {
        assert_eq!(first.append(&events, None).await.expect("an answer"), Appended::Moved);
    }
    assert_eq!(first.events("D").await.expect("events"), []);
    let writers: Vec<_> = (0..6)
        .map(|writer| {
            let address = place.database.clone();
            tokio::spawn(async move {
                let store = Store::open(&address).await.expect("a store");
                for number in 1..=40 {
                    let event = note(&format!("W-{writer}"), number, &format!("n-{number}"));
                    assert_eq!(store.append(&[event], None).await.expect("stored"), Appended::Stored);
                }
            })
        })
        .collect();
    let (mut position, mut seen) = (0, 0);
    while seen < 242 {
        let events = first.after(position, 1000).await.expect("events");
        seen += events.len();
        position = events.last().map_or(position, |(last, _)| *last);
        tokio::task::yield_now().await;
        if events.is_empty() && writers.iter().all(tokio::task::JoinHandle::is_finished) {
            seen += first.after(position, 1000).await.expect("events").len();
            break;
        }
    }
    for writer in writers {
        writer.await.expect("written");
    }
    assert_eq!((seen, first.after(0, 1000).await.expect("events").len()), (242, 242));
}
