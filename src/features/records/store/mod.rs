//! The only queries on records, disclosures, disposals, holds and packages. All of it is the client's own.

mod candidates;
mod disclosing;
mod disposing;
mod erasing;
mod register;

pub use candidates::{Candidate, candidates};
pub use disclosing::*;
pub use disposing::*;
pub use erasing::{any_file, erase_file, every_file, is_kept};
pub use register::*;
