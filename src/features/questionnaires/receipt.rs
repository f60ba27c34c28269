//! The receipt: what was handed in is fixed as canonical JSON when it is handed in, and its SHA-256 is what a vendor
//! keeps. Page and PDF are set from that alone.

pub use super::receipt_store::Receipt;

use super::evidence;
use super::receipt_store as rows;
use super::records::{Answer, Assessment};
use super::store;
use crate::access::Side;
use crate::base::{Id, Language, Refusal, Result};
use crate::kit::attachments::Attachment;
use crate::kit::{App, Ctx, snapshot};
use crate::platform::db::Db;
use crate::platform::view::Views;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Whether a receipt still is what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Verdict {
    /// The stored text has the stored fingerprint.
    pub whole: bool,
    /// The answers are still those that were handed in.
    pub unchanged: bool,
}

/// The answers as they are handed in, in the order of their questions' ids, each with its files.
fn answers_json(answers: &BTreeMap<String, Answer>, files: &[Attachment]) -> Value {
    let of_one = |answer: &Answer| {
        let mut evidence: Vec<(&str, &str)> = files
            .iter()
            .filter(|file| file.part == answer.question_id)
            .map(|file| (file.file_name.as_str(), file.sha256.as_str()))
            .collect();
        evidence.sort_unstable();
        let evidence: Vec<Value> =
            evidence.into_iter().map(|(name, sha256)| json!({"file_name": name, "sha256": sha256})).collect();
        json!({
            "question_id": answer.question_id,
            "status": answer.status,
            "value": answer.given().value,
            "comment": answer.comment,
            "shown_on_site": answer.shown_on_site,
            "answered_by": answer.answered_by_name,
            "evidence": evidence,
        })
    };
    Value::Array(answers.values().map(of_one).collect())
}

/// Fixes what is handed in, in the transaction that does it.
pub(super) fn keep(
    c: &mut Db,
    ctx: &Ctx,
    row: &Assessment,
    (answers, total): (&BTreeMap<String, Answer>, usize),
    (client, vendor): (&str, &str),
) -> Result<Receipt> {
    let files = evidence::of_assessment(c, ctx, row)?;
    let number = rows::last_number(c, &row.id)? + 1;
    let content = json!({
        "format": "tillit-self-assessment-1",
        "assessment_id": row.id,
        "number": number,
        "client": client,
        "vendor": vendor,
        "question_set": row.question_set,
        "catalogue_version": row.catalogue_version,
        "questions": total,
        "due_on": row.due_on,
        "late": row.submitted_late,
        "submitted_at": row.submitted_at,
        "declared_by": row.declared_by,
        "declared_role": row.declared_role,
        "answers": answers_json(answers, &files),
    });
    let text = snapshot::canonical_json(&content);
    let receipt = Receipt {
        id: ctx.new_id(),
        organisation_id: row.organisation_id.clone(),
        assessment_id: row.id.clone(),
        number,
        sha256: snapshot::sha256_hex(&text),
        snapshot: text,
        submitted_by_name: ctx.actor.name.clone(),
        submitted_at: ctx.instant(),
    };
    rows::insert(c, &receipt)?;
    Ok(receipt)
}

/// The receipts of an assessment that the scope may see, the latest first, each with what a check says of it.
pub fn of_assessment(c: &mut Db, ctx: &Ctx, assessment_id: &Id) -> Result<Vec<(Receipt, Verdict)>> {
    let full = store::open(c, &ctx.scope, assessment_id)?;
    let receipts = rows::of_assessment(c, &full.assessment.id)?;
    // A region sees what was handed in, never what is being written since.
    let handed_in = ctx.scope.side() == Side::Vendor || super::portal_views::is_done(full.assessment.status);
    let files = evidence::of_assessment(c, ctx, &full.assessment)?;
    let now = answers_json(&full.answers, &files);
    let verdict = |receipt: &Receipt| {
        let content: Value = serde_json::from_str(&receipt.snapshot).unwrap_or(Value::Null);
        Verdict {
            whole: snapshot::sha256_hex(&receipt.snapshot) == receipt.sha256,
            unchanged: handed_in && content.get("answers") == Some(&now),
        }
    };
    let checked = |receipt: Receipt| {
        let verdict = verdict(&receipt);
        (receipt, verdict)
    };
    Ok(receipts.into_iter().map(checked).collect())
}

/// The latest receipt of an assessment, or the one of a number. Errors: NotFound.
pub fn find(c: &mut Db, ctx: &Ctx, assessment_id: &Id, number: Option<i32>) -> Result<Receipt> {
    let assessment = store::find(c, &ctx.scope, assessment_id)?;
    let mut all = rows::of_assessment(c, &assessment.id)?.into_iter();
    all.find(|receipt| number.is_none_or(|number| receipt.number == number)).ok_or(Refusal::NotFound)
}

/// Put before each of `WORDS`, this gives the word's key.
const PREFIX: &str = "receipt-pdf-";

/// The words that the template asks for.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "title", "page", "description", "lead", "fact_client", "fact_vendor", "fact_at", "fact_declared", "fact_set", "fact_number",
    "heading_sha", "sha_text", "heading_answers", "column_by", "late", "none",
    "on_site", "set_lite", "set_full", "met", "partly", "not_met", "not_applicable", "unknown", "file_sha", "check",
];

/// What the template reads: the snapshot as stored, its fingerprint and the words.
pub fn document(views: &Views, receipt: &Receipt, language: Language) -> Result<Value> {
    let snapshot: Value = serde_json::from_str(&receipt.snapshot).map_err(Refusal::fault)?;
    let words = views.document_words(language, PREFIX, WORDS);
    Ok(json!({
        "lang": language, "sha256": receipt.sha256, "submitted_by": receipt.submitted_by_name,
        "words": words, "snapshot": snapshot,
    }))
}

/// The receipt as PDF; the same receipt gives the same bytes.
pub fn pdf(app: &App, receipt: &Receipt, language: Language) -> Result<Vec<u8>> {
    let data = document(&app.views, receipt, language)?;
    app.printer.render("receipt", &data, receipt.submitted_at.utc()).map_err(Refusal::fault)
}

/// What the file is called, in its language.
pub fn file_name(receipt: &Receipt, language: Language) -> String {
    let start = receipt.sha256.get(..8).unwrap_or_default();
    match language {
        Language::Sv => format!("Kvittens självskattning {start}.pdf"),
        Language::En => format!("Receipt self-assessment {start}.pdf"),
    }
}
