//! The delivery log through the API.

use crate::base::{Id, Instant};
use crate::features::notices::actions;
use crate::features::notices::pages::log::filter;
use crate::features::notices::store::log;
use crate::kit::outbox::State;
use crate::kit::web::{Answer, ListQuery, Params, Web, list_body};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use serde::Serialize;

#[derive(Serialize, utoipa::ToSchema)]
pub struct DeliveryBody {
    id: Id,
    /// The name of the mail.
    event: String,
    recipient: Option<String>,
    /// `done`: taken over by the mail server. `failed`: refused for good, or given up after five days of trying. Nothing
    /// says whether it was opened.
    state: State,
    attempts: i32,
    error: Option<String>,
    created_at: Instant,
    sent_at: Option<Instant>,
}

impl From<log::Delivery> for DeliveryBody {
    fn from(mail: log::Delivery) -> DeliveryBody {
        DeliveryBody {
            id: mail.id,
            event: mail.event,
            recipient: mail.recipient,
            sent_at: mail.done_at.filter(|_| mail.state == State::Done),
            state: mail.state,
            attempts: mail.attempts,
            error: mail.error,
            created_at: mail.created_at,
        }
    }
}

/// Which mails were sent to whom, the newest first.
#[utoipa::path(get, path = "/api/v1/deliveries", tag = "notices",
    params(ListQuery, ("recipient" = Option<String>, Query), ("state" = Option<State>, Query),
        ("event" = Option<String>, Query, description = "The name of the mail, for example `action_assigned`")),
    responses((status = 200, description = "A page of deliveries", body = [DeliveryBody])))]
pub async fn deliveries(web: Web, query: Query<ListQuery>, filters: Query<Params>) -> Answer {
    let (wanted, asked) = (filter(&filters), query.page());
    let page = web.read(move |c, ctx| log::list(c, &ctx.scope, &wanted, asked)).await?;
    web.json(StatusCode::OK, &list_body(page.map(DeliveryBody::from)))
}

/// Which mails were sent to whom at the vendor, the newest first.
#[utoipa::path(get, path = "/api/v1/portal/deliveries", tag = "notices",
    params(ListQuery, ("recipient" = Option<String>, Query), ("state" = Option<State>, Query),
        ("event" = Option<String>, Query, description = "The name of the mail, for example `section_delegated`")),
    responses((status = 200, description = "A page of deliveries", body = [DeliveryBody])))]
pub async fn own_deliveries(web: Web, query: Query<ListQuery>, filters: Query<Params>) -> Answer {
    deliveries(web, query, filters).await
}

/// Sends a mail again that was given up.
#[utoipa::path(post, path = "/api/v1/deliveries/{id}/resend", tag = "notices", operation_id = "resend_mail",
    params(("id" = Id, Path)),
    responses((status = 200, description = "It waits to be sent", body = DeliveryBody), (status = 404, description = "Hidden or missing"),
        (status = 409, description = "rule-mail-not-failed, rule-mail-link-ended")))]
pub async fn resend(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let mail = web
        .write(move |c, ctx| {
            actions::resend(c, ctx, &id)?;
            log::find(c, &ctx.scope, &id)
        })
        .await?;
    web.json(StatusCode::OK, &DeliveryBody::from(log::Delivery::from(mail)))
}

/// Sends a mail of the vendor's own again that was given up.
#[utoipa::path(post, path = "/api/v1/portal/deliveries/{id}/resend", tag = "notices", operation_id = "resend_own_mail",
    params(("id" = Id, Path)),
    responses((status = 200, description = "It waits to be sent", body = DeliveryBody), (status = 404, description = "Hidden or missing"),
        (status = 409, description = "rule-mail-not-failed, rule-mail-link-ended")))]
pub async fn own_resend(web: Web, id: Path<Id>) -> Answer {
    resend(web, id).await
}
