//! What a person does with a sending: start, pause, go on, stop, try again, throw away, hand over a link.

use super::show::render;
use crate::base::Id;
use crate::base::refusal::{Refusal, Result};
use crate::features::sendings::actions;
use crate::features::sendings::records::Sending;
use crate::features::sendings::views::SendingLinkPage;
use crate::kit::Ctx;
use crate::kit::web::{Answer, Params, Posted};
use crate::platform::db::Db;
use actix_web::http::StatusCode;
use actix_web::web::Path;

type Step = fn(&mut Db, &Ctx, &Id, Option<i32>) -> Result<Sending>;

async fn take(form: Posted, id: Id, step: Step, said: &str) -> Answer {
    let Posted { web, fields } = form;
    let (key, version) = (id.clone(), fields.version());
    match web.write(move |c, ctx| step(c, ctx, &key, Some(version))).await {
        Ok(_) => web.redirect_saying(format!("/sendings/{id}"), "ok", said, &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            render(&web, StatusCode::UNPROCESSABLE_ENTITY, id, Params::default(), state).await
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn start(form: Posted, id: Path<Id>) -> Answer {
    take(form, id.into_inner(), actions::start, "sendings-started").await
}

pub async fn pause(form: Posted, id: Path<Id>) -> Answer {
    take(form, id.into_inner(), actions::pause, "sendings-paused").await
}

pub async fn resume(form: Posted, id: Path<Id>) -> Answer {
    take(form, id.into_inner(), actions::resume, "sendings-resumed").await
}

pub async fn stop(form: Posted, id: Path<Id>) -> Answer {
    take(form, id.into_inner(), actions::stop, "sendings-stopped").await
}

pub async fn retry(form: Posted, id: Path<Id>) -> Answer {
    take(form, id.into_inner(), actions::retry, "sendings-retried").await
}

pub async fn discard(form: Posted, id: Path<Id>) -> Answer {
    let (key, version) = (id.into_inner(), form.fields.version());
    form.web.write(move |c, ctx| actions::discard(c, ctx, &key, Some(version))).await?;
    form.web.redirect_saying("/sendings", "ok", "sendings-discarded", &[])
}

/// `vendor_id`s that are ticked are left out; `all=1` takes everybody in again.
pub async fn leave_out(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, all) = (id.clone(), fields.checked("all"));
    let ids: Vec<Id> = fields.all("vendor_id").into_iter().filter_map(|id| id.parse().ok()).collect();
    web.write(
        move |c, ctx| {
            if all { actions::take_all_again(c, ctx, &key) } else { actions::leave_out(c, ctx, &key, &ids) }
        },
    )
    .await?;
    web.redirect_saying(format!("/sendings/{id}#receivers"), "ok", "sendings-saved", &[])
}

/// Shows the link once, on the page that answers.
pub async fn link(form: Posted, path: Path<(Id, Id)>) -> Answer {
    let Posted { web, fields } = form;
    let (id, receiver_id) = path.into_inner();
    let person = fields.id("person_id").map_err(|error| Refusal::Invalid(vec![error]))?;
    let key = id.clone();
    let handed = web.write(move |c, ctx| actions::hand_link(c, ctx, (&key, &receiver_id), person.as_ref())).await?;
    let page = SendingLinkPage {
        sending_id: id.clone(),
        vendor: handed.vendor_name,
        name: handed.name,
        email: handed.email,
        link: format!("{}{}", web.app.settings.base_url, handed.path),
        is_link: handed.is_link,
    };
    let crumbs = vec![(web.word("sendings-title"), "/sendings".to_string())];
    web.page_titled(StatusCode::OK, "pages/sendings/link", web.word("sendings-link"), crumbs, &page)
}
