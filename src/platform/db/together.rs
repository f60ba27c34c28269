//! The one writer: a change alone in its transaction, or several that wait for each other in one.
//!
//! A commit costs the same whether it makes one change durable or fifty. Changes that may share one are handed to a thread
//! that runs all that have come by the time it is free, one after the other, and commits once for all of them.

use super::checkpoint::Checkpoints;
use super::connection::{Db, Manager};
use super::pool::{begin, commit, get, roll_back};
use crate::base::{Refusal, Result};
use diesel::connection::SimpleConnection;
use diesel::r2d2::Pool;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tokio::sync::oneshot;

/// So many changes become durable together at most: nobody waits for a transaction without end.
const MOST: usize = 64;
/// What whoever writes alone is left between two transactions, to begin theirs.
const TURN: Duration = Duration::from_micros(200);

pub(super) struct Writer {
    shared: Arc<Shared>,
    /// To the thread, which starts with the first change that is handed over and ends with this.
    queue: OnceLock<Option<Sender<Box<dyn Change>>>>,
}

struct Shared {
    /// Of one connection: whoever has it writes.
    pool: Pool<Manager>,
    /// How many wait to write alone.
    alone: AtomicUsize,
    /// SQLite's alone.
    checkpoints: Option<Checkpoints>,
}

/// A change that somebody waits for.
trait Change: Send {
    /// Whether it is to be kept; else it is undone.
    fn run(&mut self, c: &mut Db) -> bool;
    /// Answers whoever waits, once what became of the transaction is known.
    fn tell(self: Box<Self>, outcome: &std::result::Result<(), String>);
}

struct Handed<T, F> {
    work: Option<F>,
    done: Option<Result<T>>,
    answer: oneshot::Sender<Result<T>>,
}

impl<T: Send, F: FnOnce(&mut Db) -> Result<T> + Send> Change for Handed<T, F> {
    fn run(&mut self, c: &mut Db) -> bool {
        self.done = self.work.take().map(|work| work(c));
        matches!(self.done, Some(Ok(_)))
    }

    fn tell(self: Box<Self>, outcome: &std::result::Result<(), String>) {
        let answer = match (self.done, outcome) {
            (Some(Err(refusal)), _) => Err(refusal),
            (Some(Ok(_)) | None, Err(why)) => Err(Refusal::Fault(why.clone())),
            (Some(Ok(value)), Ok(())) => Ok(value),
            (None, Ok(())) => Err(Refusal::fault("the change was not made")),
        };
        // Whoever has gone away is not told; the change stands all the same.
        let _ = self.answer.send(answer);
    }
}

impl Writer {
    pub fn new(pool: Pool<Manager>, checkpoints: Option<Checkpoints>) -> Writer {
        Writer { shared: Arc::new(Shared { pool, alone: AtomicUsize::new(0), checkpoints }), queue: OnceLock::new() }
    }

    /// A transaction of its own: nobody waits for a long change of others.
    pub fn alone<T>(&self, work: impl FnOnce(&mut Db) -> Result<T>) -> Result<T> {
        let shared = &self.shared;
        shared.alone.fetch_add(1, Ordering::AcqRel);
        let found = get(&shared.pool);
        shared.alone.fetch_sub(1, Ordering::AcqRel);
        let mut db = found?;
        begin(&mut db)?;
        match work(&mut db) {
            Ok(value) => {
                commit(&mut db)?;
                shared.committed();
                Ok(value)
            }
            Err(refusal) => {
                roll_back(&mut db)?;
                Err(refusal)
            }
        }
    }

    /// A change in one transaction with those of others who come at the same time.
    pub async fn together<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Db) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (answer, told) = oneshot::channel();
        let change = Handed { work: Some(work), done: None, answer };
        let queue = self.queue.get_or_init(|| start(self.shared.clone())).as_ref();
        let handed = queue.is_some_and(|queue| queue.send(Box::new(change)).is_ok());
        if !handed {
            return Err(Refusal::fault("nobody takes changes"));
        }
        told.await.unwrap_or_else(|_| Err(Refusal::fault("the transaction was broken off")))
    }
}

fn start(shared: Arc<Shared>) -> Option<Sender<Box<dyn Change>>> {
    let (sender, queue) = channel();
    let thread = std::thread::Builder::new().name("writer".to_string());
    thread.spawn(move || shared.serve(&queue)).ok().map(|_| sender)
}

impl Shared {
    fn committed(&self) {
        if let Some(checkpoints) = &self.checkpoints {
            checkpoints.wanted();
        }
    }

    fn serve(&self, queue: &Receiver<Box<dyn Change>>) {
        while let Ok(first) = queue.recv() {
            if self.alone.load(Ordering::Acquire) > 0 {
                std::thread::sleep(TURN);
            }
            let mut changes = vec![first];
            // A change that panics takes the transaction along, and with it what the others had written.
            let ended = catch_unwind(AssertUnwindSafe(|| self.transaction(queue, &mut changes)));
            let outcome = match ended {
                Ok(done) => done.map_err(|refusal| format!("{refusal:?}")),
                Err(_) => Err("the transaction was broken off".to_string()),
            };
            changes.into_iter().for_each(|change| change.tell(&outcome));
            self.committed();
        }
    }

    /// Runs the changes, and those that come meanwhile. Each is kept, or undone without a trace.
    fn transaction(&self, queue: &Receiver<Box<dyn Change>>, changes: &mut Vec<Box<dyn Change>>) -> Result<()> {
        let mut db = get(&self.pool)?;
        let mut mark = Mark::None;
        let mut open = false;
        let mut at = 0;
        while let Some(change) = changes.get_mut(at) {
            match mark {
                // The first needs no mark, the transaction is its own.
                Mark::None if !open => begin(&mut db)?,
                Mark::None => db.batch_execute("SAVEPOINT change")?,
                Mark::Behind => db.batch_execute("RELEASE SAVEPOINT change; SAVEPOINT change")?,
                Mark::Here => {}
            }
            match (change.run(&mut db), open) {
                (true, true) => mark = Mark::Behind,
                (true, false) => open = true,
                (false, true) => {
                    db.batch_execute("ROLLBACK TO SAVEPOINT change")?;
                    mark = Mark::Here;
                }
                (false, false) => roll_back(&mut db)?,
            }
            at += 1;
            if at == changes.len() && at < MOST {
                changes.extend(queue.try_recv());
            }
        }
        if open { commit(&mut db) } else { Ok(()) }
    }
}

/// Where the savepoint lies that a refused change goes back to. It costs one statement for each change.
enum Mark {
    None,
    /// Before what comes next.
    Here,
    /// Before what is kept.
    Behind,
}
