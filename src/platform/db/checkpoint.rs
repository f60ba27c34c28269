//! What SQLite has appended to its log goes back into the file: beside those who write, not in the way of one of them.

use super::connection::open;
use diesel::connection::SimpleConnection;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

/// A page that is written over and over goes back once for all of it, and few commits come upon the disk at work.
const APART: Duration = Duration::from_secs(30);
/// It copies pages and looks none up.
const CACHE_KIB: u32 = 500;

/// Tells the thread that something was committed; it ends when this is dropped.
pub(super) struct Checkpoints(SyncSender<()>);

impl Checkpoints {
    /// Starts the thread. Without it, which only costs time, the writer's own connection does the work, later.
    pub fn of(url: String) -> Option<Checkpoints> {
        let (sender, news) = sync_channel(1);
        let thread = std::thread::Builder::new().name("checkpoint".to_string());
        thread.spawn(move || run(&url, &news)).ok().map(|_| Checkpoints(sender))
    }

    /// Something was committed. Never waits: a message that lies there already says the same.
    pub fn wanted(&self) {
        let _ = self.0.try_send(());
    }
}

fn run(url: &str, news: &Receiver<()>) {
    let mut connection = None;
    while news.recv().is_ok() {
        let until = Instant::now() + APART;
        loop {
            match news.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(()) => {}
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        if connection.is_none() {
            connection = open(url, CACHE_KIB).ok();
        }
        // PASSIVE waits for nobody and blocks nobody. What it has to leave it finds the next time.
        if let Some(db) = &mut connection
            && let Err(error) = db.batch_execute("PRAGMA wal_checkpoint(PASSIVE)")
        {
            tracing::warn!(%error, "checkpoint");
            connection = None;
        }
    }
}
