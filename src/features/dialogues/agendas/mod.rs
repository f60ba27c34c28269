//! Agenda templates: which of the standing headings a tier goes through, and points of the organisation's own under them.
//! Information security is a block of its own that no template leaves out and no lock goes past (domain.md 1.3, row 12).

mod actions;
mod api;
mod model;
mod pages;
mod records;
mod rules;
mod store;
pub mod views;

pub use actions::{TemplateEdit, change_template, draft_template, publish_template};
pub use model::TemplateState;
pub use records::AgendaTemplate;
pub use rules::{SECURITY, Standing, security_left};
pub use store::{find as find_template, list as list_templates};

pub(super) use actions::{begin, renew};

use crate::kit::web::{Endpoint, get, post, put};

pub fn routes() -> Vec<Endpoint> {
    vec![
        get("/agenda-templates", pages::list),
        post("/agenda-templates", pages::create),
        get("/agenda-templates/{id}", pages::show),
        post("/agenda-templates/{id}", pages::save),
        post("/agenda-templates/{id}/publish", pages::publish),
        get("/api/v1/agenda-templates", api::list),
        post("/api/v1/agenda-templates", api::create),
        get("/api/v1/agenda-templates/{id}", api::show),
        put("/api/v1/agenda-templates/{id}", api::change),
        post("/api/v1/agenda-templates/{id}/publish", api::publish),
    ]
}

pub use api::Description;
