//! The only queries on sections that colleagues hand to each other.

use crate::access::Scope;
use crate::base::{Id, Instant, Language, Result};
use crate::features::questionnaires::model::AssessmentStatus;
use crate::platform::db::Db;
use crate::platform::db::schema::{assessments, organisations, section_delegations, vendors};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

/// A section that one colleague at the vendor has handed to another.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = section_delegations, treat_none_as_null = true)]
pub struct Delegation {
    pub id: Id,
    pub organisation_id: Id,
    pub assessment_id: Id,
    pub domain: String,
    /// What the section was called when it was handed over.
    pub name_sv: String,
    pub name_en: String,
    pub person_id: Id,
    pub person_name: String,
    pub due_on: Option<NaiveDate>,
    pub note: Option<String>,
    pub given_by: Id,
    pub given_by_name: String,
    pub given_at: Instant,
    pub ended_at: Option<Instant>,
    pub ended_by_name: Option<String>,
    pub version: i32,
}

/// A section that waits for a person, and the client that asks.
#[derive(Debug, Clone)]
pub struct Handed {
    pub delegation: Delegation,
    pub client: String,
    /// The day that was agreed, or else the last day of the assessment.
    pub due_on: NaiveDate,
}

impl Delegation {
    pub fn section(&self, language: Language) -> &str {
        match language {
            Language::Sv => &self.name_sv,
            Language::En => &self.name_en,
        }
    }
}

/// What is handed over now in an assessment that was found within the vendor's scope, the oldest first.
pub fn of_assessment(c: &mut Db, scope: &Scope, assessment_id: &Id) -> Result<Vec<Delegation>> {
    Ok(section_delegations::table
        .inner_join(assessments::table.inner_join(vendors::table))
        .filter(vendors::vendor_organisation_id.eq(scope.vendor()?))
        .filter(section_delegations::assessment_id.eq(assessment_id))
        .filter(section_delegations::ended_at.is_null())
        .order(section_delegations::id)
        .select(Delegation::as_select())
        .load(c)?)
}

/// The sections that wait for a person, of assessments that can still be answered; the most urgent first.
pub fn of_person(c: &mut Db, scope: &Scope, person_id: &Id) -> Result<Vec<Handed>> {
    const OPEN: [AssessmentStatus; 3] =
        [AssessmentStatus::Sent, AssessmentStatus::InProgress, AssessmentStatus::Returned];
    let rows: Vec<(Delegation, String, NaiveDate)> = section_delegations::table
        .inner_join(assessments::table.inner_join(vendors::table))
        .inner_join(organisations::table.on(organisations::id.eq(section_delegations::organisation_id)))
        .filter(vendors::vendor_organisation_id.eq(scope.vendor()?))
        .filter(section_delegations::person_id.eq(person_id))
        .filter(section_delegations::ended_at.is_null())
        .filter(assessments::status.eq_any(OPEN))
        .order((assessments::due_on, section_delegations::id))
        .limit(200)
        .select((Delegation::as_select(), organisations::name, assessments::due_on))
        .load(c)?;
    let handed = |(delegation, client, last): (Delegation, String, NaiveDate)| {
        let due_on = delegation.due_on.unwrap_or(last);
        Handed { delegation, client, due_on }
    };
    let mut found: Vec<Handed> = rows.into_iter().map(handed).collect();
    found.sort_by_key(|one| one.due_on);
    Ok(found)
}

pub fn insert(c: &mut Db, row: &Delegation) -> Result<()> {
    diesel::insert_into(section_delegations::table).values(row).execute(c)?;
    Ok(())
}

/// Saves a row that `of_assessment` gave.
pub fn update(c: &mut Db, row: &Delegation) -> Result<()> {
    diesel::update(section_delegations::table.filter(section_delegations::id.eq(&row.id))).set(row).execute(c)?;
    Ok(())
}
