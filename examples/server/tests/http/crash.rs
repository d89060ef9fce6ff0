//! `kill -9` in the middle of writing: what was answered is there, once; what was not can be sent again.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde_json::json;
use wangge::case::CaseLog;

use crate::place::{Person, Place, rules};

on_both!(killed_while_writing);

/// A command, and whether it was answered.
struct Sent {
    case: String,
    id: String,
    expected: u64,
    answered: bool,
}

/// Writes to a case of its own until the server is gone.
async fn write(person: Person, case: String, from: u64, stop: Arc<AtomicBool>) -> Vec<Sent> {
    let mut sent = Vec::new();
    let mut expected = from;
    while !stop.load(Ordering::Relaxed) {
        let id = format!("n-{expected}");
        let answer = person.ask(&case, &id, expected, "note", &json!({"text": id})).await;
        let answered = match answer {
            Ok((status, body)) => {
                assert_eq!(status.as_u16(), 200, "{body}");
                true
            }
            Err(_) => false,
        };
        sent.push(Sent { case: case.clone(), id, expected, answered });
        if !answered {
            break;
        }
        expected += 1;
    }
    sent
}

async fn killed_while_writing(place: &Place) {
    let mut program = place.program("error");
    let office = Person::new(&program.address, "office-1");
    for case in 0..8 {
        assert_eq!(office.open(&format!("C-{case}"), "open").await.expect("an answer").0.as_u16(), 201);
    }
    let mut numbers: BTreeMap<String, u64> = (0..8).map(|case| (format!("C-{case}"), 1)).collect();
    let (mut answered, mut unanswered) = (0, 0);
    for round in 0..4_u32 {
        let stop = Arc::new(AtomicBool::new(false));
        let office = Person::new(&program.address, "office-1");
        let writers: Vec<_> = numbers
            .iter()
            .map(|(case, from)| tokio::spawn(write(office.clone(), case.clone(), *from, Arc::clone(&stop))))
            .collect();
        tokio::time::sleep(Duration::from_millis(u64::from(300 + 170 * round))).await;
        program.kill();
        stop.store(true, Ordering::Relaxed);
        let mut sent = Vec::new();
        for writer in writers {
            sent.extend(writer.await.expect("done"));
        }

        let store = place.store().await;
        let events: Vec<_> =
            store.after(0, i64::MAX).await.expect("events").into_iter().map(|(_, event)| event).collect();
        let times = |one: &Sent| {
            events
                .iter()
                .filter(|event| event.case == one.case && event.command.as_ref() == Some(&one.id))
                .count()
        };
        for one in &sent {
            let allowed = if one.answered { 1..=1 } else { 0..=1 };
            assert!(allowed.contains(&times(one)), "{} of {}: {} times", one.id, one.case, times(one));
        }
        CaseLog::replay(rules(), events.clone()).expect("the cases fold");
        store.close().await;

        program = place.program("error");
        let office = Person::new(&program.address, "office-1");
        for one in &sent {
            if !one.answered {
                let note = json!({"text": one.id});
                let (status, body) =
                    office.ask(&one.case, &one.id, one.expected, "note", &note).await.expect("an answer");
                assert_eq!((status.as_u16(), &body["repeated"]), (200, &json!(times(one) == 1)), "{body}");
                unanswered += 1;
            }
            answered += usize::from(one.answered);
            numbers.insert(one.case.clone(), one.expected + 1);
        }
        for (case, number) in &numbers {
            let (_, shown) = office.get(&format!("/cases/{case}")).await;
            assert_eq!(shown["sequence"], json!(number), "{case}");
        }
    }
    println!("{answered} answered, {unanswered} cut off");
    assert!(answered > 50 && unanswered > 4, "{answered} answered, {unanswered} cut off");
}
