//! What an assessment asks: the shipped version that it names, or the snapshot that was kept when it was sent.

use super::records::{Answer, Assessment};
use super::{rules, store};
use crate::access::Scope;
use crate::base::{Id, Result};
use crate::features::controls::catalogue;
use crate::features::question_sets::{self, Asked};
use crate::kit::attachments;
use crate::platform::db::Db;
use crate::platform::db::schema::answers;
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Every question that was sent, in the version that was sent. A shipped set needs no query.
pub fn questions_of(c: &mut Db, assessment: &Assessment) -> Result<Vec<Asked>> {
    match catalogue().questions(&assessment.catalogue_version) {
        Some(edition) => Ok(edition.in_set(assessment.question_set).into_iter().map(Asked::shipped).collect()),
        None => question_sets::asked_by(c, &assessment.id),
    }
}

/// The questions of an assessment that are asked now. The answers are read only when conditions ask for them.
pub fn asked_now(c: &mut Db, scope: &Scope, id: &Id) -> Result<Vec<Asked>> {
    let assessment = store::find(c, scope, id)?;
    let sent = questions_of(c, &assessment)?;
    if sent.iter().all(|question| question.condition().is_none()) {
        return Ok(sent);
    }
    let given: Vec<Answer> =
        answers::table.filter(answers::assessment_id.eq(id)).select(Answer::as_select()).load(c)?;
    let given: BTreeMap<String, Answer> = given.into_iter().map(|each| (each.question_id.clone(), each)).collect();
    Ok(rules::shown(&sent, |id| given.get(id).map(Answer::given)))
}

/// The questions that have a file, where some answer is complete only with one; else nothing is read.
pub fn evidence_of(c: &mut Db, scope: &Scope, assessment: &Assessment, sent: &[Asked]) -> Result<BTreeSet<String>> {
    if !sent.iter().any(Asked::evidence_required) {
        return Ok(BTreeSet::new());
    }
    let files = attachments::of_object(c, scope, std::slice::from_ref(&assessment.vendor_id), &assessment.id)?;
    Ok(files.into_iter().map(|file| file.part).collect())
}
