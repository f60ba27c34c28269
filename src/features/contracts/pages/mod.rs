//! The pages of contracts.

pub mod amendments;
mod clauses;
pub mod dates;
pub mod deviations;
mod edit;
mod head;
mod list;
mod show;
pub mod watch;

pub use clauses::{clauses, save_clause};
pub use edit::{create, edit, new, save};
pub use head::{Loaded, crumbs, head, load};
pub use list::{export, list, of_vendor};
pub use show::show;
