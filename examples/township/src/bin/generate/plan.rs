//! What might happen to a case, told as steps with their moments.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use rand::Rng;
use rand_chacha::ChaCha8Rng;
use wangge::case::{Actor, CaseFacts, Step, step};
use wangge::policy::TermOfTime;
use wangge::{
    Channel, Complexity, Handler, Outcome, Role, Scope, ServedParty, Settlement, SupervisionLevel, Topic,
    Unit, Work, WorkCalendar,
};

use Story as S;

use crate::VILLAGES;

/// The sessions of a working day, in minutes, as that policy has them.
const SESSIONS: [(i64, i64); 2] = [(480, 720), (840, 1080)];
/// A working day, in minutes.
const DAY: i64 = 480;

/// What happens to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Story {
    Plain,
    OnSpot,
    Returned,
    Transferred,
    Reworked,
    Meeting,
    BeyondMeeting,
    Paused,
    StillPaused,
    Extended,
    ExtensionRefused,
    ExtensionWaits,
    Major,
    MajorUnreported,
    Declined,
    Withdrawn,
    Merged,
    Reclassified,
    Eased,
    EasedSettled,
    ClosedLate,
    AppealGranted,
    AppealRefused,
    Reopened,
    InHand,
    Supervised(SupervisionLevel),
    Worst,
    Lifted,
    ToTell,
    BeforePolicy,
}

/// A step as it is planned; a merge names the case by its place among the plans.
#[derive(Debug, Clone)]
pub(crate) struct Planned {
    pub(crate) at: NaiveDateTime,
    pub(crate) plan: usize,
    pub(crate) actor: Actor,
    pub(crate) step: Step,
}

/// A case as it is told.
pub(crate) struct Plan<'r> {
    pub(crate) nth: usize,
    pub(crate) village: usize,
    pub(crate) scope: Scope,
    pub(crate) at: NaiveDateTime,
    pub(crate) calendar: &'r WorkCalendar,
    pub(crate) rng: &'r mut ChaCha8Rng,
    pub(crate) steps: Vec<Planned>,
}

fn term(count: u32) -> TermOfTime {
    TermOfTime { count, unit: Unit::WorkingDay }
}

impl Plan<'_> {
    /// So many working minutes later.
    fn later(&mut self, minutes: i64) {
        let mut left = minutes;
        let mut day = self.at.date();
        let mut now = (self.at - day.and_time(NaiveTime::MIN)).num_minutes();
        loop {
            if self.calendar.is_workday(day).unwrap_or(true) {
                for (from, to) in SESSIONS {
                    let start = now.max(from);
                    if start >= to {
                        continue;
                    }
                    if left < to - start {
                        self.at = day.and_time(NaiveTime::MIN) + TimeDelta::minutes(start + left);
                        return;
                    }
                    left -= to - start;
                }
            }
            day = day + Days::new(1);
            now = 0;
        }
    }

    fn between(&mut self, few: i64, many: i64) {
        let minutes = self.rng.random_range(few..=many);
        self.later(minutes);
    }

    fn actor(&self, role: Role) -> Actor {
        let village = self.village;
        let id = match role {
            Role::Office => 1 + self.nth % 2,
            Role::DutyStaff => 3 + self.nth % 3,
            Role::CommitteesHead => 11 + village,
            Role::Committees => 31 + village,
            Role::GridResponsible => 51 + 2 * village + self.nth % 2,
            Role::GridLeader => 81 + village,
            Role::Assistant => 101 + village,
            Role::UnitsAbove => 121 + self.nth % 3,
            // They owe duties, and act on no case here.
            Role::GridTeam => 141 + village,
            Role::VillageCommittee => 161 + village,
            Role::VillageCadres => 181 + village,
            Role::Served => 200 + self.nth,
        };
        Actor::new(format!("p-{id}"), role)
    }

    fn act(&mut self, role: Role, step: impl Into<Step>) {
        let actor = self.actor(role);
        self.steps.push(Planned { at: self.at, plan: self.nth, actor, step: step.into() });
    }

    fn collect(&mut self, facts: CaseFacts, received: Option<NaiveDateTime>) {
        let channel = channel_of(self.nth);
        let role = match channel {
            Channel::Hotline => Role::DutyStaff,
            Channel::Assistant | Channel::Visit => Role::Assistant,
            Channel::Responsible => Role::GridResponsible,
            Channel::Patrol => Role::GridLeader,
            Channel::WalkIn | Channel::FromAbove => Role::Office,
        };
        let served = match channel {
            Channel::Patrol | Channel::FromAbove => ServedParty::Nobody,
            Channel::Hotline if self.nth.is_multiple_of(4) => ServedParty::Anonymous,
            _ => ServedParty::Known,
        };
        let region = format!("990101001{:03}", 201 + self.village);
        let grid = match self.nth % 4 {
            0 => VILLAGES[self.village].0.to_owned(),
            _ => format!("{region}{:03}", 1 + self.nth % 3),
        };
        let texts = texts(facts);
        let text = texts[self.rng.random_range(0..texts.len())].to_owned();
        self.scope = facts.scope;
        self.act(
            role,
            step::Collect { channel, served, facts, received, grid: Some(grid), text: Some(text) },
        );
    }

    /// Taken in, filed and given to whoever handles it.
    fn dispatched(&mut self) -> Role {
        let handler = match self.scope {
            Scope::Grid => Role::GridResponsible,
            Scope::Village => Role::Committees,
            Scope::Beyond => Role::UnitsAbove,
        };
        self.given_to(handler)
    }

    fn given_to(&mut self, handler: Role) -> Role {
        self.between(5, 50);
        self.act(Role::Office, step::File { note: None });
        self.redispatched(handler);
        handler
    }

    fn redispatched(&mut self, handler: Role) {
        self.between(20, 180);
        let to = self.actor(handler).id;
        self.act(Role::Office, step::Dispatch { to, note: None });
    }

    fn accepted(&mut self, handler: Role) {
        // One in eight takes too long.
        let most = if self.nth.is_multiple_of(8) { 500 } else { 200 };
        self.between(20, most);
        self.act(handler, step::Accept { note: None });
    }

    fn fed_back(&mut self, handler: Role, outcome: Outcome) {
        self.act(handler, step::Feedback { outcome, note: None });
    }

    /// Verified, told where somebody is to be told, and closed.
    fn ended(&mut self, settlement: Settlement) {
        self.between(60, 700);
        self.act(Role::Office, step::Verify { passed: true, note: None });
        self.told();
        self.between(10, 300);
        self.act(Role::Office, step::Close { settlement, note: None });
    }

    fn told(&mut self) {
        let known = self.steps.first().is_some_and(
            |first| matches!(&first.step, Step::Collect(said) if said.served == ServedParty::Known),
        );
        if known {
            self.between(10, 200);
            let teller =
                if self.scope == Scope::Beyond { Role::CommitteesHead } else { Role::GridResponsible };
            self.act(teller, step::Tell { note: Some("电话告知".to_owned()) });
        }
    }

    fn handled(&mut self, few: i64, many: i64) -> Role {
        let handler = self.dispatched();
        self.accepted(handler);
        self.between(few * DAY, many * DAY);
        handler
    }

    fn supervised(&mut self, level: SupervisionLevel, note: &str) {
        self.act(Role::Office, step::Supervise { level, note: Some(note.to_owned()) });
    }

    fn extended(&mut self, by: u32, granted: Option<u32>) {
        let ask = step::AskExtension { by: term(by), ground: "需多方协调".to_owned(), note: None };
        self.act(Role::GridResponsible, ask);
        self.between(60, 400);
        let less = granted.filter(|granted| *granted < by).map(term);
        let note = granted.is_none().then(|| "理由不充分".to_owned());
        self.act(Role::Office, step::DecideExtension { granted: granted.is_some(), by: less, note });
    }
}

fn channel_of(nth: usize) -> Channel {
    [
        Channel::Hotline,
        Channel::Visit,
        Channel::Assistant,
        Channel::Responsible,
        Channel::WalkIn,
        Channel::Patrol,
        Channel::Hotline,
        Channel::FromAbove,
    ][nth % 8]
}

/// What a matter may be about.
fn texts(facts: CaseFacts) -> &'static [&'static str] {
    match facts.scope {
        _ if facts.major || facts.sudden => &[
            "山坡出现裂缝，有滑塌危险",
            "水管爆裂，路面塌陷",
            "大风刮倒电杆，电线落地",
            "学校门口发生交通事故",
        ],
        Scope::Grid => &[
            "路灯不亮",
            "门前排水沟堵塞",
            "垃圾桶满溢",
            "邻里宅基地边界不清",
            "医保缴费不会办理",
            "独居老人需要送药",
            "噪声影响休息",
            "树枝压到电线",
        ],
        Scope::Village => {
            &["灌溉渠渗漏，两组争水", "村道破损，多户出行不便", "自来水压力不足", "文化广场占用纠纷"]
        }
        Scope::Beyond => &["河道采砂影响耕地", "过境公路限速设施缺失", "农网电压不稳", "征地补偿标准有异议"],
    }
}

impl Plan<'_> {
    pub(crate) fn told_by(&mut self, story: Story) {
        let grid = |scope| CaseFacts { scope, major: false, sudden: false, work: None, complexity: None };
        let scope = match story {
            S::Meeting | S::BeyondMeeting | S::Worst | S::ExtensionWaits => Scope::Village,
            S::Eased | S::EasedSettled => Scope::Beyond,
            S::OnSpot
            | S::Lifted
            | S::Withdrawn
            | S::BeforePolicy
            | S::StillPaused
            | S::ToTell
            | S::InHand
            | S::Supervised(_)
            | S::ClosedLate
            | S::AppealGranted
            | S::AppealRefused => Scope::Grid,
            _ => [Scope::Grid, Scope::Grid, Scope::Grid, Scope::Village, Scope::Beyond][self.nth % 5],
        };
        let mut facts = grid(scope);
        if story == S::OnSpot {
            facts.work = Some(Work::General);
        }
        if matches!(story, S::Major | S::MajorUnreported) {
            (facts.major, facts.sudden) = (self.nth.is_multiple_of(2), !self.nth.is_multiple_of(2));
        }
        if story == S::Reclassified {
            facts.scope = Scope::Grid;
        }
        let before = NaiveDate::from_ymd_opt(2025, 12, 30).and_then(|day| day.and_hms_opt(15, 20, 0));
        if story == S::BeforePolicy {
            self.at = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap_or_default().and_time(NaiveTime::MIN)
                + TimeDelta::minutes(560);
            self.collect(facts, before);
            return;
        }
        self.collect(facts, None);
        self.told_further(story, facts);
    }

    #[expect(clippy::too_many_lines, reason = "one story after the other")]
    fn told_further(&mut self, story: Story, facts: CaseFacts) {
        let days = match self.scope {
            Scope::Grid => (1, 4),
            Scope::Village => (3, 9),
            Scope::Beyond => (8, 18),
        };
        let note = |text: &str| Some(text.to_owned());
        match story {
            S::Plain => {
                let handler = self.handled(days.0, days.1);
                let answered = self.scope != Scope::Beyond && self.nth.is_multiple_of(4);
                let (outcome, settlement) = if answered {
                    (Outcome::Answered, Settlement::Answered)
                } else {
                    (Outcome::Settled, Settlement::Closed)
                };
                self.fed_back(handler, outcome);
                self.ended(settlement);
            }
            S::OnSpot => {
                self.at += TimeDelta::minutes(self.rng.random_range(5..40));
                let told = matches!(
                    self.steps.first().map(|first| &first.step),
                    Some(Step::Collect(said)) if said.served == ServedParty::Known
                );
                let role = if self.nth.is_multiple_of(2) { Role::GridResponsible } else { Role::GridLeader };
                let settlement = Settlement::Closed;
                self.act(role, step::SettleOnSpot { settlement, told, note: note("当场处理") });
            }
            S::Returned => {
                let handler = self.dispatched();
                self.between(30, 200);
                self.act(handler, step::Return { opinion: "不属本岗位职责，建议另派".to_owned() });
                self.nth += 1;
                self.redispatched(handler);
                self.accepted(handler);
                self.between(days.0 * DAY, days.1 * DAY);
                self.fed_back(handler, Outcome::Settled);
                self.nth -= 1;
                self.ended(Settlement::Closed);
            }
            S::Transferred => {
                let from = self.given_to(Role::Committees);
                self.accepted(from);
                self.between(60, DAY);
                let to = self.actor(Role::UnitsAbove).id;
                self.act(from, step::Transfer { to, note: note("转有关单位办理") });
                self.accepted(Role::UnitsAbove);
                self.between(days.0 * DAY, days.1 * DAY);
                self.fed_back(Role::UnitsAbove, Outcome::Settled);
                self.ended(Settlement::Closed);
            }
            S::Reworked => {
                let handler = self.handled(1, 2);
                self.fed_back(handler, Outcome::Settled);
                self.between(60, 600);
                self.act(Role::Office, step::Verify { passed: false, note: note("现场未清理") });
                self.between(DAY, 2 * DAY);
                self.fed_back(handler, Outcome::Settled);
                self.ended(Settlement::Closed);
            }
            S::Meeting | S::BeyondMeeting => {
                let handler = self.handled(1, 2);
                let beyond = story == S::BeyondMeeting;
                self.act(
                    handler,
                    step::PutToMeeting { topic: Topic::Regional, meeting: None, note: note("涉及多户") },
                );
                self.between(DAY, 3 * DAY);
                let opinion =
                    if beyond { "本级不能解决，上报" } else { "议定由社区两委协调" };
                self.act(Role::Committees, step::TakeFromMeeting { beyond, opinion: opinion.to_owned() });
                let mut handler = handler;
                if beyond {
                    self.between(30, 200);
                    self.act(
                        Role::Committees,
                        step::ReportUp { to: Handler::UnitsAbove, hand_over: true, note: None },
                    );
                    handler = Role::UnitsAbove;
                    self.accepted(handler);
                }
                self.between(DAY, 3 * DAY);
                self.fed_back(handler, Outcome::Settled);
                self.ended(Settlement::Closed);
            }
            S::Paused | S::StillPaused => {
                let handler = self.handled(1, 2);
                let ground = ["等待鉴定", "当事人外出", "不可抗力"][self.nth % 3].to_owned();
                self.act(Role::GridResponsible, step::Pause { ground, note: None });
                if story == S::StillPaused {
                    return;
                }
                self.between(5 * DAY, 12 * DAY);
                self.act(Role::GridResponsible, step::Resume { note: None });
                self.between(DAY, 3 * DAY);
                self.fed_back(handler, Outcome::Settled);
                self.ended(Settlement::Closed);
            }
            S::Extended | S::ExtensionRefused | S::ExtensionWaits => {
                let handler = self.handled(1, 4);
                let by = [3, 7, 15][self.complexity()];
                let less = self.rng.random_range(0..2);
                match story {
                    S::Extended => self.extended(by, Some(by - less)),
                    S::ExtensionRefused => self.extended(by, None),
                    _ => {
                        let ask =
                            step::AskExtension {
                                by: term(by), ground: "情况复杂".to_owned(), note: None
                            };
                        self.act(Role::GridResponsible, ask);
                        return;
                    }
                }
                self.between(2 * DAY, 4 * DAY);
                self.fed_back(handler, Outcome::Settled);
                self.ended(Settlement::Closed);
            }
            S::Major => {
                self.later([15, 20, 25, 30][self.nth % 4]);
                self.act(
                    Role::GridResponsible,
                    step::ReportUp {
                        to: Handler::CommitteesHead, hand_over: false, note: note("电话报告")
                    },
                );
                let handler = self.given_to(Role::CommitteesHead);
                self.accepted(handler);
                self.between(DAY, 8 * DAY);
                self.fed_back(handler, Outcome::Settled);
                self.ended(Settlement::Closed);
            }
            S::MajorUnreported => {
                let handler = self.given_to(Role::CommitteesHead);
                self.accepted(handler);
            }
            S::Declined => {
                self.between(20, 50);
                let ground = ["不属本县管辖", "同一事项已有答复"][self.nth % 2].to_owned();
                self.act(Role::Office, step::Decline { ground, note: None });
            }
            S::Withdrawn => {
                self.between(20, 50);
                self.act(Role::Office, step::File { note: None });
                self.between(20, 100);
                self.act(Role::Served, step::Withdraw { note: note("已自行解决") });
            }
            S::Merged => {
                self.between(20, 50);
                self.act(Role::Office, step::File { note: None });
                self.between(20, 100);
                // The case before it, by its place among the plans.
                let into = (self.nth - 1).to_string();
                self.act(Role::Office, step::Merge { into, note: note("同一事项") });
            }
            S::Reclassified => {
                let handler = self.handled(1, 2);
                let facts =
                    CaseFacts { scope: Scope::Village, complexity: Some(Complexity::Complex), ..facts };
                let ground = "核实后涉及邻组".to_owned();
                self.act(Role::Office, step::Reclassify { facts, ground });
                self.between(3 * DAY, 6 * DAY);
                self.fed_back(handler, Outcome::Settled);
                self.ended(Settlement::Closed);
            }
            S::Eased | S::EasedSettled => {
                let handler = self.handled(6, 12);
                self.fed_back(handler, Outcome::Eased);
                self.ended(Settlement::Eased);
                self.between(4 * DAY, 6 * DAY);
                let resolved = story == S::EasedSettled;
                let found = if resolved { "已彻底解决" } else { "仍需跟踪" };
                self.act(Role::Office, step::FollowUp { resolved, note: note(found) });
            }
            S::ClosedLate | S::AppealGranted | S::AppealRefused => {
                let handler = self.handled(8, 9);
                self.supervised(SupervisionLevel::Ordinary, "逾期未办结");
                self.between(DAY, 2 * DAY);
                self.fed_back(handler, Outcome::Settled);
                self.ended(Settlement::Closed);
                if story == S::ClosedLate {
                    return;
                }
                self.between(DAY, 3 * DAY);
                let granted = story == S::AppealGranted;
                let ground = if granted { "系统故障" } else { "责任不在承办人" }.to_owned();
                self.act(Role::GridResponsible, step::Appeal { ground, note: None });
                self.between(DAY, 2 * DAY);
                self.act(Role::Office, step::DecideAppeal { granted, note: None });
            }
            S::Reopened => {
                let handler = self.handled(1, 3);
                self.fed_back(handler, Outcome::Settled);
                self.ended(Settlement::Closed);
                self.between(4 * DAY, 8 * DAY);
                self.act(Role::Office, step::Reopen { ground: "问题重复出现".to_owned() });
                self.redispatched(handler);
                self.accepted(handler);
                self.between(DAY, 2 * DAY);
                self.fed_back(handler, Outcome::Settled);
                self.ended(Settlement::Closed);
            }
            S::InHand => {
                self.handled(1, 2);
                self.act(Role::GridResponsible, step::Note { text: "已约定上门时间".to_owned() });
            }
            S::Supervised(level) => {
                let handler = self.handled(8, 8);
                self.supervised(SupervisionLevel::Ordinary, "逾期未办结");
                if level == SupervisionLevel::Ordinary {
                    return;
                }
                self.later(3 * DAY);
                self.supervised(SupervisionLevel::Yellow, "督办后仍未反馈");
                if level == SupervisionLevel::Yellow {
                    return;
                }
                self.between(60, 300);
                self.fed_back(handler, Outcome::Settled);
                self.between(60, 300);
                self.act(Role::Office, step::Verify { passed: false, note: note("未到现场办理") });
                self.later(2 * DAY);
                self.supervised(SupervisionLevel::Red, "核查未通过且继续逾期");
            }
            S::Worst => {
                let handler = self.dispatched();
                self.between(300, 600);
                self.act(handler, step::Return { opinion: "材料不全，补充地点后再派".to_owned() });
                self.redispatched(handler);
                self.accepted(handler);
                self.later(2 * DAY);
                let ground = "等待鉴定".to_owned();
                self.act(Role::GridResponsible, step::Pause { ground, note: note("委托测量水量") });
                self.later(6 * DAY);
                self.act(Role::GridResponsible, step::Resume { note: note("测量报告已出") });
                self.later(2 * DAY);
                self.extended(5, Some(3));
                self.later(14 * DAY);
                self.supervised(SupervisionLevel::Ordinary, "逾期未办结");
                self.later(2 * DAY);
                self.supervised(SupervisionLevel::Yellow, "督办后仍未反馈");
                self.later(2 * DAY);
                self.supervised(SupervisionLevel::Red, "连续两次督办无结果");
            }
            S::Lifted => {
                let handler = self.handled(8, 8);
                self.supervised(SupervisionLevel::Ordinary, "逾期未办结");
                self.later(2 * DAY);
                self.fed_back(handler, Outcome::Settled);
                self.between(60, 300);
                self.act(Role::Office, step::Lift { note: note("已反馈结果") });
                self.ended(Settlement::Closed);
            }
            S::ToTell => {
                let handler = self.handled(1, 2);
                self.fed_back(handler, Outcome::Settled);
                self.between(60, 300);
                self.act(Role::Office, step::Verify { passed: true, note: None });
            }
            S::BeforePolicy => {}
        }
    }

    /// The complexity of its level: 0 general, 1 complex, 2 major.
    fn complexity(&self) -> usize {
        match self.scope {
            Scope::Grid => 0,
            Scope::Village => 1,
            Scope::Beyond => 2,
        }
    }
}
