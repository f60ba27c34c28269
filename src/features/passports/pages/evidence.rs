//! The files of an answer: chosen and taken away by the vendor, opened by who is shown the answer.

use crate::base::{Id, Refusal};
use crate::features::passports::evidence;
use crate::kit::web::{Answer, Posted, Web};
use actix_web::web::Path;

fn back(question_id: &str) -> String {
    format!("/portal/passport/questions/{question_id}#evidence")
}

pub async fn attach(form: Posted, path: Path<String>) -> Answer {
    let (Posted { web, fields }, question_id) = (form, path.into_inner());
    let item = fields.required::<Id>("evidence_id", "error-choice").map_err(|error| Refusal::Invalid(vec![error]))?;
    let asked = question_id.clone();
    web.write(move |tx, ctx| evidence::attach(tx, ctx, &asked, &item)).await?;
    web.redirect_saying(back(&question_id), "ok", "questionnaires-attached", &[])
}

pub async fn remove(form: Posted, path: Path<(String, Id)>) -> Answer {
    let (question_id, evidence_id) = path.into_inner();
    let asked = question_id.clone();
    form.web.write(move |tx, ctx| evidence::remove(tx, ctx, &asked, &evidence_id)).await?;
    form.web.redirect_saying(back(&question_id), "ok", "passports-evidence-removed", &[])
}

/// For the region that is shown the answer.
pub async fn file(web: Web, path: Path<(Id, String, Id)>) -> Answer {
    let (vendor_id, question_id, evidence_id) = path.into_inner();
    evidence::send(&web, vendor_id, question_id, evidence_id).await
}
