//! The rows of accounts.

use crate::access::Role;
use crate::base::{Id, Instant, Language};
use crate::platform::db::schema::{accounts, memberships, organisations, persons};
use diesel::prelude::*;
use serde::Serialize;

crate::text_enum! {
    /// A client (region, municipality) or a vendor's own organisation.
    pub enum OrganisationKind { Region => "region", Municipality => "municipality", Vendor => "vendor" }
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = organisations)]
pub struct Organisation {
    pub id: Id,
    pub kind: OrganisationKind,
    pub name: String,
    pub org_number: Option<String>,
    /// Made by `tillit generate`, and said to be so wherever it is shown.
    pub synthetic: bool,
    pub created_at: Instant,
    pub version: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = persons)]
pub struct Person {
    pub id: Id,
    pub name: String,
    pub name_folded: String,
    pub email: Option<String>,
    pub email_folded: Option<String>,
    pub phone: Option<String>,
    pub created_at: Instant,
    pub version: i32,
}

/// A person about to be added; the e-mail is needed only when an account follows.
#[derive(Debug, Clone)]
pub struct NewPerson {
    pub name: String,
    pub email: Option<crate::base::Email>,
    pub phone: Option<String>,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = accounts)]
pub struct Account {
    pub id: Id,
    pub person_id: Id,
    pub email: String,
    pub email_folded: String,
    /// Argon2id in PHC form; None until the invitation has been accepted.
    pub password_hash: Option<String>,
    pub language: Language,
    pub disabled: bool,
    pub last_sign_in_at: Option<Instant>,
    pub created_at: Instant,
    pub version: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = memberships)]
pub struct Membership {
    pub id: Id,
    pub person_id: Id,
    pub organisation_id: Id,
    pub role: Role,
    pub created_at: Instant,
    pub ended_at: Option<Instant>,
    pub version: i32,
}
