//! Reading and writing: one blocking hop per use case, one writer at a time on both databases.

use super::checkpoint::Checkpoints;
use super::connection::{Db, Manager};
use super::together::Writer;
use crate::base::{Refusal, Result};
use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::r2d2::{Pool, PooledConnection};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

#[derive(Clone)]
pub struct Database {
    readers: Pool<Manager>,
    writer: Arc<Writer>,
    engine: Engine,
    queries: Arc<AtomicU64>,
}

impl Database {
    /// Opens `sqlite:PATH` or `postgres://...`. The file of a SQLite database is made when missing.
    pub fn open(url: &str) -> Result<Database> {
        let engine = match url.split_once(':') {
            Some(("sqlite", _)) => Engine::Sqlite,
            Some(("postgres" | "postgresql", _)) => Engine::Postgres,
            _ => return Err(Refusal::fault("DATABASE_URL must begin with sqlite: or postgres://")),
        };
        let queries = Arc::new(AtomicU64::new(0));
        let pool = |size: u32, cache_kib: u32| {
            Pool::builder()
                .max_size(size)
                .min_idle(Some(0))
                .test_on_check_out(engine == Engine::Postgres)
                .connection_timeout(std::time::Duration::from_secs(10))
                .build(Manager { url: url.to_string(), cache_kib, queries: queries.clone() })
                .map_err(Refusal::fault)
        };
        // Writes are serialised anyway; more connections would only wait for each other.
        let checkpoints = (engine == Engine::Sqlite).then(|| Checkpoints::of(url.to_string())).flatten();
        let writer = Arc::new(Writer::new(pool(1, 64_000)?, checkpoints));
        Ok(Database { readers: pool(6, 20_000)?, writer, engine, queries })
    }

    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// How many statements have run so far. Tests compare two readings.
    pub fn query_count(&self) -> u64 {
        self.queries.load(Ordering::Relaxed)
    }

    /// Runs `work` on a reading connection, off the async threads.
    pub async fn read<T: Send + 'static>(&self, work: impl FnOnce(&mut Db) -> Result<T> + Send + 'static) -> Result<T> {
        let this = self.clone();
        hop(move || this.read_now(work)).await
    }

    /// Runs `work` in one write transaction: all of it happens, or nothing.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Db) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let this = self.clone();
        hop(move || this.write_now(work)).await
    }

    /// `write` for a short change that many people make at the same time: those that wait for each other become
    /// durable by one commit. What is refused is undone alone; nobody is answered before the commit.
    pub async fn write_together<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Db) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.writer.together(work).await
    }

    /// `read` for callers that are already off the async threads.
    pub fn read_now<T>(&self, work: impl FnOnce(&mut Db) -> Result<T>) -> Result<T> {
        work(&mut *get(&self.readers)?)
    }

    /// `write` for callers that are already off the async threads.
    pub fn write_now<T>(&self, work: impl FnOnce(&mut Db) -> Result<T>) -> Result<T> {
        self.writer.alone(work)
    }
}

pub(super) fn get(pool: &Pool<Manager>) -> Result<PooledConnection<Manager>> {
    pool.get().map_err(|e| Refusal::fault(format!("no database connection: {e}")))
}

async fn hop<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(error) => Err(Refusal::fault(error)),
    }
}

/// Begins as a writer. On PostgreSQL an advisory lock gives what SQLite's one writer gives: writes
/// queue up, so the audit chain has no gaps and no two transactions wait for each other in a ring.
pub(super) fn begin(db: &mut Db) -> Result<()> {
    match db {
        Db::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE")?,
        Db::Pg(c) => {
            AnsiTransactionManager::begin_transaction(c)?;
            c.batch_execute("SELECT pg_advisory_xact_lock(7305216)")?;
        }
    }
    Ok(())
}

pub(super) fn commit(db: &mut Db) -> Result<()> {
    match db {
        Db::Sqlite(c) => AnsiTransactionManager::commit_transaction(c)?,
        Db::Pg(c) => AnsiTransactionManager::commit_transaction(c)?,
    }
    Ok(())
}

pub(super) fn roll_back(db: &mut Db) -> Result<()> {
    match db {
        Db::Sqlite(c) => AnsiTransactionManager::rollback_transaction(c)?,
        Db::Pg(c) => AnsiTransactionManager::rollback_transaction(c)?,
    }
    Ok(())
}
