//! The township's cases as their events have them at a moment: the board, its numbers by village, who was told.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use wangge::case::{Board, BoardRow, Case, CaseRules};
use wangge::rules::due::{Amount, DueAt};
use wangge::{Light, Reason, ServedParty, SupervisionLevel, Vocabulary};

use crate::events::EventLog;
use crate::input::Township;

/// How many timelines are shown.
pub const WORST: usize = 3;

/// Whether the persons served were told of the results.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Telling {
    /// Told.
    pub told: usize,
    /// The result stands, and nobody was told yet.
    pub to_tell: Vec<String>,
    /// There is no result yet.
    pub no_result: usize,
    /// There is nobody to tell, or no rule that says who tells.
    pub nobody: usize,
    /// The clauses that say who tells.
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
    /// Whether the persons served were told.
    pub telling: Telling,
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
        let broken = |(id, line): (&String, &u64)| (id.clone(), format!("日志第{line}行不能采用，见数据问题"));
        unplaced.extend(log.broken.iter().map(broken));
        unplaced.sort();
        let villages = villages(township, &cases);
        let telling = telling(&rules, &cases, &board);
        Self { rules, now, cases, events, later, board, villages, telling, unplaced }
    }

    /// The village of a case; a dash where it is not known.
    pub fn village(&self, case: &str) -> &str {
        self.villages.get(case).map_or("—", String::as_str)
    }

    /// How many cases have each light, by village, in the order of [`Light`].
    pub fn by_village(&self) -> BTreeMap<&str, [usize; 6]> {
        let mut found: BTreeMap<&str, [usize; 6]> = BTreeMap::new();
        for case in self.cases.values() {
            let Ok(light) = case.light(&self.rules, self.now) else { continue };
            let counts = found.entry(self.village(case.id())).or_default();
            if let Some(count) = counts.get_mut(light.index()) {
                *count += 1;
            }
        }
        found
    }

    /// How many cases have a light.
    pub fn count(&self, light: Light) -> usize {
        self.board.lights.get(light.index()).copied().unwrap_or_default()
    }

    /// The open cases under supervision, the highest level first.
    pub fn supervised(&self) -> Vec<(SupervisionLevel, Vec<&BoardRow>)> {
        let levels = SupervisionLevel::ALL.iter().rev();
        let of = |level: SupervisionLevel| {
            self.board.rows.iter().filter(move |row| row.supervision == Some(level)).collect::<Vec<_>>()
        };
        levels.map(|level| (*level, of(*level))).filter(|(_, rows)| !rows.is_empty()).collect()
    }

    /// The cases that had to be reported at once and were not.
    pub fn unreported(&self) -> impl Iterator<Item = &BoardRow> {
        self.board.rows.iter().filter(|row| row.reported == Some(false))
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

    /// The clauses that the chapter names itself.
    pub fn clauses(&self) -> Vec<String> {
        let mut found = self.telling.clauses.clone();
        found.extend(self.supervision_clause());
        if !self.board.follow_up.is_empty() {
            found.extend(self.eased_clause());
        }
        found.extend(self.reported_clause());
        found
    }

    /// The clause of the ladder of supervision.
    pub fn supervision_clause(&self) -> Option<String> {
        let rule = self.rules.policy().supervision(self.now.date()).ok()?;
        Some(rule.clause.to_string())
    }

    /// The clause under which what was eased is settled: the limit of the cases to be followed up.
    pub fn eased_clause(&self) -> Option<String> {
        let case = self.cases.get(self.board.follow_up.first()?)?;
        let due = case.due(&self.rules).ok()?;
        due.because.first().map(|reason| reason.clause.to_string())
    }

    /// The clause by which the unreported cases had to be reported at once.
    pub fn reported_clause(&self) -> Option<String> {
        let case = self.cases.get(&self.unreported().next()?.case)?;
        let route = case.route(&self.rules).ok()?;
        route.because.first().map(|reason| reason.clause.to_string())
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

fn telling(rules: &CaseRules, cases: &BTreeMap<String, Case>, board: &Board) -> Telling {
    let mut telling = Telling {
        to_tell: board.rows.iter().filter(|row| row.to_tell).map(|row| row.case.clone()).collect(),
        ..Telling::default()
    };
    for case in cases.values() {
        let Ok(route) = case.route(rules) else { continue };
        let obliged = case.served() == ServedParty::Known && route.value.told_by.is_some();
        match () {
            () if case.is_told() => telling.told += 1,
            () if telling.to_tell.iter().any(|id| id == case.id()) => {}
            () if obliged && case.state().is_open() => telling.no_result += 1,
            () => telling.nobody += 1,
        }
        if obliged && let Some(reason) = route.because.first() {
            let clause = reason.clause.to_string();
            if !telling.clauses.contains(&clause) {
                telling.clauses.push(clause);
            }
        }
    }
    telling.clauses.sort();
    telling
}
