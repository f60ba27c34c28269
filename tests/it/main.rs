//! The integration tests: one binary; every test body runs on SQLite and on PostgreSQL.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
#![allow(clippy::disallowed_methods, reason = "names of temporary files are drawn from the real clock")]
#![allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap, clippy::cast_sign_loss)]

#[macro_use]
mod support;
mod access_table;
mod accounts;
mod api_loop;
mod audit_trail;
mod capacity;
mod categorisation;
mod chain_by_phone;
mod chain_campaigns;
mod chain_pages;
mod chains;
mod cli;
mod contracts;
mod dialogues;
mod ended_vendors;
mod exchange;
mod findings;
mod floors;
mod framework_files;
mod frameworks;
mod house;
mod incidents;
mod models;
mod merging;
mod objects;
mod openapi;
mod own_isms;
mod questionnaires;
mod register;
mod register_lists;
mod requirements;
mod risk_acceptance;
mod risk_links;
mod risk_simulation;
mod risks;
mod rows_of_the_register;
mod schema;
mod services;
mod services_import;
mod services_lists;
mod service_reviews;
mod spot_checks;
mod search;
mod shared_weaknesses;
mod start_pages;
mod start_tasks;
mod subcontractors;
mod subcontractors_in_time;
mod templates;
mod tiers_in_answers;
mod triggers;
mod trouble;
mod vendors;
mod words;
