//! Floor 4: what the product does, in dependency order. Each feature imports only features before
//! it, and only what their `mod.rs` shows.

pub mod accounts;
pub mod controls;
pub mod frameworks;
pub mod tiering;
pub mod vendors;
pub mod question_sets;
pub mod categorisation;
pub mod contracts;
pub mod findings;
pub mod escalations;
pub mod own_isms;
pub mod services;
pub mod service_reviews;
pub mod chains;
pub mod subcontractors;
pub mod clause_library;
pub mod secrecy;
pub mod incidents;
pub mod questionnaires;
pub mod passports;
pub mod vendor_reviews;
pub mod plans;
pub mod sendings;
pub mod workbooks;
pub mod risks;
pub mod coverage;
pub mod dialogues;
pub mod notices;
pub mod calendar_feeds;
pub mod records;
pub mod meetings;
pub mod merging;
pub mod search;
pub mod audit_trail;
pub mod exchange;
pub mod reports;
pub mod overview;

use crate::base::Result;
use crate::kit::outbox::Row;
use crate::kit::web::Endpoint;
use crate::kit::{self, App, Ctx};
use chrono::{DateTime, Utc};

/// Background work by name: the worker calls it for outbox rows of kind `job`.
pub type Job = (&'static str, fn(&App, &Ctx, &Row) -> Result<()>);

/// Every route of every feature.
pub fn routes() -> Vec<Endpoint> {
    let all = [
        accounts::routes(),
        controls::routes(),
        frameworks::routes(),
        vendors::routes(),
        question_sets::routes(),
        categorisation::routes(),
        contracts::routes(),
        findings::routes(),
        escalations::routes(),
        own_isms::routes(),
        services::routes(),
        chains::routes(),
        service_reviews::routes(),
        subcontractors::routes(),
        clause_library::routes(),
        incidents::routes(),
        questionnaires::routes(),
        passports::routes(),
        vendor_reviews::routes(),
        plans::routes(),
        sendings::routes(),
        workbooks::routes(),
        risks::routes(),
        coverage::routes(),
        dialogues::routes(),
        notices::routes(),
        calendar_feeds::routes(),
        records::routes(),
        meetings::routes(),
        merging::routes(),
        search::routes(),
        audit_trail::routes(),
        exchange::routes(),
        reports::routes(),
        overview::routes(),
    ];
    all.into_iter().flatten().collect()
}

/// Each feature's part of the OpenAPI document.
pub fn api_parts() -> Vec<utoipa::openapi::OpenApi> {
    vec![
        accounts::api_part(),
        controls::api_part(),
        frameworks::api_part(),
        vendors::api_part(),
        question_sets::api_part(),
        categorisation::api_part(),
        contracts::api_part(),
        findings::api_part(),
        escalations::api_part(),
        own_isms::api_part(),
        services::api_part(),
        chains::api_part(),
        service_reviews::api_part(),
        subcontractors::api_part(),
        clause_library::api_part(),
        incidents::api_part(),
        questionnaires::api_part(),
        passports::api_part(),
        vendor_reviews::api_part(),
        plans::api_part(),
        sendings::api_part(),
        workbooks::api_part(),
        risks::api_part(),
        coverage::api_part(),
        dialogues::api_part(),
        notices::api_part(),
        calendar_feeds::api_part(),
        records::api_part(),
        meetings::api_part(),
        merging::api_part(),
        search::api_part(),
        audit_trail::api_part(),
        exchange::api_part(),
        overview::api_part(),
    ]
}

/// Every kind of background job.
pub fn jobs() -> Vec<Job> {
    let all =
        [categorisation::jobs(), sendings::jobs(), risks::jobs(), dialogues::jobs(), records::jobs(), meetings::jobs()];
    all.into_iter().flatten().collect()
}

/// A part of what time itself changes.
pub type Sweep = fn(&App, DateTime<Utc>) -> Result<()>;

/// What time itself changes (validities that end); run every ten minutes and by tests. A part that fails does not stop
/// those after it. Errors: the first part's that failed.
pub fn sweep(app: &App, now: DateTime<Utc>) -> Result<()> {
    let parts: [Sweep; 17] = [
        accounts::sweep,
        chains::sweep,
        vendors::sweep,
        services::sweep,
        own_isms::sweep,
        categorisation::sweep,
        escalations::sweep,
        service_reviews::sweep,
        subcontractors::sweep,
        questionnaires::sweep,
        sendings::sweep,
        risks::sweep,
        coverage::sweep,
        dialogues::sweep,
        meetings::sweep,
        overview::sweep,
        // Last: what the others have changed and mailed is told by it.
        notices::sweep,
    ];
    kit::sweep::for_each(parts, |part| part(app, now))
}
