//! The integration tests: one binary; every test body runs on SQLite and on PostgreSQL.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

#[macro_use]
mod support;
mod accounts;
mod contracts;
mod vendors;
mod access_table;
mod floors;
mod house;
mod schema;
mod words;
