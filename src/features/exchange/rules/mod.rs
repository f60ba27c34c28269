//! How a sheet becomes vendors or contracts: find the table, guess what its columns mean, read
//! each row or say in which cell and why not. Pure; the database is met elsewhere.
//!
//! What refuses a row and what does not: an error in what identifies a thing or is counted with
//! (names, numbers, dates, amounts, country) refuses the whole row, because half a contract is
//! worse than none. An error in a way to reach somebody (e-mail, manager, HSA-id) only drops that
//! value, with a warning: nobody should retype a vendor because of a slip in an optional address.
//! An unknown kind becomes "other", with a warning.

mod dates;
mod fields;
mod mapping;
mod names;
mod numbers;
mod rows;
mod services;
mod table;

pub use fields::{Field, ImportKind, VendorKind};
pub use mapping::{Mapping, guess_mapping};
pub use names::{is_same_name, nicer_name};
pub use rows::{CellError, ContractRow, ReadRow, VendorRow, name_key, read_contracts, read_vendors};
pub use services::{ServiceRow, read_services, without_level_four};
pub use table::find_table;

#[cfg(test)]
mod tests;
