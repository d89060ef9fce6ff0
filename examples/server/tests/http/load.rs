//! Fifty people at once for ten seconds, over two servers: nothing is lost, nothing is double, who was second is told.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::json;
use wangge::case::{Board, CaseLog};

use crate::place::{Person, Place, moment, random, rules};

on_both!(fifty_people_at_once);

const PEOPLE: usize = 50;
const SHARED: u64 = 20;

/// What one of them had accepted and refused.
#[derive(Default)]
struct Tally {
    accepted: Vec<(String, String)>,
    conflicts: usize,
}

/// Asks until the time is over: of shared cases, or for a new one of their own.
async fn work(person: Person, name: usize, until: Instant) -> Tally {
    let mut tally = Tally::default();
    let mut dice = random() | 1;
    let mut number = 0_u64;
    while Instant::now() < until {
        number += 1;
        // Xorshift.
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        let id = format!("{name}-{number}");
        if dice.is_multiple_of(5) {
            let case = format!("own-{id}");
            let (status, body) = person.open(&case, &id).await.expect("an answer");
            assert_eq!(status.as_u16(), 201, "{body}");
            tally.accepted.push((case, id));
            continue;
        }
        let case = format!("shared-{}", dice / 7 % SHARED);
        let (_, seen) = person.get(&format!("/cases/{case}")).await;
        let expected = seen["sequence"].as_u64().expect("a number");
        let note = json!({"text": id});
        let (status, body) = person.ask(&case, &id, expected, "note", &note).await.expect("an answer");
        match status.as_u16() {
            200 => {
                assert_eq!(body["events"][0]["sequence"], json!(expected + 1));
                if dice.is_multiple_of(11) {
                    let (again, repeated) =
                        person.ask(&case, &id, expected, "note", &note).await.expect("an answer");
                    assert_eq!((again.as_u16(), &repeated["repeated"]), (200, &json!(true)));
                    assert_eq!(body["events"], repeated["events"]);
                }
                tally.accepted.push((case, id));
            }
            409 => {
                assert_eq!(body["code"], "case.conflict", "{body}");
                assert_eq!(body["conflict"]["event"]["sequence"], json!(expected + 1));
                tally.conflicts += 1;
            }
            _ => panic!("{status}: {body}"),
        }
    }
    tally
}

async fn fifty_people_at_once(place: &Place) {
    let servers = [place.server().await, place.server().await];
    let office = servers[0].by("office-1");
    for case in 0..SHARED {
        office.open(&format!("shared-{case}"), "open").await.expect("an answer");
    }
    let start = Instant::now();
    let until = start + Duration::from_secs(10);
    let people = (0..PEOPLE).map(|name| tokio::spawn(work(servers[name % 2].by("office-1"), name, until)));
    let people: Vec<_> = people.collect();
    // Meanwhile somebody looks at a board, which only ever grows.
    let mut rows = 0;
    while Instant::now() < until {
        let (_, board) = servers[1].by("duty-1").get("/board").await;
        let now = board["rows"].as_array().expect("rows").len();
        assert!(now >= rows, "{now} after {rows}");
        rows = now;
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    let (mut accepted, mut conflicts) = (BTreeSet::new(), 0);
    for person in people {
        let tally = person.await.expect("done");
        conflicts += tally.conflicts;
        for done in tally.accepted {
            assert!(accepted.insert(done), "accepted once");
        }
    }
    println!("{:.1} s: {} stored, {conflicts} conflicts", start.elapsed().as_secs_f64(), accepted.len());
    assert!(accepted.len() > 200 && conflicts > 20, "{} stored, {conflicts} conflicts", accepted.len());

    // Replayed from the table: what was accepted, each once, and nothing else.
    let store = place.store().await;
    let events: Vec<_> =
        store.after(0, i64::MAX).await.expect("events").into_iter().map(|(_, event)| event).collect();
    let mut stored = BTreeMap::new();
    for event in &events {
        *stored.entry((event.case.clone(), event.command.clone().expect("an id"))).or_insert(0) += 1;
    }
    stored.retain(|(_, id), _| id != "open");
    assert!(stored.values().all(|times| *times == 1), "nothing is double");
    assert_eq!(
        stored.into_keys().collect::<BTreeSet<_>>(),
        accepted,
        "nothing is lost, and nothing is made up"
    );
    // The numbers of each case have neither gap nor repeat, or this would not fold.
    let log = CaseLog::replay(rules(), events).expect("the cases fold");
    let board = Board::of(log.rules(), log.cases(), moment("2026-11-24T10:00:00"));
    for server in &servers {
        let (shown, _) = server.service.board().await.expect("a board");
        assert_eq!(shown.rows, board.rows, "the board of each server is that of the table");
    }
    drop(Arc::clone(&servers[0].service));
}
