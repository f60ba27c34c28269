//! The pages of sendings.

pub mod edit;
pub mod list;
pub mod settings;
pub mod show;
pub mod steps;
