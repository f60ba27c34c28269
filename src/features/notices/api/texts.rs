//! Mail texts through the API.

use crate::base::{Instant, Language};
use crate::features::notices::actions::{self, Words};
use crate::features::notices::model::MailEvent;
use crate::features::notices::pages::texts::look;
use crate::features::notices::records::MailText;
use crate::features::notices::store::texts;
use crate::features::notices::views::Preview;
use crate::kit::web::{Answer, ApiBody, Web};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};

#[derive(Serialize, utoipa::ToSchema)]
pub struct MailTextBody {
    event: MailEvent,
    language: Language,
    /// 0 when nothing has been written.
    number: i32,
    subject: String,
    body: String,
    /// The shipped text holds.
    shipped: bool,
    created_by_name: Option<String>,
    created_at: Option<Instant>,
}

impl From<MailText> for MailTextBody {
    fn from(text: MailText) -> MailTextBody {
        MailTextBody {
            event: text.event,
            language: text.language,
            number: text.number,
            subject: text.subject,
            body: text.body,
            shipped: text.restored,
            created_by_name: Some(text.created_by_name),
            created_at: Some(text.created_at),
        }
    }
}

/// Every version of every text that has been written, the newest of each first.
#[utoipa::path(get, path = "/api/v1/mail-texts", tag = "notices", operation_id = "list_mail_texts",
    responses((status = 200, description = "The texts", body = [MailTextBody])))]
pub async fn list(web: Web) -> Answer {
    let all = web.read(|c, ctx| texts::all(c, &ctx.scope)).await?;
    let items: Vec<MailTextBody> = all.into_iter().map(MailTextBody::from).collect();
    web.json(StatusCode::OK, &serde_json::json!({ "items": items }))
}

type Which = (MailEvent, Language);

async fn one(web: &Web, (event, language): Which) -> Answer {
    let versions = web.read(move |c, ctx| texts::versions(c, &ctx.scope, event, language)).await?;
    let body = versions.into_iter().next().map_or_else(
        || MailTextBody {
            event,
            language,
            number: 0,
            subject: String::new(),
            body: String::new(),
            shipped: true,
            created_by_name: None,
            created_at: None,
        },
        MailTextBody::from,
    );
    web.json_object(StatusCode::OK, body.number, &body)
}

/// The text of a mail in a language.
#[utoipa::path(get, path = "/api/v1/mail-texts/{event}/{language}", tag = "notices", operation_id = "show_mail_text",
    params(("event" = MailEvent, Path), ("language" = Language, Path)),
    responses((status = 200, description = "The text", body = MailTextBody), (status = 404, description = "No such mail")))]
pub async fn show(web: Web, which: Path<Which>) -> Answer {
    one(&web, which.into_inner()).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WordsBody {
    subject: String,
    /// `{placeholder}` is a value; anything else is text.
    body: String,
}

/// Writes the next version.
#[utoipa::path(put, path = "/api/v1/mail-texts/{event}/{language}", tag = "notices",
    params(("event" = MailEvent, Path), ("language" = Language, Path)), request_body = WordsBody,
    responses((status = 200, description = "Written", body = MailTextBody), (status = 412, description = "Stale"), (status = 422, description = "Invalid")))]
pub async fn write(web: Web, which: Path<Which>, given: ApiBody<WordsBody>) -> Answer {
    let (which, version) = (which.into_inner(), web.if_match()?);
    let words = Words { subject: given.0.subject, body: given.0.body };
    web.write(move |c, ctx| actions::write(c, ctx, which, Some(version), &words)).await?;
    one(&web, which).await
}

/// The mail with made up values.
#[utoipa::path(post, path = "/api/v1/mail-texts/{event}/{language}/preview", tag = "notices",
    params(("event" = MailEvent, Path), ("language" = Language, Path)), request_body = WordsBody,
    responses((status = 200, description = "The mail", body = Preview), (status = 422, description = "Invalid")))]
pub async fn preview(web: Web, which: Path<Which>, given: ApiBody<WordsBody>) -> Answer {
    let words = Words { subject: given.0.subject, body: given.0.body };
    let preview = look(&web, which.into_inner(), &words)?;
    web.json(StatusCode::OK, &preview)
}

/// The shipped text holds again; the versions are kept.
#[utoipa::path(post, path = "/api/v1/mail-texts/{event}/{language}/restore", tag = "notices",
    params(("event" = MailEvent, Path), ("language" = Language, Path)),
    responses((status = 200, description = "Restored", body = MailTextBody), (status = 409, description = "rule-mail-text-shipped")))]
pub async fn restore(web: Web, which: Path<Which>) -> Answer {
    let (which, version) = (which.into_inner(), web.if_match()?);
    web.write(move |c, ctx| actions::restore(c, ctx, which, Some(version))).await?;
    one(&web, which).await
}
