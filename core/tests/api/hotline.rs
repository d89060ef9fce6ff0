//! The hotline: who is on duty, records, feedback, what may be published, the figures of a month.

use chrono::NaiveDate;
use wangge::hotline::{self, Call, Leave, Roster, Shift, Swap, private_parts};
use wangge::{
    CallState, Channel, Policy, Private, Publication, ServedParty, Vocabulary as _, Weight, WorkCalendar,
};

use crate::{at, day};

fn extended() -> Policy {
    Policy::from_toml(include_str!("../../../examples/policies/extended.toml")).expect("a lawful policy")
}

fn call(id: &str, when: &str) -> Call {
    Call {
        id: id.into(),
        at: at(when),
        channel: Channel::Hotline,
        taken_by: Some("p-4".into()),
        served: ServedParty::Known,
        confidential: false,
        general_concern: false,
        content: Some("路灯不亮（虚构）".into()),
        need: Some("修好".into()),
        place: Some("东村口".into()),
        answered: None,
        case: None,
        fed_back: None,
        published: None,
    }
}

fn staff(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn codes(roster: &Roster, from: NaiveDate, to: NaiveDate) -> Vec<(String, &'static str, Weight)> {
    let (_, findings) = roster.check(&extended(), &WorkCalendar::china(), from, to).expect("duty is stated");
    findings.iter().map(|finding| (finding.subject.en(), finding.code(), finding.weight)).collect()
}

/// M-5.2: one member of staff every day.
#[test]
fn a_round_is_even_and_whoever_was_away_keeps_the_turn() {
    let away = Leave { day: day("2026-11-02"), staff: "b".into(), granted: true };
    let refused = Leave { day: day("2026-11-03"), staff: "c".into(), granted: false };
    let (from, to) = (day("2026-11-01"), day("2026-11-06"));
    let leaves = [away, refused];
    let roster =
        Roster::round(&extended(), &WorkCalendar::china(), &staff(&["a", "b", "c"]), &leaves, from, to)
            .expect("duty is stated");
    let order: Vec<&str> = roster.shifts.iter().map(|shift| shift.staff.as_str()).collect();
    assert_eq!(order, ["a", "c", "b", "a", "c", "b"]);
    assert_eq!(codes(&roster, from, to), []);
}

#[test]
fn a_day_without_anyone_is_a_breach() {
    let (from, to) = (day("2026-11-01"), day("2026-11-03"));
    let shift = |on: &str, who: &str| Shift { day: day(on), staff: who.into() };
    let mut roster = Roster {
        shifts: vec![shift("2026-11-01", "a"), shift("2026-11-02", "b"), shift("2026-11-03", "c")],
        ..Roster::default()
    };
    roster.leaves.push(Leave { day: day("2026-11-02"), staff: "b".into(), granted: true });
    let nobody = ("duty on 2026-11-02".to_owned(), "hotline.nobody_on_duty", Weight::Breach);
    assert_eq!(codes(&roster, from, to), [nobody]);
    roster.swaps.push(Swap { day: day("2026-11-02"), from: "b".into(), to: "a".into() });
    assert_eq!(codes(&roster, from, to), []);
    // A swap with somebody who is not on duty, and one with somebody who is already.
    roster.swaps.push(Swap { day: day("2026-11-03"), from: "b".into(), to: "a".into() });
    roster.shifts.push(shift("2026-11-01", "b"));
    roster.swaps.push(Swap { day: day("2026-11-01"), from: "a".into(), to: "b".into() });
    let found: Vec<_> = codes(&roster, from, to).into_iter().map(|(_, code, _)| code).collect();
    assert_eq!(found, ["hotline.on_duty_already", "hotline.not_on_duty"]);
    // On working days only: a Sunday is no day of duty.
    let text =
        include_str!("../../../examples/policies/extended.toml").replace("\"every_day\"", "\"working_days\"");
    let policy = Policy::from_toml(&text).expect("a lawful policy");
    let (days, findings) = roster.check(&policy, &WorkCalendar::china(), from, to).expect("duty is stated");
    assert_eq!(days.len(), 2);
    assert!(findings.iter().any(|finding| finding.code() == "hotline.no_duty_day"));
}

#[test]
fn bad_rosters_are_refused() {
    let round = |names: &[&str], from, to| {
        Roster::round(&extended(), &WorkCalendar::china(), &staff(names), &[], day(from), day(to))
            .expect_err("refused")
            .to_string()
    };
    assert_eq!(
        round(&["a", "a"], "2026-11-01", "2026-11-02"),
        "staff: a cannot be used; allowed: each name once"
    );
    assert_eq!(round(&[], "2026-11-01", "2026-11-02"), "staff: [] cannot be used; allowed: one or more");
    assert_eq!(
        round(&["a"], "2026-11-02", "2026-11-01"),
        "to: 2026-11-01 cannot be used; allowed: 2026-11-02 or later"
    );
    assert_eq!(
        round(&["a"], "2026-11-01", "9999-12-31"),
        "to: 9999-12-31 cannot be used; allowed: 2036-11-08 or before: 3660 days at a time"
    );
    let xiang = Policy::preset("xiang-2011").expect("a preset");
    let asked = Roster::default().check(&xiang, &WorkCalendar::china(), day("2026-11-01"), day("2026-11-02"));
    assert_eq!(asked.expect_err("not stated").code(), "policy.unspecified");
}

/// M-5.2, M-5.3: recorded in full, with whoever took it.
#[test]
fn a_record_holds_what_the_policy_says() {
    let whole = call("H-1", "2026-11-23 09:00");
    assert_eq!(hotline::check(&extended(), &whole).expect("stated"), []);
    let poor = Call {
        content: Some("  ".into()),
        taken_by: None,
        answered: Some(at("2026-11-23 08:59")),
        ..whole.clone()
    };
    let found = hotline::check(&extended(), &poor).expect("stated");
    let said: Vec<String> = found.iter().map(wangge::Finding::zh).collect();
    assert_eq!(
        said,
        [
            "不符合：来电H-1：〔细-18〕没有记录反映内容",
            "不符合：来电H-1：〔细-18〕没有记录受理人",
            "不符合：来电H-1：〔细-18〕答复时间早于来电时间",
        ]
    );
    let anonymous = Call { served: ServedParty::Anonymous, ..whole };
    assert_eq!(hotline::check(&extended(), &anonymous).expect("stated"), []);
}

#[test]
fn feedback_is_due_where_somebody_waits_for_it() {
    let due = |call: &Call| {
        hotline::feedback_due(&extended(), &WorkCalendar::china(), call)
            .expect("stated")
            .map(|due| (due.value.at, due.because[0].clause.to_string()))
    };
    // Friday's call: by Monday's close.
    let friday = call("H-1", "2026-11-20 16:00");
    assert_eq!(due(&friday), Some((Some(at("2026-11-23 18:00")), "细-18".to_owned())));
    assert_eq!(
        due(&Call { case: Some("C-1".into()), ..friday.clone() }).map(|due| due.0),
        Some(Some(at("2026-11-23 18:00")))
    );
    assert_eq!(due(&Call { answered: Some(at("2026-11-20 16:05")), ..friday.clone() }), None);
    assert_eq!(due(&Call { served: ServedParty::Anonymous, ..friday.clone() }), None);
    let combined = Policy::preset("combined").expect("a preset");
    let unstated = hotline::feedback_due(&combined, &WorkCalendar::china(), &friday).expect_err("not stated");
    assert!(unstated.to_string().contains("hotline.feedback"), "{unstated}");
}

/// M-5.5: of general concern on the board, the others one by one.
#[test]
fn nothing_private_is_published() {
    let concern = Call { general_concern: true, ..call("H-1", "2026-11-23 09:00") };
    let way = |call: &Call, text: &str| {
        let found = hotline::publication(call, text);
        (found.value.way, found.value.private.len())
    };
    assert_eq!(way(&concern, "明日停水，请提前储水"), (Publication::NoticeBoard, 0));
    assert_eq!(way(&concern, "详询１３８－００００－１２３４"), (Publication::NoticeBoard, 1));
    let secret = Call { confidential: true, ..concern.clone() };
    assert_eq!(way(&secret, "明日停水"), (Publication::OneByOne, 0));
    let secret_and_nobody = Call { served: ServedParty::Anonymous, ..secret };
    assert_eq!(way(&secret_and_nobody, "明日停水"), (Publication::Nobody, 0));
    assert_eq!(way(&call("H-2", "2026-11-23 09:00"), "已修好"), (Publication::OneByOne, 0));
    let shown = Call { confidential: true, published: Some(day("2026-11-24")), ..concern };
    let codes: Vec<_> =
        hotline::check(&extended(), &shown).expect("stated").iter().map(wangge::Finding::code).collect();
    assert_eq!(codes, ["hotline.secret_shown"]);
}

#[test]
fn numbers_of_people_are_seen_and_others_are_not() {
    // Made up, with the check digits that such numbers have.
    let seen = [
        ("138 0000 1234", Private::Mobile),
        ("+86 138-0000-1234", Private::Mobile),
        ("0551-00001234", Private::Landline),
        ("（0551）00001234", Private::Landline),
        ("11010119000101105X", Private::Identity),
        ("110101 19000101 1009", Private::Identity),
        ("6222 0000 0000 0000 004", Private::BankCard),
        ("a.b@example.cn", Private::Email),
    ];
    for (text, kind) in seen {
        let found: Vec<Private> = private_parts(text).iter().map(|part| part.kind).collect();
        assert_eq!(found, [kind], "{text}");
    }
    let plain = [
        "2026年11月23日8时至16时",
        "340100000001号网格",
        "编号20261123000001",
        "共138户，0000元",
        "第12345678901234567890号",
        "2026-11-23 2026-11-24",
        "@所有人",
        "10086",
    ];
    for text in plain {
        assert_eq!(private_parts(text), [], "{text}");
    }
}

/// M-5.6: what the assessment is made of.
#[test]
fn the_figures_of_a_month() {
    let calls = [
        Call { answered: Some(at("2026-11-02 09:05")), ..call("H-1", "2026-11-02 09:00") },
        Call {
            case: Some("C-1".into()),
            fed_back: Some(at("2026-11-03 17:59")),
            ..call("H-2", "2026-11-02 10:00")
        },
        Call {
            case: Some("C-2".into()),
            fed_back: Some(at("2026-11-03 18:00")),
            ..call("H-3", "2026-11-02 10:00")
        },
        Call { channel: Channel::Assistant, content: None, ..call("H-4", "2026-11-04 10:00") },
        Call { served: ServedParty::Anonymous, ..call("H-5", "2026-11-05 10:00") },
        call("H-6", "2026-11-30 10:00"),
        call("H-7", "2026-12-01 10:00"),
    ];
    let (from, to) = (day("2026-11-01"), day("2026-11-30"));
    let team = staff(&["a", "b"]);
    let mut roster =
        Roster::round(&extended(), &WorkCalendar::china(), &team, &[], from, to).expect("stated");
    roster.shifts.retain(|shift| shift.day != day("2026-11-08"));
    let now = at("2026-11-30 18:00");
    let found = hotline::figures(&extended(), &WorkCalendar::china(), &calls, &roster, (from, to), now)
        .expect("stated");
    assert_eq!((found.calls, found.answered, found.cases, found.open), (6, 1, 2, 3));
    assert_eq!(
        (found.by_channel[Channel::Hotline.index()], found.by_channel[Channel::Assistant.index()]),
        (5, 1)
    );
    assert_eq!((found.complete, found.anonymous), (5, 1));
    // H-2 in time, H-3 late by a moment, H-4 not at all; H-6 has until tomorrow.
    let feedback = (found.feedback_due, found.feedback_on_time, found.feedback_late, found.feedback_missing);
    assert_eq!(feedback, (3, 1, 1, 1));
    assert_eq!((found.duty_days, found.unmanned_days), (30, 1));
    let codes: Vec<_> = found.findings.iter().map(wangge::Finding::code).collect();
    assert_eq!(codes, ["hotline.missing_field", "hotline.nobody_on_duty"]);
    assert_eq!(calls[0].state(), CallState::Answered);
    let twice = [call("H-1", "2026-11-02 09:00"), call("H-1", "2026-11-02 10:00")];
    let error = hotline::figures(&extended(), &WorkCalendar::china(), &twice, &roster, (from, to), now);
    assert_eq!(
        error.expect_err("an id twice").to_string(),
        "row 1, column id: H-1 cannot be used; allowed: each id once"
    );
}
