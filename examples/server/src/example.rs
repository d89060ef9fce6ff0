//! The example (示例): a made-up office, its tokens, and some cases, every one invented.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};
use wangge::case::{Actor, CaseFacts, CaseRules, Event, Step, step};
use wangge::policy::TermOfTime;
use wangge::{
    Channel, Handler, Outcome, Role, Scope, ServedParty, Settlement, SupervisionLevel, Topic, Unit,
    Vocabulary as _,
};

use crate::clock::SetClock;
use crate::service::{Asked, Fault, Service};
use crate::store::{Store, StoreError};
use crate::tokens::{TokenError, Tokens};

/// Made-up tokens, for the example alone: whoever reads this text knows them.
const STAFF: &[(Role, &str, &str)] = &[
    (Role::Office, "p-101", "example-office-not-secret"),
    (Role::GridResponsible, "p-201", "example-grid-not-secret"),
    (Role::GridLeader, "p-202", "example-leader-not-secret"),
    (Role::Assistant, "p-301", "example-assistant-not-secret"),
    (Role::DutyStaff, "p-401", "example-duty-not-secret"),
    (Role::Committees, "p-501", "example-committees-not-secret"),
    (Role::CommitteesHead, "p-601", "example-head-not-secret"),
    (Role::UnitsAbove, "p-701", "example-above-not-secret"),
    (Role::Served, "s-901", "example-served-not-secret"),
];

/// The case of the person served: on file, so that it may be withdrawn.
const SERVED_CASE: &str = "20261124-003";

/// The example tokens: the role's term, and the token.
pub fn tokens() -> impl Iterator<Item = (&'static str, &'static str)> {
    STAFF.iter().map(|(role, _, token)| (role.zh(), *token))
}

/// The example tokens as a service takes them.
///
/// # Errors
/// None, while the table above holds.
pub fn known_tokens() -> Result<Tokens, TokenError> {
    let lines: Vec<String> = STAFF
        .iter()
        .map(|(role, actor, token)| {
            let own = if *role == Role::Served { SERVED_CASE } else { "" };
            format!("{token} {} {actor} {own}", role.code())
        })
        .collect();
    Tokens::parse(&lines.join("\n"))
}

/// When the clock of the example starts: Tuesday, 24 November 2026, 10:00.
pub fn start() -> NaiveDateTime {
    on(24, 10, 0)
}

fn on(day: u32, hour: u32, minute: u32) -> NaiveDateTime {
    let day = NaiveDate::from_ymd_opt(2026, 11, day).and_then(|day| day.and_hms_opt(hour, minute, 0));
    day.unwrap_or_default()
}

fn who(role: Role) -> Actor {
    let id = STAFF.iter().find(|(other, _, _)| *other == role).map_or("p-0", |(_, id, _)| *id);
    Actor::new(id, role)
}

fn facts(scope: Scope) -> CaseFacts {
    CaseFacts { scope, major: false, sudden: false, work: None, complexity: None }
}

fn collect(channel: Channel, served: ServedParty, facts: CaseFacts, grid: &str, text: &str) -> Step {
    let (grid, text) = (Some(grid.to_owned()), Some(text.to_owned()));
    Step::Collect(step::Collect { channel, served, facts, received: None, grid, text })
}

fn file() -> Step {
    Step::File(step::File { note: None })
}

fn dispatch(role: Role) -> Step {
    Step::Dispatch(step::Dispatch { to: who(role).id, note: None })
}

fn accept() -> Step {
    Step::Accept(step::Accept { note: None })
}

fn feedback(outcome: Outcome, note: &str) -> Step {
    Step::Feedback(step::Feedback { outcome, note: Some(note.to_owned()) })
}

fn verify() -> Step {
    Step::Verify(step::Verify { passed: true, note: None })
}

type Told = Vec<(NaiveDateTime, Role, Step)>;

/// The first steps of a case, from the collecting to the acceptance.
fn taken(day: u32, hour: u32, collected: (Role, Step), by: Role) -> Told {
    vec![
        (on(day, hour, 0), collected.0, collected.1),
        (on(day, hour, 20), Role::Office, file()),
        (on(day, hour, 40), Role::Office, dispatch(by)),
        (on(day, hour + 1, 30), by, accept()),
    ]
}

#[expect(clippy::too_many_lines, reason = "a list of made-up cases, one after another")]
fn cases() -> Vec<(&'static str, Told)> {
    use Role::{Assistant, Committees, CommitteesHead, DutyStaff, GridLeader, GridResponsible, Office};
    let known = ServedParty::Known;
    let grid = facts(Scope::Grid);
    let mut late = taken(
        3,
        9,
        (Assistant, collect(Channel::Assistant, known, grid, "东河村2格", "门前路灯不亮，晚上出行不便。")),
        GridResponsible,
    );
    let level = |level| Step::Supervise(step::Supervise { level, note: None });
    late.push((on(13, 9, 0), Office, level(SupervisionLevel::Ordinary)));
    late.push((on(18, 9, 0), Office, level(SupervisionLevel::Yellow)));
    let today = taken(
        13,
        14,
        (DutyStaff, collect(Channel::Hotline, known, grid, "东河村1格", "排水沟堵塞，雨后积水。")),
        GridResponsible,
    );
    let untaken = vec![
        (
            on(23, 15, 0),
            DutyStaff,
            collect(Channel::WalkIn, known, grid, "西坡村1格", "询问低保申请需要哪些材料。"),
        ),
        (on(23, 15, 20), DutyStaff, file()),
        (on(23, 15, 40), Office, dispatch(GridResponsible)),
    ];
    let mut meeting = taken(
        17,
        9,
        (
            GridResponsible,
            collect(
                Channel::Visit,
                known,
                facts(Scope::Village),
                "西坡村3格",
                "几户共用的机耕路塌了一段，涉及两个网格。",
            ),
        ),
        Committees,
    );
    meeting.push((
        on(18, 10, 0),
        Committees,
        Step::PutToMeeting(step::PutToMeeting {
            topic: Topic::Regional,
            meeting: NaiveDate::from_ymd_opt(2026, 11, 30),
            note: None,
        }),
    ));
    let mut paused = taken(
        12,
        10,
        (Assistant, collect(Channel::Visit, known, grid, "南山村2格", "房屋墙面开裂，请人看看是否安全。")),
        GridResponsible,
    );
    paused.push((
        on(16, 9, 0),
        GridResponsible,
        Step::Pause(step::Pause {
            ground: "等待鉴定".to_owned(),
            note: Some("已请鉴定机构，约两周出结果".to_owned()),
        }),
    ));
    let sudden = CaseFacts { sudden: true, ..grid };
    let unreported = vec![
        (
            on(24, 9, 10),
            GridLeader,
            collect(Channel::Patrol, ServedParty::Nobody, sudden, "南山村1格", "河堤出现渗水。"),
        ),
        (on(24, 9, 20), Office, file()),
    ];
    let mut untold = taken(
        18,
        14,
        (DutyStaff, collect(Channel::Hotline, known, grid, "北湾村1格", "公厕水管漏水。")),
        GridResponsible,
    );
    untold.extend([
        (on(23, 10, 0), GridResponsible, feedback(Outcome::Settled, "已更换水管接头，现场试水正常")),
        (on(23, 16, 0), Office, verify()),
    ]);
    let mut extension = taken(
        17,
        14,
        (DutyStaff, collect(Channel::Hotline, known, grid, "北湾村2格", "两家因滴水纠纷，请求调解。")),
        GridResponsible,
    );
    extension.push((
        on(23, 11, 0),
        GridResponsible,
        Step::AskExtension(step::AskExtension {
            by: TermOfTime { count: 2, unit: Unit::WorkingDay },
            ground: "需多方协调".to_owned(),
            note: None,
        }),
    ));
    let major = CaseFacts { major: true, ..grid };
    let mut eased = taken(
        2,
        8,
        (
            GridLeader,
            collect(Channel::Patrol, ServedParty::Nobody, major, "南山村3格", "山坡有小块落石，靠近村道。"),
        ),
        CommitteesHead,
    );
    eased.extend([
        (
            on(2, 9, 45),
            CommitteesHead,
            Step::ReportUp(step::ReportUp { to: Handler::UnitsAbove, hand_over: false, note: None }),
        ),
        (on(10, 10, 0), CommitteesHead, feedback(Outcome::Eased, "已设警示和拦网，护坡列入明年计划")),
        (on(11, 10, 0), Office, verify()),
        (on(11, 15, 0), Office, Step::Close(step::Close { settlement: Settlement::Eased, note: None })),
    ]);
    let mut closed = taken(
        16,
        9,
        (Assistant, collect(Channel::Assistant, known, grid, "东河村3格", "垃圾桶满了没人清。")),
        GridResponsible,
    );
    closed.extend([
        (on(17, 9, 0), GridResponsible, feedback(Outcome::Settled, "当日已清运，并增加一次清运")),
        (on(17, 15, 0), Office, verify()),
        (on(17, 16, 0), GridResponsible, Step::Tell(step::Tell { note: Some("电话告知".to_owned()) })),
        (on(18, 9, 0), Office, Step::Close(step::Close { settlement: Settlement::Closed, note: None })),
    ]);
    let new = vec![(
        on(24, 9, 40),
        DutyStaff,
        collect(Channel::Hotline, known, grid, "北湾村3格", "路口的反光镜碎了。"),
    )];
    let on_file = vec![
        (
            on(24, 8, 30),
            Assistant,
            collect(Channel::Visit, known, grid, "西坡村2格", "想申请修一下院前的小桥。"),
        ),
        (on(24, 8, 50), Office, file()),
    ];
    vec![
        ("20261103-001", late),
        ("20261113-001", today),
        ("20261123-001", untaken),
        ("20261117-001", meeting),
        ("20261112-001", paused),
        ("20261124-001", unreported),
        ("20261118-001", untold),
        ("20261117-002", extension),
        ("20261102-001", eased),
        ("20261116-001", closed),
        ("20261124-002", new),
        (SERVED_CASE, on_file),
    ]
}

/// Whether a store holds nothing, or what [`fill`] put there: the tokens of the example open nothing else.
///
/// # Errors
/// [`StoreError`].
pub async fn may_be_filled(store: &Store) -> Result<bool, StoreError> {
    let first = store.after(0, 1).await?;
    let known = cases().first().map(|(case, _)| *case);
    let made_up =
        |event: &Event| Some(event.case.as_str()) == known && event.command.as_deref() == Some(FIRST_COMMAND);
    Ok(first.iter().all(|(_, event)| made_up(event)))
}

const FIRST_COMMAND: &str = "example-0";

/// Fills a store that holds nothing with the cases of the example; one that holds something stays as it is.
///
/// # Errors
/// What the rules or the store say.
pub async fn fill(store: Store, rules: &CaseRules, tokens: &Tokens) -> Result<Store, Fault> {
    if !store.after(0, 1).await?.is_empty() {
        return Ok(store);
    }
    let clock = Arc::new(SetClock::new(start()));
    let service = Service::new(rules.clone(), store, Arc::clone(&clock) as _, tokens.clone());
    for (case, told) in cases() {
        for (expected, (at, role, step)) in (0_u64..).zip(told) {
            clock.set(at);
            let asked = Asked { case: case.to_owned(), id: format!("example-{expected}"), expected, step };
            service.run(&who(role), asked).await?;
        }
    }
    Ok(service.into_store())
}

/// When the clock of an example starts that may have been at work before: no earlier than its last event.
///
/// # Errors
/// [`StoreError`].
pub async fn start_after(store: &Store) -> Result<NaiveDateTime, StoreError> {
    let mut latest = start();
    let mut position = 0;
    loop {
        let events = store.after(position, 2_000).await?;
        let Some((last, _)) = events.last() else { return Ok(latest) };
        position = *last;
        latest = events.iter().map(|(_, event)| event.at).fold(latest, Ord::max);
    }
}
