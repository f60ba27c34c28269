//! One connection type over both databases, and how each is opened.

use diesel::connection::{AnsiTransactionManager, InstrumentationEvent, SimpleConnection, TransactionManager};
use diesel::{Connection, ConnectionError, PgConnection, RunQueryDsl, SqliteConnection};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

#[derive(diesel::MultiConnection)]
pub enum Db {
    Sqlite(SqliteConnection),
    Pg(PgConnection),
}

// FULL: an acknowledged save survives a power cut. The log goes back into the file by the thread of `checkpoint.rs`; only
// when that has been kept from it for 64 MB does a commit do it.
const SQLITE_PRAGMAS: &str = "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; \
    PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 16000;";

/// Opens connections by URL scheme and counts the queries that run on them.
pub(super) struct Manager {
    pub url: String,
    /// The most that SQLite keeps of the file in memory, KiB. A writer that keeps less than it changes in one
    /// transaction writes and reads the same pages over and over.
    pub cache_kib: u32,
    pub queries: Arc<AtomicU64>,
}

impl diesel::r2d2::ManageConnection for Manager {
    type Connection = Db;
    type Error = diesel::r2d2::Error;

    fn connect(&self) -> Result<Db, Self::Error> {
        let mut db = open(&self.url, self.cache_kib).map_err(diesel::r2d2::Error::ConnectionError)?;
        let queries = self.queries.clone();
        db.set_instrumentation(move |event: InstrumentationEvent<'_>| {
            if matches!(event, InstrumentationEvent::StartQuery { .. }) {
                queries.fetch_add(1, Ordering::Relaxed);
            }
        });
        Ok(db)
    }

    fn is_valid(&self, db: &mut Db) -> Result<(), Self::Error> {
        diesel::sql_query("SELECT 1").execute(db).map(|_| ()).map_err(diesel::r2d2::Error::QueryError)
    }

    /// Whoever comes next begins anew: a connection that was given back in the middle of a transaction is thrown away.
    fn has_broken(&self, db: &mut Db) -> bool {
        std::thread::panicking()
            || match db {
                Db::Sqlite(c) => AnsiTransactionManager::is_broken_transaction_manager(c),
                Db::Pg(c) => AnsiTransactionManager::is_broken_transaction_manager(c),
            }
    }
}

/// Opens one connection, with at most `cache_kib` KiB of the file in memory on SQLite.
pub(super) fn open(url: &str, cache_kib: u32) -> Result<Db, ConnectionError> {
    if let Some(path) = url.strip_prefix("sqlite:") {
        let mut connection = SqliteConnection::establish(path)?;
        connection
            .batch_execute(&format!("{SQLITE_PRAGMAS} PRAGMA cache_size = -{cache_kib};"))
            .map_err(ConnectionError::CouldntSetupConfiguration)?;
        Ok(Db::Sqlite(connection))
    } else {
        let mut connection = PgConnection::establish(url)?;
        connection
            .batch_execute("SET TIME ZONE 'UTC'; SET synchronous_commit = on; SET lock_timeout = '10s'")
            .map_err(ConnectionError::CouldntSetupConfiguration)?;
        Ok(Db::Pg(connection))
    }
}
