//! The only queries on records, disclosures, disposals, holds and packages. All of it is the client's own.

mod candidates;
mod disclosing;
mod disposing;
mod erasing;
mod register;

pub use candidates::{Candidate, candidates, find_evidence};
pub use disclosing::*;
pub use disposing::*;
pub use erasing::{any_file, count_files, erase_file, every_file, extracts_after, homes, is_kept, there_still};
pub use register::*;
