//! Who is shown what, and what each of them makes of it.

use super::actions::LONGEST_NOTE;
use super::records::{PassportReview, PassportShare};
use super::store;
use crate::access::{Permission, Role};
use crate::base::refusal::{self, Checks};
use crate::base::{FieldError, Id, Refusal, Result, text};
use crate::features::controls::{Assurance, catalogue};
use crate::features::questionnaires::AnswerStatus;
use crate::features::{accounts, vendors};
use crate::kit::{Ctx, audit, outbox};
use crate::platform::db::Db;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// How far a client's shares have come, for an edit of all of them at once: it grows with each change.
pub fn share_version(shares: &BTreeMap<(Id, String), PassportShare>, client_id: &Id) -> i32 {
    shares.iter().filter(|((client, _), _)| client == client_id).map(|(_, share)| share.version).sum()
}

/// `share_version` of what is stored.
pub fn shares_version(c: &mut Db, ctx: &Ctx, client_id: &Id) -> Result<i32> {
    Ok(share_version(&store::shares(c, &ctx.scope)?, client_id))
}

/// The questions that a client is shown.
pub fn shown_questions(shares: &BTreeMap<(Id, String), PassportShare>, client_id: &Id) -> BTreeSet<String> {
    let open =
        |((client, _), share): &(&(Id, String), &PassportShare)| client == client_id && share.withdrawn_at.is_none();
    shares.iter().filter(open).map(|((_, question), _)| question.clone()).collect()
}

/// Says exactly which answers one client is shown from now on; the rest are taken back from it.
/// Errors: NotFound for somebody who does not follow the vendor up; `error-passport-unanswered` at `questions` for what
/// the passport does not answer; Conflict when somebody else changed the shares first.
pub fn share(c: &mut Db, ctx: &Ctx, client_id: &Id, version: i32, wanted: &BTreeSet<String>) -> Result<()> {
    ctx.require(Permission::AnswerSubmit)?;
    let clients = store::clients(c, &ctx.scope)?;
    let client = clients.into_iter().find(|client| client.id == *client_id).ok_or(Refusal::NotFound)?;
    let own = store::answers(c, &ctx.scope)?;
    let shares = store::shares(c, &ctx.scope)?;
    let before = shown_questions(&shares, client_id);
    refusal::check_version(Some(version), share_version(&shares, client_id), || {
        BTreeMap::from([("questions".to_string(), joined(&before))])
    })?;
    let unanswered = |id: &&String| own.get(*id).is_none_or(|answer| answer.status.is_none());
    if let Some(id) = wanted.difference(&before).find(unanswered) {
        let error = FieldError::new("questions", "error-passport-unanswered").with("question", id);
        return Err(Refusal::Invalid(vec![error]));
    }
    let rows = changed(ctx, client_id, &shares, wanted);
    if rows.is_empty() {
        return Ok(());
    }
    store::put_shares(c, &ctx.scope, &rows)?;
    // Told in the client's own log: it may know what it was shown, and until when.
    let entry = audit::Entry::new("passport_share", "passport_answer", &client.vendor_id)
        .vendor(&client.vendor_id)
        .named(ctx.actor.organisation_name.clone())
        .change(&json!({ "questions": joined(&before) }), &json!({ "questions": joined(wanted) }));
    audit::record_for(c, ctx, client_id, entry)?;
    let withdrawn: Vec<String> = before.difference(wanted).cloned().collect();
    tell_withdrawn(c, ctx, client_id, &withdrawn)
}

/// Tells the client that answers were taken back: how many, never which or what they said. Whoever manages the vendor
/// there or has judged one of them is told; where nobody has, those who look after security.
fn tell_withdrawn(c: &mut Db, ctx: &Ctx, client_id: &Id, questions: &[String]) -> Result<()> {
    if questions.is_empty() {
        return Ok(());
    }
    let (vendor_id, vendor, concerned) = store::concerned(c, &ctx.scope, client_id, questions)?;
    let people = accounts::people_of_organisation(c, client_id)?;
    let found = people.iter().any(|(person, ..)| concerned.contains(&person.id));
    let mut told: BTreeSet<&Id> = BTreeSet::new();
    for (person, role, language, address) in &people {
        let is_told = if found { concerned.contains(&person.id) } else { *role == Role::SecurityOfficer };
        let Ok(email) = address.parse() else { continue };
        if !is_told || !told.insert(&person.id) {
            continue;
        }
        let data = json!({
            "vendor": vendor, "count": questions.len(), "path": format!("/vendors/{vendor_id}/passport"),
        });
        let mail = outbox::Mail::new("passport_withdrawn", &email, &person.name, *language, data);
        outbox::mail(c, ctx, client_id, ("vendor", &vendor_id), &mail)?;
    }
    Ok(())
}

fn joined(ids: &BTreeSet<String>) -> String {
    ids.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// The rows that change so that exactly `wanted` is shown.
fn changed(
    ctx: &Ctx,
    client_id: &Id,
    shares: &BTreeMap<(Id, String), PassportShare>,
    wanted: &BTreeSet<String>,
) -> Vec<PassportShare> {
    let mut rows = Vec::new();
    for question in &catalogue().current_questions().entries {
        let (before, asked) = (shares.get(&(client_id.clone(), question.id.clone())), wanted.contains(&question.id));
        let shown = before.is_some_and(|share| share.withdrawn_at.is_none());
        if asked == shown {
            continue;
        }
        rows.push(match before {
            Some(old) if shown => PassportShare {
                withdrawn_at: Some(ctx.instant()),
                withdrawn_by_name: Some(ctx.actor.name.clone()),
                version: old.version + 1,
                ..old.clone()
            },
            before => PassportShare {
                id: before.map_or_else(|| ctx.new_id(), |old| old.id.clone()),
                organisation_id: ctx.actor.organisation_id.clone(),
                client_id: client_id.clone(),
                question_id: question.id.clone(),
                shared_at: ctx.instant(),
                shared_by_name: ctx.actor.name.clone(),
                withdrawn_at: None,
                withdrawn_by_name: None,
                version: before.map_or(0, |old| old.version) + 1,
            },
        });
    }
    rows
}

/// A client's judgement of an answer that it is shown.
#[derive(Debug, Clone)]
pub struct ReviewSave {
    pub vendor_id: Id,
    pub question_id: String,
    /// The version of the answer that the reviewer read.
    pub answer_version: i32,
    /// The version of the review that the reviewer saw; 0 for the first.
    pub version: i32,
    pub status: AnswerStatus,
    pub assurance: Assurance,
    /// Never shown to the vendor.
    pub note: Option<String>,
}

/// Keeps a client's own review; earlier ones stay.
/// Errors: NotFound for what is not shown to the client now; Conflict when the answer or the review has changed.
pub fn review(c: &mut Db, ctx: &Ctx, edit: &ReviewSave) -> Result<PassportReview> {
    ctx.require(Permission::AssessmentReview)?;
    let vendor = vendors::find(c, &ctx.scope, &edit.vendor_id)?;
    let shown = store::shown_to(c, &ctx.scope, vendor.vendor_organisation_id.as_ref())?.remove(&edit.question_id);
    let answer = shown.and_then(|shown| shown.answer).ok_or(Refusal::NotFound)?;
    let mut checks = Checks::default();
    checks.longest("note", edit.note.as_deref().unwrap_or_default(), LONGEST_NOTE);
    checks.done()?;
    let before = store::reviews_of(c, &ctx.scope, &vendor.id)?.remove(&edit.question_id);
    let now = before.as_ref().map_or(0, |old| old.version);
    let stored = || texts(before.as_ref(), answer.version);
    refusal::check_version(Some(edit.version), now, stored)?;
    if edit.answer_version != answer.version {
        let mut texts = texts(before.as_ref(), answer.version);
        texts.insert("version".to_string(), now.to_string());
        return Err(Refusal::Conflict(texts));
    }
    let row = PassportReview {
        id: ctx.new_id(),
        organisation_id: ctx.scope.client()?.clone(),
        vendor_id: vendor.id.clone(),
        question_id: edit.question_id.clone(),
        answer_version: answer.version,
        status: edit.status,
        assurance: edit.assurance,
        note: edit.note.as_deref().and_then(text::non_empty),
        reviewed_by: ctx.actor.person_id.clone(),
        reviewed_by_name: ctx.actor.name.clone(),
        reviewed_at: ctx.instant(),
        version: now + 1,
    };
    store::add_review(c, &row)?;
    let entry = audit::Entry::new("review", "passport_answer", &row.id).vendor(&vendor.id).named(&row.question_id);
    let entry = match &before {
        Some(old) => entry.change(old, &row),
        None => entry.after(&row),
    };
    audit::record(c, ctx, entry)?;
    Ok(row)
}

fn texts(stored: Option<&PassportReview>, answer_version: i32) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::from([("answer_version".to_string(), answer_version.to_string())]);
    if let Some(review) = stored {
        texts.insert("status".to_string(), review.status.to_string());
        texts.insert("assurance".to_string(), review.assurance.to_string());
        texts.insert("note".to_string(), review.note.clone().unwrap_or_default());
    }
    texts
}
