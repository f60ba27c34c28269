//! Information classification: services, the platforms they run on, and the types of information they
//! handle. A service's class is compared with its platform's ceiling and rules, so that what sits where it
//! should not is found without anybody looking for it (domain.md 3).

mod actions;
mod api;
mod catalogue;
mod changes;
mod comparing;
mod feed;
mod filter;
mod input;
mod model;
mod pages;
mod records;
mod rules;
mod scheme;
mod store;
mod unclassified;
pub mod views;

pub use actions::{
    Asked, Confirmation, ListedStep, NewException, NewRule, Stop, add, add_platform, add_row, add_type,
    answer_lowering, ask_publication, catalogue, classify, confirm_unchanged, decide_publication, end_exception,
    make_exception, new_platform, new_row, note_gate, raise, save_row, set_rule, stop, sweep, take_listed, update,
    update_platform, update_type,
};
pub use catalogue::{Catalogue, ClassModel, InformationType};
pub use changes::{Difference, ServiceDifference, differences};
pub use comparing::{
    Compared, Counts, Exposure, PlatformReport, breaching_ids, compare_portfolio, exposure, publication_blockers,
    report, verdict_of, verdicts,
};
pub use filter::{ClassState, ServiceFilter, ServiceQuery, ServiceSort, running_href};
pub use input::{NewPlatform, NewService, NewType, index};
pub use model::{
    ApprovalState, Aspect, Audience, Capability, Channel, Class, ClassLevel, ClassificationState, Gated, NoLevel,
    ServiceStatus, Strength, parts,
};
pub use records::{
    Approval, Classification, Exception, OwnType, Platform, PlatformRule, Service, ServiceLine, ServiceVersion,
};
pub use rules::{Above, RuleHit, Suggestion, Summary, Verdict, is_lowering, suggest};
pub use store::{
    administrations, all, all_platforms, choices, classifications, count_users, find, find_platform, lines, list,
    list_at, names, pending_classifications, platform_choices, platform_names, platforms_of_vendor,
};
pub use unclassified::{ContractGap, Gap, Gaps, gaps};

use crate::kit::web::{Endpoint, get, patch, post, put};

/// The feature's routes; every one is in `access/routes`.
pub fn routes() -> Vec<Endpoint> {
    vec![
        get("/services", pages::list::list),
        get("/services/export", pages::list::export),
        get("/services/new", pages::edit::new),
        post("/services", pages::edit::create),
        get("/services/waiting", pages::waiting::waiting),
        get("/services/unclassified", pages::sweeps::unclassified),
        get("/services/administrations", pages::sweeps::administrations),
        get("/services/history", pages::changes::history),
        get("/services/{id}", pages::show::show),
        get("/services/{id}/edit", pages::edit::edit),
        post("/services/{id}/edit", pages::edit::save),
        get("/services/{id}/classify", pages::classify::form),
        post("/services/{id}/classify", pages::classify::save),
        post("/services/{id}/confirm", pages::classify::confirm),
        post("/services/{id}/stop", pages::steps::stop),
        post("/services/{id}/lowerings/{lowering_id}", pages::steps::answer_lowering),
        post("/services/{id}/publication", pages::steps::ask_publication),
        post("/services/{id}/publications/{publication_id}", pages::steps::decide_publication),
        post("/services/{id}/exceptions", pages::steps::make_exception),
        post("/services/{id}/exceptions/{exception_id}/end", pages::steps::end_exception),
        get("/platforms", pages::platforms::list),
        get("/platforms/new", pages::platform_edit::new),
        post("/platforms", pages::platform_edit::create),
        get("/platforms/{id}", pages::platforms::show),
        get("/platforms/{id}/export", pages::platforms::export),
        get("/platforms/{id}/edit", pages::platform_edit::edit),
        post("/platforms/{id}/edit", pages::platform_edit::save),
        get("/platforms/{id}/type-rules/{type_code}", pages::platform_edit::rule),
        post("/platforms/{id}/type-rules/{type_code}", pages::platform_edit::save_rule),
        get("/information-types", pages::types::list),
        get("/information-types/new", pages::types::new),
        post("/information-types/new", pages::types::create),
        get("/information-types/import", pages::type_import::form),
        post("/information-types/import", pages::type_import::read),
        get("/information-types/{id}", pages::types::edit),
        post("/information-types/{id}", pages::types::save),
        get("/api/v1/services", api::list),
        post("/api/v1/services", api::create),
        get("/api/v1/services/waiting", api::lists::waiting),
        get("/api/v1/services/unclassified", api::lists::unclassified),
        get("/api/v1/services/administrations", api::lists::administrations),
        get("/api/v1/services/history", api::lists::history),
        get("/api/v1/services/{id}", api::show),
        patch("/api/v1/services/{id}", api::change),
        put("/api/v1/services/{id}/classification", api::steps::classify),
        post("/api/v1/services/{id}/confirm", api::steps::confirm),
        post("/api/v1/services/{id}/stop", api::steps::stop),
        post("/api/v1/services/{id}/lowerings/{lowering_id}", api::steps::answer_lowering),
        post("/api/v1/services/{id}/publication", api::steps::ask_publication),
        post("/api/v1/services/{id}/publications/{publication_id}", api::steps::decide_publication),
        post("/api/v1/services/{id}/exceptions", api::steps::make_exception),
        post("/api/v1/services/{id}/exceptions/{exception_id}/end", api::steps::end_exception),
        get("/api/v1/platforms", api::platforms::list),
        post("/api/v1/platforms", api::platforms::create),
        get("/api/v1/platforms/{id}", api::platforms::show),
        patch("/api/v1/platforms/{id}", api::platforms::change),
        get("/api/v1/platforms/{id}/breaches", api::platforms::breaches),
        put("/api/v1/platforms/{id}/type-rules/{type_code}", api::platforms::set_rule),
        get("/api/v1/information-types", api::types::list),
        post("/api/v1/information-types", api::types::create),
        post("/api/v1/information-types/import", api::types::import),
        patch("/api/v1/information-types/{id}", api::types::change),
    ]
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    use utoipa::OpenApi as _;
    api::Description::openapi()
}
