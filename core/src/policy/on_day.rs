//! The file of one day (某日政策): what is in force then, and nothing else.

use chrono::NaiveDate;

use super::dated::DatedDraft;
use super::draft::PolicyDraft;
use super::draft_work::SystemDraft;

impl PolicyDraft {
    /// The same file with only the values in force on a day; `stands` is whether a section is in force then.
    pub(super) fn on(&self, day: NaiveDate, stands: impl Fn(&str) -> bool) -> Self {
        fn keep<D: DatedDraft>(drafts: &mut Vec<D>, day: NaiveDate) {
            drafts.retain(|draft| {
                draft.from().is_none_or(|from| from.0 <= day) && draft.to().is_none_or(|to| day <= to.0)
            });
        }
        let mut draft = self.clone();
        if let Some(grid) = &mut draft.grid {
            keep(&mut grid.size.0, day);
            keep(&mut grid.prefer.0, day);
            keep(&mut grid.exception.0, day);
            keep(&mut grid.aims.0, day);
            keep(&mut grid.headroom.0, day);
            keep(&mut grid.code.0, day);
        }
        keep(&mut draft.team.0, day);
        keep(&mut draft.leaders.0, day);
        keep(&mut draft.leading_group.0, day);
        keep(&mut draft.route.0, day);
        keep(&mut draft.complexity_by_level.0, day);
        if let Some(limits) = &mut draft.limit {
            keep(limits, day);
        }
        keep(&mut draft.counting.0, day);
        keep(&mut draft.calendar.0, day);
        if let Some(powers) = &mut draft.power {
            keep(powers, day);
        }
        if let Some(rules) = &mut draft.separation {
            keep(rules, day);
        }
        if let Some(rules) = &mut draft.stage {
            keep(rules, day);
        }
        keep(&mut draft.suspension.0, day);
        keep(&mut draft.extension.0, day);
        keep(&mut draft.supervision.0, day);
        keep(&mut draft.warn.0, day);
        keep(&mut draft.reopen.0, day);
        keep(&mut draft.appeal.0, day);
        keep(&mut draft.decline.0, day);
        if let Some(duties) = &mut draft.duty {
            keep(duties, day);
        }
        if let Some(lists) = &mut draft.checklist {
            keep(lists, day);
        }
        if let Some(hotline) = &mut draft.hotline {
            keep(&mut hotline.duty.0, day);
            keep(&mut hotline.record.0, day);
            keep(&mut hotline.feedback.0, day);
        }
        if let Some(meeting) = &mut draft.meeting {
            keep(&mut meeting.analysis.0, day);
            keep(&mut meeting.leaders.0, day);
        }
        if let Some(steps) = draft.deliberation.as_mut().and_then(|rules| rules.step.as_mut()) {
            keep(steps, day);
        }
        if let Some(conduct) = &mut draft.conduct {
            keep(&mut conduct.answer.0, day);
            conduct.effect.iter_mut().for_each(|rules| keep(rules, day));
            conduct.derive.iter_mut().for_each(|rules| keep(rules, day));
        }
        keep(&mut draft.rollout.0, day);
        if let Some(systems) = &mut draft.system {
            keep(systems, day);
            for system in systems.iter_mut() {
                system.sections.iter_mut().for_each(|names| names.retain(|name| stands(name)));
            }
            systems.retain(SystemDraft::is_arranged);
        }
        if let Some(ledger) = &mut draft.ledger {
            if let Some(sections) = &mut ledger.section {
                keep(sections, day);
            }
            keep(&mut ledger.figures.0, day);
            keep(&mut ledger.head.0, day);
        }
        keep(&mut draft.card.0, day);
        keep(&mut draft.sheet.0, day);
        keep(&mut draft.ranking.0, day);
        if let Some(metrics) = &mut draft.metric {
            keep(metrics, day);
        }
        keep(&mut draft.double_hundred.0, day);
        draft
    }
}
