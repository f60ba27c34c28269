//! Use cases of notices.

mod choosing;
mod collecting;
mod delivering;
mod examples;
mod posting;
mod reading;
mod reminding;
mod unsubscribing;
mod writing;

pub use choosing::{Choices, Standing, choose, own_standing};
pub use collecting::collect;
pub use delivering::{Wishes, resend, tell_undelivered, wishes};
pub use posting::post;
pub use reading::{Shown, event_word, has_word, inbox, mark, mark_all, open, shown};
pub use reminding::{remind, remind_all};
pub use unsubscribing::{look, unsubscribe};
pub use writing::{Words, Written, own_words, preview, restore, sample_values, write};

use crate::base::Result;
use crate::kit::App;
use chrono::{DateTime, Utc};

/// What time itself tells people. Run again it tells nothing twice; what a stop left over is told by the next run.
pub fn sweep(app: &App, now: DateTime<Utc>) -> Result<()> {
    collect(&app.db, now)?;
    remind_all(&app.db, now)?;
    post(app, now).map(drop)
}
