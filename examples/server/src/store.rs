//! The store (存储): one table of events, to which is only ever added, in SQLite or PostgreSQL.

use std::path::Path;
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{AnyPool, ConnectOptions as _, Executor as _, Row as _};
use wangge::case::Event;
use wangge::{Error, InputError};

/// Which database it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Database {
    /// A file of this machine.
    Sqlite,
    /// A server.
    Postgresql,
}

impl Database {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgresql => "postgresql",
        }
    }

    /// What each connection is told first: SQLite syncs every commit, and waits for another process that writes.
    const fn greeting(self) -> &'static str {
        match self {
            Self::Sqlite => {
                "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL"
            }
            Self::Postgresql => "SET lock_timeout = '5s'; SET synchronous_commit = on",
        }
    }

    /// How a transaction that writes begins.
    const fn begin(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN IMMEDIATE",
            Self::Postgresql => "BEGIN",
        }
    }

    /// What lets one writer in at a time, until it commits, so that positions are in the order of the commits.
    const fn gate(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => None,
            Self::Postgresql => Some("SELECT pg_advisory_xact_lock(2002874981)"),
        }
    }

    const fn tables(self) -> &'static [&'static str] {
        match self {
            Self::Sqlite => &[
                "CREATE TABLE IF NOT EXISTS events (
                    position INTEGER PRIMARY KEY,
                    case_id TEXT NOT NULL,
                    sequence BIGINT NOT NULL,
                    command TEXT,
                    event TEXT NOT NULL,
                    UNIQUE (case_id, sequence),
                    UNIQUE (case_id, command)
                )",
                "CREATE TRIGGER IF NOT EXISTS events_keep BEFORE UPDATE ON events
                    BEGIN SELECT RAISE(ABORT, 'events are only added'); END",
                "CREATE TRIGGER IF NOT EXISTS events_stay BEFORE DELETE ON events
                    BEGIN SELECT RAISE(ABORT, 'events are only added'); END",
            ],
            Self::Postgresql => &[
                "CREATE TABLE IF NOT EXISTS events (
                    position BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                    case_id TEXT NOT NULL,
                    sequence BIGINT NOT NULL,
                    command TEXT,
                    event TEXT NOT NULL,
                    UNIQUE (case_id, sequence),
                    UNIQUE (case_id, command)
                )",
                "CREATE OR REPLACE FUNCTION events_only_added() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN RAISE EXCEPTION 'events are only added'; END $$",
                "CREATE OR REPLACE TRIGGER events_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON events
                    FOR EACH STATEMENT EXECUTE FUNCTION events_only_added()",
            ],
        }
    }
}

/// What goes wrong with a store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database does not answer, or refuses.
    #[error("the database does not answer")]
    Database(#[from] sqlx::Error),
    /// What is stored is no event, or does not follow from those before it.
    #[error("what is stored of a case cannot be read: {0}")]
    Stored(#[from] Error),
    /// An address that is neither a file nor a URL of PostgreSQL.
    #[error("数据库应为文件路径、sqlite: 或 postgres:// 地址 | a path, a sqlite: or a postgres:// address")]
    Address,
}

impl From<InputError> for StoreError {
    fn from(error: InputError) -> Self {
        Self::Stored(error.into())
    }
}

impl StoreError {
    /// What may stand in a log: never a value.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Database(sqlx::Error::PoolTimedOut) => "no connection in time",
            Self::Database(sqlx::Error::Io(_)) => "connection lost",
            Self::Database(sqlx::Error::Database(_)) => "refused by the database",
            Self::Database(_) => "database",
            Self::Stored(error) => error.code(),
            Self::Address => "address",
        }
    }
}

/// What became of events that were to be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Appended {
    /// They are stored, and stay.
    Stored,
    /// Somebody else was first: nothing is stored. Read again and decide anew.
    Moved,
}

/// A case that must not have changed when events are stored: its id, and the number of its last event.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'s> {
    /// The case.
    pub case: &'s str,
    /// The number of its last event, 0 where it has none.
    pub sequence: u64,
}

/// The store of a service.
#[derive(Debug)]
pub struct Store {
    pool: AnyPool,
    database: Database,
    /// One of this process writes at a time, so that those who wait hold no connection.
    writer: tokio::sync::Mutex<()>,
}

impl Store {
    /// Opens a store, and makes its table where there is none: a path, or the URL of a database.
    ///
    /// # Errors
    /// [`StoreError::Address`], or what the database says.
    pub async fn open(address: &str) -> Result<Self, StoreError> {
        sqlx::any::install_default_drivers();
        let (database, url) = read_address(address)?;
        let options: AnyConnectOptions = url.parse()?;
        let pool = AnyPoolOptions::new()
            .max_connections(8)
            .acquire_timeout(Duration::from_secs(5))
            .after_connect(move |connection, _| {
                Box::pin(async move { connection.execute(database.greeting()).await.map(|_| ()) })
            })
            .connect_with(options.disable_statement_logging())
            .await?;
        let store = Self { pool, database, writer: tokio::sync::Mutex::new(()) };
        let mut transaction = store.begin().await?;
        for table in database.tables() {
            transaction.execute(*table).await?;
        }
        transaction.commit().await?;
        Ok(store)
    }

    /// Which database it is.
    pub const fn database(&self) -> Database {
        self.database
    }

    async fn begin(&self) -> Result<sqlx::Transaction<'static, sqlx::Any>, sqlx::Error> {
        let mut transaction = self.pool.begin_with(self.database.begin()).await?;
        if let Some(gate) = self.database.gate() {
            transaction.execute(gate).await?;
        }
        Ok(transaction)
    }

    /// Stores events, all or none. A number that is taken, or a `standing` case that went on, is [`Appended::Moved`].
    ///
    /// # Errors
    /// What the database says.
    pub async fn append(
        &self,
        events: &[Event],
        standing: Option<Standing<'_>>,
    ) -> Result<Appended, StoreError> {
        let _turn = self.writer.lock().await;
        let mut transaction = self.begin().await?;
        if let Some(standing) = standing {
            let row = sqlx::query("SELECT COUNT(*) FROM events WHERE case_id = $1")
                .bind(standing.case.to_owned())
                .fetch_one(&mut *transaction)
                .await?;
            if u64::try_from(row.try_get::<i64, _>(0)?) != Ok(standing.sequence) {
                return Ok(Appended::Moved);
            }
        }
        for event in events {
            let Ok(sequence) = i64::try_from(event.sequence) else { return Ok(Appended::Moved) };
            let done =
                sqlx::query("INSERT INTO events (case_id, sequence, command, event) VALUES ($1, $2, $3, $4)")
                    .bind(event.case.clone())
                    .bind(sequence)
                    .bind(event.command.clone())
                    .bind(event.to_json())
                    .execute(&mut *transaction)
                    .await;
            match done {
                Ok(_) => {}
                Err(sqlx::Error::Database(error)) if error.is_unique_violation() => {
                    return Ok(Appended::Moved);
                }
                Err(error) => return Err(error.into()),
            }
        }
        transaction.commit().await?;
        Ok(Appended::Stored)
    }

    /// The events of a case, in order; none where there is no such case.
    ///
    /// # Errors
    /// What the database says, or [`StoreError::Stored`].
    pub async fn events(&self, case: &str) -> Result<Vec<Event>, StoreError> {
        // No case has such a name, and PostgreSQL refuses the text.
        if case.contains('\0') {
            return Ok(Vec::new());
        }
        let rows = sqlx::query("SELECT event FROM events WHERE case_id = $1 ORDER BY sequence")
            .bind(case.to_owned())
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(|row| Ok(Event::from_json(&row.try_get::<String, _>(0)?)?)).collect()
    }

    /// At most `most` events after a position, of all cases, in the order in which they were stored.
    ///
    /// # Errors
    /// As for [`events`](Self::events).
    pub async fn after(&self, position: i64, most: i64) -> Result<Vec<(i64, Event)>, StoreError> {
        let rows =
            sqlx::query("SELECT position, event FROM events WHERE position > $1 ORDER BY position LIMIT $2")
                .bind(position)
                .bind(most)
                .fetch_all(&self.pool)
                .await?;
        let read = |row: &sqlx::any::AnyRow| -> Result<(i64, Event), StoreError> {
            Ok((row.try_get(0)?, Event::from_json(&row.try_get::<String, _>(1)?)?))
        };
        rows.iter().map(read).collect()
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// What the database says.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.pool.execute("SELECT 1").await?;
        Ok(())
    }

    /// Closes its connections.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

/// Which database an address names, and its URL.
fn read_address(address: &str) -> Result<(Database, String), StoreError> {
    if address.starts_with("postgres://") || address.starts_with("postgresql://") {
        return Ok((Database::Postgresql, address.to_owned()));
    }
    if address.starts_with("sqlite:") {
        return Ok((Database::Sqlite, address.to_owned()));
    }
    if address.is_empty() || address.contains("://") {
        return Err(StoreError::Address);
    }
    let path = std::path::absolute(Path::new(address)).map_err(|_| StoreError::Address)?;
    let path = path.to_str().ok_or(StoreError::Address)?;
    let escaped = path.replace('%', "%25").replace('?', "%3F").replace('#', "%23").replace(' ', "%20");
    Ok((Database::Sqlite, format!("sqlite://{escaped}?mode=rwc")))
}
