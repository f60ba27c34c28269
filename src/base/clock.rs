//! Time as something that is handed in: the real clock, or one that a test or the demo steers.

use chrono::{DateTime, Duration, NaiveDate, SubsecRound, Utc};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// The time zone of every date that a person sees.
pub const ZONE: chrono_tz::Tz = chrono_tz::Europe::Stockholm;

/// The real clock plus a shared offset. The offset is zero in service; tests and the demo move it.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    offset_seconds: Arc<AtomicI64>,
    frozen_at: Option<DateTime<Utc>>,
}

impl Clock {
    /// A clock that stands still at `at` until it is moved.
    pub fn frozen(at: DateTime<Utc>) -> Self {
        Clock { offset_seconds: Arc::default(), frozen_at: Some(at) }
    }

    /// Now, truncated to microseconds, which is what both databases keep.
    #[allow(clippy::disallowed_methods, reason = "the one place that reads the clock")]
    pub fn now(&self) -> DateTime<Utc> {
        let base = self.frozen_at.unwrap_or_else(Utc::now);
        (base + Duration::seconds(self.offset_seconds.load(Ordering::SeqCst))).trunc_subsecs(6)
    }

    /// Moves this clock, and every clone of it, forward (or back) by `by`.
    pub fn advance(&self, by: Duration) {
        self.offset_seconds.fetch_add(by.num_seconds(), Ordering::SeqCst);
    }
}

/// The calendar date in Sweden at the instant `now`.
pub fn swedish_date(now: DateTime<Utc>) -> NaiveDate {
    now.with_timezone(&ZONE).date_naive()
}
