//! What the reports do: count, remember a day, look back, answer, keep texts, send.

mod counting;
mod looking;
mod portfolio;
mod sending;
mod settings;

pub use counting::{Counted, Figure, Trend, figures, snapshot, sweep, take_snapshots, trend, trend_between};
pub use looking::{ClauseAsked, Past, followed_up, vendors_at};
pub use portfolio::administrations;
pub use sending::send_due;
pub use settings::{GoalEdit, MailingEdit, MailingShown, TextEdit, mailings, put_goal, put_mailing, put_text, said};
