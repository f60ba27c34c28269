//! The only queries on a vendor's library of evidence, and on where its files are used.

use super::library::EvidenceKind;
use crate::access::Scope;
use crate::base::{Id, Instant, Page, PageRequest, Result};
use crate::platform::db::Db;
use crate::platform::db::schema::{assessments, attachments, evidence_items, evidence_uses, organisations, vendors};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;

/// Something that a vendor keeps to show to all who ask. It belongs to the vendor's own organisation.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = evidence_items, treat_none_as_null = true)]
pub struct EvidenceItem {
    pub id: Id,
    pub organisation_id: Id,
    pub title: String,
    pub kind: EvidenceKind,
    pub covers_from: Option<NaiveDate>,
    pub covers_to: Option<NaiveDate>,
    pub issued_on: Option<NaiveDate>,
    pub expires_on: Option<NaiveDate>,
    /// Kept for what it was: it supports no new answer.
    pub history: bool,
    pub note: Option<String>,
    pub file_name: String,
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    pub sha256: String,
    pub created_by: Id,
    pub created_by_name: String,
    pub created_at: Instant,
    pub retired_at: Option<Instant>,
    pub version: i32,
}

/// What is known of a file that supports an answer, as it was when the file came there.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = evidence_uses)]
pub struct EvidenceUse {
    pub id: Id,
    pub organisation_id: Id,
    pub assessment_id: Id,
    pub question_id: String,
    pub attachment_id: Id,
    /// None when the file was uploaded at the question.
    pub evidence_id: Option<Id>,
    pub kind: Option<EvidenceKind>,
    pub covers_from: Option<NaiveDate>,
    pub covers_to: Option<NaiveDate>,
    pub issued_on: Option<NaiveDate>,
    pub expires_on: Option<NaiveDate>,
    pub used_by_name: String,
    pub used_at: Instant,
}

/// Where a piece of evidence supports an answer: assessment, question, the client that asked.
#[derive(Debug, Clone, Serialize)]
pub struct Place {
    pub assessment_id: Id,
    pub question_id: String,
    pub client: String,
}

/// The vendor's own library, what expires first on top; what was taken out of it is not there.
pub fn list(c: &mut Db, scope: &Scope, page: PageRequest) -> Result<Page<EvidenceItem>> {
    let own = || -> Result<_> {
        Ok(evidence_items::table
            .filter(evidence_items::organisation_id.eq(scope.vendor()?))
            .filter(evidence_items::retired_at.is_null()))
    };
    let total: i64 = own()?.count().get_result(c)?;
    let rows = own()?
        .order((
            evidence_items::history,
            evidence_items::expires_on.is_null(),
            evidence_items::expires_on,
            evidence_items::id,
        ))
        .limit(page.size)
        .offset(page.offset())
        .select(EvidenceItem::as_select())
        .load(c)?;
    Ok(Page::new(rows, total, page))
}

/// What may support a new answer that day, the newest first; at most two hundred.
pub fn usable(c: &mut Db, scope: &Scope, today: NaiveDate) -> Result<Vec<EvidenceItem>> {
    Ok(evidence_items::table
        .filter(evidence_items::organisation_id.eq(scope.vendor()?))
        .filter(evidence_items::retired_at.is_null())
        .filter(evidence_items::history.eq(false))
        .filter(evidence_items::expires_on.is_null().or(evidence_items::expires_on.ge(today)))
        .order(evidence_items::id.desc())
        .limit(200)
        .select(EvidenceItem::as_select())
        .load(c)?)
}

/// One piece of the vendor's own library.
pub fn find(c: &mut Db, scope: &Scope, id: &Id) -> Result<EvidenceItem> {
    Ok(evidence_items::table
        .filter(evidence_items::id.eq(id))
        .filter(evidence_items::organisation_id.eq(scope.vendor()?))
        .filter(evidence_items::retired_at.is_null())
        .select(EvidenceItem::as_select())
        .first(c)?)
}

pub fn insert(c: &mut Db, row: &EvidenceItem) -> Result<()> {
    diesel::insert_into(evidence_items::table).values(row).execute(c)?;
    Ok(())
}

/// Saves a piece of the vendor's own library.
pub fn update(c: &mut Db, scope: &Scope, row: &EvidenceItem) -> Result<()> {
    let own = evidence_items::table
        .filter(evidence_items::id.eq(&row.id))
        .filter(evidence_items::organisation_id.eq(scope.vendor()?));
    diesel::update(own).set(row).execute(c)?;
    Ok(())
}

/// Notes what is known of a file, within an assessment that was found within the scope.
pub fn insert_use(c: &mut Db, row: &EvidenceUse) -> Result<()> {
    diesel::insert_into(evidence_uses::table).values(row).execute(c)?;
    Ok(())
}

/// What is known of the files of an assessment that was found within the scope, by the file's id.
pub fn uses_of(c: &mut Db, assessment_id: &Id) -> Result<BTreeMap<Id, EvidenceUse>> {
    let rows: Vec<EvidenceUse> = evidence_uses::table
        .filter(evidence_uses::assessment_id.eq(assessment_id))
        .select(EvidenceUse::as_select())
        .load(c)?;
    Ok(rows.into_iter().map(|row| (row.attachment_id.clone(), row)).collect())
}

/// Where some pieces of the vendor's library are used, by their id. A file that was taken away is used no more.
pub fn places(c: &mut Db, scope: &Scope, ids: &[Id]) -> Result<BTreeMap<Id, Vec<Place>>> {
    let rows: Vec<(Option<Id>, Id, String, String)> = evidence_uses::table
        .inner_join(attachments::table)
        .inner_join(assessments::table.inner_join(vendors::table))
        .inner_join(organisations::table.on(organisations::id.eq(evidence_uses::organisation_id)))
        .filter(evidence_uses::evidence_id.eq_any(ids))
        .filter(vendors::vendor_organisation_id.eq(scope.vendor()?))
        .filter(attachments::removed_at.is_null())
        .order(evidence_uses::id)
        .select((
            evidence_uses::evidence_id,
            evidence_uses::assessment_id,
            evidence_uses::question_id,
            organisations::name,
        ))
        .load(c)?;
    let mut found: BTreeMap<Id, Vec<Place>> = BTreeMap::new();
    for (id, assessment_id, question_id, client) in rows {
        if let Some(id) = id {
            found.entry(id).or_default().push(Place { assessment_id, question_id, client });
        }
    }
    Ok(found)
}
