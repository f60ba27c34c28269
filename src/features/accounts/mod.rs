//! Accounts: organisations, persons, accounts, roles, sessions, one-time links and API tokens.
//! A person, an account and a role are three things: a contact needs no e-mail, an account does,
//! and one person can hold roles in several organisations.

mod model;
mod sessions;
mod store;
mod tokens;

pub use model::{Account, Membership, NewPerson, Organisation, OrganisationKind, Person};
pub use sessions::{SignedInSession, end_session, resolve_session, start_session, touch_session};
pub use store::{
    account_of_person, add_account, add_membership, add_organisation, add_person, find_organisation, memberships_of, organisation_people,
    people_of_organisation, person_by_email, person_name, set_language,
};
pub use tokens::{ResolvedToken, create_token, resolve_token};

/// The feature's routes; every one is in `access/routes.rs`.
pub fn routes() -> Vec<crate::kit::web::Endpoint> {
    Vec::new()
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    utoipa::openapi::OpenApi::default()
}
