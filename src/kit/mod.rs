//! Floor 3: what every feature uses. It stands on the platform and knows no feature.

pub mod app;
pub mod attachments;
pub mod audit;
pub mod calendar;
pub mod coverage;
pub mod ctx;
pub mod diary;
pub mod idempotency;
pub mod notices;
pub mod outbox;
pub mod snapshot;
pub mod sweep;
pub mod web;

pub use app::{App, Settings, TourStop};
pub use ctx::Ctx;
