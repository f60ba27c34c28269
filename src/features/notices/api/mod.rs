//! Notices through the API; the same actions as the pages.

pub mod log;
pub mod texts;

use super::actions::{self, Choices, Shown, Standing};
use super::pages::inbox::{filter, one};
use crate::base::refusal::{FieldError, Refusal};
use crate::base::{Id, Instant, Language};
use crate::kit::notices::{NoticeKind, Way};
use crate::kit::web::{Answer, ApiBody, ListQuery, Params, Web, list_body};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(utoipa::OpenApi)]
#[openapi(paths(
    list,
    show,
    mark,
    read_all,
    settings,
    put_settings,
    log::deliveries,
    log::own_deliveries,
    log::resend,
    log::own_resend,
    texts::list,
    texts::show,
    texts::write,
    texts::preview,
    texts::restore
))]
pub struct Description;

#[derive(Serialize, utoipa::ToSchema)]
pub struct NoticeBody {
    id: Id,
    kind: NoticeKind,
    /// What happened, for the kind `event`.
    event: Option<String>,
    object_type: String,
    /// None when you may not see the object any longer; then nothing is said of it.
    object_id: Option<String>,
    title: Option<String>,
    whose: Option<String>,
    /// The page of the object.
    href: Option<String>,
    hidden: bool,
    due_on: Option<NaiveDate>,
    /// Days from the due day.
    step: Option<i32>,
    created_at: Instant,
    read_at: Option<Instant>,
}

fn body(web: &Web, shown: Shown) -> NoticeBody {
    let visible = !shown.is_hidden();
    let title = shown.title(&web.app.views, web.language());
    let Shown { notice, subject, href } = shown;
    let seen = subject.is_some();
    let whose = subject.and_then(|subject| subject.whose);
    NoticeBody {
        id: notice.id,
        kind: notice.kind,
        event: notice.event.filter(|_| visible),
        object_type: notice.object_type,
        object_id: seen.then_some(notice.object_id),
        title,
        whose,
        hidden: !visible,
        href,
        due_on: notice.due_on.filter(|_| visible),
        step: notice.step.filter(|_| visible),
        created_at: notice.created_at,
        read_at: notice.read_at,
    }
}

/// Your notices, the newest first.
#[utoipa::path(get, path = "/api/v1/notices", tag = "notices",
    params(ListQuery, ("kind" = Option<NoticeKind>, Query), ("unread" = Option<bool>, Query)),
    responses((status = 200, description = "A page of notices", body = [NoticeBody])))]
pub async fn list(web: Web, query: Query<ListQuery>, filters: Query<Params>) -> Answer {
    let (wanted, asked) = (filter(&filters), query.page());
    let page = web.read(move |c, ctx| actions::inbox(c, ctx, &wanted, asked)).await?;
    web.json(StatusCode::OK, &list_body(page.map(|one| body(&web, one))))
}

/// One of your notices.
#[utoipa::path(get, path = "/api/v1/notices/{id}", tag = "notices", params(("id" = Id, Path)),
    responses((status = 200, description = "The notice", body = NoticeBody), (status = 404, description = "Hidden or missing")))]
pub async fn show(web: Web, id: Path<Id>) -> Answer {
    let shown = one(&web, id.into_inner()).await?;
    web.json(StatusCode::OK, &body(&web, shown))
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkBody {
    read: bool,
}

/// Marks a notice as read, or as unread again.
#[utoipa::path(post, path = "/api/v1/notices/{id}/mark", tag = "notices", params(("id" = Id, Path)), request_body = MarkBody,
    responses((status = 200, description = "Marked", body = NoticeBody), (status = 404, description = "Hidden or missing")))]
pub async fn mark(web: Web, id: Path<Id>, given: ApiBody<MarkBody>) -> Answer {
    let (id, read) = (id.into_inner(), given.0.read);
    let key = id.clone();
    web.write(move |c, ctx| actions::mark(c, ctx, &key, read)).await?;
    let shown = one(&web, id).await?;
    web.json(StatusCode::OK, &body(&web, shown))
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReadAllBody {
    /// All kinds without it.
    kind: Option<NoticeKind>,
}

/// Marks everything unread as read.
#[utoipa::path(post, path = "/api/v1/notices/read", tag = "notices", request_body = ReadAllBody,
    responses((status = 200, description = "`marked`: how many")))]
pub async fn read_all(web: Web, given: ApiBody<ReadAllBody>) -> Answer {
    let count = web.write(move |c, ctx| actions::mark_all(c, ctx, given.0.kind)).await?;
    web.json(StatusCode::OK, &serde_json::json!({ "marked": count }))
}

#[derive(Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoticeSettingsBody {
    /// None: the account's.
    language: Option<Language>,
    /// `HH:MM` in Sweden; both empty: no quiet hours.
    quiet_from: String,
    quiet_to: String,
    /// Whether any mail is wanted that is not compulsory.
    mail: bool,
    /// By kind; one that is not said keeps what it had.
    ways: BTreeMap<String, Way>,
    /// The kinds that may not be turned off; only read.
    #[serde(default)]
    compulsory: Vec<NoticeKind>,
}

fn settings_body(web: &Web, standing: &Standing) -> Answer {
    let time = |time: chrono::NaiveTime| time.format("%H:%M").to_string();
    let (quiet_from, quiet_to) =
        standing.quiet.map_or((String::new(), String::new()), |(from, to)| (time(from), time(to)));
    let body = NoticeSettingsBody {
        language: standing.language,
        quiet_from,
        quiet_to,
        mail: !standing.unsubscribed,
        ways: NoticeKind::ALL.iter().map(|kind| (kind.to_string(), standing.chosen(*kind))).collect(),
        compulsory: NoticeKind::ALL.iter().copied().filter(|kind| standing.is_compulsory(*kind)).collect(),
    };
    web.json_object(StatusCode::OK, standing.version, &body)
}

/// How you want to be told.
#[utoipa::path(get, path = "/api/v1/notice-settings", tag = "notices",
    responses((status = 200, description = "The settings", body = NoticeSettingsBody)))]
pub async fn settings(web: Web) -> Answer {
    let standing = web.read(actions::own_standing).await?;
    settings_body(&web, &standing)
}

/// Chooses anew.
#[utoipa::path(put, path = "/api/v1/notice-settings", tag = "notices", request_body = NoticeSettingsBody,
    responses((status = 200, description = "Changed", body = NoticeSettingsBody), (status = 412, description = "Stale"), (status = 422, description = "Invalid")))]
pub async fn put_settings(web: Web, given: ApiBody<NoticeSettingsBody>) -> Answer {
    let version = web.if_match()?;
    let NoticeSettingsBody { language, quiet_from, quiet_to, mail, ways, .. } = given.0;
    let mut chosen = BTreeMap::new();
    for (kind, way) in ways {
        let wrong = || Refusal::Invalid(vec![FieldError::new(format!("ways.{kind}"), "error-choice")]);
        chosen.insert(kind.parse::<NoticeKind>().map_err(|_| wrong())?, way);
    }
    let choices = Choices { language, quiet_from, quiet_to, mail, ways: chosen };
    let standing = web.write(move |c, ctx| actions::choose(c, ctx, Some(version), &choices)).await.map_err(in_ways)?;
    settings_body(&web, &standing)
}

/// The fields of the kinds stand inside `ways`.
fn in_ways(refusal: Refusal) -> Refusal {
    match refusal {
        Refusal::Invalid(mut errors) => {
            for error in &mut errors {
                if let Some(kind) = error.field.strip_prefix("way_") {
                    error.field = format!("ways.{kind}");
                }
            }
            Refusal::Invalid(errors)
        }
        other => other,
    }
}
