//! Floor 4: what the product does, in dependency order. Each feature imports only features before
//! it, and only what their `mod.rs` shows.

pub mod exchange;
