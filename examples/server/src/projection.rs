//! The open cases in memory (在办件), folded from the events of the store as they come.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use wangge::Error;
use wangge::case::{Case, Event};

use crate::store::{Store, StoreError};

/// How many events are read at once.
const BATCH: i64 = 2_000;

/// The cases that a board shows: open, or eased and to be followed up.
///
/// The store is the truth: every look reads what was added since the last one, by whichever process. A case that ended
/// is let go, and read again as a whole should it go on.
#[derive(Debug, Default)]
pub(crate) struct Projection {
    position: i64,
    latest: Option<NaiveDateTime>,
    cases: BTreeMap<String, Result<Case, Error>>,
}

impl Projection {
    /// Takes up what was stored since.
    pub(crate) async fn catch_up(&mut self, store: &Store) -> Result<(), StoreError> {
        loop {
            let events = store.after(self.position, BATCH).await?;
            if events.is_empty() {
                return Ok(());
            }
            for (position, event) in events {
                self.take(store, event).await?;
                self.position = position;
            }
        }
    }

    async fn take(&mut self, store: &Store, event: Event) -> Result<(), StoreError> {
        self.latest = self.latest.max(Some(event.at));
        let id = event.case.clone();
        let case = match self.cases.remove(&id) {
            // What cannot be folded stays as it is until somebody looks into it.
            Some(Err(error)) => Err(error),
            // A case that was read as a whole may be ahead of the table.
            Some(Ok(case)) if event.sequence <= case.sequence() => Ok(case),
            Some(Ok(mut case)) => case.apply(event).map(|()| case),
            None if event.sequence == 1 => Case::open(event),
            None => Case::replay(store.events(&id).await?),
        };
        let stays = case.as_ref().map_or(true, |case| case.state().is_open() || case.needs_follow_up());
        if stays {
            self.cases.insert(id, case);
        }
        Ok(())
    }

    /// The latest moment of any event.
    pub(crate) fn latest(&self) -> Option<NaiveDateTime> {
        self.latest
    }

    /// The cases.
    pub(crate) fn cases(&self) -> impl Iterator<Item = &Case> {
        self.cases.values().filter_map(|case| case.as_ref().ok())
    }

    /// The cases whose events cannot be folded, and why.
    pub(crate) fn broken(&self) -> impl Iterator<Item = (&str, &Error)> {
        self.cases.iter().filter_map(|(id, case)| Some((id.as_str(), case.as_ref().err()?)))
    }
}
