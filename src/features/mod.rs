//! Floor 4: the features, in dependency order. Each imports only features before it, through its mod.rs.

pub mod accounts;

use crate::base::Result;
use crate::kit::outbox::Row;
use crate::kit::web::Endpoint;
use crate::kit::{App, Ctx};
use chrono::{DateTime, Utc};

/// Background work by name: the worker calls it for outbox rows of kind `job`.
pub type Job = (&'static str, fn(&App, &Ctx, &Row) -> Result<()>);

/// Every route of every feature.
pub fn routes() -> Vec<Endpoint> {
    let all: Vec<Vec<Endpoint>> = vec![
    ];
    all.into_iter().flatten().collect()
}

/// Each feature's part of the OpenAPI document.
pub fn api_parts() -> Vec<utoipa::openapi::OpenApi> {
    vec![
    ]
}

/// Every kind of background job.
pub fn jobs() -> Vec<Job> {
    let all: Vec<Vec<Job>> = vec![
    ];
    all.into_iter().flatten().collect()
}

/// What time itself changes (validities that end); run every ten minutes and by tests.
pub fn sweep(_app: &App, _now: DateTime<Utc>) -> Result<()> {
    Ok(())
}
//! Floor 4: what the product does, in dependency order. Each feature imports only features before
//! it, and only what their `mod.rs` shows.

pub mod exchange;
