//! The only queries on what stands behind verdicts, samples, messages and certificates' scopes. The assessment that
//! they belong to was found within the scope first.

use super::records::{CertificateScope, Message, Sample, Support, ThreadRow};
use crate::access::{Scope, Side};
use crate::base::{Id, Instant, Result};
use crate::features::questionnaires::{Assessment, AssessmentStatus};
use crate::platform::db::Db;
use crate::platform::db::schema::{
    assessments, certificate_scopes, question_messages, question_threads, review_samples, review_supports, vendors,
};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::BTreeMap;

/// By question id.
pub type Supports = BTreeMap<String, Support>;

pub fn insert_support(c: &mut Db, row: &Support) -> Result<()> {
    diesel::insert_into(review_supports::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_support(c: &mut Db, row: &Support) -> Result<()> {
    diesel::update(review_supports::table.filter(review_supports::id.eq(&row.id))).set(row).execute(c)?;
    Ok(())
}

/// Client organisations with verdicts whose evidence has run out without the figures knowing.
pub fn organisations_with_lapsed(c: &mut Db, today: NaiveDate) -> Result<Vec<Id>> {
    Ok(review_supports::table
        .filter(review_supports::holds_until.lt(today))
        .filter(review_supports::lapsed_at.is_null())
        .select(review_supports::organisation_id)
        .distinct()
        .load(c)?)
}

/// The assessments with such verdicts.
pub fn lapsed_assessments(c: &mut Db, scope: &Scope, today: NaiveDate) -> Result<Vec<Id>> {
    Ok(review_supports::table
        .filter(review_supports::organisation_id.eq(scope.client()?))
        .filter(review_supports::holds_until.lt(today))
        .filter(review_supports::lapsed_at.is_null())
        .select(review_supports::assessment_id)
        .distinct()
        .load(c)?)
}

pub fn mark_lapsed(c: &mut Db, scope: &Scope, assessment_id: &Id, today: NaiveDate, at: Instant) -> Result<()> {
    let own = review_supports::table
        .filter(review_supports::organisation_id.eq(scope.client()?))
        .filter(review_supports::assessment_id.eq(assessment_id))
        .filter(review_supports::holds_until.lt(today));
    diesel::update(own).set(review_supports::lapsed_at.eq(Some(at))).execute(c)?;
    Ok(())
}

pub fn sample_of(c: &mut Db, assessment_id: &Id) -> Result<Option<Sample>> {
    Ok(review_samples::table
        .filter(review_samples::assessment_id.eq(assessment_id))
        .select(Sample::as_select())
        .first(c)
        .optional()?)
}

pub fn insert_sample(c: &mut Db, row: &Sample) -> Result<()> {
    diesel::insert_into(review_samples::table).values(row).execute(c)?;
    Ok(())
}

/// The threads of an assessment, in the order they were opened.
pub fn threads(c: &mut Db, assessment_id: &Id) -> Result<Vec<ThreadRow>> {
    Ok(question_threads::table
        .filter(question_threads::assessment_id.eq(assessment_id))
        .order((question_threads::opened_at, question_threads::id))
        .select(ThreadRow::as_select())
        .load(c)?)
}

/// The messages of an assessment, in the order they were written.
pub fn messages(c: &mut Db, assessment_id: &Id) -> Result<Vec<Message>> {
    Ok(question_messages::table
        .filter(question_messages::assessment_id.eq(assessment_id))
        .order((question_messages::written_at, question_messages::id))
        .select(Message::as_select())
        .load(c)?)
}

pub fn insert_thread(c: &mut Db, row: &ThreadRow) -> Result<()> {
    diesel::insert_into(question_threads::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_thread(c: &mut Db, row: &ThreadRow) -> Result<()> {
    diesel::update(question_threads::table.filter(question_threads::id.eq(&row.id))).set(row).execute(c)?;
    Ok(())
}

pub fn insert_message(c: &mut Db, row: &Message) -> Result<()> {
    diesel::insert_into(question_messages::table).values(row).execute(c)?;
    Ok(())
}

/// Client organisations with messages that have waited long enough.
pub fn organisations_untold(c: &mut Db, before: Instant) -> Result<Vec<Id>> {
    Ok(question_messages::table
        .filter(question_messages::told_at.is_null())
        .filter(question_messages::written_at.le(before))
        .select(question_messages::organisation_id)
        .distinct()
        .load(c)?)
}

/// Every message of the client that nobody has been told of, with its assessment.
pub fn untold(c: &mut Db, scope: &Scope) -> Result<Vec<Message>> {
    Ok(question_messages::table
        .filter(question_messages::organisation_id.eq(scope.client()?))
        .filter(question_messages::told_at.is_null())
        .order((question_messages::written_at, question_messages::id))
        .select(Message::as_select())
        .load(c)?)
}

/// The assessments of the client among `ids`, with the vendor's name and its own organisation.
pub fn told_of(c: &mut Db, scope: &Scope, ids: &[Id]) -> Result<Vec<(Assessment, String, Option<Id>)>> {
    Ok(assessments::table
        .inner_join(vendors::table)
        .filter(assessments::organisation_id.eq(scope.client()?))
        .filter(assessments::id.eq_any(ids))
        .order(assessments::id)
        .select((Assessment::as_select(), vendors::legal_name, vendors::vendor_organisation_id))
        .load(c)?)
}

pub fn mark_told(c: &mut Db, scope: &Scope, ids: &[Id], at: Instant) -> Result<()> {
    let own = question_messages::table
        .filter(question_messages::organisation_id.eq(scope.client()?))
        .filter(question_messages::id.eq_any(ids));
    diesel::update(own).set(question_messages::told_at.eq(Some(at))).execute(c)?;
    Ok(())
}

/// Those of the region who have written in the threads of an assessment.
pub fn region_writers(c: &mut Db, assessment_id: &Id) -> Result<Vec<Id>> {
    Ok(question_messages::table
        .filter(question_messages::assessment_id.eq(assessment_id))
        .filter(question_messages::side.eq(Side::Region))
        .select(question_messages::written_by)
        .distinct()
        .load(c)?)
}

pub fn scopes_of(c: &mut Db, assessment_id: &Id) -> Result<Vec<CertificateScope>> {
    Ok(certificate_scopes::table
        .filter(certificate_scopes::assessment_id.eq(assessment_id))
        .order(certificate_scopes::id)
        .select(CertificateScope::as_select())
        .load(c)?)
}

pub fn put_scope(c: &mut Db, row: &CertificateScope) -> Result<()> {
    if row.version == 1 {
        diesel::insert_into(certificate_scopes::table).values(row).execute(c)?;
    } else {
        diesel::update(certificate_scopes::table.filter(certificate_scopes::id.eq(&row.id))).set(row).execute(c)?;
    }
    Ok(())
}

/// The vendor's assessment that was handed in last before this one was sent.
pub fn earlier(c: &mut Db, scope: &Scope, of: &Assessment) -> Result<Option<Assessment>> {
    Ok(assessments::table
        .filter(assessments::organisation_id.eq(scope.client()?))
        .filter(assessments::vendor_id.eq(&of.vendor_id))
        .filter(assessments::id.ne(&of.id))
        .filter(assessments::sent_at.le(of.sent_at))
        .filter(assessments::submitted_at.is_not_null())
        .order((assessments::sent_at.desc(), assessments::id.desc()))
        .select(Assessment::as_select())
        .first(c)
        .optional()?)
}

/// Vendor, claim and verified share of what other vendors of a tier have handed in, the latest first.
pub type TierRow = (Id, Option<i32>, Option<i32>, Option<i32>);

pub fn of_tier(c: &mut Db, scope: &Scope, tier: i32, but: &Id) -> Result<Vec<TierRow>> {
    let done = [AssessmentStatus::Submitted, AssessmentStatus::Closed];
    Ok(assessments::table
        .filter(assessments::organisation_id.eq(scope.client()?))
        .filter(assessments::tier.eq(tier))
        .filter(assessments::vendor_id.ne(but))
        .filter(assessments::status.eq_any(done))
        .order((assessments::submitted_at.desc(), assessments::id.desc()))
        .select((assessments::vendor_id, assessments::claimed_low, assessments::claimed_high, assessments::verified))
        .load(c)?)
}
