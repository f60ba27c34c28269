//! The only queries on campaigns, analyses, memos and spot checks. All of it is the client's own.

mod analyses;
mod campaigns;
mod checks;

pub use analyses::*;
pub use campaigns::*;
pub use checks::*;
