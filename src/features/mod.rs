//! Floor 4: what the product does. In dependency order; each feature imports only features
//! before it, through their `mod.rs`.

pub mod controls;
pub mod vendors;
pub mod contracts;
pub mod findings;
pub mod questionnaires;
pub mod dialogues;
