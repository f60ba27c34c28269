//! The only queries on what a vendor has answered before: last time, and in its own bank of answers.

use super::model::AssessmentStatus;
use super::records::{Answer, Assessment};
use crate::access::Scope;
use crate::base::{Id, Instant, Result};
use crate::platform::db::Db;
use crate::platform::db::schema::{answers, assessments, vendors};
use diesel::prelude::*;

/// The assessment of the same vendor, asked by the same client, that was handed in last before this one: of the same
/// contract if there is one. This one was found within the scope, so the earlier one may be seen too.
pub fn last_time(c: &mut Db, of: &Assessment, before: Instant) -> Result<Option<Assessment>> {
    let earlier: Vec<Assessment> = assessments::table
        .filter(assessments::organisation_id.eq(&of.organisation_id))
        .filter(assessments::vendor_id.eq(&of.vendor_id))
        .filter(assessments::id.ne(&of.id))
        .filter(assessments::status.eq_any([AssessmentStatus::Submitted, AssessmentStatus::Closed]))
        .filter(assessments::submitted_at.lt(before))
        .order((assessments::submitted_at.desc(), assessments::id.desc()))
        .limit(50)
        .select(Assessment::as_select())
        .load(c)?;
    let same = earlier.iter().position(|one| one.contract_id == of.contract_id).unwrap_or(0);
    Ok(earlier.into_iter().nth(same))
}

/// All answers of an assessment that may be seen.
pub fn answers_of(c: &mut Db, assessment_id: &Id) -> Result<Vec<Answer>> {
    Ok(answers::table
        .filter(answers::assessment_id.eq(assessment_id))
        .filter(answers::status.is_not_null())
        .select(Answer::as_select())
        .load(c)?)
}

/// What this vendor organisation has answered to the same question of the same client in other assessments, the
/// latest first. Answers of another vendor, or to another client, are never among them.
pub fn bank(c: &mut Db, scope: &Scope, of: &Assessment, question_id: &str) -> Result<Vec<Answer>> {
    Ok(answers::table
        .inner_join(assessments::table.inner_join(vendors::table))
        .filter(vendors::vendor_organisation_id.eq(scope.vendor()?))
        .filter(assessments::organisation_id.eq(&of.organisation_id))
        .filter(assessments::id.ne(&of.id))
        .filter(answers::question_id.eq(question_id))
        .filter(answers::status.is_not_null())
        .order((answers::answered_at.desc(), answers::id.desc()))
        .limit(20)
        .select(Answer::as_select())
        .load(c)?)
}
