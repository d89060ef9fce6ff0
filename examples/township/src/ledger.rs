//! The township's cases as their events have them at a moment: the board, its numbers by village, who was told.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use wangge::case::{Board, BoardRow, Case, CaseRules};
use wangge::rules::due::{Amount, DueAt};
use wangge::{CaseState, ClauseId, Light, Reason, ServedParty, SupervisionLevel, Vocabulary};

use crate::events::EventLog;
use crate::input::Township;

const SUPERVISED: &str = "督办";
const TELLING: &str = "告知服务对象";
const REPORT: &str = "立即上报";
const EASED: &str = "缓解性处置";
const EXTENSION: &str = "延期申请";
const APPEAL: &str = "申诉";

/// How many timelines are shown.
pub const WORST: usize = 3;

/// What is owed to cases beside their due moment, and to which (督办、告知、上报、跟踪、审批).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// What is owed.
    pub what: &'static str,
    /// How it stands.
    pub state: &'static str,
    /// Whether something is to be done, so that the cases are listed.
    pub open: bool,
    /// The cases.
    pub cases: Vec<String>,
    /// The clauses that say so.
    pub clauses: Vec<String>,
}

/// The cases at a moment.
#[derive(Debug)]
pub struct Ledger {
    /// The rules that they go by.
    pub rules: CaseRules,
    /// The moment.
    pub now: NaiveDateTime,
    /// The cases that had come in by then, as they stood.
    pub cases: BTreeMap<String, Case>,
    /// The events up to then.
    pub events: usize,
    /// The events after it, of which nothing is said.
    pub later: usize,
    /// The board.
    pub board: Board,
    /// The village of each case whose grid can be found.
    pub villages: BTreeMap<String, String>,
    /// The villages in the order of their table.
    order: Vec<String>,
    /// What is owed to them, as far as there are any.
    pub duties: Vec<Duty>,
    /// The cases that have no place on the board, and why.
    pub unplaced: Vec<(String, String)>,
}

impl Ledger {
    /// The cases of a log at a moment.
    pub fn new(rules: CaseRules, township: &Township, log: &EventLog, now: NaiveDateTime) -> Self {
        let mut cases = BTreeMap::new();
        let (mut events, mut later) = (0, 0);
        for (id, case) in &log.cases {
            let until: Vec<_> = case.events().iter().filter(|event| event.at <= now).cloned().collect();
            events += until.len();
            later += case.events().len() - until.len();
            // Events that followed each other still do up to any of them.
            if let Ok(case) = Case::replay(until) {
                cases.insert(id.clone(), case);
            }
        }
        let board = Board::of(&rules, cases.values(), now);
        let mut unplaced: Vec<(String, String)> =
            board.unplaced.iter().map(|one| (one.case.clone(), one.why.wording().zh())).collect();
        let broken =
            |(id, line): (&String, &u64)| (id.clone(), format!("日志第{line}行不能采用，见数据问题"));
        unplaced.extend(log.broken.iter().map(broken));
        unplaced.sort();
        let villages = villages(township, &cases);
        let duties = duties(&rules, &cases, now);
        let order = township.villages.iter().map(|village| village.name.clone()).collect();
        Self { rules, now, cases, events, later, board, villages, order, duties, unplaced }
    }

    /// The village of a case, or that it is not known.
    pub fn village(&self, case: &str) -> &str {
        self.villages.get(case).map_or("村不明", String::as_str)
    }

    /// How many cases have each light, in the order of [`Light`], by village, in the order of their table.
    pub fn by_village(&self) -> Vec<(&str, [usize; 6])> {
        let mut found: BTreeMap<&str, [usize; 6]> = BTreeMap::new();
        for case in self.cases.values() {
            let Ok(light) = case.light(&self.rules, self.now) else { continue };
            let counts = found.entry(self.village(case.id())).or_default();
            if let Some(count) = counts.get_mut(light.index()) {
                *count += 1;
            }
        }
        let mut found: Vec<_> = found.into_iter().collect();
        found.sort_by_key(|(name, _)| {
            self.order.iter().position(|village| village == name).unwrap_or(usize::MAX)
        });
        found
    }

    /// How many cases have a light.
    pub fn count(&self, light: Light) -> usize {
        self.board.lights.get(light.index()).copied().unwrap_or_default()
    }

    /// The due moment of a case, and what it rests on.
    pub fn due(&self, case: &str) -> Option<(DueAt, Vec<Reason>)> {
        let due = self.cases.get(case)?.due(&self.rules).ok()?;
        Some((due.value, due.because))
    }

    /// How far over its due moment a case is, or how much is left.
    pub fn left(&self, row: &BoardRow) -> String {
        let unit = self.due(&row.case).map_or("天", |(due, _)| due.term.unit.zh());
        match row.left {
            _ if row.light == Light::Red => match row.left {
                Amount::Days(0) => "已超期".to_owned(),
                Amount::Days(days) => format!("超{}{unit}", -days),
                Amount::Time(time) => format!("超{}", Amount::Time(-time).wording().zh()),
            },
            _ if row.date == Some(self.now.date()) => "今日到期".to_owned(),
            Amount::Days(days) => format!("剩{days}{unit}"),
            time @ Amount::Time(_) => format!("剩{}", time.wording().zh()),
        }
    }

    /// Every clause that an answer rests on.
    pub fn reasons(&self) -> Vec<Reason> {
        let mut found = Vec::new();
        for row in self.board.late().take(WORST) {
            let Some(case) = self.cases.get(&row.case) else { continue };
            found.extend(case.due(&self.rules).into_iter().flat_map(|due| due.because));
            found.extend(case.stages(&self.rules).into_iter().flatten().map(|clock| clock.because()));
        }
        found
    }
}

/// The villages of the cases: the grid is the name of a village, begins with the code of its region, or is one that
/// the table of households has. Without a table of villages it is the village itself.
fn villages(township: &Township, cases: &BTreeMap<String, Case>) -> BTreeMap<String, String> {
    let drawn: BTreeMap<&str, &str> = township
        .households
        .iter()
        .filter_map(|household| Some((household.grid.as_deref()?, household.village.as_str())))
        .collect();
    let find = |grid: &str| {
        if township.villages.is_empty() {
            return Some(grid.to_owned());
        }
        let listed = township.villages.iter().find(|village| {
            let within = |region: &String| grid.starts_with(region.as_str());
            village.name == grid || village.region.as_ref().is_some_and(within)
        });
        listed.map(|village| village.name.as_str()).or_else(|| drawn.get(grid).copied()).map(str::to_owned)
    };
    cases.iter().filter_map(|(id, case)| Some((id.clone(), find(case.grid()?)?))).collect()
}

/// The duties of cases, those that are of one kind together.
#[derive(Default)]
struct Duties(Vec<Duty>);

impl Duties {
    /// Opens a row, so that rows stand in a fixed order.
    fn row(&mut self, what: &'static str, state: &'static str, open: bool) {
        self.0.push(Duty { what, state, open, cases: Vec::new(), clauses: Vec::new() });
    }

    fn put(&mut self, what: &str, state: &str, case: &Case, clause: Option<&ClauseId>) {
        let Some(duty) = self.0.iter_mut().find(|duty| duty.what == what && duty.state == state) else {
            return;
        };
        duty.cases.push(case.id().to_owned());
        if let Some(clause) = clause.map(ToString::to_string).filter(|clause| !duty.clauses.contains(clause))
        {
            duty.clauses.push(clause);
            duty.clauses.sort();
        }
    }
}

/// What is owed to cases. That does not hang on their due moment: a case without one is here too.
fn duties(rules: &CaseRules, cases: &BTreeMap<String, Case>, now: NaiveDateTime) -> Vec<Duty> {
    let mut duties = Duties::default();
    for level in SupervisionLevel::ALL.iter().rev() {
        duties.row(SUPERVISED, level.zh(), true);
    }
    for (what, state, open) in [
        (TELLING, "待告知", true),
        (TELLING, "尚无结果", false),
        (TELLING, "已告知", false),
        (TELLING, "无须告知", false),
        (REPORT, "尚未上报", true),
        (REPORT, "已上报", false),
        (EASED, "待跟踪回访", true),
        (EXTENSION, "待审批", true),
        (APPEAL, "待裁定", true),
        (APPEAL, "成立（不计入考评）", true),
        (APPEAL, "不成立（计入考评）", true),
    ] {
        duties.row(what, state, open);
    }
    for case in cases.values() {
        let supervision = rules.policy().supervision(now.date()).ok();
        if let Some(level) = case.supervision().filter(|_| case.state().is_open()) {
            duties.put(SUPERVISED, level.zh(), case, supervision.map(|rule| &rule.clause));
        }
        let received = case.received().date();
        let because =
            |due: wangge::Decision<DueAt>| due.because.into_iter().next().map(|reason| reason.clause);
        if case.needs_follow_up() {
            let clause = case.due(rules).ok().and_then(because);
            duties.put(EASED, "待跟踪回访", case, clause.as_ref());
        }
        if let Some((_, decided)) = case.appeal() {
            let state = match decided {
                None => "待裁定",
                Some(true) => "成立（不计入考评）",
                Some(false) => "不成立（计入考评）",
            };
            let rule = rules.policy().appeal(received).ok();
            duties.put(APPEAL, state, case, rule.map(|rule| &rule.clause));
        }
        let Ok(route) = case.route(rules) else { continue };
        if case.state().is_open() && case.extensions().last().is_some_and(|last| last.decided.is_none()) {
            let rule = route.value.complexity.and_then(|one| rules.policy().extension(one, received).ok());
            duties.put(EXTENSION, "待审批", case, rule.map(|rule| &rule.clause));
        }
        let clause = route.because.first().map(|reason| &reason.clause);
        let owed = case.served() == ServedParty::Known && route.value.told_by.is_some();
        let has_result = matches!(case.state(), CaseState::FedBack | CaseState::Verified);
        match () {
            () if case.is_told() => duties.put(TELLING, "已告知", case, clause),
            () if owed && has_result => duties.put(TELLING, "待告知", case, clause),
            () if owed && case.state().is_open() => duties.put(TELLING, "尚无结果", case, clause),
            () => duties.put(TELLING, "无须告知", case, None),
        }
        if route.value.report_at_once {
            match case.reported() {
                Some(_) => duties.put(REPORT, "已上报", case, clause),
                None if case.state().is_open() => duties.put(REPORT, "尚未上报", case, clause),
                None => {}
            }
        }
    }
    duties.0.retain(|duty| !duty.cases.is_empty());
    duties.0
}
