//! The pages of contracts.

mod clauses;
mod edit;
mod head;
mod list;
mod show;

pub use clauses::{clauses, save_clause};
pub use edit::{create, edit, new, save};
pub use head::{Loaded, crumbs, head, load};
pub use list::{export, list, of_vendor};
pub use show::show;
