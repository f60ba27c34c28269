//! The person (or job) on whose behalf something happens.

use super::Role;
use crate::base::Id;

crate::text_enum! {
    /// The way in.
    pub enum Via { Web => "web", Api => "api", Cli => "cli", Job => "job" }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    pub person_id: Id,
    pub name: String,
    pub organisation_id: Id,
    pub organisation_name: String,
    pub role: Role,
    pub via: Via,
}
