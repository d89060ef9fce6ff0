//! From a draft to a policy: how days and working time are counted.

use std::sync::Arc;

use super::check::Check;
use super::check_route::UNREACHABLE;
use super::draft::{CountingDraft, SessionsDraft};
use super::sessions::{ClockRule, SessionRow, Sessions};
use crate::calendar::{Counting, DayMeasure};
use crate::clause::ClauseId;
use crate::decision::{Arg, Template};
use crate::vocabulary::Vocabulary as _;

static NO_SESSIONS: Template = Template::new(
    "counting.no_sessions",
    "没有写明{0}（{1}）的工作时段；最后一行应适用于其余各天",
    "states no sessions for {0} on a {1}; the last row should be for all other days",
);
static UNEVEN: Template = Template::new(
    "counting.uneven",
    "每天的工作时间不等长，不能把一个工作日折算为工作时间（day = \"elapsed\"）",
    "days of different length: a working day cannot be counted by its minutes (day = \"elapsed\")",
);

impl Check<'_, '_, '_> {
    pub(super) fn clock(&mut self, counting: &CountingDraft) -> (ClockRule, ClauseId) {
        let measure = counting.day.unwrap_or(DayMeasure::Whole);
        let rows: Vec<SessionRow> = counting.sessions.0.iter().map(|draft| self.sessions(draft)).collect();
        let sessions = if rows.is_empty() { None } else { Some(Arc::new(Sessions { rows })) };
        if let Some(Sessions { rows }) = sessions.as_deref() {
            let row_at = |nth: usize| {
                let at = counting.sessions.0.get(nth).map_or(&counting.at, |draft| &draft.at);
                (at.path.clone(), at.span.clone())
            };
            let (hole, idle) = Sessions::gaps(rows);
            if let Some((weekday, day)) = hole {
                let args = [Arg::from(day.to_string()), weekday.into()];
                self.faults.push(row_at(rows.len() - 1), NO_SESSIONS.with(args));
            }
            for nth in idle {
                self.faults.push(row_at(nth), UNREACHABLE.with([]));
            }
            let minutes = rows.first().map_or(0, SessionRow::minutes);
            let other = rows.iter().position(|row| row.minutes() != minutes);
            if let Some(nth) = other.filter(|_| measure == DayMeasure::Elapsed) {
                self.faults.push(row_at(nth), UNEVEN.with([]));
            }
        } else if measure == DayMeasure::Elapsed {
            let allowed = "elapsed with counting.sessions beside it, whole";
            self.faults.bad_value(counting.at.field("day"), measure.code(), allowed);
        }
        let value = ClockRule {
            counting: Counting { start: counting.start, make_up: counting.make_up_days },
            measure,
            cut_off: counting.cut_off.map(|time| time.0),
            sessions,
        };
        // An unknown clause is told once, where the counting itself is read.
        (value, ClauseId::checked(&counting.clause))
    }

    fn sessions(&mut self, draft: &SessionsDraft) -> SessionRow {
        if draft.hours.is_empty() {
            self.faults.bad_value(draft.at.field("hours"), "[]", "one session or more, as \"08:00-12:00\"");
        }
        let overlap = draft.hours.windows(2).find_map(|pair| match pair {
            [one, next] if next.open < one.close => Some(*next),
            _ => None,
        });
        if let Some(session) = overlap {
            self.faults.bad_value(
                draft.at.field("hours"),
                session.to_string(),
                "sessions in order, apart from each other",
            );
        }
        if let Some(weekdays) = &draft.weekdays {
            self.filled(weekdays, draft.at.field("weekdays"));
        }
        SessionRow {
            hours: draft.hours.clone(),
            weekdays: draft.weekdays.clone(),
            season: draft.season.as_ref().map(|season| (season.from, season.to)),
            clause: self.clause(&draft.clause, &draft.at),
        }
    }
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[&NO_SESSIONS, &UNEVEN];
