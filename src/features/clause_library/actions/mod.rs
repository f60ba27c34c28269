//! What can be done with the library and with the documents made from it: one write transaction each.

mod legal;
mod own;
mod packages;

pub use legal::{NewVerification, verify};
pub use own::{NewOwn, draft, error_key, publish, save_draft};
pub use packages::{OwnCheckInput, Settling, check_own, prepare, settle};

/// Longest free text, in characters.
pub const MAX_TEXT: usize = 4_000;
/// Longest name, title or reference, in characters.
pub const MAX_NAME: usize = 200;
