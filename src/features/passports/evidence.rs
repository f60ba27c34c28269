//! Files that support the answers of a passport. Each is chosen from the vendor's own library, one by one: nothing
//! comes along by itself, since whoever is shown the answer may open it.

use super::evidence_store::{self as rows, PassportEvidence, PassportFile};
use crate::access::Permission;
use crate::base::{Id, Refusal, Result};
use crate::features::controls::catalogue;
use crate::features::{questionnaires, vendors};
use crate::kit::web::{Answer, Web};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;

/// Supports an answer with a file of the vendor's own library; those that the answer is shown to may open it.
/// Errors: NotFound for a question that today's catalogue does not have and for another vendor's file;
/// `rule-evidence-expired`; `rule-evidence-used` when it is there already.
pub fn attach(c: &mut Db, ctx: &Ctx, question_id: &str, evidence_id: &Id) -> Result<()> {
    ctx.require(Permission::AnswerEdit)?;
    let own = ctx.scope.vendor()?.clone();
    catalogue().current_questions().find(question_id).ok_or(Refusal::NotFound)?;
    let item = questionnaires::evidence_item(c, &ctx.scope, evidence_id)?;
    if item.history || item.expires_on.is_some_and(|last| last < ctx.today()) {
        let day = item.expires_on.map(|day| day.to_string()).unwrap_or_default();
        return Err(Refusal::rule_with("rule-evidence-expired", &[("title", item.title), ("date", day)]));
    }
    let there = rows::own(c, &ctx.scope)?;
    if there.iter().any(|file| file.question_id == question_id && file.evidence_id == item.id) {
        return Err(Refusal::rule_with("rule-evidence-used", &[("title", item.title)]));
    }
    let row = PassportEvidence {
        id: ctx.new_id(),
        organisation_id: own,
        question_id: question_id.to_string(),
        evidence_id: item.id,
        added_by_name: ctx.actor.name.clone(),
        added_at: ctx.instant(),
        removed_at: None,
        removed_by_name: None,
    };
    rows::insert(c, &row)?;
    let entry = audit::Entry::new("attach", "passport_answer", &row.id);
    audit::record(c, ctx, entry.named(format!("{question_id} {}", item.title)).after(&row))
}

/// Takes a file away from an answer: nobody may open it there any longer. Errors: NotFound.
pub fn remove(c: &mut Db, ctx: &Ctx, question_id: &str, evidence_id: &Id) -> Result<()> {
    ctx.require(Permission::AnswerEdit)?;
    let gone = rows::remove(c, &ctx.scope, (question_id, evidence_id), (ctx.instant(), ctx.actor.name.as_str()))?;
    if gone == 0 {
        return Err(Refusal::NotFound);
    }
    audit::record(c, ctx, audit::Entry::new("detach", "passport_answer", evidence_id).named(question_id))
}

/// A file as the client may open it: only while the answer that it supports is shown to that client.
/// Errors: NotFound, whatever is the reason.
pub fn shown_file(c: &mut Db, ctx: &Ctx, vendor_id: &Id, question_id: &str, evidence_id: &Id) -> Result<PassportFile> {
    ctx.scope.client()?;
    let vendor = vendors::find(c, &ctx.scope, vendor_id)?;
    let mut shown = rows::shown(c, &ctx.scope, vendor.vendor_organisation_id.as_ref())?;
    let mut files = shown.remove(question_id).unwrap_or_default().into_iter();
    files.find(|file| file.evidence_id == *evidence_id).ok_or(Refusal::NotFound)
}

/// Sends such a file.
pub async fn send(web: &Web, vendor_id: Id, question_id: String, evidence_id: Id) -> Answer {
    let found = web.read(move |c, ctx| shown_file(c, ctx, &vendor_id, &question_id, &evidence_id)).await?;
    let (files, sha256) = (web.app.files.clone(), found.sha256.clone());
    let bytes = tokio::task::spawn_blocking(move || files.get(&sha256)).await.map_err(Refusal::fault)??;
    web.download(&found.file_name, &found.media_type, bytes)
}
