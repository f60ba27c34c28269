//! What falls short of a requirement, and the actions that put it right.

pub mod model;
pub mod rules;

pub use model::{ActionDates, ActionStatus, Postponed, Responsible, Severity};
