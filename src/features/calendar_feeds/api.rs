//! `/api/v1/calendar-feed`: one's own address.

use super::{actions, pages, store};
use crate::base::Instant;
use crate::kit::web::{Answer, Web};
use actix_web::http::StatusCode;
use serde::Serialize;
use utoipa::{OpenApi, ToSchema};

#[derive(OpenApi)]
#[openapi(paths(show, renew, withdraw))]
pub struct Description;

/// One's own calendar address. The address itself is given once, when it is made.
#[derive(Serialize, ToSchema)]
pub struct CalendarFeedBody {
    made_at: Option<Instant>,
    last_used_at: Option<Instant>,
    address: Option<String>,
}

/// Whether there is an address, and when a calendar last fetched it.
#[utoipa::path(get, path = "/api/v1/calendar-feed", tag = "calendar",
    responses((status = 200, description = "Without dates: there is none", body = CalendarFeedBody)))]
pub async fn show(web: Web) -> Answer {
    let feed = web.read(|c, ctx| store::own(c, &ctx.scope, &ctx.actor.person_id)).await?;
    let body = CalendarFeedBody {
        made_at: feed.as_ref().map(|feed| feed.created_at),
        last_used_at: feed.and_then(|feed| feed.last_used_at),
        address: None,
    };
    web.json(StatusCode::OK, &body)
}

/// Makes an address; the one before stops working.
#[utoipa::path(post, path = "/api/v1/calendar-feed", tag = "calendar",
    responses((status = 201, description = "The address, given once", body = CalendarFeedBody)))]
pub async fn renew(web: Web) -> Answer {
    let (feed, secret) = web.write(actions::renew).await?;
    let body = CalendarFeedBody {
        made_at: Some(feed.created_at),
        last_used_at: None,
        address: Some(pages::address(&web, secret.reveal())),
    };
    web.json(StatusCode::CREATED, &body)
}

/// Withdraws the address.
#[utoipa::path(delete, path = "/api/v1/calendar-feed", tag = "calendar",
    responses((status = 200, description = "There is none any more", body = CalendarFeedBody)))]
pub async fn withdraw(web: Web) -> Answer {
    web.write(actions::withdraw).await?;
    web.json(StatusCode::OK, &CalendarFeedBody { made_at: None, last_used_at: None, address: None })
}
