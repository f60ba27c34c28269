//! What the register knows of everybody who could be sent to, with a fixed number of queries.

use crate::access::Scope;
use crate::base::{Id, Instant, Language, Result};
use crate::features::questionnaires::AssessmentStatus;
use crate::platform::db::Db;
use crate::platform::db::schema::{accounts, assessments, memberships, persons, vendors};
use diesel::dsl::max;
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// What is not handed in.
pub const OPEN: [AssessmentStatus; 3] =
    [AssessmentStatus::Sent, AssessmentStatus::InProgress, AssessmentStatus::Returned];

/// Somebody at a vendor whom a mail reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    pub person_id: Id,
    pub name: String,
    pub language: Language,
    pub email: String,
}

/// When something was last sent to each vendor.
pub fn last_sent(c: &mut Db, scope: &Scope) -> Result<BTreeMap<Id, Instant>> {
    let found: Vec<(Id, Option<Instant>)> = assessments::table
        .filter(assessments::organisation_id.eq(scope.client()?))
        .group_by(assessments::vendor_id)
        .select((assessments::vendor_id, max(assessments::sent_at)))
        .load(c)?;
    Ok(found.into_iter().filter_map(|(id, at)| at.map(|at| (id, at))).collect())
}

/// The vendors with an assessment that is not handed in.
pub fn with_open(c: &mut Db, scope: &Scope) -> Result<BTreeSet<Id>> {
    let found: Vec<Id> = assessments::table
        .filter(assessments::organisation_id.eq(scope.client()?))
        .filter(assessments::status.eq_any(OPEN))
        .select(assessments::vendor_id)
        .distinct()
        .load(c)?;
    Ok(found.into_iter().collect())
}

/// Everybody that a mail reaches at the vendors of the client, by the vendor's own organisation, each person once.
pub fn reached(c: &mut Db, scope: &Scope) -> Result<BTreeMap<Id, Vec<Reached>>> {
    let tied = vendors::table
        .filter(vendors::organisation_id.eq(scope.client()?))
        .filter(vendors::vendor_organisation_id.is_not_null())
        .select(vendors::vendor_organisation_id.assume_not_null());
    let found: Vec<(Id, Id, String, Language, String)> = memberships::table
        .inner_join(persons::table.inner_join(accounts::table))
        .filter(memberships::organisation_id.eq_any(tied))
        .filter(memberships::ended_at.is_null())
        .filter(accounts::disabled.eq(false))
        .order((persons::name_folded, persons::id))
        .select((memberships::organisation_id, persons::id, persons::name, accounts::language, accounts::email))
        .load(c)?;
    let mut all: BTreeMap<Id, Vec<Reached>> = BTreeMap::new();
    for (organisation_id, person_id, name, language, email) in found {
        let people = all.entry(organisation_id).or_default();
        if !people.iter().any(|each| each.person_id == person_id) {
            people.push(Reached { person_id, name, language, email });
        }
    }
    Ok(all)
}
