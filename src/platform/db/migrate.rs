//! Migrations: the same names in both folders, applied in order.

use super::{Database, Db};
use crate::base::{Refusal, Result};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Names of migrations that have not run yet.
pub type Pending = Vec<String>;

/// Applies what is pending and says what it was.
pub fn migrate(database: &Database) -> Result<Pending> {
    database.read_now(|db| {
        let names = pending_in(db)?;
        match db {
            Db::Sqlite(c) => c.run_pending_migrations(SQLITE).map(drop),
            Db::Pg(c) => c.run_pending_migrations(POSTGRES).map(drop),
        }
        .map_err(Refusal::fault)?;
        Ok(names)
    })
}

/// What `migrate` would apply.
pub fn pending(database: &Database) -> Result<Pending> {
    database.read_now(pending_in)
}

fn pending_in(db: &mut Db) -> Result<Pending> {
    let names = |list: Vec<String>| list;
    match db {
        Db::Sqlite(c) => {
            c.pending_migrations(SQLITE).map(|list| names(list.iter().map(|m| m.name().to_string()).collect()))
        }
        Db::Pg(c) => {
            c.pending_migrations(POSTGRES).map(|list| names(list.iter().map(|m| m.name().to_string()).collect()))
        }
    }
    .map_err(Refusal::fault)
}
