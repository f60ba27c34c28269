//! Which legal references somebody has read in force.

use crate::access::Scope;
use crate::base::Result;
use crate::features::clause_library::records::LegalVerification;
use crate::platform::db::Db;
use crate::platform::db::schema::legal_verifications;
use diesel::prelude::*;
use std::collections::BTreeMap;

/// What counts of each reference: the latest that was said. One query; there are as many as the clauses name.
pub fn legal_states(c: &mut Db, scope: &Scope) -> Result<BTreeMap<String, LegalVerification>> {
    let rows: Vec<LegalVerification> = legal_verifications::table
        .filter(legal_verifications::organisation_id.eq(scope.client()?))
        .order((legal_verifications::verified_at, legal_verifications::id))
        .select(LegalVerification::as_select())
        .load(c)?;
    Ok(rows.into_iter().map(|row| (row.reference.clone(), row)).collect())
}

/// Everything that was said of one reference, the newest first.
pub fn legal_history(c: &mut Db, scope: &Scope, reference: &str) -> Result<Vec<LegalVerification>> {
    Ok(legal_verifications::table
        .filter(legal_verifications::organisation_id.eq(scope.client()?))
        .filter(legal_verifications::reference.eq(reference))
        .order((legal_verifications::verified_at.desc(), legal_verifications::id.desc()))
        .limit(100)
        .select(LegalVerification::as_select())
        .load(c)?)
}

pub fn insert_legal(c: &mut Db, row: &LegalVerification) -> Result<()> {
    diesel::insert_into(legal_verifications::table).values(row).execute(c)?;
    Ok(())
}
