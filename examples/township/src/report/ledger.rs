//! The chapter of the cases: their numbers, those that press, and the timelines of the worst.

use std::io;
use std::path::Path;

use chrono::{NaiveDateTime, NaiveTime};
use wangge::case::{BoardRow, Case, Event, Step};
use wangge::policy::TermOfTime;
use wangge::{Lang, Light, Reason, Role, Vocabulary};

use super::table;
use crate::ledger::{Ledger, WORST};

/// A case that presses.
#[derive(Debug)]
pub(super) struct PressingRow {
    pub(super) id: String,
    pub(super) village: String,
    pub(super) state: &'static str,
    pub(super) light: &'static str,
    pub(super) tone: &'static str,
    pub(super) due: String,
    pub(super) left: String,
    pub(super) holder: String,
    pub(super) supervision: &'static str,
    pub(super) late_stage: &'static str,
}

/// A village in the table of lights.
#[derive(Debug)]
pub(super) struct VillageRow {
    pub(super) village: String,
    /// Open: late, soon due, in time, suspended, together; ended: in time, late.
    pub(super) counts: [usize; 7],
}

/// A step in a timeline.
#[derive(Debug)]
pub(super) struct StepRow {
    pub(super) at: String,
    pub(super) step: &'static str,
    pub(super) said: String,
    pub(super) actor: String,
    pub(super) role: &'static str,
}

/// A stage in a timeline.
#[derive(Debug)]
pub(super) struct StageRow {
    pub(super) stage: &'static str,
    pub(super) entered: String,
    pub(super) left: String,
    pub(super) due: String,
    pub(super) late: bool,
    pub(super) clause: String,
}

/// One of the worst cases.
#[derive(Debug)]
pub(super) struct WorstCase {
    pub(super) head: PressingRow,
    pub(super) level: &'static str,
    pub(super) complexity: String,
    pub(super) received: String,
    pub(super) steps: Vec<StepRow>,
    pub(super) stages: Vec<StageRow>,
    pub(super) reasons: Vec<String>,
    pub(super) lines: Vec<String>,
}

/// A duty.
#[derive(Debug)]
pub(super) struct DutyRow {
    /// What is owed; empty where the row above says the same.
    pub(super) what: &'static str,
    pub(super) state: &'static str,
    pub(super) count: usize,
    pub(super) cases: Vec<String>,
    pub(super) clauses: Vec<String>,
}

/// The chapter.
#[derive(Debug)]
pub(super) struct LedgerPart {
    pub(super) title: String,
    pub(super) policy: String,
    pub(super) now: String,
    pub(super) later: usize,
    pub(super) numbers: Vec<(&'static str, usize, &'static str)>,
    pub(super) villages: Vec<VillageRow>,
    pub(super) sum: VillageRow,
    pub(super) late: Vec<PressingRow>,
    pub(super) this_week: Vec<PressingRow>,
    pub(super) duties: Vec<DutyRow>,
    pub(super) unplaced: Vec<(String, String)>,
    pub(super) worst: Vec<WorstCase>,
}

/// A moment; midnight as the end of the day before where something ends with it.
fn moment(at: NaiveDateTime, ends: bool) -> String {
    match at.date().pred_opt().filter(|_| ends && at.time() == NaiveTime::MIN) {
        Some(day) => format!("{day} 24:00"),
        None => at.format("%Y-%m-%d %H:%M").to_string(),
    }
}

/// The due moment of a case, or that its clock stands.
fn due(row: &BoardRow) -> String {
    row.due.map_or_else(|| "挂账中".to_owned(), |at| moment(at, true))
}

/// Whose turn it is: whoever has it, else the roles that may take the next step.
pub(crate) fn holder(row: &BoardRow) -> String {
    let to_all = || row.waits_for.iter().map(|role| role.zh()).collect::<Vec<_>>().join("、");
    // Verified or fed back, it waits for somebody else than whoever handled it.
    let handled = matches!(
        row.state,
        wangge::CaseState::Dispatched | wangge::CaseState::Handling | wangge::CaseState::AtMeeting
    );
    match row.holder.as_deref().filter(|_| handled) {
        Some(holder) => {
            holder.parse::<Role>().map_or_else(|_| holder.to_owned(), |role| role.zh().to_owned())
        }
        None => to_all(),
    }
}

fn pressing(ledger: &Ledger, row: &BoardRow) -> PressingRow {
    PressingRow {
        id: row.case.clone(),
        village: ledger.village(&row.case).to_owned(),
        state: row.state.zh(),
        light: row.light.zh(),
        tone: tone(row.light),
        due: due(row),
        left: ledger.left(row),
        holder: holder(row),
        supervision: row.supervision.map_or("", Vocabulary::zh),
        late_stage: row.late_stage.map_or("", Vocabulary::zh),
    }
}

fn tone(light: Light) -> &'static str {
    match light {
        Light::Green | Light::Done => "good",
        Light::Yellow => "warn",
        Light::Red | Light::DoneLate => "bad",
        Light::Grey => "soft",
    }
}

fn term(term: TermOfTime) -> String {
    format!("{}{}", term.count, term.unit.zh())
}

/// What a step says, in words.
#[expect(clippy::too_many_lines, reason = "one kind of step after the other")]
fn said(step: &Step) -> String {
    let flag = |yes: bool, one: &'static str, other: &'static str| if yes { one } else { other };
    let mut words: Vec<String> = Vec::new();
    let mut say = |text: &str| words.push(text.to_owned());
    let note = match step {
        Step::Collect(said) => {
            say(said.channel.zh());
            say(said.facts.scope.zh());
            [(said.facts.major, "重大"), (said.facts.sudden, "突发")]
                .into_iter()
                .filter(|(yes, _)| *yes)
                .for_each(|(_, word)| say(word));
            &said.text
        }
        Step::File(said) => &said.note,
        Step::Decline(said) => {
            say(&said.ground);
            &said.note
        }
        Step::SettleOnSpot(said) => {
            say(said.settlement.zh());
            say(flag(said.told, "已当场告知", "无须告知"));
            &said.note
        }
        Step::Dispatch(said) => {
            say(&format!("派给{}", said.to));
            &said.note
        }
        Step::Accept(said) => &said.note,
        Step::Return(said) => {
            say(&said.opinion);
            &None
        }
        Step::Transfer(said) => {
            say(&format!("转给{}", said.to));
            &said.note
        }
        Step::ReportUp(said) => {
            say(&format!("报{}", said.to.zh()));
            say(flag(said.hand_over, "移交办理", "只报告"));
            &said.note
        }
        Step::PutToMeeting(said) => {
            say(said.topic.zh());
            &said.note
        }
        Step::TakeFromMeeting(said) => {
            say(flag(said.beyond, "须上报", "本级办理"));
            say(&said.opinion);
            &None
        }
        Step::Feedback(said) => {
            say(said.outcome.zh());
            &said.note
        }
        Step::Verify(said) => {
            say(flag(said.passed, "通过", "未通过，重新办理"));
            &said.note
        }
        Step::Tell(said) => &said.note,
        Step::Close(said) => {
            say(said.settlement.zh());
            &said.note
        }
        Step::Merge(said) => {
            say(&format!("并入{}", said.into));
            &said.note
        }
        Step::Withdraw(said) => &said.note,
        Step::Reopen(said) => {
            say(&said.ground);
            &None
        }
        Step::FollowUp(said) => {
            say(flag(said.resolved, "已解决", "仍待跟踪"));
            &said.note
        }
        Step::Appeal(said) => {
            say(&said.ground);
            &said.note
        }
        Step::DecideAppeal(said) => {
            say(flag(said.granted, "成立", "不成立"));
            &said.note
        }
        Step::Pause(said) => {
            say(&said.ground);
            &said.note
        }
        Step::Resume(said) => &said.note,
        Step::AskExtension(said) => {
            say(&term(said.by));
            say(&said.ground);
            &said.note
        }
        Step::DecideExtension(said) => {
            say(flag(said.granted, "批准", "不批准"));
            said.by.iter().for_each(|by| say(&term(*by)));
            &said.note
        }
        Step::Supervise(said) => {
            say(said.level.zh());
            &said.note
        }
        Step::Lift(said) => &said.note,
        Step::Reclassify(said) => {
            say(said.facts.scope.zh());
            said.facts.complexity.iter().for_each(|complexity| say(complexity.zh()));
            say(&said.ground);
            &None
        }
        Step::Note(said) => {
            say(&said.text);
            &None
        }
    };
    words.extend(note.clone());
    words.join("，")
}

fn step_row(event: &Event) -> StepRow {
    StepRow {
        at: moment(event.at, false),
        step: event.step.kind().zh(),
        said: said(&event.step),
        actor: event.actor.id.clone(),
        role: event.actor.role.zh(),
    }
}

fn worst(ledger: &Ledger, row: &BoardRow, case: &Case) -> WorstCase {
    let (due, because) = ledger.due(&row.case).unzip();
    let route = case.route(&ledger.rules).ok().map(|route| route.value);
    let stages = case.stages(&ledger.rules).unwrap_or_default();
    let stages = stages.iter().map(|clock| StageRow {
        stage: clock.stage.zh(),
        entered: moment(clock.entered, false),
        left: clock.left.map_or_else(|| "—".to_owned(), |left| moment(left, false)),
        due: clock.due.at.map_or_else(|| "挂账中".to_owned(), |at| moment(at, true)),
        late: clock.is_late(ledger.now),
        clause: clock.clause.to_string(),
    });
    let explained = due.as_ref().and_then(|due| due.explain().ok());
    WorstCase {
        head: pressing(ledger, row),
        level: route.as_ref().map_or("—", |route| route.level.zh()),
        complexity: due.as_ref().map(|due| term(due.term)).unwrap_or_default(),
        received: moment(case.received(), false),
        steps: case.events().iter().map(step_row).collect(),
        stages: stages.collect(),
        reasons: because.iter().flatten().map(Reason::zh).collect(),
        lines: explained.map(|explained| explained.lines(Lang::Zh)).unwrap_or_default(),
    }
}

fn duty_rows(ledger: &Ledger) -> Vec<DutyRow> {
    let mut above = "";
    let rows = ledger.duties.iter().map(|duty| {
        let what = if duty.what == above { "" } else { duty.what };
        above = duty.what;
        DutyRow {
            what,
            state: duty.state,
            count: duty.cases.len(),
            cases: if duty.open { duty.cases.clone() } else { Vec::new() },
            clauses: duty.clauses.clone(),
        }
    });
    rows.collect()
}

pub(super) fn part(ledger: &Ledger) -> LedgerPart {
    let board = &ledger.board;
    let rows = |rows: Vec<&BoardRow>| rows.into_iter().map(|row| pressing(ledger, row)).collect::<Vec<_>>();
    let village = |village: &str, [green, yellow, red, grey, done, done_late]: [usize; 6]| VillageRow {
        village: village.to_owned(),
        counts: [red, yellow, green, grey, green + yellow + red + grey, done, done_late],
    };
    let late: Vec<&BoardRow> = board.late().collect();
    let case_of = |row: &BoardRow| ledger.cases.get(&row.case).map(|case| worst(ledger, row, case));
    LedgerPart {
        title: ledger.rules.policy().title().to_owned(),
        policy: ledger.rules.policy().id().to_owned(),
        now: format!("{}{}", wangge::decision::date_zh(ledger.now.date()), ledger.now.format("%H:%M")),
        later: ledger.later,
        numbers: vec![
            ("未结", board.rows.len(), ""),
            ("逾期", late.len(), "bad"),
            ("临期", ledger.count(Light::Yellow), "warn"),
            ("今日到期", board.due_today().count(), ""),
            ("本周到期", board.due_this_week().count(), ""),
            ("挂账", ledger.count(Light::Grey), ""),
            ("不能判定", ledger.unplaced.len(), ""),
        ],
        villages: ledger.by_village().into_iter().map(|(name, lights)| village(name, lights)).collect(),
        sum: village("合计", board.lights),
        worst: late.iter().take(WORST).filter_map(|row| case_of(row)).collect(),
        late: rows(late),
        this_week: rows(board.due_this_week().collect()),
        duties: duty_rows(ledger),
        unplaced: ledger.unplaced.clone(),
    }
}

/// The cases that are on the board, and those that have no place on it, as CSV.
pub(super) fn write(folder: &Path, ledger: &Ledger) -> io::Result<()> {
    let headings = [
        "编号",
        "村",
        "网格",
        "状态",
        "亮灯",
        "受理",
        "到期",
        "办结",
        "余超",
        "现办理",
        "督办",
        "环节超时",
        "已告知",
        "事件数",
        "说明",
    ];
    let placed = ledger.cases.values().map(|case| {
        let row = ledger.board.rows.iter().find(|row| row.case == case.id());
        let unplaced = ledger.unplaced.iter().find(|(id, _)| id == case.id());
        let light = case.light(&ledger.rules, ledger.now).ok();
        let due = ledger.due(case.id()).and_then(|(due, _)| due.at);
        vec![
            case.id().to_owned(),
            ledger.villages.get(case.id()).cloned().unwrap_or_default(),
            case.grid().unwrap_or_default().to_owned(),
            case.state().zh().to_owned(),
            light.map(|light| light.zh().to_owned()).unwrap_or_default(),
            moment(case.received(), false),
            due.map(|at| moment(at, true)).unwrap_or_default(),
            case.ended().map(|at| moment(at, false)).unwrap_or_default(),
            row.map(|row| ledger.left(row)).unwrap_or_default(),
            row.map(holder).unwrap_or_default(),
            case.supervision().map(|level| level.zh().to_owned()).unwrap_or_default(),
            row.and_then(|row| row.late_stage).map(|stage| stage.zh().to_owned()).unwrap_or_default(),
            if case.is_told() { "是" } else { "否" }.to_owned(),
            case.events().len().to_string(),
            unplaced.map(|(_, why)| why.clone()).unwrap_or_default(),
        ]
    });
    let broken = ledger.unplaced.iter().filter(|(id, _)| !ledger.cases.contains_key(id));
    let broken = broken.map(|(id, why)| {
        let mut row = vec![String::new(); headings.len()];
        if let [first, .., last] = row.as_mut_slice() {
            (*first, *last) = (id.clone(), why.clone());
        }
        row
    });
    table(folder, "办件台账.csv", &headings, placed.chain(broken))
}
