//! Who is to be reminded of what, and who was.

use super::reach::OPEN;
use crate::access::Scope;
use crate::base::{Id, Result};
use crate::features::questionnaires::Assessment;
use crate::features::sendings::records::{Digest, Reminder};
use crate::features::vendors::VendorStatus;
use crate::platform::db::Db;
use crate::platform::db::schema::{assessment_digests, assessment_reminders, assessments, contracts, vendors};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// An open assessment and whom it concerns.
#[derive(Debug, Clone)]
pub struct Waiting {
    pub assessment: Assessment,
    pub vendor_name: String,
    pub vendor_organisation_id: Option<Id>,
    pub manager_id: Option<Id>,
}

/// The organisations that have sent anything: where time has something to look for.
pub fn organisations_that_send(c: &mut Db) -> Result<Vec<Id>> {
    Ok(assessments::table
        .order(assessments::organisation_id)
        .select(assessments::organisation_id)
        .distinct()
        .load(c)?)
}

/// What is not handed in, of vendors that have not ended.
pub fn waiting(c: &mut Db, scope: &Scope) -> Result<Vec<Waiting>> {
    let rows: Vec<(Assessment, String, Option<Id>, Option<Id>)> = assessments::table
        .inner_join(vendors::table)
        .filter(assessments::organisation_id.eq(scope.client()?))
        .filter(assessments::status.eq_any(OPEN))
        .filter(vendors::status.ne(VendorStatus::Ended))
        .order((assessments::due_on, assessments::id))
        .select((Assessment::as_select(), vendors::legal_name, vendors::vendor_organisation_id, vendors::manager_id))
        .load(c)?;
    let waiting = |(assessment, vendor_name, vendor_organisation_id, manager_id)| Waiting {
        assessment,
        vendor_name,
        vendor_organisation_id,
        manager_id,
    };
    Ok(rows.into_iter().map(waiting).collect())
}

/// The steps that open assessments have been reminded of.
pub fn reminded(c: &mut Db, scope: &Scope) -> Result<BTreeMap<Id, BTreeSet<i32>>> {
    let rows: Vec<(Id, i32)> = assessment_reminders::table
        .inner_join(assessments::table.on(assessments::id.eq(assessment_reminders::assessment_id)))
        .filter(assessment_reminders::organisation_id.eq(scope.client()?))
        .filter(assessments::status.eq_any(OPEN))
        .select((assessment_reminders::assessment_id, assessment_reminders::step))
        .load(c)?;
    let mut all: BTreeMap<Id, BTreeSet<i32>> = BTreeMap::new();
    for (id, step) in rows {
        all.entry(id).or_default().insert(step);
    }
    Ok(all)
}

/// Who has had the mail of a day.
pub fn told_on(c: &mut Db, scope: &Scope, day: NaiveDate) -> Result<BTreeSet<Id>> {
    let found: Vec<Id> = assessment_digests::table
        .filter(assessment_digests::organisation_id.eq(scope.client()?))
        .filter(assessment_digests::on_date.eq(day))
        .select(assessment_digests::person_id)
        .load(c)?;
    Ok(found.into_iter().collect())
}

pub fn insert_reminder(c: &mut Db, row: &Reminder) -> Result<()> {
    diesel::insert_into(assessment_reminders::table).values(row).execute(c)?;
    Ok(())
}

pub fn insert_digest(c: &mut Db, row: &Digest) -> Result<()> {
    diesel::insert_into(assessment_digests::table).values(row).execute(c)?;
    Ok(())
}

/// The manager of each vendor's newest contract that has one, and of each contract by its own id.
pub fn contract_managers(c: &mut Db, scope: &Scope) -> Result<(BTreeMap<Id, Id>, BTreeMap<Id, Id>)> {
    let rows: Vec<(Id, Id, Option<Id>)> = contracts::table
        .filter(contracts::organisation_id.eq(scope.client()?))
        .filter(contracts::manager_id.is_not_null())
        .order((contracts::starts_on.is_not_null(), contracts::starts_on, contracts::id))
        .select((contracts::id, contracts::vendor_id, contracts::manager_id))
        .load(c)?;
    let (mut of_vendor, mut of_contract) = (BTreeMap::new(), BTreeMap::new());
    for (id, vendor_id, manager_id) in rows {
        if let Some(manager) = manager_id {
            of_vendor.insert(vendor_id, manager.clone());
            of_contract.insert(id, manager);
        }
    }
    Ok((of_vendor, of_contract))
}
