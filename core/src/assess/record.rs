//! What of a record is counted (记录计数): duties, meetings, calls, checklists, the ledger, cards, findings of conduct.

use chrono::NaiveDate;

use crate::duty::meeting::Meeting;
use crate::duty::{self, DutyRecord, Matched};
use crate::error::Error;
use crate::hotline::{self, Call};
use crate::policy::Policy;
use crate::rules::card::{self, ServiceCard};
use crate::rules::conduct::ConductFinding;
use crate::rules::ledger;
use crate::term::{ConductState, Covers, DutyKind, DutyState, DutyUnit, Presence, Tally};

/// What of a record, or of something owed, is counted (记录计数依据).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordFact {
    /// Its name: of something owed its `uid`, of a record its id.
    pub record: String,
    /// The grid or village that it is of.
    pub unit: String,
    /// The village of that grid; it counts for the village where the grid is no unit.
    pub village: Option<String>,
    /// The day it was due, or was made.
    pub day: NaiveDate,
    /// What it counts; a count of 0 says that it was looked at.
    pub counts: Vec<(Tally, u32)>,
    /// Whether it is not yet due, so that nothing of it counts.
    pub pending: bool,
}

fn few(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl RecordFact {
    fn new(record: &str, unit: &str, day: NaiveDate, counts: Vec<(Tally, u32)>) -> Self {
        let (record, unit) = (record.to_owned(), unit.to_owned());
        Self { record, unit, village: None, day, counts, pending: false }
    }

    /// What was owed and done, each by the day it was due.
    pub fn of_duties(matched: &Matched) -> Vec<Self> {
        let of = |(owed, outcome): (duty::Obligation<'_>, duty::Outcome)| {
            let (due, done) = pair(owed.kind(), owed.covers())?;
            let pending = outcome.state == DutyState::NotDue;
            let (needed, seen) = match matched.coverage_of(owed.index) {
                _ if pending => (0, 0),
                Some(coverage) => (coverage.needed, coverage.seen),
                None => (1, u32::from(outcome.state == DutyState::Done)),
            };
            let mut made = Self::new(&owed.uid(), owed.unit(), owed.due(), vec![(due, needed), (done, seen)]);
            let village = owed.village().filter(|_| owed.unit_kind() == DutyUnit::Grid);
            (made.village, made.pending) = (village.map(str::to_owned), pending);
            Some(made)
        };
        matched.iter().filter_map(of).collect()
    }

    /// What a patrol or a visit had to look at or ask, and did (M-3.2, M-3.3).
    ///
    /// # Errors
    /// Those of [`duty::completeness`](duty::completeness).
    pub fn of_checklist(policy: &Policy, record: &DutyRecord) -> Result<Self, Error> {
        let found = duty::completeness(policy, record)?.value;
        let done = found.needed - few(found.missing.len()).min(found.needed);
        let counts = vec![(Tally::CheckItemsDue, found.needed), (Tally::CheckItemsDone, done)];
        Ok(Self::new(&record.id, &record.unit, record.day, counts))
    }

    /// Who had to attend a meeting of a unit, who came in time and stayed, and who had leave (M-4.2, M-4.5).
    ///
    /// # Errors
    /// Those of [`Meeting::sheet`].
    pub fn of_meeting(policy: &Policy, meeting: &Meeting, unit: &str) -> Result<Self, Error> {
        let sheet = meeting.sheet(policy)?;
        let count = |holds: &dyn Fn(Presence) -> bool| {
            few(sheet.rows.iter().filter(|row| row.must && holds(row.presence)).count())
        };
        let counts = vec![
            (Tally::AttendanceDue, count(&|_| true)),
            (Tally::AttendancePresent, count(&|presence| presence == Presence::Present)),
            (Tally::AttendanceExcused, count(&|presence| presence == Presence::Excused)),
        ];
        Ok(Self::new(&meeting.id, unit, meeting.begins.date(), counts))
    }

    /// A call to the hotline of a unit, and whether its record is complete (M-5.2).
    ///
    /// # Errors
    /// Those of [`hotline::check`](hotline::check).
    pub fn of_call(policy: &Policy, call: &Call, unit: &str) -> Result<Self, Error> {
        let complete = hotline::check(policy, call)?.is_empty();
        let counts = vec![(Tally::Calls, 1), (Tally::CallsComplete, u32::from(complete))];
        Ok(Self::new(&call.id, unit, call.at.date(), counts))
    }

    /// How far the sections of a ledger are filled on a day, grid by grid; for the unit where the ledger names no grid
    /// at all. A household of no grid, where others have one, counts for none.
    pub fn of_ledger(found: &[ledger::Completeness], unit: &str, day: NaiveDate) -> Vec<Self> {
        let by_grid = found.iter().any(|one| one.grid.is_some());
        let few = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
        let rows = found.iter().filter(|one| one.grid.is_some() == by_grid);
        let of = rows.map(|one| {
            let counts = vec![
                (Tally::LedgerFieldsDue, few(one.required)),
                (Tally::LedgerFieldsFilled, few(one.filled)),
            ];
            let unit = one.grid.as_deref().unwrap_or(unit);
            Self::new(&format!("ledger.{}.{unit}", one.section), unit, day, counts)
        });
        of.collect()
    }

    /// The service card of a grid, and whether on a day nothing is wrong with it.
    ///
    /// # Errors
    /// Those of [`card::check`](card::check).
    pub fn of_card(policy: &Policy, found: &ServiceCard, day: NaiveDate) -> Result<Self, Error> {
        let published = card::check(policy, found, day)?.is_empty();
        let counts = vec![(Tally::CardsDue, 1), (Tally::CardsPublished, u32::from(published))];
        let mut made = Self::new(&format!("card.{}", found.grid), &found.grid, day, counts);
        made.village = Some(found.village.clone()).filter(|village| !village.is_empty());
        Ok(made)
    }

    /// A finding of conduct of somebody of a unit, by the day it was decided (M-7); one that is open or was dismissed counts
    /// nothing.
    pub fn of_finding(finding: &ConductFinding, unit: &str) -> Self {
        let day = finding.decided_at().unwrap_or_else(|| finding.raised_at()).date();
        let upheld = finding.state == ConductState::Upheld;
        let mut made = Self::new(&finding.id, unit, day, vec![(Tally::ConductUpheld, u32::from(upheld))]);
        made.pending = matches!(finding.state, ConductState::Raised | ConductState::Answered);
        made
    }
}

/// What is counted for a duty: how often it was owed, and how often done in time.
fn pair(kind: DutyKind, covers: Covers) -> Option<(Tally, Tally)> {
    use Tally as T;
    Some(match (kind, covers) {
        (DutyKind::Visit, Covers::Household) => (T::HouseholdsDue, T::HouseholdsSeen),
        (DutyKind::Visit, Covers::Grid) => (T::VisitsDue, T::VisitsDone),
        (DutyKind::Patrol, _) => (T::PatrolsDue, T::PatrolsDone),
        (DutyKind::Exchange, _) => (T::ExchangesDue, T::ExchangesDone),
        (DutyKind::Summary, _) => (T::SummariesDue, T::SummariesDone),
        (DutyKind::Diary, _) => (T::DiaryDaysDue, T::DiaryDaysDone),
        (DutyKind::PromptReport, _) => (T::ReportsDue, T::ReportsDone),
        (DutyKind::AnalysisMeeting, _) => (T::MeetingsDue, T::MeetingsHeld),
        (DutyKind::LeadersMeeting, _) => (T::LeadersMeetingsDue, T::LeadersMeetingsHeld),
        (DutyKind::MondayOffice, _) => (T::MondaysDue, T::MondaysHeld),
        (DutyKind::HotlineDuty, _) => (T::HotlineDaysDue, T::HotlineDaysStaffed),
        _ => return None,
    })
}
