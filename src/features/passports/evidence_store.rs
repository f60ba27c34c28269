//! The only queries on what supports the answers of a passport: files of the vendor's own library. A vendor's scope
//! reaches its own; a client's scope those of answers that it is shown now.

use crate::access::Scope;
use crate::base::{Id, Instant, Result};
use crate::features::questionnaires::EvidenceKind;
use crate::platform::db::Db;
use crate::platform::db::schema::{evidence_items, passport_evidence, passport_shares};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;

/// That a file of the library supports an answer, until `removed_at`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = passport_evidence)]
pub struct PassportEvidence {
    pub id: Id,
    /// The vendor's own organisation.
    pub organisation_id: Id,
    pub question_id: String,
    pub evidence_id: Id,
    pub added_by_name: String,
    pub added_at: Instant,
    pub removed_at: Option<Instant>,
    pub removed_by_name: Option<String>,
}

/// A file that supports an answer. What the vendor notes about it in its library is not part of it.
#[derive(Debug, Clone, Queryable)]
pub struct PassportFile {
    pub question_id: String,
    pub evidence_id: Id,
    pub title: String,
    pub kind: EvidenceKind,
    pub file_name: String,
    pub media_type: String,
    pub sha256: String,
    pub issued_on: Option<NaiveDate>,
    pub expires_on: Option<NaiveDate>,
}

macro_rules! files {
    ($organisation:expr) => {
        passport_evidence::table
            .inner_join(evidence_items::table)
            .filter(passport_evidence::organisation_id.eq($organisation))
            .filter(passport_evidence::removed_at.is_null())
            .order((passport_evidence::question_id, passport_evidence::id))
            .select((
                passport_evidence::question_id,
                passport_evidence::evidence_id,
                evidence_items::title,
                evidence_items::kind,
                evidence_items::file_name,
                evidence_items::media_type,
                evidence_items::sha256,
                evidence_items::issued_on,
                evidence_items::expires_on,
            ))
    };
}

/// What supports the vendor's own answers, by question.
pub fn own(c: &mut Db, scope: &Scope) -> Result<Vec<PassportFile>> {
    Ok(files!(scope.vendor()?).load(c)?)
}

/// What supports the answers that the vendor organisation `own` shows the client now, by question. A vendor without an
/// organisation shows nothing. Two queries.
pub fn shown(c: &mut Db, scope: &Scope, own: Option<&Id>) -> Result<BTreeMap<String, Vec<PassportFile>>> {
    let client = scope.client()?;
    let mut by_question: BTreeMap<String, Vec<PassportFile>> = BTreeMap::new();
    let Some(own) = own else { return Ok(by_question) };
    let open: Vec<String> = passport_shares::table
        .filter(passport_shares::organisation_id.eq(own))
        .filter(passport_shares::client_id.eq(client))
        .filter(passport_shares::withdrawn_at.is_null())
        .select(passport_shares::question_id)
        .load(c)?;
    let files: Vec<PassportFile> = files!(own).filter(passport_evidence::question_id.eq_any(open)).load(c)?;
    for file in files {
        by_question.entry(file.question_id.clone()).or_default().push(file);
    }
    Ok(by_question)
}

pub fn insert(c: &mut Db, row: &PassportEvidence) -> Result<()> {
    diesel::insert_into(passport_evidence::table).values(row).execute(c)?;
    Ok(())
}

/// Takes a file away from an answer of the vendor's own. Gives how many rows it stood in.
pub fn remove(
    c: &mut Db,
    scope: &Scope,
    (question_id, evidence_id): (&str, &Id),
    (at, by): (Instant, &str),
) -> Result<usize> {
    let there = passport_evidence::table
        .filter(passport_evidence::organisation_id.eq(scope.vendor()?))
        .filter(passport_evidence::question_id.eq(question_id))
        .filter(passport_evidence::evidence_id.eq(evidence_id))
        .filter(passport_evidence::removed_at.is_null());
    Ok(diesel::update(there)
        .set((passport_evidence::removed_at.eq(Some(at)), passport_evidence::removed_by_name.eq(Some(by))))
        .execute(c)?)
}
