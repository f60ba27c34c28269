//! `Ctx`: who is acting, on whose rows, when, in which language. Passed, never fetched.

use crate::access::{Actor, Permission, Role, Scope, Via, policy};
use crate::base::{Id, Instant, Language, Refusal, Result, clock};
use chrono::{DateTime, NaiveDate, Utc};

#[derive(Debug, Clone)]
pub struct Ctx {
    pub actor: Actor,
    pub scope: Scope,
    pub now: DateTime<Utc>,
    pub language: Language,
    pub request_id: String,
}

impl Ctx {
    pub fn new(actor: Actor, now: DateTime<Utc>, language: Language, request_id: String) -> Ctx {
        Ctx { scope: Scope::of(&actor), actor, now, language, request_id }
    }

    /// The context of a job or a command that works for one client organisation.
    pub fn job(organisation_id: Id, name: &str, via: Via, now: DateTime<Utc>) -> Ctx {
        let actor = Actor {
            person_id: organisation_id.clone(),
            name: name.to_string(),
            organisation_id: organisation_id.clone(),
            organisation_name: String::new(),
            role: Role::SecurityOfficer,
            via,
        };
        Ctx {
            actor,
            scope: Scope::job(organisation_id),
            now,
            language: Language::Sv,
            request_id: format!("job:{name}"),
        }
    }

    /// Today's date in Sweden.
    pub fn today(&self) -> NaiveDate {
        clock::swedish_date(self.now)
    }

    pub fn instant(&self) -> Instant {
        self.now.into()
    }

    pub fn new_id(&self) -> Id {
        Id::new(self.now)
    }

    pub fn can(&self, permission: Permission) -> bool {
        policy::allows(Some(self.actor.role), permission)
    }

    /// Stops an action that the role may not take. Routes ask the same table, so this holds for
    /// every other way in.
    pub fn require(&self, permission: Permission) -> Result<()> {
        if self.can(permission) { Ok(()) } else { Err(Refusal::NotAllowed) }
    }
}
