//! Duties (经常性工作): who owes what by when, and what was done of it.
//!
//! A policy says what is owed how often; [`obligations`] makes of it what each grid, village and the township owe from
//! one day to another, and [`Obligations::matched`] holds records against it. Nothing the policy leaves open is
//! guessed: on which days "every day" falls, when a period is due, where a rest day moves it.

mod cadence;
mod checklist;
mod matching;
mod obligation;
mod territory;

pub use checklist::{Completeness, DiaryGap, completeness, diary_gaps};
pub use matching::{Coverage, DutyRecord, Matched, Outcome};
pub use obligation::{Obligation, ObligationColumns, Obligations, obligations};
pub use territory::{DutyGrid, DutyOrder, Dwelling, Holder, Occasion, Territory};

#[cfg(test)]
pub(crate) use {checklist::TEMPLATES as CHECKLIST_TEMPLATES, obligation::TEMPLATES};
