//! What is a record but has not been registered: the newest first, one query a kind.

use crate::access::Scope;
use crate::base::{Id, Instant, Result};
use crate::features::dialogues::minutes::model::MinutesState;
use crate::features::records::model::RecordKind;
use crate::features::subcontractors::CaseState;
use crate::kit::attachments::Attachment;
use crate::platform::db::Db;
use crate::platform::db::schema::{
    assessments, attachments, dialogues, escalation_steps, escalations, minutes, plan_decisions, plans, public_records,
    service_analyses, subcontract_cases, subcontract_decisions,
};
use diesel::dsl::{exists, not};
use diesel::prelude::*;

type Backend = <Db as diesel::Connection>::Backend;

/// Something that waits to be registered.
#[derive(Debug, Clone)]
pub struct Candidate {
    pub kind: RecordKind,
    pub object_id: Id,
    pub vendor_id: Option<Id>,
    /// A file's name, a number, a period: what tells it from others of its vendor.
    pub title: String,
    pub at: Option<Instant>,
}

/// Whose files are evidence as soon as they are there, and whose pages ask for no more than `RecordRead` brings. A new
/// kind of file is no evidence until it stands here.
const AT_ONCE: [&str; 4] = ["action", "certificate", "effect_check", "vendor_review"];

/// The files that may become records. Those of an assessment and of an application are the vendor's until it has
/// handed them in, as on their own pages.
fn evidence(scope: &Scope) -> Result<attachments::BoxedQuery<'static, Backend>> {
    let client = scope.client()?.clone();
    let answered = assessments::table
        .filter(assessments::organisation_id.eq(client.clone()))
        .filter(assessments::submitted_at.is_not_null())
        .select(assessments::id);
    let applied = subcontract_cases::table
        .filter(subcontract_cases::organisation_id.eq(client.clone()))
        .filter(subcontract_cases::state.ne(CaseState::Draft).or(subcontract_cases::by_phone.eq(true)))
        .select(subcontract_cases::id);
    let of_answer = attachments::object_type.eq("assessment").and(attachments::object_id.eq_any(answered));
    let of_case = attachments::object_type.eq("subcontract").and(attachments::object_id.eq_any(applied));
    Ok(attachments::table
        .into_boxed::<Backend>()
        .filter(attachments::organisation_id.eq(client))
        .filter(attachments::removed_at.is_null())
        .filter(attachments::object_type.eq_any(AT_ONCE).or(of_answer).or(of_case)))
}

/// One file that may become a record. Errors: NotFound for any other.
pub fn find_evidence(c: &mut Db, scope: &Scope, id: &Id) -> Result<Attachment> {
    Ok(evidence(scope)?.filter(attachments::id.eq(id.clone())).select(Attachment::as_select()).first(c)?)
}

/// The newest of a kind that are not registered, at most so many.
pub fn candidates(c: &mut Db, scope: &Scope, kind: RecordKind, most: i64) -> Result<Vec<Candidate>> {
    let client = scope.client()?;
    let of = |(object_id, vendor_id, title, at): (Id, Option<Id>, String, Option<Instant>)| Candidate {
        kind,
        object_id,
        vendor_id,
        title,
        at,
    };
    Ok(match kind {
        RecordKind::Document => Vec::new(),
        RecordKind::Minutes => {
            let known = public_records::object_id.eq(dialogues::id).and(public_records::kind.eq(kind));
            let done = [MinutesState::Approved, MinutesState::Registered, MinutesState::Archived];
            let approved = minutes::table
                .filter(minutes::organisation_id.eq(client))
                .filter(minutes::state.eq_any(done))
                .select(minutes::dialogue_id);
            let rows: Vec<(Id, Id, String, Option<Instant>)> = dialogues::table
                .left_join(public_records::table.on(known))
                .filter(dialogues::organisation_id.eq(client))
                .filter(dialogues::id.eq_any(approved))
                .filter(public_records::id.is_null())
                .order((dialogues::locked_at.desc(), dialogues::id))
                .limit(most)
                .select((dialogues::id, dialogues::vendor_id, dialogues::period, dialogues::locked_at))
                .load(c)?;
            rows.into_iter().map(|(id, vendor, title, at)| of((id, Some(vendor), title, at))).collect()
        }
        RecordKind::Assessment => {
            let known = public_records::object_id.eq(assessments::id).and(public_records::kind.eq(kind));
            let rows: Vec<(Id, Id, Option<String>, Option<Instant>)> = assessments::table
                .left_join(public_records::table.on(known))
                .filter(assessments::organisation_id.eq(client))
                .filter(assessments::submitted_at.is_not_null())
                .filter(public_records::id.is_null())
                .order((assessments::submitted_at.desc(), assessments::id))
                .limit(most)
                .select((assessments::id, assessments::vendor_id, assessments::declared_by, assessments::submitted_at))
                .load(c)?;
            let rows = rows.into_iter().map(|(id, vendor, by, at)| (id, Some(vendor), by.unwrap_or_default(), at));
            rows.map(of).collect()
        }
        RecordKind::Evidence => {
            let known = public_records::table
                .filter(public_records::object_id.eq(attachments::id))
                .filter(public_records::kind.eq(kind));
            let rows: Vec<(Id, Option<Id>, String, Instant)> = evidence(scope)?
                .filter(not(exists(known)))
                .order((attachments::uploaded_at.desc(), attachments::id))
                .limit(most)
                .select((attachments::id, attachments::vendor_id, attachments::file_name, attachments::uploaded_at))
                .load(c)?;
            rows.into_iter().map(|(id, vendor, title, at)| of((id, vendor, title, Some(at)))).collect()
        }
        RecordKind::Approval => {
            let known = public_records::object_id.eq(subcontract_cases::id).and(public_records::kind.eq(kind));
            let rows: Vec<(Id, Id, String, Instant)> = subcontract_decisions::table
                .inner_join(subcontract_cases::table.on(subcontract_cases::id.eq(subcontract_decisions::case_id)))
                .left_join(public_records::table.on(known))
                .filter(subcontract_decisions::organisation_id.eq(client))
                .filter(public_records::id.is_null())
                .order((subcontract_decisions::decided_at.desc(), subcontract_decisions::id))
                .limit(most)
                .select((
                    subcontract_cases::id,
                    subcontract_cases::vendor_id,
                    subcontract_cases::name,
                    subcontract_decisions::decided_at,
                ))
                .load(c)?;
            once(rows.into_iter().map(|(id, vendor, title, at)| of((id, Some(vendor), title, Some(at)))))
        }
        RecordKind::Analysis => {
            let known = public_records::object_id.eq(service_analyses::id).and(public_records::kind.eq(kind));
            let rows: Vec<(Id, String, Option<Instant>)> = service_analyses::table
                .left_join(public_records::table.on(known))
                .filter(service_analyses::organisation_id.eq(client))
                .filter(service_analyses::snapshot.is_not_null())
                .filter(public_records::id.is_null())
                .order((service_analyses::decided_at.desc(), service_analyses::id))
                .limit(most)
                .select((service_analyses::id, service_analyses::name_folded, service_analyses::decided_at))
                .load(c)?;
            rows.into_iter().map(|(id, title, at)| of((id, None, title, at))).collect()
        }
        RecordKind::Plan => {
            let known = public_records::object_id.eq(plan_decisions::id).and(public_records::kind.eq(kind));
            let rows: Vec<(Id, Id, String, i32, Instant)> = plan_decisions::table
                .inner_join(plans::table.on(plans::id.eq(plan_decisions::plan_id)))
                .left_join(public_records::table.on(known))
                .filter(plan_decisions::organisation_id.eq(client))
                .filter(public_records::id.is_null())
                .order((plan_decisions::recorded_at.desc(), plan_decisions::id))
                .limit(most)
                .select((
                    plan_decisions::id,
                    plans::vendor_id,
                    plans::title,
                    plan_decisions::number,
                    plan_decisions::recorded_at,
                ))
                .load(c)?;
            let rows = rows
                .into_iter()
                .map(|(id, vendor, title, number, at)| of((id, Some(vendor), format!("{title} ({number})"), Some(at))));
            rows.collect()
        }
        RecordKind::EscalationLetter => {
            let known = public_records::object_id.eq(escalation_steps::id).and(public_records::kind.eq(kind));
            let rows: Vec<(Id, Id, String, Instant)> = escalation_steps::table
                .inner_join(escalations::table.on(escalations::id.eq(escalation_steps::escalation_id)))
                .left_join(public_records::table.on(known))
                .filter(escalation_steps::organisation_id.eq(client))
                .filter(escalation_steps::letter.is_not_null())
                .filter(public_records::id.is_null())
                .order((escalation_steps::recorded_at.desc(), escalation_steps::id))
                .limit(most)
                .select((
                    escalation_steps::id,
                    escalations::vendor_id,
                    escalations::title,
                    escalation_steps::recorded_at,
                ))
                .load(c)?;
            rows.into_iter().map(|(id, vendor, title, at)| of((id, Some(vendor), title, Some(at)))).collect()
        }
    })
}

/// What was decided more than once is one candidate, by its latest decision.
fn once(rows: impl Iterator<Item = Candidate>) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for row in rows {
        if !found.iter().any(|each| each.object_id == row.object_id) {
            found.push(row);
        }
    }
    found
}
