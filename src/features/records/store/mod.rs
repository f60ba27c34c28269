//! The only queries on records, disclosures, disposals, holds and packages. All of it is the client's own.

mod candidates;
mod disclosing;
mod disposing;
mod erasing;
mod register;

pub use candidates::{Candidate, NO_EVIDENCE, candidates};
pub use disclosing::*;
pub use disposing::*;
pub use erasing::{any_file, count_files, erase_file, every_file, is_kept, there_still};
pub use register::*;
