//! The service (服务): what the routes and the page both ask for.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{NaiveDateTime, TimeDelta};
use wangge::case::{Actor, Board, Case, CaseLog, CaseRules, Command, Event, Step, Unplaced};
use wangge::{CaseError, Error, Unit};

use crate::clock::Clock;
use crate::projection::Projection;
use crate::store::{Appended, Standing, Store, StoreError};
use crate::tokens::Tokens;

/// How far the clocks of two servers of one database may lie apart.
const APART: TimeDelta = TimeDelta::seconds(5);
/// How often a command is decided anew because somebody else was first.
const TRIES: usize = 16;

/// What is asked of a case; who and when are the service's to say.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The case.
    pub case: String,
    /// The id of the command.
    pub id: String,
    /// The number of the last event that was seen; 0 before the first.
    pub expected: u64,
    /// What.
    pub step: Step,
}

/// What became of a command.
#[derive(Debug, Clone)]
pub struct Done {
    /// The case as it stands now.
    pub case: Case,
    /// The events that the command made.
    pub events: Vec<Event>,
    /// Whether it was done before, and nothing was stored now.
    pub repeated: bool,
    /// The moment at which the case was looked at.
    pub now: NaiveDateTime,
}

/// What a board says of a case beside its row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brief {
    /// What it is about.
    pub about: Option<String>,
    /// The unit in which its limit counts; `None` where it is not known.
    pub unit: Option<Unit>,
}

impl Brief {
    fn of(rules: &CaseRules, case: &Case) -> Self {
        let about = match case.events().first().map(|event| &event.step) {
            Some(Step::Collect(said)) => said.text.clone(),
            _ => None,
        };
        Self { about, unit: case.due(rules).ok().map(|due| due.value.term.unit) }
    }
}

/// Why nothing came of it.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The rules refuse it.
    #[error(transparent)]
    Refused(#[from] Error),
    /// The store fails.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Others were first, again and again.
    #[error("others were first, again and again")]
    Busy,
}

impl From<CaseError> for Fault {
    fn from(error: CaseError) -> Self {
        Self::Refused(error.into())
    }
}

/// The rules, the store, the clock and the tokens of one county.
pub struct Service {
    rules: CaseRules,
    store: Store,
    clock: Arc<dyn Clock>,
    tokens: Tokens,
    projection: Arc<tokio::sync::Mutex<Projection>>,
    example: bool,
    secure: bool,
}

impl Service {
    /// A service over a store.
    pub fn new(rules: CaseRules, store: Store, clock: Arc<dyn Clock>, tokens: Tokens) -> Self {
        Self { rules, store, clock, tokens, projection: Arc::default(), example: false, secure: false }
    }

    /// The same, whose data are made up; the page says so.
    #[must_use]
    pub fn example(self) -> Self {
        Self { example: true, ..self }
    }

    /// The same, reached over TLS only: the cookie of the page says so.
    #[must_use]
    pub fn secure(self) -> Self {
        Self { secure: true, ..self }
    }

    /// Whether it is reached over TLS only.
    pub fn is_secure(&self) -> bool {
        self.secure
    }

    /// Whether its data are made up.
    pub fn is_example(&self) -> bool {
        self.example
    }

    /// The rules.
    pub fn rules(&self) -> &CaseRules {
        &self.rules
    }

    /// The store.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Gives the store back.
    pub fn into_store(self) -> Store {
        self.store
    }

    /// The tokens.
    pub fn tokens(&self) -> &Tokens {
        &self.tokens
    }

    /// Now, for a case whose last event happened at `last`. Where another server's clock is ahead by no more than five
    /// seconds, its moment is taken: a case does not go backwards for that. A clock further ahead is refused by the
    /// rules (`case.backwards`).
    fn moment(&self, last: Option<NaiveDateTime>) -> NaiveDateTime {
        let now = self.clock.now();
        last.filter(|last| *last > now && *last - now <= APART).unwrap_or(now)
    }

    /// Does what is asked: decides it over the case as it is stored, and stores what it makes. Of two who ask at once
    /// one is first, by the keys of the table; the other is decided anew over what the first one stored.
    ///
    /// # Errors
    /// [`Fault::Refused`] as the rules have it, [`Fault::Store`].
    pub async fn run(&self, actor: &Actor, asked: Asked) -> Result<Done, Fault> {
        for _ in 0..TRIES {
            let own = self.store.events(&asked.case).await?;
            let known = u64::try_from(own.len()).unwrap_or(u64::MAX);
            let at = self.moment(own.last().map(|event| event.at));
            let into = match &asked.step {
                Step::Merge(said) if said.into != asked.case => Some(said.into.as_str()),
                _ => None,
            };
            let target = match into {
                Some(into) => self.store.events(into).await?,
                None => Vec::new(),
            };
            let standing =
                into.map(|case| Standing { case, sequence: u64::try_from(target.len()).unwrap_or(u64::MAX) });
            let mut log = CaseLog::replay(self.rules.clone(), own.into_iter().chain(target.iter().cloned()))
                .map_err(StoreError::Stored)?;
            let command = Command {
                case: asked.case.clone(),
                id: Some(asked.id.clone()),
                expected: asked.expected,
                at,
                actor: actor.clone(),
                step: asked.step.clone(),
            };
            let events = log.run(&command)?;
            let repeated = events.is_empty();
            if !repeated && self.store.append(&events, standing).await? == Appended::Moved {
                continue;
            }
            let case = log.case(&asked.case)?.clone();
            let events = if repeated {
                case.events().iter().filter(|event| event.command == command.id).cloned().collect()
            } else {
                events
            };
            tracing::info!(step = command.step.kind().to_string(), sequence = known, repeated, "done");
            let now = self.moment(Some(case.last()));
            return Ok(Done { case, events, repeated, now });
        }
        Err(Fault::Busy)
    }

    /// A case as it is stored, and the moment at which it was read.
    ///
    /// # Errors
    /// [`CaseError::Unknown`], [`Fault::Store`].
    pub async fn case(&self, id: &str) -> Result<(Case, NaiveDateTime), Fault> {
        let events = self.store.events(id).await?;
        if events.is_empty() {
            return Err(CaseError::Unknown { case: id.to_owned() }.into());
        }
        let case = Case::replay(events).map_err(StoreError::Stored)?;
        let now = self.moment(Some(case.last()));
        Ok((case, now))
    }

    /// The board of all open cases, by whichever process they were stored, and what each is about.
    ///
    /// # Errors
    /// [`Fault::Store`].
    pub async fn board(&self) -> Result<(Board, BTreeMap<String, Brief>), Fault> {
        let mut projection = Arc::clone(&self.projection).lock_owned().await;
        projection.catch_up(&self.store).await?;
        let now = self.moment(projection.latest());
        let rules = self.rules.clone();
        let placed = tokio::task::spawn_blocking(move || {
            let mut board = Board::of(&rules, projection.cases(), now);
            let broken = projection.broken();
            board.unplaced.extend(broken.map(|(id, why)| Unplaced { case: id.to_owned(), why: why.clone() }));
            let briefs = projection.cases().map(|case| (case.id().to_owned(), Brief::of(&rules, case)));
            (board, briefs.collect())
        });
        placed.await.map_err(|_| Fault::Busy)
    }

    /// Now, as the clock of the service has it.
    pub fn now(&self) -> NaiveDateTime {
        self.clock.now()
    }
}
