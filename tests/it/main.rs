//! The integration tests: one binary; every test body runs on SQLite and on PostgreSQL.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
#![allow(clippy::disallowed_methods, reason = "names of temporary files are drawn from the real clock")]
#![allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap, clippy::cast_sign_loss)]

#[macro_use]
mod support;
mod accounts;
mod api_loop;
mod openapi;
mod trouble;
mod audit_trail;
mod start_pages;
mod contracts;
mod vendors;
mod access_table;
mod floors;
mod cli;
mod exchange;
mod dialogues;
mod house;
mod findings;
mod questionnaires;
mod schema;
mod templates;
mod words;
