//! Categorisation in depth: triggers and proposals, models tried against the portfolio and
//! published, campaigns, capacity and sensitivity. The models themselves are the feature `tiering`.

mod actions;
mod records;
mod store;

pub use actions::trigger;
pub use records::*;

pub use crate::features::tiering::Trigger;
