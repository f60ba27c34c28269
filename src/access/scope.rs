//! Tenancy by type: every store function asks for a `Scope`.

use super::{Actor, Side};
use crate::base::{Id, Refusal, Result};

/// Whose rows may be seen. Made only from an actor (session or token) or for a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope(Kind);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Client(Id),
    Vendor(Id),
}

impl Scope {
    pub fn of(actor: &Actor) -> Scope {
        match actor.role.side() {
            Side::Region => Scope(Kind::Client(actor.organisation_id.clone())),
            Side::Vendor => Scope(Kind::Vendor(actor.organisation_id.clone())),
        }
    }

    /// A job's or a command's scope: the whole of one client organisation.
    pub fn job(organisation_id: Id) -> Scope {
        Scope(Kind::Client(organisation_id))
    }

    pub fn side(&self) -> Side {
        match self.0 {
            Kind::Client(_) => Side::Region,
            Kind::Vendor(_) => Side::Vendor,
        }
    }

    /// The client organisation, or NotFound for a vendor's scope.
    pub fn client(&self) -> Result<&Id> {
        match &self.0 {
            Kind::Client(id) => Ok(id),
            Kind::Vendor(_) => Err(Refusal::NotFound),
        }
    }

    /// The vendor organisation, or NotFound for a client's scope.
    pub fn vendor(&self) -> Result<&Id> {
        match &self.0 {
            Kind::Vendor(id) => Ok(id),
            Kind::Client(_) => Err(Refusal::NotFound),
        }
    }
}
