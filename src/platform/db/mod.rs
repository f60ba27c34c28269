//! The door to the database: SQLite (embedded) or PostgreSQL, chosen at run time by the URL.

mod checkpoint;
mod connection;
mod kept;
mod many;
mod migrate;
mod pool;
mod together;
pub mod schema;

pub use connection::Db;
pub use kept::Kept;
pub(crate) use kept::run_kept;
pub(crate) use many::insert_all;
pub use migrate::{Pending, migrate, pending};
pub use pool::{Database, Engine};

use crate::base::Refusal;

impl From<diesel::result::Error> for Refusal {
    fn from(error: diesel::result::Error) -> Self {
        match error {
            diesel::result::Error::NotFound => Refusal::NotFound,
            other => Refusal::Fault(format!("database: {other}")),
        }
    }
}
