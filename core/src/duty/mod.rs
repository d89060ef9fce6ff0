//! Duties (经常性工作): who owes what by when, and what was done of it.
//!
//! A policy says what is owed how often; [`obligations`] makes of it what each grid, village and the township owe from
//! one day to another, and [`Obligations::matched`] holds records against it. Nothing the policy leaves open is
//! guessed: on which days "every day" falls, when a period is due, where a rest day moves it. Beside them: [`meeting`], [`deliberation`] (四议两公开), [`rollout`].

mod cadence;
mod checklist;
mod columns;
pub mod deliberation;
mod matching;
pub mod meeting;
mod obligation;
pub mod rollout;
mod territory;

pub use checklist::{Completeness, DiaryGap, completeness, diary_gaps};
pub use columns::ObligationColumns;
pub use matching::{Coverage, DutyRecord, Matched, Outcome};
pub use obligation::{Obligation, Obligations, obligations};
pub use territory::{DutyGrid, DutyOrder, Dwelling, Holder, Occasion, Territory};

#[cfg(test)]
pub(crate) use {
    checklist::TEMPLATES as CHECKLIST_TEMPLATES, deliberation::TEMPLATES as DELIBERATION_TEMPLATES,
    meeting::MINUTES_TEMPLATES, meeting::TEMPLATES as MEETING_TEMPLATES, obligation::TEMPLATES,
    rollout::TEMPLATES as ROLLOUT_TEMPLATES,
};
