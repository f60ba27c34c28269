//! Accounts: organisations, persons, accounts, roles, sessions, one-time links and API tokens.
//! A person, an account and a role are three things: a contact needs no e-mail, an account does,
//! and one person can hold roles in several organisations.

mod api;
mod handover;
mod invitations;
mod model;
mod pages;
mod passwords;
mod profile;
mod samples;
mod setup;
mod sign_in;
mod store;
mod users;
pub mod views;

use store::{links, sessions, throttle, tokens};

pub use handover::link_to_hand_over;
pub use invitations::{Invitation, Invite, invite, invite_vendor_person};
pub use model::{Account, Membership, NewPerson, Organisation, OrganisationKind, Person};
pub use pages::sign_in_keeping;
pub use setup::{create_token_for, setup_organisation};
pub use store::directory::everybody_with_account;
pub use store::links::lives as link_lives;
pub use store::sessions::{SignedInSession, end_session, resolve_session, start_session, touch_session};
pub use store::tokens::{ResolvedToken, create_token, resolve_token, touch_token};
pub use store::{
    account_by_email, account_of_person, add_account, add_membership, add_organisation, add_person, find_organisation,
    memberships_of, organisation_people, people_of_organisation, person_by_email, person_name, set_language,
};

/// The feature's routes; every one is in `access/routes`.
pub fn routes() -> Vec<crate::kit::web::Endpoint> {
    pages::routes().into_iter().chain(api::routes()).collect()
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    <api::Description as utoipa::OpenApi>::openapi()
}

/// Forgets counted failures that are a day old.
pub fn sweep(app: &crate::kit::App, now: chrono::DateTime<chrono::Utc>) -> crate::base::Result<()> {
    app.db.write_now(|c| throttle::prune(c, now))
}
