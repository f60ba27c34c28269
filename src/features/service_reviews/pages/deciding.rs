//! The steps of an analysis: authors, measures, ready, decided, its next version.

use super::analyses::{Forms, answer, page};
use crate::base::Id;
use crate::base::refusal::{Checks, FieldError, Refusal, Result};
use crate::features::service_reviews::actions::{self, Decided};
use crate::features::service_reviews::model::Decision;
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Path;

/// Back to the analysis with a word, or the same page with what was wrong in one of its forms.
async fn settle(
    web: Web,
    fields: Fields,
    id: Id,
    done: Result<()>,
    said: &'static str,
    refused: fn(FormState) -> Forms,
) -> Answer {
    match done {
        Ok(()) => web.redirect_saying(format!("/service-analyses/{id}"), "ok", said, &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let body = web.read(move |c, ctx| page(c, ctx, &id, refused(state))).await?;
            answer(&web, &body, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn add_author(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let person = checks.keep(fields.id("person_id")).flatten();
    let (key, duty) = (id.clone(), fields.optional("duty"));
    let done = match checks.done() {
        Ok(()) => {
            web.write(move |c, ctx| actions::add_author(c, ctx, &key, person.as_ref(), duty.as_deref()).map(drop)).await
        }
        Err(refusal) => Err(refusal),
    };
    settle(web, fields, id, done, "reviews-author-added", |author| Forms { author, ..Forms::default() }).await
}

pub async fn add_measure(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let owner = checks.keep(fields.id("measure_owner_id")).flatten();
    let due_on = checks.keep(fields.date("measure_due_on")).flatten();
    let (key, measure) = (id.clone(), fields.text("measure"));
    let done = match checks.done() {
        Ok(()) => {
            web.write(move |c, ctx| actions::add_measure(c, ctx, &key, &measure, owner.as_ref(), due_on).map(drop))
                .await
        }
        Err(refusal) => Err(refusal),
    };
    settle(web, fields, id, done, "reviews-measure-added", |measure| Forms { measure, ..Forms::default() }).await
}

pub async fn remove_measure(form: Posted, path: Path<(Id, Id)>) -> Answer {
    let (id, measure_id) = path.into_inner();
    let key = id.clone();
    form.web.write(move |c, ctx| actions::remove_measure(c, ctx, &key, &measure_id)).await?;
    form.web.redirect_saying(format!("/service-analyses/{id}"), "ok", "reviews-measure-removed", &[])
}

pub async fn ready(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version) = (id.clone(), fields.version());
    let done = web.write(move |c, ctx| actions::set_ready(c, ctx, &key, Some(version)).map(drop)).await;
    let done = done.map_err(|refusal| renamed(&web, refusal));
    settle(web, fields, id, done, "reviews-made-ready", |ready| Forms { ready, ..Forms::default() }).await
}

/// The fields of the other form are named in the error, since they are not on this page.
fn renamed(web: &Web, refusal: Refusal) -> Refusal {
    let Refusal::Invalid(errors) = refusal else { return refusal };
    let named = |error: FieldError| match error.code {
        "error-review-ready" => {
            let field = web.word(&format!("reviews-field-{}", error.field));
            FieldError::new("content", "error-review-ready-field").with("field", field)
        }
        _ => FieldError { field: "content".to_string(), ..error },
    };
    Refusal::Invalid(errors.into_iter().map(named).collect())
}

pub async fn send_back(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version) = (id.clone(), fields.version());
    web.write(move |c, ctx| actions::send_back(c, ctx, &key, Some(version))).await?;
    web.redirect_saying(format!("/service-analyses/{id}"), "ok", "reviews-sent-back", &[])
}

pub async fn decide(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let decision = checks.keep(fields.required::<Decision>("decision", "error-choice"));
    let said = Decided {
        decision: decision.unwrap_or(Decision::Continue),
        reason: fields.text("reason"),
        diary_number: fields.optional("diary_number"),
    };
    let (key, version) = (id.clone(), fields.version());
    let done = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::decide(c, ctx, &key, Some(version), &said).map(drop)).await,
        Err(refusal) => Err(refusal),
    };
    settle(web, fields, id, done, "reviews-decided", |decide| Forms { decide, ..Forms::default() }).await
}

pub async fn revise(form: Posted, id: Path<Id>) -> Answer {
    let (key, version) = (id.into_inner(), form.fields.version());
    let next = form.web.write(move |c, ctx| actions::revise(c, ctx, &key, Some(version))).await?;
    form.web.redirect_saying(format!("/service-analyses/{}", next.id), "ok", "reviews-revised", &[])
}

pub async fn remove(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version, reason) = (id.clone(), fields.version(), fields.text("reason"));
    let done = web.write(move |c, ctx| actions::remove(c, ctx, &key, Some(version), &reason).map(drop)).await;
    settle(web, fields, id, done, "reviews-removed", |remove| Forms { remove, ..Forms::default() }).await
}

pub async fn open_actions(form: Posted, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let key = id.clone();
    let made = form.web.write(move |c, ctx| actions::open_actions(c, ctx, &key)).await?;
    let args = [("count", made.to_string())];
    form.web.redirect_saying(format!("/service-analyses/{id}"), "ok", "reviews-actions-opened", &args)
}
