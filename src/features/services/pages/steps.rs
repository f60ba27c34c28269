//! The steps of a service: a lowering's second person, publishing, exceptions, stopping.

use super::show::{Refused, page};
use crate::base::refusal::{Checks, Refusal};
use crate::base::{FieldError, Id};
use crate::features::services::actions::{self, Confirmation, NewException, Stop};
use crate::kit::web::{Answer, Fields, Posted, Web};
use actix_web::http::StatusCode;
use actix_web::web::Path;

fn back(web: &Web, id: &Id, place: &str, key: &str) -> Answer {
    web.redirect_saying(format!("/services/{id}{place}"), "ok", key, &[])
}

async fn again(web: Web, id: Id, refused: Refused) -> Answer {
    page(web, id, StatusCode::UNPROCESSABLE_ENTITY, refused).await
}

/// Yes or no, as two buttons of one form say it.
fn answer(fields: &Fields) -> Result<bool, FieldError> {
    match fields.get("answer") {
        Some("yes") => Ok(true),
        Some("no") => Ok(false),
        _ => Err(FieldError::new("answer", "error-choice")),
    }
}

pub async fn answer_lowering(form: Posted, path: Path<(Id, Id)>) -> Answer {
    let (Posted { web, fields }, (id, lowering_id)) = (form, path.into_inner());
    let (key, note) = (id.clone(), fields.optional("note"));
    let done = match answer(&fields) {
        Ok(accepted) => {
            let said = Confirmation { accepted, note };
            web.write(move |c, ctx| actions::answer_lowering(c, ctx, &key, &lowering_id, &said)).await.map(|_| accepted)
        }
        Err(error) => Err(Refusal::Invalid(vec![error])),
    };
    match done {
        Ok(true) => back(&web, &id, "", "services-lowering-confirmed"),
        Ok(false) => back(&web, &id, "", "services-lowering-refused"),
        Err(Refusal::Invalid(errors)) => {
            let refused = Refused { lowering: Some(web.form_with(&fields, &errors)), ..Refused::default() };
            again(web, id, refused).await
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn ask_publication(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, note, version) = (id.clone(), fields.optional("note"), fields.version());
    match web.write(move |c, ctx| actions::ask_publication(c, ctx, &key, note, version)).await {
        Ok(_) => back(&web, &id, "#publication", "services-publication-asked"),
        Err(Refusal::Invalid(errors)) => {
            let refused = Refused { publication: Some(web.form_with(&fields, &errors)), ..Refused::default() };
            again(web, id, refused).await
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn decide_publication(form: Posted, path: Path<(Id, Id)>) -> Answer {
    let (Posted { web, fields }, (id, approval_id)) = (form, path.into_inner());
    let (key, note) = (id.clone(), fields.optional("note"));
    let done = match answer(&fields) {
        Ok(approved) => web
            .write(move |c, ctx| actions::decide_publication(c, ctx, &key, &approval_id, approved, note))
            .await
            .map(|_| approved),
        Err(error) => Err(Refusal::Invalid(vec![error])),
    };
    match done {
        Ok(true) => back(&web, &id, "#publication", "services-publication-approved"),
        Ok(false) => back(&web, &id, "#publication", "services-publication-refused"),
        Err(Refusal::Invalid(errors)) => {
            let refused = Refused { decision: Some(web.form_with(&fields, &errors)), ..Refused::default() };
            again(web, id, refused).await
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn make_exception(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let new = NewException {
        type_code: fields.text("type_code"),
        reason: fields.text("reason"),
        measures: fields.text("measures"),
        ends_on: checks.keep(fields.date("ends_on")).flatten(),
    };
    let key = id.clone();
    let done = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::make_exception(c, ctx, &key, &new)).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(_) => back(&web, &id, "#exceptions", "services-exception-made"),
        Err(Refusal::Invalid(errors)) => {
            let refused = Refused { exception: Some(web.form_with(&fields, &errors)), ..Refused::default() };
            again(web, id, refused).await
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn end_exception(form: Posted, path: Path<(Id, Id)>) -> Answer {
    let (web, (id, exception_id)) = (form.web, path.into_inner());
    let key = id.clone();
    web.write(move |c, ctx| actions::end_exception(c, ctx, &key, &exception_id)).await?;
    back(&web, &id, "#exceptions", "services-exception-ended")
}

pub async fn stop(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version) = (id.clone(), fields.version());
    let said = Stop { reason: fields.text("reason"), alternative_channel: fields.text("alternative_channel") };
    match web.write(move |c, ctx| actions::stop(c, ctx, &key, version, &said)).await {
        Ok(_) => back(&web, &id, "", "services-stopped"),
        Err(Refusal::Invalid(errors)) => {
            let refused = Refused { stop: Some(web.form_with(&fields, &errors)), ..Refused::default() };
            again(web, id, refused).await
        }
        Err(refusal) => Err(refusal),
    }
}
