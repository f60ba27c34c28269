//! The one writer: a change alone in its transaction, or several that wait for each other in one.
//!
//! A commit costs the same whether it makes one change durable or fifty. Whoever holds the writer when others wait to
//! write together leaves the transaction open to the next and waits for its outcome; the last one commits for all.

use super::checkpoint::Checkpoints;
use super::connection::{Db, Manager};
use super::pool::{begin, commit, get, mark, roll_back};
use crate::base::{Refusal, Result};
use diesel::r2d2::{Pool, PooledConnection};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// So many changes become durable together at most: nobody waits for a transaction without end.
const MOST: usize = 64;

pub(super) struct Writer {
    pool: Pool<Manager>,
    /// The transaction that was left open to whoever comes next. There is always somebody who does.
    door: Mutex<Option<Open>>,
    /// How many wait at the door to write together.
    waiting: AtomicUsize,
    /// SQLite's alone.
    checkpoints: Option<Checkpoints>,
}

/// A transaction with changes of people who wait for its outcome.
struct Open {
    db: PooledConnection<Manager>,
    changes: usize,
    outcome: Arc<Outcome>,
}

/// What became of a transaction, told once.
#[derive(Default)]
struct Outcome {
    told: Mutex<Option<std::result::Result<(), String>>>,
    news: Condvar,
}

impl Outcome {
    fn tell(&self, outcome: std::result::Result<(), String>) {
        locked(&self.told).get_or_insert(outcome);
        self.news.notify_all();
    }

    fn wait(&self) -> Result<()> {
        let mut told = locked(&self.told);
        loop {
            match &*told {
                Some(outcome) => return outcome.clone().map_err(Refusal::Fault),
                None => told = self.news.wait(told).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }
}

impl Drop for Open {
    /// A change that panicked takes its connection along, and with it what the others had written.
    fn drop(&mut self) {
        self.outcome.tell(Err("the transaction was broken off".to_string()));
    }
}

impl Open {
    fn begin(pool: &Pool<Manager>) -> Result<Open> {
        let mut db = get(pool)?;
        begin(&mut db)?;
        Ok(Open { db, changes: 0, outcome: Arc::default() })
    }

    /// One change: kept, or undone without a trace. The first needs no mark, the transaction is its own.
    fn change<T>(&mut self, work: impl FnOnce(&mut Db) -> Result<T>) -> Result<T> {
        let marked = self.changes > 0;
        if marked {
            mark(&mut self.db)?;
        }
        let done = work(&mut self.db);
        match &done {
            Ok(_) => {
                if marked {
                    commit(&mut self.db)?;
                }
                self.changes += 1;
            }
            Err(_) if marked => roll_back(&mut self.db)?,
            Err(_) => {}
        }
        done
    }

    /// Commits what there is, and tells all who wait.
    fn end(mut self) -> Result<()> {
        let ended = if self.changes > 0 { commit(&mut self.db) } else { roll_back(&mut self.db) };
        self.outcome.tell(ended.as_ref().copied().map_err(|refusal| format!("{refusal:?}")));
        ended
    }
}

impl Writer {
    pub fn new(pool: Pool<Manager>, checkpoints: Option<Checkpoints>) -> Writer {
        Writer { pool, door: Mutex::new(None), waiting: AtomicUsize::new(0), checkpoints }
    }

    fn end(&self, open: Open) -> Result<()> {
        let ended = open.end();
        if let Some(checkpoints) = &self.checkpoints {
            checkpoints.wanted();
        }
        ended
    }

    /// A transaction of its own. What was left open is committed first: nobody waits for a long change of others.
    pub fn alone<T>(&self, work: impl FnOnce(&mut Db) -> Result<T>) -> Result<T> {
        let mut door = locked(&self.door);
        if let Some(open) = door.take() {
            // Those who wait are told what became of it.
            let _ = self.end(open);
        }
        let mut open = Open::begin(&self.pool)?;
        let done = open.change(work);
        match done {
            Ok(value) => self.end(open).map(|()| value),
            Err(refusal) => {
                self.end(open)?;
                Err(refusal)
            }
        }
    }

    /// A change in one transaction with those of others who come at the same time.
    pub fn together<T>(&self, work: impl FnOnce(&mut Db) -> Result<T>) -> Result<T> {
        self.waiting.fetch_add(1, Ordering::AcqRel);
        let mut door = locked(&self.door);
        self.waiting.fetch_sub(1, Ordering::AcqRel);
        let mut open = match door.take() {
            Some(open) => open,
            None => Open::begin(&self.pool)?,
        };
        let done = open.change(work);
        let outcome = open.outcome.clone();
        // A first change that was refused is not marked: it is undone with its transaction.
        if (1..MOST).contains(&open.changes) && self.waiting.load(Ordering::Acquire) > 0 {
            *door = Some(open);
        } else {
            // Told through the outcome, as to everybody else in it.
            let _ = self.end(open);
        }
        drop(door);
        let value = done?;
        outcome.wait()?;
        Ok(value)
    }
}

/// A panic of somebody else leaves nothing half done behind the lock.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
